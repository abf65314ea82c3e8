/* A paragraph as one text, a bounded piece of it at once, and the way from there back to the issue's text.
 *
 * Lines are joined as issue_paragraph_text() joins them; tests/test_search.c holds the two to each other. Of a paragraph
 * of many megabytes never more than CHUNK_BYTES are looked at: each chunk begins with the end of the one before, so that
 * a match over the cut is whole in one of them.
 */
#include "search/parts.h"

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
    free(chunk->runs);
}

/* The text from the place in the paragraph on, up to its line's end or MOST bytes: as a run behind the chunk's text. A line
   that ends with a hyphen that the join takes away is one byte shorter. */
static void
add_run(struct chunk *chunk, uint32_t bytes)
{
    chunk->runs = base_grow(chunk->runs, &chunk->run_capacity, chunk->run_count + 1, sizeof *chunk->runs);
    uint32_t at = chunk->piece.span.start_byte + chunk->taken;
    chunk->runs[chunk->run_count++] = (struct run){(uint32_t)chunk->joined.len, at, bytes, chunk->piece.line};
    buffer_add(&chunk->joined, chunk->issue->text + at, bytes);
    chunk->taken += bytes;
}

/* Cut where a character begins. */
static size_t
character_start(struct slice text, size_t at)
{
    while (at > 0 && at < text.len && ((unsigned char)text.at[at] & 0xC0) == 0x80)
        at--;
    return at;
}

/* Adds the rest of the piece, or as much as there is room for; then goes to the next line of the paragraph. */
static void
fill_piece(struct chunk *chunk)
{
    struct issue_piece next = chunk->piece;
    bool more = chunk->stretch.paragraph != NULL && issue_next_piece(chunk->issue, chunk->stretch.paragraph, &next);
    uint32_t bytes = chunk->piece.span.bytes, joined = more ? next.byte - chunk->piece.byte : bytes;
    uint32_t left = (joined < bytes ? joined : bytes) - chunk->taken;
    size_t room = CHUNK_BYTES - chunk->joined.len;
    if (left > room) {
        struct slice rest = slice_make(chunk->issue->text + chunk->piece.span.start_byte + chunk->taken, left);
        add_run(chunk, (uint32_t)character_start(rest, room));
        return;
    }
    if (left > 0)
        add_run(chunk, left);
    if (more && joined > bytes)
        buffer_add_byte(&chunk->joined, chunk->issue->lines[next.line].join == ISSUE_JOIN_LINE ? '\n' : ' ');
    chunk->exhausted = !more;
    chunk->piece = next;
    chunk->taken = 0;
}

static void
fill(struct chunk *chunk)
{
    while (!chunk->exhausted && chunk->joined.len + FULL_BYTES < CHUNK_BYTES)
        fill_piece(chunk);
    chunk->text = buffer_slice(&chunk->joined);
    chunk->ends = chunk->exhausted;
    chunk->until = chunk->ends ? chunk->text.len : character_start(chunk->text, chunk->text.len - BEHIND_BYTES);
}

/* One line that is short enough, as nearly all are, is searched where it stands. */
static bool
begin_in_place(struct chunk *chunk, struct issue_span span, uint32_t line)
{
    if (span.bytes > CHUNK_BYTES)
        return false;
    chunk->runs = base_grow(chunk->runs, &chunk->run_capacity, 1, sizeof *chunk->runs);
    chunk->runs[0] = (struct run){0, span.start_byte, span.bytes, line};
    chunk->run_count = 1;
    chunk->text = issue_span_text(chunk->issue, span);
    chunk->until = span.bytes;
    chunk->exhausted = chunk->ends = true;
    return true;
}

static void
reset(struct chunk *chunk, const struct issue *issue, struct stretch stretch)
{
    chunk->issue = issue;
    chunk->stretch = stretch;
    chunk->exhausted = false;
    chunk->begins = true;
    chunk->from = 0;
    chunk->taken = 0;
    chunk->run_count = 0;
    buffer_clear(&chunk->joined);
}

void
chunk_begin(struct chunk *chunk, const struct issue *issue, struct stretch stretch)
{
    const struct issue_paragraph *paragraph = stretch.paragraph;
    reset(chunk, issue, stretch);
    if (paragraph == NULL)
        chunk->piece = (struct issue_piece){stretch.line, 0, stretch.span};
    else
        chunk->piece = issue_first_piece(issue, paragraph);
    bool single = paragraph == NULL || (paragraph->end_line == paragraph->first_line + 1 && !paragraph->continued);
    if (!single || !begin_in_place(chunk, chunk->piece.span, chunk->piece.line))
        fill(chunk);
}

void
chunk_begin_at(struct chunk *chunk, const struct issue *issue, struct stretch stretch, uint32_t line, uint32_t byte)
{
    reset(chunk, issue, stretch);
    struct slice words = issue_line_words(issue, line);
    struct issue_span span = {(uint32_t)(words.at - issue->text), (uint32_t)words.len};
    if (stretch.paragraph == NULL)
        span = stretch.span;
    chunk->piece = (struct issue_piece){line, 0, span};
    chunk->taken = byte > span.start_byte && span.bytes > 0 ? byte - span.start_byte : 0;
    if (chunk->taken >= span.bytes) /* a hyphen at its end may not be there for the join */
        chunk->taken = span.bytes > 0 ? span.bytes - 1 : 0;
    chunk->begins = chunk->taken == 0;
    fill(chunk);
}

bool
chunk_next(struct chunk *chunk)
{
    if (chunk->exhausted)
        return false;
    size_t keep = chunk->until > BEFORE_BYTES ? character_start(chunk->text, chunk->until - BEFORE_BYTES) : 0;
    size_t count = 0;
    for (size_t i = 0; i < chunk->run_count; i++) {
        struct run run = chunk->runs[i];
        size_t end = run.chunk_byte + run.bytes;
        if (end < keep)
            continue;
        uint32_t cut = run.chunk_byte < keep ? (uint32_t)(keep - run.chunk_byte) : 0;
        chunk->runs[count++] =
            (struct run){(uint32_t)(run.chunk_byte + cut - keep), run.issue_byte + cut, run.bytes - cut, run.line};
    }
    chunk->run_count = count;
    memmove(chunk->joined.at, chunk->joined.at + keep, chunk->joined.len - keep);
    chunk->joined.len -= keep;
    chunk->begins = chunk->begins && keep == 0;
    chunk->from = chunk->until - keep;
    chunk->moved = keep;
    fill(chunk);
    return true;
}

/* The last run that begins at BYTE or before. */
static const struct run *
run_of(const struct chunk *chunk, size_t byte)
{
    size_t low = 0, high = chunk->run_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (chunk->runs[middle].chunk_byte <= byte)
            low = middle;
        else
            high = middle;
    }
    return &chunk->runs[low];
}

uint32_t
chunk_start(const struct chunk *chunk, size_t byte, uint32_t *line)
{
    const struct run *run = run_of(chunk, byte);
    size_t into = byte - run->chunk_byte;
    if (into >= run->bytes && run + 1 < chunk->runs + chunk->run_count) { /* the blank between two lines */
        run++;
        into = 0;
    }
    *line = run->line;
    return run->issue_byte + (uint32_t)(into < run->bytes ? into : run->bytes);
}

uint32_t
chunk_end(const struct chunk *chunk, size_t byte)
{
    if (byte == 0)
        return chunk->runs[0].issue_byte;
    const struct run *run = run_of(chunk, byte - 1);
    size_t into = byte - run->chunk_byte;
    return run->issue_byte + (uint32_t)(into < run->bytes ? into : run->bytes);
}

size_t
chunk_find(const struct chunk *chunk, uint32_t byte)
{
    for (size_t i = 0; i < chunk->run_count; i++) {
        const struct run *run = &chunk->runs[i];
        if (byte >= run->issue_byte && byte <= run->issue_byte + run->bytes)
            return run->chunk_byte + (byte - run->issue_byte);
    }
    return chunk->text.len;
}
