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

/* The pair of these colours, made when it is first needed; -1: there are no more. */
static short
pair_of(struct terminal *term, int fg, int bg)
{
    if (fg < 0 && bg < 0)
        return 0;
    for (int i = 0; i < term->pair_count; i++)
        if (term->pairs[i].fg == fg && term->pairs[i].bg == bg)
            return (short)(i + 1);
    int pair = term->pair_count + 1;
    if (pair > PAIRS_MAX || pair >= COLOR_PAIRS)
        return -1;
#if defined NCURSES_EXT_COLORS && NCURSES_EXT_COLORS
    bool made = init_extended_pair(pair, color_of(fg), color_of(bg)) == OK;
#else
    bool made = COLORS <= 256 && init_pair((short)pair, (short)fg, (short)bg) == OK;
#endif
    if (!made)
        return -1;
    term->pairs[term->pair_count].fg = (short)fg;
    term->pairs[term->pair_count++].bg = (short)bg;
    return (short)pair;
}

const struct term_look *
color_look(struct terminal *term, const struct screen_cell *cell)
{
    struct term_look *look = &term->looks[cell->style][cell->hit][cell->selection];
    if (look->made)
        return look;
    struct style_look style =
        theme_look(&term->theme, (enum style)cell->style, screen_hit(cell), screen_selection(cell));
    bool many = COLORS >= 256;
    short pair =
        !term->colored ? -1 : pair_of(term, many ? style.fg : style.basic_fg, many ? style.bg : style.basic_bg);
    look->made = true;
    look->pair = pair > 0 ? pair : 0;
    look->attributes = attributes_of(pair < 0 ? style.mono_attributes : style.attributes);
    return look;
}

void
term_set_theme(struct terminal *term, const struct theme *theme, bool color)
{
    const char *no_color = getenv("NO_COLOR");
    term->theme = *theme;
    term->colored = color && (no_color == NULL || *no_color == '\0') && has_colors() && start_color() == OK &&
                    COLORS >= 8 && COLOR_PAIRS > STYLE_COUNT && use_default_colors() == OK;
    term->pair_count = 0;
    memset(term->looks, 0, sizeof term->looks);
    term->restyled = true;
}
