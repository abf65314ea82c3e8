/* Hits as lines of text: the words around one, or the lines of the file as grep writes them, with its colours where that is
 * asked for. What is searched, and in which order it comes, is not known here.
 */
#include "main/parts.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <unistd.h>

/* Cells of the words around a hit, as in a list, and of the first words of a brief. */
enum { BEFORE = 24, AFTER = 56, TITLE_CELLS = 80 };

/* GNU grep's own colours (GREP_COLORS, its default). */
#define PAINT_HIT       "\033[1;31m"
#define PAINT_PATH      "\033[35m"
#define PAINT_LINE      "\033[32m"
#define PAINT_SEPARATOR "\033[36m"
#define PAINT_END       "\033[m"

/* https://no-color.org: set and not empty. A dumb terminal shows no colours either. */
static bool
is_colored(const struct batch *batch)
{
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    switch (batch->arguments->found.colored) {
    case COLORED_ALWAYS: return true;
    case COLORED_NEVER: return false;
    default:
        return (no_color == NULL || *no_color == '\0') && term != NULL && strcmp(term, "dumb") != 0 &&
               isatty(STDOUT_FILENO);
    }
}

static void
add_painted(struct buffer *out, bool colored, const char *paint, struct slice text)
{
    if (text.len == 0)
        return;
    buffer_add_text(out, colored ? paint : "");
    buffer_add_slice(out, text);
    buffer_add_text(out, colored ? PAINT_END : "");
}

static void
add_path(struct buffer *out, const struct batch *batch, const struct issue *issue, bool colored)
{
    struct buffer path = {0};
    batch_add_path(&path, batch, issue);
    add_painted(out, colored, PAINT_PATH, buffer_slice(&path));
    buffer_done(&path);
}

/* PATH:LINE:, or, with another MARK, PATH-LINE-. */
static void
add_place(struct buffer *out, const struct batch *batch, const struct issue *issue, uint32_t line, char mark)
{
    bool colored = is_colored(batch);
    char number[16];
    struct slice separator = slice_make(&mark, 1);
    int bytes = snprintf(number, sizeof number, "%u", issue_line_number(issue, line) + 1);
    add_path(out, batch, issue, colored);
    add_painted(out, colored, PAINT_SEPARATOR, separator);
    add_painted(out, colored, PAINT_LINE, slice_make(number, (size_t)bytes));
    add_painted(out, colored, PAINT_SEPARATOR, separator);
}

/* A piece of the source, where nothing of it reaches the terminal raw. */
static void
add_safe_hit(struct buffer *out, bool colored, struct slice text)
{
    struct buffer safe = {0};
    text_add_safe(&safe, text);
    add_painted(out, colored, PAINT_HIT, buffer_slice(&safe));
    buffer_done(&safe);
}

void
found_add_hit(struct buffer *out, const struct batch *batch, const struct issue *issue, const struct search_hit *hit)
{
    const struct issue_article *article = &issue->articles[hit->article];
    struct slice title = issue_article_title(issue, article);
    bool headless = article->headline_line == ISSUE_NO_LINE;
    struct buffer words = {0};
    struct issue_span mark;
    add_place(out, batch, issue, hit->line, ':');
    buffer_add_byte(out, '\t');
    text_add_safe(out, slice_make(title.at, headless ? text_fit(title, TITLE_CELLS) : title.len));
    buffer_add_byte(out, '\t');
    search_add_around(&words, issue, hit, BEFORE, AFTER, &mark);
    text_add_safe(out, slice_make(words.at, mark.start_byte));
    add_safe_hit(out, is_colored(batch), slice_make(words.at + mark.start_byte, mark.bytes));
    text_add_safe(out, slice_from(buffer_slice(&words), mark.start_byte + mark.bytes));
    batch_end_line(out, batch);
    buffer_done(&words);
}

/* ---- lines of the file */

/* A line with HITS in it, the first of which may end in it and the last begin: those parts of them are painted. */
static void
add_hit_line(struct buffer *out, const struct batch *batch, const struct issue *issue, uint32_t line,
             const struct search_hits *hits, size_t first)
{
    uint32_t at = issue->lines[line].start_byte, end = at + issue->lines[line].bytes;
    bool colored = is_colored(batch);
    for (size_t i = first; i < hits->count && hits->at[i].start_byte < end; i++) {
        uint32_t from = hits->at[i].start_byte, to = hits->at[i].end_byte;
        from = from > at ? from : at;
        to = to < end ? to : end;
        if (to <= from)
            continue;
        text_add_safe(out, slice_make(issue->text + at, from - at));
        add_safe_hit(out, colored, slice_make(issue->text + from, to - from));
        at = to;
    }
    text_add_safe(out, slice_make(issue->text + at, end - at));
}

/* The line that a hit ends in. */
static uint32_t
last_line(const struct issue *issue, const struct search_hit *hit)
{
    uint32_t last = issue_line_at(issue, hit->end_byte > hit->start_byte ? hit->end_byte - 1 : hit->end_byte);
    return last > hit->line ? last : hit->line;
}

static void
add_file_line(struct buffer *out, const struct batch *batch, const struct issue *issue, uint32_t line,
              const struct search_hits *hits, size_t first, bool is_hit)
{
    const struct issue_line *span = &issue->lines[line];
    add_place(out, batch, issue, line, is_hit ? ':' : '-');
    if (is_hit)
        add_hit_line(out, batch, issue, line, hits, first);
    else
        text_add_safe(out, slice_make(issue->text + span->start_byte, span->bytes));
    batch_end_line(out, batch);
}

void
found_add_between(struct buffer *out, const struct batch *batch)
{
    const struct found_style *style = &batch->arguments->found;
    if (style->before <= 0 && style->after <= 0)
        return;
    add_painted(out, is_colored(batch), PAINT_SEPARATOR, slice_of("--"));
    batch_end_line(out, batch);
}

/* Hits are in the order of the text but for what an article has of a later page, so they are sorted by what is written
   here: lines. */
static int
compare_hits(const void *left, const void *right)
{
    const struct search_hit *a = left, *b = right;
    return a->start_byte != b->start_byte ? (a->start_byte > b->start_byte) - (a->start_byte < b->start_byte)
                                          : (a->end_byte > b->end_byte) - (a->end_byte < b->end_byte);
}

void
found_add_context(struct buffer *out, const struct batch *batch, const struct issue *issue, struct search_hits *hits)
{
    const struct found_style *style = &batch->arguments->found;
    uint32_t before = (uint32_t)style->before, after = (uint32_t)style->after, next = 0;
    if (hits->count > 1)
        qsort(hits->at, hits->count, sizeof *hits->at, compare_hits);
    for (size_t i = 0; i < hits->count;) {
        uint32_t hit_line = hits->at[i].line, last = last_line(issue, &hits->at[i]);
        uint32_t line = hit_line > before ? hit_line - before : 0;
        line = line > next ? line : next;
        if (i > 0 && line > next)
            found_add_between(out, batch);
        for (; line < hit_line; line++)
            add_file_line(out, batch, issue, line, hits, i, false);
        for (size_t first = i; line <= last; line++) {
            add_file_line(out, batch, issue, line, hits, first, true);
            /* what begins in lines that are written already is written with them */
            for (; i < hits->count && hits->at[i].line <= line; i++)
                last = last_line(issue, &hits->at[i]) > last ? last_line(issue, &hits->at[i]) : last;
        }
        uint32_t stop = i < hits->count ? hits->at[i].line : UINT32_MAX;
        for (uint32_t end = line + after; line < end && line < stop && line < issue->line_count; line++)
            add_file_line(out, batch, issue, line, hits, i, false);
        next = line;
    }
}

void
found_add_issue(struct buffer *out, const struct batch *batch, const struct issue *issue, size_t count)
{
    bool colored = is_colored(batch);
    add_path(out, batch, issue, colored);
    if (batch->arguments->found.counts) {
        add_painted(out, colored, PAINT_SEPARATOR, slice_of(":"));
        buffer_printf(out, "%zu", count);
    }
    batch_end_line(out, batch);
}
