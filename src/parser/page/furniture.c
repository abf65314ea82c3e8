/* What belongs to the page: page numbers and headers, editors' lines, rights, where an article goes on.
 *
 * Hand rules, because they are certain; what is doubtful stays with the articles, for a line of an article that is
 * taken for furniture is lost to the reader. A date alone is none: speeches and letters end with one.
 */
#include "parser/page/page.h"
#include "parser/story/story.h"

#include <stdlib.h>

enum {
    SECTION_POINTS_MAX = 4, /* 要闻, 国际新闻 beside the page's number */
    HEAD_LINES = 3,         /* in which the day or the issue may be named */
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

/* Does TEXT hold what numbers a page, or registers a paper? To take a line apart costs far more than to look. */
static bool
may_number_page(struct slice text)
{
    size_t next, after;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_among(code, U"版面页頁邮郵刊면") || (code >= U'Ａ' && code <= U'Ｚ'))
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
furniture_is_page_mark(const struct shape *shape)
{
    if (!folio_is_short(shape) || !folio_has_number(shape->text))
        return false;
    if (is_dashed_number(shape->text) || is_section_header(shape->text) || is_marked_page(shape->text))
        return true;
    return may_number_page(shape->text) && is_page_header(shape, folio_read(shape->text));
}

/* What dirt and rules leave of themselves: - alone on a line. */
static bool
is_dirt(const struct shape *shape)
{
    for (size_t at = 0, next; shape->points <= 2 && at < shape->text.len; at = next)
        if (!text_among(text_point(shape->text, at, &next), U"-－–—_·•|｜~^'`.,"))
            return false;
    return shape->points <= 2;
}

bool
furniture_is_line(const struct shape *shape)
{
    if (is_dirt(shape))
        return true;
    if (!folio_is_short(shape))
        return imprint_is_line(shape);
    if (editors_is_line(shape->text) || imprint_is_line(shape))
        return true;
    if (!folio_has_number(shape->text))
        return false;
    if (is_jump(shape->text) || furniture_is_page_mark(shape))
        return true;
    return may_number_page(shape->text) && imprint_is_registration(shape);
}

/* Does no text go on across a line of the page's own? It does not at 下转第3版, nor below the editors of an article that ends
   above them; inside a paragraph that a page's end cut they stand in the way like all else. */
static bool
is_turn(const struct shape *shape, const struct shape *before)
{
    if (!folio_is_short(shape))
        return false;
    bool cut = before != NULL && !before->finished && before->points >= (shape_is_cjk(before) ? 14U : 36U);
    return is_jump(shape->text) || (!cut && editors_is_line(shape->text));
}

void
furniture_find(struct shape *shapes, size_t count)
{
    bool *furniture = base_alloc_zero(count + 1, sizeof *furniture);
    const struct shape *before = NULL;
    repeated_find(shapes, count, furniture);
    running_find(shapes, count, furniture);
    contents_find(shapes, count, furniture);
    meta_find(shapes, count, furniture);
    boxes_find(shapes, count, furniture);
    for (size_t i = 0; i < count; i++) {
        struct shape *shape = &shapes[i];
        shape->furniture =
            (shape->furniture && !shape->meta) || furniture[i] || (i < HEAD_LINES && masthead_is_line(shape));
        shape->turns = shape->furniture && is_turn(shape, before);
        before = shape->furniture ? before : shape;
    }
    for (size_t i = 1; i < count; i++)
        for (int way = 0; way < 2; way++) {
            struct shape *shape = &shapes[way == 0 ? i : i - 1];
            const struct shape *beside = way == 0 ? shape - 1 : shape + 1;
            if (!shape->furniture && beside->furniture && !beside->turns)
                shape->furniture =
                    imprint_is_beside(shape) && (imprint_is_line(beside) || editors_is_line(beside->text));
        }
    drop_cap_find(shapes, count);
    free(furniture);
}
