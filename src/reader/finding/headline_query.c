/* The headline's own words as a query: what its story is about, to be found again in the paper.
 *
 * There is no dictionary. A word of a headline is what comes back below it: the longest runs of Han that the article's text
 * has, too, and its longer words of letters.
 */
#define _GNU_SOURCE /* memmem */
#include "reader/finding/finding.h"

#include "kanbao/text.h"

enum { CONTEXT_BYTES = 8192, WORDS_MAX = 6, HAN_LONG = 3, HAN_SHORT = 2, LETTERS_MIN = 4 };

/* The end of the run of Han, or of letters, that begins at AT; AT for anything else. *HAN: which. */
static size_t
run_end(struct slice text, size_t at, bool *han)
{
    char32_t code;
    text_decode(text.at + at, &code);
    *han = text_is_han(code) || text_is_kana(code);
    bool letters = text_is_word(code);
    while (at < text.len) {
        size_t bytes = text_decode(text.at + at, &code);
        bool goes_on = *han ? text_is_han(code) || text_is_kana(code) : letters && text_is_word(code);
        if (!goes_on)
            break;
        at += bytes;
    }
    return at;
}

static bool
has(struct slice text, struct slice word)
{
    /* an empty buffer has no text at all */
    return text.len > 0 && memmem(text.at, text.len, word.at, word.len) != NULL;
}

static void
add_word(struct buffer *query, struct slice word, unsigned *count)
{
    if (has(buffer_slice(query), word) || *count == WORDS_MAX)
        return;
    buffer_add_text(query, *count > 0 ? "|" : "");
    buffer_add_slice(query, word);
    ++*count;
}

/* The longest beginning of RUN that CONTEXT has, of LEAST characters at least; else nothing. */
static struct slice
longest_known(struct slice run, struct slice context, size_t least)
{
    for (size_t len = run.len; len > 0; len = text_previous(run, len)) {
        struct slice word = slice_make(run.at, len);
        if (text_points(word) < least)
            break;
        if (has(context, word))
            return word;
    }
    return slice_make(run.at, 0);
}

static void
add_han(struct buffer *query, struct slice run, struct slice context, size_t least, unsigned *count)
{
    while (run.len > 0) {
        char32_t code;
        struct slice word = longest_known(run, context, least);
        if (word.len > 0)
            add_word(query, word, count);
        run = slice_from(run, word.len > 0 ? word.len : text_decode(run.at, &code));
    }
}

static void
add_words(struct buffer *query, struct slice title, struct slice context, size_t least, unsigned *count)
{
    char32_t code;
    for (size_t at = 0, end; at < title.len; at = end) {
        bool han;
        end = run_end(title, at, &han);
        struct slice run = slice_make(title.at + at, end - at);
        if (end == at)
            end += text_decode(title.at + at, &code);
        else if (han)
            add_han(query, run, context, least, count);
        else if (run.len >= LETTERS_MIN)
            add_word(query, run, count);
    }
}

/* The whole headline, where none of its words come back: its own quotation marks would end the phrase. */
static void
add_phrase(struct buffer *query, struct slice title)
{
    char32_t code;
    buffer_add_byte(query, '"');
    for (size_t at = 0, bytes; at < title.len; at += bytes) {
        bytes = text_decode(title.at + at, &code);
        bool closes = code == '"' || code == U'“' || code == U'”' || code == U'＂' || code == '\\';
        buffer_add_text(query, closes ? "\\" : "");
        buffer_add(query, title.at + at, bytes);
    }
    buffer_add_byte(query, '"');
}

void
headline_add_query(struct buffer *query, const struct issue *issue, const struct issue_article *article)
{
    unsigned words = 0;
    struct slice title = issue_article_title(issue, article);
    struct slice context = issue_article_beginning(issue, article, CONTEXT_BYTES);
    add_words(query, title, context, HAN_LONG, &words);
    if (words == 0)
        add_words(query, title, context, HAN_SHORT, &words);
    if (words == 0)
        add_phrase(query, title);
}
