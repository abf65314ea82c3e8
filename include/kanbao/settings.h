/* kanbao - settings: everything that a user can set, and the lines that set it.
 *
 * Floor 2. Options are rows of one table, with the effect of a change; styles have looks (style.h). A line of a
 * configuration file is words; those of `set` and `color` are understood here, any other verb is the caller's. Nothing
 * here knows what an option means: the parts that go by it do.
 */
#ifndef KANBAO_SETTINGS_H
#define KANBAO_SETTINGS_H

#include "kanbao/choices.h"
#include "kanbao/style.h"

/* ---- options: one table for `-o`, `set`, `--list-options` and the manual */
struct options {
    char *language;       /* empty: the locale's */
    char *library;        /* what is opened without a PATH; empty: the sample issues */
    char *mend_directory; /* where a mended structure is written; empty: beside the issue */
    char *browser;        /* what opens an address: words; empty: it is copied */
    char *copy_command;   /* what takes what is copied: words; empty: the terminal */
    char *pipe_command;   /* what stands in the prompt for a command to begin with */
    enum color_use color;
    enum ambiguous ambiguous;
    enum align align, headline_align;
    enum columns columns;
    enum copied copy;
    enum cursor_use cursor;
    enum encoding encoding;
    enum grouping grouping;
    enum hyperlinks hyperlinks;
    enum line_break line_break;
    enum opens_with opens_with;
    enum panes panes;
    enum issue_order order;
    enum page_turn page_turn;
    enum punctuation punctuation;
    enum spacing spacing;
    enum result_sort result_sort;
    enum watching watch;
    enum pinyin_scheme pinyin;
    bool fuzzy_pinyin;
    bool search_exact;
    bool hanging, justify;
    bool mouse;
    bool window_title;
    bool seams, uncertain; /* marked */
    bool remember;
    bool end_mark;
    int indent;        /* em */
    int paragraph_gap; /* rows */
    int page_overlap;  /* rows */
    int measure;       /* cells */
    int list_width;    /* percent */
    int file_size;     /* MB */
    int filter_time;   /* seconds */
    int memory;        /* MB */
    int escape_delay;  /* milliseconds */
    enum theme_name theme_name;
    struct theme theme; /* not a row of the table: `color` sets it; to be shown, it is given its theme_use() */
};

enum option_type {
    OPTION_TEXT,   /* a char *, owned */
    OPTION_NUMBER, /* an int */
    OPTION_CHOICE, /* an enum of choices.h */
    OPTION_SWITCH  /* a bool: no or yes */
};

/* What is to be done when an option was changed while somebody reads. */
enum option_effect {
    EFFECT_NONE,      /* nothing: it is asked when it is needed */
    EFFECT_START,     /* nothing: it was asked at the start, and will be at the next one */
    EFFECT_REPAINT,   /* the next frame shows it; all frames are painted whole */
    EFFECT_REDRAW,    /* the terminal is sent everything anew */
    EFFECT_RELAYOUT,  /* text is set anew */
    EFFECT_REMEASURE, /* characters have other widths: text is set and sent anew */
    EFFECT_REORDER,   /* the issues are sorted and grouped anew */
    EFFECT_RESEARCH,  /* what is searched for is found anew */
    EFFECT_RESORT,    /* what was found in the library is sorted anew */
    EFFECT_RELOAD     /* the files are read anew */
};

struct option_choice {
    const char *name; /* NULL: there are no more */
    int value;
};

struct option_row {
    const char *name;
    enum option_type type;
    enum option_effect effect;
    size_t offset;                       /* of its field in struct options */
    int min, max;                        /* of a number */
    const struct option_choice *choices; /* of a choice or a switch */
    const char *standard;                /* the default, as text */
    const char *help;
};
extern const struct option_row option_rows[];
extern const size_t option_row_count;

/* All defaults, and the standard theme. */
void options_init(struct options *options);
void options_done(struct options *options);

/* The row of an option; NULL: there is none. */
const struct option_row *options_find(const char *name);
/* Sets an option. The error names the option and what it takes, or the nearest name; nothing has changed then. */
struct error *options_set(struct options *options, const char *name, const char *value) BASE_MUST_USE;
/* The same from NAME=VALUE, the value taken as it is. */
struct error *options_set_assignment(struct options *options, const char *setting) BASE_MUST_USE;
/* Appends the value of a row as options_set() takes it: any bytes. */
void options_add_value(struct buffer *out, const struct options *options, const struct option_row *row);
/* Appends the names of a choice, with | between. */
void options_add_choices(struct buffer *out, const struct option_row *row);
/* Appends what a row takes: 20-60, left|center. And all that can be said of it in one line, its value first. */
void options_add_range(struct buffer *out, const struct option_row *row);
void options_add_description(struct buffer *out, const struct options *options, const struct option_row *row);
/* Would the row take VALUE? */
struct error *options_check(const struct option_row *row, const char *value) BASE_MUST_USE;
/* Appends every option and style as a line that settings_read_line() reads back, its help above it. */
void options_add_listing(struct buffer *out, const struct options *options);

/* ---- lines
 *
 * A line is words with blanks (space, tab, CR) between them. A # where a word would begin ends the line.
 *
 *   'any bytes'                 as they are
 *   "with \" \\ \n \t \xHH"     a backslash before any other character is that character
 *   \c                          outside of quotes, the character c
 *
 * A word may have quoted pieces anywhere; an empty word is two quotes. Nothing here means a ; but a word that has one
 * is written quoted, as elsewhere it parts commands. */
struct settings_word {
    struct slice text;             /* without quotes; a NUL follows it, and there is none in it */
    uint32_t start_byte, end_byte; /* where it stands in the line, quotes included */
};

struct settings_words {
    struct settings_word *at;
    size_t count, capacity;
    struct buffer bytes; /* what their texts are slices of */
};

/* The words of LINE, which is any bytes without a line end, in WORDS (emptied first; all zero is empty). An error (a quote
   that is not closed) comes with the byte of LINE where it is, and the words before it. */
struct error *settings_split(struct slice line, struct settings_words *words, uint32_t *error_byte) BASE_MUST_USE;
void settings_words_done(struct settings_words *words);

/* Appends WORD (any bytes but NUL) so that settings_split() has it back, quoted where it must be. What is appended may go
   to a terminal. */
void settings_add_word(struct buffer *out, struct slice word);

/* What a person asks of an option in words: NAME VALUE or NAME=VALUE sets it, NAME! turns a switch over, NAME asks for it.
   The VALUE is the words', and one that the row takes. *WRONG is the word that an error is about, COUNT where one is missing. */
struct option_request {
    const struct option_row *row;
    const char *value; /* NULL: none was given */
    bool toggles;
};
struct error *options_read_request(const struct settings_word *words, size_t count, struct option_request *request,
                                   size_t *wrong) BASE_MUST_USE;

/* What the COUNT words behind `color` say, as theme_set(); *WRONG as above. */
struct error *settings_set_color(struct theme *theme, const struct settings_word *words, size_t count,
                                 size_t *wrong) BASE_MUST_USE;

enum settings_verb {
    SETTINGS_NOTHING, /* a blank line, or a comment */
    SETTINGS_SET,     /* set NAME VALUE, or NAME VALUE alone: done */
    SETTINGS_COLOR,   /* color NAME FG BG [ATTR]: done */
    SETTINGS_INCLUDE, /* include FILE: the caller reads the file that words.at[1] names */
    SETTINGS_OTHER    /* any other: the caller's */
};

struct settings_line {
    struct settings_words words; /* the verb is the first */
    enum settings_verb verb;
    enum option_effect effect; /* of what was set */
    uint32_t error_byte;       /* of the line, where it is wrong */
};

/* Reads LINE, and does what it says where that is `set` or `color`. READ is emptied first (all zero is empty) and keeps
   nothing of LINE. The error is a sentence without the line's place; nothing has changed then. */
struct error *settings_read_line(struct options *options, struct slice line, struct settings_line *read) BASE_MUST_USE;
void settings_line_done(struct settings_line *read);
/* Reads the TEXT of a theme's file, lines of `color` and comments, into the looks of OPTIONS. The error is that of the first line
   that is wrong, *WRONG_LINE, from 1 on; all the others have been done. */
struct error *settings_read_theme(struct options *options, struct slice text, size_t *wrong_line) BASE_MUST_USE;

/* ---- the nearest of some names, by edits: {.wanted = NAME}, each name tried, and NAME is the first of the nearest, or NULL where
   none is near enough to have been meant */
struct settings_nearest {
    const char *wanted;
    const char *name;
    size_t edits;
};
void settings_try_name(struct settings_nearest *nearest, const char *name);
/* ERROR, which is taken, with the nearest name behind it, if there is one. */
struct error *settings_add_nearest(struct error *error, const struct settings_nearest *nearest) BASE_MUST_USE;

#endif
