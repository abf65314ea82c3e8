/* How much another text has of what an article is about.
 *
 * Of an article it is exact; of raw text, in which nobody knows yet where articles begin, a bound: what a window of it has
 * at most.
 */
#include "search/alike/alike.h"

#include <math.h>
#include <stdlib.h>

/* BM25: k1 and b as everywhere, and the terms that an article has on average. */
static const double saturation = 1.2, by_length = .75, mean_terms = 350;
/* A term of the headline counts so much more. */
static const double headline_share = 1.5;
/* What tells most, the first of the chosen terms, of which it must have a share: else two texts are alike by how all of their
   kind are written. */
enum { CORE_TERMS = 5 };
static const double core_share = .15;

struct counts {
    uint32_t times[STORY_CHOSEN + 1];
    bool headline[STORY_CHOSEN + 1];
    uint32_t all; /* terms */
};

static void
count_terms(const struct story *story, struct slice text, bool headline, struct counts *counts)
{
    struct terms terms = {.text = text};
    term_key key;
    while ((key = terms_next(&terms)) != 0) {
        const struct story_term *term = story_find(story, key);
        unsigned number = term != NULL ? term->number : 0;
        counts->all++;
        counts->times[number]++;
        counts->headline[number] |= headline;
    }
}

static double
bm25(const struct story *story, const struct counts *counts)
{
    double score = 0, length = saturation * (1 - by_length + by_length * counts->all / mean_terms);
    for (unsigned i = 1; i <= story->chosen; i++)
        if (counts->times[i] > 0)
            score += story->weights[i] * counts->times[i] * (saturation + 1) / (counts->times[i] + length) *
                     (counts->headline[i] ? headline_share : 1);
    return score;
}

static double
own_score(const struct story *story)
{
    struct counts counts = {0};
    for (size_t i = 0; i < story->count; i++) {
        const struct story_term *term = &story->terms[i];
        counts.all += term->times;
        counts.times[term->number] = term->times;
        counts.headline[term->number] = term->headline;
    }
    return bm25(story, &counts);
}

void
story_settle(struct story *story)
{
    story_choose(story);
    story->own = own_score(story);
}

/* The share of the core that is there. */
static double
core_of(const struct story *story, const struct counts *counts)
{
    double all = 0, there = 0;
    for (unsigned i = 1; i <= story->chosen && i <= CORE_TERMS; i++) {
        all += story->weights[i];
        there += counts->times[i] > 0 ? story->weights[i] : 0;
    }
    return all > 0 ? there / all : 0;
}

double
story_likeness(const struct story *story, const struct issue *issue, const struct issue_article *article)
{
    struct counts counts = {0};
    struct buffer scratch = {0};
    if (article->headline_line != ISSUE_NO_LINE)
        count_terms(story, issue_line_words(issue, article->headline_line), true, &counts);
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        count_terms(story, issue_paragraph_text(issue, paragraph, &scratch), false, &counts);
    }
    buffer_done(&scratch);
    if (core_of(story, &counts) < core_share)
        return 0;
    return story->own > 0 ? bm25(story, &counts) / story->own : 0;
}

/* Of articles of a year of a daily, judged by hand (tests/stories.judged), one at .25 is as often of another story as not. The rarest term
   of a library weighs as the logarithm of its blocks. */
double
story_least_likeness(const struct story *story)
{
    const double of_many = .25, many_blocks = 1000;
    double share = log(story->blocks + 1.0) / log(many_blocks);
    return share < 1 ? of_many * share : of_many;
}

uint8_t
story_rank(const struct story *story, const struct issue *issue, const struct issue_article *article)
{
    double likeness = story_likeness(story, issue, article);
    if (likeness < story_least_likeness(story))
        return SEARCH_RANK_NONE;
    return likeness >= .6 ? SEARCH_RANK_LITERAL : likeness >= .4 ? SEARCH_RANK_FULL : SEARCH_RANK_MIXED;
}

/* ---- raw text */

enum { HALF_BYTES = 4096 /* of a window; few articles are longer than it */ };

/* The best that a window can come to, of which these terms are in one half or the other. */
static double
bound(const struct story *story, const uint8_t *one, const uint8_t *two)
{
    double score = 0;
    for (unsigned i = 1; i <= story->chosen; i++)
        if ((one[i] | two[i]) != 0)
            score += story->weights[i];
    return score;
}

bool
story_may_match(const struct story *story, struct slice text)
{
    /* What a term comes to twice over, in an article of middling length, is more than most ever come to. */
    double enough = story_least_likeness(story) * story->own / (2 * headline_share);
    uint8_t halves[2][STORY_CHOSEN + 1] = {{0}};
    unsigned half = 0;
    size_t end = HALF_BYTES;
    struct terms terms = {.text = text};
    term_key key;
    bool may = false;
    while (!may && (key = terms_next(&terms)) != 0) {
        if (terms.at > end) {
            may = bound(story, halves[0], halves[1]) >= enough;
            half ^= 1;
            memset(halves[half], 0, sizeof halves[half]);
            end = terms.at + HALF_BYTES;
        }
        const struct story_term *term = story_find(story, key);
        if (term != NULL)
            halves[half][term->number] = 1;
    }
    return may || bound(story, halves[0], halves[1]) >= enough;
}
