/* kanbao - text: everything this program knows about Unicode.
 *
 * Floor 0, above base. The only part that includes libunistring, and that for UTF-8 alone: the tables are this
 * program's own, so that nothing depends on the version of a library. Text is valid
 * UTF-8 from text_repair() on; no other function here meets bad bytes.
 * Widths are in terminal cells, offsets and lengths in bytes.
 */
#ifndef KANBAO_TEXT_H
#define KANBAO_TEXT_H

#include "kanbao/base.h"

#include <strings.h>
#include <uchar.h>

/* ---- decoding */

/* Turns the LEN bytes of *BYTES (malloc'd, owned by the caller, perhaps replaced)
   into valid UTF-8: each ill-formed sequence becomes one U+FFFD, a byte order
   mark at the start goes. Returns the new length; *REPAIRED counts the
   replacements (may be NULL). Never fails. Source: Unicode 15, 3.9, "U+FFFD
   Substitution of Maximal Subparts". */
size_t text_repair(char **bytes, size_t len, size_t *repaired);

/* What of a file is no part of its text: what makes characters bold or coloured (c BS c, _ BS c, ESC [ 1 m), characters
   without width, the numbers of numbered lines, the blanks that OCR puts between all Han characters. */
struct text_drops;

/* Takes it out of the LEN bytes of *BYTES (malloc'd valid UTF-8, owned by the caller, perhaps replaced), and makes \n of VT, NEL,
   U+2028 and U+2029: no line becomes two or goes. Returns the new length. *DROPS, which lies behind the text in the same piece of
   memory, has what was taken out; NULL: nothing was. Linear. */
size_t text_clean(char **bytes, size_t len, const struct text_drops **drops);

/* May it take blanks or the numbers of lines out of TEXT, any bytes? False is certain, true is not. */
bool text_may_be_spaced_or_numbered(struct slice text);

/* A piece that was taken out, and where of the text that is left it stood. */
struct text_drop {
    uint32_t byte;
    bool instead; /* the byte there was put in its place */
    struct slice bytes;
};
struct text_drop_walk {
    const char *at, *end;
    size_t byte;
};
/* From the first drop at BYTE or behind; DROPS may be NULL. */
struct text_drop_walk text_drops_from(const struct text_drops *drops, size_t byte);
bool text_drops_next(struct text_drop_walk *walk, struct text_drop *drop);

/* Valid UTF-8 at AT: returns how many bytes its first character has; *CODE is its code point. */
static inline size_t
text_decode(const char *at, char32_t *code)
{
    const unsigned char *u = (const unsigned char *)at;
    if (u[0] < 0x80) {
        *code = u[0];
        return 1;
    }
    if (u[0] < 0xE0) {
        *code = (char32_t)(u[0] & 0x1F) << 6 | (u[1] & 0x3F);
        return 2;
    }
    if (u[0] < 0xF0) {
        *code = (char32_t)(u[0] & 0x0F) << 12 | (char32_t)(u[1] & 0x3F) << 6 | (u[2] & 0x3F);
        return 3;
    }
    *code =
        (char32_t)(u[0] & 0x07) << 18 | (char32_t)(u[1] & 0x3F) << 12 | (char32_t)(u[2] & 0x3F) << 6 | (u[3] & 0x3F);
    return 4;
}

/* Does BYTE go on with a code point that begins before it? */
static inline bool
text_is_tail(char byte)
{
    return ((unsigned char)byte & 0xC0) == 0x80;
}

/* Start of the code point that ends before END (END > 0). */
static inline size_t
text_previous(struct slice text, size_t end)
{
    /* most characters have three bytes, or one */
    if (end > 2 && ((unsigned char)text.at[end - 3] & 0xF0) == 0xE0)
        return end - 3;
    do
        end--;
    while (end > 0 && text_is_tail(text.at[end]));
    return end;
}

/* AT, or, where that is inside a code point, its start; and the start of the one after it. AT may be the text's end. */
static inline size_t
text_start(struct slice text, size_t at)
{
    while (at > 0 && at < text.len && text_is_tail(text.at[at]))
        at--;
    return at;
}

static inline size_t
text_start_after(struct slice text, size_t at)
{
    while (at < text.len && text_is_tail(text.at[at]))
        at++;
    return at;
}

/* Nine of ten characters of a Chinese text, known at once: neither marks, spaces, letters nor digits. */
static inline bool
text_is_common_han(char32_t code)
{
    return code - 0x4E00U <= 0x9FFFU - 0x4E00U;
}

/* Does one stand at AT? It has three bytes, and need not be decoded. */
static inline bool
text_is_common_han_at(const char *at)
{
    unsigned first = (unsigned char)at[0];
    return first - 0xE5 <= 0xE9 - 0xE5 || (first == 0xE4 && (unsigned char)at[1] >= 0xB8);
}

/* Such a one. */
static inline char32_t
text_common_han(const char *at)
{
    const unsigned char *u = (const unsigned char *)at;
    return ((char32_t)u[0] << 12) + ((char32_t)u[1] << 6) + u[2] - ((0xE0U << 12) + (0x80U << 6) + 0x80U);
}

/* The code point at AT, 0 at the end; *NEXT is where the next one begins. */
static inline char32_t
text_point(struct slice text, size_t at, size_t *next)
{
    char32_t code = 0;
    if (at < text.len && text_is_common_han_at(text.at + at)) {
        *next = at + 3;
        return text_common_han(text.at + at);
    }
    *next = at < text.len ? at + text_decode(text.at + at, &code) : at;
    return code;
}

/* Writes CODE as UTF-8 to OUT; returns 1 to 4. */
size_t text_encode(char32_t code, char out[4]);

/* Number of code points. */
size_t text_points(struct slice text);

/* First and last code point of TEXT; 0 when it is empty. */
static inline char32_t
text_first(struct slice text)
{
    size_t next;
    return text_point(text, 0, &next);
}

static inline char32_t
text_last(struct slice text)
{
    size_t next;
    return text.len > 0 ? text_point(text, text_previous(text, text.len), &next) : 0;
}

/* TEXT without white space (ASCII, U+00A0, U+3000, zero-width) at its ends. */
struct slice text_trim(struct slice text);

/* ---- steps over what is known: each begins at AT and says where it ends; AT where there is no such thing */

/* White space, all of it. */
size_t text_skip_blanks(struct slice text, size_t at);

/* Where the bracket begins that ends TEXT and holds no other, of the kinds that OPENING and CLOSING have; SIZE_MAX: TEXT ends
   with none, or it is longer than POINTS_MAX code points. */
size_t text_last_bracket(struct slice text, const char32_t *opening, const char32_t *closing, size_t points_max);
/* What is inside it, trimmed. */
struct slice text_inside(struct slice text, size_t bracket);

/* ---- reading on: from *AT, which is moved past what was read; where there is nothing of the kind it stays. */

/* WORD, to the letter. */
static inline bool
text_skip(struct slice text, size_t *at, const char *word)
{
    /* nearly always the first byte says no */
    size_t end = *at;
    for (; *word != '\0'; word++, end++)
        if (end >= text.len || text.at[end] != *word)
            return false;
    *at = end;
    return true;
}
/* The blanks, three at most, that OCR and typesetters leave inside a date or a number. */
void text_skip_gap(struct slice text, size_t *at);

/* ---- numbers, as newspapers write them: 13, １３, 十三, 廿三, 一三, 1 3 */

/* 0 to 9 of an ASCII or full-width digit, or -1; the same of 〇 (零, ○) to 九. */
int text_digit(char32_t code);
int text_han_digit(char32_t code);
/* MIN to MAX digits, more than that left where they are; with one blank between any two where SPACED. -1: none. */
int text_read_number(struct slice text, size_t *at, int min, int max, bool spaced);
/* 十三, 廿三, 一百零三 by value, 一三 by place; -1: none, or no number is written so. */
int text_read_han(struct slice text, size_t *at);
/* 二〇二六, 二OO八; -1: none. */
int text_read_han_year(struct slice text, size_t *at);

/* ---- properties, from one generated table (UAX #11, UAX #29, the first table
   of the project's safety rules) */
enum text_show {
    TEXT_SHOW_PLAIN,   /* goes to the screen as it is */
    TEXT_SHOW_TAG,     /* as a visible tag, ‹1B› or ‹RLO› */
    TEXT_SHOW_NOTHING, /* dropped */
    TEXT_SHOW_REPLACED /* as U+FFFD */
};

/* Cells of a code point on its own: 0, 1 or 2; for what is not shown plainly,
   the cells of what is shown instead. */
int text_width(char32_t code);

/* Cells of the characters of ambiguous width (UAX #11: “ ” — … · and many more): 1, which is
   what nearly all terminals give them, or 2. For the whole process, as wcwidth() takes no
   context; who changes it forgets every width asked for before. */
void text_set_ambiguous(int cells);
int text_ambiguous(void);
enum text_show text_show(char32_t code);

/* What the common ones are not; asked by these below only, which most characters are done with at once. */
bool text_is_rare_han(char32_t code);
bool text_is_rare_space(char32_t code);
bool text_is_rare_letter(char32_t code);

/* Ideographs, 々, 〇 */
static inline bool
text_is_han(char32_t code)
{
    /* of the marks that are set beside them 々 and 〇 */
    bool mark = code - 0x2FE0U <= 0x33FFU - 0x2FE0U || code - 0xFB00U <= 0x1FFFFU - 0xFB00U;
    return text_is_common_han(code) || code == 0x3005 || code == 0x3007 ||
           (code >= 0x2E80 && !mark && text_is_rare_han(code));
}

static inline bool
text_is_kana(char32_t code)
{
    return code - 0x3041U <= 0x30FFU - 0x3041U || code - 0x31F0U <= 0xFU || code - 0xFF66U <= 0xFF9FU - 0xFF66U;
}

bool text_is_hangul(char32_t code);

static inline bool
text_is_space(char32_t code)
{
    /* nothing from the ideographs' own comma on, but U+FEFF */
    bool none = (code > ' ' && code <= '~') || (code > 0x3000 && code != 0xFEFF);
    return code == ' ' || (!none && text_is_rare_space(code));
}

/* ASCII and full-width */
static inline bool
text_is_digit(char32_t code)
{
    return code - '0' <= 9U || code - 0xFF10U <= 9;
}

/* a to z, of either case */
static inline bool
text_is_ascii_letter(char32_t code)
{
    return (code | 0x20) - 'a' <= 'z' - 'a';
}

/* Has TEXT a small letter of ASCII? */
static inline bool
text_has_ascii_small(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= 'a' && text.at[i] <= 'z')
            return true;
    return false;
}

/* Any script but Han, kana and hangul */
static inline bool
text_is_letter(char32_t code)
{
    /* none among the ideographs, kana and their marks, of which those of full width stand apart */
    return code < 0x80 ? text_is_ascii_letter(code)
                       : code - 0x2E00U > 0xA63FU - 0x2E00U && code - 0xFF00U > 0x20U && text_is_rare_letter(code);
}

bool text_is_upper(char32_t code); /* a capital, of either width */
/* A letter or a digit: what words are made of where blanks part them. */
static inline bool
text_is_word(char32_t code)
{
    return text_is_letter(code) || text_is_digit(code);
}
/* Han, kana and the marks that are set full width beside them. */
bool text_is_cjk(char32_t code);

/* One of these or a digit of ASCII. */
static inline bool
text_is_ascii_alnum(char32_t code)
{
    return text_is_ascii_letter(code) || (code >= '0' && code <= '9');
}

/* Is CODE one of SET? 0 is none. */
bool text_is_one_of(char32_t code, const char32_t *set);

/* The same, and of a SET that the compiler knows nearly all others are told by a bit or two, without a look at it. */
#if defined __GNUC__ && defined __OPTIMIZE__
static inline __attribute__((always_inline)) bool
text_among(char32_t code, const char32_t *set)
{
    enum { KNOWN_MAX = 100, BITS = 63 };
    uint64_t low = 0, high = 0;
    bool known = false;
    if (!__builtin_constant_p(set[0]))
        return text_is_one_of(code, set);
#pragma GCC unroll 100
    for (int i = 0; i < KNOWN_MAX; i++) {
        if (set[i] == 0) {
            known = true;
            break;
        }
        low |= UINT64_C(1) << (set[i] & BITS);
        high |= UINT64_C(1) << (set[i] >> 6 & BITS);
    }
    known = known && __builtin_constant_p(low) && __builtin_constant_p(high);
    if (known && (low >> (code & BITS) & high >> (code >> 6 & BITS) & 1) == 0)
        return false;
    return text_is_one_of(code, set);
}
#else
static inline bool
text_among(char32_t code, const char32_t *set)
{
    return text_is_one_of(code, set);
}
#endif

/* Is CODE one of the COUNT, one at least, that SORTED holds in the order of their code points? By halves, without a branch. */
static inline bool
text_among_sorted(char32_t code, const char32_t *sorted, size_t count)
{
    while (count > 1) {
        size_t half = count / 2;
        sorted += sorted[half] <= code ? half : 0;
        count -= half;
    }
    return *sorted == code;
}

/* Is BYTE one of SET? Unlike strchr(), which finds the NUL that ends SET. */
static inline bool
text_byte_among(char byte, const char *set)
{
    return byte != '\0' && strchr(set, byte) != NULL;
}

/* 0 to 15; -1: BYTE is no hexadecimal digit. */
static inline int
text_hex_digit(char byte)
{
    char small = (char)(byte | 0x20);
    if (byte >= '0' && byte <= '9')
        return byte - '0';
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

/* Is NAME the same as WANTED, ASCII letters in either case, as names of elements, headers and the like are? */
static inline bool
text_is_name(struct slice name, const char *wanted)
{
    return name.len == strlen(wanted) && strncasecmp(name.at, wanted, name.len) == 0;
}

/* ---- clusters: what a reader takes for one character, and how it is shown.
   Between text and cells there is no other way. */
struct text_cluster {
    uint32_t bytes; /* its length in the text */
    uint16_t cells; /* what it takes on the screen */
    uint8_t show;   /* enum text_show; a tag stands for one code point */
};

/* The cluster at AT (< text.len), which must be a cluster boundary (UAX #29).
   Cells of an emoji sequence are the sum of its parts. */
struct text_cluster text_cluster_at(struct slice text, size_t at);

/* The tag that stands for CODE, as UTF-8; returns its bytes. */
size_t text_tag(char32_t code, char out[16]);

/* Calls ADD for each cell group of the cluster CLUSTER at AT: a base code point of
   1 or 2 cells with up to four marks that sit on it. */
typedef void text_put(void *context, char32_t base, int cells, const char32_t *marks, size_t mark_count);
void text_cluster_parts(struct slice text, size_t at, struct text_cluster cluster, text_put *put, void *context);

/* Cells of a whole text, shown safely. */
size_t text_cells(struct slice text);
/* Appends blanks until OUT has CELLS, at least one. */
void text_pad(struct buffer *out, size_t cells);

/* Bytes of the longest whole-cluster prefix of TEXT of at most CELLS cells. */
size_t text_fit(struct slice text, size_t cells);

/* Appends TEXT as it may go to a terminal: tags for controls, nothing else raw. */
void text_add_safe(struct buffer *out, struct slice text);

/* The same for a text of several lines: its line ends stay. */
void text_add_safe_lines(struct buffer *out, struct slice text);

/* The same for bytes that nobody has repaired yet: a file's name, a word of the command line. */
void text_add_bytes(struct buffer *out, const char *bytes);

/* ---- line breaks (UAX #14) */
enum { TEXT_BREAK_NO, TEXT_BREAK_MAY };
/* BREAKS[i], for each byte that starts a code point, says whether a line may
   begin there. BREAKS has text.len elements and belongs to the caller. */
void text_breaks(struct slice text, char *breaks);

/* ---- counting, for reading times */
struct text_count {
    size_t han;   /* ideographs and kana */
    size_t words; /* runs of other letters and digits */
};
struct text_count text_count(struct slice text);
/* For who reads all characters anyway: counts CODE, which is no common Han character, to COUNT. INSIDE: is a word at hand?
   Returns whether one is then; after a common Han character, which is not counted here, none is. */
bool text_count_point(struct text_count *count, char32_t code, bool inside);

/* ---- xml_form.c: what TEXT, any bytes, is as XML, by the name of its root. */
enum text_xml_form {
    TEXT_XML_NONE, /* of no form that is known, or no XML */
    TEXT_XML_CUT,  /* the text ends before its root */
    TEXT_XML_RSS,
    TEXT_XML_ATOM,
    TEXT_XML_OPML,
    TEXT_XML_HTML
};
enum text_xml_form text_xml_form(struct slice text);

/* The files of a book (EPUB) become one text: its package first, then its chapters, each below a line that begins so and names it. */
#define TEXT_BOOK_PART "<!-- of the book: "

/* ---- widths for the C library and ncurses */

/* Makes sure the program's own wcwidth() is linked in; src/term checks at start
   that ncurses really uses it. */
int text_wcwidth(char32_t code);

#endif
