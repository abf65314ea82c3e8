/* Lines of text, each of a kind, with a value. Some thousand at most, gone through one by one. */
#include "store/store_private.h"

#include <stdlib.h>

static struct line_row *
find(const struct lines *lines, enum store_line_kind kind, const char *text)
{
    for (size_t i = 0; i < lines->count; i++)
        if (lines->rows[i].kind == kind && strcmp(lines->rows[i].text, text) == 0)
            return &lines->rows[i];
    return NULL;
}

static struct line_row *
put(struct lines *lines, enum store_line_kind kind, const char *text, const char *value, int64_t changed)
{
    struct line_row *row = find(lines, kind, text);
    if (row == NULL) {
        lines->rows = base_grow(lines->rows, &lines->capacity, lines->count + 1, sizeof *lines->rows);
        row = &lines->rows[lines->count++];
        *row = (struct line_row){.kind = kind, .text = base_strdup(text)};
    }
    char *copy = value != NULL ? base_strdup(value) : NULL;
    free(row->value);
    row->value = copy;
    row->changed = changed;
    return row;
}

/* The newest of all lines is later than the one before it, though both were put within a millisecond. */
static int64_t
later_than_all(const struct lines *lines)
{
    int64_t now = milliseconds_now();
    for (size_t i = 0; i < lines->count; i++)
        now = lines->rows[i].changed >= now ? lines->rows[i].changed + 1 : now;
    return now;
}

void
store_put_line(struct store *store, enum store_line_kind kind, const char *text, const char *value)
{
    store_lock(store);
    struct line_row *row = put(&store->lines, kind, text, value, later_than_all(&store->lines));
    dirty_add(&store->dirty[KIND_LINES], (size_t)(row - store->lines.rows));
    store_unlock(store, true);
}

static int
compare(const void *left, const void *right)
{
    const struct line_row *const *a = left, *const *b = right;
    return ((*a)->changed > (*b)->changed) - ((*a)->changed < (*b)->changed);
}

struct store_line *
store_lines(struct store *store, enum store_line_kind kind, size_t most, size_t *count)
{
    store_lock(store);
    const struct lines *lines = &store->lines;
    const struct line_row **rows = base_alloc((lines->count + 1) * sizeof *rows);
    size_t found = 0;
    for (size_t i = 0; i < lines->count; i++)
        if (lines->rows[i].kind == kind && lines->rows[i].value != NULL)
            rows[found++] = &lines->rows[i];
    qsort(rows, found, sizeof *rows, compare);
    *count = found < most ? found : most;
    struct store_line *all = base_alloc((*count + 1) * sizeof *all);
    for (size_t i = 0; i < *count; i++)
        all[i] = (struct store_line){base_strdup(rows[found - *count + i]->text),
                                     base_strdup(rows[found - *count + i]->value)};
    store_unlock(store, false);
    free(rows);
    return all;
}

void
store_lines_free(struct store_line *lines, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        free(lines[i].text);
        free(lines[i].value);
    }
    free(lines);
}

/* ---- a rule: all older ones are read */

uint32_t
store_read_before(struct store *store, const char *title)
{
    store_lock(store);
    const struct line_row *row = find(&store->lines, STORE_READ_BEFORE, title != NULL ? title : "");
    uint32_t date = row != NULL && row->value != NULL ? (uint32_t)strtoul(row->value, NULL, 10) : 0;
    store_unlock(store, false);
    return date;
}

void
store_set_read_before(struct store *store, const char *title, uint32_t date)
{
    char value[16];
    snprintf(value, sizeof value, "%u", date);
    store_put_line(store, STORE_READ_BEFORE, title != NULL ? title : "", date != 0 ? value : NULL);
}

/* ---- the file */

static void
load(struct store *store, struct database *database, int64_t since)
{
    struct statement *statement =
        database_statement(database, "SELECT kind, text, value IS NULL, value, changed FROM line WHERE number > ?");
    if (statement == NULL)
        return;
    statement_set_number(statement, 1, since);
    store_lock(store);
    while (statement_next(database, statement)) {
        enum store_line_kind kind = (enum store_line_kind)statement_number(statement, 0);
        const struct line_row *row = find(&store->lines, kind, statement_text(statement, 1));
        if (row != NULL && dirty_has(&store->dirty[KIND_LINES], (size_t)(row - store->lines.rows)))
            continue;
        put(&store->lines, kind, statement_text(statement, 1),
            statement_number(statement, 2) ? NULL : statement_text(statement, 3), statement_number(statement, 4));
    }
    store_unlock(store, false);
}

static bool
save_row(struct store *store, size_t index, struct database *database, int64_t number)
{
    struct statement *statement = database_statement(
        database, "INSERT OR REPLACE INTO line (kind, text, value, changed, number) VALUES (?, ?, ?, ?, ?)");
    if (statement == NULL)
        return false;
    store_lock(store);
    struct line_row row = store->lines.rows[index];
    row.text = base_strdup(row.text);
    row.value = row.value != NULL ? base_strdup(row.value) : NULL;
    store_unlock(store, false);
    statement_set_number(statement, 1, row.kind);
    statement_set_text(statement, 2, row.text);
    statement_set_text(statement, 3, row.value);
    statement_set_number(statement, 4, row.changed);
    statement_set_number(statement, 5, number);
    bool fine = statement_run(database, statement);
    free(row.text);
    free(row.value);
    return fine;
}

static size_t
count(const struct store *store)
{
    return store->lines.count;
}

static void
done(struct store *store)
{
    for (size_t i = 0; i < store->lines.count; i++) {
        free(store->lines.rows[i].text);
        free(store->lines.rows[i].value);
    }
    free(store->lines.rows);
}

const struct kind kind_lines = {load, save_row, count, NULL, done};
