/* Files that articles are saved as: each has all that the article has, whatever that is, and nothing else; and the names that are
 * offered for them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "handed_page.h"
#include "world.h"

#include "kanbao/text.h"
#include "reader/handing/handing.h"

#include <ctype.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- files */

/* Without what a format adds, the text of DOCUMENT. */
static void
unescape(struct buffer *out, enum file_format format, struct slice document)
{
    static const char *const entities[][2] = {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}};
    size_t at = format == FILE_HTML ? slice_find(document, "<article") : 0;
    while (at < document.len) {
        struct slice rest = slice_from(document, at);
        size_t entity = 0;
        while (entity < 4 && !(format == FILE_HTML && slice_starts(rest, entities[entity][0])))
            entity++;
        if (format == FILE_MARKDOWN && rest.at[0] == '\\' && rest.len > 1 &&
            (ispunct(rest.at[1]) || rest.at[1] == '\n')) {
            buffer_add_byte(out, rest.at[1]);
            at += 2;
        } else if (format == FILE_HTML && rest.at[0] == '<') {
            at += slice_find(rest, ">") + 1;
        } else if (entity < 4) {
            buffer_add_text(out, entities[entity][1]);
            at += strlen(entities[entity][0]);
        } else {
            buffer_add_byte(out, rest.at[0]);
            at++;
        }
    }
}

/* TEXT stands at *AT of PLAIN, behind nothing but MARKS; *AT is moved past it. */
static void
expect(struct slice plain, size_t *at, struct slice text, const char *marks, const char *what)
{
    text = text_trim(text);
    while (*at < plain.len && !(plain.len - *at >= text.len && memcmp(plain.at + *at, text.at, text.len) == 0)) {
        must(strchr(marks, plain.at[*at]) != NULL, "%s: not there: %.*s\nbut: %.*s", what, (int)text.len, text.at, 200,
             plain.at + *at);
        ++*at;
    }
    must(plain.len - *at >= text.len, "%s: not there: %.*s", what, (int)text.len, text.at);
    *at += text.len;
}

static void
expect_safe(struct slice plain, size_t *at, struct slice source, const char *marks, const char *what)
{
    struct buffer safe = {0};
    text_add_safe_lines(&safe, source);
    if (safe.len > 0)
        expect(plain, at, buffer_slice(&safe), marks, what);
    buffer_done(&safe);
}

static void
check_file(const struct options *options, enum file_format format, const struct issue *issue,
           const struct issue_article *article, const char *what)
{
    static const char *const marks[] = {[FILE_TEXT] = "\n ", [FILE_MARKDOWN] = "#*`\n ", [FILE_HTML] = "\n "};
    struct buffer file = {0}, plain = {0}, scratch = {0};
    size_t at = 0;
    file_add_article(&file, format, options, &(struct file_piece){issue, article, "灯船报"});
    unescape(&plain, format, buffer_slice(&file));
    struct slice text = buffer_slice(&plain);
    for (uint32_t i = 0; i < article->head_count; i++)
        expect_safe(text, &at, issue_line_words(issue, article->head_lines[i]), marks[format], what);
    issue_add_byline(&scratch, issue, article);
    if (scratch.len > 0)
        expect_safe(text, &at, buffer_slice(&scratch), marks[format], what);
    buffer_clear(&scratch);
    citation_add(&scratch, issue, article, "灯船报");
    expect(text, &at, buffer_slice(&scratch), marks[format], what);
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        expect_safe(text, &at, slice_from(issue_paragraph_text(issue, paragraph, &scratch), paragraph->lead_bytes),
                    marks[format], what);
    }
    for (; at < text.len; at++)
        must(strchr(marks[format], text.at[at]) != NULL, "%s: too much: %s", what, text.at + at);
    buffer_done(&scratch);
    buffer_done(&plain);
    buffer_done(&file);
}

/* The article is one of those that --json writes. */
static void
check_json(const struct issue *issue, const struct issue_article *article)
{
    struct buffer whole = {0}, one = {0};
    file_add_article(&one, FILE_JSON, NULL, &(struct file_piece){issue, article, ""});
    file_add_issue(&whole, FILE_JSON, NULL, issue, "");
    struct slice object = slice_from(buffer_slice(&one), slice_find(buffer_slice(&one), "\"articles\":[") + 12);
    object.len -= strlen("]}\n");
    char *text = base_strndup(object.at, object.len);
    assert_true(slice_find(buffer_slice(&whole), text) != SIZE_MAX);
    free(text);
    buffer_done(&whole);
    buffer_done(&one);
}

static void
check_issue(const struct issue *issue, const char *what)
{
    struct options options;
    options_init(&options);
    options.copy = COPIED_SOURCE;
    for (size_t i = 0; i < issue->article_count; i++) {
        for (int format = FILE_TEXT; format <= FILE_HTML; format++)
            check_file(&options, (enum file_format)format, issue, &issue->articles[i], what);
        check_json(issue, &issue->articles[i]);
    }
    options_done(&options);
}

static void
test_files_have_the_article(void **state)
{
    struct issue *issue;
    (void)state;
    for (size_t i = 0; support_sample(i) != NULL; i++) {
        issue = support_sample_issue(i);
        check_issue(issue, support_sample(i));
        issue_free(issue);
    }
    for (size_t i = 0;; i++) {
        struct buffer text = {0};
        buffer_add_text(&text, "渡口的灯\n\n");
        const char *name = support_add_nasty(&text, i, 2000);
        size_t len = name != NULL ? text_repair(&text.at, text.len, NULL) : 0;
        issue = support_recover("2026-02-03.txt", slice_make(text.at, len));
        if (name != NULL)
            check_issue(issue, name);
        issue_free(issue);
        buffer_done(&text);
        if (name == NULL)
            break;
    }
    issue = support_recover("2026-02-03.txt", slice_of(page));
    check_issue(issue, "page");
    issue_free(issue);
}

/* Nothing of a source is a mark, and nothing makes a page ask for anything. */
static void
test_marks_are_escaped(void **state)
{
    struct issue *issue = support_recover("20260203.txt", slice_of(page));
    struct options options;
    struct buffer markdown = {0}, html = {0};
    (void)state;
    options_init(&options);
    struct file_piece piece = {issue, &issue->articles[0], "<script>x</script>"};
    file_add_article(&markdown, FILE_MARKDOWN, &options, &piece);
    file_add_article(&html, FILE_HTML, &options, &piece);
    assert_non_null(strstr(markdown.at, "# 渡口旧物一年清点完毕\n\n"));
    assert_non_null(strstr(markdown.at, "\\*伞\\*"));
    assert_non_null(strstr(markdown.at, "\\`\\[x\\](y)\\`"));
    assert_non_null(strstr(html.at, "<h1>渡口旧物一年清点完毕</h1>"));
    assert_non_null(strstr(html.at, "lang=\"zh\""));
    assert_non_null(strstr(html.at, "&lt;b&gt;1. 不急&lt;/b&gt;"));
    assert_null(strstr(html.at, "<script>"));
    assert_non_null(strstr(html.at, "default-src 'none'"));
    buffer_done(&markdown);
    buffer_done(&html);
    options_done(&options);
    issue_free(issue);
}

static void
test_lists_and_tables_in_markdown(void **state)
{
    static const char text[] = "渡口的灯\n\n1. 第一盏灯换了, 亮得能看书。\n\n- 第二盏灯没换, 等到春天再说。\n\n"
                               "+ 第三盏在船上。\n\n1986年换的是第四盏。\n";
    struct issue *issue = support_recover_roles(text, "H.b.b.b.b");
    struct options options;
    struct buffer out = {0};
    (void)state;
    options_init(&options);
    file_add_article(&out, FILE_MARKDOWN, &options, &(struct file_piece){issue, &issue->articles[0], "x"});
    assert_non_null(strstr(out.at, "1\\. 第一盏"));
    assert_non_null(strstr(out.at, "\n\\- 第二盏"));
    assert_non_null(strstr(out.at, "\n\\+ 第三盏"));
    assert_non_null(strstr(out.at, "\n1986年"));
    buffer_done(&out);
    options_done(&options);
    issue_free(issue);
}

/* ---- names */

static void
test_names(void **state)
{
    static const char *const rows[][2] = {
        {"渡口的灯", "2026-02-03-渡口的灯.txt"},
        {"a/b\\c: \"d\"? e", "2026-02-03-a-b-c-d-e.txt"},
        {"..隐藏的..灯", "2026-02-03-隐藏的..灯.txt"},
        {"-rf $(x) `y`", "2026-02-03-rf-x-y.txt"},
        {"灯\xE2\x80\xAE船\xC2\x9B", NULL},
    };
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer text = {0}, name = {0};
        buffer_printf(&text, "%s\n\n本报讯 雨停了, 灯亮了, 没有人说话。\n", rows[i][0]);
        struct issue *issue = support_recover_roles(text.at, "HHb");
        free(issue->path);
        issue->date = 20260203;
        issue->path = base_strdup("x");
        file_name_add(&name, issue, &issue->articles[0], "x");
        if (rows[i][1] != NULL)
            must(strcmp(name.at, rows[i][1]) == 0, "“%s” became “%s”", rows[i][0], name.at);
        for (size_t at = 0; at < name.len; at++)
            must((unsigned char)name.at[at] > 0x20 && name.at[at] != '/', "“%s”", name.at);
        issue_free(issue);
        buffer_done(&text);
        buffer_done(&name);
    }
    struct buffer text = {0}, name = {0};
    for (int i = 0; i < 200; i++)
        buffer_add_text(&text, "灯船");
    buffer_add_text(&text, "\n\n本报讯 雨停了, 灯亮了。\n");
    struct issue *issue = support_recover_roles(text.at, "HHb");
    file_name_add(&name, issue, &issue->articles[0], "x");
    assert_in_range(name.len, 60, 140);
    assert_int_equal(text_repair(&name.at, name.len, NULL), name.len);
    issue_free(issue);
    buffer_done(&text);
    buffer_done(&name);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_files_have_the_article),
        cmocka_unit_test(test_marks_are_escaped),
        cmocka_unit_test(test_lists_and_tables_in_markdown),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests_name("reader, files", tests, NULL, NULL);
}
