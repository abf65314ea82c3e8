/* libxml2's calls: it is opened when the first page is read, with the few functions that are needed, so that nobody else pays for it
 * (and for ICU, which it brings). No tree is made, nothing is fetched, and no entity is expanded but those of HTML.
 *
 * Its time grows with how deep elements are nested, of which a page may have a hundred thousand; what is left where that is too deep is
 * the caller's.
 */
#include "parser/markup/html.h"

#include <dlfcn.h>
#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <limits.h>

enum { DEPTH_MAX = 512 };

#if LIBXML_VERSION >= 21400
#define LIBXML_FILES "libxml2.so.16", "libxml2.16.dylib"
#else
#define LIBXML_FILES "libxml2.so.2", "libxml2.2.dylib"
#endif

/* The functions that are used, by their own types. */
/* clang-format off */
#define FUNCTIONS(X) X(htmlNewParserCtxt) X(htmlCtxtReadMemory) X(htmlFreeParserCtxt) X(xmlSAX2GetLineNumber) X(xmlStopParser)
/* clang-format on */
#define DECLARE(name) __typeof__(name) *name;
struct libxml {
    FUNCTIONS(DECLARE)
};

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

/* It stays open until the program ends. */
static bool
find_libxml(struct libxml *libxml)
{
    static const char *const names[] = {LIBXML_FILES};
    void *library = NULL, *symbol;
    for (size_t i = 0; i < BASE_COUNT(names) && library == NULL; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    bool all = library != NULL;
    /* ISO C has no other way to a function */
#define FIND(name)                                                                                                     \
    symbol = all ? dlsym(library, #name) : NULL;                                                                       \
    memcpy(&libxml->name, &symbol, sizeof symbol);                                                                     \
    all = all && symbol != NULL;
    FUNCTIONS(FIND)
    return all;
}

bool
html_parse(struct slice source, struct html_page *page, uint32_t *rest)
{
    struct parse parse = {.page = page, .rest = HTML_NONE};
    *rest = HTML_NONE;
    if (!find_libxml(&parse.libxml) || source.len > INT_MAX)
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
