/* HTML that is a part of a file, to lines: all of its blocks, as they stand. */
#include "parser/html/html.h"

#include "kanbao/text.h"

/* White space collapsed. */
static void
add_collapsed(struct slice text, struct buffer *out)
{
    text = text_trim(text);
    for (size_t at = 0; at < text.len; at++) {
        bool white = html_is_white(text.at[at]);
        if (!white || !html_is_white(text.at[at + 1])) /* one that is none follows */
            buffer_add_byte(out, white ? ' ' : text.at[at]);
    }
}

void
html_part_words(struct slice text, bool plain, struct buffer *out)
{
    struct buffer source = {0}, escaped = {0}, scratch = {0};
    struct html_page page;
    uint32_t rest;
    if (!slice_has(text, "<") && !slice_has(text, "&")) {
        add_collapsed(text, out);
        return;
    }
    for (size_t at = 0; at < text.len && plain; at++)
        if (text.at[at] == '<')
            buffer_add_text(&escaped, "&lt;");
        else
            buffer_add_byte(&escaped, text.at[at]);
    html_page_begin(&page);
    html_source_add(plain ? buffer_slice(&escaped) : text, &source);
    if (html_parse(buffer_slice(&source), &page, &rest)) {
        for (size_t i = 0; i < page.block_count; i++) {
            if (i > 0)
                buffer_add_byte(out, ' ');
            add_collapsed(html_block_text(&page, &page.blocks[i], &scratch), out);
        }
    } else {
        add_collapsed(text, out);
    }
    html_page_done(&page);
    buffer_done(&source);
    buffer_done(&escaped);
    buffer_done(&scratch);
}

bool
html_part_write(struct markup_writer *writer, const struct html_part *part)
{
    struct buffer source = {0};
    struct html_page page;
    uint32_t rest;
    html_page_begin(&page);
    html_source_add(part->text, &source);
    bool fine = html_parse(buffer_slice(&source), &page, &rest);
    if (fine) {
        html_settle_part(&page);
        struct html_writing writing = {.writer = writer,
                                       .page = &page,
                                       .first = part->first,
                                       .numbers = part->numbers,
                                       .line_count = part->line_count,
                                       .subheads = part->subheads};
        markup_end_line(writer);
        html_write_blocks(&writing);
        if (rest != HTML_NONE)
            html_write_rest(&writing, buffer_slice(&source), rest);
        buffer_done(&writing.scratch);
    }
    buffer_done(&source);
    html_page_done(&page);
    return fine;
}
