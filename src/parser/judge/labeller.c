/* The judgement: what is each line?
 *
 * The trained model gives each line a share of each class; what cannot be is taken out by hand; the looks of the issue's
 * own headlines sharpen the shares; the likeliest sequence of classes becomes the roles. Pages too small for it are left to
 * hand_rules.c. Nothing else of the parser decides.
 */
#include "parser/judge/judge.h"
#include "parser/page/page.h"

#include <stdlib.h>

enum { DECKS_MAX = 2, VERSE_MIN = 3, MARKDOWN_HEADLINE_MAX = 3, FEW_LINES = 16, LINE_CELLS_LONG = 160 };

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
limit(const struct norms *norms, size_t i, float shares[CLASS_COUNT])
{
    const struct shape *shape = &norms->shapes[i];
    if (heads_nothing(shape))
        take(shares, CLASS_HEADLINE, CLASS_SUBHEAD, hardly);
    /* nor do a dateline and an indent go on with the line before, nor anything with a last line */
    if (shape->lead || i == 0 || rules_indented(norms, i) || rules_ends_short(norms, shape - 1, shape))
        take(shares, CLASS_JOINED, CLASS_JOINED, hardly);
    /* not indented where paragraphs are, or right above a dateline */
    if (rules_outdented(norms, i) || rules_above_lead(norms, i)) {
        take(shares, CLASS_BODY, CLASS_JOINED, hardly);
        take(shares, CLASS_SUBHEAD, CLASS_SUBHEAD, shape->markdown > 0 ? 1 : hardly);
    }
    if (rules_capital(norms, i) && !shape->byline && !shape->caption)
        take(shares, CLASS_ASIDE, CLASS_BRIEF, hardly);
    /* 央视网消息： a source of its own, above the text that it belongs to */
    if (shape->end == END_COLON)
        take(shares, CLASS_SECTION, CLASS_SECTION, hardly);
    if (norms->count < FEW_LINES)
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
limit_looks(const struct norms *norms, float (*shares)[CLASS_COUNT])
{
    for (size_t i = 0; i < norms->count; i++)
        if (norms->shapes[i].lead || norms->shapes[i].markdown > MARKDOWN_HEADLINE_MAX)
            shares[i][CLASS_HEADLINE] *= hardly;
}

/* Long, finished, after a finished line: a paragraph, and the model need not be asked. Half of a newspaper is such lines. */
static bool
is_plain(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    return i > 0 && !norms->wraps && shape->cells > LINE_CELLS_LONG && shape->end == END_STOP && shape->stops > 0 &&
           !shape->lead && shape->start != START_FORBIDDEN && shape[-1].end == END_STOP && !shape[-1].open;
}

/* Inside a printed paragraph: full, below a full line that no sentence ends with. Half of printed lines are such. */
static bool
is_running(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i], *before = shape - 1;
    if (!norms->wraps || i == 0 || i + 1 == norms->count || before->finished || shape->finished || shape->after_blank)
        return false;
    bool odd = shape->lead || shape->list || shape->caption || shape->byline || shape->furniture || before->furniture;
    return !odd && shape->indent_cells == 0 && before->stops + before->commas + shape->stops + shape->commas > 0 &&
           shape_is_full(before, shape) && shape_is_full(shape, shape + 1) && !shape[1].after_blank &&
           !shape_is_over(before, before->measure) && !shape_is_over(shape, before->measure);
}

static const float running_shares[CLASS_COUNT] = {[CLASS_JOINED] = .97F, [CLASS_BODY] = .03F};
static const float plain_shares[CLASS_COUNT] = {[CLASS_BODY] = .97F, [CLASS_JOINED] = .01F, [CLASS_BRIEF] = .02F};

/* Five rows of features at a time are enough. */
static void
judge(const struct model *model, const struct norms *norms, struct looks *looks, float (*shares)[CLASS_COUNT])
{
    enum { ROWS = 5 };
    float(*rows)[FEATURE_COUNT] = base_alloc_zero(ROWS, sizeof *rows);
    float *inputs = base_alloc_zero(INPUT_COUNT, sizeof *inputs);
    for (size_t k = 0; k < 2 && k < norms->count; k++)
        features_measure(norms, k, rows[k]);
    for (size_t i = 0; i < norms->count; i++) {
        if (i + 2 < norms->count)
            features_measure(norms, i + 2, rows[(i + 2) % ROWS]);
        const float *before[2] = {i >= 1 ? rows[(i - 1) % ROWS] : NULL, i >= 2 ? rows[(i - 2) % ROWS] : NULL};
        const float *after[2] = {i + 1 < norms->count ? rows[(i + 1) % ROWS] : NULL,
                                 i + 2 < norms->count ? rows[(i + 2) % ROWS] : NULL};
        looks_add(looks, i, norms->shapes[i].text, rows[i % ROWS]);
        if (is_plain(norms, i)) {
            memcpy(shares[i], plain_shares, sizeof plain_shares);
        } else if (is_running(norms, i)) {
            memcpy(shares[i], running_shares, sizeof running_shares);
        } else {
            features_inputs(rows[i % ROWS], before, after, inputs);
            model_judge(model, inputs, shares[i]);
        }
        limit(norms, i, shares[i]);
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

/* In a narrow column a headline takes several lines, and its decks do: right below another in Latin letters, one that
   looks like a headline is no other article's. */
static bool
goes_on_head(const struct shape *shapes, const struct label *labels, size_t i, uint8_t before)
{
    size_t decks = 0;
    while (decks < i && labels[i - 1 - decks].role == ISSUE_DECK)
        decks++;
    return is_head(before) && shapes[i].measure > 0 && !shapes[i].after_blank && !shape_is_cjk(&shapes[i]) &&
           !shapes[i].lead && decks + 2 < ISSUE_HEAD_MAX;
}

static uint8_t
role_of(const struct shape *shapes, const uint8_t *classes, size_t count, const struct label *labels, size_t i)
{
    uint8_t before = role_before(labels, i);
    /* names alone are a byline only where one is looked for; in a narrow column they may be words of the headline */
    bool printed = shapes[i].measure > 0 && !shape_is_cjk(&shapes[i]);
    bool names = (shapes[i].names && !printed) || shapes[i].byline;
    if (names && (is_head(before) || before == ISSUE_BYLINE) && classes[i] != CLASS_HEADLINE && i + 1 < count)
        return ISSUE_BYLINE;
    switch (classes[i]) {
    case CLASS_HEADLINE: return goes_on_head(shapes, labels, i, before) ? ISSUE_DECK : ISSUE_HEADLINE;
    case CLASS_DECK: return deck_role(classes, count, labels, i);
    case CLASS_BYLINE:
        if (printed && !names && is_head(before))
            return deck_role(classes, count, labels, i);
        return is_head(before) || before == ISSUE_BYLINE || names ? ISSUE_BYLINE : ISSUE_BODY;
    case CLASS_SECTION: return ISSUE_SECTION;
    case CLASS_SUBHEAD: return ISSUE_SUBHEAD;
    case CLASS_JOINED: return before == ISSUE_BODY || before == ISSUE_JOINED ? ISSUE_JOINED : ISSUE_BODY;
    default: return ISSUE_BODY;
    }
}

static void
set_label(const struct model *model, const struct norms *norms, const float shares[CLASS_COUNT], bool brief, size_t i,
          struct label *label)
{
    const struct shape *shapes = norms->shapes;
    if (label->role == ISSUE_HEADLINE)
        label->confidence = model_calibrated(model, shares[CLASS_HEADLINE]);
    label->brief = brief && label->role == ISSUE_BODY;
    if (label->role == ISSUE_JOINED) {
        label->join = shape_join(&shapes[i - 1], &shapes[i]);
        label->seam = shapes[i].after_blank || !norms->wraps;
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

/* All lines but garbage. */
static void
label_lines(const struct model *model, struct shape *shapes, size_t count, struct label *labels)
{
    seen_measure(shapes, count);
    furniture_find(shapes, count);
    struct norms norms;
    norms_init(&norms, shapes, count);
    if (rules_suffice(&norms)) {
        rules_run(&norms, labels);
        norms_done(&norms);
        return;
    }
    struct looks *looks = looks_new(count);
    float(*shares)[CLASS_COUNT] = base_alloc_zero(count + 1, sizeof *shares);
    uint8_t *classes = base_alloc_zero(count + 1, sizeof *classes);
    judge(model, &norms, looks, shares);
    looks_apply(looks, shares);
    limit_looks(&norms, shares);
    model_decode(model, (const float(*)[CLASS_COUNT])shares, count, classes);
    for (size_t i = 0; i < count; i++) {
        labels[i].role = shapes[i].furniture ? ISSUE_FURNITURE : role_of(shapes, classes, count, labels, i);
        set_label(model, &norms, shares[i], classes[i] == CLASS_BRIEF, i, &labels[i]);
    }
    unmake_rows(labels, count);
    free(classes);
    free(shares);
    looks_free(looks);
    norms_done(&norms);
}

/* Garbage is the page's, and the others are judged as if it were not there: a paragraph goes on below it. */
void
labeller_run(const struct model *model, struct shape *shapes, size_t count, struct label *labels)
{
    size_t kept = count;
    for (size_t i = 0; i < count; i++)
        kept -= shapes[i].garbage;
    if (kept == count) {
        label_lines(model, shapes, count, labels);
        return;
    }
    struct shape *clean = base_alloc_zero(count, sizeof *clean);
    struct label *given = base_alloc_zero(kept + 1, sizeof *given);
    memcpy(clean, shapes, count * sizeof *clean);
    label_lines(model, clean, garbage_drop(clean, count), given);
    for (size_t i = 0, k = 0; i < count; i++) {
        if (shapes[i].garbage) {
            labels[i] = (struct label){.role = ISSUE_FURNITURE};
            continue;
        }
        shapes[i] = clean[k];
        labels[i] = given[k++];
    }
    free(given);
    free(clean);
}
