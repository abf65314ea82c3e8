/* A text with markup, as a whole: what stands above it, its blocks, and which of its headings are headlines. */
#include "parser/markup/html.h"

#include "kanbao/parser.h"

#include <stdlib.h>
#include <strings.h>

enum markup_format { MARKUP_NONE, MARKUP_MARKDOWN, MARKUP_HTML };

static enum markup_format
format_of(const char *path)
{
    static const struct {
        const char *ending;
        enum markup_format format;
    } endings[] = {{".md", MARKUP_MARKDOWN},    {".markdown", MARKUP_MARKDOWN}, {".mkd", MARKUP_MARKDOWN},
                   {".mdown", MARKUP_MARKDOWN}, {".mkdn", MARKUP_MARKDOWN},     {".html", MARKUP_HTML},
                   {".htm", MARKUP_HTML},       {".xhtml", MARKUP_HTML}};
    size_t len = strlen(path) - base_packed_ending(path);
    for (size_t i = 0; i < BASE_COUNT(endings); i++) {
        const char *ending = endings[i].ending;
        size_t bytes = strlen(ending);
        if (len > bytes && path[len - bytes - 1] != '/' && strncasecmp(path + len - bytes, ending, bytes) == 0)
            return endings[i].format;
    }
    return MARKUP_NONE;
}

bool
parser_reads_markup(const char *path)
{
    return format_of(path) != MARKUP_NONE;
}

static bool
read_markdown(struct markup_writer *writer, struct markup *markup, struct front_matter *front)
{
    *front = front_matter_read(writer->issue, markup);
    front_matter_write(front, writer);
    return markdown_read(writer, front->line_count, markup);
}

/* As if nothing had been written. */
static void
forget(struct markup_writer *writer)
{
    free(writer->lines);
    free(writer->numbers);
    free(writer->marks);
    buffer_done(&writer->text);
    writer->issue->mark_count = 0;
}

void
markup_read(struct issue *issue, struct markup *markup)
{
    struct markup_writer writer = {.issue = issue};
    struct front_matter front = {.line_count = 0};
    *markup = (struct markup){.marks = NULL};
    if (issue->text_bytes >= UINT32_MAX / 2 || issue->line_count == 0)
        return;
    bool html = format_of(issue->path) == MARKUP_HTML;
    if (!(html ? html_read(&writer, markup) : read_markdown(&writer, markup, &front))) {
        forget(&writer);
        for (size_t i = 0; i < front.tags.count; i++)
            free(front.tags.at[i]);
        free(front.tags.at);
        markup->lacks = html ? "libxml2" : "md4c";
        return;
    }
    issue->tags = front.tags.at;
    issue->tag_count = front.tags.count;
    markup->format = html ? "html" : "markdown";
    markup_take(&writer, markup);
    headings_settle(issue, markup);
    front_matter_settle(&front, issue, markup);
}

void
markup_done(struct markup *markup)
{
    free(markup->marks);
    free(markup->notes);
    free(markup->title);
}
