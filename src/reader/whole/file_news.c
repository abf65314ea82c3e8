/* What became of the files while somebody reads: the lists have it at once, the place stays, and one line says so, when nothing
 * else is said there.
 */
#include "reader/whole/whole.h"

/* What is between two of them. */
static void
add_between(struct buffer *out)
{
    if (out->len > 0)
        buffer_add_text(out, _("; "));
}

static void
add_counts(struct buffer *out, const struct reader_arrivals *news)
{
    size_t arrived = news->arrived, changed = news->changed, gone = news->gone;
    if (arrived > 0) {
        add_between(out);
        buffer_printf(out, ngettext("%zu issue has arrived", "%zu issues have arrived", arrived), arrived);
    }
    if (changed > 0) {
        add_between(out);
        buffer_printf(out, ngettext("%zu issue has changed", "%zu issues have changed", changed), changed);
    }
    if (gone > 0) {
        add_between(out);
        buffer_printf(out, ngettext("%zu issue is gone", "%zu issues are gone", gone), gone);
    }
}

static void
say_news(struct reader *reader)
{
    struct reader_arrivals *news = &reader->arrivals;
    struct buffer words = {0};
    if (news->lost_now)
        buffer_add_text(&words, _("The file of this issue is gone: it can be read until you leave it."));
    add_counts(&words, news);
    reader_say(reader, "%s", words.at);
    buffer_done(&words);
    buffer_clear(&news->told);
    buffer_add_slice(&news->told, buffer_slice(&reader->message));
    *news = (struct reader_arrivals){
        .lost = news->lost,
        .told_arrived = news->arrived,
        .told_changed = news->changed,
        .told_gone = news->gone,
        .told = news->told,
    };
}

/* What nobody has pressed a key since is told together with what came then. */
static void
tell_again(struct reader *reader)
{
    struct reader_arrivals *news = &reader->arrivals;
    news->arrived += news->told_arrived;
    news->changed += news->told_changed;
    news->gone += news->told_gone;
    reader_clear_message(reader);
}

static bool
has_news(const struct reader_arrivals *news)
{
    return news->lost_now || news->arrived > 0 || news->changed > 0 || news->gone > 0;
}

void
reader_look(struct reader *reader)
{
    struct library_news found;
    struct reader_arrivals *news = &reader->arrivals;
    reader_collect(reader);
    if (!library_look(reader->library, reader->at.issue, false, &found))
        return;
    news->arrived += found.arrived;
    news->changed += found.changed;
    news->gone += found.gone;
    news->changed_shown |= found.shown == LIBRARY_SHOWN_CHANGED;
    news->lost_now |= found.shown == LIBRARY_SHOWN_GONE;
    if (found.shown == LIBRARY_SHOWN_GONE)
        news->lost = reader->at.issue;
    if (found.changed > 0) {
        summaries_renew(reader);
        standings_renew(reader);
        issues_look(reader);
    }
    if (found.arrived > 0 || found.gone > 0)
        reader_library_changed(reader);
}

void
reader_tell_news(struct reader *reader)
{
    struct reader_arrivals *news = &reader->arrivals;
    if (news->lost != 0 && news->lost != reader->at.issue) {
        if (library_remove_lost(reader->library, news->lost))
            reader_library_changed(reader);
        news->lost = 0;
    }
    if (reader->message.len > 0 && has_news(news) &&
        slice_equal(buffer_slice(&reader->message), buffer_slice(&news->told)))
        tell_again(reader);
    if (reader->prompt.use != NULL || reader->message.len > 0)
        return;
    if (news->changed_shown) {
        news->changed_shown = false;
        reader_reread(reader);
    } else if (has_news(news)) {
        say_news(reader);
    }
}
