/* What the names of elements say, and the words of classes and ids, as pages of papers, portals and blogs have them, Chinese ones in
 * pinyin, too.
 */
#include "parser/markup/html_names.h"

#include "kanbao/text.h"

/* What no element is named in is HTML_INLINE. */
static const struct {
    enum html_element element;
    const char *names; /* a blank before and behind each */
} elements[] = {
    {HTML_BLOCK,
     " address body dd details div dl dt fieldset figure form founder-content founder-title hr html main p section summary "
     "tbody tfoot thead "},
    {HTML_SKIPPED,
     " applet audio button canvas embed iframe map noframes noscript object option rp script select style svg "
     "template textarea title video "},
    {HTML_HEADING, " h1 h2 h3 h4 h5 h6 "},
    {HTML_LIST, " dir ul "},
    {HTML_ORDERED, " ol "},
    {HTML_ITEM, " li "},
    {HTML_TABLE, " table "},
    {HTML_ROW, " tr "},
    {HTML_CELL, " td th "},
    {HTML_BREAK, " br "},
    {HTML_LINK, " a "},
    {HTML_BOLD, " b strong "},
    {HTML_CENTER, " center "},
    {HTML_PRE, " pre "},
    {HTML_QUOTE, " blockquote "},
    {HTML_RUBY, " rt "},
    {HTML_CAPTION, " caption figcaption "},
    {HTML_IMAGE, " img "},
    {HTML_ARTICLE, " article "},
    {HTML_ASIDE, " aside menu nav "},
    {HTML_BORDER, " footer header "},
};

enum html_element
html_element_read(const char *name)
{
    size_t len = strlen(name);
    for (size_t i = 0; i < BASE_COUNT(elements); i++)
        for (const char *at = strstr(elements[i].names, name); at != NULL; at = strstr(at + 1, name))
            if (at > elements[i].names && at[-1] == ' ' && at[len] == ' ')
                return elements[i].element;
    return HTML_INLINE;
}

bool
html_element_is_inline(enum html_element element)
{
    return element == HTML_INLINE || element == HTML_LINK || element == HTML_BOLD || element == HTML_RUBY ||
           element == HTML_IMAGE || element == HTML_SKIPPED;
}

/* Does WORD begin with one of NAMES, or is it one that ends with $ there? */
static bool
is_of(struct slice word, const char *const *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        size_t len = strlen(names[i]);
        bool whole = names[i][len - 1] == '$';
        len -= whole;
        if (word.len >= len && memcmp(word.at, names[i], len) == 0 && (!whole || word.len == len))
            return true;
    }
    return false;
}

static void
take_word(struct slice word, struct html_words *words)
{
    static const char *const asides[] = {
        "ad$",        "ads$",       "adv$",    "adbox",   "advert",  "banner",    "bread",   "crumb",      "copyright",
        "cookie",     "foot$",      "footer",  "friend",  "hot$",    "hotnews",   "links$",  "login",      "menu",
        "nav$",       "navi",       "navbar",  "pager",   "pagin",   "popup",     "promo",   "rank",       "recommend",
        "related",    "relate$",    "share",   "sharing", "sidebar", "sider",     "side$",   "social",     "sponsor",
        "subscribe",  "toolbar",    "topbar",  "widget",  "caidan",  "banquan",   "daohang", "dibu",       "fenxiang",
        "guanggao",   "mianbaoxie", "paihang", "tuijian", "weizhi",  "xiangguan", "youlian", "statement$", "masthead$",
        "siteheader", "newsletter", "qrcode",  "erweima"};
    static const char *const talk[] = {"comment", "disqus", "pinglun", "liuyan", "respond$", "reply"};
    static const char *const titles[] = {"title$", "biaoti", "headline", "bt$", "tit$", "heading$", "subject$"};
    static const char *const hidden[] = {"hidden$", "hide$", "sr-only"};
    words->aside |= is_of(word, asides, BASE_COUNT(asides));
    words->talk |= is_of(word, talk, BASE_COUNT(talk));
    words->title |= is_of(word, titles, BASE_COUNT(titles));
    words->hidden |= is_of(word, hidden, BASE_COUNT(hidden));
}

static bool
is_capital(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

void
html_words_read(struct slice value, struct html_words *words)
{
    enum { LONGEST = 24 };
    char small[LONGEST];
    size_t len = 0;
    for (size_t at = 0; at <= value.len; at++) {
        char byte = at < value.len ? value.at[at] : ' ';
        bool letter = text_is_ascii_letter((unsigned char)byte);
        bool begins = is_capital(byte) && at > 0 && !is_capital(value.at[at - 1]);
        if ((!letter || begins) && len > 0) {
            take_word(slice_make(small, len), words);
            len = 0;
        }
        if (letter && len < LONGEST)
            small[len++] = (char)(byte | 0x20);
    }
}
