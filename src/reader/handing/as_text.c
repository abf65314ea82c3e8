/* Articles as plain text: a line a paragraph, as any editor and any program takes it. Below the head the paper, and an empty
 * line; two of them between articles.
 */
#include "reader/handing/handing.h"

struct text_file {
    const struct file_writer *writer;
    const struct file_piece *piece;
};

/* Articles of one issue are all of the paper that the file begins with. */
static void
end_head(const struct text_file *file)
{
    const struct file_writer *writer = file->writer;
    if (writer->title == NULL || writer->mixed) {
        citation_add_paper(writer->out, file->piece->issue, file->piece->article, file->piece->paper);
        buffer_add_byte(writer->out, '\n');
    }
    buffer_add_byte(writer->out, '\n');
}

static bool
add_passage(void *context, const struct passage *passage)
{
    const struct text_file *file = context;
    if (passage->part == PASSAGE_HEAD_END)
        end_head(file);
    else
        buffer_printf(file->writer->out, "%.*s\n", (int)passage->text.len, passage->text.at);
    return true;
}

void
text_file_begin(const struct file_writer *writer, const struct file_piece *first)
{
    (void)first;
    if (writer->title != NULL)
        buffer_printf(writer->out, "%s\n", writer->title);
}

void
text_file_add(const struct file_writer *writer, const struct file_piece *piece)
{
    struct text_file file = {writer, piece};
    if (writer->title != NULL)
        buffer_add_text(writer->out, "\n\n");
    passages_each(writer->options, piece->issue, piece->article, SIZE_MAX, add_passage, &file);
}
