/* A word looked for in 27,000 issues, beside the programs that read the same files for it.
 *
 * The issues are a year of television news where it is at hand, again and again under other days, else invented ones. A word
 * that nobody uses is put into one issue of a thousand. kanbao's search of the library is measured with all texts in memory and with none;
 * the others always read the files, which the system has in memory. They say how many lines of each file have the bytes,
 * a search in which articles what is written so or otherwise is: a ratio says what that costs, and no more.
 */
#include "bench.h"

#include "../pty.h"
#include "../support.h"
#include "kanbao/library_search.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { ISSUES = 27000, RARE_STEP = 1000, ROUNDS = 3, ISSUE_BYTES = 11000 };
static const char rare_line[] = "\n小记者看见竹蜻蜓落在钟楼上。\n";

static const struct {
    const char *what, *ours, *theirs;
} queries[] = {
    {"a word that is nowhere", "竹蜻蜓落在桥头", "竹蜻蜓落在桥头"},
    {"a rare word", "竹蜻蜓", "竹蜻蜓"},
    {"the same in pinyin: zhuqingting", "zhuqingting", "竹蜻蜓"},
    {"initials of one issue in five: wjq", "wjq", "竹蜻蜓"},
    {"a common word", "经济", "经济"},
};

/* ---- the files */

struct year {
    struct buffer *texts;
    size_t count, capacity;
};

static void
read_year(struct year *year, const char *folder)
{
    const struct dirent *item;
    DIR *dir = opendir(folder);
    if (dir == NULL)
        bench_fail("%s: %s", folder, strerror(errno));
    while ((item = readdir(dir)) != NULL) {
        if (item->d_name[0] == '.')
            continue;
        char *path = support_join(folder, item->d_name);
        year->texts = base_grow(year->texts, &year->capacity, year->count + 1, sizeof *year->texts);
        year->texts[year->count++] = support_read(path);
        free(path);
    }
    closedir(dir);
}

/* Of the size of a daily paper's issue, to a line's end. */
static struct slice
beginning(struct slice text)
{
    size_t len = text.len < ISSUE_BYTES ? text.len : ISSUE_BYTES;
    while (len > 0 && len < text.len && text.at[len - 1] != '\n')
        len--;
    return slice_make(text.at, len);
}

/* Bytes written. */
static size_t
write_files(const char *folder)
{
    struct year year = {0};
    struct buffer text = {0};
    size_t bytes = 0;
    char *corpus = support_corpus("archive/cctv-2024");
    if (corpus != NULL)
        read_year(&year, corpus);
    table_note("The issues: %s.", year.count > 0 ? "a real year, repeated" : "invented");
    for (unsigned i = 0; i < ISSUES; i++) {
        char path[4096];
        unsigned day = i % 336;
        buffer_clear(&text);
        if (year.count > 0)
            buffer_add_slice(&text, beginning(buffer_slice(&year.texts[i % year.count])));
        else
            paper_add_issue(&text, 19300101 + i / 336 * 10000 + day / 28 * 100 + day % 28, i, ISSUE_BYTES);
        if (i % RARE_STEP == RARE_STEP / 2)
            buffer_add_text(&text, rare_line);
        if (day == 0) {
            snprintf(path, sizeof path, "%s/%u", folder, 1930 + i / 336);
            mkdir(path, 0700);
        }
        snprintf(path, sizeof path, "%s/%u/%u-%02u-%02u.txt", folder, 1930 + i / 336, 1930 + i / 336, day / 28 + 1,
                 day % 28 + 1);
        folder_write(path, buffer_slice(&text));
        bytes += text.len;
    }
    for (size_t i = 0; i < year.count; i++)
        buffer_done(&year.texts[i]);
    free(year.texts);
    free(corpus);
    buffer_done(&text);
    sync();
    return bytes;
}

/* ---- what is measured of each */

struct cost {
    struct series wall, cpu; /* milliseconds */
    struct series first;     /* to the first hit */
    struct series memory;    /* MB more than before */
    struct library_search_progress progress;
    size_t lines; /* that a peer wrote */
};

static void
cost_done(struct cost *cost)
{
    series_done(&cost->wall);
    series_done(&cost->cpu);
    series_done(&cost->first);
    series_done(&cost->memory);
}

/* ---- kanbao */

struct ours {
    struct library *library;
    int ends[2];
};

static struct ours
ours_open(const char *folder, bool load)
{
    struct ours ours = {.library = library_new((struct library_limits){64 << 20, (size_t)1 << 30})};
    struct error *error = library_add(ours.library, folder);
    if (error != NULL)
        bench_fail("%s", error_text(error));
    library_sort(ours.library);
    library_expect_loader(ours.library);
    if (pipe(ours.ends) != 0)
        bench_fail("pipe: %s", strerror(errno));
    for (int i = 0; i < 2; i++)
        fcntl(ours.ends[i], F_SETFL, O_NONBLOCK);
    if (load)
        library_start(ours.library, ours.ends[1]);
    return ours;
}

static void
ours_wait(const struct ours *ours)
{
    struct pollfd wait = {.fd = ours->ends[0], .events = POLLIN};
    char bytes[64];
    if (poll(&wait, 1, -1) < 0 && errno != EINTR)
        bench_fail("poll: %s", strerror(errno));
    while (read(ours->ends[0], bytes, sizeof bytes) > 0)
        continue;
}

static double
processor_milliseconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static double
milliseconds_since(uint64_t start)
{
    return (double)(bench_nanoseconds() - start) / 1e6;
}

/* MB that this process has in memory. */
static double
resident(void)
{
    unsigned long all = 0, here = 0;
    FILE *file = fopen("/proc/self/statm", "re");
    if (file == NULL || fscanf(file, "%lu %lu", &all, &here) != 2)
        bench_fail("no /proc/self/statm");
    fclose(file);
    return (double)here * (double)sysconf(_SC_PAGESIZE) / 1e6;
}

static struct search_query *
query_of(const char *text)
{
    struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_of(text), &options, &fault);
    if (query == NULL || fault.reason != NULL)
        bench_fail("%s: not understood", text);
    return query;
}

/* As a session does it; what is found is kept to the end, to be counted as memory. */
static void
search_once(const struct ours *ours, const char *text, struct cost *cost)
{
    struct library_search *search = library_search_new(ours->ends[1]);
    double before = resident(), most = before, processor = processor_milliseconds();
    uint64_t start = bench_nanoseconds();
    double first = 0;
    library_search_start(search, library_snapshot_new(ours->library), query_of(text), LIBRARY_SEARCH_LIMITS);
    do {
        ours_wait(ours);
        cost->progress = library_search_progress(search);
        if (first == 0 && cost->progress.hits > 0)
            first = milliseconds_since(start);
        double now = resident();
        most = now > most ? now : most;
    } while (cost->progress.running);
    series_add(&cost->wall, milliseconds_since(start));
    series_add(&cost->cpu, processor_milliseconds() - processor);
    series_add(&cost->memory, most - before);
    if (first > 0)
        series_add(&cost->first, first);
    found_batch_free(library_search_take(search));
    library_search_free(search);
}

/* ---- the others */

static const struct peer {
    const char *name;
    const char *argv[8]; /* the word and the folder follow */
    const char *locale;
    int rounds;
} peers[] = {
    {"rg -c", {"rg", "--no-config", "-c"}, "C.UTF-8", ROUNDS},
    {"rg -c -j1", {"rg", "--no-config", "-c", "-j1"}, "C.UTF-8", ROUNDS},
    {"grep -rc, LC_ALL=C", {"grep", "-rc"}, "C", ROUNDS},
    {"grep -rc, C.UTF-8", {"grep", "-rc"}, "C.UTF-8", 1},
};

/* Lines with hits that it wrote, SIZE_MAX: it is not installed. */
static size_t
read_counts(int fd)
{
    static char bytes[1 << 16];
    size_t lines = 0;
    ssize_t got;
    char last = '\n';
    while ((got = read(fd, bytes, sizeof bytes)) > 0 || (got < 0 && errno == EINTR))
        for (ssize_t i = 0; i < got; i++) {
            /* grep says :0 of most files */
            lines += bytes[i] == '\n' && last != '0';
            last = bytes[i];
        }
    return lines;
}

static bool
peer_once(const struct peer *peer, const char *word, const char *folder, struct cost *cost)
{
    const char *argv[12];
    int count = 0, ends[2], status;
    struct rusage usage;
    for (; peer->argv[count] != NULL; count++)
        argv[count] = peer->argv[count];
    argv[count++] = "-e";
    argv[count++] = word;
    argv[count++] = folder;
    argv[count] = NULL;
    if (pipe(ends) != 0)
        bench_fail("pipe: %s", strerror(errno));
    uint64_t start = bench_nanoseconds();
    pid_t pid = fork();
    if (pid == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        setenv("LC_ALL", peer->locale, 1);
        execvp(argv[0], (char *const *)argv);
        _exit(127);
    }
    close(ends[1]);
    size_t lines = read_counts(ends[0]);
    close(ends[0]);
    if (pid < 0 || wait4(pid, &status, 0, &usage) != pid)
        bench_fail("%s: %s", peer->name, strerror(errno));
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1)
        return false;
    cost->lines = lines;
    series_add(&cost->wall, milliseconds_since(start));
    series_add(&cost->cpu, (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
                               (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3);
    return true;
}

/* less with all the files, asked for the word in all of them: it stops at the first one. */
static bool
less_once(const char *word, const char *folder, struct cost *cost)
{
    struct buffer command = {0}, keys = {0};
    buffer_printf(&command, "command -v less >/dev/null || exit 127; cd '%s' && exec less -f */*", folder);
    buffer_printf(&keys, "/*%s\r", word);
    const char *argv[] = {"sh", "-c", command.at, NULL},
               *environment[] = {"LC_ALL=C.UTF-8", "LESS=", "LESSOPEN=", NULL};
    struct pty *pty = pty_start(&(struct pty_command){
        .argv = argv, .environment = environment, .rows = 24, .cols = 80, .blind = true, .deadline = 120});
    pty_settle(pty);
    bool runs = kill(pty_pid(pty), 0) == 0 && pty_bytes(pty) > 0;
    if (runs) {
        uint64_t cpu = pty_cpu(pty);
        pty_keys(pty, keys.at);
        series_add(&cost->wall, (double)(pty_last_time(pty) - pty_send_time(pty)) / 1e6);
        series_add(&cost->cpu, (double)(pty_cpu(pty) - cpu) / 1e6);
    }
    pty_free(pty);
    buffer_done(&command);
    buffer_done(&keys);
    return runs;
}

/* ---- the table */

static void
put(const char *name, const struct cost *cost, double yardstick, const char *note)
{
    char wall[32], cpu[32], ratio[32] = "";
    snprintf(wall, sizeof wall, "%.0f ms", series_median(&cost->wall));
    snprintf(cpu, sizeof cpu, "%.0f ms", series_median(&cost->cpu));
    if (yardstick > 0)
        snprintf(ratio, sizeof ratio, "%.2f", series_median(&cost->wall) / yardstick);
    table_cells((const char *const[]){name, wall, cpu, ratio, note});
}

static void
put_ours(const char *name, const struct cost *cost, double yardstick)
{
    char note[160] = "";
    const struct library_search_progress *progress = &cost->progress;
    size_t len = (size_t)snprintf(note, sizeof note, "%zu hits in %zu of %zu issues, +%.0f MB", progress->hits,
                                  progress->issues, progress->done, series_quantile(&cost->memory, 1));
    if (progress->hits > 0)
        snprintf(note + len, sizeof note - len, "; first after %.1f ms", series_median(&cost->first));
    put(name, cost, yardstick, note);
}

static void
measure_query(size_t number, const char *folder, const struct ours *loaded, const struct ours *lazy)
{
    struct cost ours[2] = {{.lines = 0}}, theirs[BASE_COUNT(peers)] = {{.lines = 0}};
    bool installed[BASE_COUNT(peers)], has_less = false;
    struct cost less = {.lines = 0};
    for (int round = 0; round < ROUNDS; round++) {
        search_once(loaded, queries[number].ours, &ours[0]);
        search_once(lazy, queries[number].ours, &ours[1]);
        for (size_t i = 0; i < BASE_COUNT(peers); i++)
            if (round < peers[i].rounds)
                installed[i] = peer_once(&peers[i], queries[number].theirs, folder, &theirs[i]);
    }
    has_less = less_once(queries[number].theirs, folder, &less);
    double yardstick = installed[0] ? series_median(&theirs[0].wall) : 0;
    table_begin_cells(queries[number].what, (const char *const[]){"program", "time", "processor", "of rg", "found"});
    put_ours("kanbao, texts in memory", &ours[0], yardstick);
    put_ours("kanbao, files read", &ours[1], yardstick);
    for (size_t i = 0; i < BASE_COUNT(peers); i++) {
        char name[80], note[40];
        bool other = strcmp(queries[number].ours, queries[number].theirs) != 0;
        snprintf(name, sizeof name, "%s%s%s", peers[i].name, other ? " " : "", other ? queries[number].theirs : "");
        snprintf(note, sizeof note, "%zu issues", theirs[i].lines);
        if (installed[i])
            put(name, &theirs[i], yardstick, note);
        else
            table_cells((const char *const[]){name, "not installed", "", "", ""});
        cost_done(&theirs[i]);
    }
    if (has_less)
        put("less, to its first hit", &less, yardstick, "one round");
    else
        table_cells((const char *const[]){"less", "not installed", "", "", ""});
    table_close();
    cost_done(&less);
    cost_done(&ours[0]);
    cost_done(&ours[1]);
}

/* What a session pays on its own thread for each search. */
static void
measure_snapshot(const struct ours *ours)
{
    struct series time = {0};
    for (int round = 0; round < 20; round++) {
        uint64_t start = bench_nanoseconds();
        struct library_snapshot *snapshot = library_snapshot_new(ours->library);
        series_add(&time, milliseconds_since(start));
        library_snapshot_free(snapshot);
    }
    table_note("A snapshot of the library is made in %.2f ms.", series_median(&time));
    series_done(&time);
}

int
main(void)
{
    const char *folder = folder_new();
    size_t bytes = write_files(folder);
    struct ours loaded = ours_open(folder, true), lazy = ours_open(folder, false);
    while (library_progress(loaded.library).running) {
        ours_wait(&loaded);
        library_collect(loaded.library, 0);
    }
    library_collect(loaded.library, 0);
    table_note("%zu issues of %.0f MB in all, %d rounds.", library_count(loaded.library), (double)bytes / 1e6, ROUNDS);
    measure_snapshot(&loaded);
    for (size_t i = 0; i < BASE_COUNT(queries); i++)
        measure_query(i, folder, &loaded, &lazy);
    library_free(loaded.library);
    library_free(lazy.library);
    return 0;
}
