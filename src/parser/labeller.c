/* The judgement: what is each line?
 *
 * The trained model gives each line a share of each class; what cannot be is taken out by hand; the issue's own style
 * sharpens the shares; the likeliest sequence of classes becomes the roles. Pages too small for it are left to rules.c.
 * Nothing else of the parser decides.
 */
#include "parser/style.h"

#include <stdlib.h>

enum {
    DECKS_MAX = 2,
    VERSE_MIN = 3,
    MASTHEAD_LINES = 3,
    MARKDOWN_HEADLINE_MAX = 3,
    FEW_LINES = 16,
    LINE_CELLS_LONG = 160
};

uint8_t
labeller_join(const struct shape *a, const struct shape *b)
{
    char32_t last = text_last(a->text);
    if (text_is_cjk(last) || text_is_cjk(text_first(b->text)) || shape_is_cjk(a) || shape_is_cjk(b))
        return ISSUE_JOIN_BARE;
    return last == '-' && b->small && a->points > 1 ? ISSUE_JOIN_HYPHEN : ISSUE_JOIN_SPACE;
}

static void
find_furniture(struct shape *shapes, size_t count)
{
    bool *furniture = base_alloc_zero(count + 1, sizeof *furniture);
    furniture_find_repeated(shapes, count, furniture);
    for (size_t i = 0; i < count; i++) {
        shapes[i].furniture =
            shapes[i].furniture || furniture[i] || (i < MASTHEAD_LINES && furniture_is_masthead(&shapes[i]));
    }
    free(furniture);
}

/* What is certain by hand takes shares away. */
static const float hardly = 1e-3F, seldom = .1F;

static void
take(float shares[CLASS_COUNT], enum line_class first, enum line_class last, float share)
{
    for (int c = (int)first; c <= (int)last; c++)
        shares[c] *= share;
}

static void
keep_only(float shares[CLASS_COUNT], enum line_class only)
{
    for (int c = 0; c < CLASS_COUNT; c++)
        shares[c] *= c == (int)only ? 1 : hardly;
}

/* A dateline, sentences, a caption in brackets head nothing. */
static bool
heads_nothing(const struct shape *shape)
{
    bool sentences = shape->end == END_STOP && (shape->stops > 0 || shape->cells > LINE_CELLS_LONG);
    return shape->lead || sentences || shape->start == START_FORBIDDEN || (shape->caption && shape->bracketed);
}

static void
limit(const struct page *page, size_t i, float shares[CLASS_COUNT])
{
    const struct shape *shape = &page->shapes[i];
    if (heads_nothing(shape))
        take(shares, CLASS_HEADLINE, CLASS_SUBHEAD, hardly);
    /* nor do a dateline and an indent go on with the line before */
    if (shape->lead || i == 0 || rules_indented(page, i))
        take(shares, CLASS_JOINED, CLASS_JOINED, hardly);
    /* not indented where paragraphs are, or right above a dateline */
    if (rules_outdented(page, i) || rules_above_lead(page, i)) {
        take(shares, CLASS_BODY, CLASS_JOINED, hardly);
        take(shares, CLASS_SUBHEAD, CLASS_SUBHEAD, shape->markdown > 0 ? 1 : hardly);
    }
    /* 央视网消息： a source of its own, above the text that it belongs to */
    if (shape->end == END_COLON)
        take(shares, CLASS_SECTION, CLASS_SECTION, hardly);
    if (page->count < FEW_LINES)
        take(shares, CLASS_SUBHEAD, CLASS_SUBHEAD, seldom);
    if (shape->markdown > 0)
        keep_only(shares, shape->markdown <= MARKDOWN_HEADLINE_MAX ? CLASS_HEADLINE : CLASS_SUBHEAD);
    if (shape->furniture)
        keep_only(shares, CLASS_ASIDE);
    float sum = 0;
    for (int c = 0; c < CLASS_COUNT; c++)
        sum += shares[c] += 1e-9F;
    for (int c = 0; c < CLASS_COUNT; c++)
        shares[c] /= sum;
}

/* However much a dateline looks like this issue's headlines, it is none. */
static void
limit_style(const struct page *page, float (*shares)[CLASS_COUNT])
{
    for (size_t i = 0; i < page->count; i++)
        if (page->shapes[i].lead || page->shapes[i].markdown > MARKDOWN_HEADLINE_MAX)
            shares[i][CLASS_HEADLINE] *= hardly;
}

/* Long, finished, after a finished line: a paragraph, and the model need not be asked. Half of a newspaper is such lines. */
static bool
is_plain(const struct page *page, size_t i)
{
    const struct shape *shape = &page->shapes[i];
    return i > 0 && !page->wraps && shape->cells > LINE_CELLS_LONG && shape->end == END_STOP && shape->stops > 0 &&
           !shape->lead && shape->start != START_FORBIDDEN && shape[-1].end == END_STOP && !shape[-1].open;
}

static const float plain_shares[CLASS_COUNT] = {[CLASS_BODY] = .97F, [CLASS_JOINED] = .01F, [CLASS_BRIEF] = .02F};

/* Five rows of features at a time are enough. */
static void
judge(const struct model *model, const struct page *page, struct style *style, float (*shares)[CLASS_COUNT])
{
    enum { ROWS = 5 };
    float(*rows)[FEATURE_COUNT] = base_alloc_zero(ROWS, sizeof *rows);
    float *inputs = base_alloc_zero(INPUT_COUNT, sizeof *inputs);
    for (size_t k = 0; k < 2 && k < page->count; k++)
        page_features(page, k, rows[k]);
    for (size_t i = 0; i < page->count; i++) {
        if (i + 2 < page->count)
            page_features(page, i + 2, rows[(i + 2) % ROWS]);
        const float *before[2] = {i >= 1 ? rows[(i - 1) % ROWS] : NULL, i >= 2 ? rows[(i - 2) % ROWS] : NULL};
        const float *after[2] = {i + 1 < page->count ? rows[(i + 1) % ROWS] : NULL,
                                 i + 2 < page->count ? rows[(i + 2) % ROWS] : NULL};
        style_add(style, i, page->shapes[i].text, rows[i % ROWS]);
        if (is_plain(page, i)) {
            memcpy(shares[i], plain_shares, sizeof plain_shares);
        } else {
            page_inputs(rows[i % ROWS], before, after, inputs);
            model_judge(model, inputs, shares[i]);
        }
        limit(page, i, shares[i]);
    }
    free(inputs);
    free(rows);
}

static bool
is_head(uint8_t role)
{
    return role == ISSUE_HEADLINE || role == ISSUE_DECK;
}

/* The role of the line before I that is not the page's. */
static uint8_t
role_before(const struct label *labels, size_t i)
{
    while (i > 0 && labels[i - 1].role == ISSUE_FURNITURE)
        i--;
    return i > 0 ? labels[i - 1].role : ISSUE_FURNITURE;
}

/* Beside a headline: above it a kicker, below it a deck; a line that stands beside none is text. */
static uint8_t
deck_role(const uint8_t *classes, size_t count, const struct label *labels, size_t i)
{
    size_t decks = 0, next = i + 1;
    while (decks < i && labels[i - 1 - decks].role == ISSUE_DECK)
        decks++;
    if (decks < DECKS_MAX && is_head(role_before(labels, i)))
        return ISSUE_DECK;
    while (next < count && next <= i + DECKS_MAX && classes[next] == CLASS_DECK)
        next++;
    return next < count && classes[next] == CLASS_HEADLINE ? ISSUE_KICKER : ISSUE_BODY;
}

static uint8_t
role_of(const struct shape *shapes, const uint8_t *classes, size_t count, const struct label *labels, size_t i)
{
    uint8_t before = role_before(labels, i);
    /* names alone are a byline only where one is looked for */
    bool names = shapes[i].names || shapes[i].byline;
    if (names && (is_head(before) || before == ISSUE_BYLINE) && classes[i] != CLASS_HEADLINE && i + 1 < count)
        return ISSUE_BYLINE;
    switch (classes[i]) {
    case CLASS_HEADLINE: return ISSUE_HEADLINE;
    case CLASS_DECK: return deck_role(classes, count, labels, i);
    case CLASS_BYLINE: return is_head(before) || before == ISSUE_BYLINE || names ? ISSUE_BYLINE : ISSUE_BODY;
    case CLASS_SECTION: return ISSUE_SECTION;
    case CLASS_SUBHEAD: return ISSUE_SUBHEAD;
    case CLASS_JOINED: return before == ISSUE_BODY || before == ISSUE_JOINED ? ISSUE_JOINED : ISSUE_BODY;
    default: return ISSUE_BODY;
    }
}

static void
set_label(const struct model *model, const struct page *page, const float shares[CLASS_COUNT], bool brief, size_t i,
          struct label *label)
{
    const struct shape *shapes = page->shapes;
    if (label->role == ISSUE_HEADLINE)
        label->confidence = model_calibrated(model, shares[CLASS_HEADLINE]);
    label->brief = brief && label->role == ISSUE_BODY;
    if (label->role == ISSUE_JOINED) {
        label->join = labeller_join(&shapes[i - 1], &shapes[i]);
        label->seam = shapes[i].after_blank || !page->wraps;
    }
}

/* Subheads that follow one another are no subheads: lines of verse, of a list, of a programme. */
static void
unmake_rows(struct label *labels, size_t count)
{
    for (size_t i = 0, end; i < count; i = end + (end == i)) {
        for (end = i; end < count && labels[end].role == ISSUE_SUBHEAD; end++)
            ;
        for (size_t k = i; end - i >= VERSE_MIN && k < end; k++)
            labels[k].role = ISSUE_BODY;
    }
}

void
labeller_run(const struct model *model, struct shape *shapes, size_t count, struct label *labels)
{
    seen_measure(shapes, count);
    find_furniture(shapes, count);
    struct page page;
    page_init(&page, shapes, count);
    if (rules_apply(&page)) {
        rules_run(&page, labels);
        page_done(&page);
        return;
    }
    struct style *style = style_new(count);
    float(*shares)[CLASS_COUNT] = base_alloc_zero(count + 1, sizeof *shares);
    uint8_t *classes = base_alloc_zero(count + 1, sizeof *classes);
    judge(model, &page, style, shares);
    style_apply(style, shares);
    limit_style(&page, shares);
    model_decode(model, (const float(*)[CLASS_COUNT])shares, count, classes);
    for (size_t i = 0; i < count; i++) {
        labels[i].role = shapes[i].furniture ? ISSUE_FURNITURE : role_of(shapes, classes, count, labels, i);
        set_label(model, &page, shares[i], classes[i] == CLASS_BRIEF, i, &labels[i]);
    }
    unmake_rows(labels, count);
    free(classes);
    free(shares);
    style_free(style);
    page_done(&page);
}
