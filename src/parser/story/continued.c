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
hide_notice(struct job *job, const struct end *end, bool from)
{
    struct issue *issue = job->issue;
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
        job->dropped[end->own] = true;
    else
        paragraph->end_line = end_last_line(issue, paragraph, end) + 1;
    give_to_page(issue, end->line);
}

/* Can the second part's first paragraph go on with the first part's last one? Not if that goes on with one before it itself: a
   paragraph has two pieces at most. */
static bool
goes_on(const struct job *job, const struct end *to, const struct end *from)
{
    const struct issue *issue = job->issue;
    const struct issue_paragraph *last = &issue->paragraphs[to->paragraph],
                                 *first = &issue->paragraphs[from->paragraph];
    uint32_t part = job->from_of[to->article]; /* whose text may all be pictures */
    bool own = part == NO_PAIR || job->from.at[part].paragraph <= to->paragraph;
    return own && end_was_cut(issue, to) && !job->dropped[to->paragraph] && !job->dropped[from->paragraph] &&
           first->kind == ISSUE_KIND_BODY && !last->continued && !first->continued;
}

static void
join_paragraphs(struct job *job, const struct end *to, const struct end *from)
{
    struct issue *issue = job->issue;
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
    job->dropped[from->paragraph] = true;
}

/* What stood above the second part. A headline of its own is kept, inside the article; a repeated one is the page's. */
static void
take_heads(struct job *job, struct issue_article *head, const struct issue_article *part, bool cut, uint32_t *subhead)
{
    struct issue *issue = job->issue;
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
    if (part->byline_line == ISSUE_NO_LINE)
        return;
    if (head->byline_line == ISSUE_NO_LINE && head->byline.bytes == 0) {
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
add_paragraphs(struct job *job, struct assembly *assembly, uint32_t first, uint32_t end, bool rest)
{
    for (uint32_t i = first; i < end; i++) {
        struct issue_paragraph paragraph = job->issue->paragraphs[i];
        if (job->dropped[i])
            continue;
        if (rest)
            paragraph.lead_bytes = 0; /* no byline line shows it there */
        add_paragraph(assembly, paragraph);
    }
}

/* Where the part that begins at FROM ends, as paragraphs; its lines are END_LINE's and before. */
static uint32_t
split_line(const struct issue *issue, const struct end *from)
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
add_rests(struct job *job, struct assembly *assembly, struct issue_article *article, uint32_t to)
{
    struct issue *issue = job->issue;
    while (to != NO_PAIR) {
        const struct end *end = &job->to.at[to], *from = &job->from.at[end->other];
        const struct issue_article part = issue->articles[from->article];
        uint32_t first_line = split_line(issue, from), subhead = ISSUE_NO_LINE;
        bool whole = first_line == part.first_line;
        if (whole)
            take_heads(job, article, &part, end->cut, &subhead);
        issue->rests[issue->rest_count++] = (struct issue_range){first_line, part.end_line};
        article->rest_count++;
        if (subhead != ISSUE_NO_LINE)
            add_paragraph(assembly, (struct issue_paragraph){
                                        .first_line = subhead, .end_line = subhead + 1, .kind = ISSUE_KIND_SUBHEAD});
        add_paragraphs(job, assembly, whole ? part.first_paragraph : from->paragraph,
                       part.first_paragraph + part.paragraph_count, true);
        to = job->to_of[from->article];
    }
}

/* A story is at most as long as an article has room for; what is too much stays by itself. */
static void
limit_stories(struct job *job)
{
    for (uint32_t a = 0; a < job->issue->article_count; a++) {
        uint32_t to = job->from_of[a] == NO_PAIR ? job->to_of[a] : NO_PAIR; /* the first part only */
        for (int parts = 0; to != NO_PAIR; parts++) {
            struct end *from = &job->from.at[job->to.at[to].other];
            if (parts == ISSUE_RESTS_MAX) {
                job->to_of[job->to.at[to].article] = NO_PAIR;
                job->from_of[from->article] = NO_PAIR;
                job->to.at[to].other = from->other = NO_PAIR;
                break;
            }
            to = job->to_of[from->article];
        }
    }
}

static void
rebuild(struct job *job)
{
    struct issue *issue = job->issue;
    struct assembly assembly = {NULL, 0, 0};
    struct issue_article *articles = base_alloc_zero(issue->article_count, sizeof *articles);
    size_t count = 0;
    for (uint32_t a = 0; a < issue->article_count; a++) {
        struct issue_article article = issue->articles[a];
        const struct end *from = job->from_of[a] != NO_PAIR ? &job->from.at[job->from_of[a]] : NULL;
        uint32_t first_line = from != NULL ? split_line(issue, from) : ISSUE_NO_LINE;
        if (first_line == article.first_line)
            continue; /* it is all somebody else's rest */
        uint32_t end = from != NULL ? from->paragraph : article.first_paragraph + article.paragraph_count;
        uint32_t first = (uint32_t)assembly.count;
        if (from != NULL)
            article.end_line = first_line;
        add_paragraphs(job, &assembly, article.first_paragraph, end, false);
        article.first_rest = (uint32_t)issue->rest_count;
        if (from == NULL)
            add_rests(job, &assembly, &article, job->to_of[a]);
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

static size_t
apply_pairs(struct job *job)
{
    size_t pairs = 0;
    /* each pair makes one rest at most */
    job->issue->rests = base_alloc_zero(job->to.count, sizeof *job->issue->rests);
    job->issue->continued = base_alloc_zero(job->to.count, sizeof *job->issue->continued);
    for (size_t i = 0; i < job->to.count; i++) {
        struct end *to = &job->to.at[i];
        if (to->other == NO_PAIR)
            continue;
        hide_notice(job, to, false);
        hide_notice(job, &job->from.at[to->other], true);
        pairs++;
    }
    for (size_t i = 0; i < job->to.count; i++) {
        struct end *to = &job->to.at[i];
        to->cut = to->other != NO_PAIR && goes_on(job, to, &job->from.at[to->other]);
        if (to->cut)
            join_paragraphs(job, to, &job->from.at[to->other]);
    }
    return pairs;
}

void
continued_join(struct issue *issue)
{
    struct job *job = base_alloc_zero(1, sizeof *job);
    job->issue = issue;
    ends_find(job);
    if (job->to.count > 0 && job->from.count > 0 && job->to.count <= NOTICES_MAX && job->from.count <= NOTICES_MAX) {
        job->dropped = base_alloc_zero(issue->paragraph_count, sizeof *job->dropped);
        job->to_of = base_alloc(issue->article_count * sizeof *job->to_of);
        job->from_of = base_alloc(issue->article_count * sizeof *job->from_of);
        for (size_t a = 0; a < issue->article_count; a++)
            job->to_of[a] = job->from_of[a] = NO_PAIR;
        pairs_find(job);
        limit_stories(job);
        if (apply_pairs(job) > 0)
            rebuild(job);
        free(job->from_of);
        free(job->to_of);
        free(job->dropped);
    }
    free(job);
}
