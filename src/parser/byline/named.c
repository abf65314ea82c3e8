/* Who and where: what an article names in the places where names stand: those who wrote it and took its pictures, the place in its
 * dateline, and lists of people in its text (习近平、李强、赵乐际), as reports of meetings have them.
 *
 * A list is one by all of its items together: several that can be names, hardly one of which is likely to be anything else.
 */
#include "parser/byline/byline.h"

#include "kanbao/parser.h"

#include <stdlib.h>

enum {
    ITEM_POINTS_MAX = 16, /* a name is no longer */
    LIST_LEAST = 3,       /* names of a list */
    LIST_MAX = 64,        /* of a longer one the rest is another list */
    ITEM_COST_MAX = 6,
    LIST_COST_MAX = 3, /* on an average */
    PLACE_POINTS_MAX = 6
};

static const char LIST_MARK[] = "、";

struct names_taker {
    void (*take)(void *context, enum parser_name_kind kind, struct slice name);
    void *context;
};

/* A piece of text that may be a name, without blanks. */
struct item {
    char32_t code[ITEM_POINTS_MAX];
    size_t count;
    unsigned cost; /* as people_cost() has it */
    bool foreign;  /* of two parts with a dot between */
};

/* The items of a list as far as it was read. */
struct name_list {
    struct item at[LIST_MAX];
    size_t count;
};

static void
tell(const struct names_taker *taker, enum parser_name_kind kind, const char32_t *code, size_t count)
{
    char name[ITEM_POINTS_MAX * 4];
    size_t len = 0;
    for (size_t i = 0; i < count; i++)
        len += text_encode(code[i], name + len);
    taker->take(taker->context, kind, slice_make(name, len));
}

/* ---- lists in the text */

/* Reads TEXT, and judges it; false: it is no name. */
static bool
read_item(struct slice text, struct item *item)
{
    item->count = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code = text_point(text, at, &at);
        if (text_is_space(code))
            continue;
        if (item->count == ITEM_POINTS_MAX || !han_run_takes(code))
            return false;
        item->code[item->count++] = code;
    }
    bool parts = item->count > 0 && people_is_transliterated(item->code, item->count, &item->foreign);
    item->foreign = parts && item->foreign && people_is_foreign(item->code, item->count);
    item->cost = item->foreign ? 0 : people_cost(item->code, item->count);
    return item->cost <= ITEM_COST_MAX;
}

/* Is what begins at START of TEXT the end of 主席 or 主任, and no surname? */
static bool
is_in_title(struct slice text, size_t start, const struct item *item)
{
    return text_among(item->code[0], U"席任") && slice_ends(slice_make(text.at, start), "主");
}

/* The last characters of TEXT, up to a list's first mark, that are a name: 领导人习近平; false: none are. */
static bool
read_first(struct slice text, struct item *item)
{
    struct item best = {.cost = COST_NONE};
    size_t start = text.len;
    for (size_t points = 1; start > 0 && points <= 4; points++) {
        do
            start--;
        while (start > 0 && text_is_tail(text.at[start]));
        if (points < 2 || !read_item(slice_from(text, start), item) || item->foreign || is_in_title(text, start, item))
            continue;
        /* two characters may be the end of three: 近平 */
        if (item->cost < best.cost || (item->count == 3 && item->cost <= best.cost + 1))
            best = *item;
    }
    *item = best;
    return best.cost <= ITEM_COST_MAX;
}

/* The characters behind a list's last mark that are a name, up to a word that follows such lists: 韩正等. */
static bool
read_last(struct slice text, struct item *item)
{
    static const char32_t stops[] = U"等，。；！？：,.;:（(和与及出参列在分陪同也都主一同作讲代致发就、率前向对会同";
    char32_t code = 0;
    for (size_t at = 0, points = 0; points <= 4 && at < text.len; points++) {
        size_t next;
        code = text_point(text, at, &next);
        if (points >= 2 && text_among(code, stops))
            return read_item(slice_make(text.at, at), item);
        at = next;
    }
    return false;
}

static void
end_list(const struct names_taker *taker, struct name_list *list)
{
    unsigned cost = 0;
    for (size_t i = 0; i < list->count; i++)
        cost += list->at[i].cost;
    if (list->count >= LIST_LEAST && cost <= LIST_COST_MAX * list->count)
        for (size_t i = 0; i < list->count; i++)
            tell(taker, PARSER_NAME_PERSON, list->at[i].code, list->at[i].count);
    list->count = 0;
}

static void
add_item(const struct names_taker *taker, struct name_list *list, const struct item *item)
{
    if (list->count == LIST_MAX)
        end_list(taker, list);
    list->at[list->count++] = *item;
}

static void
read_text(const struct names_taker *taker, struct slice text, struct name_list *list)
{
    size_t mark = slice_find(text, LIST_MARK), mark_bytes = strlen(LIST_MARK), start = 0;
    struct item item;
    list->count = 0;
    while (mark < text.len) {
        struct slice before = slice_make(text.at + start, mark - start);
        if (start > 0 && read_item(before, &item)) {
            add_item(taker, list, &item);
        } else {
            if (start > 0 && list->count > 0 && read_last(before, &item))
                add_item(taker, list, &item);
            end_list(taker, list);
            if (read_first(before, &item))
                add_item(taker, list, &item);
        }
        start = mark + mark_bytes;
        mark = slice_find(slice_from(text, start), LIST_MARK);
        mark = mark < text.len ? start + mark : text.len;
    }
    if (start > 0 && list->count > 0 && read_last(slice_from(text, start), &item))
        add_item(taker, list, &item);
    end_list(taker, list);
}

/* ---- the place of a dateline */

/* 新华社北京3月1日电: from the agency's name to the date. */
static struct slice
place_of_han(struct slice source)
{
    size_t start = 0, at = 0, points = 0;
    for (size_t next; at < source.len; at = next) {
        char32_t code = text_point(source, at, &next);
        if (text_among(code, U"社报報网網台臺讯訊") && start == 0) {
            start = next;
            points = 0;
            continue;
        }
        if (!text_is_han(code) || text_among(code, U"电電讯訊消一二三四五六七八九十"))
            break;
        points++;
    }
    return start > 0 && points >= 2 && points <= PLACE_POINTS_MAX ? slice_make(source.at + start, at - start)
                                                                  : slice_make("", 0);
}

/* HARROWMERE, March 13; NEW YORK (Reuters). */
static struct slice
place_of_latin(struct slice source)
{
    size_t end = 0;
    while (end < source.len && source.at[end] != ',' && source.at[end] != '(')
        end++;
    return end < source.len ? text_trim(slice_make(source.at, end)) : slice_make("", 0);
}

static void
tell_place(const struct names_taker *taker, const struct issue *issue, const struct issue_article *article)
{
    struct slice source = slice_make(issue->text + article->source.start_byte, article->source.bytes);
    size_t next;
    if (source.len == 0)
        return;
    struct slice place = text_is_han(text_point(source, 0, &next)) ? place_of_han(source) : place_of_latin(source);
    if (place.len > 0)
        taker->take(taker->context, PARSER_NAME_PLACE, place);
}

/* ---- all of an article */

void
parser_names(const struct issue *issue, const struct issue_article *article,
             void (*take)(void *context, enum parser_name_kind kind, struct slice name), void *context)
{
    struct names_taker taker = {take, context};
    struct buffer scratch = {0};
    struct name_list *list = base_alloc(sizeof *list);
    for (uint32_t i = 0; i < article->credit_count; i++)
        take(context, PARSER_NAME_AUTHOR, slice_of(issue->credits[article->first_credit + i].name));
    for (uint32_t i = 0; i < article->picture_count; i++)
        take(context, PARSER_NAME_AUTHOR, slice_of(issue->pictures[article->first_picture + i].name));
    tell_place(&taker, issue, article);
    for (uint32_t i = 0; i < article->paragraph_count; i++)
        read_text(&taker, issue_paragraph_text(issue, &issue->paragraphs[article->first_paragraph + i], &scratch),
                  list);
    free(list);
    buffer_done(&scratch);
}
