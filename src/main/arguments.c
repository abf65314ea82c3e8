/* The command line. */
#include "main/parts.h"

#include "kanbao/text.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>

enum {
    LONG_KEYS = 256,
    LONG_FRAME,
    LONG_FRAME_STYLE,
    LONG_MEND,
    LONG_LIST_KEYS,
    LONG_LIST_OPTIONS,
    LONG_HELP,
    LONG_VERSION
};
enum { FRAME_MAX = 1000, HELP_CELLS = 26 };

/* One row an option: what getopt needs, and what --help says. */
static const struct {
    struct option option;
    const char *value;
    const char *help;
} rows[] = {
    {{"list", no_argument, NULL, 'l'}, NULL, N_("one line an article: PATH:LINE, date, headline")},
    {{"print", no_argument, NULL, 'p'}, NULL, N_("every article, laid out")},
    {{"json", no_argument, NULL, 'j'}, NULL, N_("one JSON object an issue")},
    {{"search", required_argument, NULL, 's'},
     N_("QUERY"),
     N_("one line a hit: PATH:LINE, headline, the words around it")},
    {{"width", required_argument, NULL, 'w'}, N_("N"), N_("for --print: no line is wider than N cells")},
    {{NULL, required_argument, NULL, 'o'}, N_("NAME=VALUE"), N_("set an option (see --list-options)")},
    {{"mend", required_argument, NULL, LONG_MEND},
     N_("LINE=ROLE,..."),
     N_("what lines of the issue are: 3=headline,5=joined")},
    {{"keys", required_argument, NULL, LONG_KEYS}, N_("KEYS"), N_("press these keys first, as in jj<Enter><C-d>")},
    {{"frame", required_argument, NULL, LONG_FRAME}, N_("COLSxROWS"), N_("write the screen as text and exit")},
    {{"frame-style", no_argument, NULL, LONG_FRAME_STYLE}, NULL, N_("with --frame: the planes of style letters too")},
    {{"list-keys", no_argument, NULL, LONG_LIST_KEYS}, NULL, N_("the key bindings, as configuration lines")},
    {{"list-options", no_argument, NULL, LONG_LIST_OPTIONS}, NULL, N_("options and colours, as configuration lines")},
    {{"help", no_argument, NULL, LONG_HELP}, NULL, N_("this help")},
    {{"version", no_argument, NULL, LONG_VERSION}, NULL, N_("the version")},
};

void
arguments_add_help(struct buffer *out)
{
    buffer_add_text(out, _("Usage: kanbao [OPTION]... [PATH]...\n"
                           "Read newspaper issues: headlines beside a reading pane.\n"
                           "\n"
                           "PATH is an issue file, a directory, or - for standard input; without PATH, the\n"
                           "library option's, or the sample issues. Without a terminal: as with --list.\n"
                           "\n"));
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer left = {0};
        if (rows[i].option.name == NULL)
            buffer_printf(&left, "  -%c %s", rows[i].option.val, _(rows[i].value));
        else if (rows[i].option.val < LONG_KEYS)
            buffer_printf(&left, "  -%c, --%s%s%s", rows[i].option.val, rows[i].option.name, rows[i].value ? "=" : "",
                          rows[i].value ? _(rows[i].value) : "");
        else
            buffer_printf(&left, "      --%s%s%s", rows[i].option.name, rows[i].value ? "=" : "",
                          rows[i].value ? _(rows[i].value) : "");
        /* printf pads by bytes, a terminal shows cells */
        size_t cells = text_cells(buffer_slice(&left));
        int gap = cells < HELP_CELLS ? (int)(HELP_CELLS - cells) : 1;
        buffer_printf(out, "%s%*s%s\n", left.at, gap, "", _(rows[i].help));
        buffer_done(&left);
    }
    buffer_add_text(out, _("\nExit status: 0; 1 when --search found nothing; 2 when nothing could be read, the\n"
                           "output could not be written, or the command line or the query is wrong.\n"));
}

static struct error *
read_number(const char *text, int min, int max, const char *what, int *number)
{
    char *end;
    errno = 0;
    long value = strtol(text, &end, 10);
    if (*text == '\0' || *end != '\0' || errno != 0 || value < min || value > max)
        return error_new(_("%s takes a number from %d to %d, not “%s”"), what, min, max, text);
    *number = (int)value;
    return NULL;
}

static struct error *
read_frame(struct arguments *arguments, const char *text)
{
    char *cross, *end;
    long cols = strtol(text, &cross, 10);
    long size = *cross == 'x' ? strtol(cross + 1, &end, 10) : 0;
    if (*cross != 'x' || *end != '\0' || cols < 1 || size < 1 || cols > FRAME_MAX || size > FRAME_MAX)
        return error_new(_("--frame takes a size such as 80x24, not “%s”"), text);
    arguments->mode = MODE_FRAME;
    arguments->frame_cols = (int)cols;
    arguments->frame_rows = (int)size;
    return NULL;
}

/* The command line is bytes, keys are characters. */
static struct error *
take_keys(struct arguments *arguments, const char *text)
{
    free(arguments->keys);
    arguments->keys = base_strdup(text);
    size_t len = text_repair(&arguments->keys, strlen(text), NULL);
    arguments->keys[len] = '\0';
    return NULL;
}

static struct error *
take_query(struct arguments *arguments, const char *text)
{
    free(arguments->query);
    arguments->query = base_strdup(text);
    size_t len = text_repair(&arguments->query, strlen(text), NULL);
    arguments->query[len] = '\0';
    arguments->json = arguments->json || arguments->mode == MODE_JSON;
    arguments->mode = MODE_SEARCH;
    return NULL;
}

/* The language at once: what is wrong further on is said in it. */
static struct error *
set_option(struct arguments *arguments, const char *setting)
{
    struct error *error = options_set_assignment(&arguments->options, setting);
    if (error == NULL)
        language_set(arguments->options.language);
    return error;
}

static struct error *
take_option(struct arguments *arguments, int option)
{
    switch (option) {
    case 'l': arguments->mode = MODE_LIST; return NULL;
    case 'p': arguments->mode = MODE_PRINT; return NULL;
    case 'j':
        arguments->json = true;
        arguments->mode = arguments->query != NULL ? MODE_SEARCH : MODE_JSON;
        return NULL;
    case 's': return take_query(arguments, optarg);
    case 'w': return read_number(optarg, 2, INT16_MAX, "--width", &arguments->width);
    case 'o': return set_option(arguments, optarg);
    case LONG_KEYS: return take_keys(arguments, optarg);
    case LONG_MEND: return mends_read(arguments, optarg);
    case LONG_FRAME: return read_frame(arguments, optarg);
    case LONG_FRAME_STYLE: arguments->frame_style = true; return NULL;
    case LONG_LIST_KEYS: arguments->mode = MODE_LIST_KEYS; return NULL;
    case LONG_LIST_OPTIONS: arguments->mode = MODE_LIST_OPTIONS; return NULL;
    case LONG_HELP: arguments->mode = MODE_HELP; return NULL;
    case LONG_VERSION: arguments->mode = MODE_VERSION; return NULL;
    default: return error_new(_("try “kanbao --help”")); /* getopt has said what is wrong */
    }
}

struct error *
arguments_read(struct arguments *arguments, int argc, char **argv)
{
    struct option longs[BASE_COUNT(rows) + 1] = {{NULL, 0, NULL, 0}};
    size_t count = 0;
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        if (rows[i].option.name != NULL)
            longs[count++] = rows[i].option;
    *arguments = (struct arguments){.mode = MODE_SCREEN};
    options_init(&arguments->options);
    struct error *error = NULL;
    int option;
    while (error == NULL && (option = getopt_long(argc, argv, "lpjs:w:o:", longs, NULL)) != -1)
        error = take_option(arguments, option);
    arguments->paths = argv + optind;
    arguments->path_count = argc - optind;
    return error;
}

void
arguments_done(struct arguments *arguments)
{
    options_done(&arguments->options);
    free(arguments->keys);
    free(arguments->query);
    free(arguments->mends);
}
