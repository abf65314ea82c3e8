/* Archives of invented texts, by libarchive. */
#include "archive_files.h"
#include "support.h"

const struct archive_form archive_forms[ARCHIVE_FORMS] = {
    {"2031.tar", archive_write_set_format_pax_restricted, NULL},
    {"2031.zip", archive_write_set_format_zip, NULL},
    {"2031.7z", archive_write_set_format_7zip, NULL},
    {"2031.tar.gz", archive_write_set_format_gnutar, archive_write_add_filter_gzip},
    {"2031.tgz", archive_write_set_format_ustar, archive_write_add_filter_gzip},
    {"2031.tar.bz2", archive_write_set_format_pax_restricted, archive_write_add_filter_bzip2},
    {"2031.tar.xz", archive_write_set_format_pax_restricted, archive_write_add_filter_xz},
    {"2031.tar.zst", archive_write_set_format_pax_restricted, archive_write_add_filter_zstd},
    {"2031.tar.lz4", archive_write_set_format_pax_restricted, archive_write_add_filter_lz4},
};

struct archive *
archive_begin(const char *path, const struct archive_form *form)
{
    struct archive *archive = archive_write_new();
    assert_non_null(archive);
    assert_int_equal(form->format(archive), ARCHIVE_OK);
    if (form->filter != NULL)
        assert_int_equal(form->filter(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
    return archive;
}

void
archive_end(struct archive *archive)
{
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_free(archive), ARCHIVE_OK);
}

void
archive_add(struct archive *archive, const char *name, struct slice bytes)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)bytes.len);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    assert_int_equal(archive_write_data(archive, bytes.at, bytes.len), bytes.len);
    archive_entry_free(entry);
}

void
archive_add_other(struct archive *archive, const char *name, unsigned type, const char *to)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, name);
    archive_entry_set_filetype(entry, type);
    archive_entry_set_perm(entry, 0755);
    if (to != NULL && type == AE_IFLNK)
        archive_entry_set_symlink(entry, to);
    else if (to != NULL)
        archive_entry_set_hardlink(entry, to);
    assert_int_equal(archive_write_header(archive, entry), ARCHIVE_OK);
    archive_entry_free(entry);
}

void
archive_write_day(struct buffer *out, int day)
{
    buffer_clear(out);
    buffer_printf(out, "灯船第%d日换了灯泡\n\n本报讯 (记者 容与) 灯船昨夜换了一只新灯泡，亮度是原来的三倍。\n\n", day);
    for (int i = 0; i < 300; i++)
        buffer_printf(out, "第%d日的第%d盏灯亮了，第%d盏灯灭了。\n", day, i, i * 7919 % 1000 + day);
}

void
archive_write_year(const char *path, const struct archive_form *form)
{
    struct archive *archive = archive_begin(path, form);
    struct buffer text = {0}, name = {0};
    archive_add_other(archive, "lamps/", AE_IFDIR, NULL);
    archive_add(archive, "lamps/.0601.txt", slice_of("hidden"));
    for (int day = 1; day <= ARCHIVE_DAYS; day++) {
        buffer_clear(&name);
        buffer_printf(&name, "lamps/2031%02d%02d.txt", day / 28 + 1, day % 28 + 1);
        archive_write_day(&text, day);
        archive_add(archive, name.at, buffer_slice(&text));
    }
    archive_add(archive, "lamps/cover.jpg", slice_of("\xFF\xD8\xFF"));
    archive_end(archive);
    buffer_done(&text);
    buffer_done(&name);
}
