/* The articles that a search of the library found, as one file: each issue is read again, and held until the file is put
 * together.
 */
#include "reader/handing/handing.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct found_pieces {
    struct file_piece *at;
    uint32_t *issues; /* of each: held */
    size_t count;
    bool parts; /* of a large issue only the beginning is there as yet */
};

size_t
found_articles_count(const struct reader *reader)
{
    struct reader_result_list list = reader_results(reader);
    size_t count = 0;
    for (size_t i = 0; i < list.count; i++)
        count += list.rows[i].kind == RESULT_ARTICLE && !list.rows[i].again;
    return count;
}

/* The issue may have been mended since: then its articles have other numbers, but not other lines. */
static const struct issue_article *
article_found(const struct issue *issue, const struct found_article *found)
{
    if (found->number < issue->article_count && issue->articles[found->number].first_line == found->line)
        return &issue->articles[found->number];
    return found->line < issue->line_count ? issue_article_of(issue, found->line) : NULL;
}

static void
take(struct found_pieces *pieces, struct reader *reader, const struct reader_result *row)
{
    uint32_t id = row->batch->issues[row->issue].id;
    const struct issue *issue = library_has(reader->library, id) ? library_open(reader->library, id) : NULL;
    const struct issue_article *article =
        issue != NULL ? article_found(issue, &row->batch->articles[row->article]) : NULL;
    if (article == NULL) {
        if (library_has(reader->library, id))
            library_close(reader->library, id);
        return;
    }
    pieces->parts |= issue->preview;
    const char *paper = base_strdup(library_title(reader->library, id));
    pieces->issues[pieces->count] = id;
    pieces->at[pieces->count++] = (struct file_piece){issue, article, paper};
}

bool
found_articles_add(struct buffer *out, enum file_format format, struct reader *reader)
{
    struct reader_result_list list = reader_results(reader);
    struct buffer title = {0};
    struct found_pieces pieces = {base_alloc((FOUND_ARTICLES_MAX + 1) * sizeof *pieces.at),
                                  base_alloc((FOUND_ARTICLES_MAX + 1) * sizeof *pieces.issues), 0, false};
    for (size_t i = 0; i < list.count && pieces.count < FOUND_ARTICLES_MAX; i++)
        if (list.rows[i].kind == RESULT_ARTICLE && !list.rows[i].again)
            take(&pieces, reader, &list.rows[i]);
    text_add_safe(&title, list.query);
    if (pieces.parts)
        reader_say(reader, "%s", _("Still loading; try again."));
    else
        file_add_list(out, format, &reader->options, title.at, pieces.at, pieces.count);
    for (size_t i = 0; i < pieces.count; i++) {
        free((char *)pieces.at[i].paper);
        library_close(reader->library, pieces.issues[i]);
    }
    free(pieces.at);
    free(pieces.issues);
    buffer_done(&title);
    return !pieces.parts;
}
