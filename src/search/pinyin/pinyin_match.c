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
    size_t ruby_end;           /* behind the ruby that is being read; 0: none is */
    struct states before_ruby;
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

/* All three letters of the syllable, one after the other; at the word's end its beginning will do. */
static void
take_hangul(const struct pinyin *pinyin, struct states from, char32_t code, struct states *next)
{
    uint64_t pure = from.literal | from.full, begun = 0;
    next->full |= hangul_take(pinyin, pure, code, &begun);
    next->mixed |= hangul_take(pinyin, from.initial | from.mixed, code, &begun) | begun;
}

static bool
is_kana(char32_t code)
{
    return (code >= KANA_FIRST && code <= KANA_LAST) || code == KANA_LONG;
}

static struct states
pass_breaks(const struct pinyin *pinyin, struct states states)
{
    uint64_t breaks = pinyin->breaks;
    if (breaks == 0)
        return states;
    return (struct states){pinyin_pass(states.literal, breaks), pinyin_pass(states.full, breaks),
                           pinyin_pass(states.initial, breaks), pinyin_pass(states.mixed, breaks)};
}

static void
step(struct walk *walk, char32_t code, char32_t origin)
{
    struct states next = {0, 0, 0, 0};
    take_literal(walk->pinyin, walk->now, code, &next);
    if (walk->way->kana && is_kana(code)) {
        take_kana(walk, code, &next);
    } else if (walk->way->kana && walk->pinyin->hangul != NULL && fold_lead_of(code) != 0) {
        take_hangul(walk->pinyin, walk->now, code, &next);
        walk->last = 0;
        walk->vowel = '\0';
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
    walk->before = walk->now;
    walk->now = pass_breaks(walk->pinyin, next);
}

static struct states
both(struct states one, struct states other)
{
    return (struct states){one.literal | other.literal, one.full | other.full, one.initial | other.initial,
                           one.mixed | other.mixed};
}

/* Takes entry I of FOLD, of a match that begins at FIRST; the states with which a match may end there. A mark between two wide
   characters is passed over, as ruby is as a whole; a word that has the mark goes on as well. */
static struct states
take_entry(struct walk *walk, const struct fold *fold, size_t first, size_t i)
{
    char32_t code = fold->codes[i];
    struct states ends = {0, 0, 0, 0};
    bool mark = fold_is_passed(code), passed = false;
    if (i > first && (mark || code == '(' || code == '|') && fold_may_pass(fold, first, i)) {
        size_t ruby = walk->ruby_end == 0 ? fold_ruby(fold, i) : 0;
        if (ruby > 0) {
            walk->ruby_end = i + ruby;
            walk->before_ruby = walk->now;
        }
        passed = mark || ruby == 1;
    }
    if (passed) {
        take_literal(walk->pinyin, walk->now, code, &ends);
        ends = pass_breaks(walk->pinyin, ends);
        walk->now = both(walk->now, ends);
        walk->last = 0;
        walk->vowel = '\0';
    } else {
        step(walk, code, fold->origins[i]);
        ends = walk->now;
    }
    if (walk->ruby_end == i + 1) {
        walk->now = both(walk->now, walk->before_ruby);
        walk->ruby_end = 0;
        walk->last = 0;
        walk->vowel = '\0';
    }
    return ends;
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
        enum pinyin_rank here = rank_at_end(pinyin, take_entry(&walk, fold, at, at + i));
        if (here != PINYIN_NONE) {
            *rank = here;
            found = i + 1;
            if (!is_lone(found, here))
                break;
        }
        if (walk.ruby_end > 0)
            continue;
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
    if (pinyin->hangul != NULL && fold_lead_of(code) != 0)
        may |= PINYIN_MAY_FOLLOW | hangul_may_begin(pinyin, code);
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
    if (!may_be(pinyin, fold, at, PINYIN_MAY_BEGIN) || fold_is_iteration(fold->origins[at]))
        return false;
    if (!pinyin->of_several || (pinyin->hangul != NULL && fold_lead_of(fold->codes[at]) != 0))
        return true;
    if (at + 1 == fold->count)
        return false;
    char32_t next = fold->codes[at + 1];
    return may_be(pinyin, fold, at + 1, PINYIN_MAY_FOLLOW) || fold_is_passed(next) || next == '(' || next == '|';
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
reach_way(const struct pinyin *pinyin, const struct pinyin_way *way, const struct fold *fold, size_t at, uint64_t from)
{
    struct walk walk = {.pinyin = pinyin, .way = way, .now = {.literal = from}};
    for (size_t i = at; i < fold->count; i++) {
        if (i > at && any(walk.now) != 0 && fold_opens_ruby(fold, i))
            return fold->count - at;
        take_entry(&walk, fold, at, i);
        if (walk.ruby_end > 0)
            continue;
        bool next_helps = walk.last != 0 && (i + 1 == fold->count || romaji_is_second(fold->codes[i + 1]));
        if (any(walk.now) == 0 && !next_helps)
            return i - at;
    }
    return fold->count - at;
}

size_t
pinyin_reach(const struct pinyin *pinyin, const struct fold *fold, size_t at, uint64_t from)
{
    size_t most = 0;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        size_t own = reach_way(pinyin, &pinyin->ways[i], fold, at, from);
        most = own > most ? own : most;
    }
    return most;
}

bool
pinyin_lead(const struct pinyin *pinyin, const struct fold *fold, size_t at, size_t count, uint64_t from,
            uint64_t *positions)
{
    bool open = false;
    for (size_t i = 0; i < pinyin->way_count; i++) {
        struct walk walk = {.pinyin = pinyin, .way = &pinyin->ways[i], .now = {.literal = from}};
        for (size_t k = at; k < at + count; k++)
            take_entry(&walk, fold, at, k);
        *positions |= any(walk.now);
        open |= walk.ruby_end > 0 || walk.last != 0;
    }
    return !open;
}
