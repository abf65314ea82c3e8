/* The program as its user meets it: how soon the first screen is there, what a key costs
 * in processor time and in bytes (over SSH, each one counts), how much memory stays.
 *
 * Each figure stands beside that of less on the same file where less can do the same.
 * Programs are started by turns, and medians compared.
 */
#include "bench.h"

#include "../pty.h"

#include <sys/stat.h>
#include <unistd.h>

enum { ARCHIVE = 27000, YEAR = 365, ISSUE_BYTES = 11000, START_ROUNDS = 21, DROPPED_ROUNDS = 2 };

/* The files of the measurement. */
struct files {
    char one[4096];     /* an issue of 11 KB */
    char article[4096]; /* one very long article */
    char list[4096];    /* an issue of many articles */
    char year[4096];    /* 365 issues */
    char archive[4096]; /* 27,000 */
    size_t archive_bytes;
};

static void
write_files(struct files *files, const char *folder)
{
    struct buffer text = {0};
    snprintf(files->one, sizeof files->one, "%s/20030517.txt", folder);
    snprintf(files->article, sizeof files->article, "%s/20030518.txt", folder);
    snprintf(files->list, sizeof files->list, "%s/20030519.txt", folder);
    snprintf(files->year, sizeof files->year, "%s/year", folder);
    snprintf(files->archive, sizeof files->archive, "%s/archive", folder);
    paper_add_issue(&text, 20030517, 7, ISSUE_BYTES);
    folder_write(files->one, buffer_slice(&text));
    buffer_clear(&text);
    paper_add_long_article(&text, 500000);
    folder_write(files->article, buffer_slice(&text));
    buffer_clear(&text);
    paper_add_issue(&text, 20030519, 9, 200000);
    folder_write(files->list, buffer_slice(&text));
    buffer_done(&text);
    if (mkdir(files->year, 0700) != 0 || mkdir(files->archive, 0700) != 0)
        bench_fail("cannot make folders in %s", folder);
    paper_write_archive(files->year, YEAR, ISSUE_BYTES);
    files->archive_bytes = paper_write_archive(files->archive, ARCHIVE, ISSUE_BYTES);
}

/* ---- start */
enum { LESS_ONE, ONE, ONE_CHINESE, SOME, ALL, ALL_LOADING, START_COUNT };

struct start {
    struct program program;
    struct series paint, cpu; /* milliseconds */
    double writes, bytes;
};

static void
measure_start(struct start *start, bool keep)
{
    struct pty *pty = program_start(&start->program, 24, 80);
    if (keep) {
        series_add(&start->paint, program_paint_time(pty));
        series_add(&start->cpu, (double)pty_cpu(pty) / 1e6);
        start->writes = (double)pty_writes(pty);
        start->bytes = (double)pty_bytes(pty);
    }
    program_stop(&start->program, pty);
}

static void
print_starts(const struct start *starts)
{
    double less = series_median(&starts[LESS_ONE].paint), one = series_median(&starts[ONE].paint);
    double one_cpu = series_median(&starts[ONE].cpu);
    table_begin("The first screen, 80x24, warm cache", "what", "kanbao", "less, one");
    table_row("one issue", one, less, "ms", "ratio 1.3");
    table_row("one issue, the fastest tenth", series_quantile(&starts[ONE].paint, 0.1),
              series_quantile(&starts[LESS_ONE].paint, 0.1), "ms", "ratio 1.3");
    table_row("one issue, in Chinese", series_median(&starts[ONE_CHINESE].paint), less, "ms", "");
    table_row("27,000 issues", series_median(&starts[ALL].paint), less, "ms", "ratio 10");
    table_row("one issue, processor time", one_cpu, series_median(&starts[LESS_ONE].cpu), "ms", "");
    table_row("one issue, bytes", starts[ONE].bytes, starts[LESS_ONE].bytes, "", "");
    table_row("one issue, write calls", starts[ONE].writes, starts[LESS_ONE].writes, "", "");
    table_close();
    table_begin("Many issues", "what", "kanbao", "kanbao, one");
    table_row("365 issues", series_median(&starts[SOME].paint), one, "ms", "");
    table_row("27,000 issues", series_median(&starts[ALL].paint), one, "ms", "ratio 8");
    table_row("27,000 issues, to be loaded then", series_median(&starts[ALL_LOADING].paint), one, "ms", "ratio 8");
    table_row("365 issues, processor time", series_median(&starts[SOME].cpu), one_cpu, "ms", "");
    table_row("27,000 issues, processor time", series_median(&starts[ALL].cpu), one_cpu, "ms", "");
    table_close();
}

static void
measure_starts(const struct files *files)
{
    struct start starts[START_COUNT] = {
        [LESS_ONE].program = program_less(NULL, files->one),
        [ONE].program = program_kanbao(NULL, files->one),
        [ONE_CHINESE].program = program_kanbao("language=zh_CN", files->one),
        [SOME].program = program_kanbao("memory=0", files->year),
        [ALL].program = program_kanbao("memory=0", files->archive),
        [ALL_LOADING].program = program_kanbao("memory=512", files->archive),
    };
    starts[ALL_LOADING].program.loads = true;
    for (int round = 0; round < START_ROUNDS; round++)
        for (int i = program_has_less() ? LESS_ONE : ONE; i < START_COUNT; i++)
            measure_start(&starts[i], round >= DROPPED_ROUNDS);
    print_starts(starts);
    for (int i = 0; i < START_COUNT; i++) {
        series_done(&starts[i].paint);
        series_done(&starts[i].cpu);
    }
}

/* ---- keys */
enum { KEY_ROUNDS = 3, KEYS_DROPPED = 3, KEYS = 20 };

struct scenario {
    const char *what;
    int rows, cols;
    const char *before; /* keys, pressed once */
    const char *key;
    const char *less_key; /* NULL: less has nothing like it */
    const char *cpu_aim, *bytes_aim;
    enum {
        ON_ARTICLE,
        ON_ARTICLE_MARGINS, /* in a terminal that has them, and can scroll the text beside the list */
        ON_LIST,
        ON_YEAR,
        ON_ARCHIVE
    } file;
};

static const struct scenario scenarios[] = {
    {"line, 80x24, full width", 24, 80, "\r\r", "j", "j", "130 µs", "170", ON_ARTICLE},
    {"line, 80x24, side by side", 24, 80, "\r", "j", "j", "270 µs", "1,500", ON_ARTICLE},
    {"line, 80x24, side by side, margins", 24, 80, "\r", "j", "j", "", "150", ON_ARTICLE_MARGINS},
    {"line, 120x40, side by side, margins", 40, 120, "\r", "j", "j", "", "", ON_ARTICLE_MARGINS},
    {"line, 200x60, full width", 60, 200, "\r\r", "j", "j", "", "", ON_ARTICLE},
    {"line, 200x60, side by side", 60, 200, "\r", "j", "j", "", "", ON_ARTICLE},
    {"page, 80x24, full width", 24, 80, "\r\r", "\x06", " ", "270 µs", "", ON_ARTICLE},
    {"page, 80x24, side by side", 24, 80, "\r", "\x06", " ", "270 µs", "1,600", ON_ARTICLE},
    {"page, 200x60, full width", 60, 200, "\r\r", "\x06", " ", "", "", ON_ARTICLE},
    {"page, 200x60, side by side", 60, 200, "\r", "\x06", " ", "", "", ON_ARTICLE},
    {"headline, 30x24, list alone", 24, 30, "", "j", NULL, "", "130", ON_LIST},
    {"headline, 80x24, article beside", 24, 80, "", "j", NULL, "", "1,600 + 130", ON_LIST},
    {"headline, 200x60, article beside", 60, 200, "", "j", NULL, "", "", ON_LIST},
    {"next issue of 365, 80x24", 24, 80, "", "}", NULL, "", "", ON_YEAR},
    {"row of the issue list of 27,000, 80x24", 24, 80, "i", "j", NULL, "", "", ON_ARCHIVE},
};

static const char *
file_of(const struct scenario *scenario, const struct files *files)
{
    switch (scenario->file) {
    case ON_LIST: return files->list;
    case ON_YEAR: return files->year;
    case ON_ARCHIVE: return files->archive;
    default: return files->article;
    }
}

static void
press_keys(const struct scenario *scenario, const struct program *program, const char *before, const char *key,
           struct costs *costs)
{
    struct pty *pty = program_start(program, scenario->rows, scenario->cols);
    for (const char *at = before; *at != '\0'; at++)
        program_press(pty, (const char[]){*at, '\0'}, NULL);
    for (int i = 0; i < KEYS_DROPPED + KEYS; i++)
        program_press(pty, key, i < KEYS_DROPPED ? NULL : costs);
    program_stop(program, pty);
}

static void
print_costs(const struct costs *ours, const struct costs *peer)
{
    enum { COUNT = BASE_COUNT(scenarios) };
    table_begin("Processor time of a key", "what", "kanbao", "less");
    for (size_t i = 0; i < COUNT; i++)
        table_row(scenarios[i].what, series_median(&ours[i].cpu), series_median(&peer[i].cpu), "µs",
                  scenarios[i].cpu_aim);
    table_close();
    table_begin("Bytes a key sends", "what", "kanbao", "less");
    for (size_t i = 0; i < COUNT; i++)
        table_row(scenarios[i].what, series_median(&ours[i].bytes), series_median(&peer[i].bytes), "",
                  scenarios[i].bytes_aim);
    table_close();
    table_begin("Latency of a key: to its last byte", "what", "kanbao", "less");
    for (size_t i = 0; i < COUNT; i++)
        table_row(scenarios[i].what, series_median(&ours[i].milliseconds), series_median(&peer[i].milliseconds), "ms",
                  "");
    table_close();
}

static void
measure_keys(const struct files *files)
{
    struct costs ours[BASE_COUNT(scenarios)] = {0}, peer[BASE_COUNT(scenarios)] = {0};
    for (int round = 0; round < KEY_ROUNDS; round++)
        for (size_t i = 0; i < BASE_COUNT(scenarios); i++) {
            const struct scenario *scenario = &scenarios[i];
            struct program kanbao = program_kanbao("memory=0", file_of(scenario, files));
            struct program less = program_less(NULL, file_of(scenario, files));
            kanbao.margins = scenario->file == ON_ARTICLE_MARGINS;
            press_keys(scenario, &kanbao, scenario->before, scenario->key, &ours[i]);
            if (scenario->less_key != NULL && program_has_less())
                press_keys(scenario, &less, "", scenario->less_key, &peer[i]);
        }
    print_costs(ours, peer);
    for (size_t i = 0; i < BASE_COUNT(scenarios); i++) {
        costs_done(&ours[i]);
        costs_done(&peer[i]);
    }
}

/* ---- write calls: packets, over SSH */
static double
count_writes(const struct program *program, const char *before, const char *keys)
{
    struct pty *pty = program_start(program, 24, 80);
    for (const char *at = before; *at != '\0'; at++)
        program_press(pty, (const char[]){*at, '\0'}, NULL);
    uint64_t writes = pty_writes(pty);
    for (const char *at = keys; *at != '\0'; at++)
        program_press(pty, (const char[]){*at, '\0'}, NULL);
    writes = pty_writes(pty) - writes;
    program_stop(program, pty);
    return (double)writes;
}

static void
measure_session(const struct files *files)
{
    static const char keys[] = "jjjjj     kkkkkjjjjj";
    struct program kanbao = program_kanbao("memory=0", files->article), less = program_less(NULL, files->article);
    double peer = program_has_less() ? count_writes(&less, "", keys) : 0;
    table_begin("A session of 20 keys that each change the screen, 80x24", "what", "kanbao", "less");
    table_row("write calls, side by side", count_writes(&kanbao, "\r", keys), peer, "", "20");
    table_row("write calls, full width", count_writes(&kanbao, "\r\r", keys), peer, "", "20");
    table_close();
}

/* ---- memory, and what happens when nothing happens */
static void
measure_memory(const struct files *files, double text_megabytes)
{
    struct program less = program_less(NULL, files->one), one = program_kanbao(NULL, files->one);
    struct program lazy = program_kanbao("memory=0", files->archive),
                   all = program_kanbao("memory=512", files->archive);
    double resident[4] = {0}, anonymous[4] = {0};
    const struct program *programs[] = {&less, &one, &lazy, &all};
    uint64_t woken = 0;
    for (size_t i = program_has_less() ? 0 : 1; i < BASE_COUNT(programs); i++) {
        struct pty *pty = program_start(programs[i], 24, 80);
        resident[i] = program_memory(pty, "VmRSS");
        anonymous[i] = program_memory(pty, "RssAnon");
        if (i == 2) {
            uint64_t before = pty_switches(pty);
            sleep(2);
            woken = pty_switches(pty) - before;
        }
        program_stop(programs[i], pty);
    }
    table_begin("Memory, in MB of 1,000,000 bytes (resident; of that, its own)", "what", "kanbao", "less");
    table_row("one issue, resident", resident[1], resident[0], "MB", "less + 4 MB");
    table_row("one issue, its own", anonymous[1], anonymous[0], "MB", "");
    table_value("27,000 issues, nothing loaded, resident", resident[2], 0, "MB", "8 MB");
    table_value("27,000 issues, nothing loaded, its own", anonymous[2], 0, "MB", "");
    table_value("27,000 issues, all loaded, resident", resident[3], 0, "MB", "");
    table_value("bytes kept for a byte of text", (anonymous[3] - anonymous[2]) / text_megabytes, 0, "", "1.05");
    table_value("wake-ups in 2 seconds without a key", (double)woken, 0, "", "0");
    table_close();
}

/* ---- keys while the archive is being loaded */
enum { BUSY_ROUNDS = 8, BUSY_KEYS = 24, PAUSE_MILLISECONDS = 8 };

/* Types KEYS and adds how long each one's answer took. */
static void
type_while_busy(struct pty *pty, struct series *milliseconds)
{
    for (int i = 0; i < BUSY_KEYS; i++) {
        pty_type(pty, i % 2 == 0 ? "j" : "k");
        if (!pty_read(pty, 1000))
            bench_fail("no answer to a key within a second");
        while (pty_read(pty, 1))
            continue;
        series_add(milliseconds, (double)(pty_last_time(pty) - pty_send_time(pty)) / 1e6);
        while (pty_read(pty, PAUSE_MILLISECONDS)) /* the progress, too */
            continue;
    }
}

static void
measure_loading(const struct files *files)
{
    struct program loading = program_kanbao("memory=512", files->archive),
                   idle = program_kanbao("memory=0", files->archive);
    struct series busy_times = {0}, idle_times = {0}, durations = {0};
    loading.loads = true;
    for (int round = 0; round < BUSY_ROUNDS; round++) {
        struct pty *pty = program_start(&loading, 24, 80);
        uint64_t begin = pty_last_time(pty);
        type_while_busy(pty, &busy_times);
        uint64_t typed = pty_last_time(pty);
        pty_settle(pty);
        if (typed >= pty_last_time(pty))
            table_note("(The loading ended before the last key of round %d.)", round + 1);
        series_add(&durations, (double)(pty_last_time(pty) - begin) / 1e6);
        program_stop(&loading, pty);
        pty = program_start(&idle, 24, 80);
        type_while_busy(pty, &idle_times);
        program_stop(&idle, pty);
    }
    table_begin("Keys (down and up in the headlines) while 27,000 issues are being loaded", "what", "loading",
                "at rest");
    table_row("latency, median", series_median(&busy_times), series_median(&idle_times), "ms", "");
    table_row("latency, 95 of 100 keys", series_quantile(&busy_times, 0.95), series_quantile(&idle_times, 0.95), "ms",
              "1 ms");
    table_row("latency, the worst", series_quantile(&busy_times, 1), series_quantile(&idle_times, 1), "ms", "");
    table_value("loading all, keys pressed meanwhile", series_median(&durations), 0, "ms", "");
    table_close();
    series_done(&busy_times);
    series_done(&idle_times);
    series_done(&durations);
}

int
main(void)
{
    struct files files;
    write_files(&files, folder_new());
    program_print_peer();
    measure_starts(&files);
    measure_keys(&files);
    measure_session(&files);
    measure_memory(&files, (double)files.archive_bytes / 1e6);
    measure_loading(&files);
    return 0;
}
