/* Which of the likely headlines part the text?
 *
 * The network sees five lines, and what looks like a headline in them may be a subhead, a caption, a line of a list. So each
 * candidate is judged once more, by the text on its two sides up to the headlines above and below that are believed so far:
 * where an article begins the words change, and the headline's own come below and not above. Each number is also given
 * relative to the other candidates. What is believed changes with that, so it is done twice. (To part a text where
 * the words of its two sides differ is Hearst's TextTiling, 1997.)
 */
#include "parser/judge/judge.h"

#include <math.h>
#include <stdlib.h>

enum {
    ROUNDS = 2,
    NEAR_LINES = 6,
    NEAR_WORDS = 200,
    LONG_LINES = 12,
    LONG_WORDS = 400,
    FIRST_WORDS = 120, /* of the first paragraph below */
    IDF_COUNTS = 64    /* words that come more often weigh the same */
};
static const float candidate_share = .04F, believed_share = .45F;

struct bag {
    size_t count;
    uint16_t words[LONG_WORDS];
};

struct word {
    float weight;   /* squared: of how often it stands in the issue */
    uint32_t sides; /* how often it stands on either side, from the bits ABOVE and BELOW on; 0 between uses */
};

struct candidate {
    uint32_t line;
    uint32_t previous, next; /* for which the words were counted; NEXT is never 0 then */
    float first;             /* the network's own share, before the looks */
    float now;               /* the share that it is a headline, as far as is known */
    float features[SEGMENT_FEATURES];
};

struct segments {
    const struct norms *norms;
    const struct seen *seen;
    size_t count;
    struct candidate *candidates;
    struct word *words; /* by their numbers */
    float mean_cells;   /* of what is believed to be a headline */
};

/* The words of up to LINES lines above END or from FIRST on, the nearest ones, MOST of them. */
static void
bag_fill(const struct segments *segments, size_t first, size_t end, bool above, size_t most, struct bag *bag)
{
    bag->count = 0;
    for (size_t k = 0; k < end - first && bag->count < most; k++) {
        size_t line = above ? end - 1 - k : first + k, have;
        const uint16_t *words = seen_words(segments->seen, segments->norms->shapes, line, &have);
        if (have == 0)
            continue;
        size_t use = have < most - bag->count ? have : most - bag->count;
        memcpy(bag->words + bag->count, words + (above ? have - use : 0), use * sizeof *words);
        bag->count += use;
    }
}

static void
bag_above(const struct segments *segments, size_t previous, size_t i, size_t lines, size_t most, struct bag *bag)
{
    bag_fill(segments, i - previous > lines ? i - lines : previous, i, true, most, bag);
}

static void
bag_below(const struct segments *segments, size_t i, size_t next, size_t lines, size_t most, struct bag *bag)
{
    bag_fill(segments, i + 1, next - i - 1 > lines ? i + 1 + lines : next, false, most, bag);
}

/* These loops over words are most of what candidates cost. */
enum side { ABOVE = 0, BELOW = 16 };

static void
count(struct segments *segments, const struct bag *bag, enum side side)
{
    uint32_t one = UINT32_C(1) << side;
#pragma GCC unroll 4
    for (size_t i = 0; i < bag->count; i++)
        segments->words[bag->words[i]].sides += one;
}

static void
forget(struct segments *segments, const struct bag *bag)
{
#pragma GCC unroll 4
    for (size_t i = 0; i < bag->count; i++)
        segments->words[bag->words[i]].sides = 0;
}

static uint16_t
times(const struct word *word, enum side side)
{
    return (uint16_t)(word->sides >> side);
}

/* Of the two, which are counted, as vectors of weighed words. Each sum is over words as they stand, so a word that stands twice
   is met twice. */
static float
cosine(const struct segments *segments, const struct bag *above, const struct bag *below)
{
    float product = 0, length_above = 0, length_below = 0;
#pragma GCC unroll 4
    for (size_t i = 0; i < above->count; i++) {
        const struct word *word = &segments->words[above->words[i]];
        length_above += word->weight * times(word, ABOVE);
    }
#pragma GCC unroll 4
    for (size_t i = 0; i < below->count; i++) {
        const struct word *word = &segments->words[below->words[i]];
        length_below += word->weight * times(word, BELOW);
        product += word->weight * times(word, ABOVE);
    }
    return product > 0 ? product / sqrtf(length_above * length_below) : 0;
}

/* The share of WORDS, by weight, that stand on SIDE. */
static float
share_in(const struct segments *segments, const struct bag *words, enum side side)
{
    float total = 0, found = 0;
    for (size_t i = 0; i < words->count; i++) {
        const struct word *word = &segments->words[words->words[i]];
        total += word->weight;
        found += times(word, side) > 0 ? word->weight : 0;
    }
    return total > 0 ? found / total : 0;
}

/* The share of WORDS in the line FIRST, if that is before END. */
static float
share_in_line(struct segments *segments, const struct bag *words, size_t first, size_t end)
{
    struct bag other;
    bag_fill(segments, first, end, false, LONG_WORDS, &other);
    count(segments, &other, ABOVE);
    float share = share_in(segments, words, ABOVE);
    forget(segments, &other);
    return share;
}

static void
word_features(struct segments *segments, size_t previous, size_t i, size_t next, float *out)
{
    struct bag above, below, head, paragraph;
    bag_fill(segments, i, i + 1, false, LONG_WORDS, &head);
    bag_above(segments, previous, i, LONG_LINES, LONG_WORDS, &above);
    bag_below(segments, i, next, LONG_LINES, LONG_WORDS, &below);
    bag_below(segments, i, next, 1, FIRST_WORDS, &paragraph);
    count(segments, &above, ABOVE);
    count(segments, &below, BELOW);
    out[SEGMENT_COSINE] = cosine(segments, &above, &below);
    out[SEGMENT_HEAD_ABOVE] = share_in(segments, &head, ABOVE);
    out[SEGMENT_HEAD_BELOW] = share_in(segments, &head, BELOW);
    out[SEGMENT_NEW] = paragraph.count > 0 ? 1 - share_in(segments, &paragraph, ABOVE) : 0;
    forget(segments, &above);
    forget(segments, &below);
    bag_above(segments, previous, i, NEAR_LINES, NEAR_WORDS, &above);
    bag_below(segments, i, next, NEAR_LINES, NEAR_WORDS, &below);
    count(segments, &above, ABOVE);
    count(segments, &below, BELOW);
    out[SEGMENT_COSINE_NEAR] = cosine(segments, &above, &below);
    out[SEGMENT_HEAD_NEAR] = share_in(segments, &head, BELOW);
    forget(segments, &above);
    forget(segments, &below);
    out[SEGMENT_HEAD_NEXT] = share_in_line(segments, &head, next, next + (next < segments->norms->count));
    out[SEGMENT_HEAD_PREVIOUS] = share_in_line(segments, &head, previous - (previous > 0), previous);
}

static float
odds(float share)
{
    return logf(fmaxf(share, 1e-6F) / fmaxf(1 - share, 1e-6F)) / SEGMENT_ODDS_UNIT;
}

static float
log_of(double value)
{
    return (float)(log2(value + 1) / 12);
}

/* PREVIOUS is the line after the headline above, or 0; NEXT is the headline below, or the number of lines. */
static void
extent_features(const struct segments *segments, size_t previous, size_t i, size_t next, float *out)
{
    const struct shape *shapes = segments->norms->shapes;
    double cells_above = 0, cells_below = 0;
    for (size_t k = i; k-- > previous && i - k <= LONG_LINES;)
        cells_above += shapes[k].cells;
    for (size_t k = i + 1; k < next && k - i <= LONG_LINES; k++)
        cells_below += shapes[k].cells;
    out[SEGMENT_CELLS_ABOVE] = log_of(cells_above);
    out[SEGMENT_CELLS_BELOW] = log_of(cells_below);
    out[SEGMENT_LINES_ABOVE] = log_of((double)(i - previous));
    out[SEGMENT_LINES_BELOW] = log_of((double)(next - i - 1));
    out[SEGMENT_FIRST] = previous == 0;
    out[SEGMENT_LAST] = next == segments->norms->count;
}

static void
line_features(const struct segments *segments, const struct candidate *candidate, const float shares[CLASS_COUNT],
              float *out)
{
    const struct norms *norms = segments->norms;
    size_t i = candidate->line;
    const struct shape *shape = &norms->shapes[i], *above = i > 0 ? shape - 1 : NULL,
                       *below = i + 1 < norms->count ? shape + 1 : NULL;
    out[SEGMENT_ODDS] = odds(candidate->now);
    out[SEGMENT_ODDS_FIRST] = odds(candidate->first);
    out[SEGMENT_SUBHEAD] = shares[CLASS_SUBHEAD];
    out[SEGMENT_DECK] = shares[CLASS_DECK];
    out[SEGMENT_ASIDE] = shares[CLASS_ASIDE] + shares[CLASS_BYLINE] + shares[CLASS_SECTION];
    out[SEGMENT_TEXT] = shares[CLASS_BODY] + shares[CLASS_JOINED] + shares[CLASS_BRIEF];
    out[SEGMENT_WIDTH] = log2f((float)(shape->cells + 1) / (segments->mean_cells + 1)) / 2;
    out[SEGMENT_CANDIDATE_ABOVE] = above != NULL && norms_is_candidate(above);
    out[SEGMENT_CANDIDATE_BELOW] = below != NULL && norms_is_candidate(below);
    out[SEGMENT_STOP_ABOVE] = above == NULL || above->finished;
    out[SEGMENT_END_ABOVE] = above != NULL && (above->bracketed || above->names || above->byline || above->caption);
    out[SEGMENT_LEAD_BELOW] = below != NULL && below->lead;
    out[SEGMENT_NAMES_BELOW] = below != NULL && (below->names || below->byline);
    out[SEGMENT_DIGITS_BELOW] = below != NULL ? (float)below->digits / 64 : 0;
    out[SEGMENT_BLANK] = shape->after_blank;
    out[SEGMENT_INDENTED] = shape->indent_cells > 0;
    out[SEGMENT_COLON] = shape->colon || shape->end == END_COLON;
    out[SEGMENT_CALL] = shape->end == END_CALL;
    out[SEGMENT_DIGITS] = (float)shape->digits / 255;
    out[SEGMENT_MORE_BELOW] = ((float)shape->seen_below - (float)shape->seen_above) / 255;
    out[SEGMENT_LINKS] = (shape->links + .1F) / (norms->mean_links + .1F) / 4;
}

/* Each number also as how far it is from the mean of the candidates, in deviations. INPUTS has SEGMENT_INPUTS. */
static void
add_relative(const struct segments *segments, size_t c, const float *mean, const float *deviation, float *inputs)
{
    const float *own = segments->candidates[c].features;
    for (size_t k = 0; k < SEGMENT_FEATURES; k++) {
        float apart = (own[k] - mean[k]) / (deviation[k] + .05F) / 3;
        inputs[k] = own[k];
        inputs[SEGMENT_FEATURES + k] = fmaxf(-1, fminf(1, apart));
    }
}

static void
find_spread(const struct segments *segments, float *mean, float *deviation)
{
    for (size_t k = 0; k < SEGMENT_FEATURES; k++) {
        double sum = 0, squares = 0;
        for (size_t c = 0; c < segments->count; c++) {
            double value = (double)segments->candidates[c].features[k];
            sum += value;
            squares += value * value;
        }
        double middle = sum / (double)segments->count;
        mean[k] = (float)middle;
        deviation[k] = (float)sqrt(fmax(0, squares / (double)segments->count - middle * middle));
    }
}

static void
find_mean_cells(struct segments *segments)
{
    double cells = 0;
    size_t believed = 0;
    for (size_t c = 0; c < segments->count; c++) {
        if (segments->candidates[c].now <= believed_share)
            continue;
        cells += segments->norms->shapes[segments->candidates[c].line].cells;
        believed++;
    }
    segments->mean_cells = believed > 0 ? (float)(cells / (double)believed) : 24;
}

static void
measure(struct segments *segments, float (*shares)[CLASS_COUNT])
{
    find_mean_cells(segments);
    size_t previous = 0, next = 0, next_candidate = 0;
    for (size_t c = 0; c < segments->count; c++) {
        struct candidate *candidate = &segments->candidates[c];
        for (next_candidate = next_candidate > c ? next_candidate : c + 1;
             next_candidate < segments->count && segments->candidates[next_candidate].now <= believed_share;)
            next_candidate++;
        next = next_candidate < segments->count ? segments->candidates[next_candidate].line : segments->norms->count;
        /* what is believed seldom changes, and to count words costs most */
        if (candidate->previous != previous || candidate->next != next) {
            candidate->previous = (uint32_t)previous;
            candidate->next = (uint32_t)next;
            word_features(segments, previous, candidate->line, next, candidate->features);
            extent_features(segments, previous, candidate->line, next, candidate->features);
        }
        line_features(segments, candidate, shares[candidate->line], candidate->features);
        if (candidate->now > believed_share)
            previous = candidate->line + 1;
    }
}

static bool
is_candidate(const struct norms *norms, size_t i, const float shares[CLASS_COUNT])
{
    return shares[CLASS_HEADLINE] > candidate_share && norms->shapes[i].markdown == 0;
}

static void
weigh_words(struct segments *segments)
{
    const struct seen *seen = segments->seen;
    float weights[IDF_COUNTS] = {0};
    for (size_t k = 1; k < IDF_COUNTS; k++) {
        float weight = log2f((float)(seen->total + 2) / (float)k) / log2f((float)(seen->total + 2));
        weights[k] = fmaxf(.01F, weight) * fmaxf(.01F, weight);
    }
    segments->words = base_alloc(seen->slots * sizeof *segments->words);
    for (size_t i = 0; i < seen->slots; i++) {
        uint16_t stands = seen->table[i].count;
        segments->words[i] = (struct word){weights[stands < IDF_COUNTS ? stands : IDF_COUNTS - 1], 0};
    }
}

static void
segments_init(struct segments *segments, const struct norms *norms, const struct seen *seen, const float *first,
              float (*shares)[CLASS_COUNT])
{
    *segments = (struct segments){.norms = norms, .seen = seen};
    for (size_t i = 0; i < norms->count; i++)
        segments->count += is_candidate(norms, i, shares[i]);
    segments->candidates = base_alloc_zero(segments->count + 1, sizeof *segments->candidates);
    size_t c = 0;
    for (size_t i = 0; i < norms->count; i++)
        if (is_candidate(norms, i, shares[i]))
            segments->candidates[c++] =
                (struct candidate){.line = (uint32_t)i, .first = first[i], .now = shares[i][CLASS_HEADLINE]};
    if (segments->count > 0)
        weigh_words(segments);
}

static void
segments_done(struct segments *segments)
{
    free(segments->candidates);
    free(segments->words);
}

void
segments_each(const struct norms *norms, const struct seen *seen, const float *first, float (*shares)[CLASS_COUNT],
              segments_use *use, void *context)
{
    struct segments segments;
    float mean[SEGMENT_FEATURES], deviation[SEGMENT_FEATURES], inputs[SEGMENT_INPUTS];
    segments_init(&segments, norms, seen, first, shares);
    for (int round = 0; round < ROUNDS && segments.count > 0; round++) {
        measure(&segments, shares);
        find_spread(&segments, mean, deviation);
        for (size_t c = 0; c < segments.count; c++) {
            struct candidate *candidate = &segments.candidates[c];
            add_relative(&segments, c, mean, deviation, inputs);
            candidate->now = use(context, candidate->line, inputs, candidate->now);
        }
    }
    for (size_t c = 0; c < segments.count; c++) {
        float *own = shares[segments.candidates[c].line], now = segments.candidates[c].now;
        float rest = (1 - now) / (1 - own[CLASS_HEADLINE] + 1e-9F);
        for (size_t k = 0; k < CLASS_COUNT; k++)
            own[k] *= rest;
        own[CLASS_HEADLINE] = now;
    }
    segments_done(&segments);
}
