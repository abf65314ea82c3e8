/* Markdown's blocks and spans to lines: md4c understands it, and tells what it finds by calls; each line that is read comes from the
 * line of the file in which its first character stands.
 *
 * md4c is opened when the first such file is read, so that nobody else pays for it; what it tells are pieces of the text that it was
 * given, but for line ends and the like.
 */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

#include <dlfcn.h>
#include <md4c.h>
#include <stdlib.h>

enum { DEPTH_MAX = 16, SPANS_MAX = 16 };

typedef int parse_function(const MD_CHAR *, MD_SIZE, const MD_PARSER *, void *);

struct list {
    bool ordered;
    unsigned number; /* of the next item */
    char mark;       /* behind it */
};

struct blocks {
    struct markup_writer *writer;
    struct html_state html;
    struct slice source; /* what md4c was given, */
    size_t base;         /* which begins at this byte of the issue's text */
    struct list lists[DEPTH_MAX];
    unsigned depth, quotes;
    bool item;      /* its first line is to come */
    bool paragraph; /* one of prose is open: further lines go on with it */
    bool kept;      /* of code: lines stay as they are */
    bool image;     /* of an image the words; */
    bool only_images;
    struct markup_table rows; /* of the table that is open */
    bool table, row_begins;
    struct buffer cell, blanks; /* blanks: of a line of code, before its words */
    size_t spans[SPANS_MAX];    /* where the words of each that is open begin; SIZE_MAX: none was written yet */
    unsigned span_count;
    struct markdown_notes *notes;
    size_t next_note;                 /* the first of them that is not written yet */
    const struct markdown_note *note; /* the one that is being written; NULL: none */
    bool note_begins;
    parse_function *parse;
    struct markup *markup;
};

/* ---- lines */

static void
begin_paragraph(struct blocks *blocks, enum issue_kind kind)
{
    struct markup_writer *writer = blocks->writer;
    markup_end_line(writer);
    if (blocks->note != NULL && kind == ISSUE_KIND_BODY)
        kind = ISSUE_KIND_FOOTNOTE;
    writer->mark = (struct markup_mark){
        .role = ISSUE_BODY, .kind = (uint8_t)kind, .plain = kind == ISSUE_KIND_BODY && blocks->quotes == 0};
    blocks->paragraph = true;
}

/* The next line goes on with the paragraph. */
static void
go_on(struct blocks *blocks)
{
    markup_end_line(blocks->writer);
    if (blocks->paragraph && blocks->writer->mark.role == ISSUE_BODY)
        blocks->writer->mark = (struct markup_mark){.role = ISSUE_JOINED};
}

/* What stands before an item: its number, or a mark for its depth. */
static void
add_marker(struct blocks *blocks)
{
    static const char *const marks[] = {"- ", "· ", "‧ "};
    struct buffer marker = {0};
    if (!blocks->item || blocks->depth == 0)
        return;
    blocks->item = false;
    struct list *list = &blocks->lists[blocks->depth - 1];
    if (list->ordered)
        buffer_printf(&marker, "%u%c ", list->number++, list->mark);
    else
        buffer_add_text(&marker, marks[blocks->depth - 1 < 2 ? blocks->depth - 1 : 2]);
    markup_add(blocks->writer, buffer_slice(&marker));
    buffer_done(&marker);
}

/* What stands before the words of a line, where none are written yet. */
static void
begin_words(struct blocks *blocks)
{
    if (!blocks->writer->open && blocks->quotes > 0 && (blocks->kept || blocks->writer->mark.role == ISSUE_BODY))
        markup_add(blocks->writer, slice_of("> "));
    if (blocks->note_begins) {
        struct buffer mark = {0};
        markdown_note_add_mark(blocks->note, &mark);
        markup_add(blocks->writer, buffer_slice(&mark));
        buffer_done(&mark);
    }
    blocks->note_begins = false;
    add_marker(blocks);
}

static void
add_words(struct blocks *blocks, struct slice text)
{
    if (blocks->table) {
        buffer_add_slice(&blocks->cell, text);
        return;
    }
    if (!blocks->writer->open && text_trim(text).len == 0)
        return;
    begin_words(blocks);
    blocks->only_images &= blocks->image;
    for (unsigned i = 0; i < blocks->span_count && i < SPANS_MAX; i++)
        if (blocks->spans[i] == SIZE_MAX && text.len > 0)
            blocks->spans[i] = markup_begin(blocks->writer);
    markup_add(blocks->writer, text);
}

/* ---- tables */

static void
add_cell(struct blocks *blocks)
{
    markup_add_cell(&blocks->rows, text_trim(buffer_slice(&blocks->cell)), blocks->writer->at, blocks->row_begins);
    blocks->row_begins = false;
    buffer_clear(&blocks->cell);
}

/* ---- blocks */

static void
enter_list(struct blocks *blocks, struct list list)
{
    markup_end_line(blocks->writer);
    if (blocks->depth < DEPTH_MAX)
        blocks->lists[blocks->depth++] = list;
}

static int
enter_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct blocks *blocks = userdata;
    const MD_BLOCK_OL_DETAIL *ordered = detail;
    switch (type) {
    case MD_BLOCK_QUOTE: blocks->quotes++; break;
    case MD_BLOCK_UL: enter_list(blocks, (struct list){.ordered = false}); break;
    case MD_BLOCK_OL:
        enter_list(blocks, (struct list){.ordered = true, .number = ordered->start, .mark = ordered->mark_delimiter});
        break;
    case MD_BLOCK_LI:
        blocks->item = true;
        begin_paragraph(blocks, ISSUE_KIND_LIST);
        break;
    case MD_BLOCK_H:
        begin_paragraph(blocks, ISSUE_KIND_BODY);
        blocks->writer->mark.level = blocks->note == NULL ? (uint8_t)((const MD_BLOCK_H_DETAIL *)detail)->level : 0;
        blocks->writer->mark.plain = false;
        break;
    case MD_BLOCK_CODE:
        begin_paragraph(blocks, ISSUE_KIND_CODE);
        blocks->writer->mark.kept = blocks->kept = true;
        break;
    case MD_BLOCK_P:
        if (!blocks->item)
            begin_paragraph(blocks, ISSUE_KIND_BODY);
        blocks->only_images = true;
        break;
    case MD_BLOCK_HTML:
        begin_paragraph(blocks, ISSUE_KIND_BODY);
        blocks->html = (struct html_state){.comment = false};
        break;
    case MD_BLOCK_TABLE: blocks->table = true; break;
    case MD_BLOCK_TR: blocks->row_begins = true; break;
    default: break;
    }
    return 0;
}

static int
leave_block(MD_BLOCKTYPE type, void *detail, void *userdata)
{
    struct blocks *blocks = userdata;
    struct markup_writer *writer = blocks->writer;
    (void)detail;
    switch (type) {
    case MD_BLOCK_QUOTE: blocks->quotes--; break;
    case MD_BLOCK_UL:
    case MD_BLOCK_OL: blocks->depth -= blocks->depth > 0; break;
    case MD_BLOCK_P:
        if (blocks->only_images && writer->open) {
            writer->marks[writer->count - 1].role = ISSUE_CAPTION;
            writer->marks[writer->count - 1].kind = ISSUE_KIND_CAPTION;
        }
        break;
    case MD_BLOCK_TD:
    case MD_BLOCK_TH: add_cell(blocks); return 0;
    case MD_BLOCK_TABLE:
        blocks->table = false;
        markup_write_table(writer, &blocks->rows);
        break;
    default: break;
    }
    if (type != MD_BLOCK_TR && type != MD_BLOCK_THEAD && type != MD_BLOCK_TBODY) {
        markup_end_line(writer);
        blocks->paragraph = blocks->kept = false;
    }
    return 0;
}

static void write_notes(struct blocks *blocks, size_t offset);

/* ---- spans and text */

/* An address, whose entities are what they stand for. Returns which of the issue's links it is. */
static size_t
add_link(struct blocks *blocks, const MD_ATTRIBUTE *address)
{
    struct buffer out = {0};
    size_t link = ISSUE_NO_LINK;
    html_entities_read(slice_make(address->text, address->size), &out);
    if (out.len > 0)
        link = markup_add_link(blocks->writer, buffer_take(&out));
    buffer_done(&out);
    return link;
}

static int
enter_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    struct blocks *blocks = userdata;
    (void)detail;
    blocks->image |= type == MD_SPAN_IMG;
    if (blocks->span_count++ < SPANS_MAX)
        blocks->spans[blocks->span_count - 1] = SIZE_MAX;
    return 0;
}

/* The words of the innermost span that is open are of its type, and lead to LINK. */
static void
end_span(struct blocks *blocks, MD_SPANTYPE type, size_t link)
{
    size_t start = --blocks->span_count < SPANS_MAX ? blocks->spans[blocks->span_count] : SIZE_MAX;
    if (start == SIZE_MAX || blocks->table)
        return;
    switch (type) {
    case MD_SPAN_EM: markup_add_span(blocks->writer, start, ISSUE_MARK_EMPHASIS); break;
    case MD_SPAN_STRONG: markup_add_span(blocks->writer, start, ISSUE_MARK_STRONG); break;
    case MD_SPAN_CODE: markup_add_span(blocks->writer, start, ISSUE_MARK_CODE); break;
    case MD_SPAN_A: markup_link_span(blocks->writer, start, blocks->writer->text.len, link); break;
    case MD_SPAN_DEL: markup_add_span(blocks->writer, start, ISSUE_MARK_STRUCK); break;
    default: break;
    }
}

static int
leave_span(MD_SPANTYPE type, void *detail, void *userdata)
{
    struct blocks *blocks = userdata;
    size_t link = ISSUE_NO_LINK;
    if (type == MD_SPAN_IMG) {
        blocks->image = false;
        add_link(blocks, &((const MD_SPAN_IMG_DETAIL *)detail)->src);
    } else if (type == MD_SPAN_A) {
        link = add_link(blocks, &((const MD_SPAN_A_DETAIL *)detail)->href);
    }
    end_span(blocks, type, link);
    return 0;
}

/* The byte of the issue's text at which a piece of it stands; SIZE_MAX: it is md4c's own. */
static size_t
offset_of(const struct blocks *blocks, const char *text)
{
    uintptr_t at = (uintptr_t)text, start = (uintptr_t)blocks->source.at;
    return at >= start && at < start + blocks->source.len ? blocks->base + (at - start) : SIZE_MAX;
}

/* Of a block, md4c tells the blanks before a line, which are its own, then the line, then its end. */
static void
add_code(struct blocks *blocks, struct slice text, bool own)
{
    struct markup_writer *writer = blocks->writer;
    if (blocks->kept && slice_equal(text, slice_of("\n"))) {
        if (writer->open)
            writer->mark = (struct markup_mark){.role = ISSUE_JOINED, .kind = ISSUE_KIND_CODE, .kept = true};
        markup_end_line(writer);
        buffer_clear(&blocks->blanks);
    } else if (blocks->kept && !writer->open && own) {
        buffer_add_slice(&blocks->blanks, text);
    } else if (blocks->kept && !writer->open && text_trim(text).len > 0) {
        size_t words = 0; /* white space of its own */
        while (text.at[words] == ' ' || text.at[words] == '\t')
            words++;
        buffer_add_slice(&blocks->blanks, slice_make(text.at, words));
        begin_words(blocks);
        markup_add(writer, buffer_slice(&blocks->blanks));
        markup_add(writer, slice_from(text, words));
    } else {
        add_words(blocks, text);
    }
}

static void
add_entity(struct blocks *blocks, struct slice entity)
{
    struct buffer text = {0};
    html_entity_read(&text, entity);
    add_words(blocks, buffer_slice(&text));
    buffer_done(&text);
}

/* Text that may name notes. */
static void
add_text(struct blocks *blocks, struct slice text)
{
    struct markup_writer *writer = blocks->writer;
    struct buffer marked = {0};
    if (blocks->notes->count == 0 || slice_find(text, "[^") == SIZE_MAX) {
        add_words(blocks, text);
        return;
    }
    markdown_notes_mark(blocks->notes, text, (uint32_t)(writer->count - (writer->open ? 1 : 0)), &marked);
    add_words(blocks, buffer_slice(&marked));
    buffer_done(&marked);
}

static int
take_text(MD_TEXTTYPE type, const MD_CHAR *at, MD_SIZE size, void *userdata)
{
    struct blocks *blocks = userdata;
    struct slice text = slice_make(at, size);
    size_t offset = offset_of(blocks, at);
    if (offset != SIZE_MAX) {
        write_notes(blocks, offset);
        markup_go_to(blocks->writer, offset);
    }
    switch (type) {
    case MD_TEXT_BR:
    case MD_TEXT_SOFTBR:
        if (blocks->table)
            buffer_add_byte(&blocks->cell, ' ');
        else
            go_on(blocks);
        break;
    case MD_TEXT_ENTITY: add_entity(blocks, text); break;
    case MD_TEXT_HTML:
        if (blocks->table)
            buffer_add_text(&blocks->cell, html_tag_ends_line(text) ? " " : ""); /* a row is one line */
        else
            html_add(blocks->writer, &blocks->html, text, offset);
        break;
    case MD_TEXT_CODE: add_code(blocks, text, offset == SIZE_MAX); break;
    case MD_TEXT_NULLCHAR: add_words(blocks, slice_of("\uFFFD")); break;
    default: add_text(blocks, text); break;
    }
    return 0;
}

/* ---- md4c */

/* It stays open until the program ends; NULL: it is not there. */
static parse_function *
open_md4c(void)
{
    static const char *const names[] = {"libmd4c.so.0", "libmd4c.so", "libmd4c.dylib"};
    parse_function *parse = NULL;
    for (size_t i = 0; i < BASE_COUNT(names) && parse == NULL; i++) {
        void *library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
        void *symbol = library != NULL ? dlsym(library, "md_parse") : NULL;
        memcpy(&parse, &symbol, sizeof parse); /* ISO C has no other way */
    }
    return parse;
}

/* md4c asks of every bracket in which line of its paragraph it stands, line by line: what is in one paragraph takes time as brackets
   times lines. The line of the file at which one begins that would take too long; all: none does. */
static uint32_t
find_too_long(const struct issue *issue, uint32_t first)
{
    const uint64_t steps_max = 500000000;
    uint32_t begin = first;
    uint64_t brackets = 0;
    for (uint32_t line = first; line < issue->line_count; line++) {
        struct slice row = row_text(issue, line);
        if (text_trim(row).len == 0) {
            begin = line + 1;
            brackets = 0;
            continue;
        }
        for (size_t at = 0; at < row.len; at++)
            brackets += row.at[at] == '[' || row.at[at] == ']';
        if (brackets * (line - begin + 1) > steps_max)
            return begin;
    }
    return issue->line_count;
}

/* Tells md4c's calls of blocks->source. */
static bool
run_md4c(struct blocks *blocks, unsigned flags)
{
    MD_PARSER parser = {
        .flags = MD_DIALECT_GITHUB | flags,
        .enter_block = enter_block,
        .leave_block = leave_block,
        .enter_span = enter_span,
        .leave_span = leave_span,
        .text = take_text,
    };
    bool fine = blocks->parse(blocks->source.at, (MD_SIZE)blocks->source.len, &parser, blocks) == 0;
    markup_end_line(blocks->writer);
    buffer_done(&blocks->cell);
    buffer_done(&blocks->blanks);
    return fine;
}

static void
write_note(struct blocks *outer, const struct markdown_note *note)
{
    struct markup_writer *writer = outer->writer;
    struct markup *markup = outer->markup;
    const struct issue *issue = writer->issue;
    const struct issue_line *last = &issue->lines[note->end_line - 1];
    const char *start = note->mark.at + note->mark.len;
    struct blocks blocks = {.writer = writer,
                            .base = (size_t)(start - issue->text),
                            .notes = outer->notes,
                            .next_note = SIZE_MAX,
                            .note = note,
                            .note_begins = true,
                            .parse = outer->parse};
    blocks.source = slice_make(start, last->start_byte + last->bytes - blocks.base);
    markup_go_to(writer, blocks.base);
    uint32_t first = (uint32_t)writer->count;
    run_md4c(&blocks, MD_FLAG_NOINDENTEDCODEBLOCKS);
    while (first + 1 < writer->count && writer->numbers[first] < note->first_line)
        first++;
    markup->notes = base_grow(markup->notes, &markup->note_capacity, markup->note_count + 1, sizeof *markup->notes);
    markup->notes[markup->note_count++] = (struct markup_note){first, (uint32_t)writer->count, note->named_in};
}

/* Notes that stand before byte OFFSET of the issue's text are written, each where it stands. */
static void
write_notes(struct blocks *blocks, size_t offset)
{
    struct markup_writer *writer = blocks->writer;
    const struct markup_mark mark = writer->mark;
    while (!writer->open && !blocks->table && blocks->next_note < blocks->notes->count) {
        const struct markdown_note *note = &blocks->notes->at[blocks->next_note];
        if (writer->issue->lines[note->first_line].start_byte >= offset)
            break;
        blocks->next_note++;
        write_note(blocks, note);
    }
    writer->mark = mark;
}

bool
markdown_read(struct markup_writer *writer, uint32_t first, struct markup *markup)
{
    const struct issue *issue = writer->issue;
    struct markdown_notes notes;
    struct blocks blocks = {.writer = writer, .parse = open_md4c(), .notes = &notes, .markup = markup};
    if (blocks.parse == NULL)
        return false;
    blocks.base = first < issue->line_count ? issue->lines[first].start_byte : issue->text_bytes;
    uint32_t end = find_too_long(issue, first);
    size_t end_byte = end < issue->line_count ? issue->lines[end].start_byte : issue->text_bytes;
    char *without = markdown_notes_find(&notes, issue, first, end);
    blocks.source = slice_make(without != NULL ? without : issue->text + blocks.base, end_byte - blocks.base);
    writer->at = first;
    writer->stars = true;
    bool fine = run_md4c(&blocks, markdown_indents_code(issue, first) ? 0 : MD_FLAG_NOINDENTEDCODEBLOCKS);
    write_notes(&blocks, SIZE_MAX);
    for (size_t i = 0; i < markup->note_count; i++) /* what names one may stand below it */
        markup->notes[i].named_in = notes.at[i].named_in;
    if (end < issue->line_count)
        markup_add_rows(writer, issue->line_count, (struct markup_mark){.role = ISSUE_BLANK}); /* the words decide */
    free(without);
    free(notes.at);
    return fine;
}
