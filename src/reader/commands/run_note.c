/* A note on the article. */
#include "reader/commands/commands.h"

#include "kanbao/text.h"

#include <stdlib.h>

static void
accepted(struct reader *reader)
{
    reader_take_note(reader, buffer_slice(&reader->prompt.line.text));
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
        reader_take_note(reader, args->text);
        return;
    }
    char *before = store_note(reader->store, marks_key(reader, reader->at.article));
    if (before != NULL && strchr(before, '\n') != NULL && !reader->restricted)
        run_edit_note(reader); /* a prompt has one line */
    else
        reader_open_prompt(reader, &note_use, NULL, slice_of(before != NULL ? before : ""));
    free(before);
}

void
run_edit_note(struct reader *reader)
{
    if (reader_article(reader) == NULL) {
        reader_say(reader, "%s", _("There is no article to write on."));
        return;
    }
    char *before = store_note(reader->store, marks_key(reader, reader->at.article));
    buffer_clear(&reader->errand.text);
    buffer_add_text(&reader->errand.text, before != NULL ? before : "");
    free(before);
    reader->request = READER_NOTES;
}

void
reader_take_note(struct reader *reader, struct slice text)
{
    text = text_trim(text);
    char *note = base_strndup(text.at, text.len);
    notes_set(reader, reader->at.article, note);
    notes_show(reader);
    reader_say(reader, "%s", *note != '\0' ? _("Noted, below the article.") : _("No note any more."));
    free(note);
}
