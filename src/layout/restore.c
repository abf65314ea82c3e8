/* Full-width punctuation restored for display: what OCR made of a Chinese page's marks becomes what the page had.
 *
 *   mark       becomes full-width when                                           never
 *   , ; ! ?    Han or a CJK mark is on its left, blanks not counted; or a letter,  between two letters or digits
 *              digit, % ℃ or ) is, and Han on its right
 *   :          Han is on a side                                                   10:30, 3:2, ://
 *   .          Han is on its left, and the end, Han or a closing mark on its       3.5, U.S.A., 1. 首先
 *              right; or % is on its left and Han on its right
 *   ( ) [ ]    as a pair, with Han inside, or CJK on both outer sides              all Latin, (1), without a partner
 *   " '        as a pair, with Han inside, or CJK on both outer sides              feet and inches, it's
 *   < >        as a pair, with Han inside: 〈〉, two of each 《》                     tags
 *   ... --     Han is on its left, and the end, Han or a mark on its right          beside Latin
 *
 * Blanks beside a full-width mark go; one blank between two Han stays, as it can carry meaning. The source is
 * never changed: this makes a second text and the map between the two (shown.c). Only Chinese is touched, so a
 * paragraph that is mostly Japanese, Korean or Latin is shown as it is.
 */
#include "layout/sides.h"
#include "layout/units.h"

#include <stdlib.h>

enum { PAIR_BYTES = 600, QUOTE_BYTES = 6000, PARTED_MAX = 4, MARKER_BYTES = 20, PARTNERS = 16 };

/* A closing mark that is to be replaced when the pass comes to it. */
struct partner {
    size_t at, len;
    const char *with;
};

struct restore {
    const struct layout_style *style;
    struct layout_shown *shown;
    struct slice text;
    struct partner partners[PARTNERS];
    size_t partner_count;
    size_t done;        /* in the text; what is before it was copied or replaced */
    size_t address_end; /* of the address that the pass is in, its Chinese part too; before it: there is none */
};

/* Replaces LEN bytes at AT and the blanks on both sides; returns what is done now. */
static size_t
replace(struct restore *restore, size_t at, size_t len, const char *with)
{
    size_t start = at, end = at + len;
    while (start > restore->done && restore->text.at[start - 1] == ' ')
        start--;
    while (end < restore->text.len && restore->text.at[end] == ' ')
        end++;
    shown_replace(restore->shown, start, end - start, with);
    return restore->done = end;
}

/* False where pairs are nested too deep: then both stay as they are. */
static bool
expect_partner(struct restore *restore, size_t at, size_t len, const char *with)
{
    if (restore->partner_count == PARTNERS)
        return false;
    restore->partners[restore->partner_count++] = (struct partner){at, len, with};
    return true;
}

static bool
take_partner(struct restore *restore, size_t at, struct partner *partner)
{
    for (size_t i = restore->partner_count; i-- > 0;)
        if (restore->partners[i].at == at) {
            *partner = restore->partners[i];
            restore->partners[i] = restore->partners[--restore->partner_count];
            return true;
        }
    return false;
}

/* Is the ) at AT without a partner of its own width? （ may have been left alone. */
static bool
closes_full(struct slice text, size_t at)
{
    size_t start = at > PAIR_BYTES ? at - PAIR_BYTES : 0;
    int depth = 0;
    for (size_t i = at; i > start && depth >= 0;) {
        i = text_previous(text, i);
        char32_t code;
        text_decode(text.at + i, &code);
        if (code == U'（' && depth == 0)
            return true;
        depth += (code == ')' || code == U'）') - (code == '(' || code == U'（');
    }
    return false;
}

/* Does a mark right behind AT close what is restored? It is full-width then, whatever the source has there. */
static bool
before_restored(const struct restore *restore, size_t at)
{
    while (at < restore->text.len && restore->text.at[at] == ' ')
        at++;
    for (size_t i = 0; i < restore->partner_count; i++)
        if (restore->partners[i].at == at && restore->partners[i].with != NULL)
            return true;
    return at < restore->text.len && restore->text.at[at] == ')' && closes_full(restore->text, at);
}

/* ---- marks that stand alone */

static const char *
stop_for(struct slice text, size_t at)
{
    switch (text.at[at]) {
    case ',': return "，";
    case ';': return "；";
    case '!': return "！";
    case '?': return "？";
    case ':': return "：";
    default: return "。";
    }
}

/* A mark that was restored stands right before AT: whatever the source has there, it is full-width by now. */
static bool
after_restored(const struct restore *restore, size_t at)
{
    return restore->done == at && at > 0;
}

/* , ; ! ?  AFTER_RESTORED: a full-width mark stands before it by now: ?! */
static bool
restores_pause(struct slice text, size_t at, bool after_restored)
{
    if (at > 0 && text.at[at - 1] == '<') /* <!-- */
        return false;
    if (after_restored || side_left_is_cjk(text, at))
        return true;
    char32_t left = side_left(text, at);
    bool word = text_is_word(left) || left == '%' || left == U'℃' || left == U'‰' || left == ')' || left == U'”' ||
                left == U'’';
    return word && side_right_is_han(text, at + 1);
}

static bool
restores_colon(struct slice text, size_t at)
{
    return side_left_is_cjk(text, at) || side_right_is_han(text, at + 1);
}

/* Past the Han characters beside AT, PARTED_MAX at most; STEP says on which side. */
static size_t
past_han(struct slice text, size_t at, int step)
{
    char32_t code;
    for (int i = 0; i < PARTED_MAX; i++) {
        code = side_beside(text, at, step);
        if (!text_is_han(code))
            break;
        at = step < 0 ? text_previous(text, at) : at + text_decode(text.at + at, &code);
    }
    return at;
}

/* 渡口.灯船.汽笛: between short runs of Han a point parts and does not stop. */
static bool
is_parting_point(struct slice text, size_t at)
{
    size_t start = past_han(text, at, -1), end = past_han(text, at + 1, 1);
    bool after = start < at && (start == 0 || text.at[start - 1] == '.');
    bool before =
        end > at + 1 && end + 1 < text.len && text.at[end] == '.' && text_is_han(side_beside(text, end + 1, 1));
    return after || (start < at && before);
}

static bool
restores_point(const struct restore *restore, size_t at)
{
    struct slice text = restore->text;
    bool after_mark = after_restored(restore, at);
    bool blank = at + 1 < text.len && text.at[at + 1] == ' ';
    bool end = side_right_ends(text, at + 1);
    bool marker = at < MARKER_BYTES && at < marker_bytes(text);
    if (!end && (marker || (!blank && is_parting_point(text, at))))
        return false;
    if (after_mark || side_left_is_cjk(text, at))
        return end || blank || side_right_is_cjk(text, at + 1) || before_restored(restore, at + 1) ||
               text_is_digit(side_right(text, at + 1));
    char32_t left = side_left(text, at);
    bool share = left == '%' || left == U'℃' || left == U'‰';
    return share && (end || side_right_is_han(text, at + 1));
}

/* Three points or more, two hyphens or more. */
static size_t
run_length(struct slice text, size_t at)
{
    size_t end = at;
    while (end < text.len && text.at[end] == text.at[at])
        end++;
    return end - at;
}

/* An address may go on in Chinese, up to a blank or a full-width mark. */
static size_t
address_end(struct slice text, size_t at)
{
    char32_t code;
    while (at < text.len && text.at[at] != ' ') {
        size_t len = text_decode(text.at + at, &code);
        if (side_is_full_mark(code))
            break;
        at += len;
    }
    return at;
}

/* Does the mark at AT go on with an address? */
static bool
is_inside_address(struct restore *restore, size_t at)
{
    struct slice text = restore->text;
    if (text.at[at] == ':' && at + 2 < text.len && text.at[at + 1] == '/' && text.at[at + 2] == '/')
        restore->address_end = address_end(text, at);
    return at + 1 < restore->address_end && text.at[at] != ',' && text.at[at] != '!';
}

/* The mark at AT, and the runs that are one; returns where the pass goes on. */
static size_t
restore_stop(struct restore *restore, size_t at)
{
    struct slice text = restore->text;
    char mark = text.at[at];
    if (is_inside_address(restore, at))
        return at + 1;
    size_t run = mark == '.' || mark == '-' ? run_length(text, at) : 1;
    if ((mark == '.' && run >= 3) || (mark == '-' && run >= 2)) {
        bool right = before_restored(restore, at + run) ||
                     (side_right_goes_on(text, at + run) && side_beside(text, at + run, 1) != '>'); /* --> */
        if ((after_restored(restore, at) || side_left_is_cjk(text, at)) && right)
            return replace(restore, at, run, mark == '.' ? "……" : "——");
        return at + run;
    }
    if (mark == '-' || run > 1)
        return at + run;
    bool wanted = mark == ':'   ? restores_colon(text, at)
                  : mark == '.' ? restores_point(restore, at)
                                : restores_pause(text, at, after_restored(restore, at));
    return wanted ? replace(restore, at, 1, stop_for(text, at)) : at + 1;
}

/* ---- marks that come in pairs */

/* The bracket that closes the one at AT, whatever its width; text.len: none near. *LEN is its length. */
static size_t
closing_bracket(struct slice text, size_t at, size_t *len)
{
    char open = text.at[at], close = open == '(' ? ')' : open == '[' ? ']' : '>';
    size_t end = text.len - at > PAIR_BYTES ? at + PAIR_BYTES : text.len;
    int depth = 0;
    for (size_t i = at + 1; i < end; i += *len) {
        char32_t code;
        *len = text_decode(text.at + i, &code);
        bool opens = code == (unsigned char)open || (open == '(' && code == U'（');
        bool closes = code == (unsigned char)close || (open == '(' && code == U'）');
        if (closes && depth-- == 0)
            return i;
        depth += opens;
    }
    return text.len;
}

static bool
has_byte_among(struct slice text, const char *bytes)
{
    for (size_t i = 0; i < text.len; i++)
        if (text_byte_among(text.at[i], bytes))
            return true;
    return false;
}

/* A bracket at AT with Han in it, which is restored for that. */
static bool
opens_chinese(struct slice text, size_t at)
{
    size_t len, close = at < text.len && text.at[at] == '(' ? closing_bracket(text, at, &len) : text.len;
    return close < text.len && side_has_han(slice_make(text.at + at + 1, close - at - 1));
}

/* Is what stands between START and END to have full-width marks around it? */
static bool
restores_pair(const struct restore *restore, size_t start, size_t end, size_t outer_end)
{
    struct slice text = restore->text;
    struct slice inner = slice_make(text.at + start, end - start);
    if (side_has_han(inner))
        return true;
    /* (1) is no word of a sentence, "15" is */
    bool number = text.at[start - 1] == '(' || text.at[start - 1] == '[';
    for (size_t i = 0; i < inner.len; i++)
        number = number && text_is_digit((unsigned char)inner.at[i]);
    /* as the end does on the other side, the beginning says nothing against a quotation */
    bool quotes_first = start == 1 && (text.at[0] == '"' || text.at[0] == '\'');
    bool left = quotes_first || after_restored(restore, start - 1) || side_left_is_cjk(text, start - 1);
    bool right =
        side_right_goes_on(text, outer_end) || before_restored(restore, outer_end) || opens_chinese(text, outer_end);
    return !number && inner.len > 0 && left && right;
}

/* [text](address), as Markdown has it: both pairs are its own. */
static bool
is_link(struct slice text, size_t at, size_t close)
{
    return text.at[at] == '[' ? close + 1 < text.len && text.at[close + 1] == '(' : at > 0 && text.at[at - 1] == ']';
}

static size_t
restore_bracket(struct restore *restore, size_t at)
{
    struct slice text = restore->text;
    size_t len, close = closing_bracket(text, at, &len);
    if (close == text.len || is_link(text, at, close))
        return at + 1;
    bool full = len > 1; /* the one at the end is full-width already */
    bool wanted = full || restores_pair(restore, at + 1, close, close + len);
    if (wanted && (full || expect_partner(restore, close, len, text.at[at] == '(' ? "）" : "］")))
        return replace(restore, at, 1, text.at[at] == '(' ? "（" : "［");
    return at + 1;
}

/* x<3 and y>5: a letter or a digit stands right beside it. */
static bool
is_comparison(struct slice text, size_t at, size_t end)
{
    char32_t before = side_beside(text, at, -1), after = side_beside(text, end, 1);
    return text_is_word(before) || text_is_word(after);
}

/* <书名> and <<书名>>, as some extraction leaves 〈〉 and 《》. */
static size_t
restore_book_mark(struct restore *restore, size_t at)
{
    struct slice text = restore->text;
    bool twice = at + 1 < text.len && text.at[at + 1] == '<';
    size_t len, start = at + (twice ? 2 : 1), close = closing_bracket(text, start - 1, &len);
    if (close == text.len || (twice && (close + 1 >= text.len || text.at[close + 1] != '>')))
        return start;
    struct slice inner = slice_make(text.at + start, close - start);
    if (is_comparison(text, at, close + (twice ? 2 : 1)) || !side_has_han(inner) || has_byte_among(inner, "<>/=\"!") ||
        !expect_partner(restore, close, twice ? 2 : 1, twice ? "》" : "〉"))
        return start;
    return replace(restore, at, start - at, twice ? "《" : "〈");
}

/* Between letters it is an apostrophe; after a digit, feet or inches. */
static bool
is_quote(struct slice text, size_t at, bool opens)
{
    char32_t before = side_beside(text, at, -1), after = side_beside(text, at + 1, 1);
    if (text.at[at] == '\'' && text_is_letter(before) &&
        (text_is_letter(after) || (!opens && !side_right_is_cjk(text, at + 1))))
        return false;
    return !opens || !text_is_digit(before);
}

static size_t
closing_quote(struct slice text, size_t at)
{
    size_t end = text.len - at > QUOTE_BYTES ? at + QUOTE_BYTES : text.len;
    for (size_t i = at + 1; i < end; i++)
        if (text.at[i] == text.at[at] && is_quote(text, i, false))
            return i;
    return text.len;
}

static size_t
restore_quote(struct restore *restore, size_t at)
{
    struct slice text = restore->text;
    bool two = text.at[at] == '"';
    if (!is_quote(text, at, true))
        return at + 1;
    size_t close = closing_quote(text, at);
    if (close == text.len)
        return at + 1;
    const char *with = two ? "”" : "’";
    if (!restores_pair(restore, at + 1, close, close + 1))
        with = NULL; /* it is closed there, and stays as it is */
    if (!expect_partner(restore, close, 1, with) || with == NULL)
        return at + 1;
    return replace(restore, at, 1, two ? "“" : "‘");
}

/* ---- blanks */

/* ，。、；：？！: what is beside it is parted already. */
static bool
is_full_pause(char32_t code)
{
    return side_is_full_mark(code) && (rule_of(code) & RULE_HANG) != 0;
}

/* Blanks beside a full-width mark go; one between Han and Latin, where none are wanted. */
static size_t
restore_blank(struct restore *restore, size_t at)
{
    struct slice text = restore->text;
    size_t end = at + run_length(text, at);
    char32_t left = side_beside(text, at, -1), right = side_beside(text, end, 1);
    bool goes = restore->style->restore && (side_is_full_mark(left) || side_is_full_mark(right));
    if (restore->style->headline && end == at + 1 && !is_full_pause(left) && !is_full_pause(right))
        goes = false;
    goes |= restore->style->spacing == SPACING_NONE && end == at + 1 && side_is_seam(left, right);
    if (goes && at >= restore->done) {
        shown_replace(restore->shown, at, end - at, "");
        restore->done = end;
    }
    return end;
}

/* A character that is no mark; where Latin meets Han, a blank goes before it. */
static size_t
pass_character(struct restore *restore, size_t at)
{
    struct slice text = restore->text;
    char32_t code;
    if (restore->style->spacing != SPACING_BLANK)
        return at + 1;
    size_t len = text_decode(text.at + at, &code);
    if (at > restore->done && side_is_seam(side_beside(text, at, -1), code)) {
        shown_replace(restore->shown, at, 0, " ");
        restore->done = at;
    }
    return at + len;
}

static size_t
restore_mark(struct restore *restore, size_t at)
{
    struct partner partner;
    if (!restore->style->restore && restore->text.at[at] != ' ')
        return pass_character(restore, at);
    if (take_partner(restore, at, &partner))
        return partner.with != NULL ? replace(restore, at, partner.len, partner.with) : at + partner.len;
    switch (restore->text.at[at]) {
    case ' ': return restore_blank(restore, at);
    case '(':
    case '[': return restore_bracket(restore, at);
    case ')': return closes_full(restore->text, at) ? replace(restore, at, 1, "）") : at + 1;
    case '<': return restore_book_mark(restore, at);
    case '"':
    case '\'': return restore_quote(restore, at);
    case ']':
    case '>': return at + 1;
    default: return restore_stop(restore, at);
    }
}

void
layout_show(struct layout_shown *shown, struct slice source, const struct layout_style *style)
{
    static const bool marks[256] = {[' '] = true, [','] = true, [';'] = true, [':'] = true, ['!'] = true, ['?'] = true,
                                    ['.'] = true, ['-'] = true, ['('] = true, [')'] = true, ['['] = true, [']'] = true,
                                    ['<'] = true, ['>'] = true, ['"'] = true, ['\''] = true};
    struct restore restore = {.style = style, .shown = shown, .text = source};
    shown_begin(shown, source);
    if ((!style->restore && style->spacing == SPACING_AS_IS) || language_of(source) != LANGUAGE_CHINESE)
        return;
    for (size_t at = 0; at < source.len;)
        at = marks[(unsigned char)source.at[at]] ? restore_mark(&restore, at) : pass_character(&restore, at);
    shown_end(shown);
}
