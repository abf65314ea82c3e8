/* Any bytes: repaired, shown, filled at several measures, balanced as a headline, composed as rows. The first four
 * bytes choose how; whatever they say, nothing is lost and nothing is wider than it may be.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHOICES = 4 };

/* What the first bytes say. */
struct choice {
    struct layout_spec style;
    struct layout_measure measure;
    uint8_t stretch;
};

#define must(right) must_at((right), __LINE__)

static void
must_at(bool right, int line)
{
    if (right)
        return;
    fprintf(stderr, "fuzz_layout.c:%d: not so\n", line);
    abort();
}

static struct choice
choose(const uint8_t data[CHOICES])
{
    struct choice choice = {.stretch = data[1] & 3};
    choice.style.level = choice.measure.level = (enum line_break)(data[0] % 3);
    choice.style.spacing = (enum spacing)(data[0] / 3 % 3);
    choice.style.restore = (data[0] & 0x80) == 0;
    choice.measure.gutter = data[1] & 4 ? LAYOUT_GUTTER : 0;
    choice.measure.squeeze = (data[1] & 8) != 0;
    choice.measure.first_indent = data[2] & 15;
    choice.measure.rest_indent = data[2] >> 4;
    choice.measure.cells = (uint16_t)(1 + data[3] % 120);
    return choice;
}

static bool
is_character(struct slice text, size_t at)
{
    return at == text.len || (at < text.len && ((unsigned char)text.at[at] & 0xC0) != 0x80);
}

/* ---- the shown text */

/* With the edits put back it is the source; between them both are the same bytes. */
static void
check_edits(const struct layout_shown *shown)
{
    size_t source = 0, other = 0;
    for (size_t i = 0; i < shown->count; i++) {
        const struct layout_edit *edit = &shown->edits[i];
        must(edit->source_byte >= source && edit->shown_byte >= other);
        must(edit->source_byte - source == edit->shown_byte - other && edit->source_byte <= shown->source.len);
        must(memcmp(shown->source.at + source, shown->text.at + other, edit->source_byte - source) == 0);
        must(edit->source_bytes + edit->shown_bytes > 0);
        source = edit->source_byte + edit->source_bytes;
        other = edit->shown_byte + edit->shown_bytes;
        must(source <= shown->source.len && other <= shown->text.len);
        must(is_character(shown->source, edit->source_byte) && is_character(shown->source, source));
    }
    must(slice_equal(slice_from(shown->source, source), slice_from(shown->text, other)));
}

/* The map goes on and on, from the beginning to the end, to characters, and back to where it came from. */
static void
check_map(const struct layout_shown *shown)
{
    uint32_t before = 0;
    must(layout_source_byte(shown, (uint32_t)shown->text.len) == shown->source.len);
    must(layout_shown_byte(shown, (uint32_t)shown->source.len) == shown->text.len);
    for (uint32_t at = 0; at <= shown->text.len; at++) {
        uint32_t byte = layout_source_byte(shown, at);
        must(byte >= before && (is_character(shown->source, byte) || !is_character(shown->text, at)));
        before = byte;
    }
    before = 0;
    for (uint32_t at = 0; at <= shown->source.len; at++) {
        uint32_t byte = layout_shown_byte(shown, at);
        must(byte >= before && (is_character(shown->text, byte) || !is_character(shown->source, at)));
        before = byte;
    }
    for (size_t i = 0; i < shown->count; i++) {
        const struct layout_edit *edit = &shown->edits[i];
        uint32_t source = edit->source_byte + edit->source_bytes, other = edit->shown_byte + edit->shown_bytes;
        bool touches = i + 1 < shown->count && shown->edits[i + 1].source_byte == source;
        must(touches || (layout_source_byte(shown, other) == source && layout_shown_byte(shown, source) == other));
    }
}

static void
check_shown(const struct layout_shown *shown)
{
    size_t repaired;
    char *copy = base_strndup(shown->text.at, shown->text.len);
    text_repair(&copy, shown->text.len, &repaired);
    must(repaired == 0);
    free(copy);
    check_edits(shown);
    check_map(shown);
}

/* ---- lines */

/* STARTS says where clusters begin. */
static bool *
cluster_starts(struct slice text)
{
    bool *starts = base_alloc_zero(text.len + 1, sizeof *starts);
    for (size_t at = 0; at < text.len; at += text_cluster_at(text, at).bytes)
        starts[at] = true;
    starts[text.len] = true;
    return starts;
}

static void
check_breaks(struct slice text, const bool *starts, enum line_break level)
{
    char *breaks = base_alloc(text.len);
    layout_breaks(text, level, breaks);
    for (size_t at = 0; at < text.len; at++)
        must(breaks[at] == TEXT_BREAK_NO || (breaks[at] == TEXT_BREAK_MAY && starts[at] && at > 0));
    free(breaks);
}

/* The row as it is drawn has the cells that its line says, and those of its stretch if there is a joint. */
static void
check_drawn(struct slice text, struct layout_line line, uint8_t stretch, struct buffer *scratch)
{
    struct layout_row row = {.kind = LAYOUT_BODY, .text = text, .line = line};
    size_t plain = text_cells(layout_row_text(&row, scratch));
    must(line.indent + plain == line.cells);
    row.line.stretch = stretch;
    size_t stretched = text_cells(layout_row_text(&row, scratch));
    must(stretched == plain || stretched == plain + stretch);
}

static void
check_lines(struct slice text, const bool *starts, const struct layout_lines *lines, unsigned cells, uint8_t stretch)
{
    struct buffer scratch = {0};
    size_t at = 0;
    must(lines->count > 0);
    for (size_t i = 0; i < lines->count; i++) {
        struct layout_line line = lines->at[i];
        must(line.start_byte == at && line.end_byte >= at && line.end_byte <= text.len && starts[at]);
        must(line.ink_byte >= at && line.ink_byte <= line.end_byte && starts[line.ink_byte]);
        must(line.squeeze_byte >= at && line.squeeze_byte <= line.ink_byte && starts[line.squeeze_byte]);
        must(line.end_byte > at || text.len == 0);
        must(line.cells <= cells || (line.indent == 0 && text_cluster_at(text, at).bytes == line.ink_byte - at));
        check_drawn(text, line, stretch, &scratch);
        at = line.end_byte;
    }
    must(at == text.len);
    buffer_done(&scratch);
}

static void
check_measure(struct slice text, const bool *starts, struct layout_measure measure, uint8_t stretch)
{
    struct layout_lines lines = {0}, greedy = {0};
    layout_fill(text, measure, &lines);
    check_lines(text, starts, &lines, measure.cells + measure.gutter, stretch);
    struct layout_measure plain = {.cells = measure.cells, .level = measure.level};
    layout_fill(text, plain, &greedy);
    check_lines(text, starts, &greedy, measure.cells, stretch);
    if (text.len == 0 || memchr(text.at, '\n', text.len) == NULL) { /* a headline is one line of its issue */
        layout_fill_headline(text, measure.cells, measure.level, text, &lines);
        check_lines(text, starts, &lines, measure.cells, stretch);
        must(lines.count == greedy.count);
    }
    layout_lines_done(&lines);
    layout_lines_done(&greedy);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < CHOICES)
        return 0;
    struct choice choice = choose(data);
    char *text = base_strndup((const char *)data + CHOICES, size - CHOICES);
    size_t bytes = text_repair(&text, size - CHOICES, NULL);
    /* exactly as long, so that a read past the end is seen */
    text = base_realloc(text, bytes > 0 ? bytes : 1);
    struct layout_shown shown = {.edits = NULL};
    layout_show(&shown, slice_make(text, bytes), &choice.style);
    check_shown(&shown);
    bool *starts = cluster_starts(shown.text);
    check_breaks(shown.text, starts, choice.style.level);
    check_measure(shown.text, starts, choice.measure, choice.stretch);
    static const uint16_t measures[] = {1, 2, 7, 16, 38, 80};
    for (size_t i = 0; i < BASE_COUNT(measures); i++) {
        choice.measure.cells = measures[i];
        check_measure(shown.text, starts, choice.measure, choice.stretch);
    }
    free(starts);
    layout_shown_done(&shown);
    free(text);
    return 0;
}
