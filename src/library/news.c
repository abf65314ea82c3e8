/* What became of the files since they were listed: new ones are added, those that are gone removed, and of changed ones is forgotten
 * what was read.
 *
 * However it was told, and how often, counts only what there is now: of each name that was touched it is asked whether it is a
 * file, and whether the library has it. The issue that a reader looks at is left to the reader.
 */
#include "library/library.h"

#include <stdlib.h>
#include <sys/stat.h>

/* What is known of a folder of the library's names. */
enum folder_state {
    FOLDER_UNTOUCHED,
    FOLDER_TOUCHED, /* some names in it were */
    FOLDER_LISTED,  /* what is not among the touched is gone */
    FOLDER_ASKED,   /* of the files that were named: each is to be asked for */
    FOLDER_GONE
};

struct changes {
    struct library *library;
    struct touches *touches;
    uint8_t *states; /* enum folder_state, by the folder's number */
    uint32_t *gone;  /* ids */
    size_t gone_count, gone_capacity;
    uint32_t shown;
    struct library_news *news;
};

/* ---- what was touched */

/* The path of NAME in FOLDER, in the library's scratch buffer. */
static const char *
path_of(struct library *library, uint32_t folder, const char *name)
{
    buffer_clear(&library->path);
    buffer_add_text(&library->path, library->names.folders[folder]);
    buffer_add_text(&library->path, name);
    return library->path.at;
}

struct listing {
    struct touches *touches;
    uint32_t folder;
};

static void
add_listed(void *context, const char *name, bool directory)
{
    const struct listing *listing = context;
    touches_add(listing->touches, (struct touched){
                                      .name = (char *)name,
                                      .folder = listing->folder,
                                      .directory = directory,
                                      .listed = true,
                                  });
}

/* It may be another one of the same name, of which nobody tells. */
static void
list_folder(struct changes *changes, uint32_t folder)
{
    struct library *library = changes->library;
    const char *path = library->names.folders[folder];
    struct listing listing = {changes->touches, folder};
    if (folder == 0) {
        changes->states[0] = FOLDER_ASKED;
        return;
    }
    if (changes->states[folder] >= FOLDER_LISTED)
        return;
    watch_forget(library->watch, folder);
    watch_folder(library->watch, path, folder, INT64_MAX);
    changes->states[folder] = scan_list(library->filters, path, add_listed, &listing) ? FOLDER_LISTED : FOLDER_GONE;
}

static void
list_folders(struct changes *changes)
{
    struct touches *touches = changes->touches;
    size_t count = touches->count, watched = watch_count(changes->library->watch);
    uint32_t *all = base_alloc((watched + 1) * sizeof *all);
    for (size_t i = 0; i < watched; i++)
        all[i] = watch_at(changes->library->watch, i);
    for (size_t i = 0; i < watched && touches->all; i++)
        list_folder(changes, all[i]);
    for (size_t i = 0; i < count; i++)
        if (touches->at[i].whole_folder)
            list_folder(changes, touches->at[i].folder);
    free(all);
}

static int
compare_touched(const void *left, const void *right)
{
    const struct touched *a = left, *b = right;
    if (a->folder != b->folder)
        return a->folder < b->folder ? -1 : 1;
    return strcmp(a->name, b->name);
}

/* Sorted, each name once. */
static void
sort_touches(struct changes *changes)
{
    struct touches *touches = changes->touches;
    size_t left = 0;
    if (touches->count > 0)
        qsort(touches->at, touches->count, sizeof *touches->at, compare_touched);
    for (size_t i = 0; i < touches->count; i++) {
        struct touched *here = &touches->at[i], *last = left > 0 ? &touches->at[left - 1] : NULL;
        if (last != NULL && compare_touched(last, here) == 0) {
            last->directory |= here->directory;
            last->listed &= here->listed;
            free(here->name);
        } else {
            touches->at[left++] = *here;
        }
    }
    touches->count = left;
    for (size_t i = 0; i < left; i++)
        if (changes->states[touches->at[i].folder] == FOLDER_UNTOUCHED)
            changes->states[touches->at[i].folder] = FOLDER_TOUCHED;
}

/* ---- directories */

/* One that is there no more takes all below it along, archives as well. */
static void
lose_directory(struct changes *changes, const char *path, size_t folders)
{
    struct library *library = changes->library;
    for (uint32_t folder = 1; folder < folders; folder++) {
        const char *rest = library->names.folders[folder];
        size_t len = strlen(path);
        if (strncmp(rest, path, len) == 0 && rest[len] == '/')
            changes->states[folder] = FOLDER_GONE;
    }
}

/* A link is not followed: it may lead back. */
static bool
is_directory(const char *path)
{
    struct stat stat_buffer;
    return lstat(path, &stat_buffer) == 0 && S_ISDIR(stat_buffer.st_mode);
}

static bool
is_watched(const struct library *library, const char *path)
{
    size_t len = strlen(path);
    for (size_t i = 0; i < watch_count(library->watch); i++) {
        const char *folder = library->names.folders[watch_at(library->watch, i)];
        if (strncmp(folder, path, len) == 0 && strcmp(folder + len, "/") == 0)
            return true;
    }
    return false;
}

static void
lose_directories(struct changes *changes, size_t folders)
{
    const struct touches *touches = changes->touches;
    for (size_t i = 0; i < touches->count; i++) {
        const struct touched *touched = &touches->at[i];
        if (!touched->directory || touched->listed)
            continue;
        const char *path = path_of(changes->library, touched->folder, touched->name);
        if (!is_directory(path))
            lose_directory(changes, path, folders);
    }
}

static void
forget_lost(struct changes *changes, size_t folders)
{
    for (uint32_t folder = 1; folder < folders; folder++)
        if (changes->states[folder] == FOLDER_GONE)
            watch_forget(changes->library->watch, folder);
}

static void
add_directories(struct changes *changes)
{
    const struct touches *touches = changes->touches;
    for (size_t i = 0; i < touches->count; i++) {
        const struct touched *touched = &touches->at[i];
        if (!touched->directory || touched->folder == 0 || touched->name[0] == '.')
            continue;
        char *path = base_strdup(path_of(changes->library, touched->folder, touched->name));
        if (is_directory(path) && !is_watched(changes->library, path))
            entries_add_below(changes->library, path);
        free(path);
    }
}

/* ---- issues */

static void
lose(struct changes *changes, uint32_t id)
{
    const struct kept *kept = entry_of(changes->library, id)->kept;
    if (kept != NULL && kept->once)
        return;
    if (id == changes->shown) {
        changes->news->shown = LIBRARY_SHOWN_GONE;
        return;
    }
    changes->gone = base_grow(changes->gone, &changes->gone_capacity, changes->gone_count + 1, sizeof *changes->gone);
    changes->gone[changes->gone_count++] = id;
}

/* Does the file say what was read of it? */
static bool
is_as_read(struct library *library, uint32_t id)
{
    const struct kept *kept = entry_of(library, id)->kept;
    struct source_text text;
    bool cut, same = false;
    if (kept->issue != NULL && kept->issue->preview)
        return false;
    struct error *error = source_read(library_source(library, id), library->limits.file_bytes, SIZE_MAX, &text, &cut);
    if (error == NULL) {
        struct slice read =
            kept->issue != NULL ? issue_source(kept->issue) : slice_make(kept->text.at, kept->text.bytes);
        source_clean(&text);
        same = slice_equal(read, slice_make(text.at, text.bytes));
        free(text.at);
    } else {
        same = kept->error != NULL && strcmp(kept->error, error_text(error)) == 0;
    }
    error_free(error);
    return same;
}

static bool
is_read(const struct kept *kept)
{
    return kept != NULL && (kept->issue != NULL || kept->text.at != NULL || kept->error != NULL);
}

/* Of what nobody has read it is no news; mends that were not written stay what they are. */
static void
change(struct changes *changes, uint32_t id)
{
    const struct entry *entry = entry_of(changes->library, id);
    const struct kept *kept = entry->kept;
    bool read = is_read(kept);
    if ((!read && !entry->glanced) || (read && (kept->once || is_as_read(changes->library, id))))
        return;
    if (id == changes->shown) {
        changes->news->shown = LIBRARY_SHOWN_CHANGED;
        return;
    }
    if (kept != NULL && kept->mends != NULL && kept->mends->changed)
        return;
    library_reread(changes->library, id);
    changes->news->changed++;
}

static struct touched *
find_touched(const struct changes *changes, uint32_t folder, const char *name)
{
    const struct touched wanted = {.name = (char *)name, .folder = folder};
    const struct touches *touches = changes->touches;
    if (touches->count == 0)
        return NULL;
    return bsearch(&wanted, touches->at, touches->count, sizeof *touches->at, compare_touched);
}

static bool
is_file(const char *path, size_t *bytes)
{
    struct stat stat_buffer;
    bool file = stat(path, &stat_buffer) == 0 && S_ISREG(stat_buffer.st_mode);
    *bytes = file ? (size_t)stat_buffer.st_size : 0;
    return file;
}

/* Which of the touched names the library has, and which of its issues have lost their files. */
static void
find_entries(struct changes *changes)
{
    struct library *library = changes->library;
    size_t bytes;
    for (size_t i = 0; i < library->count; i++) {
        uint32_t id = library->order[i];
        const char *name = entry_name(library, entry_of(library, id));
        uint32_t folder = names_folder_number(name);
        enum folder_state state = changes->states[folder];
        struct touched *touched = NULL;
        if (state != FOLDER_UNTOUCHED && state != FOLDER_GONE)
            touched = find_touched(changes, folder, name);
        if (touched != NULL)
            touched->id = id;
        else if (state >= FOLDER_LISTED && (state != FOLDER_ASKED || !is_file(library_path(library, id), &bytes)))
            lose(changes, id);
    }
}

static void
lose_member(void *context, uint32_t id)
{
    lose(context, id);
}

/* Of an archive it is not known which members are others: of those of which only the head was read it is not asked. */
static void
change_member(void *context, uint32_t id)
{
    struct changes *changes = context;
    if (is_read(entry_of(changes->library, id)->kept))
        change(changes, id);
}

/* An archive that is known, or one that has come to a folder. */
static bool
apply_archive(struct changes *changes, const struct touched *touched)
{
    struct library *library = changes->library;
    size_t bytes;
    char *path = base_strdup(path_of(library, touched->folder, touched->name));
    bool applied = archived_look(library, path, (struct archived_changes){lose_member, change_member, changes});
    if (!applied && base_archive_ending(slice_of(path)) > 0 && touched->folder != 0 && is_file(path, &bytes) &&
        bytes > 0) {
        error_free(archived_add(library, path, "", false)); /* it may be written still */
        applied = true;
    }
    free(path);
    return applied;
}

/* An empty file is one that is about to be written. */
static void
apply(struct changes *changes, const struct touched *touched)
{
    struct library *library = changes->library;
    size_t bytes;
    if (apply_archive(changes, touched))
        return;
    bool file = is_file(path_of(library, touched->folder, touched->name), &bytes);
    if (touched->id != 0 && !file)
        lose(changes, touched->id);
    else if (touched->id != 0 && (!touched->listed || touched->id == changes->shown))
        change(changes, touched->id);
    else if (touched->id == 0 && file && bytes > 0 && touched->folder != 0 &&
             scan_is_issue(library->filters, library->names.folders[touched->folder], touched->name) &&
             changes->states[touched->folder] != FOLDER_GONE)
        adding_entry(library, touched->folder, touched->name);
}

/* ---- for everybody */

int
library_watch(struct library *library, bool polls)
{
    if (library->watch != NULL)
        return watch_fd(library->watch);
    library->watch = watch_new(polls);
    if (library->watch == NULL)
        return -1;
    for (uint32_t folder = 1; folder < library->names.folder_count; folder++)
        if (!archived_has_folder(library, folder))
            watch_folder(library->watch, library->names.folders[folder], folder, library->began);
    for (size_t i = 0; i < library->archived.count; i++)
        if (library->archived.at[i].named)
            watch_file(library->watch, library->archived.at[i].path);
    for (size_t i = 0; i < library->count; i++) {
        const struct entry *entry = entry_of(library, library->order[i]);
        const char *name = entry_name(library, entry);
        if (names_folder_number(name) == 0 && (entry->kept == NULL || !entry->kept->once))
            watch_file(library->watch, name);
    }
    return watch_fd(library->watch);
}

static void
settle(struct changes *changes, size_t before)
{
    struct library *library = changes->library;
    changes->news->arrived = library->count - before;
    changes->news->gone = changes->gone_count;
    if (changes->gone_count > 0)
        entries_remove(library, changes->gone, changes->gone_count);
    if (changes->news->arrived > 0)
        library_sort(library);
    else if (changes->gone_count > 0)
        entries_renew_loader(library);
}

bool
library_look(struct library *library, uint32_t shown, bool now, struct library_news *news)
{
    struct touches touches;
    *news = (struct library_news){.arrived = 0};
    if (library->watch == NULL || !watch_take(library->watch, now, &touches))
        return false;
    size_t before = library->count, folders = library->names.folder_count;
    struct changes changes = {.library = library, .touches = &touches, .shown = shown, .news = news};
    changes.states = base_alloc_zero(folders, sizeof *changes.states);
    list_folders(&changes);
    sort_touches(&changes);
    lose_directories(&changes, folders);
    find_entries(&changes);
    for (size_t i = 0; i < touches.count; i++)
        if (!touches.at[i].whole_folder)
            apply(&changes, &touches.at[i]);
    forget_lost(&changes, folders);
    add_directories(&changes);
    if (touches.polled && library_has(library, shown) && news->shown == LIBRARY_SHOWN_AS_IT_WAS)
        change(&changes, shown);
    settle(&changes, before);
    touches_done(&touches);
    free(changes.states);
    free(changes.gone);
    return news->arrived > 0 || news->changed > 0 || news->gone > 0 || news->shown != LIBRARY_SHOWN_AS_IT_WAS;
}

bool
library_remove_lost(struct library *library, uint32_t id)
{
    if (!library_has(library, id) || library_reaches(library, library_path(library, id)))
        return false;
    library_remove(library, id);
    return true;
}
