/* Memory that is there or ends the program.
 *
 * A reader that cannot get a few kilobytes cannot do anything useful any more,
 * so no caller is asked to handle it. Must not know the terminal: it only queues
 * a signal, and src/term restores the screen on it.
 */
#include "kanbao/base.h"

#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

_Noreturn void
base_out_of_memory(void)
{
    static const char reason[] = "kanbao: out of memory\n";
    /* Without a handler this is the only place the reason is said. */
    ssize_t ignored = write(STDERR_FILENO, reason, sizeof reason - 1);
    (void)ignored;
    sigqueue(getpid(), SIGABRT, (union sigval){.sival_ptr = (void *)reason});
    abort();
}

void *
base_alloc(size_t bytes)
{
    void *memory = malloc(bytes ? bytes : 1);
    if (memory == NULL)
        base_out_of_memory();
    return memory;
}

void *
base_alloc_zero(size_t count, size_t bytes)
{
    void *memory = calloc(count ? count : 1, bytes ? bytes : 1);
    if (memory == NULL)
        base_out_of_memory();
    return memory;
}

void *
base_realloc(void *old, size_t bytes)
{
    void *memory = realloc(old, bytes ? bytes : 1);
    if (memory == NULL)
        base_out_of_memory();
    return memory;
}

char *
base_strndup(const char *text, size_t bytes)
{
    char *copy = base_alloc(bytes + 1);
    if (bytes > 0)
        memcpy(copy, text, bytes);
    copy[bytes] = '\0';
    return copy;
}

char *
base_strdup(const char *text)
{
    return base_strndup(text, strlen(text));
}

void *
base_grow(void *array, size_t *capacity, size_t wanted, size_t bytes)
{
    if (wanted <= *capacity)
        return array;
    size_t more = *capacity < 8 ? 8 : *capacity;
    while (more < wanted) {
        if (more > SIZE_MAX / 2 / bytes)
            base_out_of_memory();
        more *= 2;
    }
    *capacity = more;
    return base_realloc(array, more * bytes);
}
