/* The fields of a query: the one table that the syntax, matching, the look at raw text, the completion at the prompt and
 * the manual go by. A new field is a row of it.
 *
 * Knows no more of a field than what it asks, and nothing of how that is answered.
 */
#include "search/query/query.h"

#include "kanbao/store.h"

#define AT(part) (1U << (part))

enum {
    PLACES_OF_HEAD = AT(SEARCH_KICKER) | AT(SEARCH_HEADLINE) | AT(SEARCH_DECK),
    PLACES_OF_ARTICLE = PLACES_OF_HEAD | AT(SEARCH_SECTION) | AT(SEARCH_BYLINE) | AT(SEARCH_BODY)
};

const struct search_field field_none = {"", PLACES_OF_ARTICLE, SEARCH_VALUES_WORDS, ""};

const struct search_field search_fields[] = {
    {"headline", PLACES_OF_HEAD, SEARCH_VALUES_WORDS, N_("in a kicker, headline or deck only")},
    {"by", AT(SEARCH_AUTHOR), SEARCH_VALUES_AUTHORS, N_("in the byline, or the signature below the text")},
    {"date", AT(SEARCH_DATE), SEARCH_VALUES_DATES,
     N_("of this date: 2024, 2024-10, 2024-10-13 (20241013, 2024/10 and 2024年10月 too), or from one to another, both "
        "included: 2024-10..2024-12, ..2024, 2024..")},
    {"in", AT(SEARCH_PATH) | AT(SEARCH_TITLE), SEARCH_VALUES_WORDS, N_("in issues with this in their path or title")},
    {"is", AT(SEARCH_MARKS), SEARCH_VALUES_MARKS, N_("read, unread, begun or flagged")},
    {"has", AT(SEARCH_MARKS), SEARCH_VALUES_MARKS, N_("with a note of yours")},
};
const size_t search_field_count = BASE_COUNT(search_fields);

const struct search_mark search_marks[] = {
    {"is", "unread", STORE_READ, true},      {"is", "read", STORE_READ, false},   {"is", "begun", STORE_BEGUN, false},
    {"is", "flagged", STORE_FLAGGED, false}, {"has", "note", STORE_NOTED, false},
};
const size_t search_mark_count = BASE_COUNT(search_marks);

const struct search_field *
search_field_find(struct slice name)
{
    for (size_t i = 0; i < BASE_COUNT(search_fields); i++)
        if (slice_equal(name, slice_of(search_fields[i].name)))
            return &search_fields[i];
    return NULL;
}

bool
search_asks_marks(struct slice text)
{
    struct buffer name = {0};
    bool asks = false;
    for (size_t i = 0; i < BASE_COUNT(search_fields) && !asks; i++) {
        buffer_clear(&name);
        buffer_printf(&name, "%s:", search_fields[i].name);
        asks = field_asks_marks(&search_fields[i]) && slice_has(text, name.at);
    }
    buffer_done(&name);
    return asks;
}
