/* What a reader asks this part for. */
#include "command/bindings.h"

void
command_attach(struct keymap *keymap, struct reader *reader)
{
    struct reader_above above = reader->above;
    hints_set(keymap, reader);
    reader_set_help(reader, command_make_help, command_run_help, keymap);
    above.command_line = &command_prompt;
    above.read_line = command_line_typed;
    above.keymap = keymap;
    above.bindings = (struct reader_maker){command_make_bindings, keymap};
    above.query_help = (struct reader_maker){command_make_query_help, NULL};
    reader_set_above(reader, &above);
}
