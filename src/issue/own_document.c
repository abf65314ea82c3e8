/* Documents that the program writes itself, in the shape of an issue: what shows
 * an article shows them too.
 */
#include "kanbao/issue.h"

static uint32_t
add_line(struct issue *document, enum issue_role role, struct slice text)
{
    size_t lines = document->line_count, bytes = document->text_bytes;
    document->lines = base_realloc(document->lines, (lines + 1) * sizeof *document->lines);
    document->text = base_realloc(document->text, bytes + text.len + 1);
    memcpy(document->text + bytes, text.at, text.len);
    document->text[bytes + text.len] = '\n';
    document->lines[lines] =
        (struct issue_line){.start_byte = (uint32_t)bytes, .bytes = (uint32_t)text.len, .role = (uint8_t)role};
    document->text_bytes = bytes + text.len + 1;
    document->line_count = lines + 1;
    document->articles[0].end_line = (uint32_t)document->line_count;
    return (uint32_t)lines;
}

struct issue *
issue_document_new(const char *title)
{
    struct issue *document = base_alloc_zero(1, sizeof *document);
    document->path = base_strdup("");
    document->encoding = "UTF-8";
    document->format = "plain";
    document->verbatim = true;
    document->articles = base_alloc_zero(1, sizeof *document->articles);
    document->article_count = 1;
    document->articles[0].headline_line = add_line(document, ISSUE_HEADLINE, slice_of(title));
    document->articles[0].head_count = 1;
    document->articles[0].section_line = document->articles[0].byline_line = ISSUE_NO_LINE;
    return document;
}

void
issue_document_add(struct issue *document, enum issue_kind kind, uint8_t hang_cells, struct slice text)
{
    uint32_t line = add_line(document, ISSUE_BODY, text);
    size_t count = document->paragraph_count;
    document->paragraphs = base_realloc(document->paragraphs, (count + 1) * sizeof *document->paragraphs);
    document->paragraphs[count] = (struct issue_paragraph){
        .first_line = line, .end_line = line + 1, .kind = (uint8_t)kind, .hang_cells = hang_cells};
    document->paragraph_count = count + 1;
    document->articles[0].paragraph_count = (uint32_t)count + 1;
}
