/* The readings of Han characters, from one generated two-stage table: character, set of readings, syllables. */
#include "search/pinyin/pinyin.h"

#include "search/pinyin/readings_table.h"

_Static_assert((int)READING_PAGE_CODES == (int)READING_PAGE, "the generator's pages");
const char32_t reading_end = (char32_t)READING_PAGE * READING_PAGES;

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
