/* reader: issues with little in them, or that cannot be read, and what is said of them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include <unistd.h>

static void
test_nothing_to_read(void **state)
{
    struct world *world = *state;
    static const int issues[] = {WORLD_EMPTY, WORLD_BROKEN};
    for (size_t i = 0; i < BASE_COUNT(issues); i++)
        for (size_t row = 0; row < command_row_count; row++) {
            const char *name = command_rows[row].name;
            struct reader *reader = world_open_folder(world, row % 2 ? 50 : 90, 16);
            world_run_times(world, "next-issue", issues[i]);
            assert_null(reader_article(reader));
            assert_int_equal(reader->shown == NULL, issues[i] == WORLD_BROKEN);
            assert_int_equal(reader->message.len > 0, issues[i] == WORLD_BROKEN);
            world_run(world, name != NULL ? name : "open");
            /* there is nothing to open */
            static const char *const opening[] = {"open", "switch-pane", "full-width"};
            for (size_t k = 0; k < BASE_COUNT(opening); k++)
                if (name == NULL || strcmp(name, opening[k]) == 0)
                    assert_int_equal(reader->at.pane, PANE_LIST);
        }
    struct reader *reader = world_open(world, world->paths[WORLD_EMPTY], 80, 24);
    world_run(world, "read-on");
    assert_true(reader->message.len > 0);
}

/* The message about what cannot be read names the file and the reason. */
static void
test_unreadable(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    world_run_times(world, "next-issue", WORLD_BROKEN);
    assert_non_null(strstr(reader->message.at, world->paths[WORLD_BROKEN]));
    assert_non_null(
        strstr(reader->message.at, library_error(world->library, library_at(world->library, WORLD_BROKEN))));
    /* one that is gone when it is looked at */
    reader = world_open_folder(world, 80, 24);
    assert_int_equal(unlink(world->paths[WORLD_ENGLISH]), 0);
    world_run(world, "next-issue");
    assert_null(reader->shown);
    assert_true(reader->message.len > 0);
    world_run(world, "previous-issue");
    assert_non_null(reader_article(reader));
}

/* A file's name is bytes; what is said about it is text. */
static void
test_message_is_text(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 80, 24);
    reader_say(reader, "%s: %d", "\345no\360\237name\377", 7);
    assert_string_equal(reader->message.at, "\uFFFDno\uFFFDname\uFFFD: 7");
    assert_int_equal(reader->message.len, strlen(reader->message.at));
    world_check(world);
    reader_say(reader, "%s", "");
    assert_int_equal(reader->message.len, 0);
    world_check(world);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_nothing_to_read),
        WORLD_TEST(test_unreadable),
        WORLD_TEST(test_message_is_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
