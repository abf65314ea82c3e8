/* Which two ends are one story: by the pages they name, by the words of their headlines and texts, by a keyword, by a
 * sentence that was cut.
 *
 * Two ends are paired if each is the other's best, and clearly so.
 */
#include "parser/story/story.h"

#include <stdlib.h>

enum {
    SAMPLE_BYTES = 900,
    WORD_BITS = 2048,
    MARGIN = 25, /* by so much the best must be better than the next */
    SCORE_PAGE = 40,
    SCORE_CUT = 20,
    SCORE_KEYWORD = 100
};

struct words {
    uint64_t bits[WORD_BITS / 64];
};

/* Two Han characters side by side, or a Latin word of four letters. */
static void
add_words(struct words *words, struct slice text)
{
    uint32_t before = 0, hash = 0, letters = 0;
    for (size_t at = 0; at <= text.len;) {
        char32_t code = ' ';
        at += at < text.len ? text_decode(text.at + at, &code) : 1;
        bool han = text_is_han(code) || text_is_kana(code);
        uint32_t word = han && before != 0 ? before * 2654435761U ^ code * 40503U : 0;
        before = han ? code : 0;
        if (text_is_letter(code)) {
            hash = (hash ^ (code >= 'A' && code <= 'Z' ? code | 0x20 : code)) * 16777619U;
            letters++;
        } else {
            word = letters > 3 ? hash : word;
            hash = letters = 0;
        }
        word = (word ^ word >> 15) * 2246822519U;
        word ^= word >> 13;
        if (word != 0)
            words->bits[word % WORD_BITS / 64] |= 1ULL << (word % 64);
    }
}

static int
shared_words(const struct words *a, const struct words *b)
{
    int both = 0, in_a = 0, in_b = 0;
    for (size_t i = 0; i < WORD_BITS / 64; i++) {
        in_a += (int)base_count_bits(a->bits[i]);
        in_b += (int)base_count_bits(b->bits[i]);
        both += (int)base_count_bits(a->bits[i] & b->bits[i]);
    }
    int fewer = in_a < in_b ? in_a : in_b;
    return fewer > 0 ? both * 100 / fewer : 0;
}

int
pairs_shared_words(struct slice a, struct slice b)
{
    struct words in_a = {{0}}, in_b = {{0}};
    add_words(&in_a, a);
    add_words(&in_b, b);
    return shared_words(&in_a, &in_b);
}

/* At most BYTES of the beginning or the end of TEXT, whole characters. */
static struct slice
sample(struct slice text, size_t bytes, bool at_end)
{
    if (text.len <= bytes)
        return text;
    size_t at = text_start(text, at_end ? text.len - bytes : bytes);
    return at_end ? slice_from(text, at) : slice_make(text.at, at);
}

/* Without a notice in it. */
struct slice
pairs_headline(const struct issue *issue, const struct issue_article *article)
{
    struct notice notice;
    if (article->headline_line == ISSUE_NO_LINE)
        return slice_make("", 0);
    struct slice text = issue_line_text(issue, article->headline_line);
    if (!notice_find(text, &notice))
        return text;
    return text_trim(notice.start == 0 ? slice_from(text, notice.end) : slice_make(text.at, notice.start));
}

static struct words
words_of(const struct issue *issue, const struct story_end *end, bool from)
{
    const struct issue_article *article = &issue->articles[end->article];
    const struct issue_paragraph *paragraph = &issue->paragraphs[end->paragraph];
    struct words words = {{0}};
    add_words(&words, pairs_headline(issue, article));
    add_words(&words, sample(issue_line_text(issue, from ? paragraph->first_line : paragraph->end_line - 1),
                             SAMPLE_BYTES, !from));
    if (!from)
        add_words(&words, sample(issue_line_text(issue, issue->paragraphs[article->first_paragraph].first_line),
                                 SAMPLE_BYTES, false));
    return words;
}

static bool
same_keyword(struct slice a, struct slice b)
{
    if (a.len == 0 || a.len != b.len)
        return false;
    for (size_t i = 0; i < a.len; i++)
        if ((a.at[i] | 0x20) != (b.at[i] | 0x20))
            return false;
    return true;
}

/* How well they fit; below 0: not at all. */
static int
score_of(const struct issue *issue, const struct story_end *to, const struct story_end *from,
         const struct words *to_words, const struct words *from_words)
{
    if (from->line <= to->line || to->article == from->article || to->notice.page == from->notice.page)
        return -1;
    int score = shared_words(to_words, from_words);
    bool keywords = to->notice.word.len > 0 && from->notice.word.len > 0;
    if (keywords && !same_keyword(to->notice.word, from->notice.word))
        return -1;
    score += keywords ? SCORE_KEYWORD : 0;
    bool told = from->page != 0 && to->page != 0 && from->page != to->page;
    if (told && (to->notice.page != from->page || from->notice.page != to->page))
        return -1;
    score += told ? 2 * SCORE_PAGE : 0;
    struct slice head = pairs_headline(issue, &issue->articles[to->article]),
                 other = pairs_headline(issue, &issue->articles[from->article]);
    if (head.len > 0 && other.len > 0)
        score += pairs_shared_words(head, other);
    return score + (end_was_cut(issue, to) ? SCORE_CUT : 0);
}

/* The best of COUNT scores that are STEP apart, if no other one comes near; NO_PAIR. */
static uint32_t
clear_best(const int *scores, size_t count, size_t step)
{
    int best = -1, next = -1;
    uint32_t index = NO_PAIR;
    for (uint32_t i = 0; i < count; i++) {
        int score = scores[i * step];
        if (score > best) {
            next = best;
            best = score;
            index = i;
        } else if (score > next) {
            next = score;
        }
    }
    return best >= 0 && (next < 0 || best >= next + MARGIN) ? index : NO_PAIR;
}

/* An article goes on once and is one part at most, and the part goes on below where it begins. */
static bool
may_pair(const struct story_pairing *pairing, const struct story_end *to, const struct story_end *from)
{
    uint32_t above = pairing->from_of[to->article], below = pairing->to_of[from->article];
    return pairing->to_of[to->article] == NO_PAIR && pairing->from_of[from->article] == NO_PAIR &&
           (above == NO_PAIR || pairing->from.at[above].line < to->line) &&
           (below == NO_PAIR || pairing->to.at[below].line > from->line);
}

void
pairs_find(struct story_pairing *pairing)
{
    const struct issue *issue = pairing->issue;
    struct story_ends *to = &pairing->to, *from = &pairing->from;
    int *scores = base_alloc_zero(to->count * from->count, sizeof *scores);
    struct words *words = base_alloc_zero(from->count, sizeof *words);
    for (size_t k = 0; k < from->count; k++)
        words[k] = words_of(issue, &from->at[k], true);
    for (size_t i = 0; i < to->count; i++) {
        struct words own = words_of(issue, &to->at[i], false);
        for (size_t k = 0; k < from->count; k++)
            scores[i * from->count + k] = score_of(issue, &to->at[i], &from->at[k], &own, &words[k]);
    }
    for (uint32_t i = 0; i < to->count; i++) {
        uint32_t k = clear_best(scores + i * from->count, from->count, 1);
        if (k == NO_PAIR || clear_best(scores + k, to->count, from->count) != i ||
            !may_pair(pairing, &to->at[i], &from->at[k]))
            continue;
        to->at[i].other = k;
        from->at[k].other = i;
        pairing->to_of[to->at[i].article] = i;
        pairing->from_of[from->at[k].article] = k;
    }
    free(words);
    free(scores);
}
