/* When what was found was printed: a column for each month, as high as it has hits, in the top line. */
#include "view/paint.h"

#include "kanbao/text.h"

enum { MONTHS = 12, LEVELS = 8 };

/* A column's height; in terminals that make these characters wide, a digit. */
static struct slice
column(uint32_t hits, uint32_t most)
{
    static const char *const blocks[LEVELS] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    static const char *const digits[LEVELS] = {"1", "2", "3", "4", "5", "6", "7", "8"};
    uint32_t level = hits > 0 ? (hits * (uint64_t)LEVELS + most - 1) / most : 0;
    if (level == 0)
        return slice_of(text_ambiguous() == 1 ? " " : ".");
    return slice_of(text_ambiguous() == 1 ? blocks[level - 1] : digits[level - 1]);
}

static int
put_year(struct screen *screen, int col, int end_col, unsigned year, const char *behind)
{
    struct buffer words = {0};
    buffer_printf(&words, "%04u%s", year, behind);
    col = screen_put(screen, 0, col, end_col, buffer_slice(&words), STYLE_TOP);
    buffer_done(&words);
    return col;
}

void
view_timeline(struct screen *screen, int col, int end_col, const struct reader_timeline *timeline, bool chosen)
{
    unsigned year = timeline->first / 10000;
    if (timeline->span == SPAN_YEARS)
        col = put_year(screen, col, end_col, year, " ");
    for (size_t i = 0; i < timeline->count; i++) {
        if (timeline->span == SPAN_MONTHS && i % MONTHS == 0) {
            col += i > 0;
            col = put_year(screen, col, end_col, year + (unsigned)(i / MONTHS), " ");
        }
        bool now = i == timeline->now;
        int start = col;
        col = screen_put(screen, 0, col, end_col, column(timeline->hits[i], timeline->most),
                         now ? STYLE_TEXT : STYLE_TOP);
        if (now && chosen) {
            screen_lay(screen, 0, start, col, STYLE_SELECTED);
            screen_set_cursor(screen, 0, start);
        }
    }
    if (timeline->span == SPAN_YEARS && timeline->count > 1) {
        col = screen_put(screen, 0, col, end_col, slice_of(" "), STYLE_TOP);
        put_year(screen, col, end_col, year + (unsigned)timeline->count - 1, "");
    }
}
