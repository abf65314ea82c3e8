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

static void
say_notices(struct library *library)
{
    struct error *notice;
    while ((notice = library_take_notice(library)) != NULL) {
        batch_complain(error_text(notice), NULL);
        error_free(notice);
    }
}

/* How many paths could not be opened. */
static int
add_paths(struct library *library, const struct arguments *arguments)
{
    const char *samples = getenv("KANBAO_SAMPLES");
    const char *standard = *arguments->options.library ? arguments->options.library : samples ? samples : SAMPLEDIR;
    int failed = 0;
    for (int i = 0; i < (arguments->path_count > 0 ? arguments->path_count : 1); i++) {
        const char *path = arguments->path_count > 0 ? arguments->paths[i] : standard;
        struct error *error = library_add(library, path);
        if (error == NULL)
            continue;
        batch_complain(*path ? path : "“”", error_text(error));
        error_free(error);
        failed++;
    }
    say_notices(library);
    library_sort(library);
    return failed;
}

static int
run_library(struct arguments *arguments, const char *notice)
{
    struct library_limits limits = {(size_t)arguments->options.file_size << 20,
                                    (size_t)arguments->options.memory << 20};
    struct library *library = library_new(limits);
    text_set_ambiguous(arguments->options.ambiguous == AMBIGUOUS_TWO ? 2 : 1);
    int failed = add_paths(library, arguments);
    int status = EXIT_TROUBLE;
    struct buffer words = {0};
    if (failed > 0) {
        buffer_printf(&words,
                      ngettext("%d path could not be opened.", "%d paths could not be opened.", (unsigned long)failed),
                      failed);
        notice = words.at;
    }
    struct error *error = mends_apply(arguments, library);
    if (error != NULL) {
        batch_complain(error_text(error), NULL);
        error_free(error);
    } else if (library_count(library) > 0) {
        switch (arguments->mode) {
        case MODE_LIST: status = batch_list(library); break;
        case MODE_PRINT: status = batch_print(library, &arguments->options, print_width(arguments)); break;
        case MODE_JSON: status = batch_json(library); break;
        case MODE_SEARCH: status = search_run(library, arguments); break;
        case MODE_FRAME: status = frame_run(library, arguments); break;
        default: status = isatty(STDOUT_FILENO) ? session_run(library, arguments, notice) : batch_list(library); break;
        }
    }
    buffer_done(&words);
    library_free(library);
    return status;
}

static int
run(struct arguments *arguments, const char *notice)
{
    struct buffer out = {0};
    struct keymap *keymap = NULL;
    switch (arguments->mode) {
    case MODE_HELP: arguments_add_help(&out); break;
    case MODE_VERSION:
        buffer_printf(&out, "kanbao %s\n%s", PACKAGE_VERSION,
                      _("Copyright (C) 2026 the kanbao authors\n"
                        "License GPLv3+: GNU GPL version 3 or later <https://gnu.org/licenses/gpl.html>.\n"
                        "This is free software: you are free to change and redistribute it.\n"
                        "There is NO WARRANTY, to the extent permitted by law.\n"));
        break;
    case MODE_LIST_KEYS:
        keymap = command_keymap_new();
        command_add_listing(&out, keymap);
        command_keymap_free(keymap);
        break;
    case MODE_LIST_OPTIONS: options_add_listing(&out, &arguments->options); break;
    default: return run_library(arguments, notice);
    }
    int status = batch_write(&out) ? EXIT_SUCCESS : EXIT_TROUBLE;
    buffer_done(&out);
    return status;
}

int
main(int argc, char **argv)
{
    struct arguments arguments;
    const char *notice = language_init();
    struct error *error = arguments_read(&arguments, argc, argv);
    int status = EXIT_TROUBLE;
    if (error != NULL) {
        batch_complain(error_text(error), NULL);
        error_free(error);
    } else {
        status = run(&arguments, notice ? _(notice) : NULL);
    }
    arguments_done(&arguments);
    return status;
}
