/* What the name of a file says of its paper and its page. Bytes in, pieces of them out: nothing is opened.
 *
 * A page is what is left of a name when the day is taken away and looks like a page's number: 第02版 anywhere, else up to three
 * digits, perhaps behind one letter, at its end or at its beginning. Two files are pages of one edition where all else of
 * their paths is the same; so a number that is none joins nothing.
 */
#include "kanbao/days.h"

#include <stdlib.h>

enum { PAGE_DIGITS = 3, ENDING_BYTES = 9 };

static const char page_sign[] = "版", page_begins[] = "第";

static bool
is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool
is_letter(char byte)
{
    return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z');
}

static bool
is_mark(char byte)
{
    return byte != '\0' && strchr("-_. ()[]", byte) != NULL;
}

/* The last part of PATH without its endings: .txt is one, .txt.gz are two, the .18 of 2026.03.18 is none. */
static struct slice
stem_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    struct slice stem = slice_of(slash != NULL ? slash + 1 : path);
    stem.len -= base_packed_ending(stem.at);
    size_t dot = stem.len;
    while (dot > 0 && stem.at[dot - 1] != '.')
        dot--;
    bool ending = dot > 1 && dot < stem.len && stem.len - dot < ENDING_BYTES;
    for (size_t i = dot; i < stem.len && ending; i++)
        ending = is_letter(stem.at[i]);
    if (ending)
        stem.len = dot - 1;
    return stem;
}

/* ---- the day in a name */

/* One or two digits, as a number. */
static uint32_t
take_two(struct slice text, size_t *at)
{
    uint32_t number = 0;
    for (int i = 0; i < 2 && *at < text.len && is_digit(text.at[*at]); i++)
        number = number * 10 + (uint32_t)(text.at[(*at)++] - '0');
    return number;
}

/* What may stand in a date between its numbers, or behind them. */
static void
skip_date_mark(struct slice text, size_t *at, const char *han)
{
    struct slice left = slice_from(text, *at);
    if (slice_starts(left, han))
        *at += strlen(han);
    else if (left.len > 1 && memchr("-_./", left.at[0], 4) != NULL && is_digit(left.at[1]))
        ++*at;
}

/* The end of DATE, written at AT; 0: it is not. Of a name that has only the day, 1013, the year is the folder's. */
static size_t
date_end(struct slice text, size_t at, uint32_t date)
{
    size_t digits = 0;
    uint32_t year = 0;
    while (at + digits < text.len && is_digit(text.at[at + digits]))
        digits++;
    bool day_only = digits == 4 && (at + 4 == text.len || !is_digit(text.at[at + 4]));
    if (digits < 4)
        return 0;
    if (day_only) {
        size_t behind = at;
        if (take_two(text, &behind) * 100 + take_two(text, &behind) == date % 10000)
            return behind;
    }
    for (int i = 0; i < 4; i++)
        year = year * 10 + (uint32_t)(text.at[at++] - '0');
    skip_date_mark(text, &at, "年");
    uint32_t month = take_two(text, &at);
    skip_date_mark(text, &at, "月");
    uint32_t day = take_two(text, &at);
    skip_date_mark(text, &at, "日");
    return year * 10000 + month * 100 + day == date ? at : 0;
}

/* Where in a name its day is; nothing: an empty piece at its end. */
static struct slice
day_in(struct slice stem, uint32_t date)
{
    for (size_t at = 0; at < stem.len && date != 0; at++) {
        bool begins = is_digit(stem.at[at]) && (at == 0 || !is_digit(stem.at[at - 1]));
        size_t end = begins ? date_end(stem, at, date) : 0;
        if (end > 0)
            return slice_make(stem.at + at, end - at);
    }
    return slice_from(stem, stem.len);
}

/* ---- the page in a name */

/* 第02版, 02版, A02版 */
static struct slice
page_with_sign(struct slice stem)
{
    for (size_t at = 0; at < stem.len; at++) {
        size_t start = at;
        if (!slice_starts(slice_from(stem, at), page_sign) || at == 0 || !is_digit(stem.at[at - 1]))
            continue;
        while (start > 0 && is_digit(stem.at[start - 1]))
            start--;
        if (start > 0 && is_letter(stem.at[start - 1]))
            start--;
        if (at - start > PAGE_DIGITS + 1)
            continue;
        if (slice_ends(slice_make(stem.at, start), page_begins))
            start -= strlen(page_begins);
        return slice_make(stem.at + start, at + strlen(page_sign) - start);
    }
    return slice_make(stem.at, 0);
}

/* Digits of a page's number, with a letter that stands alone before them, that end PART, or begin it. */
static struct slice
page_at_end(struct slice part)
{
    size_t start = part.len;
    while (start > 0 && is_digit(part.at[start - 1]))
        start--;
    size_t digits = part.len - start;
    if (digits == 0 || digits > PAGE_DIGITS)
        return slice_make(part.at, 0);
    bool letter = start > 0 && is_letter(part.at[start - 1]) && (start == 1 || is_mark(part.at[start - 2]));
    return slice_from(part, start - letter);
}

static struct slice
page_at_start(struct slice part)
{
    size_t at = part.len > 0 && is_letter(part.at[0]), start = at;
    while (at < part.len && is_digit(part.at[at]))
        at++;
    bool ends = at == part.len || is_mark(part.at[at]);
    if (at == start || at - start > PAGE_DIGITS || !ends)
        return slice_make(part.at, 0);
    return slice_make(part.at, at);
}

static struct slice
trim_marks(struct slice text)
{
    while (text.len > 0 && is_mark(text.at[0]))
        text = slice_from(text, 1);
    while (text.len > 0 && is_mark(text.at[text.len - 1]))
        text.len--;
    return text;
}

/* STEM before and behind its day. */
struct parts {
    struct slice before, behind;
};

static struct parts
parts_of(struct slice stem, uint32_t date)
{
    struct slice day = day_in(stem, date);
    size_t before = (size_t)(day.at - stem.at);
    return (struct parts){slice_make(stem.at, before), slice_from(stem, before + day.len)};
}

static struct slice
page_in(struct slice stem, uint32_t date)
{
    struct slice page = page_with_sign(stem);
    struct parts parts = parts_of(stem, date);
    if (page.len == 0)
        page = page_at_end(parts.behind);
    if (page.len == 0 && trim_marks(parts.behind).len == 0)
        page = page_at_start(parts.before);
    return page;
}

struct slice
days_page_of_path(const char *path, uint32_t date)
{
    return page_in(stem_of(path), date);
}

/* ---- editions and papers */

/* A path without its page: what is before, and what is behind it; of 第02版-要闻 the section is the page's. */
static struct parts
without_page(const char *path, uint32_t date)
{
    struct slice whole = slice_of(path), stem = stem_of(path), page = page_in(stem, date);
    size_t before = (size_t)(page.at - path);
    struct slice behind = slice_from(whole, before + page.len);
    if (slice_ends(page, page_sign))
        behind = slice_from(whole, (size_t)(stem.at + stem.len - path));
    return (struct parts){slice_make(path, before), behind};
}

bool
days_same_edition(const char *path, const char *other, uint32_t date)
{
    if (date == 0 || days_page_of_path(path, date).len == 0 || days_page_of_path(other, date).len == 0)
        return false;
    struct parts a = without_page(path, date), b = without_page(other, date);
    return slice_equal(a.before, b.before) && slice_equal(a.behind, b.behind);
}

/* Has it a name, or is it but numbers and the marks of dates? */
static bool
has_name(struct slice text)
{
    static const char *const marks[] = {"年", "月", "日", "第", "版", "期"};
    for (size_t at = 0, bytes; at < text.len; at += bytes) {
        bytes = is_digit(text.at[at]) || is_mark(text.at[at]);
        for (size_t i = 0; i < BASE_COUNT(marks) && bytes == 0; i++)
            bytes = slice_starts(slice_from(text, at), marks[i]) ? strlen(marks[i]) : 0;
        if (bytes == 0)
            return true;
    }
    return false;
}

/* What of PART is not its page. */
static struct slice
beside_page(struct slice part, struct slice page)
{
    if (page.len == 0 || page.at < part.at || page.at > part.at + part.len)
        return trim_marks(part);
    return trim_marks(slice_make(part.at, (size_t)(page.at - part.at)));
}

struct slice
days_paper_of_path(const char *path, uint32_t date)
{
    struct slice stem = stem_of(path), page = page_in(stem, date);
    struct parts parts = parts_of(stem, date);
    struct slice before = beside_page(parts.before, page), behind = beside_page(parts.behind, page);
    if (has_name(before))
        return before;
    if (has_name(behind))
        return behind;
    for (size_t end = (size_t)(stem.at - path), start; end > 0; end = start) {
        end--;
        for (start = end; start > 0 && path[start - 1] != '/';)
            start--;
        struct slice folder = slice_make(path + start, end - start);
        folder.len -= base_archive_ending(folder);
        if (has_name(folder))
            return folder;
    }
    return stem.len > 0 ? stem : slice_of(path);
}
