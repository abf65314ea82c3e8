/* What the files of tests/pty share.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef KANBAO_TESTS_PTY_PARTS_H
#define KANBAO_TESTS_PTY_PARTS_H

#include "pty.h"

#include <time.h>
#include <vterm.h>

/* What the keeper says through its pipe; the first has the program's process in STATUS. */
struct report {
    int status; /* as of waitpid() */
    uint64_t cpu, writes;
};

struct pty {
    struct pty_command command; /* its lists are the caller's, and gone */
    char *name;
    pid_t keeper, program;
    int master, slave, reports;
    struct termios before, last;
    int rows, cols;
    VTerm *vterm;
    VTermScreen *screen;
    bool cursor_shown, alternate;
    char held[4]; /* the beginning of a character whose end has not come */
    size_t held_len;
    char *row_text;
    char *output;
    size_t output_len, output_capacity;
    size_t bytes;
    uint64_t reads;
    uint64_t start_time, first_time, last_time, send_time;
    bool ended, stopped;
    struct report end;
    int stop_signal;
};

/* ---- pty.c */
/* Says what went wrong, shows the screen, kills the program and aborts. */
void pty_fail(struct pty *pty, const char *format, ...) __attribute__((format(printf, 2, 3), noreturn));
void *pty_alloc(void *old, size_t bytes);
uint64_t pty_clock(clockid_t id); /* nanoseconds */

/* ---- pty_proc.c: what the kernel tells of the program */
/* Do all its threads sleep, each until some event? MARK says which they are and how often each has run: what slept
   at one look and sleeps at the next with the same mark has slept all the time between. */
bool pty_proc_sleeps(const struct pty *pty, uint64_t *mark);
uint64_t pty_proc_writes(pid_t pid);
/* Does the program's first thread wait in a write call? */
bool pty_proc_is_writing(pid_t pid);

/* ---- pty_screen.c: the emulator, and all that came out of the program */
void pty_screen_open(struct pty *pty);
void pty_screen_done(struct pty *pty);
void pty_screen_take(struct pty *pty, const char *bytes, size_t len);
bool pty_screen_shows(struct pty *pty, const char *text);

#endif
