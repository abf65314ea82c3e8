/* An article as a row of items: kicker, headline, deck, byline, paragraphs, and
 * the gaps between them. Paragraphs are found without counting, so that the last of
 * a million is as near as the first.
 */
#include "layout/parts.h"

#include "kanbao/text.h"

enum { HEAD_MAX = ISSUE_HEAD_MAX + 3, EM_CELLS = 2 };

struct head {
    struct {
        enum layout_kind kind;
        uint32_t line;
    } items[HEAD_MAX];
    uint32_t count;
};

static void
add_item(struct head *head, enum layout_kind kind, uint32_t line)
{
    head->items[head->count].kind = kind;
    head->items[head->count++].line = line;
}

static bool
has_byline(const struct issue_article *article)
{
    return article->byline.bytes > 0 || article->source.bytes > 0;
}

/* Everything above the first paragraph. */
static struct head
head_of(const struct issue *issue, const struct issue_article *article)
{
    struct head head = {.count = 0};
    static const enum layout_kind kinds[] = {[ISSUE_KICKER] = LAYOUT_KICKER, [ISSUE_HEADLINE] = LAYOUT_HEADLINE, [ISSUE_DECK] = LAYOUT_DECK};
    for (uint32_t i = 0; i < article->head_count; i++)
        add_item(&head, kinds[issue->lines[article->head_lines[i]].role], article->head_lines[i]);
    if (head.count > 0)
        add_item(&head, LAYOUT_GAP, 0);
    if (has_byline(article)) {
        add_item(&head, LAYOUT_BYLINE, 0);
        add_item(&head, LAYOUT_GAP, 0);
    }
    return head;
}

uint32_t
flow_count(const struct issue *issue, const struct issue_article *article)
{
    struct head head = head_of(issue, article);
    /* a gap at the very end separates nothing */
    if (article->paragraph_count == 0 && head.count > 1)
        return head.count - 1;
    return head.count + article->paragraph_count;
}

/* Two em before Chinese, one before Japanese, two cells before other scripts. */
static uint16_t
indent_of(struct slice text)
{
    size_t han = 0, kana = 0, other = 0;
    for (size_t at = 0, seen = 0; at < text.len && seen < 200; seen++) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        han += text_is_han(code);
        kana += text_is_kana(code);
        other += text_is_letter(code);
    }
    if (kana * 8 > han + kana && kana > 0)
        return EM_CELLS;
    return han * 3 > other && han > 0 ? 2 * EM_CELLS : 2;
}

static struct flow_item
paragraph_item(const struct issue *issue, const struct issue_paragraph *paragraph, struct buffer *scratch)
{
    struct flow_item item = {.kind = LAYOUT_BODY};
    item.text = slice_from(issue_paragraph_text(issue, paragraph, scratch), paragraph->lead_bytes);
    switch (paragraph->kind) {
    case ISSUE_KIND_SUBHEAD: item.kind = LAYOUT_SUBHEAD; break;
    case ISSUE_KIND_TABLE: item.kind = LAYOUT_TABLE; break;
    default: item.first_indent = indent_of(item.text); break;
    }
    item.rest_indent = paragraph->hang_cells;
    return item;
}

struct flow_item
flow_item(const struct issue *issue, const struct issue_article *article, uint32_t index, struct buffer *scratch)
{
    struct head head = head_of(issue, article);
    if (index >= head.count)
        return paragraph_item(issue, &issue->paragraphs[article->first_paragraph + index - head.count], scratch);
    struct flow_item item = {.kind = head.items[index].kind, .text = {"", 0}};
    if (item.kind == LAYOUT_BYLINE) {
        buffer_clear(scratch);
        buffer_reserve(scratch, 0);
        issue_add_byline(scratch, issue, article);
        item.text = buffer_slice(scratch);
    } else if (item.kind != LAYOUT_GAP) {
        item.text = issue_line_text(issue, head.items[index].line);
    }
    return item;
}

size_t
flow_offset(const struct issue *issue, const struct issue_article *article, struct layout_place place)
{
    struct head head = head_of(issue, article);
    size_t start = issue->lines[article->first_line].start_byte;
    if (place.item < head.count && head.items[place.item].kind != LAYOUT_GAP && head.items[place.item].kind != LAYOUT_BYLINE)
        return issue->lines[head.items[place.item].line].start_byte - start + place.byte;
    /* a gap and the byline are no text of their own: they are where the paragraph below them begins */
    uint32_t paragraph = place.item < head.count ? 0 : place.item - head.count;
    if (paragraph >= article->paragraph_count)
        return issue_article_bytes(issue, article);
    uint32_t line = issue->paragraphs[article->first_paragraph + paragraph].first_line;
    return issue->lines[line].start_byte - start + (place.item < head.count ? 0 : place.byte);
}
