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
            row->begun_kana |= ending(word, spellings, part);
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
        row->begun_kana |= ending(word, letter, 1);
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
    row->begun_kana |= other->begun_kana;
}

static bool
leads_anywhere(const struct pinyin_row *row)
{
    uint64_t places = row->first | row->both | row->begun | row->begun_kana;
    for (size_t i = 0; i < SPELLING_LETTERS; i++)
        places |= row->whole[i];
    return places != 0;
}

static void
put_row(struct pinyin_way *way, size_t set, const struct pinyin_row *row)
{
    if (!leads_anywhere(row))
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

/* Whether a path from the word's begin to its end takes at least one piece by a reading: places reached by
   literals only, and by others, a bit each. */
static bool
can_match(const struct pinyin *pinyin, const struct pinyin_way *way)
{
    struct pinyin_row row = {0};
    for (size_t i = 0; i < way->row_count; i++)
        join_row(&row, &way->rows[i]);
    uint64_t read = 0;
    for (size_t at = 0; at < pinyin->count; at++) {
        uint64_t here = UINT64_C(1) << at;
        /* Literals lead to every place. */
        if ((read & here) != 0)
            read |= here << 1;
        for (size_t i = 0; i < SPELLING_LETTERS; i++)
            read |= (row.whole[i] & here) << (i + 1);
        read |= (row.first & here) << 1 | (row.both & here) << 2;
        if (((row.begun | row.begun_kana) & here) != 0)
            read |= pinyin->end;
    }
    return (read & pinyin->end) != 0;
}

static void
set_begin(struct pinyin *pinyin, char32_t code)
{
    size_t bit = pinyin_bit(code);
    if (bit != SIZE_MAX)
        pinyin->may_begin[bit / 64] |= UINT64_C(1) << bit % 64;
}

static bool
begins(const struct pinyin_way *way, size_t set)
{
    const struct pinyin_row *row = &way->rows[way->row_of[set]];
    uint64_t places = row->first | row->both | row->begun | row->begun_kana;
    for (size_t i = 0; i < SPELLING_LETTERS; i++)
        places |= row->whole[i];
    return (places & 1) != 0;
}

struct begin_marks {
    struct pinyin *pinyin;
    bool *sets;
};

static void
mark_begin(void *context, char32_t code, unsigned set)
{
    struct begin_marks *marks = context;
    if (marks->sets[set])
        set_begin(marks->pinyin, code);
}

static void
build_begins(struct pinyin *pinyin)
{
    size_t sets = reading_set_count();
    struct begin_marks marks = {pinyin, base_alloc_zero(sets, sizeof(bool))};
    for (size_t i = 0; i < pinyin->way_count; i++) {
        const struct pinyin_way *way = &pinyin->ways[i];
        for (size_t set = 1; set < sets; set++)
            marks.sets[set] = marks.sets[set] || begins(way, set);
        for (size_t sound = 0; way->kana && sound < romaji_count(); sound++) {
            char32_t first, second;
            romaji_kana(sound, &first, &second);
            if (begins(way, sets + sound)) {
                set_begin(pinyin, first);
                set_begin(pinyin, first + 0x60); /* an origin may be katakana */
            }
        }
    }
    reading_each(mark_begin, &marks);
    free(marks.sets);
    set_begin(pinyin, pinyin->first);
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
        if (i > 0 && (codes[i] == '\'' || codes[i] == ' '))
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
    for (int full = 1; full >= 0; full--) {
        if (!full && options.scheme == PINYIN_SCHEME_FULL)
            break;
        struct pinyin_way *way = &pinyin->ways[pinyin->way_count++];
        build_way(&word, options, full, way);
        if (!can_match(pinyin, way)) {
            free(way->row_of);
            free(way->rows);
            *way = (struct pinyin_way){0};
            pinyin->way_count--;
        }
    }
    if (pinyin->way_count == 0) {
        pinyin_free(pinyin);
        return NULL;
    }
    build_begins(pinyin);
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
