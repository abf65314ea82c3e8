/* Bytes to valid UTF-8, once; the only place in the program that meets bad bytes.
 *
 * Nearly every file is valid already, so the common path is one check and no copy.
 */
#include "kanbao/text.h"

#include <stdlib.h>
#include <unistr.h>

enum { REPLACEMENT_BYTES = 3 };

/* How many of the eight bytes at AT are characters such as most of three bytes are: six, three or none. */
static size_t
threes_at(const uint8_t *at)
{
    static const uint8_t masks[8] = {0xF0, 0xC0, 0xC0, 0xF0, 0xC0, 0xC0, 0, 0}, first_mask[8] = {0xF0, 0xC0, 0xC0};
    static const uint8_t bits[8] = {0xE0, 0x80, 0x80, 0xE0, 0x80, 0x80, 0, 0}, first_bits[8] = {0xE0, 0x80, 0x80};
    uint64_t here, mask, wanted;
    memcpy(&here, at, sizeof here);
    memcpy(&mask, masks, sizeof mask);
    memcpy(&wanted, bits, sizeof wanted);
    /* E0 and ED do not begin all that is so */
    if (at[0] == 0xE0 || at[0] == 0xED)
        return 0;
    if ((here & mask) == wanted && at[3] != 0xE0 && at[3] != 0xED)
        return 6;
    memcpy(&mask, first_mask, sizeof mask);
    memcpy(&wanted, first_bits, sizeof wanted);
    return (here & mask) == wanted ? 3 : 0;
}

/* u8_check(), but quicker at what nearly all text is made of: ASCII, eight at a time, and characters of three bytes, two
   at a time. */
static const uint8_t *
find_bad(const uint8_t *at, size_t len)
{
    const uint8_t *end = at + len;
    while (end - at >= 8) {
        size_t threes = threes_at(at);
        if (threes > 0) {
            at += threes;
            continue;
        }
        uint64_t word;
        memcpy(&word, at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) == 0) {
            at += sizeof word;
            continue;
        }
        ucs4_t code;
        int bytes = at[0] < 0x80 ? 1 : u8_mbtoucr(&code, at, (size_t)(end - at));
        if (bytes < 0)
            return at;
        at += bytes;
    }
    return at < end ? u8_check(at, (size_t)(end - at)) : NULL;
}

static void
add_repaired(struct buffer *out, const uint8_t *bad, const uint8_t *end, size_t *repaired)
{
    while (bad < end) {
        ucs4_t code;
        int len = u8_mbtoucr(&code, bad, (size_t)(end - bad));
        if (len < 0) {
            /* the ill-formed sequence goes as far as it could still have become a character */
            len = 1;
            while (len < end - bad && u8_mbtoucr(&code, bad, (size_t)len + 1) == -2)
                len++;
            buffer_add(out, "\xEF\xBF\xBD", REPLACEMENT_BYTES);
            ++*repaired;
            bad += len;
            continue;
        }
        const uint8_t *next = find_bad(bad, (size_t)(end - bad));
        if (next == NULL)
            next = end;
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
    const uint8_t *bad = len > 0 ? find_bad(start, len) : NULL; /* nothing may be nowhere */
    if (bad != NULL) {
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
    int len = u8_uctomb((uint8_t *)out, code, 4);
    if (len < 0) {
        memcpy(out, "\xEF\xBF\xBD", REPLACEMENT_BYTES);
        return REPLACEMENT_BYTES;
    }
    return (size_t)len;
}

size_t
text_points(struct slice text)
{
    const uint64_t ones = 0x0101010101010101U;
    size_t points = text.len, i = 0;
    for (uint64_t bytes; i + sizeof bytes <= text.len; i += sizeof bytes) {
        memcpy(&bytes, text.at + i, sizeof bytes);
        /* a one in each byte that is a tail, all added up in the highest */
        points -= ((bytes >> 7 & ~bytes >> 6 & ones) * ones) >> 56;
    }
    for (; i < text.len; i++)
        points -= text_is_tail(text.at[i]);
    return points;
}

struct slice
text_trim(struct slice text)
{
    if (text.len > 5 && text_is_common_han_at(text.at) && text_is_common_han_at(text.at + text.len - 3))
        return text;
    while (text.len > 0 && !text_is_common_han_at(text.at)) {
        char32_t code;
        size_t len = text_decode(text.at, &code);
        if (!text_is_space(code))
            break;
        text = slice_from(text, len);
    }
    while (text.len > 0) {
        size_t last = text_previous(text, text.len);
        char32_t code;
        if (text_is_common_han_at(text.at + last))
            break;
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
    char32_t last = text_last(text);
    if (text_is_common_han(last) || !text_among(last, closing)) /* no Han is a bracket */
        return SIZE_MAX;
    size_t end = text_previous(text, text.len);
    for (size_t points = 0; end > 0 && points < points_max; points++) {
        size_t at = text_previous(text, end), next;
        char32_t code = text_point(text, at, &next);
        end = at;
        if (text_is_common_han(code))
            continue;
        if (text_among(code, opening))
            return at;
        if (text_among(code, closing))
            return SIZE_MAX;
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
