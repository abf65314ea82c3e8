/* Lines that head nothing, whatever they look like: what follows a text (whom to call, where it is from), a date, an address, a
 * price; and briefs, paragraphs with a mark each that name their own day, place or author.
 */
#include "parser/byline/byline.h"
#include "parser/kinds/kinds.h"

enum {
    TAIL_POINTS_MAX = 60,
    BRIEF_POINTS_MIN = 18,
    BRIEFS_MIN = 2,
    SIGN_POINTS_MAX = 24,
    DAY_POINTS = 24,
    ALONE_POINTS_MAX = 24,
    CUT_POINTS_MIN = 10,
    HEAD_POINTS_MAX = 40,
    HEAD_LINES_MAX = 4,
    CONTACT_POINTS_MAX = 44,
    AMOUNT_POINTS_MAX = 14,
    TOPIC_POINTS_MAX = 10
};

/* ---- tails */

/* 电话：0512-…, Contact: …: a word of these before a colon, a bracket or a number. */
static bool
begins_with_label(struct slice text)
{
    static const char *const labels[] = {
        "来源",     "來源",       "稿源",      "定价",          "定價",     "相关链接", "相關連結",  "微信公众号",
        "公众号",   "编者按",     "編者按",    "编后",          "咨询电话", "查詢電話", "服务热线",  "联系方式",
        "官网",     "链接",       "連結",      "原文链接",      "资料来源", "資料來源", "消息来源",  "信息来源",
        "票价",     "票價",       "营业时间",  "开放时间",      "案号",     "案號",     "報名電話",  "报名电话",
        "電話番号", "問い合わせ", "問合せ",    "お問い合わせ",  "連絡先",   "入場料",   "料金",      "所在地",
        "住所",     "定価",       "営業時間",  "出典",          "TEL",      "Contact",  "Telephone", "Website",
        "Address",  "Tickets",    "Admission", "Opening hours", "작성",     "문의",     "연락처",    "주소",
        NULL};
    size_t own = words_skip(text, labels), reach = words_skip(text, reach_words), next;
    size_t label = own > reach ? own : reach, at = text_skip_blanks(text, label);
    char32_t code = text_point(text, at, &next);
    return label > 0 &&
           (code == ':' || code == U'：' || code == U'＝' || text_is_digit(code) || (code == '(' && at + 1 < text.len));
}

/* 咨询热线12345, お問い合わせ　0120-123-456, news@ferry.example: whom to call or write to. */
static bool
is_contact(const struct shape *shape)
{
    static const char *const words[] = {"电话", "電話", "热线",       "熱線", "手机", "手機", "邮编", "传真", "傳真",
                                        "QQ",   "微信", "問い合わせ", "Tel",  "TEL",  "☎",    "전화", "문의", NULL};
    if (shape->points > CONTACT_POINTS_MAX || shape->end == END_STOP || shape->stops > 0 || shape->commas > 1)
        return false;
    const char *sign = memchr(shape->text.at, '@', shape->text.len);
    bool address = sign != NULL && memchr(sign, '.', (size_t)(shape->text.at + shape->text.len - sign)) != NULL;
    return address || (shape->digits >= UINT8_MAX / 5 && words_in(shape->text, words));
}

/* 每份1.50元, 第1名 田一麦 98分 */
static bool
is_amount(const struct shape *shape)
{
    static const char *const units[] = {"元", "円", "圓", "块", NULL}, *const ranks[] = {"第", NULL},
                             *const points[] = {"分", NULL};
    return shape->points <= AMOUNT_POINTS_MAX && shape->digits >= UINT8_MAX / 4 &&
           (words_end(shape->text, units) || (words_begin(shape->text, ranks) && words_end(shape->text, points)));
}

/* （作者系…）, （来源：…）, (The author is …), （2031）苏01民初12号: what an author, a source, a court says of itself. */
static bool
is_note(const struct shape *shape)
{
    static const char *const words[] = {"作者系",   "作者为",     "作者單位",   "作者单位", "作者是",   "作者為",
                                        "作者係",   "来源：",     "來源：",     "来源:",    "资料来源", "案号",
                                        "案號",     "原载",       "原載",       "筆者は",   "本文作者", "此稿件",
                                        "全文见",   "详见",       "詳見",       "见第",     "見第",     "据新华社",
                                        "據新華社", "The author", "The writer", "Source:",  NULL};
    static const char *const begins[] = {"作者系", "本文作者系", "本文作者為", "本文作者为",
                                         "（作者", "(作者",      "筆者は",     NULL};
    struct slice text = shape->text;
    return (shape->bracketed && words_in(text, words)) ||
           (words_begin(text, begins) && shape->points <= TAIL_POINTS_MAX / 2);
}

/* An amount with its unit, or the number of a telephone: no letters but the unit's. */
static bool
is_number_alone(const struct shape *shape)
{
    return shape->points <= ALONE_POINTS_MAX && shape->points > 3 && shape->end != END_STOP &&
           shape->end != END_COMMA && shape->digits * 2U >= 255U && shape->han + shape->letters <= shape->points / 4;
}

/* 2031年5月4日, 5月4日（星期日）, 二〇三一年五月四日: nothing but the day. */
static bool
is_day(const struct shape *shape)
{
    static const char32_t numerals[] = U"〇○零元一二三四五六七八九十廿年月日星期周土曜日";
    struct slice text = shape->text;
    if (shape->points > ALONE_POINTS_MAX || shape->points < 4 || !slice_has(text, "月") || !slice_has(text, "日"))
        return false;
    return words_are_numerals(text, numerals);
}

void
tails_mark(struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct shape *shape = &shapes[i];
        if (shape->points > TAIL_POINTS_MAX || !block_is_free(shape) || shape->byline || shape->names || shape->lead)
            continue;
        /* printed lines: it may be the end of the line above */
        bool rest = i > 0 && !shape->after_blank && !shape[-1].finished && !shape[-1].apart &&
                    shape[-1].points >= CUT_POINTS_MIN;
        if (rest)
            continue;
        if (begins_with_label(shape->text) || is_contact(shape) || is_amount(shape) || is_note(shape) ||
            is_number_alone(shape) || is_day(shape) || day_is_alone(shape) ||
            marker_read(shape->text).style == MARKER_ADDRESS)
            block_set(shape, BLOCK_TEXT, true);
    }
}

/* ---- briefs */

static bool
is_brief_mark(char32_t code)
{
    return text_among(code, U"▲●◆■□※★◎▶►△◇○☆▼▽");
}

/* 10일: figures before it. */
static bool
has_day_of_month(struct slice text)
{
    size_t at = slice_find(text, "일");
    return at != SIZE_MAX && at > 0 && at < text.len && text.at[at - 1] >= '0' && text.at[at - 1] <= '9';
}

/* Names its day: 昨天, 3月1日, 去る三日, On Monday; within its first words. */
static bool
names_day(struct slice text)
{
    static const char *const days[] = {"昨天", "昨日",      "昨晚",      "昨夜",  "今天", "今日", "今晨",     "今早",
                                       "日前", "近日",      "前天",      "前日",  "本月", "本周", "上周",     "本週",
                                       "上週", "连日",      "連日",      "明天",  "明日", "去る", "このほど", "最近",
                                       "月底", "月初",      "日，",      "日在",  "日，", "日、", "日上午",   "日下午",
                                       "日晚", "yesterday", "Yesterday", "today", "day,", "day ", "日から",   "日まで",
                                       "日に", "어제",      "오늘",      "내일",  "지난", "다음", NULL};
    size_t at = 0;
    for (size_t points = 0; points < DAY_POINTS && at < text.len; points++) {
        char32_t code;
        at += text_decode(text.at + at, &code);
    }
    struct slice begin = slice_make(text.at, at);
    return words_in(begin, days) || has_day_of_month(begin) || lead_read(text).bytes > 0;
}

/* 古本市　六月二日午前…, 범골=범골면은 …: a word or two before a blank or a mark, and sentences behind it. */
static bool
names_topic(struct slice text)
{
    size_t points = 0, next;
    for (size_t at = 0; at < text.len && points <= TOPIC_POINTS_MAX; at = next, points++) {
        char32_t code = text_point(text, at, &next);
        if (code == 0x3000 || text_among(code, U"=＝】〕"))
            return points > 1 && text_points(slice_from(text, next)) >= BRIEF_POINTS_MIN;
        if (text_is_space(code) || text_among(code, U"，、。,:：；"))
            return false;
    }
    return false;
}

static bool
is_signed(struct slice text)
{
    size_t bracket = text_last_bracket(text, U"(（", U")）", SIGN_POINTS_MAX);
    if (bracket == SIZE_MAX || bracket == 0)
        return false;
    struct slice inner = text_inside(text, bracket);
    return byline_is_names(inner) || byline_signature(text).len > 0;
}

/* An item of whole sentences, with such a mark. */
static bool
may_be_brief(const struct shape *shape)
{
    char32_t code;
    size_t len = text_decode(shape->text.at, &code);
    bool item = shape->list || code == U'▼' || code == U'▽';
    if (!block_is_free(shape) || !item || shape->points < BRIEF_POINTS_MIN || !is_brief_mark(code))
        return false;
    struct slice text = text_trim(slice_from(shape->text, len));
    size_t bracket = text_last_bracket(text, U"(（", U")）", SIGN_POINTS_MAX);
    return line_is_finished(bracket != SIZE_MAX && bracket > 0 ? slice_make(text.at, bracket) : text);
}

/* One that says where or when, or who wrote it. */
static bool
is_brief(const struct shape *shape)
{
    char32_t code;
    if (!may_be_brief(shape))
        return false;
    struct slice text = text_trim(slice_from(shape->text, text_decode(shape->text.at, &code)));
    return names_day(text) || is_signed(text) || names_topic(text);
}

/* ●青石镇：渡口换灯, above what happened there: a headline, as others with the same mark are. */
static bool
is_marked_head(const struct shape *shapes, size_t count, size_t i)
{
    const struct shape *shape = &shapes[i], *below = shape + 1;
    if (i + 1 >= count || !block_is_free(shape) || !shape->list || shape->points > HEAD_POINTS_MAX || shape->finished ||
        !is_brief_mark(text_first(shape->text)))
        return false;
    bool text = block_is_free(below) && !below->list && below->finished && below->points >= BRIEF_POINTS_MIN;
    return text && (shape->colon || below->lead || names_day(below->text));
}

static void
mark_heads(struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!is_marked_head(shapes, count, i))
            continue;
        char32_t mark = text_first(shapes[i].text);
        size_t heads = 0, last = i;
        for (size_t k = i; k < count && k <= last + HEAD_LINES_MAX; k++)
            if (text_first(shapes[k].text) == mark && is_marked_head(shapes, count, k)) {
                heads++;
                last = k;
            }
        for (size_t k = i; heads >= BRIEFS_MIN && k <= last; k++)
            if (text_first(shapes[k].text) == mark && is_marked_head(shapes, count, k))
                block_set(&shapes[k], BLOCK_TITLE, true);
        i = last;
    }
}

/* Does an item with the same mark stand above that is no brief? Then none of them is. */
static bool
below_item(const struct shape *shapes, size_t i)
{
    char32_t mark = text_first(shapes[i].text);
    for (size_t k = i; k > 0 && i - k < 2; k--)
        if (text_first(shapes[k - 1].text) == mark)
            return shapes[k - 1].block != BLOCK_BRIEF;
    return false;
}

void
briefs_mark(struct shape *shapes, size_t count)
{
    mark_heads(shapes, count);
    for (size_t i = 0; i < count; i++) {
        if (!is_brief(&shapes[i]) || below_item(shapes, i))
            continue;
        /* others with the same mark, the rest of a cut one between them; where two of three say when, the third is one, too */
        char32_t mark = text_first(shapes[i].text);
        size_t briefs = 0, items = 0, last = i;
        for (size_t k = i; k < count && k <= last + 2; k++) {
            bool item = text_first(shapes[k].text) == mark;
            if (item && !may_be_brief(&shapes[k]) && shapes[k].finished)
                break;
            if (item) {
                briefs += is_brief(&shapes[k]);
                items++;
                last = k;
            }
        }
        for (size_t k = i; briefs >= BRIEFS_MIN && briefs * 3 >= items * 2 && k <= last; k++)
            if (text_first(shapes[k].text) == mark && may_be_brief(&shapes[k]))
                block_set(&shapes[k], BLOCK_BRIEF, true);
        i = last;
    }
}
