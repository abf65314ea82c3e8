/* What stands beside a text and heads nothing: where more is to be found, a note, what is attached, a day with what is on then, a
 * label with what it stands for.
 *
 * Told from the line alone, or from two neighbours like it; whether it belongs to an article, the judgement says.
 */
#include "parser/kinds/kinds.h"

enum {
    ASIDE_POINTS_MAX = 90,
    LABEL_POINTS_MAX = 12,
    LABELLED_POINTS_MAX = 60,
    DAYS_MIN = 3,
    PLEA_POINTS_MAX = 40,
    CUT_POINTS_MIN = 10
};

/* 詳細はこちら, 点击查看, Click here: what to press for more. */
static bool
is_pointer(struct slice text)
{
    static const char *const ends[] = {"コチラ",   "こちら",     "コチラ！",   "こちら！",  "コチラ!",     "こちら!",
                                       "コチラ♪",  "コチラから", "こちらから", "こちらへ",  "点击这里",    "點擊這裡",
                                       "点击此处", "点击查看",   "点击进入",   "點擊查看",  "點擊進入",    "点此进入",
                                       "点击链接", "點擊連結",   "바로가기",   "바로 가기", "자세히 보기", NULL};
    static const char *const begins[] = {"点击这里",    "点击此处", "点击查看", "点击进入", "点击链接",
                                         "点击下方",    "點擊這裡", "點擊連結", "點擊下方", "Click here ",
                                         "click here ", "클릭",     NULL};
    return words_end(text, ends) || words_begin(text, begins);
}

/* 公式サイト：https://…, HP→ http://…, 官网 www.…: an address of the web, with whose it is. */
static bool
has_address(const struct shape *shape)
{
    enum { LETTERS_MIN = 6 };
    return shape->letters >= LETTERS_MIN &&
           (slice_has(shape->text, "://") || (!shape->after_blank && slice_has(shape->text, "www.")) ||
            slice_has(shape->text, "：www.") || slice_has(shape->text, ":www."));
}

/* 附「…」, 附修正…, 附件1: what is attached to a document. */
static bool
is_attached(struct slice text)
{
    static const char *const begins[] = {"附「", "附《",   "附件",   "附表",   "附圖", "附图", "附錄", "附录",
                                         "附註", "附注：", "附修正", "附訂定", "附：", "附:",  NULL};
    return words_begin(text, begins);
}

/* 開催日時：6月3日, 时间：9月3日上午, 總機構所在地：…, Venue: …: a word for data, and the data. */
static bool
is_labelled(const struct shape *shape)
{
    static const char *const labels[] = {
        "日時", "期間", "会場",   "場所",   "会费",   "価格",   "品番",       "時間", "时间",   "地点",     "地點",
        "日期", "期限", "発売日", "放送日", "定員",   "主催",   "主办",       "主辦", "承办",   "協辦",     "协办",
        "單位", "单位", "所在地", "代表人", "負責人", "负责人", "チャンネル", "字號", "出演者", "主办单位", "일시",
        "장소", "Date", "Time",   "Venue",  "Where",  "When",   "Price",      NULL};
    /* 时间：…　来源：…　作者：…: of the page itself */
    static const char *const others[] = {"来源", "來源", "作者", "编辑", "編輯", "责编", NULL};
    struct slice text = shape->text;
    if (!shape->colon || shape->points > LABELLED_POINTS_MAX || words_in(text, others))
        return false;
    size_t at = 0;
    for (size_t points = 0; points <= LABEL_POINTS_MAX && at < text.len; points++) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        if (code == ':' || code == U'：')
            return words_end(text_trim(slice_make(text.at, at)), labels);
        if (text_among(code, U"，。「」《》“”"))
            return false;
        at += len;
    }
    return false;
}

/* 视频：某某　来源：某台: what a film shows that stood here. */
static bool
is_film(struct slice text)
{
    static const char *const begins[] = {"视频：", "視頻：", "影片：", "動画：", "视频:", "視頻:", "Video:", NULL};
    static const char *const sources[] = {"来源：", "來源：", "来源:", "來源:", "出典：", "提供：", "Source:", NULL};
    return words_begin(text, begins) && words_in(text, sources);
}

/* ぜひご覧ください！, 敬请关注: what the reader is asked to do. */
static bool
is_plea(const struct shape *shape)
{
    static const char *const ends[] = {"ください",
                                       "下さい",
                                       "お願いします",
                                       "お願いいたします",
                                       "お願い致します",
                                       "お願い申し上げます",
                                       "お待ちしております",
                                       "お見逃しなく",
                                       "敬请关注",
                                       "敬请期待",
                                       "敬請期待",
                                       "敬請關注",
                                       "欢迎参加",
                                       "歡迎參加",
                                       "바랍니다",
                                       "주세요",
                                       NULL};
    static const char32_t calls[] = U"！!。.♪☆★";
    struct slice text = shape->text;
    size_t end = text.len;
    while (end > 0) {
        char32_t code;
        size_t at = text_previous(text, end);
        text_decode(text.at + at, &code);
        if (!text_among(code, calls))
            break;
        end = at;
    }
    bool calls_out = end < text.len || text_is_han(text_last(text));
    return shape->points <= PLEA_POINTS_MAX && calls_out && words_end(slice_make(text.at, end), ends);
}

/* 12月3日 15：00 ～ 12月4日 14：00: from when to when, by the clock. */
static bool
is_period(const struct shape *shape)
{
    struct slice text = shape->text;
    size_t clocks = 0;
    char32_t before = 0, last = 0;
    if (shape->digits < UINT8_MAX / 4)
        return false;
    for (size_t at = 0; at < text.len && clocks < 2;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        clocks += text_is_digit(before) && (last == ':' || last == U'：') && text_is_digit(code);
        before = last;
        last = code;
    }
    return clocks >= 2;
}

/* #163 …, beside another such. */
static bool
is_numbered(struct slice text)
{
    size_t next;
    char32_t code = text_point(text, 0, &next);
    return text_among(code, U"#＃♯№") && next < text.len && text_is_digit(text_first(slice_from(text, next)));
}

static bool
may_be_aside(const struct shape *shape)
{
    return block_is_free(shape) && shape->points <= ASIDE_POINTS_MAX && shape->end != END_STOP &&
           shape->end != END_COMMA && !shape->lead && !shape->byline;
}

/* Does a line begin at I? Of printed lines it may be the end of the one above. */
static bool
begins_line(const struct shape *shapes, size_t i)
{
    const struct shape *shape = &shapes[i], *above = shape - 1;
    return i == 0 || shape->after_blank || above->finished || above->apart || above->noted ||
           above->points < CUT_POINTS_MIN;
}

/* What follows the day, and the brackets behind it, that TEXT begins with: a mark, or one for all letters, one for all digits. */
static char32_t
after_day(struct slice text)
{
    size_t at = slice_find(text, "日") + strlen("日"), next = at;
    char32_t code = text_point(text, at, &next);
    if (code == '(' || code == U'（') {
        while (next < text.len && code != ')' && code != U'）')
            code = text_point(text, at = next, &next);
        at = text_skip_blanks(text, next);
        code = at < text.len ? text_point(text, at, &next) : 0;
    }
    return text_is_digit(code) ? '0' : text_is_word(code) || text_is_han(code) || text_is_kana(code) ? 'a' : code;
}

/* The end of the rows that begin at FIRST, each with a day: 10月22日（木）…; FIRST: there are too few. */
static size_t
days_end(const struct shape *shapes, size_t first, size_t count)
{
    size_t end = first;
    while (end < count && may_be_aside(&shapes[end]) && shapes[end].stops == 0 && day_begins(shapes[end].text) &&
           after_day(shapes[end].text) == after_day(shapes[first].text))
        end++;
    return end - first >= DAYS_MIN ? end : first;
}

void
asides_mark(struct shape *shapes, size_t count)
{
    for (size_t i = 0, end; i < count; i = end + (end == i)) {
        end = begins_line(shapes, i) ? days_end(shapes, i, count) : i;
        for (size_t k = i; k < end; k++)
            block_set(&shapes[k], BLOCK_LIST, true);
    }
    for (size_t i = 0; i < count; i++) {
        if (!may_be_aside(&shapes[i]) || !begins_line(shapes, i))
            continue;
        struct slice text = shapes[i].text;
        bool numbered = is_numbered(text) && ((i + 1 < count && is_numbered(shapes[i + 1].text)) ||
                                              (i > 0 && is_numbered(shapes[i - 1].text)));
        if (shapes[i].stops > 0 && !is_pointer(text)) /* 「B.L.T.」の詳細はこちら is no sentence */
            continue;
        if (numbered || is_labelled(&shapes[i]) || is_period(&shapes[i]))
            block_set(&shapes[i], BLOCK_LIST, true);
        else if (is_film(text))
            block_set(&shapes[i], BLOCK_CAPTION, true);
        else if (is_pointer(text) || has_address(&shapes[i]) || is_attached(text) || is_plea(&shapes[i]) ||
                 text_first(text) == U'※')
            block_set(&shapes[i], BLOCK_TEXT, true);
    }
}
