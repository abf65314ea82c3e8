/* The headline list, perhaps narrowed to the articles that a search found. */
#include "reader/parts.h"

bool
reader_is_listed(const struct reader *reader, uint32_t article)
{
    const struct reader_search *search = &reader->search;
    size_t count;
    if (!search->narrow || !search->fresh || search->hits.count == 0)
        return true; /* a list of nothing would be no help */
    reader_hits(reader, article, &count);
    return count > 0;
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
listed_keep(struct reader *reader)
{
    if (reader_article(reader) == NULL || reader_is_listed(reader, reader->article))
        return;
    uint32_t next = listed_next(reader, reader->article, 1);
    select_article(reader, next != reader->article ? next : listed_next(reader, reader->article, -1));
}
