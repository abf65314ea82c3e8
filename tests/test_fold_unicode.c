/* The fold against the Unicode Character Database itself: what its own test says is equal, its case foldings, and the
 * variants of Han characters. Left out where the database is not installed.
 */
#include "support.h"

#include "kanbao/fold.h"
#include "kanbao/text.h"

#include <stdlib.h>

/* Appends the code points that AT names in hexadecimal, up to what is no number; returns where. */
static const char *
add_numbers(struct buffer *out, const char *at)
{
    for (;;) {
        char *end, bytes[4];
        unsigned long code = strtoul(at, &end, 16);
        if (end == at)
            return at;
        buffer_add(out, bytes, text_encode((char32_t)code, bytes));
        at = end;
    }
}

static bool
same_fold(struct slice a, struct slice b)
{
    struct fold first = {0}, second = {0};
    fold_text(&first, a);
    fold_text(&second, b);
    bool same = first.count == second.count &&
                (first.count == 0 || memcmp(first.codes, second.codes, first.count * sizeof *first.codes) == 0);
    fold_done(&first);
    fold_done(&second);
    return same;
}

/* All five columns of a line: as written, and in the four normal forms. */
static void
test_normal_forms(void **state)
{
    (void)state;
    FILE *file = support_database("NormalizationTest.txt");
    if (file == NULL) {
        print_message("NormalizationTest.txt is not at hand\n");
        skip();
    }
    char line[4096];
    size_t count = 0;
    struct buffer written = {0}, form = {0};
    while (fgets(line, sizeof line, file) != NULL) {
        if (line[0] == '#' || line[0] == '@' || line[0] == '\n')
            continue;
        buffer_clear(&written);
        const char *at = add_numbers(&written, line);
        for (int column = 1; column < 5; column++) {
            must(*at == ';', "no column: %s", line);
            buffer_clear(&form);
            at = add_numbers(&form, at + 1);
            must(same_fold(buffer_slice(&written), buffer_slice(&form)), "column %d: %s", column + 1, line);
        }
        count++;
    }
    print_message("%zu lines\n", count);
    assert_true(count > 15000);
    pclose(file);
    buffer_done(&written);
    buffer_done(&form);
}

/* The iota below, which the fold drops as it drops all accents, is a letter in Unicode's case folding. */
static bool
has_iota_below(char32_t code)
{
    if (code == 0x345 || (code >= 0x1F80 && code <= 0x1FAF))
        return true;
    return code >= 0x1FB2 && code <= 0x1FFC &&
           ((code & 0xF) == 2 || (code & 0xF) == 3 || (code & 0xF) == 4 || (code & 0xF) == 7 || (code & 0xF) == 0xC);
}

static void
test_case_folding(void **state)
{
    (void)state;
    FILE *file = support_database("CaseFolding.txt");
    if (file == NULL) {
        print_message("CaseFolding.txt is not at hand\n");
        skip();
    }
    char line[4096];
    size_t count = 0;
    struct buffer from = {0}, to = {0};
    while (fgets(line, sizeof line, file) != NULL) {
        char *status = strchr(line, ';');
        if (line[0] == '#' || status == NULL || (status[2] != 'C' && status[2] != 'F'))
            continue;
        buffer_clear(&from);
        buffer_clear(&to);
        add_numbers(&from, line);
        add_numbers(&to, status + 4);
        struct slice target = buffer_slice(&to);
        if (has_iota_below(text_first(buffer_slice(&from))) && slice_ends(target, "ι"))
            target.len -= strlen("ι");
        must(same_fold(buffer_slice(&from), target), "%s", line);
        count++;
    }
    assert_true(count > 1400);
    pclose(file);
    buffer_done(&from);
    buffer_done(&to);
}

/* Standard characters of the mainland that have a simplified form all the same, a rare one: they stay as they are. */
static bool
stays_as_it_is(char32_t code)
{
    return code == 0x7035 || code == 0x7459 || code == 0x85B3; /* 瀵 瑙 薳 */
}

/* Where Unihan has one simplified form of a character, both are folded to the same; of other versions than the
   table's, in nearly all cases. */
static void
test_simplified(void **state)
{
    (void)state;
    FILE *file = support_database("Unihan_Variants.txt");
    if (file == NULL) {
        print_message("Unihan_Variants.txt is not at hand\n");
        skip();
    }
    char line[4096];
    size_t count = 0, differ = 0;
    bool known = support_is_pinned();
    while (fgets(line, sizeof line, file) != NULL) {
        const char *field = strstr(line, "\tkSimplifiedVariant\tU+");
        if (field == NULL || strchr(field + 22, 'U') != NULL)
            continue;
        char32_t code = (char32_t)strtoul(line + 2, NULL, 16), simple = (char32_t)strtoul(field + 22, NULL, 16);
        char32_t out[FOLD_MAX], other[FOLD_MAX];
        size_t length = fold_code(code, out);
        assert_int_equal(length, 1);
        assert_int_equal(fold_code(simple, other), 1);
        count++;
        if (!known) {
            differ += out[0] != other[0];
            continue;
        }
        must((out[0] == other[0]) != stays_as_it_is(code), "U+%04X, simplified U+%04X, becomes U+%04X", (unsigned)code,
             (unsigned)simple, (unsigned)out[0]);
    }
    print_message("%zu simplified forms, %zu of another version not followed\n", count, differ);
    assert_true(differ * 100 <= count);
    assert_true(count > 6000);
    pclose(file);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_normal_forms),
        cmocka_unit_test(test_case_folding),
        cmocka_unit_test(test_simplified),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
