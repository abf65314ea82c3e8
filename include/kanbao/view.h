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

#endif
