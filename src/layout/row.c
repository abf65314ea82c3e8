/* A row as it is drawn: marks squeezed, a soft hyphen shown, blanks put in where the line is justified, seams shown.
 *
 * Nearly every row is a piece of the text and costs nothing here.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"
#include "layout/units.h"

#include <stdlib.h>

/* Where blanks may go, from the best place to the worst (CLREQ 3.2.3: word spaces, then between scripts, then after
   marks). Between Han and Han none goes: in cells, half a character there is a hole. */
enum joint { JOINT_BLANK, JOINT_SCRIPT, JOINT_MARK, JOINT_NONE };

static bool
is_word(char32_t code)
{
    return text_is_letter(code) || (code >= '0' && code <= '9');
}

/* What lies before the cluster that begins with B and after the one that begins with A. */
static enum joint
joint_of(char32_t a, char32_t b)
{
    if (a == ' ' && b != ' ')
        return JOINT_BLANK;
    if ((text_is_han(a) && is_word(b)) || (is_word(a) && text_is_han(b)))
        return JOINT_SCRIPT;
    return rule_of(a) & RULE_HANG && !(rule_of(b) & RULE_START) ? JOINT_MARK : JOINT_NONE;
}

/* Joints up to the kind WORST, from byte FROM on. */
static size_t
count_joints(struct slice ink, size_t from, enum joint worst)
{
    size_t count = 0;
    char32_t before = 0, code;
    for (size_t at = 0; at < ink.len; at += text_cluster_at(ink, at).bytes) {
        text_decode(ink.at + at, &code);
        count += at > from && joint_of(before, code) <= worst;
        before = code;
    }
    return count;
}

/* Is joint number INDEX of COUNT one of those that get a blank, if BLANKS do? As far apart as can be. */
static bool
gets_blank(unsigned blanks, size_t index, size_t count)
{
    return (index + 1) * blanks / count > index * blanks / count;
}

/* How a row's joints share its blanks: one blank a joint at most, two together would tear a hole. With fewer joints
   than blanks nothing is put in. */
struct stretch {
    enum joint worst; /* JOINT_NONE: nothing */
    size_t from;      /* bytes of the ink that are left alone */
    size_t count;
    unsigned blanks;
};

static struct stretch
stretch_of(const struct layout_row *row, struct slice ink)
{
    struct stretch stretch = {.worst = JOINT_NONE, .blanks = row->line.stretch};
    if (stretch.blanks == 0)
        return stretch;
    /* the blank after a list marker is as wide as the other lines are indented; who speaks is set as it is */
    stretch.from = row->kind == LAYOUT_LIST && row->first ? marker_bytes(row->text) : row->speaker_bytes;
    stretch.worst = JOINT_BLANK;
    while (stretch.worst < JOINT_NONE &&
           (stretch.count = count_joints(ink, stretch.from, stretch.worst)) < stretch.blanks)
        stretch.worst++;
    return stretch;
}

/* The mark that is drawn before the character at BYTE, or NULL. */
static const char *
sign_at(const struct layout_row *row, size_t byte)
{
    for (size_t i = 0; i < row->spot_count && row->spots[i].start_byte <= byte; i++)
        if (row->spots[i].start_byte == byte)
            return layout_spot_sign(row->spots[i].kind);
    return NULL;
}

/* The cluster at AT of the row's text, as its half-width twin. */
static void
add_squeezed(struct buffer *out, struct slice text, size_t at, struct text_cluster cluster)
{
    char32_t code;
    char twin[4];
    size_t len = text_decode(text.at + at, &code);
    buffer_add(out, twin, text_encode(cluster.cells == 2 ? rule_twin(code) : code, twin));
    buffer_add(out, text.at + at + len, cluster.bytes - len);
}

/* The character at BYTE is drawn behind OUT, of which MEASURED bytes were measured already. */
static void
rule(struct layout_ruler *ruler, uint32_t byte, const struct buffer *out, size_t *measured)
{
    uint32_t col = ruler->count > 0 ? ruler->at[ruler->count - 1].col : 0;
    col += (uint32_t)text_cells(slice_from(buffer_slice(out), *measured));
    *measured = out->len;
    ruler->at = base_grow(ruler->at, &ruler->capacity, ruler->count + 1, sizeof *ruler->at);
    ruler->at[ruler->count].byte = byte;
    ruler->at[ruler->count++].col = (uint16_t)(col < UINT16_MAX ? col : UINT16_MAX);
}

/* The row as it is drawn, and, unless RULER is NULL, where its characters are. */
static void
draw(const struct layout_row *row, struct buffer *out, struct layout_ruler *ruler)
{
    struct slice ink = layout_row_ink(row);
    size_t start = row->line.start_byte, plain = row->line.squeeze_byte - start, index = 0;
    struct stretch stretch = stretch_of(row, slice_make(ink.at, plain));
    struct text_cluster cluster;
    char32_t before = 0, code;
    size_t measured = 0;
    buffer_clear(out);
    for (size_t at = 0; at < ink.len; at += cluster.bytes) {
        cluster = text_cluster_at(ink, at);
        text_decode(ink.at + at, &code);
        bool joint =
            at > stretch.from && at < plain && stretch.worst < JOINT_NONE && joint_of(before, code) <= stretch.worst;
        if (joint && gets_blank(stretch.blanks, index++, stretch.count))
            buffer_add_byte(out, ' ');
        const char *sign = sign_at(row, start + at);
        buffer_add_text(out, sign != NULL ? sign : "");
        if (ruler != NULL)
            rule(ruler, (uint32_t)(start + at), out, &measured);
        if (at >= plain && sign == NULL)
            add_squeezed(out, ink, at, cluster);
        else
            buffer_add(out, ink.at + at, cluster.bytes);
        before = code;
    }
    if (row->line.hyphen)
        buffer_add_byte(out, '-');
    if (ruler != NULL)
        rule(ruler, UINT32_MAX, out, &measured);
}

struct slice
layout_row_text(const struct layout_row *row, struct buffer *scratch)
{
    const struct layout_line *line = &row->line;
    if (line->squeeze_byte == line->ink_byte && !line->hyphen && line->stretch == 0 && row->spot_count == 0)
        return layout_row_ink(row);
    draw(row, scratch, NULL);
    return buffer_slice(scratch);
}

void
layout_ruler_set(struct layout_ruler *ruler, const struct layout_row *row)
{
    ruler->count = 0;
    buffer_reserve(&ruler->drawn, 0);
    draw(row, &ruler->drawn, ruler);
}

uint16_t
layout_ruler_col(const struct layout_ruler *ruler, uint32_t byte)
{
    size_t low = 0, high = ruler->count - 1; /* the last one is the row's end */
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (ruler->at[middle].byte < byte)
            low = middle + 1;
        else
            high = middle;
    }
    return ruler->at[low].col;
}

void
layout_ruler_done(struct layout_ruler *ruler)
{
    free(ruler->at);
    buffer_done(&ruler->drawn);
}
