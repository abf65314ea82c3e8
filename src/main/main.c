/* kanbao: reads newspapers in a terminal. Copyright (C) 2026 the kanbao authors.
 *
 * This program is free software: you can redistribute it and/or modify it under
 * the terms of the GNU General Public License as published by the Free Software
 * Foundation, either version 3 of the License, or (at your option) any later
 * version. See the file COPYING.
 */
#include <config.h>

#include "main/parts.h"

#include "kanbao/keymap.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <strings.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* The locale, with UTF-8 whatever it says; returns a notice when it had to be changed. */
static const char *
set_locale(void)
{
    static const char *const others[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};
    const char *notice = NULL;
    if (setlocale(LC_ALL, "") == NULL)
        setlocale(LC_ALL, "C");
    for (size_t i = 0; strcasecmp(nl_langinfo(CODESET), "UTF-8") != 0 && i < BASE_COUNT(others); i++) {
        setlocale(LC_CTYPE, others[i]);
        notice = N_("The locale is not UTF-8; UTF-8 is used all the same.");
    }
    const char *folder = getenv("KANBAO_LOCALEDIR");
    bindtextdomain(PACKAGE, folder != NULL ? folder : LOCALEDIR);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    return notice;
}

/* gettext asks LANGUAGE first, but only where the locale for messages is not "C". */
static void
set_language(const char *language)
{
    if (*language == '\0')
        return;
    if (strcmp(language, "en") == 0) {
        setlocale(LC_MESSAGES, "C");
        return;
    }
    const char *now = setlocale(LC_MESSAGES, NULL);
    if (now == NULL || strcmp(now, "C") == 0 || strcmp(now, "POSIX") == 0)
        if (setlocale(LC_MESSAGES, "C.UTF-8") == NULL)
            setlocale(LC_MESSAGES, "en_US.UTF-8");
    setenv("LANGUAGE", language, 1);
}

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
    struct library_limits limits = {(size_t)arguments->options.file_size << 20, (size_t)arguments->options.memory << 20};
    struct library *library = library_new(limits);
    int failed = add_paths(library, arguments);
    int status = EXIT_TROUBLE;
    struct buffer words = {0};
    if (failed > 0) {
        buffer_printf(&words, ngettext("%d path could not be opened.", "%d paths could not be opened.", (unsigned long)failed), failed);
        notice = words.at;
    }
    if (library_count(library) > 0) {
        switch (arguments->mode) {
        case MODE_LIST: status = batch_list(library); break;
        case MODE_PRINT: status = batch_print(library, print_width(arguments)); break;
        case MODE_JSON: status = batch_json(library); break;
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
        keymap = keymap_new();
        keymap_add_listing(&out, keymap);
        keymap_free(keymap);
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
    const char *notice = set_locale();
    struct error *error = arguments_read(&arguments, argc, argv);
    int status = EXIT_TROUBLE;
    set_language(arguments.options.language);
    if (error != NULL) {
        batch_complain(error_text(error), NULL);
        error_free(error);
    } else {
        status = run(&arguments, notice ? _(notice) : NULL);
    }
    arguments_done(&arguments);
    return status;
}
