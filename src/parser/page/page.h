/* What belongs to the page and not to an article: mastheads, headers, page numbers, editors; and what they say of the issue.
 *
 *   folio.c (such a line, taken apart), folio_words.c, nameplate.c (what a paper is called), line_table.c (which lines say the same),
 *   page_mark.c (numbers of pages), head_part.c (what else heads and feet have)
 *     -> masthead.c (the block at the top) -> repeated.c, running.c (what every page has)
 *     -> editors.c, imprint.c, contents.c, buttons.c -> meta.c; slogans.c, weather.c, adverts.c, reader_notes.c -> boxes.c
 *     -> furniture.c (is it the page's?)
 *     -> title_date.c (the issue's title and date); drop_cap.c
 *
 * Uses of the parser: line, dates, byline, story.
 */
#ifndef PARSER_PAGE_H
#define PARSER_PAGE_H

#include "parser/line/line.h"

#include "kanbao/parser.h"

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
    bool runs_on;     /* one blank is all that is between such a piece and the token behind it */
    size_t token_end; /* of the last that is */
    size_t rests;     /* how many pieces are none of these; marks and white space between them do not count */
    struct slice rest[FOLIO_RESTS_MAX]; /* the first of those */
};
struct folio folio_read(struct slice text);
/* Where the page's number at AT ends, or AT: 第03版, A03版, 3面, PAGE THREE, Page 3 of 8. */
size_t folio_page(struct slice text, size_t at, enum folio_page *page);
/* Where the number of an issue at AT ends, or AT (folio_words.c). */
size_t folio_issue_number(struct slice text, size_t at);
/* Steps over 12, 十二, XII, TWELVE; a number of at most MAX digits. */
bool folio_skip_number(struct slice text, size_t *at, int max);
/* Steps over WORD, which is in small letters, whatever the letters of TEXT are. */
bool folio_skip_all(struct slice text, size_t *at, const char *word);
static inline bool
folio_skip_word(struct slice text, size_t *at, const char *word)
{
    /* nearly always the first byte says no */
    char first = *at < text.len ? text.at[*at] : '\0';
    first = first >= 'A' && first <= 'Z' ? (char)(first | 0x20) : first;
    return first == *word && folio_skip_all(text, at, word);
}
/* Few enough characters for such a line; and can it hold the number of a page? Both are cheap. */
bool folio_is_short(const struct shape *shape);
bool folio_has_number(struct slice text);

/* ---- nameplate.c: what a paper is called. */
/* By its last word: 武进日报, The Ferry Gazette. In a masthead it is the paper's; alone, or in an article, it is but a name. */
bool nameplate_is_name(struct slice text);
/* 広報うらがみ: where the word for a bulletin that TEXT begins with ends, or 0. */
size_t nameplate_bulletin(struct slice text);
/* May TEXT be the name of a paper that ends like no other? Only beside the number of its issue. */
bool nameplate_may_be(struct slice text);
/* Such a TEXT as a title: malloc'd, without the marks around it and the blanks that set it apart. */
char *nameplate_title(struct slice text);

/* ---- masthead.c: the paper's name and the day at the top of an issue. */
enum {
    MASTHEAD_LINES = 12, /* of the block at the top, at most */
    GLANCE_BYTES = 4096  /* enough for any masthead and for the first datelines */
};
struct masthead {
    char *title;      /* malloc'd, or NULL */
    uint32_t date;    /* whose weekday, if one is said, agrees; 0: none */
    uint32_t doubted; /* whose weekday does not */
};
/* The block at the top of an issue; looks at the first few kilobytes only, and keeps what it saw in the shapes. */
struct masthead masthead_find(struct shape *shapes, size_t count);
/* Sets FURNITURE[i] for the shapes that belong to it. */
void masthead_mark(const struct shape *shapes, size_t count, bool *furniture);
/* Is it one of a masthead's by itself, as it names the day or the issue? For the first three lines. */
bool masthead_is_line(const struct shape *shape);

/* ---- repeated.c. What only the whole issue shows: the lines of the masthead's block at the top, the name among them (武进日报, the
   date below it), headers that every page repeats (the same words with another number, or with the same date, three
   times or more, alone between blank lines), and page numbers alone beside a form feed. It sets FURNITURE[i], of COUNT elements
   that are false at first, for these shapes and leaves the others alone. Linear in the size of the text. */
void repeated_find(const struct shape *shapes, size_t count, bool *furniture);

/* ---- page_mark.c: what only a page's edge has: its number, its head with the number. */
bool page_mark_is(const struct shape *shape);
/* May the line number a page, or register a paper? To take one apart costs far more than to look. */
bool page_mark_may_be(struct slice text);

/* ---- line_table.c: a number for each line, by its words. */
/* Of TEXT without its white space, and without its marks where WORDS_ONLY; never 0. */
uint64_t line_hash(struct slice text, bool words_only);
/* With room for so many LINES. */
struct line_table *line_table_new(size_t lines);
void line_table_free(struct line_table *table);
/* The number of HASH, 0 at first; NULL: there is no place for it. */
uint32_t *line_table_at(struct line_table *table, uint64_t hash);

/* ---- head_part.c: the parts of a page's head and foot. */
/* Short enough, and not what articles have. */
bool head_part_may_be(const struct shape *shape);
/* TEXT without the number that ends or begins it; *NUMBER: that, or -1. */
struct slice head_part_without_number(struct slice text, int *number);
/* Is it a paper's name, or does one begin or end it, set apart by blanks: 바람골신문 사회 11? */
bool head_part_is_named(struct slice rest);
/* The name of a paper in it; empty: none. */
struct slice head_part_name(struct slice text);
/* The paper's name, the day, the number of the issue beside what FURNITURE says already. */
void head_parts_mark(const struct shape *shapes, size_t count, bool *furniture);

/* ---- running.c: short lines that come back unchanged where pages end, with what else stands there. Sets FURNITURE as
   repeated_find(), which has been called, does. */
void running_find(const struct shape *shapes, size_t count, bool *furniture);

/* ---- contents.c: the table of contents. Sets FURNITURE as repeated_find() does, and shape->listed of the lines that it names. */
void contents_find(struct shape *shapes, size_t count, bool *furniture);

/* ---- meta.c: keys with what they say of an article, of saved web pages. */
struct meta {
    struct issue_span author, source, date; /* within the line; the first of each */
    unsigned keys, sure;                    /* how many; and which only such lines have */
    unsigned buttons;                       /* 打印 分享 */
    bool spoken;                            /* the author's may be something else: 记者：, By */
    bool bare;                              /* the source's has none */
    bool whole;                             /* nothing else is there, if it may be too little to be such a line */
};
/* False: the line says something else. */
bool meta_read(struct slice text, struct meta *meta);
/* Sets shape->meta, and FURNITURE of those that name no author: a line that does is a byline. */
void meta_find(struct shape *shapes, size_t count, bool *furniture);

/* ---- what boxes are made of, line by line; where they stand is boxes.c's to say.
   slogans.c: by its shape alone, by its words alone, by both, by more words than an article has. */
enum slogan { SLOGAN_NONE, SLOGAN_SHAPE, SLOGAN_ALONE, SLOGAN_WORDS, SLOGAN_SURE };
enum slogan slogan_read(const struct shape *shape);
bool slogan_is_sure(const struct shape *shape);
enum { SLOGAN_NEARLY = 2 /* beside one that is sure */ };
unsigned slogan_weigh(const struct shape *shape);

/* weather.c: a label with what it says; a label alone; one of the lines below (FIRST: which begins with a day or a label). */
bool weather_is_sure(const struct shape *shape);
bool weather_is_head(const struct shape *shape);
bool weather_is_row(const struct shape *shape, bool first);

/* adverts.c: how much says that a line is a small advertisement or a notice: enough anywhere, enough in a sentence's way. */
enum { ADVERT_CUT = 3, ADVERT_SURE };
unsigned advert_weigh(const struct shape *shape);
/* DRINK PELL'S GINGER BEER. Hours 9 to 4: Latin, and only in a sentence's way. */
bool advert_is_filler(const struct shape *shape);
bool advert_is_heading(const struct shape *shape); /* 分类广告, above them */
bool advert_is_head(const struct shape *shape);    /* 遗失声明, if what is below ends so: */
bool advert_is_end(const struct shape *shape);

/* reader_notes.c: the paper speaks to its readers; 温馨提示：, as the last line above what is the page's. */
bool note_is_line(const struct shape *shape);
bool note_is_tip(const struct shape *shape);

/* buttons.c: what is pressed, at *AT, and whether the word says so alone; a line of nothing else. */
bool button_skip(struct slice text, size_t *at, bool *sure);
bool button_line_is(const struct shape *shape);

/* ---- boxes.c: these, where they stand in a sentence's way or between articles. Sets FURNITURE as repeated_find() does. */
void boxes_find(struct shape *shapes, size_t count, bool *furniture);

/* ---- editors.c, imprint.c: lines that are the page's wherever they stand. */
bool editors_is_line(struct slice text);
bool editors_may_be(struct slice text); /* 社长：田一麦, beside such a line */
bool editors_end(struct slice text);    /* 田一麦【编辑:沈小禾】: an article ends with such brackets */
/* Rights, hot lines, addresses, printers, licences; how the paper is registered, which only beside the number of a page is asked. */
bool imprint_is_line(const struct shape *shape);
bool imprint_is_registration(const struct shape *shape);
/* 邮编：100000: such a line beside one of these. */
bool imprint_is_beside(const struct shape *shape);
/* 法律援助热线：0745-12348: whom to call, whoever that is: beside an advertisement. */
bool imprint_is_contact(const struct shape *shape);

/* ---- furniture.c: by hand rules, because they are certain. */
/* Anywhere: a page's number with what stands beside it, who edited it, where it goes on, whose rights it is under. */
bool furniture_is_line(const struct shape *shape);
/* Sets TOP_HEAD in shape->top where repeated_find() or running_find() say so; once for all who ask. */
void heads_find(struct shape *shapes, size_t count);
/* Sets shape->furniture where that, repeated_find() or (among the first three) masthead_is_line() says so. Once, before
   anything is judged. */
void furniture_find(struct shape *shapes, size_t count);

/* ---- drop_cap.c. Sets shape->drop_cap of a character that stands alone above its text, and shape->dropped of the text. For
   furniture_find(), when the page's own lines are known. */
void drop_cap_find(struct shape *shapes, size_t count);

/* ---- title_date.c: the title and date of a whole issue, from its path, its masthead, its pages' headers and its datelines, in
   this order of trust. */
struct parser_glance title_date_read(const char *path, struct shape *shapes, size_t count);

#endif
