/* Clusters: the step from text to what a screen shows, and the only one.
 *
 * Nearly all text is single code points that neither lead nor extend a cluster;
 * only the rest asks libunistring. Nothing here may let a control character out.
 */
#include "text/property.h"

#include <stdlib.h>
#include <unigbrk.h>

enum {
    MARKS_MAX = 4,           /* more on one base has broken terminals (CVE-2021-26937, CVE-2021-27135) */
    CLUSTER_BYTES_MAX = 256, /* of more than this it is no character but an attack */
    CLUSTER_CELLS_MAX = 12   /* nor if it is wider than a family */
};

/* Joiners say something between the parts of an emoji and inside Indic clusters
   only; elsewhere they are a way to hide text. */
static bool
keeps_joiners(char32_t base)
{
    return (base >= 0x0900 && base <= 0x0DFF) || (base >= 0x1000 && base <= 0x109F) ||
           (base >= 0x1780 && base <= 0x17FF) || (base >= 0x1F000 && base <= 0x1FAFF) ||
           (base >= 0x2190 && base <= 0x2BFF);
}

static bool
is_joiner(char32_t code)
{
    return code == 0x200C || code == 0x200D;
}

static void
count_cells(void *context, char32_t base, int cells, const char32_t *marks, size_t mark_count)
{
    (void)base, (void)marks, (void)mark_count;
    *(uint16_t *)context = (uint16_t)(*(uint16_t *)context + cells);
}

/* u8_grapheme_next() sees pairs only: it would cut a family, and a flag. */
static size_t
first_break(const uint8_t *start, size_t len)
{
    char breaks[CLUSTER_BYTES_MAX];
    u8_grapheme_breaks(start, len, breaks);
    for (size_t i = 1; i < len; i++)
        if (breaks[i])
            return i;
    return len;
}

/* As many of its code points as make no more than CLUSTER_CELLS_MAX: no line is wide enough for any number of jamo. */
static struct text_cluster
narrower_cluster(struct slice text, size_t at, struct text_cluster wide)
{
    struct text_cluster cluster = {0, 0, TEXT_SHOW_PLAIN}, next = cluster;
    char32_t code;
    while (next.bytes < wide.bytes) {
        next.bytes += (uint32_t)text_decode(text.at + at + next.bytes, &code);
        next.cells = 0;
        text_cluster_parts(text, at, next, count_cells, &next.cells);
        if (next.cells > CLUSTER_CELLS_MAX)
            break;
        cluster = next;
    }
    return cluster.bytes > 0 ? cluster : wide;
}

static struct text_cluster
cluster_of_many(struct slice text, size_t at)
{
    const uint8_t *start = (const uint8_t *)text.at + at;
    size_t rest = text.len - at, len = 0, bytes = 0;
    /* a short look is enough nearly always */
    for (size_t look = CLUSTER_BYTES_MAX / 8; bytes == len && len < rest && look <= CLUSTER_BYTES_MAX; look *= 8) {
        len = rest < look ? rest : look;
        len = text_start(slice_from(text, at), len);
        bytes = first_break(start, len);
    }
    struct text_cluster cluster = {(uint32_t)bytes, 0, TEXT_SHOW_PLAIN};
    text_cluster_parts(text, at, cluster, count_cells, &cluster.cells);
    return cluster.cells <= CLUSTER_CELLS_MAX ? cluster : narrower_cluster(text, at, cluster);
}

struct text_cluster
text_cluster_at(struct slice text, size_t at)
{
    char32_t code, after;
    size_t len = text_decode(text.at + at, &code);
    unsigned char property = text_property_of(code);
    uint8_t show = (uint8_t)((property & PROPERTY_SHOW) >> PROPERTY_SHOW_SHIFT);
    if (show == TEXT_SHOW_TAG || show == TEXT_SHOW_REPLACED)
        return (struct text_cluster){(uint32_t)len, (uint16_t)text_width(code), code == '\t' ? TEXT_SHOW_PLAIN : show};
    if (property & PROPERTY_LEADS)
        return cluster_of_many(text, at);
    if (at + len < text.len && (unsigned char)text.at[at + len] >= 0x80) {
        text_decode(text.at + at + len, &after);
        if (text_property_of(after) & PROPERTY_EXTENDS)
            return cluster_of_many(text, at);
    }
    if (show == TEXT_SHOW_NOTHING)
        return (struct text_cluster){(uint32_t)len, 0, TEXT_SHOW_NOTHING};
    /* a mark with nothing to sit on gets a blank of its own */
    uint16_t cells = property & PROPERTY_WIDTH ? (uint16_t)text_property_cells(property) : 1;
    return (struct text_cluster){(uint32_t)len, cells, TEXT_SHOW_PLAIN};
}

void
text_cluster_parts(struct slice text, size_t at, struct text_cluster cluster, text_put *put, void *context)
{
    char32_t base = 0, marks[MARKS_MAX];
    size_t mark_count = 0;
    for (size_t end = at + cluster.bytes; at < end;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        bool joiner = is_joiner(code) && keeps_joiners(base);
        enum text_show show = text_show(code);
        if (show == TEXT_SHOW_REPLACED || (show == TEXT_SHOW_TAG && code != '\t'))
            code = 0xFFFD;
        else if (show == TEXT_SHOW_NOTHING && !joiner)
            continue;
        if (code == '\t')
            code = ' ';
        int width = joiner ? 0 : text_width(code);
        if (width == 0 && base != 0) {
            if (mark_count < MARKS_MAX)
                marks[mark_count++] = code;
            continue;
        }
        if (base != 0)
            put(context, base, text_width(base), marks, mark_count);
        mark_count = 0;
        base = code;
        if (width == 0) {
            base = ' ';
            marks[mark_count++] = code;
        }
    }
    if (base != 0)
        put(context, base, text_width(base), marks, mark_count);
}

size_t
text_cells(struct slice text)
{
    size_t cells = 0;
    for (size_t at = 0; at < text.len;) {
        struct text_cluster cluster = text_cluster_at(text, at);
        at += cluster.bytes;
        cells += cluster.cells;
    }
    return cells;
}

size_t
text_fit(struct slice text, size_t cells)
{
    size_t at = 0;
    while (at < text.len) {
        struct text_cluster cluster = text_cluster_at(text, at);
        if (cluster.cells > cells)
            break;
        cells -= cluster.cells;
        at += cluster.bytes;
    }
    return at;
}

static void
add_part(void *context, char32_t base, int cells, const char32_t *marks, size_t mark_count)
{
    (void)cells;
    char utf8[4];
    buffer_add(context, utf8, text_encode(base, utf8));
    for (size_t i = 0; i < mark_count; i++)
        buffer_add(context, utf8, text_encode(marks[i], utf8));
}

void
text_add_safe(struct buffer *out, struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        struct text_cluster cluster = text_cluster_at(text, at);
        if (cluster.show == TEXT_SHOW_TAG) {
            char32_t code;
            char tag[16];
            text_decode(text.at + at, &code);
            buffer_add(out, tag, text_tag(code, tag));
        } else {
            text_cluster_parts(text, at, cluster, add_part, out);
        }
        at += cluster.bytes;
    }
}

void
text_add_safe_lines(struct buffer *out, struct slice text)
{
    while (text.len > 0) {
        const char *end = memchr(text.at, '\n', text.len);
        size_t bytes = end != NULL ? (size_t)(end - text.at) : text.len;
        text_add_safe(out, slice_make(text.at, bytes));
        if (end != NULL)
            buffer_add_byte(out, '\n');
        text = slice_from(text, end != NULL ? bytes + 1 : bytes);
    }
}

void
text_add_bytes(struct buffer *out, const char *bytes)
{
    char *copy = base_strdup(bytes);
    size_t len = text_repair(&copy, strlen(bytes), NULL);
    text_add_safe(out, slice_make(copy, len));
    free(copy);
}
