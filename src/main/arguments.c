/* The options of the command line: one table, what --help says of it, and reading it. */
#include "main/parts.h"

#include "kanbao/text.h"

#include <errno.h>
#include <getopt.h>
#include <limits.h>
#include <stdlib.h>

enum {
    LONG_KEYS = 256,
    LONG_NO_CONFIG,
    LONG_FRAME,
    LONG_FRAME_STYLE,
    LONG_PLAIN,
    LONG_MEND,
    LONG_LIST_KEYS,
    LONG_LIST_OPTIONS,
    LONG_MARKS,
    LONG_ENCODING,
    LONG_COUNT,
    LONG_FILES,
    LONG_SORT,
    LONG_COLOR,
    LONG_CANDIDATES,
    LONG_EXPORT,
    LONG_IMPORT
};
enum { FRAME_MAX = 1000, HELP_CELLS = 28 };

/* One row an option: what getopt needs, and what --help says. */
static const struct {
    struct option option;
    const char *value;
    const char *help;
} rows[] = {
    {{"list", no_argument, NULL, 'l'}, NULL, N_("one line an article: PATH:LINE:, date, headline")},
    {{"print", no_argument, NULL, 'p'}, NULL, N_("every article, laid out")},
    {{"json", no_argument, NULL, 'j'}, NULL, N_("one JSON object an issue")},
    {{"search", required_argument, NULL, 's'}, N_("QUERY"), N_("one line a hit: PATH:LINE:, headline, words around")},
    {{"candidates", required_argument, NULL, LONG_CANDIDATES},
     N_("QUERY"),
     N_("the strings it finds, likeliest first")},
    {{"count", no_argument, NULL, LONG_COUNT}, NULL, N_("with -s: one line an issue, PATH:HITS")},
    {{"files", no_argument, NULL, LONG_FILES}, NULL, N_("with -s: only the paths of the issues")},
    {{"max-count", required_argument, NULL, 'm'}, N_("N"), N_("with -s: at most N hits, or articles, an issue")},
    {{"sort", required_argument, NULL, LONG_SORT}, N_("ORDER"), N_("with -s: newest (first), oldest, path, rank")},
    {{"after-context", required_argument, NULL, 'A'}, N_("N"), N_("with -s: the file's lines, and N after each hit")},
    {{"before-context", required_argument, NULL, 'B'}, N_("N"), N_("the same, and N before each hit")},
    {{"context", required_argument, NULL, 'C'}, N_("N"), N_("the same, and N on both sides")},
    {{"color", required_argument, NULL, LONG_COLOR}, N_("WHEN"), N_("with -s: auto (on a terminal), always, never")},
    {{"width", required_argument, NULL, 'w'}, N_("N"), N_("with -p: no line is wider than N cells")},
    {{"null", no_argument, NULL, '0'}, NULL, N_("with -l, -s, -j: NUL, not a line end, ends each line")},
    {{NULL, required_argument, NULL, 'o'}, N_("NAME=VALUE"), N_("set an option (see --list-options)")},
    {{"config", required_argument, NULL, 'c'}, N_("FILE"), N_("read FILE instead of the configuration file")},
    {{"no-config", no_argument, NULL, LONG_NO_CONFIG}, NULL, N_("read no configuration file")},
    {{"mend", required_argument, NULL, LONG_MEND}, N_("LINE=ROLE,..."), N_("what lines are: 3=headline,5=joined")},
    {{"keys", required_argument, NULL, LONG_KEYS}, N_("KEYS"), N_("press these keys first, as in jj<Enter><C-d>")},
    {{"frame", required_argument, NULL, LONG_FRAME}, N_("COLSxROWS"), N_("write the screen as text and exit")},
    {{"frame-style", no_argument, NULL, LONG_FRAME_STYLE}, NULL, N_("with --frame: its planes of style letters, too")},
    {{"plain", no_argument, NULL, LONG_PLAIN}, NULL, N_("for screen readers: what is new, line by line")},
    {{"marks", no_argument, NULL, LONG_MARKS}, NULL, N_("with -l: what is read, begun, flagged, noted")},
    {{"encoding", no_argument, NULL, LONG_ENCODING}, NULL, N_("with -l: what each file is written in")},
    {{"list-keys", no_argument, NULL, LONG_LIST_KEYS}, NULL, N_("the key bindings, as configuration lines")},
    {{"list-options", no_argument, NULL, LONG_LIST_OPTIONS}, NULL, N_("options and colours, as configuration lines")},
    {{"export-state", no_argument, NULL, LONG_EXPORT}, NULL, N_("write what is remembered, as JSON")},
    {{"import-state", no_argument, NULL, LONG_IMPORT}, NULL, N_("merge what that wrote: FILE, or standard input")},
    {{"help", no_argument, NULL, 'h'}, NULL, N_("this help")},
    {{"version", no_argument, NULL, 'V'}, NULL, N_("the version")},
};

/* With -s, --search=QUERY for a row that has all of it. */
static void
add_names(struct buffer *out, const struct option *option, const char *value)
{
    if (option->val < LONG_KEYS)
        buffer_printf(out, "  -%c%s", option->val, option->name != NULL ? ", " : " ");
    else
        buffer_add_text(out, "      ");
    if (option->name != NULL)
        buffer_printf(out, "--%s%s", option->name, value != NULL ? "=" : "");
    if (value != NULL)
        buffer_add_text(out, _(value));
}

void
arguments_add_help(struct buffer *out)
{
    buffer_add_text(out, _("Usage: kanbao [OPTION]... [PATH]...\n"
                           "Read newspaper issues: headlines beside a reading pane.\n"
                           "\n"
                           "PATH is an issue file, a directory, or - for standard input; FILE:LINE, or\n"
                           "+LINE before FILE, opens FILE at that line. Without PATH: standard input if\n"
                           "something is sent there, else the library option's, else the sample issues.\n"
                           "Without a terminal to write to: as with --list.\n"
                           "\n"));
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        struct buffer left = {0};
        add_names(&left, &rows[i].option, rows[i].value);
        /* printf pads by bytes, a terminal shows cells */
        size_t cells = text_cells(buffer_slice(&left));
        int gap = cells < HELP_CELLS ? (int)(HELP_CELLS - cells) : 1;
        buffer_printf(out, "%s%*s%s\n", left.at, gap, "", _(rows[i].help));
        buffer_done(&left);
    }
    buffer_add_text(out, _("\nWith -s, what was found is written as the last of -l, -p and -j says: the\n"
                           "articles listed, or laid out, or an object a hit.\n"
                           "\n"
                           "On the screen, Space reads on, / searches, ? shows all keys; q goes one step\n"
                           "back, and out of the program in the end; Q leaves at once.\n"
                           "\n"
                           "Exit status: 0; 1 when --search found nothing, or when something could not be\n"
                           "read; 2 when nothing could be, when a search could not look at all of it, when\n"
                           "the output could not be written, or when the command line or the query is wrong.\n"
                           "\n"
                           "“man kanbao” says more, and in its section BUGS where to report one.\n"));
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
take_query(struct arguments *arguments, const char *text, bool candidates)
{
    arguments->candidates = candidates;
    free(arguments->query);
    arguments->query = base_strdup(text);
    size_t len = text_repair(&arguments->query, strlen(text), NULL);
    arguments->query[len] = '\0';
    return NULL;
}

/* The language at once: what is wrong further on is said in it. */
static struct error *
set_option(struct arguments *arguments, const char *setting)
{
    struct error *error = options_set_assignment(&arguments->options, setting);
    if (error != NULL)
        return error;
    language_set(arguments->options.language);
    size_t bytes = ((size_t)arguments->setting_count + 1) * sizeof *arguments->settings;
    arguments->settings = base_realloc(arguments->settings, bytes);
    arguments->settings[arguments->setting_count++] = setting;
    return NULL;
}

/* The last one that is said counts. */
static struct error *
take_configuration(struct arguments *arguments, const char *file)
{
    arguments->configuration_file = file;
    arguments->no_configuration = file == NULL;
    return NULL;
}

static struct error *
take_option(struct arguments *arguments, int option)
{
    switch (option) {
    case 'l': arguments->mode = MODE_LIST; return NULL;
    case 'p': arguments->mode = MODE_PRINT; return NULL;
    case 'j': arguments->mode = MODE_JSON; return NULL;
    case 's': return take_query(arguments, optarg, false);
    case LONG_CANDIDATES: return take_query(arguments, optarg, true);
    case 'm': return arguments_read_number(optarg, 1, INT_MAX, "--max-count", &arguments->found.most);
    case 'A':
    case 'B':
    case 'C': return found_take_context(&arguments->found, option, optarg);
    case LONG_COUNT: arguments->found.counts = true; return NULL;
    case LONG_FILES: arguments->found.files = true; return NULL;
    case LONG_SORT: return found_take_order(&arguments->found, optarg);
    case LONG_COLOR: return found_take_colored(&arguments->found, optarg);
    case 'w': return arguments_read_number(optarg, 2, INT16_MAX, "--width", &arguments->width);
    case '0': arguments->null = true; return NULL;
    case 'o': return set_option(arguments, optarg);
    case 'c': return take_configuration(arguments, optarg);
    case LONG_NO_CONFIG: return take_configuration(arguments, NULL);
    case LONG_KEYS: return take_keys(arguments, optarg);
    case LONG_MEND: return mends_read(arguments, optarg);
    case LONG_FRAME: return read_frame(arguments, optarg);
    case LONG_FRAME_STYLE: arguments->frame_style = true; return NULL;
    case LONG_PLAIN: arguments->mode = MODE_PLAIN; return NULL;
    case LONG_MARKS: arguments->marks = true; return NULL;
    case LONG_ENCODING: arguments->encodings = true; return NULL;
    case LONG_EXPORT: arguments->mode = MODE_EXPORT_STATE; return NULL;
    case LONG_IMPORT: arguments->mode = MODE_IMPORT_STATE; return NULL;
    case LONG_LIST_KEYS: arguments->mode = MODE_LIST_KEYS; return NULL;
    case LONG_LIST_OPTIONS: arguments->mode = MODE_LIST_OPTIONS; return NULL;
    case 'h': arguments->mode = MODE_HELP; return NULL;
    default: arguments->mode = MODE_VERSION; return NULL;
    }
}

/* ---- what is wrong */

/* How a user writes it: the name that getopt found, or the letter. */
static void
add_option_name(struct buffer *out, int value, const char *written)
{
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        if (rows[i].option.val == value && rows[i].option.name != NULL && strncmp(written, "--", 2) == 0) {
            buffer_printf(out, "--%s", rows[i].option.name);
            return;
        }
    buffer_printf(out, "-%c", value);
}

/* NEAREST was found without the dashes. */
static struct error *
no_such_name(const char *name, struct settings_nearest nearest)
{
    struct buffer dashed = {0};
    if (nearest.name == NULL)
        return error_new(_("there is no option “%s”; try “kanbao --help”"), name);
    buffer_printf(&dashed, "--%s", nearest.name);
    nearest.name = dashed.at;
    struct error *error = settings_add_nearest(error_new(_("there is no option “%s”"), name), &nearest);
    buffer_done(&dashed);
    return error;
}

/* WRITTEN begins with --, and is no option, or could be several. */
static struct error *
refuse_name(const char *written)
{
    char *name = base_strndup(written, strcspn(written, "="));
    struct settings_nearest nearest = {.wanted = name + 2};
    struct buffer several = {0};
    int count = 0;
    for (size_t i = 0; i < BASE_COUNT(rows); i++) {
        if (rows[i].option.name == NULL)
            continue;
        settings_try_name(&nearest, rows[i].option.name);
        if (strncmp(rows[i].option.name, name + 2, strlen(name + 2)) == 0)
            buffer_printf(&several, "%s--%s", count++ > 0 ? ", " : "", rows[i].option.name);
    }
    struct error *error;
    if (count > 1)
        error = error_new(_("“%s” may be any of %s"), name, several.at);
    else
        error = no_such_name(name, nearest);
    buffer_done(&several);
    free(name);
    return error;
}

/* What getopt_long() would say itself, by this program's name and with nothing raw. */
static struct error *
refuse_option(int answer, const char *written)
{
    struct buffer name = {0};
    struct error *error;
    if (optopt == 0 || (answer == '?' && optopt < 0))
        return refuse_name(written);
    add_option_name(&name, optopt, written);
    if (answer == ':')
        error = error_new(_("“%s” needs a value; try “kanbao --help”"), name.at);
    else if (strncmp(written, "--", 2) == 0)
        error = error_new(_("“%s” takes no value"), name.at);
    else
        error = error_new(_("there is no option “%s”; try “kanbao --help”"), name.at);
    buffer_done(&name);
    return error;
}

/* What would be done silently without something that was asked for. */
static struct error *
check_together(const struct arguments *arguments)
{
    enum mode mode = arguments->mode;
    bool screen = mode == MODE_SCREEN || mode == MODE_FRAME || mode == MODE_PLAIN, search = arguments->query != NULL;
    if (mode >= MODE_LIST_KEYS)
        return NULL;
    if (arguments->marks && mode != MODE_LIST)
        return error_new(_("--marks is for --list"));
    if (arguments->encodings && mode != MODE_LIST)
        return error_new(_("--encoding is for --list; “-o encoding=NAME” says what files are written in"));
    if (arguments->width > 0 && mode != MODE_PRINT)
        return error_new(_("--width is for --print"));
    if (arguments->frame_style && mode != MODE_FRAME)
        return error_new(_("--frame-style is for --frame"));
    if (arguments->keys != NULL && (!screen || search))
        return error_new(_("--keys is for the screen"));
    if (search && (mode == MODE_FRAME || mode == MODE_PLAIN))
        return error_new(_("--search writes no screen: --keys '/...' searches on one"));
    if (arguments->null && (mode == MODE_PRINT || (screen && !search)))
        return error_new(_("--null is for --list, --search and --json"));
    return found_check(arguments);
}

/* Whether "--" stood before the paths: then none of them is a +LINE. */
static bool
are_paths_only(char **argv)
{
    return optind > 1 && strcmp(argv[optind - 1], "--") == 0;
}

struct error *
arguments_read(struct arguments *arguments, int argc, char **argv)
{
    struct option longs[BASE_COUNT(rows) + 1] = {{NULL, 0, NULL, 0}};
    size_t count = 0;
    for (size_t i = 0; i < BASE_COUNT(rows); i++)
        if (rows[i].option.name != NULL)
            longs[count++] = rows[i].option;
    *arguments = (struct arguments){.mode = MODE_SCREEN, .found = {.before = -1, .after = -1, .around = -1}};
    options_init(&arguments->options);
    struct error *error = NULL;
    int option;
    opterr = 0;
    while (error == NULL && (option = getopt_long(argc, argv, ":lpjs:m:A:B:C:w:0o:c:hV", longs, NULL)) != -1)
        error =
            option == '?' || option == ':' ? refuse_option(option, argv[optind - 1]) : take_option(arguments, option);
    found_settle(&arguments->found);
    arguments->paths = argv + optind;
    arguments->path_count = argc - optind;
    arguments->paths_only = are_paths_only(argv);
    return error != NULL ? error : check_together(arguments);
}

void
arguments_done(struct arguments *arguments)
{
    options_done(&arguments->options);
    free(arguments->keys);
    free(arguments->query);
    free(arguments->mends);
    free(arguments->settings);
    free(arguments->configuration_path);
    error_free(arguments->configuration_unread);
    configuration_done(&arguments->configuration);
}
