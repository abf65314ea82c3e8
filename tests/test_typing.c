/* The prompt as a user has it: keys and pastes into it, whom it tells, and what the bottom line shows.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/command.h"
#include "kanbao/text.h"
#include "kanbao/view.h"

#include <stdlib.h>

struct typing {
    struct world *world;
    struct reader *reader;
    struct keymap *keymap;
    struct prompt_history history;
};

/* What the callbacks were told; they find nothing but the reader. */
static struct {
    int changed, accepted, cancelled;
    char text[64]; /* at the last call */
    bool again;    /* opens another prompt when one is accepted */
} told;

static const struct reader_prompt_use colon;

static void
keep_text(const struct reader *reader)
{
    snprintf(told.text, sizeof told.text, "%.*s", (int)reader->prompt.line.text.len, reader->prompt.line.text.at);
}

static void
on_changed(struct reader *reader)
{
    told.changed++;
    keep_text(reader);
    assert_non_null(reader->prompt.use);
    reader_set_note(reader, false, "%d/17", told.changed);
}

static void
on_accepted(struct reader *reader)
{
    told.accepted++;
    keep_text(reader);
    assert_null(reader->prompt.use);
    if (told.again)
        reader_open_prompt(reader, &colon, NULL, slice_of("渡"));
}

static void
on_cancelled(struct reader *reader)
{
    told.cancelled++;
    keep_text(reader);
    assert_null(reader->prompt.use);
}

static void
complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    const struct reader *reader = context;
    assert_true(text.at == reader->prompt.line.text.at && caret == reader->prompt.line.caret);
    prompt_candidates_add(candidates, slice_of("渡口"));
    prompt_candidates_add(candidates, slice_of("渡轮"));
}

static const struct reader_prompt_use slash = {"/", on_changed, on_accepted, on_cancelled, complete};
static const struct reader_prompt_use colon = {":", NULL, NULL, NULL, NULL};

static struct typing
open_typing(void **state, int cols, int rows)
{
    struct typing typing = {.world = *state, .keymap = command_keymap_new()};
    typing.reader = world_open_folder(typing.world, cols, rows);
    command_attach(typing.keymap, typing.reader);
    memset(&told, 0, sizeof told);
    return typing;
}

static void
close_typing(struct typing *typing)
{
    reader_close_prompt(typing->reader);
    prompt_history_done(&typing->history);
    command_keymap_free(typing->keymap);
}

static void
press(struct typing *typing, const char *keys)
{
    struct error *error = command_press_keys(typing->keymap, typing->reader, keys);
    must(error == NULL, "%s", error_text(error));
    world_check(typing->world);
}

static void
ask(struct typing *typing, const char *text)
{
    reader_open_prompt(typing->reader, &slash, &typing->history, slice_of(text));
    world_check(typing->world);
}

#define assert_typed(typing, wanted)                                                                                   \
    do {                                                                                                               \
        assert_text(buffer_slice(&(typing)->reader->prompt.line.text), (wanted));                                      \
    } while (0)

/* The bottom line, and the column of the cursor in it. */
#define assert_bottom(typing, text, col) check_bottom((typing), (text), (col), __FILE__, __LINE__)
static void
check_bottom(const struct typing *typing, const char *wanted, int col, const char *file, int line)
{
    const struct screen *screen = &typing->world->screen;
    struct buffer text = {0};
    screen_add_text(&text, screen);
    struct slice row = slice_make(text.at, text.len - 1);
    while (slice_find(row, "\n") != SIZE_MAX)
        row = slice_from(row, slice_find(row, "\n") + 1);
    support_assert_text(row, wanted, file, line);
    buffer_done(&text);
    if (!screen->cursor_shown || screen->cursor_row != screen->rows - 1 || screen->cursor_col != col) {
        print_error("the cursor is in row %d, column %d\n", screen->cursor_row, screen->cursor_col);
        _fail(file, line);
    }
}

/* ---- keys */

static void
test_letters_are_text(void **state)
{
    struct typing typing = open_typing(state, 80, 24);
    uint32_t article = typing.reader->at.article;
    ask(&typing, "");
    press(&typing, "jq5gQ?<Space>ehA渡e\u0301<lt>");
    assert_typed(&typing, "jq5gQ? ehA渡e\u0301<");
    assert_int_equal(told.changed, 14);
    assert_string_equal(told.text, "jq5gQ? ehA渡e\u0301<");
    assert_int_equal(typing.reader->at.article, article);
    assert_int_equal(typing.reader->request, READER_RUNS);
    /* what is neither bound nor text does nothing */
    press(&typing, "<F5><A-x><PageDown><C-x>");
    assert_int_equal(told.changed, 14);
    assert_false(reader_type(typing.reader, 0x85));
    assert_false(reader_type(typing.reader, 0xD800));
    assert_false(reader_type(typing.reader, KEYCODE_ALT | 'x'));
    press(&typing, "<Esc>");
    assert_int_equal(told.cancelled, 1);
    press(&typing, "2j"); /* a command again, with its count */
    assert_int_equal(typing.reader->at.article, article + 2);
    assert_false(reader_type(typing.reader, 'x'));
    close_typing(&typing);
}

static void
test_editing_keys(void **state)
{
    static const struct {
        const char *keys, *text;
    } cases[] = {
        {"ab<Left>x", "axb"},
        {"ab<C-b>x<C-f>y", "axby"},
        {"ab<Home>x<End>y", "xaby"},
        {"ab<C-a>x<C-e>y", "xaby"},
        {"a b<A-b>x<A-f>y", "a xby"},
        {"ab<Backspace>", "a"},
        {"ab<C-h>", "a"},
        {"ab<Home><Delete>", "b"},
        {"ab<Home><C-d>", "b"},
        {"a b<A-b><C-k>", "a "},
        {"a b<A-b><C-u>", "b"},
        {"a b<C-w>", "a "},
        {"a b<C-w><Home><C-y>", "ba "},
        {"ab<C-t>", "ba"},
        {"a b<Home><A-d>", " b"},
        {"渡<Tab>", "渡口"},
        {"渡<Tab><Tab>", "渡轮"},
        {"渡<Tab><Tab><S-Tab>", "渡口"},
        {"ab<C-u><C-_>", "ab"},
        {"<Up>", "渡口旧物"},
        {"<C-p><C-p>", "桥头"},
        {"桥<Up><Down>", "桥"},
        {"桥<Up><Up><C-n>", "桥"},
    };
    struct typing typing = open_typing(state, 80, 24);
    prompt_history_add(&typing.history, slice_of("桥头"));
    prompt_history_add(&typing.history, slice_of("渡口旧物"));
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        ask(&typing, "");
        press(&typing, cases[i].keys);
        assert_typed(&typing, cases[i].text);
        assert_string_equal(told.text, cases[i].text);
    }
    close_typing(&typing);
}

static void
test_ends(void **state)
{
    static const char *const leave[] = {"<Esc>", "<C-c>", "<C-g>", "<C-u><Backspace>", "<C-u><C-h>"};
    struct typing typing = open_typing(state, 80, 24);
    for (size_t i = 0; i < BASE_COUNT(leave); i++) {
        ask(&typing, "渡口");
        press(&typing, leave[i]);
        assert_int_equal(told.cancelled, (int)i + 1);
        assert_int_equal(reader_keys_pane(typing.reader), PANE_LIST);
        assert_int_equal(typing.reader->request, READER_RUNS);
    }
    assert_int_equal(typing.history.count, 0);
    ask(&typing, "渡口");
    press(&typing, "<Enter>");
    assert_int_equal(told.accepted, 1);
    assert_string_equal(told.text, "渡口");
    assert_int_equal(typing.history.count, 1);
    ask(&typing, "");
    press(&typing, "<Enter>"); /* nothing is accepted, too */
    assert_int_equal(told.accepted, 2);
    assert_int_equal(typing.history.count, 1);
    /* a callback opens the next one; that one has no callbacks */
    told.again = true;
    ask(&typing, "桥头");
    press(&typing, "<Enter>口");
    assert_typed(&typing, "渡口");
    assert_bottom(&typing, " :渡口", 6);
    press(&typing, "<Tab><Up><Enter>");
    assert_null(typing.reader->prompt.use);
    press(&typing, "q<C-c><C-c>");
    assert_int_equal(typing.reader->request, READER_QUITS);
    close_typing(&typing);
}

/* Sequences may be bound there; what breaks off is text. */
static void
test_sequences(void **state)
{
    struct typing typing = open_typing(state, 80, 24);
    world_read_line(typing.keymap, "bind prompt jk prompt-cancel");
    world_read_line(typing.keymap, "bind prompt <C-x><C-u> prompt-undo");
    ask(&typing, "");
    press(&typing, "jajj<Left>j<C-x>b");
    assert_typed(&typing, "jajjbj");
    press(&typing, "<C-x><C-u>jk");
    assert_int_equal(told.cancelled, 1);
    world_read_line(typing.keymap, "unbind prompt <Esc>");
    ask(&typing, "");
    press(&typing, "<Esc>");
    assert_non_null(typing.reader->prompt.use);
    close_typing(&typing);
}

static void
test_pastes(void **state)
{
    struct typing typing = open_typing(state, 80, 24);
    uint32_t article = typing.reader->at.article;
    reader_paste(typing.reader, slice_of("jjQ\r"));
    world_check(typing.world);
    assert_int_equal(typing.reader->at.article, article);
    assert_int_equal(typing.reader->request, READER_RUNS);
    assert_true(slice_find(buffer_slice(&typing.reader->message), "paste into") != SIZE_MAX);
    ask(&typing, "");
    reader_paste(typing.reader, slice_of("渡口\r\n旧\xFF物\033\n"));
    assert_typed(&typing, "渡口 旧\uFFFD物");
    assert_int_equal(told.changed, 1);
    reader_paste(typing.reader, slice_of("\n"));
    assert_int_equal(told.changed, 1);
    struct buffer text = {0};
    while (text.len < 100000)
        buffer_add_text(&text, "渡");
    reader_paste(typing.reader, buffer_slice(&text));
    world_check(typing.world);
    assert_true(typing.reader->prompt.fails && typing.reader->prompt.line.text.len <= PROMPT_BYTES_MAX);
    assert_int_equal(told.changed, 2);
    buffer_done(&text);
    close_typing(&typing);
}

/* What is shown while something is typed may be taken back, and is not read. */
static void
test_nothing_is_read(void **state)
{
    struct typing typing = open_typing(state, 80, 24);
    ask(&typing, "");
    typing.reader->at.pane = PANE_ARTICLE;
    press(&typing, "x");
    assert_false(reader_is_read(typing.reader, typing.reader->at.article));
    press(&typing, "<Esc>");
    assert_true(reader_is_read(typing.reader, typing.reader->at.article));
    close_typing(&typing);
}

/* ---- the bottom line */

static void
test_bottom_line(void **state)
{
    struct typing typing = open_typing(state, 40, 12);
    ask(&typing, "");
    assert_bottom(&typing, " /", 2);
    press(&typing, "渡e\u0301");
    assert_bottom(&typing, " /渡e\u0301                              3/17", 5);
    press(&typing, "<Left>");
    assert_int_equal(typing.world->screen.cursor_col, 4);
    reader_set_note(typing.reader, true, "%s", "no such field: heading");
    world_check(typing.world);
    assert_bottom(&typing, " /渡e\u0301            no such field: heading", 4);
    const struct screen *screen = &typing.world->screen;
    assert_int_equal(screen_at(screen, 11, 38)->style, STYLE_ERROR);
    assert_int_equal(screen_at(screen, 11, 2)->style, STYLE_PROMPT);
    reader_set_note(typing.reader, true, "%s", "no such field: heading; there are headline and by");
    world_check(typing.world);
    assert_bottom(&typing, " /渡e\u0301         no such field: heading; …", 4);
    close_typing(&typing);
}

static void
test_hostile_text(void **state)
{
    struct typing typing = open_typing(state, 40, 12);
    ask(&typing, "a\u202Eb");
    assert_bottom(&typing, " /a‹RLO›b", 9);
    press(&typing, "<Left><Left>");
    assert_int_equal(typing.world->screen.cursor_col, 3);
    press(&typing, "<Delete>");
    assert_typed(&typing, "ab");
    close_typing(&typing);
}

static void
test_scrolling(void **state)
{
    struct typing typing = open_typing(state, 16, 8);
    reader_open_prompt(typing.reader, &colon, NULL, slice_of("渡口旧物一年清点完毕"));
    world_check(typing.world);
    assert_bottom(&typing, " :<年清点完毕", 13);
    press(&typing, "<Home>");
    assert_bottom(&typing, " :渡口旧物一年>", 2);
    for (int i = 0; i < 5; i++)
        press(&typing, "<Right>");
    assert_bottom(&typing, " :渡口旧物一年>", 12);
    press(&typing, "<Right>");
    assert_int_equal(typing.world->screen.cursor_row, 7);
    press(&typing, "<End>x");
    assert_bottom(&typing, " :<年清点完毕x", 14);
    close_typing(&typing);
}

/* Any text in any width: nothing is cut in half (world_check), the cursor is on the caret's cell. */
static void
test_any_text(void **state)
{
    struct support_chance chance = {99};
    struct typing typing = open_typing(state, 80, 24);
    int rounds = support_is_slow() ? 20 : 300;
    for (int round = 0; round < rounds; round++) {
        struct buffer text = {0};
        int cols = 16 + (int)support_below(&chance, 60);
        reader_resize(typing.reader, 8, cols);
        support_add_points(&text, &chance, support_below(&chance, 80), true);
        reader_open_prompt(typing.reader, &slash, NULL, buffer_slice(&text));
        if (round % 3 == 0)
            reader_set_note(typing.reader, round % 2 == 0, "%s", "渡口旧物清点完毕");
        for (int i = 0; i < 20; i++) {
            press(&typing, i < 12 ? "<Left>" : "<A-b>");
            const struct screen *screen = &typing.world->screen;
            const struct screen_cell *cell = screen_at(screen, 7, screen->cursor_col);
            must(screen->cursor_row == 7 && cell->cells > 0, "the cursor is on half a character");
            struct slice line = buffer_slice(&typing.reader->prompt.line.text);
            if (typing.reader->prompt.line.caret < line.len) {
                char32_t code;
                text_decode(line.at + typing.reader->prompt.line.caret, &code);
                must(cell->base == code || text_show(code) != TEXT_SHOW_PLAIN || text_width(code) == 0 ||
                         cell->base == '>' || code == '\t',
                     "U+%04lX under the cursor, not U+%04lX", (unsigned long)cell->base, (unsigned long)code);
            }
        }
        buffer_done(&text);
    }
    close_typing(&typing);
}

/* A screen that is too small shows no prompt, but loses none. */
static void
test_too_small(void **state)
{
    struct typing typing = open_typing(state, 80, 24);
    ask(&typing, "渡口");
    reader_resize(typing.reader, 3, 10);
    press(&typing, "旧物");
    reader_resize(typing.reader, 12, 40);
    world_check(typing.world);
    assert_typed(&typing, "渡口旧物");
    close_typing(&typing);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_letters_are_text), WORLD_TEST(test_editing_keys), WORLD_TEST(test_ends),
        WORLD_TEST(test_sequences),        WORLD_TEST(test_pastes),       WORLD_TEST(test_nothing_is_read),
        WORLD_TEST(test_bottom_line),      WORLD_TEST(test_hostile_text), WORLD_TEST(test_scrolling),
        WORLD_TEST(test_any_text),         WORLD_TEST(test_too_small),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
