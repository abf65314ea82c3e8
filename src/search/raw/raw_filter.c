/* Can the raw text of a file have a match, before anything is known of its structure?
 *
 * What a match needs, whatever the parser makes of the lines: each character of a word stands somewhere, in one of its
 * variants, and beside it stand its neighbours, but for what a line's end may take between: other lines, a page's head,
 * a notice （下转第3版） at the line's end or the next one's beginning, a hyphen. So one character of the word, the rarest,
 * is looked for by its last two bytes, and where it stands the line around it is folded and compared with the word as
 * far as it goes: to the word's end, to a difference, or to where the line may be cut. The last character that a piece
 * of text is folded to is not believed where it differs, as what follows it may be a part of it (か and ゛ are が).
 *
 * Every word of the query must pass (any of its alternatives); negated words and fields are not asked. What searches the
 * text itself, not its fold, needs its rarest character only.
 */
#define _GNU_SOURCE /* memmem */
#include "search/raw/raw.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { NOTICE_BYTES = 255, PAIRS = 1 << 16, CODES_FEW = 4 };

/* The character of a writing that is looked for. */
struct anchor {
    size_t index;   /* in its variant */
    char32_t *from; /* what it may come from, in order */
    size_t count, capacity;
};

struct raw_test {
    int byte;                   /* that must be there; -1: any text may match */
    uint64_t pairs[PAIRS / 64]; /* the last two bytes of what is looked for; the first of them any where it is ASCII */
    struct anchor *anchors;     /* one a variant of a folded word, or one of an exact one */
    size_t count;
    struct raw_pinyin *pinyin;
};

/* ---- choosing an anchor */

/* About how often a character stands in a newspaper; only the order matters. */
static unsigned
commonness(char32_t code)
{
    static const char32_t common[] =
        U"的一是在中国不人了大有年会为上个业和市时发这工到新日月作地来区全生出以行我政实"
        U"进家对要方动理成社分现本高建党学经者部加化体设主民展面提长多公项开同报过于记产下";
    if (text_is_han(code)) {
        for (size_t i = 0; common[i] != 0; i++)
            if (common[i] == code)
                return 40 - (unsigned)i / 5;
        return 1;
    }
    if (text_is_kana(code))
        return 30;
    if (code >= 'a' && code <= 'z')
        return strchr("jqxzkvwbyp", (int)code) != NULL ? 15 : 25;
    if (text_is_digit(code))
        return code <= '2' ? 45 : 35;
    return code < 0x80 ? 100 : 10; /* a mark of punctuation, a blank; other scripts */
}

static size_t
rarest(const char32_t *codes, size_t count)
{
    size_t best = 0;
    for (size_t i = 1; i < count; i++)
        if (commonness(codes[i]) < commonness(codes[best]))
            best = i;
    return best;
}

static void
set_pair(struct raw_test *test, unsigned char before, unsigned char last)
{
    unsigned pair = (unsigned)before << 8 | last;
    test->pairs[pair / 64] |= UINT64_C(1) << pair % 64;
}

static void
set_code(struct raw_test *test, char32_t code)
{
    char bytes[4];
    size_t len = text_encode(code, bytes);
    if (len > 1)
        set_pair(test, (unsigned char)bytes[len - 2], (unsigned char)bytes[len - 1]);
    for (unsigned before = 0; len == 1 && before < 256; before++)
        set_pair(test, (unsigned char)before, (unsigned char)bytes[0]);
}

static void
add_from(char32_t code, void *context)
{
    struct anchor *anchor = context;
    anchor->from = base_grow(anchor->from, &anchor->capacity, anchor->count + 1, sizeof *anchor->from);
    anchor->from[anchor->count++] = code;
}

static int
compare_codes(const void *left, const void *right)
{
    char32_t a = *(const char32_t *)left, b = *(const char32_t *)right;
    return (a > b) - (a < b);
}

static void
finish_anchor(struct raw_test *test, struct anchor *anchor)
{
    qsort(anchor->from, anchor->count, sizeof *anchor->from, compare_codes);
    for (size_t i = 0; i < anchor->count; i++)
        set_code(test, anchor->from[i]);
}

static void
anchor_variants(struct raw_test *test, const struct variants *variants)
{
    test->count = variants->count;
    test->anchors = base_alloc_zero(test->count, sizeof *test->anchors);
    for (size_t i = 0; i < variants->count; i++) {
        const struct variant *variant = &variants->at[i];
        struct anchor *anchor = &test->anchors[i];
        anchor->index = rarest(variant->codes, variant->count);
        fold_variants(variant->codes[anchor->index], add_from, anchor);
        finish_anchor(test, anchor);
    }
}

static void
anchor_exact(struct raw_test *test, struct slice bytes)
{
    char32_t best = 0;
    for (size_t at = 0; at < bytes.len;) {
        char32_t code;
        at += text_decode(bytes.at + at, &code);
        if (best == 0 || (!text_is_space(code) && (text_is_space(best) || commonness(code) < commonness(best))))
            best = code;
    }
    if (text_is_space(best)) { /* it may be one that joins two lines */
        test->byte = -1;
        return;
    }
    test->count = 1;
    test->anchors = base_alloc_zero(1, sizeof *test->anchors);
    add_from(best, &test->anchors[0]);
    finish_anchor(test, &test->anchors[0]);
}

struct raw_test *
raw_test_new(const struct term *term)
{
    struct raw_test *test = base_alloc_zero(1, sizeof *test);
    test->byte = -1;
    if (term->kind == TERM_REGEX)
        test->byte = regex_needs(term->regex);
    else if (term->kind == TERM_FOLDED)
        anchor_variants(test, &term->variants);
    else if (term->kind == TERM_EXACT)
        anchor_exact(test, slice_make(term->bytes, term->length));
    if (term->pinyin != NULL)
        test->pinyin = raw_pinyin_new(term->pinyin);
    return test;
}

void
raw_test_free(struct raw_test *test)
{
    if (test == NULL)
        return;
    for (size_t i = 0; i < test->count; i++)
        free(test->anchors[i].from);
    free(test->anchors);
    raw_pinyin_free(test->pinyin);
    free(test);
}

/* ---- the ends of a line */

static bool
is_among(char32_t code, const char32_t *set)
{
    for (; *set != 0; set++)
        if (*set == code)
            return true;
    return false;
}

/* May a notice at a line's end begin, and one at its beginning end, with this character? As src/parser/notice.c has them;
   tests/test_search.c tries notices of all languages. */
bool
raw_opens_notice(char32_t code)
{
    bool other_han = code >= 0x4E10 && code < 0xFF00 && code != U'紧' && code != U'緊';
    return !other_han && is_among(code, U"（(【〔[<＜〈下紧緊▲▶►▼▽△→☞●■◆★＝=※");
}

bool
raw_closes_notice(char32_t code)
{
    bool han = code >= 0x3400 && code < 0xFF00, letter = code < 0x80 && strchr(")]>=", (int)code) == NULL;
    bool common = code == U'，' || code == U'。' || code == U'、'; /* these three are half of all marks */
    return !han && !letter && !common && is_among(code, U"）)】〕]>＞〉▲▶►▼▽△→☞●■◆★＝=※");
}

size_t
raw_skip_blanks(struct slice text, size_t at)
{
    char32_t code;
    while (at < text.len && !raw_ends_line(text.at[at])) {
        size_t len = text_decode(text.at + at, &code);
        if (!text_is_space(code))
            break;
        at += len;
    }
    return at;
}

bool
raw_may_end(struct slice text, size_t at)
{
    char32_t code;
    at = raw_skip_blanks(text, at);
    if (at == text.len || raw_ends_line(text.at[at]))
        return true;
    text_decode(text.at + at, &code);
    if (!raw_opens_notice(code))
        return false;
    size_t end = at;
    while (end < text.len && !raw_ends_line(text.at[end]) && end - at <= NOTICE_BYTES)
        end++;
    if (end == text.len || raw_ends_line(text.at[end]))
        return true;
    end = text_previous(text, end + 1); /* a notice is no longer, but for blanks behind it */
    text_decode(text.at + end, &code);
    return text_is_space(code);
}

bool
raw_may_begin(struct slice text, size_t at)
{
    char32_t code = ' ';
    size_t start = at;
    bool blank = false;
    while (start > 0 && !raw_ends_line(text.at[start - 1])) {
        size_t before = text_previous(text, start);
        text_decode(text.at + before, &code);
        if (!text_is_space(code))
            break;
        start = before;
        blank = true;
    }
    if (start == 0 || raw_ends_line(text.at[start - 1]))
        return true;
    if (!blank && !raw_closes_notice(code))
        return false;
    size_t most = start;
    while (start > 0 && !raw_ends_line(text.at[start - 1]) && most - start <= NOTICE_BYTES)
        start--;
    if (start == 0 || raw_ends_line(text.at[start - 1]))
        return true;
    start = text_previous(text, start + 1); /* a notice is no longer, but for blanks before it */
    text_decode(text.at + start, &code);
    return text_is_space(code);
}

/* May CODE, the last that a piece of text is folded to, become another one by what follows the piece? か may be が, 하 한, и й;
   and a hyphen may be taken away where a line is joined to the next. */
bool
raw_may_change(char32_t code)
{
    return text_is_kana(code) || text_is_hangul(code) || code == '-' || (code >= 0x400 && code < 0x500);
}

/* ---- comparing around an anchor */

struct raw_window
raw_window_at(struct slice text, size_t at, size_t before, size_t after)
{
    struct raw_window window = {at, at, false, false};
    size_t least = at > before ? at - before : 0;
    while (window.start > least && !raw_ends_line(text.at[window.start - 1]))
        window.start--;
    window.begins = window.start == 0 || raw_ends_line(text.at[window.start - 1]);
    while (((unsigned char)text.at[window.start] & 0xC0) == 0x80)
        window.start++;
    size_t most = text.len - at > after ? at + after : text.len;
    while (window.end < most && !raw_ends_line(text.at[window.end]))
        window.end++;
    window.ends = window.end == text.len || raw_ends_line(text.at[window.end]);
    while (window.end < text.len && ((unsigned char)text.at[window.end] & 0xC0) == 0x80)
        window.end++;
    return window;
}

/* Does the word go on to the left of entry I as far as can be seen? The line's words may begin at each place on the way. */
static bool
goes_left(const struct variant *variant, size_t index, const struct fold *fold, size_t i, struct slice text,
          struct raw_window window)
{
    for (; index > 0; index--, i--) {
        if (i == 0) /* the line's beginning, or the window's: not seen */
            return true;
        if (raw_may_begin(text, window.start + fold->starts[i]))
            return true;
        if (fold->codes[i - 1] != variant->codes[index - 1])
            return i == 1 && raw_may_change(fold->codes[0]);
    }
    return true;
}

static bool
goes_right(const struct variant *variant, size_t index, const struct fold *fold, size_t i, struct slice text,
           struct raw_window window)
{
    for (; index < variant->count; index++, i++) {
        if (i >= fold->count || raw_may_end(text, window.start + fold->starts[i]))
            return true;
        if (fold->codes[i] != variant->codes[index])
            return i + 1 == fold->count && raw_may_change(fold->codes[i]);
    }
    return true;
}

static bool
matches_at(const struct variant *variant, size_t index, struct slice text, size_t at, struct fold *fold)
{
    size_t slack = 32 + variant->count;
    struct raw_window window = raw_window_at(text, at, slack + index * 4, slack + (variant->count - index) * 4);
    fold_text(fold, slice_make(text.at + window.start, window.end - window.start));
    uint32_t own = (uint32_t)(at - window.start);
    bool seen = false;
    for (size_t i = 0; i < fold->count && fold->starts[i] <= own; i++) {
        seen |= fold->starts[i] == own;
        if (fold->starts[i] == own && goes_left(variant, index, fold, i, text, window) &&
            goes_right(variant, index, fold, i, text, window))
            return true;
    }
    return !seen; /* as a part of the one before: what that is, is not known here */
}

static bool
is_from(const struct anchor *anchor, char32_t code)
{
    return bsearch(&code, anchor->from, anchor->count, sizeof code, compare_codes) != NULL;
}

/* The character that ends behind END is one that was looked for. */
static bool
hits_at(const struct term *term, struct slice text, size_t end, struct fold *fold)
{
    const struct raw_test *test = term->raw;
    char32_t code;
    size_t at = text_previous(text, end);
    text_decode(text.at + at, &code);
    for (size_t i = 0; i < test->count; i++)
        if (is_from(&test->anchors[i], code) &&
            (term->kind == TERM_EXACT || matches_at(&term->variants.at[i], test->anchors[i].index, text, at, fold)))
            return true;
    return false;
}

/* Where CODE stands it is asked for. */
static bool
has_code(const struct term *term, char32_t code, struct slice text, struct fold *fold)
{
    char needle[4];
    size_t len = text_encode(code, needle);
    struct slice rest = text;
    for (const char *at; (at = memmem(rest.at, rest.len, needle, len)) != NULL;) {
        size_t end = (size_t)(at - text.at) + len;
        if (hits_at(term, text, end, fold))
            return true;
        rest = slice_from(text, end);
    }
    return false;
}

/* A few characters that are no ASCII are looked for one after another by what the C library has for that, which is some
   times as fast as looking at each byte. */
static bool
is_of_few(const struct raw_test *test)
{
    size_t codes = 0;
    for (size_t i = 0; i < test->count; i++) {
        codes += test->anchors[i].count;
        for (size_t k = 0; k < test->anchors[i].count; k++)
            if (test->anchors[i].from[k] < 0x80)
                return false;
    }
    return codes <= CODES_FEW;
}

static bool
has_anchor(const struct term *term, struct slice text, struct fold *fold)
{
    for (size_t i = 0; is_of_few(term->raw); i++) {
        if (i == term->raw->count)
            return false;
        for (size_t k = 0; k < term->raw->anchors[i].count; k++)
            if (has_code(term, term->raw->anchors[i].from[k], text, fold))
                return true;
    }
    const uint64_t *pairs = term->raw->pairs;
    const unsigned char *bytes = (const unsigned char *)text.at;
    unsigned pair = 0;
    for (size_t i = 0; i < text.len; i++) {
        pair = (pair << 8 | bytes[i]) & (PAIRS - 1);
        if ((pairs[pair / 64] >> pair % 64 & 1) != 0 && hits_at(term, text, i + 1, fold))
            return true;
    }
    return false;
}

static bool
term_may_match(const struct term *term, struct slice text, struct fold *fold)
{
    const struct raw_test *test = term->raw;
    if (test == NULL || term->kind == TERM_DATE || term->field == FIELD_IN)
        return true;
    if (test->count == 0)
        return test->byte < 0 || memchr(text.at, test->byte, text.len) != NULL;
    /* a word of ASCII is walked over as itself, too, while it is looked for as pinyin */
    if (test->pinyin == NULL || !raw_pinyin_is_ascii(test->pinyin))
        if (has_anchor(term, text, fold))
            return true;
    return test->pinyin != NULL && raw_pinyin_may_match(test->pinyin, text, fold);
}

bool
search_may_match(const struct search_query *query, struct slice text)
{
    struct fold fold = {0};
    bool may = true;
    for (size_t i = 0; i < query->group_count && may; i++) {
        const struct group *group = &query->groups[i];
        may = group->negated;
        for (size_t k = 0; k < group->count && !may; k++)
            may = term_may_match(&query->terms[group->first + k], text, &fold);
    }
    fold_done(&fold);
    return may;
}
