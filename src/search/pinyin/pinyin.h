/* Finds what is written in Han characters or kana by Latin letters. A room of search; needs no other one.
 *
 * A word of a query is cut into as many pieces as the text has characters, and each character takes its piece:
 *
 *   Han   a whole syllable of any of its readings (wu), or its initial: the first letter (w), of zh ch sh both too
 *         (z, zh); the last one also a syllable's beginning (ji for 进)
 *   kana  its romaji, Hepburn or Kunrei; the last one also the romaji's beginning
 *   any   itself: 武, 7, k
 *
 * So 武进区 is found by wujinqu, wjq, wujq, wjqu, 武jq; 西安 by xian, and by xi'an, which does not find 先: ' and a
 * space in a word are ends of syllables. lü is lv, lu, lyu. Uninterrupted: nothing is left out between two characters,
 * so oa does not find 百度.
 */
#ifndef SEARCH_PINYIN_H
#define SEARCH_PINYIN_H

#include "kanbao/choices.h"
#include "kanbao/fold.h"

/* Sounds that many speakers do not keep apart, as bits; each holds both ways, and a syllable so typed is as good as
   any. */
enum pinyin_fuzzy {
    PINYIN_FUZZY_ZH = 1, /* zh z */
    PINYIN_FUZZY_CH = 2,
    PINYIN_FUZZY_SH = 4,
    PINYIN_FUZZY_NL = 8,
    PINYIN_FUZZY_FH = 16,
    PINYIN_FUZZY_RL = 32,
    PINYIN_FUZZY_IN = 64,  /* in ing */
    PINYIN_FUZZY_EN = 128, /* en eng */
    PINYIN_FUZZY_AN = 256  /* an ang, and with them ian iang, uan uang */
};

struct pinyin_options {
    enum pinyin_scheme scheme;
    unsigned fuzzy; /* of enum pinyin_fuzzy */
};

/* How well a match says what was meant; the greater the better. Characters that stand for themselves do not count. */
enum pinyin_rank {
    PINYIN_NONE,
    PINYIN_INITIALS, /* no syllable is whole: wjq, wj区 */
    PINYIN_MIXED,    /* some are, or the last one, perhaps the only one, is begun beyond its initial: wuj, xi for 先 */
    PINYIN_FULL      /* all are: wujinqu, wujin区; 啊 by a, too */
};

enum {
    PINYIN_LETTERS_MAX = 63, /* code points of a word */
    PINYIN_MATCH_MAX = 128   /* code points of a match; only long vowels and ー get near */
};

/* One word of a query, compiled: never changes, so any thread may use it. */
struct pinyin;

/* CODES: the word, COUNT folded code points. NULL: more than PINYIN_LETTERS_MAX, no Latin letter, or a word that no
   text can match other than literally. Takes less than 200 KB and a millisecond. The caller frees it. */
struct pinyin *pinyin_new(const char32_t *codes, size_t count, struct pinyin_options options);
void pinyin_free(struct pinyin *pinyin);

/* Code points of the match that begins at AT (< fold->count), *RANK its rank; 0 and PINYIN_NONE if there is none.
   Readings are asked of the origin (乾 is qian, its folded 干 is not), and of the folded code if the origin has none.
   The shortest match, of its ranks the best; but one character by no more than its initial (上 by sh) gives way to a
   longer match (上海). A match where every character stands for itself is none: it is the literal search's. */
size_t pinyin_match(const struct pinyin *pinyin, const struct fold *fold, size_t at, enum pinyin_rank *rank);

/* The first match that begins at FROM or later and before END: where, or END; *COUNT its code points, *RANK its rank. */
size_t pinyin_next(const struct pinyin *pinyin, const struct fold *fold, size_t from, size_t end, size_t *count,
                   enum pinyin_rank *rank);

/* How many code points from AT on a match that was begun before may go on with, from the places FROM in the word, as bits; 1: it
   begins at AT. Whether the text then has its end or not; all to the end of FOLD where only that cuts it. */
size_t pinyin_reach(const struct pinyin *pinyin, const struct fold *fold, size_t at, uint64_t from);

/* Adds to *POSITIONS where in the word the COUNT code points from AT on lead. False: that depends on what is behind them. */
bool pinyin_lead(const struct pinyin *pinyin, const struct fold *fold, size_t at, size_t count, uint64_t from,
                 uint64_t *positions);

/* Whether a match may begin with a character: ask for its origin and for its folded code, as one will do. A fast
   necessary condition. */
bool pinyin_may_begin(const struct pinyin *pinyin, char32_t code);

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

/* ---- hangul.c: how Hangul is written in Latin letters */

struct pinyin;
struct pinyin_row;
/* Where the letters of ROW are in the word, for each of the SPELLINGS (parted by blanks): WRITE is called with each. */
typedef void hangul_write(const char *spelling, size_t len, void *context, struct pinyin_row *row);
/* The rows of all letters, as WRITE fills them; the caller frees them. NULL: no syllable is in the word. */
struct pinyin_row *hangul_rows(hangul_write *write, void *context);
/* Where the syllable CODE leads from POSITIONS; *BEGUN gets the word's end where that comes within the syllable. */
uint64_t hangul_take(const struct pinyin *pinyin, uint64_t positions, char32_t code, uint64_t *begun);
/* PINYIN_MAY_BEGIN where a match may begin with CODE, a syllable; else 0. */
unsigned hangul_may_begin(const struct pinyin *pinyin, char32_t code);

/* ---- pinyin_tone.c */

/* Takes the tones out of wu3jin4: COUNT folded CODES become wu'jin, of which OUT has room; their number. 0: it is no such word. */
size_t pinyin_without_tones(const char32_t *codes, size_t count, char32_t *out);

/* ---- pinyin_compile.c: the word as an automaton

   Its states are the positions in the word, 0 to its length, and a set of them is the bits of a number. A row says for
   one set of spellings from which positions to which it leads. The room raw walks over the rows itself, as fast as it
   can. */
struct pinyin_row {
    uint64_t whole[SPELLING_LETTERS]; /* bit P of whole[N - 1]: N letters from P on are a spelling */
    uint64_t first;                   /* bit P: the letter at P is its initial, or the first letter of it */
    uint64_t both;                    /* bit P: the two letters from P on are its initial */
    uint64_t begun;                   /* bit P: all letters from P on are a part of it; of Han, more than the initial */
    uint64_t leads;                   /* all positions that it leads on from */
};

enum { PINYIN_SLOTS = 128 };

/* What a character may be to the word, as bits: its first one, or the one after that. */
enum { PINYIN_MAY_BEGIN = 1, PINYIN_MAY_FOLLOW = 2 };

/* The table of a way to type: full pinyin with romaji, or a double scheme. */
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
    char32_t literal_codes[PINYIN_SLOTS];
    uint64_t literal[PINYIN_SLOTS]; /* a hash: bit P: at P is that code point */
    size_t way_count;
    struct pinyin_way ways[2];
    uint8_t *may_of_set;                             /* PINYIN_MAY_..., of the characters with that set of readings */
    uint8_t may_of_kana[KANA_LAST + 1 - KANA_FIRST]; /* written as hiragana */
    uint64_t second;                                 /* where a first character leads, literal or read */
    struct pinyin_row *hangul; /* of the letters of Hangul, hangul.c; NULL: the word is no romanisation */
    bool rewritten;            /* tone digits were taken out: the word's letters are not those that were typed */
    bool of_several;           /* no single character can match the word, so that a second one must do, too */
};

/* The slot of CODE in the hash, or of nothing. */
static inline size_t
pinyin_slot(const struct pinyin *pinyin, char32_t code)
{
    size_t slot = (code * UINT32_C(2654435761)) >> 25;
    while (pinyin->literal[slot] != 0 && pinyin->literal_codes[slot] != code)
        slot = (slot + 1) % PINYIN_SLOTS;
    return slot;
}

/* Where ROW leads from POSITIONS by whole spellings; by an initial. */
static inline uint64_t
pinyin_take_whole(uint64_t positions, const struct pinyin_row *row)
{
    uint64_t next = 0;
    for (unsigned i = 0; i < SPELLING_LETTERS; i++)
        next |= (positions & row->whole[i]) << (i + 1);
    return next;
}

static inline uint64_t
pinyin_take_initial(uint64_t positions, const struct pinyin_row *row)
{
    return (positions & row->first) << 1 | (positions & row->both) << 2;
}

/* By all that a row may say, at the word's END too. */
static inline uint64_t
pinyin_take_any(uint64_t positions, const struct pinyin_row *row, uint64_t end)
{
    uint64_t begun = (positions & row->begun) != 0 ? end : 0;
    return pinyin_take_whole(positions, row) | pinyin_take_initial(positions, row) | begun;
}

/* Behind a syllable a ' or a space may be passed over, which belongs to no character: from POSITIONS, at BREAKS. */
static inline uint64_t
pinyin_pass(uint64_t positions, uint64_t breaks)
{
    for (uint64_t over; (over = positions & breaks) != 0; breaks &= ~over)
        positions |= over << 1;
    return positions;
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
