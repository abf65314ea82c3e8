/* Tones written as digits: wu3jin4, xi1an1, lv4se4. Knows nothing of what the syllables are looked for in. */
#include "search/pinyin/pinyin.h"

#include <stdlib.h>

enum { TONES = 5 };

/* Is CODES a syllable, or with BEGUN the beginning of one? */
static bool
is_syllable(const char32_t *codes, size_t count, bool begun)
{
    for (unsigned i = 0; i < reading_syllable_count(); i++) {
        struct spelling spellings[SPELLINGS_MAX];
        size_t ways = spell_full(reading_spelling(i), 0, spellings);
        for (size_t way = 0; way < ways; way++) {
            if (spellings[way].len < count || (!begun && spellings[way].len != count))
                continue;
            size_t same = 0;
            while (same < count && (char32_t)spellings[way].text[same] == codes[same])
                same++;
            if (same == count)
                return true;
        }
    }
    return false;
}

size_t
pinyin_without_tones(const char32_t *codes, size_t count, char32_t *out)
{
    size_t syllables = 0, written = 0, digit = 0;
    while (digit < count && (codes[digit] < '1' || codes[digit] > '0' + TONES))
        digit++;
    if (digit == count)
        return 0;
    for (size_t at = 0; at < count;) {
        size_t end = at;
        while (end < count && codes[end] >= 'a' && codes[end] <= 'z')
            end++;
        bool toned = end < count && codes[end] >= '1' && codes[end] <= '0' + TONES;
        /* the last one is perhaps being typed; of one letter alone (a4) it is a size of paper */
        if (end == at || (end < count && !toned) || !is_syllable(codes + at, end - at, end == count))
            return 0;
        if (toned && syllables == 0 && end - at == 1 && end + 1 == count)
            return 0;
        if (syllables++ > 0)
            out[written++] = '\'';
        for (; at < end; at++)
            out[written++] = codes[at];
        if (!toned)
            return syllables > 1 ? written : 0;
        at = end + 1;
        at += at < count && codes[at] == '\'';
    }
    return written;
}
