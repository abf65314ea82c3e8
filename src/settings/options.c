/* The options: one table, and setting by name. Must not know what an option means. */
#include "kanbao/settings.h"

#include <errno.h>
#include <stdlib.h>
#include <strings.h>

#define FIELD(name) offsetof(struct options, name)

/* The table writes an enum as an int, whichever it is. */
_Static_assert(sizeof(enum align) == sizeof(int), "an enum is as large as an int");

static const struct option_choice aligns[] = {{"left", ALIGN_LEFT}, {"center", ALIGN_CENTER}, {NULL, 0}};
static const struct option_choice ambiguous[] = {
    {"auto", AMBIGUOUS_AUTO}, {"1", AMBIGUOUS_ONE}, {"2", AMBIGUOUS_TWO}, {NULL, 0}};
static const struct option_choice color_uses[] = {{"auto", COLOR_USE_AUTO}, {"never", COLOR_USE_NEVER}, {NULL, 0}};
static const struct option_choice columns[] = {
    {"auto", COLUMNS_AUTO}, {"1", COLUMNS_ONE}, {"2", COLUMNS_TWO}, {"3", COLUMNS_THREE}, {NULL, 0}};
static const struct option_choice copied[] = {{"shown", COPIED_SHOWN}, {"source", COPIED_SOURCE}, {NULL, 0}};
static const struct option_choice cursor_uses[] = {{"selection", CURSOR_SELECTION}, {"news", CURSOR_NEWS}, {NULL, 0}};
static const struct option_choice encodings[] = {{"auto", ENCODING_AUTO},
                                                 {"utf-8", ENCODING_UTF8},
                                                 {"utf-16le", ENCODING_UTF16LE},
                                                 {"utf-16be", ENCODING_UTF16BE},
                                                 {"utf-32le", ENCODING_UTF32LE},
                                                 {"utf-32be", ENCODING_UTF32BE},
                                                 {"gb18030", ENCODING_GB18030},
                                                 {"big5", ENCODING_BIG5},
                                                 {"shift_jis", ENCODING_SHIFT_JIS},
                                                 {"euc-jp", ENCODING_EUC_JP},
                                                 {"iso-2022-jp", ENCODING_ISO_2022_JP},
                                                 {"euc-kr", ENCODING_EUC_KR},
                                                 {"cp949", ENCODING_CP949},
                                                 {"koi8-r", ENCODING_KOI8_R},
                                                 {"windows-1251", ENCODING_WINDOWS_1251},
                                                 {"windows-1252", ENCODING_WINDOWS_1252},
                                                 {"iso-8859-1", ENCODING_ISO_8859_1},
                                                 {NULL, 0}};
static const struct option_choice groupings[] = {{"day", GROUPING_DAY}, {"file", GROUPING_FILE}, {NULL, 0}};
static const struct option_choice hyperlinks[] = {
    {"auto", HYPERLINKS_AUTO}, {"always", HYPERLINKS_ALWAYS}, {"never", HYPERLINKS_NEVER}, {NULL, 0}};
static const struct option_choice line_breaks[] = {
    {"none", LINE_BREAK_NONE}, {"basic", LINE_BREAK_BASIC}, {"strict", LINE_BREAK_STRICT}, {NULL, 0}};
static const struct option_choice openings[] = {
    {"auto", OPENS_AUTO}, {"front", OPENS_FRONT}, {"list", OPENS_LIST}, {"article", OPENS_ARTICLE}, {NULL, 0}};
static const struct option_choice panes[] = {{"auto", PANES_AUTO}, {"one", PANES_ONE}, {NULL, 0}};
static const struct option_choice orders[] = {{"newest", ORDER_NEWEST}, {"oldest", ORDER_OLDEST}, {NULL, 0}};
static const struct option_choice page_turns[] = {{"fill", PAGE_TURN_FILL}, {"whole", PAGE_TURN_WHOLE}, {NULL, 0}};
static const struct option_choice pinyin_schemes[] = {
    {"off", PINYIN_SCHEME_NONE},        {"full", PINYIN_SCHEME_FULL},           {"xiaohe", PINYIN_SCHEME_XIAOHE},
    {"ziranma", PINYIN_SCHEME_ZIRANMA}, {"microsoft", PINYIN_SCHEME_MICROSOFT}, {NULL, 0}};
static const struct option_choice punctuations[] = {
    {"restored", PUNCTUATION_RESTORED}, {"as-is", PUNCTUATION_AS_IS}, {NULL, 0}};
static const struct option_choice result_sorts[] = {{"date", RESULT_SORT_DATE}, {"rank", RESULT_SORT_RANK}, {NULL, 0}};
static const struct option_choice spacings[] = {
    {"as-is", SPACING_AS_IS}, {"none", SPACING_NONE}, {"space", SPACING_BLANK}, {NULL, 0}};
static const struct option_choice themes[] = {{"auto", THEME_AUTO}, {"light", THEME_LIGHT},
                                              {"dark", THEME_DARK}, {"contrast", THEME_CONTRAST},
                                              {"mono", THEME_MONO}, {NULL, 0}};
static const struct option_choice watches[] = {{"no", WATCH_NO}, {"yes", WATCH_YES}, {"poll", WATCH_POLL}, {NULL, 0}};
static const struct option_choice switches[] = {{"no", false}, {"yes", true}, {NULL, 0}};

/* clang-format off */
const struct option_row option_rows[] = {
    {"align", OPTION_CHOICE, EFFECT_REPAINT, FIELD(align), 0, 0, aligns, "center",
     N_("how text narrower than its pane is aligned")},
    {"ambiguous", OPTION_CHOICE, EFFECT_REMEASURE, FIELD(ambiguous), 0, 0, ambiguous, "auto",
     N_("cells of characters of ambiguous width (“ ” — … ·); auto asks the terminal")},
    {"browser", OPTION_TEXT, EFFECT_NONE, FIELD(browser), 0, 0, NULL, "",
     N_("the program that opens a link, and its arguments; empty to copy the link")},
    {"color", OPTION_CHOICE, EFFECT_REDRAW, FIELD(color), 0, 0, color_uses, "auto",
     N_("colours: auto follows the terminal and NO_COLOR, never is monochrome")},
    {"columns", OPTION_CHOICE, EFFECT_REPAINT, FIELD(columns), 0, 0, columns, "auto",
     N_("text columns side by side, if they fit; auto: several on screens of 150 columns or more")},
    {"copy", OPTION_CHOICE, EFFECT_NONE, FIELD(copy), 0, 0, copied, "shown",
     N_("what is copied, saved and piped: the text as shown, or the source's own")},
    {"copy-command", OPTION_TEXT, EFFECT_NONE, FIELD(copy_command), 0, 0, NULL, "",
     N_("the program that takes what is copied, and its arguments (wl-copy, xclip); empty for the terminal")},
    {"cursor", OPTION_CHOICE, EFFECT_REPAINT, FIELD(cursor), 0, 0, cursor_uses, "selection",
     N_("where the terminal's cursor rests: on what is selected, or, when these are new, on a message, the first new row of a page, the hit at hand")},
    {"encoding", OPTION_CHOICE, EFFECT_RELOAD, FIELD(encoding), 0, 0, encodings, "auto",
     N_("what the files are written in; auto: what the bytes of each say")},
    {"end-mark", OPTION_SWITCH, EFFECT_REPAINT, FIELD(end_mark), 0, 0, switches, "yes",
     N_("a sign behind the last line of an article, as newspapers have it")},
    {"escape-delay", OPTION_NUMBER, EFFECT_START, FIELD(escape_delay), 0, 1000, NULL, "25",
     N_("milliseconds to wait for the rest of a key that begins with Escape")},
    {"file-size", OPTION_NUMBER, EFFECT_START, FIELD(file_size), 1, 4095, NULL, "256",
     N_("refuse files larger than this many MB")},
    {"filter-time", OPTION_NUMBER, EFFECT_START, FIELD(filter_time), 1, 3600, NULL, "20",
     N_("seconds that a filter may take for a file")},
    {"fuzzy-pinyin", OPTION_SWITCH, EFFECT_RESEARCH, FIELD(fuzzy_pinyin), 0, 0, switches, "no",
     N_("fuzzy pinyin: z matches zh, in matches ing, n matches l")},
    {"grouping", OPTION_CHOICE, EFFECT_REORDER, FIELD(grouping), 0, 0, groupings, "day",
     N_("files of one paper and day (…-01.txt, -02.txt, 第02版) are the pages of one issue, or each file is one")},
    {"hanging", OPTION_SWITCH, EFFECT_RELAYOUT, FIELD(hanging), 0, 0, switches, "yes",
     N_("a comma or full stop at a line's end may stand right of the measure")},
    {"headline-align", OPTION_CHOICE, EFFECT_RELAYOUT, FIELD(headline_align), 0, 0, aligns, "left",
     N_("how a headline is aligned above its text")},
    {"hyperlinks", OPTION_CHOICE, EFFECT_REDRAW, FIELD(hyperlinks), 0, 0, hyperlinks, "auto",
     N_("links of the text that the terminal opens by itself (OSC 8); auto: where it says that it can")},
    {"indent", OPTION_NUMBER, EFFECT_RELAYOUT, FIELD(indent), 0, 8, NULL, "2",
     N_("em before a paragraph of Chinese; half of that before one of another language")},
    {"justify", OPTION_SWITCH, EFFECT_RELAYOUT, FIELD(justify), 0, 0, switches, "no",
     N_("lines up to three cells short are filled with blanks between words and after marks")},
    {"language", OPTION_TEXT, EFFECT_START, FIELD(language), 0, 0, NULL, "",
     N_("language of the program: en, zh_CN; empty for the locale's")},
    {"library", OPTION_TEXT, EFFECT_START, FIELD(library), 0, 0, NULL, "",
     N_("what is opened without a PATH; empty for the sample issues")},
    {"line-break", OPTION_CHOICE, EFFECT_RELAYOUT, FIELD(line_break), 0, 0, line_breaks, "basic",
     N_("marks that may not begin or end a line: none, those of newspapers, or — and … as well")},
    {"list-width", OPTION_NUMBER, EFFECT_REPAINT, FIELD(list_width), 20, 60, NULL, "36",
     N_("share of the screen's width for a list beside the article, in percent")},
    {"measure", OPTION_NUMBER, EFFECT_REPAINT, FIELD(measure), 16, 400, NULL, "80",
     N_("longest line of text, in cells (a Chinese character takes two)")},
    {"memory", OPTION_NUMBER, EFFECT_START, FIELD(memory), 0, 65535, NULL, "64",
     N_("MB of memory that a library takes at most, about; 0 keeps little but what is shown")},
    {"mend-directory", OPTION_TEXT, EFFECT_NONE, FIELD(mend_directory), 0, 0, NULL, "",
     N_("where the articles of an issue are written; empty for beside its file")},
    {"mouse", OPTION_SWITCH, EFFECT_REDRAW, FIELD(mouse), 0, 0, switches, "yes",
     N_("the mouse selects, opens and scrolls; with Shift it is the terminal's own")},
    {"opens-with", OPTION_CHOICE, EFFECT_NONE, FIELD(opens_with), 0, 0, openings, "auto",
     N_("what an issue opens with; auto: the front page on screens of 100 columns or more, else the list")},
    {"order", OPTION_CHOICE, EFFECT_REORDER, FIELD(order), 0, 0, orders, "newest",
     N_("which issue comes first; reading on goes to the next one in that order")},
    {"page-overlap", OPTION_NUMBER, EFFECT_NONE, FIELD(page_overlap), 0, 20, NULL, "0",
     N_("rows that stay on the screen when a page is turned")},
    {"page-turn", OPTION_CHOICE, EFFECT_NONE, FIELD(page_turn), 0, 0, page_turns, "fill",
     N_("the last page of an article: filled with what came before, or a whole page on")},
    {"panes", OPTION_CHOICE, EFFECT_REPAINT, FIELD(panes), 0, 0, panes, "auto",
     N_("list and article: auto has them side by side on screens of 72 columns or more, one never")},
    {"paragraph-space", OPTION_NUMBER, EFFECT_RELAYOUT, FIELD(paragraph_gap), 0, 2, NULL, "0",
     N_("empty lines between paragraphs")},
    {"pipe-command", OPTION_TEXT, EFFECT_NONE, FIELD(pipe_command), 0, 0, NULL, "",
     N_("the command that | begins with")},
    {"pinyin", OPTION_CHOICE, EFFECT_RESEARCH, FIELD(pinyin), 0, 0, pinyin_schemes, "full",
     N_("searching finds Chinese by pinyin; the last three are schemes of two keys a syllable, beside it")},
    {"punctuation", OPTION_CHOICE, EFFECT_RELAYOUT, FIELD(punctuation), 0, 0, punctuations, "restored",
     N_("half-width punctuation in Chinese: shown full-width again, or as the source has it")},
    {"remember", OPTION_SWITCH, EFFECT_NONE, FIELD(remember), 0, 0, switches, "yes",
     N_("keep what was read, flagged, noted and mended, and where you stopped, for the next time")},
    {"seams", OPTION_SWITCH, EFFECT_RELAYOUT, FIELD(seams), 0, 0, switches, "no",
     N_("mark seams, where a column's edge had cut a paragraph")},
    {"search-exact", OPTION_SWITCH, EFFECT_RESEARCH, FIELD(search_exact), 0, 0, switches, "no",
     N_("search for each word exactly: no folding of case, width or script, no pinyin")},
    {"sort", OPTION_CHOICE, EFFECT_RESORT, FIELD(result_sort), 0, 0, result_sorts, "date",
     N_("what was found in the library: as the issues are sorted, or the likeliest first")},
    {"spacing", OPTION_CHOICE, EFFECT_RELAYOUT, FIELD(spacing), 0, 0, spacings, "as-is",
     N_("blanks between Chinese and Latin letters or digits: the source's, none, or always one")},
    {"theme", OPTION_CHOICE, EFFECT_REDRAW, FIELD(theme_name), 0, 0, themes, "auto",
     N_("colours for a light or a dark background, of most contrast, or none; auto asks the terminal")},
    {"uncertain", OPTION_SWITCH, EFFECT_REPAINT, FIELD(uncertain), 0, 0, switches, "no",
     N_("mark doubtful headlines")},
    {"watch", OPTION_CHOICE, EFFECT_START, FIELD(watch), 0, 0, watches, "yes",
     N_("new, changed and deleted files show while you read; poll looks every ten seconds where the system does not tell")},
    {"window-title", OPTION_SWITCH, EFFECT_REDRAW, FIELD(window_title), 0, 0, switches, "no",
     N_("the terminal's window is called by the issue that is shown")},
};
/* clang-format on */
const size_t option_row_count = BASE_COUNT(option_rows);

static void *
field_of(const struct options *options, const struct option_row *row)
{
    return (char *)options + row->offset;
}

/* What other programs call yes and no, and encodings. */
static const char *
choice_word(const struct option_row *row, const char *value)
{
    static const char *const yes_no[][2] = {{"on", "yes"}, {"true", "yes"}, {"off", "no"}, {"false", "no"}};
    static const char *const names[][2] = {
        {"utf8", "utf-8"},        {"utf-16", "utf-16le"},     {"utf-32", "utf-32le"},     {"gbk", "gb18030"},
        {"gb2312", "gb18030"},    {"cp936", "gb18030"},       {"big5-hkscs", "big5"},     {"cp950", "big5"},
        {"sjis", "shift_jis"},    {"cp932", "shift_jis"},     {"shift-jis", "shift_jis"}, {"uhc", "cp949"},
        {"koi8", "koi8-r"},       {"cp1251", "windows-1251"}, {"cp1252", "windows-1252"}, {"latin1", "iso-8859-1"},
        {"latin-1", "iso-8859-1"}};
    const char *const(*words)[2] = row->choices == encodings ? names : yes_no;
    size_t count = row->choices == encodings ? BASE_COUNT(names) : row->choices == switches ? BASE_COUNT(yes_no) : 0;
    for (size_t i = 0; i < count; i++)
        if (strcasecmp(words[i][0], value) == 0)
            return words[i][1];
    return value;
}

/* The row of a choice or a switch. */
static struct error *
set_choice(struct options *options, const struct option_row *row, const char *value)
{
    const struct option_choice *choice = row->choices;
    const char *wanted = choice_word(row, value);
    while (choice->name != NULL && strcasecmp(choice->name, wanted) != 0)
        choice++;
    if (choice->name == NULL) {
        struct buffer names = {0};
        struct settings_nearest nearest = {.wanted = value};
        options_add_choices(&names, row);
        struct error *error = error_new(_("option %s takes one of %s, not “%s”"), row->name, names.at, value);
        for (choice = row->choices; row->type == OPTION_CHOICE && choice->name != NULL; choice++)
            settings_try_name(&nearest, choice->name);
        buffer_done(&names);
        return settings_add_nearest(error, &nearest);
    }
    if (row->type == OPTION_SWITCH)
        *(bool *)field_of(options, row) = choice->value != 0;
    else
        *(int *)field_of(options, row) = choice->value;
    return NULL;
}

static struct error *
set_number(struct options *options, const struct option_row *row, const char *value)
{
    char *end;
    errno = 0;
    long number = strtol(value, &end, 10);
    if (*value == '\0' || *end != '\0' || errno != 0 || number < row->min || number > row->max)
        return error_new(_("option %s takes a number from %d to %d, not “%s”"), row->name, row->min, row->max, value);
    *(int *)field_of(options, row) = (int)number;
    return NULL;
}

static struct error *
set_text(struct options *options, const struct option_row *row, const char *value)
{
    char **field = field_of(options, row), *copy = base_strdup(value); /* it may be the field's own */
    free(*field);
    *field = copy;
    return NULL;
}

static struct error *
set_value(struct options *options, const struct option_row *row, const char *value)
{
    switch (row->type) {
    case OPTION_NUMBER: return set_number(options, row, value);
    case OPTION_TEXT: return set_text(options, row, value);
    default: return set_choice(options, row, value);
    }
}

struct error *
options_check(const struct option_row *row, const char *value)
{
    struct options scratch = {0};
    struct error *error = set_value(&scratch, row, value);
    if (row->type == OPTION_TEXT)
        free(*(char **)field_of(&scratch, row));
    return error;
}

void
options_init(struct options *options)
{
    *options = (struct options){0};
    theme_init(&options->theme);
    for (size_t i = 0; i < option_row_count; i++) {
        struct error *error = set_value(options, &option_rows[i], option_rows[i].standard);
        error_free(error); /* the table's own defaults; tests/test_options.c checks them */
    }
}

void
options_done(struct options *options)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (option_rows[i].type == OPTION_TEXT)
            free(*(char **)field_of(options, &option_rows[i]));
    *options = (struct options){0};
}

const struct option_row *
options_find(const char *name)
{
    for (size_t i = 0; i < option_row_count; i++)
        if (strcasecmp(option_rows[i].name, name) == 0)
            return &option_rows[i];
    return NULL;
}

struct error *
options_set(struct options *options, const char *name, const char *value)
{
    const struct option_row *row = options_find(name);
    if (row != NULL)
        return set_value(options, row, value);
    struct settings_nearest nearest = {.wanted = name};
    for (size_t i = 0; i < option_row_count; i++)
        settings_try_name(&nearest, option_rows[i].name);
    return settings_add_nearest(error_new(_("there is no option “%s”"), name), &nearest);
}

struct error *
options_set_assignment(struct options *options, const char *setting)
{
    const char *equals = strchr(setting, '=');
    if (equals == NULL)
        return error_new(_("“%s” is not of the form NAME=VALUE"), setting);
    char *name = base_strndup(setting, (size_t)(equals - setting));
    struct error *error = options_set(options, name, equals + 1);
    free(name);
    return error;
}

void
options_add_value(struct buffer *out, const struct options *options, const struct option_row *row)
{
    const void *field = field_of(options, row);
    if (row->type == OPTION_TEXT) {
        buffer_add_text(out, *(char *const *)field);
        return;
    }
    if (row->type == OPTION_NUMBER) {
        buffer_printf(out, "%d", *(const int *)field);
        return;
    }
    int value = row->type == OPTION_SWITCH ? *(const bool *)field : *(const int *)field;
    const struct option_choice *choice = row->choices;
    while (choice->value != value)
        choice++;
    buffer_add_text(out, choice->name);
}

void
options_add_choices(struct buffer *out, const struct option_row *row)
{
    for (const struct option_choice *choice = row->choices; choice->name != NULL; choice++)
        buffer_printf(out, "%s%s", choice == row->choices ? "" : "|", choice->name);
}

void
options_add_listing(struct buffer *out, const struct options *options)
{
    for (size_t i = 0; i < option_row_count; i++) {
        const struct option_row *row = &option_rows[i];
        struct buffer value = {0};
        options_add_value(&value, options, row);
        buffer_printf(out, "# %s\n", _(row->help));
        if (row->type == OPTION_NUMBER)
            buffer_printf(out, "# %d-%d\n", row->min, row->max);
        if (row->choices != NULL) {
            buffer_add_text(out, "# ");
            options_add_choices(out, row);
            buffer_add_byte(out, '\n');
        }
        buffer_printf(out, "set %s ", row->name);
        settings_add_word(out, buffer_slice(&value));
        buffer_add_byte(out, '\n');
        buffer_done(&value);
    }
    struct theme theme = options->theme;
    theme_use(&theme, options->theme_name, GROUND_UNKNOWN);
    theme_add_listing(out, &theme);
}
