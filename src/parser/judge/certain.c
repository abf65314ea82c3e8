/* Blocks over the judgement: captions, rows, items and the like are what they are, whoever judged the lines around them.
 *
 * What a caption interrupts goes on below it: the one decision that is made here, as the judgement sees the caption between.
 */
#include "parser/judge/judge.h"
#include "parser/kinds/kinds.h"

enum {
    CUT_POINTS_MIN = 14,
    LATIN_CUT_POINTS_MIN = 36,
    CAPTIONS_MAX = 8,
    SECTION_CELLS_MAX = 20,
    WRAP_SLACK = 4,
    COLUMN_CELLS_MAX = 84
};

bool
certain_parts(const struct norms *norms, size_t i)
{
    const struct shape *above = &norms->shapes[i - 1];
    bool own_line = above->block == BLOCK_CAPTION || above->block == BLOCK_LIST;
    if (above->apart || above->block == BLOCK_CAPTION) {
        /* printed lines: one that fills its column goes on */
        bool full = norms->wraps && own_line && !above->finished && above->cells + WRAP_SLACK >= norms->wrap;
        full &= above->block != BLOCK_CAPTION || !above->apart; /* who took the picture is the end of its words */
        return !full || norms->shapes[i].after_blank;
    }
    return false;
}

/* Is line I, which stands above another, a printed one that fills its column? By the page's measure, or as the line above it is
   as wide. */
static bool
fills_column(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    if (norms->wraps)
        return shape->cells + WRAP_SLACK >= norms->wrap;
    uint32_t above = i > 0 && !shape->after_blank ? shape[-1].cells : 0;
    return shape->cells <= COLUMN_CELLS_MAX && above <= shape->cells + WRAP_SLACK && shape->cells <= above + WRAP_SLACK;
}

/* Printed lines: a caption is known by the credit at its end, which may be on its last line, and goes on with the one above. */
static bool
ends_caption(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i], *above = i > 0 ? shape - 1 : shape;
    return shape->block == BLOCK_CAPTION && i > 0 && !shape->after_blank && !above->finished && !above->apart &&
           above->points > shape->points / 2 && fills_column(norms, i - 1) && !rules_indented(norms, i) &&
           !caption_begins(shape->text) && !(caption_is_whole(shape, norms->wraps) && !caption_begins(above->text));
}

void
certain_limit(const struct norms *norms, size_t i, float shares[CLASS_COUNT])
{
    static const uint8_t classes[] = {
        [BLOCK_CAPTION] = CLASS_ASIDE,  [BLOCK_LIST] = CLASS_BODY,   [BLOCK_TABLE] = CLASS_BODY,
        [BLOCK_VERSE] = CLASS_BODY,     [BLOCK_SPEECH] = CLASS_BODY, [BLOCK_TEXT] = CLASS_BODY,
        [BLOCK_CREDIT] = CLASS_ASIDE,   [BLOCK_BRIEF] = CLASS_BRIEF, [BLOCK_ABOVE] = CLASS_DECK,
        [BLOCK_TITLE] = CLASS_HEADLINE, [BLOCK_DECK] = CLASS_DECK};
    static const float hardly = 1e-3F;
    const struct shape *shape = &norms->shapes[i];
    /* the lines of a caption are joined only to a text's */
    int only = norms->wraps && shape->block == BLOCK_CAPTION ? CLASS_BODY : classes[shape->block];
    if (shape->block != BLOCK_NONE && !shape->furniture && !ends_caption(norms, i))
        for (int c = 0; c < CLASS_COUNT; c++)
            shares[c] *= c == only ? 1 : hardly;
    if (i > 0 && certain_parts(norms, i))
        shares[CLASS_JOINED] *= hardly;
}

void
certain_keep(struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        uint8_t block = shapes[i].block;
        if (block == BLOCK_TITLE || block == BLOCK_DECK || block == BLOCK_ABOVE || block == BLOCK_CREDIT)
            shapes[i].furniture = false;
    }
}

static bool
is_text(uint8_t role)
{
    return role == ISSUE_BODY || role == ISSUE_JOINED;
}

static uint8_t
role_of(uint8_t block)
{
    switch (block) {
    case BLOCK_CAPTION: return ISSUE_CAPTION;
    case BLOCK_ABOVE: return ISSUE_KICKER;
    case BLOCK_TITLE: return ISSUE_HEADLINE;
    case BLOCK_DECK: return ISSUE_DECK;
    default: return ISSUE_BODY;
    }
}

/* The line before I that is no caption, no number of a document and not the page's; I: there is none, or too many lie between. */
static size_t
before_captions(const struct shape *shapes, const struct label *labels, size_t i)
{
    size_t k = i, captions = 0;
    while (k > 0 && captions <= CAPTIONS_MAX) {
        k--;
        if (shapes[k].block == BLOCK_CAPTION || shapes[k].block == BLOCK_CREDIT)
            captions++;
        else if (labels[k].role != ISSUE_FURNITURE)
            return captions > 0 && captions <= CAPTIONS_MAX ? k : i;
    }
    return i;
}

/* Does line I go on with line ABOVE, with captions between them? */
static bool
goes_on(const struct norms *norms, const struct label *labels, size_t above, size_t i)
{
    const struct shape *a = &norms->shapes[above], *b = &norms->shapes[i];
    /* a signature in brackets ends a text */
    bool cut = !a->finished && !a->closed && a->points >= (shape_is_cjk(a) ? CUT_POINTS_MIN : LATIN_CUT_POINTS_MIN);
    bool begins = b->list || b->lead || b->byline || b->caption || b->block != BLOCK_NONE || rules_indented(norms, i) ||
                  b->start == START_MARK || b->start == START_BRACKET;
    return is_text(labels[above].role) && is_text(labels[i].role) && a->block == BLOCK_NONE && !a->apart && cut &&
           !begins && (shape_is_cjk(b) || b->small);
}

/* What stands right below captions: the rest of what is above them, the byline of a headline, or a paragraph. */
static void
look_over(const struct norms *norms, struct label *labels, size_t i)
{
    const struct shape *shapes = norms->shapes;
    size_t above = before_captions(shapes, labels, i);
    if (above == i)
        return;
    bool head = labels[above].role == ISSUE_HEADLINE || labels[above].role == ISSUE_DECK;
    bool own =
        labels[i].role == ISSUE_JOINED && norms->wraps && !certain_parts(norms, i); /* the caption's second line */
    if (goes_on(norms, labels, above, i) && !own)
        labels[i] = (struct label){
            .role = ISSUE_JOINED, .join = shape_join(&shapes[above], &shapes[i]), .seam = true, .over = true};
    else if (labels[i].role == ISSUE_JOINED && !own)
        labels[i] = (struct label){.role = ISSUE_BODY};
    else if (head && labels[i].role == ISSUE_BODY && shapes[i].byline)
        labels[i] = (struct label){.role = ISSUE_BYLINE};
    else if (head || !shapes[i].lead)
        labels[i].brief = false; /* the text of that headline, or of what is above the picture */
}

/* What columns of briefs are called. */
static bool
names_column(struct slice text)
{
    static const char *const names[] = {"简讯", "簡訊", "短讯", "短訊",     "快讯",  "快訊",  "要闻", "要聞",
                                        "短波", "动态", "動態", "集锦",     "集錦",  "速览",  "一览", "简报",
                                        "簡報", "点击", "短信", "ニュース", "Brief", "Briefs"};
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (slice_ends(text, names[i]))
            return true;
    return false;
}

/* 简讯 above briefs heads them all, and is no headline of one. */
static void
mark_section(const struct norms *norms, struct label *labels, size_t i)
{
    size_t above = i;
    while (above > 0 && labels[--above].role == ISSUE_FURNITURE)
        ;
    const struct shape *shape = &norms->shapes[above];
    bool head = labels[above].role == ISSUE_HEADLINE || (labels[above].role == ISSUE_BODY && names_column(shape->text));
    if (above < i && head && shape->block == BLOCK_NONE && shape->cells <= SECTION_CELLS_MAX)
        labels[above] = (struct label){.role = ISSUE_SECTION};
}

/* A number above a title is its kicker, if the title is one. */
static bool
is_above_headline(const struct label *labels, const struct shape *shapes, size_t count, size_t i)
{
    while (i + 1 < count && (shapes[i + 1].block == BLOCK_ABOVE || labels[i + 1].role == ISSUE_FURNITURE))
        i++;
    return i + 1 < count && (labels[i + 1].role == ISSUE_HEADLINE || shapes[i + 1].block == BLOCK_TITLE);
}

void
certain_apply(const struct norms *norms, struct label *labels)
{
    const struct shape *shapes = norms->shapes;
    for (size_t i = 0; i < norms->count; i++) {
        uint8_t block = shapes[i].block;
        if (shapes[i].furniture)
            continue;
        if (block == BLOCK_NONE) {
            if (i > 0 && labels[i].role == ISSUE_JOINED && certain_parts(norms, i))
                labels[i] = (struct label){.role = ISSUE_BODY};
            look_over(norms, labels, i);
            continue;
        }
        if (ends_caption(norms, i) && issue_role_is_text(labels[i - 1].role)) {
            labels[i] = (struct label){.role = ISSUE_JOINED, .join = shape_join(&shapes[i - 1], &shapes[i])};
            continue;
        }
        float confidence = labels[i].role == ISSUE_HEADLINE ? labels[i].confidence : 0;
        labels[i] = (struct label){.role = role_of(block), .brief = block == BLOCK_BRIEF};
        if (block == BLOCK_BRIEF || (block == BLOCK_TITLE && shapes[i].start == START_MARK))
            mark_section(norms, labels, i);
        if (block == BLOCK_TITLE)
            labels[i].confidence = confidence > .9F ? confidence : .9F;
    }
    for (size_t i = 0; i < norms->count; i++)
        if (shapes[i].block == BLOCK_ABOVE && !shapes[i].furniture &&
            !is_above_headline(labels, shapes, norms->count, i))
            labels[i].role = ISSUE_BODY;
}
