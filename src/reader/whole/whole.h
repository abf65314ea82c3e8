/* The room whole: what concerns all of the state at once. */
#ifndef READER_WHOLE_H
#define READER_WHOLE_H

#include "reader/going/going.h"
#include "reader/handing/handing.h"

/* ---- last_visit.c: where the last visit ended */
/* Says it, if it is of an issue that is there and nothing was done yet. */
void last_visit_offer(struct reader *reader);
/* Goes there; false: nothing is offered. */
bool last_visit_resume(struct reader *reader);
/* To where VISIT was, whether it is offered or not. */
void last_visit_go(struct reader *reader, const struct store_visit *visit);
/* It is offered no more. */
void last_visit_forget(struct reader *reader);

/* ---- panes.c: which pane has the keys */
void pane_open(struct reader *reader);
void pane_close(struct reader *reader);
/* One step out: from the document, the source, the article, the headline list, the issue list; then the program ends. */
void pane_back(struct reader *reader);
/* The program ends; asked for twice where ASKS, or where mends would be lost. */
void pane_quit(struct reader *reader, bool asks);
/* To the list of issues; from there, and from the calendar, back. And to the calendar. */
void pane_toggle_issues(struct reader *reader);
void pane_open_calendar(struct reader *reader);
void pane_toggle_full_width(struct reader *reader);
void pane_toggle_source(struct reader *reader);

/* ---- reader.c: what must follow any change of the state */
void reader_settle(struct reader *reader);
/* The lists and the source follow what is selected. */
void reader_keep_visible(struct reader *reader);

#endif
