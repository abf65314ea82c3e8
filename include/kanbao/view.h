/* kanbao - view: the state to cells.
 *
 * Floor 7, above reader. One function for the screen; it paints everything, every time, and
 * changes nothing but the screen.
 */
#ifndef KANBAO_VIEW_H
#define KANBAO_VIEW_H

#include "kanbao/reader.h"
#include "kanbao/screen.h"

/* Paints READER into SCREEN, which becomes reader->rows by reader->cols. */
void view_paint(const struct reader *reader, struct screen *screen);

/* Appends the hint of the bottom line that is at COL, a key's label and a word; nothing where there is none. */
void view_add_hint_at(struct buffer *out, const struct reader *reader, int col);

/* Appends what the terminal's window may be called: the issue that is shown. It is safe to be sent. */
void view_add_title(struct buffer *out, const struct reader *reader);

#endif
