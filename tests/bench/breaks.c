/* Where a program broke the lines of a text, judged by rules of Chinese typesetting.
 *
 * The rules are those of W3C's Requirements for Chinese Text Layout (CLREQ), the prohibitions for line start and
 * line end at their basic level, with GB/T 15834 for —— and ……, and numbers left whole. The lists stand here for
 * themselves: a table shared with the program would find the program right whatever it says.
 *
 * Programs add what is not text (a title, a prompt), indent, and drop blanks or whole clauses. So what is shown is
 * matched with the text, character by character, as a diff does: what matches nothing does not count, and only a
 * line end that falls inside a paragraph is judged.
 */
#include "lines.h"

#include "bench.h"

#include "kanbao/text.h"

#include <stdlib.h>

void
ink_done(struct ink *ink)
{
    free(ink->at);
    *ink = (struct ink){0};
}

void
ink_add(struct ink *ink, struct slice text)
{
    bool begins = true, spaced = true;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        begins = begins || code == '\n';
        spaced = spaced || code == '\n' || text_is_space(code);
        if (code < ' ' || text_is_space(code))
            continue;
        ink->at = base_grow(ink->at, &ink->capacity, ink->count + 1, sizeof *ink->at);
        ink->at[ink->count++] = (struct ink_point){code, begins, spaced};
        begins = spaced = false;
    }
}

/* ---- matching what is shown with the text: the shortest way from one to the other by characters left out and
   added (E. Myers, An O(ND) Difference Algorithm, 1986) */

#define NOWHERE SIZE_MAX

enum { MOST_STEPS = 4000 }; /* farther from the text, it is another one */

struct match {
    const struct ink *text, *shown;
    bool restores;
    int **reached; /* after each number of steps: on each diagonal, how far in the text; diagonal 0 is in the middle */
    size_t *place; /* of each character shown: where it is in the text, or NOWHERE */
};

static bool
is_same(const struct match *match, size_t text, size_t shown)
{
    char32_t a = match->text->at[text].code, b = match->shown->at[shown].code;
    return a == b || (match->restores && marks_fold(a) == marks_fold(b));
}

/* Does step STEP come to DIAGONAL by a character added, not by one left out? */
static bool
is_added(int *const *reached, int step, int diagonal)
{
    const int *last = reached[step - 1] + step - 1;
    return diagonal == -step || (diagonal != step && last[diagonal - 1] < last[diagonal + 1]);
}

/* How far in the text step STEP comes on DIAGONAL, before it goes on where both are the same. */
static int
step_from(int *const *reached, int step, int diagonal)
{
    if (step == 0)
        return 0;
    const int *last = reached[step - 1] + step - 1;
    return is_added(reached, step, diagonal) ? last[diagonal + 1] : last[diagonal - 1] + 1;
}

/* Fills match->reached; returns the number of steps, -1 where they would be too many. */
static int
walk(struct match *match)
{
    int texts = (int)match->text->count, showns = (int)match->shown->count;
    for (int step = 0; step <= MOST_STEPS; step++) {
        int *now = base_alloc((2 * (size_t)step + 1) * sizeof *now);
        match->reached[step] = now;
        for (int diagonal = -step; diagonal <= step; diagonal += 2) {
            int text = step_from(match->reached, step, diagonal), shown = text - diagonal;
            while (text < texts && shown < showns && is_same(match, (size_t)text, (size_t)shown))
                text++, shown++;
            now[step + diagonal] = text;
            if (text >= texts && shown >= showns)
                return step;
        }
    }
    return -1;
}

/* Fills match->place; returns how many characters of the text have none. */
static size_t
match_ink(struct match *match)
{
    int **reached = base_alloc_zero(MOST_STEPS + 1, sizeof *reached);
    size_t found = 0;
    match->reached = reached;
    match->place = base_alloc((match->shown->count + 1) * sizeof *match->place);
    for (size_t i = 0; i < match->shown->count; i++)
        match->place[i] = NOWHERE;
    int steps = walk(match), text = (int)match->text->count, shown = (int)match->shown->count;
    for (int step = steps; step >= 0; step--) {
        int diagonal = text - shown, from = step_from(reached, step, diagonal);
        while (text > from && text > 0 && shown > 0) {
            match->place[--shown] = (size_t)--text;
            found++;
        }
        if (step == 0)
            break;
        if (is_added(reached, step, diagonal))
            shown--;
        else
            text--;
    }
    for (int step = 0; step <= MOST_STEPS; step++)
        free(reached[step]);
    free(reached);
    return match->text->count - found;
}

/* ---- the rules */

static bool
is_one_of(char32_t code, const char32_t *list)
{
    while (*list != 0 && *list != code)
        list++;
    return *list != 0;
}

/* No line begins with these: stops, closing marks, connectors, interpuncts, solidus; then, of Japanese (JLREQ), the
   marks of repetition and length and the small kana. A mark's half-width form is the same mark. */
static const char32_t never_first[] =
    U"、，。：；！？．､｡･·‧・•﹑﹐﹒﹔﹕﹖﹗‼⁇⁈⁉"
    U"）」』】》〉〕〗〙〛］｝｣”’»›﹚﹜﹞"
    U"–‐‑‒～〜゠－／％"
    U"ー々〻ゝゞヽヾぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ";
/* Nor with these, where the text has no space before them: " .net" may. An ASCII quote may be an opening one. */
static const char32_t never_first_joined[] = U",.;:!?)]}%-/~";
static const char32_t never_last[] = U"“‘（「『【《〈〔〖〘〚［｛｢«‹﹙﹛﹝";
static const char32_t never_last_joined[] = U"([{";
static const char32_t before_number[] = U"$¥￥＄€£";
static const char32_t after_number[] = U"%％‰℃°℉";

/* The line ends before AT[0]; two characters on each side can be looked at. JOINED: no space there. */
static bool
is_breach(const struct ink_point *at, bool joined)
{
    char32_t second_last = at[-2].code, last = at[-1].code, first = at[0].code, second = at[1].code;
    if (is_one_of(first, never_first) || is_one_of(last, never_last))
        return true;
    /* one — is a connector; two are a dash, which the basic level lets begin a line */
    if (first == U'—' && (second != U'—' || at[1].spaced))
        return true;
    if (!joined)
        return false;
    if (is_one_of(first, never_first_joined) || is_one_of(last, never_last_joined))
        return true;
    if (first == last && (first == U'—' || first == U'…'))
        return true;
    if (text_is_digit(last) && (text_is_digit(first) || is_one_of(first, after_number)))
        return true;
    if (text_is_digit(first) && is_one_of(last, before_number))
        return true;
    /* 1,|000 */
    return text_is_digit(first) && (last == '.' || last == ',') && text_is_digit(second_last);
}

/* Keeps a line end and the beginning after it, for whoever wants to see it. */
static void
keep_example(struct breaks *out, const struct ink *shown, size_t first)
{
    enum { AROUND = 12 };
    struct buffer text = {0};
    for (size_t i = first > AROUND ? first - AROUND : 0; i < first + AROUND && i < shown->count; i++) {
        char utf8[4];
        if (i == first)
            buffer_add_text(&text, " | ");
        else if (shown->at[i].spaced && text.len > 0)
            buffer_add_byte(&text, ' ');
        buffer_add(&text, utf8, text_encode(shown->at[i].code, utf8));
    }
    snprintf(out->example, sizeof out->example, "%s", text.at);
    buffer_done(&text);
}

/* Leaves only what is of the text: vim fills a last cell that is too small with a >. */
static void
drop_additions(struct ink *shown, size_t *place)
{
    size_t kept = 0;
    bool begins = false, spaced = false;
    for (size_t i = 0; i < shown->count; i++) {
        begins = begins || shown->at[i].begins;
        spaced = spaced || shown->at[i].spaced;
        if (place[i] == NOWHERE)
            continue;
        place[kept] = place[i];
        shown->at[kept++] = (struct ink_point){shown->at[i].code, begins, spaced};
        begins = spaced = false;
    }
    shown->count = kept;
}

static void
count_breaches(struct breaks *out, const struct ink *text, const struct ink *shown, const size_t *place)
{
    /* a copy with room for a look at two characters on each side */
    struct ink_point *points = base_alloc_zero(shown->count + 4, sizeof *points);
    if (shown->count > 0)
        memcpy(points + 2, shown->at, shown->count * sizeof *points);
    for (size_t i = 1; i < shown->count; i++) {
        if (!shown->at[i].begins || text->at[place[i]].begins)
            continue;
        bool joined = place[i] == place[i - 1] + 1 && !text->at[place[i]].spaced;
        if (is_breach(points + 2 + i, joined) && out->breaches++ == 0)
            keep_example(out, shown, i);
    }
    free(points);
}

static void
count_lines(struct breaks *out, struct slice shown, size_t width)
{
    while (shown.len > 0) {
        const char *end = memchr(shown.at, '\n', shown.len);
        struct slice line = slice_make(shown.at, end != NULL ? (size_t)(end - shown.at) : shown.len);
        shown = slice_from(shown, line.len + (end != NULL));
        struct slice ink = text_trim(line);
        if (ink.len == 0)
            continue;
        out->lines++;
        out->wide += text_cells(slice_make(line.at, (size_t)(ink.at + ink.len - line.at))) > width;
    }
}

struct breaks
breaks_judge(const struct ink *text, struct slice shown, size_t width, bool restores)
{
    struct breaks out = {0};
    struct ink ink = {0};
    struct match match = {.text = text, .shown = &ink, .restores = restores};
    ink_add(&ink, shown);
    count_lines(&out, shown, width);
    out.lost = match_ink(&match);
    drop_additions(&ink, match.place);
    count_breaches(&out, text, &ink, match.place);
    free(match.place);
    ink_done(&ink);
    return out;
}

/* ---- judging the judge */

static const struct {
    const char *text, *shown;
    size_t breaches, lost, wide;
    bool restores;
} cases[] = {
    /* line starts and ends */
    {"甲乙，丙丁", "甲乙\n，丙丁", 1, 0, 0, false},
    {"甲乙，丙丁", "甲乙，\n丙丁", 0, 0, 0, false},
    {"甲“乙”丙", "甲“\n乙”丙", 1, 0, 0, false},
    {"甲“乙”丙", "甲“乙\n”丙", 1, 0, 0, false},
    {"甲“乙”丙", "甲\n“乙”\n丙", 0, 0, 0, false},
    {"甲（乙）。“丙", "甲（\n乙\n）\n。“\n丙", 4, 0, 0, false},
    {"尔建·乌", "尔建\n·乌", 1, 0, 0, false},
    {"ところで", "と\nころで", 0, 0, 0, false},
    {"きゃく", "き\nゃく", 1, 0, 0, false},
    /* beside a space, ASCII marks may be anything */
    {"甲, 乙", "甲\n, 乙", 1, 0, 0, false},
    {"甲, 乙", "甲,\n乙", 0, 0, 0, false},
    {"use .net", "use\n.net", 0, 0, 0, false},
    {"say \"no\" (or)", "say\n\"no\"\n(or)", 0, 0, 0, false},
    {"(甲)乙", "(\n甲\n)乙", 2, 0, 0, false},
    {"甲 ( 乙", "甲 (\n乙", 0, 0, 0, false},
    /* what stays whole */
    {"共1260次", "共12\n60次", 1, 0, 0, false},
    {"共12 60次", "共12\n60次", 0, 0, 0, false},
    {"１２３４", "１２\n３４", 1, 0, 0, false},
    {"占44%了", "占44\n%了", 1, 0, 0, false},
    {"仅1.5米", "仅1.\n5米", 1, 0, 0, false},
    {"有6℃", "有6\n℃", 1, 0, 0, false},
    {"76, 22", "76,\n22", 0, 0, 0, false},
    {"上——下", "上—\n—下", 1, 0, 0, false},
    {"上——下", "上\n——下", 0, 0, 0, false},
    {"上……下", "上…\n…下", 1, 0, 0, false},
    {"16日—20日", "16日\n—20日", 1, 0, 0, false},
    /* a paragraph's own ends break nothing; an indent is no space of the text */
    {"甲（\n\n）乙", "甲（\n\n）乙", 0, 0, 0, false},
    {"甲\n，乙丙", "  甲\n  ，乙\n   丙", 0, 0, 0, false},
    {"甲1234乙", "    甲12\n  34乙", 1, 0, 0, false},
    /* what is lost, what is added, what is too wide */
    {"甲乙丙丁戊", "甲乙\n戊", 0, 2, 0, false},
    {"甲乙丙", "", 0, 3, 0, false},
    {"甲乙，丙", "甲乙>\n，丙", 1, 0, 0, false},
    {"甲“乙丙，丁戊", "Title: 甲\n\n甲“\n丁戊\n~\n(END)", 1, 3, 0, false},
    {"abc", "a b c", 0, 0, 0, false},
    {"甲乙丙丁戊己庚辛壬", "甲乙丙丁戊己庚辛壬", 0, 0, 1, false},
    /* restored marks */
    {"甲, 乙. (丙)", "甲，乙。\n（丙）", 0, 0, 0, true},
    {"甲, 乙. (丙)", "甲\n, 乙｡（\n丙)", 2, 0, 0, true},
    {"甲, 乙. (丙)", "甲，乙。\n（丙）", 0, 4, 0, false},
};

void
breaks_check(void)
{
    for (size_t i = 0; i < BASE_COUNT(cases); i++) {
        struct ink text = {0};
        ink_add(&text, slice_of(cases[i].text));
        struct breaks got = breaks_judge(&text, slice_of(cases[i].shown), 16, cases[i].restores);
        ink_done(&text);
        if (got.breaches != cases[i].breaches || got.lost != cases[i].lost || got.wide != cases[i].wide)
            bench_fail("\"%s\" shown as \"%s\" has %zu breaches, %zu lost and %zu too wide, not %zu, %zu and %zu",
                       cases[i].text, cases[i].shown, cases[i].breaches, cases[i].lost, cases[i].wide, got.breaches,
                       got.lost, got.wide);
    }
}
