/* What the beginning of a feed says of itself: read without libxml2, as lists of issues ask it of the beginning of every file. */
#include "parser/feed/feed.h"

#include "parser/dates/dates.h"

#include "kanbao/text.h"

/* An element: its name without a prefix, and what stands in it up to its end. */
struct element {
    struct slice name, text;
};

/* The next start tag from *AT on that has text behind it; false: there is none. */
static bool
next_element(struct slice text, size_t *at, struct element *element)
{
    while (*at < text.len) {
        const char *open = memchr(text.at + *at, '<', text.len - *at);
        const char *close = open != NULL ? memchr(open, '>', text.len - (size_t)(open - text.at)) : NULL;
        if (close == NULL)
            return false;
        size_t start = (size_t)(open - text.at) + 1, end = start;
        *at = (size_t)(close - text.at) + 1;
        if (!text_is_ascii_letter((unsigned char)text.at[start]) || close[-1] == '/')
            continue;
        for (; !text_byte_among(text.at[end], " \t\r\n>"); end++)
            start = text.at[end] == ':' ? end + 1 : start;
        struct slice rest = slice_from(text, *at);
        bool data = slice_starts(text_trim(rest), "<![CDATA[");
        size_t bytes = slice_find(rest, data ? "]]>" : "<");
        element->name = slice_make(text.at + start, end - start);
        element->text = text_trim(slice_make(rest.at, bytes != SIZE_MAX ? bytes : 0));
        if (data && element->text.len > 0)
            element->text = text_trim(slice_from(element->text, strlen("<![CDATA[")));
        return true;
    }
    return false;
}

static bool
is_among(struct slice name, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_is_name(name, names[i]))
            return true;
    return false;
}

/* White space collapsed, entities read. */
static char *
read_title(struct slice text)
{
    struct buffer read = {0}, words = {0};
    html_entities_read(text, &read);
    for (size_t at = 0; at < read.len; at++) {
        bool white = text_byte_among(read.at[at], " \t\r\n");
        if (!white || (words.len > 0 && words.at[words.len - 1] != ' '))
            buffer_add_byte(&words, white ? ' ' : read.at[at]);
    }
    struct slice title = words.len > 0 ? text_trim(buffer_slice(&words)) : slice_make("", 0);
    char *copy = title.len > 0 ? base_strndup(title.at, title.len) : NULL;
    buffer_done(&read);
    buffer_done(&words);
    return copy;
}

void
feed_glance(struct slice text, char **title, uint32_t *date)
{
    static const char *const days[] = {"pubDate", "published", "date", "issued", "created", "dateCreated"};
    static const char *const made[] = {"lastBuildDate", "updated", "modified", "dateModified"};
    uint32_t updated = 0, published = 0, newest = 0;
    struct element element;
    bool item = false;
    *title = NULL;
    for (size_t at = 0; next_element(text, &at, &element);) {
        item |= text_is_name(element.name, "item") || text_is_name(element.name, "entry");
        bool of_made = is_among(element.name, made, BASE_COUNT(made));
        if (of_made || is_among(element.name, days, BASE_COUNT(days))) {
            uint32_t day = date_find(element.text, NULL, NULL), *slot = item      ? &newest
                                                                        : of_made ? &updated
                                                                                  : &published;
            *slot = item ? (day > newest ? day : newest) : *slot != 0 ? *slot : day;
        } else if (text_is_name(element.name, "title") && !item && *title == NULL) {
            *title = read_title(element.text);
        }
    }
    *date = updated != 0 ? updated : published != 0 ? published : newest;
}
