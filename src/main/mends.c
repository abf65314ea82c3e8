/* --mend: what a script says of lines, in the place of the keys. */
#include "main/parts.h"

#include <errno.h>
#include <stdlib.h>

static const struct {
    const char *name;
    uint8_t role;
    bool brief;
} roles[] = {
    {"furniture", ISSUE_FURNITURE, false}, {"section", ISSUE_SECTION, false}, {"kicker", ISSUE_KICKER, false},
    {"headline", ISSUE_HEADLINE, false},   {"deck", ISSUE_DECK, false},       {"byline", ISSUE_BYLINE, false},
    {"body", ISSUE_BODY, false},           {"brief", ISSUE_BODY, true},       {"joined", ISSUE_JOINED, false},
    {"subhead", ISSUE_SUBHEAD, false},     {"caption", ISSUE_CAPTION, false},
};

static bool
read_role(const char *name, size_t len, struct parser_mend *mend)
{
    for (size_t i = 0; i < BASE_COUNT(roles); i++)
        if (strlen(roles[i].name) == len && memcmp(roles[i].name, name, len) == 0) {
            mend->role = roles[i].role;
            mend->brief = roles[i].brief;
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
        if (!number || !read_role(equals + 1, len, &mend))
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
    return NULL;
}
