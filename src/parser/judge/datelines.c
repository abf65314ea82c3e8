/* A dateline inside an article that began with one of the same paper begins another, whose headline is lost or never was.
 *
 * 本报连川消息 below an article that began with 本报讯, as it names another place; MILLHAVEN, Oct. 10 - below one that began with LOUGH EDERNY, Oct. 11 -.
 * One article seldom says twice where it came from, and then of another agency: 据新华社北京电. In whole papers roundups do, and
 * there the model, which sees whether words come back, is right more often: this is for single pages. Knows nothing of what
 * stands behind the dateline.
 */
#include "parser/byline/byline.h"
#include "parser/judge/judge.h"

enum { AGENCY_POINTS = 2, LATIN_CAPITALS_MIN = 3, PAGE_LINES_MAX = 60 };

/* 本报连川消息; empty: TEXT begins with none, or with nothing else. */
static struct slice
source_of(struct slice text)
{
    struct lead lead = lead_read(text);
    bool alone = lead.bytes == text.len;
    return slice_make(text.at + lead.source.start_byte, alone ? 0 : lead.source.bytes);
}

/* The paper or agency that a dateline begins with, by its first characters; empty: it cannot be compared. */
static struct slice
agency_of(struct slice text)
{
    struct slice source = source_of(text), none = {text.at, 0};
    size_t at = 0;
    if (source.len == 0 || slice_starts(source, "据") || slice_starts(source, "據"))
        return none;
    for (int i = 0; i < AGENCY_POINTS && at < source.len; i++) {
        size_t start = at;
        if (!text_is_han(text_point(source, start, &at)))
            return none;
    }
    return slice_make(source.at, at);
}

/* COLDBECK, Oct. 11 - */
static bool
is_latin_dateline(struct slice text)
{
    size_t capitals = 0;
    while (capitals < text.len && text.at[capitals] >= 'A' && text.at[capitals] <= 'Z')
        capitals++;
    return capitals >= LATIN_CAPITALS_MIN && latin_lead(text).bytes > 0;
}

static bool
are_alike(struct slice first, struct slice other)
{
    if (is_latin_dateline(first))
        return is_latin_dateline(other);
    struct slice agency = agency_of(first);
    return agency.len > 0 && slice_equal(agency, agency_of(other)) && !slice_equal(source_of(first), source_of(other));
}

void
datelines_part(const struct norms *norms, struct label *labels)
{
    const struct shape *shapes = norms->shapes, *first = NULL; /* the dateline that the article began with */
    bool prose = false;
    if (norms->count >= PAGE_LINES_MAX)
        return;
    for (size_t i = 0; i < norms->count; i++) {
        uint8_t role = labels[i].role;
        if (role == ISSUE_HEADLINE || role == ISSUE_SECTION || role == ISSUE_KICKER) {
            first = NULL;
            prose = false;
        }
        if (role != ISSUE_BODY || shapes[i].block != BLOCK_NONE)
            continue;
        bool begins = shapes[i].lead && i > 0 && (shapes[i - 1].finished || shapes[i - 1].apart);
        if (begins && first != NULL && are_alike(first->text, shapes[i].text))
            labels[i].brief = true;
        if (!prose || labels[i].brief)
            first = shapes[i].lead ? &shapes[i] : NULL;
        prose = true;
    }
}
