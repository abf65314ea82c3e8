/* The file of the issue has changed, and is read anew: the place stays by its line, and so do mends, by the words of theirs. */
#include "reader/whole/whole.h"

#include <stdlib.h>

/* Lines of the file as it was, by what they say. */
struct old_line {
    uint32_t line;
    char *words;
};

struct old_lines {
    struct old_line shown;     /* where the reader stands */
    struct old_line *mended;   /* of each mend, */
    struct parser_mend *mends; /* which says what */
    size_t mend_count;
};

static struct old_line
old_line(const struct issue *issue, uint32_t line)
{
    struct slice words = line < issue->line_count ? issue_line_text(issue, line) : slice_make("", 0);
    return (struct old_line){line, base_strndup(words.at, words.len)};
}

/* The line of ISSUE nearest to where OLD was that says the same; ISSUE_NO_LINE: none does. */
static uint32_t
line_again(const struct issue *issue, const struct old_line *old)
{
    struct slice words = slice_of(old->words);
    for (size_t away = 0; away < issue->line_count || away <= old->line; away++)
        for (int side = 0; side < 2; side++) {
            size_t at = side == 0 ? old->line - away : old->line + away; /* below 0 is far above the last */
            if (at < issue->line_count && slice_equal(issue_line_text(issue, (uint32_t)at), words))
                return (uint32_t)at;
        }
    return ISSUE_NO_LINE;
}

static struct old_lines
old_lines_take(const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    size_t last_step;
    uint32_t line = line_in_question(reader);
    struct old_lines old = {.shown = old_line(issue, line != ISSUE_NO_LINE ? line : reader->at.source.cursor.item)};
    const struct parser_mend *mends = library_mends(reader->library, reader->at.issue, &old.mend_count, &last_step);
    old.mended = base_alloc((old.mend_count + 1) * sizeof *old.mended);
    old.mends = base_alloc((old.mend_count + 1) * sizeof *old.mends);
    for (size_t i = 0; i < old.mend_count; i++) {
        old.mends[i] = mends[i];
        old.mended[i] = old_line(issue, mends[i].line);
    }
    return old;
}

static void
old_lines_done(struct old_lines *old)
{
    free(old->shown.words);
    for (size_t i = 0; i < old->mend_count; i++)
        free(old->mended[i].words);
    free(old->mended);
    free(old->mends);
}

/* Somebody may have remembered it. */
static bool
is_said(const struct reader *reader, const struct parser_mend *mend)
{
    size_t count, last_step;
    const struct parser_mend *mends = library_mends(reader->library, reader->at.issue, &count, &last_step);
    bool said = false;
    for (size_t i = 0; i < count; i++)
        if (mends[i].line == mend->line)
            said = mends[i].role == mend->role && mends[i].brief == mend->brief;
    return said;
}

/* Says again what was said of lines, in one step; of how many that are gone. */
static size_t
mend_again(struct reader *reader, const struct old_lines *old)
{
    struct parser_mend *mends = base_alloc((old->mend_count + 1) * sizeof *mends);
    size_t found = 0, lost = 0;
    for (size_t i = 0; i < old->mend_count; i++) {
        mends[found] = old->mends[i];
        mends[found].line = line_again(reader->shown, &old->mended[i]);
        bool gone = mends[found].line == ISSUE_NO_LINE;
        lost += gone;
        found += !gone && !is_said(reader, &mends[found]);
    }
    if (found > 0) {
        library_mend(reader->library, reader->at.issue, mends, found);
        show_issue_again(reader);
    }
    free(mends);
    return lost;
}

/* Where it is again, or else where it was, or at the end. */
static void
go_to_line(struct reader *reader, const struct old_line *old)
{
    const struct issue *issue = reader->shown;
    enum reader_pane pane = reader->at.pane;
    uint32_t line = line_again(issue, old), last = issue->line_count > 0 ? (uint32_t)issue->line_count - 1 : 0;
    reader->at.article = 0;
    reader->at.text_top = (struct layout_place){0, 0};
    reader->at.source.top = (struct layout_place){0, 0};
    reader->at.source.cursor = (struct layout_place){0, 0};
    if (line == ISSUE_NO_LINE)
        line = old->line < last || issue->preview ? old->line : last;
    reader->wanted_line = issue_line_number(issue, line) + 1;
    place_go_to_wanted(reader);
    reader->at.pane = pane == PANE_ARTICLE && reader_article(reader) == NULL ? PANE_LIST : pane;
}

/* LOST: mends; REISSUED: articles that were read, as they were. */
static void
say_reread(struct reader *reader, size_t lost, size_t reissued)
{
    struct buffer words = {0};
    if (reissued > 0)
        buffer_printf(&words,
                      ngettext("Read anew; %zu article that you had read has changed (= shows how).",
                               "Read anew; %zu articles that you had read have changed (= shows how).", reissued),
                      reissued);
    else if (lost == 0)
        buffer_add_text(&words, _("Read anew, as the file has changed."));
    if (reissued > 0 && lost > 0)
        buffer_add_byte(&words, ' ');
    if (lost > 0)
        buffer_printf(&words,
                      ngettext("Read anew; %zu mend is gone with its line.",
                               "Read anew; %zu mends are gone with their lines.", lost),
                      lost);
    reader_say(reader, "%s", words.at);
    buffer_done(&words);
}

/* What is on the screen is not read by that alone. */
static void
stand_there(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    bool reads = reader->at.pane == PANE_ARTICLE && reader_article(reader) != NULL && !geometry.too_small;
    if (reads && (reader_marks(reader, reader->at.article) & STORE_REISSUED) != 0)
        reading_place_stand(reader, scroll_end_shown(reader, &geometry));
}

void
reader_reread(struct reader *reader)
{
    uint32_t issue = reader->at.issue;
    bool was = reader->shown != NULL;
    size_t reissued = marks_count_reissued(reader);
    struct old_lines old = was ? old_lines_take(reader) : (struct old_lines){.mend_count = 0};
    reader_forget(reader);
    bool again = library_reread(reader->library, issue);
    library_issue(reader->library, issue);
    show_issue_again(reader);
    if (reader->shown == NULL) {
        reader->at.article = 0;
        reader->at.pane = reader->at.pane == PANE_ARTICLE ? PANE_LIST : reader->at.pane;
        say_unreadable(reader, issue);
    } else if (again) {
        size_t lost = was ? mend_again(reader, &old) : 0;
        go_to_line(reader, was ? &old.shown : &(struct old_line){0, (char *)""});
        size_t now = marks_count_reissued(reader);
        say_reread(reader, lost, now > reissued ? now - reissued : 0);
        stand_there(reader);
    }
    old_lines_done(&old);
    reader_settle(reader);
}
