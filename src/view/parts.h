/* What the files of src/view share: a function for each part of the screen. */
#ifndef VIEW_PARTS_H
#define VIEW_PARTS_H

#include "kanbao/view.h"

void view_top_line(const struct reader *reader, struct screen *screen);
void view_bottom_line(const struct reader *reader, struct screen *screen);
void view_headlines(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen);
void view_issues(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen);
void view_text(const struct reader *reader, const struct reader_geometry *geometry, struct screen *screen);

/* 2026年3月16日 星期一, as the user's language has it; nothing for 0. */
void view_add_date(struct buffer *out, uint32_t date, bool weekday);

#endif
