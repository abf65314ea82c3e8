/* What was found in the library: articles, with the day and the paper at the right, below them the words around each hit. */
#include "view/paint.h"

#include "kanbao/reader_standing.h"
#include "kanbao/text.h"

enum { ARTICLE_COL = 2, HIT_COL = 4, BEFORE_SHARE = 3, GAP_COLS = 2, MARGIN_COLS = 1 };

static struct slice
paper_of(const struct reader *reader, const struct reader_result *result)
{
    struct slice title = found_text(result->batch, reader_result_issue(result)->title);
    return title.len > 0 ? title : slice_of(library_title(reader->library, reader_result_issue(result)->id));
}

/* Is the article's paper another than that of the article above it? */
static bool
is_other_paper(const struct reader *reader, const struct reader_result_list *results, size_t row)
{
    size_t above = row;
    while (above > 0 && results->rows[above - 1].batch != NULL && results->rows[above - 1].kind != RESULT_ARTICLE)
        above--;
    if (above == 0 || results->rows[above - 1].batch == NULL)
        return true;
    return !slice_equal(paper_of(reader, &results->rows[above - 1]), paper_of(reader, &results->rows[row]));
}

/* The paper, where it is another, and the day, as far as they leave the headline the larger part of the row. */
static void
add_issue(struct buffer *out, const struct reader *reader, const struct reader_result_list *results, size_t row,
          size_t cells)
{
    const struct reader_result *result = &results->rows[row];
    struct buffer date = {0}, paper = {0};
    reader_add_date(&date, reader_result_issue(result)->date, false);
    if (text_cells(buffer_slice(&date)) > cells / 3) { /* in figures it is shorter */
        buffer_clear(&date);
        issue_add_date(&date, reader_result_issue(result)->date);
    }
    if (is_other_paper(reader, results, row))
        text_add_safe(&paper, paper_of(reader, result));
    size_t date_cells = text_cells(buffer_slice(&date)), paper_cells = text_cells(buffer_slice(&paper));
    if (paper_cells > 0 && paper_cells + GAP_COLS + date_cells <= cells / 2) {
        buffer_add_slice(out, buffer_slice(&paper));
        buffer_add_text(out, date.len > 0 ? "\u3000" : "");
    }
    if (date_cells <= cells / 2)
        buffer_add_slice(out, buffer_slice(&date));
    buffer_done(&date);
    buffer_done(&paper);
}

static void
put_article(const struct reader *reader, struct screen *screen, int row, int end_col,
            const struct reader_result_list *results, size_t index)
{
    const struct reader_result *result = &results->rows[index];
    const struct found_article *article = &result->batch->articles[result->article];
    struct buffer issue = {0};
    int room = end_col - MARGIN_COLS - ARTICLE_COL, col = end_col;
    add_issue(&issue, reader, results, index, room > 0 ? (size_t)room : 0);
    if (issue.len > 0) {
        col = end_col - MARGIN_COLS - (int)text_cells(buffer_slice(&issue));
        screen_put(screen, row, col, end_col, buffer_slice(&issue), STYLE_NUMBER);
        col -= GAP_COLS;
    }
    if (reader_result_unseen(reader, result))
        view_put_state(screen, row, 0, ISSUE_UNREAD);
    view_put_cut(screen, row, ARTICLE_COL, col, found_text(result->batch, article->headline), STYLE_HEADLINE);
    buffer_done(&issue);
}

/* While the keys choose in the timeline, the cursor is there. */
static void
select_row(const struct reader *reader, struct screen *screen, int row, int end_col)
{
    bool elsewhere = reader_on_timeline(reader);
    screen_put(screen, row, 0, 1, slice_of(">"), STYLE_TEXT);
    screen_lay(screen, row, 0, end_col, elsewhere ? STYLE_SELECTED_DIM : STYLE_SELECTED);
    if (!elsewhere)
        screen_set_cursor(screen, row, 0);
}

/* Once they are shown, it is what stands above them. */
static void
put_chance(const struct reader *reader, struct screen *screen, int row, int end_col,
           const struct reader_result_list *results, bool selected)
{
    struct buffer words = {0};
    if (results->chance > 0)
        buffer_printf(&words,
                      ngettext("%zu more may be chance (Enter)", "%zu more may be chance (Enter)", results->chance),
                      results->chance);
    else
        buffer_add_text(&words, _("What follows may be chance"));
    view_put_cut(screen, row, ARTICLE_COL, end_col, buffer_slice(&words), STYLE_SECTION);
    if (selected)
        select_row(reader, screen, row, end_col);
    buffer_done(&words);
}

/* BEFORE the hit, the hit in the style HIT, and what follows: what is before gives way where it would push the hit out. */
static void
put_words(struct screen *screen, int row, int end_col, struct slice before, struct slice mark, struct slice after,
          enum style hit)
{
    size_t most = (size_t)(end_col > HIT_COL ? end_col - HIT_COL : 0) / BEFORE_SHARE;
    int col = HIT_COL;
    if (text_cells(before) > most) {
        while (before.len > 0 && text_cells(before) + 1 > most)
            before = slice_from(before, text_cluster_at(before, 0).bytes);
        col = screen_put(screen, row, col, end_col, slice_of("…"), STYLE_TEXT);
    }
    col = screen_put(screen, row, col, end_col, before, STYLE_TEXT);
    view_put_cut(screen, row, col, end_col, slice_make(mark.at, mark.len + after.len), STYLE_TEXT);
    int end = col + (int)text_cells(mark);
    screen_lay(screen, row, col, end < end_col ? end : end_col, hit);
}

/* The words as the article shows them, with its punctuation restored. */
static void
put_hit(const struct reader *reader, struct screen *screen, int row, int end_col, const struct reader_result *result,
        bool selected)
{
    const struct found_hit *hit = &result->batch->hits[result->hit];
    struct slice around = found_text(result->batch, hit->around);
    struct layout_spec style = reader_text_style(&reader->options);
    struct layout_shown shown = {.edits = NULL};
    uint32_t mark = hit->mark.start_byte - hit->around.start_byte;
    layout_show(&shown, around, &style);
    size_t start = layout_shown_byte(&shown, mark), end = layout_shown_byte(&shown, mark + hit->mark.bytes);
    put_words(screen, row, end_col, slice_make(shown.text.at, start), slice_make(shown.text.at + start, end - start),
              slice_from(shown.text, end), selected ? STYLE_HIT_NOW : view_hit_style(&hit->hit));
    layout_shown_done(&shown);
    if (selected)
        select_row(reader, screen, row, end_col);
}

/* Nothing was found, and nothing is being looked for any more. */
static void
put_nothing(const struct reader_frame *frame, struct screen *screen, const struct reader_result_list *results)
{
    const struct reader *reader = frame->reader;
    size_t issues = library_count(reader->library);
    struct buffer words = {0}, more = {0};
    int row = frame->geometry.body_row;
    if (results->query.len == 0 || results->progress.running || results->progress.total == 0)
        return;
    if (slice_equal(results->query, slice_of(READER_FLAGGED)))
        buffer_add_text(&words, _("No article is flagged."));
    else
        buffer_printf(&words, ngettext("“%.*s” is not in the issue.", "“%.*s” is in none of %zu issues.", issues),
                      (int)results->query.len, results->query.at, issues);
    if (results->words > 1)
        buffer_add_text(&more, _("No article has all of the words; a|b asks for one of them."));
    view_put_cut(screen, row, ARTICLE_COL, screen->cols, buffer_slice(&words), STYLE_TEXT);
    if (more.len > 0 && frame->geometry.body_rows > 1)
        view_put_cut(screen, row + 1, ARTICLE_COL, screen->cols, buffer_slice(&more), STYLE_TEXT);
    buffer_done(&words);
    buffer_done(&more);
}

void
view_results(const struct reader_frame *frame, struct screen *screen)
{
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    struct reader_result_list results = reader_results(reader);
    if (!reader_on_timeline(reader))
        screen_set_cursor(screen, geometry->body_row, 0);
    if (results.count == 0)
        put_nothing(frame, screen, &results);
    for (int i = 0; i < geometry->body_rows && results.top + (size_t)i < results.count; i++) {
        size_t index = results.top + (size_t)i;
        const struct reader_result *result = &results.rows[index];
        int row = geometry->body_row + i;
        bool selected = index == results.selected;
        if (result->kind == RESULT_CHANCE)
            put_chance(reader, screen, row, geometry->list_cols, &results, selected);
        else if (result->kind == RESULT_ARTICLE)
            put_article(reader, screen, row, geometry->list_cols, &results, index);
        else
            put_hit(reader, screen, row, geometry->list_cols, result, selected);
    }
}
