/* The judgement: what is each line?
 *
 * The page's own lines are taken away first, so that they part nothing. The trained model gives each line a share of each
 * class; what cannot be is taken out by hand; the looks of the issue's own headlines sharpen the shares; the likeliest
 * sequence of classes becomes the roles. Nothing else of the parser decides.
 */
#include "parser/byline/byline.h"
#include "parser/judge/judge.h"
#include "parser/page/page.h"

#include <stdlib.h>

enum {
    DECKS_MAX = 2,
    VERSE_MIN = 3,
    MARKDOWN_HEADLINE_MAX = 3,
    FEW_LINES = 16,
    LINE_CELLS_LONG = 160,
    CALL_CELLS = 20,
    SPOKEN_CELLS = 50
};

#define HARDLY 1e-3F
#define SELDOM .1F

static void
keep_only(float shares[CLASS_COUNT], enum line_class only)
{
    for (int c = 0; c < CLASS_COUNT; c++)
        shares[c] *= c == (int)only ? 1 : HARDLY;
}

/* A dateline, sentences, a caption in brackets head nothing. */
static bool
heads_nothing(const struct shape *shape)
{
    bool clauses = shape->stops > 0 || (shape->commas > 0 && shape_is_cjk(shape) && shape->cells > CALL_CELLS);
    bool sentences = shape->end == END_STOP && (clauses || shape->cells > LINE_CELLS_LONG);
    /* 大家好！时间过得很快，我在这里向大家致以祝福！ is spoken */
    sentences |= shape->end == END_CALL && shape->stops > 0 && shape->commas > 1 && shape->cells > SPOKEN_CELLS;
    if (editors_end(shape->text))
        return true;
    return shape->lead || shape->damaged || sentences || shape->start == START_FORBIDDEN ||
           (shape->caption && shape->bracketed);
}

/* A dateline and an indent do not go on with the line before, nor does anything with a last line. */
static bool
begins(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    return shape->lead || i == 0 || rules_indented(norms, i) || editors_end(shape[-1].text) ||
           rules_ends_short(norms, shape - 1, shape);
}

/* Not indented where paragraphs are, or right above a dateline. */
static bool
stands_out(const struct norms *norms, size_t i)
{
    return !norms->shapes[i].damaged && (rules_outdented(norms, i) || rules_above_lead(norms, i));
}

static bool
heads_none(const struct norms *norms, size_t i)
{
    return heads_nothing(&norms->shapes[i]);
}

static bool
is_capital(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    return rules_capital(norms, i) && !shape->damaged && !shape->byline && !shape->caption;
}

/* Indented as paragraphs are where other lines are not; printed headlines may be. */
static bool
is_indented(const struct norms *norms, size_t i)
{
    return !norms->wraps && rules_indented(norms, i) && norms->shapes[i].indent_cells == norms->indent;
}

static bool
is_of_few(const struct norms *norms, size_t i)
{
    (void)i;
    return norms->count < FEW_LINES;
}

/* What certain lines cannot be, by hand: shares of the classes FIRST to LAST are multiplied. src/parser/train/ablation.py says what
   each is worth, by building the program without it. */
static const struct limit {
    bool (*applies)(const struct norms *norms, size_t i);
    enum line_class first, last;
    float share;
} limits[] = {
    {heads_none, CLASS_HEADLINE, CLASS_SUBHEAD, HARDLY},
    {begins, CLASS_JOINED, CLASS_JOINED, HARDLY},
    {stands_out, CLASS_BODY, CLASS_JOINED, HARDLY},
    {is_capital, CLASS_ASIDE, CLASS_BRIEF, HARDLY},
    {is_indented, CLASS_HEADLINE, CLASS_HEADLINE, HARDLY},
    {is_of_few, CLASS_SUBHEAD, CLASS_SUBHEAD, SELDOM},
    {rules_noted, CLASS_HEADLINE, CLASS_HEADLINE, HARDLY},
    {rules_asks, CLASS_HEADLINE, CLASS_HEADLINE, HARDLY},
    /* in 14 sets 1,395 headlines stand above a line that says the same again, and two of these lines are headlines */
    {rules_restates, CLASS_HEADLINE, CLASS_HEADLINE, HARDLY},
    {rules_restated, CLASS_ASIDE, CLASS_BRIEF, SELDOM},
};

#ifndef JUDGE_WITHOUT
#define JUDGE_WITHOUT (-1)
#endif

/* What the line says of itself, or other rooms know: only that is left. */
static void
keep_certain(const struct shape *shape, float shares[CLASS_COUNT])
{
    if (shape->markdown > 0)
        keep_only(shares, shape->markdown <= MARKDOWN_HEADLINE_MAX ? CLASS_HEADLINE : CLASS_SUBHEAD);
    if (shape->listed != LISTED_NONE)
        keep_only(shares, shape->listed == LISTED_HEADLINE ? CLASS_HEADLINE : CLASS_SECTION);
    if (shape->meta || shape->dropped != DROPPED_NONE)
        keep_only(shares, shape->meta ? CLASS_BYLINE : CLASS_BODY);
    if (shape->furniture)
        keep_only(shares, CLASS_ASIDE);
}

static void
limit(const struct norms *norms, size_t i, float shares[CLASS_COUNT])
{
    for (size_t k = 0; k < BASE_COUNT(limits); k++)
        if ((int)k != JUDGE_WITHOUT && limits[k].applies(norms, i))
            for (int c = (int)limits[k].first; c <= (int)limits[k].last; c++)
                shares[c] *= limits[k].share;
    certain_limit(norms, i, shares);
    keep_certain(&norms->shapes[i], shares);
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
        if (norms->shapes[i].lead || norms->shapes[i].markdown > MARKDOWN_HEADLINE_MAX ||
            (norms->shapes[i].block != BLOCK_NONE && norms->shapes[i].block != BLOCK_TITLE))
            shares[i][CLASS_HEADLINE] *= HARDLY;
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

/* The features of line I, if there is one; each line once. */
static void
measure_line(const struct norms *norms, struct looks *looks, size_t i, struct active_features *active)
{
    float features[FEATURE_COUNT];
    if (i >= norms->count)
        return;
    features_measure(norms, i, features);
    features_find_active(features, active);
    looks_add(looks, i, norms->shapes[i].text, features);
}

/* Five rows of features at a time are enough. */
static void
judge(const struct model *model, const struct norms *norms, struct looks *looks, float (*shares)[CLASS_COUNT])
{
    enum { ROWS = 5 };
    struct active_features *rows = base_alloc(ROWS * sizeof *rows);
    for (size_t k = 0; k < 2; k++)
        measure_line(norms, looks, k, &rows[k]);
    for (size_t i = 0; i < norms->count; i++) {
        measure_line(norms, looks, i + 2, &rows[(i + 2) % ROWS]);
        const struct active_features *before[2] = {i >= 1 ? &rows[(i - 1) % ROWS] : NULL,
                                                   i >= 2 ? &rows[(i - 2) % ROWS] : NULL};
        const struct active_features *after[2] = {i + 1 < norms->count ? &rows[(i + 1) % ROWS] : NULL,
                                                  i + 2 < norms->count ? &rows[(i + 2) % ROWS] : NULL};
        if (is_plain(norms, i)) {
            memcpy(shares[i], plain_shares, sizeof plain_shares);
        } else if (is_running(norms, i)) {
            memcpy(shares[i], running_shares, sizeof running_shares);
        } else {
            model_judge_active(model, &rows[i % ROWS], before, after, shares[i]);
        }
        limit(norms, i, shares[i]);
    }
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

/* 读者 车前子: as short and bare as a subhead */
static bool
is_sender(struct slice text)
{
    return byline_without_sender(text).len < text.len;
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
        return is_head(before) || before == ISSUE_BYLINE || shapes[i].byline ? ISSUE_BYLINE : ISSUE_BODY;
    case CLASS_SECTION: return ISSUE_SECTION;
    case CLASS_SUBHEAD: return is_sender(shapes[i].text) ? ISSUE_BYLINE : ISSUE_SUBHEAD;
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

static float
use_model(void *context, size_t i, const float *inputs, float now)
{
    (void)i;
    (void)now;
    return model_judge_segment(context, inputs);
}

static void
judge_segments(void *context, const struct norms *norms, const struct seen *seen, const float *first,
               float (*shares)[CLASS_COUNT])
{
    segments_each(norms, seen, first, shares, use_model, context);
}

static void
judge_page(const struct model *model, const struct norms *norms, const struct seen *seen, struct label *labels,
           labeller_use *use, void *context)
{
    size_t count = norms->count;
    struct looks *looks = looks_new(count);
    float(*shares)[CLASS_COUNT] = base_alloc_zero(count + 1, sizeof *shares);
    float *first = base_alloc_zero(count + 1, sizeof *first);
    uint8_t *classes = base_alloc_zero(count + 1, sizeof *classes);
    judge(model, norms, looks, shares);
    for (size_t i = 0; i < count; i++)
        first[i] = shares[i][CLASS_HEADLINE];
    looks_apply(looks, shares);
    limit_looks(norms, shares);
    use(context, norms, seen, first, shares);
    model_decode(model, (const float(*)[CLASS_COUNT])shares, count, classes);
    for (size_t i = 0; i < count; i++) {
        labels[i].role =
            norms->shapes[i].furniture ? ISSUE_FURNITURE : role_of(norms->shapes, classes, count, labels, i);
        set_label(model, norms, shares[i], classes[i] == CLASS_BRIEF, i, &labels[i]);
    }
    unmake_rows(labels, count);
    free(classes);
    free(first);
    free(shares);
    looks_free(looks);
}

static void
judge_lines(const struct model *model, struct shape *shapes, size_t count, struct label *labels, labeller_use *use,
            void *context)
{
    struct seen seen;
    struct norms norms;
    seen_measure(shapes, count, &seen);
    norms_init(&norms, shapes, count);
    if (count > 0)
        judge_page(model, &norms, &seen, labels, use, context);
    heads_settle(&norms, labels);
    stacks_settle(&norms, labels);
    datelines_part(&norms, labels);
    certain_apply(&norms, labels);
    norms_done(&norms);
    seen_done(&seen);
}

/* Is a shape the page's, and does the text go on below it as if it were not there? It ends at 下转第3版. */
static bool
passes(const struct shape *shape)
{
    return shape->furniture && !shape->turns;
}

/* Garbage is the page's; a drop cap is seen with the text that it begins. */
static bool
is_aside(const struct shape *shape)
{
    return passes(shape) || shape->garbage || shape->drop_cap;
}

size_t
labeller_pick(const struct shape *shapes, size_t count, struct shape *kept)
{
    size_t picked = 0;
    bool blank = false;
    for (size_t i = 0; i < count; i++) {
        if (is_aside(&shapes[i])) {
            blank = blank || shapes[i].after_blank;
            continue;
        }
        kept[picked] = shapes[i];
        kept[picked].after_blank = kept[picked].after_blank || blank;
        blank = false;
        picked++;
    }
    return picked;
}

/* The text goes on with its drop cap, whose line begins the paragraph. */
static void
join_drop_cap(const struct shape *shapes, size_t i, struct label *labels)
{
    labels[i - 1] = (struct label){.role = ISSUE_BODY, .brief = labels[i].brief};
    if (issue_role_is_text(labels[i].role))
        labels[i] = (struct label){.role = ISSUE_JOINED,
                                   .join = shapes[i].dropped == DROPPED_BARE ? ISSUE_JOIN_BARE : ISSUE_JOIN_SPACE};
}

void
labeller_run_with(const struct model *model, struct shape *shapes, size_t count, struct label *labels,
                  labeller_use *use, void *context)
{
    furniture_find(shapes, count);
    certain_keep(shapes, count);
    struct shape *kept = base_alloc_zero(count + 1, sizeof *kept);
    struct label *judged = base_alloc_zero(count + 1, sizeof *judged);
    size_t picked = labeller_pick(shapes, count, kept), next = 0;
    judge_lines(model, kept, picked, judged, use, context);
    for (size_t i = 0; i < count; i++) {
        labels[i] = is_aside(&shapes[i]) ? (struct label){.role = ISSUE_FURNITURE} : judged[next++];
        if (labels[i].role == ISSUE_JOINED && is_aside(&shapes[i - 1]))
            labels[i].seam = true;
        if (shapes[i].dropped != DROPPED_NONE)
            join_drop_cap(shapes, i, labels);
    }
    free(judged);
    free(kept);
}

void
labeller_run(const struct model *model, struct shape *shapes, size_t count, struct label *labels)
{
    labeller_run_with(model, shapes, count, labels, judge_segments, (void *)model);
}
