/* The text that libxml2 gets of a feed: the file's, with what would stop it mended, as feeds are often cut, or made by programs that
 * put texts together: & that begins no entity, < that begins no tag, HTML's entities, elements that nothing ends or that end in
 * another order. Comments and instructions go, and the document type goes with all that it declares, so that no entity grows.
 *
 * Lines stay lines, so that the numbers which libxml2 counts are the file's.
 */
#include "parser/feed/feed.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    DEPTH_MAX = 200, /* libxml2 allows 256 */
    TAG_BYTES_MAX = 1 << 16,
    NAME_BYTES_MAX = 256
};

struct maker {
    struct slice text;
    struct buffer *out;
    struct slice open[DEPTH_MAX]; /* names of the elements that are open */
    size_t depth;
    size_t no_comment, no_instruction; /* from here on there is no end of one */
};

static void
add_line_ends(struct maker *maker, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++)
        if (maker->text.at[at] == '\n')
            buffer_add_byte(maker->out, '\n');
}

static void
add_byte(struct maker *maker, char byte)
{
    bool control = ((unsigned char)byte < ' ' && byte != '\n' && byte != '\t') || byte == 0x7F;
    buffer_add_byte(maker->out, control ? ' ' : byte);
}

/* A character of markup, as a number: a name, be it &amp;, libxml2 drops once it has met anything wrong. */
static void
add_number(struct maker *maker, char32_t code)
{
    buffer_printf(maker->out, "&#%u;", (unsigned)code);
}

/* The & at AT, and the entity that it begins; returns how many bytes that is. */
static size_t
copy_entity(struct maker *maker, size_t at)
{
    static const struct {
        const char *entity;
        char32_t code;
    } white[] = {{"&#10;", FEED_LINE_END},
                 {"&#xA;", FEED_LINE_END},
                 {"&#xa;", FEED_LINE_END},
                 {"&#13;", ' '},
                 {"&#xD;", ' '},
                 {"&#xd;", ' '},
                 {"&#9;", ' '},
                 {"&#x9;", ' '}};
    struct slice rest = slice_from(maker->text, at), entity = slice_make(rest.at, html_entity_bytes(rest));
    struct buffer read = {0};
    for (size_t i = 0; i < BASE_COUNT(white); i++)
        if (slice_equal(entity, slice_of(white[i].entity))) {
            add_number(maker, white[i].code);
            return entity.len;
        }
    if (entity.len > 0)
        html_entity_read(&read, entity);
    size_t next = 0;
    char32_t code = read.len > 0 ? text_point(buffer_slice(&read), 0, &next) : '&';
    bool known = read.len > 0 && next == read.len && (code & 0xFFFE) != 0xFFFE; /* a character that XML may have */
    add_number(maker, known ? code : '&');
    buffer_done(&read);
    return known ? entity.len : 1;
}

/* Bytes of the name at AT; 0: none begins there. */
static size_t
name_bytes(struct slice text, size_t at)
{
    size_t end = at;
    if (at >= text.len || !(text_is_ascii_letter((unsigned char)text.at[at]) || text.at[at] == '_'))
        return 0;
    while (end < text.len && end - at <= NAME_BYTES_MAX &&
           (text_is_ascii_alnum((unsigned char)text.at[end]) || text_byte_among(text.at[end], ":-_.")))
        end++;
    bool ends = end < text.len && text_byte_among(text.at[end], " \t\n/>");
    return ends && end - at <= NAME_BYTES_MAX ? end - at : 0;
}

/* Behind the > of the tag at AT; AT: it has none, and is no tag. */
static size_t
tag_end(struct slice text, size_t at)
{
    char quote = 0;
    for (size_t end = at + 1; end < text.len && end - at < TAG_BYTES_MAX; end++) {
        char byte = text.at[end];
        if (quote != 0)
            quote = byte == quote ? (char)0 : quote;
        else if ((byte == '"' || byte == '\'') && text_byte_among(text.at[end - 1], "= \t\n"))
            quote = byte;
        else if (byte == '>')
            return end + 1;
        else if (byte == '<')
            return at;
    }
    return at;
}

static void
add_end_tag(struct maker *maker, struct slice name)
{
    buffer_add_text(maker->out, "</");
    buffer_add_slice(maker->out, name);
    buffer_add_byte(maker->out, '>');
}

/* </NAME>: ends what stands open inside as well; nothing where NAME is not open. The root stays open up to the end. */
static void
end_element(struct maker *maker, struct slice name)
{
    size_t depth = maker->depth;
    while (depth > 1 && !slice_equal(maker->open[depth - 1], name))
        depth--;
    while (depth > 1 && maker->depth >= depth)
        add_end_tag(maker, maker->open[--maker->depth]);
}

/* An item stands in no other: one that nothing has ended ends where the next begins. */
static bool
is_item(struct slice name)
{
    return slice_equal(name, slice_of("item")) || slice_equal(name, slice_of("entry"));
}

/* Copies the tag at AT, which ends at END. */
static void
copy_tag(struct maker *maker, size_t at, size_t end)
{
    struct slice text = maker->text;
    bool closes = text.at[at + 1] == '/';
    struct slice name = slice_make(text.at + at + 1 + closes, name_bytes(text, at + 1 + closes));
    if (closes) {
        end_element(maker, name);
        add_line_ends(maker, at, end);
        return;
    }
    if (is_item(name))
        end_element(maker, name);
    buffer_add_byte(maker->out, '<');
    for (size_t i = at + 1; i < end;) {
        if (text.at[i] == '&') {
            i += copy_entity(maker, i);
            continue;
        }
        if (text.at[i] == '<')
            add_number(maker, '<');
        else
            add_byte(maker, text.at[i]);
        i++;
    }
    if (text.at[end - 2] != '/')
        maker->open[maker->depth++] = name;
}

/* Behind the document type at AT, which may have declarations in [ ]; AT: nothing ends it. */
static size_t
type_end(struct slice text, size_t at)
{
    bool inside = false;
    char quote = 0;
    for (size_t end = at; end < text.len; end++) {
        char byte = text.at[end];
        if (quote != 0)
            quote = byte == quote ? (char)0 : quote;
        else if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == '[' || byte == ']')
            inside = byte == '[';
        else if (byte == '>' && !inside)
            return end + 1;
    }
    return at;
}

/* <![CDATA[ at AT, whose end may be cut off. */
static size_t
copy_data(struct maker *maker, size_t at)
{
    struct slice text = maker->text, rest = slice_from(text, at);
    size_t found = slice_find(rest, "]]>"), end = found != SIZE_MAX ? at + found : text.len;
    for (size_t i = at; i < end; i++)
        add_byte(maker, text.at[i]);
    buffer_add_text(maker->out, "]]>");
    return end == text.len ? end : end + strlen("]]>");
}

/* Behind the next ENDING from AT on; AT: there is none, nor will there be, as *NONE says from then on. */
static size_t
behind(struct slice text, size_t at, const char *ending, size_t *none)
{
    size_t found = at < *none ? slice_find(slice_from(text, at), ending) : SIZE_MAX;
    if (found != SIZE_MAX)
        return at + found + strlen(ending);
    *none = at < *none ? at : *none;
    return at;
}

/* Behind what begins with < at AT and is left out; AT: it is not. */
static size_t
passed_over(struct maker *maker, size_t at)
{
    struct slice text = maker->text, rest = slice_from(text, at);
    size_t end = at;
    if (slice_starts(rest, "<!--")) {
        end = behind(text, at, "-->", &maker->no_comment);
    } else if (slice_starts(rest, "<?")) {
        end = behind(text, at, "?>", &maker->no_instruction);
    } else if (slice_starts(rest, "<!DOCTYPE") && maker->depth == 0) {
        end = type_end(text, at);
    }
    add_line_ends(maker, at, end);
    return end;
}

/* What begins with < at AT; returns where it ends. */
static size_t
copy_markup(struct maker *maker, size_t at)
{
    struct slice text = maker->text;
    size_t end = passed_over(maker, at);
    if (end > at)
        return end;
    if (slice_starts(slice_from(text, at), "<![CDATA[") && maker->depth > 0)
        return copy_data(maker, at);
    bool closes = at + 1 < text.len && text.at[at + 1] == '/';
    end = name_bytes(text, at + 1 + closes) > 0 ? tag_end(text, at) : at;
    if (end > at) {
        copy_tag(maker, at, end);
        return end;
    }
    if (maker->depth > 0)
        add_number(maker, '<');
    return at + 1;
}

uint32_t
feed_source_make(struct slice text, struct buffer *out)
{
    struct maker maker = {.text = text, .out = out, .no_comment = SIZE_MAX, .no_instruction = SIZE_MAX};
    size_t at = 0;
    uint32_t rest = UINT32_MAX;
    while (at < text.len && maker.depth < DEPTH_MAX) {
        if (text.at[at] == '<')
            at = copy_markup(&maker, at);
        else if (text.at[at] == '&' && maker.depth > 0)
            at += copy_entity(&maker, at);
        else if (maker.depth > 0 || text.at[at] == '\n')
            add_byte(&maker, text.at[at++]);
        else
            at++; /* nothing may stand before the root */
    }
    if (at < text.len) {
        rest = 0;
        for (size_t i = 0; i < at; i++)
            rest += text.at[i] == '\n';
    }
    while (maker.depth > 0)
        add_end_tag(&maker, maker.open[--maker.depth]);
    return rest;
}
