/* The headline list: how many rows each headline takes, and what is in them. Which articles are listed is asked of the
 * state (found.c), which is the first one on the screen as well (selection.c).
 */
#include "reader/frame/frame.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* ---- headlines as they were set: setting them costs more than painting them */

enum { HEADINGS = 128, CONTEXT_BYTES = 2048 };

struct heading {
    uint32_t article;
    int list_cols, margin; /* for which it was set; 0 columns: none is kept here */
    struct layout_shown shown;
    struct reader_list_item item;
};

struct reader_headlines {
    struct heading at[HEADINGS];
};

struct reader_headlines *
headlines_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_headlines));
}

void
headlines_forget(struct reader_headlines *headlines)
{
    for (size_t i = 0; i < HEADINGS; i++)
        headlines->at[i].list_cols = 0;
}

void
headlines_free(struct reader_headlines *headlines)
{
    for (size_t i = 0; i < HEADINGS; i++)
        layout_shown_done(&headlines->at[i].shown);
    free(headlines);
}

/* What is cut is parted where its sense has a joint, too: of what all rows could hold, a few cells are given up for it. */
static void
fill_cut(struct slice text, uint16_t cells, enum line_break level, struct slice context, struct layout_lines *lines)
{
    enum { GIVEN_UP = 6 };
    size_t most = (size_t)cells * READER_LIST_ROWS_MAX;
    if (most < 4 * GIVEN_UP)
        return;
    struct slice shown = slice_make(text.at, layout_cut(text, (uint16_t)(most - GIVEN_UP)));
    if (!text_is_han(text_last(shown))) /* words of Latin are parted well as they are */
        return;
    layout_fill_headline(shown, cells, level, context, lines);
    if (lines->count != READER_LIST_ROWS_MAX)
        layout_fill(text, (struct layout_measure){.cells = cells, .level = level}, lines);
}

/* It stands left of the headlines' numbers, so it needs no look of its own to be told from a headline. */
static void
set_section(struct reader_list_item *item, const struct issue *issue, const struct issue_article *article, size_t cells)
{
    if (!issue_opens_section(article))
        return;
    item->section = issue_line_words(issue, article->section_line);
    size_t fits = text_fit(item->section, cells);
    item->section_cut = fits < item->section.len;
    if (item->section_cut)
        item->section.len = layout_cut(item->section, (uint16_t)(cells - (size_t)text_ambiguous()));
}

static void
set_heading(const struct reader *reader, struct heading *heading)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *article = &issue->articles[heading->article];
    struct layout_spec style = reader_text_style(&reader->options);
    struct slice title = issue_article_title(issue, article);
    style.headline = article->headline_line != ISSUE_NO_LINE;
    size_t cells = (size_t)(heading->list_cols - heading->margin - 1);
    /* a headless article's title is its whole first paragraph: only the start matters */
    size_t enough = text_fit(title, cells * (READER_LIST_ROWS_MAX + 2));
    layout_show(&heading->shown, slice_make(title.at, enough), &style);
    struct slice text = heading->shown.text;
    struct layout_lines lines = {0};
    struct reader_list_item *item = &heading->item;
    layout_fill(text, (struct layout_measure){.cells = (uint16_t)cells, .level = style.level}, &lines);
    *item = (struct reader_list_item){.cut = lines.count > READER_LIST_ROWS_MAX || enough < title.len};
    struct slice context = issue_article_beginning(issue, article, CONTEXT_BYTES);
    if (!item->cut)
        layout_fill_headline(text, (uint16_t)cells, style.level, context, &lines);
    else
        fill_cut(text, (uint16_t)cells, style.level, context, &lines);
    item->row_count = lines.count < READER_LIST_ROWS_MAX ? (int)lines.count : READER_LIST_ROWS_MAX;
    for (int i = 0; i < item->row_count; i++)
        item->rows[i] = slice_make(text.at + lines.at[i].start_byte, lines.at[i].ink_byte - lines.at[i].start_byte);
    if (item->cut) {
        struct slice *last = &item->rows[item->row_count - 1];
        last->len = layout_cut(*last, (uint16_t)(cells - (size_t)text_ambiguous()));
    }
    layout_lines_done(&lines);
    set_section(item, issue, article, (size_t)heading->list_cols - 2);
}

struct reader_list_item
reader_list_item(const struct reader *reader, uint32_t article, int list_cols)
{
    int margin = reader_list_margin(reader).cols;
    if (list_cols - margin - 1 < 2)
        return (struct reader_list_item){.row_count = 1};
    struct heading *heading = &reader->headlines->at[article % HEADINGS];
    if (heading->list_cols != list_cols || heading->margin != margin || heading->article != article) {
        heading->list_cols = list_cols;
        heading->margin = margin;
        heading->article = article;
        set_heading(reader, heading);
    }
    return heading->item;
}

bool
reader_list_next(const struct reader_frame *frame, struct reader_list_row *at)
{
    const struct reader *reader = frame->reader;
    const struct reader_geometry *geometry = &frame->geometry;
    bool first = at->end_row == 0;
    int row = first ? geometry->body_row : at->end_row;
    uint32_t article = first ? reader->at.list_top : at->article + 1;
    while (article < reader->shown->article_count && !reader_is_listed(reader, article))
        article++;
    if (article >= reader->shown->article_count || row >= geometry->body_row + geometry->body_rows)
        return false;
    at->article = article;
    at->item = reader_list_item(reader, article, geometry->list_cols);
    /* else there is no room but for the headline */
    bool section = at->item.section.len > 0 && reader_list_item_rows(&at->item) <= geometry->body_rows;
    at->section_row = section ? row++ : -1;
    at->row = row;
    at->end_row = row + at->item.row_count;
    return true;
}

const struct search_hit *
reader_list_hits(const struct reader *reader, uint32_t article, size_t *count)
{
    const struct search_hit *hits = reader_hits(reader, article, count);
    if (*count == 0)
        return NULL;
    struct slice title = issue_article_title(reader->shown, &reader->shown->articles[article]);
    uint32_t start_byte = (uint32_t)(title.at - reader->shown->text);
    return hits_between(hits, count, start_byte, start_byte + (uint32_t)title.len);
}

/* Headlines are set from their beginning, so the map holds as far as they are shown. */
struct slice
reader_list_shown(const struct reader *reader, uint32_t article, int list_cols, struct issue_span span)
{
    struct slice title = issue_article_title(reader->shown, &reader->shown->articles[article]);
    uint32_t title_start = (uint32_t)(title.at - reader->shown->text), end_byte = span.start_byte + span.bytes;
    bool inside = end_byte > title_start && span.start_byte < title_start + title.len;
    if (!inside || reader_list_item(reader, article, list_cols).rows[0].at == NULL)
        return slice_of("");
    const struct layout_shown *shown = &reader->headlines->at[article % HEADINGS].shown;
    uint32_t from = span.start_byte > title_start ? span.start_byte - title_start : 0;
    size_t start = layout_shown_byte(shown, from), end = layout_shown_byte(shown, end_byte - title_start);
    return slice_make(shown->text.at + start, end > start ? end - start : 0);
}

struct layout_cols
reader_list_cols(const struct reader_list_item *item, int row, struct slice shown)
{
    struct slice text = item->rows[row];
    const char *start = shown.at > text.at ? shown.at : text.at;
    const char *end = shown.at + shown.len < text.at + text.len ? shown.at + shown.len : text.at + text.len;
    if (shown.len == 0 || start >= end)
        return (struct layout_cols){0, 0};
    return (struct layout_cols){(uint16_t)text_cells(slice_make(text.at, (size_t)(start - text.at))),
                                (uint16_t)text_cells(slice_make(text.at, (size_t)(end - text.at)))};
}

static int
rows_of(const struct reader *reader, uint32_t article, int list_cols)
{
    struct reader_list_item item = reader_list_item(reader, article, list_cols);
    return reader_list_item_rows(&item);
}

uint32_t
headline_list_top(const struct reader *reader, const struct reader_geometry *geometry, uint32_t article)
{
    int rows = rows_of(reader, article, geometry->list_cols);
    for (uint32_t above; (above = reader_next_listed(reader, article, -1)) != article; article = above) {
        rows += rows_of(reader, above, geometry->list_cols);
        if (rows > geometry->body_rows)
            break;
    }
    return article;
}
