/* Mends: what was said of lines, found again by what the lines say, wherever in whichever file they stand.
 *
 * A line is known by its own words and by those of the lines before and after it that have any: where several lines say the same,
 * what stands around them tells.
 */
#include "store/store_private.h"

#include "kanbao/library.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum { LONG_BYTES = 24 /* a line that says so much is no other one */ };

/* ---- the lines of an issue */

struct known_lines {
    uint64_t *hashes; /* of each line; 0: it says nothing */
    size_t count;
};

static struct known_lines
know(const struct issue *issue)
{
    struct known_lines lines = {base_alloc((issue->line_count + 1) * sizeof(uint64_t)), issue->line_count};
    for (uint32_t i = 0; i < lines.count; i++)
        lines.hashes[i] = key_of_line(issue_line_text(issue, i));
    return lines;
}

static uint64_t
neighbour(const struct known_lines *lines, size_t line, int direction)
{
    for (size_t i = line + (size_t)(long)direction; i < lines->count; i += (size_t)(long)direction)
        if (lines->hashes[i] != 0)
            return lines->hashes[i];
    return 0;
}

/* How many of the three are the same; 0 where the line itself is not. */
static int
likeness(const struct known_lines *lines, size_t line, const struct mend_row *row)
{
    if (lines->hashes[line] != row->line)
        return 0;
    return 1 + (neighbour(lines, line, -1) == row->before) + (neighbour(lines, line, 1) == row->after);
}

/* The line of which ROW was said; ISSUE_NO_LINE: it is not there, or nobody can tell which it is. */
static uint32_t
find_line(const struct issue *issue, const struct known_lines *lines, const struct mend_row *row)
{
    uint32_t best = ISSUE_NO_LINE;
    int most = 0;
    bool several = false;
    for (uint32_t i = 0; i < lines->count; i++) {
        int like = likeness(lines, i, row);
        several = like > most ? false : several || (like > 0 && like == most);
        best = like > most ? i : best;
        most = like > most ? like : most;
    }
    if (best == ISSUE_NO_LINE || several || (most == 1 && issue_line_text(issue, best).len < LONG_BYTES))
        return ISSUE_NO_LINE;
    return best;
}

/* ---- asking */

static int
compare_steps(const void *left, const void *right)
{
    const struct mend_row *a = left, *b = right;
    return (a->step > b->step) - (a->step < b->step);
}

/* Those of DATE that hold, in their order: the caller's. */
static struct mend_row *
rows_of(struct store *store, uint32_t date, size_t *count)
{
    struct mend_row *rows = NULL;
    size_t capacity = 0;
    *count = 0;
    store_lock(store);
    for (size_t i = 0; i < store->mended.count; i++) {
        const struct mend_row *row = &store->mended.rows[i];
        if (row->date != date || row->gone)
            continue;
        rows = base_grow(rows, &capacity, *count + 1, sizeof *rows);
        rows[(*count)++] = *row;
    }
    store_unlock(store, false);
    if (*count > 0)
        qsort(rows, *count, sizeof *rows, compare_steps);
    return rows;
}

struct parser_mend *
store_mends(struct store *store, const struct issue *issue, size_t *count)
{
    size_t rows_count;
    struct mend_row *rows = rows_of(store, issue->date, &rows_count);
    *count = 0;
    if (rows_count == 0)
        return NULL;
    struct known_lines lines = know(issue);
    struct parser_mend *mends = base_alloc(rows_count * sizeof *mends);
    for (size_t i = 0; i < rows_count; i++) {
        uint32_t line = find_line(issue, &lines, &rows[i]);
        if (line != ISSUE_NO_LINE && issue->lines[line].role != ISSUE_BLANK)
            mends[(*count)++] = (struct parser_mend){line, rows[i].role, rows[i].brief};
    }
    free(lines.hashes);
    free(rows);
    if (*count > 0)
        return mends;
    free(mends);
    return NULL;
}

static struct parser_mend *
remembered_mends(void *context, const struct issue *issue, size_t *count)
{
    return store_mends(context, issue, count);
}

struct library_memory
store_memory(struct store *store)
{
    return (struct library_memory){remembered_mends, store};
}

/* ---- changing */

static bool
same_line(const struct mend_row *a, const struct mend_row *b)
{
    return a->date == b->date && a->line == b->line && a->before == b->before && a->after == b->after;
}

/* ROW takes the place of what was said of its line; CHANGED: here, and else by another program, before what was changed here. */
static void
put(struct store *store, struct mend_row row, bool changed)
{
    struct mended *mended = &store->mended;
    struct dirty *dirty = &store->dirty[KIND_MENDED];
    size_t i = 0;
    while (i < mended->count && !same_line(&mended->rows[i], &row))
        i++;
    if (!changed && dirty_has(dirty, i))
        return;
    if (i == mended->count) {
        mended->rows = base_grow(mended->rows, &mended->capacity, mended->count + 1, sizeof *mended->rows);
        mended->count++;
    }
    mended->rows[i] = row;
    if (changed)
        dirty_add(dirty, i);
}

/* What was said of lines of this issue, and may be said no more. */
static void
take_back(struct store *store, const struct issue *issue, const struct known_lines *lines)
{
    for (size_t i = 0; i < store->mended.count; i++) {
        struct mend_row row = store->mended.rows[i];
        if (row.date != issue->date || row.gone || find_line(issue, lines, &row) == ISSUE_NO_LINE)
            continue;
        row.gone = true;
        put(store, row, true);
    }
}

void
store_set_mends(struct store *store, const struct issue *issue, const struct parser_mend *mends, size_t count)
{
    struct known_lines lines = know(issue);
    store_lock(store);
    take_back(store, issue, &lines);
    for (size_t i = 0; i < count; i++) {
        uint32_t line = mends[i].line;
        struct mend_row row = {.line = line < lines.count ? lines.hashes[line] : 0,
                               .date = issue->date,
                               .step = (uint32_t)i,
                               .role = mends[i].role,
                               .brief = mends[i].brief};
        if (row.line == 0)
            continue;
        row.before = neighbour(&lines, line, -1);
        row.after = neighbour(&lines, line, 1);
        put(store, row, true);
    }
    store_unlock(store, true);
    free(lines.hashes);
}

/* ---- the file */

static void
load(struct store *store, struct database *database, int64_t since)
{
    struct statement *statement =
        database_statement(database, "SELECT date, line, before, after, step, role, gone FROM mend WHERE number > ?");
    if (statement == NULL)
        return;
    statement_set_number(statement, 1, since);
    store_lock(store);
    while (statement_next(database, statement)) {
        struct mend_row row = {
            .date = (uint32_t)statement_number(statement, 0),
            .line = (uint64_t)statement_number(statement, 1),
            .before = (uint64_t)statement_number(statement, 2),
            .after = (uint64_t)statement_number(statement, 3),
            .step = (uint32_t)statement_number(statement, 4),
            .role = ISSUE_BODY,
            .gone = statement_number(statement, 6) != 0,
        };
        struct slice role = slice_of(statement_text(statement, 5));
        row.brief = slice_equal(role, slice_of("brief"));
        if (row.brief || (issue_role_read(role, &row.role) && row.role != ISSUE_BLANK))
            put(store, row, false);
    }
    store_unlock(store, false);
}

static bool
save_row(struct store *store, size_t index, struct database *database, int64_t number)
{
    struct statement *statement = database_statement(
        database, "INSERT OR REPLACE INTO mend (date, line, before, after, step, role, gone, changed, number)"
                  " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
    if (statement == NULL)
        return false;
    store_lock(store);
    struct mend_row row = store->mended.rows[index];
    store_unlock(store, false);
    statement_set_number(statement, 1, row.date);
    statement_set_number(statement, 2, (int64_t)row.line);
    statement_set_number(statement, 3, (int64_t)row.before);
    statement_set_number(statement, 4, (int64_t)row.after);
    statement_set_number(statement, 5, row.step);
    statement_set_text(statement, 6, row.brief ? "brief" : issue_role_name(row.role));
    statement_set_number(statement, 7, row.gone);
    statement_set_number(statement, 8, milliseconds_now());
    statement_set_number(statement, 9, number);
    return statement_run(database, statement);
}

static size_t
count(const struct store *store)
{
    return store->mended.count;
}

static void
done(struct store *store)
{
    free(store->mended.rows);
}

const struct kind kind_mended = {load, save_row, count, NULL, done};
