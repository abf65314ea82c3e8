/* Why a pattern is no regular expression, in the user's language: PCRE2's own sentences are English only. */
#include "search/query/pcre2_calls.h"
#include "search/query/query.h"

/* By PCRE2's numbers of errors, of which its interface promises that they stay; those that no pattern of a user's can bring
   about are left out. */
/* clang-format off */
static const struct {
    int number;
    const char *words;
} reasons[] = {
    {PCRE2_ERROR_END_BACKSLASH, N_("a “\\” ends it, with nothing behind")},
    {PCRE2_ERROR_END_BACKSLASH_C, N_("a “\\c” ends it, with nothing behind")},
    {PCRE2_ERROR_UNKNOWN_ESCAPE, N_("“\\” with this character means nothing")},
    {PCRE2_ERROR_QUANTIFIER_OUT_OF_ORDER, N_("{most,least} is the wrong way round")},
    {PCRE2_ERROR_QUANTIFIER_TOO_BIG, N_("the number in {} is too large")},
    {PCRE2_ERROR_MISSING_SQUARE_BRACKET, N_("“[” without its “]”")},
    {PCRE2_ERROR_ESCAPE_INVALID_IN_CLASS, N_("this means nothing inside [ ]")},
    {PCRE2_ERROR_CLASS_RANGE_ORDER, N_("a range in [ ] is the wrong way round")},
    {PCRE2_ERROR_QUANTIFIER_INVALID, N_("there is nothing before this that could be repeated")},
    {PCRE2_ERROR_INVALID_AFTER_PARENS_QUERY, N_("“(?” with this character means nothing")},
    {PCRE2_ERROR_POSIX_CLASS_NOT_IN_CLASS, N_("[: :] is only for the inside of [ ]")},
    {PCRE2_ERROR_POSIX_NO_SUPPORT_COLLATING, N_("[. .] and [= =] are not known here")},
    {PCRE2_ERROR_MISSING_CLOSING_PARENTHESIS, N_("“(” without its “)”")},
    {PCRE2_ERROR_BAD_SUBPATTERN_REFERENCE, N_("there is no group of this number or name")},
    {PCRE2_ERROR_MISSING_COMMENT_CLOSING, N_("“(?#” without its “)”")},
    {PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP, N_("too many “(” inside one another")},
    {PCRE2_ERROR_PATTERN_TOO_LARGE, N_("it is too long")},
    {PCRE2_ERROR_UNMATCHED_CLOSING_PARENTHESIS, N_("“)” without its “(”")},
    {PCRE2_ERROR_MISSING_CONDITION_CLOSING, N_("“(?(” without its “)”")},
    {PCRE2_ERROR_LOOKBEHIND_NOT_FIXED_LENGTH, N_("what is looked back at has no fixed length")},
    {PCRE2_ERROR_ZERO_RELATIVE_REFERENCE, N_("there is no group 0 to point back to")},
    {PCRE2_ERROR_TOO_MANY_CONDITION_BRANCHES, N_("a condition has two branches at most")},
    {PCRE2_ERROR_CONDITION_ASSERTION_EXPECTED, N_("“(?(” needs a condition")},
    {PCRE2_ERROR_UNKNOWN_POSIX_CLASS, N_("there is no [: :] of this name")},
    {PCRE2_ERROR_CODE_POINT_TOO_BIG, N_("there is no character of this number")},
    {PCRE2_ERROR_UNSUPPORTED_ESCAPE_SEQUENCE, N_("\\F, \\L, \\l, \\N{name}, \\U and \\u are not known here")},
    {PCRE2_ERROR_UNRECOGNIZED_AFTER_QUERY_P, N_("“(?P” with this character means nothing")},
    {PCRE2_ERROR_MISSING_NAME_TERMINATOR, N_("the name of a group does not end")},
    {PCRE2_ERROR_DUPLICATE_SUBPATTERN_NAME, N_("two groups have the same name")},
    {PCRE2_ERROR_INVALID_SUBPATTERN_NAME, N_("the name of a group begins with a digit")},
    {PCRE2_ERROR_MALFORMED_UNICODE_PROPERTY, N_("“\\p” and “\\P” need {property}")},
    {PCRE2_ERROR_UNKNOWN_UNICODE_PROPERTY, N_("there is no property of this name")},
    {PCRE2_ERROR_SUBPATTERN_NAME_TOO_LONG, N_("the name of a group is too long")},
    {PCRE2_ERROR_CLASS_INVALID_RANGE, N_("a range in [ ] has a beginning or an end that is no character")},
    {PCRE2_ERROR_BACKSLASH_O_MISSING_BRACE, N_("“\\o” needs {number}")},
    {PCRE2_ERROR_BACKSLASH_G_SYNTAX, N_("“\\g” needs a group")},
    {PCRE2_ERROR_VERB_UNKNOWN, N_("there is no (*NAME) of this name")},
    {PCRE2_ERROR_SUBPATTERN_NUMBER_TOO_BIG, N_("the number of a group is too large")},
    {PCRE2_ERROR_SUBPATTERN_NAME_EXPECTED, N_("a group's name is missing")},
    {PCRE2_ERROR_INVALID_OCTAL, N_("“\\o{” needs octal digits and its “}”")},
    {PCRE2_ERROR_INVALID_HEXADECIMAL, N_("“\\x{” needs hexadecimal digits and its “}”")},
    {PCRE2_ERROR_BACKSLASH_K_SYNTAX, N_("“\\k” needs a group's name")},
    {PCRE2_ERROR_BACKSLASH_N_IN_CLASS, N_("“\\N” is not for the inside of [ ]")},
    {PCRE2_ERROR_UNICODE_DISALLOWED_CODE_POINT, N_("there is no character of this number")},
    {PCRE2_ERROR_BACKSLASH_C_CALLER_DISABLED, N_("“\\C”, a single byte, is not for text")},
    {PCRE2_ERROR_BACKSLASH_C_LIBRARY_DISABLED, N_("“\\C”, a single byte, is not for text")},
    {PCRE2_ERROR_PATTERN_TOO_COMPLICATED, N_("it is too complicated")},
    {PCRE2_ERROR_LOOKBEHIND_TOO_COMPLICATED, N_("it is too complicated")},
    {PCRE2_ERROR_LOOKBEHIND_TOO_LONG, N_("it looks back too far")},
    {PCRE2_ERROR_PATTERN_STRING_TOO_LONG, N_("it is too long")},
};
/* clang-format on */

void
regex_add_reason(struct buffer *out, int number)
{
    PCRE2_UCHAR message[256];
    for (size_t i = 0; i < BASE_COUNT(reasons); i++)
        if (reasons[i].number == number) {
            buffer_add_text(out, _(reasons[i].words));
            return;
        }
    pcre2_calls()->get_error_message(number, message, sizeof message);
    buffer_printf(out, _("PCRE2 says: %s"), (const char *)message);
}
