/* Text to issue: the steps in their order, and the assembly of what was judged.
 *
 * Every line ends up in exactly one place: it has one role, and the articles'
 * line ranges follow one another.
 */
#include "parser/parts.h"

#include <stdlib.h>

enum {
    PARAGRAPH_BYTES_MAX = 64 * 1024, /* no column cut a longer one; keeps joining linear */
    MASTHEAD_LINES = 3,
    GLANCE_BYTES = 512
};

struct assembly {
    struct issue *issue;
    size_t paragraph_capacity, article_capacity, credit_capacity;
    bool open; /* an article is being put together */
};

static void
assign_roles(struct issue *issue, const struct shape *shapes, const struct label *labels, size_t count)
{
    size_t joined = 0;
    bool open = false; /* a paragraph that a line can go on with, furniture looked through */
    for (size_t i = 0; i < count; i++) {
        struct issue_line *line = &issue->lines[shapes[i].line];
        line->role = labels[i].role;
        /* a mend may have taken the line away that this one was to be joined to */
        if (line->role == ISSUE_JOINED && !open)
            line->role = ISSUE_BODY;
        open = line->role == ISSUE_BODY || line->role == ISSUE_JOINED || (open && line->role == ISSUE_FURNITURE);
        joined = line->role == ISSUE_JOINED ? joined + shapes[i].text.len : shapes[i].text.len;
        if (line->role == ISSUE_JOINED && joined > PARAGRAPH_BYTES_MAX) {
            line->role = ISSUE_BODY;
            joined = shapes[i].text.len;
        }
        if (line->role == ISSUE_JOINED) {
            line->join = labels[i].join;
            line->seam = labels[i].seam;
        }
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
        labels[low] = (struct label){.role = mend->role, .confidence = 1.0F};
        if (joined) {
            labels[low].join = labeller_join(&shapes[low - 1], &shapes[low]);
            labels[low].seam = shapes[low].after_blank;
        }
    }
}

static struct issue_article *
open_article(struct assembly *assembly, uint32_t line)
{
    struct issue *issue = assembly->issue;
    if (issue->article_count > 0)
        issue->articles[issue->article_count - 1].end_line = line;
    issue->articles = base_grow(issue->articles, &assembly->article_capacity, issue->article_count + 1, sizeof *issue->articles);
    struct issue_article *article = &issue->articles[issue->article_count++];
    *article = (struct issue_article){
        .first_line = line,
        .headline_line = ISSUE_NO_LINE,
        .byline_line = ISSUE_NO_LINE,
        .first_paragraph = (uint32_t)issue->paragraph_count,
        .first_credit = (uint32_t)issue->credit_count,
    };
    assembly->open = true;
    return article;
}

static struct issue_span
shifted(struct issue_span span, size_t base)
{
    return (struct issue_span){span.start_byte + (uint32_t)base, span.bytes};
}

static void
take_byline(struct assembly *assembly, struct issue_article *article, struct slice text)
{
    struct issue *issue = assembly->issue;
    uint32_t base = (uint32_t)(text.at - issue->text);
    /* （汐見太郎）: the brackets are not part of the name */
    char32_t first = text_first(text);
    if (first == U'（' || first == '(') {
        char32_t last = text_last(text);
        size_t len = text_decode(text.at, &first);
        if (last == U'）' || last == ')') {
            text = slice_make(text.at + len, text_previous(text, text.len) - len);
            base += (uint32_t)len;
        }
    }
    article->byline = (struct issue_span){base, (uint32_t)text.len};
    article->credit_count += names_add_credits(issue, &assembly->credit_capacity, text, base);
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
add_paragraph(struct assembly *assembly, struct issue_article *article, uint32_t line, struct slice text, bool item)
{
    struct issue *issue = assembly->issue;
    struct lead lead = byline_lead(text);
    size_t base = (size_t)(text.at - issue->text);
    struct issue_paragraph paragraph = {.first_line = line, .end_line = line + 1, .kind = item ? ISSUE_KIND_LIST : ISSUE_KIND_BODY};
    if (article->paragraph_count == 0 && lead.bytes > 0 && lead.bytes < UINT16_MAX) {
        paragraph.lead_bytes = (uint16_t)lead.bytes;
        article->source = shifted(lead.source, base);
        if (lead.byline.bytes > 0 && article->byline_line == ISSUE_NO_LINE)
            take_byline(assembly, article, slice_make(text.at + lead.byline.start_byte, lead.byline.bytes));
    }
    if (article->paragraph_count == 0) {
        size_t date = byline_date_text(slice_from(text, paragraph.lead_bytes));
        article->date_text = (struct issue_span){(uint32_t)(base + paragraph.lead_bytes), (uint32_t)date};
    }
    issue->paragraphs = base_grow(issue->paragraphs, &assembly->paragraph_capacity, issue->paragraph_count + 1, sizeof paragraph);
    issue->paragraphs[issue->paragraph_count++] = paragraph;
    article->paragraph_count++;
}

/* Is a kicker the last that it has? */
static bool
awaits_headline(const struct issue *issue, const struct issue_article *article)
{
    if (article == NULL || article->headline_line != ISSUE_NO_LINE || article->paragraph_count > 0)
        return false;
    return article->head_count > 0 && article->head_count < ISSUE_HEAD_MAX &&
           issue->lines[article->head_lines[article->head_count - 1]].role == ISSUE_KICKER;
}

static void
place_line(struct assembly *assembly, const struct shape *shape, float confidence)
{
    struct issue *issue = assembly->issue;
    uint32_t i = shape->line;
    enum issue_role role = issue->lines[i].role;
    if (role == ISSUE_BLANK || role == ISSUE_FURNITURE)
        return;
    struct issue_article *article = assembly->open ? &issue->articles[issue->article_count - 1] : NULL;
    bool full = (role == ISSUE_DECK || role == ISSUE_KICKER) && article != NULL && article->head_count == ISSUE_HEAD_MAX;
    if (full)
        role = issue->lines[i].role = ISSUE_BODY;
    bool opens = role == ISSUE_HEADLINE && !awaits_headline(issue, article);
    if (article == NULL || opens || (role == ISSUE_KICKER && article->paragraph_count > 0))
        article = open_article(assembly, i);
    struct slice text = issue_line_text(issue, i);
    switch (role) {
    case ISSUE_HEADLINE:
        article->headline_line = i;
        article->confidence = confidence;
        article->head_lines[article->head_count++] = i;
        break;
    case ISSUE_KICKER:
    case ISSUE_DECK: article->head_lines[article->head_count++] = i; break;
    case ISSUE_BYLINE:
        article->byline_line = i;
        take_byline(assembly, article, text);
        break;
    case ISSUE_BODY: add_paragraph(assembly, article, i, text, is_item(shape)); break;
    case ISSUE_JOINED: issue->paragraphs[issue->paragraph_count - 1].end_line = i + 1; break;
    default: break;
    }
    if (role == ISSUE_BODY || role == ISSUE_JOINED) {
        struct text_count count = text_count(text);
        article->han += (uint32_t)count.han;
        article->words += (uint32_t)count.words;
    }
}

/* A masthead among the first lines, in which LABELS (NULL: nothing was judged) see furniture. */
static struct parser_glance
read_masthead(const struct shape *shapes, const struct label *labels, size_t count)
{
    struct parser_glance glance = {0};
    for (size_t i = 0; i < count && i < MASTHEAD_LINES; i++) {
        bool furniture = labels != NULL ? labels[i].role == ISSUE_FURNITURE : furniture_is_masthead(&shapes[i]);
        if (!furniture)
            continue;
        struct slice title = furniture_title(shapes[i].text);
        if (title.len > 0 && glance.title == NULL)
            glance.title = base_strndup(title.at, title.len);
        if (glance.date == 0)
            glance.date = parser_date_of_text(shapes[i].text, NULL);
    }
    return glance;
}

struct parser_glance
parser_glance(struct slice text)
{
    size_t bytes = text.len < GLANCE_BYTES ? text.len : GLANCE_BYTES, count;
    while (bytes < text.len && bytes > 0 && ((unsigned char)text.at[bytes] & 0xC0) == 0x80)
        bytes--;
    struct issue head = {.text = (char *)text.at, .text_bytes = bytes}; /* read only */
    lines_split(&head);
    struct shape *shapes = shapes_measure(&head, &count);
    struct parser_glance glance = read_masthead(shapes, NULL, count);
    free(shapes);
    free(head.lines);
    return glance;
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
    lines_split(issue);
    size_t count;
    struct shape *shapes = shapes_measure(issue, &count);
    struct label *labels = base_alloc_zero(count, sizeof *labels);
    labeller_run(shapes, count, labels);
    apply_mends(&source, shapes, labels, count);
    assign_roles(issue, shapes, labels, count);
    struct parser_glance glance = read_masthead(shapes, labels, count);
    uint32_t path_date = parser_date_of_path(issue->path); /* the file's name is trusted most */
    issue->title = glance.title;
    issue->date = path_date != 0 ? path_date : glance.date;
    struct assembly assembly = {.issue = issue};
    for (size_t i = 0; i < count; i++)
        place_line(&assembly, &shapes[i], labels[i].confidence);
    if (issue->article_count > 0)
        issue->articles[issue->article_count - 1].end_line = (uint32_t)issue->line_count;
    kinds_find(issue);
    seams_find_losses(issue);
    free(labels);
    free(shapes);
    return issue;
}
