/* Invented issues for what searches libraries; see lanterns.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "lanterns.h"

const char lantern_word[] = "红灯笼";
static const char *const things[] = {"渡口的旧船", "红灯笼", "桂花糕", "石板路", "竹椅", "红灯笼会", "雨棚", "铜铃"};
static const char *const deeds[] = {"修好了", "搬走了", "挂起来了", "不见了", "多了一只", "让猫占了"};

const char *
lantern_thing(struct support_chance *chance)
{
    return things[support_below(chance, BASE_COUNT(things))];
}

static void
add_article(struct buffer *out, struct support_chance *chance, unsigned number)
{
    const char *thing = lantern_thing(chance);
    buffer_printf(out, "%s%s\n\n本报讯 (记者 田一麦) ", thing, deeds[support_below(chance, BASE_COUNT(deeds))]);
    for (unsigned i = support_below(chance, 6) + 2; i > 0; i--)
        buffer_printf(out, "第%u号%s昨天%s, 看门人说早该如此。", number, lantern_thing(chance),
                      deeds[support_below(chance, BASE_COUNT(deeds))]);
    buffer_add_text(out, "\n\n");
}

void
lantern_name(char *name, size_t bytes, unsigned i)
{
    snprintf(name, bytes, "渡口晚报-%04u%02u%02u.txt", 2020 + i / 336, i / 28 % 12 + 1, i % 28 + 1);
}

/* COUNT of them, about two in three with the word. */
void
lantern_put_issues(const char *folder, unsigned count)
{
    struct support_chance chance = {20311};
    struct buffer text = {0};
    char name[40];
    for (unsigned i = 0; i < count; i++) {
        buffer_clear(&text);
        for (unsigned k = support_below(&chance, 3) + 1; k > 0; k--)
            add_article(&text, &chance, i);
        lantern_name(name, sizeof name, i);
        support_put(folder, name, text.at);
    }
    buffer_done(&text);
}

void
lantern_take_issues(const char *folder, unsigned count)
{
    char name[40];
    for (unsigned i = 0; i < count; i++) {
        lantern_name(name, sizeof name, i);
        support_take(folder, name);
    }
}

/* More than MEGABYTES MiB in one file. */
void
lantern_put_large(const char *folder, const char *name, size_t megabytes)
{
    struct support_chance chance = {4217};
    struct buffer text = {0};
    for (unsigned i = 1; text.len <= megabytes << 20; i++)
        add_article(&text, &chance, i);
    support_put(folder, name, text.at);
    buffer_done(&text);
}

/* Thousands, but for valgrind. */
unsigned
lantern_many(void)
{
    return support_is_slow() ? 150 : 3000;
}

/* Takes a line of some issue out of its article, as the same calls do in any library of the same files. */
void
lantern_mend_some(struct library *library, size_t step)
{
    for (size_t i = 0; i < library_count(library); i += step) {
        struct parser_mend mend = {2, ISSUE_FURNITURE, false};
        library_mend(library, library_at(library, i), &mend, 1);
    }
}
