/* The list of issues: moving in it, folding months, and what is typed to filter it.
 *
 * What it selects is the issue that is shown. Of a month that is folded that is the first one, or whichever was shown when it was.
 */
#include "reader/state/state.h"

#include "kanbao/fold.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <strings.h>

static void
show(struct reader *reader, uint32_t issue)
{
    reader->issues->search = 0;
    if (issue != 0 && issue != reader->at.issue)
        select_issue(reader, issue, false);
}

void
issue_list_select(struct reader *reader, size_t row)
{
    struct reader_issue_row wanted = reader_issue_row(reader, row);
    if (wanted.kind == ISSUE_ROW_SEARCH)
        reader->issues->search = wanted.search + 1;
    else
        show(reader, wanted.issue);
}

/* ---- moving */

void
issue_list_move(struct reader *reader, long steps)
{
    size_t entries = issues_entries(reader), selected = reader_issue_selected(reader);
    if (entries == 0)
        return;
    size_t from = selected != SIZE_MAX ? issues_entry_of_row(reader, selected) : 0, to = from + (size_t)steps;
    if (steps < 0 && (size_t)-steps > from)
        to = 0;
    if (to >= entries)
        to = entries - 1;
    if (to != from)
        issue_list_select(reader, issues_row_of_entry(reader, to));
}

void
select_moved(struct reader *reader, long steps)
{
    if (reader->at.pane == PANE_RESULTS)
        results_move(reader, steps);
    else if (reader->at.pane == PANE_ISSUES)
        issue_list_move(reader, steps);
    else
        select_articles_moved(reader, steps);
}

bool
issue_list_go(struct reader *reader, size_t row)
{
    struct reader_issue_row wanted = reader_issue_row(reader, row);
    if (wanted.kind == ISSUE_ROW_MONTH) {
        if (!issues_is_folded(reader, wanted.month.month) && row != reader_issue_selected(reader))
            show(reader, wanted.issue);
        issue_list_fold(reader);
        return true;
    }
    if (row == reader_issue_selected(reader))
        return false;
    issue_list_select(reader, row);
    return true;
}

bool
issue_list_move_by_month(struct reader *reader, int direction)
{
    const struct days *days = issues_listed(reader);
    size_t count, here = days_find(days, issue_position(reader));
    const struct days_month *months = days_months(days, &count);
    if (here == SIZE_MAX)
        return false;
    size_t month = days_month_of(days, here);
    if (direction > 0 ? month + 1 >= count : month == 0)
        return false;
    struct days_edition first = days_edition(days, months[direction > 0 ? month + 1 : month - 1].first);
    show(reader, library_at(reader->library, first.first));
    return true;
}

/* ---- folding */

static void
fold_month(struct reader_issues *issues, uint32_t month)
{
    issues->folded = base_grow(issues->folded, &issues->folded_capacity, issues->folded_count + 1, sizeof month);
    issues->folded[issues->folded_count++] = month;
}

void
issue_list_fold(struct reader *reader)
{
    struct reader_issues *issues = reader->issues;
    const struct days *days = issues_listed(reader);
    size_t count, here = days_find(days, issue_position(reader));
    const struct days_month *months = days_months(days, &count);
    if (here == SIZE_MAX)
        return;
    uint32_t month = months[days_month_of(days, here)].month;
    if (!issues_is_folded(reader, month)) {
        fold_month(issues, month);
        return;
    }
    size_t kept = 0;
    for (size_t i = 0; i < issues->folded_count; i++)
        if (issues->folded[i] != month)
            issues->folded[kept++] = issues->folded[i];
    issues->folded_count = kept;
}

void
issue_list_fold_all(struct reader *reader)
{
    size_t count, open = 0;
    const struct days_month *months = days_months(issues_days(reader), &count);
    for (size_t i = 0; i < count; i++)
        open += !issues_is_folded(reader, months[i].month);
    reader->issues->folded_count = 0;
    for (size_t i = 0; i < count && open > 0; i++)
        fold_month(reader->issues, months[i].month);
}

void
issue_list_toggle_pages(struct reader *reader)
{
    reader->issues->pages = !reader->issues->pages;
    if (reader_edition(reader).pages <= 1)
        reader_say(reader, "%s",
                   reader->issues->pages ? _("Of issues with pages, these have rows of their own.")
                                         : _("Pages have no rows of their own."));
}

/* ---- the filter */

struct filter {
    const struct reader *reader;
    struct slice text;
    struct fold needle, hay;
    bool dated; /* it is a date: */
    uint32_t from, to;
    bool weekdays[7]; /* that it is in the names of */
    bool papers;      /* these differ */
};

static bool
is_ascii(struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        if ((unsigned char)text.at[i] >= 0x80)
            return false;
    return true;
}

/* What has no other letters is compared as it is: most names of files, and there may be many. */
static bool
has_words(struct filter *filter, const char *words)
{
    struct slice text = slice_of(words);
    const struct fold *needle = &filter->needle;
    if (is_ascii(text) && is_ascii(filter->text)) {
        for (size_t i = 0; i + filter->text.len <= text.len; i++)
            if (strncasecmp(words + i, filter->text.at, filter->text.len) == 0)
                return true;
        return false;
    }
    fold_text(&filter->hay, text);
    for (size_t i = 0; i + needle->count <= filter->hay.count; i++)
        if (memcmp(filter->hay.codes + i, needle->codes, needle->count * sizeof *needle->codes) == 0)
            return true;
    return false;
}

static bool
has_day(struct filter *filter, uint32_t date)
{
    char day[16];
    if (filter->dated)
        return date >= filter->from && date <= filter->to;
    if (date == 0)
        return false;
    snprintf(day, sizeof day, "%u-%02u-%02u", date / 10000 % 10000, date / 100 % 100, date % 100);
    return filter->weekdays[issue_weekday(date)] || has_words(filter, day);
}

static bool
has_paper(struct filter *filter, uint32_t issue)
{
    const struct library *library = filter->reader->library;
    struct slice paper = days_paper_of_path(library_path(library, issue), library_date(library, issue));
    struct buffer name = {0};
    text_add_safe(&name, paper);
    bool found = has_words(filter, name.len > 0 ? name.at : "");
    buffer_done(&name);
    return found;
}

static bool
wanted(void *context, struct days_edition edition)
{
    struct filter *filter = context;
    const struct library *library = filter->reader->library;
    bool found = has_day(filter, library_date(library, library_at(library, edition.first)));
    for (uint32_t i = 0; i < edition.pages && !found && !filter->dated; i++) {
        uint32_t issue = library_at(library, edition.first + i);
        const struct reader_summary *summary = reader_summary(filter->reader, issue);
        const char *path = library_path(library, issue), *slash = strrchr(path, '/');
        found = has_words(filter, slash != NULL ? slash + 1 : path) ||
                (filter->papers && (has_words(filter, library_title(library, issue)) || has_paper(filter, issue))) ||
                (filter->papers && summary != NULL && summary->title != NULL && has_words(filter, summary->title)) ||
                (summary != NULL && summary->headline != NULL && has_words(filter, summary->headline));
    }
    return found;
}

static void
read_filter(struct filter *filter)
{
    const struct reader *reader = filter->reader;
    fold_text(&filter->needle, filter->text);
    filter->dated = reader_read_date(reader, filter->text, &filter->from, &filter->to);
    filter->papers = !reader_has_one_paper(reader);
    for (uint32_t i = 0; i < 7 && !filter->dated; i++) {
        struct buffer name = {0};
        reader_add_weekday(&name, 20240107 + i, true); /* a Sunday */
        filter->weekdays[i] = has_words(filter, name.at);
        buffer_done(&name);
    }
}

/* What the filter leaves of the issues as they are now. */
static void
narrow(struct reader *reader)
{
    struct reader_issues *issues = reader->issues;
    struct filter filter = {.reader = reader, .text = buffer_slice(&issues->filter)};
    days_free(issues->matching);
    issues->matching = NULL;
    if (filter.text.len == 0)
        return;
    read_filter(&filter);
    issues->matching = days_narrowed(issues_days(reader), wanted, &filter);
    fold_done(&filter.needle);
    fold_done(&filter.hay);
}

void
issue_list_filter(struct reader *reader, struct slice text)
{
    struct buffer *filter = &reader->issues->filter;
    struct buffer copy = {0}; /* it may be the filter's own */
    buffer_add_slice(&copy, text);
    buffer_clear(filter);
    buffer_add_slice(filter, buffer_slice(&copy));
    buffer_done(&copy);
    narrow(reader);
    if (reader_issue_selected(reader) == SIZE_MAX && days_count(issues_listed(reader)) > 0)
        show(reader, library_at(reader->library, days_edition(issues_listed(reader), 0).first));
}

/* ---- what follows every change */

void
issue_list_settle(struct reader *reader)
{
    struct reader_issues *issues = reader->issues;
    if (reader->at.pane != PANE_ISSUES && reader->prompt.use == NULL)
        issues->search = 0;
    if (issues->filter.len == 0)
        return;
    if (issues->matching == NULL || days_files(issues->matching) != library_count(reader->library))
        narrow(reader);
    bool typed = reader->prompt.use != NULL, left = reader_issue_selected(reader) == SIZE_MAX;
    if (!typed && left && days_count(issues_listed(reader)) > 0)
        issue_list_filter(reader, slice_of(""));
}

void
issue_list_keep_visible(struct reader *reader, size_t rows)
{
    size_t count = reader_issue_rows(reader), selected = reader_issue_selected(reader), top = reader->at.issues_top;
    if (selected == SIZE_MAX)
        selected = 0;
    /* the row of its month, too, where that is just above */
    size_t above = selected > 0 && reader_issue_row(reader, selected).opens_month && rows > 1 ? selected - 1 : selected;
    if (above < top)
        top = above;
    if (selected >= top + rows)
        top = selected - rows + 1;
    if (top + rows > count)
        top = count > rows ? count - rows : 0;
    reader->at.issues_top = top;
}
