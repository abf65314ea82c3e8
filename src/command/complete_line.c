/* What the command line offers for the word at the caret: commands, options and what they take, panes, styles, paths. */
#include "command/bindings.h"

#include "kanbao/reader_standing.h"
#include "kanbao/settings.h"

#include <stdlib.h>

/* The words up to the caret: those of the command that the last one, which is to be completed, belongs to. */
struct typed_words {
    struct settings_words words;
    size_t first; /* the command's name */
    size_t last;  /* the one at the caret; an empty one is added where the caret stands behind a blank */
};

static void
offer(struct prompt_candidates *candidates, struct slice begin, const char *name)
{
    struct buffer word = {0};
    struct slice text = slice_of(name);
    if (text.len < begin.len || memcmp(text.at, begin.at, begin.len) != 0)
        return;
    settings_add_word(&word, text);
    prompt_candidates_add(candidates, buffer_slice(&word));
    buffer_done(&word);
}

/* ---- names */

/* As they are called: a text is taken with its blanks. */
static void
offer_searches(const struct reader *reader, struct slice begin, struct prompt_candidates *candidates)
{
    size_t count;
    struct store_line *saved = store_lines(reader->store, STORE_SAVED, SIZE_MAX, &count);
    for (size_t i = 0; i < count; i++) {
        struct slice name = slice_of(saved[i].text);
        if (name.len >= begin.len && memcmp(name.at, begin.at, begin.len) == 0)
            prompt_candidates_add(candidates, name);
    }
    store_lines_free(saved, count);
}

static void
offer_watches(const struct reader *reader, struct slice begin, struct prompt_candidates *candidates)
{
    for (size_t i = 0; i < reader_standing_count(reader); i++) {
        struct slice query = reader_standing_at(reader, i).query;
        if (query.len >= begin.len && memcmp(query.at, begin.at, begin.len) == 0)
            prompt_candidates_add(candidates, query);
    }
}

/* Those first that have no key of their own: they are made to be typed. */
static void
offer_commands(struct slice begin, struct prompt_candidates *candidates)
{
    for (int keys = 0; keys < 2; keys++)
        for (size_t i = 0; i < command_row_count; i++)
            if (command_rows[i].name != NULL && command_rows[i].panes != IN_PROMPT &&
                (*command_rows[i].keys != '\0') == (keys > 0))
                offer(candidates, begin, command_rows[i].name);
}

static void
offer_options(struct slice begin, struct prompt_candidates *candidates)
{
    for (size_t i = 0; i < option_row_count; i++)
        offer(candidates, begin, option_rows[i].name);
}

static void
offer_panes(struct slice begin, struct prompt_candidates *candidates)
{
    for (int i = 0; i < PANE_COUNT; i++)
        offer(candidates, begin, reader_pane_names[i]);
}

static void
offer_styles(struct slice begin, struct prompt_candidates *candidates)
{
    for (int i = 0; i < STYLE_COUNT; i++)
        offer(candidates, begin, style_rows[i].name);
}

/* ---- paths */

struct path_offers {
    struct prompt_candidates *candidates;
    struct slice begin;
};

static void
offer_path(void *context, struct slice path)
{
    const struct path_offers *offers = context;
    offer(offers->candidates, offers->begin, path.at);
}

static void
offer_paths(const struct reader *reader, struct slice begin, struct prompt_candidates *candidates)
{
    struct path_offers offers = {candidates, begin};
    if (!reader->restricted)
        prompt_offer_paths(begin, offer_path, &offers);
}

/* ---- what an option, or a command, takes */

/* The choices that BEGIN goes on to; where it is one of them already the others, from the next one on. */
static void
offer_choices(const struct option_row *row, struct slice begin, struct prompt_candidates *candidates)
{
    size_t count = 0, begun = 0, whole = SIZE_MAX;
    for (; row->choices[count].name != NULL; count++) {
        begun += slice_starts(slice_of(row->choices[count].name), begin.at);
        if (slice_equal(slice_of(row->choices[count].name), begin))
            whole = count;
    }
    bool others = whole != SIZE_MAX && begun == 1;
    for (size_t i = 0; i < count; i++)
        offer(candidates, others ? slice_of("") : begin, row->choices[others ? (whole + 1 + i) % count : i].name);
}

static void
offer_values(const struct reader *reader, const struct option_row *row, struct slice begin,
             struct prompt_candidates *candidates)
{
    struct buffer value = {0};
    if (row->choices != NULL) {
        offer_choices(row, begin, candidates);
        return;
    }
    options_add_value(&value, &reader->options, row);
    if (value.len > 0)
        offer(candidates, begin, value.at);
    if (strcmp(value.len > 0 ? value.at : "", row->standard) != 0 && *row->standard != '\0')
        offer(candidates, begin, row->standard);
    if (row->type == OPTION_TEXT && (memchr(begin.at, '/', begin.len) != NULL || slice_starts(begin, "~")))
        offer_paths(reader, begin, candidates);
    buffer_done(&value);
}

/* The word number INDEX, from 1 on, behind NAME; ARGUMENTS are the words from there on. */
static void
offer_argument(const struct reader *reader, const char *name, size_t index, const struct settings_word *arguments,
               struct prompt_candidates *candidates)
{
    const struct command_row *command = NULL;
    struct slice begin = arguments[index - 1].text;
    const struct option_row *row = options_find(name);
    struct error *error = find_command(name, &command);
    if (error != NULL) {
        error_free(error);
        if (row != NULL && index == 1)
            offer_values(reader, row, begin, candidates);
    } else if (strcmp(name, "set") == 0 && index <= 2) {
        row = index == 2 ? options_find(arguments[0].text.at) : NULL;
        if (row != NULL)
            offer_values(reader, row, begin, candidates);
        else if (index == 1)
            offer_options(begin, candidates);
    } else if ((strcmp(name, "bind") == 0 || strcmp(name, "unbind") == 0) && index == 1) {
        offer_panes(begin, candidates);
    } else if (strcmp(name, "bind") == 0 && index == 3) {
        offer_commands(begin, candidates);
    } else if (strcmp(name, "bind") == 0 && index > 3) {
        offer_argument(reader, arguments[2].text.at, index - 3, arguments + 3, candidates);
    } else if (strcmp(name, "color") == 0 && index == 1) {
        offer_styles(begin, candidates);
    } else if (strcmp(name, "date") == 0 && index == 1) {
        reader_complete_date(reader, begin, candidates);
    } else if (strcmp(name, "forget-search") == 0 && index == 1) {
        offer_searches(reader, begin, candidates);
    } else if (strcmp(name, "unwatch") == 0 && index == 1) {
        offer_watches(reader, begin, candidates);
    } else if (row != NULL && row->type == OPTION_CHOICE && command->traits & COMMAND_TEXT && index == 1) {
        offer_choices(row, begin, candidates);
    } else if (command->traits & COMMAND_PATH && index == 1) {
        offer_paths(reader, begin, candidates);
    }
}

/* ---- the words */

/* Splits TEXT, which may end inside of quotes. */
static void
split(struct slice text, struct settings_words *words)
{
    static const char *const endings[] = {"", "'", "\"", "\\"};
    for (size_t i = 0; i < BASE_COUNT(endings); i++) {
        struct buffer closed = {0};
        uint32_t byte;
        buffer_add_slice(&closed, text);
        buffer_add_text(&closed, endings[i]);
        struct error *error = settings_split(buffer_slice(&closed), words, &byte);
        bool fine = error == NULL;
        error_free(error);
        buffer_done(&closed);
        if (fine)
            return;
    }
}

static void
read_words(struct typed_words *typed, struct slice text)
{
    struct settings_words *words = &typed->words;
    split(text, words);
    part_words(words, 0);
    bool blank = words->count == 0 || words->at[words->count - 1].end_byte < text.len;
    if (blank || is_separator(&words->at[words->count - 1])) {
        words->at = base_grow(words->at, &words->capacity, words->count + 1, sizeof *words->at);
        words->at[words->count++] = (struct settings_word){slice_of(""), (uint32_t)text.len, (uint32_t)text.len};
    }
    typed->last = words->count - 1;
    typed->first = typed->last;
    while (typed->first > 0 && !is_separator(&words->at[typed->first - 1]))
        typed->first--;
}

size_t
command_add_names(struct buffer *out, struct buffer *command, struct slice text)
{
    struct typed_words typed = {.first = 0};
    struct prompt_candidates names = {.count = 0};
    read_words(&typed, text);
    const struct settings_word *words = typed.words.at;
    const char *name = words[typed.first].text.at;
    struct slice begin = words[typed.last].text;
    size_t index = typed.last - typed.first, count;
    if (index == 0)
        offer_commands(begin, &names);
    else if (index == 1 && strcmp(name, "set") == 0)
        offer_options(begin, &names);
    else if (index == 1 && (strcmp(name, "bind") == 0 || strcmp(name, "unbind") == 0))
        offer_panes(begin, &names);
    else if (index == 1 && strcmp(name, "color") == 0)
        offer_styles(begin, &names);
    buffer_add_text(command, name);
    for (size_t i = 0; i < names.count; i++) {
        buffer_printf(out, "%s%s", i > 0 ? " " : "", names.texts[i]);
        free(names.texts[i]);
    }
    count = begin.len > 0 || index > 0 ? names.count : 0;
    free(names.texts);
    settings_words_done(&typed.words);
    return count;
}

void
command_complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates)
{
    struct typed_words typed = {.first = 0};
    struct buffer plain = {0};
    line_add_plain(&plain, slice_make(text.at, caret));
    read_words(&typed, buffer_slice(&plain));
    const struct settings_word *words = typed.words.at;
    candidates->start_byte = words[typed.last].start_byte;
    if (typed.last == typed.first)
        offer_commands(words[typed.last].text, candidates);
    else
        offer_argument(context, words[typed.first].text.at, typed.last - typed.first, words + typed.first + 1,
                       candidates);
    settings_words_done(&typed.words);
    buffer_done(&plain);
}
