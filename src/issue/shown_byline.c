/* The byline of an article as it is shown, all its lines: roles before names, names that the source ran together apart.
 */
#include "kanbao/issue.h"

#include "kanbao/text.h"

/* Was the credit read in PART of the byline? One that says nothing of where is of the first. */
static bool
is_of(const struct issue_article *article, const struct issue_credit *credit, struct issue_span part)
{
    uint32_t at = credit->byline.bytes == 0 ? article->byline.start_byte : credit->byline.start_byte;
    return at == part.start_byte || (at > part.start_byte && at < part.start_byte + part.bytes);
}

static void
add_credits(struct buffer *out, const struct issue *issue, const struct issue_article *article, struct issue_span part)
{
    struct slice role = {"", 0};
    for (uint32_t i = 0; i < article->credit_count; i++) {
        const struct issue_credit *credit = &issue->credits[article->first_credit + i];
        if (!is_of(article, credit, part))
            continue;
        struct slice own = issue_span_text(issue, credit->role);
        bool other = !slice_equal(own, role);
        if (out->len > 0)
            buffer_add_text(out, other ? "\u3000" : " ");
        if (own.len > 0 && other) {
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

/* PART of the byline: a line, or what a dateline or a signature has of it. */
static void
add_part(struct buffer *out, const struct issue *issue, const struct issue_article *article, struct issue_span part)
{
    struct buffer credits = {0};
    add_credits(&credits, issue, article, part);
    if (out->len > 0 && part.bytes > 0)
        buffer_add_text(out, "\u3000");
    /* Names and roles must account for every letter; what the byline holds besides
       (a place, a paper) is worth more than tidy names. */
    if (credits.len > 0 && letters_of(buffer_slice(&credits)) >= letters_of(issue_span_text(issue, part)))
        buffer_add_slice(out, buffer_slice(&credits));
    else
        issue_add_span(out, issue, part);
    buffer_done(&credits);
}

void
issue_add_byline(struct buffer *out, const struct issue *issue, const struct issue_article *article)
{
    struct slice whole = issue_span_text(issue, article->byline);
    struct buffer shown = {0};
    add_part(&shown, issue, article, article->byline);
    for (uint32_t i = article->byline_line; i != ISSUE_NO_LINE && i < article->end_line; i++) {
        struct slice line = issue_line_words(issue, i);
        bool first = line.at < whole.at + whole.len && whole.at < line.at + line.len;
        if (issue->lines[i].role == ISSUE_BYLINE && !first)
            add_part(&shown, issue, article,
                     (struct issue_span){(uint32_t)(line.at - issue->text), (uint32_t)line.len});
    }
    buffer_add_slice(out, buffer_slice(&shown));
    buffer_done(&shown);
    struct slice source = issue_span_text(issue, article->source);
    bool inside = source.at >= whole.at && source.at < whole.at + whole.len; /* 作者：某某 来源：某报 */
    if (source.len > 0 && !inside) {
        if (whole.len > 0)
            buffer_add_text(out, "\u3000");
        buffer_add_slice(out, source);
    }
}
