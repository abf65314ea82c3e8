/* A reader on a small library of invented issues; see world.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "reader_check.h"

#include "kanbao/command.h"
#include "kanbao/view.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

/* ---- a library of invented issues */

static const char *const names[WORLD_ISSUES] = {"20310504.txt", "20310503.txt", "20310502.txt",
                                                "20310501.txt", "20310430.txt", "20310429.txt"};

/* Each article has words of its own, as in a newspaper: those of its headline come back in its text, and those of the
   others do not. A number stands between the two halves of a sentence. */
enum { SENTENCES = 3 };
struct story {
    const char *headline;
    const char *sentences[SENTENCES][2];
};

static const struct story chinese[] = {
    {"北岸码头添了一盏灯",
     {{"北岸码头的新灯昨晚点亮，照到", "米外的浮标，码头工人说从此不必提着马灯系缆绳。"},
      {"装灯用去铜线", "卷，码头上的电工在北岸的风里站了一个通宵。"},
      {"北岸的孩子数了数，灯下飞着", "只蛾子，码头为此买了一把新扫帚。"}}},
    {"南街面馆改用手推石磨",
     {{"南街面馆的老板搬来一副石磨，每天磨麦", "斤，他说手推的石磨比机器慢，面却更香。"},
      {"食客排到南街拐角，第", "位客人端着碗说，石磨磨的面嚼起来有响声。"},
      {"推石磨的学徒每人转", "圈便换班，面馆按圈数发给他们酸梅汤。"}}},
    {"邮差骑骡子送完最后一封信",
     {{"邮差老鲁骑着骡子翻过", "道山梁，把最后一封信送到牧羊人手里，信里只有一张照片。"},
      {"骡子今年", "岁，走惯了这条邮路，到谁家门口都会自己停下。"},
      {"邮局把骡子的铃铛挂上墙，老邮差退休后每月仍来摇", "下。"}}},
    {"图书馆给迟还的书免了罚金",
     {{"县图书馆宣布免去罚金，三天里收回旧书", "册，有的书已经借出去半辈子。"},
      {"一位老太太还来一本菜谱，罚金原该是", "元，馆员替她泡了茶。"},
      {"图书馆说罚金的账本共", "页，将作为展品放在借书台旁。"}}},
    {"糖厂烟囱里住进了白鹳",
     {{"糖厂停产的烟囱上来了一对白鹳，筑巢用掉树枝", "根，厂里决定今年不拆烟囱。"},
      {"观鸟的人在糖厂门口架起望远镜", "架，看白鹳喂雏鸟。"},
      {"烟囱高", "尺，白鹳每次回巢都要盘旋好几圈才肯落下。"}}},
    {"钟楼的指针倒走了七分钟",
     {{"钟楼修理时指针装反，倒走之间敲了", "下，广场上的鸽子全飞了起来。"},
      {"修钟匠爬了", "级楼梯才把指针扳正，他说倒走的时间不收工钱。"},
      {"钟楼看守人把这次倒走记在第", "页，旁边画了一个笑脸。"}}},
    {"豆腐坊的黄狗学会看秤",
     {{"豆腐坊的黄狗蹲在秤旁，少一两便叫，上月共叫", "声，主顾都说放心。"},
      {"掌柜用", "块豆腐渣教会黄狗认秤星，比教伙计快得多。"},
      {"黄狗每天看秤", "回，晚上睡在豆腐坊的热灶边。"}}},
    {"山里小学开了风筝课",
     {{"山里小学的风筝课头一回上，学生扎了", "只风筝，语文老师管题字。"},
      {"一只蜈蚣风筝长", "节，在小学操场上拖倒了旗杆。"},
      {"风筝课的成绩按高度算，最高的一只放线", "丈，线轴借自渔具店。"}}},
    {"菜市场选出最响的吆喝",
     {{"菜市场比赛吆喝，参赛摊主", "名，卖藕的大嫂一声吆喝震落了遮阳棚上的雨水。"},
      {"评委坐在", "步以外，听不清吆喝内容的一律扣分。"},
      {"得奖的吆喝将录进菜市场的广播，每日播放", "遍。"}}},
    {"雪人比赛因天热改捏泥人",
     {{"天热无雪，雪人比赛的", "位选手改捏泥人，泥巴取自干涸的荷塘。"},
      {"冠军泥人戴草帽，围观者拍照", "张，有人问它会不会化。"},
      {"比赛组委会保留了胡萝卜", "根，泥人的鼻子照旧用它。"}}},
    {"木匠给古树做了一副拐杖",
     {{"村口古树歪了", "度，木匠用老榆木给它做了拐杖，支在最粗的枝下。"},
      {"木匠量了", "天，说古树比人难伺候，风一吹尺寸就变。"},
      {"拐杖上刻着捐款者", "人的姓，古树底下又能摆棋盘了。"}}},
    {"火车站的猫有了工牌",
     {{"火车站的橘猫领到工牌，编号", "，职务是候车室安抚员。"},
      {"站长说橘猫一年陪伴误点旅客", "人次，从不请假，工牌照片拍了半天。"},
      {"猫粮每月", "袋，由火车站从失物拍卖里支出。"}}},
    {"蜂农把蜂箱漆成四种颜色",
     {{"蜂农听说蜜蜂认得颜色，买漆", "桶，把蜂箱刷成红黄蓝白。"},
      {"白色蜂箱产蜜", "斤，蜂农怀疑蜜蜂嫌红色太吵。"},
      {"油漆未干时粘住蜜蜂", "只，蜂农的女儿用棉签一一救下。"}}},
    {"裁缝铺收到一颗月球纽扣",
     {{"裁缝铺收到包裹，里面一颗纽扣，重", "克，附信说是月球石头磨的。"},
      {"裁缝把纽扣缝在样衣上，来看的人排了", "个钟头。"},
      {"天文馆借去纽扣化验，", "天后归还，裁缝铺只收了一张收条。"}}},
};

static const struct story english[WORLD_ENGLISH_ARTICLES] = {
    {"Lamp Keeper Counts the Moths of Quay Seven",
     {{"The lamp keeper on the quay, Orla Venn, counted",
       "moths\nbefore she went home, and wrote them down by the light of her lamp.\n"},
      {"Moths come to the quay when the wind is south; on one night",
       "of\nthem sat on the lamp, and the keeper could not see the ferry.\n"},
      {"The keeper has filled", "pages with moths, and the lamp has been\ncleaned twice.\n"}}},
    {"Baker Sells Bread by the Yard",
     {{"A baker in Mill Street, Tobias Crane, sells bread by the yard; he\nsold", "yards of it before noon.\n"},
      {"The longest loaf measured", "inches, and two boys carried it out\nof the bakery on their shoulders.\n"},
      {"His oven had to be lengthened by", "bricks, the baker said, and\nhis bread knife by more than that.\n"}}},
    {"Choir Rehearses in an Empty Swimming Pool",
     {{"The choir found that its rehearsals sound best in the empty\nswimming pool, where an echo lasts", "seconds.\n"},
      {"Its", "singers stand in the deep end; the conductor waves from the\ndiving board.\n"},
      {"When the pool is filled in spring, the choir will rehearse at\nthe railway tunnel,", "steps away.\n"}}},
};

void
world_add_article(struct buffer *out, unsigned number, unsigned paragraphs)
{
    const struct story *story = &chinese[(number - 1) % BASE_COUNT(chinese)];
    buffer_add_text(out, story->headline);
    if (number > BASE_COUNT(chinese))
        buffer_printf(out, "（%u）", number);
    buffer_add_text(out, "\n\n");
    for (unsigned p = 0; p < paragraphs; p++) {
        buffer_add_text(out, "　　");
        for (unsigned s = 0; s <= (number + p) % 4; s++) {
            const char *const *sentence = story->sentences[(p + s) % SENTENCES];
            buffer_printf(out, "%s%u%s", sentence[0], 20 + number * 7 + p * 5 + s, sentence[1]);
        }
        buffer_add_byte(out, '\n');
    }
    buffer_add_byte(out, '\n');
}

static void
add_english_article(struct buffer *out, unsigned number)
{
    const struct story *story = &english[number - 1];
    buffer_printf(out, "%s\n\n", story->headline);
    for (unsigned p = 0; p < 6; p++) {
        for (unsigned s = 0; s < 3; s++) {
            const char *const *sentence = story->sentences[(p + s) % SENTENCES];
            buffer_printf(out, "%s %u %s", sentence[0], 100 + number * 20 + p * 4 + s, sentence[1]);
        }
        buffer_add_byte(out, '\n');
    }
}

static void
add_issue(struct buffer *out, int issue)
{
    switch (issue) {
    case WORLD_CHINESE:
        buffer_add_text(out, "泥河晚报　2031年5月4日　星期日　第1版\n\n");
        world_add_article(out, 1, 2);
        world_add_article(out, 2, 14);
        world_add_article(out, 3, 1);
        break;
    case WORLD_ENGLISH:
        buffer_add_text(out, "THE MUD RIVER COURIER    Saturday, May 3, 2031    No. 7\n\n");
        for (unsigned i = 1; i <= WORLD_ENGLISH_ARTICLES; i++)
            add_english_article(out, i);
        break;
    case WORLD_EMPTY: buffer_add_text(out, "\n \n\n\n"); break;
    case WORLD_HEADLESS:
        buffer_add_text(out, "　　昨夜风大，渡口停了三个小时，等船的人在岸边合唱了七首歌，其中两首没有人记得词。"
                             "天亮时船来了，船长说他在对岸听见了，第五首最好。\n");
        break;
    case WORLD_BROKEN: buffer_add(out, "\1\2\3\4\5\6\7\1\2\3\4\5\6\7", 14); break;
    default:
        buffer_add_text(out, "泥河晚报　2031年4月29日　星期二　第1版\n\n");
        for (unsigned i = 1; i <= WORLD_LONG_LIST_ARTICLES; i++)
            world_add_article(out, i, 1 + i % 2);
        break;
    }
}

/* ---- a reader on it */

int
world_setup(void **state)
{
    struct world *world = base_alloc_zero(1, sizeof *world);
    struct buffer text = {0};
    *state = world;
    world->keymap = command_keymap_new();
    world->folder = support_temp_new();
    for (int i = 0; i < WORLD_ISSUES; i++) {
        world->paths[i] = support_join(world->folder, names[i]);
        buffer_clear(&text);
        add_issue(&text, i);
        support_write(world->paths[i], text.at, text.len);
    }
    buffer_done(&text);
    return 0;
}

static void
close_reader(struct world *world)
{
    if (world->library == NULL)
        return;
    reader_done(&world->reader);
    library_free(world->library);
    world->library = NULL;
}

int
world_teardown(void **state)
{
    struct world *world = *state;
    close_reader(world);
    screen_done(&world->screen);
    command_keymap_free(world->keymap);
    for (int i = 0; i < WORLD_ISSUES; i++)
        free(world->paths[i]);
    support_temp_end(world->folder);
    free(world);
    return 0;
}

struct reader *
world_open(struct world *world, const char *path, int cols, int rows)
{
    struct options options;
    close_reader(world);
    world->library = library_new((struct library_limits){SIZE_MAX, 0});
    assert_null(library_add(world->library, path));
    library_sort(world->library);
    options_init(&options);
    reader_init(&world->reader, world->library, options);
    reader_resize(&world->reader, rows, cols);
    command_attach(world->keymap, &world->reader);
    return &world->reader;
}

struct reader *
world_open_folder(struct world *world, int cols, int rows)
{
    struct reader *reader = world_open(world, world->folder, cols, rows);
    assert_int_equal(library_count(world->library), WORLD_ISSUES);
    return reader;
}

size_t
world_position(const struct reader *reader)
{
    return library_position(reader->library, reader->at.issue);
}

void
world_write_large(const struct world *world)
{
    struct buffer text = {0};
    char *path = support_join(world->folder, "20310401.txt");
    for (unsigned i = 1; text.len < 3 << 19; i++)
        world_add_article(&text, i, 40);
    support_write(path, text.at, text.len);
    buffer_done(&text);
    free(path);
}

void
world_read_whole(struct world *world)
{
    enum { SECONDS = 60 };
    struct reader *reader = &world->reader;
    int wake[2];
    assert_int_equal(pipe(wake), 0);
    library_start(world->library, wake[1]);
    while (reader->shown->preview) {
        struct pollfd end = {wake[0], POLLIN, 0};
        char byte;
        assert_int_equal(poll(&end, 1, SECONDS * 1000), 1);
        assert_int_equal(read(wake[0], &byte, 1), 1);
        reader_collect(reader);
        world_check(world);
    }
    library_stop(world->library);
    close(wake[0]);
    close(wake[1]);
}

/* ---- what must always hold */

void
world_check_cells(const struct screen *screen)
{
    const char *fault = reader_check_cells(screen);
    must(fault == NULL, "%dx%d: %s", screen->cols, screen->rows, fault);
}

void
world_check(struct world *world)
{
    if (world->reader.waits_for_search)
        reader_finish_search(&world->reader);
    const char *fault = reader_check(&world->reader, &world->screen);
    must(fault == NULL, "%s", fault);
}

const struct command_row *
world_command(const char *name)
{
    for (size_t i = 0; i < command_row_count; i++)
        if (command_rows[i].name != NULL && strcmp(command_rows[i].name, name) == 0)
            return &command_rows[i];
    fail_msg("no command %s", name);
    return NULL;
}

void
world_read_line(struct keymap *keymap, const char *line)
{
    struct settings_words words = {.count = 0};
    uint32_t byte;
    size_t wrong;
    assert_null(settings_split(slice_of(line), &words, &byte));
    struct error *error = command_read_line(keymap, &words, &wrong);
    must(error == NULL, "%s: %s", line, error_text(error));
    settings_words_done(&words);
}

void
world_run_times(struct world *world, const char *name, int count)
{
    reader_run_command(&world->reader, world_command(name), (struct command_args){.count = count});
    world_check(world);
}

void
world_run(struct world *world, const char *name)
{
    world_run_times(world, name, 0);
}
