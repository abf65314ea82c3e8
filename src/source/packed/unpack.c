/* One packed file: the bytes that are in it, of bytes that were read already. */
#include "source/packed/packed.h"

struct error *
unpack(struct buffer *bytes, size_t limit, bool *lost)
{
    struct buffer out = {0};
    struct archive_entry *entry;
    struct error *error = NULL;
    *lost = false;
    if (libarchive() == NULL)
        return packed_lacks_library(packed_as(bytes->at, bytes->len));
    struct stretch stretch = {.memory = bytes->at, .end = bytes->len, .step = UNPACK_STEP_BYTES};
    struct archive *archive = stretch_open(&stretch, PACKED_STREAM);
    if (archive != NULL && libarchive()->read_next_header(archive, &entry) == ARCHIVE_OK)
        error = unpack_entry(archive, &stretch.taken, limit, &out, lost);
    else
        *lost = true;
    if (archive != NULL)
        stretch_close(&stretch, archive);
    if (error == NULL && out.len == 0)
        error = error_new(*lost ? _("is damaged: nothing can be unpacked") : _("is empty"));
    if (error != NULL) {
        buffer_done(&out);
        return error;
    }
    buffer_done(bytes);
    *bytes = out;
    return NULL;
}
