/* The words around a hit, for a list of hits: the article's text, not the file's lines. Knows nothing of queries. */
#include "search/match/match.h"

#include "kanbao/text.h"

enum { BYTES_A_CELL = 4, LINES_BACK = 64 };

/* The paragraph that has LINE; NULL: it is no text of one. */
static const struct issue_paragraph *
paragraph_of(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    const struct issue_paragraph *all = issue->paragraphs + article->first_paragraph;
    size_t low = 0, high = article->paragraph_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (all[middle].first_line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && line < all[low - 1].end_line)
        return &all[low - 1];
    for (size_t i = 0; i < low; i++) {
        struct issue_range rest = issue_paragraph_rest(issue, &all[i]);
        if (line >= rest.first_line && line < rest.end_line)
            return &all[i];
    }
    return NULL;
}

/* The line of PARAGRAPH's text before LINE; ISSUE_NO_LINE: it is the first. */
static uint32_t
line_before(const struct issue *issue, const struct issue_paragraph *paragraph, uint32_t line)
{
    bool rest = line < paragraph->first_line || line >= paragraph->end_line;
    uint32_t rest_first = issue_paragraph_rest(issue, paragraph).first_line;
    do {
        if (rest && line == rest_first) {
            rest = false;
            line = paragraph->end_line;
        }
        if (!rest && line == paragraph->first_line)
            return ISSUE_NO_LINE;
        line--;
    } while (!issue_role_is_text(issue->lines[line].role));
    return line;
}

/* Makes CHUNK begin about BYTES before the hit; returns whether the passage begins there. */
static bool
begin_around(struct chunk *chunk, const struct issue *issue, const struct search_hit *hit, size_t bytes)
{
    const struct issue_article *article = &issue->articles[hit->article];
    uint32_t line = hit->line;
    bool text = issue_role_is_text(issue->lines[line].role);
    struct passage passage = {text ? paragraph_of(issue, article, line) : NULL, {0, 0}, line};
    struct slice words = issue_line_words(issue, line);
    passage.span = (struct issue_span){(uint32_t)(words.at - issue->text), (uint32_t)words.len};
    size_t have = hit->start_byte > passage.span.start_byte ? hit->start_byte - passage.span.start_byte : 0;
    uint32_t before = line;
    for (int i = 0; i < LINES_BACK && have < bytes && passage.paragraph != NULL; i++) {
        before = line_before(issue, passage.paragraph, line);
        if (before == ISSUE_NO_LINE)
            break;
        line = before;
        words = issue_line_words(issue, line);
        have += words.len;
    }
    size_t skip = text_start_after(words, have > bytes ? have - bytes : 0);
    chunk_begin_at(chunk, issue, passage, line, (uint32_t)(words.at - issue->text + skip));
    return skip == 0 && (passage.paragraph == NULL || before == ISSUE_NO_LINE || line == passage.paragraph->first_line);
}

static size_t
cells_before(struct slice text, size_t at, unsigned cells)
{
    char32_t code;
    for (unsigned used = 0; at > 0;) {
        size_t start = text_previous(text, at);
        text_decode(text.at + start, &code);
        used += (unsigned)text_width(code);
        if (used > cells)
            break;
        at = start;
    }
    return at;
}

static size_t
cells_after(struct slice text, size_t at, unsigned cells)
{
    char32_t code;
    for (unsigned used = 0; at < text.len;) {
        size_t len = text_decode(text.at + at, &code);
        used += (unsigned)text_width(code);
        if (used > cells)
            break;
        at += len;
    }
    return at;
}

/* One line: rows of a table have blanks between them. */
static void
add_line(struct buffer *out, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        buffer_add_byte(out, text.at[i] == '\n' || text.at[i] == '\t' ? ' ' : text.at[i]);
}

/* Of an article as a whole that has a headline, which is said elsewhere: the beginning of its text, where there is one. */
static struct search_hit
shown_hit(const struct issue *issue, const struct search_hit *hit)
{
    const struct issue_article *article = &issue->articles[hit->article];
    struct search_hit shown = *hit;
    if (hit->word != SEARCH_NO_WORD || article->headline_line == ISSUE_NO_LINE)
        return shown;
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        if (paragraph->kind != ISSUE_KIND_BODY)
            continue;
        shown.start_byte = shown.end_byte = issue_first_piece(issue, paragraph).span.start_byte;
        shown.line = issue_line_at(issue, shown.start_byte);
        break;
    }
    return shown;
}

void
search_add_around(struct buffer *out, const struct issue *issue, const struct search_hit *found, unsigned before,
                  unsigned after, struct issue_span *shown)
{
    struct search_hit is_shown = shown_hit(issue, found), *hit = &is_shown;
    struct chunk chunk = {.exhausted = false};
    bool begins = begin_around(&chunk, issue, hit, (size_t)before * BYTES_A_CELL + BYTES_A_CELL);
    struct slice text = chunk.subject.text;
    size_t start = chunk_find(&chunk, hit->start_byte), end = chunk_find(&chunk, hit->end_byte);
    size_t first = cells_before(text, start, before), last = cells_after(text, start, after);
    end = end < start ? start : end < last ? end : last;
    if (first > 0 || !begins)
        buffer_add_text(out, "…");
    add_line(out, slice_make(text.at + first, start - first));
    if (shown != NULL)
        *shown = (struct issue_span){(uint32_t)out->len, (uint32_t)(end - start)};
    add_line(out, slice_make(text.at + start, last - start));
    if (last < text.len || !chunk.subject.ends)
        buffer_add_text(out, "…");
    chunk_done(&chunk);
}
