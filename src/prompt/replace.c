/* The one change that all others are: bytes of the line become others.
 *
 * Whatever is put in or taken out may join what stands beside it to other clusters than before (a mark, a flag, an
 * emoji), so the caret is put on a boundary after each change: forward, behind what was typed.
 */
#include "prompt/prompt_private.h"

bool
prompt_replace(struct prompt *prompt, size_t start, size_t end, struct slice with)
{
    struct buffer text = {0};
    if (prompt->text.len - (end - start) + with.len > PROMPT_BYTES_MAX)
        return false;
    /* WITH may be a part of it, so it is built anew */
    buffer_reserve(&text, prompt->text.len + with.len);
    buffer_add(&text, prompt->text.at, start);
    buffer_add_slice(&text, with);
    buffer_add(&text, prompt->text.at + end, prompt->text.len - end);
    buffer_done(&prompt->text);
    prompt->text = text;
    prompt->caret = clean_snap(buffer_slice(&text), start + with.len);
    return true;
}
