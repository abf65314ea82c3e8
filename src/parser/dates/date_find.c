/* The first date in a text, or in a path: where date.c is to look.
 *
 * A date beside another day's weekday counts only where there is no other.
 */
#include "parser/dates/dates.h"

#include <stdlib.h>

enum { PATH_PARTS = 3, WEEKDAY_GAP_BYTES = 6 };

/* ---- in a text */

/* The weekday that stands right behind a date, in brackets or not; -1: none. （日） alone is a Japanese one. */
static int
weekday_behind(struct slice text, size_t at)
{
    int weekday;
    size_t next, after;
    text_skip_gap(text, &at);
    char32_t code = text_point(text, at, &next);
    bool bracket = code == '(' || code == U'（';
    if (bracket || code == ',' || code == U'，' || code == U'、')
        at = next;
    text_skip_gap(text, &at);
    if (date_read_weekday(text, at, &weekday) > 0)
        return weekday;
    code = text_point(text, at, &next);
    char32_t close = text_point(text, next, &after);
    return bracket && (close == ')' || close == U'）') ? date_luminary(code) : -1;
}

/* What may begin at a place in a text, seen from the code point there and the one before. */
struct start {
    bool date, weekday;
};

static struct start
start_at(char32_t code, char32_t before)
{
    bool after_letter = text_is_ascii_letter(before);
    if (text_is_ascii_letter(code))
        return (struct start){!after_letter, !after_letter};
    if (text_digit(code) >= 0)
        return (struct start){text_digit(before) < 0 && !after_letter, false};
    bool han = text_han_digit(code) >= 0 && text_han_digit(before) < 0;
    return (struct start){han || text_among(code, U"民令平昭大明"), text_among(code, U"星礼禮周週日月火水木金土")};
}

uint32_t
date_find(struct slice text, struct issue_span *span, bool *doubtful)
{
    uint32_t doubted = 0;
    int weekday = -1;
    size_t weekday_end = 0, len;
    char32_t before = 0, code;
    for (size_t at = 0; at < text.len; at += len, before = code) {
        uint32_t date = 0;
        int read;
        len = text_decode(text.at + at, &code);
        struct start start = start_at(code, before);
        size_t bytes = start.date ? date_read(text, at, &date) : 0;
        size_t week = bytes == 0 && start.weekday ? date_read_weekday(text, at, &read) : 0;
        if (week > 0) {
            weekday = read;
            weekday_end = at + week;
        }
        if (bytes == 0)
            continue;
        int said = weekday_behind(text, at + bytes);
        if (said < 0 && weekday >= 0 && at - weekday_end <= WEEKDAY_GAP_BYTES)
            said = weekday;
        bool agrees = said < 0 || (unsigned)said == issue_weekday(date);
        if (span != NULL && (agrees || doubted == 0))
            *span = (struct issue_span){(uint32_t)at, (uint32_t)bytes};
        if (doubtful != NULL)
            *doubtful = !agrees;
        if (agrees)
            return date;
        doubted = doubted != 0 ? doubted : date;
    }
    return doubted;
}

/* ---- in a path */

/* No date is read over a slash from plain letters alone, so that most folders need no closer look. */
static bool
has_numbers(struct slice part)
{
    for (size_t i = 0; i < part.len; i++)
        if ((part.at[i] >= '0' && part.at[i] <= '9') || (unsigned char)part.at[i] >= 0x80)
            return true;
    return false;
}

/* 2024-10-13 or 20241013 at the beginning of a name, as nearly all are called: what date_of_part() finds there, too, in a tenth of
   the time; 0: neither. */
static uint32_t
usual_date(struct slice name)
{
    static const char shape[] = "9999-99-99";
    uint32_t date = 0;
    size_t at = 0;
    bool apart = name.len > 4 && name.at[4] == '-';
    for (size_t i = 0; shape[i] != '\0'; i++) {
        if (shape[i] == '-' && !apart)
            continue;
        char byte = at < name.len ? name.at[at++] : '\0';
        if (shape[i] == '-' ? byte != '-' : byte < '0' || byte > '9')
            return 0;
        if (shape[i] != '-')
            date = date * 10 + (uint32_t)(byte - '0');
    }
    /* it may go on, and be no date */
    bool ends = at == name.len || name.at[at] == '.' || name.at[at] == '-' || name.at[at] == '_';
    return ends && issue_date_valid(date) ? date : 0;
}

/* The first date that begins before END. One glued to a word (issue20241013) is taken where there is no other; the
   sn83030214 of a library's catalogue is a number. */
static uint32_t
date_of_part(struct slice tail, size_t end)
{
    uint32_t glued = 0;
    char32_t before = 0, code;
    size_t len;
    uint32_t usual = usual_date(tail);
    if (usual != 0)
        return usual;
    if (!has_numbers(slice_make(tail.at, end)))
        return 0;
    for (size_t at = 0; at < end; at += len, before = code) {
        uint32_t date = 0;
        len = text_decode(tail.at + at, &code);
        bool letter = text_is_ascii_letter(before);
        bool number = text_digit(code) >= 0 && text_digit(before) < 0;
        if (number && !letter)
            date_read_republic(tail, at, &date);
        if (date == 0 && (number || start_at(code, before).date))
            date_read(tail, at, &date);
        if (date != 0 && !letter)
            return date;
        if (glued == 0 && !slice_ends(slice_make(tail.at, at), "sn"))
            glued = date;
    }
    return glued;
}

/* Where the part of a path that ends at END begins. */
static size_t
part_start(struct slice path, size_t end)
{
    while (end > 0 && path.at[end - 1] != '/')
        end--;
    return end;
}

/* TAIL begins with a folder of BYTES: where that is an archive, 2024.zip/1013.txt, its ending says nothing. */
static uint32_t
date_of_folder(struct slice tail, size_t bytes)
{
    size_t ending = base_archive_ending(slice_make(tail.at, bytes));
    if (ending == 0)
        return date_of_part(tail, bytes);
    struct buffer plain = {0};
    buffer_add(&plain, tail.at, bytes - ending);
    buffer_add_slice(&plain, slice_from(tail, bytes));
    uint32_t date = date_of_part(buffer_slice(&plain), bytes - ending);
    buffer_done(&plain);
    return date;
}

uint32_t
parser_date_of_path(const char *path)
{
    struct slice tail = slice_of(path);
    char *repaired = NULL;
    for (size_t i = 0; i < tail.len && repaired == NULL; i++)
        if ((unsigned char)path[i] >= 0x80) {
            /* a path is bytes, and only text can be read */
            repaired = base_strndup(path, tail.len);
            tail.len = text_repair(&repaired, tail.len, NULL);
            tail.at = repaired;
        }
    /* the name says more than its folders, and two folders are enough for 2024/10/13.txt */
    uint32_t date = 0;
    size_t end = tail.len;
    for (int parts = 0; parts < PATH_PARTS && end > 0 && date == 0; parts++) {
        size_t start = part_start(tail, end);
        struct slice part = slice_from(tail, start);
        date = parts == 0 ? date_of_part(part, end - start) : date_of_folder(part, end - start);
        end = start > 0 ? start - 1 : 0;
    }
    free(repaired);
    return date;
}
