/* Where the pieces of a byline end: runs of Han, names in Latin script, brackets, dates.
 */
#include "parser/byline/byline.h"

enum { BRACKETED_POINTS_MAX = 40, MIXED_POINTS_MAX = 20 };

size_t
piece_take_run(struct slice text, size_t at, struct han_run *run)
{
    run->count = 0;
    while (at < text.len && run->count < HAN_RUN_MAX) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        /* 文・写真, 文·田一麦 */
        bool parts = run->count == 1 && text_among(code, U"・·•") && text_among(run->code[0], U"文写図图圖摄攝");
        /* 社会部・山田太郎 */
        parts = parts || (run->count == 2 && code == U'・' && text_among(run->code[0], U"写取撮")); /* 写真・文 */
        parts = parts || (run->count > 1 && code == U'・' && role_ends_office(run->code[run->count - 1]));
        if (!han_run_takes(code) || parts)
            break;
        run->code[run->count] = code;
        run->at[run->count++] = at;
        at += len;
    }
    run->at[run->count] = at;
    return at;
}

size_t
piece_latin_end(struct slice text, size_t at)
{
    while (at < text.len) {
        struct slice rest = slice_from(text, at);
        char32_t code;
        if (text_is_ascii_letter((unsigned char)rest.at[0])) {
            at++;
            continue;
        }
        size_t len = text_decode(rest.at, &code);
        if (han_run_takes(code) || text_among(code, U",;、，；/／|｜()（）[]【】&\"“”:：!?") ||
            slice_starts(rest, " and ") || slice_starts(rest, " AND "))
            break;
        at += len;
    }
    return at;
}

size_t
piece_skip_bracket(struct slice text, size_t at)
{
    char32_t open, code;
    size_t end = at + text_decode(text.at + at, &open), after = end;
    for (size_t points = 0; end < text.len && points < BRACKETED_POINTS_MAX; points++) {
        end += text_decode(text.at + end, &code);
        if (text_among(code, U")）】〕］]》"))
            return end;
    }
    return after;
}

size_t
piece_skip_date(struct slice text, size_t at)
{
    for (char32_t code; at < text.len;) {
        size_t len = text_decode(text.at + at, &code);
        if (!text_is_digit(code) && !text_among(code, U"年月日"))
            break;
        at += len;
    }
    return at;
}

bool
piece_is_paper(struct slice quoted)
{
    return text_last(quoted) == U'》' &&
           role_ends_office(text_last(slice_make(quoted.at, text_previous(quoted, quoted.len))));
}

size_t
piece_mixed(struct slice text, size_t at)
{
    size_t start = at, points = 0;
    bool han = false, letters = false;
    while (at < text.len && points < MIXED_POINTS_MAX) {
        char32_t code;
        size_t len = text_decode(text.at + at, &code);
        bool is_han = text_is_han(code), word = text_is_word(code);
        if (!is_han && !word && code != '_' && code != '-')
            break;
        han = han || is_han;
        letters = letters || text_is_letter(code);
        points++;
        at += len;
    }
    if (!letters || points == MIXED_POINTS_MAX)
        return 0;
    /* rainbow, but Nora Whitlock is read elsewhere */
    char32_t first = text_first(slice_from(text, start));
    struct slice rest = slice_from(text, at);
    bool word = first >= 'a' && first <= 'z' && points > 2 && !text_is_letter(text_first(text_trim(rest)));
    return han || word ? at - start : 0;
}

struct slice
piece_squeeze(struct slice text, char *room, size_t size)
{
    size_t len = 0;
    for (size_t at = 0, next; at < text.len && len + 8 < size; at = next) {
        char32_t code = text_point(text, at, &next);
        if (!text_is_space(code)) {
            len += text_encode(code, room + len);
            continue;
        }
        size_t after = next;
        while (after < text.len && text_is_space(text_point(text, after, &next)))
            after = next;
        bool wide = after - at > 1;
        next = after;
        if (wide)
            room[len++] = ' ';
    }
    return slice_make(room, len);
}

bool
piece_ends_report(struct slice text)
{
    text = text_trim(text);
    return (slice_ends(text, "報導") || slice_ends(text, "报导") || slice_ends(text, "报道")) &&
           (slice_has(text, "／") || slice_has(text, "/"));
}
