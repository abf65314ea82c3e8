/* The head of an issue: the paper's name and the day, on one line or on several.
 *
 *   武进日报　2024年10月13日　星期日　第1234期        武进日报
 *                                                     2024年10月13日　星期日
 *
 * A headline is never to become the paper's name: a name is what ends as papers' names do beside a date, or what stands
 * beside the number of an issue. Without either there is no title.
 */
#include "parser/dates/dates.h"
#include "parser/page/page.h"

#include <stdlib.h>

enum {
    GLANCE_MARGIN = 4, /* where a glance may cut a character */
    DAY_LINES = 3,
    PIECES_MIN = 3,
    PIECES_MAX = 8, /* that say neither day nor number */
    PIECE_POINTS_MAX = 36,
    OPENING_POINTS_MAX = 12
};

/* ---- lines */

/* What a line at the top is. */
enum head_kind {
    HEAD_OTHER,
    HEAD_FOLIO,  /* day, number, price and the like, and perhaps the name */
    HEAD_NAME,   /* a name alone */
    HEAD_MAY_BE, /* few words alone: a name, if the number of the issue is next to it */
    HEAD_IMPRINT /* 渡口市委主办: part of a masthead that is there without it */
};

/* Serena Becomes World Number Two: the words run on into the number, and nothing else says that this is a paper. */
static bool
is_counted(const struct folio *folio)
{
    size_t at = 0;
    struct slice words = folio->rests > 0 ? folio->rest[0] : slice_make("", 0);
    bool small = false;
    for (size_t i = 0; i < words.len; i++)
        small = small || (words.at[i] >= 'a' && words.at[i] <= 'z');
    return folio->kinds == FOLIO_ISSUE && folio->runs_on && small && !folio_skip_word(words, &at, "the");
}

/* Which of a folio's pieces is the paper's name; SIZE_MAX: none. */
static size_t
name_in(const struct folio *folio)
{
    const unsigned beside = FOLIO_DATE | FOLIO_DAY | FOLIO_ISSUE | FOLIO_REGISTER;
    for (size_t i = 0; i < folio->rests && i < FOLIO_RESTS_MAX && (folio->kinds & beside) != 0; i++)
        if (head_part_is_named(folio->rest[i]) && !is_counted(folio))
            return i;
    bool numbered =
        (folio->kinds & (FOLIO_ISSUE | FOLIO_REGISTER)) != 0 && (folio->kinds & (FOLIO_DATE | FOLIO_WEEKDAY)) != 0;
    return folio->rests == 1 && numbered && !folio->glued && nameplate_may_be(folio->rest[0]) ? 0 : SIZE_MAX;
}

/* SOUTH FERRY, INDIANA, before MONDAY, FEBRUARY 7, 1916: where the paper is made, in capitals like all of the line. */
static bool
has_city(const struct folio *folio, const struct shape *shape)
{
    const unsigned day = FOLIO_DATE | FOLIO_WEEKDAY;
    if (folio->rests != 1 || (folio->kinds & day) != day)
        return false;
    for (size_t i = 0; i < shape->text.len; i++)
        if (shape->text.at[i] >= 'a' && shape->text.at[i] <= 'z')
            return false;
    const char *end = folio->rest[0].at + folio->rest[0].len;
    return end < shape->text.at + shape->text.len && text_byte_among(*end, ",.") && text_points(folio->rest[0]) <= 40 &&
           !shape_is_cjk(shape);
}

/* 第10版　健康周刊　主编：澹台静　2031年7月6日: nothing but pieces set apart, among them the day, the page or the number. */
static bool
is_pieces(const struct folio *folio, const struct shape *shape)
{
    const unsigned anchors = FOLIO_DATE | FOLIO_ISSUE | FOLIO_PAGE | FOLIO_REGISTER;
    bool sentence = shape->finished || (shape_is_cjk(shape) && shape->stops > 0);
    if ((folio->kinds & anchors) == 0 || folio->glued || sentence || shape->lead || folio->rests > PIECES_MAX ||
        is_counted(folio))
        return false;
    for (size_t i = 0; i < folio->rests && i < FOLIO_RESTS_MAX; i++)
        if (text_points(folio->rest[i]) > PIECE_POINTS_MAX)
            return false;
    /* 渡口的灯换了　2026年3月16日　星期一: a headline may have its day beside it */
    bool numbered = (folio->kinds & ~(unsigned)(FOLIO_DATE | FOLIO_WEEKDAY)) != 0;
    return base_count_bits(folio->kinds) + folio->rests >= PIECES_MIN && (folio->rests > 1 || numbered);
}

/* Can the line be a masthead's, where it stands as one does? */
static bool
is_folio(const struct folio *folio, const struct shape *shape)
{
    const unsigned days = FOLIO_DATE | FOLIO_DAY, never_in_brackets = FOLIO_ISSUE | FOLIO_REGISTER | FOLIO_PAGE;
    unsigned kinds = base_count_bits(folio->kinds & ~days);
    /* （二〇二六年三月十六日） below a headline is the day of the speech */
    if (shape->bracketed && (folio->kinds & never_in_brackets) == 0)
        return false;
    bool dated = (folio->kinds & FOLIO_DATE) != 0, day = (folio->kinds & days) != 0;
    bool enough = dated || (day && kinds > 0) || (folio->kinds & (FOLIO_ISSUE | FOLIO_REGISTER)) != 0;
    if (folio->rests == 0)
        return enough;
    if (name_in(folio) == SIZE_MAX || !enough)
        return has_city(folio, shape) || is_pieces(folio, shape);
    /* a name, and who edits the paper where there is much else */
    return folio->rests == 1 || (folio->rests <= FOLIO_RESTS_MAX && dated && kinds >= 2 && !folio->glued) ||
           is_pieces(folio, shape);
}

/* A date or a number alone is a masthead's only in its block. */
static bool
is_alone(const struct folio *folio)
{
    return folio->rests > 0 || base_count_bits(folio->kinds) > 1;
}

bool
masthead_is_line(const struct shape *shape)
{
    if ((shape->top & TOP_SEEN) != 0)
        return (shape->top & TOP_ALONE) != 0;
    if (!folio_is_short(shape))
        return false;
    struct folio folio = folio_read(shape->text);
    return is_folio(&folio, shape) && is_alone(&folio);
}

/* 河口文艺 第77期, THE EVENING DISPATCH   PAGE ELEVEN: a few words and a number, as the first line of all. */
static bool
is_opening(const struct folio *folio, const struct shape *shape)
{
    const unsigned anchors = FOLIO_ISSUE | FOLIO_PAGE | FOLIO_REGISTER;
    size_t most = OPENING_POINTS_MAX * (shape_is_cjk(shape) ? 1U : 3U);
    if ((folio->kinds & (anchors | FOLIO_DATE)) == 0 || folio->glued || folio->rests != 1 || shape->finished)
        return false;
    /* Serena Becomes World Number Two */
    bool apart = shape_is_cjk(shape) || slice_has(shape->text, "  ") || slice_has(shape->text, "|") ||
                 slice_has(shape->text, "\t");
    bool numbered = (folio->kinds & anchors) != 0;
    /* 渡口街道办　2026年3月16日 signs a document */
    bool signs = !numbered && folio->rest[0].at == shape->text.at;
    return apart && !signs && text_points(folio->rest[0]) <= (numbered ? most : most / 2);
}

/* 広報　うらがみ　２０３３　５: a bulletin's name and the numbers of its issue. */
static bool
is_bulletin(const struct shape *shape)
{
    size_t at = nameplate_bulletin(shape->text), digits = 0, points = 0, next;
    if (at == 0 || shape->finished || shape->comma)
        return false;
    for (; at < shape->text.len; at = next) {
        char32_t code = text_point(shape->text, at, &next);
        digits += text_digit(code) >= 0;
        points += !text_is_space(code);
    }
    return digits > 0 && points <= 2 * OPENING_POINTS_MAX;
}

static bool
is_imprint(const struct shape *shape)
{
    static const char *const offices[] = {"编", "編", "编印", "編印", "主办", "主辦", "编发", NULL};
    static const char *const endings[] = {"主办", "主辦", "主管", "出版", "承办", "編印", "编印"};
    bool ends = false;
    for (size_t i = 0; i < BASE_COUNT(endings); i++)
        ends = ends || slice_ends(shape->text, endings[i]);
    /* 区政府办公室编　2031年11月2日 */
    size_t blank = slice_find(shape->text, "　");
    if (blank != SIZE_MAX && date_may_be_in(shape->text))
        ends = words_end(slice_make(shape->text.at, blank), offices);
    return ends && !shape->comma && shape->points <= 30;
}

/* A line at the top, and what it is. */
struct head {
    const struct shape *shape;
    struct folio folio;
    enum head_kind kind;
};

static struct head
head_of(const struct shape *shape)
{
    struct head head = {shape, {.weekday = -1}, HEAD_OTHER};
    if (!folio_is_short(shape))
        return head;
    head.folio = folio_read(shape->text);
    bool plain = head.folio.kinds == 0 && head.folio.rests == 1;
    if (is_folio(&head.folio, shape))
        head.kind = HEAD_FOLIO;
    else if (shape->furniture || is_imprint(shape) || weather_is_sure(shape))
        head.kind = HEAD_IMPRINT;
    else if (plain && nameplate_is_name(shape->text))
        head.kind = HEAD_NAME;
    else if (plain && !shape->finished && nameplate_may_be(shape->text))
        head.kind = HEAD_MAY_BE;
    return head;
}

/* LANGANG RIBAO below 岚港日报: the name once more in Latin capitals. */
static bool
is_spelt_name(const struct head *heads, size_t count, size_t i)
{
    const struct shape *shape = heads[i].shape;
    bool between = i > 0 && i + 1 < count && heads[i - 1].kind == HEAD_NAME && shape_is_cjk(heads[i - 1].shape) &&
                   (heads[i + 1].kind == HEAD_FOLIO || heads[i + 1].kind == HEAD_IMPRINT);
    if (!between || shape->han > 0 || shape->letters == 0)
        return false;
    for (size_t k = 0; k < shape->text.len; k++)
        if ((shape->text.at[k] >= 'a' && shape->text.at[k] <= 'z' && k > 0 && shape->capitals < shape->words) ||
            text_byte_among(shape->text.at[k], "0123456789"))
            return false;
    return true;
}

/* 26 above 渚タイムス　２０３３年４月１９日 */
static bool
is_number_above(const struct head *heads, size_t count)
{
    size_t at = 0;
    struct slice text = count > 1 ? heads[0].shape->text : slice_make("", 0);
    return text_read_number(text, &at, 1, 3, false) >= 0 && at == text.len && heads[1].kind == HEAD_FOLIO;
}

/* ---- the block at the top */

/* How many shapes a glance sees whole. */
static size_t
glance_count(const struct shape *shapes, size_t count)
{
    size_t i = 0;
    while (i < count && i < MASTHEAD_LINES &&
           shapes[i].text.at + shapes[i].text.len <= shapes[0].text.at + GLANCE_BYTES - GLANCE_MARGIN)
        i++;
    return i;
}

static void
take_folio(struct masthead *masthead, const struct folio *folio)
{
    size_t name = name_in(folio);
    if (masthead->title == NULL && name != SIZE_MAX)
        masthead->title = nameplate_title(folio->rest[name]);
    if (masthead->date == 0 && !folio->doubtful)
        masthead->date = folio->date;
    if (masthead->doubted == 0 && folio->doubtful)
        masthead->doubted = folio->date;
}

/* Does the line of a name at I have the day or the number of the issue beside it, imprints looked through? */
static bool
is_beside(const struct head *heads, size_t count, size_t i, unsigned wanted)
{
    size_t above = i, below = i + 1;
    while (above > 0 && heads[above - 1].kind == HEAD_IMPRINT)
        above--;
    while (below < count && heads[below].kind == HEAD_IMPRINT)
        below++;
    bool over = above > 0 && heads[above - 1].kind == HEAD_FOLIO && (heads[above - 1].folio.kinds & wanted) != 0;
    return over || (below < count && heads[below].kind == HEAD_FOLIO && (heads[below].folio.kinds & wanted) != 0);
}

/* Among what OCR makes of a Latin front page, further down: the day's line with its weekday, the volume's. */
static bool
is_stray_folio(const struct head *head)
{
    const unsigned day = FOLIO_DATE | FOLIO_WEEKDAY;
    size_t at = 0;
    bool volume = head->folio.rests == 0 && folio_skip_word(head->shape->text, &at, "vol.");
    return head->kind == HEAD_FOLIO && !shape_is_cjk(head->shape) && ((head->folio.kinds & day) == day || volume);
}

/* THE FERRY POST, beside such a line. */
static bool
is_stray_name(const struct head *head)
{
    size_t at = 0;
    return head->kind == HEAD_NAME && folio_skip_word(head->shape->text, &at, "the ");
}

/* A day with its weekday right below the first line, whatever that is: no speech or law is dated so, only the paper. It
   dates the issue, and is its own judge's to call furniture. */
static bool
is_day_of_issue(const struct head *head)
{
    const unsigned day = FOLIO_DATE | FOLIO_WEEKDAY;
    return head->kind == HEAD_FOLIO && (head->folio.kinds & day) == day;
}

/* The lines from the first that are all the masthead's; what they say goes to MASTHEAD. */
static size_t
read_block(const struct head *heads, size_t count, struct masthead *masthead)
{
    const unsigned days = FOLIO_DATE | FOLIO_DAY | FOLIO_ISSUE | FOLIO_REGISTER;
    size_t end = 0, folios = 0;
    for (; end < count; end++) {
        const struct head *head = &heads[end];
        bool name = head->kind == HEAD_NAME && is_beside(heads, count, end, days);
        if (end == 0 && head->kind == HEAD_MAY_BE)
            name = is_beside(heads, count, end, FOLIO_ISSUE | FOLIO_REGISTER);
        if (!name && head->kind != HEAD_FOLIO && head->kind != HEAD_IMPRINT)
            break;
        if (name && masthead->title == NULL)
            masthead->title = nameplate_title(head->shape->text);
        if (head->kind == HEAD_FOLIO)
            take_folio(masthead, &head->folio);
        folios += head->kind == HEAD_FOLIO;
    }
    return folios > 0 ? end : 0; /* imprints alone are an article's */
}

/* What is seen of the first shapes goes to TOP, for *LINES of them. */
static struct masthead
read_top(const struct shape *shapes, size_t count, uint8_t top[MASTHEAD_LINES], size_t *lines)
{
    struct masthead masthead = {0};
    struct head heads[MASTHEAD_LINES];
    size_t seen = *lines = glance_count(shapes, count);
    for (size_t i = 0; i < seen; i++)
        heads[i] = head_of(&shapes[i]);
    if (seen > 1 && heads[0].kind == HEAD_OTHER && is_opening(&heads[0].folio, &shapes[0]))
        heads[0].kind = HEAD_FOLIO;
    if (seen > 1 && (is_number_above(heads, seen) || is_bulletin(&shapes[0])))
        heads[0].kind = HEAD_FOLIO;
    for (size_t i = 1; i < seen; i++)
        if (is_spelt_name(heads, seen, i))
            heads[i].kind = HEAD_IMPRINT;
    size_t block = read_block(heads, seen, &masthead);
    for (size_t i = 0; i < seen; i++) {
        bool stray = i >= block && is_stray_folio(&heads[i]);
        bool name = i >= block && is_stray_name(&heads[i]) && is_beside(heads, seen, i, FOLIO_DATE | FOLIO_ISSUE);
        if (stray || (i < DAY_LINES && is_day_of_issue(&heads[i])))
            take_folio(&masthead, &heads[i].folio);
        if (name && masthead.title == NULL)
            masthead.title = nameplate_title(shapes[i].text);
        bool alone = heads[i].kind == HEAD_FOLIO && is_alone(&heads[i].folio);
        top[i] = (uint8_t)(TOP_SEEN | (i < block || stray || name ? TOP_MASTHEAD : 0) | (alone ? TOP_ALONE : 0));
    }
    return masthead;
}

struct masthead
masthead_find(struct shape *shapes, size_t count)
{
    uint8_t top[MASTHEAD_LINES];
    size_t lines;
    struct masthead masthead = read_top(shapes, count, top, &lines);
    for (size_t i = 0; i < lines; i++)
        shapes[i].top = top[i];
    return masthead;
}

void
masthead_mark(const struct shape *shapes, size_t count, bool *furniture)
{
    uint8_t top[MASTHEAD_LINES];
    size_t lines = 0;
    while (lines < count && lines < MASTHEAD_LINES && (shapes[lines].top & TOP_SEEN) != 0) {
        top[lines] = shapes[lines].top;
        lines++;
    }
    if (lines == 0)
        free(read_top(shapes, count, top, &lines).title);
    for (size_t i = 0; i < lines; i++)
        furniture[i] = furniture[i] || (top[i] & TOP_MASTHEAD) != 0;
}
