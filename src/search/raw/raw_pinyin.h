/* What the files that look for pinyin in raw text share, and nobody else.
 *
 *   raw_step (a character) -> raw_links (what each character is to the word) -> raw_pinyin (a text)
 */
#ifndef SEARCH_RAW_PINYIN_H
#define SEARCH_RAW_PINYIN_H

#include "search/raw/raw.h"

enum { PLANE = 1 << 16, HAN_FIRST = 0x4E00, HAN_LAST = 0x9FFF, WIDE_FIRST = 0x3000 };

/* The class of a character, as bits. The places in the word that a first character leads to are dealt out to some links; where the
   second one goes on by none of those a match cannot begin with the first. */
enum {
    LINKS = 3,
    CLASS_LEADS = (1 << LINKS) - 1,           /* the links that it leads to as a match's first character */
    CLASS_ANY = 1 << LINKS,                   /* always */
    CLASS_TAKES = CLASS_LEADS << (LINKS + 1), /* the links that it goes on by as its second one */
    CLASS_CLOSE = CLASS_ANY << (LINKS + 1)    /* to be looked at closely, whatever is before it */
};

/* Does a character of the class HERE go on with one of the class BEFORE, or is it to be looked at closely? */
static inline bool
raw_links(unsigned before, unsigned here)
{
    return (before & here >> (LINKS + 1)) != 0;
}

/* Where the class of a character of three bytes is in a table: the bits of its bytes that tell it from others, where they stand in
   them, so that many are found with few instructions. */
enum { WIDE_PLACES = 0x0F3F3F + 1 };
static inline size_t
raw_wide_place(char32_t code)
{
    return (code & 0xF000) << 4 | (code & 0x0FC0) << 2 | (code & 0x003F);
}

struct raw_pinyin {
    const struct pinyin *pinyin;
    bool literals;               /* the word has other characters than ASCII in it */
    uint8_t ascii[128];          /* the class of each character, */
    uint64_t begins[PLANE / 64]; /* and whether a match may begin with it that is to be looked at closely */
    uint8_t wide[WIDE_PLACES];   /* by raw_wide_place(); those before WIDE_FIRST are all to be looked at closely */
    uint64_t kana[KANA_LAST + 1 - KANA_FIRST]; /* where each leads on from, as a sound or the first of two */
};

/* ---- raw_step.c: a word's positions, as bits */

/* Where POSITIONS lead by one character of the text; by a folded one that is itself. */
uint64_t raw_step(const struct raw_pinyin *filter, uint64_t positions, char32_t code);
uint64_t raw_step_literal(const struct pinyin *pinyin, uint64_t positions, char32_t folded);
/* May ruby begin at AT, where the bracket CODE of LEN bytes is: do kana follow it, or what is not seen? */
bool raw_may_open_ruby(char32_t code, struct slice text, size_t at, size_t len);
/* Does the way that a match goes on at CODE depend on what is beside it: kana, Hangul, 々? */
bool raw_depends(const struct raw_pinyin *filter, char32_t code);
/* Does CODE perhaps lead on from POSITIONS, where no kana stands before it, whatever is behind it? Only of kana it is said that
   they do not. */
bool raw_may_take_kana(const struct raw_pinyin *filter, uint64_t positions, char32_t code);
/* Fills the table of kana. */
void raw_kana_fill(struct raw_pinyin *filter);

/* ---- raw_links.c */

/* Fills the tables of FILTER, whose word is known. */
void raw_links_fill(struct raw_pinyin *filter);

#endif
