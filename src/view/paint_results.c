/* What was found in the library: issues, below them articles, below these the words around each hit. */
#include "view/paint.h"

#include "kanbao/text.h"

enum { ARTICLE_COL = 2, HIT_COL = 6, BEFORE_SHARE = 3 };

static void
put_issue(const struct reader *reader, struct screen *screen, int row, int end_col, const struct reader_result *result)
{
    const struct found_issue *issue = &result->batch->issues[result->issue];
    struct buffer text = {0};
    reader_add_date(&text, issue->date, true);
    buffer_add_text(&text, text.len > 0 ? "\u3000" : "");
    struct slice title = found_text(result->batch, issue->title);
    if (title.len > 0)
        buffer_add_slice(&text, title);
    else
        buffer_add_text(&text, library_title(reader->library, issue->id));
    view_put_cut(screen, row, 0, end_col, buffer_slice(&text), STYLE_SECTION);
    buffer_done(&text);
}

static void
put_article(struct screen *screen, int row, int end_col, const struct reader_result *result)
{
    const struct found_article *article = &result->batch->articles[result->article];
    view_put_cut(screen, row, ARTICLE_COL, end_col, found_text(result->batch, article->headline), STYLE_HEADLINE);
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
    if (selected) {
        screen_put(screen, row, 0, 1, slice_of(">"), STYLE_TEXT);
        screen_lay(screen, row, 0, end_col, STYLE_SELECTED);
        screen_set_cursor(screen, row, 0);
    }
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
    screen_set_cursor(screen, geometry->body_row, 0);
    if (results.count == 0)
        put_nothing(frame, screen, &results);
    for (int i = 0; i < geometry->body_rows && results.top + (size_t)i < results.count; i++) {
        const struct reader_result *result = &results.rows[results.top + (size_t)i];
        int row = geometry->body_row + i;
        if (result->kind == RESULT_ISSUE)
            put_issue(reader, screen, row, geometry->list_cols, result);
        else if (result->kind == RESULT_ARTICLE)
            put_article(screen, row, geometry->list_cols, result);
        else
            put_hit(reader, screen, row, geometry->list_cols, result, results.top + (size_t)i == results.selected);
    }
}
