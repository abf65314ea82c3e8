/* A text with markup, as a whole: what stands above it, its blocks, and which of its headings are headlines. */
#include "parser/markup_read.h"

#include "parser/feed/feed.h"
#include "parser/html/html.h"

#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum markup_format { MARKUP_NONE, MARKUP_MARKDOWN, MARKUP_HTML, MARKUP_MHTML, MARKUP_FEED, MARKUP_MAIL, MARKUP_EPUB };

static enum markup_format
format_of(const char *path)
{
    static const char *const endings[] = {".md",   ".markdown", ".mkd",   ".mdown", ".mkdn", ".html",
                                          ".htm",  ".xhtml",    ".xml",   ".rss",   ".atom", ".rdf",
                                          ".opml", ".mht",      ".mhtml", ".eml",   ".mbox", ".epub"};
    static const uint8_t formats[] = {
        MARKUP_MARKDOWN, MARKUP_MARKDOWN, MARKUP_MARKDOWN, MARKUP_MARKDOWN, MARKUP_MARKDOWN, MARKUP_HTML, MARKUP_HTML,
        MARKUP_HTML,     MARKUP_FEED,     MARKUP_FEED,     MARKUP_FEED,     MARKUP_FEED,     MARKUP_FEED, MARKUP_MHTML,
        MARKUP_MHTML,    MARKUP_MAIL,     MARKUP_MAIL,     MARKUP_EPUB,     MARKUP_NONE};
    _Static_assert(BASE_COUNT(formats) == BASE_COUNT(endings) + 1, "one for each, and that of none");
    return (enum markup_format)formats[base_find_ending(path, endings, BASE_COUNT(endings))];
}

/* One that came from a stream has no name that tells it. */
static bool
is_book(struct slice text)
{
    return slice_starts(text, TEXT_BOOK_PART);
}

bool
markup_is_there(const char *path, struct slice text)
{
    return parser_reads_markup(path) || is_book(text);
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

/* How an issue is read, by its name, and, of XML, by its root. */
struct reading {
    enum markup_format format;
    enum text_xml_form form;
    const char *name; /* of the format */
};

static struct reading
reading_of(const struct issue *issue)
{
    static const char *const format_names[] = {
        [MARKUP_NONE] = "plain",  [MARKUP_MARKDOWN] = "markdown", [MARKUP_HTML] = "html",
        [MARKUP_MHTML] = "mhtml", [MARKUP_MAIL] = "mail",         [MARKUP_EPUB] = "epub"};
    static const char *const names[] = {
        [TEXT_XML_RSS] = "rss", [TEXT_XML_ATOM] = "atom", [TEXT_XML_OPML] = "opml", [TEXT_XML_HTML] = "html"};
    enum markup_format format = format_of(issue->path);
    if (format == MARKUP_NONE && is_book(slice_make(issue->text, issue->text_bytes)))
        format = MARKUP_EPUB;
    if (format != MARKUP_FEED)
        return (struct reading){format, TEXT_XML_NONE, format_names[format]};
    enum text_xml_form form = text_xml_form(slice_make(issue->text, issue->text_bytes));
    if (form == TEXT_XML_NONE || form == TEXT_XML_CUT)
        format = MARKUP_NONE;
    return (struct reading){form == TEXT_XML_HTML ? MARKUP_HTML : format, form, names[form]};
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
    struct reading reading = reading_of(issue);
    bool fine = false;
    switch (reading.format) {
    case MARKUP_NONE: return;
    case MARKUP_MARKDOWN: fine = read_markdown(&writer, markup, &front); break;
    case MARKUP_HTML:
    case MARKUP_MHTML: fine = html_read(&writer, markup); break;
    case MARKUP_FEED: fine = feed_read(&writer, markup, reading.form == TEXT_XML_OPML); break;
    case MARKUP_MAIL: fine = mail_read(&writer, markup); break;
    case MARKUP_EPUB: fine = epub_read(&writer, markup); break;
    }
    if (!fine) {
        forget(&writer);
        for (size_t i = 0; i < front.tags.count; i++)
            free(front.tags.at[i]);
        free(front.tags.at);
        markup->lacks = reading.format == MARKUP_MARKDOWN ? "md4c" : "libxml2";
        return;
    }
    issue->tags = front.tags.at;
    issue->tag_count = front.tags.count;
    markup->format = reading.name;
    markup_take(&writer, markup);
    headings_settle(issue, markup);
    front_matter_settle(&front, issue, markup);
}

/* Is the name that a title was found for a headline, as markup says? */
static bool
is_headline(const struct issue *issue, const struct markup *markup)
{
    for (uint32_t i = 0; i < issue->line_count && markup->marks != NULL && issue->title != NULL; i++)
        if (markup->marks[i].role == ISSUE_HEADLINE && slice_equal(issue_line_text(issue, i), slice_of(issue->title)))
            return true;
    return false;
}

/* What markup says of the paper and the day; the name of a file is trusted more. */
void
markup_take_title(struct issue *issue, const struct markup *markup)
{
    if (is_headline(issue, markup)) {
        free(issue->title);
        issue->title = NULL;
    }
    if (markup->title != NULL) {
        free(issue->title);
        issue->title = base_strdup(markup->title);
    }
    if (markup->date != 0 && parser_date_of_path(issue->path) == 0)
        issue->date = markup->date;
}

void
markup_done(struct markup *markup)
{
    free(markup->marks);
    free(markup->notes);
    free(markup->title);
}
