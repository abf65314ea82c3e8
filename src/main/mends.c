/* --mend: what a script says of lines, in the place of the keys. */
#include "main/parts.h"

#include <errno.h>
#include <stdlib.h>

/* In the order of enum issue_role. */
static const char *const role_names[] = {"", "furniture", "kicker", "headline", "deck", "byline", "body", "joined"};

static bool
read_role(const char *name, size_t len, uint8_t *role)
{
    for (size_t i = 1; i < BASE_COUNT(role_names); i++)
        if (strlen(role_names[i]) == len && memcmp(role_names[i], name, len) == 0) {
            *role = (uint8_t)i;
            return true;
        }
    return false;
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
        if (!number || !read_role(equals + 1, len, &mend.role))
            return error_new(_("--mend takes LINE=ROLE,... with a role of furniture, kicker, headline, deck, byline, "
                               "body or joined, not “%s”"),
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
    const struct issue *issue = library_issue(library, 0);
    for (size_t i = 0; issue != NULL && i < arguments->mend_count; i++) {
        uint32_t line = arguments->mends[i].line;
        if (line >= issue->line_count || issue_line_text(issue, line).len == 0)
            return error_new(_("--mend: line %u of %s is empty, or not there"), line + 1, issue->path);
    }
    library_mend(library, 0, arguments->mends, arguments->mend_count);
    return NULL;
}
