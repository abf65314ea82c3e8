/* The beginning of a packed file that is cut off or damaged, up to where its packer's own decoder comes.
 *
 * libarchive fills a block, of 64 KB or more, before it gives any of it, and none of the one in which the damage is: of a small file,
 * nothing. So bytes are packed in the same way and put before it; where there are so many that what can be unpacked of the file ends
 * with a block, all of it is given. How many these are is searched for: with one less there is a block less. gzip, bzip2, xz and
 * zstd are read one behind another, as their formats have it; of lz4 libarchive gives every block that is whole by itself.
 */
#include "source/packed/packed.h"

#include <stdlib.h>

enum {
    PADDING_MAX = 1 << 17, /* no filter's block is larger */
    PACKED_ROOM = 1 << 12  /* for zeros, packed */
};

/* COUNT zeros as PACKER, of packed_as(), packs them; false: libarchive cannot. */
static bool
pack_zeros(const char *packer, size_t count, struct buffer *out)
{
    const struct libarchive *calls = libarchive();
    struct archive *archive = calls->write_new();
    struct archive_entry *entry = calls->entry_new();
    char *zeros = base_alloc_zero(count, 1);
    size_t used = 0;
    buffer_reserve(out, PACKED_ROOM);
    calls->entry_set_filetype(entry, AE_IFREG);
    bool done = calls->write_add_filter_by_name(archive, packer) == ARCHIVE_OK &&
                calls->write_set_format_raw(archive) == ARCHIVE_OK &&
                calls->write_open_memory(archive, out->at, PACKED_ROOM, &used) == ARCHIVE_OK &&
                calls->write_header(archive, entry) == ARCHIVE_OK &&
                calls->write_data(archive, zeros, count) == (la_ssize_t)count &&
                calls->write_close(archive) == ARCHIVE_OK;
    calls->entry_free(entry);
    calls->write_free(archive);
    free(zeros);
    out->len = done ? used : 0;
    return done;
}

/* BYTES behind COUNT zeros, unpacked as far as that goes: OUT. Is that more than BEFORE? */
static bool
gives_more(struct slice bytes, size_t count, size_t limit, size_t before, struct buffer *out)
{
    struct buffer padded = {0};
    bool lost, more = false;
    buffer_clear(out);
    if (pack_zeros(packed_as(bytes.at, bytes.len), count, &padded)) {
        buffer_add_slice(&padded, bytes);
        struct error *error = unpack_stream(buffer_slice(&padded), limit, out, &lost);
        more = error == NULL && out->len > before;
        error_free(error);
    }
    buffer_done(&padded);
    return more;
}

/* Only the sums behind a gzip file's own end are missing: libarchive wants some, and does not look at them. */
static bool
lacks_sums(struct slice bytes, size_t limit, struct buffer *out)
{
    static const char sums[8];
    struct buffer ended = {0}, all = {0};
    bool lost = true;
    buffer_add_slice(&ended, bytes);
    buffer_add(&ended, sums, sizeof sums);
    error_free(unpack_stream(buffer_slice(&ended), limit, &all, &lost));
    if (!lost && all.len > out->len)
        buffer_add(out, all.at + out->len, all.len - out->len);
    buffer_done(&ended);
    buffer_done(&all);
    return !lost;
}

void
salvage(struct slice bytes, size_t limit, struct buffer *out)
{
    struct buffer given = {0};
    size_t before = out->len, low = 0, high = PADDING_MAX;
    size_t most = limit > SIZE_MAX - PADDING_MAX ? SIZE_MAX : limit + PADDING_MAX;
    if (before > SALVAGED_MAX || lacks_sums(bytes, limit, out))
        return;
    bool more = gives_more(bytes, high, most, before, &given);
    while (more && high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (gives_more(bytes, middle, most, before, &given))
            high = middle;
        else
            low = middle;
    }
    more = more && gives_more(bytes, high, most, before + high, &given); /* and these are not the zeros alone */
    /* what is packed twice is another thing behind zeros */
    if (more && memcmp(given.at + high, buffer_slice(out).at, before) == 0)
        buffer_add(out, given.at + high + before, given.len - high - before);
    buffer_done(&given);
}
