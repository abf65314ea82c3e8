/* The room commands: the table, and the functions that its rows run; each asks the state for a change and no more. */
#ifndef READER_COMMANDS_H
#define READER_COMMANDS_H

#include "reader/whole/whole.h"

/* How often, where a count says that. */
static inline int
args_times(const struct command_args *args)
{
    return args->count > 0 ? args->count : 1;
}

/* ---- run_lists.c */
reader_run run_select, run_select_page, run_select_edge, run_next_article, run_next_issue, run_next_uncertain;
reader_run run_open, run_jump, run_window;
reader_change run_next_unread, run_toggle_read;

/* ---- run_text.c */
reader_run run_scroll, run_scroll_page, run_scroll_edge, run_read_on, run_read_back;

/* ---- run_search.c */
reader_run run_search, run_search_library, run_next_hit;
reader_change run_search_headline;

/* ---- run_mend.c: the argument of run_mend is a role, or that a line begins a brief */
reader_run run_mend, run_undo_mend;
reader_change run_write;

/* ---- run_panes.c: the argument of run_request is an enum reader_request; of run_quit, whether it asks in any case */
reader_run run_request;
reader_run run_quit;
reader_change run_switch, run_full_width, run_source, run_help;

/* ---- run_setting.c: how text is set */
reader_run run_columns;
reader_change run_punctuation, run_show_seams, run_show_uncertain, run_ambiguous, run_width_test;

/* ---- run_copy.c */
reader_change run_copy;

/* ---- run_prompt.c: the argument is an enum prompt_action; whether the text is accepted */
reader_run run_prompt, run_prompt_end;

/* ---- width_test.c: a reader_make_document */
struct issue *width_test_new(const struct reader *reader, const void *context);

#endif
