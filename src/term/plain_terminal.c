/* A terminal of which nothing is asked but to take lines: keys one by one, with no echo, and text that is written below what was
 * there. No ncurses, no place of a cursor, no answers. For screen readers, braille and printing terminals; one that knows
 * sequences (any TERM but dumb) is asked to mark what is pasted.
 */
#include "term/terminal.h"

#include "kanbao/text.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

enum { ESC = 0x1B, SEQUENCE_MS = 300, PASTE_BYTES = 64 * 1024 };

static struct termios before;
static struct buffer pasted;
static int escape_delay;
static bool has_sequences;

static void
die(int number)
{
    restore_now();
    restore_die(number);
}

/* Keys come at once, ^C and ^Z too; what is written stays as it is. */
static void
take_keys(void)
{
    struct termios now = before;
    now.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
    now.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IXON);
    now.c_cc[VMIN] = 1;
    now.c_cc[VTIME] = 0;
    tcsetattr(STDIN_FILENO, TCSADRAIN, &now);
    term_send(slice_of(has_sequences ? PASTE_ON : ""));
    restore_set_due(true);
}

static void
give_back(void)
{
    term_send(slice_of(has_sequences ? PASTE_OFF : ""));
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
    restore_set_due(false);
}

struct error *
term_open_plain(int delay)
{
    static const int ends[] = {SIGHUP, SIGTERM, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    struct sigaction action = {.sa_handler = die};
    if (tcgetattr(STDIN_FILENO, &before) != 0)
        return error_new(_("no terminal to read keys from: %s"), strerror(errno));
    const char *type = getenv("TERM");
    has_sequences = type != NULL && *type != '\0' && strcmp(type, "dumb") != 0;
    escape_delay = delay;
    sigemptyset(&action.sa_mask);
    restore_keep_settings(STDIN_FILENO);
    restore_add(has_sequences ? PASTE_OFF : "");
    for (size_t i = 0; i < BASE_COUNT(ends); i++)
        sigaction(ends[i], &action, NULL);
    take_keys();
    return NULL;
}

void
term_close_plain(void)
{
    give_back();
    buffer_done(&pasted);
}

void
term_suspend_plain(void)
{
    give_back();
    kill(0, SIGTSTP);
    take_keys();
}

void
term_leave_plain(void)
{
    give_back();
}

void
term_return_plain(void)
{
    take_keys();
}

/* Who ends the program waits, as nothing that it waits for takes long. */
void
term_hold_plain(bool hold)
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGHUP);
    sigaddset(&ends, SIGTERM);
    pthread_sigmask(hold ? SIG_BLOCK : SIG_UNBLOCK, &ends, NULL);
}

void
term_size_plain(int *rows, int *cols)
{
    struct winsize size = {0};
    bool known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_row > 0 && size.ws_col > 0;
    *rows = !known ? 24 : size.ws_row < TERM_ROWS_MAX ? size.ws_row : TERM_ROWS_MAX;
    *cols = !known ? 80 : size.ws_col < TERM_COLS_MAX ? size.ws_col : TERM_COLS_MAX;
}

bool
term_copy_plain(struct slice text)
{
    return has_sequences && term_copy(NULL, text);
}

void
term_write_plain(struct slice text)
{
    term_send(text);
}

/* The next byte within MILLISECONDS (-1: whenever it comes); -1: none, or the terminal is gone. */
static int
next_byte(int milliseconds)
{
    struct pollfd fd = {.fd = STDIN_FILENO, .events = POLLIN};
    unsigned char byte;
    int ready;
    do
        ready = poll(&fd, 1, milliseconds);
    while (ready < 0 && errno == EINTR && milliseconds < 0);
    return ready > 0 && read(STDIN_FILENO, &byte, 1) == 1 ? byte : -1;
}

static bool
take_paste(void)
{
    static const char end[] = "\033[201~";
    size_t matched = 0;
    buffer_clear(&pasted);
    for (int byte = 0; matched < sizeof end - 1 && byte >= 0;) {
        byte = next_byte(-1);
        matched = byte == end[matched] ? matched + 1 : byte == end[0] ? 1 : 0;
        if (byte >= 0 && pasted.len < PASTE_BYTES)
            buffer_add_byte(&pasted, (char)byte);
    }
    if (matched == sizeof end - 1 && pasted.len >= matched)
        pasted.len -= matched;
    return matched > 0;
}

struct slice
term_pasted_plain(void)
{
    return buffer_slice(&pasted);
}

/* Behind ESC [ or ESC O. */
static uint32_t
take_sequence(char kind)
{
    struct input input = {.state = INPUT_REST};
    char parameters[16];
    size_t len = 0;
    if (kind == 'O')
        parameters[len++] = 'O';
    for (;;) {
        int byte = next_byte(SEQUENCE_MS);
        if (byte < 0 || byte < 0x20)
            return 0;
        bool console = byte == '[' && len == 0;
        if (byte >= 0x40 && !console) {
            struct slice all = slice_make(parameters, len);
            if (byte == '~' && slice_equal(all, slice_of("200")))
                return take_paste() ? TERM_PLAIN_PASTE : 0;
            return sequence_take_key(&input, all, (char)byte);
        }
        if (len < sizeof parameters)
            parameters[len++] = (char)byte;
    }
}

static uint32_t
take_escape(void)
{
    int byte = next_byte(escape_delay);
    if (byte < 0)
        return KEYCODE_ESCAPE;
    if (byte == '[' || byte == 'O')
        return take_sequence((char)byte);
    return byte < 0x80 ? input_plain_key((wint_t)(byte == '\r' ? '\n' : byte)) | KEYCODE_ALT : 0;
}

/* The character that begins with BYTE. */
static uint32_t
take_character(int byte)
{
    char utf8[5] = {(char)byte};
    char32_t code;
    int more = byte < 0xC2 || byte > 0xF4 ? 0 : byte < 0xE0 ? 1 : byte < 0xF0 ? 2 : 3;
    for (int i = 1; i <= more; i++) {
        int next = next_byte(SEQUENCE_MS);
        if (next < 0x80 || next > 0xBF)
            return 0xFFFD;
        utf8[i] = (char)next;
    }
    if (byte >= 0x80 && more == 0)
        return 0xFFFD;
    text_decode(utf8, &code);
    bool point = code < 0xD800 || (code > 0xDFFF && code <= 0x10FFFF);
    if (!point || text_encode(code, utf8) != (size_t)more + 1) /* longer than it need be */
        return 0xFFFD;
    return input_plain_key(code == '\r' ? L'\n' : (wint_t)code);
}

bool
term_key_plain(uint32_t *key)
{
    do {
        int byte = next_byte(-1);
        if (byte < 0)
            return false;
        *key = byte == ESC ? take_escape() : take_character(byte);
    } while (*key == 0);
    return true;
}
