/* What bytes are written in: the encoding in which they are the likeliest text.
 *
 * A mark at the start says it, and so does UTF-8, which nothing else is by chance. Of the rest each encoding's reading of a sample is
 * weighed by how common its characters are and what stands beside what (commonness.c); the least unlikely one is it, unless all
 * are worse than text is.
 */
#include "source/encoding/steps.h"

enum {
    LOOK_BYTES = 512,     /* after the first byte above ASCII, */
    LOOK_CHARACTERS = 8,  /* in which so many of UTF-8 decide */
    SAMPLE_BYTES = 160,   /* that are weighed, */
    SAMPLE_MAX = 8 << 10, /* and eight times as many, and again, where that leaves two of them close */
    CLOSE = 100,          /* half bits */
    FEW = 50,             /* one in so many bytes above ASCII is damage in seven bits */
    AROUND = 3,           /* ASCII that is weighed on each side of other bytes */
    OTHER_ALPHABET = 12,
    CUT_COST = 28, /* half bits: the end is inside a character */
    BLOCK_BYTES = 64,
    WIDE_BYTES = 384, /* that are weighed in units of two or four */
    HEAD = 4 << 10,   /* where escapes and zeros are looked for */
    DOUBTFUL = 13,    /* half bits a byte: perhaps read from the wrong byte on */
    UNLIKELY = 16,    /* no text, */
    TRIFLE = 16       /* but for so few bytes above ASCII, which may be damage */
};

/* Bytes above ASCII with their neighbours; what stands between is left out, but for a blank. */
struct sample {
    unsigned char at[SAMPLE_MAX];
    size_t bytes, high;
    size_t span; /* from the start of the text on, bytes of which it is taken */
};

static size_t
find_high(struct slice bytes, size_t at)
{
    uint64_t word;
    for (; at + sizeof word <= bytes.len; at += sizeof word) {
        memcpy(&word, bytes.at + at, sizeof word);
        if ((word & UINT64_C(0x8080808080808080)) != 0)
            break;
    }
    while (at < bytes.len && (unsigned char)bytes.at[at] < 0x80)
        at++;
    return at;
}

static enum encoding
guess_by_mark(struct slice bytes)
{
    static const struct {
        const char *mark;
        size_t len;
        enum encoding encoding;
    } marks[] = {{"\xEF\xBB\xBF", 3, ENCODING_UTF8},    {"\xFF\xFE\0\0", 4, ENCODING_UTF32LE},
                 {"\0\0\xFE\xFF", 4, ENCODING_UTF32BE}, {"\xFF\xFE", 2, ENCODING_UTF16LE},
                 {"\xFE\xFF", 2, ENCODING_UTF16BE},     {"\x84\x31\x95\x33", 4, ENCODING_GB18030}};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (bytes.len >= marks[i].len && memcmp(bytes.at, marks[i].mark, marks[i].len) == 0)
            return marks[i].encoding;
    return ENCODING_AUTO;
}

static bool
has_escapes(struct slice bytes)
{
    const char *at = bytes.at, *end = at + (bytes.len < HEAD ? bytes.len : HEAD);
    while ((at = memchr(at, '\033', (size_t)(end - at))) != NULL && end - at > 2) {
        if ((at[1] == '$' && (at[2] == 'B' || at[2] == '@' || at[2] == '(')) || (at[1] == '(' && at[2] == 'I'))
            return true;
        at++;
    }
    return false;
}

/* Characters of UTF-8 in BYTES from AT on; how many bytes are none in *BAD. */
static size_t
count_utf8(struct slice bytes, size_t at, size_t *bad)
{
    size_t count = 0;
    *bad = 0;
    while (at < bytes.len) {
        unsigned char first = (unsigned char)bytes.at[at++];
        if (first < 0x80)
            continue;
        size_t tails = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : 1, here = 0;
        while (here < tails && at + here < bytes.len && text_is_tail(bytes.at[at + here]))
            here++;
        if (at + here == bytes.len && here < tails)
            break;
        if (first < 0xC2 || first > 0xF4 || here < tails) {
            ++*bad;
            continue;
        }
        at += tails;
        count++;
    }
    return count;
}

/* Of a pair that is said again and again, as in rules made of dashes, once is enough. */
static void
sample_add(struct sample *sample, const char *at, size_t len)
{
    for (size_t i = 0; i < len && sample->bytes < sizeof sample->at; i++) {
        if (i > 1 && i + 1 < len && at[i] == at[i - 2] && at[i + 1] == at[i - 1])
            i++;
        else
            sample->at[sample->bytes++] = (unsigned char)at[i];
    }
}

static void
take_sample(struct sample *sample, struct slice bytes, size_t from, size_t most)
{
    size_t end = 0; /* of what was taken */
    sample->bytes = sample->high = 0;
    for (size_t at = from; at < bytes.len && sample->bytes < most;) {
        size_t start = at > end + 2 * AROUND ? at - AROUND : end;
        if (start > end)
            sample_add(sample, " ", 1);
        end = at + 1;
        sample->high++;
        while (end < bytes.len && (unsigned char)bytes.at[end] >= 0x80 && end - start < most) {
            end++;
            sample->high++;
        }
        at = find_high(bytes, end);
        end = at - end > 2 * AROUND ? end + AROUND : at;
        sample_add(sample, bytes.at + start, end - start);
        sample->span = end;
    }
}

/* Half bits for a letter of another alphabet than the one before it, whatever stands between. */
static uint32_t
turn_alphabet(enum char_class class, bool *cyrillic)
{
    if (class < CLASS_LOWER || class > CLASS_CYRILLIC_UPPER)
        return 0;
    bool before = *cyrillic;
    *cyrillic = class >= CLASS_CYRILLIC_LOWER;
    return before != *cyrillic ? OTHER_ALPHABET : 0;
}

/* Half bits, or more than MOST; the fewer, the likelier. */
static uint32_t
weigh(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at, size_t len, uint32_t most)
{
    const unsigned char *end = at + len;
    const struct codepage *page = &codepages[encoding];
    uint32_t sum = page->prior;
    enum char_class before = CLASS_SPACE;
    bool cyrillic = false;
    if (!decoder_prepare(decoder, encoding))
        return UINT32_MAX;
    while (at < end && sum <= most) {
        struct step step = step_at(decoder, encoding, at, end);
        if (step.cut)
            return sum + CUT_COST;
        enum char_class class = char_class_of(step.packed);
        sum += char_cost(step.packed) + class_follows[before][class] + page->foreign[class];
        sum += turn_alphabet(class, &cyrillic);
        before = class;
        at += step.bytes;
    }
    return sum;
}

/* The same where a lost byte may have shifted what follows: each block as it is the likeliest. */
static uint32_t
weigh_shifted(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at, size_t len,
              uint32_t most)
{
    uint32_t sum = 0;
    enum family family = codepages[encoding].family;
    size_t unit = family == FAMILY_UTF32 ? 4 : family == FAMILY_SINGLE || family == FAMILY_UTF8 ? 1 : 2;
    if (!decoder_prepare(decoder, encoding))
        return UINT32_MAX;
    for (size_t start = 0; start + unit <= len && sum <= most; start += BLOCK_BYTES) {
        size_t bytes = len - start < BLOCK_BYTES ? len - start : BLOCK_BYTES;
        uint32_t best = UINT32_MAX;
        for (size_t shift = 0; shift < unit && shift < bytes; shift++) {
            uint32_t here = weigh(decoder, encoding, at + start + shift, bytes - shift, best);
            here += start == 0 ? (uint32_t)shift * BAD_COST : 0; /* further on they are of a character before */
            best = here < best ? here : best;
        }
        sum += best;
    }
    return sum;
}

typedef uint32_t weigher(struct source_decoder *decoder, enum encoding encoding, const unsigned char *at, size_t len,
                         uint32_t most);

struct verdict {
    enum encoding encoding;
    uint32_t sum, second;
};

static struct verdict
weigh_all(struct source_decoder *decoder, const struct sample *sample, size_t len, weigher *weigh_one)
{
    static const enum encoding order[] = {ENCODING_GB18030,   ENCODING_UTF8,         ENCODING_BIG5,
                                          ENCODING_SHIFT_JIS, ENCODING_EUC_JP,       ENCODING_CP949,
                                          ENCODING_KOI8_R,    ENCODING_WINDOWS_1251, ENCODING_WINDOWS_1252};
    struct verdict verdict = {ENCODING_AUTO, UINT32_MAX - CLOSE, UINT32_MAX};
    for (size_t i = 0; i < BASE_COUNT(order); i++) {
        uint32_t sum = weigh_one(decoder, order[i], sample->at, len, verdict.sum + CLOSE);
        if (sum < verdict.sum)
            verdict = (struct verdict){order[i], sum, verdict.sum};
        else if (sum < verdict.second)
            verdict.second = sum;
    }
    return verdict;
}

/* Of two names for what is read alike, the one that says no more than the sample shows. */
static enum encoding
narrow(enum encoding encoding, struct slice bytes, size_t first, struct sample *sample)
{
    if (encoding != ENCODING_WINDOWS_1252 && encoding != ENCODING_CP949)
        return encoding;
    take_sample(sample, bytes, first, SAMPLE_MAX);
    if (encoding == ENCODING_WINDOWS_1252) {
        for (size_t i = 0; i < sample->bytes; i++)
            if (sample->at[i] - 0x80U < 0x20)
                return encoding;
        return ENCODING_ISO_8859_1;
    }
    for (size_t i = 0; i + 1 < sample->bytes; i++)
        if (sample->at[i] >= 0x80) {
            if (sample->at[i] < 0xA1 || sample->at[i + 1] < 0xA1)
                return encoding;
            i++;
        }
    return ENCODING_EUC_KR;
}

/* Units of two or four bytes, where they are text; of four, half or more bytes are zeros. */
static enum encoding
guess_wide(struct source_decoder *decoder, struct slice bytes)
{
    static const enum encoding wide[] = {ENCODING_UTF16LE, ENCODING_UTF16BE, ENCODING_UTF32LE, ENCODING_UTF32BE};
    size_t len = bytes.len < WIDE_BYTES ? bytes.len : WIDE_BYTES, zeros = 0;
    uint32_t best = UNLIKELY * (uint32_t)len;
    enum encoding found = ENCODING_AUTO;
    for (size_t i = 0; i < len; i++)
        zeros += bytes.at[i] == 0;
    for (size_t i = 0; len > 7 && i < (zeros * 3 > len ? BASE_COUNT(wide) : 2); i++) {
        uint32_t unlikely = UNLIKELY * (uint32_t)len / (codepages[wide[i]].family == FAMILY_UTF32 ? 2 : 1);
        uint32_t most = best < unlikely ? best : unlikely;
        uint32_t sum = weigh_shifted(decoder, wide[i], (const unsigned char *)bytes.at, len, most);
        if (sum < most) {
            best = sum;
            found = wide[i];
        }
    }
    return found;
}

/* No byte is above ASCII in it, or a few. */
static enum encoding
guess_ascii(struct source_decoder *decoder, struct slice bytes)
{
    size_t head = bytes.len < HEAD ? bytes.len : HEAD, controls = 0;
    if (has_escapes(bytes))
        return ENCODING_ISO_2022_JP;
    for (size_t i = 0; i < head; i++)
        controls += (unsigned char)bytes.at[i] < 0x08;
    enum encoding wide = controls * 10 > head ? guess_wide(decoder, bytes) : ENCODING_AUTO;
    return wide != ENCODING_AUTO ? wide : ENCODING_UTF8;
}

/* Half bits a byte of what it is. */
static uint32_t
mean_cost(const struct verdict *verdict, size_t len)
{
    return (verdict->sum - codepages[verdict->encoding].prior) / (uint32_t)len;
}

/* One in fifty of the first bytes is a control: of units of two, the lower half of any character. */
static bool
has_controls(struct slice bytes)
{
    size_t head = bytes.len < WIDE_BYTES ? bytes.len : WIDE_BYTES, controls = 0;
    for (size_t i = 0; i < head; i++)
        controls += (unsigned char)bytes.at[i] < 0x08;
    return controls * 50 > head;
}

/* Is it so after LEN bytes, whatever follows? Of single bytes each says little. */
static bool
is_plain(const struct verdict *verdict, size_t len)
{
    enum family family = codepages[verdict->encoding].family;
    return (family == FAMILY_PAIRS || family == FAMILY_EUC_JP) && verdict->second - verdict->sum >= CLOSE &&
           mean_cost(verdict, len) < DOUBTFUL;
}

static enum encoding
guess_by_weight(struct source_decoder *decoder, struct slice bytes, size_t first)
{
    struct sample sample;
    size_t bad, len = SAMPLE_BYTES;
    take_sample(&sample, bytes, first, len);
    size_t good = count_utf8(slice_make((const char *)sample.at, sample.bytes), 0, &bad);
    if (bad == 0) {
        take_sample(&sample, bytes, first, SAMPLE_MAX);
        good = count_utf8(slice_make((const char *)sample.at, sample.bytes), 0, &bad);
    }
    if (sample.high * FEW < sample.span && has_escapes(bytes))
        return ENCODING_ISO_2022_JP;
    if (bad == 0 && good > 0 && memchr(bytes.at, 0, bytes.len < HEAD ? bytes.len : HEAD) == NULL)
        return ENCODING_UTF8;
    enum encoding wide = has_controls(bytes) ? guess_wide(decoder, bytes) : ENCODING_AUTO;
    if (wide != ENCODING_AUTO)
        return wide;
    struct verdict verdict = weigh_all(decoder, &sample, len = sample.bytes < len ? sample.bytes : len, weigh);
    wide = mean_cost(&verdict, len) < UNLIKELY ? ENCODING_AUTO : guess_wide(decoder, bytes);
    if (wide != ENCODING_AUTO)
        return wide;
    while (!is_plain(&verdict, len) && len < SAMPLE_MAX) {
        take_sample(&sample, bytes, first, SAMPLE_MAX);
        if (len == sample.bytes)
            break;
        len = len * 8 < sample.bytes ? len * 8 : sample.bytes;
        verdict = weigh_all(decoder, &sample, len, weigh);
    }
    if (mean_cost(&verdict, len) >= DOUBTFUL) {
        struct verdict shifted = weigh_all(decoder, &sample, len, weigh_shifted);
        verdict = shifted.sum < verdict.sum ? shifted : verdict;
    }
    if (mean_cost(&verdict, len) >= UNLIKELY && sample.high >= TRIFLE)
        return ENCODING_AUTO;
    return narrow(verdict.encoding, bytes, first, &sample);
}

enum encoding
encoding_guess(struct source_decoder *decoder, struct slice bytes)
{
    enum encoding encoding = guess_by_mark(bytes);
    if (encoding != ENCODING_AUTO)
        return encoding;
    size_t first = find_high(bytes, 0), bad;
    if (first == bytes.len)
        return guess_ascii(decoder, bytes);
    struct slice look = slice_make(bytes.at, bytes.len - first > LOOK_BYTES ? first + LOOK_BYTES : bytes.len);
    if (count_utf8(look, first, &bad) >= LOOK_CHARACTERS && bad == 0)
        return ENCODING_UTF8;
    return guess_by_weight(decoder, bytes, first);
}
