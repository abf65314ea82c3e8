/* Programs in a pseudo-terminal, measured: when the first screen was there, what a key
 * took until the program slept again.
 *
 * Every program is treated alike, so that a ratio of two says something.
 */
#include "bench.h"

#include "../pty.h"

#include <stdlib.h>
#include <sys/wait.h>

enum { FIRST_SCREEN_BYTES = 200, QUIET_MILLISECONDS = 60 };

/* Nothing of the user's own settings, and a terminal without questions. */
static const char *const environment[] = {"LC_ALL=C.UTF-8", "LANGUAGE",       "NO_COLOR", "LESS",         "LESSOPEN",
                                          "LESSCLOSE",      "LESSHISTFILE=-", "LESSKEY",  "LESSCHARSET=", NULL};

struct program
program_kanbao(const char *option, const char *path)
{
    const char *name = getenv("KANBAO_PROGRAM");
    struct program program = {.name = "kanbao", .quit = "Q"};
    int count = 0;
    program.argv[count++] = name != NULL && *name != '\0' ? name : "./kanbao";
    if (option != NULL) {
        program.argv[count++] = "-o";
        program.argv[count++] = option;
    }
    program.argv[count] = path;
    return program;
}

struct program
program_less(const char *option, const char *path)
{
    struct program program = {.name = "less", .quit = "q"};
    int count = 0;
    program.argv[count++] = "less";
    if (option != NULL)
        program.argv[count++] = option;
    program.argv[count] = path;
    return program;
}

/* The first line that less --version prints; empty: there is no less. */
static const char *
less_version(void)
{
    static char line[128] = "?";
    if (line[0] != '?')
        return line;
    line[0] = '\0';
    FILE *out = popen("less --version 2>/dev/null", "r");
    if (out != NULL) {
        if (fgets(line, sizeof line, out) != NULL)
            line[strcspn(line, "\n")] = '\0';
        while (fgetc(out) != EOF)
            continue;
        if (pclose(out) != 0)
            line[0] = '\0';
    }
    return line;
}

bool
program_has_less(void)
{
    return less_version()[0] != '\0';
}

void
program_print_peer(void)
{
    if (program_has_less())
        table_note("The peer: %s.", less_version());
    else
        table_note("The peer, less, is not installed: its columns are empty.");
}

struct pty *
program_start(const struct program *program, int rows, int cols)
{
    struct pty_command command = {.argv = program->argv,
                                  .environment = environment,
                                  .rows = rows,
                                  .cols = cols,
                                  .blind = true,
                                  .margins = program->margins,
                                  .deadline = 120};
    struct pty *pty = pty_start(&command);
    if (program->loads) {
        pty_read(pty, -1);
        while (pty_read(pty, QUIET_MILLISECONDS))
            continue;
    } else {
        pty_settle(pty);
    }
    if (pty_bytes(pty) < FIRST_SCREEN_BYTES)
        bench_fail("%s %s wrote %zu bytes and no screen", program->argv[0], program->argv[1], pty_bytes(pty));
    return pty;
}

double
program_paint_time(const struct pty *pty)
{
    return (double)(pty_last_time(pty) - pty_start_time(pty)) / 1e6;
}

void
program_stop(const struct program *program, struct pty *pty)
{
    int status = pty_stop(pty, program->quit);
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0)
        bench_fail("%s ended with status 0x%04X", program->name, (unsigned)status);
    pty_free(pty);
}

void
costs_done(struct costs *costs)
{
    series_done(&costs->milliseconds);
    series_done(&costs->cpu);
    series_done(&costs->bytes);
}

void
program_press(struct pty *pty, const char *key, struct costs *costs)
{
    size_t bytes = pty_bytes(pty);
    uint64_t cpu = pty_cpu(pty);
    pty_keys(pty, key);
    if (costs == NULL)
        return;
    bytes = pty_bytes(pty) - bytes;
    if (bytes > 0)
        series_add(&costs->milliseconds, (double)(pty_last_time(pty) - pty_send_time(pty)) / 1e6);
    series_add(&costs->cpu, (double)(pty_cpu(pty) - cpu) / 1e3);
    series_add(&costs->bytes, (double)bytes);
}

double
program_memory(const struct pty *pty, const char *name)
{
    char line[256];
    double megabytes = 0;
    size_t len = strlen(name);
    snprintf(line, sizeof line, "/proc/%ld/status", (long)pty_pid(pty));
    FILE *status = fopen(line, "re");
    while (status != NULL && fgets(line, sizeof line, status) != NULL)
        if (strncmp(line, name, len) == 0 && line[len] == ':')
            megabytes = strtod(line + len + 1, NULL) * 1024 / 1e6;
    if (status != NULL)
        fclose(status);
    if (megabytes <= 0)
        bench_fail("no %s in /proc/%ld/status", name, (long)pty_pid(pty));
    return megabytes;
}
