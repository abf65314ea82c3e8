/* kanbao - style: how what is on the screen looks.
 *
 * Floor 2, of the part settings; needs floor 0 only. A style says what a cell shows (a headline, the top line); its look
 * is colours and attributes. A theme gives each style a look and is state: a line `color NAME FG BG ATTR` changes it.
 * The table of styles is the only one: it has the looks of every theme, the letters of style planes and the manual's words.
 */
#ifndef KANBAO_STYLE_H
#define KANBAO_STYLE_H

#include "kanbao/base.h"
#include "kanbao/choices.h"

enum style {
    STYLE_TEXT,
    STYLE_TOP,
    STYLE_BOTTOM,
    STYLE_MESSAGE,
    STYLE_FRAME,
    STYLE_LIST,
    STYLE_READ,
    STYLE_SELECTED,     /* a layer: of a list that has the keys */
    STYLE_SELECTED_DIM, /* and of one that has not */
    STYLE_UNREAD_MARK,
    STYLE_HEADLINE,
    STYLE_SECTION,
    STYLE_KICKER,
    STYLE_DECK,
    STYLE_BYLINE,
    STYLE_SUBHEAD,
    STYLE_CAPTION,
    STYLE_SPEAKER,
    STYLE_TAG,
    STYLE_KEY,
    STYLE_SEAM,
    STYLE_UNCERTAIN,
    STYLE_NUMBER, /* of a line of the source */
    STYLE_SIGN,   /* of what it was taken for */
    STYLE_MENDED,
    STYLE_EMPHASIS, /* of a text with markup: */
    STYLE_STRONG,
    STYLE_CODE,
    STYLE_LINK,
    STYLE_ADDED,   /* to an article since it was read */
    STYLE_REMOVED, /* from it */
    STYLE_PROMPT,  /* text that is typed */
    STYLE_ERROR,   /* what is wrong with it */
    STYLE_HIT,     /* a layer: of the first word of a query, the fifth, ... */
    STYLE_HIT_2,
    STYLE_HIT_3,
    STYLE_HIT_4,
    STYLE_HIT_NOW, /* the one that was gone to */
    STYLE_COUNT
};

enum { STYLE_BOLD = 1, STYLE_DIM = 2, STYLE_REVERSE = 4, STYLE_UNDERLINE = 8, STYLE_ITALIC = 16 };

struct style_look {
    int16_t fg, bg;             /* of the 256-colour palette; -1: the terminal's own */
    int16_t basic_fg, basic_bg; /* 0 to 7, or -1: where there are only 8 or 16 */
    uint8_t attributes;         /* with colours */
    uint8_t mono_attributes;    /* without */
};

/* The looks that the table has: for a ground that is not known, for a light and a dark one, and of most contrast on any. */
enum theme_table { THEME_TABLE_ANY, THEME_TABLE_LIGHT, THEME_TABLE_DARK, THEME_TABLE_CONTRAST, THEME_TABLES };

/* As in a look. */
struct style_colors {
    int16_t fg, bg;
    int16_t basic_fg, basic_bg;
    uint8_t attributes;
};

struct style_row {
    const char *name;
    char letter; /* in style planes */
    uint8_t mono_attributes;
    const char *help;
    struct style_colors colors[THEME_TABLES];
};
extern const struct style_row style_rows[STYLE_COUNT];

struct theme {
    struct style_look looks[STYLE_COUNT];
    bool own[STYLE_COUNT]; /* a line `color` has given it: no theme changes it */
};

/* What the terminal's own background is. */
enum ground { GROUND_UNKNOWN, GROUND_LIGHT, GROUND_DARK };

/* The looks for a ground that is not known, none of them the user's own. */
void theme_init(struct theme *theme);
/* The looks of NAME, THEME_AUTO by GROUND; those that are the user's own stay. */
void theme_use(struct theme *theme, enum theme_name name, enum ground ground);

/* What a background of this colour, 0xRRGGBB, is: not unknown. And the contrast of two colours, 1 to 21, as WCAG 2 has it. */
enum ground theme_ground(uint32_t rgb);
double theme_contrast(uint32_t a, uint32_t b);

/* The look of what has the style BASE and is a hit (HIT, STYLE_TEXT: it is none) and selected (SELECTION, STYLE_TEXT: it is
 * not): selected over hit over base.
 *
 *   A hit with a background of its own looks the same wherever it is; without one, as without colours, it adds to BASE.
 *   What has a background then is not changed by the selection, which gives the others its background, and its foreground
 *   to what has none: a headline that was read looks read in the selected row.
 *   Of two that reverse or underline neither does, and a hit on the background of its row is turned round: a gap in it. */
struct style_look theme_look(const struct theme *theme, enum style base, enum style hit, enum style selection);

/* The look of style NAME from words as in a line `color NAME FG BG ATTR`:
 *
 *   FG, BG  a number of the 256-colour palette, a name (red, bright-red), or default for the terminal's own; after a / the
 *           same for terminals of 8 colours, else the nearest of these
 *   ATTR    bold, dim, reverse, underline, italic with commas between, or plain; after a / the same for terminals
 *           without colours, else those of before /, and reverse where BG is not the terminal's own
 *
 * The error says which word is wrong and names the nearest right one; nothing has changed then. */
struct error *theme_set(struct theme *theme, const char *name, const char *fg, const char *bg,
                        const char *attributes) BASE_MUST_USE;

/* Appends the line that makes STYLE look so, without a line end. */
void theme_add_line(struct buffer *out, const struct theme *theme, enum style style);
/* Appends every style as a line that can be read back, what it is for above it; a comment where the look is not the user's
   own. */
void theme_add_listing(struct buffer *out, const struct theme *theme);

/* 0xRRGGBB of a colour of the 256-colour palette: the 16 of VGA, 6 levels of each, 24 greys. */
uint32_t theme_rgb(int color);

#endif
