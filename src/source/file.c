/* One file's bytes, safely: never a device, or something that is no text, and a FIFO only for who asks for one.
 *
 * Knows nothing of issues: what the text says is the parser's business.
 */
#include "source/filter/filter.h"
#include "source/packed/packed.h"
#include "source/understand.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum { HEAD_BYTES = UNDERSTAND_HEAD_BYTES };

static struct error *
refuse_kind(mode_t mode)
{
    if (S_ISDIR(mode))
        return error_new(_("is a directory"));
    if (S_ISFIFO(mode))
        return error_new(_("is a FIFO"));
    if (S_ISSOCK(mode))
        return error_new(_("is a socket"));
    return error_new(_("is a device"));
}

static struct error *
too_large(size_t limit)
{
    return error_new(_("is larger than %zu MB (option file-size)"), limit >> 20);
}

/* The descriptor in *FD and the size in *SIZE. *MEMBER: the path goes through a file, perhaps an archive. */
static struct error *
open_file(const char *path, size_t limit, int *fd, size_t *size, bool *member)
{
    struct stat stat;
    *fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    int why = *fd < 0 ? errno : 0;
    *member =
        why == ENOTDIR || (why == ENOENT && source_archive_of(path) > 0); /* of standard input, which is no file */
    if (why == ENXIO || why == ENODEV)
        return error_new(_("is a device"));
    if (why != 0)
        return error_new("%s", strerror(why));
    struct error *error = NULL;
    if (fstat(*fd, &stat) != 0)
        error = error_new("%s", strerror(errno));
    else if (!S_ISREG(stat.st_mode))
        error = refuse_kind(stat.st_mode);
    else if ((uintmax_t)stat.st_size > limit)
        error = too_large(limit);
    if (error != NULL) {
        close(*fd);
        return error;
    }
    *size = (size_t)stat.st_size;
    return NULL;
}

/* Reads at most BYTES; what a file lost meanwhile is not missed. */
static struct error *
read_fully(int fd, char *at, size_t bytes, size_t *got)
{
    *got = 0;
    while (*got < bytes) {
        ssize_t n = read(fd, at + *got, bytes - *got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_new("%s", strerror(errno));
        if (n == 0)
            break;
        *got += (size_t)n;
    }
    return NULL;
}

/* Until ALL has BYTES, or its end. */
static struct error *
read_up_to(int fd, size_t bytes, struct buffer *all)
{
    size_t got = 0, wanted = bytes > all->len ? bytes - all->len : 0;
    buffer_reserve(all, wanted);
    struct error *error = read_fully(fd, all->at + all->len, wanted, &got);
    all->len += got;
    return error;
}

/* To the end, which no size has told: of a stream, or of a file as /proc has them. ALL grows, and holds what was read. */
static struct error *
read_to_end(int fd, size_t limit, struct buffer *all)
{
    enum { STEP_BYTES = 1 << 16 };
    size_t got = 1;
    struct error *error = NULL;
    while (error == NULL && got > 0) {
        if (all->len > limit)
            return too_large(limit);
        buffer_reserve(all, STEP_BYTES);
        error = read_fully(fd, all->at + all->len, STEP_BYTES, &got);
        all->len += got;
    }
    return error;
}

/* The bytes of the file into BYTES, of more than BYTES_MAX only the beginning (*CUT); where it is packed, all, unpacked. */
static struct error *
read_file(int fd, size_t size, size_t limit, size_t bytes_max, struct buffer *bytes, bool *cut, bool *lost)
{
    struct error *error = NULL;
    size_t wanted = size > bytes_max ? SOURCE_PREVIEW_BYTES : size, got;
    *cut = size > bytes_max;
    if (size > 0) {
        if (bytes->capacity == 0) /* texts stay: no room is left over */
            *bytes = (struct buffer){.at = base_alloc(wanted + 1), .capacity = wanted + 1};
        buffer_reserve(bytes, wanted);
        error = read_fully(fd, bytes->at, wanted, &got);
        bytes->len = got;
    } else {
        error = read_to_end(fd, limit, bytes);
    }
    if (error != NULL || packed_as(bytes->at, bytes->len) == NULL)
        return error;
    if (*cut) /* the beginning alone is none of what is in it */
        error = read_to_end(fd, limit, bytes);
    *cut = false;
    return error == NULL ? unpack(bytes, limit, lost) : error;
}

/* BYTES, all of what has no file of its own, become what is in them: a packed file, or a book. */
static struct error *
open_bytes(struct source_name name, size_t limit, struct buffer *bytes, bool *lost)
{
    if (packed_as(bytes->at, bytes->len) != NULL)
        return unpack(bytes, limit, lost);
    return epub_begins(name.path, bytes->at, bytes->len) ? epub_unpack_bytes(name, limit, bytes, lost) : NULL;
}

/* The same of a member of an archive. */
static struct error *
read_member(struct source_name name, size_t limit, struct buffer *bytes, bool *lost)
{
    struct error *error = archives_read(name, limit, bytes, lost);
    return error == NULL ? open_bytes(name, limit, bytes, lost) : error;
}

/* A member of an archive as a file that a program can read; *FD is the caller's where there is no error. */
static struct error *
open_member(struct source_name name, size_t limit, int *fd)
{
    struct spool file = {.fd = -1};
    struct buffer bytes = {0};
    bool lost;
    struct error *error = archives_read(name, limit, &bytes, &lost);
    if (error == NULL)
        error = spool_open(&file);
    if (error == NULL)
        error = spool_add(&file, bytes.at, bytes.len);
    if (error != NULL && file.fd >= 0)
        close(file.fd);
    *fd = file.fd;
    buffer_done(&bytes);
    return error;
}

/* The same of what a program makes of the file, whose own size is not limited but where it is in an archive. */
static struct error *
read_filtered(struct source_name name, const struct filter *filter, size_t limit, size_t bytes_max,
              struct buffer *bytes, bool *cut)
{
    int fd = -1;
    size_t size = 0;
    bool member = false;
    struct error *error = open_file(name.path, SIZE_MAX, &fd, &size, &member);
    if (member) {
        error_free(error);
        error = open_member(name, limit, &fd);
    }
    if (error != NULL)
        return error;
    error = filter_run(name, filter, fd, !member, limit < bytes_max ? limit : bytes_max, bytes, cut);
    close(fd);
    if (error == NULL && *cut && limit <= bytes_max)
        error = filter_too_large(filter, limit);
    if (*cut && bytes->len > SOURCE_PREVIEW_BYTES)
        bytes->len = SOURCE_PREVIEW_BYTES;
    return error;
}

/* Of more than BYTES_MAX bytes only the beginning. */
static struct error *
read_named(struct source_name name, size_t limit, size_t bytes_max, struct buffer *bytes, bool *cut, bool *lost)
{
    int fd = -1;
    size_t size = 0; /* which a compiler that sees all files at once would miss */
    bool member = false;
    *cut = *lost = false;
    const struct filter *filter = filter_of(name);
    if (filter != NULL)
        return read_filtered(name, filter, limit, bytes_max, bytes, cut);
    struct error *error = open_file(name.path, limit, &fd, &size, &member);
    if (error == NULL) {
        error = read_file(fd, size, limit, bytes_max, bytes, cut, lost);
        close(fd);
    } else if (member) {
        error_free(error);
        error = read_member(name, limit, bytes, lost);
    }
    if (error == NULL && !member && epub_begins(name.path, bytes->at, bytes->len)) {
        error = epub_unpack(name, limit, bytes, lost);
        *cut = false;
    }
    if (error != NULL)
        return error;
    if (bytes->len > bytes_max) { /* unpacked */
        *cut = true;
        bytes->len = SOURCE_PREVIEW_BYTES;
    }
    return NULL;
}

static void
say_torn(struct source_text *text, bool lost)
{
    text->torn = lost;
    text->repaired += lost;
}

struct error *
source_read(struct source_name name, size_t limit, size_t bytes_max, struct source_text *text, bool *cut)
{
    struct buffer all = {0};
    bool lost;
    struct error *error = read_named(name, limit, bytes_max, &all, cut, &lost);
    if (error == NULL)
        error = understand_all(name, &all, *cut, text);
    if (error == NULL)
        say_torn(text, lost);
    buffer_done(&all);
    return error;
}

struct error *
source_read_bytes(struct source_name name, size_t limit, struct buffer *bytes, struct source_writing *writing)
{
    bool cut, lost;
    buffer_clear(bytes);
    *writing = (struct source_writing){0};
    struct error *error = read_named(name, limit, SIZE_MAX, bytes, &cut, &lost);
    if (error == NULL)
        error = understand(name, bytes, writing);
    writing->lost += error == NULL && lost;
    return error;
}

/* A member is read as a whole for that. */
static struct error *
probe_member(struct source_name name, size_t limit)
{
    bool lost;
    struct buffer all = {0};
    struct error *error = read_member(name, limit, &all, &lost);
    if (error == NULL)
        error = understand_head(name, all.at, all.len < HEAD_BYTES ? all.len : HEAD_BYTES);
    buffer_done(&all);
    return error;
}

/* By its first bytes; of a packed one, by its name as well. */
static bool
is_archive(const char *path, const char *head, size_t bytes)
{
    enum packed_form form = epub_begins(path, head, bytes) ? PACKED_NONE : packed_form_of(head, bytes);
    return form != PACKED_NONE && (form != PACKED_STREAM || base_archive_ending(slice_of(path)) > 0);
}

struct error *
source_probe(struct source_name name, size_t limit, bool *archive)
{
    int fd;
    size_t size, got;
    char head[HEAD_BYTES];
    bool member;
    *archive = false;
    bool filtered = filter_of(name) != NULL;
    struct error *error = open_file(name.path, SIZE_MAX, &fd, &size, &member);
    if (error != NULL && member) {
        error_free(error);
        return filtered ? NULL : probe_member(name, limit);
    }
    if (error != NULL)
        return error;
    error = read_fully(fd, head, sizeof head, &got);
    close(fd);
    if (error == NULL && got == 0)
        error = error_new(_("is empty"));
    *archive = error == NULL && !filtered && is_archive(name.path, head, got);
    if (error != NULL || *archive || filtered)
        return error;
    return size > limit ? too_large(limit) : understand_head(name, head, got);
}

/* ---- streams */

enum { STREAM_HEAD_BYTES = 5 << 20 /* a block of every packer ends in it */ };

/* Of ALL that was read so far. What is packed is unpacked as far as it goes. */
static bool
begins_archive(const char *path, const struct buffer *all)
{
    enum packed_form form = epub_begins(path, all->at, all->len) ? PACKED_NONE : packed_form_of(all->at, all->len);
    if (form != PACKED_STREAM || libarchive() == NULL)
        return form != PACKED_STREAM && form != PACKED_NONE;
    struct buffer head = {0};
    bool lost;
    error_free(unpack_stream(buffer_slice(all), STREAM_HEAD_BYTES, &head, &lost));
    if (lost)
        salvage(buffer_slice(all), STREAM_HEAD_BYTES, &head);
    bool tar = packed_form_of(head.at, head.len) == PACKED_TAR;
    buffer_done(&head);
    return tar;
}

/* ALL, and what still comes from FD, is the archive at NAME's path. */
static struct error *
keep_stream(struct source_name name, int fd, struct buffer *all)
{
    struct spool file = {.fd = -1};
    struct error *error = spool_open(&file);
    size_t got = all->len;
    while (error == NULL && got > 0) {
        error = spool_add(&file, all->at, got);
        if (error == NULL)
            error = read_fully(fd, all->at, all->len, &got);
    }
    if (error == NULL)
        archives_lend(name.archives, name.path, &file);
    else if (file.fd >= 0)
        close(file.fd);
    return error;
}

/* From FD on; *ARCHIVE as source_read_stream() has it. */
static struct error *
read_stream(struct source_name name, int fd, size_t limit, struct source_text *text, bool *archive)
{
    struct buffer all = {0};
    bool lost = false;
    struct error *error = read_up_to(fd, HEAD_BYTES, &all);
    bool packed = error == NULL && archive != NULL && packed_form_of(all.at, all.len) != PACKED_NONE;
    if (packed)
        error = read_up_to(fd, STREAM_HEAD_BYTES, &all);
    if (error == NULL && packed && begins_archive(name.path, &all)) {
        *archive = true;
        error = keep_stream(name, fd, &all);
        buffer_done(&all);
        return error;
    }
    if (error == NULL)
        error = read_to_end(fd, limit, &all);
    if (error == NULL && all.len == 0)
        error = error_new(_("is empty"));
    if (error == NULL)
        error = open_bytes(name, limit, &all, &lost);
    if (error == NULL)
        error = understand_all(name, &all, false, text);
    if (error == NULL)
        say_torn(text, lost);
    buffer_done(&all);
    return error;
}

struct error *
source_read_stream(struct source_name name, size_t limit, struct source_text *text, bool *archive)
{
    bool own = strcmp(name.path, "-") != 0;
    int fd = own ? open(name.path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
    if (archive != NULL)
        *archive = false;
    if (fd < 0)
        return error_new("%s", strerror(errno));
    struct error *error = read_stream(name, fd, limit, text, archive);
    if (own)
        close(fd);
    return error;
}
