/* kanbao - fold: what a search compares instead of the text itself.
 *
 * Floor 0, a part of text. Two texts that a reader takes for the same are folded to the same code points:
 * 督促 where a column's edge cut it, ２０２４ and 2024, 繁體 and 繁体, Café and cafe, ﾃﾞﾝﾜ and でんわ.
 *
 * The fold is, one after the other: compatibility decomposition (UAX #15); full case folding (CaseFolding.txt, C and F);
 * default-ignorable code points and combining marks dropped, but vowels, tones and viramas (in Brahmic scripts a mark is
 * a letter); punctuation to ASCII twins and letters with a stroke to plain ones (src/text/fold_rules.txt); katakana to
 * hiragana; variants of Han characters to simplified ones (Unihan, and src/text/fold_rules.txt); voiced kana, Hangul
 * syllables and й ў ї ѓ ќ composed. A run of white space, line ends too, is one space between letters; at the ends, and
 * beside Han, kana, their punctuation or any punctuation, it is nothing (so "你好, 世界" is 你好，世界). Folding what is
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
    char32_t *codes;   /* what is compared */
    char32_t *origins; /* the same, but its script variant kept: 乾 for 干. Readings are asked of it. */
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
   with one of these (か also for が, as か and U+3099 are が, ᄒ and 하 for 한; marks that were put in order share a span).
   In no order; none twice. None for what no text is folded to, as A. Three for a Han character on average, some 80 for
   an ASCII letter, 173 at most; 64 take about 10 µs. */
typedef void fold_put(char32_t code, void *context);
void fold_variants(char32_t code, fold_put *put, void *context);

#endif
