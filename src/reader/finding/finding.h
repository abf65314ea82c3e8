/* The room finding: searching, in the issue that is shown and in the library, and going to what was found.
 *
 * A file stands below those that it calls nothing of, so the order of the themes below is from the lowest up.
 */
#ifndef READER_FINDING_H
#define READER_FINDING_H

#include "reader/state/state.h"

/* ---- headline_query.c */
/* Appends the headline's own words as a query; the article must have a headline. */
void headline_add_query(struct buffer *query, const struct issue *issue, const struct issue_article *article);

/* ---- document_search.c: the same in a document */
void document_search_open_prompt(struct reader *reader);
void document_search_step(struct reader *reader, int direction, int count);

/* ---- query_completion.c: each a prompt_complete whose context is the reader; the second one's prompts ask for a date alone */
prompt_complete query_complete, date_complete;

/* ---- hit_steps.c: to the hits of the issue that is shown */
/* To hit INDEX of the issue's. */
void hit_go(struct reader *reader, size_t index);
/* To the hit of the issue that is nearest to a byte of it, if there is any. */
void hit_go_near(struct reader *reader, uint32_t byte);
/* To the likeliest hit below where the reader was when the prompt was opened, or the first such of the issue. */
void hit_go_best(struct reader *reader);
/* On a narrow screen the list hides what was found below a headline: then the article is shown. */
void hit_show(struct reader *reader);
/* There are none: are the words there all the same, but in different articles? And says so, or that they are not there. */
bool hit_words_apart(const struct reader *reader);
void hit_say_none(struct reader *reader);
/* COUNT hits on, around the issue's end. */
void hit_step(struct reader *reader, int direction, int count);

/* ---- results_follow.c: the article of the selected hit */
/* Where the reader is, and what is searched for there, is what results_put_back() brings back. */
void results_keep_before(struct reader *reader);
void results_put_back(struct reader *reader);
/* Shows the article of the selected hit, which there must be, and the hit; false: it cannot be, which is said. */
bool results_show_selected(struct reader *reader);
/* Where there is room beside the results, it is shown. */
void results_follow(struct reader *reader);

/* ---- results_search.c: searching the library */
/* Asks for a query, and shows what it finds as it is typed. SLASH: by one slash only, so that a second one, which habit types,
   is none of the query's. */
void results_open_prompt(struct reader *reader, bool slash);
/* To what was found already; where nothing was searched for, that is asked. */
void results_show(struct reader *reader);
/* Takes what was found since, and tells it at the prompt. */
void results_collect(struct reader *reader);
/* What a standing search has found counts as seen, once all of it is on the screen. */
void results_see(struct reader *reader);
/* The search is given up where it goes on. */
void results_stop_search(struct reader *reader);

/* ---- results_narrow.c: by a date */
/* Shows what QUERY, which nobody typed, finds in the library. */
void search_library_for(struct reader *reader, struct slice query);
/* Only the hits of one year, month or day of TIMELINE; of that of the selected hit, false: there is none; or all again, false:
   they were not narrowed. */
void results_narrow(struct reader *reader, const struct reader_timeline *timeline, size_t index);
bool results_narrow_selected(struct reader *reader);
bool results_widen(struct reader *reader);
/* The selection by STEPS; up from the first hit into the timeline, and down out of it. */
void results_select(struct reader *reader, long steps);

/* ---- results_visits.c: to the articles and back */
/* To the article of the selected hit. */
void results_open(struct reader *reader);
/* From the article back to them; false: it was not opened from there. And out of them, to where the search began. */
bool results_return(struct reader *reader);
void results_leave(struct reader *reader);
/* COUNT hits on: of the library's where the reader is among those, else of the issue's. */
void hit_step_anywhere(struct reader *reader, int direction, int count);

/* ---- issue_filter.c: what is in the list of issues, as one types */
void issue_filter_open_prompt(struct reader *reader);

/* ---- search_prompt.c: searching the issue as one types */
void search_open_prompt(struct reader *reader);
/* The list shows only what has hits, or everything again; without a search, one is asked for. */
void search_toggle_narrow(struct reader *reader);

/* ---- same_story.c: what else was reported of it */
/* Shows what the library has of the story that the article at hand tells, this one selected; false: there is no article that is
   there as a whole. */
bool story_show(struct reader *reader);
/* To the next report of it in DIRECTION, 1 is later, once they are found; false as above. */
bool story_step(struct reader *reader, int direction);
/* After results_collect(): opens that report, where it waited for the end of the search. */
void story_found(struct reader *reader);

/* ---- names_count.c: the names that are shown, and the thread that counts those of all issues */
struct reader_names {
    struct search_names *names;  /* NULL: none are known */
    bool library;                /* they are all issues' */
    struct names_search *search; /* NULL: none is at work */
    size_t done, total;          /* issues */
};
struct reader_names *names_new(void);
/* Ends the thread. */
void names_stop(struct reader *reader);
void names_free(struct reader *reader);
/* FOUND, which is taken, are those of an issue. */
void names_set(struct reader *reader, struct search_names *found);
/* Begins to count those of all issues; nothing else that is as busy goes on meanwhile. */
void names_count(struct reader *reader);
/* Are there others than before? */
bool names_take(struct reader *reader);
bool names_are_coming(const struct reader *reader);

/* ---- names_document.c: people, authors and places, as a document */
/* False: no issue is shown. */
bool names_open_issue(struct reader *reader);
void names_open_library(struct reader *reader);
/* What has come; where the document is not shown any more the thread ends. */
void names_collect(struct reader *reader);

/* ---- changes_shown.c: what is new in an article that was read and is another now */
struct reader_changes *changes_new(void);
void changes_free(struct reader_changes *shown);
enum changes_found {
    CHANGES_NONE, /* it is as it was read, or was not read */
    CHANGES_LOST, /* the text that was read is nowhere any more */
    CHANGES_SHOWN /* in a document, which is open */
};
/* Of the article that is shown, which counts as read as it is from now on. Where it did so already, the changes of this session
   are shown again. */
enum changes_found changes_show(struct reader *reader);
bool changes_are_shown(const struct reader *reader);

#endif
