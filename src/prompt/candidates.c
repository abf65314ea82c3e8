/* Completion: what all candidates have in common first, then one after another, and round to the beginning. */
#include "prompt/prompt_private.h"

#include "kanbao/text.h"

#include <stdlib.h>

void
prompt_candidates_add(struct prompt_candidates *candidates, struct slice text)
{
    candidates->texts =
        base_grow(candidates->texts, &candidates->capacity, candidates->count + 1, sizeof *candidates->texts);
    candidates->texts[candidates->count++] = clean_copy(text);
}

static void
forget_candidates(struct prompt_candidates *candidates)
{
    for (size_t i = 0; i < candidates->count; i++)
        free(candidates->texts[i]);
    candidates->count = 0;
}

void
candidates_done(struct prompt_candidates *candidates)
{
    forget_candidates(candidates);
    free(candidates->texts);
    *candidates = (struct prompt_candidates){0};
}

static struct slice
common_beginning(const struct prompt_candidates *candidates)
{
    struct slice first = slice_of(candidates->texts[0]);
    size_t len = first.len;
    for (size_t i = 1; i < candidates->count; i++) {
        size_t same = 0;
        while (same < len && candidates->texts[i][same] == first.at[same])
            same++;
        len = same;
    }
    return slice_make(first.at, clean_fit(first, len));
}

/* Puts it in the word's place. */
static bool
offer(struct prompt *prompt, size_t which, struct slice text)
{
    if (!prompt_replace(prompt, prompt->candidates.start_byte, prompt->offer_end, text))
        return false;
    prompt->offered = which;
    prompt->offer_end = prompt->candidates.start_byte + text.len;
    return true;
}

static size_t
start_of_word(struct slice text, size_t caret)
{
    while (caret > 0) {
        char32_t code;
        size_t before = text_previous(text, caret);
        text_decode(text.at + before, &code);
        if (text_is_space(code))
            break;
        caret = before;
    }
    return caret;
}

/* Asks for candidates; false when there are none. */
static bool
ask(struct prompt *prompt)
{
    struct prompt_candidates *candidates = &prompt->candidates;
    struct slice text = buffer_slice(&prompt->text);
    forget_candidates(candidates);
    candidates->start_byte = start_of_word(text, prompt->caret);
    prompt->complete(prompt->complete_context, text, prompt->caret, candidates);
    if (candidates->start_byte > prompt->caret)
        candidates->start_byte = prompt->caret;
    candidates->start_byte = clean_snap(text, candidates->start_byte);
    prompt->offer_end = prompt->caret;
    prompt->offered = candidates->count;
    buffer_clear(&prompt->unfinished);
    buffer_add(&prompt->unfinished, text.at + candidates->start_byte, prompt->caret - candidates->start_byte);
    return candidates->count > 0;
}

/* The first step: true when it changed the text. */
static bool
begin(struct prompt *prompt)
{
    struct slice word = buffer_slice(&prompt->unfinished), common = common_beginning(&prompt->candidates);
    bool more = common.len > word.len && slice_equal(slice_make(common.at, word.len), word);
    if (prompt->candidates.count > 1 && !more)
        return false;
    if (prompt->candidates.count > 1) {
        buffer_clear(&prompt->unfinished);
        buffer_add_slice(&prompt->unfinished, common);
    }
    return offer(prompt, prompt->candidates.count, common);
}

bool
complete_step(struct prompt *prompt, int direction)
{
    if (prompt->complete == NULL)
        return false;
    if (!prompt->offers) {
        if (!ask(prompt))
            return false;
        bool begun = begin(prompt);
        prompt->offers = prompt->candidates.count > 1; /* the only one is no offer but done */
        if (begun || !prompt->offers)
            return begun;
    }
    size_t count = prompt->candidates.count;
    size_t which = direction > 0 ? (prompt->offered + 1) % (count + 1) : (prompt->offered + count) % (count + 1);
    return offer(prompt, which,
                 which == count ? buffer_slice(&prompt->unfinished) : slice_of(prompt->candidates.texts[which]));
}
