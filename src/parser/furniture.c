/* What belongs to the page: mastheads, page numbers, editors' lines.
 *
 * Hand rules, because they are certain; what is doubtful stays with the articles.
 */
#include "parser/parts.h"

enum { FURNITURE_POINTS_MAX = 60 };

static bool
has(struct slice text, const char *word)
{
    return slice_find(text, word) != SIZE_MAX;
}

bool
furniture_is_masthead(const struct shape *shape)
{
    static const char *const marks[] = {"星期", "周一", "周二", "周三", "周四", "周五", "周六", "周日", "曜日", "第", "No.", "no.",
                                        "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
    struct issue_span span;
    if (shape->points > FURNITURE_POINTS_MAX || (shape->finished && !slice_ends(shape->text, ".")) || parser_date_of_text(shape->text, &span) == 0)
        return false;
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (has(shape->text, marks[i]))
            return true;
    return text_trim(slice_make(shape->text.at, span.start_byte)).len == 0 && span.bytes == shape->text.len;
}

bool
furniture_is_page_mark(const struct shape *shape)
{
    static const char *const starts[] = {"责任编辑", "責任編輯", "责编", "編輯:", "编辑:", "编辑：", "版式", "校对", "本版编辑", "本版责编"};
    struct slice text = shape->text;
    if (shape->points > 40 || shape->finished)
        return false;
    for (size_t i = 0; i < BASE_COUNT(starts); i++)
        if (slice_starts(text, starts[i]))
            return true;
    /* 第03版, A1版 and nothing else of weight */
    if (shape->points <= 12 && (slice_starts(text, "第") || slice_starts(text, "A")) && slice_ends(text, "版"))
        return true;
    /* a page number alone */
    size_t digits = 0;
    while (digits < text.len && (text_is_digit((char32_t)(unsigned char)text.at[digits]) || byte_among(text.at[digits], "-. ")))
        digits++;
    return digits == text.len && shape->points <= 7;
}

struct slice
furniture_title(struct slice masthead)
{
    struct issue_span span;
    if (parser_date_of_text(masthead, &span) == 0)
        return slice_make("", 0);
    struct slice title = text_trim(slice_make(masthead.at, span.start_byte));
    /* THE GAZETTE    Saturday, March 14: what comes after a wide gap is not the name */
    size_t gap = slice_find(title, "  ");
    size_t wide = slice_find(title, "\u3000");
    if (gap < title.len || wide < title.len)
        title.len = gap < wide ? gap : wide;
    return text_trim(title);
}
