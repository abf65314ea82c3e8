/* One member of an archive: from where its header stands, so that nothing before it is unpacked. */
#include "source/packed/packed.h"

#include <errno.h>
#include <unistd.h>

/* It was unpacked once. */
static struct error *
read_spooled(const struct member *member, int spool_fd, size_t limit, struct buffer *out, bool *lost)
{
    if (member->bytes == UINT64_MAX || member->bytes > limit)
        return error_new(_("is larger than %zu MB (option file-size)"), limit >> 20);
    buffer_reserve(out, (size_t)member->bytes);
    for (size_t got = 0; got < member->bytes;) {
        ssize_t n = pread(spool_fd, out->at + out->len, (size_t)member->bytes - got, (off_t)(member->at + got));
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_new("%s", strerror(errno));
        *lost = n == 0;
        if (n == 0)
            break;
        got += (size_t)n;
        out->len += (size_t)n;
    }
    return NULL;
}

static struct error *
unpack_member(struct archive *archive, const struct stretch *stretch, size_t limit, struct buffer *out, bool *lost)
{
    struct archive_entry *entry;
    int found = libarchive()->read_next_header(archive, &entry);
    if (found != ARCHIVE_OK && found != ARCHIVE_WARN)
        return error_new(_("is damaged: nothing can be unpacked"));
    if (libarchive()->entry_is_data_encrypted(entry))
        return error_new(_("is encrypted"));
    struct error *error = unpack_entry(archive, &stretch->taken, limit, out, lost);
    if (error == NULL && out->len == 0)
        error = error_new(*lost ? _("is damaged: nothing can be unpacked") : _("is empty"));
    return error;
}

struct error *
member_read(const struct member_index *index, const struct member *member, int fd, size_t limit, struct buffer *out,
            bool *lost)
{
    *lost = false;
    if (index->form == PACKED_7ZIP)
        return read_spooled(member, index->spool_fd, limit, out, lost);
    struct stretch stretch = {
        .fd = index->spool_fd >= 0 ? index->spool_fd : fd, .end = index->end, .step = UNPACK_STEP_BYTES};
    stretch.start = member->at < index->end - index->start ? index->start + member->at : index->end;
    enum packed_form form = index->form == PACKED_ZIP ? PACKED_ZIP_STREAM : index->form;
    struct archive *archive = stretch_open(&stretch, form);
    if (archive == NULL)
        return error_new(_("is damaged: nothing can be unpacked"));
    struct error *error = unpack_member(archive, &stretch, limit, out, lost);
    stretch_close(&stretch, archive);
    return error;
}
