/* Locale and language: UTF-8 whatever the locale says, messages in what the user reads.
 */
#include <config.h>

#include "main/parts.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <strings.h>

enum { LIST_BYTES = 256 };

/* The catalogue there is, for a Chinese that has none of its own: 简 is read by who reads 繁, more easily than English. */
static const char chinese[] = "zh_CN";

/* Is LANGUAGE, of LEN bytes, some Chinese: zh, zh_TW, zh_Hans_SG? */
static bool
is_chinese(const char *language, size_t len)
{
    return len >= 2 && strncasecmp(language, "zh", 2) == 0 && (len == 2 || strchr("_-.@", language[2]) != NULL);
}

/* LANGUAGES, as the variable LANGUAGE has them, with zh_CN behind the last Chinese one; false: that is in it, or none is
   Chinese, or they are too many. */
static bool
add_chinese(const char *languages, char list[LIST_BYTES])
{
    const char *last = NULL;
    for (const char *at = languages; *at != '\0';) {
        size_t len = strcspn(at, ":");
        if (len == strlen(chinese) && strncmp(at, chinese, len) == 0)
            return false;
        if (is_chinese(at, len))
            last = at + len;
        at += len + (at[len] == ':');
    }
    if (last == NULL || strlen(languages) + strlen(chinese) + 2 > LIST_BYTES)
        return false;
    snprintf(list, LIST_BYTES, "%.*s:%s%s", (int)(last - languages), languages, chinese, last);
    return true;
}

static void
set_languages(const char *languages)
{
    char list[LIST_BYTES];
    setenv("LANGUAGE", add_chinese(languages, list) ? list : languages, 1);
}

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
    set_languages(language);
}

/* The locale that the environment names for CATEGORY; NULL or empty: none. */
static const char *
locale_of(const char *category)
{
    const char *variables[] = {"LC_ALL", category, "LANG"}, *locale = NULL;
    for (size_t i = 0; i < BASE_COUNT(variables) && (locale == NULL || *locale == '\0'); i++)
        locale = getenv(variables[i]);
    return locale;
}

/* A locale that this machine does not have still names a language: over SSH, LANG=zh_CN.UTF-8 comes to
   servers that know no Chinese. */
static void
take_language_of_locale(void)
{
    const char *locale = locale_of("LC_MESSAGES"), *chosen = getenv("LANGUAGE");
    if (chosen != NULL && *chosen != '\0') {
        set_languages(chosen);
        return;
    }
    if (locale == NULL)
        return;
    char *language = base_strndup(locale, strcspn(locale, ".@"));
    if (strcmp(language, "C") != 0 && strcmp(language, "POSIX") != 0)
        language_set(language);
    free(language);
}

/* A locale that says UTF-8 is what the user gets, whether this machine has it or not. */
static bool
names_utf8(const char *locale)
{
    const char *encoding = locale != NULL ? strchr(locale, '.') : NULL;
    return encoding != NULL && (strncasecmp(encoding, ".UTF-8", 6) == 0 || strncasecmp(encoding, ".utf8", 5) == 0);
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
        if (!names_utf8(locale_of("LC_CTYPE")))
            notice = N_("The locale is unknown or not UTF-8; UTF-8 is used all the same.");
    }
    const char *chosen = getenv("LANGUAGE"), *messages = setlocale(LC_MESSAGES, NULL);
    if (known && chosen != NULL && messages != NULL && strncmp(messages, "C.", 2) == 0)
        language_set(chosen); /* of C.UTF-8 some systems ask LANGUAGE and some do not */
    else if (!known || (messages != NULL && is_chinese(messages, strlen(messages))))
        take_language_of_locale();
    char *folder = own_folder("KANBAO_LOCALEDIR", "po/locale", LOCALEDIR);
    bindtextdomain(PACKAGE, folder);
    free(folder);
    bind_textdomain_codeset(PACKAGE, "UTF-8");
    textdomain(PACKAGE);
    return notice;
}
