/* kanbao tests - session: kanbao itself in a pseudo-terminal, and its screen against what --frame writes.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * What goes wrong fails the cmocka test.
 */
#ifndef TESTS_SESSION_H
#define TESTS_SESSION_H

#include "kanbao/base.h"
#include "pty.h"

struct session {
    struct pty *pty;
    struct pty_command command; /* argv: without the program's name */
    struct buffer keys;         /* all that were pressed, in keymap notation */
};

/* A list for pty_command: LIST("-o", "memory=0", path) */
#define LIST(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Starts $KANBAO_PROGRAM with COMMAND's argv as its arguments; its lists stay the caller's. Does not wait. Shell and editor do
   nothing, unless its environment names others. */
struct session session_start(struct pty_command command);
/* The sample issues on ROWS by COLS, settled; nothing is loaded ahead, as --frame does not either. */
struct session session_samples(int rows, int cols);
/* An issue of one long article of this many paragraphs, each with its number; the caller frees it. */
char *session_long_issue(int paragraphs);
/* A new directory FOLDER/many of COUNT issues, each of a day of its own and of one article; the caller frees its path. */
char *session_many_issues(const char *folder, int count);
/* Is either the test or the program many times slower than usual, by valgrind or sanitizers? */
bool session_is_slow(void);
/* Kills what is left. */
void session_done(struct session *session);

/* The bytes that a terminal sends for keys in notation; the caller empties OUT. */
void session_add_bytes(struct buffer *out, const char *notation);
/* Types keys, all at once, and settles. */
void session_press(struct session *session, const char *notation);

/* The program's standard output with these arguments before the session's own; the caller frees it. */
char *session_output_of(const struct session *session, const char *const *arguments);

/* Fails unless the terminal shows what --frame writes for this size, these arguments and the keys so far. */
#define session_assert_same(session) session_check_same((session), __FILE__, __LINE__)
void session_check_same(struct session *session, const char *file, int line);

/* Fails unless TEXT is on the screen. */
#define session_assert_shows(session, text) session_check_shows((session), (text), __FILE__, __LINE__)
void session_check_shows(struct session *session, const char *text, const char *file, int line);
bool session_shows(struct session *session, const char *text);

/* Fails unless the terminal is as it was before the program: settings, screen, cursor. */
#define session_assert_restored(session) session_check_restored((session), __FILE__, __LINE__)
void session_check_restored(struct session *session, const char *file, int line);

/* Types keys, waits for the end, which must be exit status 0 with the terminal restored, and is done with it. */
#define session_end(session, notation) session_check_end((session), (notation), __FILE__, __LINE__)
void session_check_end(struct session *session, const char *notation, const char *file, int line);

#endif
