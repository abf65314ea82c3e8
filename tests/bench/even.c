/* How even the right edge is: slack of the lines of Chinese text, policy by policy; and how soon the first line of a
 * long article is there.
 *
 * A line's slack is what its measure has left; a mark that hangs leaves none. Paragraphs are the lines of the text as
 * the file has them, and their last lines, which are as long as they happen to be, do not count. All widths from 20 to
 * 80 cells, odd ones too.
 */
#include "bench.h"

#include "../support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <dirent.h>
#include <stdlib.h>

enum { NARROWEST = 20, WIDEST = 80, ROUNDS = 9, LONG_POINTS = 20000 };

struct policy {
    const char *what;
    bool own; /* layout_fill(); else every break of UAX #14, greedily */
    bool squeeze, hang;
    bool last; /* the lines before a last one too, which may give it a character */
};

static const struct policy policies[] = {
    {"line breaks of UAX #14 alone", false, false, false, false},
    {"and the house rules", true, false, false, false},
    {"and marks pushed in", true, true, false, false},
    {"and marks that hang", true, true, true, false},
    {"and no last line of one character", true, true, true, true},
};

struct evenness {
    size_t lines;             /* last ones included */
    size_t full, slack, gaps; /* not the last ones; those of two cells and more */
};

static void
add_line(struct evenness *evenness, size_t slack)
{
    evenness->full++;
    evenness->slack += slack;
    evenness->gaps += slack >= 2;
}

/* The yardstick: blanks at a line's end hang, and nothing else is done. */
static void
fill_plainly(struct slice text, size_t measure, struct evenness *evenness)
{
    char *breaks = base_alloc(text.len);
    size_t start = 0, ink = 0, cells = 0, may = 0, may_cells = 0;
    text_breaks(text, breaks);
    for (size_t at = 0; at < text.len;) {
        struct text_cluster cluster = text_cluster_at(text, at);
        if (breaks[at] == TEXT_BREAK_MAY && at > start) {
            may = at;
            may_cells = ink;
        }
        cells += cluster.cells;
        if (text.at[at] != ' ')
            ink = cells;
        if (ink > measure && may > start) {
            add_line(evenness, measure - may_cells);
            evenness->lines++;
            start = at = may;
            cells = ink = 0;
            continue;
        }
        at += cluster.bytes;
    }
    evenness->lines++;
    free(breaks);
}

/* Where the last line is to have no influence, the text goes on, and only lines of its own are counted. */
static void
fill_by_policy(struct slice text, uint16_t measure, const struct policy *policy, struct evenness *evenness)
{
    struct layout_lines lines = {0};
    struct buffer longer = {0};
    buffer_add_slice(&longer, text);
    for (int i = 0; i < WIDEST && !policy->last; i++)
        buffer_add_text(&longer, "后");
    layout_fill(buffer_slice(&longer),
                (struct layout_measure){
                    .cells = measure, .gutter = policy->hang ? LAYOUT_GUTTER : 0, .squeeze = policy->squeeze},
                &lines);
    for (size_t i = 0; i < lines.count && lines.at[i].start_byte < text.len; i++) {
        evenness->lines++;
        if (lines.at[i].end_byte < text.len)
            add_line(evenness, lines.at[i].cells < measure ? measure - lines.at[i].cells : 0);
    }
    buffer_done(&longer);
    layout_lines_done(&lines);
}

static void
measure_line(struct slice line, const struct policy *policy, struct evenness *evenness)
{
    struct layout_shown shown = {.edits = NULL};
    layout_show(&shown, line, &layout_spec_standard);
    for (uint16_t measure = NARROWEST; measure <= WIDEST; measure++)
        if (policy->own)
            fill_by_policy(shown.text, measure, policy, evenness);
        else
            fill_plainly(line, measure, evenness);
    layout_shown_done(&shown);
}

static void
measure_text(const char *title, struct slice text)
{
    printf("\n%s\n\n  %-40s %10s %12s %18s\n", title, "policy", "lines", "mean slack", "two cells or more");
    for (size_t i = 0; i < BASE_COUNT(policies); i++) {
        struct evenness evenness = {0};
        struct slice rest = text;
        while (rest.len > 0) {
            size_t end = slice_find(rest, "\n");
            end = end < rest.len ? end : rest.len;
            struct slice line = text_trim(slice_make(rest.at, end));
            if (line.len > 0)
                measure_line(line, &policies[i], &evenness);
            rest = slice_from(rest, end < rest.len ? end + 1 : end);
        }
        if (evenness.full == 0)
            bench_fail("no full line");
        printf("  %-40s %10zu %12.3f %16.2f %%\n", policies[i].what, evenness.lines,
               (double)evenness.slack / (double)evenness.full, 100.0 * (double)evenness.gaps / (double)evenness.full);
    }
}

static void
measure_samples(void)
{
    struct buffer text = {0};
    const char *name;
    for (size_t i = 0; (name = support_sample(i)) != NULL; i++) {
        char *path = support_sample_path(i);
        struct buffer one = {0};
        if (slice_starts(slice_of(name), "lanpu/"))
            one = support_read(path);
        buffer_add_slice(&text, buffer_slice(&one));
        buffer_done(&one);
        free(path);
    }
    measure_text("Sample issues (data/lanpu)", buffer_slice(&text));
    buffer_done(&text);
}

static void
measure_real_issue(void)
{
    char *folder = support_corpus("truth/seed");
    DIR *directory = folder != NULL ? opendir(folder) : NULL;
    const struct dirent *item;
    while (directory != NULL && (item = readdir(directory)) != NULL) {
        char *path = support_join(folder, item->d_name);
        if (slice_ends(slice_of(item->d_name), ".txt")) {
            struct buffer text = support_read(path);
            measure_text("A real issue", buffer_slice(&text));
            buffer_done(&text);
        }
        free(path);
    }
    if (directory != NULL)
        closedir(directory);
    free(folder);
}

/* ---- a long article */

static struct issue *
long_issue(bool one_paragraph)
{
    struct issue *issue = issue_document_new("一篇很长的文章");
    struct buffer prose = {0};
    issue->verbatim = false;
    size_t bytes = LONG_POINTS * 3, part = one_paragraph ? bytes : 600;
    for (size_t at = 0; at < bytes; at += part) {
        buffer_clear(&prose);
        paper_add_prose(&prose, (uint32_t)at, part);
        issue_document_add(issue, ISSUE_KIND_BODY, 0, buffer_slice(&prose));
    }
    buffer_done(&prose);
    return issue;
}

static void
measure_first_line(const char *what, bool one_paragraph)
{
    struct issue *issue = long_issue(one_paragraph);
    struct layout *layout = layout_new();
    struct series first = {0}, all = {0};
    const struct issue_article *article = &issue->articles[0];
    for (int round = 0; round < ROUNDS; round++) {
        layout_forget(layout);
        uint64_t start = bench_nanoseconds();
        struct layout_cursor cursor =
            layout_seek(layout, issue, article, layout_width(58), (struct layout_place){2, 0});
        struct layout_row row = layout_row_at(&cursor);
        uint64_t shown = bench_nanoseconds();
        while (layout_next(&cursor))
            row = layout_row_at(&cursor);
        if (row.line.ink_byte == 0)
            bench_fail("an empty article");
        series_add(&first, (double)(shown - start) / 1e3);
        series_add(&all, (double)(bench_nanoseconds() - start) / 1e3);
    }
    table_value(what, series_median(&first), series_median(&all), "µs", "");
    series_done(&first);
    series_done(&all);
    layout_free(layout);
    issue_free(issue);
}

int
main(void)
{
    measure_samples();
    measure_real_issue();
    table_begin("An article of 20,000 characters, 58 cells", "what", "first line", "all lines");
    measure_first_line("in paragraphs of 200 characters", false);
    measure_first_line("in one paragraph", true);
    table_close();
    return 0;
}
