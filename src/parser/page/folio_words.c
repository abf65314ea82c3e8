/* Words and numbers of a line of the page's own: TWELVE, VOL. XXXIII., NO. 38, 第1234期, 2031年10月号.
 */
#include "parser/page/page.h"

bool
folio_skip_all(struct slice text, size_t *at, const char *word)
{
    size_t end = *at;
    for (; *word != '\0'; word++, end++) {
        char byte = end < text.len ? text.at[end] : '\0';
        if ((byte >= 'A' && byte <= 'Z' ? byte | 0x20 : byte) != *word)
            return false;
    }
    if (end > *at && end < text.len && text_is_ascii_alnum((unsigned char)word[-1]) &&
        text_is_ascii_alnum((unsigned char)text.at[end]))
        return false;
    *at = end;
    return true;
}

/* 12, 十二, XII, TWELVE; a number of at most MAX digits. */
bool
folio_skip_number(struct slice text, size_t *at, int max)
{
    static const char *const words[] = {"one",     "two",       "three",    "four",     "five",
                                        "six",     "seven",     "eight",    "nine",     "ten",
                                        "eleven",  "twelve",    "thirteen", "fourteen", "fifteen",
                                        "sixteen", "seventeen", "eighteen", "nineteen", "twenty"};
    size_t end = *at, next;
    if (text_read_number(text, &end, 1, max, false) >= 0) {
        /* a longer one is no such number */
        if (text_digit(text_point(text, end, &next)) >= 0)
            return false;
        *at = end;
        return true;
    }
    if (text_read_han(text, at) >= 0)
        return true;
    bool letter = *at < text.len && text_is_ascii_letter((unsigned char)text.at[*at]);
    for (size_t i = 0; i < BASE_COUNT(words) && letter; i++)
        if (folio_skip_word(text, at, words[i]))
            return true;
    while (end < text.len && text_byte_among(text.at[end], "IVXLCivxlc"))
        end++;
    if (end == *at || (end < text.len && text_is_ascii_alnum((unsigned char)text.at[end])))
        return false;
    *at = end;
    return true;
}

static const char *const units[] = {"期", "号", "號", "卷", NULL};

/* A unit at *AT. */
static bool
skip_unit(struct slice text, size_t *at)
{
    size_t len = words_skip(slice_from(text, *at), units);
    *at += len;
    return len > 0;
}

/* 2031年10月号, 令和14年6月号, 2034年3月第2期, 一二二年春字第八期: the number of an issue with its year and its month or season. */
static size_t
issue_month(struct slice text, size_t at)
{
    static const char *const eras[] = {"民國", "民国", "令和", "平成", "昭和", NULL};
    size_t end = at, next;
    end += words_skip(slice_from(text, end), eras);
    text_skip_gap(text, &end);
    bool year = text_read_number(text, &end, 1, 4, false) >= 0 || text_read_han_year(text, &end) >= 0 ||
                text_read_han(text, &end) >= 0;
    for (size_t points = 0; !year && points < 3 && text_han_digit(text_point(text, end, &next)) >= 0; points++)
        end = next;
    if (!text_skip(text, &end, "年"))
        return at;
    if (text_among(text_point(text, end, &next), U"春夏秋冬")) {
        end = next;
        text_skip(text, &end, "字");
    } else if (!folio_skip_number(text, &end, 2) || !text_skip(text, &end, "月")) {
        return at;
    }
    text_skip(text, &end, "季");
    text_skip(text, &end, "上");
    if (skip_unit(text, &end))
        return end;
    return text_skip(text, &end, "第") && folio_skip_number(text, &end, 4) && skip_unit(text, &end) ? end : at;
}

/* 第1234期, 总第1234期, 2024年第5期, 第3卷; VOL. XXXIII., NO. 38, Number 1777 */
size_t
folio_issue_number(struct slice text, size_t at)
{
    static const char *const before[] = {"总第", "總第", "第", NULL};
    static const char *const words[] = {"vol.", "volume", "vol", "no.", "number", "no", "issue", "№"};
    size_t end = at, month = slice_has(text, "年") ? issue_month(text, at) : at;
    if (month > at)
        return month;
    if (text_read_number(text, &end, 4, 4, false) >= 0)
        text_skip(text, &end, "年");
    size_t ordinal = words_skip(slice_from(text, end), before);
    if (ordinal > 0) {
        end += ordinal;
        text_skip_gap(text, &end);
        if (!folio_skip_number(text, &end, 6))
            return at;
        text_skip_gap(text, &end);
        return skip_unit(text, &end) ? end : at;
    }
    end = at;
    bool may = at < text.len && ((text.at[at] | 0x20) == 'v' || (text.at[at] | 0x20) == 'n' ||
                                 (text.at[at] | 0x20) == 'i' || text.at[at] == words[BASE_COUNT(words) - 1][0]);
    for (size_t i = 0; i < BASE_COUNT(words) && end == at && may; i++)
        folio_skip_word(text, &end, words[i]);
    if (end == at)
        return at;
    text_skip_gap(text, &end);
    return folio_skip_number(text, &end, 6) ? end : at;
}
