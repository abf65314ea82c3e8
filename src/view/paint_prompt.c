/* The bottom line while text is typed into it: what it is for, the text around the caret, and what is to be said. */
#include "view/paint.h"

#include "kanbao/text.h"

/* Cut with … where it is wider than its place. */
static void
put_note(const struct reader *reader, struct screen *screen, int row, const struct reader_prompt_field *field)
{
    struct slice note = buffer_slice(&reader->prompt.note);
    enum style style = reader->prompt.fails ? STYLE_ERROR : STYLE_BOTTOM;
    int end_col = field->note_col + field->note_cols;
    if (field->note_cols == 0)
        return;
    if ((int)text_cells(note) <= field->note_cols) {
        screen_put(screen, row, field->note_col, end_col, note, style);
        return;
    }
    int end = screen_put(screen, row, field->note_col, end_col - text_ambiguous(), note, style);
    screen_put(screen, row, end, end_col, slice_of("…"), style);
}

/* < and > stand where there is more: one cell at either end is kept for them. */
void
view_prompt(const struct reader *reader, struct screen *screen)
{
    struct reader_prompt_field field = reader_prompt_field(reader);
    const struct prompt *prompt = &reader->prompt.line;
    int row = screen->rows - 1, end_col = field.col + field.cols;
    screen_fill(screen, row, 0, screen->cols, STYLE_BOTTOM);
    screen_put(screen, row, field.label_col, field.col, slice_of(reader_prompt_label(reader)), STYLE_MESSAGE);
    screen_fill(screen, row, field.col, end_col, STYLE_PROMPT);
    size_t first = prompt_first(prompt, (size_t)field.cols);
    struct slice rest = slice_from(buffer_slice(&prompt->text), first);
    int col = field.col + (first > 0), fits = (int)text_fit(rest, (size_t)(end_col - 1 - col));
    if (first > 0)
        screen_put(screen, row, field.col, field.col + 1, slice_of("<"), STYLE_BOTTOM);
    screen_put(screen, row, col, end_col - 1, rest, STYLE_PROMPT);
    if ((size_t)fits < rest.len)
        screen_put(screen, row, end_col - 1, end_col, slice_of(">"), STYLE_BOTTOM);
    put_note(reader, screen, row, &field);
    int caret = col + (int)text_cells(slice_make(rest.at, prompt->caret - first));
    screen_set_cursor(screen, row, caret < end_col ? caret : end_col - 1);
}
