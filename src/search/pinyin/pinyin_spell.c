/* How a syllable may be typed: in full pinyin, with v or u for ü, or with the two keys of a 双拼 scheme; and how
 * else, when sounds that a speaker does not keep apart are taken for one.
 *
 * First the syllables that sound alike (sounds), then each as it is typed. */
#include "search/pinyin/pinyin.h"

/* A syllable apart: "zh" "uang". The finals of interjections (ng, hm) are empty, and such are left as they are. */
struct sound {
    char initial[3];
    char final[SPELLING_LETTERS];
};

enum { SOUNDS_MAX = 8 };

static bool
is_vowel(char letter)
{
    return letter != '\0' && strchr("aeiouv", letter) != NULL;
}

static struct sound
sound_of(const char *syllable)
{
    struct sound sound = {"", ""};
    size_t len = 0;
    while (syllable[len] != '\0' && !is_vowel(syllable[len]))
        len++;
    if (syllable[len] == '\0' || len > 2)
        return sound;
    memcpy(sound.initial, syllable, len);
    memcpy(sound.final, syllable + len, strlen(syllable + len));
    return sound;
}

/* Initials that count as the same, each way of confusing them after the other until nothing new comes. */
static size_t
spread_initials(const char *initial, unsigned fuzzy, char out[SOUNDS_MAX][3])
{
    static const struct {
        unsigned bit;
        const char *one, *other;
    } pairs[] = {{PINYIN_FUZZY_ZH, "zh", "z"}, {PINYIN_FUZZY_CH, "ch", "c"}, {PINYIN_FUZZY_SH, "sh", "s"},
                 {PINYIN_FUZZY_NL, "n", "l"},  {PINYIN_FUZZY_FH, "f", "h"},  {PINYIN_FUZZY_RL, "r", "l"}};
    size_t count = 1;
    memcpy(out[0], initial, strlen(initial) + 1);
    for (size_t done = 0; done < count; done++) {
        for (size_t i = 0; i < BASE_COUNT(pairs); i++) {
            const char *twin = strcmp(out[done], pairs[i].one) == 0     ? pairs[i].other
                               : strcmp(out[done], pairs[i].other) == 0 ? pairs[i].one
                                                                        : NULL;
            if ((fuzzy & pairs[i].bit) == 0 || twin == NULL)
                continue;
            bool known = false;
            for (size_t j = 0; j < count; j++)
                known = known || strcmp(out[j], twin) == 0;
            if (!known)
                memcpy(out[count++], twin, strlen(twin) + 1);
        }
    }
    return count;
}

/* FINAL with its -n and -ng the other way about, if FUZZY has them as the same. */
static bool
swap_nasal(const char *final, unsigned fuzzy, char out[SPELLING_LETTERS])
{
    size_t len = strlen(final);
    bool back = len > 2 && final[len - 1] == 'g';
    size_t stem = len - (back ? 2 : 1);
    if (len < 2 || final[stem] != 'n')
        return false;
    char vowel = final[stem - 1];
    unsigned bit = vowel == 'a' ? PINYIN_FUZZY_AN : vowel == 'e' ? PINYIN_FUZZY_EN : vowel == 'i' ? PINYIN_FUZZY_IN : 0;
    if ((fuzzy & bit) == 0)
        return false;
    memcpy(out, final, stem + 1);
    memcpy(out + stem + 1, back ? "" : "g", back ? 1 : 2);
    return true;
}

static size_t
spread_sound(struct sound sound, unsigned fuzzy, struct sound out[SOUNDS_MAX])
{
    char initials[SOUNDS_MAX][3];
    size_t count = 0, initial_count = spread_initials(sound.initial, fuzzy, initials);
    char other[SPELLING_LETTERS];
    bool swapped = swap_nasal(sound.final, fuzzy, other);
    for (size_t i = 0; i < initial_count; i++) {
        struct sound next = sound;
        memcpy(next.initial, initials[i], sizeof next.initial);
        out[count++] = next;
        if (swapped) {
            memcpy(next.final, other, strlen(other) + 1);
            out[count++] = next;
        }
    }
    return count;
}

static void
add_spelling(struct spelling *out, size_t *count, const char *initial, const char *final, bool begun)
{
    size_t front = strlen(initial), back = strlen(final);
    if (front + back > SPELLING_LETTERS)
        return; /* zhuang is the longest, and nobody types lyuang */
    struct spelling *spelling = &out[(*count)++];
    memcpy(spelling->text, initial, front);
    memcpy(spelling->text + front, final, back + 1);
    spelling->len = (unsigned char)(front + back);
    spelling->initial = front == 2 && initial[1] == 'h' ? 2 : 1;
    spelling->begun = begun;
}

/* ü after l and n is written v, u, and yu as on passports; after j q x y it is written u, and some type v. */
static void
add_typed(struct spelling *out, size_t *count, const struct sound *sound)
{
    char final[SPELLING_LETTERS + 1] = "";
    memcpy(final, sound->final, sizeof sound->final);
    add_spelling(out, count, sound->initial, final, true);
    if (final[0] == 'v') {
        final[0] = 'u';
        add_spelling(out, count, sound->initial, final, true);
        final[0] = 'y';
        memcpy(final + 1, "u", 2);
        memcpy(final + 2, sound->final + 1, strlen(sound->final + 1) + 1);
        /* A part of it would be ly, which means 旅游 and not 旅. */
        add_spelling(out, count, sound->initial, final, false);
    } else if (final[0] == 'u' && sound->initial[0] != '\0' && strchr("jqxy", sound->initial[0]) != NULL) {
        final[0] = 'v';
        add_spelling(out, count, sound->initial, final, true);
    }
}

size_t
spell_full(const char *syllable, unsigned fuzzy, struct spelling out[SPELLINGS_MAX])
{
    size_t count = 0;
    struct sound sound = sound_of(syllable), sounds[SOUNDS_MAX];
    if (sound.final[0] == '\0') {
        add_spelling(out, &count, "", syllable, true);
        return count;
    }
    size_t sound_count = spread_sound(sound, fuzzy, sounds);
    for (size_t i = 0; i < sound_count; i++)
        add_typed(out, &count, &sounds[i]);
    return count;
}

/* ---- Double schemes: " FINAL:KEYS " each; the source is each layout as its maker prints it. */

static const char *const final_keys[PINYIN_SCHEMES] = {
    [PINYIN_SCHEME_XIAOHE] = " iu:q ei:w uan:r ue:t ve:t un:y uo:o ie:p ong:s iong:s ai:d en:f eng:g ang:h an:j uai:k "
                             "ing:k iang:l uang:l ou:z ia:x ua:x ao:c ui:v in:b iao:n ian:m ",
    [PINYIN_SCHEME_ZIRANMA] = " iu:q ia:w ua:w uan:r ue:t ve:t ing:y uai:y uo:o un:p ong:s iong:s uang:d iang:d en:f "
                              "eng:g ang:h an:j ao:k ai:l ei:z ie:x iao:c ui:v ou:b in:n ian:m ",
    [PINYIN_SCHEME_MICROSOFT] = " iu:q ia:w ua:w uan:r er:r ue:tv ve:tv uai:y v:y uo:o un:p ong:s iong:s uang:d iang:d "
                                "en:f eng:g ang:h an:j ao:k ai:l ing:; ei:z ie:x iao:c ui:v ou:b in:n ian:m ",
};

/* The keys of FINAL, each of which will do; their number. Of one letter, it is its own key if nothing else is said. */
static size_t
keys_of(enum pinyin_scheme scheme, const char *final, char out[2])
{
    char sought[SPELLING_LETTERS + 3];
    size_t len = strlen(final), count = 0;
    sought[0] = ' ';
    memcpy(sought + 1, final, len);
    memcpy(sought + 1 + len, ":", 2);
    const char *found = strstr(final_keys[scheme], sought);
    if (found == NULL) {
        out[0] = final[0];
        return len == 1 ? 1 : 0;
    }
    for (found += len + 2; *found != ' '; found++)
        out[count++] = *found;
    return count;
}

static char
initial_key(const char *initial)
{
    if (initial[1] != 'h')
        return initial[0];
    return initial[0] == 'z' ? 'v' : initial[0] == 'c' ? 'i' : 'u';
}

static void
add_keys(struct spelling *out, size_t *count, char first, const char *seconds, size_t second_count)
{
    for (size_t i = 0; i < second_count; i++) {
        char text[2] = {first, '\0'}, rest[2] = {seconds[i], '\0'};
        add_spelling(out, count, text, rest, false);
    }
}

/* A syllable that begins with its vowel: Microsoft puts o before the final's key; the others write two letters as
   they are, a single one twice, and of three the first and the final's key. */
static void
add_vowel_keys(struct spelling *out, size_t *count, enum pinyin_scheme scheme, const char *final)
{
    char keys[2];
    if (scheme == PINYIN_SCHEME_MICROSOFT)
        add_keys(out, count, 'o', keys, keys_of(scheme, final, keys));
    else if (strlen(final) < 3)
        add_keys(out, count, final[0], final[1] != '\0' ? final + 1 : final, 1);
    else
        add_keys(out, count, final[0], keys, keys_of(scheme, final, keys));
}

size_t
spell_double(const char *syllable, enum pinyin_scheme scheme, unsigned fuzzy, struct spelling out[SPELLINGS_MAX])
{
    size_t count = 0;
    struct sound sound = sound_of(syllable), sounds[SOUNDS_MAX];
    if (sound.final[0] == '\0')
        return 0;
    size_t sound_count = spread_sound(sound, fuzzy, sounds);
    for (size_t i = 0; i < sound_count; i++) {
        char keys[2];
        if (sounds[i].initial[0] == '\0')
            add_vowel_keys(out, &count, scheme, sounds[i].final);
        else
            add_keys(out, &count, initial_key(sounds[i].initial), keys, keys_of(scheme, sounds[i].final, keys));
    }
    return count;
}
