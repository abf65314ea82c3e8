/* A page as it is collected: blocks of pieces, a piece for each line of the file that has text of the block, with what the elements around
 * them say. Nothing is judged here but by its own name.
 */
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <strings.h>

enum { ASIDE_PERCENT = 60, TALK_PERCENT = 90, LISTS_MAX = 16, NEW_BREAKS = 2, INDENT_POINTS = 2 };

static struct html_block *
last_block(const struct html_page *page)
{
    return &page->blocks[page->block_count - 1];
}

/* ---- blocks and their text */

static void
end_block(struct html_page *page)
{
    page->open = page->blank = false;
    page->breaks = page->indent = 0;
}

static void
open_block(struct html_page *page)
{
    const struct html_context *now = &page->now;
    page->blocks = base_grow(page->blocks, &page->block_capacity, page->block_count + 1, sizeof *page->blocks);
    struct html_block *block = &page->blocks[page->block_count++];
    *block = (struct html_block){
        .first_piece = page->piece_count,
        .region = now->region,
        .table = now->table,
        .row = now->row,
        .cell = now->cell,
        .article = now->article,
        .level = now->level,
        .depth = now->depth,
        .nested = (uint16_t)(page->depth < UINT16_MAX ? page->depth : UINT16_MAX),
        .lowest = (uint16_t)(page->lowest < UINT16_MAX ? page->lowest : UINT16_MAX),
        .caption = now->caption,
        .pre = now->pre,
        .title = now->title,
        .centered = now->centered,
        .item = page->item,
    };
    page->lowest = page->depth;
    if (page->item && now->list != HTML_NONE && page->lists[now->list].ordered)
        block->number = page->lists[now->list].next++;
    page->item = page->blank = false;
    page->breaks = page->indent = 0;
    page->open = true;
}

static void
add_points(struct html_page *page, char32_t code)
{
    struct html_block *block = last_block(page);
    bool counts = !text_is_space(code);
    block->points += counts;
    block->link_points += counts && page->now.link;
    block->bold_points += counts && page->now.bold;
}

/* The piece of the line that is being read, of the block that is open. */
static struct html_piece *
this_piece(struct html_page *page)
{
    struct html_block *block = last_block(page);
    struct html_piece *piece = page->piece_count > 0 ? &page->pieces[page->piece_count - 1] : NULL;
    if (block->piece_count > 0 && piece->line == page->line)
        return piece;
    page->pieces = base_grow(page->pieces, &page->piece_capacity, page->piece_count + 1, sizeof *page->pieces);
    piece = &page->pieces[page->piece_count++];
    *piece = (struct html_piece){page->line, page->text.len, 0, SIZE_MAX};
    block->piece_count++;
    page->blank = false;
    return piece;
}

/* 你好<br>　　再见, and two <br>, begin paragraphs; one alone does where a sentence ends before it, or hardly anything stands there. */
static bool
breaks_paragraph(const struct html_page *page)
{
    enum { SHORT_POINTS = 22 };
    const struct html_block *block = last_block(page);
    char32_t last = text_last(buffer_slice(&page->text));
    return page->breaks >= NEW_BREAKS || page->indent >= INDENT_POINTS || block->points < SHORT_POINTS ||
           text_among(last, U"。！？!?.…”」』）):：；;");
}

/* <span>2031-06-07</span><span>来源：泥河日报</span> stand apart on the screen. */
static bool
is_key(struct slice run)
{
    static const char *const keys[] = {"来源", "來源", "文章来源", "稿源",     "作者", "责任编辑", "責任編輯",
                                       "编辑", "記者", "记者",     "时间",     "日期", "浏览",     "点击",
                                       "阅读", "字号", "发布时间", "发稿时间", "出处"};
    for (size_t i = 0; i < BASE_COUNT(keys); i++) {
        struct slice rest = slice_starts(run, keys[i]) ? slice_from(run, strlen(keys[i])) : slice_make("", 0);
        if (slice_starts(rest, "：") || slice_starts(rest, ":"))
            return true;
    }
    return false;
}

/* A run without white space. */
static void
add_run(struct html_page *page, struct slice run)
{
    if (page->open && page->breaks > 0 && page->now.level > 0)
        page->blank = true; /* a headline of two lines */
    else if (page->open && page->breaks > 0 && breaks_paragraph(page))
        page->open = false;
    if (!page->open)
        open_block(page);
    page->breaks = page->indent = 0;
    struct html_piece *piece = this_piece(page);
    page->blank |= page->seam && is_key(run);
    page->seam = false;
    if (page->blank && piece->bytes > 0)
        buffer_add_byte(&page->text, ' ');
    page->blank = false;
    for (size_t at = 0; at < run.len; at++) {
        bool blank = run.at[at] == '\xC2' && at + 1 < run.len && run.at[at + 1] == '\xA0'; /* U+00A0, as any other */
        buffer_add_byte(&page->text, blank ? ' ' : run.at[at]);
        at += blank;
    }
    piece->bytes = page->text.len - piece->start;
    for (size_t at = 0; at < run.len;)
        add_points(page, text_point(run, at, &at));
}

/* Bytes of U+00A0, U+2003 and U+3000 that RUN begins with, which indent; *POINTS: how many. */
static size_t
indent_bytes(struct slice run, unsigned *points)
{
    size_t at = 0, next;
    for (; at < run.len; at = next, ++*points)
        if (!text_among(text_point(run, at, &next), U"\u00A0\u2003\u3000"))
            break;
    return at;
}

static void
add_words(struct html_page *page, struct slice run)
{
    if (!page->open || page->breaks > 0)
        run = slice_from(run, indent_bytes(run, &page->indent));
    if (run.len > 0)
        add_run(page, run);
}

/* Of <pre>: a line of the file is a block. */
static void
add_kept(struct html_page *page, struct slice line)
{
    if (text_trim(line).len == 0 && !page->open) {
        buffer_add_slice(&page->before, line);
        return;
    }
    if (!page->open)
        open_block(page);
    struct html_piece *piece = this_piece(page);
    buffer_add_slice(&page->text, buffer_slice(&page->before));
    buffer_clear(&page->before);
    buffer_add_slice(&page->text, line);
    piece->bytes = page->text.len - piece->start;
    for (size_t at = 0; at < line.len;)
        add_points(page, text_point(line, at, &at));
}

void
html_page_add(struct html_page *page, struct slice text)
{
    for (size_t at = 0, end; at < text.len; at = end) {
        end = at + 1;
        if (page->now.skipped || page->now.ruby) {
            page->line += text.at[at] == '\n';
            if (!page->now.skipped && !html_is_white(text.at[at]))
                buffer_add_byte(&page->ruby, text.at[at]);
        } else if (text.at[at] == '\n') {
            page->line++;
            page->blank = true;
            buffer_clear(&page->before);
            if (page->now.pre > 0)
                end_block(page);
        } else if (page->now.pre > 0) {
            while (end < text.len && text.at[end] != '\n')
                end++;
            add_kept(page, slice_make(text.at + at, end - at));
        } else if (html_is_white(text.at[at])) {
            page->blank = true;
        } else {
            while (end < text.len && !html_is_white(text.at[end]))
                end++;
            add_words(page, slice_make(text.at + at, end - at));
        }
    }
}

/* ---- elements */

static const char *
attribute(const char *const *attributes, const char *name)
{
    for (; attributes != NULL && attributes[0] != NULL; attributes += 2)
        if (strcmp(attributes[0], name) == 0)
            return attributes[1] != NULL ? attributes[1] : "";
    return NULL;
}

static uint32_t
add_region(struct html_page *page, uint32_t percent, bool quote)
{
    page->regions = base_grow(page->regions, &page->region_capacity, page->region_count + 1, sizeof *page->regions);
    page->regions[page->region_count] =
        (struct html_region){.parent = page->now.region, .percent = percent, .quote = quote};
    return (uint32_t)page->region_count++;
}

/* An address that may be shown: of what stands in the page itself, or runs there, there is none. False: it is none. */
static bool
add_link(struct html_page *page, const char *address)
{
    static const char *const left[] = {"javascript:", "data:", "#", "about:"};
    if (address == NULL || address[0] == '\0' || page->now.skipped)
        return false;
    for (size_t i = 0; i < BASE_COUNT(left); i++)
        if (strncasecmp(address, left[i], strlen(left[i])) == 0)
            return false;
    page->links = base_grow(page->links, &page->link_capacity, page->link_count + 1, sizeof *page->links);
    size_t block = page->block_count - (page->open && page->block_count > 0);
    page->links[page->link_count++] =
        (struct html_link){block, page->line, base_strdup(address), page->text.len, SIZE_MAX, SIZE_MAX};
    return true;
}

static void
end_link(struct html_page *page)
{
    if (page->now.address > 0 && page->links[page->now.address - 1].end == SIZE_MAX)
        page->links[page->now.address - 1].end = page->text.len;
}

/* The words of a picture, as a caption of their own; a file's name is none. */
static void
add_image(struct html_page *page, const char *const *attributes)
{
    enum { LEAST_POINTS = 4 };
    const char *alt = attribute(attributes, "alt");
    add_link(page, attribute(attributes, "src"));
    struct slice words = text_trim(slice_of(alt != NULL ? alt : ""));
    if (page->now.skipped || page->open || words.len == 0 || text_points(words) < LEAST_POINTS ||
        (slice_has(words, ".") && !slice_has(words, " ") && !slice_has(words, "。")))
        return;
    struct html_context now = page->now;
    page->now.caption = true;
    page->now.pre = 0;
    for (size_t at = 0, end; at < words.len; at = end) {
        for (end = at; end < words.len && words.at[end] != '\n';)
            end++;
        html_page_add(page, slice_make(words.at + at, end - at));
        page->blank = true;
        end++;
    }
    if (page->open)
        last_block(page)->image = true;
    end_block(page);
    page->now = now;
}

static void
start_table(struct html_page *page)
{
    struct html_context *now = &page->now;
    if (now->table != HTML_NONE)
        page->tables[now->table].nests = true;
    page->tables = base_grow(page->tables, &page->table_capacity, page->table_count + 1, sizeof *page->tables);
    page->tables[page->table_count] = (struct html_table){.parent = now->table};
    now->table = (uint32_t)page->table_count++;
    now->row = now->cell = HTML_NONE;
}

static void
start_cell(struct html_page *page, const char *const *attributes)
{
    enum { SPAN_MAX = 32 };
    struct html_context *now = &page->now;
    if (now->table == HTML_NONE || page->depth == 0)
        return;
    struct html_table *table = &page->tables[now->table];
    struct html_context *row = &page->above[page->depth - 1]; /* the row's, which counts */
    if (row->row == HTML_NONE || table->rows == 0)
        now->row = row->row = table->rows++;
    const char *span = attribute(attributes, "colspan");
    long cells = span != NULL ? strtol(span, NULL, 10) : 1;
    now->cell = row->cell == HTML_NONE ? 0 : row->cell;
    row->cell = now->cell + (uint32_t)(cells < 1 ? 1 : cells > SPAN_MAX ? SPAN_MAX : cells);
    if (row->cell > table->columns)
        table->columns = row->cell;
}

static void
start_list(struct html_page *page, bool ordered, const char *const *attributes)
{
    const char *start = attribute(attributes, "start");
    long number = start != NULL ? strtol(start, NULL, 10) : 1;
    page->lists = base_grow(page->lists, &page->list_capacity, page->list_count + 1, sizeof *page->lists);
    page->lists[page->list_count] = (struct html_list){ordered, number > 0 && number < 100000 ? (uint32_t)number : 1};
    page->now.list = (uint32_t)page->list_count++;
    page->now.depth += page->now.depth < LISTS_MAX;
}

/* What a class, an id or a style says. */
static void
read_attributes(struct html_page *page, const char *const *attributes, bool block)
{
    struct html_words words = {.aside = false};
    const char *class = attribute(attributes, "class"), *id = attribute(attributes, "id"),
               *style = attribute(attributes, "style"), *align = attribute(attributes, "align");
    if (class != NULL)
        html_words_read(slice_of(class), &words);
    if (id != NULL)
        html_words_read(slice_of(id), &words);
    if (style != NULL) {
        words.hidden |= strstr(style, "display:none") != NULL || strstr(style, "display: none") != NULL;
        page->now.centered |= strstr(style, "text-align:center") != NULL || strstr(style, "text-align: center") != NULL;
    }
    words.hidden |= attribute(attributes, "hidden") != NULL;
    page->now.centered |= align != NULL && strcasecmp(align, "center") == 0;
    page->now.title |= words.title && !words.aside;
    if (block && (words.aside || words.talk || words.hidden))
        page->now.region = add_region(page, words.talk ? TALK_PERCENT : ASIDE_PERCENT, false);
}

static bool
parts_blocks(enum html_element element)
{
    return !html_element_is_inline(element) && element != HTML_BREAK;
}

static void
start_element(struct html_page *page, enum html_element element, const char *name, const char *const *attributes)
{
    struct html_context *now = &page->now;
    switch (element) {
    case HTML_SKIPPED: now->skipped = true; break;
    case HTML_HEADING: now->level = (uint8_t)(name[1] - '0'); break;
    case HTML_LIST:
    case HTML_ORDERED: start_list(page, element == HTML_ORDERED, attributes); break;
    case HTML_ITEM: page->item = true; break;
    case HTML_TABLE: start_table(page); break;
    case HTML_ROW:
        if (now->table != HTML_NONE) {
            now->row = page->tables[now->table].rows++;
            now->cell = HTML_NONE;
        }
        break;
    case HTML_CELL: start_cell(page, attributes); break;
    case HTML_BREAK: page->breaks++; break;
    case HTML_LINK:
        now->link |= attribute(attributes, "href") != NULL;
        end_link(page);
        now->address = add_link(page, attribute(attributes, "href")) ? page->link_count : 0;
        break;
    case HTML_BOLD: now->bold = true; break;
    case HTML_CENTER: now->centered = true; break;
    case HTML_PRE: now->pre = (uint32_t)++page->pre_count; break;
    case HTML_QUOTE: now->region = add_region(page, ASIDE_PERCENT, true); break;
    case HTML_RUBY:
        now->ruby = true;
        buffer_clear(&page->ruby);
        break;
    case HTML_CAPTION: now->caption = true; break;
    case HTML_IMAGE: add_image(page, attributes); break;
    case HTML_ARTICLE: now->article = (uint32_t)page->article_count++; break;
    case HTML_ASIDE: now->region = add_region(page, ASIDE_PERCENT, false); break;
    case HTML_BORDER:
        if (now->article == HTML_NONE)
            now->region = add_region(page, ASIDE_PERCENT, false);
        break;
    default: break;
    }
}

void
html_page_begin(struct html_page *page)
{
    uint32_t none = HTML_NONE;
    *page = (struct html_page){.now = {none, none, none, none, none, none, .skipped = false}};
}

void
html_page_start(struct html_page *page, const char *name, const char *const *attributes)
{
    enum html_element element = html_element_read(name);
    page->above = base_grow(page->above, &page->above_capacity, page->depth + 1, sizeof *page->above);
    page->above[page->depth++] = page->now;
    if (page->now.skipped)
        return;
    page->seam = true;
    if (parts_blocks(element))
        end_block(page);
    bool top = strcmp(name, "body") == 0 || strcmp(name, "html") == 0;
    if (element != HTML_SKIPPED && !top)
        read_attributes(page, attributes, parts_blocks(element));
    start_element(page, element, name, attributes);
}

/* 漢字《かんじ》, as plain text has it and a search passes over; of other readings, such as of pinyin, none stays. */
static void
add_ruby(struct html_page *page)
{
    struct slice ruby = buffer_slice(&page->ruby);
    bool kana = ruby.len > 0 && page->open;
    for (size_t at = 0; at < ruby.len && kana;)
        kana = text_is_kana(text_point(ruby, at, &at));
    if (!kana)
        return;
    add_run(page, slice_of("《"));
    add_run(page, ruby);
    add_run(page, slice_of("》"));
}

void
html_page_end(struct html_page *page, const char *name)
{
    if (page->depth == 0)
        return;
    enum html_element element = html_element_read(name);
    bool parts = !page->now.skipped && parts_blocks(element);
    bool ruby = page->now.ruby;
    page->seam = true;
    if (element == HTML_LINK)
        end_link(page);
    page->now = page->above[--page->depth];
    page->lowest = page->depth < page->lowest ? page->depth : page->lowest;
    if (ruby && !page->now.ruby && !page->now.skipped)
        add_ruby(page);
    if (parts)
        end_block(page);
    if (element == HTML_ITEM)
        page->item = false;
}

void
html_page_done(struct html_page *page)
{
    for (size_t i = 0; i < page->link_count; i++)
        free(page->links[i].address);
    buffer_done(&page->text);
    buffer_done(&page->ruby);
    buffer_done(&page->before);
    free(page->pieces);
    free(page->blocks);
    free(page->regions);
    free(page->tables);
    free(page->lists);
    free(page->links);
    free(page->above);
}

struct slice
html_block_text(const struct html_page *page, const struct html_block *block, struct buffer *scratch)
{
    buffer_clear(scratch);
    for (size_t i = 0; i < block->piece_count; i++) {
        const struct html_piece *piece = &page->pieces[block->first_piece + i];
        if (i > 0)
            buffer_add_byte(scratch, ' ');
        buffer_add(scratch, page->text.at + piece->start, piece->bytes);
    }
    return buffer_slice(scratch);
}
