/* The tags that front matter gives: tags: [a, b], or a, b, or a line for each, - a; keywords and categories are such, too.
 */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { TAGS_MAX = 64, TAG_BYTES_MAX = 200 };

bool
front_tags_name(struct slice name)
{
    static const char *const names[] = {"tags", "tag", "keywords", "categories"};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (text_is_name(name, names[i]))
            return true;
    return false;
}

/* Once each. */
static void
add_tag(struct front_tags *tags, struct slice tag)
{
    tag = text_trim(tag);
    if (tag.len >= 2 && (tag.at[0] == '"' || tag.at[0] == '\'') && tag.at[tag.len - 1] == tag.at[0])
        tag = text_trim(slice_make(tag.at + 1, tag.len - 2));
    if (tag.len == 0 || tag.len > TAG_BYTES_MAX || tags->count == TAGS_MAX)
        return;
    for (size_t i = 0; i < tags->count; i++)
        if (slice_equal(tag, slice_of(tags->at[i])))
            return;
    tags->at = base_grow(tags->at, &tags->capacity, tags->count + 1, sizeof *tags->at);
    tags->at[tags->count++] = base_strndup(tag.at, tag.len);
}

/* The end of the tag that begins VALUE: a comma, also a full-width one, outside of quotation marks. */
static size_t
tag_end(struct slice value)
{
    char quote = '\0';
    for (size_t at = 0; at < value.len; at++) {
        char byte = value.at[at];
        if (quote != '\0' ? byte == quote
                          : (byte == '"' || byte == '\'') && text_trim(slice_make(value.at, at)).len == 0)
            quote = quote != '\0' ? '\0' : byte;
        else if (quote == '\0' && (byte == ',' || slice_starts(slice_from(value, at), "，")))
            return at;
    }
    return value.len;
}

void
front_tags_add(struct front_tags *tags, struct slice value)
{
    value = text_trim(value);
    value = slice_starts(value, "[") ? slice_from(value, 1) : value;
    value.len -= slice_ends(value, "]");
    while (value.len > 0) {
        size_t end = tag_end(value), comma = end == value.len ? 0 : value.at[end] == ',' ? 1 : strlen("，");
        add_tag(tags, slice_make(value.at, end));
        value = slice_from(value, end + comma);
    }
}

bool
front_tags_go_on(struct front_tags *tags, struct slice row)
{
    bool item = slice_starts(row, "- ");
    if (item)
        add_tag(tags, slice_from(row, 2));
    else if (tags->bracket)
        front_tags_add(tags, row);
    tags->bracket = tags->bracket && !slice_has(row, "]");
    return item || tags->bracket;
}
