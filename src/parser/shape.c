/* What can be seen of a line without judging it. One pass over its text. */
#include "parser/parts.h"

#include <wchar.h>

/* Closing marks are looked through to see how a line ends. */
static bool
is_closer(char32_t code)
{
    static const char32_t closers[] = U"”’」』）)》〉】]\"'";
    for (size_t i = 0; closers[i] != 0; i++)
        if (closers[i] == code)
            return true;
    return false;
}

static bool
ends_sentence(char32_t code)
{
    static const char32_t ends[] = U"。！？!?…：:；;．.";
    for (size_t i = 0; ends[i] != 0; i++)
        if (ends[i] == code)
            return true;
    return false;
}

/* A full stop after a Han character or a letter, not inside a number. */
static bool
is_finished(struct slice text)
{
    size_t end = text.len;
    while (end > 0) {
        size_t at = text_previous(text, end);
        char32_t code;
        text_decode(text.at + at, &code);
        if (!is_closer(code) && !text_is_space(code))
            return ends_sentence(code);
        end = at;
    }
    return true;
}

static int
opens(char32_t code)
{
    switch (code) {
    case U'“': case U'「': case U'『': case U'《': case U'（': case U'(': case U'【': return 1;
    case U'”': case U'」': case U'』': case U'》': case U'）': case U')': case U'】': return -1;
    default: return 0;
    }
}

/* What TEXT ends with, closing marks looked through. */
static enum line_end
end_of(struct slice text, bool *closed)
{
    *closed = false;
    for (size_t end = text.len; end > 0;) {
        size_t at = text_previous(text, end);
        char32_t code;
        text_decode(text.at + at, &code);
        end = at;
        if (text_is_space(code))
            continue;
        if (is_closer(code)) {
            *closed = true;
            continue;
        }
        switch (code) {
        case '.': case U'．':
            /* 增长4. / 6%: a number was cut */
            if (!*closed && at > 0 && text_is_digit((char32_t)(unsigned char)text.at[at - 1]))
                return END_DIGIT;
            return END_STOP;
        case U'。': case U'｡': return END_STOP;
        case U'！': case U'？': case '!': case '?': return END_CALL;
        case U'…': return END_ELLIPSIS;
        case ':': case U'：': return END_COLON;
        case ';': case U'；': return END_SEMICOLON;
        case ',': case U'，': case U'、': case U'､': return END_COMMA;
        case '-': case U'—': case U'―': case U'─': case U'－': return END_DASH;
        default: return text_is_digit(code) ? END_DIGIT : END_OPEN;
        }
    }
    return END_OPEN;
}

static bool is_list_item(struct slice text);

static enum line_start
start_of(struct slice text)
{
    static const char32_t bullets[] = U"●○■□▲△◆◇★☆※•・*▶►◎⊙";
    char32_t code, next = 0;
    size_t len = text.len > 0 ? text_decode(text.at, &code) : 0;
    if (len == 0)
        return START_OPEN;
    if (len < text.len)
        text_decode(text.at + len, &next);
    for (size_t i = 0; bullets[i] != 0; i++)
        if (bullets[i] == code)
            return START_MARK;
    if ((code >= 0x2460 && code <= 0x24FF) || (code == '-' && next == ' '))
        return START_MARK;
    if (is_list_item(text))
        return START_NUMERAL;
    switch (code) {
    case '(': case U'（': case '[': case U'［': case U'【': case U'〔': case U'〈': return START_BRACKET;
    case U'“': case U'「': case U'『': case U'《': case '"': case U'‘': case '\'': return START_QUOTE;
    case U'—': case U'―': case U'─': case '-': return START_DASH;
    case U'，': case U'。': case U'、': case U'；': case U'：': case U'！': case U'？': case U'”': case U'’': case U'》': case U'）':
    case ',': case '.': case ';': case ':': case '!': case '?': case ')': return START_FORBIDDEN;
    default: break;
    }
    if (code >= 'a' && code <= 'z')
        return START_SMALL;
    return text_is_digit(code) ? START_DIGIT : START_OPEN;
}

/* Characters and words that sentences are held together with; headlines do with fewer. */
static bool
is_particle(char32_t code)
{
    static const char32_t particles[] = U"的了是在也都就着这那我他她你它们很而把被着過过這們你妳";
    for (size_t i = 0; particles[i] != 0; i++)
        if (particles[i] == code)
            return true;
    return false;
}

/* Characters after which a sentence must go on. */
static bool
leads_on(char32_t code)
{
    static const char32_t leading[] = U"的和与與及在对對从從由向把被将將为為是于於并並以而或该該各每其第本不更最很使让讓给給到という、がをはにで";
    return point_among(code, leading);
}

/* Characters that begin no sentence. */
static bool
goes_on(char32_t code)
{
    static const char32_t going[] = U"的了着們们得地等和与與及吗呢吧、，。；：を はがにでともへ";
    return point_among(code, going);
}

static uint8_t
share_of(uint32_t part, uint32_t total)
{
    return total > 0 ? (uint8_t)((uint64_t)part * 255 / total) : 0;
}

static void
add_up_to(uint8_t *count, bool more)
{
    *count += more && *count < UINT8_MAX;
}

static bool
is_small_word(const char *at, size_t len)
{
    static const char *const small[] = {"the", "a", "an", "was", "were", "is", "are", "has", "had", "have", "that", "he", "she", "it", "they", "his", "her", "said", "this", "which", "who", "their", "been", "but", "would", "will", "of", "and"};
    for (size_t i = 0; i < BASE_COUNT(small); i++)
        if (strlen(small[i]) == len && memcmp(at, small[i], len) == 0)
            return true;
    return false;
}

/* Where the bracket that ends TEXT begins; its length: there is none. */
static size_t
last_bracket(struct slice text)
{
    char32_t last = text_last(text);
    if (last != ')' && last != U'）' && last != U'】' && last != U']')
        return text.len;
    for (size_t at = text_previous(text, text.len); at > 0;) {
        char32_t code;
        at = text_previous(text, at);
        text_decode(text.at + at, &code);
        if (code == '(' || code == U'（' || code == U'【' || code == '[')
            return at;
    }
    return text.len;
}

/* （图片）, (附图片2张), （漫画）, [Photo] */
static bool
is_picture(struct slice bracket)
{
    static const char *const pictures[] = {"图", "圖", "画", "畫", "照片", "書法", "书法", "写真", "Photo", "photo", "PHOTO"};
    for (size_t i = 0; i < BASE_COUNT(pictures) && bracket.len > 0 && bracket.len < 40; i++)
        if (slice_find(bracket, pictures[i]) != SIZE_MAX)
            return slice_find(bracket, "摄") == SIZE_MAX && slice_find(bracket, "攝") == SIZE_MAX;
    return false;
}

static void
measure_marks(struct shape *shape)
{
    struct slice text = shape->text;
    uint32_t digits = 0, particles = 0, words = 0, small = 0;
    size_t word = 0;
    bool letter_before = false, han_before_gap = false, gap = false;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        size_t start = at;
        at += text_decode(text.at + at, &code);
        bool last = at >= text.len, wide = text_is_han(code) || text_is_kana(code);
        char32_t next = last ? 0 : (char32_t)(unsigned char)text.at[at];
        bool after = next == ' ' || next == '"' || next >= 0x80;
        bool letter = code < 0x80 && text_is_letter(code);
        if (letter && !letter_before)
            word = start;
        if (!letter && letter_before) {
            words++;
            small += is_small_word(text.at + word, start - word);
        }
        letter_before = letter;
        shape->cells += (uint32_t)text_width(code);
        digits += text_is_digit(code);
        particles += wide && is_particle(code);
        add_up_to(&shape->stops, !last && (code == U'。' || code == U'！' || code == U'？' || ((code == '.' || code == '!' || code == '?') && after)));
        add_up_to(&shape->commas, !last && (code == U'，' || code == U'；' || ((code == ',' || code == ';') && after)));
        add_up_to(&shape->lists, code == U'、');
        shape->colon |= !last && (code == U'：' || (code == ':' && after));
        shape->quotes |= code == U'“' || code == U'「' || code == U'《' || code == U'『' || code == '"';
        shape->gap |= wide && han_before_gap && gap;
        gap = text_is_space(code);
        if (!gap)
            han_before_gap = wide || code == U'”' || code == U'》';
    }
    shape->digits = share_of(digits, shape->points);
    shape->particles = shape_is_cjk(shape) ? share_of(particles, shape->han) : share_of(small, words);
    shape->end = end_of(text, &shape->closed);
    shape->start = start_of(text);
    shape->byline = byline_is_line(shape);
    shape->leads_on = leads_on(text_last(text));
    shape->goes_on = goes_on(text_first(text));
    shape->caption = caption_is(text);
    size_t bracket = last_bracket(text);
    shape->bracketed = text.len > 0 && bracket == 0;
    shape->picture = bracket > 0 && bracket < text.len && shape->stops == 0 && is_picture(slice_from(text, bracket));
    shape->names = byline_is_names(text);
    shape->furniture = furniture_is_page_mark(shape);
}

/* 一、  （一）  1.  (1)  ①  ●  - */
static bool
is_list_item(struct slice text)
{
    static const char *const marks[] = {"●", "○", "■", "□", "▲", "△", "◆", "◇", "★", "※", "•", "・", "- ", "* ", "——"};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (slice_starts(text, marks[i]))
            return true;
    char32_t code;
    size_t at = 0, numerals = 0;
    bool bracket = false;
    while (at < text.len) {
        size_t len = text_decode(text.at + at, &code);
        bool numeral = text_is_digit(code) || (code >= 0x2460 && code <= 0x249B) || (code != 0 && code < 0xFFFF && wcschr(L"一二三四五六七八九十百", (wchar_t)code));
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
    static const char *const small[] = {"a", "an", "the", "of", "in", "on", "to", "for", "and", "at", "by", "with", "from", "as", "or", "but", "is", "after", "over"};
    size_t i = 0;
    while (i < text.len && shape->words < 200) {
        while (i < text.len && text.at[i] == ' ')
            i++;
        size_t start = i;
        while (i < text.len && text.at[i] != ' ')
            i++;
        struct slice word = slice_make(text.at + start, i - start);
        while (word.len > 0 && byte_among(word.at[0], "\"'("))
            word = slice_from(word, 1);
        bool skip = word.len == 0;
        for (size_t k = 0; k < BASE_COUNT(small) && !skip; k++)
            skip = slice_equal(word, slice_of(small[k]));
        char32_t first = text_first(word);
        if (skip || !text_is_letter(first))
            continue;
        shape->words++;
        shape->capitals += first < 'a' || (first >= 0xC0 && first <= 0xDE);
    }
}

/* A comma with a clause after it; 1,234 and A,B are none. */
static bool
is_comma(char32_t code, struct slice rest)
{
    if (code == U'，' || code == U'。')
        return rest.len > 0;
    return code == ',' && rest.len > 0 && rest.at[0] == ' ';
}

static void
measure_points(struct shape *shape)
{
    struct slice text = shape->text;
    int open = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        shape->points++;
        if (text_is_han(code) || text_is_kana(code))
            shape->han++;
        else if (text_is_letter(code))
            shape->letters++;
        open += opens(code);
        shape->comma |= is_comma(code, slice_from(text, at));
    }
    shape->open = open > 0;
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
shapes_measure(const struct issue *issue, size_t *count)
{
    struct shape *shapes = NULL;
    size_t capacity = 0;
    bool blank = true;
    *count = 0;
    for (uint32_t i = 0; i < issue->line_count; i++) {
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
        measure_points(shape);
        if (shape->letters > shape->han)
            measure_words(shape, text);
        shape->indent_cells = measure_indent(whole, text);
        shape->finished = is_finished(text);
        shape->list = is_list_item(text);
        shape->lead = byline_lead(text).bytes > 0;
        char32_t first = text_first(text);
        shape->small = first >= 'a' && first <= 'z';
        measure_marks(shape);
        blank = false;
    }
    return shapes;
}
