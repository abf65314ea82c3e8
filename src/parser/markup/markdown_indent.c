/* Are lines that are indented by four cells code, as Markdown has it (CommonMark 0.31, 4.4), or paragraphs, as papers have it?
 *
 * It is asked of the whole file, as one hand wrote it: one such paragraph of prose says that they are. What is inside of lists and fences
 * says nothing.
 */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

enum { CODE_CELLS = 4 };

/* Cells of white space before LINE, tabs to stops of four. */
static size_t
indent_of(struct slice line)
{
    size_t cells = 0;
    for (size_t at = 0; at < line.len && (line.at[at] == ' ' || line.at[at] == '\t'); at++)
        cells += line.at[at] == '\t' ? CODE_CELLS - cells % CODE_CELLS : 1;
    return cells;
}

/* - or 1. and a blank: what is indented below is the item's. */
static bool
is_item(struct slice words)
{
    size_t at = 0;
    while (at < words.len && words.at[at] >= '0' && words.at[at] <= '9')
        at++;
    if (slice_starts(words, "[^"))
        return true; /* a footnote */
    bool mark = at < words.len && text_byte_among(words.at[at], at > 0 ? ".)" : "-*+");
    return mark && at + 1 < words.len && (words.at[at + 1] == ' ' || words.at[at + 1] == '\t');
}

static bool
is_fence(struct slice words)
{
    return slice_starts(words, "```") || slice_starts(words, "~~~");
}

/* Half of it, as wide as it is, East Asian; or a sentence. */
static bool
is_prose(struct slice words)
{
    size_t points = 0, east_asian = 0;
    for (size_t at = 0; at < words.len; points++)
        east_asian += text_is_cjk(text_point(words, at, &at));
    char first = words.at[0];
    bool begins = (first >= 'A' && first <= 'Z') || (first & 0x80) != 0 || first == '"';
    bool ends = text_among(text_last(words), U".!?\"”。！？…");
    return east_asian * 3 >= points || (begins && ends && slice_has(words, " "));
}

bool
markdown_indents_code(const struct issue *issue, uint32_t first)
{
    bool fenced = false, list = false, block = false, above = true; /* above: the line before is empty */
    for (uint32_t line = first; line < issue->line_count; line++) {
        struct slice row = row_text(issue, line), words = text_trim(row);
        bool indented = indent_of(row) >= CODE_CELLS;
        if (words.len == 0) {
            block = block && fenced;
            above = true;
            continue;
        }
        if (!indented && is_fence(words))
            fenced = !fenced;
        if (!indented && !fenced)
            list = is_item(words) || (list && !above);
        block = indented && (block || (above && !list));
        if (!fenced && (block ? is_prose(words) : false))
            return false;
        above = false;
    }
    return true;
}
