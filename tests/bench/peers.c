/* The programs whose lines are compared, each as a person would meet it: what writes to a pipe is asked for WIDTH
 * columns, a full-screen program gets a terminal of WIDTH columns and so many rows that all of the text fits.
 */
#include "lines.h"

#include "bench.h"

#include "../pty.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- the text in each program's form */

enum { PATH_BYTES = 4096 };

struct path {
    char at[PATH_BYTES];
};

static struct path
path_of(const struct paper *paper, const char *end)
{
    struct path path;
    snprintf(path.at, sizeof path.at, "%s/%s%s", paper->folder, paper->name, end);
    return path;
}

static void
write_form(const struct paper *paper, const char *end, const struct buffer *text)
{
    folder_write(path_of(paper, end).at, buffer_slice(text));
}

static void
add_html(struct buffer *out, struct slice text)
{
    bool inside = false;
    for (size_t i = 0; i < text.len; i++) {
        if (text.at[i] == '\n') {
            buffer_add_text(out, inside ? "</p>\n" : "");
            inside = false;
            continue;
        }
        buffer_add_text(out, inside ? "" : "<p>");
        inside = true;
        switch (text.at[i]) {
        case '&': buffer_add_text(out, "&amp;"); break;
        case '<': buffer_add_text(out, "&lt;"); break;
        case '>': buffer_add_text(out, "&gt;"); break;
        default: buffer_add_byte(out, text.at[i]);
        }
    }
    buffer_add_text(out, inside ? "</p>\n" : "");
}

/* What is waited for on newsboat's screens, in this order; narrow enough for all of them. */
static const char feed_title[] = "feed-of-lines", item_title[] = "item-of-lines", item_end[] = "end-of-lines";

static void
write_feed(const struct paper *paper, struct slice html)
{
    struct buffer out = {0};
    if (mkdir(path_of(paper, "-feed").at, 0700) != 0)
        bench_fail("%s: %s", path_of(paper, "-feed").at, strerror(errno));
    buffer_printf(&out,
                  "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<rss version=\"2.0\"><channel><title>%s</title>"
                  "<link>file:///</link><description/><item><title>%s</title><guid>1</guid><description><![CDATA[",
                  feed_title, item_title);
    buffer_add_slice(&out, html);
    buffer_printf(&out, "<p>%s</p>]]></description></item></channel></rss>\n", item_end);
    write_form(paper, "-feed/feed.xml", &out);
    buffer_clear(&out);
    buffer_printf(&out, "file://%s\n", path_of(paper, "-feed/feed.xml").at);
    write_form(paper, "-feed/urls", &out);
    buffer_clear(&out);
    buffer_add_text(&out, "text-width 0\nauto-reload no\nfeedlist-format %t\narticlelist-format %t\n");
    write_form(paper, "-feed/config", &out);
    buffer_done(&out);
}

void
paper_write(const struct paper *paper, struct slice text)
{
    struct buffer lines = {0}, html = {0};
    /* an empty line parts paragraphs for all of them */
    for (size_t i = 0; i < text.len; i++)
        buffer_add(&lines, text.at[i] == '\n' ? "\n\n" : text.at + i, text.at[i] == '\n' ? 2 : 1);
    write_form(paper, ".txt", &lines);
    add_html(&html, text);
    write_feed(paper, buffer_slice(&html));
    buffer_clear(&lines);
    buffer_printf(&lines, "<!DOCTYPE html>\n<meta charset=\"utf-8\">\n<title>lines</title>\n%s", html.at);
    write_form(paper, ".html", &lines);
    buffer_done(&lines);
    buffer_done(&html);
}

/* ---- programs that write to a pipe; their paths have no quotes inside */

/* Nothing of the user's own settings. */
static const char settings[] = "HOME='%s' LC_ALL=C.UTF-8; export HOME LC_ALL; unset XDG_CONFIG_HOME XDG_STATE_HOME; ";

/* All that COMMAND writes; false when it fails. */
static bool
run(struct buffer *out, const char *home, const char *command)
{
    struct buffer line = {0};
    buffer_printf(&line, settings, home);
    buffer_add_text(&line, command);
    FILE *pipe = popen(line.at, "r");
    buffer_done(&line);
    if (pipe == NULL)
        return false;
    for (size_t got = 1; got > 0; out->len += got) {
        buffer_reserve(out, 1 << 16);
        got = fread(out->at + out->len, 1, 1 << 16, pipe);
    }
    out->at[out->len] = '\0';
    return pclose(pipe) == 0;
}

static bool
show_kanbao(struct buffer *out, const struct peer *peer, const struct paper *paper, int width)
{
    struct buffer command = {0};
    const char *program = getenv("KANBAO_PROGRAM");
    buffer_printf(&command, "'%s' %s --print --width=%d '%s' 2>/dev/null", program != NULL ? program : "./kanbao",
                  peer->option, width, path_of(paper, ".txt").at);
    bool fine = run(out, paper->folder, command.at);
    buffer_done(&command);
    return fine;
}

static bool
show_w3m(struct buffer *out, const struct peer *peer, const struct paper *paper, int width)
{
    struct buffer command = {0};
    (void)peer;
    buffer_printf(&command,
                  "w3m -dump -cols %d -o display_charset=UTF-8 -I UTF-8 -O UTF-8 -T text/html '%s' 2>/dev/null", width,
                  path_of(paper, ".html").at);
    bool fine = run(out, paper->folder, command.at);
    buffer_done(&command);
    return fine;
}

static bool
show_fmt(struct buffer *out, const struct peer *peer, const struct paper *paper, int width)
{
    struct buffer command = {0};
    (void)peer;
    buffer_printf(&command, "fmt -w %d '%s' 2>/dev/null", width, path_of(paper, ".txt").at);
    bool fine = run(out, paper->folder, command.at);
    buffer_done(&command);
    return fine;
}

/* ---- full-screen programs */

/* Lines that break at spaces only are half empty, and paragraphs end anywhere. */
static int
rows_for(const struct paper *paper, int width)
{
    return (int)(2 * paper->cells / (size_t)width + 3 * paper->paragraphs) + 50;
}

static struct pty *
open_screen(const char *const *argv, const struct paper *paper, int width)
{
    char home[PATH_BYTES + 8];
    snprintf(home, sizeof home, "HOME=%s", paper->folder);
    // clang-format off
    const char *environment[] = {
        home, "LC_ALL=C.UTF-8", "LANGUAGE", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "VIMINIT", "EXINIT",
        "LESS", "LESSOPEN", "LESSCLOSE", "LESSCHARSET", "LESSKEY", "LESSHISTFILE=-", NULL,
    };
    // clang-format on
    return pty_start(&(struct pty_command){
        .argv = argv, .environment = environment, .rows = rows_for(paper, width), .cols = width, .timed_waits = true});
}

/* The rows without the last, which is the program's own, and without the marks of rows past the end. */
static void
add_rows(struct buffer *out, struct pty *pty)
{
    enum { OWN_ROWS = 5 };
    int rows, cols;
    pty_size(pty, &rows, &cols);
    const char *low = pty_row_text(pty, rows - OWN_ROWS);
    if (*low != '\0' && strcmp(low, "~") != 0)
        bench_fail("%d rows of %d columns are too few: the last ones have \"%s\"", rows, cols, low);
    for (int row = 0; row + 1 < rows; row++) {
        const char *text = pty_row_text(pty, row);
        if (strcmp(text, "~") == 0)
            continue;
        buffer_add_text(out, text);
        buffer_add_byte(out, '\n');
    }
}

static bool
show_less(struct buffer *out, const struct peer *peer, const struct paper *paper, int width)
{
    struct path path = path_of(paper, ".txt");
    (void)peer;
    struct pty *pty = open_screen((const char *const[]){"less", path.at, NULL}, paper, width);
    pty_settle(pty);
    add_rows(out, pty);
    pty_free(pty);
    return true;
}

/* Vim uses at most 1000 rows of a screen: one half of the text after the other. */
static bool
show_vim(struct buffer *out, const struct peer *peer, const struct paper *paper, int width)
{
    enum { VIM_ROWS = 1000 };
    struct path path = path_of(paper, ".txt");
    struct paper half = {.folder = paper->folder, .paragraphs = paper->paragraphs / 2 + 1, .cells = paper->cells / 2};
    if (rows_for(&half, width) > VIM_ROWS)
        return false;
    for (int second = 0; second < 2; second++) {
        struct buffer command = {0};
        size_t middle = paper->paragraphs / 2 * 2; /* each has an empty line after it */
        buffer_printf(&command, "set %s | silent ", peer->option);
        buffer_printf(&command, second ? "1,%zud | 1" : "%zu,$d | 1", middle + !second);
        struct pty *pty = open_screen(
            (const char *const[]){"vim", "-N", "-n", "-u", "NONE", "-i", "NONE", "-c", command.at, path.at, NULL},
            &half, width);
        pty_settle(pty);
        add_rows(out, pty);
        pty_free(pty);
        buffer_done(&command);
    }
    return true;
}

/* Reads until the screen shows TEXT. */
static bool
wait_for(struct pty *pty, const char *text)
{
    enum { PATIENCE = 200, MILLISECONDS = 50 };
    for (int time = 0; time < PATIENCE;) {
        char *screen = pty_screen_text(pty);
        bool there = strstr(screen, text) != NULL;
        free(screen);
        if (there)
            return true;
        time += !pty_read(pty, MILLISECONDS);
    }
    return false;
}

static bool
show_newsboat(struct buffer *out, const struct peer *peer, const struct paper *paper, int width)
{
    struct path urls = path_of(paper, "-feed/urls"), config = path_of(paper, "-feed/config"),
                cache = path_of(paper, "-feed/cache");
    struct stat status;
    (void)peer;
    if (stat(cache.at, &status) != 0) {
        struct buffer command = {0};
        buffer_printf(&command, "newsboat -u '%s' -C '%s' -c '%s' -x reload >/dev/null 2>&1", urls.at, config.at,
                      cache.at);
        run(out, paper->folder, command.at);
        buffer_done(&command);
    }
    struct pty *pty = open_screen(
        (const char *const[]){"newsboat", "-u", urls.at, "-C", config.at, "-c", cache.at, NULL}, paper, width);
    bool there = wait_for(pty, feed_title);
    pty_type(pty, "\r");
    there = there && wait_for(pty, item_title);
    pty_type(pty, "\r");
    there = there && wait_for(pty, item_end);
    if (there) {
        pty_settle(pty);
        add_rows(out, pty);
        pty_stop(pty, "Q"); /* killed, it might still hold its cache when the next one wants it */
    }
    pty_free(pty);
    return there;
}

/* ---- all of them */

#define VIM_OPTIONS "encoding=utf-8 nonumber wrap laststatus=0 noruler noshowcmd"

static const struct peer peers[] = {
    {"kanbao", NULL, "", show_kanbao, "", true, false},
    {"kanbao, punctuation as it is", NULL, "", show_kanbao, "-o punctuation=as-is", true, true},
    {"less", "less --version", " (", show_less, "", false, false},
    {"vim", "vim --version", " (", show_vim, VIM_OPTIONS, false, false},
    {"vim, linebreak", "vim --version", " (", show_vim, VIM_OPTIONS " linebreak", false, false},
    {"w3m", "w3m -version", ",", show_w3m, "", false, false},
    {"newsboat", "newsboat --version", " -", show_newsboat, "", false, false},
    {"fmt", "fmt --version", "\n", show_fmt, "", false, false},
};

const struct peer *
peers_at(size_t index)
{
    return index < BASE_COUNT(peers) ? &peers[index] : NULL;
}

const char *
peer_version(const struct peer *peer)
{
    static char version[128];
    struct buffer out = {0}, command = {0};
    buffer_printf(&command, "%s 2>/dev/null", peer->version);
    version[0] = '\0';
    if (run(&out, "/", command.at)) {
        out.at[strcspn(out.at, "\n")] = '\0';
        char *end = strstr(out.at, peer->version_end);
        if (end != NULL)
            *end = '\0';
        snprintf(version, sizeof version, "%s", out.at);
    }
    buffer_done(&out);
    buffer_done(&command);
    return version;
}
