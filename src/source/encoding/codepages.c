/* The encodings, and what iconv says of their characters.
 *
 * iconv is asked for one character at a time, once for each that is met, so that damage is ours to judge; and what it loads it
 * loads for files that need it. Where two of its tables differ (〜 is U+301C in one Shift_JIS and U+FF5E in another) the
 * standard's stands first, and the vendor's has what that lacks.
 */
#include "source/encoding/encodings.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* clang-format off */
#define KANA_IS_FOREIGN  [CLASS_HIRAGANA] = 6, [CLASS_KATAKANA] = 6
#define ALPHABETS_ARE    [CLASS_CYRILLIC_LOWER] = 8, [CLASS_CYRILLIC_UPPER] = 8, [CLASS_ACCENT_LOWER] = 8, [CLASS_ACCENT_UPPER] = 8

const struct codepage codepages[ENCODINGS] = {
    [ENCODING_UTF8]         = {"UTF-8",        FAMILY_UTF8,    false, {NULL, NULL}, 0, {0}},
    [ENCODING_UTF16LE]      = {"UTF-16LE",     FAMILY_UTF16,   false, {NULL, NULL}, 2, {0}},
    [ENCODING_UTF16BE]      = {"UTF-16BE",     FAMILY_UTF16,   true,  {NULL, NULL}, 2, {0}},
    [ENCODING_UTF32LE]      = {"UTF-32LE",     FAMILY_UTF32,   false, {NULL, NULL}, 2, {0}},
    [ENCODING_UTF32BE]      = {"UTF-32BE",     FAMILY_UTF32,   true,  {NULL, NULL}, 2, {0}},
    [ENCODING_GB18030]      = {"GB18030",      FAMILY_PAIRS,   false, {"GB18030", "GBK"}, 20, {KANA_IS_FOREIGN, ALPHABETS_ARE}},
    [ENCODING_BIG5]         = {"Big5",         FAMILY_PAIRS,   false, {"BIG5", "BIG5-HKSCS"}, 24, {KANA_IS_FOREIGN, ALPHABETS_ARE}},
    [ENCODING_SHIFT_JIS]    = {"Shift_JIS",    FAMILY_PAIRS,   false, {"SHIFT_JIS", "CP932"}, 24, {ALPHABETS_ARE}},
    [ENCODING_EUC_JP]       = {"EUC-JP",       FAMILY_EUC_JP,  false, {"EUC-JP", "EUCJP-MS"}, 24, {ALPHABETS_ARE}},
    [ENCODING_ISO_2022_JP]  = {"ISO-2022-JP",  FAMILY_EUC_JP,  false, {"EUC-JP", "EUCJP-MS"}, 24, {0}},
    [ENCODING_EUC_KR]       = {"EUC-KR",       FAMILY_PAIRS,   false, {"CP949", NULL}, 24, {KANA_IS_FOREIGN, ALPHABETS_ARE, [CLASS_HAN] = 6}},
    [ENCODING_CP949]        = {"CP949",        FAMILY_PAIRS,   false, {"CP949", NULL}, 24, {KANA_IS_FOREIGN, ALPHABETS_ARE, [CLASS_HAN] = 6}},
    [ENCODING_KOI8_R]       = {"KOI8-R",       FAMILY_SINGLE,  false, {"KOI8-R", NULL}, 14, {0}},
    [ENCODING_WINDOWS_1251] = {"Windows-1251", FAMILY_SINGLE,  false, {"CP1251", NULL}, 12, {0}},
    [ENCODING_WINDOWS_1252] = {"Windows-1252", FAMILY_SINGLE,  false, {"CP1252", "ISO-8859-1"}, 8, {0}},
    [ENCODING_ISO_8859_1]   = {"ISO-8859-1",   FAMILY_SINGLE,  false, {"CP1252", "ISO-8859-1"}, 8, {0}},
};
/* clang-format on */

static const char32_t marked[][2] = {{0xCA, 0x304}, {0xCA, 0x30C}, {0xEA, 0x304}, {0xEA, 0x30C}};

struct source_decoder *
source_decoder_new(void)
{
    return base_alloc_zero(1, sizeof(struct source_decoder));
}

void
source_decoder_free(struct source_decoder *decoder)
{
    if (decoder == NULL)
        return;
    for (size_t i = 0; i < ENCODINGS; i++) {
        for (size_t k = 0; k < TABLES_MAX; k++)
            if (decoder->opened[i][k] && decoder->handles[i][k] != (iconv_t)-1)
                iconv_close(decoder->handles[i][k]);
        free(decoder->pairs[i]);
        free(decoder->singles[i]);
    }
    free(decoder->triples);
    free(decoder->common);
    buffer_done(&decoder->scratch);
    free(decoder);
}

static iconv_t
open_table(struct source_decoder *decoder, enum encoding encoding, size_t which)
{
    iconv_t *handle = &decoder->handles[encoding][which];
    if (!decoder->opened[encoding][which]) {
        decoder->opened[encoding][which] = true;
        *handle = iconv_open("UTF-32BE", codepages[encoding].tables[which]);
    }
    return *handle;
}

bool
decoder_prepare(struct source_decoder *decoder, enum encoding encoding)
{
    enum family family = codepages[encoding].family;
    if (decoder->common == NULL)
        decoder->common = commonness_new();
    if (decoder->singles[encoding] != NULL || decoder->missing[encoding])
        return !decoder->missing[encoding];
    if (codepages[encoding].tables[0] != NULL && open_table(decoder, encoding, 0) == (iconv_t)-1) {
        decoder->missing[encoding] = true;
        return false;
    }
    decoder->singles[encoding] = base_alloc_zero(256, sizeof(uint32_t));
    for (char32_t code = 0; code < 0x80; code++)
        decoder->singles[encoding][code] = commonness_pack(decoder->common, code);
    if (encoding == ENCODING_ISO_2022_JP) {
        decoder->singles[encoding][(unsigned char)ROMAN_YEN] = char_pack(U'¥', CLASS_MARK, 14);
        decoder->singles[encoding][(unsigned char)ROMAN_OVERLINE] = char_pack(U'‾', CLASS_MARK, 20);
    }
    if (family == FAMILY_PAIRS || family == FAMILY_EUC_JP)
        decoder->pairs[encoding] = base_alloc_zero((size_t)128 * 256, sizeof(uint32_t));
    if (family == FAMILY_UTF16)
        decoder->pairs[encoding] = base_alloc_zero((size_t)256 * 256, sizeof(uint32_t));
    if (family == FAMILY_EUC_JP && decoder->triples == NULL)
        decoder->triples = base_alloc_zero((size_t)128 * 128, sizeof(uint32_t));
    return true;
}

/* The one code point that BYTES are by that table; 0: they are not one. */
static char32_t
convert(iconv_t handle, const unsigned char *bytes, size_t len)
{
    char in[4], wide[16];
    char *from = in, *to = wide;
    size_t left = len, room = sizeof wide;
    memcpy(in, bytes, len);
    iconv(handle, NULL, NULL, NULL, NULL);
    if (iconv(handle, &from, &left, &to, &room) == (size_t)-1 || left > 0)
        return 0;
    iconv(handle, NULL, NULL, &to, &room); /* HKSCS waits for a mark */
    char32_t codes[2] = {0, 0};
    size_t count = (sizeof wide - room) / 4;
    for (size_t i = 0; i < count * 4 && count <= 2; i++)
        codes[i / 4] = codes[i / 4] << 8 | (unsigned char)wide[i];
    for (size_t i = 0; count == 2 && i < BASE_COUNT(marked); i++)
        if (codes[0] == marked[i][0] && codes[1] == marked[i][1])
            return CODE_MARKED + (char32_t)i;
    return count == 1 ? codes[0] : 0;
}

static bool
is_private(char32_t code)
{
    return code - 0xE000U < 0x1900;
}

uint32_t
decoder_ask(struct source_decoder *decoder, enum encoding encoding, const unsigned char *bytes, size_t len)
{
    char32_t code = 0;
    for (size_t i = 0; i < TABLES_MAX && codepages[encoding].tables[i] != NULL; i++) {
        iconv_t handle = code == 0 || is_private(code) ? open_table(decoder, encoding, i) : (iconv_t)-1;
        char32_t other = handle != (iconv_t)-1 ? convert(handle, bytes, len) : 0;
        if (other != 0)
            code = other;
    }
    if (encoding == ENCODING_BIG5 && code == U'∕')
        code = U'／'; /* which is there twice, and nobody writes the sign of division */
    if (code >= CODE_MARKED)
        return char_pack(code, CLASS_RARE, BAD_COST);
    return code != 0 ? commonness_pack(decoder->common, code) : CHAR_BAD;
}

size_t
decoder_write(char32_t code, char *to)
{
    if (code < CODE_MARKED || code - CODE_MARKED >= BASE_COUNT(marked))
        return text_encode(code, to);
    size_t len = text_encode(marked[code - CODE_MARKED][0], to);
    return len + text_encode(marked[code - CODE_MARKED][1], to + len);
}

void
decoder_put(struct buffer *out, char32_t code)
{
    char bytes[8];
    buffer_add(out, bytes, decoder_write(code, bytes));
}

const char *
source_encoding_name(enum encoding encoding)
{
    return encoding == ENCODING_AUTO ? "auto" : codepages[encoding].name;
}
