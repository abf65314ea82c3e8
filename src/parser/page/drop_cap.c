/* Drop caps: the first character of a text, set so large that extraction puts it on a line of its own.
 *
 *   昨                              T
 *   天上午，水务所换了水尺……        he library van called on Saturday ...
 *
 * One character is never a name, a headline or the page's where a text without its beginning stands below.
 */
#include "parser/page/page.h"

enum {
    TEXT_POINTS_MIN = 10, /* of the text below */
    LATIN_TEXT_POINTS_MIN = 20,
    TITLE_CELLS_MAX = 100
};

/* Does the character, a quotation mark before it perhaps, begin a text? Not what numbers or divides one. */
static bool
is_cap(struct slice text, char32_t *cap)
{
    size_t next;
    char32_t code = text_point(text, 0, &next);
    if (text_among(code, U"“\"「『《‘'"))
        code = text_point(text, next, &next);
    *cap = code;
    if (next != text.len)
        return false;
    if (text_is_han(code))
        return text_han_digit(code) < 0 && !text_among(code, U"十百千上中下甲乙丙丁完注附问答問图圖表例文诗詩々");
    return text_is_hangul(code) || text_is_kana(code) || (text_is_upper(code) && text_is_letter(code));
}

/* Can a text begin with SHAPE, below the line ABOVE, NULL for none? Printed lines leave the last character of a headline alone. */
static bool
is_beginning(const struct shape *above, const struct shape *shape)
{
    return above == NULL || above->furniture || above->finished ||
           (shape->after_blank && above->cells <= TITLE_CELLS_MAX && above->stops == 0 && !above->comma);
}

/* A AFTER or A ferry: does the letter begin the word that begins TEXT? */
static bool
begins_word(char32_t cap, struct slice text)
{
    static const char *const rests[] = {/* of A */
                                        "bout", "bove", "cross", "fter", "gain", "gainst", "ll", "lmost", "long",
                                        "lready", "lso", "lthough", "lways", "midst", "mong", "n", "nd", "nother", "ny",
                                        "pril", "re", "round", "s", "side", "t", "ugust", "way",
                                        /* of I */
                                        "f", "n", "nto", "nside", "nstead", "ndeed", "s", "t", "ts"};
    if (cap != 'A' && cap != 'I')
        return true;
    for (size_t i = 0; i < BASE_COUNT(rests); i++) {
        size_t at = 0;
        if (folio_skip_word(text, &at, rests[i]) && at < text.len && text.at[at] == ' ')
            return true;
    }
    return false;
}

/* Is BELOW a text, perhaps of printed lines, that lacks its first character? */
static bool
lacks_cap(const struct shape *below, const struct shape *after, char32_t cap)
{
    bool cjk = text_is_cjk(cap) || text_is_hangul(cap);
    /* 他 alone above a new paragraph is the end of a list */
    if (below->lead || below->list || (below->after_blank && cap == U'他') ||
        below->points < (cjk ? TEXT_POINTS_MIN : LATIN_TEXT_POINTS_MIN))
        return false;
    bool lines = after != NULL && !after->after_blank && after->points >= TEXT_POINTS_MIN;
    if (!below->comma && below->stops == 0 && !below->finished && !lines)
        return false;
    if (cjk)
        return below->start == START_OPEN || below->start == START_FORBIDDEN || below->start == START_NUMERAL;
    size_t next;
    char32_t first = text_point(below->text, 0, &next), second = text_point(below->text, next, &next);
    /* HE ferry */
    return below->small || (text_is_upper(first) && text_is_upper(second)) || (text_is_upper(first) && second == ' ');
}

void
drop_cap_find(struct shape *shapes, size_t count)
{
    for (size_t i = 0; i + 1 < count; i++) {
        struct shape *shape = &shapes[i];
        char32_t cap;
        if (shape->points > 2 || shape->furniture || shapes[i + 1].furniture || !is_cap(shape->text, &cap) ||
            !is_beginning(i > 0 ? shape - 1 : NULL, shape) || shape[1].indent_cells > shape->indent_cells ||
            !lacks_cap(shape + 1, i + 2 < count ? shape + 2 : NULL, cap))
            continue;
        shape->drop_cap = true;
        shape[1].dropped = begins_word(cap, shape[1].text) ? DROPPED_BARE : DROPPED_WORD;
    }
}
