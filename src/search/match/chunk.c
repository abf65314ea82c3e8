/* A paragraph as one text, a bounded piece of it at once, and the way from there back to the issue's text.
 *
 * Lines are joined as issue_paragraph_text() joins them; tests/test_search.c holds the two to each other. Of a paragraph
 * of many megabytes never more than CHUNK_BYTES are looked at: each chunk begins with the end of the one before, so that
 * a match over the cut is whole in one of them. Knows nothing of queries.
 */
#include "search/match/match.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    CHUNK_BYTES = 32 << 10,
    FULL_BYTES = 4,         /* so little room may be left: the longest character has no place in it */
    BEHIND_BYTES = 8 << 10, /* the longest match */
    BEFORE_BYTES = 512      /* what \b, (?<=...) and the fold of white space may look at */
};

void
chunk_done(struct chunk *chunk)
{
    buffer_done(&chunk->joined);
    free(chunk->segments);
}

/* The next BYTES of the piece, as a segment behind the chunk's text. */
static void
add_segment(struct chunk *chunk, uint32_t bytes)
{
    chunk->segments =
        base_grow(chunk->segments, &chunk->segment_capacity, chunk->segment_count + 1, sizeof *chunk->segments);
    uint32_t at = chunk->piece.span.start_byte + chunk->taken_bytes;
    chunk->segments[chunk->segment_count++] =
        (struct segment){(uint32_t)chunk->joined.len, at, bytes, chunk->piece.line};
    buffer_add(&chunk->joined, chunk->issue->text + at, bytes);
    chunk->taken_bytes += bytes;
}

/* Adds the rest of the piece, or as much as there is room for; then goes to the next line of the paragraph. A line that ends
   with a hyphen that the join takes away is one byte shorter. */
static void
fill_piece(struct chunk *chunk)
{
    struct issue_piece next = chunk->piece;
    bool more = chunk->passage.paragraph != NULL && issue_next_piece(chunk->issue, chunk->passage.paragraph, &next);
    uint32_t bytes = chunk->piece.span.bytes, joined = more ? next.byte - chunk->piece.byte : bytes;
    uint32_t left = (joined < bytes ? joined : bytes) - chunk->taken_bytes;
    size_t room = CHUNK_BYTES - chunk->joined.len;
    if (left > room) {
        struct slice rest = slice_make(chunk->issue->text + chunk->piece.span.start_byte + chunk->taken_bytes, left);
        add_segment(chunk, (uint32_t)text_start(rest, room));
        return;
    }
    if (left > 0)
        add_segment(chunk, left);
    if (more && joined > bytes)
        buffer_add_byte(&chunk->joined, chunk->issue->lines[next.line].join == ISSUE_JOIN_LINE ? '\n' : ' ');
    chunk->exhausted = !more;
    chunk->piece = next;
    chunk->taken_bytes = 0;
}

static void
fill(struct chunk *chunk)
{
    while (!chunk->exhausted && chunk->joined.len + FULL_BYTES < CHUNK_BYTES)
        fill_piece(chunk);
    chunk->subject.text = buffer_slice(&chunk->joined);
    chunk->subject.ends = chunk->exhausted;
    chunk->subject.until = chunk->subject.ends
                               ? chunk->subject.text.len
                               : text_start(chunk->subject.text, chunk->subject.text.len - BEHIND_BYTES);
}

/* One line that is short enough, as nearly all are, is searched where it stands. */
static bool
begin_in_place(struct chunk *chunk, struct issue_span span, uint32_t line)
{
    if (span.bytes > CHUNK_BYTES)
        return false;
    chunk->segments = base_grow(chunk->segments, &chunk->segment_capacity, 1, sizeof *chunk->segments);
    chunk->segments[0] = (struct segment){0, span.start_byte, span.bytes, line};
    chunk->segment_count = 1;
    chunk->subject.text = issue_span_text(chunk->issue, span);
    chunk->subject.until = span.bytes;
    chunk->exhausted = chunk->subject.ends = true;
    return true;
}

static void
reset(struct chunk *chunk, const struct issue *issue, struct passage passage)
{
    chunk->issue = issue;
    chunk->passage = passage;
    chunk->exhausted = false;
    chunk->subject.begins = true;
    chunk->subject.from = 0;
    chunk->taken_bytes = 0;
    chunk->segment_count = 0;
    buffer_clear(&chunk->joined);
}

void
chunk_begin(struct chunk *chunk, const struct issue *issue, struct passage passage)
{
    const struct issue_paragraph *paragraph = passage.paragraph;
    reset(chunk, issue, passage);
    if (paragraph == NULL)
        chunk->piece = (struct issue_piece){passage.line, 0, passage.span};
    else
        chunk->piece = issue_first_piece(issue, paragraph);
    bool single = paragraph == NULL || (paragraph->end_line == paragraph->first_line + 1 && !paragraph->continued);
    if (!single || !begin_in_place(chunk, chunk->piece.span, chunk->piece.line))
        fill(chunk);
}

void
chunk_begin_at(struct chunk *chunk, const struct issue *issue, struct passage passage, uint32_t line, uint32_t byte)
{
    reset(chunk, issue, passage);
    struct slice words = issue_line_words(issue, line);
    struct issue_span span = {(uint32_t)(words.at - issue->text), (uint32_t)words.len};
    if (passage.paragraph == NULL)
        span = passage.span;
    chunk->piece = (struct issue_piece){line, 0, span};
    chunk->taken_bytes = byte > span.start_byte && span.bytes > 0 ? byte - span.start_byte : 0;
    if (chunk->taken_bytes >= span.bytes) /* a hyphen at its end may not be there for the join */
        chunk->taken_bytes = span.bytes > 0 ? span.bytes - 1 : 0;
    chunk->subject.begins = chunk->taken_bytes == 0;
    fill(chunk);
}

bool
chunk_next(struct chunk *chunk)
{
    if (chunk->exhausted)
        return false;
    size_t keep =
        chunk->subject.until > BEFORE_BYTES ? text_start(chunk->subject.text, chunk->subject.until - BEFORE_BYTES) : 0;
    size_t count = 0;
    for (size_t i = 0; i < chunk->segment_count; i++) {
        struct segment segment = chunk->segments[i];
        size_t end = segment.chunk_byte + segment.bytes;
        if (end < keep)
            continue;
        uint32_t cut = segment.chunk_byte < keep ? (uint32_t)(keep - segment.chunk_byte) : 0;
        chunk->segments[count++] = (struct segment){(uint32_t)(segment.chunk_byte + cut - keep),
                                                    segment.issue_byte + cut, segment.bytes - cut, segment.line};
    }
    chunk->segment_count = count;
    memmove(chunk->joined.at, chunk->joined.at + keep, chunk->joined.len - keep);
    chunk->joined.len -= keep;
    chunk->subject.begins = chunk->subject.begins && keep == 0;
    chunk->subject.from = chunk->subject.until - keep;
    chunk->moved_bytes = keep;
    fill(chunk);
    return true;
}

/* The last segment that begins at BYTE or before. */
static const struct segment *
segment_of(const struct chunk *chunk, size_t byte)
{
    size_t low = 0, high = chunk->segment_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (chunk->segments[middle].chunk_byte <= byte)
            low = middle;
        else
            high = middle;
    }
    return &chunk->segments[low];
}

uint32_t
chunk_start(const struct chunk *chunk, size_t byte, uint32_t *line)
{
    const struct segment *segment = segment_of(chunk, byte);
    size_t into = byte - segment->chunk_byte;
    if (into >= segment->bytes &&
        segment + 1 < chunk->segments + chunk->segment_count) { /* the blank between two lines */
        segment++;
        into = 0;
    }
    *line = segment->line;
    return segment->issue_byte + (uint32_t)(into < segment->bytes ? into : segment->bytes);
}

uint32_t
chunk_end(const struct chunk *chunk, size_t byte)
{
    if (byte == 0)
        return chunk->segments[0].issue_byte;
    const struct segment *segment = segment_of(chunk, byte - 1);
    size_t into = byte - segment->chunk_byte;
    return segment->issue_byte + (uint32_t)(into < segment->bytes ? into : segment->bytes);
}

size_t
chunk_find(const struct chunk *chunk, uint32_t byte)
{
    for (size_t i = 0; i < chunk->segment_count; i++) {
        const struct segment *segment = &chunk->segments[i];
        if (byte >= segment->issue_byte && byte <= segment->issue_byte + segment->bytes)
            return segment->chunk_byte + (byte - segment->issue_byte);
    }
    return chunk->subject.text.len;
}
