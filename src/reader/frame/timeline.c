/* When what was found in the library was printed: hits by days, months or years.
 *
 * A pure function of the results: the view paints it, and the commands that go by months ask it.
 */
#include "reader/frame/frame.h"

#include "kanbao/text.h"

enum {
    MONTHS = 12,
    DAYS = 31,
    YEAR_CELLS = 4,
    MONTHS_CELLS = YEAR_CELLS + 1 + MONTHS + 1, /* 2024 ▁▂▃ and a blank */
    YEARS_CELLS = 2 * (YEAR_CELLS + 1)          /* the first year before, the last behind */
};

/* ---- what there is */

/* Of a hit; 0: it is not known, or the row is none of a hit. */
static uint32_t
date_of(const struct reader_result *row)
{
    return row->kind == RESULT_HIT ? reader_result_issue(row)->date : 0;
}

/* The first and the last date; false: none is known. */
static bool
find_edges(const struct reader_result_list *results, uint32_t *from, uint32_t *to)
{
    *from = UINT32_MAX;
    *to = 0;
    for (size_t i = 0; i < results->count; i++) {
        uint32_t date = date_of(&results->rows[i]);
        if (date == 0)
            continue;
        *from = date < *from ? date : *from;
        *to = date > *to ? date : *to;
    }
    return *to != 0;
}

static void
choose_span(struct reader_timeline *timeline, uint32_t from, uint32_t to, size_t cells)
{
    size_t years = to / 10000 - from / 10000 + 1;
    if (from / 100 == to / 100) {
        timeline->span = SPAN_DAYS;
        timeline->first = from / 100 * 100 + 1;
        timeline->count = DAYS;
    } else if (years * MONTHS_CELLS <= cells && years * MONTHS <= READER_SPANS_MAX) {
        timeline->span = SPAN_MONTHS;
        timeline->first = from / 10000 * 10000 + 101;
        timeline->count = years * MONTHS;
    } else {
        timeline->span = SPAN_YEARS;
        timeline->first = from / 10000 * 10000 + 101;
        timeline->count = years;
    }
    if (timeline->count > READER_SPANS_MAX || reader_timeline_cells(timeline) > cells)
        timeline->span = SPAN_NONE;
}

/* Which of them DATE is in; the count where it is not known. */
static size_t
index_of(const struct reader_timeline *timeline, uint32_t date)
{
    uint32_t year = date / 10000, month = date / 100 % 100, day = date % 100, first = timeline->first / 10000;
    if (date == 0)
        return timeline->count;
    switch (timeline->span) {
    case SPAN_DAYS: return day - 1;
    case SPAN_MONTHS: return (year - first) * MONTHS + month - 1;
    default: return year - first;
    }
}

void
reader_timeline(const struct reader *reader, size_t cells, struct reader_timeline *timeline)
{
    struct reader_result_list results = reader_results(reader);
    uint32_t from, to;
    size_t some = 0;
    *timeline = (struct reader_timeline){.span = SPAN_NONE};
    if (!find_edges(&results, &from, &to))
        return;
    choose_span(timeline, from, to, cells);
    if (timeline->span == SPAN_NONE)
        return;
    for (size_t i = 0; i < results.count; i++) {
        size_t index = index_of(timeline, date_of(&results.rows[i]));
        if (index >= timeline->count)
            continue;
        some += timeline->hits[index] == 0;
        timeline->hits[index]++;
        timeline->most = timeline->hits[index] > timeline->most ? timeline->hits[index] : timeline->most;
    }
    timeline->now = results.selected < results.count ? index_of(timeline, date_of(&results.rows[results.selected]))
                                                     : timeline->count;
    if (some < 2)
        timeline->span = SPAN_NONE;
}

/* ---- what it is called, and how much room it takes */

void
reader_add_span(struct buffer *out, const struct reader_timeline *timeline, size_t index)
{
    unsigned year = timeline->first / 10000, month = timeline->first / 100 % 100;
    switch (timeline->span) {
    case SPAN_DAYS: buffer_printf(out, "%04u-%02u-%02zu", year, month, index + 1); break;
    case SPAN_MONTHS: buffer_printf(out, "%04zu-%02zu", year + index / MONTHS, index % MONTHS + 1); break;
    default: buffer_printf(out, "%04zu", year + index); break;
    }
}

size_t
reader_timeline_cells(const struct reader_timeline *timeline)
{
    switch (timeline->span) {
    case SPAN_NONE: return 0;
    case SPAN_DAYS: return DAYS;
    case SPAN_MONTHS: return timeline->count / MONTHS * MONTHS_CELLS - 1;
    default: return timeline->count + YEARS_CELLS;
    }
}

/* ---- where it stands */

void
reader_add_results_title(struct buffer *out, const struct reader *reader)
{
    struct slice query = reader_results(reader).query;
    bool flagged = slice_equal(query, slice_of(READER_FLAGGED));
    buffer_add_text(out, flagged ? _("Flagged articles") : _("Found in all issues"));
    buffer_add_text(out, query.len > 0 && !flagged ? "\u3000" : "");
    buffer_add_slice(out, flagged ? slice_of("") : query);
}

int
reader_timeline_place(const struct reader *reader, struct reader_timeline *timeline)
{
    enum { MARGIN = 1, GAP = 2 };
    struct buffer title = {0};
    reader_add_results_title(&title, reader);
    int room = reader->cols - (MARGIN + (int)text_cells(buffer_slice(&title))) - GAP - MARGIN;
    buffer_done(&title);
    *timeline = (struct reader_timeline){.span = SPAN_NONE};
    if (room > 0)
        reader_timeline(reader, (size_t)room, timeline);
    return timeline->span == SPAN_NONE ? -1 : reader->cols - MARGIN - (int)reader_timeline_cells(timeline);
}

size_t
reader_timeline_at(const struct reader_timeline *timeline, int cell)
{
    size_t at = cell >= 0 ? (size_t)cell : SIZE_MAX, before = YEAR_CELLS + 1, index = at;
    if (timeline->span == SPAN_NONE || at >= reader_timeline_cells(timeline))
        return timeline->count;
    if (timeline->span == SPAN_MONTHS) {
        size_t month = at % MONTHS_CELLS - before; /* far above where the year stands */
        index = month < MONTHS ? at / MONTHS_CELLS * MONTHS + month : timeline->count;
    } else if (timeline->span == SPAN_YEARS) {
        index = at - before;
    }
    return index < timeline->count ? index : timeline->count;
}

bool
reader_on_timeline(const struct reader *reader)
{
    struct reader_timeline timeline;
    return reader->at.pane == PANE_RESULTS && reader_results(reader).on_timeline &&
           reader_timeline_place(reader, &timeline) >= 0;
}
