/* What the files of src/parser share: the shape of a line and the steps of recovery.
 *
 *   lines -> shapes -> features -> labels -> articles -> kinds, continued stories, seams
 *
 *   shape, marks, lead, byline, furniture, seen            measure a line
 *   page, features                                         measure it against its page
 *   model, style, rules, labeller                          judge: the network, the issue's own style, what is certain
 *   recover                                                assembles
 *   date, date_find, numerals, folio, masthead, repeated   the page's own lines
 *   names, people, surnames, roles, latin, credits         who wrote it
 *   kinds, caption, table, verse, speech                   what a paragraph is
 *   continued, ends, pairs, notice                         stories that go on elsewhere
 *
 * The labeller is the only step that judges what a line is; the others only measure or assemble.
 */
#ifndef PARSER_PARTS_H
#define PARSER_PARTS_H

#include "kanbao/parser.h"
#include "kanbao/text.h"

/* ---- lines.c: physical lines; LF, CRLF, CR and form feed end one. */
void lines_split(struct issue *issue);

/* ---- shape.c: a non-blank line as the labeller sees it. */
struct shape {
    struct slice text;       /* trimmed */
    uint32_t line;           /* physical */
    uint32_t points;         /* code points */
    uint32_t han;            /* ideographs and kana among them */
    uint32_t letters;        /* Latin and the like */
    uint16_t indent_cells;   /* white space before it */
    uint16_t words;          /* Latin words, those that may begin with a small letter left out */
    uint16_t capitals;       /* ... that begin with a capital */
    bool after_blank;        /* a blank line, or nothing, stands before */
    bool finished;           /* ends a sentence, closing marks looked through */
    bool comma;              /* a clause or a sentence ends inside it */
    bool open;               /* a quotation mark or bracket is left open */
    bool list;               /* begins like an item of a list */
    bool lead;               /* begins with a dateline */
    bool small;              /* begins with a small letter */
    uint32_t cells;          /* its width */
    uint32_t seen_words;     /* words of it that can come back */
    float links_near, links; /* weight of the words that stand on both sides of its start */
    uint8_t seen_next, seen_below, seen_below_near, seen_before, seen_above,
        seen_above_near; /* share of its words that do; 255: all */
    uint8_t end;         /* enum line_end: what it ends with, closing marks looked through */
    uint8_t start;       /* enum line_start */
    uint8_t stops;       /* sentence ends inside it */
    uint8_t commas;      /* commas inside it */
    uint8_t lists;       /* 、 inside it */
    uint8_t digits;      /* of its characters; 255: all */
    uint8_t particles;   /* 的了是在 and the like, of its Han characters; the, of, is, of its words; 255: all */
    bool gap;            /* white space between two Han characters */
    bool colon;          /* inside, not at its end */
    bool closed;         /* ends with a closing quote or bracket */
    bool quotes;         /* has a quotation mark or 《 in it */
    bool names;          /* looks like names and nothing else */
    bool byline;         /* byline_is_line() */
    bool leads_on;       /* ends with a character that ends no sentence: 的, 和 */
    bool goes_on;        /* begins with one that begins none: 了, 们 */
    uint8_t tied_longer; /* how often three characters, of the end before and its beginning, stand so elsewhere */
    uint8_t markdown;    /* level of a Markdown heading: ### is 3; 0: none */
    bool caption;        /* caption_is() */
    bool bracketed;      /* all of it in brackets */
    bool picture;        /* says in brackets at its end that a picture goes with it: （图片） */
    uint8_t tied;        /* how often its first and the last character before it stand side by side elsewhere */
    bool furniture;      /* masthead or page mark for certain */
};

enum line_end {
    END_OPEN,
    END_STOP,
    END_CALL,
    END_ELLIPSIS,
    END_COLON,
    END_SEMICOLON,
    END_COMMA,
    END_DASH,
    END_DIGIT,
    END_KINDS
};
enum line_start {
    START_OPEN,
    START_MARK,
    START_NUMERAL,
    START_BRACKET,
    START_QUOTE,
    START_DASH,
    START_SMALL,
    START_DIGIT,
    START_FORBIDDEN,
    START_KINDS
};

/* Malloc'd, one for each non-blank line from physical line FIRST up to END; *COUNT says how many. */
struct shape *shapes_measure(const struct issue *issue, uint32_t first, uint32_t end, size_t *count);

static inline bool
shape_is_cjk(const struct shape *shape)
{
    return shape->han * 2 >= shape->letters;
}

/* ---- marks.c: the marks of a shape whose other fields are measured. */
void marks_measure(struct shape *shape);
bool mark_is_closer(char32_t code);
/* Of TEXT, a Markdown heading: ## and what ends it, with the blanks beside them; something is left between. */
void marks_around(struct slice text, uint8_t *front_bytes, uint8_t *back_bytes);

/* ---- seen.c: which words of each line come back in the text around it: the seen_ fields and links.
   At most SEEN_LINES_MAX shapes. */
enum { SEEN_LINES_MAX = 65000 };
void seen_measure(struct shape *shapes, size_t count);

/* ---- page.c: what lines are measured against. */
enum { PAGE_WIDTHS = 256 };
struct page {
    const struct shape *shapes;
    size_t count;
    uint32_t median, lengthy;    /* cells: half of the lines are narrower, nine tenths are */
    uint32_t ranks[PAGE_WIDTHS]; /* how many lines are narrower than 2 N cells */
    float mean_links, mean_links_near;
    float blanks, indents;                              /* shares of the lines that have them */
    uint32_t mean_block;                                /* cells of text between two lines that might be headlines */
    bool spaced;                                        /* blank lines between all lines */
    bool wraps;                                         /* text is set in lines of one width */
    uint32_t wrap;                                      /* which is this, in cells */
    uint32_t indent;                                    /* the commonest, in cells */
    uint16_t *begin_counts, *end_counts, *whole_counts; /* lines that begin, end, are alike */
    uint16_t *wholes;                                   /* of each line: its place in whole_counts */
    uint32_t *blocks; /* of each line: cells from it down to the next that might be a headline */
};
/* SHAPES must outlive the page; seen_measure() has been called for them. */
void page_init(struct page *page, const struct shape *shapes, size_t count);
void page_done(struct page *page);
/* Short, unfinished, without a sentence in it. */
bool page_is_candidate(const struct shape *shape);
/* How many lines are narrower. */
uint32_t page_rank(const struct page *page, uint32_t cells);
/* How many lines begin, end, are like TEXT. */
struct page_likes {
    uint16_t begin, end, whole;
};
struct page_likes page_likes(const struct page *page, struct slice text);
/* ... like line I of the page */
struct page_likes page_likes_of(const struct page *page, size_t i);

/* ---- features.c: a line as numbers; features.h says which. */
/* OUT has FEATURE_COUNT elements. */
void page_features(const struct page *page, size_t i, float *out);
/* What the model sees of a line: its own features and those of the two lines before and after, NULL where there is none;
   OUT has INPUT_COUNT elements. */
void page_inputs(const float *own, const float *const before[2], const float *const after[2], float *out);

/* ---- labeller.c: the judgement. */
struct label {
    uint8_t role;     /* enum issue_role, never ISSUE_BLANK */
    uint8_t join;     /* enum issue_join, for ISSUE_JOINED */
    bool seam;        /* a column break stood before it, for ISSUE_JOINED */
    bool brief;       /* an article without a headline begins, for ISSUE_BODY */
    float confidence; /* for ISSUE_HEADLINE: the share of such headlines that are right */
};
struct model;
/* Judges the lines of an issue by MODEL; sets those fields of SHAPES that need the lines around them. */
void labeller_run(const struct model *model, struct shape *shapes, size_t count, struct label *labels);
/* ---- rules.c: a judgement by hand, for pages too small for the model, and features of others. */
bool rules_apply(const struct page *page);
void rules_run(const struct page *page, struct label *labels);
bool rules_head(const struct page *page, const struct shape *shape); /* looks like a headline */
bool rules_indented(const struct page *page, size_t i);   /* as its paragraphs are, and other lines are not */
bool rules_outdented(const struct page *page, size_t i);  /* so, above a paragraph that is indented as the page's are */
bool rules_above_lead(const struct page *page, size_t i); /* looks like a headline, and a dateline is below */
bool rules_body(const struct shape *shape);               /* is something that only a paragraph is */
bool rules_join(const struct page *page, const struct shape *a,
                const struct shape *b); /* A and B are one line that was cut */

/* How B is put to A, the line before it in a paragraph: enum issue_join. */
uint8_t labeller_join(const struct shape *a, const struct shape *b);

/* ---- date.c. Bytes read at AT, or 0: a whole date, one without its year, a day of the week (0: Sunday). */
size_t date_read(struct slice text, size_t at, uint32_t *date);
size_t date_read_day(struct slice text, size_t at);
size_t date_read_weekday(struct slice text, size_t at, int *weekday);
/* 094-01-03, a year of the republic: for names of files only. */
size_t date_read_republic(struct slice text, size_t at, uint32_t *date);
/* The day that Japanese calls by the one character CODE, or -1. */
int date_luminary(char32_t code);
/* Cheap: false where no whole date can be. */
bool date_may_be_in(struct slice text);
/* ---- date_find.c */
/* As parser_date_of_text(), which is for everybody; *DOUBTFUL: a weekday stands beside it that is not the date's. */
uint32_t date_find(struct slice text, struct issue_span *span, bool *doubtful);

/* ---- folio.c: a short line of the page's own, taken apart. */
enum { FOLIO_RESTS_MAX = 4 };
enum folio_kind {
    FOLIO_DATE = 1, /* a whole date */
    FOLIO_DAY = 2,  /* a month and a day */
    FOLIO_WEEKDAY = 4,
    FOLIO_ISSUE = 8, /* the number of the issue, or of its pages */
    FOLIO_PAGE = 16, /* the number of the page */
    FOLIO_PRICE = 32,
    FOLIO_REGISTER = 64, /* ISSN, 统一刊号, 邮发代号 */
    FOLIO_EDITION = 128, /* 朝刊, Home Edition, the date by the moon */
    FOLIO_NUMBER = 256   /* (3), A3: of a page, if the line is one */
};
enum folio_page {
    FOLIO_PAGE_WEAK,  /* A3 */
    FOLIO_PAGE_PLAIN, /* 第3版 */
    FOLIO_PAGE_SURE   /* A03, 03版: with a letter or a zero before it, as nothing else is numbered */
};
struct folio {
    unsigned kinds;   /* enum folio_kind, together */
    uint32_t date;    /* 0: none */
    int weekday;      /* -1: none */
    bool doubtful;    /* the weekday is not the date's */
    bool sure_page;   /* FOLIO_PAGE_SURE */
    bool glued;       /* a piece that is none of these touches one that is */
    size_t token_end; /* of the last that is */
    size_t rests;     /* how many pieces are none of these; marks and white space between them do not count */
    struct slice rest[FOLIO_RESTS_MAX]; /* the first of those */
};
struct folio folio_read(struct slice text);
/* Where the page's number at AT ends, or AT: 第03版, A03版, 3面, PAGE THREE, Page 3 of 8. */
size_t folio_page(struct slice text, size_t at, enum folio_page *page);
/* Steps over WORD, which is in small letters, whatever the letters of TEXT are. */
bool folio_skip_word(struct slice text, size_t *at, const char *word);

/* ---- furniture.c: what belongs to the page and not to an article. By hand rules, because they are certain. */
/* A line among the first three that names the day or the issue. */
bool furniture_is_masthead(const struct shape *shape);
/* Anywhere: a page's number with what stands beside it, who edited it, where it goes on, whose rights it is under. */
bool furniture_is_page_mark(const struct shape *shape);
/* Few enough characters for a line of the page's own; and can it hold the number of a page? Both are cheap. */
bool furniture_is_short(const struct shape *shape);
bool furniture_has_number(struct slice text);

/* ---- repeated.c. What only the whole issue shows: the lines of the masthead's block at the top, the name among them (武进日报, the
   date below it), headers that every page repeats (the same words with another number, or with the same date, three
   times or more, alone between blank lines), and page numbers alone beside a form feed. Call it once before anything is
   judged; it sets FURNITURE[i], of COUNT elements that are false at first, for these shapes and leaves the others alone.
   A line for which it, furniture_is_page_mark() or (among the first three) furniture_is_masthead() is true is
   ISSUE_FURNITURE. Linear in the size of the text. */
void furniture_find_repeated(const struct shape *shapes, size_t count, bool *furniture);

/* ---- masthead.c: the paper's name, and the issue's date where its path has none. */
struct masthead {
    char *title;      /* malloc'd, or NULL */
    uint32_t date;    /* whose weekday, if one is said, agrees; 0: none */
    uint32_t doubted; /* whose weekday does not */
};
/* The block at the top of an issue; sets LINES[i], where it is not NULL, for the shapes that belong to it. Looks at the
   first few kilobytes only. */
struct masthead masthead_find(const struct shape *shapes, size_t count, bool *lines);
/* Is TEXT, by its last word, what a paper is called: 武进日报, The Ferry Gazette? True in a masthead; alone, or in an
   article, it is but a name. */
bool masthead_is_name(struct slice text);
/* The title and date of a whole issue, from its path, its masthead, its pages' headers and its datelines, in this order
   of trust. */
struct parser_glance masthead_read(const char *path, const struct shape *shapes, size_t count);

/* ---- byline.c: who wrote it. Offsets are within the line. */

/* Certain by its words: 本报记者 某某, 文／某某, （某某）, By Nora Whitlock. */
bool byline_is_line(const struct shape *shape);
/* Only names and roles, which is no more than plausible: 燕　雁, 田一麦 沈小禾, Nora Whitlock. What stands around it decides. */
bool byline_is_names(struct slice text);
/* What is inside the brackets of a signature at the end of TEXT, the last of an article: 雨停了。（田一麦）; empty: none. */
struct slice byline_signature(struct slice text);

/* ---- lead.c: where it came from, in front of the text. Offsets are within the line. */
struct lead {
    size_t bytes; /* all of it, white space after it too; 0: there is none */
    struct issue_span source, byline;
};
struct lead byline_lead(struct slice text);
/* 昨天上午, 10月12日 at the start of TEXT: its bytes, or 0. */
size_t byline_date_text(struct slice text);

/* ---- names.c: roles and names out of a byline. */
enum { NAMES_MAX = 24, NAME_BYTES_MAX = 96 };
/* What a role says of the person: 记者, 摄影, 责任编辑. */
enum duty { DUTY_AUTHOR, DUTY_PICTURE, DUTY_EDITOR };
struct name {
    char text[NAME_BYTES_MAX];
    struct issue_span role; /* within the byline; empty: none */
    uint8_t duty;
};
struct names {
    size_t count;
    unsigned roles; /* words like 记者 */
    unsigned weak;  /* names that only their place makes names: 记者 罗盘 */
    unsigned odd; /* of these, which have no surname or are a word, and no mark parts them from a role: 记者手记 */
    unsigned places;             /* ／台北報導, and bureaus and papers: 國際組 */
    unsigned brackets;           /* what in brackets was passed over */
    unsigned together;           /* runs of names that could not be taken apart */
    unsigned unknown;            /* what is none of these */
    struct name name[NAMES_MAX]; /* COUNT of them are set */
};
/* JAPANESE names are not taken apart. */
void names_read(struct slice byline, bool japanese, struct names *names);
/* The same of what is a byline only if it is all understood: false, and NAMES is not whole, if there is something unknown
   in it, or names that cannot be taken apart. */
bool names_read_whole(struct slice byline, struct names *names);
/* A signature may say where somebody writes from: 临川县水利局田一麦. */
void names_read_signature(struct slice byline, struct names *names);

/* ---- roles.c. Can there be a role in TEXT? Cheap; true more often than there is one. */
bool role_may_be_in(struct slice text);

/* ---- credits.c */
/* Adds the authors of BYLINE to issue->credits and returns how many; if there are none, those of the pictures.
   BASE_BYTE is where BYLINE stands in the issue's text. */
uint32_t credits_add(struct issue *issue, size_t *capacity, struct slice byline, uint32_t base_byte);

/* ---- latin.c: names in Latin script, pieces between marks. */
bool latin_is_name(struct slice part);
/* Reuters, Staff Writer; FIRST: no name stands before it. */
bool latin_is_affiliation(struct slice part, bool first);
bool latin_is_title(struct slice part);
/* Does NAME begin with a given name that is well known? A line of names has no other sign of its own. */
bool latin_is_given_name(const char *name);

/* ---- people.c: is a run of Han a name, and of how many people? */
enum { PEOPLE_MAX = 8, PEOPLE_POINTS_MAX = 24, COST_NONE = 99 };
/* How unlikely NAME of COUNT characters is as one person's; COST_NONE: it is none. */
unsigned people_cost(const char32_t *name, size_t count);
/* Nothing but a name, whatever stands around it. */
bool people_is_strict(const char32_t *name, size_t count);
/* Spelt as foreign names are: 艾力·买买提. */
bool people_is_foreign(const char32_t *name, size_t count);
/* Where the names of RUN end, if there is one way only to take it apart; how many, or 0. */
size_t people_split(const char32_t *run, size_t count, size_t ends[PEOPLE_MAX]);

/* ---- surnames.c: tables. A NAME has two characters at least. */
enum surname { SURNAME_NONE, SURNAME_RARE, SURNAME_KNOWN, SURNAME_COMMON };
enum surname surname_rank(char32_t code);
bool surname_is_compound(const char32_t *name); /* 欧阳 */
bool surname_is_japanese(const char32_t *name); /* 高橋 */
/* Do parents choose CODE? ALONE: in a given name of one character. */
bool given_fits(char32_t code, bool alone);
/* Is CODE one of those that foreign names are spelt with? */
bool sound_fits(char32_t code);
/* 方法, 高兴: an ordinary word. */
bool surname_is_word(const char32_t *name);

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
