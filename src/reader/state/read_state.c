/* What was read in this session, by issue and article. */
#include "reader/state/state.h"

#include <stdlib.h>

/* Of an issue: a flag for each article that it had when one was read last. */
struct read_articles {
    unsigned char *read;
    size_t count;
};

struct reader_read_state {
    struct read_articles *issues;
    size_t count, capacity;
};

struct reader_read_state *
read_state_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_read_state));
}

void
read_state_free(struct reader_read_state *state)
{
    for (size_t i = 0; i < state->count; i++)
        free(state->issues[i].read);
    free(state->issues);
    free(state);
}

/* NULL: nothing of it was read. */
static const struct read_articles *
find(const struct reader *reader, size_t issue)
{
    const struct reader_read_state *state = reader->read_state;
    return issue < state->count && state->issues[issue].count > 0 ? &state->issues[issue] : NULL;
}

/* With a flag for each of ARTICLES: a preview grows into the whole issue. */
static struct read_articles *
make_room(struct reader_read_state *state, size_t issue, size_t articles)
{
    state->issues = base_grow(state->issues, &state->capacity, issue + 1, sizeof *state->issues);
    while (state->count <= issue)
        state->issues[state->count++] = (struct read_articles){0};
    struct read_articles *of_issue = &state->issues[issue];
    if (articles > of_issue->count) {
        of_issue->read = base_realloc(of_issue->read, articles);
        memset(of_issue->read + of_issue->count, 0, articles - of_issue->count);
        of_issue->count = articles;
    }
    return of_issue;
}

bool
reader_is_read(const struct reader *reader, uint32_t article)
{
    const struct read_articles *of_issue = find(reader, reader->at.issue);
    return of_issue != NULL && article < of_issue->count && of_issue->read[article];
}

void
read_state_set(struct reader *reader, uint32_t article, bool read)
{
    if (reader->shown == NULL || article >= reader->shown->article_count)
        return;
    make_room(reader->read_state, reader->at.issue, reader->shown->article_count)->read[article] = read;
}

bool
read_state_is_complete(const struct reader *reader, size_t issue)
{
    const struct read_articles *of_issue = find(reader, issue);
    return of_issue != NULL && memchr(of_issue->read, 0, of_issue->count) == NULL;
}

/* ---- mending */

struct article_lines
article_lines(const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    struct article_lines lines = {.count = issue->article_count};
    lines.first = base_alloc((lines.count + 1) * sizeof *lines.first);
    for (size_t i = 0; i < lines.count; i++)
        lines.first[i] = issue->articles[i].first_line;
    return lines;
}

void
article_lines_done(struct article_lines lines)
{
    free(lines.first);
}

/* An article is read if the one was that had its first line. */
void
read_state_follow(struct reader *reader, struct article_lines lines)
{
    const struct issue *issue = reader->shown;
    const struct read_articles *before = find(reader, reader->at.issue);
    if (before != NULL) {
        struct read_articles now = {base_alloc_zero(issue->article_count + 1, 1), issue->article_count};
        for (size_t i = 0, old = 0; i < issue->article_count && lines.count > 0; i++) {
            while (old + 1 < lines.count && lines.first[old + 1] <= issue->articles[i].first_line)
                old++;
            now.read[i] = old < before->count && before->read[old];
        }
        free(before->read);
        reader->read_state->issues[reader->at.issue] = now;
    }
    article_lines_done(lines);
}
