/* Signatures at the end of an article: 雨停了。（田一麦）, 雨停了。田一麦, ＝東京・山田太郎, /한나루 기자, (Reporting by Nora Whitlock)
 *
 * What stands in brackets there is mostly something else: 完, 据新华社电, 某某摄. A name has to be all of it; without brackets
 * it has to be one that is nothing else.
 */
#include "parser/byline/byline.h"

enum {
    BRACKET_POINTS_MAX = 161, /* （本报临川、南湾3月16日电　记者田一麦、沈小禾 ...） */
    PLAIN_POINTS_MAX = 41,    /* without a role */
    PEN_NAME_POINTS_MAX = 4,
    LONE_POINTS_MAX = 3,
    BARE_POINTS_MAX = 40,
    CITY_BYTES_MAX = 30
};

/* 完, 下转第二版, 图一, 笑声; 据新华社电, 某某摄, 某某供稿: what else stands in brackets. */
static const char32_t no_signature[] =
    U"完上下中左右续續略图圖表注註见見附節节選选摘声聲掌笑画畫绘繪稿供发發据據电電讯訊摄攝影照片转轉接版例如即共含约約第一二三四五六七八九十百千万年月日时時的了是不在本报報网網综綜编編责責";

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

/* （雨宮しずく）, （榎並千早） below a Japanese text: characters, and perhaps kana behind them. */
static bool
is_japanese_name(struct slice inside)
{
    static const char *const others[] = {"写真", "撮影", "提供", "敬称", "略",   "図",   "表",   "関連", "参照",
                                         "談",   "完",   "続",   "資料", "共同", "時事", "現在", "同"};
    size_t han = 0, kana = 0;
    for (size_t at = 0; at < inside.len;) {
        char32_t code;
        at += text_decode(inside.at + at, &code);
        bool character = text_is_han(code) && !text_is_kana(code);
        if ((!character && !text_is_kana(code)) || (character && kana > 0) || text_among(code, U"年月日時円人歳号面版"))
            return false;
        han += character;
        kana += !character;
    }
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        if (slice_has(inside, others[i]))
            return false;
    return han >= 2 && han <= 5 && kana <= 4 && han + kana >= 3 && han + kana <= 7;
}

/* Is hiragana in the sentence before it? */
static bool
ends_japanese(struct slice before)
{
    size_t end = before.len;
    for (int i = 0; i < 8 && end > 0; i++) {
        size_t next, start = text_previous(before, end);
        char32_t code = text_point(before, start, &next);
        if (code >= U'ぁ' && code <= U'ん')
            return true;
        end = start;
    }
    return false;
}

struct slice
byline_without_dateline(struct slice inside)
{
    for (size_t at = 0; at < inside.len;) {
        char32_t code;
        at += text_decode(inside.at + at, &code);
        struct slice rest = text_trim(slice_from(inside, at));
        if (text_among(code, U"电電讯訊") && (slice_starts(rest, "记者") || slice_starts(rest, "記者")))
            return rest;
    }
    return inside;
}

/* Numbers, sentences, works are in no signature; a colon only behind a role. */
static bool
has_prose(struct slice inside, bool *colon)
{
    for (size_t at = 0; at < inside.len;) {
        char32_t code;
        at += text_decode(inside.at + at, &code);
        *colon = *colon || code == U'：';
        if (text_is_digit(code) || text_among(code, U"。，；！？“”《》"))
            return true;
    }
    return false;
}

static bool
is_signature(struct slice inside, bool last)
{
    bool colon = false;
    if (has_prose(inside, &colon))
        return false;
    if (is_pen_name(inside) && last)
        return true;
    bool reported = slice_ends(inside, "报道") || slice_ends(inside, "報導");
    bool certain_only = !last || colon || text_points(inside) > PLAIN_POINTS_MAX;
    if (!last && text_points(inside) > PLAIN_POINTS_MAX && !role_may_be_in(inside))
        return false;
    struct byline_names names;
    names_read_signature(inside, &names);
    if (names.weak > 0 && !reported && text_among(text_last(inside), U"图圖摄攝绘繪画畫照据據供稿摘声聲"))
        return false;
    if (names_authors(&names) == 0 || names.unknown > 0 || names.together > 0 || names.odd > 0)
        return false;
    bool bare = names.weak == 0 && names.offices == 0 && names.brackets == 0 && !colon;
    return names.roles > 0 || !certain_only || (!last && bare);
}

bool
byline_is_signature(struct slice inside, bool last)
{
    /* kana behind characters: no other script has it */
    bool japanese = last && text_is_kana(text_last(inside)) && is_japanese_name(inside);
    return japanese || is_signature(byline_without_dateline(inside), last);
}

/* ---- without brackets */

/* Where the last sentence of TEXT ends, no more than BARE_POINTS_MAX before its end; 0: TEXT is no longer than that;
   SIZE_MAX: nowhere. */
static size_t
last_stop(struct slice text)
{
    size_t end = text.len;
    for (size_t points = 0; points < BARE_POINTS_MAX; points++) {
        if (end == 0)
            return 0;
        size_t before = text_previous(text, end), next;
        if (text_among(text_point(text, before, &next), U"。！？!?…”」』"))
            return end;
        end = before;
    }
    return SIZE_MAX;
}

static bool
has_han(struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        if (text_is_han(code))
            return true;
    }
    return false;
}

/* 田一麦 沈小禾; ＝東京・山田太郎; 本报记者 田一麦 */
static struct slice
bare_signature(struct slice text)
{
    struct slice none = slice_make(text.at, 0);
    enum duty duty;
    /* Reporting by Nora Whitlock; editing by Tobias Crane */
    bool works = text_is_letter(text_first(text)) && latin_prefix(text, &duty) > 3;
    size_t stop = works && text.len < BRACKET_POINTS_MAX ? 0 : last_stop(text);
    if (stop == SIZE_MAX || stop == text.len)
        return none;
    struct slice tail = text_trim(slice_from(text, stop));
    char32_t first = text_first(tail);
    bool dash = text_among(first, U"—―–");
    while (text_among(text_first(tail), U"—―–＝=／/□■●◎")) {
        size_t next;
        text_point(tail, 0, &next);
        tail = text_trim(slice_from(tail, next));
    }
    bool latin = !has_han(tail);
    if (tail.len == 0 || (latin && !dash && !works))
        return none;
    if (text_among(first, U"＝=")) { /* 東京・山田太郎 */
        size_t dot = slice_find(tail, "・");
        tail = dot != SIZE_MAX ? slice_from(tail, dot + strlen("・")) : tail;
    }
    bool colon = false;
    struct byline_names names;
    if (has_prose(tail, &colon) || (colon && stop > 0) || text_among(text_last(tail), U"说說道问問笑称稱答喊"))
        return none;
    names_read(tail, false, &names);
    bool whole = names.unknown == 0 && names.together == 0 && names.weak == 0 && names.brackets == 0 &&
                 (names.roles > 0 || names.offices == 0);
    return whole && names_authors(&names) > 0 && (names.roles > 0 || (names_authors(&names) == names.count && !colon))
               ? tail
               : none;
}

/* 木子, on a line of its own below the text. */
static bool
is_lone_pen_name(struct slice text)
{
    static const char *const others[] = {"此致", "敬礼", "敬禮", "谢谢", "謝謝", "祝好", "顺祝", "编者", "編者"};
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        if (slice_has(text, others[i]))
            return false;
    return text_points(text) <= LONE_POINTS_MAX && is_pen_name(text);
}

static struct slice
find_signature(struct slice text, bool last)
{
    struct slice none = slice_make(text.at, 0);
    text = text_trim(text);
    if (korean_has(text) || korean_has(slice_from(text, text.len > 60 ? text.len - 60 : 0)))
        return korean_signature(text);
    size_t open = text_last_bracket(text, U"(（【〔［[", U")）】〕］]", BRACKET_POINTS_MAX);
    if (open == SIZE_MAX)
        return !last ? none : is_lone_pen_name(text) ? text : bare_signature(text);
    struct slice inside = text_inside(text, open), before = text_trim(slice_make(text.at, open));
    /* kana behind characters: nothing else has it */
    if (before.len == 0 && last && text_is_kana(text_last(inside)) && is_japanese_name(inside))
        return inside;
    if (before.len > 0 && !text_among(text_last(before), U"。！？!?…”’」』》—.\""))
        return none;
    inside = byline_without_dateline(inside);
    size_t city = slice_find(inside, "＝"); /* ロンドン＝山田太郎 */
    if (city < CITY_BYTES_MAX)
        inside = slice_from(inside, city + strlen("＝"));
    /* 【対象店舗】 is a heading: a pen name is in round ones */
    bool round = text_among(text_first(slice_from(text, open)), U"(（");
    if (round && ends_japanese(before) && is_japanese_name(inside))
        return inside;
    return is_signature(inside, last && round) ? inside : none;
}

struct slice
byline_signature(struct slice text)
{
    return find_signature(text, true);
}

struct slice
byline_signature_inside(struct slice text)
{
    return find_signature(text, false);
}
