/* Is a string a common Chinese word? A table of some fifty thousand, made by word_table.py, and a binary search in it.
 *
 * Knows nothing of hits; what is asked must be folded, as the table's words are.
 */
#include "search/candidates/candidates.h"

#include "search/candidates/word_table.h"

static int
compare(const char32_t *codes, const char16_t *word, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (codes[i] != word[i])
            return codes[i] < word[i] ? -1 : 1;
    return 0;
}

static struct word
word_of(char letter)
{
    bool name = letter >= 'A' && letter <= 'Z';
    return (struct word){(unsigned)(letter - (name ? 'A' : 'a')) + 1, name};
}

static struct word
find(const char16_t *words, const char *counts, size_t word_count, const char32_t *codes, size_t count)
{
    size_t low = 0, high = word_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare(codes, words + middle * count, count);
        if (order == 0)
            return word_of(counts[middle]);
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct word){0, false};
}

struct word
word_find(const char32_t *codes, size_t count)
{
    switch (count) {
    case 2: return find(words_2[0], counts_2, WORDS_2, codes, count);
    case 3: return find(words_3[0], counts_3, WORDS_3, codes, count);
    case 4: return find(words_4[0], counts_4, WORDS_4, codes, count);
    default: return (struct word){0, false};
    }
}
