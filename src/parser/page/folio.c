/* A line of the page's own, taken apart: dates, numbers of issues and pages, prices, registrations, and what is left.
 *
 *   武进日报 | 2024年10月13日 | 星期日 | 第1234期 | 今日8版
 *
 * It measures only. What such a line must hold to be furniture or a masthead is furniture.c's and masthead.c's to say;
 * to read one is linear, but only short lines can be one.
 */
#include "parser/dates/dates.h"
#include "parser/page/page.h"

enum {
    LINE_POINTS_MAX = 60, /* of a Han line; a Latin one may have twice as many */
    MOON_POINTS_MAX = 16
};

bool
folio_is_short(const struct shape *shape)
{
    return shape->points <= LINE_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 2U);
}

bool
folio_has_number(struct slice text)
{
    for (size_t at = 0, next; at < text.len; at = next) {
        if (text_is_common_han_at(text.at + at)) {
            next = at + 3;
            if (memcmp(text.at + at, "第", 3) == 0 || memcmp(text.at + at, "版", 3) == 0)
                return true;
            continue;
        }
        char32_t code = (unsigned char)text.at[at];
        next = at + 1;
        if (code >= 0x80)
            code = text_point(text, at, &next);
        bool letter = code == 'a' || code == 'A', wide = code >= 0xF000 && code <= 0xFFFF; /* full-width digits are */
        if (wide || (code >= '0' && code <= '9'))
            return true;
        if (letter && (slice_starts(slice_from(text, at), "age ") || slice_starts(slice_from(text, at), "AGE ")))
            return true;
    }
    return false;
}

/* Steps over any of WORDS, of two bytes at least, the first that fits. */
static bool
skip_any(struct slice text, size_t *at, const char *const *words, size_t count)
{
    struct slice rest = slice_from(text, *at);
    if (rest.len < 2)
        return false;
    char first = rest.at[0], second = rest.at[1]; /* nearly always these say no */
    for (size_t i = 0; i < count; i++)
        if (words[i][0] == first && words[i][1] == second && text_skip(text, at, words[i]))
            return true;
    return false;
}

static bool
skip_any_word(struct slice text, size_t *at, const char *const *words, size_t count)
{
    /* nearly always the first byte says no */
    char first = *at < text.len ? text.at[*at] : '\0';
    first = first >= 'A' && first <= 'Z' ? (char)(first | 0x20) : first;
    for (size_t i = 0; i < count; i++)
        if (words[i][0] == first && folio_skip_word(text, at, words[i]))
            return true;
    return false;
}

/* ---- one token each: where it ends, or AT */

/* PAGE THREE, Page 3 of 8 */
static size_t
latin_page(struct slice text, size_t at)
{
    size_t end = at;
    if (!folio_skip_word(text, &end, "page"))
        return at;
    text_skip_gap(text, &end);
    if (!folio_skip_number(text, &end, 3))
        return at;
    size_t more = end;
    text_skip_gap(text, &more);
    bool of = folio_skip_word(text, &more, "of") || text_skip(text, &more, "/");
    text_skip_gap(text, &more);
    return of && folio_skip_number(text, &more, 3) ? more : end;
}

/* The number of a page in digits, with a letter before it (第 stood before where ORDINAL), and its unit. */
static size_t
digit_page(struct slice text, size_t at, bool ordinal, enum folio_page *page)
{
    static const char *const units[] = {"版", "面", "면"}, *const ordinals[] = {"页", "頁"};
    size_t end = at, next, letter;
    char32_t first = text_point(text, at, &letter);
    bool lettered = (first >= 'A' && first <= 'Z') || (first >= U'Ａ' && first <= U'Ｚ');
    end = lettered ? letter : at;
    bool zero = text_digit(text_point(text, end, &next)) == 0;
    if (text_read_number(text, &end, 1, 3, false) < 0 || text_digit(text_point(text, end, &next)) >= 0)
        return at;
    size_t bare = end;
    text_skip_gap(text, &end);
    if (skip_any(text, &end, units, BASE_COUNT(units)) ||
        (ordinal && skip_any(text, &end, ordinals, BASE_COUNT(ordinals)))) {
        *page = lettered || zero ? FOLIO_PAGE_SURE : FOLIO_PAGE_PLAIN;
        return end;
    }
    if (!lettered || ordinal || (bare < text.len && text_is_ascii_alnum((unsigned char)text.at[bare])))
        return at;
    *page = zero ? FOLIO_PAGE_SURE : FOLIO_PAGE_WEAK;
    return bare;
}

size_t
folio_page(struct slice text, size_t at, enum folio_page *page)
{
    static const char *const front[] = {"头版", "頭版"}, *const units[] = {"版", "面", "页", "頁"};
    size_t end = at;
    *page = FOLIO_PAGE_PLAIN;
    if (skip_any(text, &end, front, BASE_COUNT(front)))
        return end;
    /* 제9면 */
    size_t korean = at;
    text_skip(text, &korean, "제");
    if (folio_skip_number(text, &korean, 2) && text_skip(text, &korean, "면"))
        return korean;
    bool ordinal = text_skip(text, &end, "第");
    text_skip_gap(text, &end);
    size_t digits = digit_page(text, end, ordinal, page);
    if (digits > end)
        return digits;
    if (!ordinal)
        return latin_page(text, at);
    /* 第三版 */
    if (text_read_han(text, &end) < 0)
        return at;
    text_skip_gap(text, &end);
    return skip_any(text, &end, units, BASE_COUNT(units)) ? end : at;
}

/* 今日8版, 共8页: how many pages there are */
static size_t
page_count(struct slice text, size_t at)
{
    static const char *const words[] = {"今日共", "今日", "今天", "本期共", "本期", "共"}, *const units[] = {"版", "页",
                                                                                                             "頁"};
    size_t end = at;
    if (!skip_any(text, &end, words, BASE_COUNT(words)))
        return at;
    text_skip_gap(text, &end);
    if (!folio_skip_number(text, &end, 3))
        return at;
    text_skip_gap(text, &end);
    return skip_any(text, &end, units, BASE_COUNT(units)) ? end : at;
}

/* 1.50元 and the like behind a word; it may be missing where the word is enough. */
static void
skip_amount(struct slice text, size_t *at)
{
    static const char *const units[] = {"元", "角", "分", "港元", "円", "圓"};
    size_t end = *at, next;
    while (text_among(text_point(text, end, &next), U":： 　"))
        end = next;
    size_t digits = end;
    while (text_digit(text_point(text, end, &next)) >= 0 || text_among(text_point(text, end, &next), U".．"))
        end = next;
    bool han = end == digits && text_read_han(text, &end) >= 0;
    if (end == digits && !han)
        return;
    text_skip_gap(text, &end);
    if (skip_any(text, &end, units, BASE_COUNT(units)))
        *at = end;
}

/* 零售价1.50元; PRICE TWO CENTS */
static size_t
price(struct slice text, size_t at)
{
    static const char *const words[] = {"零售价", "零售價", "零售", "售价", "售價", "定价", "定價", "每份", "每期"};
    static const char *const coins[] = {"cents", "cent", "pence", "dollar", "dollars"};
    size_t end = at;
    if (skip_any(text, &end, words, BASE_COUNT(words))) {
        skip_any(text, &end, words, BASE_COUNT(words)); /* 零售每份 */
        size_t label = end;
        skip_amount(text, &end);
        return end > label ? end : at;
    }
    folio_skip_word(text, &end, "price");
    text_skip_gap(text, &end);
    if (!folio_skip_number(text, &end, 2))
        return at;
    text_skip_gap(text, &end);
    return skip_any_word(text, &end, coins, BASE_COUNT(coins)) ? end : at;
}

/* 国内统一刊号：CN 31-0001, ISSN 1234-5678, 邮发代号 3-1 */
static size_t
registration(struct slice text, size_t at)
{
    static const char *const words[] = {"国内统一连续出版物号",
                                        "國內統一連續出版物號",
                                        "国内统一刊号",
                                        "國內統一刊號",
                                        "全国统一刊号",
                                        "国际标准刊号",
                                        "统一刊号",
                                        "刊号",
                                        "邮发代号",
                                        "郵發代號",
                                        "代号",
                                        "第三種郵便物認可",
                                        "CN",
                                        "ISSN"};
    size_t end = at, next;
    bool word = false;
    while (skip_any(text, &end, words, BASE_COUNT(words))) {
        word = true;
        while (text_among(text_point(text, end, &next), U":： 　－-—"))
            end = next;
    }
    size_t number = end;
    while (text_among(text_point(text, end, &next), U"0123456789０１２３４５６７８９-－—/X"))
        end = next;
    return word && (end > number || slice_starts(slice_from(text, at), "第三種")) ? end : at;
}

/* 朝刊, HOME EDITION, ESTABLISHED 1861 */
static size_t
edition(struct slice text, size_t at)
{
    static const char *const words[] = {"朝刊", "夕刊", "号外", "號外"};
    static const char *const latin[] = {"home", "final", "city",    "morning", "evening",
                                        "late", "early", "weekend", "sunday",  "noon"};
    static const char *const since[] = {"established", "founded", "est."};
    size_t end = at;
    if (skip_any(text, &end, words, BASE_COUNT(words)))
        return end;
    if (skip_any_word(text, &end, since, BASE_COUNT(since))) {
        folio_skip_word(text, &end, " in");
        text_skip_gap(text, &end);
        return text_read_number(text, &end, 4, 4, false) >= 0 ? end : at;
    }
    if (!skip_any_word(text, &end, latin, BASE_COUNT(latin)))
        return at;
    text_skip_gap(text, &end);
    return folio_skip_word(text, &end, "edition") ? end : at;
}

/* 农历甲辰年九月十一 */
static size_t
moon_date(struct slice text, size_t at)
{
    static const char *const words[] = {"农历", "農曆", "夏历", "夏曆", "阴历", "陰曆"};
    size_t end = at, next, points = 0;
    bool named = skip_any(text, &end, words, BASE_COUNT(words)), year = false;
    text_skip_gap(text, &end);
    for (; points < MOON_POINTS_MAX; points++, end = next) {
        char32_t code = text_point(text, end, &next);
        bool stem = text_among(code, points % 2 == 0 ? U"甲乙丙丁戊己庚辛壬癸" : U"子丑寅卯辰巳午未申酉戌亥");
        if (!named && points < 2 && !stem)
            return at;
        if (!named && points == 2 && code != U'年')
            return at;
        year = year || code == U'年';
        if (!stem &&
            !text_among(
                code, U"甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉戌亥年月日闰閏初一二三四五六七八九十廿卅正冬腊臘大小"))
            break;
    }
    return (named && points > 1) || (year && points > 2) ? end : at;
}

/* (3), and the （日） that follows a Japanese date; *WEEKDAY is -1 for a number. */
static size_t
in_brackets(struct slice text, size_t at, int *weekday)
{
    size_t end, next, number;
    char32_t open = text_point(text, at, &end);
    if (open != '(' && open != U'（')
        return at;
    *weekday = date_luminary(text_point(text, end, &next));
    number = end;
    bool digits = text_read_number(text, &number, 1, 2, false) >= 0;
    if (!digits && *weekday < 0)
        return at;
    char32_t close = text_point(text, digits ? number : next, &next);
    return close == ')' || close == U'）' ? next : at;
}

/* ---- the whole line */

/* What a token can begin with; most characters of most lines are none of these. */
static bool
may_begin(char32_t code)
{
    if (code < 0x80)
        return text_is_ascii_alnum(code) || code == '(';
    if (text_is_digit(code))
        return true;
    // clang-format off
    switch (code) {
    case U'第': case U'总': case U'總': case U'今': case U'本': case U'共': case U'头': case U'頭': /* numbers of pages */
    case U'农': case U'農': case U'夏': case U'阴': case U'陰':                                     /* the moon's days */
    case U'甲': case U'乙': case U'丙': case U'丁': case U'戊': case U'己': case U'庚': case U'辛': case U'壬': case U'癸':
    case U'定': case U'售': case U'每':                                                             /* prices */
    case U'国': case U'國': case U'全': case U'统': case U'刊': case U'邮': case U'郵': case U'代': /* registrations */
    case U'朝': case U'夕': case U'号': case U'號':                                                 /* editions */
    case U'星': case U'礼': case U'禮': case U'周': case U'週':                                     /* weekdays */
    case U'日': case U'月': case U'火': case U'水': case U'木': case U'金': case U'土':
    case U'民': case U'令': case U'平': case U'昭': case U'大': case U'明': case U'中':             /* reigns */
    case U'元': case U'十': case U'廿': case U'卅': case U'№': case U'（':
    case U'〇': case U'零': case U'○': case U'◯': case U'一': case U'二': case U'三': case U'四': case U'五': case U'六':
    case U'七': case U'八': case U'九': return true;                                            /* as text_han_digit() has them */
    default: return (code >= U'Ａ' && code <= U'Ｚ') || text_among(code, U"일월화수목금토제");
    }
    // clang-format on
}

/* Does a word or a number that has BEFORE go on with CODE? */
static bool
goes_on(char32_t before, char32_t code)
{
    return (text_is_ascii_alnum(before) && text_is_ascii_alnum(code)) ||
           (text_han_digit(before) >= 0 && text_han_digit(code) >= 0) || (text_is_digit(before) && text_is_digit(code));
}

/* The token at AT, where one may begin: where it ends, or AT. */
static size_t
read_token(struct folio *folio, struct slice text, size_t at)
{
    uint32_t date;
    int weekday;
    enum folio_page page;
    size_t end = at;
    char32_t first = text_first(slice_from(text, at));
    /* what none can begin with is not tried: most of these are words of an article */
    bool number = text_digit(first) >= 0 || text_han_digit(first) >= 0 || text_among(first, U"十廿卅元");
    bool latin = text_is_letter(first), dated = number || latin || text_among(first, U"中民令平昭大明");
    bool counts = number || latin || text_among(first, U"第总總头頭№제民令平昭");
    if (dated && (end = at + date_read(text, at, &date)) > at) {
        folio->date = folio->date != 0 ? folio->date : date;
        folio->kinds |= FOLIO_DATE;
    } else if (dated && (end = at + date_read_day(text, at)) > at) {
        folio->kinds |= FOLIO_DAY;
    } else if (counts && (end = folio_page(text, at, &page)) > at) {
        folio->kinds |= page == FOLIO_PAGE_WEAK ? FOLIO_NUMBER : FOLIO_PAGE;
        folio->sure_page = folio->sure_page || page == FOLIO_PAGE_SURE;
    } else if ((counts && (end = folio_issue_number(text, at)) > at) ||
               (!number && (end = page_count(text, at)) > at)) {
        folio->kinds |= FOLIO_ISSUE;
    } else if (!number && ((end = at + date_read_weekday(text, at, &weekday)) > at ||
                           (end = in_brackets(text, at, &weekday)) > at)) {
        folio->kinds |= weekday < 0 ? FOLIO_NUMBER : FOLIO_WEEKDAY;
        folio->weekday = weekday >= 0 ? weekday : folio->weekday;
    } else if ((end = price(text, at)) > at) {
        folio->kinds |= FOLIO_PRICE;
    } else if (!number && (end = registration(text, at)) > at) {
        folio->kinds |= FOLIO_REGISTER;
    } else if (!number && ((end = edition(text, at)) > at || (end = moon_date(text, at)) > at)) {
        folio->kinds |= FOLIO_EDITION;
    }
    return end > at ? end : at;
}

static bool
is_blank(char32_t code)
{
    return code == ' ' || code == '\t' || code == 0xA0 || code == 0x3000;
}

/* Is the white space at AT wide enough to end a piece? */
static bool
is_wide_gap(struct slice text, size_t at)
{
    size_t next, after;
    char32_t code = text_point(text, at, &next);
    return code == 0x3000 || code == '\t' || (is_blank(code) && is_blank(text_point(text, next, &after)));
}

/* 武　进　日　报: after the one character of TEXT from START, and blanks, does but one stand again? */
static bool
is_spaced_out(struct slice text, size_t start, size_t blank)
{
    size_t next, after;
    size_t last = text_previous(text, blank);
    bool one = last == start || is_blank(text_first(slice_from(text, text_previous(text, last))));
    while (is_blank(text_point(text, blank, &next)))
        blank = next;
    char32_t code = text_point(text, blank, &next), behind = text_point(text, next, &after);
    return one && text_is_han(code) && text_han_digit(code) < 0 && code != U'第' && (behind == 0 || is_blank(behind));
}

static void
end_rest(struct folio *folio, struct slice text, size_t *start, size_t end)
{
    static const char32_t trimmed[] = U" 　\t\u00A0,，.:：、|｜│·•/／-—―–*★()（）[]【】";
    while (end > *start && text_among(text_last(slice_make(text.at, end)), trimmed))
        end = text_previous(text, end);
    /* what OCR makes of dirt and rules says nothing */
    bool says = false;
    char32_t code;
    for (size_t at = *start, next; at < end && !says; at = next) {
        code = text_point(text, at, &next);
        says = text_is_cjk(code) || text_is_digit(code) || text_is_letter(code) || text_is_hangul(code);
    }
    if (says && folio->rests < FOLIO_RESTS_MAX)
        folio->rest[folio->rests] = slice_make(text.at + *start, end - *start);
    folio->rests += says;
    *start = SIZE_MAX;
}

struct folio
folio_read(struct slice text)
{
    static const char32_t marks[] = U",，.:：、|｜│·•/／-—―–*★()（）[]【】<>〈〉;；～~";
    struct folio folio = {.weekday = -1};
    size_t start = SIZE_MAX, next; /* of the piece that is no token */
    char32_t before = ' ';
    for (size_t at = 0; at < text.len;) {
        char32_t code = text_point(text, at, &next);
        bool word = text_is_ascii_alnum(code);
        size_t end = may_begin(code) && !goes_on(before, code) ? read_token(&folio, text, at) : at;
        if (end > at) {
            folio.glued = folio.glued || (start != SIZE_MAX && !text_among(before, U" 　\t\u00A0:：|｜│·/／,，"));
            folio.runs_on = folio.runs_on || (start != SIZE_MAX && before == ' ' && at > 1 &&
                                              !text_byte_among(text.at[at - 2], " ,.;|"));
            if (start != SIZE_MAX)
                end_rest(&folio, text, &start, at);
            before = text_last(slice_make(text.at, end));
            at = end;
            folio.token_end = end;
            continue;
        }
        bool mark = is_blank(code) || (!word && !text_is_han(code) && text_among(code, marks));
        if (start == SIZE_MAX && !mark) {
            start = at;
            folio.glued = folio.glued || (at > 0 && folio.token_end == at);
        } else if (start != SIZE_MAX &&
                   (text_among(code, U"|｜│") || (is_wide_gap(text, at) && !is_spaced_out(text, start, at)))) {
            end_rest(&folio, text, &start, at);
        }
        before = code;
        at = next;
    }
    if (start != SIZE_MAX)
        end_rest(&folio, text, &start, text.len);
    folio.doubtful = folio.date != 0 && folio.weekday >= 0 && (unsigned)folio.weekday != issue_weekday(folio.date);
    return folio;
}
