/* What a text of XML is, by its root: all that stands before it is passed over. */
#include "kanbao/text.h"

/* Behind ENDING; the end of TEXT: it is not there. */
static size_t
skip_to(struct slice text, size_t at, const char *ending)
{
    size_t found = slice_find(slice_from(text, at), ending);
    return found != SIZE_MAX ? at + found + strlen(ending) : text.len;
}

/* Behind a document type, whose declarations stand in [ ]. */
static size_t
skip_type(struct slice text, size_t at)
{
    while (at < text.len && text.at[at] != '>' && text.at[at] != '[')
        at++;
    return at < text.len && text.at[at] == '[' ? skip_to(text, at, "]>") : at + (at < text.len);
}

/* Where the root begins, whose name is then *NAME, without its prefix; the end of TEXT: it is not there. */
static size_t
find_root(struct slice text, struct slice *name)
{
    for (size_t at = 0; at < text.len;) {
        struct slice rest = slice_from(text, at);
        if (rest.at[0] != '<') {
            if (!text_byte_among(rest.at[0], " \t\r\n") && (unsigned char)rest.at[0] < 0x80)
                return at;
            at++; /* of a byte order mark as well */
        } else if (slice_starts(rest, "<!--")) {
            at = skip_to(text, at, "-->");
        } else if (slice_starts(rest, "<?")) {
            at = skip_to(text, at, "?>");
        } else if (slice_starts(rest, "<!")) {
            at = skip_type(text, at);
        } else {
            size_t start = at + 1, end = start;
            for (; end < text.len && !text_byte_among(text.at[end], " \t\r\n/>"); end++)
                start = text.at[end] == ':' ? end + 1 : start;
            *name = slice_make(text.at + start, end - start);
            return end < text.len ? at : end;
        }
    }
    return text.len;
}

enum text_xml_form
text_xml_form(struct slice text)
{
    static const struct {
        const char *name;
        enum text_xml_form form;
    } known[] = {{"rss", TEXT_XML_RSS},    {"RDF", TEXT_XML_RSS},   {"channel", TEXT_XML_RSS}, {"feed", TEXT_XML_ATOM},
                 {"entry", TEXT_XML_ATOM}, {"opml", TEXT_XML_OPML}, {"html", TEXT_XML_HTML}};
    struct slice name = {"", 0};
    if (find_root(text, &name) == text.len)
        return TEXT_XML_CUT;
    for (size_t i = 0; i < BASE_COUNT(known); i++)
        if (text_is_name(name, known[i].name))
            return known[i].form;
    return TEXT_XML_NONE;
}
