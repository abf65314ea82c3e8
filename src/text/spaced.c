/* Blanks between all characters, as tesseract and other OCR leaves them: 新 城 日 报.
 *
 * A line is spaced where at least two of three neighbours of Han or kana in it have exactly one blank between them. Lines in
 * a row that are spaced, or have no such neighbours, are one stretch; it is taken for spaced where it is long enough, and where
 * a line of it or a mark after a blank shows that it is prose: single characters in a row are also the cells of a table. Where
 * most of the text is so, shorter ones are, too.
 * Then one blank beside Han, kana and their marks is nothing, and so is one between single digits or letters; two or three
 * together are what the page had as a blank. Words of Hangul and of letters are parted by blanks, and stay so.
 */
#include "text/drops.h"

enum {
    LEAST_GAPS = 12,    /* of a stretch in a text that is not spaced elsewhere */
    LEAST_OF_TEXT = 6,  /* of one that is all of the text */
    LINE_GAPS = 8,      /* no row of cells has so many */
    REAL_BLANKS_MAX = 3 /* more part columns */
};

static bool
is_blank(char32_t code)
{
    return code == ' ' || code == 0xA0;
}

static bool
is_wide(char32_t code)
{
    return text_is_common_han(code) || text_is_han(code) || text_is_kana(code);
}

/* A mark that is set as wide as Han, the curly quotes and ellipsis among them. */
static bool
is_full_mark(char32_t code)
{
    return (text_is_cjk(code) && !is_wide(code) && code != 0x3000 && !text_is_word(code)) ||
           text_among(code, U"“”‘’…—·");
}

/* ---- stretches */

struct stretch {
    size_t start;
    size_t gaps, bare; /* neighbours with a blank between them, and without */
    bool prose;
    bool wide; /* there is one */
};

/* Counts the neighbours of the line at AT; returns where the next one begins. */
static size_t
count_line(const struct cleaning *cleaning, size_t at, struct stretch *line)
{
    char32_t before = 0, code;
    size_t blanks = 0, next;
    *line = (struct stretch){.start = at};
    at = clean_skip(cleaning, at);
    for (; at < cleaning->text.len; at = next) {
        code = clean_point(cleaning, at, &next);
        if (clean_ends_line(code))
            return next;
        if (is_blank(code)) {
            blanks++;
            continue;
        }
        bool wide = is_wide(code);
        line->wide |= wide;
        line->bare += wide && is_wide(before) && blanks == 0;
        line->gaps += wide && is_wide(before) && blanks == 1;
        line->prose |= blanks == 1 && is_wide(before) && text_among(code, U"，。、；：？！");
        before = code;
        blanks = 0;
    }
    return at;
}

static bool
is_spaced_line(const struct stretch *line)
{
    return line->gaps >= 2 * line->bare;
}

/* WHOLE: it is all of the text. */
static bool
is_spaced(const struct stretch *stretch, bool whole)
{
    return stretch->prose && stretch->gaps >= 3 * stretch->bare &&
           stretch->gaps >= (whole ? LEAST_OF_TEXT : LEAST_GAPS);
}

/* The stretch that begins at AT, with the line that ends it, which may be one of its own or not; returns where the next one
   begins. *END is where this one does. */
static size_t
next_stretch(const struct cleaning *cleaning, size_t at, struct stretch *stretch, size_t *end, size_t *bare)
{
    *stretch = (struct stretch){.start = at};
    for (struct stretch line; at < cleaning->text.len;) {
        size_t next = count_line(cleaning, at, &line);
        *end = at;
        *bare = line.bare;
        if (!is_spaced_line(&line))
            return next;
        stretch->gaps += line.gaps;
        stretch->bare += line.bare;
        stretch->prose |= line.prose || line.gaps >= LINE_GAPS;
        at = next;
    }
    *end = at;
    *bare = 0;
    return at;
}

/* ---- their blanks go */

/* A digit or letter of ASCII or as wide as Han. */
static bool
is_word(char32_t code)
{
    return text_is_word(code) && !is_wide(code);
}

/* Is one blank nothing between LEFT and RIGHT, as one of them is as wide as Han? */
static bool
is_beside_wide(char32_t left, char32_t right)
{
    if (text_is_common_han(left) && text_is_common_han(right))
        return true;
    return !text_is_hangul(left) && !text_is_hangul(right) && left != 0x3000 && right != 0x3000 &&
           (is_wide(left) || is_wide(right) || is_full_mark(left) || is_full_mark(right));
}

/* Is it nothing between LEFT, a word of one character of ASCII or so, and RIGHT, which is one too, with NEXT behind it? */
static bool
parts_single(const struct cleaning *cleaning, char32_t left, char32_t right, size_t next)
{
    size_t behind;
    return left < 0x250 && right < 0x250 &&
           (next >= cleaning->text.len || !is_word(clean_point(cleaning, next, &behind)));
}

/* The blanks of the line from AT up to END, where it stands in a spaced stretch. */
static void
drop_blanks(struct cleaning *cleaning, size_t at, size_t end)
{
    char32_t left = 0, code;
    size_t next, blanks = 0, first = 0, second = 0;
    bool single = false;
    for (at = clean_skip(cleaning, at); at < end; at = next) {
        code = clean_point(cleaning, at, &next);
        if (clean_ends_line(code))
            return;
        if (is_blank(code)) {
            first = blanks == 0 ? at : first;
            second = blanks == 0 ? next : second;
            blanks++;
            continue;
        }
        if (left != 0 && blanks == 1 &&
            (is_beside_wide(left, code) || (single && parts_single(cleaning, left, code, next))))
            clean_drop(cleaning, first, at);
        else if (left != 0 && blanks > 1 && blanks <= REAL_BLANKS_MAX)
            clean_drop(cleaning, second, at);
        single = blanks > 0 || !is_word(left) || !is_word(code);
        left = code;
        blanks = 0;
    }
}

static void
drop_stretch(struct cleaning *cleaning, size_t at, size_t end)
{
    struct stretch line;
    for (size_t next; at < end; at = next) {
        next = count_line(cleaning, at, &line);
        if (line.wide) /* in letters alone a blank parts words */
            drop_blanks(cleaning, at, next);
    }
}

/* Have more neighbours a blank between them, in stretches that are spaced for certain, than have none? */
static bool
is_most_spaced(const struct cleaning *cleaning, bool *any)
{
    size_t gaps = 0, bare = 0, len = cleaning->text.len, own;
    struct stretch stretch;
    *any = false;
    for (size_t at = 0, end, next; at < len; at = next) {
        next = next_stretch(cleaning, at, &stretch, &end, &own);
        bool spaced = is_spaced(&stretch, at == 0 && end == len);
        *any |= spaced;
        gaps += spaced ? stretch.gaps : 0;
        bare += stretch.bare + own;
    }
    return gaps > bare;
}

void
clean_spaces(struct cleaning *cleaning)
{
    size_t len = cleaning->text.len, own;
    struct stretch stretch;
    bool any, most = is_most_spaced(cleaning, &any);
    for (size_t at = 0, end, next; any && at < len; at = next) {
        next = next_stretch(cleaning, at, &stretch, &end, &own);
        if (is_spaced(&stretch, at == 0 && end == len) ||
            (most && stretch.gaps >= 3 * stretch.bare && stretch.gaps > 0))
            drop_stretch(cleaning, stretch.start, end);
    }
}
