/* Where everything is on the screen, from the size and the state alone. */
#include "kanbao/reader.h"

enum {
    ROWS_MIN = 4,
    COLS_MIN = 16,
    SIDE_BY_SIDE_COLS = 72,
    LIST_COLS_MIN = 24,
    LIST_COLS_MAX = 60,
    GUTTER_COLS = 2, /* right of the measure: marks may hang there */
    MARGIN_COLS = 1
};

static int
list_width(const struct reader *reader)
{
    int cols = reader->cols * reader->options.list_width / 100;
    cols = cols < LIST_COLS_MAX ? cols : LIST_COLS_MAX;
    return cols > LIST_COLS_MIN ? cols : LIST_COLS_MIN;
}

struct reader_geometry
reader_geometry(const struct reader *reader)
{
    struct reader_geometry geometry = {.body_row = 1, .body_rows = reader->rows - 2};
    if (reader->rows < ROWS_MIN || reader->cols < COLS_MIN) {
        geometry.too_small = true;
        return geometry;
    }
    bool text_has_keys = reader->pane == PANE_ARTICLE || reader->pane == PANE_HELP;
    bool text_alone = reader->pane == PANE_HELP || (reader->pane == PANE_ARTICLE && reader->full_width);
    bool beside = reader->cols >= SIDE_BY_SIDE_COLS && !text_alone;
    if (beside)
        geometry.list_cols = list_width(reader);
    else if (!text_has_keys)
        geometry.list_cols = reader->cols;
    if (beside || text_has_keys) {
        geometry.pane_col = beside ? geometry.list_cols + 1 : 0;
        geometry.pane_cols = reader->cols - geometry.pane_col;
        /* An even measure: what is odd goes to the gutter. A pane wider than the
           measure has the text in its middle. */
        int room = (geometry.pane_cols - MARGIN_COLS - GUTTER_COLS) & ~1;
        int cells = room < reader->options.measure ? room : reader->options.measure & ~1;
        geometry.measure = (uint16_t)cells;
        geometry.text_col = geometry.pane_col + MARGIN_COLS + (room - cells) / 2;
    }
    return geometry;
}
