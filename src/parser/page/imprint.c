/* Whose the paper is and how it is reached: rights, registrations, hot lines, printers, prices.
 *
 *   新闻热线：0571-88261234　邮编：100000　零售每份1.50元　临江印务公司承印
 *
 * Keys with what they say, as articles have them for a fair or a school; those that only a paper has make the line its own.
 */
#include "parser/page/page.h"

enum {
    FURNITURE_POINTS_MAX = 60, /* of a Han line; a Latin one may have twice as many */
    REGISTER_REST_POINTS_MAX = 24,
    RIGHTS_POINTS_MAX = 12 /* before the word */
};

static bool
is_rights(const struct shape *shape)
{
    struct slice text = shape->text;
    bool small = shape->points <= FURNITURE_POINTS_MAX;
    size_t at = small ? slice_find(text, "版权所有") : SIZE_MAX, next;
    if (at == SIZE_MAX && small)
        at = slice_find(text, "版權所有");
    if (at != SIZE_MAX && text_points(slice_make(text.at, at)) <= RIGHTS_POINTS_MAX) {
        /* 版权所有者 is somebody */
        char32_t behind = text_point(text, at + strlen("版权所有"), &next);
        return behind == 0 || text_among(behind, U" 　,，:：.。!！;；翻侵违違不未严嚴©");
    }
    /* 저작권자 ⓒ 나루뉴스, 무단 전재 및 재배포 금지 */
    if (shape->points <= 2 * FURNITURE_POINTS_MAX && slice_has(text, "무단") &&
        (slice_has(text, "전재") || slice_has(text, "재배포")) && slice_has(text, "금지"))
        return true;
    size_t end = 0;
    bool begins =
        folio_skip_word(text, &end, "copyright") || text_skip(text, &end, "©") || folio_skip_word(text, &end, "(c)");
    text_skip_gap(text, &end);
    bool named = text_skip(text, &end, "©") || folio_skip_word(text, &end, "(c)");
    text_skip_gap(text, &end);
    bool year = begins && text_read_number(text, &end, 4, 4, false) >= 0;
    if (shape->points <= 2 * FURNITURE_POINTS_MAX && (year || (begins && named)))
        return true;
    return small && (slice_has(text, "All rights reserved") || slice_has(text, "All Rights Reserved") ||
                     slice_has(text, "ALL RIGHTS RESERVED"));
}

/* Does WORD stand at AT of TEXT as a key does: with a colon, a number, or a blank before what has a number? */
static bool
is_key_at(struct slice text, size_t at, const char *word)
{
    size_t next;
    if (!text_skip(text, &at, word))
        return false;
    if (!text_skip(text, &at, "号"))
        text_skip(text, &at, "號");
    char32_t behind = text_point(text, at, &next);
    return text_among(behind, U":：") || text_digit(behind) >= 0 ||
           (text_among(behind, U" 　") && folio_has_number(slice_from(text, at)));
}

/* ... at its start, or behind a blank. */
static bool
has_key(struct slice text, const char *word, bool at_start)
{
    if (at_start)
        return is_key_at(text, 0, word);
    for (size_t from = 0; from < text.len;) {
        size_t found = slice_find(slice_from(text, from), word);
        if (found == SIZE_MAX)
            return false;
        size_t at = from + found;
        char32_t before = at == 0 ? ' ' : text_last(slice_make(text.at, at));
        if (text_among(before, U" 　\t|｜│/／；;，,") && is_key_at(text, at, word))
            return true;
        from = at + strlen(word);
    }
    return false;
}

static bool
has_any_key(struct slice text, const char *const *words, bool at_start)
{
    char first = text.len > 0 ? text.at[0] : '\0';
    for (; *words != NULL; words++)
        if ((!at_start || (*words)[0] == first) && has_key(text, *words, at_start))
            return true;
    return false;
}

/* What only a paper says of itself. */
static const char *const own_keys[] = {"本报地址",     "本报社址",       "本報地址",
                                       "本報社址",     "社址",           "报社地址",
                                       "報社地址",     "本报电话",       "本報電話",
                                       "本报热线",     "本報熱線",       "新闻热线",
                                       "新聞熱線",     "爆料热线",       "爆料熱線",
                                       "爆料电话",     "报料热线",       "报料电话",
                                       "报料邮箱",     "读者热线",       "讀者熱線",
                                       "采访热线",     "广告热线",       "廣告熱線",
                                       "广告电话",     "廣告電話",       "广告部电话",
                                       "发行热线",     "發行熱線",       "发行电话",
                                       "订报热线",     "订报电话",       "订阅热线",
                                       "訂閱熱線",     "投递热线",       "投诉热线",
                                       "编辑部电话",   "編輯部電話",     "总编室",
                                       "总编室电话",   "夜班电话",       "本报网址",
                                       "本報網址",     "本报邮箱",       "本報郵箱",
                                       "本报信箱",     "本版邮箱",       "本版信箱",
                                       "本版电子信箱", "本版热线",       "本版投稿邮箱",
                                       "来稿邮箱",     "投稿邮箱",       "投稿信箱",
                                       "投稿热线",     "新闻邮箱",       "编辑部邮箱",
                                       "本报微信",     "本报官网",       "本报法律顾问",
                                       "本報法律顧問", "广告经营许可证", "廣告經營許可證",
                                       "广告许可证",   "广告发布登记",   "广告发布登记号",
                                       "承印单位",     "印刷单位",       "印刷厂",
                                       "承印",         "印刷所",         "発行所",
                                       "購読料",       "발행인",         "편집인",
                                       "인쇄인",       "구독료",         "광고문의",
                                       "제보전화",     "기사제보",       NULL};
/* Whom of a paper one reaches, and how: 廣告專線, 구독 문의. */
static const char *const desks[] = {
    "本报", "本報", "本刊",   "新闻", "新聞",   "广告", "廣告",     "发行",     "發行", "订阅",     "訂閱",   "訂報",
    "订报", "投稿", "爆料",   "报料", "读者",   "讀者", "读者服务", "讀者服務", "客服", "客戶服務", "编辑部", "編輯部",
    "採訪", "采访", "总编室", "購読", "ご購読", "紙面", "기사",     "독자",     "구독", "광고",     "배달",   NULL};
static const char *const desk_ways[] = {
    "热线",  "熱線",       "专线",         "專線",     "电话",           "電話",         "信箱",  "邮箱",
    "郵箱",  "传真",       "傳真",         " 제보",    " 문의",          " 신청",        "문의",  "제보",
    " 상담", "の申し込み", "のお申し込み", "申し込み", "のお問い合わせ", "お問い合わせ", " 접수", NULL};
/* What anybody says, and a paper beside that. */
static const char *const plain_keys[] = {
    "定价", "定價", "零售价", "零售價", "零售", "每份", "售价", "全年订价", "全年定价", "月价", "印刷", "出版", "发行",
    "發行", "主管", "主办",   "主辦",   "開本", "主送", "抄送", "抄报",     "分送",     "报",   "送",   "发",   NULL};

/* What these begin with: most lines begin with something else. */
static const char32_t first_of_keys[] =
    U"EFPQTe主抄分送报发購紙ご传信傳全出印发售地報夜定广廣微总承投报新月本来每爆电発發社網編编网訂讀订读購邮郵采採客開零電광구기독발배인제편";

static bool
begins_plainly(struct slice text)
{
    return has_any_key(text, plain_keys, true) || has_any_key(text, reach_words, true);
}

/* 临江日报印务公司承印, （临江印刷厂印刷）, 工商广登字2031001号: the paper's by how it ends, or by what it holds. */
static bool
is_printer(const struct shape *shape)
{
    static const char *const ends[] = {"承印",         "印刷厂印刷", "印务公司印刷", "印務公司印刷", "印刷廠印刷",
                                       "印务中心印刷", "报社出版",   "報社出版",     "报社印刷厂印", "编辑部出版"};
    struct slice text = shape->text;
    while (text.len > 0 && text_among(text_last(text), U"）)】"))
        text.len = text_previous(text, text.len);
    /* 主送：各乡镇　印数：300份 */
    static const char *const printed[] = {"印数", "印數", "共印", "印发份数", NULL};
    if (slice_ends(text, "份") && shape->digits > 0 && words_in(text, printed))
        return true;
    /* 印刷厂承印　　广告热线：8120000 */
    size_t gap = slice_find(text, "　");
    text.len = gap != SIZE_MAX ? gap : text.len;
    if (shape->points > FURNITURE_POINTS_MAX / 2 || shape->comma)
        return false;
    for (size_t i = 0; i < BASE_COUNT(ends); i++)
        if (slice_ends(text, ends[i]) && text.len > strlen(ends[i]))
            return true;
    /* of a site: the licence that it has to show */
    if (slice_has(shape->text, "ICP备") || slice_has(shape->text, "公网安备"))
        return true;
    return slice_has(text, "广登字") || slice_has(text, "工商广字") || slice_has(text, "广告登字");
}

/* Newsroom: 555-0123, News tips: desk@example.org, Printed by the River Press, Entered as second-class matter */
static bool
is_latin_imprint(const struct shape *shape)
{
    static const char *const keys[] = {"newsroom",         "news desk",         "news tips",    "advertising",
                                       "classifieds",      "subscriptions",     "subscription", "circulation",
                                       "editorial office", "editorial offices", "delivery",     "letters to the editor",
                                       "customer service", "switchboard"};
    static const char *const starts[] = {"printed by ",
                                         "printed at the ",
                                         "printed for ",
                                         "published at the ",
                                         "printed and published by ",
                                         "published by ",
                                         "published daily ",
                                         "published weekly ",
                                         "published every ",
                                         "entered as second",
                                         "organ of the ",
                                         "official organ of ",
                                         "subscription rates",
                                         "terms of subscription",
                                         "registered at the ",
                                         "member of the associated press",
                                         "member of the audit bureau"};
    struct slice text = shape->text;
    size_t at = 0, digits = 0;
    if (shape->stops > 1 || shape->han > 0)
        return false;
    for (size_t i = 0; i < BASE_COUNT(starts); i++)
        if (folio_skip_word(text, &at, starts[i]))
            return shape->stops == 0 && shape->words <= 12;
    for (size_t i = 0; i < BASE_COUNT(keys) && at == 0; i++)
        folio_skip_word(text, &at, keys[i]);
    if (at == 0 || !text_skip(text, &at, ":"))
        return false;
    for (size_t i = at; i < text.len; i++)
        digits += text.at[i] >= '0' && text.at[i] <= '9';
    return digits >= 5 || slice_has(text, "$") || slice_has(text, "£") || slice_has(text, "@") ||
           slice_has(text, "www.");
}

/* Chronicle Press, 4 Wharf Lane. Telephone 3300; 千波新聞社　郵便番号０００－１２３４: a paper's name, and how to reach it. */
static bool
is_house(const struct shape *shape)
{
    static const char *const ways[] = {"Telephone", "Tel.", "Tel ",     "copies", "Subscription", "郵便番号",
                                       "〒",        "電話", "電話",     "电话",   "地址",         "社址",
                                       "邮编",      "전화", "우편번호", NULL};
    static const char *const houses[] = {"报社",   "報社",   "新聞社", "日報社", "周刊社", "週刊社", "杂志社",
                                         "雜誌社", "编辑部", "編輯部", "編集局", " Press", " Works", NULL};
    size_t next, end = 0;
    if (shape->points > 2 * FURNITURE_POINTS_MAX || shape->digits == 0 || !words_in(shape->text, ways))
        return false;
    for (; end < shape->text.len; end = next)
        if (text_among(text_point(shape->text, end, &next), U",，:：　"))
            return nameplate_is_name(slice_make(shape->text.at, end)) ||
                   words_end(slice_make(shape->text.at, end), houses);
    return false;
}

static bool
is_short(const struct shape *shape)
{
    return shape->points <= FURNITURE_POINTS_MAX * 2 && !slice_ends(shape->text, "。");
}

/* A registration with little beside it, on a line that is no sentence. */
static bool
is_registration(const struct shape *shape, struct folio folio)
{
    size_t points = 0;
    if (shape->finished || (folio.kinds & FOLIO_REGISTER) == 0 || folio.rests > FOLIO_RESTS_MAX)
        return false;
    for (size_t i = 0; i < folio.rests; i++)
        points += text_points(folio.rest[i]);
    return points <= REGISTER_REST_POINTS_MAX && !shape->comma;
}

/* 廣告專線 (07)555-2211 */
static bool
has_desk(struct slice text)
{
    size_t desk = words_skip(text, desks), next;
    /* 구독·배달 문의 */
    if (desk > 0 && text_point(text, desk, &next) == U'·')
        desk = next + words_skip(slice_from(text, next), desks);
    size_t way = desk > 0 ? words_skip(slice_from(text, desk), desk_ways) : 0, at = desk + way;
    char32_t behind = text_point(text, at, &next);
    return way > 0 && folio_has_number(slice_from(text, at)) &&
           (text_among(behind, U":： 　(（は") || text_digit(behind) >= 0);
}

/* One of a paper's own keys, first or behind others. */
static bool
is_key_line(const struct shape *shape)
{
    struct slice text = shape->text;
    return has_any_key(text, own_keys, true) || has_desk(text) ||
           (!shape->comma && begins_plainly(text) && has_any_key(text, own_keys, false));
}

bool
imprint_is_line(const struct shape *shape)
{
    if (is_rights(shape) || is_house(shape))
        return true;
    if (!is_short(shape))
        return false;
    bool may = text_among(text_first(shape->text), first_of_keys);
    if (shape_is_cjk(shape) && shape->letters < shape->points)
        return is_printer(shape) || (may && is_key_line(shape));
    return is_latin_imprint(shape) || (may && is_key_line(shape));
}

bool
imprint_is_beside(const struct shape *shape)
{
    return is_short(shape) && !shape->comma && text_among(text_first(shape->text), first_of_keys) &&
           begins_plainly(shape->text);
}

bool
imprint_is_contact(const struct shape *shape)
{
    static const char *const ways[] = {"热线", "熱線", "电话", "電話", "专线", "專線", "전화", NULL};
    size_t colon = slice_find(shape->text, "：");
    return colon != SIZE_MAX && is_short(shape) && shape->digits > 0 &&
           words_end(slice_make(shape->text.at, colon), ways);
}

bool
imprint_is_registration(const struct shape *shape)
{
    /* nearly all lines have none, and to take one apart costs far more than to look */
    static const char *const signs[] = {"号", "號", "第三種", "CN", "ISSN", NULL};
    return !shape->finished && words_in(shape->text, signs) && is_registration(shape, folio_read(shape->text));
}
