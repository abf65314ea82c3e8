/* Which articles of some issues are taken for the same story, for tests/rank_stories.py.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: rank_stories COUNT FILE... < ARTICLES
 *
 * ARTICLES has DATE LINE a line, where the headline of an article stands. For each it writes the COUNT articles that are most
 * alike, a line each: DATE LINE DATE LINE LIKENESS ENOUGH HEADLINE, ENOUGH y where they are taken for one story, the article itself
 * left out.
 */
#include "issue_files.h"

#include "kanbao/search_story.h"
#include "kanbao/text.h"

#include <stdlib.h>

struct like {
    const struct issue *issue;
    uint32_t article;
    double likeness;
};

/* Where an article begins, as users count lines. */
static uint32_t
line_of(const struct issue *issue, uint32_t number)
{
    return issue_line_number(issue, issue_article_line(&issue->articles[number])) + 1;
}

static int
compare_likes(const void *a, const void *b)
{
    const struct like *one = a, *two = b;
    return (one->likeness < two->likeness) - (one->likeness > two->likeness);
}

/* What is done with by its raw text must have nothing: one issue in nine is asked. */
static void
check_raw(const struct story *story, struct issue **issues, size_t count)
{
    for (size_t i = 0; i < count; i += 9)
        for (uint32_t k = 0; k < issues[i]->article_count && !story_may_match(story, issue_source(issues[i])); k++)
            if (story_rank(story, issues[i], &issues[i]->articles[k]) != SEARCH_RANK_NONE) {
                fprintf(stderr, "rank_stories: of %s the raw text says that there is nothing\n", issues[i]->path);
                exit(1);
            }
}

static void
rank(struct issue **issues, size_t issue_count, const struct issue *own, uint32_t number, size_t count)
{
    struct story *story = story_new(own, &own->articles[number]);
    struct like *likes = NULL;
    size_t like_count = 0, capacity = 0;
    if (story == NULL)
        return;
    size_t learnt = issue_count < STORY_LEARNT_ISSUES ? issue_count : STORY_LEARNT_ISSUES;
    for (size_t i = 0; i < learnt; i++)
        story_learn(story, issue_source(issues[i * issue_count / learnt]));
    story_settle(story);
    check_raw(story, issues, issue_count);
    for (size_t i = 0; i < issue_count; i++)
        for (uint32_t k = 0; k < issues[i]->article_count; k++) {
            double likeness = story_likeness(story, issues[i], &issues[i]->articles[k]);
            if (likeness <= 0 || (issues[i] == own && k == number))
                continue;
            likes = base_grow(likes, &capacity, like_count + 1, sizeof *likes);
            likes[like_count++] = (struct like){issues[i], k, likeness};
        }
    qsort(likes, like_count, sizeof *likes, compare_likes);
    for (size_t i = 0; i < like_count && i < count; i++) {
        struct slice title = issue_article_title(likes[i].issue, &likes[i].issue->articles[likes[i].article]);
        printf("%u %u %u %u %.3f %c %.*s\n", own->date, line_of(own, number), likes[i].issue->date,
               line_of(likes[i].issue, likes[i].article), likes[i].likeness,
               likes[i].likeness >= story_least_likeness(story) ? 'y' : 'n', (int)(title.len < 150 ? title.len : 150),
               title.at);
    }
    free(likes);
    story_free(story);
}

int
main(int argc, char **argv)
{
    if (argc < 3) {
        fprintf(stderr, "usage: rank_stories COUNT FILE... < ARTICLES\n");
        return 2;
    }
    size_t issue_count = (size_t)argc - 2;
    struct issue **issues = issue_files_read("rank_stories", argv + 2, issue_count);
    uint32_t date, line;
    while (scanf("%u %u", &date, &line) == 2)
        for (size_t i = 0; i < issue_count; i++)
            for (uint32_t k = 0; issues[i]->date == date && k < issues[i]->article_count; k++)
                if (line_of(issues[i], k) == line)
                    rank(issues, issue_count, issues[i], k, strtoul(argv[1], NULL, 10));
    issue_files_free(issues, issue_count);
    return 0;
}
