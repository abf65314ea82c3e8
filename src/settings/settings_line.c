/* A line of a configuration file: what is set by it is set here, and the rest is handed back. Knows no file, and no verb
 * of another part.
 */
#include "kanbao/settings.h"

#include <stdlib.h>

static bool
is_verb(const struct settings_words *words, const char *verb)
{
    return strcmp(words->at[0].text.at, verb) == 0;
}

/* Has the verb from LEAST to MOST words behind it? The first that is too many, or the end of the line, is where it is
   wrong. */
static struct error *
check_count(struct settings_line *read, struct slice line, size_t least, size_t most, const char *form)
{
    const struct settings_words *words = &read->words;
    if (words->count > least && words->count <= most + 1)
        return NULL;
    read->error_byte = words->count > most + 1 ? words->at[most + 1].start_byte : (uint32_t)line.len;
    return error_new(_("a line with %s is: %s"), words->at[0].text.at, form);
}

/* NAME=VALUE, which -o and the command line take, too. */
static struct error *
set_equated(struct options *options, const struct settings_word *word, struct settings_line *read)
{
    size_t len = strcspn(word->text.at, "=");
    char *name = base_strndup(word->text.at, len);
    const struct option_row *row = options_find(name);
    read->verb = SETTINGS_SET;
    read->effect = row != NULL ? row->effect : EFFECT_NONE;
    read->error_byte = word->start_byte + (row != NULL ? (uint32_t)len + 1 : 0);
    struct error *error = options_set(options, name, word->text.at + len + 1);
    free(name);
    return error;
}

static struct error *
set_option(struct options *options, struct slice line, struct settings_line *read)
{
    const struct settings_word *word = read->words.at;
    if (read->words.count == 2 && strchr(word[1].text.at, '=') != NULL)
        return set_equated(options, &word[1], read);
    struct error *error = check_count(read, line, 2, 2, "set NAME VALUE");
    read->verb = SETTINGS_SET;
    if (error != NULL)
        return error;
    const struct option_row *row = options_find(word[1].text.at);
    read->error_byte = word[row != NULL ? 2 : 1].start_byte;
    read->effect = row != NULL ? row->effect : EFFECT_NONE;
    return options_set(options, word[1].text.at, word[2].text.at);
}

/* A line that begins with the option's name. */
static struct error *
set_named(struct options *options, const struct option_row *row, struct slice line, struct settings_line *read)
{
    struct error *error = check_count(read, line, 1, 1, "NAME VALUE");
    read->verb = SETTINGS_SET;
    if (error != NULL)
        return error;
    read->error_byte = read->words.at[1].start_byte;
    read->effect = row->effect;
    return options_set(options, row->name, read->words.at[1].text.at);
}

struct error *
settings_set_color(struct theme *theme, const struct settings_word *words, size_t count, size_t *wrong)
{
    const char *taken[] = {"", "default", "default", "plain"};
    struct theme scratch = *theme;
    *wrong = count < 3 ? count : 4;
    if (count < 3 || count > 4)
        return error_new(_("a line with %s is: %s"), "color", "color NAME FG BG ATTR");
    struct error *error = NULL;
    for (size_t i = 0; i < count && error == NULL; i++) {
        *wrong = i; /* each with what is right of the others, so that it is the one that is wrong */
        taken[i] = words[i].text.at;
        error = theme_set(&scratch, taken[0], taken[1], taken[2], taken[3]);
    }
    return error != NULL ? error : theme_set(theme, taken[0], taken[1], taken[2], taken[3]);
}

static struct error *
set_color(struct options *options, struct slice line, struct settings_line *read)
{
    size_t wrong, count = read->words.count;
    read->verb = SETTINGS_COLOR;
    read->effect = EFFECT_REDRAW;
    struct error *error = settings_set_color(&options->theme, read->words.at + 1, count - 1, &wrong);
    read->error_byte = wrong + 1 < count ? read->words.at[wrong + 1].start_byte : (uint32_t)line.len;
    return error;
}

struct error *
settings_read_line(struct options *options, struct slice line, struct settings_line *read)
{
    read->verb = SETTINGS_NOTHING;
    read->effect = EFFECT_NONE;
    read->error_byte = 0;
    struct error *error = settings_split(line, &read->words, &read->error_byte);
    if (error != NULL || read->words.count == 0)
        return error;
    if (is_verb(&read->words, "set"))
        return set_option(options, line, read);
    if (is_verb(&read->words, "color"))
        return set_color(options, line, read);
    if (is_verb(&read->words, "include")) {
        read->verb = SETTINGS_INCLUDE;
        return check_count(read, line, 1, 1, "include FILE");
    }
    const struct option_row *row = options_find(read->words.at[0].text.at);
    if (row != NULL)
        return set_named(options, row, line, read);
    read->verb = SETTINGS_OTHER;
    return NULL;
}

struct error *
settings_read_theme(struct options *options, struct slice text, size_t *wrong_line)
{
    struct settings_line read = {.effect = EFFECT_NONE};
    struct error *first = NULL;
    for (size_t line = 1; text.len > 0; line++) {
        size_t end = slice_find(text, "\n");
        struct slice words = slice_make(text.at, end < text.len ? end : text.len);
        text = slice_from(text, end < text.len ? end + 1 : text.len);
        struct error *error = settings_split(words, &read.words, &read.error_byte);
        if (error == NULL && read.words.count > 0)
            error = is_verb(&read.words, "color") ? set_color(options, words, &read)
                                                  : error_new("%s", _("a theme has only lines with color"));
        if (error != NULL && first == NULL) {
            first = error;
            *wrong_line = line;
        } else {
            error_free(error);
        }
    }
    settings_line_done(&read);
    return first;
}

void
settings_line_done(struct settings_line *read)
{
    settings_words_done(&read->words);
}
