/* parser, blocks that are no article's prose: captions, lists, tables, verse, interviews, on small pages and among others.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>

static const char above[] =
    "芦汀渡口换上新缆绳\n\n本报讯 昨天，芦汀渡口换上了三根新缆绳，每根长六十米。渡工说，旧缆绳已经用了九年，再不换就要断了。\n\n"
    "新缆绳比原来的粗一圈，颜色也从灰色换成了橙色，远远地就能看见。渡口管理员每天早晚各检查一次，不敢大意。\n\n";
static const char prose[] = "\n\n村里的人说，这些消息以后都会贴在渡口的公告栏上，每星期换一次，欢迎大家来看。";
static const char below[] =
    "\n\n泊云小学种下百棵树\n\n泊云小学的师生昨天在操场边种下了一百棵树，树苗是校友送的。校长说，每棵树都挂了名牌，由一个班负责浇水。\n";
static const char page[] =
    "\n\n听汐路早市修好了灯\n\n本报讯 前天夜里，听汐路早市的三十盏灯全部修好，摊主们不用再打手电筒收钱。修灯的人说，坏的多半是灯泡，"
    "有两盏是线头松了。\n\n早市的人多，修灯只能在半夜，修灯的人一连熬了四夜，第五天睡到了中午。\n\n"
    "渔港新村的猫都有了名字\n\n本报讯 昨天，渔港新村的居民给村里的四十一只猫都起了名字，名册贴在村口。最难的是一只灰猫，谁也说不准它是谁家的。\n\n"
    "村委会说，名字起好以后，哪家的猫偷了鱼就好查了，至今已经查清三起。\n";

/* Kinds of the paragraphs that BLOCK became in the first article, a letter each; lines that are joined have none. */
static char *
kinds_of(const struct issue *issue, size_t article, size_t skip, size_t leave)
{
    static const char letters[] = {
        [ISSUE_KIND_BODY] = 'b',  [ISSUE_KIND_SUBHEAD] = 's', [ISSUE_KIND_CAPTION] = 'c', [ISSUE_KIND_LIST] = 'l',
        [ISSUE_KIND_VERSE] = 'v', [ISSUE_KIND_TABLE] = 't',   [ISSUE_KIND_CREDIT] = 'r',  [ISSUE_KIND_SPEECH] = 'p',
        [ISSUE_KIND_CODE] = 'd',  [ISSUE_KIND_FOOTNOTE] = 'f'};
    struct buffer kinds = {0};
    const struct issue_article *at = &issue->articles[article];
    for (size_t i = skip; i + leave < at->paragraph_count; i++)
        buffer_add_byte(&kinds, letters[issue->paragraphs[at->first_paragraph + i].kind]);
    buffer_reserve(&kinds, 0);
    return buffer_take(&kinds);
}

/* The block at the end of an article, above prose, and with other pages around. */
static void
check_block(const char *block, const char *wanted)
{
    for (int around = 0; around < 4; around++) {
        struct buffer whole = {0};
        bool more = around == 1, pages = around > 1;
        if (pages)
            buffer_add_text(&whole, page + 2);
        if (pages)
            buffer_add_text(&whole, "\n\n");
        buffer_printf(&whole, "%s%s%s%s", above, block, around % 2 == 1 ? prose : "", below);
        if (pages)
            buffer_add_text(&whole, page);
        struct issue *issue = support_recover("blocks.txt", buffer_slice(&whole));
        size_t own = pages ? 2 : 0;
        more |= around == 3;
        must(issue->article_count == (pages ? 6U : 2U), "%zu articles around %d: %s", issue->article_count, around,
             block);
        char *kinds = kinds_of(issue, own, 2, more);
        must(strcmp(kinds, wanted) == 0, "%s, not %s around %d: %s", kinds, wanted, around, block);
        free(kinds);
        assert_text(issue_article_title(issue, &issue->articles[own + 1]), "泊云小学种下百棵树");
        must(issue->articles[own + 1].head_count == 1, "a deck or a kicker around %d: %s", around, block);
        if (more) { /* swallowed by nothing */
            const struct issue_article *article = &issue->articles[own];
            char *last = support_paragraph(issue, article->first_paragraph + article->paragraph_count - 1);
            assert_string_equal(last, prose + 2);
            free(last);
        }
        issue_free(issue);
        buffer_done(&whole);
    }
}

static const struct {
    const char *block, *kinds;
} blocks[] = {
    /* items, whatever they begin and end with */
    {"（1）水务所公开今年以来的全部水位数据，供渡工查询\n（2）渡口的夏季时刻表昨天上线，早班提前到五点半\n（3）茶场招收采茶工二十名，包午饭",
     "lll"},
    {"一、水务所公开今年以来的全部水位数据，供渡工查询\n二、渡口的夏季时刻表昨天上线，早班提前到五点半\n三、茶场招收采茶工二十名，包午饭",
     "lll"},
    {"（一）水务所公开水位数据；\n（二）渡口换夏季时刻表；\n（三）茶场招收采茶工。", "lll"},
    {"1. 公开水位数据，供渡工和村民随时查询\n\n2. 换夏季时刻表，早班提前到五点半发船\n\n3. 招收采茶工二十名，包午饭包住宿",
     "lll"},
    {"1、公开水位数据\n2、换夏季时刻表\n3、招收采茶工", "lll"},
    {"1) The ferry has new ropes\n2) The school has new trees\n3) The tea farm needs pickers", "lll"},
    {"①公开水位数据；\n②换夏季时刻表；\n③招收采茶工。", "lll"},
    {"- 公开水位数据\n- 换夏季时刻表\n- 招收采茶工", "lll"},
    {"・水位を公開する\n・夏の時刻表が始まる\n・茶摘みの人を募集する", "lll"},
    {"• The ferry has new ropes.\n• The school has new trees.\n• The tea farm needs pickers.", "lll"},
    {"https://ferry.example/one\nhttps://ferry.example/two", "ll"},
    {"一等奖：韦南洲、田一麦\n二等奖：容与\n三等奖：沈小禾、岑知秋、米一诺", "lll"},
    {"一等奖 韦南洲 田一麦\n二等奖 容与 沈小禾\n三等奖 岑知秋 米一诺", "lll"},
    {"姓名：韦南洲\n年龄：四十五岁\n职务：渡工", "lll"},
    /* one that was cut goes on; paragraphs that begin with 一、 are prose */
    {"一、要把水位观测放在第一位。各村派专人负责，早晚各一次。\n\n二、要把记录做扎实。数据当日登记，不得补记漏记。\n\n三、要加强检查。六月组织检查，不力的予以通报。",
     "bbb"},
    /* tables, whatever parts their cells */
    {"日期\t水位\t流量\n5月1日\t3.20米\t120\n5月2日\t3.35米\t138", "t"},
    {"日期    水位    流量\n5月1日    3.20米    120\n5月2日    3.35米    138", "t"},
    {"日期　水位　流量\n5月1日　3.20米　120\n5月2日　3.35米　138", "t"},
    {"日期|水位|流量\n5月1日|3.20米|120\n5月2日|3.35米|138", "t"},
    {"| 日期 | 水位 |\n|------|------|\n| 5月1日 | 3.20米 |\n| 5月2日 | 3.35米 |", "t"},
    {"┌────┬────┐\n│日期│水位│\n├────┼────┤\n│5月1日│3.20米│\n└────┴────┘", "t"},
    {"队名 场 胜 负\n芦汀队 5 4 1\n石桥队 5 3 2\n泊云队 5 1 4", "t"},
    {"村名 户数 茶园\n半山村 120户 三百亩\n石桥村 98户 二百亩\n柳湾村 45户 九十亩", "t"},
    {"村名  户数  茶园\n\n半山村  120户  三百亩\n\n石桥村  98户  二百亩", "t"},
    {"Team    Played    Won\nHarrow    5    4\nMarlow    5    1", "t"},
    {"1 韦南洲 98分\n2 田一麦 95分\n3 容与 91分", "t"},
    {"日付\t水位\t流量\n五月一日\t3.20メートル\t120\n五月二日\t3.35メートル\t138", "t"},
    /* rows of data that are no table */
    {"周一 晴 18℃～25℃\n周二 多云 17℃～24℃\n周三 小雨 15℃～20℃", "lll"},
    {"5月1日 多云转晴，18至25度\n5月2日 晴，19至27度\n5月3日 小雨，15至20度", "lll"},
    {"大白菜 1.2元/斤\n青菜 2.5元/斤\n鸡蛋 4.8元/斤", "lll"},
    {"星期一至星期五：9:00—17:00\n星期六：9:00—12:00\n星期日：闭馆", "lll"},
    {"芦汀队 3:1 石桥队\n泊云队 0:2 渡口队\n半山队 1:1 听汐队", "lll"},
    {"88.5 芦汀渡口 水位\n72.3 石桥渡口 水位\n65.0 泊云渡口 水位", "lll"},
    {"听汐琴馆 10:00—18:30 周二休息 免费\n老城墙 全天开放 登城每人20元\n芦汀茶亭 9:00—16:00", "lll"},
    {"▽準決勝\n岬　５－２　浜風\n鷺沼　４－３　港南\n▽決勝\n岬　３－２　鷺沼", "lllll"},
    {"1 《渡口一年》 318.2 317次\n2 《北方的雨》 I247.5 264次\n3 《小站》 I267 171次", "lll"},
    {"Monday 7.30am-9pm adults £2.10\nTuesday 6.30am-10pm adults £2.60\nSaturday 8am-6pm children free", "lll"},
    {"第一步，把水缸装满\n第二步，关上阀门\n第三步，告诉楼下的老人", "lll"},
    {"▽町長賞　瀬川あおい（汐見小六年）\n▽議長賞　岩淵大河（汐見中二年）", "ll"},
    {"星期一　烧伤科　　漆雕明　上午\n星期二　儿科　　　濮小荷　全天\n星期三　骨科　　　东门山　下午", "t"},
    /* verse */
    {"The river takes the bank away,\nIt gives it back another day;\nAnd nobody who crosses knows\n"
     "Whose field it is that comes and goes.",
     "vvvv"},
    {"潮水退到桥下\n灯船还亮着\n等一个忘了路的人\n等到天亮\n雨停了\n船开了", "vvvvvv"},
    {"春风吹过芦汀渡，\n渡工撑篙唱渔歌。\n新绳换去旧绳后，\n一江春水绿如罗。", "vvvv"},
    {"春风吹过芦汀渡，\n\n渡工撑篙唱渔歌。\n\n新绳换去旧绳后，\n\n一江春水绿如罗。", "vvvv"},
    /* interviews */
    {"记者：您撑了多少年船？\n韦南洲：四十年。\n记者：还每天来吗？\n韦南洲：来。", "pppp"},
    {"问：竹篙怎么处理？\n\n答：挂在墙上。\n\n问：给谁看？\n\n答：给孙子看。", "pppp"},
    {"Q：竹篙怎麼處理？\nA：掛在牆上。\nQ：給誰看？\nA：給孫子看。", "pppp"},
    {"Q1: What will you do with the pole?\nA1: Hang it on the wall.\nQ2: For whom?\nA2: For my grandson.", "pppp"},
    {"記者──新しい綱はどうですか。\n船頭──安心です。\n記者──何年使いましたか。\n船頭──九年です。", "pppp"},
    {"韦南洲：船还开吗？\n田一麦：开。\n韦南洲：几点？\n田一麦：六点半。", "pppp"},
    {"기자: 하루에 몇 번이나 건너나요?\n옥순덕: 세어 본 적이 없어요.\n기자: 비결이 뭔가요?\n옥순덕: 불을 끄지 않는 거지요.",
     "pppp"},
    /* captions, also without a stop; one credit for all pictures */
    {"图为渡工在检查缆绳", "c"},
    {"渡工在检查缆绳。韦南洲摄", "c"},
    {"渡工在检查缆绳 韦南洲／摄", "c"},
    {"↑渡工在检查缆绳", "c"},
    {"▲渡工在检查缆绳", "c"},
    {"圖為渡工檢查纜繩　韋南洲攝", "c"},
    {"（圖／水務所提供）", "c"},
    {"（资料图片）", "c"},
    {"图1：换下来的旧缆绳", "c"},
    {"写真は新しい綱＝田中撮影", "c"},
    {"図：綱の取り付け方", "c"},
    {"PHOTO: The ferryman checks the new rope", "c"},
    {"Photo by Nora Whitlock", "c"},
    {"The ferryman checks the new rope. Photo: Nora Whitlock", "c"},
    {"綱を確かめる船頭＝８日、汐見町宮前", "c"},
    {"白く塗り直された階段　写真・磯部はるか", "c"},
    {"重新上漆的纜繩掛上碼頭。圖／水務所提供", "c"},
    {"插图 鲁一白", "c"},
    {"▼换下来的旧缆绳", "c"},
    {"（本版图片均由韦南洲摄）", "c"},
    {"本组图片由水务所提供", "c"},
    {"3月8日，渡工在芦汀渡口检查刚换上的新缆绳。\n\n新华社记者 韦南洲摄", "cc"},
    /* tails */
    {"联系电话：0519-88886666", "b"},
    {"链接：https://ferry.example/rope", "b"},
    {"案号：（2031）苏0412民初123号", "b"},
    {"地址：芦汀镇渡口路12号", "b"},
    {"咨询热线：12345", "b"},
    {"お問い合わせ　青瀬町役場　0120-123-456", "b"},
    {"電話：(03)2311-7722", "b"},
    {"Contact: ferry@harrow.example", "b"},
    {"定价：1.50元", "b"},
    {"第1名 韦南洲 98分", "b"},
    {"编者按：本报将继续关注", "b"},
    {"2031年5月4日", "b"},
};

static void
test_blocks(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(blocks); i++)
        check_block(blocks[i].block, blocks[i].kinds);
}

/* ---- what a caption interrupts */

static const char latin_above[] =
    "New Rope for the Ferry\n\nThe ferry at Harrow was given three new ropes yesterday, each of them sixty yards long, and nobody fell in.\n\n"
    "The ropes were bought by the council and are thicker than the old ones, which will be kept as a present.\n\n";
static const char latin_below[] =
    "\n\nSchool Plants a Hundred Trees\n\nPupils of Harrow School planted a hundred trees beside the playing field yesterday, each with a name on it.\n";

static void
check_over(const char *before, const char *caption, const char *after)
{
    struct buffer whole = {0}, wanted = {0};
    bool latin = text_is_letter(text_last(slice_of(before)));
    buffer_printf(&whole, "%s%s\n\n%s\n\n%s%s", latin ? latin_above : above, before, caption, after,
                  latin ? latin_below : below);
    struct issue *issue = support_recover("over.txt", buffer_slice(&whole));
    must(issue->article_count == 2, "%zu articles: %s", issue->article_count, caption);
    must(issue->articles[0].paragraph_count == 4, "%u paragraphs: %s", issue->articles[0].paragraph_count, caption);
    buffer_printf(&wanted, "%s%s%s", before, latin ? " " : "", after);
    char *text = support_paragraph(issue, 2), *shown = support_paragraph(issue, 3);
    assert_string_equal(text, wanted.at);
    assert_string_equal(shown, caption);
    assert_int_equal(issue->paragraphs[3].kind, ISSUE_KIND_CAPTION);
    /* the way from the line to its paragraph, and on */
    const struct issue_paragraph *paragraph = &issue->paragraphs[2];
    uint32_t next = issue_paragraph_next(issue, paragraph, paragraph->first_line);
    assert_int_equal(next, paragraph->first_line + 4);
    assert_int_equal(issue->lines[next].role, ISSUE_JOINED);
    assert_true(issue->lines[next].seam);
    assert_int_equal(issue_paragraph_next(issue, paragraph, next), ISSUE_NO_LINE);
    free(text);
    free(shown);
    issue_free(issue);
    buffer_done(&whole);
    buffer_done(&wanted);
}

static void
test_over_captions(void **state)
{
    (void)state;
    check_over("渡口管理员每天早晚各检查一次缆绳，并且把结果一条一条", "↑工人正在安装缆绳",
               "写在岸边的黑板上，过往的人都看得见。");
    check_over("渡口管理员每天早晚各检查一次缆绳，并且把结果一条一条", "图为新缆绳。韦南洲摄",
               "写在岸边的黑板上，过往的人都看得见。");
    check_over("渡口管理員每天早晚各檢查一次纜繩，並且把結果一條一條", "（圖／水務所提供）",
               "寫在岸邊的黑板上，過往的人都看得見。");
    check_over(
        "船頭の一人は綱を見ながら、これで安心して舟を渡せると話した。管理人は毎朝かならず綱を確かめ、その結果を一つ一つ帳面",
        "写真は新しい綱＝田中撮影", "に書きつけているという。");
    check_over("The ferryman said that the old ropes had been in use for nine years and that all of the passengers",
               "PHOTO: The ferryman checks the new rope",
               "had been asking for new ones since the winter of the flood.");
}

/* In an article that goes on on another page too, both paragraphs are whole. */
static void
test_over_and_on(void **state)
{
    (void)state;
    struct buffer whole = {0};
    buffer_printf(
        &whole,
        "第01版\n\n%s渡口管理员每天早晚各检查一次缆绳，并且把结果一条一条\n\n图为新缆绳。韦南洲摄\n\n写在岸边的黑板上。\n\n"
        "缆绳的颜色从灰色换成了橙色，远远地就（下转第3版）%s\n第03版\n\n（上接第1版）能看见。渡工说，夜里也看得清。\n",
        above, below);
    struct issue *issue = support_recover("over.txt", buffer_slice(&whole));
    static const char *const wanted[] = {"渡口管理员每天早晚各检查一次缆绳，并且把结果一条一条写在岸边的黑板上。",
                                         "图为新缆绳。韦南洲摄",
                                         "缆绳的颜色从灰色换成了橙色，远远地就能看见。渡工说，夜里也看得清。"};
    assert_int_equal(issue->articles[0].paragraph_count, 2 + BASE_COUNT(wanted));
    for (size_t i = 0; i < BASE_COUNT(wanted); i++) {
        char *text = support_paragraph(issue, issue->articles[0].first_paragraph + 2 + i);
        assert_string_equal(text, wanted[i]);
        free(text);
    }
    issue_free(issue);
    buffer_done(&whole);
}

/* Where the text above was whole, or what is below begins by itself, both stay what they are. */
static void
test_between_captions(void **state)
{
    (void)state;
    static const char *const texts[][2] = {
        {"渡口管理员每天早晚各检查一次缆绳，结果写在黑板上。", "过往的乘客都可以看，有位乘客写了一句谢谢。"},
        {"渡口管理员每天早晚各检查一次缆绳。（田一麦）", "过往的乘客都可以看，有位乘客写了一句谢谢。"},
        {"渡口管理员每天早晚各检查一次缆绳，并且要做到", "1. 结果写在黑板上，过往的乘客都可以看。"},
    };
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        struct buffer whole = {0};
        buffer_printf(&whole, "%s%s\n\n图为新缆绳。韦南洲摄\n\n%s%s", above, texts[i][0], texts[i][1], below);
        struct issue *issue = support_recover("between.txt", buffer_slice(&whole));
        must(issue->articles[0].paragraph_count == 5, "%u paragraphs: %s", issue->articles[0].paragraph_count,
             texts[i][1]);
        issue_free(issue);
        buffer_done(&whole);
    }
}

/* Right below a headline: the article keeps its dateline, and who took the picture did not write it. */
static void
test_below_headline(void **state)
{
    (void)state;
    static const char *const captions[] = {"图为渡工在检查缆绳。岑知秋摄", "（岑知秋摄）", "圖為渡工檢查纜繩　岑知秋攝",
                                           "▲渡工检查缆绳（岑知秋摄）", "Photo by A. N. Ferrier"};
    for (size_t i = 0; i < BASE_COUNT(captions); i++)
        for (int lead = 0; lead < 2; lead++) {
            struct buffer whole = {0};
            buffer_printf(&whole, "芦汀渡口换上新缆绳\n\n%s\n\n%s%s%s", captions[i],
                          lead ? "本报讯 (记者 贺雨声) " : "", prose + 2, below);
            struct issue *issue = support_recover("picture.txt", buffer_slice(&whole));
            must(issue->article_count == 2, "%zu articles: %s", issue->article_count, captions[i]);
            const struct issue_article *article = &issue->articles[0];
            must(article->head_count == 1 && article->credit_count == (uint32_t)lead, "%u heads, %u credits: %s",
                 article->head_count, article->credit_count, captions[i]);
            if (lead)
                assert_string_equal(issue->credits[article->first_credit].name, "贺雨声");
            assert_int_equal(issue->paragraphs[0].kind, ISSUE_KIND_CAPTION);
            issue_free(issue);
            buffer_done(&whole);
        }
}

/* What only looks like a block is prose, a headline, or nothing of the kind. */
static void
test_no_blocks(void **state)
{
    (void)state;
    static const struct {
        const char *text, *outline;
    } rows[] = {
        {"老周——渡口的守望者", "!老周——渡口的守望者"},
        {"电影今日开拍摄影棚搭好", "!电影今日开拍摄影棚搭好"},
        {"图书馆换上新书架", "!图书馆换上新书架"},
        {"芦汀镇：渡口换上新缆绳", "!芦汀镇：渡口换上新缆绳"},
        {"关于缆绳的三个问题", "!关于缆绳的三个问题"},
        {"5月1日起渡口早班提前到五点半", "!5月1日起渡口早班提前到五点半"},
        {"缆绳换好 乘客放心 管理员没擦黑板", "!缆绳换好 乘客放心 管理员没擦黑板"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer whole = {0};
        buffer_printf(&whole, "%s%s\n\n本报讯 %s%s", above, rows[i].text, prose + 2, below);
        struct issue *issue = support_recover("none.txt", buffer_slice(&whole));
        char *outline = support_outline(issue);
        must(strstr(outline, rows[i].outline) != NULL, "%s: %s", rows[i].text, outline);
        free(outline);
        issue_free(issue);
        buffer_done(&whole);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),         cmocka_unit_test(test_over_captions),
        cmocka_unit_test(test_over_and_on),    cmocka_unit_test(test_between_captions),
        cmocka_unit_test(test_below_headline), cmocka_unit_test(test_no_blocks),
    };
    return cmocka_run_group_tests_name("parser, blocks", tests, NULL, NULL);
}
