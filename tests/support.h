/* What several test programs need: cmocka, chance that repeats itself, nasty texts, files.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_SUPPORT_H
#define TESTS_SUPPORT_H

/* cmocka.h wants these first. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kanbao/issue.h"

/* ---- asserting */

/* Fails with both texts when SLICE is not TEXT. */
#define assert_text(slice, text) support_assert_text((slice), (text), __FILE__, __LINE__)
void support_assert_text(struct slice got, const char *wanted, const char *file, int line);

/* An assertion for inner loops, where cmocka's own would take most of the time. */
#define must(right, ...)                                                                                               \
    do {                                                                                                               \
        if (!(right))                                                                                                  \
            fail_msg(__VA_ARGS__);                                                                                     \
    } while (0)

/* Is the program run by valgrind, which is fifty times slower? Long loops then take larger steps. */
bool support_is_slow(void);

/* ---- chance, the same in every run */
struct support_chance {
    uint64_t state; /* not 0 */
};
uint32_t support_below(struct support_chance *chance, uint32_t limit);

/* Appends POINTS code points: letters, ideographs, marks, joiners, controls, emoji, every kind of space,
   now and then any code point at all. Line ends only with LINE_ENDS. */
void support_add_points(struct buffer *out, struct support_chance *chance, size_t points, bool line_ends);

/* ---- texts made to be trouble */

/* Appends BYTES or a little more of the text INDEX and returns its name; NULL when there are no more. */
const char *support_add_nasty(struct buffer *out, size_t index, size_t bytes);

/* ---- issues */

/* Recovers TEXT, which is valid UTF-8, as if it came from a file called PATH. */
struct issue *support_recover(const char *path, struct slice text);

/* The same, where a letter of ROLES for each line says what it is: furniture, kicker, Headline, deck, y byline, body, B a brief,
   joined, Section, subhead (s), caption; anything else leaves it to the parser. */
struct issue *support_recover_roles(const char *text, const char *roles);

/* The article that LINE belongs to, 0 for what stands above them all. */
uint32_t support_article_of(const struct issue *issue, uint32_t line);

/* library_issue() of the one at POSITION. */
struct library;
const struct issue *support_issue_at(struct library *library, size_t position);

/* A line an article: [its section] or (the one that goes on), -kickers, !headline, -decks, paragraphs with the letter of
   their kind: body, subhead, caption, list, verse, table, r credit, p speech. The caller frees it. */
char *support_outline(const struct issue *issue);

/* Recovers LINES, of which those that begin with ~ (which goes) must be the page's, and the others what they are without these: a
   paragraph goes on across them. The caller frees the issue. */
struct issue *support_recover_across(const char *lines);

/* A paragraph's whole text, and a line's, as C strings; the caller frees them. */
char *support_paragraph(const struct issue *issue, size_t paragraph);

/* ---- files; what cannot be made or read ends the test */

/* DIRECTORY/NAME; the caller frees it. */
char *support_join(const char *directory, const char *name);
/* A new empty directory; its end removes it with all that is in it and frees the name. */
char *support_temp_new(void);
void support_temp_end(char *directory);
/* For cmocka: each test with an empty folder of its own, whose path is its state. */
int support_folder_setup(void **state);
int support_folder_teardown(void **state);
#define test_in_folder(test) cmocka_unit_test_setup_teardown(test, support_folder_setup, support_folder_teardown)

/* Writes FOLDER/NAME; takes it away. */
void support_put(const char *folder, const char *name, const char *text);
void support_put_fifo(const char *folder, const char *name);
void support_take(const char *folder, const char *name);

void support_write(const char *path, const void *bytes, size_t len);
void support_write_text(const char *path, const char *text);
struct buffer support_read(const char *path);

/* The sample issues, below $KANBAO_SAMPLES, in a fixed order; NULL when there are no more. */
const char *support_sample(size_t index);
/* The whole path of a sample; the caller frees it. */
char *support_sample_path(size_t index);
/* A sample, read and recovered. */
struct issue *support_sample_issue(size_t index);

/* A file or directory among the real issues that are no part of this tree, in $KANBAO_CORPUS or beside the
   source directory; NULL when it is not there. The caller frees it. */
char *support_corpus(const char *name);

/* A file of Unicode's own tests, of the version that the tables are of; the caller frees the path. */
char *support_unicode(const char *name);

/* The file NAME of this system's Unicode Character Database ($KANBAO_UCD), unpacked; NULL when it is not there. The caller
   closes it with pclose(). Of any version: where support_is_pinned() says no, it is another than the tables are of, and
   may differ in a few places. */
FILE *support_database(const char *name);
bool support_is_pinned(void);

#endif
