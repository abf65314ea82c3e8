/* kanbao - fold: what a search compares instead of the text itself.
 *
 * Floor 0, a part of text. Two texts that a reader takes for the same are folded to the same code points:
 * 督促 where a column's edge cut it, ２０２４ and 2024, 繁體 and 繁体, Café and cafe, ﾃﾞﾝﾜ and でんわ.
 *
 * The fold is, one after the other: compatibility decomposition (UAX #15); full case folding (CaseFolding.txt, C and F);
 * default-ignorable code points and combining marks dropped, but vowels, tones and viramas (in Brahmic scripts a mark is
 * a letter); punctuation to ASCII twins and letters with a stroke to plain ones (src/text/fold_rules.txt); katakana to
 * hiragana; variants of Han characters to simplified ones (Unihan, and src/text/fold_rules.txt); voiced kana, Hangul
 * syllables and й ў ї ѓ ќ composed; ヴ to ぶ, ヴェ to べ; 々 〻 ゝ ゞ what they repeat. A run of white space, line ends too, is one space between letters; at the ends, and
 * beside Han, kana, Hangul, their punctuation or any punctuation, it is nothing (so "你好, 世界" is 你好，世界). Folding what is
 * folded changes nothing. Canonically equivalent texts, and those that NFKC makes equal, are folded to the same.
 */
#ifndef KANBAO_FOLD_H
#define KANBAO_FOLD_H

#include "kanbao/base.h"

#include <uchar.h>

/* The most code points that one is folded to: U+FDFA, a whole Arabic sentence, as NFKC has it. Few others have over 4. */
enum { FOLD_MAX = 18 };

/* A folded text: an entry a folded code point, in four arrays of COUNT. Begin with {0}; it may be used again and again,
   and keeps its memory (16 bytes for each byte of the longest text, touched only as far as they are used). */
struct fold {
    char32_t *codes; /* what is compared */
    char32_t *
        origins; /* the same, but its script variant kept, 乾 for 干, of which readings are asked; and what repeats: 々 */
    /* The bytes of the text that it stands for: whole code points, with the dropped marks after it. Neither falls from
       entry to entry; the entries of one character (½ is 1/2) have the same. */
    uint32_t *starts, *ends;
    size_t count, capacity;
};

/* Folds TEXT, valid UTF-8 of less than 4 GiB, in place of what FOLD held. Linear, whatever the text. */
void fold_text(struct fold *fold, struct slice text);
void fold_done(struct fold *fold);

/* One code point without its neighbours: what it becomes, 0 to FOLD_MAX code points; a white space is U+0020. */
size_t fold_code(char32_t code, char32_t out[FOLD_MAX]);

/* Calls PUT for each code point that a folded CODE may come from: wherever the fold of a text has CODE, its span begins
   with one of these or with 々, ゝ or the like, which repeat it (か also for が, as か and U+3099 are が, ᄒ and 하 for 한; marks that were put in order share a span).
   In no order; none twice. None for what no text is folded to, as A. Three for a Han character on average, some 80 for
   an ASCII letter, 173 at most; 64 take about 10 µs. */
typedef void fold_put(char32_t code, void *context);
void fold_variants(char32_t code, fold_put *put, void *context);

/* Calls PUT for each folded code point that is to be taken for CODE, folded as well, in one of its uses: 辩 辨 瓣 for 弁, which
   Japan writes for all three. Of such pairs neither becomes the other, as what is the same as one of them need not be the
   same as the other. Both ways, and not beyond: 辩 has 弁, but not 瓣. From fold_rules.txt and Unihan. */
void fold_put_alike(char32_t code, fold_put *put, void *context);
bool fold_is_alike(char32_t code, char32_t other);
static inline bool
fold_is_iteration(char32_t code)
{
    return code == U'々' || code == U'〻' || code - U'ゝ' <= 1 || code - U'ヽ' <= 1;
}

/* ---- fold_pass.c: what stands between two characters of a text and is passed over by a search */

/* Han, kana, Hangul, between which it may stand; all of folded texts. */
bool fold_is_cjk(char32_t code);
/* Quotes, title marks, interpuncts: ' " < > · stand for all of their kind. */
static inline bool
fold_is_passed(char32_t code)
{
    return code == '"' || code == '\'' || code == '<' || code == '>' || code == U'·';
}
/* The entries from AT on that are a reading in brackets: 《すいいひょう》 or （としより）, kana only; 0: there is none. The |
   before what is read counts as one by itself. */
size_t fold_ruby(const struct fold *fold, size_t at);
/* May there be ruby from AT on that FOLD, a piece of a text, does not hold all of? */
bool fold_opens_ruby(const struct fold *fold, size_t at);
/* Are the marks and the ruby around AT between two characters of fold_is_cjk(), the first of them at FIRST or behind? True too
   where the fold ends before the second. */
bool fold_may_pass(const struct fold *fold, size_t first, size_t at);
/* Is entry AT of the fold of TEXT the ー that ends a word in katakana, which one writes or not? */
bool fold_is_final_long(const struct fold *fold, struct slice text, size_t at);
/* The first consonant of a syllable of Hangul, U+1100 and on; else 0. */
static inline char32_t
fold_lead_of(char32_t code)
{
    return code - 0xAC00U < 11172 ? 0x1100 + (code - 0xAC00U) / 588 : 0;
}
static inline bool
fold_is_lead(char32_t code)
{
    return code - 0x1100U < 19;
}

#endif
