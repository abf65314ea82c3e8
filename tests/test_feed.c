/* parser: feeds and outlines, read by their markup. The papers are invented, in the shapes of real feeds.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "marked_up.h"
#include "support.h"

#include "kanbao/parser.h"
#include "kanbao/source.h"
#include "kanbao/text.h"

#include <stdlib.h>

#define RSS                                                                                                            \
    "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\" "                                                \
    "xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" "        \
    "xmlns:media=\"http://search.yahoo.com/mrss/\"><channel>\n<title>泥河日报</title>\n"
#define RSS_END "</channel></rss>\n"

static void
check(const char *format, const char *text, const char *wanted)
{
    markup_check(markup_issue("a.xml", format, text), text, wanted);
}

/* Every byte of the file but for the ends of its lines is shown in the source of one line of the issue. */
static void
check_source(const struct issue *issue)
{
    struct slice source = issue_source(issue);
    unsigned char *shown = base_alloc_zero(source.len + 1, 1);
    for (uint32_t i = 0; i < issue->line_count; i++) {
        struct slice own = issue_line_source(issue, i);
        for (size_t at = 0; at < own.len; at++)
            shown[(size_t)(own.at - source.at) + at]++;
    }
    for (size_t at = 0; at < source.len; at++)
        must(shown[at] == !text_byte_among(source.at[at], "\r\n"), "byte %zu is shown %d times", at, shown[at]);
    free(shown);
}

/* The same where lines stand in another order than the file's: every line of the file is there. */
static void
check_loose(const char *format, const char *text, const char *wanted)
{
    struct issue *issue = markup_issue("a.rss", format, text);
    char *got = markup_outline(issue);
    assert_string_equal(got, wanted);
    for (uint32_t i = 0; i < issue_file_lines(issue); i++)
        assert_int_not_equal(issue_line_part(issue, i, 0), ISSUE_NO_LINE);
    check_source(issue);
    free(got);
    issue_free(issue);
}

/* The line of the file, from 1, in which the paragraph stands. */
static uint32_t
line_of(const struct issue *issue, size_t article, size_t paragraph)
{
    const struct issue_article *of = &issue->articles[article];
    return issue_line_number(issue, issue->paragraphs[of->first_paragraph + paragraph].first_line) + 1;
}

static void
test_rss(void **state)
{
    (void)state;
    const char *text = RSS "<lastBuildDate>Sun, 08 Jun 2031 08:00:00 +0800</lastBuildDate>\n"
                           "<image><title>图标</title></image>\n"
                           "<item><title>灯船换了灯泡 &amp;amp; <![CDATA[<b>缆绳</b>]]></title>\n"
                           "<link>https://example.org/1?a=1&amp;b=2</link>\n"
                           "<dc:creator><![CDATA[周小渡]]></dc:creator><media:title>不是</media:title>\n"
                           "<pubDate>Sat, 07 Jun 2031 07:00:00 +0800</pubDate>\n"
                           "<description><![CDATA[昨夜换了灯泡，亮了三倍 [&#8230;]]]></description>\n"
                           "<content:encoded><![CDATA[\n"
                           "<p>昨夜换了灯泡，\n"
                           "亮了三倍。</p><h2>缆绳</h2>\n"
                           "<p>见<a href=\"https://example.org/x?a&amp;b\">这里</a>。</p><ul><li>麻的</li></ul>\n"
                           "<blockquote>很亮。</blockquote>]]></content:encoded></item>\n"
                           "<item><title>Lamp</title><author>nora@example.org (Nora Whitlock)</author>\n"
                           "<description>&lt;p&gt;One.&lt;/p&gt;\n&lt;p&gt;Two &amp;lt; three.&lt;/p&gt;"
                           "</description></item>\n" RSS_END;
    struct issue *issue = markup_issue("a.rss", "rss", text);
    const struct issue_article *article = &issue->articles[0];
    assert_string_equal(issue->title, "泥河日报");
    assert_int_equal(issue->date, 20310608);
    assert_int_equal(issue->article_count, 2);
    assert_int_equal(issue_line_number(issue, article->headline_line) + 1, 6);
    assert_int_equal(line_of(issue, 0, 0), 12);
    assert_int_equal(line_of(issue, 0, 1), 13);
    assert_int_equal(line_of(issue, 0, 2), 14);
    assert_int_equal(line_of(issue, 0, 4), 15);
    assert_int_equal(line_of(issue, 1, 0), 17);
    assert_int_equal(line_of(issue, 1, 1), 18);
    assert_int_equal(article->credit_count, 1);
    assert_string_equal(issue->credits[article->first_credit].name, "周小渡");
    assert_string_equal(issue->credits[issue->articles[1].first_credit].name, "Nora Whitlock");
    assert_true(slice_equal(issue_span_text(issue, article->date_text), slice_of("Sat, 07 Jun 2031 07:00:00")));
    assert_int_equal(issue->link_count, 2);
    assert_string_equal(issue->links[0].address, "https://example.org/1?a=1&b=2");
    assert_string_equal(issue->links[1].address, "https://example.org/x?a&b");
    assert_int_equal(issue->links[0].number + 1, 7);
    char *links = markup_links(issue);
    assert_string_equal(links,
                        "灯船换了灯泡 & 缆绳 -> https://example.org/1?a=1&b=2\n这里 -> https://example.org/x?a&b\n");
    free(links);
    for (size_t i = 0; i < 2; i++)
        assert_in_range(issue->links[i].line, article->first_line, article->end_line - 1);
    issue_free(issue);
    check_loose("rss", text,
                "灯船换了灯泡 & 缆绳 [昨夜换了灯泡，亮了三倍。] [s:缆绳] [见这里。] [l:- 麻的] [> 很亮。]\n"
                "Lamp [One.] [Two < three.]\n");
}

static void
test_atom(void **state)
{
    (void)state;
    const char *text = "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n<title type=\"text\">A &lt; B</title>\n"
                       "<updated>2031-06-08T08:00:00Z</updated><author><name>泥河</name></author>\n"
                       "<entry><title type=\"html\">&lt;i&gt;灯船&lt;/i&gt;换了灯泡</title>\n"
                       "<link rel=\"self\" href=\"https://example.org/self\"/><link href=\"https://example.org/1\"/>\n"
                       "<author><name>Nora Whitlock</name><email>nora@example.org</email></author>\n"
                       "<published>2031-06-07T07:00:00Z</published>\n"
                       "<content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\">\n"
                       "<p>昨夜换了灯泡，\n亮了三倍，5 &lt; 6。</p>\n<ol\n><li>麻的<br/></li><li>钢的</li></ol>\n"
                       "<img src=\"a.png\" alt=\"灯船在河上\"/></div></content></entry>\n"
                       "<entry><title>铜铃</title><summary>铜铃响了一夜，谁也没有睡好。</summary>\n"
                       "<content type=\"text\">第一行 &lt;p&gt; 不是标记。\n\n第二段。</content></entry>\n"
                       "</feed>\n";
    struct issue *issue = markup_issue("a.atom", "atom", text);
    assert_string_equal(issue->title, "A < B");
    assert_int_equal(issue->date, 20310608);
    assert_int_equal(issue_line_number(issue, issue->articles[0].headline_line) + 1, 4);
    assert_int_equal(line_of(issue, 0, 0), 9);
    assert_int_equal(line_of(issue, 0, 1), 12);
    assert_int_equal(line_of(issue, 0, 3), 13);
    assert_int_equal(line_of(issue, 1, 1), 17);
    assert_string_equal(issue->credits[issue->articles[0].first_credit].name, "Nora Whitlock");
    assert_int_equal(issue->link_count, 2);
    assert_string_equal(issue->links[0].address, "https://example.org/1");
    issue_free(issue);
    check("atom", text,
          "灯船换了灯泡 [昨夜换了灯泡，亮了三倍，5 < 6。] [l:1. 麻的] [l:2. 钢的] [c:灯船在河上]\n"
          "铜铃/铜铃响了一夜，谁也没有睡好。 [第一行 <p> 不是标记。] [第二段。]\n");
}

/* RSS 1.0, in RDF; names by prefixes of all kinds; what stands in other names is not read. */
static void
test_rdf(void **state)
{
    (void)state;
    check(
        "rss",
        "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns=\"http://purl.org/rss/1.0/\"\n"
        " xmlns:d=\"http://purl.org/dc/elements/1.1/\" xmlns:x=\"urn:x\"><channel rdf:about=\"a\"><title>泥河</title>\n"
        "<items><rdf:Seq><rdf:li rdf:resource=\"b\"/></rdf:Seq></items></channel>\n"
        "<item rdf:about=\"b\"><x:title>不是</x:title><title>灯船</title><link>https://example.org/b</link>\n"
        "<description>昨夜换了灯泡。</description><d:date>2031-06-07</d:date><x:description>不是</x:description></item>\n"
        "</rdf:RDF>\n",
        "灯船 [昨夜换了灯泡。]\n");
    check("rss",
          "<r:RDF xmlns:r=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\" xmlns:rss=\"http://purl.org/rss/1.0/\">\n"
          "<rss:item><rss:title>灯船</rss:title><rss:description>昨夜。</rss:description></rss:item></r:RDF>\n",
          "灯船 [昨夜。]\n");
    /* a prefix that nothing declares */
    check(
        "rss",
        "<rss><channel><item><title>灯船</title><content:encoded>&lt;p&gt;昨夜。</content:encoded></item></channel></rss>\n",
        "灯船 [昨夜。]\n");
}

/* Items without titles are briefs, those without words are addresses; titles may stand below. */
static void
test_missing(void **state)
{
    (void)state;
    check_loose(
        "rss",
        RSS "<item><description>没有标题的一条。</description></item>\n"
            "<item><title></title><description>&lt;ul&gt;&lt;li&gt;又是一条。</description></item>\n"
            "<item><description>描述在前，\n标题在后。</description>\n<title>标题</title></item>\n"
            "<item><title>只有标题</title></item>\n<item></item>\n"
            "<item><link>https://example.org/1</link></item>\n" RSS_END,
        " [没有标题的一条。]\n [l:- 又是一条。]\n标题 [描述在前，] [标题在后。]\n只有标题\n [https://example.org/1]\n");
    check("rss", RSS RSS_END, "");
    check("rss", "<rss/>\n", "");
    check("atom", "<feed><entry><title>灯</title></entry></feed>\n", "灯\n");
}

static void
test_summaries(void **state)
{
    (void)state;
    /* another one is a deck; one that is long stands above; what the content says again is not shown */
    check("rss",
          RSS "<item><title>甲</title><description>灯船昨夜换了灯泡</description>\n"
              "<content:encoded>&lt;p&gt;亮了三倍。&lt;/p&gt;</content:encoded></item>\n"
              "<item><title>乙</title><description>&lt;p&gt;亮了 三倍，...&lt;/p&gt;</description>\n"
              "<content:encoded>&lt;p&gt;亮了三倍，都高兴。&lt;/p&gt;</content:encoded></item>\n" RSS_END,
          "甲/灯船昨夜换了灯泡 [亮了三倍。]\n乙 [亮了三倍，都高兴。]\n");
}

/* One category each, and together: sections. */
static void
test_sections(void **state)
{
    (void)state;
    const char *grouped =
        RSS "<item><category>本埠</category><title>甲</title><description>一。</description></item>\n"
            "<item><category>本埠</category><title>乙</title><description>二。</description></item>\n"
            "<item><category>体育</category><title>丙</title><description>三。</description></item>\n" RSS_END;
    const char *mixed = RSS "<item><category>本埠</category><title>甲</title></item>\n"
                            "<item><category>体育</category><title>乙</title></item>\n"
                            "<item><category>本埠</category><title>丙</title></item>\n" RSS_END;
    struct issue *issue = markup_issue("a.rss", "rss", grouped);
    assert_int_equal(issue->article_count, 3);
    assert_true(slice_equal(issue_line_text(issue, issue->articles[1].section_line), slice_of("本埠")));
    assert_true(slice_equal(issue_line_text(issue, issue->articles[2].section_line), slice_of("体育")));
    issue_free(issue);
    issue = markup_issue("a.rss", "rss", mixed);
    assert_int_equal(issue->article_count, 3);
    assert_int_equal(issue->articles[0].section_line, ISSUE_NO_LINE);
    issue_free(issue);
}

/* What is cut off, or wrong, gives what can be read. */
static void
test_broken(void **state)
{
    (void)state;
    check("rss",
          RSS
          "<item><title>甲 & 乙 <3 &nbsp;&nope; &mdash;</title><description>AT&T，<政府工作报告>，完。</description>\n"
          "<item><title>没有结束的</titel><description>一。</item>\n"
          "<item><title>丙</title><description><![CDATA[<p>在这里断了",
          "甲 & 乙 <3 &nope; — [AT&T，<政府工作报告>，完。]\n没有结束的一。\n丙 [在这里断了]\n");
    check("rss", RSS "<item><title>甲</title><description>一。&#10;&#10;二。\n三。</description></item>" RSS_END,
          "甲 [一。] [二。] [三。]\n");
    /* an error before it costs no entity */
    check(
        "rss",
        RSS
        "<item><x =\"1\" y=2>]]></x><title>甲 &amp; 乙</title><description>&lt;p&gt;一 &#38;lt; 二。</description></item>",
        "甲 & 乙 [一 < 二。]\n");
    check("rss", RSS "<item><title>甲</title><description>一。</description></item>\n<item><title>乙</tit",
          "甲 [一。]\n乙</tit\n");
    check("rss", RSS "<item><title>甲</title><description>一。<!-- 没有完</description></item>" RSS_END,
          "甲 [一。<!-- 没有完]\n");
    check("rss", RSS "<item><title>甲\x01\x02</title></item>" RSS_END "<rss><item><title>乙</title></item></rss>\n",
          "甲\n乙\n");
}

/* Entities that grow are not declared to anybody, and nothing is fetched. */
static void
test_bombs(void **state)
{
    (void)state;
    check(
        "rss",
        "<?xml version=\"1.0\"?>\n<!DOCTYPE rss [<!ENTITY a \"&#60;灯灯灯\">\n<!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\">\n"
        "<!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\"><!ENTITY f SYSTEM \"file:///etc/passwd\">]>\n"
        "<rss><channel><item><title>灯 &c; &f;</title></item></channel></rss>\n",
        "灯 &c; &f;\n");
    struct buffer deep = {0};
    buffer_add_text(&deep, RSS "<item><title>甲</title><description>一。</description></item>\n");
    for (size_t i = 0; i < 200000; i++)
        buffer_add_text(&deep, "<div>");
    buffer_add_text(&deep, "\n尾巴。\n");
    struct issue *issue = markup_issue("a.rss", "rss", deep.at);
    assert_int_equal(issue->article_count, 1);
    assert_true(slice_equal(issue_line_text(issue, issue->articles[0].headline_line), slice_of("甲")));
    assert_int_equal(issue->articles[0].paragraph_count, 2);
    markup_check_lines(issue);
    issue_free(issue);
    buffer_done(&deep);
}

/* Nothing in a feed reaches a terminal raw. */
static void
test_controls(void **state)
{
    (void)state;
    struct issue *issue = markup_issue(
        "a.rss", "rss", RSS "<item><title>灯&#27;]0;x&#7;&#x9b;31m</title><link>&#27;[2J</link></item>" RSS_END);
    struct buffer out = {0};
    issue_add_json(&out, issue);
    assert_false(slice_has(buffer_slice(&out), "\033"));
    assert_false(slice_has(buffer_slice(&out), "\xC2\x9B"));
    buffer_done(&out);
    issue_free(issue);
}

static void
test_outline(void **state)
{
    (void)state;
    const char *text =
        "<opml version=\"2.0\"><head><title>我的订阅</title><dateModified>Sat, 07 Jun 2031 08:00:00 "
        "GMT</dateModified></head><body>\n<outline text=\"本埠\">\n"
        "<outline text=\"泥河日报\" xmlUrl=\"https://example.org/f?a=1&amp;b=2\" htmlUrl=\"https://example.org/\"/>\n"
        "<outline title=\"下层\"><outline xmlUrl=\"https://example.org/x\"/></outline></outline>\n"
        "<outline text=\"散的\" url=\"https://example.org/3\"/></body></opml>\n";
    struct issue *issue = markup_issue("a.opml", "opml", text);
    assert_string_equal(issue->title, "我的订阅");
    assert_int_equal(issue->date, 20310607);
    assert_int_equal(line_of(issue, 0, 0), 3);
    assert_int_equal(issue->link_count, 4);
    assert_string_equal(issue->links[0].address, "https://example.org/");
    assert_string_equal(issue->links[1].address, "https://example.org/f?a=1&b=2");
    char *links = markup_links(issue);
    assert_string_equal(links, "泥河日报 -> https://example.org/\nhttps://example.org/x -> https://example.org/x\n"
                               "散的 -> https://example.org/3\n");
    free(links);
    issue_free(issue);
    check("opml", text, "本埠 [l:- 泥河日报] [l:- 下层] [l:· https://example.org/x]\n [l:- 散的]\n");
}

/* Lists of issues see what the beginning says. */
static void
test_glance(void **state)
{
    (void)state;
    static const struct {
        const char *text, *title;
        uint32_t date;
    } known[] = {
        {"<?xml version=\"1.0\"?>\n<rss><channel>\n<title><![CDATA[泥河日报 - 本埠]]></title><pubDate>Sun, 08 Jun 2031 08:00:00 "
         "GMT</pubDate><lastBuildDate>Mon, 09 Jun 2031 08:00:00 GMT</lastBuildDate><item><title>x</title>",
         "泥河日报 - 本埠", 20310609},
        {"<feed><title type=\"html\">A &amp;\n B</title><entry><title>x</title><updated>2031-06-07T08:00:00Z</updated></entry>"
         "<entry><updated>2031-06-08T08:00:00Z</updated></entry>",
         "A & B", 20310608},
        {"<opml><head/><body><outline text=\"x\"/>", NULL, 0},
        {"<rss><channel><title", NULL, 0},
        {"<rss><", NULL, 0},
    };
    for (size_t i = 0; i < BASE_COUNT(known); i++) {
        struct parser_glance glance = parser_glance(slice_of(known[i].text));
        assert_int_equal(glance.date, known[i].date);
        assert_string_equal(glance.title != NULL ? glance.title : "", known[i].title != NULL ? known[i].title : "");
        free(glance.title);
    }
}

/* A title without words leads nowhere, nor does what stands above it. */
static void
test_no_words(void **state)
{
    (void)state;
    struct issue *issue =
        markup_issue("a.rss", "rss",
                     "<rss><channel><item><title>甲</title><description>乙乙</description></item><item>\n"
                     "<title> <![CDATA[<img src='a.png'>]]> </title><link>https://example.org/2</link>"
                     "</item></channel></rss>");
    char *links = markup_links(issue);
    assert_string_equal(links != NULL ? links : "", "");
    free(links);
    issue_free(issue);
    issue =
        markup_issue("a.rss", "rss",
                     "<rss><channel><item><title> </title><link>https://example.org/2</link></item></channel></rss>");
    issue_free(issue);
}

/* All items in one line, as programs write them: each has its own links. */
static void
test_one_line(void **state)
{
    (void)state;
    struct issue *issue = markup_issue(
        "a.rss", "rss",
        "<rss><channel><item><title>甲</title><link>https://example.org/1</link></item><item><title>乙</title>"
        "<link>https://example.org/2</link></item></channel></rss>");
    assert_int_equal(issue->article_count, 2);
    assert_int_equal(issue->link_count, 2);
    for (size_t i = 0; i < 2; i++)
        assert_in_range(issue->links[i].line, issue->articles[i].first_line, issue->articles[i].end_line - 1);
    check_source(issue);
    issue_free(issue);
}

/* ---- as files */

static struct error *
read_file(const char *folder, const char *name, const char *bytes, size_t size, struct source_text *text)
{
    bool cut;
    char *path = support_join(folder, name);
    support_write(path, bytes, size);
    struct error *error = source_read((struct source_name){.path = path}, 1 << 20, 1 << 20, text, &cut);
    free(path);
    return error;
}

static void
test_encoding(void **state)
{
    static const char bytes[] =
        "<?xml version=\"1.0\" encoding=\"gb2312\"?>\n<rss><channel><item><title>\xB5\xC6\xB4\xAC\xBB\xBB\xC1\xCB\xB5"
        "\xC6\xC5\xDD</title><description>\xD7\xF2\xD2\xB9\xA3\xAC\xB5\xC6\xB4\xAC\xC9\xCF\xB5\xC4\xB5\xC6\xC5\xDD\xBB"
        "\xBB\xC1\xCB\xD0\xC2\xB5\xC4\xA1\xA3</description></item></channel></rss>\n";
    struct source_text text;
    assert_null(read_file(*state, "a.rss", bytes, sizeof bytes - 1, &text));
    assert_string_equal(text.encoding, "GB18030");
    struct issue *issue = parser_recover(
        (struct parser_source){.path = "a.rss", .text = text.at, .bytes = text.bytes, .encoding = text.encoding});
    char *outline = markup_outline(issue);
    assert_string_equal(outline, "灯船换了灯泡 [昨夜，灯船上的灯泡换了新的。]\n");
    free(outline);
    issue_free(issue);
}

static void
test_unknown(void **state)
{
    struct source_text text;
    static const char unknown[] = "<?xml version=\"1.0\"?><project><title>x</title></project>";
    struct error *error = read_file(*state, "a.xml", unknown, strlen(unknown), &text);
    assert_non_null(error);
    assert_true(slice_has(slice_of(error_text(error)), "XML"));
    error_free(error);
    assert_null(read_file(*state, "a.txt", unknown, strlen(unknown), &text));
    free(text.at);
    static const char page[] = "<!DOCTYPE html>\n<html><body><p>灯</p></body></html>";
    assert_null(read_file(*state, "a.xml", page, strlen(page), &text));
    free(text.at);
    assert_int_equal(text_xml_form(slice_of("\xEF\xBB\xBF <!-- a --><?b c?><!DOCTYPE d [<!ENTITY e \"f\">]><x:RSS>")),
                     TEXT_XML_RSS);
    assert_int_equal(text_xml_form(slice_of("<?xml?><!-- a long licence")), TEXT_XML_CUT);
    assert_int_equal(text_xml_form(slice_of("<rs")), TEXT_XML_CUT);
    assert_int_equal(text_xml_form(slice_of("rss>")), TEXT_XML_NONE);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rss),      cmocka_unit_test(test_atom),      cmocka_unit_test(test_rdf),
        cmocka_unit_test(test_missing),  cmocka_unit_test(test_summaries), cmocka_unit_test(test_sections),
        cmocka_unit_test(test_broken),   cmocka_unit_test(test_bombs),     cmocka_unit_test(test_controls),
        cmocka_unit_test(test_outline),  cmocka_unit_test(test_glance),    cmocka_unit_test(test_one_line),
        cmocka_unit_test(test_no_words), test_in_folder(test_encoding),    test_in_folder(test_unknown),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
