/* kanbao - base: memory, byte slices, growable buffers, errors, translation.
 *
 * Floor 0. Everything else may use it; it uses nothing but the C library.
 */
#ifndef KANBAO_BASE_H
#define KANBAO_BASE_H

#include <libintl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#if defined __GNUC__
#define BASE_PRINTF(text, first) __attribute__((format(printf, text, first)))
#define BASE_MUST_USE            __attribute__((warn_unused_result))
#else
#define BASE_PRINTF(text, first)
#define BASE_MUST_USE
#endif

#define BASE_COUNT(array) (sizeof(array) / sizeof(array)[0])

/* How many of its bits are 1. */
static inline unsigned
base_count_bits(uint64_t bits)
{
    unsigned count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

/* Every text a user reads is wrapped: _() translates here and now, N_() marks
   an entry of a constant table that is translated where it is shown. */
#define _(text)  gettext(text)
#define N_(text) (text)

/* ---- memory: none of these returns NULL. Out of memory ends the program:
   SIGABRT, queued with the reason, so that the terminal's handler can restore
   the screen and repeat the reason after it. */
void *base_alloc(size_t bytes);
void *base_alloc_zero(size_t count, size_t bytes);
void *base_realloc(void *old, size_t bytes);
char *base_strdup(const char *text);
/* Bytes at the end of a file's NAME that say that it is packed: 3 of a.txt.gz; 0: it is not. */
size_t base_packed_ending(const char *name);
char *base_strndup(const char *text, size_t bytes);
_Noreturn void base_out_of_memory(void);

/* Grows ARRAY (capacity in *CAPACITY, elements of BYTES bytes) to hold at least
   WANTED elements, doubling; returns the array, perhaps moved. */
void *base_grow(void *array, size_t *capacity, size_t wanted, size_t bytes);

/* ---- slice: bytes that belong to somebody else; never freed, not terminated. */
struct slice {
    const char *at;
    size_t len;
};

static inline struct slice
slice_make(const char *at, size_t len)
{
    return (struct slice){at, len};
}

static inline struct slice
slice_of(const char *text)
{
    return (struct slice){text, strlen(text)};
}

static inline struct slice
slice_from(struct slice slice, size_t start)
{
    return (struct slice){slice.at + start, slice.len - start};
}

static inline bool
slice_equal(struct slice a, struct slice b)
{
    return a.len == b.len && (a.len == 0 || memcmp(a.at, b.at, a.len) == 0);
}

static inline bool
slice_starts(struct slice slice, const char *prefix)
{
    /* nearly always the first bytes say no */
    size_t at = 0;
    while (prefix[at] != '\0' && at < slice.len && slice.at[at] == prefix[at])
        at++;
    return prefix[at] == '\0';
}

static inline bool
slice_ends(struct slice slice, const char *suffix)
{
    size_t len = strlen(suffix);
    /* nearly always the last byte says no */
    return slice.len >= len && (len == 0 || slice.at[slice.len - 1] == suffix[len - 1]) &&
           memcmp(slice.at + slice.len - len, suffix, len) == 0;
}

/* Offset of NEEDLE in SLICE, or SIZE_MAX. */
size_t slice_find_bytes(struct slice slice, const char *needle, size_t len);
static inline size_t
slice_find(struct slice slice, const char *needle)
{
    return slice_find_bytes(slice, needle, strlen(needle));
}
static inline bool
slice_has(struct slice slice, const char *needle)
{
    return slice_find(slice, needle) != SIZE_MAX;
}

/* ---- packed_name.c */
/* Bytes at the end of a file's NAME that say that it holds other files: 8 of 2031.tar.zst, 4 of 2031.zip. */
size_t base_archive_ending(struct slice name);
/* Does NAME, or what it is without the ending of a packed file, end with one of COUNT ENDINGS, their letters in either case, and
   have more before it? COUNT: it does not. */
size_t base_find_ending(const char *name, const char *const *endings, size_t count);

/* ---- buffer: growable bytes, always terminated by a NUL that len does not count. */
struct buffer {
    char *at;
    size_t len;
    size_t capacity;
};

void buffer_done(struct buffer *buffer);
void buffer_clear(struct buffer *buffer);
void buffer_reserve(struct buffer *buffer, size_t more);
void buffer_add(struct buffer *buffer, const void *bytes, size_t len);
void buffer_add_text(struct buffer *buffer, const char *text);
void buffer_add_slice(struct buffer *buffer, struct slice slice);
void buffer_add_byte(struct buffer *buffer, char byte);
void buffer_printf(struct buffer *buffer, const char *format, ...) BASE_PRINTF(2, 3);
void buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments) BASE_PRINTF(2, 0);
/* Gives the text away (caller frees it) and leaves the buffer empty. */
char *buffer_take(struct buffer *buffer) BASE_MUST_USE;

static inline struct slice
buffer_slice(const struct buffer *buffer)
{
    return (struct slice){buffer->at, buffer->len};
}

/* ---- home.c */
/* PATH with the home directory for a ~ before its first slash, somebody's for ~NAME; as it is where there is none. The caller's. */
char *base_expand_home(const char *path) BASE_MUST_USE;
/* NAME in the folder that the environment's VARIABLE names, or else in FOLDER of the home directory, as the XDG Base Directory
   Specification 0.8 has it: the caller's; NULL: there is no home. */
char *base_xdg_path(const char *variable, const char *folder, const char *name) BASE_MUST_USE;
bool base_is_folder(const char *path);
/* Makes what is missing of the folders of the file at PATH, for its owner alone; what cannot be made is found out when the file is. */
void base_make_folders(const char *path);

/* ---- error: what the user's world can do wrong, as a sentence ready to show.
   NULL is success. Whoever receives an error frees it. */
struct error;
struct error *error_new(const char *format, ...) BASE_PRINTF(1, 2) BASE_MUST_USE;
const char *error_text(const struct error *error);
void error_free(struct error *error);

#endif
