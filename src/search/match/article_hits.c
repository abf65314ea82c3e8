/* Where an issue has what a query asks for: each article, piece by piece.
 *
 * An article's hits are noted while it is read and forgotten again when it turns out that a word is missing or that one is
 * there that must not be.
 */
#include "search/parts.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct search_scratch {
    struct chunk chunk;
    struct fold fold;
    struct regex_work *regex;
};

enum truth { NO, YES, MAYBE };

/* One search of one issue. */
struct search {
    const struct search_query *query;
    const struct issue *issue;
    struct search_hits *hits;
    struct search_scratch *scratch;
    uint32_t article;
    size_t article_first;          /* of the hits */
    uint32_t words;                /* bits of the groups that were found; of the negated ones too */
    uint32_t wanted, unwanted;     /* bits of the groups that must be found, and must not */
    size_t done[SEARCH_WORDS_MAX]; /* each group's hits reach up to this byte of the chunk */
    bool whole;                    /* no word of the query is one of the text: an article is a hit as a whole */
};

void
search_hits_done(struct search_hits *hits)
{
    free(hits->at);
    if (hits->scratch != NULL) {
        chunk_done(&hits->scratch->chunk);
        fold_done(&hits->scratch->fold);
        regex_work_free(hits->scratch->regex);
        free(hits->scratch);
    }
    *hits = (struct search_hits){.at = NULL};
}

static struct search_scratch *
scratch_of(struct search_hits *hits)
{
    if (hits->scratch == NULL) {
        hits->scratch = base_alloc_zero(1, sizeof *hits->scratch);
        hits->scratch->regex = regex_work_new();
    }
    regex_work_begin(hits->scratch->regex);
    return hits->scratch;
}

static bool
is_stopped(const struct search_hits *hits)
{
    return hits->stop != NULL && atomic_load_explicit(hits->stop, memory_order_relaxed);
}

/* ---- what is said of the issue as a whole */

static bool
text_has(const struct term *term, const char *text, struct search_scratch *scratch)
{
    struct sight sight = {.fold = &scratch->fold, .regex = scratch->regex, .begins = true, .ends = true, .head = true};
    char *copy = base_strdup(text); /* a path is any bytes */
    size_t bytes = text_repair(&copy, strlen(text), NULL);
    sight.text = slice_make(copy, bytes);
    sight.until = bytes;
    bool has = match_term(term, &sight, 0).rank != SEARCH_RANK_NONE;
    free(copy);
    return has;
}

/* MAYBE where that is not known yet, or where the text says it. */
static enum truth
term_truth(const struct term *term, const char *path, const char *title, uint32_t date, struct search_scratch *scratch)
{
    if (term->field == FIELD_DATE)
        return date == 0 ? MAYBE : date >= term->dates.from && date <= term->dates.to ? YES : NO;
    if (term->field != FIELD_IN)
        return MAYBE;
    if (text_has(term, path, scratch) || (title != NULL && text_has(term, title, scratch)))
        return YES;
    return title == NULL ? MAYBE : NO;
}

static enum truth
group_truth(const struct search_query *query, const struct group *group, const char *path, const char *title,
            uint32_t date, struct search_scratch *scratch)
{
    enum truth truth = NO;
    for (size_t i = 0; i < group->count && truth != YES; i++) {
        enum truth own = term_truth(&query->terms[group->first + i], path, title, date, scratch);
        truth = own == NO ? truth : own;
    }
    return truth;
}

bool
search_may_match_issue(const struct search_query *query, const char *path, const char *title, uint32_t date)
{
    struct search_hits hits = {.at = NULL};
    struct search_scratch *scratch = scratch_of(&hits);
    bool may = true;
    for (size_t i = 0; i < query->group_count && may; i++) {
        const struct group *group = &query->groups[i];
        may = group_truth(query, group, path, title, date, scratch) != (group->negated ? YES : NO);
    }
    search_hits_done(&hits);
    return may;
}

static bool
is_of_text(const struct term *term)
{
    return term->field != FIELD_DATE && term->field != FIELD_IN;
}

/* Notes which words the issue's name and date decide; false where that leaves nothing to find. */
static bool
weigh_issue(struct search *search)
{
    const struct search_query *query = search->query;
    const struct issue *issue = search->issue;
    const char *title = issue->title != NULL ? issue->title : "";
    search->whole = true;
    for (size_t i = 0; i < query->group_count; i++) {
        const struct group *group = &query->groups[i];
        uint32_t bit = UINT32_C(1) << i;
        bool of_text = false, yes = false;
        for (size_t k = 0; k < group->count; k++) {
            const struct term *term = &query->terms[group->first + k];
            of_text |= is_of_text(term);
            yes |= !is_of_text(term) && term_truth(term, issue->path, title, issue->date, search->scratch) == YES;
        }
        if (of_text ? yes && group->negated : yes == group->negated)
            return false;
        if (!of_text || yes)
            continue;
        search->whole &= group->negated;
        *(group->negated ? &search->unwanted : &search->wanted) |= bit;
    }
    return true;
}

/* ---- one piece of text */

static bool
is_head(enum search_place place)
{
    return place == SEARCH_KICKER || place == SEARCH_HEADLINE || place == SEARCH_DECK;
}

static bool
looks_at(const struct term *term, enum search_place place, bool by)
{
    switch (term->field) {
    case FIELD_ANY: return !by;
    case FIELD_HEADLINE: return is_head(place);
    case FIELD_BY: return by;
    default: return false;
    }
}

static void
add_hit(struct search *search, struct search_hit hit)
{
    struct search_hits *hits = search->hits;
    if (hits->count == SEARCH_HITS_MAX) {
        hits->more = true;
        return;
    }
    hits->at = base_grow(hits->at, &hits->capacity, hits->count + 1, sizeof *hits->at);
    hits->at[hits->count++] = hit;
}

static bool
comes_before(struct match a, struct match b)
{
    if (a.start != b.start)
        return a.start < b.start;
    return a.rank != b.rank ? a.rank > b.rank : a.end > b.end;
}

/* The hits of a word, from left to right; where several terms match at one place the better match is taken. */
static void
find_group(struct search *search, size_t index, struct sight *sight, enum search_place place, bool by)
{
    const struct group *group = &search->query->groups[index];
    const struct chunk *chunk = &search->scratch->chunk;
    struct match next[TERMS_MAX];
    size_t from = sight->from > search->done[index] ? sight->from : search->done[index];
    for (size_t i = 0; i < group->count; i++)
        next[i] = (struct match){0, 0, SEARCH_RANK_NONE};
    for (bool first = true;; first = false) {
        struct match best = {SIZE_MAX, SIZE_MAX, SEARCH_RANK_NONE};
        for (size_t i = 0; i < group->count; i++) {
            const struct term *term = &search->query->terms[group->first + i];
            if (looks_at(term, place, by) && (first || next[i].start < from))
                next[i] = match_term(term, sight, from);
            if (next[i].rank != SEARCH_RANK_NONE && comes_before(next[i], best))
                best = next[i];
        }
        if (best.rank == SEARCH_RANK_NONE)
            return;
        search->words |= UINT32_C(1) << index;
        if (group->negated)
            return;
        struct search_hit hit = {
            .article = search->article, .word = (uint8_t)index, .rank = best.rank, .place = (uint8_t)place};
        hit.start_byte = chunk_start(chunk, best.start, &hit.line);
        hit.end_byte = chunk_end(chunk, best.end);
        add_hit(search, hit);
        from = search->done[index] = best.end;
    }
}

/* A hit may reach into the next chunk. */
static bool
next_chunk(struct search *search)
{
    struct chunk *chunk = &search->scratch->chunk;
    bool more = chunk_next(chunk);
    for (size_t i = 0; more && i < search->query->group_count; i++)
        search->done[i] = search->done[i] > chunk->moved ? search->done[i] - chunk->moved : 0;
    return more;
}

/* False where the article is out already, or the search is to stop. */
static bool
search_stretch(struct search *search, struct stretch stretch, enum search_place place, bool by)
{
    struct chunk *chunk = &search->scratch->chunk;
    memset(search->done, 0, sizeof search->done);
    chunk_begin(chunk, search->issue, stretch);
    do {
        struct sight sight = {.text = chunk->text,
                              .from = chunk->from,
                              .until = chunk->until,
                              .begins = chunk->begins,
                              .ends = chunk->ends,
                              .fold = &search->scratch->fold,
                              .regex = search->scratch->regex,
                              .head = by || is_head(place)};
        for (size_t i = 0; i < search->query->group_count; i++)
            find_group(search, i, &sight, place, by);
        search->hits->too_hard |= sight.too_hard;
        if (search->words & search->unwanted || is_stopped(search->hits))
            return false;
    } while (next_chunk(search));
    return true;
}

/* ---- one article */

static struct stretch
stretch_of_line(const struct issue *issue, uint32_t line)
{
    struct slice text = issue_line_words(issue, line);
    return (struct stretch){NULL, {(uint32_t)(text.at - issue->text), (uint32_t)text.len}, line};
}

static bool
search_line(struct search *search, uint32_t line, enum search_place place, bool by)
{
    return search_stretch(search, stretch_of_line(search->issue, line), place, by);
}

static enum search_place
place_of_role(uint8_t role)
{
    return role == ISSUE_KICKER ? SEARCH_KICKER : role == ISSUE_DECK ? SEARCH_DECK : SEARCH_HEADLINE;
}

/* by: is asked of what names who wrote the article, as the source has it: the line of the byline, or what a paragraph begins
   with, and the signatures below the text. */
static bool
search_names(struct search *search, const struct issue_article *article)
{
    const struct issue *issue = search->issue;
    if (article->byline_line != ISSUE_NO_LINE && !search_line(search, article->byline_line, SEARCH_BYLINE, true))
        return false;
    if (article->byline.bytes > 0) {
        uint32_t line = issue_line_at(issue, article->byline.start_byte);
        struct stretch stretch = {NULL, article->byline, line};
        if (line != article->byline_line && !search_stretch(search, stretch, SEARCH_BYLINE, true))
            return false;
    }
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        struct stretch stretch = {paragraph, {0, 0}, 0};
        if (paragraph->kind == ISSUE_KIND_CREDIT && !search_stretch(search, stretch, SEARCH_BYLINE, true))
            return false;
    }
    return true;
}

static bool
search_words(struct search *search, const struct issue_article *article)
{
    const struct issue *issue = search->issue;
    if (issue_opens_section(article) && !search_line(search, article->section_line, SEARCH_SECTION, false))
        return false;
    for (uint32_t i = 0; i < article->head_count; i++) {
        uint32_t line = article->head_lines[i];
        if (!search_line(search, line, place_of_role(issue->lines[line].role), false))
            return false;
    }
    if (article->byline_line != ISSUE_NO_LINE && !search_line(search, article->byline_line, SEARCH_BYLINE, false))
        return false;
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        struct stretch stretch = {&issue->paragraphs[article->first_paragraph + i], {0, 0}, 0};
        if (!search_stretch(search, stretch, SEARCH_BODY, false))
            return false;
    }
    return true;
}

static int
compare_hits(const void *left, const void *right)
{
    const struct search_hit *a = left, *b = right;
    if (a->start_byte != b->start_byte)
        return a->start_byte < b->start_byte ? -1 : 1;
    if (a->word != b->word)
        return a->word < b->word ? -1 : 1;
    return (a->end_byte > b->end_byte) - (a->end_byte < b->end_byte);
}

/* The same place found twice, by a word and by its by:. */
static void
sort_article(struct search_hits *hits, size_t first)
{
    qsort(hits->at + first, hits->count - first, sizeof *hits->at, compare_hits);
    size_t count = first;
    for (size_t i = first; i < hits->count; i++) {
        bool same = count > first && hits->at[i].word == hits->at[count - 1].word &&
                    hits->at[i].start_byte < hits->at[count - 1].end_byte;
        if (!same)
            hits->at[count++] = hits->at[i];
    }
    hits->count = count;
}

static void
add_whole(struct search *search, const struct issue_article *article)
{
    struct slice title = issue_article_title(search->issue, article);
    struct search_hit hit = {.article = search->article, .word = SEARCH_NO_WORD, .rank = SEARCH_RANK_LITERAL};
    hit.place = article->headline_line != ISSUE_NO_LINE ? SEARCH_HEADLINE : SEARCH_BODY;
    uint32_t first = search->issue->lines[article->first_line].start_byte;
    hit.start_byte = hit.end_byte = title.len > 0 ? (uint32_t)(title.at - search->issue->text) : first;
    hit.line = issue_line_at(search->issue, hit.start_byte);
    add_hit(search, hit);
}

static void
search_article(struct search *search, uint32_t index)
{
    const struct issue_article *article = &search->issue->articles[index];
    struct search_hits *hits = search->hits;
    size_t first = hits->count;
    bool more = hits->more;
    search->article = index;
    search->words = 0;
    bool in = search_words(search, article) && search_names(search, article);
    if (in && (search->words & search->wanted) == search->wanted) {
        if (search->whole)
            add_whole(search, article);
        sort_article(hits, first);
    } else {
        hits->count = first;
        hits->more = more;
    }
}

bool
search_issue(const struct search_query *query, const struct issue *issue, struct search_hits *hits)
{
    struct search search = {.query = query, .issue = issue, .hits = hits, .scratch = scratch_of(hits)};
    hits->count = 0;
    hits->more = hits->too_hard = false;
    if (weigh_issue(&search))
        for (uint32_t i = 0; i < issue->article_count && !is_stopped(hits); i++)
            search_article(&search, i);
    return hits->count > 0;
}

const char *
search_too_hard(void)
{
    return _("The regular expression takes too long; not everything was searched.");
}

const char *
search_place_name(uint8_t place)
{
    static const char *const names[] = {
        [SEARCH_SECTION] = "section", [SEARCH_KICKER] = "kicker", [SEARCH_HEADLINE] = "headline",
        [SEARCH_DECK] = "deck",       [SEARCH_BYLINE] = "byline", [SEARCH_BODY] = "body"};
    return names[place];
}

const char *
search_rank_name(uint8_t rank)
{
    static const char *const names[] = {[SEARCH_RANK_NONE] = "none",
                                        [SEARCH_RANK_INITIALS] = "initials",
                                        [SEARCH_RANK_MIXED] = "mixed",
                                        [SEARCH_RANK_FULL] = "full",
                                        [SEARCH_RANK_LITERAL] = "literal"};
    return names[rank];
}
