/* Asks the terminal how many cells it gives characters of ambiguous width, what colour its background has (OSC 11),
 * whether it can show several changes as one (mode 2026), whether it has a left and a right margin (mode 69), and which
 * terminal it is, as none says by itself that it has hyperlinks.
 *
 * The first question is where the cursor stands behind a “ in the first column; behind them all stands one that every
 * terminal answers: when that answer has come, none is on its way any more. Nobody waits for them; what comes in
 * is read by input.c. Who takes a question for text shows it where the “ is, and that row is sent anew. This file
 * knows neither keys nor what is done with the answers.
 */
#include "term/terminal.h"

#include "kanbao/text.h"

#include <ctype.h>
#include <sys/ioctl.h>

enum {
    LEAST_ROWS = 3,
    EXPECTED_MS = 60000 /* an answer so late may come in pieces, too; whole ones are known at any time */
};

/* Is it a terminal that knows such questions, and does nobody type? Behind a key that waits there may be more,
   which belong to what the user did before. */
static bool
may_ask(const struct terminal *term)
{
    int pending = 0;
    return term->rows >= LEAST_ROWS && term_is_ansi() && ioctl(fileno(term->in), FIONREAD, &pending) == 0 &&
           pending == 0;
}

bool
probe_ask(struct terminal *term, const char *first)
{
    char question[256];
    int row, col;
    bool strings = term_knows_strings(), ground = strings && term->settings.ground && term->colored;
    bool links = strings && term->settings.links;
    if (!term->probe.due || !may_ask(term))
        return false;
    term->probe = (struct probe){
        .waits = true,
        .silent = term->probe.waits,
        .asked_at = term_clock(),
        .cells = term->probe.cells,
        .ground = term->probe.ground,
        .links = term->probe.links,
    };
    /* In row 2: the answer from row 1 is what some function keys send. And back to where ncurses left the cursor: not
       by ESC 7 and ESC 8, as some terminals (rxvt) have saved there what they restore at the end. */
    getyx(curscr, row, col);
    snprintf(question, sizeof question, "%s\033[2H\033[m%s%s%s%s\033[%d;%dH\033[c", first,
             term->settings.probe ? "“\033[6n" : "", ground ? "\033]11;?\033\\" : "",
             strings ? "\033[?2026$p\033[?69$p" : "", links ? "\033[>c" : "", row + 1, col + 1);
    term_send(slice_of(question));
    /* all of the row, as the “ may have taken half of a wide character */
    wredrawln(stdscr, 1, 1);
    refresh();
    return true;
}

bool
probe_waits(const struct terminal *term)
{
    return term->probe.waits && term_clock() - term->probe.asked_at < EXPECTED_MS;
}

void
probe_take_cells(struct terminal *term, int cells)
{
    if (!term->settings.probe)
        return;
    term->probe.cells = cells;
    term->probe.news = cells != text_ambiguous();
}

/* A colour's share of red, green or blue at *AT, of one to four hexadecimal digits, as 0 to 255; -1: none. Moves *AT behind
   it. */
static int
take_share(const char **at, const char *end)
{
    unsigned share = 0, most = 0;
    while (*at < end && most < 0xFFFF && isxdigit((unsigned char)**at)) {
        int digit = tolower((unsigned char)*(*at)++);
        share = share * 16 + (unsigned)(digit <= '9' ? digit - '0' : digit - 'a' + 10);
        most = most * 16 + 15;
    }
    return most > 0 ? (int)(share * 255 / most) : -1;
}

/* 11;rgb:ffff/ffff/ffff, or rgba: with what nobody needs behind it */
void
probe_take_string(struct terminal *term, struct slice string)
{
    static const char *const forms[] = {"11;rgb:", "11;rgba:"};
    const char *at = NULL, *end = string.at + string.len;
    for (size_t i = 0; i < BASE_COUNT(forms); i++)
        if (string.len > strlen(forms[i]) && memcmp(string.at, forms[i], strlen(forms[i])) == 0)
            at = string.at + strlen(forms[i]);
    if (at == NULL || !term->settings.ground)
        return;
    uint32_t rgb = 0;
    for (int i = 0; i < 3; i++) {
        int share = take_share(&at, end);
        if (share < 0 || (i < 2 && (at == end || *at++ != '/')))
            return;
        rgb = rgb << 8 | (uint32_t)share;
    }
    enum ground ground = theme_ground(rgb);
    term->probe.ground_news = ground != term->probe.ground;
    term->probe.ground = ground;
}

static void
has_links(struct terminal *term, bool known)
{
    if (!known || !term->settings.links || term->probe.links)
        return;
    term->probe.links = term->probe.links_news = true;
}

/* ESC [ ? 2026 ; 1 $ y: it is set; 2: it may be. */
void
probe_take_mode(struct terminal *term, struct slice answer)
{
    struct {
        const char *set, *reset;
        bool *known;
    } modes[] = {{"\033[?2026;1$y", "\033[?2026;2$y", &term->probe.synchronizes},
                 {"\033[?69;1$y", "\033[?69;2$y", &term->probe.margins}};
    for (size_t i = 0; i < BASE_COUNT(modes); i++)
        if (slice_equal(answer, slice_of(modes[i].set)) || slice_equal(answer, slice_of(modes[i].reset)))
            *modes[i].known = true;
    has_links(term, term->probe.synchronizes); /* who knows that mode knows those, too */
}

/* ESC [ > 65 ; 7006 ; 1 c: a kind and its version, as few as there are of those that have hyperlinks. Others of the same numbers, but
   for those that never had them, drop what they do not know. */
void
probe_take_kind(struct terminal *term, struct slice answer)
{
    static const struct {
        unsigned kind, from, to; /* versions; to: 0: any later one */
    } kinds[] = {
        {0, 10, 10},      /* Windows Terminal */
        {0, 115, 115},    /* konsole before 22.04 */
        {0, 276, 276},    /* xterm.js */
        {0, 1100, 0},     /* alacritty */
        {1, 10, 10},      /* ghostty */
        {1, 277, 277},    /* WezTerm */
        {1, 4000, 0},     /* kitty, foot, konsole, VTE before 0.54 */
        {41, 2500, 2500}, /* iTerm2 */
        {61, 5000, 0},    /* VTE */
        {64, 2500, 2500}, /* iTerm2 */
        {65, 5000, 0},    /* VTE */
        {77, 20907, 0},   /* mintty */
        {84, 0, 0},       /* tmux */
    };
    unsigned kind = 0, version = 0;
    char text[sizeof term->input.answer + 1];
    snprintf(text, sizeof text, "%.*s", (int)answer.len, answer.at);
    if (sscanf(text, "\033[>%6u;%6u", &kind, &version) != 2)
        return;
    for (size_t i = 0; i < BASE_COUNT(kinds); i++)
        has_links(term,
                  kind == kinds[i].kind && version >= kinds[i].from && (kinds[i].to == 0 || version <= kinds[i].to));
}

void
probe_take_fence(struct terminal *term)
{
    term->probe.waits = false;
}

bool
probe_news(struct terminal *term)
{
    bool news = term->probe.news;
    term->probe.news = false;
    return news;
}

bool
probe_links_news(struct terminal *term)
{
    bool news = term->probe.links_news;
    term->probe.links_news = false;
    return news;
}

bool
probe_ground_news(struct terminal *term)
{
    bool news = term->probe.ground_news;
    term->probe.ground_news = false;
    return news;
}

enum ground
term_ground(const struct terminal *term)
{
    return term->probe.ground;
}

void
term_ask_ground(struct terminal *term, bool ask)
{
    term->probe.due = term->probe.due || (ask && !term->settings.ground);
    term->settings.ground = ask;
}

int
term_ambiguous(const struct terminal *term)
{
    return term->probe.cells;
}
