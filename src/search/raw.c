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
#include "search/raw.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { NOTICE_BYTES = 255, PAIRS = 1 << 16 };

/* The character of a writing that is looked for. */
struct anchor {
    size_t index; /* in its variant */
    char32_t *from; /* what it may come from, in order */
    size_t count, capacity;
};

struct raw_test {
    int byte;                    /* that must be there; -1: any text may match */
    uint64_t pairs[PAIRS / 64];  /* the last two bytes of what is looked for; the first of them any where it is ASCII */
    struct anchor *anchors;      /* one a variant of a folded word, or one of an exact one */
    size_t count;
    struct raw_pinyin *pinyin;
};

/* ---- choosing an anchor */

/* About how often a character stands in a newspaper; only the order matters. */
static unsigned
commonness(char32_t code)
{
    static const char32_t common[] = U"的一是在中国不人了大有年会为上个业和市时发这工到新日月作地来区全生出以行我政实"
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

bool
raw_ends_line(char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\f';
}

/* Latin notices name a page. */
static bool
has_page(struct slice text)
{
    return memchr(text.at, 'p', text.len) != NULL || memchr(text.at, 'P', text.len) != NULL;
}

/* May TEXT, which begins a line, begin with a notice? As src/parser/notice.c has them; tests/test_search.c tries notices of
   all languages. */
static bool
begins_notice(struct slice text)
{
    char32_t code = text_first(text);
    bool other = false; /* A3面から続く */
    for (size_t i = 0; i < text.len && !other; i++)
        other = (unsigned char)text.at[i] >= 0x80;
    if (code < 0x80 && (text_is_digit(code) || text_is_letter(code)))
        return other || has_page(text);
    return code < 0x80 ? is_among(code, U"([<=")
                       : text_is_digit(code) || (code >= 0xFF21 && code <= 0xFF3A) ||
                             is_among(code, U"下上紧緊第一二三四五六七八九十（【〔＜〈▲▶►▼▽△→☞●■◆★＝※");
}

static bool
ends_notice(struct slice text)
{
    char32_t code = text_last(text);
    return is_among(code, U")]>）】〕＞〉版页頁面くき▶►→☞") || (code < 0x80 && has_page(text));
}

bool
raw_may_end(struct slice text, size_t at)
{
    size_t end = at;
    while (end < text.len && !raw_ends_line(text.at[end]) && end - at < NOTICE_BYTES)
        end++;
    bool whole = end == text.len || raw_ends_line(text.at[end]), blank = false;
    while (end < text.len && ((unsigned char)text.at[end] & 0xC0) == 0x80)
        end++;
    for (size_t last = end; last > at;) {
        char32_t code;
        last = text_previous(text, last);
        text_decode(text.at + last, &code);
        if (!text_is_space(code)) /* blanks at a line's end are nothing, however many */
            return (whole || blank) && ends_notice(slice_make(text.at + at, end - at));
        blank = true;
        end = last;
    }
    return true;
}

/* The same of the line's beginning: may its words begin at AT? */
static bool
may_begin(struct slice text, size_t at)
{
    size_t start = at;
    while (start > 0 && !raw_ends_line(text.at[start - 1]) && at - start < NOTICE_BYTES)
        start--;
    bool whole = start == 0 || raw_ends_line(text.at[start - 1]), blank = false;
    while (start > 0 && ((unsigned char)text.at[start] & 0xC0) == 0x80)
        start--;
    while (start < at) {
        char32_t code;
        size_t len = text_decode(text.at + start, &code);
        if (!text_is_space(code))
            return (whole || blank) && begins_notice(slice_make(text.at + start, at - start));
        blank = true;
        start += len;
    }
    return true;
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

/* Does the word go on to the left of entry I as far as can be seen? */
static bool
goes_left(const struct variant *variant, size_t index, const struct fold *fold, size_t i, struct slice text,
          struct raw_window window)
{
    while (index > 0) {
        if (i == 0)
            return true; /* the line's beginning, or the window's: not seen */
        if (fold->codes[--i] != variant->codes[--index])
            return (i == 0 && !window.begins) || may_begin(text, window.start + fold->ends[i]);
    }
    return true;
}

static bool
goes_right(const struct variant *variant, size_t index, const struct fold *fold, size_t i, struct slice text,
           struct raw_window window)
{
    for (; index < variant->count; index++, i++) {
        if (i >= fold->count)
            return true;
        if (fold->codes[i] != variant->codes[index])
            return i + 1 == fold->count || raw_may_end(text, window.start + fold->starts[i]);
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
            (term->kind == TERM_EXACT ||
             matches_at(&term->variants.at[i], test->anchors[i].index, text, at, fold)))
            return true;
    return false;
}

static bool
has_anchor(const struct term *term, struct slice text, struct fold *fold)
{
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
    if (term->kind == TERM_DATE || term->field == FIELD_IN)
        return true;
    if (test->count == 0)
        return test->byte < 0 || memchr(text.at, test->byte, text.len) != NULL;
    return has_anchor(term, text, fold) || (test->pinyin != NULL && raw_pinyin_may_match(test->pinyin, text, fold));
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
