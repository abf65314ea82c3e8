/* Text to issue: the steps in their order, and the assembly of what was judged.
 *
 * Every line ends up in exactly one place: it has one role, and the articles'
 * line ranges follow one another.
 */
#include "parser/byline/byline.h"
#include "parser/format/format.h"
#include "parser/judge/judge.h"
#include "parser/kinds/kinds.h"
#include "parser/line/line.h"
#include "parser/markup_read.h"
#include "parser/overrule.h"
#include "parser/page/page.h"
#include "parser/story/story.h"

#include <stdlib.h>

enum {
    PARAGRAPH_BYTES_MAX = 64 * 1024, /* no column cut a longer one; keeps joining linear */
    /* No more lines are judged at a time, with some before and after: shapes take more memory than short lines. */
    WINDOW_LINES = 4096,
    OVERLAP_LINES = 64,
    PICTURE_PARAGRAPHS_MAX = 4
};
_Static_assert(WINDOW_LINES + 2 * OVERLAP_LINES <= SEEN_LINES_MAX, "a window is measured at once");

struct assembly {
    struct issue *issue;
    size_t paragraph_capacity, article_capacity;
    struct credit_room credit_room;
    struct known_lead *leads; /* of the paragraphs of the article at hand */
    size_t lead_capacity;
    bool open;             /* an article is being put together */
    uint32_t section_line; /* the last one's; ISSUE_NO_LINE: none yet */
    size_t joined_bytes;   /* of the paragraph at hand */
    bool paragraph_open;   /* a line can go on with it, furniture looked through */
    bool has_prose;        /* the article at hand: then a dateline is none of its own */
    size_t prose;          /* its last paragraph that is no caption; SIZE_MAX: there is none */
    size_t continued_capacity;
    bool over;                   /* the last line went on with that one, over a caption */
    const struct markup *markup; /* what markup says of each line; its marks may be NULL: nothing */
};

/* Does nobody want the issue any more? */
static bool
is_stopped(const struct parser_source *source)
{
    return source->stop != NULL && atomic_load_explicit(source->stop, memory_order_relaxed);
}

/* Of these a Markdown heading's marks are no part; a mend may have made a paragraph of it. */
static bool
heads(uint8_t role)
{
    return role == ISSUE_HEADLINE || role == ISSUE_KICKER || role == ISSUE_DECK || role == ISSUE_SECTION ||
           role == ISSUE_SUBHEAD;
}

/* Can the paragraph above a caption go on below it? It has one rest at most. */
static bool
can_go_on(const struct assembly *assembly)
{
    const struct issue *issue = assembly->issue;
    return assembly->open && assembly->prose < issue->paragraph_count &&
           !issue->paragraphs[assembly->prose].continued && issue->paragraphs[assembly->prose].kind == ISSUE_KIND_BODY;
}

static void
assign_role(struct assembly *assembly, const struct shape *shape, const struct label *label)
{
    struct issue_line *line = &assembly->issue->lines[shape->line];
    line->role = label->role;
    if (line->role == ISSUE_JOINED && label->over && !can_go_on(assembly))
        line->role = ISSUE_BODY;
    /* a mend may have taken the line away that this one was to be joined to */
    if (line->role == ISSUE_JOINED && !assembly->paragraph_open)
        line->role = ISSUE_BODY;
    assembly->paragraph_open =
        issue_role_is_text(line->role) || (assembly->paragraph_open && line->role == ISSUE_FURNITURE);
    assembly->joined_bytes = shape->text.len + (line->role == ISSUE_JOINED ? assembly->joined_bytes : 0);
    if (line->role == ISSUE_JOINED && assembly->joined_bytes > PARAGRAPH_BYTES_MAX) {
        line->role = ISSUE_BODY;
        assembly->joined_bytes = shape->text.len;
    }
    if (line->role == ISSUE_JOINED) {
        line->join = label->join;
        line->seam = label->seam;
    }
    const struct markup_mark *marks = assembly->markup->marks;
    line->kept = marks != NULL && marks[shape->line].kept && issue_role_is_text(line->role);
    if (shape->markdown > 0 && heads(line->role))
        markdown_around(shape->text, &line->front_bytes, &line->back_bytes);
}

static struct issue_span
shifted(struct issue_span span, size_t base)
{
    return (struct issue_span){span.start_byte + (uint32_t)base, span.bytes};
}

/* The last article is whole, and ends above END_LINE. */
static void
close_article(struct assembly *assembly, uint32_t end_line)
{
    struct issue *issue = assembly->issue;
    if (issue->article_count == 0)
        return;
    struct issue_article *article = &issue->articles[issue->article_count - 1];
    article->end_line = end_line;
    authors_find(issue, article, end_line, assembly->leads, &assembly->credit_room);
}

/* Where 作者： before the author at START begins: a byline is read with it, as any word may be a pen name then. */
static size_t
meta_key_start(struct slice text, size_t start)
{
    if (start == 0)
        return start;
    size_t at = text_previous(text, start), next;
    if (!text_among(text_point(text, at, &next), U"：:丨｜|"))
        return start;
    while (at > 0 && text_is_han(text_point(text, text_previous(text, at), &next)))
        at = text_previous(text, at);
    return at;
}

/* 作者：周小渡　来源：临江区报　发布时间：2031-05-04 says it with keys; of a byline the author is what is left to be read.
   Does it name one? */
static bool
take_meta(struct assembly *assembly, struct issue_article *article, const struct shape *shape)
{
    struct meta meta;
    if (!meta_read(shape->text, &meta))
        return false;
    struct issue_line *line = &assembly->issue->lines[shape->line];
    size_t base = (size_t)(shape->text.at - assembly->issue->text), behind = meta.author.start_byte + meta.author.bytes;
    size_t start = meta_key_start(shape->text, meta.author.start_byte);
    if (meta.author.bytes > 0 && start <= UINT8_MAX && shape->text.len - behind <= UINT8_MAX) {
        line->front_bytes = (uint8_t)start;
        line->back_bytes = (uint8_t)(shape->text.len - behind);
    }
    if (meta.source.bytes > 0 && article->source.bytes == 0)
        article->source = shifted(meta.source, base);
    if (meta.date.bytes > 0 && article->date_text.bytes == 0)
        article->date_text = shifted(meta.date, base);
    return meta.author.bytes > 0;
}

/* A dateline alone, between a section's head and a headline, is no article: 央视网消息（新闻联播）： above items that have
   headlines of their own. */
static void
drop_bare_lead(struct assembly *assembly, struct issue_article *article)
{
    struct issue *issue = assembly->issue;
    if (article->head_count > 0 || article->paragraph_count != 1 || !issue_opens_section(article))
        return;
    const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph];
    size_t bytes = issue_line_text(issue, paragraph->first_line).len;
    if (paragraph->end_line != paragraph->first_line + 1 || paragraph->lead_bytes != bytes)
        return;
    issue->lines[paragraph->first_line].role = ISSUE_FURNITURE;
    issue->paragraph_count--;
    article->paragraph_count = 0;
    article->source = article->date_text = (struct issue_span){0, 0};
    article->han = article->words = 0;
    assembly->has_prose = false;
    assembly->prose = SIZE_MAX;
}

static struct issue_article *
open_article(struct assembly *assembly, uint32_t line)
{
    struct issue *issue = assembly->issue;
    close_article(assembly, line);
    issue->articles =
        base_grow(issue->articles, &assembly->article_capacity, issue->article_count + 1, sizeof *issue->articles);
    struct issue_article *article = &issue->articles[issue->article_count++];
    *article = (struct issue_article){
        .first_line = line,
        .headline_line = ISSUE_NO_LINE,
        .section_line = assembly->section_line,
        .byline_line = ISSUE_NO_LINE,
        .first_paragraph = (uint32_t)issue->paragraph_count,
    };
    assembly->open = true;
    assembly->has_prose = assembly->over = false;
    assembly->prose = SIZE_MAX;
    return article;
}

/* An item of a list by its marker, though none stands beside it: 1. and (1) and ① and bullets. 一、 and （一） begin the paragraphs
   of any document, and are set as such; kinds/items.c knows where they do not. */
static bool
is_item(const struct shape *shape)
{
    char32_t code;
    size_t len = text_decode(shape->text.at, &code);
    if ((code == '(' || code == U'（') && len < shape->text.len)
        text_decode(shape->text.at + len, &code);
    return shape->list && !text_is_han(code) && code != U'—';
}

/* Decks and a picture may stand above the text: a dateline right below the picture is the article's. */
static bool
begins_below_picture(const struct issue *issue, const struct issue_article *article)
{
    return article->paragraph_count > 0 && article->paragraph_count <= PICTURE_PARAGRAPHS_MAX &&
           article->source.bytes == 0 && article->byline.bytes == 0 &&
           issue->paragraphs[issue->paragraph_count - 1].kind == ISSUE_KIND_CAPTION;
}

static void
add_paragraph(struct assembly *assembly, struct issue_article *article, const struct shape *shape, struct slice text,
              enum issue_kind kind)
{
    struct issue *issue = assembly->issue;
    struct lead lead = {0};
    bool aside = kind == ISSUE_KIND_CAPTION || kind == ISSUE_KIND_CREDIT || kind == ISSUE_KIND_CODE ||
                 kind == ISSUE_KIND_FOOTNOTE;
    bool first = !aside && (!assembly->has_prose || begins_below_picture(issue, article));
    if (first && shape->lead)
        lead = shape->dateline;
    size_t base = (size_t)(text.at - issue->text);
    struct issue_paragraph paragraph = {.first_line = shape->line, .end_line = shape->line + 1, .kind = (uint8_t)kind};
    if (lead.bytes > 0 && lead.bytes < UINT16_MAX) {
        /* a source that is known already is shown; the text keeps its own */
        paragraph.lead_bytes = article->source.bytes == 0 ? (uint16_t)lead.bytes : 0;
        if (article->source.bytes == 0)
            article->source = shifted(lead.source, base);
    }
    if (first && article->date_text.bytes == 0) {
        size_t date = lead_date_text(slice_from(text, lead.bytes));
        article->date_text = (struct issue_span){(uint32_t)(base + lead.bytes), (uint32_t)date};
    }
    issue->paragraphs =
        base_grow(issue->paragraphs, &assembly->paragraph_capacity, issue->paragraph_count + 1, sizeof paragraph);
    assembly->leads =
        base_grow(assembly->leads, &assembly->lead_capacity, article->paragraph_count + 1U, sizeof *assembly->leads);
    assembly->leads[article->paragraph_count] = (struct known_lead){shape->dateline, text.len};
    if (!aside)
        assembly->prose = issue->paragraph_count;
    assembly->has_prose |= !aside;
    issue->paragraphs[issue->paragraph_count++] = paragraph;
    article->paragraph_count++;
}

/* The empty lines from FIRST up to END, of code, are of its text. */
static void
keep_blanks(struct issue *issue, uint32_t first, uint32_t end)
{
    for (uint32_t i = first; i < end; i++)
        if (issue->lines[i].role == ISSUE_BLANK) {
            issue->lines[i].role = ISSUE_JOINED;
            issue->lines[i].join = ISSUE_JOIN_LINE;
            issue->lines[i].kept = true;
        }
}

/* A line that goes on with the last paragraph, or, OVER a caption, with the one before that. */
static void
go_on(struct assembly *assembly, uint32_t line, bool over)
{
    struct issue *issue = assembly->issue;
    if (over) {
        struct issue_paragraph *paragraph = &issue->paragraphs[assembly->prose];
        paragraph->continued = true;
        issue->continued = base_grow(issue->continued, &assembly->continued_capacity, issue->continued_count + 1,
                                     sizeof *issue->continued);
        issue->continued[issue->continued_count++] = (struct issue_continued){paragraph->first_line, {line, line + 1}};
    } else if (assembly->over) {
        issue->continued[issue->continued_count - 1].rest.end_line = line + 1;
    } else {
        struct issue_paragraph *paragraph = &issue->paragraphs[issue->paragraph_count - 1];
        if (issue->lines[line].kept)
            keep_blanks(issue, paragraph->end_line, line);
        paragraph->end_line = line + 1;
    }
    assembly->over |= over;
}

static enum issue_kind
kind_of(const struct assembly *assembly, enum issue_role role, const struct shape *shape)
{
    const struct markup_mark *marks = assembly->markup->marks;
    if (marks != NULL && role == ISSUE_BODY && marks[shape->line].kind != ISSUE_KIND_BODY)
        return (enum issue_kind)marks[shape->line].kind;
    if (role == ISSUE_SUBHEAD)
        return ISSUE_KIND_SUBHEAD;
    if (role == ISSUE_CAPTION)
        return ISSUE_KIND_CAPTION;
    switch (shape->block) {
    case BLOCK_LIST: return ISSUE_KIND_LIST;
    case BLOCK_TABLE: return ISSUE_KIND_TABLE;
    case BLOCK_VERSE: return ISSUE_KIND_VERSE;
    case BLOCK_ABOVE:
    case BLOCK_CREDIT: return ISSUE_KIND_CREDIT;
    case BLOCK_BRIEF: return ISSUE_KIND_BODY;
    default: break;
    }
    return is_item(shape) ? ISSUE_KIND_LIST : ISSUE_KIND_BODY;
}

/* Does a line of ROLE begin an article below ARTICLE? One that has no more than lines above a headline yet takes the headline
   that follows, or the text of a brief. */
static bool
begins_article(const struct issue_article *article, enum issue_role role, bool brief)
{
    bool has_text = article->headline_line != ISSUE_NO_LINE || article->paragraph_count > 0;
    switch (role) {
    case ISSUE_HEADLINE:
    case ISSUE_KICKER:
    case ISSUE_SECTION: return has_text;
    case ISSUE_BYLINE: /* markup says so */
    case ISSUE_BODY: return brief && has_text;
    default: return false;
    }
}

/* For a kicker or a deck; the headline always has some. */
static bool
has_room(const struct issue_article *article)
{
    return article->head_count + (article->headline_line == ISSUE_NO_LINE) < ISSUE_HEAD_MAX;
}

static void
put_section(struct assembly *assembly, struct issue_article *article, uint32_t line)
{
    /* a section with nothing in it has no place but the page */
    if (issue_opens_section(article))
        assembly->issue->lines[article->section_line].role = ISSUE_FURNITURE;
    article->section_line = assembly->section_line = line;
}

static void
put_line(struct assembly *assembly, const struct shape *shape, const struct label *label)
{
    struct issue *issue = assembly->issue;
    uint32_t i = shape->line;
    enum issue_role role = issue->lines[i].role;
    struct issue_article *article = assembly->open ? &issue->articles[issue->article_count - 1] : NULL;
    /* of markup it is certain where they stand */
    bool meta = shape->meta || assembly->markup->marks != NULL;
    if (role == ISSUE_FURNITURE && meta && article != NULL && article->paragraph_count == 0 &&
        take_meta(assembly, article, shape))
        role = issue->lines[i].role = ISSUE_BYLINE;
    if (role == ISSUE_BLANK || role == ISSUE_FURNITURE)
        return;
    bool head = role == ISSUE_DECK || role == ISSUE_KICKER;
    bool full = head && article != NULL && !begins_article(article, role, false) && !has_room(article);
    if (full)
        role = issue->lines[i].role = ISSUE_BODY;
    if (article != NULL && (role == ISSUE_HEADLINE || role == ISSUE_KICKER))
        drop_bare_lead(assembly, article);
    if (article == NULL || begins_article(article, role, label->brief))
        article = open_article(assembly, i);
    struct slice text = issue_line_text(issue, i);
    switch (role) {
    case ISSUE_SECTION: put_section(assembly, article, i); break;
    case ISSUE_HEADLINE:
        article->headline_line = i;
        article->confidence = label->confidence;
        article->head_lines[article->head_count++] = i;
        break;
    case ISSUE_KICKER:
    case ISSUE_DECK: article->head_lines[article->head_count++] = i; break;
    case ISSUE_BYLINE:
        if (article->byline_line == ISSUE_NO_LINE)
            article->byline_line = i;
        if (shape->meta)
            (void)take_meta(assembly, article, shape);
        break;
    case ISSUE_BODY:
    case ISSUE_SUBHEAD:
    case ISSUE_CAPTION:
        add_paragraph(assembly, article, shape, text, kind_of(assembly, role, shape));
        assembly->over = false;
        break;
    case ISSUE_JOINED: go_on(assembly, i, label->over); break;
    default: break;
    }
    if (issue_role_is_text((uint8_t)role)) {
        /* nearly always all of the line is text */
        bool whole = text.at == shape->text.at && text.len == shape->text.len;
        struct text_count count = whole ? (struct text_count){shape->han, shape->counted} : text_count(text);
        article->han += (uint32_t)count.han;
        article->words += (uint32_t)count.words;
    }
}

/* The last article gets the lines that are left. A section's head with nothing below it is no article. */
static void
close_articles(struct assembly *assembly)
{
    struct issue *issue = assembly->issue;
    if (issue->article_count == 0)
        return;
    struct issue_article *last = &issue->articles[issue->article_count - 1];
    if (issue_opens_section(last) && last->head_count == 0 && last->paragraph_count == 0 &&
        last->byline_line == ISSUE_NO_LINE) {
        issue->lines[last->section_line].role = ISSUE_FURNITURE;
        if (--issue->article_count > 0)
            last[-1].end_line = (uint32_t)issue->line_count;
        return;
    }
    close_article(assembly, (uint32_t)issue->line_count);
}

/* Lines FIRST up to END: seen with their neighbours, judged, put in their places. */
static void
recover_window(struct assembly *assembly, const struct parser_source *source, uint32_t first, uint32_t end)
{
    struct issue *issue = assembly->issue;
    uint32_t from = first > OVERLAP_LINES ? first - OVERLAP_LINES : 0;
    uint32_t to = issue->line_count - end > OVERLAP_LINES ? end + OVERLAP_LINES : (uint32_t)issue->line_count;
    size_t count;
    struct shape *shapes = evidence_gather(issue, from, to, &count);
    struct label *labels = base_alloc_zero(count + 1, sizeof *labels);
    if (first == 0) {
        struct parser_glance glance = title_date_read(issue->path, shapes, count);
        issue->title = glance.title;
        issue->date = glance.date;
        markup_take_title(issue, assembly->markup);
    }
    labeller_run(&model_trained, shapes, count, labels);
    overrule_by_words(shapes, labels, count);
    overrule_by_markup(assembly->markup, shapes, labels, count);
    overrule_by_mends(source, shapes, labels, count);
    for (size_t i = 0; i < count; i++) {
        if (shapes[i].line < first || shapes[i].line >= end)
            continue;
        assign_role(assembly, &shapes[i], &labels[i]);
        put_line(assembly, &shapes[i], &labels[i]);
    }
    free(labels);
    free(shapes);
}

struct issue *
parser_recover(struct parser_source source)
{
    struct issue *issue = base_alloc_zero(1, sizeof *issue);
    issue->path = base_strdup(source.path);
    issue->text = source.text;
    issue->text_bytes = source.bytes;
    issue->repaired = source.repaired;
    issue->torn = source.torn;
    issue->drops = source.drops;
    issue->preview = source.preview;
    issue->encoding = source.encoding != NULL ? source.encoding : "UTF-8";
    plain_split(issue);
    struct markup markup = {.marks = NULL};
    if (markup_is_there(source.path, slice_make(issue->text, issue->text_bytes)))
        markup_read(issue, &markup);
    if (markup.marks == NULL)
        columns_part(issue);
    issue->format = markup.format != NULL ? markup.format : "plain";
    issue->lacks = markup.lacks;
    struct assembly assembly = {.issue = issue, .section_line = ISSUE_NO_LINE, .prose = SIZE_MAX, .markup = &markup};
    /* all of one size: in a small one at the end, a page's header would be too rare to be known for one */
    uint64_t lines = issue->line_count, windows = lines / WINDOW_LINES + 1;
    for (uint64_t i = 0; i < windows && !is_stopped(&source); i++)
        recover_window(&assembly, &source, (uint32_t)(lines * i / windows), (uint32_t)(lines * (i + 1) / windows));
    if (!is_stopped(&source))
        close_articles(&assembly);
    free(assembly.leads);
    if (!is_stopped(&source)) {
        kinds_find(issue);
        continued_join(issue);
        markup_place_notes(issue, &markup);
        hyphens_settle(issue);
        seams_find_losses(issue);
    }
    markup_done(&markup);
    return issue;
}
