/* The mouse: the terminal is asked to say what it does, in sequences of numbers (modes 1002 and 1006), in which no byte can be
 * a key. With Shift it is the terminal's own, which then selects text.
 *
 * What is not known here of a sequence is swallowed. Which terminals know the modes is not asked: others ignore them, and who
 * knows only the first of them sends three bytes.
 */
#include "term/terminal.h"

enum {
    PLAIN = 32,
    /* is added to each number that is sent as a byte */ MOTION = 32,
    WHEEL = 64,
    MODIFIERS = 4 | 8 | 16,
    MOST_DIGITS = 4
};

const char *
mouse_begin(struct terminal *term)
{
    bool wanted = term->settings.mouse && term_is_ansi();
    if (term->mouses == wanted)
        return "";
    term->mouses = wanted;
    return wanted ? MOUSE_ON : MOUSE_OFF;
}

void
mouse_end(struct terminal *term)
{
    if (term->mouses)
        term_send(slice_of(MOUSE_OFF));
    term->mouses = false;
}

void
term_set_mouse(struct terminal *term, bool mouse)
{
    term->settings.mouse = mouse;
}

/* A number at *AT, and what stands behind it; -1: none. Moves *AT behind both. */
static int
take_number(const char **at, const char *end, char behind)
{
    int number = 0, digits = 0;
    for (; *at < end && **at >= '0' && **at <= '9' && digits < MOST_DIGITS; digits++)
        number = number * 10 + (*(*at)++ - '0');
    if (digits == 0 || (behind == '\0' ? *at != end : *at == end || *(*at)++ != behind))
        return -1;
    return number;
}

/* Of the buttons only the left one and the wheel mean something. */
static bool
is_deed(int button, bool release, enum term_deed *deed)
{
    int plain = button & ~MODIFIERS;
    if (plain == WHEEL || plain == WHEEL + 1)
        *deed = plain == WHEEL ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
    else if (plain == MOTION)
        *deed = MOUSE_DRAG;
    else if (plain == 0)
        *deed = release ? MOUSE_RELEASE : MOUSE_PRESS;
    else
        return false;
    return !release || *deed == MOUSE_RELEASE;
}

static void
tell(struct input *input, int button, bool release, int row, int col)
{
    enum term_deed deed;
    if (row < 1 || col < 1 || !is_deed(button, release, &deed))
        return;
    input->mouse = (struct term_mouse){deed, row - 1, col - 1};
    input->is_mouse = true;
}

bool
mouse_take_byte(struct input *input, unsigned byte)
{
    enum { RELEASED = 3 }; /* whichever button it was */
    input->mouse_bytes[input->mouse_len++] = (unsigned char)byte;
    if (input->mouse_len < sizeof input->mouse_bytes)
        return false;
    int button = input->mouse_bytes[0] - PLAIN;
    bool release = (button & ~MODIFIERS) == RELEASED;
    tell(input, release ? 0 : button, release, input->mouse_bytes[2] - PLAIN, input->mouse_bytes[1] - PLAIN);
    return true;
}

bool
mouse_take(struct input *input, struct slice parameters, char final)
{
    if (parameters.len == 0 || parameters.at[0] != '<' || (final != 'M' && final != 'm'))
        return false;
    const char *at = parameters.at + 1, *end = parameters.at + parameters.len;
    int button = take_number(&at, end, ';');
    int col = button < 0 ? -1 : take_number(&at, end, ';');
    int row = col < 0 ? -1 : take_number(&at, end, '\0');
    tell(input, button, final == 'm', row, col);
    return true;
}

struct term_mouse
term_mouse(const struct terminal *term)
{
    return term->input.mouse;
}
