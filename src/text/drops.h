/* The parts of text_clean(): each says which bytes of a text are no part of what is read, and none changes it.
 *
 *   undress.c (overstrike, sequences for a terminal, characters without width), numbered.c (numbers of lines), spaced.c (blanks
 *   between all characters) -> drops.c
 */
#ifndef TEXT_DROPS_H
#define TEXT_DROPS_H

#include "kanbao/text.h"

struct cleaning {
    struct slice text;
    uint64_t *dropped; /* a bit a byte */
    bool any;          /* of them is set */
};

static inline bool
clean_is_dropped(const struct cleaning *cleaning, size_t at)
{
    return (cleaning->dropped[at / 64] >> at % 64 & 1) != 0;
}

static inline void
clean_drop(struct cleaning *cleaning, size_t at, size_t end)
{
    for (; at < end; at++)
        cleaning->dropped[at / 64] |= UINT64_C(1) << at % 64;
    cleaning->any = true;
}

/* The first byte from AT on that stays; the text's end. */
static inline size_t
clean_skip(const struct cleaning *cleaning, size_t at)
{
    while (at < cleaning->text.len && clean_is_dropped(cleaning, at))
        at++;
    return at;
}

/* The code point at AT, where it stays, and the next one that does; 0 at the end of the text. */
static inline char32_t
clean_point(const struct cleaning *cleaning, size_t at, size_t *next)
{
    char32_t code = text_point(cleaning->text, at, next);
    *next = clean_skip(cleaning, *next);
    return code;
}

/* Does CODE end a line? */
static inline bool
clean_ends_line(char32_t code)
{
    return (code >= '\n' && code <= '\r') || code == 0x85 || code == 0x2028 || code == 0x2029;
}

/* Where the line that AT is in ends: at what ends it, or the text's end. */
static inline size_t
clean_line_end(struct slice text, size_t at)
{
    size_t next;
    while (at < text.len && !clean_ends_line(text_point(text, at, &next)))
        at = next;
    return at;
}

/* ---- undress.c */
void clean_undress(struct cleaning *cleaning);

/* ---- numbered.c */
/* A few lines are looked at. */
bool clean_may_be_numbered(struct slice text);
void clean_numbers(struct cleaning *cleaning);

/* ---- spaced.c */
void clean_spaces(struct cleaning *cleaning);

#endif
