/* The list of issues: which rows there are, and what stands in each. Which of them are on the screen, and what is typed to
 * filter them, is the state's; what is known of an issue, that of the marks.
 *
 * Nothing is kept of a row: there are few months, so that a row is found by counting these.
 */
#include "reader/frame/frame.h"

#include "kanbao/reader_standing.h"

#include <stdlib.h>

struct reader_issues *
issues_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_issues));
}

void
issues_free(struct reader_issues *issues)
{
    days_free(issues->days);
    days_free(issues->matching);
    buffer_done(&issues->filter);
    free(issues->folded);
    free(issues);
}

void
issues_forget(const struct reader *reader)
{
    struct reader_issues *issues = reader->issues;
    days_free(issues->days);
    days_free(issues->matching);
    issues->days = issues->matching = NULL;
    issues->compared = false;
}

const struct days *
issues_days(const struct reader *reader)
{
    struct reader_issues *issues = reader->issues;
    if (issues->days != NULL && days_files(issues->days) != library_count(reader->library))
        issues_forget(reader);
    if (issues->days == NULL)
        issues->days = days_new(reader->library, reader->options.grouping == GROUPING_DAY);
    return issues->days;
}

const struct days *
issues_listed(const struct reader *reader)
{
    const struct days *all = issues_days(reader);
    return reader->issues->matching != NULL ? reader->issues->matching : all;
}

struct slice
reader_issue_filter(const struct reader *reader)
{
    return buffer_slice(&reader->issues->filter);
}

/* ---- editions */

bool
issues_same_edition(const struct reader *reader, uint32_t a, uint32_t b)
{
    const struct days *days = issues_days(reader);
    size_t edition = days_find(days, library_position(reader->library, a));
    return edition != SIZE_MAX && edition == days_find(days, library_position(reader->library, b));
}

static struct reader_edition
edition_in(const struct reader *reader, const struct days *days)
{
    size_t position = library_position(reader->library, reader->at.issue), index = days_find(days, position);
    if (index == SIZE_MAX)
        return (struct reader_edition){.count = days_count(days)};
    struct days_edition edition = days_edition(days, index);
    return (struct reader_edition){index + 1, days_count(days), (uint32_t)position - edition.first, edition.pages};
}

struct reader_edition
reader_edition(const struct reader *reader)
{
    return edition_in(reader, issues_days(reader));
}

struct reader_edition
reader_listed_edition(const struct reader *reader)
{
    return edition_in(reader, issues_listed(reader));
}

bool
reader_has_one_paper(const struct reader *reader)
{
    struct reader_issues *issues = reader->issues;
    const struct library *library = reader->library;
    size_t count = days_files(issues_days(reader));
    if (issues->compared || count == 0)
        return issues->one_paper;
    char *path = base_strdup(library_path(library, library_at(library, 0)));
    struct slice first = days_paper_of_path(path, library_date(library, library_at(library, 0)));
    issues->compared = issues->one_paper = true;
    for (size_t i = 1; i < count && issues->one_paper; i++) {
        uint32_t id = library_at(library, i);
        issues->one_paper =
            slice_equal(first, days_paper_of_path(library_path(library, id), library_date(library, id)));
    }
    free(path);
    return issues->one_paper;
}

/* ---- rows: the searches', where nothing is filtered; a month's own, then its editions, then, below the selected one, its
   other pages */

static size_t
search_rows(const struct reader *reader)
{
    return reader->issues->filter.len == 0 ? reader_standing_count(reader) : 0;
}

/* The selected one, from 1 on; 0: an issue is. */
static size_t
selected_search(const struct reader *reader)
{
    return reader->issues->search <= search_rows(reader) ? reader->issues->search : 0;
}

bool
issues_is_folded(const struct reader *reader, uint32_t month)
{
    const struct reader_issues *issues = reader->issues;
    for (size_t i = 0; i < issues->folded_count; i++)
        if (issues->folded[i] == month)
            return true;
    return false;
}

/* What rows are counted by, found once for all of them. */
struct counting {
    const struct reader *reader;
    const struct days *days;
    const struct days_month *months;
    size_t month_count;
    bool titled; /* months have rows of their own */
    size_t at;   /* the position that is selected; */
    size_t here; /* its edition, SIZE_MAX: none is listed; */
    size_t more; /* rows of its pages but the first */
};

static struct counting
count_rows(const struct reader *reader)
{
    struct counting counting = {.reader = reader, .days = issues_listed(reader)};
    counting.months = days_months(counting.days, &counting.month_count);
    counting.titled = counting.month_count > 1 || (counting.month_count == 1 && counting.months[0].month != 0);
    counting.at = library_position(reader->library, reader->at.issue);
    counting.here = days_find(counting.days, counting.at);
    if (counting.here != SIZE_MAX && reader->issues->pages)
        counting.more = days_edition(counting.days, counting.here).pages - 1;
    return counting;
}

static bool
is_here(const struct counting *counting, const struct days_month *month)
{
    return counting->here != SIZE_MAX && counting->here >= month->first && counting->here < month->first + month->count;
}

static bool
is_folded(const struct counting *counting, const struct days_month *month)
{
    return counting->titled && issues_is_folded(counting->reader, month->month);
}

/* Rows of a month below its own. */
static size_t
rows_below(const struct counting *counting, const struct days_month *month)
{
    if (is_folded(counting, month))
        return 0;
    return month->count + (is_here(counting, month) ? counting->more : 0);
}

size_t
reader_issue_rows(const struct reader *reader)
{
    struct counting counting = count_rows(reader);
    size_t rows = search_rows(reader);
    for (size_t m = 0; m < counting.month_count; m++)
        rows += counting.titled + rows_below(&counting, &counting.months[m]);
    return rows;
}

/* The INDEXth row below that of MONTH. */
static struct reader_issue_row
row_below(const struct counting *counting, const struct days_month *month, size_t index)
{
    struct reader_issue_row row = {.kind = ISSUE_ROW_EDITION, .month = *month, .opens_month = index == 0};
    size_t edition = month->first + index;
    if (is_here(counting, month) && edition > counting->here) {
        size_t page = edition - counting->here;
        row.kind = page <= counting->more ? ISSUE_ROW_PAGE : ISSUE_ROW_EDITION;
        row.page = row.kind == ISSUE_ROW_PAGE ? (uint32_t)page : 0;
        edition = row.kind == ISSUE_ROW_PAGE ? counting->here : edition - counting->more;
    }
    struct days_edition found = days_edition(counting->days, edition);
    row.pages = found.pages;
    row.open = edition == counting->here && counting->more > 0;
    row.issue = library_at(counting->reader->library, found.first + row.page);
    return row;
}

struct reader_issue_row
reader_issue_row(const struct reader *reader, size_t row)
{
    struct counting counting = count_rows(reader);
    size_t searches = search_rows(reader);
    if (row < searches)
        return (struct reader_issue_row){.kind = ISSUE_ROW_SEARCH, .search = row};
    row -= searches;
    for (size_t m = 0; m < counting.month_count; m++) {
        const struct days_month *month = &counting.months[m];
        size_t rows = counting.titled + rows_below(&counting, month);
        if (row >= rows) {
            row -= rows;
            continue;
        }
        if (!counting.titled || row > 0)
            return row_below(&counting, month, row - counting.titled);
        struct reader_issue_row title = row_below(&counting, month, 0);
        title.kind = ISSUE_ROW_MONTH;
        title.folded = is_folded(&counting, month);
        return title;
    }
    return (struct reader_issue_row){.issue = 0};
}

size_t
reader_issue_selected(const struct reader *reader)
{
    struct counting counting = count_rows(reader);
    size_t row = search_rows(reader), m = 0;
    if (selected_search(reader) > 0)
        return selected_search(reader) - 1;
    if (counting.here == SIZE_MAX)
        return SIZE_MAX;
    for (; !is_here(&counting, &counting.months[m]); m++)
        row += counting.titled + rows_below(&counting, &counting.months[m]);
    if (is_folded(&counting, &counting.months[m]))
        return row;
    size_t page = counting.more > 0 ? counting.at - days_edition(counting.days, counting.here).first : 0;
    return row + counting.titled + counting.here - counting.months[m].first + page;
}

/* ---- those that can be selected */

static size_t
entries_of(const struct counting *counting, const struct days_month *month)
{
    return is_folded(counting, month) ? 1 : rows_below(counting, month);
}

size_t
issues_entries(const struct reader *reader)
{
    struct counting counting = count_rows(reader);
    size_t entries = search_rows(reader);
    for (size_t m = 0; m < counting.month_count; m++)
        entries += entries_of(&counting, &counting.months[m]);
    return entries;
}

size_t
issues_entry_of_row(const struct reader *reader, size_t row)
{
    struct counting counting = count_rows(reader);
    size_t entry = search_rows(reader);
    if (row < entry)
        return row;
    row -= entry;
    for (size_t m = 0; m < counting.month_count; m++) {
        size_t rows = counting.titled + rows_below(&counting, &counting.months[m]);
        if (row < rows)
            return entry + (row > 0 ? row - counting.titled : 0);
        row -= rows;
        entry += entries_of(&counting, &counting.months[m]);
    }
    return entry;
}

size_t
issues_row_of_entry(const struct reader *reader, size_t entry)
{
    struct counting counting = count_rows(reader);
    size_t row = search_rows(reader);
    if (entry < row)
        return entry;
    entry -= row;
    for (size_t m = 0; m < counting.month_count; m++) {
        const struct days_month *month = &counting.months[m];
        size_t entries = entries_of(&counting, month);
        if (entry < entries)
            return row + (is_folded(&counting, month) ? 0 : counting.titled + entry);
        entry -= entries;
        row += counting.titled + rows_below(&counting, month);
    }
    return row;
}
