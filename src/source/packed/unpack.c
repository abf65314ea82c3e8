/* One packed file: the bytes that are in it, of bytes that were read already. */
#include "source/packed/packed.h"

struct error *
unpack(struct buffer *bytes, size_t limit, bool *lost)
{
    struct buffer out = {0};
    *lost = false;
    if (libarchive() == NULL)
        return packed_lacks_library(packed_as(bytes->at, bytes->len));
    struct error *error = unpack_stream(buffer_slice(bytes), limit, &out, lost);
    if (error == NULL && *lost)
        salvage(buffer_slice(bytes), limit, &out);
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
