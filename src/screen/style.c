/* The styles: names, letters and looks. The source of colour pairs, of the `color`
 * command's names, of style planes and of the manual's table.
 */
#include "kanbao/screen.h"

/* clang-format off */
const struct screen_style_row screen_styles[STYLE_COUNT] = {
    /*                      name            letter fg  bg  fg8 bg8 with colours      without           */
    [STYLE_TEXT]         = {"text",         '.', -1,  -1, -1, -1, 0,                0,                N_("the text of an article")},
    [STYLE_TOP]          = {"top",          't', 15,  24,  7,  4, STYLE_BOLD,       STYLE_REVERSE,    N_("the top line")},
    [STYLE_BOTTOM]       = {"bottom",       'b', 250, 236,  0,  7, 0,               STYLE_REVERSE,    N_("the bottom line")},
    [STYLE_MESSAGE]      = {"message",      'm', 230, 236,  4,  7, STYLE_BOLD,      STYLE_REVERSE | STYLE_BOLD, N_("a message in the bottom line")},
    [STYLE_FRAME]        = {"frame",        'f', 240, -1, -1, -1, 0,                STYLE_DIM,        N_("lines between panes")},
    [STYLE_LIST]         = {"list",         'l', -1,  -1, -1, -1, 0,                0,                N_("a headline in the list")},
    [STYLE_READ]         = {"read",         'r', 245, -1,  6, -1, 0,                STYLE_DIM,        N_("a headline that was read")},
    [STYLE_SELECTED]     = {"selected",     'S', -1,  -1, -1, -1, STYLE_REVERSE,    STYLE_REVERSE,    N_("the selected row")},
    [STYLE_SELECTED_DIM] = {"selected-dim", 's', 15,  238,  7,  4, STYLE_BOLD,      STYLE_BOLD | STYLE_UNDERLINE, N_("the selected row while another pane has the keys")},
    [STYLE_UNREAD_MARK]  = {"unread-mark",  'u', 167, -1,  1, -1, 0,                0,                N_("the mark of an unread article")},
    [STYLE_HEADLINE]     = {"headline",     'H', -1,  -1, -1, -1, STYLE_BOLD,       STYLE_BOLD,       N_("the headline above an article")},
    [STYLE_SECTION]      = {"section",      'o', 66,  -1,  6, -1, 0,                0,                N_("a section's head, in the list and above a headline")},
    [STYLE_KICKER]       = {"kicker",       'k', 66,  -1,  6, -1, 0,                0,                N_("a kicker, above a headline")},
    [STYLE_DECK]         = {"deck",         'd', -1,  -1, -1, -1, STYLE_ITALIC,     0,                N_("a deck, below a headline")},
    [STYLE_BYLINE]       = {"byline",       'y', 245, -1,  6, -1, 0,                STYLE_DIM,        N_("the byline: who wrote it, and its source")},
    [STYLE_SUBHEAD]      = {"subhead",      'h', -1,  -1, -1, -1, STYLE_BOLD,       STYLE_BOLD,       N_("a headline inside an article")},
    [STYLE_CAPTION]      = {"caption",      'c', 245, -1,  6, -1, 0,                STYLE_DIM,        N_("the words under a picture")},
    [STYLE_SPEAKER]      = {"speaker",      'p', -1,  -1, -1, -1, STYLE_BOLD,       STYLE_BOLD,       N_("who speaks, in an interview")},
    [STYLE_TAG]          = {"tag",          'x', 0,   179,  0,  3, 0,               STYLE_REVERSE,    N_("a control character, shown as a tag")},
    [STYLE_KEY]          = {"key",          'K', 180, -1,  3, -1, STYLE_BOLD,       STYLE_BOLD,       N_("a key in the help")},
    [STYLE_SEAM]         = {"seam",         'j', 167, -1,  1, -1, STYLE_BOLD,       STYLE_BOLD,       N_("the mark of a seam")},
    [STYLE_UNCERTAIN]    = {"uncertain",    'q', 180, -1,  3, -1, STYLE_BOLD,       STYLE_BOLD,       N_("the mark of a headline that may be none")},
    [STYLE_NUMBER]       = {"number",       'n', 240, -1,  6, -1, 0,                STYLE_DIM,        N_("the number of a line in the source view")},
    [STYLE_SIGN]         = {"sign",         'g', 66,  -1,  6, -1, 0,                0,                N_("what such a line was taken for")},
    [STYLE_MENDED]       = {"mended",       'M', 180, -1,  3, -1, STYLE_BOLD,       STYLE_BOLD,       N_("the mark of a line that was mended")},
    [STYLE_PROMPT]       = {"prompt",       'P', 255, 236,  0,  7, 0,               STYLE_REVERSE,    N_("the text that is typed in the bottom line")},
    [STYLE_ERROR]        = {"error",        'E', 210, 236,  1,  7, STYLE_BOLD,      STYLE_REVERSE | STYLE_BOLD, N_("what is wrong with it")},
    [STYLE_HIT]          = {"hit",          '1', 0,   179,  0,  3, 0,               STYLE_UNDERLINE,  N_("what was found: the first word of the search")},
    [STYLE_HIT_2]        = {"hit-2",        '2', 0,   109,  0,  6, 0,               STYLE_UNDERLINE,  N_("the second word")},
    [STYLE_HIT_3]        = {"hit-3",        '3', 0,   108,  0,  2, 0,               STYLE_UNDERLINE,  N_("the third")},
    [STYLE_HIT_4]        = {"hit-4",        '4', 0,   139,  0,  5, 0,               STYLE_UNDERLINE,  N_("the fourth")},
    [STYLE_HIT_NOW]      = {"hit-now",      '!', 15,  160,  7,  1, STYLE_BOLD,      STYLE_REVERSE | STYLE_BOLD, N_("the hit that n and N went to")},
};
/* clang-format on */
