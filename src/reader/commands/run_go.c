/* To an issue or an article by its name: a number, a day, a path. */
#include "reader/commands/commands.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <sys/stat.h>

/* ---- a number */

void
run_go_to(struct reader *reader, const struct command_args *args)
{
    uint32_t number = args->count > 0 ? (uint32_t)args->count - 1 : 0;
    if (reader->at.pane != PANE_ARTICLE) {
        run_select_edge(reader, &(struct command_args){.count = (int)number + 1, .argument = 1});
        return;
    }
    uint32_t count = reader->shown != NULL ? (uint32_t)reader->shown->article_count : 0;
    if (count > 0)
        select_article(reader, number < count ? number : count - 1);
}

/* ---- a day */

enum { MONTHS = 12, MONTH_DAYS = 31 };

/* The two numbers of a day without its year, whatever stands between them and behind; 1013 is 10 and 13. */
static bool
read_month_and_day(struct slice text, uint32_t *month, uint32_t *day)
{
    uint32_t numbers[2] = {0, 0}, digits[2] = {0, 0};
    size_t which = 0;
    for (size_t at = 0; at < text.len;) {
        char32_t code;
        at += text_decode(text.at + at, &code);
        int digit = text_digit(code); /* an input method's, too */
        bool mark = code == U'-' || code == U'/' || code == U'.' || code == U'月' || code == U'日';
        if (which == 2)
            return false;
        if (digit >= 0 && digits[which] < 4) {
            numbers[which] = numbers[which] * 10 + (uint32_t)digit;
            digits[which]++;
        } else if (!mark || digits[which] == 0) {
            return false;
        } else {
            which++;
        }
    }
    bool solid = which == 0 && digits[0] == 4;
    *month = solid ? numbers[0] / 100 : numbers[0];
    *day = solid ? numbers[0] % 100 : numbers[1];
    return (solid || digits[1] > 0) && *month >= 1 && *month <= MONTHS && *day >= 1 && *day <= MONTH_DAYS;
}

bool
reader_read_date(const struct reader *reader, struct slice text, uint32_t *from, uint32_t *to)
{
    uint32_t month, day, shown = library_date(reader->library, reader->at.issue);
    for (size_t i = 0; shown == 0 && i < library_count(reader->library); i++)
        shown = library_date(reader->library, library_at(reader->library, i));
    if (!read_month_and_day(text, &month, &day))
        return search_read_date(text, from, to);
    *from = *to = shown / 10000 * 10000 + month * 100 + day;
    return true;
}

/* Days between two dates, as far as is needed to know the nearest. */
static uint32_t
distance(uint32_t a, uint32_t b)
{
    uint32_t days[2] = {a, b};
    for (int i = 0; i < 2; i++)
        days[i] = days[i] / 10000 * (MONTHS * MONTH_DAYS) + days[i] / 100 % 100 * MONTH_DAYS + days[i] % 100;
    return days[0] < days[1] ? days[1] - days[0] : days[0] - days[1];
}

/* The first day of the library from FROM to TO, else the nearest to them; 0: no issue has a date. */
static uint32_t
nearest_issue(const struct reader *reader, uint32_t from, uint32_t to)
{
    uint32_t best = 0, best_date = 0, best_distance = UINT32_MAX;
    for (size_t i = 0; i < library_count(reader->library); i++) {
        uint32_t id = library_at(reader->library, i), date = library_date(reader->library, id);
        if (date == 0)
            continue;
        uint32_t far = date < from ? distance(date, from) : date > to ? distance(to, date) : 0;
        if (far > best_distance || (far == best_distance && date >= best_date))
            continue;
        best = id;
        best_date = date;
        best_distance = far;
    }
    return best;
}

/* To an issue, whichever pane has the keys. */
static void
go_to_issue(struct reader *reader, uint32_t issue)
{
    if (issue != reader->at.issue)
        select_issue(reader, issue, false);
    if (reader->at.pane == PANE_RESULTS || (reader->at.pane == PANE_ARTICLE && reader_article(reader) == NULL))
        reader->at.pane = PANE_LIST;
}

void
run_date(struct reader *reader, const struct command_args *args)
{
    uint32_t from, to;
    if (ask_for_words(reader, "date", args->text))
        return;
    if (!reader_read_date(reader, args->text, &from, &to)) {
        reader_say(reader, _("“%.*s” is no date"), (int)args->text.len, args->text.at);
        return;
    }
    uint32_t issue = nearest_issue(reader, from, to), date = issue != 0 ? library_date(reader->library, issue) : 0;
    if (issue == 0) {
        reader_say(reader, "%s", _("No issue has a date."));
        return;
    }
    go_to_issue(reader, issue);
    if (date >= from && date <= to)
        return;
    struct buffer day = {0};
    issue_add_date(&day, date);
    reader_say(reader, _("There is no issue of %.*s; the nearest is %s."), (int)args->text.len, args->text.at, day.at);
    buffer_done(&day);
}

/* ---- a path */

/* What would wait for somebody else is left to the command line. */
static struct error *
add_path(struct reader *reader, const char *path, uint32_t *known)
{
    struct stat kind;
    if (strcmp(path, "-") == 0)
        return error_new(_("standard input can only be read at the start"));
    if (stat(path, &kind) == 0 && !S_ISREG(kind.st_mode) && !S_ISDIR(kind.st_mode))
        return error_new(_("is no file and no folder"));
    return library_add_new(reader->library, path, known);
}

/* What the library has to say of a folder, behind OUT. */
static void
add_notices(struct reader *reader, struct buffer *out)
{
    struct error *notice;
    bool lost;
    while ((notice = library_take_notice(reader->library, &lost)) != NULL) {
        buffer_printf(out, "%s%s", out->len > 0 ? "; " : "", error_text(notice));
        error_free(notice);
    }
}

/* The issues that were added, whose ids are FIRST and above, take their places; to the first of them. Returns how many. */
static size_t
show_added(struct reader *reader, uint32_t first)
{
    uint32_t issue = 0;
    size_t added = 0;
    library_sort(reader->library);
    for (size_t i = 0; i < library_count(reader->library); i++) {
        uint32_t id = library_at(reader->library, i);
        added += id >= first;
        issue = issue == 0 && id >= first ? id : issue;
    }
    reader_library_changed(reader);
    go_to_issue(reader, issue);
    reader->at.pane = PANE_LIST;
    return added;
}

static void
open_path(struct reader *reader, const char *path)
{
    struct buffer words = {0};
    size_t before = library_count(reader->library);
    uint32_t known = 0;
    struct error *error = add_path(reader, path, &known);
    if (error != NULL) {
        buffer_printf(&words, "%s: %s", path, error_text(error));
    } else if (library_count(reader->library) > before) {
        size_t added = show_added(reader, library_at(reader->library, before));
        buffer_printf(&words, ngettext("%zu issue was added", "%zu issues were added", (unsigned long)added), added);
    } else if (base_is_folder(path)) {
        buffer_add_text(&words, _("All issues in it are here already."));
    } else {
        go_to_issue(reader, known);
        reader->at.pane = PANE_LIST;
    }
    add_notices(reader, &words);
    reader_say(reader, "%s", words.len > 0 ? words.at : "");
    error_free(error);
    buffer_done(&words);
}

/* Without a path what is selected, or, where a number was typed, the one of that number. */
void
run_open(struct reader *reader, const struct command_args *args)
{
    if (args->text.len == 0) {
        if (args->count > 0)
            run_select_edge(reader, args);
        pane_open(reader);
        return;
    }
    char *typed = base_strndup(args->text.at, args->text.len), *path = base_expand_home(typed);
    open_path(reader, path);
    free(typed);
    free(path);
}

void
run_open_path(struct reader *reader)
{
    run_command_line(reader, &(struct command_args){.text = slice_of("open ")});
}
