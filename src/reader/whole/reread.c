/* The file of the issue has changed, and is read anew: the place stays by its line, and so do mends, by the words of theirs. */
#include "reader/whole/whole.h"

#include <stdlib.h>

/* What was said of a line, and what the line says. */
struct said {
    struct parser_mend mend;
    char *words;
};

struct sayings {
    struct said *at;
    size_t count;
};

static struct sayings
sayings_take(const struct reader *reader)
{
    size_t count, last_step;
    const struct parser_mend *mends = library_mends(reader->library, reader->at.issue, &count, &last_step);
    struct sayings sayings = {.at = base_alloc_zero(count + 1, sizeof *sayings.at)};
    for (size_t i = 0; i < count && reader->shown != NULL; i++) {
        if (mends[i].line >= reader->shown->line_count)
            continue;
        struct slice words = issue_line_text(reader->shown, mends[i].line);
        sayings.at[sayings.count++] = (struct said){mends[i], base_strndup(words.at, words.len)};
    }
    return sayings;
}

static void
sayings_done(struct sayings sayings)
{
    for (size_t i = 0; i < sayings.count; i++)
        free(sayings.at[i].words);
    free(sayings.at);
}

/* The line of ISSUE nearest to LINE that says WORDS; ISSUE_NO_LINE: none does. */
static uint32_t
nearest_line(const struct issue *issue, uint32_t line, const char *words)
{
    struct slice wanted = slice_of(words);
    for (size_t away = 0; away < issue->line_count || away <= line; away++)
        for (int side = 0; side < 2; side++) {
            size_t at = side == 0 ? line - away : line + away; /* below 0 is far above the last */
            if (at < issue->line_count && slice_equal(issue_line_text(issue, (uint32_t)at), wanted))
                return (uint32_t)at;
        }
    return ISSUE_NO_LINE;
}

/* Says it of the lines of now, in one step; how many of them are gone. */
static size_t
say_again(struct reader *reader, struct sayings sayings)
{
    struct parser_mend *mends = base_alloc((sayings.count + 1) * sizeof *mends);
    size_t found = 0;
    for (size_t i = 0; i < sayings.count; i++) {
        struct parser_mend mend = sayings.at[i].mend;
        mend.line = reader->shown != NULL ? nearest_line(reader->shown, mend.line, sayings.at[i].words) : ISSUE_NO_LINE;
        if (mend.line != ISSUE_NO_LINE)
            mends[found++] = mend;
    }
    if (found > 0) {
        library_mend(reader->library, reader->at.issue, mends, found);
        show_issue_again(reader);
    }
    free(mends);
    return sayings.count - found;
}

/* The line that is to be shown again, from 1 on. */
static uint32_t
line_now(struct reader *reader)
{
    const struct issue_article *article = reader_article(reader);
    if (article == NULL || reader_shows_source(reader))
        return reader->at.source.cursor.item + 1;
    if (reader->at.pane != PANE_ARTICLE || (reader->at.text_top.item == 0 && reader->at.text_top.byte == 0))
        return line_of_article(reader->shown, article) + 1;
    return issue_line_at(reader->shown,
                         layout_byte_of_place(reader->layout, reader->shown, article, reader->at.text_top)) +
           1;
}

static void
go_to_line(struct reader *reader, uint32_t line)
{
    const struct issue *issue = reader->shown;
    enum reader_pane pane = reader->at.pane;
    reader->at.article = 0;
    reader->at.text_top = (struct layout_place){0, 0};
    reader->at.source.top = (struct layout_place){0, 0};
    reader->at.source.cursor = (struct layout_place){0, 0};
    reader->wanted_line =
        issue == NULL || line <= issue->line_count || issue->preview ? line : (uint32_t)issue->line_count;
    place_go_to_wanted(reader);
    reader->at.pane = pane == PANE_ARTICLE && reader_article(reader) == NULL ? PANE_LIST : pane;
}

void
reader_reread(struct reader *reader)
{
    uint32_t line = reader->shown != NULL ? line_now(reader) : 1, issue = reader->at.issue;
    struct article_lines articles = {.first = NULL};
    struct sayings sayings = sayings_take(reader);
    if (reader->shown != NULL)
        articles = article_lines(reader);
    reader_forget(reader);
    bool again = library_reread(reader->library, issue);
    library_issue(reader->library, issue);
    show_issue_again(reader);
    size_t lost = again ? say_again(reader, sayings) : 0;
    sayings_done(sayings);
    if (reader->shown != NULL)
        read_state_follow(reader, articles);
    else
        article_lines_done(articles);
    go_to_line(reader, line);
    if (reader->shown == NULL)
        say_unreadable(reader, issue);
    else if (lost > 0)
        reader_say(reader,
                   ngettext("Read anew; %zu mend is gone with its line.",
                            "Read anew; %zu mends are gone with their lines.", lost),
                   lost);
    else
        reader_say(reader, "%s", _("Read anew, as the file has changed."));
    reader_settle(reader);
}
