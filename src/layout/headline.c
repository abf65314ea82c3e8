/* Headlines: as few lines as they need, as even as they can be, ended where the sense has a joint.
 *
 * Every way to end the lines is weighed (there are few), so this is for short texts; a long one is filled as any
 * other. A joint is a blank or a mark; inside a run of Han it is where the two characters seldom come together in the
 * article, while those of one word nearly always do: the article is the dictionary.
 */
#include "layout/units.h"

#include "kanbao/text.h"

enum {
    UNITS_MAX = 120, /* a longer text is no headline */
    LINES_MAX = 8,
    BLANK_JOINT = -100, /* what a place costs, in squared characters off an even line; less is better */
    MARK_JOINT = -45,
    BRACKET_JOINT = -20,
    WORD_BROKEN = 90,   /* two characters that always come together in the text, */
    COMMON_BROKEN = 70, /* or in every newspaper */
    PARTICLE_BROKEN = 60,
    SUFFIX_BROKEN = 30,
    PREPOSITION_JOINT = -10,
    SUFFIX_JOINT = -6,
    BRACKET_BROKEN = 30, /* inside a title or a quotation */
    ALONE = 4000         /* a line of one character */
};

struct headline {
    struct slice text, context;
    const struct units *units;
    uint16_t cells;
    char32_t code[UNITS_MAX];
    unsigned seen[UNITS_MAX];   /* how often the context has this character, */
    unsigned paired[UNITS_MAX]; /* and right after the one before it here */
    int joint[UNITS_MAX];       /* what it costs to begin a line with a unit */
};

/* Counts, in one pass over the context, the headline's characters and its pairs of them. */
static void
count_pairs(struct headline *headline)
{
    enum { BUCKETS = 256 };
    unsigned char first[BUCKETS] = {0}, next[UNITS_MAX]; /* chains of units, from 1, by the low byte of their code */
    size_t units = headline->units->count;
    for (size_t i = units; i-- > 0;) {
        text_decode(headline->text.at + headline->units->at[i].byte, &headline->code[i]);
        headline->seen[i] = headline->paired[i] = 0;
        next[i] = first[headline->code[i] % BUCKETS];
        first[headline->code[i] % BUCKETS] = (unsigned char)(i + 1);
    }
    char32_t before = 0, code;
    for (size_t at = 0; at < headline->context.len; before = code) {
        at += text_decode(headline->context.at + at, &code);
        for (size_t i = first[code % BUCKETS]; i > 0; i = next[i - 1]) {
            headline->seen[i - 1] += headline->code[i - 1] == code;
            headline->paired[i - 1] += i > 1 && headline->code[i - 1] == code && headline->code[i - 2] == before;
        }
    }
}

/* How much the characters before and at UNIT are one word, 0 to 100: of all times that either is seen, how often both
   are, one after the other. */
static int
cohesion(const struct headline *headline, size_t unit)
{
    unsigned both = headline->paired[unit];
    unsigned a = headline->seen[unit - 1], b = headline->seen[unit];
    return both > 0 ? (int)(both * both * 100 / (a * b)) : 0;
}

/* What it costs to begin a line with UNIT. */
static int
joint_cost(const struct headline *headline, size_t unit)
{
    static const char32_t after[] = U"的了着过地得们上下中里内外后前",
                          joints[] = U"在和与及为向对从以将被把让由获赴再驻";
    static const char32_t suffixes[] = U"员者家区市县省州镇村部局委院校队团会站厂场路桥法案率度性化";
    const struct unit *units = headline->units->at;
    if (units[unit - 1].flags & UNIT_BLANK)
        return BLANK_JOINT;
    char32_t a = headline->code[unit - 1], b = headline->code[unit];
    if (units[unit - 1].rules & (RULE_HANG | RULE_DASH | RULE_DOTS) || units[unit].rules & RULE_DASH)
        return MARK_JOINT;
    if (units[unit].rules & (RULE_END | RULE_OPEN) || units[unit - 1].rules & (RULE_CLOSE | RULE_START))
        return BRACKET_JOINT;
    if (!text_is_han(a) || !text_is_han(b))
        return 0;
    if (text_among(b, after) || text_among(a, joints))
        return PARTICLE_BROKEN;
    int cost = WORD_BROKEN * cohesion(headline, unit) / 100;
    if (cost < COMMON_BROKEN && word_is_common(a, b))
        cost = COMMON_BROKEN;
    cost += text_among(b, joints) || text_among(a, after) ? PREPOSITION_JOINT : 0;
    cost += text_among(a, suffixes) ? SUFFIX_JOINT : 0;
    return cost + (text_among(b, suffixes) ? SUFFIX_BROKEN : 0);
}

static void
weigh_joints(struct headline *headline)
{
    const struct unit *units = headline->units->at;
    int depth = 0;
    for (size_t i = 0; i < headline->units->count; i++) {
        bool closes = units[i].rules & RULE_CLOSE || text_among(headline->code[i], U"》〉）)」』】〕");
        if (i > 0 && units[i].flags & UNIT_MAY)
            headline->joint[i] = joint_cost(headline, i) + (depth > 0 ? BRACKET_BROKEN : 0);
        depth += ((units[i].rules & (RULE_END | RULE_OPEN)) != 0) - (closes && depth > 0);
    }
}

/* Cells and characters of the units from FIRST up to NEXT, blanks at the end left out. */
static int
line_cells(const struct headline *headline, size_t first, size_t next, int *characters)
{
    const struct unit *units = headline->units->at;
    int cells = 0;
    *characters = 0;
    cells += next < headline->units->count && next > first && units[next - 1].flags & UNIT_SOFT; /* its hyphen */
    while (next > first && units[next - 1].flags & UNIT_BLANK)
        next--;
    for (size_t i = first; i < next; i++) {
        cells += units[i].cells;
        *characters += (units[i].rules & (RULE_START | RULE_END)) == 0;
    }
    return cells;
}

/* The cheapest way to set everything in COUNT lines: STARTS gets the first unit of each. False: there is none. */
static bool
best_starts(const struct headline *headline, size_t count, size_t *starts)
{
    enum { NO_WAY = 1 << 28 };
    static const int unset = NO_WAY;
    size_t units = headline->units->count;
    int best[LINES_MAX + 1][UNITS_MAX + 1]; /* of the first lines, up to a unit */
    unsigned char from[LINES_MAX + 1][UNITS_MAX + 1];
    int total = 0, characters;
    total = line_cells(headline, 0, units, &characters);
    int even = (total + (int)count - 1) / (int)count;
    for (size_t k = 0; k <= count; k++)
        for (size_t i = 0; i <= units; i++)
            best[k][i] = k == 0 && i == 0 ? 0 : unset;
    for (size_t k = 1; k <= count; k++)
        for (size_t end = 1; end <= units; end++) {
            if (end < units && !(headline->units->at[end].flags & UNIT_MAY))
                continue;
            for (size_t start = end; start-- > 0;) {
                int cells = line_cells(headline, start, end, &characters);
                if (cells > headline->cells)
                    break;
                if (best[k - 1][start] == unset)
                    continue;
                int off = cells - even,
                    cost = best[k - 1][start] + off * off / 4 + (end < units ? headline->joint[end] : 0);
                cost += characters < 2 && units > 1 ? ALONE : 0;
                if (cost < best[k][end]) {
                    best[k][end] = cost;
                    from[k][end] = (unsigned char)start;
                }
            }
        }
    if (best[count][units] == unset)
        return false;
    for (size_t k = count, end = units; k > 0; k--)
        end = starts[k - 1] = from[k][end];
    return true;
}

static void
take_lines(const struct headline *headline, const size_t *starts, struct layout_lines *lines)
{
    const struct unit *units = headline->units->at;
    for (size_t k = 0; k < lines->count; k++) {
        size_t next = k + 1 < lines->count ? starts[k + 1] : headline->units->count, ink = next;
        int characters, cells = line_cells(headline, starts[k], next, &characters);
        while (ink > starts[k] && units[ink - 1].flags & UNIT_BLANK)
            ink--;
        lines->at[k] = (struct layout_line){
            .start_byte = units[starts[k]].byte,
            .end_byte = units[next].byte,
            .ink_byte = units[ink].byte,
            .squeeze_byte = units[ink].byte,
            .cells = (uint16_t)cells,
            .hyphen = next < headline->units->count && units[next - 1].flags & UNIT_SOFT,
        };
    }
}

void
layout_fill_headline(struct slice text, uint16_t cells, enum line_break level, struct slice context,
                     struct layout_lines *lines)
{
    layout_fill(text, (struct layout_measure){.cells = cells, .level = level}, lines);
    if (lines->count < 2 || lines->count > LINES_MAX || text.len > UNITS_MAX * 4 ||
        memchr(text.at, '\n', text.len) != NULL)
        return;
    struct units units = units_make(text, level);
    struct headline headline;
    size_t starts[LINES_MAX];
    if (units.count <= UNITS_MAX) {
        headline.text = text;
        headline.context = context;
        headline.units = &units;
        headline.cells = cells;
        count_pairs(&headline);
        weigh_joints(&headline);
        if (best_starts(&headline, lines->count, starts))
            take_lines(&headline, starts, lines);
    }
    units_done(&units);
}

size_t
layout_cut(struct slice text, uint16_t cells)
{
    size_t bytes = text_fit(text, cells);
    while (bytes > 0) {
        char32_t code;
        size_t start = text_previous(text, bytes);
        text_decode(text.at + start, &code);
        bool hangs_on = text_is_space(code) || rule_of(code) & (RULE_END | RULE_DASH) ||
                        (rule_of(code) & RULE_HANG && !(rule_of(code) & RULE_CLOSE));
        if (!hangs_on)
            break;
        bytes = start;
    }
    return bytes;
}
