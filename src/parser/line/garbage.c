/* Lines that OCR made of rules, pictures, dirt and broken type: "? . . -", "i; ,,. |", "fjMMBHn B9P iijteL".
 *
 * Known by what is no writing: marks alone, few letters among many marks, pairs of letters that no word has, capitals
 * inside words. What is certain is so on any page of Latin letters; what is likely, only where there is certain garbage
 * besides: a clean page has hard words, figures and code of its own.
 */
#include "parser/line/line.h"

#include <stdlib.h>

enum {
    CELLS_MAX = 60,      /* of a line of one column */
    MARKS_KINDS_MIN = 5, /* no rule, list or code has so many */
    CERTAIN_MIN = 2,     /* on a page of which lines that are likely are taken */
    CERTAIN_SHARE = 200  /* ... and one of so many lines */
};

enum degree { DEGREE_NONE, DEGREE_LIKELY, DEGREE_CERTAIN };

/* What is counted along a line. */
struct tally {
    uint32_t letters, capitals, digits, marks;
    uint32_t tokens, lone, shorts; /* between blanks; marks alone; with a letter or digit at most */
    uint32_t pairs, unlikely;      /* of letters inside words, short words in capitals left out */
    uint32_t breaks;               /* small letter, capital */
    char32_t mark;                 /* the first one */
    uint32_t row;                  /* of a mark that stands there again and again */
    bool one_mark, known, code, foreign;
};

/* Marks of which rules and leaders are made. */
static const char32_t *const leaders = U"-*.~·•–—…_=#";

/* Is SECOND hardly ever after FIRST, in words? Of the pairs of letters, those that fewer than one in 12,000 is of English. */
static bool
is_unlikely(char first, char second)
{
    static const char *const seconds[] = {"ao",
                                          "cdfghjkmpqvwxz",
                                          "bdfgjmnpvwxz",
                                          "bcfhjkpqtwxz",
                                          "j",
                                          "bcdghjkmnpqsvwxyz",
                                          "cdfjkmpqvwxz",
                                          "bcdfghjkmpqvwxz",
                                          "hijqwy",
                                          "bcdfghijklmnpqrstvwxyz",
                                          "bcdfgjkmpqtuvwxz",
                                          "ghjqwxz",
                                          "dfghjknqtvwxz",
                                          "pqrxz",
                                          "qxz",
                                          "bdfgjknqvwxz",
                                          "abcdefghijklmnopqrstvwxyz",
                                          "hjqxz",
                                          "bgjqrvxz",
                                          "fjkqvxz",
                                          "hjquvwxz",
                                          "bcdfghjklmnpqrstuvwxyz",
                                          "bcdfgjklmpquvxyz",
                                          "bdfghjklmnoqrsuvwxyz",
                                          "cdfghjkpqrtvwxyz",
                                          "bcdfghjklmnopqrstuvwxyz"};
    return strchr(seconds[(first | 0x20) - 'a'], second | 0x20) != NULL;
}

/* Words that every column is full of, and dirt is not. */
static bool
is_known(const char *at, size_t len)
{
    static const char *const known[] = {
        "the", "an",  "was", "were", "is",   "are", "has", "had", "have", "that", "he",   "she", "it", "his", "her",
        "who", "but", "of",  "and",  "to",   "in",  "for", "on",  "at",   "by",   "with", "as",  "or", "not", "no",
        "be",  "all", "its", "one",  "from", "out", "up",  "so",  "my",   "we",   "this", "you", "if"};
    if (len < 2 || len > 4)
        return false;
    for (size_t i = 0; i < BASE_COUNT(known); i++) {
        size_t k = 0;
        while (k < len && known[i][k] == (at[k] | 0x20))
            k++;
        if (k == len && known[i][len] == '\0')
            return true;
    }
    return false;
}

static void
tally_word(struct tally *tally, const char *at, size_t len)
{
    uint32_t capitals = 0, unlikely = 0, breaks = 0;
    for (size_t i = 0; i < len; i++) {
        bool capital = at[i] < 'a';
        capitals += capital;
        breaks += i > 0 && capital && at[i - 1] >= 'a';
        unlikely += i > 0 && is_unlikely(at[i - 1], at[i]);
    }
    tally->letters += (uint32_t)len;
    tally->capitals += capitals;
    tally->known |= is_known(at, len);
    if (capitals == len && len <= 5)
        return;
    tally->pairs += (uint32_t)len - 1;
    tally->unlikely += unlikely;
    tally->breaks += breaks;
}

/* A character that is neither an ASCII letter nor a blank. */
static void
tally_other(struct tally *tally, char32_t code, uint32_t *row)
{
    if (text_is_digit(code) || text_among(code, U"£€$")) {
        tally->digits++;
        *row = 0;
        return;
    }
    tally->foreign |= code > 0x2FF && !text_among(code, U"‘’“”–—…•");
    if (text_is_letter(code)) {
        tally->letters++;
        return;
    }
    tally->code |= text_among(code, U"{}[]<>()=#$&/@`+%_");
    if (tally->marks++ == 0) {
        tally->mark = code;
        tally->one_mark = true;
    }
    tally->one_mark &= code == tally->mark;
    *row = !text_among(code, leaders) ? 0 : code == tally->mark ? *row + 1 : 1;
    tally->mark = code;
    tally->row = *row > tally->row ? *row : tally->row;
}

static struct tally
tally_line(struct slice text)
{
    struct tally tally = {0};
    uint32_t row = 0;
    for (size_t at = 0; at < text.len && !tally.foreign;) {
        uint32_t words = tally.letters + tally.digits, marks = tally.marks;
        while (at < text.len && text.at[at] != ' ' && text.at[at] != '\t') {
            size_t start = at;
            while (at < text.len && text_is_ascii_letter((unsigned char)text.at[at]))
                at++;
            if (at > start) {
                tally_word(&tally, text.at + start, at - start);
                row = 0;
                continue;
            }
            char32_t code;
            at += text_decode(text.at + at, &code);
            tally_other(&tally, code, &row);
        }
        words = tally.letters + tally.digits - words;
        tally.tokens += words > 0 || tally.marks > marks;
        tally.lone += words == 0 && tally.marks > marks;
        tally.shorts += words <= 1;
        while (at < text.len && (text.at[at] == ' ' || text.at[at] == '\t'))
            at++;
    }
    return tally;
}

/* Kinds of marks in TEXT, which is marks and blanks; as many as are asked for. */
static uint32_t
kinds_of_marks(struct slice text, uint32_t most)
{
    uint32_t kinds = 0;
    for (size_t i = 0; i < text.len && kinds < most; i++)
        kinds += text.at[i] != ' ' && memchr(text.at, text.at[i], i) == NULL;
    return kinds;
}

/* Marks alone. A row of one mark is a rule, and one that lists and code begin with may be theirs. */
static enum degree
degree_of_marks(const struct tally *tally, struct slice text)
{
    if (tally->code || (text.len == 1 && text_byte_among(text.at[0], "-*|")))
        return DEGREE_LIKELY;
    bool rule = tally->one_mark && tally->marks > 1 && text_among(tally->mark, leaders);
    return rule ? DEGREE_NONE : DEGREE_CERTAIN;
}

/* A word alone: the rest of a paragraph is often one. */
static enum degree
degree_of_word(const struct tally *tally)
{
    if (tally->letters + tally->digits <= 2 && tally->marks == 0)
        return tally->capitals == 0 && tally->digits == 0 ? DEGREE_LIKELY : DEGREE_NONE;
    return tally->breaks > 1 && tally->unlikely > 1 && tally->unlikely * 4 >= tally->pairs ? DEGREE_CERTAIN
                                                                                           : DEGREE_NONE;
}

/* Words, of a line that has several or marks inside the only one. */
static enum degree
degree_of_words(const struct tally *tally, uint32_t marks)
{
    uint32_t points = tally->letters + tally->digits + tally->marks;
    /* names of many kinds are in capitals */
    if (tally->letters >= 6 && tally->capitals * 10 >= tally->letters * 7)
        return tally->marks * 3 > points ? DEGREE_LIKELY : DEGREE_NONE;
    if (tally->unlikely >= 3 && tally->unlikely * 3 >= tally->pairs && tally->breaks > 0)
        return DEGREE_CERTAIN;
    bool unlikely = tally->unlikely * 3 >= tally->pairs && tally->unlikely > (tally->breaks > 0 ? 1 : 2);
    bool broken = tally->breaks > 2 && marks > 1;
    /* R. H. E. heads a table */
    bool loose = tally->lone > 0 || (tally->tokens > 2 && tally->capitals < tally->letters);
    bool pieces = tally->shorts * 4 >= tally->tokens * 3 && loose;
    return unlikely || broken || pieces ? DEGREE_LIKELY : DEGREE_NONE;
}

static enum degree
degree_of(struct slice text)
{
    struct tally tally = tally_line(text);
    if (tally.letters + tally.digits == 0 && !tally.foreign && tally.tokens >= MARKS_KINDS_MIN &&
        kinds_of_marks(text, MARKS_KINDS_MIN) == MARKS_KINDS_MIN)
        return DEGREE_CERTAIN;
    if (tally.known || tally.foreign || tally.row > 2)
        return DEGREE_NONE;
    uint32_t points = tally.letters + tally.digits + tally.marks;
    if (tally.letters + tally.digits == 0)
        return degree_of_marks(&tally, text);
    if (tally.letters == 0)
        return tally.marks * 2 > points && !tally.one_mark && tally.tokens > 2 ? DEGREE_LIKELY : DEGREE_NONE;
    char first = text.at[0], last = text.at[text.len - 1];
    uint32_t marks = tally.marks - text_byte_among(last, ".,;:");
    if (text_byte_among(first, "([<{\"'") && (text_byte_among(last, ")]>}\"'") || tally.tokens == 1))
        return tally.tokens > 2 ? degree_of_words(&tally, marks) : DEGREE_NONE;
    if (marks * 2 > points && points > 2)
        return tally.code ? DEGREE_LIKELY : DEGREE_CERTAIN;
    if (tally.tokens == 1 && marks <= text_byte_among(last, "!?\"')"))
        return degree_of_word(&tally);
    return degree_of_words(&tally, marks);
}

/* Read with so much dirt that it heads nothing, though it may be text: |c CHAULNES^, I MSH SII0W ACTIV1TY, 'm^~?mameii */
static bool
is_damaged(struct slice text)
{
    struct tally tally = tally_line(text);
    char first = text.at[0];
    bool dirt = text_byte_among(first, "?!.,;:-~|\\/_*^<>=+%"), letter = false, digit = false;
    if (tally.foreign)
        return false;
    for (size_t i = 0; i < text.len && !dirt; i++) {
        char at = text.at[i];
        bool now_letter = text_is_ascii_letter((unsigned char)at), now_digit = at >= '0' && at <= '9';
        /* a digit inside a word; 1st, 20s, A1 are none */
        bool inside = now_letter && digit && letter && i > 1 && text_is_ascii_letter((unsigned char)text.at[i - 2]);
        dirt = inside || text_byte_among(at, "^~\\|<>");
        letter = now_letter || (letter && now_digit);
        digit = now_digit;
    }
    return dirt || tally.breaks > 1 || (tally.breaks > 0 && tally.unlikely > 0) ||
           (tally.unlikely > 1 && tally.unlikely * 5 >= tally.pairs);
}

/* Prose is known without a look at its letters: it has small words, and is letters mostly. */
static bool
may_be(const struct shape *shape)
{
    return shape->cells <= CELLS_MAX && shape->han == 0 && shape->markdown == 0 &&
           (shape->particles == 0 || shape->letters * 2 < shape->points);
}

void
garbage_find(struct shape *shapes, size_t count)
{
    size_t latin = 0, cjk = 0, certain = 0;
    for (size_t i = 0; i < count; i++) {
        latin += shapes[i].letters > shapes[i].han;
        cjk += shapes[i].han > 0 && shapes[i].han >= shapes[i].letters;
    }
    if (latin <= cjk * 4)
        return;
    uint8_t *degrees = base_alloc_zero(count + 1, sizeof *degrees);
    for (size_t i = 0; i < count; i++) {
        if (may_be(&shapes[i]))
            degrees[i] = (uint8_t)degree_of(shapes[i].text);
        certain += degrees[i] == DEGREE_CERTAIN;
    }
    bool dirty = certain >= CERTAIN_MIN && certain * CERTAIN_SHARE >= count;
    for (size_t i = 0; i < count; i++) {
        shapes[i].garbage = degrees[i] == DEGREE_CERTAIN || (dirty && degrees[i] == DEGREE_LIKELY);
        shapes[i].damaged = dirty && !shapes[i].garbage && may_be(&shapes[i]) && is_damaged(shapes[i].text);
    }
    free(degrees);
}

size_t
garbage_drop(struct shape *shapes, size_t count)
{
    size_t kept = 0;
    bool blank = false;
    for (size_t i = 0; i < count; i++) {
        blank |= shapes[i].after_blank;
        if (shapes[i].garbage)
            continue;
        shapes[kept] = shapes[i];
        shapes[kept++].after_blank = blank;
        blank = false;
    }
    return kept;
}
