/* Any bytes that a terminal may send, cut up in any way, with pauses: nothing is read twice, keys are keys, what is not known is
 * told as text that is safe to show, and after a pause a letter is that letter again.
 *
 * A byte of 0 is a pause of some length, by the byte behind it; 0xFF is a key that ncurses has recognised, by the byte behind it.
 */
#include "term/terminal.h"

#include <stdio.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BYTES_MAX = 8192, PAUSE_UNIT_MS = 50, LONG_MS = 60000 };

/* What comes, and when: in the place of ncurses and of the system's clock. */
static const uint8_t *next, *end;
static uint64_t now;
static size_t reads;

static void
must(bool right, const char *what)
{
    if (right)
        return;
    fprintf(stderr, "fuzz_input: %s\n", what);
    abort();
}

uint64_t
term_clock(void)
{
    return now;
}

void
term_send(struct slice text)
{
    (void)text;
}

bool
term_is_ansi(void)
{
    return true;
}

/* The question is the fuzzer's: expected to the end, or until it was answered. */
bool
probe_waits(const struct terminal *term)
{
    return term->probe.waits;
}

void
probe_take_cells(struct terminal *term, int cells)
{
    must(cells == 1 || cells == 2, "a character of ambiguous width takes one cell or two");
    term->probe.cells = cells;
}

void
probe_take_string(struct terminal *term, struct slice string)
{
    must(string.len <= sizeof term->input.string, "a string is kept in its room");
}

void
probe_take_mode(struct terminal *term, struct slice answer)
{
    must(answer.len > 3 && answer.len <= sizeof term->input.answer, "an answer is kept in its room");
}

void
probe_take_kind(struct terminal *term, struct slice answer)
{
    probe_take_mode(term, answer);
}

void
probe_take_fence(struct terminal *term)
{
    term->probe.waits = false;
}

/* Some keys are known to ncurses by a sequence of xterm's, some by one byte, most by none. */
char *
keybound(int code, int count)
{
    (void)count;
    return code % 3 == 0 ? base_strdup("\033[1;2A") : code % 3 == 1 ? base_strdup("\032") : NULL;
}

int
wgetch(WINDOW *window)
{
    (void)window;
    reads++;
    if (next == end || (*next == 0 && next + 1 == end))
        return ERR;
    if (*next == 0) {
        now += (uint64_t)next[1] * PAUSE_UNIT_MS;
        next += 2;
        return ERR;
    }
    if (*next == 0xFF && next + 1 < end) {
        next += 2;
        return KEY_MIN + next[-1];
    }
    return *next++;
}

static void
check_key(uint32_t key)
{
    uint32_t plain = key & ~(uint32_t)KEYCODE_ALT;
    must(plain != 0 && plain <= KEYCODE_F12, "a key is a code point or has a name");
    must(plain < 0xD800 || plain > 0xDFFF, "a key is no surrogate");
}

static void
check_unknown(struct terminal *term)
{
    for (const char *at = term_unknown(term); *at != '\0'; at++)
        must(*at >= 0x20 && *at < 0x7F, "what a key sent is told in printable text");
    term->input.is_unknown = false;
}

/* Takes what there is, as often as there is something; the last key, or 0. */
static uint32_t
drain(struct terminal *term)
{
    uint32_t key, last = 0;
    size_t steps = 0, most = 8 * (size_t)(end - next) + 64;
    bool goes_on;
    do {
        must(++steps < most, "reading comes to an end");
        const uint8_t *before = next;
        bool got = input_next(term, &key);
        if (got) {
            check_key(key);
            last = key;
        }
        goes_on = got || next != before || term->input.pasted || term->input.is_unknown || term->input.is_mouse;
        if (term->input.is_mouse)
            must(term->input.mouse.row >= 0 && term->input.mouse.col >= 0, "the mouse is at a cell");
        term->input.is_mouse = false;
        if (term->input.is_unknown)
            check_unknown(term);
        if (term->input.pasted) {
            buffer_clear(&term->input.paste);
            term->input.pasted = false;
        }
    } while (goes_on);
    return last;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const uint8_t letter[] = "j";
    if (size < 2 || size > BYTES_MAX)
        return 0;
    struct terminal term = {.probe = {.waits = data[0] & 1, .cells = 1}};
    now = 1000;
    term.probe.asked_at = now;
    next = data + 1;
    end = data + size;
    drain(&term);
    /* whatever was begun is given up after a long time, but a paste, which its other side ends */
    for (int i = 0; i < 8; i++) {
        now += LONG_MS;
        next = end = letter;
        drain(&term);
    }
    input_forget_paste(&term);
    next = letter;
    end = letter + 1;
    must(drain(&term) == 'j', "after a pause a letter is that letter");
    buffer_done(&term.input.paste);
    return 0;
}
