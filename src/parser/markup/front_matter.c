/* What stands above a text with markup and is data: YAML between lines of ---, TOML between lines of +++, or, as Pelican has it, lines
 * of Name: value up to an empty one. Only title, category, date, author and tags are understood.
 */
#include "parser/markup/markup.h"

#include "parser/dates/dates.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { LINES_MAX = 200, NAMES_LEAST = 2 };

/* NAME: VALUE, or NAME = VALUE, of a line; false: it is neither. */
static bool
read_pair(struct slice line, char sign, struct slice *name, struct slice *value)
{
    size_t at = 0;
    while (at < line.len &&
           (text_is_ascii_alnum((unsigned char)line.at[at]) || line.at[at] == '_' || line.at[at] == '-'))
        at++;
    *name = slice_make(line.at, at);
    while (at < line.len && line.at[at] == ' ')
        at++;
    if (name->len == 0 || at == line.len || line.at[at] != sign)
        return false;
    *value = text_trim(slice_from(line, at + 1));
    bool quoted =
        value->len >= 2 && (value->at[0] == '"' || value->at[0] == '\'') && value->at[value->len - 1] == value->at[0];
    if (quoted)
        *value = slice_make(value->at + 1, value->len - 2);
    return true;
}

/* The name of the series is the paper's before that of the issue. */
static void
take_pair(struct markup *markup, struct slice name, struct slice value, bool *series)
{
    bool category = text_is_name(name, "category") || text_is_name(name, "series");
    if (value.len > 0 && (category || (text_is_name(name, "title") && !*series))) {
        free(markup->title);
        markup->title = base_strndup(value.at, value.len);
        *series |= category;
    }
    if (text_is_name(name, "date") && markup->date == 0)
        markup->date = date_find(value, NULL, NULL);
}

/* The first of its name counts. */
static void
keep_value(struct front_value *kept, const char *wanted, struct slice name, struct slice value, uint32_t line)
{
    if (kept->words.len == 0 && text_is_name(name, wanted))
        *kept = (struct front_value){line, value};
}

/* Of a ROW that gives some; the brackets of a list may be closed further down. */
static void
take_tags(struct front_tags *tags, bool named, struct slice row, struct slice value)
{
    tags->bracket = named && slice_starts(value, "[") && !slice_has(row, "]");
    if (named)
        front_tags_add(tags, value);
}

struct front_matter
front_matter_read(const struct issue *issue, struct markup *markup)
{
    struct slice name, value, first = issue->line_count > 0 ? text_trim(row_text(issue, 0)) : slice_make("", 0);
    bool yaml = slice_equal(first, slice_of("---")), toml = slice_equal(first, slice_of("+++"));
    bool series = false, tagging = false;
    uint32_t line = yaml || toml, end = 0, pairs = 0;
    struct markup found = {.date = 0};
    struct front_matter front = {.line_count = 0};
    for (; line < issue->line_count && line < LINES_MAX && end == 0; line++) {
        struct slice row = text_trim(row_text(issue, line));
        if (yaml || toml) {
            if (slice_equal(row, first) || (yaml && slice_equal(row, slice_of("..."))))
                end = line + 1;
        } else if (row.len == 0 || !read_pair(row, ':', &name, &value)) {
            break;
        }
        bool goes_on = tagging && end == 0 && (yaml || toml) && front_tags_go_on(&front.tags, row);
        if (!goes_on && end == 0 && read_pair(row, toml ? '=' : ':', &name, &value)) {
            take_pair(&found, name, value, &series);
            tagging = front_tags_name(name);
            take_tags(&front.tags, tagging, row, value);
            keep_value(&front.title, "title", name, value, line);
            keep_value(&front.author, "author", name, value, line);
            pairs++;
        }
    }
    bool pelican = !yaml && !toml && pairs >= NAMES_LEAST && (found.title != NULL || found.date != 0) &&
                   line < issue->line_count && text_trim(row_text(issue, line)).len == 0;
    if (end == 0 && !pelican) {
        free(found.title);
        for (size_t i = 0; i < front.tags.count; i++)
            free(front.tags.at[i]);
        free(front.tags.at);
        return (struct front_matter){.line_count = 0};
    }
    markup->title = found.title;
    markup->date = found.date;
    front.line_count = end > 0 ? end : line;
    return front;
}

static void
write_value(const struct front_value *value, struct markup_writer *writer)
{
    const struct markup_mark furniture = {.role = ISSUE_FURNITURE};
    if (value->words.len == 0)
        return;
    markup_add_rows(writer, value->line, furniture);
    writer->mark = furniture;
    writer->at = value->line;
    markup_add(writer, value->words);
    markup_end_line(writer);
}

void
front_matter_write(const struct front_matter *front, struct markup_writer *writer)
{
    bool title_first = front->title.line < front->author.line;
    write_value(title_first ? &front->title : &front->author, writer);
    write_value(title_first ? &front->author : &front->title, writer);
    markup_add_rows(writer, front->line_count, (struct markup_mark){.role = ISSUE_FURNITURE});
}

void
front_matter_settle(const struct front_matter *front, const struct issue *issue, struct markup *markup)
{
    if (front->title.words.len == 0)
        return;
    for (size_t i = 0; i < issue->line_count; i++)
        if (markup->marks[i].level > 0)
            return;
    markup->marks[front->title.line].role = ISSUE_HEADLINE;
    if (front->author.words.len > 0 && front->author.line > front->title.line)
        markup->marks[front->author.line].role = ISSUE_BYLINE;
}
