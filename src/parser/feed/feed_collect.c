/* Elements of a feed to items, whatever it is written in: what is called title, description or summary, and so on, by its last name.
 * What belongs to something else that a feed tells of, a picture or where an item was taken from, is not read, as it has titles, too.
 */
#include "parser/feed/feed.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <strings.h>

enum feed_element {
    FEED_AROUND, /* and all that nobody knows */
    FEED_SKIPPED,
    FEED_ITEM,
    FEED_TITLE,
    FEED_LINK,
    FEED_SUMMARY,
    FEED_BODY,
    FEED_AUTHOR,
    FEED_DATE,
    FEED_UPDATED,
    FEED_CATEGORY,
    FEED_OUTLINE
};

struct slice
feed_attribute(const struct feed_tag *tag, const char *name)
{
    for (size_t i = 0; i < tag->attribute_count; i++)
        if (strcasecmp(tag->attributes[i].name, name) == 0)
            return tag->attributes[i].value;
    return slice_make("", 0);
}

static enum feed_element
read_element(const struct feed_tag *tag)
{
    static const struct {
        const char *name;
        enum feed_element element;
    } known[] = {{"item", FEED_ITEM},
                 {"entry", FEED_ITEM},
                 {"title", FEED_TITLE},
                 {"link", FEED_LINK},
                 {"enclosure", FEED_LINK},
                 {"description", FEED_SUMMARY},
                 {"summary", FEED_SUMMARY},
                 {"subtitle", FEED_SUMMARY},
                 {"tagline", FEED_SUMMARY},
                 {"content", FEED_BODY},
                 {"encoded", FEED_BODY},
                 {"author", FEED_AUTHOR},
                 {"creator", FEED_AUTHOR},
                 {"pubDate", FEED_DATE},
                 {"published", FEED_DATE},
                 {"issued", FEED_DATE},
                 {"date", FEED_DATE},
                 {"created", FEED_DATE},
                 {"dateCreated", FEED_DATE},
                 {"updated", FEED_UPDATED},
                 {"modified", FEED_UPDATED},
                 {"dateModified", FEED_UPDATED},
                 {"lastBuildDate", FEED_UPDATED},
                 {"category", FEED_CATEGORY},
                 {"subject", FEED_CATEGORY},
                 {"outline", FEED_OUTLINE},
                 {"image", FEED_SKIPPED},
                 {"textinput", FEED_SKIPPED},
                 {"source", FEED_SKIPPED},
                 {"contributor", FEED_SKIPPED},
                 {"items", FEED_SKIPPED}};
    if (tag->space == FEED_FOREIGN || tag->space == FEED_XHTML)
        return FEED_SKIPPED;
    for (size_t i = 0; i < BASE_COUNT(known); i++)
        if (strcasecmp(tag->name, known[i].name) == 0)
            return known[i].element;
    return FEED_AROUND;
}

/* The item that is open, or the feed. */
static struct feed_item *
here(struct feed *feed)
{
    return feed->item_depth != SIZE_MAX ? &feed->items[feed->item_count - 1] : &feed->paper;
}

static void
add_link(struct feed *feed, struct slice address)
{
    address = text_trim(address);
    if (address.len == 0)
        return;
    feed->links = base_grow(feed->links, &feed->link_capacity, feed->link_count + 1, sizeof *feed->links);
    feed->links[feed->link_count++] = (struct feed_link){feed->line, base_strndup(address.at, address.len)};
    if (feed->item_depth != SIZE_MAX)
        here(feed)->link_count++;
}

static void
begin_field(struct feed *feed, struct feed_field *wanted, const struct feed_tag *tag, bool html)
{
    struct slice type = feed_attribute(tag, "type");
    feed_field_begin(feed, wanted);
    feed->field_depth = feed->depth - 1;
    feed->escapes = slice_equal(type, slice_of("xhtml")) || slice_equal(type, slice_of("application/xhtml+xml"));
    feed->field.plain =
        type.len > 0 ? slice_equal(type, slice_of("text")) || slice_equal(type, slice_of("text/plain")) : !html;
    feed->address = feed->person = false;
}

static void
skip(struct feed *feed)
{
    feed->skip_depth = feed->depth - 1;
}

/* What Atom's content may be besides text: a picture, in base64. */
static bool
is_text(struct slice type)
{
    return !slice_has(type, "/") || slice_starts(type, "text/") || slice_starts(type, "application/xhtml");
}

/* <link>address</link>, or <link href="address" rel="alternate"/>; what is heard or seen has an address as well. */
static void
start_link(struct feed *feed, const struct feed_tag *tag)
{
    struct slice address = feed_attribute(tag, "href"), relation = feed_attribute(tag, "rel");
    if (address.len == 0)
        address = feed_attribute(tag, "url");
    bool wanted = relation.len == 0 || slice_equal(relation, slice_of("alternate")) ||
                  slice_equal(relation, slice_of("enclosure"));
    if (feed->item_depth == SIZE_MAX || !wanted) {
        skip(feed);
    } else if (address.len > 0) {
        add_link(feed, address);
    } else {
        begin_field(feed, &here(feed)->category, tag, false);
        feed->address = true; /* it becomes no field */
    }
}

static void
start_category(struct feed *feed, const struct feed_tag *tag)
{
    struct feed_item *item = here(feed);
    struct slice said = feed_attribute(tag, "label");
    if (said.len == 0)
        said = feed_attribute(tag, "term");
    item->category_count++;
    begin_field(feed, &item->category, tag, true);
    if (said.len > 0)
        feed_field_escape(feed, said);
}

static void
start_item(struct feed *feed)
{
    if (feed->item_depth != SIZE_MAX)
        return;
    feed->item_depth = feed->depth - 1;
    feed->items = base_grow(feed->items, &feed->item_capacity, feed->item_count + 1, sizeof *feed->items);
    feed->items[feed->item_count++] = (struct feed_item){.first_link = feed->link_count};
}

static void
start_outline(struct feed *feed, const struct feed_tag *tag)
{
    static const char *const names[] = {"htmlUrl", "xmlUrl", "url"};
    enum { DEPTH_SHOWN_MAX = 16 };
    struct slice words = feed_attribute(tag, "text"), title = feed_attribute(tag, "title");
    size_t depth = ++feed->outline_depth;
    words = text_trim(words).len > 0 ? words : title;
    feed->entries = base_grow(feed->entries, &feed->entry_capacity, feed->entry_count + 1, sizeof *feed->entries);
    struct feed_entry *entry = &feed->entries[feed->entry_count++];
    *entry = (struct feed_entry){.line = feed->line,
                                 .depth = (uint8_t)(depth < DEPTH_SHOWN_MAX ? depth : DEPTH_SHOWN_MAX),
                                 .words = base_strndup(words.at, words.len),
                                 .first_link = feed->link_count};
    if (feed->entry_count > 1 && entry[-1].depth < entry->depth)
        entry[-1].group = true;
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        add_link(feed, feed_attribute(tag, names[i]));
    entry->link_count = feed->link_count - entry->first_link;
}

/* An element inside of the field: of an author the name is wanted, of all else what stands in it. */
static void
start_inside(struct feed *feed, const struct feed_tag *tag)
{
    if (!feed->person)
        feed_field_add_tag(feed, tag);
    else if (strcasecmp(tag->name, "name") == 0)
        feed_field_begin(feed, feed->wanted);
    else
        skip(feed);
}

void
feed_start(struct feed *feed, const struct feed_tag *tag)
{
    feed->depth++;
    if (feed->skip_depth != SIZE_MAX)
        return;
    if (feed->wanted != NULL) {
        start_inside(feed, tag);
        return;
    }
    struct feed_item *item = here(feed);
    enum feed_element element = read_element(tag);
    switch (element) {
    case FEED_SKIPPED: skip(feed); break;
    case FEED_ITEM: start_item(feed); break;
    case FEED_TITLE: begin_field(feed, &item->title, tag, true); break;
    case FEED_LINK: start_link(feed, tag); break;
    case FEED_SUMMARY: begin_field(feed, &item->summary, tag, true); break;
    case FEED_BODY:
        if (is_text(feed_attribute(tag, "type")))
            begin_field(feed, &item->content, tag, true);
        else
            skip(feed);
        break;
    case FEED_AUTHOR:
        if (item->author_count == FEED_AUTHORS_MAX) {
            skip(feed);
            break;
        }
        begin_field(feed, &item->authors[item->author_count], tag, true);
        feed->person = true;
        break;
    case FEED_DATE: begin_field(feed, &item->date, tag, false); break;
    case FEED_UPDATED: begin_field(feed, &item->updated, tag, false); break;
    case FEED_CATEGORY: start_category(feed, tag); break;
    case FEED_OUTLINE: start_outline(feed, tag); break;
    case FEED_AROUND:
        if (feed->item_depth != SIZE_MAX)
            skip(feed);
        break;
    }
}

static void
end_field(struct feed *feed)
{
    struct feed_item *item = here(feed);
    if (feed->address) {
        struct slice address = slice_make(feed->text.at + feed->field.start, feed->text.len - feed->field.start);
        add_link(feed, address);
        feed->text.len = feed->field.start;
        feed->number_count = feed->field.first_number;
        feed->wanted = NULL;
        return;
    }
    feed_field_end(feed);
    if (feed->person)
        item->author_count += item->authors[item->author_count].lines > 0;
}

void
feed_end(struct feed *feed, const char *name)
{
    if (feed->depth == 0)
        return;
    feed->depth--;
    if (feed->skip_depth != SIZE_MAX) {
        feed->skip_depth = feed->depth == feed->skip_depth ? SIZE_MAX : feed->skip_depth;
    } else if (feed->wanted != NULL) {
        if (feed->depth <= feed->field_depth)
            end_field(feed);
        else if (!feed->person)
            feed_field_end_tag(feed, name);
    } else if (feed->depth == feed->item_depth) {
        feed->item_depth = SIZE_MAX;
    } else if (strcasecmp(name, "outline") == 0 && feed->outline_depth > 0) {
        feed->outline_depth--;
    }
}

void
feed_add(struct feed *feed, struct slice text)
{
    if (feed->skip_depth != SIZE_MAX || feed->wanted == NULL)
        return;
    if (feed->escapes)
        feed_field_escape(feed, text);
    else
        feed_field_add(feed, text);
}

void
feed_done(struct feed *feed)
{
    for (size_t i = 0; i < feed->link_count; i++)
        free(feed->links[i].address);
    for (size_t i = 0; i < feed->entry_count; i++)
        free(feed->entries[i].words);
    buffer_done(&feed->text);
    free(feed->numbers);
    free(feed->items);
    free(feed->entries);
    free(feed->links);
}
