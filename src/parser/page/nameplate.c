/* What a paper is called: 武进日报, The Ferry Gazette.
 *
 * By the words that papers' names end with, and by its form: what is set as a name is.
 */
#include "parser/page/page.h"

#include <stdlib.h>

enum {
    EDITION_BYTES = 9, /* 海外版, of three ideographs */
    NAME_HAN_MAX = 14,
    NAME_WORDS_MAX = 7
};

static const char *const han_endings[] = {
    "日报",   "日報",     "晚报",     "晚報",     "早报",   "早報",   "晨报",   "晨報",   "时报",   "時報",
    "周报",   "週報",     "周報",     "新报",     "新報",   "商报",   "商報",   "快报",   "快報",   "导报",
    "導報",   "画报",     "畫報",     "青年报",   "都市报", "经济报", "農民報", "农民报", "工人报", "法制报",
    "法治报", "教育报",   "科技报",   "文汇报",   "大公报", "文摘报", "学报",   "校报",   "院报",   "军报",
    "通讯",   "通訊",     "简报",     "簡報",     "月报",   "月報",   "公报",   "公報",   "内参",   "學報",
    "半月刊", "双月刊",   "年刊",     "校刊",     "周刊",   "週刊",   "月刊",   "旬刊",   "季刊",   "新聞",
    "新报",   "参考消息", "タイムズ", "タイムス", "だより", "新聞社", NULL,
};
static const char *const latin_endings[] = {
    "gazette",   "post",     "times",      "news",        "herald",   "tribune",    "telegram", "telegraph",
    "chronicle", "journal",  "courier",    "mail",        "press",    "star",       "sun",      "globe",
    "observer",  "guardian", "examiner",   "express",     "mirror",   "sentinel",   "bulletin", "dispatch",
    "leader",    "reporter", "mercury",    "argus",       "standard", "democrat",   "citizen",  "republican",
    "monitor",   "inquirer", "ledger",     "record",      "register", "advertiser", "review",   "weekly",
    "daily",     "world",    "enterprise", "independent",
};

static const char *const hangul_endings[] = {"일보", "신문", "타임스", "타임즈", "저널", "뉴스", "매일", "경제"};

/* 临江区报, 江海侨报: what ends with 报 is a paper unless the word says otherwise. */
static bool
ends_as_paper(struct slice name)
{
    if (!slice_ends(name, "报") && !slice_ends(name, "報"))
        return false;
    char32_t before = text_last(slice_make(name.at, name.len - strlen("报")));
    return text_points(name) > 2 && text_is_han(before) &&
           !text_among(before,
                       U"汇匯警喜捷预預海情举舉回申填上播谎謊瞒瞞虚虛误誤速电電墙牆板壁黑通举登呈禀稟急快战戰果");
}

/* 《渡口周刊》: the marks are not the name's. */
static struct slice
without_marks(struct slice name)
{
    name = text_trim(name);
    if (slice_starts(name, "《") && slice_ends(name, "》") && name.len > 2 * strlen("《"))
        name = text_trim(slice_make(name.at + strlen("《"), name.len - 2 * strlen("《")));
    if (name.len > 1 && slice_ends(name, ".") && text_is_ascii_letter(text_first(name)))
        name.len--;
    return name;
}

/* Is each character but the white space Han or kana, and how many are there? 武　进　日　报 is spaced out. */
static bool
is_han_name(struct slice name, size_t *points, bool *spaced)
{
    size_t run = 0, longest = 0, blanks = 0;
    *points = 0;
    for (size_t at = 0, next; at < name.len; at = next) {
        char32_t code = text_point(name, at, &next);
        bool blank = text_is_space(code);
        if (!blank && !text_is_han(code) && !text_is_kana(code) && code != U'ー' && code != U'·')
            return false;
        run = blank ? 0 : run + 1;
        longest = run > longest ? run : longest;
        blanks += blank;
        *points += !blank;
    }
    *spaced = longest == 1 && blanks > 0;
    return *points > 1 && (blanks == 0 || *spaced);
}

/* Every word of a Latin name begins with a capital, but of and the. */
static bool
is_latin_name(struct slice name)
{
    size_t words = 0;
    bool begins = true, small = false;
    for (size_t i = 0; i < name.len; i++) {
        char byte = name.at[i];
        bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
        if (!letter && !text_byte_among(byte, " '-&.") && (unsigned char)byte < 0x80)
            return false;
        if (begins && letter) {
            size_t at = i;
            small = byte >= 'a' && !folio_skip_word(name, &at, "of") && !folio_skip_word(name, &at, "the") &&
                    !folio_skip_word(name, &at, "and");
            words++;
            if (small)
                return false;
        }
        begins = byte == ' ' || (begins && !letter);
    }
    return words > 0 && words <= NAME_WORDS_MAX;
}

/* NAME without its white space, which is malloc'd where there is any. */
static struct slice
closed_up(struct slice name, char **made)
{
    char *out = *made = base_strndup(name.at, name.len);
    size_t len = 0;
    for (size_t at = 0, next; at < name.len; at = next)
        if (!text_is_space(text_point(name, at, &next))) {
            memcpy(out + len, name.at + at, next - at);
            len += next - at;
        }
    out[len] = '\0';
    return slice_make(out, len);
}

size_t
nameplate_bulletin(struct slice text)
{
    static const char *const words[] = {"広報", "町報", "市報", "村報",         "県報",
                                        "区報", "社報", "会報", "公民館だより", NULL};
    return words_skip(text, words);
}

bool
nameplate_is_name(struct slice text)
{
    size_t points;
    bool spaced;
    char *made = NULL;
    struct slice name = without_marks(text);
    if (is_han_name(name, &points, &spaced)) {
        bool ends;
        struct slice closed = spaced ? closed_up(name, &made) : name;
        /* 渡口日报海外版 */
        if (slice_ends(closed, "版") && closed.len > EDITION_BYTES && text_is_han(text_last(closed)))
            closed.len -= EDITION_BYTES;
        ends = points <= NAME_HAN_MAX && closed.len > strlen("日报") && words_end(closed, han_endings);
        ends = ends || (points <= NAME_HAN_MAX && ends_as_paper(closed));
        size_t bulletin = nameplate_bulletin(closed);
        ends = ends || (bulletin > 0 && bulletin < closed.len && points <= NAME_HAN_MAX);
        free(made);
        return ends;
    }
    for (size_t i = 0; i < BASE_COUNT(hangul_endings) && name.len > 0 && text_is_hangul(text_first(name)); i++)
        if (slice_ends(name, hangul_endings[i]) && text_points(name) <= NAME_HAN_MAX)
            return true;
    size_t start = name.len;
    while (start > 0 && !text_byte_among(name.at[start - 1], " -"))
        start--;
    for (size_t i = 0; i < BASE_COUNT(latin_endings); i++) {
        size_t at = start;
        if (start > 0 && folio_skip_word(name, &at, latin_endings[i]) && at == name.len)
            return is_latin_name(name);
    }
    return false;
}

bool
nameplate_may_be(struct slice text)
{
    size_t points;
    bool spaced;
    struct slice name = without_marks(text);
    /* in Latin script it may as well be a place, or a headline that OCR put there */
    return is_han_name(name, &points, &spaced) && points <= NAME_HAN_MAX;
}

char *
nameplate_title(struct slice text)
{
    size_t points;
    bool spaced;
    char *made = NULL;
    struct slice name = without_marks(text);
    if (is_han_name(name, &points, &spaced) && spaced) {
        closed_up(name, &made);
        return made;
    }
    return base_strndup(name.at, name.len);
}
