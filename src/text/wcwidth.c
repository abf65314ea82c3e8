/* wcwidth() for the whole process: libncursesw takes the executable's.
 *
 * The C library's own table is years behind (rare surnames of CJK Extension H
 * and I are -1 there, and ncurses then draws a blank), and two opinions on the
 * width of a character are a torn screen.
 */
#include "kanbao/text.h"

#include <wchar.h>

int wcwidth(wchar_t wide);

int
text_wcwidth(char32_t code)
{
    if (code == 0)
        return 0;
    enum text_show show = text_show(code);
    if (show == TEXT_SHOW_TAG)
        return -1; /* never printed as it is */
    /* ZWJ and ZWNJ are marks where they are kept; what is replaced is as wide as U+FFFD */
    return text_width(code);
}

int
wcwidth(wchar_t wide)
{
    return text_wcwidth((char32_t)wide);
}
