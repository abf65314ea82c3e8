/* The terms of an article, and what each of them is worth: much where the article says it often or in its headline, and the
 * library seldom.
 *
 * What is seldom said is learnt from blocks of the library's text, which are about as long as a short article: that needs
 * neither articles nor all of the text.
 */
#include "search/alike/alike.h"

#include <math.h>
#include <stdlib.h>

enum { TERMS_MIN = 12 /* fewer, and nothing can be told */ };

static uint32_t
hash_of(term_key key)
{
    return (uint32_t)((key * UINT64_C(0x9e3779b97f4a7c15)) >> 32);
}

/* Where KEY is among the slots, or is to be. */
static size_t
slot_of(const struct story *story, term_key key)
{
    size_t slot = hash_of(key) & (story->slot_count - 1);
    while (story->slots[slot] != 0 && story->terms[story->slots[slot] - 1].key != key)
        slot = (slot + 1) & (story->slot_count - 1);
    return slot;
}

struct story_term *
story_find(const struct story *story, term_key key)
{
    if (story->firsts[hash_of(key) & 0xffff] == 0)
        return NULL;
    uint16_t number = story->slots[slot_of(story, key)];
    return number != 0 ? &story->terms[number - 1] : NULL;
}

static void
add_terms(struct story *story, struct slice text, bool headline)
{
    struct terms terms = {.text = text};
    term_key key;
    while ((key = terms_next(&terms)) != 0) {
        size_t slot = slot_of(story, key);
        if (story->slots[slot] == 0) {
            if (story->count == STORY_TERMS_MAX)
                return;
            story->terms = base_grow(story->terms, &story->capacity, story->count + 1, sizeof *story->terms);
            story->terms[story->count++] = (struct story_term){.key = key};
            story->slots[slot] = (uint16_t)story->count;
            story->firsts[hash_of(key) & 0xffff] = 1;
        }
        struct story_term *term = &story->terms[story->slots[slot] - 1];
        term->times++;
        term->headline |= headline;
    }
}

struct story *
story_new(const struct issue *issue, const struct issue_article *article)
{
    struct story *story = base_alloc_zero(1, sizeof *story);
    struct buffer scratch = {0};
    atomic_init(&story->keepers, 1);
    story->slot_count = 4 * STORY_TERMS_MAX;
    story->slots = base_alloc_zero(story->slot_count, sizeof *story->slots);
    story->firsts = base_alloc_zero(0x10000, 1);
    if (article->headline_line != ISSUE_NO_LINE)
        add_terms(story, issue_line_words(issue, article->headline_line), true);
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        add_terms(story, issue_paragraph_text(issue, paragraph, &scratch), false);
    }
    buffer_done(&scratch);
    if (story->count >= TERMS_MIN)
        return story;
    story_free(story);
    return NULL;
}

struct story *
story_keep(struct story *story)
{
    atomic_fetch_add(&story->keepers, 1);
    return story;
}

void
story_free(struct story *story)
{
    if (story == NULL || atomic_fetch_sub(&story->keepers, 1) > 1)
        return;
    free(story->terms);
    free(story->slots);
    free(story->firsts);
    free(story);
}

/* ---- what is seldom said */

void
story_learn(struct story *story, struct slice text)
{
    size_t bytes = text_start(text, text.len < STORY_LEARNT_BYTES ? text.len : STORY_LEARNT_BYTES);
    struct terms terms = {.text = slice_make(text.at, bytes)};
    size_t block_end = STORY_BLOCK_BYTES;
    term_key key;
    story->blocks += text.len > 0;
    while ((key = terms_next(&terms)) != 0) {
        if (terms.at > block_end) {
            block_end = terms.at + STORY_BLOCK_BYTES;
            story->blocks++;
        }
        struct story_term *term = story_find(story, key);
        if (term != NULL && term->seen != story->blocks) {
            term->seen = story->blocks;
            term->blocks++;
        }
    }
}

/* Inverse document frequency, of blocks. What one block in ten has tells nothing. */
static double
rarity(const struct story *story, const struct story_term *term)
{
    if (story->blocks >= 20 && term->blocks > story->blocks / 10)
        return 0;
    return log((story->blocks + 1.0) / (term->blocks + .5));
}

struct ranked {
    double value;
    uint16_t term;
};

static int
compare_values(const void *a, const void *b)
{
    const struct ranked *one = a, *two = b;
    if (one->value != two->value)
        return one->value > two->value ? -1 : 1;
    return (one->term > two->term) - (one->term < two->term);
}

void
story_choose(struct story *story)
{
    struct ranked *ranked = base_alloc(story->count * sizeof *ranked);
    for (size_t i = 0; i < story->count; i++) {
        const struct story_term *term = &story->terms[i];
        double often = (1 + log(term->times)) * (term->headline ? 2 : 1);
        ranked[i] = (struct ranked){often * rarity(story, term), (uint16_t)i};
    }
    qsort(ranked, story->count, sizeof *ranked, compare_values);
    memset(story->firsts, 0, 0x10000);
    for (size_t i = 0; i < story->count && i < STORY_CHOSEN && ranked[i].value > 0; i++) {
        struct story_term *term = &story->terms[ranked[i].term];
        term->number = (uint8_t)++story->chosen;
        story->weights[story->chosen] = ranked[i].value * rarity(story, term);
        story->firsts[hash_of(term->key) & 0xffff] = 1;
    }
    free(ranked);
}
