/* Keys: what ncurses reads, as key values. What a terminal answers to questions
 * that nobody waits for any more is swallowed here.
 */
#include "term/parts.h"

static const struct {
    wint_t curses;
    uint32_t key;
} named[] = {
    {KEY_UP, KEYCODE_UP},         {KEY_DOWN, KEYCODE_DOWN},       {KEY_LEFT, KEYCODE_LEFT},     {KEY_RIGHT, KEYCODE_RIGHT},
    {KEY_HOME, KEYCODE_HOME},     {KEY_END, KEYCODE_END},         {KEY_PPAGE, KEYCODE_PAGE_UP}, {KEY_NPAGE, KEYCODE_PAGE_DOWN},
    {KEY_IC, KEYCODE_INSERT},     {KEY_DC, KEYCODE_DELETE},       {KEY_BTAB, KEYCODE_BACK_TAB}, {KEY_BACKSPACE, KEYCODE_BACKSPACE},
    {KEY_ENTER, KEYCODE_ENTER},   {KEY_A1, KEYCODE_HOME},         {KEY_A3, KEYCODE_PAGE_UP},    {KEY_C1, KEYCODE_END},
    {KEY_C3, KEYCODE_PAGE_DOWN},
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

/* The rest of a control sequence that is no key: up to its final byte. */
static void
swallow(struct terminal *term, wint_t kind)
{
    wint_t next;
    bool string = kind == ']' || kind == 'P';
    for (int i = 0; i < 4096 && wget_wch(term->keys, &next) == OK; i++) {
        if (!string && next >= 0x40 && next <= 0x7E)
            break;
        if (string && (next == 0x07 || next == 0x9C))
            break;
        if (string && next == 0x1B) {
            wget_wch(term->keys, &next); /* the \ of ST */
            break;
        }
    }
}

/* After an Escape: Alt and a key, the start of an unknown sequence, or Escape alone. */
static bool
after_escape(struct terminal *term, uint32_t *key)
{
    wint_t next;
    int kind = wget_wch(term->keys, &next);
    if (kind == ERR) {
        *key = KEYCODE_ESCAPE;
        return true;
    }
    if (kind == OK && (next == '[' || next == ']' || next == 'P' || next == 'O')) {
        swallow(term, next);
        return false;
    }
    uint32_t plain = kind == KEY_CODE_YES ? named_key(next) : (uint32_t)next;
    *key = plain | KEYCODE_ALT;
    return plain != 0;
}

bool
input_next(struct terminal *term, uint32_t *key)
{
    wint_t got;
    for (;;) {
        int kind = wget_wch(term->keys, &got);
        if (kind == ERR)
            return false;
        if (kind == OK && got == 0x1B) {
            if (after_escape(term, key))
                return true;
            continue;
        }
        *key = kind == KEY_CODE_YES ? named_key(got) : got == '\n' ? KEYCODE_ENTER : got == '\b' ? KEYCODE_BACKSPACE : (uint32_t)got;
        if (*key != 0)
            return true;
    }
}
