/* What belongs to the page: page numbers and headers, editors' lines, rights, where an article goes on.
 *
 * Hand rules, because they are certain; what is doubtful stays with the articles, for a line of an article that is
 * taken for furniture is lost to the reader. A date alone is none: speeches and letters end with one.
 */
#include "parser/page/page.h"
#include "parser/story/story.h"

#include <stdlib.h>

enum {
    HEAD_LINES = 3, /* in which the day or the issue may be named */
    TRAIL_POINTS_MAX = 60,
    TRAIL_PIECE_MAX = 16,
    LETTERS_LOST = 2, /* of a word, one after another */
    JUMP_BYTES_MIN = 14,
    JUMP_BYTES_MAX = 48
};

/* How many letters of WORD come in TEXT in their order: Continucd has eight of nine. */
static size_t
letters_kept(struct slice text, const char *word)
{
    size_t kept = 0;
    for (size_t at = 0; at < text.len && *word != '\0'; at++) {
        const char *found = strchr(word, text.at[at] | 0x20);
        if (found == NULL || found > word + LETTERS_LOST)
            continue;
        word = found + 1;
        kept++;
    }
    return kept;
}

/* (Continucd n Pagc Five), as OCR read it: all in brackets, and both words are there but for a letter or two. */
static bool
is_damaged_jump(struct slice text)
{
    if (text.len < JUMP_BYTES_MIN || text.len > JUMP_BYTES_MAX || text.at[0] != '(' || text.at[text.len - 1] != ')')
        return false;
    bool page = false;
    size_t words = 0;
    for (size_t at = 1; at < text.len; words++) {
        size_t end = at;
        while (end < text.len && text.at[end] != ' ')
            end++;
        struct slice word = slice_make(text.at + at, end - at);
        if (words == 0 && (word.len < 7 || word.len > 11 || letters_kept(word, "continued") < 6))
            return false;
        page = page || (words > 0 && word.len >= 3 && word.len <= 5 && letters_kept(word, "page") >= 3);
        at = text_skip_blanks(text, end);
    }
    return page;
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
            return folio_page(text, at, &page) > at || is_damaged_jump(text);
    if (bracket && is_damaged_jump(text))
        return true;
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

/* What dirt and rules leave of themselves: - alone on a line. */
static bool
is_dirt(const struct shape *shape)
{
    for (size_t at = 0, next; shape->points <= 2 && at < shape->text.len; at = next)
        if (!text_among(text_point(shape->text, at, &next), U"-－–—_·•|｜~^'`.,"))
            return false;
    return shape->points <= 2;
}

/* 首页 > 新闻中心 > 社会: where a saved page stood among its site's. */
static bool
is_trail(const struct shape *shape)
{
    size_t marks = 0, piece = 0;
    if (shape->finished || shape->comma || shape->points > TRAIL_POINTS_MAX)
        return false;
    for (size_t at = 0, next; at < shape->text.len; at = next) {
        char32_t code = text_point(shape->text, at, &next);
        bool mark = text_among(code, U">»›＞");
        /* nor is a quotation of an older mail one, or an arrow */
        bool again = mark && piece == 0 && marks > 0 && at > 0 &&
                     text_among(text_last(slice_make(shape->text.at, at)), U">»›＞");
        if (mark && !again && (piece == 0 || piece > TRAIL_PIECE_MAX))
            return false;
        marks += mark && !again;
        piece = mark ? 0 : piece + !text_is_space(code);
    }
    return marks > 1 && piece > 0 && piece <= 2 * TRAIL_PIECE_MAX;
}

bool
furniture_is_line(const struct shape *shape)
{
    if (is_dirt(shape))
        return true;
    if (!folio_is_short(shape))
        return imprint_is_line(shape);
    if (editors_is_line(shape->text) || imprint_is_line(shape) || is_trail(shape))
        return true;
    if (page_mark_is(shape))
        return true;
    if (!folio_has_number(shape->text))
        return is_damaged_jump(shape->text);
    return is_jump(shape->text) || (page_mark_may_be(shape->text) && imprint_is_registration(shape));
}

/* Does no text go on across a line of the page's own? It does not at 下转第3版, nor below editors and hot lines that stand where
   an article ends; inside a paragraph that a page's end cut they are in the way like all else. */
static bool
is_turn(const struct shape *shape, const struct shape *before, const struct shape *after)
{
    struct notice notice;
    if (!folio_is_short(shape))
        return false;
    /* the rest of a story that comes from another page */
    if (after != NULL && notice_has_word(after->text) && notice_find(after->text, &notice) && notice.from)
        return true;
    bool cut = before != NULL && !before->finished && before->points >= (shape_is_cjk(before) ? 14U : 36U);
    return is_jump(shape->text) || (!cut && (editors_is_line(shape->text) || imprint_is_line(shape)));
}

/* 邮编：100000 beside the hot line or the editors, from either side. */
static void
mark_beside(struct shape *shapes, size_t count)
{
    for (int way = 0; way < 2; way++)
        for (size_t k = 1; k < count; k++) {
            struct shape *shape = &shapes[way == 0 ? k : count - 1 - k];
            const struct shape *beside = way == 0 ? shape - 1 : shape + 1;
            if (shape->furniture || !beside->furniture || !(imprint_is_beside(shape) || editors_may_be(shape->text)))
                continue;
            shape->furniture = imprint_is_line(beside) || editors_is_line(beside->text);
            shape->turns = shape->furniture && beside->turns;
        }
}

void
heads_find(struct shape *shapes, size_t count)
{
    if (count == 0 || (shapes[0].top & TOP_HEADS_SEEN) != 0)
        return;
    bool *heads = base_alloc_zero(count, sizeof *heads);
    repeated_find(shapes, count, heads);
    running_find(shapes, count, heads);
    for (size_t i = 0; i < count; i++)
        shapes[i].top |= (uint8_t)(TOP_HEADS_SEEN | (heads[i] ? TOP_HEAD : 0));
    free(heads);
}

void
furniture_find(struct shape *shapes, size_t count)
{
    bool *furniture = base_alloc_zero(count + 1, sizeof *furniture);
    const struct shape *before = NULL;
    heads_find(shapes, count);
    for (size_t i = 0; i < count; i++)
        furniture[i] = (shapes[i].top & TOP_HEAD) != 0;
    contents_find(shapes, count, furniture);
    head_parts_mark(shapes, count, furniture);
    meta_find(shapes, count, furniture);
    boxes_find(shapes, count, furniture);
    for (size_t i = 0; i < count; i++) {
        struct shape *shape = &shapes[i];
        shape->furniture =
            (shape->furniture && !shape->meta) || furniture[i] || (i < HEAD_LINES && masthead_is_line(shape));
        shape->turns = shape->furniture && is_turn(shape, before, i + 1 < count ? shape + 1 : NULL);
        before = shape->furniture ? before : shape;
    }
    mark_beside(shapes, count);
    drop_cap_find(shapes, count);
    free(furniture);
}
