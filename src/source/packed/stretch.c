/* Bytes that libarchive reads, and those that it gives. */
#include "source/packed/packed.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

enum { TAR_MAGIC_BYTE = 257 };

/* BZhang is no packer: behind its level there is a block, or the end. */
static bool
begins_bzip2(struct slice head)
{
    static const char *const marks[] = {"1AY&SY", "\x17rE8P\x90"};
    if (head.len < 4 || head.at[3] < '1' || head.at[3] > '9')
        return false;
    struct slice rest = slice_from(head, 4);
    for (size_t i = 0; i < BASE_COUNT(marks); i++)
        if (memcmp(rest.at, marks[i], rest.len < 6 ? rest.len : 6) == 0)
            return true;
    return false;
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
            return head[0] == 'B' && !begins_bzip2(slice_make(head, bytes)) ? NULL : known[i].what;
    return NULL;
}

enum packed_form
packed_form_of(const char *head, size_t bytes)
{
    struct slice all = slice_make(head, bytes);
    if (packed_as(head, bytes) != NULL)
        return PACKED_STREAM;
    if (slice_starts(all, "PK\x03\x04") || slice_starts(all, "PK\x05\x06"))
        return PACKED_ZIP;
    if (slice_starts(all, "7z\xBC\xAF\x27\x1C"))
        return PACKED_7ZIP;
    bool tar = bytes > TAR_MAGIC_BYTE && slice_starts(slice_from(all, TAR_MAGIC_BYTE), "ustar");
    return tar ? PACKED_TAR : PACKED_NONE;
}

/* ---- for libarchive */

static la_ssize_t
read_block(struct archive *archive, void *data, const void **block)
{
    (void)archive;
    struct stretch *stretch = data;
    uint64_t left = stretch->end - stretch->at;
    size_t wanted = left < stretch->step ? (size_t)left : stretch->step;
    ssize_t got = (ssize_t)wanted;
    *block = stretch->memory != NULL ? stretch->memory + stretch->at : stretch->block;
    if (stretch->memory == NULL)
        do
            got = pread(stretch->fd, stretch->block, wanted, (off_t)stretch->at);
        while (got < 0 && errno == EINTR);
    if (got > 0) {
        stretch->at += (uint64_t)got;
        stretch->taken += (uint64_t)got;
    }
    return got;
}

static la_int64_t
skip_bytes(struct archive *archive, void *data, la_int64_t bytes)
{
    (void)archive;
    struct stretch *stretch = data;
    uint64_t left = stretch->end - stretch->at;
    uint64_t skipped = (uint64_t)bytes < left ? (uint64_t)bytes : left;
    stretch->at += skipped;
    return (la_int64_t)skipped;
}

static la_int64_t
seek_byte(struct archive *archive, void *data, la_int64_t offset, int whence)
{
    (void)archive;
    struct stretch *stretch = data;
    uint64_t from = whence == SEEK_SET ? stretch->start : whence == SEEK_CUR ? stretch->at : stretch->end;
    int64_t place = (int64_t)from + offset;
    if (place < (int64_t)stretch->start || place > (int64_t)stretch->end)
        return ARCHIVE_FATAL;
    stretch->at = (uint64_t)place;
    return (la_int64_t)(stretch->at - stretch->start);
}

static void
support(struct archive *archive, enum packed_form form)
{
    const struct libarchive *calls = libarchive();
    switch (form) {
    case PACKED_TAR: calls->read_support_format_tar(archive); break;
    case PACKED_ZIP: calls->read_support_format_zip_seekable(archive); break;
    case PACKED_ZIP_STREAM: calls->read_support_format_zip_streamable(archive); break;
    case PACKED_7ZIP: calls->read_support_format_7zip(archive); break;
    case PACKED_STREAM:
        calls->read_support_filter_gzip(archive);
        calls->read_support_filter_bzip2(archive);
        calls->read_support_filter_xz(archive);
        calls->read_support_filter_zstd(archive);
        calls->read_support_filter_lz4(archive);
        calls->read_support_format_raw(archive);
        break;
    case PACKED_NONE: break;
    }
}

struct archive *
stretch_open(struct stretch *stretch, enum packed_form form)
{
    const struct libarchive *calls = libarchive();
    struct archive *archive = calls->read_new();
    if (archive == NULL)
        base_out_of_memory();
    stretch->at = stretch->start;
    stretch->taken = 0;
    stretch->block = stretch->memory == NULL ? base_alloc(stretch->step) : NULL;
    support(archive, form);
    calls->read_set_read_callback(archive, read_block);
    calls->read_set_skip_callback(archive, skip_bytes);
    calls->read_set_seek_callback(archive, seek_byte);
    calls->read_set_callback_data(archive, stretch);
    if (calls->read_open1(archive) == ARCHIVE_OK)
        return archive;
    stretch_close(stretch, archive);
    return NULL;
}

void
stretch_close(struct stretch *stretch, struct archive *archive)
{
    libarchive()->read_free(archive);
    free(stretch->block);
    stretch->block = NULL;
}

/* ---- from libarchive */

struct error *
packed_lacks_library(const char *what)
{
    return error_new(_("is packed (%s), and %s is not installed"), what, "libarchive");
}

struct error *
unpack_entry(struct archive *archive, const uint64_t *packed, size_t limit, struct buffer *out, bool *lost)
{
    int got;
    const void *block;
    size_t bytes;
    la_int64_t offset;
    *lost = false;
    while ((got = libarchive()->read_data_block(archive, &block, &bytes, &offset)) == ARCHIVE_OK ||
           got == ARCHIVE_WARN) {
        *lost |= got == ARCHIVE_WARN; /* the bytes are there, though they are not those that were packed */
        if (bytes > limit || out->len > limit - bytes)
            return error_new(_("is larger than %zu MB (option file-size)"), limit >> 20);
        buffer_add(out, block, bytes);
        if (out->len > UNPACKED_FREE && out->len / RATIO_MAX > *packed)
            return error_new(_("holds more than %d times its own size"), RATIO_MAX);
    }
    *lost |= got != ARCHIVE_EOF;
    return NULL;
}

struct error *
unpack_stream(struct slice bytes, size_t limit, struct buffer *out, bool *lost)
{
    struct archive_entry *entry;
    struct error *error = NULL;
    struct stretch stretch = {.memory = bytes.at, .end = bytes.len, .step = UNPACK_STEP_BYTES};
    struct archive *archive = stretch_open(&stretch, PACKED_STREAM);
    *lost = archive == NULL || libarchive()->read_next_header(archive, &entry) != ARCHIVE_OK;
    *lost = *lost || libarchive()->filter_count(archive) < 2; /* what it begins with was not enough for any */
    if (!*lost)
        error = unpack_entry(archive, &stretch.taken, limit, out, lost);
    if (archive != NULL)
        stretch_close(&stretch, archive);
    return error;
}
