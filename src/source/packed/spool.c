/* A file without a name that goes with the process, for what has none of its own in the system. */
#include "source/packed/packed.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#define SPOOL_MAX (UINT64_C(4) << 30)

struct error *
spool_open(struct spool *spool)
{
    const char *folders[] = {getenv("TMPDIR"), "/var/tmp", "/tmp"};
    for (size_t i = 0; i < BASE_COUNT(folders) && spool->fd < 0; i++) {
        struct buffer path = {0};
        if (folders[i] == NULL || folders[i][0] == '\0')
            continue;
        buffer_printf(&path, "%s/kanbao-XXXXXX", folders[i]);
        spool->fd = mkstemp(path.at);
        if (spool->fd >= 0)
            unlink(path.at);
        buffer_done(&path);
    }
    if (spool->fd < 0)
        return error_new(_("nothing can be unpacked: %s"), strerror(errno));
    fcntl(spool->fd, F_SETFD, FD_CLOEXEC);
    return NULL;
}

struct error *
spool_add(struct spool *spool, const char *at, size_t bytes)
{
    if (spool->bytes + bytes > SPOOL_MAX)
        return error_new(_("holds more than %d GB, with what was unpacked before"), (int)(SPOOL_MAX >> 30));
    for (size_t done = 0; done < bytes;) {
        ssize_t n = pwrite(spool->fd, at + done, bytes - done, (off_t)(spool->bytes + done));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return error_new(_("cannot be unpacked: %s"), strerror(errno));
        done += (size_t)n;
    }
    spool->bytes += bytes;
    return NULL;
}

/* Of a small one that is damaged, the last of what is before that. SPOOLED bytes of it were given. */
static struct error *
spool_salvaged(struct spool *spool, int fd, uint64_t bytes, uint64_t spooled)
{
    struct buffer packed = {0}, out = {0};
    struct error *error = NULL;
    bool lost;
    if (bytes > SALVAGED_MAX || spooled > SALVAGED_MAX)
        return NULL;
    buffer_reserve(&packed, (size_t)bytes);
    ssize_t got = pread(fd, packed.at, (size_t)bytes, 0);
    packed.len = got > 0 ? (size_t)got : 0;
    error_free(unpack_stream(buffer_slice(&packed), SALVAGED_MAX, &out, &lost));
    salvage(buffer_slice(&packed), SALVAGED_MAX, &out);
    if (out.len > spooled)
        error = spool_add(spool, out.at + spooled, out.len - (size_t)spooled);
    buffer_done(&packed);
    buffer_done(&out);
    return error;
}

struct error *
spool_unpack(struct spool *spool, int fd, uint64_t bytes, bool *lost)
{
    struct archive_entry *entry;
    struct stretch stretch = {.fd = fd, .end = bytes, .step = UNPACK_STEP_BYTES};
    struct archive *archive = stretch_open(&stretch, PACKED_STREAM);
    uint64_t start = spool->bytes;
    struct error *error = NULL;
    const void *block;
    size_t len;
    la_int64_t offset;
    *lost = archive == NULL || libarchive()->read_next_header(archive, &entry) != ARCHIVE_OK;
    while (error == NULL && !*lost) {
        int got = libarchive()->read_data_block(archive, &block, &len, &offset);
        *lost = got != ARCHIVE_OK && got != ARCHIVE_EOF;
        if (got != ARCHIVE_OK)
            break;
        error = spool_add(spool, block, len);
        if (error == NULL && spool->bytes - start > UNPACKED_FREE && (spool->bytes - start) / RATIO_MAX > stretch.taken)
            error = error_new(_("holds more than %d times its own size"), RATIO_MAX);
    }
    if (archive != NULL)
        stretch_close(&stretch, archive);
    return error == NULL && *lost ? spool_salvaged(spool, fd, bytes, spool->bytes - start) : error;
}
