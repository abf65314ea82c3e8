/* A line of the configuration that says by which program files of some names are read. Must not know what is run when.
 */
#include "command/bindings.h"

#include <stdlib.h>

/* COMMAND, words in one, as a program and its arguments. *WRONG: is it the command that is wrong, or the glob? */
static struct error *
add_filter(struct source_filters *filters, const char *glob, struct slice command, bool *wrong)
{
    struct settings_words words = {0};
    uint32_t byte;
    size_t which = 0;
    *wrong = true;
    struct error *error = settings_split(command, &words, &byte);
    const char **list = base_alloc_zero(words.count + 1, sizeof *list);
    for (size_t i = 0; i < words.count; i++)
        list[i] = words.at[i].text.at;
    if (error == NULL) {
        error = source_filters_add(filters, glob, list, words.count, &which);
        *wrong = which < words.count || words.count == 0;
    }
    free(list);
    settings_words_done(&words);
    return error;
}

struct error *
filter_line_read(struct configuration *configuration, const struct settings_words *words, size_t *wrong)
{
    bool command;
    *wrong = words->count > 3 ? 3 : words->count;
    if (words->count != 3)
        return error_new(_("a line with %s is: %s"), "filter", "filter GLOB \"PROGRAM ARGUMENT... {}\"");
    if (configuration->filters == NULL)
        configuration->filters = source_filters_new();
    struct error *error = add_filter(configuration->filters, words->at[1].text.at, words->at[2].text, &command);
    *wrong = command ? 2 : 1;
    return error;
}
