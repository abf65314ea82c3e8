/* The thread that keeps the file: reads it, writes what changes, and finds out what another program has changed.
 *
 * What cannot be written stays in memory, and is tried again later; what another program wrote counts, but for what was changed
 * here since.
 */
#include "store/store_private.h"

#include "kanbao/worker.h"

#include <stdlib.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/inotify.h>
#endif

enum {
    REST_MILLISECONDS = 400,   /* between two transactions: what is typed meanwhile goes into one */
    RETRY_MILLISECONDS = 5000, /* after one that failed */
    LOOK_MILLISECONDS = 10,    /* between two looks at what another program writes, doubled each time */
    LOOK_MOST = 80,            /* 150 in all; */
    LOOK_OWN = 20              /* after writing itself: 30 */
};

struct keeper {
    struct worker *worker;
    struct store *store; /* kept: the thread may outlive its owner */
    char *path;
    int watch_fd;
    bool begun; /* its owner has asked for the first look */
    /* guarded by the worker's lock */
    bool tells, looks; /* there may be something to write; to read */
    bool hurries;      /* it is to end */
    int patience;      /* milliseconds between two looks at most; */
    /* the thread's */
    struct database *database; /* NULL: not open */
    bool gave_up;              /* there is no file to keep anything in */
    bool failing;              /* the last transaction was not written, and that was said */
    int64_t since;             /* all transactions up to this one are known */
    int64_t data_version;
    int64_t wrote; /* when, in milliseconds */
};

/* ---- what the user should know */

static void say(struct keeper *keeper, const char *format, ...) BASE_PRINTF(2, 3);

static void
say(struct keeper *keeper, const char *format, ...)
{
    struct buffer words = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&words, format, arguments);
    va_end(arguments);
    store_set_notice(keeper->store, buffer_take(&words));
}

/* ---- reading */

static void
count_change(struct store *store)
{
    store_lock(store);
    store->version++;
    store_unlock(store, false);
}

/* What is little comes first, and is told at once: where the last visit ended is not to wait for years of marks. */
static void
load_all(struct keeper *keeper, struct database *database)
{
    int64_t number = database_number(database);
    for (size_t i = 0; i < STORE_KINDS; i++) {
        bool many = i == KIND_ARTICLES;
        if (many) {
            count_change(keeper->store);
            worker_lock(keeper->worker);
            worker_wake(keeper->worker);
            worker_unlock(keeper->worker);
        }
        kinds[i]->load(keeper->store, database, keeper->since);
    }
    keeper->since = number;
    count_change(keeper->store);
}

/* What was written by others; true when there is something. */
static bool
look(struct keeper *keeper)
{
    int64_t version = database_data_version(keeper->database);
    if (version == keeper->data_version)
        return false;
    keeper->data_version = version;
    load_all(keeper, keeper->database);
    return true;
}

/* ---- opening */

static void
say_not_opened(struct keeper *keeper, enum database_state state)
{
    switch (state) {
    case DATABASE_NEWER:
        say(keeper, _("Nothing is remembered this time: a newer kanbao wrote %s."), keeper->path);
        break;
    case DATABASE_MISSING:
        say(keeper, "%s", _("Nothing is remembered: SQLite (libsqlite3.so.0) is not installed."));
        break;
    case DATABASE_BUSY:
        say(keeper, _("Nothing is remembered this time: another program has locked %s."), keeper->path);
        break;
    default: say(keeper, _("Nothing is remembered this time: cannot write %s."), keeper->path); break;
    }
}

/* Nothing can be written: what is there may still be read. */
static void
read_once(struct keeper *keeper)
{
    enum database_state state;
    struct database *database = database_open(keeper->path, false, &state);
    if (database != NULL)
        load_all(keeper, database);
    database_close(database);
}

static void
soil_all(struct store *store)
{
    store_lock(store);
    for (size_t i = 0; i < STORE_KINDS; i++)
        for (size_t row = 0; row < kinds[i]->count(store); row++) {
            if (kinds[i]->mark != NULL)
                kinds[i]->mark(store, row, KIND_ALL);
            dirty_add(&store->dirty[i], row);
        }
    store_unlock(store, false);
}

/* A damaged file makes place for a new one, with all that is known. */
static struct database *
begin_anew(struct keeper *keeper, enum database_state *state)
{
    char *aside = database_put_aside(keeper->path);
    struct database *database = NULL;
    if (aside != NULL) {
        database_prepare(keeper->path);
        database = database_open(keeper->path, true, state);
        say(keeper, _("What was remembered is damaged, and put aside: %s is now %s."), keeper->path, aside);
    }
    keeper->since = 0;
    soil_all(keeper->store);
    free(aside);
    return database;
}

static void
open_file(struct keeper *keeper)
{
    enum database_state state;
    database_prepare(keeper->path);
    keeper->database = database_open(keeper->path, true, &state);
    if (keeper->database == NULL && state == DATABASE_DAMAGED)
        keeper->database = begin_anew(keeper, &state);
    if (keeper->database == NULL) {
        keeper->gave_up = true;
        say_not_opened(keeper, state);
        if (state != DATABASE_NEWER)
            read_once(keeper);
        return;
    }
    keeper->data_version = database_data_version(keeper->database);
    load_all(keeper, keeper->database);
}

/* ---- writing */

/* What is dirty now is what is to be written; false: nothing is. */
static bool
take_dirty(struct store *store)
{
    bool any = false;
    store_lock(store);
    for (size_t i = 0; i < STORE_KINDS; i++) {
        struct dirty *dirty = &store->dirty[i];
        dirty->saving = dirty->count;
        any |= dirty->count > 0;
        for (size_t k = 0; k < dirty->saving; k++) {
            dirty->flags[dirty->rows[k]] = false;
            if (kinds[i]->mark != NULL)
                kinds[i]->mark(store, dirty->rows[k], KIND_SAVING);
        }
    }
    store_unlock(store, false);
    return any;
}

/* They are written, or dirty again. */
static void
settle_dirty(struct store *store, bool fine)
{
    store_lock(store);
    for (size_t i = 0; i < STORE_KINDS; i++) {
        struct dirty were = store->dirty[i];
        store->dirty[i] = (struct dirty){.rows = NULL};
        for (size_t k = 0; k < were.count; k++) {
            bool saving = k < were.saving;
            if (saving && kinds[i]->mark != NULL)
                kinds[i]->mark(store, were.rows[k], fine ? KIND_SAVED : KIND_UNSAVED);
            if (!saving || !fine)
                dirty_add(&store->dirty[i], were.rows[k]);
        }
        dirty_done(&were);
    }
    store_unlock(store, false);
}

/* The row number INDEX of those of KIND that are being written; SIZE_MAX: there are fewer. */
static size_t
saving_row(struct store *store, enum store_kind kind, size_t index)
{
    store_lock(store);
    const struct dirty *dirty = &store->dirty[kind];
    size_t row = index < dirty->saving ? dirty->rows[index] : SIZE_MAX;
    store_unlock(store, false);
    return row;
}

static bool
save_kind(struct keeper *keeper, enum store_kind kind, int64_t number)
{
    size_t row;
    bool fine =
        kind != KIND_MENDED || saving_row(keeper->store, kind, 0) == SIZE_MAX || database_say_mended(keeper->database);
    for (size_t i = 0; fine && (row = saving_row(keeper->store, kind, i)) != SIZE_MAX; i++)
        fine = kinds[kind]->save_row(keeper->store, row, keeper->database, number);
    return fine;
}

static bool
save_dirty(struct keeper *keeper)
{
    int64_t number;
    if (!database_begin(keeper->database, &number))
        return false;
    bool fine = true;
    for (int i = 0; i < STORE_KINDS && fine; i++)
        fine = save_kind(keeper, (enum store_kind)i, number);
    fine = fine ? database_commit(keeper->database) : (database_rollback(keeper->database), false);
    /* nobody else wrote since: all there is is known */
    if (fine && number == keeper->since + 1)
        keeper->since = number;
    return fine;
}

static void
save_failed(struct keeper *keeper)
{
    enum database_state state = database_state(keeper->database);
    if (state == DATABASE_DAMAGED) {
        database_close(keeper->database);
        keeper->database = begin_anew(keeper, &state);
        keeper->gave_up = keeper->database == NULL;
        if (keeper->gave_up)
            say_not_opened(keeper, state);
    } else if (!keeper->failing && state != DATABASE_BUSY) {
        say(keeper, _("Kept in memory for now: cannot write %s (%s)."), keeper->path,
            database_reason(keeper->database));
        keeper->failing = true;
    }
}

/* False: it is still to be written. */
static bool
save(struct keeper *keeper)
{
    bool fine = true;
    if (keeper->gave_up || keeper->database == NULL || !take_dirty(keeper->store))
        return true;
    fine = save_dirty(keeper);
    settle_dirty(keeper->store, fine);
    keeper->wrote = milliseconds_now();
    if (fine)
        keeper->failing = false;
    else
        save_failed(keeper);
    return fine;
}

/* ---- the thread */

/* Until so long after the last transaction; what is to be written by then goes into the next one. */
static void
rest(struct keeper *keeper, int milliseconds)
{
    int64_t now = milliseconds_now();
    worker_lock(keeper->worker);
    while (!keeper->hurries && now >= keeper->wrote && now < keeper->wrote + milliseconds) {
        worker_rest(keeper->worker, (int)(keeper->wrote + milliseconds - now));
        now = milliseconds_now();
    }
    keeper->tells = false;
    worker_unlock(keeper->worker);
}

/* Takes what was told of the file's folder; false: nothing was. On any thread. */
static bool
drain(struct keeper *keeper)
{
    char events[4096];
    bool any = false;
    while (keeper->watch_fd >= 0 && read(keeper->watch_fd, events, sizeof events) > 0)
        any = true;
    return any;
}

/* The other program's write is noticed before its transaction is there to be read: then it is looked for again a little later,
   unless there is something to write meanwhile, which goes before. Called without the worker's lock. */
static bool
look_patiently(struct keeper *keeper)
{
    bool changed = look(keeper), waited_for = false;
    worker_lock(keeper->worker);
    for (int wait = LOOK_MILLISECONDS; !changed && !waited_for && wait <= keeper->patience; wait *= 2) {
        worker_rest(keeper->worker, wait);
        waited_for = keeper->hurries || keeper->tells;
        keeper->looks |= waited_for;
        worker_unlock(keeper->worker);
        changed = look(keeper);
        worker_lock(keeper->worker);
    }
    worker_unlock(keeper->worker);
    return changed;
}

static bool
work(struct worker *worker, void *context)
{
    struct keeper *keeper = context;
    if (!keeper->tells && !keeper->looks)
        return false;
    bool tells = keeper->tells, looks = keeper->looks, alone = worker_is_alone(worker), changed = false;
    keeper->tells = keeper->looks = false;
    worker_unlock(worker);
    bool failing = keeper->failing, gave_up = keeper->gave_up;
    if (keeper->database == NULL && !keeper->gave_up) {
        open_file(keeper);
        store_lock(keeper->store);
        keeper->store->read = true;
        store_unlock(keeper->store, false);
        changed = tells = true;
    } else if (looks && keeper->database != NULL) {
        changed = alone || tells ? look(keeper) : look_patiently(keeper);
    }
    bool looks_again = looks && tells && !changed;
    if (tells && !alone)
        rest(keeper, keeper->failing ? RETRY_MILLISECONDS : REST_MILLISECONDS);
    bool later = tells && !save(keeper);
    /* its own writing is no news; what another program wrote meanwhile is */
    bool drained = tells && !alone && drain(keeper);
    changed |= failing != keeper->failing || gave_up != keeper->gave_up;
    worker_lock(worker);
    keeper->tells |= later && !alone;
    keeper->looks |= (looks_again && !alone) || drained;
    keeper->patience = looks_again || !drained ? LOOK_MOST : LOOK_OWN;
    if (changed)
        worker_wake(worker);
    return true;
}

static void
free_item(struct worker_item *item)
{
    free(item);
}

static void
free_keeper(void *context)
{
    struct keeper *keeper = context;
    if (keeper->database == NULL && !keeper->gave_up)
        open_file(keeper); /* it ends before it has begun */
    if (keeper->database != NULL)
        database_set_patience(keeper->database, 50);
    if (!save(keeper))
        save(keeper); /* a damaged file has made place for a new one */
    database_close(keeper->database);
    store_free(keeper->store);
    free(keeper->path);
    free(keeper);
}

/* ---- its owner's side */

static const struct worker_task task = {work, free_item, free_keeper};

static int
watch(const char *path)
{
#ifdef __linux__
    const char *slash = strrchr(path, '/');
    char *folder = slash != NULL && slash > path ? base_strndup(path, (size_t)(slash - path)) : base_strdup(".");
    int fd = inotify_init1(IN_CLOEXEC | IN_NONBLOCK);
    if (fd >= 0 && inotify_add_watch(fd, folder, IN_MODIFY | IN_CREATE | IN_MOVED_TO) < 0) {
        close(fd);
        fd = -1;
    }
    free(folder);
    return fd;
#else
    (void)path;
    return -1;
#endif
}

struct keeper *
keeper_new(struct store *store, const char *path, int wake_fd)
{
    struct keeper *keeper = base_alloc_zero(1, sizeof *keeper);
    keeper->store = store_keep(store);
    keeper->path = base_strdup(path);
    keeper->worker = worker_new(&task, keeper, wake_fd);
    base_make_folders(path);
    keeper->watch_fd = watch(path);
    return keeper;
}

void
keeper_end(struct keeper *keeper, int patience_milliseconds)
{
    struct worker *worker = keeper->worker;
    int watch_fd = keeper->watch_fd;
    worker_lock(worker);
    keeper->hurries = true;
    worker_unlock(worker);
    worker_end(worker, patience_milliseconds);
    if (watch_fd >= 0)
        close(watch_fd);
}

void
keeper_tell(struct keeper *keeper)
{
    worker_lock(keeper->worker);
    keeper->tells = true;
    worker_notify(keeper->worker);
    worker_unlock(keeper->worker);
}

void
keeper_look(struct keeper *keeper)
{
    if (!drain(keeper) && keeper->begun)
        return;
    keeper->begun = true;
    worker_lock(keeper->worker);
    keeper->looks = true;
    keeper->patience = LOOK_MOST;
    worker_notify(keeper->worker);
    worker_unlock(keeper->worker);
}

int
keeper_watch_fd(const struct keeper *keeper)
{
    return keeper->watch_fd;
}

/* ---- without a thread */

void
keeper_read(struct store *store, const char *path, bool marks)
{
    enum database_state state = DATABASE_MISSING;
    struct database *database = marks || database_may_have_mends(path) ? database_open(path, false, &state) : NULL;
    for (size_t i = 0; i < STORE_KINDS && database != NULL; i++)
        if (marks || i == KIND_MENDED)
            kinds[i]->load(store, database, -1);
    if (database != NULL)
        count_change(store);
    database_close(database);
    if (state != DATABASE_FINE && state != DATABASE_MISSING) {
        struct buffer words = {0};
        buffer_printf(&words, _("What is remembered is left out: cannot read %s"), path);
        store_set_notice(store, buffer_take(&words));
    }
}
