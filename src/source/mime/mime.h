/* What MIME wraps: a page saved with its pictures (MHTML), messages (.eml, mbox). A part of source: only file.c asks.
 *
 *   mime.c (the whole: pages, messages) -> mime_parts.c (headers, parts) -> mime_bytes.c (bytes and words as they were meant)
 *
 * No more of RFC 2045 to 2047, 2387, 2557 and 4155 than a reader needs: texts, and who wrote them when. What is broken gives what it can.
 */
#ifndef SOURCE_MIME_H
#define SOURCE_MIME_H

#include "source/encoding/encodings.h"

enum { MIME_DEPTH_MAX = 8, MIME_PARTS_MAX = 1000, MIME_HEADER_BYTES_MAX = 64 * 1024 };

enum mime_form { MIME_NONE, MIME_PAGE, MIME_MAIL };

/* ---- mime_bytes.c */
/* Appends BODY, written as ENCODING ("base64", "quoted-printable"; all else stays as it is) says. */
void mime_decode(struct slice body, struct slice encoding, struct buffer *out);
/* "gb2312": how it is read here; ENCODING_AUTO: not known. */
enum encoding mime_charset(struct slice name);
/* What is needed to make characters of bytes. */
struct mime_reading {
    struct source_decoder *decoder;
    enum encoding forced; /* ENCODING_AUTO: as is said, or as the bytes say */
    enum encoding found;  /* of the first text */
    size_t lost;          /* places that could not be read */
};
/* Appends BYTES as UTF-8, in which they may be bad still; CHARSET is what is said of them. */
void mime_read_bytes(struct mime_reading *reading, struct slice bytes, struct slice charset, struct buffer *out);
/* Appends the words of a header, =?charset?B?...?= among them, in one line. */
void mime_read_words(struct mime_reading *reading, struct slice value, struct buffer *out);

/* ---- mime_parts.c */
/* A message or a part of one. */
struct mime_part {
    struct slice headers, body;
};
struct mime_part mime_split(struct slice text);
/* Does TEXT begin with a line of a header? */
bool mime_begins(struct slice text);
/* The value of a header, its lines as one, in OUT, which is cleared; none: empty. */
struct slice mime_header(const struct mime_part *part, const char *name, struct buffer *out);
/* "boundary" of multipart/related; boundary="a b": a slice of VALUE. */
struct slice mime_parameter(struct slice value, const char *name);
/* Is VALUE, up to its parameters, TYPE, or, where TYPE ends with /, one of these? */
bool mime_is(struct slice value, const char *type);
/* Takes the next part from *AT of the body of one of several parts; false: there is none. */
bool mime_next(struct slice body, struct slice boundary, size_t *at, struct mime_part *part);
/* The boundary of PART, as its header has it, or as its body begins; in OUT. */
struct slice mime_boundary(const struct mime_part *part, struct buffer *out);

/* ---- mime.c: what a file called PATH is that begins with BYTES; and its BYTES become what it says, as UTF-8 that may be bad: the
   HTML of a page; of messages Subject, From and Date, each in its line where it is there, an empty line, and the text (below
   Content-Type: text/html where it is that), from the second on below a line that begins with "From ", which in a text is ">From ". */
enum mime_form mime_form_of(const char *path, struct slice bytes);
void mime_open(enum mime_form form, struct buffer *bytes, struct mime_reading *reading);

#endif
