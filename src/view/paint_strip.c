/* Above the prompt: the strings to pick from, with the numbers that pick them and how often each was found. */
#include "view/paint.h"

#include "kanbao/text.h"

enum { MARGIN_COLS = 1, GAP_COLS = 2 };

/* One candidate at COL; the column behind it, or -1 where it has no room. */
static int
put_candidate(struct screen *screen, int row, int col, const struct reader_candidates *candidates, size_t which)
{
    struct buffer words = {0}, count = {0};
    const struct search_candidate *candidate = &candidates->at[which];
    int end = -1, room = screen->cols - MARGIN_COLS;
    buffer_printf(&words, "%zu ", which + 1);
    text_add_safe(&words, candidate->text);
    buffer_printf(&count, " %zu", candidate->hits);
    int cells = (int)(text_cells(buffer_slice(&words)) + text_cells(buffer_slice(&count)));
    if (col + cells <= room) {
        end = screen_put(screen, row, col, room, buffer_slice(&words), STYLE_PROMPT);
        end = screen_put(screen, row, end, room, buffer_slice(&count), STYLE_BOTTOM);
        if (which == candidates->selected)
            screen_lay(screen, row, col, end, STYLE_SELECTED);
    }
    buffer_done(&words);
    buffer_done(&count);
    return end;
}

void
view_strip(const struct reader *reader, struct screen *screen)
{
    struct reader_candidates candidates = reader_candidates(reader);
    int row = screen->rows - 2, col = MARGIN_COLS;
    if (reader_candidate_rows(reader) == 0)
        return;
    screen_fill(screen, row, 0, screen->cols, STYLE_BOTTOM);
    /* the selected one is shown, whatever stands before it */
    size_t first = 0, shown = 0;
    for (size_t i = 0; i < candidates.count && col >= 0; i++) {
        int end = put_candidate(screen, row, col, &candidates, i);
        if (end < 0 && candidates.selected < candidates.count && i <= candidates.selected && i > first) {
            first = i;
            shown = 0;
            screen_fill(screen, row, 0, screen->cols, STYLE_BOTTOM);
            end = put_candidate(screen, row, MARGIN_COLS, &candidates, i);
        }
        shown += end >= 0;
        col = end >= 0 ? end + GAP_COLS : -1;
    }
    if (first + shown < candidates.strings && col >= 0 && col < screen->cols - MARGIN_COLS)
        screen_put(screen, row, col, screen->cols, slice_of("…"), STYLE_BOTTOM);
}
