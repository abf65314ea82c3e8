/* Any bytes, repaired: spans in order and of whole characters, folding again changes nothing. */
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
    fold_done(&fold);
    fold_done(&other);
    free(bytes);
    return 0;
}
