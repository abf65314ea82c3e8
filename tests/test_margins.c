/* Two panes that a terminal scrolls each for itself, between a left and a right margin: when they are found to, what is sent, and
 * that the screen is as if it had been sent anew; where there are no margins, nothing of all that is sent.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include "term/terminal.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <time.h>

#define QUESTION "\033[?69$p"
#define CELLS    "\033[2;2R"
#define MARGINS  "\033[?69;2$y"
#define FENCE    "\033[?64;1;9c"
#define SET      "\033[?69h"
#define RESET    "\033[?69l\033[r"

enum { MORE_THAN_THE_ESCAPE_DELAY = 40, MORE_THAN_ANY_DELAY = 1100 }; /* milliseconds */

static char *folder;
static char *path; /* an issue of a long article and many short ones: both panes are full */
static char
    *alone; /* the long article alone: whole rows are nearly the same when it scrolls, but for the rule and one row */

/* ---- which panes scroll, and by how much: two screens of 12 rows and 20 columns */
enum { SCREEN_ROWS = 12, SCREEN_COLS = 20, PANE_COL = 8 };

/* A list from FIRST_ITEM on beside a text from FIRST_LINE on. */
static void
paint(struct screen *screen, int first_item, int first_line)
{
    char text[32];
    screen_clear(screen, SCREEN_ROWS, SCREEN_COLS);
    for (int row = 1; row < SCREEN_ROWS - 1; row++) {
        snprintf(text, sizeof text, "期%d", first_item + row);
        screen_put(screen, row, 0, PANE_COL, slice_of(text), STYLE_LIST);
        snprintf(text, sizeof text, "│ 行%d", first_line + row);
        screen_put(screen, row, PANE_COL, SCREEN_COLS, slice_of(text), STYLE_TEXT);
    }
    snprintf(text, sizeof text, "%d", first_line);
    screen_put(screen, SCREEN_ROWS - 1, 0, SCREEN_COLS, slice_of(text), STYLE_BOTTOM);
    screen_cut(screen, PANE_COL);
}

static void
digest(uint64_t *digests, const struct screen *screen, int col, int end_col)
{
    for (int row = 0; row < SCREEN_ROWS; row++)
        digests[row] = rows_digest(screen, row, col, end_col);
}

/* By how much the columns from COL to END_COL are to scroll from SHOWN to WANTED. */
static int
scroll_of(const struct screen *shown, const struct screen *wanted, int col, int end_col)
{
    uint64_t before[SCREEN_ROWS], after[SCREEN_ROWS];
    digest(before, shown, col, end_col);
    digest(after, wanted, col, end_col);
    return rows_find_scroll(before, after, SCREEN_ROWS);
}

static void
each_pane_scrolls_by_itself(void **state)
{
    static const struct {
        int item, line; /* by which list and text have moved */
    } moves[] = {{0, 1}, {0, -1}, {0, 4}, {0, -5}, {1, 0}, {2, -3}, {0, 0}, {0, 9}, {30, 30}};
    struct screen shown = {0}, wanted = {0};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(moves); i++) {
        paint(&shown, 100, 200);
        paint(&wanted, 100 + moves[i].item, 200 + moves[i].line);
        /* of ten rows a third is to be there still */
        int item = abs(moves[i].item) < 7 ? moves[i].item : 0, line = abs(moves[i].line) < 7 ? moves[i].line : 0;
        assert_int_equal(scroll_of(&shown, &wanted, 0, PANE_COL), item);
        assert_int_equal(scroll_of(&shown, &wanted, PANE_COL, SCREEN_COLS), line);
        assert_int_equal(scroll_of(&shown, &wanted, 0, SCREEN_COLS), item == line ? line : 0);
    }
    screen_done(&shown);
    screen_done(&wanted);
}

/* Some rows may differ besides, a style is a difference, and rows that stay, as blank ones do, are no reason to scroll. */
static void
what_else_changes(void **state)
{
    struct screen shown = {0}, wanted = {0};
    (void)state;
    paint(&shown, 100, 200);
    paint(&wanted, 100, 201);
    for (int row = 2; row < 6; row++)
        screen_restyle(&wanted, row, PANE_COL, SCREEN_COLS, STYLE_HEADLINE);
    assert_int_equal(scroll_of(&shown, &wanted, PANE_COL, SCREEN_COLS), 1);
    for (int row = 6; row < 9; row++)
        screen_lay(&wanted, row, PANE_COL, SCREEN_COLS, STYLE_HIT);
    assert_int_equal(scroll_of(&shown, &wanted, PANE_COL, SCREEN_COLS), 0);
    for (int row = 1; row < SCREEN_ROWS - 1; row++) {
        screen_fill(&shown, row, 0, SCREEN_COLS, STYLE_TEXT);
        screen_fill(&wanted, row, 0, SCREEN_COLS, STYLE_TEXT);
    }
    screen_put(&wanted, 3, 0, SCREEN_COLS, slice_of("灯"), STYLE_TEXT);
    assert_int_equal(scroll_of(&shown, &wanted, 0, SCREEN_COLS), 0);
    screen_done(&shown);
    screen_done(&wanted);
}

/* Only with margins, in order, and never through a wide character. */
static void
where_panes_may_be_parted(void **state)
{
    struct terminal term = {.probe.margins = true};
    struct screen screen = {0};
    (void)state;
    paint(&screen, 1, 1);
    struct term_panes panes = panes_find(&term, &screen), whole = {.count = 1, .start = {0, SCREEN_COLS}};
    struct term_panes two = {.count = 2, .start = {0, PANE_COL, SCREEN_COLS}};
    assert_true(panes_equal(&panes, &two));
    assert_false(panes_equal(&panes, &whole));
    screen_put(&screen, SCREEN_ROWS - 1, PANE_COL - 1, SCREEN_COLS, slice_of("灯"), STYLE_BOTTOM); /* does not scroll */
    panes = panes_find(&term, &screen);
    assert_true(panes_equal(&panes, &two));
    screen_cut(&screen, PANE_COL + 1);
    panes = panes_find(&term, &screen);
    assert_int_equal(panes.count, 3);
    screen_put(&screen, 5, PANE_COL, SCREEN_COLS, slice_of("灯"), STYLE_TEXT);
    panes = panes_find(&term, &screen);
    assert_true(panes_equal(&panes, &two)); /* the second cut would be through it */
    screen_put(&screen, 5, PANE_COL - 1, SCREEN_COLS, slice_of("灯火"), STYLE_TEXT);
    panes = panes_find(&term, &screen);
    assert_int_equal(panes.start[1], PANE_COL + 1);
    term.probe.margins = false;
    panes = panes_find(&term, &screen);
    assert_true(panes_equal(&panes, &whole));
    screen_done(&screen);
}

/* ---- in a terminal */

/* The terminal says ANSWERS when it is asked. */
static struct session
start_with(const char *issue, const char *answers, int rows, int cols)
{
    static const char *arguments[] = {"-o", "memory=0", NULL, NULL}; /* they outlive this call */
    arguments[2] = issue;
    struct session session = session_start(
        (struct pty_command){.argv = arguments, .rows = rows, .cols = cols, .mute = true, .timed_waits = true});
    pty_settle(session.pty);
    pty_keys(session.pty, answers);
    return session;
}

static struct session
start(const char *answers, int rows, int cols)
{
    return start_with(path, answers, rows, cols);
}

static size_t
count_of(const struct session *session, const char *needle)
{
    size_t len, count = 0;
    const char *output = pty_output(session->pty, &len);
    for (size_t i = 0; i + strlen(needle) <= len; i++)
        count += memcmp(output + i, needle, strlen(needle)) == 0;
    return count;
}

/* Every cell of the screen; the caller frees it. */
static struct pty_cell *
cells_of(struct session *session, int rows, int cols)
{
    struct pty_cell *cells = base_alloc((size_t)rows * (size_t)cols * sizeof *cells);
    for (int row = 0; row < rows; row++)
        for (int col = 0; col < cols; col++)
            cells[row * cols + col] = pty_cell(session->pty, row, col);
    return cells;
}

/* Fails unless the screen is the one that is there when all is sent anew; but for its last row, where a message may stand until
   the key for that. */
static void
assert_as_anew(struct session *session, const char *keys)
{
    int rows, cols;
    pty_size(session->pty, &rows, &cols);
    struct pty_cell *scrolled = cells_of(session, rows, cols);
    session_press(session, "<C-l>");
    struct pty_cell *anew = cells_of(session, rows, cols);
    for (int i = 0; i < (rows - 1) * cols; i++) {
        const struct pty_cell *got = &scrolled[i], *wanted = &anew[i];
        bool right_half = got->width == 0 && wanted->width == 0; /* the emulator keeps no colours for it */
        must(right_half || (strcmp(got->text, wanted->text) == 0 && got->bold == wanted->bold &&
                            got->reverse == wanted->reverse && got->underline == wanted->underline &&
                            got->italic == wanted->italic && got->fg == wanted->fg && got->bg == wanted->bg),
             "%s: row %d, column %d: %s in %d on %d, not %s in %d on %d", keys, i / cols, i % cols, got->text, got->fg,
             got->bg, wanted->text, wanted->fg, wanted->bg);
    }
    free(scrolled);
    free(anew);
}

/* Bytes that a key brings on the average, pressed COUNT times, and at most; each screen is the frame. */
static size_t
bytes_of(struct session *session, const char *key, int count, size_t *most)
{
    size_t before = pty_bytes(session->pty);
    *most = 0;
    for (int i = 0; i < count; i++) {
        size_t bytes = pty_bytes(session->pty);
        session_press(session, key);
        bytes = pty_bytes(session->pty) - bytes;
        *most = bytes > *most ? bytes : *most;
        if (i % 10 == 9)
            session_assert_same(session);
    }
    return (pty_bytes(session->pty) - before) / (size_t)count;
}

/* A line beside the list costs what it says; without margins a page, as it did, and none of their sequences. */
static void
a_line_beside_the_list(void **state)
{
    static const struct {
        char *const *issue;
        int rows, cols;
        const char *before;
        size_t with, most, without;
    } cases[] = {{&path, 24, 80, "<Enter>", 130, 350, 1600},
                 {&alone, 24, 80, "<Enter>", 130, 350, 350},
                 {&path, 40, 120, "<Enter>", 160, 350, 3600},
                 {&path, 60, 200, ":set columns 1<Enter><Enter>", 160, 350, 5500}};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(cases); i++)
        for (int margins = 0; margins < 2; margins++) {
            size_t most_down, most_up;
            struct session session =
                start_with(*cases[i].issue, margins ? CELLS MARGINS FENCE : CELLS "\033[?69;0$y" FENCE, cases[i].rows,
                           cases[i].cols);
            session_press(&session, cases[i].before);
            size_t down = bytes_of(&session, "j", 50, &most_down), up = bytes_of(&session, "k", 50, &most_up);
            print_message("bytes of a line, %dx%d, %s margins: down %zu, up %zu\n", cases[i].cols, cases[i].rows,
                          margins ? "with" : "without", down, up);
            assert_in_range(down, 1, margins ? cases[i].with : cases[i].without);
            assert_in_range(up, 1, margins ? cases[i].with : cases[i].without);
            assert_in_range(most_down, 1, margins ? cases[i].most : cases[i].without);
            assert_in_range(most_up, 1, margins ? cases[i].most : cases[i].without);
            assert_int_equal(count_of(&session, SET) >= 100, margins);
            assert_int_equal(count_of(&session, "\033[?69") > 1, margins); /* the question */
            assert_as_anew(&session, "50 lines down and up");
            session_end(&session, "Q");
        }
}

/* Down the list: the list scrolls, and beside it is another article. And there and back by more than a line. */
static void
what_scrolls_is_as_anew(void **state)
{
    static const char *const keys[] = {"<Enter>", "j",       "j",  "5j", "2k",    "<C-d>", "<C-u>",
                                       "j",       "<C-d>",   "k",  "3j", "<Tab>", "J",     "J",
                                       "G",       "k",       "9k", "k",  "g",     "v",     "j",
                                       "9j",      "k",       "v",  "i",  "j",     "h",     "<Enter>",
                                       "j",       "w",       "j",  "w",  "j",     "j",     "/zhong<Enter>",
                                       "n",       "n",       "N",  "j",  "j",     "?",     "j",
                                       "q",       "<Enter>", "j",  "j",  "r",     "j",     "<Space>",
                                       "k",       "j",       "f",  "f",  "j",     "j"};
    static const struct {
        int rows, cols;
    } sizes[] = {{24, 80}, {40, 120}, {10, 74}};
    (void)state;
    for (size_t size = 0; size < BASE_COUNT(sizes); size++) {
        struct session session = start(CELLS MARGINS FENCE, sizes[size].rows, sizes[size].cols);
        for (size_t i = 0; i < BASE_COUNT(keys); i++) {
            session_press(&session, keys[i]);
            if (i % 4 == 3) {
                session_assert_same(&session);
                assert_as_anew(&session, keys[i]);
            }
        }
        must(count_of(&session, SET) > 5, "%d columns: scrolled %zu times", sizes[size].cols, count_of(&session, SET));
        assert_int_equal(count_of(&session, SET), count_of(&session, RESET));
        session_end(&session, "Q");
    }
}

/* Keys that came together are shown by few screens, each of which is whole while more of them wait. */
static void
typed_ahead(void **state)
{
    struct support_chance chance = {16};
    char keys[301];
    (void)state;
    struct session session = start(CELLS MARGINS FENCE, 24, 80);
    session_press(&session, "<Enter>");
    for (int round = 0; round < 20; round++) {
        size_t count = 30 + support_below(&chance, sizeof keys - 31);
        for (size_t i = 0; i < count; i++)
            keys[i] = support_below(&chance, 3) == 0 ? 'k' : 'j';
        keys[count] = '\0';
        session_press(&session, keys);
        session_assert_same(&session);
        session_press(&session, "j");
        session_assert_same(&session);
    }
    assert_as_anew(&session, "typed ahead");
    session_end(&session, "Q");
}

/* Between two keys the margins are never left set, and the cursor is where it was. */
static void
margins_do_not_stay(void **state)
{
    (void)state;
    struct session session = start(CELLS MARGINS "\033[?2026;2$y" FENCE, 24, 80);
    session_press(&session, "<Enter>jjj");
    pty_forget_output(session.pty);
    session_press(&session, "j");
    size_t len;
    struct slice output = slice_make(pty_output(session.pty, &len), 0);
    output.len = len;
    size_t begin = slice_find(output, "\033[?2026h" SET), end = slice_find(output, RESET);
    assert_int_equal(begin, 0); /* one change for whoever looks */
    assert_in_range(end, begin + 1, 60);
    assert_int_equal(slice_find(slice_from(output, end + sizeof RESET - 1), "\033[?69"), SIZE_MAX);
    /* what another program writes then knows nothing of margins */
    pty_write_to_screen(session.pty, "\033[H\033[S\033[24;1Hover the whole width");
    pty_settle(session.pty);
    assert_string_equal(pty_row_text(session.pty, 23), "over the whole width");
    session_press(&session, "<C-l>");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* ---- the answer */

static void
answers(void **state)
{
    static const struct {
        const char *answer;
        bool margins;
    } cases[] = {{"\033[?69;1$y", true},  {"\033[?69;2$y", true},    {"\033[?69;0$y", false},
                 {"\033[?69;3$y", false}, {"\033[?69;4$y", false},   {"\033[?69;$y", false},
                 {"\033[?6;2$y", false},  {"\033[?2026;2$y", false}, {"", false},
                 {"\033[?69;22$y", false}};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        char all[64];
        snprintf(all, sizeof all, CELLS "%s" FENCE, cases[i].answer);
        struct session session = start(all, 24, 80);
        assert_int_equal(count_of(&session, QUESTION), 1);
        session_press(&session, "<Enter>jj");
        session_press(&session, "j");
        session_assert_same(&session);
        must((count_of(&session, SET) > 0) == cases[i].margins, "%s: margins %d", cases[i].answer + 1,
             !cases[i].margins);
        session_end(&session, "Q");
    }
}

static void
pass_time(int milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
    nanosleep(&time, NULL);
}

/* One that comes late, or in pieces with keys between, is no key, and is taken all the same. */
static void
late_answers(void **state)
{
    static const char all[] = CELLS MARGINS FENCE;
    (void)state;
    struct session session = start("", 24, 80);
    session_press(&session, "<Enter>j");
    pass_time(MORE_THAN_ANY_DELAY);
    session_press(&session, "j");
    pty_keys(session.pty, all);
    session_press(&session, "j");
    session_press(&session, "j");
    session_assert_same(&session);
    assert_true(count_of(&session, SET) > 0);
    session_end(&session, "Q");

    session = start("", 24, 80);
    session_press(&session, "<Enter>");
    for (size_t i = 0; i < sizeof all - 1; i++) {
        pty_send(session.pty, all + i, 1);
        pty_settle(session.pty);
        pass_time(MORE_THAN_THE_ESCAPE_DELAY);
        session_press(&session, i % 2 == 0 ? "j" : "<Down>");
    }
    session_press(&session, "j");
    session_assert_same(&session);
    assert_true(count_of(&session, SET) > 0);
    session_end(&session, "Q");
}

/* Another terminal may be there after a stop: it is asked, and until it has answered it has none. */
static void
asked_again_after_a_stop(void **state)
{
    int number;
    (void)state;
    struct session session = start(CELLS MARGINS FENCE, 24, 80);
    session_press(&session, "<Enter>j");
    session_press(&session, "j");
    assert_true(count_of(&session, SET) > 0);
    pty_type(session.pty, "\032");
    assert_true(pty_wait_stop(session.pty, &number));
    pty_forget_output(session.pty);
    pty_signal(session.pty, SIGCONT);
    pty_settle(session.pty);
    assert_int_equal(count_of(&session, QUESTION), 1);
    session_press(&session, "j");
    session_press(&session, "j");
    session_assert_same(&session);
    assert_int_equal(count_of(&session, SET), 0);
    pty_keys(session.pty, CELLS MARGINS FENCE);
    session_press(&session, "j");
    session_press(&session, "j");
    assert_true(count_of(&session, SET) > 0);
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* A program that crashes may have been cut short between the margins' being set and taken back. */
static void
a_crash_takes_them_back(void **state)
{
    (void)state;
    struct session session = start(CELLS MARGINS FENCE, 24, 80);
    session_press(&session, "<Enter>j");
    pty_write_to_screen(session.pty, SET "\033[10;20s\033[5;9r");
    pty_forget_output(session.pty);
    pty_signal(session.pty, SIGSEGV);
    assert_true(WIFSIGNALED(pty_wait(session.pty)));
    assert_true(count_of(&session, RESET) > 0);
    pty_write_to_screen(session.pty, "\033[H\033[2Ja\033[24;1H\n\033[1;1Hfrom here over the whole width");
    while (pty_read(session.pty, 100))
        ;
    assert_string_equal(pty_row_text(session.pty, 0), "from here over the whole width");
    session_done(&session);
}

/* A window that is made larger or smaller between two lines. */
static void
resized_between(void **state)
{
    (void)state;
    struct session session = start(CELLS MARGINS FENCE, 24, 80);
    session_press(&session, "<Enter>jj");
    for (int i = 0; i < 6; i++) {
        pty_resize(session.pty, 20 + 7 * (i % 3), 74 + 13 * (i % 4));
        pty_settle(session.pty);
        session_press(&session, "j");
        session_press(&session, "j");
        assert_as_anew(&session, "after another size"); /* the frame was never read in one */
    }
    session_end(&session, "Q");
}

static void
write_issue(void)
{
    char *text = session_long_issue(300);
    struct buffer all = {0};
    buffer_add_text(&all, text);
    for (int i = 1; i <= 60; i++)
        buffer_printf(&all, "渡口旧物第%d件清点完毕\n\n本报讯 (记者 莫小满) 第%d件是船家的钟，不用修。\n\n", i, i);
    alone = support_join(folder, "alone.txt");
    support_write_text(alone, text);
    path = support_join(folder, "both.txt");
    support_write(path, all.at, all.len);
    buffer_done(&all);
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(each_pane_scrolls_by_itself),
        cmocka_unit_test(what_else_changes),
        cmocka_unit_test(where_panes_may_be_parted),
        cmocka_unit_test(a_line_beside_the_list),
        cmocka_unit_test(what_scrolls_is_as_anew),
        cmocka_unit_test(typed_ahead),
        cmocka_unit_test(margins_do_not_stay),
        cmocka_unit_test(answers),
        cmocka_unit_test(late_answers),
        cmocka_unit_test(asked_again_after_a_stop),
        cmocka_unit_test(a_crash_takes_them_back),
        cmocka_unit_test(resized_between),
    };
    folder = support_temp_new();
    write_issue();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(path);
    free(alone);
    support_temp_end(folder);
    return failed;
}
