/* Which language's rules a text is set by, from its letters alone. */
#include "layout/layout_private.h"

#include "kanbao/text.h"

enum { LOOK_POINTS = 200, WORD_LETTERS = 5 };

/* A paragraph is judged by its beginning. A Han character says about as much as three letters do, and a word as much
   as five at most: an address is one. */
enum language
language_of(struct slice text)
{
    size_t han = 0, kana = 0, korean = 0, letters = 0, words = 0;
    bool inside = false; /* of a run of ASCII that has had a letter */
    for (size_t at = 0, seen = 0; at < text.len && seen < LOOK_POINTS; seen++) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        bool letter = text_is_letter(code);
        han += text_is_han(code);
        kana += text_is_kana(code);
        korean += text_is_hangul(code);
        letters += letter;
        words += letter && !inside;
        inside = letter || (inside && code > ' ' && code < 0x7F);
    }
    letters = letters < words * WORD_LETTERS ? letters : words * WORD_LETTERS;
    if (kana > 0 && kana * 8 > han + kana)
        return LANGUAGE_JAPANESE;
    if (korean > 0 && korean * 3 > han + letters)
        return LANGUAGE_KOREAN;
    return han > 0 && han * 3 > letters ? LANGUAGE_CHINESE : LANGUAGE_LATIN;
}
