/* Lists, pages and JSON, for scripts and for reading without a screen. */
#include "main/parts.h"

#include "kanbao/text.h"

#include <errno.h>
#include <stdlib.h>

enum { FLUSH_BYTES = 1 << 16, PRINT_HANGS = 12 /* a narrower page has no gutter to spare */ };

void
batch_complain(const char *path, const char *reason)
{
    struct buffer line = {0};
    buffer_add_text(&line, "kanbao: ");
    text_add_bytes(&line, path);
    if (reason != NULL) {
        buffer_add_text(&line, ": ");
        text_add_bytes(&line, reason);
    }
    buffer_add_byte(&line, '\n');
    fputs(line.at, stderr);
    buffer_done(&line);
}

bool
batch_write(struct buffer *out)
{
    bool fine = (out->len == 0 || fwrite(out->at, 1, out->len, stdout) == out->len) && fflush(stdout) == 0;
    if (!fine)
        batch_complain(_("standard output"), strerror(errno));
    buffer_clear(out);
    return fine;
}

typedef void add_issue(struct buffer *out, const struct issue *issue, const void *context);

/* Every issue through ADD; what cannot be read is reported and the others go on. */
static int
each_issue(struct library *library, add_issue *add, const void *context)
{
    struct buffer out = {0};
    size_t read = 0;
    bool written = true;
    for (size_t i = 0; i < library_count(library) && written; i++) {
        uint32_t id = library_at(library, i);
        const struct issue *issue = library_issue(library, id);
        if (issue == NULL) {
            batch_complain(library_path(library, id), library_error(library, id));
            continue;
        }
        read++;
        add(&out, issue, context);
        if (out.len > FLUSH_BYTES)
            written = batch_write(&out);
    }
    written = written && batch_write(&out);
    buffer_done(&out);
    return written && read > 0 ? EXIT_SUCCESS : EXIT_TROUBLE;
}

static void
add_list(struct buffer *out, const struct issue *issue, const void *context)
{
    (void)context;
    for (size_t i = 0; i < issue->article_count; i++) {
        const struct issue_article *article = &issue->articles[i];
        uint32_t line = article->headline_line != ISSUE_NO_LINE ? article->headline_line : article->first_line;
        struct slice title = issue_article_title(issue, article);
        text_add_bytes(out, issue->path);
        buffer_printf(out, ":%u\t", line + 1);
        if (issue->date != 0)
            issue_add_date(out, issue->date);
        buffer_add_byte(out, '\t');
        /* a headless article has its first paragraph for a title: its beginning is enough */
        text_add_safe(out,
                      slice_make(title.at, article->headline_line == ISSUE_NO_LINE ? text_fit(title, 80) : title.len));
        buffer_add_byte(out, '\n');
    }
}

int
batch_list(struct library *library)
{
    return each_issue(library, add_list, NULL);
}

/* What batch_print() was asked for. */
struct page_setting {
    uint16_t cells;
    struct layout_spec style;
};

/* The measure within WIDTH: a mark that hangs is in it too. */
static struct page_setting
page_setting(const struct options *options, int width)
{
    struct page_setting setting = {(uint16_t)width, reader_text_style(options)};
    if (width < PRINT_HANGS)
        setting.style.hang = false;
    if (setting.style.hang)
        setting.cells = (uint16_t)((width - LAYOUT_GUTTER) & ~1);
    return setting;
}

static void
add_pages(struct buffer *out, const struct issue *issue, const void *context)
{
    const struct page_setting *setting = context;
    struct layout *layout = layout_new();
    struct buffer scratch = {0};
    layout_set_spec(layout, &setting->style);
    for (size_t i = 0; i < issue->article_count; i++) {
        struct layout_cursor cursor =
            layout_seek(layout, issue, &issue->articles[i], layout_width(setting->cells), (struct layout_place){0, 0});
        bool gap = false;
        do {
            struct layout_row row = layout_row_at(&cursor);
            /* on paper the byline follows the headline at once */
            if (gap && row.kind != LAYOUT_BYLINE)
                buffer_add_byte(out, '\n');
            gap = row.kind == LAYOUT_GAP;
            if (gap)
                continue;
            buffer_printf(out, "%*s", row.line.ink_byte > row.line.start_byte ? row.line.indent : 0, "");
            text_add_safe(out, layout_row_text(&row, &scratch));
            buffer_add_byte(out, '\n');
        } while (layout_next(&cursor));
        buffer_add_byte(out, '\n');
    }
    buffer_done(&scratch);
    layout_free(layout);
}

int
batch_print(struct library *library, const struct options *options, int width)
{
    struct page_setting setting = page_setting(options, width);
    return each_issue(library, add_pages, &setting);
}

static void
add_json(struct buffer *out, const struct issue *issue, const void *context)
{
    (void)context;
    issue_add_json(out, issue);
}

int
batch_json(struct library *library)
{
    return each_issue(library, add_json, NULL);
}
