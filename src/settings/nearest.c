/* Which of some names was meant: the one that takes the fewest edits, if these are few. Knows no table. */
#include "kanbao/settings.h"

enum { NAME_BYTES_MAX = 64 };

static char
lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? (char)(letter - 'A' + 'a') : letter;
}

/* Insertions, deletions and changes that turn A into B, which is short; a capital is no change. */
static size_t
count_edits(const char *a, const char *b)
{
    size_t row[NAME_BYTES_MAX], len = strlen(b);
    if (len >= BASE_COUNT(row))
        return SIZE_MAX;
    for (size_t j = 0; j <= len; j++)
        row[j] = j;
    for (size_t i = 1; a[i - 1] != '\0'; i++) {
        size_t diagonal = row[0];
        row[0] = i;
        for (size_t j = 1; j <= len; j++) {
            size_t change = diagonal + (lower(a[i - 1]) != lower(b[j - 1]));
            size_t insert = (row[j] < row[j - 1] ? row[j] : row[j - 1]) + 1;
            diagonal = row[j];
            row[j] = change < insert ? change : insert;
        }
    }
    return row[len];
}

void
settings_try_name(struct settings_nearest *nearest, const char *name)
{
    enum { LETTERS_AN_EDIT = 3 }; /* of a name; with more edits it is another word */
    size_t edits = count_edits(nearest->wanted, name);
    bool far = edits > strlen(name) / LETTERS_AN_EDIT + 1 || edits >= strlen(name);
    if (far || (nearest->name != NULL && edits >= nearest->edits))
        return;
    nearest->name = name;
    nearest->edits = edits;
}

struct error *
settings_add_nearest(struct error *error, const struct settings_nearest *nearest)
{
    if (nearest->name == NULL)
        return error;
    struct error *with = error_new(_("%s; the nearest is “%s”"), error_text(error), nearest->name);
    error_free(error);
    return with;
}
