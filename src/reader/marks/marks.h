/* The room marks: what is remembered of the issue that is shown: what was read, begun, flagged and noted, and where one stood.
 *
 *   versions         what articles said that were read, and say something else now
 *   article_marks    of each article, and changing them
 *   reading_place    where one stands in an article, in words that outlive its setting
 *   notes            the reader's own words
 *   bulk_marks       many at once, and back
 *   summaries        what is known of the issues beside it
 *   standing         searches that stand, and what of them was seen
 */
#ifndef READER_MARKS_H
#define READER_MARKS_H

#include "reader/frame/frame.h"

#include "kanbao/reader_standing.h"
#include "kanbao/store.h"

/* ---- versions.c: in memory alone, and the last ones */
/* What an article says, or said. */
struct version {
    struct store_text text;
    struct buffer
        words;    /* a line for each line of its head, its byline and each paragraph; the last one has no line end */
    size_t heads; /* so many of them are its headline, kickers and decks */
};
struct reader_versions *versions_new(void);
void versions_free(struct reader_versions *versions);
/* For library_tell_changes(): the file of ISSUE, which goes, has changed; what was read of it is kept. CONTEXT is the reader. */
void versions_keep(void *context, const struct issue *issue);
/* The article whose text was BEFORE when it was read last is read again, as NOW. */
void versions_settle(struct reader *reader, uint64_t now, uint64_t before);
/* The hash of the text that was read of an article, of which KNOWN is remembered, before it was issued again; 0: it was not, as
   far as this session knows. */
uint64_t versions_before(const struct reader *reader, struct store_article known);
/* What is kept of the text WHOLE; NULL: nothing. Good until another is kept. */
const struct version *versions_find(const struct reader *reader, uint64_t whole);
struct version version_of(const struct issue *issue, const struct issue_article *article);
void version_done(struct version *version);

/* ---- article_marks.c */
struct reader_marks *marks_new(void);
void marks_free(struct reader_marks *marks);
/* What was made of the issue that is shown is no longer true. */
void marks_forget(struct reader *reader);
/* Of an article of the issue that is shown; all zero where there is none. */
struct store_article marks_of(const struct reader *reader, uint32_t article);
struct store_key marks_key(const struct reader *reader, uint32_t article);
/* What the article says now; all zero while only the beginning of the issue is there. */
struct store_text marks_text(const struct reader *reader, uint32_t article);
/* How many articles of the issue that is shown were read, and are others now. */
size_t marks_count_reissued(const struct reader *reader);
/* CHANGED: as of store_put(). */
void marks_put(struct reader *reader, uint32_t article, struct store_article known, uint8_t changed);
/* The same of any issue, which has the article. */
void marks_put_in(struct reader *reader, const struct issue *issue, uint32_t article, struct store_article known,
                  uint8_t changed);
void marks_set_read(struct reader *reader, uint32_t article, bool read);
/* Is any article of an issue unread? It is read and recovered if need be. */
bool marks_has_unread(const struct reader *reader, uint32_t issue);

/* The path of an issue, wherever the program is started next time: the caller's. */
char *marks_path(const struct reader *reader, uint32_t issue);

/* Lines and marks of the articles of the issue that is shown, to be taken before it is mended; and, after that, the marks follow
   the lines. */
struct article_lines {
    uint32_t *first; /* of each article */
    struct store_article *marks;
    size_t count;
    bool preview; /* only the beginning of the issue was there */
};
struct article_lines article_lines(const struct reader *reader);
void article_lines_done(struct article_lines lines);
/* Takes LINES. */
void marks_follow(struct reader *reader, struct article_lines lines);

/* ---- reading_place.c */
/* Remembers where the reader is in the article, and that he is there; ENDS: at its end; LOOKS: a search brought him there. */
void reading_place_keep(struct reader *reader, bool ends, bool looks);
/* The reader has not gone there: the text became another one under him, and is not read by that. */
void reading_place_stand(struct reader *reader, bool ends);
/* To where the article was left, if it was begun and is shown from its beginning on. */
void reading_place_restore(struct reader *reader);
/* The article that is known by KEY in the issue that is shown; UINT32_MAX: none. */
uint32_t reading_place_find(const struct reader *reader, struct store_key key);

/* ---- notes.c */
/* The note of the article that is shown is below it from now on. */
void notes_show(struct reader *reader);
void notes_set(struct reader *reader, uint32_t article, const char *note);
void notes_toggle_flag(struct reader *reader, uint32_t article);

/* ---- bulk_marks.c */
/* All of the issue, its other pages too, or all that its paper had issued before it, is read; done again at once, it is as it was. */
void bulk_marks_issue(struct reader *reader);
void bulk_marks_older(struct reader *reader);
void bulk_marks_free(struct reader_bulk *bulk);

/* ---- summaries.c: what lists of issues show of them */
struct reader_summaries *summaries_new(void);
void summaries_free(struct reader *reader);
/* Headlines are set otherwise, or the files may be others; and its thread is ended, until it is wanted again. */
void summaries_forget(struct reader *reader);
void summaries_stop(struct reader *reader);
/* Some files are others: what is known is shown until it is found out again. */
void summaries_renew(struct reader *reader);
/* ISSUES, COUNT of them, are on the screen: what is not known of them is found out, and told by a byte to the reader's wake_fd, or,
   where there is none, before this returns. Takes the place of the call before. */
void summaries_want(struct reader *reader, const uint32_t *issues, size_t count);
/* May a part of it be read, which its summary does not say, or says as it was before? */
bool summaries_lack(const struct reader *reader, uint32_t issue);
/* Takes what was found out since. */
void summaries_collect(struct reader *reader);

/* ---- number_set.c: all zero is empty */
struct number_set {
    uint32_t *at;
    size_t count, capacity;
};
/* After any number of additions it is to be sorted, before it is asked: */
void number_set_add(struct number_set *set, uint32_t number);
void number_set_sort(struct number_set *set);
bool number_set_has(const struct number_set *set, uint32_t number);
/* how many numbers OF another it has not. */
size_t number_set_lacks(const struct number_set *set, const struct number_set *of);
void number_set_copy(struct number_set *to, const struct number_set *from);
/* Appends it as text; and reads that, passing over what is none. */
void number_set_write(struct buffer *out, const struct number_set *set);
void number_set_read(struct number_set *set, const char *text);
void number_set_done(struct number_set *set);

/* ---- standing.c: what each article is known by is a number of its day and its headline */
struct reader_standings *standings_new(void);
/* Ends its thread; and frees it all. */
void standings_stop(struct reader *reader);
void standings_free(struct reader *reader);
/* QUERY stands, and that is remembered; or no more: false, it did not. */
void standings_add(struct reader *reader, struct slice query);
bool standings_remove(struct reader *reader, struct slice query);
/* Other issues are there: all are to be counted again. */
void standings_renew(struct reader *reader);
/* Where WANTED, one that is not counted is; all of the reader's processor being free for it. And another search needs that. */
void standings_look(struct reader *reader, bool wanted);
void standings_pause(struct reader *reader);
/* Takes what was counted since. */
void standings_collect(struct reader *reader);
/* Was the article of ROW, which WHICH has found, there at the last visit? */
bool standings_was_there(const struct reader *reader, size_t which, const struct reader_result *row);
/* All that WHICH finds is in BATCHES, COUNT of them, and on the screen. */
void standings_seen(struct reader *reader, size_t which, struct found_batch *const *batches, size_t count);

#endif
