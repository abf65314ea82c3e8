/* Packed files and archives. Nobody else knows libarchive.
 *
 *   epub.c (a book's chapters)
 *     -> archives.c (which archives were opened, and their members by paths; kanbao/source.h)
 *       -> member_index.c (where the members of one stand)
 *       -> member.c (one member's bytes)
 *         -> spool.c (what was unpacked once)
 *   unpack.c (one packed file) -> salvage.c (what is before a damage) -> stretch.c (bytes for libarchive, and from it) -> libarchive.c (its library)
 *
 * A file of some hundred bytes can hold gigabytes: of all that is unpacked no more is taken than a limit, and where it is more than
 * UNPACKED_FREE, than RATIO_MAX times what it was unpacked from.
 *
 * Uses of source: encoding (names of members are in any).
 */
#ifndef SOURCE_PACKED_H
#define SOURCE_PACKED_H

#include "kanbao/source.h"
#include "source/packed/libarchive.h"

enum { UNPACKED_FREE = 1 << 20, RATIO_MAX = 200, UNPACK_STEP_BYTES = 1 << 16 };

/* ---- stretch.c */

/* How bytes are to be understood. */
enum packed_form {
    PACKED_NONE,
    PACKED_STREAM, /* one packed file: gzip, bzip2, xz, zstd, lz4 */
    PACKED_TAR,
    PACKED_ZIP,        /* from its directory on */
    PACKED_ZIP_STREAM, /* from member to member */
    PACKED_7ZIP
};

/* A part of an open file, or of memory, which libarchive reads; of a file by position, so that others may read it meanwhile. */
struct stretch {
    const char *memory; /* NULL: it is of the file */
    int fd;
    uint64_t start, end;
    uint64_t at;    /* next is read from here */
    uint64_t taken; /* bytes, so far */
    size_t step;    /* bytes at once */
    char *block;    /* of that many */
};

/* Of what it is that begins with these BYTES; 512 tell a tar. */
enum packed_form packed_form_of(const char *head, size_t bytes);
/* By its first BYTES, is it packed in a way that is known? "gzip"; NULL: it is not. */
const char *packed_as(const char *head, size_t bytes);

/* Opened, the caller's: to be closed by stretch_close(). STRETCH says where and in which steps. NULL: it is nothing of that form; that
   libarchive is there was asked before. */
struct archive *stretch_open(struct stretch *stretch, enum packed_form form);
void stretch_close(struct stretch *stretch, struct archive *archive);
/* What is left of the entry that ARCHIVE stands at, of LIMIT bytes at most, behind what OUT has. *PACKED says at each moment from how
   many bytes that was unpacked. *LOST: not all of it could be; an error: it is more than is taken. */
struct error *unpack_entry(struct archive *archive, const uint64_t *packed, size_t limit, struct buffer *out,
                           bool *lost) BASE_MUST_USE;
/* The same of BYTES, a whole packed file. */
struct error *unpack_stream(struct slice bytes, size_t limit, struct buffer *out, bool *lost) BASE_MUST_USE;
struct error *packed_lacks_library(const char *what) BASE_MUST_USE;

/* ---- salvage.c */

/* Of so much that was unpacked the last of what is before a damage is looked for; of more some 64 KB may be missing. */
enum { SALVAGED_MAX = 1 << 20 };
/* Of BYTES, a packed file that is cut off or damaged, OUT has what libarchive gives: appends what can be unpacked of it beyond that. */
void salvage(struct slice bytes, size_t limit, struct buffer *out);

/* ---- unpack.c */

/* BYTES, all of a packed file, become what is in it, of LIMIT bytes at most; *LOST: not all of it could be unpacked. An error: nothing
   could, or it is more than is taken, or libarchive is not there. */
struct error *unpack(struct buffer *bytes, size_t limit, bool *lost) BASE_MUST_USE;

/* ---- spool.c */

/* A file without a name that goes with the process: for what was unpacked once, of all archives, one behind another. Its descriptor's own
   place stays at its beginning. */
struct spool {
    int fd; /* -1: none yet */
    uint64_t bytes;
};
/* In TMPDIR or where it can be. */
struct error *spool_open(struct spool *spool) BASE_MUST_USE;
struct error *spool_add(struct spool *spool, const char *at, size_t bytes) BASE_MUST_USE;
/* All of a packed file, BYTES long, that FD is open for; *LOST: as far as it goes. */
struct error *spool_unpack(struct spool *spool, int fd, uint64_t bytes, bool *lost) BASE_MUST_USE;

/* ---- member_index.c */

struct member {
    char *name;     /* valid UTF-8 */
    char *link;     /* while the index is made: the member that it is another name of */
    uint64_t at;    /* of a tar and a zip, where its header begins; else its bytes in the spool, */
    uint64_t bytes; /* so many; UINT64_MAX: more than are read */
};

/* The members of one archive, by their names. Never changes once it was made. */
struct member_index {
    enum packed_form form;
    int spool_fd;        /* positions are those of the spool; -1: of the archive itself, */
    uint64_t start, end; /* where this is the archive's stretch */
    struct member *members;
    size_t count, capacity;
    char *damage; /* what is to be said of an archive that ends too early; NULL: nothing */
};

/* Of the archive that FD is open for, BYTES long. An error: it is none, nothing of it can be read, or libarchive is not there. LIMIT
   is that of one member that has to be unpacked for it. */
struct error *member_index_make(struct member_index *index, int fd, uint64_t bytes, struct spool *spool,
                                size_t limit) BASE_MUST_USE;
void member_index_done(struct member_index *index);
/* NULL: there is none of that name. */
const struct member *member_find(const struct member_index *index, const char *name);

/* ---- member.c */

/* The bytes of MEMBER of the archive that FD is open for. As unpack(). */
struct error *member_read(const struct member_index *index, const struct member *member, int fd, size_t limit,
                          struct buffer *out, bool *lost) BASE_MUST_USE;

/* ---- epub.c */

/* Does a book begin with these BYTES of the file at PATH? */
bool epub_begins(const char *path, const char *head, size_t bytes);
/* What the book at NAME's path says, as pages of HTML one behind another, each below a line that begins with TEXT_BOOK_PART. As unpack(). */
struct error *epub_unpack(struct source_name name, size_t limit, struct buffer *out, bool *lost) BASE_MUST_USE;
/* The same of the book that BYTES are, which has no file of its own. */
struct error *epub_unpack_bytes(struct source_name name, size_t limit, struct buffer *bytes, bool *lost) BASE_MUST_USE;

/* ---- archives.c */

/* FILE, whose descriptor is taken, is the archive at PATH as long as ARCHIVES is there: what came from a stream, or is in another archive. */
void archives_lend(struct source_archives *archives, const char *path, const struct spool *file);

/* The member of the archive that NAME's path goes into; as unpack(). An error also: it is not there, or the file is no archive. */
struct error *archives_read(struct source_name name, size_t limit, struct buffer *out, bool *lost) BASE_MUST_USE;

#endif
