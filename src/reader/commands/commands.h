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
reader_run run_jump, run_window, run_issue_month, run_calendar_days, run_calendar_months, run_calendar_edge;
reader_change run_next_unread, run_toggle_read, run_flag;

/* ---- run_text.c */
reader_run run_scroll, run_scroll_page, run_scroll_edge, run_read_on, run_read_back;

/* ---- run_note.c */
reader_run run_note;
reader_change run_edit_note;

/* ---- run_theme_file.c */
reader_run run_theme_file;

/* ---- run_saved_search.c */
reader_run run_save_search, run_forget_search, run_watch, run_unwatch;
reader_change run_saved_searches;

/* ---- run_search.c */
reader_run run_search, run_search_library, run_next_hit, run_next_month, run_sort, run_next_report, run_encoding;
reader_change run_names, run_search_headline, run_flagged, run_narrow_date, run_end_search, run_chance, run_story;

/* ---- run_mend.c: the argument of run_mend is a role, or that a line begins a brief */
reader_run run_mend, run_undo_mend;
reader_change run_write;

/* ---- run_panes.c: the argument of run_request is an enum reader_request; of run_quit, whether it asks in any case */
reader_run run_request;
reader_run run_quit;
reader_change run_switch, run_full_width, run_front, run_headlines, run_source, run_help;
/* The argument is a direction. */
reader_run run_front_across;

/* ---- run_setting.c: how text is set */
reader_run run_columns;
reader_change run_punctuation, run_show_seams, run_show_uncertain, run_ambiguous, run_width_test;

/* ---- run_copy.c: the argument is what is copied */
enum { COPY_HEADLINE, COPY_PARAGRAPH, COPY_CITATION, COPY_REFERENCE, COPY_ARTICLE };
reader_run run_copy;

/* ---- run_handing.c: the argument of run_save is an enum handed */
reader_run run_save, run_pipe, run_links;
reader_change run_print, run_edit;

/* ---- run_set.c: what is typed as a line; the argument of run_bind is whether keys are bound, or unbound */
reader_run run_set, run_color, run_bind, run_command_line;
/* Where TEXT is empty the command line is opened with COMMAND in it; false: there is a text, or no such line. */
bool ask_for_words(struct reader *reader, const char *command, struct slice text);

/* ---- run_go.c: by name */
reader_run run_go_to, run_date, run_open;
reader_change run_open_path;

/* ---- options_document.c: documents of what is set; the last two are made by the parts above */
reader_change run_options, run_bindings, run_errors, run_query_help;

/* ---- run_prompt.c: the argument is an enum prompt_action; whether the text is accepted */
reader_run run_prompt, run_prompt_end;
/* The argument is which candidate, from 0 on. */
reader_run run_pick;

/* ---- width_test.c: a reader_make_document */
struct issue *width_test_new(const struct reader *reader, const void *context);

#endif
