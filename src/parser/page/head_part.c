/* The parts of a page's head and foot: the paper's name, the day, what the page is called; by themselves, and beside others.
 */
#include "parser/page/page.h"

enum { HEAD_POINTS_MAX = 40 /* of Han; Latin may have twice as many */ };

/* TEXT without the number that ends or begins it; *NUMBER: that, or -1. */
struct slice
head_part_without_number(struct slice text, int *number)
{
    static const char32_t gaps[] = U" 　\t|｜│·•-—–/";
    size_t at = 0, next, start = text.len;
    *number = text_read_number(text, &at, 1, 3, false);
    char32_t code = text_point(text, at, &next);
    if (*number >= 0 && at < text.len && (text_among(code, gaps) || text_is_han(code)) &&
        !text_among(code, U"年月日时時点點分期号號个個条條"))
        return text_trim(slice_from(text, at));
    while (start > 0 && text.len - start < 9 && text_digit(text_last(slice_make(text.at, start))) >= 0)
        start = text_previous(text, start);
    at = start;
    *number = text_read_number(text, &at, 1, 3, false);
    code = text_last(slice_make(text.at, start));
    bool set_off = start > 0 && (text_among(code, gaps) || text_is_han(code));
    if (*number < 0 || at < text.len || !set_off || code == U'第')
        *number = -1;
    return *number < 0 ? text : text_trim(slice_make(text.at, start));
}

bool
head_part_may_be(const struct shape *shape)
{
    if (shape->points > HEAD_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U) || shape->points < 2)
        return false;
    /* a name begins with a capital, an address does not */
    if (shape->small && !slice_starts(shape->text, "www.") && !slice_starts(shape->text, "http"))
        return false;
    /* a Latin name may end with its full stop */
    bool finished = shape->finished && (shape_is_cjk(shape) || shape->end != END_STOP || shape->words > 6);
    if (finished || shape->lead || shape->list || shape->caption || shape->byline || shape->markdown > 0 ||
        shape->bracketed)
        return false;
    bool says = shape->han >= 2 || shape->letters >= 3 ||
                (shape->han + shape->letters == 0 && (shape->points >= 3 || text_is_hangul(text_first(shape->text))));
    if (!says || (shape->stops == 0 && !shape->comma))
        return says;
    /* Vol. 3 No. 2; Sunday, May 4, 2031: what costs most is asked last */
    return folio_has_number(shape->text) &&
           (folio_read(shape->text).kinds & (FOLIO_ISSUE | FOLIO_DATE | FOLIO_PAGE)) != 0;
}

/* The name of a paper at either end of TEXT: 临江区报·要闻, 要闻 | 渡口晚报 2031年5月4日. */
struct slice
head_part_name(struct slice text)
{
    int number;
    struct folio folio = folio_read(head_part_without_number(text, &number));
    for (size_t i = 0; i < folio.rests && i < FOLIO_RESTS_MAX; i++) {
        struct slice rest = folio.rest[i];
        if (nameplate_is_name(rest))
            return rest;
        for (size_t at = 0, start = 0, next; at <= rest.len; at = next) {
            char32_t code = text_point(rest, at, &next);
            if (at < rest.len && !text_among(code, U"·•|｜│/／-—") && !text_among(code, U"　"))
                continue;
            struct slice part = text_trim(slice_make(rest.at + start, at - start));
            if (part.len > 0 && nameplate_is_name(part))
                return part;
            start = next;
            if (at == rest.len)
                break;
        }
    }
    return slice_make("", 0);
}

bool
head_part_is_named(struct slice rest)
{
    size_t next;
    if (nameplate_is_name(rest))
        return true;
    if (!text_is_hangul(text_first(rest)))
        return false;
    size_t blank = 0;
    while (blank < rest.len && !text_is_space(text_point(rest, blank, &next)))
        blank = next;
    return blank < rest.len && nameplate_is_name(slice_make(rest.at, blank));
}

/* What pages are called: 要闻, SPORTS. */
static bool
is_page_title(struct slice text)
{
    static const char *const words[] = {
        "要闻",     "要聞", "综合",     "綜合",     "综合新闻", "国内",   "国际", "國際", "国内新闻",
        "国际新闻", "本地", "本地新闻", "本市新闻", "地方",     "时政",   "社会", "民生", "民生新闻",
        "社会新闻", "经济", "财经",     "文化",     "体育",     "體育",   "文体", "副刊", "教育",
        "健康",     "评论", "理论",     "专版",     "特刊",     "广告",   "廣告", "公告", "基层",
        "镇村",     "乡镇", "人物",     "读者",     "生活",     "科技",   "法治", "农业", "视觉",
        "图片新闻", "総合", "社会面",   "スポーツ", "地域",     "文化面", "종합", "사회", "경제",
        "스포츠",   "문화", "오피니언",
    };
    static const char *const latin[] = {"news",     "local news", "sports",      "sport", "opinion", "business",
                                        "features", "classified", "classifieds", "local", "world",   "culture"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (slice_equal(text, slice_of(words[i])))
            return true;
    for (size_t i = 0; i < BASE_COUNT(latin); i++) {
        size_t at = 0;
        if (folio_skip_word(text, &at, latin[i]) && at == text.len)
            return true;
    }
    return false;
}

/* Beside the page's number: the paper's name, or the day with its weekday or its name. */
static bool
is_head_part(const struct shape *shape)
{
    int number;
    if (!head_part_may_be(shape) || !folio_is_short(shape))
        return false;
    /* 5　民生 */
    struct slice words = head_part_without_number(shape->text, &number);
    if (number >= 0 && is_page_title(words))
        return true;
    if (nameplate_is_name(shape->text))
        return true;
    if (!folio_has_number(shape->text))
        return false;
    struct folio folio = folio_read(shape->text);
    bool day = (folio.kinds & FOLIO_DATE) != 0, more = (folio.kinds & (FOLIO_WEEKDAY | FOLIO_ISSUE)) != 0;
    if (folio.rests == 0)
        return (day && more) || (folio.kinds & (FOLIO_PAGE | FOLIO_ISSUE)) != 0;
    return folio.rests == 1 && (day || more) && !folio.glued && head_part_name(folio.rest[0]).len > 0;
}

void
head_parts_mark(const struct shape *shapes, size_t count, bool *furniture)
{
    for (int way = 0; way < 2; way++)
        for (size_t k = 1; k < count; k++) {
            size_t i = way == 0 ? k : count - 1 - k, from = way == 0 ? i - 1 : i + 1;
            const struct shape *shape = &shapes[i], *beside = &shapes[from];
            if (furniture[i] || shape->furniture)
                continue;
            bool page = furniture[from] || (beside->furniture && (page_mark_is(beside) || imprint_is_line(beside)));
            bool touches = !shapes[way == 0 ? i : from].after_blank;
            furniture[i] = page && (is_head_part(shape) || (touches && is_page_title(shape->text)));
        }
}
