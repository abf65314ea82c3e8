/* What a page says of itself, in its <title> and its <meta>: read without libxml2, as lists of issues ask it of the beginning of every file.
 */
#include "parser/dates/dates.h"
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <strings.h>

enum {
    HEAD_BYTES_MAX = 256 * 1024,
    TITLE_BYTES_MAX = 1024,
    NAME_POINTS_MAX = 24,
    TAG_BYTES_MAX = 4096,
    ALONE_POINTS = 12
};

/* The attribute at *AT of the tag TEXT, and behind it; false: there is none. */
static bool
next_attribute(struct slice text, size_t *at, struct slice *name, struct slice *value)
{
    while (*at < text.len && (html_is_white(text.at[*at]) || text.at[*at] == '/'))
        ++*at;
    size_t start = *at;
    while (*at < text.len && !html_is_white(text.at[*at]) && !text_byte_among(text.at[*at], "=>"))
        ++*at;
    *name = slice_make(text.at + start, *at - start);
    *value = slice_make("", 0);
    while (*at < text.len && html_is_white(text.at[*at]))
        ++*at;
    if (*at < text.len && text.at[*at] == '=') {
        do
            ++*at;
        while (*at < text.len && html_is_white(text.at[*at]));
        char quote = *at < text.len && text_byte_among(text.at[*at], "\"'") ? text.at[*at] : (char)0;
        *at += quote != 0;
        start = *at;
        while (*at < text.len &&
               (quote != 0 ? text.at[*at] != quote : !html_is_white(text.at[*at]) && text.at[*at] != '>'))
            ++*at;
        *value = slice_make(text.at + start, *at - start);
        *at += quote != 0 && *at < text.len;
    }
    return name->len > 0;
}

/* TEXT with its entities read and white space collapsed; NULL: nothing is left. */
static char *
plain_words(struct slice text)
{
    struct buffer out = {0};
    bool blank = false;
    for (size_t at = 0; at < text.len && out.len < TITLE_BYTES_MAX;) {
        size_t next, entity = text.at[at] == '&' ? html_entity_bytes(slice_from(text, at)) : 0;
        char32_t code = text_point(text, at, &next);
        if (entity == 0 && (text_is_space(code) || code < ' ' || (code >= 0x7F && code < 0xA0))) {
            blank = true;
        } else {
            if (blank && out.len > 0)
                buffer_add_byte(&out, ' ');
            blank = false;
            if (entity > 0)
                html_entity_read(&out, slice_make(text.at + at, entity));
            else
                buffer_add(&out, text.at + at, next - at);
        }
        at = entity > 0 ? at + entity : next;
    }
    struct slice words = text_trim(buffer_slice(&out));
    char *plain = words.len > 0 ? base_strndup(words.at, words.len) : NULL;
    buffer_done(&out);
    return plain;
}

static bool
is_date_name(struct slice name)
{
    static const char *const names[] = {"pubdate",
                                        "publishdate",
                                        "publish_date",
                                        "publish-date",
                                        "article:published_time",
                                        "date",
                                        "dc.date",
                                        "dc.date.issued",
                                        "datepublished",
                                        "og:release_date",
                                        "publish_time",
                                        "parsely-pub-date",
                                        "weibo:article:create_at",
                                        "apub:time",
                                        "firstpublishedtime",
                                        "og:published_time"};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (text_is_name(name, names[i]))
            return true;
    return false;
}

static void
take_meta(struct html_head *head, struct slice tag)
{
    struct slice name, value, key = {"", 0}, content = {"", 0};
    size_t at = strlen("<meta");
    while (next_attribute(tag, &at, &name, &value)) {
        if (text_is_name(name, "name") || text_is_name(name, "property") || text_is_name(name, "itemprop"))
            key = value;
        else if (text_is_name(name, "content"))
            content = value;
    }
    if (is_date_name(key)) {
        head->article |= !text_is_name(key, "date");
        head->date = head->date == 0 ? date_find(content, NULL, NULL) : head->date;
    } else if (text_is_name(key, "og:type")) {
        head->article |= text_is_name(text_trim(content), "article");
    } else if (text_is_name(key, "og:title") && head->story == NULL) {
        head->story = plain_words(content);
    } else if ((text_is_name(key, "og:site_name") || text_is_name(key, "application-name")) && head->site == NULL) {
        head->site = plain_words(content);
    }
}

/* ---- pieces of a title: 灯船换了灯泡_本埠_泥河晚报 */

static bool
is_bar(char32_t code)
{
    return text_among(code, U"_|｜—–-·»＿－");
}

/* Where the piece that begins at START ends; a hyphen inside a word ends none. */
static size_t
piece_end(struct slice title, size_t start, size_t *next)
{
    for (size_t at = start; at < title.len; at = *next) {
        char32_t code = text_point(title, at, next);
        size_t behind;
        bool word = code == '-' && at > start && *next < title.len &&
                    text_is_ascii_alnum(text_point(title, text_previous(title, at), &behind)) &&
                    text_is_ascii_alnum(text_point(title, *next, &behind));
        if (is_bar(code) && code != U'·' && !word)
            return at;
        if (code == U'·' && at > start && title.at[at - 1] == ' ')
            return at;
    }
    *next = title.len;
    return title.len;
}

/* The last piece that is no day: of a page's title the name of the site. */
static void
find_site(struct html_head *head)
{
    struct slice title = slice_of(head->title), last = title;
    size_t pieces = 0;
    for (size_t at = 0, next = 0; at < title.len; at = next) {
        struct slice piece = text_trim(slice_make(title.at + at, piece_end(title, at, &next) - at));
        bool day = date_find(piece, NULL, NULL) != 0 || text_is_digit(text_first(piece));
        if (piece.len > 0 && !day)
            last = piece;
        pieces += piece.len > 0;
    }
    head->pieces = pieces;
    if (pieces > 0 && text_points(last) <= NAME_POINTS_MAX)
        head->site = markup_name(last);
}

/* Where BYTE is from AT on, TAG_BYTES_MAX at most; or the end of what was looked at. */
static size_t
find_byte(struct slice text, size_t at, char byte)
{
    size_t most = text.len - at < TAG_BYTES_MAX ? text.len : at + TAG_BYTES_MAX;
    while (at < most && text.at[at] != byte)
        at++;
    return at;
}

static bool
is_tag(struct slice text, size_t at, const char *name)
{
    size_t len = strlen(name);
    return text.len - at > len + 1 && strncasecmp(text.at + at + 1, name, len) == 0 &&
           !text_is_ascii_alnum((unsigned char)text.at[at + 1 + len]);
}

bool
html_head_begins(struct slice text)
{
    static const char *const tags[] = {"!doctype", "html", "head", "?xml", "meta"};
    text = text_trim(text);
    for (size_t i = 0; i < BASE_COUNT(tags) && text.len > 0 && text.at[0] == '<'; i++)
        if (is_tag(text, 0, tags[i]))
            return true;
    return false;
}

void
html_head_read(struct slice text, struct html_head *head)
{
    *head = (struct html_head){.date = 0};
    text.len = text.len < HEAD_BYTES_MAX ? text.len : text_start(text, HEAD_BYTES_MAX);
    for (size_t at = 0; at < text.len; at++) {
        if (text.at[at] != '<')
            continue;
        if (is_tag(text, at, "body"))
            break;
        if (is_tag(text, at, "title") && head->title == NULL) {
            size_t start = find_byte(text, at, '>');
            start += start < text.len;
            head->title = plain_words(slice_make(text.at + start, find_byte(text, start, '<') - start));
        } else if (is_tag(text, at, "meta")) {
            take_meta(head, slice_make(text.at + at, find_byte(text, at, '>') - at));
        }
    }
    if (head->site == NULL && head->title != NULL)
        find_site(head);
    else
        head->pieces = 2; /* the name is no part of it */
}

void
html_head_done(struct html_head *head)
{
    free(head->title);
    free(head->story);
    free(head->site);
}

static bool
title_says(struct slice title, struct slice text)
{
    bool alone = text_points(text) >= ALONE_POINTS; /* so long that a blank behind it parts it, too */
    for (size_t start = 0, next = 0; start < title.len; start = next) {
        size_t a = start, b = 0, after_a = 0, after_b = 0;
        (void)piece_end(title, start, &next);
        while (a < title.len && b < text.len) {
            char32_t of_title = text_point(title, a, &after_a), of_text = text_point(text, b, &after_b);
            if (text_is_space(of_title)) {
                a = after_a;
            } else if (text_is_space(of_text)) {
                b = after_b;
            } else if (of_title == of_text) {
                a = after_a;
                b = after_b;
            } else {
                break;
            }
        }
        while (a < title.len && text_is_space(text_point(title, a, &after_a)))
            a = after_a;
        char32_t behind = a < title.len ? text_point(title, a, &after_a) : 0;
        bool parted = behind == 0 || is_bar(behind) || text_among(behind, U"（(＜〈<【[@") ||
                      (a > start && text_is_space(text_point(title, text_previous(title, a), &after_a)) && alone);
        if (b == text.len && parted)
            return true;
    }
    return false;
}

bool
html_head_says(const struct html_head *head, struct slice text)
{
    enum { POINTS_LEAST = 2 };
    text = text_trim(text);
    return text_points(text) >= POINTS_LEAST && ((head->title != NULL && title_says(slice_of(head->title), text)) ||
                                                 (head->story != NULL && title_says(slice_of(head->story), text)));
}
