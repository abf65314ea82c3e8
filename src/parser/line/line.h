/* Lines as shapes: what can be counted and seen of a physical line, by itself and among its neighbours, without judging it.
 *
 *   shape.c (its characters) -> marks.c (how it begins and ends, its punctuation), garbage.c (is it writing at all?),
 *   measure.c (the column it was printed in);
 *   words.c: lists of words; seen.c: which of its words come back; restated.c: do two say the same?; hyphens.c: how the lines of
 *   a paragraph are put together
 *
 * Uses of the parser: format.
 */
#ifndef PARSER_LINE_H
#define PARSER_LINE_H

#include "kanbao/issue.h"
#include "kanbao/text.h"

/* The dateline that a line begins with; offsets are within the line. */
struct lead {
    size_t bytes; /* all of it, white space after it too; 0: there is none */
    struct issue_span source, byline;
    struct issue_span
        subject; /* with no byline: the reporters whom the first sentence is about, perhaps behind the lead */
};

/* ---- shape.c: a non-blank line as it is judged. */
struct shape {
    struct slice text;       /* trimmed */
    uint32_t line;           /* physical */
    uint32_t points;         /* code points */
    uint32_t han;            /* ideographs and kana among them */
    uint32_t letters;        /* Latin and the like */
    uint16_t indent_cells;   /* white space before it */
    uint16_t words;          /* Latin words, those that may begin with a small letter left out */
    uint16_t capitals;       /* ... that begin with a capital */
    bool after_blank;        /* a blank line, or nothing, stands before */
    bool finished;           /* ends a sentence, closing marks looked through */
    bool comma;              /* a clause or a sentence ends inside it */
    bool open;               /* a quotation mark or bracket is left open */
    bool list;               /* begins like an item of a list */
    bool small;              /* begins with a small letter */
    uint32_t cells;          /* its width */
    uint32_t counted;        /* its words, as text_count() counts them; the rest is HAN */
    uint32_t seen_words;     /* words of it that can come back */
    float links_near, links; /* weight of the words that stand on both sides of its start */
    uint8_t seen_next, seen_below, seen_below_near, seen_before, seen_above,
        seen_above_near; /* share of its words that do; 255: all */
    uint8_t end;         /* enum line_end: what it ends with, closing marks looked through */
    uint8_t start;       /* enum line_start */
    uint8_t stops;       /* sentence ends inside it */
    uint8_t commas;      /* commas inside it */
    uint8_t lists;       /* 、 inside it */
    uint8_t digits;      /* of its characters; 255: all */
    uint8_t particles;   /* 的了是在 and the like, of its Han characters; the, of, is, of its words; 255: all */
    bool gap;            /* white space between two Han characters */
    bool colon;          /* inside, not at its end */
    bool closed;         /* ends with a closing quote or bracket */
    bool quotes;         /* has a quotation mark or 《 in it */
    bool leads_on;       /* ends with a character that ends no sentence: 的, 和 */
    bool goes_on;        /* begins with one that begins none: 了, 们 */
    uint8_t tied_longer; /* how often three characters, of the end before and its beginning, stand so elsewhere */
    uint8_t markdown;    /* level of a Markdown heading: ### is 3; 0: none */
    bool bracketed;      /* all of it in brackets */
    bool noted;          /* ... in round ones, or in < >, with others inside: what is said beside the text */
    bool picture;        /* says in brackets at its end that a picture goes with it: （图片） */
    uint8_t tied;        /* how often its first and the last character before it stand side by side elsewhere */

    uint8_t measure; /* of the column it was printed in, in cells; 0: it stands among no printed lines */
    bool even;       /* that column's lines are cut anywhere, not between words */
    bool damaged;    /* text, on a page with garbage, that was read too badly to head anything */
    bool garbage;    /* what OCR made of dirt: the page's, and not seen by the lines around it */

    /* what other rooms say of it, set by evidence_gather() */
    struct lead dateline;
    bool lead;       /* begins with a dateline */
    bool byline;     /* byline_is_line() */
    bool names;      /* looks like names and nothing else */
    bool caption;    /* caption_is() */
    uint8_t top;     /* enum line_top, together: what masthead_find() and heads_find() have seen of it */
    bool furniture;  /* the page's own for certain; furniture_find() adds what only the lines around show */
    uint8_t listed;  /* enum line_listed: named in the table of contents, as furniture_find() sets it */
    bool meta;       /* meta_read() reads it, and furniture_find() says that it stands where such lines do */
    bool drop_cap;   /* the first character of the line below, ... */
    uint8_t dropped; /* enum line_dropped: ... which this is */
    bool turns;      /* ... and no text goes on across it: 下转第3版. With furniture, which furniture_find() sets */
    uint8_t block;   /* enum line_block: what it is for certain by its marks, or by those of the lines around it */
    bool apart;      /* nothing below goes on with it, whatever it ends with: a row, an item, a picture's credit */
};

/* Lines that are no article's prose, and those of official papers that stand at fixed places. None but BLOCK_TITLE heads an
   article, and none goes on with the line above. */
enum line_block {
    BLOCK_NONE,
    BLOCK_CAPTION,
    BLOCK_LIST,
    BLOCK_TABLE,
    BLOCK_VERSE,
    BLOCK_SPEECH,
    BLOCK_TEXT,   /* a line by itself: a salutation, a date, an address, a telephone number */
    BLOCK_CREDIT, /* the number of a document; who signed it, and when */
    BLOCK_BRIEF,  /* begins an article that has no headline */
    BLOCK_ABOVE,  /* an office or a number above the title of its document */
    BLOCK_TITLE,
    BLOCK_DECK /* the rest of such a title */
};

/* At the top of an issue: it was looked at, it is the masthead's, it would be one by itself. Of any page: heads were looked for,
   it is one. */
enum line_top { TOP_SEEN = 1, TOP_MASTHEAD = 2, TOP_ALONE = 4, TOP_HEADS_SEEN = 8, TOP_HEAD = 16 };
enum line_end {
    END_OPEN,
    END_STOP,
    END_CALL,
    END_ELLIPSIS,
    END_COLON,
    END_SEMICOLON,
    END_COMMA,
    END_DASH,
    END_DIGIT,
    END_KINDS
};
enum line_start {
    START_OPEN,
    START_MARK,
    START_NUMERAL,
    START_BRACKET,
    START_QUOTE,
    START_DASH,
    START_SMALL,
    START_DIGIT,
    START_FORBIDDEN,
    START_KINDS
};

enum line_dropped { DROPPED_NONE, DROPPED_BARE, DROPPED_WORD /* A, which is a word */ };
enum line_listed { LISTED_NONE, LISTED_HEADLINE, LISTED_SECTION };

/* Malloc'd, one for each non-blank line from physical line FIRST up to END, but for what other rooms say; *COUNT says how
   many. */
struct shape *shapes_measure(const struct issue *issue, uint32_t first, uint32_t end, size_t *count);

static inline bool
shape_is_cjk(const struct shape *shape)
{
    return shape->han * 2 >= shape->letters;
}

/* How B is put to A, the line before it in a paragraph: enum issue_join. What the text says of its hyphen comes later. */
uint8_t shape_join(const struct shape *a, const struct shape *b);

/* Does a line end a sentence, closing marks looked through? One that is nothing else does. */
bool line_is_finished(struct slice text);

/* A mark or a blank for certain: neither a letter, a digit nor of a script that has wide characters. Most that are none of these
   are told so. */
static inline bool
shape_is_mark(char32_t code)
{
    return code < '0' || code - 0x2000U <= 0x206FU - 0x2000U || code - 0x3000U <= 2U || code - 0xFF00U <= 0x0FU ||
           code - 0xFF1AU <= 6U;
}

/* ---- marks.c: all that is counted along a line, and its marks: of a shape whose text and list are set. */
void marks_measure(struct shape *shape);
bool mark_is_closer(char32_t code);
/* Is WORD, with FIRST for its first letter, one of WORDS? Those of 1, 2 ... LINE_SMALL_LETTERS letters stand one after another. */
enum { LINE_SMALL_LETTERS = 5 };
bool line_is_small_word(const char *const words[LINE_SMALL_LETTERS], char first, struct slice word);

/* ---- garbage.c: which of the shapes of a page are what OCR made of rules, pictures and dirt. */
void garbage_find(struct shape *shapes, size_t count);
/* Takes them out of SHAPES; returns how many are left. */
size_t garbage_drop(struct shape *shapes, size_t count);

/* ---- measure.c: the measure of the columns that shapes were printed in. */
void measures_find(struct shape *shapes, size_t count);
/* Cells that were left at the end of A, a printed line, if the first word of B, the next one, had been set there. Below 0: it
   had no room. */
int shape_room(const struct shape *a, const struct shape *b);
/* Had it none, or hardly any? */
bool shape_is_full(const struct shape *a, const struct shape *b);
/* Is it wider than a column of MEASURE cells, as headlines are? */
bool shape_is_over(const struct shape *shape, uint32_t measure);

/* ---- restated.c: does a short line say again nearly all that another says, or the other way round? Most of the pairs of
   characters of the one that has fewer stand in the other. */
bool line_restates(struct slice line, struct slice other);

/* ---- hyphens.c: words cut at the ends of lines that are joined: whose hyphen is it? Sets joins, and the back_bytes of lines
   whose last mark is only the press's. */
void hyphens_settle(struct issue *issue);

/* ---- reach.c: 电话, 地址, E-mail and the like, before what they say; NULL ends them. */
extern const char *const reach_words[];

/* ---- seen.c: which words of each line come back in the text around it: the seen_ fields, tied and links.
   At most SEEN_LINES_MAX shapes. */
enum { SEEN_LINES_MAX = 65000 };
struct seen_word {
    uint16_t count; /* how often it stands in the text; guides its weight */
    uint16_t line;  /* used up by the measuring */
};
/* The words of the lines, as numbers, which two words may share. */
struct seen {
    size_t total, slots;     /* how many words there are, and how many numbers */
    struct seen_word *table; /* by number */
    uint16_t *words;         /* numbers, line by line */
    uint32_t *kept;          /* where each line's begin */
};
/* The caller ends SEEN with seen_done(). */
void seen_measure(struct shape *shapes, size_t count, struct seen *seen);
void seen_done(struct seen *seen);
/* The words of line I, *COUNT of them; none, and NULL, of a very long line. */
const uint16_t *seen_words(const struct seen *seen, const struct shape *shapes, size_t i, size_t *count);

/* ---- words.c: does one of WORDS, which NULL ends, stand in TEXT, at its beginning, at its end? */
bool words_in(struct slice text, const char *const *words);
static inline bool words_begin(struct slice text, const char *const *words);
static inline bool words_end(struct slice text, const char *const *words);
/* Bytes of the longest of WORDS that TEXT begins with, or 0; how many of them stand in it. */
static inline size_t words_skip(struct slice text, const char *const *words);
size_t words_count(struct slice text, const char *const *words);
/* Nothing but digits, blanks and NUMERALS? */
bool words_are_numerals(struct slice text, const char32_t *numerals);

/* The same for lists of any kind; of lists that the compiler knows two bytes say nearly always no, before there is a look at any
   word. */
bool words_begin_any(struct slice text, const char *const *words);
bool words_end_any(struct slice text, const char *const *words);
size_t words_skip_any(struct slice text, const char *const *words);

#if defined __GNUC__ && defined __OPTIMIZE__
/* May TEXT begin with one of WORDS, by its first three bytes, or END with one by its last three? */
static inline __attribute__((always_inline)) bool
words_may_fit(struct slice text, const char *const *words, bool end)
{
    enum { KNOWN_MAX = 100, BITS = 63, BYTES = 3 };
    uint64_t first = 0, second = 0, third = 0;
    bool known = false;
    if (!__builtin_constant_p(words[0] != NULL ? words[0][0] : 0))
        return true;
#pragma GCC unroll 100
    for (int i = 0; i < KNOWN_MAX; i++) {
        if (words[i] == NULL) {
            known = true;
            break;
        }
        size_t len = strlen(words[i]);
        bool all = len < BYTES;
        const char *word = all ? "   " : end ? words[i] + len - BYTES : words[i];
        first |= all ? UINT64_MAX : UINT64_C(1) << (word[0] & BITS);
        second |= all ? UINT64_MAX : UINT64_C(1) << (word[1] & BITS);
        third |= all ? UINT64_MAX : UINT64_C(1) << (word[2] & BITS);
    }
    known = known && __builtin_constant_p(first) && __builtin_constant_p(second) && __builtin_constant_p(third);
    if (!known || text.len < BYTES)
        return true;
    const char *at = end ? text.at + text.len - BYTES : text.at;
    return (second >> (at[1] & BITS) & 1) != 0 && (third >> (at[2] & BITS) & 1) != 0 &&
           (first >> (at[0] & BITS) & 1) != 0;
}
#else
static inline bool
words_may_fit(struct slice text, const char *const *words, bool end)
{
    (void)text, (void)words, (void)end;
    return true;
}
#endif

static inline bool
words_begin(struct slice text, const char *const *words)
{
    return words_may_fit(text, words, false) && words_begin_any(text, words);
}

static inline bool
words_end(struct slice text, const char *const *words)
{
    return words_may_fit(text, words, true) && words_end_any(text, words);
}

static inline size_t
words_skip(struct slice text, const char *const *words)
{
    return words_may_fit(text, words, false) ? words_skip_any(text, words) : 0;
}

#endif
