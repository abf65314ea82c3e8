/* kanbao - tests of the options and the styles: every row of the tables, by name.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/settings.h"

#include <ctype.h>
#include <stdlib.h>

static void
check_value(const struct options *options, const struct option_row *row, const char *value)
{
    struct buffer got = {0};
    options_add_value(&got, options, row);
    assert_int_equal(got.len, strlen(value));
    assert_memory_equal(got.len > 0 ? got.at : "", value, got.len);
    buffer_done(&got);
}

/* VALUE is refused with a message that names the option and the value, and changes nothing. */
static void
check_refusal(struct options *options, const struct option_row *row, const char *value)
{
    struct buffer before = {0}, after = {0};
    options_add_listing(&before, options);
    struct error *error = options_set(options, row->name, value);
    assert_non_null(error);
    assert_non_null(strstr(error_text(error), row->name));
    assert_non_null(strstr(error_text(error), value));
    error_free(error);
    options_add_listing(&after, options);
    assert_string_equal(after.at, before.at);
    buffer_done(&before);
    buffer_done(&after);
}

static void
check_number_option(struct options *options, const struct option_row *row)
{
    static const char *const bad[] = {"",          "x", "12x", "1.5", "99999999999999999999", "-99999999999999999999",
                                      "4294967312"};
    char value[16];
    const long ends[] = {row->min, row->max, (row->min + (long)row->max) / 2};
    assert_true(row->min < row->max);
    assert_in_range(atoi(row->standard), row->min, row->max);
    for (size_t i = 0; i < BASE_COUNT(ends); i++) {
        snprintf(value, sizeof value, "%ld", ends[i]);
        assert_null(options_set(options, row->name, value));
        check_value(options, row, value);
    }
    snprintf(value, sizeof value, "%ld", row->max + 1L);
    check_refusal(options, row, value);
    snprintf(value, sizeof value, "%ld", row->min - 1L);
    check_refusal(options, row, value);
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        check_refusal(options, row, bad[i]);
}

static void
check_choice_option(struct options *options, const struct option_row *row)
{
    static const char *const bad[] = {"", "|", "no such choice"};
    bool standard = false;
    struct buffer all = {0};
    for (const struct option_choice *choice = row->choices; choice->name != NULL; choice++) {
        standard = standard || strcmp(choice->name, row->standard) == 0;
        assert_null(options_set(options, row->name, choice->name));
        check_value(options, row, choice->name);
        char *part = base_strndup(choice->name, strlen(choice->name) - 1);
        check_refusal(options, row, part);
        free(part);
    }
    assert_true(standard);
    options_add_choices(&all, row);
    check_refusal(options, row, all.at);
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        check_refusal(options, row, bad[i]);
    buffer_done(&all);
}

static void
test_options(void **state)
{
    (void)state;
    struct options options;
    options_init(&options);
    assert_true(option_row_count > 0);
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        assert_true(row->help != NULL && *row->help != '\0');
        check_value(&options, row, row->standard);
        if (row->type == OPTION_NUMBER) {
            check_number_option(&options, row);
        } else if (row->choices != NULL) {
            check_choice_option(&options, row);
        } else {
            assert_null(options_set(&options, row->name, "a=b c"));
            check_value(&options, row, "a=b c");
            assert_null(options_set(&options, row->name, ""));
            check_value(&options, row, "");
        }
    }
    options_done(&options);
}

static void
test_option_names(void **state)
{
    (void)state;
    static const char *const wrong[][2] = {{"mesure=40", "measure"},
                                           {"list-with=30", "list-width"},
                                           {"Colour=auto", "color"},
                                           {"languages=en", "language"},
                                           {"filesize=3", "file-size"}};
    struct options options;
    options_init(&options);
    for (size_t i = 0; i < BASE_COUNT(wrong); i++) {
        struct error *error = options_set_assignment(&options, wrong[i][0]);
        assert_non_null(error);
        assert_non_null(strstr(error_text(error), wrong[i][1]));
        error_free(error);
    }
    struct error *error = options_set_assignment(&options, "measure");
    assert_non_null(error);
    assert_non_null(strstr(error_text(error), "NAME=VALUE"));
    error_free(error);
    char *endless = base_alloc_zero(1, 5000);
    memset(endless, 'm', 4000);
    memcpy(endless + 4000, "=1", 2);
    error = options_set_assignment(&options, endless);
    assert_non_null(error);
    error_free(error);
    error = options_set_assignment(&options, "=");
    assert_non_null(error);
    error_free(error);
    free(endless);
    options_done(&options);
}

static void
test_styles_are_told_apart(void **state)
{
    (void)state;
    for (size_t i = 0; i < STYLE_COUNT; i++) {
        const struct style_row *style = &style_rows[i];
        must(style->name != NULL && style->name[0] != '\0' && style->help != NULL, "style %zu has no name", i);
        must(isgraph((unsigned char)style->letter), "%s has no letter", style->name);
        for (const struct style_colors *look = style->colors; look < style->colors + THEME_TABLES; look++) {
            /* the first 16 are the user's own palette */
            must(look->fg == -1 || (look->fg >= 16 && look->fg < 256), "%s: foreground", style->name);
            must(look->bg == -1 || (look->bg >= 16 && look->bg < 256), "%s: background", style->name);
            must(look->basic_fg >= -1 && look->basic_fg < 8 && look->basic_bg >= -1 && look->basic_bg < 8,
                 "%s: basic colours", style->name);
        }
        for (size_t k = 0; k < i; k++) {
            must(strcmp(style->name, style_rows[k].name) != 0, "two styles are called %s", style->name);
            must(style->letter != style_rows[k].letter, "%s and %s have one letter", style->name, style_rows[k].name);
        }
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_option_names),
        cmocka_unit_test(test_styles_are_told_apart),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
