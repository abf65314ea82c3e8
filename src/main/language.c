/* Locale and language: UTF-8 whatever the locale says, messages in what the user reads.
 */
#include <config.h>

#include "main/parts.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <strings.h>

/* gettext asks LANGUAGE first, but only where the locale for messages is not "C", and since glibc 2.39 or so not "C.UTF-8"
   either, which is all that a bare system has. Of the C locale of a country that does not exist glibc finds the C
   locale's files, and by that name gettext takes it for another one. */
void
language_set(const char *language)
{
    if (*language == '\0')
        return;
    if (strcmp(language, "en") == 0) {
        setlocale(LC_MESSAGES, "C");
        return;
    }
    static const char *const locales[] = {"C_ZZ.UTF-8", "C.UTF-8", "en_US.UTF-8"};
    const char *now = setlocale(LC_MESSAGES, NULL);
    if (now == NULL || strcmp(now, "C") == 0 || strncmp(now, "C.", 2) == 0 || strcmp(now, "POSIX") == 0)
        for (size_t i = 0; i < BASE_COUNT(locales) && setlocale(LC_MESSAGES, locales[i]) == NULL; i++)
            continue;
    setenv("LANGUAGE", language, 1);
}

/* A locale that this machine does not have still names a language: over SSH, LANG=zh_CN.UTF-8 comes to
   servers that know no Chinese. */
static void
take_language_of_unknown_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    const char *locale = NULL;
    for (size_t i = 0; i < BASE_COUNT(variables) && (locale == NULL || *locale == '\0'); i++)
        locale = getenv(variables[i]);
    const char *chosen = getenv("LANGUAGE");
    if (locale == NULL || (chosen != NULL && *chosen != '\0'))
        return;
    char *language = base_strndup(locale, strcspn(locale, ".@"));
    if (strcmp(language, "C") != 0 && strcmp(language, "POSIX") != 0)
        language_set(language);
    free(language);
}

const char *
language_init(void)
{
    static const char *const others[] = {"C.UTF-8", "C.utf8", "en_US.UTF-8", "UTF-8"};
    const char *notice = NULL;
    /* not LC_ALL: ten more files to open would cost a twentieth of the start, and a decimal comma somewhere */
    bool known = setlocale(LC_CTYPE, "") != NULL && setlocale(LC_MESSAGES, "") != NULL;
    if (!known)
        setlocale(LC_ALL, "C");
    for (size_t i = 0; strcasecmp(nl_langinfo(CODESET), "UTF-8") != 0 && i < BASE_COUNT(others); i++) {
        setlocale(LC_CTYPE, others[i]);
        notice = N_("The locale is unknown or not UTF-8; UTF-8 is used all the same.");
    }
    const char *chosen = getenv("LANGUAGE"), *messages = setlocale(LC_MESSAGES, NULL);
    if (!known)
        take_language_of_unknown_locale();
    else if (chosen != NULL && messages != NULL && strncmp(messages, "C.", 2) == 0)
        language_set(chosen); /* of C.UTF-8 some systems ask LANGUAGE and some do not */
    const char *folder = getenv("KANBAO_LOCALEDIR");
    bindtextdomain(PACKAGE, folder != NULL ? folder : LOCALEDIR);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    return notice;
}
