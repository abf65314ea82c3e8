/* kanbao - parser: text to issue; the structure of a damaged page recovered.
 *
 * Floor 2. Pure functions of their input, safe in any thread; any text at all
 * gives an issue.
 */
#ifndef KANBAO_PARSER_H
#define KANBAO_PARSER_H

#include "kanbao/issue.h"

#include <stdatomic.h>

/* What a reader said of a line, which no judgement overrules. */
struct parser_mend {
    uint32_t line; /* of the issue, not blank */
    uint8_t role;  /* enum issue_role, not ISSUE_BLANK */
    bool brief;    /* with ISSUE_BODY: an article without a headline begins */
};

struct parser_source {
    const char *path;                /* copied; its date is trusted most */
    char *text;                      /* malloc'd, valid UTF-8; the issue takes it */
    size_t bytes;                    /* below 4 GiB */
    size_t repaired;                 /* places of the file that could not be read */
    bool torn;                       /* the file is packed, and not all of it could be unpacked */
    const char *encoding;            /* of the file, constant text; NULL: UTF-8 */
    const struct text_drops *drops;  /* what text_clean took out, for the issue; NULL: nothing */
    bool preview;                    /* TEXT is only the beginning of the file */
    const struct parser_mend *mends; /* in the order of their making: a later one of the same line counts */
    size_t mend_count;
    const atomic_bool
        *stop; /* once true nobody wants the issue: what comes back then is good for issue_free() only; may be NULL */
};

/* Never NULL; TEXT is never changed. Time and memory are linear in SOURCE.bytes. */
struct issue *parser_recover(struct parser_source source);

/* What the first few kilobytes of TEXT say of the whole issue, without recovering it: its masthead, else its first
   datelines (新华社北京2024年10月13日电). A date beside another day's weekday counts only where there is no other. */
struct parser_glance {
    char *title; /* malloc'd, the caller's; NULL where nothing is certain to be one */
    uint32_t date;
};
struct parser_glance parser_glance(struct slice text);

/* Who and where: what an article names in the places where names stand. Those who wrote it or took its pictures; people in lists
   of them in its text (习近平、李强、赵乐际); the place in its dateline. */
enum parser_name_kind { PARSER_NAME_PERSON, PARSER_NAME_AUTHOR, PARSER_NAME_PLACE, PARSER_NAME_KINDS };
/* Tells TAKE of each that ARTICLE of ISSUE has, as often as it has it; NAME, valid UTF-8, goes with the call. */
void parser_names(const struct issue *issue, const struct issue_article *article,
                  void (*take)(void *context, enum parser_name_kind kind, struct slice name), void *context);

/* Is a file of such a name read by its markup? Then its text is not what is read. */
bool parser_reads_markup(const char *path);

/* The date in a file's name, or else in its last two folders' (20241013, 2024-10-13, 2024年10月13日, 2024/1013.txt;
   094-01-03 is of the Republic of China) as YYYYMMDD, or 0. PATH is any bytes. */
uint32_t parser_date_of_path(const char *path);

#endif
