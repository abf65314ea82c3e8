/* What pinyin finds, by the rules taken at their word, slowly: all readings, all ways to cut a word.
 *
 * It shares the table of readings with the program and nothing else; see pinyin_typing.h.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#ifndef TESTS_PINYIN_ORACLE_H
#define TESTS_PINYIN_ORACLE_H

#include "pinyin_typing.h"

/* Takes the tones out of a WORD like wu3jin4: each syllable, as SPELLED has them, with its digit, but for the last one. */
void pinyin_drop_tones(struct fold *word, const struct pinyin_typing *spelled);
/* The length of the match that begins at AT, and its RANK; 0: there is none. */
size_t pinyin_oracle_match(const struct fold *fold, size_t at, const struct fold *word,
                           const struct pinyin_typing *typing, enum pinyin_rank *rank);
/* What a reader takes for nothing between two characters; how long it is from I on, by its first character: a mark, or RUBY as a
   whole. */
size_t pinyin_nothing_at(const struct fold *fold, size_t i, bool ruby);

#endif
