/* What a file of articles has, by the ending of its name. */
#include "reader/handing/handing.h"

#include <stdlib.h>
#include <strings.h>

static const struct {
    const char *ending;
    enum file_format format;
} endings[] = {
    {".txt", FILE_TEXT},          {".md", FILE_MARKDOWN}, {".html", FILE_HTML}, {".json", FILE_JSON},
    {".markdown", FILE_MARKDOWN}, {".htm", FILE_HTML},    {".text", FILE_TEXT},
};
enum { ENDINGS_SAID = 4 };

bool
file_format_of(const char *name, enum file_format *format)
{
    const char *slash = strrchr(name, '/'), *dot = strrchr(slash != NULL ? slash : name, '.');
    *format = FILE_TEXT;
    for (size_t i = 0; dot != NULL && i < BASE_COUNT(endings); i++)
        if (strcasecmp(dot, endings[i].ending) == 0) {
            *format = endings[i].format;
            return true;
        }
    return dot == NULL;
}

void
file_add_endings(struct buffer *out)
{
    for (size_t i = 0; i < ENDINGS_SAID; i++)
        buffer_printf(out, "%s%s", i > 0 ? " " : "", endings[i].ending);
}

/* ---- JSON: objects as those of --json; of an issue that is not there whole, with the article alone */
static void
json_file_add(const struct file_writer *writer, const struct file_piece *piece)
{
    issue_add_json_article(writer->out, piece->issue, piece->article);
}

static const struct {
    void (*begin)(const struct file_writer *writer, const struct file_piece *first);
    void (*add)(const struct file_writer *writer, const struct file_piece *piece);
    void (*end)(const struct file_writer *writer);
} formats[FILE_FORMATS] = {
    [FILE_TEXT] = {text_file_begin, text_file_add, NULL},
    [FILE_MARKDOWN] = {markdown_file_begin, markdown_file_add, NULL},
    [FILE_HTML] = {html_file_begin, html_file_add, html_file_end},
    [FILE_JSON] = {NULL, json_file_add, NULL},
};

static void
add_pieces(const struct file_writer *writer, enum file_format format, const struct file_piece *pieces, size_t count)
{
    if (count > 0 && formats[format].begin != NULL)
        formats[format].begin(writer, &pieces[0]);
    for (size_t i = 0; i < count; i++)
        formats[format].add(writer, &pieces[i]);
    if (count > 0 && formats[format].end != NULL)
        formats[format].end(writer);
}

void
file_add_article(struct buffer *out, enum file_format format, const struct options *options,
                 const struct file_piece *piece)
{
    add_pieces(&(struct file_writer){.out = out, .options = options}, format, piece, 1);
}

void
file_add_list(struct buffer *out, enum file_format format, const struct options *options, const char *title,
              const struct file_piece *pieces, size_t count)
{
    add_pieces(&(struct file_writer){out, options, title, true}, format, pieces, count);
}

void
file_add_issue(struct buffer *out, enum file_format format, const struct options *options, const struct issue *issue,
               const char *paper)
{
    struct buffer title = {0};
    if (format == FILE_JSON) {
        issue_add_member_json(out, issue, source_archive_of(issue->path));
        return;
    }
    struct file_piece *pieces = base_alloc((issue->article_count + 1) * sizeof *pieces);
    for (size_t i = 0; i < issue->article_count; i++)
        pieces[i] = (struct file_piece){issue, &issue->articles[i], paper};
    citation_add_paper(&title, issue, NULL, paper);
    add_pieces(&(struct file_writer){.out = out, .options = options, .title = title.at}, format, pieces,
               issue->article_count);
    free(pieces);
    buffer_done(&title);
}
