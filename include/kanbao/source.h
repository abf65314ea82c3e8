/* kanbao - source: the bytes of a file, of standard input or of a FIFO, checked and repaired to clean UTF-8.
 *
 * Floor 1. The only place that reads files and standard input: what it gives is valid UTF-8, or a sentence that says why not, which
 * names no path. Safe in any thread.
 */
#ifndef KANBAO_SOURCE_H
#define KANBAO_SOURCE_H

#include "kanbao/base.h"
#include "kanbao/text.h"

enum { SOURCE_PREVIEW_BYTES = 64 << 10 };

/* What is read. */
struct source_name {
    const char *path;
    const char *member; /* of the archive at PATH; NULL: the file itself */
};

struct source_text {
    char *at; /* malloc'd, valid UTF-8 */
    size_t bytes;
    size_t repaired;                /* places that were not UTF-8 */
    const struct text_drops *drops; /* behind the text, in its memory; NULL: none */
};

/* Opens, checks, reads and repairs: regular files only, also those that say they have no bytes and have some (as in /proc),
   without ever blocking on one, of LIMIT bytes at most. Of more than
   BYTES_MAX bytes only the first SOURCE_PREVIEW_BYTES, cut where a line ends (*CUT says so). *TEXT is the caller's. */
struct error *source_read(struct source_name name, size_t limit, size_t bytes_max, struct source_text *text,
                          bool *cut) BASE_MUST_USE;

/* The same in two steps, for who need not understand every file: the bytes as they are, into BYTES, whose memory is used
   again; and the text that they are. */
struct error *source_read_bytes(struct source_name name, size_t limit, struct buffer *bytes) BASE_MUST_USE;
struct source_text source_text_of(struct slice bytes);

/* What source_read() would find wrong with the file at PATH, as far as its first bytes show it; an empty file is wrong, too.
   NULL: nothing. */
struct error *source_probe(const char *path, size_t limit) BASE_MUST_USE;

/* All that comes out of PATH until its end: "-", which is standard input, or a FIFO, for whose other side this waits. It must
   not be empty. *TEXT is the caller's. */
struct error *source_read_stream(const char *path, size_t limit, struct source_text *text) BASE_MUST_USE;

/* TEXT is read as a newspaper: what is no part of what it says goes (text_clean). */
void source_clean(struct source_text *text);

#endif
