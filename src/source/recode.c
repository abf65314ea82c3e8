/* A text in another encoding becomes UTF-8.
 *
 * It is read straight on, a stretch at a time. Where a stretch has bytes that are no character, or more rare characters in a row
 * than text has, it is read again as realign.c does. A stretch ends, where it can, before a byte that is ASCII in any case, so that
 * damage stays inside it.
 */
#include "source/steps.h"

#include <stdlib.h>

enum {
    USUAL_COST = 25,   /* half bits: characters that cost less make up for those that cost more, */
    SUSPECT_COST = 45, /* until these have so much more */
    WEDGED_COST = 30, /* more for each byte of ASCII between others that may be half of a pair */
    NEVER_TRAIL = 0x30  /* bytes below this are in no pair */
};

/* Where the stretch from AT on ends; *SURE: at a place that is between two characters whatever was lost before. */
static const unsigned char *
stretch_end(enum family family, const unsigned char *at, const unsigned char *end, bool *sure)
{
    *sure = end - at <= STRETCH_BYTES;
    if (*sure)
        return end;
    end = at + STRETCH_BYTES;
    if (family == FAMILY_UTF16 || family == FAMILY_UTF32)
        return end;
    for (const unsigned char *back = end; back > at + STRETCH_BYTES / 2; back--)
        if (back[-1] < NEVER_TRAIL) {
            *sure = true;
            return back;
        }
    return end;
}

static char *
put_code(char *to, char32_t code)
{
    if (code < 0x800) {
        *to++ = (char)(0xC0 | code >> 6);
    } else {
        *to++ = (char)(0xE0 | code >> 12);
        *to++ = (char)(0x80 | (code >> 6 & 0x3F));
    }
    *to++ = (char)(0x80 | (code & 0x3F));
    return to;
}

/* Is what stands before AT one byte of ASCII between others, as the second of a pair is that lost its first? */
static bool
is_wedged(const unsigned char *at)
{
    return at[-1] >= 0x40 && at[-1] < 0x7F && at[-2] >= 0x80;
}

/* A place up to which a text was read. */
struct place {
    const unsigned char *at;
    size_t out_bytes;
};

enum reading { READING_GOOD, READING_SUSPECT, READING_BAD };

/* Reads straight on; where it stopped: at the end, or inside the last character. CALM: the last place where nothing was suspect. */
static enum reading
read_on(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at, const unsigned char *end,
        struct buffer *out, struct place *stopped, struct place *calm)
{
    unsigned suspicion = 0;
    bool wedged = false;
    const unsigned char *start = at;
    enum char_class before = CLASS_SPACE;
    buffer_reserve(out, (size_t)(end - at) * 4 + 8);
    char *to = out->at + out->len;
    *calm = (struct place){at, out->len};
    while (at < end) {
        struct step step = step_at(decoder, encoding, at, end);
        char32_t code = char_code(step.packed);
        enum char_class class = char_class_of(step.packed);
        unsigned cost = suspicion + char_cost(step.packed) + class_follows[before][class];
        if (step.cut)
            break;
        if (class == CLASS_BAD)
            return READING_BAD;
        if (before <= CLASS_UPPER && class >= CLASS_HIRAGANA && at - start > 2 && is_wedged(at)) {
            cost += WEDGED_COST;
            wedged = true;
        }
        if (cost > USUAL_COST + SUSPECT_COST)
            return wedged ? READING_BAD : READING_SUSPECT;
        suspicion = cost > USUAL_COST ? cost - USUAL_COST : 0;
        before = class;
        at += step.bytes;
        if (code < 0x80) {
            *to++ = (char)code;
        } else if (code < 0x10000) {
            to = put_code(to, code);
        } else {
            out->len = (size_t)(to - out->at);
            decoder_put(out, code);
            to = out->at + out->len;
        }
        if (suspicion == 0)
            *calm = (struct place){at, (size_t)(to - out->at)};
    }
    out->len = (size_t)(to - out->at);
    *stopped = (struct place){at, out->len};
    return READING_GOOD;
}

static void
decode_plain(struct source_decoder *decoder, enum encoding encoding, struct slice bytes, struct buffer *out,
             size_t *repaired)
{
    const unsigned char *at = (const unsigned char *)bytes.at, *end = at + bytes.len;
    while (at < end) {
        bool sure;
        struct place stopped, calm, start = {at, out->len};
        const unsigned char *until = stretch_end(codepages[encoding].family, at, end, &sure);
        enum reading reading = read_on(decoder, encoding, at, until, out, &stopped, &calm);
        if (reading == READING_GOOD && stopped.at == until && sure) {
            at = until;
            continue;
        }
        if (reading == READING_GOOD && !sure && calm.at > at) {
            at = calm.at;
            out->len = calm.out_bytes;
            continue;
        }
        out->len = start.out_bytes;
        struct slice stretch = slice_make((const char *)at, (size_t)(until - at));
        at += realign(decoder, encoding, stretch, (struct realigning){sure, reading != READING_SUSPECT}, out, repaired);
    }
}

/* ---- ISO-2022-JP */

enum charset { CHARSET_ASCII, CHARSET_ROMAN, CHARSET_KANA, CHARSET_KANJI, CHARSET_MORE_KANJI };

/* Does Kanji in seven bits stand at AT, up to an escape? */
static bool
is_unescaped_kanji(struct slice bytes, size_t at)
{
    size_t end = at;
    while (end < bytes.len && bytes.at[end] > 0x20 && bytes.at[end] < 0x7F)
        end++;
    return end > at && end < bytes.len && bytes.at[end] == '\033';
}

/* The length of the escape at AT that says how to read on, one of its bytes perhaps lost; 0: there is none. */
static size_t
escape_at(struct slice bytes, size_t at, enum charset *charset)
{
    static const struct {
        const char *escape;
        enum charset charset;
    } escapes[] = {{"\033$B", CHARSET_KANJI},       {"\033$@", CHARSET_KANJI}, {"\033(B", CHARSET_ASCII}, {"\033(J", CHARSET_ROMAN},
                   {"\033$(D", CHARSET_MORE_KANJI}, {"\033(I", CHARSET_KANA},  {"\033$", CHARSET_KANJI},  {"\033(", CHARSET_ASCII}};
    struct slice rest = slice_from(bytes, at);
    for (size_t i = 0; i < BASE_COUNT(escapes); i++)
        if (slice_starts(rest, escapes[i].escape)) {
            *charset = escapes[i].charset;
            return strlen(escapes[i].escape);
        }
    if (*charset >= CHARSET_KANJI) { /* among which neither of these is anything */
        bool lost = slice_starts(rest, "(B") || slice_starts(rest, "(J") || slice_starts(rest, "\033B");
        *charset = lost ? CHARSET_ASCII : *charset;
        return lost ? 2 : 0;
    }
    bool lost = slice_starts(rest, "\033B") || (slice_starts(rest, "$B") && is_unescaped_kanji(bytes, at + 2));
    *charset = lost ? CHARSET_KANJI : *charset;
    return lost ? 2 : 0;
}

/* As EUC-JP, which has the same characters in eight bits. */
static void
unescape(struct slice bytes, struct buffer *out)
{
    enum charset charset = CHARSET_ASCII;
    bool inside = false; /* a pair */
    buffer_reserve(out, bytes.len + bytes.len / 2 + 8);
    for (size_t at = 0; at < bytes.len;) {
        char byte = bytes.at[at];
        bool may = byte == '\033' || (!inside && (byte == '(' || byte == '$'));
        size_t escape = may ? escape_at(bytes, at, &charset) : 0;
        if (escape > 0 || byte == '\n' || byte == '\r')
            inside = false;
        if (byte == '\n' || byte == '\r')
            charset = CHARSET_ASCII;
        at += escape > 0 ? escape : 1;
        if (escape > 0)
            continue;
        if (charset == CHARSET_ROMAN && (byte == '\\' || byte == '~'))
            byte = byte == '~' ? ROMAN_OVERLINE : ROMAN_YEN;
        bool high = charset >= CHARSET_KANA && byte > 0x20 && byte < 0x7F;
        if (high && (charset == CHARSET_KANA || (charset == CHARSET_MORE_KANJI && !inside)))
            buffer_add_byte(out, charset == CHARSET_KANA ? '\x8E' : '\x8F');
        inside = high && charset != CHARSET_KANA && !inside;
        buffer_add_byte(out, high ? (char)(byte | 0x80) : byte);
    }
}

void
encoding_decode(struct source_decoder *decoder, enum encoding encoding, struct slice bytes, struct buffer *out,
                size_t *repaired)
{
    static const char *const marks[ENCODINGS] = {[ENCODING_UTF16LE] = "\xFF\xFE", [ENCODING_UTF16BE] = "\xFE\xFF",
                                                 [ENCODING_GB18030] = "\x84\x31\x95\x33"};
    struct buffer eight_bits = {0};
    if (encoding == ENCODING_UTF32LE || encoding == ENCODING_UTF32BE) {
        const char *mark = encoding == ENCODING_UTF32LE ? "\xFF\xFE\0\0" : "\0\0\xFE\xFF";
        if (bytes.len >= 4 && memcmp(bytes.at, mark, 4) == 0)
            bytes = slice_from(bytes, 4);
    } else if (marks[encoding] != NULL && slice_starts(bytes, marks[encoding])) {
        bytes = slice_from(bytes, strlen(marks[encoding]));
    }
    *repaired = 0;
    if (encoding == ENCODING_ISO_2022_JP) {
        unescape(bytes, &eight_bits);
        bytes = buffer_slice(&eight_bits);
    }
    if (decoder_prepare(decoder, encoding))
        decode_plain(decoder, encoding, bytes, out, repaired);
    buffer_done(&eight_bits);
}
