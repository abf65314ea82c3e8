/* Who wrote it: lines that are a byline, and signatures at the end of an article.
 *
 * Judges a line by itself; byline_names.c takes the names apart.
 */
#include "parser/byline/byline.h"

enum {
    SENDER_POINTS_MAX = 10,
    LINE_POINTS_MAX = 60,
    LATIN_POINTS_MAX = 110,
    NAMES_POINTS_MAX = 40,
    BRACKET_POINTS_MAX = 41,
    PERSONS_MAX = 6
};

static size_t
last_bracket(struct slice text)
{
    return text_last_bracket(text, U"(（【〔［[", U")）】〕］]", BRACKET_POINTS_MAX);
}

struct slice
byline_inside(struct slice text)
{
    text = text_trim(text);
    while (text_among(text_first(text), U"□■◆◇●○▲△★☆◎※▍▌│") || (text.len > 0 && text_byte_among(text.at[0], "*"))) {
        char32_t code;
        text = text_trim(slice_from(text, text_decode(text.at, &code)));
    }
    return last_bracket(text) == 0 ? text_inside(text, 0) : text;
}

/* ---- Latin: By Nora Whitlock, Special to the Gazette */

/* From Our Own Correspondent, By a Staff Reporter */
static bool
is_unnamed(struct slice text)
{
    static const char *const specials[] = {"SPECIAL TO ", "Special to ", "From Our ", "FROM OUR ", "From our ",
                                           "By Our ",     "BY OUR ",     "By our ",   "From a "};
    for (size_t i = 0; i < BASE_COUNT(specials); i++)
        if (slice_starts(text, specials[i]))
            return true;
    return slice_starts(text, "By a ") && latin_is_title(text);
}

static bool
is_latin_line(const struct shape *shape)
{
    struct slice text = shape->text;
    if (is_unnamed(text))
        return !shape->finished;
    struct byline_names names;
    if (!names_read_whole(text, &names))
        return false;
    bool sure = names.count > 0 && names.weak == 0;
    enum duty duty;
    size_t prefix = latin_prefix(text, &duty);
    if (prefix > 3)
        return sure && duty == DUTY_AUTHOR;
    if (prefix == 0)
        return sure && names.roles > 0 && !shape->finished &&
               latin_is_given_name(names.name[0].text); /* Nora Whitlock, Staff Writer */
    static const char *const titles[] = {"Jr.", "Sr.", "M.D.", "Ph.D."};
    bool title = false;
    for (size_t i = 0; i < BASE_COUNT(titles); i++)
        title = title || slice_ends(text, titles[i]);
    static const char *const others[] = {"The ", "A ",    "An ",   "Any ",  "All ",  "No ",
                                         "My ",  "Your ", "This ", "That ", "Their "};
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        if (slice_starts(slice_from(text, 3), others[i]))
            return false;
    return sure && (!shape->finished || title);
}

/* ---- letters: 读者 车前子, 河洛市道北 杜仲 */

/* Nothing but Han characters in PART: how many, or 0. */
static size_t
han_points(struct slice part)
{
    size_t points = 0;
    for (size_t at = 0; at < part.len; points++) {
        char32_t code;
        at += text_decode(part.at + at, &code);
        if (!text_is_han(code) || text_is_kana(code))
            return 0;
    }
    return points;
}

/* Of who sent a letter or where from, a blank, and a name or pen name, and nothing else: the name; empty: TEXT is no such. */
static struct slice
sent_by(struct slice text)
{
    struct slice none = slice_make(text.at, 0);
    static const char *const senders[] = {"读者", "讀者", "市民", "居民", "村民", "网友", "網友", "家长",
                                          "家長", "业主", "業主", "观众", "觀眾", "听众", "聽眾", "乘客"};
    static const char *const places[] = {"市", "县", "縣", "区", "區", "省", "镇", "鎮"};
    size_t narrow = slice_find(text, " "), wide = slice_find(text, "\u3000"), blank = narrow < wide ? narrow : wide;
    if (blank == 0 || blank == SIZE_MAX)
        return none;
    struct slice from = slice_make(text.at, blank), name = text_trim(slice_from(text, blank));
    size_t from_points = han_points(from), name_points = han_points(name);
    if (from_points < 2 || from_points > SENDER_POINTS_MAX || name_points < 2 || name_points > 3)
        return none;
    for (size_t i = 0; i < BASE_COUNT(senders); i++)
        if (slice_ends(from, senders[i]))
            return name;
    char32_t code[2];
    text_decode(name.at + text_decode(name.at, &code[0]), &code[1]);
    bool person = surname_rank(code[0]) != SURNAME_NONE && !surname_is_word(code);
    for (size_t i = 0; person && i < BASE_COUNT(places); i++)
        if (slice_has(from, places[i]) && !slice_starts(from, places[i]))
            return name;
    return none;
}

struct slice
byline_without_sender(struct slice text)
{
    struct slice name = sent_by(text);
    return name.len > 0 ? name : text;
}

/* ---- lines */

bool
byline_is_line(const struct shape *shape)
{
    struct slice text = shape->text;
    if (shape->points > (shape_is_cjk(shape) ? LINE_POINTS_MAX : LATIN_POINTS_MAX))
        return false;
    if (shape->open) /* 本报讯（记者 田一: a printed line */
        return false;
    if (korean_has(text))
        return !shape->finished && korean_is_line(text);
    if (!shape_is_cjk(shape))
        return is_latin_line(shape);
    if (last_bracket(text) == 0 && !text_among(text_first(text), U"【[［〔"))
        return byline_is_signature(text_inside(text, 0), true);
    if (sent_by(text).len > 0)
        return true;
    struct slice inner = byline_inside(text);
    /* 本报记者田一麦报道：在 */
    if (slice_find(inner, "报道：") < inner.len || slice_find(inner, "報導：") < inner.len)
        return false;
    char32_t last = text_last(inner);
    if (shape->finished || text_among(last, U"。，；！？"))
        return false;
    struct byline_names names;
    bool bare_line = inner.len == text.len, report = slice_ends(inner, "報導");
    if (bare_line && !report && !role_may_be_in(inner))
        return false;
    if (!names_read_whole(inner, &names) || names.count > PERSONS_MAX * 2)
        return false;
    size_t authors = names_authors(&names);
    bool marked = !bare_line && authors == names.count; /* □ 田一麦 */
    if (names.count == 0)                               /* 本报评论员; 國際組／綜合報導 */
        return (names.roles > 0 && (slice_starts(inner, "本") || slice_starts(inner, "新华社"))) ||
               (names.offices > 1 && report);
    return authors > 0 && names.odd == 0 && (names.roles > 0 || ((marked || report) && names.weak == 0));
}

struct slice
byline_source(struct slice text)
{
    static const char *const keys[] = {"来源", "來源", "稿源", "转自", "轉自"};
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        size_t at = slice_find(text, keys[i]), end;
        struct slice before = slice_make(text.at, at != SIZE_MAX ? at : 0);
        if (at == SIZE_MAX || slice_ends(before, "图片") || slice_ends(before, "圖片"))
            continue;
        at += strlen(keys[i]);
        size_t next = at;
        while (next < text.len && text_among(text_point(text, at, &next), U":：/／|｜丨 　"))
            at = next;
        for (end = at; end < text.len; end = next)
            if (text_among(text_point(text, end, &next), U" 　，,;；|｜/／）)】"))
                break;
        return slice_make(text.at + at, end - at);
    }
    return slice_make(text.at, 0);
}

/* A bracket that is not closed, or one closed that was not opened. */
static bool
has_open(struct slice text)
{
    int open = 0;
    for (size_t at = 0; at < text.len && open >= 0;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        open += text_among(code, U"(（【〔［[");
        open -= text_among(code, U")）】〕］]");
    }
    return open != 0;
}

/* 南湾大学教授田一麦, 临川县水利局局长、渡口管理所所长沈小禾: who somebody is, and nothing that he does. */
static bool
is_titled(struct slice text)
{
    static const char *const titles[] = {"书记",   "書記", "主席", "总理", "總理", "部长", "部長", "局长", "局長",
                                         "司长",   "厅长", "市长", "市長", "县长", "縣長", "省长", "区长", "區長",
                                         "所长",   "所長", "校长", "校長", "院长", "院長", "会长", "會長", "社长",
                                         "社長",   "行长", "厂长", "主任", "教授", "经理", "總裁", "总裁", "研究员",
                                         "研究員", "委员", "委員", "院士", "顾问", "顧問"};
    /* what a title ends with, before a name of two characters or of three; hardly any line has it */
    static const char32_t ends[] = U"长長席记記理任授裁员員士问問";
    size_t end = text.len, next;
    for (size_t i = 0; i < 2 && end > 0; i++)
        end = text_previous(text, end);
    bool may = false;
    for (size_t i = 0; i < 3 && end > 0 && !may; i++) { /* a blank may be between */
        end = text_previous(text, end);
        may = text_among(text_point(text, end, &next), ends);
    }
    if (!may)
        return false;
    char32_t run[NAMES_POINTS_MAX];
    size_t at[NAMES_POINTS_MAX + 1], count = 0;
    for (size_t byte = 0; byte < text.len; count++) {
        if (count == NAMES_POINTS_MAX)
            return false;
        at[count] = byte;
        byte += text_decode(text.at + byte, &run[count]);
        if ((!text_is_han(run[count]) && run[count] != U'、' && !text_is_space(run[count])) ||
            text_among(run[count], U"见見说說谈談致访訪在与與向是将將了的率"))
            return false;
    }
    for (size_t name = 2; name <= 3 && name + 4 < count; name++) {
        struct slice before = text_trim(slice_make(text.at, at[count - name]));
        for (size_t i = 0; people_is_strict(run + count - name, name) && i < BASE_COUNT(titles); i++)
            if (slice_ends(before, titles[i]))
                return true;
    }
    return false;
}

/* What no byline has. */
static bool
has_strange(struct slice text, bool *kana, bool *han)
{
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        if (text_is_digit(code) || text_among(code, U"“”\"《》「」『』＜＞<>@…！!？?。；"))
            return true;
        *kana = *kana || (text_is_kana(code) && code != U'ー');
        *han = *han || text_is_han(code);
    }
    return false;
}

bool
byline_may_be(struct slice text)
{
    text = byline_inside(text);
    bool kana = false, han = false;
    size_t points = text_points(text);
    if (points < 2 || points > (text_is_letter(text_first(text)) ? LATIN_POINTS_MAX : NAMES_POINTS_MAX) ||
        text_among(text_last(text), U"：:，,、") || has_strange(text, &kana, &han))
        return false;
    enum duty duty;
    if (latin_prefix(text, &duty) == strlen("By ")) /* By the Sea: it would have been certain */
        return false;
    struct byline_names names;
    names_read_signature(text, &names);
    static const char *const strange[] = {"来自", "來自", "报道：", "報導："};
    for (size_t i = 0; i < BASE_COUNT(strange); i++)
        if (slice_has(text, strange[i]))
            return false;
    if (has_open(text))
        return false;
    bool strict = names.count > names.weak && names.unknown == 0;
    if (!han || kana || korean_has(text))
        return names.unknown == 0 && names.count > 0 && (names.roles > 0 || (!kana && strict));
    size_t office = text_previous(text, text.len), next;
    return names.roles > 0 || strict || (points < 4 && names.count > 0) ||
           role_ends_office(text_point(text, office, &next));
}

bool
byline_is_nameless(struct slice text)
{
    if (korean_has(text) || text_points(text) > LINE_POINTS_MAX)
        return false;
    struct byline_names names;
    names_read(text, false, &names);
    bool self = slice_starts(text, "本") || slice_starts(text, "新华社") || slice_starts(text, "新華社");
    bool report = slice_ends(text, "報導") || slice_ends(text, "报道");
    bool latin = is_unnamed(text);
    return latin || (names.count == 0 && names.unknown == 0 && names.brackets == 0 &&
                     ((names.roles > 0 && self) || (names.offices > 1 && report)));
}

bool
byline_is_names(struct slice text)
{
    struct slice whole = text;
    text = byline_inside(text);
    if (text.len == 0 || text_points(text) > NAMES_POINTS_MAX)
        return false;
    if (korean_has(text))
        return korean_is_line(text);
    if (text_among(text_last(text), U"：:")) /* 同胞们、朋友们： */
        return false;
    struct byline_names names;
    if (!names_read_whole(text, &names) || names.count == 0 || names.count > PERSONS_MAX)
        return is_titled(text);
    if (has_open(text))
        return false;
    bool latin = text_is_letter(text_first(slice_of(names.name[0].text)));
    if (names.roles == 0 && ((names.offices > 0 && !latin) || names.brackets > 0))
        return false;
    /* （田一麦摄） is a caption's */
    if (names_authors(&names) == 0 && (text.len < whole.len || names.name[0].duty == DUTY_EDITOR))
        return false;
    if (!latin)
        return names.weak == 0 || (names.roles > 0 && names.odd == 0);
    for (size_t i = 0; i < names.count; i++)
        if (strchr(names.name[i].text, ' ') == NULL || !latin_is_given_name(names.name[i].text))
            return false;
    return true;
}
