/* What a front page tells besides its issue: the days before it, and the searches of which something has come. Only which they
 * are: what is known of them is the marks' matter.
 */
#include "reader/frame/front.h"

#include "kanbao/reader_standing.h"

size_t
reader_news_days(const struct reader *reader, struct days_edition days[READER_NEWS_DAYS])
{
    const struct days *all = issues_days(reader);
    bool newest = reader->options.order == ORDER_NEWEST;
    size_t here = days_find(all, library_position(reader->library, reader->at.issue)), count = 0;
    if (here == SIZE_MAX)
        return 0;
    for (size_t k = 1; count < READER_NEWS_DAYS && (newest ? here + k < days_count(all) : k <= here); k++) {
        struct days_edition edition = days_edition(all, newest ? here + k : here - k);
        if (library_error(reader->library, library_at(reader->library, edition.first)) == NULL)
            days[count++] = edition;
    }
    return count;
}

size_t
front_searches(const struct reader *reader, size_t which[READER_NEWS_SEARCHES])
{
    size_t count = 0;
    for (size_t i = 0; i < reader_standing_count(reader) && count < READER_NEWS_SEARCHES; i++)
        if (reader_standing_at(reader, i).unseen > 0)
            which[count++] = i;
    return count;
}

size_t
front_news_count(const struct reader *reader)
{
    struct days_edition days[READER_NEWS_DAYS];
    size_t which[READER_NEWS_SEARCHES];
    return front_searches(reader, which) + reader_news_days(reader, days);
}
