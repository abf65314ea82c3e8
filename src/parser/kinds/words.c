/* Lists of words: which of them stands in a text, begins it, ends it. */
#include "parser/kinds/kinds.h"

bool
words_in(struct slice text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (slice_find(text, *words) != SIZE_MAX)
            return true;
    return false;
}

bool
words_begin(struct slice text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text.len > 0 && (*words)[0] == text.at[0] && slice_starts(text, *words))
            return true;
    return false;
}

bool
words_end(struct slice text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (slice_ends(text, *words))
            return true;
    return false;
}
