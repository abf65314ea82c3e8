/* The articles that a query names, PATH:LINE, and what is known of their terms.
 *
 * A query is compiled anew with each key that is typed: the last few are remembered, as long as the library has as many issues.
 * Must not know what becomes of a query.
 */
#include "search/alike/alike.h"

#include "kanbao/library.h"
#include "kanbao/source.h"

#include <stdlib.h>

enum { REMEMBERED = 4 };

struct remembered {
    char *name;
    struct story *story;
    size_t issues; /* that the library had */
};

struct search_stories {
    struct library *library;
    struct remembered last[REMEMBERED];
    size_t next; /* the oldest of them */
};

struct search_stories *
stories_new(struct library *library)
{
    struct search_stories *stories = base_alloc_zero(1, sizeof *stories);
    stories->library = library;
    return stories;
}

static void
forget(struct remembered *one)
{
    free(one->name);
    story_free(one->story);
    *one = (struct remembered){NULL, NULL, 0};
}

void
stories_free(struct search_stories *stories)
{
    if (stories == NULL)
        return;
    for (size_t i = 0; i < REMEMBERED; i++)
        forget(&stories->last[i]);
    free(stories);
}

/* ---- names */

const char *
story_no_name(void)
{
    return _("Write PATH:LINE, a line of an article of the library.");
}

/* NAME's path and its line, from 1 on; false: it has none. */
static bool
split_name(struct slice name, struct slice *path, uint32_t *line)
{
    size_t colon = name.len;
    uint64_t number = 0;
    while (colon > 0 && name.at[colon - 1] >= '0' && name.at[colon - 1] <= '9')
        colon--;
    for (size_t i = colon; i < name.len && number < ISSUE_NO_LINE; i++)
        number = number * 10 + (uint64_t)(name.at[i] - '0');
    if (colon < 2 || name.at[colon - 1] != ':' || number == 0 || number >= ISSUE_NO_LINE)
        return false;
    *path = slice_make(name.at, colon - 1);
    *line = (uint32_t)number;
    return true;
}

/* Is WANTED the whole of PATH, or its end from a / on? */
static bool
is_end_of(const char *path, struct slice wanted)
{
    size_t len = strlen(path);
    return len >= wanted.len && memcmp(path + len - wanted.len, wanted.at, wanted.len) == 0 &&
           (len == wanted.len || path[len - wanted.len - 1] == '/');
}

/* The first issue whose path ends with it; *SEVERAL: there are others. */
static uint32_t
issue_named(const struct library *library, struct slice path, bool *several)
{
    uint32_t found = 0;
    *several = false;
    for (size_t i = 0; i < library_count(library); i++) {
        uint32_t id = library_at(library, i);
        if (!is_end_of(library_path(library, id), path))
            continue;
        *several |= found != 0;
        found = found == 0 ? id : found;
    }
    return found;
}

void
stories_add_name(struct buffer *out, const struct library *library, const struct issue *issue,
                 const struct issue_article *article)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-/";
    size_t start = strlen(issue->path);
    bool several = true;
    while (several && start > 0) {
        do
            start--;
        while (start > 0 && issue->path[start - 1] != '/');
        issue_named(library, slice_of(issue->path + start), &several);
    }
    /* in quotes, as an operator would end it */
    const char *name = issue->path + start, *quote = name[strspn(name, plain)] == '\0' ? "" : "\"";
    uint32_t line = issue_line_number(issue, issue_article_line(article)) + 1;
    buffer_printf(out, "%s%s:%u%s", quote, name, line, quote);
}

/* ---- what is rare */

/* From what is in memory, or the beginnings of files: a library may have files of any size. */
static void
learn(struct story *story, const struct library *library)
{
    size_t count = library_count(library), taken = count < STORY_LEARNT_ISSUES ? count : STORY_LEARNT_ISSUES;
    for (size_t i = 0; i < taken; i++) {
        uint32_t id = library_at(library, i * count / taken);
        const struct issue *issue = library_peek(library, id);
        struct source_text text = {.at = NULL};
        struct error *error = NULL;
        bool cut;
        if (issue != NULL)
            story_learn(story, issue_source(issue));
        else
            error = source_read(library_source(library, id), SIZE_MAX, STORY_LEARNT_BYTES, &text, &cut);
        if (text.at != NULL) {
            source_clean(&text);
            story_learn(story, slice_make(text.at, text.bytes));
        }
        free(text.at);
        error_free(error); /* who opens it will see */
    }
    story_settle(story);
}

/* ---- the article */

static struct story *
story_at(struct library *library, uint32_t id, uint32_t line, const char **why)
{
    *why = _("No article there says enough to be known by it.");
    const struct issue *issue = library_open(library, id);
    bool there = issue != NULL && line <= issue_file_lines(issue);
    const struct issue_article *article = there ? issue_article_of(issue, issue_line_of_number(issue, line - 1)) : NULL;
    struct story *story = article != NULL ? story_new(issue, article) : NULL;
    library_close(library, id);
    if (story != NULL)
        learn(story, library);
    return story;
}

struct story *
stories_find(struct search_stories *stories, struct slice name, const char **why)
{
    struct slice path;
    uint32_t line;
    bool several;
    *why = story_no_name();
    if (stories == NULL || !split_name(name, &path, &line))
        return NULL;
    for (size_t i = 0; i < REMEMBERED; i++) {
        const struct remembered *one = &stories->last[i];
        if (one->name != NULL && one->issues == library_count(stories->library) &&
            slice_equal(slice_of(one->name), name))
            return story_keep(one->story);
    }
    uint32_t id = issue_named(stories->library, path, &several);
    if (id == 0)
        *why = _("The library has no issue of that path.");
    struct story *story = id != 0 ? story_at(stories->library, id, line, why) : NULL;
    if (story == NULL)
        return NULL;
    struct remembered *one = &stories->last[stories->next];
    stories->next = (stories->next + 1) % REMEMBERED;
    forget(one);
    *one = (struct remembered){base_strndup(name.at, name.len), story_keep(story), library_count(stories->library)};
    return story;
}
