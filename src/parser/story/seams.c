/* Did a column break take characters with it?
 *
 * 中国人民 / 和国成立: nothing in the two lines says that 共 is missing. But what an
 * issue says once it often says twice: where the characters around the seam stand
 * elsewhere with one or two between them, and nowhere side by side, some are lost.
 * They are not put back; the reader is told.
 */
#include "parser/story/story.h"

enum { TAIL_POINTS = 2, HEAD_POINTS = 3, LOST_POINTS_MAX = 2, SEARCH_BYTES_MAX = 64 * 1024 };

/* The fewest Han characters that stand between TAIL and HEAD anywhere in TEXT; -1 when there are more than
   LOST_POINTS_MAX everywhere. */
static int
fewest_between(struct slice text, const char *tail, struct slice head)
{
    size_t tail_len = strlen(tail);
    int fewest = -1;
    for (size_t from = 0; fewest != 0 && from < text.len;) {
        size_t at = slice_find(slice_from(text, from), tail);
        if (at == SIZE_MAX)
            break;
        size_t next = from + at + tail_len;
        for (int gap = 0; gap <= LOST_POINTS_MAX && next < text.len; gap++) {
            if (text.len - next >= head.len && memcmp(text.at + next, head.at, head.len) == 0) {
                fewest = fewest < 0 || gap < fewest ? gap : fewest;
                break;
            }
            char32_t code;
            next += text_decode(text.at + next, &code);
            if (!text_is_han(code))
                break;
        }
        from = text_start_after(text, from + at + 1);
    }
    return fewest;
}

/* COUNT Han characters at the end (or start) of TEXT; empty when they are not all Han. */
static struct slice
han_edge(struct slice text, int count, bool at_end)
{
    size_t edge = at_end ? text.len : 0;
    for (int i = 0; i < count; i++) {
        if (at_end ? edge == 0 : edge >= text.len)
            return slice_make("", 0);
        char32_t code;
        size_t start = at_end ? text_previous(text, edge) : edge;
        size_t len = text_decode(text.at + start, &code);
        if (!text_is_han(code))
            return slice_make("", 0);
        edge = at_end ? start : edge + len;
    }
    return at_end ? slice_from(text, edge) : slice_make(text.at, edge);
}

static bool
seam_lost(const struct issue *issue, uint32_t before, uint32_t line)
{
    struct slice tail = han_edge(issue_line_words(issue, before), TAIL_POINTS, true);
    struct slice head = han_edge(issue_line_words(issue, line), HEAD_POINTS, false);
    if (tail.len == 0 || head.len == 0)
        return false;
    char word[TAIL_POINTS * 4 + 1] = {0};
    memcpy(word, tail.at, tail.len);
    size_t start =
        issue->lines[line].start_byte > SEARCH_BYTES_MAX / 2 ? issue->lines[line].start_byte - SEARCH_BYTES_MAX / 2 : 0;
    struct slice text = slice_make(issue->text, issue->text_bytes);
    start = text_start(text, start);
    size_t end = text.len - start < SEARCH_BYTES_MAX ? text.len : text_start_after(text, start + SEARCH_BYTES_MAX);
    return fewest_between(slice_make(text.at + start, end - start), word, head) > 0;
}

void
seams_find_losses(struct issue *issue)
{
    for (size_t p = 0; p < issue->paragraph_count; p++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[p];
        uint32_t before = paragraph->first_line, i = before;
        while ((i = issue_paragraph_next(issue, paragraph, i)) != ISSUE_NO_LINE) {
            struct issue_line *line = &issue->lines[i];
            line->lost = line->seam && seam_lost(issue, before, i);
            before = i;
        }
    }
}
