/* Articles as one page of HTML that needs nothing else, and asks for nothing: no script, no picture, no font. */
#include "reader/handing/handing.h"

#include "kanbao/text.h"

struct html_file {
    const struct file_writer *writer;
    const struct file_piece *piece;
};

static const char style[] =
    "body{max-width:40em;margin:2em auto;padding:0 1em;line-height:1.7;color:#111;background:#fff;"
    "font-family:serif}\n"
    "h1,h2,h3{line-height:1.3}\n"
    ".kicker,.deck{font-weight:bold}\n"
    ".paper,.byline,.caption,.credit{color:#555}\n"
    "p{margin:.5em 0}\n"
    "p.body:lang(zh),p.body:lang(ja){text-indent:2em}\n"
    ".verse{margin-left:2em}\n"
    "pre{white-space:pre-wrap}\n"
    "article+article{border-top:1px solid #999;margin-top:2em}\n"
    "@media(prefers-color-scheme:dark){body{color:#eee;background:#111}"
    ".paper,.byline,.caption,.credit{color:#aaa}}\n";

static void
add_escaped(struct buffer *out, struct slice text, const char *line_end)
{
    for (size_t at = 0; at < text.len; at++)
        switch (text.at[at]) {
        case '&': buffer_add_text(out, "&amp;"); break;
        case '<': buffer_add_text(out, "&lt;"); break;
        case '>': buffer_add_text(out, "&gt;"); break;
        case '"': buffer_add_text(out, "&quot;"); break;
        case '\n': buffer_add_text(out, line_end); break;
        default: buffer_add_byte(out, text.at[at]); break;
        }
}

static void
add_element(struct buffer *out, const char *element, const char *class, struct slice text)
{
    buffer_printf(out, *class != '\0' ? "<%s class=\"%s\">" : "<%s>", element, class);
    add_escaped(out, text, strcmp(element, "pre") == 0 ? "\n" : "<br>\n");
    buffer_printf(out, "</%s>\n", element);
}

static void
end_head(const struct html_file *file)
{
    const struct file_writer *writer = file->writer;
    struct buffer paper = {0};
    if (writer->title == NULL || writer->mixed) {
        citation_add_paper(&paper, file->piece->issue, file->piece->article, file->piece->paper);
        add_element(writer->out, "p", "paper", buffer_slice(&paper));
    }
    buffer_add_text(writer->out, "</header>\n");
    buffer_done(&paper);
}

static bool
add_passage(void *context, const struct passage *passage)
{
    const struct html_file *file = context;
    struct buffer *out = file->writer->out;
    bool several = file->writer->title != NULL;
    switch (passage->part) {
    case PASSAGE_HEAD_END: end_head(file); break;
    case PASSAGE_HEADLINE: add_element(out, several ? "h2" : "h1", "", passage->text); break;
    case PASSAGE_KICKER: add_element(out, "p", "kicker", passage->text); break;
    case PASSAGE_DECK: add_element(out, "p", "deck", passage->text); break;
    case PASSAGE_BYLINE: add_element(out, "p", "byline", passage->text); break;
    case PASSAGE_PARAGRAPH:
        if (passage->kind == ISSUE_KIND_TABLE || passage->kind == ISSUE_KIND_CODE)
            add_element(out, "pre", "", passage->text);
        else if (passage->kind == ISSUE_KIND_SUBHEAD)
            add_element(out, several ? "h3" : "h2", "", passage->text);
        else
            add_element(out, "p", issue_kind_name(passage->kind), passage->text);
        break;
    }
    return true;
}

void
html_file_begin(const struct file_writer *writer, const struct file_piece *first)
{
    struct buffer title = {0};
    if (writer->title != NULL)
        buffer_add_text(&title, writer->title);
    else
        passage_add_text(&title, writer->options, issue_article_title(first->issue, first->article), true);
    buffer_printf(writer->out,
                  "<!DOCTYPE html>\n<html lang=\"%s\">\n<head>\n<meta charset=\"utf-8\">\n"
                  "<meta name=\"viewport\" content=\"width=device-width\">\n"
                  "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src "
                  "'unsafe-inline'\">\n<title>",
                  citation_language(first->issue, first->article));
    add_escaped(writer->out, buffer_slice(&title), " ");
    buffer_printf(writer->out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n", style);
    if (writer->title != NULL)
        add_element(writer->out, "h1", "", buffer_slice(&title));
    buffer_done(&title);
}

void
html_file_add(const struct file_writer *writer, const struct file_piece *piece)
{
    struct html_file file = {writer, piece};
    buffer_printf(writer->out, "<article lang=\"%s\">\n<header>\n", citation_language(piece->issue, piece->article));
    passages_each(writer->options, piece->issue, piece->article, SIZE_MAX, add_passage, &file);
    buffer_add_text(writer->out, "</article>\n");
}

void
html_file_end(const struct file_writer *writer)
{
    buffer_add_text(writer->out, "</body>\n</html>\n");
}
