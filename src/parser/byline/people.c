/* Is a run of Han characters a name, and of how many people?
 *
 * 蒋雯黄鑫 is two people, 欧阳陆遥 one. A run is taken apart where every part begins with a surname
 * and goes on with characters that parents choose, and only if no other way comes near.
 */
#include "parser/byline/byline.h"

enum {
    COST_PERSON = 4, /* fewer people explain a run better than more */
    COST_SHORT = 2,  /* a name of two characters */
    COST_KNOWN = 2,  /* a surname that one of a thousand bears */
    COST_RARE = 6,
    COST_UNFIT = 4, /* a character that parents hardly choose */
    COST_WORD = 6,
    COST_PERSON_MAX = 10,
    COST_MARGIN = 2 /* the next best way must be so much worse */
};

static unsigned
surname_cost(char32_t code)
{
    static const unsigned costs[] = {
        [SURNAME_NONE] = COST_NONE, [SURNAME_RARE] = COST_RARE, [SURNAME_KNOWN] = COST_KNOWN, [SURNAME_COMMON] = 0};
    return costs[surname_rank(code)];
}

/* A surname among the given names may be the next one's. */
static unsigned
given_cost(char32_t code, bool alone)
{
    static const unsigned costs[] = {[SURNAME_NONE] = 0, [SURNAME_RARE] = 0, [SURNAME_KNOWN] = 1, [SURNAME_COMMON] = 3};
    return (given_fits(code, alone) ? 0 : COST_UNFIT) + costs[surname_rank(code)];
}

static size_t
surname_points(const char32_t *name, size_t count)
{
    return count > 2 && surname_is_compound(name) ? 2 : 1;
}

unsigned
people_cost(const char32_t *name, size_t count)
{
    size_t surname = surname_points(name, count);
    if (count < 2 || count - surname > 2)
        return COST_NONE;
    unsigned cost = surname == 2 ? 0 : surname_cost(name[0]);
    if (cost == COST_NONE)
        return COST_NONE;
    for (size_t i = surname; i < count; i++)
        cost += given_cost(name[i], count - surname == 1);
    if (surname == 1 && surname_is_word(name))
        cost += COST_WORD;
    return cost + (count == 2 ? COST_SHORT : 0);
}

/* 太郎, 花子, 健太郎 after a Japanese surname. */
static bool
is_strict_japanese(const char32_t *given, size_t count)
{
    static const char32_t thirds[] = U"郎子美代一介助之";
    bool fits = count < 3 || (count == 3 && text_among(given[2], thirds));
    for (size_t i = 0; fits && i < count; i++)
        fits = given_fits(given[i], false);
    return fits;
}

bool
people_is_strict(const char32_t *name, size_t count)
{
    size_t surname = surname_points(name, count);
    if (count >= 3 && surname_is_japanese(name))
        return is_strict_japanese(name + 2, count - 2);
    if (count < 2 || count - surname > 2 ||
        (surname == 1 && (surname_rank(name[0]) < SURNAME_KNOWN || surname_is_word(name))))
        return false;
    for (size_t i = surname; i < count; i++)
        if (!given_fits(name[i], count - surname == 1))
            return false;
    return count != 2 || name[0] != name[1]; /* 沙沙 */
}

bool
people_is_foreign(const char32_t *name, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (text_is_han(name[i]) && !sound_fits(name[i]))
            return false;
    return count >= 4 && count <= 14 && text_is_han(name[0]) == text_is_han(name[count - 1]);
}

bool
people_is_transliterated(const char32_t *code, size_t count, bool *dot)
{
    bool kana = false;
    *dot = false;
    for (size_t i = 0; i < count; i++) {
        *dot = *dot || text_among(code[i], U"·‧•・");
        kana = kana || text_is_kana(code[i]);
    }
    return *dot || kana;
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
        /* no name reaches over four characters with which none ends */
        if (end >= 4 && best[end] >= COST_NONE && best[end - 1] >= COST_NONE && best[end - 2] >= COST_NONE &&
            best[end - 3] >= COST_NONE)
            return 0;
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
