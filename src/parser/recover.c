/* Text to issue: the steps in their order, and the assembly of what was judged.
 *
 * Every line ends up in exactly one place: it has one role, and the articles'
 * line ranges follow one another.
 */
#include "parser/byline/byline.h"
#include "parser/format/format.h"
#include "parser/judge/judge.h"
#include "parser/kinds/kinds.h"
#include "parser/page/page.h"
#include "parser/story/story.h"

#include <stdlib.h>

enum {
    PARAGRAPH_BYTES_MAX = 64 * 1024, /* no column cut a longer one; keeps joining linear */
    /* No more lines are judged at a time, with some before and after: shapes take more memory than short lines. */
    WINDOW_LINES = 4096,
    OVERLAP_LINES = 64
};
_Static_assert(WINDOW_LINES + 2 * OVERLAP_LINES <= SEEN_LINES_MAX, "a window is measured at once");

struct assembly {
    struct issue *issue;
    size_t paragraph_capacity, article_capacity;
    struct credit_room credit_room;
    bool open;             /* an article is being put together */
    uint32_t section_line; /* the last one's; ISSUE_NO_LINE: none yet */
    size_t joined_bytes;   /* of the paragraph at hand */
    bool paragraph_open;   /* a line can go on with it, furniture looked through */
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

static void
assign_role(struct assembly *assembly, const struct shape *shape, const struct label *label)
{
    struct issue_line *line = &assembly->issue->lines[shape->line];
    line->role = label->role;
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
    if (shape->markdown > 0 && heads(line->role))
        markdown_around(shape->text, &line->front_bytes, &line->back_bytes);
}

/* 下转第3版 and the like head nothing, whatever they look like. */
static void
keep_notices(const struct shape *shapes, struct label *labels, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool head = labels[i].role != ISSUE_BODY && labels[i].role != ISSUE_JOINED && labels[i].role != ISSUE_FURNITURE;
        struct notice notice;
        if (head && notice_find(shapes[i].text, &notice) && notice.start == 0 && notice.end == shapes[i].text.len)
            labels[i] = (struct label){.role = ISSUE_BODY};
        /* 新华社记者某某摄 belongs to the picture above it */
        if (head && labels[i].role != ISSUE_BYLINE && picture_credit(shapes[i].text).len == shapes[i].text.len)
            labels[i] = (struct label){.role = ISSUE_CAPTION};
        /* nor is what names nobody a byline, wherever it stands, or what text follows */
        bool names = shapes[i].byline || shapes[i].names;
        if (labels[i].role == ISSUE_BYLINE && (shapes[i].lead || (!names && !byline_may_be(shapes[i].text))))
            labels[i] = (struct label){.role = ISSUE_BODY};
    }
}

/* What the reader said, over the judgement. */
static void
apply_mends(const struct parser_source *source, const struct shape *shapes, struct label *labels, size_t count)
{
    for (size_t m = 0; m < source->mend_count; m++) {
        const struct parser_mend *mend = &source->mends[m];
        size_t low = 0, high = count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (shapes[middle].line < mend->line)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == count || shapes[low].line != mend->line || mend->role == ISSUE_BLANK)
            continue;
        bool joined = mend->role == ISSUE_JOINED && low > 0;
        labels[low] =
            (struct label){.role = mend->role, .brief = mend->brief && mend->role == ISSUE_BODY, .confidence = 1.0F};
        if (joined) {
            labels[low].join = shape_join(&shapes[low - 1], &shapes[low]);
            labels[low].seam = shapes[low].after_blank;
        }
    }
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
    authors_find(issue, article, end_line, &assembly->credit_room);
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
    return article;
}

/* An item of a list by its marker: 1. and (1) and ① and bullets. 一、 and （一） begin the paragraphs of any
   document, and are set as such. */
static bool
is_item(const struct shape *shape)
{
    char32_t code;
    size_t len = text_decode(shape->text.at, &code);
    if ((code == '(' || code == U'（') && len < shape->text.len)
        text_decode(shape->text.at + len, &code);
    return shape->list && !text_is_han(code) && code != U'—';
}

static void
add_paragraph(struct assembly *assembly, struct issue_article *article, const struct shape *shape, struct slice text,
              enum issue_kind kind)
{
    struct issue *issue = assembly->issue;
    struct lead lead = {0};
    if (article->paragraph_count == 0 && shape->lead)
        lead = lead_read(text);
    size_t base = (size_t)(text.at - issue->text);
    struct issue_paragraph paragraph = {.first_line = shape->line, .end_line = shape->line + 1, .kind = (uint8_t)kind};
    if (lead.bytes > 0 && lead.bytes < UINT16_MAX) {
        paragraph.lead_bytes = (uint16_t)lead.bytes;
        article->source = shifted(lead.source, base);
    }
    if (article->paragraph_count == 0) {
        size_t date = lead_date_text(slice_from(text, paragraph.lead_bytes));
        article->date_text = (struct issue_span){(uint32_t)(base + paragraph.lead_bytes), (uint32_t)date};
    }
    issue->paragraphs =
        base_grow(issue->paragraphs, &assembly->paragraph_capacity, issue->paragraph_count + 1, sizeof paragraph);
    issue->paragraphs[issue->paragraph_count++] = paragraph;
    article->paragraph_count++;
}

static enum issue_kind
kind_of(enum issue_role role, const struct shape *shape)
{
    if (role == ISSUE_SUBHEAD)
        return ISSUE_KIND_SUBHEAD;
    if (role == ISSUE_CAPTION)
        return ISSUE_KIND_CAPTION;
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
    if (role == ISSUE_BLANK || role == ISSUE_FURNITURE)
        return;
    struct issue_article *article = assembly->open ? &issue->articles[issue->article_count - 1] : NULL;
    bool head = role == ISSUE_DECK || role == ISSUE_KICKER;
    bool full = head && article != NULL && !begins_article(article, role, false) && !has_room(article);
    if (full)
        role = issue->lines[i].role = ISSUE_BODY;
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
        break;
    case ISSUE_BODY:
    case ISSUE_SUBHEAD:
    case ISSUE_CAPTION: add_paragraph(assembly, article, shape, text, kind_of(role, shape)); break;
    case ISSUE_JOINED: issue->paragraphs[issue->paragraph_count - 1].end_line = i + 1; break;
    default: break;
    }
    if (issue_role_is_text((uint8_t)role)) {
        struct text_count count = text_count(text);
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
    }
    labeller_run(&model_trained, shapes, count, labels);
    keep_notices(shapes, labels, count);
    apply_mends(source, shapes, labels, count);
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
    issue->preview = source.preview;
    issue->encoding = "UTF-8";
    plain_split(issue);
    struct assembly assembly = {.issue = issue, .section_line = ISSUE_NO_LINE};
    /* all of one size: in a small one at the end, a page's header would be too rare to be known for one */
    uint64_t lines = issue->line_count, windows = lines / WINDOW_LINES + 1;
    for (uint64_t i = 0; i < windows && !is_stopped(&source); i++)
        recover_window(&assembly, &source, (uint32_t)(lines * i / windows), (uint32_t)(lines * (i + 1) / windows));
    if (is_stopped(&source))
        return issue;
    close_articles(&assembly);
    kinds_find(issue);
    continued_join(issue);
    seams_find_losses(issue);
    return issue;
}
