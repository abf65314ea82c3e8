/* Which language's rules a text is set by, from its letters alone. */
#include "layout/parts.h"

#include "kanbao/text.h"

enum { LOOK_POINTS = 200 };

/* A paragraph is judged by its beginning. A Han character says about as much as three letters do. */
enum language
language_of(struct slice text)
{
    size_t han = 0, kana = 0, korean = 0, letters = 0;
    for (size_t at = 0, seen = 0; at < text.len && seen < LOOK_POINTS; seen++) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        han += text_is_han(code);
        kana += text_is_kana(code);
        korean += text_is_hangul(code);
        letters += text_is_letter(code);
    }
    if (kana > 0 && kana * 8 > han + kana)
        return LANGUAGE_JAPANESE;
    if (korean > 0 && korean * 3 > han + letters)
        return LANGUAGE_KOREAN;
    return han > 0 && han * 3 > letters ? LANGUAGE_CHINESE : LANGUAGE_LATIN;
}
