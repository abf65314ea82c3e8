/* parser and search: who and where an article names, and the sums of it.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/search_names.h"
#include "kanbao/text.h"
#include "kanbao/view.h"

#include "reader/finding/finding.h"

#include <stdlib.h>
#include <sys/stat.h>

static struct issue *
issue_of(const char *text)
{
    return parser_recover((struct parser_source){.path = "a.txt", .text = base_strdup(text), .bytes = strlen(text)});
}

static void
add(void *context, enum parser_name_kind kind, struct slice name)
{
    struct buffer *out = context;
    buffer_printf(out, "%c:%.*s ", "pal"[kind], (int)name.len, name.at);
}

/* What the whole of TEXT names: p: a person, a: an author, l: a place. */
static void
check(const char *text, const char *wanted)
{
    struct issue *issue = issue_of(text);
    struct buffer out = {0};
    for (size_t i = 0; i < issue->article_count; i++)
        parser_names(issue, &issue->articles[i], add, &out);
    if (strcmp(out.len > 0 ? out.at : "", wanted) != 0)
        print_error("%s\n", text);
    assert_string_equal(out.len > 0 ? out.at : "", wanted);
    buffer_done(&out);
    issue_free(issue);
}

#define HEAD "渡口的会开完了\n\n"
#define REST "讲完这一段还有下一段，一直讲到潮水退下去，天也就亮了。\n"

static void
test_lists(void **state)
{
    (void)state;
    check(HEAD "区里的领导人沈知秋、贺雨、田一麦、周雁等出席会议。" REST, "p:沈知秋 p:贺雨 p:田一麦 p:周雁 ");
    check(HEAD "沈知秋、贺　雨、田一麦和周雁出席会议。" REST, "p:沈知秋 p:贺雨 p:田一麦 ");
    check(HEAD "出席的有欧阳知秋、田一麦、阿里木·买买提、周雁。" REST, "p:欧阳知秋 p:田一麦 p:阿里木·买买提 p:周雁 ");
    check(HEAD "到会的有主席沈青、主任周雁青、贺雨、船长田一麦。" REST, "");
    check(HEAD "到会的有主席穆青、周雁、贺雨、沈青等。" REST, "p:穆青 p:周雁 p:贺雨 p:沈青 ");
    /* two are no list */
    check(HEAD "沈知秋、田一麦出席会议。" REST, "");
    /* what is no list of people */
    check(HEAD "江苏、浙江、安徽、云南、广东等地都派人来了。" REST, "");
    check(HEAD "卖的是白菜、黄瓜、萝卜、马铃薯、青椒等。" REST, "");
    check(HEAD "红、黄、蓝、白四种颜色。" REST, "");
    check(HEAD "会议要求高质量、高效率、高水平、高标准地办好这件事。" REST, "");
    check(HEAD "经济、文化、社会、生态、政治等方面都有进步。" REST, "");
}

static void
test_datelines(void **state)
{
    (void)state;
    check(HEAD "    新华社临川3月16日电（记者田一麦）昨夜渡口的灯船换了灯泡。" REST, "a:田一麦 l:临川 ");
    check(HEAD "    本报澜浦讯（记者田一麦）昨夜渡口的灯船换了灯泡。" REST, "a:田一麦 l:澜浦 ");
    check(HEAD "    本报讯（记者田一麦）昨夜渡口的灯船换了灯泡。" REST, "a:田一麦 ");
    check("Lamp boat gets a new lamp\n\nHARROWMERE, March 13 - The lamp boat of the ferry has a new lamp, which "
          "shines three times as far as the old one did, as those who live there have said.\n",
          "l:HARROWMERE ");
}

static const char LAMPS[] = HEAD
    "    新华社临川3月16日电（记者田一麦）出席会议的沈知秋、贺雨、周雁青、何小满等上了船。" REST
    "\n灯船换了灯泡\n\n    新华社临川3月16日电（记者田一麦）昨夜渡口的灯船换了灯泡，沈知秋、贺雨、周雁青、何小满看了，沈知秋、贺雨、周雁青、何小满又看了。" REST;

/* An article counts once; the one in most is the first of its kind. */
static void
test_sums(void **state)
{
    (void)state;
    struct issue *issue = issue_of(LAMPS);
    struct search_names *names = search_names_of(issue);
    assert_int_equal(issue->article_count, 2);
    assert_int_equal(names->kinds[PARSER_NAME_PERSON], 4);
    assert_int_equal(names->kinds[PARSER_NAME_AUTHOR], 1);
    assert_int_equal(names->kinds[PARSER_NAME_PLACE], 1);
    assert_int_equal(names->count, 6);
    assert_string_equal(names->at[0].text, "沈知秋");
    assert_int_equal(names->at[0].articles, 2);
    assert_string_equal(names->at[4].text, "田一麦");
    assert_int_equal(names->at[4].articles, 2);
    assert_string_equal(names->at[5].text, "临川");
    assert_int_equal(names->at[5].articles, 2);
    search_names_free(names);
    issue_free(issue);
}

static bool
shows(struct world *world, const char *text)
{
    struct buffer out = {0};
    view_paint(&world->reader, &world->screen);
    screen_add_text(&out, &world->screen);
    bool shown = slice_find(buffer_slice(&out), text) < out.len;
    buffer_done(&out);
    return shown;
}

/* Those of the issue, and of all; what Enter searches for. */
static void
test_document(void **state)
{
    struct world *world = *state;
    char *folder = support_join(world->folder, "days");
    assert_int_equal(mkdir(folder, 0700), 0);
    support_put(folder, "2032-06-01.txt", LAMPS);
    support_put(folder, "2032-06-02.txt", LAMPS);
    struct reader *reader = world_open(world, folder, 90, 24);
    free(folder);
    world_run(world, "names");
    assert_int_equal(reader->at.pane, PANE_DOCUMENT);
    assert_true(shows(world, "Names of this issue"));
    assert_true(shows(world, "沈知秋"));
    world_run(world, "run-row");
    assert_int_equal(reader->at.pane, PANE_LIST);
    assert_text(reader_found(reader).query, "沈知秋");
    assert_true(reader_found(reader).count > 0);
    world_run(world, "issues");
    world_run(world, "names");
    reader_finish_search(reader);
    world_check(world);
    assert_true(shows(world, "Names of all issues"));
    reader->document.row = 4; /* the author */
    world_run(world, "run-row");
    reader_finish_search(reader);
    assert_int_equal(reader->at.pane, PANE_RESULTS);
    assert_text(reader_results(reader).query, "by:田一麦");
    assert_int_equal(reader_results(reader).issues, 2);
    reader_stop(reader);
}

/* Twenty that are ended amid the work, and one that is not. */
static void
test_ended(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 90, 24);
    size_t done = 0;
    for (int i = 0; i < 20; i++)
        names_search_end(names_search_begin(library_snapshot_new(reader->library), NULL, -1));
    struct names_search *search = names_search_begin(library_snapshot_new(reader->library), NULL, -1);
    while (done < WORLD_ISSUES)
        search_names_free(names_search_take(search, &done));
    assert_int_equal(done, WORLD_ISSUES);
    assert_null(names_search_take(search, &done));
    names_search_end(search);
}

/* Who has left the document, or searches, waits for no names. */
static void
test_left(void **state)
{
    struct world *world = *state;
    struct reader *reader = world_open_folder(world, 90, 24);
    world_run(world, "library-names");
    assert_true(names_are_coming(reader));
    world_run(world, "close");
    reader_collect(reader);
    assert_false(names_are_coming(reader));
    world_run(world, "library-names");
    search_library_for(reader, slice_of("渡口"));
    assert_false(names_are_coming(reader));
    reader_finish_search(reader);
    reader_stop(reader);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_lists), cmocka_unit_test(test_datelines), cmocka_unit_test(test_sums),
        WORLD_TEST(test_document),    WORLD_TEST(test_ended),           WORLD_TEST(test_left),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
