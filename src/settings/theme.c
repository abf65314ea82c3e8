/* The styles: names, letters, and the looks of the standard theme; and the looks that a user gives them. Must not know what
 * is painted in which style, nor how a terminal is told.
 */
#include "kanbao/settings.h"

#include <stdlib.h>

/* clang-format off */
const struct style_row style_rows[STYLE_COUNT] = {
    /*                      name            letter fg   bg fg8 bg8 with colours       without */
    [STYLE_TEXT]         = {"text",         '.', { -1,  -1, -1, -1, 0,                0}, N_("the text of an article")},
    [STYLE_TOP]          = {"top",          't', { 15,  24,  7,  4, STYLE_BOLD,       STYLE_REVERSE}, N_("the top line")},
    [STYLE_BOTTOM]       = {"bottom",       'b', {250, 236,  0,  7, 0,                STYLE_REVERSE}, N_("the bottom line")},
    [STYLE_MESSAGE]      = {"message",      'm', {230, 236,  4,  7, STYLE_BOLD,       STYLE_REVERSE | STYLE_BOLD}, N_("a message in the bottom line")},
    [STYLE_FRAME]        = {"frame",        'f', {240,  -1, -1, -1, 0,                STYLE_DIM}, N_("lines between panes")},
    [STYLE_LIST]         = {"list",         'l', { -1,  -1, -1, -1, 0,                0}, N_("a headline in the list")},
    [STYLE_READ]         = {"read",         'r', {245,  -1,  6, -1, 0,                STYLE_DIM}, N_("a headline that was read")},
    [STYLE_SELECTED]     = {"selected",     'S', { -1,  -1, -1, -1, STYLE_REVERSE,    STYLE_REVERSE}, N_("the selected row")},
    [STYLE_SELECTED_DIM] = {"selected-dim", 's', { 15, 237,  7,  4, STYLE_BOLD,       STYLE_BOLD | STYLE_UNDERLINE}, N_("the selected row while another pane has the focus")},
    [STYLE_UNREAD_MARK]  = {"unread-mark",  'u', {167,  -1,  1, -1, 0,                0}, N_("the mark of an unread article")},
    [STYLE_HEADLINE]     = {"headline",     'H', { -1,  -1, -1, -1, STYLE_BOLD,       STYLE_BOLD}, N_("the headline above an article")},
    [STYLE_SECTION]      = {"section",      'o', { 66,  -1,  6, -1, 0,                0}, N_("a section's head, in the list and above a headline")},
    [STYLE_KICKER]       = {"kicker",       'k', { 66,  -1,  6, -1, 0,                0}, N_("a kicker, above a headline")},
    [STYLE_DECK]         = {"deck",         'd', { -1,  -1, -1, -1, STYLE_ITALIC,     0}, N_("a deck, below a headline")},
    [STYLE_BYLINE]       = {"byline",       'y', {245,  -1,  6, -1, 0,                STYLE_DIM}, N_("the byline: who wrote it, and its source")},
    [STYLE_SUBHEAD]      = {"subhead",      'h', { -1,  -1, -1, -1, STYLE_BOLD,       STYLE_BOLD}, N_("a headline inside an article")},
    [STYLE_CAPTION]      = {"caption",      'c', {245,  -1,  6, -1, 0,                STYLE_DIM}, N_("the words under a picture")},
    [STYLE_SPEAKER]      = {"speaker",      'p', { -1,  -1, -1, -1, STYLE_BOLD,       STYLE_BOLD}, N_("who speaks, in an interview")},
    [STYLE_TAG]          = {"tag",          'x', {  0, 179,  0,  3, 0,                STYLE_REVERSE}, N_("a control character, shown as a tag")},
    [STYLE_KEY]          = {"key",          'K', {180,  -1,  3, -1, STYLE_BOLD,       STYLE_BOLD}, N_("a key in the help")},
    [STYLE_SEAM]         = {"seam",         'j', {167,  -1,  1, -1, STYLE_BOLD,       STYLE_BOLD}, N_("the mark of a seam")},
    [STYLE_UNCERTAIN]    = {"uncertain",    'q', {180,  -1,  3, -1, STYLE_BOLD,       STYLE_BOLD}, N_("the mark of a headline that may be none")},
    [STYLE_NUMBER]       = {"number",       'n', {240,  -1,  6, -1, 0,                STYLE_DIM}, N_("the number of a line in the source view")},
    [STYLE_SIGN]         = {"sign",         'g', { 66,  -1,  6, -1, 0,                0}, N_("what such a line was taken for")},
    [STYLE_MENDED]       = {"mended",       'M', {180,  -1,  3, -1, STYLE_BOLD,       STYLE_BOLD}, N_("the mark of a line that was mended")},
    [STYLE_PROMPT]       = {"prompt",       'P', {255, 236,  0,  7, 0,                STYLE_REVERSE}, N_("the text that is typed in the bottom line")},
    [STYLE_ERROR]        = {"error",        'E', {210, 236,  1,  7, STYLE_BOLD,       STYLE_REVERSE | STYLE_BOLD}, N_("what is wrong with it")},
    [STYLE_HIT]          = {"hit",          '1', {  0, 179,  0,  3, 0,                STYLE_UNDERLINE}, N_("what was found: the first word of the search")},
    [STYLE_HIT_2]        = {"hit-2",        '2', {  0, 109,  0,  6, 0,                STYLE_UNDERLINE}, N_("the second word")},
    [STYLE_HIT_3]        = {"hit-3",        '3', {  0, 108,  0,  2, 0,                STYLE_UNDERLINE}, N_("the third")},
    [STYLE_HIT_4]        = {"hit-4",        '4', {  0, 139,  0,  5, 0,                STYLE_UNDERLINE}, N_("the fourth")},
    [STYLE_HIT_NOW]      = {"hit-now",      '!', { 15, 160,  7,  1, STYLE_BOLD,       STYLE_REVERSE | STYLE_BOLD}, N_("the hit that n and N went to")},
};
/* clang-format on */

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

void
theme_init(struct theme *theme)
{
    for (int i = 0; i < STYLE_COUNT; i++)
        theme->looks[i] = style_rows[i].look;
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
        if (error == NULL)
            theme->looks[i] = look;
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
        buffer_printf(out, "# %s\n", _(style_rows[i].help));
        theme_add_line(out, theme, (enum style)i);
        buffer_add_byte(out, '\n');
    }
}
