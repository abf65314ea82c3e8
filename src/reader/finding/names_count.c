/* The names that are shown: those of an issue, or of all, which a thread counts. */
#include "reader/finding/finding.h"

#include "kanbao/search_names.h"

#include <stdlib.h>

struct reader_names *
names_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_names));
}

void
names_stop(struct reader *reader)
{
    struct reader_names *names = reader->names;
    if (names->search == NULL)
        return;
    names_search_end(names->search);
    names->search = NULL;
    library_pause(reader->library, false);
}

void
names_free(struct reader *reader)
{
    names_stop(reader);
    search_names_free(reader->names->names);
    free(reader->names);
}

bool
names_are_coming(const struct reader *reader)
{
    return reader->names->search != NULL;
}

void
names_set(struct reader *reader, struct search_names *found)
{
    struct reader_names *names = reader->names;
    names_stop(reader);
    search_names_free(names->names);
    names->names = found;
    names->library = false;
}

void
names_count(struct reader *reader)
{
    struct reader_names *names = reader->names;
    struct library_snapshot *snapshot = library_snapshot_new(reader->library);
    names_set(reader, NULL);
    standings_pause(reader);
    names->library = true;
    names->done = 0;
    names->total = library_snapshot_count(snapshot);
    library_pause(reader->library, true); /* one busy thread at a time: both read the same files */
    names->search = names_search_begin(snapshot, reader->store, reader->wake_fd);
}

bool
names_take(struct reader *reader)
{
    struct reader_names *names = reader->names;
    struct search_names *found = names->search != NULL ? names_search_take(names->search, &names->done) : NULL;
    if (found == NULL)
        return false;
    search_names_free(names->names);
    names->names = found;
    if (names->done == names->total)
        names_stop(reader);
    return true;
}
