/* All that a line says for itself: its shape, and whether it is a byline, a dateline, a caption, or the page's own.
 *
 * Each room is asked for what it knows; nothing is weighed here.
 */
#include "parser/byline/byline.h"
#include "parser/judge/judge.h"
#include "parser/kinds/kinds.h"
#include "parser/page/page.h"

enum { NAMES_CELLS_MAX = 80, BYLINE_CELLS_MAX = 120 };

struct shape *
evidence_gather(const struct issue *issue, uint32_t first, uint32_t end, size_t *count)
{
    struct shape *shapes = shapes_measure(issue, first, end, count);
    for (size_t i = 0; i < *count; i++) {
        struct shape *shape = &shapes[i];
        shape->dateline = lead_read(shape->text);
        shape->lead = shape->dateline.bytes > 0;
        shape->caption = caption_is(shape->text);
        /* cheap signs that there are no names; most lines have one */
        bool prose = shape->cells > NAMES_CELLS_MAX || shape->stops > 0 || shape->particles > 0 || shape->digits > 0;
        bool stops = shape->stops > 0 && !text_byte_among(shape->text.at[0], "Bb"); /* By A. B. Whitlock */
        shape->byline = shape->cells <= BYLINE_CELLS_MAX && !stops && byline_is_line(shape);
        shape->names = !prose && byline_is_names(shape->text);
        shape->furniture = furniture_is_line(shape);
    }
    blocks_find(shapes, *count);
    for (size_t i = 0; issue->tangled_count > 0 && i < *count; i++)
        shapes[i].apart |= issue->lines[shapes[i].line].tangled;
    return shapes;
}
