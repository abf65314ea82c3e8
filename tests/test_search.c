/* search, the engine: hits across everything that cuts a text, their order and spans, long texts, and that the test of raw
 * text never loses one.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "hits.h"
#include "pages.h"

#include "kanbao/text.h"
#include "search/match/match.h"

#include <stdlib.h>

static const struct search_options standard = {.pinyin = PINYIN_SCHEME_FULL};

/* ---- what cuts a text */

struct cut {
    const char *text, *roles, *query, *hits;
};

static void
test_cuts(void **state)
{
    (void)state;
    static const struct cut cuts[] = {
        /* a column's edge, blank lines, the head of a page between */
        {"头\n开展民生实事督\n促部门采取举措\n", "Hbj", "督促部门", "督¶促部门"},
        {"头\n开展民生实事督\n\n\n促部门采取举措\n", "Hb..j", "督促部门", "督¶¶¶促部门"},
        {"头\n开展民生实事督\n雾港日报 第3版\n促部门采取举措\n", "Hbfj", "督促部门", "督¶雾港日报 第3版¶促部门"},
        {"头\n开展民生实事督\n雾港日报 第3版\n促部门采取举措\n", "Hbfj", "雾港", ""},
        {"头\n开展民生实事督\n促部门采取举措\n", "Hbj", "dcbm", "督¶促部门"},
        {"头\n开展民生实事督\n促部门采取举措\n", "Hbj", "督cu", "督¶促"},
        {"头\n开展民生实事督\n促部门采取举措\n", "Hbj", "=督促", "督¶促"},
        {"头\n开展民生实事督\n促部门采取举措\n", "Hbj", "/督.部/", "督¶促部"},
        {"头\n开展民生实事督　\n　　促部门采取举措\n", "Hbj", "督促部门", "督　¶　　促部门"},
        {"头\n一\n二\n三\n四五\n", "Hbjjj", "一二三四", "一¶二¶三¶四"},
        {"头\n一\n二\n三\n四五\n", "Hbjjj", "yi'er's", "一¶二¶三"},
        /* paragraphs and articles are not joined */
        {"头\n开展民生实事督\n促部门采取举措\n", "Hbb", "督促部门", ""},
        {"头\n开展民生实事督\n尾\n促部门采取举措\n", "HbHb", "督促部门", ""},
        {"头\n开展民生实事督\n尾\n促部门采取举措\n", "HbHb", "民生 举措", ""},
        {"头\n灯船\n尾\n灯船\n", "HbHb", "灯船 尾", "尾|灯船"},
        /* Latin */
        {"Head\nThe ferry left four\nminutes late\n", "Hbj", "\"four minutes\"", "four¶minutes"},
        {"Head\nThe ferry left four\nminutes late\n", "Hbj", "fourminutes", ""},
        {"Head\nThe ferry left four\nminutes late\n", "Hbj", "=\"four minutes\"", "four¶minutes"},
        {"Head\nThe ferry left four\nminutes late\n", "Hbj", "/r\\sm/", "r¶m"},
        {"Head\nThe hen had laid an exam-\nple of an egg there\n", "Hbj", "example", "exam-¶ple"},
        {"Head\nThe hen had laid an exam-\nple of an egg there\n", "Hbj", "=example", "exam-¶ple"},
        {"Head\nThe ferry left four\nminutes late\n", "Hbj", "/\\sm/", "m"},
        /* か and a voice mark, which only the join puts together */
        {"頭\nきか\n\u3099\u304F\n", "Hbj", "きが", "きか¶\u3099"},
        /* heads */
        {"国内\n引题\n头\n副题\n记者 容与\n灯船昨夜换了灯泡\n", "SkHdyb", "国内", "国内"},
        {"国内\n引题\n头\n副题\n记者 容与\n灯船昨夜换了灯泡\n", "SkHdyb", "引题 副题 容与", "引题|副题|容与"},
        {"国内\n引题\n头\n副题\n记者 容与\n灯船昨夜换了灯泡\n", "SkHdyb", "headline:题", "题|题"},
        {"国内\n引题\n头\n副题\n记者 容与\n灯船昨夜换了灯泡\n", "SkHdyb", "by:容与", "容与"},
        {"国内\n引题\n头\n副题\n记者 容与\n灯船昨夜换了灯泡\n", "SkHdyb", "by:ry", "容与"},
        {"国内\n引题\n头\n副题\n记者 容与\n灯船昨夜换了灯泡\n", "SkHdyb", "by:灯船", ""},
        {"国内\n引题\n头\n副题\n记者 容与\n灯船昨夜换了灯泡\n", "SkHdyb", "-by:容与", ""},
        {"国内\n引题\n头\n副题\n记者 容与\n灯船昨夜换了灯泡\n", "SkHdyb", "容与 by:容与", "容与|容与"},
        {"国内\n头\n灯船\n尾\n灯船\n", "SHbHb", "国内 灯船", "国内|灯船"},
        {"头\n　　本报讯 (记者 容与) 灯船昨夜换了一只新灯泡。\n", "Hb", "by:容与 灯船", "容与|灯船"},
        {"头\n　　本报讯 (记者 容与) 灯船昨夜换了一只新灯泡。\n", "Hb", "本报讯 容与", "本报讯|容与"},
        {"头\n　　本报讯 (记者 容与) 灯船昨夜换了一只新灯泡。\n", "Hb", "by:灯船", ""},
        /* every line of a byline, later datelines, signatures */
        {"头\n记者 容与\n通讯员 韦南洲\n灯船昨夜换了灯泡。\n", "Hyyb", "by:韦南洲", "韦南洲"},
        {"头\n本报讯（记者 容与）灯亮了。\n本报讯（记者 韦南洲）船开了。\n", "Hbb", "by:韦南洲", "韦南洲"},
        {"头\n本报讯（记者 容与）灯亮了。\n船开了。（记者 韦南洲）\n", "Hbb", "by:韦南洲", "韦南洲"},
        {"头\n本报讯（记者 容与）灯亮了。\n本报讯（记者\n韦南洲）船开了。\n", "Hbbj", "by:韦南洲", "韦南洲"},
        {"头\n本报讯（记者 容与）灯亮了。\n本报讯（记者 韦南洲）船开了。\n", "Hbb", "by:船开", ""},
    };
    for (size_t i = 0; i < BASE_COUNT(cuts); i++) {
        struct issue *issue = support_recover_roles(cuts[i].text, cuts[i].roles);
        assert_hits(cuts[i].query, issue, cuts[i].hits);
        issue_free(issue);
    }
}

/* A story on two pages, a word of it cut by a notice at either end: one paragraph, in which the notices are nothing. */
static void
test_pages(void **state)
{
    (void)state;
    static const char *const notices[][2] = {
        {"（下转第3版）", "（上接第1版）"},         {"(下转第四版)", "(上接第一版)"},
        {"（下转Ａ３版）", "（上接A1版）"},         {"▶下转第十二版", "▲上接第一版"},
        {"（下轉A3頁）", "（上接A1頁）"},           {"（下转 第 3 版）", "（上接 第 1 版） "},
        {"（３面に続く）", "（１面から続く）"},     {"【下转A03版·要闻】", "【上接A01版】"},
        {"　（下转第3版）　", "　（上接第1版）　"},
    };
    static const char *const queries[] = {"补大鳐网", "大鳐",  "鳐网",   "bdyw", "bu'day",
                                          "dayao",    "=大鳐", "/大鳐/", "补dyw"};
    size_t joined = 0;
    for (size_t i = 0; i < BASE_COUNT(notices); i++) {
        struct buffer text = {0};
        buffer_printf(
            &text,
            "灯船换灯泡\n船工睡不着，只好坐着补大%s\n桥修好了\n雨停了。\n灯船换灯泡\n%s鳐网，这是第十二张。\n天亮了。\n",
            notices[i][0], notices[i][1]);
        struct issue *issue = support_recover_roles(text.at, "HbHbHbb");
        joined += issue->article_count == 2;
        for (size_t k = 0; k < BASE_COUNT(queries) && issue->article_count == 2; k++) {
            char *hits = hits_of(queries[k], issue, standard, false);
            struct slice hit = slice_of(hits);
            bool right = strstr(hits, "¶雨停了。¶") != NULL && (slice_starts(hit, "补") || slice_starts(hit, "大"));
            if (strcmp(queries[k], "鳐网") == 0)
                right = slice_equal(hit, slice_of("鳐网"));
            must(right, "“%s”, %s: “%s”", queries[k], notices[i][0], hits);
            free(hits);
        }
        issue_free(issue);
        buffer_done(&text);
    }
    must(joined >= 8, "%zu stories were joined", joined);
}

/* ---- order */

static void
test_order(void **state)
{
    (void)state;
    struct issue *issue = support_recover_roles("灯船\n灯船昨夜换了灯泡, 鱼搬了家\n尾\n鱼和灯\n", "HbHb");
    char *hits = hits_of("灯 鱼", issue, standard, true);
    assert_string_equal(hits, "灯 0hL|灯 0bL|灯 0bL|鱼 1bL|鱼 1bL|灯 0bL");
    free(hits);
    hits = hits_of("灯船 灯 -海", issue, standard, true);
    assert_true(strncmp(hits, "灯船 0hL|灯 1hL|灯船 0bL|灯 1bL|", strlen("灯船 0hL|灯 1hL|灯船 0bL|灯 1bL|")) == 0);
    free(hits);
    hits = hits_of("灯泡 换了灯", issue, standard, true);
    assert_string_equal(hits, "换了灯 1bL|灯泡 0bL");
    free(hits);
    hits = hits_of("灯船昨夜 昨夜换 -海", issue, standard, true);
    assert_string_equal(hits, "灯船昨夜 0bL|昨夜换 1bL");
    free(hits);
    hits = hits_of("-海 灯泡|ymyy|zyh", issue, standard, true);
    assert_string_equal(hits, "昨夜换 1bI|灯泡 1bL");
    free(hits);
    issue_free(issue);
}

static void
test_stop(void **state)
{
    (void)state;
    struct search_fault fault;
    struct search_query *query = search_query_new(slice_of("灯"), &standard, &fault);
    struct buffer text = {0};
    for (int i = 0; i < SEARCH_HITS_MAX + 10; i++)
        buffer_add_text(&text, "灯");
    struct issue *issue = hits_issue(text.at);
    atomic_bool stop = false;
    struct search_hits hits = {.stop = &stop};
    assert_true(search_issue(query, issue, &hits));
    assert_true(hits.more && hits.count == SEARCH_HITS_MAX);
    stop = true;
    assert_false(search_issue(query, issue, &hits));
    assert_false(hits.more);
    search_hits_done(&hits);
    search_query_free(query);
    issue_free(issue);
    buffer_done(&text);
}

/* ---- long texts */

/* All of a paragraph's chunks, one behind another, are its text, and each byte's way to the issue and back is right. */
static void
check_chunks(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    struct chunk chunk = {.exhausted = false};
    struct buffer scratch = {0}, all = {0};
    chunk_begin(&chunk, issue, (struct passage){paragraph, {0, 0}, 0});
    do {
        assert_true(chunk.subject.from <= chunk.subject.until && chunk.subject.until <= chunk.subject.text.len);
        buffer_add(&all, chunk.subject.text.at + chunk.subject.from, chunk.subject.until - chunk.subject.from);
        for (size_t at = chunk.subject.from; at < chunk.subject.until; at++) {
            uint32_t line, byte = chunk_start(&chunk, at, &line);
            bool joined = chunk.subject.text.at[at] != issue->text[byte]; /* a blank between two lines */
            must(!joined || chunk.subject.text.at[at] == ' ' || chunk.subject.text.at[at] == '\n', "byte %zu", at);
            must(joined || chunk_end(&chunk, at + 1) == byte + 1, "byte %zu", at);
            must(byte >= issue->lines[line].start_byte, "byte %zu", at);
        }
    } while (chunk_next(&chunk));
    struct slice text = issue_paragraph_text(issue, paragraph, &scratch);
    must(slice_equal(buffer_slice(&all), text), "%zu bytes, not %zu", all.len, text.len);
    chunk_done(&chunk);
    buffer_done(&scratch);
    buffer_done(&all);
}

static size_t
count_in(const struct issue *issue, const char *word)
{
    struct buffer scratch = {0};
    size_t count = 0, at;
    for (size_t i = 0; i < issue->paragraph_count; i++) {
        struct slice text = issue_paragraph_text(issue, &issue->paragraphs[i], &scratch);
        for (; (at = slice_find(text, word)) != SIZE_MAX; text = slice_from(text, at + strlen(word)))
            count++;
    }
    buffer_done(&scratch);
    return count;
}

/* A paragraph of some hundred KB, on one line and on many: every 灯船 and every “four minutes” of it, wherever a chunk ends. */
static void
test_long(void **state)
{
    (void)state;
    struct support_chance chance = {7};
    for (int lines = 0; lines < 3; lines++) {
        struct buffer text = {0}, roles = {0};
        buffer_add_text(&text, "头\n");
        buffer_add_text(&roles, "Hb");
        for (int i = 0; i < 30000; i++) {
            uint32_t kind = support_below(&chance, 6);
            bool end = lines > 0 && support_below(&chance, lines == 1 ? 10 : 4000) == 0;
            buffer_add_text(&text, kind == 0   ? (end ? "灯\n船" : "灯船")
                                   : kind == 1 ? (end ? "four\nminutes" : "four minutes")
                                               : "字，");
            if (end && kind < 2)
                buffer_add_byte(&roles, 'j');
        }
        buffer_add_byte(&text, '\n');
        struct issue *issue = support_recover_roles(text.at, roles.at);
        static const char *const queries[] = {"灯船", "\"four minutes\"", "dengc", "/灯船/", "/four minutes/"};
        for (size_t q = 0; q < BASE_COUNT(queries); q++) {
            struct search_fault fault;
            struct search_hits hits = {.at = NULL};
            struct search_query *query = search_query_new(slice_of(queries[q]), &standard, &fault);
            search_issue(query, issue, &hits);
            size_t wanted = count_in(issue, q == 1 || q == 4 ? "four minutes" : "灯船");
            must(hits.count == wanted && wanted > 4000, "“%s”: %zu, not %zu", queries[q], hits.count, wanted);
            for (size_t i = 1; i < hits.count; i++)
                assert_true(hits.at[i - 1].end_byte <= hits.at[i].start_byte);
            search_hits_done(&hits);
            search_query_free(query);
        }
        for (size_t i = 0; i < issue->paragraph_count; i++)
            check_chunks(issue, &issue->paragraphs[i]);
        issue_free(issue);
        buffer_done(&text);
        buffer_done(&roles);
    }
}

/* Nothing but the same word again and again: each cut goes through one. */
static void
test_period(void **state)
{
    (void)state;
    static const char *const queries[] = {"灯船", "=灯船", "/灯船/", "dengchuan", "灯船灯船灯船灯船灯船"};
    struct buffer text = {0};
    for (int i = 0; i < 50000; i++)
        buffer_add_text(&text, "灯船");
    struct issue *issue = hits_issue(text.at);
    for (size_t i = 0; i < BASE_COUNT(queries); i++) {
        struct search_fault fault;
        struct search_hits hits = {.at = NULL};
        struct search_query *query = search_query_new(slice_of(queries[i]), &standard, &fault);
        assert_true(search_issue(query, issue, &hits));
        assert_int_equal(hits.count, i < 4 ? 50000 : 10000);
        search_hits_done(&hits);
        search_query_free(query);
    }
    issue_free(issue);
    buffer_done(&text);
}

/* ---- a text's own words are found in it, and foreseen */

/* Some code points of TEXT, from anywhere in it, as a phrase; false where there is nothing to look for. */
static bool
cut_query(struct buffer *out, struct slice text, struct support_chance *chance, bool word)
{
    size_t points = text_points(text), first = support_below(chance, (uint32_t)points),
           count = 1 + support_below(chance, 6);
    size_t at = 0;
    char32_t code;
    bool any = false;
    buffer_clear(out);
    buffer_add_text(out, word ? "" : "\"");
    for (size_t i = 0; i < first + count && at < text.len; i++) {
        size_t len = text_decode(text.at + at, &code);
        bool sign = text_is_space(code) || code < 0x20 || (code < 0x80 && strchr("\"\\|-=/:", (int)code) != NULL) ||
                    code == U'“' || code == U'”' || code == U'＂' || code == U'｜' || code == U'－' || code == U'＝' ||
                    code == U'：';
        if (i >= first && !(word && sign))
            buffer_add(out, text.at + at, len);
        if (i >= first && (code == '"' || code == U'“' || code == U'”' || code == U'＂' || code == '\\') && !word)
            return false;
        any |= i >= first && (text_is_han(code) || text_is_letter(code) || text_is_digit(code));
        at += len;
    }
    buffer_add_text(out, word ? "" : "\"");
    return any;
}

static void
check_own_words(const struct issue *issue, struct support_chance *chance, int tries)
{
    struct buffer scratch = {0}, query = {0}, exact = {0};
    for (int i = 0; i < tries && issue->paragraph_count > 0; i++) {
        const struct issue_paragraph *paragraph =
            &issue->paragraphs[support_below(chance, (uint32_t)issue->paragraph_count)];
        struct slice text = issue_paragraph_text(issue, paragraph, &scratch);
        if (text.len == 0 || !cut_query(&query, text, chance, false))
            continue;
        struct search_options options = {.pinyin = PINYIN_SCHEME_FULL, .exact = i % 4 == 0};
        char *hits = hits_of(query.at, issue, options, false);
        must(*hits != '\0', "%s is not found in %.*s", query.at, (int)(text.len < 2000 ? text.len : 2000), text.at);
        free(hits);
    }
    buffer_done(&scratch);
    buffer_done(&query);
    buffer_done(&exact);
}

/* Letters that may be pinyin of something; whatever they find must be foreseen, which hits_of() asserts. */
static void
check_letters(const struct issue *issue, struct support_chance *chance, int tries)
{
    static const char *const parts[] = {"d", "ch", "zh",  "guo", "ren", "da", "s", "hui",
                                        "y", "x",  "shi", "a",   "ku",  "n",  "2", "'"};
    for (int i = 0; i < tries; i++) {
        struct buffer query = {0};
        for (uint32_t k = support_below(chance, 4) + 1; k > 0; k--)
            buffer_add_text(&query, parts[support_below(chance, BASE_COUNT(parts))]);
        free(hits_of(query.at, issue, standard, false));
        buffer_done(&query);
    }
}

static void
test_own_words(void **state)
{
    (void)state;
    struct support_chance chance = {42};
    int tries = support_is_slow() ? 3 : 60;
    for (size_t i = 0; support_sample(i) != NULL; i++) {
        struct issue *issue = support_sample_issue(i);
        check_own_words(issue, &chance, tries * 4);
        check_letters(issue, &chance, tries * 4);
        issue_free(issue);
    }
    for (size_t i = 0; i < BASE_COUNT(pages); i++) {
        struct issue *issue = support_recover("page.txt", slice_of(pages[i].text));
        check_own_words(issue, &chance, tries);
        check_letters(issue, &chance, tries);
        issue_free(issue);
    }
}

static void
test_nasty(void **state)
{
    (void)state;
    struct support_chance chance = {3};
    int tries = support_is_slow() ? 1 : 20;
    struct buffer text = {0};
    for (size_t i = 0; support_add_nasty(&text, i, 4000) != NULL; i++) {
        struct issue *issue = support_recover("nasty.txt", buffer_slice(&text));
        check_own_words(issue, &chance, tries);
        check_letters(issue, &chance, tries);
        issue_free(issue);
        buffer_clear(&text);
    }
    for (int i = 0; i < tries * 10; i++) {
        support_add_points(&text, &chance, 400, true);
        struct issue *issue = support_recover("chance.txt", buffer_slice(&text));
        check_own_words(issue, &chance, 10);
        check_letters(issue, &chance, 4);
        for (size_t k = 0; k < issue->paragraph_count; k++)
            check_chunks(issue, &issue->paragraphs[k]);
        issue_free(issue);
        buffer_clear(&text);
    }
    buffer_done(&text);
}

/* ---- the words around a hit */

static void
test_around(void **state)
{
    (void)state;
    static const struct {
        const char *text, *roles, *query;
        unsigned before, after;
        const char *around, *shown;
    } examples[] = {
        {"头\n灯船昨夜换了一只新灯泡\n", "Hb", "换了", 8, 8, "灯船昨夜换了一只…", "换了"},
        {"头\n灯船昨夜换了一只新灯泡\n", "Hb", "换了", 4, 80, "…昨夜换了一只新灯泡", "换了"},
        {"头\n灯船昨夜换\n了一只\n新灯泡\n", "Hbjj", "换了", 80, 80, "灯船昨夜换了一只新灯泡", "换了"},
        {"头\n灯船昨夜换\n雾港 第3版\n了一只\n新灯泡\n", "Hbfjj", "一只", 6, 10, "…夜换了一只新灯泡", "一只"},
        {"头\nThe ferry left four\nminutes late\n", "Hbj", "\"four minutes\"", 5, 12, "…left four minutes…",
         "four minutes"},
        {"头\n灯船\n", "Hb", "头", 5, 12, "头", "头"},
        {"头\n灯船昨夜换了一只新灯泡\n", "Hb", "灯船昨夜换了一只新灯泡", 0, 8, "灯船昨夜…", "灯船昨夜"},
    };
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        struct issue *issue = support_recover_roles(examples[i].text, examples[i].roles);
        struct search_fault fault;
        struct search_hits hits = {.at = NULL};
        struct search_query *query = search_query_new(slice_of(examples[i].query), &standard, &fault);
        struct buffer out = {0};
        struct issue_span shown;
        assert_true(search_issue(query, issue, &hits));
        search_add_around(&out, issue, &hits.at[0], examples[i].before, examples[i].after, &shown);
        assert_text(buffer_slice(&out), examples[i].around);
        assert_text(slice_make(out.at + shown.start_byte, shown.bytes), examples[i].shown);
        buffer_done(&out);
        search_hits_done(&hits);
        search_query_free(query);
        issue_free(issue);
    }
}

/* ---- the real issue, where it is at hand */

static void
test_corpus(void **state)
{
    (void)state;
    static const struct {
        const char *query, *hit, *not ;
    } examples[] = {
        {"qjj", "乔俊杰", NULL},    {"wjq", "武进区", NULL},     {"ctl", NULL, "停车"},  {"督促部门", "督促部¶", NULL},
        {"功勋模范", "功勋", NULL}, {"wuhebai", "乌合拜", NULL}, {"2024", "2024", NULL}, {"２０２４", "2024", NULL},
        {"常zhou", "常州", NULL},   {"oa", NULL, "百"},
    };
    char *path = support_corpus("truth/seed/000_04e94acb881a18bc.txt");
    if (path == NULL)
        skip();
    struct buffer text = support_read(path);
    struct issue *issue = support_recover(path, buffer_slice(&text));
    for (size_t i = 0; i < BASE_COUNT(examples); i++) {
        char *hits = hits_of(examples[i].query, issue, standard, false);
        const char *hit = examples[i].hit, *seam = hit != NULL ? strstr(hit, "¶") : NULL;
        if (seam != NULL) /* wherever the column cut it */
            assert_true(strchr(hits, '|') == NULL && *hits != '\0');
        else
            must(hit == NULL || strstr(hits, hit) != NULL || strstr(hits, "¶") != NULL, "“%s”: %s", examples[i].query,
                 hits);
        must(examples[i].not == NULL || strstr(hits, examples[i].not ) == NULL, "“%s”: %s", examples[i].query, hits);
        free(hits);
    }
    struct support_chance chance = {11};
    check_own_words(issue, &chance, 200);
    check_letters(issue, &chance, 200);
    issue_free(issue);
    buffer_done(&text);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_cuts),      cmocka_unit_test(test_pages),  cmocka_unit_test(test_order),
        cmocka_unit_test(test_stop),      cmocka_unit_test(test_long),   cmocka_unit_test(test_period),
        cmocka_unit_test(test_own_words), cmocka_unit_test(test_nasty),

        cmocka_unit_test(test_around),    cmocka_unit_test(test_corpus),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
