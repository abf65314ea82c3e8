/* What stands beside a mark: the questions that restoring asks. */
#ifndef LAYOUT_SIDES_H
#define LAYOUT_SIDES_H

#include "layout/layout_private.h"

#include "kanbao/text.h"

/* The code point just before AT (STEP -1) or at it (STEP 1); 0 at the text's edge. */
char32_t side_beside(struct slice text, size_t at, int step);
/* The same, blanks left out. */
char32_t side_left(struct slice text, size_t at);
char32_t side_right(struct slice text, size_t at);

/* Han, or a mark that Chinese sets full width. What may be Latin as well (quotation marks, brackets) is looked
   through, to what stands behind it. */
bool side_left_is_cjk(struct slice text, size_t at);
bool side_right_is_cjk(struct slice text, size_t at);
/* Han, or an opening mark with Han in it. */
bool side_right_is_han(struct slice text, size_t at);
/* The text's end, or marks that close and then the end. */
bool side_right_ends(struct slice text, size_t at);
/* CJK, or a pause that is followed by it or by the end: the sentence goes on in Chinese. */
bool side_right_goes_on(struct slice text, size_t at);

/* A mark that fills its cell with white by itself: ，。、；：？！ and brackets and book marks. */
bool side_is_full_mark(char32_t code);
bool side_has_han(struct slice text);
/* Han and a Latin letter or a digit, in either order. */
bool side_is_seam(char32_t left, char32_t right);

#endif
