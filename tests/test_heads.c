/* parser, heads: blocks of a kicker, a headline and decks, second datelines, who signs, what was read too badly.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "parser/byline/byline.h"

#include <stdlib.h>

/* An article below HEADS, with two paragraphs, then another, all parted by blank lines. */
static struct issue *
recover_block(const char *heads)
{
    struct buffer text = {0};
    buffer_printf(&text,
                  "%s\n\n本报讯 渡口的灯昨夜换了新灯罩，一个人两盏灯，一盏留给夜里过河的人，一盏留给守灯的人自己。\n\n"
                  "船工说，旧灯送给了鸭子，鸭子把它推到了河心，灯还亮着，河边的人都来看。\n\n"
                  "芦汀中学女篮一分险胜\n\n"
                  "本报讯 芦汀中学女篮昨天以一分险胜，最后一球在篮圈上转了三圈才落下来，全场的人都站了起来。\n\n"
                  "教练说，赢球靠的是最后两分钟的防守，队员们把对手逼到了底线。\n",
                  heads);
    struct issue *issue = support_recover("a.txt", buffer_slice(&text));
    buffer_done(&text);
    return issue;
}

static void
test_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *heads, *wanted;
    } rows[] = {
        /* a season, an occasion, a meeting, who speaks */
        {"清明时节\n渡口人家换灯罩", "-清明时节!渡口人家换灯罩"},
        {"渡口通航百年\n两盏灯换了新灯罩", "-渡口通航百年!两盏灯换了新灯罩"},
        {"全区渡口工作座谈会召开\n把难处摆到灯底下来", "-全区渡口工作座谈会召开!把难处摆到灯底下来"},
        {"区长在渡口工作会议上强调\n宁可灯等人 不可人等灯", "-区长在渡口工作会议上强调!宁可灯等人 不可人等灯"},
        {"三年守灯不言弃 两代船工接力干\n老渡口的两盏灯又亮起来了",
         "-三年守灯不言弃 两代船工接力干!老渡口的两盏灯又亮起来了"},
        {"渡口灯\n昨夜换了新的灯罩\n夜里过河的人多了 守灯的人少了一个 旧灯送给了鸭子",
         "-渡口灯!昨夜换了新的灯罩-夜里过河的人多了 守灯的人少了一个 旧灯送给了鸭子"},
        /* a deck explains, goes on, or is shorter */
        {"“夜里过河的人不会走错”\n——对话守灯人沈小禾", "!“夜里过河的人不会走错”-——对话守灯人沈小禾"},
        {"七百盏路灯换了新灯罩\n——南浦亮了", "!七百盏路灯换了新灯罩-——南浦亮了"},
        {"三十年老渡口重新亮灯\n夜里过河的人多了四成 沿河七村受益",
         "!三十年老渡口重新亮灯-夜里过河的人多了四成 沿河七村受益"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue *issue = recover_block(rows[i].heads);
        char *got = support_outline(issue);
        must(strncmp(got, rows[i].wanted, strlen(rows[i].wanted)) == 0 && got[strlen(rows[i].wanted)] == ' ', "%s: %s",
             rows[i].heads, got);
        must(issue->article_count == 2, "%s: %zu articles", rows[i].heads, issue->article_count);
        free(got);
        issue_free(issue);
    }
}

/* Where nothing parts paragraphs, lines that follow one another are no block. */
static void
test_no_blocks(void **state)
{
    (void)state;
    struct issue *issue = support_recover(
        "a.txt", slice_of("渡口换灯\n——一个人两盏灯\n本报讯 雨停了，渡口的灯换了，谁也没有问为什么。\n"));
    char *got = support_outline(issue);
    assert_string_equal(got, "!渡口换灯-——一个人两盏灯 b:本报讯 雨停了，渡口的灯换了，谁也没有问为什么。\n");
    free(got);
    issue_free(issue);
}

/* Of another place, it begins an article; of the same, or of another agency, it does not. */
static void
test_second_datelines(void **state)
{
    (void)state;
    static const struct {
        const char *first, *second;
        size_t articles;
    } rows[] = {
        {"本报讯", "本报渡口消息", 2},
        {"新报渡口五月十九日电", "新报河心五月十九日电", 2},
        {"本报讯", "本报讯", 1},
        {"本报讯", "新华社渡口5月19日电", 1},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer text = {0};
        buffer_printf(&text,
                      "渡口的灯昨夜换了新灯罩\n\n%s 渡口的灯昨夜换了，一个人两盏灯，一盏留给夜里过河的人。\n\n"
                      "船工说，旧灯送给了鸭子，鸭子把它推到了河心。\n\n"
                      "%s 城际公交昨天首发，全程三十八公里，票价六元，末班车夜里十一点从东站发出。\n",
                      rows[i].first, rows[i].second);
        struct issue *issue = support_recover("a.txt", buffer_slice(&text));
        must(issue->article_count == rows[i].articles, "%s, %s: %zu", rows[i].first, rows[i].second,
             issue->article_count);
        issue_free(issue);
        buffer_done(&text);
    }
}

static void
test_signatures(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"同じ網は二枚とない。（榎並千早）", "榎並千早"},
        {"鐘の音がやむ。（雨宮しずく）", "雨宮しずく"},
        {"鐘の音がやむ。（写真も）", ""},
        {"鐘の音がやむ。（敬称略）", ""},
        {"木子", "木子"},
        {"此致", ""},
        {"谢谢", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct slice got = byline_signature(slice_of(rows[i].text));
        must(slice_equal(got, slice_of(rows[i].wanted)), "%s: %.*s", rows[i].text, (int)got.len, got.at);
    }
    static const char *const senders[][2] = {{"读者 车前子", "车前子"},
                                             {"河洛市 连翘", "连翘"},
                                             {"河洛市 高温", "河洛市 高温"},
                                             {"渡口 换灯", "渡口 换灯"},
                                             {"读者 ", "读者 "}};
    for (size_t i = 0; i < BASE_COUNT(senders); i++) {
        struct slice got = byline_without_sender(slice_of(senders[i][0]));
        must(slice_equal(got, slice_of(senders[i][1])), "%s: %.*s", senders[i][0], (int)got.len, got.at);
    }
}

/* Behind a role anything may be a name, and a place is none. */
static void
test_names_beside_roles(void **state)
{
    (void)state;
    static const struct {
        const char *text, *names;
    } rows[] = {
        {"记者 越小站", "越小站"},
        {"記者秋水寒／海濱報導", "秋水寒"},
        {"記者田曉霧／白河報導", "田曉霧"},
        {"산들 기자", "산들"},
        {"본지 기자", ""},
        {"By the treasurer, Barnabas Hythe", "Barnabas Hythe"},
        {"by GETTY IMAGES", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct byline_names names;
        names_read(slice_of(rows[i].text), false, &names);
        struct buffer got = {0};
        for (size_t k = 0; k < names.count; k++)
            buffer_printf(&got, k > 0 ? ",%s" : "%s", names.name[k].text);
        must(slice_equal(buffer_slice(&got), slice_of(rows[i].names)), "%s: %.*s", rows[i].text, (int)got.len, got.at);
        buffer_done(&got);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),
        cmocka_unit_test(test_no_blocks),
        cmocka_unit_test(test_second_datelines),
        cmocka_unit_test(test_signatures),
        cmocka_unit_test(test_names_beside_roles),
    };
    return cmocka_run_group_tests_name("parser, heads", tests, NULL, NULL);
}
