/* Packed files: the bytes that are in them, by libarchive, which is opened when the first one is met.
 *
 * A file of some hundred bytes can hold gigabytes: it is taken no more than LIMIT, and where more than UNPACKED_FREE is in it, than
 * RATIO_MAX times what the file has.
 */
#include "source/unpack.h"

#include <archive.h>
#include <archive_entry.h>
#include <dlfcn.h>
#include <pthread.h>
#include <stdlib.h>

enum { STEP_BYTES = 1 << 16, UNPACKED_FREE = 1 << 20, RATIO_MAX = 200 };

#define ARCHIVE_FILE "libarchive.so.13"

/* The functions that are used, by their own types. */
/* clang-format off */
#define FUNCTIONS(X)                                                                                                   \
    X(read_new) X(read_free) X(read_support_filter_gzip) X(read_support_filter_bzip2) X(read_support_filter_xz)        \
        X(read_support_filter_zstd) X(read_support_filter_lz4) X(read_support_format_raw) X(read_open_memory)          \
        X(read_next_header) X(read_data) X(error_string)
/* clang-format on */

#define DECLARE(name) __typeof__(archive_##name) *name;
static struct {
    FUNCTIONS(DECLARE)
} archives;

static bool archives_are_there; /* once they were looked for */

static void
find_archives(void)
{
    void *library = dlopen(ARCHIVE_FILE, RTLD_NOW | RTLD_LOCAL);
    archives_are_there = library != NULL;
#define FIND(name)                                                                                                     \
    if (archives_are_there) {                                                                                          \
        *(void **)&archives.name = dlsym(library, "archive_" #name);                                                   \
        archives_are_there = archives.name != NULL;                                                                    \
    }
    FUNCTIONS(FIND)
}

static bool
load_archives(void)
{
    static pthread_once_t once = PTHREAD_ONCE_INIT;
    pthread_once(&once, find_archives);
    return archives_are_there;
}

const char *
packed_as(const char *head, size_t bytes)
{
    static const struct {
        const char *magic, *what;
    } known[] = {{"\x1F\x8B", "gzip"},
                 {"BZh", "bzip2"},
                 {"\xFD\x37zXZ", "xz"},
                 {"\x28\xB5\x2F\xFD", "zstd"},
                 {"\x04\x22\x4D\x18", "lz4"}};
    for (size_t i = 0; i < BASE_COUNT(known); i++)
        if (slice_starts(slice_make(head, bytes), known[i].magic))
            return head[0] == 'B' && (bytes < 4 || head[3] < '1' || head[3] > '9') ? NULL : known[i].what; /* BZhang */
    return NULL;
}

static struct archive *
open_packed(struct slice packed)
{
    struct archive *archive = archives.read_new();
    struct archive_entry *entry;
    if (archive == NULL)
        return NULL;
    archives.read_support_filter_gzip(archive);
    archives.read_support_filter_bzip2(archive);
    archives.read_support_filter_xz(archive);
    archives.read_support_filter_zstd(archive);
    archives.read_support_filter_lz4(archive);
    archives.read_support_format_raw(archive);
    if (archives.read_open_memory(archive, packed.at, packed.len) == ARCHIVE_OK &&
        archives.read_next_header(archive, &entry) == ARCHIVE_OK)
        return archive;
    archives.read_free(archive);
    return NULL;
}

/* To the end, or as far as it goes. */
static struct error *
read_all(struct archive *archive, size_t packed_bytes, size_t limit, struct buffer *out, bool *lost)
{
    size_t most = packed_bytes < limit / RATIO_MAX ? packed_bytes * RATIO_MAX : limit;
    most = most > UNPACKED_FREE ? most : limit < UNPACKED_FREE ? limit : UNPACKED_FREE;
    for (;;) {
        buffer_reserve(out, STEP_BYTES);
        la_ssize_t got = archives.read_data(archive, out->at + out->len, STEP_BYTES);
        *lost = got < 0;
        if (got <= 0)
            break;
        out->len += (size_t)got;
        if (out->len > most)
            return most < limit ? error_new(_("holds more than %d times its own size"), RATIO_MAX)
                                : error_new(_("is larger than %zu MB (option file-size)"), limit >> 20);
    }
    return out->len == 0 ? error_new(*lost ? _("is damaged: nothing can be unpacked") : _("is empty")) : NULL;
}

struct error *
unpack(struct buffer *bytes, size_t limit, bool *lost)
{
    const char *what = packed_as(bytes->at, bytes->len);
    struct buffer out = {0};
    *lost = false;
    if (!load_archives())
        return error_new(_("is packed (%s), and %s is not installed"), what, "libarchive");
    struct archive *archive = open_packed(buffer_slice(bytes));
    if (archive == NULL)
        return error_new(_("is damaged: nothing can be unpacked"));
    struct error *error = read_all(archive, bytes->len, limit, &out, lost);
    archives.read_free(archive);
    if (error != NULL) {
        buffer_done(&out);
        return error;
    }
    buffer_done(bytes);
    *bytes = out;
    return NULL;
}
