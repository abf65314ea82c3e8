/* A note on the article. */
#include "reader/commands/commands.h"

#include <stdlib.h>

static void
accepted(struct reader *reader)
{
    struct buffer *text = &reader->prompt.line.text;
    notes_set(reader, reader->at.article, text->len > 0 ? text->at : "");
    reader_say(reader, "%s", text->len > 0 ? _("Noted.") : _("No note any more."));
}

static const struct reader_prompt_use note_use = {.label = N_("Note: "), .accepted = accepted};

/* With TEXT that becomes the note; else it is asked for, with what there is to be changed. */
void
run_note(struct reader *reader, const struct command_args *args)
{
    if (reader_article(reader) == NULL) {
        reader_say(reader, "%s", _("There is no article to write on."));
        return;
    }
    if (args->text.len > 0) {
        char *note = base_strndup(args->text.at, args->text.len);
        notes_set(reader, reader->at.article, note);
        free(note);
        return;
    }
    char *before = store_note(reader->store, marks_key(reader, reader->at.article));
    reader_open_prompt(reader, &note_use, NULL, slice_of(before != NULL ? before : ""));
    free(before);
}
