/* Walks a compiled word over text, one character a step.
 *
 * The state is the set of positions in the word that are reached at the end of a character, as bits, four times: by
 * literals only, and besides them by whole syllables, by initials, by both. A step is some ands and shifts. A sound of
 * two kana is a step from the state before the first one. */
#include "search/pinyin/pinyin.h"

struct states {
    uint64_t literal, full, initial, mixed;
};

static uint64_t
any(struct states states)
{
    return states.literal | states.full | states.initial | states.mixed;
}

/* Adds to *NEXT where FROM leads by a reading. The beginning of a KANA's romaji counts as an initial. */
static void
take_reading(const struct pinyin *pinyin, struct states from, const struct pinyin_row *row, bool kana,
             struct states *next)
{
    uint64_t pure = from.literal | from.full, begun = from.literal | from.initial;
    next->full |= pinyin_take_whole(pure, row);
    next->initial |= pinyin_take_initial(begun, row);
    next->mixed |= pinyin_take_whole(from.initial | from.mixed, row) | pinyin_take_initial(from.full | from.mixed, row);
    uint64_t mixed = kana ? from.full | from.mixed : any(from);
    if (kana && (begun & row->begun) != 0)
        next->initial |= pinyin->end;
    if ((mixed & row->begun) != 0)
        next->mixed |= pinyin->end;
}

/* A kana that lengthens the vowel before it may go unwritten; ー too, or it is written as that vowel, or as -. */
static void
take_long(const struct pinyin *pinyin, struct states from, char32_t kana, char vowel, struct states *next)
{
    uint64_t written = 0;
    if (kana == KANA_LONG)
        written = pinyin->hyphens | pinyin->vowels[pinyin_vowel(vowel)];
    else if (!romaji_lengthens(vowel, kana))
        return;
    next->full |= from.full | (from.full & written) << 1;
    next->mixed |= from.mixed | (from.mixed & written) << 1;
}

struct walk {
    const struct pinyin *pinyin;
    const struct pinyin_way *way;
    struct states before, now; /* before and after the last character */
    char32_t last;             /* that character, if it is a kana */
    char vowel;                /* that it ended in */
};

static void
take_kana(struct walk *walk, char32_t kana, struct states *next)
{
    const struct pinyin_way *way = walk->way;
    const uint16_t *row_of = way->row_of + reading_set_count();
    unsigned sound = romaji_sound(kana);
    if (sound != ROMAJI_NONE)
        take_reading(walk->pinyin, walk->now, &way->rows[row_of[sound]], true, next);
    if (walk->last != 0 && romaji_is_second(kana)) {
        unsigned pair = romaji_pair(walk->last, kana);
        if (pair != ROMAJI_NONE)
            take_reading(walk->pinyin, walk->before, &way->rows[row_of[pair]], true, next);
    }
    if (walk->vowel != '\0')
        take_long(walk->pinyin, walk->now, kana, walk->vowel, next);
    if (kana != KANA_LONG)
        walk->vowel = romaji_vowel(kana);
    walk->last = kana;
}

static void
take_literal(const struct pinyin *pinyin, struct states from, char32_t code, struct states *next)
{
    uint64_t positions = pinyin->literal[pinyin_slot(pinyin, code)];
    next->literal |= (from.literal & positions) << 1;
    next->full |= (from.full & positions) << 1;
    next->initial |= (from.initial & positions) << 1;
    next->mixed |= (from.mixed & positions) << 1;
}

static bool
is_kana(char32_t code)
{
    return (code >= KANA_FIRST && code <= KANA_LAST) || code == KANA_LONG;
}

static void
step(struct walk *walk, char32_t code, char32_t origin)
{
    struct states next = {0, 0, 0, 0};
    take_literal(walk->pinyin, walk->now, code, &next);
    if (walk->way->kana && is_kana(code)) {
        take_kana(walk, code, &next);
    } else {
        unsigned set = reading_set_of(origin);
        if (set == 0 && code != origin)
            set = reading_set_of(code);
        size_t row = walk->way->row_of[set];
        if (row != 0)
            take_reading(walk->pinyin, walk->now, &walk->way->rows[row], false, &next);
        walk->last = 0;
        walk->vowel = '\0';
    }
    uint64_t breaks = walk->pinyin->breaks;
    if (breaks != 0)
        next = (struct states){pinyin_pass(next.literal, breaks), pinyin_pass(next.full, breaks),
                               pinyin_pass(next.initial, breaks), pinyin_pass(next.mixed, breaks)};
    walk->before = walk->now;
    walk->now = next;
}

static enum pinyin_rank
rank_at_end(const struct pinyin *pinyin, struct states states)
{
    if ((states.full & pinyin->end) != 0)
        return PINYIN_FULL;
    if ((states.mixed & pinyin->end) != 0)
        return PINYIN_MIXED;
    return (states.initial & pinyin->end) != 0 ? PINYIN_INITIALS : PINYIN_NONE;
}

/* One character by no more than its initial. */
static bool
is_lone(size_t count, enum pinyin_rank rank)
{
    return count == 1 && rank == PINYIN_INITIALS;
}

static size_t
match_way(const struct pinyin *pinyin, const struct pinyin_way *way, const struct fold *fold, size_t at,
          enum pinyin_rank *rank)
{
    struct walk walk = {.pinyin = pinyin, .way = way, .now = {.literal = 1}};
    size_t most = fold->count - at < PINYIN_MATCH_MAX ? fold->count - at : PINYIN_MATCH_MAX, found = 0;
    *rank = PINYIN_NONE;
    for (size_t i = 0; i < most; i++) {
        step(&walk, fold->codes[at + i], fold->origins[at + i]);
        enum pinyin_rank here = rank_at_end(pinyin, walk.now);
        if (here != PINYIN_NONE) {
            *rank = here;
            found = i + 1;
            if (!is_lone(found, here))
                break;
        }
        if (any(walk.now) == 0 && walk.last == 0)
            break;
        /* A kana that leads nowhere may with the next one. */
        if (any(walk.now) == 0 && (i + 1 == most || !romaji_is_second(fold->codes[at + i + 1])))
            break;
    }
    return found;
}

size_t
pinyin_match(const struct pinyin *pinyin, const struct fold *fold, size_t at, enum pinyin_rank *rank)
{
    size_t count = match_way(pinyin, &pinyin->ways[0], fold, at, rank);
    for (size_t i = 1; i < pinyin->way_count; i++) {
        enum pinyin_rank other;
        size_t others = match_way(pinyin, &pinyin->ways[i], fold, at, &other);
        if (others > 0 && (count == 0 || others < count || (others == count && other > *rank))) {
            count = others;
            *rank = other;
        }
    }
    return count;
}

/* PINYIN_MAY_... of CODE: a character with readings, a kana, perhaps as katakana, or one of the word itself. */
static unsigned
may_of(const struct pinyin *pinyin, char32_t code)
{
    unsigned set = reading_set_of(code), may = pinyin->may_of_set[set];
    if (set != 0 && !pinyin->beyond_ascii) /* nearly all text */
        return may;
    /* katakana but for the long mark, which has no twin */
    char32_t kana = code >= KANA_FIRST + 0x60 && code <= KANA_LAST + 0x60 ? code - 0x60 : code;
    if (kana == KANA_LONG)
        may |= PINYIN_MAY_FOLLOW;
    else if (is_kana(kana))
        may |= pinyin->may_of_kana[kana - KANA_FIRST];
    if (code == pinyin->first)
        may |= PINYIN_MAY_BEGIN;
    if ((pinyin->literal[pinyin_slot(pinyin, code)] & pinyin->second) != 0)
        may |= PINYIN_MAY_FOLLOW;
    return may;
}

bool
pinyin_may_begin(const struct pinyin *pinyin, char32_t code)
{
    return (may_of(pinyin, code) & PINYIN_MAY_BEGIN) != 0;
}

static bool
may_be(const struct pinyin *pinyin, const struct fold *fold, size_t at, unsigned what)
{
    char32_t code = fold->codes[at], origin = fold->origins[at];
    return (may_of(pinyin, code) & what) != 0 || (code != origin && (may_of(pinyin, origin) & what) != 0);
}

static bool
may_match(const struct pinyin *pinyin, const struct fold *fold, size_t at)
{
    return may_be(pinyin, fold, at, PINYIN_MAY_BEGIN) &&
           (!pinyin->of_several || (at + 1 < fold->count && may_be(pinyin, fold, at + 1, PINYIN_MAY_FOLLOW)));
}

size_t
pinyin_next(const struct pinyin *pinyin, const struct fold *fold, size_t from, size_t end, size_t *count,
            enum pinyin_rank *rank)
{
    for (size_t at = from; at < end; at++) {
        /* nearly every character is one that does not begin a match: this is where a search spends its time */
        unsigned set = reading_set_of(fold->codes[at]);
        if (set != 0 && !pinyin->beyond_ascii && (pinyin->may_of_set[set] & PINYIN_MAY_BEGIN) == 0 &&
            fold->codes[at] == fold->origins[at])
            continue;
        if (!may_match(pinyin, fold, at))
            continue;
        *count = pinyin_match(pinyin, fold, at, rank);
        if (*count > 0)
            return at;
    }
    *count = 0;
    *rank = PINYIN_NONE;
    return end;
}

static size_t
reach_way(const struct pinyin *pinyin, const struct pinyin_way *way, const struct fold *fold, size_t at)
{
    struct walk walk = {.pinyin = pinyin, .way = way, .now = {.literal = 1}};
    for (size_t i = at; i < fold->count; i++) {
        step(&walk, fold->codes[i], fold->origins[i]);
        bool next_helps = walk.last != 0 && (i + 1 == fold->count || romaji_is_second(fold->codes[i + 1]));
        if (any(walk.now) == 0 && !next_helps)
            return i - at;
    }
    return fold->count - at;
}

size_t
pinyin_reach(const struct pinyin *pinyin, const struct fold *fold, size_t at)
{
    size_t most = 0;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        size_t own = reach_way(pinyin, &pinyin->ways[i], fold, at);
        most = own > most ? own : most;
    }
    return most;
}
