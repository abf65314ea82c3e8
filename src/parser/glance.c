/* What the beginning of a text says of the whole issue, without recovering it. */
#include "parser/feed/feed.h"
#include "parser/html/html.h"
#include "parser/judge/judge.h"
#include "parser/page/page.h"

#include "kanbao/text.h"

#include <stdlib.h>

static struct parser_glance
glance_at_page(struct slice text)
{
    struct html_head head;
    html_head_read(text, &head);
    struct parser_glance glance = {head.site, head.date};
    head.site = NULL;
    html_head_done(&head);
    return glance;
}

struct parser_glance
parser_glance(struct slice text)
{
    size_t count;
    enum text_xml_form form = text_xml_form(text);
    if (form == TEXT_XML_RSS || form == TEXT_XML_ATOM || form == TEXT_XML_OPML) {
        struct parser_glance glance = {NULL, 0};
        feed_glance(text, &glance.title, &glance.date);
        return glance;
    }
    if (html_head_begins(text))
        return glance_at_page(text);
    text = text_trim(text);
    size_t bytes = text_start(text, text.len < GLANCE_BYTES ? text.len : GLANCE_BYTES);
    struct issue head = {.text = (char *)text.at, .text_bytes = bytes}; /* read only */
    plain_split(&head);
    struct shape *shapes = evidence_gather(&head, 0, (uint32_t)head.line_count, &count);
    struct parser_glance glance = title_date_read("", shapes, count);
    free(shapes);
    free(head.lines);
    return glance;
}
