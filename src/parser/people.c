/* Is a run of Han characters a name, and of how many people?
 *
 * 蒋雯黄鑫 is two people, 欧阳陆遥 one. A run is taken apart where every part begins with a surname
 * and goes on with characters that parents choose, and only if no other way comes near.
 */
#include "parser/parts.h"

enum {
    COST_PERSON = 2,    /* fewer people explain a run better than more */
    COST_UNFIT = 2,     /* a character that parents hardly choose */
    COST_WORD = 3,
    COST_PERSON_MAX = 5,
    COST_MARGIN = 2     /* the next best way must be so much worse */
};

static unsigned
surname_cost(char32_t code)
{
    switch (surname_rank(code)) {
    case SURNAME_COMMON: return 0;
    case SURNAME_KNOWN: return 1;
    case SURNAME_RARE: return 3;
    default: return COST_NONE;
    }
}

static unsigned
given_cost(char32_t code, bool alone)
{
    return (given_fits(code, alone) ? 0 : COST_UNFIT) + (surname_rank(code) == SURNAME_COMMON ? 1 : 0);
}

unsigned
people_cost(const char32_t *name, size_t count)
{
    if (count < 2 || count > 4)
        return COST_NONE;
    size_t surname = count > 2 && surname_is_compound(name) ? 2 : 1;
    if (count - surname > 2)
        return COST_NONE;
    unsigned cost = surname == 2 ? 0 : surname_cost(name[0]);
    if (cost == COST_NONE)
        return COST_NONE;
    bool alone = count - surname == 1;
    for (size_t i = surname; i < count; i++)
        cost += given_cost(name[i], alone);
    cost += count == 2;
    if (surname == 1 && surname_is_word(name))
        cost += COST_WORD;
    return cost;
}

bool
people_is_strict(const char32_t *name, size_t count)
{
    return people_cost(name, count) < (count == 2 ? 3U : 2U);
}

size_t
people_split(const char32_t *run, size_t count, size_t ends[PEOPLE_MAX])
{
    unsigned best[PEOPLE_POINTS_MAX + 1] = {0}, second[PEOPLE_POINTS_MAX + 1] = {0};
    size_t from[PEOPLE_POINTS_MAX + 1] = {0};
    if (count > PEOPLE_POINTS_MAX)
        return 0;
    second[0] = COST_NONE;
    for (size_t end = 1; end <= count; end++) {
        best[end] = second[end] = COST_NONE;
        for (size_t len = 2; len <= 4 && len <= end; len++) {
            unsigned cost = people_cost(run + end - len, len), before[] = {best[end - len], second[end - len]};
            for (size_t i = 0; i < 2 && cost <= COST_PERSON_MAX && before[i] < COST_NONE; i++) {
                unsigned all = before[i] + COST_PERSON + cost;
                if (all < best[end]) {
                    second[end] = best[end];
                    best[end] = all;
                    from[end] = end - len;
                } else if (all < second[end]) {
                    second[end] = all;
                }
            }
        }
    }
    if (count == 0 || best[count] >= COST_NONE || second[count] < best[count] + COST_MARGIN)
        return 0;
    size_t people = 0;
    for (size_t end = count; end > 0; end = from[end])
        people++;
    if (people > PEOPLE_MAX)
        return 0;
    for (size_t end = count, i = people; end > 0; end = from[end])
        ends[--i] = end;
    return people;
}
