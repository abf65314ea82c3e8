/* Code: a line of it is a line, as far in as in the file, and nothing of it is shown otherwise than it is, but for tabs, which go on
 * to stops of four cells (CommonMark 0.31, 2.2). The source keeps them.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

enum { TAB_CELLS = 4 };

void
code_show(struct layout_shown *shown, struct slice source)
{
    static const char blanks[] = "    ";
    size_t col = 0;
    _Static_assert(sizeof blanks - 1 == TAB_CELLS, "the longest way to a stop");
    shown_begin(shown, source);
    for (size_t at = 0; at < source.len;) {
        struct text_cluster cluster = text_cluster_at(source, at);
        if (source.at[at] == '\t') {
            shown_replace(shown, at, 1, blanks + col % TAB_CELLS);
            col += TAB_CELLS - col % TAB_CELLS;
            at++;
            continue;
        }
        col = source.at[at] == '\n' ? 0 : col + cluster.cells;
        at += cluster.bytes;
    }
    shown_end(shown);
}

size_t
code_indent(struct slice line)
{
    size_t blanks = 0;
    while (blanks < line.len && line.at[blanks] == ' ')
        blanks++;
    return blanks;
}
