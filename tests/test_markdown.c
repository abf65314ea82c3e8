/* parser: Markdown, read by its markup.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "marked_up.h"
#include "world.h"

#include "kanbao/layout.h"
#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

static struct issue *
read_markdown(const char *text)
{
    return markup_issue("a.md", "markdown", text);
}

static void
check(const char *text, const char *wanted)
{
    markup_check(read_markdown(text), text, wanted);
}

static void
test_blocks(void **state)
{
    (void)state;
    check("# 灯\n\n昨夜换了灯泡，\n亮了三倍。\n\n又一段。\n", "灯 [昨夜换了灯泡，亮了三倍。] [又一段。]\n");
    check("# Lamp\n\nThe lamp was\nreplaced.\n", "Lamp [The lamp was replaced.]\n");
    check("灯\n==\n\n一段。\n\n船\n==\n\n两段。\n", "灯 [一段。]\n船 [两段。]\n");
    check("# 灯\n\n- 灯泡\n- 缆绳\n  - 麻的\n\n1. 第一\n2. 第二\n",
          "灯 [l:- 灯泡] [l:- 缆绳] [l:· 麻的] [l:1. 第一] [l:2. 第二]\n");
    check("# 灯\n\n> 他说很亮。\n\n一段。\n", "灯 [> 他说很亮。] [一段。]\n");
    check("# 灯\n\n```c\nint lamp;\nint boat;\n```\n\n一段。\n", "灯 [`:int lamp;\nint boat;] [一段。]\n");
    check("# 灯\n\n***\n\n一段。\n", "灯 [一段。]\n");
}

/* Lines of code are as far in as they were, blank ones among them; what is indented is code where nobody indents prose. */
static void
test_code(void **state)
{
    (void)state;
    check("# 灯\n\n```\nlamp {\n\ton;\n\n  **off**\tx;  \n}\n```\n", "灯 [`:lamp {\n    on;\n\n  **off**\tx;\n}]\n");
    check("# 灯\n\n> ```\n> lamp\n>   boat\n> ```\n", "灯 [`:> lamp\n>   boat]\n");
    check("# 灯\n\n- 灯泡\n\n  ```\n  lamp\n    boat\n  ```\n\n```\nrope\n```\n",
          "灯 [l:- 灯泡] [`:lamp\n  boat] [`:rope]\n");
    check("# 灯\n\n```\n\n\n```\n\n一段。\n", "灯 [一段。]\n");
    check("# 灯\n\n一段。\n\n    lamp {\n      on\n\n    }\n\n又一段。\n",
          "灯 [一段。] [`:lamp {\n  on\n\n}] [又一段。]\n");
    check("# 灯\n\n    昨夜换了灯泡，\n亮了三倍。\n\n    lamp on\n", "灯 [昨夜换了灯泡，亮了三倍。] [lamp on]\n");
    check("# Lamp\n\n    The lamp was replaced.\n\n    lamp on\n", "Lamp [The lamp was replaced.] [lamp on]\n");
    check("# 灯\n\n1. 先拉闸\n\n    很久。\n\n一段。\n\n    lamp on\n",
          "灯 [l:1. 先拉闸] [很久。] [一段。] [`:lamp on]\n");
    struct issue *issue = read_markdown("# 灯\n\n```\nlamp\n\n  boat\n```\n");
    const struct issue_paragraph *code = &issue->paragraphs[issue->articles[0].first_paragraph];
    assert_int_equal(issue_line_number(issue, code->first_line), 3);
    assert_int_equal(issue_line_number(issue, code->end_line - 1), 5);
    issue_free(issue);
}

static void
test_spans(void **state)
{
    (void)state;
    check("# 灯 *亮* 了\n\n这是**很亮**的 _灯_，`lamp` ~~旧~~，见[那里](https://example.org/a?b&amp;c)。\n",
          "灯 亮 了 [这是很亮的 灯，lamp 旧，见那里。]\n");
    /* what Markdown takes for none, as it stands between a mark and a letter */
    check("# 灯\n\n他说“**很亮。**”又说**一个。\n", "灯 [他说“很亮。”又说**一个。]\n");
    check("# 灯\n\n他说“**很亮。**”又说。\n", "灯 [他说“很亮。”又说。]\n");
    check("# 灯\n\n甲 &amp; 乙 &lt; 丙 &#x706F; &nope;\n", "灯 [甲 & 乙 < 丙 灯 &nope;]\n");
    check("# 灯\n\n- &amp; 乙\n\n> &lt;丙\n", "灯 [l:- & 乙] [> <丙]\n");
    check("# 灯\n\n![灯船](a.png)\n\n![](b.png)\n\n一段。\n", "灯 [c:灯船] [一段。]\n");
}

static void
test_tables(void **state)
{
    (void)state;
    check("# 灯\n\n| 船 | 灯泡 |\n|---|---:|\n| 灯船 | 3 |\n| 渡船甲 | 12 |\n\n一段。\n",
          "灯 [t:船       灯泡\n灯船     3\n渡船甲   12] [一段。]\n");
    check("# 灯\n\n| 船 | 灯泡 |\n|---|---|\n| 甲 &amp; <b>乙</b> | 一<br>二 |\n",
          "灯 [t:船        灯泡\n甲 & 乙   一 二]\n");
}

static void
test_html(void **state)
{
    (void)state;
    check("# 灯\n\n<p><strong>昨夜</strong>换了。</p><p style=\"a > b\">又一段。<br>三。</p>\n\n<!-- 不是\n文字 -->\n\n"
          "四<b>五</b>，3 < 4，<政府工作报告>。\n",
          "灯 [昨夜换了。] [又一段。] [三。] [四五，3 < 4，<政府工作报告>。]\n");
    check("# 灯\n\n<table><tr><td>甲</td><td>乙</td></tr>\n<tr><th>丙</th><td>丁</td></tr></table>\n",
          "灯 [甲 乙] [丙 丁]\n");
    check("# 灯\n\n<script>\nlamp();\n</script>\n\n一段。\n", "灯 [一段。]\n");
}

/* A paragraph that md4c would take all too long for is read as it stands, and what is above it by its markup. */
static void
test_too_long(void **state)
{
    enum { LINES = 20000 };
    struct buffer text = {0};
    (void)state;
    buffer_add_text(&text, "# 灯\n\n- 灯泡\n\n");
    for (size_t i = 0; i < LINES; i++)
        buffer_add_text(&text, "[*a*][\n");
    struct issue *issue = read_markdown(text.at);
    markup_check_lines(issue);
    assert_int_equal(issue->paragraphs[issue->articles[0].first_paragraph].kind, ISSUE_KIND_LIST);
    assert_text(issue_line_words(issue, LINES), "[*a*][");
    issue_free(issue);
    buffer_done(&text);
}

/* The level that has the text is that of the articles; what is above are sections, or the paper, or the contents. */
static void
test_levels(void **state)
{
    (void)state;
    static const char paper[] =
        "# 《泥河晚报》（20310607）\n\n## 摘要\n\n1. 灯船换了灯泡；\n2. 铜铃响了一夜；\n3. 石桥修好通车；\n\n## 详细\n\n"
        "### 灯船换了灯泡\n\n一段。\n\n#### 小题\n\n二段。\n\n### 铜铃响了一夜\n\n三段。\n\n### 石桥修好通车\n\n四段。\n";
    check(paper, "灯船换了灯泡 [一段。] [s:小题] [二段。]\n铜铃响了一夜 [三段。]\n石桥修好通车 [四段。]\n");
    struct issue *issue = read_markdown(paper);
    assert_string_equal(issue->title, "泥河晚报");
    assert_int_equal(issue->articles[0].section_line, issue->articles[2].section_line);
    struct slice section = issue_line_words(issue, issue->articles[0].section_line);
    assert_text(section, "详细");
    issue_free(issue);
    check("## 灯\n\n一段长一些的文字。\n\n### 甲\n\n短。\n\n## 船\n\n又一段长一些的文字。\n",
          "灯 [一段长一些的文字。] [s:甲] [短。]\n船 [又一段长一些的文字。]\n");
}

static void
test_front_matter(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title;
        uint32_t date;
    } cases[] = {
        {"---\ntitle: \"灯船周刊\"\ndate: 2031-06-07 08:00\ntags: [a, b]\n---\n\n# 灯\n\n一段。\n", "灯船周刊",
         20310607},
        {"+++\ntitle = '灯船周刊'\ndate = 2031-06-07T08:00:00Z\n+++\n# 灯\n\n一段。\n", "灯船周刊", 20310607},
        {"Title: Lamps 5\nDate: 2031-06-07\nCategory: Lamps\n\n# 灯\n\n一段。\n", "Lamps", 20310607},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct issue *issue = read_markdown(cases[i].text);
        char *got = markup_outline(issue);
        markup_check_lines(issue);
        assert_string_equal(got, "灯 [一段。]\n");
        assert_string_equal(issue->title, cases[i].title);
        assert_int_equal(issue->date, cases[i].date);
        free(got);
        issue_free(issue);
    }
    /* without headings it is one article */
    static const char post[] =
        "---\ntitle: '灯船换了灯泡'\ndate: 2031-06-07\nauthor: 田一麦\n---\n\n昨夜换了灯泡。\n\n又一段。\n";
    check(post, "灯船换了灯泡 [昨夜换了灯泡。] [又一段。]\n");
    struct issue *issue = read_markdown(post);
    assert_int_equal(issue->articles[0].headline_line, 1);
    assert_text(issue_span_text(issue, issue->articles[0].byline), "田一麦");
    assert_int_equal(issue->articles[0].credit_count, 1);
    issue_free(issue);
    /* a rule, and what only looks like it */
    check("---\n\n# 灯\n\n一段。\n", "灯 [一段。]\n");
    check("注意：一段。\n\n# 灯\n\n二段。\n", " [注意：一段。]\n灯 [二段。]\n");
}

static void
test_tags(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"---\ntags: [灯船, \"a, b\", 'c']\nkeywords: d，灯船\n---\n", "灯船|a, b|c|d"},
        {"---\ntags:\n  - 灯船\n  - \"b: c\"\ntitle: 灯\n---\n", "灯船|b: c"},
        {"---\ntags: [灯船,\n  b]\ncategories: e\n---\n", "灯船|b|e"},
        {"+++\ntags = [\"灯船\", \"b\"]\ndate = 2031-06-07\n+++\n", "灯船|b"},
        {"Title: 灯\nTags: 灯船, b\nDate: 2031-06-07\n\n", "灯船|b"},
        {"---\ntitle: 灯\nlist:\n  - a\n---\n", ""},
        {"tags: a, b\n", ""},
        {"---\ntags: [a, b]\n", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct buffer text = {0}, tags = {0}, json = {0};
        buffer_printf(&text, "%s\n# 灯\n\n一段。\n", cases[i][0]);
        struct issue *issue = read_markdown(text.at);
        markup_check_lines(issue);
        for (size_t k = 0; k < issue->tag_count; k++)
            buffer_printf(&tags, "%s%s", k > 0 ? "|" : "", issue->tags[k]);
        assert_string_equal(tags.len > 0 ? tags.at : "", cases[i][1]);
        issue_add_json(&json, issue);
        assert_int_equal(strstr(json.at, "\"tags\":[\"灯船\",") != NULL, issue->tag_count > 0);
        issue_free(issue);
        buffer_done(&text);
        buffer_done(&tags);
        buffer_done(&json);
    }
}

/* Each paragraph stands in its own article's lines, and no line that says something in none. */
static void
check_notes(const char *text, const char *wanted)
{
    struct issue *issue = read_markdown(text);
    for (size_t i = 0; i < issue->article_count; i++)
        for (uint32_t k = 0; k < issue->articles[i].paragraph_count; k++) {
            const struct issue_paragraph *paragraph = &issue->paragraphs[issue->articles[i].first_paragraph + k];
            assert_ptr_equal(issue_article_of(issue, paragraph->first_line), &issue->articles[i]);
        }
    for (uint32_t line = 0; line < issue->line_count; line++)
        assert_true(issue->lines[line].role == ISSUE_BLANK || issue_article_of(issue, line) != NULL);
    markup_check(issue, text, wanted);
}

/* Footnotes are numbered as they are named, and read below the article that does. */
static void
test_notes(void **state)
{
    (void)state;
    check_notes(
        "# 灯\n\n灯船[^b]换了[^a]灯[^b]。\n\n[^a]: 见三版。\n[^b]: 很*亮*，\n真的。\n\n    又一段。\n\n\t三段。\n\n一段。\n",
        "灯 [灯船¹换了²灯¹。] [f:² 见三版。] [f:¹ 很亮，真的。] [f:又一段。] [f:三段。] [一段。]\n");
    /* no definition; in code; one that is a word, which is an address to md4c; named by none; twice */
    check_notes("# 灯\n\n灯[^x]，`[^a]`，船[^a]。\n\n```\n[^a]: 码\n```\n\n[^a]: 渡口\n[^q]: 没人\n[^a]: 又\n",
                "灯 [灯[^x]，[^a]，船¹。] [`:[^a]: 码] [f:¹ 渡口] [f:[^q]: 没人] [f:[^a]: 又]\n");
    /* at the file's end; the last article keeps its own, and those of nobody */
    check_notes(
        "# 灯\n\n灯船[^1]。\n\n# 船\n\n船[^2]。\n\n# 桥\n\n桥[^3]。\n\n[^1]: 甲\n\n[^2]: 乙\n\n    丙\n\n[^3]: 丁\n[^4]: 戊\n",
        "灯 [灯船¹。] [f:¹ 甲]\n船 [船²。] [f:² 乙] [f:丙]\n桥 [桥³。] [f:³ 丁] [f:[^4]: 戊]\n");
    /* text behind them: they stay */
    check_notes("# 灯\n\n灯船[^1]。\n\n# 船\n\n船。\n\n[^1]: 甲\n\n又一段。\n",
                "灯 [灯船¹。]\n船 [船。] [f:¹ 甲] [又一段。]\n");
    check_notes("# 灯\n\n- 灯[^1]\n- 船\n\n[^1]: 甲\n# 桥\n\n| a[^1] |\n|---|\n| b |\n\n[^1]:\n",
                "灯 [l:- 灯¹] [l:- 船] [f:¹ 甲]\n桥 [t:a¹\nb]\n");
    struct issue *issue = read_markdown("# 灯\n\n灯船[^1]。\n\n# 船\n\n船。\n\n[^1]: 甲\n");
    const struct issue_paragraph *note = &issue->paragraphs[issue->articles[0].first_paragraph + 1];
    assert_int_equal(note->kind, ISSUE_KIND_FOOTNOTE);
    assert_int_equal(issue_line_number(issue, note->first_line), 8);
    assert_int_equal(issue->articles[0].rest_count, 1);
    issue_free(issue);
}

static void
test_links(void **state)
{
    (void)state;
    struct issue *issue =
        read_markdown("# 灯\n\n见[那里](https://example.org/a?b&amp;c)和[这里](u.html)。\n\n![图](p.png)\n");
    assert_int_equal(issue->link_count, 3);
    assert_string_equal(issue->links[0].address, "https://example.org/a?b&c");
    assert_int_equal(issue->links[0].number, 2);
    assert_string_equal(issue->links[2].address, "p.png");
    assert_int_equal(issue->links[2].number, 4);
    char *links = markup_links(issue);
    assert_string_equal(links, "那里 -> https://example.org/a?b&c\n这里 -> u.html\n");
    free(links);
    issue_free(issue);
}

/* Words, and the letter of what is said of them. */
static void
check_marks(const char *text, const char *wanted)
{
    struct issue *issue = read_markdown(text);
    struct buffer out = {0};
    for (size_t i = 0; i < issue->mark_count; i++) {
        const struct issue_mark *mark = &issue->marks[i];
        buffer_printf(&out, "%c:%.*s ", "escld"[mark->kind], (int)(mark->end_byte - mark->start_byte),
                      issue -> text + mark -> start_byte);
    }
    assert_string_equal(out.len > 0 ? out.at : "", wanted);
    buffer_done(&out);
    issue_free(issue);
}

static void
test_marks(void **state)
{
    (void)state;
    check_marks("# 灯\n\n这是**很亮**的 *灯*，`lamp` ~~旧~~，见[那**里**](u)。\n",
                "s:很亮 e:灯 c:lamp d:旧 l:那里 s:里 ");
    check_marks("# 灯\n\n- **灯泡**换了\n> *引*\n", "s:灯泡 e:引 ");
    check_marks("# 灯\n\n| a |\n|---|\n| **b** |\n", "");
    check_marks("# 灯\n\n![](u) 一段。\n", "");
}

/* Whatever it is, it has a place for every line, and nothing is lost that is a letter. */
static void
test_any(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "# ",       "## ",   "- ",   "1. ",      "> ",       "```\n",     "| a | b |\n|---|---|\n",
        "**",       "*",     "`",    "[灯](u)",  "<p>",      "</p>",      "<!--",
        "-->",      "&amp;", "\n",   "\n\n",     "灯",       "lamp ",     "  ",
        "---\n",    "\r\n",  "![",   "](",       "<script>", "</script>", "\\*",
        "![船](p)", "\t",    "[^1]", "\n[^1]: ", "\n    "};
    struct support_chance chance = {20310607};
    for (int i = 0; i < (support_is_slow() ? 200 : 2000); i++) {
        struct buffer text = {0};
        for (uint32_t k = support_below(&chance, 40) + 1; k > 0; k--)
            buffer_add_text(&text, pieces[support_below(&chance, (uint32_t)BASE_COUNT(pieces))]);
        struct issue *issue = read_markdown(text.at);
        markup_check_lines(issue);
        issue_free(issue);
        buffer_done(&text);
    }
}

/* What the source view has of LINE, its lines apart by |; and of the text's WORDS the place in it, up to their end. */
static void
check_source(const char *text, uint32_t number, const char *wanted, const char *words)
{
    struct issue *issue = read_markdown(text);
    struct layout *layout = layout_new();
    struct buffer out = {0};
    uint32_t line = issue_line_part(issue, number, 0);
    for (uint32_t i = line; i < issue->line_count && issue_line_number(issue, i) == number; i++) {
        buffer_add_text(&out, i > line ? "|" : "");
        buffer_add_slice(&out, issue_line_source(issue, i));
    }
    assert_string_equal(out.at, wanted);
    if (words != NULL) {
        struct slice text_line = issue_line_text(issue, line);
        struct issue_span span = {(uint32_t)(text_line.at - issue->text + slice_find(text_line, words)),
                                  (uint32_t)strlen(words)};
        assert_int_not_equal(slice_find(text_line, words), SIZE_MAX);
        struct layout_range range = layout_range_of(layout, issue, NULL, span);
        assert_int_equal(range.start.item, line);
        struct slice own =
            slice_make(issue_line_source(issue, line).at + range.start.byte, range.end.byte - range.start.byte);
        assert_text(own, words);
        struct slice behind = slice_from(issue_line_source(issue, line), range.end.byte);
        assert_int_equal(slice_find(behind, words), SIZE_MAX); /* not the same in a tag or an address before it */
    }
    layout_free(layout);
    issue_free(issue);
    buffer_done(&out);
}

static void
test_source(void **state)
{
    (void)state;
    check_source("# 灯 #\n\n一段。\n", 0, "# 灯 #", "灯");
    check_source("# 灯\n\n```c\nlamp\n```\n", 2, "```c", NULL);
    check_source("# 灯\n\n见[那里](https://example.org/这里)和[这里](u.html)。\n", 2,
                 "见[那里](https://example.org/这里)和[这里](u.html)。", "这里");
    check_source("# 灯\n\n| 船 | 灯泡 |\n|---|---|\n| 渡船甲 | 12 |\n", 4, "| 渡船甲 | 12 |", "12");
    check_source("# 灯\n\n* 一\n  * 灯泡\n", 3, "  * 灯泡", "灯泡");
    check_source("# 灯\n\n甲 &amp; 乙 <b class=\"丙\">丙</b>\n", 2, "甲 &amp; 乙 <b class=\"丙\">丙</b>", "丙");
    check_source("# 灯\n\n<p>一段。</p><p>二段。<br>三</p>\n", 2, "<p>一段。</p>|<p>二段。|<br>三</p>", "一段");
    check_source("# 灯\n\n这是**很**亮\n", 2, "这是**很**亮", "很");
    check_source("# 灯\n\n<一>&lt;二\n", 2, "<一>&lt;二", "<一>");
    check_source("---\ntitle: \"灯船\"\n---\n# 灯\n\n一段。\n", 1, "title: \"灯船\"", "灯船");
}

/* It is found as it is read, and shown as the file has it. */
static void
test_reader(void **state)
{
    struct world *world = *state;
    support_put(
        world->folder, "lamps.md",
        "# 灯\n\n这是**很**亮的[灯船](https://example.org/lamp)。\n\n# 船\n\n```\nlamp...\n\n\tboat 灯, x\n```\n");
    char *path = support_join(world->folder, "lamps.md");
    struct reader *reader = world_open(world, path, 80, 24);
    reader_run_command(reader, world_command("search-library"), (struct command_args){.text = slice_of("很亮的灯船")});
    reader_finish_search(reader);
    assert_int_equal(reader_results(reader).hits, 1);
    world_run(world, "open");
    world_run(world, "source");
    world_check(world);
    world_run(world, "source");
    world_run(world, "next-article");
    reader_run_command(reader, world_command("search"), (struct command_args){.text = slice_of("boat")});
    world_check(world);
    struct layout_place place = reader->at.text_top;
    world_run(world, "source");
    assert_int_equal(issue_line_number(reader->shown, reader->at.source.cursor.item), 4);
    world_run(world, "scroll-down");
    world_run(world, "scroll-up");
    world_run(world, "source");
    assert_true(layout_place_equal(reader->at.text_top, place));
    world_run(world, "copy");
    assert_string_equal(reader->clipboard.at, "船\nlamp...\n\n    boat 灯, x\n");
    world_run(world, "previous-article");
    world_run(world, "links");
    assert_non_null(reader->prompt.use);
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks), cmocka_unit_test(test_code),         cmocka_unit_test(test_spans),
        cmocka_unit_test(test_tables), cmocka_unit_test(test_html),         cmocka_unit_test(test_too_long),
        cmocka_unit_test(test_levels), cmocka_unit_test(test_front_matter), cmocka_unit_test(test_tags),
        cmocka_unit_test(test_notes),  cmocka_unit_test(test_links),        cmocka_unit_test(test_marks),
        cmocka_unit_test(test_source), cmocka_unit_test(test_any),          WORLD_TEST(test_reader),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
