/* store: what outlives a session, two programs with one file, and what can be wrong with the file.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/store.h"

#include <poll.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { PATIENCE = 10 * 1000, DEADLINE_MILLISECONDS = 60 * 1000 };

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

static struct store_key
numbered(unsigned number)
{
    return (struct store_key){number * UINT64_C(7919) + 1, number * UINT64_C(104729) + 1, 20260318};
}

static uint8_t
marks_of(struct store *store, struct store_key key)
{
    struct store_article article;
    store_find(store, key, &article);
    return article.marks;
}

static void
mark(struct store *store, struct store_key key, uint8_t marks)
{
    store_put(store, key, (struct store_article){.marks = marks}, marks);
}

/* The file, opened and read. */
static struct store *
open_store(const char *path)
{
    int pipes[2];
    struct store *store = store_new();
    must(pipe(pipes) == 0, "no pipe");
    store_open(store, path, pipes[1]);
    struct pollfd woken = {pipes[0], POLLIN, 0};
    for (char byte; !store_is_read(store);) {
        must(poll(&woken, 1, DEADLINE_MILLISECONDS) == 1, "%s was not read", path);
        must(read(pipes[0], &byte, 1) == 1, "no byte");
    }
    /* what it says later is not waited for */
    close(pipes[0]);
    return store;
}

static void
close_store(struct store *store)
{
    store_close(store, PATIENCE);
    store_free(store);
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
    mark(store, (struct store_key){9, 2, 20260318}, STORE_READ);
    assert_int_equal(marks_of(store, (struct store_key){9, 2, 20260318}), STORE_READ);
    assert_int_equal(marks_of(store, key), STORE_FLAGGED | STORE_BEGUN);
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
    mark(store, store_key_of(issue, &issue->articles[0]), STORE_FLAGGED);
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
    mark(store, (struct store_key){1, 2, 20260318}, STORE_FLAGGED);
    assert_true(store_may_have(store, 20260318, STORE_FLAGGED));
    assert_true(store_may_have(store, 0, STORE_FLAGGED));
    assert_false(store_may_have(store, 20260318, STORE_READ));
    assert_false(store_may_have(store, 20260319, STORE_FLAGGED));
    mark(store, (struct store_key){3, 4, 0}, STORE_READ);
    assert_true(store_may_have(store, 20260319, STORE_READ));
    store_free(store);
}

/* ---- the file */

static void
test_all_of_it_is_there_again(void **state)
{
    char *path = file_in(state);
    struct store *store = open_store(path);
    for (unsigned i = 0; i < 2000; i++)
        mark(store, numbered(i), i % 2 ? STORE_READ : STORE_FLAGGED);
    store_put(store, numbered(5), (struct store_article){STORE_BEGUN, .percent = 41, .paragraph = 7, .byte = 9},
              STORE_BEGUN);
    struct store_clipping clipping = {numbered(4), "头条", "澜浦新报", "a/b.txt", "第一行\n第二行", 17};
    store_clip(store, &clipping);
    store_put(store, numbered(7), (struct store_article){STORE_READ, .text = {UINT64_MAX, 3, UINT32_MAX}}, STORE_READ);
    store_put(store, numbered(9), (struct store_article){STORE_REISSUED, .text = {1, 2, 3}}, UINT8_MAX);
    store_put_line(store, STORE_SEARCHES, "停车", "");
    store_put_line(store, STORE_SEARCHES, "wjq", "");
    store_put_line(store, STORE_SEARCHES, "停车", "");
    store_put_line(store, STORE_SAVED, "桥", "棹歌桥 -水");
    store_put_line(store, STORE_SAVED, "走", "走");
    store_put_line(store, STORE_SAVED, "走", NULL);
    store_set_read_before(store, "澜浦新报", 20260301);
    struct store_visit visit = {"澜浦新报", "a/b.txt", "头条", numbered(4), 7, 41};
    store_put_visit(store, &visit);
    close_store(store);

    struct stat file;
    assert_int_equal(stat(path, &file), 0);
    assert_int_equal(file.st_mode & 0777, 0600);

    store = open_store(path);
    for (unsigned i = 0; i < 2000; i++)
        must(marks_of(store, numbered(i)) == (i == 5  ? STORE_READ | STORE_BEGUN
                                              : i % 2 ? STORE_READ
                                                      : STORE_FLAGGED),
             "%u", i);
    struct store_article article;
    assert_true(store_find(store, numbered(5), &article));
    assert_int_equal(article.paragraph, 7);
    assert_int_equal(article.byte, 9);
    assert_int_equal(article.percent, 41);
    assert_int_equal(article.text.whole, 0);
    assert_true(store_find(store, numbered(7), &article));
    assert_true(article.text.whole == UINT64_MAX && article.text.sketch == 3 && article.text.paper == UINT32_MAX);
    store_put(store, numbered(7), (struct store_article){STORE_READ, .text = {4, 5, 6}}, STORE_READ);
    store_put(store, numbered(9), (struct store_article){STORE_FLAGGED, .text = {4, 5, 6}}, STORE_FLAGGED);
    close_store(store);
    store = open_store(path);
    assert_true(store_find(store, numbered(7), &article));
    assert_true(article.text.whole == 4 && article.text.sketch == 5 && article.text.paper == 6);
    assert_true(store_find(store, numbered(9), &article));
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
    close_store(store);
    free(path);
}

/* Looks until the article has MARKS. */
static void
wait_for(struct store *store, struct store_key key, uint8_t marks)
{
    time_t end = time(NULL) + DEADLINE_MILLISECONDS / 1000;
    struct pollfd changed = {store_watch_fd(store), POLLIN, 0};
    while (marks_of(store, key) != marks) {
        must(time(NULL) < end, "%d, not %d", marks_of(store, key), marks);
        poll(&changed, 1, 20);
        store_look_again(store);
    }
}

static void
test_two_programs_see_each_other(void **state)
{
    char *path = file_in(state);
    struct store *one = open_store(path), *two = open_store(path);
    mark(one, numbered(1), STORE_READ);
    wait_for(two, numbered(1), STORE_READ);
    /* of the same article at the same time, another thing each */
    mark(one, numbered(2), STORE_READ);
    mark(two, numbered(2), STORE_FLAGGED);
    wait_for(one, numbered(2), STORE_READ | STORE_FLAGGED);
    wait_for(two, numbered(2), STORE_READ | STORE_FLAGGED);
    store_put(two, numbered(1), (struct store_article){0}, STORE_READ);
    wait_for(one, numbered(1), 0);
    close_store(one);
    close_store(two);
    free(path);
}

/* ---- mends */

static const char rough[] =
    "澜浦新报\n2026年3月18日\n\n棹歌桥换好20块支座\n\n本报讯 昨天夜里，棹歌桥换好了最后一块支座。\n\n本报讯\n\n另一段写的是别的事情。\n\n本报讯\n";

static void
set_mends(struct store *store, const char *text, const struct parser_mend *mends, size_t count)
{
    struct issue *issue = support_recover("20260318.txt", slice_of(text));
    store_set_mends(store, issue, mends, count);
    issue_free(issue);
}

/* What holds for TEXT: "3=furniture 9=brief" */
static char *
mends_of(struct store *store, const char *path, const char *text)
{
    struct issue *issue = support_recover(path, slice_of(text));
    struct buffer out = {0};
    size_t count;
    struct parser_mend *mends = store_mends(store, issue, &count);
    buffer_add_text(&out, "");
    for (size_t i = 0; i < count; i++)
        buffer_printf(&out, "%s%u=%s", i > 0 ? " " : "", mends[i].line,
                      mends[i].brief ? "brief" : issue_role_name(mends[i].role));
    free(mends);
    issue_free(issue);
    return buffer_take(&out);
}

static void
assert_mends(struct store *store, const char *path, const char *text, const char *wanted)
{
    char *mends = mends_of(store, path, text);
    assert_string_equal(mends, wanted);
    free(mends);
}

static void
test_mends_follow_their_lines(void **state)
{
    char *path = file_in(state);
    struct store *store = open_store(path);
    const struct parser_mend mends[] = {{9, ISSUE_BODY, true}, {7, ISSUE_FURNITURE, false}, {3, ISSUE_DECK, false}};
    set_mends(store, rough, mends, 3);
    close_store(store);
    store = open_store(path);
    assert_mends(store, "20260318.txt", rough, "9=brief 7=furniture 3=deck");
    /* lines before it, and a blank more: the second 本报讯 is not the first */
    static const char changed[] =
        "加印\n澜浦新报\n2026年3月18日\n\n棹歌桥换好20块支座\n\n本报讯 昨天夜里，棹歌桥换好了最后一块支座。\n\n\n本报讯\n\n另一段写的是别的事情。\n\n本报讯\n";
    assert_mends(store, "moved/2026-03-18.txt", changed, "11=brief 9=furniture 4=deck");
    assert_mends(store, "20260319.txt", "澜浦新报\n\n棹歌桥换好20块支座\n\n本报讯 昨天夜里。\n", "");
    assert_mends(store, "20260318.txt", "另一张报\n2026年3月18日\n\n本报讯\n\n别处的话。\n", "");
    /* one is taken back */
    set_mends(store, rough, mends, 2);
    assert_mends(store, "20260318.txt", rough, "9=brief 7=furniture");
    close_store(store);
    store = open_store(path);
    assert_mends(store, "20260318.txt", rough, "9=brief 7=furniture");
    close_store(store);
    free(path);
}

/* ---- to another machine */

static void
carry(const char *from, const char *to)
{
    struct buffer json = {0};
    struct error *error = store_export(from, &json);
    must(error == NULL, "%s", error_text(error));
    error = store_import(to, "it", buffer_slice(&json));
    must(error == NULL, "%s", error_text(error));
    buffer_done(&json);
}

static void
assert_merged(const char *path)
{
    struct store *store = open_store(path);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    assert_int_equal(marks_of(store, numbered(2)), STORE_FLAGGED | STORE_NOTED);
    assert_int_equal(marks_of(store, numbered(3)), STORE_READ | STORE_FLAGGED | STORE_BEGUN);
    struct store_article article;
    store_find(store, numbered(3), &article);
    assert_int_equal(article.paragraph, 9);                                                      /* the later one; */
    assert_true(article.text.whole == 7 && article.text.sketch == 8 && article.text.paper == 9); /* the only one */
    char *note = store_note(store, numbered(2));
    assert_non_null(strstr(note, "of one"));
    assert_non_null(strstr(note, "of the other \"“\t"));
    free(note);
    size_t count;
    struct store_line *lines = store_lines(store, STORE_SEARCHES, 9, &count);
    assert_int_equal(count, 2);
    store_lines_free(lines, count);
    assert_mends(store, "20260318.txt", rough, "3=deck");
    close_store(store);
}

/* There and back, and again: marks and notes of both, of two places the later one. */
static void
test_two_machines(void **state)
{
    char *a = support_join(*state, "a.db"), *b = support_join(*state, "b.db");
    struct store *one = open_store(a), *two = open_store(b);
    struct store_clipping clipping = {numbered(2), "头条", "澜浦新报", "a/b.txt", "of one", 17};
    const struct parser_mend mend = {3, ISSUE_DECK, false};
    mark(one, numbered(1), STORE_READ);
    mark(one, numbered(2), STORE_FLAGGED | STORE_NOTED);
    store_clip(one, &clipping);
    struct store_article begun = {STORE_READ | STORE_BEGUN, .percent = 1, .paragraph = 2, .byte = 3, .text = {7, 8, 9}};
    store_put(one, numbered(3), begun, UINT8_MAX);
    store_put_line(one, STORE_SEARCHES, "桥", "");
    set_mends(one, rough, &mend, 1);
    close_store(one);
    usleep(2000); /* later is later by a millisecond */
    clipping.note = "of the other \"“\t";
    mark(two, numbered(2), STORE_NOTED);
    store_clip(two, &clipping);
    begun = (struct store_article){STORE_FLAGGED | STORE_BEGUN, .percent = 1, .paragraph = 9, .byte = 3};
    store_put(two, numbered(3), begun, UINT8_MAX);
    store_put_line(two, STORE_SEARCHES, "水", "");
    close_store(two);
    carry(a, b);
    assert_merged(b);
    carry(b, a);
    assert_merged(a);
    carry(a, b);
    carry(a, b);
    assert_merged(b);
    free(a);
    free(b);
}

/* A program that runs sees what is taken in meanwhile. */
static void
test_taken_in_meanwhile(void **state)
{
    char *a = support_join(*state, "a.db"), *b = support_join(*state, "b.db");
    struct store *one = open_store(a), *two = open_store(b);
    mark(one, numbered(1), STORE_FLAGGED);
    close_store(one);
    carry(a, b);
    wait_for(two, numbered(1), STORE_FLAGGED);
    close_store(two);
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
    struct store *store = open_store(path);
    assert_int_equal(marks_of(store, (struct store_key){1, 2, 20260318}), 0);
    close_store(store);
    struct buffer out = {0};
    char *none = support_join(*state, "none.db");
    error = store_export(none, &out);
    assert_non_null(error);
    error_free(error);
    buffer_done(&out);
    free(none);
    free(path);
}

/* ---- what can be wrong */

static char *
notice_of(struct store *store)
{
    char *notice = store_take_notice(store);
    return notice != NULL ? notice : base_strdup("");
}

static void
test_a_damaged_file_is_put_aside(void **state)
{
    char *path = support_join(*state, "state.db"), *aside = support_join(*state, "state.db.damaged-1");
    char garbage[8192];
    memset(garbage, 'x', sizeof garbage);
    support_write(path, garbage, sizeof garbage);
    struct store *store = open_store(path);
    char *notice = notice_of(store);
    assert_non_null(strstr(notice, "damaged"));
    assert_non_null(strstr(notice, aside));
    free(notice);
    struct buffer kept = support_read(aside);
    assert_int_equal(kept.len, sizeof garbage);
    assert_memory_equal(kept.at, garbage, sizeof garbage);
    buffer_done(&kept);
    mark(store, numbered(1), STORE_READ);
    close_store(store);
    store = open_store(path);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    close_store(store);
    free(path);
    free(aside);
}

/* What is in memory goes into the new file. */
static void
test_a_file_that_is_damaged_meanwhile(void **state)
{
    char *path = support_join(*state, "state.db");
    struct store *store = open_store(path);
    mark(store, numbered(1), STORE_READ);
    close_store(store);
    store = open_store(path);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "DROP TABLE article", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    mark(store, numbered(2), STORE_FLAGGED);
    close_store(store);
    store = open_store(path);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    assert_int_equal(marks_of(store, numbered(2)), STORE_FLAGGED);
    close_store(store);
    free(path);
}

static void
test_a_newer_file_is_left_alone(void **state)
{
    char *path = support_join(*state, "state.db");
    sqlite3 *newer;
    assert_int_equal(sqlite3_open(path, &newer), SQLITE_OK);
    assert_int_equal(sqlite3_exec(newer, "CREATE TABLE of_later (x); PRAGMA user_version = 99", NULL, NULL, NULL),
                     SQLITE_OK);
    sqlite3_close(newer);
    struct buffer before = support_read(path);
    struct store *store = open_store(path);
    char *notice = notice_of(store);
    assert_non_null(strstr(notice, "newer"));
    free(notice);
    mark(store, numbered(1), STORE_READ);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    close_store(store);
    struct buffer after = support_read(path);
    assert_int_equal(after.len, before.len);
    assert_memory_equal(after.at, before.at, before.len);
    buffer_done(&before);
    buffer_done(&after);
    free(path);
}

/* Makes of the file at PATH what the program before this one wrote. */
static void
make_older(const char *path)
{
    static const char sql[] = "ALTER TABLE article DROP COLUMN text; ALTER TABLE article DROP COLUMN sketch;"
                              " ALTER TABLE article DROP COLUMN paper; PRAGMA user_version = 1";
    sqlite3 *older;
    assert_int_equal(sqlite3_open(path, &older), SQLITE_OK);
    must(sqlite3_exec(older, sql, NULL, NULL, NULL) == SQLITE_OK, "%s", sqlite3_errmsg(older));
    sqlite3_close(older);
}

/* It is read as it is, taken to another machine, and goes on as one of today. */
static void
test_an_older_file(void **state)
{
    char *path = support_join(*state, "state.db"), *other = support_join(*state, "other.db");
    const struct store_article read = {STORE_READ, .text = {1, 2, 3}};
    struct store_article article;
    struct store *store = open_store(path);
    mark(store, numbered(1), STORE_READ);
    close_store(store);
    make_older(path);
    store = store_new();
    store_read(store, path, true);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    store_free(store);
    carry(path, other);
    store = open_store(other);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    close_store(store);
    for (int i = 0; i < 2; i++) {
        store = open_store(path);
        assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
        store_put(store, numbered(2), read, STORE_READ);
        close_store(store);
    }
    store = open_store(path);
    assert_true(store_find(store, numbered(2), &article));
    assert_true(article.text.whole == 1 && article.text.sketch == 2 && article.text.paper == 3);
    close_store(store);
    free(path);
    free(other);
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
    struct store *store = open_store(path);
    assert_int_equal(marks_of(store, (struct store_key){1, 2, 20260318}), STORE_READ);
    close_store(store);
    free(path);
}

static void
test_where_nothing_can_be_written(void **state)
{
    char *file = support_join(*state, "file"), *path = support_join(file, "below/state.db");
    support_write_text(file, "no folder\n");
    struct store *store = open_store(path);
    char *notice = notice_of(store);
    assert_non_null(strstr(notice, "cannot write"));
    free(notice);
    mark(store, numbered(1), STORE_READ);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    assert_null(store_take_notice(store));
    close_store(store);
    free(path);
    free(file);
}

static void
test_another_writer_is_waited_for(void **state)
{
    char *path = support_join(*state, "state.db");
    struct store *store = open_store(path);
    sqlite3 *other;
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    mark(store, numbered(1), STORE_READ);
    usleep(400 * 1000);
    assert_int_equal(sqlite3_exec(other, "COMMIT", NULL, NULL, NULL), SQLITE_OK);
    sqlite3_close(other);
    close_store(store);
    store = open_store(path);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    close_store(store);
    free(path);
}

/* Without a thread, for what is written without a screen. */
static void
test_reading_once(void **state)
{
    char *path = support_join(*state, "state.db");
    struct store *store = store_new();
    store_read(store, path, true);
    assert_null(store_take_notice(store));
    assert_int_equal(access(path, F_OK), -1);
    store_free(store);
    store = open_store(path);
    mark(store, numbered(1), STORE_READ);
    const struct parser_mend mend = {3, ISSUE_DECK, false};
    set_mends(store, rough, &mend, 1);
    close_store(store);
    store = store_new();
    store_read(store, path, false);
    assert_int_equal(marks_of(store, numbered(1)), 0);
    assert_mends(store, "20260318.txt", rough, "3=deck");
    store_read(store, path, true);
    assert_int_equal(marks_of(store, numbered(1)), STORE_READ);
    store_free(store);
    free(path);
}

/* Writes until it is killed; tells on FD of what must be in the file a second later. */
static void
write_on(const char *path, int fd, unsigned first)
{
    struct store *store = open_store(path);
    for (unsigned i = first;; i += 2) {
        struct {
            unsigned number;
            struct timespec when;
        } told = {.number = i};
        mark(store, numbered(i), STORE_READ);
        clock_gettime(CLOCK_MONOTONIC, &told.when);
        if (write(fd, &told, sizeof told) != sizeof told)
            _exit(1);
        usleep(500);
    }
}

/* Two programs write to one file, and one of them is killed: what it had marked a second before is in the file. */
static void
test_who_is_killed_loses_a_second(void **state)
{
    enum { ROUNDS_USUAL = 6 };
    const char *wanted = getenv("KANBAO_KILLS");
    int rounds = wanted != NULL ? atoi(wanted) : ROUNDS_USUAL;
    struct support_chance chance = {20261129};
    char *path = support_join(*state, "state.db");
    struct store *other = open_store(path);
    long worst = 0;
    for (int round = 0; round < rounds; round++) {
        int pipes[2];
        must(pipe(pipes) == 0, "no pipe");
        pid_t child = fork();
        if (child == 0) {
            close(pipes[0]);
            write_on(path, pipes[1], 1000000U * (unsigned)(round % 1000) + 1);
        }
        close(pipes[1]);
        usleep(50 * 1000 + support_below(&chance, wanted != NULL ? 400 * 1000 : 1500 * 1000));
        mark(other, numbered(2 * (unsigned)round), STORE_FLAGGED);
        usleep(support_below(&chance, 20 * 1000));
        kill(child, SIGKILL);
        struct timespec end;
        clock_gettime(CLOCK_MONOTONIC, &end);
        waitpid(child, NULL, 0);
        struct store *store = open_store(path);
        assert_null(store_take_notice(store));
        struct {
            unsigned number;
            struct timespec when;
        } told;
        while (read(pipes[0], &told, sizeof told) == sizeof told) {
            long ago = (end.tv_sec - told.when.tv_sec) * 1000 + (end.tv_nsec - told.when.tv_nsec) / 1000000;
            if (marks_of(store, numbered(told.number)) == STORE_READ)
                continue;
            worst = ago > worst ? ago : worst;
            must(ago < 1000, "round %d: marked %ld ms before the end, and lost", round, ago);
        }
        close(pipes[0]);
        close_store(store);
    }
    if (wanted != NULL)
        print_message("%d rounds: the oldest mark that was lost was made %ld ms before the end\n", rounds, worst);
    close_store(other);
    struct store *store = open_store(path);
    for (int round = 0; round < rounds; round++)
        must(marks_of(store, numbered(2 * (unsigned)round)) & STORE_FLAGGED, "the other's mark %d", round);
    close_store(store);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_key_outlives_what_editors_do),
        cmocka_unit_test(test_a_key_is_what_it_was),
        cmocka_unit_test(test_an_article_is_known_by_half),
        cmocka_unit_test(test_twins_in_one_issue),
        cmocka_unit_test(test_days_answer_for_their_articles),
        test_in_folder(test_all_of_it_is_there_again),
        test_in_folder(test_two_programs_see_each_other),
        test_in_folder(test_mends_follow_their_lines),
        test_in_folder(test_two_machines),
        test_in_folder(test_taken_in_meanwhile),
        test_in_folder(test_what_is_not_taken_in),
        test_in_folder(test_a_damaged_file_is_put_aside),
        test_in_folder(test_a_file_that_is_damaged_meanwhile),
        test_in_folder(test_a_newer_file_is_left_alone),
        test_in_folder(test_an_older_file),
        test_in_folder(test_an_older_export),
        test_in_folder(test_where_nothing_can_be_written),
        test_in_folder(test_another_writer_is_waited_for),
        test_in_folder(test_reading_once),
        test_in_folder(test_who_is_killed_loses_a_second),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
