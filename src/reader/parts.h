/* What the files of src/reader share: the commands' functions, by theme. */
#ifndef READER_PARTS_H
#define READER_PARTS_H

#include "kanbao/reader.h"

/* ---- select.c: which issue, which article */
void select_article(struct reader *reader, uint32_t article);
/* Where it stands among the others; 0 where there is none. */
size_t issue_position(const struct reader *reader);
void select_issue(struct reader *reader, uint32_t issue, bool last_article);
void list_keep_visible(struct reader *reader);

reader_run run_select, run_select_page, run_select_edge, run_next_article, run_next_issue, run_next_unread;

/* ---- scroll.c: moving in the text pane */
/* True when the article's last line is on the screen. */
bool scroll_end_shown(const struct reader *reader);
/* Puts the pane where its last page ends with the last line. */
void scroll_to_end(struct reader *reader);

reader_run run_scroll, run_scroll_page, run_scroll_edge, run_read_on, run_read_back;

/* ---- state.c */
/* OUT becomes the words, valid UTF-8 though they may name a file, whose name is bytes. */
void words_set(struct buffer *out, const char *format, va_list arguments) BASE_PRINTF(2, 0);
/* The article that LINE belongs to, the first one for what stands above it; the issue must have articles. And the line that
   stands for an article: its headline, or the first of its lines, below its section's. */
uint32_t article_of_line(const struct issue *issue, uint32_t line);
uint32_t line_of_article(const struct issue *issue, const struct issue_article *article);
/* Says why an issue cannot be shown. */
void say_unreadable(struct reader *reader, uint32_t issue);
/* The width at which the pane's text is set, or would be where a list hides it. */
struct layout_width pane_width(const struct reader *reader);

/* Is PLACE of the article on the screen? */
bool scroll_shows(const struct reader *reader, struct layout_place place);
/* PLACE of the article is on the screen: nothing moves where it is already, else it comes into the upper half. */
void scroll_to_place(struct reader *reader, struct layout_place place);

/* ---- spot.c */
struct reader_spot spot_of(const struct reader *reader);
/* Back to where the reader was. */
void spot_go(struct reader *reader, const struct reader_spot *spot);
bool spot_equal(const struct reader_spot *a, const struct reader_spot *b);

/* ---- search.c: in the issue that is shown */
/* The hits are those of another issue now, or of one that was mended. */
void search_forget(struct reader *reader);
/* They are found anew where they were forgotten. */
void search_refresh(struct reader *reader);
void search_done(struct reader *reader);
/* Searches for TEXT from now on; false: it is no query, and *FAULT says why. */
bool search_set(struct reader *reader, struct slice text, struct search_fault *fault);
/* What is searched for is found anew, by other options. */
void search_renew(struct reader *reader);
/* Says at the prompt what is wrong with its text, and where. */
void search_tell_fault(struct reader *reader, const struct search_fault *fault);
/* Was what is in the prompt no query? Then it is said why, in a message. */
bool search_refused(struct reader *reader);
/* To hit INDEX of the issue's. */
void search_go(struct reader *reader, size_t index);

reader_run run_search, run_next_hit, run_narrow, run_end_search;

/* ---- results.c: in the library */
/* Takes what was found since; true when there was something. */
bool results_collect(struct reader *reader);
void results_done(struct reader *reader);
/* The selection by STEPS hits, and to the first or last one. */
void results_move(struct reader *reader, long steps);
/* By as many hits as stand in ROWS, one at least. */
void results_move_rows(struct reader *reader, long rows);
void results_keep_visible(struct reader *reader);
/* To the article of the selected hit. */
void results_open(struct reader *reader);
/* From the article back to them; false: it was not opened from there. And out of them, to where the search began. */
bool results_return(struct reader *reader);
void results_leave(struct reader *reader);
/* To the next hit of the library, or the one before; false: the article that is shown is none of theirs. */
bool results_step(struct reader *reader, int direction, int count);

reader_run run_search_library, run_results;

/* ---- words.c */
reader_run run_search_headline;

/* ---- complete.c: a prompt_complete whose context is the reader */
prompt_complete search_complete;

/* ---- listed.c: the list, narrowed or not. The next article of it after ARTICLE, or before it; ARTICLE itself when there is none. */
uint32_t listed_next(const struct reader *reader, uint32_t article, int direction);
/* Is it one of those with hits, or are all shown? */
bool listed_by_search(const struct reader *reader, uint32_t article);
/* Where the selected article has no hits, the next one that has them, in DIRECTION if there is one. */
void listed_select(struct reader *reader, int direction);

/* ---- source.c: the source view */
/* The cursor goes to the article's place; the article and its place go to the cursor. */
void source_follow(struct reader *reader);
void source_lead(struct reader *reader);
/* The cursor is on a line that there is, and on the screen. */
void source_keep_visible(struct reader *reader);
/* To the beginning of LINE. */
void source_go(struct reader *reader, uint32_t line);
/* LINES down, or up; ROWS of the screen; to the first or last line, or the one of that number. */
void source_move(struct reader *reader, int lines);
void source_scroll(struct reader *reader, int rows);
void source_edge(struct reader *reader, int direction, int count);

reader_run run_source;

/* ---- mend.c: what a reader says of lines. The argument of run_mend is a role, or that a line begins a brief. */
enum { MEND_BRIEF = ISSUE_CAPTION + 1 };
reader_run run_mend, run_undo_mend, run_write, run_next_uncertain;

/* ---- pane.c: which pane has the keys */
reader_run run_open, run_close, run_switch, run_issues, run_full_width, run_help, run_back, run_request,
    run_toggle_read;

/* ---- prompt.c: the argument is an enum prompt_action; whether the text is accepted */
reader_run run_prompt, run_prompt_end;
/* The part of it that is shown follows the caret. */
void prompt_settle(struct reader *reader);

/* ---- reader.c: what must follow any change of the state */
void reader_settle(struct reader *reader);

/* ---- list.c: headlines that were set for the list */
struct reader_headings *headings_new(void);
void headings_forget(struct reader_headings *headings);
void headings_free(struct reader_headings *headings);

/* ---- widths.c: the test by eye of the widths of now, as a document; owned by the caller. */
struct issue *width_test_new(const struct reader *reader);

/* ---- forget.c */
/* Forgets all that was set: another issue is shown, or the same one otherwise. */
void reader_forget(struct reader *reader);
/* Text is set as the options say from now on. */
void reader_apply_options(struct reader *reader);

/* ---- setting.c: how text is set, and what is copied of it */
reader_run run_punctuation, run_show_seams, run_show_uncertain, run_columns, run_ambiguous, run_width_test, run_copy;

/* ---- marks.c */
void marks_set(struct reader *reader, uint32_t article, bool read);
/* The articles of an issue by their lines, to be taken before it is mended; and, after that, the marks follow the
   lines. */
struct marks_lines {
    uint32_t *first; /* of each article */
    size_t count;
};
struct marks_lines marks_lines(const struct reader *reader);
void marks_lines_done(struct marks_lines lines);
/* Takes LINES. */
void marks_follow(struct reader *reader, struct marks_lines lines);

#endif
