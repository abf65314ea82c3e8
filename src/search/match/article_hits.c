/* Where an issue has what a query asks for: each article, piece by piece.
 *
 * An article's hits are noted while it is read and forgotten again when it turns out that a word is missing or that one is
 * there that must not be. Knows nothing of other issues.
 */
#include "search/match/match.h"

#include "kanbao/store.h"
#include "kanbao/text.h"

#include <stdlib.h>

struct search_scratch {
    struct chunk chunk;
    struct match_memory memory;
    struct near near;
};

/* One search of one issue. */
struct issue_search {
    const struct search_query *query;
    const struct issue *issue;
    struct search_hits *hits;
    struct search_scratch *scratch;
    uint32_t article;
    uint8_t whole_rank; /* of the hit that is the article as a whole */
    uint32_t known;     /* bits of the clauses that the issue as a whole has */
    uint32_t found;     /* ... that the article has; of the negated ones too */
    uint32_t excluding; /* of the negated ones that end the search of an article where they leave no way out */
    size_t done_byte[SEARCH_WORDS_MAX]; /* each clause's hits reach up to here in the chunk */
};

void
search_hits_done(struct search_hits *hits)
{
    free(hits->at);
    if (hits->scratch != NULL) {
        chunk_done(&hits->scratch->chunk);
        match_memory_done(&hits->scratch->memory);
        near_done(&hits->scratch->near);
        free(hits->scratch);
    }
    *hits = (struct search_hits){.at = NULL};
}

static struct search_scratch *
scratch_of(struct search_hits *hits)
{
    if (hits->scratch == NULL)
        hits->scratch = base_alloc_zero(1, sizeof *hits->scratch);
    match_memory_begin(&hits->scratch->memory);
    return hits->scratch;
}

static bool
is_stopped(const struct search_hits *hits)
{
    return hits->stop != NULL && atomic_load_explicit(hits->stop, memory_order_relaxed);
}

/* ---- what is said of the issue as a whole */

/* Must articles be asked, what they say or what is remembered of them? */
static bool
asks_article(const struct search_query *query, const struct clause *clause)
{
    bool asks = false;
    for (size_t i = 0; i < clause->count; i++)
        asks |= field_asks_article(query->terms[clause->first + i].field);
    return asks;
}

/* Notes what the issue's name and date decide; false where that leaves nothing to find. */
static bool
weigh_issue(struct issue_search *search)
{
    const struct search_query *query = search->query;
    const struct issue *issue = search->issue;
    struct issue_facts facts = {issue->path, issue->title != NULL ? issue->title : "", issue->date, query->store};
    uint32_t hoped = 0; /* of what is not known the better one */
    search->known = 0;
    for (size_t i = 0; i < query->clause_count; i++) {
        const struct clause *clause = &query->clauses[i];
        uint32_t bit = UINT32_C(1) << i;
        if (facts_truth(query, clause, &facts, &search->scratch->memory) == TRUTH_YES)
            search->known |= bit;
        else if (!clause->negated && asks_article(query, clause))
            hoped |= bit;
    }
    search->excluding = query->negated;
    return query_holds_with(query, search->known | hoped);
}

/* ---- one piece of text */

/* One initial is enough where there are few words, and each of them counts. */
static bool
is_head(enum search_part part)
{
    return part == SEARCH_KICKER || part == SEARCH_HEADLINE || part == SEARCH_DECK || part == SEARCH_AUTHOR;
}

static void
add_hit(struct issue_search *search, struct search_hit hit)
{
    struct search_hits *hits = search->hits;
    if (hits->count == SEARCH_HITS_MAX) {
        hits->more = true;
        return;
    }
    hits->at = base_grow(hits->at, &hits->capacity, hits->count + 1, sizeof *hits->at);
    hits->at[hits->count++] = hit;
}

static void
note_hit(struct issue_search *search, size_t word, struct match match, enum search_part part)
{
    const struct chunk *chunk = &search->scratch->chunk;
    struct search_hit hit = {.article = search->article, .word = (uint8_t)word, .rank = match.rank};
    hit.part = (uint8_t)(part == SEARCH_AUTHOR ? SEARCH_BYLINE : part);
    hit.start_byte = chunk_start(chunk, match.start, &hit.line);
    hit.end_byte = chunk_end(chunk, match.end);
    add_hit(search, hit);
}

/* The hits of a word, from left to right. */
static void
find_clause(struct issue_search *search, size_t index, struct candidate *candidate, enum search_part part)
{
    struct clause_scan scan;
    struct match match;
    size_t done = search->done_byte[index], from = candidate->subject.from > done ? candidate->subject.from : done;
    scan_begin(&scan, search->query, index, candidate, part, from);
    while (scan_next(&scan, &match)) {
        search->found |= UINT32_C(1) << index;
        if (search->query->clauses[index].negated)
            return;
        note_hit(search, index, match, part);
        search->done_byte[index] = match.end;
        scan_go_on(&scan);
    }
}

/* The same of words near one another, of which the first stands for all. */
static void
find_near(struct issue_search *search, size_t index, struct candidate *candidate, enum search_part part)
{
    struct near *near = &search->scratch->near;
    const struct clause *clause = &search->query->clauses[index];
    if (!near_find(near, search->query, index, candidate, part))
        return;
    search->found |= UINT32_C(1) << index;
    for (size_t i = 0; i < clause->operands && !clause->negated; i++)
        for (size_t k = 0; k < near->words[i].count; k++)
            note_hit(search, index + i, near->words[i].places[k].match, part);
}

/* A hit may reach into the next chunk. */
static bool
next_chunk(struct issue_search *search)
{
    struct chunk *chunk = &search->scratch->chunk;
    bool more = chunk_next(chunk);
    for (size_t i = 0; more && i < search->query->clause_count; i++)
        search->done_byte[i] =
            search->done_byte[i] > chunk->moved_bytes ? search->done_byte[i] - chunk->moved_bytes : 0;
    return more;
}

/* Was something found that must not be there, whatever else is? */
static bool
is_out(const struct issue_search *search)
{
    uint32_t negated = search->query->negated;
    return (search->found & search->excluding) != 0 && !query_holds_with(search->query, search->found | ~negated);
}

/* False where the article is out already, or the search is to stop. */
static bool
search_passage(struct issue_search *search, struct passage passage, enum search_part part)
{
    struct chunk *chunk = &search->scratch->chunk;
    if ((search->query->parts >> part & 1) == 0)
        return true;
    memset(search->done_byte, 0, sizeof search->done_byte);
    chunk_begin(chunk, search->issue, passage);
    do {
        struct candidate candidate = {
            .subject = chunk->subject, .head = is_head(part), .memory = &search->scratch->memory};
        for (size_t i = 0; i < search->query->clause_count; i++)
            if (search->query->clauses[i].operands == 1)
                find_clause(search, i, &candidate, part);
            else if (search->query->clauses[i].operands > 1)
                find_near(search, i, &candidate, part);
        search->hits->too_hard |= candidate.too_hard;
        if (is_out(search) || is_stopped(search->hits))
            return false;
    } while (next_chunk(search));
    return true;
}

/* ---- one article */

static bool
search_line(struct issue_search *search, uint32_t line, enum search_part part)
{
    const struct issue *issue = search->issue;
    struct slice words = issue_line_words(issue, line);
    struct issue_span span = {(uint32_t)(words.at - issue->text), (uint32_t)words.len};
    return search_passage(search, (struct passage){NULL, span, line}, part);
}

static bool
search_paragraph(struct issue_search *search, const struct issue_paragraph *paragraph, enum search_part part)
{
    return search_passage(search, (struct passage){paragraph, {0, 0}, 0}, part);
}

static enum search_part
place_of_role(uint8_t role)
{
    return role == ISSUE_KICKER ? SEARCH_KICKER : role == ISSUE_DECK ? SEARCH_DECK : SEARCH_HEADLINE;
}

/* What credits were read in, line by line, but for the line that is searched as a whole. */
static bool
search_byline(struct issue_search *search, const struct issue_article *article, struct issue_span byline)
{
    const struct issue *issue = search->issue;
    uint32_t end = byline.start_byte + byline.bytes;
    for (uint32_t at = byline.start_byte, line = issue_line_at(issue, at); at < end; line++) {
        uint32_t line_end = issue->lines[line].start_byte + issue->lines[line].bytes;
        uint32_t stop = line_end < end ? line_end : end;
        struct passage passage = {NULL, {at, stop > at ? stop - at : 0}, line};
        if (line != article->byline_line && stop > at && !search_passage(search, passage, SEARCH_AUTHOR))
            return false;
        at = line + 1 < issue->line_count ? issue->lines[line + 1].start_byte : end;
    }
    return true;
}

/* Who wrote the article, as the source has it: the lines of the byline, or what a paragraph begins with, and the signatures
   below the text. */
static bool
search_authors(struct issue_search *search, const struct issue_article *article)
{
    const struct issue *issue = search->issue;
    if (article->byline_line != ISSUE_NO_LINE && !search_line(search, article->byline_line, SEARCH_AUTHOR))
        return false;
    struct issue_span before = article->byline;
    if (before.bytes > 0 && !search_byline(search, article, before))
        return false;
    for (uint32_t i = 0; i < article->credit_count; i++) {
        struct issue_span byline = issue->credits[article->first_credit + i].byline;
        if (byline.bytes > 0 && byline.start_byte != before.start_byte && !search_byline(search, article, byline))
            return false;
        before = byline;
    }
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        if (paragraph->kind == ISSUE_KIND_CREDIT && !search_paragraph(search, paragraph, SEARCH_AUTHOR))
            return false;
    }
    return true;
}

static bool
search_text(struct issue_search *search, const struct issue_article *article)
{
    const struct issue *issue = search->issue;
    if (issue_opens_section(article) && !search_line(search, article->section_line, SEARCH_SECTION))
        return false;
    for (uint32_t i = 0; i < article->head_count; i++) {
        uint32_t line = article->head_lines[i];
        if (!search_line(search, line, place_of_role(issue->lines[line].role)))
            return false;
    }
    if (article->byline_line != ISSUE_NO_LINE && !search_line(search, article->byline_line, SEARCH_BYLINE))
        return false;
    for (uint32_t i = 0; i < article->paragraph_count; i++)
        if (!search_paragraph(search, &issue->paragraphs[article->first_paragraph + i], SEARCH_BODY))
            return false;
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

/* The same part found twice, by a word and by its by:, or a part of it. */
static void
sort_article(struct search_hits *hits, size_t first)
{
    qsort(hits->at + first, hits->count - first, sizeof *hits->at, compare_hits);
    size_t count = first;
    struct issue_span done[SEARCH_WORDS_MAX] = {{0, 0}}; /* each word's last hit */
    for (size_t i = first; i < hits->count; i++) {
        const struct search_hit hit = hits->at[i];
        if (hit.word < SEARCH_WORDS_MAX) {
            struct issue_span *last = &done[hit.word];
            if (last->bytes > 0 &&
                (hit.start_byte == last->start_byte || hit.end_byte <= last->start_byte + last->bytes))
                continue;
            *last = (struct issue_span){hit.start_byte, hit.end_byte - hit.start_byte};
        }
        hits->at[count++] = hit;
    }
    hits->count = count;
}

static void
add_whole(struct issue_search *search, const struct issue_article *article)
{
    struct search_hit hit = {.article = search->article, .word = SEARCH_NO_WORD, .rank = search->whole_rank};
    hit.part = article->headline_line != ISSUE_NO_LINE ? SEARCH_HEADLINE : SEARCH_BODY;
    hit.start_byte = hit.end_byte = issue_article_byte(search->issue, article);
    hit.line = issue_line_at(search->issue, hit.start_byte);
    add_hit(search, hit);
}

static bool
has_kind(const struct issue *issue, const struct issue_article *article, uint8_t kind)
{
    bool has = false;
    for (uint32_t i = 0; i < article->paragraph_count && !has; i++)
        has = issue->paragraphs[article->first_paragraph + i].kind == kind;
    return has;
}

/* Is it of the story? How much so is the rank of the article as a whole. */
static bool
tells(struct issue_search *search, const struct issue_article *article, const struct story *story)
{
    uint8_t rank = story_rank(story, search->issue, article);
    if (rank != SEARCH_RANK_NONE)
        search->whole_rank = rank;
    return rank != SEARCH_RANK_NONE;
}

/* The clauses that what is remembered of the article answers, or the kinds of its paragraphs. */
static uint32_t
find_marks(struct issue_search *search, const struct issue_article *article)
{
    const struct search_query *query = search->query;
    struct store_article known = {.marks = 0};
    uint32_t found = 0;
    if ((query->parts & (1U << SEARCH_MARKS | 1U << SEARCH_KINDS | 1U << SEARCH_STORY)) == 0)
        return 0;
    if (query->store != NULL && (query->parts >> SEARCH_MARKS & 1) != 0)
        known = store_article_of(query->store, search->issue, article);
    for (size_t i = 0; i < query->clause_count; i++)
        for (size_t k = 0; k < query->clauses[i].count; k++) {
            const struct term *term = &query->terms[query->clauses[i].first + k];
            bool has = (term->kind == TERM_MARK && ((known.marks & term->mark->mark) == 0) == term->mark->lacks) ||
                       (term->kind == TERM_KIND && has_kind(search->issue, article, term->mark->mark)) ||
                       (term->kind == TERM_STORY && tells(search, article, term->story));
            found |= (uint32_t)has << i;
        }
    return found;
}

static void
search_article(struct issue_search *search, uint32_t index)
{
    const struct issue_article *article = &search->issue->articles[index];
    struct search_hits *hits = search->hits;
    size_t first = hits->count;
    bool more = hits->more;
    search->article = index;
    search->whole_rank = SEARCH_RANK_LITERAL;
    search->found = search->known | find_marks(search, article);
    bool in = !is_out(search) && search_text(search, article) && search_authors(search, article);
    if (in && query_holds_with(search->query, search->found)) {
        if (hits->count == first)
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
    struct issue_search search = {.query = query, .issue = issue, .hits = hits, .scratch = scratch_of(hits)};
    hits->count = 0;
    hits->more = hits->too_hard = false;
    if (weigh_issue(&search))
        for (uint32_t i = 0; i < issue->article_count && !is_stopped(hits); i++)
            search_article(&search, i);
    return hits->count > 0;
}

bool
search_words_apart(const struct search_query *query, const struct issue *issue)
{
    struct search_hits hits = {0};
    struct issue_search search = {.query = query, .issue = issue, .hits = &hits, .scratch = scratch_of(&hits)};
    bool apart = false, decided = search_query_words(query) < 2 || !weigh_issue(&search);
    uint32_t found = search.known;
    search.excluding = 0;
    for (uint32_t i = 0; i < issue->article_count && !decided && !apart; i++) {
        search.article = i;
        search.found = find_marks(&search, &issue->articles[i]);
        search_text(&search, &issue->articles[i]);
        search_authors(&search, &issue->articles[i]);
        found |= search.found & ~query->negated;
        apart = query_holds_with(query, found);
        hits.count = 0;
    }
    search_hits_done(&hits);
    return apart;
}

const char *
search_too_hard(void)
{
    return _("The regular expression takes too long; not everything was searched.");
}

const char *
search_part_name(uint8_t part)
{
    static const char *const names[] = {
        [SEARCH_SECTION] = "section", [SEARCH_KICKER] = "kicker", [SEARCH_HEADLINE] = "headline",
        [SEARCH_DECK] = "deck",       [SEARCH_BYLINE] = "byline", [SEARCH_BODY] = "body"};
    return names[part];
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
