/* Footnotes of Markdown, [^1] in the text and [^1]: below it, which md4c has none of: its definitions are found before it reads the text,
 * which it gets without them, and each is read by itself where it stands.
 *
 * They are numbered in the order in which the text names them. A definition that nothing names, or the second of a label, has no number; a
 * label without a definition is text. A definition goes on up to an empty line, and behind it as far as lines are indented by four cells.
 */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <strings.h>

enum { LABEL_BYTES = 64, INDENT = 4, NOTES_MAX = 1000 /* each label is compared with all of them */ };

/* [^LABEL] that TEXT begins with: its bytes; 0: it does not. */
static size_t
reference_bytes(struct slice text, struct slice *label)
{
    if (!slice_starts(text, "[^"))
        return 0;
    size_t end = 2;
    while (end < text.len && end < LABEL_BYTES && !text_byte_among(text.at[end], "[] \t^\n\r"))
        end++;
    *label = slice_make(text.at + 2, end - 2);
    return label->len > 0 && end < text.len && text.at[end] == ']' ? end + 1 : 0;
}

/* Bytes of the beginning of ROW up to the words of a definition; 0: it begins none. */
static size_t
definition_bytes(struct slice row, struct slice *label)
{
    size_t blanks = 0;
    while (blanks < row.len && row.at[blanks] == ' ')
        blanks++;
    size_t bytes = blanks < INDENT ? reference_bytes(slice_from(row, blanks), label) : 0;
    return bytes > 0 && blanks + bytes < row.len && row.at[blanks + bytes] == ':' ? blanks + bytes + 1 : 0;
}

static bool
is_indented(struct slice row)
{
    return slice_starts(row, "    ") || slice_starts(row, "\t") || slice_starts(row, " \t") ||
           slice_starts(row, "  \t") || slice_starts(row, "   \t");
}

/* One past the last line of the definition that begins in LINE. */
static uint32_t
definition_end(const struct issue *issue, uint32_t line, uint32_t limit)
{
    struct slice label;
    uint32_t end = line + 1;
    bool blank = false;
    for (uint32_t at = end; at < limit; at++) {
        struct slice row = row_text(issue, at), words = text_trim(row);
        if (words.len == 0) {
            blank = true;
            continue;
        }
        bool begins = text_byte_among(words.at[0], "#<") || slice_starts(words, "```") || slice_starts(words, "~~~");
        if (!is_indented(row) && (blank || begins || definition_bytes(row, &label) > 0))
            break;
        blank = false;
        end = at + 1;
    }
    return end;
}

static struct markdown_note *
find_note(const struct markdown_notes *notes, struct slice label)
{
    for (size_t i = 0; i < notes->count; i++) {
        struct slice own = notes->at[i].label;
        if (own.len == label.len && strncasecmp(own.at, label.at, label.len) == 0)
            return &notes->at[i];
    }
    return NULL;
}

/* Calls FOUND for each line that is in no fence, up to END; it returns the next one to look at. */
static void
each_line(struct markdown_notes *notes, uint32_t end, uint32_t (*found)(struct markdown_notes *, uint32_t, uint32_t))
{
    bool fenced = false;
    for (uint32_t line = notes->first; line < end;) {
        struct slice words = text_trim(row_text(notes->issue, line));
        bool fence = slice_starts(words, "```") || slice_starts(words, "~~~");
        fenced ^= fence;
        line = fence || fenced ? line + 1 : found(notes, line, end);
    }
}

static uint32_t
take_definition(struct markdown_notes *notes, uint32_t line, uint32_t end)
{
    struct slice row = row_text(notes->issue, line), label;
    size_t bytes = definition_bytes(row, &label);
    if (bytes == 0 || notes->count == NOTES_MAX)
        return line + 1;
    bool again = find_note(notes, label) != NULL;
    notes->at = base_grow(notes->at, &notes->capacity, notes->count + 1, sizeof *notes->at);
    struct markdown_note *note = &notes->at[notes->count++];
    *note = (struct markdown_note){.label = again ? slice_make("", 0) : label,
                                   .first_line = line,
                                   .end_line = definition_end(notes->issue, line, end),
                                   .mark = slice_make(row.at, bytes),
                                   .named_in = ISSUE_NO_LINE};
    return note->end_line;
}

/* Numbers go up with the first place that names each. */
static uint32_t
number_references(struct markdown_notes *notes, uint32_t line, uint32_t end)
{
    struct slice row = row_text(notes->issue, line), label;
    (void)end;
    for (size_t at = definition_bytes(row, &label), bytes; at<row.len; at += bytes> 0 ? bytes : 1) {
        bytes = row.at[at] == '[' ? reference_bytes(slice_from(row, at), &label) : 0;
        struct markdown_note *note = bytes > 0 ? find_note(notes, label) : NULL;
        if (note != NULL && note->number == 0)
            note->number = ++notes->numbered;
    }
    return line + 1;
}

char *
markdown_notes_find(struct markdown_notes *notes, const struct issue *issue, uint32_t first, uint32_t end)
{
    *notes = (struct markdown_notes){.issue = issue, .first = first};
    size_t base = first < end ? issue->lines[first].start_byte : 0;
    size_t bytes = first < end ? issue->lines[end - 1].start_byte + issue->lines[end - 1].bytes - base : 0;
    if (slice_find(slice_make(issue->text + base, bytes), "[^") == SIZE_MAX)
        return NULL;
    each_line(notes, end, take_definition);
    if (notes->count == 0)
        return NULL;
    each_line(notes, end, number_references);
    char *text = base_strndup(issue->text + base, issue->text_bytes - base);
    for (size_t i = 0; i < notes->count; i++)
        for (uint32_t line = notes->at[i].first_line; line < notes->at[i].end_line; line++)
            memset(text + issue->lines[line].start_byte - base, ' ', issue->lines[line].bytes);
    return text;
}

/* ¹, ¹² */
static void
add_number(struct buffer *out, unsigned number)
{
    static const char *const digits[] = {"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"};
    if (number >= 10)
        add_number(out, number / 10);
    buffer_add_text(out, digits[number % 10]);
}

void
markdown_note_add_mark(const struct markdown_note *note, struct buffer *out)
{
    if (note->number > 0)
        add_number(out, note->number);
    else
        buffer_add_slice(out, text_trim(note->mark));
    buffer_add_byte(out, ' ');
}

void
markdown_notes_mark(struct markdown_notes *notes, struct slice text, uint32_t line, struct buffer *out)
{
    struct slice label;
    for (size_t at = 0, bytes; at<text.len; at += bytes> 0 ? bytes : 1) {
        bytes = text.at[at] == '[' ? reference_bytes(slice_from(text, at), &label) : 0;
        struct markdown_note *note = bytes > 0 ? find_note(notes, label) : NULL;
        if (note == NULL || note->number == 0) {
            bytes = 0;
            buffer_add_byte(out, text.at[at]);
            continue;
        }
        add_number(out, note->number);
        note->named_in = note->named_in == ISSUE_NO_LINE ? line : note->named_in;
    }
}
