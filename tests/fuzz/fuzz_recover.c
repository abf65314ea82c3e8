/* Any bytes: repaired, recovered, set at several measures, shown, written as JSON; then the same with some of the lines
   said to be anything. */
#include "kanbao/layout.h"
#include "kanbao/parser.h"
#include "kanbao/screen.h"
#include "kanbao/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool right)
{
    if (!right)
        abort();
}

/* Every line has a place: inside an article's range, or before the first article. */
static void
check_lines(const struct issue *issue)
{
    uint32_t next = issue->article_count > 0 ? issue->articles[0].first_line : (uint32_t)issue->line_count;
    for (uint32_t i = 0; i < next; i++)
        must(issue->lines[i].role == ISSUE_BLANK || issue->lines[i].role == ISSUE_FURNITURE);
    for (size_t i = 0; i < issue->article_count; i++) {
        must(issue->articles[i].first_line == next && issue->articles[i].end_line > next);
        next = issue->articles[i].end_line;
    }
    must(next == issue->line_count);
}

static void
show_article(const struct issue *issue, const struct issue_article *article, uint16_t cells)
{
    struct layout *layout = layout_new();
    struct screen screen = {0};
    struct buffer scratch = {0};
    struct layout_style style = layout_style_standard;
    style.seams = true;
    layout_set_style(layout, &style);
    struct layout_cursor cursor = layout_seek(layout, issue, article, layout_width(cells), (struct layout_place){0, 0});
    int width = cells + LAYOUT_GUTTER;
    screen_clear(&screen, 1, width);
    do {
        struct layout_row row = layout_row_at(&cursor);
        int end = screen_put(&screen, 0, row.line.indent, width, layout_row_text(&row, &scratch), STYLE_TEXT);
        must(row.start_byte <= row.end_byte && end <= width);
        struct layout_place place = layout_place_at(&cursor);
        uint32_t byte = layout_byte_of_place(layout, issue, article, place);
        must(byte <= issue->text_bytes);
        layout_place_of_byte(layout, issue, article, byte);
    } while (layout_next(&cursor));
    buffer_done(&scratch);
    screen_done(&screen);
    layout_free(layout);
}

static void
show_issue(const struct issue *issue)
{
    struct buffer out = {0};
    check_lines(issue);
    for (size_t i = 0; i < issue->article_count; i++)
        for (uint16_t cells = 2; cells < 100; cells = (uint16_t)(cells * 3))
            show_article(issue, &issue->articles[i], cells);
    if (issue->line_count > 0)
        show_article(issue, NULL, 18);
    issue_add_json(&out, issue);
    must(out.len > 0);
    buffer_done(&out);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { MENDS = 8 };
    struct parser_mend mends[MENDS];
    size_t repaired;
    char *text = base_strndup((const char *)data, size);
    size_t bytes = text_repair(&text, size, &repaired);
    char *copy = base_strndup(text, bytes);
    struct parser_source source = {.path = "fuzz/20260316.txt", .text = text, .bytes = bytes, .repaired = repaired};
    struct issue *issue = parser_recover(source);
    show_issue(issue);
    /* the last bytes say which line is what */
    for (size_t i = 0; i < MENDS; i++) {
        uint8_t byte = i < size ? data[size - 1 - i] : 0;
        mends[i] = (struct parser_mend){byte / 8 % ((uint32_t)issue->line_count + 1), byte % 8};
    }
    issue_free(issue);
    source.text = copy;
    source.mends = mends;
    source.mend_count = MENDS;
    issue = parser_recover(source);
    show_issue(issue);
    issue_free(issue);
    return 0;
}
