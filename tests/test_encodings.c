/* source: what a file is written in is told by its bytes, and damage costs a character or two.
 *
 * The texts are the sample issues and those of written.h, transcoded here. How well other people's texts are told is
 * counted by tests/encodings.sh.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"
#include "written.h"

#include "kanbao/library.h"
#include "kanbao/source.h"
#include "kanbao/text.h"

#include <iconv.h>
#include <stdlib.h>

/* ---- texts */

enum language { CHINESE, TAIWANESE, JAPANESE, ENGLISH, KOREAN, RUSSIAN, FRENCH };

/* The caller's. */
static char *
text_in(enum language language)
{
    static const char *const samples[] = {"/lanpu/20260316.txt", "/yunyu/", "/shiomi/", "/harrowmere/"};
    static const char *const written[] = {WRITTEN_KOREAN, WRITTEN_RUSSIAN, WRITTEN_FRENCH};
    if (language >= KOREAN)
        return base_strdup(written[language - KOREAN]);
    for (size_t i = 0; support_sample(i) != NULL; i++) {
        char *path = support_sample_path(i);
        bool found = strstr(path, samples[language]) != NULL;
        struct buffer all = found ? support_read(path) : (struct buffer){0};
        free(path);
        if (found)
            return buffer_take(&all);
    }
    fail_msg("no sample is called %s", samples[language]);
    return NULL;
}

/* BYTES go to OUT as UTF-8 FROM another encoding or the other way; false: they cannot. */
static bool
convert(const char *to, struct slice text, struct buffer *out)
{
    iconv_t handle = iconv_open(to, "UTF-8");
    assert_true(handle != (iconv_t)-1);
    buffer_reserve(out, text.len * 5 + 16);
    char *from = (char *)text.at, *at = out->at + out->len;
    size_t left = text.len, room = out->capacity - out->len;
    bool good = iconv(handle, &from, &left, &at, &room) != (size_t)-1 && left == 0;
    if (good)
        iconv(handle, NULL, NULL, &at, &room);
    out->len = good ? (size_t)(at - out->at) : out->len;
    iconv_close(handle);
    return good;
}

/* TEXT without the characters that ENCODING lacks. */
static struct buffer
writable(const char *text, const char *encoding)
{
    struct buffer kept = {0}, scratch = {0};
    struct slice all = slice_of(text);
    for (size_t at = 0, next; at < all.len; at = next) {
        text_point(all, at, &next);
        buffer_clear(&scratch);
        if (convert(encoding, slice_make(text + at, next - at), &scratch))
            buffer_add(&kept, text + at, next - at);
    }
    buffer_done(&scratch);
    return kept;
}

/* DECODER may be NULL. */
static struct source_text
read_with(struct source_decoder *decoder, const char *folder, struct slice bytes, enum encoding encoding)
{
    struct source_text text = {0};
    bool cut;
    char *path = support_join(folder, "a.txt");
    support_write(path, bytes.at, bytes.len);
    struct source_name name = {.path = path, .encoding = encoding, .decoder = decoder};
    struct error *error = source_read(name, SIZE_MAX, SIZE_MAX, &text, &cut);
    must(error == NULL, "%s", error_text(error));
    free(path);
    return text;
}

static struct source_text
read_bytes(const char *folder, struct slice bytes, enum encoding encoding)
{
    return read_with(NULL, folder, bytes, encoding);
}

/* ---- told by the bytes */

static const struct {
    enum language language;
    const char *iconv, *name;
} writings[] = {
    {CHINESE, "UTF-8", "UTF-8"},        {CHINESE, "GB18030", "GB18030"},      {CHINESE, "GBK", "GB18030"},
    {CHINESE, "GB2312", "GB18030"},     {CHINESE, "UTF-16LE", "UTF-16LE"},    {CHINESE, "UTF-16BE", "UTF-16BE"},
    {CHINESE, "UTF-32LE", "UTF-32LE"},  {CHINESE, "UTF-32BE", "UTF-32BE"},    {TAIWANESE, "BIG5", "Big5"},
    {TAIWANESE, "BIG5-HKSCS", "Big5"},  {TAIWANESE, "GB18030", "GB18030"},    {JAPANESE, "SHIFT_JIS", "Shift_JIS"},
    {JAPANESE, "CP932", "Shift_JIS"},   {JAPANESE, "EUC-JP", "EUC-JP"},       {JAPANESE, "ISO-2022-JP", "ISO-2022-JP"},
    {JAPANESE, "UTF-16LE", "UTF-16LE"}, {KOREAN, "EUC-KR", "EUC-KR"},         {KOREAN, "UTF-16BE", "UTF-16BE"},
    {RUSSIAN, "KOI8-R", "KOI8-R"},      {RUSSIAN, "CP1251", "Windows-1251"},  {RUSSIAN, "UTF-16LE", "UTF-16LE"},
    {FRENCH, "CP1252", "Windows-1252"}, {FRENCH, "ISO-8859-1", "ISO-8859-1"}, {FRENCH, "UTF-8", "UTF-8"},
    {ENGLISH, "UTF-16LE", "UTF-16LE"},  {ENGLISH, "UTF-32BE", "UTF-32BE"},    {FRENCH, "UTF-16BE", "UTF-16BE"},
};

/* SIZE bytes of it from a character on: TEXT begins with what is read. */
static void
check_told(const char *folder, size_t writing, struct slice text, size_t size)
{
    struct buffer bytes = {0};
    assert_true(convert(writings[writing].iconv, text, &bytes));
    bytes.len = bytes.len < size ? bytes.len : size;
    struct source_text read = read_bytes(folder, buffer_slice(&bytes), ENCODING_AUTO);
    must(strcmp(read.encoding, writings[writing].name) == 0, "%s (%zu bytes) is taken for %s", writings[writing].iconv,
         bytes.len, read.encoding);
    /* the last character may be cut */
    size_t sure = read.bytes > 12 ? text_start(slice_make(read.at, read.bytes), read.bytes - 12) : 0;
    must(memcmp(read.at, text.at, sure) == 0, "%s is not what it was", writings[writing].iconv);
    free(read.at);
    buffer_done(&bytes);
}

static void
test_told(void **state)
{
    static const size_t sizes[] = {200, 1000, SIZE_MAX};
    for (size_t i = 0; i < BASE_COUNT(writings); i++) {
        char *all = text_in(writings[i].language);
        struct buffer text = writable(all, writings[i].iconv);
        for (size_t k = 0; k < BASE_COUNT(sizes); k++)
            for (size_t start = 0; start < 5; start++) {
                size_t at = text_start(buffer_slice(&text), start * text.len / 8);
                check_told(*state, i, slice_from(buffer_slice(&text), at), sizes[k]);
            }
        buffer_done(&text);
        free(all);
    }
}

/* A mark at the start says it, and goes. */
static void
test_marks(void **state)
{
    static const struct {
        const char *bytes;
        size_t len;
        const char *name;
    } rows[] = {{"\xEF\xBB\xBF\xE9\x9B\xA8", 6, "UTF-8"},    {"\xFF\xFE\xE8\x96", 4, "UTF-16LE"},
                {"\xFE\xFF\x96\xE8", 4, "UTF-16BE"},         {"\xFF\xFE\0\0\xE8\x96\0\0", 8, "UTF-32LE"},
                {"\0\0\xFE\xFF\0\0\x96\xE8", 8, "UTF-32BE"}, {"\x84\x31\x95\x33\xD3\xEA", 6, "GB18030"}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct source_text read = read_bytes(*state, slice_make(rows[i].bytes, rows[i].len), ENCODING_AUTO);
        assert_string_equal(read.encoding, rows[i].name);
        assert_text(slice_make(read.at, read.bytes), "雨");
        assert_int_equal(read.repaired, 0);
        free(read.at);
    }
}

/* Smart quotes and dashes are Windows', and one letter is enough. */
static void
test_few_letters(void **state)
{
    static const char *const rows[][3] = {
        {"The caf\xE9 is open again.\n", "ISO-8859-1", "The café is open again.\n"},
        {"He said \x93yes\x94 \x96 twice.\n", "Windows-1252", "He said “yes” – twice.\n"},
        {"It cost \xA3"
         "5 at the door.\n",
         "ISO-8859-1", "It cost £5 at the door.\n"},
        {"Zwei M\xF6wen, f\xFCnf B\xE4ume.\n", "ISO-8859-1", "Zwei Möwen, fünf Bäume.\n"},
        {"caf\xC3\xA9 \xE2\x80\x9Cyes\xE2\x80\x9D\n", "UTF-8", "café “yes”\n"}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct source_text read = read_bytes(*state, slice_of(rows[i][0]), ENCODING_AUTO);
        must(strcmp(read.encoding, rows[i][1]) == 0, "%s is taken for %s", rows[i][2], read.encoding);
        assert_text(slice_make(read.at, read.bytes), rows[i][2]);
        free(read.at);
    }
}

/* What is written in one kind of letters, and what begins inside a character, as after a lost byte. */
static void
test_odd_texts(void **state)
{
    static const struct {
        const char *text, *iconv;
        size_t from;
        const char *name;
    } rows[] = {
        {"━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━\n渡口晚报　灯船换了灯泡\n",
         "GB18030", 0, "GB18030"},
        {"┌────┬────┐\n│船票│六十│\n├────┼────┤\n│月票│三百│\n└────┴────┘\n", "GB18030", 0, "GB18030"},
        {"═══════════════════════════════════════════════════════════════════════════════════════════\n雲嶼時報　老渡輪跑完最後一班\n",
         "BIG5", 0, "Big5"},
        {"今日喺中環嘅天星碼頭，好多人嚟睇最後一班船。佢哋話，呢個碼頭有四十幾年歷史，而家要拆咗佢，真係好唔捨得。",
         "BIG5-HKSCS", 0, "Big5"},
        {"ﾅﾆﾜﾀﾞ ﾖｼﾀｶ ｻﾝ(81)ｶﾞ ﾄｹｲｦ ﾅｵｼﾀ。14ﾈﾝﾌﾞﾘ ﾆ ﾀﾀﾞｼｲ ｼﾞｺｸ ｦ ｷｻﾞﾐﾊｼﾞﾒﾀ。ﾄｹｲ ﾊ 2012ﾈﾝ ﾉ ﾀｲﾌｳ ﾉ ｱﾄ ﾆ ｸﾙｯﾀ ﾓﾉ ﾀﾞ。",
         "CP932", 0, "Shift_JIS"},
        {"きのう、はるの　ひに、ちいさな　ふねが　みなとに　つきました。こどもたちは　うみを　みながら、よろこんで　いました。",
         "EUC-JP", 0, "EUC-JP"},
        {"きのう、はるの　ひに、ちいさな　ふねが　みなとに　つきました。こどもたちは　うみを　みながら、よろこんで　いました。",
         "SHIFT_JIS", 0, "Shift_JIS"},
        {"ЧАСЫ НА ПРИСТАНИ СНОВА ИДУТ ВЕРНО. ПОЧИНИЛ ИХ СТАРЫЙ МАСТЕР СЕМЁН ВЕРЁВКИН. ЖИТЕЛИ ДОВОЛЬНЫ.", "CP1251", 0,
         "Windows-1251"},
        {"ЧАСЫ НА ПРИСТАНИ СНОВА ИДУТ ВЕРНО. ПОЧИНИЛ ИХ СТАРЫЙ МАСТЕР СЕМЁН ВЕРЁВКИН. ЖИТЕЛИ ДОВОЛЬНЫ.", "KOI8-R", 0,
         "KOI8-R"},
        {"Годинник на пристані знову йде правильно. Полагодив його вісімдесятирічний майстер Степан Гнатюк.", "CP1251",
         0, "Windows-1251"},
        {"统计公报　单位：万吨\n１９９７年　１２３４．５　６７８．９\n合计　　　　２５９１．２　１４６７．９\n（续表）　煤炭　钢材　水泥\n",
         "GB18030", 0, "GB18030"},
        {"渡口的灯船昨天夜里换了新灯泡，住在两岸的人第一次能在船上看清报纸上的字，有人搬来板凳一直坐到天亮。",
         "GB18030", 1, "GB18030"},
        {"渡口的燈船昨天夜裡換了新燈泡，住在兩岸的人第一次能在船上看清報紙上的字，有人搬來板凳一直坐到天亮。", "BIG5",
         1, "Big5"},
        {"渡口的灯船昨天夜里换了新灯泡，住在两岸的人第一次能在船上看清报纸上的字，有人搬来板凳一直坐到天亮。",
         "UTF-16LE", 1, "UTF-16LE"},
    };
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer bytes = {0};
        must(convert(rows[i].iconv, slice_of(rows[i].text), &bytes), "%s", rows[i].text);
        struct source_text read = read_bytes(*state, slice_from(buffer_slice(&bytes), rows[i].from), ENCODING_AUTO);
        must(strcmp(read.encoding, rows[i].name) == 0, "%s in %s is taken for %s", rows[i].text, rows[i].iconv,
             read.encoding);
        free(read.at);
        buffer_done(&bytes);
    }
}

/* ---- damage */

/* How many characters of WANTED are not in GOT as they were: between what both begin and end with. */
static size_t
count_lost(struct slice wanted, struct slice got)
{
    size_t start = 0, end = 0, least = wanted.len < got.len ? wanted.len : got.len;
    while (start < least && wanted.at[start] == got.at[start])
        start++;
    start = text_start(wanted, start);
    while (end < least - start && wanted.at[wanted.len - 1 - end] == got.at[got.len - 1 - end])
        end++;
    while (end > 0 && text_is_tail(wanted.at[wanted.len - end]))
        end--;
    return text_points(slice_make(wanted.at + start, wanted.len - end - start));
}

/* Each byte is lost once. */
static void
test_lost_bytes(void **state)
{
    /* of 100 losses so many cost two characters at most, and the worst so many */
    static const struct {
        enum language language;
        const char *iconv;
        enum encoding encoding;
        unsigned usual;
        size_t worst;
    } rows[] = {
        {CHINESE, "GB18030", ENCODING_GB18030, 95, 5},      {TAIWANESE, "BIG5", ENCODING_BIG5, 85, 8},
        {JAPANESE, "SHIFT_JIS", ENCODING_SHIFT_JIS, 90, 6}, {JAPANESE, "EUC-JP", ENCODING_EUC_JP, 95, 5},
        {KOREAN, "CP949", ENCODING_CP949, 97, 4},           {CHINESE, "UTF-16LE", ENCODING_UTF16LE, 97, 4},
        {CHINESE, "UTF-32BE", ENCODING_UTF32BE, 99, 3},     {JAPANESE, "ISO-2022-JP", ENCODING_ISO_2022_JP, 92, 5},
        {CHINESE, "UTF-8", ENCODING_UTF8, 100, 1}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer bytes = {0}, damaged = {0};
        char *all = text_in(rows[i].language);
        struct buffer text = writable(all, rows[i].iconv);
        text.len = text.len > 1500 ? text_start(buffer_slice(&text), 1500) : text.len;
        must(convert(rows[i].iconv, buffer_slice(&text), &bytes), "no %s", rows[i].iconv);
        size_t usual = 0, worst = 0;
        struct source_decoder *decoder = source_decoder_new();
        for (size_t lost = 0; lost < bytes.len; lost++) {
            buffer_clear(&damaged);
            buffer_add(&damaged, bytes.at, lost);
            buffer_add(&damaged, bytes.at + lost + 1, bytes.len - lost - 1);
            struct source_text read = read_with(decoder, *state, buffer_slice(&damaged), rows[i].encoding);
            size_t here = count_lost(buffer_slice(&text), slice_make(read.at, read.bytes));
            usual += here <= 2;
            worst = here > worst ? here : worst;
            free(read.at);
        }
        source_decoder_free(decoder);
        must(usual * 100 >= rows[i].usual * bytes.len, "%s: only %zu of %zu losses cost two characters or less",
             rows[i].iconv, usual, bytes.len);
        must(worst <= rows[i].worst, "%s: a lost byte costs %zu characters", rows[i].iconv, worst);
        buffer_done(&bytes);
        buffer_done(&damaged);
        buffer_done(&text);
        free(all);
    }
}

/* What is whole is not mended, however rare its characters are; and it is the same from a long line as from short ones. */
static void
test_whole(void **state)
{
    struct buffer text = {0}, bytes = {0};
    for (unsigned i = 0; i < 60; i++)
        buffer_add_text(&text,
                        "邻苯甲酰磺酰亚胺、龘靐齉爩鱻麤、○九二○○○三、A股B座Ｋ歌、㍿①Ⅳ囍犇骉猋淼焱垚，灯船到渡口了。");
    assert_true(convert("GB18030", buffer_slice(&text), &bytes));
    struct source_text read = read_bytes(*state, buffer_slice(&bytes), ENCODING_GB18030);
    assert_int_equal(read.repaired, 0);
    assert_text(slice_make(read.at, read.bytes), text.at);
    free(read.at);
    buffer_done(&text);
    buffer_done(&bytes);
}

/* ---- forced, and refused */

static void
test_forced(void **state)
{
    static const char big5[] = "\xA4\xA4\xA4\xE5"; /* 中文 */
    struct source_text read = read_bytes(*state, slice_of(big5), ENCODING_BIG5);
    assert_text(slice_make(read.at, read.bytes), "中文");
    assert_string_equal(read.encoding, "Big5");
    free(read.at);
    read = read_bytes(*state, slice_of(big5), ENCODING_UTF8);
    assert_int_equal(read.repaired, 4);
    free(read.at);
    /* whatever the bytes are, and whatever they are forced to be */
    struct support_chance chance = {11};
    struct source_decoder *decoder = source_decoder_new();
    for (unsigned round = 0; round < 200; round++) {
        struct buffer bytes = {0};
        for (uint32_t left = support_below(&chance, 300); left > 0; left--)
            buffer_add_byte(&bytes, (char)(0x20 + support_below(&chance, 0xE0)));
        for (int encoding = ENCODING_UTF8; encoding < ENCODINGS; encoding++) {
            read = read_with(decoder, *state, buffer_slice(&bytes), (enum encoding)encoding);
            size_t bad, len = read.bytes;
            len = text_repair(&read.at, len, &bad);
            assert_int_equal(bad, 0);
            assert_int_equal(len, read.bytes);
            free(read.at);
        }
        buffer_done(&bytes);
    }
    source_decoder_free(decoder);
}

static void
test_no_encoding(void **state)
{
    struct support_chance chance = {7};
    char bytes[2000];
    struct source_text text;
    bool cut;
    char *path = support_join(*state, "a.txt");
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (char)(0x80 + support_below(&chance, 0x80));
    support_write(path, bytes, sizeof bytes);
    struct error *error = source_read((struct source_name){.path = path}, SIZE_MAX, SIZE_MAX, &text, &cut);
    assert_non_null(error);
    assert_non_null(strstr(error_text(error), "encoding"));
    error_free(error);
    free(path);
}

/* ---- the issue is the same */

/* The JSON of the issue in FOLDER, without its path and encoding. */
static char *
json_of(const char *folder, struct slice bytes, enum encoding encoding)
{
    struct buffer json = {0};
    char *path = support_join(folder, "20260316.txt");
    support_write(path, bytes.at, bytes.len);
    struct library *library = library_new((struct library_limits){64 << 20, 64 << 20});
    library_set_encoding_of_all(library, encoding);
    assert_null(library_add(library, path));
    const struct issue *issue = support_issue_at(library, 0);
    assert_non_null(issue);
    issue_add_json(&json, issue);
    library_free(library);
    free(path);
    char *articles = base_strdup(strstr(json.at, "\"articles\""));
    buffer_done(&json);
    return articles;
}

static void
test_same_issue(void **state)
{
    for (size_t i = 0; i < BASE_COUNT(writings); i++) {
        struct buffer bytes = {0};
        char *all = text_in(writings[i].language);
        struct buffer text = writable(all, writings[i].iconv);
        assert_true(convert(writings[i].iconv, buffer_slice(&text), &bytes));
        char *wanted = json_of(*state, buffer_slice(&text), ENCODING_UTF8);
        char *got = json_of(*state, buffer_slice(&bytes), ENCODING_AUTO);
        must(strcmp(got, wanted) == 0, "%s is another issue", writings[i].iconv);
        free(wanted);
        free(got);
        buffer_done(&bytes);
        buffer_done(&text);
        free(all);
    }
}

/* What is said of one file stands before what is said of all, and is forgotten with auto. */
static void
test_said(void **state)
{
    char *path = support_join(*state, "20260316.txt");
    support_write_text(path, "\xA4\xA4\xA4\xE5\n");
    struct library *library = library_new((struct library_limits){64 << 20, 64 << 20});
    assert_null(library_add(library, path));
    uint32_t id = library_at(library, 0);
    static const struct {
        enum encoding of_all, of_one;
        const char *name;
    } rows[] = {{ENCODING_BIG5, ENCODING_AUTO, "Big5"},
                {ENCODING_BIG5, ENCODING_EUC_JP, "EUC-JP"},
                {ENCODING_GB18030, ENCODING_EUC_JP, "EUC-JP"},
                {ENCODING_GB18030, ENCODING_AUTO, "GB18030"}};
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        library_set_encoding_of_all(library, rows[i].of_all);
        library_set_encoding(library, id, rows[i].of_one);
        assert_true(library_reread(library, id));
        assert_string_equal(library_issue(library, id)->encoding, rows[i].name);
        struct library_snapshot *snapshot = library_snapshot_new(library);
        assert_string_equal(library_snapshot_entry(snapshot, 0).encoding, rows[i].name);
        library_snapshot_free(snapshot);
    }
    library_free(library);
    free(path);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_told),      test_in_folder(test_marks),       test_in_folder(test_few_letters),
        test_in_folder(test_odd_texts), test_in_folder(test_lost_bytes),  test_in_folder(test_whole),
        test_in_folder(test_forced),    test_in_folder(test_no_encoding), test_in_folder(test_same_issue),
        test_in_folder(test_said),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
