/* Words that lead somewhere, on terminals that have hyperlinks (OSC 8): which terminals are taken to have them, what is sent, and
 * that each cell leads where it should whatever was on the screen before.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "link_grid.h"
#include "session.h"
#include "support.h"

#include <stdlib.h>

#define QUESTION "\033[>c"
#define CELLS    "\033[2;2R"
#define SYNC     "\033[?2026;2$y"
#define MARGINS  "\033[?69;2$y"
#define FENCE    "\033[?64;1;9c"
#define VTE      "\033[>65;7006;1c"
#define XTERM    "\033[>41;379;0c"
#define LINKS    "\033]8;"

enum { ROWS = 24, COLS = 80 };

static char *folder, *page, *bulletin;

static const char markdown[] =
    "# 渡口晚报 2031年6月7日\n"
    "\n"
    "## 灯船换了灯泡\n"
    "\n"
    "本报讯 昨天傍晚，[渡口灯船](https://lamp.example.org/船?a=1&b=2)换上了新的灯泡，值班的人说，它亮得连对岸"
    "的钟楼也看得见。有人把照片放在 https://photos.example.org/2031/06/07/lampship/evening/"
    "from-the-eastern-bank-of-the-river/number-0001.html ，写信到 lamp@example.org 也行。\n"
    "\n"
    "更多的话，见[上一版](../0606.html)和[这里](javascript:alert(1))。\n"
    "\n"
    "## 钟楼的钟慢了五分钟\n"
    "\n"
    "本报讯 昨天傍晚，[渡口灯船](https://clock.example.org/)换上了新的灯泡，值班的人说，它亮得连对岸的钟楼也看"
    "得见。\n"
    "\n"
    "## 钟楼的钟又准了\n"
    "\n"
    "本报讯 昨天傍晚，[渡口灯船](../0605.html)换上了新的灯泡，值班的人说，它亮得连对岸的钟楼也看得见。\n";

static struct session
start_at(const char *const *arguments, const char *answers, int rows, int cols)
{
    struct session session = session_start(
        (struct pty_command){.argv = arguments, .rows = rows, .cols = cols, .mute = true, .timed_waits = true});
    pty_settle(session.pty);
    pty_keys(session.pty, answers);
    return session;
}

static bool
has(const struct session *session, const char *bytes)
{
    return pty_output_has(session->pty, bytes, strlen(bytes));
}

static struct link_grid
grid_of(const struct session *session)
{
    size_t len;
    int rows, cols;
    const char *output = pty_output(session->pty, &len);
    pty_size(session->pty, &rows, &cols);
    return link_grid_of(output, len, rows, cols);
}

/* The cells that lead to ADDRESS show TEXT, blanks left out. */
static void
assert_leads(const struct session *session, const char *text, const char *address)
{
    struct link_grid grid = grid_of(session);
    struct buffer got = {0};
    for (int i = 0; i < grid.rows * grid.cols; i++) {
        const char *to = grid.at[i] != NULL ? strchr(grid.at[i], ';') + 1 : "";
        struct pty_cell cell = pty_cell(session->pty, i / grid.cols, i % grid.cols);
        if (strcmp(to, address) == 0 && strcmp(cell.text, " ") != 0)
            buffer_add_text(&got, cell.text);
    }
    assert_string_equal(got.len > 0 ? got.at : "", text);
    buffer_done(&got);
    link_grid_done(&grid);
}

static int
linked_cells(const struct session *session)
{
    struct link_grid grid = grid_of(session);
    int count = 0;
    for (int i = 0; i < grid.rows * grid.cols; i++)
        count += grid.at[i] != NULL;
    link_grid_done(&grid);
    return count;
}

/* ---- which terminals have them */

static void
by_what_the_terminal_answers(void **state)
{
    static const struct {
        const char *answers;
        bool known;
    } cases[] = {
        {CELLS VTE FENCE, true},
        {CELLS "\033[>1;5202;0c" FENCE, true},   /* an older one of the same */
        {CELLS "\033[>1;4000;35c" FENCE, true},  /* kitty */
        {CELLS "\033[>1;012300;0c" FENCE, true}, /* foot */
        {CELLS "\033[>0;1302;1c" FENCE, true},   /* alacritty */
        {CELLS "\033[>77;30607;0c" FENCE, true}, /* mintty */
        {CELLS "\033[>77;20800;0c" FENCE, false},
        {CELLS "\033[>84;0;0c" FENCE, true},   /* tmux */
        {CELLS "\033[>0;10;1c" FENCE, true},   /* Windows Terminal */
        {CELLS "\033[>0;136;0c" FENCE, false}, /* PuTTY */
        {CELLS XTERM FENCE, false},
        {CELLS "\033[>83;40901;0c" FENCE, false}, /* GNU screen */
        {CELLS "\033[>24;279;0c" FENCE, false},   /* mlterm */
        {CELLS "\033[>1;95;0c" FENCE, false},     /* Terminal.app */
        {CELLS SYNC FENCE, true},                 /* who knows that knows links */
        {CELLS FENCE, false},
        {CELLS "\033[>c" FENCE, false},
        {CELLS "\033[>65;7006;1;123456789c" FENCE, false}, /* nobody's */
        {"", false},
    };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct session session = start_at(LIST(page), cases[i].answers, ROWS, COLS);
        assert_true(has(&session, QUESTION));
        must(has(&session, LINKS) == cases[i].known, "case %zu", i);
        session_assert_same(&session);
        if (*cases[i].answers == '\0')
            pty_keys(session.pty, CELLS FENCE); /* not to be waited for */
        session_end(&session, "Q");
    }
}

/* In pieces it is no key. */
static void
an_answer_in_pieces(void **state)
{
    static const char *const pieces[] = {CELLS "\033", "[", ">", "65;", "7006", ";1", "c", FENCE};
    (void)state;
    struct session session = start_at(LIST(page), "", ROWS, COLS);
    for (size_t i = 0; i < BASE_COUNT(pieces); i++) {
        pty_keys(session.pty, pieces[i]);
        assert_int_equal(has(&session, LINKS), i + 1 >= BASE_COUNT(pieces) - 1);
    }
    session_assert_same(&session);
    session_end(&session, "Q");
}

static void
as_the_option_says(void **state)
{
    (void)state;
    struct session session = start_at(LIST("-o", "hyperlinks=never", page), CELLS VTE FENCE, ROWS, COLS);
    assert_false(has(&session, QUESTION));
    assert_false(has(&session, LINKS));
    session_end(&session, "Q");
    session = start_at(LIST("-o", "hyperlinks=always", page), CELLS FENCE, ROWS, COLS);
    assert_false(has(&session, QUESTION));
    assert_true(has(&session, LINKS));
    session_press(&session, ":set hyperlinks never<Enter>");
    assert_int_equal(linked_cells(&session), 0);
    session_press(&session, ":set hyperlinks always<Enter>");
    assert_true(linked_cells(&session) > 0);
    session_end(&session, "Q");
}

/* ---- what leads where */

static void
words_and_addresses(void **state)
{
    (void)state;
    struct session session = start_at(LIST(page), CELLS VTE FENCE, ROWS, COLS);
    assert_leads(&session, "渡口灯船", "https://lamp.example.org/%E8%88%B9?a=1&b=2");
    static const char photo[] = "https://photos.example.org/2031/06/07/lampship/evening/from-the-eastern-bank-of-the-"
                                "river/number-0001.html";
    assert_leads(&session, photo, photo); /* over several rows */
    assert_leads(&session, "lamp@example.org", "mailto:lamp@example.org");
    struct link_grid grid = grid_of(&session);
    for (int i = 0; i < grid.rows * grid.cols; i++) /* nothing that is not opened is a link */
        must(grid.at[i] == NULL || strstr(grid.at[i], ";https://") != NULL ||
                 strstr(grid.at[i], ";mailto:lamp") != NULL,
             "%s", grid.at[i]);
    link_grid_done(&grid);
    session_end(&session, "Q");
}

/* All parts of one link have one id, two links to different addresses do not. */
static void
ids(void **state)
{
    const char *seen[3] = {NULL};
    size_t count = 0;
    (void)state;
    struct session session = start_at(LIST(page), CELLS VTE FENCE, ROWS, COLS);
    struct link_grid grid = grid_of(&session);
    for (int i = 0; i < grid.rows * grid.cols; i++) {
        bool known = grid.at[i] == NULL;
        for (size_t k = 0; k < count; k++)
            known |= grid.at[i] != NULL && strcmp(seen[k], grid.at[i]) == 0;
        if (known)
            continue;
        must(count < BASE_COUNT(seen), "another link: %s", grid.at[i]);
        for (size_t k = 0; k < count; k++)
            assert_int_not_equal(strncmp(seen[k], grid.at[i], strlen("id=") + 8), 0);
        seen[count++] = grid.at[i];
    }
    assert_int_equal(count, 3);
    link_grid_done(&grid);
    session_end(&session, "Q");
}

/* The same words on the same cells may lead elsewhere, or nowhere. */
static void
the_same_words_elsewhere(void **state)
{
    (void)state;
    struct session session = start_at(LIST(page), CELLS VTE FENCE, ROWS, COLS);
    session_press(&session, "j");
    assert_leads(&session, "渡口灯船", "https://clock.example.org/");
    assert_leads(&session, "", "https://lamp.example.org/%E8%88%B9?a=1&b=2");
    session_press(&session, "k");
    assert_leads(&session, "渡口灯船", "https://lamp.example.org/%E8%88%B9?a=1&b=2");
    session_press(&session, "jj"); /* looks like a link, and leads nowhere here */
    assert_int_equal(linked_cells(&session), 0);
    session_press(&session, "k");
    assert_leads(&session, "渡口灯船", "https://clock.example.org/");
    session_press(&session, "?");
    assert_leads(&session, "", "https://clock.example.org/");
    session_end(&session, "Q");
}

/* A look that changes, and a message over it, leave it. */
static void
hits_in_a_link(void **state)
{
    (void)state;
    struct session session = start_at(LIST(page), CELLS VTE FENCE, ROWS, COLS);
    session_press(&session, "/dengchuan<Enter>");
    assert_leads(&session, "渡口灯船", "https://lamp.example.org/%E8%88%B9?a=1&b=2");
    session_assert_same(&session);
    session_end(&session, "Q");
}

/* ---- whatever was on the screen before */

static void
assert_as_anew(struct session *session, const char *keys)
{
    struct link_grid got = grid_of(session);
    session_press(session, "<C-l>");
    struct link_grid wanted = grid_of(session);
    for (int i = 0; i < got.rows * got.cols; i++) {
        const char *a = got.at[i] != NULL ? got.at[i] : "nowhere", *b = wanted.at[i] != NULL ? wanted.at[i] : "nowhere";
        must(strcmp(a, b) == 0, "%s: row %d, column %d: %s, not %s", keys, i / got.cols, i % got.cols, a, b);
    }
    link_grid_done(&got);
    link_grid_done(&wanted);
}

static void
scrolled_by_the_terminal(void **state)
{
    static const char *const keys[] = {
        "<Enter>", "j",  "j",     "jj", "k", "jjj", "<Space>", "b", "<C-d>", "j", "w",       "j", "jj",
        "k",       "kk", "j",     "G",  "k", "k",   "g",       "w", "h",     "j", "<Enter>", "j", "/deng<Enter>",
        "n",       "n",  "<C-c>", "j",  "h", "i",   "<Enter>", "#", "<C-c>", "v", "v"};
    static const char *const answers[] = {CELLS VTE FENCE, CELLS SYNC MARGINS VTE FENCE};
    static const int sizes[][2] = {{24, 80}, {12, 40}, {40, 120}};
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(answers) * BASE_COUNT(sizes); i++) {
        const int *size = sizes[i / BASE_COUNT(answers)];
        struct session session = start_at(LIST(bulletin), answers[i % BASE_COUNT(answers)], size[0], size[1]);
        int most = 0;
        for (size_t k = 0; k < BASE_COUNT(keys); k++) {
            session_press(&session, keys[k]);
            int cells = linked_cells(&session);
            most = cells > most ? cells : most;
            assert_as_anew(&session, keys[k]);
        }
        assert_true(most > 20);
        session_end(&session, "Q");
    }
}

/* A line more is not a page more. */
static void
a_line_costs_no_page(void **state)
{
    static const char *const answers[] = {CELLS VTE FENCE, CELLS SYNC MARGINS VTE FENCE};
    enum { LINES = 15 };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(answers); i++) {
        struct session session = start_at(LIST("-o", "memory=0", bulletin), answers[i], 14, 76);
        session_press(&session, i == 0 ? "<Enter>w" : "<Enter>"); /* without margins, whole rows scroll */
        size_t page_bytes = pty_bytes(session.pty);
        session_press(&session, "<C-l>");
        page_bytes = pty_bytes(session.pty) - page_bytes;
        size_t bytes = pty_bytes(session.pty);
        for (int line = 0; line < LINES; line++)
            session_press(&session, "j");
        bytes = pty_bytes(session.pty) - bytes;
        must(linked_cells(&session) > 10 && bytes / LINES * 4 < page_bytes, "%zu: a line costs %zu bytes, a page %zu",
             i, bytes / LINES, page_bytes);
        session_end(&session, "Q");
    }
}

/* Paragraphs that are alike but for where they lead, so that rows are taken for one another if they can be. */
static void
write_bulletin(void)
{
    struct buffer text = {0};
    struct support_chance chance = {11};
    buffer_add_text(&text, "# 渡口晚报 2031年6月8日\n\n");
    for (int i = 0; i < 60; i++) {
        if (i % 20 == 0)
            buffer_printf(&text, "## 第%d件事情\n\n", i / 20 + 1);
        unsigned to = support_below(&chance, 4);
        if (to == 3)
            buffer_add_text(&text, "值班的人说，灯船的灯亮得连对岸的钟楼也看得见，见这里。\n\n");
        else
            buffer_printf(
                &text, "值班的人说，[灯船](https://ship.example.org/%u)的灯亮得连对岸的钟楼也看得见，见这里。\n\n", to);
        if (i % 7 == 3)
            buffer_add_text(
                &text,
                "全文在 https://news.example.org/a/long/way/that/goes/over/the/end/of/the/line/for/sure.html 。\n\n");
    }
    bulletin = support_join(folder, "bulletin.md");
    support_write(bulletin, text.at, text.len);
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_what_the_terminal_answers),
        cmocka_unit_test(an_answer_in_pieces),
        cmocka_unit_test(as_the_option_says),
        cmocka_unit_test(words_and_addresses),
        cmocka_unit_test(ids),
        cmocka_unit_test(the_same_words_elsewhere),
        cmocka_unit_test(hits_in_a_link),
        cmocka_unit_test(scrolled_by_the_terminal),
        cmocka_unit_test(a_line_costs_no_page),
    };
    folder = support_temp_new();
    page = support_join(folder, "page.md");
    support_write_text(page, markdown);
    write_bulletin();
    int failed = cmocka_run_group_tests(tests, NULL, NULL);
    free(page);
    free(bulletin);
    support_temp_end(folder);
    return failed;
}
