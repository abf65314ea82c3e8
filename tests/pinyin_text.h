/* A fold made by hand, so that pinyin is tested on what it is given and not on how folding is done. */
#ifndef TESTS_PINYIN_TEXT_H
#define TESTS_PINYIN_TEXT_H

#include "support.h"

#include "kanbao/text.h"

#include "search/pinyin/pinyin.h"

#include <stdlib.h>

static inline char32_t
hand_folded(char32_t code)
{
    static const char32_t simplified[][2] = {{U'乾', U'干'}, {U'說', U'说'}, {U'單', U'单'}, {U'長', U'长'},
                                             {U'區', U'区'}, {U'繆', U'缪'}, {U'後', U'后'}, {U'髮', U'发'}};
    for (size_t i = 0; i < BASE_COUNT(simplified); i++) {
        if (simplified[i][0] == code)
            return simplified[i][1];
    }
    return code >= U'ァ' && code <= U'ヶ' ? code - 0x60 : code;
}

/* Line ends and ideographic spaces go, ASCII letters become small; the rest as hand_folded() has it. */
static inline void
hand_fold(struct fold *fold, struct slice text)
{
    memset(fold, 0, sizeof *fold);
    size_t points = text_points(text) + 1;
    fold->codes = base_alloc(points * sizeof *fold->codes);
    fold->origins = base_alloc(points * sizeof *fold->origins);
    fold->starts = base_alloc(points * sizeof *fold->starts);
    fold->ends = base_alloc(points * sizeof *fold->ends);
    fold->capacity = points;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        size_t start = at;
        at += text_decode(text.at + at, &code);
        if (code == '\n' || code == '\r' || code == 0x3000)
            continue;
        if (code >= 'A' && code <= 'Z')
            code += 'a' - 'A';
        fold->origins[fold->count] = code;
        fold->codes[fold->count] = hand_folded(code);
        fold->starts[fold->count] = (uint32_t)start;
        fold->ends[fold->count++] = (uint32_t)at;
    }
}

static inline void
hand_fold_done(struct fold *fold)
{
    free(fold->codes);
    free(fold->origins);
    free(fold->starts);
    free(fold->ends);
}

#endif
