/* Where one stands in an article: a paragraph and a character of it, whatever the width, the options and the lines of the file
 * are next time.
 */
#include "reader/marks/marks.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* The paragraph and character at BYTE of the issue's text. */
static struct store_article
place_of_byte(const struct issue *issue, const struct issue_article *article, uint32_t byte)
{
    struct store_article place = {.marks = 0};
    struct buffer scratch = {0};
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        struct issue_piece piece = issue_first_piece(issue, paragraph);
        do {
            if (byte < piece.span.start_byte)
                continue;
            struct slice text = issue_paragraph_text(issue, paragraph, &scratch);
            uint32_t inside = byte - piece.span.start_byte;
            size_t at = piece.byte + (inside < piece.span.bytes ? inside : piece.span.bytes);
            place.paragraph = i;
            place.point = (uint32_t)text_points(slice_make(text.at, text_start(text, at < text.len ? at : text.len)));
        } while (issue_next_piece(issue, paragraph, &piece));
    }
    buffer_done(&scratch);
    return place;
}

/* And back. */
static uint32_t
byte_of_place(const struct issue *issue, const struct issue_article *article, struct store_article place)
{
    uint32_t last = article->paragraph_count - 1;
    const struct issue_paragraph *paragraph =
        &issue->paragraphs[article->first_paragraph + (place.paragraph < last ? place.paragraph : last)];
    struct buffer scratch = {0};
    struct slice text = issue_paragraph_text(issue, paragraph, &scratch);
    size_t at = 0;
    char32_t code;
    for (uint32_t i = 0; i < place.point && at < text.len; i++)
        at += text_decode(text.at + at, &code);
    struct issue_piece piece = issue_first_piece(issue, paragraph), next = piece;
    while (issue_next_piece(issue, paragraph, &next) && next.byte <= at)
        piece = next;
    uint32_t inside = (uint32_t)at - piece.byte;
    buffer_done(&scratch);
    return piece.span.start_byte + (inside < piece.span.bytes ? inside : piece.span.bytes);
}

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

static bool
same_place(struct layout_place a, struct layout_place b)
{
    return a.item == b.item && a.byte == b.byte;
}

void
reading_place_keep(struct reader *reader, bool ends, bool looks)
{
    struct layout_place top = reader->at.text_top;
    struct reader_stood *stood = &reader->stood;
    bool same = stood->issue == reader->at.issue && stood->article == reader->at.article;
    if (same && same_place(stood->place, top) && stood->ends == ends)
        return;
    *stood = (struct reader_stood){reader->at.issue, reader->at.article, top, ends};
    const struct issue_article *article = reader_article(reader);
    struct reader_frame frame = reader_frame(reader);
    unsigned percent = frame.has_text ? layout_percent(&frame.last, true) : 0;
    keep_visit(reader, percent);
    if (ends) {
        marks_set_read(reader, reader->at.article, true);
    } else if (same && !looks && article->paragraph_count > 0 && (top.item > 0 || top.byte > 0)) {
        struct store_article known =
            place_of_byte(reader->shown, article, layout_byte_of_place(reader->layout, reader->shown, article, top));
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
    uint32_t byte = byte_of_place(reader->shown, article, known);
    reader->at.text_top = layout_place_of_byte(reader->layout, reader->shown, article, byte);
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
