/* What a front page says of the reader: where the last visit ended. The visits are copied when anything has changed.
 */
#include "reader/state/state.h"

#include <stdlib.h>

struct reader_news {
    unsigned version; /* of the store, that they are of */
    struct store_visit *visits;
    size_t visit_count;
};

struct reader_news *
news_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_news));
}

void
news_free(struct reader_news *news)
{
    store_visits_free(news->visits, news->visit_count);
    free(news);
}

void
news_look(struct reader *reader)
{
    struct reader_news *news = reader->news;
    unsigned version = store_version(reader->store);
    if (!reader_shows_front(reader) || version == news->version)
        return;
    store_visits_free(news->visits, news->visit_count);
    news->visits = store_visits(reader->store, &news->visit_count);
    news->version = version;
}

const struct store_visit *
reader_news_visit(const struct reader *reader)
{
    const struct reader_news *news = reader->news;
    const struct store_visit *visit = news->visit_count > 0 ? &news->visits[0] : NULL;
    bool here = visit != NULL && reader->shown != NULL && visit->key.date == reader->shown->date;
    return visit != NULL && visit->percent < 100 && !here ? visit : NULL;
}
