/* What makes characters bold, underlined or coloured, and characters that have no width and do nothing.
 *
 *   c BS c   _ BS c   c BS _   wide ones with one BS or two, whole words at once   nroff, man, line printers
 *   ESC [ 1 ; 31 m   the same with U+009B   ESC [ K   ESC ( B   ESC ] 8 ; ; address BEL   ls, grep, git, tput, links
 *   U+200B U+2060 to U+2064 U+FEFF U+00AD   U+200C U+200D                           web pages, word processors
 *
 * A backspace goes back over what was written in the line, as in a printer, and where the same character is written there again,
 * or one of the two is an underscore, there is one. Another one over it is nothing that makes a word bold: all of it stays and is
 * seen. Joiners and non-joiners stay wherever they may do something: not between Han, kana, Hangul and what is written beside
 * them. A zero-width space parts the words of Thai, Lao, Burmese and Khmer, which have no other, and stays there.
 */
#include "text/drops.h"

enum {
    WRITTEN_MAX = 1024,    /* so far back a backspace goes */
    CSI_BYTES = 64,        /* parameters of a sequence */
    LINK_BYTES = 4 * 1024, /* of an address */
    SHIFT_IN = 0x0F
};

/* ---- sequences for a terminal */

/* Where the colours that AT begins end, behind ESC [ or U+009B; AT: it is no such sequence. Others, which move what is written
   elsewhere, are shown as they are. */
static size_t
csi_end(struct slice text, size_t at)
{
    size_t end = at;
    while (end < text.len && end - at < CSI_BYTES && text.at[end] >= ' ' && text.at[end] <= '?')
        end++;
    if (end == text.len || (text.at[end] != 'm' && text.at[end] != 'K'))
        return at;
    end++;
    return end < text.len && text.at[end] == SHIFT_IN ? end + 1 : end; /* as tput sgr0 ends some */
}

/* ESC ] 8 ; parameters ; address, up to BEL or ESC \. */
static size_t
link_end(struct slice text, size_t at)
{
    size_t end = at;
    while (end < text.len && end - at < LINK_BYTES && (unsigned char)text.at[end] >= ' ')
        end++;
    if (end < text.len && text.at[end] == '\a')
        return end + 1;
    return end + 1 < text.len && text.at[end] == '\033' && text.at[end + 1] == '\\' ? end + 2 : at;
}

/* Where the sequence at AT ends; AT: there is none. */
static size_t
sequence_end(struct slice text, size_t at)
{
    struct slice rest = slice_from(text, at);
    if (slice_starts(rest, "\033(B"))
        return at + 3;
    size_t start = slice_starts(rest, "\033[") || slice_starts(rest, "\xC2\x9B") ? at + 2 : at;
    size_t end = start > at ? csi_end(text, start) : at;
    if (slice_starts(rest, "\033]8;")) {
        start = at + 4;
        end = link_end(text, start);
    }
    return end > start ? end : at;
}

/* ---- characters that do nothing */

/* Words of these scripts are not parted by blanks. */
static bool
has_no_blanks(char32_t code)
{
    return (code >= 0xE00 && code <= 0xEFF) || (code >= 0x1000 && code <= 0x109F) ||
           (code >= 0x1780 && code <= 0x17FF) || (code >= 0x1950 && code <= 0x1AAF);
}

/* Does a joiner do nothing beside CODE? 0 is a line's end. */
static bool
never_joins(char32_t code)
{
    return code < 0x300 || text_is_cjk(code) || text_is_hangul(code) || text_is_space(code);
}

/* Is CODE, with BEFORE on its left and REST on its right, nothing? */
static bool
is_nothing(char32_t code, char32_t before, struct slice rest)
{
    switch (code) {
    case 0xAD:
    case 0x2060:
    case 0x2061:
    case 0x2062:
    case 0x2063:
    case 0x2064:
    case 0xFEFF: return true;
    case 0x200B: return !has_no_blanks(before) && !has_no_blanks(text_first(rest));
    case 0x200C:
    case 0x200D: return never_joins(before) && never_joins(text_first(rest));
    default: return false;
    }
}

/* What AT begins is dropped: where it ends; AT: it stays. BEFORE is the character that stays on its left. */
static size_t
nothing_end(struct slice text, size_t at, char32_t code, size_t next, char32_t before)
{
    if (code == '\033' || code == 0x9B)
        return sequence_end(text, at);
    if (code != 0xAD && (code < 0x200B || code > 0xFEFF))
        return at;
    return is_nothing(code, before, slice_from(text, next)) ? next : at;
}

/* ---- what is written over */

struct written {
    size_t at;
    char32_t code;
    uint8_t bytes, cells;
};

struct printer {
    struct cleaning *cleaning;
    struct written line[WRITTEN_MAX]; /* the end of what stands in the line */
    size_t count;
    size_t over;           /* which of it is written over next; COUNT: none */
    size_t owed;           /* cells that the backspaces went back and that are not written over yet */
    size_t used;           /* cells of the next that are */
    size_t back, back_end; /* the backspaces; they go with the first character that does */
    bool later;            /* what was written later stood the last time: it goes on so, as bytes keep their order */
    bool left;             /* the last character was not put down: nor is a mark on it */
};

static void
drop_written(struct printer *printer, size_t index)
{
    const struct written *written = &printer->line[index];
    clean_drop(printer->cleaning, written->at, written->at + written->bytes);
}

static void
remove_written(struct printer *printer, size_t index)
{
    drop_written(printer, index);
    printer->count--;
    memmove(printer->line + index, printer->line + index + 1, (printer->count - index) * sizeof printer->line[0]);
}

static void
put_down(struct printer *printer, struct written next)
{
    if (printer->count == WRITTEN_MAX) {
        size_t half = WRITTEN_MAX / 2;
        memmove(printer->line, printer->line + half, half * sizeof printer->line[0]);
        printer->count -= half;
    }
    printer->line[printer->count++] = next;
    printer->over = printer->count;
}

/* How many of the characters before OVER come again at END, one a backspace; 0: they do not. AT is where the backspaces begin. */
static size_t
again_count(const struct printer *printer, size_t backspaces, size_t at, size_t end)
{
    struct slice text = printer->cleaning->text;
    if (backspaces < 2 || backspaces > printer->over)
        return 0;
    size_t start = printer->line[printer->over - backspaces].at, bytes = at - start;
    bool again =
        bytes <= 4 * backspaces && bytes <= text.len - end && memcmp(text.at + start, text.at + end, bytes) == 0;
    return again ? backspaces : 0;
}

/* BACKSPACES at AT, behind which the text goes on at END: as many cells. */
static void
go_back(struct printer *printer, size_t backspaces, size_t at, size_t end)
{
    size_t over = printer->over, cells = 0, again = again_count(printer, backspaces, at, end);
    while (over > 0 && (again > 0 ? over > printer->over - again : cells < backspaces))
        cells += printer->line[--over].cells;
    printer->owed += again > 0 || cells < backspaces ? cells : backspaces;
    printer->over = over;
    printer->used = 0;
    printer->later = false;
    printer->back = at;
    printer->back_end = end;
}

/* NEXT, an underscore, is written under what stands there. */
static void
write_under(struct printer *printer, struct written next)
{
    const struct written *there = &printer->line[printer->over];
    clean_drop(printer->cleaning, next.at, next.at + next.bytes);
    printer->left = true;
    printer->used++;
    if (printer->used >= there->cells || printer->owed <= 1) {
        printer->over++;
        printer->used = 0;
    }
}

/* NEXT is written where an underscore stands, or two of them, or it stands itself: one of them goes. */
static void
write_again(struct printer *printer, struct written next)
{
    struct written *there = &printer->line[printer->over];
    bool same = next.code == there->code;
    printer->left = same && !printer->later;
    if (printer->left) {
        clean_drop(printer->cleaning, next.at, next.at + next.bytes);
    } else {
        drop_written(printer, printer->over);
        *there = next;
        printer->later = true;
    }
    printer->over++;
    /* a wide one stands over two of them */
    if (!same && next.cells == 2 && printer->over < printer->count && printer->line[printer->over].code == '_')
        remove_written(printer, printer->over);
}

/* NEXT is written over what stands there; false: it has nothing to do with it. */
static bool
write_over(struct printer *printer, struct written next)
{
    char32_t there = printer->line[printer->over].code;
    bool under = next.code == '_' && there != '_';
    if (!under && there != '_' && next.code != there)
        return false;
    clean_drop(printer->cleaning, printer->back, printer->back_end);
    if (under)
        write_under(printer, next);
    else
        write_again(printer, next);
    printer->owed = printer->owed > next.cells ? printer->owed - next.cells : 0;
    if (printer->owed == 0)
        printer->over = printer->count;
    return true;
}

static void
take_character(struct printer *printer, struct written next)
{
    if (next.cells == 0) { /* it is what it sits on that stays or goes */
        if (printer->left)
            clean_drop(printer->cleaning, next.at, next.at + next.bytes);
        return;
    }
    printer->left = false;
    if (printer->over < printer->count && write_over(printer, next))
        return;
    printer->owed = 0;
    put_down(printer, next);
}

/* A line with backspaces in it. */
static void
print_line(struct printer *printer, size_t at, size_t line_end)
{
    struct cleaning *cleaning = printer->cleaning;
    struct slice text = slice_make(cleaning->text.at, line_end);
    printer->count = printer->over = printer->owed = printer->used = 0;
    printer->later = printer->left = false;
    for (size_t end; at < line_end; at = end) {
        char32_t code = text_point(text, at, &end);
        if (code == '\b') {
            while (end < line_end && text.at[end] == '\b')
                end++;
            go_back(printer, end - at, at, end);
            continue;
        }
        char32_t before = printer->over > 0 ? printer->line[printer->over - 1].code : 0;
        size_t nothing = nothing_end(text, at, code, end, before);
        if (nothing > at)
            clean_drop(cleaning, at, end = nothing);
        else
            take_character(printer, (struct written){at, code, (uint8_t)(end - at), (uint8_t)text_width(code)});
    }
}

/* ---- all lines */

static void
undress_line(struct cleaning *cleaning, size_t at, size_t line_end)
{
    struct slice text = slice_make(cleaning->text.at, line_end);
    char32_t before = 0;
    for (size_t end; at < line_end; at = end) {
        char32_t code = text_point(text, at, &end);
        size_t nothing = nothing_end(text, at, code, end, before);
        if (nothing > at)
            clean_drop(cleaning, at, end = nothing);
        else
            before = code;
    }
}

void
clean_undress(struct cleaning *cleaning)
{
    struct slice text = cleaning->text;
    struct printer printer = {.cleaning = cleaning};
    for (size_t at = 0, next; at < text.len; at = next) {
        size_t end = clean_line_end(text, at);
        if (end > at && memchr(text.at + at, '\b', end - at) != NULL)
            print_line(&printer, at, end);
        else
            undress_line(cleaning, at, end);
        text_point(text, end, &next);
    }
}
