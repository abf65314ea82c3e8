/* A theme of one's own: a file of `color` lines, laid over the theme that is set. */
#include "reader/commands/commands.h"

#include "kanbao/source.h"

#include <stdlib.h>

enum { FILE_BYTES_MAX = 1 << 20 };

/* A name without a slash is that of a file beside the configuration. */
static char *
path_of(struct slice name)
{
    char *typed = base_strndup(name.at, name.len), *path = NULL;
    struct buffer below = {0};
    if (strchr(typed, '/') == NULL && typed[0] != '~') {
        buffer_printf(&below, "kanbao/themes/%s", typed);
        path = base_xdg_path("XDG_CONFIG_HOME", ".config", below.at);
    }
    if (path == NULL)
        path = base_expand_home(typed);
    buffer_done(&below);
    free(typed);
    return path;
}

/* Lines that are wrong are said, the others hold. */
static void
take_colors(struct reader *reader, const char *path, struct slice text)
{
    struct theme before = reader->options.theme;
    size_t line = 0;
    struct error *error = settings_read_theme(&reader->options, text, &line);
    for (int i = 0; i < STYLE_COUNT; i++)
        reader->changed_styles[i] |=
            memcmp(&before.looks[i], &reader->options.theme.looks[i], sizeof before.looks[i]) != 0;
    if (error != NULL)
        reader_say(reader, "%s:%zu: %s", path, line, error_text(error));
    else
        reader_say(reader, _("Colours of %s"), path);
    error_free(error);
    reader->request = READER_REDRAWS;
}

void
run_theme_file(struct reader *reader, const struct command_args *args)
{
    struct source_text text = {0};
    bool cut;
    if (ask_for_words(reader, "theme-file", args->text))
        return;
    char *path = path_of(args->text);
    struct error *error = source_read((struct source_name){.path = path, .encoding = ENCODING_UTF8}, FILE_BYTES_MAX,
                                      SIZE_MAX, &text, &cut);
    if (error == NULL)
        take_colors(reader, path, slice_make(text.at, text.bytes));
    else
        reader_say(reader, "%s: %s", path, error_text(error));
    error_free(error);
    free(text.at);
    free(path);
}
