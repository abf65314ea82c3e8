/* kanbao - tests of key: notation and labels.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/key.h"

/* KEY as text and back; nothing of the text is left. */
static void
check_round_trip(uint32_t key)
{
    struct buffer notation = {0};
    uint32_t back = UINT32_MAX;
    key_add_notation(&notation, key);
    const char *at = notation.at;
    bool known = key_parse(&at, &back);
    must(known && back == key && *at == '\0', "key %lX: “%s” is read as %lX, “%s” left", (unsigned long)key,
         notation.at, (unsigned long)back, at);
    buffer_done(&notation);
}

static void
test_notation(void **state)
{
    static const uint32_t points[] = {0xE9, 0x3B1, 0x4E00, 0x3002, 0xFF01, 0x20BB7, 0x1F600, 0xFFFD, 0x10FFFF};
    (void)state;
    for (uint32_t alt = 0; alt <= KEYCODE_ALT; alt += KEYCODE_ALT) {
        for (uint32_t key = 1; key <= 0x7F; key++)
            check_round_trip(key | alt);
        for (size_t i = 0; i < BASE_COUNT(points); i++)
            check_round_trip(points[i] | alt);
        for (uint32_t key = KEYCODE_UP; key <= KEYCODE_F12; key++)
            check_round_trip(key | alt);
    }
}

/* What people write, the key it means, and what is left; NULL: it is no key. */
static const struct {
    const char *text;
    uint32_t key;
    const char *rest;
} readings[] = {
    {"j", 'j', ""},
    {"jk", 'j', "k"},
    {"看报", 0x770B, "报"},
    {"<Space>x", KEYCODE_SPACE, "x"},
    {"<space>", KEYCODE_SPACE, ""},
    {"<ENTER>", KEYCODE_ENTER, ""},
    {"<C-m>", KEYCODE_ENTER, ""},
    {"<C-i>", KEYCODE_TAB, ""},
    {"<C-l>", 12, ""},
    {"<c-L>", 12, ""},
    {"<C-[>", KEYCODE_ESCAPE, ""},
    {"<C-_>", 31, ""},
    {"<lt>", '<', ""},
    {"<", '<', ""},
    {"<<lt>", 0, NULL},
    {">", '>', ""},
    {"<A->>y", '>' | KEYCODE_ALT, "y"},
    {"<A-lt>", '<' | KEYCODE_ALT, ""},
    {"<A-C-x>", 24 | KEYCODE_ALT, ""},
    {"<a-F12>", KEYCODE_F12 | KEYCODE_ALT, ""},
    {"<F1>", KEYCODE_F1, ""},
    {"<f10>", KEYCODE_F1 + 9, ""},
    {"<S-Tab>", KEYCODE_BACK_TAB, ""},
    {"", 0, NULL},
    {"<>", 0, NULL},
    {"<Nonsense>", 0, NULL},
    {"<C-1>", 0, NULL},
    {"<C-x-y>", 0, NULL},
    {"<A->", 0, NULL},
    {"<A-Nonsense>", 0, NULL},
    {"<F0>", 0, NULL},
    {"<F13>", 0, NULL},
    {"<F1x>", 0, NULL},
    {"<F123>", 0, NULL},
    {"<Spac>", 0, NULL},
};

static void
test_notation_read(void **state)
{
    (void)state;
    for (size_t i = 0; i < BASE_COUNT(readings); i++) {
        const char *at = readings[i].text;
        uint32_t key = 0;
        bool known = key_parse(&at, &key);
        must(known == (readings[i].rest != NULL), "“%s” %s", readings[i].text, known ? "is read" : "is not read");
        if (known)
            assert_int_equal(key, readings[i].key);
        assert_string_equal(at, known ? readings[i].rest : readings[i].text);
    }
}

static void
check_label(uint32_t key, const char *wanted)
{
    struct buffer label = {0};
    key_add_label(&label, key);
    assert_string_equal(label.at, wanted);
    buffer_done(&label);
}

static void
test_labels(void **state)
{
    (void)state;
    check_label('j', "j");
    check_label('<', "<");
    check_label(12, "^L");
    check_label(KEYCODE_DOWN, "↓");
    check_label(KEYCODE_SPACE, "Space");
    check_label(KEYCODE_F1 + 4, "F5");
    check_label('x' | KEYCODE_ALT, "Alt-x");
    check_label(0x770B, "看");
    /* whatever a terminal may send has a name, and none that harms one */
    for (uint32_t key = 1; key <= KEYCODE_F12; key += key < 0x200 || key >= KEYCODE_UP ? 1 : 0x1000F) {
        struct buffer label = {0};
        key_add_label(&label, key);
        must(label.len > 0 && (unsigned char)label.at[0] > 0x20 && label.at[0] != 0x7F, "key %lX has no label",
             (unsigned long)key);
        buffer_done(&label);
    }
}

static void
test_half_width(void **state)
{
    (void)state;
    for (uint32_t key = '!'; key <= '~'; key++) {
        assert_int_equal(key_half_width(key + 0xFEE0), key);
        assert_int_equal(key_half_width(key), key);
    }
    assert_int_equal(key_half_width(0x3000), ' ');
    assert_int_equal(key_half_width(0x3001), '/');
    assert_int_equal(key_half_width(0x3010), '[');
    assert_int_equal(key_half_width(0x300B), '>');
    assert_int_equal(key_half_width(0xFF1F | KEYCODE_ALT), '?' | KEYCODE_ALT);
    assert_int_equal(key_half_width(0x6E21), 0x6E21);
    assert_int_equal(key_half_width(0xFF5F), 0xFF5F);
    assert_int_equal(key_half_width(KEYCODE_F1), KEYCODE_F1);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_half_width),
        cmocka_unit_test(test_notation),
        cmocka_unit_test(test_notation_read),
        cmocka_unit_test(test_labels),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
