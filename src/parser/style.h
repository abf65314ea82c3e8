/* How the headlines of one issue look; see style.c. */
#ifndef PARSER_STYLE_H
#define PARSER_STYLE_H

#include "parser/model.h"
#include "parser/parts.h"

struct style *style_new(size_t count);
void style_free(struct style *style);

/* The text and features of line I, each line once. */
void style_add(struct style *style, size_t i, struct slice text, const float *features);

/* Raises the shares of lines that look like this headlines, and lowers those of lines that do not. */
void style_apply(const struct style *style, float (*shares)[CLASS_COUNT]);

#endif
