/* search, pinyin: the automaton against the rules taken at their word, slowly: all readings, all ways to cut a word.
 *
 * The oracle shares the table of readings with the program and nothing else: how a syllable may be typed, it finds by
 * asking of every combination of an initial and a final whether it would sound the same.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pinyin_text.h"

#include "search/pinyin/pinyin.h"

/* ---- How syllables may be typed */

static const char *const initials[] = {"",  "b", "p", "m", "f", "d", "t", "n",  "l",  "g",  "k", "h",
                                       "j", "q", "x", "r", "z", "c", "s", "zh", "ch", "sh", "y", "w"};
static const char *const finals[] = {"a",  "ai",  "an",  "ang",  "ao",  "e",   "ei",  "en",   "eng",  "er",
                                     "i",  "ia",  "ian", "iang", "iao", "ie",  "in",  "ing",  "iong", "iu",
                                     "o",  "ong", "ou",  "u",    "ua",  "uai", "uan", "uang", "ue",   "ui",
                                     "un", "uo",  "v",   "van",  "ve",  "vn",  "yu",  "yue"};
enum { TYPED_MAX = 40, DOUBLE_MAX = 24 };

struct typed {
    char text[12];
    size_t initial;
    bool may_be_cut; /* at the word's end */
};

/* A set of options, and what each syllable may be typed as with them. */
struct typing {
    struct pinyin_options options;
    struct typed (*full)[TYPED_MAX], (*twice)[DOUBLE_MAX];
    size_t *full_count, *twice_count;
};

/* What is left of an initial when those that sound alike are taken for one. */
static char
initial_sound(const char *initial, unsigned fuzzy)
{
    char sound = initial[0];
    if (initial[0] != '\0' && initial[1] == 'h') {
        unsigned bit = sound == 'z' ? PINYIN_FUZZY_ZH : sound == 'c' ? PINYIN_FUZZY_CH : PINYIN_FUZZY_SH;
        sound = (fuzzy & bit) != 0 ? sound : (char)(sound - 'a' + 'A');
    }
    if (sound == 'n' && (fuzzy & PINYIN_FUZZY_NL) != 0)
        sound = 'l';
    if (sound == 'r' && (fuzzy & PINYIN_FUZZY_RL) != 0)
        sound = 'l';
    if (sound == 'f' && (fuzzy & PINYIN_FUZZY_FH) != 0)
        sound = 'h';
    return sound;
}

static bool
same_final(const char *one, const char *other, unsigned fuzzy)
{
    char a[12], b[12];
    char *both[] = {a, b};
    memcpy(a, one, strlen(one) + 1);
    memcpy(b, other, strlen(other) + 1);
    for (size_t i = 0; i < 2; i++) {
        size_t len = strlen(both[i]);
        char vowel = len > 2 ? both[i][len - 3] : '\0';
        bool merged = (vowel == 'a' && (fuzzy & PINYIN_FUZZY_AN)) || (vowel == 'e' && (fuzzy & PINYIN_FUZZY_EN)) ||
                      (vowel == 'i' && (fuzzy & PINYIN_FUZZY_IN));
        if (len > 2 && merged && strcmp(both[i] + len - 2, "ng") == 0)
            both[i][len - 1] = '\0';
    }
    return strcmp(a, b) == 0;
}

/* Is INITIAL and FINAL a way of typing a syllable of those two? */
static bool
would_do(const char *initial, const char *final, const char *of_initial, const char *of_final, unsigned fuzzy,
         bool *may_be_cut)
{
    *may_be_cut = final[0] != 'y';
    if (initial_sound(initial, fuzzy) != initial_sound(of_initial, fuzzy))
        return false;
    if (same_final(final, of_final, fuzzy))
        return true;
    bool palatal = strchr("jqxy", of_initial[0]) != NULL && of_initial[0] != '\0';
    char other[12];
    if (of_final[0] == 'u' && palatal && final[0] == 'v') {
        snprintf(other, sizeof other, "u%s", final + 1);
        return same_final(other, of_final, fuzzy);
    }
    if (of_final[0] == 'v' && final[0] == 'u') {
        snprintf(other, sizeof other, "v%s", final + 1);
        return same_final(other, of_final, fuzzy);
    }
    if (of_final[0] == 'v' && strncmp(final, "yu", 2) == 0) {
        snprintf(other, sizeof other, "v%s", final + 2);
        return same_final(other, of_final, fuzzy);
    }
    return false;
}

static void
find_typed(struct typing *typing, unsigned syllable)
{
    const char *text = reading_spelling(syllable);
    unsigned fuzzy = typing->options.fuzzy;
    size_t count = 0, cut = strcspn(text, "aeiouv");
    if (text[cut] == '\0') {
        typing->full[syllable][count] = (struct typed){"", 1, true};
        memcpy(typing->full[syllable][count++].text, text, strlen(text) + 1);
        typing->full_count[syllable] = count;
        return;
    }
    char initial[4] = "";
    memcpy(initial, text, cut);
    for (size_t i = 0; i < BASE_COUNT(initials); i++) {
        for (size_t j = 0; j < BASE_COUNT(finals) + 1; j++) {
            const char *final = j < BASE_COUNT(finals) ? finals[j] : text + cut; /* rare ones: iou, uong */
            bool may_be_cut, known = false;
            if (!would_do(initials[i], final, initial, text + cut, fuzzy, &may_be_cut))
                continue;
            struct typed typed = {"", strlen(initials[i]) == 2 ? 2 : 1, may_be_cut};
            snprintf(typed.text, sizeof typed.text, "%s%s", initials[i], final);
            for (size_t k = 0; k < count; k++)
                known = known || strcmp(typing->full[syllable][k].text, typed.text) == 0;
            assert_true(count < TYPED_MAX);
            if (!known)
                typing->full[syllable][count++] = typed;
        }
    }
    typing->full_count[syllable] = count;
}

/* The keys are tested elsewhere against the layouts; which of them sound alike is what matters here. */
static void
find_twice(struct typing *typing, unsigned syllable)
{
    const char *text = reading_spelling(syllable);
    size_t count = 0, cut = strcspn(text, "aeiouv");
    char initial[4] = "";
    memcpy(initial, text, cut < 3 ? cut : 0);
    for (unsigned i = 0; text[cut] != '\0' && i < reading_syllable_count() * 24; i++) {
        /* Also what is no syllable: fong for hong. */
        const char *final = reading_spelling(i / 24);
        size_t at = strcspn(final, "aeiouv");
        bool may_be_cut;
        final += at;
        if (*final == '\0' ||
            !would_do(initials[i % 24], final, initial, text + cut, typing->options.fuzzy, &may_be_cut))
            continue;
        if ((final[0] == 'v') != (text[cut] == 'v') || final[0] == 'y')
            continue; /* ü has one way here */
        char both[12];
        struct spelling spellings[SPELLINGS_MAX];
        snprintf(both, sizeof both, "%s%s", initials[i % 24], final);
        size_t more = spell_double(both, typing->options.scheme, 0, spellings);
        for (size_t j = 0; j < more; j++) {
            bool known = false;
            for (size_t k = 0; k < count; k++)
                known = known || strcmp(typing->twice[syllable][k].text, spellings[j].text) == 0;
            assert_true(known || count < DOUBLE_MAX);
            if (!known)
                memcpy(typing->twice[syllable][count++].text, spellings[j].text, 3);
        }
    }
    typing->twice_count[syllable] = count;
}

static struct typing
typing_new(enum pinyin_scheme scheme, unsigned fuzzy)
{
    size_t count = reading_syllable_count();
    struct typing typing = {.options = {scheme, fuzzy}};
    typing.full = base_alloc_zero(count, sizeof *typing.full);
    typing.twice = base_alloc_zero(count, sizeof *typing.twice);
    typing.full_count = base_alloc_zero(count, sizeof(size_t));
    typing.twice_count = base_alloc_zero(count, sizeof(size_t));
    for (unsigned i = 0; i < count; i++) {
        find_typed(&typing, i);
        if (scheme != PINYIN_SCHEME_FULL)
            find_twice(&typing, i);
    }
    return typing;
}

static void
typing_done(struct typing *typing)
{
    free(typing->full);
    free(typing->twice);
    free(typing->full_count);
    free(typing->twice_count);
}

/* ---- Kana: the fifty sounds in rows, Kunrei by rule, Hepburn and the rest by list */

static const char *const kana_rows[] = {"あいうえお",  "kかきくけこ", "gがぎぐげご", "sさしすせそ", "zざじずぜぞ",
                                        "tたちつてと", "dだぢづでど", "nなにぬねの", "hはひふへほ", "bばびぶべぼ",
                                        "pぱぴぷぺぽ", "mまみむめも", "rらりるれろ"};
static const char *const kana_others[][2] = {
    {"し", "shi"},   {"し", "ci"},    {"じ", "ji"},    {"ち", "chi"},   {"つ", "tsu"},   {"ぢ", "ji"},
    {"ぢ", "zi"},    {"づ", "zu"},    {"づ", "dzu"},   {"ふ", "fu"},    {"は", "wa"},    {"へ", "e"},
    {"や", "ya"},    {"ゆ", "yu"},    {"よ", "yo"},    {"わ", "wa"},    {"ゐ", "wi"},    {"ゐ", "i"},
    {"ゑ", "we"},    {"ゑ", "e"},     {"を", "wo"},    {"を", "o"},     {"ん", "n"},     {"ん", "nn"},
    {"ん", "n'"},    {"ゔ", "vu"},    {"っ", "xtu"},   {"っ", "ltu"},   {"っ", "xtsu"},  {"ゕ", "xka"},
    {"ゕ", "lka"},   {"ゖ", "xke"},   {"ゖ", "lke"},   {"ゎ", "xwa"},   {"ゎ", "lwa"},   {"ゃ", "xya"},
    {"ゃ", "lya"},   {"ゅ", "xyu"},   {"ゅ", "lyu"},   {"ょ", "xyo"},   {"ょ", "lyo"},   {"ぁ", "a"},
    {"ぁ", "xa"},    {"ぁ", "la"},    {"ぃ", "i"},     {"ぃ", "xi"},    {"ぃ", "li"},    {"ぅ", "u"},
    {"ぅ", "xu"},    {"ぅ", "lu"},    {"ぇ", "e"},     {"ぇ", "xe"},    {"ぇ", "le"},    {"ぉ", "o"},
    {"ぉ", "xo"},    {"ぉ", "lo"},    {"しぇ", "she"}, {"しぇ", "sye"}, {"じぇ", "je"},  {"じぇ", "zye"},
    {"じぇ", "jye"}, {"ちぇ", "che"}, {"ちぇ", "tye"}, {"ちぇ", "cye"}, {"ふぁ", "fa"},  {"ふぃ", "fi"},
    {"ふぇ", "fe"},  {"ふぉ", "fo"},  {"ふゅ", "fyu"}, {"てぃ", "ti"},  {"てぃ", "thi"}, {"てゅ", "tyu"},
    {"てゅ", "thu"}, {"でぃ", "di"},  {"でぃ", "dhi"}, {"でゅ", "dyu"}, {"でゅ", "dhu"}, {"とぅ", "tu"},
    {"とぅ", "twu"}, {"どぅ", "du"},  {"どぅ", "dwu"}, {"うぃ", "wi"},  {"うぇ", "we"},  {"うぉ", "wo"},
    {"つぁ", "tsa"}, {"つぃ", "tsi"}, {"つぇ", "tse"}, {"つぉ", "tso"}, {"ば", "va"},    {"び", "vi"},
    {"ぶ", "vu"},    {"べ", "ve"},    {"ぼ", "vo"},    {"ぶゅ", "vyu"}, {"いぇ", "ye"},  {"くぁ", "kwa"},
    {"くぁ", "qa"},  {"くぃ", "kwi"}, {"くぃ", "qi"},  {"くぇ", "kwe"}, {"くぇ", "qe"},  {"くぉ", "kwo"},
    {"くぉ", "qo"},  {"ぐぁ", "gwa"}};

struct kana {
    char32_t first, second;
    char text[6];
};
static struct kana kana_list[400];
static size_t kana_count;

static void
add_kana(char32_t first, char32_t second, const char *front, char vowel)
{
    struct kana *kana = &kana_list[kana_count++];
    *kana = (struct kana){first, second, ""};
    snprintf(kana->text, sizeof kana->text, vowel != '\0' ? "%s%c" : "%s", front, vowel);
}

/* き of the row K gives kya kyu kyo; sh ch j go without the y. */
static void
add_glides(char32_t kana, const char *row)
{
    static const char32_t small[] = U"ゃゅょ";
    for (size_t i = 0; i < 3; i++) {
        char vowel = "auo"[i], front[3] = {row[0], 'y', '\0'};
        add_kana(kana, small[i], front, vowel);
        if (kana == U'し')
            add_kana(kana, small[i], "sh", vowel);
        if (kana == U'ち') {
            add_kana(kana, small[i], "ch", vowel);
            add_kana(kana, small[i], "cy", vowel);
        }
        if (kana == U'じ' || kana == U'ぢ')
            add_kana(kana, small[i], "j", vowel);
        if (kana == U'じ')
            add_kana(kana, small[i], "jy", vowel);
        if (kana == U'ぢ')
            add_kana(kana, small[i], "zy", vowel);
    }
}

static struct typing plain; /* of words with tones */

static int
make_kana(void **state)
{
    (void)state;
    plain = typing_new(PINYIN_SCHEME_FULL, 0);
    kana_count = 0;
    for (size_t i = 0; i < BASE_COUNT(kana_rows); i++) {
        const char *row = kana_rows[i], *at = row + (i > 0);
        char front[2] = {i > 0 ? row[0] : '\0', '\0'};
        for (size_t j = 0; j < 5; j++) {
            char32_t kana;
            at += text_decode(at, &kana);
            add_kana(kana, 0, front, "aiueo"[j]);
            if (j == 1 && i > 0)
                add_glides(kana, row);
        }
    }
    for (size_t i = 0; i < BASE_COUNT(kana_others); i++) {
        char32_t first, second = 0;
        size_t len = text_decode(kana_others[i][0], &first);
        if (kana_others[i][0][len] != '\0')
            text_decode(kana_others[i][0] + len, &second);
        add_kana(first, second, kana_others[i][1], '\0');
    }
    return 0;
}

/* ---- Tones: what is left of wu3jin4 */

static bool
is_syllable(const struct typing *spelled, const char32_t *codes, size_t count, bool begun)
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
static void
drop_tones(struct fold *word, const struct typing *spelled)
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
    const struct typing *typing;
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
    const struct typing *typing = search->typing;
    size_t count = search->twice ? typing->twice_count[syllable] : typing->full_count[syllable];
    for (size_t k = 0; k < count; k++) {
        const struct typed *typed = search->twice ? &typing->twice[syllable][k] : &typing->full[syllable][k];
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
    for (size_t k = 0; k < kana_count; k++) {
        if (kana_list[k].second == 0 && kana_list[k].first == search->fold->codes[i - 1])
            return kana_list[k].text[strlen(kana_list[k].text) - 1];
    }
    return '\0';
}

static void
try_kana(struct search *search, size_t i, size_t p, struct pieces pieces)
{
    char32_t kana = search->fold->codes[i], next = i + 1 < search->fold->count ? search->fold->codes[i + 1] : 0;
    for (size_t k = 0; k < kana_count; k++) {
        if (kana_list[k].first != kana || (kana_list[k].second != 0 && kana_list[k].second != next))
            continue;
        size_t len = strlen(kana_list[k].text), more = kana_list[k].second != 0 ? 2 : 1;
        if (says(search, p, kana_list[k].text, len))
            take(search, i + more, p + len, pieces, 'w');
        for (size_t part = 1; part < len; part++) {
            if (p + part == search->count && says(search, p, kana_list[k].text, part))
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
static size_t
nothing_at(const struct fold *fold, size_t i, bool ruby)
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
    while (before > search->at && nothing_at(fold, before - 1, false) > 0)
        before--;
    for (; behind < fold->count && step > 0; behind += step) {
        step = nothing_at(fold, behind, false);
        step = step > 0 ? step : nothing_at(fold, behind, true);
    }
    bool inside = before > search->at && (is_wide(fold->codes[before - 1]) || fold->codes[before - 1] == ')');
    if (!inside || (behind < fold->count && !is_wide(fold->codes[behind])))
        return;
    for (int ruby = 0; ruby < 2; ruby++) {
        size_t more = nothing_at(fold, i, ruby != 0);
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
static size_t
oracle_match(const struct fold *fold, size_t at, const struct fold *word, const struct typing *typing,
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

/* ---- Queries */

/* Types a piece of the text from AT on, as a hurried reader would: some characters whole, some by initials. */
static void
type_text(struct buffer *out, const struct fold *fold, size_t at, const struct typing *typing,
          struct support_chance *chance)
{
    size_t characters = 1 + support_below(chance, 5);
    bool twice = typing->options.scheme != PINYIN_SCHEME_FULL && support_below(chance, 2) == 0;
    uint32_t habit = support_below(chance, 4);
    for (size_t i = at; i < fold->count && i < at + characters; i++) {
        char bytes[4];
        const char *text = bytes;
        size_t len = text_encode(fold->codes[i], bytes), count;
        unsigned set = reading_set_of(fold->origins[i]);
        if (nothing_at(fold, i, false) > 0 && support_below(chance, 4) > 0) {
            characters++;
            continue;
        }
        if (set != 0 && support_below(chance, 8) > 0) {
            const uint16_t *syllables = reading_syllables_of(set, &count);
            unsigned syllable = syllables[support_below(chance, (uint32_t)count)];
            size_t ways = twice ? typing->twice_count[syllable] : typing->full_count[syllable];
            if (ways == 0)
                continue;
            const struct typed *all = twice ? typing->twice[syllable] : typing->full[syllable];
            text = all[support_below(chance, (uint32_t)ways)].text;
            len = strlen(text);
            uint32_t choice = habit < 3 ? habit : support_below(chance, 3);
            if (choice == 1)
                len = 1;
            else if (choice == 2 && i + 1 == at + characters)
                len = 1 + support_below(chance, (uint32_t)len);
        }
        for (size_t k = 0; set == 0 && k < kana_count; k++) {
            size_t any = support_below(chance, (uint32_t)kana_count);
            if (kana_list[any].first == fold->codes[i] && kana_list[any].second == 0) {
                text = kana_list[any].text;
                len = strlen(text);
                break;
            }
        }
        buffer_add(out, text, len);
        if (support_below(chance, 24) == 0)
            buffer_add_byte(out, '\'');
    }
    /* And makes a mistake now and then. */
    if (out->len > 1 && support_below(chance, 6) == 0 && (unsigned char)out->at[out->len - 1] < 0x80)
        out->at[out->len - 1] = (char)('a' + support_below(chance, 26));
}

/* One query, at every place of the text from FROM to TO; returns its hits. */
static size_t
compare(const struct fold *fold, size_t from, size_t to, struct slice query, const struct typing *typing)
{
    struct fold word;
    hand_fold(&word, query);
    struct pinyin *pinyin = pinyin_new(word.codes, word.count, typing->options);
    if (word.count <= PINYIN_LETTERS_MAX)
        drop_tones(&word, &plain);
    size_t hits = 0, next = from, next_count = 0;
    enum pinyin_rank next_rank = PINYIN_NONE;
    if (pinyin != NULL)
        next = pinyin_next(pinyin, fold, from, fold->count, &next_count, &next_rank);
    for (size_t at = from; at < to && word.count > 0 && word.count <= PINYIN_LETTERS_MAX; at++) {
        enum pinyin_rank wanted, got = PINYIN_NONE;
        size_t wanted_count = oracle_match(fold, at, &word, typing, &wanted);
        size_t count = pinyin != NULL ? pinyin_match(pinyin, fold, at, &got) : 0;
        must(count == wanted_count && got == wanted, "%.*s at %zu, scheme %d, fuzzy %u: %zu/%d, not %zu/%d",
             (int)query.len, query.at, at, (int)typing->options.scheme, typing->options.fuzzy, count, (int)got,
             wanted_count, (int)wanted);
        if (count == 0)
            continue;
        hits++;
        bool kana = fold->codes[at] >= U'ぁ' && fold->codes[at] <= U'ゖ' && fold->codes[at] != word.codes[0];
        must(!kana || pinyin_may_begin(pinyin, fold->origins[at]), "%.*s may not begin at a katakana", (int)query.len,
             query.at);
        must(next == at && next_count == count && next_rank == got, "%.*s: the next is not at %zu", (int)query.len,
             query.at, at);
        must(pinyin_may_begin(pinyin, fold->origins[at]) || pinyin_may_begin(pinyin, fold->codes[at]),
             "%.*s may not begin at %zu", (int)query.len, query.at, at);
        next = pinyin_next(pinyin, fold, at + 1, fold->count, &next_count, &next_rank);
    }
    must(pinyin == NULL || next >= to, "%.*s: one too many", (int)query.len, query.at);
    pinyin_free(pinyin);
    hand_fold_done(&word);
    return hits;
}

static const struct pinyin_options option_sets[] = {
    {PINYIN_SCHEME_FULL, 0},
    {PINYIN_SCHEME_FULL, 511},
    {PINYIN_SCHEME_FULL, PINYIN_FUZZY_ZH | PINYIN_FUZZY_IN},
    {PINYIN_SCHEME_FULL, PINYIN_FUZZY_NL | PINYIN_FUZZY_AN | PINYIN_FUZZY_FH},
    {PINYIN_SCHEME_XIAOHE, 0},
    {PINYIN_SCHEME_ZIRANMA, PINYIN_FUZZY_RL | PINYIN_FUZZY_NL | PINYIN_FUZZY_EN},
    {PINYIN_SCHEME_MICROSOFT, 0},
    {PINYIN_SCHEME_MICROSOFT, 511},
};

static size_t
compare_many(const struct fold *fold, size_t from, size_t to, size_t queries, const struct typing *typing,
             struct support_chance *chance)
{
    size_t hits = 0;
    struct buffer query = {0};
    for (size_t i = 0; i < queries; i++) {
        buffer_clear(&query);
        type_text(&query, fold, from + support_below(chance, (uint32_t)(to - from)), typing, chance);
        hits += compare(fold, from, to, buffer_slice(&query), typing);
    }
    buffer_done(&query);
    return hits;
}

/* Characters with many readings, vowels at the begin, ü, traditional twins, kana of each kind, Latin and digits. */
static const char32_t invented[] =
    U"西安先啊阿洗系行长長重乐乾干說说欸嗯儿吕略绿旅女觉这那哪圣单單区區尉迟万俟查吴贺柏武进常州中国上海在次"
    U"日然拉难飞灰新兴分风汉方一二年月〇きしちじぢつふにらあいうえおゃゅょぁぃぅぇぉふてとっっんんんばみかがっこょうーーラメソハヘaAknz75 ',';-x";

/* As the fold leaves them. */
static const char *const nothings[] = {"\"", "'", "<", ">", "·", "<かな>", "(と)", "(", ")<", "<あ·い>", "\">"};

static void
test_invented(void **state)
{
    (void)state;
    struct support_chance chance = {20261};
    size_t hits = 0, rounds = support_is_slow() ? 2 : 60;
    for (size_t set = 0; set < BASE_COUNT(option_sets); set++) {
        struct typing typing = typing_new(option_sets[set].scheme, option_sets[set].fuzzy);
        for (size_t round = 0; round < rounds; round++) {
            struct buffer text = {0};
            for (size_t i = 0; i < 60; i++) {
                char bytes[4];
                char32_t code = invented[support_below(&chance, BASE_COUNT(invented) - 1)];
                buffer_add(&text, bytes, text_encode(code, bytes));
                if (support_below(&chance, 6) == 0)
                    buffer_add_text(&text, nothings[support_below(&chance, BASE_COUNT(nothings))]);
            }
            struct fold fold;
            hand_fold(&fold, buffer_slice(&text));
            hits += compare_many(&fold, 0, fold.count, 12, &typing, &chance);
            hand_fold_done(&fold);
            buffer_done(&text);
        }
        typing_done(&typing);
    }
    assert_true(hits > rounds * 60);
}

/* Words of letters alone: what no text suggested. */
static void
test_letters(void **state)
{
    (void)state;
    struct support_chance chance = {77};
    struct buffer text = {0};
    for (size_t i = 0; i < BASE_COUNT(invented) - 1; i++) {
        char bytes[4];
        buffer_add(&text, bytes, text_encode(invented[i], bytes));
    }
    struct fold fold;
    hand_fold(&fold, buffer_slice(&text));
    for (size_t set = 0; set < BASE_COUNT(option_sets); set++) {
        struct typing typing = typing_new(option_sets[set].scheme, option_sets[set].fuzzy);
        for (size_t i = 0; i < (support_is_slow() ? 10U : 400U); i++) {
            char word[6];
            size_t len = 1 + support_below(&chance, 5);
            for (size_t k = 0; k < len; k++)
                word[k] = "aeiounghszxwyklv"[support_below(&chance, 16)];
            compare(&fold, 0, fold.count, slice_make(word, len), &typing);
        }
        typing_done(&typing);
    }
    hand_fold_done(&fold);
    buffer_done(&text);
}

/* Real issues, where they are at hand: of each, a stretch. */
static void
test_corpus(void **state)
{
    (void)state;
    static const char *const names[] = {"truth/seed/000_04e94acb881a18bc.txt", "samples/zh-tw-gazette_2006-05-17.txt",
                                        "samples/zh-tw-gazette_2009-04-20.txt", "truth/rmrb-plain/19980101-01.txt"};
    struct support_chance chance = {5};
    size_t hits = 0, read = 0;
    for (size_t i = 0; i < BASE_COUNT(names) && !support_is_slow(); i++) {
        char *path = support_corpus(names[i]);
        if (path == NULL)
            continue;
        struct buffer text = support_read(path);
        struct fold fold;
        hand_fold(&fold, buffer_slice(&text));
        size_t from = fold.count > 6000 ? fold.count / 3 : 0, to = from + 2000 < fold.count ? from + 2000 : fold.count;
        for (size_t set = 0; set < BASE_COUNT(option_sets); set++) {
            struct typing typing = typing_new(option_sets[set].scheme, option_sets[set].fuzzy);
            hits += compare_many(&fold, from, to, 40, &typing, &chance);
            typing_done(&typing);
        }
        hand_fold_done(&fold);
        buffer_done(&text);
        free(path);
        read++;
    }
    if (read == 0)
        skip();
    assert_true(hits > 1000);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_invented),
        cmocka_unit_test(test_letters),
        cmocka_unit_test(test_corpus),
    };
    return cmocka_run_group_tests(tests, make_kana, NULL);
}
