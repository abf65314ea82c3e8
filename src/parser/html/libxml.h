/* The functions of libxml2 that are used, which is opened when the first page or feed is read. */
#ifndef PARSER_LIBXML_H
#define PARSER_LIBXML_H

#include <stdbool.h>

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>

/* By their own types. */
/* clang-format off */
#define LIBXML_FUNCTIONS(X) \
    X(htmlNewParserCtxt) X(htmlCtxtReadMemory) X(htmlFreeParserCtxt) X(xmlSAX2GetLineNumber) X(xmlStopParser) \
    X(xmlNewParserCtxt) X(xmlCtxtReadMemory) X(xmlFreeParserCtxt)
/* clang-format on */
#define LIBXML_DECLARE(name) __typeof__(name) *name;
struct libxml {
    LIBXML_FUNCTIONS(LIBXML_DECLARE)
};

/* False: it is not there. It stays open until the program ends. */
bool libxml_open(struct libxml *libxml);

#endif
