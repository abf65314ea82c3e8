/* Themes: the looks of the styles, as the table has them for a ground and as a user gives them. Must not know what is painted
 * in which style, nor how a terminal is told.
 */
#include "kanbao/settings.h"

#include <math.h>
#include <stdlib.h>

enum { PALETTE = 256, BASIC = 8, BRIGHT = 16 };

static const char *const color_names[BASIC] = {"black", "red", "green", "yellow", "blue", "magenta", "cyan", "white"};
static const char bright[] = "bright-";

static const struct {
    const char *name;
    uint8_t bit;
} attribute_names[] = {
    {"bold", STYLE_BOLD},           {"dim", STYLE_DIM},       {"reverse", STYLE_REVERSE},
    {"underline", STYLE_UNDERLINE}, {"italic", STYLE_ITALIC},
};

/* ---- the themes of the table */

static enum theme_table
table_of(enum theme_name name, enum ground ground)
{
    switch (name) {
    case THEME_LIGHT: return THEME_TABLE_LIGHT;
    case THEME_DARK: return THEME_TABLE_DARK;
    case THEME_CONTRAST: return THEME_TABLE_CONTRAST;
    default: break;
    }
    return ground == GROUND_LIGHT ? THEME_TABLE_LIGHT : ground == GROUND_DARK ? THEME_TABLE_DARK : THEME_TABLE_ANY;
}

void
theme_use(struct theme *theme, enum theme_name name, enum ground ground)
{
    for (int i = 0; i < STYLE_COUNT; i++) {
        const struct style_row *row = &style_rows[i];
        const struct style_colors *colors = &row->colors[table_of(name, ground)];
        if (theme->own[i])
            continue;
        theme->looks[i] = name == THEME_MONO
                              ? (struct style_look){-1, -1, -1, -1, row->mono_attributes, row->mono_attributes}
                              : (struct style_look){colors->fg,       colors->bg,         colors->basic_fg,
                                                    colors->basic_bg, colors->attributes, row->mono_attributes};
    }
}

void
theme_init(struct theme *theme)
{
    memset(theme, 0, sizeof *theme);
    theme_use(theme, THEME_AUTO, GROUND_UNKNOWN);
}

/* Relative luminance, as WCAG 2 has it, of which black and white are 0 and 1. */
static double
luminance_of(uint32_t rgb)
{
    static const double shares[] = {0.0722, 0.7152, 0.2126};
    double sum = 0;
    for (int i = 0; i < 3; i++) {
        double value = (double)(rgb >> 8 * i & 0xFF) / 255;
        sum += shares[i] * (value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4));
    }
    return sum;
}

double
theme_contrast(uint32_t a, uint32_t b)
{
    double x = luminance_of(a) + 0.05, y = luminance_of(b) + 0.05;
    return x > y ? x / y : y / x;
}

enum ground
theme_ground(uint32_t rgb)
{
    return theme_contrast(rgb, 0xFFFFFF) > theme_contrast(rgb, 0x000000) ? GROUND_DARK : GROUND_LIGHT;
}

/* ---- layers */

/* Attributes of two looks at once. */
static uint8_t
unite(uint8_t a, uint8_t b)
{
    const uint8_t undone = STYLE_REVERSE | STYLE_UNDERLINE;
    return (uint8_t)(((a | b) & ~undone) | ((a ^ b) & undone));
}

static void
lay_hit(struct style_look *look, const struct style_look *hit)
{
    look->mono_attributes = unite(look->mono_attributes, hit->mono_attributes);
    look->attributes = hit->bg >= 0 ? hit->attributes : unite(look->attributes, hit->attributes);
    look->fg = hit->fg >= 0 || hit->bg >= 0 ? hit->fg : look->fg;
    look->bg = hit->bg >= 0 ? hit->bg : look->bg;
    look->basic_fg = hit->basic_fg >= 0 || hit->basic_bg >= 0 ? hit->basic_fg : look->basic_fg;
    look->basic_bg = hit->basic_bg >= 0 ? hit->basic_bg : look->basic_bg;
}

static void
lay_selection(struct style_look *look, const struct style_look *selection)
{
    look->mono_attributes = unite(look->mono_attributes, selection->mono_attributes);
    if (look->bg < 0) {
        look->attributes = unite(look->attributes, selection->attributes);
        look->fg = look->fg >= 0 ? look->fg : selection->fg;
        look->bg = selection->bg;
    }
    if (look->basic_bg < 0) {
        look->basic_fg = look->basic_fg >= 0 ? look->basic_fg : selection->basic_fg;
        look->basic_bg = selection->basic_bg;
    }
}

static void
swap(int16_t *a, int16_t *b)
{
    int16_t old = *a;
    *a = *b;
    *b = old;
}

/* Where the background of HIT is that of the selected ROW around it, LOOK is turned round. */
static void
tell_apart(struct style_look *look, const struct style_look *hit, const struct style_look *row)
{
    bool reversed = (row->attributes & STYLE_REVERSE) != 0;
    if (hit->bg >= 0 && hit->bg == (reversed ? row->fg : row->bg))
        swap(&look->fg, &look->bg);
    if (hit->basic_bg >= 0 && hit->basic_bg == (reversed ? row->basic_fg : row->basic_bg))
        swap(&look->basic_fg, &look->basic_bg);
}

struct style_look
theme_look(const struct theme *theme, enum style base, enum style hit, enum style selection)
{
    struct style_look look = theme->looks[base], row = look;
    if (hit != STYLE_TEXT)
        lay_hit(&look, &theme->looks[hit]);
    if (selection == STYLE_TEXT)
        return look;
    lay_selection(&look, &theme->looks[selection]);
    lay_selection(&row, &theme->looks[selection]);
    if (hit != STYLE_TEXT)
        tell_apart(&look, &theme->looks[hit], &row);
    return look;
}

uint32_t
theme_rgb(int color)
{
    static const uint32_t levels[] = {0, 95, 135, 175, 215, 255};
    static const uint32_t basic[BRIGHT] = {0x000000, 0x800000, 0x008000, 0x808000, 0x000080, 0x800080,
                                           0x008080, 0xC0C0C0, 0x808080, 0xFF0000, 0x00FF00, 0xFFFF00,
                                           0x0000FF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};
    if (color < BRIGHT)
        return basic[color];
    if (color >= 232)
        return (uint32_t)(8 + 10 * (color - 232)) * 0x010101;
    color -= BRIGHT;
    return levels[color / 36] << 16 | levels[color / 6 % 6] << 8 | levels[color % 6];
}

/* ---- what follows from a look where it is not said */

static int
squared_distance(uint32_t a, uint32_t b)
{
    int sum = 0;
    for (int shift = 0; shift <= 16; shift += 8) {
        int difference = (int)(a >> shift & 0xFF) - (int)(b >> shift & 0xFF);
        sum += difference * difference;
    }
    return sum;
}

static int16_t
nearest_basic(int color)
{
    int best = 0;
    if (color < BRIGHT)
        return (int16_t)(color < 0 ? -1 : color % BASIC);
    for (int i = 1; i < BASIC; i++)
        if (squared_distance(theme_rgb(i), theme_rgb(color)) < squared_distance(theme_rgb(best), theme_rgb(color)))
            best = i;
    return (int16_t)best;
}

/* Words never vanish in the colour behind them, where they have not the very same colour. */
static void
derive_basic(struct style_look *look)
{
    look->basic_fg = nearest_basic(look->fg);
    look->basic_bg = nearest_basic(look->bg);
    if (look->basic_fg == look->basic_bg && look->fg != look->bg)
        look->basic_fg = look->basic_bg == 0 ? BASIC - 1 : 0;
}

static void
derive_mono(struct style_look *look)
{
    look->mono_attributes = (uint8_t)(look->attributes | (look->bg >= 0 ? STYLE_REVERSE : 0));
}

/* ---- words to a look */

/* WORD is a colour below LIMIT. */
static struct error *
read_color(const char *word, int limit, int16_t *color)
{
    char name[16], *end;
    long number = strtol(word, &end, 10);
    bool numeral = *word >= '0' && *word <= '9' && *end == '\0';
    *color = (int16_t)(numeral && number < limit ? number : -1);
    if (*color >= 0 || strcmp(word, "default") == 0)
        return NULL;
    for (int i = 0; i < BRIGHT && i < limit; i++) {
        snprintf(name, sizeof name, "%s%s", i < BASIC ? "" : bright, color_names[i % BASIC]);
        *color = (int16_t)i;
        if (strcmp(word, name) == 0)
            return NULL;
    }
    if (numeral)
        return error_new(_("“%s” is not a colour: they go from 0 to %d"), word, limit - 1);
    struct settings_nearest nearest = {.wanted = word};
    settings_try_name(&nearest, "default");
    for (int i = 0; i < BASIC; i++)
        settings_try_name(&nearest, color_names[i]);
    return settings_add_nearest(error_new(_("“%s” is not a colour"), word), &nearest);
}

/* What is before / in WORD, and what is behind it, NULL: nothing; the caller frees both. */
static char *
cut_at_slash(const char *word, char **behind)
{
    const char *slash = strchr(word, '/');
    *behind = slash != NULL ? base_strdup(slash + 1) : NULL;
    return slash != NULL ? base_strndup(word, (size_t)(slash - word)) : base_strdup(word);
}

/* COLOR/BASIC; *BASIC stays where that is not said. */
static struct error *
read_colors(const char *word, int16_t *color, int16_t *basic)
{
    char *behind, *before = cut_at_slash(word, &behind);
    struct error *error = read_color(before, PALETTE, color);
    if (error == NULL && behind != NULL)
        error = read_color(behind, BASIC, basic);
    free(before);
    free(behind);
    return error;
}

static struct error *
read_attribute(const char *word, uint8_t *attributes)
{
    struct settings_nearest nearest = {.wanted = word};
    if (strcmp(word, "plain") == 0)
        return NULL;
    settings_try_name(&nearest, "plain");
    for (size_t i = 0; i < BASE_COUNT(attribute_names); i++) {
        settings_try_name(&nearest, attribute_names[i].name);
        if (strcmp(word, attribute_names[i].name) != 0)
            continue;
        *attributes |= attribute_names[i].bit;
        return NULL;
    }
    return settings_add_nearest(error_new(_("“%s” is not an attribute"), word), &nearest);
}

/* Words with commas between. */
static struct error *
read_attributes(const char *words, uint8_t *attributes)
{
    struct error *error = NULL;
    *attributes = 0;
    for (const char *at = words; at != NULL && error == NULL; at = strchr(at, ',')) {
        at += at > words;
        char *word = base_strndup(at, strcspn(at, ","));
        error = read_attribute(word, attributes);
        free(word);
    }
    return error;
}

static struct error *
read_look(struct style_look *look, const char *fg, const char *bg, const char *attributes)
{
    enum { NOT_SAID = -2 };
    int16_t basic_fg = NOT_SAID, basic_bg = NOT_SAID;
    char *mono, *with_colors = cut_at_slash(attributes, &mono);
    struct error *error = read_colors(fg, &look->fg, &basic_fg);
    if (error == NULL)
        error = read_colors(bg, &look->bg, &basic_bg);
    if (error == NULL)
        error = read_attributes(with_colors, &look->attributes);
    derive_basic(look);
    derive_mono(look);
    if (error == NULL && mono != NULL)
        error = read_attributes(mono, &look->mono_attributes);
    look->basic_fg = basic_fg == NOT_SAID ? look->basic_fg : basic_fg;
    look->basic_bg = basic_bg == NOT_SAID ? look->basic_bg : basic_bg;
    free(with_colors);
    free(mono);
    return error;
}

struct error *
theme_set(struct theme *theme, const char *name, const char *fg, const char *bg, const char *attributes)
{
    struct settings_nearest nearest = {.wanted = name};
    for (int i = 0; i < STYLE_COUNT; i++) {
        settings_try_name(&nearest, style_rows[i].name);
        if (strcmp(name, style_rows[i].name) != 0)
            continue;
        struct style_look look = {0};
        struct error *error = read_look(&look, fg, bg, attributes);
        if (error == NULL) {
            theme->looks[i] = look;
            theme->own[i] = true;
        }
        return error;
    }
    return settings_add_nearest(error_new(_("there is no style “%s”"), name), &nearest);
}

/* ---- and back */

static void
add_color(struct buffer *out, int color)
{
    if (color < 0)
        buffer_add_text(out, "default");
    else
        buffer_printf(out, "%d", color);
}

/* A colour, and that for fewer colours where it is not the one that follows. */
static void
add_colors(struct buffer *out, int color, int basic, int derived)
{
    add_color(out, color);
    if (basic == derived)
        return;
    buffer_add_byte(out, '/');
    add_color(out, basic);
}

static void
add_attributes(struct buffer *out, uint8_t attributes)
{
    const char *comma = "";
    for (size_t i = 0; i < BASE_COUNT(attribute_names); i++)
        if (attributes & attribute_names[i].bit) {
            buffer_printf(out, "%s%s", comma, attribute_names[i].name);
            comma = ",";
        }
    buffer_add_text(out, attributes == 0 ? "plain" : "");
}

void
theme_add_line(struct buffer *out, const struct theme *theme, enum style style)
{
    struct style_look look = theme->looks[style], derived = look;
    derive_basic(&derived);
    derive_mono(&derived);
    buffer_printf(out, "color %s ", style_rows[style].name);
    add_colors(out, look.fg, look.basic_fg, derived.basic_fg);
    buffer_add_byte(out, ' ');
    add_colors(out, look.bg, look.basic_bg, derived.basic_bg);
    buffer_add_byte(out, ' ');
    add_attributes(out, look.attributes);
    if (look.mono_attributes != derived.mono_attributes) {
        buffer_add_byte(out, '/');
        add_attributes(out, look.mono_attributes);
    }
}

void
theme_add_listing(struct buffer *out, const struct theme *theme)
{
    for (int i = 0; i < STYLE_COUNT; i++) {
        buffer_printf(out, "# %s\n%s", _(style_rows[i].help), theme->own[i] ? "" : "# ");
        theme_add_line(out, theme, (enum style)i);
        buffer_add_byte(out, '\n');
    }
}
