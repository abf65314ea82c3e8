/* Headers, and the parts that a body has between its boundaries (RFC 2046, 5.1). */
#include "source/mime/mime.h"

#include <strings.h>

/* Behind the line end of the line that begins at AT. */
static size_t
next_line(struct slice text, size_t at)
{
    const char *end = at < text.len ? memchr(text.at + at, '\n', text.len - at) : NULL;
    return end != NULL ? (size_t)(end - text.at) + 1 : text.len;
}

/* Bytes of the name of a header, before its colon; 0: the line at AT is none. */
static size_t
name_bytes(struct slice text, size_t at)
{
    enum { NAME_BYTES_MAX = 100 };
    size_t end = at;
    while (end < text.len && end - at < NAME_BYTES_MAX &&
           (text_is_ascii_alnum((unsigned char)text.at[end]) || text.at[end] == '-' || text.at[end] == '_'))
        end++;
    return end < text.len && text.at[end] == ':' ? end - at : 0;
}

bool
mime_begins(struct slice text)
{
    return name_bytes(text, 0) > 0;
}

struct mime_part
mime_split(struct slice text)
{
    size_t at = 0;
    while (at < text.len && at < MIME_HEADER_BYTES_MAX) {
        bool folded = at > 0 && (text.at[at] == ' ' || text.at[at] == '\t');
        size_t next = next_line(text, at);
        if (text_trim(slice_make(text.at + at, next - at)).len == 0)
            return (struct mime_part){slice_make(text.at, at), slice_from(text, next)};
        /* the rest of a line, whose blanks some program has lost; or the empty line is missing */
        if (!folded && name_bytes(text, at) == 0 && (at == 0 || name_bytes(text, next) == 0))
            break;
        at = next;
    }
    return (struct mime_part){slice_make(text.at, at), slice_from(text, at)};
}

struct slice
mime_header(const struct mime_part *part, const char *name, struct buffer *out)
{
    struct slice headers = part->headers;
    size_t len = strlen(name);
    buffer_clear(out);
    for (size_t at = 0, next; at < headers.len; at = next) {
        next = next_line(headers, at);
        bool wanted = name_bytes(headers, at) == len && strncasecmp(headers.at + at, name, len) == 0;
        while (next < headers.len && (headers.at[next] == ' ' || headers.at[next] == '\t'))
            next = next_line(headers, next);
        if (!wanted)
            continue;
        for (size_t i = at + len + 1; i < next; i++)
            if (headers.at[i] != '\r' && headers.at[i] != '\n')
                buffer_add_byte(out, headers.at[i]);
        break;
    }
    return out->len > 0 ? text_trim(buffer_slice(out)) : slice_make("", 0);
}

bool
mime_is(struct slice value, const char *type)
{
    size_t len = strlen(type);
    if (value.len < len || strncasecmp(value.at, type, len) != 0)
        return false;
    return type[len - 1] == '/' || value.len == len || text_byte_among(value.at[len], "; \t");
}

struct slice
mime_parameter(struct slice value, const char *name)
{
    size_t len = strlen(name);
    bool quoted = false;
    for (size_t at = 0; at < value.len; at++) {
        quoted ^= value.at[at] == '"';
        if (quoted || value.at[at] != ';')
            continue;
        size_t start = at + 1;
        while (start < value.len && (value.at[start] == ' ' || value.at[start] == '\t'))
            start++;
        struct slice rest = slice_from(value, start);
        if (rest.len <= len || strncasecmp(rest.at, name, len) != 0 || rest.at[len] != '=')
            continue;
        rest = text_trim(slice_from(rest, len + 1));
        bool quotes = rest.len > 0 && rest.at[0] == '"';
        size_t end = quotes;
        while (end < rest.len && (quotes ? rest.at[end] != '"' : !text_byte_among(rest.at[end], "; \t")))
            end++;
        return slice_make(rest.at + quotes, end - quotes);
    }
    return slice_make("", 0);
}

struct slice
mime_boundary(const struct mime_part *part, struct buffer *out)
{
    struct slice said = mime_parameter(mime_header(part, "Content-Type", out), "boundary");
    if (said.len > 0)
        return said;
    /* the first line that looks like one */
    for (size_t at = 0, next; at < part->body.len && at < MIME_HEADER_BYTES_MAX; at = next) {
        next = next_line(part->body, at);
        struct slice line = text_trim(slice_make(part->body.at + at, next - at));
        if (slice_starts(line, "--") && line.len > 2)
            return slice_from(line, 2);
    }
    return slice_make("", 0);
}

/* Where a line begins with -- and BOUNDARY, from AT, a line's beginning, on; the end: there is none. */
static size_t
find_boundary(struct slice body, struct slice boundary, size_t at)
{
    for (; at < body.len; at = next_line(body, at)) {
        struct slice line = slice_from(body, at);
        if (slice_starts(line, "--") && line.len - 2 >= boundary.len &&
            memcmp(line.at + 2, boundary.at, boundary.len) == 0)
            return at;
    }
    return body.len;
}

bool
mime_next(struct slice body, struct slice boundary, size_t *at, struct mime_part *part)
{
    size_t start = boundary.len > 0 ? find_boundary(body, boundary, *at) : body.len;
    if (start == body.len || slice_starts(slice_from(body, start + 2 + boundary.len), "--"))
        return false;
    start = next_line(body, start);
    *at = find_boundary(body, boundary, start);
    size_t end = *at; /* the line end before it is the boundary's */
    end -= end > start && *at < body.len && body.at[end - 1] == '\n';
    end -= end > start && *at < body.len && body.at[end - 1] == '\r';
    *part = mime_split(slice_make(body.at + start, end - start));
    return true;
}
