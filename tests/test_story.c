/* search, story: which articles tell of the same story.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/search_story.h"

#include <stdlib.h>
#include <sys/stat.h>

/* Three articles of one bridge and one of the tide, and of other matters. */
static const char *const bridge =
    "棹歌桥今晚起更换支座\n\n　　棹歌桥今晚起半幅封闭，施工单位将用五夜更换二十块橡胶支座。"
    "棹歌桥建成二十二年，支座已经老化。\n";
static const char *const bridge_done =
    "棹歌桥换好支座\n\n　　昨夜，棹歌桥最后一块橡胶支座换好。施工单位说，二十块支座五夜换完，"
    "老化的支座将送去检测。\n";
static const char *const tide =
    "本周后期有大潮\n\n　　市气象台消息，本周后期将有大潮，下滩赶海的市民请看时辰，注意安全。今晚起风力"
    "加大。\n";

static struct story *
story_of(struct issue *issue)
{
    assert_int_equal(issue->article_count, 1);
    struct story *story = story_new(issue, &issue->articles[0]);
    assert_non_null(story);
    return story;
}

static struct issue *
recover(const char *text)
{
    return support_recover_roles(text, "H.b");
}

static double
likeness(const struct story *story, const char *text)
{
    struct issue *issue = recover(text);
    double like = story_likeness(story, issue, &issue->articles[0]);
    issue_free(issue);
    return like;
}

/* A story that learnt from all of them. */
static struct story *
learnt(const char *text)
{
    struct issue *issue = recover(text);
    struct story *story = story_of(issue);
    issue_free(issue);
    story_learn(story, slice_of(bridge));
    story_learn(story, slice_of(bridge_done));
    story_learn(story, slice_of(tide));
    story_settle(story);
    return story;
}

static void
test_the_same(void **state)
{
    (void)state;
    struct story *story = learnt(bridge);
    double own = likeness(story, bridge);
    assert_true(own > .99 && own < 1.6); /* headline_share is in it */
    assert_true(likeness(story, bridge_done) > story_least_likeness(story));
    assert_true(likeness(story, tide) < story_least_likeness(story));
    assert_true(likeness(story, bridge_done) < own);
    story_free(story);
}

/* Line ends and blanks between characters, traditional characters and full-width letters mean nothing. */
static void
test_otherwise_printed(void **state)
{
    (void)state;
    struct story *story = learnt(bridge);
    double as_printed = likeness(story, bridge_done);
    assert_true(likeness(story,
                         "棹歌橋換好支座\n\n　　昨夜，棹歌橋最後一塊橡膠支座換好。施工單位說，二十塊支座五夜換完，"
                         "老化的支座將送去檢測。\n") > .9 * as_printed);
    assert_true(
        likeness(story,
                 "棹歌桥换好支座\n\n　　昨夜，棹 歌 桥 最 后 一 块 橡 胶 支 座 换 好。施工单位说，二十块支座五夜换完，"
                 "老化的支座将送去检测。\n") > .9 * as_printed);
    story_free(story);
}

static void
test_words(void **state)
{
    (void)state;
    static const char *const one =
        "Swing Bridge Sticks Open\n\n    The Harrowmere swing bridge stuck open on Tuesday, and "
        "ferries carried commuters until engineers freed the rusted bearing.\n";
    static const char *const two =
        "Bearing Freed\n\n    Engineers freed the rusted bearing of the HARROWMERE swing bridge "
        "yesterday; commuters were glad.\n";
    struct story *story = learnt(one);
    assert_true(likeness(story, two) > story_least_likeness(story));
    assert_true(likeness(story, bridge) == 0);
    story_free(story);
}

/* What is common in the library counts for less. */
static void
test_common(void **state)
{
    (void)state;
    struct issue *issue = recover(bridge);
    struct story *plain = story_of(issue), *knows = story_of(issue);
    for (int i = 0; i < 40; i++) {
        story_learn(plain, slice_of("云淡风轻，水波不兴。"));
        story_learn(knows, slice_of(i < 20 ? "施工单位更换橡胶支座。" : "云淡风轻，水波不兴。"));
    }
    story_settle(plain);
    story_settle(knows);
    const char *other = "望潮桥换支座\n\n　　施工单位更换橡胶支座，望潮桥的支座老化，五夜换完。\n";
    assert_true(likeness(knows, other) < likeness(plain, other));
    story_free(plain);
    story_free(knows);
    issue_free(issue);
}

static void
test_ranks(void **state)
{
    (void)state;
    struct story *story = learnt(bridge);
    struct buffer text = {0};
    buffer_add_text(&text, tide);
    buffer_add_text(&text, bridge_done);
    buffer_add_text(&text, bridge);
    struct issue *issue = support_recover_roles(text.at, "H.bH.bH.b");
    assert_true(story_may_match(story, buffer_slice(&text)));
    assert_false(story_may_match(story, slice_of("云淡风轻，水波不兴。船歌唱晚，渔火点点。")));
    assert_int_equal(story_rank(story, issue, &issue->articles[0]), SEARCH_RANK_NONE);
    assert_int_not_equal(story_rank(story, issue, &issue->articles[1]), SEARCH_RANK_NONE);
    assert_int_equal(story_rank(story, issue, &issue->articles[2]), SEARCH_RANK_LITERAL);
    issue_free(issue);
    buffer_done(&text);
    story_free(story);
}

/* ---- a query that names an article */

static struct library *
samples(void)
{
    const char *folder = getenv("KANBAO_SAMPLES");
    assert_non_null(folder);
    struct library *library = library_new((struct library_limits){.file_bytes = 1 << 20, .keep_bytes = 1 << 20});
    assert_null(library_add(library, folder));
    library_sort(library);
    return library;
}

/* What is wrong with NAME; NULL: nothing. */
static const char *
find_fault(struct search_stories *stories, const char *name)
{
    const char *why;
    struct story *story = stories_find(stories, slice_of(name), &why);
    bool found = story != NULL;
    story_free(story);
    return found ? NULL : why;
}

static void
test_names(void **state)
{
    (void)state;
    struct library *library = samples();
    struct search_stories *stories = stories_new(library);
    assert_null(find_fault(stories, "20260318.txt:7"));
    assert_null(find_fault(stories, "lanpu/20260318.txt:5"));
    assert_string_equal(find_fault(stories, "anpu/20260318.txt:5"), "The library has no issue of that path.");
    assert_string_equal(find_fault(stories, "20260318.txt:5000"), "No article there says enough to be known by it.");
    static const char *const none[] = {"",
                                       ":",
                                       ":7",
                                       "20260318.txt",
                                       "20260318.txt:",
                                       "20260318.txt:0",
                                       "20260318.txt:4294967296",
                                       "20260318.txt:99999999999999999999",
                                       "7"};
    for (size_t i = 0; i < BASE_COUNT(none); i++)
        assert_string_equal(find_fault(stories, none[i]), "Write PATH:LINE, a line of an article of the library.");
    assert_string_equal(find_fault(NULL, "20260318.txt:7"), story_no_name());
    /* more than are remembered, and again */
    for (uint32_t line = 5; line < 80; line++) {
        struct buffer name = {0};
        buffer_printf(&name, "20260318.txt:%u", line);
        find_fault(stories, name.at);
        buffer_done(&name);
    }
    assert_null(find_fault(stories, "20260318.txt:7"));
    stories_free(stories);
    library_free(library);
}

/* As short as it may be, and in quotes where need be. */
static void
test_names_made(void **state)
{
    char *folder = *state;
    static const char *const folders[] = {"a", "b"}, *const paths[] = {"a/1.txt", "b/1.txt", "b/2.txt",
                                                                       "b/two words.txt"};
    struct library *library = library_new((struct library_limits){.file_bytes = 1 << 20, .keep_bytes = 1 << 20});
    for (size_t i = 0; i < BASE_COUNT(folders); i++) {
        char *path = support_join(folder, folders[i]);
        assert_int_equal(mkdir(path, 0700), 0);
        free(path);
    }
    for (size_t i = 0; i < BASE_COUNT(paths); i++)
        support_put(folder, paths[i], bridge);
    assert_null(library_add(library, folder));
    library_sort(library);
    static const char *const wanted[] = {"a/1.txt:1", "b/1.txt:1", "2.txt:1", "\"two words.txt:1\""};
    assert_int_equal(library_count(library), BASE_COUNT(paths));
    for (size_t i = 0; i < library_count(library); i++) {
        const struct issue *issue = support_issue_at(library, i);
        struct buffer name = {0};
        size_t which = 0;
        while (!slice_ends(slice_of(issue->path), paths[which]))
            which++;
        stories_add_name(&name, library, issue, &issue->articles[0]);
        assert_string_equal(name.at, wanted[which]);
        buffer_done(&name);
    }
    library_free(library);
}

/* story: goes with the rest of the language. */
static void
test_field(void **state)
{
    (void)state;
    struct library *library = samples();
    struct search_stories *stories = stories_new(library);
    static const struct {
        const char *query;
        size_t hits;
    } examples[] = {
        {"story:20260318.txt:7", 1},
        {"同题:20260318.txt:7", 1},
        {"story:20260318.txt:7 date:2026-03-16", 1},
        {"story:20260318.txt:7 date:2031", 0},
        {"-story:20260318.txt:7", 6},
        {"story:20260318.txt:7 OR 大潮", 3},
    };
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct search_options options = {.pinyin = PINYIN_SCHEME_NONE, .stories = stories};
        struct search_fault fault;
        struct search_query *query = search_query_new(slice_of(examples[i].query), &options, &fault);
        struct search_hits hits = {0};
        must(fault.reason == NULL, "%s: %s", examples[i].query, fault.reason);
        search_query_expect_raw(query);
        for (size_t k = 0; k < library_count(library); k++) {
            const struct issue *issue = support_issue_at(library, k);
            if (strstr(issue->path, "lanpu/20260316.txt") == NULL)
                continue;
            search_issue(query, issue, &hits);
            must(hits.count == examples[i].hits, "%s: %zu hits", examples[i].query, hits.count);
            must(hits.count == 0 || search_may_match(query, issue_source(issue)), "%s: not in raw text",
                 examples[i].query);
        }
        search_hits_done(&hits);
        search_query_free(query);
    }
    stories_free(stories);
    library_free(library);
}

/* An article that says next to nothing is known by nothing. */
static void
test_too_little(void **state)
{
    (void)state;
    struct issue *issue = recover("更正\n\n　　更正。\n");
    assert_null(story_new(issue, &issue->articles[0]));
    issue_free(issue);
}

int
main(void)
{
    static const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_same),   cmocka_unit_test(test_otherwise_printed),
        cmocka_unit_test(test_words),      cmocka_unit_test(test_common),
        cmocka_unit_test(test_ranks),      cmocka_unit_test(test_names),
        test_in_folder(test_names_made),   cmocka_unit_test(test_field),
        cmocka_unit_test(test_too_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
