/* How each syllable and each kana may be typed, found by asking of every combination of an initial and a final whether it would sound
 * the same: all that is shared with the program is the table of readings.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_PINYIN_TYPING_H
#define TESTS_PINYIN_TYPING_H

#include "pinyin_text.h"

#include "search/pinyin/pinyin.h"

enum { TYPED_MAX = 40, DOUBLE_MAX = 24 };

/* A way to type a syllable. */
struct pinyin_typed {
    char text[12];
    size_t initial;
    bool may_be_cut; /* at the word's end */
};

/* A set of options, and what each syllable may be typed as with them. */
struct pinyin_typing {
    struct pinyin_options options;
    struct pinyin_typed (*full)[TYPED_MAX], (*twice)[DOUBLE_MAX];
    size_t *full_count, *twice_count;
};

struct pinyin_typing pinyin_typing_new(enum pinyin_scheme scheme, unsigned fuzzy);
void pinyin_typing_done(struct pinyin_typing *typing);

struct pinyin_kana {
    char32_t first, second;
    char text[6];
};

/* All of them, once made. */
extern struct pinyin_kana pinyin_kana[400];
extern size_t pinyin_kana_count;
void pinyin_make_kana(void);

#endif
