/* Keys: what ncurses reads, as key values. What the terminal answers is no key.
 *
 * ncurses knows the sequences of keys and gives everything else character by character; a small machine takes these
 * one at a time, however the bytes were cut up on their way. While the answer to a question of this program is to be
 * expected (probe.c), its beginning is kept, so that its parts may come apart, with keys between them. Of other
 * sequences nobody knows what they would say: they are swallowed as they come, but the rest is waited for only
 * shortly, as what looks like a beginning may have been the user's Alt and a key.
 */
#include "term/parts.h"

enum {
    ESCAPE_MS = 1000, /* an ESC on its own may be the beginning of the expected answer so long, then it is a key */
    REST_MS = 300,    /* so long a sequence may pause */
    LONGEST_STRING = 4096
};

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

static uint32_t
plain_key(wint_t code)
{
    return code == '\n' ? KEYCODE_ENTER : code == '\b' ? KEYCODE_BACKSPACE : (uint32_t)code;
}

static void
enter(struct input *input, enum input_state state)
{
    input->state = state;
    input->paused_at = 0;
}

/* ---- the answers to probe.c: ESC [ 2 ; 2 R or ESC [ 2 ; 3 R, then ESC [ ? numbers c */

static void
add_to_answer(struct input *input, wint_t code)
{
    if (input->answer_len < sizeof input->answer)
        input->answer[input->answer_len] = (char)code;
    input->answer_len++;
    input->paused_at = 0;
}

/* Is CODE what comes next in an answer of which something has come? */
static bool
goes_on(const struct input *input, wint_t code)
{
    switch (input->answer_len) {
    case 0: return false;
    case 1: return code == '[';
    case 2: return code == '2' || code == '?';
    default: break;
    }
    if (input->answer[2] == '?')
        return (code >= '0' && code <= '9') || code == ';' || code == 'c';
    return input->answer_len == 3 ? code == ';' : input->answer_len == 4 ? code == '2' || code == '3' : code == 'R';
}

static void
take_answer(struct terminal *term, wint_t code)
{
    struct input *input = &term->input;
    add_to_answer(input, code);
    if (code == 'R')
        probe_take_cells(term, input->answer[4] - '1'); /* the cursor stands behind the “ */
    if (code == 'c')
        probe_take_fence(term);
    if (code == 'R' || code == 'c')
        input->answer_len = 0;
}

/* Is CODE, no part of the answer, part of another sequence that begins as it does? Behind a pause only a number is,
   as terminals do not pause: a letter was a key. It also was behind ESC [ 2, as no other sequence has one there. */
static bool
turns_away(const struct input *input, wint_t code)
{
    if (input->answer_len < 2 || code < 0x20 || code > 0x7E)
        return false;
    if (code >= 0x30 && code < 0x40)
        return true;
    return input->paused_at == 0 && (input->answer_len == 2 || input->answer[2] == '?' || code == '~');
}

/* An ESC was given away as a key while an answer is expected: it may have been its first byte all the same. */
static void
remember_escape(struct terminal *term)
{
    if (probe_waits(term) && term->input.answer_len == 0)
        add_to_answer(&term->input, 0x1B);
}

/* ---- the machine: each of these takes a character and returns the key that it is, 0 for none */

static uint32_t
in_sequence(struct input *input, wint_t code)
{
    input->paused_at = 0;
    if (code >= 0x20 && code < 0x40)
        return 0;
    enter(input, code == 0x1B ? INPUT_ESCAPE : INPUT_REST);
    return code == 0x1B || (code >= 0x40 && code <= 0x7E) ? 0 : plain_key(code);
}

static uint32_t
at_rest(struct terminal *term, wint_t code)
{
    struct input *input = &term->input;
    if (!probe_waits(term))
        input->answer_len = 0;
    if (code == 0x1B) {
        enter(input, INPUT_ESCAPE);
        return 0;
    }
    if (goes_on(input, code)) {
        take_answer(term, code);
        return 0;
    }
    if (turns_away(input, code)) {
        input->answer_len = 0;
        enter(input, INPUT_SEQUENCE);
        return in_sequence(input, code);
    }
    return plain_key(code);
}

/* Alt and a key, the start of a sequence, or the Escape key and another. */
static uint32_t
after_escape(struct terminal *term, wint_t code)
{
    struct input *input = &term->input;
    bool apart = input->paused_at != 0;
    if (code == '[' && probe_waits(term)) {
        enter(input, INPUT_REST);
        input->answer_len = 0;
        add_to_answer(input, 0x1B);
        add_to_answer(input, '[');
        return 0;
    }
    if (apart || code == 0x1B) {
        enter(input, code == 0x1B ? INPUT_ESCAPE : INPUT_REST);
        remember_escape(term);
        input->next_key = code == 0x1B ? 0 : plain_key(code);
        return KEYCODE_ESCAPE;
    }
    if (code == '[' || code == 'O') {
        enter(input, INPUT_SEQUENCE);
        return 0;
    }
    if (code == ']' || code == 'P') {
        enter(input, INPUT_STRING);
        input->kind = (char)code;
        input->string_len = 0;
        return 0;
    }
    enter(input, INPUT_REST);
    remember_escape(term);
    return plain_key(code) | KEYCODE_ALT;
}

/* What terminals answer begins with a number, a mark, or in old ones the kind of a title. */
static bool
begins_string(char kind, wint_t code)
{
    return (code > 0x20 && code < 0x40) || (kind == ']' && (code == 'l' || code == 'L'));
}

static uint32_t
in_string(struct input *input, wint_t code)
{
    input->paused_at = 0;
    if (input->string_len++ == 0 && !begins_string(input->kind, code) && code >= 0x20) {
        enter(input, INPUT_REST);
        input->next_key = plain_key(code);
        return (uint32_t)input->kind | KEYCODE_ALT;
    }
    if (code == 0x1B) {
        input->state = INPUT_STRING_END;
        return 0;
    }
    bool ends = code == 0x07 || code == 0x9C || input->string_len >= LONGEST_STRING;
    bool control = code < 0x20 || code == 0x7F;
    if (ends || control)
        enter(input, INPUT_REST);
    return control && !ends ? plain_key(code) : 0; /* there is none in an answer: a key */
}

static uint32_t
take_code(struct terminal *term, wint_t code)
{
    switch (term->input.state) {
    case INPUT_ESCAPE: return after_escape(term, code);
    case INPUT_SEQUENCE: return in_sequence(&term->input, code);
    case INPUT_STRING: return in_string(&term->input, code);
    case INPUT_STRING_END:
        enter(&term->input, code == '\\' ? INPUT_REST : INPUT_ESCAPE);
        return code == '\\' ? 0 : after_escape(term, code);
    default: return at_rest(term, code);
    }
}

/* A key that ncurses knows comes whole; it ends what was not, but for an answer. */
static uint32_t
take_named(struct terminal *term, wint_t curses)
{
    struct input *input = &term->input;
    bool escape = input->state == INPUT_ESCAPE, apart = input->paused_at != 0;
    uint32_t key = named_key(curses);
    if (input->state != INPUT_REST)
        enter(input, INPUT_REST);
    if (!escape)
        return key;
    remember_escape(term);
    if (!apart)
        return key != 0 ? key | KEYCODE_ALT : 0;
    input->next_key = key;
    return KEYCODE_ESCAPE;
}

/* ---- pauses */

/* Milliseconds that the rest of what has begun may still take; -1: for ever, or nothing has begun. */
static int
patience(const struct terminal *term, uint64_t now)
{
    const struct input *input = &term->input;
    if (input->state == INPUT_REST)
        return -1;
    int limit = input->state != INPUT_ESCAPE ? REST_MS : probe_waits(term) ? ESCAPE_MS : 0;
    uint64_t passed = input->paused_at != 0 ? now - input->paused_at : 0;
    return passed < (uint64_t)limit ? limit - (int)passed : 0;
}

/* Nothing more is there: what has begun waits for its rest, or its time is over. */
static uint32_t
at_pause(struct terminal *term, uint64_t now)
{
    struct input *input = &term->input;
    bool escape = input->state == INPUT_ESCAPE;
    if (input->paused_at == 0)
        input->paused_at = now;
    if (patience(term, now) != 0)
        return 0;
    input->state = INPUT_REST;
    if (escape)
        remember_escape(term);
    return escape ? KEYCODE_ESCAPE : 0;
}

int
input_patience(const struct terminal *term)
{
    return patience(term, probe_clock());
}

bool
input_next(struct terminal *term, uint32_t *key)
{
    struct input *input = &term->input;
    wint_t got;
    *key = input->next_key;
    input->next_key = 0;
    while (*key == 0) {
        int kind = wget_wch(term->keys, &got);
        if (kind == ERR) {
            *key = at_pause(term, probe_clock());
            break;
        }
        if (input->state > INPUT_ESCAPE && input_patience(term) == 0)
            enter(input, INPUT_REST);
        *key = kind == KEY_CODE_YES ? take_named(term, got) : take_code(term, got);
    }
    return *key != 0;
}
