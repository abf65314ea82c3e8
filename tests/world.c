/* A reader on a small library of invented issues; see world.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "world.h"

#include "kanbao/keymap.h"
#include "kanbao/view.h"

#include <stdlib.h>

/* ---- a library of invented issues */

static const char *const names[WORLD_ISSUES] = {"20310504.txt", "20310503.txt", "20310502.txt",
                                                "20310501.txt", "20310430.txt", "20310429.txt"};

static void
add_chinese_article(struct buffer *out, unsigned number, unsigned paragraphs)
{
    buffer_printf(out, "北岸第%u号码头添了一盏灯\n\n", number);
    for (unsigned p = 0; p < paragraphs; p++) {
        buffer_add_text(out, "　　");
        for (unsigned s = 0; s <= (number + p) % 4; s++)
            buffer_printf(out, "第%u号渡船在%u点%02u分离开北岸，船上有%u袋面粉和一位不肯坐下的邮递员。",
                          number * 70 + p * 5 + s, (number + p + s) % 24, (number * 13 + p * 7 + s * 11) % 60,
                          20 + number + p * 5 + s);
        buffer_add_byte(out, '\n');
    }
    buffer_add_byte(out, '\n');
}

static void
add_english_article(struct buffer *out, unsigned number)
{
    buffer_printf(out, "Lamp Keeper Counts the Moths of Quay %u\n\n", number);
    for (unsigned p = 0; p < 6; p++) {
        for (unsigned s = 0; s < 3; s++)
            buffer_printf(out,
                          "Lamp %u on the quay was lit at %u:%02u, and no fewer than\n"
                          "%u moths were counted before its keeper, Orla Venn, went home.\n",
                          number * 10 + p * 3 + s, (p + s) % 24, (number * 7 + s * 11) % 60,
                          100 + number * 20 + p * 4 + s);
        buffer_add_byte(out, '\n');
    }
}

static void
add_issue(struct buffer *out, int issue)
{
    switch (issue) {
    case WORLD_CHINESE:
        buffer_add_text(out, "泥河晚报　2031年5月4日　星期日　第1版\n\n");
        add_chinese_article(out, 1, 2);
        add_chinese_article(out, 2, 14);
        add_chinese_article(out, 3, 1);
        break;
    case WORLD_ENGLISH:
        buffer_add_text(out, "THE MUD RIVER COURIER    Saturday, May 3, 2031    No. 7\n\n");
        for (unsigned i = 1; i <= 3; i++)
            add_english_article(out, i);
        break;
    case WORLD_EMPTY: buffer_add_text(out, "\n \n\n\n"); break;
    case WORLD_HEADLESS:
        buffer_add_text(out, "　　昨夜风大，渡口停了三个小时，等船的人在岸边合唱了七首歌，其中两首没有人记得词。"
                             "天亮时船来了，船长说他在对岸听见了，第五首最好。\n");
        break;
    case WORLD_BROKEN: buffer_add(out, "\1\2\3\4\5\6\7\1\2\3\4\5\6\7", 14); break;
    default:
        buffer_add_text(out, "泥河晚报　2031年4月29日　星期二　第1版\n\n");
        for (unsigned i = 1; i <= WORLD_LONG_LIST_ARTICLES; i++)
            add_chinese_article(out, i, 1 + i % 2);
        break;
    }
}

/* ---- a reader on it */

int
world_setup(void **state)
{
    struct world *world = base_alloc_zero(1, sizeof *world);
    struct buffer text = {0};
    *state = world;
    world->folder = support_temp_new();
    for (int i = 0; i < WORLD_ISSUES; i++) {
        world->paths[i] = support_join(world->folder, names[i]);
        buffer_clear(&text);
        add_issue(&text, i);
        support_write(world->paths[i], text.at, text.len);
    }
    buffer_done(&text);
    return 0;
}

static void
close_reader(struct world *world)
{
    if (world->library == NULL)
        return;
    reader_done(&world->reader);
    library_free(world->library);
    world->library = NULL;
}

int
world_teardown(void **state)
{
    struct world *world = *state;
    close_reader(world);
    screen_done(&world->screen);
    for (int i = 0; i < WORLD_ISSUES; i++)
        free(world->paths[i]);
    support_temp_end(world->folder);
    free(world);
    return 0;
}

struct reader *
world_open(struct world *world, const char *path, int cols, int rows)
{
    struct options options;
    close_reader(world);
    world->library = library_new((struct library_limits){SIZE_MAX, 0});
    assert_null(library_add(world->library, path));
    library_sort(world->library);
    options_init(&options);
    reader_init(&world->reader, world->library, options);
    reader_resize(&world->reader, rows, cols);
    struct keymap *keymap = keymap_new();
    keymap_dress(keymap, &world->reader);
    reader_set_help(&world->reader, keymap_help(keymap));
    keymap_free(keymap);
    return &world->reader;
}

struct reader *
world_open_folder(struct world *world, int cols, int rows)
{
    struct reader *reader = world_open(world, world->folder, cols, rows);
    assert_int_equal(library_count(world->library), WORLD_ISSUES);
    return reader;
}

/* ---- what must always hold */

void
world_check_cells(const struct screen *screen)
{
    for (int row = 0; row < screen->rows; row++)
        for (int col = 0; col < screen->cols; col++) {
            const struct screen_cell *cell = screen_at(screen, row, col);
            bool left = cell->cells == 2 && col + 1 < screen->cols && cell[1].cells == 0;
            bool right = cell->cells == 0 && cell->base == 0 && col > 0 && cell[-1].cells == 2;
            must(cell->cells == 1 || left || right, "%dx%d: half a wide character at row %d, column %d", screen->cols,
                 screen->rows, row, col);
        }
}

/* The selected row of the list, whole and once, with the cursor on it while the list has the keys. */
static void
check_selection(const struct reader *reader, const struct screen *screen)
{
    struct reader_geometry geometry = reader_geometry(reader);
    const struct issue *issue = reader_issue(reader);
    bool issues = reader->pane == PANE_ISSUES;
    int rows = 0, first = 0;
    if (geometry.list_cols == 0 || (!issues && (issue == NULL || issue->article_count == 0)))
        return;
    for (int row = geometry.body_row; row < geometry.body_row + geometry.body_rows; row++) {
        int style = screen_at(screen, row, 1)->style;
        if (style != STYLE_SELECTED && style != STYLE_SELECTED_DIM)
            continue;
        first = rows++ == 0 ? row : first;
        assert_int_equal(screen_at(screen, row, 0)->base, row == first ? '>' : ' ');
    }
    assert_int_equal(rows, issues ? 1 : reader_list_item(reader, reader->article, geometry.list_cols).row_count);
    if (issues || reader->pane == PANE_LIST) {
        assert_true(screen->cursor_shown);
        assert_int_equal(screen->cursor_row, first);
    }
}

/* The cursor is on a line of the selected article, and on the screen. */
static void
check_source(struct world *world)
{
    const struct reader *reader = &world->reader;
    const struct reader_source *source = &reader->source;
    const struct issue *issue = reader_issue(reader);
    struct reader_geometry geometry = reader_geometry(reader);
    assert_true(source->cursor.item < issue->line_count);
    assert_true(source->cursor.byte <= issue->lines[source->cursor.item].bytes);
    if (issue->article_count > 0)
        assert_int_equal(support_article_of(issue, source->cursor.item), reader->article);
    if (geometry.pane_cols == 0 || geometry.too_small)
        return;
    struct layout_cursor row, cursor = layout_seek(reader->layout, issue, NULL, geometry.width, source->cursor);
    assert_true(reader_cursor(reader, &row));
    int on_screen = 0;
    for (int i = 0; i < geometry.body_rows; i++) {
        on_screen += row.item == cursor.item && row.chunk == cursor.chunk && row.line == cursor.line;
        if (!layout_next(&row))
            break;
    }
    assert_int_equal(on_screen, 1);
}

void
world_check(struct world *world)
{
    const struct reader *reader = &world->reader;
    struct layout_cursor cursor;
    assert_true(reader->issue < library_count(world->library));
    const struct issue *issue = reader_issue(reader);
    size_t articles = issue != NULL ? issue->article_count : 0;
    assert_true(reader->article < articles || (articles == 0 && reader->article == 0));
    assert_int_equal(reader_article(reader) != NULL, articles > 0);
    if (reader_shows_source(reader))
        check_source(world);
    /* something is under the cursor of the pane, and the place is on its line */
    else if (reader->pane != PANE_HELP && reader_cursor(reader, &cursor)) {
        struct layout_place line = layout_place_at(&cursor);
        assert_int_equal(line.item, reader->place.item);
        assert_true(line.byte <= reader->place.byte);
        if (layout_next(&cursor) && layout_place_at(&cursor).item == line.item)
            assert_true(layout_place_at(&cursor).byte > reader->place.byte);
    }
    view_paint(reader, &world->screen);
    assert_int_equal(world->screen.rows, reader->rows);
    assert_int_equal(world->screen.cols, reader->cols);
    world_check_cells(&world->screen);
    if (!reader_geometry(reader).too_small)
        check_selection(reader, &world->screen);
}

const struct command_row *
world_command(const char *name)
{
    for (size_t i = 0; i < command_row_count; i++)
        if (command_rows[i].name != NULL && strcmp(command_rows[i].name, name) == 0)
            return &command_rows[i];
    fail_msg("no command %s", name);
    return NULL;
}

void
world_run_times(struct world *world, const char *name, int count)
{
    reader_run_command(&world->reader, world_command(name), count);
    world_check(world);
}

void
world_run(struct world *world, const char *name)
{
    world_run_times(world, name, 0);
}
