/* One screen as text, after some keys: for documentation and tests. */
#include "main/parts.h"

#include "kanbao/command.h"
#include "kanbao/view.h"

#include <stdlib.h>

int
frame_run(struct library *library, struct arguments *arguments)
{
    struct reader reader;
    struct screen screen = {0};
    struct buffer out = {0};
    int status = EXIT_SUCCESS;
    reader_init(&reader, library, arguments->options);
    options_init(&arguments->options);
    reader_wait_for_search(&reader, true);
    reader_resize(&reader, arguments->frame_rows, arguments->frame_cols);
    struct keymap *keymap = command_keymap_new();
    command_attach(keymap, &reader);
    struct error *error = command_press_keys(keymap, &reader, arguments->keys ? arguments->keys : "");
    if (error != NULL) {
        batch_complain("--keys", error_text(error));
        error_free(error);
        status = EXIT_TROUBLE;
    } else {
        view_paint(&reader, &screen);
        screen_add_text(&out, &screen);
        if (arguments->frame_style) {
            screen_add_styles(&out, &screen);
            screen_add_layers(&out, &screen);
        }
        status = batch_write(&out) ? EXIT_SUCCESS : EXIT_TROUBLE;
    }
    buffer_done(&out);
    screen_done(&screen);
    command_keymap_free(keymap);
    reader_done(&reader);
    return status;
}
