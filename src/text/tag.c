/* Tags: what stands on the screen for a character that must not reach it. */
#include "text/property.h"

static const struct {
    char32_t code;
    const char *name;
} tag_names[] = {
    {0x061C, "ALM"}, {0x200E, "LRM"}, {0x200F, "RLM"}, {0x202A, "LRE"}, {0x202B, "RLE"},
    {0x202C, "PDF"}, {0x202D, "LRO"}, {0x202E, "RLO"}, {0x2066, "LRI"}, {0x2067, "RLI"},
    {0x2068, "FSI"}, {0x2069, "PDI"}, {0x2028, "LS"},  {0x2029, "PS"},
};

size_t
text_tag(char32_t code, char out[16])
{
    for (size_t i = 0; i < BASE_COUNT(tag_names); i++)
        if (tag_names[i].code == code)
            return (size_t)snprintf(out, 16, "‹%s›", tag_names[i].name);
    return (size_t)snprintf(out, 16, "‹%02X›", (unsigned)(code & 0xFFFFF));
}

int
tag_cells(char32_t code)
{
    char tag[16];
    return (int)text_points(slice_make(tag, text_tag(code, tag)));
}
