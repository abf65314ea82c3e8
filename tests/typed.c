/* Command lines as they are typed, and what they say.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "typed.h"

#include "kanbao/text.h"

void
typed_press(struct world *world, const char *keys)
{
    struct error *error = command_press_keys(world->keymap, &world->reader, keys);
    must(error == NULL, "%s: %s", keys, error_text(error));
    world_check(world);
}

/* TEXT, whose blanks are blanks, into the command line; Enter where ENTERS. */
void
typed_type(struct world *world, const char *text, bool enters)
{
    typed_press(world, ":");
    for (const char *at = text; *at != '\0';) {
        char32_t code;
        at += text_decode(at, &code);
        assert_true(reader_type(&world->reader, code));
        world_check(world);
    }
    if (enters)
        typed_press(world, "<Enter>");
}

void
typed_run(struct world *world, const char *text)
{
    typed_type(world, text, true);
    must(world->reader.prompt.use == NULL, "“%s”: %s", text, world->reader.prompt.note.at);
}

bool
typed_says(const struct world *world, const char *words)
{
    return world->reader.message.len > 0 && strstr(world->reader.message.at, words) != NULL;
}

bool
typed_notes(const struct world *world, const char *words)
{
    return world->reader.prompt.note.len > 0 && strstr(world->reader.prompt.note.at, words) != NULL;
}

const char *
typed_text(const struct world *world)
{
    return world->reader.prompt.line.text.len > 0 ? world->reader.prompt.line.text.at : "";
}

void
typed_check_option(const struct world *world, const char *name, const char *wanted)
{
    struct buffer value = {0};
    buffer_add_text(&value, "");
    options_add_value(&value, &world->reader.options, options_find(name));
    assert_string_equal(value.at, wanted);
    buffer_done(&value);
}
