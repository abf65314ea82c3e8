/* Lists, pages and JSON, for scripts and for reading without a screen. */
#include "main/parts.h"

#include "kanbao/text.h"
#include "kanbao/view.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { FLUSH_BYTES = 1 << 16, PRINT_HANGS = 12 /* a narrower page has no gutter to spare */ };

/* ---- lines */

void
batch_add_path(struct buffer *out, const struct batch *batch, const struct issue *issue)
{
    if (batch->arguments->null && !isatty(STDOUT_FILENO))
        buffer_add_text(out, issue->path);
    else
        text_add_bytes(out, issue->path);
}

void
batch_add_place(struct buffer *out, const struct batch *batch, const struct issue *issue, uint32_t line)
{
    batch_add_path(out, batch, issue);
    buffer_printf(out, ":%u:", issue_line_number(issue, line) + 1);
}

void
batch_end_line(struct buffer *out, const struct batch *batch)
{
    buffer_add_byte(out, batch->arguments->null ? '\0' : '\n');
}

/* unread,reissued,begun,flagged,note */
static void
add_marks(struct buffer *out, struct store *store, const struct issue *issue, const struct issue_article *article)
{
    uint8_t marks = store_article_of(store, issue, article).marks;
    buffer_printf(out, "\t%sread", marks & STORE_READ ? "" : "un");
    buffer_add_text(out, marks & STORE_REISSUED ? ",reissued" : "");
    buffer_add_text(out, marks & STORE_BEGUN ? ",begun" : "");
    buffer_add_text(out, marks & STORE_FLAGGED ? ",flagged" : "");
    buffer_add_text(out, marks & STORE_NOTED ? ",note" : "");
}

void
batch_add_listed(struct buffer *out, const struct batch *batch, const struct issue *issue,
                 const struct issue_article *article)
{
    uint32_t line = issue_article_line(article);
    struct slice title = issue_article_title(issue, article);
    batch_add_place(out, batch, issue, line);
    buffer_add_byte(out, '\t');
    if (issue->date != 0)
        issue_add_date(out, issue->date);
    buffer_add_byte(out, '\t');
    /* a headless article has its first paragraph for a title: its beginning is enough */
    text_add_safe(out, slice_make(title.at, article->headline_line == ISSUE_NO_LINE ? text_fit(title, 80) : title.len));
    if (batch->arguments->marks)
        add_marks(out, batch->store, issue, article);
    if (batch->arguments->encodings)
        buffer_printf(out, "\t%s", issue->encoding);
    batch_end_line(out, batch);
}

/* ---- pages */

void
batch_init(struct batch *batch, int width)
{
    struct layout_spec style = reader_text_style(&batch->arguments->options);
    if (width < PRINT_HANGS)
        style.hang = false;
    batch->width = width;
    /* a mark that hangs is in the width too */
    batch->cells = (uint16_t)(style.hang ? (width - LAYOUT_GUTTER) & ~1 : width);
    batch->layout = layout_new();
    layout_set_spec(batch->layout, &style);
}

void
batch_done(struct batch *batch)
{
    layout_free(batch->layout);
}

void
batch_add_page(struct buffer *out, const struct batch *batch, const struct issue *issue,
               const struct issue_article *article)
{
    struct buffer scratch = {0};
    struct layout_cursor cursor =
        layout_seek(batch->layout, issue, article, layout_width(batch->cells), (struct layout_place){0, 0});
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
    buffer_done(&scratch);
}

void
batch_begin_pages(struct buffer *out, const struct batch *batch, uint32_t id, const struct issue *issue)
{
    struct buffer name = {0};
    layout_forget(batch->layout);
    if (library_count(batch->library) < 2)
        return;
    buffer_printf(&name, "== %s", library_title(batch->library, id));
    buffer_add_text(&name, issue->date != 0 ? "\u3000" : "");
    reader_add_date(&name, issue->date, true);
    buffer_add_text(&name, " ==");
    struct slice rest = buffer_slice(&name);
    while (rest.len > 0) {
        size_t bytes = text_fit(rest, (size_t)batch->width);
        text_add_safe(out, slice_make(rest.at, bytes > 0 ? bytes : rest.len));
        buffer_add_byte(out, '\n');
        rest = slice_from(rest, bytes > 0 ? bytes : rest.len);
    }
    buffer_add_byte(out, '\n');
    buffer_done(&name);
}

/* ---- issue after issue */

typedef void add_article(struct buffer *out, const struct batch *batch, const struct issue *issue,
                         const struct issue_article *article);

static void
add_articles(struct buffer *out, const struct batch *batch, uint32_t id, const struct issue *issue, add_article *add)
{
    uint32_t line = paths_line(batch->opened, id);
    bool there = line > 0 && line <= issue_file_lines(issue);
    const struct issue_article *only = there ? issue_article_of(issue, issue_line_of_number(issue, line - 1)) : NULL;
    for (size_t i = 0; i < issue->article_count; i++)
        if (only == NULL || only == &issue->articles[i])
            add(out, batch, issue, &issue->articles[i]);
}

static void
add_issue(struct buffer *out, const struct batch *batch, uint32_t id, const struct issue *issue)
{
    switch (batch->arguments->mode) {
    case MODE_PRINT:
        batch_begin_pages(out, batch, id, issue);
        add_articles(out, batch, id, issue, batch_add_page);
        break;
    case MODE_JSON:
        issue_add_member_json(out, issue, source_archive_of(issue->path));
        out->len--; /* its line end */
        batch_end_line(out, batch);
        break;
    default: add_articles(out, batch, id, issue, batch_add_listed); break;
    }
}

/* What cannot be read is said, and the others go on. */
int
batch_run(const struct batch *batch)
{
    struct buffer out = {0};
    struct library *library = batch->library;
    size_t read = 0, failed = (size_t)batch->opened->failed;
    bool written = true;
    for (size_t i = 0; i < library_count(library) && written; i++) {
        uint32_t id = library_at(library, i);
        const struct issue *issue = library_issue(library, id);
        if (issue == NULL) {
            output_complain(library_path(library, id), library_error(library, id));
            failed++;
            continue;
        }
        read++;
        if (issue->torn)
            output_complain(issue->path, _("is cut off or damaged: not all of it could be unpacked"));
        add_issue(&out, batch, id, issue);
        if (out.len > FLUSH_BYTES)
            written = output_write(&out);
    }
    written = written && output_write(&out);
    buffer_done(&out);
    if (!written || read == 0)
        return EXIT_TROUBLE;
    return failed > 0 ? EXIT_SOME : EXIT_SUCCESS;
}
