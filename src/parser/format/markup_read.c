/* A text with markup, as a whole: what stands above it, its blocks, and which of its headings are headlines. */
#include "parser/format/markup.h"

#include "kanbao/parser.h"

#include <stdlib.h>
#include <strings.h>

bool
parser_reads_markup(const char *path)
{
    static const char *const endings[] = {".md", ".markdown", ".mkd", ".mdown", ".mkdn"};
    size_t len = strlen(path) - base_packed_ending(path);
    for (size_t i = 0; i < BASE_COUNT(endings); i++) {
        size_t bytes = strlen(endings[i]);
        if (len > bytes && path[len - bytes - 1] != '/' && strncasecmp(path + len - bytes, endings[i], bytes) == 0)
            return true;
    }
    return false;
}

/* As if nothing had been written. */
static void
forget(struct markup_writer *writer)
{
    free(writer->lines);
    free(writer->numbers);
    free(writer->marks);
    buffer_done(&writer->text);
}

void
markup_read(struct issue *issue, struct markup *markup)
{
    struct markup_writer writer = {.issue = issue};
    *markup = (struct markup){.marks = NULL};
    if (issue->text_bytes >= UINT32_MAX / 2 || issue->line_count == 0)
        return;
    uint32_t first = front_matter_read(issue, markup);
    markup_add_rows(&writer, first, (struct markup_mark){.role = ISSUE_FURNITURE});
    if (!markdown_read(&writer, first)) {
        forget(&writer);
        markup->lacks = "md4c";
        return;
    }
    markup_take(&writer, markup);
    headings_settle(issue, markup);
}

void
markup_done(struct markup *markup)
{
    free(markup->marks);
    free(markup->title);
}
