/* What the files that look at raw text share. */
#ifndef SEARCH_RAW_H
#define SEARCH_RAW_H

#include "search/parts.h"

/* A piece of one line. */
struct raw_window {
    size_t start, end;
    bool begins, ends; /* where the line does */
};

/* BEFORE bytes before AT and AFTER from there on, as far as its line goes. */
struct raw_window raw_window_at(struct slice text, size_t at, size_t before, size_t after);

static inline bool
raw_ends_line(char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\f';
}

/* May the words of the line that AT is in end before AT: is there nothing behind but blanks or a notice? May they begin
   at AT? */
bool raw_may_end(struct slice text, size_t at);
bool raw_may_begin(struct slice text, size_t at);
/* A notice at a line's end begins with such a character; one at its beginning ends with such a one, or with a blank. */
bool raw_opens_notice(char32_t code);
bool raw_closes_notice(char32_t code);
bool raw_may_change(char32_t code);
size_t raw_skip_blanks(struct slice text, size_t at);

/* ---- raw_pinyin.c */

struct raw_pinyin;
struct raw_pinyin *raw_pinyin_new(const struct pinyin *pinyin); /* as long as PINYIN */
void raw_pinyin_free(struct raw_pinyin *test);
/* Is there nothing but ASCII in the word? Then literal matches are foreseen as well. */
bool raw_pinyin_is_ascii(const struct raw_pinyin *test);
bool raw_pinyin_may_match(const struct raw_pinyin *test, struct slice text, struct fold *fold);

#endif
