/* The text of one element of a feed, and the line of the file that each of its lines stands in; elements inside of it become tags
 * again, so that all HTML is read in one way, however a feed has it.
 */
#include "parser/feed/feed.h"

#include "kanbao/text.h"

static void
add_number(struct feed *feed, uint32_t line)
{
    feed->numbers = base_grow(feed->numbers, &feed->number_capacity, feed->number_count + 1, sizeof *feed->numbers);
    feed->numbers[feed->number_count++] = line;
    feed->field.lines++;
}

void
feed_field_begin(struct feed *feed, struct feed_field *wanted)
{
    feed->wanted = wanted;
    feed->field = (struct feed_field){.start = feed->text.len, .first_number = feed->number_count};
    add_number(feed, feed->line);
}

void
feed_field_add(struct feed *feed, struct slice text)
{
    for (size_t at = 0; at < text.len; at++) {
        if (text.at[at] == FEED_LINE_END_TEXT[0] && slice_starts(slice_from(text, at), FEED_LINE_END_TEXT)) {
            buffer_add_byte(&feed->text, '\n');
            add_number(feed, feed->line);
            at += strlen(FEED_LINE_END_TEXT) - 1;
            continue;
        }
        buffer_add_byte(&feed->text, text.at[at]);
        if (text.at[at] == '\n')
            add_number(feed, ++feed->line);
    }
}

void
feed_field_escape(struct feed *feed, struct slice text)
{
    for (size_t at = 0, end; at < text.len; at = end) {
        end = at;
        while (end < text.len && text.at[end] != '&' && text.at[end] != '<')
            end++;
        feed_field_add(feed, slice_make(text.at + at, end - at));
        if (end < text.len) {
            feed_field_add(feed, slice_of(text.at[end] == '&' ? "&amp;" : "&lt;"));
            end++;
        }
    }
}

/* Line ends inside of a tag are no text. */
static void
add_tag_lines(struct feed *feed, uint32_t line)
{
    while (feed->numbers[feed->number_count - 1] < line) {
        uint32_t next = feed->numbers[feed->number_count - 1] + 1;
        buffer_add_byte(&feed->text, '\n');
        add_number(feed, next);
    }
}

void
feed_field_add_tag(struct feed *feed, const struct feed_tag *tag)
{
    feed_field_add(feed, slice_of("<"));
    feed_field_add(feed, slice_of(tag->name));
    for (size_t i = 0; i < tag->attribute_count; i++) {
        struct slice value = tag->attributes[i].value;
        buffer_add_byte(&feed->text, ' ');
        buffer_add_text(&feed->text, tag->attributes[i].name);
        buffer_add_text(&feed->text, "=\"");
        for (size_t at = 0; at < value.len; at++) {
            char byte = value.at[at];
            if (byte == '"' || byte == '&' || byte == '<')
                buffer_add_text(&feed->text, byte == '"' ? "&quot;" : byte == '&' ? "&amp;" : "&lt;");
            else
                buffer_add_byte(&feed->text, byte == '\n' ? ' ' : byte);
        }
        buffer_add_byte(&feed->text, '"');
    }
    add_tag_lines(feed, feed->line);
    feed_field_add(feed, slice_of(">"));
}

void
feed_field_end_tag(struct feed *feed, const char *name)
{
    static const char *const empty[] = {"br", "img", "hr", "input", "wbr", "source"};
    for (size_t i = 0; i < BASE_COUNT(empty); i++)
        if (strcmp(name, empty[i]) == 0)
            return; /* </br> would be another one */
    feed_field_add(feed, slice_of("</"));
    feed_field_add(feed, slice_of(name));
    feed_field_add(feed, slice_of(">"));
}

struct slice
feed_field_text(const struct feed *feed, const struct feed_field *field)
{
    return field->lines > 0 ? slice_make(feed->text.at + field->start, field->bytes) : slice_make("", 0);
}

void
feed_field_end(struct feed *feed)
{
    struct feed_field *field = &feed->field;
    field->bytes = feed->text.len - field->start;
    if (field->bytes == 0)
        buffer_add_byte(&feed->text, '\n'); /* so that there is a place to point to */
    bool says = text_trim(feed_field_text(feed, field)).len > 0;
    if (says && feed->wanted->lines == 0)
        *feed->wanted = *field;
    feed->wanted = NULL;
}
