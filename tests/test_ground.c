/* The question for the colour of the terminal's background, and what follows from the answer; beside it whether the terminal shows
 * changes at once, and the title of its window. With a terminal that answers as the test likes: a byte of an answer is never
 * a key.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include "kanbao/style.h"

#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define QUESTION "\033]11;?\033\\"
#define CELLS    "\033[2;2R"
#define FENCE    "\033[?64;1;9c"
#define WHITE    "\033]11;rgb:ffff/ffff/ffff\033\\"
#define BLACK    "\033]11;rgb:0000/0000/0000\033\\"
#define AT_ONCE  "\033[?2026;2$y"
#define BEGIN    "\033[?2026h"
#define END      "\033[?2026l"
#define PUSH     "\033[22;2t"
#define POP      "\033[23;2t"
enum { SHORT = 40, LONG = 400, VERY_LONG = 1100 }; /* milliseconds */

static struct session
start_in(const char *const *argv, const char *const *environment)
{
    struct session session = session_start((struct pty_command){
        .argv = argv, .environment = environment, .rows = 24, .cols = 80, .mute = true, .timed_waits = true});
    pty_settle(session.pty);
    return session;
}

static struct session
start(void)
{
    static const char *const arguments[] = {"-o", "memory=0", NULL}; /* they outlive this call */
    return start_in(arguments, NULL);
}

static void
pass_time(struct session *session, int milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    pty_settle(session->pty);
    nanosleep(&time, NULL);
    pty_settle(session->pty);
}

static size_t
count_of(const struct session *session, const char *needle)
{
    size_t len, count = 0, bytes = strlen(needle);
    const char *output = pty_output(session->pty, &len);
    for (size_t i = 0; i + bytes <= len; i++)
        count += memcmp(output + i, needle, bytes) == 0;
    return count;
}

/* Which looks of the table the bottom line has: by its background. */
static void
check_table(struct session *session, enum theme_table table, int line)
{
    int wanted = style_rows[STYLE_FRAME].colors[table].fg, got = -2;
    for (int col = 0; col < 80 && got == -2; col++)
        if (strcmp(pty_cell(session->pty, 12, col).text, "│") == 0)
            got = pty_cell(session->pty, 12, col).fg;
    if (got != wanted) {
        fprintf(stderr, "the frame has the colour %d, not %d\n", got, wanted);
        _fail(__FILE__, line);
    }
}
#define assert_table(session, table) check_table((session), (table), __LINE__)

/* ---- asked and answered */

static void
answers(void **state)
{
    static const struct {
        const char *bytes;
        enum theme_table table;
    } cases[] = {
        {WHITE CELLS FENCE, THEME_TABLE_LIGHT},
        {BLACK CELLS FENCE, THEME_TABLE_DARK},
        {CELLS "\033]11;rgb:fdfd/f6f6/e3e3\007" FENCE, THEME_TABLE_LIGHT}, /* BEL, and another order */
        {CELLS "\033]11;rgb:00/2b/36\033\\" AT_ONCE FENCE, THEME_TABLE_DARK},
        {CELLS "\033]11;rgb:f/f/f\033\\" FENCE, THEME_TABLE_LIGHT},
        {CELLS "\033]11;rgba:0000/0000/0000/ffff\033\\" FENCE, THEME_TABLE_DARK},
        {CELLS "\033]11;rgb:0000/0000/0000\033" FENCE, THEME_TABLE_DARK}, /* as rxvt ended it once */
        {CELLS FENCE, THEME_TABLE_ANY},
        {CELLS "\033]11;rgb:0000/0000\033\\" FENCE, THEME_TABLE_ANY},
        {CELLS "\033]11;#000000\033\\" FENCE, THEME_TABLE_ANY},
        {CELLS "\033]10;rgb:0000/0000/0000\033\\" FENCE, THEME_TABLE_ANY},
        {CELLS "\033]11;rgb:0000/0000/0000 and much more than any colour has\033\\" FENCE, THEME_TABLE_ANY},
    };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct session session = start();
        assert_int_equal(count_of(&session, QUESTION), 1);
        assert_table(&session, THEME_TABLE_ANY);
        pty_keys(session.pty, cases[i].bytes);
        assert_table(&session, cases[i].table);
        session_press(&session, "j");
        assert_table(&session, cases[i].table);
        session_assert_same(&session);
        session_end(&session, "Q");
    }
}

/* The whole screen looks as if the theme had been there from the start, and little is sent for that. */
static void
every_cell(void **state)
{
    static const char *const keys[] = {"r/zaoge|qiaohuan<Enter>", "?", "r<Enter>", "jjri", "v"};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        struct session asked = start(), told = start_in(LIST("-o", "memory=0", "-o", "theme=light"), NULL);
        session_press(&asked, keys[i]);
        session_press(&told, keys[i]);
        size_t whole = pty_bytes(asked.pty);
        pty_forget_output(asked.pty);
        pty_keys(told.pty, CELLS FENCE);
        pty_keys(asked.pty, CELLS WHITE FENCE);
        for (int row = 0; row < 24; row++)
            for (int col = 0; col < 80; col++) {
                struct pty_cell got = pty_cell(asked.pty, row, col), wanted = pty_cell(told.pty, row, col);
                if (got.width == 0 && wanted.width == 0)
                    continue; /* a right half: the emulator keeps no colours for it */
                must(strcmp(got.text, wanted.text) == 0 && got.fg == wanted.fg && got.bg == wanted.bg &&
                         got.bold == wanted.bold && got.reverse == wanted.reverse &&
                         got.underline == wanted.underline && got.italic == wanted.italic,
                     "%s: row %d, column %d: %s in %d on %d, not %s in %d on %d", keys[i], row, col, got.text, got.fg,
                     got.bg, wanted.text, wanted.fg, wanted.bg);
            }
        must((pty_bytes(asked.pty) - whole) * 2 < whole, "%s: %zu bytes, and %zu", keys[i], whole,
             pty_bytes(asked.pty) - whole);
        assert_false(pty_output_has(asked.pty, "\033[2J", 4));
        session_end(&asked, "Q");
        session_end(&told, "Q");
    }
}

static void
late_answers(void **state)
{
    (void)state;
    struct session session = start();
    session_press(&session, "jj");
    pass_time(&session, VERY_LONG);
    session_press(&session, "k");
    pty_keys(session.pty, CELLS FENCE);
    pass_time(&session, LONG);
    session_press(&session, "j");
    pty_keys(session.pty, WHITE); /* behind the fence, where none should be */
    assert_table(&session, THEME_TABLE_LIGHT);
    session_press(&session, "j");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* Cut anywhere, by a pause of any length that a line has. */
static void
cut_in_two(void **state)
{
    static const char all[] = WHITE AT_ONCE CELLS FENCE;
    static const int pauses[] = {SHORT, LONG, SHORT, VERY_LONG, SHORT};
    (void)state;
    for (size_t cut = 1; cut < sizeof all - 1; cut += support_is_slow() ? 5 : 1) {
        int pause = pauses[cut % BASE_COUNT(pauses)];
        struct session session = start();
        session_press(&session, "j2"); /* an Escape would forget the number */
        pty_send(session.pty, all, cut);
        /* an ESC that long alone is the key */
        pass_time(&session, pause == VERY_LONG && all[cut - 1] == '\033' ? LONG : pause);
        pty_send(session.pty, all + cut, sizeof all - 1 - cut);
        pty_settle(session.pty);
        assert_table(&session, THEME_TABLE_LIGHT);
        session_assert_same(&session);
        session_press(&session, "j");
        session_assert_same(&session);
        session_end(&session, "Q");
    }
}

static void
byte_by_byte(void **state)
{
    static const char all[] = BLACK AT_ONCE CELLS FENCE;
    (void)state;
    struct session session = start();
    session_press(&session, "j2");
    for (size_t i = 0; i < sizeof all - 1; i++) {
        pty_send(session.pty, all + i, 1);
        pass_time(&session, SHORT);
    }
    assert_table(&session, THEME_TABLE_DARK);
    session_press(&session, "j");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* What only looks like the beginning of the answer: the keys are the user's, soon. */
static void
keys_like_answers(void **state)
{
    (void)state;
    struct session session = start(); /* that never answers */
    pty_keys(session.pty, "2");
    pty_keys(session.pty, "\033");
    pass_time(&session, VERY_LONG);
    pty_keys(session.pty, "]u"); /* the next doubtful headline: says that there is none */
    pass_time(&session, LONG);
    session_assert_shows(&session, "No more doubtful headlines");
    pty_keys(session.pty, "\033");
    pass_time(&session, VERY_LONG);
    pty_keys(session.pty, "]j");
    buffer_add_text(&session.keys, "]j");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* ---- whom it is not asked */

static void
not_asked(void **state)
{
    const char *const *none = LIST(NULL);
    const struct {
        const char *const *argv, *const *environment;
    } cases[] = {
        {LIST("-o", "theme=dark"), none}, {LIST("-o", "theme=mono"), none}, {LIST("-o", "color=never"), none},
        {none, LIST("NO_COLOR=1")},       {none, LIST("TERM=linux")},       {none, LIST("TERM=vt100")},
    };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct session session = start_in(cases[i].argv, cases[i].environment);
        assert_int_equal(count_of(&session, "\033]11"), 0);
        if (cases[i].environment != none)
            assert_int_equal(count_of(&session, "\033[?2026$p"), strcmp(cases[i].environment[0], "NO_COLOR=1") == 0);
        pty_keys(session.pty, WHITE CELLS FENCE);
        if (i == 0)
            assert_table(&session, THEME_TABLE_DARK);
        session_press(&session, "j");
        session_assert_same(&session);
        session_end(&session, "Q");
    }
}

/* Another theme, and another use of the mouse, while one reads; and by the answer again. */
static void
set_while_reading(void **state)
{
    (void)state;
    struct session session = start();
    pty_keys(session.pty, BLACK CELLS FENCE);
    assert_table(&session, THEME_TABLE_DARK);
    session_press(&session, ":set theme light<Enter>");
    assert_table(&session, THEME_TABLE_LIGHT);
    session_press(&session, ":set theme contrast<Enter>");
    assert_table(&session, THEME_TABLE_CONTRAST);
    session_press(&session, ":set theme auto<Enter>");
    assert_table(&session, THEME_TABLE_DARK);
    assert_int_equal(count_of(&session, QUESTION), 2); /* it may be another by now */
    pty_keys(session.pty, WHITE CELLS FENCE);
    assert_table(&session, THEME_TABLE_LIGHT);
    pty_forget_output(session.pty);
    session_press(&session, ":set mouse no<Enter>");
    assert_int_equal(count_of(&session, "\033[?1002l"), 1);
    session_press(&session, ":set mouse yes<Enter>");
    assert_int_equal(count_of(&session, "\033[?1002h"), 1);
    session_press(&session, ":set window-title yes<Enter>");
    assert_int_equal(count_of(&session, "\033]2;"), 1);
    session_press(&session, ":set window-title no<Enter>");
    assert_int_equal(count_of(&session, POP), 1);
    session_press(&session, ":color read 200 default<Enter>");
    session_end(&session, "Q");
}

/* With the widths given there is still the colour to ask for. */
static void
asked_alone(void **state)
{
    (void)state;
    struct session session = start_in(LIST("-o", "ambiguous=1"), NULL);
    assert_int_equal(count_of(&session, QUESTION), 1);
    assert_int_equal(count_of(&session, "\033[6n"), 0);
    pty_keys(session.pty, BLACK FENCE);
    assert_table(&session, THEME_TABLE_DARK);
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
asked_again_after_a_stop(void **state)
{
    int number;
    (void)state;
    struct session session = start();
    pty_keys(session.pty, BLACK CELLS FENCE);
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    assert_int_equal(count_of(&session, QUESTION), 2);
    assert_table(&session, THEME_TABLE_DARK);
    pty_keys(session.pty, WHITE CELLS FENCE);
    assert_table(&session, THEME_TABLE_LIGHT);
    session_end(&session, "Q");
}

/* ---- changes at once, where the terminal said so */

static void
changes_at_once(void **state)
{
    (void)state;
    struct session session = start();
    assert_int_equal(count_of(&session, BEGIN), 0);
    pty_keys(session.pty, CELLS AT_ONCE FENCE);
    pty_forget_output(session.pty);
    session_press(&session, "j");
    assert_int_equal(count_of(&session, BEGIN), 1);
    assert_int_equal(count_of(&session, END), 1);
    size_t len, end = sizeof END - 1;
    const char *output = pty_output(session.pty, &len);
    assert_memory_equal(output, BEGIN, sizeof BEGIN - 1);
    assert_memory_equal(output + len - end, END, end);
    session_assert_same(&session);
    session_end(&session, "Q");

    session = start();
    pty_keys(session.pty, CELLS "\033[?2026;0$y" FENCE);
    session_press(&session, "j");
    assert_int_equal(count_of(&session, BEGIN), 0);
    session_end(&session, "Q");
}

/* ---- the window's title */

static void
titles(void **state)
{
    (void)state;
    char *folder = support_temp_new(), *path = support_join(folder, "a\033]0;b\033c.txt");
    support_write_text(path, "渡口\033]2;晚报\007　2031年2月3日\n\n灯船换了灯泡\n\n　　灯船靠岸时换上一只新灯泡。\n");
    struct session session = start_in(LIST("-o", "window-title=yes", path), NULL);
    assert_int_equal(count_of(&session, PUSH), 1);
    assert_int_equal(count_of(&session, "\033]2;"), 1);
    size_t len;
    const char *output = pty_output(session.pty, &len);
    struct slice title = slice_from(slice_make(output, len), slice_find(slice_make(output, len), "\033]2;") + 4);
    size_t end = slice_find(title, "\033");
    assert_memory_equal(title.at + end, "\033\\", 2); /* nothing else in it ends it */
    assert_null(memchr(title.at, '\007', end));
    pty_keys(session.pty, CELLS FENCE "jk");
    assert_int_equal(count_of(&session, "\033]2;"), 1); /* it is the same */
    assert_int_equal(pty_stop(session.pty, "Q"), 0);
    assert_int_equal(count_of(&session, POP), 1);
    session_done(&session);

    /* not without being asked */
    session = start_in(LIST(path), NULL);
    assert_int_equal(count_of(&session, "\033]2;") + count_of(&session, PUSH), 0);
    session_end(&session, "Q");
    free(path);
    support_temp_end(folder);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers),           cmocka_unit_test(every_cell),
        cmocka_unit_test(late_answers),      cmocka_unit_test(cut_in_two),
        cmocka_unit_test(byte_by_byte),      cmocka_unit_test(keys_like_answers),
        cmocka_unit_test(not_asked),         cmocka_unit_test(asked_alone),
        cmocka_unit_test(set_while_reading), cmocka_unit_test(asked_again_after_a_stop),
        cmocka_unit_test(changes_at_once),   cmocka_unit_test(titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
