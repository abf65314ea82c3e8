/* How common each character is in what newspapers print, by which a wrong reading of bytes is known: it is made of rare ones.
 *
 * What a character costs is about -log2 of its share among those of its class, and what follows what about -log2 of that share,
 * both in half bits, so that the sum over a text says how unlikely it is; sums over the same bytes may be compared, whatever
 * they were read as. Han and Hangul are from counts (common_table.h), the rest is set by hand and measured with tests/encodings.sh.
 */
#include "source/encoding/common_table.h"
#include "source/encoding/encodings.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { RARE_HAN = 31, RARE_HANGUL = 30, UNKNOWN = 44 };
static const uint8_t han_costs[] = {15, 18, 20, 22, 24, 27}, hangul_costs[] = {13, 15, 17, 19, 24};
_Static_assert(BASE_COUNT(han_costs) == BASE_COUNT(common_han), "a class of the table, a cost");
_Static_assert(BASE_COUNT(hangul_costs) == BASE_COUNT(common_hangul), "a class of the table, a cost");

/* In half bits, a row a class before; the columns are NONE BAD, space . 1 a A, é É, я Я, hiragana katakana half-width, Han Hangul,
   their marks, marks, the rest. */
// clang-format off
const uint8_t class_follows[CLASSES][CLASSES_ROOM] = {
    [CLASS_NONE]           = {0, 0,  4,  6,  6,  4,  6, 11, 15,  5,  7,  6,  8, 18,  6,  5,  8,  8, 12},
    [CLASS_BAD]            = {0, 0,  6,  6,  6,  6,  6, 12, 12,  6,  6,  6,  6, 16,  6,  6,  6,  6, 12},
    [CLASS_SPACE]          = {0, 0,  4,  6,  6,  4,  6, 11, 15,  5,  7,  6,  8, 18,  6,  5,  8,  8, 12},
    [CLASS_PUNCT]          = {0, 0,  2,  6,  6,  6,  6, 16, 18,  8,  8,  8,  8, 20,  7,  7,  8,  8, 14},
    [CLASS_DIGIT]          = {0, 0,  4,  4,  2, 10, 12, 18, 20, 10, 12, 10, 10, 20,  5,  6,  8,  8, 12},
    [CLASS_LOWER]          = {0, 0,  4,  6, 12,  1, 10, 11, 20, 20, 20, 16, 16, 24, 16, 14, 12, 10, 18},
    [CLASS_UPPER]          = {0, 0,  5,  6, 10,  3,  4,  9, 11, 20, 20, 16, 16, 24, 14, 14, 12, 10, 18},
    [CLASS_ACCENT_LOWER]   = {0, 0,  4,  6, 14,  1, 14, 13, 22, 24, 24, 22, 22, 26, 22, 22, 18, 10, 18},
    [CLASS_ACCENT_UPPER]   = {0, 0,  6,  6, 14,  4,  4, 12,  9, 24, 24, 22, 22, 26, 22, 22, 18, 12, 18},
    [CLASS_CYRILLIC_LOWER] = {0, 0,  5,  7, 12, 20, 20, 24, 24,  1, 16, 22, 22, 26, 22, 22, 18, 10, 18},
    [CLASS_CYRILLIC_UPPER] = {0, 0,  6,  6, 10, 20, 18, 24, 24,  2,  2, 22, 22, 26, 22, 22, 18, 10, 18},
    [CLASS_HIRAGANA]       = {0, 0, 11, 10, 12, 18, 14, 24, 24, 22, 22,  2, 10, 20,  3, 24,  6,  9, 16},
    [CLASS_KATAKANA]       = {0, 0, 10, 10, 12, 18, 14, 24, 24, 22, 22,  4,  2, 18,  6, 24,  5,  9, 16},
    [CLASS_HALF_KANA]      = {0, 0,  8, 10, 12, 16, 16, 24, 24, 24, 24, 14, 14,  3, 14, 24, 12, 14, 18},
    [CLASS_HAN]            = {0, 0, 10, 10, 10, 16, 14, 24, 24, 24, 24,  4, 10, 20,  2, 16,  5,  9, 16},
    [CLASS_HANGUL]         = {0, 0,  4,  6, 10, 16, 14, 24, 24, 24, 24, 24, 24, 26, 12,  1,  8, 10, 16},
    [CLASS_CJK_MARK]       = {0, 0,  6, 10,  8, 12, 10, 20, 20, 20, 20,  5,  8, 20,  2, 10,  6,  8, 16},
    [CLASS_MARK]           = {0, 0,  4,  6,  8,  6,  6, 12, 14,  8,  8,  6,  8, 20,  4,  6,  8,  6, 14},
    [CLASS_RARE]           = {0, 0, 10, 10, 10, 12, 12, 16, 16, 14, 14, 12, 12, 20, 12, 12, 12, 12, 10},
};
// clang-format on

static void
fill(uint8_t *table, char32_t first, const char *const *classes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (const char *at = classes[i]; *at != '\0';) {
            char32_t code;
            at += text_decode(at, &code);
            table[code - first] = (uint8_t)(i + 1);
        }
}

struct commonness *
commonness_new(void)
{
    struct commonness *common = base_alloc_zero(1, sizeof *common);
    fill(common->han, 0x4E00, common_han, BASE_COUNT(common_han));
    fill(common->hangul, 0xAC00, common_hangul, BASE_COUNT(common_hangul));
    return common;
}

static uint32_t
pack_ascii(char32_t code)
{
    if (code == ' ' || code == '\n' || code == '\r' || code == '\t')
        return char_pack(code, CLASS_SPACE, code == ' ' ? 1 : 6);
    if (code < 0x20 || code == 0x7F)
        return char_pack(code, CLASS_RARE, code == 0 ? UNKNOWN : 36);
    if (code >= '0' && code <= '9')
        return char_pack(code, CLASS_DIGIT, 7);
    if (code >= 'a' && code <= 'z')
        return char_pack(code, CLASS_LOWER, 8);
    if (code >= 'A' && code <= 'Z')
        return char_pack(code, CLASS_UPPER, 9);
    return char_pack(code, CLASS_PUNCT, strchr(",.'\"-:;!?()", (int)code) != NULL ? 8 : 14);
}

/* Is CODE among those that TEXT has? */
static bool
among(const char *text, char32_t code)
{
    while (*text != '\0') {
        char32_t here;
        text += text_decode(text, &here);
        if (here == code)
            return true;
    }
    return false;
}

/* U+00A0 to U+024F */
static uint32_t
pack_latin(char32_t code)
{
    if (code == 0xA0)
        return char_pack(code, CLASS_SPACE, 16);
    if (code < 0xC0 || code == U'×' || code == U'÷')
        return among("«»°·£§", code) ? char_pack(code, CLASS_MARK, 14)
                                     : char_pack(code, CLASS_MARK, among("©®€½ºª¡¿×²", code) ? 18 : 26);
    bool lower = code >= 0x100 ? (code & 1) != 0 : code >= 0xDF;
    unsigned cost = among("éèàáíóãäöüçñÉÖÄÜÁ", code) ? 7 : among("âêîôûëïåøæúõßœšžÀÈÊÇÑØÅÆÓÍ", code) ? 11 : 19;
    return char_pack(code, lower ? CLASS_ACCENT_LOWER : CLASS_ACCENT_UPPER, code > 0x17F ? 36 : cost);
}

/* U+0400 to U+04FF */
static uint32_t
pack_cyrillic(char32_t code)
{
    char32_t lower = code < 0x410 ? code + 0x50 : code < 0x430 ? code + 0x20 : code;
    unsigned cost = among("оеаинтсрвл", lower)     ? 7
                    : among("кмдпуяыьгзбч", lower) ? 10
                    : among("йхжшюц", lower)       ? 13
                                                   : 17;
    if (lower < 0x430 || lower > 0x44F)
        cost = among("ёіїєґўјљњћђ", lower) ? 18 : 36;
    return char_pack(code, lower == code ? CLASS_CYRILLIC_LOWER : CLASS_CYRILLIC_UPPER, cost);
}

/* U+3000 to U+30FF */
static uint32_t
pack_kana(char32_t code)
{
    if (code < 0x3040)
        return among("、。「」\u3000", code)
                   ? char_pack(code, CLASS_CJK_MARK, 6)
                   : char_pack(code, CLASS_CJK_MARK, among("《》『』【】〈〉〔〕々〜", code) ? 12 : 26);
    if (code < 0x30A0)
        return char_pack(code, CLASS_HIRAGANA,
                         code == 0x3040 || code > 0x3093   ? 24
                         : among("ぁぃぅぇぉゎゐゑ", code) ? 18
                                                           : 11);
    return char_pack(code, CLASS_KATAKANA, code == 0x30A0 || code > 0x30FC ? 24 : among("ヮヰヱヵヶ", code) ? 18 : 12);
}

/* U+FF00 to U+FFEF */
static uint32_t
pack_full_width(char32_t code)
{
    if (code - 0xFF61U <= 0xFF9FU - 0xFF61U)
        return char_pack(code, CLASS_HALF_KANA, 10);
    if (among("，：；（）！？", code))
        return char_pack(code, CLASS_CJK_MARK, 6);
    if (code - U'０' < 10)
        return char_pack(code, CLASS_CJK_MARK, 12);
    return char_pack(code, CLASS_CJK_MARK, code - 0xFF01U <= 0xFF5EU - 0xFF01U ? 18 : 28);
}

uint32_t
commonness_pack(const struct commonness *common, char32_t code)
{
    if (code < 0x80)
        return pack_ascii(code);
    if (code >= 0xA0 && code < 0x250)
        return pack_latin(code);
    if (code >= 0x400 && code < 0x500)
        return pack_cyrillic(code);
    if (code >= 0x3000 && code < 0x3100)
        return pack_kana(code);
    if (code >= 0x4E00 && code < 0xA000) {
        unsigned class = common->han[code - 0x4E00];
        return char_pack(code, CLASS_HAN, class > 0 ? han_costs[class - 1] : RARE_HAN);
    }
    if (code >= 0xAC00 && code < 0xD7A4) {
        unsigned class = common->hangul[code - 0xAC00];
        return char_pack(code, CLASS_HANGUL, class > 0 ? hangul_costs[class - 1] : RARE_HANGUL);
    }
    if (code >= 0xFF00 && code < 0xFFF0)
        return pack_full_width(code);
    if (code >= 0x2010 && code < 0x2040)
        return char_pack(code, CLASS_MARK, among("“”‘’—…–", code) ? 8 : 20);
    if (code >= 0x2500 && code < 0x2580)
        return char_pack(code, CLASS_CJK_MARK, 16);
    if ((code >= 0x25A0 && code < 0x2607) || (code >= 0x2460 && code < 0x2480))
        return char_pack(code, CLASS_CJK_MARK, among("○●△□◆■★☆▲◎", code) ? 12 : 18);
    if (code >= 0x3400 && code < 0x4DC0)
        return char_pack(code, CLASS_HAN, 40);
    if ((code >= 0x3130 && code < 0x3190) || (code >= 0x2100 && code < 0x2700) || code == U'€' ||
        (code >= 0x370 && code < 0x3D0))
        return char_pack(code, CLASS_RARE, 26);
    if (code > 0x10FFFF || code - 0xD800U < 0x800)
        return CHAR_BAD;
    return char_pack(code, CLASS_RARE, UNKNOWN);
}
