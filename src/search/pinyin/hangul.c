/* Hangul in Latin letters: the Revised Romanization, McCune-Reischauer without its marks, and what sounds change at a syllable's
 * edge (한국말 is hangungmal).
 *
 * A syllable is a first consonant, a vowel and perhaps a last consonant (Unicode 15, 3.12), and each of these is a piece of the
 * word. Knows nothing of other scripts.
 */
#include "search/pinyin/pinyin.h"

#include <stdlib.h>

enum { LEADS = 19, VOWELS = 21, FINALS = 28, SYLLABLES = 0xAC00 };

/* In Unicode's order, with blanks between; - is nothing written. */
static const char *const letters[LEADS + VOWELS + FINALS] = {
    /* ㄱ ㄲ ㄴ ㄷ ㄸ ㄹ ㅁ ㅂ ㅃ ㅅ */
    "g k", "kk", "n", "d t", "tt", "r l n", "m", "b p", "pp", "s sh",
    /* ㅆ ㅇ ㅈ ㅉ ㅊ ㅋ ㅌ ㅍ ㅎ */
    "ss", "-", "j ch", "jj tch", "ch", "k", "t", "p", "h",
    /* ㅏ ㅐ ㅑ ㅒ ㅓ ㅔ ㅕ ㅖ ㅗ ㅘ */
    "a", "ae", "ya", "yae", "eo o", "e", "yeo yo", "ye", "o", "wa",
    /* ㅙ ㅚ ㅛ ㅜ ㅝ ㅞ ㅟ ㅠ ㅡ ㅢ ㅣ */
    "wae", "oe", "yo", "u", "wo weo", "we", "wi", "yu", "eu u", "ui", "i",
    /* none, ㄱ ㄲ ㄳ ㄴ ㄵ ㄶ ㄷ ㄹ ㄺ */
    "-", "k g ng", "k kk ng", "k ks ng", "n l", "n nj", "n l", "t d n", "l r n", "k lg ng",
    /* ㄻ ㄼ ㄽ ㄾ ㄿ ㅀ ㅁ ㅂ ㅄ ㅅ */
    "m lm", "l p lb", "l", "l", "p", "l r", "m", "p b m", "p ps m", "t s d n",
    /* ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ */
    "t ss s n", "ng", "t j n", "t ch n", "k ng", "t n", "p m", "t h n -"};

static bool
is_silent(size_t letter)
{
    size_t len = strlen(letters[letter]);
    return letters[letter][len - 1] == '-';
}

static uint64_t
take(uint64_t positions, const struct pinyin_row *row, size_t letter)
{
    return pinyin_take_whole(positions, row) | (is_silent(letter) ? positions : 0);
}

/* Is there a syllable in the word, from any place on? */
static bool
has_syllable(const struct pinyin_row *rows)
{
    uint64_t leads = UINT64_MAX, behind = 0;
    for (size_t i = 0; i < LEADS; i++)
        behind |= take(leads, &rows[i], i);
    for (size_t i = LEADS; i < LEADS + VOWELS; i++)
        if (pinyin_take_whole(behind, &rows[i]) != 0)
            return true;
    return false;
}

struct pinyin_row *
hangul_rows(hangul_write *write, void *context)
{
    struct pinyin_row *rows = base_alloc_zero(BASE_COUNT(letters), sizeof *rows);
    for (size_t i = 0; i < BASE_COUNT(letters); i++)
        for (const char *at = letters[i]; *at != '\0';) {
            size_t len = strcspn(at, " ");
            if (*at != '-')
                write(at, len, context, &rows[i]);
            at += len + (at[len] == ' ');
        }
    if (has_syllable(rows))
        return rows;
    free(rows);
    return NULL;
}

uint64_t
hangul_take(const struct pinyin *pinyin, uint64_t positions, char32_t code, uint64_t *begun)
{
    size_t index = code - SYLLABLES, lead = index / (VOWELS * FINALS), vowel = LEADS + index / FINALS % VOWELS,
           final = LEADS + VOWELS + index % FINALS;
    uint64_t first = take(positions, &pinyin->hangul[lead], lead);
    uint64_t second = take(first, &pinyin->hangul[vowel], vowel);
    *begun |= (first | second) & pinyin->end;
    return take(second, &pinyin->hangul[final], final);
}

unsigned
hangul_may_begin(const struct pinyin *pinyin, char32_t code)
{
    uint64_t begun = 0;
    return (hangul_take(pinyin, 1, code, &begun) | begun) != 0 ? PINYIN_MAY_BEGIN : 0;
}
