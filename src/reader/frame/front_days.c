/* The days before the one whose front page is shown. Only which they are: what is known of them is the marks' matter.
 */
#include "reader/frame/front.h"

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
