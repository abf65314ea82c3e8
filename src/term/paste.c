/* Pastes: the terminal is asked to mark them (mode 2004), so that a pasted text is never run as keys.
 *
 * Between the marks all is text: bytes are kept as they come, and what they mean is for others to say. There is no
 * time limit, as the rest of a paste that a slow line held up would be keys; a mark that never comes is given up by ^C,
 * if there was silence before it.
 */
#include "term/terminal.h"

enum {
    KEPT_BYTES = 64 * 1024, /* more than fits in any line that is typed into */
    SILENCE_MS = 1000,
    INTERRUPT = 0x03
};

static const char end_mark[] = "\033[201~";

const char *
paste_begin(struct terminal *term)
{
    bool due = !term->pastes && term_is_ansi();
    term->pastes = true;
    return due ? PASTE_ON : "";
}

void
paste_end(struct terminal *term)
{
    if (term->pastes && term_is_ansi())
        term_send(slice_of(PASTE_OFF));
    term->pastes = false;
}

static void
keep(struct input *input, const char *bytes, size_t len)
{
    size_t room = KEPT_BYTES - input->paste.len;
    buffer_add(&input->paste, bytes, len < room ? len : room);
}

bool
paste_take(struct input *input, int byte, bool named)
{
    char kept = (char)byte;
    bool silence = input->paused_at != 0 && term_clock() - input->paused_at >= SILENCE_MS;
    input->paused_at = 0;
    if (!named && byte == end_mark[input->paste_end]) {
        input->pasted = ++input->paste_end == sizeof end_mark - 1;
        return input->pasted;
    }
    keep(input, end_mark, input->paste_end);
    input->paste_end = 0;
    if (named)
        return false;
    if (byte == INTERRUPT && silence) {
        buffer_clear(&input->paste);
        return true;
    }
    if (byte == end_mark[0])
        input->paste_end = 1;
    else
        keep(input, &kept, 1);
    return false;
}

struct slice
term_pasted(const struct terminal *term)
{
    return buffer_slice(&term->input.paste);
}
