/* Clippings: articles that are flagged or have a note. Few, so that they are gone through one by one. */
#include "store/store_private.h"

#include <stdlib.h>

static bool
same_key(const struct store_key *a, const struct store_key *b)
{
    return a->head == b->head && a->body == b->body && a->date == b->date;
}

static void
clipping_done(struct store_clipping *clipping)
{
    free((char *)clipping->headline);
    free((char *)clipping->title);
    free((char *)clipping->path);
    free((char *)clipping->note);
}

static struct store_clipping
copy(const struct store_clipping *clipping)
{
    struct store_clipping new = *clipping;
    new.headline = base_strdup(clipping->headline);
    new.title = base_strdup(clipping->title);
    new.path = base_strdup(clipping->path);
    new.note = base_strdup(clipping->note);
    return new;
}

static struct clipping_row *
find(const struct clippings *clippings, struct store_key key)
{
    for (size_t i = 0; i < clippings->count; i++)
        if (same_key(&clippings->rows[i].clipping.key, &key))
            return &clippings->rows[i];
    return NULL;
}

/* CLIPPING's texts are copied. */
static struct clipping_row *
put(struct clippings *clippings, const struct store_clipping *clipping)
{
    struct clipping_row *row = find(clippings, clipping->key);
    struct store_clipping new = copy(clipping);
    if (row == NULL) {
        clippings->rows =
            base_grow(clippings->rows, &clippings->capacity, clippings->count + 1, sizeof *clippings->rows);
        row = &clippings->rows[clippings->count++];
        *row = (struct clipping_row){.dirty = false};
    }
    clipping_done(&row->clipping);
    row->clipping = new;
    return row;
}

void
store_clip(struct store *store, const struct store_clipping *clipping)
{
    store_lock(store);
    struct clipping_row *row = put(&store->clippings, clipping);
    dirty_add(&store->clippings.dirty, (size_t)(row - store->clippings.rows), &row->dirty);
    store_unlock(store, true);
}

/* By the headline or by the text, as articles are. */
static const struct clipping_row *
find_nearly(const struct clippings *clippings, struct store_key key)
{
    const struct clipping_row *row = find(clippings, key);
    for (size_t i = 0; i < clippings->count && row == NULL; i++) {
        const struct store_key *other = &clippings->rows[i].clipping.key;
        bool same = (key.body != 0 && other->body == key.body) || (key.head != 0 && other->head == key.head);
        if (same && other->date == key.date)
            row = &clippings->rows[i];
    }
    return row;
}

char *
store_note(struct store *store, struct store_key key)
{
    store_lock(store);
    const struct clipping_row *row = find_nearly(&store->clippings, key);
    char *note = row != NULL && row->clipping.note[0] != '\0' ? base_strdup(row->clipping.note) : NULL;
    store_unlock(store, false);
    return note;
}

static int
compare(const void *left, const void *right)
{
    const struct store_clipping *a = left, *b = right;
    if (a->key.date != b->key.date)
        return a->key.date > b->key.date ? -1 : 1;
    int paths = strcmp(a->path, b->path);
    return paths != 0 ? paths : (a->line > b->line) - (a->line < b->line);
}

struct store_clipping *
store_clippings(struct store *store, size_t *count)
{
    store_lock(store);
    struct clippings *clippings = &store->clippings;
    struct store_clipping *all = base_alloc((clippings->count + 1) * sizeof *all);
    *count = 0;
    for (size_t i = 0; i < clippings->count; i++)
        all[(*count)++] = copy(&clippings->rows[i].clipping);
    store_unlock(store, false);
    size_t kept = 0;
    for (size_t i = 0; i < *count; i++) {
        struct store_article article;
        store_find(store, all[i].key, &article);
        if ((article.marks & STORE_FLAGGED) || all[i].note[0] != '\0')
            all[kept++] = all[i];
        else
            clipping_done(&all[i]);
    }
    *count = kept;
    qsort(all, kept, sizeof *all, compare);
    return all;
}

void
store_clippings_free(struct store_clipping *clippings, size_t count)
{
    for (size_t i = 0; i < count; i++)
        clipping_done(&clippings[i]);
    free(clippings);
}

/* ---- the file */

static void
load(struct store *store, struct database *database, int64_t since)
{
    struct statement *statement = database_statement(
        database, "SELECT head, body, date, headline, title, path, line, note FROM clipping WHERE number > ?");
    if (statement == NULL)
        return;
    statement_set_number(statement, 1, since);
    store_lock(store);
    while (statement_next(database, statement)) {
        struct store_clipping clipping = {
            .key = {(uint64_t)statement_number(statement, 0), (uint64_t)statement_number(statement, 1),
                    (uint32_t)statement_number(statement, 2)},
            .headline = statement_text(statement, 3),
            .title = statement_text(statement, 4),
            .path = statement_text(statement, 5),
            .line = (uint32_t)statement_number(statement, 6),
            .note = statement_text(statement, 7),
        };
        const struct clipping_row *row = find(&store->clippings, clipping.key);
        if (row == NULL || !row->dirty)
            put(&store->clippings, &clipping);
    }
    store_unlock(store, false);
}

static bool
save_row(struct database *database, const struct store_clipping *clipping, int64_t number)
{
    struct statement *statement =
        database_statement(database, "INSERT OR REPLACE INTO clipping"
                                     " (head, body, date, headline, title, path, line, note, changed, number)"
                                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (statement == NULL)
        return false;
    statement_set_number(statement, 1, (int64_t)clipping->key.head);
    statement_set_number(statement, 2, (int64_t)clipping->key.body);
    statement_set_number(statement, 3, clipping->key.date);
    statement_set_text(statement, 4, clipping->headline);
    statement_set_text(statement, 5, clipping->title);
    statement_set_text(statement, 6, clipping->path);
    statement_set_number(statement, 7, clipping->line);
    statement_set_text(statement, 8, clipping->note);
    statement_set_number(statement, 9, milliseconds_now());
    statement_set_number(statement, 10, number);
    return !statement_next(database, statement) && database_state(database) == DATABASE_FINE;
}

static bool
save(struct store *store, struct database *database, int64_t number)
{
    bool fine = true;
    for (size_t i = 0; fine && i < store->clippings.dirty.saving; i++) {
        store_lock(store);
        struct store_clipping clipping = copy(&store->clippings.rows[store->clippings.dirty.rows[i]].clipping);
        store_unlock(store, false);
        fine = save_row(database, &clipping, number);
        clipping_done(&clipping);
    }
    return fine;
}

static bool *
flag(struct store *store, size_t row)
{
    return row < store->clippings.count ? &store->clippings.rows[row].dirty : NULL;
}

static struct dirty *
dirty(struct store *store)
{
    return &store->clippings.dirty;
}

static void
done(struct store *store)
{
    for (size_t i = 0; i < store->clippings.count; i++)
        clipping_done(&store->clippings.rows[i].clipping);
    free(store->clippings.rows);
    dirty_done(&store->clippings.dirty);
}

const struct kind kind_clippings = {load, save, dirty, flag, NULL, done};
