/* Whose issue it is and of which day, from all that says so: its path, its masthead, the headers of its pages, its datelines.
 */
#include "parser/byline/byline.h"
#include "parser/dates/dates.h"
#include "parser/page/page.h"

#include <stdlib.h>

enum { LEAD_BYTES = 512 /* no dateline is longer */ };

/* A date in a page's header anywhere. */
static uint32_t
date_of_heads(const struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!folio_is_short(&shapes[i]) || !date_may_be_in(shapes[i].text))
            continue;
        struct folio folio = folio_read(shapes[i].text);
        if (folio.date != 0 && !folio.doubtful && ((shapes[i].top & TOP_HEAD) != 0 || furniture_is_line(&shapes[i])))
            return folio.date;
    }
    return 0;
}

/* A whole date in a dateline among the first lines: 新华社北京2024年10月13日电. */
static uint32_t
date_of_leads(const struct shape *shapes, size_t count)
{
    uint32_t date = 0;
    for (size_t i = 0; i < count && i < MASTHEAD_LINES && date == 0; i++) {
        struct slice text = shapes[i].text;
        if (text.at > shapes[0].text.at + GLANCE_BYTES - 2 * LEAD_BYTES)
            break;
        size_t bytes = text.len < 2 * LEAD_BYTES ? text.len : 2 * LEAD_BYTES;
        if (!shapes[i].lead || !date_may_be_in(slice_make(text.at, bytes)))
            continue;
        struct lead lead = lead_read(text);
        bool doubtful = false;
        if (lead.source.bytes <= LEAD_BYTES)
            date = date_find(slice_make(text.at + lead.source.start_byte, lead.source.bytes), NULL, &doubtful);
        date = doubtful ? 0 : date;
    }
    return date;
}

/* A folder's or file's name that is a paper's and nothing else but a date: 渡口晚报/20241013.txt. */
static char *
title_of_file_name(const char *path)
{
    static const char *const marks = "0123456789-_. ";
    size_t end = strlen(path);
    for (int parts = 0; parts < 2 && end > 0; parts++) {
        size_t start = end, dot;
        while (start > 0 && path[start - 1] != '/')
            start--;
        size_t next = start > 0 ? start - 1 : 0;
        for (dot = end; parts == 0 && dot > start && path[dot - 1] != '.';)
            dot--;
        end = parts == 0 && dot > start ? dot - 1 : end;
        while (start < end && text_byte_among(path[start], marks))
            start++;
        while (end > start && text_byte_among(path[end - 1], marks))
            end--;
        char *name = base_strndup(path + start, end - start);
        size_t len = text_repair(&name, end - start, NULL);
        struct slice text = slice_make(name, len);
        if (len > 0 && text_is_cjk(text_first(text)) && nameplate_is_name(text))
            return name;
        free(name);
        end = next;
    }
    return NULL;
}

/* The paper's name in the heads that its pages have; malloc'd, or NULL. */
static char *
title_of_heads(const struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if ((shapes[i].top & TOP_HEAD) == 0 && !(shapes[i].furniture && page_mark_is(&shapes[i])))
            continue;
        struct slice name = folio_is_short(&shapes[i]) ? head_part_name(shapes[i].text) : slice_make("", 0);
        if (name.len > 0)
            return nameplate_title(name);
    }
    return NULL;
}

struct parser_glance
title_date_read(const char *path, struct shape *shapes, size_t count)
{
    struct masthead masthead = masthead_find(shapes, count);
    uint32_t date = parser_date_of_path(path);
    if (date == 0)
        date = masthead.date;
    if (masthead.title == NULL)
        masthead.title = title_of_file_name(path);
    if (date == 0 || masthead.title == NULL)
        heads_find(shapes, count);
    if (date == 0)
        date = date_of_heads(shapes, count);
    if (date == 0)
        date = date_of_leads(shapes, count);
    if (date == 0)
        date = masthead.doubted;
    if (masthead.title == NULL)
        masthead.title = title_of_heads(shapes, count);
    return (struct parser_glance){masthead.title, date};
}
