/* Keys: values, notation, and what people call them. */
#include "kanbao/key.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <strings.h>

static const struct {
    uint32_t key;
    const char *name;
    const char *label; /* NULL: the name, translated */
} names[] = {
    {KEYCODE_SPACE, N_("Space"), NULL},
    {KEYCODE_ENTER, N_("Enter"), NULL},
    {KEYCODE_TAB, N_("Tab"), NULL},
    {KEYCODE_ESCAPE, N_("Esc"), NULL},
    {KEYCODE_BACKSPACE, N_("Backspace"), NULL},
    {KEYCODE_UP, "Up", "↑"},
    {KEYCODE_DOWN, "Down", "↓"},
    {KEYCODE_LEFT, "Left", "←"},
    {KEYCODE_RIGHT, "Right", "→"},
    {KEYCODE_HOME, "Home", "Home"},
    {KEYCODE_END, "End", "End"},
    {KEYCODE_PAGE_UP, "PageUp", "PgUp"},
    {KEYCODE_PAGE_DOWN, "PageDown", "PgDn"},
    {KEYCODE_INSERT, "Insert", "Ins"},
    {KEYCODE_DELETE, "Delete", "Del"},
    {KEYCODE_BACK_TAB, "S-Tab", "Shift-Tab"},
    {'<', "lt", "<"},
};

/* Where Chinese keyboards have them, on the mainland and on Taiwan; the comma of lists is on the keys of \ and of /, and
   means the one that is a command. */
static const struct {
    char32_t full;
    char half;
} marks[] = {
    {0x3000, ' '}, {0x3001, '/'}, {0x3002, '.'}, {0x300A, '<'},  {0x300B, '>'},  {0x3008, '<'},
    {0x3009, '>'}, {0x3010, '['}, {0x3011, ']'}, {0x300C, '['},  {0x300D, ']'},  {0x300E, '{'},
    {0x300F, '}'}, {0x3014, '['}, {0x3015, ']'}, {0x2018, '\''}, {0x2019, '\''}, {0x201C, '"'},
    {0x201D, '"'}, {0x2026, '^'}, {0x2014, '_'}, {0xFFE5, '$'},  {0xB7, '`'},
};

uint32_t
key_half_width(uint32_t key)
{
    enum { FULL_FIRST = 0xFF01, FULL_LAST = 0xFF5E, BETWEEN = FULL_FIRST - '!' };
    uint32_t plain = key & ~(uint32_t)KEYCODE_ALT, alt = key & KEYCODE_ALT;
    if (plain >= FULL_FIRST && plain <= FULL_LAST)
        return (plain - BETWEEN) | alt;
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (marks[i].full == plain)
            return (uint32_t)(unsigned char)marks[i].half | alt;
    return key;
}

/* The name between < and >, LEN bytes of it. */
static bool
parse_name(const char *name, size_t len, uint32_t *key)
{
    if (len > 2 && name[1] == '-' && (name[0] == 'A' || name[0] == 'a')) {
        const char *rest = name + 2;
        bool known = text_points(slice_make(rest, len - 2)) == 1 ? (text_decode(rest, key), true)
                                                                 : parse_name(rest, len - 2, key);
        *key |= KEYCODE_ALT;
        return known;
    }
    if (len == 3 && name[1] == '-' && (name[0] == 'C' || name[0] == 'c')) {
        *key = (uint32_t)(unsigned char)name[2] & 0x1F;
        return (name[2] >= '@' && name[2] <= '_') || (name[2] >= 'a' && name[2] <= 'z');
    }
    if ((name[0] == 'F' || name[0] == 'f') && len >= 2 && len <= 3) {
        char *behind;
        long number = strtol(name + 1, &behind, 10);
        *key = KEYCODE_F1 + (uint32_t)number - 1;
        return name[1] >= '1' && name[1] <= '9' && behind == name + len && number <= 12;
    }
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (strlen(names[i].name) == len && strncasecmp(names[i].name, name, len) == 0) {
            *key = names[i].key;
            return true;
        }
    return false;
}

bool
key_parse(const char **text, uint32_t *key)
{
    const char *end = **text == '<' ? strchr(*text, '>') : NULL;
    if (**text == '\0')
        return false;
    if (end != NULL && end == *text + 3 && end[-1] == '-' && end[1] == '>')
        end++; /* <A->> */
    if (end != NULL) {
        if (!parse_name(*text + 1, (size_t)(end - *text) - 1, key))
            return false;
        *text = end + 1;
        return true;
    }
    char32_t code;
    *text += text_decode(*text, &code);
    *key = code;
    return true;
}

static const char *
name_of(uint32_t key, bool label)
{
    for (size_t i = 0; i < BASE_COUNT(names); i++)
        if (names[i].key == key)
            return !label ? names[i].name : names[i].label ? names[i].label : _(names[i].name);
    return NULL;
}

void
key_add_notation(struct buffer *out, uint32_t key)
{
    uint32_t plain = key & ~(uint32_t)KEYCODE_ALT;
    const char *name = name_of(plain, false);
    const char *alt = key & KEYCODE_ALT ? "A-" : "";
    char utf8[4];
    if (name != NULL)
        buffer_printf(out, "<%s%s>", alt, name);
    else if (plain >= KEYCODE_F1 && plain <= KEYCODE_F12)
        buffer_printf(out, "<%sF%u>", alt, plain - KEYCODE_F1 + 1);
    else if (plain < 0x20)
        buffer_printf(out, "<%sC-%c>", alt, (char)(plain == 0 ? '@' : plain <= 26 ? plain + 0x60 : plain + 0x40));
    else if (*alt != '\0')
        buffer_printf(out, "<A-%.*s>", (int)text_encode(plain, utf8), utf8);
    else
        buffer_add(out, utf8, text_encode(plain, utf8));
}

void
key_add_label(struct buffer *out, uint32_t key)
{
    uint32_t plain = key & ~(uint32_t)KEYCODE_ALT;
    const char *label = name_of(plain, true);
    char utf8[4];
    if (key & KEYCODE_ALT)
        buffer_add_text(out, "Alt-");
    if (label != NULL)
        buffer_add_text(out, label);
    else if (plain >= KEYCODE_F1 && plain <= KEYCODE_F12)
        buffer_printf(out, "F%u", plain - KEYCODE_F1 + 1);
    else if (plain < 0x20)
        buffer_printf(out, "^%c", (char)(plain + 0x40));
    else
        buffer_add(out, utf8, text_encode(plain, utf8));
}
