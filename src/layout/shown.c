/* The shown text and its map: where it differs from the source, and by how much before that.
 *
 * Between two edits both texts are the same bytes, so a place is found by one search among the edits.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

#include <stdlib.h>

void
layout_shown_done(struct layout_shown *shown)
{
    buffer_done(&shown->own);
    free(shown->edits);
    *shown = (struct layout_shown){.edits = NULL};
}

void
shown_begin(struct layout_shown *shown, struct slice source)
{
    shown->source = shown->text = source;
    shown->count = 0;
    buffer_clear(&shown->own);
}

/* After the last edit, in the source. */
static size_t
copied_source(const struct layout_shown *shown)
{
    const struct layout_edit *last = shown->count > 0 ? &shown->edits[shown->count - 1] : NULL;
    return last != NULL ? last->source_byte + last->source_bytes : 0;
}

void
shown_replace(struct layout_shown *shown, size_t at, size_t len, const char *with)
{
    size_t from = copied_source(shown), bytes = strlen(with);
    if (shown->count == 0)
        buffer_reserve(&shown->own, shown->source.len + shown->source.len / 8);
    buffer_add(&shown->own, shown->source.at + from, at - from);
    shown->edits = base_grow(shown->edits, &shown->capacity, shown->count + 1, sizeof *shown->edits);
    shown->edits[shown->count++] =
        (struct layout_edit){(uint32_t)at, (uint32_t)shown->own.len, (uint32_t)len, (uint32_t)bytes};
    buffer_add(&shown->own, with, bytes);
}

void
shown_end(struct layout_shown *shown)
{
    if (shown->count == 0)
        return;
    size_t from = copied_source(shown);
    buffer_add_slice(&shown->own, slice_from(shown->source, from));
    shown->text = buffer_slice(&shown->own);
}

/* The number of edits that begin before or at BYTE of one of the two texts. */
static size_t
edits_before(const struct layout_shown *shown, uint32_t byte, bool of_shown)
{
    size_t low = 0, high = shown->count;
    while (low < high) {
        size_t middle = (low + high) / 2;
        const struct layout_edit *edit = &shown->edits[middle];
        if ((of_shown ? edit->shown_byte : edit->source_byte) <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* BYTE of a text in which an edit begins at FROM and has FROM_BYTES, in the one where it has TO and TO_BYTES:
   inside an edit in proportion, so that the two halves of —— have places of their own. UP in one direction, so that the
   way back from the second half of …… (three bytes of the source) does not end in the first. */
static uint32_t
moved(uint32_t byte, uint32_t from, uint32_t from_bytes, uint32_t to, uint32_t to_bytes, bool up)
{
    uint32_t inside = byte - from;
    if (inside >= from_bytes)
        return to + to_bytes + (inside - from_bytes);
    return to + (uint32_t)(((uint64_t)inside * to_bytes + (up ? from_bytes - 1 : 0)) / from_bytes);
}

uint32_t
layout_source_byte(const struct layout_shown *shown, uint32_t shown_byte)
{
    size_t before = edits_before(shown, shown_byte, true);
    if (before == 0)
        return shown_byte;
    const struct layout_edit *edit = &shown->edits[before - 1];
    uint32_t byte = moved(shown_byte, edit->shown_byte, edit->shown_bytes, edit->source_byte, edit->source_bytes, true);
    return (uint32_t)text_start(shown->source, byte); /* inside a character: its beginning */
}

/* SOURCE_BYTE in the shown text, where the edits up to EDITED count. */
static uint32_t
shown_byte_of(const struct layout_shown *shown, uint32_t source_byte, uint32_t edited)
{
    size_t before = edits_before(shown, edited, false);
    if (before == 0)
        return source_byte;
    const struct layout_edit *edit = &shown->edits[before - 1];
    uint32_t byte =
        moved(source_byte, edit->source_byte, edit->source_bytes, edit->shown_byte, edit->shown_bytes, false);
    return (uint32_t)text_start(shown->text, byte);
}

static uint32_t
within_source(const struct layout_shown *shown, uint32_t byte)
{
    return byte < shown->source.len ? byte : (uint32_t)shown->source.len;
}

uint32_t
layout_shown_byte(const struct layout_shown *shown, uint32_t source_byte)
{
    source_byte = within_source(shown, source_byte);
    return shown_byte_of(shown, source_byte, source_byte);
}

uint32_t
layout_shown_end(const struct layout_shown *shown, uint32_t source_byte)
{
    source_byte = within_source(shown, source_byte);
    return source_byte > 0 ? shown_byte_of(shown, source_byte, source_byte - 1) : 0;
}
