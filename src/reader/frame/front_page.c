/* The front page made up: which box each article has.
 *
 * A page takes as many articles as have room with their headlines and a few rows of text; then the text grows, by the weight
 * of each article, until the columns are full. What was read is one row, so that the page empties as one reads. Nothing
 * here knows how a box is painted.
 */
#include "reader/frame/front.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    COLUMN_COLS = 36,      /* a column's, at least; */
    COLUMN_COLS_MANY = 44, /* where there are more than MANY */
    MANY = 3,
    COLUMN_GAP = 3,          /* a blank, the rule, a blank */
    LEAD_COLUMNS_COLS = 100, /* a screen wider than this has the lead's text in columns, too */
    LEAD_ROWS_SHARE = 8,     /* and it has one of so many rows, at first */
    BYLINE_ROWS = 30,        /* a body this high has the lead's byline */
    NEWS_ROWS = 30,          /* and room is kept for the news, */
    NEWS_ROWS_KEPT = 3,      /* so much */
    LEAST_TEXT = 2           /* rows of each unread article; where there are more articles, there are more pages */
};

/* ---- what is to be placed */

static int
columns_in(int cols)
{
    int columns = (cols + COLUMN_GAP) / (COLUMN_COLS + COLUMN_GAP);
    if (columns > MANY)
        columns = (cols + COLUMN_GAP) / (COLUMN_COLS_MANY + COLUMN_GAP);
    return columns < MANY && cols >= MANY * (COLUMN_COLS + COLUMN_GAP) - COLUMN_GAP ? MANY : columns > 0 ? columns : 1;
}

/* The first unread article that has a headline and text; UINT32_MAX: there is none. */
static uint32_t
find_lead(const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    for (uint32_t i = 0; i < issue->article_count; i++) {
        const struct issue_article *article = &issue->articles[i];
        if (!reader_is_listed(reader, i) || reader_is_read(reader, i))
            continue;
        return article->headline_line != ISSUE_NO_LINE && article->paragraph_count > 0 ? i : UINT32_MAX;
    }
    return UINT32_MAX;
}

/* Does ARTICLE begin a section that BEFORE, an article or UINT32_MAX, is not of? */
static bool
begins_section(const struct issue *issue, uint32_t article, uint32_t before)
{
    uint32_t section = issue->articles[article].section_line;
    return section != ISSUE_NO_LINE && (before == UINT32_MAX || issue->articles[before].section_line != section);
}

static void
add_item(struct front_plan *plan, uint32_t article)
{
    const struct issue *issue = plan->reader->shown;
    struct front_item *item = &plan->items[plan->count];
    uint32_t before = plan->count > 0 ? plan->items[plan->count - 1].article : UINT32_MAX;
    *item = (struct front_item){.article = article, .section = begins_section(issue, article, before)};
    item->read = reader_is_read(plan->reader, article);
    item->brief = issue->articles[article].headline_line == ISSUE_NO_LINE && !item->read &&
                  issue->articles[article].paragraph_count > 0;
    plan->count++;
}

static void
take_items(struct front_plan *plan)
{
    const struct reader *reader = plan->reader;
    plan->items = base_alloc((reader->shown->article_count + 1) * sizeof *plan->items);
    uint32_t lead = find_lead(reader);
    plan->front->lead = lead;
    if (lead != UINT32_MAX)
        add_item(plan, lead);
    for (uint32_t i = 0; i < reader->shown->article_count; i++)
        if (i != lead && reader_is_listed(reader, i))
            add_item(plan, i);
}

/* ---- which are on which page */

/* Rows that it takes at least, with what it may need besides: before anything of it is set. */
static int
estimate(const struct front_plan *plan, const struct front_item *item)
{
    const struct issue *issue = plan->reader->shown;
    const struct issue_article *article = &issue->articles[item->article];
    int rows = item->section;
    if (item->read)
        return rows + 1;
    if (item->brief)
        return rows + 1 + LEAST_TEXT;
    size_t room = (size_t)(plan->cols - reader_list_margin(plan->reader).cols - 1);
    rows += text_cells(issue_article_title(issue, article)) > room ? 2 : 1;
    return rows + (article->paragraph_count > 0 ? LEAST_TEXT : 1);
}

/* The first item of the page after the one that begins with FIRST. */
static size_t
page_end(const struct front_plan *plan, size_t first, int height)
{
    int column = 0, row = 0;
    size_t i = first;
    for (; i < plan->count; i++) {
        int rows = estimate(plan, &plan->items[i]);
        if (row > 0 && row + rows > height) {
            column++;
            row = 0;
        }
        if (column == plan->columns)
            break;
        row += rows;
    }
    return i > first ? i : first + 1;
}

/* Parts the items into pages. */
static void
find_pages(struct front_plan *plan)
{
    struct reader_front *front = plan->front;
    uint32_t *pages = base_alloc((plan->count + 1) * sizeof *pages);
    size_t first = 0, end;
    plan->starts = base_alloc((plan->count + 2) * sizeof *plan->starts);
    for (front->page_count = 0; first < plan->count || front->page_count == 0; first = end) {
        bool lead = first == 0 && front->lead != UINT32_MAX;
        int height = first == 0 ? plan->rows - plan->kept_rows - (lead ? front_lead_rows(plan, 1) : 0) : plan->rows;
        end = page_end(plan, first + lead, height);
        plan->starts[front->page_count] = first;
        pages[front->page_count++] = plan->count > 0 ? plan->items[first].article : 0;
    }
    plan->starts[front->page_count] = plan->count;
    front->pages = pages;
}

/* The page with the selected article is the plan's. */
static void
take_page(struct front_plan *plan)
{
    struct reader_front *front = plan->front;
    size_t item = 0;
    while (item + 1 < plan->count && plan->items[item].article != plan->reader->at.article)
        item++;
    for (front->page = 0; front->page + 1 < front->page_count && plan->starts[front->page + 1] <= item;)
        front->page++;
    plan->first = plan->starts[front->page];
    plan->end = plan->starts[front->page + 1];
}

/* ---- boxes */

static void
place_lead(struct front_plan *plan)
{
    const struct front_item *item = &plan->items[plan->first];
    struct reader_front *front = plan->front;
    front->at[front->count++] = (struct reader_front_box){
        .article = item->article,
        .rows = front_lead_rows(plan, item->text_rows) - 1,
        .cols = plan->reader->cols,
        .section = item->section,
        .headline_rows = item->headline_rows,
        .text_rows = item->text_rows,
    };
}

static void
place_columns(struct front_plan *plan)
{
    struct reader_front *front = plan->front;
    int column = 0, row = 0;
    for (size_t i = front_first_in_columns(plan); i < plan->end; i++) {
        const struct front_item *item = &plan->items[i];
        int rows = front_item_rows(item), gap = front_gap(plan, i, row);
        if (row > 0 && row + gap + rows > front->columns_rows) {
            column++;
            row = gap = 0;
        }
        front->at[front->count++] = (struct reader_front_box){
            .article = item->article,
            .row = front->columns_row + row + gap,
            .col = column * front->column_step,
            .rows = rows,
            .cols = plan->cols,
            .column = column,
            .section = item->section,
            .brief = item->brief,
            .read = item->read,
            .headline_rows = item->headline_rows,
            .text_rows = item->text_rows,
        };
        row += gap + rows;
    }
}

static bool
has_byline(const struct reader *reader, uint32_t article)
{
    const struct issue_article *at = &reader->shown->articles[article != UINT32_MAX ? article : 0];
    return article != UINT32_MAX && (at->byline.bytes > 0 || at->source.bytes > 0);
}

/* What all pages have in common. */
static struct front_plan
plan_pages(const struct reader *reader, struct reader_front *front)
{
    struct front_plan plan = {.reader = reader, .front = front};
    plan.rows = reader_geometry(reader).body_rows;
    plan.columns = columns_in(reader->cols - 1);
    plan.cols = (reader->cols - 1 - (plan.columns - 1) * COLUMN_GAP) / plan.columns;
    plan.kept_rows = plan.rows >= NEWS_ROWS && front_news_count(reader) > 0 ? NEWS_ROWS_KEPT : 0;
    front->columns = plan.columns;
    front->column_step = plan.cols + COLUMN_GAP;
    int margin = reader_list_margin(reader).cols;
    front->text_cells = (plan.cols - margin - 1) & ~1;
    front->lead_columns = reader->cols > LEAD_COLUMNS_COLS ? plan.columns : 1;
    int whole = (reader->cols - margin - LAYOUT_GUTTER) & ~1;
    front->lead_cells = front->lead_columns > 1 ? front->text_cells : whole;
    plan.whole_cells = whole;
    plan.lead_rows = plan.rows / LEAD_ROWS_SHARE;
    take_items(&plan);
    front->lead_byline = plan.rows >= BYLINE_ROWS && has_byline(reader, front->lead);
    find_pages(&plan);
    return plan;
}

static void
make_up(struct front_plan *plan)
{
    struct reader_front *front = plan->front;
    take_page(plan);
    front->has_lead = plan->first == 0 && front->lead != UINT32_MAX;
    front_fill(plan);
    free(front->at);
    front->at = base_alloc((plan->end - plan->first + 1) * sizeof *front->at);
    front->count = 0;
    if (front->has_lead)
        place_lead(plan);
    place_columns(plan);
}

/* ---- what is kept */

/* What a page is a function of, besides the options and the issue, which are told when they are others. */
struct front_key {
    const struct issue *issue;
    size_t articles, hits, news;
    unsigned version;
    int rows, cols, strip;
    bool narrow;
};

struct reader_fronts {
    struct front_key key;
    struct reader_front front; /* the page that was asked for last, */
    struct front_plan plan;    /* and what it is one of */
    bool made;
};

struct reader_fronts *
fronts_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_fronts));
}

void
fronts_forget(struct reader_fronts *fronts)
{
    free((uint32_t *)fronts->front.pages);
    free(fronts->front.at);
    free(fronts->plan.items);
    free(fronts->plan.starts);
    fronts->plan = (struct front_plan){.count = 0};
    fronts->front = (struct reader_front){.lead = UINT32_MAX};
    fronts->made = false;
}

void
fronts_free(struct reader_fronts *fronts)
{
    fronts_forget(fronts);
    free(fronts);
}

static bool
same_key(const struct front_key *a, const struct front_key *b)
{
    return a->issue == b->issue && a->articles == b->articles && a->hits == b->hits && a->news == b->news &&
           a->version == b->version && a->rows == b->rows && a->cols == b->cols && a->strip == b->strip &&
           a->narrow == b->narrow;
}

const struct reader_front *
reader_front(const struct reader *reader)
{
    struct reader_fronts *fronts = reader->fronts;
    struct reader_found found = reader_found(reader);
    struct front_key key = {
        .issue = reader->shown,
        .articles = reader->shown->article_count,
        .hits = found.narrow ? found.count : 0,
        .version = store_version(reader->store),
        .rows = reader->rows,
        .cols = reader->cols,
        .strip = reader_candidate_rows(reader),
        .narrow = found.narrow,
    };
    key.news = front_news_count(reader);
    if (!fronts->made || !same_key(&fronts->key, &key)) {
        fronts_forget(fronts);
        fronts->key = key;
        fronts->made = true;
        fronts->plan = plan_pages(reader, &fronts->front);
        make_up(&fronts->plan);
    } else if (reader_front_box(&fronts->front, reader->at.article) == NULL) {
        make_up(&fronts->plan);
    }
    return &fronts->front;
}

const struct reader_front_box *
reader_front_box(const struct reader_front *front, uint32_t article)
{
    for (size_t i = 0; i < front->count; i++)
        if (front->at[i].article == article)
            return &front->at[i];
    return NULL;
}
