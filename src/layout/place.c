/* From a place of an article to the byte of the file, and back: what keeps the reading place between the article and
 * its source, and when the structure is mended under it.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

enum { ASIDES_MAX = 16 }; /* as many as the parser looks past at an article's end */

static uint32_t
words_start(const struct issue *issue, uint32_t line)
{
    return (uint32_t)(issue_line_words(issue, line).at - issue->text);
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

/* Does the head's item show LINE of the article itself? A section may begin above an article before it. */
static bool
is_own_line(const struct issue_article *article, uint32_t line)
{
    return line != ISSUE_NO_LINE && (line != article->section_line || issue_opens_section(article));
}

/* The byline may be a line of its own or the beginning of the first paragraph. False: a signature, which the article shows
   where it stands as well. */
static bool
find_byline(const struct issue *issue, const struct issue_article *article, uint32_t *byte)
{
    uint32_t byline = article->byline.start_byte, source = article->source.start_byte, lead_end = 0;
    if (article->paragraph_count > 0) {
        const struct issue_paragraph *first = &issue->paragraphs[article->first_paragraph];
        lead_end = words_start(issue, first->first_line) + first->lead_bytes;
    }
    bool own = article->byline.bytes > 0 && (article->byline_line != ISSUE_NO_LINE || byline < lead_end);
    *byte = own && (article->source.bytes == 0 || byline < source) ? byline : source;
    return own || article->source.bytes > 0;
}

/* PLACE in a line of the file, which the text may have without its marks. */
static uint32_t
byte_of_source(struct layout *layout, const struct issue *issue, struct layout_place place)
{
    const struct issue_line *line = &issue->lines[place.item];
    if (issue->origins == NULL || place.byte == 0)
        return line->start_byte + place.byte;
    uint32_t byte = layout_source_byte(block_source_map(layout, issue, place.item), place.byte);
    return line->start_byte + (byte < line->bytes ? byte : line->bytes);
}

uint32_t
layout_byte_of_place(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                     struct layout_place place)
{
    if (article == NULL)
        return byte_of_source(layout, issue, place);
    const struct flow *flow = block_flow(layout, issue, article);
    /* the note is nowhere in the file */
    if (place.item >= flow_text_count(flow) && article->paragraph_count > 0)
        place = (struct layout_place){flow_text_count(flow) - 1, 0};
    for (; place.item < flow->count; place = (struct layout_place){place.item + 1, 0}) {
        uint32_t line = flow_head_line(flow, place.item);
        const struct issue_paragraph *paragraph = flow_paragraph(flow, place.item);
        if (is_own_line(article, line))
            return words_start(issue, line) + place.byte;
        if (paragraph != NULL)
            return byte_of_paragraph(issue, paragraph, place.byte);
        uint32_t byline;
        if (place.item == flow_head_item(flow, ISSUE_NO_LINE) && find_byline(issue, article, &byline))
            return byline;
        /* a gap, or what stands elsewhere, is where what follows it begins */
    }
    return issue->lines[article->first_line].start_byte;
}

/* ---- to the place */

/* Does the paragraph, with what it has on another page, end below LINE? */
static bool
ends_below(const struct issue *issue, const struct issue_paragraph *paragraph, uint32_t line)
{
    struct issue_range rest = issue_paragraph_rest(issue, paragraph);
    return (rest.first_line < rest.end_line ? rest.end_line : paragraph->end_line) > line;
}

static bool
is_aside(const struct issue_paragraph *paragraph)
{
    return paragraph->kind == ISSUE_KIND_CAPTION || paragraph->kind == ISSUE_KIND_CREDIT;
}

/* The paragraph of the article that has LINE, or else the first one with text below it; the article's count when there is
   none. */
static uint32_t
paragraph_below(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    if (article->paragraph_count == 0)
        return 0;
    const struct issue_paragraph *paragraphs = &issue->paragraphs[article->first_paragraph];
    uint32_t low = 0, high = article->paragraph_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (paragraphs[middle].first_line > line)
            high = middle;
        else
            low = middle + 1;
    }
    /* pictures may stand between a paragraph and what it has on another page */
    for (uint32_t i = low; i > 0 && low - i <= ASIDES_MAX; i--) {
        if (ends_below(issue, &paragraphs[i - 1], line))
            return i - 1;
        if (!is_aside(&paragraphs[i - 1]))
            break;
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

static struct layout_place
source_place(struct layout *layout, const struct issue *issue, uint32_t line, uint32_t byte)
{
    if (issue->origins != NULL)
        byte = layout_shown_byte(block_source_map(layout, issue, line), byte);
    return (struct layout_place){line, byte};
}

struct layout_place
source_end_place(struct layout *layout, const struct issue *issue, uint32_t byte)
{
    uint32_t line = issue_line_at(issue, byte);
    uint32_t inside = byte - issue->lines[line].start_byte;
    if (issue->origins != NULL)
        inside = layout_shown_end(block_source_map(layout, issue, line), inside);
    return (struct layout_place){line, inside};
}

struct layout_place
layout_place_of_byte(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                     uint32_t byte)
{
    uint32_t line = issue_line_at(issue, byte);
    if (article == NULL)
        return source_place(layout, issue, line, byte - issue->lines[line].start_byte);
    const struct flow *flow = block_flow(layout, issue, article);
    uint32_t head = flow_head_item(flow, line);
    uint32_t byline = flow_head_item(flow, ISSUE_NO_LINE);
    if (flow_head_line(flow, head) == line) {
        uint32_t start = words_start(issue, line), bytes = (uint32_t)issue_line_words(issue, line).len;
        uint32_t inside = byte > start ? byte - start : 0;
        return (struct layout_place){head, inside < bytes ? inside : bytes};
    }
    if (line == article->byline_line)
        return (struct layout_place){byline, 0};
    /* HEAD is now the first item below the head */
    uint32_t index = paragraph_below(issue, article, line), count = flow_text_count(flow);
    if (index == article->paragraph_count)
        return (struct layout_place){count > 0 ? count - 1 : 0, 0};
    const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + index];
    uint32_t inside = byte_in_paragraph(issue, paragraph, byte);
    if (inside < paragraph->lead_bytes)
        return (struct layout_place){line < paragraph->first_line ? head : byline, 0};
    return (struct layout_place){head + index * (1 + flow->gap), inside - paragraph->lead_bytes};
}

/* ---- by paragraphs, which outlive a setting and a file */

bool
layout_paragraph_of_place(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                          struct layout_place place, uint32_t *paragraph, uint32_t *byte)
{
    const struct flow *flow = block_flow(layout, issue, article);
    for (; place.item < flow_text_count(flow); place = (struct layout_place){place.item + 1, 0}) {
        const struct issue_paragraph *at = flow_paragraph(flow, place.item);
        if (at == NULL)
            continue;
        *paragraph = (uint32_t)(at - issue->paragraphs) - article->first_paragraph;
        *byte = place.byte + at->lead_bytes;
        return true;
    }
    return false;
}

struct layout_place
layout_place_of_paragraph(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                          uint32_t paragraph, uint32_t byte)
{
    const struct flow *flow = block_flow(layout, issue, article);
    struct buffer scratch = {0};
    if (article->paragraph_count == 0)
        return (struct layout_place){0, 0};
    paragraph = paragraph < article->paragraph_count ? paragraph : article->paragraph_count - 1;
    const struct issue_paragraph *at = &issue->paragraphs[article->first_paragraph + paragraph];
    struct slice text = issue_paragraph_text(issue, at, &scratch);
    size_t start = text_start(text, byte < text.len ? byte : text.len);
    buffer_done(&scratch);
    return (struct layout_place){flow->head_count + paragraph * (1 + flow->gap),
                                 start > at->lead_bytes ? (uint32_t)start - at->lead_bytes : 0};
}
