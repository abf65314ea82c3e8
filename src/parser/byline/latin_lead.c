/* Datelines in Latin script: HARROWMERE, March 13 -, NEW YORK (Reuters) --
 */
#include "parser/byline/byline.h"

enum { LATIN_LEAD_BYTES = 96 };

/* Bytes of a city at the start of TEXT: words that begin with a capital. */
static size_t
latin_city(struct slice text, bool *capitals)
{
    size_t at = 0;
    *capitals = true;
    while (at < text.len && ((text.at[at] >= 'A' && text.at[at] <= 'Z') || (text.at[at] >= 'a' && text.at[at] <= 'z') ||
                             text_byte_among(text.at[at], " .'-/"))) {
        if (text.at[at] >= 'a' && text.at[at] <= 'z')
            *capitals = false;
        if (text.at[at] == '-' && at > 0 && text.at[at - 1] == ' ')
            break;
        at++;
    }
    while (at > 0 && text.at[at - 1] == ' ')
        at--;
    return at;
}

/* Bytes of "March 13" or "13 March" in what follows a city and a comma. */
static bool
begins_with_date(struct slice text)
{
    static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                         "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    while (text.len > 0 && (text_is_digit((unsigned char)text.at[0]) || text.at[0] == ' '))
        text = slice_from(text, 1);
    for (size_t i = 0; i < BASE_COUNT(months); i++)
        if (slice_starts(text, months[i]))
            return true;
    return false;
}

/* Does every word begin with a capital? */
static bool
is_title(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if (text.at[i] >= 'a' && text.at[i] <= 'z' && (i == 0 || text.at[i - 1] == ' '))
            return false;
    return true;
}

/* SALVADOR, Feb 26 -  or  NEW YORK (Reuters) --  or  (Reuters) - */
struct lead
latin_lead(struct slice text)
{
    struct slice head = slice_make(text.at, text.len < LATIN_LEAD_BYTES ? text.len : LATIN_LEAD_BYTES);
    static const char *const dashes[] = {" - ", " -- ", " — ", " – "};
    bool capitals;
    if (memchr(head.at, '-', head.len) == NULL && memchr(head.at, 0xE2, head.len) == NULL)
        return (struct lead){0}; /* nearly always none of these dashes is there */
    size_t city = latin_city(head, &capitals), at = SIZE_MAX, dash = 0;
    for (size_t i = 0; i < BASE_COUNT(dashes); i++) {
        size_t found = slice_find(head, dashes[i]);
        if (found < at) {
            at = found;
            dash = strlen(dashes[i]);
        }
    }
    if (at == SIZE_MAX || city > at || (city < 3 && head.at[0] != '('))
        return (struct lead){0};
    struct slice rest = slice_make(head.at + city, at - city);
    size_t open = slice_find(rest, "(");
    bool agency = text_last(rest) == ')' && open != SIZE_MAX && rest.len <= 40 && rest.at[open + 1] >= 'A' &&
                  rest.at[open + 1] <= 'Z';
    bool small = text_has_ascii_small(
        slice_make(text.at + at, text.len - at < 48 ? text.len - at : 48)); /* a headline is all in capitals */
    bool dated = slice_starts(rest, ", ") && begins_with_date(slice_from(rest, 2)) && rest.len <= 40;
    bool bare = rest.len == 0 || rest.at[0] == ',';
    if (!dated &&
        (!small || !(capitals ? bare || agency : agency && city <= 30 && is_title(slice_make(head.at, city)))))
        return (struct lead){0};
    return (struct lead){.bytes = at + dash, .source = {0, (uint32_t)at}};
}
