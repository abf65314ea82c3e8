/* PCRE2, opened when the first regular expression is read: no other query needs it, and no first screen. */
#ifndef SEARCH_PCRE2_CALLS_H
#define SEARCH_PCRE2_CALLS_H

#define PCRE2_CODE_UNIT_WIDTH 8
#include <pcre2.h>

/* The functions that are used, by their own types. */
/* clang-format off */
#define PCRE2_CALLS(X)                                                                                                 \
    X(compile) X(code_free) X(pattern_info) X(get_error_message) X(match)                                              \
    X(match_context_create) X(match_context_free) X(match_data_create) X(match_data_free)                              \
    X(set_match_limit) X(set_depth_limit) X(set_heap_limit) X(set_offset_limit) X(get_ovector_pointer)
/* clang-format on */

#define PCRE2_DECLARE(name) __typeof__(pcre2_##name##_8) *name;
struct pcre2_calls {
    PCRE2_CALLS(PCRE2_DECLARE)
};
#undef PCRE2_DECLARE

/* NULL: it is not installed. Looked for once, by any thread; stays until the program ends. */
const struct pcre2_calls *pcre2_calls(void);

#endif
