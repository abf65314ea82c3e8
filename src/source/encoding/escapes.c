/* ISO-2022-JP, in which escapes say what the bytes behind them are, becomes eight bits, in which each byte says it itself.
 *
 * An escape that lost a byte is still one where what it says can be told; and each line begins in ASCII, as the standard has it.
 */
#include "source/encoding/encodings.h"

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
    } escapes[] = {{"\033$B", CHARSET_KANJI}, {"\033$@", CHARSET_KANJI},       {"\033(B", CHARSET_ASCII},
                   {"\033(J", CHARSET_ROMAN}, {"\033$(D", CHARSET_MORE_KANJI}, {"\033(I", CHARSET_KANA},
                   {"\033$", CHARSET_KANJI},  {"\033(", CHARSET_ASCII}};
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
void
encoding_unescape(struct slice bytes, struct buffer *out)
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
