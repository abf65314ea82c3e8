/* parser: what is recovered from a page's text, and that nothing of it is ever lost.
 *
 * tests/truth holds what a person found in the sample issues, a record a line, fields apart by tabs:
 *   I file, below the samples     T the paper's title, the date     F a line of the page
 *   A line, headline              B line (-: inside the first paragraph), names apart by 、
 *   P the lines of a paragraph    S line, what the column break after it took
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <dirent.h>
#include <stdlib.h>

static struct issue *
recover(const char *text)
{
    return support_recover("渡口/一.txt", slice_of(text));
}

/* ---- the sample issues */

static void
add_paragraph(struct buffer *out, const struct issue *issue, const struct issue_paragraph *paragraph)
{
    const char *comma = "P\t";
    for (uint32_t i = paragraph->first_line; i < paragraph->end_line; i++)
        if (issue_role_is_text(issue->lines[i].role)) {
            buffer_printf(out, "%s%u", comma, i + 1);
            comma = ",";
        }
    buffer_add_byte(out, '\n');
}

static void
add_furniture(struct buffer *out, const struct issue *issue, uint32_t line, uint32_t end)
{
    for (; line < end; line++)
        if (issue->lines[line].role == ISSUE_FURNITURE)
            buffer_printf(out, "F\t%u\n", line + 1);
}

/* What was recovered, as a truth without its lost characters. */
static void
add_truth(struct buffer *out, const struct issue *issue)
{
    buffer_printf(out, "T\t%s\t%u-%02u-%02u\n", issue->title ? issue->title : "", issue->date / 10000,
                  issue->date / 100 % 100, issue->date % 100);
    add_furniture(out, issue, 0,
                  issue->article_count > 0 ? issue->articles[0].first_line : (uint32_t)issue->line_count);
    for (size_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        struct slice title = issue_article_title(issue, article);
        buffer_printf(out, "A\t%u\t%.*s\n", article->headline_line + 1, (int)title.len, title.at);
        if (article->credit_count > 0 && article->byline_line != ISSUE_NO_LINE)
            buffer_printf(out, "B\t%u", article->byline_line + 1);
        else if (article->credit_count > 0)
            buffer_add_text(out, "B\t-");
        for (uint32_t i = 0; i < article->credit_count; i++)
            buffer_printf(out, "%s%s", i == 0 ? "\t" : "、", issue->credits[article->first_credit + i].name);
        buffer_add_text(out, article->credit_count > 0 ? "\n" : "");
        for (uint32_t i = 0; i < article->paragraph_count; i++)
            add_paragraph(out, issue, &issue->paragraphs[article->first_paragraph + i]);
        add_furniture(out, issue, article->first_line, article->end_line);
    }
}

/* Is a record of TRUTH that begins with KIND about LINE? */
static bool
truth_says(const struct buffer *truth, char kind, uint32_t line)
{
    char record[24];
    snprintf(record, sizeof record, "\n%c\t%u\t", kind, line);
    return strstr(truth->at, record) != NULL;
}

/* What a column break cut is a seam, a line that was only wrapped is none; and a seam that is said to have
   lost something must have: nothing is made up. */
static void
check_seams(const struct issue *issue, const struct buffer *truth, const char *name)
{
    uint32_t before = 0;
    bool wrapped = slice_starts(slice_of(name), "harrowmere");
    for (uint32_t i = 0; i < issue->line_count; i++) {
        must(issue->lines[i].seam == (issue->lines[i].role == ISSUE_JOINED && !wrapped), "%s: line %u: seam", name,
             i + 1);
        must(!issue->lines[i].lost || truth_says(truth, 'S', before + 1), "%s: nothing was lost between line %u and %u",
             name, before + 1, i + 1);
        if (issue_role_is_text(issue->lines[i].role))
            before = i;
    }
}

static void
check_against_truth(const char *path, const char *name)
{
    struct buffer truth = support_read(path), wanted = {0}, got = {0};
    char *sample = NULL;
    for (char *next, *record = truth.at; *record != '\0'; record = next) {
        next = record + strcspn(record, "\n");
        size_t len = (size_t)(next - record);
        next += *next == '\n';
        if (slice_starts(slice_of(record), "I\t"))
            sample = base_strndup(record + 2, len - 2);
        else if (record[0] != '#' && record[0] != 'S')
            buffer_add(&wanted, record, (size_t)(next - record));
    }
    must(sample != NULL, "%s names no file", name);
    const char *samples = getenv("KANBAO_SAMPLES");
    must(samples != NULL, "KANBAO_SAMPLES is not set");
    char *whole = support_join(samples, sample);
    struct buffer text = support_read(whole);
    struct issue *issue = support_recover(whole, buffer_slice(&text));
    struct parser_glance glance = parser_glance(buffer_slice(&text));
    must(glance.title != NULL && strcmp(glance.title, issue->title) == 0 && glance.date == issue->date,
         "%s: another masthead at a glance", name);
    free(glance.title);
    add_truth(&got, issue);
    check_seams(issue, &truth, name);
    must(strcmp(got.at, wanted.at) == 0, "%s: wanted\n%sgot\n%s", name, wanted.at, got.at);
    issue_free(issue);
    free(whole);
    free(sample);
    buffer_done(&truth);
    buffer_done(&wanted);
    buffer_done(&got);
    buffer_done(&text);
}

static void
test_samples_are_recovered(void **state)
{
    (void)state;
    const char *source = getenv("KANBAO_SRCDIR");
    char *directory = support_join(source ? source : ".", "tests/truth");
    DIR *dir = opendir(directory);
    assert_non_null(dir);
    size_t truths = 0, samples = 0;
    for (struct dirent *item; (item = readdir(dir)) != NULL;) {
        if (!slice_ends(slice_of(item->d_name), ".truth"))
            continue;
        char *path = support_join(directory, item->d_name);
        check_against_truth(path, item->d_name);
        free(path);
        truths++;
    }
    closedir(dir);
    free(directory);
    while (support_sample(samples) != NULL)
        samples++;
    assert_int_equal(truths, samples);
}

/* ---- every line in exactly one place */

static void
check_line_bytes(const struct issue *issue, const char *name)
{
    size_t at = 0;
    for (size_t i = 0; i < issue->line_count; i++) {
        const struct issue_line *line = &issue->lines[i];
        must(line->start_byte == at && at + line->bytes <= issue->text_bytes, "%s: line %zu begins at %u", name, i,
             line->start_byte);
        for (size_t k = at; k < at + line->bytes; k++)
            must(strchr("\n\r\f", issue->text[k]) == NULL || issue->text[k] == '\0', "%s: line %zu holds a line end",
                 name, i);
        at += line->bytes;
        bool blank = issue_line_text(issue, (uint32_t)i).len == 0;
        must(blank == (line->role == ISSUE_BLANK), "%s: line %zu is a %u", name, i, line->role);
        must((line->role == ISSUE_JOINED) == (line->join != ISSUE_JOIN_NONE), "%s: line %zu: join", name, i);
        must((!line->seam || line->role == ISSUE_JOINED) && (!line->lost || line->seam), "%s: line %zu: seam", name, i);
        if (at < issue->text_bytes)
            at += slice_starts(slice_make(issue->text + at, issue->text_bytes - at), "\r\n") ? 2 : 1;
    }
    must(at == issue->text_bytes, "%s: %zu bytes of %zu are in lines", name, at, issue->text_bytes);
}

static void
check_paragraphs(const struct issue *issue, const struct issue_article *article, const char *name)
{
    uint32_t from = article->first_line;
    struct text_count count = {0, 0};
    for (uint32_t p = 0; p < article->paragraph_count; p++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + p];
        must(paragraph->first_line >= from && paragraph->first_line < paragraph->end_line &&
                 paragraph->end_line <= article->end_line,
             "%s: paragraph of lines %u to %u", name, paragraph->first_line, paragraph->end_line);
        must(paragraph->lead_bytes <= issue_line_text(issue, paragraph->first_line).len, "%s: lead of line %u", name,
             paragraph->first_line);
        for (uint32_t i = paragraph->first_line; i < paragraph->end_line; i++) {
            uint8_t role = issue->lines[i].role;
            bool fits = i == paragraph->first_line
                            ? issue_role_begins(role)
                            : role == ISSUE_JOINED || role == ISSUE_BLANK || role == ISSUE_FURNITURE;
            must(fits, "%s: line %u in a paragraph is a %u", name, i, role);
        }
        for (; from < paragraph->first_line; from++)
            must(!issue_role_is_text(issue->lines[from].role), "%s: line %u is in no paragraph", name, from);
        for (; from < paragraph->end_line; from++) {
            struct text_count more = text_count(issue_line_text(issue, from));
            bool read = issue_role_is_text(issue->lines[from].role);
            count.han += read ? more.han : 0;
            count.words += read ? more.words : 0;
        }
        must(issue_role_is_text(issue->lines[from - 1].role), "%s: line %u ends a paragraph", name, from - 1);
    }
    for (; from < article->end_line; from++)
        must(!issue_role_is_text(issue->lines[from].role), "%s: line %u is in no paragraph", name, from);
    must(article->han == count.han && article->words == count.words, "%s: %u Han, %u words", name, article->han,
         article->words);
}

static void
check_head(const struct issue *issue, const struct issue_article *article, const char *name)
{
    uint32_t heads = 0, headlines = 0;
    must(article->head_count <= ISSUE_HEAD_MAX, "%s: %u lines of head", name, article->head_count);
    for (uint32_t i = article->first_line; i < article->end_line; i++) {
        uint8_t role = issue->lines[i].role;
        must(role != ISSUE_SECTION || article->section_line == i, "%s: line %u is no section of its article", name, i);
        if (role != ISSUE_KICKER && role != ISSUE_HEADLINE && role != ISSUE_DECK)
            continue;
        must(heads < article->head_count && article->head_lines[heads] == i,
             "%s: line %u is no head line of its article", name, i);
        must((role == ISSUE_HEADLINE) == (article->headline_line == i), "%s: line %u: headline", name, i);
        heads++;
        headlines += role == ISSUE_HEADLINE;
    }
    must(heads == article->head_count && headlines == (article->headline_line != ISSUE_NO_LINE), "%s: %u lines of head",
         name, heads);
    must(article->confidence >= 0 && article->confidence <= 1 && (article->confidence > 0) == (headlines > 0),
         "%s: confidence", name);
    if (article->section_line != ISSUE_NO_LINE)
        must(article->section_line < article->end_line && issue->lines[article->section_line].role == ISSUE_SECTION,
             "%s: line %u is the section", name, article->section_line);
    if (article->byline_line != ISSUE_NO_LINE)
        must(issue->lines[article->byline_line].role == ISSUE_BYLINE && article->byline_line >= article->first_line &&
                 article->byline_line < article->end_line,
             "%s: line %u is the byline", name, article->byline_line);
}

static void
check_spans(const struct issue *issue, const struct issue_article *article, const char *name)
{
    const struct issue_span spans[] = {article->byline, article->source, article->date_text};
    size_t start = issue->lines[article->first_line].start_byte, end = start + issue_article_bytes(issue, article);
    for (size_t i = 0; i < BASE_COUNT(spans); i++)
        must(spans[i].bytes == 0 || (spans[i].start_byte >= start && spans[i].start_byte + spans[i].bytes <= end),
             "%s: span %zu", name, i);
    for (uint32_t i = 0; i < article->credit_count; i++) {
        const struct issue_credit *credit = &issue->credits[article->first_credit + i];
        must(credit->name[0] != '\0', "%s: nobody", name);
        must(credit->role.bytes == 0 ||
                 (credit->role.start_byte >= start && credit->role.start_byte + credit->role.bytes <= end),
             "%s: role", name);
    }
}

static void
check_places(const struct issue *issue, const char *name)
{
    uint32_t next = issue->article_count > 0 ? issue->articles[0].first_line : (uint32_t)issue->line_count;
    uint32_t paragraphs = 0, credits = 0;
    check_line_bytes(issue, name);
    for (uint32_t i = 0; i < next; i++)
        must(issue->lines[i].role == ISSUE_BLANK || issue->lines[i].role == ISSUE_FURNITURE,
             "%s: line %u is before all articles", name, i);
    for (size_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        must(article->first_line == next && article->end_line > next, "%s: article %zu has lines %u to %u", name, a,
             article->first_line, article->end_line);
        must(article->first_paragraph == paragraphs && article->first_credit == credits, "%s: article %zu", name, a);
        check_head(issue, article, name);
        check_paragraphs(issue, article, name);
        check_spans(issue, article, name);
        next = article->end_line;
        paragraphs += article->paragraph_count;
        credits += article->credit_count;
    }
    must(next == issue->line_count && paragraphs == issue->paragraph_count && credits == issue->credit_count,
         "%s: not all is in articles", name);
}

static void
check_text(struct slice text, const char *name)
{
    struct issue *issue = support_recover("渡口/一.txt", text);
    /* lines that seem to alternate are put in order: the file's text is kept beside it */
    must(slice_equal(issue_source(issue), text), "%s: another text", name);
    check_places(issue, name);
    issue_free(issue);
}

static void
test_places_in_random_text(void **state)
{
    (void)state;
    struct support_chance chance = {6};
    struct buffer text = {0};
    for (int round = 0; round < 2000; round++) {
        char name[32];
        snprintf(name, sizeof name, "round %d", round);
        buffer_clear(&text);
        buffer_add(&text, "", 0);
        support_add_points(&text, &chance, support_below(&chance, 300), true);
        check_text(buffer_slice(&text), name);
    }
    buffer_done(&text);
}

/* Pages dealt like cards: every kind of line beside every other. */
static void
test_places_in_random_pages(void **state)
{
    (void)state;
    static const char *const cards[] = {
        "\n",
        "\n\n",
        "澜浦新报　2026年3月16日　星期一　第01版\n",
        "渡口的灯换了\n",
        "一艘船 两座桥\n",
        "（燕　雁）\n",
        "记者 田一麦\n",
        "第02版\n",
        "7\n",
        "本报讯 (记者 田一麦沈小禾 通讯员 燕　雁) 昨天, 渡口的灯换了, 船工说不换也行。\n",
        "【記者林小草／渡口報導】船不開了。\n",
        "船工把缆绳绕了三圈又三圈直到它\n",
        "绕不动为止。\n",
        "　　船工说，绳子比人老实，说完他走了。\n",
        "一、带伞\n",
        "责任编辑: 田一麦\n",
        "Ferry Lamp Replaced at Last\n",
        "By Nora Whitlock\n",
        "HARROWMERE, March 13 - The lamp was replaced on Thursday by the ferry-\n",
        "man, who said that it had been dark for long enough and that he\n",
        "knew the river.\n",
        "\r\n",
        "\f",
        "　\n",
        "他说：“灯\n",
        "！\n",
        "(\n",
    };
    struct support_chance chance = {7};
    struct buffer text = {0};
    for (int round = 0, rounds = support_is_slow() ? 1000 : 10000; round < rounds; round++) {
        char name[32];
        snprintf(name, sizeof name, "page %d", round);
        buffer_clear(&text);
        for (uint32_t lines = support_below(&chance, 30); lines > 0; lines--)
            buffer_add_text(&text, cards[support_below(&chance, BASE_COUNT(cards))]);
        buffer_add(&text, "", 0);
        check_text(buffer_slice(&text), name);
    }
    buffer_done(&text);
}

static void
test_places_in_nasty_text(void **state)
{
    (void)state;
    struct buffer text = {0};
    const size_t bytes = support_is_slow() ? 5000 : 150000;
    for (size_t i = 0;; i++) {
        buffer_clear(&text);
        const char *name = support_add_nasty(&text, i, bytes);
        if (name == NULL)
            break;
        check_text(buffer_slice(&text), name);
    }
    buffer_done(&text);
    check_text(slice_make("", 0), "nothing");
}

static void
test_source_is_kept(void **state)
{
    (void)state;
    char *text = base_strdup("雨停了。");
    struct issue *issue = parser_recover(
        (struct parser_source){.path = "a/b.txt", .text = text, .bytes = strlen(text), .repaired = 3, .preview = true});
    assert_ptr_equal(issue->text, text);
    assert_string_equal(issue->path, "a/b.txt");
    assert_string_equal(issue->encoding, "UTF-8");
    assert_int_equal(issue->repaired, 3);
    assert_true(issue->preview);
    assert_null(issue->title);
    assert_int_equal(issue->date, 0);
    issue_free(issue);
}

/* ---- mastheads */

static void
assert_glance(const char *text, const char *title, uint32_t date)
{
    struct parser_glance glance = parser_glance(slice_of(text));
    struct issue *issue = recover(text);
    if (title != NULL)
        assert_string_equal(glance.title, title);
    else
        assert_null(glance.title);
    assert_int_equal(glance.date, date);
    if (title != NULL)
        assert_string_equal(issue->title, title);
    else
        assert_null(issue->title);
    assert_int_equal(issue->date, date);
    free(glance.title);
    issue_free(issue);
}

static void
test_masthead(void **state)
{
    (void)state;
    const char *body = "\n\n渡口的灯换了\n\n本报讯 船工把灯换了, 换下来的灯送给了鸭子。\n";
    static const struct {
        const char *line, *title;
        uint32_t date;
    } rows[] = {
        {"渡口晚报　2026年3月16日　星期一　第01版", "渡口晚报", 20260316},
        {"\n\n  渡口晚报 2026年3月16日 星期一", "渡口晚报", 20260316},
        {"THE FERRY POST    Saturday, March 14, 2026    No. 11", "THE FERRY POST", 20260314},
        {"2026-03-16", NULL, 20260316},
        {"渡口晚報　中華民國115年3月17日　星期二　第1版", "渡口晚報", 20260317},
        {"渡しの新聞　2026年（令和8年）3月15日　日曜日", "渡しの新聞", 20260315},
        {"2026年3月16日, 渡口的灯换了, 船工把换下来的灯送给了鸭子, 鸭子没有收。", NULL, 0},
        {"渡口晚报", NULL, 0},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer text = {0};
        buffer_printf(&text, "%s%s", rows[i].line, body);
        assert_glance(text.at, rows[i].title, rows[i].date);
        buffer_done(&text);
    }
    /* the name of the file is trusted more than the page */
    struct issue *issue = support_recover("渡口/20260301.txt", slice_of("渡口晚报　2026年3月16日　星期一\n"));
    assert_int_equal(issue->date, 20260301);
    assert_string_equal(issue->title, "渡口晚报");
    issue_free(issue);
}

/* Only the first bytes are looked at, and the last of these may be a part of a character. */
static void
test_glance_at_anything(void **state)
{
    (void)state;
    struct buffer text = {0};
    const char *name = "";
    for (size_t i = 0; name != NULL; i++)
        for (size_t shift = 0; shift < 4; shift++) {
            buffer_clear(&text);
            buffer_add(&text, "abc", shift);
            name = support_add_nasty(&text, i, 600);
            char *exact = base_alloc(text.len);
            memcpy(exact, text.at, text.len);
            struct parser_glance glance = parser_glance(slice_make(exact, text.len));
            must(glance.date == 0 || issue_date_valid(glance.date), "%s: %u", name, glance.date);
            must(glance.title == NULL || strlen(glance.title) > 0, "%s: an empty title", name);
            free(glance.title);
            free(exact);
        }
    buffer_done(&text);
}

/* ---- lost characters */

static void
assert_seam(const char *tail, const char *head, const char *elsewhere, bool lost)
{
    struct buffer text = {0};
    buffer_printf(&text, "渡口的灯换了\n\n本报讯 (记者 田一麦) 昨天, 船工把灯交给了%s\n\n%s, 鸭子看了很久。\n\n%s\n",
                  tail, head, elsewhere);
    struct issue *issue = recover(text.at);
    must(issue->line_count > 4 && issue->lines[4].role == ISSUE_JOINED && issue->lines[4].seam, "%s / %s is no seam",
         tail, head);
    must(issue->lines[4].lost == lost, "%s / %s: lost is %d", tail, head, issue->lines[4].lost);
    issue_free(issue);
    buffer_done(&text);
}

static void
test_lost_characters(void **state)
{
    (void)state;
    assert_seam("渡口管理", "员会主任", "渡口管理委员会主任说, 灯很亮。", true);
    assert_seam("渡口管理", "会主任", "渡口管理委员会主任说, 灯很亮。", true);
    /* said nowhere else */
    assert_seam("渡口管理", "员会主任", "灯很亮, 谁也没有问是谁换的。", false);
    /* said elsewhere just so */
    assert_seam("渡口管理", "委员会主任", "渡口管理委员会主任说, 灯很亮。", false);
    assert_seam("渡口管理", "员会主任", "渡口管理委员会主任说, 渡口管理员会主任是谁。", false);
    /* three are too many, and a mark between is no loss */
    assert_seam("渡口管理", "主任看灯", "渡口管理委员会主任看灯。", false);
    assert_seam("渡口管理", "会主任", "渡口管理, 会主任去了。", false);
    /* too little Han at the seam to tell */
    assert_seam("渡口管A", "员会主任", "渡口管A委员会主任说, 灯很亮。", false);
}

static void
add_seam(struct buffer *text, const char *tail, const char *head)
{
    buffer_printf(text, "渡口的灯换了\n\n本报讯 (记者 田一麦) 昨天, 船工把灯交给了%s\n\n%s, 鸭子看了很久。\n\n", tail,
                  head);
}

/* Seams whose first sides are alike, each by its other side and by what is around it. */
static void
test_lost_characters_of_many(void **state)
{
    (void)state;
    static const char *const heads[] = {"员会主任", "处主任", "会主任", "员会主任"};
    struct buffer text = {0};
    uint32_t lines[BASE_COUNT(heads)] = {4, 10, 16};
    for (size_t i = 0; i < 3; i++)
        add_seam(&text, "渡口管理", heads[i]);
    buffer_add_text(&text, "渡口管理委员会主任说, 渡口管理处主任也说, 灯很亮。\n\n");
    lines[3] = 20 + 4;
    for (size_t start = text.len; text.len - start < 40000; lines[3] += 2)
        buffer_add_text(&text, "风车转了一天, 戏台上没有人, 河滩上也没有人, 船工说明天再来看一看。\n\n");
    add_seam(&text, "渡口管理", heads[3]);
    /* that they are seams is not what is asked */
    struct parser_mend mends[BASE_COUNT(heads)];
    for (size_t i = 0; i < BASE_COUNT(heads); i++)
        mends[i] = (struct parser_mend){.line = lines[i], .role = ISSUE_JOINED};
    struct issue *issue = parser_recover((struct parser_source){.path = "一.txt",
                                                                .text = base_strndup(text.at, text.len),
                                                                .bytes = text.len,
                                                                .mends = mends,
                                                                .mend_count = BASE_COUNT(mends)});
    for (size_t i = 0; i < BASE_COUNT(heads); i++) {
        const struct issue_line *line = &issue->lines[lines[i]];
        must(line->role == ISSUE_JOINED && line->seam, "%s is no seam: %s", heads[i], issue_role_name(line->role));
        must(line->lost == (i == 0 || i == 2), "seam %zu: lost is %d", i, line->lost);
    }
    issue_free(issue);
    buffer_done(&text);
}

/* ---- a real issue that is no part of this tree */

static void
test_seed(void **state)
{
    (void)state;
    char *path = support_corpus("truth/seed/000_04e94acb881a18bc.txt");
    if (path == NULL)
        skip();
    static const uint32_t joins[][2] = {{7, 9},   {11, 13}, {15, 17}, {25, 27}, {29, 31}, {39, 41},
                                        {41, 43}, {53, 55}, {57, 59}, {67, 69}, {79, 81}};
    struct buffer text = support_read(path);
    struct issue *issue = support_recover(path, buffer_slice(&text));
    check_places(issue, "seed");
    assert_int_equal(issue->article_count, 6);
    assert_int_equal(issue->paragraph_count, 25);
    size_t found = 0;
    uint32_t before = 0;
    for (uint32_t i = 0; i < issue->line_count; i++) {
        if (issue->lines[i].role == ISSUE_JOINED) {
            must(found < BASE_COUNT(joins) && before + 1 == joins[found][0] && i + 1 == joins[found][1],
                 "line %u is joined to %u", i + 1, before + 1);
            found++;
        }
        if (issue->lines[i].role == ISSUE_BODY || issue->lines[i].role == ISSUE_JOINED)
            before = i;
    }
    assert_int_equal(found, BASE_COUNT(joins));
    assert_true(issue->lines[8].seam && issue->lines[8].lost);
    size_t names = 0;
    for (size_t i = 0; i < issue->credit_count; i++)
        names += strcmp(issue->credits[i].name, "蒋雯") == 0 || strcmp(issue->credits[i].name, "黄鑫") == 0;
    assert_int_equal(names, 2);
    issue_free(issue);
    buffer_done(&text);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples_are_recovered),   cmocka_unit_test(test_places_in_random_text),
        cmocka_unit_test(test_places_in_random_pages),  cmocka_unit_test(test_places_in_nasty_text),
        cmocka_unit_test(test_source_is_kept),          cmocka_unit_test(test_masthead),
        cmocka_unit_test(test_glance_at_anything),      cmocka_unit_test(test_lost_characters),
        cmocka_unit_test(test_lost_characters_of_many), cmocka_unit_test(test_seed),
    };
    return cmocka_run_group_tests_name("parser", tests, NULL, NULL);
}
