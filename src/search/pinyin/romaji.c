/* How kana are typed in Latin letters: Hepburn, Kunrei, and what input methods take besides.
 *
 * A sound is one kana, or one and a small one after it (きょ). What depends on the letters beside (the doubled consonant
 * of っ, the m of ん before b m p) or on the vowel before (long vowels) is not in the tables. */
#include "search/pinyin/pinyin.h"

/* From ぁ on. Kana are hiragana here: the fold has made them so. は and へ as the particles they often are, too. */
static const char *const single[KANA_LAST - KANA_FIRST + 1] = {
    "a xa la", "a",    "i xi li",   "i",        "u xu lu",      "u",       "e xe le",   "e",       "o xo lo", "o",
    "ka",      "ga",   "ki",        "gi",       "ku",           "gu",      "ke",        "ge",      "ko",      "go",
    "sa",      "za",   "shi si ci", "ji zi",    "su",           "zu",      "se",        "ze",      "so",      "zo",
    "ta",      "da",   "chi ti",    "ji di zi", "xtu ltu xtsu", "tsu tu",  "zu du dzu", "te",      "de",      "to",
    "do",      "na",   "ni",        "nu",       "ne",           "no",      "ha wa",     "ba va",   "pa",      "hi",
    "bi vi",   "pi",   "fu hu",     "bu vu",    "pu",           "he e",    "be ve",     "pe",      "ho",      "bo vo",
    "po",      "ma",   "mi",        "mu",       "me",           "mo",      "xya lya",   "ya",      "xyu lyu", "yu",
    "xyo lyo", "yo",   "ra",        "ri",       "ru",           "re",      "ro",        "xwa lwa", "wa",      "wi i",
    "we e",    "o wo", "n nn n'",   "vu",       "xka lka",      "xke lke",
};

static const struct pair {
    char32_t first, second;
    const char *spellings;
} pairs[] = {
    {U'き', U'ゃ', "kya"},         {U'き', U'ゅ', "kyu"},         {U'き', U'ょ', "kyo"},
    {U'ぎ', U'ゃ', "gya"},         {U'ぎ', U'ゅ', "gyu"},         {U'ぎ', U'ょ', "gyo"},
    {U'し', U'ゃ', "sha sya"},     {U'し', U'ゅ', "shu syu"},     {U'し', U'ょ', "sho syo"},
    {U'し', U'ぇ', "she sye"},     {U'じ', U'ゃ', "ja zya jya"},  {U'じ', U'ゅ', "ju zyu jyu"},
    {U'じ', U'ょ', "jo zyo jyo"},  {U'じ', U'ぇ', "je zye jye"},  {U'ち', U'ゃ', "cha tya cya"},
    {U'ち', U'ゅ', "chu tyu cyu"}, {U'ち', U'ょ', "cho tyo cyo"}, {U'ち', U'ぇ', "che tye cye"},
    {U'ぢ', U'ゃ', "ja dya zya"},  {U'ぢ', U'ゅ', "ju dyu zyu"},  {U'ぢ', U'ょ', "jo dyo zyo"},
    {U'に', U'ゃ', "nya"},         {U'に', U'ゅ', "nyu"},         {U'に', U'ょ', "nyo"},
    {U'ひ', U'ゃ', "hya"},         {U'ひ', U'ゅ', "hyu"},         {U'ひ', U'ょ', "hyo"},
    {U'び', U'ゃ', "bya"},         {U'び', U'ゅ', "byu"},         {U'び', U'ょ', "byo"},
    {U'ぴ', U'ゃ', "pya"},         {U'ぴ', U'ゅ', "pyu"},         {U'ぴ', U'ょ', "pyo"},
    {U'み', U'ゃ', "mya"},         {U'み', U'ゅ', "myu"},         {U'み', U'ょ', "myo"},
    {U'り', U'ゃ', "rya"},         {U'り', U'ゅ', "ryu"},         {U'り', U'ょ', "ryo"},
    {U'ふ', U'ぁ', "fa"},          {U'ふ', U'ぃ', "fi"},          {U'ふ', U'ぇ', "fe"},
    {U'ふ', U'ぉ', "fo"},          {U'ふ', U'ゅ', "fyu"},         {U'て', U'ぃ', "ti thi"},
    {U'て', U'ゅ', "tyu thu"},     {U'で', U'ぃ', "di dhi"},      {U'で', U'ゅ', "dyu dhu"},
    {U'と', U'ぅ', "tu twu"},      {U'ど', U'ぅ', "du dwu"},      {U'う', U'ぃ', "wi"},
    {U'う', U'ぇ', "we"},          {U'う', U'ぉ', "wo"},          {U'つ', U'ぁ', "tsa"},
    {U'つ', U'ぃ', "tsi"},         {U'つ', U'ぇ', "tse"},         {U'つ', U'ぉ', "tso"},

    {U'い', U'ぇ', "ye"},          {U'く', U'ぁ', "kwa qa"},      {U'く', U'ぃ', "kwi qi"},
    {U'く', U'ぇ', "kwe qe"},      {U'く', U'ぉ', "kwo qo"},      {U'ぐ', U'ぁ', "gwa"},
    {U'ぶ', U'ゅ', "vyu"},
};

size_t
romaji_count(void)
{
    return BASE_COUNT(single) + BASE_COUNT(pairs);
}

const char *
romaji_spellings(size_t sound)
{
    return sound < BASE_COUNT(single) ? single[sound] : pairs[sound - BASE_COUNT(single)].spellings;
}

void
romaji_kana(size_t sound, char32_t *first, char32_t *second)
{
    *first = (char32_t)(KANA_FIRST + sound);
    *second = 0;
    if (sound >= BASE_COUNT(single)) {
        *first = pairs[sound - BASE_COUNT(single)].first;
        *second = pairs[sound - BASE_COUNT(single)].second;
    }
}

unsigned
romaji_sound(char32_t kana)
{
    return kana >= KANA_FIRST && kana <= KANA_LAST ? (unsigned)(kana - KANA_FIRST) : ROMAJI_NONE;
}

unsigned
romaji_pair(char32_t first, char32_t second)
{
    for (size_t i = 0; i < BASE_COUNT(pairs); i++) {
        if (pairs[i].first == first && pairs[i].second == second)
            return (unsigned)(BASE_COUNT(single) + i);
    }
    return ROMAJI_NONE;
}

bool
romaji_is_second(char32_t kana)
{
    switch (kana) {
    case U'ぁ':
    case U'ぃ':
    case U'ぅ':
    case U'ぇ':
    case U'ぉ':
    case U'ゃ':
    case U'ゅ':
    case U'ょ': return true;
    default: return false;
    }
}

char
romaji_vowel(char32_t kana)
{
    unsigned sound = romaji_sound(kana);
    if (sound == ROMAJI_NONE || kana == KANA_SMALL_TSU || kana == KANA_N)
        return '\0';
    const char *text = single[sound];
    size_t len = strcspn(text, " ");
    return text[len - 1];
}

bool
romaji_lengthens(char vowel, char32_t kana)
{
    switch (kana) {
    case U'あ': return vowel == 'a';
    case U'い': return vowel == 'i';
    case U'う': return vowel == 'u' || vowel == 'o';
    case U'え': return vowel == 'e';
    case U'お': return vowel == 'o';
    default: return false;
    }
}
