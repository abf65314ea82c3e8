/* Slogans: what is printed to fill a column and to better the reader, 讲文明 树新风, 保护文物　功在当代, DRIVE SAFELY.
 *
 * By their words, and by their shape: halves of the same length, parted by a blank, as in verse. Words alone may be a
 * headline's, and so may halves; boxes.c knows where the line stands.
 */
#include "parser/page/page.h"

enum {
    LINE_POINTS_MAX = 44,
    SLOGAN_POINTS_MAX = 24,
    ALONE_POINTS_MAX = 16, /* with nothing but its words to tell it by */
    HALF_POINTS_MIN = 3,
    HALF_POINTS_MAX = 9,
    SLOGAN_WEIGHT = 3
};

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
    if (shape->points > LINE_POINTS_MAX || shape->letters > 0 || shape->han == 0)
        return 0;
    for (size_t at = 0; at < shape->text.len;) {
        if (text_among(text_point(shape->text, at, &next), U" 　·•-—、！!。，,｜|★●■◆“”《》")) {
            at = next;
            continue;
        }
        size_t longest = 0, unit = 0;
        char second = at + 1 < shape->text.len ? shape->text.at[at + 1] : '\0'; /* nearly always it says no */
        for (size_t i = 0; i < BASE_COUNT(slogans); i++)
            if (slogans[i].words[1] == second && strlen(slogans[i].words) > longest &&
                slice_starts(slice_from(shape->text, at), slogans[i].words)) {
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

/* 公益广告：一点星星火 可毁万亩林: the label says what it is. */
static bool
is_labelled(const struct shape *shape)
{
    static const char *const labels[] = {"公益广告", "公益廣告", "公益宣传", "公益宣傳", "公益提示", NULL};
    size_t next, end = shape->points <= LINE_POINTS_MAX ? words_skip(shape->text, labels) : 0;
    return end > 0 && text_among(text_point(shape->text, end, &next), U"：:　 ｜|·•—");
}

unsigned
slogan_weigh(const struct shape *shape)
{
    return is_labelled(shape) ? SLOGAN_WEIGHT : slogan_weight(shape);
}

bool
slogan_is_sure(const struct shape *shape)
{
    return slogan_weigh(shape) >= SLOGAN_WEIGHT;
}

/* The halves of a line of Han between blanks and commas; EVEN: blanks part them, and all have the same length. */
static size_t
count_halves(const struct shape *shape, bool *even)
{
    size_t halves = 0, points = 0, first = 0, next;
    *even = true;
    for (size_t at = 0; at < shape->text.len; at = next) {
        char32_t code = text_point(shape->text, at, &next);
        bool blank = text_among(code, U" 　"), gap = blank || text_among(code, U"，,、！!");
        if (!gap && !text_is_han(code))
            return 0;
        *even = *even && (blank || !gap);
        points += !gap;
        if (points == 0 || (!gap && next < shape->text.len))
            continue;
        if (points > HALF_POINTS_MAX)
            return 0;
        first = halves == 0 ? points : first;
        *even = *even && points == first && points >= HALF_POINTS_MIN;
        halves++;
        points = 0;
    }
    return halves;
}

/* 节约用水, save water: what slogans are about. */
static bool
has_subject(struct slice text)
{
    static const char *const words[] = {
        "人人有责",   "人人有責", "从我做起",   "從我做起",   "你我他",   "你我同行", "有你有我", "珍爱生命",
        "珍愛生命",   "关爱生命", "爱护环境",   "愛護環境",   "爱护花草", "节约用水", "節約用水", "节约用电",
        "節約用電",   "节约粮食", "厉行节约",   "远离毒品",   "遠離毒品", "拒绝毒品", "拒绝酒驾", "酒後不開車",
        "请勿",       "請勿",     "严禁烟火",   "禁止吸烟",   "护林防火", "森林防火", "垃圾分类", "資源回收",
        "光盘行动",   "无偿献血", "捐血",       "谨防诈骗",   "谨防电信", "反诈",     "反詐",     "扫黑除恶",
        "核心价值观", "中国梦",   "公益",       "礼让行人",   "禮讓行人", "文明出行", "文明餐桌", "文明健康",
        "安全第一",   "交通安全", "喝酒不开车", "喝酒不開車", "全民健身", "尊老爱幼", "邻里和睦", "珍惜水资源",
        "绿水青山",   "綠水青山", "节能减排",   "低碳生活",   "低碳出行", "警钟长鸣", "来处不易", "来之不易",
        "粒粒皆辛苦", "爱国卫生", "见义勇为",   "宣传栏",     "功在当代", "利在千秋", "依法纳税", "害人害己",
        "飲酒過量",   "倡导绿色", "共建美丽",   "共建好家园", "共创",     "争做文明", "弘扬",     "讲卫生",
        "除陋习",     "文明市民", "反对迷信",   "崇尚科学",   "严守交规", "平安回家", "平安出行", "遵守交通",
        "火の用心",   "戸締まり", "불조심",     NULL};
    static const char *const latin[] = {"drive safely",   "give blood",          "save water",    "keep our",
                                        "keep your",      "do not litter",       "buy war bonds", "buy liberty bonds",
                                        "public service", "prevent forest fires"};
    size_t at = 0;
    for (size_t i = 0; i < BASE_COUNT(latin) && at == 0; i++)
        folio_skip_word(text, &at, latin[i]);
    return at > 0 || words_in(text, words);
}

/* What one may be that is none by its words: a caption, a byline, a line of an article. */
static bool
may_be_slogan(const struct shape *shape)
{
    return shape->points <= SLOGAN_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U) && shape->end != END_STOP &&
           !shape->lead && !shape->colon && !shape->caption && !shape->byline && !shape->names && !shape->list &&
           shape->digits == 0;
}

enum slogan
slogan_read(const struct shape *shape)
{
    if (!may_be_slogan(shape))
        return slogan_is_sure(shape) ? SLOGAN_SURE : SLOGAN_NONE;
    if (slogan_is_sure(shape))
        return SLOGAN_SURE;
    bool even = false;
    size_t halves = shape->han > 0 ? count_halves(shape, &even) : 0;
    /* a line of a printed column has such words by chance */
    bool shaped = halves > 1 && even, subject = (shaped || shape->measure == 0) && has_subject(shape->text);
    if (!subject && !shaped)
        return SLOGAN_NONE;
    if (halves > 1 || shape->end == END_CALL || !shape_is_cjk(shape))
        return subject ? SLOGAN_WORDS : SLOGAN_SHAPE;
    return shape->points <= ALONE_POINTS_MAX && shape->commas == 0 ? SLOGAN_ALONE : SLOGAN_NONE;
}
