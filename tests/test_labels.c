/* parser, the labels: what is certain by hand, the issue's style, pages small and large, headlines of pages in several
 * languages.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet.h"
#include "support.h"

#include "parser/judge/judge.h"

#include <math.h>
#include <stdlib.h>

/* ---- looks.c */

enum { LINES = 42, UNDECIDED = 40 };

/* HEADS lines that are headlines for certain, as many that are not, and two of which nobody knows: one like the ones,
   one like the others. */
static void
looks_of_page(size_t heads, float (*shares)[CLASS_COUNT])
{
    struct looks *looks = looks_new(LINES);
    for (size_t i = 0; i < LINES; i++) {
        float features[FEATURE_COUNT] = {0};
        bool head = i % 2 == 0, certain = i < UNDECIDED;
        features[FEATURE_CANDIDATE] = 1;
        features[FEATURE_CELLS_6] = features[FEATURE_CELLS_10] = 1;
        features[head ? FEATURE_BLANK : FEATURE_COLON] = 1;
        features[head ? FEATURE_END_OPEN : FEATURE_END_COLON] = 1;
        if (head)
            features[FEATURE_CELLS_14] = features[FEATURE_CELLS_18] = 1;
        looks_add(looks, i, slice_make("", 0), features);
        float share = !certain ? .4F : head && i / 2 < heads ? .97F : .02F;
        for (size_t c = 0; c < CLASS_COUNT; c++)
            shares[i][c] = (1 - share) / (CLASS_COUNT - 1);
        shares[i][CLASS_HEADLINE] = share;
    }
    looks_apply(looks, shares);
    looks_free(looks);
}

/* A line of which the model knows nothing begins, or ends, like headlines that are certain; or like lines that are none. */
static float
share_of_words(const char *headline, const char *other, const char *asked)
{
    enum { LINES_OF_WORDS = 17 };
    float shares[LINES_OF_WORDS][CLASS_COUNT];
    struct looks *looks = looks_new(LINES_OF_WORDS);
    for (size_t i = 0; i < LINES_OF_WORDS; i++) {
        float features[FEATURE_COUNT] = {0};
        bool last = i + 1 == LINES_OF_WORDS;
        features[FEATURE_CANDIDATE] = 1;
        looks_add(looks, i, slice_of(last ? asked : i % 2 == 0 ? headline : other), features);
        float share = last ? .2F : i % 2 == 0 ? .97F : .02F;
        for (size_t c = 0; c < CLASS_COUNT; c++)
            shares[i][c] = (1 - share) / (CLASS_COUNT - 1);
        shares[i][CLASS_HEADLINE] = share;
    }
    looks_apply(looks, shares);
    looks_free(looks);
    return shares[LINES_OF_WORDS - 1][CLASS_HEADLINE];
}

static void
test_looks_words(void **state)
{
    (void)state;
    const char *headline = "渡口管理处公告换灯日期", *other = "各船停靠石桥之下为宜";
    float unknown = share_of_words(headline, other, "今年雨水比往年多一些");
    float begins = share_of_words(headline, other, "渡口管理处告知各位船工");
    float ends = share_of_words(headline, other, "河务所改订换灯日期");
    float begins_other = share_of_words(headline, other, "各船停靠北岸的那一夜");
    must(begins > unknown + .3F, "%f, unknown %f", begins, unknown);
    must(ends > unknown + .3F, "%f, unknown %f", ends, unknown);
    must(begins_other < unknown - .05F, "%f, unknown %f", begins_other, unknown);
    must(share_of_words(headline, other, "渡口管") - unknown < .1F, "too short to say anything");
}

static void
test_style(void **state)
{
    (void)state;
    float shares[LINES][CLASS_COUNT];
    looks_of_page(UNDECIDED / 2, shares);
    for (size_t i = 0; i < LINES; i++) {
        float sum = 0;
        for (size_t c = 0; c < CLASS_COUNT; c++) {
            must(shares[i][c] >= 0 && shares[i][c] <= 1, "line %zu: class %zu: %f", i, c, shares[i][c]);
            sum += shares[i][c];
        }
        must(fabsf(sum - 1) < 1e-4F, "line %zu: %f", i, sum);
    }
    must(shares[UNDECIDED][CLASS_HEADLINE] > .6F, "%f", shares[UNDECIDED][CLASS_HEADLINE]);
    must(shares[UNDECIDED + 1][CLASS_HEADLINE] < .2F, "%f", shares[UNDECIDED + 1][CLASS_HEADLINE]);
    /* where no headline is certain there is no style */
    looks_of_page(0, shares);
    for (size_t i = UNDECIDED; i < LINES; i++)
        must(fabsf(shares[i][CLASS_HEADLINE] - .4F) < .2F, "line %zu: %f", i, shares[i][CLASS_HEADLINE]);
}

/* ---- the labeller's limits, under a model that thinks the same of every line */

static const char limits_text[] = "渡口换灯\n"
                                  "　　本报讯 (记者 田一麦) 渡口的灯换了\n"
                                  "　　船工把换下来的旧灯送给了河滩上的鸭子，鸭子没有收，船工自己留着。\n"
                                  "渡口赛鸭\n"
                                  "　　鸭子在河滩上赛跑，裁判吹了三遍哨，鸭子没有听见，一口气跑到天亮。\n"
                                  "　　裁判说。鸭子说，鸭子都赢了。\n"
                                  "# 鸭子大会\n"
                                  "　　鸭子大会在渡口开了三天三夜，船工把缆绳绕了三圈，绕到绕不动为止。\n"
                                  "#### 大会之后\n"
                                  "　　（船工在换灯。韦南洲摄）\n"
                                  "　　，灯亮了\n";

static struct label *
labels_by(enum line_class class, struct sheet *sheet)
{
    struct model *model = base_alloc_zero(1, sizeof *model);
    /* were it not so, it would be a headline sooner than anything else */
    model->output_bias[CLASS_HEADLINE] = 2;
    model->output_bias[CLASS_BODY] = 1;
    model->output_bias[class] = 3;
    *sheet = sheet_of(slice_of(limits_text));
    assert_int_equal(sheet->count, 11);
    struct label *labels = base_alloc_zero(sheet->count, sizeof *labels);
    labeller_run(model, sheet->shapes, sheet->count, labels);
    free(model);
    return labels;
}

static void
check_limits(enum line_class class, const uint8_t wanted[11])
{
    struct sheet sheet;
    struct label *labels = labels_by(class, &sheet);
    for (size_t i = 0; i < 11; i++)
        must(labels[i].role == wanted[i], "class %d: line %zu is a %u and no %u", (int)class, i + 1, labels[i].role,
             wanted[i]);
    free(labels);
    sheet_done(&sheet);
}

static void
test_limits(void **state)
{
    (void)state;
    enum { H = ISSUE_HEADLINE, B = ISSUE_BODY, J = ISSUE_JOINED, S = ISSUE_SUBHEAD, C = ISSUE_CAPTION };
    /* datelines, sentences, captions, forbidden marks head nothing */
    static const uint8_t heads[] = {H, B, B, H, B, B, H, B, S, C, B};
    check_limits(CLASS_HEADLINE, heads);
    /* a Markdown heading always does; so does what is not indented where paragraphs are */
    static const uint8_t bodies[] = {H, B, B, H, B, B, H, B, S, C, B};
    check_limits(CLASS_BODY, bodies);
    /* and nothing goes on with a caption, nor with a line that ends short of the measure */
    static const uint8_t joined[] = {H, B, B, H, B, B, H, B, S, C, B};
    check_limits(CLASS_JOINED, joined);
}

/* Role of LINE of TEXT by a model that calls every line CLASS. */
static uint8_t
role_by(enum line_class class, const char *text, size_t line)
{
    struct sheet sheet = sheet_of(slice_of(text));
    struct model *model = base_alloc_zero(1, sizeof *model);
    model->output_bias[class] = 5;
    struct label *labels = base_alloc_zero(sheet.count, sizeof *labels);
    labeller_run(model, sheet.shapes, sheet.count, labels);
    uint8_t role = labels[line].role;
    free(labels);
    sheet_done(&sheet);
    free(model);
    return role;
}

#define SENTENCES "船工把缆绳绕了三圈，又绕了三圈，直到天亮才上岸去喝茶。等船的人站在岸边看了一夜，谁也没有回家。"

/* What looks like a headline above a dateline is no text, whatever the model says. */
static void
test_above_a_dateline(void **state)
{
    (void)state;
    static const char text[] =
        "渡口的灯换了\n\n" SENTENCES "\n\n" SENTENCES "\n\n鱼也来了\n\n本报讯（记者 田一麦）" SENTENCES "\n\n" SENTENCES
        "\n\n鱼又走了\n\n" SENTENCES "\n\n" SENTENCES "\n\n" SENTENCES "\n";
    assert_int_not_equal(role_by(CLASS_BODY, text, 3), ISSUE_BODY);
    assert_int_equal(role_by(CLASS_BODY, text, 6), ISSUE_BODY);
    assert_int_equal(role_by(CLASS_JOINED, text, 4), ISSUE_BODY);
}

/* An indent begins a paragraph where other lines have none, whatever the model says. */
static void
test_an_indent(void **state)
{
    (void)state;
    static const char text[] = "渡口的灯换了\n　　" SENTENCES "\n" SENTENCES "\n　　" SENTENCES "\n" SENTENCES
                               "\n" SENTENCES "\n　　" SENTENCES "\n" SENTENCES "\n" SENTENCES "\n" SENTENCES "\n";
    assert_int_equal(role_by(CLASS_JOINED, text, 2), ISSUE_JOINED);
    assert_int_equal(role_by(CLASS_JOINED, text, 3), ISSUE_BODY);
    assert_int_equal(role_by(CLASS_JOINED, text, 6), ISSUE_BODY);
    assert_int_equal(role_by(CLASS_JOINED, text, 7), ISSUE_JOINED);
}

/* What is spoken to the readers heads nothing; a call does. */
static void
test_spoken(void **state)
{
    (void)state;
    static const char text[] = "渡口的灯换了\n" SENTENCES "\n" SENTENCES
                               "\n大家好！时间过得很快，新的一年即将到来，我在渡口向大家致以美好的祝福！\n" SENTENCES
                               "\n" SENTENCES "\n灯亮了！人来了！\n" SENTENCES "\n" SENTENCES "\n" SENTENCES "\n";
    assert_int_equal(role_by(CLASS_HEADLINE, text, 3), ISSUE_BODY);
    assert_int_equal(role_by(CLASS_HEADLINE, text, 6), ISSUE_HEADLINE);
}

/* ---- outlines of pages */

/* The headlines of an issue, each with a line end. */
static struct buffer
headlines_of(const struct issue *issue)
{
    struct buffer out = {0};
    for (size_t i = 0; i < issue->article_count; i++)
        if (issue->articles[i].headline_line != ISSUE_NO_LINE) {
            struct slice title = issue_line_text(issue, issue->articles[i].headline_line);
            buffer_printf(&out, "%.*s\n", (int)title.len, title.at);
        }
    buffer_add(&out, "", 0);
    return out;
}

/* Small pages are judged as others are. */
static void
test_small_pages(void **state)
{
    (void)state;
    static const struct {
        const char *text, *wanted;
    } rows[] = {
        {"渡口换灯\n雨停了，渡口的灯换了。\n", "!渡口换灯 b:雨停了，渡口的灯换了。\n"},
        {"渡口换灯\n——一个人两盏灯\n本报讯 雨停了，渡口的灯换了，谁也没有问为什么。\n",
         "!渡口换灯-——一个人两盏灯 b:本报讯 雨停了，渡口的灯换了，谁也没有问为什么。\n"},
        {"Ferry Lamp Replaced at Last\n\nThe lamp was lit, the ferryman said.\n",
         "!Ferry Lamp Replaced at Last b:The lamp was lit, the ferryman said.\n"},
        {"나루터에 새 등불\n\n나루터의 등불이 어제 새것으로 바뀌었다고 사공이 말했다.\n",
         "!나루터에 새 등불 b:나루터의 등불이 어제 새것으로 바뀌었다고 사공이 말했다.\n"},
        {"# 渡口\n", "!渡口\n"},
        {"##  渡口换灯 ##\n雨停了。\n", "!渡口换灯 b:雨停了。\n"},
        {"# 渡口C#\n雨停了。\n", "!渡口C# b:雨停了。\n"},
        {"# ##\n雨停了。\n", "!## b:雨停了。\n"},
        {"#渡口#\n雨停了。\n", "!#渡口# b:雨停了。\n"},
        {"渡口\n", " b:渡口\n"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct issue *issue = support_recover("渡口/一.txt", slice_of(rows[i].text));
        char *got = support_outline(issue);
        assert_string_equal(got, rows[i].wanted);
        free(got);
        issue_free(issue);
    }
}

/* ---- windows */

enum { ARTICLES = 1400, ARTICLE_LINES = 6, WINDOW_LINES = 4096, PART_ARTICLES = 30 };

static void
add_article(struct buffer *text, struct support_chance *chance)
{
    static const char *const places[] = {"青石渡", "柳叶湾", "白沙洲", "榆树口",
                                         "云雀岭", "麦浪镇", "芦花浦", "枫桥里"};
    static const char *const things[] = {"旧钟", "石桥", "风车", "渔灯", "磨坊", "茶亭", "戏台", "水车"};
    static const char *const people[] = {"田一麦", "沈小禾", "燕双飞", "韦南洲", "容与", "柏青山"};
    const char *place = places[support_below(chance, 8)], *thing = things[support_below(chance, 8)];
    const char *person = people[support_below(chance, 6)];
    uint32_t number = 3 + support_below(chance, 90);
    buffer_printf(text, "%s%s修好之后重新开放\n\n", place, thing);
    buffer_printf(text,
                  "本报讯 (记者 %s) 昨天上午, %s的%s在停了%u天之后重新开放, 镇上的人都赶来看, 直到天黑才散去。\n\n",
                  person, place, thing, number);
    buffer_printf(text, "%s说, 修%s用了%u根木头和两桶桐油, 剩下的木头给孩子们做了板凳, 桐油留到明年再用。\n\n", person,
                  thing, number + 7);
}

/* Every line that is not blank is in exactly one place, and the articles follow one another. */
static void
check_places(const struct issue *issue)
{
    uint32_t next = 0, text = 0, counted = 0;
    for (size_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        must(article->first_line == next || a == 0, "article %zu begins at line %u, not %u", a, article->first_line,
             next);
        must(article->end_line > article->first_line && article->headline_line == article->first_line, "article %zu",
             a);
        uint32_t line = article->first_line + 1;
        for (uint32_t p = 0; p < article->paragraph_count; p++) {
            const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + p];
            must(paragraph->first_line >= line && paragraph->end_line <= article->end_line, "article %zu: paragraph %u",
                 a, p);
            line = paragraph->end_line;
            for (uint32_t i = paragraph->first_line; i < line; i++)
                counted += issue_role_is_text(issue->lines[i].role);
        }
        next = article->end_line;
    }
    for (uint32_t i = 0; i < issue->line_count; i++)
        text += issue_role_is_text(issue->lines[i].role);
    assert_int_equal(next, issue->line_count);
    assert_int_equal(text, counted);
}

/* The lines of the part that begins at article FIRST are what they are in a file of their own. */
static void
check_part(const struct issue *whole, const struct buffer *text, const uint32_t *starts, size_t first)
{
    struct slice part = slice_make(text->at + starts[first], starts[first + PART_ARTICLES] - starts[first]);
    struct issue *issue = support_recover("渡口/一.txt", part);
    assert_int_equal(issue->line_count, PART_ARTICLES * ARTICLE_LINES);
    assert_int_equal(issue->article_count, PART_ARTICLES);
    for (uint32_t i = 0; i < issue->line_count; i++) {
        uint32_t line = (uint32_t)first * ARTICLE_LINES + i;
        must(whole->lines[line].role == issue->lines[i].role, "line %u is a %u, alone a %u", line,
             whole->lines[line].role, issue->lines[i].role);
        must(whole->lines[line].join == issue->lines[i].join && whole->lines[line].seam == issue->lines[i].seam,
             "line %u: join", line);
    }
    issue_free(issue);
}

static void
test_windows(void **state)
{
    (void)state;
    struct support_chance chance = {33};
    struct buffer text = {0};
    uint32_t *starts = base_alloc_zero(ARTICLES + 1, sizeof *starts);
    for (size_t i = 0; i < ARTICLES; i++) {
        add_article(&text, &chance);
        starts[i + 1] = (uint32_t)text.len;
    }
    struct issue *issue = support_recover("渡口/一.txt", buffer_slice(&text));
    assert_int_equal(issue->line_count, ARTICLES * ARTICLE_LINES);
    check_places(issue);
    assert_int_equal(issue->article_count, ARTICLES);
    check_part(issue, &text, starts, 0);
    size_t windows = issue->line_count / WINDOW_LINES + 1;
    for (size_t i = 1; i < windows; i++)
        check_part(issue, &text, starts, issue->line_count * i / windows / ARTICLE_LINES - PART_ARTICLES / 2);
    check_part(issue, &text, starts, ARTICLES - PART_ARTICLES);
    issue_free(issue);
    free(starts);
    buffer_done(&text);
}

/* An article's paragraph over the edge between two windows is one paragraph, wherever in it the edge is. */
static void
test_windows_cut_nothing(void **state)
{
    (void)state;
    for (uint32_t shift = 0; shift < ARTICLE_LINES; shift++) {
        struct support_chance chance = {34};
        struct buffer text = {0};
        for (uint32_t i = 0; i < shift; i++)
            buffer_add_byte(&text, '\n');
        for (size_t i = 0; i < WINDOW_LINES / ARTICLE_LINES + 20; i++)
            add_article(&text, &chance);
        struct issue *issue = support_recover("渡口/一.txt", buffer_slice(&text));
        check_places(issue);
        must(issue->article_count == WINDOW_LINES / ARTICLE_LINES + 20, "%zu articles", issue->article_count);
        for (size_t a = 0; a < issue->article_count; a++)
            must(issue->articles[a].paragraph_count == 2 && issue->articles[a].credit_count == 1,
                 "article %zu, shift %u", a, shift);
        issue_free(issue);
        buffer_done(&text);
    }
}

/* What every page has at its top is the page's on the last of them, too, however many fill a window and little more. */
static void
test_headers_of_last_pages(void **state)
{
    (void)state;
    for (size_t articles = WINDOW_LINES / ARTICLE_LINES - 45; articles < WINDOW_LINES / ARTICLE_LINES + 45;
         articles += 15) {
        struct support_chance chance = {35};
        struct buffer text = {0};
        for (size_t i = 0; i < articles; i++) {
            if (i % 15 == 0)
                buffer_printf(&text, "渡口风物 %zu\n\n", i / 15 + 1);
            add_article(&text, &chance);
        }
        struct issue *issue = support_recover("渡口/一.txt", buffer_slice(&text));
        for (uint32_t line = 0; line < issue->line_count; line += 15 * ARTICLE_LINES + 2)
            must(issue->lines[line].role == ISSUE_FURNITURE, "%zu articles: line %u is a %u", articles, line,
                 issue->lines[line].role);
        must(issue->article_count == articles, "%zu articles of %zu", issue->article_count, articles);
        issue_free(issue);
        buffer_done(&text);
    }
}

/* ---- pages in several languages */

#include "pages.h"

static void
test_pages(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(pages); i++) {
        struct issue *issue = support_recover("渡口/一.txt", slice_of(pages[i].text));
        struct buffer got = headlines_of(issue);
        must(strcmp(got.at, pages[i].headlines) == 0, "%s: wanted\n%sgot\n%s", pages[i].name, pages[i].headlines,
             got.at);
        must(issue->paragraph_count == pages[i].paragraphs, "%s: %zu paragraphs", pages[i].name,
             issue->paragraph_count);
        buffer_clear(&got);
        for (size_t k = 0; k < issue->paragraph_count; k++) {
            char *paragraph = support_paragraph(issue, k);
            buffer_printf(&got, "%s\n", paragraph);
            free(paragraph);
        }
        must(strstr(got.at, pages[i].says) != NULL, "%s: %s is not in\n%s", pages[i].name, pages[i].says, got.at);
        buffer_done(&got);
        issue_free(issue);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_looks_words),
        cmocka_unit_test(test_style),
        cmocka_unit_test(test_limits),
        cmocka_unit_test(test_above_a_dateline),
        cmocka_unit_test(test_an_indent),
        cmocka_unit_test(test_spoken),
        cmocka_unit_test(test_small_pages),
        cmocka_unit_test(test_windows),
        cmocka_unit_test(test_windows_cut_nothing),
        cmocka_unit_test(test_headers_of_last_pages),
        cmocka_unit_test(test_pages),
    };
    return cmocka_run_group_tests_name("parser, labels", tests, NULL, NULL);
}
