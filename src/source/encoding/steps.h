/* One character of an encoding at a time: inline, as everything that reads bytes does little else. */
#ifndef KANBAO_SOURCE_STEPS_H
#define KANBAO_SOURCE_STEPS_H

#include "source/encoding/encodings.h"

/* A character, and how many bytes it takes. CUT: the text ends inside it; a byte that is no character stands alone. */
struct step {
    uint32_t packed;
    unsigned bytes;
    bool cut;
};

#define STEP_BAD ((struct step){CHAR_BAD, 1, false})
#define STEP_CUT ((struct step){CHAR_BAD, 1, true})

/* Unicode 15, table 3-7. */
static inline struct step
step_utf8(const struct source_decoder *decoder, const unsigned char *at, const unsigned char *end)
{
    unsigned first = at[0], len = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    if (first < 0xC2 || first > 0xF4)
        return STEP_BAD;
    char32_t code = first & (0x7FU >> len);
    for (unsigned i = 1; i < len; i++) {
        if (at + i == end)
            return STEP_CUT;
        if ((at[i] & 0xC0) != 0x80)
            return STEP_BAD;
        code = code << 6 | (at[i] & 0x3F);
    }
    if ((len == 3 && code < 0x800) || (len == 4 && code < 0x10000))
        return STEP_BAD;
    uint32_t packed = commonness_pack(decoder->common, code);
    return (struct step){packed, packed == CHAR_BAD ? 1 : len, false};
}

static inline struct step
step_utf16(const struct source_decoder *decoder, enum encoding encoding, const unsigned char *at,
           const unsigned char *end)
{
    size_t high = codepages[encoding].big_endian ? 0 : 1;
    if (end - at < 2)
        return STEP_CUT;
    char32_t code = (char32_t)at[high] << 8 | at[1 - high];
    if (code - 0xD800U >= 0x800) {
        uint32_t *slot = &decoder->pairs[encoding][code];
        if (*slot == 0)
            *slot = commonness_pack(decoder->common, code);
        return (struct step){*slot, 2, false};
    }
    if (code >= 0xDC00)
        return STEP_BAD;
    if (end - at < 4)
        return STEP_CUT;
    char32_t low = (char32_t)at[2 + high] << 8 | at[3 - high];
    if (low - 0xDC00U >= 0x400)
        return STEP_BAD;
    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
    return (struct step){commonness_pack(decoder->common, code), 4, false};
}

static inline struct step
step_utf32(const struct source_decoder *decoder, bool big_endian, const unsigned char *at, const unsigned char *end)
{
    if (end - at < 4)
        return STEP_CUT;
    char32_t code = 0;
    for (size_t i = 0; i < 4; i++)
        code = code << 8 | at[big_endian ? i : 3 - i];
    uint32_t packed = commonness_pack(decoder->common, code);
    return packed != CHAR_BAD ? (struct step){packed, 4, false} : STEP_BAD;
}

/* Bytes from 0x80 on that begin what is longer than a pair. */
static inline struct step
step_long(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at, const unsigned char *end)
{
    if (encoding == ENCODING_GB18030) {
        if ((end - at > 2 && at[2] < 0x81) || (end - at > 3 && at[3] - 0x30U > 9))
            return STEP_BAD;
        if (end - at < 4)
            return STEP_CUT;
        uint32_t packed = decoder_ask(decoder, encoding, at, 4);
        return packed != CHAR_BAD ? (struct step){packed, 4, false} : STEP_BAD;
    }
    if (end - at < 3)
        return STEP_CUT;
    if (at[1] < 0x80 || at[2] < 0x80)
        return STEP_BAD;
    uint32_t *slot = &decoder->triples[(size_t)(at[1] - 0x80) << 7 | (at[2] - 0x80U)];
    if (*slot == 0)
        *slot = decoder_ask(decoder, encoding, at, 3);
    return *slot != CHAR_BAD ? (struct step){*slot, 3, false} : STEP_BAD;
}

/* The byte at AT is 0x80 or more. */
static inline struct step
step_pairs(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at, const unsigned char *end)
{
    uint32_t packed = decoder_single(decoder, encoding, at);
    if (packed != CHAR_BAD)
        return (struct step){packed, 1, false};
    if (end - at < 2)
        return STEP_CUT;
    if (encoding == ENCODING_GB18030 ? at[1] - 0x30U < 10
                                     : codepages[encoding].family == FAMILY_EUC_JP && at[0] == 0x8F)
        return step_long(decoder, encoding, at, end);
    packed = decoder_pair(decoder, encoding, at);
    return packed != CHAR_BAD ? (struct step){packed, 2, false} : STEP_BAD;
}

/* The decoder is prepared; AT is before END. */
static inline struct step
step_at(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at, const unsigned char *end)
{
    const struct codepage *page = &codepages[encoding];
    if (page->family == FAMILY_UTF16)
        return step_utf16(decoder, encoding, at, end);
    if (page->family == FAMILY_UTF32)
        return step_utf32(decoder, page->big_endian, at, end);
    if (*at < 0x80)
        return (struct step){decoder->singles[encoding][*at], 1, false};
    if (page->family == FAMILY_UTF8)
        return step_utf8(decoder, at, end);
    if (page->family == FAMILY_SINGLE)
        return (struct step){decoder_single(decoder, encoding, at), 1, false};
    return step_pairs(decoder, encoding, at, end);
}

#endif
