/* An article as a row of items: section, kicker, headline, deck, byline, paragraphs, and
 * the gaps between them. Paragraphs are found without counting, so that the last of
 * a million is as near as the first.
 */
#include "layout/layout_private.h"

#include "kanbao/text.h"

enum { CONTEXT_BYTES = 4096, NOTE_ITEMS = 2 };

static void
add_item(struct flow *flow, enum layout_kind kind, uint32_t line)
{
    flow->head[flow->head_count].kind = kind;
    flow->head[flow->head_count++].line = line;
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
static void
find_head(struct flow *flow)
{
    static const enum layout_kind kinds[] = {
        [ISSUE_KICKER] = LAYOUT_KICKER, [ISSUE_HEADLINE] = LAYOUT_HEADLINE, [ISSUE_DECK] = LAYOUT_DECK};
    const struct issue_article *article = flow->article;
    if (article->section_line != ISSUE_NO_LINE)
        add_item(flow, LAYOUT_SECTION, article->section_line);
    for (uint32_t i = 0; i < article->head_count; i++)
        add_item(flow, kinds[flow->issue->lines[article->head_lines[i]].role], article->head_lines[i]);
    if (flow->head_count > 0)
        add_item(flow, LAYOUT_GAP, 0);
    if (has_byline(article)) {
        add_item(flow, LAYOUT_BYLINE, 0);
        add_item(flow, LAYOUT_GAP, 0);
    }
}

/* A gap at the very end separates nothing. */
static uint32_t
count_items(const struct flow *flow)
{
    if (flow->article == NULL)
        return (uint32_t)flow->issue->line_count;
    if (flow->article->paragraph_count == 0)
        return flow->head_count > 1 ? flow->head_count - 1 : flow->head_count;
    return flow->head_count + flow->article->paragraph_count * (1 + flow->gap) - flow->gap;
}

struct flow
flow_of(const struct issue *issue, const struct issue_article *article, unsigned gap, struct slice note)
{
    struct flow flow = {.issue = issue, .article = article, .gap = gap, .note = note};
    if (article != NULL)
        find_head(&flow);
    flow.count = count_items(&flow) + (note.len > 0 ? NOTE_ITEMS : 0);
    return flow;
}

uint32_t
flow_text_count(const struct flow *flow)
{
    return flow->count - (flow->note.len > 0 ? NOTE_ITEMS : 0);
}

static bool
is_note(const struct flow *flow, uint32_t index)
{
    return flow->note.len > 0 && index + 1 == flow->count;
}

/* It is said that it is none of the paper's. */
static struct flow_item
note_item(const struct flow *flow, struct buffer *scratch)
{
    struct flow_item item = {.kind = LAYOUT_NOTE, .context = {"", 0}};
    buffer_clear(scratch);
    /* TRANSLATORS: before what the reader has written below an article */
    buffer_add_text(scratch, _("Note: "));
    buffer_add_slice(scratch, flow->note);
    item.text = buffer_slice(scratch);
    item.language = language_of(item.text);
    return item;
}

bool
flow_is_head(const struct flow *flow, uint32_t index)
{
    return index < flow->head_count;
}

static struct flow_item
paragraph_item(const struct issue *issue, const struct issue_paragraph *paragraph, struct buffer *scratch)
{
    static const enum layout_kind kinds[] = {
        [ISSUE_KIND_BODY] = LAYOUT_BODY,       [ISSUE_KIND_SUBHEAD] = LAYOUT_SUBHEAD,
        [ISSUE_KIND_CAPTION] = LAYOUT_CAPTION, [ISSUE_KIND_LIST] = LAYOUT_LIST,
        [ISSUE_KIND_VERSE] = LAYOUT_VERSE,     [ISSUE_KIND_TABLE] = LAYOUT_TABLE,
        [ISSUE_KIND_CREDIT] = LAYOUT_CREDIT,   [ISSUE_KIND_SPEECH] = LAYOUT_SPEECH,
        [ISSUE_KIND_CODE] = LAYOUT_CODE,       [ISSUE_KIND_FOOTNOTE] = LAYOUT_FOOTNOTE,
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
        .text = issue_line_source(issue, line),
        .context = {"", 0},
    };
}

static struct flow_item
head_item(const struct flow *flow, uint32_t index, struct buffer *scratch)
{
    struct flow_item item = {.kind = flow->head[index].kind, .text = {"", 0}, .context = {"", 0}, .head = true};
    if (item.kind == LAYOUT_BYLINE) {
        buffer_clear(scratch);
        buffer_reserve(scratch, 0);
        issue_add_byline(scratch, flow->issue, flow->article);
        item.text = buffer_slice(scratch);
    } else if (item.kind != LAYOUT_GAP) {
        item.text = issue_line_words(flow->issue, flow->head[index].line);
        item.context = issue_article_beginning(flow->issue, flow->article, CONTEXT_BYTES);
    }
    item.language = language_of(item.text);
    return item;
}

struct flow_item
flow_item(const struct flow *flow, uint32_t index, struct buffer *scratch)
{
    if (flow->article == NULL)
        return source_item(flow->issue, index);
    if (index < flow->head_count)
        return head_item(flow, index, scratch);
    if (is_note(flow, index))
        return note_item(flow, scratch);
    struct flow_item item = {.kind = LAYOUT_GAP, .text = {"", 0}};
    const struct issue_paragraph *paragraph = flow_paragraph(flow, index);
    if (paragraph != NULL)
        item = paragraph_item(flow->issue, paragraph, scratch);
    item.context = slice_make("", 0);
    item.language = language_of(item.text);
    return item;
}

const struct issue_paragraph *
flow_paragraph(const struct flow *flow, uint32_t index)
{
    uint32_t below = index - flow->head_count;
    if (flow->article == NULL || index < flow->head_count || below % (1 + flow->gap) != 0 ||
        below / (1 + flow->gap) >= flow->article->paragraph_count)
        return NULL;
    return &flow->issue->paragraphs[flow->article->first_paragraph + below / (1 + flow->gap)];
}

uint32_t
flow_head_item(const struct flow *flow, uint32_t line)
{
    for (uint32_t i = 0; i < flow->head_count; i++) {
        enum layout_kind kind = flow->head[i].kind;
        if (line == ISSUE_NO_LINE ? kind == LAYOUT_BYLINE : is_line(kind) && flow->head[i].line == line)
            return i;
    }
    return flow->head_count;
}

uint32_t
flow_head_line(const struct flow *flow, uint32_t index)
{
    return index < flow->head_count && is_line(flow->head[index].kind) ? flow->head[index].line : ISSUE_NO_LINE;
}

/* How far into its line PLACE is: of a line of the file, which has marks as well, no further than to the end of what is read of it. */
static uint32_t
source_offset(const struct issue *issue, struct layout_place place)
{
    uint32_t bytes = issue->lines[place.item].bytes;
    return issue->origins != NULL && place.byte > bytes ? bytes : place.byte;
}

size_t
flow_offset(const struct flow *flow, struct layout_place place)
{
    const struct issue *issue = flow->issue;
    const struct issue_article *article = flow->article;
    if (article == NULL)
        return issue->lines[place.item].start_byte + source_offset(issue, place);
    if (place.item < flow->head_count && flow->head[place.item].kind == LAYOUT_SECTION)
        return 0; /* perhaps of an article before this one */
    uint32_t head_line = flow_head_line(flow, place.item);
    if (head_line != ISSUE_NO_LINE)
        return issue_article_offset(issue, article, head_line) + place.byte;
    /* a gap and the byline are no text of their own: they are where the paragraph below them begins */
    bool is_text = flow_paragraph(flow, place.item) != NULL;
    uint32_t paragraph =
        place.item < flow->head_count ? 0 : (place.item - flow->head_count + flow->gap) / (1 + flow->gap);
    if (paragraph >= article->paragraph_count)
        return issue_article_bytes(issue, article);
    uint32_t line = issue->paragraphs[article->first_paragraph + paragraph].first_line;
    return issue_article_offset(issue, article, line) + (is_text ? place.byte : 0);
}
