/* From hit to hit of the issue that is shown. */
#include "reader/finding/finding.h"

void
hit_go(struct reader *reader, size_t index)
{
    struct reader_search *search = reader->search;
    const struct search_hit *hit = &search->hits.at[index];
    search->hit = index;
    if (reader->at.article != hit->article)
        select_article(reader, hit->article);
    if (reader_shows_source(reader)) {
        source_go(reader, hit->line);
        source_article_to_cursor(reader);
    } else {
        scroll_to_place(reader,
                        layout_place_of_byte(reader->layout, reader->shown, reader_article(reader), hit->start_byte));
    }
    search->hit_place = place_now(reader);
}

static uint32_t
distance(const struct search_hit *hit, uint32_t byte)
{
    return hit->start_byte < byte ? byte - hit->start_byte : hit->start_byte - byte;
}

void
hit_go_near(struct reader *reader, uint32_t byte)
{
    const struct search_hits *hits = &reader->search->hits;
    size_t nearest = 0;
    for (size_t i = 1; i < hits->count; i++)
        if (distance(&hits->at[i], byte) < distance(&hits->at[nearest], byte))
            nearest = i;
    if (hits->count > 0)
        hit_go(reader, nearest);
}

void
hit_show(struct reader *reader)
{
    const struct search_hit *hit = reader_hit(reader);
    bool hidden = reader->at.pane != PANE_ARTICLE && reader_geometry(reader).pane_cols == 0;
    if (hit != NULL && hidden && hit->part != SEARCH_HEADLINE)
        reader->at.pane = PANE_ARTICLE;
}

bool
hit_words_apart(const struct reader *reader)
{
    const struct search_query *query = reader->search->query;
    return query != NULL && reader->shown != NULL && search_words_apart(query, reader->shown);
}

void
hit_say_none(struct reader *reader)
{
    const char *text = reader->search->text.at;
    if (hit_words_apart(reader))
        reader_say(reader, _("“%s”: the words stand in different articles."), text);
    else
        reader_say(reader, _("“%s” is not in this issue."), text);
}

/* ---- the next one */

/* The byte of the issue that a place stands for: in the lists, all of the article is ahead. */
static uint32_t
byte_of_place(const struct reader *reader, const struct reader_place *place)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *article = &issue->articles[place->article];
    if (place->source.shown)
        return layout_byte_of_place(reader->layout, issue, NULL, place->source.cursor);
    struct reader_place here = place_now(reader);
    struct layout_place top = place_equal(place, &here) ? scroll_top(reader) : place->text_top;
    if (place->pane != PANE_ARTICLE || (top.item == 0 && top.byte == 0))
        return issue->lines[article->first_line].start_byte;
    return layout_byte_of_place(reader->layout, issue, article, top);
}

/* The first hit at PLACE or below it of rank BEST at least; their count when there is none. Of an issue that has taken the
   place of the place's all is below. */
static size_t
hit_below(const struct reader *reader, const struct reader_place *place, uint8_t best)
{
    const struct search_hits *hits = &reader->search->hits;
    bool here = place->issue == reader->at.issue && place->article < reader->shown->article_count;
    uint32_t byte = here ? byte_of_place(reader, place) : 0;
    for (size_t i = 0; i < hits->count; i++) {
        const struct search_hit *hit = &hits->at[i];
        bool below =
            !here || hit->article > place->article || (hit->article == place->article && hit->start_byte >= byte);
        if (below && hit->rank >= best)
            return i;
    }
    return hits->count;
}

static uint8_t
best_rank(const struct search_hits *hits)
{
    uint8_t best = 0;
    for (size_t i = 0; i < hits->count; i++)
        best = hits->at[i].rank > best ? hits->at[i].rank : best;
    return best;
}

/* What sounds alike is less likely meant than what is written so. */
void
hit_go_best(struct reader *reader)
{
    const struct search_hits *hits = &reader->search->hits;
    uint8_t best = best_rank(hits);
    size_t index = hit_below(reader, &reader->search->before.place, best);
    if (index == hits->count)
        for (index = 0; hits->at[index].rank < best;)
            index++;
    hit_go(reader, index);
}

/* Is the reader still at the hit that was gone to, or is it on the screen at least? */
static bool
is_at_hit(const struct reader *reader)
{
    const struct search_hit *hit = reader_hit(reader);
    struct reader_place here = place_now(reader);
    if (hit == NULL || place_equal(&here, &reader->search->hit_place))
        return hit != NULL;
    if (hit->article != reader->at.article || reader_shows_source(reader))
        return false;
    return scroll_shows(reader,
                        layout_place_of_byte(reader->layout, reader->shown, reader_article(reader), hit->start_byte));
}

/* The hit after where the reader is, or before it: from the last one gone to, if the reader is still there. */
static size_t
next_index(const struct reader *reader, int direction, bool *wrapped)
{
    const struct reader_search *search = reader->search;
    size_t count = search->hits.count, index;
    struct reader_place here = place_now(reader);
    if (is_at_hit(reader)) {
        *wrapped = direction > 0 ? search->hit + 1 == count : search->hit == 0;
        return (search->hit + (direction > 0 ? 1 : count - 1)) % count;
    }
    index = hit_below(reader, &here, 0);
    if (direction > 0) {
        *wrapped = index == count;
        return index % count;
    }
    *wrapped = index == 0;
    return (index + count - 1) % count;
}

void
hit_step(struct reader *reader, int direction, int count)
{
    struct reader_search *search = reader->search;
    bool wrapped = false, again = false;
    if (search->query == NULL || reader_article(reader) == NULL) {
        reader_say(reader, "%s", _("Nothing to search for yet."));
        return;
    }
    search_refresh(reader);
    if (search->hits.count == 0) {
        hit_say_none(reader);
        return;
    }
    size_t times = ((size_t)count - 1) % search->hits.count + 1; /* without going round and round */
    wrapped = times < (size_t)count;
    for (size_t i = 0; i < times; i++) {
        hit_go(reader, next_index(reader, direction, &again));
        wrapped |= again;
    }
    hit_show(reader);
    if (wrapped)
        reader_say(reader, "%s",
                   direction > 0 ? _("Search wrapped to the beginning.") : _("Search wrapped to the end."));
}
