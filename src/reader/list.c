/* The headline list: how many rows each headline takes, which ones are shown. */
#include "reader/parts.h"

#include "kanbao/text.h"

static int
digits_of(size_t number)
{
    int digits = 1;
    while (number >= 10) {
        number /= 10;
        digits++;
    }
    return digits;
}

int
reader_list_margin(const struct reader *reader)
{
    const struct issue *issue = reader_issue(reader);
    /* " 12 ● " */
    int digits = digits_of(issue ? issue->article_count : 1);
    return 1 + (digits > 2 ? digits : 2) + 3;
}

struct reader_list_item
reader_list_item(const struct reader *reader, uint32_t article, int list_cols)
{
    struct reader_list_item item = {.row_count = 1};
    const struct issue *issue = reader_issue(reader);
    struct slice title = issue_article_title(issue, &issue->articles[article]);
    int cells = list_cols - reader_list_margin(reader) - 1;
    if (cells < 2)
        return item;
    /* a headless article's title is its whole first paragraph: only the start matters */
    size_t enough = text_fit(title, (size_t)cells * (READER_LIST_ROWS_MAX + 1));
    struct layout_lines lines = {0};
    layout_fill(slice_make(title.at, enough), (struct layout_measure){(uint16_t)cells, 0, 0}, &lines);
    item.row_count = lines.count < READER_LIST_ROWS_MAX ? (int)lines.count : READER_LIST_ROWS_MAX;
    for (int i = 0; i < item.row_count; i++)
        item.rows[i] = slice_make(title.at + lines.at[i].start_byte, lines.at[i].ink_byte - lines.at[i].start_byte);
    item.cut = lines.count > READER_LIST_ROWS_MAX || enough < title.len;
    if (item.cut) {
        struct slice *last = &item.rows[item.row_count - 1];
        last->len = text_fit(*last, (size_t)cells - 1);
    }
    layout_lines_done(&lines);
    return item;
}

/* The first article of a window of BODY_ROWS rows that ends with the selection. */
static uint32_t
top_that_ends_with(const struct reader *reader, uint32_t article, int list_cols, int body_rows)
{
    int rows = reader_list_item(reader, article, list_cols).row_count;
    while (article > 0) {
        rows += reader_list_item(reader, article - 1, list_cols).row_count;
        if (rows > body_rows)
            break;
        article--;
    }
    return article;
}

void
list_keep_visible(struct reader *reader)
{
    struct reader_geometry geometry = reader_geometry(reader);
    size_t rows = geometry.body_rows > 0 ? (size_t)geometry.body_rows : 1;
    if (reader->issue < reader->issues_top)
        reader->issues_top = reader->issue;
    if (reader->issue >= reader->issues_top + rows)
        reader->issues_top = reader->issue - rows + 1;
    size_t count = library_count(reader->library);
    if (reader->issues_top + rows > count)
        reader->issues_top = count > rows ? count - rows : 0;
    const struct issue *issue = reader_issue(reader);
    if (issue == NULL || issue->article_count == 0 || geometry.list_cols == 0)
        return;
    uint32_t top = top_that_ends_with(reader, reader->article, geometry.list_cols, geometry.body_rows);
    if (reader->article < reader->list_top)
        reader->list_top = reader->article;
    if (reader->list_top < top)
        reader->list_top = top;
    /* a taller window shows more above rather than blanks below */
    uint32_t last = top_that_ends_with(reader, (uint32_t)issue->article_count - 1, geometry.list_cols, geometry.body_rows);
    if (reader->list_top > last)
        reader->list_top = last;
}
