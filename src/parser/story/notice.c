/* 下转第3版, （上接第一版）, （3面に続く）, Continued on Page 3, FLOOD from page 1: what says that a story goes on elsewhere.
 *
 * A notice names a page; words that name none are none.
 */
#include "parser/story/story.h"

#include <strings.h>

enum {
    EXTRA_POINTS_MAX = 8,
    BACK_POINTS_MAX = 60,
    WORD_BYTES_MAX = 40,
    NUMBER_MAX = 200,
    NUMBER_DIGITS = 9,
    NOTICE_BYTES_MAX = UINT8_MAX
};

/* ---- small steps: each moves *AT over what it knows, or leaves it and says no */

static bool
eat(struct slice text, size_t *at, const char *const *words)
{
    for (; *words != NULL; words++)
        if (text_skip(text, at, *words))
            return true;
    return false;
}

/* Words of English, whatever their case, with blanks before them. */
static bool
eat_word(struct slice text, size_t *at, const char *const *words)
{
    size_t from = *at;
    from = text_skip_blanks(text, from);
    for (; *words != NULL; words++) {
        size_t len = strlen(*words);
        bool same = text.len - from >= len && strncasecmp(text.at + from, *words, len) == 0;
        bool whole = same && (from + len == text.len || !text_is_ascii_letter((unsigned char)text.at[from + len]));
        if (whole) {
            *at = from + len;
            return true;
        }
    }
    return false;
}

static const char *const arrows[] = {"▲", "▶", "►", "▼", "▽", "△", "→", "☞", "●", "■", "◆", "★", "＝", "=", "※", NULL};
static const char *const openers[] = {"（", "(", "【", "〔", "[", "<", "＜", "〈", NULL};
static const char *const closers[] = {"）", ")", "】", "〕", "]", ">", "＞", "〉", NULL};

/* Digits of either width, or a number of ideographs; 0: none. */
static unsigned
eat_number(struct slice text, size_t *at)
{
    int number = text_read_number(text, at, 1, NUMBER_DIGITS, false);
    if (number <= 0)
        number = text_read_han(text, at);
    return number > 0 ? (unsigned)number : 0;
}

/* A3, 第三, 03: the letter in the high byte. */
static uint32_t
eat_page(struct slice text, size_t *at)
{
    static const char *const ordinals[] = {"第", NULL};
    size_t from = *at;
    char32_t code = 0;
    from = text_skip_blanks(text, from);
    eat(text, &from, ordinals);
    from = text_skip_blanks(text, from);
    size_t len = from < text.len ? text_decode(text.at + from, &code) : 0;
    code = code >= 0xFF21 && code <= 0xFF3A ? code - 0xFF21 + 'A' : code;
    bool letter = code >= 'A' && code <= 'Z';
    from += letter ? len : 0;
    unsigned number = eat_number(text, &from);
    if (number == 0 || number > NUMBER_MAX)
        return 0;
    *at = from;
    return (letter ? (uint32_t)code << 8 : 0) | number;
}

/* ---- the languages */

static const struct {
    const char *word;
    enum notice_ways ways;
} chinese_words[] = {
    {"下转", NOTICE_TO}, {"下轉", NOTICE_TO}, {"上接", NOTICE_FROM}, {"紧接", NOTICE_EITHER}, {"緊接", NOTICE_EITHER}};

enum notice_ways
notice_skip_word(struct slice text, size_t *at)
{
    for (size_t i = 0; i < BASE_COUNT(chinese_words); i++)
        if (text_skip(text, at, chinese_words[i].word))
            return chinese_words[i].ways;
    return NOTICE_NONE;
}

bool
notice_has_word(struct slice text)
{
    static const char *const japanese[] = {"に続く", "から続く"};
    bool has = false;
    for (size_t i = 0; i < BASE_COUNT(chinese_words); i++)
        has = has || slice_has(text, chinese_words[i].word);
    for (size_t i = 0; i < BASE_COUNT(japanese); i++)
        has = has || slice_has(text, japanese[i]);
    return has;
}

static bool
parse_chinese(struct slice text, size_t *at, struct notice *notice, bool *named)
{
    static const char *const units[] = {"版", "页", "頁", "面", NULL};
    enum notice_ways ways = notice_skip_word(text, at);
    if (ways == NOTICE_NONE)
        return false;
    notice->to = (ways & NOTICE_TO) != 0;
    notice->from = (ways & NOTICE_FROM) != 0;
    notice->page = eat_page(text, at);
    *at = text_skip_blanks(text, *at);
    *named = eat(text, at, units);
    return notice->page != 0;
}

static bool
parse_japanese(struct slice text, size_t *at, struct notice *notice, bool *named)
{
    static const char *const units[] = {"面", "ページ", "頁", NULL};
    static const char *const to[] = {"に続く", "につづく", "へ続く", "へつづく", NULL};
    static const char *const from[] = {"から続く", "からつづく", "から続き", "からの続き", "の続き",
                                       "のつづき", "よりつづく", "より続く", NULL};
    notice->page = eat_page(text, at);
    if (notice->page == 0 || !eat(text, at, units))
        return false;
    notice->to = eat(text, at, to);
    notice->from = !notice->to && eat(text, at, from);
    *named = true;
    return notice->to || notice->from;
}

static uint32_t
eat_english_page(struct slice text, size_t *at)
{
    static const char *const pages[] = {"page", "pages", "pg.", "pg", "p.", NULL};
    static const char *const columns[] = {"column", "columns", "col.", "col", NULL};
    static const char *const numbers[] = {"one",   "two",   "three", "four", "five",   "six",
                                          "seven", "eight", "nine",  "ten",  "eleven", "twelve"};
    if (!eat_word(text, at, pages))
        return 0;
    uint32_t page = eat_page(text, at);
    for (uint32_t i = 0; page == 0 && i < BASE_COUNT(numbers); i++) {
        const char *const words[] = {numbers[i], NULL};
        page = eat_word(text, at, words) ? i + 1 : 0;
    }
    size_t column = *at;
    column += column < text.len && text_byte_among(text.at[column], ",.;");
    if (page != 0 && eat_word(text, &column, columns)) {
        column = text_skip_blanks(text, column);
        eat_number(text, &column);
        *at = column;
    }
    *at += *at < text.len && text.at[*at] == '.';
    return page;
}

/* FLOOD, up to three words; moves *AT before the comma or the word after them. */
static struct slice
eat_keyword(struct slice text, size_t *at, bool capitals)
{
    static const char *const stops[] = {"from", "on", "page", "continued", "cont.", "cont'd", NULL};
    size_t start = *at, end = *at, next = *at;
    for (int words = 0; words < 3; words++) {
        next = text_skip_blanks(text, next);
        size_t stop = next;
        if (eat_word(text, &stop, stops))
            break;
        size_t from = next;
        while (next < text.len && next - start < WORD_BYTES_MAX && !text_byte_among(text.at[next], " ,(\t"))
            next++;
        bool small = false;
        for (size_t i = from; i < next; i++)
            small |= text.at[i] >= 'a' && text.at[i] <= 'z';
        if (next == from || !text_is_ascii_letter((unsigned char)text.at[from]) || (small && capitals))
            break;
        end = next;
    }
    *at = end;
    return slice_make(text.at + start, end - start);
}

static bool
parse_english(struct slice text, size_t *at, struct notice *notice, bool *named)
{
    static const char *const continued[] = {"continued", "cont.", "cont'd", "contd.", NULL};
    static const char *const on[] = {"on", "to", NULL}, *const from[] = {"from", NULL}, *const see[] = {"see", NULL};
    static const char *const turn[] = {"please turn to", "turn to", NULL};
    static const char *const commas[] = {",", "—", "-", NULL};
    size_t start = *at;
    *named = true;
    if (start == text.len || !text_is_ascii_letter((unsigned char)text.at[start]))
        return false;
    if (eat_word(text, at, turn)) {
        notice->to = true;
    } else if (eat_word(text, at, see)) {
        *at = text_skip_blanks(text, *at);
        notice->word = eat_keyword(text, at, false);
        eat(text, at, commas);
        eat_word(text, at, on);
        notice->to = notice->word.len > 0;
    } else {
        if (!eat_word(text, at, continued)) {
            notice->word = eat_keyword(text, at, true);
            eat(text, at, commas);
            *at = text_skip_blanks(text, *at);
            eat(text, at, openers);
            bool again = eat_word(text, at, continued);
            if (notice->word.len == 0 || (!again && !slice_starts(text_trim(slice_from(text, *at)), "from")))
                return false;
            notice->word_first = true;
        }
        notice->to = eat_word(text, at, on);
        notice->from = !notice->to && eat_word(text, at, from);
    }
    notice->page = notice->to || notice->from ? eat_english_page(text, at) : 0;
    if (notice->page != 0 && *at < text.len && notice->word_first)
        eat(text, at, closers);
    return notice->page != 0 && *at > start;
}

/* A notice that begins at AT; its end, or 0. */
static size_t
parse_at(struct slice text, size_t at, struct notice *notice)
{
    typedef bool parser(struct slice, size_t *, struct notice *, bool *);
    static parser *const parsers[] = {parse_chinese, parse_japanese, parse_english};
    while (eat(text, &at, arrows))
        at = text_skip_blanks(text, at);
    bool bracket = eat(text, &at, openers);
    at = text_skip_blanks(text, at);
    for (size_t i = 0; i < BASE_COUNT(parsers); i++) {
        size_t end = at;
        bool named = false;
        *notice = (struct notice){0};
        if (!parsers[i](text, &end, notice, &named))
            continue;
        size_t close = end;
        for (int extra = 0; bracket && extra <= EXTRA_POINTS_MAX && close < text.len; extra++) {
            if (eat(text, &close, closers)) {
                while (eat(text, &close, arrows))
                    continue;
                notice->bracket = true;
                return close;
            }
            char32_t code;
            close += text_decode(text.at + close, &code);
        }
        if (bracket || !named)
            continue;
        while (eat(text, &end, arrows))
            continue;
        return end;
    }
    return 0;
}

/* ---- where in a line */

/* Nearly all lines are done with here: a line that is no notice is looked at for its first and its last character only. English
   is, where it names a page. */
static bool
may_begin(struct slice text)
{
    char32_t first = text_first(text);
    if (!text_is_ascii_letter(first))
        return text_among(first, U"下上紧緊第一二三四五六七八九十（(【〔[<＜〈▲▶►▼▽△→☞●■◆★＝=※") ||
               text_is_digit(first) || (first >= 0xFF21 && first <= 0xFF3A);
    size_t end = text.len < 2 * BACK_POINTS_MAX ? text.len : 2 * BACK_POINTS_MAX;
    for (size_t at = 1; at < end; at++)
        if ((text.at[at] == 'p' || text.at[at] == 'P') && !text_is_ascii_letter((unsigned char)text.at[at - 1]))
            return true;
    return first >= 'A' && first <= 'Z' && end > 1 && !text_is_ascii_letter((unsigned char)text.at[1]); /* A3面に続く */
}

static bool
may_end(struct slice text)
{
    return text_among(text_last(text), U"）)】〕]>＞〉版页頁面くき▶►→☞");
}

static bool
find_at_end(struct slice text, struct notice *notice)
{
    size_t at = text.len;
    for (int points = 0; at > 0 && points < BACK_POINTS_MAX; points++) {
        char32_t code;
        at = text_previous(text, at);
        text_decode(text.at + at, &code);
        bool opens = text_among(code, U"（(【〔[<＜〈");
        if (!opens && !text_among(code, U"下紧緊▲▶►▼▽△→☞●■◆★＝=※"))
            continue;
        if (parse_at(text, at, notice) == text.len) {
            notice->start = text_trim(slice_make(text.at, at)).len;
            notice->end = text.len;
            return text.len - notice->start <= NOTICE_BYTES_MAX;
        }
        if (opens)
            break;
    }
    return false;
}

bool
notice_find(struct slice text, struct notice *notice)
{
    if (text.len == 0)
        return false;
    size_t end = may_begin(text) ? parse_at(text, 0, notice) : 0;
    char32_t code = 0;
    if (end > 0 && end < text.len)
        text_decode(text.at + end, &code);
    if (end == text.len || (end > 0 && !notice->word_first && (notice->bracket || text_is_space(code)))) {
        end = text_skip_blanks(text, end);
        notice->start = 0;
        notice->end = end;
        return end <= NOTICE_BYTES_MAX;
    }
    return may_end(text) && find_at_end(text, notice);
}

/* 第3版, A1版 要闻, Page 3: which page a line of the page's furniture says it is; 0: it does not. */
uint32_t
notice_page_number(struct slice text)
{
    static const char *const units[] = {"版", "面", NULL};
    for (size_t at = 0; at < text.len && at < 4 * BACK_POINTS_MAX;) {
        size_t next = at, english = at;
        bool word = at == 0 || !text_is_ascii_letter((unsigned char)text.at[at - 1]);
        bool begins = at == 0 || slice_starts(slice_from(text, at), "第") ||
                      (word && text_is_ascii_letter((unsigned char)text.at[at])); /* 今日8版 counts them */
        uint32_t page = begins ? eat_page(text, &next) : 0;
        next = text_skip_blanks(text, next);
        if (page != 0 && eat(text, &next, units))
            return page;
        page = word && (text.at[at] == 'P' || text.at[at] == 'p') ? eat_english_page(text, &english) : 0;
        if (page != 0)
            return page;
        char32_t code;
        at += text_decode(text.at + at, &code);
    }
    return 0;
}
