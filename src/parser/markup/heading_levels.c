/* Which headings of a text with markup are those of articles: those of the level below which most of the text stands. What is above
 * them are sections, and one that stands alone above all is the paper's name; what is below them are subheads.
 *
 * A section that has text of its own is an article, but where that says again what the headlines say: then it is the contents, and of
 * the page.
 */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { LEVELS = 6, HEADLINE_PERCENT = 70, AGAIN_PERCENT = 50, AGAIN_LEAST = 3, CONTENTS_MAX = 3, PAIRS_MAX = 4096 };

static struct slice
words_of(const struct issue *issue, size_t line)
{
    return text_trim(row_text(issue, (uint32_t)line));
}

/* The level that most of the text stands right below, lists left out, as contents are such; 0: there are no headings. Of levels with
   one heading each another is wanted, if there is one. */
static uint8_t
find_level(const struct issue *issue, const struct markup *markup)
{
    size_t bytes[LEVELS + 1] = {0}, count[LEVELS + 1] = {0};
    uint8_t level = 0, best = 0;
    for (size_t i = 0; i < issue->line_count; i++) {
        const struct markup_mark *mark = &markup->marks[i];
        if (mark->level > 0) {
            level = mark->level;
            count[level]++;
        } else if (mark->role != ISSUE_FURNITURE && mark->kind != ISSUE_KIND_LIST) {
            bytes[level] += words_of(issue, i).len;
        }
    }
    for (uint8_t i = 1; i <= LEVELS; i++) {
        bool several = count[i] > 1, were = best > 0 && count[best] > 1;
        if (count[i] > 0 && (best == 0 || several > were || (several == were && bytes[i] > bytes[best])))
            best = i;
    }
    return best;
}

/* ---- does a text say what the headlines say? */

/* Pairs of characters that stand side by side, as a set of their hashes. */
struct pairs {
    uint32_t at[2 * PAIRS_MAX];
    size_t count;
};

/* The slot of a pair, or the free one where it belongs. */
static uint32_t *
slot_of(struct pairs *pairs, uint32_t key)
{
    size_t slot = key % BASE_COUNT(pairs->at);
    while (pairs->at[slot] != 0 && pairs->at[slot] != key)
        slot = (slot + 1) % BASE_COUNT(pairs->at);
    return &pairs->at[slot];
}

/* Of the pairs of TEXT how many there are, and how many were there before; ADDS: they are there from now on. */
static void
count_pairs(struct pairs *pairs, struct slice text, bool adds, size_t *all, size_t *known)
{
    char32_t before = 0;
    *all = *known = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code = text_point(text, at, &at);
        if (text_is_space(code) || text_is_digit(code))
            continue;
        uint32_t key = ((uint32_t)before * 2654435761U ^ (uint32_t)code * 40503U) | 1, *slot = slot_of(pairs, key);
        if (before != 0) {
            ++*all;
            *known += *slot != 0;
            if (adds && *slot == 0 && pairs->count < PAIRS_MAX) {
                *slot = key;
                pairs->count++;
            }
        }
        before = code;
    }
}

/* Does what stands from line FIRST up to END have most of the headlines of LEVEL that follow? */
static bool
is_contents(const struct issue *issue, const struct markup *markup, uint8_t level, size_t first, size_t end)
{
    struct pairs *pairs = base_alloc_zero(1, sizeof *pairs);
    size_t all, known, headlines = 0, again = 0;
    for (size_t i = first; i < end; i++)
        count_pairs(pairs, words_of(issue, i), true, &all, &known);
    for (size_t i = end; i < issue->line_count; i++) {
        if (markup->marks[i].level != level)
            continue;
        count_pairs(pairs, words_of(issue, i), false, &all, &known);
        headlines++;
        again += known * 100 >= all * HEADLINE_PERCENT;
    }
    free(pairs);
    return again >= AGAIN_LEAST && again * 100 >= headlines * AGAIN_PERCENT;
}

/* ---- roles */

char *
markup_name(struct slice heading)
{
    size_t end = 0;
    while (end < heading.len) {
        size_t next;
        char32_t code = text_point(heading, end, &next);
        if (text_among(code, U"（(：:") || (text_is_digit(code) && end > 0))
            break;
        end = next;
    }
    struct slice name = text_trim(slice_make(heading.at, end));
    if (slice_starts(name, "《") && slice_ends(name, "》"))
        name = slice_make(name.at + strlen("《"), name.len - 2 * strlen("《"));
    return name.len > 0 ? base_strndup(name.at, name.len) : NULL;
}

static bool
has_text(const struct issue *issue, const struct markup *markup, size_t first, size_t *end)
{
    bool some = false;
    for (*end = first; *end < issue->line_count && markup->marks[*end].level == 0; ++*end)
        some |= markup->marks[*end].role != ISSUE_BLANK && markup->marks[*end].role != ISSUE_FURNITURE;
    return some;
}

static void
set_rows(struct markup *markup, size_t first, size_t end, uint8_t role)
{
    for (size_t i = first; i < end; i++)
        if (markup->marks[i].role != ISSUE_BLANK)
            markup->marks[i] = (struct markup_mark){.role = role};
}

/* A heading of a level above that of the articles, at line I: the paper's name, a section, the contents, or an article. The contents
   stand above all articles; of not more than *TRIES sections it is asked whether they are. */
static void
settle_above(const struct issue *issue, struct markup *markup, uint8_t level, size_t i, unsigned *tries)
{
    size_t end;
    bool text = has_text(issue, markup, i + 1, &end);
    if (text && *tries > 0) {
        --*tries;
        if (is_contents(issue, markup, level, i + 1, end)) {
            set_rows(markup, i, end, ISSUE_FURNITURE);
            return;
        }
    }
    markup->marks[i].role = text ? ISSUE_HEADLINE : ISSUE_SECTION;
}

void
headings_settle(const struct issue *issue, struct markup *markup)
{
    uint8_t level = find_level(issue, markup);
    unsigned tries = CONTENTS_MAX;
    bool first = true;
    for (size_t i = 0; i < issue->line_count; i++) {
        struct markup_mark *mark = &markup->marks[i];
        if (mark->level == 0 || mark->role == ISSUE_FURNITURE)
            continue;
        if (first && mark->level == 1 && level > 1) {
            if (markup->title == NULL)
                markup->title = markup_name(words_of(issue, i));
            mark->role = ISSUE_FURNITURE;
        } else if (mark->level < level) {
            settle_above(issue, markup, level, i, &tries);
        } else {
            mark->role = mark->level == level ? ISSUE_HEADLINE : ISSUE_SUBHEAD;
            tries = mark->level == level ? 0 : tries;
        }
        first = false;
    }
}
