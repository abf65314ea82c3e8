/* Where a line may begin: UAX #14 of Unicode 17, rule by rule.
 *
 * The program's own, not a library's: a library follows the Unicode of its year, and how a page is set would depend
 * on the machine that built it. The house rules for Chinese go on top of this, in src/layout.
 */
#include "kanbao/text.h"

#include "text/line_break_table.h"

enum { CLASS = 63, EAST_ASIAN = 64, COMING_EMOJI = 128 };

/* What ends a number or goes on with it (LB25): digits with points, and then one bracket. */
enum number { NO_NUMBER, IN_NUMBER, AFTER_NUMBER };

/* What the rules ask of the text before a place. Marks belong to the character that they sit on (LB9): they are seen here
   as `mark` only. */
struct before {
    unsigned last;    /* entry of the last character */
    unsigned earlier; /* of the one before it; LINE_LF at the start of the text, where it does the same */
    unsigned ink;     /* of the last that is no space */
    bool starts;      /* `last` is the text's first */
    bool opens;       /* `ink` is a quotation mark that opens (LB15a) */
    bool joins;       /* a joiner was the last code point of all (LB8a) */
    bool half_flag;   /* an odd number of regional indicators */
    enum number number;
};

#define SET(class) (UINT64_C(1) << LINE_##class)
static const uint64_t line_ends = SET(BK) | SET(CR) | SET(LF) | SET(NL);
static const uint64_t marks = SET(CM) | SET(ZWJ);
static const uint64_t letters = SET(AL) | SET(HL) | SET(DC);
static const uint64_t hyphens = SET(HY) | SET(HH);
static const uint64_t quotes = SET(QU) | SET(QI) | SET(QF);
static const uint64_t pictures = SET(ID) | SET(EB) | SET(EM);
static const uint64_t hangul = SET(JL) | SET(JV) | SET(JT) | SET(H2) | SET(H3);
static const uint64_t syllables = SET(AK) | SET(DC) | SET(AS);
/* before a quotation mark that opens, and before a hyphen that begins a word */
static const uint64_t before_opening =
    SET(BK) | SET(CR) | SET(LF) | SET(NL) | SET(OP) | SET(QU) | SET(QI) | SET(QF) | SET(GL) | SET(SP) | SET(ZW);
static const uint64_t before_word = SET(BK) | SET(CR) | SET(LF) | SET(NL) | SET(SP) | SET(ZW) | SET(CB) | SET(GL);
/* after a quotation mark that closes */
static const uint64_t after_closing = SET(SP) | SET(GL) | SET(WJ) | SET(CL) | SET(QU) | SET(QI) | SET(QF) | SET(CP) |
                                      SET(EX) | SET(IS) | SET(SY) | SET(BK) | SET(CR) | SET(LF) | SET(NL) | SET(ZW);
/* what never begins a line, spaces before it or not (LB13, LB15d), and right after a word (LB21, LB22) */
static const uint64_t never_begins = SET(CL) | SET(CP) | SET(EX) | SET(SY) | SET(IS);
static const uint64_t clings = SET(BA) | SET(HH) | SET(HY) | SET(NS) | SET(IN);

static unsigned
entry_of(char32_t code)
{
    return line_class[line_page[code >> 7]][code & 127];
}

static bool
in(unsigned entry, uint64_t set)
{
    return (set >> (entry & CLASS) & 1) != 0;
}

static bool
is(unsigned entry, unsigned class)
{
    return (entry & CLASS) == class;
}

/* The entry of the character from *AT on, past marks; moves *AT behind it. LINE_LF at the end of the text. */
static unsigned
entry_after(struct slice text, size_t *at)
{
    while (*at < text.len) {
        char32_t code;
        *at += text_decode(text.at + *at, &code);
        unsigned entry = entry_of(code);
        if (!in(entry, marks))
            return entry;
    }
    return LINE_LF;
}

/* A quotation mark: whether it stays with what is before it depends on what is behind it, too; NOW ends at AFTER. */
static bool
before_quote(const struct before *before, unsigned now, struct slice text, size_t after)
{
    if (!is(now, LINE_QI) || !(before->last & EAST_ASIAN)) /* LB19, LB19a */
        return true;
    return !(entry_after(text, &after) & EAST_ASIAN);
}

static bool
after_quote(const struct before *before, unsigned now)
{
    if (!is(before->last, LINE_QF)) /* LB19 */
        return true;
    return !(now & EAST_ASIAN) || before->starts || !(before->earlier & EAST_ASIAN); /* LB19a */
}

/* LB25, where NOW ends at AFTER. */
static bool
inside_number(const struct before *before, unsigned now, struct slice text, size_t after)
{
    bool sign = in(before->last, SET(PR) | SET(PO));
    switch (now & CLASS) {
    case LINE_PO:
    case LINE_PR: return before->number != NO_NUMBER;
    case LINE_NU: return before->number == IN_NUMBER || sign || in(before->last, SET(HY) | SET(IS));
    case LINE_OP: {
        if (!sign)
            return false;
        unsigned next = entry_after(text, &after);
        return is(next, LINE_NU) || (is(next, LINE_IS) && is(entry_after(text, &after), LINE_NU));
    }
    default: return false;
    }
}

/* LB28a: the clusters of Brahmic scripts. */
static bool
inside_syllable(const struct before *before, unsigned now, struct slice text, size_t after)
{
    if (in(before->last, syllables))
        return in(now, SET(VF) | SET(VI)) || (in(now, syllables) && is(entry_after(text, &after), LINE_VF));
    if (is(before->last, LINE_AP))
        return in(now, syllables);
    return is(before->last, LINE_VI) && in(before->earlier, syllables) && in(now, SET(AK) | SET(DC));
}

/* LB26, LB27. */
static bool
inside_hangul(unsigned last, unsigned now)
{
    if (!in(last, hangul))
        return is(last, LINE_PR) && in(now, hangul);
    if (is(last, LINE_JL) && in(now, SET(JL) | SET(JV) | SET(H2) | SET(H3)))
        return true;
    if (in(last, SET(JV) | SET(H2)) && in(now, SET(JV) | SET(JT)))
        return true;
    return is(now, LINE_PO) || (in(last, SET(JT) | SET(H3)) && is(now, LINE_JT));
}

/* LB23 to LB30b but for those above: letters, digits, pictures. */
static bool
inside_word(const struct before *before, unsigned now)
{
    unsigned last = before->last;
    uint64_t after = 0;
    if (in(last, letters))
        after = letters | SET(NU) | SET(PR) | SET(PO);
    else if (is(last, LINE_NU))
        after = letters;
    else if (is(last, LINE_PR))
        after = letters | pictures;
    else if (in(last, SET(PO) | SET(IS)))
        after = letters;
    else if (in(last, pictures))
        after = SET(PO) | (is(last, LINE_EB) ? SET(EM) : 0);
    else if (is(last, LINE_RI))
        after = before->half_flag ? SET(RI) : 0;
    if (in(last, letters | SET(NU)) && is(now, LINE_OP) && !(now & EAST_ASIAN))
        return true;
    if (last & COMING_EMOJI && is(now, LINE_EM))
        return true;
    if (is(last, LINE_CP) && !(last & EAST_ASIAN))
        after = letters | SET(NU);
    return in(now, after);
}

/* LB20 to LB30b: nothing is between the two. */
static bool
may_part(const struct before *before, unsigned now, struct slice text, size_t after)
{
    unsigned last = before->last;
    if (is(last, LINE_CB) || is(now, LINE_CB))
        return true;
    if (in(now, clings) || is(last, LINE_BB))
        return false;
    if (in(last, hyphens)) {
        if (in(now, letters) && (before->starts || in(before->earlier, before_word))) /* LB20a */
            return false;
        if (is(before->earlier, LINE_HL) && !is(now, LINE_HL)) /* LB21a */
            return false;
    }
    if (is(last, LINE_SY) && is(now, LINE_HL))
        return false;
    return !inside_word(before, now) && !inside_number(before, now, text, after) && !inside_hangul(last, now) &&
           !inside_syllable(before, now, text, after);
}

/* LB11 to LB19a; else what the rules behind them say. */
static bool
may_begin(const struct before *before, unsigned now, struct slice text, size_t after)
{
    unsigned last = before->last, ink = before->ink;
    if (in(now, SET(WJ)) || in(last, SET(WJ) | SET(GL)))
        return false;
    if (is(now, LINE_GL) && !in(last, SET(SP) | SET(BA) | hyphens))
        return false;
    if (is(now, LINE_IS) && is(last, LINE_SP) && is(entry_after(text, &after), LINE_NU)) /* LB15c */
        return true;
    if (in(now, never_begins) || is(ink, LINE_OP) || before->opens)
        return false;
    if (is(now, LINE_QF)) { /* LB15b */
        size_t behind = after;
        if (in(entry_after(text, &behind), after_closing))
            return false;
    }
    if ((in(ink, SET(CL) | SET(CP)) && is(now, LINE_NS)) || (is(ink, LINE_B2) && is(now, LINE_B2)))
        return false;
    if (is(last, LINE_SP))
        return true;
    if ((in(now, quotes) && before_quote(before, now, text, after)) || (in(last, quotes) && after_quote(before, now)))
        return false;
    return may_part(before, now, text, after);
}

/* LB2 to LB8a; else what the rules behind them say. */
static bool
begins(const struct before *before, unsigned now, struct slice text, size_t after)
{
    if (in(before->last, line_ends))
        return !(is(before->last, LINE_CR) && is(now, LINE_LF));
    if (in(now, line_ends | SET(SP) | SET(ZW)))
        return false;
    if (is(before->ink, LINE_ZW))
        return true;
    return !before->joins && may_begin(before, now, text, after);
}

static void
take(struct before *before, unsigned now, bool first)
{
    if (in(now, SET(NU)))
        before->number = IN_NUMBER;
    else if (before->number == IN_NUMBER && in(now, SET(CL) | SET(CP)))
        before->number = AFTER_NUMBER;
    else if (before->number != IN_NUMBER || !in(now, SET(SY) | SET(IS)))
        before->number = NO_NUMBER;
    before->half_flag = is(now, LINE_RI) && !before->half_flag;
    if (!is(now, LINE_SP)) {
        before->opens = is(now, LINE_QI) && (first || in(before->last, before_opening));
        before->ink = now;
    }
    before->earlier = before->last;
    before->last = now;
    before->starts = first;
}

void
text_breaks(struct slice text, char *breaks)
{
    struct before before = {.last = LINE_LF, .earlier = LINE_LF, .ink = LINE_LF};
    memset(breaks, TEXT_BREAK_NO, text.len);
    for (size_t at = 0, after = 0; at < text.len; at = after) {
        char32_t code;
        after = at + text_decode(text.at + at, &code);
        unsigned now = entry_of(code);
        bool joiner = is(now, LINE_ZWJ);
        if (in(now, marks)) {
            if (at > 0 && !in(before.last, line_ends | SET(SP) | SET(ZW))) { /* LB9 */
                before.joins = joiner;
                continue;
            }
            now = LINE_AL; /* LB10 */
        }
        /* two ideographs: nearly all of a Chinese text */
        if (now == (LINE_ID | EAST_ASIAN) && before.last == now && !before.joins)
            breaks[at] = TEXT_BREAK_MAY;
        else if (at > 0 && begins(&before, now, text, after))
            breaks[at] = TEXT_BREAK_MAY;
        take(&before, now, at == 0);
        before.joins = joiner;
    }
}
