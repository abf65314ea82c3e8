/* What headlines look like in this issue.
 *
 * The model is sure of some; how these look, and what stands above and below them, is then held against the lines that
 * it is less sure of. (A naive Bayes classifier of marks, made anew for each issue from the model's own shares; of each
 * line's own part in it, nothing is held against that line.) The words that they begin and end with say the most where a
 * paper's headlines are of a few forms: its notices, its series.
 */
#include "parser/judge/judge.h"

#include "kanbao/text.h"

#include <math.h>
#include <stdlib.h>

enum { VALUES_MAX = 10, ROUNDS = 6, WORDS = 2, WORD_POINTS = 4, BUCKETS = 1024, LINES_MANY = 256 };
static const float weight = 1.2F, trait_max = 0.7F, word_max = 4.0F, sum_max = 12.0F, few = 2.0F, word_few = 0.3F;

/* A line's own marks, and those that are looked up in the line after it or before it. */
enum own {
    OWN_END,
    OWN_START,
    OWN_WIDTH,
    OWN_CLOSED,
    OWN_GAP,
    OWN_COLON,
    OWN_QUOTES,
    OWN_COMMAS,
    OWN_BLANK,
    OWN_INDENTED,
    OWN_OUTDENTED,
    OWN_CAPITALS,
    OWN_BEGINS_LIKE,
    OWN_SEEN_NEXT,
    OWN_COUNT,
    SIDE_LEAD = OWN_COUNT,
    SIDE_WIDTH,
    SIDE_NAMES,
    SIDE_STOPS,
    SIDE_FOLLOWER,
    SIDE_BRACKETED,
    OWN_ALL
};
struct look_up {
    uint8_t own;
    int8_t line;
};
static const struct look_up traits[] = {
    {OWN_END, 0},       {OWN_START, 0},    {OWN_WIDTH, 0},       {OWN_CLOSED, 0},    {OWN_GAP, 0},
    {OWN_COLON, 0},     {OWN_QUOTES, 0},   {OWN_COMMAS, 0},      {OWN_BLANK, 0},     {OWN_INDENTED, 0},
    {OWN_OUTDENTED, 0}, {OWN_CAPITALS, 0}, {OWN_BEGINS_LIKE, 0}, {OWN_SEEN_NEXT, 0}, {SIDE_LEAD, 1},
    {SIDE_WIDTH, 1},    {SIDE_NAMES, 1},   {SIDE_STOPS, 1},      {OWN_END, 1},       {SIDE_FOLLOWER, 1},
    {OWN_START, 1},     {OWN_BLANK, 1},    {OWN_END, -1},        {SIDE_WIDTH, -1},   {SIDE_BRACKETED, -1},
};

struct looks {
    size_t count;
    uint8_t (*own)[OWN_ALL];
    bool *candidate;
    uint16_t (*words)[WORDS]; /* of its first and its last few characters: a number; 0: it is too short */
};

struct looks *
looks_new(size_t count)
{
    struct looks *looks = base_alloc_zero(1, sizeof *looks);
    looks->count = count;
    looks->own = base_alloc_zero(count + 1, sizeof *looks->own);
    looks->candidate = base_alloc_zero(count + 1, sizeof *looks->candidate);
    looks->words = base_alloc_zero(count + 1, sizeof *looks->words);
    return looks;
}

void
looks_free(struct looks *looks)
{
    free(looks->own);
    free(looks->candidate);
    free(looks->words);
    free(looks);
}

static uint8_t
among(const float *features, size_t first, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (features[first + i] > 0)
            return (uint8_t)i;
    return 0;
}

static uint8_t
steps(size_t width, const uint8_t *limits, size_t count)
{
    uint8_t step = 0;
    while (step < count && width >= limits[step])
        step++;
    return step;
}

/* A number for the WORD_POINTS characters of TEXT from AT on; two texts may share one. */
static uint16_t
word_number(struct slice text, size_t at)
{
    uint32_t hash = 2166136261U;
    char32_t code;
    for (int i = 0; i < WORD_POINTS && at < text.len; i++) {
        at += text_decode(text.at + at, &code);
        hash = (hash ^ code) * 16777619U;
    }
    return (uint16_t)(1 + (hash >> 8) % (BUCKETS - 1));
}

static void
add_words(uint16_t words[WORDS], struct slice text)
{
    size_t at = text.len;
    int points = 0;
    while (at > 0 && points < WORD_POINTS) {
        at = text_previous(text, at);
        points++;
    }
    if (points < WORD_POINTS || at == 0)
        return;
    words[0] = word_number(text, 0);
    words[1] = word_number(text, at);
}

void
looks_add(struct looks *looks, size_t i, struct slice text, const float *features)
{
    add_words(looks->words[i], text);
    static const uint8_t fine[] = {2, 4, 6, 8, 10, 12}, coarse[] = {3, 5, 8, 11};
    uint8_t *own = looks->own[i];
    size_t width = 0;
    for (size_t k = FEATURE_CELLS_6; k <= FEATURE_CELLS_160; k++)
        width += features[k] > 0;
    own[OWN_END] = among(features, FEATURE_END_OPEN, END_KINDS);
    own[OWN_START] = among(features, FEATURE_START_OPEN, START_KINDS);
    own[OWN_WIDTH] = steps(width, fine, BASE_COUNT(fine));
    own[OWN_CLOSED] = features[FEATURE_CLOSED] > 0;
    own[OWN_GAP] = features[FEATURE_GAP] > 0;
    own[OWN_COLON] = features[FEATURE_COLON] > 0;
    own[OWN_QUOTES] = features[FEATURE_QUOTES] > 0;
    own[OWN_COMMAS] = features[FEATURE_COMMAS_ANY] > 0;
    own[OWN_BLANK] = features[FEATURE_BLANK] > 0;
    own[OWN_INDENTED] = features[FEATURE_INDENTED] > 0;
    own[OWN_OUTDENTED] = features[FEATURE_OUTDENTED] > 0;
    own[OWN_CAPITALS] = (uint8_t)((features[FEATURE_CAPITALS] > .55F) + (features[FEATURE_CAPITALS] > .9F));
    own[OWN_BEGINS_LIKE] = features[FEATURE_BEGINS_LIKE] > .25F;
    own[OWN_SEEN_NEXT] = features[FEATURE_SEEN_NEXT] > .3F;
    own[SIDE_LEAD] = features[FEATURE_LEAD] > 0;
    own[SIDE_WIDTH] = steps(width, coarse, BASE_COUNT(coarse));
    own[SIDE_NAMES] = features[FEATURE_NAMES] > 0 || features[FEATURE_BYLINE] > 0;
    own[SIDE_STOPS] = features[FEATURE_STOPS_ANY] > 0;
    own[SIDE_FOLLOWER] = features[FEATURE_FOLLOWER] > 0;
    own[SIDE_BRACKETED] = features[FEATURE_BRACKETED] > 0;
    looks->candidate[i] = features[FEATURE_CANDIDATE] > 0;
}

/* The page may have no such line. */
static bool
has_line(const struct looks *looks, size_t i, size_t trait)
{
    return i + (size_t)traits[trait].line < looks->count;
}

/* How often, of headlines and of other lines: added up at once. */
enum { HEAD, OTHER };
typedef float pair __attribute__((vector_size(2 * sizeof(float))));
struct known_log {
    float ratio, log;
};
struct counts {
    pair all;
    struct known_log
        logs[BASE_COUNT(traits) * VALUES_MAX]; /* of each trait, the last one: of many lines most have the same */
    pair trait[BASE_COUNT(traits) * VALUES_MAX];
    pair *word[WORDS]; /* by their places among the issue's own */
};

/* What the rounds have in common. */
struct rounds {
    const struct looks *looks;
    uint8_t (*values)[BASE_COUNT(traits)]; /* of each line: places in struct counts */
    uint16_t (*words)[WORDS];              /* of each line: places among the issue's own; 0: it is too short */
    size_t word_count;
};
_Static_assert(BASE_COUNT(traits) * VALUES_MAX <= UINT8_MAX + 1, "places of values are bytes");

static void
place_values(struct rounds *rounds)
{
    const struct looks *looks = rounds->looks;
    static const uint8_t none[OWN_ALL] = {0};
    for (size_t i = 0; i < looks->count; i++) {
        const uint8_t *around[] = {i > 0 ? looks->own[i - 1] : none, looks->own[i],
                                   i + 1 < looks->count ? looks->own[i + 1] : none};
#pragma GCC unroll 25
        for (size_t m = 0; m < BASE_COUNT(traits); m++)
            rounds->values[i][m] = (uint8_t)(m * VALUES_MAX + around[traits[m].line + 1][traits[m].own]);
    }
}

/* The issue has far fewer words than there are numbers of them. */
static void
place_words(struct rounds *rounds)
{
    uint16_t place[BUCKETS] = {0};
    rounds->word_count = 1;
    for (size_t i = 0; i < rounds->looks->count; i++)
        for (size_t w = 0; w < WORDS; w++) {
            uint16_t number = rounds->looks->words[i][w];
            if (number != 0 && place[number] == 0)
                place[number] = (uint16_t)rounds->word_count++;
            rounds->words[i][w] = place[number];
        }
}

static void
count_traits(const struct rounds *rounds, const float *now, struct counts *counts)
{
    const struct looks *looks = rounds->looks;
    counts->all = (pair){0, 0};
    memset(counts->trait, 0, sizeof counts->trait);
    memset(counts->word[0], 0, WORDS * rounds->word_count * sizeof *counts->word[0]);
    for (size_t i = 0; i < looks->count; i++) {
        pair here = {now[i], looks->candidate[i] ? 1 - now[i] : 0};
        counts->all += here;
#pragma GCC unroll 5
        for (size_t m = 0; m < BASE_COUNT(traits); m++)
            counts->trait[rounds->values[i][m]] += here;
        for (size_t w = 0; w < WORDS; w++)
            counts->word[w][rounds->words[i][w]] += here;
    }
}

static float
between(float least, float value, float most)
{
    return value < least ? least : value > most ? most : value;
}

/* The same of its first and last characters, where other lines have them, too. */
static float
word_likeness(const struct rounds *rounds, const struct counts *counts, size_t i, float now)
{
    float sum = 0, share = (counts->all[HEAD] + .5F) / (counts->all[HEAD] + counts->all[OTHER] + 1);
    for (size_t w = 0; w < WORDS; w++) {
        uint16_t word = rounds->words[i][w];
        if (word == 0)
            continue;
        float head = counts->word[w][word][HEAD] - now, other = counts->word[w][word][OTHER] - (1 - now);
        head = head > 0 ? head : 0;
        other = other > 0 ? other : 0;
        float ratio = logf((head + word_few * share) / (other + word_few * (1 - share)) * (1 - share) / share);
        sum += between(-word_max, ratio, word_max);
    }
    return sum;
}

/* The logarithm of RATIO, cut off; most ratios are so great or so small that it need not be known. */
static float
trait_log(float ratio)
{
    static const float beyond = 2.02F; /* more than exp(trait_max) */
    if (ratio >= beyond)
        return trait_max;
    return ratio <= 1 / beyond ? -trait_max : between(-trait_max, logf(ratio), trait_max);
}

/* How much more often headlines have each trait of line I than others have, its own part taken off; how many traits there are. */
static size_t
trait_ratios(const struct rounds *rounds, const struct counts *counts, size_t i, float now,
             float ratios[BASE_COUNT(traits)])
{
    float all = counts->all[HEAD] + counts->all[OTHER] + .5F * VALUES_MAX;
    float heads = counts->all[HEAD] - now + 1, others = counts->all[OTHER] - (1 - now) + 1;
    size_t count = 0;
    bool inside = i > 0 && i + 1 < rounds->looks->count;
    for (size_t m = 0; m < BASE_COUNT(traits); m++) {
        if (!inside && !has_line(rounds->looks, i, m))
            continue;
        const pair *trait = &counts->trait[rounds->values[i][m]];
        float head = (*trait)[HEAD], other = (*trait)[OTHER];
        float base = (head + other + .5F) / all;
        float as_head = (head - now + base) / heads, as_other = (other - (1 - now) + base) / others;
        ratios[count++] = (as_head > 1e-3F ? as_head : 1e-3F) / (as_other > 1e-3F ? as_other : 1e-3F);
    }
    return count;
}

/* How much more line I looks like the headlines than like its other short lines: a logarithm. */
static float
likeness(const struct rounds *rounds, struct counts *counts, size_t i, float now)
{
    float ratios[BASE_COUNT(traits)], sum = 0;
    size_t count = trait_ratios(rounds, counts, i, now, ratios);
    bool keeps = count == BASE_COUNT(traits) && rounds->looks->count >= LINES_MANY;
    for (size_t m = 0; m < count && !keeps; m++)
        sum += trait_log(ratios[m]);
    for (size_t m = 0; m < count && keeps; m++) {
        struct known_log *known = &counts->logs[rounds->values[i][m]];
        if (ratios[m] != known->ratio)
            *known = (struct known_log){ratios[m], trait_log(ratios[m])};
        sum += known->log;
    }
    sum += word_likeness(rounds, counts, i, now);
    return between(-sum_max, sum, sum_max);
}

/* NOW, held against all others once more. */
static void
run_round(const struct rounds *rounds, const float (*shares)[CLASS_COUNT], struct counts *counts, float *now)
{
    const struct looks *looks = rounds->looks;
    count_traits(rounds, now, counts);
    float known = counts->all[HEAD] > 1 ? counts->all[HEAD] - 1 : 0;
    /* both kinds must be there to be told apart */
    float trust = weight * known / (known + few) * counts->all[OTHER] / (counts->all[OTHER] + 0.5F);
    for (size_t i = 0; i < looks->count; i++) {
        float share = between(1e-6F, shares[i][CLASS_HEADLINE], 1 - 1e-6F);
        if (looks->candidate[i])
            now[i] = 1 / (1 + expf(-(logf(share / (1 - share)) + trust * likeness(rounds, counts, i, now[i]))));
        if (i + 1 < looks->count && looks->own[i + 1][SIDE_LEAD] && now[i] < share)
            now[i] = share; /* above a dateline looks are nothing */
    }
}

void
looks_apply(const struct looks *looks, float (*shares)[CLASS_COUNT])
{
    struct rounds rounds = {.looks = looks,
                            .values = base_alloc(looks->count * sizeof *rounds.values),
                            .words = base_alloc(looks->count * sizeof *rounds.words)};
    float *now = base_alloc(looks->count * sizeof *now);
    for (size_t i = 0; i < looks->count; i++) {
        now[i] = shares[i][CLASS_HEADLINE];
        looks->candidate[i] |= now[i] > .1F;
    }
    place_values(&rounds);
    place_words(&rounds);
    struct counts counts;
    if (looks->count >= LINES_MANY)
        memset(counts.logs, 0, sizeof counts.logs); /* no ratio is 0 */
    counts.word[0] = base_alloc(WORDS * rounds.word_count * sizeof *counts.word[0]);
    counts.word[1] = counts.word[0] + rounds.word_count;
    for (int round = 0; round < ROUNDS; round++)
        run_round(&rounds, (const float(*)[CLASS_COUNT])shares, &counts, now);
    for (size_t i = 0; i < looks->count; i++) {
        float rest = (1 - now[i]) / (1 - shares[i][CLASS_HEADLINE] + 1e-9F);
        for (size_t c = 0; c < CLASS_COUNT; c++)
            shares[i][c] *= rest;
        shares[i][CLASS_HEADLINE] = now[i];
    }
    free(counts.word[0]);
    free(now);
    free(rounds.words);
    free(rounds.values);
}
