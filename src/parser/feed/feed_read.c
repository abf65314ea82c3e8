/* A feed to lines: each item is an article, in the order of the file, and in each the headline stands first, whatever the file's order is.
 *
 * What an item says stands in its content, or, without one, in its summary. A summary beside a content stands above it, but where
 * the content says it again.
 */
#include "parser/feed/feed.h"
#include "parser/html/html.h"

#include "parser/dates/dates.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    DECK_POINTS_MAX = 120,
    AGAIN_BYTES = 240 /* of a summary that are looked for in the content */
};

struct writing {
    const struct feed *feed;
    struct markup_writer *writer;
    bool sections; /* the categories are such */
};

/* ---- words of a field, in one line */

static void
add_words(const struct feed *feed, const struct feed_field *field, struct buffer *out)
{
    html_part_words(feed_field_text(feed, field), field->plain, out);
}

static uint32_t
line_of(const struct feed *feed, const struct feed_field *field)
{
    const char *text = feed->text.at + field->start;
    size_t line = 0, at = 0;
    for (; at < field->bytes && html_is_white(text[at]); at++)
        line += text[at] == '\n';
    return feed->numbers[field->first_number + (line < field->lines ? line : field->lines - 1)];
}

/* A line of ROLE that has WORDS, where FIELD stands. */
static void
write_words(struct writing *writing, const struct feed_field *field, struct slice words, uint8_t role)
{
    struct markup_writer *writer = writing->writer;
    if (words.len == 0)
        return;
    writer->at = line_of(writing->feed, field);
    writer->mark = (struct markup_mark){.role = role};
    markup_add(writer, words);
    markup_end_line(writer);
}

static void
write_field(struct writing *writing, const struct feed_field *field, uint8_t role)
{
    struct buffer words = {0};
    if (field->lines > 0)
        add_words(writing->feed, field, &words);
    write_words(writing, field, buffer_slice(&words), role);
    buffer_done(&words);
}

/* ---- who and when */

static void
write_authors(struct writing *writing, const struct feed_item *item)
{
    struct buffer names = {0}, words = {0};
    for (size_t i = 0; i < item->author_count; i++) {
        buffer_clear(&words);
        add_words(writing->feed, &item->authors[i], &words);
        struct slice name = markup_person_name(buffer_slice(&words));
        if (names.len > 0 && name.len > 0)
            buffer_add_text(&names, text_is_han(text_first(name)) ? "、" : ", ");
        buffer_add_slice(&names, name);
    }
    write_words(writing, &item->authors[0], buffer_slice(&names), ISSUE_BYLINE);
    buffer_done(&names);
    buffer_done(&words);
}

/* A line of the page's, as saved pages have them between headline and text, of which the day is read. */
static void
write_date(struct writing *writing, const struct feed_field *field)
{
    struct buffer words = {0};
    buffer_add_text(&words, MARKUP_PUBLISHED);
    add_words(writing->feed, field, &words);
    write_words(writing, field, buffer_slice(&words), ISSUE_FURNITURE);
    buffer_done(&words);
}

static uint32_t
date_of(const struct feed *feed, const struct feed_field *field)
{
    return field->lines > 0 ? date_find(feed_field_text(feed, field), NULL, NULL) : 0;
}

/* When the feed was made, or else the day of its newest item. */
static uint32_t
find_date(const struct feed *feed)
{
    uint32_t date = date_of(feed, &feed->paper.updated);
    date = date != 0 ? date : date_of(feed, &feed->paper.date);
    for (size_t i = 0, made = date; i < feed->item_count && made == 0; i++) {
        uint32_t day = date_of(feed, &feed->items[i].date);
        day = day != 0 ? day : date_of(feed, &feed->items[i].updated);
        date = day > date ? day : date;
    }
    return date;
}

/* ---- what it says */

static void
drop_white(struct buffer *words)
{
    size_t to = 0;
    for (size_t at = 0; at < words->len; at++)
        if (!html_is_white(words->at[at]))
            words->at[to++] = words->at[at];
    words->len = to;
}

/* Does WORDS, a summary without white space, stand in CONTENT? It may be cut: … or [...]. */
static bool
is_again(struct slice words, struct slice content)
{
    static const char *const cuts[] = {"[…]", "[...]", "[&#8230;]", "……", "…", "...", "Readmore", "阅读全文"};
    for (size_t i = 0; i < BASE_COUNT(cuts); i++)
        if (slice_ends(words, cuts[i]))
            words.len -= strlen(cuts[i]);
    words.len = words.len < AGAIN_BYTES ? words.len : text_start(words, AGAIN_BYTES);
    return words.len == 0 || slice_find_bytes(content, words.at, words.len) != SIZE_MAX;
}

/* Is there a tag, or an end of one? Then line ends say nothing. */
static bool
has_tags(struct slice text)
{
    for (size_t at = 0; at + 1 < text.len; at++)
        if (text.at[at] == '<' &&
            (text_is_ascii_letter((unsigned char)text.at[at + 1]) || text_byte_among(text.at[at + 1], "/!")))
            return true;
    return false;
}

static void
write_text(struct writing *writing, const struct feed_field *field)
{
    const struct feed *feed = writing->feed;
    if (field->lines == 0)
        return;
    struct slice text = feed_field_text(feed, field);
    const uint32_t *numbers = feed->numbers + field->first_number;
    if (!field->plain && has_tags(text)) {
        struct html_part part = {.text = text, .numbers = numbers, .line_count = field->lines, .subheads = true};
        (void)html_part_write(writing->writer, &part);
        return;
    }
    struct buffer read = {0};
    if (!field->plain)
        html_entities_read(text, &read);
    markup_add_prose(writing->writer, field->plain ? text : buffer_slice(&read), numbers, field->lines);
    buffer_done(&read);
}

static void
write_summary(struct writing *writing, const struct feed_item *item)
{
    struct buffer summary = {0}, content = {0}, said = {0};
    if (item->summary.lines == 0 || item->content.lines == 0)
        return;
    add_words(writing->feed, &item->summary, &summary);
    add_words(writing->feed, &item->content, &content);
    buffer_add_slice(&said, buffer_slice(&summary));
    drop_white(&said);
    drop_white(&content);
    bool short_one = text_points(buffer_slice(&summary)) <= DECK_POINTS_MAX && item->title.lines > 0;
    if (is_again(buffer_slice(&said), buffer_slice(&content)))
        write_words(writing, &item->summary, buffer_slice(&summary), ISSUE_FURNITURE);
    else if (short_one)
        write_words(writing, &item->summary, buffer_slice(&summary), ISSUE_DECK);
    else
        write_text(writing, &item->summary);
    buffer_done(&summary);
    buffer_done(&content);
    buffer_done(&said);
}

/* ---- items */

/* Of an item without any words its address is what is left. */
static void
write_address(struct writing *writing, const struct feed_item *item)
{
    const struct feed_link *link = &writing->feed->links[item->first_link];
    writing->writer->at = link->line;
    writing->writer->mark = (struct markup_mark){.role = ISSUE_BODY};
    markup_add(writing->writer, slice_of(link->address));
    markup_end_line(writing->writer);
}

static void
write_item(struct writing *writing, const struct feed_item *item, const struct feed_item *before)
{
    struct markup_writer *writer = writing->writer;
    size_t first = writer->count;
    bool titled = item->title.lines > 0;
    struct slice category = feed_field_text(writing->feed, &item->category);
    if (writing->sections &&
        (before == NULL || !slice_equal(category, feed_field_text(writing->feed, &before->category))))
        write_field(writing, &item->category, ISSUE_SECTION);
    size_t above = writer->count;
    write_field(writing, &item->title, ISSUE_HEADLINE);
    size_t head = writer->count > above ? writer->lines[writer->count - 1].start_byte : SIZE_MAX;
    if (titled) /* its own address before those in its text */
        feed_write_links(writing->feed, writer, item->first_link, item->first_link + item->link_count, head);
    bool said = item->summary.lines > 0 || item->content.lines > 0;
    if (titled || said) {
        if (item->author_count > 0)
            write_authors(writing, item);
        if (item->date.lines > 0 || item->updated.lines > 0)
            write_date(writing, item->date.lines > 0 ? &item->date : &item->updated);
    }
    write_summary(writing, item);
    write_text(writing, item->content.lines > 0 ? &item->content : &item->summary);
    if (!titled && !said && item->link_count > 0)
        write_address(writing, item);
    if (titled)
        return;
    markup_begin_brief(writer, first);
    feed_write_links(writing->feed, writer, item->first_link, item->first_link + item->link_count, SIZE_MAX);
}

/* Has every item one category, and do those of one stand together? */
static bool
are_grouped(const struct feed *feed)
{
    enum { SECTIONS_MAX = 64 };
    struct slice known[SECTIONS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < feed->item_count; i++) {
        struct slice category = feed_field_text(feed, &feed->items[i].category);
        if (feed->items[i].category_count != 1 || category.len == 0 || count == SECTIONS_MAX)
            return false;
        if (count > 0 && slice_equal(known[count - 1], category))
            continue;
        for (size_t k = 0; k < count; k++)
            if (slice_equal(known[k], category))
                return false;
        known[count++] = category;
    }
    return count > 1 && count < feed->item_count;
}

/* What the feed says of itself is the page's. */
static void
write_paper(struct writing *writing, struct markup *markup)
{
    const struct feed_item *paper = &writing->feed->paper;
    struct buffer title = {0};
    write_field(writing, &paper->title, ISSUE_FURNITURE);
    write_field(writing, &paper->summary, ISSUE_FURNITURE);
    if (paper->title.lines > 0)
        add_words(writing->feed, &paper->title, &title);
    if (title.len > 0)
        markup->title = buffer_take(&title);
    buffer_done(&title);
}

/* What libxml2 did not get: without tags, as text. */
static void
write_rest(struct markup_writer *writer, struct slice text, uint32_t line)
{
    struct html_writing rest = {.writer = writer};
    html_write_rest(&rest, text, line);
}

/* What stands behind the last line end stands in the last line. */
static void
settle_lines(struct feed *feed, uint32_t last)
{
    for (size_t i = 0; i < feed->number_count; i++)
        feed->numbers[i] = feed->numbers[i] < last ? feed->numbers[i] : last;
    for (size_t i = 0; i < feed->link_count; i++)
        feed->links[i].line = feed->links[i].line < last ? feed->links[i].line : last;
    for (size_t i = 0; i < feed->entry_count; i++)
        feed->entries[i].line = feed->entries[i].line < last ? feed->entries[i].line : last;
}

bool
feed_read(struct markup_writer *writer, struct markup *markup, bool outline)
{
    struct feed feed = {.skip_depth = SIZE_MAX, .item_depth = SIZE_MAX};
    struct buffer file = {0}, source = {0};
    markup_add_file(writer->issue, &file);
    uint32_t rest = feed_source_make(buffer_slice(&file), &source);
    bool fine = feed_parse(buffer_slice(&source), &feed);
    buffer_done(&source);
    if (fine) {
        struct writing writing = {.feed = &feed, .writer = writer, .sections = are_grouped(&feed)};
        settle_lines(&feed, (uint32_t)writer->issue->line_count - 1);
        writer->loose = true;
        write_paper(&writing, markup);
        markup->date = find_date(&feed);
        for (size_t i = 0; i < feed.item_count && !outline; i++)
            write_item(&writing, &feed.items[i], i > 0 ? &feed.items[i - 1] : NULL);
        if (outline)
            feed_outline_write(&feed, writer);
        if (rest != UINT32_MAX)
            write_rest(writer, buffer_slice(&file), rest);
    }
    buffer_done(&file);
    feed_done(&feed);
    return fine;
}
