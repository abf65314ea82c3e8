/* Boxes that stand in an article's way: slogans, the weather, small advertisements, lost property, notices of companies.
 *
 *   ……记录已经贴在
 *   天气预报　今天晴，明天多云　气温 12～20℃
 *   墙上。
 *
 * What is in them may be anything, so that only those are taken whose first line says what they are, and which a sentence
 * runs around: unfinished above, going on below. Slogans that nobody writes for himself are the page's anywhere.
 */
#include "parser/page/page.h"

enum {
    CUT_POINTS_MIN = 14,
    LATIN_CUT_POINTS_MIN = 36,
    HEAD_POINTS_MAX = 18, /* of a notice's or an offer's first line */
    LATIN_HEAD_POINTS_MAX = 40,
    LINE_POINTS_MAX = 44, /* of a line about the weather, and of a slogan */
    SLOGAN_POINTS_MAX = 24,
    HALF_POINTS_MAX = 9,
    SLOGAN_WEIGHT = 3,
    BOX_LINES_MAX = 8,
    PHONE_DIGITS_MIN = 7
};

static bool
has_any(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_has(text, words[i]))
            return true;
    return false;
}

static bool
starts_with_any(struct slice text, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_starts(text, words[i]))
            return true;
    return false;
}

/* ---- slogans */

/* What slogans are made of. */
static const struct {
    const char *words;
    unsigned weight; /* SLOGAN_WEIGHT is enough */
} slogans[] = {
    {"讲文明", 2},
    {"树新风", 2},
    {"公益广告", 3},
    {"公益廣告", 3},
    {"图说我们的价值观", 3},
    {"我们的价值观", 2},
    {"社会主义核心价值观", 2},
    {"中国梦", 1},
    {"我的梦", 2},
    {"富强", 1},
    {"民主", 1},
    {"文明", 1},
    {"和谐", 1},
    {"自由", 1},
    {"平等", 1},
    {"公正", 1},
    {"法治", 1},
    {"爱国", 1},
    {"敬业", 1},
    {"诚信", 1},
    {"友善", 1},
    {"文明健康", 2},
    {"有你有我", 2},
    {"厉行节约", 2},
    {"反对浪费", 2},
    {"人人有责", 2},
    {"从我做起", 2},
    {"护林防火", 2},
    {"森林防火", 2},
    {"节约用水", 2},
    {"垃圾分类", 1},
    {"光盘行动", 2},
    {"扫黑除恶", 2},
    {"宣", 0},
};

/* 讲文明 树新风 公益广告; 富强 民主 文明 和谐: nothing else on the line, and enough of it. */
static unsigned
slogan_weight(const struct shape *shape)
{
    size_t next;
    unsigned weight = 0;
    if (shape->points > LINE_POINTS_MAX || shape->letters > 0)
        return 0;
    for (size_t at = 0; at < shape->text.len;) {
        if (text_among(text_point(shape->text, at, &next), U" 　·•-—、！!。，,｜|★●■◆“”《》")) {
            at = next;
            continue;
        }
        size_t longest = 0, unit = 0;
        for (size_t i = 0; i < BASE_COUNT(slogans); i++)
            if (strlen(slogans[i].words) > longest && slice_starts(slice_from(shape->text, at), slogans[i].words)) {
                longest = strlen(slogans[i].words);
                unit = i;
            }
        if (longest == 0)
            return 0;
        weight += slogans[unit].weight;
        at += longest;
    }
    return weight;
}

static bool
is_sure_slogan(const struct shape *shape)
{
    return slogan_weight(shape) >= SLOGAN_WEIGHT;
}

/* 节约用水　人人有责: two halves, where a headline is one piece. */
static bool
has_halves(const struct shape *shape)
{
    size_t gaps = 0, longest = 0, points = 0, next;
    for (size_t at = 0; at < shape->text.len; at = next) {
        bool gap = text_among(text_point(shape->text, at, &next), U" 　，,、！!");
        gaps += gap && next < shape->text.len;
        points = gap ? 0 : points + 1;
        longest = points > longest ? points : longest;
    }
    return gaps > 0 && longest <= HALF_POINTS_MAX;
}

/* 节约用水，从我做起！ where a sentence runs around it. */
static bool
is_slogan(const struct shape *shape)
{
    static const char *const words[] = {
        "人人有责", "人人有責", "从我做起", "從我做起", "你我他",     "你我同行",   "有你有我", "珍爱生命", "珍愛生命",
        "关爱生命", "爱护环境", "愛護環境", "爱护花草", "节约用水",   "節約用水",   "节约用电", "節約用電", "节约粮食",
        "厉行节约", "远离毒品", "遠離毒品", "拒绝毒品", "拒绝酒驾",   "酒後不開車", "请勿",     "請勿",     "严禁烟火",
        "禁止吸烟", "护林防火", "森林防火", "垃圾分类", "資源回收",   "光盘行动",   "无偿献血", "捐血",     "谨防诈骗",
        "谨防电信", "反诈",     "反詐",     "扫黑除恶", "核心价值观", "中国梦",     "公益",     "礼让行人", "禮讓行人",
        "文明出行", "文明餐桌", "文明健康", "安全第一", "交通安全",
    };
    static const char *const latin[] = {"drive safely",  "give blood",        "save water",
                                        "keep our",      "keep your",         "do not litter",
                                        "buy war bonds", "buy liberty bonds", "public service"};
    if (is_sure_slogan(shape))
        return true;
    if (shape->points > SLOGAN_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U) || shape->end == END_STOP || shape->lead ||
        shape->colon)
        return false;
    size_t at = 0;
    for (size_t i = 0; i < BASE_COUNT(latin) && at == 0; i++)
        folio_skip_word(shape->text, &at, latin[i]);
    return at > 0 || ((shape->end == END_CALL || has_halves(shape)) && has_any(shape->text, words, BASE_COUNT(words)));
}

/* ---- the weather */

/* 天气预报：, 今日天气 alone: the word with nothing joined to it, but what it may be part of. */
static bool
is_label(struct slice text)
{
    size_t next;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_among(code, U"：: 　|｜"))
            return true;
        if (code >= 0x80 && !text_among(code, U"象予天氣气気預预报報今明后後日の날씨오늘의"))
            return false;
    }
    return true;
}

static bool
is_weather(const struct shape *shape, bool first)
{
    static const char *const heads[] = {"天气预报", "天氣預報",    "今日天气",   "今日天氣",    "明日天气",
                                        "天气",     "天氣",        "天気",       "气象",        "氣象",
                                        "予報",     "今日の天気",  "날씨",       "오늘의 날씨", "WEATHER",
                                        "Weather",  "THE WEATHER", "The Weather"};
    static const char *const days[] = {"今天", "今晚", "今夜",  "今日",    "明天",    "明日", "后天",
                                       "後天", "明晚", "白天",  "夜间",    "夜里",    "あす", "きょう",
                                       "오늘", "내일", "Today", "Tonight", "Tomorrow"};
    static const char *const words[] = {
        "晴",   "多云", "多雲", "阴",   "陰",    "雨",   "雪",   "雾",   "霧",       "℃",      "°C",  "气温",
        "氣溫", "気温", "风力", "風力", "级",    "級",   "湿度", "濕度", "空气质量", "紫外线", "曇",  "맑음",
        "흐림", "기온", "Fair", "fair", "cloud", "rain", "Rain", "snow", "sunny",    "High",   "Low", "winds"};
    if (shape->points > LINE_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U) || shape->stops > 2 || shape->lead)
        return false;
    bool says = has_any(shape->text, words, BASE_COUNT(words));
    if (starts_with_any(shape->text, heads, BASE_COUNT(heads)) && is_label(shape->text))
        return says || shape->points <= HEAD_POINTS_MAX / 2 || !shape_is_cjk(shape);
    return says && (!first || starts_with_any(shape->text, days, BASE_COUNT(days))) && shape->start != START_FORBIDDEN;
}

/* ---- offers and notices */

/* 88261234, 0571-88261234, 139 0000 1234 */
static bool
has_phone(struct slice text)
{
    size_t digits = 0;
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_digit(code) >= 0)
            digits++;
        else if (!text_among(code, U"-－— ()（）"))
            digits = 0;
        if (digits >= PHONE_DIGITS_MIN)
            return true;
    }
    return false;
}

static bool
is_notice_head(const struct shape *shape)
{
    static const char *const ends[] = {"启事", "啟事", "招领", "招領", "声明", "聲明",
                                       "公告", "讣告", "訃告", "招租", "通告", "告示"};
    static const char *const offers[] = {"出售", "转让", "轉讓", "出租",   "招聘", "招租", "求购",   "求購", "诚聘",
                                         "急售", "急聘", "遗失", "寻物",   "求租", "批发", "优惠",   "優惠", "特价",
                                         "特價", "促销", "开业", "開業",   "维修", "回收", "招生",   "征婚", "家教",
                                         "疏通", "搬家", "租售", "大甩卖", "求人", "募集", "팝니다", "구인"};
    static const char *const latin[] = {"for sale",         "lost",        "found",  "wanted",        "to let",
                                        "for rent",         "help wanted", "notice", "public notice", "legal notice",
                                        "situations vacant"};
    bool cjk = shape_is_cjk(shape);
    /* 招领：黑伞一把 电话 88261234 */
    if (shape->colon && cjk && shape->points <= LINE_POINTS_MAX && has_phone(shape->text) &&
        (starts_with_any(shape->text, offers, BASE_COUNT(offers)) ||
         starts_with_any(shape->text, ends, BASE_COUNT(ends))))
        return true;
    if (shape->points > (cjk ? (unsigned)HEAD_POINTS_MAX : (unsigned)LATIN_HEAD_POINTS_MAX) || shape->stops > 0 ||
        shape->comma)
        return false;
    for (size_t i = 0; i < BASE_COUNT(ends); i++)
        if (slice_ends(shape->text, ends[i]))
            return true;
    size_t at = 0;
    for (size_t i = 0; i < BASE_COUNT(latin) && !cjk && at == 0; i++)
        folio_skip_word(shape->text, &at, latin[i]);
    return at > 0 || (cjk && has_any(shape->text, offers, BASE_COUNT(offers)));
}

/* Does a notice end with this line? */
static bool
is_notice_end(const struct shape *shape)
{
    static const char *const words[] = {"作废",   "作廢",  "特此",  "电话",     "電話", "热线", "熱線",
                                        "联系人", "聯絡",  "地址",  "有限公司", "手机", "手機", "Tel",
                                        "Phone",  "Apply", "apply", "連絡先",   "전화"};
    return has_phone(shape->text) || has_any(shape->text, words, BASE_COUNT(words));
}

/* ---- in an article's way */

/* Was the text cut below this line? */
static bool
is_cut(const struct shape *shape)
{
    size_t most = shape_is_cjk(shape) ? CUT_POINTS_MIN : LATIN_CUT_POINTS_MIN;
    return !shape->furniture && !shape->finished && shape->points >= most &&
           (shape->comma || shape->stops > 0 || shape->lists > 0);
}

/* Does it go on with this one? */
static bool
goes_on(const struct shape *shape)
{
    if (shape->furniture || shape->lead || shape->list || shape->markdown > 0)
        return false;
    if (!shape_is_cjk(shape))
        return shape->small;
    return shape->start == START_FORBIDDEN || shape->comma || shape->stops > 0 || shape->finished;
}

/* Where the box ends that begins at line I; I: there is none. */
static size_t
box_end(const struct shape *shapes, size_t count, size_t i)
{
    size_t end = i, most = count - i < BOX_LINES_MAX ? count : i + BOX_LINES_MAX;
    if (is_weather(&shapes[i], true)) {
        for (end = i + 1; end < most && is_weather(&shapes[end], false) && shapes[end].points < shapes[i - 1].points;
             end++)
            ;
        return end;
    }
    if (is_notice_head(&shapes[i])) {
        size_t last = i;
        bool own = is_notice_end(&shapes[i]) && has_phone(shapes[i].text);
        for (end = i + 1; end < most && (last == i || is_notice_end(&shapes[end])) && !own; end++)
            last = is_notice_end(&shapes[end]) ? end : last;
        return last > i || own ? last + 1 : i;
    }
    while (end < most && is_slogan(&shapes[end]))
        end++;
    return end;
}

void
boxes_find(struct shape *shapes, size_t count, bool *furniture)
{
    for (size_t i = 0; i < count; i++)
        furniture[i] = furniture[i] || (shapes[i].han > 0 && is_sure_slogan(&shapes[i]));
    /* 社会主义核心价值观 above them */
    for (size_t i = 0; i + 1 < count; i++)
        if (!furniture[i] && furniture[i + 1] && !shapes[i + 1].after_blank && shapes[i].han > 0)
            furniture[i] = slogan_weight(&shapes[i]) + 1 >= SLOGAN_WEIGHT && is_sure_slogan(&shapes[i + 1]);
    for (size_t i = 1; i + 1 < count; i++) {
        if (furniture[i] || furniture[i - 1] || !shapes[i].after_blank || !is_cut(&shapes[i - 1]))
            continue;
        size_t end = box_end(shapes, count, i);
        if (end == i || end == count || !goes_on(&shapes[end]) || furniture[end])
            continue;
        for (; i < end; i++)
            furniture[i] = true;
    }
}
