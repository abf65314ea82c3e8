/* Where a line may begin: UAX #14 as libunistring implements it.
 *
 * The house rules for Chinese go on top of this, in src/layout.
 */
#include "kanbao/text.h"

#include <unilbrk.h>

void
text_breaks(struct slice text, char *breaks)
{
    if (text.len == 0)
        return;
    u8_possible_linebreaks((const uint8_t *)text.at, text.len, "UTF-8", breaks);
    for (size_t i = 0; i < text.len; i++)
        breaks[i] = breaks[i] == UC_BREAK_POSSIBLE || breaks[i] == UC_BREAK_MANDATORY ? TEXT_BREAK_MAY : TEXT_BREAK_NO;
}
