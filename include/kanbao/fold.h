/* kanbao - fold: the shape of folded text. */
#ifndef KANBAO_FOLD_H
#define KANBAO_FOLD_H

#include "kanbao/text.h"

struct fold {                /* one entry a folded code point */
    char32_t *codes;         /* what is compared */
    char32_t *origins;       /* the character it comes from, its script variant kept */
    uint32_t *starts, *ends; /* bytes of the text that it stands for */
    size_t count, capacity;
};

#endif
