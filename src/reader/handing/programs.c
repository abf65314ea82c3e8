/* Other programs: which is to be run with what, for the session to do. What a source says goes to a program's standard input,
 * never into a command line: that has the words of the user, of an option or of the environment, and the path of a file.
 */
#include "reader/handing/handing.h"

#include <stdlib.h>

static void command_accepted(struct reader *reader);
/* TRANSLATORS: the text that a command is given */
static const struct reader_prompt_use article_use = {N_("article | "), NULL, command_accepted, NULL, NULL};
static const struct reader_prompt_use issue_use = {N_("issue | "), NULL, command_accepted, NULL, NULL};

static bool
can_hand(struct reader *reader)
{
    if (reader->shown != NULL && reader_article(reader) != NULL)
        return handing_has_whole(reader);
    reader_say(reader, "%s", _("There is nothing to hand on."));
    return false;
}

static void
request(struct reader *reader, struct slice command)
{
    struct reader_errand *errand = &reader->errand;
    const char *paper = library_title(reader->library, reader->at.issue);
    buffer_clear(&errand->text);
    buffer_clear(&errand->words);
    buffer_add_slice(&errand->words, command);
    if (reader->handing->what == HANDED_ISSUE)
        file_add_issue(&errand->text, FILE_TEXT, &reader->options, reader->shown, paper);
    else
        file_add_article(&errand->text, FILE_TEXT, &reader->options,
                         &(struct file_piece){reader->shown, reader_article(reader), paper});
    reader->request = READER_PIPES;
}

static void
command_accepted(struct reader *reader)
{
    if (reader->prompt.line.text.len > 0 && can_hand(reader))
        request(reader, buffer_slice(&reader->prompt.line.text));
}

void
pipe_to(struct reader *reader, bool whole_issue, struct slice command)
{
    if (!can_hand(reader))
        return;
    reader->handing->what = whole_issue ? HANDED_ISSUE : HANDED_ARTICLE;
    if (command.len == 0) {
        reader_open_prompt(reader, whole_issue ? &issue_use : &article_use, &reader->histories[STORE_PIPES],
                           slice_of(reader->options.pipe_command));
        return;
    }
    prompt_line_remember(reader, &reader->histories[STORE_PIPES], command);
    request(reader, command);
}

void
pipe_to_printer(struct reader *reader, bool whole_issue)
{
    if (!can_hand(reader))
        return;
    reader->handing->what = whole_issue ? HANDED_ISSUE : HANDED_ARTICLE;
    request(reader, slice_of(""));
    reader->request = READER_PRINTS;
}

void
edit_file(struct reader *reader)
{
    struct reader_errand *errand = &reader->errand;
    const char *path = library_path(reader->library, reader->at.issue);
    if (reader->at.issue == 0 || strcmp(path, "-") == 0) {
        reader_say(reader, "%s", _("There is no file to edit."));
        return;
    }
    if (source_archive_of(path) > 0) {
        reader_say(reader, "%s", _("What is in an archive cannot be edited."));
        return;
    }
    buffer_clear(&errand->words);
    buffer_add_text(&errand->words, path);
    uint32_t line = reader->at.pane != PANE_ISSUES && reader->shown != NULL ? line_read(reader) : ISSUE_NO_LINE;
    errand->line = line != ISSUE_NO_LINE ? issue_line_number(reader->shown, line) + 1 : 0;
    reader->request = READER_EDITS;
}
