/* Addresses of pages and of mail, and list markers: what no line may end inside of.
 *
 * Found by what no other text has (://, www., an @ between letters), then as far as their characters go.
 */
#include "layout/units.h"

#include "kanbao/text.h"

enum { SCHEME_MAX = 12, USER_MAX = 64 };

/* May stand in an address (RFC 3986, unreserved, reserved and %). */
static bool
is_address_byte(char byte)
{
    return text_is_ascii_alnum((unsigned char)byte) || text_byte_among(byte, "-._~:/?#[]@!$&'()*+,;=%");
}

/* Marks at its end belong to the sentence. */
static size_t
address_end(struct slice text, size_t at)
{
    size_t start = at;
    while (at < text.len && is_address_byte(text.at[at]))
        at++;
    while (at > start && text_byte_among(text.at[at - 1], ".,;:!?'()[]"))
        at--;
    return at;
}

static size_t
run_start(struct slice text, size_t at, const char *others, size_t most)
{
    size_t start = at;
    while (start > 0 && at - start < most &&
           (text_is_ascii_alnum((unsigned char)text.at[start - 1]) || strchr(others, text.at[start - 1]) != NULL) &&
           text.at[start - 1] != '\0')
        start--;
    return start;
}

/* Where an address begins that has its sign at AT; AT itself where there is none. */
static size_t
address_start(struct slice text, size_t at)
{
    if (text.at[at] == '@')
        return at + 1 < text.len && text_is_ascii_alnum((unsigned char)text.at[at + 1])
                   ? run_start(text, at, "._%+-", USER_MAX)
                   : at;
    return run_start(text, at, "+.-", SCHEME_MAX);
}

/* The three signs, and where each comes next: looked for again only when it was passed, so that many of one kind cost
   no search for the others. */
enum { SIGNS = 3 };

struct signs {
    size_t at[SIGNS]; /* SIZE_MAX: no more of it */
};

static size_t
next_sign(struct signs *signs, struct slice text, size_t from)
{
    static const char *const texts[SIGNS] = {"://", "www.", "@"};
    size_t best = SIZE_MAX;
    for (size_t i = 0; i < SIGNS; i++) {
        if (from == 0 || signs->at[i] < from) {
            size_t found = slice_find(slice_from(text, from), texts[i]);
            signs->at[i] = found == SIZE_MAX ? SIZE_MAX : from + found;
        }
        best = signs->at[i] < best ? signs->at[i] : best;
    }
    return best;
}

void
layout_each_address(struct slice text, layout_address_found *found, void *context)
{
    struct signs signs;
    size_t from = 0;
    while (from < text.len) {
        size_t sign = next_sign(&signs, text, from);
        if (sign == SIZE_MAX)
            return;
        bool www = text.at[sign] == 'w';
        size_t start = www ? sign : address_start(text, sign);
        bool begins = (www || start < sign) && start >= from; /* looked for to its end only then: @@@@ */
        size_t end = begins ? address_end(text, sign + (text.at[sign] == ':' ? 3 : 1)) : sign;
        bool whole = begins && end > sign + 1;
        if (whole)
            found(context, start, end);
        from = whole ? end : sign + 1;
    }
}

static bool
add_from_scheme(struct buffer *out, struct slice address)
{
    static const char *const schemes[] = {"http://", "https://", "ftp://", "gemini://", "gopher://"};
    for (size_t i = 0; i < BASE_COUNT(schemes); i++) {
        size_t at = slice_find(address, schemes[i]);
        if (at != SIZE_MAX && (at == 0 || !text_is_ascii_alnum((unsigned char)address.at[at - 1]))) {
            buffer_add_slice(out, slice_from(address, at));
            return true;
        }
    }
    return false;
}

void
layout_add_address(struct buffer *out, struct slice address)
{
    if (add_from_scheme(out, address) || slice_has(address, "://"))
        return;
    bool page = slice_starts(address, "www."), mail = slice_starts(address, "mailto:");
    while (!page && address.len > 0 && !text_is_ascii_alnum((unsigned char)address.at[0]))
        address = slice_from(address, 1);
    if (!page && !mail && !slice_has(address, "@")) /* such as ../index.html, of a page */
        return;
    buffer_add_text(out, page ? "http://" : mail ? "" : "mailto:");
    buffer_add_slice(out, address);
}

/* ---- list markers */

static bool
is_circled(char32_t code)
{
    return (code >= 0x2460 && code <= 0x24FF) || (code >= 0x2776 && code <= 0x2793) ||
           (code >= 0x3220 && code <= 0x3243);
}

static bool
is_bullet(char32_t code)
{
    return code == U'•' || code == U'●' || code == U'■' || code == U'◆' || code == U'▲' || code == U'★' ||
           code == U'○' || code == U'□' || code == U'◇' || code == U'※';
}

/* After up to three digits, or four Chinese numerals; AT where there are none. */
static size_t
number_end(struct slice text, size_t at, bool *chinese)
{
    size_t start = at;
    char32_t code;
    uint16_t class =
        at < text.len ? (text_decode(text.at + at, &code), rule_of(code) & (RULE_DIGIT | RULE_NUMERAL)) : 0;
    for (int count = 0; at < text.len && class != 0; count++) {
        size_t len = text_decode(text.at + at, &code);
        if (!(rule_of(code) & class))
            break;
        if (count == (class & RULE_DIGIT ? 3 : 4))
            return start;
        at += len;
    }
    *chinese = (class & RULE_NUMERAL) != 0;
    return at;
}

static size_t
skip_blanks(struct slice text, size_t at)
{
    char32_t code;
    while (at < text.len) {
        size_t len = text_decode(text.at + at, &code);
        if (!text_is_space(code) || code == '\n')
            break;
        at += len;
    }
    return at;
}

size_t
marker_bytes(struct slice text)
{
    char32_t code = text_first(text);
    bool chinese = false;
    if (text.len == 0)
        return 0;
    size_t first = text_decode(text.at, &code);
    if (is_circled(code) || is_bullet(code))
        return skip_blanks(text, first);
    bool bracket = code == '(' || code == U'（';
    size_t start = bracket ? first : 0, end = number_end(text, start, &chinese);
    if (end == start || end >= text.len)
        return 0;
    size_t len = text_decode(text.at + end, &code);
    bool closes = code == ')' || code == U'）';
    /* 1. and 1、 and 一. and 一、 ; 3.5 is no marker and neither is 3.  alone */
    bool stops = !bracket && (code == U'、' || code == '.' || code == U'．');
    if (!(closes && (bracket || !chinese)) && !stops)
        return 0;
    end += len;
    char32_t next = text_first(slice_from(text, end));
    if (end >= text.len || text_is_digit(next))
        return 0;
    return skip_blanks(text, end);
}
