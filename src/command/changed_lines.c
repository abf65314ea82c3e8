/* What was set while the program ran, as lines of a configuration file: put into the text of that file in the place of those
 * that said otherwise, or behind it. All else of the text stays as it is. Knows no file.
 */
#include "command/bindings.h"

#include <stdlib.h>
#include <strings.h>

/* A line that is to be in the text, and what lines it takes the place of. */
struct change {
    const char *verb;           /* set, color or bind */
    const char *name;           /* of the option, or the style; */
    const struct binding *keys; /* or keys of a pane */
    bool gone;                  /* the keys are bound by the text alone: its lines are put out of use */
    struct buffer line;
};

struct found {
    size_t start, end; /* from the first word of the line to the last one; SIZE_MAX: there is no such line */
    bool overruled;    /* a file is included below it, and may say otherwise */
};

/* NAME, or, where it is that of an option, NAME=VALUE. */
static bool
is_named(const struct change *change, const char *word, bool option)
{
    size_t len = option ? strcspn(word, "=") : strlen(word);
    return len == strlen(change->name) && strncasecmp(word, change->name, len) == 0;
}

/* Is it about the same as the change? */
static bool
is_same(const struct change *change, const struct settings_words *words)
{
    const struct settings_word *word = words->at;
    struct binding binding;
    size_t wrong;
    if (words->count < 2)
        return false;
    const char *verb = word[0].text.at;
    if (change->keys == NULL) {
        bool sets = strcmp(change->verb, "set") == 0;
        return (strcmp(verb, change->verb) == 0 && is_named(change, word[1].text.at, sets)) ||
               (sets && strcasecmp(verb, change->name) == 0);
    }
    if (words->count < 3 || (strcmp(verb, "bind") != 0 && strcmp(verb, "unbind") != 0))
        return false;
    struct error *error = binding_read_place(word, &binding, &wrong);
    bool same = error == NULL && binding_has_same_keys(&binding, change->keys);
    error_free(error);
    return same;
}

/* The last line below START that is about the same. */
static struct found
find_line(const struct change *change, struct slice text, size_t start)
{
    struct found found = {SIZE_MAX, SIZE_MAX, false};
    struct settings_words words = {0};
    while (start < text.len) {
        struct slice rest = slice_from(text, start);
        size_t end = slice_find(rest, "\n");
        struct slice line = slice_make(rest.at, end < rest.len ? end : rest.len);
        uint32_t byte;
        struct error *error = settings_split(line, &words, &byte);
        if (error == NULL && is_same(change, &words))
            found = (struct found){start + words.at[0].start_byte, start + words.at[words.count - 1].end_byte, false};
        else if (error == NULL && words.count > 0 && strcmp(words.at[0].text.at, "include") == 0)
            found.overruled = true;
        error_free(error);
        start += line.len + 1;
    }
    settings_words_done(&words);
    return found;
}

static void
replace(struct buffer *text, size_t start, size_t end, struct slice by)
{
    struct buffer out = {0};
    buffer_add(&out, text->at, start);
    buffer_add_slice(&out, by);
    buffer_add(&out, text->at + end, text->len - end);
    buffer_done(text);
    *text = out;
}

static void
append(struct buffer *text, struct slice line)
{
    if (text->len > 0 && text->at[text->len - 1] != '\n')
        buffer_add_byte(text, '\n');
    buffer_add_slice(text, line);
    buffer_add_byte(text, '\n');
}

/* Takes CHANGE. */
static void
apply(struct buffer *text, struct change *change)
{
    struct found found = find_line(change, buffer_slice(text), 0);
    bool there = found.start != SIZE_MAX && !found.overruled;
    if (there && change->gone) {
        for (; found.start != SIZE_MAX; found = find_line(change, buffer_slice(text), 0))
            replace(text, found.start, found.start, slice_of("# "));
    } else if (there) {
        replace(text, found.start, found.end, buffer_slice(&change->line));
    } else {
        append(text, buffer_slice(&change->line));
    }
    buffer_done(&change->line);
}

/* ---- what was changed */

static size_t
apply_options(struct buffer *text, const struct reader *reader, const struct options *before)
{
    size_t count = 0;
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        struct buffer old = {0}, now = {0};
        options_add_value(&old, before, row);
        options_add_value(&now, &reader->options, row);
        if (reader->changed_options[i] && !slice_equal(buffer_slice(&old), buffer_slice(&now))) {
            struct change change = {.verb = "set", .name = row->name};
            buffer_printf(&change.line, "set %s ", row->name);
            settings_add_word(&change.line, buffer_slice(&now));
            apply(text, &change);
            count++;
        }
        buffer_done(&old);
        buffer_done(&now);
    }
    return count;
}

static size_t
apply_styles(struct buffer *text, const struct reader *reader, const struct options *before)
{
    size_t count = 0;
    for (int i = 0; i < STYLE_COUNT; i++) {
        const struct theme *now = &reader->options.theme;
        if (!reader->changed_styles[i] || memcmp(&now->looks[i], &before->theme.looks[i], sizeof now->looks[i]) == 0)
            continue;
        struct change change = {.verb = "color", .name = style_rows[i].name};
        theme_add_line(&change.line, now, (enum style)i);
        apply(text, &change);
        count++;
    }
    return count;
}

static size_t
apply_bound(struct buffer *text, const struct keymap *now, const struct keymap *before)
{
    size_t count = 0;
    for (size_t i = 0; i < now->count; i++) {
        const struct binding *binding = &now->bindings[i], *old = same_keys_in(before, binding);
        if (!binding->changed || (old != NULL && binding_runs_same(binding, old)))
            continue;
        struct change change = {.verb = "bind", .keys = binding};
        binding_add_line(&change.line, binding);
        apply(text, &change);
        count++;
    }
    return count;
}

static size_t
apply_unbound(struct buffer *text, const struct keymap *now, const struct keymap *before)
{
    size_t count = 0;
    struct keymap *defaults = command_keymap_new();
    for (size_t i = 0; i < now->unbound_count; i++) {
        const struct binding *keys = &now->unbound[i];
        if (same_keys_in(now, keys) != NULL || same_keys_in(before, keys) == NULL)
            continue;
        struct change change = {.verb = "bind", .keys = keys, .gone = same_keys_in(defaults, keys) == NULL};
        binding_add_unbind(&change.line, keys);
        apply(text, &change);
        count++;
    }
    command_keymap_free(defaults);
    return count;
}

size_t
configuration_apply_changes(struct buffer *text, const struct reader *reader, const struct keymap *keymap,
                            const struct configuration *file, const struct options *options)
{
    return apply_options(text, reader, options) + apply_styles(text, reader, options) +
           apply_bound(text, keymap, file->keymap) + apply_unbound(text, keymap, file->keymap);
}
