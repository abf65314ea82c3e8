/* The last visit to each paper. */
#include "store/store_private.h"

#include <stdlib.h>

static struct store_visit
copy(const struct store_visit *visit)
{
    struct store_visit new = *visit;
    new.title = base_strdup(visit->title);
    new.path = base_strdup(visit->path);
    new.headline = base_strdup(visit->headline);
    return new;
}

static void
visit_done(struct store_visit *visit)
{
    free((char *)visit->title);
    free((char *)visit->path);
    free((char *)visit->headline);
}

static struct visit_row *
find(const struct visits *visits, const char *title)
{
    for (size_t i = 0; i < visits->count; i++)
        if (strcmp(visits->rows[i].visit.title, title) == 0)
            return &visits->rows[i];
    return NULL;
}

static struct visit_row *
put(struct visits *visits, const struct store_visit *visit, int64_t changed)
{
    struct visit_row *row = find(visits, visit->title);
    struct store_visit new = copy(visit);
    if (row == NULL) {
        visits->rows = base_grow(visits->rows, &visits->capacity, visits->count + 1, sizeof *visits->rows);
        row = &visits->rows[visits->count++];
        *row = (struct visit_row){.changed = 0};
    }
    visit_done(&row->visit);
    row->visit = new;
    row->changed = changed;
    return row;
}

void
store_put_visit(struct store *store, const struct store_visit *visit)
{
    store_lock(store);
    struct visit_row *row = put(&store->visits, visit, milliseconds_now());
    dirty_add(&store->dirty[KIND_VISITS], (size_t)(row - store->visits.rows));
    store_unlock(store, true);
}

static int
compare(const void *left, const void *right)
{
    const struct visit_row *const *a = left, *const *b = right;
    return ((*a)->changed < (*b)->changed) - ((*a)->changed > (*b)->changed);
}

struct store_visit *
store_visits(struct store *store, size_t *count)
{
    store_lock(store);
    const struct visits *visits = &store->visits;
    const struct visit_row **rows = base_alloc((visits->count + 1) * sizeof *rows);
    for (size_t i = 0; i < visits->count; i++)
        rows[i] = &visits->rows[i];
    qsort(rows, visits->count, sizeof *rows, compare);
    struct store_visit *all = base_alloc((visits->count + 1) * sizeof *all);
    *count = visits->count;
    for (size_t i = 0; i < *count; i++)
        all[i] = copy(&rows[i]->visit);
    store_unlock(store, false);
    free(rows);
    return all;
}

void
store_visits_free(struct store_visit *visits, size_t count)
{
    for (size_t i = 0; i < count; i++)
        visit_done(&visits[i]);
    free(visits);
}

/* ---- the file */

static void
load(struct store *store, struct database *database, int64_t since)
{
    struct statement *statement = database_statement(
        database,
        "SELECT title, path, headline, head, body, date, ordinal, percent, changed FROM visit WHERE number > ?");
    if (statement == NULL)
        return;
    statement_set_number(statement, 1, since);
    store_lock(store);
    while (statement_next(database, statement)) {
        struct store_visit visit = {
            .title = statement_text(statement, 0),
            .path = statement_text(statement, 1),
            .headline = statement_text(statement, 2),
            .key = {(uint64_t)statement_number(statement, 3), (uint64_t)statement_number(statement, 4),
                    (uint32_t)statement_number(statement, 5)},
            .number = (uint32_t)statement_number(statement, 6),
            .percent = (uint8_t)statement_number(statement, 7),
        };
        const struct visit_row *row = find(&store->visits, visit.title);
        if (row == NULL || !dirty_has(&store->dirty[KIND_VISITS], (size_t)(row - store->visits.rows)))
            put(&store->visits, &visit, statement_number(statement, 8));
    }
    store_unlock(store, false);
}

static bool
save_row(struct store *store, size_t index, struct database *database, int64_t number)
{
    struct statement *statement =
        database_statement(database, "INSERT OR REPLACE INTO visit"
                                     " (title, path, headline, head, body, date, ordinal, percent, changed, number)"
                                     " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (statement == NULL)
        return false;
    store_lock(store);
    struct visit_row row = store->visits.rows[index];
    row.visit = copy(&row.visit);
    store_unlock(store, false);
    const struct store_visit *visit = &row.visit;
    statement_set_text(statement, 1, visit->title);
    statement_set_text(statement, 2, visit->path);
    statement_set_text(statement, 3, visit->headline);
    statement_set_number(statement, 4, (int64_t)visit->key.head);
    statement_set_number(statement, 5, (int64_t)visit->key.body);
    statement_set_number(statement, 6, visit->key.date);
    statement_set_number(statement, 7, visit->number);
    statement_set_number(statement, 8, visit->percent);
    statement_set_number(statement, 9, row.changed);
    statement_set_number(statement, 10, number);
    bool fine = statement_run(database, statement);
    visit_done(&row.visit);
    return fine;
}

static size_t
count(const struct store *store)
{
    return store->visits.count;
}

static void
done(struct store *store)
{
    for (size_t i = 0; i < store->visits.count; i++)
        visit_done(&store->visits.rows[i].visit);
    free(store->visits.rows);
}

const struct kind kind_visits = {load, save_row, count, NULL, done};
