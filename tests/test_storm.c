/* A storm in a pseudo-terminal: keys, whole and in pieces, resizes, answers that come late or were never asked for, pastes. The
 * program neither ends nor hangs, what it has sent bit by bit is the screen that it sends when it is asked for all of it, and in
 * the end the terminal is as it was.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * KANBAO_EXHAUSTIVE=1 goes on for an hour; KANBAO_STORM=SEED repeats one storm, whose number a failure tells.
 */
#include "session.h"
#include "support.h"

#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

enum { STORMS = 12, SLOW_STORMS = 2, EVENTS = 40, HOUR = 3600 };

static char *folder;

/* What may come at once. Not Q, ^Z and ^C, which end the storm, nor q twice; and not |, as what follows would be given to a shell,
   nor s and E. */
static const char *const pieces[] = {
    /* keys */
    "j", "k", "J", "K", " ", "b", "g", "G", "}", "{", "\r", "\t", "h", "l", "i", "w", "c", "p", "S", "U", "]", "[", "v",
    "u", "r", "A", "W", "?", "\033", "y", "n", "N", "&", "*", "R", "5", "12", "eh", "ej", "ep", "eu", "er", "ek", "ex",
    "ef", "\014",
    /* named ones, as several terminals send them */
    "\033[A", "\033[B", "\033OC", "\033OD", "\033[5~", "\033[6~", "\033[H", "\033[4~", "\033[15~", "\033[[A",
    "\033[1;5C", "\033[Z", "\033x", "\033[99~",
    /* the prompt */
    "/", "//", "的", "deng", "\"", "date:20", "\025", "\033[D", "\020", "\027", "\037",
    /* input methods, bad UTF-8, half characters */
    "？", "／", "ｊ", "\xE7\x81", "\xAF", "\xFF", "\xF0\x9F",
    /* answers, asked for or not, whole and in pieces */
    "\033[2;3R", "\033[2;2R", "\033[?62;22c", "\033[2", ";3R", "\033[?6", "2c", "\033]52;c;QUJD\007",
    "\033]11;rgb:0/0/0\033\\", "\033P1$r", "0m\033\\", "\033[I", "\033[O",
    /* pastes */
    "\033[200~灯 j k q Q\n\033[201~", "\033[200~", "ls -l\033[201~", "\033[201~"};

static const int sizes[][2] = {{24, 80}, {12, 40}, {40, 120}, {60, 200}, {5, 20}, {1, 1}, {3, 300}, {80, 30}};

static void
strike(struct pty *pty, struct support_chance *chance)
{
    uint32_t kind = support_below(chance, 16);
    if (kind == 0) {
        const int *size = sizes[support_below(chance, BASE_COUNT(sizes))];
        pty_resize(pty, size[0], size[1]);
    } else if (kind == 1) {
        pty_settle(pty);
    } else {
        pty_type(pty, pieces[support_below(chance, BASE_COUNT(pieces))]);
    }
}

/* What a terminal shows that was told bit by bit is what it shows when it is told everything. The bottom line is left out: a
   message goes with the key. */
static void
check_screen(struct session *session, unsigned seed)
{
    int rows, cols;
    pty_size(session->pty, &rows, &cols);
    pty_keys(session->pty, "\033[201~"); /* an open paste ends */
    pty_keys(session->pty, "\014");
    pty_settle(session->pty);
    char *before = pty_screen_text(session->pty);
    pty_resize(session->pty, rows, cols > 1 ? cols - 1 : cols + 1);
    pty_settle(session->pty);
    pty_resize(session->pty, rows, cols);
    pty_settle(session->pty);
    char *after = pty_screen_text(session->pty);
    pty_keys(session->pty, "\014");
    char *whole = pty_screen_text(session->pty);
    const char *bottom = strrchr(after, '\n');
    while (bottom != NULL && bottom > after && bottom[-1] != '\n')
        bottom--;
    size_t len = bottom != NULL ? (size_t)(bottom - after) : 0;
    must(strncmp(after, whole, len) == 0, "storm %u: told bit by bit\n%s\ntold everything\n%s", seed, after, whole);
    free(before);
    free(after);
    free(whole);
}

static void
storm(unsigned seed)
{
    struct support_chance chance = {0x9E3779B97F4A7C15U ^ ((uint64_t)seed << 20 | 1)};
    char *directory = support_join(folder, "mends");
    struct buffer option = {0};
    buffer_printf(&option, "mend-directory=%s", directory);
    struct session session = session_start(
        (struct pty_command){.argv = LIST("-o", option.at, getenv("KANBAO_SAMPLES")), .rows = 24, .cols = 80});
    pty_settle(session.pty);
    for (int i = 0; i < EVENTS && pty_alternate_screen(session.pty); i++)
        strike(session.pty, &chance);
    pty_settle(session.pty);
    must(pty_alternate_screen(session.pty), "storm %u: the program ended", seed);
    check_screen(&session, seed);
    pty_keys(session.pty, "\033[201~\003");
    pty_type(session.pty, "QQ");
    int status = pty_wait(session.pty);
    must(WIFEXITED(status) && WEXITSTATUS(status) == 0, "storm %u: wait status %d", seed, status);
    session_assert_restored(&session);
    session_done(&session);
    buffer_done(&option);
    free(directory);
}

static void
test_storms(void **state)
{
    (void)state;
    const char *chosen = getenv("KANBAO_STORM");
    bool long_one = getenv("KANBAO_EXHAUSTIVE") != NULL;
    time_t start = time(NULL);
    if (chosen != NULL) {
        storm((unsigned)strtoul(chosen, NULL, 10));
        return;
    }
    unsigned storms = session_is_slow() ? SLOW_STORMS : STORMS, seed = 1;
    for (; long_one ? time(NULL) - start < HOUR : seed <= storms; seed++)
        storm(seed);
    if (long_one)
        print_message("%u storms of %d events\n", seed - 1, EVENTS);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_storms)};
    folder = support_temp_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    support_temp_end(folder);
    return failed;
}
