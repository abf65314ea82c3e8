/* Who wrote an article, of all that stands in its lines: the line of the byline, the datelines of its paragraphs, the signatures
 * below them.
 *
 * Read when the article is whole: a name that the end of a printed line has cut in two is one name then.
 */
#include "parser/byline/byline.h"

#include <stdlib.h>

enum {
    AUTHORS_MAX = 60,
    CREDITS_MAX = AUTHORS_MAX + 4 * NAMES_MAX, /* of the last ones there may be some more */
    READ_MAX = 400                             /* bylines, of which most may name the same people */
};

struct reading {
    struct issue *issue;
    struct issue_article *article;
    struct credit_room *room;
    const struct known_lead *leads; /* of its paragraphs */
    struct buffer scratch;
    size_t count; /* bylines read */
};

static bool
is_enough(const struct reading *reading)
{
    return reading->article->credit_count + reading->article->picture_count >= AUTHORS_MAX ||
           reading->count >= READ_MAX;
}

static bool
has_byline(const struct reading *reading)
{
    return reading->article->byline.bytes > 0;
}

/* Of the credits from FIRST on only those stay that none before says already. They were read in SPAN; *COUNT is what is left. */
static void
keep_new(struct issue_credit *credits, size_t *count, size_t first, size_t added_from, struct issue_span span,
         bool whole)
{
    size_t kept = added_from;
    for (size_t i = added_from; i < *count; i++) {
        struct issue_credit credit = credits[i];
        bool known = false;
        for (size_t k = first; k < kept && !known; k++)
            known = strcmp(credits[k].name, credit.name) == 0;
        if (known) {
            free((char *)credit.name);
            continue;
        }
        if (!whole)
            credit.role.bytes = 0; /* it was measured in the joined text */
        credit.byline = span;
        credits[kept++] = credit;
    }
    *count = kept;
}

/* NAMES of BYLINE, which SPAN of the issue's text holds, perhaps with line ends in between. */
static void
add_names(struct reading *reading, const struct byline_names *names, struct slice byline, struct issue_span span)
{
    struct issue *issue = reading->issue;
    size_t before = issue->credit_count;
    reading->count++;
    credits_add(issue, &reading->room->credits, names, span.start_byte);
    keep_new(issue->credits, &issue->credit_count, reading->article->first_credit, before, span,
             span.bytes == byline.len);
    reading->article->credit_count = (uint32_t)issue->credit_count - reading->article->first_credit;
}

static void
add_pictures(struct reading *reading, const struct byline_names *names, struct slice credit, struct issue_span span)
{
    struct issue *issue = reading->issue;
    size_t before = issue->picture_count;
    reading->count++;
    credits_add_pictures(issue, &reading->room->pictures, names, span.start_byte);
    keep_new(issue->pictures, &issue->picture_count, reading->article->first_picture, before, span,
             span.bytes == credit.len);
    reading->article->picture_count = (uint32_t)issue->picture_count - reading->article->first_picture;
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
    if (slice_starts(text, "By ") || slice_starts(text, "BY "))
        text = slice_from(text, strlen("By "));
    issue->credits =
        base_grow(issue->credits, &reading->room->credits, issue->credit_count + 1, sizeof *issue->credits);
    issue->credits[issue->credit_count++] = (struct issue_credit){
        .name = base_strndup(text.at, text.len), .byline = {(uint32_t)(text.at - issue->text), (uint32_t)text.len}};
    reading->article->credit_count++;
    return true;
}

static void
read_line(struct reading *reading, uint32_t line)
{
    struct issue *issue = reading->issue;
    struct slice text = byline_without_sender(byline_without_dateline(byline_inside(issue_line_words(issue, line))));
    struct issue_span span = {(uint32_t)(text.at - issue->text), (uint32_t)text.len};
    set_byline(reading, span);
    struct slice source = byline_source(text);
    if (source.len > 0 && reading->article->source.bytes == 0)
        reading->article->source = (struct issue_span){(uint32_t)(source.at - issue->text), (uint32_t)source.len};
    struct byline_names names;
    credits_read(issue, text, span.start_byte, &names);
    bool salutes = text_among(text_last(text), U"：:"); /* 各区、县人民政府： */
    if (!salutes && !add_nameless(reading, text))
        add_names(reading, &names, text, span);
    add_pictures(reading, &names, text, span);
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

/* The names in PART of the paragraph's TEXT, which PICTURE says to be no more than a picture's credit. */
static void
read_part(struct reading *reading, const struct issue_paragraph *paragraph, struct slice text, struct slice part,
          bool picture)
{
    const struct issue *issue = reading->issue;
    part = text_trim(part);
    if (part.len == 0)
        return;
    uint32_t at = (uint32_t)(part.at - text.at), start = byte_in_issue(issue, paragraph, at);
    uint32_t end = byte_in_issue(issue, paragraph, at + (uint32_t)part.len - 1) + 1;
    struct issue_span span = {start, end - start};
    struct byline_names names;
    credits_read(issue, part, start, &names);
    if (!picture) {
        set_byline(reading, span);
        add_names(reading, &names, part, span);
    }
    add_pictures(reading, &names, part, span);
}

/* Does a text in East Asian script begin with more characters than are looked at for a lead, so that nothing behind it matters? */
static bool
is_long(struct slice text)
{
    size_t next, at = 0, points = 0;
    char32_t first = text_point(text, 0, &next);
    if (first < 0x80 || text_first(slice_from(text, next)) < 0x80)
        return false;
    for (; at < text.len && points <= LEAD_POINTS_MAX; at = next)
        points += !text_is_space(text_point(text, at, &next));
    return points > LEAD_POINTS_MAX;
}

/* The lead of the paragraph's TEXT: as it was read in the first line, if it is the same in all of it. */
static struct lead
lead_of(const struct reading *reading, const struct issue_paragraph *paragraph, struct slice text)
{
    const struct issue_article *article = reading->article;
    const struct known_lead *known =
        &reading->leads[paragraph - (reading->issue->paragraphs + article->first_paragraph)];
    struct slice line = issue_line_words(reading->issue, paragraph->first_line);
    bool whole = line.len == known->line_bytes, alone = text.at == line.at && text.len == line.len;
    return whole && (alone || (known->lead.bytes < line.len && is_long(line))) ? known->lead : lead_read(text);
}

static void
read_paragraph(struct reading *reading, const struct issue_paragraph *paragraph, bool first, bool last)
{
    struct slice text = issue_paragraph_text(reading->issue, paragraph, &reading->scratch);
    struct slice picture = picture_credit(text);
    if (picture.len > 0)
        read_part(reading, paragraph, text, picture, true);
    if (paragraph->kind == ISSUE_KIND_CAPTION || picture.len > 0)
        return;
    struct lead lead = lead_of(reading, paragraph, text);
    struct issue_span who = lead.byline.bytes > 0 ? lead.byline : lead.subject;
    /* （本报记者某某）【编辑：某某】 is no dateline: no text follows it */
    bool text_follows = !text_among(text_first(slice_from(text, lead.bytes)), U"(（【[［〔");
    if (who.bytes > 0 && text_follows && (first || lead.bytes > 0))
        read_part(reading, paragraph, text, slice_make(text.at + who.start_byte, who.bytes), false);
    bool lone = last && !has_byline(reading);
    struct slice signature = lone ? byline_signature(text) : byline_signature_inside(text);
    if (signature.len > 0)
        read_part(reading, paragraph, text, signature, false);
}

static bool
is_in_pictures(const struct issue *issue, const struct issue_article *article, const struct issue_credit *credit)
{
    for (uint32_t i = 0; i < article->picture_count; i++) {
        const struct issue_credit *picture = &issue->pictures[article->first_picture + i];
        if (picture->byline.start_byte == credit->byline.start_byte && strcmp(picture->name, credit->name) == 0)
            return true;
    }
    return false;
}

/* Beside an author, those who took the pictures are none: a byline that has no others was read for want of an author. */
static void
part_pictures(struct issue *issue, struct issue_article *article)
{
    uint32_t count = article->credit_count, others = 0, kept = 0;
    if (count == 0)
        return;
    struct issue_credit *credits = &issue->credits[article->first_credit];
    bool pictures[CREDITS_MAX], drop[CREDITS_MAX];
    if (count > CREDITS_MAX)
        return;
    for (uint32_t i = 0; i < count; i++)
        pictures[i] = is_in_pictures(issue, article, &credits[i]);
    for (uint32_t i = 0; i < count; i++) {
        drop[i] = true;
        for (uint32_t k = 0; k < count && drop[i]; k++)
            drop[i] = pictures[k] || credits[k].byline.start_byte != credits[i].byline.start_byte;
        others += !drop[i];
    }
    for (uint32_t i = 0; others > 0 && i < count; i++) {
        if (drop[i])
            free((char *)credits[i].name);
        else
            credits[kept++] = credits[i];
    }
    if (others > 0) {
        issue->credit_count = article->first_credit + kept;
        article->credit_count = kept;
    }
}

/* （本报记者某某摄影报道）: the picture is all there is to report, or its photographer wrote the rest as well. */
static void
read_picture(struct reading *reading, const struct issue_paragraph *paragraph)
{
    static const char *const words[] = {"报道", "报导", "報道", "報導"};
    struct slice text = issue_paragraph_text(reading->issue, paragraph, &reading->scratch);
    struct slice signature = byline_signature(text);
    for (size_t i = 0; signature.len > 0 && i < BASE_COUNT(words); i++)
        if (slice_ends(signature, words[i])) {
            read_part(reading, paragraph, text, signature, false);
            return;
        }
}

static uint8_t
kind_of(const struct issue *issue, const struct issue_article *article, uint32_t i)
{
    return issue->paragraphs[article->first_paragraph + i].kind;
}

static bool
is_prose(const struct issue *issue, const struct issue_article *article, uint32_t i)
{
    uint8_t kind = kind_of(issue, article, i);
    return kind != ISSUE_KIND_CAPTION && kind != ISSUE_KIND_CREDIT;
}

void
authors_find(struct issue *issue, struct issue_article *article, uint32_t end_line, const struct known_lead *leads,
             struct credit_room *room)
{
    struct reading reading = {.issue = issue, .article = article, .room = room, .leads = leads};
    article->first_credit = (uint32_t)issue->credit_count;
    article->first_picture = (uint32_t)issue->picture_count;
    for (uint32_t i = article->byline_line; i != ISSUE_NO_LINE && i < end_line && !is_enough(&reading); i++)
        if (issue->lines[i].role == ISSUE_BYLINE)
            read_line(&reading, i);
    /* who took a picture did not write what stands above or below it */
    uint32_t first = 0, end = article->paragraph_count;
    while (end > 0 && !is_prose(issue, article, end - 1))
        end--;
    while (first < end && !is_prose(issue, article, first))
        first++;
    for (uint32_t i = 0; i < article->paragraph_count && !is_enough(&reading); i++) {
        uint8_t kind = kind_of(issue, article, i);
        if (kind != ISSUE_KIND_SUBHEAD && kind != ISSUE_KIND_CREDIT)
            read_paragraph(&reading, &issue->paragraphs[article->first_paragraph + i], i == first, i + 1 == end);
    }
    if (end < article->paragraph_count && !has_byline(&reading))
        read_picture(&reading, &issue->paragraphs[article->first_paragraph + article->paragraph_count - 1]);
    if (article->picture_count > 0)
        part_pictures(issue, article);
    buffer_done(&reading.scratch);
}
