/* The head of an issue: the paper's name and the day, on one line or on several.
 *
 *   武进日报　2024年10月13日　星期日　第1234期        武进日报
 *                                                     2024年10月13日　星期日
 *
 * A headline is never to become the paper's name: a name is what ends as papers' names do beside a date, or what stands
 * beside the number of an issue. Without either there is no title.
 */
#include "parser/parts.h"

#include <stdlib.h>

enum {
    MASTHEAD_LINES = 12,
    GLANCE_BYTES = 4096, /* enough for any masthead and for the first datelines */
    GLANCE_MARGIN = 4,   /* where a glance may cut a character */
    LEAD_BYTES = 512,    /* no dateline is longer */
    DAY_LINES = 3,
    EDITION_BYTES = 9, /* 海外版, of three ideographs */
    NAME_HAN_MAX = 14,
    NAME_WORDS_MAX = 7
};

/* ---- names */

static const char *const han_endings[] = {
    "日报",   "日報",   "晚报",   "晚報",   "早报",   "早報",   "晨报",   "晨報",     "时报",     "時報",
    "周报",   "週報",   "周報",   "新报",   "新報",   "商报",   "商報",   "快报",     "快報",     "导报",
    "導報",   "画报",   "畫報",   "青年报", "都市报", "经济报", "農民報", "农民报",   "工人报",   "法制报",
    "法治报", "教育报", "科技报", "文汇报", "大公报", "文摘报", "学报",   "校报",     "院报",     "军报",
    "周刊",   "週刊",   "月刊",   "旬刊",   "季刊",   "新聞",   "新报",   "参考消息", "タイムズ",
};
static const char *const latin_endings[] = {
    "gazette",   "post",     "times",      "news",        "herald",   "tribune",    "telegram", "telegraph",
    "chronicle", "journal",  "courier",    "mail",        "press",    "star",       "sun",      "globe",
    "observer",  "guardian", "examiner",   "express",     "mirror",   "sentinel",   "bulletin", "dispatch",
    "leader",    "reporter", "mercury",    "argus",       "standard", "democrat",   "citizen",  "republican",
    "monitor",   "inquirer", "ledger",     "record",      "register", "advertiser", "review",   "weekly",
    "daily",     "world",    "enterprise", "independent",
};

/* 《渡口周刊》: the marks are not the name's. */
static struct slice
without_marks(struct slice name)
{
    name = text_trim(name);
    if (slice_starts(name, "《") && slice_ends(name, "》") && name.len > 2 * strlen("《"))
        name = text_trim(slice_make(name.at + strlen("《"), name.len - 2 * strlen("《")));
    return name;
}

/* Is each character but the white space Han or kana, and how many are there? 武　进　日　报 is spaced out. */
static bool
is_han_name(struct slice name, size_t *points, bool *spaced)
{
    size_t run = 0, longest = 0, blanks = 0;
    *points = 0;
    for (size_t at = 0, next; at < name.len; at = next) {
        char32_t code = text_point(name, at, &next);
        bool blank = text_is_space(code);
        if (!blank && !text_is_han(code) && !text_is_kana(code) && code != U'ー' && code != U'·')
            return false;
        run = blank ? 0 : run + 1;
        longest = run > longest ? run : longest;
        blanks += blank;
        *points += !blank;
    }
    *spaced = longest == 1 && blanks > 0;
    return *points > 1 && (blanks == 0 || *spaced);
}

/* Every word of a Latin name begins with a capital, but of and the. */
static bool
is_latin_name(struct slice name)
{
    size_t words = 0;
    bool begins = true, small = false;
    for (size_t i = 0; i < name.len; i++) {
        char byte = name.at[i];
        bool letter = (byte | 0x20) >= 'a' && (byte | 0x20) <= 'z';
        if (!letter && !text_byte_among(byte, " '-&.") && (unsigned char)byte < 0x80)
            return false;
        if (begins && letter) {
            size_t at = i;
            small = byte >= 'a' && !folio_skip_word(name, &at, "of") && !folio_skip_word(name, &at, "the") &&
                    !folio_skip_word(name, &at, "and");
            words++;
            if (small)
                return false;
        }
        begins = byte == ' ' || (begins && !letter);
    }
    return words > 0 && words <= NAME_WORDS_MAX;
}

/* NAME without its white space, which is malloc'd where there is any. */
static struct slice
closed_up(struct slice name, char **made)
{
    char *out = *made = base_strndup(name.at, name.len);
    size_t len = 0;
    for (size_t at = 0, next; at < name.len; at = next)
        if (!text_is_space(text_point(name, at, &next))) {
            memcpy(out + len, name.at + at, next - at);
            len += next - at;
        }
    out[len] = '\0';
    return slice_make(out, len);
}

bool
masthead_is_name(struct slice text)
{
    size_t points;
    bool spaced;
    char *made = NULL;
    struct slice name = without_marks(text);
    if (is_han_name(name, &points, &spaced)) {
        bool ends = false;
        struct slice closed = spaced ? closed_up(name, &made) : name;
        /* 渡口日报海外版 */
        if (slice_ends(closed, "版") && closed.len > EDITION_BYTES && text_is_han(text_last(closed)))
            closed.len -= EDITION_BYTES;
        for (size_t i = 0; i < BASE_COUNT(han_endings) && points <= NAME_HAN_MAX && !ends; i++)
            ends = slice_ends(closed, han_endings[i]) && closed.len > strlen("日报");
        free(made);
        return ends;
    }
    size_t start = name.len;
    while (start > 0 && !text_byte_among(name.at[start - 1], " -"))
        start--;
    for (size_t i = 0; i < BASE_COUNT(latin_endings); i++) {
        size_t at = start;
        if (start > 0 && folio_skip_word(name, &at, latin_endings[i]) && at == name.len)
            return is_latin_name(name);
    }
    return false;
}

/* May TEXT be the name of a paper that ends like no other? Only beside the number of its issue. */
static bool
may_be_name(struct slice text)
{
    size_t points;
    bool spaced;
    struct slice name = without_marks(text);
    /* in Latin script it may as well be a place, or a headline that OCR put there */
    return is_han_name(name, &points, &spaced) && points <= NAME_HAN_MAX;
}

static char *
title_of(struct slice text)
{
    size_t points;
    bool spaced;
    char *made = NULL;
    struct slice name = without_marks(text);
    if (is_han_name(name, &points, &spaced) && spaced) {
        closed_up(name, &made);
        return made;
    }
    return base_strndup(name.at, name.len);
}

/* ---- lines */

/* What a line at the top is. */
enum head_kind {
    HEAD_OTHER,
    HEAD_FOLIO,  /* day, number, price and the like, and perhaps the name */
    HEAD_NAME,   /* a name alone */
    HEAD_MAY_BE, /* few words alone: a name, if the number of the issue is next to it */
    HEAD_IMPRINT /* 渡口市委主办: part of a masthead that is there without it */
};

/* Which of a folio's pieces is the paper's name; SIZE_MAX: none. */
static size_t
name_in(const struct folio *folio)
{
    const unsigned beside = FOLIO_DATE | FOLIO_DAY | FOLIO_ISSUE | FOLIO_REGISTER;
    for (size_t i = 0; i < folio->rests && i < FOLIO_RESTS_MAX && (folio->kinds & beside) != 0; i++)
        if (masthead_is_name(folio->rest[i]))
            return i;
    bool numbered =
        (folio->kinds & (FOLIO_ISSUE | FOLIO_REGISTER)) != 0 && (folio->kinds & (FOLIO_DATE | FOLIO_WEEKDAY)) != 0;
    return folio->rests == 1 && numbered && !folio->glued && may_be_name(folio->rest[0]) ? 0 : SIZE_MAX;
}

/* SOUTH FERRY, INDIANA, before MONDAY, FEBRUARY 7, 1916: where the paper is made, in capitals like all of the line. */
static bool
is_place(const struct folio *folio, const struct shape *shape)
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

static unsigned
count_kinds(unsigned kinds)
{
    unsigned count = 0;
    for (; kinds != 0; kinds &= kinds - 1)
        count++;
    return count;
}

/* Can the line be a masthead's, where it stands as one does? */
static bool
is_folio(const struct folio *folio, const struct shape *shape)
{
    const unsigned days = FOLIO_DATE | FOLIO_DAY, never_in_brackets = FOLIO_ISSUE | FOLIO_REGISTER | FOLIO_PAGE;
    unsigned kinds = count_kinds(folio->kinds & ~days);
    char32_t first = text_first(shape->text);
    /* （二〇二六年三月十六日） below a headline is the day of the speech */
    if ((first == '(' || first == U'（') && (folio->kinds & never_in_brackets) == 0)
        return false;
    bool dated = (folio->kinds & FOLIO_DATE) != 0, day = (folio->kinds & days) != 0;
    bool enough = dated || (day && kinds > 0) || (folio->kinds & (FOLIO_ISSUE | FOLIO_REGISTER)) != 0;
    if (folio->rests == 0)
        return enough;
    if (name_in(folio) == SIZE_MAX || !enough)
        return folio->rests == 1 && is_place(folio, shape);
    /* a name, and who edits the paper where there is much else */
    return folio->rests == 1 || (folio->rests <= FOLIO_RESTS_MAX && dated && kinds >= 2 && !folio->glued);
}

bool
furniture_is_masthead(const struct shape *shape)
{
    if (!furniture_is_short(shape))
        return false;
    struct folio folio = folio_read(shape->text);
    /* a date or a number alone is one only in its block */
    return is_folio(&folio, shape) && (folio.rests > 0 || count_kinds(folio.kinds) > 1);
}

static bool
is_imprint(const struct shape *shape)
{
    static const char *const endings[] = {"主办", "主辦", "主管", "出版", "承办", "編印", "编印"};
    bool ends = false;
    for (size_t i = 0; i < BASE_COUNT(endings); i++)
        ends = ends || slice_ends(shape->text, endings[i]);
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
    if (!furniture_is_short(shape))
        return head;
    head.folio = folio_read(shape->text);
    bool plain = head.folio.kinds == 0 && head.folio.rests == 1;
    if (is_folio(&head.folio, shape))
        head.kind = HEAD_FOLIO;
    else if (shape->furniture || is_imprint(shape))
        head.kind = HEAD_IMPRINT;
    else if (plain && masthead_is_name(shape->text))
        head.kind = HEAD_NAME;
    else if (plain && !shape->finished && may_be_name(shape->text))
        head.kind = HEAD_MAY_BE;
    return head;
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
        masthead->title = title_of(folio->rest[name]);
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
            masthead->title = title_of(head->shape->text);
        if (head->kind == HEAD_FOLIO)
            take_folio(masthead, &head->folio);
        folios += head->kind == HEAD_FOLIO;
    }
    return folios > 0 ? end : 0; /* imprints alone are an article's */
}

struct masthead
masthead_find(const struct shape *shapes, size_t count, bool *lines)
{
    struct masthead masthead = {0};
    struct head heads[MASTHEAD_LINES];
    size_t seen = glance_count(shapes, count);
    for (size_t i = 0; i < seen; i++)
        heads[i] = head_of(&shapes[i]);
    size_t block = read_block(heads, seen, &masthead);
    for (size_t i = 0; i < seen; i++) {
        bool stray = i >= block && is_stray_folio(&heads[i]);
        bool name = i >= block && is_stray_name(&heads[i]) && is_beside(heads, seen, i, FOLIO_DATE | FOLIO_ISSUE);
        if (stray || (i < DAY_LINES && is_day_of_issue(&heads[i])))
            take_folio(&masthead, &heads[i].folio);
        if (name && masthead.title == NULL)
            masthead.title = title_of(shapes[i].text);
        if (lines != NULL && (i < block || stray || name))
            lines[i] = true;
    }
    return masthead;
}

/* ---- the issue's title and date */

/* A date in a page's header anywhere. */
static uint32_t
date_of_headers(const struct shape *shapes, size_t count)
{
    bool *repeated = base_alloc_zero(count, sizeof *repeated);
    uint32_t date = 0;
    furniture_find_repeated(shapes, count, repeated);
    for (size_t i = 0; i < count && date == 0; i++) {
        if (!furniture_is_short(&shapes[i]) || !date_may_be_in(shapes[i].text))
            continue;
        struct folio folio = folio_read(shapes[i].text);
        if (folio.date != 0 && !folio.doubtful && (repeated[i] || furniture_is_page_mark(&shapes[i])))
            date = folio.date;
    }
    free(repeated);
    return date;
}

/* A whole date in a dateline among the first lines: 新华社北京2024年10月13日电. */
static uint32_t
date_of_leads(const struct shape *shapes, size_t count)
{
    uint32_t date = 0;
    for (size_t i = 0; i < count && i < MASTHEAD_LINES && date == 0; i++) {
        struct slice text = shapes[i].text;
        if (text.at > shapes[0].text.at + GLANCE_BYTES - 2 * LEAD_BYTES)
            break;
        if (!shapes[i].lead)
            continue;
        struct lead lead = byline_lead(text);
        bool doubtful = false;
        if (lead.source.bytes <= LEAD_BYTES)
            date = date_find(slice_make(text.at + lead.source.start_byte, lead.source.bytes), NULL, &doubtful);
        date = doubtful ? 0 : date;
    }
    return date;
}

/* A folder's or file's name that is a paper's and nothing else but a date: 渡口晚报/20241013.txt. */
static char *
title_of_path(const char *path)
{
    static const char *const marks = "0123456789-_. ";
    size_t end = strlen(path);
    for (int parts = 0; parts < 2 && end > 0; parts++) {
        size_t start = end, dot;
        while (start > 0 && path[start - 1] != '/')
            start--;
        size_t next = start > 0 ? start - 1 : 0;
        for (dot = end; parts == 0 && dot > start && path[dot - 1] != '.';)
            dot--;
        end = parts == 0 && dot > start ? dot - 1 : end;
        while (start < end && text_byte_among(path[start], marks))
            start++;
        while (end > start && text_byte_among(path[end - 1], marks))
            end--;
        char *name = base_strndup(path + start, end - start);
        size_t len = text_repair(&name, end - start, NULL);
        struct slice text = slice_make(name, len);
        if (len > 0 && text_is_cjk(text_first(text)) && masthead_is_name(text))
            return name;
        free(name);
        end = next;
    }
    return NULL;
}

struct parser_glance
masthead_read(const char *path, const struct shape *shapes, size_t count)
{
    struct masthead masthead = masthead_find(shapes, count, NULL);
    uint32_t date = parser_date_of_path(path);
    if (date == 0)
        date = masthead.date;
    if (date == 0)
        date = date_of_headers(shapes, count);
    if (date == 0)
        date = date_of_leads(shapes, count);
    if (date == 0)
        date = masthead.doubted;
    return (struct parser_glance){masthead.title != NULL ? masthead.title : title_of_path(path), date};
}

struct parser_glance
parser_glance(struct slice text)
{
    size_t count;
    text = text_trim(text);
    size_t bytes = text_start(text, text.len < GLANCE_BYTES ? text.len : GLANCE_BYTES);
    struct issue head = {.text = (char *)text.at, .text_bytes = bytes}; /* read only */
    lines_split(&head);
    struct shape *shapes = shapes_measure(&head, 0, (uint32_t)head.line_count, &count);
    struct parser_glance glance = masthead_read("", shapes, count);
    free(shapes);
    free(head.lines);
    return glance;
}
