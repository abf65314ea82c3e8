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

void
run_date(struct reader *reader, const struct command_args *args)
{
    if (args->text.len == 0)
        date_open_prompt(reader);
    else
        date_go(reader, args->text);
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
    issue_go(reader, issue);
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
        issue_go(reader, known);
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
