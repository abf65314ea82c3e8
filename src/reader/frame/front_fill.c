/* How much of each article a front page has room for.
 *
 * All grow together, by their weights, as long as the columns hold them; then one after another takes a row of what is left.
 * Weight is what an editor goes by: the place in the issue, the length, a picture, the beginning of a section.
 */
#include "reader/frame/front.h"

enum {
    WEIGHT = 4,         /* what is usual */
    TEXT_ROWS_MAX = 12, /* of an article of that weight */
    COUNTED_ROWS = 4,   /* of the text of each so many rows are counted, and */
    COUNTED_SHARE = 2,  /* so many times what each would have if all had the same */
    GAP_TEXT = 3,       /* a blank row between articles that have so much text */
    FIRST_PLACES = 3
};

int
front_item_rows(const struct front_item *item)
{
    return item->section + item->headline_rows + item->text_rows;
}

size_t
front_first_in_columns(const struct front_plan *plan)
{
    return plan->first + plan->front->has_lead;
}

int
front_lead_rows(const struct front_plan *plan, int text_rows)
{
    const struct reader_front *front = plan->front;
    enum { RULE = 1, HEADLINE_MOST = 2 };
    const struct front_item *item = &plan->items[0];
    int headline = item->headline_rows > 0 ? item->headline_rows : HEADLINE_MOST; /* it is not set yet */
    return item->section + headline + front->lead_byline + text_rows + RULE;
}

int
front_gap(const struct front_plan *plan, size_t item, int row)
{
    bool read = item > 0 && plan->items[item].read && plan->items[item - 1].read;
    return row > 0 && !read ? plan->gap : 0;
}

/* ---- what an article has */

bool
reader_front_text(const struct reader *reader, uint32_t article, int cells, struct layout_cursor *cursor)
{
    const struct issue *issue = reader->shown;
    const struct issue_article *at = &issue->articles[article];
    uint32_t first = 0;
    if (at->paragraph_count == 0)
        return false;
    for (uint32_t i = 0; i < at->paragraph_count; i++) {
        uint8_t kind = issue->paragraphs[at->first_paragraph + i].kind;
        if (kind == ISSUE_KIND_BODY || kind == ISSUE_KIND_SPEECH || kind == ISSUE_KIND_LIST ||
            kind == ISSUE_KIND_VERSE) {
            first = i;
            break;
        }
    }
    struct layout_place place = layout_place_of_paragraph(reader->layout, issue, at, first, 0);
    *cursor = layout_seek(reader->layout, issue, at, layout_width((uint16_t)cells), place);
    struct layout_row row = layout_row_at(cursor);
    return layout_row_ink(&row).len > 0; /* it may have had its source alone */
}

/* A headline inside the article, a table or a credit ends what a page shows of it. */
bool
reader_front_next(struct layout_cursor *cursor)
{
    struct layout_cursor next = *cursor;
    if (!layout_next(&next))
        return false;
    enum layout_kind kind = layout_row_at(&next).kind;
    if (kind == LAYOUT_SUBHEAD || kind == LAYOUT_TABLE || kind == LAYOUT_CODE || kind == LAYOUT_CREDIT ||
        kind == LAYOUT_FOOTNOTE || kind == LAYOUT_NOTE)
        return false;
    *cursor = next;
    return true;
}

/* Rows of its text, MOST at most. */
static int
count_rows(const struct front_plan *plan, uint32_t article, int cells, int most)
{
    struct layout_cursor cursor;
    int rows = 0;
    if (!reader_front_text(plan->reader, article, cells, &cursor))
        return 0;
    do
        rows++;
    while (rows < most && reader_front_next(&cursor));
    return rows;
}

static bool
has_picture(const struct issue *issue, const struct issue_article *article)
{
    for (uint32_t i = 0; i < article->paragraph_count; i++)
        if (issue->paragraphs[article->first_paragraph + i].kind == ISSUE_KIND_CAPTION)
            return true;
    return article->picture_count > 0;
}

static int
weight_of(const struct front_plan *plan, const struct front_item *item, size_t place)
{
    const struct issue *issue = plan->reader->shown;
    const struct issue_article *article = &issue->articles[item->article];
    unsigned minutes = issue_article_minutes(article), usual = plan->minutes;
    int weight = WEIGHT;
    weight += place < FIRST_PLACES ? 2 : place < 2 * FIRST_PLACES ? 1 : 0;
    weight += minutes > 2 * usual ? 1 : 2 * minutes < usual ? -1 : 0;
    weight += has_picture(issue, article);
    weight += item->section && !item->brief;
    return item->brief ? weight - 2 : weight;
}

static void
measure_items(struct front_plan *plan)
{
    const struct reader *reader = plan->reader;
    int items = (int)(plan->end - front_first_in_columns(plan)), all = plan->columns * plan->rows;
    int most = items > 0 ? COUNTED_ROWS + COUNTED_SHARE * all / items : 0; /* what is never shown is not set */
    plan->minutes = issue_minutes(reader->shown) / (unsigned)reader->shown->article_count + 1;
    for (size_t i = front_first_in_columns(plan); i < plan->end; i++) {
        struct front_item *item = &plan->items[i];
        int rows = reader_list_item(reader, item->article, plan->cols).row_count;
        item->headline_rows = item->brief ? 0 : item->read ? 1 : rows;
        item->weight = weight_of(plan, item, i);
        if (!item->read)
            item->natural = count_rows(plan, item->article, plan->front->text_cells, most);
        if (item->brief && item->natural == 0) { /* nothing but its source: that stands for a headline */
            item->brief = false;
            item->headline_rows = 1;
        }
    }
}

/* ---- the columns */

/* How many columns of HEIGHT rows the items take; more than there are where one is higher. */
static int
columns_taken(const struct front_plan *plan, int height)
{
    int columns = 1, row = 0;
    for (size_t i = front_first_in_columns(plan); i < plan->end; i++) {
        int rows = front_item_rows(&plan->items[i]), gap = front_gap(plan, i, row);
        if (rows > height)
            return plan->columns + 1;
        if (row + gap + rows > height) {
            columns++;
            row = gap = 0;
        }
        row += gap + rows;
    }
    return columns;
}

/* A brief has its text for a headline. */
static void
set_text_rows(struct front_plan *plan, int usual)
{
    for (size_t i = front_first_in_columns(plan); i < plan->end; i++) {
        struct front_item *item = &plan->items[i];
        int rows = (usual * item->weight + WEIGHT / 2) / WEIGHT, least = item->brief || usual > 0;
        rows = rows > least ? rows : least;
        item->text_rows = item->read ? 0 : rows < item->natural ? rows : item->natural;
    }
}

/* The most that all have room for together; false: even then some text was left out for want of room. */
static bool
grow_together(struct front_plan *plan, int height)
{
    for (int usual = TEXT_ROWS_MAX; usual >= 0; usual--)
        for (plan->gap = usual >= GAP_TEXT; plan->gap >= 0; plan->gap--) {
            set_text_rows(plan, usual);
            if (columns_taken(plan, height) <= plan->columns)
                return usual == TEXT_ROWS_MAX;
            if (usual > GAP_TEXT)
                break;
        }
    plan->gap = 0;
    for (size_t i = front_first_in_columns(plan); i < plan->end; i++)
        if (!plan->items[i].brief) /* it was estimated that this has room */
            plan->items[i].headline_rows = 1;
    return false;
}

static void
grow_by_one(struct front_plan *plan, int height)
{
    bool grown = true;
    while (grown) {
        grown = false;
        for (size_t i = front_first_in_columns(plan); i < plan->end; i++) {
            struct front_item *item = &plan->items[i];
            if (item->read || item->text_rows >= item->natural || item->text_rows == 0)
                continue;
            item->text_rows++;
            if (columns_taken(plan, height) <= plan->columns)
                grown = true;
            else
                item->text_rows--;
        }
    }
}

/* The lowest columns that hold them. */
static int
balanced(const struct front_plan *plan, int height)
{
    int rows = 0;
    for (size_t i = front_first_in_columns(plan); i < plan->end; i++)
        rows += front_item_rows(&plan->items[i]);
    int low = rows / plan->columns;
    while (low < height && columns_taken(plan, low) > plan->columns)
        low++;
    return low;
}

/* ---- the page */

/* Rows of the lead's text that there are, in each of its columns; of what would have a row in each, in one. */
static int
measure_lead(struct front_plan *plan)
{
    struct reader_front *front = plan->front;
    struct front_item *lead = &plan->items[0];
    int columns = front->lead_columns, most = columns * plan->rows;
    lead->headline_rows = reader_list_item(plan->reader, lead->article, plan->reader->cols).row_count;
    lead->natural = count_rows(plan, lead->article, front->lead_cells, most);
    if (columns > 1 && lead->natural <= columns) {
        front->lead_columns = columns = 1;
        front->lead_cells = plan->whole_cells;
        lead->natural = count_rows(plan, lead->article, front->lead_cells, plan->rows);
    }
    return (lead->natural + columns - 1) / columns;
}

void
front_fill(struct front_plan *plan)
{
    struct reader_front *front = plan->front;
    int kept = plan->first == 0 ? plan->kept_rows : 0, height = plan->rows - kept, lead = 0;
    if (front->has_lead) {
        int natural = measure_lead(plan), rows = plan->lead_rows > 1 ? plan->lead_rows : 1;
        plan->items[0].text_rows = rows < natural ? rows : natural;
        lead = front_lead_rows(plan, plan->items[0].text_rows);
    }
    measure_items(plan);
    bool whole = grow_together(plan, height - lead);
    int left = height - lead - balanced(plan, height - lead);
    if (front->has_lead && whole && left > 0) {
        struct front_item *item = &plan->items[0];
        int natural = (item->natural + front->lead_columns - 1) / front->lead_columns;
        item->text_rows = item->text_rows + left < natural ? item->text_rows + left : natural;
        lead = front_lead_rows(plan, item->text_rows);
    }
    grow_by_one(plan, height - lead);
    front->columns_row = lead;
    front->columns_rows = balanced(plan, height - lead);
    if (front_first_in_columns(plan) == plan->end)
        front->columns_rows = 0;
    front->news_row = front->columns_row + front->columns_rows;
    front->news_rows = plan->rows - front->news_row;
}
