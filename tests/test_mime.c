/* source: pages saved with their pictures, and messages: what MIME wraps, as it is read. All invented.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "marked_up.h"
#include "support.h"

#include "kanbao/parser.h"
#include "kanbao/source.h"

#include <stdlib.h>

#define PAGE_HEAD                                                                                                      \
    "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://example.org/a\r\n"                                   \
    "Subject: =?utf-8?Q?=E7=81=AF=E8=88=B9?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n"             \
    "\ttype=\"text/html\";\r\n\tboundary=\"----Boundary--a\"\r\n\r\n\r\n"
#define PAGE_END                                                                                                       \
    "\r\n------Boundary--a\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n"                        \
    "Content-Location: https://example.org/a.png\r\n\r\niVBORw0KGgo=\r\n\r\n------Boundary--a--\r\n"

static char *
read_as(const char *folder, const char *name, const char *bytes, const char **encoding)
{
    bool cut;
    struct source_text text;
    char *path = support_join(folder, name);
    support_write(path, bytes, strlen(bytes));
    assert_null(source_read((struct source_name){.path = path}, 1 << 24, 1 << 24, &text, &cut));
    source_clean(&text);
    *encoding = text.encoding;
    char *copy = base_strndup(text.at, text.bytes);
    free(text.at);
    free(path);
    return copy;
}

/* What is read of BYTES as a file NAME, of FORMAT. */
static void
check(void **state, const char *name, const char *format, const char *bytes, const char *wanted)
{
    const char *encoding;
    char *text = read_as(*state, name, bytes, &encoding);
    markup_check(markup_issue(name, format, text), text, wanted);
    free(text);
}

static const char READ[] = "灯船换了灯泡 [昨夜，灯船上的灯泡换了新的，大家都很高兴。]\n";

/* As Chrome saves them; a soft line break stands inside of a character. */
static void
test_quoted(void **state)
{
    const char *bytes = PAGE_HEAD
        "------Boundary--a\r\nContent-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
        "Content-Transfer-Encoding: quoted-printable\r\nContent-Location: https://example.org/a\r\n\r\n"
        "<html><body class=3D\"a\"><h1>=E7=81=AF=E8=88=B9=E6=8D=A2=\r\n=E4=BA=86=E7=81=AF=E6=B3=A1</h1>  \r\n"
        "<p>=E6=98=A8=E5=A4=9C=EF=BC=\r\n=8C=E7=81=AF=E8=88=B9=E4=B8=8A=E7=9A=84=E7=81=AF=E6=B3=A1=E6=8D=A2=E4=BA=\r\n"
        "=86=E6=96=B0=E7=9A=84=EF=BC=8C=E5=A4=A7=E5=AE=B6=E9=83=BD=E5=BE=88=E9=AB=98=E5=85=B4=E3=80=82</p></body></html>" PAGE_END;
    const char *encoding;
    check(state, "a.mhtml", "mhtml", bytes, READ);
    check(state, "a.MHT", "mhtml", bytes, READ);
    check(state, "a.htm", "html", bytes, READ); /* by what stands in it */
    char *text = read_as(*state, "a.mhtml", bytes, &encoding);
    struct issue *issue = markup_issue("a.mhtml", "mhtml", text);
    assert_string_equal(encoding, "UTF-8");
    assert_string_equal(issue->title, "灯船"); /* the message's, as the page has none */
    assert_int_equal(issue->lines[issue->articles[0].headline_line].role, ISSUE_HEADLINE);
    assert_int_equal(issue_line_number(issue, issue->articles[0].headline_line), 0);
    assert_int_equal(issue_line_number(issue, issue->paragraphs[0].first_line), 1);
    issue_free(issue);
    /* cut off, its end and pictures gone */
    char *cut = base_strndup(bytes, strlen(bytes) - strlen(PAGE_END) - strlen("</p></body></html>"));
    check(state, "a.mht", "mhtml", cut, READ);
    free(cut);
    free(text);
}

/* As Word and Internet Explorer save them: in base64, in the encoding of the system, the root said by start. */
static void
test_base64(void **state)
{
    const char *bytes =
        "MIME-Version: 1.0\nContent-Type: multipart/related; start=\"<root>\"; boundary=\"=_b\"; type=\"text/html\"\n"
        "X-MimeOLE: none\n\nThis is a multi-part message.\n\n--=_b\nContent-ID: <frame>\nContent-Type: text/html\n\n"
        "<p>\xE6\xA1\x86\xE6\x9E\xB6\xE9\x87\x8C\xE7\x9A\x84\xE5\xAD\x97\xE3\x80\x82</p>\n--=_b\n"
        "Content-Type: multipart/alternative; boundary=in\n\n--in\nContent-Type: text/plain\n\nnot this\n--in\n"
        "Content-ID: <root>\nContent-Type: text/html; charset=\"gb2312\"\nContent-Transfer-Encoding: base64\n\n"
        "PGgxPrXGtKy7u8HLtcbF3TwvaDE+Cjxw\nPtfy0rmjrLXGtKzJz7XEtcbF3bu7wcvQwrXE\no6y088zSuau63LjfoaM8L3A+\n"
        "--in--\n--=_b--\n";
    const char *encoding;
    char *text = read_as(*state, "a.mht", bytes, &encoding);
    assert_string_equal(encoding, "GB18030");
    assert_non_null(strstr(text, "<h1>灯船换了灯泡</h1>\n<p>昨夜，灯船上的灯泡换了新的"));
    assert_null(strstr(text, "not this"));
    free(text);
}

/* One part alone; a page without MIME; a boundary that nothing says; none at all. */
static void
test_pages(void **state)
{
    const char *html = "<h1>灯船换了灯泡</h1>\n<p>昨夜，灯船上的灯泡换了新的，大家都很高兴。</p>\n";
    struct buffer bytes = {0};
    check(state, "a.mht", "mhtml", html, READ);
    buffer_printf(&bytes, "Content-Type: text/html\nContent-Transfer-Encoding: 8bit\n\n%s", html);
    check(state, "a.mht", "mhtml", bytes.at, READ);
    buffer_clear(&bytes);
    buffer_printf(&bytes, "From: x\nContent-Type: multipart/related\n\n--bb\nContent-Type: text/html\n\n%s--bb--\n",
                  html);
    check(state, "a.mht", "mhtml", bytes.at, READ);
    buffer_clear(&bytes);
    buffer_printf(&bytes,
                  "From: x\nX-Title: a\nlost\nContent-Type: multipart/related; boundary=bb\n\n\nContent-Type: "
                  "text/html\n\n%s",
                  html);
    check(state, "a.mht", "mhtml", bytes.at, READ);
    buffer_done(&bytes);
}

/* Parts in parts, and parts without end, come to an end. */
static void
test_many(void **state)
{
    const char *encoding;
    struct buffer bytes = {0};
    for (size_t i = 0; i < 3000; i++)
        buffer_add_text(&bytes, "Content-Type: multipart/mixed; boundary=b\n\n--b\n");
    buffer_add_text(&bytes, "Content-Type: text/plain\n\n灯\n");
    free(read_as(*state, "a.eml", bytes.at, &encoding));
    free(read_as(*state, "a.mht", bytes.at, &encoding));
    buffer_clear(&bytes);
    buffer_add_text(&bytes, "Content-Type: multipart/mixed; boundary=b\n\n");
    for (size_t i = 0; i < 100000; i++)
        buffer_add_text(&bytes, "--b\n\nx\n");
    char *text = read_as(*state, "a.eml", bytes.at, &encoding);
    size_t count = 0;
    for (size_t i = 0; text[i] != '\0'; i++)
        count += text[i] == 'x';
    assert_int_equal(count, 1000);
    free(text);
    buffer_done(&bytes);
}

/* ---- messages */

static void
test_messages(void **state)
{
    const char *bytes =
        "From nora@example.org Sat Jun  7 08:00:00 2031\nReceived: somewhere\n"
        "From: =?utf-8?B?5ZGo5bCP5rih?= <zhou@example.org>\n"
        /* two words, with half a character each */
        "Subject: Re: =?UTF-8?Q?=E7=81=AF=E8?=\n =?UTF-8?Q?=88=B9_=5B1=5D?=\nDate: Sat, 7 Jun 2031 08:00:00 +0800\n"
        "Content-Type: text/plain; charset=gb2312\nContent-Transfer-Encoding: quoted-printable\n\n"
        "=D7=F2=D2=B9=BB=BB=C1=CB=B5=C6=C5=DD=A1=A3\n>From=20here.\n=46rom there.\n\n> =BA=DC=C1=C1=A1=A3\n\n"
        "The lamp of the ship was replaced last night, as everybody in the town\nhas seen.\n\n"
        "From x Sat Jun  7 09:00:00 2031\nFrom: nora@example.org (Nora Whitlock)\nMIME-Version: 1.0\n"
        "Content-Type: multipart/alternative; boundary=\"xx\"\n\n--xx\nContent-Type: text/html\n\n<p>no</p>\n--xx\n"
        "Content-Type: text/plain\n\nNo subject.\n--xx\nContent-Type: text/plain\nContent-Disposition: attachment\n\n"
        "attached\n--xx--\n\n"
        "From y\nSubject: HTML\nContent-Type: text/html\n\n<p>One.</p>\n<h2>Two</h2><p>Three.</p>\n";
    const char *encoding;
    check(
        state, "a.mbox", "mail", bytes,
        "Re: 灯船 [1] [昨夜换了灯泡。] [From here.] [From there.] [> 很亮。] [The lamp of the ship was replaced last night, as "
        "everybody in the town has seen.]\n [No subject.]\nHTML [One.] [s:Two] [Three.]\n");
    char *text = read_as(*state, "a.mbox", bytes, &encoding);
    struct issue *issue = markup_issue("a.mbox", "mail", text);
    assert_int_equal(issue->date, 20310607);
    assert_string_equal(issue->credits[issue->articles[0].first_credit].name, "周小渡");
    assert_string_equal(issue->credits[issue->articles[1].first_credit].name, "Nora Whitlock");
    assert_true(
        slice_equal(issue_span_text(issue, issue->articles[0].date_text), slice_of("Sat, 7 Jun 2031 08:00:00")));
    assert_int_equal(issue_line_number(issue, issue->articles[0].headline_line), 0);
    assert_int_equal(issue_line_number(issue, issue->paragraphs[0].first_line), 4);
    issue_free(issue);
    free(text);
    check(state, "b.eml", "mail", "Subject: Lamp\n\nOne.\n", "Lamp [One.]\n");
    check(state, "c.eml", "mail", "no header at all,\nbut two lines\n", " [no header at all,] [but two lines]\n");
}

static void
test_digest(void **state)
{
    check(state, "a.eml", "mail",
          "Subject: Digest\nContent-Type: multipart/mixed; boundary=a\n\n--a\nContent-Type: text/plain\n\nAll.\n--a\n"
          "Content-Type: multipart/digest; boundary=b\n\n--b\n\nSubject: One\nFrom: Nora Whitlock\n\nFirst.\n--b\n"
          "Content-Type: message/rfc822\n\nSubject: Two\n\nSecond.\n--b--\n--a--\n",
          "Digest [All.]\nOne [First.]\nTwo [Second.]\n");
    struct buffer bytes = {0}, wanted = {0};
    buffer_add_text(&bytes, "Subject: Digest\nContent-Type: multipart/digest; boundary=b\n\n");
    buffer_add_text(&wanted, "Digest\n");
    for (size_t i = 0; i < 200; i++) {
        buffer_printf(&bytes, "--b\n\nSubject: %zu\n\nText.\n", i);
        buffer_printf(&wanted, "%zu [Text.]\n", i);
    }
    check(state, "b.eml", "mail", bytes.at, wanted.at);
    buffer_done(&bytes);
    buffer_done(&wanted);
}

/* Nothing of a header reaches a terminal raw, or becomes a line of its own. */
static void
test_controls(void **state)
{
    const char *encoding;
    char *text = read_as(*state, "a.eml",
                         "Subject: =?utf-8?Q?a=0AFrom=20b=1B[2J=C2=9B?= =?bad?X?y?= =?utf-8?B?\n\nOne.\n", &encoding);
    struct issue *issue = markup_issue("a.eml", "mail", text);
    struct buffer out = {0};
    issue_add_json(&out, issue);
    assert_int_equal(issue->article_count, 1);
    assert_false(slice_has(buffer_slice(&out), "\033"));
    assert_true(slice_has(buffer_slice(&out), "a From b"));
    buffer_done(&out);
    issue_free(issue);
    free(text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_quoted),   test_in_folder(test_base64),   test_in_folder(test_pages),
        test_in_folder(test_many),     test_in_folder(test_messages), test_in_folder(test_digest),
        test_in_folder(test_controls),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
