/* What it costs to remember: a reader of whom 100,000 articles are known beside one of whom nothing is, in one run.
 *
 * The first screen, a key, a search and a list of the program itself, by turns, with two state files.
 */
#include "bench.h"

#include "kanbao/store.h"

#include "../pty.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARTICLES = 100000, ROUNDS = 7, ISSUES = 200, ISSUE_BYTES = 11000, KEYS = 10 };

/* The two files, and what is read. */
struct sides {
    char *path[3]; /* nothing is known; much is; nothing is kept */
    char issue[4096], folder[4096];
};

static void
use(const char *path)
{
    if (setenv("KANBAO_STATE", path, 1) != 0)
        bench_fail("no room in the environment");
}

static void
fill(const char *path)
{
    struct store *store = store_new();
    store_open(store, path, -1);
    for (uint32_t i = 0; i < ARTICLES; i++) {
        struct store_key key = {(i + 1) * UINT64_C(0x9E3779B97F4A7C15), (i + 1) * UINT64_C(0xC2B2AE3D27D4EB4F),
                                20200101 + i % 28};
        store_put(store, key, (struct store_article){.marks = STORE_READ}, STORE_READ);
    }
    store_close(store, 60000);
    store_free(store);
}

static void
make_sides(struct sides *sides, const char *folder)
{
    struct buffer text = {0}, path = {0};
    snprintf(sides->issue, sizeof sides->issue, "%s/20030517.txt", folder);
    snprintf(sides->folder, sizeof sides->folder, "%s/year", folder);
    paper_add_issue(&text, 20030517, 7, ISSUE_BYTES);
    folder_write(sides->issue, buffer_slice(&text));
    buffer_done(&text);
    if (mkdir(sides->folder, 0700) != 0)
        bench_fail("cannot make folders in %s", folder);
    paper_write_archive(sides->folder, ISSUES, ISSUE_BYTES);
    for (int i = 0; i < 2; i++) {
        buffer_clear(&path);
        buffer_printf(&path, "%s/state-%d.db", folder, i);
        sides->path[i] = base_strdup(path.at);
    }
    buffer_done(&path);
    sides->path[2] = base_strdup("");
    fill(sides->path[1]);
}

/* ---- at the screen */

struct screen_costs {
    struct series paint, start_cpu, memory;
    struct costs key;
};

static void
measure_screen(const struct sides *sides, int side, struct screen_costs *costs, bool presses, bool keep)
{
    struct program program = program_kanbao("memory=0", sides->issue);
    use(sides->path[side]);
    program.loads = true;
    struct pty *pty = program_start(&program, 24, 80);
    if (keep && !presses)
        series_add(&costs->paint, program_paint_time(pty));
    pty_settle(pty);
    if (keep && !presses) {
        series_add(&costs->start_cpu, (double)pty_cpu(pty) / 1e6);
        series_add(&costs->memory, program_memory(pty, "RssAnon"));
    }
    if (presses)
        program_press(pty, "\r", NULL);
    for (int i = 0; i < KEYS && presses; i++)
        program_press(pty, i % 2 ? "k" : "j", keep ? &costs->key : NULL);
    program_stop(&program, pty);
}

/* ---- without one */

static double
run_once(const char *const *argv)
{
    const char *program = getenv("KANBAO_PROGRAM");
    uint64_t begin = bench_nanoseconds();
    pid_t child = fork();
    if (child == 0) {
        if (freopen("/dev/null", "w", stdout) == NULL)
            _exit(127);
        execv(program != NULL ? program : "./kanbao", (char *const *)argv);
        _exit(127);
    }
    int status;
    if (child < 0 || waitpid(child, &status, 0) != child || !WIFEXITED(status) || WEXITSTATUS(status) > 1)
        bench_fail("the program failed");
    return (double)(bench_nanoseconds() - begin) / 1e6;
}

enum { LIST_ONE, LIST_ALL, SEARCH, SEARCH_UNREAD, BATCH_COUNT };

int
main(void)
{
    struct sides sides;
    make_sides(&sides, folder_new());
    const char *const batches[BATCH_COUNT][8] = {
        [LIST_ONE] = {"kanbao", "--no-config", "--list", sides.issue, NULL},
        [LIST_ALL] = {"kanbao", "--no-config", "--list", sides.folder, NULL},
        [SEARCH] = {"kanbao", "--no-config", "-s", "wjq", sides.folder, NULL},
        [SEARCH_UNREAD] = {"kanbao", "--no-config", "-s", "is:unread 的", sides.folder, NULL},
    };
    static const char *const names[BATCH_COUNT] = {"--list, one issue", "--list, 200 issues", "--search, 200 issues",
                                                   "--search is:unread, 200 issues"};
    struct screen_costs costs[3] = {{.paint = {0}}}; /* the last: nothing is kept */
    struct series times[BATCH_COUNT][2] = {{{0}}};
    /* before anything is known of the issue: else its marks are a second screen */
    for (int round = -1; round < ROUNDS; round++)
        for (int side = 0; side < 2; side++)
            measure_screen(&sides, side, &costs[side], false, round >= 0);
    for (int round = -1; round < ROUNDS; round++)
        for (int side = 0; side < 2; side++) {
            measure_screen(&sides, side, &costs[side], true, round >= 0);
            if (side == 1)
                measure_screen(&sides, 2, &costs[2], true, round >= 0);
            use(sides.path[side]);
            for (int i = 0; i < BATCH_COUNT; i++) {
                double time = run_once(batches[i]);
                if (round >= 0)
                    series_add(&times[i][side], time);
            }
        }
    table_begin("100,000 articles are remembered", "what", "100,000", "none");
    table_row("first screen", series_median(&costs[1].paint), series_median(&costs[0].paint), "ms", "ratio 1.1");
    table_row("processor time until all is read", series_median(&costs[1].start_cpu),
              series_median(&costs[0].start_cpu), "ms", "");
    table_row("a key: processor time", series_median(&costs[1].key.cpu), series_median(&costs[0].key.cpu), "us",
              "ratio 1.1");
    table_row("a key: until the last byte", series_median(&costs[1].key.milliseconds),
              series_median(&costs[0].key.milliseconds), "ms", "ratio 1.1");
    table_row("a key: processor time, and where nothing is kept", series_median(&costs[0].key.cpu),
              series_median(&costs[2].key.cpu), "us", "");
    table_row("memory", series_median(&costs[1].memory), series_median(&costs[0].memory), "MB", "");
    for (int i = 0; i < BATCH_COUNT; i++)
        table_row(names[i], series_median(&times[i][1]), series_median(&times[i][0]), "ms",
                  i < SEARCH_UNREAD ? "ratio 1.1" : "");
    table_close();
    for (int side = 0; side < 3; side++) {
        series_done(&costs[side].paint);
        series_done(&costs[side].start_cpu);
        series_done(&costs[side].memory);
        costs_done(&costs[side].key);
        for (int i = 0; i < BATCH_COUNT && side < 2; i++)
            series_done(&times[i][side]);
        free(sides.path[side]);
    }
    return 0;
}
