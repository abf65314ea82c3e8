/* The names of roles and kinds, for scripts: never translated. */
#include "kanbao/issue.h"

static const char *const role_names[] = {
    [ISSUE_BLANK] = "blank",       [ISSUE_FURNITURE] = "furniture", [ISSUE_KICKER] = "kicker",
    [ISSUE_HEADLINE] = "headline", [ISSUE_DECK] = "deck",           [ISSUE_BYLINE] = "byline",
    [ISSUE_BODY] = "body",         [ISSUE_JOINED] = "joined",       [ISSUE_SECTION] = "section",
    [ISSUE_SUBHEAD] = "subhead",   [ISSUE_CAPTION] = "caption",
};

const char *
issue_role_name(uint8_t role)
{
    return role_names[role];
}

bool
issue_role_read(struct slice name, uint8_t *role)
{
    for (uint8_t i = 0; i < BASE_COUNT(role_names); i++)
        if (slice_equal(name, slice_of(role_names[i]))) {
            *role = i;
            return true;
        }
    return false;
}

const char *
issue_kind_name(uint8_t kind)
{
    static const char *const names[] = {
        [ISSUE_KIND_BODY] = "body",         [ISSUE_KIND_SUBHEAD] = "subhead", [ISSUE_KIND_CAPTION] = "caption",
        [ISSUE_KIND_LIST] = "list",         [ISSUE_KIND_VERSE] = "verse",     [ISSUE_KIND_TABLE] = "table",
        [ISSUE_KIND_CREDIT] = "credit",     [ISSUE_KIND_SPEECH] = "speech",   [ISSUE_KIND_CODE] = "code",
        [ISSUE_KIND_FOOTNOTE] = "footnote",
    };
    return names[kind];
}
