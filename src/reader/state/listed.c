/* The headline list, perhaps narrowed to the articles that a search found. */
#include "reader/state/state.h"

bool
listed_by_search(const struct reader *reader, uint32_t article)
{
    const struct reader_search *search = &reader->search;
    size_t count;
    if (!search->narrow || !search->fresh || search->hits.count == 0)
        return true; /* a list of nothing would be no help */
    reader_hits(reader, article, &count);
    return count > 0;
}

/* The selected one is, however one came to it: by the next unread article, by a headline that was mended. */
bool
reader_is_listed(const struct reader *reader, uint32_t article)
{
    return article == reader->article || listed_by_search(reader, article);
}

uint32_t
listed_next(const struct reader *reader, uint32_t article, int direction)
{
    const struct issue *issue = reader_issue(reader);
    uint32_t count = issue != NULL ? (uint32_t)issue->article_count : 0;
    for (uint32_t i = article; direction > 0 ? i + 1 < count : i > 0;) {
        i = direction > 0 ? i + 1 : i - 1;
        if (reader_is_listed(reader, i))
            return i;
    }
    return article;
}

void
listed_select(struct reader *reader, int direction)
{
    const struct issue *issue = reader_issue(reader);
    if (issue == NULL || issue->article_count == 0 || listed_by_search(reader, reader->article))
        return;
    uint32_t next = listed_next(reader, reader->article, direction);
    if (next == reader->article)
        next = listed_next(reader, reader->article, -direction);
    if (next != reader->article)
        select_article(reader, next);
}
