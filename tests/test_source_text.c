/* source: the bytes of a file as clean UTF-8. What is refused is asserted by way of the library, in tests/test_library.c.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/source.h"

#include <malloc.h>
#include <stdlib.h>
#include <unistd.h>

static struct source_text
read_all(const char *path)
{
    struct source_text text = {0};
    bool cut = true;
    struct error *error = source_read((struct source_name){.path = path}, SIZE_MAX, SIZE_MAX, &text, &cut);
    must(error == NULL, "%s: %s", path, error_text(error));
    assert_false(cut);
    return text;
}

static void
test_repaired(void **state)
{
    char *path = support_join(*state, "a.txt");
    support_write(path, "雨\xFF停\xE4\xBA了\n", 13);
    struct source_text text = read_all(path);
    assert_text(slice_make(text.at, text.bytes), "雨\uFFFD停\uFFFD了\n");
    assert_int_equal(text.repaired, 2);
    free(text.at);
    support_write(path, "", 0);
    text = read_all(path);
    assert_int_equal(text.bytes, 0);
    free(text.at);
    free(path);
}

/* The beginning ends with a line, or with a character where no line ends. */
static void
test_cut(void **state)
{
    char *path = support_join(*state, "a.txt");
    static const char *const lines[] = {"雨停了, 灯亮了。\n", "雨停了, 灯亮了。\u2028", "雨停了, 灯亮了。\v",
                                        "雨停了, 灯亮了。"};
    for (size_t i = 0; i < BASE_COUNT(lines); i++) {
        struct buffer all = {0};
        struct source_text text = {0};
        bool cut = false;
        while (all.len < 3 * SOURCE_PREVIEW_BYTES)
            buffer_add_text(&all, lines[i]);
        support_write(path, all.at, all.len);
        struct source_name name = {.path = path};
        assert_null(source_read(name, SIZE_MAX, all.len - 1, &text, &cut));
        assert_true(cut);
        assert_in_range(text.bytes, SOURCE_PREVIEW_BYTES - 32, SOURCE_PREVIEW_BYTES);
        assert_memory_equal(text.at, all.at, text.bytes);
        size_t len = strlen(lines[i]);
        assert_true(i == 3 || memcmp(text.at + text.bytes - len, lines[i], len) == 0);
        assert_int_equal(text.repaired, 0);
        free(text.at);
        assert_null(source_read(name, SIZE_MAX, all.len, &text, &cut));
        assert_false(cut);
        assert_int_equal(text.bytes, all.len);
        free(text.at);
        struct error *error = source_read(name, all.len - 1, SIZE_MAX, &text, &cut);
        assert_non_null(strstr(error_text(error), "is larger than"));
        error_free(error);
        buffer_done(&all);
    }
    free(path);
}

/* Thousands of texts are kept: no room is left over in any of them. */
static void
test_no_room_left_over(void **state)
{
    enum { BYTES = 9000, SLACK = 64 };
    struct source_text text = {0};
    struct buffer all = {0};
    bool cut;
    char *path = support_join(*state, "a.txt");
    while (all.len < BYTES)
        buffer_add_text(&all, "雨停了。\n");
    support_write(path, all.at, all.len);
    assert_null(source_read((struct source_name){.path = path}, SIZE_MAX, SIZE_MAX, &text, &cut));
    assert_int_equal(text.bytes, all.len);
    assert_in_range(malloc_usable_size(text.at), all.len, all.len + SLACK);
    free(text.at);
    buffer_done(&all);
    free(path);
}

/* Files of /proc say that they have no bytes, and have some. */
static void
test_of_no_size(void **state)
{
    struct source_text text = {0};
    bool cut;
    const char *path = "/proc/self/status";
    (void)state;
    if (access(path, R_OK) != 0)
        skip();
    assert_null(source_read((struct source_name){.path = path}, SIZE_MAX, SIZE_MAX, &text, &cut));
    assert_false(cut);
    assert_true(slice_starts(slice_make(text.at, text.bytes), "Name:"));
    free(text.at);
    struct error *error = source_read((struct source_name){.path = path}, 10, SIZE_MAX, &text, &cut);
    assert_non_null(error);
    assert_non_null(strstr(error_text(error), "larger"));
    error_free(error);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_repaired),
        test_in_folder(test_cut),
        test_in_folder(test_no_room_left_over),
        cmocka_unit_test(test_of_no_size),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
