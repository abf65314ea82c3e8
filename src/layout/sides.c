/* What stands beside a mark. Looks a few characters far at most, so that a pass over a text stays linear. */
#include "layout/sides.h"

enum { LOOK_THROUGH = 4, BLANKS_MAX = 16 };

char32_t
side_beside(struct slice text, size_t at, int step)
{
    char32_t code = 0;
    if (step < 0 ? at > 0 : at < text.len)
        text_decode(text.at + (step < 0 ? text_previous(text, at) : at), &code);
    return code;
}

/* Past blanks, at most BLANKS_MAX. */
static size_t
skip_left(struct slice text, size_t at)
{
    for (int i = 0; i < BLANKS_MAX && at > 0 && text.at[at - 1] == ' '; i++)
        at--;
    return at;
}

static size_t
skip_right(struct slice text, size_t at)
{
    for (int i = 0; i < BLANKS_MAX && at < text.len && text.at[at] == ' '; i++)
        at++;
    return at;
}

char32_t
side_left(struct slice text, size_t at)
{
    return side_beside(text, skip_left(text, at), -1);
}

char32_t
side_right(struct slice text, size_t at)
{
    return side_beside(text, skip_right(text, at), 1);
}

/* A mark that Chinese and Latin text share, or that OCR made of one. */
static bool
is_shared(char32_t code)
{
    return code == U'“' || code == U'”' || code == U'‘' || code == U'’' || code == U'—' || code == U'…' ||
           code == U'·' || code == '"' || code == '\'' || code == '(' || code == ')' || code == '[' || code == ']' ||
           code == '<' || code == '>';
}

static bool
is_cjk(char32_t code)
{
    return text_is_cjk(code) && code != 0x3000 && !text_is_word(code);
}

/* What opens something that Chinese may stand in. */
static bool
is_opening(char32_t code)
{
    static const char32_t opening[] = U"“‘\"'(<（《〈「『【";
    return text_among(code, opening);
}

static bool
is_closing(char32_t code)
{
    return code == U'”' || code == U'’' || code == '"' || code == '\'' || code == ')' || code == ']';
}

/* The first character on a side of AT that is neither a blank nor one to be LOOKED_THROUGH; 0 at the text's edge, U+FFFD where
   that is too far to be sure. */
static char32_t
behind(struct slice text, size_t at, int step, bool (*looked_through)(char32_t))
{
    for (int i = 0; i < LOOK_THROUGH; i++) {
        at = step < 0 ? skip_left(text, at) : skip_right(text, at);
        char32_t code = side_beside(text, at, step);
        if (!looked_through(code))
            return code;
        at = step < 0 ? text_previous(text, at) : at + text_decode(text.at + at, &code);
    }
    return 0xFFFD;
}

bool
side_left_is_cjk(struct slice text, size_t at)
{
    return is_cjk(behind(text, at, -1, is_shared));
}

bool
side_right_is_cjk(struct slice text, size_t at)
{
    return is_cjk(behind(text, at, 1, is_shared));
}

bool
side_right_is_han(struct slice text, size_t at)
{
    return text_is_han(behind(text, at, 1, is_opening));
}

bool
side_right_ends(struct slice text, size_t at)
{
    return behind(text, at, 1, is_closing) == 0;
}

bool
side_right_goes_on(struct slice text, size_t at)
{
    at = skip_right(text, at);
    char32_t code = side_beside(text, at, 1);
    if (code == 0 || side_right_is_cjk(text, at))
        return true;
    bool pause = code == ',' || code == '.' || code == ';' || code == ':' || code == '!' || code == '?';
    return pause && (side_right(text, at + 1) == 0 || side_right_is_han(text, at + 1));
}

bool
side_is_full_mark(char32_t code)
{
    static const char32_t marks[] = U"，。、；：？！（）《》〈〉「」『』【】〔〕";
    return code >= 0x3001 && text_among(code, marks);
}

bool
side_has_han(struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        if (text_is_han(code))
            return true;
    }
    return false;
}

static bool
is_word(char32_t code)
{
    return code < 0x1100 && text_is_word(code);
}

bool
side_is_seam(char32_t left, char32_t right)
{
    return (text_is_han(left) && is_word(right)) || (is_word(left) && text_is_han(right));
}
