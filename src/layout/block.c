/* Blocks: set chunks of items, the only thing layout remembers.
 *
 * A chunk boundary is found from the text around it alone, so that any chunk can be
 * set first. It ends a line early, in paragraphs of more than ten thousand
 * characters only. How each kind of item is set is decided here.
 */
#include "layout/layout_private.h"
#include "layout/units.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    BLOCKS = 256,
    FLOWS = 2 /* an article, and the one that follows it on its page */,
    WINDOW_BYTES = 512,
    VERSE_CELLS = 4,
    CODE_CELLS = 4,
    NOTE_CELLS = 2,
    STRETCH_MAX = 3
};

struct layout {
    struct layout_spec spec;
    struct block *blocks[BLOCKS];      /* each made when it is first needed: a screen needs a dozen of them */
    struct flow flows[FLOWS];          /* of the articles that were asked for last; without an issue: of none */
    unsigned flow;                     /* the last one */
    const struct issue_article *noted; /* has a note; NULL: none has */
    struct buffer note;
    const struct issue *mapped; /* has a line that MAP is of; NULL: none */
    uint32_t mapped_line;
    struct layout_shown map;
};

const struct layout_spec layout_spec_standard = {
    .level = LINE_BREAK_BASIC, .spacing = SPACING_AS_IS, .restore = true, .hang = true, .indent = 2};

struct layout *
layout_new(void)
{
    struct layout *layout = base_alloc_zero(1, sizeof *layout);
    layout->spec = layout_spec_standard;
    return layout;
}

void
layout_set_spec(struct layout *layout, const struct layout_spec *spec)
{
    layout->spec = *spec;
    layout_forget(layout);
}

void
layout_forget(struct layout *layout)
{
    for (size_t i = 0; i < BLOCKS; i++)
        if (layout->blocks[i] != NULL)
            layout->blocks[i]->used = false;
    for (size_t i = 0; i < FLOWS; i++)
        layout->flows[i].issue = NULL;
    layout->noted = NULL;
    layout->mapped = NULL;
}

void
layout_set_note(struct layout *layout, const struct issue_article *article, struct slice note)
{
    if (note.len == 0 && layout->noted != article)
        return;
    if (layout->noted == article && slice_equal(note, buffer_slice(&layout->note)))
        return;
    layout_forget(layout);
    layout->noted = note.len > 0 ? article : NULL;
    buffer_clear(&layout->note);
    buffer_add_slice(&layout->note, note);
}

static void
free_block(struct block *block)
{
    if (block == NULL)
        return;
    buffer_done(&block->own);
    layout_shown_done(&block->shown);
    layout_lines_done(&block->lines);
    free(block->spots);
    free(block);
}

void
layout_free(struct layout *layout)
{
    if (layout == NULL)
        return;
    for (size_t i = 0; i < BLOCKS; i++)
        free_block(layout->blocks[i]);
    buffer_done(&layout->note);
    layout_shown_done(&layout->map);
    free(layout);
}

/* ---- chunks */

/* Where chunk CHUNK begins: the first break near its nominal place. */
static uint32_t
chunk_start(struct slice text, uint32_t chunk)
{
    size_t nominal = (size_t)chunk * CHUNK_BYTES;
    if (chunk == 0)
        return 0;
    if (nominal >= text.len)
        return (uint32_t)text.len;
    size_t from = text_start(text, nominal - WINDOW_BYTES);
    size_t to = nominal + WINDOW_BYTES < text.len ? text_start(text, nominal + WINDOW_BYTES) : text.len;
    struct slice window = slice_make(text.at + from, to - from);
    char breaks[2 * WINDOW_BYTES + 8];
    layout_breaks(window, LINE_BREAK_STRICT, breaks);
    size_t middle = text_start(text, nominal) - from;
    for (size_t i = middle; i < window.len; i++)
        if (breaks[i] == TEXT_BREAK_MAY)
            return (uint32_t)(from + i);
    /* one endless word: at a cluster, found from a fixed place so that it is always the same */
    size_t at = 0;
    while (at < middle)
        at += text_cluster_at(window, at).bytes;
    return (uint32_t)(from + at);
}

uint32_t
block_chunk_count(struct slice text)
{
    /* a chunk that begins at the very end is none */
    uint32_t count = (uint32_t)(text.len / CHUNK_BYTES);
    return count > 0 && chunk_start(text, count) >= text.len ? count : count + 1;
}

uint32_t
block_chunk_of(struct slice text, uint32_t byte)
{
    /* a chunk may begin within the character on its nominal place, so up to 3 bytes before it */
    uint32_t chunk = (uint32_t)(((size_t)byte + 3) / CHUNK_BYTES);
    if (chunk > 0 && chunk_start(text, chunk) > byte)
        chunk--;
    uint32_t last = block_chunk_count(text) - 1;
    return chunk < last ? chunk : last;
}

/* ---- how a kind is set */

/* Two em before Chinese, one before Japanese, two cells before other scripts, at the standard setting. */
static uint16_t
indent_of(enum language language, uint8_t em)
{
    switch (language) {
    case LANGUAGE_CHINESE: return (uint16_t)(2 * em);
    case LANGUAGE_JAPANESE: return (uint16_t)((em + 1) / 2 * 2);
    default: return em;
    }
}

static struct layout_measure
measure_of(const struct flow_item *item, struct slice text, const struct layout_spec *spec, uint16_t cells)
{
    uint16_t indent = indent_of(item->language, spec->indent);
    struct layout_measure measure = {.cells = cells, .level = spec->level};
    measure.gutter = spec->hang && item->kind != LAYOUT_SOURCE ? LAYOUT_GUTTER : 0;
    measure.squeeze = item->kind != LAYOUT_SOURCE;
    switch (item->kind) {
    case LAYOUT_BODY:
    case LAYOUT_SPEECH:
    case LAYOUT_FOOTNOTE:
    case LAYOUT_CAPTION: measure.first_indent = indent; break;
    case LAYOUT_LIST:
        measure.first_indent = indent;
        measure.rest_indent = (uint16_t)(indent + text_cells(slice_make(text.at, marker_bytes(text))));
        break;
    case LAYOUT_NOTE: measure.rest_indent = NOTE_CELLS; break;
    case LAYOUT_VERSE:
        measure.first_indent = VERSE_CELLS;
        measure.rest_indent = 2 * VERSE_CELLS;
        break;
    case LAYOUT_TABLE:
        measure.gutter = 0;
        measure.squeeze = false;
        measure.rest_indent = item->hang_cells > 0 ? item->hang_cells : VERSE_CELLS;
        break;
    case LAYOUT_CODE:
        measure.gutter = 0;
        measure.squeeze = false;
        measure.steps = true;
        measure.first_indent = measure.rest_indent = CODE_CELLS;
        break;
    default: break;
    }
    return measure;
}

/* Moves every line to the right, by half of what is left of the measure or by all of it. */
static void
align_lines(struct layout_lines *lines, uint16_t cells, int share)
{
    for (size_t i = 0; i < lines->count; i++) {
        struct layout_line *line = &lines->at[i];
        uint16_t by = line->cells < cells ? (uint16_t)((cells - line->cells) / share) : 0;
        line->indent = (uint16_t)(line->indent + by);
        line->cells = (uint16_t)(line->cells + by);
    }
}

static void
indent_lines(struct layout_lines *lines, uint16_t indent)
{
    for (size_t i = 0; i < lines->count; i++) {
        lines->at[i].indent = (uint16_t)(lines->at[i].indent + indent);
        lines->at[i].cells = (uint16_t)(lines->at[i].cells + indent);
    }
}

/* All lines but a paragraph's last, if they lack so little that blanks do not tear holes. */
static void
justify_lines(struct layout_lines *lines, struct slice text, uint16_t cells)
{
    for (size_t i = 0; i + 1 < lines->count; i++) {
        struct layout_line *line = &lines->at[i];
        bool ends = line->end_byte > 0 && text.at[line->end_byte - 1] == '\n';
        if (line->cells < cells && cells - line->cells <= STRETCH_MAX && !ends)
            line->stretch = (uint8_t)(cells - line->cells);
    }
}

static void
fill_item(struct block *block, const struct flow_item *item, const struct layout_spec *spec,
          struct layout_measure measure)
{
    struct slice text = block->shown.text;
    uint16_t indent = indent_of(item->language, spec->indent);
    switch (item->kind) {
    case LAYOUT_SECTION:
    case LAYOUT_KICKER:
    case LAYOUT_HEADLINE:
    case LAYOUT_DECK:
        layout_fill_headline(text, block->cells, spec->level, item->context, &block->lines);
        if (spec->center)
            align_lines(&block->lines, block->cells, 2);
        break;
    case LAYOUT_SUBHEAD:
        /* as far in as paragraphs begin; the program's own stand above tables */
        indent = block->cells >= 4 * indent && !block->issue->verbatim ? indent : 0;
        layout_fill_headline(text, (uint16_t)(block->cells - indent), spec->level, item->context, &block->lines);
        indent_lines(&block->lines, indent);
        break;
    case LAYOUT_CREDIT:
        layout_fill(text, measure, &block->lines);
        align_lines(&block->lines, block->cells, 1);
        break;
    default: layout_fill(text, measure, &block->lines); break;
    }
    bool as_it_is = item->kind == LAYOUT_TABLE || item->kind == LAYOUT_CODE || item->kind == LAYOUT_VERSE ||
                    item->kind == LAYOUT_SOURCE;
    if (spec->justify && !as_it_is && !item->head)
        justify_lines(&block->lines, text, block->cells);
}

/* The shown text of a block, and its spots. */
static void
show_item(struct block *block, const struct flow *flow, const struct flow_item *item, struct slice source,
          const struct layout_spec *spec)
{
    struct layout_spec headline = *spec;
    headline.headline = true;
    block->spot_count = 0;
    if (item->kind == LAYOUT_SOURCE)
        spots_show_source(block, source);
    else if (item->kind == LAYOUT_TABLE && !block->issue->verbatim)
        table_show(&block->shown, source, block->cells);
    else if (item->kind == LAYOUT_CODE)
        code_show(&block->shown, source);
    else if (issue_drops(block->issue) == NULL || spec->restore || !dropped_show(block, flow, source, DROPPED_BLANKS))
        layout_show(&block->shown, source, item->head && item->kind != LAYOUT_BYLINE ? &headline : spec);
    bool may_break = item->kind != LAYOUT_SOURCE && item->kind != LAYOUT_TABLE && item->kind != LAYOUT_CODE &&
                     item->language == LANGUAGE_LATIN;
    if (may_break && issue_drops(block->issue) != NULL && block->shown.count == 0)
        dropped_show(block, flow, source, DROPPED_HYPHENS);
    const struct issue_paragraph *paragraph = NULL;
    if (spec->seams && item->kind != LAYOUT_SOURCE)
        paragraph = flow_paragraph(flow, block->item);
    if (paragraph != NULL)
        spots_find_seams(block, paragraph);
}

static void
set_block(struct block *block, const struct flow *flow, const struct layout_spec *spec)
{
    struct flow_item item = flow_item(flow, block->item, &block->own);
    uint32_t count = block_chunk_count(item.text);
    uint32_t end = block->chunk + 1 < count ? chunk_start(item.text, block->chunk + 1) : (uint32_t)item.text.len;
    block->kind = item.kind;
    block->head = item.head;
    block->text = item.text;
    block->start_byte = chunk_start(item.text, block->chunk);
    block->last = block->chunk + 1 >= count;
    struct slice source = slice_make(item.text.at + block->start_byte, end - block->start_byte);
    show_item(block, flow, &item, source, spec);
    bool speaks = item.speaker_bytes > 0 && block->chunk == 0;
    block->speaker_end = speaks ? layout_shown_byte(&block->shown, item.speaker_bytes) : 0;
    struct layout_measure measure = measure_of(&item, block->shown.text, spec, block->cells);
    measure.spots = block->spots;
    measure.spot_count = block->spot_count;
    if (block->chunk > 0 && !measure.steps)
        measure.first_indent = measure.rest_indent;
    fill_item(block, &item, spec, measure);
}

/* The program's own words are shown as they are. */
static const struct layout_spec verbatim_spec = {.level = LINE_BREAK_BASIC, .indent = 2};

static const struct layout_spec *
style_of(const struct layout *layout, const struct issue *issue)
{
    return issue->verbatim ? &verbatim_spec : &layout->spec;
}

const struct flow *
block_flow(struct layout *layout, const struct issue *issue, const struct issue_article *article)
{
    bool noted = article != NULL && layout->noted == article;
    for (unsigned i = 0; i < FLOWS; i++) {
        unsigned at = (layout->flow + i) % FLOWS;
        if (layout->flows[at].issue == issue && layout->flows[at].article == article) {
            layout->flow = at;
            return &layout->flows[at];
        }
    }
    layout->flow = (layout->flow + 1) % FLOWS;
    layout->flows[layout->flow] = flow_of(issue, article, style_of(layout, issue)->paragraph_gap,
                                          noted ? buffer_slice(&layout->note) : slice_make("", 0));
    return &layout->flows[layout->flow];
}

const struct layout_shown *
block_source_map(struct layout *layout, const struct issue *issue, uint32_t line)
{
    const struct issue_line *at = &issue->lines[line];
    if (layout->mapped != issue || layout->mapped_line != line)
        source_map_make(&layout->map, slice_make(issue->text + at->start_byte, at->bytes),
                        issue_line_source(issue, line));
    layout->mapped = issue;
    layout->mapped_line = line;
    return &layout->map;
}

const struct block *
block_get(struct layout *layout, const struct issue *issue, const struct issue_article *article, uint16_t cells,
          uint32_t item, uint32_t chunk)
{
    uint32_t number = article != NULL ? (uint32_t)(article - issue->articles) : BLOCK_SOURCE;
    struct block **place = &layout->blocks[(item + chunk * 7 + number * 31) % BLOCKS];
    if (*place == NULL)
        *place = base_alloc_zero(1, sizeof **place);
    struct block *block = *place;
    bool hit = block->used && block->issue == issue && block->article == number && block->item == item &&
               block->chunk == chunk && block->cells == cells;
    if (!hit) {
        block->issue = issue;
        block->article = number;
        block->item = item;
        block->chunk = chunk;
        block->cells = cells;
        block->used = true;
        set_block(block, block_flow(layout, issue, article), style_of(layout, issue));
    }
    return block;
}
