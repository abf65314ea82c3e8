/* libxml2's calls for HTML. No tree is made, nothing is fetched, and no entity is expanded but those of HTML.
 *
 * Its time grows with how deep elements are nested, of which a page may have a hundred thousand; what is left where that is too deep is
 * the caller's.
 */
#include "parser/html/html.h"
#include "parser/html/libxml.h"

#include <limits.h>

enum { DEPTH_MAX = 512 };

struct parse {
    struct libxml libxml;
    htmlParserCtxtPtr context;
    struct html_page *page;
    size_t depth;
    uint32_t rest; /* HTML_NONE: not stopped */
};

/* The line that libxml2 has come to, from 0. */
static uint32_t
line_of(const struct parse *parse)
{
    int line = parse->libxml.xmlSAX2GetLineNumber(parse->context);
    return line > 0 ? (uint32_t)line - 1 : 0;
}

static void
start_element(void *user, const xmlChar *name, const xmlChar **attributes)
{
    struct parse *parse = user;
    if (parse->rest != HTML_NONE)
        return;
    if (++parse->depth > DEPTH_MAX) {
        parse->rest = line_of(parse);
        parse->libxml.xmlStopParser(parse->context);
        return;
    }
    parse->page->line = line_of(parse);
    html_page_start(parse->page, (const char *)name, (const char *const *)attributes);
}

static void
end_element(void *user, const xmlChar *name)
{
    struct parse *parse = user;
    if (parse->rest != HTML_NONE)
        return;
    parse->depth -= parse->depth > 0;
    html_page_end(parse->page, (const char *)name);
}

static void
characters(void *user, const xmlChar *text, int bytes)
{
    struct parse *parse = user;
    uint32_t line = line_of(parse), ends = 0;
    if (parse->rest != HTML_NONE)
        return;
    for (int i = 0; i < bytes; i++)
        ends += text[i] == '\n';
    parse->page->line = line > ends ? line - ends : 0;
    html_page_add(parse->page, slice_make((const char *)text, (size_t)bytes));
}

/* Of scripts and styles. */
static void
raw(void *user, const xmlChar *text, int bytes)
{
    (void)user;
    (void)text;
    (void)bytes;
}

bool
html_parse(struct slice source, struct html_page *page, uint32_t *rest)
{
    struct parse parse = {.page = page, .rest = HTML_NONE};
    *rest = HTML_NONE;
    if (!libxml_open(&parse.libxml) || source.len > INT_MAX)
        return false;
    parse.context = parse.libxml.htmlNewParserCtxt();
    if (parse.context == NULL || parse.context->sax == NULL)
        return false;
    *parse.context->sax = (htmlSAXHandler){.startElement = start_element,
                                           .endElement = end_element,
                                           .characters = characters,
                                           .ignorableWhitespace = characters,
                                           .cdataBlock = raw,
                                           .initialized = 1};
    parse.context->userData = &parse;
    (void)parse.libxml.htmlCtxtReadMemory(parse.context, source.at, (int)source.len, NULL, "UTF-8",
                                          HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
                                              HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    parse.libxml.htmlFreeParserCtxt(parse.context);
    *rest = parse.rest;
    return true;
}
