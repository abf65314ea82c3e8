/* What only a page's edge has: its number, and the head that the number stands in.
 *
 *   - 3 -    第 3 页 共 8 页    ## p. 3 (#11) ####    渡口晚报　2026年3月16日　星期一　第3版　要闻
 */
#include "parser/page/page.h"

enum { SECTION_POINTS_MAX = 4 /* 要闻, 国际新闻 beside the page's number */ };

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

/* - 3 -, — iv —, ·3·: the dashes make it one; ( 3 ) is one by its blanks, as an item of a list has none. */
static bool
is_dashed_number(struct slice text)
{
    static const char32_t dashes[] = U"-－—–―─·•~～";
    size_t at = 0, next, marks = 0;
    char32_t open = text_point(text, 0, &next);
    if ((open == '(' || open == U'（' || open == '[') && text_is_space(text_point(text, next, &at))) {
        text_skip_gap(text, &next);
        at = next;
        bool number = text_read_number(text, &at, 1, 4, false) >= 0;
        size_t blank = text_skip_blanks(text, at);
        return number && blank > at && text_among(text_point(text, blank, &next), U")）]") && next == text.len;
    }
    at = 0;
    while (text_among(text_point(text, at, &next), dashes)) {
        at = next;
        marks++;
    }
    text_skip_gap(text, &at);
    size_t number = at;
    if (marks > 0 && text_read_number(text, &at, 1, 4, false) < 0)
        while (at < text.len && at < number + 6 && text_byte_among(text.at[at], "ivxIVX"))
            at++;
    if (marks == 0 || at == number)
        return false;
    text_skip_gap(text, &at);
    size_t closing = at;
    while (text_among(text_point(text, at, &next), dashes))
        at = next;
    return at > closing && at == text.len;
}

/* ## p. 3 (#11) ####, [p. 3], --- Page 3 of 8 ---: marks around it say that it is no part of a text. */
static bool
is_marked_page(struct slice text)
{
    static const char *const words[] = {"p.", "pp.", "pg.", "page"};
    size_t start = 0, end = text.len, at;
    while (start < end && text_byte_among(text.at[start], "#=-*~_[]{}<> "))
        start++;
    while (end > start && text_byte_among(text.at[end - 1], "#=-*~_[]{}<> "))
        end--;
    struct slice inside = slice_make(text.at + start, end - start);
    for (size_t i = at = 0; i < BASE_COUNT(words) && at == 0; i++)
        folio_skip_word(inside, &at, words[i]);
    if (at == 0)
        return false;
    text_skip_gap(inside, &at);
    if (text_read_number(inside, &at, 1, 4, false) < 0)
        return false;
    text_skip_gap(inside, &at);
    size_t more = at;
    bool counted =
        text_skip(inside, &more, "(#") || text_skip(inside, &more, "/") || folio_skip_word(inside, &more, "of");
    text_skip_gap(inside, &more);
    if (counted && text_read_number(inside, &more, 1, 4, false) >= 0) {
        text_skip(inside, &more, ")");
        at = more;
    }
    return at == inside.len;
}

/* A piece that may stand in a page's header: a paper's name, a section, a few words. Not 原载《渡口晚报》. */
static bool
may_be_in_header(struct slice rest)
{
    static const char *const sources[] = {"载", "載", "摘", "转", "轉", "据", "據", "见", "見", "刊", "《", "〈", "“"};
    if (nameplate_is_name(rest))
        return true;
    for (size_t i = 0; i < BASE_COUNT(sources); i++)
        if (slice_has(rest, sources[i]))
            return false;
    return text_points(rest) <= (text_is_cjk(text_first(rest)) ? 8U : 24U);
}

static bool
is_page_header(const struct shape *shape, struct folio folio)
{
    const unsigned days = FOLIO_DATE | FOLIO_DAY | FOLIO_ISSUE | FOLIO_EDITION, beside = FOLIO_WEEKDAY | FOLIO_EDITION;
    bool number = (folio.kinds & FOLIO_PAGE) != 0 || ((folio.kinds & FOLIO_NUMBER) != 0 && (folio.kinds & beside) != 0);
    /* 桐花副刊　D7　民國一二三年五月二十二日: each apart from the others */
    number = number || ((folio.kinds & FOLIO_NUMBER) != 0 && (folio.kinds & FOLIO_DATE) != 0 && !folio.glued &&
                        folio.rests == 1 && slice_has(shape->text, "　") && shape->stops == 0);
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

bool
page_mark_may_be(struct slice text)
{
    static const char32_t units[] = U"版面页頁邮郵刊면";
    size_t next, after;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_among(code, units) || (code >= U'Ａ' && code <= U'Ｚ'))
            return true;
        if (text_is_common_han(code))
            continue;
        if (code >= 'A' && code <= 'Z' && text_digit(text_point(text, next, &after)) >= 0)
            return true;
        after = at;
        if ((code | 0x20) == 'p' && folio_skip_word(text, &after, "page"))
            return true;
    }
    return slice_has(text, "CN") || slice_has(text, "ISSN");
}

bool
page_mark_is(const struct shape *shape)
{
    if (!folio_is_short(shape))
        return false;
    if (is_dashed_number(shape->text))
        return true;
    if (!folio_has_number(shape->text))
        return false;
    if (is_section_header(shape->text) || is_marked_page(shape->text))
        return true;
    return page_mark_may_be(shape->text) && is_page_header(shape, folio_read(shape->text));
}
