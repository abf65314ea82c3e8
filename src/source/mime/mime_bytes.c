/* Bytes and words as they were meant, before mail made letters of them (RFC 2045, 6; RFC 2047). */
#include "source/mime/mime.h"

enum { WORD_BYTES_MAX = 1024 };

/* Behind the line end at AT, blanks before it passed over; AT: the line goes on. */
static size_t
skip_line_end(struct slice text, size_t at)
{
    size_t end = at;
    while (end < text.len && (text.at[end] == ' ' || text.at[end] == '\t'))
        end++;
    end += end < text.len && text.at[end] == '\r';
    return end < text.len && text.at[end] == '\n' ? end + 1 : end == text.len ? end : at;
}

static void
decode_quoted(struct slice body, struct buffer *out)
{
    for (size_t at = 0; at < body.len;) {
        size_t end;
        if (body.at[at] != '=') {
            buffer_add_byte(out, body.at[at++]);
        } else if ((end = skip_line_end(body, at + 1)) > at + 1 || at + 1 == body.len) {
            at = end > at ? end : at + 1;
        } else {
            int high = text_hex_digit(body.at[at + 1]), low = at + 2 < body.len ? text_hex_digit(body.at[at + 2]) : -1;
            bool byte = high >= 0 && low >= 0;
            buffer_add_byte(out, byte ? (char)(high << 4 | low) : '=');
            at += byte ? 3 : 1;
        }
    }
}

static void
decode_base64(struct slice body, struct buffer *out)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    uint32_t bits = 0;
    unsigned count = 0;
    for (size_t at = 0; at < body.len; at++) {
        const char *digit = body.at[at] != '\0' ? strchr(digits, body.at[at]) : NULL;
        if (body.at[at] == '=')
            bits = count = 0; /* the end of a run; another may follow */
        if (digit == NULL)
            continue;
        bits = bits << 6 | (uint32_t)(digit - digits);
        count += 6;
        if (count >= 8) {
            count -= 8;
            buffer_add_byte(out, (char)(bits >> count & 0xFF));
        }
    }
}

void
mime_decode(struct slice body, struct slice encoding, struct buffer *out)
{
    encoding = text_trim(encoding);
    if (text_is_name(encoding, "quoted-printable"))
        decode_quoted(body, out);
    else if (text_is_name(encoding, "base64"))
        decode_base64(body, out);
    else
        buffer_add_slice(out, body);
}

enum encoding
mime_charset(struct slice name)
{
    static const struct {
        const char *name;
        enum encoding encoding;
    } known[] = {{"utf-8", ENCODING_UTF8},
                 {"utf8", ENCODING_UTF8},
                 {"us-ascii", ENCODING_UTF8},
                 {"utf-16", ENCODING_UTF16LE},
                 {"utf-16le", ENCODING_UTF16LE},
                 {"utf-16be", ENCODING_UTF16BE},
                 {"gb2312", ENCODING_GB18030},
                 {"gbk", ENCODING_GB18030},
                 {"gb18030", ENCODING_GB18030},
                 {"cp936", ENCODING_GB18030},
                 {"big5", ENCODING_BIG5},
                 {"big5-hkscs", ENCODING_BIG5},
                 {"shift_jis", ENCODING_SHIFT_JIS},
                 {"euc-jp", ENCODING_EUC_JP},
                 {"iso-2022-jp", ENCODING_ISO_2022_JP},
                 {"euc-kr", ENCODING_EUC_KR},
                 {"ks_c_5601-1987", ENCODING_CP949},
                 {"koi8-r", ENCODING_KOI8_R},
                 {"windows-1251", ENCODING_WINDOWS_1251},
                 {"windows-1252", ENCODING_WINDOWS_1252},
                 {"iso-8859-1", ENCODING_WINDOWS_1252}};
    for (size_t i = 0; i < BASE_COUNT(known); i++)
        if (text_is_name(text_trim(name), known[i].name))
            return known[i].encoding;
    return ENCODING_AUTO;
}

void
mime_read_bytes(struct mime_reading *reading, struct slice bytes, struct slice charset, struct buffer *out)
{
    enum encoding encoding = reading->forced, said = mime_charset(charset);
    size_t lost = 0;
    if (encoding == ENCODING_AUTO) {
        encoding = encoding_guess(reading->decoder, bytes);
        /* what is said may be wrong; UTF-8 is seen at a look */
        if (encoding != ENCODING_UTF8 && said != ENCODING_AUTO && said != ENCODING_UTF8)
            encoding = said;
    }
    if (encoding == ENCODING_AUTO || encoding == ENCODING_UTF8 || !decoder_prepare(reading->decoder, encoding))
        buffer_add_slice(out, bytes);
    else
        encoding_decode(reading->decoder, encoding, bytes, out, &lost);
    reading->lost += lost;
    if (reading->found == ENCODING_AUTO)
        reading->found = encoding;
}

/* ---- words */

/* =?charset?Q?text?= at AT, which ends at END. */
struct word {
    struct slice charset, text;
    char form;
    size_t end;
};

static bool
read_word(struct slice value, size_t at, struct word *word)
{
    size_t marks[3], count = 0;
    if (!slice_starts(slice_from(value, at), "=?"))
        return false;
    size_t end = at + 2;
    for (; end < value.len && end - at < WORD_BYTES_MAX && count < BASE_COUNT(marks); end++)
        if (value.at[end] == '?')
            marks[count++] = end;
    if (count < BASE_COUNT(marks) || end == value.len || value.at[end] != '=' || marks[1] != marks[0] + 2)
        return false;
    word->charset = slice_make(value.at + at + 2, marks[0] - at - 2);
    size_t star = slice_find(word->charset, "*"); /* a language, by RFC 2231 */
    word->charset.len = star != SIZE_MAX ? star : word->charset.len;
    word->form = (char)(value.at[marks[0] + 1] | 0x20);
    word->text = slice_make(value.at + marks[1] + 1, marks[2] - marks[1] - 1);
    word->end = end + 1;
    return word->form == 'q' || word->form == 'b';
}

static void
add_word(const struct word *word, struct buffer *bytes)
{
    struct buffer text = {0};
    buffer_add_slice(&text, word->text);
    for (size_t at = 0; at < text.len && word->form == 'q'; at++)
        text.at[at] = text.at[at] == '_' ? ' ' : text.at[at];
    mime_decode(buffer_slice(&text), slice_of(word->form == 'q' ? "quoted-printable" : "base64"), bytes);
    buffer_done(&text);
}

/* Words of one charset that follow one another are read as one, as a character may be cut in two between them; returns behind them. */
static size_t
read_run(struct mime_reading *reading, struct slice value, struct word word, struct buffer *out)
{
    struct buffer bytes = {0};
    struct word next = word;
    bool more = true;
    while (more) {
        word = next;
        add_word(&word, &bytes);
        size_t at = word.end;
        while (at < value.len && (value.at[at] == ' ' || value.at[at] == '\t'))
            at++;
        more = read_word(value, at, &next) && slice_equal(next.charset, word.charset);
        if (!more && at < value.len && at > word.end && read_word(value, at, &next))
            word.end = at; /* blanks between two words are none */
    }
    mime_read_bytes(reading, buffer_slice(&bytes), word.charset, out);
    buffer_done(&bytes);
    return word.end;
}

void
mime_read_words(struct mime_reading *reading, struct slice value, struct buffer *out)
{
    enum encoding found = reading->found;
    struct buffer words = {0};
    struct word word;
    size_t at = 0, start = 0;
    while (at < value.len) {
        if (!read_word(value, at, &word)) {
            at++;
            continue;
        }
        if (at > start)
            mime_read_bytes(reading, slice_make(value.at + start, at - start), slice_of(""), &words);
        start = at = read_run(reading, value, word, &words);
    }
    if (at > start)
        mime_read_bytes(reading, slice_make(value.at + start, at - start), slice_of(""), &words);
    for (size_t i = 0; i < words.len; i++)
        buffer_add_byte(out, text_byte_among(words.at[i], "\r\n\t") ? ' ' : words.at[i]);
    buffer_done(&words);
    reading->found = found; /* the text says it */
}
