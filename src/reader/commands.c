/* The commands: one row each. A new command is a row and a small function. */
#include "reader/parts.h"

const char *const reader_pane_names[PANE_COUNT] = {"issues", "list", "article", "help"};

/* clang-format off */
enum { LISTS = IN_ISSUES | IN_LIST, TEXTS = IN_ARTICLE | IN_HELP, PAPER = IN_LIST | IN_ARTICLE, NOT_HELP = LISTS | IN_ARTICLE };

const struct command_row command_rows[] = {
    {NULL, 0, NULL, NULL, N_("Reading on"), NULL, 0},
    {"read-on",          PAPER,      "<Space>",                 N_("read on"), N_("a page down; at the end, the next unread article or issue"), run_read_on, 0},
    {"read-back",        PAPER,      "b",                       NULL, N_("a page up; at the beginning, the end of the article before"), run_read_back, 0},
    {"next-article",     NOT_HELP,   "J",                       NULL, N_("next article, across issues"),                         run_next_article, 1},
    {"previous-article", NOT_HELP,   "K",                       NULL, N_("previous article, across issues"),                      run_next_article, -1},
    {"next-issue",       NOT_HELP,   "}",                       NULL, N_("next issue (older)"),                                  run_next_issue, 1},
    {"previous-issue",   NOT_HELP,   "{",                       NULL, N_("previous issue (newer)"),                              run_next_issue, -1},
    {"next-unread",      PAPER,      "u",                       NULL, N_("next unread article; after the last, the next issue"), run_next_unread, 0},
    {"toggle-read",      PAPER,      "r",                       NULL, N_("mark the article read, or unread again"),              run_toggle_read, 0},

    {NULL, 0, NULL, NULL, N_("In the lists"), NULL, 0},
    {"select-next",      LISTS,      "j <Down> <C-n>",          NULL, N_("next entry"),                                          run_select, 1},
    {"select-previous",  LISTS,      "k <Up> <C-p>",            NULL, N_("previous entry"),                                      run_select, -1},
    {"select-page-down", LISTS,      "<PageDown> <C-f> <C-d>",  NULL, N_("a page of entries down"),                              run_select_page, 1},
    {"select-page-up",   LISTS,      "<PageUp> <C-b> <C-u>",    NULL, N_("a page of entries up"),                                run_select_page, -1},
    {"select-first",     LISTS,      "g <Home>",                NULL, N_("first entry; with a number, that one"),                run_select_edge, -1},
    {"select-last",      LISTS,      "G <End>",                 NULL, N_("last entry; with a number, that one"),                 run_select_edge, 1},
    {"open",             LISTS,      "<Enter> l <Right>",       N_("open"), N_("open the issue or the article"),                 run_open, 0},

    {NULL, 0, NULL, NULL, N_("In the article"), NULL, 0},
    {"scroll-down",      TEXTS,      "j <Down> <C-n> <C-e>",    NULL, N_("a line down"),                                         run_scroll, 1},
    {"scroll-up",        TEXTS,      "k <Up> <C-p> <C-y>",      NULL, N_("a line up"),                                           run_scroll, -1},
    {"half-page-down",   TEXTS,      "<C-d>",                   NULL, N_("half a page down"),                                    run_scroll_page, 1},
    {"half-page-up",     TEXTS,      "<C-u>",                   NULL, N_("half a page up"),                                      run_scroll_page, -1},
    {"page-down",        TEXTS,      "<PageDown> <C-f>",        NULL, N_("a page down"),                                         run_scroll_page, 2},
    {"page-up",          TEXTS,      "<PageUp> <C-b>",          NULL, N_("a page up"),                                           run_scroll_page, -2},
    {"top",              TEXTS,      "g <Home>",                NULL, N_("to the beginning"),                                    run_scroll_edge, -1},
    {"bottom",           TEXTS,      "G <End>",                 NULL, N_("to the end"),                                          run_scroll_edge, 1},
    {"full-width",       PAPER,      "w",                       NULL, N_("the article over the whole width, or beside the list"), run_full_width, 0},
    {"columns",          PAPER,      "c",                       NULL, N_("one column, or as many as fit; with a number, so many"), run_columns, 0},
    {"punctuation",      PAPER,      "p",                       NULL, N_("punctuation restored, or as the source has it"),        run_punctuation, 0},
    {"seams",            PAPER,      "S",                       NULL, N_("seams marked: where columns had cut a paragraph, or not"), run_show_seams, 0},
    {"copy",             PAPER,      "y",                       NULL, N_("to the terminal's clipboard: the article, or the headline in the list"), run_copy, 0},
    {"toggle-full-width", IN_ARTICLE, "<Enter>",                NULL, N_("the same, from the article"),                          run_full_width, 0},
    {"help-page-down",   IN_HELP,    "<Space>",                 NULL, N_("in the help: a page down"),                            run_scroll_page, 2},
    {"help-page-up",     IN_HELP,    "b",                       NULL, N_("in the help: a page up"),                              run_scroll_page, -2},

    {NULL, 0, NULL, NULL, N_("The source, and mending"), NULL, 0},
    {"source",           PAPER,      "v",                       NULL, N_("the file as it is, with line numbers, and back"),        run_source, 0},
    {"uncertain",        PAPER,      "U",                       NULL, N_("headlines marked that may be none, or not"),            run_show_uncertain, 0},
    {"next-uncertain",   PAPER,      "]",                       NULL, N_("next headline that may be none"),                       run_next_uncertain, 1},
    {"previous-uncertain", PAPER,    "[",                       NULL, N_("the one before"),                                       run_next_uncertain, -1},
    {"mend-headline",    PAPER,      "eh",                      N_("headline"), N_("the line is a headline, or is none; in the list the headline, in the article the first line shown"), run_mend, ISSUE_HEADLINE},
    {"mend-paragraph",   PAPER,      "ep",                      N_("paragraph"), N_("the line begins a paragraph"),              run_mend, ISSUE_BODY},
    {"mend-join",        PAPER,      "ej",                      N_("join"), N_("the line goes on with the paragraph above, or does not"), run_mend, ISSUE_JOINED},
    {"mend-undo",        PAPER,      "eu",                      N_("undo"), N_("take the last mending of this issue back"),      run_undo_mend, 1},
    {"mend-redo",        PAPER,      "er",                      N_("redo"), N_("mend again what was taken back"),                run_undo_mend, -1},
    {"mend-kicker",      PAPER,      "ek",                      N_("kicker"), N_("the line is a kicker, above a headline"),      run_mend, ISSUE_KICKER},
    {"mend-deck",        PAPER,      "ed",                      N_("deck"), N_("the line is a deck, below a headline"),          run_mend, ISSUE_DECK},
    {"mend-byline",      PAPER,      "ey",                      N_("byline"), N_("the line says who wrote the article"),         run_mend, ISSUE_BYLINE},
    {"mend-brief",       PAPER,      "eb",                      N_("brief"), N_("the line begins an article without a headline"), run_mend, MEND_BRIEF},
    {"mend-subhead",     PAPER,      "es",                      N_("subhead"), N_("the line is a headline inside an article"),   run_mend, ISSUE_SUBHEAD},
    {"mend-caption",     PAPER,      "ec",                      N_("caption"), N_("the line stands under a picture"),            run_mend, ISSUE_CAPTION},
    {"mend-section",     PAPER,      "ex",                      N_("section"), N_("the line is a section's head, above its articles"), run_mend, ISSUE_SECTION},
    {"mend-furniture",   PAPER,      "ef",                      N_("page"), N_("the line is part of the page, of no article"),   run_mend, ISSUE_FURNITURE},
    {"write-structure",  PAPER,      "ew",                      N_("write"), N_("write the articles of this issue to a file, as JSON"), run_write, 0},

    {NULL, 0, NULL, NULL, N_("Panes and the program"), NULL, 0},
    {"switch-pane",      PAPER,      "<Tab>",                   NULL, N_("between the headline list and the article"),           run_switch, 0},
    {"close",            PAPER,      "h <Left>",                NULL, N_("back to the headline list, and on to the issue list"), run_close, 0},
    {"issues",           NOT_HELP,   "i",                       NULL, N_("the list of issues, and back"),                        run_issues, 0},
    {"help",             NOT_HELP,   "? <F1>",                  N_("help"), N_("this help"),                                     run_help, 0},
    {"back",             IN_ALL,     "q",                       N_("back"), N_("one step back; from the outermost list, quit"),  run_back, 0},
    {"close-help",       IN_HELP,    "? <F1> <Left> h",         NULL, N_("in the help: back to the paper"),                      run_back, 0},
    {"quit",             IN_ALL,     "Q <C-c>",                 NULL, N_("quit"),                                                run_request, READER_QUITS},
    {"ambiguous",        IN_ALL,     "A",                       NULL, N_("characters of ambiguous width: one cell, or two"),      run_ambiguous, 0},
    {"width-test",       NOT_HELP,   "W",                       NULL, N_("test by eye whether that is right"),                    run_width_test, 0},
    {"redraw",           IN_ALL,     "<C-l>",                   NULL, N_("draw the screen anew"),                                run_request, READER_REDRAWS},
    {"suspend",          IN_ALL,     "<C-z>",                   NULL, N_("to the shell; fg brings you back"),                    run_request, READER_SUSPENDS},
};
/* clang-format on */
const size_t command_row_count = BASE_COUNT(command_rows);
