/* The addresses in an article, numbered in a document, with a prompt over it for a number.
 *
 * An address is a source's: it is shown safely, opened as the last word of a list of words, never by a shell, and only
 * where its scheme is one of pages and mail.
 */
#include "reader/handing/handing.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { LINKS_MAX = 999, HEAD_ROWS = 2 /* of the list */ };

static void number_accepted(struct reader *reader);
static void number_typed(struct reader *reader);
static void number_left(struct reader *reader);
static const struct reader_prompt_use number_use = {N_("link: "), number_typed, number_accepted, number_left, NULL};

struct finder {
    struct reader_handing *handing;
    struct slice text;
};

static void
forget_links(struct reader_handing *handing)
{
    for (size_t i = 0; i < handing->link_count; i++)
        buffer_done(&handing->links[i]);
    handing->link_count = 0;
}

struct reader_handing *
handing_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_handing));
}

void
handing_free(struct reader_handing *handing)
{
    forget_links(handing);
    free(handing->links);
    buffer_done(&handing->named);
    free(handing);
}

static void
add_address(struct reader_handing *handing, struct slice text)
{
    struct buffer address = {0};
    layout_add_address(&address, text);
    bool wanted = address.len > 0 && handing->link_count < LINKS_MAX;
    for (size_t i = 0; i < handing->link_count && wanted; i++)
        wanted = !slice_equal(buffer_slice(&handing->links[i]), buffer_slice(&address));
    if (!wanted) {
        buffer_done(&address);
        return;
    }
    handing->links =
        base_grow(handing->links, &handing->link_capacity, handing->link_count + 1, sizeof *handing->links);
    handing->links[handing->link_count++] = address;
}

static void
take_address(void *context, size_t start, size_t end)
{
    const struct finder *finder = context;
    add_address(finder->handing, slice_make(finder->text.at + start, end - start));
}

/* Those that the markup of the article's lines has. */
static void
add_marked(struct reader_handing *handing, const struct issue *issue, const struct issue_article *article)
{
    uint32_t last = article->end_line > article->first_line ? article->end_line - 1 : article->first_line;
    uint32_t from = issue_line_number(issue, article->first_line), to = issue_line_number(issue, last);
    for (size_t i = 0; i < issue->link_count; i++) {
        const struct issue_link *link = &issue->links[i];
        bool of_line = link->line != ISSUE_NO_LINE;
        if (of_line ? link->line >= article->first_line && link->line <= last
                    : link->number >= from && link->number <= to)
            add_address(handing, slice_of(link->address));
    }
}

static void
find_links(struct reader *reader, const struct issue_article *article)
{
    const struct issue *issue = reader->shown;
    struct buffer scratch = {0};
    forget_links(reader->handing);
    for (uint32_t i = 0; i < article->head_count; i++) {
        struct finder finder = {reader->handing, issue_line_words(issue, article->head_lines[i])};
        layout_each_address(finder.text, take_address, &finder);
    }
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        struct finder finder = {reader->handing, issue_paragraph_text(issue, paragraph, &scratch)};
        layout_each_address(finder.text, take_address, &finder);
    }
    add_marked(reader->handing, issue, article);
    buffer_done(&scratch);
}

static struct issue *
make_list(const struct reader *reader, const void *context)
{
    const struct reader_handing *handing = context;
    struct issue *list = issue_document_new(_("The links of the article"));
    struct buffer row = {0};
    (void)reader;
    for (size_t i = 0; i < handing->link_count; i++) {
        buffer_clear(&row);
        buffer_printf(&row, "%3zu  ", i + 1);
        buffer_add_slice(&row, buffer_slice(&handing->links[i]));
        issue_document_add(list, ISSUE_KIND_TABLE, 5, buffer_slice(&row));
    }
    buffer_done(&row);
    return list;
}

/* The one of the number in the prompt, or NULL. */
static const struct buffer *
chosen(const struct reader *reader, struct slice text)
{
    size_t number = 0;
    text = text_trim(text);
    for (size_t at = 0; at < text.len && number <= LINKS_MAX;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        int digit = text_digit(code); /* an input method's, too */
        if (digit < 0)
            return NULL;
        number = number * 10 + (size_t)digit;
    }
    return number > 0 && number <= reader->handing->link_count ? &reader->handing->links[number - 1] : NULL;
}

static void
open_link(struct reader *reader, const struct buffer *link)
{
    struct buffer *to = &reader->errand.words;
    if (*reader->options.browser != '\0' && !reader->restricted) {
        buffer_clear(to);
        buffer_add_slice(to, buffer_slice(link));
        reader->request = READER_BROWSES;
        return;
    }
    buffer_clear(&reader->clipboard);
    buffer_add_slice(&reader->clipboard, buffer_slice(link));
    reader->request = READER_COPIES;
    reader_say(reader, _("Sent to the clipboard: %s"), link->at);
}

/* Where the list is longer than the screen, it begins with the link that is typed. */
static void
show_row(struct reader *reader, const struct buffer *link)
{
    const struct issue *list = reader->document.issue;
    size_t row = (size_t)(link - reader->handing->links);
    if (reader->at.pane == PANE_DOCUMENT &&
        reader->handing->link_count > (size_t)reader_geometry(reader).body_rows - HEAD_ROWS)
        reader->document.top = layout_place_of_byte(reader->layout, list, &list->articles[0],
                                                    list->lines[list->paragraphs[row].first_line].start_byte);
}

static void
number_typed(struct reader *reader)
{
    struct slice text = buffer_slice(&reader->prompt.line.text);
    const struct buffer *link = chosen(reader, text);
    if (text.len == 0)
        reader_clear_note(reader);
    else if (link == NULL)
        reader_set_note(reader, true, _("1 to %zu"), reader->handing->link_count);
    else
        reader_set_note(reader, false, "%s", link->at);
    if (link != NULL)
        show_row(reader, link);
}

static void
number_left(struct reader *reader)
{
    document_close(reader);
}

static void
number_accepted(struct reader *reader)
{
    struct slice text = buffer_slice(&reader->prompt.line.text);
    const struct buffer *link = chosen(reader, text);
    if (text.len == 0 && reader->handing->link_count == 1)
        link = &reader->handing->links[0];
    document_close(reader);
    if (link != NULL)
        open_link(reader, link);
    else if (text.len > 0)
        reader_say(reader, _("There is no link “%s”."), reader->prompt.line.text.at);
}

void
links_open(struct reader *reader, int number)
{
    const struct issue_article *article = reader_article(reader);
    if (article != NULL && !handing_has_whole(reader))
        return;
    if (article != NULL)
        find_links(reader, article);
    if (article == NULL || reader->handing->link_count == 0) {
        reader_say(reader, "%s", _("This article has no links."));
        return;
    }
    if (number > 0) {
        size_t count = reader->handing->link_count;
        if ((size_t)number <= count)
            open_link(reader, &reader->handing->links[number - 1]);
        else
            reader_say(reader, ngettext("The article has %zu link.", "The article has %zu links.", count), count);
        return;
    }
    reader_open_document(reader, make_list, reader->handing);
    reader_open_prompt(reader, &number_use, NULL, slice_of(""));
    if (reader->handing->link_count == 1)
        reader_set_note(reader, false, _("Enter: %s"), reader->handing->links[0].at);
}
