/* Keys bound and pressed, for the tests of commands.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "keyed.h"

#include "kanbao/text.h"

#include <stdlib.h>

/* Reads LINE; *WRONG is the word that an error is about. */
struct error *
keyed_read_at(struct keymap *keymap, const char *line, size_t *wrong)
{
    struct settings_words words = {.count = 0};
    uint32_t byte;
    assert_null(settings_split(slice_of(line), &words, &byte));
    struct error *error = command_read_line(keymap, &words, wrong);
    settings_words_done(&words);
    return error;
}

struct error *
keyed_read_line(struct keymap *keymap, const char *line)
{
    size_t wrong;
    return keyed_read_at(keymap, line, &wrong);
}

/* VERB PANE KEYS REST for each of PANES; how many of them were taken. */
size_t
keyed_read_for_panes(struct keymap *keymap, const char *verb, unsigned panes, const char *keys, const char *rest)
{
    struct buffer line = {0};
    size_t taken = 0;
    for (int pane = 0; pane < PANE_COUNT; pane++) {
        if (!(panes & 1U << pane))
            continue;
        buffer_clear(&line);
        buffer_printf(&line, "%s %s ", verb, reader_pane_names[pane]);
        settings_add_word(&line, slice_of(keys));
        buffer_printf(&line, " %s", rest);
        struct error *error = keyed_read_line(keymap, line.at);
        taken += error == NULL;
        error_free(error);
    }
    buffer_done(&line);
    return taken;
}

void
keyed_bind(struct keymap *keymap, unsigned panes, const char *keys, const char *command)
{
    must(keyed_read_for_panes(keymap, "bind", panes, keys, command) == (size_t)__builtin_popcount(panes), "bind %s %s",
         keys, command);
}

/* Where it is bound. */
void
keyed_unbind(struct keymap *keymap, unsigned panes, const char *keys)
{
    must(keyed_read_for_panes(keymap, "unbind", panes, keys, "") > 0, "unbind %s", keys);
}

void
keyed_check_error(struct error *error, const char *word)
{
    assert_non_null(error);
    must(strstr(error_text(error), word) != NULL, "“%s” does not name “%s”", error_text(error), word);
    error_free(error);
}

void
keyed_check_no_conflicts(const struct keymap *keymap)
{
    struct buffer conflicts = {0};
    command_add_conflicts(&conflicts, keymap);
    must(conflicts.len == 0, "%s", conflicts.at);
    buffer_done(&conflicts);
}

/* A reader in the headline list of the long issue, at the top. */
struct reader *
keyed_open_list(struct world *world)
{
    struct reader *reader = world_open(world, world->paths[WORLD_LONG_LIST], 80, 24);
    assert_int_equal(reader->at.pane, PANE_LIST);
    assert_int_equal(reader->at.article, 0);
    return reader;
}

void
keyed_type(struct world *world, struct keymap *keymap, const char *keys)
{
    struct error *error = command_press_keys(keymap, &world->reader, keys);
    must(error == NULL, "%s: %s", keys, error_text(error));
    world_check(world);
}
