/* Any bytes: repaired, without what is no part of the text, recovered, set at several measures, shown, written as JSON; then the
   same as Markdown, as HTML and as a book; then with all that is in it, and some of the lines said to be anything. */
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

/* A line of text is in one paragraph, which begins it or goes on with it; a kind says what the role of its first line says. */
static void
check_paragraph(const struct issue *issue, const struct issue_article *article, const struct issue_paragraph *paragraph,
                unsigned char *texts)
{
    uint8_t role = issue->lines[paragraph->first_line].role;
    must(issue_role_begins(role));
    must((role == ISSUE_SUBHEAD) == (paragraph->kind == ISSUE_KIND_SUBHEAD) &&
         (role == ISSUE_CAPTION) == (paragraph->kind == ISSUE_KIND_CAPTION));
    for (uint32_t line = paragraph->first_line; line != ISSUE_NO_LINE;
         line = issue_paragraph_next(issue, paragraph, line)) {
        texts[line]++;
        must(line == paragraph->first_line || issue->lines[line].role == ISSUE_JOINED);
        must(issue_article_of(issue, line) == article);
    }
    size_t marked = (size_t)paragraph->lead_bytes + paragraph->speaker_bytes;
    must(marked <= issue_line_words(issue, paragraph->first_line).len);
    must(paragraph->speaker_bytes == 0 || paragraph->kind == ISSUE_KIND_SPEECH);
}

/* Every line has a place: inside an article's ranges, or before the first article. */
static void
check_lines(const struct issue *issue)
{
    uint32_t first = issue->article_count > 0 ? issue->articles[0].first_line : (uint32_t)issue->line_count;
    unsigned char *ranges = base_alloc_zero(issue->line_count, 1), *texts = base_alloc_zero(issue->line_count, 1);
    for (size_t i = 0; i < issue->article_count; i++) {
        const struct issue_article *article = &issue->articles[i];
        uint32_t section = article->section_line;
        must(section == ISSUE_NO_LINE || (section < article->end_line && issue->lines[section].role == ISSUE_SECTION));
        for (uint32_t k = 0; k <= article->rest_count; k++) {
            struct issue_range range = k == 0 ? (struct issue_range){article->first_line, article->end_line}
                                              : issue->rests[article->first_rest + k - 1];
            must(range.first_line < range.end_line);
            for (uint32_t line = range.first_line; line < range.end_line; line++)
                ranges[line]++;
        }
        for (uint32_t k = 0; k < article->paragraph_count; k++)
            check_paragraph(issue, article, &issue->paragraphs[article->first_paragraph + k], texts);
    }
    for (uint32_t line = 0; line < issue->line_count; line++) {
        uint8_t role = issue->lines[line].role;
        must(ranges[line] == (line >= first) && texts[line] == issue_role_is_text(role));
        must(line >= first || role == ISSUE_BLANK || role == ISSUE_FURNITURE);
    }
    free(ranges);
    free(texts);
}

static void
show_article(const struct issue *issue, const struct issue_article *article, uint16_t cells)
{
    struct layout *layout = layout_new();
    struct screen screen = {0};
    struct buffer scratch = {0};
    struct layout_spec style = layout_spec_standard;
    style.seams = true;
    style.restore = cells < 10;
    layout_set_spec(layout, &style);
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
    char *copy = memcpy(base_alloc(bytes), text, bytes), *marked = memcpy(base_alloc(bytes), text, bytes),
         *page = memcpy(base_alloc(bytes), text, bytes), *book = memcpy(base_alloc(bytes), text, bytes);
    struct parser_source source = {.path = "fuzz/20260316.txt", .repaired = repaired};
    source.bytes = text_clean(&text, bytes, &source.drops);
    source.text = text;
    struct issue *issue = parser_recover(source);
    show_issue(issue);
    /* the last bytes say which line is what */
    for (size_t i = 0; i < MENDS; i++) {
        uint8_t byte = i < size ? data[size - 1 - i] : 0;
        uint8_t role = byte % (ISSUE_CAPTION + 2); /* one more: a brief */
        bool brief = role > ISSUE_CAPTION;
        mends[i] = (struct parser_mend){byte / 8 % ((uint32_t)issue->line_count + 1), brief ? ISSUE_BODY : role, brief};
    }
    issue_free(issue);
    issue = parser_recover((struct parser_source){.path = "fuzz/20260316.md", .text = marked, .bytes = bytes});
    show_issue(issue);
    issue_free(issue);
    issue = parser_recover((struct parser_source){.path = "fuzz/20260316.html", .text = page, .bytes = bytes});
    show_issue(issue);
    issue_free(issue);
    issue = parser_recover((struct parser_source){.path = "fuzz/20260316.epub", .text = book, .bytes = bytes});
    show_issue(issue);
    issue_free(issue);
    source.text = copy;
    source.bytes = bytes;
    source.drops = NULL;
    source.mends = mends;
    source.mend_count = MENDS;
    issue = parser_recover(source);
    show_issue(issue);
    issue_free(issue);
    return 0;
}
