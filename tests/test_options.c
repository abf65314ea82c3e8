/* kanbao - tests of the options: every row of the table, by name.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "kanbao/reader.h"

#include <stdlib.h>

static struct error *
set_option(struct options *options, const char *name, const char *value)
{
    struct buffer setting = {0};
    buffer_printf(&setting, "%s=%s", name, value);
    struct error *error = options_set(options, setting.at);
    buffer_done(&setting);
    return error;
}

static const void *
field_of(const struct options *options, const struct option_row *row)
{
    return (const char *)options + row->offset;
}

/* Does the choice number INDEX of CHOICES read VALUE? */
static bool
is_choice(const char *choices, int index, const char *value)
{
    for (; index > 0 && choices != NULL; index--)
        choices = strchr(choices, '|') != NULL ? strchr(choices, '|') + 1 : NULL;
    return choices != NULL && strcspn(choices, "|") == strlen(value) && strncmp(choices, value, strlen(value)) == 0;
}

static void
check_value(const struct options *options, const struct option_row *row, const char *value)
{
    if (row->type == OPTION_NUMBER)
        assert_int_equal(*(const int *)field_of(options, row), atoi(value));
    else if (row->type == OPTION_CHOICE)
        assert_true(is_choice(row->choices, *(const int *)field_of(options, row), value));
    else
        assert_string_equal(*(char *const *)field_of(options, row), value);
}

/* VALUE is refused with a message that names the option and the value, and changes nothing. */
static void
check_refusal(struct options *options, const struct option_row *row, const char *value)
{
    struct buffer before = {0}, after = {0};
    options_add_listing(&before, options);
    struct error *error = set_option(options, row->name, value);
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
        assert_null(set_option(options, row->name, value));
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
    char *choices = base_strdup(row->choices);
    bool standard = false;
    for (char *at = strtok(choices, "|"); at != NULL; at = strtok(NULL, "|")) {
        standard = standard || strcmp(at, row->standard) == 0;
        assert_null(set_option(options, row->name, at));
        check_value(options, row, at);
        char *part = base_strndup(at, strlen(at) - 1);
        check_refusal(options, row, part);
        free(part);
    }
    assert_true(standard);
    check_refusal(options, row, row->choices);
    for (size_t i = 0; i < BASE_COUNT(bad); i++)
        check_refusal(options, row, bad[i]);
    free(choices);
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
        } else if (row->type == OPTION_CHOICE) {
            check_choice_option(&options, row);
        } else {
            assert_null(set_option(&options, row->name, "a=b c"));
            check_value(&options, row, "a=b c");
            assert_null(set_option(&options, row->name, ""));
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
        struct error *error = options_set(&options, wrong[i][0]);
        assert_non_null(error);
        assert_non_null(strstr(error_text(error), wrong[i][1]));
        error_free(error);
    }
    struct error *error = options_set(&options, "measure");
    assert_non_null(error);
    assert_non_null(strstr(error_text(error), "NAME=VALUE"));
    error_free(error);
    char *endless = base_alloc_zero(1, 5000);
    memset(endless, 'm', 4000);
    memcpy(endless + 4000, "=1", 2);
    error = options_set(&options, endless);
    assert_non_null(error);
    error_free(error);
    error = options_set(&options, "=");
    assert_non_null(error);
    error_free(error);
    free(endless);
    options_done(&options);
}

/* Each line of the listing is a comment or `set NAME VALUE`, and setting them gives the same options. */
static void
test_option_listing(void **state)
{
    (void)state;
    struct options options, again;
    struct buffer listing = {0}, second = {0};
    size_t settings = 0;
    options_init(&options);
    options_init(&again);
    assert_null(options_set(&options, "measure=64"));
    assert_null(options_set(&options, "color=never"));
    assert_null(options_set(&options, "library=/news/mud river = 泥河"));
    options_add_listing(&listing, &options);
    char *copy = base_strdup(listing.at);
    for (char *line = strtok(copy, "\n"); line != NULL; line = strtok(NULL, "\n")) {
        if (line[0] == '#')
            continue;
        assert_int_equal(strncmp(line, "set ", 4), 0);
        char *blank = strchr(line + 4, ' ');
        assert_non_null(blank);
        *blank = '\0';
        assert_null(set_option(&again, line + 4, blank + 1));
        settings++;
    }
    assert_int_equal(settings, option_row_count);
    options_add_listing(&second, &again);
    assert_string_equal(second.at, listing.at);
    free(copy);
    buffer_done(&listing);
    buffer_done(&second);
    options_done(&options);
    options_done(&again);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_options),
        cmocka_unit_test(test_option_names),
        cmocka_unit_test(test_option_listing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
