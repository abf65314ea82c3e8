/* What a person who knows no word of it would say: headlines are short, whole and unfinished; paragraphs are long and end
 * in a full stop; a line that was cut goes on in the next.
 *
 * The model takes these for features like others, and some limit what it says (labeller.c).
 */
#include "parser/judge/judge.h"
#include "parser/page/page.h"

enum {
    HEADLINE_POINTS_MAX = 60,
    LATIN_HEADLINE_POINTS_MAX = 100,
    HANGUL_HEADLINE_POINTS_MAX = 40,
    CUT_POINTS_MIN = 14, /* shorter than this, no line filled a column */
    LATIN_CUT_POINTS_MIN = 36,
    LONG_CELLS = 72,
    BYLINE_CELLS_MAX = 40,
    ROOM_CELLS = 2,  /* left at the end of a full line */
    DIGITS_MAX = 60, /* of 255 characters: more are a row of a table */
    QUESTION_POINTS_MAX = 40,
    QUESTIONS_NEAR = 10,
    QUESTIONS_MAX = 3, /* more of them are asked and answered in one text */
    RESTATED_POINTS_MAX = 110,
    RESTATING_POINTS_MAX = 200,
    SHORT_CELLS = 6, /* more than that at the end of a paragraph's last */
};

static bool
indents(const struct norms *norms)
{
    return norms->indents >= .2F && norms->indents < 1.0F;
}

bool
rules_looks_like_headline(const struct norms *norms, const struct shape *shape)
{
    if (shape->list || shape->open || shape->lead || shape->points < 2 || (indents(norms) && shape->indent_cells > 0))
        return false;
    bool calls = shape->end == END_CALL || shape->end == END_ELLIPSIS;
    if (shape->finished && !calls)
        return false;
    /* which knows no capitals */
    if (text_is_hangul(text_first(shape->text)))
        return !norms->wraps && !shape->comma && shape->points <= HANGUL_HEADLINE_POINTS_MAX && shape->end != END_COMMA;
    if (shape_is_cjk(shape))
        return !shape->comma && shape->points <= HEADLINE_POINTS_MAX && shape->end != END_COMMA && shape->han >= 2;
    return shape->points <= LATIN_HEADLINE_POINTS_MAX && shape->end != END_COMMA && !shape->small &&
           shape->words >= 2 && (shape->capitals * 10 >= shape->words * 6 || (!norms->wraps && norms->spaced));
}

bool
rules_is_body(const struct shape *shape)
{
    return shape->lead || shape->finished || shape->comma || shape->cells >= LONG_CELLS;
}

/* Of two printed lines: the first one is full, or a word was cut at its end. */
static bool
printed_join(const struct norms *norms, const struct shape *a, const struct shape *b)
{
    /* where most lines are indented, it may be the others that begin a paragraph */
    bool marked = indents(norms) && norms->indents < .5F;
    if (marked && b->indent_cells > 0)
        return false;
    if ((b->after_blank && a->finished) || shape_is_over(a, a->measure) || shape_is_over(b, a->measure))
        return false;
    bool latin = !shape_is_cjk(a) && !shape_is_cjk(b), goes_on = latin && !a->finished && b->small;
    return shape_is_full(a, b) || (marked && shape_room(a, b) <= ROOM_CELLS) || (goes_on && a->cells * 2 > a->measure);
}

bool
rules_capital(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    if (!norms->wraps || shape->measure == 0 || shape->words < 2 || shape->letters < 6 || shape->finished ||
        shape->digits > DIGITS_MAX || i + 1 == norms->count || shape->list || shape_is_cjk(shape))
        return false;
    /* what stands above ends, and what stands below begins */
    bool apart = (i == 0 || shape[-1].finished || shape->after_blank) && !shape[1].small;
    return apart && !shape_is_full(shape, shape + 1) && !text_has_ascii_small(shape->text);
}

bool
rules_ends_short(const struct norms *norms, const struct shape *a, const struct shape *b)
{
    if (!norms->wraps || a->measure == 0)
        return false;
    int room = shape_room(a, b);
    bool marked = indents(norms) && norms->indents < .5F && b->indent_cells == 0;
    bool goes_on = !shape_is_cjk(a) && b->small;
    if (marked)
        return false;
    return a->finished ? room > SHORT_CELLS : !goes_on && room * 3 > a->measure;
}

bool
rules_join(const struct norms *norms, const struct shape *a, const struct shape *b)
{
    bool cjk = shape_is_cjk(a) || shape_is_cjk(b);
    if (b->list || b->lead)
        return false;
    if (a->measure > 0)
        return printed_join(norms, a, b);
    if (!cjk && norms->wraps && !b->after_blank && b->indent_cells == 0 && a->cells * 2 > norms->wrap)
        return true;
    if (cjk && indents(norms))
        return b->indent_cells == 0 && !(a->finished && b->after_blank);
    if (cjk)
        return (!a->finished || a->open) && a->points >= CUT_POINTS_MIN && !(norms->spaced && !b->after_blank);
    return !a->finished && b->small && a->points >= LATIN_CUT_POINTS_MIN;
}

bool
rules_indented(const struct norms *norms, size_t i)
{
    /* where most lines are indented in wrapped text, it may be the others that begin a paragraph */
    bool begins = !norms->wraps || norms->indents < .5F;
    return indents(norms) && begins && norms->shapes[i].indent_cells > 0;
}

bool
rules_outdented(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    size_t left = norms->count - i - 1;
    bool free = i == 0 || shape[-1].finished || shape[-1].apart || shape->after_blank;
    if (!indents(norms) || shape->indent_cells > 0 || !free || left == 0)
        return false;
    /* the paragraph may be below a byline */
    bool text_below =
        shape[1].indent_cells > 0 || (left > 1 && shape[1].cells <= BYLINE_CELLS_MAX && shape[2].indent_cells > 0);
    bool whole =
        !shape->finished && shape->stops == 0 && !shape->lead && !shape->list && shape->cells > BYLINE_CELLS_MAX;
    return text_below && (whole || (shape[1].indent_cells > 0 && rules_looks_like_headline(norms, shape)));
}

bool
rules_above_lead(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    bool free = i == 0 || shape[-1].finished || shape[-1].apart || shape[-1].points < CUT_POINTS_MIN;
    return free && i + 1 < norms->count && shape[1].lead && rules_looks_like_headline(norms, shape);
}

bool
rules_restates(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i], *above = shape - 1;
    if (i == 0 || (above->finished && above->end != END_CALL) || above->list || above->open ||
        above->end == END_COMMA || above->apart || above->points > RESTATED_POINTS_MAX ||
        shape->points > RESTATING_POINTS_MAX)
        return false;
    /* cheap, and true of nearly no other */
    uint8_t seen = shape->seen_before > above->seen_next ? shape->seen_before : above->seen_next;
    if (seen < UINT8_MAX / 2)
        return false;
    /* it says so at once */
    size_t begin =
        2 * above->text.len < shape->text.len ? text_start_after(shape->text, 2 * above->text.len) : shape->text.len;
    return line_restates(slice_make(shape->text.at, begin), above->text);
}

bool
rules_restated(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i], *above = shape - 1, *below = shape + 1;
    bool free = i == 0 || (above->finished && above->end != END_COLON) || (above->apart && above->block != BLOCK_TITLE);
    bool alone = shape->start != START_MARK && !shape->bracketed && shape->block == BLOCK_NONE && !shape->lead;
    return free && alone && i + 1 < norms->count && below->block == BLOCK_NONE && !below->list &&
           (below->end == END_STOP || below->end == END_CALL) && rules_restates(norms, i + 1);
}

/* A line that ends in a question mark, but for closing marks. */
static bool
is_question(const struct shape *shape)
{
    struct slice text = shape->text;
    char32_t code = 0;
    size_t end = text.len;
    do {
        end = text_previous(text, end);
        text_decode(text.at + end, &code);
    } while (end > 0 && mark_is_closer(code));
    return code == '?' || code == U'？';
}

bool
rules_asks(const struct norms *norms, size_t i)
{
    const struct shape *shapes = norms->shapes;
    if (shapes[i].end != END_CALL || shapes[i].points > QUESTION_POINTS_MAX || !is_question(&shapes[i]))
        return false;
    size_t first = i > QUESTIONS_NEAR ? i - QUESTIONS_NEAR : 0, questions = 0;
    for (size_t k = first; k < norms->count && k <= i + QUESTIONS_NEAR; k++)
        questions += shapes[k].end == END_CALL && shapes[k].stops == 0 && shapes[k].points <= QUESTION_POINTS_MAX &&
                     is_question(&shapes[k]);
    return questions > QUESTIONS_MAX;
}

bool
rules_noted(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i], *below = shape + 1;
    /* 田一麦, above 田一麦【编辑:沈小禾】 */
    bool editors = shape->names && i + 1 < norms->count && below->text.len > shape->text.len &&
                   memcmp(below->text.at, shape->text.at, shape->text.len) == 0 && editors_end(below->text);
    return shape->noted || editors;
}
