/* How likely does one printed line go on with another?
 *
 * The weights are log odds, in hundredths: how often two lines that stand so follow one another in a column, to how often two of
 * different columns do, counted in printed Chinese, Japanese and English. Most is told by words: where a line was cut, the characters on both
 * sides of the cut are a word that stands whole elsewhere, or two words of English that do. The rest is told by marks: no text goes on
 * with a small letter behind a full stop, nor with an indent in the middle of a sentence, nor where a word had room.
 * Knows nothing of columns.
 */
#include "parser/format/format.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    SHORT_CELLS = 4,       /* left at the end of a full line */
    LATIN_SHORT_CELLS = 1, /* ... if the next word has no room */
    SLOTS_MIN = 1024,
    SCRIPT_BYTES = 36 /* at the beginning of a line tell it */
};

/* Log odds in hundredths. */
enum {
    WORD = 290, /* of two characters, or two words */
    WORD_LATIN = 180,
    NO_WORD = -28,
    NO_WORD_LATIN = -6,
    BEGINS_BEHIND_STOP = 150,
    BEGINS_BEHIND_SHORT_STOP = 180,
    BEGINS_BEHIND_COMMA = -300,
    BEGINS_IN_SENTENCE = -110,
    BEGINS_TWICE = -350,              /* a paragraph, in the first line of another */
    GOES_ON_BEHIND_SHORT_STOP = -300, /* where paragraphs are indented */
    GOES_ON_BEHIND_STOP = -50,
    GOES_ON_FULL = 20,
    GOES_ON_SHORT = -140,
    SMALL_BEHIND_STOP = -400,
    SMALL_BEHIND_SHORT = -400,
    CAPITAL_BEHIND_STOP = 100,
    CAPITAL_BEHIND_SHORT = -100,
    NO_SMALL_BEHIND_HYPHEN = -150,
    OTHER_LETTERS = -250, /* of another script, in a sentence */
    FORBIDDEN_BEHIND_STOP = -150
};

static uint32_t
hash_of(uint32_t a, uint32_t b)
{
    uint32_t hash = (a ^ 0x9E3779B9U) * 0x85EBCA6BU + b * 0xC2B2AE35U;
    hash ^= hash >> 15;
    hash *= 0x2C1B3C6DU;
    return (hash ^ (hash >> 13)) | 1;
}

static void
remember(struct follow_run *follow, uint32_t hash)
{
    size_t at = hash & (follow->slots - 1);
    while (follow->table[at] != 0 && follow->table[at] != hash)
        at = (at + 1) & (follow->slots - 1);
    follow->table[at] = hash;
}

static bool
is_known(const struct follow_run *follow, uint32_t hash)
{
    size_t at = hash & (follow->slots - 1);
    while (follow->table[at] != 0 && follow->table[at] != hash)
        at = (at + 1) & (follow->slots - 1);
    return follow->table[at] != 0;
}

static bool
is_syllable(char32_t code)
{
    return text_is_han(code) || text_is_kana(code) || text_is_hangul(code);
}

/* Of the letters and digits from *AT on, whatever their case; *AT is moved behind them and the blanks and marks that follow. */
static uint32_t
word_hash(struct slice text, size_t *at)
{
    uint32_t hash = 2166136261U;
    size_t from = *at;
    while (*at < text.len && text_is_ascii_alnum((unsigned char)text.at[*at]))
        hash = (hash ^ ((unsigned char)text.at[(*at)++] | 0x20)) * 16777619U;
    size_t end = *at;
    while (*at < text.len && !text_is_ascii_alnum((unsigned char)text.at[*at]))
        ++*at;
    return end > from ? hash : 0;
}

/* The pairs of characters in LINE, and its pairs of words. */
static void
remember_line(struct follow_run *follow, struct follow_line *line)
{
    char32_t code, before = 0;
    for (size_t at = 0; at < line->text.len; before = code) {
        at += text_decode(line->text.at + at, &code);
        if (!is_syllable(code)) {
            code = 0;
            continue;
        }
        if (before != 0)
            remember(follow, hash_of(before, code));
    }
    if (line->script != FOLLOW_LATIN)
        return;
    uint32_t word = 0;
    for (size_t at = 0; at < line->text.len;) {
        uint32_t next = word_hash(line->text, &at);
        if (word != 0 && next != 0)
            remember(follow, hash_of(word, next));
        if (word == 0)
            line->first_word = next;
        word = next;
    }
    line->last_word = word;
}

static bool
begins_article(struct slice text)
{
    static const char *const leads[] = {"本报讯", "本報訊", "本刊讯", "本刊訊", "本社讯", "新华社", "新華社", "中新社"};
    for (size_t i = 0; i < BASE_COUNT(leads); i++)
        if (slice_starts(text, leads[i]))
            return true;
    return false;
}

static enum follow_script
script_of(struct slice text)
{
    size_t han = 0, hangul = 0, latin = 0;
    for (size_t at = 0; at < text.len && at < SCRIPT_BYTES;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        han += text_is_han(code) || text_is_kana(code);
        hangul += text_is_hangul(code);
        latin += text_is_ascii_letter(code);
    }
    if (han + hangul == 0)
        return latin > 0 ? FOLLOW_LATIN : FOLLOW_NONE;
    if (latin > 2 * (han + hangul))
        return FOLLOW_LATIN;
    return hangul > han ? FOLLOW_HANGUL : FOLLOW_HAN;
}

void
follow_look_at(struct slice whole, struct follow_line *line)
{
    struct row row;
    struct slice text = text_trim(whole);
    size_t len = text.len, word = 0;
    char32_t end[2] = {0, 0};
    *line = (struct follow_line){.text = text, .script = (uint8_t)script_of(text)};
    if (row_measure(whole, 2, &row))
        line->cells = row.end;
    line->text_cells = row.end > row.start ? (uint16_t)(row.end - row.start) : 0;
    for (int i = 0; i < 2 && len > 0; i++) {
        len = text_previous(text, len);
        text_decode(text.at + len, &end[i]);
    }
    line->last = end[0];
    line->first = text_first(text);
    char32_t closed = text_among(end[0], U"\"'”’」』）)") ? end[1] : end[0];
    line->stops = text_among(end[0], U"。！？”』」") || text_among(closed, U".!?。！？");
    line->comma = text_among(end[0], U"，、,;；：:");
    line->hyphen = end[0] == '-';
    line->begins = slice_starts(whole, "\u3000") || slice_starts(whole, "  ") || begins_article(text);
    line->small = line->first >= 'a' && line->first <= 'z';
    line->capital = line->first >= 'A' && line->first <= 'Z';
    line->forbidden = text_among(line->first, U"，。、；：？！”’）》」』…");
    while (word < text.len && text.at[word] != ' ')
        word++;
    line->word_cells = (uint16_t)text_cells(slice_make(text.at, word));
}

static int
weigh_words(const struct follow_run *follow, const struct follow_line *a, const struct follow_line *b)
{
    if (a->script == FOLLOW_LATIN && b->script == FOLLOW_LATIN) {
        if (a->last_word == 0 || b->first_word == 0 || a->stops || a->hyphen)
            return 0;
        return is_known(follow, hash_of(a->last_word, b->first_word)) ? WORD_LATIN : NO_WORD_LATIN;
    }
    if (!is_syllable(a->last) || !is_syllable(b->first))
        return 0;
    if (!is_known(follow, hash_of(a->last, b->first)))
        return NO_WORD;
    return WORD;
}

bool
follow_has_marks(const struct follow_line *line)
{
    static const char *const marks[] = {"，", "、", "。", ". ", ", ", NULL};
    bool has = line->stops || line->comma;
    for (size_t i = 0; !has && marks[i] != NULL; i++)
        has = slice_has(line->text, marks[i]);
    return has;
}

void
follow_look(const struct issue *issue, uint32_t first, size_t count, struct follow_run *follow)
{
    size_t bytes = 0;
    *follow = (struct follow_run){.count = count, .slots = SLOTS_MIN};
    follow->lines = base_alloc(count * sizeof *follow->lines);
    for (size_t i = 0; i < count; i++) {
        follow_look_at(row_text(issue, first + (uint32_t)i), &follow->lines[i]);
        follow->indents |= follow->lines[i].begins;
        bytes += follow->lines[i].text.len;
    }
    while (follow->slots < bytes * 2)
        follow->slots *= 2;
    follow->table = base_alloc_zero(follow->slots, sizeof *follow->table);
    for (size_t i = 0; i < count; i++)
        remember_line(follow, &follow->lines[i]);
    for (size_t i = 0; i < count; i++)
        for (size_t by = 1; by <= FOLLOW_FAR && i + by < count; by++)
            follow->lines[i].words[by - 1] = (int16_t)weigh_words(follow, &follow->lines[i], &follow->lines[i + by]);
}

void
follow_done(struct follow_run *follow)
{
    free(follow->lines);
    free(follow->table);
}

/* Behind a line in a column of WIDTH cells: the next word, or characters, had room. */
static bool
is_short(const struct follow_line *a, const struct follow_line *b, unsigned width)
{
    if (a->script == FOLLOW_HAN)
        return a->cells + (unsigned)SHORT_CELLS < width;
    return a->cells + 1U + b->word_cells + LATIN_SHORT_CELLS <= width;
}

/* Of a paragraph, below line A. */
static int
weigh_beginning(const struct follow_line *a, bool is_short)
{
    if (a->stops)
        return is_short ? BEGINS_BEHIND_SHORT_STOP : BEGINS_BEHIND_STOP;
    if (a->begins && !is_short)
        return BEGINS_TWICE;
    return a->comma ? BEGINS_BEHIND_COMMA : is_short ? 0 : BEGINS_IN_SENTENCE;
}

static int
weigh_letters(const struct follow_line *a, const struct follow_line *b, bool is_short)
{
    if (a->hyphen)
        return b->small ? GOES_ON_FULL : NO_SMALL_BEHIND_HYPHEN;
    if (b->small)
        return a->stops ? SMALL_BEHIND_STOP : is_short ? SMALL_BEHIND_SHORT : GOES_ON_FULL;
    if (b->begins)
        return a->stops ? CAPITAL_BEHIND_STOP : weigh_beginning(a, is_short);
    if (a->stops)
        return b->capital ? CAPITAL_BEHIND_STOP : 0;
    return is_short ? CAPITAL_BEHIND_SHORT : 0;
}

static int
weigh_marks(const struct follow_run *follow, const struct follow_line *a, const struct follow_line *b, bool is_short)
{
    if (a->script != b->script && a->script != FOLLOW_NONE && b->script != FOLLOW_NONE)
        return a->stops ? 0 : OTHER_LETTERS;
    if (a->script == FOLLOW_LATIN && b->script == FOLLOW_LATIN)
        return weigh_letters(a, b, is_short);
    if (b->begins)
        return weigh_beginning(a, is_short);
    if (!a->stops)
        return is_short ? GOES_ON_SHORT : GOES_ON_FULL;
    if (b->forbidden)
        return FORBIDDEN_BEHIND_STOP;
    return !follow->indents ? 0 : is_short ? GOES_ON_BEHIND_SHORT_STOP : GOES_ON_BEHIND_STOP;
}

int
follow_weigh(const struct follow_run *follow, size_t a, size_t b, unsigned width)
{
    const struct follow_line *one = &follow->lines[a], *other = &follow->lines[b];
    int words = b - a <= FOLLOW_FAR ? one->words[b - a - 1] : weigh_words(follow, one, other);
    return words + weigh_marks(follow, one, other, is_short(one, other, width));
}

bool
follow_is_short(const struct follow_run *follow, size_t a, size_t b, unsigned width)
{
    return is_short(&follow->lines[a], &follow->lines[b], width);
}
