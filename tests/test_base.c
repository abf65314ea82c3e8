/* base: slices, buffers, growth, errors, and the end when there is no memory.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/base.h"

#include <signal.h>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* ---- slices */

static void
test_slice_equal_and_ends(void **state)
{
    (void)state;
    assert_true(slice_equal(slice_make(NULL, 0), slice_of("")));
    assert_true(slice_equal(slice_of("桥"), slice_make("桥头", 3)));
    assert_false(slice_equal(slice_of("ab"), slice_of("abc")));
    assert_false(slice_equal(slice_of("ab"), slice_of("ac")));
    assert_true(slice_starts(slice_of("abc"), ""));
    assert_true(slice_starts(slice_of("abc"), "abc"));
    assert_false(slice_starts(slice_of("ab"), "abc"));
    assert_false(slice_starts(slice_make("abc", 2), "abc"));
    assert_true(slice_ends(slice_of("abc"), "bc"));
    assert_true(slice_ends(slice_of(""), ""));
    assert_false(slice_ends(slice_of("c"), "bc"));
    assert_false(slice_ends(slice_make("abc", 2), "bc"));
    assert_text(slice_from(slice_of("abc"), 1), "bc");
    assert_text(slice_from(slice_of("abc"), 3), "");
}

static void
test_slice_find_edges(void **state)
{
    (void)state;
    struct slice text = slice_of("aabaab");
    assert_int_equal(slice_find(text, ""), 0);
    assert_int_equal(slice_find(text, "a"), 0);
    assert_int_equal(slice_find(text, "b"), 2);
    assert_int_equal(slice_find(text, "aabaab"), 0);
    assert_int_equal(slice_find(text, "aab"), 0);
    assert_int_equal(slice_find(text, "baab"), 2);
    assert_int_equal(slice_find(slice_from(text, 1), "aab"), 2);
    assert_true(slice_find(text, "aabaaba") == SIZE_MAX);
    assert_true(slice_find(text, "bb") == SIZE_MAX);
    assert_true(slice_find(text, "c") == SIZE_MAX);
    /* the needle stands behind the slice's end only */
    assert_true(slice_find(slice_make("abc", 2), "c") == SIZE_MAX);
    assert_true(slice_find(slice_make("abc", 2), "bc") == SIZE_MAX);
    assert_true(slice_find(slice_make("", 0), "a") == SIZE_MAX);
    assert_int_equal(slice_find(slice_make("", 0), ""), 0);
    /* a NUL is a byte like others */
    assert_int_equal(slice_find(slice_make("a\0bc", 4), "bc"), 2);
}

static void
test_slice_find_as_slowly(void **state)
{
    (void)state;
    struct support_chance chance = {1};
    for (int round = 0; round < 3000; round++) {
        char text[13], needle[5] = {0};
        size_t len = support_below(&chance, sizeof text), needle_len = 1 + support_below(&chance, 4), wanted = SIZE_MAX;
        for (size_t i = 0; i < len; i++)
            text[i] = (char)('a' + support_below(&chance, 2));
        for (size_t i = 0; i < needle_len; i++)
            needle[i] = (char)('a' + support_below(&chance, 2));
        for (size_t i = 0; wanted == SIZE_MAX && i + needle_len <= len; i++)
            if (memcmp(text + i, needle, needle_len) == 0)
                wanted = i;
        must(slice_find(slice_make(text, len), needle) == wanted, "%s in %.*s", needle, (int)len, text);
    }
}

/* ---- buffers */

static void
test_buffer_grows_and_is_terminated(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    for (size_t i = 0; i < 10000; i++) {
        buffer_add_byte(&buffer, (char)('a' + i % 26));
        must(buffer.len == i + 1 && buffer.at[i + 1] == '\0' && buffer.capacity > buffer.len, "byte %zu", i);
    }
    for (size_t i = 0; i < 10000; i++)
        must(buffer.at[i] == (char)('a' + i % 26), "byte %zu changed", i);
    buffer_clear(&buffer);
    assert_int_equal(buffer.len, 0);
    assert_string_equal(buffer.at, "");
    buffer_add(&buffer, "a\0b", 3);
    assert_int_equal(buffer.len, 3);
    assert_memory_equal(buffer.at, "a\0b", 4);
    buffer_done(&buffer);
    assert_null(buffer.at);
    assert_int_equal(buffer.capacity, 0);
}

static void
test_buffer_takes_nothing(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    buffer_clear(&buffer);
    buffer_add(&buffer, NULL, 0);
    assert_int_equal(buffer.len, 0);
    assert_string_equal(buffer.at, "");
    buffer_add_slice(&buffer, slice_make(NULL, 0));
    buffer_add_text(&buffer, "");
    buffer_printf(&buffer, "%s", "");
    assert_int_equal(buffer_slice(&buffer).len, 0);
    buffer_done(&buffer);
    buffer_done(&buffer);
}

static void
test_buffer_reserve_promises_room(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    buffer_add_text(&buffer, "abc");
    buffer_reserve(&buffer, 1000);
    const char *before = buffer.at;
    assert_true(buffer.capacity >= buffer.len + 1000 + 1);
    for (int i = 0; i < 1000; i++)
        buffer_add_byte(&buffer, 'x');
    assert_ptr_equal(buffer.at, before);
    buffer_done(&buffer);
}

static void
test_buffer_printf_appends_any_length(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    char *longer = base_alloc(5001);
    memset(longer, 'z', 5000);
    longer[5000] = '\0';
    buffer_printf(&buffer, "%d篇", 6);
    buffer_printf(&buffer, " %s|", longer);
    assert_int_equal(buffer.len, 4 + 1 + 5000 + 1);
    assert_int_equal(strlen(buffer.at), buffer.len);
    assert_memory_equal(buffer.at, "6篇 zzz", 8);
    assert_string_equal(buffer.at + buffer.len - 2, "z|");
    free(longer);
    buffer_done(&buffer);
}

static void
test_buffer_take_gives_the_text_away(void **state)
{
    (void)state;
    struct buffer buffer = {0};
    char *text = buffer_take(&buffer);
    assert_string_equal(text, "");
    free(text);
    buffer_add_text(&buffer, "船");
    text = buffer_take(&buffer);
    assert_string_equal(text, "船");
    assert_null(buffer.at);
    assert_int_equal(buffer.len + buffer.capacity, 0);
    buffer_add_text(&buffer, "桥");
    assert_string_equal(text, "船");
    free(text);
    buffer_done(&buffer);
}

/* ---- memory */

static void
test_memory_of_no_bytes(void **state)
{
    (void)state;
    void *none = base_alloc(0), *zero = base_alloc_zero(0, 0);
    assert_non_null(none);
    assert_non_null(zero);
    none = base_realloc(none, 0);
    assert_non_null(none);
    free(none);
    free(zero);
    unsigned char *clean = base_alloc_zero(100, 7);
    for (size_t i = 0; i < 700; i++)
        must(clean[i] == 0, "byte %zu", i);
    free(clean);
    char *part = base_strndup("abcdef", 3), *whole = base_strdup("雨"), *nothing = base_strndup(NULL, 0);
    assert_string_equal(part, "abc");
    assert_string_equal(whole, "雨");
    assert_string_equal(nothing, "");
    free(part);
    free(whole);
    free(nothing);
}

static void
test_grow_doubles_and_keeps(void **state)
{
    (void)state;
    size_t capacity = 0, moves = 0;
    uint32_t *array = NULL;
    assert_null(base_grow(NULL, &capacity, 0, sizeof *array));
    for (uint32_t i = 0; i < 100000; i++) {
        size_t before = capacity;
        array = base_grow(array, &capacity, i + 1, sizeof *array);
        must(capacity > i, "capacity %zu at %u", capacity, i);
        moves += capacity != before;
        array[i] = i;
    }
    assert_true(moves < 20);
    for (uint32_t i = 0; i < 100000; i++)
        must(array[i] == i, "element %u", i);
    /* never smaller */
    size_t before = capacity;
    assert_ptr_equal(base_grow(array, &capacity, 1, sizeof *array), array);
    assert_int_equal(capacity, before);
    free(array);
}

/* ---- out of memory: what a child of this process leaves behind */

struct remains {
    int status;
    struct buffer said; /* on standard error */
};

static struct remains
run_child(void child(void))
{
    struct remains remains = {0};
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    fflush(NULL);
    pid_t pid = fork();
    assert_true(pid >= 0);
    if (pid == 0) {
        struct rlimit no_core = {0, 0};
        setrlimit(RLIMIT_CORE, &no_core);
        signal(SIGABRT, SIG_DFL);
        dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        child();
        _exit(0);
    }
    close(ends[1]);
    char bytes[256];
    for (ssize_t got; (got = read(ends[0], bytes, sizeof bytes)) > 0;)
        buffer_add(&remains.said, bytes, (size_t)got);
    buffer_add(&remains.said, NULL, 0);
    close(ends[0]);
    assert_int_equal(waitpid(pid, &remains.status, 0), pid);
    return remains;
}

static void
assert_ended_without_memory(struct remains remains)
{
    assert_true(WIFSIGNALED(remains.status));
    assert_int_equal(WTERMSIG(remains.status), SIGABRT);
    assert_non_null(strstr(remains.said.at, "out of memory\n"));
    buffer_done(&remains.said);
}

static void
ask_for_more_than_there_is(void)
{
    struct rlimit limit = {256 << 20, 256 << 20};
    setrlimit(RLIMIT_AS, &limit);
    free(base_alloc((size_t)1 << 30));
}

static void
ask_zeroed_for_more_than_there_is(void)
{
    struct rlimit limit = {256 << 20, 256 << 20};
    setrlimit(RLIMIT_AS, &limit);
    free(base_alloc_zero(1 << 10, 1 << 20));
}

static void
append_for_ever(void)
{
    struct rlimit limit = {256 << 20, 256 << 20};
    setrlimit(RLIMIT_AS, &limit);
    struct buffer buffer = {0};
    for (;;)
        buffer_add_text(&buffer, "潮水涨了又退, 退了又涨。");
}

static void
test_no_memory_ends_the_program(void **state)
{
    (void)state;
    /* a sanitizer and valgrind need more address space than this leaves */
    if (SANITIZED || support_is_slow())
        skip();
    assert_ended_without_memory(run_child(ask_for_more_than_there_is));
    assert_ended_without_memory(run_child(ask_zeroed_for_more_than_there_is));
    assert_ended_without_memory(run_child(append_for_ever));
}

static void
grow_beyond_all_numbers(void)
{
    size_t capacity = 0;
    free(base_grow(NULL, &capacity, SIZE_MAX / 2, 16));
}

static void
reserve_beyond_all_numbers(void)
{
    struct buffer buffer = {0};
    buffer_add_text(&buffer, "abc");
    buffer_reserve(&buffer, SIZE_MAX - 3);
}

static void
test_no_number_wraps_around(void **state)
{
    (void)state;
    assert_ended_without_memory(run_child(grow_beyond_all_numbers));
    assert_ended_without_memory(run_child(reserve_beyond_all_numbers));
}

/* The handler of src/term learns the reason from the signal. */
static void
repeat_reason(int number, siginfo_t *info, void *context)
{
    (void)number, (void)context;
    const char *reason = info->si_value.sival_ptr;
    ssize_t ignored = write(STDERR_FILENO, "again: ", 7);
    ignored = write(STDERR_FILENO, reason, strlen(reason));
    (void)ignored;
    _exit(info->si_code == SI_QUEUE ? 7 : 8);
}

static void
end_with_a_handler(void)
{
    struct sigaction action = {.sa_sigaction = repeat_reason, .sa_flags = SA_SIGINFO};
    sigaction(SIGABRT, &action, NULL);
    base_out_of_memory();
}

static void
test_no_memory_queues_the_reason(void **state)
{
    (void)state;
    struct remains remains = run_child(end_with_a_handler);
    assert_true(WIFEXITED(remains.status));
    assert_int_equal(WEXITSTATUS(remains.status), 7);
    assert_non_null(strstr(remains.said.at, "again: kanbao: out of memory\n"));
    buffer_done(&remains.said);
}

/* ---- errors */

static void
test_error_is_a_sentence(void **state)
{
    (void)state;
    struct error *error = error_new("%s:%d: %s", "issue.txt", 12, "没有这一天");
    assert_string_equal(error_text(error), "issue.txt:12: 没有这一天");
    error_free(error);
    error = error_new("%s", "");
    assert_string_equal(error_text(error), "");
    error_free(error);
    error_free(NULL);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_slice_equal_and_ends),
        cmocka_unit_test(test_slice_find_edges),
        cmocka_unit_test(test_slice_find_as_slowly),
        cmocka_unit_test(test_buffer_grows_and_is_terminated),
        cmocka_unit_test(test_buffer_takes_nothing),
        cmocka_unit_test(test_buffer_reserve_promises_room),
        cmocka_unit_test(test_buffer_printf_appends_any_length),
        cmocka_unit_test(test_buffer_take_gives_the_text_away),
        cmocka_unit_test(test_memory_of_no_bytes),
        cmocka_unit_test(test_grow_doubles_and_keeps),
        cmocka_unit_test(test_no_memory_ends_the_program),
        cmocka_unit_test(test_no_number_wraps_around),
        cmocka_unit_test(test_no_memory_queues_the_reason),
        cmocka_unit_test(test_error_is_a_sentence),
    };
    return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
