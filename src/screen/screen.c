/* The grid: what the user sees, as data.
 *
 * A wide character is a cell and the right half after it; nothing here ever leaves
 * one without the other. Knows no terminal.
 */
#include "kanbao/screen.h"

#include "kanbao/text.h"

#include <assert.h>
#include <stdlib.h>

/* What the fields of a cell hold. */
enum { BASE_BITS = 0x1FFFFF, LINKS_MAX = 0x7FF, STYLE_BITS = 63, CELLS_BITS = 3, HIT_BITS = 7, SELECTION_BITS = 3 };
_Static_assert((int)STYLE_COUNT <= STYLE_BITS + 1, "a style fits into a cell");

static struct screen_cell
blank(enum style style)
{
    return (struct screen_cell){.base = ' ', .style = style & STYLE_BITS, .cells = 1};
}

static void
forget_links(struct screen *screen)
{
    for (size_t i = 0; i < screen->link_count; i++)
        free(screen->links[i].address);
    screen->link_count = 0;
}

void
screen_done(struct screen *screen)
{
    forget_links(screen);
    free(screen->links);
    free(screen->cells);
    free(screen->marks);
    *screen = (struct screen){0};
}

void
screen_clear(struct screen *screen, int rows, int cols)
{
    if (rows != screen->rows || cols != screen->cols) {
        free(screen->cells);
        screen->cells = base_alloc((size_t)rows * (size_t)cols * sizeof *screen->cells);
        screen->rows = rows;
        screen->cols = cols;
    }
    for (size_t i = 0; i < (size_t)rows * (size_t)cols; i++)
        screen->cells[i] = blank(STYLE_TEXT);
    screen->mark_count = 0;
    forget_links(screen);
    screen->cursor_shown = false;
    screen->cursor_row = screen->cursor_col = 0;
    screen->cut_count = 0;
}

/* What is written at COL must not leave half of a wide cell beside it. */
static void
free_cell(struct screen *screen, int row, int col)
{
    struct screen_cell *cell = screen_at(screen, row, col);
    if (cell->cells == 0)
        *(cell - 1) = blank((enum style)(cell - 1)->style);
    else if (cell->cells == 2)
        *(cell + 1) = blank((enum style)cell->style);
}

void
screen_fill(struct screen *screen, int row, int col, int end_col, enum style style)
{
    if (row < 0 || row >= screen->rows)
        return;
    for (col = col < 0 ? 0 : col; col < end_col && col < screen->cols; col++) {
        free_cell(screen, row, col);
        *screen_at(screen, row, col) = blank(style);
    }
}

void
screen_restyle(struct screen *screen, int row, int col, int end_col, enum style style)
{
    if (row < 0 || row >= screen->rows)
        return;
    for (col = col < 0 ? 0 : col; col < end_col && col < screen->cols; col++)
        screen_at(screen, row, col)->style = style & STYLE_BITS;
}

void
screen_lay(struct screen *screen, int row, int col, int end_col, enum style layer)
{
    if (row < 0 || row >= screen->rows)
        return;
    for (col = col < 0 ? 0 : col; col < end_col && col < screen->cols; col++) {
        struct screen_cell *cell = screen_at(screen, row, col);
        if (layer >= STYLE_HIT && layer <= STYLE_HIT_NOW)
            cell->hit = (layer - STYLE_HIT + 1) & HIT_BITS;
        else
            cell->selection = (layer - STYLE_SELECTED + 1) & SELECTION_BITS;
    }
}

/* ADDRESS as terminals take it (RFC 3986); empty: they do not. */
static void
add_address(struct buffer *out, struct slice address)
{
    enum { BYTES_MAX = 2083 }; /* what VTE takes, and browsers did */
    for (size_t i = 0; i < address.len && out->len <= BYTES_MAX; i++) {
        unsigned char byte = (unsigned char)address.at[i];
        if (byte > 0x20 && byte < 0x7F && !text_byte_among((char)byte, "\"<>\\^`{|}"))
            buffer_add_byte(out, (char)byte);
        else
            buffer_printf(out, "%%%02X", byte);
    }
    if (out->len > BYTES_MAX)
        buffer_clear(out);
}

/* FNV-1a, 32 bits. */
static uint32_t
link_id(struct slice address, uint32_t place)
{
    uint32_t id = 2166136261U;
    for (size_t i = 0; i < address.len; i++)
        id = (id ^ (unsigned char)address.at[i]) * 16777619U;
    for (int shift = 0; shift < 32; shift += 8)
        id = (id ^ (place >> shift & 0xFF)) * 16777619U;
    return id;
}

/* Which of the screen's links leads to ADDRESS, from 1 on; nearly always the last one, or a new one. 0: there are too many. */
static unsigned
link_number(struct screen *screen, struct slice address, uint32_t place)
{
    uint32_t id = link_id(address, place);
    for (size_t i = screen->link_count; i > 0; i--)
        if (screen->links[i - 1].id == id && slice_equal(slice_of(screen->links[i - 1].address), address))
            return (unsigned)i;
    if (screen->link_count == LINKS_MAX)
        return 0;
    screen->links = base_grow(screen->links, &screen->link_capacity, screen->link_count + 1, sizeof *screen->links);
    screen->links[screen->link_count++] = (struct screen_link){base_strndup(address.at, address.len), id};
    return (unsigned)screen->link_count;
}

void
screen_link(struct screen *screen, int row, int col, int end_col, struct slice address, uint32_t place)
{
    struct buffer written = {0};
    add_address(&written, address);
    if (row >= 0 && row < screen->rows && written.len > 0) {
        unsigned link = link_number(screen, buffer_slice(&written), place);
        for (col = col < 0 ? 0 : col; col < end_col && col < screen->cols; col++)
            screen_at(screen, row, col)->link = link & LINKS_MAX;
    }
    buffer_done(&written);
}

struct put {
    struct screen *screen;
    int row, col;
    enum style style;
};

static void
put_part(void *context, char32_t base, int cells, const char32_t *marks, size_t mark_count)
{
    struct put *put = context;
    struct screen *screen = put->screen;
    for (int i = 0; i < cells; i++)
        free_cell(screen, put->row, put->col + i);
    struct screen_cell *cell = screen_at(screen, put->row, put->col);
    *cell = (struct screen_cell){
        .base = base & BASE_BITS, .style = put->style & STYLE_BITS, .cells = (unsigned)cells & CELLS_BITS};
    if (mark_count > 0 && screen->mark_count < UINT16_MAX) {
        screen->marks = base_grow(screen->marks, &screen->mark_capacity, screen->mark_count + 1, sizeof *screen->marks);
        char32_t *group = screen->marks[screen->mark_count++];
        for (size_t i = 0; i < SCREEN_MARKS_MAX; i++)
            group[i] = i < mark_count ? marks[i] : 0;
        cell->marks = (uint16_t)screen->mark_count;
    }
    if (cells == 2)
        *(cell + 1) = (struct screen_cell){.style = put->style & STYLE_BITS};
    put->col += cells;
}

static void
put_tag(struct put *put, struct slice text, size_t at)
{
    char32_t code;
    char tag[16];
    text_decode(text.at + at, &code);
    struct slice shown = slice_make(tag, text_tag(code, tag));
    enum style style = put->style;
    put->style = STYLE_TAG;
    for (size_t i = 0; i < shown.len;) {
        i += text_decode(shown.at + i, &code);
        put_part(put, code, 1, NULL, 0);
    }
    put->style = style;
}

int
screen_put(struct screen *screen, int row, int col, int end_col, struct slice text, enum style style)
{
    if (row < 0 || row >= screen->rows || col < 0)
        return col;
    if (end_col > screen->cols)
        end_col = screen->cols;
    struct put put = {screen, row, col, style};
    for (size_t at = 0; at < text.len;) {
        struct text_cluster cluster = text_cluster_at(text, at);
        if (put.col + cluster.cells > end_col)
            break;
        if (cluster.show == TEXT_SHOW_TAG)
            put_tag(&put, text, at);
        else
            text_cluster_parts(text, at, cluster, put_part, &put);
        at += cluster.bytes;
    }
    return put.col;
}

int
screen_put_right(struct screen *screen, int row, int col, int end_col, struct slice text, enum style style)
{
    int cells = (int)text_cells(text);
    int start = end_col - cells > col ? end_col - cells : col;
    screen_put(screen, row, start, end_col, text, style);
    return start;
}

void
screen_cut(struct screen *screen, int col)
{
    assert(screen->cut_count < SCREEN_CUTS_MAX && col > 0);
    screen->cuts[screen->cut_count++] = col;
}

void
screen_set_cursor(struct screen *screen, int row, int col)
{
    screen->cursor_shown = row >= 0 && row < screen->rows && col >= 0 && col < screen->cols;
    if (screen->cursor_shown) {
        screen->cursor_row = row;
        screen->cursor_col = col;
    }
}

void
screen_add_text(struct buffer *out, const struct screen *screen)
{
    char utf8[4];
    for (int row = 0; row < screen->rows; row++) {
        size_t ink = out->len;
        for (int col = 0; col < screen->cols; col++) {
            const struct screen_cell *cell = screen_at(screen, row, col);
            if (cell->cells == 0)
                continue;
            buffer_add(out, utf8, text_encode(cell->base, utf8));
            for (int i = 0; cell->marks > 0 && i < SCREEN_MARKS_MAX && screen->marks[cell->marks - 1][i] != 0; i++)
                buffer_add(out, utf8, text_encode(screen->marks[cell->marks - 1][i], utf8));
            if (cell->base != ' ' || cell->marks > 0)
                ink = out->len;
        }
        out->len = ink;
        buffer_add_byte(out, '\n');
    }
}

void
screen_add_styles(struct buffer *out, const struct screen *screen)
{
    for (int row = 0; row < screen->rows; row++) {
        for (int col = 0; col < screen->cols; col++)
            buffer_add_byte(out, style_rows[screen_at(screen, row, col)->style].letter);
        buffer_add_byte(out, '\n');
    }
}

void
screen_add_layers(struct buffer *out, const struct screen *screen)
{
    for (int row = 0; row < screen->rows; row++) {
        for (int col = 0; col < screen->cols; col++) {
            const struct screen_cell *cell = screen_at(screen, row, col);
            enum style layer = cell->hit > 0 ? screen_hit(cell) : screen_selection(cell);
            buffer_add_byte(out, style_rows[layer].letter);
        }
        buffer_add_byte(out, '\n');
    }
}

bool
screen_row_equal(const struct screen *a, int row_a, const struct screen *b, int row_b)
{
    if (a->cols != b->cols)
        return false;
    for (int col = 0; col < a->cols; col++) {
        const struct screen_cell *x = screen_at(a, row_a, col), *y = screen_at(b, row_b, col);
        if (x->base != y->base || x->style != y->style || x->hit != y->hit || x->selection != y->selection ||
            (x->marks > 0) != (y->marks > 0) || (x->link > 0) != (y->link > 0))
            return false;
        if (x->link > 0 && screen_link_of(a, x)->id != screen_link_of(b, y)->id)
            return false;
        if (x->marks > 0 && memcmp(a->marks[x->marks - 1], b->marks[y->marks - 1], sizeof *a->marks) != 0)
            return false;
    }
    return true;
}
