/* What keys send where the terminal's description does not say it: the wrong TERM, the other mode of the arrows, a
 * terminal set to another keyboard, Shift and Ctrl.
 *
 * Of xterm (also with VT220 keys), rxvt, PuTTY (each of its keyboards but SCO's), mintty, Windows Terminal, konsole, the
 * Linux console, screen and tmux. Where they disagree (F11 of one is Shift and F1 of another) the name is the one that
 * VT220 gave. Shift and Ctrl make no other key here; Alt does.
 */
#include "term/terminal.h"

#include <stdlib.h>

enum {
    MODIFIERS_MAX = 16,
    MODIFIER_ALT = 2 /* a bit of the number that is sent, less 1 */
};

/* ESC [ number ~ */
static const uint32_t numbered[] = {
    [1] = KEYCODE_HOME,    [2] = KEYCODE_INSERT,    [3] = KEYCODE_DELETE,   [4] = KEYCODE_END,
    [5] = KEYCODE_PAGE_UP, [6] = KEYCODE_PAGE_DOWN, [7] = KEYCODE_HOME,     [8] = KEYCODE_END,
    [11] = KEYCODE_F1,     [12] = KEYCODE_F1 + 1,   [13] = KEYCODE_F1 + 2,  [14] = KEYCODE_F1 + 3,
    [15] = KEYCODE_F1 + 4, [17] = KEYCODE_F1 + 5,   [18] = KEYCODE_F1 + 6,  [19] = KEYCODE_F1 + 7,
    [20] = KEYCODE_F1 + 8, [21] = KEYCODE_F1 + 9,   [23] = KEYCODE_F1 + 10, [24] = KEYCODE_F12,
};

static uint32_t
arrow(char letter)
{
    switch (letter) {
    case 'A': return KEYCODE_UP;
    case 'B': return KEYCODE_DOWN;
    case 'C': return KEYCODE_RIGHT;
    case 'D': return KEYCODE_LEFT;
    case 'H': return KEYCODE_HOME;
    case 'F': return KEYCODE_END;
    default: return 0;
    }
}

/* ESC O letter: also the keypad, which PuTTY sends so whatever NumLock says. */
static uint32_t
single_shift(char letter)
{
    static const char keypad[] = "*+,-./0123456789"; /* j to y */
    if (letter >= 'P' && letter <= 'Z')
        return KEYCODE_F1 + (uint32_t)(letter - 'P');
    if (letter >= 'a' && letter <= 'd')
        return arrow((char)(letter - 'a' + 'A')); /* rxvt with Ctrl */
    if (letter >= 'j' && letter <= 'y')
        return (uint32_t)keypad[letter - 'j'];
    return letter == 'M' ? KEYCODE_ENTER : arrow(letter);
}

/* A number of one or two digits at *AT; 0: there is none. Moves *AT behind it. */
static unsigned
take_number(const char **at, const char *end)
{
    unsigned number = 0;
    for (int digits = 0; *at < end && **at >= '0' && **at <= '9' && digits < 2; digits++)
        number = number * 10 + (unsigned)(*(*at)++ - '0');
    return number;
}

static uint32_t
numbered_key(unsigned number)
{
    return number < BASE_COUNT(numbered) ? numbered[number] : 0;
}

/* ESC [ letter; with a modifier there is a 1 before it. */
static uint32_t
lettered_key(unsigned number, unsigned modifier, char final)
{
    if (number == 0 && final == 'Z')
        return KEYCODE_BACK_TAB;
    if (number == 0 && final >= 'a' && final <= 'd')
        return arrow((char)(final - 'a' + 'A')); /* rxvt with Shift */
    if (number == 1 && modifier > 0 && final >= 'P' && final <= 'S')
        return KEYCODE_F1 + (uint32_t)(final - 'P'); /* no place of a cursor that this program asks for */
    return number == 0 || modifier > 0 ? arrow(final) : 0;
}

static uint32_t
key_of(struct slice parameters, char final)
{
    const char *at = parameters.at, *end = parameters.at + parameters.len;
    unsigned modifier = 0;
    uint32_t key;
    if (parameters.len == 1 && *at == '[') /* the Linux console */
        return final >= 'A' && final <= 'E' ? KEYCODE_F1 + (uint32_t)(final - 'A') : 0;
    bool shifted = at < end && *at == 'O';
    at += shifted;
    unsigned number = take_number(&at, end);
    if (number > 0 && !shifted && at < end && *at == ';') {
        at++;
        modifier = take_number(&at, end);
    } else if (shifted || (number > 1 && arrow(final) != 0)) {
        modifier = number; /* of older ones */
        number = 1;
    }
    if (at < end || modifier > MODIFIERS_MAX)
        return 0;
    if (shifted)
        key = single_shift(final);
    else if (strchr("~$^@", final) != NULL)
        key = numbered_key(number); /* the last three are rxvt's, for Shift, Ctrl and both */
    else
        key = lettered_key(number, modifier, final);
    return key != 0 && modifier > 0 && (modifier - 1) & MODIFIER_ALT ? key | KEYCODE_ALT : key;
}

bool
sequence_ends_at_dollar(struct slice parameters)
{
    const char *at = parameters.at, *end = at + parameters.len;
    unsigned number = take_number(&at, end);
    return parameters.len > 0 && at == end && numbered_key(number) != 0;
}

/* Answers have a mark in front of their numbers, or one of these at their end; mice and pastes do, too. */
static bool
is_key(struct slice parameters, char final)
{
    static const char others[] = "cnRtyxuMmIOqS";
    if (parameters.len > 0 && parameters.at[0] == 'O')
        return true;
    for (size_t i = 0; i < parameters.len; i++)
        if (strchr("0123456789;[", parameters.at[i]) == NULL)
            return false;
    bool paste =
        final == '~' && ((slice_equal(parameters, slice_of("200")) || slice_equal(parameters, slice_of("201"))));
    return !paste && strchr(others, final) == NULL;
}

/* ESC [ 9 9 ~ */
static void
say_unknown(struct input *input, struct slice parameters, char final)
{
    size_t len = (size_t)snprintf(input->unknown, sizeof input->unknown, "ESC");
    bool shifted = parameters.len > 0 && parameters.at[0] == 'O';
    if (!shifted)
        len += (size_t)snprintf(input->unknown + len, sizeof input->unknown - len, " [");
    for (size_t i = 0; i < parameters.len; i++)
        len += (size_t)snprintf(input->unknown + len, sizeof input->unknown - len, " %c", parameters.at[i]);
    snprintf(input->unknown + len, sizeof input->unknown - len, " %c", final);
    input->is_unknown = true;
}

uint32_t
sequence_take_key(struct input *input, struct slice parameters, char final)
{
    if (mouse_take(input, parameters, final))
        return 0;
    uint32_t key = key_of(parameters, final);
    if (key == 0 && is_key(parameters, final))
        say_unknown(input, parameters, final);
    return key;
}

/* ---- what ncurses knows */

static const struct {
    wint_t curses;
    uint32_t key;
} named[] = {
    {KEY_UP, KEYCODE_UP},         {KEY_DOWN, KEYCODE_DOWN},       {KEY_LEFT, KEYCODE_LEFT},
    {KEY_RIGHT, KEYCODE_RIGHT},   {KEY_HOME, KEYCODE_HOME},       {KEY_END, KEYCODE_END},
    {KEY_PPAGE, KEYCODE_PAGE_UP}, {KEY_NPAGE, KEYCODE_PAGE_DOWN}, {KEY_IC, KEYCODE_INSERT},
    {KEY_DC, KEYCODE_DELETE},     {KEY_BTAB, KEYCODE_BACK_TAB},   {KEY_BACKSPACE, KEYCODE_BACKSPACE},
    {KEY_ENTER, KEYCODE_ENTER},   {KEY_A1, KEYCODE_HOME},         {KEY_A3, KEYCODE_PAGE_UP},
    {KEY_C1, KEYCODE_END},        {KEY_C3, KEYCODE_PAGE_DOWN},
};

static uint32_t
named_key(wint_t curses)
{
    if (curses >= KEY_F(1) && curses <= KEY_F(12))
        return KEYCODE_F1 + (uint32_t)(curses - KEY_F(1));
    for (size_t i = 0; i < BASE_COUNT(named); i++)
        if (named[i].curses == curses)
            return named[i].key;
    return 0;
}

/* One that has a name in ncurses, but none here: Shift and an arrow, F30; or ^Z, which the Linux console's
   description calls a key of its own. */
static uint32_t
key_by_sequence(struct input *input, wint_t curses)
{
    char *bytes = keybound((int)curses, 0);
    size_t len = bytes != NULL ? strlen(bytes) : 0;
    uint32_t key = len == 1 ? (unsigned char)bytes[0] : 0;
    if (len > 2 && bytes[0] == 0x1B && (bytes[1] == '[' || bytes[1] == 'O')) {
        size_t start = bytes[1] == '[' ? 2 : 1;
        key = sequence_take_key(input, slice_make(bytes + start, len - 1 - start), bytes[len - 1]);
    }
    free(bytes);
    return key;
}

uint32_t
sequence_named_key(struct input *input, wint_t curses)
{
    uint32_t key = named_key(curses);
    return key != 0 ? key : key_by_sequence(input, curses);
}
