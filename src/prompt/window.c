/* Which part of a long line is shown: it stays where it is as long as the caret is in it. */
#include "prompt/prompt_private.h"

#include "kanbao/text.h"

/* Cells of the clusters from START to END. */
static size_t
cells_between(struct slice text, size_t start, size_t end)
{
    size_t cells = 0;
    for (size_t at = start; at < end; at = clean_next(text, at))
        cells += text_cluster_at(text, at).cells;
    return cells;
}

/* The first boundary from which all the rest of the line, and the caret behind it, fits in CELLS. */
static size_t
start_of_rest(struct slice text, size_t cells)
{
    size_t rest = text_cells(text) + 1, at = 0;
    while (at < text.len && rest + (at > 0) > cells) {
        rest -= text_cluster_at(text, at).cells;
        at = clean_next(text, at);
    }
    return at;
}

/* So far before the caret that a third of the cells is left of it. */
static size_t
start_before(struct slice text, size_t caret, size_t cells)
{
    size_t before = cells_between(text, 0, caret), at = 0;
    while (at < caret && before > cells / 3) {
        before -= text_cluster_at(text, at).cells;
        at = clean_next(text, at);
    }
    return at;
}

size_t
prompt_first(const struct prompt *prompt, size_t cells)
{
    struct slice text = slice_make(prompt->text.len > 0 ? prompt->text.at : "", prompt->text.len);
    size_t caret = prompt->caret, first = clean_snap(text, prompt->first_byte);
    if (first > caret || first >= text.len)
        first = first > caret ? start_before(text, caret, cells) : caret;
    size_t rest = start_of_rest(text, cells);
    if (first > rest)
        first = rest;
    /* the caret stands on a cluster, or behind the last one; the last cell says that there is more */
    size_t on = caret < text.len ? text_cluster_at(text, caret).cells : 0;
    size_t before = cells_between(text, first, caret);
    while (first < caret && (first > 0) + before + on + 1 > cells) {
        before -= text_cluster_at(text, first).cells;
        first = clean_next(text, first);
    }
    return first;
}
