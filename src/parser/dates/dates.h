/* Days, as newspapers and their file names write them.
 *
 *   date.c (reads one at a place) <- date_find.c (looks for the first in a text or a path)
 *
 * Uses of the parser: nothing.
 */
#ifndef PARSER_DATES_H
#define PARSER_DATES_H

#include "kanbao/parser.h"
#include "kanbao/text.h"

/* ---- date.c. Bytes read at AT, or 0: a whole date, one without its year, a day of the week (0: Sunday). */
size_t date_read(struct slice text, size_t at, uint32_t *date);
size_t date_read_day(struct slice text, size_t at);
size_t date_read_weekday(struct slice text, size_t at, int *weekday);
/* 094-01-03, a year of the republic: for names of files only. */
size_t date_read_republic(struct slice text, size_t at, uint32_t *date);
/* The day that Japanese calls by the one character CODE, or -1. */
int date_luminary(char32_t code);
/* Cheap: false where no whole date can be. */
bool date_may_be_in(struct slice text);
/* ---- date_find.c */
/* The first date in TEXT, in any of the ways newspapers write one, or 0; *SPAN is where, *DOUBTFUL says that a weekday stands
   beside it that is not the date's (either may be NULL). Only days that the calendar has, and one whose weekday agrees before
   one whose does not. No year is invented: 10月13日 alone is no date. */
uint32_t date_find(struct slice text, struct issue_span *span, bool *doubtful);

#endif
