/* The prompt in the bottom line: what a line of text is being typed for, and what its keys do.
 *
 * It lies over the paper: the pane beneath stays what it was and is shown as before, only the keys are the prompt's.
 * What the text means is known to the callbacks alone.
 */
#include "reader/state/state.h"

#include "kanbao/text.h"

enum { MARGIN_COLS = 1, FIELD_COLS_MIN = 10, NOTE_GAP = 2, NOTE_COLS_MIN = 3 };

enum reader_pane
reader_keys_pane(const struct reader *reader)
{
    if (reader->prompt.use != NULL)
        return PANE_PROMPT;
    return reader_shows_front(reader) ? PANE_FRONT : reader->at.pane;
}

enum reader_pane
reader_keys_beneath(const struct reader *reader)
{
    enum reader_pane pane = reader->document.before;
    bool front = pane == PANE_LIST && reader->at.front && reader_front_fits(reader) && reader_article(reader) != NULL;
    return front ? PANE_FRONT : pane;
}

/* ---- what was typed before, this time and others */

/* Of which kind the lines of HISTORY are; STORE_LINE_KINDS: they are not remembered. */
static enum store_line_kind
kind_of(const struct reader *reader, const struct prompt_history *history)
{
    for (int i = 0; i < STORE_LINE_KINDS; i++)
        if (history == &reader->histories[i])
            return (enum store_line_kind)i;
    return STORE_LINE_KINDS;
}

void
prompt_line_remember(struct reader *reader, struct prompt_history *history, struct slice text)
{
    enum store_line_kind kind = kind_of(reader, history);
    prompt_history_add(history, text);
    if (kind == STORE_LINE_KINDS || history->count == 0 || text_trim(text).len == 0)
        return;
    store_put_line(reader->store, kind, history->texts[history->count - 1], "");
}

/* Another program may have been used meanwhile. */
static void
recall(struct reader *reader, struct prompt_history *history)
{
    enum store_line_kind kind = kind_of(reader, history);
    if (kind == STORE_LINE_KINDS)
        return;
    size_t count;
    struct store_line *lines = store_lines(reader->store, kind, PROMPT_HISTORY_MAX, &count);
    prompt_history_done(history);
    for (size_t i = 0; i < count; i++)
        prompt_history_add(history, slice_of(lines[i].text));
    store_lines_free(lines, count);
}

void
reader_open_prompt(struct reader *reader, const struct reader_prompt_use *use, struct prompt_history *history,
                   struct slice text)
{
    if (history != NULL)
        recall(reader, history);
    prompt_start(&reader->prompt.line, text, history, use->complete, reader);
    reader->prompt.use = use;
    reader->prompt.history = history;
    strip_clear(reader);
    reader_clear_note(reader);
    prompt_line_settle(reader);
}

void
reader_close_prompt(struct reader *reader)
{
    reader->prompt.use = NULL;
    strip_clear(reader);
    reader_clear_note(reader);
}

void
reader_clear_note(struct reader *reader)
{
    buffer_clear(&reader->prompt.note);
    reader->prompt.fails = false;
}

void
reader_set_note(struct reader *reader, bool fails, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    words_set(&reader->prompt.note, format, arguments);
    va_end(arguments);
    reader->prompt.fails = fails;
}

const char *
reader_prompt_label(const struct reader *reader)
{
    const char *label = reader->prompt.use != NULL ? reader->prompt.use->label : "";
    return *label != '\0' ? _(label) : label;
}

/* Cells that the text has before the note: what it needs, up to two thirds of them, or one where the note says what is wrong. */
static int
text_room(const struct reader *reader, int cols)
{
    int most = cols * (reader->prompt.fails ? 1 : 2) / 3,
        cells = (int)text_cells(buffer_slice(&reader->prompt.line.text)) + 1;
    cells = cells < most ? cells : most;
    return cells > FIELD_COLS_MIN ? cells : FIELD_COLS_MIN;
}

/* The note stands at the right as long as that leaves the text some room; of a narrower line it has a part, or none. */
struct reader_prompt_field
reader_prompt_field(const struct reader *reader)
{
    struct reader_prompt_field field = {0};
    struct slice label = slice_of(reader_prompt_label(reader));
    int room = reader->cols - 2 * MARGIN_COLS, cells = (int)text_cells(label);
    field.label_col = MARGIN_COLS;
    field.col = MARGIN_COLS + (cells < room / 3 ? cells : room / 3);
    field.cols = reader->cols - MARGIN_COLS - field.col;
    int note = (int)text_cells(buffer_slice(&reader->prompt.note)),
        most = field.cols - text_room(reader, field.cols) - NOTE_GAP;
    note = note < most ? note : most;
    if (note >= NOTE_COLS_MIN || (note > 0 && (size_t)note == text_cells(buffer_slice(&reader->prompt.note)))) {
        field.note_cols = note;
        field.cols -= note + NOTE_GAP;
    }
    field.note_col = reader->cols - MARGIN_COLS - field.note_cols;
    return field;
}

void
prompt_line_settle(struct reader *reader)
{
    if (reader->prompt.use != NULL)
        reader->prompt.line.first_byte = prompt_first(&reader->prompt.line, (size_t)reader_prompt_field(reader).cols);
}

static void
tell_changed(struct reader *reader)
{
    if (reader->prompt.use != NULL && reader->prompt.use->changed != NULL)
        reader->prompt.use->changed(reader);
}

/* What does not fit is said behind what the callback says. */
void
prompt_line_insert(struct reader *reader, struct slice text)
{
    size_t before = reader->prompt.line.text.len;
    bool fits = prompt_insert(&reader->prompt.line, text);
    if (reader->prompt.line.text.len != before)
        tell_changed(reader);
    if (!fits && reader->prompt.use != NULL)
        reader_set_note(reader, true, "%s", _("the line is full"));
}

bool
prompt_line_pick(struct reader *reader, size_t which)
{
    struct buffer text = {0};
    bool picked = reader->prompt.use != NULL && strip_pick(reader, which, &text) && text.len <= PROMPT_BYTES_MAX;
    if (picked) {
        prompt_set(&reader->prompt.line, buffer_slice(&text));
        tell_changed(reader);
    }
    buffer_done(&text);
    return picked;
}

/* Closed before anybody is told, so that another prompt may be opened by them. The text stays readable. */
void
prompt_line_end(struct reader *reader, bool accepted)
{
    const struct reader_prompt_use *use = reader->prompt.use;
    if (use == NULL)
        return;
    if (strip_is_selected(reader)) { /* the first step back, or on, is the strip's */
        if (!accepted || !prompt_line_pick(reader, READER_CANDIDATES))
            strip_leave(reader);
        return;
    }
    if (accepted && reader->prompt.history != NULL)
        prompt_line_remember(reader, reader->prompt.history, buffer_slice(&reader->prompt.line.text));
    reader_close_prompt(reader);
    void (*tell)(struct reader *) = accepted ? use->accepted : use->cancelled;
    if (tell != NULL)
        tell(reader);
}

/* Down, where nothing newer was typed, goes into the strip; there all arrows choose, but Up, which leaves it. */
static bool
acts_on_strip(struct reader *reader, enum prompt_action action)
{
    bool selected = strip_is_selected(reader);
    if (action == PROMPT_NEWER && !reader->prompt.line.recalls)
        return strip_select(reader, 1);
    if (selected && (action == PROMPT_LEFT || action == PROMPT_RIGHT))
        return strip_select(reader, action == PROMPT_RIGHT ? 1 : -1);
    strip_leave(reader);
    return selected && action == PROMPT_OLDER;
}

void
prompt_line_act(struct reader *reader, enum prompt_action action)
{
    if (reader->prompt.use == NULL || acts_on_strip(reader, action))
        return;
    if (action == PROMPT_DELETE_BACK && reader->prompt.line.text.len == 0)
        prompt_line_end(reader, false);
    else if (prompt_act(&reader->prompt.line, action))
        tell_changed(reader);
}
