/* Who wrote it: lines that are a byline, and signatures at the end of an article.
 *
 * Judges a line by itself; byline_names.c takes the names apart.
 */
#include "parser/byline/byline.h"

enum { LINE_POINTS_MAX = 60, NAMES_POINTS_MAX = 40, BRACKET_POINTS_MAX = 41, PERSONS_MAX = 6, PEN_NAME_POINTS_MAX = 4 };

static size_t
last_bracket(struct slice text)
{
    return text_last_bracket(text, U"(（【〔［[", U")）】〕］]", BRACKET_POINTS_MAX);
}

static size_t
authors_of(const struct byline_names *names)
{
    size_t authors = 0;
    for (size_t i = 0; i < names->count; i++)
        authors += names->name[i].duty == DUTY_AUTHOR;
    return authors;
}

/* 完, 下转第二版, 图一, 笑声; 据新华社电, 某某摄, 某某供稿: what else stands in brackets. */
static const char32_t no_signature[] =
    U"完上下中左右续續略图圖表注註见見附节節选選摘声聲掌笑画畫绘繪稿供发發据據电電讯訊摄攝影照片转轉接版例如即共含约約第一二三四五六七八九十百千万年月日时時的了是不在";

/* （晓麦）, （渡人）: a pen name, in which hardly anything tells that it is one. */
static bool
is_pen_name(struct slice inside)
{
    size_t points = 0;
    for (size_t at = 0; at < inside.len; points++) {
        char32_t code;
        at += text_decode(inside.at + at, &code);
        if (!text_is_han(code) || text_among(code, no_signature))
            return false;
    }
    return points >= 2 && points <= PEN_NAME_POINTS_MAX;
}

static bool
is_signature(struct slice inside)
{
    for (size_t at = 0; at < inside.len;) {
        char32_t code;
        at += text_decode(inside.at + at, &code);
        if (text_is_digit(code) || text_among(code, U"。，；：！？“”《》"))
            return false;
    }
    if (is_pen_name(inside))
        return true;
    struct byline_names names;
    names_read_signature(inside, &names);
    bool reported = slice_ends(inside, "报道") || slice_ends(inside, "報導");
    if (names.weak > 0 && !reported && text_among(text_last(inside), U"图圖摄攝绘繪画畫照据據供稿摘声聲"))
        return false;
    return authors_of(&names) > 0 && names.unknown == 0 && names.together == 0 && (names.odd == 0 || reported);
}

struct slice
byline_signature(struct slice text)
{
    struct slice none = slice_make(text.at, 0);
    text = text_trim(text);
    size_t open = last_bracket(text);
    if (open == SIZE_MAX)
        return none;
    struct slice inside = text_inside(text, open), before = text_trim(slice_make(text.at, open));
    if (before.len > 0 && !text_among(text_last(before), U"。！？!?…”’」』》—"))
        return none;
    return is_signature(inside) ? inside : none;
}

/* ■, ● and the like, and the brackets around all of it. */
static struct slice
bare(struct slice text)
{
    text = text_trim(text);
    while (text_among(text_first(text), U"□■◆◇●○▲△★☆◎※▍▌│") || (text.len > 0 && text_byte_among(text.at[0], "*"))) {
        char32_t code;
        text = text_trim(slice_from(text, text_decode(text.at, &code)));
    }
    return last_bracket(text) == 0 ? text_inside(text, 0) : text;
}

/* ---- Latin: By Nora Whitlock, Special to the Gazette */

static bool
is_latin_line(const struct shape *shape)
{
    static const char *const specials[] = {"SPECIAL TO ", "Special to ", "From Our ", "FROM OUR ", "From our ",
                                           "By Our ",     "BY OUR ",     "By our ",   "From a "};
    struct slice text = shape->text;
    for (size_t i = 0; i < BASE_COUNT(specials); i++)
        if (slice_starts(text, specials[i]))
            return !shape->finished;
    struct byline_names names;
    if (!names_read_whole(text, &names))
        return false;
    bool sure = names.count > 0 && names.weak == 0;
    if (!slice_starts(text, "By ") && !slice_starts(text, "by ") && !slice_starts(text, "BY "))
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

/* ---- lines */

bool
byline_is_line(const struct shape *shape)
{
    struct slice text = shape->text;
    if (shape->points > LINE_POINTS_MAX)
        return false;
    if (!shape_is_cjk(shape))
        return is_latin_line(shape);
    if (last_bracket(text) == 0 && !text_among(text_first(text), U"【[［〔"))
        return is_signature(text_inside(text, 0));
    struct slice inner = bare(text);
    char32_t last = text_last(inner);
    if (shape->finished || text_among(last, U"。，；！？"))
        return false;
    struct byline_names names;
    bool bare_line = inner.len == text.len, report = slice_ends(inner, "報導");
    if (bare_line && !report && !role_may_be_in(inner))
        return false;
    if (!names_read_whole(inner, &names) || names.count > PERSONS_MAX * 2)
        return false;
    size_t authors = authors_of(&names);
    bool marked = !bare_line && authors == names.count; /* □ 田一麦 */
    if (names.count == 0)                               /* 本报评论员; 國際組／綜合報導 */
        return (names.roles > 0 && (slice_starts(inner, "本") || slice_starts(inner, "新华社"))) ||
               (names.offices > 1 && report);
    return authors > 0 && names.odd == 0 && (names.roles > 0 || (marked && names.weak == 0));
}

bool
byline_is_names(struct slice text)
{
    struct slice whole = text;
    text = bare(text);
    if (text.len == 0 || text_points(text) > NAMES_POINTS_MAX)
        return false;
    struct byline_names names;
    if (!names_read_whole(text, &names) || names.count == 0 || names.count > PERSONS_MAX)
        return false;
    bool latin = text_is_letter(text_first(slice_of(names.name[0].text)));
    if (names.roles == 0 && ((names.offices > 0 && !latin) || names.brackets > 0))
        return false;
    /* （田一麦摄） is a caption's */
    if (authors_of(&names) == 0 && (text.len < whole.len || names.name[0].duty == DUTY_EDITOR))
        return false;
    if (!latin)
        return names.weak == 0 || (names.roles > 0 && names.odd == 0);
    for (size_t i = 0; i < names.count; i++)
        if (strchr(names.name[i].text, ' ') == NULL || !latin_is_given_name(names.name[i].text))
            return false;
    return true;
}
