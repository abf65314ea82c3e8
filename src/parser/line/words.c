/* Lists of words: which of them stands in a text, begins it, ends it; and of what characters a text is. */
#include "parser/line/line.h"

/* A list of at least so many words, and a text of at most so many bytes: then it is worth while to see which characters it has. */
enum { LIST_MIN = 4, TEXT_BYTES_MAX = 600 };

/* The low eight bits of the characters of a text: those of a word are among them, or it is not there. */
struct low_bits {
    bool has[UINT8_MAX + 1];
};

static uint8_t
low_of(const char *at, size_t *len)
{
    char32_t code;
    *len = text_decode(at, &code);
    return (uint8_t)code;
}

static void
find_low_bits(struct slice text, struct low_bits *low)
{
    *low = (struct low_bits){{false}};
    for (size_t at = 0, len; at < text.len; at += len)
        low->has[low_of(text.at + at, &len)] = true;
}

/* By its first two characters. */
static bool
may_have(const struct low_bits *low, const char *word)
{
    size_t len, more;
    if (word[0] == '\0' || !low->has[low_of(word, &len)])
        return word[0] == '\0';
    return word[len] == '\0' || low->has[low_of(word + len, &more)];
}

bool
words_in(struct slice text, const char *const *words)
{
    size_t count = 0;
    while (count < LIST_MIN && words[count] != NULL)
        count++;
    if (count < LIST_MIN || text.len > TEXT_BYTES_MAX) {
        for (; *words != NULL; words++)
            if (slice_has(text, *words))
                return true;
        return false;
    }
    struct low_bits low;
    find_low_bits(text, &low);
    for (; *words != NULL; words++)
        if (may_have(&low, *words) && slice_has(text, *words))
            return true;
    return false;
}

bool
words_begin_any(struct slice text, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text.len > 0 && (*words)[0] == text.at[0] && slice_starts(text, *words))
            return true;
    return false;
}

size_t
words_skip_any(struct slice text, const char *const *words)
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
words_end_any(struct slice text, const char *const *words)
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
