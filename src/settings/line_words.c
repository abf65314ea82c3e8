/* A line to words, and a word to what is read back as that word. Knows no verb: commands are words, too. */
#include "kanbao/settings.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct splitter {
    struct slice line;
    size_t at;
    struct buffer *out;
};

static bool
is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r';
}

/* \xHH, with the x at AT. */
static bool
take_hex(struct splitter *splitter)
{
    struct slice line = splitter->line;
    size_t at = splitter->at;
    int high = at + 1 < line.len ? text_hex_digit(line.at[at + 1]) : -1,
        low = at + 2 < line.len ? text_hex_digit(line.at[at + 2]) : -1;
    if (high < 0 || low < 0 || high + low == 0)
        return false;
    buffer_add_byte(splitter->out, (char)(high << 4 | low));
    splitter->at += 3;
    return true;
}

/* What a backslash in double quotes stands before. */
static struct error *
take_escape(struct splitter *splitter)
{
    char byte = splitter->line.at[splitter->at];
    if (byte == 'x')
        return take_hex(splitter) ? NULL : error_new(_("\\x takes two digits, 01 to ff"));
    buffer_add_byte(splitter->out, (char)(byte == 'n' ? '\n' : byte == 't' ? '\t' : byte));
    splitter->at++;
    return NULL;
}

/* Up to the quote that closes the one before AT. */
static struct error *
take_quoted(struct splitter *splitter, char quote)
{
    size_t start = splitter->at - 1;
    while (splitter->at < splitter->line.len) {
        char byte = splitter->line.at[splitter->at++];
        if (byte == quote)
            return NULL;
        if (byte != '\\' || quote == '\'') {
            buffer_add_byte(splitter->out, byte);
        } else if (splitter->at < splitter->line.len) {
            struct error *error = take_escape(splitter);
            if (error != NULL)
                return error;
        }
    }
    splitter->at = start;
    return error_new(_("the quote is not closed"));
}

static struct error *
take_word(struct splitter *splitter)
{
    while (splitter->at < splitter->line.len && !is_blank(splitter->line.at[splitter->at])) {
        char byte = splitter->line.at[splitter->at++];
        if (byte == '\'' || byte == '"') {
            struct error *error = take_quoted(splitter, byte);
            if (error != NULL)
                return error;
            continue;
        }
        if (byte == '\\') {
            if (splitter->at == splitter->line.len) {
                splitter->at--;
                return error_new(_("nothing stands behind the backslash"));
            }
            byte = splitter->line.at[splitter->at++];
        }
        buffer_add_byte(splitter->out, byte);
    }
    return NULL;
}

static void
add_word(struct settings_words *words, struct settings_word word)
{
    words->at = base_grow(words->at, &words->capacity, words->count + 1, sizeof *words->at);
    words->at[words->count++] = word;
}

struct error *
settings_split(struct slice line, struct settings_words *words, uint32_t *error_byte)
{
    words->count = 0;
    buffer_clear(&words->bytes);
    /* a word is no longer than what it is read from, so that nothing moves below; and a NUL for each */
    buffer_reserve(&words->bytes, 2 * line.len + 1);
    struct splitter splitter = {line, 0, &words->bytes};
    for (;;) {
        while (splitter.at < line.len && is_blank(line.at[splitter.at]))
            splitter.at++;
        if (splitter.at == line.len || line.at[splitter.at] == '#')
            return NULL;
        size_t start = splitter.at, text = words->bytes.len;
        struct error *error = take_word(&splitter);
        if (error != NULL) {
            *error_byte = (uint32_t)splitter.at;
            return error;
        }
        struct slice word = slice_make(words->bytes.at + text, words->bytes.len - text);
        buffer_add_byte(&words->bytes, '\0');
        add_word(words, (struct settings_word){word, (uint32_t)start, (uint32_t)splitter.at});
    }
}

void
settings_words_done(struct settings_words *words)
{
    free(words->at);
    buffer_done(&words->bytes);
    *words = (struct settings_words){0};
}

/* ---- back */

/* Is WORD valid UTF-8? */
static bool
is_text(struct slice word)
{
    size_t repaired;
    char *copy = base_strndup(word.at, word.len);
    size_t len = text_repair(&copy, word.len, &repaired); /* a byte order mark goes without being counted */
    free(copy);
    return len == word.len && repaired == 0;
}

/* Bytes of the character at AT, and whether it may go to a terminal as it is. */
static size_t
character_at(struct slice word, size_t at, bool text, bool *plain)
{
    char32_t code = (unsigned char)word.at[at];
    size_t len = text ? text_decode(word.at + at, &code) : 1;
    *plain = code >= ' ' && (code < 0x7F || (text && text_show(code) == TEXT_SHOW_PLAIN));
    return len;
}

static void
add_escaped(struct buffer *out, struct slice word, bool text)
{
    buffer_add_byte(out, '"');
    for (size_t at = 0, len; at < word.len; at += len) {
        bool plain;
        len = character_at(word, at, text, &plain);
        if (plain && (word.at[at] == '"' || word.at[at] == '\\'))
            buffer_add_byte(out, '\\');
        if (plain)
            buffer_add(out, word.at + at, len);
        for (size_t i = 0; i < len && !plain; i++)
            buffer_printf(out, "\\x%02x", (unsigned char)word.at[at + i]);
    }
    buffer_add_byte(out, '"');
}

void
settings_add_word(struct buffer *out, struct slice word)
{
    bool text = is_text(word), escaped = false;
    bool quoted = word.len == 0 || word.at[0] == '#' || memchr(word.at, ';', word.len) != NULL; /* it parts commands */
    for (size_t at = 0, len; at < word.len; at += len) {
        bool plain;
        len = character_at(word, at, text, &plain);
        quoted |= word.at[at] == ' ' || word.at[at] == '"' || word.at[at] == '\\';
        escaped |= !plain || word.at[at] == '\'';
    }
    if (escaped) {
        add_escaped(out, word, text);
        return;
    }
    buffer_add_text(out, quoted ? "'" : "");
    buffer_add_slice(out, word);
    buffer_add_text(out, quoted ? "'" : "");
}
