/* What is new besides the issue whose front page is shown: the days before it, and where the last visit ended.
 *
 * Of a day its unread articles are counted when its issue is in memory; one that is not is read when something comes from
 * outside, one at a time, never for a key and never while a frame is painted.
 */
#include "reader/state/state.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { LEAD_CELLS = 120 };

struct reader_news {
    struct reader_day days[READER_NEWS_DAYS];
    size_t count;
    uint32_t issue;   /* the days before which they are; 0: none */
    size_t issues;    /* of the library, then */
    unsigned version; /* of the store, when they were counted */
    bool large;       /* one of them takes long to read: no other one is read */
    struct store_visit *visits;
    size_t visit_count;
};

struct reader_news *
news_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_news));
}

static void
forget_days(struct reader_news *news)
{
    for (size_t i = 0; i < news->count; i++)
        free(news->days[i].lead);
    news->count = 0;
}

void
news_free(struct reader_news *news)
{
    forget_days(news);
    store_visits_free(news->visits, news->visit_count);
    free(news);
}

/* The next ones in the order of the issues, or against it where the oldest stands first. */
static void
find_days(struct reader *reader)
{
    struct reader_news *news = reader->news;
    size_t position = issue_position(reader), count = library_count(reader->library);
    bool newest = reader->options.order == ORDER_NEWEST;
    forget_days(news);
    news->issue = reader->at.issue;
    news->issues = count;
    news->large = false;
    for (size_t k = 1; news->count < READER_NEWS_DAYS && (newest ? position + k < count : k <= position); k++) {
        uint32_t id = library_at(reader->library, newest ? position + k : position - k);
        if (library_error(reader->library, id) == NULL)
            news->days[news->count++] = (struct reader_day){.issue = id};
    }
}

static void
count_unread(const struct reader *reader, struct reader_day *day, const struct issue *issue)
{
    uint32_t lead = UINT32_MAX;
    day->known = !issue->preview && issue->article_count > 0;
    day->articles = (unsigned)issue->article_count;
    day->unread = 0;
    for (uint32_t i = 0; i < issue->article_count; i++) {
        bool read = (store_article_of(reader->store, issue, &issue->articles[i]).marks & STORE_READ) != 0;
        day->unread += !read;
        lead = lead == UINT32_MAX && !read ? i : lead;
    }
    if (issue->article_count == 0)
        return;
    struct slice title = issue_article_title(issue, &issue->articles[lead != UINT32_MAX ? lead : 0]);
    free(day->lead);
    day->lead = base_strndup(title.at, text_fit(title, LEAD_CELLS));
}

/* The visits are copied when anything has changed. */
static void
find_visit(struct reader *reader)
{
    struct reader_news *news = reader->news;
    store_visits_free(news->visits, news->visit_count);
    news->visits = store_visits(reader->store, &news->visit_count);
}

void
news_look(struct reader *reader)
{
    struct reader_news *news = reader->news;
    unsigned version = store_version(reader->store);
    if (!reader_shows_front(reader))
        return;
    bool others = news->issue != reader->at.issue || news->issues != library_count(reader->library);
    if (others)
        find_days(reader);
    if (!others && news->version == version)
        return;
    if (version != 0)
        find_visit(reader);
    for (size_t i = 0; i < news->count; i++) {
        const struct issue *issue = library_peek(reader->library, news->days[i].issue);
        if (issue != NULL)
            count_unread(reader, &news->days[i], issue);
    }
    news->version = version;
}

void
news_read(struct reader *reader)
{
    struct reader_news *news = reader->news;
    news_look(reader);
    if (!reader_shows_front(reader) || news->large)
        return;
    bool loads = library_progress(reader->library).running;
    for (size_t i = 0; i < news->count; i++) {
        struct reader_day *day = &news->days[i];
        if (day->known || library_error(reader->library, day->issue) != NULL)
            continue;
        const struct issue *issue = library_issue(reader->library, day->issue);
        if (issue != NULL)
            count_unread(reader, day, issue);
        news->large = issue != NULL && issue->preview;
        if (loads || news->large)
            return; /* the next time */
    }
}

const struct reader_day *
reader_news_days(const struct reader *reader, size_t *count)
{
    const struct reader_news *news = reader->news;
    *count = news->issue == reader->at.issue ? news->count : 0;
    return news->days;
}

const struct store_visit *
reader_news_visit(const struct reader *reader)
{
    const struct reader_news *news = reader->news;
    const struct store_visit *visit = news->visit_count > 0 ? &news->visits[0] : NULL;
    bool here = visit != NULL && reader->shown != NULL && visit->key.date == reader->shown->date;
    return visit != NULL && visit->percent < 100 && !here ? visit : NULL;
}
