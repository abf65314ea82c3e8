/* The styles: names, letters, and the looks that each theme gives them; a table and nothing else.
 *
 * Of a foreground on the terminal's own ground, text has a contrast of 4.5 and a mark or a line one of 3 (WCAG 2): in `light`
 * on white and on Solarized's cream, in `dark` on black and on Solarized's blue, in `contrast` and where the ground is not
 * known on all four, which no colour of text can reach: there it has the terminal's own. tests/test_contrast.c reckons
 * it. Of 256 colours the first 16 are what the user made them, so none of them is used; with 8, bold is bright in many
 * terminals.
 */
#include "kanbao/style.h"

/* clang-format off */
const struct style_row style_rows[STYLE_COUNT] = {
    /* name, letter, attributes without colours, help;
       fg, bg, fg and bg of 8, attributes: for any ground, light, dark, contrast */
    [STYLE_TEXT] = {"text", '.', 0, N_("the text of an article"),
     {{ -1,  -1, -1, -1, 0}, { -1,  -1, -1, -1, 0}, { -1,  -1, -1, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_TOP] = {"top", 't', STYLE_REVERSE, N_("the top line"),
     {{231,  24,  7,  4, STYLE_BOLD}, {231,  24,  7,  4, STYLE_BOLD}, {231,  24,  7,  4, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD | STYLE_REVERSE}}},
    [STYLE_BOTTOM] = {"bottom", 'b', STYLE_REVERSE, N_("the bottom line"),
     {{250, 236,  0,  7, 0}, {236, 252,  0,  7, 0}, {250, 236,  0,  7, 0}, { -1,  -1, -1, -1, STYLE_REVERSE}}},
    [STYLE_MESSAGE] = {"message", 'm', STYLE_REVERSE | STYLE_BOLD, N_("a message in the bottom line"),
     {{230, 236,  7,  4, STYLE_BOLD}, { 18, 252,  7,  4, STYLE_BOLD}, {230, 236,  7,  4, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD | STYLE_REVERSE}}},
    [STYLE_FRAME] = {"frame", 'f', STYLE_DIM, N_("lines between panes"),
     {{243,  -1, -1, -1, 0}, {245,  -1, -1, -1, 0}, {244,  -1,  6, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_LIST] = {"list", 'l', 0, N_("a headline in the list"),
     {{ -1,  -1, -1, -1, 0}, { -1,  -1, -1, -1, 0}, { -1,  -1, -1, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_READ] = {"read", 'r', STYLE_DIM, N_("a headline that was read"),
     {{ -1,  -1, -1, -1, 0}, {241,  -1, -1, -1, 0}, {246,  -1,  6, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_SELECTED] = {"selected", 'S', STYLE_REVERSE, N_("the selected row"),
     {{ -1,  -1, -1, -1, STYLE_REVERSE}, { -1,  -1, -1, -1, STYLE_REVERSE}, { -1,  -1, -1, -1, STYLE_REVERSE}, { -1,  -1, -1, -1, STYLE_REVERSE}}},
    [STYLE_SELECTED_DIM] = {"selected-dim", 's', STYLE_BOLD | STYLE_UNDERLINE, N_("the selected row while another pane has the focus"),
     {{231, 238,  7,  4, STYLE_BOLD}, { 16, 254,  7,  4, STYLE_BOLD}, {231,  17,  7,  4, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD | STYLE_UNDERLINE}}},
    [STYLE_UNREAD_MARK] = {"unread-mark", 'u', 0, N_("the mark of an unread article"),
     {{ 30,  -1,  5, -1, 0}, {160,  -1,  1, -1, 0}, {174,  -1,  3, -1, 0}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_HEADLINE] = {"headline", 'H', STYLE_BOLD, N_("the headline above an article"),
     {{ -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_SECTION] = {"section", 'o', 0, N_("a section's head, in the list and above a headline"),
     {{ -1,  -1, -1, -1, STYLE_BOLD}, { 24,  -1,  4, -1, 0}, { 73,  -1,  6, -1, 0}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_KICKER] = {"kicker", 'k', 0, N_("a kicker, above a headline"),
     {{ -1,  -1, -1, -1, 0}, { 24,  -1,  4, -1, 0}, { 73,  -1,  6, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_DECK] = {"deck", 'd', 0, N_("a deck, below a headline"),
     {{ -1,  -1, -1, -1, STYLE_ITALIC}, { -1,  -1, -1, -1, STYLE_ITALIC}, { -1,  -1, -1, -1, STYLE_ITALIC}, { -1,  -1, -1, -1, STYLE_ITALIC}}},
    [STYLE_BYLINE] = {"byline", 'y', STYLE_DIM, N_("the byline: who wrote it, and its source"),
     {{ -1,  -1, -1, -1, 0}, {241,  -1, -1, -1, 0}, {246,  -1,  6, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_SUBHEAD] = {"subhead", 'h', STYLE_BOLD, N_("a headline inside an article"),
     {{ -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_CAPTION] = {"caption", 'c', STYLE_DIM, N_("the words under a picture"),
     {{ -1,  -1, -1, -1, STYLE_ITALIC}, {241,  -1, -1, -1, 0}, {246,  -1,  6, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_SPEAKER] = {"speaker", 'p', STYLE_BOLD, N_("who speaks, in an interview"),
     {{ -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_TAG] = {"tag", 'x', STYLE_REVERSE, N_("a control character, shown as a tag"),
     {{ 16, 179,  0,  3, 0}, { 16, 179,  0,  3, 0}, { 16, 179,  0,  3, 0}, { 16, 226,  0,  3, 0}}},
    [STYLE_KEY] = {"key", 'K', STYLE_BOLD, N_("a key in the help"),
     {{ -1,  -1, -1, -1, STYLE_BOLD}, { 94,  -1,  4, -1, 0}, {180,  -1,  3, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_SEAM] = {"seam", 'j', STYLE_BOLD, N_("the mark of a seam"),
     {{131,  -1,  5, -1, 0}, {160,  -1,  1, -1, 0}, {174,  -1,  3, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_UNCERTAIN] = {"uncertain", 'q', STYLE_BOLD, N_("the mark of a headline that may be none"),
     {{131,  -1,  5, -1, 0}, { 94,  -1,  1, -1, 0}, {180,  -1,  3, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_NUMBER] = {"number", 'n', STYLE_DIM, N_("the number of a line in the source view"),
     {{243,  -1, -1, -1, 0}, {244,  -1,  4, -1, 0}, {245,  -1,  6, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_SIGN] = {"sign", 'g', 0, N_("what such a line was taken for"),
     {{ 30,  -1,  5, -1, 0}, { 24,  -1,  4, -1, 0}, { 73,  -1,  6, -1, 0}, { -1,  -1, -1, -1, 0}}},
    [STYLE_MENDED] = {"mended", 'M', STYLE_BOLD, N_("the mark of a line that was mended"),
     {{131,  -1,  5, -1, 0}, { 94,  -1,  1, -1, 0}, {180,  -1,  3, -1, STYLE_BOLD}, { -1,  -1, -1, -1, STYLE_BOLD}}},
    [STYLE_ADDED] = {"added", 'a', STYLE_BOLD | STYLE_UNDERLINE, N_("words that an article has since you read it"),
     {{ -1,  -1, -1, -1, STYLE_BOLD | STYLE_UNDERLINE}, { 22,  -1,  4, -1, STYLE_UNDERLINE}, {150,  -1,  6, -1, STYLE_UNDERLINE}, { -1,  -1, -1, -1, STYLE_BOLD | STYLE_UNDERLINE}}},
    [STYLE_REMOVED] = {"removed", '-', STYLE_DIM, N_("words that it has no more"),
     {{ -1,  -1, -1, -1, STYLE_ITALIC}, {124,  -1, -1, -1, STYLE_ITALIC}, {180,  -1,  3, -1, STYLE_ITALIC}, { -1,  -1, -1, -1, STYLE_ITALIC}}},
    [STYLE_PROMPT] = {"prompt", 'P', STYLE_REVERSE, N_("the text that is typed in the bottom line"),
     {{255, 236,  0,  7, 0}, { 16, 252,  0,  7, 0}, {255, 236,  0,  7, 0}, { -1,  -1, -1, -1, STYLE_REVERSE}}},
    [STYLE_ERROR] = {"error", 'E', STYLE_REVERSE | STYLE_BOLD, N_("what is wrong with it"),
     {{210, 236,  7,  1, STYLE_BOLD}, {124, 252,  7,  1, STYLE_BOLD}, {210, 236,  7,  1, STYLE_BOLD}, {231,  88,  7,  1, STYLE_BOLD}}},
    [STYLE_HIT] = {"hit", '1', STYLE_UNDERLINE, N_("what was found: the first word of the search"),
     {{ 16, 179,  0,  3, 0}, { 16, 179,  0,  3, 0}, { 16, 179,  0,  3, 0}, { 16, 226,  0,  3, 0}}},
    [STYLE_HIT_2] = {"hit-2", '2', STYLE_UNDERLINE, N_("the second word"),
     {{ 16, 109,  0,  6, 0}, { 16, 109,  0,  6, 0}, { 16, 109,  0,  6, 0}, { 16,  51,  0,  6, 0}}},
    [STYLE_HIT_3] = {"hit-3", '3', STYLE_UNDERLINE, N_("the third"),
     {{ 16, 108,  0,  2, 0}, { 16, 108,  0,  2, 0}, { 16, 108,  0,  2, 0}, { 16,  46,  0,  2, 0}}},
    [STYLE_HIT_4] = {"hit-4", '4', STYLE_UNDERLINE, N_("the fourth"),
     {{ 16, 139,  7,  4, 0}, { 16, 139,  7,  4, 0}, { 16, 139,  7,  4, 0}, {231,  18,  7,  4, 0}}},
    [STYLE_HIT_NOW] = {"hit-now", '!', STYLE_REVERSE | STYLE_BOLD, N_("the hit that n and N went to"),
     {{231, 160,  7,  1, STYLE_BOLD}, {231, 160,  7,  1, STYLE_BOLD}, {231, 160,  7,  1, STYLE_BOLD}, {231,  88,  7,  1, STYLE_BOLD}}},
};
/* clang-format on */
