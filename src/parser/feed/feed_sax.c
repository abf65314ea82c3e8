/* libxml2's calls for feeds: names are brought to those that feed_collect.c knows, whatever prefixes they have. No tree is made, and
 * nothing is fetched.
 */
#include "parser/feed/feed.h"
#include "parser/html/libxml.h"

#include <limits.h>
#include <stdlib.h>
#include <strings.h>

enum { ATTRIBUTES_MAX = 64, ATTRIBUTE_POINTERS = 5 /* name, prefix, address, value, its end */ };

struct parse {
    struct libxml libxml;
    xmlParserCtxtPtr context;
    struct feed *feed;
    char *home; /* the root's address; NULL: it has none */
    bool rooted;
    struct buffer values; /* of the attributes of one element */
};

/* The line that libxml2 has come to, from 0. */
static uint32_t
line_of(const struct parse *parse)
{
    int line = parse->libxml.xmlSAX2GetLineNumber(parse->context);
    return line > 0 ? (uint32_t)line - 1 : 0;
}

/* As the address says, or, where it is not declared, the prefix. */
static enum feed_space
read_space(const struct parse *parse, const char *prefix, const char *address)
{
    static const struct {
        const char *start, *prefix;
        enum feed_space space;
    } known[] = {{"http://purl.org/dc/", "dc", FEED_DUBLIN},
                 {"http://purl.org/rss/1.0/modules/content", "content", FEED_CONTENT},
                 {"http://www.w3.org/1999/xhtml", "xhtml", FEED_XHTML},
                 {"http://purl.org/rss/1.0/modules/", NULL, FEED_FOREIGN},
                 {"http://purl.org/rss/", "rss", FEED_HOME},
                 {"http://my.netscape.com/", NULL, FEED_HOME},
                 {"http://channel.netscape.com/", NULL, FEED_HOME},
                 {"http://backend.userland.com/", NULL, FEED_HOME},
                 {"http://www.w3.org/2005/Atom", "atom", FEED_HOME},
                 {"http://purl.org/atom/", NULL, FEED_HOME}};
    bool declared = address != NULL && address[0] != '\0';
    if (!declared && prefix == NULL)
        return FEED_HOME;
    if (declared && parse->home != NULL && strcmp(address, parse->home) == 0)
        return FEED_HOME;
    for (size_t i = 0; i < BASE_COUNT(known); i++) {
        bool same = declared ? strncasecmp(address, known[i].start, strlen(known[i].start)) == 0
                             : known[i].prefix != NULL && strcasecmp(prefix, known[i].prefix) == 0;
        if (same)
            return known[i].space;
    }
    return FEED_FOREIGN;
}

/* The value of an attribute, in which libxml2 has &#38; for &. There is room for it in VALUES, which stays where it is. */
static struct slice
read_value(struct buffer *values, const char *start, const char *end)
{
    static const char ampersand[] = "&#38;";
    size_t from = values->len;
    struct slice value = slice_make(start, (size_t)(end - start));
    for (size_t at = 0; at < value.len; at++) {
        buffer_add_byte(values, value.at[at]);
        if (slice_starts(slice_from(value, at), ampersand))
            at += strlen(ampersand) - 1;
    }
    return slice_make(values->at + from, values->len - from);
}

static size_t
read_attributes(struct parse *parse, int count, const xmlChar **attributes, struct feed_attribute *read)
{
    size_t read_count = 0, bytes = 0;
    buffer_clear(&parse->values);
    for (int i = 0; i < count; i++)
        bytes += (size_t)(attributes[i * ATTRIBUTE_POINTERS + 4] - attributes[i * ATTRIBUTE_POINTERS + 3]);
    buffer_reserve(&parse->values, bytes + 1);
    for (int i = 0; i < count && read_count < ATTRIBUTES_MAX; i++, attributes += ATTRIBUTE_POINTERS)
        if (attributes[1] == NULL && attributes[3] != NULL)
            read[read_count++] = (struct feed_attribute){
                (const char *)attributes[0],
                read_value(&parse->values, (const char *)attributes[3], (const char *)attributes[4])};
    return read_count;
}

static void
start_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *address, int namespaces,
              const xmlChar **namespace_pairs, int count, int defaulted, const xmlChar **attributes)
{
    struct parse *parse = user;
    struct feed_attribute read[ATTRIBUTES_MAX];
    (void)namespaces;
    (void)namespace_pairs;
    (void)defaulted;
    if (!parse->rooted && address != NULL)
        parse->home = base_strdup((const char *)address);
    parse->rooted = true;
    struct feed_tag tag = {.name = (const char *)name,
                           .space = read_space(parse, (const char *)prefix, (const char *)address),
                           .attributes = read,
                           .attribute_count = read_attributes(parse, count, attributes, read)};
    uint32_t line = line_of(parse);
    parse->feed->line = line > parse->feed->line ? line : parse->feed->line;
    feed_start(parse->feed, &tag);
}

static void
end_element(void *user, const xmlChar *name, const xmlChar *prefix, const xmlChar *address)
{
    struct parse *parse = user;
    (void)prefix;
    (void)address;
    feed_end(parse->feed, (const char *)name);
}

/* The line at its end is known; of &#10; none has begun. */
static void
characters(void *user, const xmlChar *text, int bytes)
{
    struct parse *parse = user;
    uint32_t line = line_of(parse), ends = 0;
    for (int i = 0; i < bytes; i++)
        ends += text[i] == '\n';
    line = line > ends ? line - ends : 0;
    parse->feed->line = line > parse->feed->line ? line : parse->feed->line;
    feed_add(parse->feed, slice_make((const char *)text, (size_t)bytes));
}

bool
feed_parse(struct slice source, struct feed *feed)
{
    struct parse parse = {.feed = feed};
    if (!libxml_open(&parse.libxml) || source.len > INT_MAX)
        return false;
    parse.context = parse.libxml.xmlNewParserCtxt();
    if (parse.context == NULL || parse.context->sax == NULL)
        return false;
    *parse.context->sax = (xmlSAXHandler){.startElementNs = start_element,
                                          .endElementNs = end_element,
                                          .characters = characters,
                                          .ignorableWhitespace = characters,
                                          .cdataBlock = characters,
                                          .initialized = XML_SAX2_MAGIC};
    parse.context->userData = &parse;
    (void)parse.libxml.xmlCtxtReadMemory(parse.context, source.at, (int)source.len, NULL, "UTF-8",
                                         XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_NONET |
                                             XML_PARSE_HUGE);
    parse.libxml.xmlFreeParserCtxt(parse.context);
    free(parse.home);
    buffer_done(&parse.values);
    return true;
}
