/* Does a line say the same as another? A headline's text often begins with all of its words, in nearly their order.
 *
 * By pairs of characters, marks and blanks left out, so that no language need be known. Small letters and capitals are one.
 */
#include "parser/line/line.h"

enum {
    PLACES = 2048,
    PAIRS_MIN = 8,
    PAIRS_MAX = 250,
    SHARE = 5 /* four of so many are enough */
};

/* Counts the pairs of LINE, each at the place of its hash, or, where COMMON is not NULL, takes them from PLACES, and how many are there
   to it; returns how many LINE has. */
static size_t
count_pairs(struct slice line, uint8_t places[PLACES], size_t *common)
{
    size_t pairs = 0;
    char32_t last = 0;
    for (size_t at = 0; at < line.len && pairs < PAIRS_MAX;) {
        char32_t code;
        at += text_decode(line.at + at, &code);
        if (!text_is_han(code) && !text_is_kana(code) && !text_is_word(code))
            continue;
        if (code >= 'A' && code <= 'Z')
            code |= 0x20;
        if (last != 0) {
            uint32_t hash = (last * 31 + code) * 2654435761U;
            uint8_t *place = &places[hash >> 21];
            bool there = common != NULL && *place > 0;
            *place += common == NULL ? 1 : -(int)there;
            if (there)
                ++*common;
            pairs++;
        }
        last = code;
    }
    return pairs;
}

bool
line_restates(struct slice line, struct slice other)
{
    uint8_t places[PLACES] = {0};
    size_t common = 0, pairs = count_pairs(line, places, NULL);
    if (pairs < PAIRS_MIN)
        return false;
    size_t other_pairs = count_pairs(other, places, &common), fewer = pairs < other_pairs ? pairs : other_pairs;
    return fewer >= PAIRS_MIN && common * SHARE >= fewer * (SHARE - 1);
}
