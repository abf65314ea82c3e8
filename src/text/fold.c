/* A text to what is compared: runs of plain characters in a tight loop, all others one by one.
 *
 * Most characters become one code point, whatever is beside them. White space waits until it is known what follows it;
 * a joining mark looks back at the letter before it; marks that stay are put in order at the end, where any was out of it.
 */
#include "kanbao/text.h"
#include "text/fold_entry.h"

#include <stdlib.h>

enum { KANA = 0x3041 };

struct folding {
    struct fold *fold;
    bool tight; /* white space after the last entry is nothing */
    bool space; /* white space waits */
    uint32_t space_start, space_end;
    size_t run_start, run_end; /* the last entries that are marks in a row, when run_end is the count */
    bool unordered;
};

/* All four arrays hold WANTED entries. */
static void
reserve(struct fold *fold, size_t wanted)
{
    if (wanted <= fold->capacity)
        return;
    size_t capacity = fold->capacity * 3 / 2 > wanted ? fold->capacity * 3 / 2 : wanted;
    fold->codes = base_realloc(fold->codes, capacity * sizeof *fold->codes);
    fold->origins = base_realloc(fold->origins, capacity * sizeof *fold->origins);
    fold->starts = base_realloc(fold->starts, capacity * sizeof *fold->starts);
    fold->ends = base_realloc(fold->ends, capacity * sizeof *fold->ends);
    fold->capacity = capacity;
}

void
fold_done(struct fold *fold)
{
    free(fold->codes);
    free(fold->origins);
    free(fold->starts);
    free(fold->ends);
    *fold = (struct fold){0};
}

static void
append(struct fold *fold, char32_t code, char32_t origin, uint32_t start, uint32_t end)
{
    fold->codes[fold->count] = code;
    fold->origins[fold->count] = origin;
    fold->starts[fold->count] = start;
    fold->ends[fold->count++] = end;
}

/* An entry, and before it the space that waits, unless it is nothing here. */
static void
put(struct folding *f, char32_t code, char32_t origin, bool tight, uint32_t start, uint32_t end)
{
    if (f->space) {
        f->space = false;
        if (f->fold->count > 0 && !f->tight && !tight)
            append(f->fold, ' ', ' ', f->space_start, f->space_end);
    }
    append(f->fold, code, origin, start, end);
    f->tight = tight;
}

/* A mark that leaves nothing: it belongs to what it stands on. */
static void
drop(struct folding *f, uint32_t end)
{
    if (!f->space && f->fold->count > 0)
        f->fold->ends[f->fold->count - 1] = end;
}

static void
put_mark(struct folding *f, char32_t code, uint32_t start, uint32_t end)
{
    struct fold *fold = f->fold;
    put(f, code, code, false, start, end);
    if (f->run_end != fold->count - 1)
        f->run_start = fold->count - 1;
    else
        f->unordered = f->unordered || fold_class(fold->codes[fold->count - 2]) > fold_class(code);
    f->run_end = fold->count;
}

/* The letter before, over marks that stay, becomes one with CODE; over white space too, where that is nothing. */
static void
join(struct folding *f, char32_t code, uint32_t start, uint32_t end)
{
    struct fold *fold = f->fold;
    bool over_marks = code < KANA || code > 0x3049; /* a small vowel only right behind */
    size_t base = over_marks && f->run_end == fold->count ? f->run_start : fold->count;
    char32_t composed = base > 0 && (!f->space || f->tight) ? fold_compose(fold->codes[base - 1], code) : 0;
    if (composed != 0) {
        f->space = false;
        if (!fold_is_iteration(fold->origins[base - 1]))
            fold->origins[base - 1] = composed;
        fold->codes[base - 1] = composed;
        for (size_t i = base - 1; i < fold->count; i++)
            fold->ends[i] = end;
    } else if (fold_stays_alone(code)) {
        put(f, code, code, code >= KANA, start, end);
    } else {
        drop(f, end);
    }
}

/* 々 is the ideograph before it, ゝ the kana. */
static void
repeat(struct folding *f, char32_t code, uint32_t start, uint32_t end)
{
    const struct fold *fold = f->fold;
    bool beside = fold->count > 0 && (!f->space || f->tight);
    char32_t repeated = beside ? fold_repeated(code, fold->codes[fold->count - 1]) : 0;
    put(f, repeated != 0 ? repeated : code, code, true, start, end);
}

/* CODE is what something is folded to; ENTRY its own. */
static void
take(struct folding *f, char32_t code, char32_t origin, uint32_t entry, uint32_t start, uint32_t end)
{
    switch (fold_kind(entry)) {
    case FOLD_SPACE:
        if (!f->space)
            f->space_start = start;
        f->space = true;
        f->space_end = end;
        break;
    case FOLD_MARK: put_mark(f, code, start, end); break;
    case FOLD_JOIN: join(f, code, start, end); break;
    case FOLD_REPEAT: repeat(f, code, start, end); break;
    case FOLD_DROP: drop(f, end); break;
    default: put(f, code, origin, (entry & FOLD_TIGHT) != 0, start, end); break;
    }
}

/* One code point of any kind; REST is how many bytes follow it. */
static void
take_any(struct folding *f, char32_t code, uint32_t start, uint32_t end, size_t rest)
{
    uint32_t entry = fold_entry_of(code);
    if (fold_kind(entry) == FOLD_EXPAND) {
        const char32_t *expansion = &fold_expansion[entry & FOLD_DELTA];
        reserve(f->fold, f->fold->count + 1 + expansion[0] + rest);
        for (char32_t i = 0; i < expansion[0]; i++) {
            char32_t part = expansion[1 + 2 * i];
            take(f, part, expansion[2 + 2 * i], fold_entry_of(part), start, end);
        }
    } else if (fold_kind(entry) == FOLD_PLAIN) {
        char32_t folded = fold_apply(entry, code);
        take(f, folded, (entry & FOLD_VARIANT) != 0 ? code : folded, entry, start, end);
    } else {
        take(f, code, code, entry, start, end);
    }
}

/* Is the character at AT plain? Then *TIGHT says whether white space beside it is nothing. */
static inline bool
is_plain_at(struct slice text, size_t at, bool *tight)
{
    if (at >= text.len)
        return false;
    char32_t code;
    text_decode(text.at + at, &code);
    uint32_t entry = fold_entry_of(code);
    *tight = (entry & FOLD_TIGHT) != 0;
    return fold_kind(entry) == FOLD_PLAIN;
}

/* Characters from AT while they are plain, or a white space before one that is, and no space waits; returns where that
   ends. There is room for them. */
static size_t
take_plain(struct folding *f, struct slice text, size_t at)
{
    struct fold *fold = f->fold;
    char32_t *restrict codes = fold->codes, *restrict origins = fold->origins;
    uint32_t *restrict starts = fold->starts, *restrict ends = fold->ends;
    size_t count = fold->count;
    uint32_t last = f->tight ? FOLD_TIGHT : 0;
    while (at < text.len) {
        char32_t code;
        size_t end = at + text_decode(text.at + at, &code);
        uint32_t entry = fold_entry[fold_page[code >> 7]][code & 0x7F];
        char32_t folded = fold_apply(entry, code);
        if (fold_kind(entry) != FOLD_PLAIN) {
            bool tight;
            if (fold_kind(entry) != FOLD_SPACE || !is_plain_at(text, end, &tight))
                break;
            if (count == 0 || tight || (last & FOLD_TIGHT) != 0) {
                at = end;
                continue;
            }
            entry = 0;
            folded = ' ';
        }
        codes[count] = folded;
        origins[count] = (entry & FOLD_VARIANT) != 0 ? code : folded;
        starts[count] = (uint32_t)at;
        ends[count++] = (uint32_t)end;
        last = entry;
        at = end;
    }
    fold->count = count;
    f->tight = (last & FOLD_TIGHT) != 0;
    return at;
}

/* Puts the marks from FIRST up to END in the order of their classes, those of the same class as they were (Unicode 15,
   3.11), by one pass for each class there is. */
static void
order_run(struct fold *fold, size_t first, size_t end, char32_t *scratch)
{
    size_t out = 0;
    for (uint32_t class = 1, next; class < UINT32_MAX; class = next) {
        next = UINT32_MAX;
        for (size_t i = first; i < end; i++) {
            uint32_t its = fold_class(fold->codes[i]);
            if (its == class)
                scratch[out++] = fold->codes[i];
            else if (its > class && its < next)
                next = its;
        }
    }
    /* where one was moved, all stand for the whole of them: spans never fall back */
    for (size_t i = first; i < end; i++) {
        fold->codes[i] = fold->origins[i] = scratch[i - first];
        fold->starts[i] = fold->starts[first];
        fold->ends[i] = fold->ends[end - 1];
    }
}

static void
order_marks(struct fold *fold)
{
    char32_t *scratch = base_alloc(fold->count * sizeof *scratch);
    for (size_t first = 0, end; first < fold->count; first = end) {
        bool ordered = true;
        uint32_t class = fold_class(fold->codes[first]);
        for (end = first + 1; class > 0 && end < fold->count; end++) {
            uint32_t next = fold_class(fold->codes[end]);
            if (next == 0)
                break;
            ordered = ordered && class <= next;
            class = next;
        }
        if (!ordered)
            order_run(fold, first, end, scratch);
    }
    free(scratch);
}

void
fold_text(struct fold *fold, struct slice text)
{
    struct folding f = {.fold = fold, .run_end = SIZE_MAX};
    fold->count = 0;
    /* an entry for each byte at most, but for expansions, which see to it themselves */
    reserve(fold, text.len);
    for (size_t at = 0; at < text.len;) {
        if (!f.space)
            at = take_plain(&f, text, at);
        if (at == text.len)
            break;
        char32_t code;
        size_t end = at + text_decode(text.at + at, &code);
        take_any(&f, code, (uint32_t)at, (uint32_t)end, text.len - end);
        at = end;
    }
    if (f.unordered)
        order_marks(fold);
}
