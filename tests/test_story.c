/* search, story: which articles tell of the same story.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/search_story.h"

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
test_search(void **state)
{
    (void)state;
    struct story *story = learnt(bridge);
    struct buffer text = {0};
    struct search_hits hits = {0};
    buffer_add_text(&text, tide);
    buffer_add_text(&text, bridge_done);
    struct issue *issue = support_recover_roles(text.at, "H.bH.b");
    assert_true(story_may_match(story, buffer_slice(&text)));
    assert_false(story_may_match(story, slice_of("云淡风轻，水波不兴。船歌唱晚，渔火点点。")));
    assert_true(story_search(story, issue, &hits));
    assert_int_equal(hits.count, 1);
    assert_int_equal(hits.at[0].article, 1);
    assert_int_equal(hits.at[0].line, 3);
    assert_int_equal(hits.at[0].word, SEARCH_NO_WORD);
    assert_int_equal(hits.at[0].start_byte, hits.at[0].end_byte);
    search_hits_done(&hits);
    issue_free(issue);
    buffer_done(&text);
    story_free(story);
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
        cmocka_unit_test(test_the_same), cmocka_unit_test(test_otherwise_printed),
        cmocka_unit_test(test_words),    cmocka_unit_test(test_common),
        cmocka_unit_test(test_search),   cmocka_unit_test(test_too_little),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
