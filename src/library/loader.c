/* The background loader: one thread, newest issue first.
 *
 * It goes through a snapshot of the names and hands over what it read, and reads first what is asked for. When it has
 * read as much as may be kept, it hands over of the others only what their heads say; when it has read everything, it sleeps until
 * there is more, or something is wanted. A new snapshot takes the place of the old one at any moment: what was read already is known by its id.
 */
#include "library/library.h"

#include "kanbao/parser.h"

#include <stdlib.h>

enum {
    WANTED_MAX = 64,
    HEADS_MAX = 30000 /* issues whose heads are read: a few seconds of work, in which a million would take minutes */
};

struct wanted {
    uint32_t id;
    struct library_snapshot *seen;
    unsigned mends_version;
};

/* What is read of an issue: what its head says, its text, or all of it, recovered. */
enum deed { LOAD_HEAD, LOAD_TEXT, LOAD_ISSUE };

/* What was handed over of it. */
enum read { READ_NOTHING, READ_HEAD, READ_TEXT };

struct loader {
    struct worker *worker;
    struct library_limits limits;
    struct source_decoder *decoder; /* the thread's */
    /* guarded by the worker's lock, as all of it */
    struct library_snapshot *snapshot;
    size_t next;      /* position; of all before it the text was read, */
    size_t next_head; /* or at least the head */
    uint8_t *read;    /* enum read, by id */
    size_t read_capacity;
    size_t kept_bytes;
    bool paused;
    bool whole; /* a wanted one is being read */
    struct wanted wanted[WANTED_MAX];
    size_t wanted_count;
};

void
loaded_free(struct loaded *loaded)
{
    free(loaded->text.at);
    free(loaded->title);
    if (loaded->seen != NULL && loaded->issue != NULL)
        issue_return_source(loaded->issue);
    issue_free(loaded->issue);
    library_snapshot_free(loaded->seen);
    error_free(loaded->error);
    free(loaded);
}

static void
free_item(struct worker_item *item)
{
    loaded_free((struct loaded *)item);
}

static void
free_loader(void *context)
{
    struct loader *loader = context;
    for (size_t i = 0; i < loader->wanted_count; i++)
        library_snapshot_free(loader->wanted[i].seen);
    library_snapshot_free(loader->snapshot);
    source_decoder_free(loader->decoder);
    free(loader->read);
    free(loader);
}

/* ---- the thread's side */

/* Is there room for another text? */
static bool
has_room(const struct loader *loader)
{
    return loader->kept_bytes < loader->limits.keep_bytes;
}

/* The position of what is to be read next. */
static size_t
position_of_next(const struct loader *loader)
{
    return has_room(loader) ? loader->next : loader->next_head;
}

/* One issue alone was read before the loader was started. */
static bool
has_next(const struct loader *loader)
{
    size_t count = library_snapshot_count(loader->snapshot), end = count;
    if (!has_room(loader) && end > HEADS_MAX)
        end = HEADS_MAX;
    return count > 1 && loader->limits.keep_bytes > 0 && position_of_next(loader) < end;
}

/* Counts POSITION up behind all that was READ. */
static void
skip_read(const struct loader *loader, size_t *position, enum read read)
{
    size_t count = library_snapshot_count(loader->snapshot);
    for (; *position < count; ++*position) {
        uint32_t id = library_snapshot_id(loader->snapshot, *position);
        if (id >= loader->read_capacity || loader->read[id] < read)
            break;
    }
}

static void
skip_all_read(struct loader *loader)
{
    skip_read(loader, &loader->next, READ_TEXT);
    skip_read(loader, &loader->next_head, READ_HEAD);
}

static void
mark_read(struct loader *loader, uint32_t id, enum read read)
{
    size_t before = loader->read_capacity;
    loader->read = base_grow(loader->read, &loader->read_capacity, id + (size_t)1, sizeof *loader->read);
    memset(loader->read + before, READ_NOTHING, (loader->read_capacity - before) * sizeof *loader->read);
    loader->read[id] = (uint8_t)read;
    skip_all_read(loader);
}

/* What the head of the text says of the issue; of the text there is no more, but where it is loaded. */
static void
learn(struct loaded *loaded, enum deed deed)
{
    struct parser_glance glance = parser_glance(slice_make(loaded->text.at, loaded->text.bytes));
    loaded->title = glance.title;
    loaded->date = glance.date;
    if (deed == LOAD_TEXT)
        return;
    free(loaded->text.at);
    loaded->text = (struct source_text){0};
}

/* Called and returns with the lock held; reads without it. */
static struct loaded *
load_one(struct loader *loader, uint32_t id, enum deed deed)
{
    struct loaded *loaded = base_alloc_zero(1, sizeof *loaded);
    bool cut;
    struct buffer path = {0};
    struct source_name name = library_snapshot_source(loader->snapshot, id, &path, loader->decoder);
    worker_unlock(loader->worker);
    loaded->id = id;
    loaded->error = source_read(name, loader->limits.file_bytes, deed == LOAD_HEAD ? SOURCE_PREVIEW_BYTES : SIZE_MAX,
                                &loaded->text, &cut);
    if (loaded->error == NULL)
        source_clean(&loaded->text);
    struct source_text text = loaded->text;
    if (loaded->error == NULL && deed == LOAD_ISSUE) {
        loaded->issue = parser_recover((struct parser_source){.path = path.at,
                                                              .text = text.at,
                                                              .bytes = text.bytes,
                                                              .repaired = text.repaired,
                                                              .torn = text.torn,
                                                              .encoding = text.encoding,
                                                              .drops = text.drops});
        loaded->text = (struct source_text){0};
    } else if (loaded->error == NULL) {
        learn(loaded, deed);
    }
    buffer_done(&path);
    worker_lock(loader->worker);
    worker_hand_over(loader->worker, &loaded->item);
    return loaded;
}

static struct library_seen
find_seen(const struct library_snapshot *seen, uint32_t id)
{
    for (size_t i = 0; i < library_snapshot_count(seen); i++) {
        struct library_seen entry = library_snapshot_entry(seen, i);
        if (entry.id == id)
            return entry;
    }
    return (struct library_seen){.id = 0};
}

/* What is in memory already. Called and returns with the lock held; recovers without it. */
static void
recover_seen(struct loader *loader, struct wanted wanted)
{
    struct loaded *loaded = base_alloc_zero(1, sizeof *loaded);
    struct buffer path = {0};
    worker_unlock(loader->worker);
    *loaded = (struct loaded){.id = wanted.id, .seen = wanted.seen, .mends_version = wanted.mends_version};
    struct library_seen seen = find_seen(wanted.seen, wanted.id);
    if (seen.text.at != NULL)
        loaded->issue = parser_recover((struct parser_source){
            .path = library_snapshot_path(wanted.seen, wanted.id, &path),
            .text = (char *)seen.text.at, /* it is never changed */
            .bytes = seen.text.len,
            .encoding = seen.encoding,
            .mends = seen.mends,
            .mend_count = seen.mend_count,
        });
    buffer_done(&path);
    worker_lock(loader->worker);
    worker_hand_over(loader->worker, &loaded->item);
}

static void
load_wanted(struct loader *loader)
{
    struct wanted wanted = loader->wanted[0];
    memmove(loader->wanted, loader->wanted + 1, --loader->wanted_count * sizeof loader->wanted[0]);
    loader->whole = true;
    if (wanted.seen != NULL)
        recover_seen(loader, wanted);
    else
        load_one(loader, wanted.id, LOAD_ISSUE);
    loader->whole = false;
    worker_wake(loader->worker);
}

static void
load_next(struct loader *loader)
{
    bool whole = has_room(loader);
    uint32_t id = library_snapshot_id(loader->snapshot, position_of_next(loader));
    const struct loaded *loaded = load_one(loader, id, whole ? LOAD_TEXT : LOAD_HEAD);
    loader->kept_bytes += loaded->text.at != NULL ? loaded->text.bytes + KEPT_BYTES : 0;
    mark_read(loader, id, whole ? READ_TEXT : READ_HEAD);
    if (!has_next(loader) || worker_is_due(loader->worker))
        worker_wake(loader->worker);
}

static bool
work(struct worker *worker, void *context)
{
    struct loader *loader = context;
    if (loader->wanted_count > 0)
        load_wanted(loader);
    else if (has_next(loader) && !loader->paused && !worker_is_alone(worker))
        load_next(loader);
    else
        return false;
    return true;
}

/* ---- the other side */

/* With the lock held. */
static void
go_on(struct loader *loader)
{
    if (loader->wanted_count > 0 || (has_next(loader) && !loader->paused))
        worker_notify(loader->worker);
}

struct loader *
loader_start(struct library_snapshot *snapshot, struct library_limits limits, int wake_fd)
{
    static const struct worker_task task = {work, free_item, free_loader};
    struct loader *loader = base_alloc_zero(1, sizeof *loader);
    loader->limits = limits;
    loader->decoder = source_decoder_new();
    loader->snapshot = snapshot;
    loader->worker = worker_new(&task, loader, wake_fd);
    worker_lock(loader->worker);
    go_on(loader);
    worker_unlock(loader->worker);
    return loader;
}

void
loader_stop(struct loader *loader)
{
    if (loader != NULL)
        worker_end(loader->worker, WORKER_PATIENT);
}

void
loader_renew(struct loader *loader, struct library_snapshot *snapshot)
{
    worker_lock(loader->worker);
    struct library_snapshot *before = loader->snapshot;
    loader->snapshot = snapshot;
    loader->next = loader->next_head = 0;
    skip_all_read(loader);
    go_on(loader);
    worker_unlock(loader->worker);
    library_snapshot_free(before);
}

void
loader_give_back(struct loader *loader, size_t bytes)
{
    bytes += KEPT_BYTES;
    worker_lock(loader->worker);
    loader->kept_bytes -= bytes < loader->kept_bytes ? bytes : loader->kept_bytes;
    go_on(loader);
    worker_unlock(loader->worker);
}

/* The one at PLACE is wanted no more. */
static void
forget_wanted(struct loader *loader, size_t place)
{
    library_snapshot_free(loader->wanted[place].seen);
    loader->wanted_count--;
    memmove(loader->wanted + place, loader->wanted + place + 1,
            (loader->wanted_count - place) * sizeof loader->wanted[0]);
}

void
loader_want(struct loader *loader, uint32_t id, struct library_snapshot *seen, unsigned mends_version)
{
    worker_lock(loader->worker);
    for (size_t i = loader->wanted_count; i-- > 0;)
        if (loader->wanted[i].id == id)
            forget_wanted(loader, i);
    if (loader->wanted_count == WANTED_MAX)
        forget_wanted(loader, WANTED_MAX - 1);
    /* the latest first: it is what the reader looks at */
    memmove(loader->wanted + 1, loader->wanted, loader->wanted_count * sizeof loader->wanted[0]);
    loader->wanted[0] = (struct wanted){id, seen, mends_version};
    loader->wanted_count++;
    go_on(loader);
    worker_unlock(loader->worker);
}

void
loader_pause(struct loader *loader, bool paused)
{
    worker_lock(loader->worker);
    loader->paused = paused;
    go_on(loader);
    worker_unlock(loader->worker);
}

struct loaded *
loader_take(struct loader *loader)
{
    worker_lock(loader->worker);
    struct loaded *finished = (struct loaded *)worker_take(loader->worker);
    worker_unlock(loader->worker);
    return finished;
}

bool
loader_reads_ahead(struct loader *loader)
{
    worker_lock(loader->worker);
    bool alone = worker_is_alone(loader->worker);
    worker_unlock(loader->worker);
    return !alone;
}

struct library_progress
loader_progress(struct loader *loader)
{
    worker_lock(loader->worker);
    bool whole = loader->whole || loader->wanted_count > 0;
    struct library_progress progress = {
        .done = position_of_next(loader),
        .total = library_snapshot_count(loader->snapshot),
        .whole = whole,
        .running = whole || (has_next(loader) && !worker_is_alone(loader->worker)),
    };
    worker_unlock(loader->worker);
    return progress;
}
