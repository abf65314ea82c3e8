/* Datelines and bylines: 本报讯 (记者 某某), 【記者某某／報導】, HARROWMERE, March 13 -.
 *
 * Measures only; names.c takes the names apart.
 */
#include "parser/parts.h"

enum { LEAD_POINTS_MAX = 48, NAMES_POINTS_MAX = 60 };

static const char *const agencies[] = {"本报", "本報", "本刊", "本台", "本社", "本网", "新华社", "新華社", "中新社", "中新网", "中央社",
                                       "央视网", "中国网络电视台", "人民网", "新闻网", "日报讯", "晚报讯", "新报讯"};
static const char *const reporters[] = {"记者", "記者", "通讯员", "通訊員", "实习生", "報導", "报道", "摄影", "攝影", "編譯", "编译"};

static bool
contains_any(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_find(text, words[i]) != SIZE_MAX)
            return true;
    return false;
}

/* Bytes of white space (and of a colon or dash that ends a lead) at AT. */
static size_t
skip_gap(struct slice text, size_t at, bool marks)
{
    while (at < text.len) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        bool mark = code == ':' || code == U'：' || code == U'—' || code == U'―';
        if (!text_is_space(code) && !(marks && mark))
            break;
        at += len;
    }
    return at;
}

/* A bracketed piece at AT, of at most NAMES_POINTS_MAX characters: where it ends, or 0. */
static size_t
bracket_end(struct slice text, size_t at, struct slice *inside)
{
    static const char32_t pairs[][2] = {{'(', ')'}, {U'（', U'）'}, {U'【', U'】'}, {U'(', U'）'}, {U'（', ')'}};
    if (at >= text.len)
        return 0;
    char32_t open, code;
    size_t start = at + text_decode(text.at + at, &open), end = start;
    bool opens = false;
    for (size_t i = 0; i < BASE_COUNT(pairs); i++)
        opens = opens || pairs[i][0] == open;
    if (!opens)
        return 0;
    for (size_t points = 0; end < text.len && points < NAMES_POINTS_MAX; points++) {
        size_t len = text_decode(text.at + end, &code);
        for (size_t i = 0; i < BASE_COUNT(pairs); i++)
            if (pairs[i][0] == open && pairs[i][1] == code) {
                *inside = slice_make(text.at + start, end - start);
                return end + len;
            }
        end += len;
    }
    return 0;
}

/* Bytes of a wire word at the start of TEXT, whose first character is CODE; 0: none. */
static size_t
wire_bytes(struct slice text, char32_t code)
{
    switch (code) {
    case U'讯': case U'訊': case U'电': case U'電': return strlen("讯");
    case U'消': return slice_starts(text, "消息") ? strlen("消息") : 0;
    default: return 0;
    }
}

/* After a wire word: a gap, a bracket, a colon, a dash, or nothing. */
static bool
wire_stops(struct slice rest)
{
    char32_t next = text_first(rest);
    return next == 0 || text_is_space(next) || next == '(' || next == U'（' || next == ':' || next == U'：' || next == U'—';
}

/* Where 本报讯, 新华社北京3月1日电 ends, or 0: a wire word near the start, with no
   punctuation before it and a gap, bracket or colon after it. */
static size_t
wire_end(struct slice text)
{
    size_t at = 0;
    for (size_t points = 0; at < text.len && points < LEAD_POINTS_MAX; points++) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        size_t wire = code < 0x80 ? 0 : wire_bytes(slice_from(text, at), code);
        if (wire > 0 && wire_stops(slice_from(text, at + wire)) && contains_any(slice_make(text.at, at + wire), agencies, BASE_COUNT(agencies)))
            return at + wire;
        if (code == U'，' || code == U'。' || code == ',' || code == U'、' || code == U'；')
            return 0;
        at += len;
    }
    return 0;
}

static struct issue_span
span_between(struct slice text, const char *start, size_t bytes)
{
    return (struct issue_span){(uint32_t)(start - text.at), (uint32_t)bytes};
}

/* SALVADOR, Feb 26 -  or  NEW YORK (Reuters) --  */
static struct lead
latin_lead(struct slice text)
{
    struct slice head = slice_make(text.at, text.len < 64 ? text.len : 64);
    static const char *const dashes[] = {" - ", " -- ", " — ", " – "};
    for (size_t i = 0; i < BASE_COUNT(dashes); i++) {
        size_t at = slice_find(head, dashes[i]);
        size_t capitals = 0;
        while (capitals < head.len && ((head.at[capitals] >= 'A' && head.at[capitals] <= 'Z') || byte_among(head.at[capitals], " .'-")))
            capitals++;
        if (at == SIZE_MAX || at < 3 || capitals < 3 || capitals > at + 1)
            continue;
        /* what follows the place: a date or an agency in brackets, or nothing */
        char next = head.at[capitals];
        if (capitals < at && next != ',' && next != '(')
            continue;
        return (struct lead){at + strlen(dashes[i]), {0, (uint32_t)at}, {0, 0}};
    }
    return (struct lead){0};
}

struct lead
byline_lead(struct slice text)
{
    struct lead lead = {0};
    struct slice inside = {0};
    char32_t first = text_first(text);
    if ((first >= 'A' && first <= 'Z'))
        return latin_lead(text);
    size_t at = first == U'【' || first == '(' || first == U'（' ? 0 : wire_end(text);
    if (at > 0)
        lead.source = (struct issue_span){0, (uint32_t)at};
    else if (first != U'【' && first != '(' && first != U'（')
        return lead;
    size_t open = skip_gap(text, at, false);
    size_t end = bracket_end(text, open, &inside);
    if (end > 0 && contains_any(inside, reporters, BASE_COUNT(reporters))) {
        lead.byline = span_between(text, inside.at, inside.len);
        at = end;
    } else if (end > 0 && lead.source.bytes > 0) {
        lead.source.bytes = (uint32_t)end; /* 央视网消息（新闻联播） */
        at = end;
    } else if (lead.source.bytes == 0) {
        return lead;
    }
    /* a bracket that is the whole line is a signature, not a lead */
    if (lead.source.bytes == 0 && at == text.len)
        return (struct lead){0};
    lead.bytes = skip_gap(text, at, true);
    return lead;
}

bool
byline_is_line(const struct shape *shape)
{
    static const char *const starts[] = {"记者", "記者", "本报记者", "本報記者", "通讯员", "□", "文/", "文／", "撰文", "作者", "实习生"};
    struct slice text = shape->text, inside;
    if (slice_starts(text, "By ") && shape->points < 60 && text.len > 3 && text.at[3] >= 'A' && text.at[3] <= 'Z')
        return !shape->finished;
    if (shape->points > 30 || !shape_is_cjk(shape))
        return false;
    if (bracket_end(text, 0, &inside) == text.len && !shape->comma)
        return contains_any(inside, reporters, BASE_COUNT(reporters)) || text_points(inside) <= 6;
    for (size_t i = 0; i < BASE_COUNT(starts); i++)
        if (slice_starts(text, starts[i]))
            return !shape->finished && !shape->comma;
    return false;
}

size_t
byline_date_text(struct slice text)
{
    static const char *const days[] = {"昨天", "昨日", "今天", "今日", "日前", "近日", "前天", "前日", "本周", "上周", "上午", "下午", "晚上", "清晨", "晚"};
    size_t at = 0;
    for (bool more = true; more;) {
        more = false;
        for (size_t i = 0; i < BASE_COUNT(days); i++)
            if (slice_starts(slice_from(text, at), days[i])) {
                at += strlen(days[i]);
                more = true;
                break;
            }
        /* 10月12日, 3月 */
        size_t digits = at;
        while (digits < text.len && digits < at + 4 && text.at[digits] >= '0' && text.at[digits] <= '9')
            digits++;
        struct slice rest = slice_from(text, digits);
        if (digits > at && (slice_starts(rest, "月") || slice_starts(rest, "日") || slice_starts(rest, "年"))) {
            at = digits + strlen("月");
            more = true;
        }
    }
    return at;
}
