/* Text to the clipboard of the user's own terminal, which may be on another machine: OSC 52.
 *
 * Written past ncurses, as it changes nothing that is seen. What the text is, and whether it is safe, is not known
 * here; in base64 it cannot end the sequence.
 */
#include "term/terminal.h"

#include <stdlib.h>

enum {
    LONGEST_BASE64 = 100000, /* terminals cut or refuse what is longer, and say nothing */
    SCREEN_PIECE = 240       /* GNU screen, before 4.2: a string of 256 bytes */
};

static void
add_base64(struct buffer *out, struct slice bytes)
{
    static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (size_t i = 0; i < bytes.len; i += 3) {
        size_t left = bytes.len - i;
        uint32_t bits = (uint32_t)(unsigned char)bytes.at[i] << 16;
        bits |= left > 1 ? (uint32_t)(unsigned char)bytes.at[i + 1] << 8 : 0;
        bits |= left > 2 ? (uint32_t)(unsigned char)bytes.at[i + 2] : 0;
        buffer_add_byte(out, digits[bits >> 18]);
        buffer_add_byte(out, digits[bits >> 12 & 63]);
        buffer_add_byte(out, left > 1 ? digits[bits >> 6 & 63] : '=');
        buffer_add_byte(out, left > 2 ? digits[bits & 63] : '=');
    }
}

/* screen hands on what is in a DCS, of which it takes short ones only. A sequence that ends with ESC \ would end the
   DCS: hence BEL. */
static void
add_for_screen(struct buffer *out, struct slice sequence)
{
    for (size_t at = 0; at < sequence.len; at += SCREEN_PIECE) {
        size_t left = sequence.len - at;
        buffer_add_text(out, "\033P");
        buffer_add(out, sequence.at + at, left < SCREEN_PIECE ? left : SCREEN_PIECE);
        buffer_add_text(out, "\033\\");
    }
}

bool
term_copy(struct terminal *term, struct slice text)
{
    struct buffer plain = {0}, wrapped = {0};
    const char *type = getenv("TERM");
    (void)term;
    if ((text.len + 2) / 3 * 4 > LONGEST_BASE64)
        return false;
    bool in_screen = type != NULL && strncmp(type, "screen", 6) == 0 && getenv("TMUX") == NULL;
    buffer_add_text(&plain, "\033]52;c;");
    add_base64(&plain, text);
    buffer_add_text(&plain, in_screen ? "\007" : "\033\\");
    if (in_screen)
        add_for_screen(&wrapped, buffer_slice(&plain));
    term_send(buffer_slice(in_screen ? &wrapped : &plain));
    buffer_done(&wrapped);
    buffer_done(&plain);
    return true;
}
