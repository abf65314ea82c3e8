/* What belongs to the page: page numbers and headers, editors' lines, rights, where an article goes on.
 *
 * Hand rules, because they are certain; what is doubtful stays with the articles, for a line of an article that is
 * taken for furniture is lost to the reader. A date alone is none: speeches and letters end with one.
 */
#include "parser/page/page.h"
#include "parser/story/story.h"

#include <stdlib.h>

enum {
    FURNITURE_POINTS_MAX = 60, /* of a Han line; a Latin one may have twice as many */
    SECTION_POINTS_MAX = 4,    /* 要闻, 国际新闻 beside the page's number */
    NAME_POINTS_MAX = 4,
    HEAD_LINES = 3, /* in which the day or the issue may be named */
    REGISTER_REST_POINTS_MAX = 24
};

static bool
has(struct slice text, const char *word)
{
    return slice_find(text, word) != SIZE_MAX;
}

static bool
is_han_only(struct slice text)
{
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (!text_is_han(code) && !text_is_kana(code))
            return false;
    }
    return text.len > 0;
}

/* ---- page numbers and headers */

/* - 3 -, — 3 —, ·3·: the dashes make it one. */
static bool
is_dashed_number(struct slice text)
{
    static const char32_t dashes[] = U"-－—–―─·•~～";
    size_t at = 0, next, marks = 0;
    while (text_among(text_point(text, at, &next), dashes)) {
        at = next;
        marks++;
    }
    text_skip_gap(text, &at);
    if (marks == 0 || text_read_number(text, &at, 1, 4, false) < 0)
        return false;
    text_skip_gap(text, &at);
    size_t closing = at;
    while (text_among(text_point(text, at, &next), dashes))
        at = next;
    return at > closing && at == text.len;
}

/* A piece that may stand in a page's header: a paper's name, a section, a few words. Not 原载《渡口晚报》. */
static bool
may_be_in_header(struct slice rest)
{
    static const char *const sources[] = {"载", "載", "摘", "转", "轉", "据", "據", "见", "見", "刊", "《", "〈", "“"};
    if (nameplate_is_name(rest))
        return true;
    for (size_t i = 0; i < BASE_COUNT(sources); i++)
        if (has(rest, sources[i]))
            return false;
    return text_points(rest) <= (text_is_cjk(text_first(rest)) ? 8U : 24U);
}

static bool
is_page_header(const struct shape *shape, struct folio folio)
{
    const unsigned days = FOLIO_DATE | FOLIO_DAY | FOLIO_ISSUE | FOLIO_EDITION, beside = FOLIO_WEEKDAY | FOLIO_EDITION;
    bool number = (folio.kinds & FOLIO_PAGE) != 0 || ((folio.kinds & FOLIO_NUMBER) != 0 && (folio.kinds & beside) != 0);
    if (!number || folio.rests > 2)
        return false;
    char32_t first = text_first(shape->text);
    if (folio.rests > 0 && (first == '(' || first == U'（' || (shape->comma && shape_is_cjk(shape))))
        return false;
    if (folio.rests == 1 && folio.rest[0].len > 0 && is_han_only(folio.rest[0]) &&
        text_points(folio.rest[0]) <= SECTION_POINTS_MAX && (folio.sure_page || !folio.glued))
        return true;
    bool dated = (folio.kinds & days) != 0;
    for (size_t i = 0; i < folio.rests; i++)
        if (!dated || folio.glued || !may_be_in_header(folio.rest[i]))
            return false;
    return true;
}

/* 03 要闻 版, 03 国内: a number with its zero, at most four characters, perhaps 版. */
static bool
is_section_header(struct slice text)
{
    size_t at = 0, next;
    bool zero = text_first(text) == '0' || text_first(text) == U'０';
    if (!zero || text_read_number(text, &at, 2, 2, false) < 0 || text_digit(text_point(text, at, &next)) >= 0)
        return false;
    struct slice section = text_trim(slice_from(text, at));
    if (slice_ends(section, "版"))
        section = text_trim(slice_make(section.at, section.len - strlen("版")));
    else if (section.at == text.at + at)
        return false;
    return is_han_only(section) && text_points(section) <= SECTION_POINTS_MAX;
}

/* （下转第三版）, 上接A1版, (Continued on page 4, Col. 1) */
static bool
is_jump(struct slice text)
{
    static const char *const words[] = {"转", "轉", "接"};
    static const char *const latin[] = {"continued on ", "continued from "};
    enum folio_page page;
    size_t at = 0, next;
    char32_t open = text_point(text, 0, &next);
    bool bracket = open == '(' || open == U'（' || open == '[' || open == U'【';
    at = bracket ? next : 0;
    for (size_t i = 0; i < BASE_COUNT(latin); i++)
        if (folio_skip_word(text, &at, latin[i]))
            return folio_page(text, at, &page) > at;
    bool word = notice_skip_word(text, &at) != NOTICE_NONE;
    for (size_t i = 0; i < BASE_COUNT(words) && !word; i++)
        word = text_skip(text, &at, words[i]);
    text_skip_gap(text, &at);
    size_t end = word ? folio_page(text, at, &page) : at;
    if (end == at)
        return false;
    while (text_among(text_point(text, end, &next), U")）]】 　"))
        end = next;
    return end == text.len;
}

/* ---- editors */

enum certainty { ALWAYS, BEFORE_COLON, BESIDE };

/* The work on a page, and when its name makes a line the page's: as such, before a colon, or beside such a one. */
static const struct {
    const char *word;
    enum certainty certainty;
} roles[] = {
    {"责任编辑", ALWAYS},   {"責任編輯", ALWAYS},   {"本版编辑", ALWAYS}, {"本版編輯", ALWAYS},   {"本版责编", ALWAYS},
    {"本版主编", ALWAYS},   {"责编", ALWAYS},       {"責編", ALWAYS},     {"美术编辑", ALWAYS},   {"美編", ALWAYS},
    {"美编", ALWAYS},       {"版式", ALWAYS},       {"组版", ALWAYS},     {"組版", ALWAYS},       {"校对", ALWAYS},
    {"校對", ALWAYS},       {"值班编辑", ALWAYS},   {"值班编委", ALWAYS}, {"值班总编辑", ALWAYS}, {"值班总编", ALWAYS},
    {"值班主任", ALWAYS},   {"见习编辑", ALWAYS},   {"版面设计", ALWAYS}, {"图片编辑", ALWAYS},   {"执行主编", BESIDE},
    {"编辑", BEFORE_COLON}, {"編輯", BEFORE_COLON}, {"主编", BESIDE},     {"總編輯", BESIDE},     {"总编辑", BESIDE},
    {"排版", BESIDE},       {"审读", BESIDE},       {"制图", BESIDE},     {"统筹", BESIDE},       {"策划", BESIDE},
    {"值班", BESIDE},       {"检校", BESIDE},
};

/* Words before numbers by which an editor is reached. */
static bool
is_reach(struct slice text, size_t at)
{
    static const char *const words[] = {"电话",   "電話",  "邮箱",  "信箱", "邮件", "热线",
                                        "E-mail", "Email", "email", "QQ",   "传真"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (slice_starts(slice_from(text, at), words[i]))
            return true;
    return false;
}

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
is_editors(struct slice text)
{
    size_t at = 0, next, count = 0, name = 0;
    enum certainty certainty;
    bool certain = false, divided, colon, apart = false;
    char32_t open = text_point(text, 0, &next);
    if (open == U'【' || open == U'［' || open == '[')
        at = next;
    size_t start = at;
    while (at < text.len) {
        char32_t code = text_point(text, at, &next);
        if (skip_role(text, &at, &certainty, &divided, &colon)) {
            certain = certain || certainty == ALWAYS || (certainty == BEFORE_COLON && count == 0 && colon);
            apart = apart || divided;
            count++;
            name = 0;
        } else if (count > 0 && apart && is_reach(text, at)) {
            return certain;
        } else if (at == start) {
            return false;
        } else if (text_among(code, U" 　、,，/／|｜;；】］]")) {
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

/* ---- rights, registrations, how to reach the paper */

static bool
is_rights(const struct shape *shape)
{
    struct slice text = shape->text;
    bool small = shape->points <= FURNITURE_POINTS_MAX;
    size_t at = small ? slice_find(text, "版权所有") : SIZE_MAX, next;
    if (at == SIZE_MAX && small)
        at = slice_find(text, "版權所有");
    if (at != SIZE_MAX && text_points(slice_make(text.at, at)) <= 12) {
        /* 版权所有者 is somebody */
        char32_t behind = text_point(text, at + strlen("版权所有"), &next);
        return behind == 0 || text_among(behind, U" 　,，:：.。!！;；翻侵违違不未严嚴©");
    }
    /* 저작권자 ⓒ 나루뉴스, 무단 전재 및 재배포 금지 */
    if (shape->points <= 2 * FURNITURE_POINTS_MAX && has(text, "무단") && (has(text, "전재") || has(text, "재배포")) &&
        has(text, "금지"))
        return true;
    size_t end = 0;
    bool begins =
        folio_skip_word(text, &end, "copyright") || text_skip(text, &end, "©") || folio_skip_word(text, &end, "(c)");
    text_skip_gap(text, &end);
    bool named = text_skip(text, &end, "©") || folio_skip_word(text, &end, "(c)");
    text_skip_gap(text, &end);
    bool year = begins && text_read_number(text, &end, 4, 4, false) >= 0;
    if (shape->points <= 2 * FURNITURE_POINTS_MAX && (year || (begins && named)))
        return true;
    return small &&
           (has(text, "All rights reserved") || has(text, "All Rights Reserved") || has(text, "ALL RIGHTS RESERVED"));
}

/* 本报社址：渡口街1号　邮编：100000 */
static bool
is_imprint(const struct shape *shape)
{
    static const char *const starts[] = {
        "本报地址", "本报社址", "本報地址",     "本報社址", "社址",           "报社地址",   "本报电话",
        "新闻热线", "广告热线", "发行热线",     "订报热线", "投诉热线",       "本报网址",   "本报邮箱",
        "本版邮箱", "本版信箱", "本版电子信箱", "本版热线", "广告经营许可证", "广告许可证", "广告发布登记"};
    struct slice text = shape->text;
    if (shape->points > FURNITURE_POINTS_MAX * 2 || slice_ends(text, "。"))
        return false;
    for (size_t i = 0; i < BASE_COUNT(starts); i++) {
        size_t at = 0, next;
        if (!text_skip(text, &at, starts[i]))
            continue;
        text_skip(text, &at, "号");
        if (text_among(text_point(text, at, &next), U":： 　"))
            return true;
    }
    return false;
}

/* A registration with little beside it, on a line that is no sentence. */
static bool
is_registration(const struct shape *shape, struct folio folio)
{
    size_t points = 0;
    if (shape->finished || (folio.kinds & FOLIO_REGISTER) == 0 || folio.rests > FOLIO_RESTS_MAX)
        return false;
    for (size_t i = 0; i < folio.rests; i++)
        points += text_points(folio.rest[i]);
    return points <= REGISTER_REST_POINTS_MAX && !shape->comma;
}

/* Does TEXT hold what numbers a page, or registers a paper? To take a line apart costs far more than to look. */
static bool
may_number_page(struct slice text)
{
    size_t next, after;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_among(code, U"版面页頁邮郵刊") || (code >= U'Ａ' && code <= U'Ｚ'))
            return true;
        if (code >= 'A' && code <= 'Z' && text_digit(text_point(text, next, &after)) >= 0)
            return true;
        after = at;
        if ((code | 0x20) == 'p' && folio_skip_word(text, &after, "page"))
            return true;
    }
    return has(text, "CN") || has(text, "ISSN");
}

bool
furniture_is_line(const struct shape *shape)
{
    if (!folio_is_short(shape))
        return is_rights(shape) || is_imprint(shape);
    if (is_editors(shape->text) || is_rights(shape) || is_imprint(shape))
        return true;
    if (!folio_has_number(shape->text))
        return false;
    if (is_dashed_number(shape->text) || is_section_header(shape->text) || is_jump(shape->text))
        return true;
    if (!may_number_page(shape->text))
        return false;
    struct folio folio = folio_read(shape->text);
    return is_page_header(shape, folio) || is_registration(shape, folio);
}

void
furniture_find(struct shape *shapes, size_t count)
{
    bool *furniture = base_alloc_zero(count + 1, sizeof *furniture);
    repeated_find(shapes, count, furniture);
    for (size_t i = 0; i < count; i++)
        shapes[i].furniture = shapes[i].furniture || furniture[i] || (i < HEAD_LINES && masthead_is_line(&shapes[i]));
    free(furniture);
}
