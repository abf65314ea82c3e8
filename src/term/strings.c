/* Strings that the terminal sends: behind ESC ] or ESC P, to BEL or ESC \. One may be the answer to probe.c's question for a
 * colour; of the others nobody knows what they would say.
 */
#include "term/terminal.h"

enum { LONG_STRING = 256 /* no keys are so many at once: it is an answer, such as a clipboard, and to its end */ };

void
string_begin(struct input *input, char kind, bool parted)
{
    input_enter(input, INPUT_STRING);
    input->kind = kind;
    input->parted = parted;
    input->string_len = 0;
}

/* What terminals answer begins with a number, a mark, or in old ones the kind of a title; with 1 where only an expected
   answer can be meant. */
static bool
begins_string(const struct input *input, wint_t code)
{
    if (input->parted)
        return code == '1';
    return (code > 0x20 && code < 0x40) || (input->kind == ']' && (code == 'l' || code == 'L'));
}

/* The ] behind an ESC that begins no string. */
uint32_t
string_is_none(struct input *input)
{
    input_enter(input, INPUT_REST);
    return input->parted ? (uint32_t)input->kind : (uint32_t)input->kind | KEYCODE_ALT;
}

/* Is the colour of the background still to come, or the rest of it? */
static bool
awaits_color(const struct terminal *term)
{
    return term->input.kind == ']' && probe_waits(term);
}

static void
end_string(struct terminal *term)
{
    const struct input *input = &term->input;
    if (input->kind == ']' && input->string_len <= sizeof input->string)
        probe_take_string(term, slice_make(input->string, input->string_len));
}

/* Is CODE, which came long after what was before it, none of a colour's? */
static bool
breaks_color(const struct terminal *term, wint_t code)
{
    const struct input *input = &term->input;
    bool late = input->paused_at != 0 && term_clock() - input->paused_at >= REST_MS;
    return late && awaits_color(term) && code >= 0x20 &&
           (code > 0x7E || strchr("0123456789abcdefABCDEFrg:/;#", (int)code) == NULL);
}

uint32_t
string_take(struct terminal *term, wint_t code)
{
    struct input *input = &term->input;
    if (input->string_len == 0 && !begins_string(input, code) && code >= 0x20) {
        input->next_key = input_plain_key(code);
        return string_is_none(input);
    }
    if (breaks_color(term, code)) {
        input_enter(input, INPUT_REST);
        return input_plain_key(code);
    }
    input->paused_at = 0;
    bool ends = code == 0x07 || code == 0x9C;
    bool control = code < 0x20 || code == 0x7F;
    if (ends || code == 0x1B)
        end_string(term);
    if (code == 0x1B) {
        input->state = INPUT_STRING_END;
        return 0;
    }
    if (input->string_len < sizeof input->string)
        input->string[input->string_len] = (char)code;
    input->string_len++;
    if (ends || control)
        input_enter(input, INPUT_REST);
    return control && !ends ? input_plain_key(code) : 0; /* there is none in an answer: a key */
}

int
string_patience(const struct terminal *term)
{
    const struct input *input = &term->input;
    bool answer = awaits_color(term) && (input->string_len > 0 || !input->parted);
    return answer || (input->state == INPUT_STRING && input->string_len >= LONG_STRING) ? LATE_MS : REST_MS;
}
