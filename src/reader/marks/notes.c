/* Flags and notes: articles that a reader keeps, and what he says of them. */
#include "reader/marks/marks.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* What is needed to list the article without its issue. NOTE: NULL for the one that it has. */
static void
clip(struct reader *reader, uint32_t index, const char *note)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *article = &issue->articles[index];
    struct store_key key = marks_key(reader, index);
    struct slice headline = issue_article_title(issue, article);
    bool brief = article->headline_line == ISSUE_NO_LINE;
    char *words = base_strndup(headline.at, brief ? text_fit(headline, 80) : headline.len);
    char *title = base_strdup(library_title(reader->library, reader->at.issue));
    char *path = marks_path(reader, reader->at.issue);
    char *before = note == NULL ? store_note(reader->store, key) : NULL;
    struct store_clipping clipping = {
        .key = key,
        .headline = words,
        .title = title,
        .path = path,
        .note = note != NULL     ? note
                : before != NULL ? before
                                 : "",
        .line = issue_line_number(issue, brief ? article->first_line : article->headline_line)};
    store_clip(reader->store, &clipping);
    free(words);
    free(title);
    free(path);
    free(before);
}

void
notes_show(struct reader *reader)
{
    const struct issue_article *article = reader_article(reader);
    char *note = NULL;
    if (article != NULL && (reader_marks(reader, reader->at.article) & STORE_NOTED))
        note = store_note(reader->store, marks_key(reader, reader->at.article));
    layout_set_note(reader->layout, article, slice_of(note != NULL ? note : ""));
    free(note);
}

void
notes_set(struct reader *reader, uint32_t article, const char *note)
{
    if (reader->shown == NULL || article >= reader->shown->article_count)
        return;
    struct store_article known = {.marks = *note != '\0' ? STORE_NOTED : 0};
    clip(reader, article, note);
    marks_put(reader, article, known, STORE_NOTED);
}

void
notes_toggle_flag(struct reader *reader, uint32_t article)
{
    if (reader->shown == NULL || article >= reader->shown->article_count)
        return;
    struct store_article known = {.marks = reader_marks(reader, article) & STORE_FLAGGED ? 0 : STORE_FLAGGED};
    if (known.marks != 0)
        clip(reader, article, NULL);
    marks_put(reader, article, known, STORE_FLAGGED);
    reader_say(reader, "%s", known.marks != 0 ? _("Flagged; M lists what is.") : _("No longer flagged."));
}
