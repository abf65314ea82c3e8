/* The numbers that nl, cat -n, pr -n, grep -n and the like put before all lines of a file.
 *
 *   "     1\ttext"  "  1  text"  "000001\ttext"  "1:text"  "   1 │ text"
 *
 * They are taken for such only where that is certain: from line to line they rise by one, over nearly all lines that are not
 * blank; they stand in a column of their own; and something shows that they number lines and not things: blank lines that are
 * numbered, or left out between numbered ones, or so many lines as no list has. What has points or brackets behind its
 * numbers is a list, and what has cells behind them a table.
 */
#include "text/drops.h"

enum {
    DIGITS_MAX = 9,
    LEAST = 4,        /* lines with numbers */
    LEAST_ALONE = 20, /* where nothing else shows what they are */
    FIRST_LINES = 16, /* that are looked at before it is asked in earnest; pr begins a page with some of its own */
    INDENT_CELLS = 3  /* no list is so far in */
};

/* A line as one with a number. */
struct numbered {
    size_t number, digits;
    size_t indent;     /* blanks before it */
    size_t gap;        /* blanks behind it */
    size_t gap_end;    /* where those end */
    char32_t mark;     /* a tab, a colon or a line behind it; 0: blanks, or nothing */
    size_t end;        /* behind the mark */
    size_t text, next; /* where the line's words begin; where the next line does */
    bool is;           /* it has one */
    bool blank;        /* and nothing else, or nothing at all */
    bool cells;        /* its words are parted as those of a table are */
};

static size_t
skip_blanks(const struct cleaning *cleaning, size_t at, size_t *count)
{
    for (*count = 0; at < cleaning->text.len && cleaning->text.at[at] == ' '; ++*count)
        at = clean_skip(cleaning, at + 1);
    return at;
}

/* Tabs or wide blanks in the words from AT up to END. */
static bool
has_cells(struct slice text, size_t at, size_t end)
{
    for (; at < end; at++)
        if (text.at[at] == '\t' || (text.at[at] == ' ' && at + 1 < end && text.at[at + 1] == ' '))
            return true;
    return false;
}

/* Reads the line at AT. */
static struct numbered
read_line(const struct cleaning *cleaning, size_t at)
{
    struct slice text = cleaning->text;
    struct numbered line = {.is = false};
    size_t line_end = clean_line_end(text, at), next = line_end, start = clean_skip(cleaning, at);
    text_point(text, line_end, &line.next);
    if (line.next < text.len && text.at[line_end] == '\r' && text.at[line.next] == '\n')
        line.next++;
    at = skip_blanks(cleaning, start, &line.indent);
    while (at < line_end && text.at[at] >= '0' && text.at[at] <= '9' && line.digits <= DIGITS_MAX) {
        line.number = line.number * 10 + (size_t)(text.at[at] - '0');
        line.digits++;
        at = clean_skip(cleaning, at + 1);
    }
    line.end = line.gap_end = at = skip_blanks(cleaning, at, &line.gap);
    char32_t code = at < line_end ? clean_point(cleaning, at, &next) : 0;
    if (code != 0 && text_among(code, U"\t:|│→")) {
        line.mark = code;
        line.end = at = next;
    }
    size_t count;
    line.text = skip_blanks(cleaning, at, &count);
    while (line.text < line_end && (text.at[line.text] == '\t' || clean_is_dropped(cleaning, line.text)))
        line.text++;
    bool bare = line.text >= line_end;
    line.is = line.digits > 0 && line.digits <= DIGITS_MAX && (line.mark != 0 || line.gap > 0 || bare);
    line.blank = bare;
    line.cells = line.is && has_cells(text, line.text, line_end);
    return line;
}

/* ---- is it numbered? */

struct numbering {
    size_t last;  /* number */
    size_t count; /* of lines that go on by one */
    size_t others, blank, left_out, cells, marked, wide;
    size_t column, outside; /* where numbers end, and how many end elsewhere */
    size_t indent, ragged;  /* where they begin, and how many begin elsewhere */
    size_t gap, text;       /* the least behind a number, and the least before the words */
    char32_t mark;
    bool padded, pending;
};

static bool
goes_on(const struct numbering *numbering, const struct numbered *line)
{
    return line->is && (numbering->count == 0 || line->number == numbering->last + 1);
}

static void
take_line(struct numbering *numbering, const struct numbered *line, bool leading_zero)
{
    struct numbering *n = numbering;
    if (!goes_on(n, line)) {
        n->others += !line->blank || line->is;
        n->pending |= line->blank && !line->is && n->count > 0;
        return;
    }
    if (n->count == 0) {
        n->column = line->indent + line->digits;
        n->indent = line->indent;
        n->mark = line->mark;
        n->padded = leading_zero || line->indent >= INDENT_CELLS || (line->mark == '\t' && line->gap >= INDENT_CELLS);
        n->gap = n->text = SIZE_MAX;
    }
    n->left_out += n->pending;
    n->pending = false;
    n->last = line->number;
    n->count++;
    n->blank += line->blank;
    n->outside += line->indent + line->digits != n->column;
    n->ragged += line->indent != n->indent;
    if (line->blank)
        return;
    n->cells += line->cells;
    n->marked += line->mark == n->mark;
    n->wide++;
    size_t text = line->indent + line->digits + line->gap;
    n->gap = line->gap < n->gap ? line->gap : n->gap;
    n->text = text < n->text ? text : n->text;
}

/* Do what the lines have in common and what stands between them show that their numbers are no part of them? */
static bool
is_certain(const struct numbering *numbering)
{
    const struct numbering *n = numbering;
    if (n->count < LEAST || n->wide < 2 || n->others > 1 + n->count / 10 || n->marked < n->wide ||
        n->cells * 2 > n->wide)
        return false;
    bool even = (n->outside < n->ragged ? n->outside : n->ragged) * 10 <= n->count;
    if (n->blank > 0)
        return even || n->mark != 0;
    /* from here on it is the lines without numbers, or how far in the numbers stand, that shows it */
    if (n->mark == ':')
        return n->count >= LEAST_ALONE;
    return n->padded && (n->left_out > 0 || n->mark == '\t' || n->count >= LEAST_ALONE);
}

static bool
has_leading_zero(const struct cleaning *cleaning, size_t at)
{
    size_t count;
    at = skip_blanks(cleaning, clean_skip(cleaning, at), &count);
    return count == 0 && at < cleaning->text.len && cleaning->text.at[at] == '0';
}

bool
clean_may_be_numbered(struct slice text)
{
    size_t at = 0, number = 0;
    int rises = 0;
    for (int i = 0; i < FIRST_LINES && at < text.len && rises == 0; i++) {
        size_t own = 0, digits = 0;
        for (; at < text.len && (text.at[at] == ' ' || text.at[at] == '\033'); at++)
            if (text.at[at] == '\033') /* it may be coloured */
                return true;
        for (; at < text.len && text.at[at] >= '0' && text.at[at] <= '9' && digits <= DIGITS_MAX; at++, digits++)
            own = own * 10 + (size_t)(text.at[at] - '0');
        rises += digits > 0 && number > 0 && own == number + 1;
        number = digits > 0 ? own : number;
        const char *end = memchr(text.at + at, '\n', text.len - at);
        at = end != NULL ? (size_t)(end - text.at) + 1 : text.len;
    }
    return rises > 0;
}

/* ---- their numbers go */

/* Of a numbered line, what stands before its text. */
static void
drop_number(struct cleaning *cleaning, const struct numbering *numbering, const struct numbered *line, size_t at)
{
    size_t end = line->end;
    if (line->blank) {
        end = line->text;
    } else if (line->mark == 0) {
        /* what all have before their words, or behind their numbers: some may be indented besides */
        size_t number = line->indent + line->digits, words = number + line->gap;
        size_t least = number + numbering->gap > numbering->text ? number + numbering->gap : numbering->text;
        size_t more = words - least;
        for (end = line->gap_end; more > 0 && end > at; end--)
            more -= cleaning->text.at[end - 1] == ' ' && !clean_is_dropped(cleaning, end - 1);
    } else if (line->mark != '\t' && line->gap > 0 && end < cleaning->text.len && cleaning->text.at[end] == ' ') {
        end++;
    }
    clean_drop(cleaning, at, end);
}

void
clean_numbers(struct cleaning *cleaning)
{
    struct numbering numbering = {.count = 0}, again = {.count = 0};
    struct slice text = cleaning->text;
    if (!clean_may_be_numbered(text))
        return;
    for (size_t at = 0; at < text.len;) {
        struct numbered line = read_line(cleaning, at);
        take_line(&numbering, &line, has_leading_zero(cleaning, at));
        at = line.next;
    }
    if (!is_certain(&numbering))
        return;
    for (size_t at = 0; at < text.len;) {
        struct numbered line = read_line(cleaning, at);
        if (goes_on(&again, &line))
            drop_number(cleaning, &numbering, &line, at);
        take_line(&again, &line, false);
        at = line.next;
    }
}
