/* The configuration file, and the files that it includes: read line by line, what is right applied, what is wrong remembered
 * with its place. Where the user's file is is for the caller to know.
 */
#include "command/bindings.h"

#include "kanbao/reader_standing.h"
#include "kanbao/source.h"
#include "kanbao/text.h"

#include <limits.h>
#include <stdlib.h>

enum { FILE_BYTES_MAX = 1 << 20, DEPTH_MAX = 8, FAULTS_MAX = 200 };

/* A file that is being read, and the one that includes it. */
struct reading {
    struct configuration *configuration;
    struct options *options;
    const char *path; /* as it is named to the user */
    char *real;       /* as no other is called; NULL: it cannot be told */
    int depth;
    const struct reading *by; /* NULL: none does */
    bool repaired;            /* some bytes were not UTF-8 */
};

static struct error *read_file(struct reading *reading);

/* ---- what is wrong */

/* BYTE of LINE, which is number NUMBER. Takes ERROR. */
static void
add_fault(const struct reading *reading, uint32_t number, struct slice line, uint32_t byte, struct error *error)
{
    struct configuration *configuration = reading->configuration;
    struct slice before = slice_make(line.at, byte < line.len ? byte : line.len);
    if (configuration->fault_count++ < FAULTS_MAX) {
        configuration->faults = base_grow(configuration->faults, &configuration->capacity, configuration->fault_count,
                                          sizeof *configuration->faults);
        configuration->faults[configuration->fault_count - 1] = (struct configuration_fault){
            base_strdup(reading->path), number, (uint32_t)text_points(before) + 1, base_strdup(error_text(error))};
    }
    error_free(error);
}

size_t
configuration_kept_faults(const struct configuration *configuration)
{
    return configuration->fault_count < FAULTS_MAX ? configuration->fault_count : FAULTS_MAX;
}

void
configuration_done(struct configuration *configuration)
{
    for (size_t i = 0; i < configuration_kept_faults(configuration); i++) {
        free(configuration->faults[i].path);
        free(configuration->faults[i].words);
    }
    free(configuration->faults);
    for (size_t i = 0; i < configuration->watch_count; i++)
        free(configuration->watches[i]);
    free(configuration->watches);
    source_filters_release(configuration->filters);
    command_keymap_free(configuration->keymap);
    *configuration = (struct configuration){.keymap = NULL};
}

/* ---- files that are included */

/* NAME as seen from the folder of the file that includes it. */
static char *
path_from(const char *including, const char *name)
{
    struct buffer out = {0};
    char *expanded = base_expand_home(name);
    const char *slash = strrchr(including, '/');
    if (*expanded != '/' && slash != NULL)
        buffer_add(&out, including, (size_t)(slash + 1 - including));
    buffer_add_text(&out, expanded);
    free(expanded);
    return buffer_take(&out);
}

/* Is the file among those that are being read? */
static bool
is_being_read(const struct reading *reading, const char *real)
{
    for (; reading != NULL; reading = reading->by)
        if (reading->real != NULL && real != NULL && strcmp(reading->real, real) == 0)
            return true;
    return false;
}

static struct error *
include(const struct reading *by, const char *name)
{
    char *path = path_from(by->path, name), *real = realpath(path, NULL);
    struct reading reading = {by->configuration, by->options, path, real, by->depth + 1, by, false};
    struct error *error = NULL;
    if (is_being_read(by, real)) {
        error = error_new(_("%s includes itself, or is included by what it includes"), path);
    } else if (reading.depth > DEPTH_MAX) {
        error = error_new(_("files include one another more than %d deep"), DEPTH_MAX);
    } else {
        struct error *unread = read_file(&reading);
        if (unread != NULL)
            error = error_new("%s: %s", path, error_text(unread));
        error_free(unread);
    }
    free(real);
    free(path);
    return error;
}

/* ---- queries to be watched for */

/* The whole line behind the verb is one, quotes and all: they are the query's own. *BYTE of LINE is where it is none. */
static struct error *
watch_for(struct configuration *configuration, const struct options *options, struct slice line,
          const struct settings_words *words, uint32_t *byte)
{
    struct search_fault fault = {0};
    *byte = (uint32_t)line.len;
    if (words->count < 2)
        return error_new(_("a line with %s is: %s"), "watch-for", "watch-for QUERY");
    uint32_t start = words->at[1].start_byte, end = words->at[words->count - 1].end_byte;
    struct slice text = slice_make(line.at + start, end - start);
    struct search_options search = reader_search_options(options, NULL, NULL);
    struct search_query *query = search_query_new(text, &search, &fault);
    struct error *error = NULL;
    if (fault.reason != NULL || query == NULL)
        error = error_new("%s", fault.reason != NULL ? fault.reason : _("this is no query"));
    *byte = start + (uint32_t)fault.start_byte;
    if (error == NULL) {
        configuration->watches = base_grow(configuration->watches, &configuration->watch_capacity,
                                           configuration->watch_count + 1, sizeof *configuration->watches);
        configuration->watches[configuration->watch_count++] = base_strndup(text.at, text.len);
    }
    search_query_free(query);
    free(fault.reason);
    return error;
}

/* ---- lines */

/* Of a line in another encoding nothing is what it says, but in a comment. */
static struct error *
check_encoding(const struct reading *reading, struct slice line, uint32_t *byte)
{
    size_t at = reading->repaired ? slice_find(line, "\uFFFD") : SIZE_MAX, comment = slice_find(line, "#");
    if (at == SIZE_MAX || comment < at)
        return NULL;
    *byte = (uint32_t)at;
    return error_new(_("this is not UTF-8; any byte may be written as \\xHH in double quotes"));
}

/* What the settings do not know. *BYTE of LINE is where it is wrong. */
static struct error *
read_other(const struct reading *reading, struct slice line, struct settings_words *words, uint32_t *byte)
{
    struct configuration *configuration = reading->configuration;
    const char *verb = words->at[0].text.at;
    size_t wrong;
    if (strcmp(verb, "watch-for") == 0)
        return watch_for(configuration, reading->options, line, words, byte);
    struct error *error = strcmp(verb, "filter") == 0 ? filter_line_read(configuration, words, &wrong)
                                                      : command_read_line(configuration->keymap, words, &wrong);
    *byte = error != NULL && wrong < words->count ? words->at[wrong].start_byte : (uint32_t)line.len;
    return error;
}

static void
read_line(const struct reading *reading, struct slice line, uint32_t number, struct settings_line *read)
{
    uint32_t bad_byte;
    struct error *bad = check_encoding(reading, line, &bad_byte);
    if (bad != NULL) {
        add_fault(reading, number, line, bad_byte, bad);
        return;
    }
    struct error *error = settings_read_line(reading->options, line, read);
    uint32_t byte = read->error_byte;
    if (error == NULL && read->verb == SETTINGS_INCLUDE) {
        byte = read->words.at[1].start_byte;
        error = include(reading, read->words.at[1].text.at);
    } else if (error == NULL && read->verb == SETTINGS_OTHER) {
        error = read_other(reading, line, &read->words, &byte);
    }
    if (error != NULL)
        add_fault(reading, number, line, byte, error);
}

static struct error *
read_file(struct reading *reading)
{
    struct source_text text;
    struct settings_line read = {.effect = EFFECT_NONE};
    bool cut;
    struct error *error = source_read((struct source_name){.path = reading->path, .encoding = ENCODING_UTF8}, SIZE_MAX,
                                      FILE_BYTES_MAX, &text, &cut);
    if (error != NULL)
        return error;
    struct slice rest = slice_make(text.at, text.bytes);
    reading->repaired = text.repaired > 0;
    for (uint32_t number = 1; rest.len > 0 && !cut; number++) {
        size_t end = slice_find(rest, "\n");
        struct slice line = slice_make(rest.at, end < rest.len ? end : rest.len);
        read_line(reading, line, number, &read);
        rest = slice_from(rest, line.len < rest.len ? line.len + 1 : line.len);
    }
    settings_line_done(&read);
    free(text.at);
    return cut ? error_new(_("is larger than %d MB"), FILE_BYTES_MAX >> 20) : NULL;
}

struct error *
configuration_read(struct configuration *configuration, struct options *options, const char *path)
{
    char *real = realpath(path, NULL);
    struct reading reading = {configuration, options, path, real, 1, NULL, false};
    if (configuration->keymap == NULL)
        configuration->keymap = command_keymap_new();
    struct error *error = read_file(&reading);
    free(real);
    return error;
}

/* ---- what is said of it */

void
configuration_add_fault(struct buffer *out, const struct configuration_fault *fault)
{
    buffer_printf(out, "%s:%u:%u: %s", fault->path, fault->line, fault->column, fault->words);
}

/* The place in a file, and what is wrong there, which may say bytes of the file. */
static void
add_row(struct issue *document, const struct configuration_fault *fault)
{
    enum { PLACE_CELLS = 10 };
    struct buffer row = {0};
    buffer_printf(&row, "%u:%u", fault->line, fault->column);
    text_pad(&row, PLACE_CELLS);
    text_add_bytes(&row, fault->words);
    issue_document_add(document, ISSUE_KIND_TABLE, PLACE_CELLS, buffer_slice(&row));
    buffer_done(&row);
}

static struct issue *
make_errors(const struct reader *reader, const void *context)
{
    (void)reader;
    const struct configuration *configuration = context;
    struct issue *document = issue_document_new(_("What is wrong in the configuration"));
    const char *path = "";
    for (size_t i = 0; i < configuration_kept_faults(configuration); i++) {
        const struct configuration_fault *fault = &configuration->faults[i];
        if (strcmp(fault->path, path) != 0) {
            struct buffer name = {0};
            text_add_bytes(&name, fault->path);
            if (i > 0)
                issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of(""));
            issue_document_add(document, ISSUE_KIND_SUBHEAD, 0, buffer_slice(&name));
            buffer_done(&name);
        }
        path = fault->path;
        add_row(document, fault);
    }
    if (configuration->fault_count > FAULTS_MAX)
        issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of(_("There are more.")));
    else if (configuration->fault_count == 0)
        issue_document_add(document, ISSUE_KIND_BODY, 0, slice_of(_("Nothing is.")));
    else
        issue_document_add(document, ISSUE_KIND_BODY, 0,
                           slice_of(_("Each is the line and the character of it; all other lines were applied.")));
    return document;
}

void
configuration_attach(const struct configuration *configuration, struct reader *reader)
{
    struct reader_above above = reader->above;
    above.errors = (struct reader_maker){make_errors, configuration};
    reader_set_above(reader, &above);
    for (size_t i = 0; i < configuration->watch_count; i++)
        reader_watch_for(reader, configuration->watches[i]);
}
