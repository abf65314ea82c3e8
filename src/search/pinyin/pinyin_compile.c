/* A word of a query made ready: for each set of readings, from which places of the word it leads to which.
 *
 * All is done on 64-bit masks of places: where a spelling occurs in the word is the and of its letters' places, shifted.
 * Of some thousand sets few lead anywhere in one word; all others share a row. */
#include "search/pinyin/pinyin_parts.h"

#include <stdlib.h>

/* What is only needed while compiling. */
struct word {
    size_t count;
    uint64_t letters[128]; /* where each ASCII character is */
};

/* The places from where LEN letters of TEXT are in the word. */
static uint64_t
occurrences(const struct word *word, const char *text, size_t len)
{
    uint64_t places = UINT64_MAX;
    for (size_t i = 0; i < len; i++)
        places &= word->letters[(unsigned char)text[i]] >> i;
    return places;
}

/* The place from where all the rest of the word is LEN letters of TEXT, as a bit. */
static uint64_t
ending(const struct word *word, const char *text, size_t len)
{
    return len <= word->count ? occurrences(word, text, len) & UINT64_C(1) << (word->count - len) : 0;
}

static void
add_spelling(const struct word *word, const struct spelling *spelling, struct pinyin_row *row)
{
    size_t len = spelling->len;
    row->whole[len - 1] |= occurrences(word, spelling->text, len);
    row->first |= occurrences(word, spelling->text, 1);
    if (spelling->initial == 2)
        row->both |= occurrences(word, spelling->text, 2);
    for (size_t part = spelling->initial + 1U; spelling->begun && part < len; part++)
        row->begun |= ending(word, spelling->text, part);
}

/* Of kana every beginning is as good as an initial, but only at the word's end. */
static void
add_romaji(const struct word *word, const char *spellings, struct pinyin_row *row)
{
    while (*spellings != '\0') {
        size_t len = strcspn(spellings, " ");
        row->whole[len - 1] |= occurrences(word, spellings, len);
        for (size_t part = 1; part < len; part++)
            row->begun |= ending(word, spellings, part);
        spellings += len + (spellings[len] == ' ');
    }
}

/* っ is the first of two same consonants, or the t of tch; the kana after it finds the second one by itself. */
static void
add_small_tsu(const struct word *word, struct pinyin_row *row)
{
    for (const char *letter = "bcdfghjkmpqrstvwyz"; *letter != '\0'; letter++) {
        char twice[2] = {*letter, *letter};
        row->whole[0] |= occurrences(word, twice, 2);
        row->begun |= ending(word, letter, 1);
    }
    row->whole[0] |= occurrences(word, "tch", 3);
}

/* ん is m before b m p in the older Hepburn: shimbun. */
static void
add_n(const struct word *word, struct pinyin_row *row)
{
    row->whole[0] |= occurrences(word, "mb", 2) | occurrences(word, "mm", 2) | occurrences(word, "mp", 2);
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

/* The places that ROW leads on from. */
static uint64_t
sources(const struct pinyin_row *row)
{
    uint64_t places = row->first | row->both | row->begun;
    for (size_t i = 0; i < SPELLING_LETTERS; i++)
        places |= row->whole[i];
    return places;
}

static void
put_row(struct pinyin_way *way, size_t set, const struct pinyin_row *row)
{
    uint64_t leads = sources(row);
    if (leads == 0)
        return;
    way->rows = base_grow(way->rows, &way->row_capacity, way->row_count + 1, sizeof *way->rows);
    way->row_of[set] = (uint16_t)way->row_count;
    way->rows[way->row_count] = *row;
    way->rows[way->row_count++].leads = leads;
}

static void
build_way(const struct word *word, struct pinyin_options options, bool full, struct pinyin_way *way)
{
    size_t sets = reading_set_count(), all = sets + (full ? romaji_count() : 0), syllables = reading_syllable_count();
    way->kana = full;
    way->row_of = base_alloc_zero(all, sizeof *way->row_of);
    way->rows = base_grow(NULL, &way->row_capacity, 1, sizeof *way->rows);
    way->rows[way->row_count++] = (struct pinyin_row){.first = 0};
    struct pinyin_row *rows = base_alloc_zero(syllables, sizeof *rows);
    for (unsigned i = 0; i < syllables; i++) {
        struct spelling spellings[SPELLINGS_MAX];
        const char *syllable = reading_spelling(i);
        /* all ways to write it in full begin alike, but for fuzzy ones */
        if (full && options.fuzzy == 0 && word->letters[(unsigned char)*syllable] == 0)
            continue;
        size_t count = full ? spell_full(syllable, options.fuzzy, spellings)
                            : spell_double(syllable, options.scheme, options.fuzzy, spellings);
        for (size_t j = 0; j < count; j++)
            add_spelling(word, &spellings[j], &rows[i]);
        rows[i].leads = sources(&rows[i]) != 0;
    }
    for (unsigned set = 1; set < sets; set++) {
        struct pinyin_row row = {0};
        size_t count;
        const uint16_t *of_set = reading_syllables_of(set, &count);
        bool leads = false;
        for (size_t i = 0; i < count; i++)
            if (rows[of_set[i]].leads) {
                join_row(&row, &rows[of_set[i]]);
                leads = true;
            }
        if (leads)
            put_row(way, set, &row);
    }
    for (size_t sound = 0; full && sound < romaji_count(); sound++) {
        struct pinyin_row row = {0};
        add_romaji(word, romaji_spellings(sound), &row);
        if (sound == KANA_SMALL_TSU - KANA_FIRST)
            add_small_tsu(word, &row);
        if (sound == KANA_N - KANA_FIRST)
            add_n(word, &row);
        put_row(way, sets + sound, &row);
    }
    free(rows);
}

/* Where ROW leads from PLACES, with all that a row may say at the word's end. */
static uint64_t
reached(const struct pinyin *pinyin, const struct pinyin_row *row, uint64_t places)
{
    uint64_t next = (places & row->first) << 1 | (places & row->both) << 2;
    for (size_t i = 0; i < SPELLING_LETTERS; i++)
        next |= (places & row->whole[i]) << (i + 1);
    if ((places & row->begun) != 0)
        next |= pinyin->end;
    return next;
}

/* Whether a path from the word's begin to its end takes at least one piece by a reading. */
static bool
can_match(const struct pinyin *pinyin, const struct pinyin_row *all)
{
    uint64_t read = 0;
    for (size_t at = 0; at < pinyin->count; at++) {
        uint64_t here = UINT64_C(1) << at;
        /* Literals lead to every place, and on from it. */
        read |= (read & here) << 1 | reached(pinyin, all, here);
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
            pinyin->may_of_kana[first - KANA_FIRST] |= MAY_BEGIN;
    }
    for (size_t kana = 0; kana < sizeof pinyin->may_of_kana; kana++)
        pinyin->may_of_kana[kana] |= MAY_FOLLOW;
}

static void
build_filter(struct pinyin *pinyin, const struct pinyin_row *all)
{
    size_t sets = reading_set_count();
    pinyin->may_of_set = base_alloc_zero(sets, 1);
    pinyin->second = pinyin_pass(reached(pinyin, all, 1) | 2, pinyin->breaks);
    pinyin->of_several = (pinyin->second & pinyin->end) == 0;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_way *way = &pinyin->ways[i];
        for (size_t set = 1; set < sets; set++) {
            uint64_t places = way->rows[way->row_of[set]].leads;
            pinyin->may_of_set[set] |=
                (uint8_t)((places & 1 ? MAY_BEGIN : 0) | (places & pinyin->second ? MAY_FOLLOW : 0));
        }
        if (way->kana)
            filter_kana(pinyin, way);
    }
}

static void
note_letters(struct pinyin *pinyin, const char32_t *codes, struct word *word)
{
    for (size_t i = 0; i < pinyin->count; i++) {
        uint64_t here = UINT64_C(1) << i;
        size_t slot = pinyin_slot(pinyin, codes[i]);
        pinyin->literal_codes[slot] = codes[i];
        pinyin->literal[slot] |= here;
        if (codes[i] < 128)
            word->letters[codes[i]] |= here;
        pinyin->beyond_ascii |= codes[i] >= 128;
        if (codes[i] == '\'' || codes[i] == ' ')
            pinyin->breaks |= here;
    }
    for (const char *vowel = "aiueo"; *vowel != '\0'; vowel++)
        pinyin->vowels[pinyin_vowel(*vowel)] = word->letters[(unsigned char)*vowel];
    pinyin->hyphens = word->letters['-'];
}

static bool
has_letter(const struct word *word)
{
    for (char letter = 'a'; letter <= 'z'; letter++) {
        if (word->letters[(unsigned char)letter] != 0)
            return true;
    }
    return false;
}

/* Adds a way of typing, if the word can be typed in it, and joins its rows to ALL. */
static void
add_way(const struct word *word, struct pinyin_options options, bool full, struct pinyin *pinyin,
        struct pinyin_row *all)
{
    struct pinyin_way *way = &pinyin->ways[pinyin->way_count];
    struct pinyin_row rows = {0};
    build_way(word, options, full, way);
    for (size_t i = 0; i < way->row_count; i++)
        join_row(&rows, &way->rows[i]);
    if (can_match(pinyin, &rows)) {
        pinyin->way_count++;
        join_row(all, &rows);
        return;
    }
    free(way->row_of);
    free(way->rows);
    *way = (struct pinyin_way){0};
}

struct pinyin *
pinyin_new(const char32_t *codes, size_t count, struct pinyin_options options)
{
    if (count == 0 || count > PINYIN_LETTERS_MAX)
        return NULL;
    struct word word = {.count = count};
    struct pinyin *pinyin = base_alloc_zero(1, sizeof *pinyin);
    pinyin->count = count;
    pinyin->end = UINT64_C(1) << count;
    pinyin->first = codes[0];
    note_letters(pinyin, codes, &word);
    if (!has_letter(&word)) {
        pinyin_free(pinyin);
        return NULL;
    }
    struct pinyin_row all = {0};
    for (int full = 1; full >= (options.scheme == PINYIN_SCHEME_FULL); full--)
        add_way(&word, options, full, pinyin, &all);
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
    free(pinyin);
}

size_t
pinyin_bytes(const struct pinyin *pinyin)
{
    size_t bytes = sizeof *pinyin + reading_set_count();
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_way *way = &pinyin->ways[i];
        bytes += way->row_count * sizeof *way->rows;
        bytes += (reading_set_count() + (way->kana ? romaji_count() : 0)) * sizeof *way->row_of;
    }
    return bytes;
}
