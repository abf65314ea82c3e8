/* Lists of words: which of them stands in a text, begins it, ends it; and of what characters a text is. */
#include "parser/line/line.h"

bool
words_in(struct slice text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (slice_has(text, *words))
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

size_t
words_skip(struct slice text, const char *const *words)
{
    /* nearly always the first two bytes say no */
    size_t longest = 0;
    char second = text.len > 1 ? text.at[1] : '\0';
    for (; *words != NULL && text.len > 0; words++)
        if ((*words)[0] == text.at[0] && ((*words)[1] == second || (*words)[1] == '\0') && slice_starts(text, *words) &&
            strlen(*words) > longest)
            longest = strlen(*words);
    return longest;
}

size_t
words_count(struct slice text, const char *const *words)
{
    size_t count = 0;
    for (; *words != NULL; words++)
        count += slice_has(text, *words);
    return count;
}

bool
words_end(struct slice text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (slice_ends(text, *words))
            return true;
    return false;
}

bool
words_are_numerals(struct slice text, const char32_t *numerals)
{
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        if (!text_is_digit(code) && !text_is_space(code) && !text_among(code, numerals))
            return false;
    }
    return true;
}
