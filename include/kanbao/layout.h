/* kanbao - layout: an article and a measure to lines.
 *
 * Floor 3, needs floor 0 only. Lines are byte spans of the text, never copies.
 * Nothing is laid out that is not asked for: an article is a row of items (its
 * headline, its byline, each paragraph), and a very long item is set in chunks, so
 * that any place of any article can be shown without setting what is before it.
 * Widths are in cells.
 */
#ifndef KANBAO_LAYOUT_H
#define KANBAO_LAYOUT_H

#include "kanbao/issue.h"

enum layout_kind {
    LAYOUT_GAP, /* an empty line */
    LAYOUT_KICKER,
    LAYOUT_HEADLINE,
    LAYOUT_DECK,
    LAYOUT_BYLINE,
    LAYOUT_SUBHEAD,
    LAYOUT_BODY,
    LAYOUT_TABLE
};

/* ---- the fill: one text into lines */
struct layout_measure {
    uint16_t cells;        /* no line is wider */
    uint16_t first_indent; /* of the first line; made smaller where the measure is narrow */
    uint16_t rest_indent;
};

struct layout_line {
    uint32_t start_byte, end_byte; /* white space at its end included: lines follow one another without a gap */
    uint32_t ink_byte;             /* where the white space at its end begins */
    uint16_t indent;
    uint16_t cells; /* from the measure's left edge to the end of the ink */
};

struct layout_lines {
    struct layout_line *at;
    size_t count, capacity;
};

void layout_lines_done(struct layout_lines *lines);

/* Sets TEXT (below 4 GiB) into LINES (emptied first); an empty text gives one empty
   line. Breaks by UAX #14; where nothing fits, at a cluster, and a cluster wider than the measure
   gets a line of its own. The lines' spans concatenated are TEXT. */
void layout_fill(struct slice text, struct layout_measure measure, struct layout_lines *lines);

/* ---- an article as items */
struct layout;

struct layout *layout_new(void);
void layout_free(struct layout *layout);
/* Forgets every line; to be called when an issue was freed or replaced. */
void layout_forget(struct layout *layout);

/* A place in an article: stable when the measure changes. */
struct layout_place {
    uint32_t item;
    uint32_t byte; /* within the item's text */
};

/* A line of an article as it is shown. */
struct layout_row {
    enum layout_kind kind;
    struct slice text; /* the whole text of its item */
    struct layout_line line;
    uint32_t base_byte;    /* LINE's bytes count from here within TEXT */
    uint32_t item;
    bool first; /* of its item */
};

/* The ink of a row. */
static inline struct slice
layout_row_ink(const struct layout_row *row)
{
    return slice_make(row->text.at + row->base_byte + row->line.start_byte, row->line.ink_byte - row->line.start_byte);
}

/* A position that moves line by line. The issue must outlive it. */
struct layout_cursor {
    struct layout *layout;
    const struct issue *issue;
    const struct issue_article *article;
    uint16_t cells;
    uint32_t item, chunk, line;
};

/* At the line that holds PLACE (or the last one before it). */
struct layout_cursor layout_seek(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t cells,
                                 struct layout_place place);
/* At the article's last line. */
struct layout_cursor layout_seek_end(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t cells);

/* One line down or up; false, and no move, at the article's end or beginning. */
bool layout_next(struct layout_cursor *cursor);
bool layout_previous(struct layout_cursor *cursor);
/* The line under the cursor; its slices are good until the cursor moves. */
struct layout_row layout_row_at(const struct layout_cursor *cursor);
struct layout_place layout_place_at(const struct layout_cursor *cursor);

/* How much of the article lies before the cursor's line, or, with INCLUDED, before
   its end: 0 to 100. By bytes, so that it costs nothing however long the article is. */
unsigned layout_percent(const struct layout_cursor *cursor, bool included);

#endif
