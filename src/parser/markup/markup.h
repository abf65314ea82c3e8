/* Texts with markup: what is read of them, line by line, with what the markup says of each line.
 *
 *   front_matter.c (what stands above the text), front_tags.c (the tags there)
 *   markdown_indent.c (are indented lines code?), markdown_notes.c (footnotes), markdown_blocks.c (md4c's blocks and spans to lines)
 *     -> html_pieces.c (tags between them) -> html_names.c
 *   heading_levels.c (which headings are those of articles)
 *   note_places.c (footnotes below the last article are read below their own), when articles are known
 *   markup_lines.c (lines as they are written), markup_origins.c (where in the file each begins)
 */
#ifndef PARSER_MARKUP_H
#define PARSER_MARKUP_H

#include "parser/format/format.h"

/* What is said of a line. */
struct markup_mark {
    uint8_t role;  /* enum issue_role; ISSUE_BLANK: the words decide */
    uint8_t kind;  /* enum issue_kind, of a line that begins a paragraph and is said to */
    uint8_t level; /* of a heading; 0: it is none */
    bool plain;    /* prose, which may be a byline, or of the page, by its words */
    bool brief;    /* an article without a headline begins with it: its text, or its byline */
    bool kept;     /* of code: the line is set as it is; ISSUE_JOINED below another of the same */
};

/* A footnote: lines of the issue, and the one that names it first; ISSUE_NO_LINE: none does. */
struct markup_note {
    uint32_t first_line, end_line, named_in;
};

/* All zero is empty. */
struct markup {
    struct markup_mark *marks; /* of each line of the issue */
    char *title;               /* of the paper or the series; NULL: not said */
    uint32_t date;             /* 0: not said */
    const char *format;        /* as struct issue has it; NULL: it was not read */
    struct markup_note *notes; /* in their order */
    size_t note_count, note_capacity;
    const char *lacks; /* the library that is not there, so that nothing was read; NULL: none */
};

/* ---- note_places.c: of an issue whose articles are complete. */
void markup_place_notes(struct issue *issue, const struct markup *markup);

/* ---- markup_lines.c: lines as they are written, in the order of the file. Of every line of the file there is one at least, perhaps an
   empty one. */
struct markup_writer {
    struct issue *issue; /* whose lines are the file's */
    struct buffer text;
    struct issue_line *lines;
    uint32_t *numbers;
    struct markup_mark *marks;
    size_t count, capacity, mark_capacity, number_capacity, link_capacity;
    uint32_t next;           /* the first line of the file that has none yet */
    uint32_t at;             /* the line of the file that is being read */
    bool open;               /* a line is being written */
    bool stars;              /* ** that stand in pairs are left out */
    bool loose;              /* lines may stand in another order than the file's: the title of an item below its text */
    struct markup_mark mark; /* that it, or the next one, gets */
    size_t span_capacity;
};
/* KIND, an enum issue_mark_kind, holds for what was written from byte START of the text on. */
void markup_add_span(struct markup_writer *writer, size_t start, uint8_t kind);
/* Bytes from START to before END of the text, which were written, lead to LINK (markup_add_link()). */
void markup_link_span(struct markup_writer *writer, size_t start, size_t end, size_t link);
/* The line of the file that has byte OFFSET is being read from now on; offsets never go back but within a line or two. */
void markup_go_to(struct markup_writer *writer, size_t offset);
/* Adds to the line that is open, or opens one; the byte of the text at which what is added next will begin. */
size_t markup_begin(struct markup_writer *writer);
void markup_add(struct markup_writer *writer, struct slice text);
/* Ends it; nothing where none is open. */
void markup_end_line(struct markup_writer *writer);
/* Lines of the file as they are, up to END, with MARK. */
void markup_add_rows(struct markup_writer *writer, uint32_t end, struct markup_mark mark);
/* Cells, row by row, with the line of the file that each stands in; all zero is empty. */
struct markup_cell {
    char *text;
    uint32_t line;
    bool begins_row;
};
struct markup_table {
    struct markup_cell *cells;
    size_t count, capacity;
};
void markup_add_cell(struct markup_table *table, struct slice text, uint32_t line, bool begins_row);
/* Rows with their columns below one another, as tables in plain text stand; TABLE is empty then. */
void markup_write_table(struct markup_writer *writer, struct markup_table *table);
/* ADDRESS, malloc'd, is the issue's, in the line that is being read; or of the line that was written last. Return which of the
   issue's links it is. */
size_t markup_add_link(struct markup_writer *writer, char *address);
size_t markup_add_link_behind(struct markup_writer *writer, char *address);
/* All that was written is the issue's. */
void markup_take(struct markup_writer *writer, struct markup *markup);
/* Appends all lines of the file, each ended by LF. */
void markup_add_file(const struct issue *issue, struct buffer *out);

/* ---- markup_prose.c: TEXT, without markup; NUMBERS are the lines of the file of each of its LINE_COUNT lines. */
void markup_add_prose(struct markup_writer *writer, struct slice text, const uint32_t *numbers, size_t line_count);
/* Of Nora Whitlock <nora@example.org>, and nora@example.org (Nora Whitlock), the name. */
struct slice markup_person_name(struct slice person);
/* Stands before a day in a line of the page's own, as which the day is read. */
#define MARKUP_PUBLISHED "published: "
/* An article without a headline begins with the first byline or text from the writer's line FIRST on. */
void markup_begin_brief(struct markup_writer *writer, size_t first);

/* ---- markup_origins.c: what of the file's text each line of WRITER is of, before markup_take(); malloc'd. Those of one line of the file
   have all of it, but for its end, one behind another. */
struct issue_span *markup_find_origins(const struct markup_writer *writer);

/* ---- front_matter.c: lines at the top that are data: YAML between ---, TOML between +++, or Name: value up to a blank line. */
struct front_value {
    uint32_t line;
    struct slice words; /* the issue's; empty: it is not said */
};
struct front_tags {
    char **at; /* and each malloc'd */
    size_t count, capacity;
    bool bracket; /* one is open: they go on in the next line */
};
struct front_matter {
    uint32_t line_count;
    struct front_value title, author;
    struct front_tags tags; /* the caller's */
};
/* Sets in MARKUP what they say of title and date. */
struct front_matter front_matter_read(const struct issue *issue, struct markup *markup);
/* The lines, of these two their values. */
void front_matter_write(const struct front_matter *front, struct markup_writer *writer);
/* Of a text without headings, what is below them is one article: what they say is its headline, and its byline. */
void front_matter_settle(const struct front_matter *front, const struct issue *issue, struct markup *markup);

/* ---- front_tags.c: is it the name of a value that is tags? Adds those of a value; of a ROW behind it, if it goes on with them. */
bool front_tags_name(struct slice name);
void front_tags_add(struct front_tags *tags, struct slice value);
bool front_tags_go_on(struct front_tags *tags, struct slice row);

/* ---- markdown_notes.c: footnotes. */
struct markdown_note {
    struct slice label;            /* empty: it is the second of its own */
    struct slice mark;             /* what stands before its words, of the issue's text */
    uint32_t first_line, end_line; /* of the file; the last one is not empty */
    uint32_t named_in;             /* the line that is written, which names it first; ISSUE_NO_LINE: none does */
    unsigned number;               /* 0: nothing names it */
};
struct markdown_notes {
    const struct issue *issue;
    struct markdown_note *at; /* in their order; the caller frees it */
    size_t count, capacity;
    uint32_t first; /* the line of the file from which on they were looked for */
    unsigned numbered;
};
/* Those between two lines of the file. Returns the text from the first one on without them, blanks in their place, malloc'd; NULL: there
   are none. */
char *markdown_notes_find(struct markdown_notes *notes, const struct issue *issue, uint32_t first, uint32_t end);
/* Appends what stands before a note's words: its number and a blank. */
void markdown_note_add_mark(const struct markdown_note *note, struct buffer *out);
/* Appends TEXT, which is written in LINE, with numbers in the place of what names notes. */
void markdown_notes_mark(struct markdown_notes *notes, struct slice text, uint32_t line, struct buffer *out);

/* ---- markdown_blocks.c: the rest from line FIRST on; false: md4c is not there, or has failed. Sets the notes of MARKUP. */
bool markdown_read(struct markup_writer *writer, uint32_t first, struct markup *markup);

/* ---- markdown_indent.c: are lines from FIRST on that are indented by four cells code? */
bool markdown_indents_code(const struct issue *issue, uint32_t first);

/* ---- html_pieces.c: tags between the text. */
struct html_state {
    bool comment;     /* inside of one, */
    char skipped[12]; /* or of an element that nobody reads, which it names; empty: of none */
};
/* TEXT, which stands at byte OFFSET of the issue's, or anywhere where that is SIZE_MAX, goes to WRITER without its tags. */
void html_add(struct markup_writer *writer, struct html_state *state, struct slice text, size_t offset);
/* Is TAG one that parts blocks, or <br>? */
bool html_tag_ends_line(struct slice tag);
/* Adds the character that an entity such as &amp; stands for; itself where it is not known. */
void html_entity_read(struct buffer *out, struct slice entity);
/* The bytes of the entity at the start of TEXT; 0: none begins there. */
size_t html_entity_bytes(struct slice text);
/* Appends TEXT, whose entities are what they stand for. */
void html_entities_read(struct slice text, struct buffer *out);

/* ---- heading_levels.c: sets the roles of headings, and of what stands below them. */
void headings_settle(const struct issue *issue, struct markup *markup);
/* 科技爱好者周刊 of 科技爱好者周刊（第 290 期）：苹果头盔的最大问题, malloc'd; NULL: nothing is left. */
char *markup_name(struct slice heading);

#endif
