/* The house rules as data: which classes a character has, and how it looks squeezed. */
#include "layout/rules.h"

#include "layout/rule_table.h"

uint16_t
rule_of(char32_t code)
{
    return code > 0xFFFF ? 0 : rule_bits[rule_page[code >> 7]][code & 0x7F];
}

char32_t
rule_twin(char32_t code)
{
    switch (code) {
    case U'、': return U'､';
    case U'。': return U'｡';
    case U'，':
    case U'：':
    case U'；':
    case U'！':
    case U'？':
    case U'）': return code - 0xFEE0; /* the ASCII twin */
    default: return code;
    }
}
