/* The store as a whole: how long it lives, and what it tells. */
#include "store/store_private.h"

#include "kanbao/library.h"

#include <stdio.h>
#include <stdlib.h>

const struct kind *const kinds[STORE_KINDS] = {
    [KIND_CLIPPINGS] = &kind_clippings, [KIND_LINES] = &kind_lines,       [KIND_MENDED] = &kind_mended,
    [KIND_VISITS] = &kind_visits,       [KIND_ARTICLES] = &kind_articles,
};

struct store *
store_new(void)
{
    struct store *store = base_alloc_zero(1, sizeof *store);
    pthread_mutex_init(&store->lock, NULL);
    store->references = 1;
    return store;
}

struct store *
store_keep(struct store *store)
{
    store_lock(store);
    store->references++;
    store_unlock(store, false);
    return store;
}

void
store_free(struct store *store)
{
    if (store == NULL)
        return;
    store_lock(store);
    bool last = --store->references == 0;
    store_unlock(store, false);
    if (!last)
        return;
    for (size_t i = 0; i < STORE_KINDS; i++) {
        kinds[i]->done(store);
        dirty_done(&store->dirty[i]);
    }
    free(store->notice);
    pthread_mutex_destroy(&store->lock);
    free(store);
}

bool
store_is_read(struct store *store)
{
    store_lock(store);
    bool read = store->read || store->keeper == NULL;
    store_unlock(store, false);
    return read;
}

unsigned
store_version(struct store *store)
{
    store_lock(store);
    unsigned version = store->version;
    store_unlock(store, false);
    return version;
}

char *
store_take_notice(struct store *store)
{
    store_lock(store);
    char *notice = store->notice;
    store->notice = NULL;
    store_unlock(store, false);
    return notice;
}

const char *
store_paper(const struct issue *issue, char name[STORE_PAPER_BYTES])
{
    if (issue->title != NULL || issue->path == NULL)
        return issue->title;
    struct slice part = library_title_of_path(issue->path);
    snprintf(name, STORE_PAPER_BYTES, "%.*s", (int)part.len, part.at);
    return name;
}

/* What was read may say something else by now, or, where only the headline is the same, be another article. */
static void
compare(struct store_article *known, const struct store_text *own)
{
    const struct store_text *read = &known->text;
    bool other_paper = own->paper != 0 && read->paper != 0 && own->paper != read->paper;
    if (own->whole == 0 || read->whole == 0 || own->whole == read->whole || other_paper)
        return;
    known->marks &= (uint8_t)~STORE_READ;
    if (!known->by_headline || store_text_alike(own, read))
        known->marks |= STORE_REISSUED;
}

struct store_article
store_article_of(struct store *store, const struct issue *issue, const struct issue_article *article)
{
    struct store_text own = {.whole = 0};
    return store_article_of_key(store, store_key_of(issue, article), issue, article, &own);
}

/* One that is called otherwise, and begins otherwise, may be known by the rest of it. Who says that all older ones are read says it of those too that were issued again. */
struct store_article
store_article_of_key(struct store *store, struct store_key key, const struct issue *issue,
                     const struct issue_article *article, struct store_text *own)
{
    struct store_article known = store_find_in(store, key, issue);
    char name[STORE_PAPER_BYTES];
    bool older = issue->date != 0 && issue->date <= store_read_before(store, store_paper(issue, name));
    if (older && (known.marks & STORE_UNREAD) == 0) {
        known.marks |= STORE_READ;
        return known;
    }
    bool read = (known.marks & STORE_READ) != 0 && known.text.whole != 0;
    bool unknown = known.marks == 0 && issue->date != 0 && store_may_have(store, issue->date, STORE_READ);
    if (own->whole == 0 && (read || unknown))
        *own = store_text_of(issue, article);
    if (unknown && own->whole != 0)
        known = articles_find_alike(store, issue, own);
    if (known.marks & STORE_READ)
        compare(&known, own);
    return known;
}
