/* A row as it is drawn: marks squeezed, a soft hyphen shown, blanks put in where the line is justified.
 *
 * Nearly every row is a piece of the text and costs nothing here.
 */
#include "layout/parts.h"

#include "kanbao/text.h"
#include "layout/units.h"

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

/* One blank a joint at most: two together would tear a hole. With fewer joints than blanks nothing is put in. */
static void
add_stretched(struct buffer *out, struct slice ink, size_t from, unsigned blanks)
{
    enum joint worst = JOINT_BLANK;
    size_t joints = 0, index = 0, bytes;
    char32_t before = 0, code;
    while (worst < JOINT_NONE && (joints = count_joints(ink, from, worst)) < blanks)
        worst++;
    for (size_t at = 0; at < ink.len; at += bytes) {
        bytes = text_cluster_at(ink, at).bytes;
        text_decode(ink.at + at, &code);
        bool joint = worst < JOINT_NONE && at > from && joint_of(before, code) <= worst;
        if (joint && gets_blank(blanks, index++, joints))
            buffer_add_byte(out, ' ');
        buffer_add(out, ink.at + at, bytes);
        before = code;
    }
}

static void
add_squeezed(struct buffer *out, struct slice marks)
{
    struct text_cluster cluster;
    for (size_t at = 0; at < marks.len; at += cluster.bytes) {
        char32_t code;
        char twin[4];
        cluster = text_cluster_at(marks, at);
        size_t len = text_decode(marks.at + at, &code);
        buffer_add(out, twin, text_encode(cluster.cells == 2 ? rule_twin(code) : code, twin));
        buffer_add(out, marks.at + at + len, cluster.bytes - len);
    }
}

struct slice
layout_row_text(const struct layout_row *row, struct buffer *scratch)
{
    struct slice ink = layout_row_ink(row);
    const struct layout_line *line = &row->line;
    if (line->squeeze_byte == line->ink_byte && !line->hyphen && line->stretch == 0)
        return ink;
    size_t plain = line->squeeze_byte - line->start_byte;
    /* the blank after a list marker is as wide as the other lines are indented; a speaker is as wide as the view believes */
    size_t marker = row->kind == LAYOUT_LIST && row->first ? marker_bytes(row->text) : row->speaker_bytes;
    buffer_clear(scratch);
    if (line->stretch > 0)
        add_stretched(scratch, slice_make(ink.at, plain), marker, line->stretch);
    else
        buffer_add(scratch, ink.at, plain);
    add_squeezed(scratch, slice_from(ink, plain));
    if (line->hyphen)
        buffer_add_byte(scratch, '-');
    return buffer_slice(scratch);
}
