/* --mend: what a script says of lines, in the place of the keys. */
#include "main/parts.h"

#include <errno.h>
#include <stdlib.h>

/* A role by its name, or "brief". */
static bool
read_role(struct slice name, struct parser_mend *mend)
{
    mend->brief = slice_equal(name, slice_of("brief"));
    mend->role = ISSUE_BODY;
    return mend->brief || (issue_role_read(name, &mend->role) && mend->role != ISSUE_BLANK);
}

/* LINE, or LINE.COLUMN where columns stand side by side; *END is behind it. False: there is none. */
static bool
read_line(const char *at, struct line_mend *mend, char **end)
{
    errno = 0;
    bool digits = *at >= '0' && *at <= '9';
    unsigned long line = strtoul(at, end, 10), column = 0;
    bool right = digits && errno == 0 && line > 0 && line < ISSUE_NO_LINE;
    if (right && **end == '.') {
        digits = (*end)[1] >= '1' && (*end)[1] <= '9';
        column = strtoul(*end + 1, end, 10);
        right = digits && errno == 0 && column < ISSUE_NO_LINE;
    }
    mend->said.line = (uint32_t)line - 1;
    mend->column = (uint32_t)column;
    return right;
}

struct error *
mends_read(struct arguments *arguments, const char *text)
{
    for (const char *at = text;; at++) {
        struct line_mend mend;
        char *equals;
        bool number = read_line(at, &mend, &equals);
        size_t len = *equals == '=' ? strcspn(equals + 1, ",") : 0;
        if (!number || !read_role(slice_make(equals + 1, len), &mend.said))
            return error_new(_("--mend takes LINE=ROLE,... with a role of furniture, section, kicker, headline, deck, "
                               "byline, body, brief, joined, subhead or caption, not “%s”"),
                             at);
        arguments->mends =
            base_grow(arguments->mends, &arguments->mend_capacity, arguments->mend_count + 1, sizeof mend);
        arguments->mends[arguments->mend_count++] = mend;
        at = equals + 1 + len;
        if (*at == '\0')
            return NULL;
    }
}

/* The line of ISSUE that is meant, or ISSUE_NO_LINE. */
static uint32_t
line_meant(const struct issue *issue, const struct line_mend *mend)
{
    uint32_t line = issue_line_part(issue, mend->said.line, mend->column > 0 ? mend->column - 1 : 0);
    if (line != ISSUE_NO_LINE && mend->column == 0)
        line = issue_line_of_number(issue, mend->said.line);
    return line != ISSUE_NO_LINE && issue_line_text(issue, line).len > 0 ? line : ISSUE_NO_LINE;
}

struct error *
mends_apply(const struct arguments *arguments, struct library *library)
{
    if (arguments->mend_count == 0)
        return NULL;
    if (library_count(library) != 1)
        return error_new(_("--mend is for one issue, not %zu"), library_count(library));
    uint32_t id = library_at(library, 0);
    const struct issue *issue = library_issue(library, id);
    struct parser_mend *mends = base_alloc(arguments->mend_count * sizeof *mends);
    struct error *error = NULL;
    for (size_t i = 0; error == NULL && i < arguments->mend_count; i++) {
        const struct line_mend *mend = &arguments->mends[i];
        mends[i] = mend->said;
        if (issue != NULL)
            mends[i].line = line_meant(issue, mend);
        if (mends[i].line == ISSUE_NO_LINE)
            error = error_new(_("--mend: line %u of %s is empty, or not there"), mend->said.line + 1, issue->path);
    }
    if (error == NULL) {
        library_mend(library, id, mends, arguments->mend_count);
        library_mends_written(library, id); /* who has them on the command line has them */
    }
    free(mends);
    return error;
}
