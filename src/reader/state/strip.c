/* The candidates of the last word that is typed at the prompt of a search: a strip of different strings to pick from.
 *
 * Hits come in as they are found, in the issue at once and of the library in batches, and the best strings are taken from them
 * when somebody looks. Only a word of letters has candidates: another one says already what it means. Must not know how the
 * prompt's text is changed, nor how it is painted.
 */
#include "reader/state/state.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct reader_strip {
    struct search_candidates *found;
    struct search_candidate best[READER_CANDIDATES];
    size_t count;
    size_t selected;                 /* READER_CANDIDATES: none */
    uint32_t start_byte, word_bytes; /* of the prompt's text: the word; of none there are no candidates */
    uint8_t word;                    /* of the query: whose hits count */
    bool by_sound;                   /* some hit is no literal one */
};

struct reader_strip *
strip_new(void)
{
    struct reader_strip *strip = base_alloc_zero(1, sizeof *strip);
    strip->found = search_candidates_new();
    strip->selected = READER_CANDIDATES;
    return strip;
}

void
strip_free(struct reader_strip *strip)
{
    search_candidates_free(strip->found);
    free(strip);
}

void
strip_clear(struct reader *reader)
{
    struct reader_strip *strip = reader->strip;
    search_candidates_clear(strip->found);
    strip->count = 0;
    strip->selected = READER_CANDIDATES;
    strip->word_bytes = 0;
    strip->by_sound = false;
}

/* The bytes of TEXT's last word, where it is one of letters, and perhaps figures, Han and marks between syllables, with a letter
   at least; 0: it has signs that mean something else. */
static size_t
word_bytes(struct slice text)
{
    size_t start = text.len;
    bool letters = false;
    while (start > 0) {
        size_t before = text_previous(text, start);
        char32_t code;
        text_decode(text.at + before, &code);
        if (text_is_space(code))
            break;
        if (!text_is_word(code) && !text_is_han(code) && !text_is_kana(code) && code != '\'' && code != U'’')
            return 0;
        letters |= text_is_ascii_letter(code);
        start = before;
    }
    return letters ? text.len - start : 0;
}

void
strip_begin(struct reader *reader, const struct search_query *query)
{
    struct reader_strip *strip = reader->strip;
    struct slice text = buffer_slice(&reader->prompt.line.text);
    strip_clear(reader);
    if (query == NULL)
        return;
    strip->word = search_query_last_word(query);
    strip->word_bytes = (uint32_t)word_bytes(text);
    strip->start_byte = (uint32_t)text.len - strip->word_bytes;
}

void
strip_add(struct reader *reader, const struct search_hit *hit, struct slice around, struct issue_span mark)
{
    struct reader_strip *strip = reader->strip;
    if (strip->word_bytes == 0 || hit->word != strip->word)
        return;
    strip->by_sound |= hit->rank < SEARCH_RANK_LITERAL;
    search_candidates_add(strip->found, hit, around, mark);
}

void
strip_add_issue(struct reader *reader)
{
    /* no key waits longer: in a long paragraph the words around a hit cost the more the further down it is */
    enum { HITS = 120 };
    const struct search_hits *hits = &reader->search->hits;
    struct buffer around = {0};
    struct issue_span mark;
    if (reader->strip->word_bytes == 0 || reader->shown == NULL)
        return;
    size_t count = hits->count + (reader->search->chance_shown ? 0 : reader->search->chance_count);
    for (size_t i = 0; i < count && i < HITS; i++) {
        if (hits->at[i].word != reader->strip->word)
            continue;
        buffer_clear(&around);
        search_add_around(&around, reader->shown, &hits->at[i], SEARCH_CANDIDATE_BEFORE_CELLS,
                          SEARCH_CANDIDATE_AFTER_CELLS, &mark);
        strip_add(reader, &hits->at[i], buffer_slice(&around), mark);
    }
    buffer_done(&around);
    strip_settle(reader);
}

void
strip_settle(struct reader *reader)
{
    struct reader_strip *strip = reader->strip;
    size_t strings = search_candidates_count(strip->found);
    /* one string alone is no choice, unless it is to be seen what was found */
    strip->count =
        strip->by_sound && strings > 0 ? search_candidates_best(strip->found, strip->best, READER_CANDIDATES) : 0;
    if (strip->selected >= strip->count)
        strip->selected = READER_CANDIDATES;
}

struct reader_candidates
reader_candidates(const struct reader *reader)
{
    const struct reader_strip *strip = reader->strip;
    bool open = reader->prompt.use != NULL;
    return (struct reader_candidates){
        .at = strip->best,
        .count = open ? strip->count : 0,
        .strings = search_candidates_count(strip->found),
        .selected = strip->selected,
    };
}

int
reader_candidate_rows(const struct reader *reader)
{
    return reader->prompt.use != NULL && reader->strip->count > 0;
}

/* ---- choosing */

bool
strip_select(struct reader *reader, int steps)
{
    struct reader_strip *strip = reader->strip;
    size_t count = strip->count;
    if (count == 0)
        return false;
    if (strip->selected >= count)
        strip->selected = 0;
    else
        strip->selected = (strip->selected + (steps > 0 ? 1 : count - 1)) % count;
    return true;
}

bool
strip_is_selected(const struct reader *reader)
{
    return reader->strip->selected < reader->strip->count;
}

void
strip_leave(struct reader *reader)
{
    reader->strip->selected = READER_CANDIDATES;
}

bool
strip_pick(struct reader *reader, size_t which, struct buffer *text)
{
    const struct reader_strip *strip = reader->strip;
    struct buffer query = {0};
    if (which == READER_CANDIDATES)
        which = strip->selected;
    if (which >= strip->count)
        return false;
    buffer_add(text, reader->prompt.line.text.at, strip->start_byte);
    search_candidate_add_query(&query, strip->best[which].text);
    buffer_add_slice(text, buffer_slice(&query));
    buffer_done(&query);
    return true;
}
