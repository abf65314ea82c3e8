/* Keys as they are pressed: counts, sequences, what a key that is bound to nothing says.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "keyed.h"
#include "world.h"

#include "kanbao/command.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* ---- typing */

/* What stands at the right of the bottom line while something is unfinished. */
static void
check_pending(const struct reader *reader, const char *wanted)
{
    assert_text(buffer_slice(&reader->pending), wanted);
}

static void
test_counts(void **state)
{
    static const struct {
        const char *keys;
        uint32_t article;
    } rows[] = {
        {"5j", 5},
        {"j", 1},
        {"12G", 11},
        {"3g", 2},
        {"10j", 10},
        {"G4k", WORLD_LONG_LIST_ARTICLES - 5},
        {"5<Down>2k", 3},
        {"2j3j", 5},
        {"99999999999999999999j", WORLD_LONG_LIST_ARTICLES - 1},
        {"007G", 6},
        {"1234567890123G", WORLD_LONG_LIST_ARTICLES - 1},
        {"4294967297j", WORLD_LONG_LIST_ARTICLES - 1},
        {"8589934593j", WORLD_LONG_LIST_ARTICLES - 1},
    };
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct keymap *keymap = command_keymap_new();
        struct reader *reader = keyed_open_list(world);
        keyed_type(world, keymap, rows[i].keys);
        must(reader->at.article == rows[i].article, "%s leads to article %u", rows[i].keys, reader->at.article + 1);
        check_pending(reader, "");
        command_keymap_free(keymap);
    }
}

static void
test_digits(void **state)
{
    struct world *world = *state;
    struct keymap *keymap = command_keymap_new();
    struct reader *reader = keyed_open_list(world);
    /* 0 begins no number: it is a key that does nothing */
    keyed_type(world, keymap, "0");
    assert_true(reader->message.len > 0);
    check_pending(reader, "");
    keyed_type(world, keymap, "10");
    assert_int_equal(reader->message.len, 0);
    check_pending(reader, "10");
    /* a digit that is bound is a key like another, in its pane */
    keyed_type(world, keymap, "<Esc>");
    keyed_bind(keymap, IN_LIST, "5", "select-last");
    keyed_type(world, keymap, "5");
    assert_int_equal(reader->at.article, WORLD_LONG_LIST_ARTICLES - 1);
    keyed_type(world, keymap, "4k");
    assert_int_equal(reader->at.article, WORLD_LONG_LIST_ARTICLES - 5);
    command_keymap_free(keymap);
}

static void
test_sequences(void **state)
{
    struct world *world = *state;
    struct keymap *keymap = command_keymap_new();
    struct reader *reader = keyed_open_list(world);
    keyed_bind(keymap, IN_LIST, "žž", "select-last");
    keyed_bind(keymap, IN_LIST, "ž<C-a>5<F3>", "select-next");
    keyed_bind(keymap, IN_ARTICLE, "žž", "top");
    keyed_check_no_conflicts(keymap);
    keyed_type(world, keymap, "ž");
    assert_int_equal(reader->at.article, 0);
    check_pending(reader, "ž");
    keyed_type(world, keymap, "ž");
    assert_int_equal(reader->at.article, WORLD_LONG_LIST_ARTICLES - 1);
    check_pending(reader, "");
    keyed_type(world, keymap, "gž<C-a>5");
    assert_int_equal(reader->at.article, 0);
    check_pending(reader, "ž^A5");
    keyed_type(world, keymap, "<F3>");
    assert_int_equal(reader->at.article, 1);
    /* the count stands before the sequence */
    keyed_type(world, keymap, "3ž<C-a>5<F3>");
    assert_int_equal(reader->at.article, 4);
    keyed_type(world, keymap, "2žž");
    assert_int_equal(reader->at.article, 1);
    /* a wrong key in the middle ends it: nothing is run, and the next key is a first one again */
    keyed_type(world, keymap, "žjj");
    assert_int_equal(reader->at.article, 2);
    keyed_type(world, keymap, "ž<C-a>j");
    assert_int_equal(reader->at.article, 2);
    check_pending(reader, "");
    keyed_unbind(keymap, IN_LIST, "žž");
    keyed_type(world, keymap, "žž");
    assert_int_equal(reader->at.article, 2);
    command_keymap_free(keymap);
}

static void
test_escape_forgets(void **state)
{
    struct world *world = *state;
    struct keymap *keymap = command_keymap_new();
    struct reader *reader = keyed_open_list(world);
    keyed_bind(keymap, IN_LIST, "žž", "select-last");
    keyed_type(world, keymap, "7<Esc>");
    check_pending(reader, "");
    assert_int_equal(reader->message.len, 0);
    keyed_type(world, keymap, "j");
    assert_int_equal(reader->at.article, 1);
    keyed_type(world, keymap, "ž<Esc>žk");
    assert_int_equal(reader->at.article, 1);
    keyed_type(world, keymap, "7ž<Esc>j");
    assert_int_equal(reader->at.article, 2);
    /* alone it does nothing, but takes a message away */
    reader_say(reader, "%s", "something");
    keyed_type(world, keymap, "<Esc>");
    assert_int_equal(reader->message.len, 0);
    assert_int_equal(reader->at.pane, PANE_LIST);
    command_keymap_free(keymap);
}

static void
test_unknown_key(void **state)
{
    static const char *const rows[][2] = {{"x", "x"},         {"<F9>", "F9"},      {"<C-x>", "^X"},
                                          {"<A-x>", "Alt-x"}, {"<Insert>", "Ins"}, {"看", "看"}};
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct keymap *keymap = command_keymap_new();
        struct reader *reader = keyed_open_list(world);
        keyed_type(world, keymap, rows[i][0]);
        assert_non_null(strstr(reader->message.at, rows[i][1]));
        assert_int_equal(reader->request, READER_RUNS);
        keyed_type(world, keymap, "j");
        assert_int_equal(reader->message.len, 0);
        assert_int_equal(reader->at.article, 1);
        command_keymap_free(keymap);
    }
    /* a key is unknown where it is not bound, even if it is elsewhere */
    struct keymap *keymap = command_keymap_new();
    struct reader *reader = keyed_open_list(world);
    keyed_unbind(keymap, IN_LIST, "j");
    keyed_type(world, keymap, "j");
    assert_true(reader->at.article == 0 && reader->message.len > 0);
    reader_resize(reader, 6, 80);
    keyed_type(world, keymap, "<Enter>2j");
    assert_true(reader->at.text_top.item > 0 && reader->message.len == 0);
    command_keymap_free(keymap);
}

/* A shorter binding is found first; who binds the longer one is told. */
static void
test_shadow(void **state)
{
    struct world *world = *state;
    struct keymap *keymap = command_keymap_new();
    struct reader *reader = keyed_open_list(world);
    struct buffer conflicts = {0};
    keyed_bind(keymap, IN_LIST, "gg", "select-last");
    keyed_bind(keymap, IN_ARTICLE, "žaž", "bottom");
    keyed_bind(keymap, IN_LIST, "ža", "quit");
    keyed_type(world, keymap, "jgg");
    assert_int_equal(reader->at.article, 0);
    command_add_conflicts(&conflicts, keymap);
    assert_non_null(strstr(conflicts.at, "gg"));
    assert_non_null(strstr(conflicts.at, "select-last"));
    assert_non_null(strstr(conflicts.at, "select-first"));
    /* one line, as za and zaz are not of one pane */
    assert_ptr_equal(strchr(conflicts.at, '\n'), conflicts.at + conflicts.len - 1);
    keyed_unbind(keymap, IN_LIST, "g");
    keyed_check_no_conflicts(keymap);
    keyed_type(world, keymap, "gg");
    assert_int_equal(reader->at.article, WORLD_LONG_LIST_ARTICLES - 1);
    buffer_done(&conflicts);
    command_keymap_free(keymap);
}

static void
test_feed_notation(void **state)
{
    struct world *world = *state;
    struct keymap *keymap = command_keymap_new();
    struct reader *reader = keyed_open_list(world);
    keyed_check_error(command_press_keys(keymap, reader, "jj<Nonsense>j"), "<Nonsense>");
    assert_int_equal(reader->at.article, 2);
    keyed_type(world, keymap, "");
    assert_int_equal(reader->at.article, 2);
    /* after quitting nothing is pressed */
    keyed_type(world, keymap, "jQj");
    assert_int_equal(reader->request, READER_QUITS);
    assert_int_equal(reader->at.article, 3);
    command_keymap_free(keymap);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_counts),         WORLD_TEST(test_digits),      WORLD_TEST(test_sequences),
        WORLD_TEST(test_escape_forgets), WORLD_TEST(test_unknown_key), WORLD_TEST(test_shadow),
        WORLD_TEST(test_feed_notation),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
