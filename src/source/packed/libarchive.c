/* libarchive, as it is found on this system: once, and only by who needs it. */
#include "source/packed/libarchive.h"

#include <dlfcn.h>
#include <pthread.h>

#define LIBRARY_FILE "libarchive.so.13"

static struct libarchive calls;
static bool is_there; /* once it was looked for */

static void
find(void)
{
    void *library = dlopen(LIBRARY_FILE, RTLD_NOW | RTLD_LOCAL);
    is_there = library != NULL;
#define FIND(name)                                                                                                     \
    if (is_there) {                                                                                                    \
        *(void **)&calls.name = dlsym(library, "archive_" #name);                                                      \
        is_there = calls.name != NULL;                                                                                 \
    }
    LIBARCHIVE_FUNCTIONS(FIND)
}

const struct libarchive *
libarchive(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find);
    return is_there ? &calls : NULL;
}
