/* Stacks: the lines of a headline and of its decks, one below another in a narrow printed column of Latin letters.
 *
 * The network sees five lines, and takes now one line of a stack for the headline and now another, or none. But prose fills
 * its column: a line that leaves room for the next word, and ends no sentence, is none, nor is one in capitals. Where a text
 * has ended, such lines are a stack, and its first one is the headline. Knows no words.
 */
#include "parser/judge/judge.h"

enum {
    ROOM_SHARE = 8, /* of a column: more was left at the end of a line of a headline */
    LINES_MAX = 10, /* of a stack; longer ones are advertisements and tables */
    LETTERS_MIN = 3,
    FIRST_LETTERS_MIN = 6,
    SMALL_SHARE = 5, /* of the letters: OCR reads some capitals as small ones */
    DIGITS_MAX = 60,
    WORDS_MIN = 2,
    KICKER_WORDS_MAX = 3,
    BARE_LETTERS_MIN = 9,
    BELOW_MAX = 3
};

static bool
is_ruled_out(const struct shape *shape)
{
    return shape->measure == 0 || shape_is_cjk(shape) || shape->block != BLOCK_NONE || shape->furniture ||
           shape->markdown > 0 || shape->listed != LISTED_NONE || shape->meta || shape->lead || shape->list ||
           shape->byline || shape->caption || shape->bracketed || shape->letters < LETTERS_MIN ||
           shape->digits > DIGITS_MAX;
}

/* But for letters that were read as others. */
static bool
is_in_capitals(struct slice text)
{
    size_t capitals = 0, small = 0;
    for (size_t i = 0; i < text.len; i++) {
        capitals += text.at[i] >= 'A' && text.at[i] <= 'Z';
        small += text.at[i] >= 'a' && text.at[i] <= 'z';
    }
    return small * SMALL_SHARE <= capitals;
}

/* Ends no sentence, and the next word had room. */
static bool
leaves_room(const struct shape *shape)
{
    return !shape_is_over(shape, shape->measure) && !shape->finished && shape->end != END_COMMA &&
           shape->end != END_DASH && shape_room(shape, shape + 1) * ROOM_SHARE > shape->measure;
}

/* Is line I, which another follows, of a stack rather than of a text? */
static bool
is_of_stack(const struct shape *shape)
{
    return !is_ruled_out(shape) && (is_in_capitals(shape->text) || (!shape->damaged && leaves_room(shape)));
}

/* More than a word: REUTER alone, again and again, is none. Dirt begins with marks. */
static bool
says_something(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    char32_t first = text_first(shape->text);
    size_t len = text_start_after(shape->text, 1);
    bool quoted = text_among(first, U"\"'“‘«<") && len < shape->text.len && shape->text.at[len] >= 'A' &&
                  shape->text.at[len] <= 'Z';
    if (!text_is_ascii_alnum(first) && !text_among(first, U"$£") && !quoted)
        return false;
    if (shape->words >= WORDS_MIN)
        return true;
    return is_in_capitals(shape->text) && is_of_stack(shape + 1) && is_in_capitals(shape[1].text) &&
           norms_likes(norms, i).whole <= 1;
}

/* Does a stack begin with line I? */
static bool
begins(const struct norms *norms, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    bool apart = i == 0 || shape[-1].finished || shape[-1].apart || shape[-1].bracketed || shape->after_blank ||
                 shape_room(shape - 1, shape) * 2 > shape[-1].measure;
    return apart && shape->letters >= FIRST_LETTERS_MIN && i + 2 < norms->count && !shape->small &&
           is_of_stack(shape) && !shape[1].after_blank && says_something(norms, i);
}

/* The line behind the stack that line FIRST begins. The last one of a deck may be as full as text is, or end a sentence. */
static size_t
find_end(const struct norms *norms, size_t first)
{
    const struct shape *shapes = norms->shapes;
    size_t end = first + 1;
    while (end + 1 < norms->count && !shapes[end].after_blank && is_of_stack(&shapes[end]))
        end++;
    return end;
}

static bool
is_head(uint8_t role)
{
    return role == ISSUE_HEADLINE || role == ISSUE_DECK || role == ISSUE_KICKER;
}

/* FOURTH IS QUIET. alone above a text. */
static bool
is_bare_headline(const struct shape *shape)
{
    return shape->finished && !shape->damaged && shape->words >= WORDS_MIN && shape->letters >= BARE_LETTERS_MIN &&
           shape->commas == 0 && is_in_capitals(shape->text) && shape_room(shape, shape + 1) > 0 && !shape[1].small &&
           shape[1].measure > 0 && shape[1].letters > shape->letters && !is_in_capitals(shape[1].text);
}

/* Is there text below the stack FIRST up to END, and a headline in it: one line that was judged to be of one, or two that are no
   text? */
static bool
is_headline(const struct norms *norms, const struct label *labels, size_t first, size_t end)
{
    const struct shape *shapes = norms->shapes;
    if (end - first > LINES_MAX || end == norms->count || shapes[end].block != BLOCK_NONE)
        return false;
    bool judged = false, read = false;
    for (size_t i = first; i < end; i++) {
        judged |= is_head(labels[i].role);
        read |= !shapes[i].damaged;
    }
    return read && (judged || end - first >= 2 || is_bare_headline(&shapes[first]));
}

/* Is line I, right below a stack, of it: its last line, which ends a sentence or is no text? */
static bool
ends_stack(const struct norms *norms, const struct label *labels, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    if (i + 1 >= norms->count || shape->after_blank || shape->lead || shape->byline || shape->measure == 0 ||
        shape->block != BLOCK_NONE || shape_is_full(shape, shape + 1) || labels[i].role == ISSUE_BYLINE)
        return false;
    bool titled = !shape->finished || (!shape[-1].finished && shape->capitals * 2 > shape->words);
    return is_head(labels[i].role) || (titled && shape->end == END_STOP && !shape[1].small && shape->words > 0);
}

/* What stands right below a stack is the end of its decks, or text. */
static void
settle_below(const struct norms *norms, struct label *labels, size_t i)
{
    for (size_t k = 0; k < BELOW_MAX && i < norms->count && ends_stack(norms, labels, i); k++, i++)
        labels[i] = (struct label){.role = ISSUE_DECK};
    if (i < norms->count && !norms->shapes[i].after_blank &&
        (labels[i].role == ISSUE_HEADLINE || labels[i].role == ISSUE_JOINED))
        labels[i] = (struct label){.role = ISSUE_BODY};
}

/* A capital begins it: what stands above may be its kicker, unless both are in capitals. */
static bool
keeps_kicker(const struct shape *above)
{
    return !above[1].small && above->words <= KICKER_WORDS_MAX &&
           !(is_in_capitals(above->text) && is_in_capitals(above[1].text));
}

/* The lines FIRST up to END are a headline and its decks. */
static void
settle(const struct norms *norms, struct label *labels, size_t first, size_t end)
{
    float confidence = .5F;
    bool kicker = labels[first].role == ISSUE_KICKER && keeps_kicker(&norms->shapes[first]);
    for (size_t i = first; i < end; i++)
        confidence = labels[i].confidence > confidence ? labels[i].confidence : confidence;
    for (size_t i = first + kicker; i < end; i++)
        labels[i] = (struct label){.role = ISSUE_DECK};
    labels[first + kicker] = (struct label){.role = ISSUE_HEADLINE, .confidence = confidence};
    settle_below(norms, labels, end);
}

void
stacks_settle(const struct norms *norms, struct label *labels)
{
    for (size_t i = 0; i + 1 < norms->count;) {
        size_t end = i + 1;
        if (norms->shapes[i].measure > 0 && begins(norms, i)) {
            end = find_end(norms, i);
            if (is_headline(norms, labels, i, end))
                settle(norms, labels, i, end);
        }
        i = end;
    }
}
