/* The PATHs of the command line: files, folders and streams, some with the line that is meant in them, or none at all.
 *
 * Must not know what is done with the library afterwards.
 */
#include "main/parts.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- lines */

/* A number of decimal digits from AT on that some line may have; *END is behind it. 0: there is none. */
static uint32_t
read_line_number(const char *at, const char **end)
{
    uint64_t line = 0;
    for (*end = at; **end >= '0' && **end <= '9'; ++*end)
        if (line < ISSUE_NO_LINE)
            line = line * 10 + (uint64_t)(**end - '0');
    return line < ISSUE_NO_LINE ? (uint32_t)line : 0;
}

/* +LINE, as editors and pagers have it; 0: it is a path. */
static uint32_t
read_plus(const char *text)
{
    const char *end = text;
    uint32_t line = *text == '+' ? read_line_number(text + 1, &end) : 0;
    return *end == '\0' ? line : 0;
}

/* A file, a FIFO, or a member of an archive. */
static bool
holds_text(const struct library *library, const char *path)
{
    struct stat stat_buffer;
    if (stat(path, &stat_buffer) != 0)
        return library_reaches(library, path);
    return S_ISREG(stat_buffer.st_mode) || S_ISFIFO(stat_buffer.st_mode);
}

/* FILE:LINE, FILE:LINE: and FILE:LINE:COLUMN, as the lists of this program and of others write it, where there is such a FILE:
   that alone in *FILE, the caller's. 0: there is no line in it, or it is a name as it stands. */
static uint32_t
split_line(const struct library *library, const char *path, char **file)
{
    struct stat stat_buffer;
    if (strchr(path, ':') == NULL || lstat(path, &stat_buffer) == 0)
        return 0;
    for (const char *colon = strchr(path, ':'); colon != NULL; colon = strchr(colon + 1, ':')) {
        const char *end, *last;
        uint32_t line = read_line_number(colon + 1, &end);
        if (line > 0 && *end == ':')
            read_line_number(end + 1, &last);
        else
            last = end;
        if (line == 0 || *last != '\0')
            continue;
        *file = base_strndup(path, (size_t)(colon - path));
        if (holds_text(library, *file))
            return line;
        free(*file);
    }
    return 0;
}

uint32_t
paths_line(const struct opened_paths *opened, uint32_t issue)
{
    for (size_t i = 0; i < opened->count; i++)
        if (opened->lines[i].issue == issue)
            return opened->lines[i].line;
    return 0;
}

/* ---- what there is to say */

static void
fail(struct opened_paths *opened, const char *path, struct error *error)
{
    output_complain(path, error_text(error));
    if (opened->failed++ == 0)
        buffer_printf(&opened->failure, "%s: %s", path, error_text(error));
    error_free(error);
}

/* Of PATH, and what is below it. */
static void
take_notices(struct opened_paths *opened, struct library *library, const char *path)
{
    struct error *notice;
    bool lost;
    while ((notice = library_take_notice(library, &lost)) != NULL) {
        if (lost) {
            output_complain(error_text(notice), NULL);
            if (opened->failed++ == 0)
                buffer_add_text(&opened->failure, error_text(notice));
        } else {
            output_complain(path, error_text(notice));
            if (opened->said++ == 0)
                buffer_add_text(&opened->word, error_text(notice));
        }
        error_free(notice);
    }
}

/* ---- adding */

static void
add_path(struct opened_paths *opened, struct library *library, const char *path, uint32_t line)
{
    char *file = NULL;
    uint32_t own = split_line(library, path, &file);
    const char *name = own > 0 ? file : path;
    struct error *error = library_add(library, name);
    take_notices(opened, library, name);
    if (error != NULL)
        fail(opened, strcmp(path, "-") == 0 ? _("standard input") : *path ? path : "“”", error);
    line = own > 0 ? own : line;
    if (error == NULL && line > 0 && (strcmp(name, "-") == 0 || holds_text(library, name))) {
        opened->lines = base_grow(opened->lines, &opened->capacity, opened->count + 1, sizeof *opened->lines);
        opened->lines[opened->count++] = (struct opened_line){library_at(library, library_count(library) - 1), line};
    }
    free(file);
}

/* Is there a text on standard input, though nobody said so? */
static bool
standard_input_waits(void)
{
    struct stat input, null;
    if (isatty(STDIN_FILENO) || fstat(STDIN_FILENO, &input) != 0)
        return false;
    return !S_ISCHR(input.st_mode) || stat("/dev/null", &null) != 0 || input.st_rdev != null.st_rdev;
}

/* What is opened when the command line has no path; an error where that answers nothing. */
static struct error *
add_standard(struct opened_paths *opened, struct library *library, const struct arguments *arguments, uint32_t line)
{
    if (standard_input_waits()) {
        add_path(opened, library, "-", line);
    } else if (*arguments->options.library != '\0') {
        char *path = base_expand_home(arguments->options.library);
        add_path(opened, library, path, 0);
        free(path);
    } else if (arguments->query != NULL) {
        /* who looks for something does not mean the samples */
        return error_new(_("--search has nothing to search: name a PATH, or set the library option"));
    } else {
        char *samples = own_folder("KANBAO_SAMPLES", "samples", SAMPLEDIR);
        add_path(opened, library, samples, 0);
        free(samples);
    }
    return NULL;
}

struct error *
paths_open(struct opened_paths *opened, struct library *library, const struct arguments *arguments)
{
    uint32_t line = 0;
    int paths = 0;
    *opened = (struct opened_paths){.count = 0};
    for (int i = 0; i < arguments->path_count; i++) {
        uint32_t plus = arguments->paths_only ? 0 : read_plus(arguments->paths[i]);
        if (plus > 0) {
            line = plus;
            continue;
        }
        add_path(opened, library, arguments->paths[i], line);
        line = 0;
        paths++;
    }
    struct error *error = NULL;
    if (paths == 0)
        error = add_standard(opened, library, arguments, line);
    library_set_order(library, arguments->options.order);
    library_sort(library);
    return error;
}

/* Of several failures how many; a failure before what else there is. */
void
paths_add_notice(struct buffer *out, const struct opened_paths *opened)
{
    if (opened->failed > 1)
        buffer_printf(
            out,
            ngettext("%d path could not be opened.", "%d paths could not be opened.", (unsigned long)opened->failed),
            opened->failed);
    else if (opened->failed == 1)
        buffer_add_slice(out, buffer_slice(&opened->failure));
    else if (opened->said == 1)
        buffer_add_slice(out, buffer_slice(&opened->word));
}

void
paths_done(struct opened_paths *opened)
{
    free(opened->lines);
    buffer_done(&opened->failure);
    buffer_done(&opened->word);
}
