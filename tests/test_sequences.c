/* What the keys of many terminals send, under the right TERM and under others: each does what its key does.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A key is known by what it does: the screen is what --frame writes for it, where one that does nothing here is named
 * in the last line.
 */
#include "session.h"
#include "support.h"

#include <stdlib.h>

static char *folder, *path;

static const struct {
    const char *bytes, *notation;
} keys[] = {
    /* arrows and the six beside them: xterm in both modes, VT220, rxvt, the Linux console, PuTTY, screen */
    {"\033[B", "<Down>"},
    {"\033OB", "<Down>"},
    {"\033[6~", "<PageDown>"},
    {"\033[A", "<Up>"},
    {"\033OA", "<Up>"},
    {"\033[D", "<Left>"},
    {"\033[C", "<Right>"},
    {"\033OD", "<Left>"},
    {"\033OC", "<Right>"},
    {"\033[F", "<End>"},
    {"\033[H", "<Home>"},
    {"\033OF", "<End>"},
    {"\033OH", "<Home>"},
    {"\033[4~", "<End>"},
    {"\033[1~", "<Home>"},
    {"\033[8~", "<End>"},
    {"\033[5~", "<PageUp>"},
    {"\033[7~", "<Home>"},
    {"\033[2~", "<Insert>"},
    {"\033[3~", "<Delete>"},
    {"\033[Z", "<S-Tab>"},
    /* with Shift and Ctrl: no other key; with Alt it is */
    {"\033[1;2B", "<Down>"},
    {"\033[1;5B", "<Down>"},
    {"\033[1;6B", "<Down>"},
    {"\033[5B", "<Down>"},
    {"\033O5B", "<Down>"},
    {"\033[b", "<Down>"},
    {"\033Ob", "<Down>"},
    {"\033[6;5~", "<PageDown>"},
    {"\033[6^", "<PageDown>"},
    {"\033[6$", "<PageDown>"},
    {"\033[5@", "<PageUp>"},
    {"\033[1;5F", "<End>"},
    {"\033[1;2H", "<Home>"},
    {"\033[3;5~", "<Delete>"},
    {"\033[2$", "<Insert>"},
    {"\033[1;3B", "<A-Down>"},
    {"\033[1;7A", "<A-Up>"},
    {"\033[5;3~", "<A-PageUp>"},
    {"\033[1;4H", "<A-Home>"},
    /* function keys: xterm, VT220, PuTTY, the Linux console, konsole */
    {"\033[12~", "<F2>"},
    {"\033[13~", "<F3>"},
    {"\033[14~", "<F4>"},
    {"\033[15~", "<F5>"},
    {"\033[17~", "<F6>"},
    {"\033[18~", "<F7>"},
    {"\033[19~", "<F8>"},
    {"\033[20~", "<F9>"},
    {"\033[21~", "<F10>"},
    {"\033[23~", "<F11>"},
    {"\033[24~", "<F12>"},
    {"\033OQ", "<F2>"},
    {"\033OR", "<F3>"},
    {"\033OS", "<F4>"},
    {"\033[[B", "<F2>"},
    {"\033[[C", "<F3>"},
    {"\033[[D", "<F4>"},
    {"\033[[E", "<F5>"},
    {"\033[1;2Q", "<F2>"},
    {"\033[1;2R", "<F3>"},
    {"\033[1;5S", "<F4>"},
    {"\033O2Q", "<F2>"},
    {"\033[15;2~", "<F5>"},
    {"\033[24;3~", "<A-F12>"},
    {"\033[11~", "<F1>"},
    {"\033[[A", "?"},
    {"\033OP", "<F1>"},
    {"\033[1;2P", "?"},
};

static struct session
start(const char *type)
{
    static const char *arguments[] = {"-o", "memory=0", NULL, NULL};
    arguments[2] = path;
    const char *const environment[] = {type, NULL};
    struct session session =
        session_start((struct pty_command){.argv = arguments, .environment = environment, .rows = 16, .cols = 80});
    pty_settle(session.pty);
    session.command.environment = NULL; /* which ends here */
    return session;
}

static void
check_keys(const char *type, size_t step)
{
    struct session session = start(type);
    session_press(&session, "j<Enter><Space>jj");
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        pty_keys(session.pty, keys[i].bytes);
        buffer_add_text(&session.keys, keys[i].notation);
        if (i % step == 0 || i + 1 == BASE_COUNT(keys))
            session_assert_same(&session);
    }
    session_end(&session, "Q");
}

static void
keys_of_many_terminals(void **state)
{
    static const char *const types[] = {"TERM=xterm-256color", "TERM=xterm", "TERM=vt100",           "TERM=linux",
                                        "TERM=screen",         "TERM=vt220", "TERM=no-such-terminal"};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(types) - (session_is_slow() ? 5 : 0); i++)
        check_keys(types[i], i == 0 && !session_is_slow() ? 1 : 9);
}

/* PuTTY's keypad sends these to every program that asks for the arrows' other mode. */
static void
the_keypad(void **state)
{
    (void)state;
    struct session session = start("TERM=linux");
    pty_keys(session.pty, "\033Oo"); /* a prompt, */
    pty_keys(session.pty, "\033Op\033Oq\033Or\033Os\033Ot\033Ou\033Ov\033Ow\033Ox\033Oy\033Ok\033Ol\033Om\033On\033Oj");
    session_assert_shows(&session, "/0123456789+,-.*");
    pty_keys(session.pty, "\003");
    session_end(&session, "Q");
}

/* What a Chinese input method makes of keys: the keys again, counts and sequences too; at a prompt it is text. */
static void
full_width_keys(void **state)
{
    static const struct {
        const char *bytes, *notation;
    } typed[] = {
        {"？", "?"},         {"　", "<Space>"}, {"ｑ", "q"},
        {"ｊ", "j"},         {"２ｊ", "2j"},    {"ｗ", "w"},
        {"】", "]"},         {"【", "["},       {"』", "}"},
        {"『", "{"},         {"｝", "}"},       {"。", "."},
        {"《", "<lt>"},      {"＊", "*"},       {"ｅｕ", "eu"},
        {"·", "`"},          {"、", "/"},       {"、。？２", "、。？２"},
        {"\r", "<Enter>"},   {"／", "/"},       {"渡", "渡"},
        {"\r", "<Enter>"},   {"……", "^^"},      {"Ｇ", "G"},
        {"\033／", "<A-/>"}, {"\033", "<Esc>"},
    };
    (void)state;
    struct session session = start("TERM=xterm-256color");
    session_press(&session, "<Enter>");
    for (size_t i = 0; i < BASE_COUNT(typed); i++) {
        pty_keys(session.pty, typed[i].bytes);
        buffer_add_text(&session.keys, typed[i].notation);
        session_assert_same(&session);
    }
    session_assert_shows(&session, "%");
    /* and these are what they say they are: the help is open, and closed again */
    session_press(&session, "g");
    char *before = pty_screen_text(session.pty);
    pty_keys(session.pty, "？");
    session_assert_shows(&session, "Reading on");
    pty_keys(session.pty, "\033");
    char *after = pty_screen_text(session.pty);
    assert_string_equal(after, before);
    free(after);
    free(before);
    session_end(&session, "Q");
}

static void
what_is_not_known_is_said(void **state)
{
    static const struct {
        const char *bytes, *shown;
    } unknown[] = {
        {"\033[99~", "Unknown key: ESC [ 9 9 ~"},
        {"\033[1;5Z", "Unknown key: ESC [ 1 ; 5 Z"},
        {"\033OK", "Unknown key: ESC O K"},
        {"\033[34~", "Unknown key: ESC [ 3 4 ~"},
        {"\033[E", "Unknown key: ESC [ E"},
        {"\033[[Q", "Unknown key: ESC [ [ Q"},
        {"\033[27;5;13~", "Unknown key: ESC [ 2 7 ; 5 ; 1 3 ~"},
    };
    (void)state;
    struct session session = start("TERM=xterm-256color");
    session_press(&session, "j");
    char *before = pty_screen_text(session.pty);
    for (size_t i = 0; i < BASE_COUNT(unknown); i++) {
        pty_keys(session.pty, unknown[i].bytes);
        session_assert_shows(&session, unknown[i].shown);
        pty_keys(session.pty, "\014"); /* nothing else was done */
        char *after = pty_screen_text(session.pty);
        assert_string_equal(after, before);
        free(after);
    }
    /* among keys */
    pty_keys(session.pty, "j\033[99~k");
    char *after = pty_screen_text(session.pty);
    assert_string_equal(after, before);
    free(after);
    free(before);
    session_end(&session, "Q");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keys_of_many_terminals),
        cmocka_unit_test(the_keypad),
        cmocka_unit_test(full_width_keys),
        cmocka_unit_test(what_is_not_known_is_said),
    };
    folder = support_temp_new();
    path = support_join(folder, "long.txt");
    char *text = session_long_issue(200);
    support_write_text(path, text);
    free(text);
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    support_temp_end(folder);
    free(path);
    return failed;
}
