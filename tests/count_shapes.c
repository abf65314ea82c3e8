/* Does something with a text of given line shapes, at two lengths, and has valgrind write down what each cost.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 *   count_shapes WORK LINES all                    each shape alone
 *   count_shapes WORK LINES pairs FIRST STEP       pairs of different shapes: those of number FIRST, FIRST + STEP ...
 *   count_shapes WORK LINES cycles FIRST COUNT     cycles of three to six, by chance
 *   count_shapes WORK LINES NAME[+NAME]...         one text
 *
 * WORK is recover, print, json, or the keys that a reader presses. Each text is worked on with LINES lines and with four times as
 * many; under callgrind the instructions of each are written to a file of their own, whose trigger says "NAME LINES". See
 * tests/shapes.sh, which reads them.
 */
#include "line_shapes.h"

#include "kanbao/command.h"
#include "kanbao/layout.h"
#include "kanbao/library.h"
#include "kanbao/parser.h"
#include "kanbao/reader.h"
#include "kanbao/text.h"
#include "kanbao/view.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#ifdef __has_include
#if __has_include(<valgrind/callgrind.h>)
#include <valgrind/callgrind.h>
#define CAN_COUNT
#endif
#endif

enum { CYCLE_MIN = 3, CYCLE_MAX = 6, GROWS = 4 };

static struct issue *
recover(const struct buffer *text)
{
    struct parser_source source = {.path = "lines.txt",
                                   .text = memcpy(base_alloc(text->len + 1), text->at, text->len + 1)};
    source.bytes = text_clean(&source.text, text->len, &source.drops);
    return parser_recover(source);
}

/* Every row of every article, as --print has them. */
static void
lay_out(const struct issue *issue)
{
    struct layout *layout = layout_new();
    struct buffer scratch = {0};
    for (size_t i = 0; i < issue->article_count; i++) {
        struct layout_cursor cursor =
            layout_seek(layout, issue, &issue->articles[i], layout_width(40), (struct layout_place){0, 0});
        do {
            struct layout_row row = layout_row_at(&cursor);
            layout_row_text(&row, &scratch);
        } while (layout_next(&cursor));
    }
    buffer_done(&scratch);
    layout_free(layout);
}

static void
press(const char *path, const char *keys)
{
    struct library *library = library_new((struct library_limits){1 << 30, 1 << 30});
    struct reader reader;
    struct options options;
    struct screen screen = {0};
    options_init(&options);
    struct error *error = library_add(library, path);
    library_sort(library);
    reader_init(&reader, library, options);
    reader_wait_for_search(&reader, true);
    reader_resize(&reader, 24, 80);
    struct keymap *keymap = command_keymap_new();
    command_attach(keymap, &reader);
    if (error == NULL)
        error = command_press_keys(keymap, &reader, keys);
    if (error != NULL) {
        fprintf(stderr, "count_shapes: %s\n", error_text(error));
        exit(EXIT_FAILURE);
    }
    reader_finish_search(&reader);
    view_paint(&reader, &screen);
    screen_done(&screen);
    command_keymap_free(keymap);
    reader_done(&reader);
    library_free(library);
}

static void
work(const char *what, const struct buffer *text, const char *path)
{
    bool laid = strcmp(what, "print") == 0, json = strcmp(what, "json") == 0;
    if (strcmp(what, "recover") != 0 && !laid && !json) {
        press(path, what);
        return;
    }
    struct issue *issue = recover(text);
    struct buffer out = {0};
    if (laid)
        lay_out(issue);
    if (json)
        issue_add_json(&out, issue);
    buffer_done(&out);
    issue_free(issue);
}

static void
write_file(const char *path, const struct buffer *text)
{
    FILE *file = fopen(path, "w");
    if (file == NULL || fwrite(text->at, 1, text->len, file) != text->len || fclose(file) != 0) {
        perror(path);
        exit(EXIT_FAILURE);
    }
}

static void
count(const char *what, size_t lines, const size_t *shapes, size_t shape_count)
{
    struct buffer name = {0}, path = {0};
    const char *folder = getenv("TMPDIR");
    buffer_printf(&path, "%s/kanbao-shapes-%ld.txt", folder != NULL ? folder : "/tmp", (long)getpid());
    for (size_t i = 0; i < shape_count; i++)
        buffer_printf(&name, "%s%s", i > 0 ? "+" : "", line_shape_name(shapes[i]));
    for (size_t times = 1; times <= GROWS; times *= GROWS) {
        struct buffer text = {0}, label = {0};
        line_shapes_add(&text, shapes, shape_count, lines * times);
        write_file(path.at, &text);
        buffer_printf(&label, "%s %zu", name.at, lines * times);
#ifdef CAN_COUNT
        CALLGRIND_ZERO_STATS;
#endif
        work(what, &text, path.at);
#ifdef CAN_COUNT
        CALLGRIND_DUMP_STATS_AT(label.at);
#endif
        buffer_done(&label);
        buffer_done(&text);
    }
    unlink(path.at);
    buffer_done(&name);
    buffer_done(&path);
}

static void
count_pairs(const char *what, size_t lines, size_t first, size_t step)
{
    size_t number = 0;
    for (size_t a = 0; a < line_shape_count; a++)
        for (size_t b = 0; b < line_shape_count; b++) {
            size_t pair[] = {a, b};
            if (a != b && number++ % step == first)
                count(what, lines, pair, 2);
        }
}

static void
count_cycles(const char *what, size_t lines, size_t first, size_t cycles)
{
    uint64_t chance = 7 + first;
    for (size_t i = 0; i < cycles; i++) {
        size_t cycle[CYCLE_MAX], length = CYCLE_MIN + i % (CYCLE_MAX - CYCLE_MIN + 1);
        for (size_t k = 0; k < length; k++) {
            chance = chance * 6364136223846793005U + 1442695040888963407U;
            cycle[k] = (size_t)(chance >> 33) % line_shape_count;
        }
        count(what, lines, cycle, length);
    }
}

static void
count_named(const char *what, size_t lines, const char *names)
{
    size_t shapes[CYCLE_MAX], shape_count = 0;
    while (*names != '\0' && shape_count < CYCLE_MAX) {
        size_t len = strcspn(names, "+"), shape = 0;
        while (shape < line_shape_count &&
               (strlen(line_shape_name(shape)) != len || strncmp(line_shape_name(shape), names, len) != 0))
            shape++;
        if (shape == line_shape_count) {
            fprintf(stderr, "count_shapes: there is no shape %s\n", names);
            exit(EXIT_FAILURE);
        }
        shapes[shape_count++] = shape;
        names += len + (names[len] == '+');
    }
    count(what, lines, shapes, shape_count);
}

int
main(int argc, char **argv)
{
    if (argc < 4) {
        fputs("usage: count_shapes WORK LINES all|pairs FIRST STEP|cycles FIRST COUNT|NAME...\n", stderr);
        return 2;
    }
#ifndef CAN_COUNT
    fputs("count_shapes: built without valgrind's callgrind.h\n", stderr);
    return 77;
#endif
    size_t lines = strtoul(argv[2], NULL, 10), first = argc > 4 ? strtoul(argv[4], NULL, 10) : 0;
    if (strcmp(argv[3], "all") == 0)
        for (size_t i = 0; i < line_shape_count; i++)
            count(argv[1], lines, &i, 1);
    else if (strcmp(argv[3], "pairs") == 0 && argc == 6)
        count_pairs(argv[1], lines, first, strtoul(argv[5], NULL, 10));
    else if (strcmp(argv[3], "cycles") == 0 && argc == 6)
        count_cycles(argv[1], lines, first, strtoul(argv[5], NULL, 10));
    else
        for (int i = 3; i < argc; i++)
            count_named(argv[1], lines, argv[i]);
    return 0;
}
