/* How syllables and kana may be typed; see pinyin_typing.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pinyin_typing.h"

/* ---- How syllables may be typed */

static const char *const initials[] = {"",  "b", "p", "m", "f", "d", "t", "n",  "l",  "g",  "k", "h",
                                       "j", "q", "x", "r", "z", "c", "s", "zh", "ch", "sh", "y", "w"};
static const char *const finals[] = {"a",  "ai",  "an",  "ang",  "ao",  "e",   "ei",  "en",   "eng",  "er",
                                     "i",  "ia",  "ian", "iang", "iao", "ie",  "in",  "ing",  "iong", "iu",
                                     "o",  "ong", "ou",  "u",    "ua",  "uai", "uan", "uang", "ue",   "ui",
                                     "un", "uo",  "v",   "van",  "ve",  "vn",  "yu",  "yue"};

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
find_typed(struct pinyin_typing *typing, unsigned syllable)
{
    const char *text = reading_spelling(syllable);
    unsigned fuzzy = typing->options.fuzzy;
    size_t count = 0, cut = strcspn(text, "aeiouv");
    if (text[cut] == '\0') {
        typing->full[syllable][count] = (struct pinyin_typed){"", 1, true};
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
            struct pinyin_typed typed = {"", strlen(initials[i]) == 2 ? 2 : 1, may_be_cut};
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
find_twice(struct pinyin_typing *typing, unsigned syllable)
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

struct pinyin_typing
pinyin_typing_new(enum pinyin_scheme scheme, unsigned fuzzy)
{
    size_t count = reading_syllable_count();
    struct pinyin_typing typing = {.options = {scheme, fuzzy}};
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

void
pinyin_typing_done(struct pinyin_typing *typing)
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

struct pinyin_kana pinyin_kana[400];
size_t pinyin_kana_count;

static void
add_kana(char32_t first, char32_t second, const char *front, char vowel)
{
    struct pinyin_kana *kana = &pinyin_kana[pinyin_kana_count++];
    *kana = (struct pinyin_kana){first, second, ""};
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

void
pinyin_make_kana(void)
{
    pinyin_kana_count = 0;
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
}
