/* What comes into a line, from keys, pastes, files or candidates, and where its clusters begin.
 *
 * The one place of this part that meets bad bytes and controls. A boundary is one that clusters reach from the
 * line's beginning: cheap, as lines are short, and nobody need keep them.
 */
#include "prompt/prompt_private.h"

#include "kanbao/text.h"

#include <stdlib.h>

static bool
is_control(char32_t code)
{
    return code < 0x20 || (code >= 0x7F && code < 0xA0) || code == 0x2028 || code == 0x2029;
}

void
clean_add(struct buffer *out, struct slice text)
{
    char *copy = base_strndup(text.len > 0 ? text.at : "", text.len);
    size_t len = text_repair(&copy, text.len, NULL), start = out->len;
    bool blank = false;
    for (size_t at = 0; at < len;) {
        char32_t code;
        size_t bytes = text_decode(copy + at, &code);
        if (is_control(code)) {
            blank = true;
        } else {
            if (blank && out->len > start)
                buffer_add_byte(out, ' ');
            blank = false;
            buffer_add(out, copy + at, bytes);
        }
        at += bytes;
    }
    free(copy);
}

char *
clean_copy(struct slice text)
{
    struct buffer out = {0};
    clean_add(&out, text);
    size_t len = clean_fit(buffer_slice(&out), PROMPT_BYTES_MAX);
    char *copy = base_strndup(len > 0 ? out.at : "", len);
    buffer_done(&out);
    return copy;
}

size_t
clean_fit(struct slice text, size_t limit)
{
    size_t at = 0;
    while (at < text.len) {
        size_t next = clean_next(text, at);
        if (next > limit)
            break;
        at = next;
    }
    return at;
}

size_t
clean_next(struct slice text, size_t at)
{
    return at < text.len ? at + text_cluster_at(text, at).bytes : text.len;
}

size_t
clean_previous(struct slice text, size_t at)
{
    size_t before = 0;
    for (size_t next = 0; next < at; next = clean_next(text, next))
        before = next;
    return before;
}

size_t
clean_snap(struct slice text, size_t at)
{
    size_t boundary = 0;
    while (boundary < at && boundary < text.len)
        boundary = clean_next(text, boundary);
    return boundary;
}
