/* The byline of an article as it is shown: roles before names, names that the source ran together apart.
 */
#include "kanbao/issue.h"

#include "kanbao/text.h"

/* Is the credit one of the article's head? Those of datelines and signatures below stand where they are. */
static bool
is_in_head(const struct issue *issue, const struct issue_article *article, const struct issue_credit *credit)
{
    return credit->byline.bytes == 0 || credit->byline.start_byte == article->byline.start_byte ||
           issue->lines[issue_line_at(issue, credit->byline.start_byte)].role == ISSUE_BYLINE;
}

static void
add_credits(struct buffer *out, const struct issue *issue, const struct issue_article *article)
{
    struct slice role = {"", 0};
    for (uint32_t i = 0; i < article->credit_count; i++) {
        const struct issue_credit *credit = &issue->credits[article->first_credit + i];
        if (!is_in_head(issue, article, credit))
            continue;
        struct slice own = issue_span_text(issue, credit->role);
        if (out->len > 0)
            buffer_add_text(out, i > 0 && !slice_equal(own, role) ? "\u3000" : " ");
        if (own.len > 0 && (i == 0 || !slice_equal(own, role))) {
            buffer_add_slice(out, own);
            buffer_add_byte(out, ' ');
        }
        role = own;
        buffer_add_text(out, credit->name);
    }
}

static size_t
letters_of(struct slice text)
{
    size_t letters = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        letters += text_is_han(code) || text_is_kana(code) || text_is_hangul(code) || text_is_letter(code);
    }
    return letters;
}

void
issue_add_span(struct buffer *out, const struct issue *issue, struct issue_span span)
{
    struct slice text = issue_span_text(issue, span);
    while (text.len > 0) {
        const char *end = memchr(text.at, '\n', text.len);
        struct slice line = text_trim(slice_make(text.at, end != NULL ? (size_t)(end - text.at) : text.len));
        bool latin = out->len > 0 && text_is_letter(text_first(line)) && text_is_letter(text_last(buffer_slice(out)));
        if (latin)
            buffer_add_byte(out, ' ');
        buffer_add_slice(out, line);
        text = slice_from(text, end != NULL ? (size_t)(end - text.at) + 1 : text.len);
    }
}

void
issue_add_byline(struct buffer *out, const struct issue *issue, const struct issue_article *article)
{
    struct slice whole = issue_span_text(issue, article->byline);
    struct buffer credits = {0};
    add_credits(&credits, issue, article);
    /* Names and roles must account for every letter; what the byline holds besides
       (a place, a paper) is worth more than tidy names. */
    if (article->credit_count > 0 && letters_of(buffer_slice(&credits)) >= letters_of(whole))
        buffer_add_slice(out, buffer_slice(&credits));
    else
        issue_add_span(out, issue, article->byline);
    buffer_done(&credits);
    struct slice source = issue_span_text(issue, article->source);
    bool inside = source.at >= whole.at && source.at < whole.at + whole.len; /* 作者：某某 来源：某报 */
    if (source.len > 0 && !inside) {
        if (whole.len > 0)
            buffer_add_text(out, "\u3000");
        buffer_add_slice(out, source);
    }
}
