/* Lines of verse: four or more short ones, each a line of its own, whole thoughts or none.
 *
 * Chinese and Japanese by their length and the absence of what lists have; English by its capitals and commas, as a list
 * of names has capitals too.
 */
#include "parser/kinds/kinds.h"

enum {
    POINTS_MIN = 2,
    POINTS_MAX = 20,
    LATIN_POINTS_MIN = 12,
    LATIN_POINTS_MAX = 60,
    LINES_MIN = 4,
    EVEN_POINTS = 6,
    PROSE_LINES_MIN = 6,
    NARROW_LINES_MIN = 40,
    METRE_POINTS_MAX = 9
};

enum verse { VERSE_NONE, VERSE_CJK, VERSE_LATIN };

struct line {
    size_t points, cjk, letters, words;
    bool digits;
    char32_t first, second, last;
};

static struct line
measure(struct slice text)
{
    struct line line = {.last = text_last(text)};
    bool in_word = false;
    for (size_t at = 0; at < text.len; line.points++) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        if (line.points == 0)
            line.first = code;
        if (line.points == 1)
            line.second = code;
        bool letter = text_is_letter(code);
        line.cjk += text_is_han(code) || text_is_kana(code);
        line.letters += letter;
        line.words += letter && !in_word;
        in_word = letter || code == '\'' || code == U'’';
        line.digits |= text_is_digit(code);
    }
    return line;
}

static enum verse
verse_kind(struct slice text)
{
    if (text.len == 0 || text.len > POINTS_MAX * 4)
        return VERSE_NONE;
    struct line line = measure(text);
    static const char32_t lists[] = U"；;：:";
    if (text_among(line.last, lists) && !(line.letters > line.cjk && line.last == ';'))
        return VERSE_NONE;
    if (line.first == '(' || line.first == U'（' || line.second == U'、' || line.digits)
        return VERSE_NONE; /* （一） and 一、 */
    if (line.cjk * 4 >= line.points * 3)
        return line.points >= POINTS_MIN && line.points <= POINTS_MAX ? VERSE_CJK : VERSE_NONE;
    bool capital = (line.first >= 'A' && line.first <= 'Z') || line.first == U'“' || line.first == '"' ||
                   line.first == '\'' || line.first == U'‘';
    bool long_enough = line.points >= LATIN_POINTS_MIN && line.points <= LATIN_POINTS_MAX && line.words >= 3;
    return capital && long_enough && line.letters * 10 >= line.points * 7 ? VERSE_LATIN : VERSE_NONE;
}

static enum verse
verse_of(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    if (paragraph->kind == ISSUE_KIND_VERSE)
        return VERSE_CJK; /* seen before lines were judged */
    if (paragraph->kind != ISSUE_KIND_BODY || paragraph->lead_bytes > 0 ||
        paragraph->end_line != paragraph->first_line + 1)
        return VERSE_NONE;
    return verse_kind(issue_line_text(issue, paragraph->first_line));
}

/* A clause goes on in the next line, as no list of names has it. */
static bool
goes_on(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    char32_t last = text_last(issue_line_text(issue, paragraph->first_line));
    return last == ',' || last == ';' || text_is_letter(last);
}

static bool
ends(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    struct slice text = issue_line_text(issue, paragraph->first_line);
    static const char *const marks[] = {".", "!", "?", ".”", "!”", "?”", ".\"", "!\"", "?\""};
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (slice_ends(text, marks[i]))
            return true;
    return false;
}

static bool
has_comma(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    struct slice text = issue_line_text(issue, paragraph->first_line);
    return slice_ends(text, ",") || slice_ends(text, ";");
}

/* A sentence of prose right below lines that were known for verse, which have no stops. */
static bool
is_below_verse(const struct issue *issue, size_t i)
{
    const struct issue_paragraph *above = &issue->paragraphs[i - 1], *here = &issue->paragraphs[i];
    return above->kind == ISSUE_KIND_VERSE && here->kind != ISSUE_KIND_VERSE &&
           slice_ends(issue_line_text(issue, here->first_line), "。") &&
           !slice_ends(issue_line_text(issue, above->first_line), "。");
}

/* The lines from FIRST on that are of its kind. */
static struct verse_scan
walk(const struct issue *issue, size_t first, size_t end)
{
    enum verse verse = verse_of(issue, &issue->paragraphs[first]);
    struct verse_scan scan = {.first = first, .end = first, .latin = verse == VERSE_LATIN};
    for (; verse != VERSE_NONE && scan.end < end && verse_of(issue, &issue->paragraphs[scan.end]) == verse;
         scan.end++) {
        if (scan.end > first && is_below_verse(issue, scan.end))
            break;
        scan.open += goes_on(issue, &issue->paragraphs[scan.end]);
        scan.commas += has_comma(issue, &issue->paragraphs[scan.end]);
    }
    return scan;
}

size_t
verse_end(struct verse_scan *scan, const struct issue *issue, size_t first, size_t end)
{
    if (first >= scan->end)
        *scan = walk(issue, first, end);
    for (; scan->first < first; scan->first++) {
        scan->open -= goes_on(issue, &issue->paragraphs[scan->first]);
        scan->commas -= has_comma(issue, &issue->paragraphs[scan->first]);
    }
    size_t count = scan->end - first;
    if (scan->latin && (scan->commas == 0 || scan->open * 2 < count || !ends(issue, &issue->paragraphs[scan->end - 1])))
        return first;
    return count >= LINES_MIN ? scan->end : first;
}

/* ---- before lines are judged: a stanza is a group of short lines between blank ones */

static bool
may_be_verse(const struct shape *shape)
{
    return block_is_free(shape) && shape->points <= POINTS_MAX && !shape->byline && !shape->names && !shape->lead &&
           !shape->list && !shape->caption && !shape->colon && shape->digits == 0 &&
           verse_kind(shape->text) == VERSE_CJK;
}

/* Lines of a poem end alike and are about as long; those of a head are not. */
static bool
is_even(const struct shape *shapes, size_t first, size_t end)
{
    uint32_t least = UINT32_MAX, most = 0;
    size_t marks = 0;
    for (size_t i = first; i < end; i++) {
        least = shapes[i].points < least ? shapes[i].points : least;
        most = shapes[i].points > most ? shapes[i].points : most;
        marks += shapes[i].end == END_COMMA || shapes[i].end == END_STOP || shapes[i].end == END_CALL;
    }
    return most - least <= EVEN_POINTS || marks * 2 >= end - first;
}

/* A line with a clause's end in it: one of prose, set in a narrow column, or of couplets, where all have one. Stops after some
   lines only: heads, and sentences below them. */
static bool
is_prose(const struct shape *shapes, size_t first, size_t end)
{
    size_t inside = 0, leads = 0, stops = 0, marks = 0, count = end - first;
    for (size_t i = first; i < end; i++) {
        bool stop = shapes[i].end == END_STOP || shapes[i].end == END_CALL;
        stops += stop;
        marks += stop || shapes[i].end == END_COMMA || shapes[i].end == END_SEMICOLON;
        inside += shapes[i].commas > 0 || shapes[i].stops > 0;
        leads += shapes[i].leads_on;
    }
    return (inside > 0 && inside < count) || leads > 1 || stops * 4 >= count * 3 ||
           (stops > 0 && marks * 4 < count * 3 && inside < count);
}

/* English: every line begins with a capital, as printed prose does not; some end with a comma or none, the last with a stop. */
static bool
is_latin_stanza(const struct shape *shapes, size_t first, size_t end)
{
    size_t commas = 0, stops = 0, open = 0, count = end - first;
    for (size_t i = first; i < end; i++) {
        commas += shapes[i].end == END_COMMA || shapes[i].end == END_SEMICOLON;
        stops += shapes[i].finished;
        open += shapes[i].end == END_OPEN || shapes[i].end == END_COMMA;
        if (shapes[i].words > 0 && shapes[i].capitals == shapes[i].words && shapes[i].words > 2)
            return false; /* names, titles */
    }
    return count >= LINES_MIN && commas > 0 && open * 2 >= count && stops * 2 <= count && shapes[end - 1].finished;
}

static bool
may_be_latin(const struct shape *shape)
{
    return block_is_free(shape) && !shape->byline && !shape->lead && !shape->list && !shape->caption &&
           shape->stops == 0 && verse_kind(shape->text) == VERSE_LATIN;
}

static void
mark_latin(struct shape *shapes, size_t count)
{
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        if (!shapes[i].after_blank || !may_be_latin(&shapes[i]))
            continue;
        while (end < count && !shapes[end].after_blank && may_be_latin(&shapes[end]))
            end++;
        bool stanza = (end == count || shapes[end].after_blank) && is_latin_stanza(shapes, i, end);
        for (size_t k = i; stanza && k < end; k++)
            block_set(&shapes[k], BLOCK_VERSE, true);
    }
}

/* Text in narrow columns, of whose lines hardly any is longer than a line of verse. */
static bool
is_narrow(const struct shape *shapes, size_t count)
{
    size_t wide = 0;
    for (size_t i = 0; i < count; i++)
        wide += shapes[i].points > POINTS_MAX * 2;
    return count >= NARROW_LINES_MIN && wide * 10 < count;
}

/* Lines of as many characters from FIRST on, each with a mark at its end: they need no blank line around them. */
static size_t
metre_end(const struct shape *shapes, size_t first, size_t count)
{
    size_t end = first;
    for (; end < count && may_be_verse(&shapes[end]) && shapes[end].points == shapes[first].points; end++) {
        uint8_t mark = shapes[end].end;
        if (mark != END_COMMA && mark != END_STOP && mark != END_CALL)
            break;
    }
    return end;
}

/* Verses of five or seven characters; 。 at the end of every line is prose in a narrow column. */
static void
mark_metre(struct shape *shapes, size_t count)
{
    for (size_t i = 0, end; i < count; i = end + (end == i)) {
        end = metre_end(shapes, i, count);
        bool pairs = end - i >= LINES_MIN && shapes[i].points <= METRE_POINTS_MAX;
        for (size_t k = i; pairs && k < end; k++)
            pairs = (k - i) % 2 == 0 || shapes[k].end != END_COMMA;
        for (size_t k = i; pairs && shapes[i].end == END_COMMA && k < end; k++)
            block_set(&shapes[k], BLOCK_VERSE, true);
    }
}

void
verse_mark(struct shape *shapes, size_t count)
{
    mark_metre(shapes, count);
    mark_latin(shapes, count);
    if (is_narrow(shapes, count))
        return;
    for (size_t i = 0, end; i < count; i = end) {
        end = i + 1;
        if (!may_be_verse(&shapes[i]))
            continue;
        while (end < count && !shapes[end].after_blank && may_be_verse(&shapes[end]))
            end++;
        bool free = end == count || shapes[end].after_blank;
        /* a kicker, a headline, decks stand above prose */
        bool prose = end < count && shapes[end].points > POINTS_MAX * 2;
        bool above = i > 0 && (shapes[i - 1].end == END_COLON || shapes[i - 1].names || shapes[i - 1].byline);
        size_t lines = end - i;
        if (!free || lines < LINES_MIN || !(shapes[i].after_blank || above) || !is_even(shapes, i, end) ||
            is_prose(shapes, i, end) || (prose && !above && lines < PROSE_LINES_MIN))
            continue;
        for (size_t k = i; k < end; k++)
            block_set(&shapes[k], BLOCK_VERSE, true);
    }
}
