/* Prints the tables of the manual page, from the program's own: keys, what a query is made of, options, styles. */
#include "kanbao/command.h"
#include "kanbao/reader_commands.h"
#include "kanbao/screen.h"
#include "kanbao/search.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* What roff reads or prints as something else, and what is not ASCII, as its escape: so the
   page is the same whatever encoding a formatter expects. */
static void
put_roff(const char *text)
{
    static const char special[] = "\\-^~`'";
    static const char *const escapes[] = {"\\e", "\\-", "\\(ha", "\\(ti", "\\(ga", "\\(aq"};
    if (*text == '.')
        fputs("\\&", stdout);
    while (*text != '\0') {
        const char *found = strchr(special, *text);
        char32_t code;
        text += text_decode(text, &code);
        if (found != NULL)
            fputs(escapes[found - special], stdout);
        else if (code < 0x80)
            putchar((int)code);
        else
            printf("\\[u%04X]", (unsigned)code);
        if (code == '|' && *text >= 'a' && *text <= 'z')
            fputs("\\:", stdout); /* between choices a line may end */
    }
}

static void
put_item(const char *term, const char *text)
{
    fputs(".TP\n.B ", stdout);
    put_roff(term);
    fputs("\n", stdout);
    put_roff(text);
    fputs("\n", stdout);
}

static void
print_keys(void)
{
    struct keymap *keymap = command_keymap_new();
    for (size_t i = 0; i < command_row_count; i++) {
        const struct command_row *command = &command_rows[i];
        if (command->name == NULL) {
            fputs(".SS ", stdout);
            put_roff(command->help);
            fputs("\n", stdout);
            continue;
        }
        struct buffer keys = {0}, text = {0};
        command_add_keys(&keys, keymap, command, command->panes, SIZE_MAX);
        if (keys.len == 0)
            buffer_printf(&keys, ":%s", command->name);
        buffer_printf(&text, "%s (%s)", command->help, command->name);
        put_item(keys.at, text.at);
        buffer_done(&keys);
        buffer_done(&text);
    }
    command_keymap_free(keymap);
}

/* Rows of one table. */
static void
print_queries(void)
{
    for (size_t i = 0; i < search_form_count; i++) {
        fputs("\\fB", stdout);
        put_roff(search_forms[i].form);
        fputs("\\fP\tT{\n", stdout);
        put_roff(search_forms[i].help);
        fputs("\nT}\n", stdout);
    }
    for (size_t i = 0; i < search_field_count; i++) {
        struct buffer text = {0};
        buffer_printf(&text, "%s (%s)", search_fields[i].help, search_fields[i].others);
        fputs("\\fB", stdout);
        put_roff(search_fields[i].name);
        fputs(":a\\fP\tT{\n", stdout);
        put_roff(text.at);
        fputs("\nT}\n", stdout);
        buffer_done(&text);
    }
}

static void
print_options(void)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        struct buffer text = {0};
        buffer_printf(&text, "%s", row->help);
        if (row->type == OPTION_NUMBER)
            buffer_printf(&text, "; %d to %d, default %s", row->min, row->max, row->standard);
        if (row->choices != NULL) {
            buffer_add_text(&text, "; one of ");
            options_add_choices(&text, row);
            buffer_printf(&text, ", default %s", row->standard);
        }
        put_item(row->name, text.at);
        buffer_done(&text);
    }
}

static void
print_styles(void)
{
    for (int i = 0; i < STYLE_COUNT; i++) {
        struct buffer term = {0};
        buffer_printf(&term, "%s (%c)", style_rows[i].name, style_rows[i].letter);
        put_item(term.at, style_rows[i].help);
        buffer_done(&term);
    }
}

int
main(int argc, char **argv)
{
    const char *table = argc == 2 ? argv[1] : "";
    if (strcmp(table, "keys") == 0) {
        print_keys();
    } else if (strcmp(table, "queries") == 0) {
        print_queries();
    } else if (strcmp(table, "options") == 0) {
        print_options();
    } else if (strcmp(table, "styles") == 0) {
        print_styles();
    } else {
        fputs("usage: manual-tables keys|queries|options|styles\n", stderr);
        return 2;
    }
    return fflush(stdout) == 0 && !ferror(stdout) ? EXIT_SUCCESS : EXIT_FAILURE;
}
