/* Articles that were read and are issued again: they are marked where a word of them is another, `=` shows which, and reading them,
 * or looking at that, settles it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/store.h"

#include <stdlib.h>
#include <sys/stat.h>

/* ---- a paper of two articles */

static const char paper[] = "渡口晚报\n2031年6月6日 星期五\n\n渡口的旧船修好了\n\n"
                            "    本报讯（记者 沈禾）昨天夜里，渡口的旧船换好了最后一块船板，用了1.5万元。\n"
                            "    修船的是三个退休的木匠，最年轻的七十一岁，三个人从春天修到夏天。\n"
                            "    老渡工说，船头那块榆木是从旧磨坊的门上拆下来的，比船还老。\n"
                            "    下水的日子定在二十日，请大家到码头来看。\n\n"
                            "码头上的灯换成了红的\n\n"
                            "    本报讯 码头上的三盏灯昨晚换成了红的，看灯的人说，红的在雾里看得远。\n"
                            "    换下来的白灯送给了小学，挂在图书室里。\n";

/* PAPER with WORDS, each of which is there, otherwise: pairs up to NULL. The caller frees it. */
static char *
with(const char *const *words)
{
    char *text = base_strdup(paper);
    for (; *words != NULL; words += 2) {
        struct buffer out = {0};
        char *at = strstr(text, words[0]);
        must(at != NULL, "“%s” is not there", words[0]);
        buffer_add(&out, text, (size_t)(at - text));
        buffer_add_text(&out, words[1]);
        buffer_add_text(&out, at + strlen(words[0]));
        free(text);
        text = buffer_take(&out);
    }
    return text;
}
#define WITH(...) with((const char *const[]){__VA_ARGS__, NULL})

struct reissued {
    struct world *world;
    struct reader *reader;
    char *folder, *path;
};

static struct reissued
open_paper(struct world *world)
{
    struct reissued paper_open = {.world = world};
    paper_open.folder = support_join(world->folder, ".papers");
    must(mkdir(paper_open.folder, 0700) == 0, "%s was not made", paper_open.folder);
    paper_open.path = support_join(paper_open.folder, "20310606.txt");
    support_write_text(paper_open.path, paper);
    paper_open.reader = world_open(world, paper_open.path, 80, 24);
    return paper_open;
}

static void
close_paper(struct reissued *opened)
{
    free(opened->folder);
    free(opened->path);
}

/* Takes TEXT: the file says that from now on. */
static void
reissue(struct reissued *opened, char *text)
{
    support_write_text(opened->path, text);
    free(text);
    reader_reread(opened->reader);
    world_check(opened->world);
}

static void
read_all(struct reissued *opened)
{
    world_run(opened->world, "open");
    world_run(opened->world, "bottom");
    world_run(opened->world, "next-article");
    world_run(opened->world, "bottom");
    world_run(opened->world, "close");
    world_run(opened->world, "select-first");
    assert_int_equal(reader_marks(opened->reader, 0), STORE_READ);
    assert_int_equal(reader_marks(opened->reader, 1), STORE_READ);
}

/* All that the open document says, a line each, without the joiners that no line may end at. */
static char *
document_of(const struct reader *reader)
{
    const struct issue *issue = reader->document.issue;
    struct buffer out = {0};
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    for (size_t i = 0; i < issue->text_bytes; i++)
        if (i + 3 <= issue->text_bytes && memcmp(issue->text + i, "\u2060", 3) == 0)
            i += 2;
        else
            buffer_add_byte(&out, issue->text[i]);
    return buffer_take(&out);
}

static void
assert_says(const struct reader *reader, const char *words)
{
    char *text = document_of(reader);
    must(strstr(text, words) != NULL, "“%s” is not in\n%s", words, text);
    free(text);
}

/* ---- the file changes while it is read */

static void
test_it_is_marked_and_shown(void **state)
{
    struct reissued opened = open_paper(*state);
    struct reader *reader = opened.reader;
    read_all(&opened);
    reissue(&opened, WITH("1.5万", "15万", "二十日，", "二十一日，比原先晚一天，"));
    assert_int_equal(reader_marks(reader, 0), STORE_REISSUED);
    assert_int_equal(reader_marks(reader, 1), STORE_READ);
    assert_false(reader_is_read(reader, 0));
    assert_non_null(strstr(reader->message.at, "1 article"));
    world_run(opened.world, "story");
    assert_says(reader, "\n[-2 words removed-] {+9 words added+}\n");
    assert_says(
        reader,
        "用了[-1.5-]{+15+}万元。\n… 2 paragraphs unchanged …\n下水的日子定在二十[-日，-]{+一日，比原先晚一天，+}"
        "请大家到码头来看。\n");
    assert_int_equal(reader->document.changes->count, 6);
    for (size_t i = 0; i < 6; i++) {
        const struct search_hit *mark = &reader->document.changes->at[i];
        const char *sign = mark->word == READER_ADDED ? "{+" : "[-";
        assert_memory_equal(reader->document.issue->text + mark->start_byte, sign, 2);
        assert_true(mark->end_byte <= reader->document.issue->text_bytes);
    }
    /* who has seen that need not read it all again */
    assert_int_equal(reader_marks(reader, 0), STORE_READ);
    world_run(opened.world, "back");
    world_run(opened.world, "story");
    assert_says(reader, "{+15+}");
    world_run(opened.world, "other-reports");
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    close_paper(&opened);
}

/* An article that was read as it is has no changes. */
static void
test_what_is_as_it_was(void **state)
{
    struct reissued opened = open_paper(*state);
    read_all(&opened);
    /* other line ends, blanks, forms and marks; lines that go on elsewhere; a page's number */
    reissue(&opened, WITH("渡口晚报\n", "渡口晚报\r\n", "最年轻的七十一岁，", "最年轻的\r\n七十一岁,\r\n",
                          "（记者 沈禾）", "(记者沈禾) ", "1.5万元。\n", "１．５ 万元.\r\n\r\n"));
    assert_int_equal(reader_marks(opened.reader, 0), STORE_READ);
    assert_int_equal(reader_marks(opened.reader, 1), STORE_READ);
    assert_non_null(strstr(opened.reader->message.at, "Read anew"));
    assert_null(strstr(opened.reader->message.at, "article"));
    world_run(opened.world, "story");
    assert_int_equal(opened.reader->at.pane, PANE_RESULTS);
    close_paper(&opened);
}

/* Each of these is a correction. */
static void
test_one_word_will_do(void **state)
{
    static const char *const words[][2] = {
        {"1.5万", "15万"},    {"昨天夜里", "前天夜里"}, {"旧船修好了", "旧船修好啦"},
        {"沈禾）", "沈乔）"}, {"来看。", "观看。"},     {"七十一岁，", ""},
    };
    struct reissued opened = open_paper(*state);
    read_all(&opened);
    for (size_t i = 0; i < BASE_COUNT(words); i++) {
        reissue(&opened, WITH(words[i][0], words[i][1]));
        must(reader_marks(opened.reader, 0) == STORE_REISSUED, "“%s” is no news", words[i][1]);
        must(reader_marks(opened.reader, 1) == STORE_READ, "“%s” is of another article", words[i][1]);
        world_run(opened.world, "story");
        must(opened.reader->at.pane == PANE_DOCUMENT, "“%s” is not shown", words[i][1]);
        world_run(opened.world, "back");
        reissue(&opened, base_strdup(paper));
        world_run(opened.world, "story");
        world_run(opened.world, "back");
    }
    close_paper(&opened);
}

/* The text became another one under the reader's eyes: that is not reading it. Going there is. */
static void
test_reading_it_settles_it(void **state)
{
    struct reissued opened = open_paper(*state);
    struct reader *reader = opened.reader;
    read_all(&opened);
    world_run(opened.world, "open");
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    reissue(&opened, WITH("1.5万", "15万"));
    assert_int_equal(reader->at.pane, PANE_ARTICLE);
    assert_int_equal(reader_marks(reader, 0), STORE_REISSUED);
    world_run(opened.world, "next-article");
    assert_int_equal(reader_marks(reader, 0), STORE_REISSUED);
    reader_clear_message(reader);
    world_run(opened.world, "previous-article");
    assert_non_null(strstr(reader->message.at, "="));
    assert_int_equal(reader_marks(reader, 0), STORE_READ);
    /* nor is it where another article came before it */
    reissue(&opened,
            WITH("渡口的旧船修好了\n",
                 "雨棚搬走了\n\n    本报讯 集市的雨棚昨天搬走了，菜农说晒几天太阳也好。\n\n渡口的旧船修好了\n"));
    assert_int_equal(reader->at.article, 1);
    assert_int_equal(reader_marks(reader, 1), STORE_REISSUED);
    reissue(&opened, WITH("1.5万", "15万"));
    /* an article that nobody has read is as unread as before */
    world_run(opened.world, "toggle-read");
    assert_int_equal(reader_marks(reader, 0), STORE_UNREAD);
    reissue(&opened, WITH("1.5万", "17万"));
    assert_int_equal(reader_marks(reader, 0), STORE_UNREAD);
    close_paper(&opened);
}

/* Unread, by Space, by A, and as it was. */
static void
test_it_counts_as_unread(void **state)
{
    struct reissued opened = open_paper(*state);
    struct reader *reader = opened.reader;
    read_all(&opened);
    reissue(&opened, WITH("白灯", "旧灯"));
    world_run(opened.world, "next-unread");
    assert_int_equal(reader->at.article, 1);
    world_run(opened.world, "close");
    reissue(&opened, WITH("白灯", "黑灯"));
    world_run(opened.world, "mark-all-read");
    assert_int_equal(reader_marks(reader, 1), STORE_READ);
    world_run(opened.world, "mark-all-read");
    assert_int_equal(reader_marks(reader, 1), STORE_REISSUED);
    close_paper(&opened);
}

/* The other pages of an issue that is marked read as a whole. */
static void
test_all_its_pages(void **state)
{
    struct world *world = *state;
    char *folder = support_join(world->folder, ".papers");
    must(mkdir(folder, 0700) == 0, "%s was not made", folder);
    support_put(folder, "20310606-01.txt", paper);
    support_put(folder, "20310606-02.txt",
                "渡口晚报\n2031年6月6日 星期五\n\n石板路铺到了磨坊\n\n    本报讯 石板路昨天铺到了磨坊门口，"
                "一共用了三百块石板，最后一块上刻着铺路人的名字。\n");
    struct reader *reader = world_open(world, folder, 80, 24);
    assert_int_equal(reader_edition(reader).pages, 2);
    world_run(world, "mark-all-read");
    for (size_t i = 0; i < 2; i++) {
        const struct issue *page = support_issue_at(world->library, i);
        struct store_article known = store_article_of(reader->store, page, &page->articles[0]);
        assert_int_equal(known.marks, STORE_READ);
        assert_true(known.text.whole == store_text_of(page, &page->articles[0]).whole);
    }
    free(folder);
}

/* What a reader says of lines is no news. */
static void
test_a_mend_is_none(void **state)
{
    struct reissued opened = open_paper(*state);
    struct reader *reader = opened.reader;
    read_all(&opened);
    world_run(opened.world, "select-last");
    world_run(opened.world, "mend-paragraph");
    assert_int_equal(reader->shown->article_count, 1);
    assert_int_equal(reader_marks(reader, 0) & STORE_REISSUED, 0);
    world_run(opened.world, "mend-undo");
    assert_int_equal(reader->shown->article_count, 2);
    for (uint32_t i = 0; i < 2; i++)
        assert_int_equal(reader_marks(reader, i) & STORE_REISSUED, 0);
    close_paper(&opened);
}

/* Nor is it in the list of issues, which reads the file once more. */
static void
test_a_mended_issue_in_the_list(void **state)
{
    struct world *world = *state;
    struct reissued opened = open_paper(world);
    char *other = support_join(opened.folder, "20310607.txt");
    struct store *store = store_keep(opened.reader->store);
    world_run(world, "select-last");
    world_run(world, "mend-paragraph");
    assert_int_equal(opened.reader->shown->article_count, 1);
    world_run(world, "mark-all-read");
    support_write_text(other, paper);
    struct reader *reader = world_open(world, opened.folder, 80, 24);
    reader_set_store(reader, store);
    reader_collect(reader);
    world_run(world, "issues");
    uint32_t id = library_at(world->library, 1);
    assert_int_equal(library_date(world->library, id), 20310606);
    assert_null(library_peek(world->library, id));
    const struct reader_summary *summary = reader_summary(reader, id);
    assert_non_null(summary);
    assert_int_equal(summary->articles, 1);
    assert_int_equal(summary->unread, 0);
    store_free(store);
    free(other);
    close_paper(&opened);
}

/* ---- the next day */

static void
test_the_next_day(void **state)
{
    struct world *world = *state;
    struct reissued opened = open_paper(world);
    char *path = support_join(world->folder, ".state/state.db");
    struct store *store = store_new();
    store_open(store, path, -1);
    reader_set_store(opened.reader, store);
    reader_collect(opened.reader);
    read_all(&opened);
    store_close(store, 10000);
    store_free(store);
    char *now = WITH("昨天夜里", "前天夜里", "定在二十日", "定在二十一日");
    support_write_text(opened.path, now);
    store = store_new();
    store_read(store, path, true);
    struct reader *reader = world_open(world, opened.path, 80, 24);
    reader_set_store(reader, store);
    reader_collect(reader);
    assert_int_equal(reader_marks(reader, 0), STORE_REISSUED);
    assert_int_equal(reader_marks(reader, 1), STORE_READ);
    /* what was read is nowhere */
    world_run(world, "story");
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    assert_non_null(strstr(reader->message.at, "no longer there"));
    world_run(world, "back");
    assert_int_equal(reader_marks(reader, 0), STORE_REISSUED);
    /* or in another file */
    char *other = support_join(opened.folder, "20310606-1.txt");
    support_write_text(other, paper);
    assert_null(library_add(world->library, other));
    library_sort(world->library);
    reader_library_changed(reader);
    world_run(world, "story");
    assert_says(reader, "[-昨-]{+前+}天夜里");
    assert_says(reader, "20310606-1.txt");
    assert_int_equal(reader_marks(reader, 0), STORE_READ);
    free(now);
    free(other);
    free(path);
    store_free(store);
    close_paper(&opened);
}

/* ---- what is another article, and not this one's news */

static uint8_t
marks_in(struct store *store, const char *text)
{
    struct issue *issue = support_recover("20310606.txt", slice_of(text));
    uint8_t marks = store_article_of(store, issue, &issue->articles[0]).marks;
    issue_free(issue);
    return marks;
}

static void
read_in(struct store *store, const char *text)
{
    struct issue *issue = support_recover("20310606.txt", slice_of(text));
    const struct issue_article *article = &issue->articles[0];
    struct store_article known = {.marks = STORE_READ, .text = store_text_of(issue, article)};
    store_put(store, store_key_of(issue, article), known, UINT8_MAX);
    issue_free(issue);
}

static void
test_which_article_it_is(void **state)
{
    (void)state;
    struct store *store = store_new();
    read_in(store, paper);
    assert_int_equal(marks_in(store, paper), STORE_READ);
    /* what begins and ends otherwise */
    char *text = WITH("昨天夜里", "前天夜里", "来看。", "观看。");
    assert_int_equal(marks_in(store, text), STORE_REISSUED);
    free(text);
    /* what is called otherwise, and begins otherwise */
    text = WITH("旧船修好了", "旧船换好了", "昨天夜里", "前天夜里");
    assert_int_equal(marks_in(store, text), STORE_REISSUED);
    free(text);
    /* another paper's of the same words, cut short */
    text = WITH("渡口晚报", "河口早报", "    下水的日子定在二十日，请大家到码头来看。\n", "");
    assert_int_equal(marks_in(store, text), STORE_READ);
    free(text);
    /* another article under that headline */
    assert_int_equal(marks_in(store, "渡口晚报\n2031年6月6日\n\n渡口的旧船修好了\n\n    本报讯 磨坊主人昨天数了数，"
                                     "门板少了两块，窗框少了一个，他打算开春以后再装新的，眼下先用草帘挡风。\n"),
                     0);
    /* all that is older was said to be read */
    store_set_read_before(store, "渡口晚报", 20310606);
    text = WITH("1.5万", "15万");
    assert_int_equal(marks_in(store, text), STORE_READ);
    free(text);
    store_free(store);
}

/* A query asks for it. */
static void
test_a_query_finds_it(void **state)
{
    struct reissued opened = open_paper(*state);
    struct search_options options = {.store = opened.reader->store};
    struct search_fault fault;
    struct search_hits hits = {.at = NULL};
    read_all(&opened);
    struct search_query *query = search_query_new(slice_of("is:reissued"), &options, &fault);
    assert_false(search_issue(query, opened.reader->shown, &hits));
    reissue(&opened, WITH("1.5万", "15万"));
    assert_true(search_issue(query, opened.reader->shown, &hits));
    assert_int_equal(hits.count, 1);
    search_hits_done(&hits);
    search_query_free(query);
    close_paper(&opened);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_it_is_marked_and_shown), WORLD_TEST(test_what_is_as_it_was),
        WORLD_TEST(test_one_word_will_do),       WORLD_TEST(test_reading_it_settles_it),
        WORLD_TEST(test_it_counts_as_unread),    WORLD_TEST(test_a_mend_is_none),
        WORLD_TEST(test_all_its_pages),          WORLD_TEST(test_a_mended_issue_in_the_list),
        WORLD_TEST(test_the_next_day),           cmocka_unit_test(test_which_article_it_is),
        WORLD_TEST(test_a_query_finds_it),
    };
    return cmocka_run_group_tests_name("reissued", tests, NULL, NULL);
}
