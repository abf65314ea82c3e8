/* kanbao - issue: the model of one edition of a newspaper, and its JSON.
 *
 * Floor 0, above base and text. An issue is made by src/parser, never changes
 * afterwards, and may be read from any thread. It owns its text; every span is a
 * piece of that text. Lines count from 0 here and from 1 in what users see. They are those of the file, but where columns
 * stand side by side: there each has lines of its own, below one another as they are read, and two or more of them come from
 * one line of the file, whose number users see (issue_line_number()). A file is at most 4 GiB less one byte, so offsets are 32 bits.
 */
#ifndef KANBAO_ISSUE_H
#define KANBAO_ISSUE_H

#include "kanbao/base.h"

#define ISSUE_NO_LINE UINT32_MAX

enum { ISSUE_HEAD_MAX = 6 }; /* kickers, headline and decks of one article */

struct issue_span {
    uint32_t start_byte;
    uint32_t bytes;
};

/* What a physical line is. Each line is exactly one of these. */
enum issue_role {
    ISSUE_BLANK,
    ISSUE_FURNITURE, /* masthead, page number, editors: belongs to the page */
    ISSUE_KICKER,    /* 引题, above the headline */
    ISSUE_HEADLINE,
    ISSUE_DECK,    /* 副题, below it */
    ISSUE_BYLINE,  /* a line of its own that names who wrote it */
    ISSUE_BODY,    /* begins a paragraph */
    ISSUE_JOINED,  /* goes on with the paragraph of the line before */
    ISSUE_SECTION, /* 国内联播快讯, Sports: above the articles it holds for; in the lines of the next article */
    ISSUE_SUBHEAD, /* begins a paragraph of kind ISSUE_KIND_SUBHEAD */
    ISSUE_CAPTION  /* ... ISSUE_KIND_CAPTION */
};

/* Is a line of this role text of a paragraph, and does it begin one? */
static inline bool
issue_role_begins(uint8_t role)
{
    return role == ISSUE_BODY || role == ISSUE_SUBHEAD || role == ISSUE_CAPTION;
}

static inline bool
issue_role_is_text(uint8_t role)
{
    return role == ISSUE_JOINED || issue_role_begins(role);
}

/* "headline", and the role of such a name; false: there is none. */
const char *issue_role_name(uint8_t role);
bool issue_role_read(struct slice name, uint8_t *role);

/* How a joined line is put to the text before it. */
enum issue_join {
    ISSUE_JOIN_NONE,
    ISSUE_JOIN_BARE,   /* Han to Han */
    ISSUE_JOIN_SPACE,  /* Latin to Latin */
    ISSUE_JOIN_HYPHEN, /* the hyphen at the end of the text before goes */
    ISSUE_JOIN_LINE    /* a line end between them: rows of a table, lines of code */
};

struct issue_line {
    uint32_t start_byte;             /* of the whole line, white space and all */
    uint32_t bytes;                  /* without its line end */
    uint8_t role : 4;                /* enum issue_role */
    uint8_t join : 4;                /* enum issue_join */
    bool seam : 1;                   /* a column break stood before this line */
    bool lost : 1;                   /* and took characters with it */
    bool tangled : 1;                /* of columns that alternate, in an order that nobody knows: none is joined */
    bool kept : 1;                   /* of code: the white space before it is part of its text */
    uint8_t front_bytes, back_bytes; /* of its trimmed text, no part of what is read: （上接第一版）, which is the
                                        page's, and the # of a Markdown heading */
};

enum issue_kind {
    ISSUE_KIND_BODY,
    ISSUE_KIND_SUBHEAD,
    ISSUE_KIND_CAPTION,
    ISSUE_KIND_LIST,
    ISSUE_KIND_VERSE,
    ISSUE_KIND_TABLE,
    ISSUE_KIND_CREDIT,
    ISSUE_KIND_SPEECH,  /* a turn of an interview: 记者：…… */
    ISSUE_KIND_CODE,    /* kept lines, blank ones among them: set as they are */
    ISSUE_KIND_FOOTNOTE /* begins with its number: ¹ */
};

/* "body" */
const char *issue_kind_name(uint8_t kind);

struct issue_paragraph {
    uint32_t first_line;
    uint32_t end_line;      /* one past its last line; blank lines between belong to it */
    uint16_t lead_bytes;    /* 本报讯 (记者 某某): shown in the byline line instead */
    uint16_t speaker_bytes; /* of a turn, behind the lead: who speaks, with the colon and the blanks after it */
    uint8_t kind;           /* enum issue_kind */
    uint8_t hang_cells;     /* lines after the first are indented so far */
    bool continued;         /* on another page, or below a picture: issue_paragraph_rest() */
};

struct issue_credit {
    struct issue_span role;   /* 记者, 通讯员, empty for none */
    const char *name;         /* owned by the issue */
    struct issue_span byline; /* what it was read in; empty: not known */
};

enum { ISSUE_RESTS_MAX = 3 };

struct issue_range {
    uint32_t first_line, end_line;
};

struct issue_article {
    uint32_t first_line, end_line; /* all its lines, furniture among them included, but for those on other pages */
    uint32_t first_rest;           /* which of issue->rests, in their order: where it goes on after other articles */
    uint32_t headline_line;        /* ISSUE_NO_LINE: headless, a brief */
    uint32_t section_line; /* of the section it stands in, perhaps above an article before it; ISSUE_NO_LINE: none */
    uint32_t head_lines[ISSUE_HEAD_MAX]; /* kickers, headline, decks, in their order */
    uint32_t first_paragraph, paragraph_count;
    uint32_t first_credit, credit_count;
    uint32_t first_picture, picture_count; /* who took or drew its pictures, apart from who wrote it */
    uint32_t byline_line;                  /* ISSUE_NO_LINE: none, or inside the first paragraph's lead */
    struct issue_span byline;              /* 记者 朱梦琪, as the source has it */
    struct issue_span source;              /* 本报讯, 新华社北京3月1日电 */
    struct issue_span date_text;           /* 昨天上午 */
    uint32_t han, words;                   /* for the reading time */
    float confidence;                      /* share of headlines of this kind that are right */
    uint8_t rest_count, head_count;
};

/* A paragraph that goes on on another page, or below a picture that stands in it. Hardly any does, so that most need no room for
   it. */
struct issue_continued {
    uint32_t first_line; /* of the paragraph */
    struct issue_range rest;
};

/* Words that markup says something of: bytes of the issue's text. */
enum issue_mark_kind { ISSUE_MARK_EMPHASIS, ISSUE_MARK_STRONG, ISSUE_MARK_CODE, ISSUE_MARK_LINK, ISSUE_MARK_STRUCK };
#define ISSUE_NO_LINK 0xFFFFFFU
struct issue_mark {
    uint32_t start_byte, end_byte;
    unsigned kind : 8;  /* enum issue_mark_kind */
    unsigned link : 24; /* of ISSUE_MARK_LINK: which of the issue's links; ISSUE_NO_LINK: none of them */
};

/* An address that the markup of a line has and its text does not. */
struct issue_link {
    uint32_t number; /* of the file's line */
    uint32_t
        line; /* the issue's that it stands in or behind; ISSUE_NO_LINE: any that comes from that line of the file */
    char *address; /* as it was written, perhaps of no kind that is opened */
};

struct issue {
    char *path;
    char *text; /* valid UTF-8, not terminated */
    size_t text_bytes;
    const char *encoding; /* constant text */
    const char *format;   /* "plain", "markdown", "html": constant text */
    const char *lacks;    /* the library without which its markup is not understood; NULL: none */
    char *title;          /* of the paper; NULL when not known */
    uint32_t date;        /* YYYYMMDD; 0 when not known */
    char **tags;          /* that front matter gives it, in their order */
    size_t tag_count;
    size_t repaired;      /* bad byte sequences that became U+FFFD */
    size_t tangled_count; /* lines that are */
    bool torn;            /* its file is packed, and not all of it could be unpacked */
    bool preview;         /* only the beginning; the whole is being read */
    bool verbatim;        /* the program's own words, shown as they are */
    struct issue_line *lines;
    size_t line_count;
    struct issue_paragraph *paragraphs;
    size_t paragraph_count;
    struct issue_article *articles;
    size_t article_count;
    struct issue_credit *credits;
    size_t credit_count;
    struct issue_credit *pictures;
    size_t picture_count;
    struct issue_range *rests; /* of articles */
    size_t rest_count;
    struct issue_continued *continued; /* by first_line */
    size_t continued_count;
    struct issue_link *links; /* in the order of the file */
    size_t link_count;
    struct issue_mark *marks; /* by where they begin; one may lie inside of another */
    size_t mark_count;
    const struct text_drops *drops; /* what the file has besides its text, in the memory of that; NULL: nothing */

    /* where columns that stand side by side in the file, or markup, make TEXT and LINES others than the file's; else NULL and 0 */
    char *source; /* the file's text */
    size_t source_bytes;
    uint32_t *numbers; /* of each line, that of the file's line it comes from */
    size_t file_line_count;
    struct issue_span
        *origins; /* of each line, what of SOURCE it was read from; each byte is of one line. NULL but for markup */
};

/* ---- a document of the program's own (the help), shown as an article is: one article with
   TITLE as its headline. */
struct issue *issue_document_new(const char *title);
/* Adds a paragraph of one line; TEXT is valid UTF-8 without a line end. */
void issue_document_add(struct issue *document, enum issue_kind kind, uint8_t hang_cells, struct slice text);

/* ---- any issue */

/* Frees the issue and all it owns; NULL is fine. */
void issue_free(struct issue *issue);

/* Appends to OUT who wrote an article and where it came from, as one line (roles
   before names, names that the source ran together apart); nothing when unknown. */
void issue_add_byline(struct buffer *out, const struct issue *issue, const struct issue_article *article);

/* Is the article the first one below its section's head? */
bool issue_opens_section(const struct issue_article *article);

/* The text that the file has. And of an issue that only borrowed it: it is the lender's again, and issue_free() is all
   that may still be done. */
struct slice issue_source(const struct issue *issue);
/* What the file has besides the issue's text, by the bytes of this; NULL: nothing, or columns have moved it. */
const struct text_drops *issue_drops(const struct issue *issue);
void issue_return_source(struct issue *issue);

/* What the file has where LINE was read, marks and all; where there is no markup, the line as it is, white space included. Lines
   that stand in one of the file share it. */
struct slice issue_line_source(const struct issue *issue, uint32_t line);

/* ---- line_number.c: the line of the file that LINE comes from, and the lines of the file. */
uint32_t issue_line_number(const struct issue *issue, uint32_t line);
size_t issue_file_lines(const struct issue *issue);
/* What column COLUMN, from 0 on, has of the line NUMBER of the file; ISSUE_NO_LINE: there is no such. And the first of
   them that is not empty, the last line for what is below it; the issue must have lines. */
uint32_t issue_line_part(const struct issue *issue, uint32_t number, uint32_t column);
uint32_t issue_line_of_number(const struct issue *issue, uint32_t number);

/* A line, white space at its ends left out; of one that is kept, at its end. */
struct slice issue_line_text(const struct issue *issue, uint32_t line);
/* ... and its front_bytes and back_bytes */
struct slice issue_line_words(const struct issue *issue, uint32_t line);
struct slice issue_span_text(const struct issue *issue, struct issue_span span);
/* Appends it, without the line ends that it may reach over. */
void issue_add_span(struct buffer *out, const struct issue *issue, struct issue_span span);

/* The whole text of a paragraph, joined; the lines of verse and of a table with a line end between
   them. A paragraph of one line is a slice of the
   issue; one of several is put together in SCRATCH (cleared first), and the
   slice is good until SCRATCH changes. */
struct slice issue_paragraph_text(const struct issue *issue, const struct issue_paragraph *paragraph,
                                  struct buffer *scratch);

/* Its lines on another page; none: equal ends. */
struct issue_range issue_paragraph_rest(const struct issue *issue, const struct issue_paragraph *paragraph);

/* The line of a paragraph's text that follows LINE, one of them; ISSUE_NO_LINE: it was the last one. */
uint32_t issue_paragraph_next(const struct issue *issue, const struct issue_paragraph *paragraph, uint32_t line);

/* ---- from a place in the text to the place in the file, and back */

/* A line of a paragraph, and where it stands in issue_paragraph_text(). */
struct issue_piece {
    uint32_t line;
    uint32_t byte;          /* of the paragraph's text, where the line's begins */
    struct issue_span span; /* of the issue's text */
};
/* The first line of a paragraph; the one after PIECE, false when that was the last. */
struct issue_piece issue_first_piece(const struct issue *issue, const struct issue_paragraph *paragraph);
bool issue_next_piece(const struct issue *issue, const struct issue_paragraph *paragraph, struct issue_piece *piece);

/* The line that holds BYTE of the text, its line end included; the issue must have lines. */
uint32_t issue_line_at(const struct issue *issue, uint32_t byte);

/* Bytes of an article's lines: what places and percentages are shares of; and those before LINE, one of them. */
size_t issue_article_bytes(const struct issue *issue, const struct issue_article *article);
size_t issue_article_offset(const struct issue *issue, const struct issue_article *article, uint32_t line);

/* The article that has a physical line; NULL: it is the page's, before all articles. */
const struct issue_article *issue_article_of(const struct issue *issue, uint32_t line);

/* The article's headline, or the beginning of its text where it has none. */
struct slice issue_article_title(const struct issue *issue, const struct issue_article *article);

/* The line that it is called by: its headline's, or its first one. */
static inline uint32_t
issue_article_line(const struct issue_article *article)
{
    return article->headline_line != ISSUE_NO_LINE ? article->headline_line : article->first_line;
}
/* The byte at which its title begins; of an article that says nothing, its first line. */
uint32_t issue_article_byte(const struct issue *issue, const struct issue_article *article);

/* The beginning of the article's text, BYTES at most, as the source has it: the words of its headline come back there. */
struct slice issue_article_beginning(const struct issue *issue, const struct issue_article *article, size_t bytes);

/* 300 Han characters or 230 words a minute; at least 1. */
unsigned issue_article_minutes(const struct issue_article *article);
unsigned issue_minutes(const struct issue *issue);

/* Sunday is 0. DATE is YYYYMMDD and valid. */
unsigned issue_weekday(uint32_t date);

/* Appends DATE, YYYYMMDD and valid, as 2024-10-13. */
void issue_add_date(struct buffer *out, uint32_t date);

/* Is YYYYMMDD a day of the Gregorian calendar between 1600 and 2199? */
bool issue_date_valid(uint32_t date);

/* Appends the issue as one line of JSON, as the manual describes it. */
void issue_add_json(struct buffer *out, const struct issue *issue);
/* The same of one in an archive, whose path is the first ARCHIVE_BYTES of the issue's; 0: of a file. */
void issue_add_member_json(struct buffer *out, const struct issue *issue, size_t archive_bytes);
/* The same, with one of its articles alone. */
void issue_add_json_article(struct buffer *out, const struct issue *issue, const struct issue_article *article);
/* A string of JSON, with what a terminal should not get raw escaped; of a path, which is any bytes. */
void issue_add_json_string(struct buffer *out, struct slice text);
void issue_add_json_path(struct buffer *out, const char *path);

#endif
