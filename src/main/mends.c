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

struct error *
mends_read(struct arguments *arguments, const char *text)
{
    for (const char *at = text;; at++) {
        struct parser_mend mend;
        char *equals;
        errno = 0;
        unsigned long line = strtoul(at, &equals, 10);
        size_t len = *equals == '=' ? strcspn(equals + 1, ",") : 0;
        bool number = *at >= '0' && *at <= '9' && errno == 0 && line > 0 && line < ISSUE_NO_LINE;
        if (!number || !read_role(slice_make(equals + 1, len), &mend))
            return error_new(_("--mend takes LINE=ROLE,... with a role of furniture, section, kicker, headline, deck, "
                               "byline, body, brief, joined, subhead or caption, not “%s”"),
                             at);
        mend.line = (uint32_t)line - 1;
        arguments->mends =
            base_grow(arguments->mends, &arguments->mend_capacity, arguments->mend_count + 1, sizeof mend);
        arguments->mends[arguments->mend_count++] = mend;
        at = equals + 1 + len;
        if (*at == '\0')
            return NULL;
    }
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
    for (size_t i = 0; issue != NULL && i < arguments->mend_count; i++) {
        uint32_t line = arguments->mends[i].line;
        if (line >= issue->line_count || issue_line_text(issue, line).len == 0)
            return error_new(_("--mend: line %u of %s is empty, or not there"), line + 1, issue->path);
    }
    library_mend(library, id, arguments->mends, arguments->mend_count);
    library_mends_written(library, id); /* who has them on the command line has them */
    return NULL;
}
