/* What was read of the issue that is shown. */
#include "reader/parts.h"
#include "reader/read_marks.h"

#include <stdlib.h>

bool
reader_is_read(const struct reader *reader, uint32_t article)
{
    return read_marks_has(reader->read_marks, reader->issue, article);
}

void
marks_set(struct reader *reader, uint32_t article, bool read)
{
    const struct issue *issue = reader_issue(reader);
    read_marks_set(reader->read_marks, reader->issue, issue ? issue->article_count : 0, article, read);
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
    const struct issue *issue = reader_issue(reader);
    unsigned char *read = base_alloc_zero(issue->article_count + 1, 1);
    for (size_t i = 0, old = 0; i < issue->article_count && lines.count > 0; i++) {
        while (old + 1 < lines.count && lines.first[old + 1] <= issue->articles[i].first_line)
            old++;
        read[i] = reader_is_read(reader, (uint32_t)old);
    }
    read_marks_replace(reader->read_marks, reader->issue, read, issue->article_count);
    free(read);
    marks_lines_done(lines);
}
