/* The values of options, and of those that say how a search is written what does not go together. Which options there are is
 * not known here. */
#include "main/parts.h"

#include <errno.h>
#include <stdlib.h>

enum { CONTEXT_MAX = 10000 };

struct error *
arguments_read_number(const char *text, int min, int max, const char *what, int *number)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || errno != 0 || value < min || value > max)
        return error_new(_("%s takes a number from %d to %d, not “%s”"), what, min, max, text);
    *number = (int)value;
    return NULL;
}

/* One of NAMES as its number. */
static struct error *
read_choice(const char *text, const char *const *names, size_t count, const char *what, int *choice)
{
    struct settings_nearest nearest = {.wanted = text};
    for (size_t i = 0; i < count; i++) {
        if (strcmp(names[i], text) == 0) {
            *choice = (int)i;
            return NULL;
        }
        settings_try_name(&nearest, names[i]);
    }
    return settings_add_nearest(error_new(_("there is no “%s” of %s"), text, what), &nearest);
}

struct error *
found_take_order(struct found_style *found, const char *text)
{
    static const char *const names[] = {"newest", "oldest", "path", "rank"};
    int choice = 0;
    struct error *error = read_choice(text, names, BASE_COUNT(names), "--sort", &choice);
    found->order = (enum found_order)choice;
    return error;
}

struct error *
found_take_colored(struct found_style *found, const char *text)
{
    static const char *const names[] = {"auto", "always", "never"};
    int choice = 0;
    struct error *error = read_choice(text, names, BASE_COUNT(names), "--color", &choice);
    found->colored = (enum colored)choice;
    return error;
}

/* As grep has it: what -A and -B say of their side goes before -C, wherever it stands. */
struct error *
found_take_context(struct found_style *found, int option, const char *text)
{
    int lines = 0;
    const char *what = option == 'A' ? "--after-context" : option == 'B' ? "--before-context" : "--context";
    struct error *error = arguments_read_number(text, 0, CONTEXT_MAX, what, &lines);
    if (option == 'A')
        found->after = lines;
    else if (option == 'B')
        found->before = lines;
    else
        found->around = lines;
    return error;
}

/* Where one side is asked for, the other one has none of it, and its hits are lines too. */
void
found_settle(struct found_style *found)
{
    if (found->before < 0 && found->after < 0 && found->around < 0)
        return;
    int other = found->around > 0 ? found->around : 0;
    found->before = found->before >= 0 ? found->before : other;
    found->after = found->after >= 0 ? found->after : other;
}

struct error *
found_check(const struct arguments *arguments)
{
    const struct found_style *found = &arguments->found;
    bool lines = found->before >= 0, issues = found->counts || found->files;
    if (arguments->query == NULL &&
        (lines || issues || found->most > 0 || found->order != FOUND_NEWEST || found->colored != COLORED_AUTO))
        return error_new(_("--count, --files, --max-count, --sort, --color and lines around are for --search"));
    if (found->counts && found->files)
        return error_new(_("--count and --files: one of them"));
    if (arguments->candidates && (lines || issues || arguments->mode == MODE_LIST || arguments->mode == MODE_PRINT))
        return error_new(_("--candidates writes strings: no articles, paths or lines"));
    if (lines && issues)
        return error_new(_("--count and --files write no lines around a hit"));
    if ((lines || issues) && arguments->mode != MODE_SCREEN)
        return error_new(_("--count, --files and lines around a hit are not for -l, -p and -j"));
    return NULL;
}
