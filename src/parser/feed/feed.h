/* Feeds, item by item; outlines, entry by entry; messages, one by one: files of several texts, each an article.
 *
 *   mail_read.c (messages), feed_glance.c (what the beginning of a feed says)
 *   feed_read.c (the whole: items to lines) -> feed_outline.c (entries to lines)
 *     -> feed_source.c (the text that libxml2 gets), feed_sax.c (its calls; libxml.c opens it)
 *     -> feed_collect.c (elements to items) -> feed_fields.c (their text, and the lines that it stands in)
 * Uses of markup: lines as they are written, HTML that is a part of a file, libxml2.
 *
 * RSS 0.9x, 1.0 and 2.0, Atom 0.3 and 1.0, OPML. Sources: rssboard.org/rss-specification, RFC 4287, opml.org/spec2.opml.
 */
#ifndef PARSER_FEED_H
#define PARSER_FEED_H

#include "parser/markup/markup.h"

enum { FEED_AUTHORS_MAX = 8 };

/* Stands for a line end that is an entity, and none of the file's: files have no such character, as text_clean() makes a line end of it. */
#define FEED_LINE_END      0x2028U
#define FEED_LINE_END_TEXT "\u2028"

/* What stands in an element: its text, as HTML or plain, and the line of the file that each of its lines stands in. */
struct feed_field {
    size_t start, bytes;        /* of feed->text */
    size_t first_number, lines; /* of feed->numbers; lines 0: there is no such element */
    bool plain;                 /* < and & are no more than themselves */
};

struct feed_link {
    uint32_t line;
    char *address;
};

struct feed_item {
    struct feed_field title, summary, content, date, updated, category;
    struct feed_field authors[FEED_AUTHORS_MAX];
    size_t author_count, category_count;
    size_t first_link, link_count;
};

/* An entry of an outline. */
struct feed_entry {
    uint32_t line;
    uint8_t depth; /* 1: of none */
    bool group;    /* others stand below it */
    char *words;
    size_t first_link, link_count;
};

struct feed {
    struct buffer text;
    uint32_t *numbers;
    struct feed_item paper; /* what the feed says of itself */
    struct feed_item *items;
    struct feed_entry *entries;
    struct feed_link *links;
    size_t number_count, item_count, entry_count, link_count;
    size_t number_capacity, item_capacity, entry_capacity, link_capacity;

    /* while it is read */
    uint32_t line;                    /* of the file, at which what comes next begins */
    struct feed_field field, *wanted; /* the one that is being read, and where it belongs; NULL: none is */
    size_t depth, field_depth;        /* elements that are open; and outside of the field */
    size_t skip_depth;                /* outside of what nobody reads; SIZE_MAX: it is read */
    size_t item_depth;                /* outside of the item; SIZE_MAX: none is open */
    size_t outline_depth;             /* outlines that are open */
    bool escapes;                     /* text of the field is to be escaped: elements stand in it */
    bool address;                     /* the field is a link's */
    bool person;                      /* ... an author's */
};

/* An attribute; NAME without a prefix. */
struct feed_attribute {
    const char *name;
    struct slice value;
};

/* Which names an element is of. */
enum feed_space { FEED_HOME, FEED_DUBLIN, FEED_CONTENT, FEED_XHTML, FEED_FOREIGN };

struct feed_tag {
    const char *name; /* without a prefix */
    enum feed_space space;
    const struct feed_attribute *attributes;
    size_t attribute_count;
};
/* Its attribute; empty: it has none. */
struct slice feed_attribute(const struct feed_tag *tag, const char *name);

/* ---- feed_fields.c: text goes to feed->field, from feed->line on, which is moved on with the line ends in it. */
void feed_field_begin(struct feed *feed, struct feed_field *wanted);
void feed_field_add(struct feed *feed, struct slice text);
void feed_field_escape(struct feed *feed, struct slice text); /* & and < are made &amp; and &lt; */
/* A tag that stands in the field; NAME: of its end. */
void feed_field_add_tag(struct feed *feed, const struct feed_tag *tag);
void feed_field_end_tag(struct feed *feed, const char *name);
/* It is whole. Of two of one kind the first counts that says anything. */
void feed_field_end(struct feed *feed);
struct slice feed_field_text(const struct feed *feed, const struct feed_field *field);

/* ---- feed_collect.c */
void feed_start(struct feed *feed, const struct feed_tag *tag);
void feed_end(struct feed *feed, const char *name);
void feed_add(struct feed *feed, struct slice text);
void feed_done(struct feed *feed);

/* ---- feed_source.c: appends to OUT what libxml2 gets of TEXT, whose lines end with LF, in as many lines. What would stop it is mended;
   of a document type nothing stays, so that no entity is declared that could grow. Linear. Returns the line of TEXT from which on
   nothing is given, as elements were nested too deep; UINT32_MAX: there is none. */
uint32_t feed_source_make(struct slice text, struct buffer *out);

/* ---- feed_sax.c: false: libxml2 is not there. */
bool feed_parse(struct slice source, struct feed *feed);

/* ---- feed_outline.c: the entries to lines. */
void feed_outline_write(const struct feed *feed, struct markup_writer *writer);
/* Links FIRST up to END stand in, or behind, the line that was written last, whose words from byte START of the text on lead to the
   first of them; SIZE_MAX: none do. */
void feed_write_links(const struct feed *feed, struct markup_writer *writer, size_t first, size_t end, size_t start);

/* ---- feed_glance.c: what the beginning of a feed or an outline says: its title, the caller's, or NULL; its day, or that of the newest
   of the first items, or 0. Needs no libxml2. */
void feed_glance(struct slice text, char **title, uint32_t *date);

/* ---- feed_read.c: the text of writer->issue, which is of FORM; false: libxml2 is not there. */
bool feed_read(struct markup_writer *writer, struct markup *markup, bool outline);

/* ---- mail_read.c: messages, as src/source has unwrapped them; true. */
bool mail_read(struct markup_writer *writer, struct markup *markup);

#endif
