/* kanbao tests - pty: a program in a pseudo-terminal, and what a person would see there.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program's output goes to a terminal emulator (libvterm), or is only counted. The emulator answers the program's
 * questions (CSI 6n, CSI c) as most terminals do: a “ is one cell. Nothing here rests on time:
 * pty_settle() asks the kernel whether the program has taken all it was sent and waits for more. For Linux.
 *
 * What cannot go on (no pseudo-terminal, a program that never settles) prints what the screen shows, kills the
 * program and ends the test program by abort(). Rows and columns count from 0.
 */
#ifndef KANBAO_TESTS_PTY_H
#define KANBAO_TESTS_PTY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>
#include <termios.h>

struct pty;

struct pty_command {
    const char *const *argv; /* argv[0] is looked up in PATH; NULL at the end */
    /* NAME=VALUE is set, NAME alone is unset; NULL at the end, or NULL for none. Otherwise the environment is the
       test's own, with TERM=xterm-256color and without LINES, COLUMNS and what names an outer terminal. */
    const char *const *environment;
    int rows, cols;         /* 0x0 is handed on as it is (the emulator then has 24x80) */
    const char *stdin_path; /* NULL: the terminal */
    bool ignore_hang_up;    /* the program begins with SIGHUP ignored */
    bool blind;             /* count bytes; no emulator and no kept output: for benchmarks */
    bool margins;           /* where it is blind: it has a left and a right margin */
    bool mute;              /* the terminal answers nothing by itself: the test does, by pty_send() */
    bool timed_waits;       /* a program that waits with a time-out (vim, tmux) counts as settled, too */
    unsigned deadline;      /* seconds for each wait; 0: 60 */
};

struct pty *pty_start(const struct pty_command *command);

/* Kills the program if it is still there, frees everything. NULL is fine. */
void pty_free(struct pty *pty);

pid_t pty_pid(const struct pty *pty);

/* ---- keys in, time on */

/* Types LEN bytes; reads output meanwhile where the terminal's queues are full. */
void pty_send(struct pty *pty, const void *bytes, size_t len);
void pty_type(struct pty *pty, const char *keys);

/* Reads output until the program has taken all input and sleeps without a time-out, has stopped, or has ended. */
void pty_settle(struct pty *pty);

/* Types KEYS and settles. */
void pty_keys(struct pty *pty, const char *keys);

/* Takes the output that is there, waiting for some at most MILLISECONDS (-1: up to the deadline); false when
   there was none. */
bool pty_read(struct pty *pty, int milliseconds);

/* Reads until a row of the screen contains TEXT, or the program has ended: then false. */
bool pty_wait_text(struct pty *pty, const char *text);

/* ---- what is seen */
struct pty_cell {
    char text[32]; /* UTF-8; empty in the right half of a wide character */
    int width;     /* 1 or 2; 0: a right half */
    bool bold, reverse, underline, italic;
    bool fg_set, bg_set; /* a colour of its own */
    int fg, bg;          /* which, of the palette; -1: another, or none */
};

void pty_size(const struct pty *pty, int *rows, int *cols);
/* A row as UTF-8, blanks at its end left out; good until the next call. */
const char *pty_row_text(struct pty *pty, int row);
/* All rows, each with a newline: what kanbao --frame writes. The caller frees it. */
char *pty_screen_text(struct pty *pty);
/* The first column of a row that shows TEXT, one character; -1: it is not there. */
int pty_column_of(struct pty *pty, int row, const char *text);
struct pty_cell pty_cell(struct pty *pty, int row, int col);
void pty_cursor(const struct pty *pty, int *row, int *col, bool *shown);
bool pty_alternate_screen(const struct pty *pty);

/* ---- what was sent and what it took */

/* All bytes since the start, or since the last pty_forget_output(); not terminated. Empty when blind. */
const char *pty_output(const struct pty *pty, size_t *len);
void pty_forget_output(struct pty *pty);
/* Does that contain NEEDLE (LEN bytes)? */
bool pty_output_has(const struct pty *pty, const char *needle, size_t len);

size_t pty_bytes(const struct pty *pty);        /* received since the start */
uint64_t pty_writes(const struct pty *pty);     /* write calls of the program since its start */
uint64_t pty_reads(const struct pty *pty);      /* this side's reads that brought bytes */
uint64_t pty_cpu(const struct pty *pty);        /* nanoseconds of processor time; good also after the end */
uint64_t pty_switches(const struct pty *pty);   /* times that a thread of the program went to sleep */
int pty_patience(const struct pty *pty);        /* of the poll() that it waits in, in milliseconds; -1: in none */
size_t pty_memory(const struct pty *pty);       /* the most it had resident, in KiB; while it runs */
uint64_t pty_start_time(const struct pty *pty); /* CLOCK_MONOTONIC nanoseconds: just before exec, */
uint64_t pty_first_time(const struct pty *pty); /* of its first byte (0: none), */
uint64_t pty_last_time(const struct pty *pty);  /* of its latest bytes, */
uint64_t pty_send_time(const struct pty *pty);  /* just before the latest pty_send() */

/* ---- the world around the program */

/* Another window size: emulator, kernel, SIGWINCH. */
void pty_resize(struct pty *pty, int rows, int cols);
/* The emulator alone takes another size and then its old one back, which costs rows of the screen; SIGWINCH. */
void pty_shake(struct pty *pty, int rows, int cols);
/* Bytes that some other program writes to the same terminal. */
void pty_write_to_screen(struct pty *pty, const char *bytes);
void pty_signal(struct pty *pty, int number);
/* The terminal goes away; what follows can only be pty_wait(). */
void pty_hang_up(struct pty *pty);

/* Reads until the program has ended; its status as waitpid() gives it. Again: the same status. */
int pty_wait(struct pty *pty);
/* The terminal takes no more: without reading output, until the program waits for that; until it has ended. */
void pty_wait_blocked(struct pty *pty);
int pty_wait_unread(struct pty *pty);
/* Reads until it has stopped or ended; true when it has stopped, by *NUMBER. */
bool pty_wait_stop(struct pty *pty, int *number);
/* Types KEYS (NULL: none) and waits for the end. */
int pty_stop(struct pty *pty, const char *keys);

/* ---- the terminal's settings */
struct termios pty_settings_before(const struct pty *pty); /* before the program was started */
struct termios pty_settings(const struct pty *pty);        /* now; after a hang-up, the last ones */
bool pty_settings_equal(const struct termios *a, const struct termios *b);

#endif
