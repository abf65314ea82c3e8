/* Where everything is on the screen, from the size and the state alone. */
#include "reader/frame/frame.h"

#include "kanbao/reader_front.h"

enum {
    ROWS_MIN = 4,
    FRONT_COLS_MIN = 64, /* a front page has room from there on */
    FRONT_ROWS_MIN = 14,
    FRONT_ARTICLES_MAX = 1000, /* more are no paper of a day, and would be long in the making */
    COLS_MIN = 16,
    SIDE_BY_SIDE_COLS = 72,
    WIDE_COLS = 100,        /* a screen this wide gives the article what the list does not need */
    RESULTS_COLS = 100,     /* a screen this wide has the article beside what was found, */
    RESULTS_SHARE = 45,     /* which has so many of a hundred columns, */
    RESULTS_COLS_MAX = 90,  /* and no more than these */
    ISSUES_SHARE_MORE = 12, /* of a hundred, for the list of issues: a headline stands behind the day and two numbers */
    LIST_COLS_MIN = 24,
    LIST_COLS_MAX = 60,
    MARGIN_COLS = 1,
    COLUMNS_COLS = 150,             /* a screen this wide has columns by itself, */
    COLUMN_CELLS = 40,              /* each at least so wide; */
    COLUMN_CELLS_MIN = 20,          /* when they are asked for, so wide */
    COLUMN_GAP = LAYOUT_GUTTER + 2, /* between them */
    NUMBER_COLS_MIN = 2,
    SIGN_COLS = 4, /* a blank, what it was taken for, a sign, a blank */
    SOURCE_CELLS_MIN = 8
};

/* On a wide screen, no wider than its longest headline needs it. */
static int
list_width(const struct reader *reader, enum reader_pane pane)
{
    int share = reader->options.list_width + (pane == PANE_ISSUES ? ISSUES_SHARE_MORE : 0);
    int cols = reader->cols * share / 100;
    cols = cols < LIST_COLS_MAX ? cols : LIST_COLS_MAX;
    int margins = reader_list_margin(reader).cols + MARGIN_COLS;
    if (pane != PANE_ISSUES && reader->shown != NULL && reader->cols >= WIDE_COLS)
        cols = margins + headline_list_widest(reader, cols - margins);
    return cols > LIST_COLS_MIN ? cols : LIST_COLS_MIN;
}

static int
results_width(const struct reader *reader)
{
    int cols = reader->cols * RESULTS_SHARE / 100;
    return cols < RESULTS_COLS_MAX ? cols : RESULTS_COLS_MAX;
}

/* A pane that has the keys, and what it shows beside or without the list. */
struct shown {
    enum reader_pane pane;
    bool source;
};

/* How many columns of text stand in ROOM cells. */
static int
columns_in(const struct reader *reader, struct shown shown, int room)
{
    bool automatic = reader->options.columns == COLUMNS_AUTO;
    int wanted = automatic ? LAYOUT_COLUMNS_MAX : reader->options.columns;
    int least = automatic ? COLUMN_CELLS : COLUMN_CELLS_MIN;
    if (shown.pane == PANE_DOCUMENT || shown.source || (automatic && reader->cols < COLUMNS_COLS))
        return 1;
    while (wanted > 1 && (room - (wanted - 1) * COLUMN_GAP) / wanted < least)
        wanted--;
    return wanted;
}

/* Left of the source: the number of the line, what it was taken for, and a sign; >, that of the cursor, is in the
   margin. */
static void
place_gutter(const struct reader *reader, struct reader_geometry *geometry, int room)
{
    size_t lines = reader->shown->line_count;
    for (geometry->number_cols = 0; lines > 0; lines /= 10)
        geometry->number_cols++;
    if (geometry->number_cols < NUMBER_COLS_MIN)
        geometry->number_cols = NUMBER_COLS_MIN;
    if (room < geometry->number_cols + SIGN_COLS + SOURCE_CELLS_MIN)
        geometry->number_cols = 0;
    geometry->gutter_cols = geometry->number_cols + SIGN_COLS;
}

/* An even measure: what is odd goes to the gutter. A pane wider than the text has it in its middle, if that is wanted. */
static void
place_text(const struct reader *reader, struct shown shown, struct reader_geometry *geometry)
{
    int room = geometry->pane_cols - MARGIN_COLS - LAYOUT_GUTTER;
    if (shown.source)
        place_gutter(reader, geometry, room);
    room = (room - geometry->gutter_cols) & ~1;
    int columns = columns_in(reader, shown, room), cells = (room - (columns - 1) * COLUMN_GAP) / columns & ~1;
    cells = cells < reader->options.measure ? cells : reader->options.measure & ~1;
    int all = columns * cells + (columns - 1) * COLUMN_GAP;
    geometry->columns = columns;
    geometry->column_step = cells + COLUMN_GAP;
    geometry->width = (struct layout_width){(uint16_t)cells, (uint16_t)all};
    geometry->text_col = geometry->pane_col + MARGIN_COLS + geometry->gutter_cols;
    if (reader->options.align == ALIGN_CENTER)
        geometry->text_col += (room - all) / 2;
}

bool
geometry_follows_results(const struct reader *reader)
{
    return reader->cols >= RESULTS_COLS && reader->rows >= ROWS_MIN && reader->options.panes == PANES_AUTO;
}

/* The day takes the place of the text. */
static void
place_calendar(const struct reader *reader, struct reader_geometry *geometry)
{
    struct reader_calendar_grid grid = reader_calendar_grid(reader);
    geometry->list_cols = grid.cols;
    if (!grid.beside)
        return;
    geometry->pane_col = grid.cols + 1;
    geometry->pane_cols = reader->cols - geometry->pane_col;
}

bool
reader_front_fits(const struct reader *reader)
{
    bool paper = reader->shown == NULL || reader->shown->article_count <= FRONT_ARTICLES_MAX;
    return paper && reader->cols >= FRONT_COLS_MIN && reader->rows >= FRONT_ROWS_MIN;
}

bool
reader_shows_front(const struct reader *reader)
{
    return reader->at.front && reader->at.pane == PANE_LIST && reader_front_fits(reader) &&
           reader_article(reader) != NULL;
}

struct reader_geometry
geometry_of_pane(const struct reader *reader, enum reader_pane pane)
{
    struct reader_geometry geometry = {
        .body_row = 1, .body_rows = reader->rows - 2 - reader_candidate_rows(reader), .columns = 1};
    if (reader->rows < ROWS_MIN || reader->cols < COLS_MIN) {
        geometry.too_small = true;
        return geometry;
    }
    if (pane == PANE_CALENDAR) {
        place_calendar(reader, &geometry);
        return geometry;
    }
    struct shown shown = {pane, pane != PANE_DOCUMENT && reader->at.source.shown && reader->shown != NULL &&
                                    reader->shown->line_count > 0};
    bool text_has_keys = pane == PANE_ARTICLE || pane == PANE_DOCUMENT;
    bool text_alone = pane == PANE_DOCUMENT || (pane == PANE_ARTICLE && reader->at.full_width);
    bool wide = reader->cols >= SIDE_BY_SIDE_COLS && reader->options.panes == PANES_AUTO;
    bool results = pane == PANE_RESULTS,
         followed = results && geometry_follows_results(reader) && reader_shows_result(reader);
    bool front = reader_shows_front(reader) && pane == PANE_LIST;
    bool beside = wide && !text_alone && !front && (!results || followed);
    if (beside)
        geometry.list_cols = results ? results_width(reader) : list_width(reader, pane);
    else if (!text_has_keys)
        geometry.list_cols = reader->cols;
    if (beside || text_has_keys) {
        geometry.pane_col = beside ? geometry.list_cols + 1 : 0;
        geometry.pane_cols = reader->cols - geometry.pane_col;
        place_text(reader, shown, &geometry);
    }
    return geometry;
}

struct reader_geometry
reader_geometry(const struct reader *reader)
{
    return geometry_of_pane(reader, reader->at.pane);
}
