/* Lines of words, as a configuration file and --list-keys have them: what they bind, and which command they call.
 *
 * The words are settings' (blanks, quotes, comments); what stands behind a command's name is what its row takes.
 */
#include "command/bindings.h"

#include "kanbao/settings.h"

#include <errno.h>
#include <stdlib.h>

#define BIND_FORM   "bind PANE KEYS COMMAND [ARGUMENT] [; COMMAND [ARGUMENT]]..."
#define UNBIND_FORM "unbind PANE KEYS"

struct error *
find_command(const char *name, const struct command_row **command)
{
    struct settings_nearest nearest = {.wanted = name};
    for (size_t i = 0; i < command_row_count; i++) {
        if (command_rows[i].name == NULL)
            continue;
        settings_try_name(&nearest, command_rows[i].name);
        *command = &command_rows[i];
        if (strcmp(command_rows[i].name, name) == 0)
            return NULL;
    }
    return settings_add_nearest(error_new(_("there is no command “%s”"), name), &nearest);
}

static struct error *
find_pane(const char *name, uint8_t *pane)
{
    struct settings_nearest nearest = {.wanted = name};
    for (int i = 0; i < PANE_COUNT; i++) {
        settings_try_name(&nearest, reader_pane_names[i]);
        *pane = (uint8_t)i;
        if (strcmp(reader_pane_names[i], name) == 0)
            return NULL;
    }
    if (nearest.name == NULL)
        return error_new(_("there is no pane “%s”: they are issues, list, article, results, help, prompt"), name);
    return settings_add_nearest(error_new(_("there is no pane “%s”"), name), &nearest);
}

static struct error *
read_count(const struct command_row *command, const char *word, int *count)
{
    char *end;
    errno = 0;
    long number = strtol(word, &end, 10);
    if (*word < '0' || *word > '9' || *end != '\0' || errno != 0 || number < 1 || number > NUMBER_MAX)
        return error_new(_("%s takes a number from 1 to %d, not “%s”"), command->name, NUMBER_MAX, word);
    *count = (int)number;
    return NULL;
}

/* ---- calls */

/* The byte of WORD's text where a ; parts commands: nothing in such a word is quoted. SIZE_MAX: there is none. */
static size_t
separator_in(const struct settings_word *word)
{
    bool plain = word->end_byte - word->start_byte == word->text.len;
    return plain ? slice_find(word->text, ";") : SIZE_MAX;
}

bool
is_separator(const struct settings_word *word)
{
    return word->text.len == 1 && separator_in(word) == 0;
}

/* WORDS' word INDEX becomes two, of which the first has BYTES, with a NUL in the place of its next byte if that is kept in the
   text of the second one. */
static void
part_word(struct settings_words *words, size_t index, size_t bytes)
{
    words->at = base_grow(words->at, &words->capacity, words->count + 1, sizeof *words->at);
    struct settings_word *word = &words->at[index];
    memmove(word + 1, word, (words->count++ - index) * sizeof *word);
    word->text.len = bytes;
    word->end_byte = word->start_byte + (uint32_t)bytes;
    word[1].text = slice_from(word[1].text, bytes);
    word[1].start_byte = word->end_byte;
}

/* A ; leaves no room for a NUL on its either side: it is taken out of the text, and is one of its own. */
void
part_words(struct settings_words *words, size_t first)
{
    for (size_t i = first; i < words->count; i++) {
        size_t at = separator_in(&words->at[i]);
        if (at == SIZE_MAX || words->at[i].text.len == 1)
            continue;
        if (at > 0) {
            part_word(words, i, at);
            words->bytes.at[words->at[i].text.at + at - words->bytes.at] = '\0';
            i++;
        }
        if (words->at[i].text.len > 1)
            part_word(words, i, 1);
        words->at[i].text = slice_of(";");
    }
}

void
line_add_plain(struct buffer *out, struct slice line)
{
    static const char *const signs[][2] = {{"\u3000", "   "}, {"；", " ; "}};
    char quote = '\0'; /* what is quoted stays */
    for (size_t at = 0; at < line.len; at++) {
        struct slice rest = slice_from(line, at);
        const char *plain = NULL;
        if (quote == '\0' && (*rest.at == '\'' || *rest.at == '"'))
            quote = *rest.at;
        else if (*rest.at == quote)
            quote = '\0';
        for (size_t i = 0; i < BASE_COUNT(signs) && quote == '\0' && plain == NULL; i++)
            plain = slice_starts(rest, signs[i][0]) ? signs[i][1] : NULL;
        buffer_add(out, plain != NULL ? plain : rest.at, plain != NULL ? strlen(plain) : 1);
        at += plain != NULL ? strlen(plain) - 1 : 0;
    }
    buffer_add_text(out, "");
}

/* Words as a line has them. */
static char *
join_words(const struct settings_word *words, size_t count)
{
    struct buffer out = {0};
    buffer_add_text(&out, "");
    for (size_t i = 0; i < count; i++) {
        buffer_add_text(&out, i > 0 ? " " : "");
        if (is_separator(&words[i]))
            buffer_add_slice(&out, words[i].text);
        else
            settings_add_word(&out, words[i].text);
    }
    return buffer_take(&out);
}

/* The command with the COUNT words behind its name. Of a line that is TYPED several words are a text as they stand there. */
static struct error *
read_call(const struct settings_word *words, size_t count, struct command_call call, const struct slice *typed,
          struct command_calls *calls, size_t *wrong)
{
    const struct command_row *command = call.command;
    bool text = (command->traits & COMMAND_TEXT) != 0;
    struct error *error = NULL;
    *wrong = 0;
    if (command->traits & COMMAND_WORDS)
        call.own = join_words(words, count);
    else if (text && count > 1 && typed != NULL)
        call.own = base_strndup(typed->at + words[0].start_byte, words[count - 1].end_byte - words[0].start_byte);
    else if (count > 0 && command->traits & COMMAND_COUNTS)
        error = read_count(command, words[0].text.at, &call.args.count);
    else if (count > 0 && !text)
        error = error_new(_("%s takes no argument"), command->name);
    if (error == NULL && count > 1 && call.own == NULL) {
        *wrong = 1;
        error = error_new(_("%s takes one argument; one with blanks is quoted"), command->name);
    }
    if (error != NULL)
        return error;
    if (call.own == NULL)
        call.own = base_strdup(count > 0 && text ? words[0].text.at : "");
    call.args.text = slice_of(call.own);
    calls_add(calls, call);
    return NULL;
}

/* The only command that NAME begins, but those of the prompt; ERROR, which is taken, where there are none, or another one where
   there are several. */
static struct error *
find_begun(const char *name, struct error *error, const struct command_row **command)
{
    struct buffer names = {0};
    size_t count = 0;
    for (size_t i = 0; i < command_row_count; i++) {
        const struct command_row *row = &command_rows[i];
        if (row->name == NULL || row->panes == IN_PROMPT || !slice_starts(slice_of(row->name), name))
            continue;
        buffer_printf(&names, "%s%s", count++ > 0 ? ", " : "", row->name);
        *command = row;
    }
    if (count > 0) {
        error_free(error);
        error = count == 1 ? NULL : error_new(_("“%s” may be any of %s"), name, names.at);
    }
    buffer_done(&names);
    return error;
}

static bool
is_number(const char *word)
{
    return *word != '\0' && strspn(word, "0123456789") == strlen(word);
}

/* The command of a name, which stands alone or not; for the name of an option, also of one that is a command's which takes
   nothing, the one that sets it, and for a number the one that goes to it: then the
   name is its first word. */
static struct error *
find_call(const char *name, bool alone, bool typed, const struct command_row **command, size_t *behind)
{
    struct error *error = find_command(name, command);
    const char *other = is_number(name) ? "go-to" : options_find(name) != NULL ? "set" : NULL;
    bool takes = error == NULL && (alone || (*command)->traits & (COMMAND_COUNTS | COMMAND_TEXT | COMMAND_WORDS));
    *behind = takes || other == NULL;
    if (*behind)
        return error != NULL && typed ? find_begun(name, error, command) : error;
    error_free(error);
    return find_command(other, command);
}

/* How many words from FIRST on are of the same command. */
static size_t
count_words(const struct settings_words *words, size_t first, const struct command_row *command)
{
    size_t end = first + 1;
    while (end < words->count && (command->traits & COMMAND_REST || !is_separator(&words->at[end])))
        end++;
    return end - first;
}

struct error *
calls_read(struct settings_words *words, size_t first, const struct slice *typed, struct command_calls *calls,
           size_t *wrong)
{
    part_words(words, first);
    for (size_t at = first; at < words->count;) {
        const struct command_row *command = NULL;
        size_t behind;
        *wrong = at;
        if (is_separator(&words->at[at]))
            return error_new(_("a command is missing before the ;"));
        bool alone = at + 1 == words->count || is_separator(&words->at[at + 1]);
        struct error *error = find_call(words->at[at].text.at, alone, typed != NULL, &command, &behind);
        if (error != NULL)
            return error;
        size_t count = count_words(words, at, command), arguments = at + behind;
        error = read_call(words->at + arguments, count - behind, (struct command_call){command, .word = arguments},
                          typed, calls, wrong);
        *wrong += arguments;
        if (error != NULL)
            return error;
        at += count + 1; /* past the ; behind which there may be nothing */
    }
    return NULL;
}

/* ---- lines */

struct error *
binding_read_place(const struct settings_word *words, struct binding *binding, size_t *wrong)
{
    *wrong = 1;
    struct error *error = find_pane(words[1].text.at, &binding->pane);
    if (error != NULL)
        return error;
    *wrong = 2;
    return binding_read_keys(binding, words[2].text.at);
}

/* Takes what CALLS own. */
static void
take_calls(struct binding *binding, struct command_calls *calls)
{
    binding->then = calls->count > 1 ? base_alloc_zero(calls->count - 1, sizeof *binding->then) : NULL;
    binding->then_count = (uint32_t)calls->count - 1;
    for (size_t i = 0; i < calls->count; i++) {
        struct command_call *call = &calls->at[i];
        bool text = *call->own != '\0';
        *(i == 0 ? &binding->first : &binding->then[i - 1]) =
            (struct bound_call){call->command, call->args.count, text ? call->own : NULL};
        call->own = text ? NULL : call->own;
    }
}

/* Of `bind PANE KEYS COMMAND ...`; what BINDING owns is the caller's. */
static struct error *
read_bind(struct settings_words *words, struct binding *binding, size_t *wrong)
{
    struct command_calls calls = {0};
    *wrong = words->count;
    if (words->count < 4)
        return error_new(_("a line with %s is: %s"), words->at[0].text.at, BIND_FORM);
    struct error *error = binding_read_place(words->at, binding, wrong);
    if (error == NULL)
        error = calls_read(words, 3, NULL, &calls, wrong);
    if (error == NULL)
        error = calls_check(&calls, false, wrong);
    if (error == NULL)
        take_calls(binding, &calls);
    command_calls_done(&calls);
    return error;
}

/* Of `unbind PANE KEYS`. */
static struct error *
read_unbind(const struct settings_words *words, struct binding *binding, size_t *wrong)
{
    *wrong = words->count > 3 ? 3 : words->count;
    if (words->count != 3)
        return error_new(_("a line with %s is: %s"), words->at[0].text.at, UNBIND_FORM);
    return binding_read_place(words->at, binding, wrong);
}

/* The word that is wrong is counted behind the command's name. */
static struct error *
check_binding(const struct command_call *call, size_t *wrong)
{
    struct settings_words words = {0};
    struct buffer line = {0};
    struct binding binding = {.key_count = 0};
    uint32_t byte;
    buffer_printf(&line, "%s %s", call->command->name, call->own);
    struct error *error = settings_split(buffer_slice(&line), &words, &byte);
    if (error == NULL)
        error = strcmp(call->command->name, "bind") == 0 ? read_bind(&words, &binding, wrong)
                                                         : read_unbind(&words, &binding, wrong);
    *wrong -= *wrong > 0;
    binding_done(&binding);
    settings_words_done(&words);
    buffer_done(&line);
    return error;
}

static struct error *
check_words(const struct command_call *call, size_t *wrong)
{
    struct settings_words words = {0};
    struct option_request request;
    struct theme theme;
    uint32_t byte;
    *wrong = 0;
    theme_init(&theme);
    struct error *error = settings_split(slice_of(call->own), &words, &byte);
    if (error == NULL && strcmp(call->command->name, "set") == 0)
        error = options_read_request(words.at, words.count, &request, wrong);
    else if (error == NULL)
        error = settings_set_color(&theme, words.at, words.count, wrong);
    settings_words_done(&words);
    return error;
}

struct error *
calls_check(const struct command_calls *calls, bool typed, size_t *wrong)
{
    struct error *error = NULL;
    for (size_t i = 0; i < calls->count && error == NULL; i++) {
        const char *name = calls->at[i].command->name;
        *wrong = 0;
        if (!typed && *calls->at[i].own == '\0')
            continue; /* they will be asked for */
        if (strcmp(name, "bind") == 0 || strcmp(name, "unbind") == 0)
            error = check_binding(&calls->at[i], wrong);
        else if (strcmp(name, "set") == 0 || strcmp(name, "color") == 0)
            error = check_words(&calls->at[i], wrong);
        *wrong += calls->at[i].word;
    }
    return error;
}

static struct error *
bind(struct keymap *keymap, struct settings_words *words, size_t *wrong)
{
    struct binding binding = {.key_count = 0};
    struct error *error = read_bind(words, &binding, wrong);
    if (error == NULL)
        binding_put(keymap, &binding);
    return error;
}

/* Are its keys bound by default? Who unbinds them twice has what was wanted. */
static bool
is_default(const struct binding *binding)
{
    struct keymap *defaults = command_keymap_new();
    bool bound = same_keys_in(defaults, binding) != NULL;
    command_keymap_free(defaults);
    return bound;
}

static struct error *
unbind(struct keymap *keymap, const struct settings_words *words, size_t *wrong)
{
    struct binding binding = {.key_count = 0};
    struct error *error = read_unbind(words, &binding, wrong);
    if (error == NULL && !binding_remove(keymap, &binding) && !is_default(&binding))
        error = error_new(_("“%s” is not bound there"), words->at[2].text.at);
    return error;
}

struct error *
command_read_line(struct keymap *keymap, struct settings_words *words, size_t *wrong)
{
    const char *verb = words->at[0].text.at;
    struct settings_nearest nearest = {.wanted = verb};
    if (strcmp(verb, "bind") == 0)
        return bind(keymap, words, wrong);
    if (strcmp(verb, "unbind") == 0)
        return unbind(keymap, words, wrong);
    settings_try_name(&nearest, "set");
    settings_try_name(&nearest, "color");
    settings_try_name(&nearest, "include");
    settings_try_name(&nearest, "bind");
    settings_try_name(&nearest, "unbind");
    for (size_t i = 0; i < option_row_count; i++)
        settings_try_name(&nearest, option_rows[i].name); /* a line may begin with that */
    *wrong = 0;
    return settings_add_nearest(error_new(_("a line cannot begin with “%s”"), verb), &nearest);
}
