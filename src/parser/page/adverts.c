/* Small advertisements and notices: 出租：城南仓库，电话 6123344; FOR SALE. Upright piano. Apply Box 212; 遗失声明.
 *
 * What is offered may be anything. A line is one by what such lines have together: a word of offering or seeking with a mark
 * behind it, a price, a number to call, a word for calling it, pieces set apart. Each of these is in articles too, so each has
 * its weight; enough of them, and the line is the page's. Less is enough where a sentence runs around it.
 */
#include "parser/page/page.h"

enum {
    LINE_POINTS_MAX = 66, /* of Han; Latin may have twice as many */
    HEAD_POINTS_MAX = 18, /* of a notice's or an offer's first line */
    LATIN_HEAD_POINTS_MAX = 40,
    PHONE_DIGITS_MIN = 7,
    PIECES_MIN = 3,
    PIECE_POINTS_MAX = 20,
    SHOUTS_MIN = 3, /* sentences of a few words each */
    SHOUT_WORDS_MAX = 4
};

/* What is offered, sought, lost or made known. */
static const char *const offers[] = {
    "出售",     "转让",     "轉讓",     "出租",         "招租",     "招聘",     "诚聘",     "誠聘",
    "急聘",     "聘请",     "求购",     "求購",         "急售",     "急转",     "低价转让", "遗失",
    "遺失",     "寻物",     "尋物",     "寻人",         "尋人",     "招领",     "招領",     "求租",
    "批发",     "优惠",     "優惠",     "特价",         "特價",     "促销",     "开业",     "開業",
    "维修",     "回收",     "高价回收", "招生",         "招募",     "征婚",     "徵婚",     "征友",
    "徵友",     "家教",     "疏通",     "专业疏通",     "搬家",     "开锁",     "家政",     "保洁",
    "租售",     "出让",     "吉屋",     "旺铺",         "徵求",     "徵才",     "誠徵",     "徵",
    "求職",     "求职",     "售",       "租",           "聘",       "收购",     "收購",     "公告",
    "启事",     "啟事",     "声明",     "聲明",         "通告",     "讣告",     "訃告",     "遗失声明",
    "遗失启事", "遺失聲明", "遺失啟事", "注销公告",     "註銷公告", "清算公告", "拍卖公告", "减资公告",
    "招领启事", "寻人启事", "招聘启事", "招租启事",     "求人",     "募集",     "急募",     "貸家",
    "売地",     "売家",     "譲ります", "探しています", "팝니다",   "삽니다",   "구인",     "구직",
    "임대",     "매매",     "분실",     "모집",         NULL};
static const char *const latin_offers[] = {"for sale",
                                           "lost",
                                           "found",
                                           "wanted",
                                           "to let",
                                           "for rent",
                                           "for hire",
                                           "help wanted",
                                           "notice",
                                           "public notice",
                                           "legal notice",
                                           "situations vacant",
                                           "situations wanted",
                                           "situation wanted",
                                           "position wanted",
                                           "rooms to let",
                                           "board and lodging",
                                           "lost and found",
                                           "agents wanted",
                                           "personal",
                                           "business opportunity",
                                           "auction"};
/* Words that only stand beside an offer: whom to turn to, and for how much. */
static const char *const contacts[] = {"联系人", "聯絡人", "联系电话", "聯絡電話", "电话",   "電話", "手机",
                                       "手機",   "面议",   "面議",     "意者",     "洽",     "连络", "連絡",
                                       "有意者", "欲购",   "地址",     "전화",     "연락처", "문의", NULL};
static const char *const prices[] = {"价格", "價格", "月薪",   "月租", "年薪", "租金", "售价", "低价",   "高价", "八折",
                                     "九折", "七折", "折优惠", "免费", "免費", "优惠", "優惠", "包吃住", "供餐", "酬谢",
                                     "重谢", "酬謝", "元",     "万元", "萬元", "円",   "时给", "時給",   "월급", NULL};
static const char *const latin_contacts[] = {"apply", "tel.",   "tel",     "telephone", "phone",
                                             "box",   "reward", "inquire", "enquire",   "call",
                                             "write", "terms",  "owner",   "finder",    "references"};
static const char *const manners[] = {"高薪", "高价", "低价", "专业",   "长期",       "大量",   "现", "因故",
                                      "本店", "本人", "代人", "パート", "アルバイト", "正社員", "急", NULL};
static const char *const tails[] = {"电话", "電話", "热线", "熱線", "咨询", "諮詢", "报名", "報名", "处",   "處",
                                    "地点", "地點", "地址", "时间", "時間", "办",   "微信", "邮箱", "对象", "對象",
                                    "条件", "條件", "人数", "会",   "會",   "市场", "计划", "范围", "现场", NULL};
/* What is done for money: beside the number to call, wherever in the line. */
static const char *const services[] = {"维修", "維修", "疏通", "开锁", "換鎖", "换锁", "搬家", "家教",
                                       "回收", "保洁", "月嫂", "出租", "转让", "轉讓", "招聘", "诚聘",
                                       "招租", "求购", "出售", "装修", "修锁", "租车", NULL};
/* What a notice says at its end. */
static const char *const settled[] = {"作废",   "作廢",   "声明作废", "申报债权", "申報債權",
                                      "清算组", "拟注销", "擬註銷",   "办理退股", NULL};
static const char *const lost[] = {"遗失", "遺失", "丢失", "债权", "債權", "注销", "註銷", "减资", NULL};
static const char *const voids[] = {"作废", "作廢", "债权", "債權", NULL};
static const char *const marked[] = {"特此", "本社", "本公司", "本店", "本人", "谨启", "謹啟", "敬启", "敬啟", NULL};

/* 88261234, 0571-88261234, 139 0000 1234, 139****2207. */
static bool
has_phone(struct slice text)
{
    size_t digits = 0;
    for (size_t at = 0, next; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        if (text_digit(code) >= 0 || (code == '*' && digits > 2))
            digits++;
        else if (!text_among(code, U"-－—– ()（）"))
            digits = 0;
        if (digits >= PHONE_DIGITS_MIN)
            return true;
    }
    return false;
}

/* Bytes of the word of an offer that TEXT begins with, or 0: 高薪诚聘. */
static size_t
offer_bytes(struct slice text)
{
    size_t end = 0;
    if (text_is_letter(text_first(text))) {
        for (size_t i = 0; i < BASE_COUNT(latin_offers) && end == 0; i++)
            folio_skip_word(text, &end, latin_offers[i]);
        return end;
    }
    size_t manner = words_skip(text, manners);
    end = words_skip(slice_from(text, manner), offers);
    /* 招聘热线 is whom to call about it, 招生对象 a line of an article */
    return end > 0 && words_skip(slice_from(text, manner + end), tails) == 0 ? manner + end : 0;
}

/* Where the word of an offer at the start ends, brackets looked through; 0: none. *SET_OFF: a mark stands behind it. */
static size_t
skip_offer(struct slice text, bool *set_off)
{
    size_t at = 0, next;
    while (text_among(text_point(text, at, &next), U"【[［（(〔<＜〈◇◆●■▲★☆※"))
        at = next;
    size_t end = at + offer_bytes(slice_from(text, at));
    char32_t behind = text_point(text, end, &next);
    /* WANTED - Girl */
    size_t dash = text_skip_blanks(text, end);
    if (dash > end && text_among(text_point(text, dash, &next), U"-–—"))
        behind = text_point(text, dash, &next);
    *set_off = behind != 0 && text_among(behind, U"】]］）)〕>＞〉：: 　\t、.,—–-｜|");
    /* Lost in the fog; 出租 车 */
    if (text_is_letter(text_point(text, at, &next)) && behind == ' ')
        *set_off = false;
    return end > at ? end : 0;
}

/* 羲河康健眼镜店　配镜八折　地址：解放西路77号: short pieces, none of which begins as a tail line does. */
static bool
is_in_pieces(struct slice text)
{
    size_t pieces = 1, points = 0, next, after;
    bool gap = false;
    for (size_t at = 0; at < text.len; at = next) {
        char32_t code = text_point(text, at, &next);
        bool wide = code == 0x3000 || code == '\t' || (code == ' ' && text_point(text, next, &after) == ' ');
        pieces += wide && !gap;
        points = wide ? 0 : points + 1;
        if (points > PIECE_POINTS_MAX)
            return false;
        gap = wide;
    }
    return pieces >= PIECES_MIN;
}

/* 注销公告, 公园管理处公告　清明祭扫请洽 1999: the first piece ends so. */
static bool
ends_as_notice(struct slice text)
{
    static const char *const ends[] = {"启事", "啟事", "招领", "招領", "声明", "聲明", "公告",
                                       "讣告", "訃告", "招租", "通告", "告示", NULL};
    return words_end(text, ends);
}

/* 道歉启事：, 管理处公告　: what stands before the first mark. */
static struct slice
before_mark(struct slice text)
{
    size_t end = 0, next;
    while (end < text.len && !text_among(text_point(text, end, &next), U"：:　，,。"))
        end = next;
    return slice_make(text.at, end < text.len ? end : 0);
}

static unsigned
weigh_han(const struct shape *shape)
{
    bool set_off = false;
    struct slice text = shape->text;
    size_t label = skip_offer(text, &set_off), next;
    unsigned weight = label == 0 ? 0 : set_off ? 2 : 1;
    if (label == 0 && ends_as_notice(before_mark(text)))
        weight = 2;
    /* most lines have none of these, and what costs most is asked last */
    bool phone = shape->digits > 0 && has_phone(text);
    bool settles = (weight > 0 || phone || words_in(text, voids)) && words_in(text, settled);
    if (weight == 0 && !settles && !phone)
        return 0;
    bool price = words_in(text, prices), pieces = is_in_pieces(text);
    bool called = phone && shape->end == END_DIGIT && !shape->colon && words_count(text, services) > 1;
    if (weight == 0 && !settles && !called && !(pieces && phone && price))
        return 0;
    bool contact = words_in(text, contacts) || words_in(text, reach_words);
    bool signs = text_among(text_last(text), U"启啟");
    /* 河川圖籍作廢 is not a paper that somebody lost */
    weight += settles ? 2U + (words_count(text, lost) > 0 ? 2U : 0U) : 0;
    weight += phone ? 2 : 0;
    weight += contact;
    weight += price;
    weight += called;
    weight += pieces;
    size_t formal = words_count(text, marked) + signs;
    weight += formal < 2 ? (unsigned)formal : 2;
    /* the number to call ends it; 请洽 1999 */
    weight += shape->end == END_DIGIT && (phone || slice_has(text, "洽"));
    weight += text_point(text, 0, &next) == U'★';
    return weight;
}

/* SITUATIONS VACANT: is it in capitals, as what a headline says is not? */
static bool
is_shouted(struct slice label)
{
    for (size_t i = 0; i < label.len; i++)
        if (label.at[i] >= 'a' && label.at[i] <= 'z')
            return false;
    return label.len > 0;
}

/* May one of latin_contacts begin TEXT, by its first two letters? Most words do not. */
static bool
may_be_contact(struct slice text)
{
    enum { BITS = 31 };
    uint32_t firsts = 0, seconds = 0;
#pragma GCC unroll 32
    for (size_t i = 0; i < BASE_COUNT(latin_contacts); i++) {
        firsts |= UINT32_C(1) << (latin_contacts[i][0] & BITS);
        seconds |= UINT32_C(1) << (latin_contacts[i][1] & BITS);
    }
    /* these bits are those of capitals, too */
    return text.len > 1 && (firsts >> (text.at[0] & BITS) & 1) != 0 && (seconds >> (text.at[1] & BITS) & 1) != 0;
}

/* apply, Box 212, Tel. 4471, £15: of these, as many as say the same of a line. */
static unsigned
count_latin_contacts(struct slice text)
{
    unsigned count = slice_has(text, "£") || slice_has(text, "$");
    for (size_t at = 0; at < text.len; at++) {
        if ((at > 0 && text.at[at - 1] != ' ') || !may_be_contact(slice_from(text, at)))
            continue;
        for (size_t i = 0; i < BASE_COUNT(latin_contacts); i++) {
            size_t end = at;
            count += folio_skip_word(text, &end, latin_contacts[i]);
        }
    }
    return count;
}

static unsigned
weigh_latin(const struct shape *shape)
{
    bool set_off;
    struct slice text = shape->text;
    size_t label = skip_offer(text, &set_off);
    size_t stop = 0;
    while (label == 0 && stop < text.len && text.at[stop] != '.' && text.at[stop] != ':' && text.at[stop] != ',' &&
           text.at[stop] != '-')
        stop++;
    /* BOARDERS WANTED. */
    static const char *const ends[] = {" WANTED", " TO LET", " FOR SALE", " FOR RENT",
                                       " LOST",   " FOUND",  " FOR HIRE", NULL};
    if (label == 0 && stop < text.len && is_shouted(slice_make(text.at, stop)) &&
        words_end(slice_make(text.at, stop), ends))
        return ADVERT_SURE;
    unsigned contact = count_latin_contacts(text);
    if (label > 0 && set_off) {
        unsigned weight = 2 + is_shouted(slice_make(text.at, label)) + (has_phone(text) ? 2 : 0);
        return weight + (contact < 2 ? contact : 2);
    }
    return 0;
}

/* Turkish, vapour and plain. Open till ten. Ladies Tuesdays. */
static bool
is_shop(const struct shape *shape)
{
    static const char *const words[] = {"Open ", "open ", "Prices", "Terms",  "Admission", "Orders",
                                        "Free ", "Daily", "daily",  "Every ", "Est.",      NULL};
    size_t blanks = 0, sentences = shape->stops + 1U;
    for (size_t i = 0; i < shape->text.len; i++)
        blanks += shape->text.at[i] == ' ';
    return shape->han == 0 && shape->finished && sentences >= SHOUTS_MIN && blanks + 1 <= SHOUT_WORDS_MAX * sentences &&
           words_in(shape->text, words) && !shape->quotes;
}

/* FOR PURE DRUGS GO TO HADDON'S. ADVERTISE IN THE STAR. IT PAYS. */
static bool
is_call(const struct shape *shape)
{
    static const char *const words[] = {"GO TO ",   "ADVERTISE IN", "SUBSCRIBE ",  "TRADE AT",  "TRADE WITH",
                                        "BUY YOUR", "BUY AT",       "INSURE WITH", "BANK WITH", "CALL AT",
                                        "TRY OUR",  "SHOP AT",      NULL};
    return shape->end == END_STOP && shape->points <= LATIN_HEAD_POINTS_MAX && is_shouted(shape->text) &&
           words_in(shape->text, words);
}

bool
advert_is_filler(const struct shape *shape)
{
    if (shape_is_cjk(shape) || shape->caption || shape->byline || shape->quotes || shape->end != END_STOP)
        return false;
    size_t blanks = 0, sentences = shape->stops + 1U;
    for (size_t i = 0; i < shape->text.len; i++)
        blanks += shape->text.at[i] == ' ';
    return (blanks > 0 && shape->points <= LATIN_HEAD_POINTS_MAX && is_shouted(shape->text)) ||
           (sentences >= SHOUTS_MIN && blanks + 1 <= SHOUT_WORDS_MAX * sentences);
}

unsigned
advert_weigh(const struct shape *shape)
{
    bool cjk = shape_is_cjk(shape);
    /* WANTED - Girl: no place is called so */
    if (shape->points > LINE_POINTS_MAX * (cjk ? 1U : 2U) || (cjk && shape->lead) || shape->byline || shape->caption)
        return 0;
    if (!cjk)
        return is_shop(shape) || is_call(shape) ? ADVERT_SURE : weigh_latin(shape);
    /* 一、…作废 */
    if (shape->list && text_han_digit(text_first(shape->text)) >= 0)
        return 0;
    return shape->stops < 3 ? weigh_han(shape) : 0;
}

bool
advert_is_heading(const struct shape *shape)
{
    static const char *const words[] = {
        "信息超市", "分类广告", "分類廣告", "分类信息", "便民信息", "便民服务", "便民热线", "生活服务", "生活信息",
        "供求信息", "广告",     "廣告",     "信息港",   "信息广场", "信息窗",   "小广告",   "人事廣告", "遗失声明",
        "启事",     "公告",     "声明",     "公告栏",   "讣告",     "訃告",     "求人",     "求人案内", "案内広告",
        "広告",     "三行広告", "줄광고",   "광고",     "알림",     NULL};
    static const char *const latin[] = {"classified",           "classifieds",    "classified advertisements",
                                        "small advertisements", "classified ads", "want ads",
                                        "advertisements",       "advertisement",  "notices",
                                        "public notices",       "legal notices"};
    if (shape->points > LATIN_HEAD_POINTS_MAX || shape->stops > 0)
        return false;
    size_t at = 0, next, start = 0, end = shape->text.len;
    while (text_among(text_point(shape->text, start, &next), U"【[［（(◇◆●■▲★☆※—-"))
        start = next;
    while (end > start && text_among(text_last(slice_make(shape->text.at, end)), U"】]］）)◇◆●■▲★☆※—-：:"))
        end = text_previous(shape->text, end);
    struct slice words_only = slice_make(shape->text.at + start, end - start);
    for (size_t i = 0; i < BASE_COUNT(latin) && !shape_is_cjk(shape); i++)
        if (at = 0, folio_skip_word(shape->text, &at, latin[i]) && at == shape->text.len)
            return true;
    return words_only.len > 0 && words_skip(words_only, words) == words_only.len;
}

bool
advert_is_head(const struct shape *shape)
{
    bool cjk = shape_is_cjk(shape), set_off;
    if (shape->points > (cjk ? (unsigned)HEAD_POINTS_MAX : (unsigned)LATIN_HEAD_POINTS_MAX) || shape->stops > 0 ||
        shape->comma)
        return false;
    if (!cjk)
        return skip_offer(shape->text, &set_off) > 0;
    return ends_as_notice(shape->text) || words_in(shape->text, offers);
}

bool
advert_is_end(const struct shape *shape)
{
    static const char *const latin[] = {"Tel", "Phone", "Apply", "apply", "有限公司", NULL};
    return has_phone(shape->text) || words_in(shape->text, contacts) || words_in(shape->text, settled) ||
           words_in(shape->text, marked) || words_in(shape->text, latin);
}
