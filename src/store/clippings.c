/* Clippings: articles that are flagged or have a note. Few, so that they are gone through one by one. */
#include "store/store_private.h"

#include <stdlib.h>

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

static struct store_clipping *
find(const struct clippings *clippings, struct store_key key)
{
    for (size_t i = 0; i < clippings->count; i++)
        if (key_equal(&clippings->rows[i].key, &key))
            return &clippings->rows[i];
    return NULL;
}

/* CLIPPING's texts are copied. */
static size_t
put(struct clippings *clippings, const struct store_clipping *clipping)
{
    struct store_clipping *row = find(clippings, clipping->key), new = copy(clipping);
    if (row == NULL) {
        clippings->rows =
            base_grow(clippings->rows, &clippings->capacity, clippings->count + 1, sizeof *clippings->rows);
        row = &clippings->rows[clippings->count++];
    } else {
        clipping_done(row);
    }
    *row = new;
    return (size_t)(row - clippings->rows);
}

void
store_clip(struct store *store, const struct store_clipping *clipping)
{
    store_lock(store);
    dirty_add(&store->dirty[KIND_CLIPPINGS], put(&store->clippings, clipping));
    store_unlock(store, true);
}

/* By the headline or by the text, as articles are. */
static const struct store_clipping *
find_nearly(const struct clippings *clippings, struct store_key key)
{
    const struct store_clipping *row = find(clippings, key);
    for (size_t i = 0; i < clippings->count && row == NULL; i++) {
        const struct store_key *other = &clippings->rows[i].key;
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
    const struct store_clipping *row = find_nearly(&store->clippings, key);
    char *note = row != NULL && row->note[0] != '\0' ? base_strdup(row->note) : NULL;
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
        all[(*count)++] = copy(&clippings->rows[i]);
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
        const struct store_clipping *row = find(&store->clippings, clipping.key);
        if (row == NULL || !dirty_has(&store->dirty[KIND_CLIPPINGS], (size_t)(row - store->clippings.rows)))
            put(&store->clippings, &clipping);
    }
    store_unlock(store, false);
}

static bool
save_row(struct store *store, size_t row, struct database *database, int64_t number)
{
    struct statement *statement =
        database_statement(database, "INSERT OR REPLACE INTO clipping"
                                     " (head, body, date, headline, title, path, line, note, changed, number)"
                                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (statement == NULL)
        return false;
    store_lock(store);
    struct store_clipping clipping = copy(&store->clippings.rows[row]);
    store_unlock(store, false);
    statement_set_number(statement, 1, (int64_t)clipping.key.head);
    statement_set_number(statement, 2, (int64_t)clipping.key.body);
    statement_set_number(statement, 3, clipping.key.date);
    statement_set_text(statement, 4, clipping.headline);
    statement_set_text(statement, 5, clipping.title);
    statement_set_text(statement, 6, clipping.path);
    statement_set_number(statement, 7, clipping.line);
    statement_set_text(statement, 8, clipping.note);
    statement_set_number(statement, 9, milliseconds_now());
    statement_set_number(statement, 10, number);
    bool fine = statement_run(database, statement);
    clipping_done(&clipping);
    return fine;
}

static size_t
count(const struct store *store)
{
    return store->clippings.count;
}

static void
done(struct store *store)
{
    for (size_t i = 0; i < store->clippings.count; i++)
        clipping_done(&store->clippings.rows[i]);
    free(store->clippings.rows);
}

const struct kind kind_clippings = {load, save_row, count, NULL, done};
