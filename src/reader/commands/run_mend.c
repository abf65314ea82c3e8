/* What a reader says of lines, and writing it out. */
#include "reader/commands/commands.h"

void
run_mend(struct reader *reader, const struct command_args *args)
{
    mend_line(reader, args->argument);
}

void
run_undo_mend(struct reader *reader, const struct command_args *args)
{
    for (int i = 0; i < args_times(args); i++)
        if (!mend_step(reader, args->argument)) {
            reader_say(reader, "%s", args->argument > 0 ? _("Nothing left to undo.") : _("Nothing to redo."));
            break;
        }
}

void
run_write(struct reader *reader)
{
    if (reader->shown == NULL)
        reader_say(reader, "%s", _("There is nothing to write."));
    else if (reader->shown->preview)
        reader_say(reader, "%s", _("Still loading; try again."));
    else
        reader->request = READER_WRITES;
}
