/* Tags between text: those that part blocks end the line, and what stands in comments, scripts and styles is not read. No tree is
 * made: text with a stray < keeps it.
 */
#include "parser/markup/html_names.h"
#include "parser/markup/markup.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { NAME_BYTES = 12, TAG_BYTES_MAX = 2048 };

static bool
is_skipped(const char *name)
{
    static const char *const skipped[] = {"script", "style", "head", "template", "noscript"};
    for (size_t i = 0; i < BASE_COUNT(skipped); i++)
        if (strcmp(name, skipped[i]) == 0)
            return true;
    return false;
}

/* The name of the tag at the start of TEXT, small; false: there is none. */
static bool
read_name(struct slice text, char name[NAME_BYTES], bool *closes)
{
    size_t at = 1, len = 0;
    *closes = at < text.len && text.at[at] == '/';
    at += *closes;
    for (; at < text.len && text_is_ascii_alnum((unsigned char)text.at[at]) && len + 1 < NAME_BYTES; at++)
        name[len++] = (char)(text.at[at] >= 'A' && text.at[at] <= 'Z' ? text.at[at] | 0x20 : text.at[at]);
    name[len] = '\0';
    bool ends = at < text.len && (text.at[at] == '>' || text.at[at] == '/' || text.at[at] == ' ' ||
                                  text.at[at] == '\t' || text.at[at] == '\n');
    return len > 0 && (name[0] < '0' || name[0] > '9') && ends;
}

/* Behind the > of the tag at the start of TEXT, quotes looked over; 0: it has none. */
static size_t
tag_end(struct slice text)
{
    char quote = 0;
    for (size_t at = 1; at < text.len && at < TAG_BYTES_MAX; at++) {
        char byte = text.at[at];
        if (quote != 0)
            quote = byte == quote ? (char)0 : quote;
        else if (byte == '"' || byte == '\'')
            quote = byte;
        else if (byte == '>')
            return at + 1;
    }
    return 0;
}

static bool
ends_line(enum html_element element)
{
    return !html_element_is_inline(element) && element != HTML_CELL;
}

bool
html_tag_ends_line(struct slice tag)
{
    char name[NAME_BYTES];
    bool closes;
    return read_name(tag, name, &closes) && ends_line(html_element_read(name));
}

void
html_entity_read(struct buffer *out, struct slice entity)
{
    static const struct {
        const char *name, *text;
    } known[] = {{"&amp;", "&"},       {"&lt;", "<"},        {"&gt;", ">"},        {"&quot;", "\""}, {"&apos;", "'"},
                 {"&nbsp;", "\u00A0"}, {"&ensp;", "\u2002"}, {"&emsp;", "\u2003"}, {"&mdash;", "—"}, {"&ndash;", "–"},
                 {"&hellip;", "…"},    {"&ldquo;", "“"},     {"&rdquo;", "”"},     {"&lsquo;", "‘"}, {"&rsquo;", "’"},
                 {"&middot;", "·"},    {"&copy;", "©"},      {"&reg;", "®"},       {"&times;", "×"}, {"&deg;", "°"}};
    for (size_t i = 0; i < BASE_COUNT(known); i++)
        if (slice_equal(entity, slice_of(known[i].name))) {
            buffer_add_text(out, known[i].text);
            return;
        }
    char digits[12] = {0}, *end;
    bool number = entity.len > 3 && entity.at[1] == '#' && entity.len - 3 < sizeof digits;
    bool hex = number && (entity.at[2] | 0x20) == 'x';
    if (number)
        memcpy(digits, entity.at + 2 + hex, entity.len - 3 - hex);
    unsigned long code = number ? strtoul(digits, &end, hex ? 16 : 10) : 0;
    char utf8[4];
    if (number && *end == '\0' && code >= 0x20 && code <= 0x10FFFF && (code < 0x7F || code > 0x9F) &&
        (code < 0xD800 || code > 0xDFFF))
        buffer_add(out, utf8, text_encode((char32_t)code, utf8));
    else
        buffer_add_slice(out, entity);
}

size_t
html_entity_bytes(struct slice text)
{
    enum { LONGEST = 12 };
    for (size_t at = 1; at < text.len && at < LONGEST; at++) {
        if (text.at[at] == ';')
            return at > 1 ? at + 1 : 0;
        if (!text_is_ascii_alnum((unsigned char)text.at[at]) && text.at[at] != '#')
            return 0;
    }
    return 0;
}

void
html_entities_read(struct slice text, struct buffer *out)
{
    for (size_t at = 0; at < text.len;) {
        size_t entity = text.at[at] == '&' ? html_entity_bytes(slice_from(text, at)) : 0;
        if (entity > 0)
            html_entity_read(out, slice_make(text.at + at, entity));
        else
            buffer_add_byte(out, text.at[at]);
        at += entity > 0 ? entity : 1;
    }
}

/* Bytes of what stands at the start of TEXT and is no text: a comment, a tag; 0: it is text. */
static size_t
take_tag(struct markup_writer *writer, struct html_state *state, struct slice text)
{
    char name[NAME_BYTES];
    bool closes;
    if (slice_starts(text, "<!--")) {
        state->comment = true;
        return strlen("<!--");
    }
    size_t end = tag_end(text);
    if (end > 0 && text.len > 1 && (text.at[1] == '!' || text.at[1] == '?'))
        return end;
    if (end == 0 || !read_name(text, name, &closes))
        return 0;
    enum html_element element = html_element_read(name);
    if (ends_line(element))
        markup_end_line(writer);
    else if (element == HTML_CELL && closes && writer->open)
        markup_add(writer, slice_of(" "));
    if (!closes && is_skipped(name) && text.at[end - 2] != '/')
        memcpy(state->skipped, name, sizeof name);
    if (!closes && element == HTML_ITEM)
        markup_add(writer, slice_of("- "));
    return end;
}

/* The same inside of a comment, or of what is skipped: up to its end. */
static size_t
pass_over(struct html_state *state, struct slice text)
{
    struct buffer closing = {0};
    buffer_add_text(&closing, state->comment ? "-->" : "</");
    if (!state->comment)
        buffer_add_text(&closing, state->skipped);
    size_t at = slice_find(text, closing.at), bytes = closing.len;
    buffer_done(&closing);
    if (at >= text.len)
        return text.len;
    bool comment = state->comment;
    *state = (struct html_state){.comment = false};
    if (comment)
        return at + bytes;
    size_t end = tag_end(slice_from(text, at));
    return end > 0 ? at + end : text.len;
}

static void
add_entity(struct markup_writer *writer, struct slice entity)
{
    struct buffer text = {0};
    html_entity_read(&text, entity);
    markup_add(writer, buffer_slice(&text));
    buffer_done(&text);
}

void
html_add(struct markup_writer *writer, struct html_state *state, struct slice text, size_t offset)
{
    for (size_t at = 0; at < text.len;) {
        struct slice rest = slice_from(text, at);
        size_t bytes = 0;
        if (offset != SIZE_MAX)
            markup_go_to(writer, offset + at);
        if (state->comment || state->skipped[0] != '\0') {
            at += pass_over(state, rest);
            continue;
        }
        if (rest.at[0] == '<')
            bytes = take_tag(writer, state, rest);
        if (bytes == 0 && rest.at[0] == '&' && (bytes = html_entity_bytes(rest)) > 0)
            add_entity(writer, slice_make(rest.at, bytes));
        if (bytes == 0) {
            for (bytes = 1;
                 bytes < rest.len && rest.at[bytes] != '<' && rest.at[bytes] != '&' && rest.at[bytes] != '\n';)
                bytes++;
            struct slice words = slice_make(rest.at, bytes);
            if (writer->open || text_trim(words).len > 0)
                markup_add(writer, words);
        }
        at += bytes;
    }
}
