/* Links, and the entries of an outline: a group is an article, what stands in it a list, with the addresses as links. */
#include "parser/feed/feed.h"

#include "kanbao/text.h"

void
feed_write_links(const struct feed *feed, struct markup_writer *writer, size_t first, size_t end, size_t start)
{
    const struct issue_line *last = writer->count > 0 ? &writer->lines[writer->count - 1] : NULL;
    for (size_t i = first; i < end; i++) {
        writer->at = feed->links[i].line;
        size_t link = markup_add_link_behind(writer, base_strdup(feed->links[i].address));
        if (i == first && last != NULL)
            markup_link_span(writer, start, (size_t)last->start_byte + last->bytes, link);
    }
}

static void
write_entry(const struct feed *feed, const struct feed_entry *entry, struct markup_writer *writer, bool headless)
{
    static const char *const marks[] = {"- ", "· ", "‧ "};
    bool heads = entry->group && entry->depth == 1;
    struct slice words = text_trim(slice_of(entry->words));
    writer->at = entry->line;
    writer->mark = heads ? (struct markup_mark){.role = ISSUE_HEADLINE}
                         : (struct markup_mark){.role = ISSUE_BODY, .kind = ISSUE_KIND_LIST, .brief = headless};
    if (words.len == 0 && entry->link_count > 0)
        words = slice_of(feed->links[entry->first_link].address);
    if (words.len == 0)
        return;
    if (!heads)
        markup_add(writer, slice_of(marks[entry->depth <= 2 ? 0 : entry->depth == 3 ? 1 : 2]));
    size_t start = markup_begin(writer);
    markup_add(writer, words);
    markup_end_line(writer);
    feed_write_links(feed, writer, entry->first_link, entry->first_link + entry->link_count, start);
}

void
feed_outline_write(const struct feed *feed, struct markup_writer *writer)
{
    bool alone = false; /* entries of no group are an article of their own */
    for (size_t i = 0; i < feed->entry_count; i++) {
        const struct feed_entry *entry = &feed->entries[i];
        bool single = entry->depth == 1 && !entry->group;
        write_entry(feed, entry, writer, single && !alone);
        alone = single || (alone && entry->depth > 1);
    }
}
