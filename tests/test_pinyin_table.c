/* The tables of readings and of double schemes, against the database and against the layouts as they are printed.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "pinyin_text.h"

#include "search/pinyin/pinyin.h"

static const struct pinyin_options plain = {PINYIN_SCHEME_FULL, 0};

/* ---- Double schemes, as their layouts are printed: each key with its finals. */

static const char *const layouts[PINYIN_SCHEMES] = {
    [PINYIN_SCHEME_XIAOHE] =
        "q iu,w ei,e e,r uan,t ue ve,y un,u u,i i,o uo o,p ie,a a,s ong iong,d ai,f en,g eng,h ang,"
        "j an,k uai ing,l uang iang,z ou,x ia ua,c ao,v ui v,b in,n iao,m ian",
    [PINYIN_SCHEME_ZIRANMA] = "q iu,w ia ua,e e,r uan,t ue ve,y uai ing,u u,i i,o uo o,p un,a a,s ong iong,d uang iang,"
                              "f en,g eng,h ang,j an,k ao,l ai,z ei,x ie,c iao,v ui v,b ou,n in,m ian",
    [PINYIN_SCHEME_MICROSOFT] =
        "q iu,w ia ua,e e,r uan er,t ue ve,y uai v,u u,i i,o uo o,p un,a a,s ong iong,"
        "d uang iang,f en,g eng,h ang,j an,k ao,l ai,; ing,z ei,x ie,c iao,v ui ue ve,b ou,n in,"
        "m ian",
};
static const char *const vowel_keys[PINYIN_SCHEMES] = {
    [PINYIN_SCHEME_XIAOHE] = "a aa,ai ai,an an,ang ah,ao ao,e ee,ei ei,en en,eng eg,er er,o oo,ou ou",
    [PINYIN_SCHEME_ZIRANMA] = "a aa,ai ai,an an,ang ah,ao ao,e ee,ei ei,en en,eng eg,er er,o oo,ou ou",
    [PINYIN_SCHEME_MICROSOFT] = "a oa,ai ol,an oj,ang oh,ao ok,e oe,ei oz,en of,eng og,er or,o oo,ou ob",
};

/* Is WORD in ENTRY, words with spaces between, up to a comma? */
static bool
in_entry(const char *entry, const char *word)
{
    size_t len = strlen(word);
    while (*entry == ' ') {
        size_t here = strcspn(++entry, " ,");
        if (here == len && memcmp(entry, word, len) == 0)
            return true;
        entry += here;
    }
    return false;
}

/* Do the two keys of TYPED mean SYLLABLE? */
static bool
layout_means(enum pinyin_scheme scheme, const char typed[3], const char *syllable)
{
    size_t len = strcspn(syllable, "aeiouv");
    if (len == 0) {
        for (const char *entry = vowel_keys[scheme]; entry != NULL; entry = strchr(entry, ',')) {
            entry += *entry == ',';
            size_t end = strcspn(entry, " ");
            if (end == strlen(syllable) && memcmp(entry, syllable, end) == 0)
                return memcmp(entry + end + 1, typed, 2) == 0;
        }
        return false;
    }
    char first = len == 1 ? syllable[0] : syllable[0] == 'z' ? 'v' : syllable[0] == 'c' ? 'i' : 'u';
    if (typed[0] != first)
        return false;
    for (const char *entry = layouts[scheme]; entry != NULL; entry = strchr(entry, ',')) {
        entry += *entry == ',';
        if (entry[0] == typed[1])
            return in_entry(entry + 1, syllable + len);
    }
    return false;
}

static void
test_double_tables(void **state)
{
    (void)state;
    static const char keys[] = "abcdefghijklmnopqrstuvwxyz;";
    for (enum pinyin_scheme scheme = PINYIN_SCHEME_XIAOHE; scheme < PINYIN_SCHEMES; scheme++) {
        for (unsigned i = 0; i < reading_syllable_count(); i++) {
            const char *syllable = reading_spelling(i);
            if (strpbrk(syllable, "aeiouv") == NULL)
                continue;
            struct spelling spellings[SPELLINGS_MAX];
            size_t count = spell_double(syllable, scheme, 0, spellings), wanted = 0;
            for (const char *one = keys; *one != '\0'; one++) {
                for (const char *two = keys; *two != '\0'; two++) {
                    char typed[3] = {*one, *two, '\0'};
                    bool is = false;
                    for (size_t j = 0; j < count; j++)
                        is = is || strcmp(spellings[j].text, typed) == 0;
                    bool should = layout_means(scheme, typed, syllable);
                    must(is == should, "scheme %d: %s for %s", (int)scheme, typed, syllable);
                    wanted += should;
                }
            }
            must(wanted > 0, "scheme %d has no keys for %s", (int)scheme, syllable);
        }
    }
}

/* ---- The table, against the database itself where it is at hand */

/* CODE without its tone; 0 for a tone alone. */
static char
toneless(char32_t code)
{
    static const char32_t *const letters[] = {U"aāáǎà", U"eēéěè",  U"iīíǐì", U"oōóǒò",
                                              U"uūúǔù", U"vǖǘǚǜü", U"nńňǹ",  U"mḿ"};
    if (code >= 0x300 && code <= 0x36F)
        return '\0';
    for (size_t i = 0; i < BASE_COUNT(letters); i++) {
        for (const char32_t *letter = letters[i] + 1; *letter != 0; letter++) {
            if (*letter == code)
                return (char)letters[i][0];
        }
    }
    must(code < 128, "U+%X in a reading", (unsigned)code);
    return (char)code;
}

static bool
has_reading(char32_t code, const char *reading)
{
    unsigned set = reading_set_of(code);
    size_t count = 0;
    const uint16_t *syllables = set != 0 ? reading_syllables_of(set, &count) : NULL;
    for (size_t i = 0; i < count; i++) {
        if (strcmp(reading_spelling(syllables[i]), reading) == 0)
            return true;
    }
    return false;
}

struct tally {
    size_t checked, missing;
};

/* READING is like 0352.090:gān or gān(12); ê is written in several ways, and left out here. */
static void
check_reading(char32_t code, const char *reading, struct tally *tally)
{
    const char *colon = strchr(reading, ':');
    reading = colon != NULL ? colon + 1 : reading;
    char plain_reading[16];
    size_t len = 0;
    for (size_t at = 0, end = strcspn(reading, "( \n"); at < end && len + 1 < sizeof plain_reading;) {
        char32_t letter;
        at += text_decode(reading + at, &letter);
        if (letter == U'ê' || letter == U'ế' || letter == U'ề')
            return;
        char bare = toneless(letter);
        if (bare != '\0')
            plain_reading[len++] = bare;
    }
    plain_reading[len] = '\0';
    bool there = has_reading(code, plain_reading);
    must(there || !support_is_pinned(), "U+%X is not read %s", (unsigned)code, plain_reading);
    tally->checked++;
    tally->missing += !there;
}

/* Every version takes a few readings of rare characters back, and one of another version than the table's has those. */
static void
test_table_against_database(void **state)
{
    (void)state;
    FILE *file = support_database("Unihan_Readings.txt");
    char line[4096];
    struct tally tally = {0};
    while (file != NULL && fgets(line, sizeof line, file) != NULL) {
        char *property = strchr(line, '\t');
        char *value = property != NULL ? strchr(property + 1, '\t') : NULL;
        if (line[0] != 'U' || value == NULL)
            continue;
        *value++ = '\0';
        property++;
        if (strcmp(property, "kMandarin") != 0 && strcmp(property, "kTGHZ2013") != 0 &&
            strcmp(property, "kXHC1983") != 0 && strcmp(property, "kHanyuPinlu") != 0)
            continue;
        char32_t code = (char32_t)strtoul(line + 2, NULL, 16);
        for (char *word = strtok(value, " \n"); word != NULL; word = strtok(NULL, " \n"))
            check_reading(code, word, &tally);
    }
    if (file != NULL)
        pclose(file);
    if (tally.checked == 0)
        skip();
    print_message("%zu readings of this system's database, %zu of them missing\n", tally.checked, tally.missing);
    assert_true(tally.checked > 60000);
    assert_true(tally.missing * 500 <= tally.checked);
}

/* The hits of WORD in FOLD that begin where those of WHOLE do, which is found as whole syllables. */
static size_t
count_same(const struct fold *fold, const char *word, const char *whole)
{
    struct fold words[2];
    struct pinyin *pinyins[2];
    for (size_t i = 0; i < 2; i++) {
        hand_fold(&words[i], slice_of(i == 0 ? word : whole));
        pinyins[i] = pinyin_new(words[i].codes, words[i].count, plain);
        assert_non_null(pinyins[i]);
    }
    size_t same = 0;
    for (size_t at = 0; at < fold->count; at++) {
        enum pinyin_rank rank, other;
        size_t count = pinyin_match(pinyins[0], fold, at, &other);
        same += pinyin_match(pinyins[1], fold, at, &rank) == count && count > 0 && rank == PINYIN_FULL;
    }
    for (size_t i = 0; i < 2; i++) {
        pinyin_free(pinyins[i]);
        hand_fold_done(&words[i]);
    }
    return same;
}

/* What a reader of the one real issue with all kinds of damage would look for; its people are named by sound only. */
static void
test_seed(void **state)
{
    (void)state;
    char *path = support_corpus("truth/seed/000_04e94acb881a18bc.txt");
    if (path == NULL)
        skip();
    struct buffer text = support_read(path);
    struct fold fold;
    hand_fold(&fold, buffer_slice(&text));
    assert_int_equal(count_same(&fold, "qjj", "qiaojunjie"), 3);
    assert_int_equal(count_same(&fold, "qiaoj", "qiaojunjie"), 0);
    assert_int_equal(count_same(&fold, "qiaojj", "qiaojunjie"), 3);
    assert_int_equal(count_same(&fold, "wjq", "wujinqu"), 1);
    assert_int_equal(count_same(&fold, "wuhb", "wuhebai"), 1);
    assert_true(count_same(&fold, "常z", "changzhou") >= 5);
    assert_int_equal(count_same(&fold, "tcw", "tingchewei"), 2);
    assert_int_equal(count_same(&fold, "ctl", "tingchewei"), 0);
    hand_fold_done(&fold);
    buffer_done(&text);
    free(path);
}

/* No false readings: of common characters, what a reader of today knows is all there is. */
static void
test_table_is_tight(void **state)
{
    (void)state;
    static const struct {
        char32_t code;
        const char *readings;
    } all[] = {{U'圣', "sheng"},
               {U'武', "wu"},
               {U'进', "jin"},
               {U'乾', "gan qian"},
               {U'干', "gan"},
               {U'发', "fa"},
               {U'髮', "fa"},
               {U'重', "chong zhong"},
               {U'国', "guo"},
               {U'後', "hou"},
               {U'說', "shuo shui yue"},
               {U'説', "shuo shui yue"},
               {U'綠', "lu lv"},
               {U'緑', "lu lv"},
               /* two that have become one character, and are read differently */
               {U'纖', "xian"},
               {U'縴', "qian"},
               {U'噁', "e"}};
    for (size_t i = 0; i < BASE_COUNT(all); i++) {
        size_t count, words = 1;
        (void)reading_syllables_of(reading_set_of(all[i].code), &count);
        for (const char *at = all[i].readings; *at != '\0'; at++)
            words += *at == ' ';
        must(count == words, "U+%X has %zu readings", (unsigned)all[i].code, count);
    }
    assert_int_equal(reading_set_of('a'), 0);
    assert_int_equal(reading_set_of(U'あ'), 0);
    assert_int_equal(reading_set_of(0x10FFFF), 0);
    assert_int_equal(reading_syllable_count(), 424);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_double_tables),
        cmocka_unit_test(test_table_against_database),
        cmocka_unit_test(test_table_is_tight),
        cmocka_unit_test(test_seed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
