/* The title of the terminal's window. The one that it had is kept by the terminal itself (XTPUSHTITLE), and comes back at the
 * end; where it knows no such thing, the last one stays.
 */
#include "term/terminal.h"

static const char push[] = "\033[22;2t", pop[] = "\033[23;2t";

void
term_set_title(struct terminal *term, struct slice title)
{
    struct buffer sequence = {0};
    if (!term_knows_strings() || (term->titled && slice_equal(title, buffer_slice(&term->title))))
        return;
    buffer_add_text(&sequence, term->titled ? "" : push);
    buffer_add_text(&sequence, "\033]2;");
    buffer_add_slice(&sequence, title);
    buffer_add_text(&sequence, "\033\\");
    if (!term->titled)
        restore_add(pop);
    term->titled = true;
    term_send(buffer_slice(&sequence));
    buffer_clear(&term->title);
    buffer_add_slice(&term->title, title);
    buffer_done(&sequence);
}

void
term_unset_title(struct terminal *term)
{
    if (term->titled)
        term_send(slice_of(pop));
    term->titled = false;
}
