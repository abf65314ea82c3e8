/* reader: what else was reported of the story that an article tells, and steps from report to report.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "searching.h"

#include <stdlib.h>

/* Of a bridge on three days, and each day of something else. */
static const char *const days[] = {
    "20310605",
    "棹歌桥今晚起更换支座\n\n本报讯 (记者 容与) 棹歌桥今晚起半幅封闭，施工单位将用五夜更换二十块橡胶支座。"
    "棹歌桥建成二十二年，支座已经老化。\n\n"
    "渔港开了早市\n\n本报讯 (记者 田一麦) 渔港今天开了早市，鱼贩凌晨三点到场，市民五点来挑黄花鱼。\n",
    "20310606",
    "小学生放风筝\n\n本报讯 (记者 容与) 泊云小学昨天放风筝，最高的一只飞过了钟楼，孩子们都拍手。\n\n"
    "棹歌桥支座换了一半\n\n本报讯 (记者 容与) 昨夜棹歌桥换好十块橡胶支座，半幅封闭的桥面五点放行，施工单位说老化的支座要送检。\n",
    "20310608",
    "棹歌桥换好支座\n\n本报讯 (记者 田一麦) 昨夜，棹歌桥最后一块橡胶支座换好。施工单位说，二十块支座五夜换完，老化的支座送去检测。\n\n"
    "明天有大潮\n\n本报讯 (记者 容与) 市气象台消息，明天有大潮，下滩赶海的市民请看时辰，注意安全。\n",
};

static struct searching
open_days(void **state, int cols, int rows)
{
    struct world *world = *state;
    for (size_t i = 0; i < BASE_COUNT(days); i += 2) {
        struct buffer name = {0};
        buffer_printf(&name, "%s.txt", days[i]);
        support_put(world->folder, name.at, days[i + 1]);
        buffer_done(&name);
    }
    return searching_open_path(state, world->folder, cols, rows);
}

static void
press(struct searching *s, const char *keys)
{
    searching_press(s, keys);
    reader_finish_search(s->reader);
}

/* The headline that is selected, and the day. */
#define assert_at(searching, date, headline) check_at((searching), (date), (headline), __FILE__, __LINE__)
static void
check_at(const struct searching *s, uint32_t date, const char *headline, const char *file, int line)
{
    const struct reader *reader = s->reader;
    assert_true(reader->at.pane != PANE_RESULTS);
    support_assert_text(issue_article_title(reader->shown, reader_article(reader)), headline, file, line);
    assert_int_equal(library_date(reader->library, reader->at.issue), date);
}

/* The list has them, and the one that was asked of is selected; from there to another and back. */
static void
test_list(void **state)
{
    struct searching s = open_days(state, 100, 24);
    assert_at(&s, 20310608, "棹歌桥换好支座");
    press(&s, "}j=");
    struct reader_result_list results = reader_results(s.reader);
    assert_int_equal(s.reader->at.pane, PANE_RESULTS);
    assert_int_equal(results.hits, 3);
    assert_text(results.query, "story:20310606.txt:5");
    assert_int_equal(results.hit, 2);
    press(&s, "<Enter>");
    assert_at(&s, 20310606, "棹歌桥支座换了一半");
    press(&s, "n");
    assert_at(&s, 20310605, "棹歌桥今晚起更换支座");
    press(&s, "qq");
    assert_at(&s, 20310606, "棹歌桥支座换了一半");
    searching_close(&s);
}

static void
test_steps(void **state)
{
    struct searching s = open_days(state, 80, 24);
    press(&s, "[=");
    assert_at(&s, 20310606, "棹歌桥支座换了一半");
    press(&s, "[=");
    assert_at(&s, 20310605, "棹歌桥今晚起更换支座");
    press(&s, "[=");
    assert_at(&s, 20310605, "棹歌桥今晚起更换支座");
    assert_text(buffer_slice(&s.reader->message), "No earlier report of this story.");
    press(&s, "]=");
    press(&s, "]=");
    assert_at(&s, 20310608, "棹歌桥换好支座");
    press(&s, "]=");
    assert_text(buffer_slice(&s.reader->message), "No later report of this story.");
    searching_close(&s);
}

/* Who goes on before they are found goes on as far; who goes elsewhere meanwhile stays there. */
static void
test_impatience(void **state)
{
    struct searching s = open_days(state, 80, 24);
    searching_press(&s, "[=[=");
    reader_finish_search(s.reader);
    assert_at(&s, 20310605, "棹歌桥今晚起更换支座");
    searching_press(&s, "]=j");
    reader_finish_search(s.reader);
    searching_close(&s);
    s = open_days(state, 80, 24);
    searching_press(&s, "[=");
    if (reader_results(s.reader).progress.running) {
        searching_press(&s, "j");
        reader_finish_search(s.reader);
        assert_at(&s, 20310608, "明天有大潮");
    }
    searching_close(&s);
}

/* By rank, too, a step is one in time. */
static void
test_by_rank(void **state)
{
    struct searching s = open_days(state, 80, 24);
    press(&s, ":set sort=rank<Enter>[=");
    assert_at(&s, 20310606, "棹歌桥支座换了一半");
    press(&s, "[=");
    assert_at(&s, 20310605, "棹歌桥今晚起更换支座");
    searching_close(&s);
}

static void
test_nothing_else(void **state)
{
    struct searching s = open_days(state, 80, 24);
    press(&s, "j]=");
    assert_at(&s, 20310608, "明天有大潮");
    assert_text(buffer_slice(&s.reader->message), "No later report of this story.");
    searching_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        WORLD_TEST(test_list),    WORLD_TEST(test_steps),        WORLD_TEST(test_impatience),
        WORLD_TEST(test_by_rank), WORLD_TEST(test_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
