/* What came out of a program: the bytes, and what a terminal makes of them.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#define _GNU_SOURCE /* memmem */
#include "pty_parts.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

/* ---- the emulator */

static int
on_term_property(VTermProp property, VTermValue *value, void *user)
{
    struct pty *pty = user;
    if (property == VTERM_PROP_CURSORVISIBLE)
        pty->cursor_shown = value->boolean;
    else if (property == VTERM_PROP_ALTSCREEN)
        pty->alternate = value->boolean;
    return 1;
}

/* What the emulator answers to questions. */
static void
on_answer(const char *bytes, size_t len, void *user)
{
    struct pty *pty = user;
    if (pty->command.mute)
        return;
    ssize_t ignored = write(pty->master, bytes, len);
    (void)ignored;
}

/* Where there is no emulator: the answers to the questions that the program asks, and waits for at its end. */
static void
answer_blindly(struct pty *pty, const char *bytes, size_t len)
{
    static const char question[] = "\033[6n", fence[] = "\033[c", answers[] = "\033[2;2R\033[?1;2c";
    static const char margins[] = "\033[?69;2$y";
    if (memmem(bytes, len, question, sizeof question - 1) != NULL &&
        memmem(bytes, len, fence, sizeof fence - 1) != NULL) {
        if (pty->command.margins)
            on_answer(margins, sizeof margins - 1, pty);
        on_answer(answers, sizeof answers - 1, pty);
    }
}

void
pty_screen_open(struct pty *pty)
{
    static const VTermScreenCallbacks callbacks = {.settermprop = on_term_property};
    pty->vterm = vterm_new(pty->rows > 0 ? pty->rows : 24, pty->cols > 0 ? pty->cols : 80);
    vterm_set_utf8(pty->vterm, 1);
    vterm_output_set_callback(pty->vterm, on_answer, pty);
    pty->screen = vterm_obtain_screen(pty->vterm);
    pty->cursor_shown = true;
    vterm_screen_set_callbacks(pty->screen, &callbacks, pty);
    vterm_screen_enable_altscreen(pty->screen, 1);
    vterm_screen_reset(pty->screen, 1);
}

/* How long a character is that begins with this byte; 0: none does. */
static size_t
utf8_length(char lead)
{
    unsigned char byte = (unsigned char)lead;
    return byte < 0x80 ? 1 : byte < 0xC0 ? 0 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

/* libvterm 0.3.3 ends at a wide character in a screen of one column, where what was meant for more columns may come late:
   there a character that is no ASCII is a question mark. */
static void
write_to_emulator(struct pty *pty, const char *bytes, size_t len)
{
    int rows, cols;
    vterm_get_size(pty->vterm, &rows, &cols);
    if (cols > 1) {
        vterm_input_write(pty->vterm, bytes, len);
        return;
    }
    for (size_t i = 0; i < len; i++) {
        size_t whole = utf8_length(bytes[i]);
        if (whole > 0)
            vterm_input_write(pty->vterm, whole == 1 ? bytes + i : "?", 1);
    }
}

/* Gives the emulator whole characters only: libvterm 0.1 loses some that come in two parts. */
static void
feed_emulator(struct pty *pty, const char *bytes, size_t len)
{
    while (pty->held_len > 0 && len > 0) {
        bool goes_on = ((unsigned char)*bytes & 0xC0) == 0x80;
        if (goes_on) {
            pty->held[pty->held_len++] = *bytes++;
            len--;
        }
        if (!goes_on || pty->held_len == utf8_length(pty->held[0])) {
            write_to_emulator(pty, pty->held, pty->held_len);
            pty->held_len = 0;
        }
    }
    for (size_t back = 1; back <= 3 && back <= len; back++) {
        size_t whole = utf8_length(bytes[len - back]);
        if (whole == 0)
            continue; /* inside of a character */
        if (whole > back) {
            memcpy(pty->held, bytes + len - back, back);
            pty->held_len = back;
            len -= back;
        }
        break;
    }
    write_to_emulator(pty, bytes, len);
}

void
pty_screen_done(struct pty *pty)
{
    if (pty->vterm != NULL)
        vterm_free(pty->vterm);
    free(pty->row_text);
    free(pty->output);
}

void
pty_screen_take(struct pty *pty, const char *bytes, size_t len)
{
    pty->last_time = pty_clock(CLOCK_MONOTONIC);
    if (pty->bytes == 0)
        pty->first_time = pty->last_time;
    pty->bytes += len;
    pty->reads++;
    if (pty->command.blind) {
        answer_blindly(pty, bytes, len);
        return;
    }
    feed_emulator(pty, bytes, len);
    if (pty->output_len + len > pty->output_capacity) {
        pty->output_capacity = 2 * (pty->output_len + len);
        pty->output = pty_alloc(pty->output, pty->output_capacity);
    }
    memcpy(pty->output + pty->output_len, bytes, len);
    pty->output_len += len;
}

/* ---- the screen */

void
pty_size(const struct pty *pty, int *rows, int *cols)
{
    vterm_get_size(pty->vterm, rows, cols);
}

static size_t
put_utf8(char *at, uint32_t code)
{
    if (code < 0x80) {
        at[0] = (char)code;
        return 1;
    }
    size_t bytes = code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char leads[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (size_t i = bytes - 1; i > 0; i--, code >>= 6)
        at[i] = (char)(0x80 | (code & 0x3F));
    at[0] = (char)(leads[bytes] | code);
    return bytes;
}

struct pty_cell
pty_cell(struct pty *pty, int row, int col)
{
    VTermScreenCell cell;
    struct pty_cell out = {.width = 1};
    if (!vterm_screen_get_cell(pty->screen, (VTermPos){row, col}, &cell))
        pty_fail(pty, "no cell %d,%d on this screen", row, col);
    size_t len = 0;
    if (cell.chars[0] == UINT32_MAX) {
        out.width = 0;
    } else if (cell.chars[0] == 0) {
        out.text[len++] = ' ';
    } else {
        for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++)
            len += put_utf8(out.text + len, cell.chars[i]);
        out.width = cell.width;
    }
    out.text[len] = '\0';
    out.bold = cell.attrs.bold;
    out.reverse = cell.attrs.reverse;
    out.underline = cell.attrs.underline != VTERM_UNDERLINE_OFF;
    out.italic = cell.attrs.italic;
    out.fg_set = !VTERM_COLOR_IS_DEFAULT_FG(&cell.fg);
    out.bg_set = !VTERM_COLOR_IS_DEFAULT_BG(&cell.bg);
    out.fg = out.fg_set && VTERM_COLOR_IS_INDEXED(&cell.fg) ? cell.fg.indexed.idx : -1;
    out.bg = out.bg_set && VTERM_COLOR_IS_INDEXED(&cell.bg) ? cell.bg.indexed.idx : -1;
    return out;
}

const char *
pty_row_text(struct pty *pty, int row)
{
    int rows, cols;
    size_t len = 0, ink = 0;
    vterm_get_size(pty->vterm, &rows, &cols);
    pty->row_text = pty_alloc(pty->row_text, (size_t)cols * sizeof((struct pty_cell *)NULL)->text + 1);
    for (int col = 0; col < cols; col++) {
        struct pty_cell cell = pty_cell(pty, row, col);
        size_t bytes = strlen(cell.text);
        memcpy(pty->row_text + len, cell.text, bytes);
        len += bytes;
        if (bytes > 0 && strcmp(cell.text, " ") != 0)
            ink = len;
    }
    pty->row_text[ink] = '\0';
    return pty->row_text;
}

char *
pty_screen_text(struct pty *pty)
{
    int rows, cols;
    size_t len = 0;
    char *text = pty_alloc(NULL, 1);
    vterm_get_size(pty->vterm, &rows, &cols);
    for (int row = 0; row < rows; row++) {
        const char *line = pty_row_text(pty, row);
        size_t bytes = strlen(line);
        text = pty_alloc(text, len + bytes + 2);
        memcpy(text + len, line, bytes);
        len += bytes;
        text[len++] = '\n';
    }
    text[len] = '\0';
    return text;
}

void
pty_cursor(const struct pty *pty, int *row, int *col, bool *shown)
{
    VTermPos place;
    vterm_state_get_cursorpos(vterm_obtain_state(pty->vterm), &place);
    *row = place.row;
    *col = place.col;
    *shown = pty->cursor_shown;
}

bool
pty_alternate_screen(const struct pty *pty)
{
    return pty->alternate;
}

bool
pty_screen_shows(struct pty *pty, const char *text)
{
    int rows, cols;
    vterm_get_size(pty->vterm, &rows, &cols);
    for (int row = 0; row < rows; row++)
        if (strstr(pty_row_text(pty, row), text) != NULL)
            return true;
    return false;
}

/* ---- bytes */

const char *
pty_output(const struct pty *pty, size_t *len)
{
    *len = pty->output_len;
    return pty->output;
}

void
pty_forget_output(struct pty *pty)
{
    pty->output_len = 0;
}

bool
pty_output_has(const struct pty *pty, const char *needle, size_t len)
{
    return pty->output_len >= len && len > 0 && memmem(pty->output, pty->output_len, needle, len) != NULL;
}

size_t
pty_bytes(const struct pty *pty)
{
    return pty->bytes;
}

uint64_t
pty_reads(const struct pty *pty)
{
    return pty->reads;
}

uint64_t
pty_start_time(const struct pty *pty)
{
    return pty->start_time;
}

uint64_t
pty_first_time(const struct pty *pty)
{
    return pty->first_time;
}

uint64_t
pty_last_time(const struct pty *pty)
{
    return pty->last_time;
}

uint64_t
pty_send_time(const struct pty *pty)
{
    return pty->send_time;
}

int
pty_column_of(struct pty *pty, int row, const char *text)
{
    int rows, cols;
    pty_size(pty, &rows, &cols);
    for (int col = 0; col < cols; col++)
        if (strcmp(pty_cell(pty, row, col).text, text) == 0)
            return col;
    return -1;
}
