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

/* A colour of the 256-colour palette, in a terminal of COLORS colours: the same number, or its red, green and blue. */
static int
color_of(int index)
{
    return index < 0 || COLORS <= 256 ? index : (int)theme_rgb(index);
}

void
color_init(struct terminal *term)
{
    const char *no_color = getenv("NO_COLOR");
    bool color = term->settings.color && (no_color == NULL || *no_color == '\0') && has_colors() &&
                 start_color() == OK && COLORS >= 8 && COLOR_PAIRS > STYLE_COUNT && use_default_colors() == OK;
    for (int i = 0; i < STYLE_COUNT; i++) {
        const struct style_look *style = &term->theme.looks[i];
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
