/* The room state: every change of the reader, by theme; nothing here is a command.
 *
 * A file stands below those that it calls nothing of, so the order of the themes below is from the lowest up.
 */
#ifndef READER_STATE_H
#define READER_STATE_H

#include "reader/marks/marks.h"

#include "kanbao/reader_commands.h"
#include "kanbao/reader_front.h"

/* ---- messages.c */
/* OUT becomes the words, valid UTF-8 though they may name a file, whose name is bytes. */
void words_set(struct buffer *out, const char *format, va_list arguments) BASE_PRINTF(2, 0);

/* ---- shown_issue.c: the only place that asks the library for an issue */
/* Shows ISSUE, and holds it from now on; call reader_forget() first, as what was made of the one before is good no more.
   show_issue_again(): the same issue, of which the library has made another one. */
void show_issue(struct reader *reader, uint32_t issue);
void show_issue_again(struct reader *reader);
/* Says why an issue cannot be shown. */
void say_unreadable(struct reader *reader, uint32_t issue);
/* Where it stands among the others; 0 where there is none. */
size_t issue_position(const struct reader *reader);
/* The article that LINE belongs to, the first one for what stands above it; the issue must have articles. And the line that
   stands for an article: its headline, or the first of its lines, below its section's. */
uint32_t article_of_line(const struct issue *issue, uint32_t line);
uint32_t line_of_article(const struct issue *issue, const struct issue_article *article);

/* ---- found.c: what is searched for in the issue that is shown */
struct reader_search {
    struct buffer text;         /* as it was typed */
    struct search_query *query; /* NULL: nothing is searched for */
    struct search_hits hits;    /* in the issue that is shown, where FRESH */
    bool fresh;
    struct search_edges *edges;    /* of words; NULL: not asked for yet */
    size_t chance_count;           /* hits that are likely to be chance: behind the others, unless */
    bool chance_shown;             /* they are among them, */
    bool chance_wanted;            /* as they were asked for */
    bool narrow;                   /* only articles with hits are in the list */
    size_t hit;                    /* that was gone to; SIZE_MAX: none */
    struct reader_place hit_place; /* where that brought the reader */
    struct {                       /* the prompt was opened, for the way back */
        struct reader_place place, hit_place;
        struct buffer text;
        struct search_query *query;
        size_t hit;
        bool narrow;
    } before;
};
/* Is the article one of those with hits, or are all shown? */
bool listed_by_search(const struct reader *reader, uint32_t article);

/* ---- forget.c: what was made of the issue is no longer true */
/* Another issue is shown, or the same one otherwise. */
void reader_forget(struct reader *reader);
/* Text is set as the options say from now on. */
void reader_apply_options(struct reader *reader);

/* ---- source_view.c */
/* The cursor goes to the article's place; the article and its place go to the cursor. */
void source_cursor_to_article(struct reader *reader);
void source_article_to_cursor(struct reader *reader);
/* The cursor is on a line that there is, and on the screen. */
void source_keep_visible(struct reader *reader, const struct reader_geometry *geometry);
/* To the beginning of LINE. */
void source_go(struct reader *reader, uint32_t line);
/* LINES down, or up; ROWS of the screen; to the first or last line, or the one of that number. */
void source_move(struct reader *reader, int lines);
void source_scroll(struct reader *reader, int rows);
void source_edge(struct reader *reader, int direction, int count);
/* To the first line on the screen (EDGE -1), the one in the middle, the last one; and its row into the middle. */
void source_select_row(struct reader *reader, int edge);
void source_center(struct reader *reader);

/* ---- scrolling.c: moving in the text pane */
/* By LINES, or in columns by as many pages; by half a page or a whole one (HALVES 1 or 2, below 0: up), COUNT times. */
void scroll_lines(struct reader *reader, int direction, int count);
void scroll_pages(struct reader *reader, int halves, int count);
void scroll_edge(struct reader *reader, int direction, int count);
/* Puts the pane where its last page ends with the last line. */
void scroll_to_end(struct reader *reader);
/* Is the last line, or the first one, on the screen? */
bool scroll_end_shown(const struct reader *reader, const struct reader_geometry *geometry);
bool scroll_start_shown(const struct reader *reader);
/* The place of the article that the screen begins with: the one that is kept, or, where that left blank rows below the end, one
   above it. */
struct layout_place scroll_top(const struct reader *reader);
/* Is PLACE of the article, or the document, on the screen? */
bool scroll_shows(const struct reader *reader, struct layout_place place);
/* PLACE of the article, or the document, is on the screen: nothing moves where it is already, else it comes into the upper half. */
void scroll_to_place(struct reader *reader, struct layout_place place);

/* ---- issue_search.c: the query and its hits */
struct reader_search *search_new(void);
void search_free(struct reader_search *search);
/* The hits are those of another issue now, or of one that was mended. */
void search_forget(struct reader *reader);
/* They are found anew where they were forgotten. */
void search_refresh(struct reader *reader);
/* Searches for QUERY, which is taken and may be NULL, and was typed as TEXT. */
void search_take(struct reader *reader, struct slice text, struct search_query *query);
/* Searches for TEXT from now on; false: it is no query, and *FAULT says why. */
bool search_set(struct reader *reader, struct slice text, struct search_fault *fault);
/* The hits that are likely to be chance are among the others, or are no more. */
void search_show_chance(struct reader *reader, bool shown);
/* What is searched for is found anew, by other options. */
void search_renew(struct reader *reader);
/* Nothing is searched for any more. */
void search_end(struct reader *reader);
/* Says at the prompt what is wrong with its text, and where. */
void search_tell_fault(struct reader *reader, const struct search_fault *fault);
/* Was what is in the prompt no query? Then it is said why, in a message. */
bool search_refused(struct reader *reader);

/* ---- date_words.c */
/* The first day of the library from FROM to TO, else the nearest to them; 0: no issue has a date. */
uint32_t date_nearest_issue(const struct reader *reader, uint32_t from, uint32_t to);

/* ---- selection.c: which issue, which article */
void select_article(struct reader *reader, uint32_t article);
void select_issue(struct reader *reader, uint32_t issue, bool last_article);
/* Where the selected article has no hits, the next one that has them, in DIRECTION if there is one. */
void select_listed(struct reader *reader, int direction);
/* By STEPS of the headlines that are listed. */
void select_articles_moved(struct reader *reader, long steps);
void select_next_issue(struct reader *reader, long steps);
/* The next doubtful headline; false: there is none, which is said. */
bool select_next_uncertain(struct reader *reader, int direction);
void list_keep_visible(struct reader *reader, const struct reader_geometry *geometry);
/* The first headline of the last window. */
uint32_t list_last_top(const struct reader *reader, const struct reader_geometry *geometry);

/* ---- issue_list.c: the list of issues */
/* By STEPS of its entries, or of whichever list has the keys. */
void select_moved(struct reader *reader, long steps);
/* The selection by STEPS of its entries. */
void issue_list_move(struct reader *reader, long steps);
/* What stands in ROW is selected: an issue, a month's first one, or a search that stands. */
void issue_list_select(struct reader *reader, size_t row);
/* To what stands in ROW: a month's own row is folded, or unfolded; false: it was the selected one. */
bool issue_list_go(struct reader *reader, size_t row);
/* To the first entry of another month; false: there is none. */
bool issue_list_move_by_month(struct reader *reader, int direction);
/* The selected month has no rows but its own, or has them again; and all of them, if any has some. */
void issue_list_fold(struct reader *reader);
void issue_list_fold_all(struct reader *reader);
/* The pages of the selected edition have rows of their own, or no more. */
void issue_list_toggle_pages(struct reader *reader);
/* Only what TEXT says is in the list: a date, or words of names and of headlines that are known; empty: all. The selection stays
   where it is in the list, else goes to the first entry. */
void issue_list_filter(struct reader *reader, struct slice text);
/* The filter goes where it does not leave what is shown. */
void issue_list_settle(struct reader *reader);
void issue_list_keep_visible(struct reader *reader, size_t rows);

/* ---- calendar.c */
/* To the day of the issue that is shown, or of the nearest; false: no issue has a date, which is said. */
bool calendar_open(struct reader *reader);
/* To DATE, or the nearest day of the library's months; its first issue is shown, if it has one. And does the selected day have
   the one that is shown? */
void calendar_go(struct reader *reader, uint32_t date);
bool calendar_has_issue(const struct reader *reader);
void calendar_move_days(struct reader *reader, long days);
void calendar_move_months(struct reader *reader, long months);
/* To the first day with an issue (DIRECTION -1), or to the last one. */
void calendar_move_edge(struct reader *reader, int direction);
/* Other months are on the screen; the selection stays. */
void calendar_scroll(struct reader *reader, int direction);
/* The day follows the issue, and the months on the screen the day. */
void calendar_settle(struct reader *reader);

/* ---- front_moves.c: on the front page, which must be shown. By STEPS articles as they are read; to the first or last one; by
   PAGES; to the next column, false: there is none; of the page, to the first article, the one in the middle, the last one */
void front_step(struct reader *reader, long steps);
void front_edge(struct reader *reader, int direction);
void front_turn(struct reader *reader, int pages);
bool front_across(struct reader *reader, int direction);
void front_select_row(struct reader *reader, int edge);
/* The first unread article as the page is read; false: there is none. */
bool front_select_unread(struct reader *reader);
/* The list is a front page, or no longer; and as the option opens-with has it for an issue that is opened, perhaps as the
   program STARTS. */
void front_show(struct reader *reader, bool shown);
void front_open_as_set(struct reader *reader, bool starts);

/* ---- front_news.c */
struct reader_news *news_new(void);
void news_free(struct reader_news *news);
/* Where there is a front page: what has become known of the visits since. */
void news_look(struct reader *reader);

/* ---- issue_looks.c */
/* What is not known of the issues that the screen says something of is found out. */
void issues_look(struct reader *reader);

/* ---- list_window.c: the list that is shown, scrolled away from its selection */
/* By ROWS of the screen, or a little more. */
void list_scroll(struct reader *reader, const struct reader_geometry *geometry, int rows);
/* Was it, and is the selection still the same? */
bool list_scrolled_away(struct reader *reader);

/* ---- reader_place.c: where a reader is, to come back to */
struct reader_place place_now(const struct reader *reader);
void place_go(struct reader *reader, const struct reader_place *place);
bool place_equal(const struct reader_place *a, const struct reader_place *b);
/* Where the reader stands, to be taken before the issue is recovered anew; and, after that, there again, by the lines of the
   file: who did not stand inside an article goes to LINE. STAND is taken. */
struct stand {
    struct article_lines lines;
    bool inside;   /* an article: */
    uint32_t byte; /* of the file, the reading place */
};
struct stand stand_take(const struct reader *reader);
void stand_again(struct reader *reader, struct stand stand, uint32_t line);
/* The line that is mended, or ISSUE_NO_LINE: of the list the headline, of the article the first one on the screen, of the source
   the one with the cursor. And the one that is read: that of the hit that was gone to, where it is on the screen, else the same. */
uint32_t line_in_question(const struct reader *reader);
uint32_t line_read(const struct reader *reader);
/* To the line that reader_open_line() was asked for, once it is there. */
void place_go_to_wanted(struct reader *reader);

/* ---- result_rows.c: in which order */
/* A hit of the results, and how far below the first row on the screen it stands. */
struct result_key {
    uint32_t issue;      /* 0: none */
    uint32_t start_byte; /* of the issue's text */
    uint32_t below;
};
struct reader_results {
    struct library_search *search; /* NULL: none was made yet */
    struct buffer text;            /* as it was typed; empty: nothing was searched for */
    unsigned words;                /* of it, which must be in one article */
    struct found_batch **batches;
    struct reader_result *rows;
    size_t batch_count, batch_capacity, row_count, row_capacity;
    size_t hit_count, issue_count; /* that have rows */
    size_t chance_count;           /* hits that are likely to be chance; */
    bool chance_wanted;            /* they are asked for, */
    bool chance_shown;             /* and have rows */
    size_t selected;
    size_t top;
    size_t timeline_row; /* the keys choose in the timeline as long as this row, counted from 1, is the selected one */
    int story_steps;     /* so many reports later, or earlier, is gone to once the search is over; 0: nowhere */
    uint32_t story_issue, story_article; /* from this one, if it is still shown */
    struct result_key wanted;            /* is to be selected once it is found */
    bool complete;                       /* all that there is was found and taken, */
    bool seen;                           /* and was on the screen */
    bool slash;                          /* the prompt was opened by one slash, and nothing was typed yet */
    bool opened;                         /* the article that is shown was opened from here */
    bool followed;                       /* it is shown as the selected hit's, and not opened, */
    bool borrowed;                       /* and so what is searched for in the issue is what was in the library */
    struct reader_place before;          /* where the reader was when the search began, */
    struct buffer text_before;           /* and what was searched for in the issue */
    struct buffer text_whole;            /* what was searched for before a date narrowed it; empty: none did */
};
/* Makes the rows of all batches, by SORT; RUNNING: there may be more hits yet. */
void result_rows_make(struct reader_results *results, enum result_sort sort, bool running);

/* ---- library_results.c: what was found in the library */
struct reader_results *results_new(void);
void results_free(struct reader_results *results);
/* Ends its thread. */
void results_stop(struct reader *reader);
/* The selected row of a hit, or NULL. */
const struct reader_result *results_selected(const struct reader *reader);
/* Is the article that is shown the selected hit's, and is the same searched for in it? */
bool results_shown(const struct reader *reader);
/* Takes what was found since; true when there was something. */
bool results_take(struct reader *reader);
void results_forget(struct reader *reader);
/* The selected one; and it is selected again, at once, which is true, or as soon as it is found. */
struct result_key results_key(const struct reader *reader);
bool results_want(struct reader *reader, struct result_key wanted);
/* The rows are made anew; the selected one stays. */
void results_arrange(struct reader *reader);
/* Do the keys choose in the timeline? They are led there by a step up from the first hit. */
bool results_on_timeline(const struct reader_results *results);
/* The hits that are likely to be chance are shown, or folded away again; false: there are none. */
bool results_show_chance(struct reader *reader, bool shown);
/* Is the row of those that are folded away selected? */
bool results_chance_selected(const struct reader *reader);
/* The selection by STEPS rows that can be selected; and by hits only. */
void results_move(struct reader *reader, long steps);
void results_step(struct reader *reader, long steps);
/* By as many hits as stand in ROWS, one at least. */
void results_move_rows(struct reader *reader, long rows);
/* To the first hit of another month: the next one in DIRECTION. False: there is none. */
bool results_move_by_month(struct reader *reader, int direction);
/* To the first hit of the next article, or of the next ISSUE, or of the one before; false: there is none. */
bool results_move_to(struct reader *reader, bool issue, int direction);
void results_keep_visible(struct reader *reader);

/* ---- strip.c: candidates of the word that is typed, for a prompt that searches */
struct reader_strip *strip_new(void);
void strip_free(struct reader_strip *strip);
/* There are none, until others are found. */
void strip_clear(struct reader *reader);
/* Hits of QUERY, which is the prompt's (NULL: it is none), come from now on: */
void strip_begin(struct reader *reader, const struct search_query *query);
/* one of them, at MARK of the words AROUND it; those of the issue that is shown; and then the best are taken. */
void strip_add(struct reader *reader, const struct search_hit *hit, struct slice around, struct issue_span mark);
void strip_add_issue(struct reader *reader);
void strip_settle(struct reader *reader);
/* Selects the next one in the direction of STEPS, or the first; false: there are none. Is one selected? None is. */
bool strip_select(struct reader *reader, int steps);
bool strip_is_selected(const struct reader *reader);
void strip_leave(struct reader *reader);
/* Appends the prompt's text with candidate WHICH (READER_CANDIDATES: the selected one), from 0 on, for its last word; false: there
   is no such. */
bool strip_pick(struct reader *reader, size_t which, struct buffer *text);

/* ---- mending.c: what a reader says of lines */
/* ROLE is an enum issue_role, or that a line begins a brief. */
enum { MEND_BRIEF = ISSUE_CAPTION + 1 };
void mend_line(struct reader *reader, int role);
/* What was said of the lines of the issue is remembered, as soon as it is there as a whole. */
void mend_remember(struct reader *reader);
/* Says what LINE was taken for. */
void mend_say(struct reader *reader, uint32_t line);
/* One step back, or, with a DIRECTION of -1, the one taken back last again; false: there is none. */
bool mend_step(struct reader *reader, int direction);

/* ---- document.c: the pane of documents */
/* Searches for TEXT in it from now on, until another is opened; false: it is no query, and *FAULT (which may be NULL) says why. */
bool document_find(struct reader *reader, struct slice text, struct search_fault *fault);
void document_close(struct reader *reader);
/* Runs the selected row, if there is one. */
void document_act(struct reader *reader);
/* The selection by COUNT rows; there must be rows. And, after the text was scrolled, to one that is on the screen. */
void document_move(struct reader *reader, int direction, int count);
void document_scrolled(struct reader *reader, int direction);

/* ---- set_option.c: the style that WORDS are about, NAME FG BG ATTR, looks like that from now on */
struct error *reader_set_color(struct reader *reader, const struct settings_words *words) BASE_MUST_USE;

/* ---- prompt_line.c */
/* Text is inserted; what does not fit is said. */
void prompt_line_insert(struct reader *reader, struct slice text);
void prompt_line_act(struct reader *reader, enum prompt_action action);
/* Its last word becomes candidate WHICH, from 0 on (READER_CANDIDATES: the selected one), where there is such. */
bool prompt_line_pick(struct reader *reader, size_t which);
/* TEXT is part of HISTORY, and remembered. */
void prompt_line_remember(struct reader *reader, struct prompt_history *history, struct slice text);
/* Closes it and tells whether its text is accepted. */
void prompt_line_end(struct reader *reader, bool accepted);
/* The part of it that is shown follows the caret. */
void prompt_line_settle(struct reader *reader);

#endif
