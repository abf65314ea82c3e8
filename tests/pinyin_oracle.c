/* Pinyin at its word: all readings, all ways to cut a word; see pinyin_oracle.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pinyin_oracle.h"

/* ---- Tones: what is left of wu3jin4 */

static bool
is_syllable(const struct pinyin_typing *spelled, const char32_t *codes, size_t count, bool begun)
{
    for (unsigned syllable = 0; syllable < reading_syllable_count(); syllable++)
        for (size_t k = 0; k < spelled->full_count[syllable]; k++) {
            const char *text = spelled->full[syllable][k].text;
            size_t same = 0;
            while (same < count && (char32_t)text[same] == codes[same])
                same++;
            if (same == count && (begun || text[count] == '\0'))
                return true;
        }
    return false;
}

/* Each syllable with its digit, but for the last one, which may be cut; a letter and a digit alone are none. */
void
pinyin_drop_tones(struct fold *word, const struct pinyin_typing *spelled)
{
    char32_t left[2 * PINYIN_LETTERS_MAX];
    size_t count = 0, digits = 0, at = 0;
    while (at < word->count) {
        size_t end = at;
        while (end < word->count && word->codes[end] >= 'a' && word->codes[end] <= 'z')
            end++;
        bool last = end == word->count;
        if (end == at || (!last && (word->codes[end] < '1' || word->codes[end] > '5')) ||
            !is_syllable(spelled, word->codes + at, end - at, last))
            return;
        if (count > 0)
            left[count++] = '\'';
        memcpy(left + count, word->codes + at, (end - at) * sizeof *left);
        count += end - at;
        digits += !last;
        at = end + 1;
        if (!last && at < word->count && word->codes[at] == '\'')
            at++;
    }
    if (digits == 0 || (word->count == 2 && digits == 1))
        return;
    memcpy(word->codes, left, count * sizeof *left);
    word->count = count;
}

/* ---- The oracle */

struct search {
    const char32_t *word;
    size_t count;
    const struct fold *fold;
    const struct pinyin_typing *typing;
    bool twice;
    size_t at;
    enum pinyin_rank best[PINYIN_MATCH_MAX + 1]; /* by the match's length */
};

/* What the pieces were so far. */
struct pieces {
    bool read, whole, initial, begun;
};

static void try_from(struct search *search, size_t i, size_t p, struct pieces pieces);

/* The letters of the word at P are TEXT's first LEN. */
static bool
says(const struct search *search, size_t p, const char *text, size_t len)
{
    for (size_t i = 0; i < len; i++) {
        if (p + i >= search->count || search->word[p + i] != (char32_t)text[i])
            return false;
    }
    return true;
}

static void
go_on(struct search *search, size_t i, size_t p, struct pieces pieces)
{
    try_from(search, i, p, pieces);
    while (p < search->count && (search->word[p] == '\'' || search->word[p] == ' '))
        try_from(search, i, ++p, pieces);
}

static void
take(struct search *search, size_t i, size_t p, struct pieces pieces, char kind)
{
    if (kind != '=')
        pieces.read = true;
    pieces.whole = pieces.whole || kind == 'w';
    pieces.initial = pieces.initial || kind == 'i';
    pieces.begun = pieces.begun || kind == 'b';
    go_on(search, i, p, pieces);
}

static void
try_syllable(struct search *search, size_t i, size_t p, struct pieces pieces, unsigned syllable)
{
    const struct pinyin_typing *typing = search->typing;
    size_t count = search->twice ? typing->twice_count[syllable] : typing->full_count[syllable];
    for (size_t k = 0; k < count; k++) {
        const struct pinyin_typed *typed = search->twice ? &typing->twice[syllable][k] : &typing->full[syllable][k];
        size_t len = strlen(typed->text);
        if (says(search, p, typed->text, len))
            take(search, i + 1, p + len, pieces, 'w');
        if (says(search, p, typed->text, 1))
            take(search, i + 1, p + 1, pieces, 'i');
        if (typed->initial == 2 && says(search, p, typed->text, 2))
            take(search, i + 1, p + 2, pieces, 'i');
        for (size_t part = typed->initial + 1; typed->may_be_cut && part < len; part++) {
            if (p + part == search->count && says(search, p, typed->text, part))
                take(search, i + 1, p + part, pieces, 'b');
        }
    }
}

static bool
is_letter(const struct search *search, size_t p, const char *letters)
{
    return p < search->count && search->word[p] < 128 && search->word[p] != 0 &&
           strchr(letters, (char)search->word[p]) != NULL;
}

/* The vowel that the text before I, within the match, ends in. */
static char
vowel_before(const struct search *search, size_t i)
{
    while (i > search->at && search->fold->codes[i - 1] == U'ー')
        i--;
    if (i == search->at || search->fold->codes[i - 1] == U'ん' || search->fold->codes[i - 1] == U'っ')
        return '\0';
    for (size_t k = 0; k < pinyin_kana_count; k++) {
        if (pinyin_kana[k].second == 0 && pinyin_kana[k].first == search->fold->codes[i - 1])
            return pinyin_kana[k].text[strlen(pinyin_kana[k].text) - 1];
    }
    return '\0';
}

static void
try_kana(struct search *search, size_t i, size_t p, struct pieces pieces)
{
    char32_t kana = search->fold->codes[i], next = i + 1 < search->fold->count ? search->fold->codes[i + 1] : 0;
    for (size_t k = 0; k < pinyin_kana_count; k++) {
        if (pinyin_kana[k].first != kana || (pinyin_kana[k].second != 0 && pinyin_kana[k].second != next))
            continue;
        size_t len = strlen(pinyin_kana[k].text), more = pinyin_kana[k].second != 0 ? 2 : 1;
        if (says(search, p, pinyin_kana[k].text, len))
            take(search, i + more, p + len, pieces, 'w');
        for (size_t part = 1; part < len; part++) {
            if (p + part == search->count && says(search, p, pinyin_kana[k].text, part))
                take(search, i + more, p + part, pieces, 'i');
        }
    }
    if (kana == U'ん' && is_letter(search, p, "m") && is_letter(search, p + 1, "bmp"))
        take(search, i + 1, p + 1, pieces, 'w');
    if (kana == U'っ' && is_letter(search, p, "bcdfghjkmpqrstvwyz")) {
        bool doubled = p + 1 < search->count && search->word[p + 1] == search->word[p];
        if (doubled || says(search, p, "tch", 3))
            take(search, i + 1, p + 1, pieces, 'w');
        if (p + 1 == search->count)
            take(search, i + 1, p + 1, pieces, 'i');
    }
    char vowel = vowel_before(search, i);
    bool lengthens =
        vowel != '\0' && (kana == U'ー' || (kana == U'あ' && vowel == 'a') || (kana == U'い' && vowel == 'i') ||
                          (kana == U'う' && vowel == 'u') || (kana == U'う' && vowel == 'o') ||
                          (kana == U'え' && vowel == 'e') || (kana == U'お' && vowel == 'o'));
    if (lengthens && pieces.whole) {
        take(search, i + 1, p, pieces, 'w');
        char itself[2] = {vowel, '\0'};
        if (kana == U'ー' && (is_letter(search, p, itself) || is_letter(search, p, "-")))
            take(search, i + 1, p + 1, pieces, 'w');
    }
}

/* What a reader takes for nothing between two characters; how long it is from I on, by its first character: a mark, and ruby as a
   whole. */
size_t
pinyin_nothing_at(const struct fold *fold, size_t i, bool ruby)
{
    char32_t code = fold->codes[i], close = code == '<' ? '>' : ')';
    if (!ruby)
        return code != 0 && code < 0x3000 && text_among(code, U"'\"<>·") ? 1 : 0;
    size_t end = i + 1;
    while (end < fold->count &&
           ((fold->codes[end] >= 0x3041 && fold->codes[end] <= 0x30FF) || fold->codes[end] == U'·'))
        end++;
    bool is_ruby = (code == '<' || code == '(') && end > i + 1 && end < fold->count && fold->codes[end] == close;
    return is_ruby ? end + 1 - i : 0;
}

static bool
is_wide(char32_t code)
{
    return (code >= 0x3041 && code <= 0x30FF && code != U'・') || (code >= 0x3400 && code < 0xA000) ||
           (code >= 0xAC00 && code < 0xD7A4) || code == U'々' || code == U'〇' || code == U'○';
}

static void
pass_over(struct search *search, size_t i, size_t p, struct pieces pieces)
{
    const struct fold *fold = search->fold;
    size_t before = i, behind = i, step = 1;
    while (before > search->at && pinyin_nothing_at(fold, before - 1, false) > 0)
        before--;
    for (; behind < fold->count && step > 0; behind += step) {
        step = pinyin_nothing_at(fold, behind, false);
        step = step > 0 ? step : pinyin_nothing_at(fold, behind, true);
    }
    bool inside = before > search->at && (is_wide(fold->codes[before - 1]) || fold->codes[before - 1] == ')');
    if (!inside || (behind < fold->count && !is_wide(fold->codes[behind])))
        return;
    for (int ruby = 0; ruby < 2; ruby++) {
        size_t more = pinyin_nothing_at(fold, i, ruby != 0);
        if (more > 0)
            try_from(search, i + more, p, pieces);
    }
}

static void
try_from(struct search *search, size_t i, size_t p, struct pieces pieces)
{
    size_t length = i - search->at;
    if (p == search->count) {
        enum pinyin_rank rank = !pieces.read                                       ? PINYIN_NONE
                                : pieces.begun || (pieces.whole && pieces.initial) ? PINYIN_MIXED
                                : pieces.initial                                   ? PINYIN_INITIALS
                                                                                   : PINYIN_FULL;
        if (length <= PINYIN_MATCH_MAX && rank > search->best[length])
            search->best[length] = rank;
        return;
    }
    if (i >= search->fold->count || length >= PINYIN_MATCH_MAX)
        return;
    char32_t code = search->fold->codes[i];
    if (length > 0)
        pass_over(search, i, p, pieces);
    if (code == search->word[p])
        take(search, i + 1, p + 1, pieces, '=');
    unsigned set = reading_set_of(search->fold->origins[i]);
    if (set == 0)
        set = reading_set_of(code);
    size_t count = 0;
    const uint16_t *syllables = set != 0 ? reading_syllables_of(set, &count) : NULL;
    for (size_t k = 0; k < count; k++)
        try_syllable(search, i, p, pieces, syllables[k]);
    if (!search->twice && ((code >= U'ぁ' && code <= U'ゖ') || code == U'ー'))
        try_kana(search, i, p, pieces);
}

/* The shortest, but a single character by its initial only if there is no other. */
size_t
pinyin_oracle_match(const struct fold *fold, size_t at, const struct fold *word, const struct pinyin_typing *typing,
                    enum pinyin_rank *rank)
{
    struct search search = {.word = word->codes, .count = word->count, .fold = fold, .typing = typing, .at = at};
    try_from(&search, at, 0, (struct pieces){0});
    if (typing->options.scheme != PINYIN_SCHEME_FULL) {
        search.twice = true;
        try_from(&search, at, 0, (struct pieces){0});
    }
    size_t found = 0;
    for (size_t length = 1; length <= PINYIN_MATCH_MAX && found == 0; length++) {
        if (search.best[length] != PINYIN_NONE && (length > 1 || search.best[1] != PINYIN_INITIALS))
            found = length;
    }
    if (found == 0 && search.best[1] == PINYIN_INITIALS)
        found = 1;
    *rank = found > 0 ? search.best[found] : PINYIN_NONE;
    return found;
}
