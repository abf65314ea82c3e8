/* What is asked of libarchive, and its library itself, which is opened when the first packed file or archive is met. */
#ifndef SOURCE_LIBARCHIVE_H
#define SOURCE_LIBARCHIVE_H

#include "kanbao/base.h"

#include <archive.h>
#include <archive_entry.h>

/* The functions that are used, by their own types. */
/* clang-format off */
#define LIBARCHIVE_FUNCTIONS(X)                                                                                        \
    X(read_new) X(read_free) X(read_support_filter_gzip) X(read_support_filter_bzip2) X(read_support_filter_xz)        \
        X(read_support_filter_zstd) X(read_support_filter_lz4) X(read_support_format_raw) X(read_support_format_tar)   \
        X(read_support_format_zip_seekable) X(read_support_format_zip_streamable) X(read_support_format_7zip)          \
        X(read_set_read_callback) X(read_set_skip_callback) X(read_set_seek_callback) X(read_set_callback_data)        \
        X(read_open1) X(read_open_memory) X(read_next_header) X(read_data_block) X(read_header_position) X(filter_bytes) X(filter_count)     \
        X(write_new) X(write_free) X(write_add_filter_by_name) X(write_set_format_raw) X(write_open_memory)              \
        X(write_header) X(write_data) X(write_close) X(entry_new) X(entry_free) X(entry_set_filetype)                  \
        X(entry_pathname) X(entry_pathname_utf8) X(entry_filetype) X(entry_hardlink) X(entry_is_data_encrypted)
/* clang-format on */

#define LIBARCHIVE_DECLARE(name) __typeof__(archive_##name) *name;
struct libarchive {
    LIBARCHIVE_FUNCTIONS(LIBARCHIVE_DECLARE)
};

/* NULL: it is not installed. Safe in any thread. */
const struct libarchive *libarchive(void);

#endif
