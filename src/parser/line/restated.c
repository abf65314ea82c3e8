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

/* Counts the pairs of LINE, each at the place of its hash; returns how many. */
static size_t
count_pairs(struct slice line, uint8_t places[PLACES])
{
    size_t pairs = 0;
    char32_t last = 0;
    for (size_t at = 0; at < line.len && pairs < PAIRS_MAX;) {
        char32_t code;
        at += text_decode(line.at + at, &code);
        if (!text_is_word(code) && !text_is_han(code) && !text_is_kana(code))
            continue;
        if (code >= 'A' && code <= 'Z')
            code |= 0x20;
        if (last != 0) {
            uint32_t hash = (last * 31 + code) * 2654435761U;
            places[hash >> 21]++;
            pairs++;
        }
        last = code;
    }
    return pairs;
}

bool
line_restates(struct slice line, struct slice other)
{
    uint8_t own[PLACES] = {0}, others[PLACES] = {0};
    size_t pairs = count_pairs(line, own), other_pairs = count_pairs(other, others), common = 0;
    size_t fewer = pairs < other_pairs ? pairs : other_pairs;
    for (size_t i = 0; fewer >= PAIRS_MIN && i < PLACES; i++)
        common += own[i] < others[i] ? own[i] : others[i];
    return fewer >= PAIRS_MIN && common * SHARE >= fewer * (SHARE - 1);
}
