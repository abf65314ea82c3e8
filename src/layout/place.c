/* From a place of an article to the byte of the file, and back: what keeps the reading place between the article and
 * its source, and when the structure is mended under it.
 */
#include "layout/parts.h"

static uint32_t
trimmed_start(const struct issue *issue, uint32_t line)
{
    return (uint32_t)(issue_line_text(issue, line).at - issue->text);
}

/* ---- to the byte */

static uint32_t
byte_of_paragraph(const struct issue *issue, const struct issue_paragraph *paragraph, uint32_t byte)
{
    struct issue_piece piece = issue_first_piece(issue, paragraph), next = piece;
    byte += paragraph->lead_bytes;
    while (issue_next_piece(issue, paragraph, &next) && next.byte <= byte)
        piece = next;
    uint32_t inside = byte - piece.byte;
    return piece.span.start_byte + (inside < piece.span.bytes ? inside : piece.span.bytes);
}

/* The byline may be a line of its own or the beginning of the first paragraph. */
static uint32_t
byte_of_byline(const struct issue_article *article)
{
    uint32_t byline = article->byline.start_byte, source = article->source.start_byte;
    if (article->byline.bytes == 0 || article->source.bytes == 0)
        return article->byline.bytes > 0 ? byline : source;
    return byline < source ? byline : source;
}

uint32_t
layout_byte_of_place(const struct layout *layout, const struct issue *issue, const struct issue_article *article,
                     struct layout_place place)
{
    if (article == NULL)
        return issue->lines[place.item].start_byte + place.byte;
    unsigned gap = block_gap(layout, issue);
    uint32_t count = flow_count(issue, article, gap);
    for (; place.item < count; place = (struct layout_place){place.item + 1, 0}) {
        uint32_t line = flow_head_line(issue, article, place.item);
        const struct issue_paragraph *paragraph = flow_paragraph(issue, article, place.item, gap);
        if (line != ISSUE_NO_LINE)
            return trimmed_start(issue, line) + place.byte;
        if (paragraph != NULL)
            return byte_of_paragraph(issue, paragraph, place.byte);
        if (place.item == flow_head_item(issue, article, ISSUE_NO_LINE))
            return byte_of_byline(article);
        /* a gap is where what follows it begins */
    }
    return issue->lines[article->first_line].start_byte;
}

/* ---- to the place */

/* The first paragraph of the article that ends below LINE; the article's count when all end before. */
static uint32_t
paragraph_below(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    const struct issue_paragraph *paragraphs = &issue->paragraphs[article->first_paragraph];
    uint32_t low = 0, high = article->paragraph_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (paragraphs[middle].end_line > line)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

/* BYTE of the issue in the paragraph's text, its lead included. */
static uint32_t
byte_in_paragraph(const struct issue *issue, const struct issue_paragraph *paragraph, uint32_t byte)
{
    struct issue_piece piece = issue_first_piece(issue, paragraph), next = piece;
    while (issue_next_piece(issue, paragraph, &next) && next.span.start_byte <= byte)
        piece = next;
    if (byte <= piece.span.start_byte)
        return piece.byte;
    uint32_t inside = byte - piece.span.start_byte;
    return piece.byte + (inside < piece.span.bytes ? inside : piece.span.bytes);
}

struct layout_place
layout_place_of_byte(const struct layout *layout, const struct issue *issue, const struct issue_article *article,
                     uint32_t byte)
{
    uint32_t line = issue_line_at(issue, byte);
    if (article == NULL)
        return (struct layout_place){line, byte - issue->lines[line].start_byte};
    unsigned gap = block_gap(layout, issue);
    uint32_t head = flow_head_item(issue, article, line);
    uint32_t byline = flow_head_item(issue, article, ISSUE_NO_LINE);
    if (flow_head_line(issue, article, head) == line) {
        uint32_t start = trimmed_start(issue, line), bytes = (uint32_t)issue_line_text(issue, line).len;
        uint32_t inside = byte > start ? byte - start : 0;
        return (struct layout_place){head, inside < bytes ? inside : bytes};
    }
    if (line == article->byline_line)
        return (struct layout_place){byline, 0};
    /* HEAD is now the first item below the head */
    uint32_t index = paragraph_below(issue, article, line), count = flow_count(issue, article, gap);
    if (index == article->paragraph_count)
        return (struct layout_place){count > 0 ? count - 1 : 0, 0};
    const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + index];
    uint32_t inside = byte_in_paragraph(issue, paragraph, byte);
    if (inside < paragraph->lead_bytes)
        return (struct layout_place){line < paragraph->first_line ? head : byline, 0};
    return (struct layout_place){head + index * (1 + gap), inside - paragraph->lead_bytes};
}
