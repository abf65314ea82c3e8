/* What is certain of lines before any is judged: captions, rows, items, verse, the fixed lines of official papers.
 *
 * The judgement learnt from prose. What has marks of its own is told apart first, so that no row of a table heads an article and
 * no item of a list is joined to the next. Each kind has a file; here is the order in which they are asked. Whatever is not
 * certain is left to the judgement.
 */
#include "parser/kinds/kinds.h"

void
blocks_find(struct shape *shapes, size_t count)
{
    captions_mark(shapes, count);
    official_mark(shapes, count);
    tables_mark(shapes, count);
    speech_mark(shapes, count);
    briefs_mark(shapes, count);
    lists_mark(shapes, count);
    data_mark(shapes, count);
    verse_mark(shapes, count);
    tails_mark(shapes, count);
    asides_mark(shapes, count);
}
