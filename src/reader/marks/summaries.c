/* What is known of issues that are not shown: the first headline, how many articles there are and how many are unread.
 *
 * A thread of its own reads them as lists come to show them; nothing is read while a screen is painted, nor while somebody waits,
 * but where nobody would be woken by the thread. What is kept of one is a line of text and a few numbers; of more than SUMMARIES_MAX
 * all are forgotten, as no screen has so many.
 */
#include "reader/marks/marks.h"

#include "kanbao/source.h"
#include "kanbao/text.h"
#include "kanbao/worker.h"

#include <stdlib.h>

enum {
    SUMMARIES_MAX = 1024,
    SLOTS = 2 * SUMMARIES_MAX,
    HEADLINE_BYTES = 240,
    WHOLE_BYTES = 128 << 10,
    END_MILLISECONDS = 20
};

/* An issue that is to be looked at. */
struct summary_want {
    char *path;
    uint32_t issue;
    enum encoding encoding;
    struct source_archives *archives; /* held */
};

static void
want_done(struct summary_want *want)
{
    free(want->path);
    source_archives_free(want->archives);
}

/* What both threads share. */
struct summary_work {
    struct store *store;
    struct layout_spec style;
    size_t file_bytes;
    struct source_decoder *decoder;
    const struct source_filters *filters;
    struct summary_want *wants; /* guarded by the worker's lock, as all below */
    size_t count, next;
};

struct summary_item {
    struct worker_item item;
    struct reader_summary summary;
    unsigned version;
};

struct reader_summaries {
    struct reader_summary *slots; /* by the ids, NULL: none was asked for */
    size_t count;
    unsigned version; /* of the store, that all are of but those that are stale */
    struct worker *worker;
    struct summary_work *work; /* the worker's */
};

struct reader_summaries *
summaries_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_summaries));
}

static void
summary_done(struct reader_summary *summary)
{
    free((char *)summary->title);
    free((char *)summary->headline);
    *summary = (struct reader_summary){.issue = 0};
}

void
summaries_forget(struct reader *reader)
{
    struct reader_summaries *summaries = reader->summaries;
    for (size_t i = 0; summaries->slots != NULL && i < SLOTS; i++)
        summary_done(&summaries->slots[i]);
    summaries->count = 0;
}

void
summaries_stop(struct reader *reader)
{
    worker_end(reader->summaries->worker, END_MILLISECONDS);
    reader->summaries->worker = NULL;
    reader->summaries->work = NULL;
}

void
summaries_free(struct reader *reader)
{
    summaries_stop(reader);
    summaries_forget(reader);
    free(reader->summaries->slots);
    free(reader->summaries);
}

/* ---- what is kept */

/* The slot of ISSUE, or the free one that it is to have. */
static struct reader_summary *
slot_of(const struct reader_summaries *summaries, uint32_t issue)
{
    size_t at = (issue * UINT32_C(2654435761)) % SLOTS;
    while (summaries->slots[at].issue != 0 && summaries->slots[at].issue != issue)
        at = (at + 1) % SLOTS;
    return &summaries->slots[at];
}

const struct reader_summary *
reader_summary(const struct reader *reader, uint32_t issue)
{
    if (reader->summaries->slots == NULL)
        return NULL;
    const struct reader_summary *summary = slot_of(reader->summaries, issue);
    return summary->issue != 0 ? summary : NULL;
}

/* Takes LEAD. */
static void
keep(struct reader *reader, struct reader_summary summary)
{
    struct reader_summaries *summaries = reader->summaries;
    if (summaries->slots == NULL)
        summaries->slots = base_alloc_zero(SLOTS, sizeof *summaries->slots);
    if (summaries->count >= SUMMARIES_MAX)
        summaries_forget(reader);
    struct reader_summary *slot = slot_of(summaries, summary.issue);
    summaries->count += slot->issue == 0;
    summary_done(slot);
    *slot = summary;
}

/* ---- reading one */

/* As the list of headlines sets it, cut where no list is wider. */
static char *
headline_of(const struct issue *issue, const struct layout_spec *style)
{
    const struct issue_article *first = issue->articles;
    for (size_t i = 0; i < issue->article_count; i++)
        if (issue->articles[i].headline_line != ISSUE_NO_LINE) {
            first = &issue->articles[i];
            break;
        }
    if (issue->article_count == 0)
        return NULL;
    struct layout_shown shown = {.edits = NULL};
    struct layout_spec spec = *style;
    struct slice title = issue_article_title(issue, first);
    spec.headline = first->headline_line != ISSUE_NO_LINE;
    layout_show(&shown,
                slice_make(title.at, title.len <= HEADLINE_BYTES ? title.len : text_start(title, HEADLINE_BYTES)),
                &spec);
    char *headline = base_strndup(shown.text.at, shown.text.len);
    layout_shown_done(&shown);
    return headline;
}

static struct reader_summary
summary_of(const struct issue *issue, uint32_t id, struct store *store, const struct layout_spec *style)
{
    struct reader_summary summary = {.issue = id, .counted = !issue->preview, .headline = headline_of(issue, style)};
    summary.title = issue->title != NULL ? base_strdup(issue->title) : NULL;
    summary.articles = (uint32_t)issue->article_count;
    summary.minutes = issue_minutes(issue);
    for (size_t i = 0; i < issue->article_count; i++)
        summary.unread += (store_article_of(store, issue, &issue->articles[i]).marks & STORE_READ) == 0;
    return summary;
}

/* ISSUE as what is remembered of its lines makes it: its articles are those that were read. Takes it. */
static struct issue *
mend(struct store *store, struct issue *issue)
{
    size_t count = 0;
    struct parser_mend *mends = issue->preview ? NULL : store_mends(store, issue, &count);
    if (count == 0)
        return issue;
    struct slice source = issue_source(issue);
    struct issue *mended = parser_recover((struct parser_source){.path = issue->path,
                                                                 .text = (char *)source.at,
                                                                 .bytes = source.len,
                                                                 .repaired = issue->repaired,
                                                                 .drops = issue->drops,
                                                                 .mends = mends,
                                                                 .mend_count = count});
    issue_return_source(issue);
    issue_free(issue);
    free(mends);
    return mended;
}

/* On any thread. */
static struct reader_summary
read_summary(const struct summary_work *work, const struct summary_want *want)
{
    struct source_text text;
    bool cut;
    struct source_name name = {.path = want->path,
                               .encoding = want->encoding,
                               .decoder = work->decoder,
                               .archives = want->archives,
                               .filters = work->filters};
    struct error *error = source_read(name, work->file_bytes, WHOLE_BYTES, &text, &cut);
    if (error != NULL) {
        error_free(error);
        return (struct reader_summary){.issue = want->issue, .unreadable = true};
    }
    source_clean(&text);
    struct issue *issue = parser_recover((struct parser_source){.path = want->path,
                                                                .text = text.at,
                                                                .bytes = text.bytes,
                                                                .repaired = text.repaired,
                                                                .encoding = text.encoding,
                                                                .drops = text.drops,
                                                                .preview = cut});
    issue = mend(work->store, issue);
    struct reader_summary summary = summary_of(issue, want->issue, work->store, &work->style);
    issue_free(issue);
    return summary;
}

/* ---- the thread */

static void
free_item(struct worker_item *item)
{
    summary_done(&((struct summary_item *)item)->summary);
    free(item);
}

static void
free_wants(struct summary_work *work)
{
    for (size_t i = work->next; i < work->count; i++)
        want_done(&work->wants[i]);
    free(work->wants);
    work->wants = NULL;
    work->count = work->next = 0;
}

static void
free_work(void *context)
{
    struct summary_work *work = context;
    free_wants(work);
    source_decoder_free(work->decoder);
    source_filters_release(work->filters);
    store_free(work->store);
    free(work);
}

static bool
read_next(struct worker *worker, void *context)
{
    struct summary_work *work = context;
    if (work->next == work->count)
        return false;
    struct summary_want want = work->wants[work->next++];
    struct summary_item *item = base_alloc_zero(1, sizeof *item);
    worker_unlock(worker);
    item->version = store_version(work->store);
    item->summary = read_summary(work, &want);
    want_done(&want);
    worker_lock(worker);
    worker_hand_over(worker, &item->item);
    if (work->next == work->count || worker_is_due(worker))
        worker_wake(worker);
    return true;
}

static struct summary_work *
new_work(const struct reader *reader)
{
    struct summary_work *work = base_alloc_zero(1, sizeof *work);
    work->store = store_keep(reader->store);
    work->style = reader_text_style(&reader->options);
    work->file_bytes = (size_t)reader->options.file_size << 20;
    work->decoder = source_decoder_new();
    work->filters = source_filters_keep(library_filters(reader->library));
    return work;
}

/* ---- asking */

static void
read_now(struct reader *reader, const struct summary_want *wants, size_t count)
{
    struct summary_work *work = new_work(reader);
    for (size_t i = 0; i < count; i++)
        keep(reader, read_summary(work, &wants[i]));
    free_work(work);
}

/* In place of what was asked for before: the screen shows something else. Takes WANTS. */
static void
read_later(struct reader *reader, struct summary_want *wants, size_t count)
{
    static const struct worker_task task = {read_next, free_item, free_work};
    struct reader_summaries *summaries = reader->summaries;
    if (summaries->worker == NULL) {
        summaries->work = new_work(reader);
        summaries->worker = worker_new(&task, summaries->work, reader->wake_fd);
    }
    worker_lock(summaries->worker);
    free_wants(summaries->work);
    summaries->work->wants = wants;
    summaries->work->count = count;
    worker_notify(summaries->worker);
    worker_unlock(summaries->worker);
}

/* Also what could not be read. */
void
summaries_renew(struct reader *reader)
{
    struct reader_summaries *summaries = reader->summaries;
    for (size_t i = 0; summaries->slots != NULL && i < SLOTS; i++)
        summaries->slots[i].stale = summaries->slots[i].issue != 0;
}

/* What has been marked since may have changed any of them. */
static void
compare_version(struct reader *reader, unsigned version)
{
    struct reader_summaries *summaries = reader->summaries;
    const struct reader_own_marks *own = &reader->own_marks;
    bool own_only = own->to == version && summaries->version - own->from < version - own->from;
    if (summaries->version == version)
        return;
    summaries->version = version;
    if (own_only)
        return;
    for (size_t i = 0; summaries->slots != NULL && i < SLOTS; i++)
        summaries->slots[i].stale = summaries->slots[i].issue != 0 && !summaries->slots[i].unreadable;
}

/* Of the issue that is shown nothing is stale. */
static void
keep_shown(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    const struct reader_summary *known = reader_summary(reader, reader->at.issue);
    struct layout_spec style = reader_text_style(&reader->options);
    if (issue == NULL)
        return;
    if (known == NULL || known->articles != issue->article_count || known->counted == issue->preview) {
        keep(reader, summary_of(issue, reader->at.issue, reader->store, &style));
        return;
    }
    struct reader_summary *summary = slot_of(reader->summaries, reader->at.issue);
    summary->stale = false;
    summary->unread = 0;
    for (uint32_t i = 0; i < summary->articles; i++)
        summary->unread += !reader_is_read(reader, i);
}

static struct summary_want
want_of(const struct reader *reader, uint32_t id)
{
    struct source_name name = library_source(reader->library, id);
    return (struct summary_want){base_strdup(name.path), id, name.encoding, source_archives_hold(name.archives)};
}

void
summaries_want(struct reader *reader, const uint32_t *issues, size_t count)
{
    struct summary_want *wants = base_alloc((count + 1) * sizeof *wants);
    size_t wanted = 0;
    bool now = reader->wake_fd < 0 || reader->waits_for_search;
    struct layout_spec style = reader_text_style(&reader->options);
    compare_version(reader, store_version(reader->store));
    keep_shown(reader);
    for (size_t i = 0; i < count && wanted < SUMMARIES_MAX / 2; i++) {
        const struct reader_summary *summary = reader_summary(reader, issues[i]);
        const struct issue *issue = library_peek(reader->library, issues[i]);
        if ((summary != NULL && !summary->stale) || (issues[i] == reader->at.issue && reader->shown != NULL))
            continue;
        if (issue != NULL) { /* with what was mended */
            keep(reader, summary_of(issue, issues[i], reader->store, &style));
            continue;
        }
        wants[wanted++] = want_of(reader, issues[i]);
    }
    if (wanted > 0 && !now) {
        read_later(reader, wants, wanted);
        return;
    }
    read_now(reader, wants, wanted);
    for (size_t i = 0; i < wanted; i++)
        want_done(&wants[i]);
    free(wants);
}

void
summaries_collect(struct reader *reader)
{
    struct reader_summaries *summaries = reader->summaries;
    if (summaries->worker == NULL)
        return;
    worker_lock(summaries->worker);
    struct worker_item *item = worker_take(summaries->worker);
    worker_unlock(summaries->worker);
    for (struct worker_item *next; item != NULL; item = next) {
        struct summary_item *read = (struct summary_item *)item;
        next = item->next;
        read->summary.stale = read->version != summaries->version;
        bool shown = read->summary.issue == reader->at.issue && reader->shown != NULL; /* that one is known better */
        if (!shown && library_has(reader->library, read->summary.issue)) {
            keep(reader, read->summary);
            read->summary = (struct reader_summary){.issue = 0};
        }
        free_item(item);
    }
}

/* ---- what was read of it */

enum reader_issue_state
reader_issue_state(const struct reader *reader, uint32_t issue)
{
    const struct reader_summary *summary = reader_summary(reader, issue);
    uint32_t date = library_date(reader->library, issue);
    if (summary != NULL && summary->counted && summary->articles > 0)
        return summary->unread == 0 ? ISSUE_READ : summary->unread < summary->articles ? ISSUE_BEGUN : ISSUE_UNREAD;
    if (summary != NULL && (summary->counted || summary->unreadable))
        return ISSUE_READ; /* there is nothing to read */
    if (reader->shown != NULL && date != 0 && reader_has_one_paper(reader)) {
        char name[STORE_PAPER_BYTES];
        if (date <= store_read_before(reader->store, store_paper(reader->shown, name)))
            return ISSUE_READ;
    }
    return date != 0 && store_may_have(reader->store, date, STORE_READ) ? ISSUE_BEGUN : ISSUE_UNREAD;
}

bool
summaries_lack(const struct reader *reader, uint32_t issue)
{
    const struct reader_summary *summary = reader_summary(reader, issue);
    bool changed = reader->summaries->version != store_version(reader->store);
    return summary != NULL ? summary->stale || changed : reader_issue_state(reader, issue) == ISSUE_BEGUN;
}

enum reader_issue_state
reader_edition_state(const struct reader *reader, uint32_t issue, uint32_t pages)
{
    size_t first = library_position(reader->library, issue), unread = 0, read = 0;
    for (uint32_t i = 0; i < pages; i++) {
        enum reader_issue_state state = reader_issue_state(reader, library_at(reader->library, first + i));
        unread += state == ISSUE_UNREAD;
        read += state == ISSUE_READ;
    }
    return read == pages ? ISSUE_READ : unread == pages ? ISSUE_UNREAD : ISSUE_BEGUN;
}

bool
reader_edition_unread(const struct reader *reader, uint32_t issue, uint32_t pages, uint32_t *unread)
{
    size_t first = library_position(reader->library, issue);
    *unread = 0;
    for (uint32_t i = 0; i < pages; i++) {
        const struct reader_summary *summary = reader_summary(reader, library_at(reader->library, first + i));
        if (summary == NULL || !summary->counted)
            return false;
        *unread += summary->unread;
    }
    return true;
}

enum reader_issue_state
reader_day_state(const struct reader *reader, size_t edition)
{
    struct days_edition files = days_edition(issues_days(reader), edition);
    return reader_edition_state(reader, library_at(reader->library, files.first), files.pages);
}

const struct days_month *
reader_months(const struct reader *reader, size_t *count)
{
    return days_months(issues_days(reader), count);
}

size_t
reader_month_unread(const struct reader *reader, const struct days_month *month)
{
    const struct days *days = reader->at.pane == PANE_ISSUES ? issues_listed(reader) : issues_days(reader);
    size_t unread = 0;
    for (uint32_t i = 0; i < month->count && month->month != 0; i++) {
        struct days_edition edition = days_edition(days, month->first + i);
        uint32_t issue = library_at(reader->library, edition.first);
        unread += reader_edition_state(reader, issue, edition.pages) != ISSUE_READ;
    }
    return unread;
}
