/* What is remembered of the articles of the issue that is shown.
 *
 * The store is asked of an article when it is first looked at, and again when anything has changed: while nothing is remembered
 * at all, nothing is asked.
 */
#include "reader/marks/marks.h"

#include <stdlib.h>

struct known_article {
    struct store_key key;
    struct store_text text; /* where it was asked for */
    struct store_article known;
    unsigned version; /* of the store, when it was asked; 0: it was not */
    bool has_key;
};

struct reader_marks {
    struct known_article *at; /* of the articles of: */
    const struct issue *issue;
    size_t count;
};

struct reader_marks *
marks_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_marks));
}

void
marks_free(struct reader_marks *marks)
{
    free(marks->at);
    free(marks);
}

void
marks_forget(struct reader *reader)
{
    reader->marks->issue = NULL;
    layout_set_note(reader->layout, NULL, slice_make("", 0));
}

/* NULL: there is no such article. */
static struct known_article *
known_article(const struct reader *reader, uint32_t article)
{
    struct reader_marks *marks = reader->marks;
    const struct issue *issue = reader->shown;
    if (issue == NULL || article >= issue->article_count)
        return NULL;
    if (marks->issue != issue || marks->count != issue->article_count) {
        free(marks->at);
        marks->at = base_alloc_zero(issue->article_count, sizeof *marks->at);
        marks->issue = issue;
        marks->count = issue->article_count;
    }
    return &marks->at[article];
}

struct store_key
marks_key(const struct reader *reader, uint32_t article)
{
    struct known_article *known = known_article(reader, article);
    if (known == NULL)
        return (struct store_key){0, 0, 0};
    if (!known->has_key)
        known->key = store_key_of(reader->shown, &reader->shown->articles[article]);
    known->has_key = true;
    return known->key;
}

struct store_article
marks_of(const struct reader *reader, uint32_t article)
{
    struct known_article *known = known_article(reader, article);
    unsigned version = store_version(reader->store);
    if (known == NULL || version == 0)
        return (struct store_article){0};
    if (known->version != version) {
        known->known = store_article_of_key(reader->store, marks_key(reader, article), reader->shown,
                                            &reader->shown->articles[article], &known->text);
        known->version = version;
    }
    return known->known;
}

struct store_text
marks_text(const struct reader *reader, uint32_t article)
{
    struct known_article *known = known_article(reader, article);
    if (known == NULL)
        return (struct store_text){.whole = 0};
    if (known->text.whole == 0)
        known->text = store_text_of(reader->shown, &reader->shown->articles[article]);
    return known->text;
}

bool
reader_is_read(const struct reader *reader, uint32_t article)
{
    return (marks_of(reader, article).marks & STORE_READ) != 0;
}

uint8_t
reader_marks(const struct reader *reader, uint32_t article)
{
    return marks_of(reader, article).marks;
}

/* The store, whose version was BEFORE, was changed in what concerns the issue that is shown. */
static void
note_own(struct reader *reader, unsigned before)
{
    unsigned version = store_version(reader->store);
    if (reader->own_marks.to != before)
        reader->own_marks.from = before;
    reader->own_marks.to = version == before + 1 ? version : 0;
}

void
marks_put_in(struct reader *reader, const struct issue *issue, uint32_t article, struct store_article known,
             uint8_t changed)
{
    bool shown = issue == reader->shown;
    struct store_key key = shown ? marks_key(reader, article) : store_key_of(issue, &issue->articles[article]);
    known.marks |= known.marks & STORE_REISSUED ? STORE_READ : 0; /* that is how it is put */
    if (!store_has(reader->store, key)) {
        /* what is known of it by half is its own from now on */
        struct store_text own = {.whole = 0};
        struct store_article before = store_article_of_key(reader->store, key, issue, &issue->articles[article], &own);
        if (changed & STORE_READ)
            before.marks &= (uint8_t)~STORE_REISSUED;
        else
            known.text = before.text;
        known.marks = (uint8_t)((before.marks & ~changed) | (known.marks & changed));
        if ((changed & STORE_BEGUN) == 0) {
            known.percent = before.percent;
            known.paragraph = before.paragraph;
            known.byte = before.byte;
        }
        changed = UINT8_MAX;
    }
    unsigned before = store_version(reader->store);
    store_put(reader->store, key, known, changed);
    if (shown)
        note_own(reader, before);
}

void
marks_put(struct reader *reader, uint32_t article, struct store_article known, uint8_t changed)
{
    if (reader->shown != NULL && article < reader->shown->article_count)
        marks_put_in(reader, reader->shown, article, known, changed);
}

/* What was read to its end has no place in it any more. */
void
marks_set_read(struct reader *reader, uint32_t article, bool read)
{
    struct store_article known = marks_of(reader, article);
    struct store_text text = read ? marks_text(reader, article) : (struct store_text){.whole = 0};
    uint8_t changed = STORE_READ | STORE_UNREAD | STORE_BEGUN, before = known.marks;
    bool other = read && text.whole != known.text.whole && text.whole != 0;
    if (read && (before & STORE_REISSUED))
        versions_settle(reader, text.whole, known.text.whole);
    known.marks = (uint8_t)((known.marks & ~(changed | STORE_REISSUED)) | (read ? STORE_READ : STORE_UNREAD));
    known.paragraph = known.byte = known.percent = 0;
    known.text = text;
    if (known.marks != before || other)
        marks_put(reader, article, known, changed);
}

size_t
marks_count_reissued(const struct reader *reader)
{
    size_t count = 0;
    for (uint32_t i = 0; reader->shown != NULL && i < reader->shown->article_count; i++)
        count += (marks_of(reader, i).marks & STORE_REISSUED) != 0;
    return count;
}

bool
marks_has_unread(const struct reader *reader, uint32_t id)
{
    const struct issue *issue = library_issue(reader->library, id);
    for (size_t i = 0; issue != NULL && i < issue->article_count; i++)
        if ((store_article_of(reader->store, issue, &issue->articles[i]).marks & STORE_READ) == 0)
            return true;
    return false;
}

char *
marks_path(const struct reader *reader, uint32_t issue)
{
    const char *path = library_path(reader->library, issue);
    char *whole = strcmp(path, "-") != 0 ? realpath(path, NULL) : NULL;
    return whole != NULL ? whole : base_strdup(path);
}

/* ---- mending */

struct article_lines
article_lines(const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    struct article_lines lines = {.count = issue->article_count, .preview = issue->preview};
    lines.first = base_alloc((lines.count + 1) * sizeof *lines.first);
    lines.marks = base_alloc((lines.count + 1) * sizeof *lines.marks);
    for (size_t i = 0; i < lines.count; i++) {
        lines.first[i] = issue->articles[i].first_line;
        lines.marks[i] = marks_of(reader, (uint32_t)i);
    }
    return lines;
}

void
article_lines_done(struct article_lines lines)
{
    free(lines.first);
    free(lines.marks);
}

/* An article that had MARKS is another one by a mend, which is no news: it has them, unless it is known itself, and was read as it
   is now. */
static void
follow(struct reader *reader, uint32_t article, struct store_article marks, bool preview)
{
    uint8_t known = store_find_in(reader->store, marks_key(reader, article), reader->shown).marks;
    bool was_read = (marks.marks & STORE_READ) != 0 && !preview; /* in which nothing is compared */
    if (was_read && marks.text.whole != 0)
        marks.text = marks_text(reader, article);
    if (marks.marks != 0 && known == 0)
        marks_put(reader, article, marks, UINT8_MAX);
    else if (was_read && (marks_of(reader, article).marks & STORE_REISSUED) != 0)
        marks_put(reader, article, marks, STORE_READ);
}

/* An article is the one that had its first line. */
void
marks_follow(struct reader *reader, struct article_lines lines)
{
    const struct issue *issue = reader->shown;
    for (uint32_t i = 0, old = 0; i < issue->article_count && lines.count > 0; i++) {
        while (old + 1 < lines.count && lines.first[old + 1] <= issue->articles[i].first_line)
            old++;
        follow(reader, i, lines.marks[old], lines.preview);
    }
    article_lines_done(lines);
}
