/* The only way to change an option while somebody reads: what is to follow is said by the option's row, so that a key,
 * a line of a configuration and `:set` do the same.
 */
#include "reader/state/state.h"

static void
take_effect(struct reader *reader, enum option_effect effect)
{
    switch (effect) {
    case EFFECT_NONE:
    case EFFECT_START:
    case EFFECT_REPAINT: break; /* every frame is painted whole */
    case EFFECT_REDRAW: reader->request = READER_REDRAWS; break;
    case EFFECT_RELAYOUT: reader_apply_options(reader); break;
    case EFFECT_REMEASURE:
        /* for auto nothing changes before the terminal has answered */
        if (reader->options.ambiguous != AMBIGUOUS_AUTO)
            reader_set_ambiguous(reader, reader->options.ambiguous == AMBIGUOUS_TWO ? 2 : 1);
        reader->request = READER_REDRAWS;
        break;
    case EFFECT_REORDER:
        library_set_order(reader->library, reader->options.order);
        library_sort(reader->library);
        issues_forget(reader);
        break;
    case EFFECT_RESEARCH: search_renew(reader); break;
    case EFFECT_RESORT: results_arrange(reader); break;
    case EFFECT_RELOAD:
        reader_forget(reader);
        library_set_encoding_of_all(reader->library, reader->options.encoding);
        reader_reread(reader);
        break;
    }
}

/* A document may show options, or keys. */
struct error *
reader_try_option(struct reader *reader, const char *name, const char *value)
{
    struct error *error = options_set(&reader->options, name, value);
    if (error != NULL)
        return error;
    take_effect(reader, options_find(name)->effect);
    reader_refresh_document(reader);
    return NULL;
}

struct error *
reader_set_option(struct reader *reader, const char *name, const char *value)
{
    struct error *error = reader_try_option(reader, name, value);
    if (error == NULL)
        reader->changed_options[options_find(name) - option_rows] = true;
    return error;
}

struct error *
reader_set_color(struct reader *reader, const struct settings_words *words)
{
    size_t wrong;
    struct error *error = settings_set_color(&reader->options.theme, words->at, words->count, &wrong);
    for (int i = 0; i < STYLE_COUNT && error == NULL; i++)
        reader->changed_styles[i] |= strcmp(style_rows[i].name, words->at[0].text.at) == 0;
    if (error == NULL)
        take_effect(reader, EFFECT_REDRAW);
    return error;
}
