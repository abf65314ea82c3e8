/* Which byte of a line of the file a byte of the text that was read from it comes from, where markup was taken out: the two are walked side
 * by side, and where they differ marks, tags and addresses are passed over in the one, blanks and what was put before the words in the other.
 *
 * What is read is nearly always what is left of the line without its marks, so that looking a few characters ahead is enough; where it is not,
 * the place is one near by, of the same line. Linear.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

enum { AHEAD_BYTES = 96, ENTITY_BYTES = 12, UNIT_BYTES = 4096 };

/* As far as both have been walked. */
struct walk {
    struct layout_shown *map;
    struct slice text, line;
    size_t text_at, line_at;       /* all before is done, */
    size_t text_first, line_first; /* but for what differs, from there on */
};

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static size_t
character_bytes(struct slice text, size_t at)
{
    char32_t code;
    return text_decode(text.at + at, &code);
}

/* The end of what begins with OPEN at AT and ends with CLOSE; AT: it is none, or too long. */
static size_t
unit_end(struct slice line, size_t at, const char *open, const char *close)
{
    struct slice rest = slice_from(line, at);
    rest.len = rest.len < UNIT_BYTES ? rest.len : UNIT_BYTES;
    size_t end = slice_starts(rest, open) ? slice_find(rest, close) : SIZE_MAX;
    return end != SIZE_MAX ? at + end + strlen(close) : at;
}

/* The end of an entity at AT. */
static size_t
entity_end(struct slice line, size_t at)
{
    size_t end = at + 1;
    while (end < line.len && end - at < ENTITY_BYTES &&
           (text_is_ascii_alnum((unsigned char)line.at[end]) || line.at[end] == '#'))
        end++;
    return line.at[at] == '&' && end > at + 1 && end < line.len && line.at[end] == ';' ? end + 1 : at;
}

/* The end of a comment, a tag, or the address behind ] at AT, which nobody reads; AT: there is none. */
static size_t
markup_end(struct slice line, size_t at)
{
    char next = at + 1 < line.len ? line.at[at + 1] : '\0';
    bool tag = text_is_ascii_alnum((unsigned char)next) || next == '/';
    size_t end = at;
    switch (line.at[at]) {
    case '<': end = unit_end(line, at, "<!--", "-->"); return end == at && tag ? unit_end(line, at, "<", ">") : end;
    case ']': end = unit_end(line, at, "](", ")"); return end == at ? unit_end(line, at, "][", "]") : end;
    default: return at;
    }
}

/* Does the text go on as the line does from LINE_AT to END? */
static bool
says_same(const struct walk *walk, size_t end)
{
    size_t bytes = end - walk->line_at;
    return walk->text.len - walk->text_at >= bytes &&
           memcmp(walk->text.at + walk->text_at, walk->line.at + walk->line_at, bytes) == 0;
}

/* How far ahead in the line the character of the text is; SIZE_MAX: not near. */
static size_t
find_ahead(const struct walk *walk)
{
    size_t bytes = character_bytes(walk->text, walk->text_at), left = walk->line.len - walk->line_at;
    struct slice near = slice_make(walk->line.at + walk->line_at, left < AHEAD_BYTES ? left : AHEAD_BYTES);
    return slice_find_bytes(near, walk->text.at + walk->text_at, bytes);
}

/* What differs ends here. */
static void
end_difference(struct walk *walk)
{
    struct buffer line = {0};
    if (walk->text_first < walk->text_at || walk->line_first < walk->line_at) {
        buffer_add(&line, walk->line.at + walk->line_first, walk->line_at - walk->line_first);
        shown_replace(walk->map, walk->text_first, walk->text_at - walk->text_first, line.len > 0 ? line.at : "");
    }
    buffer_done(&line);
}

/* One step where the two differ. */
static void
step_apart(struct walk *walk, size_t unit)
{
    char line = walk->line.at[walk->line_at];
    size_t entity = entity_end(walk->line, walk->line_at), ahead;
    if (unit > walk->line_at) {
        walk->line_at = unit;
    } else if (is_blank(walk->text.at[walk->text_at])) {
        walk->text_at++;
    } else if (is_blank(line)) {
        walk->line_at++;
    } else if (entity > walk->line_at) {
        walk->line_at = entity;
        walk->text_at += character_bytes(walk->text, walk->text_at);
    } else if ((ahead = find_ahead(walk)) != SIZE_MAX) {
        walk->line_at += ahead > 0 ? 1 : 0; /* perhaps over a tag */
        while (walk->line_at < walk->line.len && text_is_tail(walk->line.at[walk->line_at]))
            walk->line_at++;
    } else {
        walk->text_at += character_bytes(walk->text, walk->text_at);
    }
}

void
source_map_make(struct layout_shown *map, struct slice text, struct slice line)
{
    struct walk walk = {.map = map, .text = text, .line = line};
    shown_begin(map, text);
    while (walk.text_at < text.len && walk.line_at < line.len) {
        size_t bytes = character_bytes(line, walk.line_at), unit = markup_end(line, walk.line_at);
        size_t entity = entity_end(line, walk.line_at);
        if (unit > walk.line_at && says_same(&walk, unit))
            unit = walk.line_at;
        bool reads = entity == walk.line_at || says_same(&walk, entity);
        if (unit > walk.line_at || !reads || !says_same(&walk, walk.line_at + bytes)) {
            step_apart(&walk, unit);
            continue;
        }
        end_difference(&walk);
        walk.text_first = walk.text_at += bytes;
        walk.line_first = walk.line_at += bytes;
    }
    walk.text_at = text.len;
    walk.line_at = line.len;
    end_difference(&walk);
    shown_end(map);
}
