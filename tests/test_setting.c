/* layout, its fill and its shown text, on all text of the sample issues and of the real ones.
 *
 * Every paragraph with its punctuation restored and as it came, quotation marks narrow and wide: that is four
 * settings. The samples are set at all widths. There is too much real text for that: each paragraph of it gets a few
 * widths by its own bytes, so that each width gets about as many; with KANBAO_EXHAUSTIVE=1 every one.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "fill_check.h"

#include "kanbao/layout.h"
#include "kanbao/text.h"

#include <dirent.h>
#include <stdlib.h>
#include <sys/stat.h>

#if defined __SANITIZE_ADDRESS__ || defined __SANITIZE_THREAD__
#define SANITIZED 1
#elif defined __has_feature
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

enum {
    WIDTH_MIN = 8,
    WIDTH_MAX = 120,
    WIDTHS = WIDTH_MAX - WIDTH_MIN + 1,
    SETTINGS = 4,
    WIDTHS_EACH = 7 /* of a real paragraph, in each setting */
};

struct setting {
    struct fill_check check;
    struct layout_shown shown, again;
    struct buffer scratch;
    bool all_widths;
    size_t step; /* one paragraph of so many */
    size_t paragraphs, bytes;
    size_t covered[SETTINGS][WIDTHS];
};

static void
setting_done(struct setting *setting)
{
    fill_check_done(&setting->check);
    layout_shown_done(&setting->shown);
    layout_shown_done(&setting->again);
    buffer_done(&setting->scratch);
    text_set_ambiguous(1);
}

/* ---- the shown text and its map */

/* The source, byte for byte, when each edit's bytes are put back. */
static void
check_put_back(const struct setting *setting)
{
    const struct layout_shown *shown = &setting->shown;
    size_t source = 0, at = 0;
    for (size_t i = 0; i <= shown->count; i++) {
        const struct layout_edit end = {(uint32_t)shown->source.len, (uint32_t)shown->text.len, 0, 0};
        const struct layout_edit *edit = i < shown->count ? &shown->edits[i] : &end;
        bool ordered = edit->source_byte >= source && edit->shown_byte >= at &&
                       edit->source_byte + edit->source_bytes <= shown->source.len &&
                       edit->shown_byte + edit->shown_bytes <= shown->text.len;
        bool same = ordered && edit->source_byte - source == edit->shown_byte - at &&
                    memcmp(shown->source.at + source, shown->text.at + at, edit->source_byte - source) == 0;
        if (!same) {
            fill_broken(&setting->check, "the source cannot be had back", "edit %zu", i);
            return;
        }
        source = edit->source_byte + edit->source_bytes;
        at = edit->shown_byte + edit->shown_bytes;
    }
}

static bool
is_word(char32_t code)
{
    return text_is_letter(code) || text_is_digit(code) || text_is_han(code) || text_is_kana(code) ||
           text_is_hangul(code);
}

/* The next letter, digit, or ideograph at or after *AT, which goes past it; 0: none. */
static char32_t
next_word_code(struct slice text, size_t *at)
{
    while (*at < text.len) {
        char32_t code;
        *at += text_decode(text.at + *at, &code);
        if (is_word(code))
            return code;
    }
    return 0;
}

/* Only marks and blanks were changed. */
static void
check_same_words(const struct setting *setting)
{
    const struct layout_shown *shown = &setting->shown;
    size_t source = 0, at = 0;
    char32_t a, b;
    do {
        a = next_word_code(shown->source, &source);
        b = next_word_code(shown->text, &at);
        if (a != b)
            fill_broken(&setting->check, "a letter was changed", "U+%04X to U+%04X at byte %zu", (unsigned)a,
                        (unsigned)b, source);
    } while (a == b && a != 0);
}

/* From beginning to end and in order. */
static void
check_map(const struct setting *setting)
{
    const struct layout_shown *shown = &setting->shown;
    uint32_t before = 0, len = (uint32_t)shown->text.len;
    for (uint32_t at = 0; at <= len; at++) {
        uint32_t source = layout_source_byte(shown, at);
        if (source < before || source > shown->source.len)
            fill_broken(&setting->check, "the map is not in order", "%u is %u after %u", at, source, before);
        before = source;
    }
    if (layout_source_byte(shown, 0) != 0 || layout_shown_byte(shown, 0) != 0)
        fill_broken(&setting->check, "the map's beginning", "%u", layout_source_byte(shown, 0));
    if (before != shown->source.len || layout_shown_byte(shown, (uint32_t)shown->source.len) != len)
        fill_broken(&setting->check, "the map's end", "%u of %zu", before, shown->source.len);
}

/* What is shown full-width is shown the same again. */
static void
check_shown_again(struct setting *setting, const struct layout_spec *style)
{
    layout_show(&setting->again, setting->shown.text, style);
    if (setting->again.count == 0)
        return;
    const struct layout_edit *edit = &setting->again.edits[0];
    struct slice text = setting->shown.text, near;
    size_t start = edit->source_byte, around = 24;
    while (start > 0 && around-- > 0)
        start = text_previous(text, start);
    near = slice_from(text, start);
    fill_broken(&setting->check, "shown again it differs", "%zu edits, near \"%.*s\"", setting->again.count,
                (int)text_fit(near, 80), near.at);
}

/* A place that is kept in the source is found in its line again. */
static void
check_lines_found(const struct setting *setting)
{
    const struct layout_shown *shown = &setting->shown;
    struct fill_check check = setting->check;
    for (check.line = 0; check.line < check.lines.count && shown->text.len > 0; check.line++) {
        const struct layout_line *line = &check.lines.at[check.line];
        uint32_t found = layout_shown_byte(shown, layout_source_byte(shown, line->start_byte));
        if (found < line->start_byte || found >= line->end_byte)
            fill_broken(&check, "a line's beginning is lost", "%u is found at %u", line->start_byte, found);
    }
}

/* ---- a paragraph in all settings */

static uint32_t
hash_of(struct slice text, uint32_t hash)
{
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ (unsigned char)text.at[i]) * 16777619U;
    return hash ^ hash >> 15;
}

static struct layout_measure
measure_at(uint16_t cells)
{
    return (struct layout_measure){.cells = cells, .first_indent = 4, .gutter = LAYOUT_GUTTER, .squeeze = true};
}

static void
check_width(struct setting *setting, size_t number, uint32_t width)
{
    fill_check_at(&setting->check, measure_at((uint16_t)(WIDTH_MIN + width)));
    check_lines_found(setting);
    setting->covered[number][width]++;
}

/* Once more with what a reader may have chosen otherwise. */
static void
check_other_measure(struct setting *setting, const char *name, uint32_t hash)
{
    struct layout_measure measure = measure_at((uint16_t)(WIDTH_MIN + hash % WIDTHS));
    measure.first_indent = (uint16_t)(hash >> 8) % 3 * 2;
    measure.rest_indent = (uint16_t)(hash >> 10) % 4 * 3;
    measure.gutter = hash >> 12 & 1 ? LAYOUT_GUTTER : 0;
    measure.squeeze = hash >> 13 & 1;
    fill_check_text(&setting->check, name, setting->shown.text, hash >> 14 & 1 ? LINE_BREAK_STRICT : LINE_BREAK_NONE);
    fill_check_at(&setting->check, measure);
}

static void
check_setting(struct setting *setting, const char *name, struct slice text, size_t number)
{
    const struct layout_spec style = {.restore = number & 1, .indent = 2};
    uint32_t hash = hash_of(text, hash_of(slice_of(name), 2166136261U + (uint32_t)number));
    text_set_ambiguous(number & 2 ? 2 : 1);
    layout_show(&setting->shown, text, &style);
    fill_check_text(&setting->check, name, setting->shown.text, LINE_BREAK_BASIC);
    for (uint32_t width = 0; setting->all_widths && width < WIDTHS; width++)
        check_width(setting, number, width);
    for (uint32_t i = 0; !setting->all_widths && i < WIDTHS_EACH; i++)
        check_width(setting, number, ((hash >> 4) + i * (WIDTHS / WIDTHS_EACH)) % WIDTHS);
    if (number == 1) {
        check_put_back(setting);
        check_same_words(setting);
        check_map(setting);
        check_shown_again(setting, &style);
        check_other_measure(setting, name, hash);
    }
}

static void
check_issue(struct setting *setting, struct issue *issue, const char *name)
{
    char where[200];
    for (size_t p = 0; p < issue->paragraph_count; p++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[p];
        struct slice text =
            slice_from(issue_paragraph_text(issue, paragraph, &setting->scratch), paragraph->lead_bytes);
        if (setting->paragraphs++ % setting->step != 0)
            continue;
        setting->bytes += text.len;
        snprintf(where, sizeof where, "%s, paragraph %zu", name, p);
        for (size_t number = 0; number < SETTINGS; number++)
            check_setting(setting, where, text, number);
    }
    issue_free(issue);
}

static bool
is_exhaustive(void)
{
    const char *value = getenv("KANBAO_EXHAUSTIVE");
    return value != NULL && strcmp(value, "1") == 0;
}

static void
test_samples(void **state)
{
    (void)state;
    struct setting setting = {.all_widths = !support_is_slow(), .step = support_is_slow() ? 5 : 1};
    for (size_t i = 0; support_sample(i) != NULL; i++)
        check_issue(&setting, support_sample_issue(i), support_sample(i));
    setting_done(&setting);
    fill_check_report();
}

/* ---- the real issues */

static void
check_file(struct setting *setting, const char *path)
{
    struct buffer text = support_read(path);
    text.len = text_repair(&text.at, text.len, NULL);
    const char *name = strrchr(path, '/');
    while (name > path && name[-1] != '/')
        name--;
    check_issue(setting, support_recover(path, buffer_slice(&text)), name);
    buffer_done(&text);
}

/* All issues below PATH, by their names. */
static void
check_below(struct setting *setting, const char *path)
{
    struct dirent **items;
    int found = scandir(path, &items, NULL, alphasort);
    must(found >= 0, "%s cannot be read", path);
    for (int i = 0; i < found; i++) {
        struct stat status;
        char *item = support_join(path, items[i]->d_name);
        struct slice name = slice_of(items[i]->d_name);
        if (name.at[0] != '.' && stat(item, &status) == 0) {
            if (S_ISDIR(status.st_mode))
                check_below(setting, item);
            else if (slice_ends(name, ".txt") || slice_ends(name, ".md"))
                check_file(setting, item);
        }
        free(item);
        free(items[i]);
    }
    free(items);
}

/* No setting and no width has had less than half of what the others have. */
static void
check_covered(const struct setting *setting)
{
    size_t least = SIZE_MAX, most = 0;
    for (size_t i = 0; i < SETTINGS; i++)
        for (size_t width = 0; width < WIDTHS; width++) {
            size_t count = setting->covered[i][width];
            least = count < least ? count : least;
            most = count > most ? count : most;
        }
    must(least > 0 && most <= 2 * least, "widths are covered %zu to %zu times", least, most);
}

static void
test_real_issues(void **state)
{
    (void)state;
    static const char *const folders[] = {"truth", "archive/cctv-2024", "samples", "markup"};
    struct setting setting = {.all_widths = is_exhaustive(), .step = support_is_slow() ? 500 : SANITIZED ? 10 : 1};
    for (size_t i = 0; i < BASE_COUNT(folders); i++) {
        char *folder = support_corpus(folders[i]);
        if (folder == NULL) {
            setting_done(&setting);
            skip();
        }
        check_below(&setting, folder);
        free(folder);
    }
    print_message("%zu paragraphs, %zu bytes\n", setting.paragraphs, setting.bytes);
    if (!support_is_slow())
        check_covered(&setting);
    setting_done(&setting);
    fill_check_report();
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_samples),
        cmocka_unit_test(test_real_issues),
    };
    return cmocka_run_group_tests_name("layout setting", tests, NULL, NULL);
}
