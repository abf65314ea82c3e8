/* Where the last visit ended: said on the first screen, as a message and no question; one key goes there, any other one goes its
 * own way.
 */
#include "reader/whole/whole.h"

#include <stdlib.h>

/* The library's issue that VISIT was paid to; 0: it has none. A file may have been moved, a paper may have several a day. */
static uint32_t
find_issue(const struct reader *reader, const struct store_visit *visit)
{
    const struct library *library = reader->library;
    uint32_t found = 0;
    for (size_t i = 0; i < library_count(library); i++) {
        uint32_t id = library_at(library, i);
        if (library_date(library, id) != visit->key.date)
            continue;
        char *path = marks_path(reader, id);
        bool same = strcmp(path, visit->path) == 0;
        free(path);
        if (same)
            return id;
        if (visit->key.date != 0 && found == 0 && strcmp(library_title(library, id), visit->title) == 0)
            found = id;
    }
    return found;
}

/* What the start had to say follows it: that comes every day. */
static void
say(struct reader *reader, const struct store_visit *visit)
{
    uint32_t date = visit->key.date;
    struct buffer day = {0}, before = reader->message;
    reader->message = (struct buffer){0};
    if (date != 0)
        /* TRANSLATORS: month and day */
        buffer_printf(&day, _("%02u-%02u"), date / 100 % 100, date % 100);
    else
        buffer_add_text(&day, visit->title);
    if (visit->percent < 100)
        reader_say(reader, _("Last read: %s, article %u, %u%%.  Enter: read on there"), day.at, visit->number,
                   visit->percent);
    else
        reader_say(reader, _("Last read: %s, article %u, to its end.  Enter: read on behind it"), day.at,
                   visit->number);
    if (before.len > 0) {
        buffer_add_text(&reader->message, "\u3000");
        buffer_add_slice(&reader->message, buffer_slice(&before));
    }
    buffer_done(&before);
    buffer_done(&day);
}

void
last_visit_offer(struct reader *reader)
{
    size_t count;
    if (reader->touched || (reader->at.pane != PANE_LIST && reader->at.pane != PANE_ISSUES))
        return;
    struct store_visit *visits = store_visits(reader->store, &count);
    for (size_t i = 0; i < count && reader->resumes == NULL; i++) {
        uint32_t issue = find_issue(reader, &visits[i]);
        if (issue == 0)
            continue;
        say(reader, &visits[i]);
        reader->resumes = base_alloc(sizeof *reader->resumes);
        *reader->resumes = (struct reader_resume){issue, visits[i].key};
    }
    store_visits_free(visits, count);
}

void
last_visit_forget(struct reader *reader)
{
    free(reader->resumes);
    reader->resumes = NULL;
}

/* Behind an issue's end there is nothing to be asked: that is what the key was for. */
static void
read_on(struct reader *reader)
{
    article_next_unread(reader, false);
    if (reader->turn_asked == 0)
        return;
    reader_clear_message(reader);
    article_next_unread(reader, false);
}

static void
go_to(struct reader *reader, struct reader_resume resume)
{
    if (resume.issue != reader->at.issue)
        select_issue(reader, resume.issue, false);
    uint32_t article = reading_place_find(reader, resume.key);
    if (article == UINT32_MAX) {
        reader_say(reader, "%s", _("That article is no longer there."));
        return;
    }
    reader->at.pane = PANE_ARTICLE;
    select_article(reader, article);
    if (reader_is_read(reader, article))
        read_on(reader);
}

bool
last_visit_resume(struct reader *reader)
{
    if (reader->resumes == NULL)
        return false;
    struct reader_resume resume = *reader->resumes;
    last_visit_forget(reader);
    go_to(reader, resume);
    return true;
}

void
last_visit_go(struct reader *reader, const struct store_visit *visit)
{
    uint32_t issue = find_issue(reader, visit);
    if (issue == 0)
        reader_say(reader, "%s", _("That article is no longer there."));
    else
        go_to(reader, (struct reader_resume){issue, visit->key});
}
