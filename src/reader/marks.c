/* What was read in this session, by issue and article. */
#include "reader/parts.h"

bool
reader_is_read(const struct reader *reader, uint32_t article)
{
    const struct reader_marks *marks = &reader->marks[reader->issue];
    return article < marks->count && marks->read[article];
}

void
marks_set(struct reader *reader, uint32_t article, bool read)
{
    struct reader_marks *marks = &reader->marks[reader->issue];
    const struct issue *issue = reader_issue(reader);
    size_t count = issue ? issue->article_count : 0;
    /* a preview grows into the whole issue */
    if (count > marks->count) {
        marks->read = base_realloc(marks->read, count);
        memset(marks->read + marks->count, 0, count - marks->count);
        marks->count = count;
    }
    if (article < marks->count)
        marks->read[article] = read;
}
