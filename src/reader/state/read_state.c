/* What was read in this session, by the ids of issues: whatever happens to the library, an id stays what it is. Only issues
 * in which something was read are here.
 */
#include "reader/state/state.h"

#include <stdlib.h>

struct read_issue {
    uint32_t id;
    unsigned char *read; /* a flag for each article that it had when one was read last */
    size_t count;
};

struct reader_read_state {
    struct read_issue *issues; /* by their ids */
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

/* Where the issue is, or belongs. */
static size_t
index_of(const struct reader_read_state *state, uint32_t id)
{
    size_t low = 0, high = state->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (state->issues[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* NULL: nothing of it was read. */
static struct read_issue *
find(const struct reader *reader, uint32_t id)
{
    const struct reader_read_state *state = reader->read_state;
    size_t index = index_of(state, id);
    return index < state->count && state->issues[index].id == id ? &state->issues[index] : NULL;
}

static struct read_issue *
add(struct reader_read_state *state, uint32_t id)
{
    size_t index = index_of(state, id);
    state->issues = base_grow(state->issues, &state->capacity, state->count + 1, sizeof *state->issues);
    memmove(state->issues + index + 1, state->issues + index, (state->count++ - index) * sizeof *state->issues);
    state->issues[index] = (struct read_issue){.id = id};
    return &state->issues[index];
}

/* ARTICLES have a flag: a preview grows into the whole issue. */
static void
make_room(struct read_issue *of_issue, size_t articles)
{
    if (articles <= of_issue->count)
        return;
    of_issue->read = base_realloc(of_issue->read, articles);
    memset(of_issue->read + of_issue->count, 0, articles - of_issue->count);
    of_issue->count = articles;
}

bool
reader_is_read(const struct reader *reader, uint32_t article)
{
    const struct read_issue *of_issue = find(reader, reader->at.issue);
    return of_issue != NULL && article < of_issue->count && of_issue->read[article];
}

void
read_state_set(struct reader *reader, uint32_t article, bool read)
{
    if (reader->shown == NULL || article >= reader->shown->article_count)
        return;
    struct read_issue *of_issue = find(reader, reader->at.issue);
    if (of_issue == NULL)
        of_issue = add(reader->read_state, reader->at.issue);
    make_room(of_issue, reader->shown->article_count);
    of_issue->read[article] = read;
}

bool
read_state_is_complete(const struct reader *reader, uint32_t issue)
{
    const struct read_issue *of_issue = find(reader, issue);
    return of_issue != NULL && of_issue->count > 0 && memchr(of_issue->read, 0, of_issue->count) == NULL;
}

void
read_state_sift(struct reader *reader)
{
    struct reader_read_state *state = reader->read_state;
    size_t count = 0;
    for (size_t i = 0; i < state->count; i++)
        if (library_has(reader->library, state->issues[i].id))
            state->issues[count++] = state->issues[i];
        else
            free(state->issues[i].read);
    state->count = count;
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
    struct read_issue *of_issue = find(reader, reader->at.issue);
    if (of_issue != NULL) {
        unsigned char *read = base_alloc_zero(issue->article_count + 1, 1);
        for (size_t i = 0, old = 0; i < issue->article_count && lines.count > 0; i++) {
            while (old + 1 < lines.count && lines.first[old + 1] <= issue->articles[i].first_line)
                old++;
            read[i] = old < of_issue->count && of_issue->read[old];
        }
        free(of_issue->read);
        of_issue->read = read;
        of_issue->count = issue->article_count;
    }
    article_lines_done(lines);
}
