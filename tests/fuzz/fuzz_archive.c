/* Any bytes as an archive: its members have names that lead nowhere but down, in their order, each once; each can be read or not, and
   what is read is no more than was asked for. And the same bytes as a book. */
#include "kanbao/source.h"

#include <stdlib.h>
#include <unistd.h>

enum { LIMIT_BYTES = 1 << 18, READ_MAX = 4 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool right)
{
    if (!right)
        abort();
}

struct names {
    char *last, *first[READ_MAX];
    size_t count;
};

static void
take_name(void *context, const char *name)
{
    struct names *names = context;
    char *copy = base_strdup(name);
    size_t repaired = 0;
    text_repair(&copy, strlen(name), &repaired);
    must(repaired == 0 && name[0] != '/' && name[0] != '\0' && name[strlen(name) - 1] != '/');
    for (const char *at = name; at != NULL; at = strchr(at, '/')) {
        at += *at == '/';
        size_t len = strcspn(at, "/");
        must(len > 0 && strncmp(at, "..", len > 2 ? len : 2) != 0 && strncmp(at, ".", len > 1 ? len : 1) != 0);
    }
    must(names->last == NULL || strcmp(names->last, name) < 0);
    free(names->last);
    names->last = copy;
    if (names->count < READ_MAX)
        names->first[names->count++] = base_strdup(name);
}

static void
read_text(struct source_archives *archives, const char *path)
{
    struct source_text text = {0};
    bool cut;
    struct error *error =
        source_read((struct source_name){.path = path, .archives = archives}, LIMIT_BYTES, SIZE_MAX, &text, &cut);
    must((error != NULL) == (text.at == NULL));
    /* of a byte there may become a character of four */
    must(text.bytes <= (size_t)LIMIT_BYTES * 4 + 8);
    error_free(error);
    free(text.at);
}

static void
check_archive(const char *path)
{
    struct source_archives *archives = source_archives_new();
    struct names names = {.count = 0};
    const char *damage = NULL;
    struct error *error = source_archive_list(archives, path, LIMIT_BYTES, take_name, &names, &damage);
    for (size_t i = 0; i < names.count; i++) {
        struct buffer member = {0};
        buffer_printf(&member, "%s/%s", path, names.first[i]);
        must(source_is_there(archives, member.at, LIMIT_BYTES));
        read_text(archives, member.at);
        buffer_done(&member);
        free(names.first[i]);
    }
    free(names.last);
    error_free(error);
    source_archives_free(archives);
}

/* The first byte says how the file is called. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const endings[] = {".zip", ".tar", ".7z", ".tar.gz", ".tgz", ".epub"};
    if (size == 0)
        return 0;
    const char *ending = endings[data[0] % BASE_COUNT(endings)];
    struct buffer path = {0};
    buffer_printf(&path, "/tmp/kanbao-fuzz-XXXXXX%s", ending);
    int fd = mkstemps(path.at, (int)strlen(ending));
    must(fd >= 0 && write(fd, data + 1, size - 1) == (ssize_t)(size - 1));
    close(fd);
    check_archive(path.at);
    read_text(NULL, path.at);
    unlink(path.at);
    buffer_done(&path);
    return 0;
}
