/* source and parser: books, as one issue each.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "archive_files.h"
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/source.h"

#include <stdlib.h>

#define CONTAINER                                                                                                      \
    "<?xml version=\"1.0\"?><container><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></container>"
#define METADATA                                                                                                       \
    "<opf:package xmlns:opf=\"http://www.idpf.org/2007/opf\"><opf:metadata><dc:title>灯船 &amp; 渡口</dc:title>\n" \
    "<dc:date opf:event=\"publication\">2031-06-07</dc:date></opf:metadata>\n"
#define MANIFEST                                                                                                       \
    "<opf:manifest><opf:item id=\"nav\" href=\"nav.xhtml\" properties=\"nav\"/>"                                       \
    "<opf:item href=\"text/a%20b.xhtml\" id=\"two\"/>"                                                                 \
    "<opf:item id=\"one\" href=\"../one.xhtml\"/><opf:item id=\"lost\" href=\"lost.xhtml\"/>"                          \
    "<opf:item id=\"picture\" href=\"lamp.png\"/></opf:manifest>\n"
#define SPINE(more)                                                                                                    \
    "<opf:spine><opf:itemref idref=\"nav\"/><opf:itemref idref=\"one\"/><opf:itemref idref='two'/>" more               \
    "</opf:spine></opf:package>\n"
#define CONTENTS "<html><body><nav><h1>目录</h1><ol><li>灯船换了灯泡</li></ol></nav></body></html>"
#define ONE                                                                                                            \
    "<html><head><title>不是题目</title></head>\n<body>\n<h2>灯船换了灯泡</h2>\n"                            \
    "<p>灯船昨夜换了一只新灯泡，亮度是原来的三倍，渡口的人都看见了。</p></body></html>"
#define TWO                                                                                                            \
    "<html><head><title>渡口停了渡船</title></head>\n<body>\n"                                                   \
    "<p>渡口昨天停了渡船，过河的人要到桥上去走，要多走三里路。</p>\n</body></html>"

struct part {
    const char *name, *text;
};

static void
write_book(const char *path, const struct part *parts, size_t count)
{
    struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_ZIP]);
    for (size_t i = 0; i < count; i++)
        archive_add(archive, parts[i].name, slice_of(parts[i].text));
    archive_end(archive);
}

static struct library *
open_book(const char *folder, const char *name, const struct part *parts, size_t count)
{
    struct library *library = library_new((struct library_limits){SIZE_MAX, 0});
    char *path = support_join(folder, name);
    write_book(path, parts, count);
    struct error *error = library_add(library, path);
    must(error == NULL, "%s", error != NULL ? error_text(error) : "");
    assert_int_equal(library_count(library), 1);
    free(path);
    return library;
}

static void
check_headline(const struct issue *issue, uint32_t article, const char *headline, uint32_t line)
{
    assert_true(article < issue->article_count);
    uint32_t own = issue->articles[article].headline_line;
    assert_text(issue_line_text(issue, own), headline);
    assert_int_equal(issue_line_number(issue, own) + 1, line);
}

/* The chapters in the order in which they are read, each with its headline: a heading, or else what its page is called; the lines
   are those of the text that the book is. */
static void
test_chapters(void **state)
{
    static const struct part parts[] = {{"mimetype", "application/epub+zip"},
                                        {"META-INF/container.xml", CONTAINER},
                                        {"OEBPS/book.opf", METADATA MANIFEST SPINE("")},
                                        {"OEBPS/nav.xhtml", CONTENTS},
                                        {"OEBPS/text/a b.xhtml", TWO},
                                        {"one.xhtml", ONE},
                                        {"OEBPS/lamp.png", "no page"}};
    struct library *library = open_book(*state, "book.epub", parts, BASE_COUNT(parts));
    uint32_t id = library_at(library, 0);
    const struct issue *issue = library_issue(library, id);
    assert_non_null(issue);
    assert_string_equal(issue->format, "epub");
    assert_string_equal(issue->title, "灯船 & 渡口");
    assert_int_equal(issue->date, 20310607);
    assert_int_equal(issue->article_count, 2);
    check_headline(issue, 0, "灯船换了灯泡", 10);
    check_headline(issue, 1, "渡口停了渡船", 13);
    assert_int_equal(issue->repaired, 0);
    struct slice source = issue_source(issue);
    assert_true(slice_has(source, TEXT_BOOK_PART "one.xhtml -->\n<html>"));
    assert_true(slice_has(source, TEXT_BOOK_PART "OEBPS/text/a b.xhtml -->\n<html>"));
    assert_false(slice_has(source, "目录"));
    assert_false(slice_has(source, "no page"));
    library_free(library);
}

/* What is not there is said, and the others are read; without a package all pages are, by their names. */
static void
test_broken(void **state)
{
    static const struct part lost[] = {{"META-INF/container.xml", CONTAINER},
                                       {"OEBPS/book.opf", METADATA MANIFEST SPINE("<itemref idref=\"lost\"/>")},
                                       {"OEBPS/text/a b.xhtml", TWO},
                                       {"one.xhtml", ONE}};
    static const struct part bare[] = {{"2.xhtml", ONE}, {"1.xhtml", TWO}, {"0.css", "p {}"}};
    struct library *library = open_book(*state, "lost.epub", lost, BASE_COUNT(lost));
    const struct issue *issue = library_issue(library, library_at(library, 0));
    assert_int_equal(issue->article_count, 2);
    assert_int_equal(issue->repaired, 1);
    library_free(library);
    library = open_book(*state, "bare.epub", bare, BASE_COUNT(bare));
    issue = library_issue(library, library_at(library, 0));
    assert_int_equal(issue->article_count, 2);
    assert_text(issue_line_text(issue, issue->articles[0].headline_line), "渡口停了渡船");
    library_free(library);
    /* one that is cut off, and one that holds nothing to read */
    static const struct part empty[] = {{"META-INF/container.xml", "<container/>"}, {"lamp.png", "no page"}};
    char *path = support_join(*state, "bare.epub"), *none = support_join(*state, "empty.epub");
    struct buffer whole = support_read(path);
    support_write(path, whole.at, 34); /* within the name */
    write_book(none, empty, BASE_COUNT(empty));
    const char *const paths[] = {path, none};
    for (size_t i = 0; i < BASE_COUNT(paths); i++) {
        struct source_text text;
        bool cut;
        struct error *error = source_read((struct source_name){.path = paths[i]}, SIZE_MAX, SIZE_MAX, &text, &cut);
        assert_non_null(error);
        must(strstr(error_text(error), "damaged") != NULL, "%s", error_text(error));
        error_free(error);
    }
    buffer_done(&whole);
    free(path);
    free(none);
}

/* A chapter that is named again and again is larger than a book may be. */
static void
test_large(void **state)
{
    struct buffer package = {0};
    buffer_add_text(&package, METADATA MANIFEST "<spine>");
    for (int i = 0; i < 5000; i++)
        buffer_add_text(&package, "<itemref idref=\"two\"/>");
    const struct part parts[] = {
        {"META-INF/container.xml", CONTAINER}, {"OEBPS/book.opf", package.at}, {"OEBPS/text/a b.xhtml", TWO}};
    char *path = support_join(*state, "large.epub");
    write_book(path, parts, BASE_COUNT(parts));
    struct source_text text;
    bool cut;
    struct error *error = source_read((struct source_name){.path = path}, 1 << 20, SIZE_MAX, &text, &cut);
    assert_non_null(error);
    must(strstr(error_text(error), "larger than 1 MB") != NULL, "%s", error_text(error));
    error_free(error);
    assert_null(source_read((struct source_name){.path = path}, 1 << 21, SOURCE_PREVIEW_BYTES, &text, &cut));
    assert_true(cut);
    assert_in_range(text.bytes, SOURCE_PREVIEW_BYTES / 2, SOURCE_PREVIEW_BYTES);
    free(text.at);
    buffer_done(&package);
    free(path);
}

/* With bytes that are others there is an error, or what there is. */
static void
test_spoiled(void **state)
{
    static const struct part parts[] = {{"META-INF/container.xml", CONTAINER},
                                        {"OEBPS/book.opf", METADATA MANIFEST SPINE("")},
                                        {"OEBPS/text/a b.xhtml", TWO},
                                        {"one.xhtml", ONE}};
    struct support_chance chance = {20310609};
    char *path = support_join(*state, "spoiled.epub");
    write_book(path, parts, BASE_COUNT(parts));
    struct buffer whole = support_read(path);
    for (int k = 0; k < 500; k++) {
        size_t at = support_below(&chance, (uint32_t)whole.len);
        char before = whole.at[at];
        whole.at[at] = (char)support_below(&chance, 256);
        support_write(path, whole.at, whole.len);
        struct source_text text;
        bool cut;
        struct error *error = source_read((struct source_name){.path = path}, 1 << 20, SIZE_MAX, &text, &cut);
        if (error == NULL)
            free(text.at);
        error_free(error);
        whole.at[at] = before;
    }
    buffer_done(&whole);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_chapters),
        test_in_folder(test_broken),
        test_in_folder(test_large),
        test_in_folder(test_spoiled),
    };
    return cmocka_run_group_tests_name("epub", tests, NULL, NULL);
}
