/* Many marked at once. Nobody is asked before: the same key takes it back. */
#include "reader/marks/marks.h"

#include <stdlib.h>

void
bulk_marks_free(struct reader_bulk *bulk)
{
    free(bulk->before);
    *bulk = (struct reader_bulk){.before = NULL};
}

/* ---- all articles of an issue, on whichever of its pages */

/* What is done with article ARTICLE of ISSUE, of which KNOWN is remembered; INDEX counts those of all pages. */
typedef void bulk_visit(struct reader *reader, const struct issue *issue, uint32_t article, struct store_article known,
                        size_t index, void *context);

/* The articles of the edition that is shown, in their order; returns how many there are. A page that is not shown is read if need
   be. */
static size_t
visit_edition(struct reader *reader, bulk_visit *visit, void *context)
{
    struct reader_edition edition = reader_edition(reader);
    size_t first = library_position(reader->library, reader->at.issue) - edition.page, index = 0;
    for (uint32_t page = 0; page < edition.pages; page++) {
        uint32_t id = library_at(reader->library, first + page);
        bool shown = id == reader->at.issue;
        const struct issue *issue = shown ? reader->shown : library_issue(reader->library, id);
        for (uint32_t i = 0; issue != NULL && i < issue->article_count; i++, index++) {
            struct store_article known =
                shown ? marks_of(reader, i) : store_article_of(reader->store, issue, &issue->articles[i]);
            visit(reader, issue, i, known, index, context);
        }
    }
    return index;
}

static void
count_unread(struct reader *reader, const struct issue *issue, uint32_t article, struct store_article known,
             size_t index, void *context)
{
    (void)reader, (void)issue, (void)article, (void)index;
    *(size_t *)context += (known.marks & STORE_READ) == 0;
}

static void
mark_read(struct reader *reader, const struct issue *issue, uint32_t article, struct store_article known, size_t index,
          void *context)
{
    uint8_t changed = STORE_READ | STORE_UNREAD | STORE_BEGUN;
    struct store_article *before = context;
    before[index] = known;
    if (issue == reader->shown)
        marks_set_read(reader, article, true);
    else if ((known.marks & changed) != STORE_READ)
        marks_put_in(
            reader, issue, article,
            (struct store_article){.marks = STORE_READ, .text = store_text_of(issue, &issue->articles[article])},
            changed);
}

static void
restore(struct reader *reader, const struct issue *issue, uint32_t article, struct store_article known, size_t index,
        void *context)
{
    const struct reader_bulk *bulk = context;
    (void)known;
    if (index < bulk->count)
        marks_put_in(reader, issue, article, bulk->before[index], STORE_READ | STORE_UNREAD | STORE_BEGUN);
}

/* By its first page. */
static uint32_t
edition_shown(const struct reader *reader)
{
    size_t position = library_position(reader->library, reader->at.issue);
    return library_at(reader->library, position - reader_edition(reader).page);
}

/* As it was before, where that was the last thing done; false: it was not. */
static bool
take_back(struct reader *reader, size_t articles)
{
    struct reader_bulk *bulk = &reader->bulk;
    if (bulk->issue != edition_shown(reader) || bulk->count != articles)
        return false;
    visit_edition(reader, restore, bulk);
    bulk_marks_free(bulk);
    reader_say(reader, "%s", _("As it was."));
    return true;
}

void
bulk_marks_issue(struct reader *reader)
{
    size_t unread = 0, articles = reader->shown != NULL ? visit_edition(reader, count_unread, &unread) : 0;
    if (articles == 0) {
        reader_say(reader, "%s", _("There is no article to mark."));
        return;
    }
    if (unread == 0 && take_back(reader, articles))
        return;
    if (unread == 0) {
        reader_say(reader, "%s", _("All of this issue is read already."));
        return;
    }
    bulk_marks_free(&reader->bulk);
    reader->bulk = (struct reader_bulk){.issue = edition_shown(reader), .count = articles};
    reader->bulk.before = base_alloc(articles * sizeof *reader->bulk.before);
    visit_edition(reader, mark_read, reader->bulk.before);
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
