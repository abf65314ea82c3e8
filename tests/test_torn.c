/* source: packed files that are cut off or damaged; what is before that is read, for every packer.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "archive_files.h"
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/source.h"
#include "kanbao/text.h"

#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

/* STREAM: the decoder gives what it has at each byte; else block by block, and a small text is one block. */
static const struct packer {
    int (*filter)(struct archive *);
    const char *name;
    bool stream;
} packers[] = {
    {archive_write_add_filter_gzip, "a.txt.gz", true},    {archive_write_add_filter_xz, "a.txt.xz", true},
    {archive_write_add_filter_bzip2, "a.txt.bz2", false}, {archive_write_add_filter_zstd, "a.txt.zst", false},
    {archive_write_add_filter_lz4, "a.txt.lz4", false},
};

/* Appends TEXT as the packer packs it. */
static void
pack(const struct packer *packer, struct slice text, struct buffer *out)
{
    struct archive *archive = archive_write_new();
    size_t room = text.len + (1 << 16), used = 0;
    char *packed = base_alloc(room);
    assert_int_equal(packer->filter(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_set_format_raw(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_open_memory(archive, packed, room, &used), ARCHIVE_OK);
    archive_add(archive, "a", text);
    archive_end(archive);
    buffer_add(out, packed, used);
    free(packed);
}

static struct error *
read_bytes(const char *folder, const char *name, struct slice bytes, struct source_text *text)
{
    bool cut;
    char *path = support_join(folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
    struct error *error = source_read((struct source_name){.path = path}, SIZE_MAX, SIZE_MAX, text, &cut);
    free(path);
    return error;
}

/* The beginning of ALL, in bytes; a character that was cut in two at its end is a mark. */
static size_t
read_start(const char *folder, const char *name, struct slice bytes, struct slice all)
{
    struct source_text text;
    struct error *error = read_bytes(folder, name, bytes, &text);
    if (error != NULL) {
        must(strstr(error_text(error), "damaged") != NULL, "%s: %s", name, error_text(error));
        error_free(error);
        return 0;
    }
    size_t len = text.bytes;
    if (slice_ends(slice_make(text.at, len), "\uFFFD"))
        len -= strlen("\uFFFD");
    must(len <= all.len && memcmp(text.at, all.at, len) == 0, "%s: not the beginning", name);
    must(text.torn || len == all.len, "%s: torn, and not said", name);
    free(text.at);
    return len;
}

/* Of a small file each cut gives what its decoder can make of it. */
static void
test_small(void **state)
{
    struct buffer text = {0}, packed = {0};
    archive_write_day(&text, 7);
    text.len = text_start(buffer_slice(&text), 9000);
    for (size_t i = 0; i < BASE_COUNT(packers); i++) {
        const struct packer *packer = &packers[i];
        buffer_clear(&packed);
        pack(packer, buffer_slice(&text), &packed);
        for (size_t eighth = 1, before = 0; eighth < 8; eighth++) {
            struct slice start = slice_make(packed.at, packed.len * eighth / 8);
            size_t len = read_start(*state, packer->name, start, buffer_slice(&text));
            if (packer->stream) /* what comes first is packed less */
                must(len > before && len > text.len * (eighth - 1) / 20, "%s: %zu of 8: %zu", packer->name, eighth,
                     len);
            else
                must(len == 0, "%s: %zu bytes of a block", packer->name, len);
            before = len;
        }
        struct slice sums = slice_make(packed.at, packed.len - 2);
        size_t len = read_start(*state, packer->name, sums, buffer_slice(&text));
        must(len == text.len || packer->filter == archive_write_add_filter_zstd, "%s: all is there but the end: %zu",
             packer->name, len);
    }
    buffer_done(&packed);
    buffer_done(&text);
}

/* What was packed before the place that is cut is whole, and is read. */
static void
test_second(void **state)
{
    struct buffer text = {0}, packed = {0};
    archive_write_day(&text, 7);
    for (size_t i = 0; i < BASE_COUNT(packers); i++) {
        const struct packer *packer = &packers[i];
        size_t bytes = text_start(buffer_slice(&text), 6000);
        struct slice first = slice_make(text.at, bytes), rest = slice_from(buffer_slice(&text), bytes);
        buffer_clear(&packed);
        pack(packer, first, &packed);
        size_t half = packed.len;
        pack(packer, rest, &packed);
        for (size_t eighth = 1; eighth < 8; eighth++) {
            struct slice start = slice_make(packed.at, half + (packed.len - half) * eighth / 8);
            size_t len = read_start(*state, packer->name, start, buffer_slice(&text));
            must(packer->stream && eighth > 1 ? len > first.len : len >= first.len, "%s: %zu of 8: %zu", packer->name,
                 eighth, len);
        }
    }
    buffer_done(&packed);
    buffer_done(&text);
}

/* Not the end is wrong but a byte: what is before it is right, and if nothing is said all is. */
static void
test_spoiled(void **state)
{
    struct buffer text = {0}, packed = {0};
    struct support_chance chance = {20310608};
    archive_write_day(&text, 8);
    for (size_t i = 0; i < BASE_COUNT(packers); i++) {
        buffer_clear(&packed);
        pack(&packers[i], buffer_slice(&text), &packed);
        for (int k = 0; k < 40; k++) {
            struct source_text read;
            size_t at = 20 + support_below(&chance, (uint32_t)packed.len - 20);
            packed.at[at] ^= 1;
            struct error *error = read_bytes(*state, packers[i].name, buffer_slice(&packed), &read);
            if (error == NULL)
                free(read.at);
            error_free(error);
            packed.at[at] ^= 1;
        }
    }
    buffer_done(&packed);
    buffer_done(&text);
}

/* The issue says that it is not all. */
static void
test_said(void **state)
{
    struct buffer text = {0}, packed = {0};
    struct source_text read;
    archive_write_day(&text, 9);
    pack(&packers[0], buffer_slice(&text), &packed);
    assert_null(read_bytes(*state, "20310609.txt.gz", slice_make(packed.at, packed.len / 2), &read));
    free(read.at);
    struct library *library = library_new((struct library_limits){SIZE_MAX, 0});
    assert_null(library_add(library, *state));
    const struct issue *issue = library_issue(library, library_at(library, 0));
    assert_non_null(issue);
    assert_true(issue->torn);
    assert_int_equal(issue->article_count, 1);
    library_free(library);
    buffer_done(&packed);
    buffer_done(&text);
}

/* How many of its members can be read; all but the last are whole, and that one is not. */
static int
count_members(const char *path)
{
    struct buffer out = {0}, text = {0};
    int day = 0;
    for (bool torn = false; !torn; day++) {
        bool cut;
        struct source_text read;
        buffer_clear(&out);
        buffer_printf(&out, "%s/060%d.txt", path, day + 1);
        assert_null(source_read((struct source_name){.path = out.at}, SIZE_MAX, SIZE_MAX, &read, &cut));
        torn = read.torn;
        archive_write_day(&text, day + 1);
        must(torn ? read.bytes < text.len : read.bytes == text.len, "%s: %zu", out.at, read.bytes);
        free(read.at);
    }
    buffer_done(&out);
    buffer_done(&text);
    return day;
}

/* A small archive that is packed has the members before the cut, and the beginning of the one in which it is. */
static void
test_archive(void **state)
{
    static const int forms[] = {ARCHIVE_TAR_GZ, ARCHIVE_TGZ, ARCHIVE_TAR_XZ};
    struct buffer text = {0};
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        char *path = support_join(*state, archive_forms[forms[i]].name);
        struct archive *archive = archive_begin(path, &archive_forms[forms[i]]);
        for (int day = 1; day <= 4; day++) {
            char name[16];
            archive_write_day(&text, day);
            snprintf(name, sizeof name, "060%d.txt", day);
            archive_add(archive, name, buffer_slice(&text));
        }
        archive_end(archive);
        struct stat whole;
        assert_int_equal(stat(path, &whole), 0);
        assert_int_equal(truncate(path, whole.st_size * 5 / 6), 0);
        int count = count_members(path);
        must(count > 1, "%s: %d", path, count);
        free(path);
    }
    buffer_done(&text);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_small), test_in_folder(test_second),  test_in_folder(test_spoiled),
        test_in_folder(test_said),  test_in_folder(test_archive),
    };
    return cmocka_run_group_tests_name("torn", tests, NULL, NULL);
}
