/* search, the table of fields: whatever a row says that it asks is found, and nothing else; the look at names and raw text
 * never loses it; the prompt offers it. Every row is tried; a new one needs no line here, a new place a source of words.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"
#include "searching.h"

#include "kanbao/store.h"
#include "kanbao/text.h"
#include "search/query/query.h"

#include <stdlib.h>

enum { DATE = 20310702, DRAWN = 3 };

/* Where a word stands, and the parts of which it is then a word. Each has characters of its own, so that no word is found
   where it does not stand. */
enum source { SECTION, KICKER, HEADLINE, DECK, BYLINE, BODY, SIGNATURE, PATH, TITLE, SOURCES };

static const struct {
    const char32_t *characters;
    unsigned parts;
} sources[SOURCES] = {
    [SECTION] = {U"鹭芦荻鸥", 1U << SEARCH_SECTION},
    [KICKER] = {U"锚缆桨舵", 1U << SEARCH_KICKER},
    [HEADLINE] = {U"鲈鲤鲫鳜", 1U << SEARCH_HEADLINE},
    [DECK] = {U"梅兰菊竹", 1U << SEARCH_DECK},
    [BYLINE] = {U"容沈韦莫", 1U << SEARCH_BYLINE | 1U << SEARCH_AUTHOR},
    [BODY] = {U"灯塔雾笛", 1U << SEARCH_BODY},
    [SIGNATURE] = {U"田麦禾桑", 1U << SEARCH_BODY | 1U << SEARCH_AUTHOR},
    [PATH] = {U"澜浦渡汀", 1U << SEARCH_PATH},
    [TITLE] = {U"晨昏星月", 1U << SEARCH_TITLE},
};

struct page {
    struct issue *issue;
    char *words[SOURCES];
};

/* Some of the source's characters, in any order. */
static char *
draw_word(enum source source, struct support_chance *chance)
{
    struct buffer word = {0};
    for (int i = 0; i < DRAWN; i++) {
        char bytes[4];
        size_t len = text_encode(sources[source].characters[support_below(chance, 4)], bytes);
        buffer_add(&word, bytes, len);
    }
    return buffer_take(&word);
}

/* An issue of one article with a word from each source, that in the text perhaps cut by a line's end. Its path and its title
   are told, and stand in no raw text. */
static struct page
draw_page(struct support_chance *chance)
{
    struct page page;
    struct buffer text = {0}, path = {0};
    for (int i = 0; i < SOURCES; i++)
        page.words[i] = draw_word((enum source)i, chance);
    bool cut = support_below(chance, 2) == 0;
    int first = cut ? 3 * (1 + (int)support_below(chance, DRAWN - 1)) : 3 * DRAWN;
    buffer_printf(&text, "%s\n%s\n%s\n%s\n记者 %s\n　　昨夜换了一只，%.*s%s%s又亮了。\n", page.words[SECTION],
                  page.words[KICKER], page.words[HEADLINE], page.words[DECK], page.words[BYLINE], first,
                  page.words[BODY], cut ? "\n" : "", page.words[BODY] + first);
    buffer_printf(&text, "                                        （%s）\n", page.words[SIGNATURE]);
    page.issue = support_recover_roles(text.at, cut ? "SkHdybjb" : "SkHdybb");
    buffer_printf(&path, "papers/%s/%d.txt", page.words[PATH], DATE);
    free(page.issue->path);
    free(page.issue->title);
    page.issue->path = buffer_take(&path);
    page.issue->title = base_strdup(page.words[TITLE]);
    page.issue->date = DATE;
    buffer_done(&text);
    return page;
}

static void
page_done(struct page *page)
{
    for (int i = 0; i < SOURCES; i++)
        free(page->words[i]);
    issue_free(page->issue);
}

/* Asserts that the query, with a word that is always there beside it, finds something or nothing; hits_of() asserts that it
   was foreseen. */
static void
check(const struct page *page, const char *sign, const char *name, const char *value, bool wanted)
{
    struct buffer query = {0};
    buffer_printf(&query, "%s%s%s 又亮了", sign, name, value);
    char *hits = hits_of(query.at, page->issue, (struct search_options){.pinyin = PINYIN_SCHEME_FULL}, false);
    must((*hits != '\0' && *hits != '!') == wanted, "“%s”: “%s”", query.at, hits);
    free(hits);
    buffer_done(&query);
}

/* WORD written as one of the things that a word can be. */
static void
set_value(struct buffer *out, const char *word, struct support_chance *chance)
{
    static const char *const forms[][2] = {{"", ""},           {"=", ""},           {"\"", "\""}, {"/", "/"},
                                           {"没有|", ""},      {"/没有|", "/"},     {"", "*"},    {"(没有 OR ", ")"},
                                           {"（没有｜", "）"}, {"(NOT 没有 ", ")"}, {"((", "))"}, {"“", "”"}};
    uint32_t form = support_below(chance, BASE_COUNT(forms));
    buffer_clear(out);
    buffer_printf(out, "%s%s%s", forms[form][0], word, forms[form][1]);
}

/* Any of the field's names, with a colon of either width. */
static void
set_name(struct buffer *name, const struct search_field *field, struct support_chance *chance)
{
    struct slice own = {NULL, 0};
    for (uint32_t skip = support_below(chance, 4);; skip--) {
        struct slice next = own;
        if (!search_next_name(field->name, field->others, &next))
            break;
        own = next;
        if (skip == 0)
            break;
    }
    buffer_clear(name);
    buffer_add_slice(name, own);
    buffer_add_text(name, support_below(chance, 2) == 0 ? ":" : "：");
}

static void
check_words(const struct search_field *field, const struct page *page, struct support_chance *chance)
{
    struct buffer name = {0}, value = {0};
    set_name(&name, field, chance);
    for (int i = 0; i < SOURCES; i++) {
        bool asked = (field->parts & sources[i].parts) != 0;
        set_value(&value, page->words[i], chance);
        check(page, "", name.at, value.at, asked);
        check(page, "-", name.at, value.at, !asked);
    }
    buffer_done(&name);
    buffer_done(&value);
}

static void
check_dates(const struct search_field *field, const struct page *page, struct support_chance *chance)
{
    static const struct {
        const char *value;
        bool in;
    } dates[] = {{"2031", true},    {"2031-07-02", true}, {"2030..2031-07", true}, {"2031-08", false},
                 {"..2030", false}, {"7月2日", true},     {"07-03", false},        {"(2030 OR 7月)", true}};
    struct buffer name = {0};
    set_name(&name, field, chance);
    for (size_t i = 0; i < BASE_COUNT(dates); i++) {
        check(page, "", name.at, dates[i].value, dates[i].in);
        check(page, "-", name.at, dates[i].value, !dates[i].in);
    }
    buffer_done(&name);
}

static bool
finds(const char *text, const struct issue *issue, const struct search_options *options)
{
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_of(text), options, &fault);
    struct search_hits hits = {.at = NULL};
    must(query != NULL && fault.reason == NULL, "“%s”: %s", text, fault.reason);
    search_query_expect_raw(query);
    bool found = search_issue(query, issue, &hits);
    must(!found || (search_may_match_issue(query, issue->path, issue->title, issue->date) &&
                    search_may_match(query, slice_make(issue->text, issue->text_bytes))),
         "“%s” was not foreseen", text);
    search_hits_done(&hits);
    search_query_free(query);
    return found;
}

/* What is remembered of the article, by each value of each field that asks it. */
static void
check_marks(const struct search_field *field, const struct page *page, struct support_chance *chance)
{
    struct store *store = store_new();
    uint8_t marks = (uint8_t)support_below(chance, STORE_NOTED << 1);
    store_put(store, store_key_of(page->issue, page->issue->articles), (struct store_article){.marks = marks}, marks);
    for (size_t i = 0; i < search_mark_count; i++) {
        const struct search_mark *mark = &search_marks[i];
        struct search_options options = {.pinyin = PINYIN_SCHEME_FULL, .store = store};
        bool has = ((marks & mark->mark) != 0) != mark->lacks;
        if (strcmp(mark->field, field->name) != 0)
            continue;
        for (int negated = 0; negated < 2; negated++)
            for (int alone = 0; alone < 2; alone++) {
                struct buffer query = {0};
                buffer_printf(&query, "%s%s:%s%s", negated ? "-" : "", field->name, mark->name, alone ? "" : " 又亮了");
                must(finds(query.at, page->issue, &options) == (has != negated), "“%s” of %#x", query.at, marks);
                buffer_done(&query);
            }
    }
    store_free(store);
}

/* The kinds of text that the article has, by each name of each: a drawn page has text, and a signature. */
static void
check_kinds(const struct search_field *field, const struct page *page)
{
    const struct issue *issue = page->issue;
    for (size_t i = 0; i < search_mark_count; i++) {
        const struct search_mark *mark = &search_marks[i];
        if (strcmp(mark->field, field->name) != 0)
            continue;
        bool has = false;
        for (size_t k = 0; k < issue->paragraph_count; k++)
            has |= issue->paragraphs[k].kind == mark->mark;
        for (struct slice own = {NULL, 0}; search_next_name(mark->name, mark->others, &own);) {
            struct buffer value = {0}, name = {0};
            buffer_add_slice(&value, own);
            buffer_printf(&name, "%s:", field->name);
            check(page, "", name.at, value.at, has);
            check(page, "-", name.at, value.at, !has);
            buffer_done(&value);
            buffer_done(&name);
        }
    }
}

/* All that is older than what is read is read, but for what is said to be unread. */
static void
test_older_is_read(void **state)
{
    (void)state;
    struct support_chance chance = {7};
    struct page page = draw_page(&chance);
    struct store *store = store_new();
    struct search_options options = {.store = store};
    const struct {
        uint32_t before;
        uint8_t marks;
        const char *query;
    } cases[] = {
        {DATE - 1, 0, "is:unread"},
        {DATE, 0, "is:read"},
        {DATE + 1, 0, "is:read"},
        {DATE, STORE_UNREAD, "is:unread"},
    };
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        store_set_read_before(store, page.issue->title, cases[i].before);
        store_put(store, store_key_of(page.issue, page.issue->articles),
                  (struct store_article){.marks = cases[i].marks}, UINT8_MAX);
        must(finds(cases[i].query, page.issue, &options), "case %zu", i);
    }
    store_free(store);
    page_done(&page);
}

static void
test_finding(void **state)
{
    (void)state;
    struct support_chance chance = {12};
    for (int tries = support_is_slow() ? 5 : 100; tries > 0; tries--) {
        struct page page = draw_page(&chance);
        assert_true(page.issue->article_count == 1);
        for (size_t i = 0; i < search_field_count; i++)
            if (search_fields[i].values == SEARCH_VALUES_DATES)
                check_dates(&search_fields[i], &page, &chance);
            else if (search_fields[i].values == SEARCH_VALUES_KINDS)
                check_kinds(&search_fields[i], &page);
            else if (search_fields[i].values == SEARCH_VALUES_MARKS)
                check_marks(&search_fields[i], &page, &chance);
            else if (search_fields[i].values != SEARCH_VALUES_ARTICLE) /* tests/test_story.c */
                check_words(&search_fields[i], &page, &chance);
        page_done(&page);
    }
}

/* Without a field a word is asked of all that an article shows, once. */
static void
test_no_field(void **state)
{
    (void)state;
    struct support_chance chance = {5};
    struct page page = draw_page(&chance);
    for (int i = 0; i < SOURCES; i++)
        check(&page, "", "", page.words[i], (sources[i].parts & ((1U << SEARCH_AUTHOR) - 1)) != 0);
    page_done(&page);
}

/* ---- the rows themselves */

static void
test_rows(void **state)
{
    (void)state;
    unsigned tried = 1U << SEARCH_DATE | 1U << SEARCH_MARKS | 1U << SEARCH_KINDS | 1U << SEARCH_STORY;
    for (int i = 0; i < SOURCES; i++)
        tried |= sources[i].parts;
    must(tried == (1U << SEARCH_PARTS) - 1, "a place has no word of this test: %#x", tried);
    for (size_t i = 0; i < search_field_count; i++) {
        const struct search_field *field = &search_fields[i];
        size_t len = strlen(field->name);
        must(len > 0 && strspn(field->name, "abcdefghijklmnopqrstuvwxyz") == len, "“%s” cannot be typed", field->name);
        size_t names = 0;
        for (struct slice own = {NULL, 0}; search_next_name(field->name, field->others, &own); names++)
            assert_ptr_equal(search_field_find(own), field);
        must(names > 1, "%s: has no Chinese name", field->name);
        must(field->parts != 0 && field->parts < 1U << SEARCH_PARTS, "%s: asks nothing", field->name);
        bool dates = field->parts == 1U << SEARCH_DATE;
        must((field->values == SEARCH_VALUES_DATES) == dates && (dates || (field->parts >> SEARCH_DATE & 1) == 0),
             "%s: dates are asked by dates", field->name);
        must(field->help != NULL && strlen(field->help) > 5, "%s: no help", field->name);
    }
}

/* Who mistypes a field is told all there are. */
static void
test_fault(void **state)
{
    (void)state;
    struct search_options options = {.pinyin = PINYIN_SCHEME_NONE};
    struct search_fault fault;
    assert_null(search_query_new(slice_of("nowhere:灯"), &options, &fault));
    for (size_t i = 0; i < search_field_count; i++) {
        struct buffer name = {0};
        buffer_printf(&name, " %s:", search_fields[i].name);
        must(strstr(fault.reason, name.at) != NULL, "%s: %s", name.at, fault.reason);
        buffer_done(&name);
    }
    free(fault.reason);
}

/* ---- the prompt */

/* Does the prompt have TEXT after KEYS or some more offers? */
static bool
offers(struct searching *searching, const char *keys, const char *text)
{
    bool offered = false;
    searching_press(searching, "/");
    searching_press(searching, keys);
    for (size_t i = 0; i < search_field_count && !offered; i++) {
        searching_press(searching, "<Tab>");
        offered = slice_equal(buffer_slice(&searching->reader->prompt.line.text), slice_of(text));
    }
    searching_press(searching, "<Esc>");
    return offered;
}

/* The name, by its first letter; its values, where they can be known. */
static void
test_completion(void **state)
{
    static const char bulletin[] =
        "雾港通讯\n2031年6月8日\n\n目  录\n\n·渔港动态·\n灯船换上新的灯泡 ……………………… (1)\n码头的石阶修好了 ……………………… (3)\n·人物·\n"
        "补网的人收起竹梭 ……………………… (5)\n\n渔港动态\n\n灯船换上新的灯泡\n\n记者 容与\n\n"
        "　　灯船昨夜换了一只新灯泡，亮度是原来的三倍，鱼都往外海搬了家，住在码头边的人说今后不用再看航标了。\n\n"
        "码头的石阶修好了\n\n　　码头的石阶前天修好，工人用了三个月时间，比原来的计划早了十天，渔民说走起来不滑了。\n";
    struct searching s = searching_open_text(state, bulletin, 80, 24);
    for (size_t i = 0; i < search_field_count; i++) {
        const struct search_field *field = &search_fields[i];
        struct buffer name = {0};
        char first[2] = {field->name[0], '\0'};
        buffer_printf(&name, "%s:", field->name);
        must(offers(&s, first, name.at), "%s is not offered", name.at);
        searching_press(&s, "/");
        searching_press(&s, name.at);
        searching_press(&s, "<Tab>");
        bool more = s.reader->prompt.line.text.len > name.len;
        must(more == (field->values != SEARCH_VALUES_WORDS), "%s: %s", name.at, s.reader->prompt.line.text.at);
        searching_press(&s, "<Esc>");
        buffer_done(&name);
    }
    searching_close(&s);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finding),       cmocka_unit_test(test_no_field), cmocka_unit_test(test_rows),
        cmocka_unit_test(test_older_is_read), cmocka_unit_test(test_fault),    WORLD_TEST(test_completion),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
