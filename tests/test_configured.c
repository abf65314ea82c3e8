/* The program with a configuration file: what it says of one that is wrong, and what it writes back.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "session.h"
#include "support.h"

#include "kanbao/reader_commands.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

struct home {
    char *folder;        /* XDG_CONFIG_HOME */
    char *file, *backup; /* in there */
    char *variable;
    const char *environment[2];
};

static int
setup(void **state)
{
    struct home *home = base_alloc_zero(1, sizeof *home);
    struct buffer variable = {0};
    home->folder = support_temp_new();
    home->file = support_join(home->folder, "kanbao/config");
    home->backup = support_join(home->folder, "kanbao/config~");
    buffer_printf(&variable, "XDG_CONFIG_HOME=%s", home->folder);
    home->variable = buffer_take(&variable);
    home->environment[0] = home->variable;
    *state = home;
    return 0;
}

static int
teardown(void **state)
{
    struct home *home = *state;
    support_temp_end(home->folder);
    free(home->file);
    free(home->backup);
    free(home->variable);
    free(home);
    return 0;
}

/* TEXT becomes the configuration. */
static void
configure(const struct home *home, const char *text)
{
    char *folder = support_join(home->folder, "kanbao");
    mkdir(folder, 0700);
    support_write_text(home->file, text);
    free(folder);
}

/* Both lists stay the caller's. */
static struct session
start(const char *const *environment, const char *const *arguments)
{
    struct session session =
        session_start((struct pty_command){.argv = arguments, .environment = environment, .rows = 24, .cols = 80});
    pty_settle(session.pty);
    return session;
}

/* Fails unless the file at PATH has just TEXT. */
static void
check_file(const char *path, const char *text)
{
    char got[4096];
    FILE *file = fopen(path, "r");
    must(file != NULL, "there is no %s", path);
    size_t len = fread(got, 1, sizeof got - 1, file);
    got[len] = '\0';
    fclose(file);
    assert_string_equal(got, text);
}

static void
errors_are_said(void **state)
{
    struct home *home = *state;
    configure(home, "set measure 4\nset list-width 50\nbind list x select-next 3\nbind list j\n");
    struct session session = start(home->environment, LIST("-o", "memory=0", getenv("KANBAO_SAMPLES")));
    session_assert_shows(&session, "2 configuration errors; :errors shows them.");
    session_press(&session, "x");
    session_assert_same(&session);
    session_press(&session, ":errors<Enter>");
    session_assert_shows(&session, "1:13");
    session_assert_shows(&session, "bind PANE KEYS COMMAND");
    session_press(&session, "q");
    session_end(&session, "Q");
}

static void
changes_are_written(void **state)
{
    struct home *home = *state;
    const char *const *arguments = LIST("-o", "memory=0", "-o", "indent=4", getenv("KANBAO_SAMPLES"));
    struct session session = start(home->environment, arguments);
    session_press(&session, ":write-config<Enter>");
    session_assert_shows(&session, "Nothing was changed");
    session_press(&session, ":set<Space>measure<Space>50<Enter>:write-config<Enter>");
    session_assert_shows(&session, "1 change is written");
    check_file(home->file, "set measure 50\n"); /* not what -o says */
    assert_int_not_equal(access(home->backup, F_OK), 0);
    session_end(&session, "Q");
    /* the next day; the file is another's, and a link */
    char *real = support_join(home->folder, "mine");
    support_write_text(real, "# mine\nset measure 60 # wide\n");
    assert_int_equal(chmod(real, 0640), 0);
    assert_int_equal(unlink(home->file), 0);
    assert_int_equal(symlink(real, home->file), 0);
    session = start(home->environment, arguments);
    session_press(&session,
                  ":set<Space>measure<Space>44<Enter>:bind<Space>list<Space>x<Space>copy<Space>;<Space>3<Enter>");
    session_press(&session, ":write-config<Enter>");
    session_assert_shows(&session, "2 changes are written");
    check_file(real, "# mine\nset measure 44 # wide\nbind list x copy ; go-to 3\n");
    struct stat kind;
    assert_true(lstat(home->file, &kind) == 0 && S_ISLNK(kind.st_mode));
    assert_true(stat(home->file, &kind) == 0 && (kind.st_mode & 0777) == 0640);
    char *kept = support_join(home->folder, "mine~");
    check_file(kept, "# mine\nset measure 60 # wide\n");
    session_press(&session, ":write-config<Enter>");
    session_assert_shows(&session, "Nothing was changed");
    session_end(&session, "Q");
    free(kept);
    free(real);
}

/* No folder can be made there, no file is to be read, or it is no text: said, and nothing is lost. */
static void
nowhere_to_write(void **state)
{
    struct home *home = *state;
    const char *samples = getenv("KANBAO_SAMPLES");
    struct session session = start(LIST("XDG_CONFIG_HOME=/dev/null/nowhere"), LIST(samples));
    session_press(&session, ":seams<Enter>:write-config<Enter>");
    session_assert_shows(&session, "Not written: ");
    session_end(&session, "Q");
    session = start(home->environment, LIST("--no-config", samples));
    session_press(&session, ":seams<Enter>:write-config<Enter>");
    session_assert_shows(&session, "there is no configuration file");
    session_end(&session, "Q");
    configure(home, "# \xFF\n");
    session = start(home->environment, LIST(samples));
    session_press(&session, ":seams<Enter>:write-config<Enter>");
    session_assert_shows(&session, "not UTF-8");
    check_file(home->file, "# \xFF\n");
    session_end(&session, "Q");
}

/* The terminal shows what --frame does while an option is tried, and after. */
static void
options_are_tried(void **state)
{
    (void)state;
    struct session session = session_samples(24, 80);
    static const char *const steps[] = {":set<Space>list-width<Space>5",
                                        "0",
                                        "<Esc>",
                                        ":color<Space>list<Space>red<Space>default<Enter>",
                                        ":set<Space>col<Tab><Tab>",
                                        "<Tab><Tab>",
                                        "<Esc>",
                                        ":options<Enter>jjjj<Enter>",
                                        "<C-w>2<Enter>",
                                        "q",
                                        ":1<Enter>"};
    for (size_t i = 0; i < BASE_COUNT(steps); i++) {
        session_press(&session, steps[i]);
        session_assert_same(&session);
    }
    session_end(&session, "Q");
}

/* Not those that end it, or go outside; nor what makes characters wider than the emulator's are. */
static bool
is_typed(const struct command_row *row)
{
    static const char *const others[] = {"quit", "back", "interrupt", "ambiguous"};
    for (size_t i = 0; i < BASE_COUNT(others); i++)
        if (strcmp(row->name, others[i]) == 0)
            return false;
    return (row->traits & (COMMAND_RUNS | COMMAND_WRITES)) == 0;
}

/* Each command of the table can be typed, from the list and from the article, and the screen is what it should be. */
static void
commands_are_typed(void **state)
{
    enum { COMPARED = 8 };
    static const char *const starts[] = {":1<Enter>", ":1<Enter><Enter>"};
    (void)state;
    for (size_t s = 0; s < BASE_COUNT(starts); s++) {
        struct session session = session_samples(24, 80);
        int typed = 0;
        for (size_t i = 0; i < command_row_count; i++) {
            const struct command_row *row = &command_rows[i];
            if (row->name == NULL || !is_typed(row))
                continue;
            struct buffer keys = {0};
            buffer_printf(&keys, "%s:%s<Enter>", starts[s], row->name);
            session_press(&session, keys.at);
            if (typed++ % COMPARED == 0)
                session_assert_same(&session);
            session_press(&session, "<Esc>");
            buffer_done(&keys);
        }
        session_assert_same(&session);
        session_end(&session, "QQ"); /* there are mends */
    }
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(errors_are_said, setup, teardown),
        cmocka_unit_test_setup_teardown(changes_are_written, setup, teardown),
        cmocka_unit_test_setup_teardown(nowhere_to_write, setup, teardown),
        cmocka_unit_test(options_are_tried),
        cmocka_unit_test(commands_are_typed),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
