/* kanbao --plain in a pseudo-terminal: what is new is written below, nothing twice, and nothing of a screen.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

static const char *const dumb[] = {"TERM=dumb", NULL};

/* ENVIRONMENT outlives it. */
static struct session
start(const char *path, const char *const *environment)
{
    struct session session = session_start((struct pty_command){.argv = LIST("--plain", path),
                                                                .environment = environment,
                                                                .rows = 12,
                                                                .cols = 60,
                                                                .mute = true,
                                                                .timed_waits = true});
    pty_settle(session.pty);
    return session;
}

/* What keys add to the output, without carriage returns; the caller frees it. */
static char *
told(struct session *session, const char *keys)
{
    struct buffer out = {0};
    size_t len;
    pty_forget_output(session->pty);
    pty_keys(session->pty, keys);
    const char *output = pty_output(session->pty, &len);
    for (size_t i = 0; i < len; i++)
        if (output[i] != '\r')
            buffer_add_byte(&out, output[i]);
    return buffer_take(&out);
}

#define assert_told(session, keys, wanted) check_told((session), (keys), (wanted), __LINE__)
static void
check_told(struct session *session, const char *keys, const char *wanted, int line)
{
    char *got = told(session, keys);
    bool right = strcmp(got, wanted) == 0;
    if (!right)
        fprintf(stderr, "wanted:\n%s----\n%s----\n", wanted, got);
    free(got);
    if (!right)
        _fail(__FILE__, line);
}

/* Other programs run meanwhile. */
static void
assert_comes(struct session *session, const char *keys, const char *wanted)
{
    struct buffer bytes = {0};
    for (const char *at = wanted; *at != '\0'; at++) {
        buffer_add_text(&bytes, *at == '\n' ? "\r" : "");
        buffer_add_byte(&bytes, *at);
    }
    pty_forget_output(session->pty);
    pty_type(session->pty, keys);
    while (!pty_output_has(session->pty, bytes.at, bytes.len))
        if (!pty_read(session->pty, -1))
            fail_msg("it does not come: %s", wanted);
    buffer_done(&bytes);
    while (pty_settings(session->pty).c_lflag & ICANON) /* the other program has it yet */
        pty_read(session->pty, 1);
    pty_settle(session->pty);
}

static const char paper[] =
    "渡口晚报　2031年6月7日\n\n灯船换了灯泡\n\n　　灯船靠岸时换上一只新灯泡。\n\n渡口的钟慢了\n\n"
    "　　船家说不用修。\n";

/* A day of the calendar is told in words, with its first headline. */
static void
calendar_days(void **state)
{
    char *folder = support_temp_new();
    (void)state;
    support_put(folder, "20310607.txt", paper);
    support_put(folder, "20310605.txt", "灯塔守夜人换班\n\n　　昨夜风大，灯塔的灯亮到天明。\n");
    struct session session = start(folder, NULL);
    char *opened = told(&session, "ii");
    must(strstr(opened, "Calendar　2031") != NULL &&
             strstr(opened, "2031-06-07 Saturday　1 issue\n灯船换了灯泡\n") != NULL,
         "told: %s", opened);
    free(opened);
    assert_told(&session, "h", "2031-06-06 Friday　no paper\n");
    assert_told(&session, "h", "2031-06-05 Thursday　1 issue\n灯塔守夜人换班\n");
    assert_told(&session, "2l", "2031-06-07 Saturday　1 issue\n灯船换了灯泡\n");
    assert_told(
        &session, "l2hl",
        "2031-06-08 Sunday　no paper\n2031-06-06 Friday　no paper\n2031-06-07 Saturday　1 issue\n灯船换了灯泡\n");
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    session_done(&session);
    support_temp_end(folder);
}

static void
lists_and_articles(void **state)
{
    char *folder = support_temp_new(), *path = support_join(folder, "paper.txt");
    (void)state;
    support_write_text(path, paper);
    struct session session = start(path, NULL);
    assert_true(pty_output_has(session.pty, "1 ● 灯船换了灯泡", strlen("1 ● 灯船换了灯泡")));
    assert_told(&session, "j", "2 ● 渡口的钟慢了\n");
    assert_told(&session, "j", ""); /* nothing is new */
    assert_told(&session, "\033[A", "1 ● 灯船换了灯泡\n");
    assert_told(&session, "\r", "灯船换了灯泡\n\n    灯船靠岸时换上一只新灯泡。\n");
    assert_told(&session, "J", "渡口的钟慢了\n\n    船家说不用修。\n");
    assert_told(&session, "J", "This is the last article.\n");
    assert_told(&session, "h", "2   渡口的钟慢了\n");
    /* what is typed stays on its line */
    assert_told(&session, "/", "/");
    assert_told(&session, "de", "de");
    assert_told(&session, "\x7F", "\n/d");
    assert_told(&session, "eng", "eng");
    assert_told(&session, "\003", "\n2/2\n");
    /* a paste is no keys */
    assert_told(&session, "\033[200~kkQ\033[201~", "There is no prompt to paste into.\n");
    assert_told(&session, "/\033[200~灯船\033[201~", "/灯船");
    assert_told(&session, "\003", "\n2/2\n");
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    session_assert_restored(&session);
    session_done(&session);
    free(path);
    support_temp_end(folder);
}

/* Every paragraph is told, once, whatever the size of the pages. */
static void
reading_on(void **state)
{
    enum { PARAGRAPHS = 40 };
    char *folder = support_temp_new(), *path = support_join(folder, "long.txt"), *text = session_long_issue(PARAGRAPHS);
    struct buffer all = {0};
    (void)state;
    support_write_text(path, text);
    struct session session = start(path, dumb);
    char *more = told(&session, "\r");
    for (int i = 0; i < 200 && *more != '\0'; i++) {
        buffer_add_text(&all, more);
        free(more);
        more = told(&session, i % 5 == 4 ? "j" : "\006");
    }
    free(more);
    size_t told_bytes = 0, issue_bytes = 0;
    for (const char *at = all.at; *at != '\0'; at++)
        told_bytes += *at != ' ' && *at != '\n';
    session.command.argv = LIST(path);
    char *whole = session_output_of(&session, LIST("--print", "-w", "60"));
    for (const char *at = whole; *at != '\0'; at++)
        issue_bytes += *at != ' ' && *at != '\n';
    assert_int_equal(told_bytes, issue_bytes);
    assert_null(strchr(all.at, '\033'));
    /* back: the same, once more */
    more = told(&session, "\002");
    assert_true(strlen(more) > 100);
    free(more);
    free(whole);
    free(text);
    free(path);
    buffer_done(&all);
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    session_done(&session);
    support_temp_end(folder);
}

/* What is in an issue, in the name of its file, and in what is typed. */
static void
nothing_raw(void **state)
{
    char *folder = support_temp_new(), *path = support_join(folder, "a\033]0;owned\007b.txt");
    struct buffer all = {0};
    (void)state;
    support_write_text(path, "渡口\033]2;晚报　2031年6月7日\n\n灯船\033[77m换了灯泡\n\n　　灯船\xC2\x9B\033c靠岸。\n");
    struct session session = start(path, dumb);
    static const char *const keys[] = {"j", "\r", "v", "v", "/\xC2\x9B\003", "ew", "ya", "\f", "?", "q", "i"};
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        char *more = told(&session, keys[i]);
        buffer_add_text(&all, more);
        free(more);
    }
    assert_null(strchr(all.at, '\033'));
    assert_null(strchr(all.at, '\007'));
    assert_null(strstr(all.at, "\xC2\x9B"));
    assert_non_null(strstr(all.at, "‹1B›"));
    assert_non_null(strstr(all.at, "clipboard does not take it"));
    buffer_done(&all);
    session_done(&session);
    free(path);
    support_temp_end(folder);
}

/* Files, programs, the editor and the configuration are served as on a screen, each below what was typed for it. */
static void
errands(void **state)
{
    char *folder = support_temp_new(), *path = support_join(folder, "paper.txt"),
         *saved = support_join(folder, "one.txt");
    char *home = support_join(folder, "home");
    struct buffer keys = {0}, wanted = {0}, typed = {0};
    (void)state;
    support_write_text(path, paper);
    buffer_printf(&keys, "XDG_CONFIG_HOME=%s", home);
    const char *const environment[] = {"TERM=dumb", "SHELL=/bin/sh", "VISUAL=sh -c 'echo edited $2' sh", keys.at, NULL};
    struct session session = start(path, environment);
    assert_comes(&session, "|sed -n s/^/told:/p\r", "article | sed -n s/^/told:/p\ntold:灯船换了灯泡\n");
    assert_comes(&session, "|exit 3\r", "article | exit 3\nexit 3 ended with status 3\n");
    buffer_printf(&wanted, "edited %s\n", path);
    assert_comes(&session, "E", wanted.at);
    buffer_printf(&typed, "s\025%s\r", saved);
    assert_comes(&session, typed.at, "\nSaved: ");
    struct buffer file = support_read(saved);
    assert_non_null(strstr(file.at, "灯船靠岸时换上一只新灯泡"));
    assert_comes(&session, ":set order oldest\r:write-config\r", "\n1 change is written: ");
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    session_assert_restored(&session);
    session_done(&session);
    buffer_done(&typed);
    buffer_done(&keys);
    buffer_done(&wanted);
    buffer_done(&file);
    free(home);
    free(saved);
    free(path);
    support_temp_end(folder);
}

/* Of a document whose rows do something, the one that is selected is told. */
static void
rows_of_documents(void **state)
{
    char *folder = support_temp_new(), *path = support_join(folder, "paper.txt");
    (void)state;
    support_write_text(path, paper);
    struct session session = start(path, dumb);
    assert_comes(&session, "M", "\n0 hits"); /* nothing is flagged, and that is told */
    assert_comes(&session, "q//钟\r", "\nhit 1/1");
    free(told(&session, "q"));
    free(told(&session, ":options\r"));
    char *said = told(&session, "j");
    assert_int_equal(strncmp(said, "ambiguous ", strlen("ambiguous ")), 0);
    assert_ptr_equal(strchr(said, '\n'), said + strlen(said) - 1);
    free(said);
    free(told(&session, "G"));
    said = told(&session, "k");
    assert_int_equal(strncmp(said, "watch ", strlen("watch ")), 0);
    free(said);
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    session_done(&session);
    free(path);
    support_temp_end(folder);
}

/* Nothing but the mark of pastes is asked of the terminal, and it is given back at every end. */
static void
ends(void **state)
{
    static const int numbers[] = {0, SIGTERM, SIGHUP, SIGSEGV};
    char *folder = support_temp_new(), *path = support_join(folder, "paper.txt");
    (void)state;
    support_write_text(path, paper);
    for (size_t i = 0; i < BASE_COUNT(numbers); i++) {
        struct session session = start(path, i == 0 ? dumb : NULL);
        size_t len, escapes = 0;
        int stopped;
        pty_type(session.pty, "\032");
        assert_true(pty_wait_stop(session.pty, &stopped));
        session_assert_restored(&session);
        pty_signal(session.pty, SIGCONT);
        pty_keys(session.pty, "j\r");
        if (numbers[i] != 0)
            pty_signal(session.pty, numbers[i]);
        else
            pty_type(session.pty, "Q");
        int status = pty_wait(session.pty);
        assert_true(numbers[i] == 0 ? status == 0 : WIFSIGNALED(status) && WTERMSIG(status) == numbers[i]);
        session_assert_restored(&session);
        const char *output = pty_output(session.pty, &len);
        for (size_t k = 0; k < len; k++)
            escapes += output[k] == '\033';
        assert_int_equal(escapes, i == 0 ? 0 : 4); /* on, off, on, off */
        session_done(&session);
    }
    free(path);
    support_temp_end(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lists_and_articles),
        cmocka_unit_test(calendar_days),
        cmocka_unit_test(reading_on),
        cmocka_unit_test(nothing_raw),
        cmocka_unit_test(errands),
        cmocka_unit_test(rows_of_documents),
        cmocka_unit_test(ends),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
