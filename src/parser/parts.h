/* What the files of src/parser share: the shape of a line and the steps of recovery.
 *
 *   lines -> shapes -> labels -> articles
 *
 * The labeller is the only step that judges; the others only measure or assemble.
 */
#ifndef PARSER_PARTS_H
#define PARSER_PARTS_H

#include "kanbao/parser.h"
#include "kanbao/text.h"

/* Is BYTE one of SET? Unlike strchr(), which finds the NUL that ends SET. */
static inline bool
byte_among(char byte, const char *set)
{
    return byte != '\0' && strchr(set, byte) != NULL;
}

/* ---- lines.c: physical lines; LF, CRLF, CR and form feed end one. */
void lines_split(struct issue *issue);

/* ---- shape.c: a non-blank line as the labeller sees it. */
struct shape {
    struct slice text;     /* trimmed */
    uint32_t line;         /* physical */
    uint32_t points;       /* code points */
    uint32_t han;          /* ideographs and kana among them */
    uint32_t letters;      /* Latin and the like */
    uint16_t indent_cells; /* white space before it */
    uint16_t words;        /* Latin words, those that may begin with a small letter left out */
    uint16_t capitals;     /* ... that begin with a capital */
    bool after_blank;      /* a blank line, or nothing, stands before */
    bool finished;         /* ends a sentence, closing marks looked through */
    bool comma;            /* a clause or a sentence ends inside it */
    bool open;             /* a quotation mark or bracket is left open */
    bool list;             /* begins like an item of a list */
    bool lead;             /* begins with a dateline */
    bool small;            /* begins with a small letter */
};

/* Malloc'd, one for each non-blank line; *COUNT says how many. */
struct shape *shapes_measure(const struct issue *issue, size_t *count);

static inline bool
shape_is_cjk(const struct shape *shape)
{
    return shape->han * 2 >= shape->letters;
}

/* ---- labeller.c: the judgement; replaced as a whole by a better one. */
struct label {
    uint8_t role;     /* enum issue_role, never ISSUE_BLANK */
    uint8_t join;     /* enum issue_join, for ISSUE_JOINED */
    bool seam;        /* a column break stood before it, for ISSUE_JOINED */
    bool brief;       /* an article without a headline begins, for ISSUE_BODY */
    float confidence; /* for ISSUE_HEADLINE */
};
void labeller_run(const struct shape *shapes, size_t count, struct label *labels);
/* How B is put to A, the line before it in a paragraph: enum issue_join. */
uint8_t labeller_join(const struct shape *a, const struct shape *b);

/* ---- furniture.c: what belongs to the page and not to an article. */
bool furniture_is_masthead(const struct shape *shape);
bool furniture_is_page_mark(const struct shape *shape);
/* The paper's name in a masthead; empty when there is none. */
struct slice furniture_title(struct slice masthead);

/* ---- byline.c: who wrote it, where it came from. Offsets are within the line. */
struct lead {
    size_t bytes; /* all of it, white space after it too; 0: there is none */
    struct issue_span source, byline;
};
struct lead byline_lead(struct slice text);
bool byline_is_line(const struct shape *shape);
/* 昨天上午, 10月12日 at the start of TEXT: its bytes, or 0. */
size_t byline_date_text(struct slice text);

/* ---- names.c: roles and names out of a byline. BASE_BYTE is where BYLINE stands
   in the issue's text; adds to issue->credits and returns how many. */
uint32_t names_add_credits(struct issue *issue, size_t *capacity, struct slice byline, uint32_t base_byte);

/* ---- kinds.c: kinds of the paragraphs, where they are certain; rows of a table become one paragraph. */
void kinds_find(struct issue *issue);

/* ---- caption.c: a whole paragraph of one line. */
bool caption_is(struct slice text);
bool credit_is(struct slice text); /* if it ends an article */

/* ---- table.c, verse.c: the end of the rows or lines that begin with paragraph FIRST, which is before END; FIRST: there are too few. */
size_t table_end(const struct issue *issue, size_t first, size_t end);
size_t verse_end(const struct issue *issue, size_t first, size_t end);

/* ---- speech.c: turns of an interview among the paragraphs of an article. */
void speech_find(struct issue *issue, size_t first, size_t end);

/* ---- notice.c: 下转第3版, （上接第一版）, Continued on Page 3. */
struct notice {
    bool to, from;     /* it goes on there, or comes from there; both: 紧接, which is either */
    bool bracket;      /* in brackets */
    bool word_first;   /* FLOOD from page 1: stands where a headline does */
    uint32_t page;     /* 3, 'A' << 8 | 3 */
    struct slice word; /* FLOOD; empty for none */
    size_t start, end; /* in the line, the blanks to the text beside it included */
};
/* A notice at the beginning or the end of a trimmed line, or all of it. */
bool notice_find(struct slice text, struct notice *notice);
uint32_t notice_page_mark(struct slice text);

/* ---- continued.c: stories that go on on another page become one article, where both ends are there and sure. */
void continued_join(struct issue *issue);

/* ---- seams.c: marks the seams that lost characters. */
void seams_find_losses(struct issue *issue);

#endif
