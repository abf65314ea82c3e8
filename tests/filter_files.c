/* Scripts that make text of files. */
#include "filter_files.h"
#include "support.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <sys/wait.h>

char *
filter_put_script(const char *folder, const char *name, const char *lines)
{
    struct buffer text = {0};
    buffer_printf(&text, "#!/bin/sh\n%s\n", lines);
    support_put(folder, name, text.at);
    char *path = support_join(folder, name);
    assert_int_equal(chmod(path, 0700), 0);
    buffer_done(&text);
    return path;
}

void
filter_add(struct source_filters *filters, const char *glob, const char *program, const char *first, const char *second)
{
    const char *words[] = {program, first, second};
    size_t wrong;
    struct error *error = source_filters_add(filters, glob, words, 1 + (first != NULL) + (second != NULL), &wrong);
    must(error == NULL, "%s", error_text(error));
}

struct source_filters *
filter_of_lines(const char *folder, const char *lines)
{
    struct source_filters *filters = source_filters_new();
    char *program = filter_put_script(folder, "program", lines);
    filter_add(filters, "*.pdf", program, "{}", NULL);
    free(program);
    return filters;
}

/* No child is left, nor a descriptor. */
static int descriptors;

static int
count_descriptors(void)
{
    int count = 0;
    for (int fd = 0; fd < 100; fd++)
        count += fcntl(fd, F_GETFD) >= 0;
    return count;
}

int
filter_setup(void **state)
{
    int failed = support_folder_setup(state);
    if (failed == 0)
        support_put(*state, "a.pdf", "%PDF-1.7\n%");
    descriptors = count_descriptors();
    return failed;
}

int
filter_teardown(void **state)
{
    assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
    assert_int_equal(errno, ECHILD);
    assert_int_equal(count_descriptors(), descriptors);
    return support_folder_teardown(state);
}
