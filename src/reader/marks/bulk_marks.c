/* Many marked at once. Nobody is asked before: the same key takes it back. */
#include "reader/marks/marks.h"

#include <stdlib.h>

void
bulk_marks_free(struct reader_bulk *bulk)
{
    free(bulk->before);
    *bulk = (struct reader_bulk){.before = NULL};
}

/* As it was before; false: that was not the last thing done. */
static bool
take_back(struct reader *reader)
{
    struct reader_bulk *bulk = &reader->bulk;
    if (bulk->issue != reader->at.issue || bulk->count != reader->shown->article_count)
        return false;
    for (uint32_t i = 0; i < bulk->count; i++)
        marks_put(reader, i, bulk->before[i], STORE_READ | STORE_UNREAD | STORE_BEGUN);
    bulk_marks_free(bulk);
    reader_say(reader, "%s", _("As it was."));
    return true;
}

void
bulk_marks_issue(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    if (issue == NULL || issue->article_count == 0) {
        reader_say(reader, "%s", _("There is no article to mark."));
        return;
    }
    size_t unread = 0;
    for (uint32_t i = 0; i < issue->article_count; i++)
        unread += !reader_is_read(reader, i);
    if (unread == 0 && take_back(reader))
        return;
    if (unread == 0) {
        reader_say(reader, "%s", _("All of this issue is read already."));
        return;
    }
    bulk_marks_free(&reader->bulk);
    reader->bulk = (struct reader_bulk){.issue = reader->at.issue, .count = issue->article_count};
    reader->bulk.before = base_alloc(issue->article_count * sizeof *reader->bulk.before);
    for (uint32_t i = 0; i < issue->article_count; i++) {
        reader->bulk.before[i] = marks_of(reader, i);
        marks_set_read(reader, i, true);
    }
    reader_say(
        reader,
        ngettext("%zu article marked read; again: as it was.", "%zu articles marked read; again: as it was.", unread),
        unread);
}

/* Has the paper of the issue that is shown one of a day before? Of an issue that is not read yet nobody knows whose it is. */
static bool
has_older(const struct reader *reader)
{
    const struct library *library = reader->library;
    char *paper = base_strdup(library_title(library, reader->at.issue));
    bool older = false;
    for (size_t i = 0; i < library_count(library) && !older; i++) {
        uint32_t id = library_at(library, i), date = library_date(library, id);
        bool unknown = library_peek(library, id) == NULL;
        older = date != 0 && date < reader->shown->date && (unknown || strcmp(library_title(library, id), paper) == 0);
    }
    free(paper);
    return older;
}

/* The day before the issue that is shown, and all before that. What was said of later days stays. */
void
bulk_marks_older(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    if (issue == NULL || issue->date == 0) {
        reader_say(reader, "%s", _("This issue has no date: no other one is older."));
        return;
    }
    char name[STORE_PAPER_BYTES];
    const char *paper = store_paper(issue, name);
    uint32_t before = store_read_before(reader->store, paper), now = issue->date - 1;
    bool back = before == now && reader->bulk.older;
    if (!back && (before >= now || !has_older(reader))) {
        reader_say(reader, "%s",
                   before >= now ? _("All older issues of this paper are read already.")
                                 : _("There is no older issue of this paper here."));
        return;
    }
    if (!back)
        reader->bulk.older_before = before;
    store_set_read_before(reader->store, paper, back ? reader->bulk.older_before : now);
    reader->bulk.older = !back;
    reader_say(reader, "%s", back ? _("As it was.") : _("All older issues of this paper are read; again: as it was."));
}
