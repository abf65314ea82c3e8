/* The last word on what lines are, after they were judged. */
#ifndef PARSER_OVERRULE_H
#define PARSER_OVERRULE_H

#include "parser/judge/judge.h"
#include "parser/markup/markup.h"

#include "kanbao/parser.h"

/* Each changes LABELS, those of COUNT SHAPES. */
void overrule_by_words(const struct shape *shapes, struct label *labels, size_t count);
void overrule_by_markup(const struct markup *markup, const struct shape *shapes, struct label *labels, size_t count);
void overrule_by_mends(const struct parser_source *source, const struct shape *shapes, struct label *labels,
                       size_t count);

#endif
