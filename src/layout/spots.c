/* Spots: what is drawn of a text that is none of its characters, or stands for one that is not shown elsewhere.
 *
 * A seam is a sign before a character; it takes cells, but no bytes, so that places and line breaks do not know of it.
 */
#include "layout/layout_private.h"
#include "layout/units.h"

#include "kanbao/text.h"

enum { SIGNED_CELLS = 16 }; /* a narrower measure has no room to spare for signs */

const char *
layout_spot_sign(enum layout_spot_kind kind)
{
    static const char *const signs[] = {
        [LAYOUT_SPOT_SEAM] = "\u00A6", [LAYOUT_SPOT_LOST] = "\u00A6?\u00A6", [LAYOUT_SPOT_TAG] = NULL};
    return signs[kind];
}

static void
add_spot(struct block *block, struct layout_spot spot)
{
    block->spots = base_grow(block->spots, &block->spot_capacity, block->spot_count + 1, sizeof *block->spots);
    block->spots[block->spot_count++] = spot;
}

/* The first character at or after BYTE of the shown text that no blank is, from AT on, where a character begins. */
static size_t
character_from(struct slice text, size_t at, size_t byte)
{
    char32_t code;
    while (at < text.len) {
        text_decode(text.at + at, &code);
        if (at >= byte && !text_is_space(code))
            break;
        at += text_cluster_at(text, at).bytes;
    }
    return at;
}

void
spots_find_seams(struct block *block, const struct issue_paragraph *paragraph)
{
    const struct issue *issue = block->issue;
    struct slice text = block->shown.text;
    struct issue_piece piece = issue_first_piece(issue, paragraph);
    size_t at = 0;
    uint32_t start = block->start_byte + paragraph->lead_bytes;
    bool here = block->cells >= SIGNED_CELLS && block->kind != LAYOUT_SUBHEAD && block->kind != LAYOUT_TABLE;
    while (here && issue_next_piece(issue, paragraph, &piece)) {
        const struct issue_line *line = &issue->lines[piece.line];
        if (!line->seam || piece.byte < start)
            continue;
        if (piece.byte - start >= block->shown.source.len)
            break;
        at = character_from(text, at, layout_shown_byte(&block->shown, piece.byte - start));
        bool again = block->spot_count > 0 && block->spots[block->spot_count - 1].start_byte == at;
        /* what is nearly as wide as the measure by itself must not become wider */
        if (at < text.len && !again && text_cluster_at(text, at).cells <= SIGNED_CELLS / 2)
            add_spot(block, (struct layout_spot){(uint32_t)at, (uint32_t)at,
                                                 line->lost ? LAYOUT_SPOT_LOST : LAYOUT_SPOT_SEAM});
    }
}

/* The drops that stand at AT of the source, or in the place of its character; returns how many of its bytes are done with. */
static size_t
show_dropped(struct block *block, size_t at, struct text_drop_walk *walk)
{
    size_t base = block->issue->lines[block->item].start_byte + block->start_byte, done = 0;
    struct text_drop_walk next = *walk;
    for (struct text_drop drop; text_drops_next(&next, &drop) && drop.byte == base + at; *walk = next) {
        dropped_show_all(&block->shown, at, &drop);
        done += drop.instead;
    }
    return done;
}

/* Characters that would not be seen become tags; joiners are part of what they join. */
static void
show_character(struct layout_shown *shown, size_t at, char32_t code, size_t len)
{
    char tag[16];
    if (code < 0x80 || text_show(code) != TEXT_SHOW_NOTHING || code == 0x200C || code == 0x200D)
        return;
    tag[text_tag(code, tag)] = '\0';
    shown_replace(shown, at, len, tag);
}

void
spots_show_source(struct block *block, struct slice source)
{
    struct layout_shown *shown = &block->shown;
    shown_begin(shown, source);
    uint32_t base = block->issue->lines[block->item].start_byte + block->start_byte;
    struct text_drop_walk walk = text_drops_from(issue_drops(block->issue), base);
    for (size_t at = 0, len; at < source.len; at += len) {
        char32_t code;
        len = walk.at != walk.end ? show_dropped(block, at, &walk) : 0;
        if (len > 0)
            continue;
        len = text_decode(source.at + at, &code);
        show_character(shown, at, code, len);
    }
    if (block->last)
        show_dropped(block, source.len, &walk);
    shown_end(shown);
    for (size_t i = 0; i < shown->count; i++) {
        const struct layout_edit *edit = &shown->edits[i];
        struct slice bytes = slice_make(shown->text.at + edit->shown_byte, edit->shown_bytes);
        if (text_trim(bytes).len > 0) /* blanks are seen as such */
            add_spot(block,
                     (struct layout_spot){edit->shown_byte, edit->shown_byte + edit->shown_bytes, LAYOUT_SPOT_TAG});
    }
}

void
spots_take_cells(const struct layout_measure *measure, struct units *units)
{
    size_t unit = 0;
    for (size_t i = 0; i < measure->spot_count; i++) {
        const char *sign = layout_spot_sign(measure->spots[i].kind);
        while (unit < units->count && units->at[unit].byte < measure->spots[i].start_byte)
            unit++;
        if (sign != NULL && unit < units->count)
            units->at[unit].cells = (uint8_t)(units->at[unit].cells + text_cells(slice_of(sign)));
    }
}
