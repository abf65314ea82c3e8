/* What the parts do in a second, without a terminal: megabytes of invented Chinese text
 * through each of them by turns, and a screen painted many times.
 *
 * The yardstick is the line-break algorithm as libunistring has it, which layout would have
 * to call if it had none of its own, and memcpy(), which says what the machine's memory gives.
 */
#include "bench.h"

#include "kanbao/command.h"
#include "kanbao/fold.h"
#include "kanbao/parser.h"
#include "kanbao/search.h"
#include "kanbao/text.h"
#include "kanbao/view.h"

#include <dirent.h>
#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unilbrk.h>

enum { TEXT_BYTES = 20000000, ISSUE_BYTES = 11000, ROUNDS = 5, START_ROUNDS = 7, NAMES = 27000 };
static const double MEGA = 1e6;

/* All issues of the measurement, and their paragraphs joined as they are set. */
struct texts {
    struct issue **issues;
    size_t count, capacity;
    size_t bytes; /* of the issues */
    struct slice *paragraphs;
    size_t paragraph_count, paragraph_capacity;
    size_t paragraph_bytes;
    char *copy; /* as large as the longest text */
    size_t longest;
    struct layout_lines lines;
    struct layout_shown shown;
    struct fold fold;
    uint64_t nanoseconds; /* of the part of a job that counts */
    size_t sink;          /* keeps results from being optimised away */
};

static char *
copy_text(const struct issue *issue)
{
    return base_strndup(issue->text, issue->text_bytes);
}

static void
add_paragraphs(struct texts *texts, const struct issue *issue)
{
    struct buffer scratch = {0};
    for (size_t i = 0; i < issue->paragraph_count; i++) {
        struct slice text = issue_paragraph_text(issue, &issue->paragraphs[i], &scratch);
        if (text.len == 0)
            continue;
        texts->paragraphs = base_grow(texts->paragraphs, &texts->paragraph_capacity, texts->paragraph_count + 1,
                                      sizeof *texts->paragraphs);
        texts->paragraphs[texts->paragraph_count++] = slice_make(base_strndup(text.at, text.len), text.len);
        texts->paragraph_bytes += text.len;
    }
    buffer_done(&scratch);
}

static struct texts
texts_make(void)
{
    struct texts texts = {0};
    for (uint32_t number = 0; texts.bytes < TEXT_BYTES; number++) {
        struct buffer text = {0};
        paper_add_issue(&text, 20030517, number, ISSUE_BYTES);
        size_t bytes = text.len;
        struct parser_source source = {.path = "20030517.txt", .text = buffer_take(&text), .bytes = bytes};
        struct issue *issue = parser_recover(source);
        texts.issues = base_grow(texts.issues, &texts.capacity, texts.count + 1, sizeof *texts.issues);
        texts.issues[texts.count++] = issue;
        texts.bytes += issue->text_bytes;
        texts.longest = issue->text_bytes > texts.longest ? issue->text_bytes : texts.longest;
        add_paragraphs(&texts, issue);
    }
    texts.copy = base_alloc(texts.longest);
    return texts;
}

static void
texts_done(struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        issue_free(texts->issues[i]);
    for (size_t i = 0; i < texts->paragraph_count; i++)
        free((char *)texts->paragraphs[i].at);
    free(texts->issues);
    free(texts->paragraphs);
    free(texts->copy);
    layout_lines_done(&texts->lines);
    layout_shown_done(&texts->shown);
    fold_done(&texts->fold);
}

/* ---- the jobs: each goes once over everything and returns the bytes it worked on.
   ARGUMENT is a measure, for those that have one. */
typedef size_t job(struct texts *texts, int argument);

static size_t
job_memcpy(struct texts *texts, int argument)
{
    (void)argument;
    for (size_t i = 0; i < texts->count; i++) {
        memcpy(texts->copy, texts->issues[i]->text, texts->issues[i]->text_bytes);
        texts->sink += (unsigned char)texts->copy[i % texts->issues[i]->text_bytes];
    }
    return texts->bytes;
}

static size_t
job_yardstick(struct texts *texts, int argument)
{
    (void)argument;
    for (size_t i = 0; i < texts->paragraph_count; i++) {
        struct slice text = texts->paragraphs[i];
        u8_possible_linebreaks((const uint8_t *)text.at, text.len, "UTF-8", texts->copy);
        texts->sink += (size_t)texts->copy[0];
    }
    return texts->paragraph_bytes;
}

static size_t
job_breaks(struct texts *texts, int argument)
{
    (void)argument;
    for (size_t i = 0; i < texts->paragraph_count; i++) {
        text_breaks(texts->paragraphs[i], texts->copy);
        texts->sink += (size_t)texts->copy[0];
    }
    return texts->paragraph_bytes;
}

static size_t
job_cells(struct texts *texts, int argument)
{
    (void)argument;
    for (size_t i = 0; i < texts->paragraph_count; i++)
        texts->sink += text_cells(texts->paragraphs[i]);
    return texts->paragraph_bytes;
}

static size_t
job_fold(struct texts *texts, int argument)
{
    (void)argument;
    for (size_t i = 0; i < texts->paragraph_count; i++) {
        fold_text(&texts->fold, texts->paragraphs[i]);
        texts->sink += texts->fold.count;
    }
    return texts->paragraph_bytes;
}

/* Words that are in no issue, so that all is looked at. */
static const char *const queries[] = {"督促部门", "wjqzl"};

static struct search_query *
query_make(int argument)
{
    struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_of(queries[argument]), &options, &fault);
    search_query_expect_raw(query);
    return query;
}

static size_t
job_foresee(struct texts *texts, int argument)
{
    struct search_query *query = query_make(argument);
    for (size_t i = 0; i < texts->count; i++)
        texts->sink += search_may_match(query, slice_make(texts->issues[i]->text, texts->issues[i]->text_bytes));
    search_query_free(query);
    return texts->bytes;
}

static size_t
job_search(struct texts *texts, int argument)
{
    struct search_query *query = query_make(argument);
    struct search_hits hits = {.at = NULL};
    for (size_t i = 0; i < texts->count; i++)
        texts->sink += search_issue(query, texts->issues[i], &hits);
    search_hits_done(&hits);
    search_query_free(query);
    return texts->bytes;
}

/* What a paragraph of Chinese is set with. */
static struct layout_measure
newspaper_measure(int cells)
{
    return (struct layout_measure){
        .cells = (uint16_t)cells, .first_indent = 4, .gutter = LAYOUT_GUTTER, .squeeze = true};
}

static size_t
job_fill(struct texts *texts, int argument)
{
    for (size_t i = 0; i < texts->paragraph_count; i++) {
        layout_fill(texts->paragraphs[i], newspaper_measure(argument), &texts->lines);
        texts->sink += texts->lines.count;
    }
    return texts->paragraph_bytes;
}

/* As an article is set: the shown text, with its map, and then its lines. */
static size_t
job_set(struct texts *texts, int argument)
{
    for (size_t i = 0; i < texts->paragraph_count; i++) {
        layout_show(&texts->shown, texts->paragraphs[i], &layout_spec_standard);
        layout_fill(texts->shown.text, newspaper_measure(argument), &texts->lines);
        texts->sink += texts->lines.count;
    }
    return texts->paragraph_bytes;
}

static size_t
job_show(struct texts *texts, int argument)
{
    (void)argument;
    for (size_t i = 0; i < texts->paragraph_count; i++) {
        layout_show(&texts->shown, texts->paragraphs[i], &layout_spec_standard);
        texts->sink += texts->shown.text.len;
    }
    return texts->paragraph_bytes;
}

/* The copies that these two take over are made and freed outside the measured time. */
static size_t
job_repair(struct texts *texts, int damaged)
{
    uint64_t spent = 0;
    for (size_t i = 0; i < texts->count; i++) {
        const struct issue *issue = texts->issues[i];
        char *text = copy_text(issue);
        for (size_t at = 500; damaged && at < issue->text_bytes; at += 1000)
            text[at] = '\xFF';
        uint64_t start = bench_nanoseconds();
        texts->sink += text_repair(&text, issue->text_bytes, NULL);
        spent += bench_nanoseconds() - start;
        free(text);
    }
    texts->nanoseconds = spent;
    return texts->bytes;
}

static size_t
job_recover(struct texts *texts, int argument)
{
    (void)argument;
    uint64_t spent = 0;
    for (size_t i = 0; i < texts->count; i++) {
        struct parser_source source = {
            .path = "20030517.txt", .text = copy_text(texts->issues[i]), .bytes = texts->issues[i]->text_bytes};
        uint64_t start = bench_nanoseconds();
        struct issue *issue = parser_recover(source);
        spent += bench_nanoseconds() - start;
        texts->sink += issue->article_count;
        issue_free(issue);
    }
    texts->nanoseconds = spent;
    return texts->bytes;
}

static const struct {
    const char *what;
    job *run;
    int argument;
    const char *aim;
} jobs[] = {
    {"line breaks of libunistring: the yardstick", job_yardstick, 0, ""},
    {"line breaks", job_breaks, 0, ""},
    {"memcpy", job_memcpy, 0, ""},
    {"decode: valid text", job_repair, 0, ""},
    {"decode: a bad byte in each 1,000", job_repair, 1, ""},
    {"cells of a text", job_cells, 0, ""},
    {"fold for searching", job_fold, 0, "200 MB/s or more"},
    {"a word looked for in raw text", job_foresee, 0, "1,000 MB/s or more"},
    {"pinyin looked for in raw text", job_foresee, 1, "500 MB/s or more"},
    {"a word found in recovered issues", job_search, 0, ""},
    {"pinyin found in recovered issues", job_search, 1, ""},
    {"structure recovered", job_recover, 0, ""},
    {"punctuation restored", job_show, 0, ""},
    {"layout at 36 cells", job_fill, 36, "40 MB/s or more"},
    {"layout at 58 cells", job_fill, 58, "40 MB/s or more"},
    {"layout at 80 cells", job_fill, 80, "40 MB/s or more"},
    {"punctuation and layout at 58 cells", job_set, 58, ""},
};

static void
measure_jobs(void)
{
    struct texts texts = texts_make();
    struct series speed[BASE_COUNT(jobs)] = {{0}};
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < BASE_COUNT(jobs); i++) {
            uint64_t start = bench_nanoseconds();
            texts.nanoseconds = 0;
            size_t bytes = jobs[i].run(&texts, jobs[i].argument);
            uint64_t spent = texts.nanoseconds > 0 ? texts.nanoseconds : bench_nanoseconds() - start;
            series_add(&speed[i], (double)bytes / MEGA / ((double)spent / 1e9));
        }
    char title[200];
    snprintf(title, sizeof title, "Parts: %.0f MB of Chinese text in %zu issues, %zu paragraphs",
             (double)texts.bytes / MEGA, texts.count, texts.paragraph_count);
    table_begin(title, "what", "speed", "line breaks");
    double yardstick = series_median(&speed[0]);
    for (size_t i = 0; i < BASE_COUNT(jobs); i++) {
        table_row(jobs[i].what, series_median(&speed[i]), i > 0 ? yardstick : 0, "MB/s", jobs[i].aim);
        series_done(&speed[i]);
    }
    table_close();
    if (texts.sink == 0)
        bench_fail("the parts did nothing");
    texts_done(&texts);
}

/* ---- a frame: what a key costs before the terminal is told anything */
struct frame {
    const char *what;
    int rows, cols;
    const char *keys;
    const char *key, *back; /* pressed by turns; NULL: painted only */
    const char *aim;
};

static const struct frame frames[] = {
    {"paint 80x24, side by side", 24, 80, "<Enter>", NULL, NULL, ""},
    {"paint 200x60, side by side", 60, 200, "<Enter>", NULL, NULL, "150 µs"},
    {"paint 200x60, full width", 60, 200, "w", NULL, NULL, "150 µs"},
    {"line down and paint, 80x24, full width", 24, 80, "w", "j", "k", ""},
    {"line down and paint, 200x60, side by side", 60, 200, "<Enter>", "j", "k", ""},
    {"page down and paint, 200x60, full width", 60, 200, "w", "<PageDown>", "<PageUp>", ""},
    {"list step and paint, 80x24", 24, 80, "", "j", "k", ""},
    {"list step and paint, 200x60", 60, 200, "", "j", "k", ""},
};

static void
feed(struct keymap *keymap, struct reader *reader, const char *keys)
{
    struct error *error = command_press_keys(keymap, reader, keys);
    if (error != NULL)
        bench_fail("%s", error_text(error));
}

static double
measure_frame(struct library *library, const struct frame *frame)
{
    enum { TIMES = 400, DROPPED = 20 };
    struct reader reader;
    struct screen screen = {0};
    struct options options;
    struct series spent = {0};
    struct keymap *keymap = command_keymap_new();
    options_init(&options);
    reader_init(&reader, library, options);
    reader_resize(&reader, frame->rows, frame->cols);
    command_attach(keymap, &reader);
    feed(keymap, &reader, frame->keys);
    for (int i = 0; i < TIMES; i++) {
        uint64_t start = bench_nanoseconds();
        if (frame->key != NULL)
            feed(keymap, &reader, i % 8 < 4 ? frame->key : frame->back);
        view_paint(&reader, &screen);
        if (i >= DROPPED)
            series_add(&spent, (double)(bench_nanoseconds() - start) / 1e3);
    }
    double median = series_median(&spent);
    series_done(&spent);
    command_keymap_free(keymap);
    screen_done(&screen);
    reader_done(&reader);
    return median;
}

/* One article that is long enough for all pages, then others for the list. */
static void
write_long_issue(const char *path)
{
    struct buffer text = {0};
    paper_add_long_article(&text, 280000);
    paper_add_issue(&text, 20030517, 8, 60000);
    folder_write(path, buffer_slice(&text));
    buffer_done(&text);
}

static void
measure_frames(const char *folder)
{
    struct buffer path = {0};
    struct series spent[BASE_COUNT(frames)] = {{0}};
    buffer_printf(&path, "%s/20030517.txt", folder);
    write_long_issue(path.at);
    struct library *library = library_new((struct library_limits){1 << 24, 0});
    struct error *error = library_add(library, path.at);
    if (error != NULL)
        bench_fail("%s", error_text(error));
    library_sort(library);
    for (int round = 0; round < ROUNDS; round++)
        for (size_t i = 0; i < BASE_COUNT(frames); i++)
            series_add(&spent[i], measure_frame(library, &frames[i]));
    table_begin("Frames: from a key to a painted screen, the terminal not included", "what", "time", "");
    for (size_t i = 0; i < BASE_COUNT(frames); i++) {
        table_value(frames[i].what, series_median(&spent[i]), 0, "µs", frames[i].aim);
        series_done(&spent[i]);
    }
    table_close();
    library_free(library);
    buffer_done(&path);
}

/* ---- the start of a large library: names found, dated, sorted */

/* The yardstick: what the kernel takes to say the names. */
static size_t
count_names(const char *folder)
{
    size_t count = 0;
    const struct dirent *item;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        bench_fail("%s: %s", folder, strerror(errno));
    while ((item = readdir(dir)) != NULL) {
        char path[4096];
        if (item->d_name[0] == '.')
            continue;
        snprintf(path, sizeof path, "%s/%s", folder, item->d_name);
        if (item->d_type == DT_DIR)
            count += count_names(path);
        else
            count++;
    }
    closedir(dir);
    return count;
}

static void
measure_start(const char *folder)
{
    struct series names = {0}, add = {0}, sort = {0};
    struct buffer path = {0};
    buffer_printf(&path, "%s/archive", folder);
    if (mkdir(path.at, 0700) != 0)
        bench_fail("%s: %s", path.at, strerror(errno));
    paper_write_archive(path.at, NAMES, 0);
    for (int round = 0; round < START_ROUNDS; round++) {
        uint64_t start = bench_nanoseconds();
        if (count_names(path.at) != NAMES)
            bench_fail("the archive has not %d issues", NAMES);
        uint64_t listed = bench_nanoseconds();
        struct library *library = library_new((struct library_limits){1 << 24, 0});
        struct error *error = library_add(library, path.at);
        if (error != NULL)
            bench_fail("%s", error_text(error));
        uint64_t added = bench_nanoseconds();
        library_sort(library);
        uint64_t sorted = bench_nanoseconds();
        if (library_count(library) != NAMES)
            bench_fail("the library has not %d issues", NAMES);
        library_free(library);
        series_add(&names, (double)(listed - start) / 1e6);
        series_add(&add, (double)(added - listed) / 1e6);
        series_add(&sort, (double)(sorted - added) / 1e6);
    }
    table_begin("A library of 27,000 names", "what", "time", "readdir alone");
    table_row("found and dated", series_median(&add), series_median(&names), "ms", "");
    table_row("sorted", series_median(&sort), series_median(&names), "ms", "");
    table_row("both", series_median(&add) + series_median(&sort), series_median(&names), "ms", "");
    table_close();
    series_done(&names);
    series_done(&add);
    series_done(&sort);
    buffer_done(&path);
}

int
main(void)
{
    const char *folder = folder_new();
    measure_jobs();
    measure_frames(folder);
    measure_start(folder);
    return 0;
}
