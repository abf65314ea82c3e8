/* What the library has at one moment, for another thread to read while the library goes on.
 *
 * A view copies what changes (dates, mends) and points to what does not: names, titles, texts. The library must not free
 * any of these while a view lives, so it gives them to its pins, where they wait until the last view is gone. The pins
 * belong to the library and to each view, and outlive any of them: neither ever waits for the other.
 */
#include "library/parts.h"

#include <stdlib.h>

struct pins {
    pthread_mutex_t lock; /* guards all below */
    size_t views;         /* only the library's thread makes more */
    bool left;            /* by the library */
    void **waiting;       /* to be freed after the last view */
    size_t count, capacity;
};

struct pins *
pins_new(void)
{
    struct pins *pins = base_alloc_zero(1, sizeof *pins);
    pthread_mutex_init(&pins->lock, NULL);
    return pins;
}

void
pins_free_later(struct pins *pins, void *at)
{
    if (at == NULL)
        return;
    pthread_mutex_lock(&pins->lock);
    bool waits = pins->views > 0;
    if (waits) {
        pins->waiting = base_grow(pins->waiting, &pins->capacity, pins->count + 1, sizeof *pins->waiting);
        pins->waiting[pins->count++] = at;
    }
    pthread_mutex_unlock(&pins->lock);
    if (!waits)
        free(at);
}

/* One owner less: a view, or the library itself. */
static void
release(struct pins *pins, bool is_view)
{
    pthread_mutex_lock(&pins->lock);
    pins->views -= is_view;
    pins->left |= !is_view;
    bool unused = pins->views == 0, last = unused && pins->left;
    void **waiting = unused ? pins->waiting : NULL;
    size_t count = unused ? pins->count : 0;
    if (unused) {
        pins->waiting = NULL;
        pins->count = pins->capacity = 0;
    }
    pthread_mutex_unlock(&pins->lock);
    for (size_t i = 0; i < count; i++)
        free(waiting[i]);
    free(waiting);
    if (last) {
        pthread_mutex_destroy(&pins->lock);
        free(pins);
    }
}

void
pins_leave(struct pins *pins)
{
    release(pins, false);
}

/* ---- views */

struct seen {
    const char *folder, *name, *title;
    const char *text; /* NULL: not loaded, or not the whole */
    uint32_t bytes;
    uint32_t date;
    uint32_t first_mend, mend_count;
};

struct library_view {
    struct pins *pins;
    size_t file_bytes;
    size_t count;
    struct parser_mend *mends; /* of all entries, copied */
    size_t mend_count, mend_capacity;
    struct seen seen[];
};

static void
see(struct library_view *view, struct seen *seen, const struct entry *entry)
{
    *seen = (struct seen){.folder = entry->folder, .name = entry->name, .title = entry->title, .date = entry->date};
    if (entry->issue != NULL && !entry->issue->preview) {
        seen->text = entry->issue->text;
        seen->bytes = (uint32_t)entry->issue->text_bytes;
    } else if (entry->issue == NULL) {
        seen->text = entry->text.at;
        seen->bytes = (uint32_t)entry->text.bytes;
    }
    size_t mends = mends_count(&entry->mends);
    if (mends == 0)
        return;
    seen->first_mend = (uint32_t)view->mend_count;
    seen->mend_count = (uint32_t)mends;
    view->mends = base_grow(view->mends, &view->mend_capacity, view->mend_count + mends, sizeof *view->mends);
    memcpy(view->mends + view->mend_count, entry->mends.at, mends * sizeof *view->mends);
    view->mend_count += mends;
}

struct library_view *
view_new(struct pins *pins, const struct entry *entries, size_t count, size_t file_bytes)
{
    struct library_view *view = base_alloc(sizeof *view + count * sizeof view->seen[0]);
    *view = (struct library_view){.pins = pins, .file_bytes = file_bytes, .count = count};
    pthread_mutex_lock(&pins->lock);
    pins->views++;
    pthread_mutex_unlock(&pins->lock);
    for (size_t i = 0; i < count; i++)
        see(view, &view->seen[i], &entries[i]);
    return view;
}

void
library_view_free(struct library_view *view)
{
    if (view == NULL)
        return;
    release(view->pins, true);
    free(view->mends);
    free(view);
}

size_t
library_view_count(const struct library_view *view)
{
    return view->count;
}

const char *
library_view_path(const struct library_view *view, size_t index, struct buffer *scratch)
{
    const struct seen *seen = &view->seen[index];
    buffer_clear(scratch);
    buffer_add_text(scratch, seen->folder);
    buffer_add_text(scratch, seen->name);
    return scratch->at;
}

struct library_seen
library_view_entry(const struct library_view *view, size_t index)
{
    const struct seen *seen = &view->seen[index];
    return (struct library_seen){
        .title = seen->title,
        .date = seen->date,
        .text = slice_make(seen->text, seen->bytes),
        .mends = seen->mend_count > 0 ? view->mends + seen->first_mend : NULL,
        .mend_count = seen->mend_count,
    };
}

struct error *
library_view_read(const struct library_view *view, size_t index, struct buffer *scratch, char **text, size_t *bytes)
{
    bool cut;
    struct text read = {0};
    struct error *error = file_read(library_view_path(view, index, scratch), view->file_bytes, SIZE_MAX, &read, &cut);
    *text = error == NULL ? read.at : NULL;
    *bytes = error == NULL ? read.bytes : 0;
    return error;
}
