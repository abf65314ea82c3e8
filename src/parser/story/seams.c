/* Did a column break take characters with it?
 *
 * 中国人民 / 和国成立: nothing in the two lines says that 共 is missing. But what an
 * issue says once it often says twice: where the characters around the seam stand
 * elsewhere with one or two between them, and nowhere side by side, some are lost.
 * They are not put back; the reader is told.
 *
 * All seams are looked for in one pass over the text, each in what is around it.
 */
#include "parser/story/story.h"

#include <stdlib.h>

enum {
    TAIL_POINTS = 2,
    HEAD_POINTS = 3,
    LOST_POINTS_MAX = 2,
    SEARCH_BYTES_MAX = 64 * 1024,
    LOW_BITS = 0x3FF, /* those of the last two bytes that tell common characters apart */
    LAST_BITS = 0x3F, /* ... of the last */
    SLOT_BITS_MIN = 4,
    SLOT_BITS_MAX = 16
};

/* As small as can be: text in narrow columns has one for each few words. */
struct seam {
    uint32_t tail, head; /* where the Han characters on its two sides begin in the text */
    uint32_t start, end; /* what is searched for them */
    uint32_t line, next; /* NEXT: with a tail in the same slot, further down; NO_SEAM */
    uint8_t tail_bytes, head_bytes;
    int8_t fewest; /* characters found between them; -1: too many, or the two do not come back */
};
#define NO_SEAM UINT32_MAX

struct search {
    struct slice text;
    struct seam *seams;
    uint32_t *slots;
    size_t count, capacity;
    unsigned slot_bits;
    bool last[UINT8_MAX + 1];  /* by the last byte of a character: the same, without a look at the others */
    bool begins[LOW_BITS + 1]; /* by the low bits of a character: may a tail begin with it? Most begin none */
};

/* COUNT Han characters at the end (or start) of TEXT; empty when they are not all Han. */
static struct slice
han_edge(struct slice text, int count, bool at_end)
{
    size_t edge = at_end ? text.len : 0;
    for (int i = 0; i < count; i++) {
        if (at_end ? edge == 0 : edge >= text.len)
            return slice_make("", 0);
        char32_t code;
        size_t start = at_end ? text_previous(text, edge) : edge;
        size_t len = text_decode(text.at + start, &code);
        if (!text_is_han(code))
            return slice_make("", 0);
        edge = at_end ? start : edge + len;
    }
    return at_end ? slice_from(text, edge) : slice_make(text.at, edge);
}

/* ---- the seams */

static void
add_seam(struct search *search, const struct issue *issue, uint32_t before, uint32_t line)
{
    struct slice tail = han_edge(issue_line_words(issue, before), TAIL_POINTS, true),
                 head = han_edge(issue_line_words(issue, line), HEAD_POINTS, false);
    if (tail.len == 0 || head.len == 0)
        return;
    struct seam seam = {.tail = (uint32_t)(tail.at - issue->text),
                        .head = (uint32_t)(head.at - issue->text),
                        .line = line,
                        .tail_bytes = (uint8_t)tail.len,
                        .head_bytes = (uint8_t)head.len,
                        .fewest = -1};
    size_t from = issue->lines[line].start_byte, half = SEARCH_BYTES_MAX / 2, len = search->text.len;
    size_t start = text_start(search->text, from > half ? from - half : 0);
    seam.start = (uint32_t)start;
    seam.end =
        (uint32_t)(len - start < SEARCH_BYTES_MAX ? len : text_start_after(search->text, start + SEARCH_BYTES_MAX));
    search->seams = base_grow(search->seams, &search->capacity, search->count + 1, sizeof seam);
    search->seams[search->count++] = seam;
}

static void
collect_seams(struct search *search, const struct issue *issue)
{
    for (size_t p = 0; p < issue->paragraph_count; p++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[p];
        uint32_t before = paragraph->first_line, i = before;
        while ((i = issue_paragraph_next(issue, paragraph, i)) != ISSUE_NO_LINE) {
            if (issue->lines[i].seam)
                add_seam(search, issue, before, i);
            before = i;
        }
    }
}

static int
compare_seams(const void *a, const void *b)
{
    uint32_t line = ((const struct seam *)a)->line, other = ((const struct seam *)b)->line;
    return (line > other) - (line < other);
}

static size_t
slot_of(const struct search *search, char32_t a, char32_t b)
{
    return (((uint32_t)a * 0x9E3779B1U) ^ (uint32_t)b) * 0x85EBCA6BU >> (32 - search->slot_bits);
}

/* Lists of the seams by their tails, from the top of the issue down. */
static void
list_seams(struct search *search)
{
    qsort(search->seams, search->count, sizeof *search->seams, compare_seams);
    search->slot_bits = SLOT_BITS_MIN;
    while (search->slot_bits < SLOT_BITS_MAX && (size_t)1 << search->slot_bits < 2 * search->count)
        search->slot_bits++;
    size_t slots = (size_t)1 << search->slot_bits;
    search->slots = base_alloc(slots * sizeof *search->slots);
    for (size_t i = 0; i < slots; i++)
        search->slots[i] = NO_SEAM;
    for (size_t i = search->count; i-- > 0;) {
        struct seam *seam = &search->seams[i];
        size_t next;
        char32_t a = text_point(search->text, seam->tail, &next), b = text_point(search->text, next, &next);
        uint32_t *slot = &search->slots[slot_of(search, a, b)];
        search->begins[a & LOW_BITS] = true;
        search->last[0x80 | (a & LAST_BITS)] = true;
        seam->next = *slot;
        *slot = (uint32_t)i;
    }
}

/* ---- the text */

/* The tail may stand at AT: how many Han characters are between it and the head? */
static void
measure_seam(const struct search *search, size_t at, struct seam *seam)
{
    struct slice text = slice_make(search->text.at, seam->end);
    size_t next = at + seam->tail_bytes;
    if (next > text.len || memcmp(text.at + at, search->text.at + seam->tail, seam->tail_bytes) != 0)
        return;
    const char *head = search->text.at + seam->head;
    for (int gap = 0; gap <= LOST_POINTS_MAX && next < text.len; gap++) {
        if (text.len - next >= seam->head_bytes && memcmp(text.at + next, head, seam->head_bytes) == 0) {
            seam->fewest = seam->fewest < 0 || gap < seam->fewest ? (int8_t)gap : seam->fewest;
            return;
        }
        if (!text_is_han(text_point(text, next, &next)))
            return;
    }
}

/* All seams whose tail may stand at AT. Those of which nothing is lost, and those that are searched no further than here, are
   left out from now on. */
static void
visit(struct search *search, size_t at)
{
    size_t next;
    char32_t a = text_point(search->text, at, &next), b = text_point(search->text, next, &next);
    uint32_t *link = &search->slots[slot_of(search, a, b)];
    while (*link != NO_SEAM && search->seams[*link].start <= at) {
        struct seam *seam = &search->seams[*link];
        if (at < seam->end)
            measure_seam(search, at, seam);
        if (at >= seam->end || seam->fewest == 0)
            *link = seam->next;
        else
            link = &seam->next;
    }
}

/* Visits each place where a tail may stand. */
static void
sweep(struct search *search)
{
    const unsigned char *text = (const unsigned char *)search->text.at, *at = text + search->seams[0].start,
                        *end = text + search->seams[search->count - 1].end;
    while (at < end) {
        if (text_is_common_han_at((const char *)at)) { /* it need not be decoded */
            at += 3;
            if (search->last[at[-1]] && search->begins[(at[-2] & 15) << 6 | (at[-1] & LAST_BITS)])
                visit(search, (size_t)(at - 3 - text));
            continue;
        }
        char32_t code;
        size_t len = text_decode((const char *)at, &code);
        if (code >= 0x80 && search->begins[code & LOW_BITS])
            visit(search, (size_t)(at - text));
        at += len;
    }
}

void
seams_find_losses(struct issue *issue)
{
    struct search search = {.text = slice_make(issue->text, issue->text_bytes)};
    collect_seams(&search, issue);
    if (search.count > 0) {
        list_seams(&search);
        sweep(&search);
    }
    for (size_t i = 0; i < search.count; i++)
        issue->lines[search.seams[i].line].lost = search.seams[i].fewest > 0;
    free(search.slots);
    free(search.seams);
}
