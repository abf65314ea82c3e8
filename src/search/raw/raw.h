/* Can the raw text of a file have a word, before anything is known of its structure? A room of search, beside pinyin.
 *
 * What a match needs, whatever the parser makes of the lines. False is certain, true is not.
 */
#ifndef SEARCH_RAW_H
#define SEARCH_RAW_H

#include "kanbao/fold.h"
#include "search/pinyin/pinyin.h"

/* What there is to a character of a word besides being itself, as bits. */
enum {
    VARIANT_PASSES = 1, /* marks and ruby may stand before it */
    VARIANT_ALIKE = 2,  /* others are taken for it, fold_put_alike() */
    VARIANT_LEAD = 4,   /* a first consonant, for all syllables that begin with it */
    VARIANT_DOTS = 8,   /* three dots are before it: more may be */
    VARIANT_LONG = 16   /* it stands behind kana: the ー that ends a word may be before it */
};

/* A word as the fold writes it, or with its numbers written otherwise. */
struct variant {
    char32_t *codes;
    size_t count;
    uint8_t *ways;                   /* of each code */
    bool initials;                   /* first consonants of Hangul stand for syllables */
    bool begins_number, ends_number; /* of another writing: no digit or numeral may go on with the number there */
};

/* ---- variant.c: a word compared with a folded text */

/* Sets what is not CODES and COUNT (> 0), nor about numbers; WAYS is to be freed. */
void variant_prepare(struct variant *variant);
/* Bit C % 64 for each code C that an entry has where a match begins. */
uint64_t variant_firsts(const struct variant *variant);
/* Behind the match that begins at entry I of FOLD, which is of TEXT; 0: there is none. UPPER says of each code whether it must
   be a capital, NULL: as may be. Numbers are not looked at. Bounded time, whatever the text. */
size_t variant_match(const struct variant *variant, const bool *upper, const struct fold *fold, struct slice text,
                     size_t i);
/* Is entry I the word's code K? May it be passed over before that? */
bool variant_is_at(const struct variant *variant, size_t k, const struct fold *fold, size_t i);
bool variant_passes(const struct variant *variant, size_t k, const struct fold *fold, struct slice text, size_t i);

/* ---- raw_filter.c: one word; never changes, so any thread may use it */

struct raw_filter;

/* Of a folded word: any of COUNT VARIANTS will do, or a match of PINYIN (NULL: none can). Both are borrowed. */
struct raw_filter *raw_filter_folded(const struct variant *variants, size_t count, const struct pinyin *pinyin);
/* Of BYTES, valid UTF-8, as they are. */
struct raw_filter *raw_filter_exact(struct slice bytes);
/* Of anything that has BYTE in it; -1: nothing is known of it. */
struct raw_filter *raw_filter_byte(int byte);
void raw_filter_free(struct raw_filter *filter);

/* TEXT is all of a file, valid UTF-8; FOLD is memory to work with. */
bool raw_filter_may_match(const struct raw_filter *filter, struct slice text, struct fold *fold);

/* The same of the BYTES of a file that nobody has repaired yet, as far as they tell it quickly. */
bool raw_filter_may_be_in(const struct raw_filter *filter, struct slice bytes, struct fold *fold);

/* ---- raw_rarest.c: about how often a character stands in a newspaper, of which only the order matters */
unsigned raw_commonness(char32_t code);

/* ---- raw_scan.c: where NEEDLE, two to four bytes, stands in TEXT first; NULL: nowhere. At some GB/s whatever the text. */
const char *raw_scan(struct slice text, struct slice needle);

/* ---- raw_pinyin.c: the same by pinyin */

struct raw_pinyin;
/* PINYIN is borrowed; free() it. */
struct raw_pinyin *raw_pinyin_new(const struct pinyin *pinyin);
/* Is there nothing but ASCII in the word? Then literal matches are foreseen as well. */
bool raw_pinyin_is_ascii(const struct raw_pinyin *filter);
bool raw_pinyin_may_match(const struct raw_pinyin *filter, struct slice text, struct fold *fold);
/* BYTES are a file's, as they are. */
bool raw_pinyin_may_be_in(const struct raw_pinyin *filter, struct slice bytes, struct fold *fold);

/* ---- raw_line.c: where a line may be cut */

static inline bool
raw_ends_line(char byte)
{
    return byte == '\n' || byte == '\r' || byte == '\f';
}

/* May the words of the line that AT is in end before AT: is there nothing behind but blanks or a notice? May they begin
   at AT? */
bool raw_may_end(struct slice text, size_t at);
bool raw_may_begin(struct slice text, size_t at);
/* Are the blanks from START to END so many as part columns that stand side by side? The parser takes each for a line. */
bool raw_is_gap(struct slice text, size_t start, size_t end);
/* Do such blanks stand before AT? A fold may have passed over them. */
bool raw_begins_column(struct slice text, size_t at);
enum { RAW_ROW_BYTES = 1200 }; /* no longer line is taken so */
/* A notice at a line's end begins with such a character; one at its beginning ends with such a one, or with a blank; so does a
   column behind a rule. As src/parser has them; tests/test_search.c tries notices of all languages. */
bool raw_opens_notice(char32_t code);
bool raw_closes_notice(char32_t code);
/* May CODE, the last that a piece of text is folded to, become another one by what follows the piece? か may be が, 하 한,
   и й; and a hyphen may be taken away where a line is joined to the next. */
bool raw_may_change(char32_t code);
size_t raw_skip_blanks(struct slice text, size_t at);

/* A piece of one line: whole characters. */
struct raw_window {
    size_t start, end;
};

/* BEFORE bytes before AT and AFTER from there on, as far as its line goes. */
struct raw_window raw_window_at(struct slice text, size_t at, size_t before, size_t after);

#endif
