/* kanbao - source: the bytes of a file, of standard input or of a FIFO, decoded and repaired to clean UTF-8.
 *
 * Floor 1. The only place that reads files and standard input: what it gives is valid UTF-8, or a sentence that says why not, which
 * names no path. Of what a file is written in its bytes tell, unless it is said: UTF-8 at a look, and nothing is loaded for it; other
 * encodings by what their characters are. Safe in any thread.
 */
#ifndef KANBAO_SOURCE_H
#define KANBAO_SOURCE_H

#include "kanbao/base.h"
#include "kanbao/choices.h"
#include "kanbao/filters.h"
#include "kanbao/text.h"

enum { SOURCE_PREVIEW_BYTES = 64 << 10 };

/* What is known of characters of other encodings than UTF-8 once they were met. Belongs to one thread; who reads many files keeps one. Made at no
   cost, and grows when such a file is read. NULL is fine for source_decoder_free(). */
struct source_decoder;
struct source_decoder *source_decoder_new(void);
void source_decoder_free(struct source_decoder *decoder);

/* "GB18030"; constant text. */
const char *source_encoding_name(enum encoding encoding);

/* What is read. */
struct source_name {
    const char *path;                 /* of a file, or of a member of an archive: 2031.zip/0607.txt */
    enum encoding encoding;           /* ENCODING_AUTO: what its bytes say */
    struct source_decoder *decoder;   /* NULL: one is made for this file */
    struct source_archives *archives; /* NULL: an archive is looked through for this one member */
    /* borrowed; a file whose name it has is what its program makes of it, LIMIT and BYTES_MAX are of that, and what the file itself
       begins with or is packed as is the program's matter. NULL: none */
    const struct source_filters *filters;
};

struct source_text {
    char *at; /* malloc'd, valid UTF-8 */
    size_t bytes;
    size_t repaired;                /* places that could not be read */
    bool torn;                      /* one of these: it is packed, and not all of it could be unpacked */
    const char *encoding;           /* of the file; constant text */
    const struct text_drops *drops; /* behind the text, in its memory; NULL: none */
};

/* Opens, unpacks (gzip, bzip2, xz, zstd, lz4), checks, reads and repairs: regular files only, also those that say they have no bytes and have some (as in /proc),
   without ever blocking on one, of LIMIT bytes at most. Of more than
   BYTES_MAX bytes only the first SOURCE_PREVIEW_BYTES, cut where a line ends (*CUT says so). *TEXT is the caller's. */
struct error *source_read(struct source_name name, size_t limit, size_t bytes_max, struct source_text *text,
                          bool *cut) BASE_MUST_USE;

/* The same in two steps, for who need not understand every file: the bytes as UTF-8, which some of them may not be, into BYTES,
   whose memory is used again; and the text that they are. */
struct source_writing {
    const char *encoding; /* of the file; constant text */
    size_t lost;          /* places that could not be read in it */
};
struct error *source_read_bytes(struct source_name name, size_t limit, struct buffer *bytes,
                                struct source_writing *writing) BASE_MUST_USE;
struct source_text source_text_of(struct slice bytes, struct source_writing writing);

/* What source_read() would find wrong with the file, as far as its first bytes show it; an empty file is wrong, too.
   NULL: nothing. *ARCHIVE: it holds others, and nothing else is asked; of a packed one that is seen by its name. No program is
   run. */
struct error *source_probe(struct source_name name, size_t limit, bool *archive) BASE_MUST_USE;

/* All that comes out of a file until its end: of "-", which is standard input, or of a FIFO, for whose other side this waits. It must
   not be empty. *TEXT is the caller's. *ARCHIVE: it holds others; NAME's archives, which must be there, keep it for all that asks for it by
   its path, and there is no text. ARCHIVE: NULL where none is wanted. */
struct error *source_read_stream(struct source_name name, size_t limit, struct source_text *text,
                                 bool *archive) BASE_MUST_USE;

/* ---- archives (zip, 7z, tar, and tar packed as above): files that hold others, of which each is read by a path that goes through the
   archive as through a folder. An archive is looked through once, and what must be unpacked for that is kept in a file without a
   name, of TMPDIR or /var/tmp, so that no member costs more than itself. Safe in any thread. */
struct source_archives;
struct source_archives *source_archives_new(void);
/* For one more who frees it. NULL is fine in both. */
struct source_archives *source_archives_hold(struct source_archives *archives);
void source_archives_free(struct source_archives *archives);

/* So many bytes of PATH are that of a file, through which the rest goes; 0: none are. Asks the system. */
size_t source_archive_of(const char *path);
/* All files that the archive at PATH holds, by FOUND, in the order of their names: valid UTF-8, with no . or .. and no slash before
   them, whatever the archive has. LIMIT is that of one member. *DAMAGE: why there may be more, constant as long as ARCHIVES is there; NULL:
   there is not. An error: nothing can be read of it. */
struct error *source_archive_list(struct source_archives *archives, const char *path, size_t limit,
                                  void (*found)(void *context, const char *member), void *context,
                                  const char **damage) BASE_MUST_USE;
/* Another number each time that the file at PATH is found to be another archive than it was; 0: nothing can be read of it. */
unsigned source_archive_version(struct source_archives *archives, const char *path, size_t limit);
/* Is there such a file, or such a member of an archive? */
bool source_is_there(struct source_archives *archives, const char *path, size_t limit);

/* TEXT is read as a newspaper: what is no part of what it says goes (text_clean). */
void source_clean(struct source_text *text);

#endif
