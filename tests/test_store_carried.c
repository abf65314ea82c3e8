/* store: what one machine remembers, taken to another one.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stored.h"

#include <stdlib.h>
#include <unistd.h>

static void
assert_merged(const char *path)
{
    struct store *store = stored_open(path);
    assert_int_equal(stored_marks(store, stored_key(1)), STORE_READ);
    assert_int_equal(stored_marks(store, stored_key(2)), STORE_FLAGGED | STORE_NOTED);
    assert_int_equal(stored_marks(store, stored_key(3)), STORE_READ | STORE_FLAGGED | STORE_BEGUN);
    struct store_article article;
    store_find(store, stored_key(3), &article);
    assert_int_equal(article.paragraph, 9);                                                      /* the later one; */
    assert_true(article.text.whole == 7 && article.text.sketch == 8 && article.text.paper == 9); /* the only one */
    char *note = store_note(store, stored_key(2));
    assert_non_null(strstr(note, "of one"));
    assert_non_null(strstr(note, "of the other \"“\t"));
    free(note);
    size_t count;
    struct store_line *lines = store_lines(store, STORE_SEARCHES, 9, &count);
    assert_int_equal(count, 2);
    store_lines_free(lines, count);
    stored_assert_mends(store, "20260318.txt", stored_rough, "3=deck");
    stored_close(store);
}

/* There and back, and again: marks and notes of both, of two places the later one. */
static void
test_two_machines(void **state)
{
    char *a = support_join(*state, "a.db"), *b = support_join(*state, "b.db");
    struct store *one = stored_open(a), *two = stored_open(b);
    struct store_clipping clipping = {stored_key(2), "头条", "澜浦新报", "a/b.txt", "of one", 17};
    const struct parser_mend mend = {3, ISSUE_DECK, false};
    stored_mark(one, stored_key(1), STORE_READ);
    stored_mark(one, stored_key(2), STORE_FLAGGED | STORE_NOTED);
    store_clip(one, &clipping);
    struct store_article begun = {STORE_READ | STORE_BEGUN, .percent = 1, .paragraph = 2, .byte = 3, .text = {7, 8, 9}};
    store_put(one, stored_key(3), begun, UINT8_MAX);
    store_put_line(one, STORE_SEARCHES, "桥", "");
    stored_set_mends(one, stored_rough, &mend, 1);
    stored_close(one);
    usleep(2000); /* later is later by a millisecond */
    clipping.note = "of the other \"“\t";
    stored_mark(two, stored_key(2), STORE_NOTED);
    store_clip(two, &clipping);
    begun = (struct store_article){STORE_FLAGGED | STORE_BEGUN, .percent = 1, .paragraph = 9, .byte = 3};
    store_put(two, stored_key(3), begun, UINT8_MAX);
    store_put_line(two, STORE_SEARCHES, "水", "");
    stored_close(two);
    stored_carry(a, b);
    assert_merged(b);
    stored_carry(b, a);
    assert_merged(a);
    stored_carry(a, b);
    stored_carry(a, b);
    assert_merged(b);
    free(a);
    free(b);
}

/* A program that runs sees what is taken in meanwhile. */
static void
test_taken_in_meanwhile(void **state)
{
    char *a = support_join(*state, "a.db"), *b = support_join(*state, "b.db");
    struct store *one = stored_open(a), *two = stored_open(b);
    stored_mark(one, stored_key(1), STORE_FLAGGED);
    stored_close(one);
    stored_carry(a, b);
    stored_wait(two, stored_key(1), STORE_FLAGGED);
    stored_close(two);
    free(a);
    free(b);
}

static void
test_what_is_not_taken_in(void **state)
{
    static const char *const texts[] = {"", "{", "[]", "{}", "{\"kanbao-state\":2}", "kanbao", "{\"kanbao-state\":1"};
    char *path = support_join(*state, "state.db");
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        struct error *error = store_import(path, "words.json", slice_of(texts[i]));
        must(error != NULL && strstr(error_text(error), "words.json") != NULL, "“%s” was taken", texts[i]);
        error_free(error);
    }
    /* a part that is wrong: nothing of the rest either */
    struct error *error =
        store_import(path, "words.json",
                     slice_of("{\"kanbao-state\":1,\"articles\":[{\"head\":\"1\",\"body\":\"2\",\"date\":"
                              "20260318,\"marks\":1,\"percent\":0,\"paragraph\":0,\"byte\":0,"
                              "\"changed\":5}],\"clippings\":[{\"head\":\"1\"}]}"));
    assert_non_null(error);
    error_free(error);
    struct store *store = stored_open(path);
    assert_int_equal(stored_marks(store, (struct store_key){1, 2, 20260318}), 0);
    stored_close(store);
    struct buffer out = {0};
    char *none = support_join(*state, "none.db");
    error = store_export(none, &out);
    assert_non_null(error);
    error_free(error);
    buffer_done(&out);
    free(none);
    free(path);
}

/* What --export-state of the program before this one wrote. */
static void
test_an_older_export(void **state)
{
    char *path = support_join(*state, "state.db");
    struct error *error =
        store_import(path, "it",
                     slice_of("{\"kanbao-state\":1,\"articles\":[{\"head\":\"1\",\"body\":\"2\",\"date\":20260318,"
                              "\"marks\":1,\"percent\":0,\"paragraph\":0,\"byte\":0,\"changed\":5}]}"));
    must(error == NULL, "%s", error_text(error));
    struct store *store = stored_open(path);
    assert_int_equal(stored_marks(store, (struct store_key){1, 2, 20260318}), STORE_READ);
    stored_close(store);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_two_machines),
        test_in_folder(test_taken_in_meanwhile),
        test_in_folder(test_what_is_not_taken_in),
        test_in_folder(test_an_older_export),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
