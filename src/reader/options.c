/* The options: one table, and setting by name. */
#include "kanbao/reader.h"

#include "kanbao/text.h"

#include <errno.h>
#include <stdlib.h>

/* clang-format off */
const struct option_row option_rows[] = {
    {"color", OPTION_CHOICE, offsetof(struct options, color), 0, 0, "auto|never", "auto",
     N_("colours: auto follows the terminal and NO_COLOR, never is monochrome")},
    {"escape-delay", OPTION_NUMBER, offsetof(struct options, escape_delay), 0, 1000, NULL, "25",
     N_("milliseconds to wait for the rest of a key that begins with Escape")},
    {"file-size", OPTION_NUMBER, offsetof(struct options, file_size), 1, 4095, NULL, "256",
     N_("files larger than so many MB are refused")},
    {"language", OPTION_TEXT, offsetof(struct options, language), 0, 0, NULL, "",
     N_("language of the program: en, zh_CN; empty for the locale's")},
    {"library", OPTION_TEXT, offsetof(struct options, library), 0, 0, NULL, "",
     N_("what is opened without a PATH; empty for the sample issues")},
    {"list-width", OPTION_NUMBER, offsetof(struct options, list_width), 20, 60, NULL, "36",
     N_("share of the screen's width for a list beside the article, in percent")},
    {"measure", OPTION_NUMBER, offsetof(struct options, measure), 16, 400, NULL, "80",
     N_("longest line of text, in cells (a Chinese character takes two)")},
    {"memory", OPTION_NUMBER, offsetof(struct options, memory), 0, 65535, NULL, "512",
     N_("MB of text that may be loaded ahead; 0 loads only what is looked at")},
};
/* clang-format on */
const size_t option_row_count = BASE_COUNT(option_rows);

static void *
field_of(const struct options *options, const struct option_row *row)
{
    return (char *)options + row->offset;
}

static void
set_text(struct options *options, const struct option_row *row, const char *value)
{
    char **field = field_of(options, row);
    free(*field);
    *field = base_strdup(value);
}

static bool
is_choice(const char *choices, const char *value)
{
    size_t len = strlen(value);
    if (strchr(value, '|') != NULL)
        return false;
    for (const char *at = choices; at != NULL; at = strchr(at, '|')) {
        at += *at == '|';
        if (strncmp(at, value, len) == 0 && (at[len] == '|' || at[len] == '\0'))
            return len > 0;
    }
    return false;
}

static struct error *
set_value(struct options *options, const struct option_row *row, const char *value)
{
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    switch (row->type) {
    case OPTION_NUMBER:
        if (*value == '\0' || *end != '\0' || errno != 0 || number < row->min || number > row->max)
            return error_new(_("option %s takes a number from %d to %d, not “%s”"), row->name, row->min, row->max, value);
        *(int *)field_of(options, row) = (int)number;
        return NULL;
    case OPTION_CHOICE:
        if (!is_choice(row->choices, value))
            return error_new(_("option %s takes one of %s, not “%s”"), row->name, row->choices, value);
        set_text(options, row, value);
        return NULL;
    default: set_text(options, row, value); return NULL;
    }
}

void
options_init(struct options *options)
{
    *options = (struct options){0};
    for (size_t i = 0; i < option_row_count; i++) {
        struct error *error = set_value(options, &option_rows[i], option_rows[i].standard);
        error_free(error); /* the table's own defaults; tests/test_reader.c checks them */
    }
}

void
options_done(struct options *options)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].type != OPTION_NUMBER)
            free(*(char **)field_of(options, &option_rows[i]));
    *options = (struct options){0};
}

/* Edits that turn A into B; names are short. */
static size_t
distance(const char *a, const char *b)
{
    size_t row[64], len = strlen(b);
    if (len >= BASE_COUNT(row))
        return SIZE_MAX;
    for (size_t j = 0; j <= len; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= len; j++) {
            size_t change = diagonal + (a[i - 1] != b[j - 1]);
            size_t insert = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < insert ? change : insert;
        }
    }
    return row[len];
}

struct error *
options_set(struct options *options, const char *setting)
{
    const char *equals = strchr(setting, '=');
    if (equals == NULL)
        return error_new(_("“%s” is not of the form NAME=VALUE"), setting);
    char *name = base_strndup(setting, (size_t)(equals - setting));
    struct error *error = NULL;
    const struct option_row *nearest = &option_rows[0], *row = NULL;
    for (size_t i = 0; i < option_row_count && row == NULL; i++) {
        if (strcmp(option_rows[i].name, name) == 0)
            row = &option_rows[i];
        if (distance(name, option_rows[i].name) < distance(name, nearest->name))
            nearest = &option_rows[i];
    }
    if (row != NULL)
        error = set_value(options, row, equals + 1);
    else
        error = error_new(_("there is no option “%s”; the nearest is “%s”"), name, nearest->name);
    free(name);
    return error;
}

void
options_add_listing(struct buffer *out, const struct options *options)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        buffer_printf(out, "# %s\n", _(row->help));
        if (row->type == OPTION_NUMBER) {
            buffer_printf(out, "# %d-%d\nset %s %d\n", row->min, row->max, row->name, *(int *)field_of(options, row));
            continue;
        }
        if (row->choices != NULL)
            buffer_printf(out, "# %s\n", row->choices);
        buffer_printf(out, "set %s ", row->name);
        text_add_bytes(out, *(char **)field_of(options, row));
        buffer_add_byte(out, '\n');
    }
}
