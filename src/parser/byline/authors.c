/* Who wrote an article, of all that stands in its lines: the line of the byline, the datelines of its paragraphs, the signatures
 * below them.
 *
 * Read when the article is whole: a name that the end of a printed line has cut in two is one name then.
 */
#include "parser/byline/byline.h"

#include <stdlib.h>

enum {
    AUTHORS_MAX = 60,
    READ_MAX = 200 /* bylines, of which most may name the same people */
};

struct reading {
    struct issue *issue;
    struct issue_article *article;
    size_t *capacity;
    struct buffer scratch;
    size_t count; /* bylines read */
};

static bool
is_enough(const struct reading *reading)
{
    return reading->article->credit_count >= AUTHORS_MAX || reading->count >= READ_MAX;
}

static bool
has_byline(const struct reading *reading)
{
    return reading->article->byline.bytes > 0;
}

/* Has the article this credit already, before the one at INDEX? */
static bool
is_known(const struct reading *reading, size_t index)
{
    const struct issue *issue = reading->issue;
    for (size_t i = reading->article->first_credit; i < index; i++)
        if (strcmp(issue->credits[i].name, issue->credits[index].name) == 0)
            return true;
    return false;
}

/* The names in BYLINE, which SPAN of the issue's text holds, perhaps with line ends in between. */
static void
add_names(struct reading *reading, struct slice byline, struct issue_span span)
{
    struct issue *issue = reading->issue;
    size_t first = issue->credit_count, kept = first;
    reading->count++;
    credits_add(issue, reading->capacity, byline, span.start_byte);
    for (size_t i = first; i < issue->credit_count; i++) {
        struct issue_credit credit = issue->credits[i];
        if (is_known(reading, i)) {
            free((char *)credit.name);
            continue;
        }
        if (span.bytes != byline.len)
            credit.role.bytes = 0; /* it was measured in the joined text */
        credit.byline = span;
        issue->credits[kept++] = credit;
    }
    issue->credit_count = kept;
    reading->article->credit_count = (uint32_t)(kept - reading->article->first_credit);
}

static void
set_byline(struct reading *reading, struct issue_span span)
{
    if (reading->article->byline.bytes == 0)
        reading->article->byline = span;
}

/* ---- a line of its own */

/* 本报评论员 wrote it, and says no more of himself. */
static bool
add_nameless(struct reading *reading, struct slice text)
{
    struct issue *issue = reading->issue;
    if (!byline_is_nameless(text))
        return false;
    issue->credits = base_grow(issue->credits, reading->capacity, issue->credit_count + 1, sizeof *issue->credits);
    issue->credits[issue->credit_count++] = (struct issue_credit){
        .name = base_strndup(text.at, text.len), .byline = {(uint32_t)(text.at - issue->text), (uint32_t)text.len}};
    reading->article->credit_count++;
    return true;
}

static void
read_line(struct reading *reading, uint32_t line)
{
    struct issue *issue = reading->issue;
    struct slice text = byline_without_dateline(byline_inside(issue_line_words(issue, line)));
    struct issue_span span = {(uint32_t)(text.at - issue->text), (uint32_t)text.len};
    set_byline(reading, span);
    struct slice source = byline_source(text);
    if (source.len > 0 && reading->article->source.bytes == 0)
        reading->article->source = (struct issue_span){(uint32_t)(source.at - issue->text), (uint32_t)source.len};
    bool salutes = text_among(text_last(text), U"：:"); /* 各区、县人民政府： */
    if (!salutes && !add_nameless(reading, text))
        add_names(reading, text, span);
}

/* ---- inside a paragraph */

/* Where BYTE of the paragraph's text stands in the issue's. */
static uint32_t
byte_in_issue(const struct issue *issue, const struct issue_paragraph *paragraph, uint32_t byte)
{
    struct issue_piece piece = issue_first_piece(issue, paragraph), next = piece;
    while (issue_next_piece(issue, paragraph, &next) && next.byte <= byte)
        piece = next;
    uint32_t inside = byte > piece.byte ? byte - piece.byte : 0;
    return piece.span.start_byte + (inside < piece.span.bytes ? inside : piece.span.bytes);
}

/* The names in PART of the paragraph's TEXT. */
static void
read_part(struct reading *reading, const struct issue_paragraph *paragraph, struct slice text, struct slice part)
{
    const struct issue *issue = reading->issue;
    part = text_trim(part);
    if (part.len == 0)
        return;
    uint32_t at = (uint32_t)(part.at - text.at), start = byte_in_issue(issue, paragraph, at);
    uint32_t end = byte_in_issue(issue, paragraph, at + (uint32_t)part.len - 1) + 1;
    struct issue_span span = {start, end - start};
    set_byline(reading, span);
    add_names(reading, part, span);
}

static void
read_paragraph(struct reading *reading, const struct issue_paragraph *paragraph, bool first, bool last)
{
    struct slice text = issue_paragraph_text(reading->issue, paragraph, &reading->scratch);
    struct lead lead = lead_read(text);
    struct issue_span who = lead.byline.bytes > 0 ? lead.byline : lead.subject;
    /* （本报记者某某）【编辑：某某】 is no dateline: no text follows it */
    bool text_follows = !text_among(text_first(slice_from(text, lead.bytes)), U"(（【[［〔");
    if (who.bytes > 0 && text_follows && (first || lead.bytes > 0))
        read_part(reading, paragraph, text, slice_make(text.at + who.start_byte, who.bytes));
    bool lone = last && !has_byline(reading);
    struct slice signature = lone ? byline_signature(text) : byline_signature_inside(text);
    if (signature.len > 0)
        read_part(reading, paragraph, text, signature);
}

void
authors_find(struct issue *issue, struct issue_article *article, uint32_t end_line, size_t *capacity)
{
    struct reading reading = {.issue = issue, .article = article, .capacity = capacity};
    article->first_credit = (uint32_t)issue->credit_count;
    for (uint32_t i = article->byline_line; i != ISSUE_NO_LINE && i < end_line && !is_enough(&reading); i++)
        if (issue->lines[i].role == ISSUE_BYLINE)
            read_line(&reading, i);
    for (uint32_t i = 0; i < article->paragraph_count && !is_enough(&reading); i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        if (paragraph->kind != ISSUE_KIND_CAPTION && paragraph->kind != ISSUE_KIND_SUBHEAD)
            read_paragraph(&reading, paragraph, i == 0, i + 1 == article->paragraph_count);
    }
    buffer_done(&reading.scratch);
}
