/* Articles as Markdown (CommonMark 0.31). Whatever of a text would be a mark is escaped, so that it reads as it did: by a
 * backslash before it (2.4), at a line's beginning also what makes lists and headlines there. Tables and code stand in fences.
 */
#include "reader/handing/handing.h"

#include "kanbao/text.h"

struct markdown_file {
    const struct file_writer *writer;
    const struct file_piece *piece;
};

/* 1. and 1) begin lists, where up to nine digits stand before. */
static size_t
digits_at(struct slice text, size_t at)
{
    size_t end = at;
    while (end < text.len && text.at[end] >= '0' && text.at[end] <= '9')
        end++;
    return end - at;
}

static void
add_line_start(struct buffer *out, struct slice text, size_t *at)
{
    size_t digits = digits_at(text, *at);
    if (*at < text.len && text_byte_among(text.at[*at], "+-=")) {
        buffer_add_byte(out, '\\');
        return;
    }
    if (digits == 0 || *at + digits == text.len || !text_byte_among(text.at[*at + digits], ".)"))
        return;
    buffer_add(out, text.at + *at, digits);
    buffer_add_byte(out, '\\');
    *at += digits;
}

/* A line end of the text stays one (6.7). */
static void
add_escaped(struct buffer *out, struct slice text)
{
    bool starts = true;
    for (size_t at = 0; at < text.len; at++) {
        if (starts)
            add_line_start(out, text, &at);
        starts = text.at[at] == '\n';
        if (starts || text_byte_among(text.at[at], "\\`*_[]<>#|~&$"))
            buffer_add_byte(out, '\\');
        buffer_add_byte(out, text.at[at]);
    }
}

/* A fence is longer than any row of backticks inside it (4.5). */
static void
add_fenced(struct buffer *out, struct slice text)
{
    size_t longest = 2, run = 0;
    for (size_t at = 0; at < text.len; at++) {
        run = text.at[at] == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    for (int i = 0; i < 2; i++) {
        for (size_t n = 0; n <= longest; n++)
            buffer_add_byte(out, '`');
        if (i == 0) {
            buffer_add_byte(out, '\n');
            buffer_add_slice(out, text);
            buffer_add_byte(out, '\n');
        }
    }
}

void
markdown_add_line(struct buffer *out, const char *before, struct slice text, const char *after)
{
    buffer_add_text(out, before);
    add_escaped(out, text_trim(text));
    buffer_add_text(out, after);
    buffer_add_text(out, "\n\n");
}

static void
end_head(const struct markdown_file *file)
{
    const struct file_writer *writer = file->writer;
    struct buffer paper = {0};
    if (writer->title != NULL && !writer->mixed)
        return;
    citation_add_paper(&paper, file->piece->issue, file->piece->article, file->piece->paper);
    markdown_add_line(writer->out, "", buffer_slice(&paper), "");
    buffer_done(&paper);
}

static void
add_paragraph(struct buffer *out, const struct passage *passage, bool several)
{
    if (passage->kind == ISSUE_KIND_TABLE || passage->kind == ISSUE_KIND_CODE) {
        add_fenced(out, passage->text);
        buffer_add_text(out, "\n\n");
    } else if (passage->kind == ISSUE_KIND_SUBHEAD) {
        markdown_add_line(out, several ? "### " : "## ", passage->text, "");
    } else {
        markdown_add_line(out, "", passage->text, "");
    }
}

static bool
add_passage(void *context, const struct passage *passage)
{
    const struct markdown_file *file = context;
    struct buffer *out = file->writer->out;
    bool several = file->writer->title != NULL;
    if (passage->part != PASSAGE_HEAD_END && text_trim(passage->text).len == 0)
        return true;
    switch (passage->part) {
    case PASSAGE_HEAD_END: end_head(file); break;
    case PASSAGE_HEADLINE: markdown_add_line(out, several ? "## " : "# ", passage->text, ""); break;
    case PASSAGE_KICKER:
    case PASSAGE_DECK: markdown_add_line(out, "**", passage->text, "**"); break;
    case PASSAGE_BYLINE: markdown_add_line(out, "*", passage->text, "*"); break;
    case PASSAGE_PARAGRAPH: add_paragraph(out, passage, several); break;
    }
    return true;
}

void
markdown_file_begin(const struct file_writer *writer, const struct file_piece *first)
{
    (void)first;
    if (writer->title != NULL)
        markdown_add_line(writer->out, "# ", slice_of(writer->title), "");
}

void
markdown_file_add(const struct file_writer *writer, const struct file_piece *piece)
{
    struct markdown_file file = {writer, piece};
    passages_each(writer->options, piece->issue, piece->article, SIZE_MAX, add_passage, &file);
}
