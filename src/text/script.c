/* Which script a character belongs to, as far as typesetting cares; counting. */
#include "text/property.h"

static bool
within(char32_t code, char32_t first, char32_t last)
{
    return code >= first && code <= last;
}

bool
text_is_rare_han(char32_t code)
{
    return within(code, 0x3400, 0x4DBF) || code == 0x3005 || code == 0x3007 || within(code, 0xF900, 0xFAFF) ||
           within(code, 0x20000, 0x3FFFD) || within(code, 0x2E80, 0x2FDF);
}

bool
text_is_hangul(char32_t code)
{
    return within(code, 0xAC00, 0xD7A3) || within(code, 0x1100, 0x11FF) || within(code, 0x3130, 0x318F);
}

bool
text_is_rare_space(char32_t code)
{
    return within(code, '\t', '\r') || code == 0xA0 || code == 0x3000 || within(code, 0x2000, 0x200B) ||
           code == 0xFEFF || code == 0x202F || code == 0x205F;
}

bool
text_is_rare_letter(char32_t code)
{
    if (within(code, 0xC0, 0x2FF))
        return code != 0xD7 && code != 0xF7;
    if (text_is_hangul(code))
        return false;
    return within(code, 0x370, 0x1FFF) || within(code, 0xFF21, 0xFF3A) || within(code, 0xFF41, 0xFF5A) ||
           within(code, 0x2C00, 0x2DFF) || within(code, 0xA640, 0xABFF);
}

bool
text_is_one_of(char32_t code, const char32_t *set)
{
    for (; *set != 0; set++)
        if (*set == code)
            return true;
    return false;
}

bool
text_is_upper(char32_t code)
{
    return code < 0x80 ? within(code, 'A', 'Z') : !text_is_han(code) && (text_property_of(code) & PROPERTY_UPPER) != 0;
}

bool
text_is_cjk(char32_t code)
{
    return text_is_han(code) || text_is_kana(code) || within(code, 0x3000, 0x303F) || within(code, 0xFF01, 0xFF65);
}

bool
text_count_point(struct text_count *count, char32_t code, bool inside)
{
    if (text_is_ascii_alnum(code)) {
        count->words += !inside;
        return true;
    }
    if (code < 0x80)
        return inside && (code == '\'' || code == '.' || code == ',');
    bool wide = text_is_han(code) || text_is_kana(code);
    bool word = !wide && (text_is_letter(code) || text_is_digit(code) || text_is_hangul(code));
    count->han += wide;
    count->words += word && !inside;
    /* an apostrophe does not end a word, nor a decimal point above */
    return word || (inside && code == 0x2019);
}

struct text_count
text_count(struct slice text)
{
    struct text_count count = {0, 0};
    bool inside = false;
    for (size_t at = 0; at < text.len;) {
        if (text_is_common_han_at(text.at + at)) {
            count.han++;
            inside = false;
            at += 3;
            continue;
        }
        char32_t code;
        at += text_decode(text.at + at, &code);
        inside = text_count_point(&count, code, inside);
    }
    return count;
}
