/* Rows of data that are no table: the weather by the day, prices, opening hours, results, a ranking; and labels with what they
 * stand for, one below another. No words tell them, but that three lines or more are built the same: 12.5 and 3:1 are a number
 * wherever they stand.
 */
#include "parser/kinds/kinds.h"

enum {
    ROWS_MIN = 3,
    POINTS_MIN = 3,
    POINTS_MAX = 48,
    DIGITS_SHARE_MIN = 10,
    LABEL_POINTS_MAX = 8,
    CELL_POINTS_MIN = 2,
    LABELS_DATA_MIN = 2,
    LABELLED_POINTS_MAX = 30,
    COMMA_POINTS_MAX = 16,
    BRIEF_POINTS_MAX = 9,
    EVEN_POINTS_MAX = 14,
    EVEN_LABEL_BYTES = 12 /* four characters */
};

/* How a line is built: a number that is the same for lines of the same build; 0: it is no row of data. */
static uint32_t
build_of(const struct shape *shape)
{
    struct slice text = shape->text;
    uint32_t hash = 2166136261U;
    char32_t last = 0;
    unsigned numbers = 0, pieces = 0;
    bool parted = text_is_digit(text_first(text)); /* something stands between its words, or it begins with a number */
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        char32_t kind = code;
        if (text_is_digit(code))
            kind = '0';
        else if (text_is_han(code) || text_is_kana(code) || text_is_hangul(code))
            kind = U'字';
        else if (text_is_letter(code))
            kind = 'a';
        else if (text_is_space(code))
            kind = last == 'a' ? 'a' : ' '; /* of words side by side */
        else if (at == text.len)
            break; /* a stop at the end */
        if (kind == last && kind != '-')
            continue;
        numbers += kind == '0';
        parted |= kind != '0' && kind != 'a' && kind != U'字' && !text_among(kind, U"，、,");
        pieces++;
        hash = (hash ^ kind) * 16777619U;
        last = kind;
    }
    bool rich = shape->digits * 100U >= DIGITS_SHARE_MIN * 255U;
    parted |= shape->points <= BRIEF_POINTS_MAX && shape->digits >= UINT8_MAX / 4; /* 成人票20元 */
    return numbers > 0 && pieces > 1 && rich && parted ? hash | 1 : 0;
}

static bool
may_be_row(const struct shape *shape)
{
    return block_is_free(shape) && shape->digits > 0 && shape->points >= POINTS_MIN && shape->points <= POINTS_MAX &&
           shape->stops == 0 && (shape->commas == 0 || shape->points <= COMMA_POINTS_MAX) && !shape->lead &&
           !shape->byline && !shape->caption && shape->end != END_STOP;
}

/* 温室 9:00—17:00 每人8元: two cells or more between blanks, of words and of numbers, but not as regular as a build. */
static bool
is_loose(const struct shape *shape)
{
    size_t cells = 1, with_digits = 0, next;
    bool digit = false;
    if (!may_be_row(shape) || shape->han == 0 || shape->names)
        return false;
    for (size_t at = 0; at < shape->text.len; at = next) {
        char32_t code = text_point(shape->text, at, &next);
        bool blank = text_is_space(code);
        cells += blank;
        with_digits += digit && blank;
        digit = !blank && (digit || text_is_digit(code));
        while (blank && next < shape->text.len && text_is_space(text_point(shape->text, next, &at)))
            next = at;
    }
    with_digits += digit;
    return cells > 1 && with_digits > 0 && cells * CELL_POINTS_MIN <= shape->points;
}

static void
mark(struct shape *shapes, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++)
        block_set(&shapes[i], BLOCK_LIST, true);
}

/* Monday 7.30am-9pm adults £2.10, 6 oz. butter: a line of letters that begins like no rest of a sentence and ends none. */
static bool
is_latin_row(const struct shape *shape)
{
    char32_t first = text_first(shape->text);
    bool begins = (first >= 'A' && first <= 'Z') || text_is_digit(first);
    bool small = shape->words == 0 || shape->capitals < shape->words || shape->digits > 0; /* no stacked headline */
    return block_is_free(shape) && begins && small && shape->letters > 0 && !shape_is_cjk(shape) && !shape->lead &&
           !shape->byline && !shape->caption && shape->points <= POINTS_MAX && shape->commas == 0 &&
           shape->stops <= text_is_digit(first) /* 8 oz. of it */ &&
           (shape->end == END_OPEN || shape->end == END_DIGIT);
}

/* Rows of letters that stand by themselves between blank lines, most of them with a number. */
static void
mark_latin(struct shape *shapes, size_t count)
{
    for (size_t i = 0, end; i + 1 < count; i = end) {
        size_t digits = 0;
        for (end = i; end < count && (end == i || !shapes[end].after_blank) && is_latin_row(&shapes[end]); end++)
            digits += shapes[end].digits > 0;
        bool alone = shapes[i].after_blank && (end == count || shapes[end].after_blank);
        if (alone && end - i >= ROWS_MIN && digits * 3 >= (end - i) * 2)
            mark(shapes, i, end);
        end += end == i;
    }
}

/* ▽準決勝, between the results. */
static bool
is_row_label(const struct shape *shape)
{
    return block_is_free(shape) && text_among(text_first(shape->text), U"▽△▼▲◇◆【《[") && !shape->finished &&
           shape->points <= LABEL_POINTS_MAX + 2 && shape->points > 1;
}

/* 一等奖, 第二名 */
static bool
is_rank(struct slice label)
{
    return label.len > 3 && text_among(text_first(label), U"一二三四五六七八九十第特优優最") &&
           text_among(text_last(label), U"奖獎名位等賞");
}

/* 一等奖：田一麦: bytes of the label, without the colon; 0: there is none. Nor is what ends a sentence such a line. */
static size_t
label_of(const struct shape *shape)
{
    struct slice text = shape->text;
    bool rank = text_among(text_first(text), U"一二三四五六七八九十第特优優最");
    if ((!shape->colon && !rank) || shape->commas > 0 || shape->quotes || !block_is_free(shape) ||
        shape->points > POINTS_MAX || shape->stops > 0 || shape->end == END_STOP || shape->end == END_CALL ||
        shape->end == END_COMMA || shape->lead || shape->caption || shape->byline)
        return 0;
    size_t points = 0;
    for (size_t at = 0; at < text.len && points <= LABEL_POINTS_MAX; points++) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        if (code == ':' || code == U'：')
            return points > 0 ? at : 0;
        if ((code == ' ' || code == 0x3000) && is_rank(slice_make(text.at, at)))
            return at;
        if (!text_is_cjk(code) && !text_is_digit(code) && !text_is_letter(code) && code != ' ' && code != 0x3000)
            return 0;
        at += len;
    }
    return 0;
}

/* Labels of one list: with digits behind them, or with the same character at their ends, 一等奖, 二等奖, or as long as one another,
   姓名, 年龄, above a word or two. */
static bool
are_labels(const struct shape *shapes, size_t first, size_t end)
{
    size_t digits = 0, alike = 0, even = 0, rows = end - first, bytes = label_of(&shapes[first]);
    char32_t last = text_last(slice_make(shapes[first].text.at, bytes));
    for (size_t i = first; i < end; i++) {
        size_t label = label_of(&shapes[i]);
        digits += shapes[i].digits > 0;
        alike += text_last(slice_make(shapes[i].text.at, label)) == last;
        even += label == bytes && shapes[i].points <= EVEN_POINTS_MAX;
    }
    return digits >= LABELS_DATA_MIN || alike == rows || (even == rows && bytes <= EVEN_LABEL_BYTES);
}

/* Rows of one build. */
static void
mark_built(struct shape *shapes, size_t count)
{
    for (size_t i = 0, end; i + 1 < count; i = end) {
        uint32_t build = may_be_row(&shapes[i]) ? build_of(&shapes[i]) : 0;
        for (end = i + 1; build != 0 && end < count && may_be_row(&shapes[end]) && build_of(&shapes[end]) == build;
             end++)
            ;
        if (end - i >= ROWS_MIN)
            mark(shapes, i, end);
    }
}

/* Rows that stand right below one another, with labels between them; addresses and telephone numbers may be the last ones. */
static void
mark_loose(struct shape *shapes, size_t count)
{
    for (size_t i = 0, end; i + 1 < count; i = end) {
        size_t loose = 0, last = i;
        for (end = i; end < count && (end == i || !shapes[end].after_blank); end++) {
            const struct shape *shape = &shapes[end];
            bool row = is_loose(shape), labelled = loose > 0 && shape->digits > 0 && label_of(shape) > 0;
            if (!row && !labelled && !is_row_label(shape))
                break;
            loose += row;
            last = row || labelled ? end + 1 : last;
        }
        bool alone = shapes[i].after_blank && (end == count || shapes[end].after_blank);
        if (alone && loose >= ROWS_MIN - 1 && last - i >= ROWS_MIN)
            mark(shapes, i, last);
        end += end == i;
    }
}

void
data_mark(struct shape *shapes, size_t count)
{
    mark_built(shapes, count);
    mark_loose(shapes, count);
    mark_latin(shapes, count);
    for (size_t i = 0, end; i + 1 < count; i = end + (end == i)) {
        for (end = i; end < count && label_of(&shapes[end]) > 0; end++)
            ;
        if (end - i >= ROWS_MIN && are_labels(shapes, i, end))
            mark(shapes, i, end);
    }
}
