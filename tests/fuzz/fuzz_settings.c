/* Any lines of a configuration, any notation of keys: what is taken is written so that it is read back the same, what is refused
 * changes nothing and says where, and the keys that were bound can be pressed.
 */
#include "kanbao/command.h"
#include "kanbao/settings.h"
#include "kanbao/text.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BYTES_MAX = 4096, CHECKED_MAX = 80 };

static void
must(bool right, const char *what)
{
    if (right)
        return;
    fprintf(stderr, "fuzz_settings: %s\n", what);
    abort();
}

static bool
same(const struct buffer *a, const struct buffer *b)
{
    return a->len == b->len && (a->len == 0 || memcmp(a->at, b->at, a->len) == 0);
}

static void
add_all(struct buffer *out, const struct options *options, const struct keymap *keymap)
{
    options_add_listing(out, options);
    command_add_listing(out, keymap);
}

/* One line; true when it was taken. */
static bool
read_line(struct options *options, struct keymap *keymap, struct slice line)
{
    struct settings_line read = {0};
    struct error *error = settings_read_line(options, line, &read);
    size_t wrong = 0;
    must(error == NULL || read.error_byte <= line.len, "an error has a place in its line");
    if (error == NULL && read.verb == SETTINGS_OTHER) {
        error = command_read_line(keymap, &read.words, &wrong);
        must(error == NULL || wrong <= read.words.count, "an error has a word that it is about");
    }
    bool taken = error == NULL;
    must(taken || *error_text(error) != '\0', "an error says what is wrong");
    error_free(error);
    settings_line_done(&read);
    return taken;
}

/* Line by line. Where CHECKED, what is refused changes nothing, which takes long to tell. */
static void
read_lines(struct options *options, struct keymap *keymap, struct slice text, bool checked)
{
    struct buffer before = {0}, after = {0};
    while (text.len > 0) {
        const char *end = memchr(text.at, '\n', text.len);
        size_t len = end != NULL ? (size_t)(end - text.at) : text.len;
        buffer_clear(&before);
        if (checked)
            add_all(&before, options, keymap);
        bool taken = read_line(options, keymap, slice_make(text.at, len));
        buffer_clear(&after);
        if (checked && !taken)
            add_all(&after, options, keymap);
        must(!checked || taken || same(&before, &after), "a line that is refused changes nothing");
        text = slice_from(text, len + (len < text.len));
    }
    buffer_done(&before);
    buffer_done(&after);
}

static void
read_back(const struct options *options, const struct keymap *keymap)
{
    struct buffer written = {0}, again = {0};
    struct options other;
    struct keymap *bindings = command_keymap_new();
    options_init(&other);
    add_all(&written, options, keymap);
    read_lines(&other, bindings, buffer_slice(&written), false);
    options_add_listing(&again, &other);
    struct buffer set = {0};
    options_add_listing(&set, options);
    must(same(&again, &set), "what is written is read back the same");
    buffer_done(&set);
    buffer_done(&again);
    buffer_done(&written);
    options_done(&other);
    command_keymap_free(bindings);
}

/* Every key of a notation has one that is read back as that key. */
static void
read_keys(const char *notation)
{
    uint32_t key, again;
    while (key_parse(&notation, &key)) {
        struct buffer out = {0};
        key_add_notation(&out, key);
        const char *at = out.at;
        must(key_parse(&at, &again) && *at == '\0' && again == key, "a key is read back from its notation");
        buffer_clear(&out);
        key_add_label(&out, key);
        must(out.len > 0, "a key has a name");
        buffer_done(&out);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0 || size > BYTES_MAX)
        return 0;
    char *text = base_strndup((const char *)data, size);
    size_t len = text_repair(&text, strlen(text), NULL);
    text = base_realloc(text, len + 1);
    text[len] = '\0';
    struct options options;
    struct keymap *keymap = command_keymap_new();
    options_init(&options);
    read_lines(&options, keymap, slice_make(text, len), size < CHECKED_MAX);
    read_back(&options, keymap);
    read_keys(text);
    options_done(&options);
    command_keymap_free(keymap);
    free(text);
    return 0;
}
