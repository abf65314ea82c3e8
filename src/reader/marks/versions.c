/* What articles said that were read: of those whose file has changed since, so that what is new in them can be shown.
 *
 * The text of what was read is not kept from one session to the next: 10,000 articles that were read take 1.1 MB in the file of
 * what is remembered; with 3 KB of text each it would be 47 MB, for the few that are ever corrected. It is kept in this session,
 * VERSIONS_BYTES of it at most, the oldest first to go, and otherwise looked for in other files of the library.
 */
#include "reader/marks/marks.h"

#include <stdlib.h>

enum { VERSIONS_BYTES = 1 << 20, SETTLED = 64 };

/* An article that was read again. */
struct settled {
    uint64_t now, before; /* the hashes of its texts */
};

struct reader_versions {
    struct version *at; /* the oldest first */
    size_t count, capacity;
    size_t bytes; /* of all their words */
    struct settled settled[SETTLED];
    size_t next; /* the oldest of these */
};

struct reader_versions *
versions_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_versions));
}

void
version_done(struct version *version)
{
    buffer_done(&version->words);
}

void
versions_free(struct reader_versions *versions)
{
    for (size_t i = 0; i < versions->count; i++)
        version_done(&versions->at[i]);
    free(versions->at);
    free(versions);
}

/* ---- what an article says */

static void
add_line(struct buffer *out, struct slice words)
{
    if (out->len > 0)
        buffer_add_byte(out, '\n');
    buffer_add_slice(out, words);
}

struct version
version_of(const struct issue *issue, const struct issue_article *article)
{
    struct version version = {.text = store_text_of(issue, article), .heads = article->head_count};
    struct buffer *words = &version.words, scratch = {0};
    for (uint32_t i = 0; i < article->head_count; i++)
        add_line(words, issue_line_words(issue, article->head_lines[i]));
    if (article->byline_line != ISSUE_NO_LINE)
        add_line(words, issue_line_words(issue, article->byline_line));
    for (uint32_t i = 0; i < article->paragraph_count; i++)
        add_line(words, issue_paragraph_text(issue, &issue->paragraphs[article->first_paragraph + i], &scratch));
    buffer_done(&scratch);
    return version;
}

/* ---- keeping */

static void
drop_oldest(struct reader_versions *versions)
{
    versions->bytes -= versions->at[0].words.len;
    version_done(&versions->at[0]);
    memmove(versions->at, versions->at + 1, --versions->count * sizeof *versions->at);
}

/* Takes VERSION. */
static void
keep(struct reader_versions *versions, struct version version)
{
    versions->at = base_grow(versions->at, &versions->capacity, versions->count + 1, sizeof *versions->at);
    versions->at[versions->count++] = version;
    versions->bytes += version.words.len;
    while (versions->bytes > VERSIONS_BYTES)
        drop_oldest(versions);
}

const struct version *
versions_find(const struct reader *reader, uint64_t whole)
{
    const struct reader_versions *versions = reader->versions;
    for (size_t i = 0; i < versions->count && whole != 0; i++)
        if (versions->at[i].text.whole == whole)
            return &versions->at[i];
    return NULL;
}

/* Of an article that was reissued once more what was read is kept already. */
void
versions_keep(void *context, const struct issue *issue)
{
    struct reader *reader = context;
    for (size_t i = 0; i < issue->article_count && !issue->preview; i++) {
        struct store_article known = store_article_of(reader->store, issue, &issue->articles[i]);
        if ((known.marks & STORE_READ) == 0 || versions_find(reader, known.text.whole) != NULL)
            continue;
        struct version version = version_of(issue, &issue->articles[i]);
        if (version.text.whole != 0 && version.text.whole == known.text.whole)
            keep(reader->versions, version);
        else
            version_done(&version);
    }
}

/* ---- what was read again */

void
versions_settle(struct reader *reader, uint64_t now, uint64_t before)
{
    struct reader_versions *versions = reader->versions;
    versions->settled[versions->next++ % SETTLED] = (struct settled){now, before};
}

uint64_t
versions_before(const struct reader *reader, struct store_article known)
{
    const struct reader_versions *versions = reader->versions;
    uint64_t before = 0;
    if (known.marks & STORE_REISSUED)
        return known.text.whole;
    for (size_t i = 0; i < SETTLED && known.text.whole != 0; i++)
        if (versions->settled[i].now == known.text.whole)
            before = versions->settled[i].before;
    return before;
}
