/* The query language done again: where a word stands, and whether two places are near; see query_oracle_parts.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "query_oracle_parts.h"

#include <string.h>

/* Without blanks beside ideographs and their punctuation, and at the ends. */
static struct oracle_letters
fold(const char *text, size_t bytes)
{
    struct oracle_letters all = oracle_spell(text), out = {.count = 0};
    for (size_t i = 0; i < all.count && all.at[i].start < bytes; i++) {
        bool beside = i == 0 || i + 1 == all.count || all.at[i].end == bytes ||
                      (i > 0 && all.at[i - 1].end - all.at[i - 1].start > 1) ||
                      (i + 1 < all.count && all.at[i + 1].start < bytes && all.at[i + 1].end - all.at[i + 1].start > 1);
        if (all.at[i].sign != ' ' || !beside)
            out.at[out.count++] = all.at[i];
    }
    return out;
}

static bool
same(const char *a, struct oracle_letter left, const char *b, struct oracle_letter right)
{
    size_t len = left.end - left.start;
    return len == right.end - right.start && strncmp(a + left.start, b + right.start, len) == 0;
}

static bool
is_latin(const struct oracle_letters *text, size_t i)
{
    return i < text->count && ((text->at[i].sign >= 'a' && text->at[i].sign <= 'z') ||
                               (text->at[i].sign >= '0' && text->at[i].sign <= '9'));
}

void
oracle_look(const char *query, size_t from, size_t to, bool star, bool exact, const char *text,
            struct oracle_places *places)
{
    const char *wanted = query + from;
    struct oracle_letters needle = fold(wanted, to - from), hay = fold(text, strlen(text));
    if (exact) {
        needle = oracle_spell(wanted);
        for (needle.count = 0; needle.at[needle.count].end <= to - from && needle.at[needle.count].end > 0;)
            needle.count++;
        hay = oracle_spell(text);
    }
    for (size_t i = 0; needle.count > 0 && i + needle.count <= hay.count; i++) {
        size_t k = 0;
        while (k < needle.count && same(wanted, needle.at[k], text, hay.at[i + k]))
            k++;
        if (k < needle.count || (star && i > 0 && is_latin(&hay, i) && is_latin(&hay, i - 1)))
            continue;
        size_t end = i + k;
        while (star && is_latin(&hay, end - 1) && is_latin(&hay, end) && hay.at[end].start == hay.at[end - 1].end)
            end++;
        places->at[places->count++] = (struct oracle_place){hay.at[i].start, hay.at[end - 1].end};
    }
}

/* Ideographs and words of letters that stand whole from START to END. */
static unsigned
steps(const char *text, size_t start, size_t end)
{
    struct oracle_letters all = oracle_spell(text);
    unsigned count = 0;
    for (size_t i = 0; i < all.count; i++) {
        bool latin = is_latin(&all, i);
        if ((latin && i > 0 && is_latin(&all, i - 1)) || (!latin && all.at[i].sign != 'H'))
            continue;
        size_t last = i;
        while (latin && is_latin(&all, last + 1))
            last++;
        count += all.at[i].start >= start && all.at[last].end <= end;
    }
    return count;
}

bool
oracle_within(const char *text, struct oracle_place a, struct oracle_place b, unsigned distance)
{
    if (a.start > b.start)
        return oracle_within(text, b, a, distance);
    return a.end <= b.start && steps(text, a.end, b.start) <= distance;
}
