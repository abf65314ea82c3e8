/* The terminals there are: their colours, or none; what else comes in by the keyboard's line; the clipboard; and what
 * it costs to show, in bytes and write calls, which are counts. Nothing here is timed.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>

static char *folder;

/* The path of a file with a long article; the caller frees it. */
static char *
long_issue(int paragraphs)
{
    char *path = support_join(folder, "long.txt"), *text = session_long_issue(paragraphs);
    support_write_text(path, text);
    free(text);
    return path;
}

/* ---- terminals */

static size_t
count_colors(const struct pty *pty)
{
    size_t len, count = 0;
    const char *at = pty_output(pty, &len), *end = at + len;
    for (; at + 1 < end; at++) {
        if (at[0] != '\033' || at[1] != '[')
            continue;
        const char *from = at + 2, *to = from;
        while (to < end && strchr("0123456789;:", *to) != NULL)
            to++;
        while (to < end && *to == 'm' && from < to) {
            long number = strtol(from, NULL, 10);
            /* 39 and 49 are the terminal's own */
            count +=
                (number >= 30 && number <= 38) || (number >= 40 && number <= 48) || (number >= 90 && number <= 107);
            if (number == 38 || number == 48)
                break;
            from += strcspn(from, ";m") + 1;
        }
    }
    return count;
}

static void
check_colors(const char *const *environment, const char *const *arguments, bool colors)
{
    struct session session =
        session_start((struct pty_command){.argv = arguments, .environment = environment, .rows = 24, .cols = 80});
    pty_settle(session.pty);
    session_assert_same(&session);
    session_press(&session, "j<Enter>j?q");
    session_assert_same(&session);
    if ((count_colors(session.pty) > 0) != colors)
        fail_msg("%s %s: %zu sequences with colours", environment[0], arguments[0] ? arguments[0] : "",
                 count_colors(session.pty));
    session_end(&session, "Q");
}

static void
terminals_with_and_without_colors(void **state)
{
    (void)state;
    check_colors(LIST("TERM=xterm-256color"), LIST(NULL), true);
    check_colors(LIST("TERM=xterm-256color", "NO_COLOR="), LIST(NULL), true);
    check_colors(LIST("TERM=xterm-256color", "NO_COLOR=1"), LIST(NULL), false);
    check_colors(LIST("TERM=xterm-256color"), LIST("-o", "color=never"), false);
    check_colors(LIST("TERM=vt100"), LIST(NULL), false);
    check_colors(LIST("TERM=screen-256color"), LIST(NULL), true);
    check_colors(LIST("TERM=xterm"), LIST(NULL), true); /* of 8 */
}

/* Colours of the palette may be the user's own choice, which ncurses would reset at both ends. */
static void
the_palette_is_left_alone(void **state)
{
    static const char *const types[] = {"TERM=xterm-256color",  "TERM=xterm", "TERM=linux",
                                        "TERM=screen-256color", "TERM=rxvt",  "TERM=xterm-color",
                                        "TERM=tmux-256color"};
    static const char *const resets[] = {"\033]104", "\033]R", "\033]4;", "\033]P"};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(types); i++) {
        struct session session = session_start(
            (struct pty_command){.argv = LIST(NULL), .environment = LIST(types[i]), .rows = 24, .cols = 80});
        int number;
        pty_settle(session.pty);
        session_press(&session, "j<Enter>?q<C-l>");
        pty_type(session.pty, "\032");
        assert_true(pty_wait_stop(session.pty, &number));
        pty_signal(session.pty, SIGCONT);
        pty_settle(session.pty);
        assert_int_equal(pty_stop(session.pty, "Q"), 0);
        for (size_t k = 0; k < BASE_COUNT(resets); k++)
            if (pty_output_has(session.pty, resets[k], strlen(resets[k])))
                fail_msg("%s: ESC %s was sent", types[i], resets[k] + 1);
        session_assert_restored(&session);
        session_done(&session);
    }
}

static void
monochrome_marks_the_selection(void **state)
{
    (void)state;
    struct session session = session_start(
        (struct pty_command){.argv = LIST(NULL), .environment = LIST("TERM=vt100"), .rows = 24, .cols = 80});
    pty_settle(session.pty);
    assert_true(pty_cell(session.pty, 1, 2).reverse);
    assert_true(pty_cell(session.pty, 0, 0).reverse);
    assert_true(pty_cell(session.pty, 1, pty_column_of(session.pty, 1, "│") + 2).bold);
    session_end(&session, "Q");
}

/* A terminal of direct colour, made here, as few systems come with one. */
static void
direct_color(void **state)
{
    static const char source[] =
        "kanbao-direct|direct colour for a test,\n"
        "\tRGB, colors#0x1000000, pairs#0x7FFF,\n"
        "\tsetab=\\E[%?%p1%{8}%<%t4%p1%d%e48\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,\n"
        "\tsetaf=\\E[%?%p1%{8}%<%t3%p1%d%e38\\:2\\:\\:%p1%{65536}%/%d\\:%p1%{256}%/%{255}%&%d\\:%p1%{255}%&%d%;m,\n"
        "\tsetb@, setf@, use=xterm-256color,\n";
    (void)state;
    char *path = support_join(folder, "source");
    struct buffer command = {0}, place = {0};
    support_write_text(path, source);
    buffer_printf(&command, "tic -x -o '%s' '%s' 2>'%s.log'", folder, path, path);
    bool made = system(command.at) == 0;
    if (made) {
        buffer_printf(&place, "TERMINFO=%s", folder);
        const char *const environment[] = {"TERM=kanbao-direct", place.at, NULL};
        check_colors(environment, LIST(NULL), true);
        struct session session =
            session_start((struct pty_command){.argv = LIST(NULL), .environment = environment, .rows = 24, .cols = 80});
        pty_settle(session.pty);
        /* the top line: 15 on 24 of the 256 colours, as the reds, greens and blues they stand for */
        assert_true(pty_output_has(session.pty, "38:2::255:255:255", 17));
        assert_true(pty_output_has(session.pty, "48:2::0:95:135", 14));
        session_end(&session, "Q");
    }
    buffer_done(&place);
    buffer_done(&command);
    free(path);
    if (!made)
        skip(); /* no tic */
}

static void
an_unknown_terminal_is_taken_for_xterm(void **state)
{
    static const char *const types[] = {"TERM=no-such-terminal", "TERM=", "TERM"};
    (void)state;
    /* a newterm() that fails loses memory, which is no fault of the program under a sanitizer */
    struct buffer options = {0};
    char *path = support_join(folder, "suppressions");
    support_write_text(path, "leak:new_prescr\n");
    buffer_printf(&options, "LSAN_OPTIONS=suppressions=%s:print_suppressions=0", path);
    for (size_t i = 0; i < BASE_COUNT(types); i++) {
        struct session session = session_start((struct pty_command){
            .argv = LIST(NULL), .environment = LIST(types[i], options.at), .rows = 24, .cols = 100});
        pty_settle(session.pty);
        session_assert_shows(&session, "(TERM) is unknown");
        session_press(&session, "j"); /* the notice is gone */
        session_assert_same(&session);
        session_end(&session, "Q");
    }
    buffer_done(&options);
    free(path);
}

static void
a_dumb_terminal_gets_the_list(void **state)
{
    (void)state;
    struct session session = session_start(
        (struct pty_command){.argv = LIST(NULL), .environment = LIST("TERM=dumb"), .rows = 60, .cols = 200});
    assert_int_equal(pty_wait(session.pty), 0);
    char *list = session_output_of(&session, LIST("--list"));
    size_t len, lines = 0;
    for (const char *at = list; (at = strchr(at, '\n')) != NULL; at++)
        lines++;
    assert_true(lines > 20);
    /* the last line is whole on the screen, and no sequence was sent */
    char *last = list + strlen(list) - 1;
    *last = '\0';
    session_assert_shows(&session, strrchr(list, '\t') + 1);
    const char *output = pty_output(session.pty, &len);
    assert_null(memchr(output, '\033', len));
    session_assert_restored(&session);
    free(list);
    session_done(&session);
}

/* ---- what else comes in by the keyboard's line */

static void
late_answers_are_no_keys(void **state)
{
    static const char *const answers[] = {
        "\033[?62;4c",
        "\033[>41;354;0c",
        "\033[2;2R",
        "\033[0n",
        "\033[?2026;2$y",
        "\033[?69;2$y",
        "\033]11;rgb:1e1e/1e1e/1e1e\033\\",
        "\033]10;rgb:ff/ff/ff\007",
        "\033P1+r524742=38\033\\",
        "\033P>|XTerm(379)\033\\",
        "\033[?1;2c",
        "\033[8;24;80t",
        "\033[I",
        "\033[O",
        "\033[201~",
        "\033[<2;10;10M",
    };
    (void)state;
    struct session session = session_samples(24, 80);
    session_press(&session, "j<Enter>j");
    for (size_t i = 0; i < BASE_COUNT(answers); i++) {
        pty_keys(session.pty, answers[i]);
        session_assert_same(&session);
    }
    session_press(&session, "k");
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
escape_and_alt(void **state)
{
    (void)state;
    struct session session = session_samples(24, 80);
    session_press(&session, "3");
    session_press(&session, "<Esc>"); /* forgets the 3 */
    session_press(&session, "j");
    session_assert_same(&session);
    session_press(&session, "<A-j>");
    session_press(&session, "<A-q><A-Q>");
    session_press(&session, "<Esc>");
    session_press(&session, "<Down>");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* Everything but what would end or stop the program, or write files. */
static void
odd_bytes_pasted(void **state)
{
    struct support_chance chance = {9};
    char bytes[256];
    (void)state;
    struct session session = session_samples(24, 80);
    for (int round = 0; round < 40; round++) {
        for (size_t i = 0; i < sizeof bytes; i++) {
            do
                bytes[i] = (char)support_below(&chance, 256);
            while (bytes[i] == 3 || bytes[i] == 0x1A || (bytes[i] != 0 && strchr("qQsE|", bytes[i]) != NULL));
        }
        pty_send(session.pty, bytes, sizeof bytes);
        pty_settle(session.pty);
    }
    for (int i = 0; i < 4; i++)
        pty_keys(session.pty, "\\\033"); /* ends whatever sequence was begun */
    pty_keys(session.pty, "\014");
    assert_int_equal(pty_stop(session.pty, "QQ"), 0); /* twice, as something may have been mended */
    session_assert_restored(&session);
    session_done(&session);
}

/* ---- the clipboard */

/* What is between BEFORE and AFTER in the output of KEYS; empty when there is none. The caller empties it. */
static struct buffer
sent(struct session *session, const char *keys, const char *before, const char *after)
{
    struct buffer found = {0};
    size_t len;
    pty_forget_output(session->pty);
    session_press(session, keys);
    struct slice output = slice_make(pty_output(session->pty, &len), 0);
    output.len = len;
    size_t start = slice_find(output, before);
    if (start != SIZE_MAX) {
        output = slice_from(output, start + strlen(before));
        buffer_add(&found, output.at, slice_find(output, after));
    }
    return found;
}

/* The text of BASE64, in its place. */
static void
decode(struct buffer *base64)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    size_t len = 0;
    assert_int_equal(base64->len % 4, 0);
    for (size_t i = 0; i < base64->len; i += 4) {
        uint32_t bits = 0;
        size_t bytes = base64->at[i + 2] == '=' ? 1 : base64->at[i + 3] == '=' ? 2 : 3;
        for (size_t j = 0; j < 4; j++) {
            const char *digit = j <= bytes ? strchr(digits, base64->at[i + j]) : digits;
            assert_non_null(digit);
            bits = bits << 6 | (uint32_t)(digit - digits);
        }
        for (size_t j = 0; j < bytes; j++)
            base64->at[len++] = (char)(bits >> (16 - 8 * j));
    }
    base64->len = len;
}

static void
copied_text_is_sent(void **state)
{
    (void)state;
    char *path = long_issue(40);
    for (int i = 0; i < 2; i++) {
        /* tmux hands it on by itself, as it is */
        const char *const *environment = i == 0 ? LIST("TERM=xterm-256color") : LIST("TERM=screen-256color", "TMUX=x");
        struct session session =
            session_start((struct pty_command){.argv = LIST(path), .environment = environment, .rows = 24, .cols = 80});
        pty_settle(session.pty);
        struct buffer headline = sent(&session, "yy", "\033]52;c;", "\033\\");
        decode(&headline);
        assert_text(buffer_slice(&headline), "渡口旧物一年清点完毕");
        session_assert_shows(&session, "clipboard");
        struct buffer article = sent(&session, "<Enter>ya", "\033]52;c;", "\033\\");
        decode(&article);
        assert_true(slice_starts(buffer_slice(&article), "渡口旧物一年清点完毕\n"));
        assert_true(slice_find(buffer_slice(&article), "\n第40件。") != SIZE_MAX);
        buffer_done(&headline);
        buffer_done(&article);
        session_end(&session, "Q");
    }
    free(path);
}

/* GNU screen hands on what is in its own sequence, of 256 bytes at most. */
static void
copied_text_in_screen(void **state)
{
    (void)state;
    char *path = long_issue(40);
    struct session session = session_start(
        (struct pty_command){.argv = LIST(path), .environment = LIST("TERM=screen-256color"), .rows = 24, .cols = 80});
    pty_settle(session.pty);
    struct buffer pieces = sent(&session, "<Enter>ya", "\033P\033]52;c;", "\007\033\\"), whole = {0};
    for (struct slice rest = buffer_slice(&pieces); rest.len > 0;) {
        size_t piece = slice_find(rest, "\033\\\033P");
        buffer_add(&whole, rest.at, piece == SIZE_MAX ? rest.len : piece);
        assert_in_range(piece == SIZE_MAX ? rest.len : piece, 1, 250);
        rest = slice_from(rest, piece == SIZE_MAX ? rest.len : piece + 4);
    }
    assert_true(whole.len > 1000);
    decode(&whole);
    assert_true(slice_starts(buffer_slice(&whole), "渡口旧物一年清点完毕\n"));
    buffer_done(&pieces);
    buffer_done(&whole);
    session_end(&session, "Q");
    free(path);
}

static void
too_much_is_not_copied(void **state)
{
    (void)state;
    char *path = long_issue(700);
    struct session session = session_start((struct pty_command){.argv = LIST(path), .rows = 24, .cols = 100});
    pty_settle(session.pty);
    struct buffer none = sent(&session, "<Enter>ya", "\033]52", "\033\\");
    assert_int_equal(none.len, 0);
    session_assert_shows(&session, "too long for the terminal");
    buffer_done(&none);
    session_end(&session, "Q");
    free(path);
}

/* ---- what it costs */

/* Without the endwin() in src/term/term.c ncurses writes once for each motion of the cursor. The first screen is as much as its
   buffer holds, perhaps the rest, the questions, and the row that they stood in; nothing goes before it. */
static void
few_writes(void **state)
{
    (void)state;
    char *path = long_issue(300);
    struct session session = session_start((struct pty_command){.argv = LIST(path), .rows = 24, .cols = 80});
    pty_settle(session.pty);
    uint64_t start = pty_writes(session.pty);
    assert_false(pty_output_has(session.pty, "\033[?1049l", 8));
    assert_true(pty_output_has(session.pty, "\033[?1h\033=", 7)); /* the keypad */
    session_press(&session, "<Enter>");
    uint64_t before = pty_writes(session.pty);
    for (int i = 0; i < 10; i++)
        session_press(&session, "<Space>");
    uint64_t pages = pty_writes(session.pty) - before;
    print_message("write calls: %u for the start, %u for ten pages\n", (unsigned)start, (unsigned)pages);
    assert_in_range(start, 1, 4);
    assert_in_range(pages, 10, 20);
    free(path);
    session_end(&session, "Q");
}

/* Bytes that KEYS bring. */
static size_t
bytes_of(struct session *session, const char *keys)
{
    size_t before = pty_bytes(session->pty);
    session_press(session, keys);
    session_assert_same(session);
    return pty_bytes(session->pty) - before;
}

static void
few_bytes(void **state)
{
    (void)state;
    char *path = long_issue(300);
    struct session session = session_start((struct pty_command){.argv = LIST(path), .rows = 24, .cols = 80});
    pty_settle(session.pty);
    size_t start = pty_bytes(session.pty);
    session_press(&session, "<Enter>");
    size_t page = bytes_of(&session, "<PageDown>");
    session_press(&session, "wg");
    size_t down = bytes_of(&session, "j");
    size_t up = bytes_of(&session, "k");
    size_t nothing = bytes_of(&session, "k");
    print_message("bytes: start %zu, page beside the list %zu, line down %zu, line up %zu, nothing %zu\n", start, page,
                  down, up, nothing);
    assert_in_range(start, 1, 6000);
    assert_in_range(page, 1, 4000);
    /* a scrolled line: the line, what changes in the bottom line, and where they are */
    assert_in_range(down, 1, 400);
    assert_in_range(up, 1, 400);
    assert_in_range(nothing, 0, 60);
    free(path);
    session_end(&session, "Q");
}

/* A file of COUNT articles; the caller frees its path. */
static char *
many_articles(int count)
{
    struct buffer text = {0};
    char *path = support_join(folder, "many.txt");
    buffer_add_text(&text, "渡口日报　2026年2月3日\n\n");
    for (int i = 1; i <= count; i++)
        buffer_printf(&text, "渡口旧物第%d件清点完毕\n\n本报讯 (记者 莫小满) 第%d件是船家的钟，不用修。\n\n", i, i);
    support_write(path, text.at, text.len);
    buffer_done(&text);
    return path;
}

/* Keys that came together cost a screen for all of them, at the latest after 32; those that come one by one are seen
   one by one, and in the end both show the same. */
static void
keys_typed_ahead_cost_once(void **state)
{
    enum { KEYS = 200, UNSHOWN_MAX = 32, SCREEN_BYTES = 2500 };
    char keys[KEYS + 1] = "";
    size_t apart = 0;
    (void)state;
    char *path = many_articles(KEYS + 50);
    struct session session = session_start((struct pty_command){.argv = LIST(path), .rows = 24, .cols = 80});
    pty_settle(session.pty);
    memset(keys, 'J', KEYS);
    size_t before = pty_bytes(session.pty);
    session_press(&session, keys);
    size_t together = pty_bytes(session.pty) - before;
    session_assert_same(&session);
    for (int i = 0; i < 20; i++) {
        before = pty_bytes(session.pty);
        session_press(&session, "J");
        assert_in_range(pty_bytes(session.pty) - before, 100, 2 * SCREEN_BYTES);
        apart += pty_bytes(session.pty) - before;
    }
    session_assert_same(&session);
    print_message("bytes: %d keys typed ahead %zu, 20 keys apart %zu\n", KEYS, together, apart);
    assert_in_range(together, 1, (KEYS / UNSHOWN_MAX + 1) * SCREEN_BYTES);
    session_end(&session, "Q");
    free(path);
}

/* A sequence that is no key, behind keys, does not keep what they did from being seen. */
static void
keys_before_an_answer_are_shown(void **state)
{
    (void)state;
    struct session session = session_samples(24, 80);
    pty_keys(session.pty, "jj\033[?62;4c");
    buffer_add_text(&session.keys, "jj");
    session_assert_same(&session);
    pty_keys(session.pty, "k\033]11;rgb:1e1e/1e1e/1e1e\033\\");
    buffer_add_text(&session.keys, "k");
    session_assert_same(&session);
    session_end(&session, "Q");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(terminals_with_and_without_colors),
        cmocka_unit_test(the_palette_is_left_alone),
        cmocka_unit_test(monochrome_marks_the_selection),
        cmocka_unit_test(direct_color),
        cmocka_unit_test(an_unknown_terminal_is_taken_for_xterm),
        cmocka_unit_test(a_dumb_terminal_gets_the_list),
        cmocka_unit_test(late_answers_are_no_keys),
        cmocka_unit_test(escape_and_alt),
        cmocka_unit_test(odd_bytes_pasted),
        cmocka_unit_test(copied_text_is_sent),
        cmocka_unit_test(copied_text_in_screen),
        cmocka_unit_test(too_much_is_not_copied),
        cmocka_unit_test(few_writes),
        cmocka_unit_test(few_bytes),
        cmocka_unit_test(keys_typed_ahead_cost_once),
        cmocka_unit_test(keys_before_an_answer_are_shown),
    };
    folder = support_temp_new();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    support_temp_end(folder);
    return failed;
}
