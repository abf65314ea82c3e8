/* What several test programs need; see support.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/text.h"

#include <errno.h>
#include <ftw.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void
support_assert_text(struct slice got, const char *wanted, const char *file, int line)
{
    if (slice_equal(got, slice_of(wanted)))
        return;
    print_error("\"%.*s\" is not \"%s\"\n", (int)got.len, got.len > 0 ? got.at : "", wanted);
    _fail(file, line);
}

bool
support_is_slow(void)
{
    const char *preloaded = getenv("LD_PRELOAD");
    return preloaded != NULL && strstr(preloaded, "vgpreload") != NULL;
}

/* ---- chance */

uint32_t
support_below(struct support_chance *chance, uint32_t limit)
{
    /* xorshift64* */
    uint64_t x = chance->state;
    x ^= x >> 12;
    x ^= x << 25;
    x ^= x >> 27;
    chance->state = x;
    return (uint32_t)((x * UINT64_C(0x2545F4914F6CDD1D) >> 33) % limit);
}

static char32_t
any_point(struct support_chance *chance)
{
    char32_t code = support_below(chance, 0x110000);
    return code >= 0xD800 && code <= 0xDFFF ? 0xFFFD : code;
}

/* Line ends last, so that they are easily left out. */
static const char32_t points[] =
    U"aZ09 .,-'\"()一鱼龘𠮷々〇あカｱ，。、“”（）《》「」—…·éßяאب한각กำकिक्षা　 \u00A0\u2003\u202F\t"
    U"\u0300\u0301\u0483\u20DD\uFE0F\u3099\u200B\u200C\u200D\u2060\uFEFF\u00AD\u034F\u115F\u1160\u180E\u3164\uFFA0"
    U"\x01"
    U"\x07"
    U"\x1B"
    U"\x7F"
    U"\x85"
    U"\x9B"
    U"\x9F"
    U"\u061C\u200E\u200F\u202A\u202E\u2066\u2069\u2028\u2029\u0600\u06DD"
    U"\uFFF9\uFFFB\uE000\uF8FF\uFDD0\uFFFE\uFFFF\U000E0001\U000E0041\U000F0000\U0010FFFF"
    U"\U0001F468\U0001F469\U0001F467\U0001F3FD\U0001F1E8\U0001F1F3\U0001F431\u2764\u1100\u1161\u11A8\U000323A5\n\r\f";
enum { POINTS = BASE_COUNT(points) - 1, LINE_ENDS = 3 };

void
support_add_points(struct buffer *out, struct support_chance *chance, size_t count, bool line_ends)
{
    for (size_t i = 0; i < count; i++) {
        char utf8[4];
        char32_t code = support_below(chance, 12) == 0
                            ? any_point(chance)
                            : points[support_below(chance, line_ends ? POINTS : POINTS - LINE_ENDS)];
        if (!line_ends && (code == '\n' || code == '\r' || code == '\f'))
            code = '!';
        buffer_add(out, utf8, text_encode(code, utf8));
    }
}

/* ---- nasty texts: PIECE again and again; %d in it counts. */

static const struct {
    const char *name, *piece;
} nasty[] = {
    {"one line", "河水又涨了一寸，桥下的鸭子不肯走。"},
    {"one line without an end of a sentence", "潮水"},
    {"one endless word", "abcdefghij"},
    {"only headlines", "渡口的灯换了第%d盏\n\n"},
    {"only Latin headlines", "Ferry Lamp Number %d Replaced\n\n"},
    {"only empty lines", "\n"},
    {"only blank lines", " \t　\n\r\n\f\r"},
    {"only spaces", "　  "},
    {"only digits", "%d"},
    {"only lines of digits", "%d\n"},
    {"only joined lines", "船工把缆绳绕了三圈又三圈直到它\n\n"},
    {"only wrapped lines", "the ferryman tied the rope three times around the old post and then\n"},
    {"only hyphens at line ends", "the ferryman tied the rope three times around the weather-beat-\n"},
    {"only indented lines", "　　船工说，绳子比人老实。\n说完他走了\n"},
    {"only bylines", "记者 田一麦 通讯员 沈小禾\n"},
    {"only names", "（田一麦）\n"},
    {"only datelines", "本报讯 (记者 田一麦沈小禾) \n\n"},
    {"only mastheads", "澜浦新报　2026年3月16日　星期一　第%d版\n"},
    {"only dates", "二〇二六年三月十六日"},
    {"only Han digits", "九十"},
    {"only page marks", "第%d版\n"},
    {"only list items", "%d. 带伞\n"},
    {"brackets never closed", "（“《"},
    {"brackets never opened", "”）》\n"},
    {"reporters never closed", "(记者 "},
    {"marks on marks", "e\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81\xCC\x81"},
    {"only marks", "\xCC\x81"},
    {"only joiners", "\xE2\x80\x8D"},
    {"a family without end", "\xF0\x9F\x91\xA9\xE2\x80\x8D"},
    {"families",
     "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7\xE2\x80\x8D\xF0\x9F\x91\xA6 "},
    {"only flags", "\xF0\x9F\x87\xA8"},
    {"only controls", "\x1B[2J\x07\x7F\xC2\x9B"},
    {"only bidi controls", "\xE2\x80\xAE\xE2\x81\xA6"},
    {"only tags", "\xF3\xA0\x81\x81"},
    {"only zero width", "\xE2\x80\x8B\xEF\xBB\xBF"},
    {"spaces of two kinds before a stop", "雨 　。"},
    {"carriage returns", "雨\r停\r\n\r了\n\r"},
    {"form feeds", "雨停了\f\f"},
};

const char *
support_add_nasty(struct buffer *out, size_t index, size_t bytes)
{
    if (index >= BASE_COUNT(nasty))
        return NULL;
    const char *piece = nasty[index].piece;
    const char *number = strstr(piece, "%d");
    size_t before = number != NULL ? (size_t)(number - piece) : strlen(piece);
    size_t end = out->len + bytes;
    for (unsigned i = 1; out->len < end; i++) {
        buffer_add(out, piece, before);
        if (number != NULL)
            buffer_printf(out, "%u%s", i, number + 2);
    }
    return nasty[index].name;
}

/* ---- issues */

struct issue *
support_recover(const char *path, struct slice text)
{
    /* exactly as long, so that a read past the end is seen */
    char *copy = base_alloc(text.len);
    if (text.len > 0)
        memcpy(copy, text.at, text.len);
    return parser_recover((struct parser_source){.path = path, .text = copy, .bytes = text.len});
}

const struct issue *
support_issue_at(struct library *library, size_t position)
{
    return library_issue(library, library_at(library, position));
}

uint32_t
support_article_of(const struct issue *issue, uint32_t line)
{
    const struct issue_article *article = issue_article_of(issue, line);
    return article != NULL ? (uint32_t)(article - issue->articles) : 0;
}

struct issue *
support_recover_roles(const char *text, const char *roles)
{
    static const struct {
        char letter;
        uint8_t role;
        bool brief;
    } letters[] = {{'f', ISSUE_FURNITURE, false}, {'k', ISSUE_KICKER, false}, {'H', ISSUE_HEADLINE, false},
                   {'d', ISSUE_DECK, false},      {'y', ISSUE_BYLINE, false}, {'b', ISSUE_BODY, false},
                   {'B', ISSUE_BODY, true},       {'j', ISSUE_JOINED, false}, {'S', ISSUE_SECTION, false},
                   {'s', ISSUE_SUBHEAD, false},   {'c', ISSUE_CAPTION, false}};
    size_t count = strlen(roles), len = strlen(text);
    struct parser_mend *mends = base_alloc_zero(count, sizeof *mends);
    for (uint32_t i = 0; i < count; i++)
        for (size_t k = 0; k < BASE_COUNT(letters); k++)
            if (letters[k].letter == roles[i])
                mends[i] = (struct parser_mend){i, letters[k].role, letters[k].brief};
    struct issue *issue = parser_recover((struct parser_source){
        .path = "roles.txt", .text = base_strndup(text, len), .bytes = len, .mends = mends, .mend_count = count});
    must(issue->line_count == count, "%zu lines, %zu roles", issue->line_count, count);
    free(mends);
    return issue;
}

char *
support_outline(const struct issue *issue)
{
    static const char kinds[] = {
        [ISSUE_KIND_BODY] = 'b',  [ISSUE_KIND_SUBHEAD] = 's', [ISSUE_KIND_CAPTION] = 'c', [ISSUE_KIND_LIST] = 'l',
        [ISSUE_KIND_VERSE] = 'v', [ISSUE_KIND_TABLE] = 't',   [ISSUE_KIND_CREDIT] = 'r',  [ISSUE_KIND_SPEECH] = 'p',
        [ISSUE_KIND_CODE] = 'd',  [ISSUE_KIND_FOOTNOTE] = 'f'};
    struct buffer out = {0};
    for (size_t a = 0; a < issue->article_count; a++) {
        const struct issue_article *article = &issue->articles[a];
        if (article->section_line != ISSUE_NO_LINE) {
            struct slice section = issue_line_words(issue, article->section_line);
            buffer_printf(&out, issue_opens_section(article) ? "[%.*s]" : "(%.*s)", (int)section.len, section.at);
        }
        for (uint32_t i = 0; i < article->head_count; i++) {
            struct slice head = issue_line_words(issue, article->head_lines[i]);
            buffer_printf(&out, "%s%.*s", article->head_lines[i] == article->headline_line ? "!" : "-", (int)head.len,
                          head.at);
        }
        for (uint32_t i = 0; i < article->paragraph_count; i++) {
            char *text = support_paragraph(issue, article->first_paragraph + i);
            buffer_printf(&out, " %c:%s", kinds[issue->paragraphs[article->first_paragraph + i].kind], text);
            free(text);
        }
        buffer_add_byte(&out, '\n');
    }
    buffer_reserve(&out, 0);
    return buffer_take(&out);
}

struct issue *
support_recover_across(const char *lines)
{
    struct buffer whole = {0}, bare = {0};
    bool page[1024] = {false};
    uint32_t count = 0, other = 0;
    for (const char *at = lines; *at != '\0'; count++) {
        size_t len = strcspn(at, "\n") + 1;
        page[count] = *at == '~';
        buffer_add(&whole, at + page[count], len - page[count]);
        if (!page[count])
            buffer_add(&bare, at, len);
        at += len;
        must(count + 1 < BASE_COUNT(page), "too many lines");
    }
    struct issue *issue = support_recover("across.txt", buffer_slice(&whole)),
                 *without = support_recover("across.txt", buffer_slice(&bare));
    for (uint32_t i = 0; i < count; i++) {
        struct slice text = issue_line_text(issue, i);
        if (page[i])
            must(issue->lines[i].role == ISSUE_FURNITURE || issue->lines[i].role == ISSUE_BLANK, "%.*s: %s\nin\n%s",
                 (int)text.len, text.at, issue_role_name(issue->lines[i].role), lines);
        else
            must(issue->lines[i].role == without->lines[other].role, "%.*s: %s\nin\n%s", (int)text.len, text.at,
                 issue_role_name(issue->lines[i].role), lines);
        other += !page[i];
    }
    issue_free(without);
    buffer_done(&bare);
    buffer_done(&whole);
    return issue;
}

char *
support_paragraph(const struct issue *issue, size_t paragraph)
{
    struct buffer scratch = {0};
    struct slice text = issue_paragraph_text(issue, &issue->paragraphs[paragraph], &scratch);
    char *copy = base_strndup(text.at, text.len);
    buffer_done(&scratch);
    return copy;
}

/* ---- files */

char *
support_join(const char *directory, const char *name)
{
    struct buffer path = {0};
    buffer_printf(&path, "%s/%s", directory, name);
    return buffer_take(&path);
}

char *
support_temp_new(void)
{
    const char *top = getenv("TMPDIR");
    char *path = support_join(top != NULL && top[0] != '\0' ? top : "/tmp", "kanbao-test-XXXXXX");
    if (mkdtemp(path) == NULL)
        fail_msg("%s: %s", path, strerror(errno));
    return path;
}

static int
remove_one(const char *path, const struct stat *status, int kind, struct FTW *walk)
{
    (void)status, (void)kind, (void)walk;
    return remove(path);
}

void
support_temp_end(char *directory)
{
    nftw(directory, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    free(directory);
}

void
support_write(const char *path, const void *bytes, size_t len)
{
    FILE *file = fopen(path, "wb");
    if (file == NULL)
        fail_msg("%s: %s", path, strerror(errno));
    size_t written = len > 0 ? fwrite(bytes, 1, len, file) : 0;
    if (fclose(file) != 0 || written != len)
        fail_msg("%s: %s", path, strerror(errno));
}

void
support_write_text(const char *path, const char *text)
{
    support_write(path, text, strlen(text));
}

int
support_folder_setup(void **state)
{
    /* two folders deeper, what mkdtemp() made of a name is not taken for a date */
    char *top = support_temp_new(), *papers = support_join(top, "papers"), *folder = support_join(papers, "渡口");
    int failed = mkdir(papers, 0700) != 0 || mkdir(folder, 0700) != 0;
    free(top);
    free(papers);
    *state = folder;
    return failed;
}

int
support_folder_teardown(void **state)
{
    char *folder = *state;
    for (int parts = 0; parts < 2; parts++)
        *strrchr(folder, '/') = '\0';
    support_temp_end(folder);
    return 0;
}

void
support_put(const char *folder, const char *name, const char *text)
{
    char *path = support_join(folder, name);
    support_write_text(path, text);
    free(path);
}

void
support_put_fifo(const char *folder, const char *name)
{
    char *path = support_join(folder, name);
    assert_int_equal(mkfifo(path, 0600), 0);
    free(path);
}

void
support_take(const char *folder, const char *name)
{
    char *path = support_join(folder, name);
    if (unlink(path) != 0)
        fail_msg("%s: %s", path, strerror(errno));
    free(path);
}

struct buffer
support_read(const char *path)
{
    struct buffer all = {0};
    FILE *file = fopen(path, "rb");
    if (file == NULL)
        fail_msg("%s: %s", path, strerror(errno));
    for (size_t got = 1; got > 0; all.len += got) {
        buffer_reserve(&all, 1 << 16);
        got = fread(all.at + all.len, 1, 1 << 16, file);
    }
    if (ferror(file))
        fail_msg("%s: %s", path, strerror(errno));
    fclose(file);
    all.at[all.len] = '\0';
    return all;
}

static const char *const samples[] = {
    "harrowmere/harrowmere-gazette-2026-03-14.txt",
    "lanpu/20260316.txt",
    "lanpu/20260317.txt",
    "lanpu/20260318.txt",
    "shiomi/2026-03-15.txt",
    "yunyu/2026-03-17.txt",
};

const char *
support_sample(size_t index)
{
    return index < BASE_COUNT(samples) ? samples[index] : NULL;
}

char *
support_sample_path(size_t index)
{
    const char *top = getenv("KANBAO_SAMPLES");
    if (top == NULL)
        fail_msg("KANBAO_SAMPLES is not set");
    return support_join(top, samples[index]);
}

struct issue *
support_sample_issue(size_t index)
{
    char *path = support_sample_path(index);
    struct buffer text = support_read(path);
    struct issue *issue = support_recover(path, buffer_slice(&text));
    buffer_done(&text);
    free(path);
    return issue;
}

/* PATH, or NULL and freed when nothing is there. */
static char *
existing(char *path)
{
    if (access(path, R_OK) == 0)
        return path;
    free(path);
    return NULL;
}

char *
support_corpus(const char *name)
{
    const char *corpus = getenv("KANBAO_CORPUS");
    if (corpus != NULL)
        return existing(support_join(corpus, name));
    const char *source = getenv("KANBAO_SRCDIR");
    char *beside = support_join(source != NULL ? source : ".", "../shared/corpus");
    char *path = support_join(beside, name);
    free(beside);
    return existing(path);
}

char *
support_unicode(const char *name)
{
    const char *source = getenv("KANBAO_SRCDIR");
    char *folder = support_join(source != NULL ? source : ".", "tests/unicode");
    char *path = support_join(folder, name);
    free(folder);
    return path;
}

FILE *
support_database(const char *name)
{
    const char *folder = getenv("KANBAO_UCD");
    if (folder == NULL || *folder == '\0')
        return NULL;
    struct buffer command = {0};
    buffer_printf(&command, "if test -r '%s/%s'; then cat '%s/%s'; else bzip2 -dc '%s/%s.bz2' 2>/dev/null; fi", folder,
                  name, folder, name, folder, name);
    FILE *file = popen(command.at, "r");
    int first = file != NULL ? fgetc(file) : EOF;
    buffer_done(&command);
    if (first == EOF) {
        if (file != NULL)
            pclose(file);
        return NULL;
    }
    ungetc(first, file);
    return file;
}

bool
support_is_pinned(void)
{
    const char *version = getenv("KANBAO_UNICODE_VERSION");
    FILE *file = version != NULL ? support_database("EastAsianWidth.txt") : NULL;
    if (file == NULL)
        return false;
    char line[256] = "";
    bool pinned = fgets(line, sizeof line, file) != NULL && strstr(line, version) != NULL;
    pclose(file);
    return pinned;
}
