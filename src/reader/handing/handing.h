/* The room handing: what a reader hands on to the world outside: articles as texts and files, where they are from, their links.
 * It makes bytes, names and command lines; that they are copied, written and run is asked of the session (struct
 * reader_errand), as nothing here knows a terminal.
 *
 *   passages                        an article piece by piece
 *   citation                        where it is from, in one line
 *   as_text, as_markdown, as_html   a file's bytes
 *   notes_file                      what is flagged and noted
 *   file_text                       all articles of a file, by the ending of its name
 *   file_name, path_completion      names that are offered, and what is typed of one
 *   save_prompt, programs, links    what is asked of the user, and then of the session
 */
#ifndef READER_HANDING_H
#define READER_HANDING_H

#include "reader/state/state.h"

enum handed {
    HANDED_ARTICLE,
    HANDED_ISSUE,
    HANDED_FOUND /* all articles that a search of the library found */,
    HANDED_NOTES
};

/* What is remembered from one command to the next. */
struct reader_handing {
    struct buffer named;  /* the file that the user was told is there: Enter again writes over it */
    enum handed what;     /* of what the prompt asks a name or a command */
    struct buffer *links; /* of the article whose links are shown, */
    size_t link_count, link_capacity;
};
struct reader_handing *handing_new(void);
void handing_free(struct reader_handing *handing);

/* ---- passages.c. Is all of the shown issue there? Of a large one its beginning is shown first, of which no article is handed on as
   if it were whole: that it is being loaded is said then. */
bool handing_has_whole(struct reader *reader);
/* An article in the order of reading. Texts are as the option `copy` has them, and may go to a terminal; line
   ends are those of verse and tables. */
enum passage_part {
    PASSAGE_KICKER,
    PASSAGE_HEADLINE,
    PASSAGE_DECK,
    PASSAGE_BYLINE,
    PASSAGE_HEAD_END, /* has no text: told once of each article, above its paragraphs */
    PASSAGE_PARAGRAPH
};
struct passage {
    enum passage_part part;
    enum issue_kind kind; /* of a paragraph */
    struct slice text;    /* good until the next one */
};
/* False: no more are wanted. */
typedef bool passage_found(void *context, const struct passage *passage);
/* No text is looked at beyond MOST bytes. */
void passages_each(const struct options *options, const struct issue *issue, const struct issue_article *article,
                   size_t most, passage_found *found, void *context);
/* Appends one text: SOURCE of the issue, a headline or not. */
void passage_add_text(struct buffer *out, const struct options *options, struct slice source, bool headline);
/* The paragraph of the article that has LINE, or the next one; NULL: it has none. */
const struct issue_paragraph *paragraph_at_line(const struct issue *issue, const struct issue_article *article,
                                                uint32_t line);

/* ---- citation.c */
/* The number of the page that the article stands on, as its page says (第01版, Page A3), else the file's name; empty: nobody
   says. */
struct slice citation_page(const struct issue *issue, const struct issue_article *article);
/* Which paper, of which day and page, as the language of the paper has it: 《澜浦新报》2026年3月18日第01版. */
void citation_add(struct buffer *out, const struct issue *issue, const struct issue_article *article,
                  const char *paper);
/* A reference as GB/T 7714-2015 has it of newspapers: 作者. 题名[N]. 报纸名, 2026-03-18(01). */
void citation_add_reference(struct buffer *out, const struct issue *issue, const struct issue_article *article,
                            const char *paper);
/* A line that says of which paper and day an article, or without one an issue, is. */
void citation_add_paper(struct buffer *out, const struct issue *issue, const struct issue_article *article,
                        const char *paper);
/* "zh", "ja", "ko" or "en", by the letters of the article's beginning. */
const char *citation_language(const struct issue *issue, const struct issue_article *article);

/* ---- file_text.c: what a file has */
enum file_format { FILE_TEXT, FILE_MARKDOWN, FILE_HTML, FILE_JSON, FILE_FORMATS };
/* By the ending of NAME, text where it has none; false: no format has this ending. */
bool file_format_of(const char *name, enum file_format *format);
/* The endings there are, for a message: .txt .md ... */
void file_add_endings(struct buffer *out);

/* An article of a file. */
struct file_piece {
    const struct issue *issue;
    const struct issue_article *article;
    const char *paper; /* library_title() of it */
};
struct file_writer {
    struct buffer *out;
    const struct options *options;
    const char *title; /* of a file of several articles, above them; NULL: it has one */
    bool mixed;        /* its articles are of several issues: each says of which */
};
/* Appends the one article; all articles of the issue; or COUNT articles of any issues, which are held, under TITLE. */
void file_add_article(struct buffer *out, enum file_format format, const struct options *options,
                      const struct file_piece *piece);
void file_add_issue(struct buffer *out, enum file_format format, const struct options *options,
                    const struct issue *issue, const char *paper);
void file_add_list(struct buffer *out, enum file_format format, const struct options *options, const char *title,
                   const struct file_piece *pieces, size_t count);
/* ---- as_text.c, as_markdown.c, as_html.c: a file begins, an article is added, it ends */
void text_file_begin(const struct file_writer *writer, const struct file_piece *first);
void text_file_add(const struct file_writer *writer, const struct file_piece *piece);
void markdown_file_begin(const struct file_writer *writer, const struct file_piece *first);
void markdown_file_add(const struct file_writer *writer, const struct file_piece *piece);
/* A block of TEXT, escaped, between BEFORE and AFTER, which are Markdown. */
void markdown_add_line(struct buffer *out, const char *before, struct slice text, const char *after);
void html_file_begin(const struct file_writer *writer, const struct file_piece *first);
void html_file_add(const struct file_writer *writer, const struct file_piece *piece);
void html_file_end(const struct file_writer *writer);

/* ---- file_name.c */
/* Appends a name for the article, or without one for the issue, that any file system takes: 2026-03-18-棹歌桥.txt. */
void file_name_add(struct buffer *out, const struct issue *issue, const struct issue_article *article,
                   const char *paper);
/* TYPED as a path: ~ is home; a folder is given NAME. */
void file_name_read(struct buffer *path, struct slice typed, const char *name);

/* The same for articles that were found by QUERY. */
void file_name_add_query(struct buffer *out, struct slice query);

/* ---- path_completion.c: a prompt_complete */
void path_complete(void *context, struct slice text, size_t caret, struct prompt_candidates *candidates);

/* ---- found_articles.c: the articles of the results, as many as can be read and at most FOUND_ARTICLES_MAX, under the query */
enum { FOUND_ARTICLES_MAX = 1000 };
size_t found_articles_count(const struct reader *reader);
/* False, and said: of one of their issues only the beginning is there as yet. */
bool found_articles_add(struct buffer *out, enum file_format format, struct reader *reader);

/* ---- notes_file.c: flagged articles and notes, as Markdown */
size_t notes_count(const struct reader *reader);
void notes_file_add(struct buffer *out, const struct reader *reader);

/* ---- save_prompt.c: to a file. An empty NAME is asked for. */
void save_as(struct reader *reader, enum handed what, struct slice name);

/* ---- programs.c: the article, or the issue, to a program. An empty COMMAND is asked for. */
void pipe_to(struct reader *reader, bool whole_issue, struct slice command);
/* To the printer. */
void pipe_to_printer(struct reader *reader, bool whole_issue);
/* The file in the user's editor, at the line that is shown. */
void edit_file(struct reader *reader);

/* ---- links.c: the addresses in the article. NUMBER 0 is asked for. */
void links_open(struct reader *reader, int number);

#endif
