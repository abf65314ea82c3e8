/* The ways to write a number, from its figures and its value. Knows nothing of words. */
#include "search/query/numbers.h"

#include "kanbao/text.h"

enum { WAN = 10000, YI = 100000000 };

static const char32_t figures[] = U"零一二三四五六七八九";

void
draft_put(struct draft *draft, char32_t code)
{
    if (draft->count < BASE_COUNT(draft->codes))
        draft->codes[draft->count++] = code;
}

static void
put_ascii(struct draft *draft, const char *text)
{
    for (; *text != '\0'; text++)
        draft_put(draft, (char32_t)*text);
}

struct writings {
    struct writing *at;
    size_t count;
};

/* Adds DRAFT unless it is there, and empties it. */
static void
add(struct writings *writings, struct draft *draft, bool han)
{
    size_t count = draft->count;
    draft->count = 0;
    if (writings->count == WRITINGS_MAX || count == 0 || count > BASE_COUNT(writings->at[0].codes))
        return;
    for (size_t i = 0; i < writings->count; i++)
        if (writings->at[i].count == count &&
            memcmp(writings->at[i].codes, draft->codes, count * sizeof(char32_t)) == 0)
            return;
    struct writing *writing = &writings->at[writings->count++];
    writing->count = count;
    writing->han = han;
    memcpy(writing->codes, draft->codes, count * sizeof(char32_t));
}

/* ---- ideographs */

/* How a number is spoken. */
struct speech {
    bool pair;       /* 两 before 百, 千, 万 and 亿 */
    bool short_tens; /* 廿, 卅 */
    bool bare_ten;   /* 一百十九 */
};

/* 1 to 9999; BELOW: it stands behind a greater part, and 零 says that hundreds are missing. */
static void
put_section(struct draft *draft, unsigned number, bool below, struct speech speech)
{
    static const struct {
        unsigned by;
        char32_t name;
    } units[] = {{1000, U'千'}, {100, U'百'}, {10, U'十'}, {1, 0}};
    bool begun = below, gap = below && number < 1000;
    for (size_t i = 0; i < BASE_COUNT(units); i++) {
        unsigned figure = number / units[i].by % 10, by = units[i].by;
        if (figure == 0) {
            gap = begun;
            continue;
        }
        if (gap)
            draft_put(draft, U'零');
        gap = false;
        if (by == 10 && speech.short_tens && (figure == 2 || figure == 3)) {
            draft_put(draft, figure == 2 ? U'廿' : U'卅');
        } else {
            bool bare = by == 10 && figure == 1 && (!begun || speech.bare_ten);
            if (!bare)
                draft_put(draft, by >= 100 && figure == 2 && speech.pair ? U'两' : figures[figure]);
            if (by > 1)
                draft_put(draft, units[i].name);
        }
        begun = true;
    }
}

static void
put_spoken(struct draft *draft, uint64_t value, struct speech speech)
{
    unsigned parts[] = {(unsigned)(value / YI), (unsigned)(value / WAN % WAN), (unsigned)(value % WAN)};
    static const char32_t names[] = {U'亿', U'万', 0};
    for (size_t i = 0; i < BASE_COUNT(parts); i++) {
        if (parts[i] == 0)
            continue;
        if (parts[i] == 2 && speech.pair && names[i] != 0)
            draft_put(draft, U'两');
        else
            put_section(draft, parts[i], draft->count > 0, speech);
        if (names[i] != 0)
            draft_put(draft, names[i]);
    }
}

static void
add_spoken(struct writings *writings, uint64_t value)
{
    struct draft draft = {.count = 0};
    for (unsigned way = 0; way < 5; way++) {
        put_spoken(&draft, value, (struct speech){way == 1 || way == 4, way == 2, way == 3 || way == 4});
        add(writings, &draft, true);
    }
}

static void
add_figures(struct writings *writings, const struct number *number)
{
    static const char32_t zeros[] = U"零○o0";
    struct draft draft = {.count = 0};
    bool zero = memchr(number->digits, '0', number->count) != NULL;
    if (number->count < 3 && !(zero && number->count == 2 && number->counts))
        return;
    for (size_t z = 0; zeros[z] != 0; z++) {
        for (size_t i = 0; i < number->count; i++)
            draft_put(&draft, number->digits[i] == '0' ? zeros[z] : figures[number->digits[i] - '0']);
        add(writings, &draft, true);
    }
}

/* ---- digits */

static void
add_groups(struct writings *writings, const struct number *number, char mark)
{
    struct draft draft = {.count = 0};
    for (size_t i = 0; i < number->count; i++) {
        if (i > 0 && (number->count - i) % 3 == 0)
            draft_put(&draft, (char32_t)mark);
        draft_put(&draft, (char32_t)number->digits[i]);
    }
    add(writings, &draft, false);
}

/* VALUE in units of UNIT, which are NAME: 1.2万; four places at most. */
static void
add_decimal(struct writings *writings, uint64_t value, uint64_t unit, const char32_t *name)
{
    struct draft draft = {.count = 0};
    char text[48];
    uint64_t rest = value % unit * 10000;
    if (value < unit || rest % unit != 0)
        return;
    int len = snprintf(text, sizeof text, "%llu.%04llu", (unsigned long long)(value / unit),
                       (unsigned long long)(rest / unit));
    while (len > 0 && text[len - 1] == '0')
        text[--len] = '\0';
    if (len > 0 && text[len - 1] == '.')
        text[--len] = '\0';
    put_ascii(&draft, text);
    for (; *name != 0; name++)
        draft_put(&draft, *name);
    add(writings, &draft, false);
}

/* 1万2千, 1万2000, 1亿2000万. */
static void
add_mixed(struct writings *writings, uint64_t value, uint64_t unit, char32_t name)
{
    struct draft draft = {.count = 0};
    uint64_t rest = value % unit, below = unit == YI ? WAN : 1000;
    char text[32];
    if (value < unit || rest == 0)
        return;
    for (int with = 0; with < 2; with++) {
        if (with == 1 && rest % below != 0)
            break;
        snprintf(text, sizeof text, "%llu", (unsigned long long)(value / unit));
        put_ascii(&draft, text);
        draft_put(&draft, name);
        snprintf(text, sizeof text, "%llu", (unsigned long long)(with == 1 ? rest / below : rest));
        put_ascii(&draft, text);
        if (with == 1)
            draft_put(&draft, unit == YI ? U'万' : U'千');
        add(writings, &draft, false);
    }
}

size_t
number_write(const struct number *number, bool year, struct writing out[WRITINGS_MAX])
{
    struct writings writings = {out, 0};
    struct draft draft = {.count = 0};
    for (size_t i = 0; i < number->count; i++)
        draft_put(&draft, (char32_t)number->digits[i]);
    add(&writings, &draft, false);
    add_figures(&writings, number);
    if (!number->counts || number->value == 0)
        return writings.count;
    add_spoken(&writings, number->value);
    if (year || number->count < 4)
        return writings.count;
    add_groups(&writings, number, ',');
    add_groups(&writings, number, ' ');
    if (number->value % 1000 == 0 && number->value < WAN)
        add_decimal(&writings, number->value, 1000, U"千");
    add_decimal(&writings, number->value, WAN, U"万");
    add_mixed(&writings, number->value, WAN, U'万');
    if (number->value % 1000000 == 0 && number->value < UINT64_C(10000000))
        add_decimal(&writings, number->value, 1000000, U"百万");
    if (number->value % 10000000 == 0 && number->value < YI)
        add_decimal(&writings, number->value, 10000000, U"千万");
    add_decimal(&writings, number->value, YI, U"亿");
    add_mixed(&writings, number->value, YI, U'亿');
    return writings.count;
}
