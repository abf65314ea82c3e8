/* A word cut at a line's end: is its hyphen the word's own, or the press's?
 *
 * vice-/chairman, re-/port: the text says it, where the word stands elsewhere on one line; so do names (Smith-/Jones),
 * numbers (1920-/1925) and letters (T-/shaped), whose hyphen is never the press's. Soft hyphens, and ¬, as OCR writes
 * them, never are the word's.
 */
#include "parser/line/line.h"

#include <stdlib.h>

enum { WORD_BYTES_MAX = 64 };

/* A word cut in two, before LINE. */
struct cut {
    uint32_t line;
    uint32_t whole, parted; /* hashes of the word without and with its hyphen */
    uint32_t whole_count, parted_count;
};

struct cuts {
    struct cut *at;
    size_t count, capacity;
    uint32_t *wholes, *parteds; /* tables of numbers of cuts, from 1 */
    size_t mask;
};

static bool
is_inside_word(char byte)
{
    return text_is_ascii_alnum((unsigned char)byte) || (unsigned char)byte >= 0x80;
}

static uint32_t
hash_add(uint32_t hash, struct slice text)
{
    for (size_t i = 0; i < text.len; i++)
        hash = (hash ^ ((unsigned char)text.at[i] | 0x20U)) * 16777619U;
    return hash;
}

static const uint32_t hash_start = 2166136261U;

/* The word before END of TEXT, hyphens inside it included; and the one at its start, without. */
static struct slice
word_before(struct slice text, size_t end)
{
    size_t start = end;
    while (start > 0 && end - start < WORD_BYTES_MAX &&
           (is_inside_word(text.at[start - 1]) ||
            (text.at[start - 1] == '-' && start > 1 && is_inside_word(text.at[start - 2]))))
        start--;
    return slice_make(text.at + start, end - start);
}

static struct slice
word_at(struct slice text)
{
    size_t end = 0;
    while (end < text.len && end < WORD_BYTES_MAX && is_inside_word(text.at[end]))
        end++;
    return slice_make(text.at, end);
}

/* Bytes of the mark at the end of TEXT, behind a word, that only the press put there; 0: none. */
static size_t
press_mark(struct slice text)
{
    static const char *const marks[] = {"\xC2\xAD", "\xC2\xAC", "\xE2\x80\x90"}; /* soft hyphen, ¬, U+2010 */
    for (size_t i = 0; i < BASE_COUNT(marks); i++) {
        size_t len = strlen(marks[i]);
        if (text.len > len && memcmp(text.at + text.len - len, marks[i], len) == 0)
            return is_inside_word(text.at[text.len - len - 1]) ? len : 0;
    }
    return 0;
}

static bool
is_upper(char byte)
{
    return byte >= 'A' && byte <= 'Z';
}

static bool
is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static bool
among(struct slice word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_equal(word, slice_of(words[i])))
            return true;
    return false;
}

/* sixty-five, twenty-foot, self-taught, well-known */
static bool
is_compound(struct slice left, struct slice right)
{
    static const char *const tens[] = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
    static const char *const first[] = {"self", "well"}, *const no_second[] = {"ish", "ishly", "ishness", "less"};
    return among(left, tens, BASE_COUNT(tens)) ||
           (among(left, first, BASE_COUNT(first)) && !among(right, no_second, BASE_COUNT(no_second)));
}

/* Is the hyphen between LEFT and RIGHT the word's own, wherever it stands? */
static bool
is_own(struct slice left, struct slice right)
{
    char last = left.at[left.len - 1];
    bool capitals = left.len > 1 && is_upper(last) && (right.len < 2 || is_upper(right.at[1]));
    return left.len == 1 || is_digit(last) || is_digit(right.at[0]) || (is_upper(right.at[0]) && !capitals) ||
           slice_has(left, "-") || is_compound(left, right);
}

/* The place of HASH in a table of cuts' numbers: where it is, or where it would be. */
static size_t
place_of(const struct cuts *cuts, const uint32_t *table, uint32_t hash)
{
    size_t at = hash & cuts->mask;
    while (table[at] != 0) {
        const struct cut *cut = &cuts->at[table[at] - 1];
        if ((table == cuts->wholes ? cut->whole : cut->parted) == hash)
            break;
        at = (at + 1) & cuts->mask;
    }
    return at;
}

static void
make_tables(struct cuts *cuts)
{
    size_t size = 16;
    while (size < cuts->count * 2)
        size *= 2;
    cuts->mask = size - 1;
    cuts->wholes = base_alloc_zero(size, sizeof *cuts->wholes);
    cuts->parteds = base_alloc_zero(size, sizeof *cuts->parteds);
    for (size_t i = 0; i < cuts->count; i++) {
        uint32_t *whole = &cuts->wholes[place_of(cuts, cuts->wholes, cuts->at[i].whole)];
        uint32_t *parted = &cuts->parteds[place_of(cuts, cuts->parteds, cuts->at[i].parted)];
        *whole = *whole == 0 ? (uint32_t)i + 1 : *whole;
        *parted = *parted == 0 ? (uint32_t)i + 1 : *parted;
    }
}

/* Counts the words with a hyphen in the text. A hyphen is rare, and a search for one byte fast. */
static void
count_parted(struct cuts *cuts, struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        const char *hyphen = memchr(text.at + at, '-', text.len - at);
        if (hyphen == NULL)
            return;
        size_t end = (size_t)(hyphen - text.at);
        at = end + 1;
        struct slice left = word_before(text, end), right = word_at(slice_from(text, at));
        if (left.len == 0 || right.len == 0)
            continue;
        uint32_t hash = hash_add(hash_add(hash_add(hash_start, left), slice_of("-")), right);
        uint32_t number = cuts->parteds[place_of(cuts, cuts->parteds, hash)];
        if (number > 0)
            cuts->at[number - 1].parted_count++;
    }
}

/* Counts the words without one. */
static void
count_whole(struct cuts *cuts, struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        struct slice word = word_at(slice_from(text, at));
        at += word.len + 1;
        if (word.len < 2)
            continue;
        uint32_t number = cuts->wholes[place_of(cuts, cuts->wholes, hash_add(hash_start, word))];
        if (number > 0)
            cuts->at[number - 1].whole_count++;
    }
}

/* LINE goes on with the text of BEFORE, another line. */
static void
look_at_cut(struct issue *issue, struct cuts *cuts, uint32_t before, uint32_t line)
{
    struct issue_line *a = &issue->lines[before], *b = &issue->lines[line];
    struct slice text = issue_line_words(issue, before), next = issue_line_words(issue, line), right = word_at(next);
    if (b->join == ISSUE_JOIN_LINE || right.len == 0 || text.len < 2)
        return;
    size_t mark = press_mark(text);
    if (mark > 0) {
        a->back_bytes = (uint8_t)(a->back_bytes + mark);
        b->join = ISSUE_JOIN_BARE;
        return;
    }
    struct slice left = text.at[text.len - 1] == '-' ? word_before(text, text.len - 1) : slice_make("", 0);
    if (b->join == ISSUE_JOIN_BARE || left.len == 0)
        return;
    if (is_own(left, right)) {
        b->join = ISSUE_JOIN_BARE;
        return;
    }
    b->join = ISSUE_JOIN_HYPHEN;
    cuts->at = base_grow(cuts->at, &cuts->capacity, cuts->count + 1, sizeof *cuts->at);
    uint32_t hash = hash_add(hash_start, left);
    cuts->at[cuts->count++] = (struct cut){
        .line = line, .whole = hash_add(hash, right), .parted = hash_add(hash_add(hash, slice_of("-")), right)};
}

/* Words cut more than once are counted by the first. */
static void
settle(struct issue *issue, struct cuts *cuts)
{
    struct slice text = slice_make(issue->text, issue->text_bytes);
    make_tables(cuts);
    count_parted(cuts, text);
    bool any = false;
    for (size_t i = 0; i < cuts->count; i++)
        any |= cuts->at[i].parted_count > 0;
    if (any)
        count_whole(cuts, text);
    for (size_t i = 0; any && i < cuts->count; i++) {
        struct cut *cut = &cuts->at[i];
        uint32_t parted = cuts->parteds[place_of(cuts, cuts->parteds, cut->parted)];
        uint32_t whole = cuts->wholes[place_of(cuts, cuts->wholes, cut->whole)];
        if (cuts->at[parted - 1].parted_count > cuts->at[whole - 1].whole_count)
            issue->lines[cut->line].join = ISSUE_JOIN_BARE;
    }
    free(cuts->wholes);
    free(cuts->parteds);
}

void
hyphens_settle(struct issue *issue)
{
    struct cuts cuts = {0};
    for (size_t i = 0; i < issue->paragraph_count; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[i];
        if (paragraph->end_line == paragraph->first_line + 1 && !paragraph->continued)
            continue;
        uint32_t line = paragraph->first_line, next;
        for (; (next = issue_paragraph_next(issue, paragraph, line)) != ISSUE_NO_LINE; line = next)
            look_at_cut(issue, &cuts, line, next);
    }
    if (cuts.count > 0)
        settle(issue, &cuts);
    free(cuts.at);
}
