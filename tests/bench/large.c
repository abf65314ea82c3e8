/* Two files that no newspaper would print: 100 MB of lines, and 50 MB without a line end.
 *
 * How soon there is something to read, how soon all of it is there, and what a key costs
 * then, beside less -n (which counts no lines, and so is at its fastest).
 */
#include "bench.h"

#include "../pty.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

enum { MEGABYTE = 1000000, LINES_MB = 100, LINE_MB = 50, START_ROUNDS = 15, WHOLE_ROUNDS = 2, KEYS = 12 };

/* Prose up to SIZE megabytes, with line ends or without. */
static double
write_prose(const char *path, int megabytes, bool lines)
{
    struct buffer text = {0};
    double written = 0;
    int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0)
        bench_fail("%s: %s", path, strerror(errno));
    for (uint32_t number = 0; written < (double)megabytes * MEGABYTE; number++) {
        buffer_clear(&text);
        while (text.len < MEGABYTE) {
            paper_add_prose(&text, number * 8192 + (uint32_t)(text.len % 8191), 150);
            if (lines)
                buffer_add_byte(&text, '\n');
        }
        if (write(fd, text.at, text.len) != (ssize_t)text.len)
            bench_fail("%s: %s", path, strerror(errno));
        written += (double)text.len;
    }
    close(fd);
    buffer_done(&text);
    return written / MEGABYTE;
}

/* What is done with a large file once it is there. */
static const struct {
    const char *what;
    const char *ours, *peer;
    int times;
} keys[] = {
    {"to the end", "G", "G", 1}, /* less needs minutes for it, and for going up, in one long line */
    {"a page up from there", "\x02", "b", KEYS},
    {"a line up", "k", "k", KEYS},
    {"to the beginning", "g", "g", 1},
    /* from here on less can do it all */
    {"a page down from there", "\x06", " ", KEYS},
    {"a line down", "j", "j", KEYS},
};

enum { EASY_KEYS = 4 }; /* where those begin */

struct side {
    struct series paint, whole, peak;
    struct costs costs[BASE_COUNT(keys)];
};

static void
side_done(struct side *side)
{
    series_done(&side->paint);
    series_done(&side->whole);
    series_done(&side->peak);
    for (size_t i = 0; i < BASE_COUNT(keys); i++)
        costs_done(&side->costs[i]);
}

static void
measure_start(struct program program, struct side *side, bool keep)
{
    program.loads = true;
    struct pty *pty = program_start(&program, 24, 80);
    if (keep)
        series_add(&side->paint, program_paint_time(pty));
    program_stop(&program, pty);
}

/* Until nothing more happens by itself, and then the keys from number FIRST on. */
static void
measure_whole(struct program program, const char *before, bool ours, size_t first, struct side *side)
{
    struct pty *pty = program_start(&program, 24, 80);
    series_add(&side->whole, program_paint_time(pty));
    for (const char *at = before; *at != '\0'; at++)
        program_press(pty, (const char[]){*at, '\0'}, NULL);
    for (size_t i = first; i < BASE_COUNT(keys); i++)
        for (int time = 0; time < keys[i].times; time++)
            program_press(pty, ours ? keys[i].ours : keys[i].peer, &side->costs[i]);
    series_add(&side->peak, program_memory(pty, "VmHWM"));
    program_stop(&program, pty);
}

static void
print_sides(const char *title, double megabytes, const struct side *kanbao, const struct side *less)
{
    char whole[80];
    table_begin(title, "what", "kanbao", "less -n");
    table_row("first screen", series_median(&kanbao->paint), series_median(&less->paint), "ms", "");
    snprintf(whole, sizeof whole, "all of it there (%.0f MB/s)", megabytes / series_median(&kanbao->whole) * 1000);
    table_value(whole, series_median(&kanbao->whole), 0, "ms", "");
    for (size_t i = 0; i < BASE_COUNT(keys); i++)
        table_row(keys[i].what, series_median(&kanbao->costs[i].milliseconds),
                  series_median(&less->costs[i].milliseconds), "ms", "");
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        char what[80];
        snprintf(what, sizeof what, "%s, processor time", keys[i].what);
        table_row(what, series_median(&kanbao->costs[i].cpu), series_median(&less->costs[i].cpu), "µs", "");
    }
    table_value("memory, the most", series_median(&kanbao->peak), series_median(&less->peak), "MB", "");
    table_value("memory, the most, bytes for a byte of the file", series_median(&kanbao->peak) / megabytes, 0, "", "");
    table_close();
}

static void
measure_file(const char *title, const char *path, double megabytes, size_t first_peer_key)
{
    struct side kanbao = {0}, less = {0};
    for (int round = 0; round < START_ROUNDS; round++) {
        measure_start(program_kanbao(NULL, path), &kanbao, round > 0);
        if (program_has_less())
            measure_start(program_less("-n", path), &less, round > 0);
    }
    for (int round = 0; round < WHOLE_ROUNDS; round++) {
        measure_whole(program_kanbao(NULL, path), "\r\r", true, 0, &kanbao);
        if (program_has_less())
            measure_whole(program_less("-n", path), "", false, first_peer_key, &less);
    }
    print_sides(title, megabytes, &kanbao, &less);
    side_done(&kanbao);
    side_done(&less);
}

int
main(void)
{
    const char *folder = folder_new();
    struct buffer lines = {0}, line = {0};
    buffer_printf(&lines, "%s/lines.txt", folder);
    buffer_printf(&line, "%s/line.txt", folder);
    double lines_megabytes = write_prose(lines.at, LINES_MB, true),
           line_megabytes = write_prose(line.at, LINE_MB, false);
    sync();
    program_print_peer();
    measure_file("A file of 100 MB in lines (80x24)", lines.at, lines_megabytes, 0);
    measure_file("A file of 50 MB in one line (80x24)", line.at, line_megabytes, EASY_KEYS);
    buffer_done(&lines);
    buffer_done(&line);
    return 0;
}
