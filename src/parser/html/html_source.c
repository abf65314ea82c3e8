/* The text that libxml2 gets: the file's, with a < that begins no tag made &lt; (older ones drop it), control characters blank, and
 * what would make it lose text or take long mended: a comment that nothing ends, a tag with hundreds of attributes.
 *
 * Lines stay lines, so that the numbers which libxml2 counts are the file's.
 */
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <strings.h>

enum { TAG_BYTES_MAX = 2048 /* what is quoted left out */, NAME_BYTES_MAX = 64 };

struct maker {
    struct slice text; /* lines, ended by LF */
    struct buffer *out;
    bool comments; /* one may yet end */
};

/* Behind the name of the tag at AT; AT: none begins there. */
static size_t
name_end(struct slice text, size_t at)
{
    size_t end = at + 1;
    end += end < text.len && text.at[end] == '/';
    if (end >= text.len || !text_is_ascii_letter((unsigned char)text.at[end]))
        return at;
    while (end < text.len && end - at < NAME_BYTES_MAX &&
           (text_is_ascii_alnum((unsigned char)text.at[end]) || text_byte_among(text.at[end], ":-_.")))
        end++;
    return end < text.len && text_byte_among(text.at[end], " \t\n/>") ? end : at;
}

/* A tag: it ends at END; > is to be CUT in there, as none is before what is looked at ends, and the byte DROP is to be left out, a
   quotation mark that nothing closes. */
struct tag {
    size_t end, drop;
    bool cut;
};

/* The tag at AT; false: it is none, as another begins inside, or the text ends. */
static bool
read_tag(struct slice text, size_t at, struct tag *tag)
{
    size_t end = name_end(text, at), open = 0, bytes = 0;
    char quote = 0;
    *tag = (struct tag){.drop = SIZE_MAX};
    if (end == at)
        return false;
    for (; end < text.len && bytes < TAG_BYTES_MAX; end++) {
        char byte = text.at[end];
        bytes += quote == 0;
        if (quote != 0) {
            quote = byte == quote ? (char)0 : quote;
        } else if ((byte == '"' || byte == '\'') && text_byte_among(text.at[end - 1], "= \t\n")) {
            quote = byte;
            open = end;
        } else if (byte == '>') {
            tag->end = end + 1;
            return true;
        } else if (byte == '<') {
            return false;
        }
    }
    if (quote != 0) {
        tag->drop = open;
        for (end = open; end < text.len && text.at[end] != '>' && text.at[end] != '<'; end++)
            ;
    }
    bool closed = end < text.len && text.at[end] == '>';
    tag->cut = !closed;
    tag->end = end + closed;
    return end < text.len;
}

/* Behind the end of the script or style whose tag ends at AT: its own end tag is left. */
static size_t
raw_end(struct slice text, size_t start, size_t at)
{
    static const char *const names[] = {"script", "style"};
    for (size_t i = 0; i < BASE_COUNT(names); i++) {
        size_t len = strlen(names[i]);
        if (strncasecmp(text.at + start + 1, names[i], len) != 0 ||
            text_is_ascii_alnum((unsigned char)text.at[start + 1 + len]) || text.at[at - 2] == '/')
            continue;
        for (size_t end = at; end + 2 + len <= text.len; end++)
            if (text.at[end] == '<' && text.at[end + 1] == '/' && strncasecmp(text.at + end + 2, names[i], len) == 0)
                return end;
        return text.len;
    }
    return at;
}

static void
add_line_ends(struct maker *maker, size_t start, size_t end)
{
    for (size_t at = start; at < end; at++)
        if (maker->text.at[at] == '\n')
            buffer_add_byte(maker->out, '\n');
}

/* Copies what begins with < at AT; returns where it ends. */
static size_t
copy_markup(struct maker *maker, size_t at)
{
    struct slice text = maker->text, rest = slice_from(text, at);
    struct tag tag = {.drop = SIZE_MAX};
    size_t end = at;
    if (slice_starts(rest, "<!--")) {
        size_t found = maker->comments ? slice_find(slice_from(rest, 4), "-->") : rest.len;
        maker->comments = found < rest.len - 4;
        end = maker->comments ? at + 4 + found + 3 : at;
        /* what a comment says is of no use, and -- in it is an error */
        if (end > at) {
            add_line_ends(maker, at, end);
            return end;
        }
    } else if (slice_starts(rest, "<!") || slice_starts(rest, "<?")) {
        for (end = at + 2; end < text.len && text.at[end] != '>' && text.at[end] != '<'; end++)
            ;
        end = end < text.len && text.at[end] == '>' ? end + 1 : at;
    } else if (read_tag(text, at, &tag)) {
        end = tag.end;
    }
    if (end == at) {
        buffer_add_text(maker->out, "&lt;");
        return at + 1;
    }
    for (size_t i = at; i < end; i++)
        if (i != tag.drop)
            buffer_add_byte(maker->out, text.at[i]);
    if (tag.cut)
        buffer_add_byte(maker->out, '>');
    bool raw = !tag.cut && text_is_ascii_letter((unsigned char)rest.at[1]);
    size_t start = end;
    end = raw ? raw_end(text, at, end) : end;
    add_line_ends(maker, start, end); /* a script is not read */
    return end;
}

void
html_source_add(struct slice text, struct buffer *out)
{
    struct buffer lines = {0};
    buffer_add_slice(&lines, text);
    for (size_t at = 0; at < lines.len; at++)
        if (((unsigned char)lines.at[at] < ' ' && lines.at[at] != '\n' && lines.at[at] != '\t') || lines.at[at] == 0x7F)
            lines.at[at] = ' ';
    struct maker maker = {.text = buffer_slice(&lines), .out = out, .comments = true};
    for (size_t at = 0; at < maker.text.len;) {
        if (maker.text.at[at] == '<') {
            at = copy_markup(&maker, at);
            continue;
        }
        size_t end = at + 1;
        while (end < maker.text.len && maker.text.at[end] != '<')
            end++;
        buffer_add(out, maker.text.at + at, end - at);
        at = end;
    }
    buffer_done(&lines);
}

void
html_source_make(const struct issue *issue, struct buffer *out)
{
    struct buffer lines = {0};
    markup_add_file(issue, &lines);
    html_source_add(buffer_slice(&lines), out);
    buffer_done(&lines);
}
