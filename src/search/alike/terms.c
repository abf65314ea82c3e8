/* The terms of a text: 武进 进区 of 武进区, where words are not parted by blanks, and letters up to what is none elsewhere.
 *
 * Pairs instead of words: what is new in the news, names above all, is in no dictionary. Must not know which of them matter.
 */
#include "search/alike/alike.h"

enum { WORD_LETTERS_MIN = 3 };

/* Hiragana is mostly endings: it only parts. */
static bool
makes_pairs(char32_t code)
{
    return text_is_han(code) || text_is_hangul(code) || (text_is_kana(code) && code >= U'ァ') ||
           code - 0xE00U < 0x80; /* Thai */
}

static char32_t
folded(char32_t code)
{
    char32_t out[FOLD_MAX];
    return fold_code(code, out) == 1 ? out[0] : code;
}

/* The word that begins at AT, all letters: its hash; *LETTERS of it are counted. */
static uint64_t
read_word(struct slice text, size_t *at, unsigned *letters)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    char32_t code;
    *letters = 0;
    while (*at < text.len) {
        size_t bytes = text_decode(text.at + *at, &code);
        if (makes_pairs(code) || !text_is_letter(code))
            break;
        char32_t plain = text_is_ascii_letter(code) ? (code | 0x20) : folded(code);
        hash = (hash ^ plain) * UINT64_C(0x100000001b3);
        *at += bytes;
        ++*letters;
    }
    return hash;
}

term_key
terms_next(struct terms *terms)
{
    while (terms->at < terms->text.len) {
        char32_t code, before = terms->before;
        size_t bytes = text_decode(terms->text.at + terms->at, &code);
        if (makes_pairs(code)) {
            terms->at += bytes;
            terms->before = folded(code);
            if (before != 0)
                return (term_key)before << 32 | terms->before;
        } else if (text_is_letter(code)) {
            unsigned letters;
            uint64_t hash = read_word(terms->text, &terms->at, &letters);
            terms->before = 0;
            if (letters >= WORD_LETTERS_MIN)
                return hash | TERM_WORD;
        } else {
            terms->at += bytes;
            if (!text_is_space(code)) /* OCR parts lines and characters alike */
                terms->before = 0;
        }
    }
    return 0;
}
