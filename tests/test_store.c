/* store: what is known of an article, and what outlives a session, two programs with one file.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "stored.h"

#include <stdlib.h>
#include <sys/stat.h>

static const char paper[] =
    "澜浦新报\n2026年3月18日\n\n棹歌桥换好20块支座\n\n本报讯 昨天夜里，棹歌桥换好了最后一块支座，一杯水没洒。\n"
    "\n芦汀中学女篮一分险胜夺冠\n\n本报讯 终场哨响的时候，比分牌停在五十一比五十，看台上没有人坐着。\n";

static struct store_key
key_of(const char *path, const char *text, uint32_t article)
{
    struct issue *issue = support_recover(path, slice_of(text));
    must(article < issue->article_count, "%zu articles", issue->article_count);
    struct store_key key = store_key_of(issue, &issue->articles[article]);
    issue_free(issue);
    return key;
}

static char *
file_in(void **state)
{
    return support_join(*state, "deep/er/state.db");
}

/* ---- keys */

static void
test_a_key_outlives_what_editors_do(void **state)
{
    (void)state;
    static const char otherwise[] =
        "澜浦新报\r\n2026年3月18日\r\n\r\n棹歌桥 换好２０块支座\r\n\r\n本报讯 昨天夜里,棹歌桥换好了最后一块支座,一杯水没洒.\r\n"
        "\r\n芦汀中学女篮一分险胜夺冠\r\n\r\n本报讯 终场哨响的时候，比分牌停在五十一比五十，看台上没有人坐着。\r\n";
    struct store_key a = key_of("20260318.txt", paper, 0), b = key_of("elsewhere/2026-03-18.text", otherwise, 0);
    assert_true(a.head != 0 && a.body != 0);
    assert_true(a.head == b.head && a.body == b.body && a.date == b.date);
    struct store_key other = key_of("20260318.txt", paper, 1), later = key_of("20260319.txt", paper, 0);
    assert_true(a.head != other.head && a.body != other.body);
    assert_int_equal(later.date, 20260319);
}

/* It is in files of years: this is what it must stay. */
static void
test_a_key_is_what_it_was(void **state)
{
    (void)state;
    struct store_key key = key_of("20260318.txt", paper, 0);
    char words[64];
    snprintf(words, sizeof words, "%016llx %016llx", (unsigned long long)key.head, (unsigned long long)key.body);
    assert_string_equal(words, "abcb7fe8676e8fa0 d1d644cf87884ca7");
    struct issue *issue = support_recover("20260318.txt", slice_of(paper));
    struct store_text text = store_text_of(issue, &issue->articles[0]);
    snprintf(words, sizeof words, "%016llx %016llx %08x", (unsigned long long)text.whole,
             (unsigned long long)text.sketch, (unsigned)text.paper);
    assert_string_equal(words, "7d027910a0847ed2 0000000000000000 9fb041ed");
    issue_free(issue);
}

static void
test_an_article_is_known_by_half(void **state)
{
    (void)state;
    struct store *store = store_new();
    const struct store_key key = {1, 2, 20260318};
    struct store_article article = {.marks = STORE_FLAGGED | STORE_BEGUN, .paragraph = 3, .byte = 4, .percent = 41};
    store_put(store, key, article, UINT8_MAX);
    const struct {
        struct store_key key;
        bool known;
    } cases[] = {
        {{1, 2, 20260318}, true},  {{9, 2, 20260318}, true},  {{1, 9, 20260318}, true},  {{1, 2, 0}, true},
        {{9, 9, 20260318}, false}, {{1, 2, 20260319}, false}, {{1, 9, 20260319}, false}, {{9, 2, 0}, false},
        {{0, 2, 20260318}, true},  {{1, 0, 20260318}, true},  {{0, 0, 20260318}, false},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct store_article found;
        must(store_find(store, cases[i].key, &found) == cases[i].known, "case %zu", i);
        must(found.marks == (cases[i].known ? article.marks : 0), "case %zu: %d", i, found.marks);
        must(!cases[i].known || (found.paragraph == 3 && found.byte == 4 && found.percent == 41), "case %zu", i);
    }
    /* what is known of the one itself counts */
    stored_mark(store, (struct store_key){9, 2, 20260318}, STORE_READ);
    assert_int_equal(stored_marks(store, (struct store_key){9, 2, 20260318}), STORE_READ);
    assert_int_equal(stored_marks(store, key), STORE_FLAGGED | STORE_BEGUN);
    store_free(store);
}

/* Two articles that begin alike are two. */
static void
test_twins_in_one_issue(void **state)
{
    (void)state;
    struct store *store = store_new();
    struct issue *issue = support_recover_roles(
        "天气预报\n　　今天晴，明天多云，后天有小雨，气温略有下降。\n潮汐预报\n　　今天晴，明天多云，后天有小雨，气温略有下降。\n",
        "HbHb");
    assert_int_equal(issue->article_count, 2);
    stored_mark(store, store_key_of(issue, &issue->articles[0]), STORE_FLAGGED);
    assert_int_equal(store_article_of(store, issue, &issue->articles[0]).marks, STORE_FLAGGED);
    assert_int_equal(store_article_of(store, issue, &issue->articles[1]).marks, 0);
    issue_free(issue);
    store_free(store);
}

static void
test_days_answer_for_their_articles(void **state)
{
    (void)state;
    struct store *store = store_new();
    assert_false(store_may_have(store, 20260318, STORE_FLAGGED));
    stored_mark(store, (struct store_key){1, 2, 20260318}, STORE_FLAGGED);
    assert_true(store_may_have(store, 20260318, STORE_FLAGGED));
    assert_true(store_may_have(store, 0, STORE_FLAGGED));
    assert_false(store_may_have(store, 20260318, STORE_READ));
    assert_false(store_may_have(store, 20260319, STORE_FLAGGED));
    stored_mark(store, (struct store_key){3, 4, 0}, STORE_READ);
    assert_true(store_may_have(store, 20260319, STORE_READ));
    store_free(store);
}

/* ---- the file */

static void
test_all_of_it_is_there_again(void **state)
{
    char *path = file_in(state);
    struct store *store = stored_open(path);
    for (unsigned i = 0; i < 2000; i++)
        stored_mark(store, stored_key(i), i % 2 ? STORE_READ : STORE_FLAGGED);
    store_put(store, stored_key(5), (struct store_article){STORE_BEGUN, .percent = 41, .paragraph = 7, .byte = 9},
              STORE_BEGUN);
    struct store_clipping clipping = {stored_key(4), "头条", "澜浦新报", "a/b.txt", "第一行\n第二行", 17};
    store_clip(store, &clipping);
    store_put(store, stored_key(7), (struct store_article){STORE_READ, .text = {UINT64_MAX, 3, UINT32_MAX}},
              STORE_READ);
    store_put(store, stored_key(9), (struct store_article){STORE_REISSUED, .text = {1, 2, 3}}, UINT8_MAX);
    store_put_line(store, STORE_SEARCHES, "停车", "");
    store_put_line(store, STORE_SEARCHES, "wjq", "");
    store_put_line(store, STORE_SEARCHES, "停车", "");
    store_put_line(store, STORE_SAVED, "桥", "棹歌桥 -水");
    store_put_line(store, STORE_SAVED, "走", "走");
    store_put_line(store, STORE_SAVED, "走", NULL);
    store_set_read_before(store, "澜浦新报", 20260301);
    struct store_visit visit = {"澜浦新报", "a/b.txt", "头条", stored_key(4), 7, 41};
    store_put_visit(store, &visit);
    stored_close(store);

    struct stat file;
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);

    store = stored_open(path);
    for (unsigned i = 0; i < 2000; i++)
        must(stored_marks(store, stored_key(i)) == (i == 5  ? STORE_READ | STORE_BEGUN
                                                    : i % 2 ? STORE_READ
                                                            : STORE_FLAGGED),
             "%u", i);
    struct store_article article;
    assert_true(store_find(store, stored_key(5), &article));
    assert_int_equal(article.paragraph, 7);
    assert_int_equal(article.byte, 9);
    assert_int_equal(article.percent, 41);
    assert_int_equal(article.text.whole, 0);
    assert_true(store_find(store, stored_key(7), &article));
    assert_true(article.text.whole == UINT64_MAX && article.text.sketch == 3 && article.text.paper == UINT32_MAX);
    store_put(store, stored_key(7), (struct store_article){STORE_READ, .text = {4, 5, 6}}, STORE_READ);
    store_put(store, stored_key(9), (struct store_article){STORE_FLAGGED, .text = {4, 5, 6}}, STORE_FLAGGED);
    stored_close(store);
    store = stored_open(path);
    assert_true(store_find(store, stored_key(7), &article));
    assert_true(article.text.whole == 4 && article.text.sketch == 5 && article.text.paper == 6);
    assert_true(store_find(store, stored_key(9), &article));
    assert_int_equal(article.marks, STORE_READ | STORE_FLAGGED); /* what is reissued is not kept, but what was read */
    assert_int_equal(article.text.whole, 1);
    size_t count;
    struct store_clipping *clippings = store_clippings(store, &count);
    assert_int_equal(count, 1);
    assert_string_equal(clippings[0].headline, "头条");
    assert_string_equal(clippings[0].note, "第一行\n第二行");
    assert_int_equal(clippings[0].line, 17);
    store_clippings_free(clippings, count);
    struct store_line *lines = store_lines(store, STORE_SEARCHES, 10, &count);
    assert_int_equal(count, 2);
    assert_string_equal(lines[0].text, "wjq");
    assert_string_equal(lines[1].text, "停车");
    store_lines_free(lines, count);
    lines = store_lines(store, STORE_SAVED, 10, &count);
    assert_int_equal(count, 1);
    assert_string_equal(lines[0].value, "棹歌桥 -水");
    store_lines_free(lines, count);
    assert_int_equal(store_read_before(store, "澜浦新报"), 20260301);
    assert_int_equal(store_read_before(store, NULL), 0);
    struct store_visit *visits = store_visits(store, &count);
    assert_int_equal(count, 1);
    assert_string_equal(visits[0].path, "a/b.txt");
    assert_int_equal(visits[0].number, 7);
    assert_int_equal(visits[0].percent, 41);
    store_visits_free(visits, count);
    stored_close(store);
    free(path);
}

static void
test_two_programs_see_each_other(void **state)
{
    char *path = file_in(state);
    struct store *one = stored_open(path), *two = stored_open(path);
    stored_mark(one, stored_key(1), STORE_READ);
    stored_wait(two, stored_key(1), STORE_READ);
    /* of the same article at the same time, another thing each */
    stored_mark(one, stored_key(2), STORE_READ);
    stored_mark(two, stored_key(2), STORE_FLAGGED);
    stored_wait(one, stored_key(2), STORE_READ | STORE_FLAGGED);
    stored_wait(two, stored_key(2), STORE_READ | STORE_FLAGGED);
    store_put(two, stored_key(1), (struct store_article){0}, STORE_READ);
    stored_wait(one, stored_key(1), 0);
    stored_close(one);
    stored_close(two);
    free(path);
}

/* ---- mends */

static void
test_mends_follow_their_lines(void **state)
{
    char *path = file_in(state);
    struct store *store = stored_open(path);
    const struct parser_mend mends[] = {{9, ISSUE_BODY, true}, {7, ISSUE_FURNITURE, false}, {3, ISSUE_DECK, false}};
    stored_set_mends(store, stored_rough, mends, 3);
    stored_close(store);
    store = stored_open(path);
    stored_assert_mends(store, "20260318.txt", stored_rough, "9=brief 7=furniture 3=deck");
    /* lines before it, and a blank more: the second 本报讯 is not the first */
    static const char changed[] =
        "加印\n澜浦新报\n2026年3月18日\n\n棹歌桥换好20块支座\n\n本报讯 昨天夜里，棹歌桥换好了最后一块支座。\n\n\n本报讯\n\n另一段写的是别的事情。\n\n本报讯\n";
    stored_assert_mends(store, "moved/2026-03-18.txt", changed, "11=brief 9=furniture 4=deck");
    stored_assert_mends(store, "20260319.txt", "澜浦新报\n\n棹歌桥换好20块支座\n\n本报讯 昨天夜里。\n", "");
    stored_assert_mends(store, "20260318.txt", "另一张报\n2026年3月18日\n\n本报讯\n\n别处的话。\n", "");
    /* one is taken back */
    stored_set_mends(store, stored_rough, mends, 2);
    stored_assert_mends(store, "20260318.txt", stored_rough, "9=brief 7=furniture");
    stored_close(store);
    store = stored_open(path);
    stored_assert_mends(store, "20260318.txt", stored_rough, "9=brief 7=furniture");
    stored_close(store);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_key_outlives_what_editors_do), cmocka_unit_test(test_a_key_is_what_it_was),
        cmocka_unit_test(test_an_article_is_known_by_half),    cmocka_unit_test(test_twins_in_one_issue),
        cmocka_unit_test(test_days_answer_for_their_articles), test_in_folder(test_all_of_it_is_there_again),
        test_in_folder(test_two_programs_see_each_other),      test_in_folder(test_mends_follow_their_lines),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
