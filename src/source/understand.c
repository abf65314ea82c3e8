/* Bytes of a file, unpacked, to text: what they are written in, what MIME wraps, and why they are no text at all.
 *
 * Knows nothing of files.
 */
#include "source/understand.h"

#include "source/encoding/encodings.h"
#include "source/mime/mime.h"
#include "source/packed/packed.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum {
    HEAD_BYTES = UNDERSTAND_HEAD_BYTES,
    SCRATCH_BYTES = 1 << 20 /* that a decoder keeps to work in */
};

/* Is a byte of the eight at AT a control? */
static bool
has_control(const char *at)
{
    const uint64_t ones = UINT64_C(0x0101010101010101), tops = ones * 0x80;
    uint64_t here;
    memcpy(&here, at, sizeof here);
    uint64_t del = here ^ ones * 0x7F;
    /* of bytes below 0x80 those from which 0x20 cannot be taken, and those that are 0x7F */
    return ((((here - ones * 0x20) & ~here) | ((del - ones) & ~del)) & tops) != 0;
}

/* How many of them no text has. */
static size_t
count_controls(const char *head, size_t bytes)
{
    size_t controls = 0;
    for (size_t i = 0; i < bytes;) {
        size_t end = bytes - i > 8 ? i + 8 : bytes;
        if (end - i == 8 && !has_control(head + i)) {
            i = end;
            continue;
        }
        for (; i < end; i++) {
            unsigned char byte = (unsigned char)head[i];
            if (byte < 0x20 || byte == 0x7F)
                controls += strchr("\t\n\v\r\f\b\033", byte) == NULL || byte == 0;
        }
    }
    return controls;
}

/* Says why the first bytes of a file are no text in any encoding, or NULL. */
static struct error *
check_magic(const char *head, size_t bytes)
{
    static const struct {
        const char *magic, *what;
        // clang-format off
    } known[] = {
        {"%PDF-", N_("PDF; for its text the configuration needs: filter *.pdf \"pdftotext -layout {} -\"")},
        {"\x7F" "ELF", N_("a program")}, {"\x89PNG", N_("a picture")},      {"\xFF\xD8\xFF", N_("a picture")},
        {"GIF8", N_("a picture")},       {"PK\x03\x04", "zip"},    {"7z\xBC\xAF", "7z"},              {"SQLite format 3", "SQLite"},
    };
    // clang-format on
    for (size_t i = 0; i < BASE_COUNT(known); i++)
        if (slice_starts(slice_make(head, bytes), known[i].magic))
            return error_new(_("is no text but %s"), _(known[i].what));
    if (packed_form_of(head, bytes) == PACKED_TAR) /* in another file */
        return error_new(_("is no text but %s"), "tar");
    return NULL;
}

/* A few stray ones are damage, many are another kind of file. */
static struct error *
check_controls(const char *at, size_t bytes)
{
    size_t head = bytes < HEAD_BYTES ? bytes : HEAD_BYTES;
    return count_controls(at, head) * 10 > head ? error_new(_("is a binary file")) : NULL;
}

/* What all bytes of a text are written in, as it was said, or as they say it themselves. */
static struct error *
find_encoding(struct source_name name, struct slice bytes, struct source_decoder *decoder, enum encoding *encoding)
{
    *encoding = name.encoding != ENCODING_AUTO ? name.encoding : encoding_guess(decoder, bytes);
    if (*encoding == ENCODING_AUTO) {
        struct error *binary = check_controls(bytes.at, bytes.len);
        return binary != NULL ? binary : error_new(_("is in no encoding that is known (option encoding forces one)"));
    }
    if (*encoding != ENCODING_UTF8 && !decoder_prepare(decoder, *encoding))
        return error_new(_("is in %s, which this system cannot decode"), source_encoding_name(*encoding));
    return NULL;
}

/* Bytes that are no UTF-8 become it in place; *REPAIRED counts what could not be read. */
static void
recode(struct buffer *bytes, enum encoding encoding, struct source_decoder *decoder, size_t *repaired)
{
    struct buffer before = *bytes;
    buffer_clear(&decoder->scratch);
    encoding_decode(decoder, encoding, buffer_slice(bytes), &decoder->scratch, repaired);
    *bytes = decoder->scratch;
    decoder->scratch = before;
    if (before.capacity > SCRATCH_BYTES)
        buffer_done(&decoder->scratch);
}

/* What MIME wraps, each part in an encoding of its own, becomes UTF-8. */
static void
unwrap(struct source_name name, enum mime_form form, struct buffer *bytes, struct source_decoder *decoder,
       struct source_writing *writing, enum encoding *encoding)
{
    struct mime_reading reading = {.decoder = decoder, .forced = name.encoding};
    mime_open(form, bytes, &reading);
    *encoding = reading.found;
    writing->lost = reading.lost;
}

/* A file of such a name is read by its markup, of which not every kind is known. */
static struct error *
check_xml(const char *path, struct slice text)
{
    static const char *const endings[] = {".xml", ".rss", ".atom", ".rdf", ".opml"};
    size_t ending = base_find_ending(path, endings, BASE_COUNT(endings));
    if (ending < BASE_COUNT(endings) && text_xml_form(text) == TEXT_XML_NONE)
        return error_new(_("is in no form of XML that is known: neither RSS, Atom, OPML nor XHTML"));
    return NULL;
}

/* The BYTES of a file become UTF-8 that may have bad bytes in it, which text_repair() finds; or it is said why they are no text. */
struct error *
understand(struct source_name name, struct buffer *bytes, struct source_writing *writing)
{
    enum encoding encoding = ENCODING_UTF8;
    struct source_decoder *own = name.decoder == NULL ? source_decoder_new() : NULL;
    struct source_decoder *decoder = own != NULL ? own : name.decoder;
    *writing = (struct source_writing){0};
    struct error *error = check_magic(bytes->at, bytes->len);
    enum mime_form wrapped = error == NULL ? mime_form_of(name.path, buffer_slice(bytes)) : MIME_NONE;
    if (wrapped != MIME_NONE)
        unwrap(name, wrapped, bytes, decoder, writing, &encoding);
    else if (error == NULL)
        error = find_encoding(name, buffer_slice(bytes), decoder, &encoding);
    if (error == NULL && wrapped == MIME_NONE && encoding != ENCODING_UTF8)
        recode(bytes, encoding, decoder, &writing->lost);
    writing->encoding = source_encoding_name(encoding);
    if (error == NULL)
        error = check_controls(bytes->at, bytes->len);
    if (error == NULL)
        error = check_xml(name.path, buffer_slice(bytes));
    source_decoder_free(own);
    return error;
}

/* The same of the first BYTES of a file, which may end inside a character. */
struct error *
understand_head(struct source_name name, const char *head, size_t bytes)
{
    if (packed_as(head, bytes) != NULL || epub_begins(name.path, head, bytes))
        return NULL; /* what is in it the whole will say */
    struct error *error = check_magic(head, bytes);
    if (error != NULL || count_controls(head, bytes) * 10 <= bytes)
        return error;
    /* which UTF-16 has as well */
    struct buffer copy = {0};
    struct source_writing writing;
    buffer_add(&copy, head, bytes);
    error = understand(name, &copy, &writing);
    buffer_done(&copy);
    return error;
}

/* Does a line end right before END? As text_clean() has it. */
static bool
is_line_end(const char *at, size_t end)
{
    static const char *const ends[] = {"\n", "\r", "\f", "\v", "\xC2\x85", "\u2028", "\u2029"};
    for (size_t i = 0; i < BASE_COUNT(ends); i++)
        if (slice_ends(slice_make(at, end), ends[i]))
            return true;
    return false;
}

/* Where a beginning may end: after the last line end, or before a cut character. */
static size_t
cut_point(const char *at, size_t bytes)
{
    for (size_t i = bytes; i > bytes / 2; i--)
        if (is_line_end(at, i))
            return i;
    while (bytes > 0 && text_is_tail(at[bytes - 1]))
        bytes--;
    return bytes > 0 && (unsigned char)at[bytes - 1] >= 0xC0 ? bytes - 1 : bytes;
}

/* ALL becomes a text, if it is one; where it is CUT off, up to the end of a line. */
struct error *
understand_all(struct source_name name, struct buffer *all, bool cut, struct source_text *text)
{
    struct source_writing writing;
    struct error *error = understand(name, all, &writing);
    if (error != NULL)
        return error;
    if (cut)
        all->len = cut_point(all->at, all->len);
    size_t len = all->len, room = all->capacity;
    *text = (struct source_text){.at = buffer_take(all), .encoding = writing.encoding};
    if (room > len + 1)
        text->at = base_realloc(text->at, len + 1);
    text->bytes = text_repair(&text->at, len, &text->repaired);
    text->repaired += writing.lost;
    return NULL;
}

struct source_text
source_text_of(struct slice bytes, struct source_writing writing)
{
    struct source_text text = {.at = base_alloc(bytes.len + 1), .encoding = writing.encoding};
    memcpy(text.at, bytes.at, bytes.len);
    text.bytes = text_repair(&text.at, bytes.len, &text.repaired);
    text.repaired += writing.lost;
    return text;
}

void
source_clean(struct source_text *text)
{
    text->bytes = text_clean(&text->at, text->bytes, &text->drops);
}
