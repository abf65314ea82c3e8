/* What kind of paragraph: what can be told for certain from the paragraph itself and those around it, once articles are put
 * together. What could be told of lines before is known already.
 *
 * Each kind has a file that knows its marks; here is the order in which they are asked. Whatever is not certain is body
 * text.
 */
#include "parser/kinds/kinds.h"

#include <strings.h>

enum { CAPTION_LINES_MAX = 8 };

/* Makes the rows FIRST up to END one paragraph, the place of which is TO. */
static void
merge_rows(struct issue *issue, size_t first, size_t end, size_t to)
{
    for (size_t i = first + 1; i < end; i++) {
        struct issue_line *line = &issue->lines[issue->paragraphs[i].first_line];
        line->role = ISSUE_JOINED;
        line->join = ISSUE_JOIN_LINE;
    }
    uint32_t end_line = issue->paragraphs[end - 1].end_line;
    issue->paragraphs[to] = issue->paragraphs[first];
    issue->paragraphs[to].end_line = end_line;
}

/* The end of the rows that stand together from paragraph FIRST on; FIRST: it is none. */
static size_t
rows_end(const struct issue *issue, size_t first, size_t end)
{
    size_t i = first;
    while (i < end && issue->paragraphs[i].kind == ISSUE_KIND_TABLE)
        i++;
    return i;
}

/* A paragraph of a line, or of a few that were printed so: its first line or its last may say that it is a caption. */
static void
set_kind_alone(struct issue *issue, struct issue_paragraph *paragraph)
{
    bool open = paragraph->kind == ISSUE_KIND_BODY || paragraph->kind == ISSUE_KIND_LIST;
    if (!open || paragraph->lead_bytes > 0 || paragraph->continued ||
        paragraph->end_line - paragraph->first_line > CAPTION_LINES_MAX)
        return;
    if (!caption_is(issue_line_text(issue, paragraph->first_line)) &&
        !(paragraph->end_line > paragraph->first_line + 1 &&
          caption_is(issue_line_text(issue, paragraph->end_line - 1))))
        return;
    paragraph->kind = ISSUE_KIND_CAPTION;
    issue->lines[paragraph->first_line].role = ISSUE_CAPTION;
}

/* A signature is the last paragraph of an article, pictures and footnotes below it left out. */
static void
find_signature(struct issue *issue, size_t first, size_t end)
{
    while (end > first && (issue->paragraphs[end - 1].kind == ISSUE_KIND_CAPTION ||
                           issue->paragraphs[end - 1].kind == ISSUE_KIND_FOOTNOTE))
        end--;
    if (end < first + 2)
        return;
    struct issue_paragraph *last = &issue->paragraphs[end - 1];
    if (last->kind == ISSUE_KIND_BODY && last->end_line == last->first_line + 1 && !last->continued &&
        credit_is(issue_line_text(issue, last->first_line)))
        last->kind = ISSUE_KIND_CREDIT;
}

/* ---- the signature of a wire service: what most articles of an issue end with */

enum { WIRE_BYTES_MAX = 48, WIRE_COUNT_MIN = 3 };

/* The last paragraph of an article if it is a word or two; NULL. */
static struct issue_paragraph *
last_word(const struct issue *issue, const struct issue_article *article)
{
    if (article->paragraph_count < 2)
        return NULL;
    struct issue_paragraph *last = &issue->paragraphs[article->first_paragraph + article->paragraph_count - 1];
    bool alone = last->kind == ISSUE_KIND_BODY && last->end_line == last->first_line + 1;
    return alone && issue_line_text(issue, last->first_line).len <= WIRE_BYTES_MAX ? last : NULL;
}

static bool
same_word(struct slice a, struct slice b)
{
    return a.len == b.len && strncasecmp(a.at, b.at, a.len) == 0;
}

static struct slice
word_of(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    return issue_line_text(issue, paragraph->first_line);
}

/* By majority vote, which needs one pass to find who may have won and one to count. */
static void
find_wire(struct issue *issue)
{
    const struct issue_paragraph *winner = NULL;
    size_t votes = 0, count = 0;
    for (size_t i = 0; i < issue->article_count; i++) {
        const struct issue_paragraph *last = last_word(issue, &issue->articles[i]);
        if (votes == 0 && last != NULL)
            winner = last;
        bool agrees = last != NULL && same_word(word_of(issue, winner), word_of(issue, last));
        votes = agrees ? votes + 1 : votes > 0 ? votes - 1 : 0;
    }
    for (int pass = 0; winner != NULL && pass < 2; pass++)
        for (size_t i = 0; i < issue->article_count; i++) {
            struct issue_paragraph *last = last_word(issue, &issue->articles[i]);
            bool agrees = last != NULL && same_word(word_of(issue, winner), word_of(issue, last));
            if (pass == 0)
                count += agrees;
            else if (agrees && count >= WIRE_COUNT_MIN && count * 2 > issue->article_count)
                last->kind = ISSUE_KIND_CREDIT;
        }
}

/* The paragraphs of one article, moved to TO on; returns the place after them. */
static size_t
find_in_article(struct issue *issue, struct issue_article *article, size_t to)
{
    size_t first = article->first_paragraph, end = first + article->paragraph_count, start = to;
    struct verse_scan verse = {0};
    speech_find(issue, first, end); /* before verse: short turns look like it */
    for (size_t i = first; i < end;) {
        size_t rows = rows_end(issue, i, end), lines = verse_end(&verse, issue, i, end);
        if (rows > i) {
            merge_rows(issue, i, rows, to++);
            i = rows;
            continue;
        }
        for (size_t k = i; k < lines; k++)
            issue->paragraphs[k].kind = ISSUE_KIND_VERSE;
        do {
            issue->paragraphs[to] = issue->paragraphs[i++];
            set_kind_alone(issue, &issue->paragraphs[to++]);
        } while (i < lines);
    }
    find_signature(issue, start, to);
    article->first_paragraph = (uint32_t)start;
    article->paragraph_count = (uint32_t)(to - start);
    return to;
}

void
kinds_find(struct issue *issue)
{
    size_t to = 0;
    for (size_t i = 0; i < issue->article_count; i++)
        to = find_in_article(issue, &issue->articles[i], to);
    issue->paragraph_count = to;
    find_wire(issue);
}
