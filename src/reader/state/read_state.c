/* What was read in this session, by issue and article. */
#include "reader/state/state.h"

#include <stdlib.h>

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

struct marks_lines
marks_lines(const struct reader *reader)
{
    const struct issue *issue = reader_issue(reader);
    struct marks_lines lines = {.count = issue->article_count};
    lines.first = base_alloc((lines.count + 1) * sizeof *lines.first);
    for (size_t i = 0; i < lines.count; i++)
        lines.first[i] = issue->articles[i].first_line;
    return lines;
}

void
marks_lines_done(struct marks_lines lines)
{
    free(lines.first);
}

/* An article is read if the one was that had its first line. */
void
marks_follow(struct reader *reader, struct marks_lines lines)
{
    struct reader_marks *marks = &reader->marks[reader->issue];
    const struct issue *issue = reader_issue(reader);
    unsigned char *read = base_alloc_zero(issue->article_count + 1, 1);
    for (size_t i = 0, old = 0; i < issue->article_count && lines.count > 0; i++) {
        while (old + 1 < lines.count && lines.first[old + 1] <= issue->articles[i].first_line)
            old++;
        read[i] = old < marks->count && marks->read[old];
    }
    if (marks->count > 0) {
        free(marks->read);
        *marks = (struct reader_marks){read, issue->article_count};
    } else {
        free(read);
    }
    marks_lines_done(lines);
}
