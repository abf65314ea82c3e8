/* kanbao - reader_standing: searches that stand: a reader said once what to watch for, and is told what has come of it since.
 *
 * Part of reader: the view paints them, the mouse and the keys ask them. They are counted one by one on a thread, when a list on
 * the screen says something of them.
 */
#ifndef KANBAO_READER_STANDING_H
#define KANBAO_READER_STANDING_H

#include "kanbao/reader_results.h"

struct reader_standing {
    struct slice query;
    size_t articles; /* that have hits, as they were counted last; */
    size_t unseen;   /* of these nobody has looked at the results since they came */
    bool counted;    /* else nothing is known yet */
    bool more;       /* there are more than were counted */
    bool faulty;     /* it is no query */
};

/* Good until something is changed. */
size_t reader_standing_count(const struct reader *reader);
struct reader_standing reader_standing_at(const struct reader *reader, size_t index);
/* Which of them QUERY is; SIZE_MAX: none. */
size_t reader_standing_find(const struct reader *reader, struct slice query);

/* Was the article of ROW, of the results of a standing search, found for the first time since the last visit? */
bool reader_result_unseen(const struct reader *reader, const struct reader_result *row);

/* QUERY, which the configuration names, stands from now on. */
void reader_watch_for(struct reader *reader, const char *query);
/* From now on they are counted: to be called when what is remembered has been asked for, as that says what was seen. */
void reader_begin_watching(struct reader *reader);

#endif
