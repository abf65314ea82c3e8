/* What stands in the file but is no part of the text (kanbao/text.h, text_clean), where it is shown nevertheless.
 *
 * A line of the source has it all, as tags where it would not be seen. Of an article, the blanks that OCR has put between all
 * characters stand where punctuation is shown as the source has it, and soft hyphens wherever lines are set, which end at them.
 * Places stay bytes of the text without it: the map of the shown text is all that knows.
 */
#include "layout/layout_private.h"

/* Appends BYTES with tags for what would not be seen. */
static void
add_seen(struct buffer *out, struct slice bytes)
{
    for (size_t at = 0, next; at < bytes.len; at = next) {
        char32_t code = text_point(bytes, at, &next);
        char tag[16];
        if (code == '\t' || text_show(code) == TEXT_SHOW_PLAIN)
            buffer_add(out, bytes.at + at, next - at);
        else
            buffer_add(out, tag, text_tag(code, tag));
    }
}

void
dropped_show_all(struct layout_shown *shown, size_t at, const struct text_drop *drop)
{
    struct buffer seen = {0};
    add_seen(&seen, drop->bytes);
    shown_replace(shown, at, drop->instead, seen.at);
    buffer_done(&seen);
}

/* Appends what of DROP is wanted. */
static void
add_wanted(struct buffer *out, const struct text_drop *drop, enum dropped wanted)
{
    if (wanted == DROPPED_HYPHENS && !drop->instead && slice_equal(drop->bytes, slice_of("\u00AD")))
        buffer_add_slice(out, drop->bytes);
    for (size_t at = 0, next; wanted == DROPPED_BLANKS && at < drop->bytes.len; at = next) {
        char32_t code = text_point(drop->bytes, at, &next);
        if (!text_is_space(code)) {
            buffer_clear(out);
            return;
        }
        if (text_width(code) > 0)
            buffer_add(out, drop->bytes.at + at, next - at);
    }
}

/* What stands between the characters of PIECE, whose first byte is at OFFSET of the item's text. */
static void
show_piece(struct block *block, struct issue_span span, size_t offset, enum dropped wanted)
{
    struct layout_shown *shown = &block->shown;
    struct text_drop_walk walk = text_drops_from(issue_drops(block->issue), span.start_byte + 1);
    struct buffer bytes = {0};
    for (struct text_drop drop; text_drops_next(&walk, &drop) && drop.byte < span.start_byte + span.bytes;) {
        size_t at = offset + (drop.byte - span.start_byte);
        if (at > block->start_byte + shown->source.len)
            break;
        buffer_clear(&bytes);
        add_wanted(&bytes, &drop, wanted);
        if (at > block->start_byte && bytes.len > 0)
            shown_replace(shown, at - block->start_byte, 0, bytes.at);
    }
    buffer_done(&bytes);
}

bool
dropped_show(struct block *block, const struct flow *flow, struct slice source, enum dropped wanted)
{
    const struct issue *issue = block->issue;
    const struct issue_paragraph *paragraph = flow_paragraph(flow, block->item);
    uint32_t line = flow_head_line(flow, block->item);
    shown_begin(&block->shown, source);
    if (paragraph != NULL) {
        struct issue_piece piece = issue_first_piece(issue, paragraph);
        uint32_t lead = paragraph->lead_bytes; /* of the first line, and no longer than it */
        piece.span = (struct issue_span){piece.span.start_byte + lead, piece.span.bytes - lead};
        show_piece(block, piece.span, 0, wanted);
        piece = issue_first_piece(issue, paragraph);
        while (issue_next_piece(issue, paragraph, &piece) && piece.byte - lead < block->start_byte + source.len)
            show_piece(block, piece.span, piece.byte - lead, wanted);
    } else if (line != ISSUE_NO_LINE) {
        struct slice words = issue_line_words(issue, line);
        show_piece(block, (struct issue_span){(uint32_t)(words.at - issue->text), (uint32_t)words.len}, 0, wanted);
    }
    shown_end(&block->shown);
    return block->shown.count > 0;
}
