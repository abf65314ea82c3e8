/* Text without markup inside of a file that has some: a feed's item, a letter. What wraps goes on, > stays, a blank line parts. */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

enum { WRAPPED_CELLS = 60 /* a shorter line was ended on purpose */ };

/* How often LINE, which is trimmed, is quoted. */
static size_t
quote_depth(struct slice line)
{
    size_t depth = 0;
    for (size_t at = 0; at < line.len && (line.at[at] == '>' || line.at[at] == ' '); at++)
        depth += line.at[at] == '>';
    return depth;
}

/* A list's item, or a rule that is drawn, begins a paragraph wherever it stands. */
static bool
begins(struct slice line)
{
    return text_byte_among(line.at[0], "-*+=_#|~") || slice_starts(line, "•") || slice_starts(line, "·");
}

/* Without the marks of a quotation, which its first line keeps. */
static struct slice
unquoted(struct slice line)
{
    size_t at = 0;
    while (at < line.len && (line.at[at] == '>' || line.at[at] == ' '))
        at++;
    return slice_from(line, at);
}

void
markup_add_prose(struct markup_writer *writer, struct slice text, const uint32_t *numbers, size_t line_count)
{
    size_t line = 0, depth = 0;
    bool goes_on = false;
    for (size_t at = 0, end; at < text.len && line < line_count; at = end + 1, line++) {
        for (end = at; end < text.len && text.at[end] != '\n';)
            end++;
        struct slice row = text_trim(slice_make(text.at + at, end - at)), words = unquoted(row);
        size_t here = quote_depth(row);
        if (words.len == 0) {
            goes_on = false;
            continue;
        }
        bool joined = goes_on && here == depth && !begins(words);
        writer->at = numbers[line];
        writer->mark = joined ? (struct markup_mark){.role = ISSUE_JOINED}
                              : (struct markup_mark){.role = ISSUE_BODY, .plain = here == 0};
        for (size_t i = 0; i < here && !joined; i++)
            markup_add(writer, slice_of("> "));
        markup_add(writer, words);
        markup_end_line(writer);
        goes_on = text_cells(row) >= WRAPPED_CELLS;
        depth = here;
    }
}

struct slice
markup_person_name(struct slice person)
{
    size_t open = slice_find(person, "(");
    if (open != SIZE_MAX && slice_ends(person, ")") && slice_has(slice_make(person.at, open), "@"))
        return text_trim(slice_make(person.at + open + 1, person.len - open - 2));
    open = slice_find(person, "<");
    if (open != SIZE_MAX && open > 0 && slice_ends(person, ">"))
        person = text_trim(slice_make(person.at, open));
    if (person.len > 2 && person.at[0] == '"' && person.at[person.len - 1] == '"')
        person = slice_make(person.at + 1, person.len - 2);
    return person;
}

void
markup_begin_brief(struct markup_writer *writer, size_t first)
{
    for (size_t i = first; i < writer->count; i++) {
        struct markup_mark *mark = &writer->marks[i];
        if (mark->role == ISSUE_BYLINE)
            mark->brief = true;
        if (mark->role == ISSUE_BLANK || mark->role == ISSUE_FURNITURE || mark->role == ISSUE_BYLINE)
            continue;
        if (mark->role != ISSUE_BODY)
            *mark = (struct markup_mark){.role = ISSUE_BODY};
        mark->plain = false;
        mark->brief = true;
        return;
    }
}
