/* A text without what stands in its file but is no part of what it says: what terminals, printers, programs that number
 * lines, and OCR leave between the characters.
 *
 * It is done once, where bytes become text, so that all who read it (the parser, searches of raw text and of articles, lists,
 * JSON) need not know of it: a name, a date or a number is one, whatever stood in it. Lines stay lines, one for one: what
 * ends one is \n from then on (of CR, CRLF and the form feed, which says that a page ends, the parser knows).
 *
 * What was dropped is kept behind the text, each piece with its place, for those who show the file as it is; places are bytes
 * of the text without it. Nearly all texts need nothing, which the C library's search for single bytes shows at once.
 */
#include "text/drops.h"

#include <stdlib.h>

enum { PIECE = 16 * 1024, SAMPLE = 16, MARK_DROPS = 64, NUMBER_BYTES = 10 };

/* Where to begin to read: the drop at OFFSET of the recipe counts from BYTE of the text. */
struct mark {
    size_t byte, offset;
};

struct text_drops {
    size_t mark_count, recipe_bytes;
    struct mark marks[]; /* every MARK_DROPS drops; behind them the recipe */
};

static const char *
recipe_of(const struct text_drops *drops)
{
    return (const char *)&drops->marks[drops->mark_count];
}

/* ---- is there anything? */

/* AT is where a byte of valid UTF-8 stands that begins, or is inside, what may be dropped or ends a line. */
static bool
is_latin(const unsigned char *at)
{
    return at[1] == 0x85 || at[1] == 0x9B || at[1] == 0xAD;
}

static bool
is_general(const unsigned char *at)
{
    return at[1] == 0x81 || (at[1] == 0x80 && ((at[2] & 0xF8) == 0x88 || (at[2] & 0xFE) == 0xA8));
}

static bool
is_byte_order_mark(const unsigned char *at)
{
    return at[-1] == 0xEF && at[1] == 0xBF;
}

static bool
has(struct slice piece, int byte, bool (*is)(const unsigned char *at))
{
    const char *end = piece.at + piece.len;
    for (const char *at = piece.at; (at = memchr(at, byte, (size_t)(end - at))) != NULL; at++)
        if (is((const unsigned char *)at))
            return true;
    return false;
}

/* Is there a backspace, an escape, a character without width, a line end other than \n and \r? Piece by piece, so that the second
   question finds in the processor's memory what the first one has read. */
static bool
is_dressed(struct slice text)
{
    for (size_t from = 0; from < text.len; from += PIECE) {
        struct slice piece = slice_make(text.at + from, text.len - from > PIECE ? PIECE : text.len - from);
        if (memchr(piece.at, '\b', piece.len) != NULL || memchr(piece.at, '\v', piece.len) != NULL ||
            memchr(piece.at, '\033', piece.len) != NULL || has(piece, 0xC2, is_latin) || has(piece, 0xE2, is_general) ||
            has(piece, 0xBB, is_byte_order_mark))
            return true;
    }
    return false;
}

/* Do two characters of three bytes, with blanks around each, begin within the eight bytes from AT on? */
static bool
is_spaced_at(const char *at)
{
    for (int i = 0; i < 8; i++, at++)
        if (at[0] == ' ' && at[4] == ' ' && at[8] == ' ' && (unsigned char)at[1] >= 0xE3)
            return true;
    return false;
}

/* So many stand in a row where OCR has put them that eight places of sixteen are enough; these are asked together. */
static bool
may_be_spaced(struct slice text)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), blanks = ones * ' ', highest = ones << 7;
    const char *end = text.at + text.len;
    for (const char *at = text.at; end - at >= SAMPLE; at += SAMPLE) {
        uint64_t here, behind;
        memcpy(&here, at, sizeof here);
        memcpy(&behind, at + 4, sizeof behind);
        uint64_t both = (here ^ blanks) | (behind ^ blanks); /* a zero byte is a blank in both */
        if (((both - ones) & ~both & highest) != 0 && is_spaced_at(at))
            return true;
    }
    return false;
}

bool
text_may_be_spaced_or_numbered(struct slice text)
{
    return may_be_spaced(text) || clean_may_be_numbered(text);
}

/* ---- the text without it */

struct rewriting {
    struct buffer text, recipe;
    struct mark *marks;
    size_t mark_count, mark_capacity;
    size_t drops, last_byte;
};

/* There is room for it. */
static void
add_number(struct buffer *out, size_t number)
{
    for (; number >= 0x80; number >>= 7)
        out->at[out->len++] = (char)(number | 0x80);
    out->at[out->len++] = (char)number;
}

static size_t
read_number(const char **at)
{
    size_t number = 0;
    for (int shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)*(*at)++;
        number |= (size_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
}

static void
add_drop(struct rewriting *rewriting, struct slice bytes, bool instead)
{
    struct rewriting *r = rewriting;
    size_t byte = r->text.len - instead;
    if (r->drops++ % MARK_DROPS == 0) {
        r->marks = base_grow(r->marks, &r->mark_capacity, r->mark_count + 1, sizeof *r->marks);
        r->marks[r->mark_count++] = (struct mark){r->last_byte, r->recipe.len};
    }
    buffer_reserve(&r->recipe, bytes.len + 2 * NUMBER_BYTES);
    add_number(&r->recipe, byte - r->last_byte);
    if (slice_equal(bytes, slice_of(" "))) { /* of which there are most */
        add_number(&r->recipe, 0);
    } else {
        add_number(&r->recipe, bytes.len << 1 | instead);
        buffer_add_slice(&r->recipe, bytes);
    }
    r->last_byte = byte;
}

/* A soft hyphen at a line's end is one that is seen: infor- / mation. */
static bool
is_seen_hyphen(struct slice text, size_t at, size_t end, const struct buffer *out)
{
    return end - at == 2 && memcmp(text.at + at, "\xC2\xAD", 2) == 0 && out->len > 0 &&
           text_is_letter(text_last(buffer_slice(out))) && end < text.len && clean_line_end(text, end) == end;
}

/* From AT, where a line may end otherwise than by \n; where the next one begins. */
static size_t
copy_line_end(struct rewriting *rewriting, struct slice text, size_t at)
{
    size_t next;
    char32_t code = text_point(text, at, &next);
    if (code == '\v' || code == 0x85 || code == 0x2028 || code == 0x2029)
        buffer_add_byte(&rewriting->text, '\n');
    else
        buffer_add(&rewriting->text, text.at + at, next - at);
    return next;
}

static void
rewrite(struct rewriting *rewriting, const struct cleaning *cleaning)
{
    struct slice text = cleaning->text;
    buffer_reserve(&rewriting->text, text.len);
    for (size_t at = 0, end; at < text.len; at = end) {
        bool dropped = clean_is_dropped(cleaning, at);
        end = at + 1;
        if (dropped) {
            while (end < text.len && clean_is_dropped(cleaning, end))
                end++;
            bool instead = is_seen_hyphen(text, at, end, &rewriting->text);
            if (instead)
                buffer_add_byte(&rewriting->text, '-');
            add_drop(rewriting, slice_make(text.at + at, end - at), instead);
            continue;
        }
        /* all that is not ASCII begins with a byte that tells whether it may end a line */
        unsigned char first = (unsigned char)text.at[at];
        if (first == '\v' || first == 0xC2 || first == 0xE2) {
            end = copy_line_end(rewriting, text, at);
            continue;
        }
        while (end < text.len && !clean_is_dropped(cleaning, end) && text.at[end] != '\v' &&
               (unsigned char)text.at[end] != 0xC2 && (unsigned char)text.at[end] != 0xE2)
            end++;
        buffer_add(&rewriting->text, text.at + at, end - at);
    }
}

/* The text, with its drops behind it where it has any: one piece of memory. */
static char *
finish(struct rewriting *rewriting, const struct text_drops **drops)
{
    struct rewriting *r = rewriting;
    size_t len = r->text.len, start = (len + 8) / 8 * 8, marks_bytes = r->mark_count * sizeof *r->marks;
    bool any = r->drops > 0;
    char *text = base_realloc(buffer_take(&r->text),
                              any ? start + sizeof(struct text_drops) + marks_bytes + r->recipe.len : len + 1);
    *drops = NULL;
    if (any) {
        struct text_drops *to = (struct text_drops *)(void *)(text + start);
        *to = (struct text_drops){r->mark_count, r->recipe.len};
        memcpy(to->marks, r->marks, marks_bytes);
        memcpy(&to->marks[to->mark_count], r->recipe.at, r->recipe.len);
        *drops = to;
    }
    free(r->marks);
    buffer_done(&r->recipe);
    return text;
}

size_t
text_clean(char **bytes, size_t len, const struct text_drops **drops)
{
    struct cleaning cleaning = {.text = slice_make(*bytes, len)};
    bool dressed = is_dressed(cleaning.text), spaced = dressed || may_be_spaced(cleaning.text);
    *drops = NULL;
    if (!spaced && !clean_may_be_numbered(cleaning.text))
        return len;
    cleaning.dropped = base_alloc_zero(len / 64 + 1, sizeof *cleaning.dropped);
    if (dressed)
        clean_undress(&cleaning);
    clean_numbers(&cleaning);
    if (spaced)
        clean_spaces(&cleaning);
    if (cleaning.any || dressed) {
        struct rewriting rewriting = {.drops = 0};
        rewrite(&rewriting, &cleaning);
        len = rewriting.text.len;
        free(*bytes);
        *bytes = finish(&rewriting, drops);
    }
    free(cleaning.dropped);
    return len;
}

/* ---- what was dropped */

struct text_drop_walk
text_drops_from(const struct text_drops *drops, size_t byte)
{
    if (drops == NULL)
        return (struct text_drop_walk){.at = NULL};
    size_t low = 0, high = drops->mark_count;
    while (high - low > 1) { /* the last mark from which all that is wanted can be read */
        size_t middle = low + (high - low) / 2;
        if (drops->marks[middle].byte < byte)
            low = middle;
        else
            high = middle;
    }
    const char *recipe = recipe_of(drops);
    struct text_drop_walk walk = {
        .at = recipe + drops->marks[low].offset, .end = recipe + drops->recipe_bytes, .byte = drops->marks[low].byte};
    struct text_drop drop;
    for (struct text_drop_walk next = walk; text_drops_next(&next, &drop) && drop.byte < byte;)
        walk = next;
    return walk;
}

bool
text_drops_next(struct text_drop_walk *walk, struct text_drop *drop)
{
    if (walk->at == walk->end)
        return false;
    walk->byte += read_number(&walk->at);
    size_t len = read_number(&walk->at);
    struct slice bytes = len == 0 ? slice_of(" ") : slice_make(walk->at, len >> 1);
    *drop = (struct text_drop){(uint32_t)walk->byte, (len & 1) != 0, bytes};
    walk->at += len >> 1;
    return true;
}
