/* Styles to the attributes and colours of this terminal. */
#include "term/terminal.h"

#include <stdlib.h>

static attr_t
attributes_of(uint8_t bits)
{
    attr_t attributes = A_NORMAL;
    if (bits & STYLE_BOLD)
        attributes |= A_BOLD;
    if (bits & STYLE_DIM)
        attributes |= A_DIM;
    if (bits & STYLE_REVERSE)
        attributes |= A_REVERSE;
    if (bits & STYLE_UNDERLINE)
        attributes |= A_UNDERLINE;
#ifdef A_ITALIC
    if (bits & STYLE_ITALIC)
        attributes |= A_ITALIC;
#endif
    return attributes;
}

/* A colour of the 256-colour palette, in a terminal of COLORS colours: the same number, or
   the red, green and blue that the palette has there (6 levels of each, 24 greys). */
static int
color_of(int index)
{
    static const int levels[] = {0, 95, 135, 175, 215, 255};
    static const int basic[] = {0x000000, 0x800000, 0x008000, 0x808000, 0x000080, 0x800080, 0x008080, 0xC0C0C0,
                                0x808080, 0xFF0000, 0x00FF00, 0xFFFF00, 0x0000FF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};
    if (index < 0 || COLORS <= 256)
        return index;
    if (index < 16)
        return basic[index];
    if (index >= 232)
        return (8 + 10 * (index - 232)) * 0x010101;
    index -= 16;
    return levels[index / 36] << 16 | levels[index / 6 % 6] << 8 | levels[index % 6];
}

void
color_init(struct terminal *term)
{
    const char *no_color = getenv("NO_COLOR");
    bool color = term->settings.color && (no_color == NULL || *no_color == '\0') && has_colors() &&
                 start_color() == OK && COLORS >= 8 && COLOR_PAIRS > STYLE_COUNT && use_default_colors() == OK;
    for (int i = 0; i < STYLE_COUNT; i++) {
        const struct screen_style_row *style = &screen_styles[i];
        term->attributes[i] = attributes_of(color ? style->attributes : style->mono_attributes);
        term->pairs[i] = 0;
        int fg = COLORS >= 256 ? color_of(style->fg) : style->basic_fg;
        int bg = COLORS >= 256 ? color_of(style->bg) : style->basic_bg;
        if (!color || (fg < 0 && bg < 0))
            continue;
#if defined NCURSES_EXT_COLORS && NCURSES_EXT_COLORS
        bool made = init_extended_pair(i + 1, fg, bg) == OK;
#else
        bool made = COLORS <= 256 && init_pair((short)(i + 1), (short)fg, (short)bg) == OK;
#endif
        if (made)
            term->pairs[i] = (short)(i + 1);
    }
}
