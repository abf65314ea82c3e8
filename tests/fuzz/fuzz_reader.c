/* Any commands on any text: whatever is done, the reader's state and its screen agree, and nothing hangs.
 *
 * The first two bytes are the screen's size; then commands, a byte each, up to a zero byte; then the text of an issue. A byte of a
 * command is a row of the table, or another size, or a character that is typed where a prompt is open.
 */
#include "kanbao/command.h"
#include "kanbao/library.h"
#include "kanbao/reader.h"
#include "kanbao/screen.h"

#include "reader_check.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { TEXT_MAX = 8192, COMMANDS_MAX = 64, SIZES = 4 };

static void
must(const char *fault)
{
    if (fault == NULL)
        return;
    fprintf(stderr, "fuzz_reader: %s\n", fault);
    abort();
}

/* A file of the text: its path, good until the next call. */
static const char *
put_text(const uint8_t *text, size_t bytes)
{
    static char path[] = "/tmp/kanbao-fuzz-XXXXXX";
    static int fd = -1;
    if (fd < 0) {
        fd = mkstemp(path);
        if (fd < 0)
            abort();
    }
    if (ftruncate(fd, 0) != 0 || pwrite(fd, text, bytes, 0) != (ssize_t)bytes)
        abort();
    return path;
}

static void
resize(struct reader *reader, unsigned byte)
{
    static const int sizes[SIZES][2] = {{12, 40}, {24, 80}, {40, 120}, {5, 21}};
    reader_resize(reader, sizes[byte % SIZES][0], sizes[byte % SIZES][1]);
}

/* What is typed where a prompt is open; elsewhere it is a command. */
static bool
type(struct reader *reader, unsigned byte)
{
    static const char *const texts[] = {"d",    "e",         "的", "\"",   "/",          "|", "*",
                                        " ",    "date:2024", "-",  "\xE5", "headline:",  "(", "灯",
                                        "set ", "measure ",  "40", "; ",   "bind list ", "'", "date "};
    if (reader->prompt.use == NULL || byte < 0x60)
        return false;
    reader_paste(reader, slice_of(texts[byte % BASE_COUNT(texts)]));
    return true;
}

/* What the mouse does, somewhere. */
static void
point(struct reader *reader, unsigned byte)
{
    int row = (int)(byte * 7 % (unsigned)(reader->rows + 1)), col = (int)(byte * 13 % (unsigned)(reader->cols + 1));
    switch (byte % 6) {
    case 0: reader_drag(reader, col); break;
    case 1: reader_release(reader); break;
    case 2: reader_wheel(reader, row, col, -1); break;
    case 3: reader_wheel(reader, row, col, 1); break;
    default: reader_click(reader, row, col); break;
    }
}

static void
act(struct reader *reader, unsigned byte)
{
    enum { MOUSE_BYTES = 0xE8, SIZE_BYTES = 0xF8 };
    if (byte >= SIZE_BYTES) {
        resize(reader, byte);
        return;
    }
    if (byte >= MOUSE_BYTES) {
        point(reader, byte);
        return;
    }
    if (type(reader, byte))
        return;
    const struct command_row *row = &command_rows[byte % command_row_count];
    enum reader_pane pane = reader_keys_pane(reader);
    if (row->name == NULL || (row->panes & 1U << pane) == 0)
        return;
    struct command_args args = {.count = byte % 7 == 0 ? (int)byte : 0};
    reader_run_command(reader, row, args);
    reader_take_request(reader);
    reader->request = READER_RUNS; /* who quits goes on */
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size < 4)
        return 0;
    const uint8_t *end = memchr(data + 2, 0, size - 2);
    size_t commands = end != NULL ? (size_t)(end - data) - 2 : 0, text = end != NULL ? size - commands - 3 : 0;
    if (end == NULL || commands > COMMANDS_MAX || text > TEXT_MAX)
        return 0;
    struct library *library = library_new((struct library_limits){1 << 20, 1 << 20});
    struct error *error = library_add(library, put_text(end + 1, text));
    if (error == NULL) {
        struct reader reader;
        struct options options;
        struct screen screen = {0};
        options_init(&options);
        library_sort(library);
        reader_init(&reader, library, options);
        reader_wait_for_search(&reader, true);
        resize(&reader, data[0]);
        struct keymap *keymap = command_keymap_new();
        command_attach(keymap, &reader);
        must(reader_check(&reader, &screen));
        for (size_t i = 0; i < commands; i++) {
            act(&reader, data[2 + i]);
            reader_finish_search(&reader);
            must(reader_check(&reader, &screen));
        }
        screen_done(&screen);
        command_keymap_free(keymap);
        reader_done(&reader);
    }
    error_free(error);
    library_free(library);
    return 0;
}
