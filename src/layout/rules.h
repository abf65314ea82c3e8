/* The classes of src/layout/rules.txt, by code point. */
#ifndef LAYOUT_RULES_H
#define LAYOUT_RULES_H

#include <stdint.h>
#include <uchar.h>

/* In the order of rule_table.awk's names. */
enum rule {
    RULE_START = 1 << 0,
    RULE_STRICT = 1 << 1,
    RULE_END = 1 << 2,
    RULE_HANG = 1 << 3,
    RULE_SQUEEZE = 1 << 4,
    RULE_OPEN = 1 << 5,
    RULE_CLOSE = 1 << 6,
    RULE_DIGIT = 1 << 7,
    RULE_POINT = 1 << 8,
    RULE_UNIT = 1 << 9,
    RULE_CARRY = 1 << 10,
    RULE_NUMERAL = 1 << 11,
    RULE_ORDINAL = 1 << 12,
    RULE_LINK = 1 << 13,
    RULE_DASH = 1 << 14,
    RULE_DOTS = 1 << 15
};

/* The classes of CODE, or 0. */
uint16_t rule_of(char32_t code);

/* The half-width twin of a full-width mark that may be squeezed; CODE itself where there is none. */
char32_t rule_twin(char32_t code);

#endif
