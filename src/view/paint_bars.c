/* The top line says which paper and which day; the bottom line how far one is. */
#include "view/paint.h"

#include "kanbao/text.h"

#include <limits.h>

/* The title of the issue that is shown and its date; the day of the week where COLS have room. */
static void
add_issue_name(struct buffer *out, const struct reader *reader, int cols)
{
    uint32_t date = library_date(reader->library, reader->at.issue);
    for (int weekday = 1; weekday >= 0; weekday--) {
        buffer_clear(out);
        buffer_add_text(out, library_title(reader->library, reader->at.issue));
        buffer_add_text(out, date != 0 ? "\u3000" : "");
        reader_add_date(out, date, weekday != 0);
        if (text_cells(buffer_slice(out)) <= (size_t)cols)
            break;
    }
}

void
view_add_title(struct buffer *out, const struct reader *reader)
{
    struct buffer name = {0};
    if (reader->at.issue != 0)
        add_issue_name(&name, reader, INT_MAX);
    text_add_safe(out, buffer_slice(&name));
    buffer_add_text(out, name.len > 0 ? " - kanbao" : "kanbao");
    buffer_done(&name);
}

/* The name of the file, without its folders: what the source view shows. */
static void
add_file_name(struct buffer *out, const struct reader *reader)
{
    const char *path = library_path(reader->library, reader->at.issue), *slash = strrchr(path, '/');
    text_add_bytes(out, slash != NULL ? slash + 1 : path);
}

static const char separator[] = "\u3000";

/* As many of the last pieces of WORDS, or of the FIRST ones, (separated by wide blanks) as have room in CELLS. */
static struct slice
fit_words(struct slice words, int cells, bool first)
{
    while (words.len > 0 && (int)text_cells(words) > cells) {
        size_t piece = first ? words.len : slice_find(words, separator);
        for (; first && piece > 0 && !slice_starts(slice_from(words, piece), separator);)
            piece--;
        if (first)
            words.len = piece;
        else
            words = piece < words.len ? slice_from(words, piece + strlen(separator)) : slice_make("", 0);
    }
    return words;
}

/* Puts LEFT, and what of RIGHT has room. */
static void
put_line(struct screen *screen, int row, struct slice left, struct slice right, enum style style, enum style left_style)
{
    screen_fill(screen, row, 0, screen->cols, style);
    bool cut = (int)text_cells(left) > screen->cols - 2;
    int end = screen_put(screen, row, 1, screen->cols - 1 - cut, left, left_style);
    if (cut)
        end = screen_put(screen, row, end, screen->cols, slice_of("…"), left_style);
    right = fit_words(right, screen->cols - 1 - end - 2, style == STYLE_BOTTOM);
    screen_put_right(screen, row, end, screen->cols - 1, right, style);
}

/* 2024-10: 57, and the columns of all, where they have room. */
static void
put_timeline(const struct reader *reader, struct screen *screen, int start_col)
{
    struct reader_timeline timeline;
    struct buffer now = {0};
    enum { GAP = 2, EDGE = 1 };
    int col = reader_timeline_place(reader, &timeline);
    if (col < 0)
        return;
    bool chosen = reader_on_timeline(reader);
    view_timeline(screen, col, screen->cols - EDGE, &timeline, chosen);
    if (timeline.now < timeline.count) {
        reader_add_span(&now, &timeline, timeline.now);
        buffer_printf(&now, ": %u", timeline.hits[timeline.now]);
        if ((int)text_cells(buffer_slice(&now)) <= col - GAP - (start_col + GAP))
            screen_put_right(screen, 0, start_col + GAP, col - GAP, buffer_slice(&now), STYLE_TOP);
    }
    buffer_done(&now);
}

static void
top_of_results(const struct reader *reader, struct screen *screen)
{
    struct buffer left = {0}, right = {0};
    size_t issues = library_count(reader->library);
    reader_add_results_title(&left, reader);
    if (reader_results(reader).count == 0)
        buffer_printf(&right, ngettext("%zu issue", "%zu issues", issues), issues);
    put_line(screen, 0, buffer_slice(&left), buffer_slice(&right), STYLE_TOP, STYLE_TOP);
    put_timeline(reader, screen, 1 + (int)text_cells(buffer_slice(&left)));
    buffer_done(&left);
    buffer_done(&right);
}

/* 第 2/366 期　第 1/8 版 */
static void
add_edition(struct buffer *out, const struct reader *reader)
{
    struct reader_edition edition = reader_edition(reader);
    if (edition.count > 1)
        buffer_printf(out, _("issue %zu of %zu"), edition.number, edition.count);
    if (edition.pages > 1) {
        buffer_add_text(out, out->len > 0 ? separator : "");
        buffer_printf(out, _("page %u of %u"), edition.page + 1, edition.pages);
    }
}

/* 日历　2024年　　366 期，未读 341 */
static void
add_year(struct buffer *left, struct buffer *right, const struct reader *reader)
{
    size_t count, issues = 0, unread = 0;
    const struct days_month *months = reader_months(reader, &count);
    uint32_t year = reader->calendar.day / 10000;
    for (size_t i = 0; i < count; i++)
        if (months[i].month / 100 == year) {
            issues += months[i].count;
            unread += reader_month_unread(reader, &months[i]);
        }
    buffer_printf(left, "%s%s", _("Calendar"), separator);
    buffer_printf(left, _("%u"), year);
    buffer_printf(right, ngettext("%zu issue", "%zu issues", (unsigned long)issues), issues);
    buffer_add_text(right, unread > 0 ? separator : "");
    if (unread > 0)
        buffer_printf(right, ngettext("%zu unread", "%zu unread", (unsigned long)unread), unread);
}

void
view_top_line(const struct reader *reader, struct screen *screen)
{
    struct buffer left = {0}, right = {0};
    const struct issue *issue = reader->shown;
    if (reader->at.pane == PANE_DOCUMENT) {
        buffer_add_text(&left, reader->document.title != NULL ? _(reader->document.title) : _("Help"));
        buffer_add_text(&right, "kanbao");
    } else if (reader->at.pane == PANE_RESULTS) {
        top_of_results(reader, screen);
        return;
    } else if (reader->at.pane == PANE_CALENDAR) {
        add_year(&left, &right, reader);
    } else {
        add_issue_name(&left, reader, screen->cols - 2);
        if (reader_shows_source(reader) && reader->at.pane == PANE_ARTICLE)
            add_file_name(&right, reader);
        else if (library_count(reader->library) > 1)
            add_edition(&right, reader);
        if (issue != NULL && !issue->preview) {
            buffer_add_text(&right, right.len > 0 ? "\u3000" : "");
            buffer_printf(&right, ngettext("%zu article", "%zu articles", issue->article_count), issue->article_count);
            if (issue->article_count > 0) {
                buffer_add_text(&right, "\u3000");
                buffer_printf(&right, _("about %u min"), issue_minutes(issue));
            }
        }
    }
    put_line(screen, 0, buffer_slice(&left), buffer_slice(&right), STYLE_TOP, STYLE_TOP);
    buffer_done(&left);
    buffer_done(&right);
}

/* 2/6, or 2 alone where the total is not known yet. */
static void
add_position(struct buffer *out, size_t number, size_t total)
{
    buffer_printf(out, "%zu", number);
    if (total > 0)
        buffer_printf(out, "/%zu", total);
}

/* 2/6; of those that a filter leaves, and the filter. */
static void
add_issue_place(struct buffer *out, const struct reader *reader)
{
    struct slice filter = reader_issue_filter(reader);
    struct reader_edition edition = filter.len > 0 ? reader_listed_edition(reader) : reader_edition(reader);
    add_position(out, edition.number, edition.count);
    if (filter.len > 0) {
        buffer_printf(out, "%s%s", separator, _("filter: "));
        buffer_add_slice(out, filter);
    }
}

/* 2/6　41%　余 2 分钟 */
static void
add_place(struct buffer *out, const struct reader_frame *frame)
{
    const struct reader *reader = frame->reader;
    const struct issue *issue = reader->shown;
    const struct issue_article *article = reader_article(reader);
    if (reader->at.pane == PANE_ISSUES)
        add_issue_place(out, reader);
    else if (reader->at.pane == PANE_CALENDAR)
        reader_add_date(out, reader->calendar.day, false);
    else if (reader->at.pane != PANE_DOCUMENT && article != NULL)
        add_position(out, reader->at.article + 1, issue->preview ? 0 : issue->article_count);
    if (reader_shows_front(reader) && reader_front(reader)->page_count > 1) {
        buffer_add_text(out, "\u3000");
        buffer_printf(out, _("page %zu/%zu"), reader_front(reader)->page + 1, reader_front(reader)->page_count);
    }
    if (!frame->has_text)
        return;
    if (reader_shows_source(reader)) {
        buffer_add_text(out, out->len > 0 ? "\u3000" : "");
        view_add_source_place(out, reader);
        return;
    }
    if (issue != NULL && issue->preview && reader->at.pane != PANE_DOCUMENT)
        return; /* a share of what? */
    unsigned percent = layout_percent(&frame->last, true);
    buffer_printf(out, "%s%u%%", out->len > 0 ? "\u3000" : "", percent);
    if (reader->at.pane == PANE_DOCUMENT || percent == 100)
        return;
    buffer_add_text(out, "\u3000");
    unsigned left = (issue_article_minutes(article) * (100 - percent) + 99) / 100;
    buffer_printf(out, _("%u min left"), left);
}

/* Those that are folded away. */
static void
add_chance(struct buffer *out, size_t hits)
{
    if (hits == 0)
        return;
    buffer_add_text(out, "\u3000");
    buffer_printf(out, ngettext("%zu more may be chance", "%zu more may be chance", hits), hits);
}

/* /wjq 3/17: what is searched for in the issue, and how many hits there are. */
static void
add_search(struct buffer *out, const struct reader *reader)
{
    struct reader_found found = reader_found(reader);
    struct reader_result_list results = reader_results(reader);
    if (found.query.len == 0)
        return;
    buffer_add_text(out, out->len > 0 ? "\u3000" : "");
    if (results.opened && reader->at.pane != PANE_DOCUMENT) { /* n goes from one of the library's to the next */
        buffer_add_text(out, "//");
        buffer_add_slice(out, found.query);
        buffer_printf(out, " %zu/%zu%s", results.hit, results.hits, results.progress.more ? "+" : "");
        return;
    }
    buffer_add_text(out, found.narrow ? "&" : "/");
    buffer_add_slice(out, found.query);
    buffer_add_byte(out, ' ');
    if (found.hit < found.count)
        buffer_printf(out, "%zu/", found.hit + 1);
    buffer_printf(out, "%zu%s", found.count, found.more ? "+" : "");
    add_chance(out, found.chance);
}

/* What was found in the library so far, and how far the search is. */
static void
add_results(struct buffer *out, const struct reader *reader)
{
    struct reader_result_list results = reader_results(reader);
    const struct library_search_progress *progress = &results.progress;
    if (results.query.len == 0)
        return;
    if (results.hit > 0)
        buffer_printf(out, _("hit %zu/%zu"), results.hit, results.hits);
    else
        buffer_printf(out, ngettext("%zu hit", "%zu hits", results.hits), results.hits);
    buffer_add_text(out, progress->more ? "+" : "");
    buffer_add_text(out, "\u3000");
    buffer_printf(out, ngettext("in %zu issue", "in %zu issues", results.issues), results.issues);
    add_chance(out, results.chance);
    if (!progress->running && progress->hits == 0 && results.words > 1)
        buffer_printf(out, "\u3000%s", _("in no article together"));
    if (progress->running) {
        buffer_add_text(out, "\u3000");
        buffer_printf(out, _("searching %zu/%zu"), progress->done, progress->total);
    }
    if (progress->unreadable > 0) {
        buffer_add_text(out, "\u3000");
        buffer_printf(out, ngettext("%zu cannot be read", "%zu cannot be read", progress->unreadable),
                      progress->unreadable);
    }
    if (progress->too_hard > 0)
        buffer_printf(out, "\u3000%s", search_too_hard());
}

static void
add_progress(struct buffer *out, const struct reader *reader)
{
    struct library_progress progress = library_progress(reader->library);
    if (!progress.running)
        return;
    if (out->len > 0)
        buffer_add_text(out, "\u3000");
    if (progress.whole && (reader->shown == NULL || reader->shown->article_count > 0))
        buffer_add_text(out, _("reading the rest of a large file"));
    else if (progress.whole)
        buffer_add_text(out, _("reading the issue"));
    else
        buffer_printf(out, _("loading %zu/%zu"), progress.done, progress.total);
}

/* The bottom line's words, at the left and at the right of it. */
static void
add_bottom(struct buffer *left, struct buffer *right, const struct reader_frame *frame)
{
    const struct reader *reader = frame->reader;
    if (reader->message.len > 0) {
        buffer_add_slice(left, buffer_slice(&reader->message));
    } else {
        if (reader->at.pane == PANE_RESULTS)
            add_results(left, reader);
        else
            add_place(left, frame);
        if (reader->at.pane == PANE_LIST || reader->at.pane == PANE_ARTICLE || reader->at.pane == PANE_DOCUMENT)
            add_search(left, reader);
        add_progress(left, reader);
    }
    if (reader->pending.len > 0)
        buffer_add_slice(right, buffer_slice(&reader->pending));
    else if (reader->hints[reader_keys_pane(reader)] != NULL)
        buffer_add_text(right, reader->hints[reader_keys_pane(reader)]);
}

/* The words of WORDS, which begin at START, that are at COL; empty: none. */
static struct slice
words_at(struct slice words, int start, int col)
{
    while (words.len > 0 && col >= start) {
        size_t next = slice_find(words, separator);
        struct slice one = slice_make(words.at, next < words.len ? next : words.len);
        int end = start + (int)text_cells(one);
        if (col < end)
            return one;
        start = end + (int)text_cells(slice_of(separator));
        words = slice_from(words, next < words.len ? next + strlen(separator) : words.len);
    }
    return slice_make("", 0);
}

void
view_add_hint_at(struct buffer *out, const struct reader *reader, int col)
{
    struct reader_frame frame = reader_frame(reader);
    struct buffer left = {0}, right = {0};
    if (frame.geometry.too_small || reader->prompt.use != NULL)
        return;
    add_bottom(&left, &right, &frame);
    int end = 1 + (int)text_cells(buffer_slice(&left)), cols = reader->cols;
    if (reader->pending.len > 0) {
        buffer_add_slice(out, words_at(buffer_slice(&left), 1, col)); /* what may follow is said there */
    } else {
        struct slice shown = fit_words(buffer_slice(&right), cols - 1 - (end < cols ? end : cols) - 2, true);
        buffer_add_slice(out, words_at(shown, cols - 1 - (int)text_cells(shown), col));
    }
    buffer_done(&left);
    buffer_done(&right);
}

void
view_bottom_line(const struct reader_frame *frame, struct screen *screen)
{
    struct buffer left = {0}, right = {0};
    add_bottom(&left, &right, frame);
    put_line(screen, screen->rows - 1, buffer_slice(&left), buffer_slice(&right), STYLE_BOTTOM,
             frame->reader->message.len > 0 ? STYLE_MESSAGE : STYLE_BOTTOM);
    buffer_done(&left);
    buffer_done(&right);
}
