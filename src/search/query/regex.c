/* Regular expressions, with bounds: no pattern may hang or fill the memory, whatever it is and whatever the text.
 *
 * PCRE2's own limits hold for one place where a match may begin, so a text is tried a few places at a time, with a look
 * at the clock between. They do not hold in the same way for compiled code, and such code needs memory that is both
 * written and run: there is no JIT.
 */
#include "search/query/pcre2_calls.h"
#include "search/query/query.h"

#include "kanbao/text.h"

#include <stdlib.h>
#include <time.h>

enum {
    MATCH_LIMIT = 100000, /* steps at one place: 1 ms; “.*x” over the longest chunk takes 32,000 */
    DEPTH_LIMIT = 50000,
    HEAP_LIMIT = 16384, /* KB */
    STARTS = 64,        /* where a match may begin, tried between two looks at the clock */
    TIME_LIMIT = 500    /* ms of the thread's own time, for one issue */
};

struct regex {
    pcre2_code *code;
    int needs;
};

struct regex_context {
    pcre2_match_context *pcre; /* NULL: nothing was matched yet */
    pcre2_match_data *data;
    int64_t begin; /* ms */
};

/* ---- compiling */

/* A byte that must be in every match, from PCRE2's own analysis. A blank may be one that joined two lines, and stands in no
   raw text. */
static int
find_needed(const pcre2_code *code, uint32_t flags)
{
    const struct pcre2_calls *pcre2 = pcre2_calls();
    uint32_t type = 0, unit = 0;
    if (flags & PCRE2_CASELESS)
        return -1;
    if (pcre2->pattern_info(code, PCRE2_INFO_LASTCODETYPE, &type) == 0 && type == 1)
        pcre2->pattern_info(code, PCRE2_INFO_LASTCODEUNIT, &unit);
    else if (pcre2->pattern_info(code, PCRE2_INFO_FIRSTCODETYPE, &type) == 0 && type == 1)
        pcre2->pattern_info(code, PCRE2_INFO_FIRSTCODEUNIT, &unit);
    if (type != 1 || unit > 0xFF)
        return -1;
    return unit == ' ' || unit == '\n' ? -1 : (int)unit;
}

struct regex *
regex_new(struct slice pattern, bool cased, unsigned own, char **reason, size_t *at)
{
    const struct pcre2_calls *pcre2 = pcre2_calls();
    int number;
    PCRE2_SIZE offset;
    *at = 0;
    if (pcre2 == NULL) {
        *reason = NULL;
        return NULL;
    }
    uint32_t flags = PCRE2_UTF | PCRE2_UCP | PCRE2_MULTILINE | PCRE2_NO_UTF_CHECK | PCRE2_NEVER_BACKSLASH_C |
                     PCRE2_USE_OFFSET_LIMIT | (cased ? 0 : PCRE2_CASELESS) | (own & REGEX_DOT_ALL ? PCRE2_DOTALL : 0) |
                     (own & REGEX_EXTENDED ? PCRE2_EXTENDED : 0);
    pcre2_code *code = pcre2->compile((PCRE2_SPTR)pattern.at, pattern.len, flags, &number, &offset, NULL);
    if (code == NULL) {
        struct buffer words = {0};
        regex_add_reason(&words, number);
        *reason = buffer_take(&words);
        *at = offset < pattern.len ? offset : pattern.len;
        return NULL;
    }
    struct regex *regex = base_alloc(sizeof *regex);
    *regex = (struct regex){code, find_needed(code, flags)};
    return regex;
}

void
regex_free(struct regex *regex)
{
    if (regex == NULL)
        return;
    pcre2_calls()->code_free(regex->code);
    free(regex);
}

int
regex_needs(const struct regex *regex)
{
    return regex->needs;
}

/* ---- matching */

struct regex_context *
regex_context_new(void)
{
    return base_alloc_zero(1, sizeof(struct regex_context));
}

/* Of PCRE2, which is there, as there is a pattern: only now, as most queries have none, and must not need it. */
static void
make_room(struct regex_context *context)
{
    const struct pcre2_calls *pcre2 = pcre2_calls();
    context->pcre = pcre2->match_context_create(NULL);
    context->data = pcre2->match_data_create(1, NULL);
    if (context->pcre == NULL || context->data == NULL)
        base_out_of_memory();
    pcre2->set_match_limit(context->pcre, MATCH_LIMIT);
    pcre2->set_depth_limit(context->pcre, DEPTH_LIMIT);
    pcre2->set_heap_limit(context->pcre, HEAP_LIMIT);
}

void
regex_context_free(struct regex_context *context)
{
    if (context == NULL)
        return;
    if (context->pcre != NULL) {
        pcre2_calls()->match_data_free(context->data);
        pcre2_calls()->match_context_free(context->pcre);
    }
    free(context);
}

static int64_t
own_time(void)
{
    struct timespec now = {0, 0};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
regex_context_begin(struct regex_context *context)
{
    context->begin = own_time();
}

enum regex_result
regex_find(const struct regex *regex, struct regex_context *context, const struct subject *subject, size_t from,
           size_t *start, size_t *end)
{
    const struct pcre2_calls *pcre2 = pcre2_calls();
    struct slice text = subject->text;
    uint32_t flags =
        PCRE2_NO_UTF_CHECK | PCRE2_NOTEMPTY | (subject->begins ? 0 : PCRE2_NOTBOL) | (subject->ends ? 0 : PCRE2_NOTEOL);
    if (context->pcre == NULL)
        make_room(context);
    while (from < subject->until) {
        pcre2->set_offset_limit(context->pcre, from + STARTS - 1);
        int count = pcre2->match(regex->code, (PCRE2_SPTR)text.at, text.len, from, flags, context->data, context->pcre);
        size_t next = text_start_after(text, from + STARTS);
        if (count >= 0) {
            const PCRE2_SIZE *bounds = pcre2->get_ovector_pointer(context->data);
            *start = bounds[0];
            *end = bounds[1];
            if (*start < *end && *start >= from) /* \K may say otherwise */
                return *start < subject->until ? REGEX_FOUND : REGEX_NONE;
            next = text_start_after(text, from + 1);
        } else if (count != PCRE2_ERROR_NOMATCH) {
            return REGEX_LIMIT;
        }
        if (own_time() - context->begin > TIME_LIMIT)
            return REGEX_LIMIT;
        from = next;
    }
    return REGEX_NONE;
}
