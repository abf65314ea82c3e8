/* What saved web pages say of an article between its headline and its text, apart or in one line.
 *
 *   作者：周小渡　来源：临江区报　发布时间：2031-05-04 08:15　浏览次数：127
 *   By Nora Whitlock | Published May 4, 2031 | Source: The Alder Gazette
 *
 * Keys with what they say, and nothing else. A key alone may be anything's, 时间 a meeting's and 来源 a rumour's: it counts
 * between a headline and its text; several together count anywhere.
 */
#include "parser/byline/web_keys.h"
#include "parser/dates/dates.h"
#include "parser/page/page.h"

enum {
    META_POINTS_MAX = 140,
    VALUE_POINTS_MAX = 48,
    BARE_POINTS_MAX = 14, /* of a source without its key */
    BUTTONS_POINTS_MAX = 40,
    TITLE_CELLS_MAX = 100, /* of the headline above */
    TEXT_CELLS_MIN = 48    /* of the text below */
};

enum key_kind { KEY_NONE, KEY_AUTHOR, KEY_REPORTER, KEY_SOURCE, KEY_DATE, KEY_EDITOR, KEY_COUNT, KEY_LOOSE };

struct key {
    const char *word; /* Latin in small letters */
    enum key_kind kind;
};

// clang-format off
#define SOURCE(word) {word, KEY_SOURCE},
#define DATE(word) {word, KEY_DATE},
#define LOOSE(word) {word, KEY_LOOSE},
#define COUNT(word) {word, KEY_COUNT},
static const struct key keys[] = {
    WEB_KEYS(SOURCE, DATE, LOOSE, COUNT)
    {"文章作者", KEY_AUTHOR}, {"作者", KEY_AUTHOR}, {"撰文", KEY_AUTHOR}, {"撰稿", KEY_AUTHOR}, {"執筆", KEY_AUTHOR},
    {"记者", KEY_REPORTER}, {"記者", KEY_REPORTER}, {"기자", KEY_REPORTER}, {"posted by", KEY_AUTHOR},
    {"글쓴이", KEY_AUTHOR}, {"작성자", KEY_AUTHOR}, {"author", KEY_AUTHOR}, {"written by", KEY_AUTHOR},
    {"文章来源", KEY_SOURCE}, {"文章來源", KEY_SOURCE}, {"稿件来源", KEY_SOURCE}, {"信息来源", KEY_SOURCE},
    {"新闻来源", KEY_SOURCE}, {"新聞來源", KEY_SOURCE},
    {"出处", KEY_SOURCE}, {"出處", KEY_SOURCE}, {"出典", KEY_SOURCE}, {"配信元", KEY_SOURCE}, {"출처", KEY_SOURCE},
    {"source", KEY_SOURCE},
    {"發佈時間", KEY_DATE},
    {"發佈日期", KEY_DATE}, {"发表时间", KEY_DATE}, {"發表時間", KEY_DATE}, {"发表日期", KEY_DATE},
    {"更新時間", KEY_DATE}, {"更新日期", KEY_DATE}, {"发稿时间", KEY_DATE}, {"發稿時間", KEY_DATE}, {"刊发时间", KEY_DATE},
    {"刊登时间", KEY_DATE}, {"上传时间", KEY_DATE}, {"录入时间", KEY_DATE}, {"创建时间", KEY_DATE}, {"建立日期", KEY_DATE},
    {"最后更新", KEY_DATE}, {"最後更新", KEY_DATE}, {"最終更新", KEY_DATE}, {"公開日時", KEY_DATE}, {"更新日時", KEY_DATE},
    {"配信日時", KEY_DATE}, {"掲載日", KEY_DATE}, {"公開日", KEY_DATE}, {"更新日", KEY_DATE}, {"投稿日", KEY_DATE},
    {"입력", KEY_DATE}, {"수정", KEY_DATE}, {"등록", KEY_DATE}, {"작성일", KEY_DATE}, {"first published on", KEY_DATE}, {"first published", KEY_DATE}, {"published on", KEY_DATE},
    {"published", KEY_DATE}, {"posted on", KEY_DATE}, {"posted", KEY_DATE}, {"last updated on", KEY_DATE}, {"last updated", KEY_DATE}, {"updated on", KEY_DATE},
    {"last modified", KEY_DATE}, {"updated", KEY_DATE},
    {"发布", KEY_LOOSE}, {"發布", KEY_LOOSE}, {"發佈", KEY_LOOSE},
    {"日付", KEY_LOOSE}, {"公開", KEY_LOOSE}, {"更新", KEY_LOOSE}, {"date", KEY_LOOSE},
    {"责任编辑", KEY_EDITOR}, {"責任編輯", KEY_EDITOR}, {"责编", KEY_EDITOR}, {"責編", KEY_EDITOR}, {"编辑", KEY_EDITOR},
    {"編輯", KEY_EDITOR}, {"編集", KEY_EDITOR}, {"审核", KEY_EDITOR}, {"審核", KEY_EDITOR}, {"初审", KEY_EDITOR},
    {"复审", KEY_EDITOR}, {"终审", KEY_EDITOR}, {"一审", KEY_EDITOR}, {"二审", KEY_EDITOR}, {"三审", KEY_EDITOR},
    {"校对", KEY_EDITOR}, {"校對", KEY_EDITOR}, {"签发", KEY_EDITOR}, {"录入", KEY_EDITOR}, {"发布者", KEY_EDITOR},
    {"发布人", KEY_EDITOR}, {"发布单位", KEY_EDITOR}, {"edited by", KEY_EDITOR}, {"editor", KEY_EDITOR},
    {"瀏覽量", KEY_COUNT}, {"浏览数", KEY_COUNT},
    {"瀏覽數", KEY_COUNT}, {"瀏覽人次", KEY_COUNT}, {"浏览", KEY_COUNT}, {"瀏覽", KEY_COUNT}, {"阅读次数", KEY_COUNT},
    {"阅读数", KEY_COUNT}, {"閱讀次數", KEY_COUNT}, {"阅读", KEY_COUNT}, {"閱讀", KEY_COUNT},
    {"點閱數", KEY_COUNT}, {"點閱", KEY_COUNT}, {"点击次数", KEY_COUNT}, {"點擊次數", KEY_COUNT},
    {"点击率", KEY_COUNT}, {"点击", KEY_COUNT}, {"點擊", KEY_COUNT}, {"访问量", KEY_COUNT},
    {"访问次数", KEY_COUNT}, {"人气", KEY_COUNT}, {"人氣", KEY_COUNT}, {"字体大小", KEY_COUNT},
    {"字体", KEY_COUNT}, {"字體", KEY_COUNT}, {"分享到", KEY_COUNT}, {"分享至", KEY_COUNT},
    {"分享", KEY_COUNT}, {"打印", KEY_COUNT}, {"列印", KEY_COUNT}, {"閲覧数", KEY_COUNT}, {"조회수", KEY_COUNT},
    {"조회", KEY_COUNT}, {"views", KEY_COUNT}, {"hits", KEY_COUNT}, {"reads", KEY_COUNT}, {"share", KEY_COUNT},
    {"comments", KEY_COUNT},
};
#undef SOURCE
#undef DATE
#undef LOOSE
#undef COUNT
// clang-format on

/* Between what a line says. */
static const char32_t between[] = U" 　\t\u00A0|｜│/／·•;；,，【】[]［］()（）<>〈〉";

static bool
is_between(char32_t code)
{
    return text_among(code, between);
}

/* Where Wed ends before 31 Oct 2035, with the blanks behind it; AT: no weekday is there. */
static size_t
skip_weekday(struct slice text, size_t at)
{
    static const char *const short_days[] = {"Mon", "Tue", "Tues", "Wed", "Thu", "Thurs", "Fri", "Sat", "Sun", NULL};
    int weekday;
    size_t len = date_read_weekday(text, at, &weekday);
    len = len > 0 ? len : words_skip(slice_from(text, at), short_days);
    size_t end = at + len;
    text_skip(text, &end, len > 0 ? "," : "");
    return len > 0 ? text_skip_blanks(text, end) : at;
}

/* The key at AT, with its colon, and where its value begins; a date may follow its key without one. */
static enum key_kind
read_key(struct slice text, size_t at, size_t *value)
{
    uint32_t date;
    size_t next;
    /* nearly always the first two bytes say no */
    char first = at < text.len ? text.at[at] : '\0', second = at + 1 < text.len ? text.at[at + 1] : '\0';
    first = first >= 'A' && first <= 'Z' ? (char)(first | 0x20) : first;
    second = second >= 'A' && second <= 'Z' ? (char)(second | 0x20) : second;
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        if (keys[i].word[0] != first || keys[i].word[1] != second)
            continue;
        size_t end = at;
        bool latin = text_is_ascii_letter((unsigned char)keys[i].word[0]);
        if (latin ? !folio_skip_word(text, &end, keys[i].word) : !text_skip(text, &end, keys[i].word))
            continue;
        size_t colon = end;
        text_skip_gap(text, &colon);
        if (text_among(text_point(text, colon, &next), U":：")) {
            *value = text_skip_blanks(text, next);
            return keys[i].kind;
        }
        if (keys[i].kind == KEY_DATE && date_read(text, skip_weekday(text, colon), &date) > 0) {
            *value = colon;
            return KEY_DATE;
        }
        /* 记者 田一麦 beside a day */
        if (keys[i].kind == KEY_REPORTER && colon > end && text_is_han(text_point(text, colon, &next))) {
            *value = colon;
            return KEY_REPORTER;
        }
    }
    /* By Nora Whitlock | Published May 4, 2031; Posted by Nora Whitlock on May 4, 2031 */
    size_t by = at, on = at;
    if (folio_skip_word(text, &on, "on") && date_read(text, text_skip_blanks(text, on), &date) > 0) {
        *value = text_skip_blanks(text, on);
        return KEY_DATE;
    }
    if (!folio_skip_word(text, &by, "posted by"))
        folio_skip_word(text, &by, "by");
    if (by > at && text_is_upper(text_first(text_trim(slice_from(text, by))))) {
        *value = text_skip_blanks(text, by);
        return KEY_REPORTER;
    }
    return KEY_NONE;
}

/* The date at AT, with the hour behind it. */
static size_t
skip_date(struct slice text, size_t at)
{
    uint32_t date;
    size_t end = at + date_read(text, at, &date), next;
    if (end == at)
        return at;
    size_t hour = end;
    text_skip(text, &hour, "T");
    text_skip(text, &hour, ",");
    text_skip_gap(text, &hour);
    folio_skip_word(text, &hour, "at");
    text_skip_gap(text, &hour);
    size_t digits = hour;
    if (text_read_number(text, &digits, 1, 2, false) < 0 || !text_among(text_point(text, digits, &next), U":：时時"))
        return end;
    while (text_among(text_point(text, hour, &next), U"0123456789:：时時分秒"))
        hour = next;
    end = hour;
    text_skip_gap(text, &hour);
    if (folio_skip_word(text, &hour, "am") || folio_skip_word(text, &hour, "pm") ||
        folio_skip_word(text, &hour, "a.m.") || folio_skip_word(text, &hour, "p.m."))
        end = hour;
    return end;
}

/* Where the value at START ends: before the next key, or a bar. */
static size_t
value_end(struct slice text, size_t start)
{
    char32_t before = 0;
    size_t next, value;
    for (size_t at = start; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_is_common_han(code) && text_is_common_han(before)) {
            before = code;
            continue;
        }
        if (text_among(code, U"|｜│【】[]［］"))
            return at;
        if (at > start && is_between(before) && read_key(text, at, &value) != KEY_NONE)
            return at;
        before = code;
    }
    return text.len;
}

static struct issue_span
span_of(struct slice text, size_t start, size_t end)
{
    while (end > start && is_between(text_last(slice_make(text.at, end))))
        end = text_previous(text, end);
    return (struct issue_span){(uint32_t)start, (uint32_t)(end - start)};
}

/* Takes the value of a key; false: no such key says that. */
static bool
take_value(struct meta *meta, struct slice text, enum key_kind kind, size_t start, size_t end)
{
    struct issue_span span = span_of(text, start, end);
    struct slice value = slice_make(text.at + span.start_byte, span.bytes);
    if (text_points(value) > VALUE_POINTS_MAX || slice_has(value, "。"))
        return false;
    size_t day = skip_weekday(value, 0);
    bool dated = value.len > 0 && skip_date(value, day) > day;
    switch (kind) {
    case KEY_AUTHOR:
    case KEY_REPORTER:
        meta->spoken = meta->spoken || kind == KEY_REPORTER;
        if (meta->author.bytes == 0)
            meta->author = span;
        break;
    case KEY_SOURCE:
        if (meta->source.bytes == 0)
            meta->source = span;
        break;
    case KEY_DATE:
    case KEY_LOOSE:
        if (!dated)
            return false;
        if (meta->date.bytes == 0)
            meta->date = (struct issue_span){span.start_byte, (uint32_t)skip_date(value, day)};
        break;
    default: break;
    }
    meta->keys++;
    meta->sure += kind == KEY_DATE || kind == KEY_COUNT || (kind == KEY_LOOSE && meta->keys > 1);
    return true;
}

/* 2031-05-04 08:15 临江发布: a source without its key, beside the day. */
static bool
is_bare_source(struct slice piece)
{
    static const char *const endings[] = {"网", "網",   "报",     "報",   "社",   "台",
                                          "臺", "发布", "客户端", "在线", "新闻", "新聞"};
    bool ends = false;
    for (size_t i = 0; i < BASE_COUNT(endings); i++)
        ends = ends || slice_ends(piece, endings[i]);
    return (ends && text_points(piece) > 2 && text_points(piece) <= BARE_POINTS_MAX) || nameplate_is_name(piece);
}

/* A piece at AT that has no key: the day, a button, the source that is known by its name. Where it ends, or AT. */
static size_t
take_bare(struct meta *meta, struct slice text, size_t at)
{
    size_t end = skip_date(text, at), next;
    if (end > at && meta->date.bytes == 0) {
        meta->date = (struct issue_span){(uint32_t)at, (uint32_t)(end - at)};
        return end;
    }
    bool sure;
    end = at;
    if (button_skip(text, &end, &sure)) {
        meta->buttons++;
        return end;
    }
    while (end < text.len && !is_between(text_point(text, end, &next)))
        end = next;
    struct slice piece = slice_make(text.at + at, end - at);
    if (meta->source.bytes > 0 || !is_bare_source(piece))
        return at;
    meta->source = (struct issue_span){(uint32_t)at, (uint32_t)piece.len};
    meta->bare = true;
    meta->keys++;
    return end;
}

bool
meta_read(struct slice text, struct meta *meta)
{
    *meta = (struct meta){0};
    size_t next, value;
    for (size_t at = 0, end; at < text.len; at = end) {
        if (is_between(text_point(text, at, &next))) {
            end = next;
            continue;
        }
        enum key_kind kind = read_key(text, at, &value);
        end = kind != KEY_NONE ? value_end(text, value) : take_bare(meta, text, at);
        if (kind != KEY_NONE ? !take_value(meta, text, kind, value, end) : end == at)
            return false;
    }
    if (meta->buttons > 1) {
        meta->keys++;
        meta->sure++;
    }
    meta->whole = true;
    if (meta->bare && meta->date.bytes == 0)
        return false;
    /* 记者： alone asks a question, and By Monday begins a sentence */
    return meta->keys > 1 || (meta->keys == 1 && (!meta->spoken || meta->date.bytes > 0));
}

/* ---- among other lines */

static bool
may_be_buttons(const struct shape *shape)
{
    size_t at = 0, next;
    bool sure;
    while (is_between(text_point(shape->text, at, &next)))
        at = next;
    return shape->points <= BUTTONS_POINTS_MAX && button_skip(shape->text, &at, &sure);
}

static bool
may_be_meta(const struct shape *shape)
{
    return shape->points <= META_POINTS_MAX && shape->points > 2 &&
           (shape->colon || shape->digits > 0 || shape->end == END_COLON || may_be_buttons(shape)) &&
           shape->markdown == 0;
}

/* Between a headline and its text? LINES from FIRST up to END are all such lines. */
static bool
is_between_head_and_text(const struct shape *shapes, size_t count, size_t first, size_t end)
{
    if (end == count)
        return false;
    const struct shape *below = &shapes[end];
    bool whole = below->end == END_STOP && below->cells >= TEXT_CELLS_MIN;
    bool text = below->lead || below->comma || below->stops > 0 || whole;
    if (first == 0 || !text)
        return false;
    const struct shape *above = &shapes[first - 1];
    bool calls = above->end == END_CALL || above->end == END_ELLIPSIS;
    return (!above->finished || calls) && above->stops == 0 && above->cells <= TITLE_CELLS_MAX && !above->bracketed &&
           !above->furniture && !above->list;
}

/* 2032-10-11 08:22:16: the day with its hour and nothing else. */
static bool
is_hour(struct slice text, const struct meta *meta)
{
    return meta->whole && meta->date.bytes > 0 && meta->keys == 0 && (slice_has(text, ":") || slice_has(text, "："));
}

/* Does the line stand among them without being one by itself: what is pressed, the day and the hour, 记者：田一麦? */
static bool
is_among(const struct shape *shape, const struct meta *meta)
{
    if (shape->lead || shape->points > META_POINTS_MAX)
        return false;
    if (button_line_is(shape) || (shape->furniture && editors_is_line(shape->text)))
        return true;
    return is_hour(shape->text, meta) || (meta->whole && meta->author.bytes > 0);
}

/* Dates that are left to be what they are: alone, or beside a place. */
static bool
counts(const struct meta *meta)
{
    return meta->author.bytes > 0 || meta->source.bytes > 0 || meta->sure > 0;
}

void
meta_find(struct shape *shapes, size_t count, bool *furniture)
{
    struct meta meta;
    for (size_t i = 0, end; i < count; i = end + (end == i)) {
        bool several = false, known = false;
        for (end = i; end < count; end++) {
            meta = (struct meta){0};
            bool read = may_be_meta(&shapes[end]) && !shapes[end].lead && meta_read(shapes[end].text, &meta);
            if (!read && !is_among(&shapes[end], &meta))
                break;
            known = known || (read && counts(&meta)) || is_hour(shapes[end].text, &meta);
            several = several || (read && meta.keys > 1 && meta.sure > 0);
        }
        if (end == i || !known || !(several || is_between_head_and_text(shapes, count, i, end)))
            continue;
        for (size_t k = i; k < end; k++) {
            meta_read(shapes[k].text, &meta);
            shapes[k].meta = true;
            shapes[k].byline = meta.author.bytes > 0;
            furniture[k] = meta.author.bytes == 0;
        }
    }
}
