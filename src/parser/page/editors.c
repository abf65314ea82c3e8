/* Who made the page: 责任编辑：田一麦 校对：沈小禾, Editor: Anna Quill.
 *
 * Nothing but roles and names, and how to reach them; of these, some words make a line the page's and others only beside such.
 */
#include "parser/byline/byline.h"
#include "parser/page/page.h"

enum { NAME_POINTS_MAX = 4, LATIN_NAME_WORDS_MAX = 4, EDITORS_POINTS_MAX = 40 };

enum certainty { ALWAYS, BEFORE_COLON, BESIDE };

/* The work on a page, and when its name makes a line the page's: as such, before a colon, or beside such a one. */
static const struct {
    const char *word;
    enum certainty certainty;
} roles[] = {
    {"责任编辑", ALWAYS}, {"責任編輯", ALWAYS},   {"本版编辑", ALWAYS},   {"本版編輯", ALWAYS},
    {"本版责编", ALWAYS}, {"本版主编", ALWAYS},   {"责编", ALWAYS},       {"版面编辑", ALWAYS},
    {"責編", ALWAYS},     {"美术编辑", ALWAYS},   {"美編", ALWAYS},       {"美编", ALWAYS},
    {"版式", ALWAYS},     {"组版", ALWAYS},       {"組版", ALWAYS},       {"校对", ALWAYS},
    {"校對", ALWAYS},     {"值班编辑", ALWAYS},   {"值班编委", ALWAYS},   {"值班总编辑", ALWAYS},
    {"值班总编", ALWAYS}, {"值班主任", ALWAYS},   {"见习编辑", ALWAYS},   {"版面设计", ALWAYS},
    {"图片编辑", ALWAYS}, {"执行主编", BESIDE},   {"编辑", BEFORE_COLON}, {"編輯", BEFORE_COLON},
    {"主编", BESIDE},     {"總編輯", BESIDE},     {"总编辑", BESIDE},     {"排版", BESIDE},
    {"审读", BESIDE},     {"制图", BESIDE},       {"统筹", BESIDE},       {"策划", BESIDE},
    {"值班", BESIDE},     {"检校", BESIDE},       {"校检", BESIDE},       {"值班主编", ALWAYS},
    {"值班编审", ALWAYS}, {"值班副总编", ALWAYS}, {"值班领导", ALWAYS},   {"本版校对", ALWAYS},
    {"本版美编", ALWAYS}, {"本版组版", ALWAYS},   {"本版编审", ALWAYS},   {"责任校对", ALWAYS},
    {"责任美编", ALWAYS}, {"版式设计", ALWAYS},   {"视觉设计", BESIDE},   {"照排", ALWAYS},
    {"终审", BESIDE},     {"复审", BESIDE},       {"初审", BESIDE},       {"编审", BESIDE},
    {"审校", BESIDE},     {"審校", BESIDE},       {"審讀", BESIDE},       {"审核", BESIDE},
    {"執行編輯", ALWAYS}, {"版面編輯", ALWAYS},   {"美術編輯", ALWAYS},   {"執行主編", BESIDE},
    {"主編", BESIDE},     {"總編輯", BESIDE},     {"發行人", BESIDE},     {"发行人", BESIDE},
    {"社長", BESIDE},     {"社长", BESIDE},       {"編集人", ALWAYS},     {"発行人", ALWAYS},
    {"校閲", BESIDE},     {"編集", BEFORE_COLON}, {"整理", BESIDE},       {"组稿", BESIDE},
    {"摄影", BESIDE},     {"美術", BESIDE},       {"制作", BESIDE},
};
/* What these begin with, and the brackets around them: most lines begin with something else. */
static const char32_t first_of_roles[] =
    U"主值初制发图執复审審总执排摄整本校检照版発發社策組編總组终统编美见视責责【［[（(";

/* A role at *AT with what divides it from its names; *COLON says that a colon did. */
static bool
skip_role(struct slice text, size_t *at, enum certainty *certainty, bool *divided, bool *colon)
{
    size_t next;
    for (size_t i = 0; i < BASE_COUNT(roles); i++) {
        if (!text_skip(text, at, roles[i].word))
            continue;
        *certainty = roles[i].certainty;
        *colon = false;
        size_t start = *at;
        char32_t code;
        while (text_among(code = text_point(text, *at, &next), U":：/／|｜ 　、")) {
            *colon = *colon || code == ':' || code == U'：';
            *at = next;
        }
        *divided = *at > start || *at == text.len;
        return true;
    }
    return false;
}

/* 责任编辑：田一麦 校对：沈小禾 版式：燕　雁 -- nothing but roles and names, and how to reach them. */
static bool
is_han_editors(struct slice text, bool certain)
{
    size_t at = 0, next, count = 0, name = 0;
    enum certainty certainty;
    bool divided, colon, apart = false;
    char32_t open = text_point(text, 0, &next);
    if (text_among(open, U"【［[（("))
        at = next;
    size_t start = at;
    while (at < text.len) {
        char32_t code = text_point(text, at, &next);
        if (skip_role(text, &at, &certainty, &divided, &colon)) {
            certain = certain || certainty == ALWAYS || (certainty == BEFORE_COLON && count == 0 && colon);
            apart = apart || divided;
            count++;
            name = 0;
        } else if (count > 0 && apart && words_skip(slice_from(text, at), reach_words) > 0) {
            return certain;
        } else if (at == start) {
            return false;
        } else if (text_among(code, U" 　、,，/／|｜;；】］]）)")) {
            name = 0;
            at = next;
        } else if ((text_is_han(code) || code == U'·') && name < NAME_POINTS_MAX) {
            name++;
            at = next;
        } else {
            return false;
        }
    }
    return certain && (apart || count > 1);
}

static bool
skip_latin_role(struct slice text, size_t *at)
{
    static const char *const words[] = {"managing editor", "chief editor", "editor-in-chief", "editor in chief",
                                        "news editor",     "page editor",  "copy editor",     "photo editor",
                                        "night editor",    "sub-editor",   "editors",         "editor",
                                        "page design",     "layout",       "design",          "proofreading",
                                        "proofreader",     "proofs",       "publisher",       "printer"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (folio_skip_word(text, at, words[i]))
            return true;
    return false;
}

static size_t
skip_gaps(struct slice text, size_t at)
{
    while (at < text.len && text_byte_among(text.at[at], " \t|;/"))
        at++;
    return at;
}

/* Editor: Anna Quill.  Layout: Ben Oak */
static bool
is_latin_editors(struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        size_t names = 0, role = at;
        if (!skip_latin_role(text, &at) || !text_skip(text, &at, ":"))
            return false;
        for (at = skip_gaps(text, at); at < text.len && (role = at, !skip_latin_role(text, &role));
             at = skip_gaps(text, at)) {
            if (!text_is_upper(text_first(slice_from(text, at))) || ++names > LATIN_NAME_WORDS_MAX)
                return false;
            while (at < text.len && !text_byte_among(text.at[at], " \t|;/"))
                at++;
        }
        if (names == 0)
            return false;
    }
    return text.len > 0;
}

bool
editors_is_line(struct slice text)
{
    bool latin = text_is_ascii_letter((unsigned char)text_first(text));
    if (text_first(text) < 0x80 && latin)
        return is_latin_editors(text);
    return text_among(text_first(text), first_of_roles) && is_han_editors(text, false);
}

bool
editors_end(struct slice text)
{
    char32_t last = text_last(text);
    if (last != U'】' && last != U']' && last != U'）' && last != ')')
        return false;
    size_t bracket = text_last_bracket(text, U"【[（(", U"】]）)", EDITORS_POINTS_MAX);
    return bracket != SIZE_MAX && bracket > 0 && is_han_editors(text_inside(text, bracket), false);
}

bool
editors_may_be(struct slice text)
{
    return text_among(text_first(text), first_of_roles) && is_han_editors(text, true);
}
