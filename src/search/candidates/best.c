/* Which of the strings that were found is meant: a score of each, and the best.
 *
 * The score is a sum of logarithms to the base 2, as evidence adds up. Its weights were searched for, and rounded, by the queries
 * of tests/candidates.queries on all sets of tests/candidates.scores at once, so that in none of them less is found than before.
 */
#include "search/candidates/candidates.h"

#include <math.h>
#include <stdlib.h>

/* What each is worth: 1 is twice as likely. That a string is found often says little, as what is written most is looked for least;
   that it is a word says much, and of a name how common it is: of two that are written alike the one that all know is meant. */
static const double rank_weights[] = {[SEARCH_RANK_NONE] = 0,
                                      [SEARCH_RANK_INITIALS] = 0,
                                      [SEARCH_RANK_MIXED] = .25,
                                      [SEARCH_RANK_FULL] = 8,
                                      [SEARCH_RANK_LITERAL] = 20};
static const double hits_weight = .4, headlines_weight = 1, edges_weight = 1, word_weight = 7, common_word_weight = .1,
                    name_weight = 3, common_name_weight = .7, lone_weight = -7;

static double
share(size_t of, size_t all)
{
    return ((double)of + .25) / ((double)all + .5);
}

double
candidate_score(const struct tally_entry *entry)
{
    bool is_lone = entry->key_bytes == sizeof(char32_t) && entry->rank < SEARCH_RANK_LITERAL;
    double score = rank_weights[entry->rank] + hits_weight * log2((double)entry->hits + 1);
    score += headlines_weight * log2((double)entry->headline_hits + 1);
    score += edges_weight * log2(share(entry->both_edges, entry->judged));
    if (entry->word.weight > 0)
        score += word_weight + common_word_weight * entry->word.weight;
    if (entry->word.name)
        score += name_weight + common_name_weight * entry->word.weight;
    return score + (is_lone ? lone_weight : 0);
}

static bool
is_chance(const struct tally_entry *entry)
{
    return entry->rank == SEARCH_RANK_INITIALS && entry->word.weight == 0 && entry->both_edges * 4 < entry->judged;
}

static bool
is_better(const struct tally_entry *a, double a_score, const struct tally_entry *b, double b_score)
{
    return a_score != b_score ? a_score > b_score : a < b;
}

static struct search_candidate
candidate_of(const struct search_candidates *candidates, const struct tally_entry *entry)
{
    return (struct search_candidate){
        .text = slice_make(candidates->texts.at + entry->text_byte, entry->text_bytes),
        .hits = entry->hits,
        .headline_hits = entry->headline_hits,
        .rank = entry->rank,
        .is_chance = is_chance(entry),
    };
}

struct ranked {
    const struct tally_entry *entry;
    double score;
};

static int
compare(const void *left, const void *right)
{
    const struct ranked *a = left, *b = right;
    return is_better(a->entry, a->score, b->entry, b->score) ? -1 : 1;
}

size_t
search_candidates_best(const struct search_candidates *candidates, struct search_candidate *best, size_t most)
{
    struct ranked *all = base_alloc_zero(candidates->count + 1, sizeof *all);
    for (size_t i = 0; i < candidates->count; i++)
        all[i] = (struct ranked){&candidates->entries[i], candidate_score(&candidates->entries[i])};
    qsort(all, candidates->count, sizeof *all, compare);
    size_t count = candidates->count < most ? candidates->count : most;
    for (size_t i = 0; i < count; i++)
        best[i] = candidate_of(candidates, all[i].entry);
    free(all);
    return count;
}

/* ---- the query */

static bool
is_quote(char32_t code)
{
    return code == '"' || (code >= U'“' && code <= U'‟') || code == U'＂' || (code >= U'「' && code <= U'』') ||
           (code >= U'〝' && code <= U'〟');
}

struct kinds {
    bool ascii_letters, marks, quotes;
};

static struct kinds
kinds_of(struct slice text)
{
    struct kinds kinds = {0};
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        kinds.ascii_letters |= text_is_ascii_letter(code);
        kinds.quotes |= is_quote(code);
        kinds.marks |= !text_is_word(code) && !is_syllabic(code);
    }
    return kinds;
}

/* As a regular expression that is nothing but the text: no quotation mark ends it. */
static void
add_pattern(struct buffer *query, struct slice text)
{
    buffer_add_byte(query, '/');
    for (size_t i = 0; i < text.len; i++) {
        unsigned char byte = (unsigned char)text.at[i];
        if (byte < 0x80 && !text_is_ascii_alnum(byte))
            buffer_add_byte(query, '\\');
        buffer_add_byte(query, text.at[i]);
    }
    buffer_add_byte(query, '/');
}

void
search_candidate_add_query(struct buffer *query, struct slice candidate)
{
    struct kinds kinds = kinds_of(candidate);
    if (kinds.quotes) {
        add_pattern(query, candidate);
        return;
    }
    /* letters would be read as pinyin again */
    if (kinds.ascii_letters || kinds.marks)
        buffer_add_byte(query, '=');
    if (kinds.marks)
        buffer_add_byte(query, '"');
    buffer_add_slice(query, candidate);
    if (kinds.marks)
        buffer_add_byte(query, '"');
}
