/* The encodings that are read, and what the parts of src/source/ share of them.
 *
 * A decoder belongs to one thread. It holds what iconv says of the characters that were met, each asked for once.
 */
#ifndef KANBAO_SOURCE_ENCODINGS_H
#define KANBAO_SOURCE_ENCODINGS_H

#include "kanbao/source.h"

#include <iconv.h>

/* ---- commonness.c: what kind of character a code point is, and how rare it is in newspapers. */

enum char_class {
    CLASS_NONE, /* of a character that was not asked for */
    CLASS_BAD,  /* no character */
    CLASS_SPACE,
    CLASS_PUNCT,
    CLASS_DIGIT,
    CLASS_LOWER,
    CLASS_UPPER,
    CLASS_ACCENT_LOWER,
    CLASS_ACCENT_UPPER,
    CLASS_CYRILLIC_LOWER,
    CLASS_CYRILLIC_UPPER,
    CLASS_HIRAGANA,
    CLASS_KATAKANA,
    CLASS_HALF_KANA,
    CLASS_HAN,
    CLASS_HANGUL,
    CLASS_CJK_MARK,
    CLASS_MARK, /* of all scripts: “ — … */
    CLASS_RARE,
    CLASSES,
    CLASSES_ROOM = 32 /* columns of a table, which is asked sooner so */
};

/* A character in 32 bits: its code point, its class, and what it costs among those of its class, in half bits. 0: not asked for. */
enum { CHAR_CODE_BITS = 21, CHAR_CLASS_BITS = 5 };

static inline uint32_t
char_pack(char32_t code, enum char_class class, unsigned cost)
{
    return (uint32_t)code | (uint32_t) class << CHAR_CODE_BITS | (uint32_t)cost << (CHAR_CODE_BITS + CHAR_CLASS_BITS);
}
static inline char32_t
char_code(uint32_t packed)
{
    return packed & ((1U << CHAR_CODE_BITS) - 1);
}
static inline enum char_class
char_class_of(uint32_t packed)
{
    return (enum char_class)(packed >> CHAR_CODE_BITS & ((1U << CHAR_CLASS_BITS) - 1));
}
static inline unsigned
char_cost(uint32_t packed)
{
    return packed >> (CHAR_CODE_BITS + CHAR_CLASS_BITS);
}

/* A byte that is no character costs so much, in half bits; and what it is. */
enum { BAD_COST = 44 };
#define CHAR_BAD char_pack(U'\uFFFD', CLASS_BAD, BAD_COST)

/* By code point from U+4E00 and U+AC00 on; class of frequency + 1. */
struct commonness {
    uint8_t han[0xA000 - 0x4E00], hangul[0xD7A4 - 0xAC00];
};
struct commonness *commonness_new(void);
/* Any code point; such as are none are CHAR_BAD. */
uint32_t commonness_pack(const struct commonness *common, char32_t code);
/* What it costs that a character of class NEXT follows one of class CLASS, in half bits. */
extern const uint8_t class_follows[CLASSES][CLASSES_ROOM];

/* ---- codepages.c */

enum family {
    FAMILY_UTF8,
    FAMILY_UTF16,
    FAMILY_UTF32,
    FAMILY_SINGLE, /* a byte a character */
    FAMILY_PAIRS,  /* ASCII, single bytes, pairs that begin with a byte above 0x80; of GB18030 four bytes too */
    FAMILY_EUC_JP  /* and three bytes; ISO-2022-JP too, which becomes that first */
};

enum { TABLES_MAX = 2 };

struct codepage {
    const char *name; /* as users see it */
    enum family family;
    bool big_endian;
    const char *tables[TABLES_MAX]; /* as iconv calls them, the second for what the first lacks; NULL: none */
    uint8_t prior;                  /* half bits: how rare the encoding is */
    uint8_t foreign[CLASSES];       /* half bits: how rare characters of a class are in it */
};
extern const struct codepage codepages[ENCODINGS];

struct source_decoder {
    struct commonness *common;
    uint32_t *pairs[ENCODINGS]; /* by first byte - 0x80 and second byte; of UTF-16 by code point */
    uint32_t *triples;          /* of EUC-JP, by second and third byte - 0x80 */
    uint32_t *singles[ENCODINGS];
    iconv_t handles[ENCODINGS][TABLES_MAX]; /* with 1 in opened where it was tried */
    bool opened[ENCODINGS][TABLES_MAX];
    bool missing[ENCODINGS]; /* iconv does not have it */
    struct buffer scratch;   /* what is decoded */
};

/* Makes the tables of ENCODING; false: this system's iconv does not have it. */
bool decoder_prepare(struct source_decoder *decoder, enum encoding encoding);
/* Asks iconv for the character that LEN bytes are. */
uint32_t decoder_ask(struct source_decoder *decoder, enum encoding encoding, const unsigned char *bytes, size_t len);

/* Four pairs of HKSCS are a letter and a mark: these code points, which are none otherwise, stand for them. Appends CODE as UTF-8. */
enum { CODE_MARKED = 0x10FFF0 };
void decoder_put(struct buffer *out, char32_t code);
/* Writes it to TO instead, 4 bytes at most; returns how many. */
size_t decoder_write(char32_t code, char *to);

/* Of the tables, asked for what they do not have yet. */
static inline uint32_t
decoder_pair(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at)
{
    uint32_t *slot = &decoder->pairs[encoding][(size_t)(at[0] - 0x80) << 8 | at[1]];
    return *slot != 0 ? *slot : (*slot = decoder_ask(decoder, encoding, at, 2));
}
static inline uint32_t
decoder_single(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at)
{
    uint32_t *slot = &decoder->singles[encoding][*at];
    return *slot != 0 ? *slot : (*slot = decoder_ask(decoder, encoding, at, 1));
}

/* ---- guess.c */

/* What BYTES are written in; ENCODING_AUTO: nothing that is known. The decoder is not asked where it is UTF-8 at a look. */
enum encoding encoding_guess(struct source_decoder *decoder, struct slice bytes);

/* ---- escapes.c */

/* Appends ISO-2022-JP as it is read with the tables of ENCODING_ISO_2022_JP, in eight bits as in EUC-JP. */
void encoding_unescape(struct slice bytes, struct buffer *out);

/* ---- recode.c */

/* What stands in for the two characters that JIS X 0201 has instead of ASCII's, in the eight bits of ISO-2022-JP. */
#define ROMAN_YEN      '\x80'
#define ROMAN_OVERLINE '\x81'

/* Appends BYTES of ENCODING as UTF-8; what is damaged becomes U+FFFD, counted in *REPAIRED. */
void encoding_decode(struct source_decoder *decoder, enum encoding encoding, struct slice bytes, struct buffer *out,
                     size_t *repaired);

/* ---- realign.c */

enum { STRETCH_BYTES = 2048 };

struct realigning {
    bool last; /* all is to be read; else only up to a place that what follows does not change */
    /* something is no character; else it is only unlikely, and that a byte is lost takes more to be believed */
    bool broken;
};
/* The likeliest way to read BYTES, STRETCH_BYTES of them at most, of which some may be lost: appends it to OUT, and returns how many
   of them it took. */
size_t realign(struct source_decoder *decoder, enum encoding encoding, struct slice bytes, struct realigning how,
               struct buffer *out, size_t *repaired);

#endif
