/* All that is remembered, as JSON, and such JSON merged with what there is: by SQLite, which knows both.
 *
 * Hashes are numbers of 64 bits, which other readers of JSON would round: they are texts there.
 */
#include "store/store_private.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { PATIENCE_MILLISECONDS = 5000 };

static const char export_sql[] =
    "SELECT json_object('kanbao-state', 1,"
    " 'articles', (SELECT json_group_array(json_object('head', CAST(head AS TEXT), 'body', CAST(body AS TEXT), 'date', date,"
    "  'marks', marks, 'percent', percent, 'paragraph', paragraph, 'byte', byte, 'changed', changed,"
    "  'text', CAST(text AS TEXT), 'sketch', CAST(sketch AS TEXT), 'paper', paper)) FROM article),"
    " 'clippings', (SELECT json_group_array(json_object('head', CAST(head AS TEXT), 'body', CAST(body AS TEXT), 'date', date,"
    "  'headline', headline, 'title', title, 'path', path, 'line', line, 'note', note, 'changed', changed)) FROM clipping),"
    " 'lines', (SELECT json_group_array(json_object('kind', kind, 'text', text, 'value', value, 'changed', changed)) FROM line),"
    " 'mends', (SELECT json_group_array(json_object('date', date, 'line', CAST(line AS TEXT), 'before', CAST(before AS TEXT),"
    "  'after', CAST(after AS TEXT), 'step', step, 'role', role, 'gone', gone, 'changed', changed)) FROM mend),"
    " 'visits', (SELECT json_group_array(json_object('title', title, 'path', path, 'headline', headline,"
    "  'head', CAST(head AS TEXT), 'body', CAST(body AS TEXT), 'date', date, 'ordinal', ordinal, 'percent', percent,"
    "  'changed', changed)) FROM visit))";

#define TEXT_NUMBER(name) "CAST(json_extract(value, '$." name "') AS INTEGER)"
#define MEMBER(name)      "json_extract(value, '$." name "')"
/* what an older program did not write is 0 */
#define NUMBER_OR_0(name) "coalesce(" TEXT_NUMBER(name) ", 0)"
/* of the text that was read, as a whole: the later one, or the only one */
#define LATER_TEXT(name)                                                                                               \
    name " = iif(article.text = 0 OR (excluded.text <> 0 AND excluded.changed > changed), excluded." name ", " name ")"

/* ?1: the JSON; ?2: the number of the transaction. Marks and notes of both; of anything else the later one. */
/* clang-format off */
static const char *const import_sql[] = {
    "INSERT INTO article (head, body, date, marks, percent, paragraph, byte, changed, text, sketch, paper, number) SELECT "
        TEXT_NUMBER("head") ", " TEXT_NUMBER("body") ", " MEMBER("date") ", " MEMBER("marks") ", " MEMBER("percent") ", "
        MEMBER("paragraph") ", " MEMBER("byte") ", " MEMBER("changed") ", " NUMBER_OR_0("text") ", "
        NUMBER_OR_0("sketch") ", " NUMBER_OR_0("paper") ", ?2"
        " FROM json_each(?1, '$.articles') WHERE true"
        " ON CONFLICT (head, body, date) DO UPDATE SET marks = marks | excluded.marks,"
        " percent = iif(excluded.changed > changed, excluded.percent, percent),"
        " paragraph = iif(excluded.changed > changed, excluded.paragraph, paragraph),"
        " byte = iif(excluded.changed > changed, excluded.byte, byte),"
        " " LATER_TEXT("text") ", " LATER_TEXT("sketch") ", " LATER_TEXT("paper") ","
        " changed = max(changed, excluded.changed), number = ?2",
    "INSERT INTO clipping (head, body, date, headline, title, path, line, note, changed, number) SELECT "
        TEXT_NUMBER("head") ", " TEXT_NUMBER("body") ", " MEMBER("date") ", " MEMBER("headline") ", " MEMBER("title") ", "
        MEMBER("path") ", " MEMBER("line") ", " MEMBER("note") ", " MEMBER("changed") ", ?2"
        " FROM json_each(?1, '$.clippings') WHERE true"
        " ON CONFLICT (head, body, date) DO UPDATE SET"
        " note = CASE WHEN instr(note, excluded.note) > 0 OR excluded.note = '' THEN note"
        " WHEN instr(excluded.note, note) > 0 OR note = '' THEN excluded.note ELSE note || char(10) || excluded.note END,"
        " changed = max(changed, excluded.changed), number = ?2",
    "INSERT INTO line (kind, text, value, changed, number) SELECT "
        MEMBER("kind") ", " MEMBER("text") ", " MEMBER("value") ", " MEMBER("changed") ", ?2"
        " FROM json_each(?1, '$.lines') WHERE true"
        " ON CONFLICT (kind, text) DO UPDATE SET value = excluded.value, changed = excluded.changed, number = ?2"
        " WHERE excluded.changed > changed",
    "INSERT INTO mend (date, line, before, after, step, role, gone, changed, number) SELECT "
        MEMBER("date") ", " TEXT_NUMBER("line") ", " TEXT_NUMBER("before") ", " TEXT_NUMBER("after") ", " MEMBER("step") ", "
        MEMBER("role") ", " MEMBER("gone") ", " MEMBER("changed") ", ?2"
        " FROM json_each(?1, '$.mends') WHERE true"
        " ON CONFLICT (date, line, before, after) DO UPDATE SET step = excluded.step, role = excluded.role,"
        " gone = excluded.gone, changed = excluded.changed, number = ?2 WHERE excluded.changed > changed",
    "INSERT INTO visit (title, path, headline, head, body, date, ordinal, percent, changed, number) SELECT "
        MEMBER("title") ", " MEMBER("path") ", " MEMBER("headline") ", " TEXT_NUMBER("head") ", " TEXT_NUMBER("body") ", "
        MEMBER("date") ", " MEMBER("ordinal") ", " MEMBER("percent") ", " MEMBER("changed") ", ?2"
        " FROM json_each(?1, '$.visits') WHERE true"
        " ON CONFLICT (title) DO UPDATE SET path = excluded.path, headline = excluded.headline, head = excluded.head,"
        " body = excluded.body, date = excluded.date, ordinal = excluded.ordinal, percent = excluded.percent,"
        " changed = excluded.changed, number = ?2 WHERE excluded.changed > changed",
};
/* clang-format on */

static struct error *
open_failed(const char *path, enum database_state state)
{
    switch (state) {
    case DATABASE_MISSING: return error_new(_("%s: nothing is remembered there, or SQLite is not installed"), path);
    case DATABASE_DAMAGED: return error_new(_("%s: damaged"), path);
    case DATABASE_NEWER: return error_new(_("%s: written by a newer kanbao"), path);
    default: return error_new(_("%s: cannot be opened"), path);
    }
}

struct error *
store_export(const char *path, struct buffer *out)
{
    enum database_state state;
    struct database *database = database_open(path, false, &state);
    if (database == NULL)
        return open_failed(path, state);
    struct statement *statement = database_statement(database, export_sql);
    while (statement != NULL && statement_next(database, statement)) {
        buffer_add_text(out, statement_text(statement, 0));
        buffer_add_byte(out, '\n');
    }
    struct error *error = NULL;
    if (database_state(database) != DATABASE_FINE)
        error = error_new("%s: %s", path, database_reason(database));
    database_close(database);
    return error;
}

/* Is it such JSON at all? */
static bool
is_state(struct database *database, struct slice json)
{
    struct statement *statement = database_statement(
        database, "SELECT iif(json_valid(?1), coalesce(json_extract(?1, '$.\"kanbao-state\"') = 1, 0), 0)");
    bool is = false;
    if (statement == NULL)
        return false;
    statement_set_slice(statement, 1, json);
    while (statement_next(database, statement))
        is = statement_number(statement, 0) != 0;
    return is;
}

static bool
merge(struct database *database, struct slice json)
{
    int64_t number;
    bool fine = database_begin(database, &number);
    for (size_t i = 0; fine && i < BASE_COUNT(import_sql); i++) {
        struct statement *statement = database_statement(database, import_sql[i]);
        fine = statement != NULL;
        if (!fine)
            break;
        statement_set_slice(statement, 1, json);
        statement_set_number(statement, 2, number);
        while (statement_next(database, statement))
            ;
        fine = database_state(database) == DATABASE_FINE;
    }
    return fine && database_say_mended(database) && database_commit(database);
}

struct error *
store_import(const char *path, const char *name, struct slice json)
{
    enum database_state state;
    database_prepare(path);
    struct database *database = database_open(path, true, &state);
    struct error *error = NULL;
    if (database == NULL)
        return open_failed(path, state);
    database_set_patience(database, PATIENCE_MILLISECONDS);
    if (!is_state(database, json))
        error = error_new(_("%s: not what --export-state wrote"), name);
    else if (!merge(database, json))
        error = error_new(_("%s: nothing was taken: %s"), name, database_reason(database));
    database_close(database);
    return error;
}
