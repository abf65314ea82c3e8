/* What kind of paragraph: what can be told for certain from the paragraph itself and those around it.
 *
 * A signature in brackets, the words under a picture, lines of verse, rows of a table. Whatever is not certain is
 * body text.
 */
#include "parser/parts.h"

enum { CREDIT_POINTS_MAX = 30, VERSE_POINTS_MIN = 2, VERSE_POINTS_MAX = 20, VERSE_LINES_MIN = 4, TABLE_ROWS_MIN = 3 };

static bool
contains(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_find(text, words[i]) != SIZE_MAX)
            return true;
    return false;
}

/* What is between the brackets of a text that is all in brackets; empty: it is not. */
static struct slice
in_brackets(struct slice text)
{
    char32_t first = text_first(text), last = text_last(text), code;
    if (!((first == U'（' || first == '(') && (last == U'）' || last == ')')))
        return slice_make("", 0);
    size_t start = text_decode(text.at, &code), end = text_previous(text, text.len);
    struct slice inner = slice_make(text.at + start, end - start);
    static const char *const brackets[] = {"（", "）", "(", ")"};
    return contains(inner, brackets, BASE_COUNT(brackets)) ? slice_make("", 0) : inner;
}

/* （新华社记者某某摄）, 图为…… */
static bool
is_caption(struct slice text)
{
    static const char *const ends[] = {"摄）", "摄)", "摄影）", "摄影)"}, *const starts[] = {"图为", "上图", "下图",
                                                                                             "左图", "右图", "图：",
                                                                                             "图："};
    static const char *const pictures[] = {"摄", "照片", "图片", "制图", "供图"};
    for (size_t i = 0; i < BASE_COUNT(ends); i++)
        if (slice_ends(text, ends[i]))
            return true;
    for (size_t i = 0; i < BASE_COUNT(starts); i++)
        if (slice_starts(text, starts[i]))
            return true;
    struct slice inner = in_brackets(text);
    return inner.len > 0 && text_points(inner) <= CREDIT_POINTS_MAX && contains(inner, pictures, BASE_COUNT(pictures));
}

/* （侯伟生） below a text: who sent it in. */
static bool
is_credit(struct slice text)
{
    static const char *const sentences[] = {"。", "，", "；", "：", ", ", "？"};
    struct slice inner = in_brackets(text);
    size_t points = text_points(inner);
    if (points < 2 || points > CREDIT_POINTS_MAX || contains(inner, sentences, BASE_COUNT(sentences)))
        return false;
    for (size_t at = 0; at < inner.len;) {
        char32_t code;
        at += text_decode(inner.at + at, &code);
        if (text_is_digit(code))
            return false;
    }
    return text_is_han(text_first(inner));
}

/* ---- tables */

/* Cells of a row: parts with a tab or two blanks between them. */
static unsigned
cells_of(struct slice text)
{
    unsigned cells = 1;
    for (size_t at = 0; at < text.len; at++) {
        bool gap = text.at[at] == '\t' || (text.at[at] == ' ' && at + 1 < text.len && text.at[at + 1] == ' ');
        cells += gap;
        while (gap && at + 1 < text.len && byte_among(text.at[at + 1], " \t"))
            at++;
    }
    return cells;
}

/* Rows from paragraph FIRST up to END that have as many cells, two at least; each a line of its own, the one below the
   other. */
static size_t
table_end(const struct issue *issue, size_t first, size_t end)
{
    const struct issue_paragraph *paragraphs = issue->paragraphs;
    unsigned cells = cells_of(issue_line_text(issue, paragraphs[first].first_line));
    size_t i = first;
    while (cells > 1 && i < end && paragraphs[i].kind == ISSUE_KIND_BODY && paragraphs[i].lead_bytes == 0 &&
           paragraphs[i].end_line == paragraphs[i].first_line + 1 &&
           (i == first || paragraphs[i].first_line == paragraphs[i - 1].end_line) &&
           cells_of(issue_line_text(issue, paragraphs[i].first_line)) == cells)
        i++;
    return i - first >= TABLE_ROWS_MIN ? i : first;
}

/* ---- verse */

static bool
is_verse_line(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    if (paragraph->kind != ISSUE_KIND_BODY || paragraph->lead_bytes > 0 ||
        paragraph->end_line != paragraph->first_line + 1)
        return false;
    struct slice text = issue_line_text(issue, paragraph->first_line);
    size_t points = text_points(text), han = 0;
    static const char *const lists[] = {"；", ";", "：", ":"};
    for (size_t i = 0; i < BASE_COUNT(lists); i++)
        if (slice_ends(text, lists[i]))
            return false;
    char32_t code, second = 0, first = text_first(text);
    size_t len = text.len > 0 ? text_decode(text.at, &code) : 0;
    if (len < text.len)
        text_decode(text.at + len, &second);
    if (first == '(' || first == U'（' || second == U'、')
        return false; /* （一） and 一、 */
    for (size_t at = 0; at < text.len;) {
        at += text_decode(text.at + at, &code);
        han += text_is_han(code);
        if (text_is_digit(code))
            return false;
    }
    return points >= VERSE_POINTS_MIN && points <= VERSE_POINTS_MAX && han * 4 >= points * 3;
}

static size_t
verse_end(const struct issue *issue, size_t first, size_t end)
{
    size_t i = first;
    while (i < end && is_verse_line(issue, &issue->paragraphs[i]))
        i++;
    return i - first >= VERSE_LINES_MIN ? i : first;
}

/* ---- the articles, paragraph by paragraph */

/* Makes the rows FIRST up to END one paragraph, the place of which is TO. */
static void
merge_rows(struct issue *issue, size_t first, size_t end, size_t to)
{
    for (size_t i = first + 1; i < end; i++)
        issue->lines[issue->paragraphs[i].first_line].role = ISSUE_JOINED;
    uint32_t end_line = issue->paragraphs[end - 1].end_line;
    issue->paragraphs[to] = issue->paragraphs[first];
    issue->paragraphs[to].end_line = end_line;
    issue->paragraphs[to].kind = ISSUE_KIND_TABLE;
}

static uint8_t
kind_alone(const struct issue *issue, const struct issue_article *article, size_t index)
{
    const struct issue_paragraph *paragraph = &issue->paragraphs[index];
    struct slice text = issue_line_text(issue, paragraph->first_line);
    size_t from_end = article->first_paragraph + article->paragraph_count - index;
    if (paragraph->kind == ISSUE_KIND_VERSE || paragraph->lead_bytes > 0 ||
        paragraph->end_line != paragraph->first_line + 1)
        return paragraph->kind;
    if (is_caption(text))
        return ISSUE_KIND_CAPTION; /* of several pictures too: 2、图为 */
    return from_end == 1 && article->paragraph_count > 1 && is_credit(text) ? ISSUE_KIND_CREDIT : paragraph->kind;
}

/* The paragraphs of one article, moved to TO on; returns the place after them. */
static size_t
find_in_article(struct issue *issue, struct issue_article *article, size_t to)
{
    size_t first = article->first_paragraph, end = first + article->paragraph_count, start = to;
    for (size_t i = first; i < end;) {
        size_t rows = table_end(issue, i, end), lines = verse_end(issue, i, end);
        if (rows > i) {
            merge_rows(issue, i, rows, to++);
            i = rows;
            continue;
        }
        for (size_t k = i; k < lines; k++)
            issue->paragraphs[k].kind = ISSUE_KIND_VERSE;
        do {
            issue->paragraphs[i].kind = kind_alone(issue, article, i);
            issue->paragraphs[to++] = issue->paragraphs[i++];
        } while (i < lines);
    }
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
}
