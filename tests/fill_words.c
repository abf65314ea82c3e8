/* What no line's end parts, from the text alone: numbers, units, marks of two, addresses, list markers.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fill_check.h"

#include "kanbao/text.h"

enum { RUN_MAX = 2000 };

/* GB/T 15834, and the house's table. */
static const char32_t units_of_numbers[] = U"年月日时分秒个家万亿元支片件周届名人次倍米吨公千岁号版条项位%℃‰％";
static const char32_t numerals[] = U"一二三四五六七八九十〇零百";

static bool
is_alnum(char byte)
{
    return text_is_digit((unsigned char)byte) || ((unsigned char)byte < 0x80 && text_is_letter((unsigned char)byte));
}

/* RFC 3986: may stand in an address of a page. */
static bool
is_address(char byte)
{
    return is_alnum(byte) || (byte != '\0' && strchr("-._~:/?#[]@!$&'()*+,;=%", byte) != NULL);
}

/* The run of characters of addresses around AT, and where it ends but for marks of the sentence. */
static struct slice
address_run(struct slice text, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && at - start < RUN_MAX && is_address(text.at[start - 1]))
        start--;
    while (end < text.len && end - at < RUN_MAX && is_address(text.at[end]))
        end++;
    while (end > start && strchr(".,;:!?'()[]", text.at[end - 1]) != NULL)
        end--;
    return slice_make(text.at + start, end - start);
}

static bool
inside_page_address(struct slice text, size_t at)
{
    struct slice run = address_run(text, at);
    size_t place = (size_t)(text.at + at - run.at), sign = slice_find(run, "://");
    if (place == 0 || place >= run.len)
        return false;
    bool scheme = sign != SIZE_MAX && sign > 0 && is_alnum(run.at[sign - 1]);
    return (scheme && place >= sign) || slice_starts(run, "www.");
}

static bool
is_user(char byte)
{
    return is_alnum(byte) || (byte != '\0' && strchr("._%+-", byte) != NULL);
}

/* a.b@c.com; the user's part of at most 64 bytes. */
static bool
inside_mail_address(struct slice text, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && at - start < RUN_MAX && (is_user(text.at[start - 1]) || text.at[start - 1] == '@'))
        start--;
    while (end < text.len && end - at < RUN_MAX && (is_user(text.at[end]) || text.at[end] == '@'))
        end++;
    while (end > start && !is_alnum(text.at[end - 1]))
        end--;
    struct slice run = slice_make(text.at + start, end - start);
    size_t sign = slice_find(run, "@");
    bool mail = sign != SIZE_MAX && sign > 0 && sign <= 64 && sign + 1 < run.len && is_alnum(run.at[sign + 1]) &&
                is_alnum(run.at[sign - 1]);
    return mail && at > start && at < end;
}

/* Bytes of a marker at the text's beginning and the blanks after it: 1. 12、 (3) （一） 一、 ; 0: none. */
static size_t
marker(struct slice text)
{
    if (text.len == 0)
        return 0;
    char32_t code;
    size_t at = 0, digits = 0, chinese = 0, len = text_decode(text.at, &code);
    bool bracket = code == '(' || code == U'（';
    for (at = bracket ? len : 0; at < text.len; at += len) {
        len = text_decode(text.at + at, &code);
        if (!text_is_digit(code) && !fill_is_among(code, numerals))
            break;
        digits += text_is_digit(code);
        chinese += !text_is_digit(code);
    }
    bool number = (digits > 0 && digits <= 3 && chinese == 0) || (chinese > 0 && chinese <= 4 && digits == 0);
    bool ends = bracket ? code == ')' || code == U'）' : code == U'、' || (code == '.' && chinese == 0);
    if (at >= text.len || !number || !ends)
        return 0;
    for (at += len; at < text.len; at += len) {
        len = text_decode(text.at + at, &code);
        if (!text_is_space(code))
            break;
    }
    return at < text.len && !text_is_digit(code) ? at : 0;
}

const char *
fill_inside(const struct fill_check *check, size_t unit)
{
    const struct fill_unit *next = &check->units[unit], *before = next - 1;
    char32_t a = before->code, b = next->code;
    struct slice text = check->text;
    if (next->byte == marker(text))
        return "a marker is parted from its text";
    if (before->blank)
        return NULL;
    if (text_is_digit(a) && text_is_digit(b))
        return "a number is cut";
    if (text_is_digit(a) && fill_is_among(b, units_of_numbers))
        return "a number is parted from its unit";
    if (fill_is_among(a, U"￥$£€¥") && text_is_digit(b))
        return "a number is parted from its prefix";
    if (a == U'第')
        return "第 is parted from its number";
    if (a == b && (a == U'—' || a == U'…' || a == U'―'))
        return "a mark of two is cut";
    if (b >= 0x80 || a >= 0x80)
        return NULL;
    if (inside_page_address(text, next->byte))
        return "an address is cut";
    return inside_mail_address(text, next->byte) ? "a mail address is cut" : NULL;
}
