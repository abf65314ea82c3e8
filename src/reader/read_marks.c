/* What was read in this session. Only issues in which something was read have marks, sorted by their ids.
 *
 * Knows neither issues nor the library: whatever happens to these, an id stays what it is.
 */
#include "reader/read_marks.h"

#include <stdlib.h>

struct marked {
    uint32_t id;
    unsigned char *read; /* one for each article */
    size_t count;
};

struct read_marks {
    struct marked *at;
    size_t count, capacity;
};

struct read_marks *
read_marks_new(void)
{
    return base_alloc_zero(1, sizeof(struct read_marks));
}

void
read_marks_free(struct read_marks *marks)
{
    for (size_t i = 0; i < marks->count; i++)
        free(marks->at[i].read);
    free(marks->at);
    free(marks);
}

/* Where the issue is, or belongs. */
static size_t
place_of(const struct read_marks *marks, uint32_t id)
{
    size_t low = 0, high = marks->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (marks->at[middle].id < id)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static struct marked *
find(const struct read_marks *marks, uint32_t id)
{
    size_t place = place_of(marks, id);
    return place < marks->count && marks->at[place].id == id ? &marks->at[place] : NULL;
}

static struct marked *
add(struct read_marks *marks, uint32_t id)
{
    size_t place = place_of(marks, id);
    marks->at = base_grow(marks->at, &marks->capacity, marks->count + 1, sizeof *marks->at);
    memmove(marks->at + place + 1, marks->at + place, (marks->count++ - place) * sizeof *marks->at);
    marks->at[place] = (struct marked){.id = id};
    return &marks->at[place];
}

bool
read_marks_has(const struct read_marks *marks, uint32_t id, size_t article)
{
    const struct marked *marked = find(marks, id);
    return marked != NULL && article < marked->count && marked->read[article];
}

void
read_marks_set(struct read_marks *marks, uint32_t id, size_t articles, size_t article, bool read)
{
    struct marked *marked = find(marks, id);
    if (marked == NULL)
        marked = add(marks, id);
    if (articles > marked->count) {
        marked->read = base_realloc(marked->read, articles);
        memset(marked->read + marked->count, 0, articles - marked->count);
        marked->count = articles;
    }
    if (article < marked->count)
        marked->read[article] = read;
}

bool
read_marks_all(const struct read_marks *marks, uint32_t id)
{
    const struct marked *marked = find(marks, id);
    for (size_t i = 0; marked != NULL && i < marked->count; i++)
        if (!marked->read[i])
            return false;
    return marked != NULL && marked->count > 0;
}

void
read_marks_replace(struct read_marks *marks, uint32_t id, const unsigned char *read, size_t articles)
{
    struct marked *marked = find(marks, id);
    if (marked == NULL)
        return;
    marked->read = base_realloc(marked->read, articles);
    if (articles > 0)
        memcpy(marked->read, read, articles);
    marked->count = articles;
}

void
read_marks_sift(struct read_marks *marks, bool (*wanted)(const void *context, uint32_t id), const void *context)
{
    size_t count = 0;
    for (size_t i = 0; i < marks->count; i++)
        if (wanted(context, marks->at[i].id))
            marks->at[count++] = marks->at[i];
        else
            free(marks->at[i].read);
    marks->count = count;
}
