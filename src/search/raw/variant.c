/* A writing of a word compared with a folded text, character by character.
 *
 * The text may have more than the word: quotes, title marks, interpuncts and ruby between two ideographs, kana or syllables of
 * Hangul; dots behind three; the ー that ends a word in katakana. What of this the word has as well is asked for: its marks
 * must be among those of the text, in their order. Knows nothing of where a text comes from.
 */
#include "search/raw/raw.h"

#include "kanbao/text.h"

enum { TRIES_MAX = 8 };

/* ---- made ready */

/* Is the character before K that is no mark, and the one from there on, one between which marks may stand? */
static bool
may_pass(const struct variant *variant, size_t k)
{
    size_t before = k, behind = k;
    while (before > 0 && fold_is_passed(variant->codes[before - 1]))
        before--;
    while (behind < variant->count && fold_is_passed(variant->codes[behind]))
        behind++;
    return before > 0 && behind < variant->count && fold_is_cjk(variant->codes[before - 1]) &&
           fold_is_cjk(variant->codes[behind]);
}

static void
note_any(char32_t code, void *context)
{
    (void)code;
    *(bool *)context = true;
}

static uint8_t
ways_at(const struct variant *variant, size_t k)
{
    const char32_t *codes = variant->codes;
    bool alike = false, lead = variant->initials && fold_is_lead(codes[k]);
    bool dots = k >= 3 && codes[k - 1] == '.' && codes[k - 2] == '.' && codes[k - 3] == '.';
    fold_put_alike(codes[k], note_any, &alike);
    return (uint8_t)((k > 0 && may_pass(variant, k) ? VARIANT_PASSES : 0) | (alike ? VARIANT_ALIKE : 0) |
                     (lead ? VARIANT_LEAD : 0) | (dots ? VARIANT_DOTS : 0) |
                     (k > 0 && text_is_kana(codes[k - 1]) ? VARIANT_LONG : 0));
}

void
variant_prepare(struct variant *variant)
{
    size_t leads = 0;
    for (size_t k = 0; k < variant->count; k++)
        leads += fold_is_lead(variant->codes[k]);
    variant->initials = leads > 0 && variant->count > 1;
    variant->ways = base_alloc(variant->count + 1);
    for (size_t k = 0; k < variant->count; k++)
        variant->ways[k] = ways_at(variant, k);
}

static void
add_first(char32_t code, void *context)
{
    *(uint64_t *)context |= UINT64_C(1) << code % 64;
}

uint64_t
variant_firsts(const struct variant *variant)
{
    uint64_t firsts = 0;
    if (fold_is_iteration(variant->codes[0]) || (variant->ways[0] & VARIANT_LEAD) != 0)
        return UINT64_MAX;
    add_first(variant->codes[0], &firsts);
    fold_put_alike(variant->codes[0], add_first, &firsts);
    return firsts;
}

/* ---- compared */

bool
variant_is_at(const struct variant *variant, size_t k, const struct fold *fold, size_t i)
{
    char32_t own = variant->codes[k], code = fold->codes[i];
    if (own == code)
        return true;
    uint8_t ways = variant->ways[k];
    return ((ways & VARIANT_ALIKE) != 0 && fold_is_alike(own, code)) ||
           ((ways & VARIANT_LEAD) != 0 && fold_lead_of(code) == own) ||
           (k == 0 && fold->origins[i] == own && fold_is_iteration(own));
}

bool
variant_passes(const struct variant *variant, size_t k, const struct fold *fold, struct slice text, size_t i)
{
    char32_t code = fold->codes[i];
    uint8_t ways = variant->ways[k];
    return ((ways & VARIANT_PASSES) != 0 && fold_is_passed(code)) || ((ways & VARIANT_DOTS) != 0 && code == '.') ||
           ((ways & VARIANT_LONG) != 0 && code == U'ー' && fold_is_final_long(fold, text, i));
}

struct walk {
    const struct variant *variant;
    const bool *upper; /* NULL: capitals do not count */
    const struct fold *fold;
    struct slice text;
    unsigned tries; /* how often both ways were gone at ruby */
};

static bool
is_equal(const struct walk *walk, size_t k, size_t i)
{
    if (!variant_is_at(walk->variant, k, walk->fold, i))
        return false;
    if (walk->upper == NULL)
        return true;
    char32_t code;
    text_decode(walk->text.at + walk->fold->starts[i], &code);
    return text_is_upper(code) == walk->upper[k];
}

/* Behind the match from entry I and the word's K on; 0: there is none. */
static size_t
walk_on(struct walk *walk, size_t k, size_t i)
{
    const struct variant *variant = walk->variant;
    const struct fold *fold = walk->fold;
    while (k < variant->count) {
        if (i >= fold->count)
            return 0;
        bool equal = is_equal(walk, k, i), passed = !equal && variant_passes(variant, k, fold, walk->text, i);
        size_t ruby = (variant->ways[k] & VARIANT_PASSES) != 0 ? fold_ruby(fold, i) : 0;
        if (ruby > 0 && (equal || passed) && walk->tries < TRIES_MAX) {
            walk->tries++; /* what stands in 《》 may be a title */
            size_t end = walk_on(walk, k + equal, i + 1);
            if (end > 0)
                return end;
        }
        if (ruby == 0 && !equal && !passed)
            return 0;
        k += ruby == 0 && equal;
        i += ruby > 0 ? ruby : 1;
    }
    return i;
}

size_t
variant_match(const struct variant *variant, const bool *upper, const struct fold *fold, struct slice text, size_t i)
{
    struct walk walk = {variant, upper, fold, text, 0};
    size_t last = variant->count - 1;
    if (!is_equal(&walk, 0, i))
        return 0;
    size_t end = walk_on(&walk, 1, i + 1);
    if (end == 0 || (fold_is_iteration(fold->origins[i]) && !fold_is_iteration(variant->codes[0])))
        return 0;
    if (last >= 2 && variant->codes[last] == '.' && variant->codes[last - 1] == '.' && variant->codes[last - 2] == '.')
        while (end < fold->count && fold->codes[end] == '.')
            end++;
    if (text_is_kana(variant->codes[last]) && fold_is_final_long(fold, text, end))
        end++;
    return end;
}
