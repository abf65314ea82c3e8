/* kanbao: reads newspapers in a terminal. Copyright (C) 2026 the kanbao authors.
 *
 * This program is free software: you can redistribute it and/or modify it under
 * the terms of the GNU General Public License as published by the Free Software
 * Foundation, either version 3 of the License, or (at your option) any later
 * version. See the file COPYING.
 */
#include <config.h>

#include "main/parts.h"

#include "kanbao/command.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

static int
print_width(const struct arguments *arguments)
{
    struct winsize size;
    if (arguments->width > 0)
        return arguments->width;
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col >= 2)
        return size.ws_col;
    return 80;
}

/* All that is written without a screen. */
static int
run_batch(struct library *library, struct store *store, const struct arguments *arguments,
          const struct opened_paths *opened)
{
    struct batch batch = {library, store, arguments, opened, .layout = NULL};
    if (arguments->mode == MODE_PRINT)
        batch_init(&batch, print_width(arguments));
    int status = arguments->query != NULL ? search_run(&batch) : batch_run(&batch);
    batch_done(&batch);
    return status;
}

/* What could not be opened comes first, and what was left out comes last. */
static void
add_notices(struct buffer *out, const struct opened_paths *opened, const struct arguments *arguments)
{
    struct buffer paths = {0}, configuration = {0};
    paths_add_notice(&paths, opened);
    configuration_add_notice(&configuration, arguments);
    bool both = paths.len > 0 && configuration.len > 0, failed = opened->failed > 0;
    buffer_add_slice(out, buffer_slice(failed ? &paths : &configuration));
    buffer_add_text(out, both ? "\u3000" : "");
    buffer_add_slice(out, buffer_slice(failed ? &configuration : &paths));
    buffer_done(&paths);
    buffer_done(&configuration);
}

static int
run_opened(struct library *library, struct store *store, struct arguments *arguments, const struct opened_paths *opened,
           const char *notice)
{
    struct buffer words = {0};
    int status;
    bool screen = arguments->mode == MODE_SCREEN && arguments->query == NULL && isatty(STDOUT_FILENO);
    bool plain = arguments->mode == MODE_PLAIN && isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    add_notices(&words, opened, arguments);
    if (!screen && !plain)
        configuration_complain(arguments);
    if (words.len > 0)
        notice = words.at;
    if (!screen && !plain)
        state_read(store, library, arguments);
    if (screen)
        status = session_run(library, store, arguments, opened, notice);
    else if (plain)
        status = plain_run(library, store, arguments, opened, notice);
    else if (arguments->mode == MODE_FRAME)
        status = frame_run(library, store, arguments, opened);
    else
        status = run_batch(library, store, arguments, opened);
    buffer_done(&words);
    return status;
}

/* Of MEGABYTES: names, hits and the program itself have the rest. */
static size_t
texts_share(int megabytes)
{
    return ((size_t)megabytes << 20) / 16 * 7;
}

static int
run_library(struct arguments *arguments, const char *notice)
{
    const struct options *options = &arguments->options;
    struct library_limits limits = {(size_t)options->file_size << 20, texts_share(options->memory)};
    struct source_filters *filters = arguments->configuration.filters;
    struct library *library = library_new(limits);
    library_set_encoding_of_all(library, options->encoding);
    if (filters != NULL)
        source_filters_set_patience(filters, 1000 * options->filter_time);
    library_set_filters(library, filters);
    struct store *store = store_new();
    struct opened_paths opened;
    int status = EXIT_TROUBLE;
    text_set_ambiguous(arguments->options.ambiguous == AMBIGUOUS_TWO ? 2 : 1);
    struct error *error = paths_open(&opened, library, arguments);
    if (error == NULL)
        error = mends_apply(arguments, library);
    if (error != NULL)
        output_complain(error_text(error), NULL);
    else if (library_count(library) > 0)
        status = run_opened(library, store, arguments, &opened, notice);
    else
        configuration_complain(arguments); /* it may be why */
    error_free(error);
    paths_done(&opened);
    source_filters_stop(filters);
    library_free(library);
    store_free(store);
    return status;
}

static int
run(struct arguments *arguments, const char *notice)
{
    struct buffer out = {0};
    if (arguments->mode == MODE_LIST_KEYS || arguments->mode == MODE_LIST_OPTIONS)
        configuration_complain(arguments);
    switch (arguments->mode) {
    case MODE_HELP: arguments_add_help(&out); break;
    case MODE_VERSION:
        buffer_printf(&out, "kanbao %s\n%s", PACKAGE_VERSION,
                      _("Copyright (C) 2026 the kanbao authors\n"
                        "License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n"
                        "This is free software: you are free to change and redistribute it.\n"
                        "There is NO WARRANTY, to the extent permitted by law.\n"));
        break;
    case MODE_EXPORT_STATE: return state_export(arguments);
    case MODE_IMPORT_STATE: return state_import(arguments);
    case MODE_LIST_KEYS: command_add_listing(&out, configured_keymap(arguments)); break;
    case MODE_LIST_OPTIONS: options_add_listing(&out, &arguments->options); break;
    default: return run_library(arguments, notice);
    }
    int status = output_write(&out) ? EXIT_SUCCESS : EXIT_TROUBLE;
    buffer_done(&out);
    return status;
}

int
main(int argc, char **argv)
{
    struct arguments arguments;
    const char *notice = language_init();
    struct error *error = arguments_read(&arguments, argc, argv);
    if (error == NULL && arguments.mode != MODE_HELP && arguments.mode != MODE_VERSION)
        error = configure(&arguments);
    int status = EXIT_TROUBLE;
    if (error != NULL) {
        output_complain(error_text(error), NULL);
        error_free(error);
    } else {
        status = run(&arguments, notice ? _(notice) : NULL);
    }
    arguments_done(&arguments);
    return status;
}
