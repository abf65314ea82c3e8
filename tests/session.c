/* kanbao in a pseudo-terminal, compared with its own --frame.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A session remembers the keys that were pressed, so that what must be seen can be had at any time from the
 * program run without a terminal.
 */
#include "session.h"
#include "support.h"

#include "kanbao/key.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { ARGUMENTS_MAX = 32 };

static const char *
program(void)
{
    const char *path = getenv("KANBAO_PROGRAM");
    if (path == NULL)
        fail_msg("KANBAO_PROGRAM is not set: run this as make check TESTS=...");
    return path;
}

/* The program's name, FIRST and SECOND (NULL: none) as one list. An issue opens with its list, unless these say otherwise: most
   tests are about that, and a screen of any size is compared with one that became it. */
static void
join_arguments(const char **argv, const char *const *first, const char *const *second)
{
    size_t count = 0;
    argv[count++] = program();
    argv[count++] = "-o";
    argv[count++] = "opens-with=list";
    for (int list = 0; list < 2; list++)
        for (const char *const *at = list == 0 ? first : second; at != NULL && *at != NULL; at++) {
            assert_true(count + 1 < ARGUMENTS_MAX);
            argv[count++] = *at;
        }
    argv[count] = NULL;
}

/* OWN, and before it what keeps a test that presses keys at random from running anything. */
static void
join_environment(const char **environment, const char *const *own)
{
    static const char *const harmless[] = {"SHELL=/bin/false", "VISUAL=false", "EDITOR=false"};
    size_t count = 0;
    for (; count < BASE_COUNT(harmless); count++)
        environment[count] = harmless[count];
    for (; own != NULL && *own != NULL; own++) {
        assert_true(count + 1 < ARGUMENTS_MAX);
        environment[count++] = *own;
    }
    environment[count] = NULL;
}

struct session
session_start(struct pty_command command)
{
    const char *argv[ARGUMENTS_MAX], *environment[ARGUMENTS_MAX];
    struct session session = {.command = command};
    join_arguments(argv, command.argv, NULL);
    join_environment(environment, command.environment);
    command.argv = argv;
    command.environment = environment;
    session.pty = pty_start(&command);
    return session;
}

struct session
session_samples(int rows, int cols)
{
    static const char *const nothing_ahead[] = {"-o", "memory=0", NULL};
    struct session session = session_start((struct pty_command){.argv = nothing_ahead, .rows = rows, .cols = cols});
    pty_settle(session.pty);
    return session;
}

char *
session_many_issues(const char *folder, int count)
{
    char *directory = support_join(folder, "many");
    assert_int_equal(mkdir(directory, 0700), 0);
    for (int i = 0; i < count; i++) {
        char name[32];
        struct buffer text = {0};
        snprintf(name, sizeof name, "%04d-%02d-%02d.txt", 2000 + i / 336, 1 + i / 28 % 12, 1 + i % 28);
        char *path = support_join(directory, name);
        buffer_printf(&text, "渡口日报　第%d期\n\n渡口第%d天的风\n\n本报讯 (记者 莫小满) 今天是第%d天。\n", i, i, i);
        support_write(path, text.at, text.len);
        buffer_done(&text);
        free(path);
    }
    /* one that changed just now is looked at once more, in a moment */
    const struct timespec then[2] = {{.tv_sec = 1000000000}, {.tv_sec = 1000000000}};
    assert_int_equal(utimensat(AT_FDCWD, directory, then, 0), 0);
    return directory;
}

char *
session_long_issue(int paragraphs)
{
    static const char *const ends[] = {
        "灯塔管理员把每晚的潮位写在日历背面，写满一年就换一盏灯泡。",
        "渡口的钟慢了三分钟，船家说不用修，大家都跟着慢三分钟就好，何况对岸的钟也慢。",
        "The ferry keeper counted 214 umbrellas and one accordion among the things left behind in spring.",
        "集市上的糖画师傅今天只画鱼，说河水刚涨。",
    };
    struct buffer text = {0};
    buffer_add_text(&text,
                    "渡口日报　2026年2月3日\n\n渡口旧物一年清点完毕\n\n本报讯 (记者 莫小满) 清点从正月初八开始。\n\n");
    for (int i = 1; i <= paragraphs; i++)
        buffer_printf(&text, "第%d件。%s%s\n\n", i, ends[i % 4], ends[(i / 3 + 1) % 4]);
    return buffer_take(&text);
}

#if defined __has_feature
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif

bool
session_is_slow(void)
{
#if defined SANITIZED || defined __SANITIZE_ADDRESS__
    return true;
#else
    return support_is_slow();
#endif
}

void
session_done(struct session *session)
{
    pty_free(session->pty);
    buffer_done(&session->keys);
}

/* ---- keys */

static void
add_key(struct buffer *out, uint32_t key)
{
    /* as xterm sends them to a program that has asked for them (smkx) */
    static const struct {
        uint32_t key;
        const char *bytes;
    } named[] = {
        {KEYCODE_UP, "\033OA"},       {KEYCODE_DOWN, "\033OB"},       {KEYCODE_RIGHT, "\033OC"},
        {KEYCODE_LEFT, "\033OD"},     {KEYCODE_HOME, "\033OH"},       {KEYCODE_END, "\033OF"},
        {KEYCODE_PAGE_UP, "\033[5~"}, {KEYCODE_PAGE_DOWN, "\033[6~"}, {KEYCODE_BACK_TAB, "\033[Z"},
        {KEYCODE_F1, "\033OP"},       {KEYCODE_INSERT, "\033[2~"},    {KEYCODE_DELETE, "\033[3~"},
    };
    if (key & KEYCODE_ALT)
        buffer_add_byte(out, '\033');
    key &= ~(uint32_t)KEYCODE_ALT;
    for (size_t i = 0; i < BASE_COUNT(named); i++)
        if (named[i].key == key) {
            buffer_add_text(out, named[i].bytes);
            return;
        }
    assert_in_range(key, 1, 0x7F);
    buffer_add_byte(out, (char)key);
}

void
session_add_bytes(struct buffer *out, const char *notation)
{
    uint32_t key;
    while (*notation != '\0') {
        if (!key_parse(&notation, &key))
            fail_msg("no key: %s", notation);
        add_key(out, key);
    }
}

void
session_press(struct session *session, const char *notation)
{
    struct buffer bytes = {0};
    session_add_bytes(&bytes, notation);
    buffer_add_text(&session->keys, notation);
    pty_send(session->pty, bytes.at, bytes.len);
    pty_settle(session->pty);
    buffer_done(&bytes);
}

/* ---- what must be seen */

static void
run_for_output(const struct session *session, const char **argv, int out)
{
    int nothing = open("/dev/null", O_RDONLY); /* what is sent there would be read in the place of the samples */
    dup2(nothing, STDIN_FILENO);
    dup2(out, STDOUT_FILENO);
    close(out);
    for (const char *const *at = session->command.environment; at != NULL && *at != NULL; at++)
        if (strchr(*at, '=') == NULL)
            unsetenv(*at);
        else
            putenv((char *)*at);
    execvp(argv[0], (char *const *)argv);
    _exit(127);
}

char *
session_output_of(const struct session *session, const char *const *arguments)
{
    const char *argv[ARGUMENTS_MAX];
    struct buffer text = {0};
    int pipe_fds[2], status;
    ssize_t got;
    join_arguments(argv, arguments, session->command.argv);
    assert_int_equal(pipe(pipe_fds), 0);
    pid_t pid = fork();
    if (pid == 0)
        run_for_output(session, argv, pipe_fds[1]);
    close(pipe_fds[1]);
    do {
        buffer_reserve(&text, 1 << 14);
        got = read(pipe_fds[0], text.at + text.len, 1 << 14);
        text.len += got > 0 ? (size_t)got : 0;
    } while (got > 0);
    close(pipe_fds[0]);
    assert_int_equal(waitpid(pid, &status, 0), pid);
    if (status != 0)
        fail_msg("%s %s: wait status %d", argv[0], argv[1], status);
    buffer_add_text(&text, "");
    return buffer_take(&text);
}

static char *
frame_of(struct session *session)
{
    char size[32];
    int rows, cols;
    pty_size(session->pty, &rows, &cols);
    snprintf(size, sizeof size, "%dx%d", cols, rows);
    return session_output_of(session, LIST("--frame", size, "--keys", session->keys.at ? session->keys.at : ""));
}

void
session_check_same(struct session *session, const char *file, int line)
{
    char *wanted = frame_of(session), *got = pty_screen_text(session->pty);
    if (strcmp(wanted, got) != 0) {
        /* not print_error(), which cuts long texts */
        fprintf(stderr, "after the keys: %s\n---- --frame:\n%s---- the terminal:\n%s----\n",
                session->keys.at ? session->keys.at : "", wanted, got);
        _fail(file, line);
    }
    free(wanted);
    free(got);
}

bool
session_shows(struct session *session, const char *text)
{
    char *screen = pty_screen_text(session->pty);
    bool shown = strstr(screen, text) != NULL;
    free(screen);
    return shown;
}

void
session_check_shows(struct session *session, const char *text, const char *file, int line)
{
    if (session_shows(session, text))
        return;
    char *screen = pty_screen_text(session->pty);
    fprintf(stderr, "not on the screen: %s\n----\n%s----\n", text, screen);
    free(screen);
    _fail(file, line);
}

void
session_check_restored(struct session *session, const char *file, int line)
{
    struct termios before = pty_settings_before(session->pty), now = pty_settings(session->pty);
    int row, col;
    bool shown;
    pty_cursor(session->pty, &row, &col, &shown);
    if (pty_settings_equal(&before, &now) && !pty_alternate_screen(session->pty) && shown)
        return;
    print_error("not restored: settings %s, %s screen, cursor %s\n",
                pty_settings_equal(&before, &now) ? "equal" : "differ",
                pty_alternate_screen(session->pty) ? "alternate" : "normal", shown ? "shown" : "hidden");
    _fail(file, line);
}

void
session_check_end(struct session *session, const char *notation, const char *file, int line)
{
    struct buffer bytes = {0};
    session_add_bytes(&bytes, notation);
    pty_send(session->pty, bytes.at, bytes.len);
    int status = pty_wait(session->pty);
    buffer_done(&bytes);
    if (status != 0) {
        char *screen = pty_screen_text(session->pty);
        fprintf(stderr, "%s did not end with 0 but with wait status %d\n%s", notation, status, screen);
        free(screen);
        _fail(file, line);
    }
    session_check_restored(session, file, line);
    session_done(session);
}
