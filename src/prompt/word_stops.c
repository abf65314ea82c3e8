/* Where words begin and end.
 *
 * The stops are the same in both directions, so that a word back undoes a word forward. They are found from the
 * line's beginning, as those in a run of Han depend on where it begins and ends.
 */
#include "prompt/prompt_private.h"

#include "kanbao/text.h"

enum kind { KIND_NONE, KIND_LETTERS, KIND_HAN, KIND_KANA, KIND_HANGUL };

enum { HAN_WORD = 2, HAN_LAST_WORD = 3 };

struct word {
    size_t start, end;
    size_t han; /* characters that are left of its run */
};

static enum kind
kind_at(struct slice text, size_t at)
{
    char32_t code;
    if (at >= text.len)
        return KIND_NONE;
    text_decode(text.at + at, &code);
    if (text_is_han(code))
        return KIND_HAN;
    if (text_is_kana(code))
        return KIND_KANA;
    if (text_is_hangul(code))
        return KIND_HANGUL;
    return text_is_word(code) ? KIND_LETTERS : KIND_NONE;
}

/* The end of the run of KIND, at most MOST clusters; says in *COUNT how many. */
static size_t
end_of_run(struct slice text, size_t at, enum kind kind, size_t most, size_t *count)
{
    for (*count = 0; *count < most && at < text.len && kind_at(text, at) == kind; ++*count)
        at = clean_next(text, at);
    return at;
}

/* The word behind WORD, from all zero on; false when there are no more. */
static bool
next_word(struct slice text, struct word *word)
{
    size_t at = word->end, count;
    while (at < text.len && kind_at(text, at) == KIND_NONE)
        at = clean_next(text, at);
    if (at >= text.len)
        return false;
    enum kind kind = kind_at(text, at);
    word->start = at;
    if (kind != KIND_HAN) {
        word->end = end_of_run(text, at, kind, SIZE_MAX, &count);
        word->han = 0;
        return true;
    }
    if (word->han == 0)
        end_of_run(text, at, kind, SIZE_MAX, &word->han);
    word->end = end_of_run(text, at, kind, word->han == HAN_LAST_WORD ? HAN_LAST_WORD : HAN_WORD, &count);
    word->han -= count;
    return true;
}

size_t
word_right(struct slice text, size_t at)
{
    struct word word = {0};
    while (next_word(text, &word))
        if (word.end > at)
            return word.end;
    return text.len;
}

size_t
word_left(struct slice text, size_t at)
{
    struct word word = {0};
    size_t start = 0;
    while (next_word(text, &word) && word.start < at)
        start = word.start;
    return start;
}
