/* An article as a row of items: section, kicker, headline, deck, byline, paragraphs, and
 * the gaps between them. Paragraphs are found without counting, so that the last of
 * a million is as near as the first.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

enum { HEAD_MAX = ISSUE_HEAD_MAX + 4, CONTEXT_BYTES = 4096 };

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

/* Does an item of the head show a line of the file? */
static bool
is_line(enum layout_kind kind)
{
    return kind != LAYOUT_GAP && kind != LAYOUT_BYLINE;
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
    static const enum layout_kind kinds[] = {
        [ISSUE_KICKER] = LAYOUT_KICKER, [ISSUE_HEADLINE] = LAYOUT_HEADLINE, [ISSUE_DECK] = LAYOUT_DECK};
    if (article->section_line != ISSUE_NO_LINE)
        add_item(&head, LAYOUT_SECTION, article->section_line);
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
flow_count(const struct issue *issue, const struct issue_article *article, unsigned gap)
{
    if (article == NULL)
        return (uint32_t)issue->line_count;
    struct head head = head_of(issue, article);
    /* a gap at the very end separates nothing */
    if (article->paragraph_count == 0)
        return head.count > 1 ? head.count - 1 : head.count;
    return head.count + article->paragraph_count * (1 + gap) - gap;
}

bool
flow_is_head(const struct issue *issue, const struct issue_article *article, uint32_t index)
{
    return article != NULL && index < HEAD_MAX && index < head_of(issue, article).count;
}

static struct flow_item
paragraph_item(const struct issue *issue, const struct issue_paragraph *paragraph, struct buffer *scratch)
{
    static const enum layout_kind kinds[] = {
        [ISSUE_KIND_BODY] = LAYOUT_BODY,       [ISSUE_KIND_SUBHEAD] = LAYOUT_SUBHEAD,
        [ISSUE_KIND_CAPTION] = LAYOUT_CAPTION, [ISSUE_KIND_LIST] = LAYOUT_LIST,
        [ISSUE_KIND_VERSE] = LAYOUT_VERSE,     [ISSUE_KIND_TABLE] = LAYOUT_TABLE,
        [ISSUE_KIND_CREDIT] = LAYOUT_CREDIT,   [ISSUE_KIND_SPEECH] = LAYOUT_SPEECH,
    };
    struct flow_item item = {
        .kind = kinds[paragraph->kind], .hang_cells = paragraph->hang_cells, .speaker_bytes = paragraph->speaker_bytes};
    item.text = slice_from(issue_paragraph_text(issue, paragraph, scratch), paragraph->lead_bytes);
    return item;
}

/* A line of the file, white space and all. */
static struct flow_item
source_item(const struct issue *issue, uint32_t line)
{
    return (struct flow_item){
        .kind = LAYOUT_SOURCE,
        .language = LANGUAGE_LATIN,
        .text = slice_make(issue->text + issue->lines[line].start_byte, issue->lines[line].bytes),
        .context = {"", 0},
    };
}

struct flow_item
flow_item(const struct issue *issue, const struct issue_article *article, uint32_t index, unsigned gap,
          struct buffer *scratch)
{
    if (article == NULL)
        return source_item(issue, index);
    struct head head = head_of(issue, article);
    struct flow_item item = {.kind = LAYOUT_GAP, .text = {"", 0}, .context = {"", 0}};
    if (index >= head.count) {
        uint32_t paragraph = (index - head.count) / (1 + gap);
        if ((index - head.count) % (1 + gap) == 0)
            item = paragraph_item(issue, &issue->paragraphs[article->first_paragraph + paragraph], scratch);
        item.context = slice_make("", 0);
        item.language = language_of(item.text);
        return item;
    }
    item.kind = head.items[index].kind;
    item.head = true;
    if (item.kind == LAYOUT_BYLINE) {
        buffer_clear(scratch);
        buffer_reserve(scratch, 0);
        issue_add_byline(scratch, issue, article);
        item.text = buffer_slice(scratch);
    } else if (item.kind != LAYOUT_GAP) {
        item.text = issue_line_words(issue, head.items[index].line);
        item.context = issue_article_beginning(issue, article, CONTEXT_BYTES);
    }
    item.language = language_of(item.text);
    return item;
}

const struct issue_paragraph *
flow_paragraph(const struct issue *issue, const struct issue_article *article, uint32_t index, unsigned gap)
{
    uint32_t head = article != NULL ? head_of(issue, article).count : UINT32_MAX;
    if (index < head || (index - head) % (1 + gap) != 0)
        return NULL;
    return &issue->paragraphs[article->first_paragraph + (index - head) / (1 + gap)];
}

uint32_t
flow_head_item(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    struct head head = head_of(issue, article);
    for (uint32_t i = 0; i < head.count; i++) {
        enum layout_kind kind = head.items[i].kind;
        if (line == ISSUE_NO_LINE ? kind == LAYOUT_BYLINE : is_line(kind) && head.items[i].line == line)
            return i;
    }
    return head.count;
}

uint32_t
flow_head_line(const struct issue *issue, const struct issue_article *article, uint32_t index)
{
    struct head head = head_of(issue, article);
    return index < head.count && is_line(head.items[index].kind) ? head.items[index].line : ISSUE_NO_LINE;
}

size_t
flow_offset(const struct issue *issue, const struct issue_article *article, struct layout_place place, unsigned gap)
{
    if (article == NULL)
        return issue->lines[place.item].start_byte + place.byte;
    struct head head = head_of(issue, article);
    if (place.item < head.count && head.items[place.item].kind == LAYOUT_SECTION)
        return 0; /* perhaps of an article before this one */
    if (place.item < head.count && is_line(head.items[place.item].kind))
        return issue_article_offset(issue, article, head.items[place.item].line) + place.byte;
    /* a gap and the byline are no text of their own: they are where the paragraph below them begins */
    bool is_text = place.item >= head.count && (place.item - head.count) % (1 + gap) == 0;
    uint32_t paragraph = place.item < head.count ? 0 : (place.item - head.count + gap) / (1 + gap);
    if (paragraph >= article->paragraph_count)
        return issue_article_bytes(issue, article);
    uint32_t line = issue->paragraphs[article->first_paragraph + paragraph].first_line;
    return issue_article_offset(issue, article, line) + (is_text ? place.byte : 0);
}
