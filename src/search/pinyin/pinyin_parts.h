/* What the files of pinyin share: sets of spellings, and what a query's word makes of them. */
#ifndef SEARCH_PINYIN_PARTS_H
#define SEARCH_PINYIN_PARTS_H

#include "search/pinyin/pinyin.h"

/* ---- pinyin_readings.c: the readings of Han characters */

enum { READING_PAGE_CODES = 128 };
extern const uint16_t reading_page[], reading_set[][READING_PAGE_CODES];
extern const char32_t reading_end;

/* The number of the set of readings of CODE; 0: it has none. */
static inline unsigned
reading_set_of(char32_t code)
{
    return code < reading_end ? reading_set[reading_page[code / READING_PAGE_CODES]][code % READING_PAGE_CODES] : 0;
}

/* One more than the greatest number of a set. */
size_t reading_set_count(void);
/* The syllables of SET (> 0), numbers below reading_syllable_count(). */
const uint16_t *reading_syllables_of(unsigned set, size_t *count);
size_t reading_syllable_count(void);
/* Toneless, v for ü: "lv", "zhuang", but also "ng". */
const char *reading_spelling(unsigned syllable);

/* ---- pinyin_spell.c: how a syllable may be typed */

enum { SPELLING_LETTERS = 6, SPELLINGS_MAX = 24 };

struct spelling {
    char text[SPELLING_LETTERS + 2];
    unsigned char len;
    unsigned char initial; /* letters of its initial; 2 of zh ch sh, whose first one will do as well; 0: has none */
    bool begun;            /* a part of it that is longer than its initial will do as the end of a word */
};

/* Writes the spellings of the toneless SYLLABLE to OUT; returns their number, perhaps 0 in a double scheme. */
size_t spell_full(const char *syllable, unsigned fuzzy, struct spelling out[SPELLINGS_MAX]);
size_t spell_double(const char *syllable, enum pinyin_scheme scheme, unsigned fuzzy,
                    struct spelling out[SPELLINGS_MAX]);

/* ---- romaji.c: how kana are typed */

enum { KANA_FIRST = 0x3041, KANA_LAST = 0x3096, KANA_SMALL_TSU = 0x3063, KANA_N = 0x3093, KANA_LONG = 0x30FC };

/* Sounds of one or two kana are numbered from 0; ROMAJI_NONE: there is no such sound. */
enum { ROMAJI_NONE = 255 };
size_t romaji_count(void);
/* The spellings of a sound, with spaces between. */
const char *romaji_spellings(size_t sound);
/* The sound's kana, SECOND 0 if it has one only. */
void romaji_kana(size_t sound, char32_t *first, char32_t *second);
unsigned romaji_sound(char32_t kana);
unsigned romaji_pair(char32_t first, char32_t second);
/* The small kana that make one sound with the one before. */
bool romaji_is_second(char32_t kana);
/* The vowel that a kana ends in, 0 if none: of っ and ん, and of what is no kana. */
char romaji_vowel(char32_t kana);
/* Whether KANA after a sound in VOWEL only lengthens it, so that it may go unwritten: ou, oo, uu, aa, ii, ee. */
bool romaji_lengthens(char vowel, char32_t kana);

/* ---- The word

   Positions in it, 0 to its length, are bits. A row says for one set of spellings from where to where it leads. */
struct pinyin_row {
    uint64_t whole[SPELLING_LETTERS]; /* bit P of whole[N - 1]: N letters from P on are a spelling */
    uint64_t first;                   /* bit P: the letter at P is its initial, or the first letter of it */
    uint64_t both;                    /* bit P: the two letters from P on are its initial */
    uint64_t begun;                   /* bit P: all letters from P on are a part of it; of Han, more than the initial */
    uint64_t leads;                   /* all places that it leads on from */
};

enum { LITERAL_SLOTS = 128 };

/* What a character may be to the word: its first one, or the one after that. */
enum { MAY_BEGIN = 1, MAY_FOLLOW = 2 };

/* A way to type: full pinyin with romaji, or a double scheme. */
struct pinyin_way {
    uint16_t *row_of;        /* a set, or a sound behind all sets: its row */
    struct pinyin_row *rows; /* row 0 leads nowhere */
    size_t row_count, row_capacity;
    bool kana;
};

struct pinyin {
    size_t count;
    uint64_t end;                /* the bit of the word's end */
    uint64_t breaks;             /* bit P: at P is a ' or a space that ends a syllable */
    uint64_t vowels[5], hyphens; /* bit P: at P is a i u e o, or - */
    char32_t first;              /* the first code point */
    bool beyond_ascii;           /* it has others than ASCII */
    char32_t literal_codes[LITERAL_SLOTS];
    uint64_t literal[LITERAL_SLOTS]; /* a hash: bit P: at P is that code point */
    size_t way_count;
    struct pinyin_way ways[2];
    uint8_t *may_of_set;                             /* MAY_..., of the characters with that set of readings */
    uint8_t may_of_kana[KANA_LAST + 1 - KANA_FIRST]; /* written as hiragana */
    uint64_t second;                                 /* where a first character leads, literal or read */
    bool of_several; /* no single character can match the word, so that a second one must do, too */
};

/* The place of CODE in the hash, or of nothing. */
static inline size_t
pinyin_slot(const struct pinyin *pinyin, char32_t code)
{
    size_t slot = (code * UINT32_C(2654435761)) >> 25;
    while (pinyin->literal[slot] != 0 && pinyin->literal_codes[slot] != code)
        slot = (slot + 1) % LITERAL_SLOTS;
    return slot;
}

/* Behind a syllable a ' or a space may be passed over, which belongs to no character: from PLACES, at BREAKS. */
static inline uint64_t
pinyin_pass(uint64_t places, uint64_t breaks)
{
    for (uint64_t over; (over = places & breaks) != 0; breaks &= ~over)
        places |= over << 1;
    return places;
}

static inline size_t
pinyin_vowel(char letter)
{
    switch (letter) {
    case 'a': return 0;
    case 'i': return 1;
    case 'u': return 2;
    case 'e': return 3;
    default: return 4;
    }
}

#endif
