/* A page that was saved with its pictures: its HTML. Messages: their words, and of each its text. */
#include "source/mime/mime.h"

#include <stdlib.h>
#include <strings.h>

/* Empty lines, and a byte order mark, may stand before all. */
static struct slice
skip_blank(struct slice text)
{
    if (slice_starts(text, "\xEF\xBB\xBF"))
        text = slice_from(text, 3);
    while (text.len > 0 && text_byte_among(text.at[0], " \t\r\n"))
        text = slice_from(text, 1);
    return text;
}

enum mime_form
mime_form_of(const char *path, struct slice bytes)
{
    struct buffer value = {0};
    static const char *const endings[] = {".mht", ".mhtml", ".eml", ".mbox", ".html", ".htm"};
    size_t ending = base_find_ending(path, endings, BASE_COUNT(endings));
    bool page = ending < 2, mail = !page && ending < 4;
    if (ending == BASE_COUNT(endings))
        return MIME_NONE;
    bytes = skip_blank(bytes);
    if (mail)
        return slice_starts(bytes, "From ") || mime_begins(bytes) ? MIME_MAIL : MIME_NONE;
    struct mime_part whole = mime_split(bytes);
    struct slice type = mime_header(&whole, "Content-Type", &value);
    bool wraps = mime_is(type, "multipart/") || (page && mime_is(type, "text/html"));
    buffer_done(&value);
    return wraps ? MIME_PAGE : MIME_NONE;
}

/* ---- the text of a part */

static void
add_text(struct mime_reading *reading, const struct mime_part *part, struct buffer *out)
{
    struct buffer type = {0}, encoding = {0}, bytes = {0};
    struct slice charset = mime_parameter(mime_header(part, "Content-Type", &type), "charset");
    mime_decode(part->body, mime_header(part, "Content-Transfer-Encoding", &encoding), &bytes);
    mime_read_bytes(reading, buffer_slice(&bytes), charset, out);
    buffer_done(&type);
    buffer_done(&encoding);
    buffer_done(&bytes);
}

/* ---- a page */

/* The part that is wanted: its root, or the first page of HTML. */
struct search {
    struct slice start; /* the root's name, of what it is called in the header; empty: not said */
    struct mime_part best;
    bool found, sure;
    size_t parts;
};

static void
look_at_part(struct search *search, const struct mime_part *part, unsigned depth)
{
    struct buffer value = {0};
    struct slice type = mime_header(part, "Content-Type", &value);
    bool html = mime_is(type, "text/html") || mime_is(type, "application/xhtml+xml");
    bool several = mime_is(type, "multipart/") && depth < MIME_DEPTH_MAX;
    bool named = search->start.len > 0 && slice_equal(mime_header(part, "Content-ID", &value), search->start);
    if (html && (!search->found || named)) {
        search->best = *part;
        search->found = true;
        search->sure = named;
    }
    struct mime_part next;
    struct slice boundary = several ? mime_boundary(part, &value) : slice_make("", 0);
    for (size_t at = 0; !search->sure && search->parts < MIME_PARTS_MAX && mime_next(part->body, boundary, &at, &next);
         search->parts++)
        look_at_part(search, &next, depth + 1);
    buffer_done(&value);
}

static bool
has_title(struct slice text)
{
    enum { LOOK_BYTES = 64 * 1024 };
    for (size_t at = 0; at + 6 < text.len && at < LOOK_BYTES; at++)
        if (text.at[at] == '<' && strncasecmp(text.at + at + 1, "title", 5) == 0)
            return true;
    return false;
}

/* A page without a title has that of the message. It stands in the first line, so that no line is moved. */
static void
add_title(struct mime_reading *reading, const struct mime_part *whole, struct buffer *out)
{
    struct buffer value = {0}, words = {0};
    mime_read_words(reading, mime_header(whole, "Subject", &value), &words);
    if (words.len > 0) {
        buffer_add_text(out, "<title>");
        for (size_t i = 0; i < words.len; i++)
            if (words.at[i] == '<' || words.at[i] == '&')
                buffer_add_text(out, words.at[i] == '<' ? "&lt;" : "&amp;");
            else
                buffer_add_byte(out, words.at[i]);
        buffer_add_text(out, "</title>");
    }
    buffer_done(&value);
    buffer_done(&words);
}

static void
open_page(struct mime_reading *reading, struct slice bytes, struct buffer *out)
{
    struct buffer type = {0}, text = {0};
    struct mime_part whole = mime_split(skip_blank(bytes));
    struct search search = {.start = mime_parameter(mime_header(&whole, "Content-Type", &type), "start")};
    look_at_part(&search, &whole, 0);
    struct mime_part inner = mime_split(skip_blank(whole.body));
    if (!search.found) /* the boundary may be lost */
        look_at_part(&search, &inner, 0);
    add_text(reading, search.found ? &search.best : &whole, &text);
    if (!has_title(buffer_slice(&text)))
        add_title(reading, &whole, out);
    buffer_add_slice(out, buffer_slice(&text));
    buffer_done(&type);
    buffer_done(&text);
}

/* ---- messages */

struct message {
    struct mime_reading *reading;
    struct buffer plain, html;
    struct slice *inner; /* messages inside of it, which follow */
    size_t inner_count, inner_capacity, parts;
};

/* There are no more than parts. */
static void
add_inner(struct message *message, struct slice text)
{
    message->inner =
        base_grow(message->inner, &message->inner_capacity, message->inner_count + 1, sizeof *message->inner);
    message->inner[message->inner_count++] = text;
}

static void
gather(struct message *message, const struct mime_part *part, unsigned depth)
{
    struct buffer value = {0};
    struct slice type = mime_header(part, "Content-Type", &value);
    bool digest = mime_is(type, "multipart/digest");
    bool several = mime_is(type, "multipart/") && depth < MIME_DEPTH_MAX;
    bool attached = false;
    if (type.len == 0 || mime_is(type, "text/plain") || mime_is(type, "text/html")) {
        struct buffer *out = mime_is(type, "text/html") ? &message->html : &message->plain;
        attached = mime_is(mime_header(part, "Content-Disposition", &value), "attachment");
        if (!attached && (out == &message->plain || out->len == 0))
            add_text(message->reading, part, out);
    } else if (mime_is(type, "message/rfc822")) {
        add_inner(message, part->body);
    }
    struct mime_part next;
    struct slice boundary = several ? mime_boundary(part, &value) : slice_make("", 0);
    for (size_t at = 0; message->parts < MIME_PARTS_MAX && mime_next(part->body, boundary, &at, &next);
         message->parts++)
        if (digest && next.headers.len == 0)
            add_inner(message, next.body); /* of a digest's parts that is usual */
        else
            gather(message, &next, depth + 1);
    buffer_done(&value);
}

static void
add_header(struct mime_reading *reading, const struct mime_part *part, const char *name, struct buffer *out)
{
    struct buffer value = {0};
    struct slice said = mime_header(part, name, &value);
    if (said.len > 0) {
        buffer_add_text(out, name);
        buffer_add_text(out, ": ");
        mime_read_words(reading, said, out);
        buffer_add_byte(out, '\n');
    }
    buffer_done(&value);
}

/* The lines of TEXT; one that would begin a message is marked, as in an mbox. */
static void
add_lines(struct slice text, struct buffer *out)
{
    for (size_t at = 0, end; at < text.len; at = end + 1) {
        for (end = at; end < text.len && text.at[end] != '\n';)
            end++;
        if (slice_starts(slice_from(text, at), "From "))
            buffer_add_byte(out, '>');
        size_t bytes = end - at - (end > at && text.at[end - 1] == '\r');
        buffer_add(out, text.at + at, bytes);
        buffer_add_byte(out, '\n');
    }
}

static void
open_message(struct mime_reading *reading, struct slice text, struct buffer *out, unsigned depth)
{
    static const char *const names[] = {"Subject", "From", "Date"};
    struct mime_part part = mime_split(skip_blank(text));
    struct message message = {.reading = reading};
    gather(&message, &part, 0);
    if (out->len > 0)
        buffer_add_text(out, "\nFrom -\n");
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        add_header(reading, &part, names[i], out);
    bool html = text_trim(buffer_slice(&message.plain)).len == 0 && message.html.len > 0;
    if (html)
        buffer_add_text(out, "Content-Type: text/html\n");
    buffer_add_byte(out, '\n');
    add_lines(buffer_slice(html ? &message.html : &message.plain), out);
    for (size_t i = 0; i < message.inner_count && depth < MIME_DEPTH_MAX; i++)
        open_message(reading, message.inner[i], out, depth + 1);
    buffer_done(&message.plain);
    buffer_done(&message.html);
    free(message.inner);
}

/* Behind the message at AT: at the next line that begins with From and a blank, below an empty one; or the end. */
static size_t
message_end(struct slice text, size_t at)
{
    while (at < text.len) {
        size_t found = slice_find(slice_from(text, at), "\nFrom ");
        if (found == SIZE_MAX)
            return text.len;
        at += found + 1;
        bool empty =
            at < 2 || text.at[at - 2] == '\n' || (text.at[at - 2] == '\r' && at > 2 && text.at[at - 3] == '\n');
        if (empty)
            return at;
    }
    return text.len;
}

static void
open_mail(struct mime_reading *reading, struct slice bytes, struct buffer *out)
{
    struct slice text = skip_blank(bytes);
    for (size_t at = 0, end; at < text.len; at = end) {
        end = message_end(text, at);
        struct slice one = slice_make(text.at + at, end - at);
        if (slice_starts(one, "From ")) {
            const char *line = memchr(one.at, '\n', one.len);
            one = slice_from(one, line != NULL ? (size_t)(line - one.at) + 1 : one.len);
        }
        open_message(reading, one, out, 0);
    }
}

void
mime_open(enum mime_form form, struct buffer *bytes, struct mime_reading *reading)
{
    struct buffer out = {0};
    if (form == MIME_PAGE)
        open_page(reading, buffer_slice(bytes), &out);
    else
        open_mail(reading, buffer_slice(bytes), &out);
    if (reading->found == ENCODING_AUTO)
        reading->found = ENCODING_UTF8;
    if (out.len == 0)
        buffer_add_byte(&out, '\n');
    buffer_done(bytes);
    *bytes = out;
}
