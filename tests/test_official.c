/* parser, papers of government and briefs: each line in its place.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/text.h"

#include <stdlib.h>

static const struct {
    const char *text, *outline;
} rows[] = {
    /* office, title, number, salutation; who signed, and when */
    {"芦汀镇人民政府\n关于加强渡口安全工作的通知\n芦政发〔2031〕7号\n\n各村委会、镇直各单位：\n\n　　为做好今年的渡口安全工作，现将有关事项通知如下。\n\n"
     "　　　　　　　　芦汀镇人民政府\n　　　　　　　　2031年3月8日\n",
     "-芦汀镇人民政府!关于加强渡口安全工作的通知 r:芦政发〔2031〕7号 b:各村委会、镇直各单位： "
     "b:为做好今年的渡口安全工作，现将有关事项通知如下。 r:芦汀镇人民政府 r:2031年3月8日\n"},
    /* a larger line stands above, and the number too */
    {"泊云区人民政府办公室文件\n\n泊政办〔2031〕12号\n\n关于印发《渡口安全管理办法》的通知\n\n各镇人民政府，区政府各部门：\n\n"
     "　　《渡口安全管理办法》已经区政府同意，现印发给你们，请认真执行。\n\n泊云区人民政府办公室\n二〇三一年三月八日\n",
     "-泊云区人民政府办公室文件-泊政办〔2031〕12号!关于印发《渡口安全管理办法》的通知 b:各镇人民政府，区政府各部门： "
     "b:《渡口安全管理办法》已经区政府同意，现印发给你们，请认真执行。 r:泊云区人民政府办公室 r:二〇三一年三月八日\n"},
    /* a title in two lines */
    {"芦汀镇人民政府\n关于开展渡口水位观测和公共书架清点\n两项工作的意见\n芦政发〔2031〕8号\n\n各村：\n\n　　现将两项工作的有关事项通知如下，请认真执行。\n",
     "-芦汀镇人民政府!关于开展渡口水位观测和公共书架清点-两项工作的意见 r:芦政发〔2031〕8号 b:各村： "
     "b:现将两项工作的有关事项通知如下，请认真执行。\n"},
    /* two documents, the second below the signature of the first */
    {"泊云区水务局\n关于汛期值班安排的公告\n第12号\n\n　　为做好今年汛期的工作，现将值班安排公告如下，值班电话全天有人接听。\n\n泊云区水务局\n2031年4月20日\n\n"
     "泊云区水务局\n关于缆绳检查的公告\n第13号\n\n　　各渡口的缆绳每月检查一次，检查结果写在岸边的黑板上，接受监督。\n\n泊云区水务局\n2031年4月21日\n",
     "-泊云区水务局!关于汛期值班安排的公告 r:第12号 b:为做好今年汛期的工作，现将值班安排公告如下，值班电话全天有人接听。 "
     "r:泊云区水务局 r:2031年4月20日\n"
     "-泊云区水务局!关于缆绳检查的公告 r:第13号 b:各渡口的缆绳每月检查一次，检查结果写在岸边的黑板上，接受监督。 "
     "r:泊云区水务局 r:2031年4月21日\n"},
    /* traditional characters */
    {"蘆汀縣政府令\n第12號\n\n　　茲修正蘆汀縣渡口管理辦法第五條條文，自發布日施行，並由水務處負責執行。\n\n縣長　韋南洲\n中華民國120年5月6日\n",
     "!蘆汀縣政府令 r:第12號 b:茲修正蘆汀縣渡口管理辦法第五條條文，自發布日施行，並由水務處負責執行。 r:縣長　韋南洲 "
     "r:中華民國120年5月6日\n"},
    {"蘆汀縣政府公告\n\n中華民國120年5月4日\n府水字第1200012345號\n\n主旨：公告蘆汀渡口水位觀測的時間，請各渡船依照辦理。\n",
     "!蘆汀縣政府公告 r:中華民國120年5月4日 r:府水字第1200012345號 b:主旨：公告蘆汀渡口水位觀測的時間，請各渡船依照辦理。\n"},
    /* who speaks stands in the title, and on the line below */
    {"蘆汀縣政府水利處公告：預告「渡口水位觀測辦法」修正草案\n水利處\n\n　　對於公告內容有任何意見者，請於刊登次日起十四日內以書面陳述，逾期不予受理。\n\n"
     "蘆汀縣政府令：修正「渡船收費標準」第三條附表\n蘆汀縣政府\n\n　　修正「渡船收費標準」第三條附表，並自一百二十二年四月一日起施行。\n",
     "!蘆汀縣政府水利處公告：預告「渡口水位觀測辦法」修正草案 r:水利處 "
     "b:對於公告內容有任何意見者，請於刊登次日起十四日內以書面陳述，逾期不予受理。\n"
     "!蘆汀縣政府令：修正「渡船收費標準」第三條附表 r:蘆汀縣政府 "
     "b:修正「渡船收費標準」第三條附表，並自一百二十二年四月一日起施行。\n"},
    /* Japanese: the number above, the day above who signs */
    {"青瀬町告示第13号\n\n青瀬町渡船条例の一部を改正する告示\n\n　青瀬町渡船条例の一部を次のように改正し、六月一日から施行する。\n\n"
     "　令和十三年五月四日\n\n　　　　　　　　青瀬町長　林 渡\n",
     "-青瀬町告示第13号!青瀬町渡船条例の一部を改正する告示 b:青瀬町渡船条例の一部を次のように改正し、六月一日から施行する。 "
     "r:令和十三年五月四日 r:青瀬町長　林 渡\n"},
    /* a letter */
    {"致全镇渡工的一封信\n\n同胞们、朋友们：\n\n　　今年汛期来得早，请大家每天早晚各看一次水尺，不要存侥幸心理。\n\n　　　　　　　　　　芦汀镇水务所\n　　　　　　　　　　2031年4月2日\n",
     "!致全镇渡工的一封信 b:同胞们、朋友们： b:今年汛期来得早，请大家每天早晚各看一次水尺，不要存侥幸心理。 r:芦汀镇水务所 "
     "r:2031年4月2日\n"},
    /* briefs: an article each; what heads them all is their section */
    {"简讯\n\n▲昨天，芦汀镇水务所在渡口装上了新水尺，刻度每两厘米一格。（韦南洲）\n\n▲近日，流动书车开进半山茶场，茶农借走四十七本书。（容与）\n",
     "[简讯] b:▲昨天，芦汀镇水务所在渡口装上了新水尺，刻度每两厘米一格。（韦南洲）\n"
     "(简讯) b:▲近日，流动书车开进半山茶场，茶农借走四十七本书。（容与）\n"},
    {"■ 青瀬渡で三日、新しい水位標が設置された。目盛りは二センチごと。（林）\n\n■ 移動図書館が昨日、茶園を訪れ、農家は四十七冊を借りた。（何）\n",
     " b:■ 青瀬渡で三日、新しい水位標が設置された。目盛りは二センチごと。（林）\n"
     " b:■ 移動図書館が昨日、茶園を訪れ、農家は四十七冊を借りた。（何）\n"},
    {"一周要闻\n\n●芦汀镇：渡口装上新水尺\n昨天，芦汀镇水务所在渡口装上了新水尺，刻度每两厘米一格。\n●半山村：书车开进茶场\n近日，流动书车开进半山茶场，茶农借走四十七本书。\n",
     "[一周要闻]!●芦汀镇：渡口装上新水尺 b:昨天，芦汀镇水务所在渡口装上了新水尺，刻度每两厘米一格。\n"
     "(一周要闻)!●半山村：书车开进茶场 b:近日，流动书车开进半山茶场，茶农借走四十七本书。\n"},
};

static const char more[] =
    "\n\n听汐路早市修好了灯\n\n本报讯 前天夜里，听汐路早市的三十盏灯全部修好，摊主们不用再打手电筒收钱。修灯的人说，坏的多半是灯泡。\n\n"
    "早市的人多，修灯只能在半夜，修灯的人一连熬了四夜，第五天睡到了中午，谁也叫不醒他。\n\n"
    "渔港新村的猫都有了名字\n\n本报讯 昨天，渔港新村的居民给村里的四十一只猫都起了名字，名册贴在村口，大家都来看。\n";
static const char more_outline[] = "听汐路早市修好了灯";

static void
test_documents(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue *issue = support_recover("papers.txt", slice_of(rows[i].text));
        char *got = support_outline(issue);
        assert_string_equal(got, rows[i].outline);
        for (size_t a = 0; a < issue->article_count; a++) /* no office is a person */
            must(issue->articles[a].credit_count == 0 || issue->articles[a].headline_line == ISSUE_NO_LINE, "%s", got);
        free(got);
        issue_free(issue);
    }
}

/* The same with articles of a newspaper below. */
static void
test_among_articles(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer whole = {0};
        buffer_printf(&whole, "%s%s", rows[i].text, more);
        struct issue *issue = support_recover("papers.txt", buffer_slice(&whole));
        char *got = support_outline(issue);
        const char *begin = strstr(got, more_outline);
        must(strncmp(got, rows[i].outline, strlen(rows[i].outline)) == 0 && begin != NULL && begin[-1] == '!', "%s\n%s",
             got, rows[i].outline);
        free(got);
        issue_free(issue);
        buffer_done(&whole);
    }
}

/* Newspapers write of notices, too, and items of a list are no briefs. */
static void
test_no_documents(void **state)
{
    (void)state;
    static const struct {
        const char *text, *outline;
    } others[] = {
        {"渡口安全有了新规定\n\n本报讯 昨天，区政府发出关于加强渡口安全工作的通知，要求各渡口每天检查缆绳，并把结果写在黑板上。\n\n"
         "通知说，检查由渡口管理员负责，每天早晚各一次。\n",
         "!渡口安全有了新规定 b:本报讯 昨天，区政府发出关于加强渡口安全工作的通知，要求各渡口每天检查缆绳，并把结果写在黑板上。 "
         "b:通知说，检查由渡口管理员负责，每天早晚各一次。\n"},
        {"渡口要做三件事\n\n本报讯 昨天，渡口管理所说，今年要做三件事，件件都和渡工有关，请大家多提意见，多出主意。\n\n●换缆绳\n●修石阶\n●装新水尺\n",
         "!渡口要做三件事 b:本报讯 昨天，渡口管理所说，今年要做三件事，件件都和渡工有关，请大家多提意见，多出主意。 l:●换缆绳 "
         "l:●修石阶 l:●装新水尺\n"},
    };
    for (size_t i = 0; i < BASE_COUNT(others); i++) {
        struct issue *issue = support_recover("papers.txt", slice_of(others[i].text));
        char *got = support_outline(issue);
        assert_string_equal(got, others[i].outline);
        free(got);
        issue_free(issue);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_documents),
        cmocka_unit_test(test_among_articles),
        cmocka_unit_test(test_no_documents),
    };
    return cmocka_run_group_tests_name("parser, papers of government", tests, NULL, NULL);
}
