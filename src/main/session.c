/* The interactive program: events in, commands, the whole screen out. */
#include "main/parts.h"

#include "kanbao/command.h"
#include "kanbao/reader_front.h"
#include "kanbao/reader_standing.h"
#include "kanbao/term.h"
#include "kanbao/view.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

enum { ENDING_MILLISECONDS = 50 };

struct session {
    struct terminal *term;
    struct store *store;
    struct keymap *keymap; /* borrowed */
    struct errands errands;
    struct reader reader;
    struct screen screen;
};

static void
show_title(struct session *session)
{
    struct buffer title = {0};
    if (session->reader.options.window_title) {
        view_add_title(&title, &session->reader);
        term_set_title(session->term, buffer_slice(&title));
    } else {
        term_unset_title(session->term);
    }
    buffer_done(&title);
}

static void
show(struct session *session)
{
    view_paint(&session->reader, &session->screen);
    if (!term_show(session->term, &session->screen)) {
        reader_say(&session->reader, "%s", _("There is no memory for a window of this size."));
        view_paint(&session->reader, &session->screen);
        term_show(session->term, &session->screen);
    }
    show_title(session);
}

static void
resize(struct session *session)
{
    int rows, cols;
    bool whole = term_size(session->term, &rows, &cols);
    reader_resize(&session->reader, rows, cols);
    if (!whole)
        reader_say(&session->reader, _("The window is larger than %d columns of %d rows: the rest stays empty."),
                   TERM_COLS_MAX, TERM_ROWS_MAX);
}

static void
suspend(struct session *session)
{
    term_suspend(session->term);
    resize(session);
}

static void
set_looks(struct session *session)
{
    const struct options *options = &session->reader.options;
    struct theme theme = options->theme;
    theme_use(&theme, options->theme_name, term_ground(session->term));
    term_set_theme(session->term, &theme, options->color != COLOR_USE_NEVER);
}

/* Colours may be others, too. */
static void
redraw(struct session *session)
{
    const struct options *options = &session->reader.options;
    set_looks(session);
    term_redraw(session->term);
    term_ask_ground(session->term, options->theme_name == THEME_AUTO);
    term_set_mouse(session->term, options->mouse);
}

/* What it says is not to be lost, as the size of the window may have changed meanwhile. */
static void
serve_errand(struct session *session, enum reader_request request)
{
    int rows = session->reader.rows, cols = session->reader.cols, now_rows, now_cols;
    errand_serve(&session->errands, &session->reader, request);
    term_size(session->term, &now_rows, &now_cols);
    if (now_rows != rows || now_cols != cols)
        resize(session);
}

/* False: the reader quits. */
static bool
serve_request(struct session *session)
{
    enum reader_request request = reader_take_request(&session->reader);
    switch (request) {
    case READER_QUITS: return false;
    case READER_SUSPENDS: suspend(session); break;
    case READER_REDRAWS: redraw(session); break;
    case READER_WRITES:
    case READER_CONFIGURES:
    case READER_COPIES:
    case READER_SAVES:
    case READER_PIPES:
    case READER_PRINTS:
    case READER_NOTES:
    case READER_EDITS:
    case READER_BROWSES: serve_errand(session, request); break;
    case READER_RUNS: break;
    }
    return true;
}

/* What the terminal answered; not when the user has chosen by key meanwhile. */
static void
take_ambiguous(struct session *session)
{
    if (session->reader.options.ambiguous != AMBIGUOUS_AUTO)
        return;
    reader_set_ambiguous(&session->reader, term_ambiguous(session->term));
    term_redraw(session->term);
}

/* Hints are buttons. */
static void
take_mouse(struct session *session)
{
    struct term_mouse mouse = term_mouse(session->term);
    struct reader *reader = &session->reader;
    struct buffer hint = {0};
    enum reader_part part = reader_at_cell(reader, mouse.row, mouse.col).part;
    switch (mouse.deed) {
    case MOUSE_PRESS:
        if (part == SPOT_BOTTOM_LINE)
            view_add_hint_at(&hint, reader, mouse.col);
        if (part == SPOT_NOTHING || command_press_hint(session->keymap, reader, buffer_slice(&hint)))
            break;
        command_forget_typed(session->keymap, reader); /* who clicks elsewhere has thought better of it */
        reader_click(reader, mouse.row, mouse.col);
        break;
    case MOUSE_DRAG: reader_drag(reader, mouse.col); break;
    case MOUSE_RELEASE: reader_release(reader); break;
    case MOUSE_WHEEL_UP: reader_wheel(reader, mouse.row, mouse.col, -1); break;
    case MOUSE_WHEEL_DOWN: reader_wheel(reader, mouse.row, mouse.col, 1); break;
    }
    buffer_done(&hint);
}

/* Until the reader quits; returns the signal that ended it, 0 for none. What is typed faster than it is shown costs one
   screen, not one a key; who holds a key down sees something move all the same. */
static int
loop(struct session *session)
{
    enum { UNSHOWN_MAX = 32 };
    uint32_t key;
    int unshown = 0;
    while (session->reader.request != READER_QUITS) {
        enum term_event event = term_wait(session->term, &key);
        switch (event) {
        case TERM_KEY: command_press(session->keymap, &session->reader, key); break;
        case TERM_PASTE: reader_paste(&session->reader, term_pasted(session->term)); break;
        case TERM_UNKNOWN: reader_say(&session->reader, _("Unknown key: %s"), term_unknown(session->term)); break;
        case TERM_RESIZE: resize(session); break;
        case TERM_MOUSE: take_mouse(session); break;
        case TERM_GROUND: set_looks(session); break;
        case TERM_LINKS: session->reader.hyperlinks = true; break;
        case TERM_AMBIGUOUS: take_ambiguous(session); break;
        case TERM_WAKE: reader_collect(&session->reader); break;
        case TERM_WATCHED: store_look_again(session->store); break;
        case TERM_FILES: reader_look(&session->reader); break;
        case TERM_SUSPEND: suspend(session); break;
        case TERM_IDLE: break;
        case TERM_END: return term_end_signal(session->term);
        }
        bool goes_on;
        do
            goes_on = serve_request(session);
        while (goes_on && command_go_on(session->keymap, &session->reader));
        if (!goes_on)
            break;
        if (event == TERM_IDLE || ++unshown == UNSHOWN_MAX) {
            reader_tell_news(&session->reader);
            show(session);
            unshown = 0;
        }
    }
    return 0;
}

/* Only after the first screen, too. What somebody reads in a restricted account is nobody's. */
static void
open_store(struct session *session)
{
    struct reader *reader = &session->reader;
    char *path = reader->restricted ? NULL : state_file(&reader->options);
    if (path != NULL) {
        store_open(session->store, path, term_wake_fd(session->term));
        term_watch(session->term, TERM_WATCHES_STATE, store_watch_fd(session->store));
    } else if (reader->options.remember && !reader->restricted && getenv("KANBAO_STATE") == NULL &&
               reader->message.len == 0) {
        reader_say(reader, "%s", _("There is no home directory: nothing is remembered."));
    }
    free(path);
}

static void
watch_files(struct session *session)
{
    const struct reader *reader = &session->reader;
    if (reader->options.watch == WATCH_NO)
        return;
    int fd = library_watch(reader->library, reader->options.watch == WATCH_POLL);
    term_watch(session->term, TERM_WATCHES_FILES, fd);
}

/* The keys of the start may ask what was read and flagged, so that is known before them. What is wrong with the file is said when
   it is opened. */
static void
read_store(struct session *session)
{
    struct reader *reader = &session->reader;
    char *path = reader->restricted ? NULL : state_file(&reader->options);
    if (path != NULL)
        store_read(session->store, path, true);
    free(store_take_notice(session->store));
    free(path);
    reader_collect(reader);
}

/* The paths that could not be opened were said on standard error, which the screen now covers. */
static void
say_first(struct session *session, const char *notice)
{
    const char *own = term_notice(session->term);
    if (own != NULL || notice != NULL)
        reader_say(&session->reader, "%s", own != NULL ? own : notice);
}

static int
open_session(struct session *session, struct arguments *arguments, const char *notice)
{
    if (arguments->keys != NULL)
        read_store(session);
    reader_wait_for_search(&session->reader, true); /* the keys after a search are for what it finds */
    struct error *error =
        arguments->keys ? command_press_keys(session->keymap, &session->reader, arguments->keys) : NULL;
    reader_wait_for_search(&session->reader, false);
    if (error != NULL) {
        term_close(session->term);
        session->term = NULL;
        output_complain("--keys", error_text(error));
        error_free(error);
        return EXIT_TROUBLE;
    }
    if (session->reader.message.len == 0)
        say_first(session, notice);
    show(session);
    /* only now: the first screen is not to share the processor */
    if (!library_start(session->reader.library, term_wake_fd(session->term)) && session->reader.message.len == 0)
        reader_say(&session->reader, "%s", _("The system gives no thread: issues are read when they are looked at."));
    open_store(session);
    reader_begin_watching(&session->reader);
    reader_collect(&session->reader); /* where nothing is remembered, nobody would tell of it */
    watch_files(session);
    if (library_progress(session->reader.library).whole || session->reader.message.len > 0)
        show(session); /* that there is more to come, or what was just said */
    return EXIT_SUCCESS;
}

/* Dies of the signal that ended the session, as the shell expects; curses has left a handler that
   exits instead. */
static void
die_of(int number)
{
    signal(number, SIG_DFL);
    raise(number);
}

/* The terminal back, the loader ended: in that order where the loader is in the midst of a large
   file, which takes it seconds, and nobody waits for what will be thrown away; nor does a signal. */
static void
close_session(struct session *session, int ended_by, int status)
{
    struct library *library = session->reader.library;
    term_watch(session->term, TERM_WATCHES_STATE, -1);
    term_watch(session->term, TERM_WATCHES_FILES, -1);
    source_filters_stop(library_filters(library));
    if (ended_by != 0) {
        store_close(session->store, ENDING_MILLISECONDS);
        term_close(session->term);
        die_of(ended_by);
    }
    reader_stop(&session->reader); /* it writes to the terminal's pipe, as the loader does */
    store_close(session->store, 20 * ENDING_MILLISECONDS);
    if (library_progress(library).whole) {
        term_close(session->term);
        _exit(status);
    }
    library_stop(library);
    term_close(session->term);
    screen_done(&session->screen);
    reader_done(&session->reader);
}

int
session_run(struct library *library, struct store *store, struct arguments *arguments,
            const struct opened_paths *opened, const char *notice)
{
    struct session session = {.store = store};
    int ended_by = 0, rows, cols;
    struct theme theme = arguments->options.theme;
    theme_use(&theme, arguments->options.theme_name, GROUND_UNKNOWN);
    struct term_settings settings = {
        .color = arguments->options.color != COLOR_USE_NEVER,
        .theme = &theme,
        .escape_delay = arguments->options.escape_delay,
        .probe = arguments->options.ambiguous == AMBIGUOUS_AUTO,
        .ground = arguments->options.theme_name == THEME_AUTO,
        .mouse = arguments->options.mouse,
        .links = arguments->options.hyperlinks == HYPERLINKS_AUTO,
    };
    struct error *error = term_open(&session.term, settings);
    if (error != NULL) {
        output_complain(error_text(error), _("listing the headlines instead"));
        error_free(error);
        configuration_complain(arguments);
        state_read(store, library, arguments);
        struct batch batch = {library, store, arguments, opened, .layout = NULL};
        return batch_run(&batch);
    }
    library_expect_loader(library);
    reader_init(&session.reader, library, arguments->options);
    options_init(&arguments->options);
    reader_set_store(&session.reader, store);
    reader_set_wake_fd(&session.reader, term_wake_fd(session.term));
    session.keymap = configured_keymap(arguments);
    session.errands = errands_of(session.term, arguments);
    command_attach(session.keymap, &session.reader);
    configuration_attach(&arguments->configuration, &session.reader);
    term_size(session.term, &rows, &cols);
    reader_open_front(&session.reader, rows, cols);
    resize(&session);
    if (opened->count > 0)
        reader_open_line(&session.reader, opened->lines[0].issue, opened->lines[0].line);
    int status = open_session(&session, arguments, notice);
    if (status == EXIT_SUCCESS)
        ended_by = loop(&session);
    close_session(&session, ended_by, status);
    return status;
}
