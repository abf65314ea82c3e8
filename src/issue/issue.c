/* The model of one edition: lines, paragraphs and articles over one text.
 *
 * Knows nothing of how they were found or how they are shown.
 */
#include "kanbao/issue.h"

#include "kanbao/text.h"

#include <stdlib.h>

void
issue_free(struct issue *issue)
{
    if (issue == NULL)
        return;
    for (size_t i = 0; i < issue->credit_count; i++)
        free((char *)issue->credits[i].name);
    free(issue->credits);
    for (size_t i = 0; i < issue->picture_count; i++)
        free((char *)issue->pictures[i].name);
    free(issue->pictures);
    free(issue->rests);
    free(issue->continued);
    free(issue->articles);
    free(issue->paragraphs);
    free(issue->lines);
    free(issue->numbers);
    free(issue->origins);
    for (size_t i = 0; i < issue->link_count; i++)
        free(issue->links[i].address);
    free(issue->links);
    free(issue->marks);
    for (size_t i = 0; i < issue->tag_count; i++)
        free(issue->tags[i]);
    free(issue->tags);
    free(issue->title);
    free(issue->source);
    free(issue->text);
    free(issue->path);
    free(issue);
}

struct slice
issue_source(const struct issue *issue)
{
    return issue->source != NULL ? slice_make(issue->source, issue->source_bytes)
                                 : slice_make(issue->text, issue->text_bytes);
}

struct slice
issue_line_source(const struct issue *issue, uint32_t line)
{
    const struct issue_line *at = &issue->lines[line];
    if (issue->origins == NULL)
        return slice_make(issue->text + at->start_byte, at->bytes);
    return slice_make(issue->source + issue->origins[line].start_byte, issue->origins[line].bytes);
}

const struct text_drops *
issue_drops(const struct issue *issue)
{
    return issue->source == NULL ? issue->drops : NULL;
}

void
issue_return_source(struct issue *issue)
{
    if (issue->source == NULL)
        issue->text = NULL;
    issue->source = NULL;
}

struct slice
issue_span_text(const struct issue *issue, struct issue_span span)
{
    return slice_make(issue->text + span.start_byte, span.bytes);
}

/* Of a line that is kept. */
static struct slice
kept_text(struct slice line)
{
    struct slice text = text_trim(line);
    return slice_make(line.at, (size_t)(text.at - line.at) + text.len);
}

struct slice
issue_line_text(const struct issue *issue, uint32_t line)
{
    const struct issue_line *at = &issue->lines[line];
    struct slice text = slice_make(issue->text + at->start_byte, at->bytes);
    return at->kept ? kept_text(text) : text_trim(text); /* it is asked for all the time */
}

struct slice
issue_line_words(const struct issue *issue, uint32_t line)
{
    const struct issue_line *at = &issue->lines[line];
    struct slice text = issue_line_text(issue, line);
    return slice_make(text.at + at->front_bytes, text.len - at->front_bytes - at->back_bytes);
}

struct issue_range
issue_paragraph_rest(const struct issue *issue, const struct issue_paragraph *paragraph)
{
    size_t low = 0, high = paragraph->continued ? issue->continued_count : 0;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        const struct issue_continued *at = &issue->continued[middle];
        if (at->first_line == paragraph->first_line)
            return at->rest;
        if (at->first_line < paragraph->first_line)
            low = middle + 1;
        else
            high = middle;
    }
    return (struct issue_range){0, 0};
}

uint32_t
issue_paragraph_next(const struct issue *issue, const struct issue_paragraph *paragraph, uint32_t line)
{
    struct issue_range other = issue_paragraph_rest(issue, paragraph);
    bool rest = line < paragraph->first_line || line >= paragraph->end_line;
    uint32_t end = rest ? other.end_line : paragraph->end_line;
    for (line++;; line++) {
        if (line >= end && (rest || other.first_line == other.end_line))
            return ISSUE_NO_LINE;
        if (line >= end) {
            rest = true;
            line = other.first_line;
            end = other.end_line;
        }
        if (issue_role_is_text(issue->lines[line].role))
            return line;
    }
}

struct slice
issue_paragraph_text(const struct issue *issue, const struct issue_paragraph *paragraph, struct buffer *scratch)
{
    if (paragraph->end_line == paragraph->first_line + 1 && !paragraph->continued)
        return issue_line_words(issue, paragraph->first_line);
    buffer_clear(scratch);
    for (uint32_t i = paragraph->first_line; i != ISSUE_NO_LINE; i = issue_paragraph_next(issue, paragraph, i)) {
        const struct issue_line *line = &issue->lines[i];
        if (line->join == ISSUE_JOIN_LINE)
            buffer_add_byte(scratch, '\n');
        else if (line->join == ISSUE_JOIN_SPACE)
            buffer_add_byte(scratch, ' ');
        else if (line->join == ISSUE_JOIN_HYPHEN && scratch->len > 0)
            scratch->at[--scratch->len] = '\0';
        buffer_add_slice(scratch, issue_line_words(issue, i));
    }
    return buffer_slice(scratch);
}

bool
issue_opens_section(const struct issue_article *article)
{
    return article->section_line != ISSUE_NO_LINE && article->section_line >= article->first_line;
}

static size_t
range_bytes(const struct issue *issue, uint32_t first_line, uint32_t end_line)
{
    if (end_line == first_line)
        return 0;
    const struct issue_line *last = &issue->lines[end_line - 1];
    return last->start_byte + last->bytes - issue->lines[first_line].start_byte;
}

size_t
issue_article_bytes(const struct issue *issue, const struct issue_article *article)
{
    size_t bytes = range_bytes(issue, article->first_line, article->end_line);
    for (uint32_t i = 0; i < article->rest_count; i++) {
        struct issue_range rest = issue->rests[article->first_rest + i];
        bytes += range_bytes(issue, rest.first_line, rest.end_line);
    }
    return bytes;
}

size_t
issue_article_offset(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    struct issue_range range = {article->first_line, article->end_line};
    size_t before = 0;
    for (uint32_t i = 0; (line < range.first_line || line >= range.end_line) && i < article->rest_count; i++) {
        before += range_bytes(issue, range.first_line, range.end_line);
        range = issue->rests[article->first_rest + i];
    }
    return before + issue->lines[line].start_byte - issue->lines[range.first_line].start_byte;
}

const struct issue_article *
issue_article_of(const struct issue *issue, uint32_t line)
{
    size_t low = 0, high = issue->article_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (issue->articles[middle].first_line <= line)
            low = middle + 1;
        else
            high = middle;
    }
    if (low > 0 && line < issue->articles[low - 1].end_line)
        return &issue->articles[low - 1];
    for (size_t i = 0; i < low; i++) /* a rest stands below its article */
        for (uint32_t k = 0; k < issue->articles[i].rest_count; k++) {
            struct issue_range rest = issue->rests[issue->articles[i].first_rest + k];
            if (line >= rest.first_line && line < rest.end_line)
                return &issue->articles[i];
        }
    return NULL;
}

struct slice
issue_article_title(const struct issue *issue, const struct issue_article *article)
{
    if (article->headline_line != ISSUE_NO_LINE)
        return issue_line_words(issue, article->headline_line);
    if (article->paragraph_count == 0)
        return slice_make("", 0);
    const struct issue_paragraph *first = &issue->paragraphs[article->first_paragraph];
    struct slice words = issue_line_words(issue, first->first_line);
    struct slice text = text_trim(slice_from(words, first->lead_bytes));
    return text.len > 0 ? text : text_trim(words); /* nothing stands behind its source */
}

uint32_t
issue_article_byte(const struct issue *issue, const struct issue_article *article)
{
    struct slice title = issue_article_title(issue, article);
    return title.len > 0 ? (uint32_t)(title.at - issue->text) : issue->lines[article->first_line].start_byte;
}

struct slice
issue_article_beginning(const struct issue *issue, const struct issue_article *article, size_t bytes)
{
    if (article->paragraph_count == 0)
        return slice_make("", 0);
    uint32_t line = issue->paragraphs[article->first_paragraph].first_line, end = article->end_line;
    for (uint32_t i = 0; line >= end && i < article->rest_count; i++) { /* all of it is on another page */
        struct issue_range rest = issue->rests[article->first_rest + i];
        end = line < rest.end_line ? rest.end_line : end;
    }
    uint32_t start = issue->lines[line].start_byte;
    size_t all = issue->lines[end - 1].start_byte + issue->lines[end - 1].bytes - start;
    struct slice text = slice_make(issue->text + start, all);
    return slice_make(text.at, text_start(text, bytes < all ? bytes : all));
}

static unsigned
minutes(size_t han, size_t words)
{
    size_t tenths = han * 10 / 300 + words * 10 / 230;
    return (unsigned)(tenths < 10 ? 1 : (tenths + 5) / 10);
}

unsigned
issue_article_minutes(const struct issue_article *article)
{
    return minutes(article->han, article->words);
}

unsigned
issue_minutes(const struct issue *issue)
{
    size_t han = 0, words = 0;
    for (size_t i = 0; i < issue->article_count; i++) {
        han += issue->articles[i].han;
        words += issue->articles[i].words;
    }
    return minutes(han, words);
}

unsigned
issue_weekday(uint32_t date)
{
    /* Zeller's congruence, January and February counted to the year before */
    unsigned year = date / 10000, month = date / 100 % 100, day = date % 100;
    if (month < 3) {
        month += 12;
        year--;
    }
    unsigned h = (day + 13 * (month + 1) / 5 + year + year / 4 - year / 100 + year / 400) % 7;
    return (h + 6) % 7;
}

void
issue_add_date(struct buffer *out, uint32_t date)
{
    buffer_printf(out, "%04u-%02u-%02u", date / 10000, date / 100 % 100, date % 100);
}

bool
issue_date_valid(uint32_t date)
{
    static const unsigned char days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    unsigned year = date / 10000, month = date / 100 % 100, day = date % 100;
    if (year < 1600 || year > 2199 || month < 1 || month > 12 || day < 1)
        return false;
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return day <= days[month - 1] + (unsigned)(leap && month == 2);
}
