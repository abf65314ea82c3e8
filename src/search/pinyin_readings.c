/* The readings of Han characters, from one generated two-stage table: character, set of readings, syllables. */
#include "search/pinyin_parts.h"

#include "search/readings_table.h"

unsigned
reading_set_of(char32_t code)
{
    if (code >= (char32_t)READING_PAGE * READING_PAGES)
        return 0;
    return reading_set[reading_page[code / READING_PAGE]][code % READING_PAGE];
}

size_t
reading_set_count(void)
{
    return READING_SETS + 1;
}

const uint16_t *
reading_syllables_of(unsigned set, size_t *count)
{
    *count = reading_sets[set + 1] - reading_sets[set];
    return reading_syllables + reading_sets[set];
}

size_t
reading_syllable_count(void)
{
    return READING_SYLLABLES;
}

const char *
reading_spelling(unsigned syllable)
{
    return reading_spellings[syllable];
}

void
reading_each(void (*put)(void *context, char32_t code, unsigned set), void *context)
{
    for (char32_t page = 0; page < READING_PAGES; page++) {
        if (reading_page[page] == 0)
            continue;
        const uint16_t *sets = reading_set[reading_page[page]];
        for (char32_t i = 0; i < READING_PAGE; i++) {
            if (sets[i] != 0)
                put(context, page * READING_PAGE + i, sets[i]);
        }
    }
}
