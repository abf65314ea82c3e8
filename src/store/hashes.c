/* What articles and lines are known by: hashes of what they say.
 *
 * These are kept for years, so that what they are made of must never change: no table of Unicode, no fold. Blanks and
 * punctuation are left out, the forms of ASCII that input methods give are ASCII, and ASCII has no case: OCR, converters and
 * editors change little else.
 */
#include "store/store_private.h"

#include "kanbao/text.h"

/* FNV-1a of 64 bits, http://www.isthe.com/chongo/tech/comp/fnv/ */
#define HASH_START UINT64_C(0xCBF29CE484222325)
#define HASH_PRIME UINT64_C(0x100000001B3)

enum {
    HEAD_POINTS = 200,
    BODY_POINTS = 48,
    BODY_LEAST = 8,
    BUCKETS = 64,
    ALIKE_BITS = 20,
    SAME_BITS = 12,
    SKETCH_LEAST = 40
};

struct hash {
    uint64_t value;
    size_t points, most; /* so many are counted */
};

static void
hash_number(struct hash *hash, uint32_t number)
{
    for (int shift = 0; shift < 32; shift += 8)
        hash->value = (hash->value ^ (number >> shift & 0xFF)) * HASH_PRIME;
}

/* What CODE counts as; 0: nothing. */
static char32_t
plain(char32_t code)
{
    if (code >= 0xFF01 && code <= 0xFF5E)
        code -= 0xFEE0;
    if (code >= 'A' && code <= 'Z')
        return code + ('a' - 'A');
    if (code < 0x80)
        return (code >= 'a' && code <= 'z') || (code >= '0' && code <= '9') ? code : 0;
    bool mark = code < 0xC0 || code == 0xD7 || code == 0xF7 || (code >= 0x2000 && code <= 0x206F) ||
                (code >= 0x2500 && code <= 0x25FF) ||
                (code >= 0x3000 && code <= 0x303F && code != 0x3005 && code != 0x3007) ||
                (code >= 0xFE00 && code <= 0xFE6F) || code == 0x30FB || code == 0xFEFF || code == 0xFFFD;
    return mark ? 0 : code;
}

static void
hash_text(struct hash *hash, struct slice text)
{
    char32_t code;
    for (size_t at = 0; at < text.len && hash->points < hash->most;) {
        at += text_decode(text.at + at, &code);
        code = plain(code);
        if (code == 0)
            continue;
        hash_number(hash, (uint32_t)code);
        hash->points++;
    }
}

/* 0 stands for nothing. */
static uint64_t
hash_end(const struct hash *hash)
{
    return hash->points == 0 ? 0 : hash->value == 0 ? 1 : hash->value;
}

struct store_key
store_key_of(const struct issue *issue, const struct issue_article *article)
{
    struct hash head = {.value = HASH_START, .most = HEAD_POINTS}, body = {.value = HASH_START, .most = BODY_POINTS};
    struct buffer scratch = {0};
    if (article->headline_line != ISSUE_NO_LINE)
        hash_text(&head, issue_line_words(issue, article->headline_line));
    for (uint32_t i = 0; i < article->paragraph_count && body.points < body.most; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        hash_text(&body, issue_paragraph_text(issue, paragraph, &scratch));
    }
    buffer_done(&scratch);
    /* a few characters say too little to be known by where there is a headline */
    bool said = body.points >= BODY_LEAST || head.points == 0;
    return (struct store_key){hash_end(&head), said ? hash_end(&body) : 0, issue->date};
}

/* ---- the whole of it */

/* The hash of all that was added, and of what is not of the head a sketch: of the hashes of all pairs of words, or of characters
   where no blanks part words, themselves parted by their first bits, the lowest of each part says one bit (Li, Owen, Zhang: One
   Permutation Hashing, 2012; Li, Koenig: b-Bit Minwise Hashing, 2010). */
struct whole {
    struct hash hash;
    uint32_t lowest[BUCKETS]; /* UINT32_MAX: there is none */
    size_t pairs;             /* in it */
    bool head;
    uint64_t before; /* the word before */
    uint64_t word;   /* the one at hand; 0: none */
    bool digit;      /* it ends with one, */
    char32_t point;  /* or with this after one: what comes says whether it is a number's */
};

static uint64_t
mix(uint64_t hash, uint64_t value)
{
    hash = (hash ^ value) * UINT64_C(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

static void
end_word(struct whole *whole)
{
    uint64_t pair = mix(mix(HASH_START, whole->before), whole->word) * UINT64_C(0x9E3779B97F4A7C15);
    uint32_t *lowest = &whole->lowest[pair >> 58], low = (uint32_t)(pair >> 24);
    if (whole->word == 0)
        return;
    *lowest = low < *lowest ? low : *lowest;
    whole->pairs++;
    whole->before = whole->word;
    whole->word = 0;
}

static void
add_point(struct whole *whole, char32_t code)
{
    enum { LETTERS_END = 0x1100 }; /* from here on nearly all is written without blanks, or in syllables */
    hash_number(&whole->hash, (uint32_t)code);
    whole->hash.points++;
    if (whole->head)
        return;
    if (code >= LETTERS_END)
        end_word(whole);
    whole->word = mix(whole->word, code);
    if (code >= LETTERS_END)
        end_word(whole);
}

/* Of a few pairs none is made: 0. A part without any has the bit of the next one that has some (Shrivastava, Li: Densifying One Permutation Hashing, 2014). */
static uint64_t
sketch_of(const struct whole *whole)
{
    uint64_t sketch = 0;
    for (size_t i = 0; i < BUCKETS && whole->pairs >= SKETCH_LEAST; i++) {
        size_t next = i;
        while (whole->lowest[next % BUCKETS] == UINT32_MAX && next < i + BUCKETS)
            next++;
        sketch |= (uint64_t)(whole->lowest[next % BUCKETS] & 1) << i;
    }
    return sketch;
}

/* Bits that differ, counted in pairs, in fours and in eights, which are then added up. */
static unsigned
bits_apart(const struct store_text *a, const struct store_text *b)
{
    uint64_t bits = a->sketch ^ b->sketch;
    bits -= bits >> 1 & UINT64_C(0x5555555555555555);
    bits = (bits & UINT64_C(0x3333333333333333)) + (bits >> 2 & UINT64_C(0x3333333333333333));
    bits = (bits + (bits >> 4)) & UINT64_C(0x0F0F0F0F0F0F0F0F);
    return (unsigned)(bits * UINT64_C(0x0101010101010101) >> 56);
}

bool
store_text_alike(const struct store_text *a, const struct store_text *b)
{
    return bits_apart(a, b) <= ALIKE_BITS;
}

bool
text_nearly_same(const struct store_text *a, const struct store_text *b)
{
    return a->sketch != 0 && b->sketch != 0 && bits_apart(a, b) <= SAME_BITS;
}

/* 1.5 is not 15, nor 5% 5: of numbers the marks count too. */
static void
add_text(struct whole *whole, struct slice text)
{
    char32_t code;
    for (size_t at = 0; at < text.len;) {
        at += text_decode(text.at + at, &code);
        code = code >= 0xFF01 && code <= 0xFF5E ? code - 0xFEE0 : code;
        char32_t counts = plain(code);
        bool digit = code >= '0' && code <= '9';
        if (whole->digit && code == '%')
            add_point(whole, code);
        if (digit && whole->point != 0)
            add_point(whole, whole->point);
        if (counts != 0)
            add_point(whole, counts);
        else if (code != '.' && code != ',')
            end_word(whole);
        whole->point = whole->digit && code == '.' ? code : 0;
        whole->digit = digit;
    }
    end_word(whole);
    whole->digit = false;
    whole->point = 0;
}

/* Whatever each line was taken for: another version of this program may know that better. */
static void
add_lines(struct whole *whole, const struct issue *issue, uint32_t line, uint32_t end)
{
    for (; line < end; line++) {
        uint8_t role = issue->lines[line].role;
        whole->head = role == ISSUE_KICKER || role == ISSUE_HEADLINE || role == ISSUE_DECK;
        if (role != ISSUE_BLANK && role != ISSUE_FURNITURE && role != ISSUE_SECTION)
            add_text(whole, issue_line_words(issue, line));
    }
}

struct store_text
store_text_of(const struct issue *issue, const struct issue_article *article)
{
    struct whole whole = {.hash = {.value = HASH_START, .most = SIZE_MAX}};
    struct hash paper = {.value = HASH_START, .most = SIZE_MAX};
    if (issue->preview)
        return (struct store_text){.whole = 0};
    memset(whole.lowest, UINT8_MAX, sizeof whole.lowest);
    add_lines(&whole, issue, article->first_line, article->end_line);
    for (uint32_t i = 0; i < article->rest_count; i++) {
        const struct issue_range *rest = &issue->rests[article->first_rest + i];
        add_lines(&whole, issue, rest->first_line, rest->end_line);
    }
    if (issue->title != NULL)
        hash_text(&paper, slice_of(issue->title));
    return (struct store_text){
        .whole = hash_end(&whole.hash), .sketch = sketch_of(&whole), .paper = (uint32_t)hash_end(&paper)};
}

uint64_t
key_of_line(struct slice line)
{
    struct hash hash = {.value = HASH_START, .most = SIZE_MAX};
    hash_text(&hash, line);
    if (hash.points > 0)
        return hash_end(&hash);
    /* a line of marks alone is its bytes */
    line = text_trim(line);
    for (size_t i = 0; i < line.len; i++)
        hash.value = (hash.value ^ (unsigned char)line.at[i]) * HASH_PRIME;
    return line.len > 0 ? hash.value : 0;
}
