/* Who wrote it, and where it came from.
 *
 *   authors.c (all of an article) -> lead.c, latin_lead.c (a dateline in front of the text), byline.c (a line of its own),
 *   signature.c, pictures.c (whose a picture is) -> byline_names.c, byline_pieces.c (takes it apart) -> people.c, surnames.c
 *   (names of Han), latin.c, korean.c, roles.c (the words that are no names)
 *   credits.c: the authors, kept in the issue; named.c: who and where, of a finished one
 *
 * Uses of the parser: line.
 */
#ifndef PARSER_BYLINE_H
#define PARSER_BYLINE_H

#include "parser/line/line.h"

/* ---- authors.c */
struct credit_room {
    size_t credits, pictures; /* capacities */
};
/* What lead_read() said of the first line of a paragraph, LINE_BYTES long. */
struct known_lead {
    struct lead lead;
    size_t line_bytes;
};
/* Sets the byline, the credits and the pictures' of ARTICLE, the issue's last, which has all its lines, those before END_LINE.
   LEADS are those of its paragraphs. */
void authors_find(struct issue *issue, struct issue_article *article, uint32_t end_line, const struct known_lead *leads,
                  struct credit_room *room);

/* ---- pictures.c */
/* The part of a caption that says whose picture it is; empty: it does not. */
struct slice picture_credit(struct slice text);

/* ---- byline.c: who wrote it. Offsets are within the line. */

/* Certain by its words: 本报记者 某某, 文／某某, （某某）, By Nora Whitlock. */
bool byline_is_line(const struct shape *shape);
/* Only names and roles, which is no more than plausible: 燕　雁, 田一麦 沈小禾, Nora Whitlock. What stands around it decides. */
bool byline_is_names(struct slice text);
/* Can the line be one where a byline is looked for, though nothing says that it is? 今哲, 水利局, 南湾大学教授田一麦 */
bool byline_may_be(struct slice text);
/* 本报评论员: a byline of words that name nobody, and stand for one who is not named. */
bool byline_is_nameless(struct slice text);
/* 临江发布 of 作者：某某 来源：临江发布; empty: it says nothing of it. */
struct slice byline_source(struct slice text);
/* 车前子 of 读者 车前子, a letter's last line; of any other all of it. */
struct slice byline_without_sender(struct slice text);
/* The line without what marks it: □, the brackets around all of it. */
struct slice byline_inside(struct slice line);

/* ---- signature.c */
/* What is inside the brackets of a signature at the end of TEXT, the last of an article that nothing else names the author of,
   where a pen name is enough: 雨停了。（渡人）; or without brackets: 雨停了。田一麦; empty: none. */
struct slice byline_signature(struct slice text);
/* The same of any paragraph: only what is certain. */
struct slice byline_signature_inside(struct slice text);
bool byline_is_signature(struct slice inside, bool last);
/* 本报临川3月16日电　记者田一麦: from the reporters on. */
struct slice byline_without_dateline(struct slice inside);

/* ---- lead.c: where it came from, in front of the text. */
enum { LEAD_POINTS_MAX = 64 /* that are no blanks: no more of a text in East Asian script is looked at */ };
struct lead lead_read(struct slice text);
/* ---- date_text.c */
/* 昨天上午, 10月12日 at the start of TEXT: its bytes, or 0. */
size_t lead_date_text(struct slice text);

/* ---- byline_names.c: roles and names out of a byline. */
enum { NAMES_MAX = 24, NAME_BYTES_MAX = 96 };
/* What a role says of the person: 记者, 摄影, 责任编辑. */
enum duty {
    DUTY_AUTHOR,
    DUTY_PICTURE,
    DUTY_EDITOR,
    DUTY_NOBODY /* 来源, 时间: what follows is no person */
};
struct name {
    char text[NAME_BYTES_MAX];
    struct issue_span role; /* within the byline; empty: none */
    uint8_t duty;
    bool odd; /* it is like no name, and no role says that it is one */
};
struct byline_names {
    size_t count;
    unsigned roles; /* words like 记者 */
    unsigned weak;  /* names that only where they stand makes names: 记者 罗盘 */
    unsigned odd; /* of these, which have no surname or are a word, and no mark parts them from a role: 记者手记 */
    unsigned offices;            /* ／台北報導, and bureaus and papers: 國際組 */
    unsigned brackets;           /* what in brackets was passed over */
    unsigned together;           /* runs of names that could not be taken apart */
    unsigned unknown;            /* what is none of these */
    struct name name[NAMES_MAX]; /* COUNT of them are set */
};
static inline size_t
names_authors(const struct byline_names *names)
{
    size_t authors = 0;
    for (size_t i = 0; i < names->count; i++)
        authors += names->name[i].duty == DUTY_AUTHOR;
    return authors;
}
/* JAPANESE names are not taken apart. */
void names_read(struct slice byline, bool japanese, struct byline_names *names);
/* The same of what is a byline only if it is all understood: false, and NAMES is not whole, if there is something unknown
   in it, or names that cannot be taken apart. */
bool names_read_whole(struct slice byline, struct byline_names *names);
/* A signature may say where somebody writes from: 临川县水利局田一麦. */
void names_read_signature(struct slice byline, struct byline_names *names);

/* ---- roles.c. Can there be a role in TEXT? Cheap; true more often than there is one. */
bool role_may_be_in(struct slice text);

/* ---- credits.c */
/* The names in BYLINE, which stands at BASE_BYTE of the issue's text: whether they are taken apart depends on the page there. */
void credits_read(const struct issue *issue, struct slice byline, uint32_t base_byte, struct byline_names *names);
/* Adds the authors among NAMES, of a byline at BASE_BYTE, to issue->credits and returns how many; if there are none, those of the
   pictures. */
uint32_t credits_add(struct issue *issue, size_t *capacity, const struct byline_names *names, uint32_t base_byte);
/* Adds those who took or drew the pictures to issue->pictures. */
void credits_add_pictures(struct issue *issue, size_t *capacity, const struct byline_names *names, uint32_t base_byte);

/* ---- korean.c */
/* Is there hangul at the beginning of TEXT? */
bool korean_has(struct slice text);
/* As names_read(). */
void korean_names(struct slice byline, struct byline_names *names);
/* Nothing but names and what they did, the author's among them: 한나루 기자. */
bool korean_is_line(struct slice text);
struct lead korean_lead(struct slice text);
struct slice korean_signature(struct slice text);

/* ---- latin.c: names in Latin script, pieces between marks. */
size_t latin_prefix(struct slice part, enum duty *duty);
/* PART up to a word that no name goes on after: Nora Whitlock in Harrowmere. */
struct slice latin_before_stop(struct slice part);
/* ---- latin_lead.c: HARROWMERE, March 13 - */
struct lead latin_lead(struct slice text);
/* ---- latin.c */
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
/* ... or with kana or a dot in it: 古丽·麦尔哈巴, アンナ. *DOT: it has two parts. */
bool people_is_transliterated(const char32_t *code, size_t count, bool *dot);
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

/* ---- roles.c: a run of Han characters in a byline, and the words in it that are no names. For byline_names.c. */
enum { HAN_RUN_MAX = 40 };
struct han_run {
    char32_t code[HAN_RUN_MAX];
    size_t at[HAN_RUN_MAX + 1]; /* byte of each, and of the end */
    size_t count;
};

/* May CODE stand in a run? */
static inline bool
han_run_takes(char32_t code)
{
    /* 丨, an ideograph, is set for a bar */
    return (text_is_han(code) && code != U'丨') || text_is_kana(code) || text_among(code, U"·‧•・ー");
}

/* ---- byline_pieces.c: where the pieces of a byline that begin at AT end. */
size_t piece_take_run(struct slice text, size_t at, struct han_run *run);
/* A mark, " and ", or the first Han character. */
size_t piece_latin_end(struct slice text, size_t at);
/* After the bracket that closes the one at AT, or after that one. */
size_t piece_skip_bracket(struct slice text, size_t at);
/* A date: 13日, 3月1日; its digits and what counts them. */
size_t piece_skip_date(struct slice text, size_t at);
/* Han and letters that make one name: 渡口rainbow; its bytes, or 0. */
size_t piece_mixed(struct slice text, size_t at);
/* TEXT in ROOM of SIZE bytes, without the single blanks that OCR has set between all characters. */
struct slice piece_squeeze(struct slice text, char *room, size_t size);
/* 記者江晚／溪口報導: it ends with a place and what was done there. */
bool piece_ends_report(struct slice text);
/* 《南湾日报》: whose reporter somebody is. */
bool piece_is_paper(struct slice quoted);

/* ---- roles.c */
struct role {
    const char32_t *text;
    uint8_t duty; /* enum duty, or DUTY_OFFICE */
};
enum { DUTY_OFFICE = DUTY_NOBODY + 1 };

/* The first role in RUN from AT on, WHERE and how LEN characters long; NULL: there is none before END. */
const struct role *role_find(const struct han_run *run, size_t at, size_t end, size_t *where, size_t *len);
/* Where the role begins that has its chief word at WHERE, not before START: 本报驻北京特约 (记者). */
size_t role_start(const struct han_run *run, size_t start, size_t where);
/* Does the role from START up to END speak for the paper itself, or for an agency? */
bool role_is_self(const struct han_run *run, size_t start, size_t end);
/* 文, 图, 摄 between marks; NULL: none. */
const struct role *role_short(char32_t code);
/* Where RUN ends without the words that end a report: 王小明(綜合報導). */
size_t han_run_cut_tail(const struct han_run *run, size_t end);
/* Characters of the city with which RUN ends at END: 王小明(台北). */
size_t han_run_city(const struct han_run *run, size_t start, size_t end);
/* 新闻, 晚报: does the name of a paper end so? Characters of its end. */
size_t role_paper_end(const char32_t *name, size_t count);
/* 网络, 来源, 编者按: a word that bylines have and that is nobody's name. */
bool role_is_nobody(const char32_t *name, size_t count);
/* Does the name of a paper, a bureau, an office end in CODE? */
bool role_ends_office(char32_t code);
/* Or, in a signature, that of the town or office where somebody writes from? */
bool role_ends_origin(char32_t code);

#endif
