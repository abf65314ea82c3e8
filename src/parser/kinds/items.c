/* Items of a list: lines one after another with marks of one kind, their numbers in order.
 *
 * 一、 and （一） begin the paragraphs of any document too, each of several sentences: there they are an outline and stay prose.
 * They are a list where the items are short, or end in no full stop.
 */
#include "parser/kinds/kinds.h"

enum {
    ITEMS_MIN = 2,
    HAN_ITEMS_MIN = 3,
    SHORT_POINTS = 44,
    HAN_POINTS_MAX = 80,
    CUT_POINTS_MIN = 14,
    BETWEEN_MAX = 3,
    DECKS_MAX = 3,
    BYLINE_POINTS_MAX = 24
};

/* ---- what an item begins with */

/* Digits or Han numerals from 1 to 99 at *AT, of which kind; 0: none. */
static unsigned
read_number(struct slice text, size_t *at, bool *han)
{
    static const char32_t numerals[] = U"一二三四五六七八九";
    unsigned number = 0, points = 0;
    *han = false;
    for (size_t next; *at < text.len && points < 3; *at = next, points++) {
        char32_t code = text_point(text, *at, &next);
        int digit = text_digit(code);
        unsigned value = 0;
        for (unsigned i = 0; digit < 0 && value == 0 && numerals[i] != 0; i++)
            value = numerals[i] == code ? i + 1 : 0;
        if (digit >= 0 && !*han)
            number = number * 10 + (unsigned)digit;
        else if (code == U'十' && (points == 0 || *han))
            number = (points == 0 ? 1 : number) * 10;
        else if (value > 0 && (points == 0 || *han))
            number += value;
        else
            break;
        *han |= digit < 0;
    }
    return points <= 3 && number < 100 ? number : 0;
}

static struct marker
bullet_read(struct slice text, char32_t code, size_t len)
{
    static const char32_t bullets[] = U"●○■□▲△▼▽◆◇★☆※•・·◎▶►▪◦";
    struct marker marker = {0};
    if (code >= 0x2460 && code <= 0x249B) /* ① to ⑳, ⑴ to ⒇, ⒈ to ⒛ */
        marker = (struct marker){.style = MARKER_CIRCLE, .number = (code - 0x2460) % 20 + 1, .bytes = len};
    else if (text_among(code, bullets))
        marker = (struct marker){.style = MARKER_BULLET, .code = code, .bytes = len};
    else if ((code == '-' || code == '*' || code == U'–') && len < text.len && text.at[len] == ' ')
        marker = (struct marker){.style = MARKER_BULLET, .code = code, .bytes = len};
    return marker;
}

/* a. and a) and A、 */
static struct marker
letter_read(struct slice text, char32_t code)
{
    bool small = code >= 'a' && code <= 'z', capital = code >= 'A' && code <= 'Z';
    if ((!small && !capital) || text.len < 3)
        return (struct marker){0};
    size_t next;
    char32_t mark = text_point(text, 1, &next);
    bool ends = mark == ')' || mark == U'）' || mark == U'、' || mark == U'．' || (mark == '.' && text.at[2] == ' ');
    struct marker marker = {.style = MARKER_LETTER, .number = (code | 0x20) - 'a' + 1, .code = mark, .bytes = next};
    return ends ? marker : (struct marker){0};
}

static struct marker
number_read(struct slice text)
{
    size_t at = 0, next;
    char32_t open = text_point(text, 0, &next);
    bool bracket = open == '(' || open == U'（', han;
    at = bracket ? next : 0;
    unsigned number = read_number(text, &at, &han);
    if (number == 0 || at >= text.len)
        return (struct marker){0};
    char32_t mark = text_point(text, at, &next);
    struct marker marker = {.number = number, .bytes = next};
    bool point = mark == '.' && next < text.len && text_digit((char32_t)(unsigned char)text.at[next]) < 0;
    if (bracket)
        marker.style = mark != ')' && mark != U'）' ? MARKER_NONE : han ? MARKER_HAN_BRACKET : MARKER_BRACKET;
    else if (mark == U'、' || mark == U'．' || point)
        marker.style = han ? MARKER_HAN : MARKER_DOT;
    else if (mark == ')' || mark == U'）')
        marker.style = MARKER_PAREN;
    return marker.style == MARKER_NONE ? (struct marker){0} : marker;
}

/* 第一步，, 其一：, Step 1. */
static struct marker
ordinal_read(struct slice text)
{
    static const char *const begins[] = {"第", "其", "Step ", "STEP ", "ステップ", "제", NULL};
    static const char *const units[] = {"步", "招", "关", "條", "条", "歩", "단계", "", NULL};
    for (const char *const *begin = begins; *begin != NULL; begin++) {
        if (!slice_starts(text, *begin))
            continue;
        size_t at = strlen(*begin), next;
        bool han;
        unsigned number = read_number(text, &at, &han);
        for (const char *const *unit = units; number > 0 && *unit != NULL; unit++) {
            struct slice rest = slice_from(text, at);
            if (!slice_starts(rest, *unit) || rest.len == strlen(*unit))
                continue;
            char32_t mark = text_point(text, at + strlen(*unit), &next);
            if (text_among(mark, U"，：:、,.　 "))
                return (struct marker){.style = MARKER_ORDINAL, .number = number, .bytes = next};
        }
    }
    return (struct marker){0};
}

struct marker
marker_read(struct slice text)
{
    char32_t code = text_first(text);
    if (text.len == 0)
        return (struct marker){0};
    char32_t first;
    size_t len = text_decode(text.at, &first);
    struct marker marker = {0};
    if (slice_starts(text, "http://") || slice_starts(text, "https://") || slice_starts(text, "www."))
        return (struct marker){.style = MARKER_ADDRESS};
    marker = bullet_read(text, code, len);
    if (marker.style == MARKER_NONE)
        marker = letter_read(text, code);
    if (marker.style == MARKER_NONE)
        marker = number_read(text);
    if (marker.style == MARKER_NONE && text_among(code, U"第其Ss스제ス"))
        marker = ordinal_read(text);
    marker.bytes = marker.style == MARKER_NONE ? 0 : text_skip_blanks(text, marker.bytes);
    return marker;
}

/* ---- runs of items */

static bool
follows(const struct marker *above, const struct marker *below)
{
    return above->style == below->style && above->style != MARKER_NONE && above->code == below->code &&
           (above->number == 0 || below->number == above->number + 1);
}

/* □本报记者 某某: a mark before a byline. */
static bool
is_byline(const struct shape *shape)
{
    static const char *const roles[] = {"记者", "記者", "通讯员", "通訊員", "特约",
                                        "撰文", "作者", "文/",    "文／",   NULL};
    return shape->byline || (shape->points <= BYLINE_POINTS_MAX && !shape->finished && words_in(shape->text, roles));
}

static bool
may_be_item(const struct shape *shape)
{
    char32_t first = text_first(shape->text);
    return block_is_free(shape) && !shape->lead && !is_byline(shape) &&
           (shape->list || shape->start == START_MARK || shape->letters > 0 || text_among(first, U"·–-▼▽第其ス제"));
}

/* Items FIRST up to END of a list, and what was seen of them. */
struct run {
    size_t first, end, items;
    size_t open, beside;   /* items without a stop right above another; all that stand right above another */
    size_t prose, stopped; /* of several sentences, or long; that end with a full stop */
};

static void
count_item(struct run *run, const struct shape *shape)
{
    run->items++;
    run->prose += shape->stops > 0 || shape->points > HAN_POINTS_MAX || shape->end == END_COLON;
    run->stopped += shape->end == END_STOP;
}

/* The line of an item that was cut: its rest may stand below. */
static bool
may_be_rest(const struct shape *shape, const struct shape *above)
{
    return !above->finished && above->points >= CUT_POINTS_MIN && block_is_free(shape) && !shape->list &&
           !shape->lead && !shape->byline && !shape->caption;
}

static struct run
walk(const struct shape *shapes, size_t first, size_t count)
{
    struct run run = {.first = first, .end = first + 1};
    struct marker marker = marker_read(shapes[first].text);
    size_t between = 0;
    count_item(&run, &shapes[first]);
    for (size_t i = first + 1; marker.style != MARKER_NONE && i < count; i++) {
        struct marker next = may_be_item(&shapes[i]) ? marker_read(shapes[i].text) : (struct marker){0};
        if (follows(&marker, &next)) {
            run.beside += between == 0;
            run.open += between == 0 && !shapes[i - 1].finished;
            count_item(&run, &shapes[i]);
            marker = next;
            run.end = i + 1;
            between = 0;
        } else if (between == BETWEEN_MAX || !may_be_rest(&shapes[i], &shapes[i - 1])) {
            break;
        } else {
            between++;
        }
    }
    return run;
}

/* Nothing between the items where a blank line stands before them, as it does between paragraphs. */
static bool
are_close(const struct shape *shapes, const struct run *run)
{
    for (size_t i = run->first + 1; i < run->end; i++)
        if (shapes[i].after_blank || shapes[i].points > SHORT_POINTS)
            return false;
    return shapes[run->first].after_blank;
}

/* Right below a headline, lines with marks may be its decks. */
static bool
may_be_decks(const struct shape *shapes, const struct run *run)
{
    const struct shape *above = run->first > 0 ? &shapes[run->first - 1] : NULL;
    return above != NULL && run->items <= DECKS_MAX && !above->finished && above->end != END_COLON &&
           above->block == BLOCK_NONE && above->points <= SHORT_POINTS && run->stopped == 0;
}

static bool
is_list(const struct shape *shapes, const struct run *run, const struct marker *marker)
{
    if (run->items < ITEMS_MIN || run->beside == 0)
        return false;
    if (marker->style == MARKER_BULLET && text_among(marker->code, U"●○■□▲△▼▽◆◇★☆※"))
        return !may_be_decks(shapes, run);
    if (marker->style != MARKER_HAN && marker->style != MARKER_HAN_BRACKET && marker->style != MARKER_ORDINAL)
        return true;
    bool stopped = run->stopped > 1 || (run->stopped > 0 && run->items <= ITEMS_MIN);
    return run->prose == 0 && (!stopped || (run->items >= HAN_ITEMS_MIN && are_close(shapes, run)));
}

void
lists_mark(struct shape *shapes, size_t count)
{
    for (size_t i = 0, end; i + 1 < count; i = end) {
        end = i + 1;
        if (!may_be_item(&shapes[i]))
            continue;
        struct marker marker = marker_read(shapes[i].text);
        if (marker.style == MARKER_NONE)
            continue;
        struct run run = walk(shapes, i, count);
        end = run.end;
        if (!is_list(shapes, &run, &marker))
            continue;
        /* The council wants / - to mend the bridge / - to light it: what the items go on with heads nothing */
        struct shape *head = i > 0 ? &shapes[i - 1] : NULL;
        char first = marker.bytes > 0 && marker.bytes < shapes[i].text.len ? shapes[i].text.at[marker.bytes] : 0;
        if (first >= 'a' && first <= 'z' && head != NULL && block_is_free(head) && !head->finished)
            block_set(head, BLOCK_TEXT, true);
        bool open = run.open > 0 && run.open * 2 >= run.beside;
        for (size_t k = run.first; k < run.end; k++) {
            bool last = k + 1 == run.end, item = marker_read(shapes[k].text).style == marker.style;
            /* the rest of one that was cut stands below it */
            bool whole = last || marker_read(shapes[k + 1].text).style == marker.style;
            if (item)
                block_set(&shapes[k], BLOCK_LIST, shapes[k].finished || (open && whole));
        }
    }
}
