/* Keys: what ncurses reads, as key values. What the terminal answers is no key, and what is pasted is none.
 *
 * ncurses knows the sequences of keys and gives everything else byte by byte (not character by character: behind bad
 * UTF-8 it would lose what follows); a small machine takes these one at a time, however they were cut up on their
 * way. While the answer to a question of this program is to be
 * expected (probe.c), its beginning is kept, so that its parts may come apart, with keys between them. Of other
 * sequences nobody knows what they would say: they are swallowed as they come, but the rest is waited for only
 * shortly, as what looks like a beginning may have been the user's Alt and a key.
 */
#include "term/terminal.h"

#include "kanbao/text.h"

#include <limits.h>

enum {
    ESCAPE_MS = 1000, /* an ESC on its own may be the beginning of the expected answer so long, then it is a key */
};

/* ---- the answers to probe.c: ESC [ 2 ; 2 R or ESC [ 2 ; 3 R, ESC [ ? 2026 ; number $ y, ESC [ > numbers c, then ESC [ ? numbers c; and,
   a string, ESC ] 11 ; rgb : three numbers */

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
    case 2: return code == '2' || code == '?' || code == '>';
    default: break;
    }
    size_t kept = input->answer_len < sizeof input->answer ? input->answer_len : sizeof input->answer;
    if (input->answer[2] == '?' && memchr(input->answer, '$', kept) != NULL)
        return code == 'y';
    if (input->answer[2] == '?' || input->answer[2] == '>')
        return (code >= '0' && code <= '9') || code == ';' || code == 'c' || (code == '$' && input->answer[2] == '?');
    return input->answer_len == 3 ? code == ';' : input->answer_len == 4 ? code == '2' || code == '3' : code == 'R';
}

static void
take_answer(struct terminal *term, wint_t code)
{
    struct input *input = &term->input;
    add_to_answer(input, code);
    if (code == 'R')
        probe_take_cells(term, input->answer[4] - '1'); /* the cursor stands behind the “ */
    if (code == 'y' && input->answer_len <= sizeof input->answer)
        probe_take_mode(term, slice_make(input->answer, input->answer_len));
    if (code == 'c' && input->answer[2] == '?')
        probe_take_fence(term);
    else if (code == 'c' && input->answer_len <= sizeof input->answer)
        probe_take_kind(term, slice_make(input->answer, input->answer_len));
    if (code == 'R' || code == 'c' || code == 'y')
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
    bool marked = input->answer_len > 2 && (input->answer[2] == '?' || input->answer[2] == '>');
    return input->paused_at == 0 && (input->answer_len == 2 || marked || code == '~');
}

/* An ESC was given away as a key while an answer is expected: it may have been its first byte all the same. */
static void
remember_escape(struct terminal *term)
{
    if (probe_waits(term) && term->input.answer_len == 0)
        add_to_answer(&term->input, 0x1B);
}

/* ---- what is no answer that was expected: its parameters say what it is */

static void
add_parameter(struct input *input, wint_t code)
{
    if (input->parameter_len < sizeof input->parameters)
        input->parameters[input->parameter_len] = (char)code;
    input->parameter_len++;
}

/* Does CODE go on with what so far may be ESC [ ? numbers c, or ESC [ > ..., or ... $ y, ESC [ < numbers M, ESC [ number ; number R or
   ESC [ number ~? */
static bool
goes_on_late(const struct input *input, wint_t code)
{
    size_t len = input->parameter_len < sizeof input->parameters ? input->parameter_len : sizeof input->parameters;
    bool question = len > 0 && (input->parameters[0] == '?' || input->parameters[0] == '>');
    bool digit = code >= '0' && code <= '9';
    bool two = memchr(input->parameters, ';', len) != NULL;
    bool number = len > 0 && input->parameters[len - 1] >= '0' && input->parameters[len - 1] <= '9';
    if (len > 0 && input->parameters[0] == '<')
        return digit || code == ';' || ((code == 'M' || code == 'm') && number);
    if (question && input->parameters[len - 1] == '$')
        return code == 'y';
    if (question)
        return digit || code == ';' || ((code == 'c' || code == '$') && number);
    return digit || ((code == '?' || code == '<' || code == '>') && len == 0) || (code == ';' && number && !two) ||
           (code == 'R' && number && two) || (code == '~' && number && !two);
}

static struct slice
parameters_of(const struct input *input)
{
    bool all = input->parameter_len <= sizeof input->parameters;
    return slice_make(input->parameters, all ? input->parameter_len : sizeof input->parameters);
}

static uint32_t
end_sequence(struct input *input, wint_t code)
{
    bool ends = code == '$' || (code >= 0x40 && code <= 0x7E);
    struct slice parameters = parameters_of(input);
    input_enter(input, code == 0x1B ? INPUT_ESCAPE : INPUT_REST);
    if (code == 0x1B)
        return 0;
    if (code == '~' && slice_equal(parameters, slice_of("200"))) {
        buffer_clear(&input->paste);
        input->paste_end = 0;
        input_enter(input, INPUT_PASTE);
        return 0;
    }
    if (code == 'M' && parameters.len == 0) {
        input->mouse_len = 0;
        input_enter(input, INPUT_MOUSE);
        return 0;
    }
    return ends ? sequence_take_key(input, parameters, (char)code) : input_plain_key(code);
}

/* ---- the machine: each of these takes a character and returns the key that it is, 0 for none */

static uint32_t
in_sequence(struct input *input, wint_t code)
{
    bool console = code == '[' && input->parameter_len == 0; /* ESC [ [ A */
    input->paused_at = 0;
    if (code < 0x20 || (code >= 0x40 && !console) || (code == '$' && sequence_ends_at_dollar(parameters_of(input))))
        return end_sequence(input, code);
    add_parameter(input, code);
    return 0;
}

static void
begin_sequence(struct input *input, const char *parameters, size_t len)
{
    input_enter(input, INPUT_SEQUENCE);
    input->parameter_len = 0;
    for (size_t i = 0; i < len; i++)
        add_parameter(input, (wint_t)parameters[i]);
}

static uint32_t
at_rest(struct terminal *term, wint_t code)
{
    struct input *input = &term->input;
    bool lone = input->lone_at != 0 && term_clock() - input->lone_at < LATE_MS;
    input->lone_at = 0;
    if (!probe_waits(term))
        input->answer_len = 0;
    if (lone && code == '[' && input->answer_len == 0) {
        input_enter(input, INPUT_BRACKET);
        return 0;
    }
    if (code == ']' && input->answer_len == 1) {
        input->answer_len = 0;
        string_begin(input, ']', true);
        return 0;
    }
    if (code == 0x1B) {
        input_enter(input, INPUT_ESCAPE);
        return 0;
    }
    if (goes_on(input, code)) {
        take_answer(term, code);
        return 0;
    }
    if (turns_away(input, code)) {
        size_t len = input->answer_len < sizeof input->answer ? input->answer_len : sizeof input->answer;
        input->answer_len = 0;
        begin_sequence(input, input->answer + 2, len - 2);
        return in_sequence(input, code);
    }
    return input_plain_key(code);
}

/* Nobody types a [ and a number at once: with the ESC before, it is a sequence that was cut there. */
static uint32_t
after_bracket(struct input *input, wint_t code)
{
    if (input->paused_at == 0 && ((code >= '0' && code <= '9') || code == '?' || code == '<' || code == '>')) {
        begin_sequence(input, NULL, 0);
        return in_sequence(input, code);
    }
    input_enter(input, code == 0x1B ? INPUT_ESCAPE : INPUT_REST);
    input->next_key = code == 0x1B ? 0 : input_plain_key(code);
    return '[';
}

static uint32_t
in_late(struct terminal *term, wint_t code)
{
    struct input *input = &term->input;
    if (goes_on_late(input, code))
        return in_sequence(input, code);
    input_enter(input, INPUT_REST);
    return at_rest(term, code);
}

/* Alt and a key, the start of a sequence, or the Escape key and another. */
static uint32_t
after_escape(struct terminal *term, wint_t code)
{
    struct input *input = &term->input;
    bool apart = input->paused_at != 0;
    if (code == '[' && probe_waits(term)) {
        input_enter(input, INPUT_REST);
        input->answer_len = 0;
        add_to_answer(input, 0x1B);
        add_to_answer(input, '[');
        return 0;
    }
    if (code == ']' && probe_waits(term)) {
        string_begin(input, ']', false);
        return 0;
    }
    if (apart || code == 0x1B) {
        input_enter(input, code == 0x1B ? INPUT_ESCAPE : INPUT_REST);
        remember_escape(term);
        input->next_key = code == 0x1B ? 0 : input_plain_key(code);
        return KEYCODE_ESCAPE;
    }
    if (code == '[' || code == 'O') {
        begin_sequence(input, code == 'O' ? "O" : NULL, code == 'O');
        return 0;
    }
    if (code == ']' || code == 'P') {
        string_begin(input, (char)code, false);
        return 0;
    }
    input_enter(input, INPUT_REST);
    remember_escape(term);
    return input_plain_key(code) | KEYCODE_ALT;
}

/* Behind the ESC of ESC \, which some terminals leave out. */
static uint32_t
at_string_end(struct terminal *term, wint_t code)
{
    bool another = code != '\\';
    input_enter(&term->input, another ? INPUT_ESCAPE : INPUT_REST);
    return another && code != 0x1B ? after_escape(term, code) : 0;
}

static uint32_t
take_code(struct terminal *term, wint_t code)
{
    switch (term->input.state) {
    case INPUT_ESCAPE: return after_escape(term, code);
    case INPUT_SEQUENCE: return in_sequence(&term->input, code);
    case INPUT_LATE: return in_late(term, code);
    case INPUT_BRACKET: return after_bracket(&term->input, code);
    case INPUT_STRING: return string_take(term, code);
    case INPUT_STRING_END: return at_string_end(term, code);
    default: return at_rest(term, code);
    }
}

/* A key that ncurses knows comes whole; it ends what was not, but for an answer and a paste. */
static uint32_t
take_named(struct terminal *term, wint_t curses)
{
    struct input *input = &term->input;
    bool escape = input->state == INPUT_ESCAPE, bracket = input->state == INPUT_BRACKET, apart = input->paused_at != 0;
    if (input->state == INPUT_PASTE) {
        paste_take(input, 0, true);
        return 0;
    }
    uint32_t key = sequence_named_key(input, curses);
    input->lone_at = 0;
    if (input->state != INPUT_REST)
        input_enter(input, INPUT_REST);
    if (bracket) {
        input->next_key = key;
        return '[';
    }
    if (!escape)
        return key;
    remember_escape(term);
    if (!apart)
        return key != 0 ? key | KEYCODE_ALT : 0;
    input->next_key = key;
    return KEYCODE_ESCAPE;
}

/* ---- bytes to characters */

/* May BYTE follow the bytes of a character that have come? Unicode 15, table 3-7. */
static bool
goes_on_character(const struct input *input, unsigned byte)
{
    unsigned first = (unsigned char)input->utf8[0], least = 0x80, most = 0xBF;
    if (input->utf8_len == 1) {
        least = first == 0xE0 ? 0xA0 : first == 0xF0 ? 0x90 : least;
        most = first == 0xED ? 0x9F : first == 0xF4 ? 0x8F : most;
    }
    return byte >= least && byte <= most;
}

/* A byte that is bad, or comes where another would have to, is U+FFFD: it is seen, and takes nothing with it. */
static uint32_t
take_byte(struct terminal *term, unsigned byte)
{
    struct input *input = &term->input;
    char32_t code;
    if (input->state == INPUT_MOUSE) {
        input->paused_at = 0;
        if (mouse_take_byte(input, byte))
            input_enter(input, INPUT_REST);
        return 0;
    }
    if (input->state == INPUT_PASTE) {
        if (paste_take(input, (int)byte, false))
            input_enter(input, INPUT_REST);
        return 0;
    }
    if (input->utf8_len > 0 && !goes_on_character(input, byte)) {
        input->utf8_len = 0;
        input->again = (int)byte;
        return take_code(term, 0xFFFD);
    }
    if (input->utf8_len == 0 && byte < 0x80)
        return take_code(term, byte);
    if (input->utf8_len == 0 && (byte < 0xC2 || byte > 0xF4))
        return take_code(term, 0xFFFD);
    input->utf8[input->utf8_len++] = (char)byte;
    input->utf8_at = 0;
    unsigned first = (unsigned char)input->utf8[0];
    if (input->utf8_len < (first < 0xE0 ? 2U : first < 0xF0 ? 3U : 4U))
        return 0;
    text_decode(input->utf8, &code);
    input->utf8_len = 0;
    return take_code(term, (wint_t)code);
}

/* ---- pauses */

static int
left_of(int limit, uint64_t since, uint64_t now)
{
    uint64_t passed = since != 0 ? now - since : 0;
    return passed < (uint64_t)limit ? limit - (int)passed : 0;
}

/* Milliseconds that the rest of what has begun may still take; -1: for ever, or nothing has begun. */
static int
patience(const struct terminal *term, uint64_t now)
{
    const struct input *input = &term->input;
    if (input->utf8_len > 0)
        return left_of(REST_MS, input->utf8_at, now);
    switch (input->state) {
    case INPUT_REST:
    case INPUT_PASTE: return -1;
    case INPUT_ESCAPE: return left_of(probe_waits(term) ? ESCAPE_MS : 0, input->paused_at, now);
    case INPUT_BRACKET: return 0;
    case INPUT_LATE: return left_of(LATE_MS, input->paused_at, now);
    case INPUT_STRING:
    case INPUT_STRING_END: return left_of(string_patience(term), input->paused_at, now);
    default: return left_of(REST_MS, input->paused_at, now);
    }
}

/* Its time is over: a key after all, or nothing. */
static uint32_t
give_up(struct terminal *term, uint64_t now)
{
    struct input *input = &term->input;
    enum input_state state = input->state;
    if (input->utf8_len > 0) {
        input->utf8_len = 0;
        return take_code(term, 0xFFFD);
    }
    if (state == INPUT_STRING && input->string_len == 0 && input->parted)
        return string_is_none(input);
    /* not a key's: these begin with ESC O, too, and O is no part of an answer */
    bool answer = state == INPUT_SEQUENCE && (input->parameter_len == 0 || input->parameters[0] != 'O');
    input->state = answer ? INPUT_LATE : INPUT_REST;
    if (state == INPUT_ESCAPE) {
        remember_escape(term);
        input->lone_at = probe_waits(term) ? 0 : now;
    }
    return state == INPUT_ESCAPE ? KEYCODE_ESCAPE : state == INPUT_BRACKET ? '[' : 0;
}

/* Nothing more is there: what has begun waits for its rest, or its time is over. */
static uint32_t
at_pause(struct terminal *term, uint64_t now)
{
    struct input *input = &term->input;
    if (input->paused_at == 0)
        input->paused_at = now;
    if (input->utf8_len > 0 && input->utf8_at == 0)
        input->utf8_at = now;
    return patience(term, now) == 0 ? give_up(term, now) : 0;
}

int
input_patience(const struct terminal *term)
{
    return patience(term, term_clock());
}

void
input_forget_paste(struct terminal *term)
{
    if (term->input.state == INPUT_PASTE)
        input_enter(&term->input, INPUT_REST);
}

/* What was waited for in vain, as nobody asked in time. */
static uint32_t
over(struct terminal *term)
{
    const struct input *input = &term->input;
    uint64_t now = term_clock();
    uint32_t key = 0;
    while (key == 0 && (input->utf8_len > 0 || input->state > INPUT_ESCAPE) && input->state != INPUT_BRACKET &&
           patience(term, now) == 0)
        key = give_up(term, now);
    return key;
}

const char *
term_unknown(const struct terminal *term)
{
    return term->input.unknown;
}

bool
input_next(struct terminal *term, uint32_t *key)
{
    struct input *input = &term->input;
    *key = input->next_key;
    input->next_key = 0;
    while (*key == 0 && !input->pasted && !input->is_unknown && !input->is_mouse) {
        int got = input->again != 0 ? input->again : wgetch(term->keys);
        input->again = 0;
        if (got == ERR) {
            *key = at_pause(term, term_clock());
            break;
        }
        *key = over(term);
        if (*key != 0) {
            input->again = got;
            break;
        }
        *key = got > UCHAR_MAX ? take_named(term, (wint_t)got) : take_byte(term, (unsigned)got);
    }
    return *key != 0;
}
