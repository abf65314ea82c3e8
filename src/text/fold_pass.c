/* What a folded text has between two characters that a search passes over: quotes, title marks, interpuncts and ruby.
 *
 * Newspapers put some of these between two ideographs every 150 characters, and nobody types them. Knows nothing of what is
 * searched for.
 */
#include "kanbao/fold.h"

#include "kanbao/text.h"

enum { RUBY_MAX = 40, BASE_MAX = 16 };

bool
fold_is_cjk(char32_t code)
{
    return text_is_han(code) || text_is_kana(code) || text_is_hangul(code) || code == U'○';
}

/* Behind the kana from AT on, RUBY_MAX at most. */
static size_t
skip_kana(const struct fold *fold, size_t at)
{
    size_t most = fold->count - at > RUBY_MAX ? at + RUBY_MAX : fold->count;
    while (at < most && (text_is_kana(fold->codes[at]) || fold->codes[at] == U'·'))
        at++;
    return at;
}

/* ｜船頭《せんどう》: the bar says where that begins which the ruby is of. */
static bool
is_base_bar(const struct fold *fold, size_t at)
{
    size_t first = at + 1, end = first;
    while (end < fold->count && end - first < BASE_MAX && text_is_han(fold->codes[end]))
        end++;
    return end > first && end < fold->count && fold->codes[end] == '<' && fold_ruby(fold, end) > 0;
}

size_t
fold_ruby(const struct fold *fold, size_t at)
{
    char32_t open = fold->codes[at];
    if (open == '|')
        return is_base_bar(fold, at) ? 1 : 0;
    if (open != '<' && open != '(')
        return 0;
    size_t end = skip_kana(fold, at + 1);
    bool closed = end > at + 1 && end < fold->count && fold->codes[end] == (open == '<' ? U'>' : U')');
    return closed ? end + 1 - at : 0;
}

bool
fold_opens_ruby(const struct fold *fold, size_t at)
{
    if (fold->codes[at] == '|')
        return true;
    return (fold->codes[at] == '<' || fold->codes[at] == '(') && skip_kana(fold, at + 1) == fold->count;
}

bool
fold_may_pass(const struct fold *fold, size_t first, size_t at)
{
    size_t before = at, behind = at;
    while (before > first && fold_is_passed(fold->codes[before - 1]))
        before--;
    if (before == first || !(fold_is_cjk(fold->codes[before - 1]) || fold->codes[before - 1] == ')'))
        return false;
    for (size_t step = 1; step > 0 && behind < fold->count; behind += step)
        step = fold_is_passed(fold->codes[behind]) ? 1 : fold_ruby(fold, behind);
    return behind == fold->count || fold_is_cjk(fold->codes[behind]);
}

/* Katakana, half-width and circled and squared ones too, and the marks of their voice. */
static bool
is_katakana(char32_t code)
{
    return code - 0x30A0U <= 0x30FFU - 0x30A0U || code - 0x31F0U <= 0xFU || code - 0xFF66U <= 0xFF9FU - 0xFF66U ||
           code - 0x32D0U <= 0x32FEU - 0x32D0U || code - 0x3300U <= 0x3357U - 0x3300U || code - 0x3099U <= 3;
}

bool
fold_is_final_long(const struct fold *fold, struct slice text, size_t at)
{
    char32_t code = 0;
    if (at == 0 || at >= fold->count || fold->codes[at] != U'ー')
        return false;
    text_decode(text.at + fold->starts[at - 1], &code);
    if (!is_katakana(code))
        return false;
    if (at + 1 == fold->count)
        return true;
    text_decode(text.at + fold->starts[at + 1], &code);
    return !is_katakana(code);
}
