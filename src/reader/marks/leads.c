/* What is known of issues that are not shown: the first headline, how many articles there are and how many are unread.
 *
 * A thread of its own reads them as lists come to show them; nothing is read while a screen is painted, nor while somebody waits,
 * but where nobody would be woken by the thread. What is kept of one is a line of text and a few numbers; of more than LEADS_MAX
 * all are forgotten, as no screen has so many.
 */
#include "reader/marks/marks.h"

#include "kanbao/source.h"
#include "kanbao/text.h"
#include "kanbao/worker.h"

#include <stdlib.h>

enum { LEADS_MAX = 1024, SLOTS = 2 * LEADS_MAX, HEADLINE_BYTES = 240, WHOLE_BYTES = 128 << 10, END_MILLISECONDS = 20 };

/* An issue that is to be looked at. */
struct lead_want {
    char *path;
    uint32_t issue;
};

/* What both threads share. */
struct lead_work {
    struct store *store;
    struct layout_spec style;
    size_t file_bytes;
    struct lead_want *wants; /* guarded by the worker's lock, as all below */
    size_t count, next;
};

struct lead_item {
    struct worker_item item;
    struct reader_lead lead;
    unsigned version;
};

struct reader_leads {
    struct reader_lead *slots; /* by the ids, NULL: none was asked for */
    size_t count;
    unsigned version; /* of the store, that all are of but those that are stale */
    struct worker *worker;
    struct lead_work *work; /* the worker's */
};

struct reader_leads *
leads_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_leads));
}

static void
lead_done(struct reader_lead *lead)
{
    free((char *)lead->title);
    free((char *)lead->headline);
    *lead = (struct reader_lead){.issue = 0};
}

void
leads_forget(struct reader *reader)
{
    struct reader_leads *leads = reader->leads;
    for (size_t i = 0; leads->slots != NULL && i < SLOTS; i++)
        lead_done(&leads->slots[i]);
    leads->count = 0;
}

void
leads_stop(struct reader *reader)
{
    worker_end(reader->leads->worker, END_MILLISECONDS);
    reader->leads->worker = NULL;
    reader->leads->work = NULL;
}

void
leads_free(struct reader *reader)
{
    leads_stop(reader);
    leads_forget(reader);
    free(reader->leads->slots);
    free(reader->leads);
}

/* ---- what is kept */

/* The slot of ISSUE, or the free one that it is to have. */
static struct reader_lead *
slot_of(const struct reader_leads *leads, uint32_t issue)
{
    size_t at = (issue * UINT32_C(2654435761)) % SLOTS;
    while (leads->slots[at].issue != 0 && leads->slots[at].issue != issue)
        at = (at + 1) % SLOTS;
    return &leads->slots[at];
}

const struct reader_lead *
reader_lead(const struct reader *reader, uint32_t issue)
{
    if (reader->leads->slots == NULL)
        return NULL;
    const struct reader_lead *lead = slot_of(reader->leads, issue);
    return lead->issue != 0 ? lead : NULL;
}

/* Takes LEAD. */
static void
keep(struct reader *reader, struct reader_lead lead)
{
    struct reader_leads *leads = reader->leads;
    if (leads->slots == NULL)
        leads->slots = base_alloc_zero(SLOTS, sizeof *leads->slots);
    if (leads->count >= LEADS_MAX)
        leads_forget(reader);
    struct reader_lead *slot = slot_of(leads, lead.issue);
    leads->count += slot->issue == 0;
    lead_done(slot);
    *slot = lead;
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

static struct reader_lead
lead_of(const struct issue *issue, uint32_t id, struct store *store, const struct layout_spec *style)
{
    struct reader_lead lead = {.issue = id, .counted = !issue->preview, .headline = headline_of(issue, style)};
    lead.title = issue->title != NULL ? base_strdup(issue->title) : NULL;
    lead.articles = (uint32_t)issue->article_count;
    lead.minutes = issue_minutes(issue);
    for (size_t i = 0; i < issue->article_count; i++)
        lead.unread += (store_article_of(store, issue, &issue->articles[i]).marks & STORE_READ) == 0;
    return lead;
}

/* On any thread. */
static struct reader_lead
read_lead(const struct lead_work *work, const struct lead_want *want)
{
    struct source_text text;
    bool cut;
    struct error *error =
        source_read((struct source_name){.path = want->path}, work->file_bytes, WHOLE_BYTES, &text, &cut);
    if (error != NULL) {
        error_free(error);
        return (struct reader_lead){.issue = want->issue, .unreadable = true};
    }
    source_clean(&text);
    struct issue *issue = parser_recover((struct parser_source){.path = want->path,
                                                                .text = text.at,
                                                                .bytes = text.bytes,
                                                                .repaired = text.repaired,
                                                                .drops = text.drops,
                                                                .preview = cut});
    struct reader_lead lead = lead_of(issue, want->issue, work->store, &work->style);
    issue_free(issue);
    return lead;
}

/* ---- the thread */

static void
free_item(struct worker_item *item)
{
    lead_done(&((struct lead_item *)item)->lead);
    free(item);
}

static void
free_wants(struct lead_work *work)
{
    for (size_t i = work->next; i < work->count; i++)
        free(work->wants[i].path);
    free(work->wants);
    work->wants = NULL;
    work->count = work->next = 0;
}

static void
free_work(void *context)
{
    struct lead_work *work = context;
    free_wants(work);
    store_free(work->store);
    free(work);
}

static bool
read_next(struct worker *worker, void *context)
{
    struct lead_work *work = context;
    if (work->next == work->count)
        return false;
    struct lead_want want = work->wants[work->next++];
    struct lead_item *item = base_alloc_zero(1, sizeof *item);
    worker_unlock(worker);
    item->version = store_version(work->store);
    item->lead = read_lead(work, &want);
    free(want.path);
    worker_lock(worker);
    worker_hand_over(worker, &item->item);
    if (work->next == work->count || worker_is_due(worker))
        worker_wake(worker);
    return true;
}

static struct lead_work *
new_work(const struct reader *reader)
{
    struct lead_work *work = base_alloc_zero(1, sizeof *work);
    work->store = store_keep(reader->store);
    work->style = reader_text_style(&reader->options);
    work->file_bytes = (size_t)reader->options.file_size << 20;
    return work;
}

/* ---- asking */

static void
read_now(struct reader *reader, const struct lead_want *wants, size_t count)
{
    struct lead_work *work = new_work(reader);
    for (size_t i = 0; i < count; i++)
        keep(reader, read_lead(work, &wants[i]));
    free_work(work);
}

/* In place of what was asked for before: the screen shows something else. Takes WANTS. */
static void
read_later(struct reader *reader, struct lead_want *wants, size_t count)
{
    static const struct worker_task task = {read_next, free_item, free_work};
    struct reader_leads *leads = reader->leads;
    if (leads->worker == NULL) {
        leads->work = new_work(reader);
        leads->worker = worker_new(&task, leads->work, reader->wake_fd);
    }
    worker_lock(leads->worker);
    free_wants(leads->work);
    leads->work->wants = wants;
    leads->work->count = count;
    worker_notify(leads->worker);
    worker_unlock(leads->worker);
}

/* What has been marked since may have changed any of them. */
static void
compare_version(struct reader *reader, unsigned version)
{
    struct reader_leads *leads = reader->leads;
    const struct reader_own_marks *own = &reader->own_marks;
    bool own_only = own->to == version && leads->version - own->from < version - own->from;
    if (leads->version == version)
        return;
    leads->version = version;
    if (own_only)
        return;
    for (size_t i = 0; leads->slots != NULL && i < SLOTS; i++)
        leads->slots[i].stale = leads->slots[i].issue != 0 && !leads->slots[i].unreadable;
}

/* Of the issue that is shown nothing is stale. */
static void
keep_shown(struct reader *reader)
{
    const struct issue *issue = reader->shown;
    const struct reader_lead *known = reader_lead(reader, reader->at.issue);
    struct layout_spec style = reader_text_style(&reader->options);
    if (issue == NULL)
        return;
    if (known == NULL || known->articles != issue->article_count || known->counted == issue->preview) {
        keep(reader, lead_of(issue, reader->at.issue, reader->store, &style));
        return;
    }
    struct reader_lead *lead = slot_of(reader->leads, reader->at.issue);
    lead->stale = false;
    lead->unread = 0;
    for (uint32_t i = 0; i < lead->articles; i++)
        lead->unread += !reader_is_read(reader, i);
}

void
leads_want(struct reader *reader, const uint32_t *issues, size_t count)
{
    struct lead_want *wants = base_alloc((count + 1) * sizeof *wants);
    size_t wanted = 0;
    bool now = reader->wake_fd < 0 || reader->waits_for_search;
    compare_version(reader, store_version(reader->store));
    keep_shown(reader);
    for (size_t i = 0; i < count && wanted < LEADS_MAX / 2; i++) {
        const struct reader_lead *lead = reader_lead(reader, issues[i]);
        if ((lead != NULL && !lead->stale) || (issues[i] == reader->at.issue && reader->shown != NULL))
            continue;
        wants[wanted++] = (struct lead_want){base_strdup(library_path(reader->library, issues[i])), issues[i]};
    }
    if (wanted > 0 && !now) {
        read_later(reader, wants, wanted);
        return;
    }
    read_now(reader, wants, wanted);
    for (size_t i = 0; i < wanted; i++)
        free(wants[i].path);
    free(wants);
}

void
leads_collect(struct reader *reader)
{
    struct reader_leads *leads = reader->leads;
    if (leads->worker == NULL)
        return;
    worker_lock(leads->worker);
    struct worker_item *item = worker_take(leads->worker);
    worker_unlock(leads->worker);
    for (struct worker_item *next; item != NULL; item = next) {
        struct lead_item *read = (struct lead_item *)item;
        next = item->next;
        read->lead.stale = read->version != leads->version;
        bool shown = read->lead.issue == reader->at.issue && reader->shown != NULL; /* that one is known better */
        if (!shown && library_has(reader->library, read->lead.issue)) {
            keep(reader, read->lead);
            read->lead = (struct reader_lead){.issue = 0};
        }
        free_item(item);
    }
}

/* ---- what was read of it */

enum reader_issue_state
reader_issue_state(const struct reader *reader, uint32_t issue)
{
    const struct reader_lead *lead = reader_lead(reader, issue);
    uint32_t date = library_date(reader->library, issue);
    if (lead != NULL && lead->counted && lead->articles > 0)
        return lead->unread == 0 ? ISSUE_READ : lead->unread < lead->articles ? ISSUE_BEGUN : ISSUE_UNREAD;
    if (lead != NULL && (lead->counted || lead->unreadable))
        return ISSUE_READ; /* there is nothing to read */
    if (reader->shown != NULL && date != 0 && reader_has_one_paper(reader)) {
        char name[STORE_PAPER_BYTES];
        if (date <= store_read_before(reader->store, store_paper(reader->shown, name)))
            return ISSUE_READ;
    }
    return date != 0 && store_may_have(reader->store, date, STORE_READ) ? ISSUE_BEGUN : ISSUE_UNREAD;
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
