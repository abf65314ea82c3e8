/* A text in another encoding becomes UTF-8.
 *
 * It is read straight on, a stretch at a time. Where a stretch has bytes that are no character, or more rare characters in a row
 * than text has, it is read again as realign.c does. A stretch ends, where it can, before a byte that is ASCII in any case, so that
 * damage stays inside it.
 */
#include "source/encoding/steps.h"

enum {
    USUAL_COST = 25,   /* half bits: characters that cost less make up for those that cost more, */
    SUSPECT_COST = 45, /* until these have so much more */
    WEDGED_COST = 30,  /* more for each byte of ASCII between others that may be half of a pair */
    FOLLOWS_COST = 3,  /* about what class_follows says of these */
    NEVER_TRAIL = 0x30 /* bytes below this are in no pair */
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

/* Is what stands before AT one byte of ASCII between others, as the second of a pair is that lost its first? */
static bool
is_wedged(const unsigned char *at)
{
    return at[-1] >= 0x40 && at[-1] < 0x7F && at[-2] >= 0x80;
}

/* How far a stretch was read. */
struct reading {
    const unsigned char *at, *start, *end;
    char *to;
    unsigned suspicion;
    enum char_class before;
    bool wedged;
    const unsigned char *calm; /* the last place where nothing was suspect, */
    char *calm_to;
};

enum reading_end { READING_GOOD, READING_SUSPECT, READING_BAD };

/* Three bytes of UTF-8 each, and of pairs that were asked for before: nearly all there is in most text. Stops at the first that is not
   so, or is suspect. FIRST is the byte that the first pair of the table begins with, at HIGH, 0 or 1. */
static inline void
read_quickly(const uint32_t *pairs, unsigned first, size_t high, struct reading *reading)
{
    const unsigned char *at = reading->at, *end = reading->end - 1, *calm = reading->calm;
    char *to = reading->to;
    unsigned suspicion = reading->suspicion;
    unsigned before = reading->before;
    while (at < end && at[high] >= first) {
        uint32_t packed = pairs[(at[high] - first) << 8 | at[1 - high]];
        char32_t code = char_code(packed);
        unsigned class = char_class_of(packed), cost = suspicion + char_cost(packed) + FOLLOWS_COST;
        /* between these are all of three bytes */
        if (class - CLASS_HIRAGANA > CLASS_CJK_MARK - CLASS_HIRAGANA || cost > USUAL_COST + SUSPECT_COST)
            break;
        to[0] = (char)(0xE0 | code >> 12);
        to[1] = (char)(0x80 | (code >> 6 & 0x3F));
        to[2] = (char)(0x80 | (code & 0x3F));
        to += 3;
        at += 2;
        before = class;
        suspicion = cost > USUAL_COST ? cost - USUAL_COST : 0;
        calm = suspicion == 0 ? at : calm;
    }
    if (calm != reading->calm) {
        reading->calm = calm;
        reading->calm_to = to - (at - calm) / 2 * 3;
    }
    reading->at = at;
    reading->to = to;
    reading->suspicion = suspicion;
    reading->before = (enum char_class)before;
}

static void
read_pairs(const uint32_t *pairs, bool wide, bool big_endian, struct reading *reading)
{
    if (!wide)
        read_quickly(pairs, 0x80, 0, reading);
    else if (big_endian)
        read_quickly(pairs, 0, 0, reading);
    else
        read_quickly(pairs, 0, 1, reading);
}

/* One character, whichever it is; false: it is none, or too much is suspect. */
static bool
read_character(struct step step, struct reading *reading)
{
    char32_t code = char_code(step.packed);
    enum char_class class = char_class_of(step.packed), before = reading->before;
    unsigned cost = reading->suspicion + char_cost(step.packed) + class_follows[before][class];
    if (before <= CLASS_UPPER && class >= CLASS_HIRAGANA && reading->at - reading->start > 2 &&
        is_wedged(reading->at)) {
        cost += WEDGED_COST;
        reading->wedged = true;
    }
    if (class == CLASS_BAD || cost > USUAL_COST + SUSPECT_COST)
        return false;
    reading->suspicion = cost > USUAL_COST ? cost - USUAL_COST : 0;
    reading->before = class;
    reading->at += step.bytes;
    if (code < 0x80)
        *reading->to++ = (char)code;
    else
        reading->to += decoder_write(code, reading->to);
    if (reading->suspicion == 0) {
        reading->calm = reading->at;
        reading->calm_to = reading->to;
    }
    return true;
}

/* Reads straight on, up to the end or into the last character. */
static enum reading_end
read_on(struct source_decoder *decoder, enum encoding encoding, struct reading *reading)
{
    const uint32_t *pairs = decoder->pairs[encoding];
    enum family family = codepages[encoding].family;
    bool wide = family == FAMILY_UTF16 || family == FAMILY_UTF32;
    while (reading->at < reading->end) {
        if (pairs != NULL && (wide || *reading->at >= 0x80) &&
            (reading->before > CLASS_UPPER || reading->at - reading->start < 3))
            read_pairs(pairs, wide, codepages[encoding].big_endian, reading);
        if (reading->at >= reading->end)
            break;
        struct step step = *reading->at < 0x80 && !wide
                               ? (struct step){decoder->singles[encoding][*reading->at], 1, false}
                               : step_at(decoder, encoding, reading->at, reading->end);
        if (step.cut)
            break;
        if (!read_character(step, reading))
            return char_class_of(step.packed) == CLASS_BAD || reading->wedged ? READING_BAD : READING_SUSPECT;
    }
    return READING_GOOD;
}

/* A stretch from AT on; returns how many bytes it took. */
static size_t
decode_stretch(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at,
               const unsigned char *end, struct buffer *out, size_t *repaired)
{
    bool sure;
    const unsigned char *until = stretch_end(codepages[encoding].family, at, end, &sure);
    buffer_reserve(out, (size_t)(until - at) * 4 + 8);
    char *to = out->at + out->len;
    struct reading reading = {at, at, until, to, 0, CLASS_SPACE, false, at, to};
    enum reading_end ends = read_on(decoder, encoding, &reading);
    if (ends == READING_GOOD && !sure && reading.calm > at) {
        out->len = (size_t)(reading.calm_to - out->at);
        return (size_t)(reading.calm - at);
    }
    if (ends == READING_GOOD && sure && reading.at == until) {
        out->len = (size_t)(reading.to - out->at);
        return (size_t)(until - at);
    }
    struct slice stretch = slice_make((const char *)at, (size_t)(until - at));
    bool broken = ends == READING_BAD || (ends == READING_GOOD && sure); /* it ends inside a character */
    return realign(decoder, encoding, stretch, (struct realigning){sure, broken}, out, repaired);
}

void
encoding_decode(struct source_decoder *decoder, enum encoding encoding, struct slice bytes, struct buffer *out,
                size_t *repaired)
{
    static const char *const marks[ENCODINGS] = {
        [ENCODING_UTF16LE] = "\xFF\xFE", [ENCODING_UTF16BE] = "\xFE\xFF", [ENCODING_GB18030] = "\x84\x31\x95\x33"};
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
        encoding_unescape(bytes, &eight_bits);
        bytes = buffer_slice(&eight_bits);
    }
    const unsigned char *at = (const unsigned char *)bytes.at, *end = at + bytes.len;
    while (decoder_prepare(decoder, encoding) && at < end)
        at += decode_stretch(decoder, encoding, at, end, out, repaired);
    buffer_done(&eight_bits);
}
