/* Where the members of an archive stand: found in one pass, so that each of them can be read alone.
 *
 * A zip has a directory, and a tar is walked from header to header; nothing of these is unpacked. A packed tar is unpacked into
 * the spool first, and stays there; of a 7z, whose members are packed together, each goes there by itself. An archive that ends too
 * early has the members before that.
 */
#include "source/encoding/encodings.h"
#include "source/packed/packed.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

enum {
    MEMBERS_MAX = 100000,
    HEAD_BYTES = 512,
    ZIP_STEP_BYTES = 1 << 12, /* of a zip nothing but headers is read here */
    ZIP_HEADER_BYTES = 30,    /* before name and extra field; APPNOTE.TXT 4.3.7 */
    ZIP_SEARCHED_BYTES = 1 << 16
};

/* ---- names */

static bool
is_utf8(const char *name)
{
    char *copy = base_strdup(name);
    size_t repaired = 0;
    text_repair(&copy, strlen(name), &repaired);
    free(copy);
    return repaired == 0;
}

/* NAME as a path that leads nowhere but down; the caller's. */
static char *
clean_name(const char *name)
{
    struct buffer out = {0};
    buffer_add_text(&out, "");
    for (const char *at = name; *at != '\0';) {
        struct slice component = slice_make(at, strcspn(at, "/"));
        at += component.len + (at[component.len] == '/');
        if (component.len == 0 || slice_equal(component, slice_of(".")) || slice_equal(component, slice_of("..")))
            continue;
        if (out.len > 0)
            buffer_add_byte(&out, '/');
        buffer_add_slice(&out, component);
    }
    return buffer_take(&out);
}

/* Names that are no UTF-8, all together, tell what they are written in; each alone is too short for it. */
static enum encoding
encoding_of_names(const struct member_index *index, struct source_decoder *decoder)
{
    struct buffer all = {0};
    for (size_t i = 0; i < index->count; i++)
        if (!is_utf8(index->members[i].name)) {
            buffer_add_text(&all, index->members[i].name);
            buffer_add_byte(&all, '\n');
        }
    enum encoding encoding = all.len > 0 ? encoding_guess(decoder, buffer_slice(&all)) : ENCODING_UTF8;
    buffer_done(&all);
    return encoding == ENCODING_AUTO ? ENCODING_GB18030 : encoding;
}

static void
decode_name(struct source_decoder *decoder, enum encoding encoding, char **name)
{
    struct buffer out = {0};
    size_t lost = 0;
    if (*name == NULL || is_utf8(*name))
        return;
    if (encoding != ENCODING_UTF8)
        encoding_decode(decoder, encoding, slice_of(*name), &out, &lost);
    else
        buffer_add_text(&out, *name);
    free(*name);
    size_t len = out.len;
    *name = buffer_take(&out);
    text_repair(name, len, NULL);
}

static void
decode_names(struct member_index *index)
{
    struct source_decoder *decoder = source_decoder_new();
    enum encoding encoding = encoding_of_names(index, decoder);
    if (encoding != ENCODING_UTF8 && !decoder_prepare(decoder, encoding))
        encoding = ENCODING_UTF8;
    for (size_t i = 0; i < index->count; i++) {
        decode_name(decoder, encoding, &index->members[i].name);
        decode_name(decoder, encoding, &index->members[i].link);
    }
    source_decoder_free(decoder);
}

/* ---- members */

/* Where the local header of a zip begins that ends before END, as its own lengths say; UINT64_MAX: nowhere. */
static uint64_t
find_zip_header(const struct stretch *stretch, uint64_t end)
{
    size_t wanted = end - stretch->start < ZIP_SEARCHED_BYTES ? (size_t)(end - stretch->start) : ZIP_SEARCHED_BYTES;
    for (size_t step = wanted < 256 ? wanted : 256;; step = step * 4 < wanted ? step * 4 : wanted) {
        char *block = base_alloc(step);
        ssize_t got = pread(stretch->fd, block, step, (off_t)(end - step));
        uint64_t place = UINT64_MAX;
        for (size_t back = ZIP_HEADER_BYTES; back <= step && got == (ssize_t)step && place == UINT64_MAX; back++) {
            const unsigned char *at = (const unsigned char *)block + step - back;
            size_t more = (size_t)(at[0] == 'P' ? at[26] | at[27] << 8 : 0) + (size_t)(at[28] | at[29] << 8);
            if (memcmp(at, "PK\x03\x04", 4) == 0 && back == ZIP_HEADER_BYTES + more)
                place = end - back;
        }
        free(block);
        if (place != UINT64_MAX || step == wanted)
            return place;
    }
}

/* Where ARCHIVE's entry stands, for the member that is read from there. */
static uint64_t
place_of_entry(const struct member_index *index, struct archive *archive, const struct stretch *stretch)
{
    if (index->form != PACKED_ZIP)
        return (uint64_t)libarchive()->read_header_position(archive);
    return find_zip_header(stretch, stretch->start + (uint64_t)libarchive()->filter_bytes(archive, 0));
}

/* What the entry holds goes to the spool. */
static struct error *
spool_entry(struct archive *archive, struct spool *spool, const struct stretch *stretch, size_t limit,
            struct member *member)
{
    struct buffer out = {0};
    bool lost = false;
    struct error *error = unpack_entry(archive, &stretch->taken, limit, &out, &lost);
    member->at = spool->bytes;
    member->bytes = error == NULL ? out.len : UINT64_MAX;
    error_free(error); /* that is said when it is read */
    error = member->bytes != UINT64_MAX ? spool_add(spool, out.at, out.len) : NULL;
    buffer_done(&out);
    return error;
}

/* A file, or another name of one before it. */
static struct error *
take_entry(struct member_index *index, struct archive *archive, struct archive_entry *entry,
           const struct stretch *stretch, struct spool *spool, size_t limit)
{
    const struct libarchive *calls = libarchive();
    const char *name = calls->entry_pathname(entry), *link = calls->entry_hardlink(entry);
    if (name == NULL)
        name = calls->entry_pathname_utf8(entry);
    if (name == NULL || (link == NULL && calls->entry_filetype(entry) != S_IFREG))
        return NULL;
    index->members = base_grow(index->members, &index->capacity, index->count + 1, sizeof *index->members);
    struct member *member = &index->members[index->count++];
    *member = (struct member){.name = clean_name(name), .link = link != NULL ? clean_name(link) : NULL};
    if (index->form == PACKED_7ZIP) {
        index->spool_fd = spool->fd;
        return spool_entry(archive, spool, stretch, limit, member);
    }
    member->at = place_of_entry(index, archive, stretch);
    return NULL;
}

static void
say_damage(struct member_index *index)
{
    struct buffer words = {0};
    if (index->count > 0)
        buffer_printf(&words, _("is damaged: nothing is read behind %s"), index->members[index->count - 1].name);
    else
        buffer_add_text(&words, _("is damaged"));
    free(index->damage);
    index->damage = buffer_take(&words);
}

/* To the end, or as far as it goes. */
static struct error *
walk(struct member_index *index, struct stretch stretch, struct spool *spool, size_t limit)
{
    struct archive_entry *entry;
    int found = ARCHIVE_FATAL;
    struct error *error = NULL;
    struct archive *archive = stretch_open(&stretch, index->form);
    if (archive != NULL)
        while (error == NULL && index->count <= MEMBERS_MAX) {
            found = libarchive()->read_next_header(archive, &entry);
            if (found != ARCHIVE_OK && found != ARCHIVE_WARN)
                break;
            error = take_entry(index, archive, entry, &stretch, spool, limit);
        }
    if (archive != NULL)
        stretch_close(&stretch, archive);
    if (error == NULL && index->count > MEMBERS_MAX)
        error = error_new(_("holds more than %d files"), MEMBERS_MAX);
    if (found != ARCHIVE_EOF)
        say_damage(index);
    return error;
}

/* ---- all of them */

static int
compare_members(const void *left, const void *right)
{
    const struct member *a = left, *b = right;
    int order = strcmp(a->name, b->name);
    return order != 0 ? order : a->at < b->at ? -1 : a->at > b->at;
}

/* By their names; of those of one name the last of the archive, as whoever unpacks it has it. */
static void
sort_members(struct member_index *index)
{
    size_t left = 0;
    if (index->count > 0)
        qsort(index->members, index->count, sizeof *index->members, compare_members);
    for (size_t i = 0; i < index->count; i++) {
        struct member *next = i + 1 < index->count ? &index->members[i + 1] : NULL;
        if (index->members[i].name[0] != '\0' && (next == NULL || strcmp(next->name, index->members[i].name) != 0)) {
            index->members[left++] = index->members[i];
            continue;
        }
        free(index->members[i].name);
        free(index->members[i].link);
    }
    index->count = left;
}

/* Other names stand where the member stands. */
static void
resolve_links(struct member_index *index)
{
    for (size_t i = 0; i < index->count; i++) {
        struct member *member = &index->members[i];
        const struct member *same = member->link != NULL ? member_find(index, member->link) : NULL;
        if (same != NULL) {
            member->at = same->at;
            member->bytes = same->bytes;
        }
        free(member->link);
        member->link = NULL;
    }
}

const struct member *
member_find(const struct member_index *index, const char *name)
{
    size_t low = 0, high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = strcmp(name, index->members[middle].name);
        if (order == 0)
            return &index->members[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

void
member_index_done(struct member_index *index)
{
    for (size_t i = 0; i < index->count; i++) {
        free(index->members[i].name);
        free(index->members[i].link);
    }
    free(index->members);
    free(index->damage);
    *index = (struct member_index){.form = PACKED_NONE, .spool_fd = -1};
}

static enum packed_form
form_of(int fd, uint64_t at, uint64_t end)
{
    char head[HEAD_BYTES];
    size_t wanted = end - at < sizeof head ? (size_t)(end - at) : sizeof head;
    ssize_t got = pread(fd, head, wanted, (off_t)at);
    return packed_form_of(head, got > 0 ? (size_t)got : 0);
}

/* A packed one becomes what is in it, a stretch of the spool. */
static struct error *
spool_packed(struct member_index *index, int fd, uint64_t bytes, struct spool *spool)
{
    bool lost;
    index->spool_fd = spool->fd;
    index->start = spool->bytes;
    struct error *error = spool_unpack(spool, fd, bytes, &lost);
    index->end = spool->bytes;
    if (error == NULL)
        index->form = form_of(spool->fd, index->start, index->end);
    if (error == NULL && index->form != PACKED_TAR)
        error = error_new(lost ? _("is damaged: nothing can be unpacked") : _("is no archive"));
    if (error != NULL)
        spool->bytes = index->start;
    return error;
}

struct error *
member_index_make(struct member_index *index, int fd, uint64_t bytes, struct spool *spool, size_t limit)
{
    *index = (struct member_index){.form = form_of(fd, 0, bytes), .spool_fd = -1, .end = bytes};
    struct error *error = NULL;
    if (index->form == PACKED_NONE)
        return error_new(_("is no archive"));
    if (libarchive() == NULL)
        return packed_lacks_library(_("an archive"));
    if ((index->form == PACKED_STREAM || index->form == PACKED_7ZIP) && spool->fd < 0)
        error = spool_open(spool);
    if (error == NULL && index->form == PACKED_STREAM)
        error = spool_packed(index, fd, bytes, spool);
    struct stretch stretch = {
        .fd = index->spool_fd >= 0 ? index->spool_fd : fd, .start = index->start, .end = index->end};
    stretch.step = index->form == PACKED_ZIP ? ZIP_STEP_BYTES : UNPACK_STEP_BYTES;
    if (error == NULL)
        error = walk(index, stretch, spool, limit);
    if (error == NULL && index->count == 0 && index->form == PACKED_ZIP) { /* its directory is lost */
        index->form = PACKED_ZIP_STREAM;
        error = walk(index, stretch, spool, limit);
        say_damage(index);
    }
    if (error == NULL && index->count == 0 && index->damage != NULL)
        error = error_new(_("is damaged: nothing can be unpacked"));
    if (error != NULL) {
        member_index_done(index);
        return error;
    }
    decode_names(index);
    sort_members(index);
    resolve_links(index);
    return NULL;
}
