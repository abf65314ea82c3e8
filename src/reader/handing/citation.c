/* Where an article is from, in one line.
 *
 * The page is what the page itself says, in the nearest line of furniture (第01版, 3面, Page A3): above the article, or, in
 * an issue whose pages say it at their foot, below it; where no page does, the name of the file may. A number alone in there is
 * none: it may as well count files. Where nobody knows the paper, the file's name stands there as such, and not as a paper's.
 * References follow GB/T 7714-2015, 4.5 (articles in newspapers, [N]).
 */
#include "reader/handing/handing.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <strings.h>

enum { AUTHORS_MAX = 3, LANGUAGE_BYTES = 600, TITLE_CELLS = 60, DAYS = 100, MONTHS = 100 };

/* ---- the page */

static bool
is_page_byte(char byte)
{
    return text_is_ascii_alnum((unsigned char)byte);
}

/* What looks like a page's number just before END: at most a letter and three digits, whatever stands before. */
static struct slice
number_before(struct slice line, size_t end)
{
    size_t start = end, digits = 0;
    while (start > 0 && line.at[start - 1] >= '0' && line.at[start - 1] <= '9')
        start--;
    digits = end - start;
    if (start > 0 && line.at[start - 1] >= 'A' && line.at[start - 1] <= 'Z')
        start--;
    bool alone = start == 0 || !is_page_byte(line.at[start - 1]);
    return slice_make(line.at + start, digits > 0 && digits <= 3 && alone ? end - start : 0);
}

static struct slice
number_after(struct slice line, size_t start)
{
    size_t end = start;
    while (end < line.len && line.at[end] == ' ')
        start = ++end;
    if (end < line.len && line.at[end] >= 'A' && line.at[end] <= 'Z')
        end++;
    size_t digits = end;
    while (end < line.len && line.at[end] >= '0' && line.at[end] <= '9')
        end++;
    bool alone = end == line.len || !is_page_byte(line.at[end]);
    return slice_make(line.at + start, end > digits && end - digits <= 3 && alone ? end - start : 0);
}

/* The page's number that a line says; empty: none. */
static struct slice
page_of_line(struct slice line)
{
    static const char *const signs[] = {"版", "面"};
    for (size_t i = 0; i < BASE_COUNT(signs); i++)
        for (size_t at = 0, found; (found = slice_find(slice_from(line, at), signs[i])) != SIZE_MAX;) {
            struct slice number = number_before(line, at + found);
            if (number.len > 0)
                return number;
            at += found + strlen(signs[i]);
        }
    for (size_t at = 0; at + 4 < line.len; at++) {
        bool begins = at == 0 || !is_page_byte(line.at[at - 1]);
        struct slice number =
            begins && strncasecmp(line.at + at, "page", 4) == 0 ? number_after(line, at + 4) : slice_make("", 0);
        if (number.len > 0)
            return number;
    }
    return slice_make("", 0);
}

/* The first line of furniture from LINE on, in DIRECTION, that says a page; ISSUE_NO_LINE: none. */
static uint32_t
find_page(const struct issue *issue, uint32_t line, int direction)
{
    for (; line < issue->line_count; line += (uint32_t)direction) /* below 0 is far above the last */
        if (issue->lines[line].role == ISSUE_FURNITURE && page_of_line(issue_line_text(issue, line)).len > 0)
            return line;
    return ISSUE_NO_LINE;
}

static const char *
file_name(const struct issue *issue)
{
    const char *slash = strrchr(issue->path, '/');
    return slash != NULL ? slash + 1 : issue->path;
}

struct slice
citation_page(const struct issue *issue, const struct issue_article *article)
{
    uint32_t own = line_of_article(issue, article);
    uint32_t first = find_page(issue, 0, 1);
    if (first == ISSUE_NO_LINE)
        return page_of_line(slice_of(file_name(issue)));
    bool foot = issue->article_count > 0 && first > line_of_article(issue, &issue->articles[0]);
    uint32_t line = find_page(issue, own, foot ? 1 : -1);
    return line != ISSUE_NO_LINE ? page_of_line(issue_line_text(issue, line)) : slice_make("", 0);
}

/* ---- the language */

const char *
citation_language(const struct issue *issue, const struct issue_article *article)
{
    struct slice title = issue_article_title(issue, article);
    struct slice parts[2] = {title.len > LANGUAGE_BYTES ? slice_make(title.at, text_start(title, LANGUAGE_BYTES))
                                                        : title,
                             issue_article_beginning(issue, article, LANGUAGE_BYTES)};
    size_t han = 0, kana = 0, hangul = 0;
    for (size_t i = 0; i < BASE_COUNT(parts); i++)
        for (size_t at = 0; at < parts[i].len;) {
            char32_t code;
            at += text_decode(parts[i].at + at, &code);
            han += text_is_han(code);
            kana += text_is_kana(code);
            hangul += text_is_hangul(code);
        }
    /* Chinese has a の now and then, in a brand's name */
    return kana * 8 > han ? "ja" : hangul > han ? "ko" : han > 0 ? "zh" : "en";
}

/* ---- the day and the paper */

static void
add_english_date(struct buffer *out, uint32_t date)
{
    static const char *const months[] = {"January", "February", "March",     "April",   "May",      "June",
                                         "July",    "August",   "September", "October", "November", "December"};
    buffer_printf(out, "%u %s %u", date % DAYS, months[(date / DAYS % MONTHS - 1) % BASE_COUNT(months)],
                  date / DAYS / MONTHS);
}

static void
add_safe(struct buffer *out, const char *words)
{
    text_add_bytes(out, words);
}

void
citation_add(struct buffer *out, const struct issue *issue, const struct issue_article *article, const char *paper)
{
    const char *language = citation_language(issue, article);
    struct slice page = citation_page(issue, article);
    bool japanese = strcmp(language, "ja") == 0;
    if (!japanese && strcmp(language, "zh") != 0) {
        add_safe(out, paper);
        if (issue->date != 0) {
            buffer_add_text(out, ", ");
            add_english_date(out, issue->date);
        }
        if (page.len > 0)
            buffer_printf(out, ", p. %.*s", (int)page.len, page.at);
        return;
    }
    bool known = strcmp(paper, file_name(issue)) != 0;
    buffer_add_text(out, !known ? "" : japanese ? "『" : "《");
    add_safe(out, paper);
    buffer_add_text(out, !known ? (issue->date != 0 || page.len > 0 ? " " : "") : japanese ? "』" : "》");
    if (issue->date != 0)
        buffer_printf(out, "%u年%u月%u日", issue->date / DAYS / MONTHS, issue->date / DAYS % MONTHS,
                      issue->date % DAYS);
    if (page.len > 0)
        buffer_printf(out, japanese ? "%.*s面" : "第%.*s版", (int)page.len, page.at);
}

void
citation_add_paper(struct buffer *out, const struct issue *issue, const struct issue_article *article,
                   const char *paper)
{
    if (article != NULL) {
        citation_add(out, issue, article, paper);
        return;
    }
    add_safe(out, paper);
    if (issue->date == 0)
        return;
    buffer_add_byte(out, ' ');
    issue_add_date(out, issue->date);
}

/* ---- the reference */

static void
add_authors(struct buffer *out, const struct issue *issue, const struct issue_article *article)
{
    uint32_t count = article->credit_count < AUTHORS_MAX ? article->credit_count : AUTHORS_MAX;
    for (uint32_t i = 0; i < count; i++) {
        buffer_add_text(out, i > 0 ? ", " : "");
        add_safe(out, issue->credits[article->first_credit + i].name);
    }
    if (article->credit_count > AUTHORS_MAX)
        buffer_add_text(out, strcmp(citation_language(issue, article), "en") == 0 ? ", et al" : ", 等");
    buffer_add_text(out, count > 0 ? ". " : "");
}

void
citation_add_reference(struct buffer *out, const struct issue *issue, const struct issue_article *article,
                       const char *paper)
{
    struct slice title = issue_article_title(issue, article), page = citation_page(issue, article);
    size_t bytes = article->headline_line == ISSUE_NO_LINE ? text_fit(title, TITLE_CELLS) : title.len;
    add_authors(out, issue, article);
    text_add_safe(out, slice_make(title.at, bytes));
    buffer_add_text(out, bytes < title.len ? "…[N]. " : "[N]. ");
    add_safe(out, paper);
    if (issue->date != 0) {
        buffer_add_text(out, ", ");
        issue_add_date(out, issue->date);
    }
    if (page.len > 0)
        buffer_printf(out, "(%.*s)", (int)page.len, page.at);
    buffer_add_byte(out, '.');
}
