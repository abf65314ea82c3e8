/* The one oracle of widths and of what may be shown, from one generated table. */
#include "text/property.h"

atomic_uint text_ambiguous_extra;

void
text_set_ambiguous(int cells)
{
    atomic_store_explicit(&text_ambiguous_extra, cells == 2, memory_order_relaxed);
}

int
text_ambiguous(void)
{
    return atomic_load_explicit(&text_ambiguous_extra, memory_order_relaxed) != 0 ? 2 : 1;
}

enum text_show
text_show(char32_t code)
{
    return (enum text_show)((text_property_of(code) & PROPERTY_SHOW) >> PROPERTY_SHOW_SHIFT);
}

int
text_width(char32_t code)
{
    unsigned char property = text_property_of(code);
    if ((property & PROPERTY_SHOW) == PROPERTY_TAG)
        return code == '\t' ? 1 : tag_cells(code);
    if ((property & PROPERTY_SHOW) == PROPERTY_REPLACED)
        return text_ambiguous(); /* U+FFFD is ambiguous itself */
    return text_property_cells(property);
}
