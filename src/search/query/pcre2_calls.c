/* PCRE2, as it is found on this system: once, and only by who has a regular expression. */
#include "search/query/pcre2_calls.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stddef.h>

#define LIBRARY_FILE "libpcre2-8.so.0"

static struct pcre2_calls calls;
static int is_there; /* once it was looked for */

static void
find(void)
{
    void *library = dlopen(LIBRARY_FILE, RTLD_NOW | RTLD_LOCAL);
    is_there = library != NULL;
#define FIND(name)                                                                                                     \
    if (is_there) {                                                                                                    \
        *(void **)&calls.name = dlsym(library, "pcre2_" #name "_8");                                                   \
        is_there = calls.name != NULL;                                                                                 \
    }
    PCRE2_CALLS(FIND)
}

const struct pcre2_calls *
pcre2_calls(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find);
    return is_there ? &calls : NULL;
}
