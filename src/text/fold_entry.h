/* The generated table of the fold (fold_table.awk) and how to read it; inside src/text only. */
#ifndef FOLD_ENTRY_H
#define FOLD_ENTRY_H

#include "kanbao/fold.h"

enum {
    FOLD_DELTA = 0x1FFFFF,  /* to add to the code point, modulo 2^21; for FOLD_EXPAND the place in fold_expansion */
    FOLD_VARIANT = 1 << 26, /* a Han variant: its origin is the code point itself */
    FOLD_TIGHT = 1 << 27,   /* white space beside it is nothing */
    FOLD_KIND_SHIFT = 28
};

enum fold_kind {
    FOLD_PLAIN,  /* becomes one code point that has nothing to do with its neighbours */
    FOLD_SPACE,  /* white space */
    FOLD_DROP,   /* nothing */
    FOLD_EXPAND, /* several, or one of the following kinds */
    FOLD_MARK,   /* a mark that stays and has a combining class: marks in a row are put in order */
    FOLD_JOIN,   /* may become one with what is before it: U+3099, vowels and finals of Hangul, small vowels of kana */
    FOLD_REPEAT  /* 々 ゝ: what is before it, once more */
};

/* Defined by the generated header in fold_code.c. An expansion is its length, then for each code point it and its origin,
   none of which is FOLD_EXPAND itself. */
extern const uint16_t fold_page[8704];
extern const uint32_t fold_entry[][128];
extern const char32_t fold_expansion[];

static inline uint32_t
fold_entry_of(char32_t code)
{
    return code > 0x10FFFF ? 0 : fold_entry[fold_page[code >> 7]][code & 0x7F];
}

static inline enum fold_kind
fold_kind(uint32_t entry)
{
    return (enum fold_kind)(entry >> FOLD_KIND_SHIFT);
}

static inline char32_t
fold_apply(uint32_t entry, char32_t code)
{
    return (code + entry) & FOLD_DELTA;
}

/* BASE and MARK, both folded, as one; 0 when they stay two. */
char32_t fold_compose(char32_t base, char32_t mark);

/* What FOLD_REPEAT stands for after BEFORE, which is folded; 0: nothing, it stays. ゝ of が is か. */
char32_t fold_repeated(char32_t code, char32_t before);

/* A vowel or final of Hangul, or a small vowel of kana: it stays where there is nothing to join. */
static inline bool
fold_stays_alone(char32_t code)
{
    return (code >= 0x1161 && code <= 0x11C2) || (code >= 0x3041 && code <= 0x3049);
}

/* The combining class of a mark that stays, else 0. */
uint32_t fold_class(char32_t code);

#endif
