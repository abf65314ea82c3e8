/* Other programs, run from the screen: they get what they are to read, the terminal and nothing else, and whatever they do to
 * it, it comes back.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define BACK "any key"

static char *folder, *path;

static void
write_page(void)
{
    support_write_text(
        path, "渡口日报　2026年2月3日　第03版\n\n渡口旧物一年清点完毕\n\n本报讯 (记者 莫小满) "
              "清点从正月初八开始, 名单在 https://example.org/list?a=1&b=2 。\n\n第二件是一把伞。管理员说不急。\n\n"
              "渡口的钟慢了三分钟\n\n本报讯 (记者 容与) 船家说不用修, 大家都跟着慢三分钟就好。\n");
}

/* With $OUT, a file in the test's folder. */
static struct session
start(const char *const *arguments, const char *const *environment)
{
    static const char *const nothing[] = {NULL};
    struct session session = session_start((struct pty_command){
        .argv = arguments, .environment = environment ? environment : nothing, .rows = 24, .cols = 100});
    pty_settle(session.pty);
    return session;
}

/* A script of the folder, which can be run; the caller frees its path. */
static char *
script(const char *name, const char *text)
{
    char *file = support_join(folder, name);
    struct buffer all = {0};
    buffer_printf(&all, "#!/bin/sh\n%s\n", text);
    support_write_text(file, all.at);
    assert_int_equal(chmod(file, 0700), 0);
    buffer_done(&all);
    return file;
}

static char *
setting(const char *name, const char *value)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s=%s", name, value);
    return buffer_take(&text);
}

/* Types COMMAND at the prompt of |, and Enter. */
static void
pipe_to(struct session *session, const char *command)
{
    pty_type(session->pty, "|");
    pty_type(session->pty, command);
    pty_type(session->pty, "\r");
}

/* Until a key is waited for, for the TIMESth time: what was said before stays on the terminal's own screen. */
static void
wait_for_back(struct session *session, int times)
{
    for (;;) {
        int found = 0;
        char *screen = pty_screen_text(session->pty);
        for (const char *at = screen; (at = strstr(at, BACK)) != NULL; at++)
            found++;
        free(screen);
        if (found >= times)
            break;
        if (!pty_read(session->pty, -1)) {
            screen = pty_screen_text(session->pty);
            fail_msg("no key is waited for:\n%s", screen);
        }
    }
    pty_settle(session->pty);
}

/* Any key, and the paper is there again. */
static void
go_back(struct session *session)
{
    pty_keys(session->pty, " ");
    while (!pty_alternate_screen(session->pty))
        must(pty_read(session->pty, -1), "the paper does not come back");
    pty_settle(session->pty);
}

static void
pipe_shows_what_is_written(void **state)
{
    (void)state;
    struct session session = start(LIST(path), LIST("SHELL=/bin/sh"));
    pipe_to(&session, "grep -c . ; echo end-$((1+1)); test -t 1 && echo has-a-terminal");
    wait_for_back(&session, 1);
    session_assert_shows(&session, "5"); /* headline, byline, paper, two paragraphs */
    session_assert_shows(&session, "end-2");
    session_assert_shows(&session, "has-a-terminal");
    assert_false(pty_alternate_screen(session.pty));
    pty_type(session.pty, "j");
    assert_true(pty_wait_text(session.pty, "Space read on"));
    pty_settle(session.pty);
    assert_true(pty_alternate_screen(session.pty));
    session_assert_same(&session); /* the key was for going back alone */
    session_end(&session, "Q");
}

static void
the_status_is_told(void **state)
{
    (void)state;
    struct session session = start(LIST(path), LIST("SHELL=/bin/sh"));
    pipe_to(&session, "exit 7");
    wait_for_back(&session, 1);
    session_assert_shows(&session, "status 7");
    go_back(&session);
    session_assert_shows(&session, "status 7");
    pipe_to(&session, "kill -9 $$");
    wait_for_back(&session, 2);
    session_assert_shows(&session, "signal 9");
    go_back(&session);
    session_end(&session, "Q");
}

/* Who reads nothing, and who writes more than any pipe takes before it reads, keeps nobody waiting. */
static void
much_text_waits_for_nobody(void **state)
{
    (void)state;
    char *long_path = support_join(folder, "long.txt"), *text = session_long_issue(5000);
    support_write_text(long_path, text);
    struct session session = start(LIST(long_path), LIST("SHELL=/bin/sh"));
    pipe_to(&session, "true");
    wait_for_back(&session, 1);
    go_back(&session);
    pipe_to(&session, "cat | tail -n 1 | cut -c 1-20; echo");
    wait_for_back(&session, 2);
    session_assert_shows(&session, "5000");
    go_back(&session);
    session_end(&session, "Q");
    free(text);
    free(long_path);
}

/* ^C is for the program, however it left the terminal. */
static void
the_terminal_comes_back(void **state)
{
    static const char *const commands[] = {"stty raw -echo </dev/tty; printf '\\033[?25l\\033[31m'; kill -9 $$",
                                           "printf '\\033[?2004l'; exit 3"};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(commands); i++) {
        struct session session = start(LIST(path), LIST("SHELL=/bin/sh"));
        pipe_to(&session, commands[i]);
        wait_for_back(&session, 1);
        go_back(&session);
        session_end(&session, "Q");
    }
    struct session session = start(LIST(path), LIST("SHELL=/bin/sh"));
    pipe_to(&session, "echo rea''dy; exec sed -u s/^/got-/ /dev/tty");
    assert_true(pty_wait_text(session.pty, "ready"));
    pty_type(session.pty, "this\r"); /* when it answers, the shell is gone, which may miss a signal on its way */
    assert_true(pty_wait_text(session.pty, "got-this"));
    pty_type(session.pty, "\003");
    wait_for_back(&session, 1);
    session_assert_shows(&session, "signal 2");
    go_back(&session);
    session_end(&session, "Q");
}

/* A job that is stopped stops this program, and goes on with it. */
static void
a_stopped_program_goes_on(void **state)
{
    int number = 0;
    (void)state;
    struct session session = start(LIST(path), LIST("SHELL=/bin/sh"));
    pipe_to(&session, "echo rea''dy; exec sed -u s/^/got-/ /dev/tty");
    assert_true(pty_wait_text(session.pty, "ready"));
    pty_type(session.pty, "this\r");
    assert_true(pty_wait_text(session.pty, "got-this"));
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    pty_signal(session.pty, SIGCONT);
    pty_type(session.pty, "that\r");
    assert_true(pty_wait_text(session.pty, "got-that"));
    pty_type(session.pty, "\003");
    wait_for_back(&session, 1);
    go_back(&session);
    session_end(&session, "Q");
}

/* Who is ended, or loses the terminal, while another program has it, ends as at any other time, and so does that. */
static void
ended_meanwhile(void **state)
{
    (void)state;
    for (int hang_up = 0; hang_up < 2; hang_up++) {
        struct session session = start(LIST(path), LIST("SHELL=/bin/sh"));
        pipe_to(&session, "echo rea''dy; exec sed -u s/^/got-/ /dev/tty");
        assert_true(pty_wait_text(session.pty, "ready"));
        if (hang_up)
            pty_hang_up(session.pty);
        else
            pty_signal(session.pty, SIGTERM);
        int status = pty_wait(session.pty);
        assert_true(hang_up || (WIFSIGNALED(status) && WTERMSIG(status) == SIGTERM));
        session_done(&session);
    }
}

/* A program begins as from a shell: three descriptors, signals as they are by default, none of them blocked. */
static void
a_program_begins_afresh(void **state)
{
    (void)state;
    if (access("/proc/self/status", R_OK) != 0)
        skip();
    struct session session = start(LIST(path), LIST("SHELL=/bin/sh"));
    pipe_to(&session, "ls /proc/self/fd | wc -l | tr -d ' ' | sed s/^/fds-/; "
                      "sed -n 's/SigBlk:[^0]*/blocked-/p; s/SigIgn:.*\\(.......\\)$/ignored-\\1/p' /proc/self/status");
    wait_for_back(&session, 1);
    session_assert_shows(&session, "fds-4"); /* and the folder itself */
    session_assert_shows(&session, "blocked-0000000000000000");
    session_assert_shows(&session, "ignored-0000000");
    go_back(&session);
    session_end(&session, "Q");
}

/* What a source says is never a part of a command line. */
static void
a_headline_runs_nothing(void **state)
{
    (void)state;
    char *file = support_join(folder, "$(touch gone) `x`;'.txt"), *gone = support_join(folder, "gone");
    struct buffer text = {0};
    buffer_printf(&text, "$(touch %s); `touch %s`\n\n本报讯 雨停了, 灯亮了, 名单在 https://a.b/$(touch%%20%s);x 。\n",
                  gone, gone, gone);
    support_write_text(file, text.at);
    char *seen = support_join(folder, "seen"), *open = script("open", "printf '%s\\n' \"$#\" \"$@\" >>\"$SEEN\"");
    struct buffer browser = {0};
    buffer_printf(&browser, "browser='%s' 'two words'", open);
    char *see = setting("SEEN", seen), *editor = setting("VISUAL", open);
    struct session session = start(LIST("-o", browser.at, file), LIST("SHELL=/bin/sh", see, editor));
    pty_keys(session.pty, "1#");
    pty_keys(session.pty, "E");
    pipe_to(&session, "cat >/dev/null");
    wait_for_back(&session, 1);
    go_back(&session);
    session_end(&session, "Q");
    struct buffer said = support_read(seen), wanted = {0};
    buffer_printf(&wanted, "2\ntwo words\nhttps://a.b/$");
    assert_true(slice_starts(buffer_slice(&said), wanted.at));
    assert_non_null(strstr(said.at, file)); /* the editor's last word */
    assert_int_equal(access(gone, F_OK), -1);
    buffer_done(&said);
    buffer_done(&wanted);
    buffer_done(&browser);
    buffer_done(&text);
    free(see);
    free(editor);
    free(seen);
    free(open);
    free(gone);
    free(file);
}

/* A note of several lines, in a file that nobody else may read and that is gone afterwards. */
static void
a_note_is_written_in_the_editor(void **state)
{
    (void)state;
    char *writes =
             script("writes", "ls -l \"$1\" >\"$SEEN\"; echo \"$1\" >>\"$SEEN\"; printf 'of two\\nlines\\n' >>\"$1\""),
         *empties = script("empties", ": >\"$1\"");
    char *seen = support_join(folder, "note-seen"), *see = setting("SEEN", seen), *named = setting("VISUAL", writes);
    write_page();
    struct session session = start(LIST(path), LIST(see, named));
    session_press(&session, "<Enter><A-e>");
    pty_wait_text(session.pty, "of two");
    session_assert_shows(&session, "Note: of two");
    session_assert_shows(&session, "│ lines");
    struct buffer said = support_read(seen);
    assert_int_equal(strncmp(said.at, "-rw-------", 10), 0);
    said.at[said.len - 1] = '\0';
    assert_int_equal(access(strrchr(said.at, '\n') + 1, F_OK), -1);
    buffer_done(&said);
    session_end(&session, "Q");
    free(named);
    named = setting("VISUAL", empties);
    session = start(LIST(path), LIST(named));
    session_press(&session, "a");
    pty_type(session.pty, "short\r");
    pty_wait_text(session.pty, "Noted, below");
    session_press(&session, "<A-e>");
    pty_wait_text(session.pty, "No note any more.");
    session_end(&session, "Q");
    free(named);
    free(see);
    free(seen);
    free(writes);
    free(empties);
}

/* The editor has the line that is shown; what it changes is read anew, and the reader stays there. */
static void
the_editor_has_the_line(void **state)
{
    (void)state;
    char *editor = script(
        "editor", "echo \"$1\" >\"$SEEN\"; { echo '编者按'; echo; cat \"$2\"; } >\"$2.new\" && mv \"$2.new\" \"$2\"");
    char *seen = support_join(folder, "line"), *see = setting("SEEN", seen), *named = setting("EDITOR", editor);
    write_page();
    struct session session = start(LIST(path), LIST("VISUAL=", see, named));
    pty_keys(session.pty, "j\rE");
    assert_true(pty_wait_text(session.pty, "Read anew"));
    session_assert_shows(&session, "船家说不用修");
    struct buffer line = support_read(seen);
    assert_text(buffer_slice(&line), "+9\n");
    session_end(&session, "Q");
    buffer_done(&line);
    /* one that is not there */
    session = start(LIST(path), LIST("VISUAL=no-such-editor -x"));
    pty_type(session.pty, "E");
    wait_for_back(&session, 1);
    session_assert_shows(&session, "no-such-editor: ");
    go_back(&session);
    session_end(&session, "Q");
    write_page();
    free(editor);
    free(seen);
    free(see);
    free(named);
}

/* Of a large file the beginning is shown first, and the loader reads the rest, of the file as it is now. */
static void
a_large_file_is_read_anew(void **state)
{
    (void)state;
    char *editor = script("append", "printf '\\n最后一段是编辑器写的。\\n' >>\"$2\"");
    char *large = support_join(folder, "large.txt"), *text = session_long_issue(8000),
         *named = setting("EDITOR", editor);
    support_write_text(large, text);
    struct session session = start(LIST(large), LIST("VISUAL=", named));
    pty_keys(session.pty, "\rE");
    assert_true(pty_wait_text(session.pty, "Read anew"));
    for (int i = 0; i < 200 && !session_shows(&session, "编辑器写的"); i++) {
        pty_keys(session.pty, "G");
        pty_read(session.pty, 50);
    }
    session_assert_shows(&session, "编辑器写的");
    session_end(&session, "Q");
    free(editor);
    free(large);
    free(text);
    free(named);
}

/* What is copied goes to a program where one is named, with no terminal and no output; what that complains of is said. */
static void
a_program_takes_what_is_copied(void **state)
{
    (void)state;
    char *seen = support_join(folder, "copied"), *see = setting("SEEN", seen);
    char *copy =
        script("copy", "cat >\"$SEEN\"; echo noise; tty; (: </dev/tty) 2>/dev/null && echo tty >>\"$SEEN\"; exit 0");
    char *fails = script("fails", "echo 'no display here' >&2; exit 4");
    char *option = setting("copy-command", copy), *other = setting("copy-command", fails);
    write_page();
    struct session session = start(LIST("-o", option, path), LIST(see));
    pty_forget_output(session.pty);
    pty_type(session.pty, "yy");
    assert_true(pty_wait_text(session.pty, "Copied"));
    struct buffer text = support_read(seen);
    assert_text(buffer_slice(&text), "渡口旧物一年清点完毕");
    assert_false(pty_output_has(session.pty, "\033]52", 4));
    session_end(&session, "Q");
    session = start(LIST("-o", other, path), NULL);
    pty_type(session.pty, "yy");
    assert_true(pty_wait_text(session.pty, "no display here"));
    session_assert_shows(&session, "status 4");
    session_end(&session, "Q");
    buffer_done(&text);
    free(option);
    free(other);
    free(copy);
    free(fails);
    free(seen);
    free(see);
}

/* A file is written once, and over another only when that was said. */
static void
a_file_is_saved(void **state)
{
    (void)state;
    char *file = support_join(folder, "saved.md");
    write_page();
    struct session session = start(LIST(path), NULL);
    for (int i = 0; i < 2; i++) {
        pty_type(session.pty, "s\025");
        pty_type(session.pty, file);
        pty_type(session.pty, "\r");
        if (i == 0)
            continue;
        assert_true(pty_wait_text(session.pty, "Enter again"));
        support_write_text(file, "mine");
        pty_type(session.pty, "\r");
        assert_true(pty_wait_text(session.pty, "Saved: "));
    }
    struct buffer text = support_read(file);
    assert_true(slice_starts(buffer_slice(&text), "# 渡口旧物一年清点完毕\n"));
    pty_type(session.pty, "s\025/no/such/folder/x.txt\r");
    assert_true(pty_wait_text(session.pty, "Not saved: /no/such/folder/"));
    session_end(&session, "Q");
    buffer_done(&text);
    free(file);
}

static int
make_folder(void **state)
{
    (void)state;
    folder = support_temp_new();
    path = support_join(folder, "20260203.txt");
    write_page();
    return 0;
}

static int
remove_folder(void **state)
{
    (void)state;
    free(path);
    support_temp_end(folder);
    return 0;
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pipe_shows_what_is_written),
        cmocka_unit_test(the_status_is_told),
        cmocka_unit_test(much_text_waits_for_nobody),
        cmocka_unit_test(the_terminal_comes_back),
        cmocka_unit_test(a_stopped_program_goes_on),
        cmocka_unit_test(a_program_begins_afresh),
        cmocka_unit_test(ended_meanwhile),
        cmocka_unit_test(a_headline_runs_nothing),
        cmocka_unit_test(a_note_is_written_in_the_editor),
        cmocka_unit_test(the_editor_has_the_line),
        cmocka_unit_test(a_large_file_is_read_anew),
        cmocka_unit_test(a_program_takes_what_is_copied),
        cmocka_unit_test(a_file_is_saved),
    };
    return cmocka_run_group_tests_name("other programs", tests, make_folder, remove_folder);
}
