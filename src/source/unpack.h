/* Packed files. A part of source: nobody else knows libarchive. */
#ifndef SOURCE_UNPACK_H
#define SOURCE_UNPACK_H

#include "kanbao/base.h"

/* By its first BYTES, is it packed in a way that is known? "gzip"; NULL: it is not. */
const char *packed_as(const char *head, size_t bytes);
/* BYTES, all of a packed file, become what is in it, of LIMIT bytes at most; *LOST: not all of it could be unpacked. An error: nothing
   could, or it is more than is taken, or libarchive is not there. */
struct error *unpack(struct buffer *bytes, size_t limit, bool *lost) BASE_MUST_USE;

#endif
