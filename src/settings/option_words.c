/* An option as a person asks for it in words, and what can be said of one. Knows no line and no reader. */
#include "kanbao/settings.h"

#include <stdlib.h>

/* NAME, which is LEN bytes long. */
static struct error *
find(const char *name, size_t len, const struct option_row **row)
{
    char *copy = base_strndup(name, len);
    struct settings_nearest nearest = {.wanted = copy};
    struct error *error = NULL;
    *row = options_find(copy);
    for (size_t i = 0; *row == NULL && i < option_row_count; i++)
        settings_try_name(&nearest, option_rows[i].name);
    if (*row == NULL)
        error = settings_add_nearest(error_new(_("there is no option “%s”"), copy), &nearest);
    free(copy);
    return error;
}

struct error *
options_read_request(const struct settings_word *words, size_t count, struct option_request *request, size_t *wrong)
{
    *request = (struct option_request){.row = NULL};
    *wrong = count;
    if (count == 0)
        return error_new(_("which option? set NAME VALUE, set NAME, set NAME!"));
    const char *name = words[0].text.at;
    const char *equals = count == 1 ? strchr(name, '=') : NULL;
    size_t len = equals != NULL ? (size_t)(equals - name) : strlen(name);
    bool toggles = count == 1 && equals == NULL && len > 1 && name[len - 1] == '!';
    *wrong = 0;
    struct error *error = find(name, len - toggles, &request->row);
    if (error != NULL)
        return error;
    if (toggles && request->row->type != OPTION_SWITCH)
        return error_new(_("%s is no switch: it is not just yes or no"), request->row->name);
    if (count > 2) {
        *wrong = 2;
        return error_new(_("an option takes one value; one with blanks is quoted"));
    }
    request->toggles = toggles;
    request->value = count == 2 ? words[1].text.at : equals != NULL ? equals + 1 : NULL;
    *wrong = count == 2;
    return request->value != NULL ? options_check(request->row, request->value) : NULL;
}

void
options_add_range(struct buffer *out, const struct option_row *row)
{
    if (row->choices != NULL)
        options_add_choices(out, row);
    else if (row->type == OPTION_NUMBER)
        buffer_printf(out, "%d-%d", row->min, row->max);
    else
        buffer_add_text(out, _("text"));
}

void
options_add_description(struct buffer *out, const struct options *options, const struct option_row *row)
{
    struct buffer value = {0}, range = {0};
    options_add_value(&value, options, row);
    options_add_range(&range, row);
    /* TRANSLATORS: an option's value, what it takes, and its default, as in: 50 (20-60, default 36): ... */
    buffer_printf(out, _("%s (%s, default %s): "), value.len > 0 ? value.at : "''", range.at,
                  *row->standard != '\0' ? row->standard : "''");
    buffer_add_text(out, _(row->help));
    buffer_done(&value);
    buffer_done(&range);
}
