/* A word of a query made ready: for each set of readings, from which places of the word it leads to which.
 *
 * All is done on 64-bit masks of places: where a spelling occurs in the word is the and of its letters' places, shifted.
 * Of some thousand sets few lead anywhere in one word; all others share a row. */
#include "search/pinyin_parts.h"

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
    if (sources(row) == 0)
        return;
    way->row_of[set] = (uint16_t)way->row_count;
    way->rows[way->row_count++] = *row;
}

static void
build_way(const struct word *word, struct pinyin_options options, bool full, struct pinyin_way *way)
{
    size_t sets = reading_set_count(), all = sets + (full ? romaji_count() : 0), syllables = reading_syllable_count();
    way->kana = full;
    way->row_of = base_alloc_zero(all, sizeof *way->row_of);
    way->rows = base_alloc_zero(all, sizeof *way->rows);
    way->row_count = 1;
    struct pinyin_row *rows = base_alloc_zero(syllables, sizeof *rows);
    for (unsigned i = 0; i < syllables; i++) {
        struct spelling spellings[SPELLINGS_MAX];
        const char *syllable = reading_spelling(i);
        size_t count = full ? spell_full(syllable, options.fuzzy, spellings)
                            : spell_double(syllable, options.scheme, options.fuzzy, spellings);
        for (size_t j = 0; j < count; j++)
            add_spelling(word, &spellings[j], &rows[i]);
    }
    for (unsigned set = 1; set < sets; set++) {
        struct pinyin_row row = {0};
        size_t count;
        const uint16_t *of_set = reading_syllables_of(set, &count);
        for (size_t i = 0; i < count; i++)
            join_row(&row, &rows[of_set[i]]);
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
    way->rows = base_realloc(way->rows, way->row_count * sizeof *way->rows);
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

/* ---- The bitmaps, from the sets that lead on from the word's begin and from behind a first character */

struct filter {
    struct pinyin *pinyin;
    bool *begin, *follow; /* by set */
};

static void
set_bit(uint64_t *bitmap, char32_t code)
{
    size_t bit = pinyin_bit(code);
    if (bit != SIZE_MAX)
        bitmap[bit / 64] |= UINT64_C(1) << bit % 64;
}

static void
filter_character(void *context, char32_t code, unsigned set)
{
    struct filter *filter = context;
    if (filter->begin[set])
        set_bit(filter->pinyin->may_begin, code);
    if (filter->follow[set])
        set_bit(filter->pinyin->may_follow, code);
}

/* A kana is found as katakana, too: an origin may be one. That any kana may follow one is near enough. */
static void
filter_kana(struct pinyin *pinyin, const struct pinyin_way *way)
{
    const uint16_t *row_of = way->row_of + reading_set_count();
    for (size_t sound = 0; sound < romaji_count(); sound++) {
        char32_t first, second;
        romaji_kana(sound, &first, &second);
        if ((sources(&way->rows[row_of[sound]]) & 1) == 0)
            continue;
        set_bit(pinyin->may_begin, first);
        set_bit(pinyin->may_begin, first + 0x60);
    }
    for (char32_t kana = KANA_FIRST; kana <= KANA_LAST; kana++)
        set_bit(pinyin->may_follow, kana);
    set_bit(pinyin->may_follow, KANA_LONG);
}

static void
build_filter(struct pinyin *pinyin, const struct pinyin_row *all)
{
    size_t sets = reading_set_count();
    struct filter filter = {pinyin, base_alloc_zero(sets, sizeof(bool)), base_alloc_zero(sets, sizeof(bool))};
    uint64_t second = pinyin_pass(reached(pinyin, all, 1) | 2, pinyin->breaks);
    pinyin->of_several = (second & pinyin->end) == 0;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_way *way = &pinyin->ways[i];
        for (size_t set = 1; set < sets; set++) {
            uint64_t places = sources(&way->rows[way->row_of[set]]);
            filter.begin[set] = filter.begin[set] || (places & 1) != 0;
            filter.follow[set] = filter.follow[set] || (places & second) != 0;
        }
        if (way->kana)
            filter_kana(pinyin, way);
    }
    reading_each(filter_character, &filter);
    free(filter.begin);
    free(filter.follow);
    set_bit(pinyin->may_begin, pinyin->first);
    for (size_t slot = 0; slot < LITERAL_SLOTS; slot++) {
        if ((pinyin->literal[slot] & second) != 0)
            set_bit(pinyin->may_follow, pinyin->literal_codes[slot]);
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
    free(pinyin);
}

size_t
pinyin_bytes(const struct pinyin *pinyin)
{
    size_t bytes = sizeof *pinyin;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_way *way = &pinyin->ways[i];
        bytes += way->row_count * sizeof *way->rows;
        bytes += (reading_set_count() + (way->kana ? romaji_count() : 0)) * sizeof *way->row_of;
    }
    return bytes;
}
