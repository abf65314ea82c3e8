/* kanbao - layout: an article and a measure to lines.
 *
 * Floor 5, needs floor 0 only. What is set is the shown text: the source's, with its
 * punctuation restored where that is wanted, and a map back to the source's bytes.
 * Lines are byte spans of it, never copies. Nothing is laid out that is not asked
 * for: an article is a row of items (its headline, its byline, each paragraph), and a
 * very long item is set in chunks, so that any place of any article can be shown
 * without setting what is before it. Widths are in cells.
 */
#ifndef KANBAO_LAYOUT_H
#define KANBAO_LAYOUT_H

#include "kanbao/choices.h"
#include "kanbao/issue.h"

enum layout_kind {
    LAYOUT_GAP, /* an empty line */
    LAYOUT_SECTION,
    LAYOUT_KICKER,
    LAYOUT_HEADLINE,
    LAYOUT_DECK,
    LAYOUT_BYLINE,
    LAYOUT_SUBHEAD,
    LAYOUT_BODY,
    LAYOUT_CAPTION,
    LAYOUT_LIST,
    LAYOUT_VERSE,
    LAYOUT_TABLE,
    LAYOUT_CODE, /* a line is a line, and stands as far in as in the file */
    LAYOUT_FOOTNOTE,
    LAYOUT_CREDIT,
    LAYOUT_SPEECH,
    LAYOUT_NOTE,  /* the reader's own, below the text */
    LAYOUT_SOURCE /* a line of the file, as it is */
};

/* ---- how text is set: the reader's choices, the same for all that is on the screen */

enum { LAYOUT_GUTTER = 2 }; /* cells right of the measure where a mark may hang */

struct layout_spec {
    enum line_break level;
    enum spacing spacing;
    bool headline;         /* it is a headline: one blank beside a bracket or a book mark parts it, and stays */
    bool restore;          /* half-width punctuation beside Chinese shown full-width */
    bool hang;             /* a mark may hang in the gutter */
    bool justify;          /* up to three cells of a line's slack become blanks inside it */
    bool center;           /* headlines in the middle of the measure */
    bool seams;            /* a sign where lines were joined over a column's edge */
    uint8_t indent;        /* em before a paragraph of Chinese; half of that for others */
    uint8_t paragraph_gap; /* empty lines between paragraphs */
};
extern const struct layout_spec layout_spec_standard;

/* ---- line breaks: UAX #14 with the rules of Chinese newspapers on top (src/layout/rules.txt) */

/* BREAKS[i], for each byte that starts a cluster, is TEXT_BREAK_MAY where a line may begin there and
   TEXT_BREAK_NO elsewhere. BREAKS has text.len elements and belongs to the caller. */
void layout_breaks(struct slice text, enum line_break level, char *breaks);

/* ---- the shown text */
struct layout_edit {
    uint32_t source_byte, shown_byte;
    uint32_t source_bytes, shown_bytes; /* these of the one became these of the other */
};

struct layout_shown {
    struct slice source;
    struct slice text; /* SOURCE itself where nothing was changed, else OWN's */
    struct buffer own;
    struct layout_edit *edits; /* in their order */
    size_t count, capacity;
};

/* Restores punctuation and spacing of SOURCE, a whole paragraph or headline, as SPEC says (rules: the
   table in src/layout/restore.c). SHOWN may hold an earlier text; SOURCE must outlive it. */
void layout_show(struct layout_shown *shown, struct slice source, const struct layout_spec *spec);
void layout_shown_done(struct layout_shown *shown);
/* The byte of the source for one of the shown text, and back; inside an edit, a place inside it. */
uint32_t layout_source_byte(const struct layout_shown *shown, uint32_t shown_byte);
uint32_t layout_shown_byte(const struct layout_shown *shown, uint32_t source_byte);
/* The same for a byte where something ends: what was put in there is behind it. */
uint32_t layout_shown_end(const struct layout_shown *shown, uint32_t source_byte);

/* ---- addresses: calls FOUND for each (of a page or of mail) in TEXT, from START up to END. */
typedef void layout_address_found(void *context, size_t start, size_t end);
void layout_each_address(struct slice text, layout_address_found *found, void *context);
/* Appends an address as a browser takes it, with the scheme that it was written without; nothing where it is of no kind that
   is opened (pages, mail). */
void layout_add_address(struct buffer *out, struct slice address);

/* ---- spots: what is drawn of a shown text besides its characters */
enum layout_spot_kind {
    LAYOUT_SPOT_SEAM, /* a sign is drawn before the character at START_BYTE */
    LAYOUT_SPOT_LOST, /* the same, and characters are missing there */
    LAYOUT_SPOT_TAG   /* the bytes are a tag that stands for what the source has */
};

struct layout_spot {
    uint32_t start_byte, end_byte; /* of the shown text; the same for a mark */
    enum layout_spot_kind kind;
};
/* What the sign of a seam looks like: ¦, or ¦?¦ where characters were lost. NULL for a tag. */
const char *layout_spot_sign(enum layout_spot_kind kind);

/* ---- the fill: one text into lines */
struct layout_measure {
    uint16_t cells;        /* no line is wider, but for a mark that hangs */
    uint16_t first_indent; /* of the first line; made smaller where the measure is narrow */
    uint16_t rest_indent;
    uint8_t gutter; /* cells that a mark may hang into: 0 or LAYOUT_GUTTER */
    enum line_break level;
    bool squeeze; /* marks at a line's end may be drawn half-width */
    bool steps; /* of a line of the text that does not fit, the rest stands REST_INDENT further in than its beginning */
    const struct layout_spot *spots; /* those with a sign take cells, each before the character it begins with; */
    size_t spot_count;               /* where lines end is as without them */
};

struct layout_line {
    uint32_t start_byte, end_byte; /* white space at its end included: lines follow one another without a gap */
    uint32_t ink_byte;             /* where the white space at its end begins */
    uint32_t squeeze_byte;         /* the full-width marks from here on are drawn half-width; ink_byte: none */
    uint16_t indent;
    uint16_t cells;  /* from the measure's left edge to the end of the ink, as it is drawn */
    uint8_t hyphen;  /* 1: it ends at a soft hyphen, which is drawn */
    uint8_t stretch; /* blanks to be put inside it, to justify it */
};

struct layout_lines {
    struct layout_line *at;
    size_t count, capacity;
};

void layout_lines_done(struct layout_lines *lines);

/* Sets TEXT (below 4 GiB) into LINES (emptied first); an empty text gives one empty
   line, and a line end in TEXT ends a line. Breaks as layout_breaks() has them; where nothing fits, at a
   cluster, and a cluster wider than the measure gets a line of its own. A last line of one
   character is given another one from the line before. The lines' spans concatenated are TEXT. */
void layout_fill(struct slice text, struct layout_measure measure, struct layout_lines *lines);

/* The same for a headline: as few lines, as even as can be, ended where the sense has a joint: at blanks and
   marks rather than inside a word. CONTEXT, perhaps empty, is text in which its words may come back. */
void layout_fill_headline(struct slice text, uint16_t cells, enum line_break level, struct slice context,
                          struct layout_lines *lines);

/* Bytes of the beginning of TEXT, at most CELLS wide, before a … that stands for the rest: it does not end with a
   blank, an opening mark or a pause. */
size_t layout_cut(struct slice text, uint16_t cells);

/* ---- an article as items */
struct layout;

struct layout *layout_new(void);
void layout_free(struct layout *layout);
/* Sets everything anew from now on. */
void layout_set_spec(struct layout *layout, const struct layout_spec *spec);
/* Forgets every line; to be called when an issue was freed or replaced. */
void layout_forget(struct layout *layout);

/* Shows NOTE, copied, below the text of ARTICLE; empty: none. It belongs to one article at a time, until layout_forget(). */
void layout_set_note(struct layout *layout, const struct issue_article *article, struct slice note);

/* A place in an article: stable when the measure or the spec changes. */
struct layout_place {
    uint32_t item;
    uint32_t byte; /* within the item's source text */
};

static inline bool
layout_place_equal(struct layout_place a, struct layout_place b)
{
    return a.item == b.item && a.byte == b.byte;
}

/* What lines are as wide as. */
struct layout_width {
    uint16_t cells; /* paragraphs */
    uint16_t head;  /* what is above them: wider where paragraphs stand in columns */
};

static inline struct layout_width
layout_width(uint16_t cells)
{
    return (struct layout_width){cells, cells};
}

/* A line of an article as it is shown. */
struct layout_row {
    enum layout_kind kind;
    struct slice text; /* shown; what LINE's bytes count in */
    struct layout_line line;
    uint32_t start_byte, end_byte; /* of the item's source text that it stands for */
    uint32_t item;
    bool first;                      /* of its item */
    bool head;                       /* stands above the paragraphs */
    uint32_t speaker_bytes;          /* of the text from the line's first byte on: who speaks */
    const struct layout_spot *spots; /* in it, in their order */
    size_t spot_count;
};

/* The ink of a row, before anything is squeezed or stretched. */
static inline struct slice
layout_row_ink(const struct layout_row *row)
{
    return slice_make(row->text.at + row->line.start_byte, row->line.ink_byte - row->line.start_byte);
}

/* The ink as it is drawn, from the indent on; a piece of the text, or put together in SCRATCH. */
struct slice layout_row_text(const struct layout_row *row, struct buffer *scratch);

/* Where the characters of a row are drawn: made by one drawing of it, for all that is asked of it. All zero to begin with. */
struct layout_ruler {
    struct {
        uint32_t byte; /* of the shown text, where a character begins; of the row's end none */
        uint16_t col;
    } * at;
    size_t count, capacity;
    struct buffer drawn;
};
void layout_ruler_set(struct layout_ruler *ruler, const struct layout_row *row);
/* The column, from the indent, at which the character at BYTE of the shown text is drawn: what stands before it in the
   row, marks of seams included, is that wide. */
uint16_t layout_ruler_col(const struct layout_ruler *ruler, uint32_t byte);
void layout_ruler_done(struct layout_ruler *ruler);

/* A position that moves line by line. The issue must outlive it. Without an ARTICLE it moves through the source, whose
   items are the lines of the file. */
struct layout_cursor {
    struct layout *layout;
    const struct issue *issue;
    const struct issue_article *article;
    struct layout_width width;
    uint32_t item, chunk, line;
};

/* At the line that holds PLACE (or the last one before it). */
struct layout_cursor layout_seek(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                                 struct layout_width width, struct layout_place place);
/* At the article's last line. */
struct layout_cursor layout_seek_end(struct layout *layout, const struct issue *issue,
                                     const struct issue_article *article, struct layout_width width);

/* One line down or up; false, and no move, at the article's end or beginning. */
bool layout_next(struct layout_cursor *cursor);
bool layout_previous(struct layout_cursor *cursor);
/* The line under the cursor; its slices are good until the cursor moves. */
struct layout_row layout_row_at(const struct layout_cursor *cursor);
struct layout_place layout_place_at(const struct layout_cursor *cursor);

/* The byte of the issue's text that a place of an article stands for; and the place for a byte of the article's lines:
   what is not shown (a blank line, furniture) is at the beginning of what follows it. */
uint32_t layout_byte_of_place(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                              struct layout_place place);
struct layout_place layout_place_of_byte(struct layout *layout, const struct issue *issue,
                                         const struct issue_article *article, uint32_t byte);

/* The paragraph of the article, from 0 on, that a place is in, and the byte of its whole text; the next one for what stands above it
   or between two. False: there is none. And back: the place at, or next to, BYTE of it. */
bool layout_paragraph_of_place(struct layout *layout, const struct issue *issue, const struct issue_article *article,
                               struct layout_place place, uint32_t *paragraph, uint32_t *byte);
struct layout_place layout_place_of_paragraph(struct layout *layout, const struct issue *issue,
                                              const struct issue_article *article, uint32_t paragraph, uint32_t byte);

/* Columns of a row, from its indent. */
struct layout_cols {
    uint16_t start, end; /* the same: none */
};

/* Where a span of the issue's text begins and ends in an article, or, without one, in the source. */
struct layout_range {
    struct layout_place start, end;
};
struct layout_range layout_range_of(struct layout *layout, const struct issue *issue,
                                    const struct issue_article *article, struct issue_span span);
/* What the row under the cursor draws of RANGE, which may go on in rows above and below; RULER is set to the row. */
struct layout_cols layout_range_cols(const struct layout_cursor *cursor, const struct layout_row *row,
                                     const struct layout_range *range, const struct layout_ruler *ruler);
/* The first place of the row that says WORDS: of a byline, which is put together from names and source. */
struct layout_cols layout_words_cols(const struct layout_row *row, struct slice words,
                                     const struct layout_ruler *ruler);

/* How much of the article lies before the cursor's line, or, with INCLUDED, before
   its end: 0 to 100. By bytes, so that it costs nothing however long the article is. */
unsigned layout_percent(const struct layout_cursor *cursor, bool included);

/* ---- pages of columns */
enum { LAYOUT_COLUMNS_MAX = 3 };

struct layout_page {
    struct layout_cursor head; /* rows over the whole width, above the columns */
    int head_rows;
    struct layout_cursor column[LAYOUT_COLUMNS_MAX]; /* the first row of each */
    int rows[LAYOUT_COLUMNS_MAX];
    struct layout_cursor last; /* the page's last row */
    bool at_end;               /* of the article */
};

/* The page of COLUMNS columns and ROWS rows that begins at TOP: columns are filled one after another, and
   where the article ends on the page they are made as high as one another. */
struct layout_page layout_page(struct layout_cursor top, int columns, int rows);
/* The top of the page before the one that begins at TOP. */
struct layout_cursor layout_page_before(struct layout_cursor top, int columns, int rows);

#endif
