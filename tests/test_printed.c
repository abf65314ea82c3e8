/* parser, lines as they were printed: what OCR makes of dirt, and words cut at the ends of lines.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "parser/line/line.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* ---- garbage */

/* A page of Latin letters, of which the line at hand is the second. */
static const char page_start[] = "FERRY HEARD IN THE FOG\n";
static const char page_end[] = "The keeper of the lamp heard the old ferry come in\n"
                               "through the fog, and went down to the pier with a\n"
                               "rope and two lamps, as he does on every Thursday.\n";
static const char dirt[] = "? . , -\n.? ';:\n:, ! . ?\n";

static bool
is_garbage(const char *line, bool dirty)
{
    struct buffer text = {0};
    buffer_printf(&text, "%s%s\n%s%s", page_start, line, page_end, dirty ? dirt : "");
    struct issue *issue = support_recover("dirt.txt", buffer_slice(&text));
    size_t count;
    struct shape *shapes = shapes_measure(issue, 0, (uint32_t)issue->line_count, &count);
    bool garbage = shapes[1].garbage;
    for (size_t i = 2; i < 5; i++)
        must(!shapes[i].garbage, "prose below %s is garbage", line);
    must(!shapes[0].garbage, "the headline above %s is garbage", line);
    /* the page's, and in no article */
    must(!garbage || issue->lines[1].role == ISSUE_FURNITURE, "%s: role %d", line, issue->lines[1].role);
    free(shapes);
    issue_free(issue);
    buffer_done(&text);
    return garbage;
}

static void
test_garbage(void **state)
{
    (void)state;
    static const char *const certain[] = {
        "?",
        ".",
        "? . . -",
        "i; ,,. |",
        ". ?. ' ;",
        "!' . :,-",
        "? -, i",
        "';:.?! ,. t",
        "-.?'!*,; ii",
        "'. . ' I",
        "xKjqVbT gQzWkp Hvf",
        "fjQQBHxnon bzPvk iijteL stqL gBT",
        "? ? ? ^ ? T",
    };
    for (size_t i = 0; i < BASE_COUNT(certain); i++)
        must(is_garbage(certain[i], false), "not garbage: %s", certain[i]);
    static const char *const likely[] = {"j", "ii", "t i .", "l ' X", "- ( ? >", "ii i ? '"};
    for (size_t i = 0; i < BASE_COUNT(likely); i++) {
        must(!is_garbage(likely[i], false), "garbage on a clean page: %s", likely[i]);
        must(is_garbage(likely[i], true), "not garbage on a dirty page: %s", likely[i]);
    }
}

/* Hard words, figures, names, addresses, code, rules, and what OCR leaves of a real line. */
static void
test_no_garbage(void **state)
{
    (void)state;
    static const char *const rows[] = {
        "* * *",
        "-----",
        "...",
        "—————",
        "~ ~ ~ ~",
        "= = =",
        "3-1, 2-0",
        "$1.50",
        "(£6.1bn).",
        "10:30 - 11",
        "- 12 -",
        "No. 5, Vol. 3",
        "Premji.",
        "(bpd).",
        "GlaxoSmithKline",
        "J. R. Crwth",
        "A. B. C. Pwll.",
        "BY Q. XZYK",
        "FJORD SHTETL",
        "McPhee, MacRae, O'Hq",
        "Tel. 020-7946 0018",
        "Novemhcr.",
        "http://example.org/a?b=c",
        "a. m.",
        "p. 3",
        "U.S.S.R.",
        "tbe keper of tne lmap",
        "| 1 | 2 |",
        "Wrrld's 8th Strngth",
        "Lawyers defen ding f0rmer oWrldCom",
        "Nwxt wk: hghr tds xpctd",
        "R. H. E.",
        "W L P A",
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        for (int dirty = 0; dirty < 2; dirty++)
            must(!is_garbage(rows[i], dirty != 0), "garbage: %s", rows[i]);
    /* nor is any line of a page of other letters, where marks alone are ends of columns */
    static const char *const pages[] = {
        "灯船换了灯泡\n？\n昨夜，灯船换上第十二只灯泡，全镇的人都出门来看，天亮才散。\n. ?\n。\n",
        "渡し場の灯がかわった\n。\n昨夜、渡し場の灯がかわった。鴨はまだ帰らない。\n",
        "등대의 불이 바뀌었다\n? . -\n어젯밤 등대의 불이 바뀌었다. 오리는 아직 돌아오지 않았다.\n",
        "Фонарь сменили\nъхцщ шщчк\nВчера ночью на пристани сменили фонарь.\n",
    };
    for (size_t i = 0; i < BASE_COUNT(pages); i++) {
        struct issue *issue = support_recover("other.txt", slice_of(pages[i]));
        size_t count;
        struct shape *shapes = shapes_measure(issue, 0, (uint32_t)issue->line_count, &count);
        for (size_t k = 0; k < count; k++)
            must(!shapes[k].garbage, "page %zu, line %zu is garbage", i, k + 1);
        free(shapes);
        issue_free(issue);
    }
}

/* A paragraph goes on below it; a mend of the reader's still makes text of it. */
static void
test_garbage_between(void **state)
{
    (void)state;
    static const char text[] = "LAMP CHANGED ON OLD PIER\n"
                               "\n"
                               "The keeper of the lamp heard the old ferry come\n"
                               "? . ,. -\n"
                               "in through the fog, and went down to the pier\n"
                               "i; ,,. |\n"
                               "with a rope and two lamps, as he does on every\n"
                               "Thursday. The ferry has not been late since May.\n";
    struct issue *issue = support_recover("between.txt", slice_of(text));
    /* the last paragraph is all of it */
    char *paragraph = support_paragraph(issue, issue->paragraph_count - 1);
    assert_int_equal(strncmp(paragraph, "The keeper of", 13), 0);
    assert_non_null(strstr(paragraph, "ferry come in through the fog, and went down to the pier with a rope"));
    free(paragraph);
    issue_free(issue);
    issue = support_recover_roles(text, "...b....");
    assert_int_equal(issue->lines[3].role, ISSUE_BODY);
    assert_int_equal(issue->lines[5].role, ISSUE_FURNITURE);
    issue_free(issue);
}

/* ---- hyphens */

/* The text of a paragraph of the lines A and B, in an issue that has REST besides. */
static char *
joined(const char *a, const char *b, const char *rest)
{
    struct buffer text = {0};
    buffer_printf(&text, "LAMP CHANGED\n%s\n%s\n%s\n", a, b, rest);
    struct issue *issue = support_recover_roles(text.at, "Hbjb");
    char *paragraph = support_paragraph(issue, 0);
    issue_free(issue);
    buffer_done(&text);
    return paragraph;
}

static void
test_hyphens(void **state)
{
    (void)state;
    static const char other[] = "Nothing else was said.";
    static const struct {
        const char *a, *b, *rest, *wanted;
    } rows[] = {
        /* the press's own */
        {"He read the re-", "port aloud.", other, "He read the report aloud."},
        {"He read the re-", "port aloud.", "The report was long.", "He read the report aloud."},
        {"THE OLD PRO-", "TEST WAS HEARD", other, "THE OLD PROTEST WAS HEARD"},
        {"That was self-", "ish of him.", other, "That was selfish of him."},
        /* the word's: the text says it */
        {"The old lamp-", "keeper slept.", "Each lamp-keeper slept.", "The old lamp-keeper slept."},
        {"The old Lamp-", "keeper slept.", "Each LAMP-KEEPER slept.", "The old Lamp-keeper slept."},
        {"The old lamp-", "keeper slept.", "One lamp-keeper, two lampkeeper, lampkeeper.", "The old lampkeeper slept."},
        {"The old lamp-", "keeper slept.", "The lamp-keepers slept, and the unlamp-keeper.",
         "The old lampkeeper slept."},
        /* the form of the word does */
        {"Mrs. Holt-", "Pell came.", other, "Mrs. Holt-Pell came."},
        {"The Anglo-", "Danish school", other, "The Anglo-Danish school"},
        {"It was un-", "American.", other, "It was un-American."},
        {"In 1920-", "1925 it was shut.", other, "In 1920-1925 it was shut."},
        {"A 20-", "foot wall", other, "A 20-foot wall"},
        {"The T-", "shaped pier", other, "The T-shaped pier"},
        {"His brother-in-", "law left.", other, "His brother-in-law left."},
        {"A man of sixty-", "five ran.", other, "A man of sixty-five ran."},
        {"The self-", "taught pilot", other, "The self-taught pilot"},
        {"The BBC-", "Radio man", other, "The BBC-Radio man"},
        /* never the word's */
        {"He read the re\xC2\xAD", "port aloud.", other, "He read the report aloud."},
        {"He read the re\xC2\xAC", "port aloud.", other, "He read the report aloud."},
        {"He read the re\xE2\x80\x90", "port aloud.", other, "He read the report aloud."},
        /* a dash is no hyphen */
        {"He read it --", "aloud.", other, "He read it -- aloud."},
        {"He read it -", "aloud.", other, "He read it - aloud."},
        {"He read it", "aloud.", other, "He read it aloud."},
        {"He read it\xC2\xAC and", "slept.", other, "He read it\xC2\xAC and slept."},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        char *got = joined(rows[i].a, rows[i].b, rows[i].rest);
        must(strcmp(got, rows[i].wanted) == 0, "%s / %s: %s", rows[i].a, rows[i].b, got);
        free(got);
    }
}

/* Half a million cuts of one word, and of as many words, take no longer than their reading. */
static void
test_many_hyphens(void **state)
{
    (void)state;
    enum { LINES = 100000 };
    struct buffer text = {0}, roles = {0};
    buffer_add_text(&text, "LAMP CHANGED\n");
    buffer_add_text(&roles, "H");
    for (size_t i = 0; i < LINES; i++) {
        if (i % 2 == 0)
            buffer_printf(&text, "aa-a re-\n");
        else
            buffer_printf(&text, "po%zuq-rt lamp-\n", i);
        buffer_add_byte(&roles, i % 64 == 0 ? 'b' : 'j');
    }
    struct issue *issue = support_recover_roles(text.at, roles.at);
    assert_true(issue->paragraph_count >= LINES / 64);
    issue_free(issue);
    buffer_done(&text);
    buffer_done(&roles);
}

/* ---- the measure */

/* Sets TEXT in lines of WIDTH characters, or letters with whole words, the first of them after INDENT; returns how many. *FULL counts texts whose
   last line is full by chance. */
static size_t
set(struct buffer *page, const char *text, size_t width, const char *indent, size_t *full)
{
    struct slice rest = slice_of(text);
    size_t lines = 0;
    bool latin = text_is_ascii_letter((unsigned char)text[0]);
    for (; rest.len > 0; lines++) {
        size_t end = 0, last = 0, points = lines == 0 ? text_points(slice_of(indent)) : 0;
        for (; end < rest.len && points < width; points++) {
            if (rest.at[end] == ' ')
                last = end;
            end = text_start_after(rest, end + 1);
        }
        if (latin && end < rest.len && rest.at[end] != ' ' && last > 0)
            end = last;
        buffer_printf(page, "%s%.*s\n", lines == 0 ? indent : "", (int)end, rest.at);
        rest = text_trim(slice_from(rest, end));
        *full += rest.len == 0 && points + (latin ? 9 : 3) > width;
    }
    return lines;
}

static const char *const han[] = {
    "昨夜，灯船换上了第十二只灯泡，全镇的人都出门来看，站在石桥上的孩子一直数到天亮，才肯跟着大人回家去睡。",
    "看守人说，灯泡是码头的老会计送来的，装在一只旧饼干盒里，盒上写着小心轻放四个字，字是用铅笔写的。",
    "换灯泡用了一个钟头，因为梯子短了两级，看守人只好站在凳子上，凳子又放在桌子上，桌子是从茶馆借的。",
};
static const char *const latin[] = {
    "The lamp ship was given its twelfth lamp last night, and the whole of the town came out to look at it, with "
    "children on the stone bridge who counted until the morning came and would not be taken home to sleep.",
    "The keeper said that the lamp had been brought by the old clerk of the harbour in a biscuit tin, on which he "
    "had written in pencil that it was to be carried with care and kept away from the ducks and the weather.",
    "It took an hour to change, as the ladder was two rungs short and the keeper had to stand on a chair, and the "
    "chair on a table, and the table had been lent by the tea house on the promise that it would come back dry.",
};

/* Pages of one width, flush or indented, and of two columns that differ: each paragraph is joined, and nothing else. */
static void
test_columns(void **state)
{
    (void)state;
    for (int script = 0; script < 2; script++)
        for (size_t width = script == 0 ? 11 : 28; width <= (script == 0 ? 30U : 60U); width++)
            for (int kind = 0; kind < 3; kind++) {
                struct buffer page = {0};
                const char *indent = kind == 1 ? (script == 0 ? "　　" : "  ") : "";
                size_t begins[30], count = 0, line = 0, full = 0;
                for (size_t i = 0; i < 30; i++) {
                    begins[count++] = line;
                    size_t column = kind == 2 && i >= 15 ? width + (script == 0 ? 4 : 9) : width;
                    line += set(&page, (script == 0 ? han : latin)[i % 3], column, indent, &full);
                }
                struct issue *issue = support_recover("columns.txt", buffer_slice(&page));
                size_t count_shapes, wrong = 0;
                struct shape *shapes = shapes_measure(issue, 0, (uint32_t)issue->line_count, &count_shapes);
                for (size_t i = 0, next = 0; i < count_shapes; i++) {
                    bool begin = next < count && begins[next] == i;
                    next += begin;
                    must(shapes[i].measure > 0, "script %d, width %zu, kind %d: line %zu has no measure", script, width,
                         kind, i + 1);
                    wrong += i > 0 && shape_is_full(&shapes[i - 1], &shapes[i]) == begin && kind != 1;
                }
                /* the seam of two columns may hide a few */
                must(wrong <= full + (kind == 2 ? 4 : 0), "script %d, width %zu, kind %d: %zu lines wrong", script,
                     width, kind, wrong);
                free(shapes);
                issue_free(issue);
                buffer_done(&page);
            }
}

/* Paragraphs of a line each, lists and rows of many widths were printed in no column. */
static void
test_no_column(void **state)
{
    (void)state;
    static const char *const pages[] = {
        "灯船换了灯泡\n\n昨夜，灯船换上第十二只灯泡，全镇的人都出门来看，天亮才散。\n\n看守人睡了。\n\n鸭子还没有回来。\n",
        "One lamp\nTwo lamps and a rope\nThree\nFour old tables from the tea house\nFive chairs\nSix of the ducks\n",
        "米　3元\n酱油　12元\n茶叶一两　5元\n针线　1元\n灯泡　40元\n",
    };
    for (size_t i = 0; i < BASE_COUNT(pages); i++) {
        struct issue *issue = support_recover("no_column.txt", slice_of(pages[i]));
        size_t count;
        struct shape *shapes = shapes_measure(issue, 0, (uint32_t)issue->line_count, &count);
        for (size_t k = 0; k < count; k++)
            must(shapes[k].measure == 0, "page %zu, line %zu: %d cells", i, k + 1, shapes[k].measure);
        free(shapes);
        issue_free(issue);
    }
}

/* Headlines longer than the column, and shorter, above printed paragraphs. */
static void
test_printed_issue(void **state)
{
    (void)state;
    static const char *const heads[2][3] = {
        {"灯船换上第十二只灯泡全镇人出门来看", "老会计送来旧饼干盒", "梯子短两级 茶馆借桌子"},
        {"LAMP SHIP GIVEN ITS TWELFTH LAMP AS THE WHOLE TOWN LOOKS ON", "CLERK BRINGS TIN", "TABLE LENT BY TEA HOUSE"}};
    for (int script = 0; script < 2; script++)
        for (size_t width = script == 0 ? 13 : 34; width < (script == 0 ? 25U : 50U); width += 3) {
            struct buffer page = {0};
            size_t full = 0;
            for (size_t i = 0; i < 3; i++) {
                buffer_printf(&page, "%s%s\n", i > 0 ? "\n" : "", heads[script][i]);
                for (size_t k = 0; k < 3; k++)
                    set(&page, (script == 0 ? han : latin)[(i + k) % 3], width, "", &full);
            }
            struct issue *issue = support_recover("printed.txt", buffer_slice(&page));
            must(issue->article_count == 3, "script %d, width %zu: %zu articles", script, width, issue->article_count);
            size_t joined_lines = 0;
            for (size_t i = 0; i < issue->line_count; i++)
                joined_lines += issue->lines[i].role == ISSUE_JOINED;
            must(joined_lines * 2 > issue->line_count, "script %d, width %zu: %zu of %zu lines joined", script, width,
                 joined_lines, issue->line_count);
            issue_free(issue);
            buffer_done(&page);
        }
}

/* A headline in two lines is one, and its article is not empty. */
static void
test_headline_lines(void **state)
{
    (void)state;
    static const char *const heads[3] = {"LAMP SHIP GIVEN\nITS TWELFTH LAMP", "CLERK BRINGS IT\nIN BISCUIT TIN",
                                         "TABLE IS LENT\nBY THE TEA HOUSE"};
    for (size_t width = 32; width < 46; width += 3) {
        struct buffer page = {0};
        size_t full = 0, line = 0;
        for (size_t i = 0; i < 3; i++) {
            buffer_printf(&page, "%s\n", heads[i]);
            for (size_t k = 0; k < 4; k++)
                set(&page, latin[(i + k) % 3], width, "", &full);
        }
        struct issue *issue = support_recover("lines.txt", buffer_slice(&page));
        for (size_t i = 0; i < issue->article_count; i++)
            must(issue->articles[i].paragraph_count > 0, "width %zu: article %zu is empty", width, i);
        for (; line < issue->line_count; line++) {
            struct slice text = issue_line_text(issue, (uint32_t)line);
            uint8_t role = issue->lines[line].role;
            must(!slice_starts(text, "ITS TWELFTH") || role == ISSUE_DECK, "width %zu: role %d", width, role);
            bool first = slice_starts(text, "CLERK BRINGS") || slice_starts(text, "TABLE IS");
            must(!first || (role != ISSUE_BODY && role != ISSUE_JOINED), "width %zu: role %d", width, role);
        }
        issue_free(issue);
        buffer_done(&page);
    }
}

/* Heads in several lines of a narrow column, right below the text above, are stacks: the first line is the headline, the others its
   decks, and what only looks so is text. */
static const struct {
    const char *head;
    size_t lines; /* of the stack; 0: it is none */
} stacks[] = {
    {"LAMP SHIP GIVEN\nITS TWELFTH\nLAMP", 3},
    {"LAMP SHIP GlVEN\nITS TWELFTH\nLAMP", 3},
    {"\"LAMP SHIP\" GIVEN\nITS TWELFTH LAMP\nThe Town Looks On.", 3},
    {"LAMP SHIP IS LIT.", 1},
    {"Lamp Ship Given\nits Twelfth Lamp", 2},
    {"He says so:\n\"It shines,\nand that is all.\"", 0},
    {"AMOS.", 0},
    {"1. Oil\n2. Wick\n3. Glass", 0},
};

static void
test_stacks(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(stacks); i++)
        for (size_t width = 32; width < 46; width += 3) {
            struct buffer page = {0};
            size_t full = 0, at = 3;
            buffer_add_text(&page, "CLERK BRINGS IT\nIN BISCUIT TIN\n");
            set(&page, latin[0], width, "", &full);
            for (size_t k = 0; k < page.len; k++)
                at += page.at[k] == '\n';
            buffer_printf(&page, "%s\n", stacks[i].head);
            for (size_t k = 1; k < 3; k++)
                set(&page, latin[k], width, "", &full);
            struct issue *issue = support_recover("stacks.txt", buffer_slice(&page));
            at -= 3;
            bool is = issue->lines[at].role == ISSUE_HEADLINE;
            must(is == (stacks[i].lines > 0), "stack %zu, width %zu: role %d", i, width, issue->lines[at].role);
            for (size_t k = 1; k < stacks[i].lines; k++)
                must(issue->lines[at + k].role == ISSUE_DECK, "stack %zu, width %zu, line %zu", i, width, k);
            issue_free(issue);
            buffer_done(&page);
        }
}

/* (Continued on Page Five), misread: the page's. */
static void
test_misread_jumps(void **state)
{
    (void)state;
    static const char *const jumps[] = {"(Continucd on Page Five)", "(Contlnued n Pagc 3)",
                                        "(Cortinued on Page Two, Column 4)"};
    static const char *const others[] = {"(Contented on the Pier)", "(Continues on Pageants)", "(Continued)"};
    for (size_t i = 0; i < BASE_COUNT(jumps) + BASE_COUNT(others); i++) {
        bool jump = i < BASE_COUNT(jumps);
        struct buffer page = {0};
        size_t full = 0, last;
        buffer_add_text(&page, "CLERK BRINGS IT\nIN BISCUIT TIN\n");
        set(&page, latin[0], 40, "", &full);
        buffer_printf(&page, "%s\n", jump ? jumps[i] : others[i - BASE_COUNT(jumps)]);
        struct issue *issue = support_recover("jumps.txt", buffer_slice(&page));
        for (last = issue->line_count - 1; issue->lines[last].role == ISSUE_BLANK;)
            last--;
        must((issue->lines[last].role == ISSUE_FURNITURE) == jump, "jump %zu: role %d", i, issue->lines[last].role);
        issue_free(issue);
        buffer_done(&page);
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_garbage),         cmocka_unit_test(test_no_garbage),
        cmocka_unit_test(test_garbage_between), cmocka_unit_test(test_columns),
        cmocka_unit_test(test_no_column),       cmocka_unit_test(test_printed_issue),
        cmocka_unit_test(test_headline_lines),  cmocka_unit_test(test_hyphens),
        cmocka_unit_test(test_many_hyphens),    cmocka_unit_test(test_stacks),
        cmocka_unit_test(test_misread_jumps),
    };
    return cmocka_run_group_tests_name("parser, printed lines", tests, NULL, NULL);
}
