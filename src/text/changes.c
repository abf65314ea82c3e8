/* Two texts to what was kept, removed and added: paragraphs that are the same are found first, and in what is left between them
 * words.
 *
 * Of a word is compared a number that is the same for the same word; what stands between words is not compared.
 */
#include "kanbao/changes.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* FNV-1a of 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/ */
#define HASH_START UINT64_C(0xCBF29CE484222325)
#define HASH_PRIME UINT64_C(0x100000001B3)

enum { STEPS_MAX = 12 << 20 };

/* A text as words. */
struct words {
    struct slice text;
    uint64_t *same;   /* of each word: equal for equal ones */
    uint32_t *starts; /* its first byte; that of the first word is 0, of the one behind the last the text's end */
    uint32_t *ends;   /* the byte behind its last one: what follows up to the next word is not compared */
    bool *kept;
    bool *single; /* it is one character */
    bool *parted; /* a mark, a blank or a line end stands behind it */
    size_t count, capacity;
    uint64_t *paragraphs; /* of each paragraph that has words: equal for equal ones */
    size_t *firsts;       /* its first word, and behind the last one their count */
    bool *paragraph_kept;
    size_t paragraph_count;
};

/* ---- words */

enum word_kind { NO_WORD, SINGLE, LETTERS, NUMBER };

static enum word_kind
kind_of(char32_t code)
{
    if (text_is_common_han(code) || text_is_han(code) || text_is_kana(code))
        return SINGLE;
    if (text_is_digit(code))
        return NUMBER;
    if (text_is_letter(code) || text_is_hangul(code))
        return LETTERS;
    bool symbol = (code >= 0x2100 && code <= 0x24FF) || code >= 0x1F000; /* ℃, №, ①; pictures */
    return symbol ? SINGLE : NO_WORD;
}

static char32_t
folded(char32_t code)
{
    code = code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
    return code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code;
}

static uint64_t
add_to_hash(uint64_t hash, uint64_t value)
{
    for (int shift = 0; shift < 64; shift += 8)
        hash = (hash ^ (value >> shift & 0xFF)) * HASH_PRIME;
    return hash;
}

/* The base of the cluster at AT, and where the next one begins. */
static char32_t
base_at(struct slice text, size_t at, size_t *next)
{
    char32_t code = text_point(text, at, next);
    if (at < text.len && !text_is_common_han(code))
        *next = at + text_cluster_at(text, at).bytes;
    return code;
}

/* Is CODE, before NEXT, part of a word of KIND that began before: also the marks inside 1.5 and 1,200? */
static bool
goes_on(struct slice text, enum word_kind kind, char32_t code, size_t next)
{
    size_t behind;
    bool mark = kind == NUMBER && (code == '.' || code == ',');
    return kind_of(code) == kind || (mark && text_is_digit(text_point(text, next, &behind)));
}

/* The end of the word of KIND at AT, and in *SAME its number; 5% is one word, and 1,200 is 1200. */
static size_t
read_word(struct slice text, size_t at, enum word_kind kind, uint64_t *same)
{
    bool ends = false;
    *same = HASH_START;
    for (size_t next; at < text.len && !ends; at = next) {
        char32_t code = folded(base_at(text, at, &next));
        bool percent = kind == NUMBER && code == '%';
        if (!percent && !goes_on(text, kind, code, next))
            break;
        for (size_t i = at, behind; i < next; i = behind) {
            code = folded(text_point(text, i, &behind));
            *same = code == ',' ? *same : add_to_hash(*same, code);
        }
        ends = percent || kind == SINGLE;
    }
    return at;
}

static void
add_word(struct words *words, size_t start, size_t end, uint64_t same, bool single)
{
    if (words->count + 2 > words->capacity) {
        words->capacity = words->capacity > 0 ? 2 * words->capacity : 256;
        words->same = base_realloc(words->same, words->capacity * sizeof *words->same);
        words->starts = base_realloc(words->starts, words->capacity * sizeof *words->starts);
        words->ends = base_realloc(words->ends, words->capacity * sizeof *words->ends);
        words->single = base_realloc(words->single, words->capacity * sizeof *words->single);
        words->parted = base_realloc(words->parted, words->capacity * sizeof *words->parted);
    }
    words->same[words->count] = same;
    words->starts[words->count] = words->count > 0 ? (uint32_t)start : 0;
    words->ends[words->count] = (uint32_t)end;
    words->parted[words->count] = false;
    words->single[words->count++] = single;
}

/* Paragraphs are known by the hashes of their words. */
static void
add_paragraph(struct words *words, size_t first)
{
    uint64_t hash = HASH_START;
    if (first == words->count)
        return;
    for (size_t i = first; i < words->count; i++)
        hash = add_to_hash(hash, words->same[i]);
    size_t count = words->paragraph_count + 2;
    words->paragraphs = base_realloc(words->paragraphs, count * sizeof *words->paragraphs);
    words->firsts = base_realloc(words->firsts, count * sizeof *words->firsts);
    words->paragraphs[words->paragraph_count] = hash;
    words->firsts[words->paragraph_count++] = first;
    words->firsts[words->paragraph_count] = words->count;
}

static void
split(struct words *words, struct slice text)
{
    size_t first = 0, next, opening = SIZE_MAX; /* where marks stand that belong to the word that follows */
    *words = (struct words){.text = text.at != NULL ? text : slice_make("", 0)};
    words->same = base_alloc(sizeof *words->same); /* a text without words has an array, too */
    for (size_t at = 0; at < text.len; at = next) {
        char32_t code = base_at(text, at, &next);
        enum word_kind kind = kind_of(code);
        uint64_t same;
        if (kind != NO_WORD) {
            next = read_word(text, at, kind, &same);
            add_word(words, opening < at ? opening : at, next, same, kind == SINGLE);
        } else if (words->count > 0) {
            words->parted[words->count - 1] = true;
        }
        if (code == '\n') {
            add_paragraph(words, first);
            first = words->count;
        }
        bool opens = text_among(code, U"“‘《〈「『【〔（(［[｛{");
        opening = !opens ? SIZE_MAX : opening < at ? opening : at;
    }
    add_paragraph(words, first);
    if (words->count > 0)
        words->starts[words->count] = (uint32_t)text.len;
    words->kept = base_alloc_zero(words->count + 1, sizeof *words->kept);
    words->paragraph_kept = base_alloc_zero(words->paragraph_count + 1, sizeof *words->paragraph_kept);
}

static void
words_done(struct words *words)
{
    free(words->same);
    free(words->starts);
    free(words->ends);
    free(words->single);
    free(words->parted);
    free(words->kept);
    free(words->paragraphs);
    free(words->firsts);
    free(words->paragraph_kept);
}

/* ---- which are kept */

/* The words of the paragraphs from *PARAGRAPH up to the next one that is kept, which it is moved to. */
static size_t
next_kept(const struct words *words, size_t *paragraph)
{
    while (*paragraph < words->paragraph_count && !words->paragraph_kept[*paragraph])
        ++*paragraph;
    return words->paragraph_count > 0 ? words->firsts[*paragraph] : 0;
}

static size_t
end_of(const struct words *words, size_t paragraph)
{
    return words->firsts[paragraph + 1];
}

/* Paragraphs that are the same are, in their order, and between them words. */
static void
find_kept(struct words *before, struct words *after)
{
    size_t steps = STEPS_MAX, a = 0, b = 0, a_paragraph = 0, b_paragraph = 0;
    changes_align(before->paragraphs, before->paragraph_count, after->paragraphs, after->paragraph_count,
                  before->paragraph_kept, after->paragraph_kept, &steps);
    for (;;) {
        size_t a_end = next_kept(before, &a_paragraph), b_end = next_kept(after, &b_paragraph);
        changes_align(before->same + a, a_end - a, after->same + b, b_end - b, before->kept + a, after->kept + b,
                      &steps);
        if (a_paragraph == before->paragraph_count)
            break;
        a = end_of(before, a_paragraph++);
        b = end_of(after, b_paragraph++);
        for (size_t i = 0; a_end + i < a && b_end + i < b; i++)
            before->kept[a_end + i] = after->kept[b_end + i] = true;
    }
}

/* Where both texts go on after WORD of the one and WORD of the other, to the next words that are not kept. */
struct place {
    size_t a, b;
};

/* From PLACE on past what is not kept. */
static struct place
past_change(const struct words *before, const struct words *after, struct place place)
{
    while (place.a < before->count && !before->kept[place.a])
        place.a++;
    while (place.b < after->count && !after->kept[place.b])
        place.b++;
    return place;
}

/* ... and past what is. */
static struct place
past_kept(const struct words *before, const struct words *after, struct place place)
{
    while (place.a < before->count && place.b < after->count && before->kept[place.a] && after->kept[place.b]) {
        place.a++;
        place.b++;
    }
    return place;
}

/* Ends of sentences and the like at the ends of the words from FIRST to before END. */
static int
count_parted(const struct words *words, size_t first, size_t end)
{
    return (first == 0 || words->parted[first - 1]) + words->parted[end - 1];
}

/* The words from FIRST to before END were added to OTHER before its word AT, or removed: where others beside them are the same it
   may as well be those, and what begins and ends with a sentence or a clause reads best. Returns the first of them then. */
static size_t
slide(struct words *own, const struct words *other, size_t first, size_t end, size_t at)
{
    enum { FAR = 200 };
    int most = count_parted(own, first, end);
    size_t best = first, count = end - first;
    for (size_t i = 0; i < FAR && end + i < own->count && own->kept[end + i] && at + i < other->count &&
                       other->kept[at + i] && own->same[first + i] == own->same[end + i];
         i++)
        if (count_parted(own, first + i + 1, end + i + 1) > most) {
            best = first + i + 1;
            most = count_parted(own, best, best + count);
        }
    for (size_t i = 1; i < FAR && i <= first && i <= at && own->kept[first - i] && other->kept[at - i] &&
                       own->same[first - i] == own->same[end - i];
         i++)
        if (count_parted(own, first - i, end - i) > most) {
            best = first - i;
            most = count_parted(own, best, best + count);
        }
    memset(own->kept + first, true, count);
    memset(own->kept + best, false, count);
    return best;
}

static void
slide_all(struct words *before, struct words *after)
{
    for (struct place here = {0, 0}; here.a < before->count || here.b < after->count;) {
        struct place end = past_change(before, after, here);
        if (end.a == here.a && end.b > here.b) {
            size_t moved = slide(after, before, here.b, end.b, here.a) - here.b;
            end = (struct place){end.a + moved, end.b + moved};
        } else if (end.b == here.b && end.a > here.a) {
            size_t moved = slide(before, after, here.a, end.a, here.b) - here.a;
            end = (struct place){end.a + moved, end.b + moved};
        }
        here = past_kept(before, after, end);
    }
}

/* One character between two changes is kept by chance. */
static void
join(struct words *before, struct words *after)
{
    for (struct place here = {0, 0}, end, next; here.a < before->count || here.b < after->count; here = next) {
        end = past_change(before, after, here);
        next = past_kept(before, after, end);
        bool changed = end.a > here.a || end.b > here.b;
        bool goes_on = next.a < before->count || next.b < after->count;
        if (changed && goes_on && next.a == end.a + 1 && before->single[end.a])
            before->kept[end.a] = after->kept[end.b] = false;
    }
}

/* ---- spans */

/* Bytes of a text: those that were kept up to START, then those that were not up to END. */
struct piece {
    size_t start, end;
};

static struct slice
piece_text(const struct words *words, size_t start, size_t end)
{
    return slice_make(words->text.at + start, end - start);
}

static void
add_span(struct changes *changes, enum change change, struct slice before, struct slice after)
{
    if (before.len == 0 && after.len == 0)
        return;
    changes->at = base_grow(changes->at, &changes->capacity, changes->count + 1, sizeof *changes->at);
    changes->at[changes->count++] = (struct change_span){change, before, after};
}

/* What stands between WORD and the next one. */
static struct slice
behind(const struct words *words, size_t word)
{
    return piece_text(words, words->ends[word], words->starts[word + 1]);
}

/* The words of OWN from FIRST to before END were added to OTHER before its word AT, or removed: OWN is “summer, then fall.” and OTHER
   “summer.” Is it “, then fall”, and not “then fall.”? The latter where it is a sentence. */
static bool
begins_with_mark(const struct words *own, const struct words *other, size_t first, size_t end, size_t at)
{
    if (first == 0 || at == 0 || first == end)
        return false;
    struct slice before = behind(own, first - 1), there = behind(other, at - 1), last = behind(own, end - 1);
    return before.len > 0 && there.len > 0 && slice_equal(last, there) && text_first(before) != text_first(there);
}

static struct piece
piece_of(const struct words *words, size_t first, size_t end, bool mark)
{
    if (words->count == 0)
        return (struct piece){words->text.len, words->text.len};
    if (mark)
        return (struct piece){words->ends[first - 1], words->ends[end - 1]};
    return (struct piece){words->starts[first], words->starts[end]};
}

static void
add_spans(struct changes *changes, const struct words *before, const struct words *after)
{
    const struct slice none = {.at = NULL};
    size_t a = before->count > 0 ? 0 : before->text.len, b = after->count > 0 ? 0 : after->text.len;
    for (struct place here = {0, 0}, end; here.a < before->count || here.b < after->count;
         here = past_kept(before, after, end)) {
        end = past_change(before, after, here);
        bool removed = here.b == end.b && begins_with_mark(before, after, here.a, end.a, here.b);
        bool added = here.a == end.a && begins_with_mark(after, before, here.b, end.b, here.a);
        struct piece was = piece_of(before, here.a, end.a, removed || added);
        struct piece is = piece_of(after, here.b, end.b, removed || added);
        add_span(changes, CHANGE_KEPT, piece_text(before, a, was.start), piece_text(after, b, is.start));
        add_span(changes, CHANGE_REMOVED, piece_text(before, was.start, was.end), none);
        add_span(changes, CHANGE_ADDED, none, piece_text(after, is.start, is.end));
        changes->removed += end.a - here.a;
        changes->added += end.b - here.b;
        a = was.end;
        b = is.end;
    }
    add_span(changes, CHANGE_KEPT, piece_text(before, a, before->text.len), piece_text(after, b, after->text.len));
}

/* A text without a word is punctuation, which is not compared. */
static void
add_wordless(struct changes *changes, struct slice before, struct slice after, size_t before_words, size_t after_words)
{
    if (before_words == 0 && after_words == 0) {
        add_span(changes, CHANGE_KEPT, before, after);
        return;
    }
    if (before_words == 0)
        add_span(changes, CHANGE_REMOVED, before, slice_make(after.at, 0));
    if (after_words == 0)
        add_span(changes, CHANGE_ADDED, slice_make(before.at, 0), after);
}

void
changes_find(struct slice before, struct slice after, struct changes *changes)
{
    struct words was, is;
    split(&was, before);
    split(&is, after);
    find_kept(&was, &is);
    slide_all(&was, &is);
    join(&was, &is);
    changes->count = changes->removed = changes->added = 0;
    add_wordless(changes, before, after, was.count, is.count);
    add_spans(changes, &was, &is);
    words_done(&was);
    words_done(&is);
}

void
changes_done(struct changes *changes)
{
    free(changes->at);
    *changes = (struct changes){.at = NULL};
}
