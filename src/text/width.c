/* The one oracle of widths and of what may be shown, from one generated table. */
#include "text/property.h"

#include "text/width_table.h"

enum text_show
text_show(char32_t code)
{
    return (enum text_show)((text_property_of(code) & PROPERTY_SHOW) >> PROPERTY_SHOW_SHIFT);
}

int
text_width(char32_t code)
{
    unsigned char property = text_property_of(code);
    if ((property & PROPERTY_SHOW) == PROPERTY_TAG) {
        char tag[16];
        return code == '\t' ? 1 : (int)text_points(slice_make(tag, text_tag(code, tag)));
    }
    return property & PROPERTY_WIDTH;
}
