/* Mending: what the reader says of a line, and what must follow it. The issue is recovered anew with what was said, and
 * the place, the selection and what was read are found again by the lines of the file.
 *
 * A command is said of one line. What belonged to a headline is body when the headline is none; no other line changes
 * its role, so that each step can be understood, and taken back.
 */
#include "reader/state/state.h"

/* ---- which lines */

/* The text line before or after LINE, or ISSUE_NO_LINE: empty lines and furniture are none. */
static uint32_t
neighbour(const struct issue *issue, uint32_t line, int direction)
{
    while (direction > 0 ? line + 1 < issue->line_count : line > 0) {
        line = direction > 0 ? line + 1 : line - 1;
        if (issue->lines[line].role != ISSUE_BLANK && issue->lines[line].role != ISSUE_FURNITURE)
            return line;
    }
    return ISSUE_NO_LINE;
}

/* ---- a step */
enum { STEP_MAX = ISSUE_HEAD_MAX + 3 };

struct step {
    struct parser_mend mends[STEP_MAX];
    size_t count;
};

static void
say_of_line(struct step *step, uint32_t line, enum issue_role role)
{
    step->mends[step->count++] = (struct parser_mend){.line = line, .role = (uint8_t)role};
}

/* What belongs to a headline that is none: it would be put to the article above. */
static void
say_of_company(struct step *step, const struct issue *issue, const struct issue_article *article)
{
    for (uint32_t i = 0; i < article->head_count; i++)
        if (article->head_lines[i] != article->headline_line)
            say_of_line(step, article->head_lines[i], ISSUE_BODY);
    if (article->byline_line != ISSUE_NO_LINE && issue->lines[article->byline_line].role == ISSUE_BYLINE)
        say_of_line(step, article->byline_line, ISSUE_BODY);
}

static struct step
step_for(const struct issue *issue, struct parser_mend mend)
{
    struct step step = {.mends = {mend}, .count = 1};
    uint32_t line = mend.line;
    enum issue_role before = (enum issue_role)issue->lines[line].role, role = (enum issue_role)mend.role;
    const struct issue_article *article = issue_article_of(issue, line);
    if (before == ISSUE_HEADLINE && role != ISSUE_KICKER && role != ISSUE_DECK)
        say_of_company(&step, issue, article);
    /* an article has one byline, of lines that stand together */
    bool another = role == ISSUE_BYLINE && before != ISSUE_HEADLINE && article != NULL &&
                   article->byline_line != ISSUE_NO_LINE && article->byline_line != line;
    if (another && article->byline_line != neighbour(issue, line, 1) &&
        article->byline_line != neighbour(issue, line, -1))
        say_of_line(&step, article->byline_line, ISSUE_BODY);
    /* what went on with it does not go on with the paragraph before it, nor with a subhead */
    uint32_t next = neighbour(issue, line, 1);
    bool parts = (issue_role_begins((uint8_t)before) && role == ISSUE_FURNITURE) || role == ISSUE_SUBHEAD;
    if (parts && next != ISSUE_NO_LINE && issue->lines[next].role == ISSUE_JOINED)
        say_of_line(&step, next, ISSUE_BODY);
    return step;
}

/* ---- doing it */

void
mend_say(struct reader *reader, uint32_t line)
{
    struct buffer words = {0};
    reader_add_line_words(&words, reader, line);
    reader_say(reader, _("Line %u: %s"), issue_line_number(reader->shown, line) + 1, words.at);
    buffer_done(&words);
}

void
mend_remember(struct reader *reader)
{
    size_t count, last_step;
    const struct parser_mend *mends = library_mends(reader->library, reader->at.issue, &count, &last_step);
    if (reader->shown != NULL && !reader->shown->preview)
        store_set_mends(reader->store, reader->shown, mends, count);
}

/* What follows a step; of a large issue it follows later, in reader_collect(). */
static void
follow(struct reader *reader, struct stand stand, uint32_t line)
{
    if (library_peek(reader->library, reader->at.issue) == reader->shown) {
        mend_remember(reader);
        article_lines_done(stand.lines);
        reader->mended_line = line + 1;
        reader_say(reader, _("Line %u is being mended…"), issue_line_number(reader->shown, line) + 1);
        return;
    }
    stand_again(reader, stand, line);
    mend_remember(reader);
    mend_say(reader, line);
}

/* What the command says of the line: a headline and a joined line are so no more. */
static struct parser_mend
wanted_mend(const struct issue *issue, uint32_t line, int command)
{
    bool toggles = command == ISSUE_HEADLINE || command == ISSUE_JOINED;
    bool body = command == MEND_BRIEF || (toggles && issue->lines[line].role == command);
    return (struct parser_mend){line, (uint8_t)(body ? ISSUE_BODY : command), command == MEND_BRIEF};
}

/* Did the last step say of this line what is now to be taken back? */
static bool
is_last_step(const struct reader *reader, uint32_t line, int command)
{
    size_t count, last_step;
    const struct parser_mend *mends = library_mends(reader->library, reader->at.issue, &count, &last_step);
    if (count == 0 || mends[count - last_step].line != line)
        return false;
    bool toggles = command == ISSUE_HEADLINE || command == ISSUE_JOINED;
    uint8_t role = mends[count - last_step].role;
    return toggles && role == command && reader->shown->lines[line].role == role;
}

/* Why that cannot be said, or NULL. */
static const char *
refusal(const struct issue *issue, struct parser_mend mend)
{
    uint8_t now = issue->lines[mend.line].role;
    if (now == ISSUE_BLANK)
        return _("This line is empty.");
    if (now == mend.role && mend.brief == reader_is_brief(issue, mend.line))
        return _("It already is.");
    uint32_t above = neighbour(issue, mend.line, -1);
    bool joins = above != ISSUE_NO_LINE && issue_role_is_text(issue->lines[above].role);
    return mend.role == ISSUE_JOINED && !joins ? _("There is no paragraph above to join it to.") : NULL;
}

bool
mend_step(struct reader *reader, int direction)
{
    uint32_t line;
    if (reader->shown == NULL)
        return false;
    struct stand stand = stand_take(reader);
    bool mended = direction > 0 ? library_unmend(reader->library, reader->at.issue, &line)
                                : library_remend(reader->library, reader->at.issue, &line);
    if (mended)
        follow(reader, stand, line);
    else
        article_lines_done(stand.lines);
    return mended;
}

void
mend_line(struct reader *reader, int role)
{
    const struct issue *issue = reader->shown;
    uint32_t line = issue != NULL && issue->line_count > 0 ? line_in_question(reader) : ISSUE_NO_LINE;
    if (line == ISSUE_NO_LINE) {
        reader_say(reader, "%s", _("There is no line to mend."));
        return;
    }
    if (is_last_step(reader, line, role)) {
        mend_step(reader, 1);
        return;
    }
    struct parser_mend mend = wanted_mend(issue, line, role);
    const char *why = refusal(issue, mend);
    if (why != NULL) {
        reader_say(reader, "%s", why);
        return;
    }
    struct stand stand = stand_take(reader);
    struct step step = step_for(issue, mend);
    library_mend(reader->library, reader->at.issue, step.mends, step.count);
    follow(reader, stand, line);
}
