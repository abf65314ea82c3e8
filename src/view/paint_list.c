/* The list of headlines. */
#include "view/paint.h"

#include "kanbao/text.h"

static void
put_section(const struct reader_frame *frame, struct screen *screen, const struct reader_list_row *at)
{
    int list_cols = frame->geometry.list_cols;
    int end = screen_put(screen, at->section_row, 1, list_cols - 1, at->item.section, STYLE_SECTION);
    if (at->item.section_cut)
        screen_put(screen, at->section_row, end, list_cols, slice_of("…"), STYLE_SECTION);
}

/* In terminals that make these signs wide, others stand for them. */
void
view_put_mark(struct screen *screen, int row, int col, uint8_t marks)
{
    bool narrow = text_ambiguous() == 1;
    const char *mark = marks & STORE_READ       ? ""
                       : marks & STORE_REISSUED ? (narrow ? "≠" : "=")
                       : marks & STORE_BEGUN    ? (narrow ? "◐" : "-")
                                                : (narrow ? "●" : "*");
    screen_put(screen, row, col, col + 1, slice_of(mark), STYLE_UNREAD_MARK);
}

/* That, and before it, what the reader keeps. */
static void
put_marks(struct screen *screen, int row, int col, const struct reader_list_margin *margin, uint8_t marks)
{
    const char *star = text_ambiguous() == 1 ? "★" : "!";
    const char *kept = marks & STORE_FLAGGED ? star : marks & STORE_NOTED ? "+" : "";
    int sign_col = col + margin->sign_col;
    view_put_mark(screen, row, col + margin->mark_col, marks);
    screen_put(screen, row, sign_col, sign_col + 1, slice_of(kept), STYLE_UNCERTAIN);
}

void
view_headline_signs(const struct reader *reader, struct screen *screen, int row, int col, uint32_t article,
                    enum style style)
{
    struct reader_list_margin margin = reader_list_margin(reader);
    char number[16];
    int sign_col = col + margin.sign_col;
    snprintf(number, sizeof number, "%u", article + 1);
    screen_put_right(screen, row, col, sign_col, slice_of(number), style);
    put_marks(screen, row, col, &margin, reader_marks(reader, article));
    if (reader->options.uncertain && reader_is_uncertain(reader, article))
        screen_put(screen, row, sign_col, sign_col + 1, slice_of("?"), STYLE_UNCERTAIN);
}

/* How many hits the article has, while something is searched for: behind the headline, where a row of it has room. */
static void
put_hit_count(const struct reader_frame *frame, struct screen *screen, const struct reader_list_row *at,
              const int *ends)
{
    size_t count;
    char number[24];
    int rows = at->item.row_count, cols = frame->geometry.list_cols;
    reader_hits(frame->reader, at->article, &count);
    if (count == 0 || reader_found(frame->reader).query.len == 0)
        return;
    int width = snprintf(number, sizeof number, "%zu", count);
    for (int i = rows - 1; i >= 0; i--)
        if (ends[i] > 0 && ends[i] + 1 + width < cols) {
            screen_put_right(screen, at->row + i, ends[i] + 1, cols - 1, slice_of(number), STYLE_NUMBER);
            return;
        }
}

static void
put_headline(const struct reader_frame *frame, struct screen *screen, const struct reader_list_row *at)
{
    const struct reader_list_item *item = &at->item;
    uint32_t article = at->article;
    int row = at->row;
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    struct reader_list_margin margin = reader_list_margin(reader);
    int cols = geometry->list_cols;
    int bottom = geometry->body_row + geometry->body_rows;
    bool selected = article == reader->at.article;
    bool read = reader_is_read(reader, article);
    enum style style = read ? STYLE_READ : STYLE_LIST;
    int ends[READER_LIST_ROWS_MAX] = {0};
    for (int i = 0; i < item->row_count && row + i < bottom; i++) {
        ends[i] = screen_put(screen, row + i, margin.cols, cols - 1, item->rows[i], style);
        if (item->cut && i == item->row_count - 1)
            ends[i] = screen_put(screen, row + i, ends[i], cols, slice_of("…"), style);
    }
    put_hit_count(frame, screen, at, ends);
    view_headline_signs(reader, screen, row, 0, article, style);
    view_list_hits(reader, article, item, screen, row, item->row_count < bottom - row ? item->row_count : bottom - row,
                   0, cols);
    if (!selected)
        return;
    screen_put(screen, row, 0, 1, slice_of(">"), style);
    for (int i = 0; i < item->row_count && row + i < bottom; i++) {
        screen_restyle(screen, row + i, 0, cols, style); /* a sign in a colour of its own would be a hole in the row */
        screen_lay(screen, row + i, 0, cols, reader->at.pane == PANE_LIST ? STYLE_SELECTED : STYLE_SELECTED_DIM);
    }
    if (reader->at.pane == PANE_LIST)
        screen_set_cursor(screen, row, 0);
}

void
view_headlines(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    const struct issue *issue = reader->shown;
    int row = geometry->body_row;
    if (issue == NULL || issue->article_count == 0) {
        const char *words = issue == NULL    ? _("(cannot be read)")
                            : issue->preview ? _("(being read)")
                                             : _("(an empty issue)");
        screen_put(screen, row, 2, geometry->list_cols, slice_of(words), STYLE_READ);
        screen_set_cursor(screen, row, 0);
        return;
    }
    if (reader->at.pane == PANE_LIST)
        screen_set_cursor(screen, row, 0); /* until the selected one is put */
    for (struct reader_list_row at = {.row = 0}; reader_list_next(frame, &at);) {
        if (at.section_row >= 0)
            put_section(frame, screen, &at);
        put_headline(frame, screen, &at);
    }
}
