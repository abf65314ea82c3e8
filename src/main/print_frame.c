/* One screen as text, after some keys: for documentation and tests. */
#include "main/parts.h"

#include "kanbao/command.h"
#include "kanbao/reader_front.h"
#include "kanbao/reader_standing.h"
#include "kanbao/view.h"

#include <stdlib.h>

int
frame_run(struct library *library, struct store *store, struct arguments *arguments, const struct opened_paths *opened)
{
    struct reader reader;
    struct screen screen = {0};
    struct buffer out = {0};
    int status = EXIT_TROUBLE;
    reader_init(&reader, library, arguments->options);
    options_init(&arguments->options);
    reader_set_store(&reader, store);
    reader_wait_for_search(&reader, true);
    reader_open_front(&reader, arguments->frame_rows, arguments->frame_cols);
    struct keymap *keymap = configured_keymap(arguments);
    command_attach(keymap, &reader);
    configuration_attach(&arguments->configuration, &reader);
    if (opened->count > 0)
        reader_open_line(&reader, opened->lines[0].issue, opened->lines[0].line);
    reader_begin_watching(&reader);
    reader_collect(&reader); /* what is remembered */
    struct error *error = command_press_keys(keymap, &reader, arguments->keys ? arguments->keys : "");
    command_go_on_alone(keymap, &reader);
    if (error != NULL) {
        output_complain("--keys", error_text(error));
        error_free(error);
    } else {
        reader_finish_search(&reader);
        view_paint(&reader, &screen);
        screen_add_text(&out, &screen);
        if (arguments->frame_style) {
            screen_add_styles(&out, &screen);
            screen_add_layers(&out, &screen);
        }
        if (output_write(&out))
            status = opened->failed > 0 ? EXIT_SOME : EXIT_SUCCESS;
    }
    buffer_done(&out);
    screen_done(&screen);
    reader_done(&reader);
    return status;
}
