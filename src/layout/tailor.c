/* The house rules on top of UAX #14: where a line of a Chinese newspaper may begin.
 *
 * Each rule looks at a unit, the one before it, and what is between them, and says that a line may begin
 * there, may not, or nothing. What a character is comes from rules.txt alone.
 */
#include "layout/units.h"

#include "kanbao/text.h"

/* What the pass knows when it comes to a unit. */
struct tailor {
    const struct units *units;
    enum line_break level;
    size_t now;    /* the unit a line might begin with */
    size_t before; /* the last one that is no blank; equal to NOW: there is none */
    bool close;    /* no blank between them */
    bool number;   /* BEFORE ends a number: digits, or digits and what carries on: 3亿 */
    bool ordinal;  /* BEFORE goes on with 第 */
};

static const struct unit *
unit_at(const struct tailor *tailor, size_t index)
{
    static const struct unit none;
    return index < tailor->units->count ? &tailor->units->at[index] : &none;
}

static bool
is(const struct unit *unit, unsigned rules)
{
    return (unit->rules & rules) != 0;
}

/* Chinese on this side: a quotation mark itself says nothing, so what it holds is asked. STEP is 1 or -1. */
static bool
is_chinese(const struct tailor *tailor, size_t index, int step)
{
    for (int i = 0; i < 4; i++, index += (size_t)step) {
        const struct unit *unit = unit_at(tailor, index);
        if (unit->flags & UNIT_WIDE)
            return true;
        if (!is(unit, RULE_OPEN | RULE_CLOSE | RULE_DASH | RULE_DOTS))
            return false;
    }
    return false;
}

/* A letter, a digit, or a mark that goes with one: not a pause or a bracket of Latin text, which UAX #14 judges. */
static bool
is_text(const struct unit *unit, unsigned mark)
{
    return unit->flags & (UNIT_WIDE | UNIT_LETTER) || is(unit, RULE_DIGIT | mark);
}

/* UAX #14 of Unicode 16, LB19a, a little wider: a quotation mark with Chinese on either side has a break outside. True where
   a line may begin at NOW because of that. */
static bool
outside_quotes(const struct tailor *tailor)
{
    const struct unit *a = unit_at(tailor, tailor->before), *b = unit_at(tailor, tailor->now);
    if (!tailor->close || is(a, RULE_END | RULE_OPEN | RULE_ORDINAL) || is(b, RULE_START | RULE_CLOSE | RULE_DOTS))
        return false;
    if (is(b, RULE_OPEN))
        return is_text(a, RULE_CLOSE | RULE_DASH | RULE_DOTS) &&
               (is_chinese(tailor, tailor->before, -1) || is_chinese(tailor, tailor->now + 1, 1));
    return is(a, RULE_CLOSE) && is_text(b, RULE_DASH) &&
           (is_chinese(tailor, tailor->before - 1, -1) || b->flags & UNIT_WIDE);
}

/* A dash alone links what stands before it: no line begins with it. */
static bool
is_single_dash(const struct tailor *tailor)
{
    const struct unit *next = unit_at(tailor, tailor->now + 1);
    return is(unit_at(tailor, tailor->now), RULE_DASH) && !is(next, RULE_DASH);
}

/* Two that are one mark. */
static bool
inside_pair(const struct unit *a, const struct unit *b)
{
    return (is(a, RULE_DASH) && is(b, RULE_DASH)) || (is(a, RULE_DOTS) && is(b, RULE_DOTS));
}

static bool
inside_number(const struct tailor *tailor)
{
    const struct unit *a = unit_at(tailor, tailor->before), *b = unit_at(tailor, tailor->now);
    if (tailor->number && is(b, RULE_UNIT | RULE_CARRY))
        return tailor->now - tailor->before <= 2; /* 3 月: one blank may stand between them */
    if (!tailor->close)
        return false;
    if (is(a, RULE_DIGIT) && is(b, RULE_DIGIT))
        return true;
    bool digit_before = tailor->before > 0 && is(unit_at(tailor, tailor->before - 1), RULE_DIGIT);
    bool digit_after = is(unit_at(tailor, tailor->now + 1), RULE_DIGIT);
    if (is(a, RULE_DIGIT) && is(b, RULE_POINT) && digit_after)
        return true;
    if (is(a, RULE_POINT) && digit_before && is(b, RULE_DIGIT))
        return true;
    /* 1～3月; and 1.首先, a marker in the middle of a paragraph */
    return digit_before && ((is(a, RULE_LINK | RULE_DASH) && is(b, RULE_DIGIT)) ||
                            (is(a, RULE_POINT) && a->cells == 1 && b->flags & UNIT_WIDE && !is(b, RULE_END)));
}

/* U.S.A., www.example.com: a point with letters on both sides. */
static bool
inside_name(const struct tailor *tailor)
{
    const struct unit *a = unit_at(tailor, tailor->before), *b = unit_at(tailor, tailor->now);
    return tailor->close && tailor->before > 0 && is(a, RULE_POINT) && a->cells == 1 && b->flags & UNIT_LETTER &&
           unit_at(tailor, tailor->before - 1)->flags & UNIT_LETTER;
}

/* Korean is parted at blanks only, as its readers expect of a text that is not justified. */
static bool
inside_korean(const struct tailor *tailor)
{
    const struct unit *a = unit_at(tailor, tailor->before), *b = unit_at(tailor, tailor->now);
    if (!tailor->close || !((a->flags | b->flags) & UNIT_HANGUL))
        return false;
    const struct unit *other = a->flags & UNIT_HANGUL ? b : a;
    return other->flags & (UNIT_HANGUL | UNIT_LETTER) || is(other, RULE_DIGIT) ||
           (other->flags & UNIT_WIDE && !is(other, RULE_START | RULE_END));
}

static bool
inside_ordinal(const struct tailor *tailor)
{
    const struct unit *b = unit_at(tailor, tailor->now);
    if (tailor->now - tailor->before > 2 || !tailor->ordinal)
        return false;
    return is(unit_at(tailor, tailor->before), RULE_ORDINAL) || is(b, RULE_NUMERAL | RULE_UNIT | RULE_CARRY);
}

/* What holds at every level: it is one word, or one mark. */
static bool
must_not(const struct tailor *tailor)
{
    const struct unit *a = unit_at(tailor, tailor->before), *b = unit_at(tailor, tailor->now);
    return b->flags & UNIT_INSIDE || (tailor->close && inside_pair(a, b)) || inside_number(tailor) ||
           inside_name(tailor) || inside_ordinal(tailor) || inside_korean(tailor);
}

/* Line starts and line ends that are prohibited at this level. */
static bool
prohibited(const struct tailor *tailor)
{
    const struct unit *a = unit_at(tailor, tailor->before), *b = unit_at(tailor, tailor->now);
    if (is(a, RULE_END) || is(b, RULE_START) || is_single_dash(tailor))
        return true;
    return tailor->level == LINE_BREAK_STRICT && is(b, RULE_STRICT | RULE_DASH);
}

static bool
may_begin(const struct tailor *tailor, bool may)
{
    const struct unit *a = unit_at(tailor, tailor->before), *b = unit_at(tailor, tailor->now);
    if (outside_quotes(tailor))
        may = true;
    if (tailor->level != LINE_BREAK_NONE)
        may = may && !prohibited(tailor);
    else if (tailor->close && is_text(a, RULE_DASH | RULE_DOTS | RULE_CLOSE) &&
             is_text(b, RULE_START | RULE_DASH | RULE_DOTS | RULE_OPEN) && (a->flags | b->flags) & UNIT_WIDE)
        may = may || is(a, RULE_END | RULE_DASH | RULE_DOTS) || is(b, RULE_START | RULE_DASH | RULE_DOTS);
    return may && !must_not(tailor);
}

static void
step(struct tailor *tailor)
{
    const struct unit *unit = unit_at(tailor, tailor->now);
    bool close = tailor->close;
    tailor->number =
        is(unit, RULE_DIGIT) || (tailor->number && is(unit, RULE_CARRY) && tailor->now - tailor->before <= 2);
    tailor->ordinal = is(unit, RULE_ORDINAL) || (tailor->ordinal && close && is(unit, RULE_NUMERAL | RULE_CARRY));
    tailor->before = tailor->now;
    tailor->close = true;
}

void
units_tailor(struct units *units, enum line_break level)
{
    struct tailor tailor = {.units = units, .level = level};
    for (size_t i = 0; i < units->count; i++) {
        struct unit *unit = &units->at[i];
        tailor.now = i;
        if (unit->flags & UNIT_BLANK) {
            bool begins = i > 0 && units->at[i - 1].flags & UNIT_END;
            tailor.close = false;
            unit->flags = (uint8_t)((unit->flags & ~UNIT_MAY) | (begins ? UNIT_MAY : 0));
            continue;
        }
        bool line_start = i > 0 && units->at[i - 1].flags & UNIT_END;
        bool may = i > 0 && (line_start || may_begin(&tailor, (unit->flags & UNIT_MAY) != 0));
        unit->flags = (uint8_t)((unit->flags & ~UNIT_MAY) | (may ? UNIT_MAY : 0));
        step(&tailor);
    }
}
