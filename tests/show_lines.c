/* Shows lines in the terminal that it runs in, and asks after each where the cursor stands: as many columns behind
 * the first as text_cells() says, or it is written to the report.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: show_lines CELLS FILE REPORT
 *
 * CELLS are those of characters of ambiguous width. After the lines of FILE come lines made here. The report begins
 * with how many lines were shown. Of a line that disagrees each character is tried on its own and reported once:
 *     U+2014 1 2 —            code point, cells by text_cells(), columns in the terminal, the character
 *     line 12 60 61 ...       a line that this does not explain
 * For tests/terminals.sh.
 */
#include "kanbao/text.h"

#include <poll.h>
#include <stdlib.h>
#include <termios.h>
#include <unistd.h>

enum { AT_ONCE = 16, ANSWER_MS = 30000, WIDEST = 70 };

static const char *const made_here[] = {
    "“引号”‘单引号’ — 破折号 —— … 省略号 …… · 间隔号 ‥ – − ‐ ‖ ‰ ′ ″ ※ § ¶ ¡ ¿",
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ αβγδεζηθικλμνξοπρστυφχψω",
    "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯ абвгдеёжзийклмнопрс",
    "①②③④⑤⑥⑦⑧⑨⑩⑳ ⑴⑵⑶⒇ ⒈⒉⒊⒛ ⅠⅡⅢⅣⅫ ⅰⅱⅲⅹ ㈠㈡㈩ ❶❷❸ ⓐⓩ",
    "─━│┃┌┐└┘├┤┬┴┼╔╗╚╝═║╭╮╯╰╱╲ ▀▄█▌▐░▒▓ ■□▲△▼▽◆◇○◎●★☆♀♂♠♥♦♣",
    "←↑→↓↖↗↘↙⇒⇔ ∈∏∑√∝∞∟∠∥∧∨∩∪∫∮∴∵∶∷∽≈≌≒≠≡≤≥≦≧≮≯⊙⊥⊿⌒",
    "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüêńňǹ ×÷±°¹²³¼½¾ßæøþðđħıłŋœŧ",
    "℃℉№℡Å℮™©®€£¥¢¤¦¨ª«»¬¯´¸º �",
    "看报《书名》〈篇名〉「」『』【】〔〕（）、，。；：！？—～　〇々〆",
    "ＡＢＣａｂｃ０１２％＆＋－＝ ｱｲｳｴｵ ｡｢｣､･ ￥￡￠ 한국어 조선글 ㄱㄴㄷ ひらがなカタカナ",
    "𠮷野家 㛃 䶮 䴙䴘 𫍽 𫖯 𬭎 𬭳 𬶏 𮧵 𰻝 𱁬 𱅒 𮯰 𮰁 﨎 㐂 𡈽 𣘺 龘 齉",
    "😀😂👍🎉📰🌊🚀🥢🫖 ☎☀☁☂☃♨⚡⛄⌚ ✓✔✗✘ 👍🏽 🇨🇳 ❤️ 1️⃣ 👨‍👩‍👧",
    "e\u0301 a\u0308 n\u0303 が\u3099 x\u0323\u0302 क्षि ไทย ابجد אבגד",
};

static struct termios settings;
static FILE *report;

static void
fail(const char *reason)
{
    tcsetattr(STDIN_FILENO, TCSANOW, &settings);
    fprintf(report, "failed: %s\n", reason);
    fclose(report);
    exit(1);
}

static char
next_byte(void)
{
    struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
    char byte;
    if (poll(&fd, 1, ANSWER_MS) <= 0)
        fail("the terminal does not answer");
    if (read(STDIN_FILENO, &byte, 1) != 1)
        fail("the terminal is gone");
    return byte;
}

/* The column, from 0, out of the next ESC [ row ; column R. */
static int
next_column(void)
{
    int column = 0;
    while (next_byte() != ';')
        ;
    for (char byte = next_byte(); byte != 'R'; byte = next_byte())
        column = 10 * column + byte - '0';
    return column - 1;
}

/* Shows COUNT texts, one over the other; COLUMNS gets where each ended. */
static void
measure(const struct slice *texts, size_t count, int *columns)
{
    for (size_t i = 0; i < count; i++)
        printf("\r\033[K%.*s\033[6n", (int)texts[i].len, texts[i].at);
    fflush(stdout);
    for (size_t i = 0; i < count; i++)
        columns[i] = next_column();
}

/* Which characters of LINE are shown in other columns than theirs? */
static void
explain(struct slice line, size_t number, int columns)
{
    static char seen[1 << 14]; /* all characters reported, each with a line end */
    static size_t seen_len;
    int missing = columns - (int)text_cells(line);
    for (size_t at = 0; at < line.len;) {
        struct text_cluster cluster = text_cluster_at(line, at);
        struct slice one = slice_make(line.at + at, cluster.bytes);
        int column, cells = (int)text_cells(one);
        char entry[64];
        char32_t code;
        at += cluster.bytes;
        measure(&one, 1, &column);
        missing -= column - cells;
        snprintf(entry, sizeof entry, "%.*s\n", (int)one.len, one.at);
        if (column == cells || strstr(seen, entry) != NULL || seen_len + strlen(entry) >= sizeof seen)
            continue;
        seen_len += strlen(strcpy(seen + seen_len, entry));
        text_decode(one.at, &code);
        fprintf(report, "U+%04X %d %d %.*s\n", (unsigned)code, cells, column, (int)one.len, one.at);
    }
    if (missing != 0)
        fprintf(report, "line %zu %zu %d %.*s\n", number, text_cells(line), columns, (int)line.len, line.at);
}

static struct slice *lines;
static size_t line_count, line_capacity;

/* As it may go to a terminal, in pieces that fit into one line of it. */
static void
add_lines(struct slice text)
{
    struct buffer safe = {0};
    text_add_safe(&safe, text);
    for (struct slice rest = buffer_slice(&safe); rest.len > 0;) {
        size_t len = text_fit(rest, WIDEST);
        lines = base_grow(lines, &line_capacity, line_count + 1, sizeof *lines);
        lines[line_count++] = slice_make(base_strndup(rest.at, len), len);
        rest = slice_from(rest, len);
    }
    buffer_done(&safe);
}

static void
read_lines(const char *path)
{
    char *line = NULL;
    size_t size = 0;
    ssize_t len;
    FILE *file = fopen(path, "re");
    if (file == NULL)
        fail(path);
    while ((len = getline(&line, &size, file)) > 0)
        add_lines(slice_make(line, (size_t)len - (line[len - 1] == '\n')));
    free(line);
    fclose(file);
}

static void
show(void)
{
    int columns[AT_ONCE];
    for (size_t first = 0; first < line_count; first += AT_ONCE) {
        size_t part = line_count - first < AT_ONCE ? line_count - first : AT_ONCE;
        measure(lines + first, part, columns);
        for (size_t i = 0; i < part; i++)
            if (columns[i] != (int)text_cells(lines[first + i]))
                explain(lines[first + i], first + i + 1, columns[i]);
    }
}

int
main(int argc, char **argv)
{
    if (argc != 4 || (report = fopen(argv[3], "we")) == NULL || tcgetattr(STDIN_FILENO, &settings) != 0)
        return 2;
    struct termios raw = settings;
    raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
    text_set_ambiguous(atoi(argv[1]));
    read_lines(argv[2]);
    for (size_t i = 0; i < BASE_COUNT(made_here); i++)
        add_lines(slice_of(made_here[i]));
    fprintf(report, "lines %zu\n", line_count);
    show();
    for (size_t i = 0; i < line_count; i++)
        free((char *)lines[i].at);
    free(lines);
    tcsetattr(STDIN_FILENO, TCSANOW, &settings);
    return fclose(report) == 0 ? 0 : 1;
}
