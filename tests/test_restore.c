/* layout, the shown text: half-width marks of a Chinese page shown full-width, everything else left alone, and the
 * way back to the source.
 *
 * The rows say what a reader of Chinese expects to see; where a mark is left as it is, it is because it belongs to
 * Latin text, to a number or to an address, or because nobody can tell.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>

struct row {
    const char *source, *shown; /* NULL: shown as it is */
};

/* ---- what holds for every shown text */

static bool
is_character(struct slice text, size_t at)
{
    return at == text.len || (at < text.len && ((unsigned char)text.at[at] & 0xC0) != 0x80);
}

/* With the edits put back, the shown text is the source. */
static void
check_edits(const struct layout_shown *shown)
{
    struct buffer back = {0};
    size_t at = 0;
    buffer_reserve(&back, shown->source.len);
    for (size_t i = 0; i < shown->count; i++) {
        const struct layout_edit *edit = &shown->edits[i];
        must(edit->shown_byte >= at, "%s: edit %zu overlaps", shown->source.at, i);
        buffer_add(&back, shown->text.at + at, edit->shown_byte - at);
        must(back.len == edit->source_byte, "%s: edit %zu is at %zu", shown->source.at, i, back.len);
        buffer_add(&back, shown->source.at + edit->source_byte, edit->source_bytes);
        at = edit->shown_byte + edit->shown_bytes;
    }
    buffer_add_slice(&back, slice_from(shown->text, at));
    must(slice_equal(buffer_slice(&back), shown->source), "%s: comes back as %s", shown->source.at, back.at);
    buffer_done(&back);
}

/* Places of characters are places of characters in the other text, in the same order; the ends are the ends. */
static void
check_map(const struct layout_shown *shown)
{
    uint32_t before = 0;
    for (uint32_t at = 0; at <= shown->text.len; at++) {
        uint32_t byte = layout_source_byte(shown, at);
        must(!is_character(shown->text, at) || is_character(shown->source, byte), "%s: %u of the shown text is %u",
             shown->source.at, at, byte);
        must(byte >= before && byte <= shown->source.len, "%s: %u after %u", shown->source.at, byte, before);
        before = byte;
    }
    must(before == shown->source.len, "%s: ends at %u", shown->source.at, before);
    before = 0;
    for (uint32_t at = 0; at <= shown->source.len; at++) {
        uint32_t byte = layout_shown_byte(shown, at);
        must(!is_character(shown->source, at) || is_character(shown->text, byte), "%s: %u is %u of the shown text",
             shown->source.at, at, byte);
        must(byte >= before && byte <= shown->text.len, "%s: %u after %u", shown->source.at, byte, before);
        before = byte;
    }
    must(before == shown->text.len, "%s: ends at %u of the shown text", shown->source.at, before);
}

/* Every character that no edit touched is found from both sides. */
static void
check_round_trip(const struct layout_shown *shown)
{
    size_t i = 0;
    for (uint32_t at = 0; at < shown->text.len; at++) {
        while (i < shown->count && shown->edits[i].shown_byte + shown->edits[i].shown_bytes <= at)
            i++;
        bool inside = i < shown->count && shown->edits[i].shown_byte <= at;
        if (inside || !is_character(shown->text, at))
            continue;
        uint32_t byte = layout_source_byte(shown, at);
        must(layout_shown_byte(shown, byte) == at, "%s: %u is lost", shown->source.at, at);
        must(shown->source.at[byte] == shown->text.at[at], "%s: %u is another character", shown->source.at, at);
    }
}

/* The two characters of …… and —— have places of their own, which lead back to them: a line may begin with the second
   where the measure is tiny. */
static void
test_halves(void **state)
{
    (void)state;
    static const char *const texts[] = {"灯灭了...船走了", "灯灭了......船走了", "灯灭了--船走了", "灯灭了---船走了"};
    for (size_t i = 0; i < BASE_COUNT(texts); i++) {
        struct layout_shown shown = {.edits = NULL};
        layout_show(&shown, slice_of(texts[i]), &layout_style_standard);
        assert_int_equal(shown.count, 1);
        uint32_t first = shown.edits[0].shown_byte, second = first + 3;
        assert_int_equal(shown.edits[0].shown_bytes, 6);
        assert_int_equal(layout_shown_byte(&shown, layout_source_byte(&shown, first)), first);
        assert_int_equal(layout_shown_byte(&shown, layout_source_byte(&shown, second)), second);
        assert_true(layout_source_byte(&shown, second) > layout_source_byte(&shown, first));
        layout_shown_done(&shown);
    }
}

/* False, and a message, where SOURCE is not shown as WANTED: so that one run says all that is wrong. */
static bool
check_row(const struct row *row, const struct layout_style *style)
{
    struct layout_shown shown = {.edits = NULL}, again = {.edits = NULL};
    const char *wanted = row->shown != NULL ? row->shown : row->source;
    layout_show(&shown, slice_of(row->source), style);
    check_edits(&shown);
    check_map(&shown);
    check_round_trip(&shown);
    bool right = slice_equal(shown.text, slice_of(wanted));
    if (!right)
        print_error("%s\n  is shown as %.*s\n  and not as  %s\n", row->source, (int)shown.text.len, shown.text.at,
                    wanted);
    layout_show(&again, shown.text, style);
    if (!slice_equal(again.text, shown.text)) {
        print_error("%s\n  is shown as %.*s\n  and that as %.*s\n", row->source, (int)shown.text.len, shown.text.at,
                    (int)again.text.len, again.text.at);
        right = false;
    }
    must(shown.count > 0 || shown.text.at == row->source, "%s: copied for nothing", row->source);
    layout_shown_done(&shown);
    layout_shown_done(&again);
    return right;
}

static void
check_rows(const struct row *rows, size_t count, const struct layout_style *style)
{
    size_t wrong = 0;
    for (size_t i = 0; i < count; i++)
        wrong += !check_row(&rows[i], style);
    assert_int_equal(wrong, 0);
}

#define check_table(rows) check_rows((rows), BASE_COUNT(rows), &layout_style_standard)

/* ---- marks that stand alone */

static void
test_pauses(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"", NULL},
        {"昨天, 渡口的灯换了.", "昨天，渡口的灯换了。"},
        {"雨停了; 灯亮了!船开了?", "雨停了；灯亮了！船开了？"},
        {"真的?! 好!!!", "真的？！好！！！"},
        {"今年GDP增长3.5%, 比去年高", "今年GDP增长3.5%，比去年高"},
        {"气温-5℃, 有风", "气温-5℃，有风"},
        {"温度-5℃", NULL},
        {"含盐量3‰, 不高", "含盐量3‰，不高"},
        {"机构(WHO), 昨天宣布", "机构（WHO），昨天宣布"},
        {"船上有iPad, 有收音机", "船上有iPad，有收音机"},
        {"谢谢, A, B, C三家", "谢谢，A, B, C三家"},
        {"A船, B船", "A船，B船"},
        {"票价1,234元", NULL},
        {"船次3, 4号", NULL},
        {"在《潮水》, 《小词典》里", "在《潮水》，《小词典》里"},
        {"他说“好”, 就走了", "他说“好”，就走了"},
        {"他说“OK”, 就走了", "他说“OK”，就走了"},
        {"一是(1)换灯; (2)修桥", "一是(1)换灯；(2)修桥"},
        {"灯亮了,\"好看\"", "灯亮了，“好看”"},
        /* what was just restored counts as it is by now */
        {"灯船（简称LV). 在众人看来", "灯船（简称LV）。在众人看来"},
        {"他说,\"618\"号船开了,\"OK\"表示同意,(WHO)宣布", "他说，“618”号船开了，“OK”表示同意，（WHO）宣布"},
        {"\"5G\"时代来临", "“5G”时代来临"},
        {"今晨潮水退了.2031年再来", "今晨潮水退了。2031年再来"},
    };
    check_table(rows);
}

/* In a headline one blank beside a bracket or a book mark parts it. */
static void
test_headline_blanks(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"经镇里批准 《灯船守则》今天施行", NULL}, {"全镇学《守则》 部署换灯", NULL},       {"【渡口】 灯船换灯", NULL},
        {"灯亮了, 船开了", "灯亮了，船开了"},      {"学《守则》   换灯", "学《守则》换灯"},
    };
    struct layout_style style = layout_style_standard;
    style.headline = true;
    check_rows(rows, BASE_COUNT(rows), &style);
}

static void
test_colons(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"时间: 10:30", "时间：10:30"},
        {"10:30开船", NULL},
        {"我队3:2赢了", NULL},
        {"比分3:2, 赢了", "比分3:2，赢了"},
        {"A:雨停了", "A：雨停了"},
        {"渡口的新链接:http://a.cn/b", "渡口的新链接：http://a.cn/b"},
        {"他说:\"雨停了\"", "他说：“雨停了”"},
        {"他说: (小声地)雨停了", "他说：（小声地）雨停了"},
    };
    check_table(rows);
}

static void
test_points(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"晴.", "晴。"},
        {"雨停了. 灯亮了.", "雨停了。灯亮了。"},
        {"(雨停了.)", "（雨停了。）"},
        {"他说“雨停了.”", "他说“雨停了。”"},
        {"他读《潮水》. 灯亮了", "他读《潮水》。灯亮了"},
        {"达到100%. 考察", "达到100%。考察"},
        {"增长了3.5%.", "增长了3.5%。"},
        {"增长了3.5%", NULL},
        {"长3.5米", NULL},
        {"用的是2.0.1版", NULL},
        {"U.S.A.的船", NULL},
        {"船是U.S.A. 来的", NULL},
        {"1. 首先换灯", NULL},
        {"1.首先换灯", NULL},
        {"12. 首先换灯", NULL},
        {"一. 首先换灯", NULL},
        {"一.首先换灯", NULL},
        {"渡口.灯船.汽笛声", NULL},
        {"灯灭了.船停了.", "灯灭了.船停了。"},
        {"夜里，灯灭了.船停了.", "夜里，灯灭了。船停了。"},
        {"夜里灯灭了.船停了.", "夜里灯灭了。船停了。"},
        {"<p>灯船换灯<!--图一--></p>", NULL},
        {"<!-- 注释 -->灯船换灯", NULL},
        {"灯船-->渡口", NULL},
    };
    check_table(rows);
}

static void
test_dots_and_dashes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"雨停了...灯亮了", "雨停了……灯亮了"},
        {"雨停了......灯亮了", "雨停了……灯亮了"},
        {"雨停了...", "雨停了……"},
        {"雨停了... 灯亮了", "雨停了……灯亮了"},
        {"他说...“好”", "他说……“好”"},
        {"好...! 灯亮了", "好……！灯亮了"},
        {"雨停了--灯亮了", "雨停了——灯亮了"},
        {"雨停了 -- 灯亮了", "雨停了——灯亮了"},
        {"雨停了----灯亮了", "雨停了——灯亮了"},
        {"他们喊wait...雨停了", NULL},
        {"他喊...wait", NULL},
        {"在A--B之间", NULL},
        {"在1--3月", NULL},
        {"在Wi-Fi环境", NULL},
        {"灯-桥-船", NULL},
    };
    check_table(rows);
}

static void
test_addresses(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"见http://a.cn/b", NULL},
        {"见http://a.cn/b?x=1,2;y=3:4", NULL},
        {"详见http://a.cn/b(c)就好", NULL},
        {"详见http://a.cn/b, 谢谢大家", "详见http://a.cn/b，谢谢大家"},
        {"详见 www.a.example! 谢谢大家", "详见 www.a.example！谢谢大家"},
        {"写信给a.b@c.cn吧", NULL},
        {"写信到a@b.cn, 或者打电话", "写信到a@b.cn，或者打电话"},
        {"灯换好了(详见http://a.cn/b)", "灯换好了（详见http://a.cn/b）"},
        {"信箱: a@b.cn", "信箱：a@b.cn"},
        {"网址:http://灯船.中国/换灯?几号=12&谁=他, 见内页", "网址：http://灯船.中国/换灯?几号=12&谁=他，见内页"},
        {"见http://a.example/b? 没有", "见http://a.example/b？没有"},
    };
    check_table(rows);
}

/* ---- marks that come in pairs */

static void
test_brackets(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"(一) 首先", "（一）首先"},
        {"机构(WHO)宣布", "机构（WHO）宣布"},
        {"机构 (WHO) 宣布", "机构（WHO）宣布"},
        {"渡口(东)", "渡口（东）"},
        {"见(图1)", "见（图1）"},
        {"昨天世卫组织(World Health Organization)发布公报", "昨天世卫组织（World Health Organization）发布公报"},
        {"World Health Organization (WHO)", NULL},
        {"昨天世卫组织即World Health Organization (WHO)发布公报", NULL},
        {"(1)开船", NULL},
        {"先是(12)号开船", NULL},
        {"1)换灯", NULL},
        {"a)换灯", NULL},
        {"f(x)是函数", NULL},
        {"（渡口的灯亮了...)，雨停了", "（渡口的灯亮了……），雨停了"},
        {"(渡口的灯亮了...),雨停了", "（渡口的灯亮了……），雨停了"},
        {"(渡口的灯亮了--),雨停了", "（渡口的灯亮了——），雨停了"},
        {"(渡口的灯亮了.),雨停了", "（渡口的灯亮了。），雨停了"},
        {"(渡口写着\"灯\"),雨停了", "（渡口写着“灯”），雨停了"},
        {"渡口(灯亮了", NULL},
        {"渡口灯)亮了", NULL},
        {"渡口(灯)亮)了", "渡口（灯）亮)了"},
        {"渡口(又(灯)亮了", "渡口(又（灯）亮了"},
        {"(渡口(东)的灯)", "（渡口（东）的灯）"},
        {"(渡口[东]的灯)", "（渡口［东］的灯）"},
        {"渡口（灯)亮了", "渡口（灯）亮了"},
        {"渡口(灯）亮了", "渡口（灯）亮了"},
        {"渡口（灯）亮(了)", "渡口（灯）亮（了）"},
        {"渡口(灯[东)亮]了", "渡口（灯［东）亮］了"},
        {"在渡口()换灯", NULL},
    };
    check_table(rows);
}

/* A bracketed sentence may be long. */
static void
test_long_brackets(void **state)
{
    (void)state;
    struct buffer source = {0}, wanted = {0};
    buffer_add_text(&source, "渡口(");
    buffer_add_text(&wanted, "渡口（");
    for (int i = 0; i < 100; i++) {
        buffer_add_text(&source, "灯");
        buffer_add_text(&wanted, "灯");
    }
    buffer_add_text(&source, ")亮了");
    buffer_add_text(&wanted, "）亮了");
    struct row row = {source.at, wanted.at};
    bool right = check_row(&row, &layout_style_standard);
    buffer_done(&source);
    buffer_done(&wanted);
    assert_true(right);
}

static void
test_quotes(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"他说\"好\"", "他说“好”"},
        {"\"双碳\"战略", "“双碳”战略"},
        {"他说\"雨停了, 灯亮了\", 走了", "他说“雨停了，灯亮了”，走了"},
        {"他说: \"雨停了.\"", "他说：“雨停了。”"},
        {"先说\"一\"再说\"二\"", "先说“一”再说“二”"},
        {"评为\"A\"级", "评为“A”级"},
        {"编号\"15\"的船", "编号“15”的船"},
        {"他说\"我听见'落雨毛'三个字\"", "他说“我听见‘落雨毛’三个字”"},
        {"他说\"我听见'落雨毛'\"", "他说“我听见‘落雨毛’”"},
        {"'双碳'战略", "‘双碳’战略"},
        {"他说'OK'就走", "他说‘OK’就走"},
        {"他说\"没有说完", NULL},
        {"他说没有\"说完", NULL},
        {"换了15\"的屏", NULL},
        {"换了15\"的屏和17\"的屏", NULL},
        {"用15\"屏看\"雨\"", "用15\"屏看“雨”"},
        {"他高5'10\"左右", NULL},
        {"他说it's好", NULL},
        {"O'Neil说好", NULL},
        {"渡口的\"Lamp's Out\"乐队", "渡口的“Lamp's Out”乐队"},
        {"他说“雨停了\"", NULL},
    };
    check_table(rows);
}

static void
test_book_marks(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"读<潮水>后", "读〈潮水〉后"},
        {"读<<潮水>>后", "读《潮水》后"},
        {"读 <<潮水>> , <<小词典>>", "读《潮水》，《小词典》"},
        {"<b>雨停了</b>", NULL},
        {"雨<br>停", NULL},
        {"读<潮水后", NULL},
        {"读<<潮水>后", NULL},
        {"当x<3且y>5时", NULL},
    };
    check_table(rows);
}

/* ---- blanks */

static void
test_blanks(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"雨停了 , 灯亮了 .", "雨停了，灯亮了。"},
        {"雨停了，  灯亮了", "雨停了，灯亮了"},
        {"雨停了 。 灯亮了", "雨停了。灯亮了"},
        {"渡口（东） 的灯", "渡口（东）的灯"},
        {"渡口 （东）的灯", "渡口（东）的灯"},
        {"在 《潮水》 里", "在《潮水》里"},
        {"雨 停", NULL},
        {"听潮桥换好16块支座 一碗汤没洒", NULL},
        {"在 Wi-Fi 环境下", NULL},
        {"雨，  ", "雨，"},
    };
    check_table(rows);
}

static void
test_spacing(void **state)
{
    (void)state;
    static const struct row none[] = {
        {"在 Wi-Fi 环境下用 3 次", "在Wi-Fi环境下用3次"},
        {"昨天, 在 A 级, B 级", "昨天，在A级，B级"},
        {"雨 停", NULL},
        {"夜里用 Ferry Lamp 就好", "夜里用Ferry Lamp就好"},
        {"The ferry at 渡口 was lit", NULL},
    };
    static const struct row blank[] = {
        {"在Wi-Fi环境下用3次", "在 Wi-Fi 环境下用 3 次"},
        {"在 Wi-Fi 环境下用3次", "在 Wi-Fi 环境下用 3 次"},
        {"昨天, 在A级", "昨天，在 A 级"},
        {"机构(WHO)宣布", "机构（WHO）宣布"},
        {"A级", "A 级"},
        {"The ferry at渡口was lit", NULL},
    };
    static const struct row as_is[] = {
        {"在 Wi-Fi环境下用3 次", NULL},
        {"昨天, 在 A级", "昨天，在 A级"},
    };
    struct layout_style style = layout_style_standard;
    style.spacing = SPACING_NONE;
    check_rows(none, BASE_COUNT(none), &style);
    style.spacing = SPACING_BLANK;
    check_rows(blank, BASE_COUNT(blank), &style);
    style.spacing = SPACING_AS_IS;
    check_rows(as_is, BASE_COUNT(as_is), &style);
}

/* ---- what is not touched at all */

static void
test_punctuation_as_is(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"昨天, 渡口(东)的\"灯\"换了.", NULL},
        {"雨停了 ， 灯亮了...真的--", NULL},
        {"读<<潮水>>", NULL},
    };
    static const struct row none[] = {{"昨天, 在 A 级 , 在 (B) 级", "昨天, 在A级 , 在 (B) 级"}};
    static const struct row blank[] = {{"昨天,在A级(B)", "昨天,在 A 级(B)"}};
    struct layout_style style = layout_style_standard;
    style.restore = false;
    check_rows(rows, BASE_COUNT(rows), &style);
    style.spacing = SPACING_NONE;
    check_rows(none, BASE_COUNT(none), &style);
    style.spacing = SPACING_BLANK;
    check_rows(blank, BASE_COUNT(blank), &style);
}

static void
test_other_languages(void **state)
{
    (void)state;
    static const struct row rows[] = {
        {"He said, \"Well (he) did it...\" -- and left.", NULL},
        {"The ferry at Dukou (渡口), they say, was lit again; was it?", NULL},
        {"渡し場のランプが, 昨日(きのう)交換された.", NULL},
        {"渡船のランプを\"交換\"した. ランプは,きれいだ!", NULL},
        {"나루터의 등불이, 어제(昨日) 바뀌었다. \"좋다!\"", NULL},
    };
    struct layout_style style = layout_style_standard;
    check_rows(rows, BASE_COUNT(rows), &style);
    style.spacing = SPACING_BLANK;
    check_rows(rows, BASE_COUNT(rows), &style);
    style.spacing = SPACING_NONE;
    check_rows(rows, BASE_COUNT(rows), &style);
}

/* ---- the map */

static void
test_map(void **state)
{
    (void)state;
    struct layout_shown shown = {.edits = NULL};
    layout_show(&shown, slice_of("昨天, 渡口--灯"), &layout_style_standard);
    assert_text(shown.text, "昨天，渡口——灯");
    static const struct {
        uint32_t source, shown;
    } places[] = {{0, 0}, {3, 3}, {6, 6}, {8, 9}, {11, 12}, {14, 15}, {15, 18}, {16, 21}, {19, 24}};
    for (size_t i = 0; i < BASE_COUNT(places); i++) {
        assert_int_equal(layout_source_byte(&shown, places[i].shown), places[i].source);
        assert_int_equal(layout_shown_byte(&shown, places[i].source), places[i].shown);
    }
    /* the blank that went is the mark's */
    assert_in_range(layout_shown_byte(&shown, 7), 6, 9);
    /* used again for another text, nothing of the first is left */
    layout_show(&shown, slice_of("雨停了"), &layout_style_standard);
    assert_text(shown.text, "雨停了");
    assert_int_equal(layout_source_byte(&shown, 6), 6);
    layout_shown_done(&shown);
}

/* ---- a real issue: what was counted in it by hand */

struct counts {
    size_t commas, semicolons, opening, closing;    /* that were restored */
    size_t percents, decimals, ascii_pauses, stops; /* that are in the shown text */
};

static void
count_edits(const struct layout_shown *shown, struct counts *counts)
{
    for (size_t i = 0; i < shown->count; i++) {
        const struct layout_edit *edit = &shown->edits[i];
        struct slice to = slice_make(shown->text.at + edit->shown_byte, edit->shown_bytes);
        counts->commas += slice_equal(to, slice_of("，"));
        counts->semicolons += slice_equal(to, slice_of("；"));
        counts->opening += slice_equal(to, slice_of("（"));
        counts->closing += slice_equal(to, slice_of("）"));
    }
    for (size_t i = 0; i < shown->text.len; i++) {
        char before = i > 0 ? shown->text.at[i - 1] : ' ', now = shown->text.at[i];
        char after = i + 1 < shown->text.len ? shown->text.at[i + 1] : ' ';
        counts->percents += now == '%';
        counts->decimals += now == '.' && before >= '0' && before <= '9' && after >= '0' && after <= '9';
        counts->ascii_pauses += now == ',' || now == ';';
    }
}

static void
test_real_issue(void **state)
{
    (void)state;
    char *path = support_corpus("truth/seed/000_04e94acb881a18bc.txt");
    if (path == NULL)
        skip();
    struct buffer file = support_read(path);
    struct counts counts = {0};
    struct layout_shown shown = {.edits = NULL};
    for (size_t at = 0, end; at < file.len; at = end + 1) {
        for (end = at; end < file.len && file.at[end] != '\n';)
            end++;
        layout_show(&shown, slice_make(file.at + at, end - at), &layout_style_standard);
        count_edits(&shown, &counts);
    }
    print_message("%zu commas, %zu semicolons, %zu and %zu brackets; %zu %%, %zu points, %zu pauses left\n",
                  counts.commas, counts.semicolons, counts.opening, counts.closing, counts.percents, counts.decimals,
                  counts.ascii_pauses);
    assert_int_equal(counts.commas, 148);
    assert_int_equal(counts.semicolons, 2);
    assert_int_equal(counts.opening, 8);
    assert_int_equal(counts.closing, 8);
    assert_int_equal(counts.percents, 3);
    assert_int_equal(counts.decimals, 1);
    layout_shown_done(&shown);
    buffer_done(&file);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_halves),          cmocka_unit_test(test_headline_blanks),
        cmocka_unit_test(test_pauses),          cmocka_unit_test(test_colons),
        cmocka_unit_test(test_points),          cmocka_unit_test(test_dots_and_dashes),
        cmocka_unit_test(test_addresses),       cmocka_unit_test(test_brackets),
        cmocka_unit_test(test_long_brackets),   cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_book_marks),      cmocka_unit_test(test_blanks),
        cmocka_unit_test(test_spacing),         cmocka_unit_test(test_punctuation_as_is),
        cmocka_unit_test(test_other_languages), cmocka_unit_test(test_map),
        cmocka_unit_test(test_real_issue),
    };
    return cmocka_run_group_tests_name("layout: the shown text", tests, NULL, NULL);
}
