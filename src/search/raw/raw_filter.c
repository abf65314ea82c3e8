/* A word, or one of its variants, looked for in raw text.
 *
 * What a match needs, whatever the parser makes of the lines: each character of a word stands somewhere, in one of its
 * variants, and beside it stand its neighbours, but for what a line's end may take between: other lines, a page's head,
 * a notice （下转第3版） at the line's end or the next one's beginning, a hyphen. So one character of the word, the rarest,
 * is looked for by its last two bytes, and where it stands the line around it is folded and compared with the word as
 * far as it goes: to the word's end, to a difference, or to where the line may be cut. The last character that a piece
 * of text is folded to is not believed where it differs, as what follows it may be a part of it (か and ゛ are が).
 *
 * What searches the text itself, not its fold, needs its rarest character only. Knows nothing of queries.
 */
#include "search/raw/raw.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { PAIRS = 1 << 16, CODES_FEW = 8, NEEDS_MAX = 3 };

/* The character of a variant that is looked for. */
struct anchor {
    size_t index;      /* in its variant */
    char32_t *sources; /* what it may be folded from, in order */
    size_t count, capacity;
};

struct raw_filter {
    int byte;                   /* that must be there; -1: any text may match */
    uint64_t pairs[PAIRS / 64]; /* the last two bytes of what is looked for; the first of them any where it is ASCII */
    const struct variant *variants; /* of a folded word; NULL: it is exact */
    struct anchor *anchors;         /* one a variant, or one of an exact word */
    size_t count;
    struct anchor
        *needs; /* ideographs that a folded word needs besides, NEEDS_MAX a variant: where a variant has no more
                             they have no sources */
    struct raw_pinyin *pinyin;
};

/* ---- choosing an anchor */

/* How common the character K of VARIANT is; with what is taken for it, and where it stands for all of Hangul, more. */
static unsigned
commonness_at(const struct variant *variant, size_t k)
{
    enum { ALL_HANGUL = 1900 };
    if ((variant->ways[k] & VARIANT_LEAD) != 0)
        return ALL_HANGUL;
    return raw_commonness(variant->codes[k]) + ((variant->ways[k] & VARIANT_ALIKE) != 0);
}

static size_t
rarest(const struct variant *variant)
{
    size_t best = 0;
    for (size_t i = 1; i < variant->count; i++)
        if (commonness_at(variant, i) < commonness_at(variant, best))
            best = i;
    return best;
}

static void
set_pair(struct raw_filter *filter, unsigned char before, unsigned char last)
{
    unsigned pair = (unsigned)before << 8 | last;
    filter->pairs[pair / 64] |= UINT64_C(1) << pair % 64;
}

static void
set_code(struct raw_filter *filter, char32_t code)
{
    char bytes[4];
    size_t len = text_encode(code, bytes);
    if (len > 1)
        set_pair(filter, (unsigned char)bytes[len - 2], (unsigned char)bytes[len - 1]);
    for (unsigned before = 0; len == 1 && before < 256; before++)
        set_pair(filter, (unsigned char)before, (unsigned char)bytes[0]);
}

static void
add_source(char32_t code, void *context)
{
    struct anchor *anchor = context;
    anchor->sources = base_grow(anchor->sources, &anchor->capacity, anchor->count + 1, sizeof *anchor->sources);
    anchor->sources[anchor->count++] = code;
}

static void
add_alike(char32_t code, void *context)
{
    fold_variants(code, add_source, context);
}

/* What the anchor may be folded from. A first consonant of Hangul begins all the syllables that it stands for, composed or not;
   all of a syllable's sources begin with either. */
static void
add_sources(const struct variant *variant, struct anchor *anchor)
{
    char32_t code = variant->codes[anchor->index];
    fold_variants(code, add_source, anchor);
    if ((variant->ways[anchor->index] & VARIANT_ALIKE) != 0)
        fold_put_alike(code, add_alike, anchor);
    if ((variant->ways[anchor->index] & VARIANT_LEAD) != 0)
        for (char32_t syllable = 0xAC00; syllable < 0xD7A4; syllable++)
            if (fold_lead_of(syllable) == code)
                add_source(syllable, anchor);
}

static int
compare_codes(const void *left, const void *right)
{
    char32_t a = *(const char32_t *)left, b = *(const char32_t *)right;
    return (a > b) - (a < b);
}

static void
finish_anchor(struct raw_filter *filter, struct anchor *anchor)
{
    qsort(anchor->sources, anchor->count, sizeof *anchor->sources, compare_codes);
    for (size_t i = 0; i < anchor->count; i++)
        set_code(filter, anchor->sources[i]);
}

static struct raw_filter *
filter_new(void)
{
    struct raw_filter *filter = base_alloc_zero(1, sizeof *filter);
    filter->byte = -1;
    return filter;
}

/* The rarest ideographs of VARIANT but for the one at INDEX, rarest first. */
static void
add_needs(struct anchor *needs, const struct variant *variant, size_t index)
{
    size_t count = 0;
    for (unsigned least = 0; count < NEEDS_MAX; least++) {
        size_t best = SIZE_MAX;
        for (size_t i = 0; i < variant->count; i++)
            if (i != index && text_is_han(variant->codes[i]) && raw_commonness(variant->codes[i]) >= least &&
                (best == SIZE_MAX || raw_commonness(variant->codes[i]) < raw_commonness(variant->codes[best])))
                best = i;
        if (best == SIZE_MAX)
            return;
        least = raw_commonness(variant->codes[best]);
        needs[count].index = best;
        add_sources(variant, &needs[count++]);
    }
}

struct raw_filter *
raw_filter_folded(const struct variant *variants, size_t count, const struct pinyin *pinyin)
{
    struct raw_filter *filter = filter_new();
    filter->variants = variants;
    filter->count = count;
    filter->anchors = base_alloc_zero(count, sizeof *filter->anchors);
    for (size_t i = 0; i < count; i++) {
        struct anchor *anchor = &filter->anchors[i];
        anchor->index = rarest(&variants[i]);
        add_sources(&variants[i], anchor);
        finish_anchor(filter, anchor);
    }
    filter->needs = base_alloc_zero(count * NEEDS_MAX, sizeof *filter->needs);
    for (size_t i = 0; i < count; i++)
        add_needs(&filter->needs[i * NEEDS_MAX], &variants[i], filter->anchors[i].index);
    if (pinyin != NULL)
        filter->pinyin = raw_pinyin_new(pinyin);
    return filter;
}

struct raw_filter *
raw_filter_exact(struct slice bytes)
{
    struct raw_filter *filter = filter_new();
    char32_t best = 0;
    for (size_t at = 0; at < bytes.len;) {
        char32_t code;
        at += text_decode(bytes.at + at, &code);
        if (best == 0 || (!text_is_space(code) && (text_is_space(best) || raw_commonness(code) < raw_commonness(best))))
            best = code;
    }
    if (text_is_space(best)) /* it may be one that joins two lines */
        return filter;
    filter->count = 1;
    filter->anchors = base_alloc_zero(1, sizeof *filter->anchors);
    add_source(best, &filter->anchors[0]);
    finish_anchor(filter, &filter->anchors[0]);
    return filter;
}

struct raw_filter *
raw_filter_byte(int byte)
{
    struct raw_filter *filter = filter_new();
    filter->byte = byte;
    return filter;
}

void
raw_filter_free(struct raw_filter *filter)
{
    if (filter == NULL)
        return;
    for (size_t i = 0; i < filter->count; i++)
        free(filter->anchors[i].sources);
    for (size_t i = 0; filter->needs != NULL && i < filter->count * NEEDS_MAX; i++)
        free(filter->needs[i].sources);
    free(filter->needs);
    free(filter->anchors);
    free(filter->pinyin);
    free(filter);
}

/* ---- comparing around an anchor */

/* Is entry I one that what is not seen may make another: 々 and ー depend on what is beside them. */
static bool
depends(const struct fold *fold, size_t i)
{
    return fold->codes[i] == U'ー' || fold_is_iteration(fold->origins[i]);
}

/* Where the bracket of ruby that ends with entry I begins; SIZE_MAX: it is none. 0 too where that is not seen. */
static size_t
ruby_before(const struct fold *fold, size_t i)
{
    char32_t close = fold->codes[i];
    if (close != '>' && close != ')')
        return SIZE_MAX;
    for (size_t at = i; at > 0;) {
        char32_t code = fold->codes[--at];
        if (code == (close == '>' ? '<' : '('))
            return at + 1 < i ? at : SIZE_MAX;
        if (!text_is_kana(code) && code != U'·')
            return SIZE_MAX;
    }
    return 0;
}

/* Does the word go on to the left of entry I as far as can be seen? The line's words may begin at each place on the way. */
static bool
goes_left(const struct variant *variant, size_t index, const struct fold *fold, size_t i, struct slice text,
          struct raw_window window)
{
    while (index > 0) {
        if (i == 0) /* the line's beginning, or the window's: not seen */
            return true;
        if (raw_may_begin(text, window.start + fold->starts[i]))
            return true;
        if (variant_is_at(variant, index - 1, fold, i - 1)) {
            index--;
            i--;
            continue;
        }
        bool passes = (variant->ways[index] & VARIANT_PASSES) != 0;
        size_t ruby = passes ? ruby_before(fold, i - 1) : SIZE_MAX;
        if (ruby != SIZE_MAX && fold->codes[i - 1] == '>' && i >= 2 && variant_is_at(variant, index - 1, fold, i - 2))
            return true; /* a title, or ruby */
        if (ruby == SIZE_MAX && !variant_passes(variant, index, fold, slice_from(text, window.start), i - 1) &&
            !(passes && fold->codes[i - 1] == '|') && !(variant->codes[index] == '.' && fold->codes[i - 1] == '.'))
            return (i == 1 && raw_may_change(fold->codes[0])) || depends(fold, i - 1);
        i = ruby != SIZE_MAX ? ruby : i - 1;
    }
    return true;
}

static bool
goes_right(const struct variant *variant, size_t index, const struct fold *fold, size_t i, struct slice text,
           struct raw_window window)
{
    struct slice line = slice_from(text, window.start);
    while (index < variant->count) {
        if (i >= fold->count || raw_may_end(text, window.start + fold->starts[i]) ||
            raw_begins_column(text, window.start + fold->starts[i]))
            return true;
        if (variant_is_at(variant, index, fold, i)) {
            index++;
            i++;
            continue;
        }
        bool passes = (variant->ways[index] & VARIANT_PASSES) != 0,
             passed = variant_passes(variant, index, fold, line, i);
        size_t ruby = passes ? fold_ruby(fold, i) : 0;
        if ((passes && fold_opens_ruby(fold, i)) || (ruby > 0 && passed)) /* not seen; a title, or ruby */
            return true;
        if (ruby == 0 && !passed)
            return (i + 1 == fold->count && raw_may_change(fold->codes[i])) || depends(fold, i);
        i += ruby > 0 ? ruby : 1;
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
        if (fold->starts[i] == own && i + 1 < fold->count && fold_is_iteration(fold->origins[i + 1]))
            return true; /* the word may begin with what repeats it */
        if (fold->starts[i] == own && goes_left(variant, index, fold, i, text, window) &&
            goes_right(variant, index, fold, i, text, window))
            return true;
    }
    return !seen; /* as a part of the one before: what that is, is not known here */
}

static bool
is_source(const struct anchor *anchor, char32_t code)
{
    return bsearch(&code, anchor->sources, anchor->count, sizeof code, compare_codes) != NULL;
}

/* The character that ends behind END is one that was looked for. */
static bool
hits_at(const struct raw_filter *filter, struct slice text, size_t end, struct fold *fold)
{
    char32_t code;
    size_t at = text_previous(text, end);
    text_decode(text.at + at, &code);
    for (size_t i = 0; i < filter->count; i++)
        if (is_source(&filter->anchors[i], code) &&
            (filter->variants == NULL || matches_at(&filter->variants[i], filter->anchors[i].index, text, at, fold)))
            return true;
    return false;
}

/* Where CODE stands it is asked for. */
static bool
has_code(const struct raw_filter *filter, char32_t code, struct slice text, struct fold *fold)
{
    char needle[4];
    size_t len = text_encode(code, needle);
    struct slice rest = text;
    for (const char *at; (at = raw_scan(rest, slice_make(needle, len))) != NULL;) {
        size_t end = (size_t)(at - text.at) + len;
        if (hits_at(filter, text, end, fold))
            return true;
        rest = slice_from(text, end);
    }
    return false;
}

/* A few characters that are no ASCII are looked for one after another, which is some times as fast as looking at each
   byte. */
static bool
is_of_few(const struct raw_filter *filter)
{
    size_t codes = 0;
    for (size_t i = 0; i < filter->count; i++) {
        codes += filter->anchors[i].count;
        for (size_t k = 0; k < filter->anchors[i].count; k++)
            if (filter->anchors[i].sources[k] < 0x80)
                return false;
    }
    return codes <= CODES_FEW;
}

static bool
has_any_code(const struct raw_filter *filter, struct slice text, struct fold *fold)
{
    for (size_t i = 0; i < filter->count; i++)
        for (size_t k = 0; k < filter->anchors[i].count; k++)
            if (has_code(filter, filter->anchors[i].sources[k], text, fold))
                return true;
    return false;
}

static bool
has_anchor(const struct raw_filter *filter, struct slice text, struct fold *fold)
{
    if (is_of_few(filter))
        return has_any_code(filter, text, fold);
    const uint64_t *pairs = filter->pairs;
    const unsigned char *bytes = (const unsigned char *)text.at;
    unsigned pair = 0;
    for (size_t i = 0; i < text.len; i++) {
        pair = (pair << 8 | bytes[i]) & (PAIRS - 1);
        if ((pairs[pair / 64] >> pair % 64 & 1) != 0 && hits_at(filter, text, i + 1, fold))
            return true;
    }
    return false;
}

bool
raw_filter_may_match(const struct raw_filter *filter, struct slice text, struct fold *fold)
{
    if (filter->count == 0)
        return filter->byte < 0 || memchr(text.at, filter->byte, text.len) != NULL;
    /* a word of ASCII is walked over as itself, too, while it is looked for as pinyin */
    if (filter->pinyin == NULL || !raw_pinyin_is_ascii(filter->pinyin))
        if (has_anchor(filter, text, fold))
            return true;
    return filter->pinyin != NULL && raw_pinyin_may_match(filter->pinyin, text, fold);
}

/* A character that stands in the text stands in the bytes, but for what stands for bytes that are none. */
static bool
may_be_in(const struct anchor *anchor, struct slice bytes)
{
    for (size_t i = 0; i < anchor->count; i++) {
        char needle[4];
        size_t len = text_encode(anchor->sources[i], needle);
        if (anchor->sources[i] == 0xFFFD || raw_scan(bytes, slice_make(needle, len)) != NULL)
            return true;
    }
    return anchor->count == 0;
}

bool
raw_filter_may_be_in(const struct raw_filter *filter, struct slice bytes, struct fold *fold)
{
    if (filter->pinyin != NULL && raw_pinyin_is_ascii(filter->pinyin))
        return raw_pinyin_may_be_in(filter->pinyin, bytes, fold);
    bool may = filter->pinyin != NULL || filter->count == 0 || !is_of_few(filter);
    for (size_t i = 0; i < filter->count && !may; i++) {
        may = may_be_in(&filter->anchors[i], bytes);
        for (size_t k = 0; k < NEEDS_MAX && may && filter->needs != NULL; k++)
            may = may_be_in(&filter->needs[i * NEEDS_MAX + k], bytes);
    }
    return may;
}
