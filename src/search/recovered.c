/* Issues as they were recovered, in a third of their memory: all that an issue has but its text, which is read again.
 *
 * The arrays of an issue are written word by word, each as its difference from the same word of the element before, most of which
 * are small or none. They are found by a hash of all that recovering looks at: the path, the text, what was mended; 128 bits,
 * so that no two texts are taken for one. What was kept first stays: searches begin with the newest issues. Knows nothing of
 * queries, nor of what the words mean.
 */
#include "search/recovered.h"

#include <stdlib.h>

struct key {
    uint64_t half[2];
};

struct kept {
    struct key key;
    char *packed; /* NULL: the slot is free */
};

struct recovered {
    struct kept *slots; /* a power of two, at most half of them in use */
    size_t slot_count, count;
    size_t bytes, bytes_max;
    struct buffer packing;
};

struct recovered *
recovered_new(void)
{
    return base_alloc_zero(1, sizeof(struct recovered));
}

void
recovered_free(struct recovered *recovered)
{
    if (recovered == NULL)
        return;
    for (size_t i = 0; i < recovered->slot_count; i++)
        free(recovered->slots[i].packed);
    free(recovered->slots);
    buffer_done(&recovered->packing);
    free(recovered);
}

void
recovered_limit(struct recovered *recovered, size_t bytes_max)
{
    recovered->bytes_max = bytes_max;
}

size_t
recovered_count(const struct recovered *recovered)
{
    return recovered->count;
}

/* ---- the key */

/* Two different multiplications of each eight bytes, mixed by shifts. */
static void
add_word(struct key *key, uint64_t word)
{
    key->half[0] = (key->half[0] ^ word) * UINT64_C(0x9E3779B97F4A7C15);
    key->half[1] = (key->half[1] + word) * UINT64_C(0xC2B2AE3D27D4EB4F);
    key->half[0] ^= key->half[0] >> 29;
    key->half[1] ^= key->half[1] >> 32;
}

static void
add_bytes(struct key *key, const void *bytes, size_t len)
{
    const char *at = bytes;
    uint64_t word;
    add_word(key, len);
    for (; len >= sizeof word; at += sizeof word, len -= sizeof word) {
        memcpy(&word, at, sizeof word);
        add_word(key, word);
    }
    word = 0;
    if (len > 0)
        memcpy(&word, at, len);
    add_word(key, word);
}

static struct key
key_of(const struct parser_source *source)
{
    struct key key = {{1, 2}};
    add_bytes(&key, source->path, strlen(source->path));
    add_bytes(&key, source->text, source->bytes);
    add_word(&key, source->mend_count);
    for (size_t i = 0; i < source->mend_count; i++)
        add_word(&key,
                 (uint64_t)source->mends[i].line << 16 | (uint64_t)source->mends[i].role << 8 | source->mends[i].brief);
    return key;
}

static bool
is_same(struct key a, struct key b)
{
    return a.half[0] == b.half[0] && a.half[1] == b.half[1];
}

static size_t
slot_of(const struct kept *slots, size_t slot_count, struct key key)
{
    size_t slot = key.half[0] & (slot_count - 1);
    while (slots[slot].packed != NULL && !is_same(slots[slot].key, key))
        slot = (slot + 1) & (slot_count - 1);
    return slot;
}

/* ---- numbers, short where they are small */

static void
add_number(struct buffer *out, uint32_t number)
{
    for (; number >= 0x80; number >>= 7)
        buffer_add_byte(out, (char)(number | 0x80));
    buffer_add_byte(out, (char)number);
}

static uint32_t
read_number(const char **at)
{
    uint32_t number = 0;
    for (unsigned shift = 0;; shift += 7) {
        unsigned char byte = (unsigned char)*(*at)++;
        number |= (uint32_t)(byte & 0x7F) << shift;
        if (byte < 0x80)
            return number;
    }
}

/* ---- arrays; words of four bytes */

struct array {
    const void *at;
    size_t count, words, used; /* of an element: words, and bytes that say something, which padding does not */
};

enum { WORD = sizeof(uint32_t), WORDS_MAX = 64 };

/* NUMBER elements of TYPE; LAST is the last member of them. */
#define ARRAY(type, elements, number, last)                                                                            \
    ((struct array){(elements), (number), sizeof(struct type) / WORD,                                                  \
                    offsetof(struct type, last) + sizeof(((struct type *)NULL)->last)})

static void
add_nothing(struct buffer *out, uint32_t *count)
{
    if (*count > 0) {
        buffer_add_byte(out, 0);
        add_number(out, *count);
    }
    *count = 0;
}

/* Each word less the one of the element before, small numbers both ways; behind a 0 stands how many of them there are. */
static void
add_array(struct buffer *out, struct array array)
{
    uint32_t before[WORDS_MAX] = {0}, element[WORDS_MAX] = {0}, nothing = 0;
    add_number(out, (uint32_t)array.count);
    for (size_t i = 0; i < array.count; i++) {
        memcpy(element, (const char *)array.at + i * array.words * WORD, array.used);
        for (size_t k = 0; k < array.words; k++) {
            uint32_t change = element[k] - before[k];
            before[k] = element[k];
            nothing += change == 0;
            if (change == 0)
                continue;
            add_nothing(out, &nothing);
            add_number(out, change << 1 ^ (change >> 31 != 0 ? UINT32_MAX : 0));
        }
    }
    add_nothing(out, &nothing);
}

static void *
read_array(const char **at, size_t words, size_t *count)
{
    uint32_t before[WORDS_MAX] = {0}, nothing = 0;
    *count = read_number(at);
    char *array = *count > 0 ? base_alloc(*count * words * WORD) : NULL;
    for (size_t i = 0; i < *count * words; i++) {
        uint32_t number = nothing == 0 ? read_number(at) : 0;
        if (number == 0 && nothing == 0)
            nothing = read_number(at);
        nothing -= number == 0;
        uint32_t word = before[i % words] + (number >> 1 ^ (number & 1 ? UINT32_MAX : 0));
        before[i % words] = word;
        memcpy(array + i * WORD, &word, sizeof word);
    }
    return array;
}

/* ---- names */

static void
add_name(struct buffer *out, const char *name)
{
    add_number(out, name != NULL ? (uint32_t)strlen(name) + 1 : 0);
    buffer_add_text(out, name != NULL ? name : "");
}

static char *
read_name(const char **at)
{
    uint32_t len = read_number(at);
    if (len == 0)
        return NULL;
    char *name = base_alloc(len);
    memcpy(name, *at, len - 1);
    name[len - 1] = '\0';
    *at += len - 1;
    return name;
}

/* What is in a credit besides its name. */
struct credit_spans {
    struct issue_span role, byline;
};

static void
add_credits(struct buffer *out, const struct issue_credit *credits, size_t count)
{
    struct credit_spans *spans = base_alloc((count + 1) * sizeof *spans);
    for (size_t i = 0; i < count; i++)
        spans[i] = (struct credit_spans){credits[i].role, credits[i].byline};
    add_array(out, ARRAY(credit_spans, spans, count, byline));
    for (size_t i = 0; i < count; i++)
        add_name(out, credits[i].name);
    free(spans);
}

static struct issue_credit *
read_credits(const char **at, size_t *count)
{
    struct credit_spans *spans = read_array(at, sizeof *spans / WORD, count);
    struct issue_credit *credits = *count > 0 ? base_alloc_zero(*count, sizeof *credits) : NULL;
    for (size_t i = 0; i < *count; i++)
        credits[i] = (struct issue_credit){.role = spans[i].role, .byline = spans[i].byline, .name = read_name(at)};
    free(spans);
    return credits;
}

/* ---- an issue */

#define WORDS_OF(array) (sizeof *(array) / WORD)
_Static_assert(sizeof(struct issue_line) % WORD == 0 && sizeof(struct issue_paragraph) % WORD == 0 &&
                   sizeof(struct issue_article) % WORD == 0 && sizeof(struct issue_continued) % WORD == 0,
               "arrays are written in whole words");
_Static_assert(sizeof(struct issue_article) / WORD <= WORDS_MAX, "the largest element");

static void
pack(struct buffer *out, const struct issue *issue)
{
    buffer_clear(out);
    add_name(out, issue->title);
    add_number(out, issue->date);
    add_number(out, (uint32_t)issue->tangled_count);
    add_array(out, ARRAY(issue_line, issue->lines, issue->line_count, back_bytes));
    add_array(out, ARRAY(issue_paragraph, issue->paragraphs, issue->paragraph_count, continued));
    add_array(out, ARRAY(issue_article, issue->articles, issue->article_count, head_count));
    add_array(out, ARRAY(issue_range, issue->rests, issue->rest_count, end_line));
    add_array(out, ARRAY(issue_continued, issue->continued, issue->continued_count, rest));
    add_credits(out, issue->credits, issue->credit_count);
    add_credits(out, issue->pictures, issue->picture_count);
}

static struct issue *
unpack(const char *at, const struct parser_source *source)
{
    struct issue *issue = base_alloc_zero(1, sizeof *issue);
    issue->path = base_strdup(source->path);
    issue->text = source->text;
    issue->text_bytes = source->bytes;
    issue->repaired = source->repaired;
    issue->torn = source->torn;
    issue->encoding = source->encoding != NULL ? source->encoding : "UTF-8";
    issue->format = "plain"; /* texts of others are not the source's, and not kept */
    issue->title = read_name(&at);
    issue->date = read_number(&at);
    issue->tangled_count = read_number(&at);
    issue->lines = read_array(&at, WORDS_OF(issue->lines), &issue->line_count);
    issue->paragraphs = read_array(&at, WORDS_OF(issue->paragraphs), &issue->paragraph_count);
    issue->articles = read_array(&at, WORDS_OF(issue->articles), &issue->article_count);
    issue->rests = read_array(&at, WORDS_OF(issue->rests), &issue->rest_count);
    issue->continued = read_array(&at, WORDS_OF(issue->continued), &issue->continued_count);
    issue->credits = read_credits(&at, &issue->credit_count);
    issue->pictures = read_credits(&at, &issue->picture_count);
    return issue;
}

/* ---- the table */

/* Room for twice as many. */
static void
make_room(struct recovered *recovered)
{
    if (recovered->slot_count > recovered->count * 2)
        return;
    size_t slot_count = recovered->slot_count > 0 ? recovered->slot_count * 2 : 64;
    struct kept *slots = base_alloc_zero(slot_count, sizeof *slots);
    for (size_t i = 0; i < recovered->slot_count; i++)
        if (recovered->slots[i].packed != NULL)
            slots[slot_of(slots, slot_count, recovered->slots[i].key)] = recovered->slots[i];
    free(recovered->slots);
    recovered->slots = slots;
    recovered->slot_count = slot_count;
}

/* ISSUE under KEY, where there is room left. Where columns stand side by side its text is not the source's. */
static void
keep(struct recovered *recovered, struct key key, const struct issue *issue)
{
    enum { COST = 2 * sizeof(struct kept) + 16 }; /* of a slot and of the memory's own records */
    if (issue->source != NULL || recovered->bytes + COST > recovered->bytes_max)
        return;
    pack(&recovered->packing, issue);
    size_t bytes = recovered->packing.len;
    if (recovered->bytes + bytes + COST > recovered->bytes_max)
        return;
    recovered->bytes += bytes + COST;
    make_room(recovered);
    char *packed = memcpy(base_alloc(bytes), recovered->packing.at, bytes);
    recovered->slots[slot_of(recovered->slots, recovered->slot_count, key)] = (struct kept){key, packed};
    recovered->count++;
}

struct issue *
recovered_issue(struct recovered *recovered, struct parser_source source)
{
    if (recovered == NULL || recovered->bytes_max == 0)
        return parser_recover(source);
    struct key key = key_of(&source);
    if (recovered->count > 0) {
        const struct kept *kept = &recovered->slots[slot_of(recovered->slots, recovered->slot_count, key)];
        if (kept->packed != NULL)
            return unpack(kept->packed, &source);
    }
    struct issue *issue = parser_recover(source);
    if (source.stop == NULL || !atomic_load_explicit(source.stop, memory_order_relaxed))
        keep(recovered, key, issue);
    return issue;
}
