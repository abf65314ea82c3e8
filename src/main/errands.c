/* What a reader asks of the world outside: files written, programs run, text on the clipboard. Each says in the bottom line
 * what became of it.
 *
 * A program's name and arguments are the user's words (an option, $VISUAL, what was typed for the shell); a source
 * gives at most the last of them (an address, a path), and else what is read from standard input.
 */
#include "main/parts.h"

#include "kanbao/source.h"
#include "kanbao/term.h"
#include "kanbao/text.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { NOTE_BYTES = 1 << 20 };
enum { MESSAGE_CELLS = 20 /* of the words around a file's name */ };

/* The words of LINE, and behind them LAST and AGAIN where these are not NULL, for program_run(): slices of WORDS. NULL and an
   error: there are none. */
static char **
words_of(const char *line, struct settings_words *words, const char *last, const char *again, struct error **error)
{
    uint32_t error_byte;
    *error = settings_split(slice_of(line), words, &error_byte);
    if (*error == NULL && words->count == 0)
        *error = error_new(_("no program is named"));
    if (*error != NULL)
        return NULL;
    char **list = base_alloc_zero(words->count + 3, sizeof *list);
    size_t count = 0;
    for (; count < words->count; count++)
        list[count] = (char *)words->at[count].text.at;
    if (last != NULL)
        list[count++] = (char *)last;
    if (again != NULL)
        list[count] = (char *)again;
    return list;
}

/* Runs LINE, with LAST and AGAIN as arguments behind it, as PROGRAM says. */
static struct error *
run_line(struct program program, const char *line, const char *last, const char *again)
{
    struct settings_words words = {0};
    struct error *error;
    char **list = words_of(line, &words, last, again, &error);
    if (error == NULL) {
        program.words = list;
        error = program_run(&program);
    }
    free(list);
    settings_words_done(&words);
    return error;
}

/* ---- the terminal, which may be one that is written line by line: TERM is NULL then */

static void
hold(struct terminal *term, bool holds)
{
    if (term != NULL)
        term_hold(term, holds);
    else
        term_hold_plain(holds);
}

static void
leave(struct terminal *term)
{
    if (term != NULL)
        term_leave(term);
    else
        term_leave_plain();
}

/* Nothing that was written line by line is covered, so no key is waited for. */
static void
come_back(struct terminal *term, const char *words)
{
    if (term != NULL)
        term_return(term, words);
    else
        term_return_plain();
}

/* ---- the clipboard */

static void
copy_to_terminal(struct terminal *term, struct reader *reader, struct slice text)
{
    if (term != NULL && !term_copy(term, text))
        reader_say(reader, "%s", _("too long for the terminal's clipboard"));
    else if (term == NULL && !term_copy_plain(text))
        reader_say(reader, "%s", _("This terminal's clipboard does not take it."));
}

static void
copy(struct terminal *term, struct reader *reader)
{
    struct slice text = buffer_slice(&reader->clipboard);
    const char *command = reader->options.copy_command;
    if (*command == '\0' || reader->restricted) {
        copy_to_terminal(term, reader, text);
        return;
    }
    struct error *error = run_line((struct program){.input = text, .reads = true, .quiet = true}, command, NULL, NULL);
    if (error != NULL)
        reader_say(reader, _("Not copied: %s"), error_text(error));
    error_free(error);
}

/* ---- files */

/* PATH, without its folders where a message has no room for them. */
static const char *
name_to_say(const struct reader *reader, const char *path)
{
    const char *slash = strrchr(path, '/');
    struct buffer shown = {0};
    text_add_bytes(&shown, path);
    bool long_one = text_cells(buffer_slice(&shown)) + MESSAGE_CELLS > (size_t)reader->cols;
    buffer_done(&shown);
    return long_one && slash != NULL ? slash + 1 : path;
}

static void
save(struct terminal *term, struct reader *reader)
{
    const struct reader_errand *errand = &reader->errand;
    hold(term, true);
    struct error *error = write_file(errand->words.at, buffer_slice(&errand->text), errand->overwrites);
    hold(term, false);
    if (error != NULL)
        reader_say(reader, _("Not saved: %s"), error_text(error));
    else
        reader_say(reader, _("Saved: %s"), name_to_say(reader, errand->words.at));
    error_free(error);
}

static void
write_issue(struct terminal *term, struct reader *reader)
{
    char *written = NULL;
    char *directory = base_expand_home(reader->options.mend_directory);
    hold(term, true);
    struct error *error = write_structure(reader->shown, directory, &written);
    hold(term, false);
    free(directory);
    if (error != NULL) {
        reader_say(reader, _("Not written: %s"), error_text(error));
    } else {
        library_mends_written(reader->library, reader->at.issue);
        reader_say(reader, _("Written: %s"), name_to_say(reader, written));
    }
    error_free(error);
    free(written);
}

static void
write_configuration(const struct errands *errands, struct reader *reader)
{
    size_t changes;
    const char *path = errands->configuration_path;
    if (path == NULL) {
        reader_say(reader, "%s", _("Not written: there is no configuration file."));
        return;
    }
    hold(errands->term, true);
    struct error *error = configuration_write(path, reader, reader->above.keymap, &changes);
    hold(errands->term, false);
    if (error != NULL)
        reader_say(reader, _("Not written: %s"), error_text(error));
    else if (changes == 0)
        reader_say(reader, "%s", _("Nothing was changed that the configuration file does not say."));
    else
        reader_say(reader, ngettext("%zu change is written: %s", "%zu changes are written: %s", (unsigned long)changes),
                   changes, path);
    error_free(error);
}

/* ---- programs that have the terminal */

static void
pipe_text(struct terminal *term, struct reader *reader)
{
    const char *shell = getenv("SHELL");
    if (shell == NULL || *shell != '/')
        shell = "/bin/sh";
    char option[] = "-c";
    char *words[] = {(char *)shell, option, reader->errand.words.at, NULL};
    struct program program = {
        .words = words, .input = buffer_slice(&reader->errand.text), .reads = true, .name = reader->errand.words.at};
    leave(term);
    struct error *error = program_run(&program);
    come_back(term, error != NULL ? error_text(error) : "");
    if (error != NULL)
        reader_say(reader, "%s", error_text(error));
    error_free(error);
}

static bool
is_in_path(const char *name)
{
    const char *at = getenv("PATH");
    struct buffer path = {0};
    bool found = false;
    while (at != NULL && *at != '\0' && !found) {
        size_t len = strcspn(at, ":");
        buffer_clear(&path);
        buffer_add(&path, at, len);
        buffer_printf(&path, "/%s", name);
        found = access(path.at, X_OK) == 0;
        at += len + (at[len] == ':');
    }
    buffer_done(&path);
    return found;
}

static void
print(struct reader *reader)
{
    const char *printer = is_in_path("lp") ? "lp" : is_in_path("lpr") ? "lpr" : NULL;
    if (printer == NULL) {
        reader_say(reader, "%s", _("There is no program here that prints (lp, lpr)."));
        return;
    }
    struct program program = {.input = buffer_slice(&reader->errand.text), .reads = true, .quiet = true};
    struct error *error = run_line(program, printer, NULL, NULL);
    if (error != NULL)
        reader_say(reader, _("Not printed: %s"), error_text(error));
    else
        reader_say(reader, _("Given to %s."), printer);
    error_free(error);
}

/* With the terminal; what went wrong stays on its screen until a key, as it may have more to say. */
static void
run_on_terminal(struct terminal *term, struct reader *reader, const char *line, const char *last, const char *again)
{
    leave(term);
    struct error *error = run_line((struct program){.reads = false}, line, last, again);
    come_back(term, error != NULL ? error_text(error) : NULL);
    if (error != NULL)
        reader_say(reader, "%s", error_text(error));
    error_free(error);
}

static bool
same_file(const struct stat *a, const struct stat *b)
{
    return a->st_ino == b->st_ino && a->st_dev == b->st_dev && a->st_size == b->st_size &&
           a->st_mtim.tv_sec == b->st_mtim.tv_sec && a->st_mtim.tv_nsec == b->st_mtim.tv_nsec;
}

static const char *
editor(void)
{
    const char *visual = getenv("VISUAL"), *usual = getenv("EDITOR");
    return visual != NULL && *visual != '\0' ? visual : usual != NULL && *usual != '\0' ? usual : "vi";
}

/* +LINE FILE, as all of them understand it. */
static void
edit(struct terminal *term, struct reader *reader)
{
    struct buffer path = {0}, line = {0};
    struct stat before = {0}, after = {0};
    const char *name = reader->errand.words.at;
    buffer_printf(&path, *name == '-' || *name == '+' ? "./%s" : "%s", name); /* no option */
    buffer_printf(&line, "+%u", reader->errand.line);
    stat(path.at, &before);
    bool placed = reader->errand.line > 0;
    run_on_terminal(term, reader, editor(), placed ? line.at : path.at, placed ? path.at : NULL);
    if (stat(path.at, &after) != 0 || !same_file(&before, &after))
        reader_reread(reader);
    buffer_done(&line);
    buffer_done(&path);
}

/* A note, in a file of its own that only its user may read. */
static struct error *
edit_text(struct terminal *term, struct reader *reader, struct buffer *path)
{
    const char *folder = getenv("TMPDIR");
    struct source_text text = {0};
    bool cut;
    mode_t mask = umask(077);
    struct error *error =
        write_temporary(path, folder != NULL && *folder == '/' ? folder : "/tmp", buffer_slice(&reader->errand.text));
    umask(mask);
    if (error != NULL)
        return error;
    run_on_terminal(term, reader, editor(), path->at, NULL);
    struct stat left;
    bool empty = stat(path->at, &left) == 0 && left.st_size == 0; /* which source_read() takes for no issue */
    if (!empty)
        error = source_read((struct source_name){.path = path->at, .encoding = ENCODING_UTF8}, NOTE_BYTES, SIZE_MAX,
                            &text, &cut);
    if (error == NULL)
        reader_take_note(reader, slice_make(text.at, text.bytes));
    free(text.at);
    return error;
}

static void
edit_note(struct terminal *term, struct reader *reader)
{
    struct buffer path = {0};
    struct error *error = edit_text(term, reader, &path);
    if (error != NULL)
        reader_say(reader, _("Not noted: %s"), error_text(error));
    error_free(error);
    if (path.len > 0)
        unlink(path.at);
    buffer_done(&path);
}

/* ---- */

struct errands
errands_of(struct terminal *term, const struct arguments *arguments)
{
    return (struct errands){term, arguments->no_configuration ? NULL : arguments->configuration_path};
}

void
errand_serve(const struct errands *errands, struct reader *reader, enum reader_request request)
{
    struct terminal *term = errands->term;
    switch (request) {
    case READER_COPIES: copy(term, reader); break;
    case READER_WRITES: write_issue(term, reader); break;
    case READER_CONFIGURES: write_configuration(errands, reader); break;
    case READER_SAVES: save(term, reader); break;
    case READER_PIPES: pipe_text(term, reader); break;
    case READER_PRINTS: print(reader); break;
    case READER_NOTES: edit_note(term, reader); break;
    case READER_EDITS: edit(term, reader); break;
    case READER_BROWSES: run_on_terminal(term, reader, reader->options.browser, reader->errand.words.at, NULL); break;
    default: break;
    }
}
