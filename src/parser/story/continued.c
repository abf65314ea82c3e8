/* Stories that go on on another page: 下转第3版 at the end of one article and 上接第1版 at the beginning of another make one
 * of them.
 *
 * The lines of the second part are its article's then, as its rest; the notices and the repeated headline are the page's.
 * What has no clear other end stays as it is.
 */
#include "parser/story/story.h"

#include <stdlib.h>

enum { SAME_HEADLINE = 60 /* per cent of its words */ };

/* ---- one article of two */

/* A line that is the page's from now on, and no part of its paragraph. */
static void
give_to_page(struct issue *issue, uint32_t line)
{
    struct issue_line *at = &issue->lines[line];
    at->role = ISSUE_FURNITURE;
    at->join = ISSUE_JOIN_NONE;
    at->seam = at->lost = false;
}

static void
hide_notice(struct story_pairing *pairing, const struct story_end *end, bool from)
{
    struct issue *issue = pairing->issue;
    struct issue_line *line = &issue->lines[end->line];
    if (!issue_role_is_text(line->role))
        return; /* a line of the page, or a headline, which goes as a whole */
    if (!end_is_whole(issue, end)) {
        size_t bytes = issue_line_text(issue, end->line).len;
        size_t front = from ? end->notice.end : line->front_bytes;
        size_t back = from ? line->back_bytes : bytes - end->notice.start;
        if (front + back >= bytes)
            return; /* a Markdown heading that is nothing else */
        line->front_bytes = (uint8_t)front;
        line->back_bytes = (uint8_t)back;
        return;
    }
    struct issue_paragraph *paragraph = &issue->paragraphs[end->own];
    if (paragraph->first_line == end->line)
        pairing->dropped[end->own] = true;
    else
        paragraph->end_line = end_last_line(issue, paragraph, end) + 1;
    give_to_page(issue, end->line);
}

/* Can the second part's first paragraph go on with the first part's last one? Not if that goes on with one before it itself: a
   paragraph has two pieces at most. */
static bool
goes_on(const struct story_pairing *pairing, const struct story_end *to, const struct story_end *from)
{
    const struct issue *issue = pairing->issue;
    const struct issue_paragraph *last = &issue->paragraphs[to->paragraph],
                                 *first = &issue->paragraphs[from->paragraph];
    uint32_t part = pairing->from_of[to->article]; /* whose text may all be pictures */
    bool own = part == NO_PAIR || pairing->from.at[part].paragraph <= to->paragraph;
    return own && end_was_cut(issue, to) && !pairing->dropped[to->paragraph] && !pairing->dropped[from->paragraph] &&
           first->kind == ISSUE_KIND_BODY && !last->continued && !first->continued;
}

static void
join_paragraphs(struct story_pairing *pairing, const struct story_end *to, const struct story_end *from)
{
    struct issue *issue = pairing->issue;
    struct issue_paragraph *last = &issue->paragraphs[to->paragraph], *first = &issue->paragraphs[from->paragraph];
    uint32_t before = end_last_line(issue, last, to);
    struct issue_line *line = &issue->lines[first->first_line];
    struct slice a = end_line_without(issue, before, to), b = end_line_without(issue, first->first_line, from);
    char32_t end = text_last(a), start = text_first(b);
    bool cjk = text_is_cjk(end) || text_is_cjk(start) || text_is_han(start) || text_is_han(end);
    bool hyphen = end == '-' && a.len > 1 && start >= 'a' && start <= 'z';
    line->role = ISSUE_JOINED;
    line->join = cjk ? ISSUE_JOIN_BARE : hyphen ? ISSUE_JOIN_HYPHEN : ISSUE_JOIN_SPACE;
    line->seam = true;
    last->continued = true;
    issue->continued[issue->continued_count++] =
        (struct issue_continued){last->first_line, {first->first_line, first->end_line}};
    pairing->dropped[from->paragraph] = true;
}

/* What stood above the second part. A headline of its own is kept, inside the article; a repeated one is the page's. */
static void
take_heads(struct story_pairing *pairing, struct issue_article *head, const struct issue_article *part, bool cut,
           uint32_t *subhead)
{
    struct issue *issue = pairing->issue;
    struct slice own = pairs_headline(issue, part);
    struct notice notice;
    bool plain = own.len > 0 && !notice_find(issue_line_text(issue, part->headline_line), &notice);
    bool keep = plain && !cut && pairs_shared_words(pairs_headline(issue, head), own) < SAME_HEADLINE;
    for (uint32_t i = 0; i < part->head_count; i++)
        if (!keep || part->head_lines[i] != part->headline_line)
            give_to_page(issue, part->head_lines[i]);
    *subhead = keep ? part->headline_line : ISSUE_NO_LINE;
    if (keep)
        issue->lines[part->headline_line].role = ISSUE_SUBHEAD;
    bool alone = head->byline_line == ISSUE_NO_LINE && head->byline.bytes == 0;
    if (part->byline_line == ISSUE_NO_LINE && !alone)
        return;
    if (alone) { /* with its end, a signature may stand there */
        head->byline_line = part->byline_line;
        head->byline = part->byline;
        head->first_credit = part->first_credit;
        head->credit_count = part->credit_count;
    } else {
        give_to_page(issue, part->byline_line);
    }
}

/* ---- the issue, put together again */

struct assembly {
    struct issue_paragraph *paragraphs;
    size_t count, capacity;
};

static void
add_paragraph(struct assembly *assembly, struct issue_paragraph paragraph)
{
    assembly->paragraphs = base_grow(assembly->paragraphs, &assembly->capacity, assembly->count + 1, sizeof paragraph);
    assembly->paragraphs[assembly->count++] = paragraph;
}

/* The paragraphs FIRST up to END that are left. */
static void
add_paragraphs(struct story_pairing *pairing, struct assembly *assembly, uint32_t first, uint32_t end, bool rest)
{
    for (uint32_t i = first; i < end; i++) {
        struct issue_paragraph paragraph = pairing->issue->paragraphs[i];
        if (pairing->dropped[i])
            continue;
        if (rest)
            paragraph.lead_bytes = 0; /* no byline line shows it there */
        add_paragraph(assembly, paragraph);
    }
}

/* Where the part that begins at FROM ends, as paragraphs; its lines are END_LINE's and before. */
static uint32_t
split_line(const struct issue *issue, const struct story_end *from)
{
    const struct issue_article *article = &issue->articles[from->article];
    /* a part in the middle of an article begins with its notice */
    bool middle = from->paragraph > article->first_paragraph &&
                  from->line > issue->paragraphs[article->first_paragraph].first_line;
    return middle ? from->line : article->first_line;
}

static void
count_article(const struct issue *issue, const struct issue_paragraph *paragraphs, struct issue_article *article)
{
    article->han = article->words = 0;
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &paragraphs[article->first_paragraph + i];
        for (uint32_t line = paragraph->first_line; line != ISSUE_NO_LINE;
             line = issue_paragraph_next(issue, paragraph, line)) {
            struct text_count count = text_count(issue_line_words(issue, line));
            article->han += (uint32_t)count.han;
            article->words += (uint32_t)count.words;
        }
    }
}

/* Follows the story from TO on, part after part. */
static void
add_rests(struct story_pairing *pairing, struct assembly *assembly, struct issue_article *article, uint32_t to)
{
    struct issue *issue = pairing->issue;
    while (to != NO_PAIR) {
        const struct story_end *end = &pairing->to.at[to], *from = &pairing->from.at[end->other];
        const struct issue_article part = issue->articles[from->article];
        uint32_t first_line = split_line(issue, from), subhead = ISSUE_NO_LINE;
        bool whole = first_line == part.first_line;
        if (whole)
            take_heads(pairing, article, &part, end->cut, &subhead);
        issue->rests[issue->rest_count++] = (struct issue_range){first_line, part.end_line};
        article->rest_count++;
        if (subhead != ISSUE_NO_LINE)
            add_paragraph(assembly, (struct issue_paragraph){
                                        .first_line = subhead, .end_line = subhead + 1, .kind = ISSUE_KIND_SUBHEAD});
        add_paragraphs(pairing, assembly, whole ? part.first_paragraph : from->paragraph,
                       part.first_paragraph + part.paragraph_count, true);
        to = pairing->to_of[from->article];
    }
}

/* A story is at most as long as an article has room for; what is too much stays by itself. */
static void
limit_stories(struct story_pairing *pairing)
{
    for (uint32_t a = 0; a < pairing->issue->article_count; a++) {
        uint32_t to = pairing->from_of[a] == NO_PAIR ? pairing->to_of[a] : NO_PAIR; /* the first part only */
        for (int parts = 0; to != NO_PAIR; parts++) {
            struct story_end *from = &pairing->from.at[pairing->to.at[to].other];
            if (parts == ISSUE_RESTS_MAX) {
                pairing->to_of[pairing->to.at[to].article] = NO_PAIR;
                pairing->from_of[from->article] = NO_PAIR;
                pairing->to.at[to].other = from->other = NO_PAIR;
                break;
            }
            to = pairing->to_of[from->article];
        }
    }
}

static void
rebuild(struct story_pairing *pairing)
{
    struct issue *issue = pairing->issue;
    struct assembly assembly = {NULL, 0, 0};
    struct issue_article *articles = base_alloc_zero(issue->article_count, sizeof *articles);
    size_t count = 0;
    for (uint32_t a = 0; a < issue->article_count; a++) {
        struct issue_article article = issue->articles[a];
        const struct story_end *from = pairing->from_of[a] != NO_PAIR ? &pairing->from.at[pairing->from_of[a]] : NULL;
        uint32_t first_line = from != NULL ? split_line(issue, from) : ISSUE_NO_LINE;
        if (first_line == article.first_line)
            continue; /* it is all somebody else's rest */
        uint32_t end = from != NULL ? from->paragraph : article.first_paragraph + article.paragraph_count;
        uint32_t first = (uint32_t)assembly.count;
        if (from != NULL)
            article.end_line = first_line;
        add_paragraphs(pairing, &assembly, article.first_paragraph, end, false);
        article.first_rest = (uint32_t)issue->rest_count;
        if (from == NULL)
            add_rests(pairing, &assembly, &article, pairing->to_of[a]);
        article.first_paragraph = first;
        article.paragraph_count = (uint32_t)(assembly.count - first);
        count_article(issue, assembly.paragraphs, &article);
        articles[count++] = article;
    }
    free(issue->articles);
    free(issue->paragraphs);
    issue->articles = articles;
    issue->article_count = count;
    issue->paragraphs = assembly.paragraphs;
    issue->paragraph_count = assembly.count;
}

static int
by_line(const void *a, const void *b)
{
    uint32_t one = ((const struct issue_continued *)a)->first_line,
             other = ((const struct issue_continued *)b)->first_line;
    return (one > other) - (one < other);
}

static size_t
apply_pairs(struct story_pairing *pairing)
{
    size_t pairs = 0;
    /* each pair makes one rest at most */
    pairing->issue->rests = base_alloc_zero(pairing->to.count, sizeof *pairing->issue->rests);
    /* besides those that go on over a caption */
    pairing->issue->continued =
        base_realloc(pairing->issue->continued,
                     (pairing->issue->continued_count + pairing->to.count) * sizeof *pairing->issue->continued);
    for (size_t i = 0; i < pairing->to.count; i++) {
        struct story_end *to = &pairing->to.at[i];
        if (to->other == NO_PAIR)
            continue;
        hide_notice(pairing, to, false);
        hide_notice(pairing, &pairing->from.at[to->other], true);
        pairs++;
    }
    for (size_t i = 0; i < pairing->to.count; i++) {
        struct story_end *to = &pairing->to.at[i];
        to->cut = to->other != NO_PAIR && goes_on(pairing, to, &pairing->from.at[to->other]);
        if (to->cut)
            join_paragraphs(pairing, to, &pairing->from.at[to->other]);
    }
    qsort(pairing->issue->continued, pairing->issue->continued_count, sizeof *pairing->issue->continued, by_line);
    return pairs;
}

void
continued_join(struct issue *issue)
{
    /* the ends, of which most issues have none, are not cleared */
    struct story_pairing *pairing = base_alloc(sizeof *pairing);
    pairing->issue = issue;
    pairing->to.count = pairing->from.count = 0;
    ends_find(pairing);
    if (pairing->to.count > 0 && pairing->from.count > 0 && pairing->to.count <= NOTICES_MAX &&
        pairing->from.count <= NOTICES_MAX) {
        pairing->dropped = base_alloc_zero(issue->paragraph_count, sizeof *pairing->dropped);
        pairing->to_of = base_alloc(issue->article_count * sizeof *pairing->to_of);
        pairing->from_of = base_alloc(issue->article_count * sizeof *pairing->from_of);
        for (size_t a = 0; a < issue->article_count; a++)
            pairing->to_of[a] = pairing->from_of[a] = NO_PAIR;
        pairs_find(pairing);
        limit_stories(pairing);
        if (apply_pairs(pairing) > 0)
            rebuild(pairing);
        free(pairing->from_of);
        free(pairing->to_of);
        free(pairing->dropped);
    }
    free(pairing);
}
