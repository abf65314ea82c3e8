/* Any bytes, repaired: spans in order and of whole characters, folding again changes nothing, pieces are the whole. */
#include "kanbao/fold.h"
#include "kanbao/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool right)
{
    if (!right)
        abort();
}

static bool
is_boundary(struct slice text, size_t at)
{
    return at == text.len || ((unsigned char)text.at[at] & 0xC0) != 0x80;
}

static void
check_spans(struct slice text, const struct fold *fold)
{
    for (size_t i = 0; i < fold->count; i++) {
        must(fold->starts[i] < fold->ends[i] && fold->ends[i] <= text.len);
        must(is_boundary(text, fold->starts[i]) && is_boundary(text, fold->ends[i]));
        must(i == 0 || (fold->starts[i - 1] <= fold->starts[i] && fold->ends[i - 1] <= fold->ends[i]));
    }
}

static void
check_again(const struct fold *fold, struct fold *again)
{
    struct buffer folded = {0};
    for (size_t i = 0; i < fold->count; i++) {
        char bytes[4];
        buffer_add(&folded, bytes, text_encode(fold->codes[i], bytes));
    }
    fold_text(again, buffer_slice(&folded));
    must(again->count == fold->count);
    for (size_t i = 0; i < fold->count; i++)
        must(again->codes[i] == fold->codes[i]);
    buffer_done(&folded);
}

/* PIECE is that of the text from START; FOLD has it from entry FROM on. */
static void
check_piece(const struct fold *fold, size_t from, const struct fold *piece, size_t start)
{
    must(from + piece->count <= fold->count);
    for (size_t i = 0; i < piece->count; i++) {
        must(fold->codes[from + i] == piece->codes[i] && fold->origins[from + i] == piece->origins[i]);
        must(fold->starts[from + i] == piece->starts[i] + start && fold->ends[from + i] == piece->ends[i] + start);
    }
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct fold fold = {0}, other = {0};
    char *bytes = base_strndup((const char *)data, size);
    size_t len = text_repair(&bytes, size, NULL);
    struct slice text = slice_make(bytes, len);
    fold_text(&fold, text);
    check_spans(text, &fold);
    check_again(&fold, &other);
    size_t cut = fold_cut(text, size > 0 ? data[0] % (text.len + 1) : 0);
    must(cut <= text.len && is_boundary(text, cut));
    fold_text(&other, slice_make(text.at, cut));
    check_piece(&fold, 0, &other, 0);
    size_t count = other.count;
    fold_text(&other, slice_from(text, cut));
    check_piece(&fold, count, &other, cut);
    must(count + other.count == fold.count);
    fold_done(&fold);
    fold_done(&other);
    free(bytes);
    return 0;
}
