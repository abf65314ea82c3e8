/* Clusters: the step from text to what a screen shows, and the only one.
 *
 * Nearly all text is single code points that neither lead nor extend a cluster;
 * only for the rest the rules of UAX #29 are gone through. Nothing here may let a control character out.
 */
#include "text/property.h"

#include "text/cluster_table.h"

#include <stdlib.h>

/* The bits of the generated table. */
enum {
    CLUSTER_BITS = 15,
    CLUSTER_PICTURE = 16,
    CLUSTER_CONJUNCT = 96,
    CLUSTER_LETTER = 32,
    CLUSTER_LINKER = 64,
    CLUSTER_BETWEEN = 96
};

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

/* What the rules of UAX #29 ask of the code points before a place. */
struct joined {
    unsigned class; /* of the last */
    bool picture;   /* a pictograph and nothing but what extends it, ZWJ last */
    bool extended;  /* the same, ZWJ last or not */
    bool half_flag; /* an odd number of regional indicators */
    enum { NO_CONJUNCT, CONSONANT, LINKED } conjunct;
};

static unsigned
class_of(char32_t code)
{
    return cluster_class[cluster_page[code >> 7]][code & 127];
}

static bool
is_one_of(unsigned class, unsigned set)
{
    return (set >> class & 1) != 0;
}

/* Does what NOW says belong to the same cluster? */
static bool
hangs_together(const struct joined *joined, unsigned now)
{
    enum {
        ENDS = 1 << CLUSTER_CONTROL | 1 << CLUSTER_CR | 1 << CLUSTER_LF,
        FOLLOWS = 1 << CLUSTER_EXTEND | 1 << CLUSTER_ZWJ | 1 << CLUSTER_SPACINGMARK,
        AFTER_L = 1 << CLUSTER_L | 1 << CLUSTER_V | 1 << CLUSTER_LV | 1 << CLUSTER_LVT,
        AFTER_V = 1 << CLUSTER_V | 1 << CLUSTER_T
    };
    unsigned class = now & CLUSTER_BITS;
    if (is_one_of(joined->class, ENDS) || is_one_of(class, ENDS)) /* GB3 to GB5: a line feed is on its own here */
        return false;
    if (is_one_of(class, FOLLOWS) || joined->class == CLUSTER_PREPEND) /* GB9 to GB9b */
        return true;
    switch (joined->class) { /* GB6 to GB8 */
    case CLUSTER_L: return is_one_of(class, AFTER_L);
    case CLUSTER_V:
    case CLUSTER_LV: return is_one_of(class, AFTER_V);
    case CLUSTER_T:
    case CLUSTER_LVT: return class == CLUSTER_T;
    case CLUSTER_REGIONAL_INDICATOR: return joined->half_flag && class == CLUSTER_REGIONAL_INDICATOR; /* GB12, GB13 */
    default: break;
    }
    return (joined->picture && now & CLUSTER_PICTURE) ||                               /* GB11 */
           (joined->conjunct == LINKED && (now & CLUSTER_CONJUNCT) == CLUSTER_LETTER); /* GB9c */
}

static void
join(struct joined *joined, unsigned now)
{
    joined->class = now & CLUSTER_BITS;
    joined->picture = joined->extended && joined->class == CLUSTER_ZWJ;
    joined->extended = now & CLUSTER_PICTURE || (joined->extended && joined->class == CLUSTER_EXTEND);
    joined->half_flag = joined->class == CLUSTER_REGIONAL_INDICATOR && !joined->half_flag;
    switch (now & CLUSTER_CONJUNCT) {
    case CLUSTER_LETTER: joined->conjunct = CONSONANT; break;
    case CLUSTER_LINKER: joined->conjunct = joined->conjunct != NO_CONJUNCT ? LINKED : NO_CONJUNCT; break;
    case CLUSTER_BETWEEN: break;
    default: joined->conjunct = NO_CONJUNCT; break;
    }
}

/* Bytes of the cluster at AT, CLUSTER_BYTES_MAX at most. */
static size_t
cluster_bytes(struct slice text, size_t at)
{
    struct joined joined = {.class = CLUSTER_OTHER};
    size_t bytes = 0;
    while (at + bytes < text.len) {
        char32_t code;
        size_t len = text_decode(text.at + at + bytes, &code);
        unsigned now = class_of(code);
        if (bytes > 0 && (bytes + len > CLUSTER_BYTES_MAX || !hangs_together(&joined, now)))
            break;
        join(&joined, now);
        bytes += len;
    }
    return bytes;
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
    struct text_cluster cluster = {(uint32_t)cluster_bytes(text, at), 0, TEXT_SHOW_PLAIN};
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

void
text_pad(struct buffer *out, size_t cells)
{
    size_t has = text_cells(buffer_slice(out));
    do
        buffer_add_byte(out, ' ');
    while (++has < cells);
}
