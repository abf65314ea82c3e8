/* Where the file is that remembers, and what is read and written of it without a screen. */
#include "main/parts.h"

#include "kanbao/source.h"

#include <stdlib.h>

char *
state_file(const struct options *options)
{
    const char *said = getenv("KANBAO_STATE");
    if (!options->remember || (said != NULL && *said == '\0'))
        return NULL;
    return said != NULL ? base_strdup(said) : base_xdg_path("XDG_STATE_HOME", ".local/state", "kanbao/state.db");
}

void
state_read(struct store *store, struct library *library, const struct arguments *arguments)
{
    char *path = state_file(&arguments->options);
    bool marks = arguments->marks || arguments->mode == MODE_FRAME ||
                 (arguments->query != NULL && search_asks_marks(slice_of(arguments->query)));
    if (path != NULL)
        store_read(store, path, marks);
    char *notice = store_take_notice(store);
    if (notice != NULL)
        output_complain(notice, NULL);
    free(notice);
    free(path);
    if (arguments->mode != MODE_FRAME)
        library_set_memory(library, store_memory(store));
}

/* ---- to another machine */

static int
end_exchange(struct error *error)
{
    if (error != NULL)
        output_complain(error_text(error), NULL);
    int status = error == NULL ? EXIT_SUCCESS : EXIT_TROUBLE;
    error_free(error);
    return status;
}

static struct error *
no_file(void)
{
    return error_new("%s", _("there is no file in which anything could be remembered"));
}

int
state_export(const struct arguments *arguments)
{
    char *path = state_file(&arguments->options);
    struct buffer out = {0};
    struct error *error = path != NULL ? store_export(path, &out) : no_file();
    int status = end_exchange(error);
    if (status == EXIT_SUCCESS && !output_write(&out))
        status = EXIT_TROUBLE;
    buffer_done(&out);
    free(path);
    return status;
}

int
state_import(const struct arguments *arguments)
{
    enum { BYTES_MAX = 1 << 30 };
    const char *name = arguments->path_count > 0 ? arguments->paths[0] : "-";
    char *path = state_file(&arguments->options);
    struct source_text text = {0};
    bool cut;
    struct error *error = path != NULL ? NULL : no_file();
    if (error == NULL && arguments->path_count > 1)
        error = error_new(_("--import-state takes one FILE"));
    if (error == NULL)
        error = strcmp(name, "-") == 0
                    ? source_read_stream((struct source_name){.path = name, .encoding = ENCODING_UTF8}, BYTES_MAX,
                                         &text, NULL)
                    : source_read((struct source_name){.path = name, .encoding = ENCODING_UTF8}, BYTES_MAX, SIZE_MAX,
                                  &text, &cut);
    if (error == NULL)
        error = store_import(path, name, slice_make(text.at, text.bytes));
    free(text.at);
    free(path);
    return end_exchange(error);
}
