/* Where one stands in an article: a paragraph and a character of it, whatever the width, the options and the lines of the file
 * are next time.
 */
#include "reader/marks/marks.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* ---- the visit */

static void
keep_visit(struct reader *reader, unsigned percent)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *article = &issue->articles[reader->at.article];
    struct slice headline = issue_article_title(issue, article);
    char *words = base_strndup(headline.at, text_fit(headline, 80));
    char *title = base_strdup(library_title(reader->library, reader->at.issue));
    char *path = marks_path(reader, reader->at.issue);
    struct store_visit visit = {.title = title,
                                .path = path,
                                .headline = words,
                                .key = marks_key(reader, reader->at.article),
                                .number = reader->at.article + 1,
                                .percent = (uint8_t)percent};
    store_put_visit(reader->store, &visit);
    free(words);
    free(title);
    free(path);
}

/* Where one stands now counts as known. */
static unsigned
stand(struct reader *reader, bool ends)
{
    struct reader_frame frame = reader_frame(reader);
    unsigned percent = frame.has_text ? layout_percent(&frame.last, true) : 0;
    reader->stood = (struct reader_stood){reader->at.issue, reader->at.article, reader->at.text_top, ends, percent};
    return percent;
}

void
reading_place_stand(struct reader *reader, bool ends)
{
    stand(reader, ends);
}

static void
say_reissued(struct reader *reader)
{
    bool reissued = (marks_of(reader, reader->at.article).marks & STORE_REISSUED) != 0;
    if (reissued && reader->message.len == 0)
        reader_say(reader, "%s", _("This has changed since you read it; = shows how."));
}

void
reading_place_keep(struct reader *reader, bool ends, bool looks)
{
    struct layout_place top = reader->at.text_top;
    struct reader_stood *stood = &reader->stood;
    bool same = stood->issue == reader->at.issue && stood->article == reader->at.article;
    unsigned before = stood->percent;
    if (same && layout_place_equal(stood->place, top) && stood->ends == ends)
        return;
    const struct issue_article *article = reader_article(reader);
    unsigned percent = stand(reader, ends);
    if (!same)
        say_reissued(reader);
    if (!same || percent != before)
        keep_visit(reader, percent);
    if (ends) {
        marks_set_read(reader, reader->at.article, true);
    } else if (same && !looks && article->paragraph_count > 0 && (top.item > 0 || top.byte > 0)) {
        struct store_article known = {.marks = 0};
        layout_paragraph_of_place(reader->layout, reader->shown, article, top, &known.paragraph, &known.byte);
        known.percent = (uint8_t)percent;
        known.marks = STORE_BEGUN;
        marks_put(reader, reader->at.article, known, STORE_BEGUN);
    }
}

void
reading_place_restore(struct reader *reader)
{
    const struct issue_article *article = reader_article(reader);
    struct store_article known = marks_of(reader, reader->at.article);
    bool begins = reader->at.text_top.item == 0 && reader->at.text_top.byte == 0;
    if (article == NULL || !begins || article->paragraph_count == 0 ||
        (known.marks & (STORE_BEGUN | STORE_READ)) != STORE_BEGUN)
        return;
    reader->at.text_top =
        layout_place_of_paragraph(reader->layout, reader->shown, article, known.paragraph, known.byte);
}

uint32_t
reading_place_find(const struct reader *reader, struct store_key key)
{
    const struct issue *issue = reader->shown;
    uint32_t nearly = UINT32_MAX;
    for (uint32_t i = 0; issue != NULL && i < issue->article_count; i++) {
        struct store_key own = marks_key(reader, i);
        if (own.head == key.head && own.body == key.body)
            return i;
        bool half = (own.body != 0 && own.body == key.body) || (own.head != 0 && own.head == key.head);
        nearly = half && nearly == UINT32_MAX ? i : nearly;
    }
    return nearly;
}
