/* The options: one table, and setting by name. */
#include "kanbao/reader.h"

#include "kanbao/text.h"

#include <errno.h>
#include <stdlib.h>

/* clang-format off */
const struct option_row option_rows[] = {
    {"align", OPTION_CHOICE, offsetof(struct options, align), 0, 0, "left|center", "center",
     N_("where text that is narrower than its pane stands")},
    {"ambiguous", OPTION_CHOICE, offsetof(struct options, ambiguous), 0, 0, "auto|1|2", "auto",
     N_("cells of characters of ambiguous width (“ ” — … ·); auto asks the terminal")},
    {"color", OPTION_CHOICE, offsetof(struct options, color), 0, 0, "auto|never", "auto",
     N_("colours: auto follows the terminal and NO_COLOR, never is monochrome")},
    {"columns", OPTION_CHOICE, offsetof(struct options, columns), 0, 0, "auto|1|2|3", "auto",
     N_("columns of text beside one another, if they fit; auto: several from 150 columns of the screen on")},
    {"copy", OPTION_CHOICE, offsetof(struct options, copy), 0, 0, "shown|source", "shown",
     N_("what copying takes: the text as it is shown, or the source's own")},
    {"escape-delay", OPTION_NUMBER, offsetof(struct options, escape_delay), 0, 1000, NULL, "25",
     N_("milliseconds to wait for the rest of a key that begins with Escape")},
    {"file-size", OPTION_NUMBER, offsetof(struct options, file_size), 1, 4095, NULL, "256",
     N_("files larger than so many MB are refused")},
    {"fuzzy-pinyin", OPTION_CHOICE, offsetof(struct options, fuzzy_pinyin), 0, 0, "no|yes", "no",
     N_("pinyin without the sounds that many do not keep apart: z is zh, in is ing, n is l")},
    {"hanging", OPTION_CHOICE, offsetof(struct options, hanging), 0, 0, "no|yes", "yes",
     N_("a comma or full stop at a line's end may stand right of the measure")},
    {"headline-align", OPTION_CHOICE, offsetof(struct options, headline_align), 0, 0, "left|center", "left",
     N_("where a headline stands above its text")},
    {"indent", OPTION_NUMBER, offsetof(struct options, indent), 0, 8, NULL, "2",
     N_("em before a paragraph of Chinese; half of that before one of another language")},
    {"justify", OPTION_CHOICE, offsetof(struct options, justify), 0, 0, "no|yes", "no",
     N_("lines up to three cells short are filled with blanks between words and after marks")},
    {"language", OPTION_TEXT, offsetof(struct options, language), 0, 0, NULL, "",
     N_("language of the program: en, zh_CN; empty for the locale's")},
    {"library", OPTION_TEXT, offsetof(struct options, library), 0, 0, NULL, "",
     N_("what is opened without a PATH; empty for the sample issues")},
    {"line-break", OPTION_CHOICE, offsetof(struct options, line_break), 0, 0, "none|basic|strict", "basic",
     N_("marks that may not begin or end a line: none, those of newspapers, or — and … as well")},
    {"list-width", OPTION_NUMBER, offsetof(struct options, list_width), 20, 60, NULL, "36",
     N_("share of the screen's width for a list beside the article, in percent")},
    {"measure", OPTION_NUMBER, offsetof(struct options, measure), 16, 400, NULL, "80",
     N_("longest line of text, in cells (a Chinese character takes two)")},
    {"memory", OPTION_NUMBER, offsetof(struct options, memory), 0, 65535, NULL, "512",
     N_("MB of text that may be loaded ahead; 0 loads only what is looked at")},
    {"mend-directory", OPTION_TEXT, offsetof(struct options, mend_directory), 0, 0, NULL, "",
     N_("where the articles of an issue are written; empty for beside its file")},
    {"paragraph-space", OPTION_NUMBER, offsetof(struct options, paragraph_gap), 0, 2, NULL, "0",
     N_("empty lines between paragraphs")},
    {"pinyin", OPTION_CHOICE, offsetof(struct options, pinyin), 0, 0, "off|full|xiaohe|ziranma|microsoft", "full",
     N_("searching finds Chinese by pinyin; the last three are schemes of two keys a syllable, beside it")},
    {"punctuation", OPTION_CHOICE, offsetof(struct options, punctuation), 0, 0, "restored|as-is", "restored",
     N_("half-width punctuation in Chinese: shown full-width again, or as the source has it")},
    {"seams", OPTION_CHOICE, offsetof(struct options, seams), 0, 0, "no|yes", "no",
     N_("a mark where columns had cut a paragraph")},
    {"search-exact", OPTION_CHOICE, offsetof(struct options, search_exact), 0, 0, "no|yes", "no",
     N_("searching takes each word as it is: no folding of case, width or script, no pinyin")},
    {"spacing", OPTION_CHOICE, offsetof(struct options, spacing), 0, 0, "as-is|none|space", "as-is",
     N_("blanks between Chinese and Latin letters or digits: the source's, none, or always one")},
    {"uncertain", OPTION_CHOICE, offsetof(struct options, uncertain), 0, 0, "no|yes", "no",
     N_("a mark at headlines that may be none")},
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

/* Which of CHOICES is VALUE, from 0; -1: none. */
static int
choice_index(const char *choices, const char *value)
{
    size_t len = strlen(value);
    int index = 0;
    for (const char *at = choices; at != NULL && len > 0; at = strchr(at, '|'), index++) {
        at += *at == '|';
        if (strncmp(at, value, len) == 0 && (at[len] == '|' || at[len] == '\0') && strchr(value, '|') == NULL)
            return index;
    }
    return -1;
}

static struct slice
choice_at(const char *choices, int index)
{
    for (; index > 0; index--)
        choices = strchr(choices, '|') + 1;
    return slice_make(choices, strcspn(choices, "|"));
}

static struct error *
set_value(struct options *options, const struct option_row *row, const char *value)
{
    char *end;
    int choice;
    errno = 0;
    long number = strtol(value, &end, 10);
    switch (row->type) {
    case OPTION_NUMBER:
        if (*value == '\0' || *end != '\0' || errno != 0 || number < row->min || number > row->max)
            return error_new(_("option %s takes a number from %d to %d, not “%s”"), row->name, row->min, row->max,
                             value);
        *(int *)field_of(options, row) = (int)number;
        return NULL;
    case OPTION_CHOICE:
        choice = choice_index(row->choices, value);
        if (choice < 0)
            return error_new(_("option %s takes one of %s, not “%s”"), row->name, row->choices, value);
        *(int *)field_of(options, row) = choice;
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
        if (option_rows[i].type == OPTION_TEXT)
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
        if (row->type == OPTION_CHOICE)
            buffer_printf(out, "# %s\n", row->choices);
        buffer_printf(out, "set %s ", row->name);
        if (row->type == OPTION_CHOICE)
            buffer_add_slice(out, choice_at(row->choices, *(int *)field_of(options, row)));
        else
            text_add_bytes(out, *(char **)field_of(options, row));
        buffer_add_byte(out, '\n');
    }
}

struct layout_style
options_style(const struct options *options)
{
    static const enum layout_level levels[] = {[OPTIONS_BREAK_NONE] = LAYOUT_NONE,
                                               [OPTIONS_BREAK_BASIC] = LAYOUT_BASIC,
                                               [OPTIONS_BREAK_STRICT] = LAYOUT_STRICT};
    static const enum layout_spacing spacings[] = {[OPTIONS_SPACING_AS_IS] = LAYOUT_SPACING_AS_IS,
                                                   [OPTIONS_SPACING_NONE] = LAYOUT_SPACING_NONE,
                                                   [OPTIONS_SPACING_BLANK] = LAYOUT_SPACING_BLANK};
    return (struct layout_style){
        .level = levels[options->line_break],
        .spacing = spacings[options->spacing],
        .restore = options->punctuation == OPTIONS_PUNCTUATION_RESTORED,
        .hang = options->hanging == OPTIONS_YES,
        .justify = options->justify == OPTIONS_YES,
        .center = options->headline_align == OPTIONS_ALIGN_CENTER,
        .seams = options->seams == OPTIONS_YES,
        .indent = (uint8_t)options->indent,
        .paragraph_gap = (uint8_t)options->paragraph_gap,
    };
}

struct search_options
options_search(const struct options *options)
{
    return (struct search_options){
        .pinyin = (uint8_t)options->pinyin,
        .fuzzy = options->fuzzy_pinyin == OPTIONS_YES,
        .exact = options->search_exact == OPTIONS_YES,
    };
}
