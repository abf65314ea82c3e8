/* search - pinyin: finds what is written in Han characters or kana by Latin letters.
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

#include "kanbao/fold.h"

enum pinyin_scheme {
    PINYIN_SCHEME_FULL,
    /* 双拼, two keys a syllable. Full pinyin still works beside it, but a word is wholly the one or the other. */
    PINYIN_SCHEME_XIAOHE,
    PINYIN_SCHEME_ZIRANMA,
    PINYIN_SCHEME_MICROSOFT, /* ; is a key */
    PINYIN_SCHEMES
};

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

/* The first match that begins at FROM or later: where, or fold->count; *COUNT its code points, *RANK its rank. */
size_t pinyin_next(const struct pinyin *pinyin, const struct fold *fold, size_t from, size_t *count,
                   enum pinyin_rank *rank);

/* How many code points from AT on the beginning of a match may be, whether the text then has its end or not; all to the
   end of FOLD where only that cuts it. */
size_t pinyin_reach(const struct pinyin *pinyin, const struct fold *fold, size_t at);

/* Whether a match may begin with a character: ask for its origin and for its folded code, as one will do. A fast
   necessary condition. */
bool pinyin_may_begin(const struct pinyin *pinyin, char32_t code);

/* Bytes that the compiled word takes. */
size_t pinyin_bytes(const struct pinyin *pinyin);

#endif
