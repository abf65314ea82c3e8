/* Footnotes at the end of the file, below the last article, are read at the end of the articles that name them: their lines are these
 * articles' rests then. Those that stand below their own article already stay where they are.
 */
#include "parser/markup/markup.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct places {
    struct issue *issue;
    const struct markup_note *notes; /* at the end of the file, */
    size_t count;
    uint32_t *article_of; /* and whose each is */
    uint32_t first_paragraph;
};

static bool
is_in(const struct markup_note *note, const struct issue_paragraph *paragraph)
{
    return paragraph->first_line >= note->first_line && paragraph->first_line < note->end_line;
}

/* Those behind which the last article has nothing but notes. */
static void
find_last_notes(struct places *places, const struct markup *markup)
{
    const struct issue *issue = places->issue;
    const struct issue_article *last = &issue->articles[issue->article_count - 1];
    uint32_t paragraph = last->first_paragraph + last->paragraph_count;
    size_t note = markup->note_count;
    while (note > 0) {
        uint32_t begin = paragraph;
        while (begin > last->first_paragraph && is_in(&markup->notes[note - 1], &issue->paragraphs[begin - 1]))
            begin--;
        if (begin == paragraph)
            break;
        paragraph = begin;
        note--;
    }
    places->notes = markup->notes + note;
    places->count = markup->note_count - note;
    places->first_paragraph = paragraph;
}

/* Whose each note is. False: all are the last article's, or one has too many that stand apart. */
static bool
find_articles(struct places *places)
{
    const struct issue *issue = places->issue;
    uint32_t last = (uint32_t)issue->article_count - 1;
    bool moves = false;
    places->article_of = base_alloc((places->count + 1) * sizeof *places->article_of);
    for (size_t i = 0; i < places->count; i++) {
        uint32_t line = places->notes[i].named_in;
        const struct issue_article *article = line != ISSUE_NO_LINE ? issue_article_of(issue, line) : NULL;
        places->article_of[i] = article != NULL ? (uint32_t)(article - issue->articles) : last;
        moves = moves || places->article_of[i] != last;
    }
    uint8_t *rests = base_alloc_zero(issue->article_count, sizeof *rests);
    for (size_t i = 0; i < places->count && moves; i++)
        if (i == 0 || places->article_of[i] != places->article_of[i - 1])
            moves = ++rests[places->article_of[i]] <= ISSUE_RESTS_MAX;
    free(rests);
    return moves;
}

static void
count_words(const struct issue *issue, const struct issue_paragraph *paragraph, struct issue_article *from,
            struct issue_article *to)
{
    for (uint32_t line = paragraph->first_line; line != ISSUE_NO_LINE;
         line = issue_paragraph_next(issue, paragraph, line)) {
        struct text_count count = text_count(issue_line_words(issue, line));
        from->han -= (uint32_t)count.han;
        from->words -= (uint32_t)count.words;
        to->han += (uint32_t)count.han;
        to->words += (uint32_t)count.words;
    }
}

/* Appends the notes of ARTICLE to *TO, and their lines, up to the note that follows, to its rests. */
static struct issue_paragraph *
take_notes(struct places *places, uint32_t article, struct issue_paragraph *to)
{
    struct issue *issue = places->issue;
    struct issue_article *own = &issue->articles[article], *last = &issue->articles[issue->article_count - 1];
    uint32_t paragraph = places->first_paragraph;
    own->first_rest = (uint32_t)issue->rest_count;
    for (size_t i = 0; i < places->count; i++) {
        uint32_t first = paragraph;
        while (paragraph < issue->paragraph_count && is_in(&places->notes[i], &issue->paragraphs[paragraph]))
            paragraph++;
        if (places->article_of[i] != article)
            continue;
        for (uint32_t at = first; at < paragraph; at++) {
            count_words(issue, &issue->paragraphs[at], last, own);
            *to++ = issue->paragraphs[at];
        }
        uint32_t end = i + 1 < places->count ? places->notes[i + 1].first_line : (uint32_t)issue->line_count;
        if (i > 0 && places->article_of[i - 1] == article) {
            issue->rests[issue->rest_count - 1].end_line = end;
            continue;
        }
        issue->rests[issue->rest_count++] = (struct issue_range){places->notes[i].first_line, end};
        own->rest_count++;
    }
    return to;
}

static void
move_notes(struct places *places)
{
    struct issue *issue = places->issue;
    struct issue_paragraph *paragraphs = base_alloc((issue->paragraph_count + 1) * sizeof *paragraphs),
                           *to = paragraphs;
    issue->rests = base_alloc_zero(places->count, sizeof *issue->rests);
    for (uint32_t a = 0; a < issue->article_count; a++) {
        struct issue_article *article = &issue->articles[a];
        uint32_t first = article->first_paragraph, end = first + article->paragraph_count;
        end = end < places->first_paragraph ? end : places->first_paragraph;
        article->first_paragraph = (uint32_t)(to - paragraphs);
        while (first < end)
            *to++ = issue->paragraphs[first++];
        to = take_notes(places, a, to);
        article->paragraph_count = (uint32_t)(to - paragraphs) - article->first_paragraph;
    }
    issue->articles[issue->article_count - 1].end_line = places->notes[0].first_line;
    free(issue->paragraphs);
    issue->paragraphs = paragraphs;
}

void
markup_place_notes(struct issue *issue, const struct markup *markup)
{
    struct places places = {.issue = issue};
    if (markup->note_count == 0 || issue->article_count < 2 || issue->rest_count > 0)
        return;
    find_last_notes(&places, markup);
    if (places.count > 0 && find_articles(&places))
        move_notes(&places);
    free(places.article_of);
}
