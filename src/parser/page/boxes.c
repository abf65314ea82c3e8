/* Boxes that stand in an article's way, or between two: slogans, the weather, small advertisements, notices, what a page has to press.
 *
 *   ……记录已经贴在
 *   天气预报　今天晴，明天多云　气温 12～20℃
 *   墙上。
 *
 * What is in them may be anything. Lines that only such boxes have are the page's anywhere but in the midst of a printed
 * paragraph; of the others those are taken whose first line says what they are, and which a sentence runs around: unfinished
 * above, going on below. What the lines are is slogans.c's, weather.c's, adverts.c's, reader_notes.c's and buttons.c's to say.
 */
#include "parser/page/page.h"

enum {
    COLUMN_POINTS_MAX = 66,
    REST_POINTS_MAX = 10,
    CUT_POINTS_MIN = 14,
    LATIN_CUT_POINTS_MIN = 36,
    LINE_CUT_POINTS_MIN = 8,
    BOX_LINES_MAX = 8
};

/* ---- in an article's way */

/* Was the text cut below this line? A line that was printed so needs no more than to be unfinished. */
static bool
is_cut(const struct shape *shape)
{
    size_t most = shape_is_cjk(shape) ? CUT_POINTS_MIN : LATIN_CUT_POINTS_MIN;
    if (shape->furniture || shape->finished)
        return false;
    if (shape->measure > 0 && shape->points >= LINE_CUT_POINTS_MIN)
        return true;
    return shape->points >= most && (shape->comma || shape->stops > 0 || shape->lists > 0);
}

/* Does it go on with this one? */
static bool
goes_on(const struct shape *shape)
{
    if (shape->furniture || shape->lead || shape->list || shape->markdown > 0)
        return false;
    if (!shape_is_cjk(shape))
        return shape->small;
    return shape->start == START_FORBIDDEN || shape->comma || shape->stops > 0 || shape->finished;
}

/* Does BELOW go on with ABOVE for certain? A headline may have the shape of a slogan, and stand below a line without a stop. */
static bool
is_in_the_midst(const struct shape *above, const struct shape *below)
{
    if (!text_is_cjk(text_last(above->text)) || text_among(text_last(above->text), U"）〕】》”』」"))
        return false;
    bool rest = below->finished && below->points <= REST_POINTS_MAX;
    return !below->after_blank || below->goes_on || below->start == START_FORBIDDEN || rest;
}

/* Where the notice that begins at line I ends; I: it is none. */
static size_t
notice_end(const struct shape *shapes, size_t i, size_t most)
{
    size_t last = i;
    for (size_t end = i + 1; end < most && (last == i || advert_is_end(&shapes[end])); end++)
        last = advert_is_end(&shapes[end]) ? end : last;
    return last > i ? last + 1 : i;
}

/* Where the box ends that begins at line I, whose lines may be anything; I: there is none. */
static size_t
box_end(const struct shape *shapes, size_t count, size_t i)
{
    size_t end = i, most = count - i < BOX_LINES_MAX ? count : i + BOX_LINES_MAX;
    if (shapes[i].after_blank && weather_is_row(&shapes[i], true)) {
        for (end = i + 1;
             end < most && weather_is_row(&shapes[end], false) && shapes[end].points < shapes[i - 1].points; end++)
            ;
        return end;
    }
    while (end < most &&
           (advert_weigh(&shapes[end]) >= ADVERT_CUT || note_is_tip(&shapes[end]) || advert_is_filler(&shapes[end])))
        end++;
    if (end > i)
        return end;
    if (shapes[i].after_blank && advert_is_head(&shapes[i]))
        return notice_end(shapes, i, most);
    bool words = true;
    for (; end < most && slogan_read(&shapes[end]) != SLOGAN_NONE; end++)
        words = words && slogan_read(&shapes[end]) > SLOGAN_SHAPE;
    return words || (end < count && is_in_the_midst(&shapes[i - 1], &shapes[end])) ? end : i;
}

static void
mark_in_the_way(const struct shape *shapes, size_t count, bool *furniture)
{
    for (size_t i = 1; i + 1 < count; i++) {
        if (furniture[i] || furniture[i - 1] || !is_cut(&shapes[i - 1]))
            continue;
        size_t end = box_end(shapes, count, i);
        if (end == i || end == count || !goes_on(&shapes[end]) || furniture[end])
            continue;
        for (; i < end; i++)
            furniture[i] = true;
    }
}

/* ---- anywhere */

/* May a box stand at line I, or is it one of a printed paragraph's? */
static bool
is_apart(const struct shape *shapes, size_t i, const bool *furniture)
{
    if (i == 0 || shapes[i].after_blank || furniture[i - 1])
        return true;
    const struct shape *above = &shapes[i - 1];
    return above->finished || above->furniture || above->measure == 0;
}

static bool
is_sure(const struct shape *shape)
{
    return advert_weigh(shape) >= ADVERT_SURE || weather_is_sure(shape) || note_is_line(shape) || button_line_is(shape);
}

/* Does nothing stand below line I that it could head? Nor does it if it belongs to the text above by its blank lines. */
static bool
is_last(const struct shape *shapes, size_t count, size_t i, const bool *furniture)
{
    if (i + 1 == count || furniture[i + 1] || shapes[i + 1].furniture)
        return true;
    return i > 0 && !shapes[i].after_blank && shapes[i + 1].after_blank && shapes[i - 1].finished;
}

/* Is line I the last of all, and no line of verse like the one above it? */
static bool
ends_issue(const struct shape *shapes, size_t count, size_t i)
{
    return i + 1 == count && i > 0 && shapes[i - 1].finished && shapes[i].after_blank && shapes[i].gap;
}

/* Lines above and below those that are sure. */
static void
mark_beside(const struct shape *shapes, size_t count, bool *furniture)
{
    /* 信息超市, 遗失声明 above them, 今日天气 above its rows; a row of theirs below */
    for (size_t k = 1; k < count; k++) {
        size_t i = count - 1 - k;
        const struct shape *shape = &shapes[i], *below = &shapes[i + 1];
        if (furniture[i] || below->after_blank)
            continue;
        bool heads = furniture[i + 1] &&
                     (advert_is_heading(shape) || (advert_is_head(shape) && advert_weigh(below) >= ADVERT_SURE));
        bool weather = weather_is_head(shape) && weather_is_row(below, false);
        furniture[i] = heads || weather;
    }
    for (size_t i = 1; i < count; i++) {
        const struct shape *shape = &shapes[i], *above = shape - 1;
        if (furniture[i] || !furniture[i - 1] || shape->after_blank)
            continue;
        bool weather = weather_is_sure(above) || weather_is_head(above) || weather_is_row(above, false);
        furniture[i] = (weather && weather_is_row(shape, false)) ||
                       (advert_weigh(above) >= ADVERT_SURE && imprint_is_contact(shape));
    }
    for (size_t i = 0; i < count; i++)
        if (!furniture[i] && is_last(shapes, count, i, furniture) && is_apart(shapes, i, furniture))
            furniture[i] = note_is_tip(&shapes[i]) ||
                           slogan_read(&shapes[i]) >= (ends_issue(shapes, count, i) ? SLOGAN_SHAPE : SLOGAN_WORDS);
}

/* ---- columns of them */

/* Is it what such columns have, and no head of a page? */
static bool
is_of_column(const struct shape *shape)
{
    return !shape->meta && (is_sure(shape) || imprint_is_line(shape) || editors_is_line(shape->text));
}

/* May the line stand in a column of small advertisements and notices? A sentence of an article, a tail line may not. */
static bool
may_be_in_column(const struct shape *shape)
{
    bool cjk = shape_is_cjk(shape), tail = shape->block != BLOCK_NONE && shape->digits == 0;
    if (shape->points > COLUMN_POINTS_MAX * (cjk ? 1U : 2U) || (cjk && shape->lead) || shape->caption ||
        shape->byline || shape->measure > 0 || shape->names || tail)
        return false;
    return cjk ? !shape->finished && shape->stops < 2 : shape->stops < 5;
}

/* Says line I nothing that only such columns have, so that it may be a headline, with its text below the column's END? */
static bool
may_head(const struct shape *shapes, size_t count, size_t i, size_t end)
{
    if (shapes[i].digits > 0 || shapes[i].colon || shapes[i].finished || end == count || shapes[end].furniture)
        return false;
    bool text = shapes[end].finished || shapes[end].lead || shapes[end].comma || shapes[end].stops > 0;
    return text || i + 1 == end;
}

/* Lines between two blank ones, of which one is sure and all others may stand beside it. */
static void
mark_columns(const struct shape *shapes, size_t count, bool *furniture)
{
    for (size_t first = 0, end; first < count; first = end) {
        size_t sure = 0, may = 0;
        for (end = first + 1; end < count && !shapes[end].after_blank; end++)
            ;
        for (size_t i = first; i < end && may == i - first; i++) {
            bool own = furniture[i] || shapes[i].furniture;
            sure += own && is_of_column(&shapes[i]);
            may += own || (may_be_in_column(&shapes[i]) && !may_head(shapes, count, i, end));
        }
        for (size_t i = first; i < end && sure > 0 && may == end - first; i++)
            furniture[i] = furniture[i] || !shapes[i].furniture;
    }
}

void
boxes_find(struct shape *shapes, size_t count, bool *furniture)
{
    for (size_t i = 0; i < count; i++)
        furniture[i] =
            furniture[i] || slogan_is_sure(&shapes[i]) || (is_sure(&shapes[i]) && is_apart(shapes, i, furniture));
    /* 社会主义核心价值观 above them */
    for (size_t i = 0; i + 1 < count; i++)
        if (!furniture[i] && furniture[i + 1] && !shapes[i + 1].after_blank)
            furniture[i] = slogan_weigh(&shapes[i]) >= SLOGAN_NEARLY && slogan_is_sure(&shapes[i + 1]);
    mark_beside(shapes, count, furniture);
    mark_in_the_way(shapes, count, furniture);
    mark_columns(shapes, count, furniture);
}
