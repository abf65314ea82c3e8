/* Which program reads a file: the first whose glob matches its name. Programs are run by filter_run.c.
 */
#include "source/filter/filter.h"

#include <fnmatch.h>
#include <stdlib.h>
#include <time.h>

enum { STANDARD_MILLISECONDS = 20000, STOPPING_MILLISECONDS = 1000, STEP_NANOSECONDS = 2000000 };

/* ---- the table */

struct source_filters *
source_filters_new(void)
{
    struct source_filters *filters = base_alloc_zero(1, sizeof *filters);
    filters->milliseconds = STANDARD_MILLISECONDS;
    atomic_init(&filters->holders, 1);
    atomic_init(&filters->running, 0);
    atomic_init(&filters->stopped, false);
    return filters;
}

const struct source_filters *
source_filters_keep(const struct source_filters *filters)
{
    if (filters != NULL)
        atomic_fetch_add(&((struct source_filters *)filters)->holders, 1);
    return filters;
}

void
source_filters_release(const struct source_filters *shared)
{
    struct source_filters *filters = (struct source_filters *)shared;
    if (filters == NULL || atomic_fetch_sub(&filters->holders, 1) > 1)
        return;
    for (size_t i = 0; i < filters->count; i++) {
        free(filters->at[i].glob);
        for (char **word = filters->at[i].words; *word != NULL; word++)
            free(*word);
        free(filters->at[i].words);
    }
    free(filters->at);
    free(filters);
}

void
source_filters_set_patience(struct source_filters *filters, int milliseconds)
{
    filters->milliseconds = milliseconds;
}

void
source_filters_stop(const struct source_filters *shared)
{
    struct source_filters *filters = (struct source_filters *)shared;
    if (filters == NULL)
        return;
    atomic_store(&filters->stopped, true);
    for (int waited = 0; waited < STOPPING_MILLISECONDS && atomic_load(&filters->running) > 0; waited += 2)
        nanosleep(&(struct timespec){.tv_nsec = STEP_NANOSECONDS}, NULL);
}

/* ---- a row */

/* {path}, as other programs have it, was meant for something; '{print }' may be the program's own. */
static bool
is_placeholder(const char *word)
{
    static const char letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-";
    size_t len = strlen(word);
    return len > 2 && word[0] == '{' && word[len - 1] == '}' && strspn(word + 1, letters) == len - 2;
}

static struct error *
check(const char *glob, const char *const *words, size_t count, size_t *wrong)
{
    *wrong = count;
    if (*glob == '\0' || glob[strlen(glob) - 1] == '/')
        return error_new(_("a filter is for names of files, such as *.pdf"));
    *wrong = 0;
    if (count == 0 || *words[0] == '\0')
        return error_new(_("no program is named"));
    if (strcmp(words[0], "{}") == 0)
        return error_new(_("the file cannot be its own filter"));
    for (size_t i = 1; i < count; i++)
        if (is_placeholder(words[i])) {
            *wrong = i;
            return error_new(_("“%s” stands for nothing; {} is the file"), words[i]);
        }
    return NULL;
}

static void
lower(char *text)
{
    for (; *text != '\0'; text++)
        if (*text >= 'A' && *text <= 'Z')
            *text = (char)(*text | 0x20);
}

static size_t
count_parts(const char *glob)
{
    size_t parts = 1;
    if (*glob == '/')
        return 0;
    for (; *glob != '\0'; glob++)
        parts += *glob == '/';
    return parts;
}

struct error *
source_filters_add(struct source_filters *filters, const char *glob, const char *const *words, size_t count,
                   size_t *wrong)
{
    struct error *error = check(glob, words, count, wrong);
    if (error != NULL)
        return error;
    struct filter row = {.glob = base_expand_home(glob), .words = base_alloc_zero(count + 1, sizeof *row.words)};
    lower(row.glob);
    row.parts = count_parts(row.glob);
    row.words[0] = base_expand_home(words[0]);
    for (size_t i = 1; i < count; i++) {
        row.words[i] = base_strdup(words[i]);
        row.has_place |= strstr(words[i], "{}") != NULL;
    }
    filters->at = base_grow(filters->at, &filters->capacity, filters->count + 1, sizeof *filters->at);
    filters->at[filters->count++] = row;
    return NULL;
}

/* ---- what matches */

/* Its last PARTS parts; all where it has no more. */
static const char *
last_parts(const struct buffer *path, size_t parts)
{
    const char *at = path->at + path->len;
    for (; at > path->at && parts > 0; at--)
        if (at[-1] == '/' && --parts == 0)
            break;
    return at;
}

const struct filter *
filter_find(const struct source_filters *filters, const char *folder, const char *name)
{
    struct buffer path = {0};
    const struct filter *found = NULL;
    buffer_add_text(&path, folder);
    buffer_add_text(&path, name);
    lower(path.at);
    for (size_t i = 0; i < filters->count && found == NULL; i++) {
        const struct filter *row = &filters->at[i];
        const char *last = row->parts > 0 ? last_parts(&path, row->parts) : path.at;
        if (fnmatch(row->glob, last, FNM_PATHNAME) == 0)
            found = row;
    }
    buffer_done(&path);
    return found;
}

bool
source_is_filtered(const struct source_filters *filters, const char *folder, const char *name)
{
    return filters != NULL && filter_find(filters, folder, name) != NULL;
}
