/* What can be seen of a line without judging it; marks.c does its marks. */
#include "parser/line/line.h"

static bool
ends_sentence(char32_t code)
{
    return text_among(code, U"。！？!?…：:；;．.");
}

bool
line_is_finished(struct slice text)
{
    size_t end = text.len;
    while (end > 0) {
        size_t at = text_previous(text, end);
        char32_t code;
        text_decode(text.at + at, &code);
        if (!mark_is_closer(code) && !text_is_space(code))
            return ends_sentence(code);
        end = at;
    }
    return true;
}

/* 一、  （一）  1.  (1)  ①  ●  - */
static bool
is_list_item(struct slice text)
{
    static const char *const marks[] = {"●", "○", "■", "□", "▲", "△", "◆", "◇", "★", "※", "•", "・", "- ", "* ", "——"};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (marks[i][0] == text.at[0] && slice_starts(text, marks[i]))
            return true;
    char32_t code;
    size_t at = 0, numerals = 0;
    bool bracket = false;
    while (at < text.len) {
        size_t len = text_decode(text.at + at, &code);
        bool numeral =
            text_is_digit(code) || (code >= 0x2460 && code <= 0x249B) || text_among(code, U"一二三四五六七八九十百");
        if (at == 0 && (code == '(' || code == U'（' || code == U'第'))
            bracket = true;
        else if (!numeral)
            break;
        else if (code >= 0x2460 && code <= 0x249B)
            return true;
        else
            numerals++;
        at += len;
    }
    if (numerals == 0 || numerals > 3 || at >= text.len)
        return false;
    if (bracket)
        return code == ')' || code == U'）' || code == U'条' || code == U'條' || code == U'章' || code == U'款';
    if (code == '.')
        return at + 1 < text.len && !text_is_digit((char32_t)text.at[at + 1]);
    return code == U'、' || code == U'．' || code == ')';
}

static void
measure_words(struct shape *shape, struct slice text)
{
    static const char *const small[LINE_SMALL_LETTERS] = {"a", "anofinontoatbyasoris", "theforandbut", "withfromover",
                                                          "after"};
    size_t i = 0;
    while (i < text.len && shape->words < 200) {
        while (i < text.len && text.at[i] == ' ')
            i++;
        size_t start = i;
        while (i < text.len && text.at[i] != ' ')
            i++;
        struct slice word = slice_make(text.at + start, i - start);
        while (word.len > 0 && (word.at[0] == '"' || word.at[0] == '\'' || word.at[0] == '('))
            word = slice_from(word, 1);
        char32_t first = text_first(word);
        if (!text_is_letter(first) || line_is_small_word(small, word.at[0], word))
            continue;
        shape->words++;
        shape->capitals += first < 'a' || (first >= 0xC0 && first <= 0xDE);
    }
}

static uint16_t
measure_indent(struct slice whole, struct slice trimmed)
{
    size_t cells = 0;
    for (const char *at = whole.at; at < trimmed.at && cells < 1000;) {
        char32_t code;
        at += text_decode(at, &code);
        cells += code == '\t' ? 8 : code == 0x3000 ? 2 : 1;
    }
    return (uint16_t)cells;
}

struct shape *
shapes_measure(const struct issue *issue, uint32_t first, uint32_t end, size_t *count)
{
    struct shape *shapes = NULL;
    size_t capacity = 0;
    bool blank = first == 0 || issue_line_text(issue, first - 1).len == 0;
    *count = 0;
    for (uint32_t i = first; i < end; i++) {
        const struct issue_line *line = &issue->lines[i];
        struct slice whole = slice_make(issue->text + line->start_byte, line->bytes);
        struct slice text = text_trim(whole);
        if (text.len == 0) {
            blank = true;
            continue;
        }
        shapes = base_grow(shapes, &capacity, *count + 1, sizeof *shapes);
        struct shape *shape = &shapes[(*count)++];
        *shape = (struct shape){.text = text, .line = i, .after_blank = blank};
        shape->indent_cells = measure_indent(whole, text);
        shape->finished = line_is_finished(text);
        shape->list = is_list_item(text);
        char32_t begin = text_first(text);
        shape->small = begin >= 'a' && begin <= 'z';
        marks_measure(shape);
        if (shape->letters > shape->han)
            measure_words(shape, text);
        blank = false;
    }
    garbage_find(shapes, *count);
    measures_find(shapes, *count);
    return shapes;
}

uint8_t
shape_join(const struct shape *a, const struct shape *b)
{
    char32_t last = text_last(a->text);
    /* Korean has blanks; a printed line of it ends at one, unless all are of one width */
    if (text_is_hangul(text_first(b->text)) && a->measure > 0)
        return a->even ? ISSUE_JOIN_BARE : ISSUE_JOIN_SPACE;
    if (text_is_cjk(last) || text_is_cjk(text_first(b->text)) || shape_is_cjk(a) || shape_is_cjk(b))
        return ISSUE_JOIN_BARE;
    /* a dash is no hyphen */
    bool hyphen = last == '-' && a->text.len > 1 && text_is_word(text_last(slice_make(a->text.at, a->text.len - 1)));
    return hyphen && b->small ? ISSUE_JOIN_HYPHEN : ISSUE_JOIN_SPACE;
}
