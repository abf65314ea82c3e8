/* The program without a screen, for screen readers, braille and printing terminals: after each key what is new is written
 * below what was there. What is new is found by painting the screen as ever, one pane at a time, and comparing it with the one
 * before.
 */
#include "main/parts.h"

#include "kanbao/command.h"
#include "kanbao/reader_issues.h"
#include "kanbao/reader_standing.h"
#include "kanbao/term.h"
#include "kanbao/text.h"
#include "kanbao/view.h"

#include <stdlib.h>

/* The rows of a screen as text. */
struct rows {
    struct buffer text;
    struct slice *at;
    size_t count;
};

struct plain {
    struct reader reader;
    struct keymap *keymap;
    struct errands errands;
    struct screen screen;
    struct rows now, before;
    bool in_text, was_in_text;   /* the text pane is what is shown */
    bool in_results;             /* what was found in the library is */
    uint32_t day;                /* of the calendar, as it was written last; 0: it was not shown */
    struct buffer selected, hit; /* as they were written last */
    struct buffer typed;         /* what is on the last line of what is typed */
    struct buffer out;
};

static bool
is_selected(const struct screen *screen, int row)
{
    return row < screen->rows && screen->cols > 1 && screen_selection(screen_at(screen, row, 1)) != STYLE_TEXT;
}

/* ROW with a blank in the place of the sign of what is selected, which is told otherwise, or of where a page begins, which is
   where news are. */
static struct slice
without_sign(struct rows *rows, struct slice row, bool selected)
{
    static const char page[] = "›";
    size_t len = sizeof page - 1;
    if (row.len >= len && memcmp(row.at, page, len) == 0)
        row = slice_from(row, len - 1);
    else if (row.len == 0 || row.at[0] != '>' || !selected)
        return row;
    rows->text.at[row.at - rows->text.at] = ' ';
    return row;
}

static void
take_rows(struct rows *rows, const struct screen *screen)
{
    buffer_clear(&rows->text);
    screen_add_text(&rows->text, screen);
    rows->at = base_realloc(rows->at, (size_t)screen->rows * sizeof *rows->at);
    struct slice rest = buffer_slice(&rows->text);
    for (rows->count = 0; rest.len > 0; rows->count++) {
        size_t len = slice_find(rest, "\n");
        rows->at[rows->count] = without_sign(rows, slice_make(rest.at, len), is_selected(screen, (int)rows->count));
        rest = slice_from(rest, len + 1);
    }
}

static void
rows_done(struct rows *rows)
{
    buffer_done(&rows->text);
    free(rows->at);
}

static struct slice
without_blanks(struct slice text)
{
    while (text.len > 0 && text.at[0] == ' ')
        text = slice_from(text, 1);
    return text;
}

static void
add_line(struct buffer *out, struct slice text)
{
    buffer_add_slice(out, text);
    buffer_add_byte(out, '\n');
}

static bool
same_rows(const struct slice *a, const struct slice *b, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (!slice_equal(a[i], b[i]))
            return false;
    return true;
}

/* ---- text: the rows that were not there */

/* The body's rows without those that are empty at its end. */
static struct slice *
body_of(const struct rows *rows, size_t *count)
{
    *count = rows->count > 2 ? rows->count - 2 : 0;
    while (*count > 0 && rows->at[*count].len == 0)
        --*count;
    return rows->count > 0 ? rows->at + 1 : NULL;
}

static void
add_new_text(struct plain *plain)
{
    size_t count, before_count, first = 0, last;
    const struct slice *now = body_of(&plain->now, &count), *before = body_of(&plain->before, &before_count);
    last = count;
    if (plain->was_in_text && count > 0 && before_count > 0) {
        size_t most = count < before_count ? count : before_count, down = most, up = most;
        while (down > 0 && !same_rows(before + before_count - down, now, down))
            down--;
        while (up > 0 && !same_rows(before, now + count - up, up))
            up--;
        first = down >= up ? down : 0;
        last = down >= up ? count : count - up;
    }
    for (size_t i = first; i < last; i++)
        add_line(&plain->out, now[i].len > 0 && now[i].at[0] == ' ' ? slice_from(now[i], 1) : now[i]);
}

/* The row with the hit that was gone to, where it is another one. */
static void
add_new_hit(struct plain *plain)
{
    struct buffer hit = {0};
    const struct screen *screen = &plain->screen;
    for (int row = 1; row < screen->rows - 1 && hit.len == 0; row++)
        for (int col = 0; col < screen->cols && hit.len == 0; col++)
            if (screen_hit(screen_at(screen, row, col)) == STYLE_HIT_NOW) {
                buffer_printf(&hit, "%d ", col);
                buffer_add_slice(&hit, without_blanks(plain->now.at[row]));
            }
    bool same = slice_equal(buffer_slice(&hit), buffer_slice(&plain->hit));
    if (!same && hit.len > 0 && plain->out.len == 0)
        add_line(&plain->out, slice_from(buffer_slice(&hit), slice_find(buffer_slice(&hit), " ") + 1));
    buffer_done(&plain->hit);
    plain->hit = hit;
}

/* ---- lists, and documents whose rows do something: what is selected */

/* *ROWS are how many rows it has. */
static struct buffer
selection_of(const struct plain *plain, size_t *rows)
{
    struct buffer selected = {0};
    *rows = 0;
    for (size_t row = 1; row + 1 < plain->now.count; row++) {
        if (!is_selected(&plain->screen, (int)row))
            continue;
        ++*rows;
        buffer_add_text(&selected, selected.len > 0 ? " " : "");
        buffer_add_slice(&selected, without_blanks(plain->now.at[row]));
    }
    return selected;
}

static void
add_new_selection(struct plain *plain)
{
    size_t rows;
    struct buffer selected = selection_of(plain, &rows);
    if (selected.len > 0 &&
        (plain->was_in_text || !slice_equal(buffer_slice(&selected), buffer_slice(&plain->selected))))
        add_line(&plain->out, buffer_slice(&selected));
    buffer_done(&plain->selected);
    plain->selected = selected;
}

/* A day of the calendar is what the rows below the months say of it; the row that it stands in has seven. */
static void
add_day(struct plain *plain)
{
    const struct reader *reader = &plain->reader;
    struct reader_side_place place = reader_calendar_side_place(reader);
    for (int row = place.row; reader->calendar.day != plain->day && row < place.row + place.rows; row++) {
        struct slice text = (size_t)row < plain->now.count ? without_blanks(plain->now.at[row]) : slice_of("");
        if (text.len > 0)
            add_line(&plain->out, text);
    }
    buffer_clear(&plain->selected);
}

/* Rows of text that came with the selection are not told twice: BEFORE is where they begin. */
static void
add_selection_in_text(struct plain *plain, size_t before)
{
    size_t rows, new_rows = 0;
    struct buffer selected = selection_of(plain, &rows);
    bool other = !slice_equal(buffer_slice(&selected), buffer_slice(&plain->selected));
    for (size_t i = before; i < plain->out.len; i++)
        new_rows += plain->out.at[i] == '\n';
    if (selected.len > 0 && plain->was_in_text && other) {
        if (new_rows <= rows)
            plain->out.len = before;
        add_line(&plain->out, buffer_slice(&selected));
    }
    buffer_done(&plain->selected);
    plain->selected = selected;
}

/* ---- what is typed stays on one line as long as it only grows */

static void
add_typed(struct plain *plain)
{
    struct buffer line = {0};
    struct slice typed = buffer_slice(&plain->typed);
    const struct reader *reader = &plain->reader;
    bool open = reader->prompt.use != NULL;
    if (open) {
        buffer_add_text(&line, reader_prompt_label(reader));
        text_add_safe(&line, buffer_slice(&reader->prompt.line.text));
    }
    struct slice now = buffer_slice(&line);
    bool grows = typed.len > 0 && now.len >= typed.len && memcmp(now.at, typed.at, typed.len) == 0;
    if (open && grows)
        buffer_add_slice(&plain->out, slice_from(now, typed.len));
    else if (typed.len > 0)
        buffer_add_byte(&plain->out, '\n');
    if (open && !grows)
        buffer_add_slice(&plain->out, now);
    if (!open && typed.len > 0)
        add_line(&plain->out, without_blanks(plain->now.at[plain->now.count - 1])); /* what came of it */
    buffer_done(&plain->typed);
    plain->typed = line;
}

/* Another program may write below it, and a message says what came of it. */
static void
end_typed(struct plain *plain)
{
    if (plain->reader.prompt.use != NULL || plain->typed.len == 0)
        return;
    term_write_plain(slice_of("\n"));
    buffer_clear(&plain->typed);
}

/* ---- */

static void
write_news(struct plain *plain)
{
    struct reader *reader = &plain->reader;
    struct rows old = plain->before;
    plain->before = plain->now;
    plain->now = old;
    if (reader->prompt.use == NULL)
        reader_finish_search(reader); /* what is found meanwhile would never be told */
    view_paint(reader, &plain->screen);
    take_rows(&plain->now, &plain->screen);
    plain->was_in_text = plain->in_text;
    plain->in_text = reader_geometry(reader).pane_cols > 0;
    bool was_typed = plain->typed.len > 0, titled = plain->before.count > 0, had_results = plain->in_results;
    add_typed(plain);
    if (reader->prompt.use == NULL) {
        if (!titled || !slice_equal(plain->now.at[0], plain->before.at[0]))
            add_line(&plain->out, without_blanks(plain->now.at[0]));
        plain->in_results = reader->at.pane == PANE_RESULTS;
        if (plain->in_results && !had_results && !was_typed && reader->message.len == 0)
            add_line(&plain->out, without_blanks(plain->now.at[plain->now.count - 1])); /* how much was found */
        if (reader->at.pane == PANE_CALENDAR) {
            add_day(plain);
        } else if (plain->in_text) {
            size_t before = plain->out.len;
            add_new_text(plain);
            if (reader->document.act != NULL)
                add_selection_in_text(plain, before);
            add_new_hit(plain);
        } else {
            add_new_selection(plain);
        }
        plain->day = reader->at.pane == PANE_CALENDAR ? reader->calendar.day : 0;
        if (reader->message.len > 0 && !was_typed) {
            text_add_safe(&plain->out, buffer_slice(&reader->message)); /* it may name a file */
            buffer_add_byte(&plain->out, '\n');
        }
    } else {
        plain->in_text = plain->was_in_text; /* what changes while one types is told behind it */
        rows_done(&plain->now);
        plain->now = plain->before;
        plain->before = (struct rows){.at = NULL};
    }
    term_write_plain(buffer_slice(&plain->out));
    buffer_clear(&plain->out);
}

static void
serve(struct plain *plain, enum reader_request request)
{
    struct reader *reader = &plain->reader;
    if (request == READER_SUSPENDS) {
        term_suspend_plain();
    } else if (request == READER_REDRAWS) {
        rows_done(&plain->before);
        rows_done(&plain->now); /* everything is new */
        plain->before = plain->now = (struct rows){.at = NULL};
        plain->in_text = false;
        buffer_clear(&plain->selected);
    } else if (request != READER_RUNS && request != READER_QUITS) {
        end_typed(plain);
        errand_serve(&plain->errands, reader, request);
    }
}

static void
loop(struct plain *plain)
{
    uint32_t key;
    int rows, cols;
    enum reader_request request = READER_RUNS;
    while (request != READER_QUITS && term_key_plain(&key)) {
        term_size_plain(&rows, &cols);
        if (rows != plain->reader.rows || cols != plain->reader.cols)
            reader_resize(&plain->reader, rows, cols);
        if (key == TERM_PLAIN_PASTE)
            reader_paste(&plain->reader, term_pasted_plain());
        else
            command_press(plain->keymap, &plain->reader, key);
        do {
            request = reader_take_request(&plain->reader);
            serve(plain, request);
        } while (request != READER_QUITS && command_go_on(plain->keymap, &plain->reader));
        if (request != READER_QUITS)
            write_news(plain);
    }
}

/* An error: what is wrong with the keys that are to be pressed first. */
static struct error *
begin(struct plain *plain, struct arguments *arguments, const struct opened_paths *opened, const char *notice)
{
    struct reader *reader = &plain->reader;
    int rows, cols;
    reader_wait_for_search(reader, true); /* nothing is written by itself */
    plain->keymap = configured_keymap(arguments);
    plain->errands = errands_of(NULL, arguments);
    command_attach(plain->keymap, reader);
    configuration_attach(&arguments->configuration, reader);
    for (int pane = 0; pane < PANE_COUNT; pane++)
        reader_set_hints(reader, (enum reader_pane)pane, "");
    term_size_plain(&rows, &cols);
    reader_resize(reader, rows, cols);
    if (opened->count > 0)
        reader_open_line(reader, opened->lines[0].issue, opened->lines[0].line);
    reader_begin_watching(reader);
    reader_collect(reader); /* what is remembered */
    struct error *error = command_press_keys(plain->keymap, reader, arguments->keys ? arguments->keys : "");
    if (error == NULL && reader->message.len == 0)
        reader_say(reader, "%s", notice != NULL ? notice : _("? for help, Q to quit."));
    return error;
}

enum { PATIENCE_MILLISECONDS = 1000 };

static void
end(struct plain *plain)
{
    store_close(plain->reader.store, PATIENCE_MILLISECONDS);
    term_close_plain();
    rows_done(&plain->now);
    rows_done(&plain->before);
    buffer_done(&plain->selected);
    buffer_done(&plain->hit);
    buffer_done(&plain->typed);
    buffer_done(&plain->out);
    screen_done(&plain->screen);
    reader_done(&plain->reader);
}

int
plain_run(struct library *library, struct store *store, struct arguments *arguments, const struct opened_paths *opened,
          const char *notice)
{
    struct plain plain = {.in_text = false};
    arguments->options.panes = PANES_ONE;
    arguments->options.end_mark = false; /* a sign that would be read out */
    arguments->options.align = ALIGN_LEFT;
    struct error *error = term_open_plain(arguments->options.escape_delay);
    if (error != NULL) {
        output_complain(error_text(error), NULL);
        error_free(error);
        return EXIT_TROUBLE;
    }
    char *state = state_file(&arguments->options);
    if (state != NULL)
        store_read(store, state, true); /* nobody is told later */
    reader_init(&plain.reader, library, arguments->options);
    reader_set_store(&plain.reader, store);
    options_init(&arguments->options);
    if (state != NULL)
        store_open(store, state, -1);
    free(state);
    error = begin(&plain, arguments, opened, notice);
    int status = error != NULL ? EXIT_TROUBLE : EXIT_SUCCESS;
    if (error == NULL) {
        write_news(&plain);
        loop(&plain);
    }
    end(&plain);
    if (error != NULL)
        output_complain("--keys", error_text(error));
    error_free(error);
    return status;
}
