/* SQLite: a file, its statements, and what goes wrong with them.
 *
 * The library is opened when a file is, not with the program: half of the time that a program takes to start goes into the
 * libraries that it is linked to, and most of what is written without a screen needs none of this.
 */
#include "store/store_private.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/vfs.h>
#endif

#define SQLITE_FILE "libsqlite3.so.0"

/* The functions that are used, by their own types. */
/* clang-format off */
#define FUNCTIONS(X)                                                                                                   \
    X(open_v2)                                                                                                         \
    X(close_v2) X(exec) X(prepare_v2) X(step) X(reset) X(finalize) X(bind_int64) X(bind_text) X(column_int64)          \
        X(column_text) X(errmsg) X(busy_timeout)
/* clang-format on */

#define DECLARE(name) __typeof__(sqlite3_##name) *name;
static struct {
    FUNCTIONS(DECLARE)
} sqlite;

enum { STATEMENTS_MAX = 32 };

struct statement {
    const char *sql;
    sqlite3_stmt *of_sqlite;
};

struct database {
    sqlite3 *of_sqlite;
    enum database_state state;
    char reason[160]; /* of the state; what follows a failure would say another one */
    struct statement statements[STATEMENTS_MAX];
    size_t count;
};

/* A row's number is that of the transaction that wrote it last, so that another program finds what is new. */
static const char *const versions[DATABASE_VERSION] = {
    "CREATE TABLE clock (number INTEGER NOT NULL);"
    "INSERT INTO clock VALUES (0);"
    "CREATE TABLE article (head INTEGER, body INTEGER, date INTEGER, marks INTEGER NOT NULL, percent INTEGER NOT NULL,"
    " paragraph INTEGER NOT NULL, byte INTEGER NOT NULL, changed INTEGER NOT NULL, number INTEGER NOT NULL,"
    " PRIMARY KEY (head, body, date)) WITHOUT ROWID;"
    "CREATE INDEX article_number ON article (number);"
    "CREATE TABLE clipping (head INTEGER, body INTEGER, date INTEGER, headline TEXT NOT NULL, title TEXT NOT NULL,"
    " path TEXT NOT NULL, line INTEGER NOT NULL, note TEXT NOT NULL, changed INTEGER NOT NULL, number INTEGER NOT NULL,"
    " PRIMARY KEY (head, body, date)) WITHOUT ROWID;"
    "CREATE TABLE line (kind INTEGER, text TEXT, value TEXT, changed INTEGER NOT NULL, number INTEGER NOT NULL,"
    " PRIMARY KEY (kind, text)) WITHOUT ROWID;"
    "CREATE TABLE mend (date INTEGER, line INTEGER, before INTEGER, after INTEGER, step INTEGER NOT NULL,"
    " role TEXT NOT NULL, gone INTEGER NOT NULL, changed INTEGER NOT NULL, number INTEGER NOT NULL,"
    " PRIMARY KEY (date, line, before, after)) WITHOUT ROWID;"
    "CREATE TABLE visit (title TEXT PRIMARY KEY, path TEXT NOT NULL, headline TEXT NOT NULL, head INTEGER NOT NULL,"
    " body INTEGER NOT NULL, date INTEGER NOT NULL, ordinal INTEGER NOT NULL, percent INTEGER NOT NULL,"
    " changed INTEGER NOT NULL, number INTEGER NOT NULL) WITHOUT ROWID;",
    "ALTER TABLE article ADD COLUMN text INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE article ADD COLUMN sketch INTEGER NOT NULL DEFAULT 0;"
    "ALTER TABLE article ADD COLUMN paper INTEGER NOT NULL DEFAULT 0;",
};

/* A file of version N that is only read looks as one of version N + 1 does. */
static const char *const views[DATABASE_VERSION] = {
    [1] = "CREATE TEMP VIEW article AS SELECT *, 0 AS text, 0 AS sketch, 0 AS paper FROM main.article",
};

/* ---- the library */

static bool sqlite_is_there; /* once it was looked for */

static void
find_sqlite(void)
{
    void *library = dlopen(SQLITE_FILE, RTLD_NOW | RTLD_LOCAL);
    sqlite_is_there = library != NULL;
#define FIND(name)                                                                                                     \
    if (sqlite_is_there) {                                                                                             \
        *(void **)&sqlite.name = dlsym(library, "sqlite3_" #name);                                                     \
        sqlite_is_there = sqlite.name != NULL;                                                                         \
    }
    FUNCTIONS(FIND)
}

static bool
load_sqlite(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_sqlite);
    return sqlite_is_there;
}

/* ---- what went wrong */

static bool
check(struct database *database, int code)
{
    switch (code & 0xFF) {
    case SQLITE_OK:
    case SQLITE_ROW:
    case SQLITE_DONE: return true;
    case SQLITE_BUSY:
    case SQLITE_LOCKED: database->state = DATABASE_BUSY; break;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB: database->state = DATABASE_DAMAGED; break;
    case SQLITE_ERROR: /* a table that should be there is not */ database->state = DATABASE_DAMAGED; break;
    default: database->state = DATABASE_FAILED; break;
    }
    snprintf(database->reason, sizeof database->reason, "%s", sqlite.errmsg(database->of_sqlite));
    return false;
}

enum database_state
database_state(const struct database *database)
{
    return database->state;
}

const char *
database_reason(const struct database *database)
{
    return database->reason;
}

void
database_set_patience(struct database *database, int milliseconds)
{
    sqlite.busy_timeout(database->of_sqlite, milliseconds);
}

/* ---- statements */

bool
database_run(struct database *database, const char *sql)
{
    return check(database, sqlite.exec(database->of_sqlite, sql, NULL, NULL, NULL));
}

struct statement *
database_statement(struct database *database, const char *sql)
{
    for (size_t i = 0; i < database->count; i++)
        if (database->statements[i].sql == sql)
            return &database->statements[i];
    sqlite3_stmt *of_sqlite;
    if (database->count == STATEMENTS_MAX ||
        !check(database, sqlite.prepare_v2(database->of_sqlite, sql, -1, &of_sqlite, NULL)))
        return NULL;
    database->statements[database->count] = (struct statement){sql, of_sqlite};
    return &database->statements[database->count++];
}

void
statement_set_number(struct statement *statement, int place, int64_t number)
{
    sqlite.bind_int64(statement->of_sqlite, place, number);
}

void
statement_set_slice(struct statement *statement, int place, struct slice text)
{
    sqlite.bind_text(statement->of_sqlite, place, text.at, (int)text.len, SQLITE_STATIC);
}

void
statement_set_text(struct statement *statement, int place, const char *text)
{
    sqlite.bind_text(statement->of_sqlite, place, text, -1, SQLITE_STATIC);
}

bool
statement_next(struct database *database, struct statement *statement)
{
    int code = sqlite.step(statement->of_sqlite);
    if (code == SQLITE_ROW)
        return true;
    check(database, code);
    sqlite.reset(statement->of_sqlite);
    return false;
}

bool
statement_run(struct database *database, struct statement *statement)
{
    return !statement_next(database, statement) && database->state == DATABASE_FINE;
}

int64_t
statement_number(struct statement *statement, int column)
{
    return sqlite.column_int64(statement->of_sqlite, column);
}

const char *
statement_text(struct statement *statement, int column)
{
    const char *text = (const char *)sqlite.column_text(statement->of_sqlite, column);
    return text != NULL ? text : "";
}

static int64_t
ask_number(struct database *database, const char *sql)
{
    struct statement *statement = database_statement(database, sql);
    int64_t number = -1;
    while (statement != NULL && statement_next(database, statement))
        number = statement_number(statement, 0);
    return number;
}

/* ---- opening */

/* Where shared memory does not reach, as over NFS, a journal of undo does the same more slowly. */
static bool
may_share_memory(const char *path)
{
#ifdef __linux__
    static const unsigned remote[] = {
        0x6969 /* NFS */,    0x517B /* SMB */, 0xFF534D42 /* CIFS */, 0xFE534D42 /* SMB2 */, 0x65735546 /* FUSE */,
        0x01021997 /* 9P */, 0x5346414F /* AFS */};
    struct statfs where;
    if (statfs(path, &where) != 0)
        return true;
    for (size_t i = 0; i < BASE_COUNT(remote); i++)
        if ((unsigned)where.f_type == remote[i])
            return false;
#else
    (void)path;
#endif
    return true;
}

/* Each version's tables in a transaction of its own. */
static bool
migrate(struct database *database)
{
    /* two programs may be started at once: the second finds what the first has made */
    if (!database_run(database, "BEGIN IMMEDIATE"))
        return false;
    int64_t version = ask_number(database, "PRAGMA user_version");
    bool fine = version >= 0;
    for (; fine && version < DATABASE_VERSION; version++)
        fine = database_run(database, versions[version]);
    char pragma[64];
    snprintf(pragma, sizeof pragma, "PRAGMA user_version = %d", DATABASE_VERSION);
    fine = fine && database_run(database, pragma) && database_run(database, "COMMIT");
    if (!fine)
        sqlite.exec(database->of_sqlite, "ROLLBACK", NULL, NULL, NULL);
    return fine;
}

static bool
prepare(struct database *database, const char *path, bool writes)
{
    database_set_patience(database, 2000);
    int64_t version = ask_number(database, "PRAGMA user_version");
    if (version < 0)
        return false;
    if (version > DATABASE_VERSION) {
        database->state = DATABASE_NEWER;
        return false;
    }
    if (!writes) {
        database->state = version == 0 ? DATABASE_MISSING : DATABASE_FINE;
        for (; database->state == DATABASE_FINE && version < DATABASE_VERSION; version++)
            database_run(database, views[version]);
        return database->state == DATABASE_FINE;
    }
    bool shared = may_share_memory(path);
    /* NORMAL: who ends at whatever moment loses nothing, who loses power the last transactions at most */
    return database_run(database, shared ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL"
                                         : "PRAGMA journal_mode = DELETE; PRAGMA synchronous = FULL") &&
           (version == DATABASE_VERSION || migrate(database));
}

static struct database *
open_as(const char *name, const char *path, int flags, enum database_state *state)
{
    struct database *database = base_alloc_zero(1, sizeof *database);
    int code = sqlite.open_v2(name, &database->of_sqlite, flags | SQLITE_OPEN_NOMUTEX, NULL);
    if (check(database, code) && prepare(database, path, (flags & SQLITE_OPEN_READWRITE) != 0)) {
        *state = DATABASE_FINE;
        return database;
    }
    *state = database->state;
    database_close(database);
    return NULL;
}

/* What is in a folder that nobody may write to cannot be locked, and need not be. */
static struct database *
open_immutable(const char *path, enum database_state *state)
{
    struct buffer name = {0};
    buffer_add_text(&name, "file:");
    for (const char *at = path; *at != '\0'; at++)
        buffer_printf(&name, strchr("%?#", *at) != NULL ? "%%%02X" : "%c", (unsigned char)*at);
    buffer_add_text(&name, "?immutable=1");
    struct database *database = open_as(name.at, path, SQLITE_OPEN_READONLY | SQLITE_OPEN_URI, state);
    buffer_done(&name);
    return database;
}

struct database *
database_open(const char *path, bool writes, enum database_state *state)
{
    *state = DATABASE_MISSING;
    if ((!writes && access(path, F_OK) != 0) || !load_sqlite())
        return NULL;
    struct database *database =
        open_as(path, path, writes ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY, state);
    return database == NULL && !writes && *state == DATABASE_FAILED ? open_immutable(path, state) : database;
}

void
database_close(struct database *database)
{
    if (database == NULL)
        return;
    for (size_t i = 0; i < database->count; i++)
        sqlite.finalize(database->statements[i].of_sqlite);
    sqlite.close_v2(database->of_sqlite);
    free(database);
}

void
database_prepare(const char *path)
{
    base_make_folders(path); /* what is not there then is said when the file is opened */
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0600);
    if (fd >= 0)
        close(fd);
}

char *
database_put_aside(const char *path)
{
    static const char *const companions[] = {"-wal", "-shm", "-journal"};
    struct buffer aside = {0}, from = {0}, to = {0};
    int number = 1;
    do {
        buffer_clear(&aside);
        buffer_printf(&aside, "%s.damaged-%d", path, number);
    } while (access(aside.at, F_OK) == 0 && ++number < 1000);
    bool moved = rename(path, aside.at) == 0;
    for (size_t i = 0; i < BASE_COUNT(companions) && moved; i++) {
        buffer_clear(&from);
        buffer_clear(&to);
        buffer_printf(&from, "%s%s", path, companions[i]);
        buffer_printf(&to, "%s%s", aside.at, companions[i]);
        moved = rename(from.at, to.at) == 0 || errno == ENOENT;
    }
    buffer_done(&from);
    buffer_done(&to);
    if (!moved)
        buffer_done(&aside);
    return moved ? buffer_take(&aside) : NULL;
}

/* ---- the header: https://www.sqlite.org/fileformat.html, 1.3 */

#define MENDED_ID 1801547373 /* "kanm" */

bool
database_may_have_mends(const char *path)
{
    enum { ID_BYTE = 68, ID_BYTES = 4 };
    static const unsigned char mended[ID_BYTES] = {'k', 'a', 'n', 'm'};
    unsigned char id[ID_BYTES];
    struct buffer companion = {0};
    buffer_printf(&companion, "%s-wal", path);
    bool written_on = access(companion.at, F_OK) == 0; /* then the header may be an old one */
    buffer_done(&companion);
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK);
    if (fd < 0)
        return false;
    bool read_it = pread(fd, id, sizeof id, ID_BYTE) == (ssize_t)sizeof id;
    close(fd);
    return written_on || (read_it && memcmp(id, mended, sizeof id) == 0);
}

bool
database_say_mended(struct database *database)
{
    char pragma[64];
    snprintf(pragma, sizeof pragma, "PRAGMA application_id = %d", MENDED_ID);
    return database_run(database, pragma);
}

/* ---- transactions */

bool
database_begin(struct database *database, int64_t *number)
{
    database->state = DATABASE_FINE;
    if (!database_run(database, "BEGIN IMMEDIATE"))
        return false;
    *number = database_number(database) + 1;
    if (database->state == DATABASE_FINE && database_run(database, "UPDATE clock SET number = number + 1"))
        return true;
    database_rollback(database);
    return false;
}

bool
database_commit(struct database *database)
{
    if (database->state == DATABASE_FINE && database_run(database, "COMMIT"))
        return true;
    database_rollback(database);
    return false;
}

void
database_rollback(struct database *database)
{
    /* where the failure itself rolled back there is nothing left to do, which is an error that says nothing new */
    sqlite.exec(database->of_sqlite, "ROLLBACK", NULL, NULL, NULL);
}

int64_t
database_data_version(struct database *database)
{
    return ask_number(database, "PRAGMA data_version");
}

int64_t
database_number(struct database *database)
{
    return ask_number(database, "SELECT number FROM clock");
}
