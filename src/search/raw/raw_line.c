/* Where a line of raw text may be cut: its ends, the notices that may stand there （下转第3版）, and a piece of it.
 *
 * Which lines are joined only the parser can say, so here a line may be cut wherever any could be. Knows nothing of words.
 */
#include "search/raw/raw.h"

#include "kanbao/text.h"

enum { NOTICE_BYTES = 255 };

bool
raw_opens_notice(char32_t code)
{
    bool other_han = code >= 0x4E10 && code < 0xFF00 && code != U'紧' && code != U'緊';
    return !other_han && text_among(code, U"（(【〔[<＜〈下紧緊▲▶►▼▽△→☞●■◆★＝=※|│┃║｜");
}

/* A switch, as this is asked of nearly every mark of many texts. */
bool
raw_closes_notice(char32_t code)
{
    // clang-format off
    switch (code) {
    case U'）': case U')': case U'】': case U'〕': case U']': case U'>': case U'＞': case U'〉':
    case U'▲': case U'▶': case U'►': case U'▼': case U'▽': case U'△': case U'→': case U'☞':
    case U'●': case U'■': case U'◆': case U'★': case U'＝': case U'=': case U'※': case U'|':
    case U'│': case U'┃': case U'║': case U'｜':
        return true;
    default:
        return false;
    }
    // clang-format on
}

size_t
raw_skip_blanks(struct slice text, size_t at)
{
    char32_t code;
    while (at < text.len && !raw_ends_line(text.at[at])) {
        size_t len = text_decode(text.at + at, &code);
        if (!text_is_space(code))
            break;
        at += len;
    }
    return at;
}

static bool
is_rule(char32_t code)
{
    return text_among(code, U"|│┃║｜");
}

bool
raw_is_gap(struct slice text, size_t start, size_t end)
{
    return end - start >= 3 || memchr(text.at + start, '\t', end - start) != NULL;
}

bool
raw_begins_column(struct slice text, size_t at)
{
    char32_t code;
    size_t start = at;
    while (start > 0 && !raw_ends_line(text.at[start - 1])) {
        size_t before = text_previous(text, start);
        text_decode(text.at + before, &code);
        if (!text_is_space(code))
            break;
        start = before;
    }
    return raw_is_gap(text, start, at);
}

bool
raw_may_end(struct slice text, size_t at)
{
    char32_t code;
    size_t start = at;
    at = raw_skip_blanks(text, at);
    if (at == text.len || raw_ends_line(text.at[at]) || raw_is_gap(text, start, at))
        return true;
    text_decode(text.at + at, &code);
    if (is_rule(code))
        return true;
    if (!raw_opens_notice(code))
        return false;
    size_t end = at;
    while (end < text.len && !raw_ends_line(text.at[end]) && end - at <= NOTICE_BYTES)
        end++;
    if (end == text.len || raw_ends_line(text.at[end]))
        return true;
    end = text_previous(text, end + 1); /* a notice is no longer, but for blanks behind it */
    text_decode(text.at + end, &code);
    return text_is_space(code);
}

bool
raw_may_begin(struct slice text, size_t at)
{
    char32_t code = ' ';
    size_t start = at;
    bool blank = false;
    while (start > 0 && !raw_ends_line(text.at[start - 1])) {
        size_t before = text_previous(text, start);
        text_decode(text.at + before, &code);
        if (!text_is_space(code))
            break;
        start = before;
        blank = true;
    }
    if (start == 0 || raw_ends_line(text.at[start - 1]))
        return true;
    if (raw_is_gap(text, start, at) || is_rule(code))
        return true;
    if (!blank && !raw_closes_notice(code))
        return false;
    size_t most = start;
    while (start > 0 && !raw_ends_line(text.at[start - 1]) && most - start <= NOTICE_BYTES)
        start--;
    if (start == 0 || raw_ends_line(text.at[start - 1]))
        return true;
    start = text_previous(text, start + 1); /* a notice is no longer, but for blanks before it */
    text_decode(text.at + start, &code);
    return text_is_space(code);
}

bool
raw_may_change(char32_t code)
{
    return text_is_kana(code) || text_is_hangul(code) || code == '-' || (code >= 0x400 && code < 0x500);
}

struct raw_window
raw_window_at(struct slice text, size_t at, size_t before, size_t after)
{
    struct raw_window window = {at, at};
    size_t least = at > before ? at - before : 0;
    while (window.start > least && !raw_ends_line(text.at[window.start - 1]))
        window.start--;
    window.start = text_start_after(text, window.start);
    size_t most = text.len - at > after ? at + after : text.len;
    while (window.end < most && !raw_ends_line(text.at[window.end]))
        window.end++;
    window.end = text_start_after(text, window.end);
    return window;
}
