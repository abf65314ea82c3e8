/* kanbao - key: key values and their notation.
 *
 * Part of screen: what a terminal is to the program is cells one way and keys the other. src/term makes key values, src/command matches them.
 * A key is a code point (control keys are 1 to 31), or one of the named keys, perhaps
 * with KEYCODE_ALT.
 */
#ifndef KANBAO_KEY_H
#define KANBAO_KEY_H

#include "kanbao/base.h"

enum key_code {
    KEYCODE_TAB = 0x09,
    KEYCODE_ENTER = 0x0D,
    KEYCODE_ESCAPE = 0x1B,
    KEYCODE_SPACE = 0x20,
    KEYCODE_BACKSPACE = 0x7F,
    KEYCODE_UP = 0x110000, /* above all code points */
    KEYCODE_DOWN,
    KEYCODE_LEFT,
    KEYCODE_RIGHT,
    KEYCODE_HOME,
    KEYCODE_END,
    KEYCODE_PAGE_UP,
    KEYCODE_PAGE_DOWN,
    KEYCODE_INSERT,
    KEYCODE_DELETE,
    KEYCODE_BACK_TAB,
    KEYCODE_F1, /* to F12, in order */
    KEYCODE_F12 = KEYCODE_F1 + 11,
    KEYCODE_ALT = 0x1000000 /* or'ed to the others */
};

/* The key of a keyboard that KEY, a full-width character of a Chinese input method, was typed with; others as they are. */
uint32_t key_half_width(uint32_t key);

/* Reads one key in keymap notation (j, <Enter>, <C-l>, <A-x>, <F1>; < itself is <lt>) at *TEXT
   and moves *TEXT behind it. False when the notation is not known: *TEXT stays. */
bool key_parse(const char **text, uint32_t *key);

/* Appends the notation of KEY, which key_parse() reads back. */
void key_add_notation(struct buffer *out, uint32_t key);

/* Appends what a person calls KEY, in the user's language: ↓, Space, ^L. */
void key_add_label(struct buffer *out, uint32_t key);

#endif
