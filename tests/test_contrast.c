/* settings: what the themes show can be read: the contrast of every style, and of its layers, by the table of styles, on
 * the grounds that terminals have. Prints the least of each theme, ground and number of colours.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/style.h"

/* Black and white, and Solarized's; with the colour of text that goes with each. */
static const struct ground_colors {
    const char *name;
    uint32_t bg, fg;
    enum ground ground;
} grounds[] = {
    {"white", 0xFFFFFF, 0x000000, GROUND_LIGHT},
    {"solarized light", 0xFDF6E3, 0x657B83, GROUND_LIGHT},
    {"black", 0x000000, 0xE5E5E5, GROUND_DARK},
    {"solarized dark", 0x002B36, 0x839496, GROUND_DARK},
};

/* xterm's colours, of which others differ little. */
static const uint32_t xterm[16] = {0x000000, 0xCD0000, 0x00CD00, 0xCDCD00, 0x0000EE, 0xCD00CD, 0x00CDCD, 0xE5E5E5,
                                   0x7F7F7F, 0xFF0000, 0x00FF00, 0xFFFF00, 0x5C5CFF, 0xFF00FF, 0x00FFFF, 0xFFFFFF};

static const struct depth {
    const char *name;
    bool basic, bright_bold; /* bold is the brighter colour, as in xterm */
} depths[] = {
    {"8", true, false}, {"8, bold is bright", true, true}, {"16", true, false}, {"256 and direct", false, false}};

static const struct {
    const char *name;
    enum theme_name theme;
    enum ground asked;  /* for THEME_AUTO */
    enum ground ground; /* the grounds that it is for; unknown: all */
} themes[] = {
    {"light", THEME_LIGHT, GROUND_UNKNOWN, GROUND_LIGHT},         {"dark", THEME_DARK, GROUND_UNKNOWN, GROUND_DARK},
    {"contrast", THEME_CONTRAST, GROUND_UNKNOWN, GROUND_UNKNOWN}, {"auto", THEME_AUTO, GROUND_UNKNOWN, GROUND_UNKNOWN},
    {"auto, light", THEME_AUTO, GROUND_LIGHT, GROUND_LIGHT},      {"auto, dark", THEME_AUTO, GROUND_DARK, GROUND_DARK},
};

static bool
is_mark(enum style style)
{
    static const enum style marks[] = {STYLE_FRAME,  STYLE_UNREAD_MARK, STYLE_SEAM,  STYLE_UNCERTAIN,
                                       STYLE_NUMBER, STYLE_SIGN,        STYLE_MENDED};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (marks[i] == style)
            return true;
    return false;
}

/* Is it a part of the screen that nothing lies over? */
static bool
is_bare(enum style style)
{
    static const enum style bare[] = {STYLE_TOP, STYLE_BOTTOM, STYLE_MESSAGE, STYLE_PROMPT, STYLE_ERROR, STYLE_FRAME};
    for (size_t i = 0; i < BASE_COUNT(bare); i++)
        if (bare[i] == style)
            return true;
    return false;
}

/* Is a row of it selected? */
static bool
is_row(enum style style)
{
    return style == STYLE_LIST || style == STYLE_READ || style == STYLE_TEXT;
}

/* 0: both colours are the terminal's own, whatever they are. */
static double
contrast_of(const struct style_look *look, const struct ground_colors *ground, const struct depth *depth)
{
    int fg = depth->basic ? look->basic_fg : look->fg, bg = depth->basic ? look->basic_bg : look->bg;
    if (fg < 0 && bg < 0)
        return 0;
    if (depth->bright_bold && fg >= 0 && look->attributes & STYLE_BOLD)
        fg += 8;
    uint32_t front = fg < 0 ? ground->fg : fg < 16 ? xterm[fg] : theme_rgb(fg);
    uint32_t back = bg < 0 ? ground->bg : bg < 16 ? xterm[bg] : theme_rgb(bg);
    return theme_contrast(front, back);
}

struct least {
    double text, mark;
    enum style text_style, mark_style;
};

static void
take(struct least *least, enum style style, double contrast)
{
    if (contrast > 0 && is_mark(style) && (least->mark == 0 || contrast < least->mark)) {
        least->mark = contrast;
        least->mark_style = style;
    }
    if (contrast > 0 && !is_mark(style) && (least->text == 0 || contrast < least->text)) {
        least->text = contrast;
        least->text_style = style;
    }
}

/* A style under all that may lie over it: a hit, and a selection. */
static void
take_style(struct least *least, const struct theme *theme, enum style style, const struct ground_colors *ground,
           const struct depth *depth)
{
    const char *where = is_bare(style) ? "bare" : "";
    for (int hit = STYLE_HIT - 1; hit <= STYLE_HIT_NOW; hit++)
        for (int selection = STYLE_SELECTED - 1; selection <= STYLE_SELECTED_DIM; selection++) {
            enum style over = hit < STYLE_HIT ? STYLE_TEXT : (enum style)hit;
            enum style row = selection < STYLE_SELECTED ? STYLE_TEXT : (enum style)selection;
            if ((over != STYLE_TEXT && *where != '\0') || (row != STYLE_TEXT && !is_row(style)))
                continue;
            struct style_look look = theme_look(theme, style, over, row);
            double contrast = contrast_of(&look, ground, depth), wanted = is_mark(style) ? 3 : 4.5;
            must(contrast == 0 || contrast >= wanted, "%s, hit %s, selection %s, on %s with %s colours: %.2f",
                 style_rows[style].name, style_rows[over].name, style_rows[row].name, ground->name, depth->name,
                 contrast);
            take(least, style, contrast);
        }
}

static void
check_theme(const struct theme *theme, const char *name, const struct ground_colors *ground)
{
    for (size_t i = 0; i < BASE_COUNT(depths); i++) {
        struct least least = {.text = 0};
        for (int style = 0; style < STYLE_COUNT; style++)
            if (!(style >= STYLE_SELECTED && style <= STYLE_SELECTED_DIM) && style < STYLE_HIT)
                take_style(&least, theme, (enum style)style, ground, &depths[i]);
        printf("%-12s %-16s %-18s text %5.2f (%s)", name, ground->name, depths[i].name, least.text,
               style_rows[least.text_style].name);
        if (least.mark > 0)
            printf(", marks %5.2f (%s)", least.mark, style_rows[least.mark_style].name);
        printf("\n");
    }
}

static void
test_contrast(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(themes); i++)
        for (size_t k = 0; k < BASE_COUNT(grounds); k++) {
            struct theme theme;
            theme_init(&theme);
            theme_use(&theme, themes[i].theme, themes[i].asked);
            if (themes[i].ground == GROUND_UNKNOWN || themes[i].ground == grounds[k].ground)
                check_theme(&theme, themes[i].name, &grounds[k]);
        }
}

/* What was reckoned with is right: by the examples of WCAG 2, and what grounds are. */
static void
test_reckoning(void **state)
{
    (void)state;
    assert_true(theme_contrast(0x000000, 0xFFFFFF) > 20.99 && theme_contrast(0xFFFFFF, 0x000000) < 21.01);
    assert_true(theme_contrast(0x777777, 0xFFFFFF) > 4.47 && theme_contrast(0x777777, 0xFFFFFF) < 4.49);
    assert_true(theme_contrast(0x0000FF, 0xFFFFFF) > 8.58 && theme_contrast(0x0000FF, 0xFFFFFF) < 8.60);
    for (size_t i = 0; i < BASE_COUNT(grounds); i++)
        assert_int_equal(theme_ground(grounds[i].bg), grounds[i].ground);
    assert_int_equal(theme_ground(0x300A24), GROUND_DARK); /* Ubuntu's */
    assert_int_equal(theme_ground(0xFFFFDD), GROUND_LIGHT);
}

/* A theme changes what no line `color` has said, and never more; without colours there are none. */
static void
test_own_looks(void **state)
{
    (void)state;
    struct theme theme, other;
    theme_init(&theme);
    assert_null(theme_set(&theme, "read", "200", "default", "bold"));
    for (int name = THEME_AUTO; name <= THEME_MONO; name++) {
        theme_use(&theme, (enum theme_name)name, GROUND_LIGHT);
        assert_int_equal(theme.looks[STYLE_READ].fg, 200);
        theme_init(&other);
        theme_use(&other, (enum theme_name)name, GROUND_LIGHT);
        for (int i = 0; i < STYLE_COUNT; i++)
            if (i != STYLE_READ)
                assert_memory_equal(&theme.looks[i], &other.looks[i], sizeof other.looks[i]);
    }
    for (int i = 0; i < STYLE_COUNT; i++)
        if (i != STYLE_READ)
            assert_true(theme.looks[i].fg == -1 && theme.looks[i].bg == -1 && theme.looks[i].basic_fg == -1 &&
                        theme.looks[i].basic_bg == -1 && theme.looks[i].attributes == theme.looks[i].mono_attributes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_reckoning),
        cmocka_unit_test(test_contrast),
        cmocka_unit_test(test_own_looks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
