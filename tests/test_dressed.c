/* The same page as it is, and as terminals, printers, word processors, line counters and OCR leave it: its articles are the same,
 * and so is what is found in them; the source shows what the file has.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"
#include "searching.h"

#include "kanbao/library.h"
#include "kanbao/text.h"

#include <poll.h>
#include <stdlib.h>
#include <unistd.h>

static const struct library_limits roomy = {256 << 20, 256 << 20};

static const char *const pages[] = {
    "渡口晚报　2031年6月7日　星期六\n\n灯船换了灯泡\n\n本报讯（记者容与）昨夜灯船靠岸，换灯泡1200只，亮度是旧的三倍半，"
    "看守人说亮得能看书。\n\n围观的人带了板凳，到天亮才散，灯船靠岸时没有人说话。\n\n桥修好了\n\n"
    "本报讯（记者沈舟）昨天下午，桥的栏杆也漆过了，一共花了3456元，账目都贴在桥头。\n",
    "渡口晚報　2031年6月7日　星期六\n\n燈船換了燈泡\n\n本報訊（記者容與）昨夜燈船靠岸，換燈泡1200隻，亮度是舊的三倍半，"
    "看守人說亮得能看書。\n\n圍觀的人帶了板凳，到天亮才散，燈船靠岸時沒有人說話。\n",
    "The Ferry Gazette\nSaturday, June 7, 2031\n\nLamp Ship Has New Lamps\n\nBy Ada Ferris\n\nThe lamp ship took on 1200 lamps "
    "last night, and the keeper said that one could read by them.\n\nPeople brought benches and left at dawn.\n\nBridge Is Open "
    "Again\n\nBy Tom Waters\n\nThe railings of the bridge were painted yesterday, and the bill is there for all to see.\n",
    "渡し場新聞　2031年6月7日\n\n灯台船の電球が新しくなった\n\n　灯台船は昨夜、岸に着いて電球を1200個取り替えた。明るさは前の三倍だという。\n\n"
    "　見物人は腰掛けを持って来て、夜明けまで帰らなかった。\n",
};

/* ---- dresses: each is put on every line */

typedef void put_on(struct buffer *out, struct slice line, unsigned number);

static void
bold(struct buffer *out, struct slice line, unsigned number)
{
    for (size_t at = 0, next; at < line.len; at = next) {
        char32_t code = text_point(line, at, &next);
        buffer_add(out, line.at + at, next - at);
        if (text_is_space(code) || (number + at) % 5 == 0)
            continue;
        buffer_add_text(out, text_width(code) == 2 && number % 2 == 0 ? "\b\b" : "\b");
        buffer_add(out, line.at + at, next - at);
    }
}

static void
underlined(struct buffer *out, struct slice line, unsigned number)
{
    for (size_t at = 0, next; at < line.len; at = next) {
        char32_t code = text_point(line, at, &next);
        bool two = text_width(code) == 2 && number % 2 == 0;
        if (!text_is_space(code))
            buffer_add_text(out, two ? "__\b\b" : "_\b");
        buffer_add(out, line.at + at, next - at);
    }
}

static void
coloured(struct buffer *out, struct slice line, unsigned number)
{
    char32_t first = text_first(line);
    size_t len = line.len > 0 ? (size_t)text_encode(first, (char[4]){0}) : 0;
    buffer_printf(out, "\x1B[%um%.*s\x1B[0m\x1B[K", 30 + number % 8, (int)len, line.at);
    buffer_add_text(out, "\xC2\x9B"
                         "1;4m");
    buffer_add(out, line.at + len, line.len - len);
    buffer_add_text(out, "\x1B[m");
}

static void
invisible(struct buffer *out, struct slice line, unsigned number)
{
    static const char *const nothing[] = {"\u200B", "\uFEFF", "\u2060", "\u200D", "\u00AD\u200B"};
    buffer_add_text(out, "\u200B");
    for (size_t at = 0, next; at < line.len; at = next) {
        text_point(line, at, &next);
        buffer_add(out, line.at + at, next - at);
        buffer_add_text(out, next < line.len ? nothing[(number + at) % BASE_COUNT(nothing)] : "\u200B");
    }
}

static void
counted(struct buffer *out, struct slice line, unsigned number)
{
    buffer_printf(out, "%6u\t", number);
    buffer_add_slice(out, line);
}

static void
counted_bold(struct buffer *out, struct slice line, unsigned number)
{
    buffer_printf(out, "\x1B[1m%4u\x1B[m  ", number);
    bold(out, line, number);
}

static void
spaced(struct buffer *out, struct slice line, unsigned number)
{
    (void)number;
    for (size_t at = 0, next; at < line.len; at = next) {
        char32_t code = text_point(line, at, &next);
        buffer_add(out, line.at + at, next - at);
        buffer_add_text(out, next < line.len && code != U'　' ? " " : "");
    }
}

static const struct {
    const char *name;
    put_on *dress;
    bool latin; /* a page of letters can wear it */
} dresses[] = {{"bold", bold, true},           {"underlined", underlined, true}, {"coloured", coloured, true},
               {"invisible", invisible, true}, {"counted", counted, true},       {"counted, bold", counted_bold, true},
               {"spaced", spaced, false}};

/* PAGE with DRESS (or NULL) and ENDS for the ends of its lines. */
static char *
dressed(const char *page, put_on *dress, const char *end)
{
    struct buffer out = {0};
    unsigned number = 1;
    for (struct slice rest = slice_of(page); rest.len > 0; number++) {
        size_t len = slice_find(rest, "\n");
        struct slice line = slice_make(rest.at, len);
        if (dress != NULL)
            dress(&out, line, number);
        else
            buffer_add_slice(&out, line);
        buffer_add_text(&out, end);
        rest = slice_from(rest, len + 1);
    }
    return buffer_take(&out);
}

/* ---- read from a file */

/* The issue that the file of TEXT is; OF the library, which the caller frees. */
static const struct issue *
read_page(const char *folder, const char *text, struct library **of)
{
    char *path = support_join(folder, "20310607.txt");
    support_write_text(path, text);
    *of = library_new(roomy);
    assert_null(library_add(*of, path));
    free(path);
    const struct issue *issue = support_issue_at(*of, 0);
    assert_non_null(issue);
    return issue;
}

static void
check_same(const struct issue *plain, const struct issue *issue, const char *name)
{
    static const char *const queries[] = {"灯船",           "1200",        "by:容与",  "by:沈舟", "本报讯",
                                          "\"换灯泡1200\"", "dengchuan",   "/\\d{4}/", "lamp",    "by:ferris",
                                          "电球",           "headline:灯", "-船"};
    struct buffer wanted = {0}, got = {0};
    struct search_options options = {.pinyin = PINYIN_SCHEME_FULL};
    issue_add_json(&wanted, plain);
    issue_add_json(&got, issue);
    must(slice_equal(buffer_slice(&wanted), buffer_slice(&got)), "%s:\n%s\n%s", name, wanted.at, got.at);
    for (size_t i = 0; i < BASE_COUNT(queries); i++) {
        char *here = hits_of(queries[i], plain, options, true), *there = hits_of(queries[i], issue, options, true);
        must(strcmp(here, there) == 0, "%s: %s finds %s, not %s", name, queries[i], there, here);
        free(here);
        free(there);
    }
    buffer_done(&wanted);
    buffer_done(&got);
}

static void
check_page(const char *folder, const char *page)
{
    static const char *const ends[] = {"\r\n", "\r", "\v", "\xC2\x85", "\u2028", "\u2029", "\f"};
    struct library *library, *other;
    const struct issue *plain = read_page(folder, page, &library);
    must(plain->article_count > 0 && plain->articles[0].headline_line != ISSUE_NO_LINE, "the page has no articles");
    must(plain->drops == NULL, "the page has more than its text");
    for (size_t i = 0; i < BASE_COUNT(dresses); i++) {
        if (!dresses[i].latin && text_is_ascii_letter(text_first(slice_of(page))))
            continue;
        char *text = dressed(page, dresses[i].dress, "\n");
        const struct issue *issue = read_page(folder, text, &other);
        assert_non_null(issue->drops);
        check_same(plain, issue, dresses[i].name);
        library_free(other);
        free(text);
    }
    for (size_t i = 0; i < BASE_COUNT(ends) - 1; i++) { /* what a form feed is besides, is not asked here */
        char *text = dressed(page, NULL, ends[i]);
        check_same(plain, read_page(folder, text, &other), ends[i]);
        library_free(other);
        free(text);
    }
    library_free(library);
}

static void
test_same(void **state)
{
    for (size_t i = 0; i < BASE_COUNT(pages); i++)
        check_page(*state, pages[i]);
}

/* The whole issue, when the loader's thread has it. */
static const struct issue *
wait_for_whole(struct library *library, int end, const struct issue *before)
{
    uint32_t id = library_at(library, 0);
    const struct issue *issue;
    for (char bytes[64]; issue = library_peek(library, id), issue->preview || issue == before;) {
        struct pollfd wait = {.fd = end, .events = POLLIN};
        must(poll(&wait, 1, 60 * 1000) == 1, "nothing came for a minute");
        must(read(end, bytes, sizeof bytes) > 0, "nothing can be read");
        library_collect(library, id);
    }
    return issue;
}

/* A text that is read in two steps, and recovered again by another thread when it is mended. */
static void
test_long(void **state)
{
    struct buffer text = {0}, all = {0};
    for (int i = 0; i < 600; i++)
        buffer_add_text(&text, pages[0]);
    char *wanted = text.at, *worn = dressed(text.at, bold, "\n"), *path = support_join(*state, "20310607.txt");
    support_write_text(path, worn);
    struct library *library = library_new(roomy);
    int ends[2];
    assert_int_equal(pipe(ends), 0);
    assert_null(library_add(library, path));
    library_expect_loader(library);
    const struct issue *preview = support_issue_at(library, 0);
    assert_true(preview->preview);
    assert_non_null(preview->drops);
    library_start(library, ends[1]);
    const struct issue *issue = wait_for_whole(library, ends[0], NULL);
    for (int round = 0; round < 2; round++) {
        assert_true(slice_equal(slice_make(issue->text, issue->text_bytes), slice_of(wanted)));
        buffer_clear(&all);
        struct text_drop_walk walk = text_drops_from(issue->drops, 0);
        size_t at = 0;
        for (struct text_drop drop; text_drops_next(&walk, &drop); at = drop.byte) {
            buffer_add(&all, issue->text + at, drop.byte - at);
            buffer_add_slice(&all, drop.bytes);
        }
        buffer_add(&all, issue->text + at, issue->text_bytes - at);
        assert_true(slice_equal(buffer_slice(&all), slice_of(worn)));
        const struct parser_mend mend = {.line = 2, .role = ISSUE_BODY};
        library_mend(library, library_at(library, 0), &mend, 1);
        issue = wait_for_whole(library, ends[0], round == 0 ? issue : NULL);
    }
    library_free(library);
    close(ends[0]);
    close(ends[1]);
    buffer_done(&text);
    buffer_done(&all);
    free(worn);
    free(path);
}

/* ---- on the screen */

static void
test_source(void **state)
{
    struct searching searching =
        searching_open_text(state,
                            "灯\b灯船\b\b船换了灯泡\n\n\x1B[1m本报讯\x1B[0m 昨夜灯\u200B船靠岸，看守人说亮得能看书。\n"
                            "the pier and the lamp ship\u00AD\nwere not\v灯船\u00AD亮了。\n",
                            60, 12);
    searching_press(&searching, "vw");
    assert_row(&searching, 1, "> 1 H  灯‹08›灯船‹08›‹08›船换了灯泡");
    assert_row(&searching, 2, "  2");
    assert_true(searching_shows(&searching, 3, "‹1B›[1m本报讯‹1B›[0m 昨夜灯‹200B›船靠岸，看守人说"));
    assert_true(searching_shows(&searching, -2, "the pier and the lamp ship‹AD›"));
    assert_row(&searching, 7, "  6 P  灯船‹AD›亮了。");
    searching_press(&searching, "/灯船<Enter>");
    assert_marked(&searching, OF_TEXT, "!灯‹08›灯船 1灯‹200B›船 1灯船");
    searching_close(&searching);
}

static void
test_numbers_and_blanks(void **state)
{
    struct searching searching = searching_open_text(state,
                                                     "     1\t灯 船 换 了 灯 泡\n     2\t\n"
                                                     "     3\t昨 夜 灯 船 靠 岸 ， 换 了 1 2 只 ， 看 守 人 说 。\n"
                                                     "     4\t\n     5\t桥 修 好 了  亮 了\n",
                                                     60, 14);
    searching_press(&searching, "w");
    assert_true(searching_shows(&searching, -2, "昨夜灯船靠岸，换了12只，看守人说。"));
    searching_press(&searching, "p");
    assert_true(searching_shows(&searching, -2, "昨 夜 灯 船 靠 岸 ， 换 了 1 2 只 ，"));
    assert_false(searching_shows(&searching, -2, "3\t昨"));
    searching_press(&searching, "/12<Enter>");
    assert_marked(&searching, OF_TEXT, "!1 2");
    searching_press(&searching, "v");
    assert_true(searching_shows(&searching, -2, " 3 昨 夜 灯 船 靠 岸 ， 换 了 1"));
    searching_close(&searching);
}

/* Lines end at soft hyphens, which are nothing to searches and names. */
static void
test_soft_hyphens(void **state)
{
    struct searching searching = searching_open_text(
        state, "Lamp Ship\n\nThe lamplighters and the har\u00ADbour\u00ADmas\u00ADter were there.\n", 40, 12);
    searching_press(&searching, "w");
    assert_row(&searching, 3, "   The lamplighters and the harbour-");
    searching_press(&searching, "/harbourmaster<Enter>");
    assert_non_null(reader_hit(searching.reader));
    searching_close(&searching);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_same),           test_in_folder(test_long),     WORLD_TEST(test_source),
        WORLD_TEST(test_numbers_and_blanks), WORLD_TEST(test_soft_hyphens),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
