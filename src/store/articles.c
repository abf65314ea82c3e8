/* What is known of articles: marks and reading places, found by hashes of their headline or their text. */
#include "store/store_private.h"

#include <stdlib.h>

enum { SLOTS_FIRST = 256, CHUNK = 512 };

/* ---- finding */

static size_t
slot_of(const struct articles *articles, uint64_t hash)
{
    return (size_t)(hash * UINT64_C(0x9E3779B97F4A7C15) >> 20) & (articles->slots - 1);
}

static void
link_row(struct articles *articles, size_t index)
{
    struct article_row *row = &articles->rows[index];
    uint32_t *body = &articles->bodies[slot_of(articles, row->key.body)];
    uint32_t *head = &articles->heads[slot_of(articles, row->key.head)];
    uint32_t *date = &articles->dates[slot_of(articles, row->key.date)];
    row->next_body = *body;
    row->next_head = *head;
    row->next_date = *date;
    *body = *head = *date = (uint32_t)index + 1;
}

static void
make_slots(struct articles *articles)
{
    if (articles->count < articles->slots)
        return;
    articles->slots = articles->slots > 0 ? articles->slots * 2 : SLOTS_FIRST;
    free(articles->bodies);
    free(articles->heads);
    free(articles->dates);
    articles->bodies = base_alloc_zero(articles->slots, sizeof *articles->bodies);
    articles->heads = base_alloc_zero(articles->slots, sizeof *articles->heads);
    articles->dates = base_alloc_zero(articles->slots, sizeof *articles->dates);
    for (size_t i = 0; i < articles->count; i++)
        link_row(articles, i);
}

static struct article_row *
find_exactly(const struct articles *articles, struct store_key key)
{
    uint32_t next = articles->slots > 0 ? articles->bodies[slot_of(articles, key.body)] : 0;
    while (next != 0 && !key_equal(&articles->rows[next - 1].key, &key))
        next = articles->rows[next - 1].next_body;
    return next != 0 ? &articles->rows[next - 1] : NULL;
}

/* The row that is best: of the same text and date; of the same text and headline, where a date is missing; of the same headline
   and date. */
static const struct article_row *
find_nearly(const struct articles *articles, struct store_key key)
{
    if (articles->slots == 0)
        return NULL;
    for (uint32_t next = key.body != 0 ? articles->bodies[slot_of(articles, key.body)] : 0; next != 0;) {
        const struct article_row *row = &articles->rows[next - 1];
        bool undated = key.date == 0 || row->key.date == 0;
        if (row->key.body == key.body && (row->key.date == key.date || (undated && row->key.head == key.head)))
            return row;
        next = row->next_body;
    }
    for (uint32_t next = key.head != 0 && key.date != 0 ? articles->heads[slot_of(articles, key.head)] : 0;
         next != 0;) {
        const struct article_row *row = &articles->rows[next - 1];
        if (row->key.head == key.head && row->key.date == key.date)
            return row;
        next = row->next_head;
    }
    return NULL;
}

static struct article_row *
add_row(struct articles *articles, struct store_key key)
{
    make_slots(articles);
    articles->rows = base_grow(articles->rows, &articles->capacity, articles->count + 1, sizeof *articles->rows);
    articles->rows[articles->count++] = (struct article_row){.key = key};
    link_row(articles, articles->count - 1);
    return &articles->rows[articles->count - 1];
}

/* *FOUND: of what it is known. */
static bool
articles_find(struct store *store, struct store_key key, struct store_article *article, struct store_key *found)
{
    store_lock(store);
    const struct article_row *row = find_exactly(&store->articles, key);
    if (row == NULL)
        row = find_nearly(&store->articles, key);
    *article = row != NULL ? row->article : (struct store_article){0};
    article->by_headline = row != NULL && row->key.body != key.body;
    *found = row != NULL ? row->key : key;
    store_unlock(store, false);
    return row != NULL;
}

/* The first one, of no other paper. */
static bool
find_alike(struct store *store, uint32_t date, const struct store_text *own, struct store_article *article,
           struct store_key *key)
{
    store_lock(store);
    const struct articles *articles = &store->articles;
    uint32_t next = articles->slots > 0 ? articles->dates[slot_of(articles, date)] : 0;
    const struct article_row *row = NULL;
    for (; next != 0; next = row->next_date) {
        row = &articles->rows[next - 1];
        const struct store_text *text = &row->article.text;
        bool other_paper = own->paper != 0 && text->paper != 0 && own->paper != text->paper;
        if (row->key.date == date && (row->article.marks & STORE_READ) && text->whole != 0 && !other_paper &&
            text_nearly_same(own, text))
            break;
    }
    if (next != 0) {
        *article = row->article;
        *key = row->key;
    }
    store_unlock(store, false);
    return next != 0;
}

bool
store_find(struct store *store, struct store_key key, struct store_article *article)
{
    struct store_key found;
    return articles_find(store, key, article, &found);
}

bool
store_has(struct store *store, struct store_key key)
{
    store_lock(store);
    bool has = find_exactly(&store->articles, key) != NULL;
    store_unlock(store, false);
    return has;
}

/* Is it the key of an article of ISSUE? */
static bool
has_key(const struct issue *issue, struct store_key key)
{
    for (size_t i = 0; i < issue->article_count; i++) {
        struct store_key own = store_key_of(issue, &issue->articles[i]);
        if (key_equal(&own, &key))
            return true;
    }
    return false;
}

struct store_article
store_find_in(struct store *store, struct store_key key, const struct issue *issue)
{
    struct store_article article;
    struct store_key found;
    bool known = articles_find(store, key, &article, &found);
    return !known || key_equal(&found, &key) || !has_key(issue, found) ? article : (struct store_article){0};
}

struct store_article
articles_find_alike(struct store *store, const struct issue *issue, const struct store_text *own)
{
    struct store_article article = {.marks = 0};
    struct store_key key;
    bool known = find_alike(store, issue->date, own, &article, &key);
    return known && !has_key(issue, key) ? article : (struct store_article){.marks = 0};
}

/* ---- by days: what is false is certain, as marks that are taken back are not counted down */

static size_t
day_of(uint32_t date)
{
    enum { YEARS_FROM = 1600, MONTHS = 12, DAYS = 31 };
    if (!issue_date_valid(date))
        return 0;
    return (((size_t)date / 10000 - YEARS_FROM) * MONTHS + date / 100 % 100 - 1) * DAYS + date % 100;
}

static void
note_day(struct articles *articles, const struct article_row *row)
{
    enum { DAYS_ALL = 600 * 12 * 31 + 1 };
    if (articles->days == NULL)
        articles->days = base_alloc_zero(DAYS_ALL, 1);
    articles->days[day_of(row->key.date)] |= row->article.marks;
    articles->any |= row->article.marks;
}

bool
store_may_have(struct store *store, uint32_t date, uint8_t marks)
{
    store_lock(store);
    const struct articles *articles = &store->articles;
    uint8_t had = 0;
    if (articles->days != NULL)
        had = day_of(date) == 0 ? articles->any : articles->days[day_of(date)] | articles->days[0];
    store_unlock(store, false);
    return (had & marks) != 0;
}

/* ---- changing */

static void
take(struct articles *articles, struct article_row *row, struct store_article article, uint8_t changed)
{
    row->article.marks = (uint8_t)((row->article.marks & ~changed) | (article.marks & changed));
    if (changed & STORE_READ)
        row->article.text = article.text;
    if (changed & STORE_BEGUN) {
        row->article.percent = article.percent;
        row->article.paragraph = article.paragraph;
        row->article.byte = article.byte;
    }
    note_day(articles, row);
}

void
store_put(struct store *store, struct store_key key, struct store_article article, uint8_t changed)
{
    if (article.marks & STORE_REISSUED) {
        article.marks |= STORE_READ;
        changed |= changed & STORE_REISSUED ? STORE_READ : 0;
    }
    changed &= (uint8_t)~STORE_REISSUED;
    store_lock(store);
    struct articles *articles = &store->articles;
    struct article_row *row = find_exactly(articles, key);
    if (row == NULL)
        row = add_row(articles, key);
    take(articles, row, article, changed);
    row->changed |= changed;
    dirty_add(&store->dirty[KIND_ARTICLES], (size_t)(row - articles->rows));
    store_unlock(store, true);
}

/* ---- the file */

static void
load(struct store *store, struct database *database, int64_t since)
{
    struct statement *statement = database_statement(
        database,
        "SELECT head, body, date, marks, percent, paragraph, byte, text, sketch, paper FROM article WHERE number > ?");
    if (statement == NULL)
        return;
    statement_set_number(statement, 1, since);
    for (size_t taken = CHUNK; taken == CHUNK;) {
        store_lock(store); /* let go now and then: a key may wait for it */
        for (taken = 0; taken < CHUNK && statement_next(database, statement); taken++) {
            struct store_key key = {(uint64_t)statement_number(statement, 0), (uint64_t)statement_number(statement, 1),
                                    (uint32_t)statement_number(statement, 2)};
            struct store_article article = {
                .marks = (uint8_t)statement_number(statement, 3),
                .percent = (uint8_t)statement_number(statement, 4),
                .paragraph = (uint32_t)statement_number(statement, 5),
                .byte = (uint32_t)statement_number(statement, 6),
                .text = {(uint64_t)statement_number(statement, 7), (uint64_t)statement_number(statement, 8),
                         (uint32_t)statement_number(statement, 9)},
            };
            struct article_row *row = find_exactly(&store->articles, key);
            if (row == NULL)
                row = add_row(&store->articles, key);
            take(&store->articles, row, article, (uint8_t) ~(row->changed | row->saving));
        }
        store_unlock(store, false);
    }
}

static bool
save_row(struct store *store, size_t index, struct database *database, int64_t number)
{
    struct statement *statement = database_statement(
        database,
        "INSERT INTO article (head, body, date, marks, percent, paragraph, byte, changed, number, text, sketch, paper)"
        " VALUES (?1, ?2, ?3, ?4 & ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)"
        " ON CONFLICT (head, body, date) DO UPDATE SET"
        " marks = (marks & ~?5) | excluded.marks,"
        " percent = CASE WHEN ?5 & 2 THEN excluded.percent ELSE percent END,"
        " paragraph = CASE WHEN ?5 & 2 THEN excluded.paragraph ELSE paragraph END,"
        " byte = CASE WHEN ?5 & 2 THEN excluded.byte ELSE byte END,"
        " text = CASE WHEN ?5 & 1 THEN excluded.text ELSE text END,"
        " sketch = CASE WHEN ?5 & 1 THEN excluded.sketch ELSE sketch END,"
        " paper = CASE WHEN ?5 & 1 THEN excluded.paper ELSE paper END,"
        " changed = excluded.changed, number = excluded.number");
    _Static_assert(STORE_READ == 1 && STORE_BEGUN == 2, "the statement has them as 1 and 2");
    if (statement == NULL)
        return false;
    store_lock(store);
    struct article_row row = store->articles.rows[index];
    store_unlock(store, false);
    const struct store_text *text = &row.article.text;
    const int64_t values[] = {
        (int64_t)row.key.head, (int64_t)row.key.body, row.key.date,     row.article.marks,  row.saving,
        row.article.percent,   row.article.paragraph, row.article.byte, milliseconds_now(), number,
        (int64_t)text->whole,  (int64_t)text->sketch, text->paper};
    for (size_t i = 0; i < BASE_COUNT(values); i++)
        statement_set_number(statement, (int)i + 1, values[i]);
    return statement_run(database, statement);
}

static size_t
count(const struct store *store)
{
    return store->articles.count;
}

static void
mark(struct store *store, size_t index, enum kind_mark mark)
{
    struct article_row *row = &store->articles.rows[index];
    switch (mark) {
    case KIND_SAVING:
        row->saving = row->changed;
        row->changed = 0;
        break;
    case KIND_SAVED: row->saving = 0; break;
    case KIND_UNSAVED:
        row->changed |= row->saving;
        row->saving = 0;
        break;
    case KIND_ALL: row->changed = UINT8_MAX; break;
    }
}

static void
done(struct store *store)
{
    struct articles *articles = &store->articles;
    free(articles->rows);
    free(articles->bodies);
    free(articles->heads);
    free(articles->dates);
    free(articles->days);
}

const struct kind kind_articles = {load, save_row, count, mark, done};
