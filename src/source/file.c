/* One file's bytes, safely: never a device, or something that is no text, and a FIFO only for who asks for one.
 *
 * Knows nothing of issues: what the text says is the parser's business.
 */
#include "source/encodings.h"
#include "source/filter.h"
#include "source/unpack.h"

#include "kanbao/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    HEAD_BYTES = 4096,
    SCRATCH_BYTES = 1 << 20 /* that a decoder keeps to work in */
};

static struct error *
refuse_kind(mode_t mode)
{
    if (S_ISDIR(mode))
        return error_new(_("is a directory"));
    if (S_ISFIFO(mode))
        return error_new(_("is a FIFO"));
    if (S_ISSOCK(mode))
        return error_new(_("is a socket"));
    return error_new(_("is a device"));
}

static struct error *
too_large(size_t limit)
{
    return error_new(_("is larger than %zu MB (option file-size)"), limit >> 20);
}

/* The descriptor in *FD and the size in *SIZE. */
static struct error *
open_file(const char *path, size_t limit, int *fd, size_t *size)
{
    struct stat stat;
    *fd = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC | O_NOCTTY);
    if (*fd < 0 && (errno == ENXIO || errno == ENODEV))
        return error_new(_("is a device"));
    if (*fd < 0)
        return error_new("%s", strerror(errno));
    struct error *error = NULL;
    if (fstat(*fd, &stat) != 0)
        error = error_new("%s", strerror(errno));
    else if (!S_ISREG(stat.st_mode))
        error = refuse_kind(stat.st_mode);
    else if ((uintmax_t)stat.st_size > limit)
        error = too_large(limit);
    if (error != NULL) {
        close(*fd);
        return error;
    }
    *size = (size_t)stat.st_size;
    return NULL;
}

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

/* The BYTES of a file become UTF-8 that may have bad bytes in it, which text_repair() finds; or it is said why they are no text. */
static struct error *
understand(struct source_name name, struct buffer *bytes, struct source_writing *writing)
{
    enum encoding encoding = ENCODING_UTF8;
    struct source_decoder *own = name.decoder == NULL ? source_decoder_new() : NULL;
    struct source_decoder *decoder = own != NULL ? own : name.decoder;
    *writing = (struct source_writing){0};
    struct error *error = check_magic(bytes->at, bytes->len);
    if (error == NULL)
        error = find_encoding(name, buffer_slice(bytes), decoder, &encoding);
    if (error == NULL && encoding != ENCODING_UTF8)
        recode(bytes, encoding, decoder, &writing->lost);
    writing->encoding = source_encoding_name(encoding);
    if (error == NULL)
        error = check_controls(bytes->at, bytes->len);
    source_decoder_free(own);
    return error;
}

/* The same of the first BYTES of a file, which may end inside a character. */
static struct error *
check_head(struct source_name name, const char *head, size_t bytes)
{
    struct error *error = check_magic(head, bytes);
    if (packed_as(head, bytes) != NULL)
        return NULL; /* what is in it the whole will say */
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

/* Reads at most BYTES; what a file lost meanwhile is not missed. */
static struct error *
read_fully(int fd, char *at, size_t bytes, size_t *got)
{
    *got = 0;
    while (*got < bytes) {
        ssize_t n = read(fd, at + *got, bytes - *got);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return error_new("%s", strerror(errno));
        if (n == 0)
            break;
        *got += (size_t)n;
    }
    return NULL;
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

static struct error *
give_up(struct error *error, struct buffer *all)
{
    buffer_done(all);
    return error;
}

/* To the end, which no size has told: of a stream, or of a file as /proc has them. ALL grows, and holds what was read. */
static struct error *
read_to_end(int fd, size_t limit, struct buffer *all)
{
    enum { STEP_BYTES = 1 << 16 };
    size_t got = 1;
    struct error *error = NULL;
    while (error == NULL && got > 0) {
        if (all->len > limit)
            return too_large(limit);
        buffer_reserve(all, STEP_BYTES);
        error = read_fully(fd, all->at + all->len, STEP_BYTES, &got);
        all->len += got;
    }
    return error;
}

/* ALL becomes a text, if it is one; where it is CUT off, up to the end of a line. */
static struct error *
take_text(struct source_name name, struct buffer *all, bool cut, struct source_text *text)
{
    struct source_writing writing;
    struct error *error = understand(name, all, &writing);
    if (error != NULL)
        return give_up(error, all);
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

/* ALL becomes what FILTER makes of the file, whose own size is not limited; of more than MOST bytes some beginning (*CUT). */
static struct error *
read_filtered(struct source_name name, const struct filter *filter, size_t most, struct buffer *all, bool *cut)
{
    int fd = -1;
    size_t size = 0;
    struct error *error = open_file(name.path, SIZE_MAX, &fd, &size);
    if (error != NULL)
        return error;
    error = filter_run(name, filter, fd, most, all, cut);
    close(fd);
    return error;
}

static struct error *
read_filtered_text(struct source_name name, const struct filter *filter, size_t limit, size_t bytes_max,
                   struct source_text *text, bool *cut)
{
    struct buffer all = {0};
    struct error *error = read_filtered(name, filter, limit < bytes_max ? limit : bytes_max, &all, cut);
    if (error == NULL && *cut && limit <= bytes_max)
        error = filter_too_large(filter, limit);
    if (error != NULL)
        return give_up(error, &all);
    if (*cut && all.len > SOURCE_PREVIEW_BYTES)
        all.len = SOURCE_PREVIEW_BYTES;
    return take_text(name, &all, *cut, text);
}

struct error *
source_read(struct source_name name, size_t limit, size_t bytes_max, struct source_text *text, bool *cut)
{
    int fd = -1;
    size_t size = 0; /* which a compiler that sees all files at once would miss */
    struct buffer all = {0};
    const struct filter *filter = filter_of(name);
    if (filter != NULL)
        return read_filtered_text(name, filter, limit, bytes_max, text, cut);
    if (name.member != NULL)
        return error_new(_("is not an archive"));
    struct error *error = open_file(name.path, limit, &fd, &size);
    if (error != NULL)
        return error;
    *cut = size > bytes_max;
    size_t wanted = *cut ? SOURCE_PREVIEW_BYTES : size;
    all = (struct buffer){.at = base_alloc(wanted + 1), .capacity = wanted + 1}; /* texts stay: no room is left over */
    error = size > 0 ? read_fully(fd, all.at, wanted, &all.len) : read_to_end(fd, limit, &all);
    bool lost = false;
    if (error == NULL && packed_as(all.at, all.len) != NULL) {
        if (*cut) /* the beginning alone is none of what is in it */
            error = read_to_end(fd, limit, &all);
        error = error == NULL ? unpack(&all, limit, &lost) : error;
        *cut = all.len > bytes_max;
        all.len = *cut ? SOURCE_PREVIEW_BYTES : all.len;
    }
    close(fd);
    error = error != NULL ? give_up(error, &all) : take_text(name, &all, *cut, text);
    if (error == NULL)
        text->repaired += lost;
    return error;
}

static struct error *
read_filtered_bytes(struct source_name name, const struct filter *filter, size_t limit, struct buffer *bytes,
                    struct source_writing *writing)
{
    bool more;
    struct error *error = read_filtered(name, filter, limit, bytes, &more);
    if (error == NULL && more)
        error = filter_too_large(filter, limit);
    return error != NULL ? error : understand(name, bytes, writing);
}

struct error *
source_read_bytes(struct source_name name, size_t limit, struct buffer *bytes, struct source_writing *writing)
{
    int fd = -1;
    size_t size = 0, got;
    const struct filter *filter = filter_of(name);
    buffer_clear(bytes);
    *writing = (struct source_writing){0};
    if (filter != NULL)
        return read_filtered_bytes(name, filter, limit, bytes, writing);
    if (name.member != NULL)
        return error_new(_("is not an archive"));
    struct error *error = open_file(name.path, limit, &fd, &size);
    if (error != NULL)
        return error;
    if (size > 0) {
        buffer_reserve(bytes, size);
        error = read_fully(fd, bytes->at, size, &got);
        bytes->len = got;
    } else {
        error = read_to_end(fd, limit, bytes);
    }
    close(fd);
    bool lost = false;
    if (error == NULL && packed_as(bytes->at, bytes->len) != NULL)
        error = unpack(bytes, limit, &lost);
    if (error == NULL)
        error = understand(name, bytes, writing);
    writing->lost += lost;
    return error;
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

struct error *
source_probe(struct source_name name, size_t limit)
{
    int fd;
    size_t size, got;
    char head[HEAD_BYTES];
    bool filtered = filter_of(name) != NULL;
    struct error *error = open_file(name.path, filtered ? SIZE_MAX : limit, &fd, &size);
    if (error != NULL)
        return error;
    error = read_fully(fd, head, sizeof head, &got);
    close(fd);
    if (error == NULL && got == 0)
        error = error_new(_("is empty"));
    return error != NULL || filtered ? error : check_head(name, head, got);
}

struct error *
source_read_stream(struct source_name name, size_t limit, struct source_text *text)
{
    struct buffer all = {0};
    bool own = strcmp(name.path, "-") != 0;
    int fd = own ? open(name.path, O_RDONLY | O_CLOEXEC | O_NOCTTY) : STDIN_FILENO;
    if (fd < 0)
        return error_new("%s", strerror(errno));
    struct error *error = read_to_end(fd, limit, &all);
    if (own)
        close(fd);
    if (error == NULL && all.len == 0)
        error = error_new(_("is empty"));
    bool lost = false;
    if (error == NULL && packed_as(all.at, all.len) != NULL)
        error = unpack(&all, limit, &lost);
    error = error != NULL ? give_up(error, &all) : take_text(name, &all, false, text);
    if (error == NULL)
        text->repaired += lost;
    return error;
}

void
source_clean(struct source_text *text)
{
    text->bytes = text_clean(&text->at, text->bytes, &text->drops);
}
