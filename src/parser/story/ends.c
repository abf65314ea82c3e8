/* The ends of stories that go on on another page: where a notice stands at an article's end or at a text's beginning.
 *
 * A notice in the middle of a text, or with text joined to it, is something else.
 */
#include "parser/line/line.h"
#include "parser/story/story.h"

enum { FOLIO_BYTES_MAX = 240, ASIDES_MAX = 16 };

static void
add_end(struct story_ends *ends, const struct story_end *end)
{
    if (ends->count < NOTICES_MAX)
        ends->at[ends->count] = *end;
    ends->count++;
}

bool
end_is_whole(const struct issue *issue, const struct story_end *end)
{
    return end->notice.start == 0 && end->notice.end == issue_line_text(issue, end->line).len;
}

static bool
is_aside(const struct issue_paragraph *paragraph)
{
    return paragraph->kind == ISSUE_KIND_CAPTION || paragraph->kind == ISSUE_KIND_CREDIT;
}

/* Nothing but pictures and signatures follows paragraph LAST of the article. */
static bool
ends_article(const struct issue *issue, const struct issue_article *article, uint32_t last)
{
    uint32_t end = article->first_paragraph + article->paragraph_count;
    for (uint32_t i = last + 1; i < end; i++)
        if (!is_aside(&issue->paragraphs[i]) || i > last + ASIDES_MAX)
            return false;
    return true;
}

/* A line in article end->article that says that the text goes on elsewhere: is that where the article ends? NEXT: its first
   paragraph that does not end before the line. */
static void
take_to(struct story_pairing *pairing, struct story_end *end, uint32_t next)
{
    const struct issue *issue = pairing->issue;
    const struct issue_article *article = &issue->articles[end->article];
    const struct issue_paragraph *paragraphs = issue->paragraphs;
    uint32_t first = article->first_paragraph, last = first + article->paragraph_count;
    bool inside = next < last && paragraphs[next].first_line <= end->line, whole = end_is_whole(issue, end);
    bool text = issue_role_is_text(issue->lines[end->line].role);
    if (text != inside || (!text && !whole) || end->notice.end != issue_line_text(issue, end->line).len)
        return;
    end->own = next;
    end->paragraph = next;
    if (text) {
        bool begins = paragraphs[next].first_line == end->line;
        size_t before = begins ? (size_t)paragraphs[next].lead_bytes + paragraphs[next].speaker_bytes : 0;
        if (issue_paragraph_next(issue, &paragraphs[next], end->line) != ISSUE_NO_LINE ||
            (!whole && before > end->notice.start))
            return;
        end->paragraph -= whole && begins;
    } else {
        end->paragraph--;
    }
    if (end->paragraph < first || end->paragraph >= last || !ends_article(issue, article, text ? next : next - 1))
        return;
    while (end->paragraph > first && is_aside(&paragraphs[end->paragraph]))
        end->paragraph--;
    add_end(&pairing->to, end);
}

/* A line that says that what follows comes from elsewhere: does a paragraph begin there? */
static void
take_from(struct story_pairing *pairing, struct story_end *end, uint32_t next)
{
    const struct issue *issue = pairing->issue;
    const struct issue_article *article = &issue->articles[end->article];
    const struct issue_paragraph *paragraphs = issue->paragraphs;
    uint32_t first = article->first_paragraph, last = first + article->paragraph_count;
    uint8_t role = issue->lines[end->line].role;
    bool inside = next < last && paragraphs[next].first_line <= end->line, whole = end_is_whole(issue, end);
    if (issue_role_is_text(role) != inside)
        return;
    end->own = end->paragraph = next;
    if (inside) {
        bool more = issue_paragraph_next(issue, &paragraphs[next], end->line) != ISSUE_NO_LINE;
        /* what was joined to a whole line shows that it is something else */
        if (paragraphs[next].first_line != end->line || end->notice.start != 0 || (whole && more) ||
            (!whole && paragraphs[next].lead_bytes > 0))
            return;
        end->paragraph += whole;
    } else if (role == ISSUE_HEADLINE ? next != first : !whole || role != ISSUE_FURNITURE) {
        return;
    }
    if (end->paragraph == last && whole &&
        role != ISSUE_HEADLINE) { /* below the text of one article: it is the next one's */
        if (++end->article == issue->article_count)
            return;
        article = &issue->articles[end->article];
        end->paragraph = article->first_paragraph;
    }
    if (end->paragraph < article->first_paragraph + article->paragraph_count)
        add_end(&pairing->from, end);
}

/* Which page the lines FIRST up to END are on, if one of the page's own says so. */
static uint32_t
page_of_lines(const struct issue *issue, uint32_t first, uint32_t end)
{
    uint32_t page = 0;
    for (uint32_t line = first; line < end; line++) {
        struct slice text = issue_line_text(issue, line);
        uint32_t number =
            issue->lines[line].role == ISSUE_FURNITURE && text.len < FOLIO_BYTES_MAX ? notice_page_number(text) : 0;
        page = number != 0 ? number : page;
    }
    return page;
}

void
ends_find(struct story_pairing *pairing)
{
    const struct issue *issue = pairing->issue;
    uint32_t page = issue->article_count > 0 ? page_of_lines(issue, 0, issue->articles[0].first_line) : 0;
    for (uint32_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        uint32_t next = article->first_paragraph, last = next + article->paragraph_count;
        for (uint32_t line = article->first_line; line < article->end_line; line++) {
            while (next < last && issue->paragraphs[next].end_line <= line)
                next++;
            struct story_end end = {.line = line, .article = a, .other = NO_PAIR};
            if (issue->lines[line].role == ISSUE_BLANK)
                continue;
            bool found = notice_find(issue_line_text(issue, line), &end.notice);
            uint32_t number = found ? 0 : page_of_lines(issue, line, line + 1);
            end.page = page = number != 0 ? number : page;
            struct story_end other = end;
            if (found && end.notice.to)
                take_to(pairing, &end, next);
            if (found && end.notice.from)
                take_from(pairing, &other, next);
        }
    }
}

/* The text of one line without the notice in it. */
struct slice
end_line_without(const struct issue *issue, uint32_t line, const struct story_end *end)
{
    struct slice text = issue_line_text(issue, line);
    if (line != end->line)
        return text;
    return text_trim(end->notice.start == 0 ? slice_from(text, end->notice.end)
                                            : slice_make(text.at, end->notice.start));
}

/* The last line of a paragraph's text that is no whole notice of TO. */
uint32_t
end_last_line(const struct issue *issue, const struct issue_paragraph *paragraph, const struct story_end *to)
{
    uint32_t last = paragraph->first_line;
    bool whole = end_is_whole(issue, to);
    for (uint32_t i = last; i != ISSUE_NO_LINE; i = issue_paragraph_next(issue, paragraph, i))
        last = i == to->line && whole ? last : i;
    return last;
}

bool
end_was_cut(const struct issue *issue, const struct story_end *to)
{
    const struct issue_paragraph *paragraph = &issue->paragraphs[to->paragraph];
    bool prose = paragraph->kind == ISSUE_KIND_BODY || paragraph->kind == ISSUE_KIND_LIST ||
                 paragraph->kind == ISSUE_KIND_SPEECH;
    return prose && !line_is_finished(end_line_without(issue, end_last_line(issue, paragraph, to), to));
}
