/* A word of a query made ready: for each set of readings, from which positions of the word it leads to which.
 *
 * All is done on 64-bit masks of positions: where a spelling occurs in the word is the and of its letters' positions, shifted.
 * Of some thousand sets few lead anywhere in one word; all others share a row. Knows nothing of the text that is searched. */
#include "search/pinyin/pinyin.h"

#include <stdlib.h>

/* Where the word has which letters; only needed while compiling. */
struct letters {
    size_t count;        /* of the word's characters */
    uint64_t ascii[128]; /* the positions of each ASCII character */
};

/* The positions from where LEN letters of TEXT are in the word. */
static uint64_t
occurrences(const struct letters *letters, const char *text, size_t len)
{
    uint64_t positions = UINT64_MAX;
    for (size_t i = 0; i < len; i++)
        positions &= letters->ascii[(unsigned char)text[i]] >> i;
    return positions;
}

/* The position from where all the rest of the word is LEN letters of TEXT, as a bit. */
static uint64_t
ending(const struct letters *letters, const char *text, size_t len)
{
    return len <= letters->count ? occurrences(letters, text, len) & UINT64_C(1) << (letters->count - len) : 0;
}

static void
add_spelling(const struct letters *letters, const struct spelling *spelling, struct pinyin_row *row)
{
    size_t len = spelling->len;
    row->whole[len - 1] |= occurrences(letters, spelling->text, len);
    row->first |= occurrences(letters, spelling->text, 1);
    if (spelling->initial == 2)
        row->both |= occurrences(letters, spelling->text, 2);
    for (size_t part = spelling->initial + 1U; spelling->begun && part < len; part++)
        row->begun |= ending(letters, spelling->text, part);
}

/* Of kana every beginning is as good as an initial, but only at the word's end. */
static void
add_romaji(const struct letters *letters, const char *spellings, struct pinyin_row *row)
{
    while (*spellings != '\0') {
        size_t len = 1;
        while (spellings[len] != ' ' && spellings[len] != '\0')
            len++;
        /* most begin with a letter that the word has not */
        if (letters->ascii[(unsigned char)*spellings] != 0) {
            row->whole[len - 1] |= occurrences(letters, spellings, len);
            for (size_t part = 1; part < len; part++)
                row->begun |= ending(letters, spellings, part);
        }
        spellings += len + (spellings[len] == ' ');
    }
}

/* っ is the first of two same consonants, or the t of tch; the kana after it finds the second one by itself. */
static void
add_small_tsu(const struct letters *letters, struct pinyin_row *row)
{
    for (const char *letter = "bcdfghjkmpqrstvwyz"; *letter != '\0'; letter++) {
        char twice[2] = {*letter, *letter};
        row->whole[0] |= occurrences(letters, twice, 2);
        row->begun |= ending(letters, letter, 1);
    }
    row->whole[0] |= occurrences(letters, "tch", 3);
}

/* ん is m before b m p in the older Hepburn: shimbun. */
static void
add_n(const struct letters *letters, struct pinyin_row *row)
{
    row->whole[0] |= occurrences(letters, "mb", 2) | occurrences(letters, "mm", 2) | occurrences(letters, "mp", 2);
}

static void
join_row(struct pinyin_row *row, const struct pinyin_row *other)
{
    for (size_t i = 0; i < SPELLING_LETTERS; i++)
        row->whole[i] |= other->whole[i];
    row->first |= other->first;
    row->both |= other->both;
    row->begun |= other->begun;
}

/* The positions that ROW leads on from. */
static uint64_t
leading_positions(const struct pinyin_row *row)
{
    uint64_t positions = row->first | row->both | row->begun;
    for (size_t i = 0; i < SPELLING_LETTERS; i++)
        positions |= row->whole[i];
    return positions;
}

static void
put_row(struct pinyin_way *way, size_t set, const struct pinyin_row *row)
{
    uint64_t leads = leading_positions(row);
    if (leads == 0)
        return;
    way->rows = base_grow(way->rows, &way->row_capacity, way->row_count + 1, sizeof *way->rows);
    way->row_of[set] = (uint16_t)way->row_count;
    way->rows[way->row_count] = *row;
    way->rows[way->row_count++].leads = leads;
}

/* A row for each syllable, by its number; those that lead anywhere say so. */
static struct pinyin_row *
spell_syllables(const struct letters *letters, struct pinyin_options options, bool full)
{
    size_t syllables = reading_syllable_count();
    struct pinyin_row *rows = base_alloc(syllables * sizeof *rows);
    for (unsigned i = 0; i < syllables; i++) {
        struct spelling spellings[SPELLINGS_MAX];
        const char *syllable = reading_spelling(i);
        rows[i].leads = 0;
        /* all ways to write it in full begin alike, but for fuzzy ones */
        if (full && options.fuzzy == 0 && letters->ascii[(unsigned char)*syllable] == 0)
            continue;
        rows[i] = (struct pinyin_row){.leads = 0};
        size_t count = full ? spell_full(syllable, options.fuzzy, spellings)
                            : spell_double(syllable, options.scheme, options.fuzzy, spellings);
        for (size_t k = 0; k < count; k++)
            add_spelling(letters, &spellings[k], &rows[i]);
        rows[i].leads = leading_positions(&rows[i]);
    }
    return rows;
}

static void
put_sets(const struct pinyin_row *syllable_rows, struct pinyin_way *way)
{
    size_t sets = reading_set_count();
    for (unsigned set = 1; set < sets; set++) {
        size_t count, first = 0;
        const uint16_t *of_set = reading_syllables_of(set, &count);
        while (first < count && syllable_rows[of_set[first]].leads == 0)
            first++;
        if (first == count) /* nearly all */
            continue;
        struct pinyin_row row = syllable_rows[of_set[first]];
        for (size_t i = first + 1; i < count; i++)
            if (syllable_rows[of_set[i]].leads != 0)
                join_row(&row, &syllable_rows[of_set[i]]);
        put_row(way, set, &row);
    }
}

static void
put_sounds(const struct letters *letters, struct pinyin_way *way)
{
    for (size_t sound = 0; sound < romaji_count(); sound++) {
        struct pinyin_row row = {0};
        add_romaji(letters, romaji_spellings(sound), &row);
        if (sound == KANA_SMALL_TSU - KANA_FIRST)
            add_small_tsu(letters, &row);
        if (sound == KANA_N - KANA_FIRST)
            add_n(letters, &row);
        put_row(way, reading_set_count() + sound, &row);
    }
}

static void
build_way(const struct letters *letters, struct pinyin_options options, bool full, struct pinyin_way *way)
{
    way->kana = full;
    way->row_of = base_alloc_zero(reading_set_count() + (full ? romaji_count() : 0), sizeof *way->row_of);
    way->rows = base_grow(NULL, &way->row_capacity, 1, sizeof *way->rows);
    way->rows[way->row_count++] = (struct pinyin_row){.first = 0};
    struct pinyin_row *syllable_rows = spell_syllables(letters, options, full);
    put_sets(syllable_rows, way);
    free(syllable_rows);
    if (full)
        put_sounds(letters, way);
}

/* Whether a path from the word's begin to its end takes at least one piece by a reading. */
static bool
can_match(const struct pinyin *pinyin, const struct pinyin_row *all)
{
    uint64_t read = 0;
    for (size_t at = 0; at < pinyin->count; at++) {
        uint64_t here = UINT64_C(1) << at;
        /* Literals lead to every place, and on from it. */
        read |= (read & here) << 1 | pinyin_take_any(here, all, pinyin->end);
    }
    return (read & pinyin->end) != 0;
}

/* ---- What may begin a match and what may follow: of sets, as there are some thousand of them and forty times as many
   characters */

/* That any kana may follow one is near enough. */
static void
filter_kana(struct pinyin *pinyin, const struct pinyin_way *way)
{
    const uint16_t *row_of = way->row_of + reading_set_count();
    for (size_t sound = 0; sound < romaji_count(); sound++) {
        char32_t first, second;
        romaji_kana(sound, &first, &second);
        if ((way->rows[row_of[sound]].leads & 1) != 0)
            pinyin->may_of_kana[first - KANA_FIRST] |= PINYIN_MAY_BEGIN;
    }
    for (size_t kana = 0; kana < sizeof pinyin->may_of_kana; kana++)
        pinyin->may_of_kana[kana] |= PINYIN_MAY_FOLLOW;
}

static void
build_filter(struct pinyin *pinyin, const struct pinyin_row *all)
{
    size_t sets = reading_set_count();
    pinyin->may_of_set = base_alloc_zero(sets, 1);
    pinyin->second = pinyin_pass(pinyin_take_any(1, all, pinyin->end) | 2, pinyin->breaks);
    pinyin->of_several = (pinyin->second & pinyin->end) == 0;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_way *way = &pinyin->ways[i];
        for (size_t set = 1; set < sets; set++) {
            if (way->row_of[set] == 0) /* nearly all */
                continue;
            uint64_t positions = way->rows[way->row_of[set]].leads;
            pinyin->may_of_set[set] |= (uint8_t)((positions & 1 ? PINYIN_MAY_BEGIN : 0) |
                                                 (positions & pinyin->second ? PINYIN_MAY_FOLLOW : 0));
        }
        if (way->kana)
            filter_kana(pinyin, way);
    }
}

static void
note_letters(struct pinyin *pinyin, const char32_t *codes, struct letters *letters)
{
    for (size_t i = 0; i < pinyin->count; i++) {
        uint64_t here = UINT64_C(1) << i;
        size_t slot = pinyin_slot(pinyin, codes[i]);
        pinyin->literal_codes[slot] = codes[i];
        pinyin->literal[slot] |= here;
        if (codes[i] < 128)
            letters->ascii[codes[i]] |= here;
        pinyin->beyond_ascii |= codes[i] >= 128;
        if (codes[i] == '\'' || codes[i] == ' ')
            pinyin->breaks |= here;
    }
    for (const char *vowel = "aiueo"; *vowel != '\0'; vowel++)
        pinyin->vowels[pinyin_vowel(*vowel)] = letters->ascii[(unsigned char)*vowel];
    pinyin->hyphens = letters->ascii['-'];
}

static bool
has_letter(const struct letters *letters)
{
    for (char letter = 'a'; letter <= 'z'; letter++) {
        if (letters->ascii[(unsigned char)letter] != 0)
            return true;
    }
    return false;
}

/* Adds a way of typing, if the word can be typed in it, and joins its rows to ALL. */
static void
add_way(const struct letters *letters, struct pinyin_options options, bool full, struct pinyin *pinyin,
        struct pinyin_row *all)
{
    struct pinyin_way *way = &pinyin->ways[pinyin->way_count];
    struct pinyin_row rows = {0};
    build_way(letters, options, full, way);
    for (size_t i = 0; i < way->row_count; i++)
        join_row(&rows, &way->rows[i]);
    if (can_match(pinyin, &rows) || (full && pinyin->hangul != NULL)) {
        pinyin->way_count++;
        join_row(all, &rows);
        return;
    }
    free(way->row_of);
    free(way->rows);
    *way = (struct pinyin_way){0};
}

static void
write_hangul(const char *spelling, size_t len, void *context, struct pinyin_row *row)
{
    row->whole[len - 1] |= occurrences(context, spelling, len);
}

struct pinyin *
pinyin_new(const char32_t *codes, size_t count, struct pinyin_options options)
{
    char32_t plain[2 * PINYIN_LETTERS_MAX];
    if (count == 0 || count > PINYIN_LETTERS_MAX)
        return NULL;
    size_t left = pinyin_without_tones(codes, count, plain);
    codes = left > 0 ? plain : codes;
    count = left > 0 ? left : count;
    struct letters letters = {.count = count};
    struct pinyin *pinyin = base_alloc_zero(1, sizeof *pinyin);
    pinyin->count = count;
    pinyin->end = UINT64_C(1) << count;
    pinyin->first = codes[0];
    pinyin->rewritten = left > 0;
    note_letters(pinyin, codes, &letters);
    if (!has_letter(&letters)) {
        pinyin_free(pinyin);
        return NULL;
    }
    struct pinyin_row all = {0};
    pinyin->hangul = hangul_rows(write_hangul, &letters);
    for (int full = 1; full >= (options.scheme == PINYIN_SCHEME_FULL); full--)
        add_way(&letters, options, full, pinyin, &all);
    if (pinyin->way_count == 0) {
        pinyin_free(pinyin);
        return NULL;
    }
    build_filter(pinyin, &all);
    return pinyin;
}

void
pinyin_free(struct pinyin *pinyin)
{
    if (pinyin == NULL)
        return;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        free(pinyin->ways[i].row_of);
        free(pinyin->ways[i].rows);
    }
    free(pinyin->may_of_set);
    free(pinyin->hangul);
    free(pinyin);
}
