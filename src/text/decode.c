/* Bytes to valid UTF-8, once; the only place in the program that meets bad bytes.
 *
 * Nearly every file is valid already, so the common path is one check and no copy.
 */
#include "kanbao/text.h"

#include <stdlib.h>

enum { REPLACEMENT_BYTES = 3 };

/* Bytes of the character at AT, before END; of an ill-formed one 0, and in *BAD how far it could still have become one
   (Unicode 17, table 3-7). */
static size_t
character_bytes(const uint8_t *at, const uint8_t *end, size_t *bad)
{
    uint8_t lead = at[0], low = 0x80, high = 0xBF;
    *bad = 1;
    if (lead < 0x80)
        return 1;
    if (lead < 0xC2 || lead > 0xF4)
        return 0;
    switch (lead) {
    case 0xE0: low = 0xA0; break;  /* else too long a form */
    case 0xED: high = 0x9F; break; /* a surrogate */
    case 0xF0: low = 0x90; break;
    case 0xF4: high = 0x8F; break; /* behind the last code point */
    default: break;
    }
    size_t bytes = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    for (size_t i = 1; i < bytes; i++, low = 0x80, high = 0xBF)
        if (at + i == end || at[i] < low || at[i] > high) {
            *bad = i;
            return 0;
        }
    return bytes;
}

/* Are the next eight bytes ASCII? */
static bool
is_ascii(const uint8_t *at)
{
    uint64_t word;
    memcpy(&word, at, sizeof word);
    return (word & UINT64_C(0x8080808080808080)) == 0;
}

/* Where the first ill-formed character begins, or END. */
static const uint8_t *
find_bad(const uint8_t *at, const uint8_t *end)
{
    while (at < end) {
        size_t bytes, bad;
        if (end - at >= 8 && is_ascii(at))
            bytes = 8;
        else if (end - at >= 3 && at[0] >= 0xE1 && at[0] <= 0xEC && (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80)
            bytes = 3; /* nearly all of a Chinese text */
        else
            bytes = character_bytes(at, end, &bad);
        if (bytes == 0)
            return at;
        at += bytes;
    }
    return end;
}

static void
add_repaired(struct buffer *out, const uint8_t *bad, const uint8_t *end, size_t *repaired)
{
    while (bad < end) {
        size_t len;
        if (character_bytes(bad, end, &len) == 0) {
            buffer_add(out, "\xEF\xBF\xBD", REPLACEMENT_BYTES);
            ++*repaired;
            bad += len;
            continue;
        }
        const uint8_t *next = find_bad(bad, end);
        buffer_add(out, bad, (size_t)(next - bad));
        bad = next;
    }
}

size_t
text_repair(char **bytes, size_t len, size_t *repaired)
{
    size_t count = 0;
    const uint8_t *start = (const uint8_t *)*bytes;
    if (len >= 3 && memcmp(start, "\xEF\xBB\xBF", 3) == 0) {
        memmove(*bytes, *bytes + 3, len - 3);
        len -= 3;
    }
    const uint8_t *bad = len > 0 ? find_bad(start, start + len) : start;
    if (bad < start + len) {
        struct buffer out = {0};
        buffer_reserve(&out, len + len / 8);
        buffer_add(&out, start, (size_t)(bad - start));
        add_repaired(&out, bad, start + len, &count);
        free(*bytes);
        len = out.len;
        *bytes = buffer_take(&out);
    }
    if (repaired != NULL)
        *repaired = count;
    return len;
}

size_t
text_encode(char32_t code, char out[4])
{
    if (code < 0x80) {
        out[0] = (char)code;
        return 1;
    }
    if (code < 0x800) {
        out[0] = (char)(0xC0 | code >> 6);
        out[1] = (char)(0x80 | (code & 0x3F));
        return 2;
    }
    if (code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        code = 0xFFFD;
    if (code < 0x10000) {
        out[0] = (char)(0xE0 | code >> 12);
        out[1] = (char)(0x80 | (code >> 6 & 0x3F));
        out[2] = (char)(0x80 | (code & 0x3F));
        return 3;
    }
    out[0] = (char)(0xF0 | code >> 18);
    out[1] = (char)(0x80 | (code >> 12 & 0x3F));
    out[2] = (char)(0x80 | (code >> 6 & 0x3F));
    out[3] = (char)(0x80 | (code & 0x3F));
    return 4;
}

size_t
text_points(struct slice text)
{
    size_t points = 0;
    for (size_t i = 0; i < text.len; i++)
        points += !text_is_tail(text.at[i]);
    return points;
}

char32_t
text_first(struct slice text)
{
    char32_t code = 0;
    if (text.len > 0)
        text_decode(text.at, &code);
    return code;
}

char32_t
text_last(struct slice text)
{
    char32_t code = 0;
    if (text.len > 0)
        text_decode(text.at + text_previous(text, text.len), &code);
    return code;
}

struct slice
text_trim(struct slice text)
{
    while (text.len > 0) {
        char32_t code;
        size_t len = text_decode(text.at, &code);
        if (!text_is_space(code))
            break;
        text = slice_from(text, len);
    }
    while (text.len > 0) {
        size_t last = text_previous(text, text.len);
        char32_t code;
        text_decode(text.at + last, &code);
        if (!text_is_space(code))
            break;
        text.len = last;
    }
    return text;
}

size_t
text_skip_blanks(struct slice text, size_t at)
{
    char32_t code;
    while (at < text.len) {
        size_t len = text_decode(text.at + at, &code);
        if (!text_is_space(code))
            break;
        at += len;
    }
    return at;
}

size_t
text_last_bracket(struct slice text, const char32_t *opening, const char32_t *closing, size_t points_max)
{
    if (!text_among(text_last(text), closing))
        return SIZE_MAX;
    size_t end = text_previous(text, text.len);
    for (size_t points = 0; end > 0 && points < points_max; points++) {
        size_t at = text_previous(text, end), next;
        char32_t code = text_point(text, at, &next);
        if (text_among(code, opening))
            return at;
        if (text_among(code, closing))
            return SIZE_MAX;
        end = at;
    }
    return SIZE_MAX;
}

struct slice
text_inside(struct slice text, size_t bracket)
{
    size_t start;
    text_point(text, bracket, &start);
    return text_trim(slice_make(text.at + start, text_previous(text, text.len) - start));
}
