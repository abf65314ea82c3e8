/* libxml2 is opened with the few functions that are needed when the first file needs it, so that nobody else pays for it (and for ICU,
 * which it brings).
 */
#include "parser/html/libxml.h"

#include "kanbao/base.h"

#include <dlfcn.h>

#if LIBXML_VERSION >= 21400
#define LIBXML_FILES "libxml2.so.16", "libxml2.16.dylib"
#else
#define LIBXML_FILES "libxml2.so.2", "libxml2.2.dylib"
#endif

bool
libxml_open(struct libxml *libxml)
{
    static const char *const names[] = {LIBXML_FILES};
    void *library = NULL, *symbol;
    for (size_t i = 0; i < BASE_COUNT(names) && library == NULL; i++)
        library = dlopen(names[i], RTLD_NOW | RTLD_LOCAL);
    bool all = library != NULL;
    /* ISO C has no other way to a function */
#define FIND(name)                                                                                                     \
    symbol = all ? dlsym(library, #name) : NULL;                                                                       \
    memcpy(&libxml->name, &symbol, sizeof symbol);                                                                     \
    all = all && symbol != NULL;
    LIBXML_FUNCTIONS(FIND)
    return all;
}
