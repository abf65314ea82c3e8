/* What file.c needs of the filters, and the files of these share. */
#ifndef SOURCE_FILTER_H
#define SOURCE_FILTER_H

#include "kanbao/filters.h"
#include "kanbao/source.h"

#include <stdatomic.h>

/* ---- filter.c: which program reads a file */

struct filter {
    char *glob;     /* its letters small */
    size_t parts;   /* of a path that it is compared with; 0: the whole */
    char **words;   /* NULL at the end */
    bool has_place; /* a word has {} */
};

struct source_filters {
    struct filter *at;
    size_t count, capacity;
    int milliseconds; /* for one file */
    atomic_uint holders, running;
    atomic_bool stopped;
};

const struct filter *filter_find(const struct source_filters *filters, const char *folder, const char *name);

/* Of most files, and where there are no filters at a look, NULL. */
static inline const struct filter *
filter_of(struct source_name name)
{
    return name.filters != NULL ? filter_find(name.filters, "", name.path) : NULL;
}

/* ---- filter_run.c */

/* Appends what the filter of NAME makes of the file, which is open at FD. Of more than MOST bytes there may be some more in OUT, and the
   program was ended: *MORE. NAMED: it is the file at NAME's path; else the program gets the path of what is open. In any thread. The
   error names the program; OUT is nothing then. */
struct error *filter_run(struct source_name name, const struct filter *filter, int fd, bool named, size_t most,
                         struct buffer *out, bool *more) BASE_MUST_USE;
/* That it gives more than LIMIT bytes. */
struct error *filter_too_large(const struct filter *filter, size_t limit) BASE_MUST_USE;

#endif
