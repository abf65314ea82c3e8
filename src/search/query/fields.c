/* The fields of a query: the one table that the syntax, matching, the look at raw text, the completion at the prompt, the help and
 * the manual go by. A new field is a row of it. And the other forms that a query has, for the help and the manual: what they
 * mean is known to grammar.c.
 *
 * Knows no more of a field than what it asks, and nothing of how that is answered.
 */
#include "search/query/query.h"

#include "kanbao/store.h"

#define AT(part) (1U << (part))

enum {
    PLACES_OF_HEAD = AT(SEARCH_KICKER) | AT(SEARCH_HEADLINE) | AT(SEARCH_DECK),
    PLACES_OF_ARTICLE = PLACES_OF_HEAD | AT(SEARCH_SECTION) | AT(SEARCH_BYLINE) | AT(SEARCH_BODY)
};

const struct search_field field_none = {"", "", PLACES_OF_ARTICLE, SEARCH_VALUES_WORDS, ""};

const struct search_field search_fields[] = {
    {"headline", "标题 標題", PLACES_OF_HEAD, SEARCH_VALUES_WORDS, N_("in a kicker, headline or deck only")},
    {"by", "作者", AT(SEARCH_AUTHOR), SEARCH_VALUES_AUTHORS, N_("in the byline, or the signature below the text")},
    {"date", "日期", AT(SEARCH_DATE), SEARCH_VALUES_DATES,
     N_("of this year, month or day: 2024, 2024-10, 2024年10月13日, 10-13, yesterday, last friday, last 7 days, 2024-10..2024-12, "
        "..2024")},
    {"in", "期 出自", AT(SEARCH_PATH) | AT(SEARCH_TITLE), SEARCH_VALUES_ISSUES,
     N_("in issues with this in their path or title")},
    {"section", "版 版面 栏目 欄目", AT(SEARCH_SECTION), SEARCH_VALUES_SECTIONS, N_("in the name of a section only")},
    {"body", "正文", AT(SEARCH_BODY), SEARCH_VALUES_WORDS, N_("in the text only")},
    {"paper", "报 報 报纸 報紙", AT(SEARCH_TITLE), SEARCH_VALUES_PAPERS, N_("in issues with this in their title")},
    {"kind", "类 類 类型 類型", AT(SEARCH_KINDS), SEARCH_VALUES_KINDS,
     N_("caption, list, verse, table, code, footnote, speech, …")},
    {"story", "同题 同題", AT(SEARCH_STORY), SEARCH_VALUES_ARTICLE,
     N_("that tell of the same as the one at PATH:LINE")},
    {"is", "状态 狀態", AT(SEARCH_MARKS), SEARCH_VALUES_MARKS, N_("read, unread, reissued, begun or flagged")},
    {"has", "有", AT(SEARCH_MARKS), SEARCH_VALUES_MARKS, N_("with a note of yours")},
};
const size_t search_field_count = BASE_COUNT(search_fields);

const struct search_form search_forms[] = {
    {"a b, a AND b", N_("articles with both")},
    {"a|b, a OR b", N_("one of them; | binds tighter than the blank, OR less tight")},
    {"-a, (a b)|c", N_("not a (or NOT a); brackets hold together what is in them")},
    {"\"a b\", NEAR/5", N_("as a whole; near one another (a NEAR/5 b, “a b”~5)")},
    {"a*, =a, /a+/i", N_("words that begin so; exactly so; a regular expression")},
    {"wjq, wuj, wu3", N_("pinyin: initials, parts of syllables, tones; any mixture")},
    {"2024, 12000", N_("in every writing: 二〇二四, 一万二千, 1.2万, 12,000")},
};
const size_t search_form_count = BASE_COUNT(search_forms);

const struct search_mark search_marks[] = {
    {"is", "unread", "未读 未讀", STORE_READ, true},
    {"is", "read", "已读 已讀", STORE_READ, false},
    {"is", "begun", "在读 在讀", STORE_BEGUN, false},
    {"is", "reissued", "改动 改動", STORE_REISSUED, false},
    {"is", "flagged", "标记 標記", STORE_FLAGGED, false},
    {"has", "note", "笔记 筆記", STORE_NOTED, false},
    {"kind", "body", "正文", ISSUE_KIND_BODY, false},
    {"kind", "subhead", "小标题 小標題", ISSUE_KIND_SUBHEAD, false},
    {"kind", "caption", "图注 圖說", ISSUE_KIND_CAPTION, false},
    {"kind", "list", "列表", ISSUE_KIND_LIST, false},
    {"kind", "verse", "诗 詩", ISSUE_KIND_VERSE, false},
    {"kind", "table", "表格", ISSUE_KIND_TABLE, false},
    {"kind", "credit", "署名", ISSUE_KIND_CREDIT, false},
    {"kind", "speech", "访谈 訪談", ISSUE_KIND_SPEECH, false},
    {"kind", "code", "代码 程式碼", ISSUE_KIND_CODE, false},
    {"kind", "footnote", "脚注 註腳", ISSUE_KIND_FOOTNOTE, false},
};
const size_t search_mark_count = BASE_COUNT(search_marks);

/* ---- names, of which there are some for each thing */

bool
search_next_name(const char *name, const char *others, struct slice *own)
{
    if (own->at == NULL) {
        *own = slice_of(name);
        return true;
    }
    const char *at = own->at == name ? others : own->at + own->len;
    at += strspn(at, " ");
    *own = slice_make(at, strcspn(at, " "));
    return own->len > 0;
}

bool
search_name_is(struct slice text, const char *name, const char *others)
{
    for (struct slice own = {NULL, 0}; search_next_name(name, others, &own);)
        if (slice_equal(text, own))
            return true;
    return false;
}

bool
search_name_begins(struct slice text, const char *name, const char *others)
{
    for (struct slice own = {NULL, 0}; search_next_name(name, others, &own);)
        if (text.len <= own.len && (text.len == 0 || memcmp(own.at, text.at, text.len) == 0))
            return true;
    return false;
}

const struct search_field *
search_field_find(struct slice name)
{
    for (size_t i = 0; i < BASE_COUNT(search_fields); i++)
        if (search_name_is(name, search_fields[i].name, search_fields[i].others))
            return &search_fields[i];
    return NULL;
}

/* Does TEXT have NAME with a colon of either width behind it? */
static bool
has_name(struct slice text, struct slice name)
{
    struct buffer with = {0};
    bool has = false;
    for (int wide = 0; wide < 2 && !has; wide++) {
        buffer_clear(&with);
        buffer_add_slice(&with, name);
        buffer_add_text(&with, wide ? "：" : ":");
        has = slice_has(text, with.at);
    }
    buffer_done(&with);
    return has;
}

bool
search_asks_marks(struct slice text)
{
    bool asks = false;
    for (size_t i = 0; i < BASE_COUNT(search_fields); i++)
        for (struct slice own = {NULL, 0}; field_asks_marks(&search_fields[i]) &&
                                           search_next_name(search_fields[i].name, search_fields[i].others, &own);)
            asks |= has_name(text, own);
    return asks;
}
