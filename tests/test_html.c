/* parser: saved pages of HTML, read by their markup. The pages are invented, in the layouts of real ones.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "marked_up.h"
#include "world.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

static struct issue *
read_html(const char *text)
{
    return markup_issue("a.html", "html", text);
}

static void
check(const char *text, const char *wanted)
{
    markup_check(read_html(text), text, wanted);
}

static void
check_named(const char *text, const char *wanted, const char *title, uint32_t date)
{
    struct issue *issue = read_html(text);
    assert_string_equal(issue->title != NULL ? issue->title : "", title);
    assert_int_equal(issue->date, date);
    markup_check(issue, text, wanted);
}

/* ---- elements */

static void
test_blocks(void **state)
{
    (void)state;
    check("<h1>灯</h1><p>昨夜换了灯泡，\n亮了三倍，大家都很高兴。<p>又是一段长长的文字。\n",
          "灯 [昨夜换了灯泡，亮了三倍，大家都很高兴。] [又是一段长长的文字。]\n");
    check("<h1>Lamp</h1>\n<p>The lamp of the ship\nwas replaced last night.</p>",
          "Lamp [The lamp of the ship was replaced last night.]\n");
    check("<h1>灯</h1><p>昨夜换了灯泡，亮了三倍。</p><ul><li>灯泡<li>缆绳<ul><li>麻的</ul></ul><ol "
          "start=\"3\"><li>第一<li>第二</ol>",
          "灯 [昨夜换了灯泡，亮了三倍。] [l:- 灯泡] [l:- 缆绳] [l:· 麻的] [l:3. 第一] [l:4. 第二]\n");
    check("<h1>灯</h1><p>昨夜换了灯泡，亮了三倍，大家都很高兴。</p><blockquote>他说很亮，真的很亮。</blockquote>"
          "<pre>int lamp;\n  int boat;</pre>",
          "灯 [昨夜换了灯泡，亮了三倍，大家都很高兴。] [> 他说很亮，真的很亮。] [`:int lamp;\n  int boat;]\n");
    /* an element begins in the midst of the blanks, or of a line; two <pre> are two */
    check(
        "<h1>灯</h1><p>昨夜换了灯泡，亮了三倍，大家都很高兴。</p>"
        "<pre>\nlamp {\n  <b>on</b>  <i>it</i>\n\n\t}\n</pre><pre>  boat</pre><p>又是一段，也很长很长，说的是船。</p>",
        "灯 [昨夜换了灯泡，亮了三倍，大家都很高兴。] [`:lamp {\n  on  it\n\n\t}] [`:  boat] "
        "[又是一段，也很长很长，说的是船。]\n");
}

static void
test_tables(void **state)
{
    (void)state;
    check("<h1>灯</h1><p>昨夜换了灯泡，亮了三倍。</p><table><tr><th>船<th>灯泡<tr><td>灯船<td>3\n"
          "<tr><td>渡船甲<td>12</table>",
          "灯 [昨夜换了灯泡，亮了三倍。] [t:船       灯泡\n灯船     3\n渡船甲   12]\n");
    /* an empty cell, and one over two columns */
    check("<h1>灯</h1><p>昨夜换了灯泡，亮了三倍。</p><table><tr><th colspan=2>船<th>灯泡<tr><td>甲<td>乙<td>3"
          "<tr><td>丙<td></td><td>4</table>",
          "灯 [昨夜换了灯泡，亮了三倍。] [t:船        灯泡\n甲   乙   3\n丙        4]\n");
    /* of a layout cells are blocks */
    check("<table><tr><td><h1>灯</h1></td></tr><tr><td><table><tr><td>昨夜换了灯泡，亮了三倍，大家都很高兴。</td>"
          "<td>又是一段，也很长很长，说的是船。</td></tr></table></td></tr></table>",
          "灯 [昨夜换了灯泡，亮了三倍，大家都很高兴。] [又是一段，也很长很长，说的是船。]\n");
}

static void
test_text(void **state)
{
    (void)state;
    check(
        "<h1>灯 &amp; 船</h1><p>甲&nbsp;&lt;&nbsp;乙 &#x706F;&#28783; &hellip; &nope; &copy;，3 < 4，5 > 4，<政府工作报告>"
        "也亮，<lamp@example.org>，a<b，完。</p>",
        "灯 & 船 [甲 < 乙 灯灯 … &nope; ©，3 < 4，5 > 4，<政府工作报告>也亮，<lamp@example.org>，a<b，完。]\n");
    check(
        "<h1>灯</h1><p>この<ruby>漢字<rp>(</rp><rt>かんじ</rt><rp>)</rp></ruby>は<ruby>灯<rt>deng</rt></ruby>です、と言った。</p>",
        "灯 [この漢字《かんじ》は灯です、と言った。]\n");
    check("<h1>灯</h1><!-- <p>不是文字，真的不是。 --><script>if (a<b) write('<p>不是文字。');</script>"
          "<style>p > b { }</style><p>昨夜换了灯泡，亮了三倍。<iframe>不是</iframe><select><option>也不是</select></p>",
          "灯 [昨夜换了灯泡，亮了三倍。]\n");
    check("<h1>灯</h1><p>昨夜换了灯泡，亮了三倍。</p><figure><img src=a.png alt='灯船在河上'><figcaption>灯船在河上。"
          "</figcaption></figure><img alt='渡口的铜铃'><img alt='photo.jpg'>",
          "灯 [昨夜换了灯泡，亮了三倍。] [c:灯船在河上。] [c:渡口的铜铃]\n");
}

/* As portals have them: <br>, two of them, and wide blanks. */
static void
test_breaks(void **state)
{
    (void)state;
    check(
        "<h1>灯</h1><div>　　昨夜换了灯泡，亮了三倍，大家都很高兴，<br>\n&nbsp;&nbsp;&nbsp;&nbsp;又是一段，说的是船，"
        "也很长很长的，真的在河面上很亮<br>\n一行在这里断开了，后面还有。<br>三段在这里，也很长，说的是铜铃响了一夜<br><br>四段在这里。</div>",
        "灯 [昨夜换了灯泡，亮了三倍，大家都很高兴，] [又是一段，说的是船，也很长很长的，真的在河面上很亮一行在这里断开了，后面还有。] "
        "[三段在这里，也很长，说的是铜铃响了一夜] [四段在这里。]\n");
    check("<h1>灯船换了<br>\n灯泡</h1><p>昨夜换了灯泡，亮了三倍，大家都很高兴。</p>",
          "灯船换了 灯泡 [昨夜换了灯泡，亮了三倍，大家都很高兴。]\n");
}

/* Nothing is lost where tags are wrong. */
static void
test_broken(void **state)
{
    (void)state;
    check("<HTML><BODY BGCOLOR=#FFFFFF><TABLE><TR><TD><CENTER><H1>灯</H1></CENTER><P ALIGN=left>昨夜换了灯泡，<B>亮了"
          "三倍，</P>大家都很高兴。</DIV><P CLASS=x y>又是一段</SPAN>长长的文字。",
          "灯 [昨夜换了灯泡，亮了三倍，] [大家都很高兴。] [又是一段长长的文字。]\n");
    /* a comment, a quotation mark, a tag without an end */
    check(
        "<h1>灯</h1><p>昨夜换了灯泡，亮了三倍。</p><!-- 没有完<p class=\"x>又是一段长长的文字。</p><p>完了，也很长很长。<b",
        "灯 [昨夜换了灯泡，亮了三倍。] [<!-- 没有完] [又是一段长长的文字。] [完了，也很长很长。<b]\n");
    check("\n\n", "");
    check("只有一行没有标记的文字，也要读出来。\n", " [只有一行没有标记的文字，也要读出来。]\n");
}

/* ---- pages */

static void
test_blog(void **state)
{
    (void)state;
    check_named(
        "<!DOCTYPE html>\n<html><head><meta charset=\"utf-8\"><title>灯船换了灯泡 - 泥河随笔</title>\n"
        "<meta property=\"og:site_name\" content=\"泥河随笔 &amp; 记\">"
        "<meta property='article:published_time' content='2031-06-07T08:00:00+08:00'></head><body class=\"post\">\n"
        "<header id=\"masthead\" class=\"site-header\"><h1 class=\"site-title\"><a href=\"/\">泥河随笔</a></h1>\n"
        "<nav class=\"menu\"><ul><li><a href=\"/a\">首页</a></li><li>关于</li></ul></nav></header>\n"
        "<main><article><header class=\"entry-header\"><h1 class=\"entry-title\">灯船换了灯泡</h1>\n"
        "<div class=\"entry-meta\">作者：周小渡　来源：临江区报　发布时间：2031-06-07</div></header>\n"
        "<div class=\"entry-content\"><p>昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。</p>\n"
        "<h2>缆绳</h2>\n<p>缆绳也换了新的，是麻的，很结实，见<a href=\"https://example.org/a?b&amp;c\">这里</a>。</p>\n"
        "<h2>铜铃</h2>\n<p>铜铃响了一夜，谁也没有睡好，早上才停。</p></div></article>\n"
        "<section id=\"comments\"><h2>评论</h2><p>好亮啊，我也看见了，真是好看极了。</p></section></main>\n"
        "<aside class=\"sidebar\"><h3>热点</h3><ul><li><a href=\"1\">甲船出航了</a></li><li><a "
        "href=\"2\">乙船回来了</a></li></ul></aside>\n"
        "<footer>版权所有 2031 泥河</footer></body></html>\n",
        "灯船换了灯泡 [昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。] [s:缆绳] "
        "[缆绳也换了新的，是麻的，很结实，见这里。] [s:铜铃] [铜铃响了一夜，谁也没有睡好，早上才停。]\n",
        "泥河随笔 & 记", 20310607);
}

/* A paper's page: tables for the layout, a kicker and a deck in headings, the text in an element of its own. */
static void
test_epaper(void **state)
{
    (void)state;
    check_named(
        "<html><head><title>泥河日报</title></head><body>\n<table width=900><tr><td><a href=a>上一版</a> <a href=b>下一版</a>"
        "</td><td>2031年6月7日 星期六</td></tr></table>\n"
        "<table><tr><td width=200><div>第01版：要闻</div><ul><li><a href=1>灯船换了灯泡</a><li><a href=2>铜铃响了一夜</a>"
        "</ul></td>\n<td><div class=text_c><h3>泥河两岸一片光明</h3><h1>灯船换了灯泡</h1><h2>——三只灯泡值多少</h2><h4>本报记者　"
        "周小渡</h4>\n<div id=ozoom><founder-content><P>　　本报讯　昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。</P>\n"
        "<P>　　船工们说，河面上看得很清楚，可以安心睡觉了。</P></founder-content></div></td></tr></table>\n"
        "<div>版权所有：泥河日报社</div></body></html>\n",
        "泥河两岸一片光明/灯船换了灯泡/——三只灯泡值多少/本报记者　周小渡 [本报讯　昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。] "
        "[船工们说，河面上看得很清楚，可以安心睡觉了。]\n",
        "泥河日报", 20310607);
}

/* A portal's page: no heading at all, the title in a class or in the middle, paragraphs by <br>. */
static void
test_portal(void **state)
{
    (void)state;
    check_named(
        "<html><head><meta http-equiv=Content-Type content='text/html; charset=gb2312'><title>灯船换了灯泡_本埠新闻_泥河网"
        "</title></head><body>\n<div id=top><a href=/>首页</a>|<a href=/n>新闻</a>|<a href=/s>体育</a></div>\n"
        "<div class=weizhi>当前位置：<a href=/>首页</a> &gt; 本埠新闻</div>\n<div align=center><font size=5><b>灯船换了灯泡</b>"
        "</font></div>\n<div align=center>2031年06月07日10:00　来源：泥河日报　作者：周小渡</div>\n<div id=zoom>　　昨夜，灯船上的"
        "灯泡换了新的，亮了三倍，大家都很高兴。<br><br>　　船工们说，河面上看得很清楚，可以安心睡觉了。<br><br>\n　　铜铃响了一夜，谁也没有"
        "睡好，早上才停。</div>\n<div>【<a href=#>打印</a>】【<a href=#>关闭</a>】</div>\n<div class=related>相关新闻"
        "<br><a href=3>石桥修好通车</a></div>\n</body></html>\n",
        "灯船换了灯泡 [昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。] [船工们说，河面上看得很清楚，可以安心睡觉了。] "
        "[铜铃响了一夜，谁也没有睡好，早上才停。]\n",
        "泥河网", 20310607);
}

static void
test_several(void **state)
{
    (void)state;
    check_named(
        "<html><head><title>泥河晚报 - 2031年6月7日</title></head><body><h1>泥河晚报</h1>\n"
        "<p>2031年6月7日</p>\n<h2>灯船换了灯泡</h2>\n<p>昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。</p>\n"
        "<h2>铜铃响了一夜</h2>\n<p>铜铃响了一夜，谁也没有睡好，早上才停。</p>\n<h3>后来</h3>\n<p>后来它又响了，大家只好起床去看。</p>"
        "\n<h2>石桥修好通车</h2>\n<p>石桥修好了，今天通车，河两岸的人都来看。</p>\n</body></html>",
        "灯船换了灯泡 [昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。]\n"
        "铜铃响了一夜 [铜铃响了一夜，谁也没有睡好，早上才停。] [s:后来] [后来它又响了，大家只好起床去看。]\n"
        "石桥修好通车 [石桥修好了，今天通车，河两岸的人都来看。]\n",
        "泥河晚报", 20310607);
    /* by the classes of their titles */
    check(
        "<div class=list><div class=title>灯船换了灯泡</div><div>昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。</div>"
        "<div class=title>铜铃响了一夜</div><div>铜铃响了一夜，谁也没有睡好，早上才停。</div></div>",
        "灯船换了灯泡 [昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。]\n"
        "铜铃响了一夜 [铜铃响了一夜，谁也没有睡好，早上才停。]\n");
}

static void
test_bulletin(void **state)
{
    (void)state;
    check(
        "<html><head><title>关于更换灯泡的通告</title></head><body><div class=nav>网站首页 公开 服务</div>\n<h1>关于更换灯泡的通告"
        "</h1>\n<p>根据规定，现将有关事项通告如下：</p>\n<p>一、灯泡由船工更换，费用见附表，不得拖延。</p>\n<table border=1><tr><td>船"
        "</td><td>灯泡</td></tr>\n<tr><td>灯船</td><td>3</td></tr>\n</table>\n<p>特此通告，自今日起施行。</p></body></html>",
        "关于更换灯泡的通告 [根据规定，现将有关事项通告如下：] [一、灯泡由船工更换，费用见附表，不得拖延。] [t:船     灯泡\n灯船   "
        "3] [特此通告，自今日起施行。]\n");
}

/* Names of classes are not believed where all the text stands in them; where no headline is, the words decide. */
static void
test_beliefs(void **state)
{
    (void)state;
    check(
        "<div class='sidebar-right share'><h1>灯</h1><p>昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。</p></div>"
        "<div class=footer>泥河</div>",
        "灯 [昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。]\n");
    check(
        "<p>灯船换了灯泡</p>\n<p>　　本报讯 昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴，可以安心睡觉了。</p>\n<p>　　船工们说，河面上"
        "看得很清楚，铜铃响了一夜，谁也没有睡好，早上才停。</p>\n",
        "灯船换了灯泡 [本报讯 昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴，可以安心睡觉了。] "
        "[船工们说，河面上看得很清楚，铜铃响了一夜，谁也没有睡好，早上才停。]\n");
}

/* Between the headline and the text, and behind it; spans of data stand apart. */
static void
test_ends(void **state)
{
    (void)state;
    static const char page[] =
        "<title>灯船换了灯泡_泥河网</title><div>新闻</div><h1>灯船换了灯泡</h1><div><span>2031-06-07</span><span>来源：泥河日报"
        "</span></div><div>举报</div><div>字号</div><h1><a href=u>泥河网</a></h1><div>灯船换了灯泡</div>\n"
        "<p>昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。</p><p>船工们说，河面上看得很清楚，可以安心睡觉了。</p>"
        "<div>阅读下一篇</div><h4><a href=1>铜铃响了一夜</a></h4><p>铜铃响了一夜，谁也没有睡好。</p>";
    struct issue *issue = read_html(page);
    assert_text(issue_span_text(issue, issue->articles[0].source), "泥河日报");
    markup_check(
        issue, page,
        "灯船换了灯泡 [昨夜，灯船上的灯泡换了新的，亮了三倍，大家都很高兴。] [船工们说，河面上看得很清楚，可以安心睡觉了。]\n");
    /* what is much is none of it */
    check(
        "<h1>灯船换了灯泡</h1><p>昨夜，灯船上的灯泡换了新的。</p><div>评论员</div><p>铜铃响了一夜，谁也没有睡好，早上才停，大家都很不高兴。</p>",
        "灯船换了灯泡 [昨夜，灯船上的灯泡换了新的。] [评论员] [铜铃响了一夜，谁也没有睡好，早上才停，大家都很不高兴。]\n");
}

/* Numbers, days and items below the text are the page's where they are outside of what the text is in; lines without any are not. */
static void
test_scraps(void **state)
{
    (void)state;
#define TEXT_OF_LAMP "<h1>灯</h1><p>昨夜换了灯泡，亮了三倍，大家都很高兴。</p><p>又是一段长长的文字，也有句号。</p>"
#define LAMP         "灯 [昨夜换了灯泡，亮了三倍，大家都很高兴。] [又是一段长长的文字，也有句号。]"
    check("<div><div>" TEXT_OF_LAMP
          "</div><div>399</div><div>篇文章</div><div>542</div><div>人看过</div><div>x</div></div>",
          LAMP "\n");
    check("<div><div>" TEXT_OF_LAMP
          "<div>399</div><div>篇文章</div><div>542</div><div>人看过</div><div>x</div></div></div>",
          LAMP " [399] [篇文章] [542] [人看过] [x]\n");
    check(
        "<div><div>" TEXT_OF_LAMP
        "</div><div>灯亮了</div><div>船走了</div><div>灯灭了</div><div>船来了</div><div>人醒了</div></div>",
        "灯 [v:昨夜换了灯泡，亮了三倍，大家都很高兴。] [v:又是一段长长的文字，也有句号。] [v:灯亮了] [v:船走了] [v:灯灭了] [v:船来了] [v:人醒了]\n");
    /* what is mostly links, among sentences */
    check("<h1>灯</h1><p>昨夜换了灯泡，亮了三倍，大家都很高兴。</p>"
          "<p>又见：<a href=1>铜铃响了一夜，谁也没有睡好。</a><a href=2>石桥修了半年，昨天修好了。</a></p>"
          "<p>又是一段长长的文字，也有句号。</p>",
          LAMP "\n");
}

static void
test_links(void **state)
{
    (void)state;
    struct issue *issue = read_html(
        "<h1>灯</h1>\n<p>昨夜换了灯泡，见<a href=\"https://example.org/a?b&amp;c\">那里</a>和<a href='u.html'>这里</a>"
        "<a href='javascript:x()'>。</a></p>\n<img src=p.png>\n<img src='data:image/png;base64,AAAA'><p>又是一段长长的文字。</p>");
    assert_int_equal(issue->link_count, 3);
    assert_string_equal(issue->links[0].address, "https://example.org/a?b&c");
    assert_int_equal(issue->links[0].number, 1);
    assert_string_equal(issue->links[2].address, "p.png");
    assert_int_equal(issue->links[2].number, 2);
    issue_free(issue);
}

/* What a list of issues asks of the beginning of a file; a text that begins with < is no page. */
static void
test_glance(void **state)
{
    (void)state;
    struct parser_glance glance = parser_glance(slice_of(
        "\n<!DOCTYPE html>\n<HTML><HEAD><TITLE>\n灯船换了&quot;灯泡&quot; - 要闻 - 泥河&amp;日报\n</TITLE>\n<META "
        "content=2031-06-07 NAME=pubdate><script>var a = '<title>x</title>';</script></HEAD><body>"));
    assert_string_equal(glance.title, "泥河&日报");
    assert_int_equal(glance.date, 20310607);
    free(glance.title);
    glance = parser_glance(slice_of("<政府工作报告>有感\n\n<title>灯 - 泥河</title>\n"));
    assert_true(glance.title == NULL || strcmp(glance.title, "泥河") != 0);
    free(glance.title);
}

/* ---- anything */

/* Whatever it is, it has a place for every line. */
static void
test_any(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<h1>",
                                         "</h1>",
                                         "<h2>灯</h2>",
                                         "<p>",
                                         "</p>",
                                         "<div class=nav>",
                                         "</div>",
                                         "<table>",
                                         "<tr>",
                                         "<td>",
                                         "</td>",
                                         "</table>",
                                         "<br>",
                                         "<ul>",
                                         "<li>",
                                         "</ul>",
                                         "<pre>",
                                         "</pre>",
                                         "<!--",
                                         "-->",
                                         "<script>",
                                         "</script>",
                                         "&amp;",
                                         "&#10;",
                                         "\n",
                                         "\r\n",
                                         "\r",
                                         "灯泡亮了。",
                                         "lamp ",
                                         "　",
                                         "&nbsp;",
                                         "<",
                                         ">",
                                         "\"",
                                         "<a href=\"u\">",
                                         "</a>",
                                         "<ruby>",
                                         "<rt>かな</rt>",
                                         "<img alt='灯船在河\n上'>",
                                         "<blockquote>",
                                         "\f",
                                         "<b\n>",
                                         "<title>灯</title>",
                                         "<政府>",
                                         "</政府>",
                                         "昨夜，灯船上的灯泡换了新的，亮了三倍。"};
    struct support_chance chance = {20310607};
    for (int i = 0; i < (support_is_slow() ? 200 : 4000); i++) {
        struct buffer text = {0};
        for (uint32_t k = support_below(&chance, 60) + 1; k > 0; k--)
            buffer_add_text(&text, pieces[support_below(&chance, (uint32_t)BASE_COUNT(pieces))]);
        struct issue *issue = read_html(text.at);
        markup_check_lines(issue);
        issue_free(issue);
        buffer_done(&text);
    }
}

/* A word stands in the line of the file that it stands in, whatever is around it. */
static void
test_numbers(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "<p>",     "</p>\n", "<div\nclass=x>", "\n",    "\r\n", "<!-- \n -->",  "<script>\nx\n</script>",
        "<br>\n",  "<b>",    "</b>",           "&amp;", "，灯", "<img\nalt=x>", "<td>",
        "<table>", "\n\n"};
    struct support_chance chance = {20310608};
    for (int i = 0; i < (support_is_slow() ? 100 : 1000); i++) {
        struct buffer text = {0};
        uint32_t line = 0, wanted[64];
        size_t count = 0;
        buffer_add_text(&text, "<h1>灯</h1>");
        for (uint32_t k = support_below(&chance, 60) + 1; k > 0; k--) {
            const char *piece = pieces[support_below(&chance, (uint32_t)BASE_COUNT(pieces))];
            buffer_add_text(&text, piece);
            for (const char *at = piece; *at != '\0'; at++)
                line += *at == '\n';
            wanted[count] = line;
            buffer_printf(&text, " word%zu ", count++);
        }
        struct issue *issue = read_html(text.at);
        markup_check_lines(issue);
        struct slice all = slice_make(issue->text, issue->text_bytes);
        for (size_t k = 0; k < count; k++) {
            char word[16];
            snprintf(word, sizeof word, "word%zu ", k);
            size_t at = slice_find(all, word);
            if (at == SIZE_MAX) { /* at the end of its line */
                word[strlen(word) - 1] = '\n';
                at = slice_find(all, word);
            }
            assert_true(at < all.len);
            assert_int_equal(issue_line_number(issue, issue_line_at(issue, (uint32_t)at)), wanted[k]);
        }
        issue_free(issue);
        buffer_done(&text);
    }
}

/* Depths and lengths that would take long, or much memory, where time grew faster than the text. */
static void
test_much(void **state)
{
    (void)state;
    static const char *const pieces[] = {"<div>",
                                         "<b>",
                                         "</i>",
                                         "<!--",
                                         "<a b=\"",
                                         "<script>",
                                         "<ul><li>",
                                         "<table><tr><td>灯",
                                         "<a a1 a2 a3 a4 a5",
                                         " b=c",
                                         "<ruby><rt>",
                                         "<blockquote>",
                                         "&lt",
                                         "<h1>灯</h1>",
                                         "<h2>灯</h2><h1>灯</h1>",
                                         "<div class=title>灯</div>",
                                         "<",
                                         "<p",
                                         "<h1>灯"};
    for (size_t i = 0; i < BASE_COUNT(pieces); i++) {
        struct buffer text = {0};
        buffer_add_text(&text, "<h1>灯</h1><p>昨夜换了灯泡，亮了三倍。");
        for (size_t k = 0; k < (support_is_slow() ? 2000 : 50000); k++)
            buffer_add_text(&text, pieces[i]);
        for (size_t k = 0; k < (support_is_slow() ? 2000 : 50000); k++)
            buffer_add_text(&text, "</i>");
        buffer_add_text(&text, "\n<p>在最后，又是一段长长的文字。");
        struct issue *issue = read_html(text.at);
        markup_check_lines(issue);
        issue_free(issue);
        buffer_done(&text);
    }
    /* what is too deep is read as text */
    struct buffer text = {0};
    buffer_add_text(&text, "<h1>灯</h1>\n<p>昨夜换了灯泡，亮了三倍。\n");
    for (size_t k = 0; k < 2000; k++)
        buffer_add_text(&text, "<div>");
    buffer_add_text(&text, "\n<p>在最后，又是一段长长的文字。");
    check(text.at, "灯 [昨夜换了灯泡，亮了三倍。] [在最后，又是一段长长的文字。]\n");
    buffer_done(&text);
}

/* It is found as it is read, and shown as the file has it; a folder's pages are its issues. */
static void
test_reader(void **state)
{
    struct world *world = *state;
    support_put(world->folder, "lamps.htm",
                "<html><head><title>灯 - 泥\x1B[31m河</title></head><body>\n<h1>灯</h1>\n<p>这是<b>很</b>亮的<a "
                "href='https://example.org/lamp'>灯船</a>，亮了三倍。</p>\n</body></html>\n");
    struct reader *reader = world_open(world, world->folder, 80, 24);
    reader_run_command(reader, world_command("search-library"), (struct command_args){.text = slice_of("很亮的灯船")});
    reader_finish_search(reader);
    assert_int_equal(reader_results(reader).hits, 1);
    world_run(world, "open");
    world_run(world, "source");
    world_check(world);
    world_run(world, "source");
    world_run(world, "links");
    assert_non_null(reader->prompt.use);
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
}

static void
check_links(const char *text, const char *wanted)
{
    struct issue *issue = read_html(text);
    char *links = markup_links(issue);
    assert_string_equal(links != NULL ? links : "", wanted);
    free(links);
    issue_free(issue);
}

/* Which words lead where: those of a headline, those that lines of the file part, none of a script or of what is the page's. */
static void
test_linked_words(void **state)
{
    static const char nested[] =
        "<h1>灯</h1><p>昨夜<a href='1'>换了<a href='2'>灯泡</a>，亮了</a>三倍，大家都很高兴。</p>\n";
    (void)state;
    check_links("<h1> 新<a href='https://example.org/a?b&amp;c'>的\n 灯 </a></h1>\n<p>昨夜<a href=u.html>换了\n灯泡 "
                "</a>，亮了三倍，大家都很高兴。<a href='#top'>上</a><a href='javascript:f()'>下</a><a>空</a></p>\n",
                "的 -> https://example.org/a?b&c\n灯 -> https://example.org/a?b&c\n换了 -> u.html\n灯泡 -> u.html\n");
    check_links(
        "<h1>灯</h1><p>昨夜换了灯泡，亮了三倍，大家都很高兴，<b>见 <a href=1><img src=p.png>图</a></b>。</p>\n<ul><li><a "
        "href=2>灯泡</a>一只，亮了三倍<li>缆绳</ul>\n",
        "图 -> 1\n灯泡 -> 2\n");
    check_links("<h1>灯</h1><pre>int <a href=1>lamp</a>;\n</pre><p>昨夜换了灯泡，亮了三倍，大家都很高兴。</p>",
                "lamp -> 1\n");
    check_links(nested, "换了 -> 1\n灯泡 -> 2\n");
    check_links(
        "<h1>灯</h1><p>昨夜换了灯泡，亮了三倍，大家都很高兴。</p><a href=1><h2>船的灯</h2></a><p>真的很高兴，说了好几遍，又说了一遍。</p>",
        "船的灯 -> 1\n");
    check_links("<h1>灯</h1><nav><a href=1>首页</a></nav><p>昨夜换了灯泡，亮了三倍，大家都很高兴，真的。</p>", "");
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_blocks),   cmocka_unit_test(test_tables),       cmocka_unit_test(test_text),
        cmocka_unit_test(test_breaks),   cmocka_unit_test(test_broken),       cmocka_unit_test(test_blog),
        cmocka_unit_test(test_epaper),   cmocka_unit_test(test_portal),       cmocka_unit_test(test_several),
        cmocka_unit_test(test_bulletin), cmocka_unit_test(test_beliefs),      cmocka_unit_test(test_ends),
        cmocka_unit_test(test_links),    cmocka_unit_test(test_linked_words), cmocka_unit_test(test_glance),
        cmocka_unit_test(test_any),      cmocka_unit_test(test_numbers),      cmocka_unit_test(test_much),
        WORLD_TEST(test_reader),         cmocka_unit_test(test_scraps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
