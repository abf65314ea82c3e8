/* bench - what the benchmarks share: numbers, tables, invented newspapers, folders.
 *
 * A benchmark never fails by time. It measures the program and a yardstick (another
 * program, another function) by turns in one run, and prints medians and their ratio:
 * ratios hold on a busy machine and on another one, milliseconds do not.
 */
#ifndef BENCH_H
#define BENCH_H

#include "kanbao/base.h"

/* ---- numbers.c: measured values and what is said of them */
struct series {
    double *at;
    size_t count, capacity;
};
void series_done(struct series *series);
void series_clear(struct series *series);
void series_add(struct series *series, double value);
/* The value that SHARE (0 to 1) of all values do not exceed; 0 of an empty series. */
double series_quantile(const struct series *series, double share);
double series_median(const struct series *series);

/* Nanoseconds of a clock that only goes forward. */
uint64_t bench_nanoseconds(void);

/* ---- table: rows as they stand in the README */
void table_begin(const char *title, const char *what, const char *ours, const char *peer);
/* A unit follows each number. A peer or ratio that is 0 stays empty; AIM may be "". */
void table_row(const char *what, double ours, double peer, const char *unit, const char *aim);
/* The same without a ratio, which would say nothing. */
void table_value(const char *what, double ours, double peer, const char *unit, const char *aim);
/* A table with columns of its own, and its rows: five cells each. The first and the last stand to the left. */
enum { TABLE_CELLS = 5 };
void table_begin_cells(const char *title, const char *const cells[TABLE_CELLS]);
void table_cells(const char *const cells[TABLE_CELLS]);
void table_note(const char *format, ...) BASE_PRINTF(1, 2);
void table_close(void);

/* Ends the benchmark: it could not measure. Folders made by folder_new() are removed. */
_Noreturn void bench_fail(const char *format, ...) BASE_PRINTF(1, 2);

/* ---- paper.c: newspapers nobody ever printed, the same ones in every run */

/* Appends an issue of about BYTES bytes: a masthead, articles of some hundred
   characters, broken off by columns here and there. */
void paper_add_issue(struct buffer *out, uint32_t date, uint32_t number, size_t bytes);
/* Appends prose without a line end. */
void paper_add_prose(struct buffer *out, uint32_t number, size_t bytes);
/* Appends an issue whose first article has about BYTES bytes; some more follow it. */
void paper_add_long_article(struct buffer *out, size_t bytes);

/* Writes COUNT issues below FOLDER: a folder a year, YYYYMMDD.txt a day, on Sundays a
   second one, and a few without a date. BYTES 0: empty files. Returns the bytes of all. */
size_t paper_write_archive(const char *folder, size_t count, size_t bytes);

/* ---- program.c: full-screen programs measured from outside, in a pseudo-terminal */
struct pty;

struct program {
    const char *name;
    const char *argv[8]; /* options and paths follow the program; NULL at the end */
    const char *quit;    /* keys that end it */
    bool loads;          /* goes on working after its first screen */
    bool margins;        /* its terminal has a left and a right one */
};

/* The program under test ($KANBAO_PROGRAM, else ./kanbao), with an option (NULL: none) and a path. */
struct program program_kanbao(const char *option, const char *path);
/* Its peer; false when this machine has none. */
bool program_has_less(void);
struct program program_less(const char *option, const char *path);
/* What the peer calls itself, or that it is missing. */
void program_print_peer(void);

/* Started, and its first screen there. */
struct pty *program_start(const struct program *program, int rows, int cols);
/* Milliseconds from the start to the last byte of the first screen. */
double program_paint_time(const struct pty *pty);
/* Ends it by its own key; a program that fails then ends the benchmark. */
void program_stop(const struct program *program, struct pty *pty);

/* What one key costs. */
struct costs {
    struct series milliseconds; /* from the key to the last byte */
    struct series cpu;          /* microseconds of processor time */
    struct series bytes;
};
void costs_done(struct costs *costs);
/* Presses KEY, waits until all is done, and adds what it took to COSTS (NULL: to nothing). */
void program_press(struct pty *pty, const char *key, struct costs *costs);

/* A line of /proc/PID/status, in MB (of 1,000,000 bytes): VmRSS, RssAnon, VmHWM. */
double program_memory(const struct pty *pty, const char *name);

/* ---- folder.c: places that are gone when the benchmark ends */

/* A new folder below $TMPDIR (or /tmp). It lives until the process exits, and is removed
   by SIGINT and SIGTERM too. */
const char *folder_new(void);
void folder_write(const char *path, struct slice bytes);

#endif
