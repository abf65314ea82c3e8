/* Which configuration file is read, and what is written back to it. What its lines mean is known to src/command.
 */
#include "main/parts.h"

#include "kanbao/source.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FILE_BYTES_MAX = 1 << 20 };

/* ---- reading */

static bool
is_missing(const char *path)
{
    struct stat unused;
    return stat(path, &unused) != 0 && (errno == ENOENT || errno == ENOTDIR);
}

/* What the command line says has the last word. */
static void
set_again(struct options *options, const struct arguments *arguments)
{
    for (int i = 0; i < arguments->setting_count; i++) {
        struct error *error = options_set_assignment(options, arguments->settings[i]);
        error_free(error); /* it was right the first time */
    }
}

/* The file into OPTIONS; once more where it says in which language is said what is wrong with it. */
static struct error *
read_file(struct arguments *arguments, struct options *options, const char *path)
{
    options_init(options);
    struct error *error = configuration_read(&arguments->configuration, options, path);
    bool again = error == NULL && *options->language != '\0' && *arguments->options.language == '\0';
    if (!again)
        return error;
    language_set(options->language);
    if (arguments->configuration.fault_count == 0)
        return NULL;
    configuration_done(&arguments->configuration);
    options_done(options);
    options_init(options);
    return configuration_read(&arguments->configuration, options, path);
}

struct error *
configure(struct arguments *arguments)
{
    struct options options;
    bool named = arguments->configuration_file != NULL;
    arguments->configuration_path = named ? base_strdup(arguments->configuration_file)
                                          : base_xdg_path("XDG_CONFIG_HOME", ".config", "kanbao/config");
    const char *path = arguments->configuration_path;
    if (arguments->no_configuration || path == NULL || (!named && is_missing(path)))
        return NULL;
    struct error *error = read_file(arguments, &options, path);
    if (error != NULL && !named)
        output_complain(path, error_text(error));
    if (error != NULL) {
        struct error *with_path = error_new("%s: %s", path, error_text(error));
        options_done(&options);
        error_free(error);
        if (named)
            return with_path;
        arguments->configuration_unread = with_path;
        return NULL;
    }
    set_again(&options, arguments);
    options_done(&arguments->options);
    arguments->options = options;
    return NULL;
}

struct keymap *
configured_keymap(struct arguments *arguments)
{
    if (arguments->configuration.keymap == NULL)
        arguments->configuration.keymap = command_keymap_new();
    return arguments->configuration.keymap;
}

void
configuration_complain(const struct arguments *arguments)
{
    const struct configuration *configuration = &arguments->configuration;
    for (size_t i = 0; i < configuration_kept_faults(configuration); i++) {
        struct buffer line = {0};
        configuration_add_fault(&line, &configuration->faults[i]);
        output_complain(line.at, NULL);
        buffer_done(&line);
    }
}

void
configuration_add_notice(struct buffer *out, const struct arguments *arguments)
{
    size_t count = arguments->configuration.fault_count;
    if (arguments->configuration_unread != NULL)
        buffer_add_text(out, error_text(arguments->configuration_unread));
    else if (count > 0)
        buffer_printf(out,
                      ngettext("%zu configuration error; :errors shows it.",
                               "%zu configuration errors; :errors shows them.", (unsigned long)count),
                      count);
}

/* ---- writing */

/* The folder of PATH, with its slash. */
static char *
folder_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return base_strndup(path, slash != NULL ? (size_t)(slash + 1 - path) : 0);
}

/* The file as it is, into TEXT; one that is missing is empty. */
static struct error *
read_text(struct buffer *text, const char *path)
{
    struct source_text read;
    bool cut;
    buffer_add_text(text, "");
    if (is_missing(path))
        return NULL;
    struct error *error = source_read((struct source_name){.path = path, .encoding = ENCODING_UTF8}, SIZE_MAX,
                                      FILE_BYTES_MAX, &read, &cut);
    if (error != NULL)
        return error;
    if (cut || read.repaired > 0)
        error = error_new(_("is too large, or not UTF-8"));
    else
        buffer_add(text, read.at, read.bytes);
    free(read.at);
    return error;
}

/* The new file takes the place of the old one, which is called PATH~ from now on: at any moment there is one of them. */
static struct error *
put_in_place(const char *temporary, const char *path)
{
    struct buffer old = {0};
    buffer_printf(&old, "%s~", path);
    unlink(old.at);
    bool kept = link(path, old.at) == 0 || errno == ENOENT || rename(path, old.at) == 0;
    struct error *error = NULL;
    if (!kept || rename(temporary, path) != 0)
        error = error_new("%s: %s", path, strerror(errno));
    if (error != NULL)
        unlink(temporary);
    buffer_done(&old);
    return error;
}

/* Its error names the folder, or the file. */
static struct error *
write_text(const char *path, struct slice text)
{
    struct buffer temporary = {0};
    struct stat old;
    char *folder = folder_of(path);
    base_make_folders(path);
    bool there = stat(path, &old) == 0;
    struct error *error = write_temporary(&temporary, folder, text);
    if (error == NULL && there && chmod(temporary.at, old.st_mode & 07777) != 0)
        errno = 0; /* then it has the mode of a new one */
    if (error == NULL)
        error = put_in_place(temporary.at, path);
    buffer_done(&temporary);
    free(folder);
    return error;
}

/* The text of the file with what was changed, and how many changes these were. */
static struct error *
change_text(struct buffer *text, const char *path, const struct reader *reader, const struct keymap *keymap,
            size_t *changes)
{
    struct configuration file = {.keymap = NULL};
    struct options options;
    options_init(&options);
    struct error *error = read_text(text, path);
    if (error == NULL && text->len > 0)
        error = configuration_read(&file, &options, path);
    if (file.keymap == NULL)
        file.keymap = command_keymap_new();
    if (error == NULL) {
        *changes = configuration_apply_changes(text, reader, keymap, &file, &options);
    } else {
        struct error *with_path = error_new("%s: %s", path, error_text(error));
        error_free(error);
        error = with_path;
    }
    configuration_done(&file);
    options_done(&options);
    return error;
}

struct error *
configuration_write(const char *path, const struct reader *reader, const struct keymap *keymap, size_t *changes)
{
    struct buffer text = {0};
    char *real = realpath(path, NULL); /* a link to it stays one */
    const char *file = real != NULL ? real : path;
    *changes = 0;
    struct error *error = change_text(&text, file, reader, keymap, changes);
    if (error == NULL && *changes > 0)
        error = write_text(file, buffer_slice(&text));
    buffer_done(&text);
    free(real);
    return error;
}
