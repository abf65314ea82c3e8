/* source and library: archives, whose members are issues as the files of a folder are.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "support.h"

#include "kanbao/library.h"
#include "kanbao/source.h"

#include <archive.h>
#include <archive_entry.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

/* ---- archives to read */

/* How an archive is written. */
struct form {
    const char *name;
    int (*format)(struct archive *);
    int (*filter)(struct archive *); /* NULL: none */
};

static const struct form forms[] = {
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

static struct archive *
begin(const char *path, const struct form *form)
{
    struct archive *archive = archive_write_new();
    assert_non_null(archive);
    assert_int_equal(form->format(archive), ARCHIVE_OK);
    if (form->filter != NULL)
        assert_int_equal(form->filter(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
    return archive;
}

static void
end(struct archive *archive)
{
    assert_int_equal(archive_write_close(archive), ARCHIVE_OK);
    assert_int_equal(archive_write_free(archive), ARCHIVE_OK);
}

static void
add(struct archive *archive, const char *name, struct slice bytes)
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

/* A folder, or a link to TO, symbolic or hard. */
static void
add_other(struct archive *archive, const char *name, unsigned type, const char *to)
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

enum { DAYS = 40 };

/* A text of the day, long enough that texts of other days stand in other blocks. */
static void
write_day(struct buffer *out, int day)
{
    buffer_clear(out);
    buffer_printf(out, "灯船第%d日换了灯泡\n\n本报讯 (记者 容与) 灯船昨夜换了一只新灯泡，亮度是原来的三倍。\n\n", day);
    for (int i = 0; i < 300; i++)
        buffer_printf(out, "第%d日的第%d盏灯亮了，第%d盏灯灭了。\n", day, i, i * 7919 % 1000 + day);
}

/* DAYS texts in a folder of the archive, which are issues, and what is none. */
static void
write_year(const char *path, const struct form *form)
{
    struct archive *archive = begin(path, form);
    struct buffer text = {0}, name = {0};
    add_other(archive, "lamps/", AE_IFDIR, NULL);
    add(archive, "lamps/.0601.txt", slice_of("hidden"));
    for (int day = 1; day <= DAYS; day++) {
        buffer_clear(&name);
        buffer_printf(&name, "lamps/2031%02d%02d.txt", day / 28 + 1, day % 28 + 1);
        write_day(&text, day);
        add(archive, name.at, buffer_slice(&text));
    }
    add(archive, "lamps/cover.jpg", slice_of("\xFF\xD8\xFF"));
    end(archive);
    buffer_done(&text);
    buffer_done(&name);
}

/* ---- reading */

struct names {
    struct buffer all; /* each with a line end */
    size_t count;
};

static void
take_name(void *context, const char *name)
{
    struct names *names = context;
    buffer_printf(&names->all, "%s\n", name);
    names->count++;
}

static void
check_error(struct error *error, const char *words)
{
    assert_non_null(error);
    must(strstr(error_text(error), words) != NULL, "%s", error_text(error));
    error_free(error);
}

/* Of PATH, a member's. */
static struct error *
read_text(struct source_archives *archives, const char *path, size_t limit, struct source_text *text)
{
    bool cut;
    return source_read((struct source_name){.path = path, .archives = archives}, limit, SIZE_MAX, text, &cut);
}

static void
check_text(struct source_archives *archives, const char *folder, const char *name, const char *wanted)
{
    struct source_text text;
    char *path = support_join(folder, name);
    struct error *error = read_text(archives, path, SIZE_MAX, &text);
    must(error == NULL, "%s: %s", path, error != NULL ? error_text(error) : "");
    assert_text(slice_make(text.at, text.bytes), wanted);
    assert_int_equal(text.repaired, 0);
    free(text.at);
    free(path);
}

/* Members in any order, each as it was written, also twice, also without anybody who keeps what was looked through. */
static void
test_forms(void **state)
{
    const char *folder = *state;
    struct support_chance chance = {20310607};
    struct buffer text = {0}, name = {0};
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        struct source_archives *archives = source_archives_new();
        char *path = support_join(folder, forms[i].name);
        struct names names = {.count = 0};
        const char *damage;
        write_year(path, &forms[i]);
        assert_null(source_archive_list(archives, path, SIZE_MAX, take_name, &names, &damage));
        assert_null(damage);
        assert_int_equal(names.count, DAYS + 2);
        for (int k = 0; k < DAYS * 2; k++) {
            int day = 1 + (int)support_below(&chance, DAYS);
            buffer_clear(&name);
            buffer_printf(&name, "%s/lamps/2031%02d%02d.txt", forms[i].name, day / 28 + 1, day % 28 + 1);
            write_day(&text, day);
            check_text(k % 10 == 0 ? NULL : archives, folder, name.at, text.at);
        }
        buffer_done(&names.all);
        source_archives_free(archives);
        free(path);
    }
    buffer_done(&text);
    buffer_done(&name);
}

struct reading {
    struct source_archives *archives;
    const char *folder;
    unsigned seed;
};

/* Members of all archives, in an order of its own; cmocka's assertions are for the first thread. */
static void *
read_members(void *context)
{
    struct reading *reading = context;
    struct support_chance chance = {reading->seed};
    struct buffer wanted = {0}, name = {0};
    size_t wrong = 0;
    for (int k = 0; k < 200; k++) {
        int day = 1 + (int)support_below(&chance, DAYS);
        struct source_text text = {0};
        buffer_clear(&name);
        buffer_printf(&name, "%s/%s/lamps/2031%02d%02d.txt", reading->folder,
                      forms[support_below(&chance, BASE_COUNT(forms))].name, day / 28 + 1, day % 28 + 1);
        write_day(&wanted, day);
        struct error *error = read_text(reading->archives, name.at, SIZE_MAX, &text);
        wrong += error != NULL || !slice_equal(slice_make(text.at, text.bytes), buffer_slice(&wanted));
        error_free(error);
        free(text.at);
    }
    buffer_done(&wanted);
    buffer_done(&name);
    source_archives_free(reading->archives);
    return (void *)(uintptr_t)wrong;
}

/* Who reads, and who looks through another archive meanwhile, are in nobody's way. */
static void
test_threads(void **state)
{
    enum { THREADS = 3 };
    pthread_t threads[THREADS];
    struct reading readings[THREADS];
    struct source_archives *archives = source_archives_new();
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        char *path = support_join(*state, forms[i].name);
        write_year(path, &forms[i]);
        free(path);
    }
    for (unsigned i = 0; i < THREADS; i++) {
        readings[i] = (struct reading){source_archives_hold(archives), *state, i + 1};
        assert_int_equal(pthread_create(&threads[i], NULL, read_members, &readings[i]), 0);
    }
    source_archives_free(archives);
    for (unsigned i = 0; i < THREADS; i++) {
        void *wrong;
        assert_int_equal(pthread_join(threads[i], &wrong), 0);
        assert_null(wrong);
    }
}

/* Where an archive's file is another one, so are its members; what was asked before is no matter. */
static void
test_changed(void **state)
{
    const char *folder = *state;
    struct source_archives *archives = source_archives_new();
    char *path = support_join(folder, "a.zip");
    for (int day = 1; day < 4; day++) {
        struct buffer text = {0};
        struct archive *archive = begin(path, &forms[1]);
        for (int before = 1; before < day; before++)
            add(archive, before == 1 ? "0.txt" : "1.txt", slice_of("before"));
        write_day(&text, day);
        add(archive, "lamps.txt", buffer_slice(&text));
        end(archive);
        check_text(archives, folder, "a.zip/lamps.txt", text.at);
        buffer_done(&text);
    }
    source_archives_free(archives);
    free(path);
}

static struct slice
list(const char *path, struct names *names, const char **damage)
{
    struct source_archives *archives = source_archives_new();
    static char said[256];
    *names = (struct names){.count = 0};
    struct error *error = source_archive_list(archives, path, SIZE_MAX, take_name, names, damage);
    must(error == NULL, "%s: %s", path, error != NULL ? error_text(error) : "");
    if (*damage != NULL) {
        snprintf(said, sizeof said, "%s", *damage);
        *damage = said;
    }
    source_archives_free(archives);
    return buffer_slice(&names->all);
}

/* Names lead nowhere but down, links to other members are these, and of one name the last counts. */
static void
test_names(void **state)
{
    const char *folder = *state, *damage;
    struct names names;
    char *path = support_join(folder, "2031.tar.gz");
    struct archive *archive = begin(path, &forms[3]);
    add(archive, "../../up.txt", slice_of("up"));
    add(archive, "/root.txt", slice_of("root"));
    add(archive, "./a/.//b.txt", slice_of("old"));
    add_other(archive, "symbolic.txt", AE_IFLNK, "/etc/passwd");
    add_other(archive, "hard.txt", AE_IFREG, "./a/.//b.txt");
    add_other(archive, "to-nothing.txt", AE_IFREG, "nothing.txt");
    add(archive, "..", slice_of("nothing"));
    add(archive, "a/b.txt", slice_of("new"));
    end(archive);
    assert_text(list(path, &names, &damage), "a/b.txt\nhard.txt\nroot.txt\nto-nothing.txt\nup.txt\n");
    assert_null(damage);
    buffer_done(&names.all);
    check_text(NULL, folder, "2031.tar.gz/up.txt", "up");
    check_text(NULL, folder, "2031.tar.gz/a/b.txt", "new");
    check_text(NULL, folder, "2031.tar.gz/hard.txt", "new");
    free(path);
}

/* ---- zips as others write them: members as they are, with names in any encoding */

static void
add_number(struct buffer *out, uint32_t number, int bytes)
{
    for (int i = 0; i < bytes; i++, number >>= 8)
        buffer_add_byte(out, (char)(number & 0xFF));
}

/* APPNOTE.TXT 4.3.7 and 4.3.12: what a local header and one of the directory share; CRC is that of TEXT. */
static void
add_zip_header(struct buffer *out, const char *name, size_t bytes, uint32_t crc)
{
    add_number(out, 20, 2);
    add_number(out, 0, 2 + 2 + 4); /* stored, no time */
    add_number(out, crc, 4);
    add_number(out, (uint32_t)bytes, 4);
    add_number(out, (uint32_t)bytes, 4);
    add_number(out, (uint32_t)strlen(name), 2);
    add_number(out, 0, 2);
}

static void
write_zip(struct buffer *out, const char *const *names, size_t count, const char *text, uint32_t crc)
{
    struct buffer directory = {0};
    for (size_t i = 0; i < count; i++) {
        size_t at = out->len;
        buffer_add(out, "PK\x03\x04", 4);
        add_zip_header(out, names[i], strlen(text), crc);
        buffer_add_text(out, names[i]);
        buffer_add_text(out, text);
        buffer_add(&directory, "PK\x01\x02", 4);
        add_number(&directory, 20, 2);
        add_zip_header(&directory, names[i], strlen(text), crc);
        add_number(&directory, 0, 2 + 2 + 2 + 4);
        add_number(&directory, (uint32_t)at, 4);
        buffer_add_text(&directory, names[i]);
    }
    size_t start = out->len;
    buffer_add_slice(out, buffer_slice(&directory));
    buffer_add(out, "PK\x05\x06", 4);
    add_number(out, 0, 2 + 2);
    add_number(out, (uint32_t)count, 2);
    add_number(out, (uint32_t)count, 2);
    add_number(out, (uint32_t)(out->len - start), 4);
    add_number(out, (uint32_t)start, 4);
    add_number(out, 0, 2);
    buffer_done(&directory);
}

static void
put(const char *path, struct slice bytes)
{
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes.at, 1, bytes.len, file), bytes.len);
    assert_int_equal(fclose(file), 0);
}

enum { LAMP_CRC = 0x969F35AC };

/* GBK names, as Windows writes them in Chinese, and Shift_JIS ones, as it does in Japanese. */
static void
test_encoded_names(void **state)
{
    static const char *const gbk[] = {"\xB5\xC6\xB4\xAC\xC8\xD5\xB1\xA8/0607.txt",
                                      "\xB5\xC6\xB4\xAC\xC8\xD5\xB1\xA8/0608.txt"};
    static const char *const japanese[] = {"\x93\x94\x91\x44\x90\x56\x95\xB7\x82\xCC\x82\xB5\x82\xA8\x82\xE8.txt"};
    const char *folder = *state, *damage;
    struct names names;
    struct buffer zip = {0};
    char *path = support_join(folder, "a.zip");
    write_zip(&zip, gbk, 2, "lamp\n", LAMP_CRC);
    put(path, buffer_slice(&zip));
    assert_text(list(path, &names, &damage), "灯船日报/0607.txt\n灯船日报/0608.txt\n");
    buffer_done(&names.all);
    check_text(NULL, folder, "a.zip/灯船日报/0608.txt", "lamp\n");
    buffer_clear(&zip);
    write_zip(&zip, japanese, 1, "lamp\n", LAMP_CRC);
    put(path, buffer_slice(&zip));
    assert_text(list(path, &names, &damage), "灯船新聞のしおり.txt\n");
    buffer_done(&names.all);
    check_text(NULL, folder, "a.zip/灯船新聞のしおり.txt", "lamp\n");
    buffer_done(&zip);
    free(path);
}

/* ---- what is broken, or wants to break something */

/* Of an archive that was cut off there is what was before that, and it is said what is not; of a member that is not what it should
   be, that. */
static void
test_damaged(void **state)
{
    static const char *const three[] = {"1.txt", "2.txt", "3.txt"};
    const char *folder = *state, *damage;
    struct names names;
    struct source_text text;
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        char *path = support_join(folder, forms[i].name);
        write_year(path, &forms[i]);
        struct buffer whole = support_read(path);
        put(path, slice_make(whole.at, whole.len / 2));
        if (strcmp(forms[i].name, "2031.7z") == 0 || strstr(forms[i].name, "z2") != NULL ||
            strstr(forms[i].name, "z4") != NULL) {
            struct source_archives *archives = source_archives_new();
            check_error(source_archive_list(archives, path, SIZE_MAX, take_name, &names, &damage), "damaged");
            source_archives_free(archives); /* its directory is at its end; one block of bzip2 or lz4 has all */
        } else {
            list(path, &names, &damage);
            assert_in_range(names.count, DAYS / 4, DAYS - 1);
            must(damage != NULL && strstr(damage, "behind lamps/") != NULL, "%s", forms[i].name);
            buffer_done(&names.all);
        }
        free(path);
        buffer_done(&whole);
    }
    struct buffer zip = {0};
    char *path = support_join(folder, "a.zip"), *member = support_join(folder, "a.zip/2.txt");
    write_zip(&zip, three, 3, "lamp\n", LAMP_CRC);
    zip.at[slice_find(buffer_slice(&zip), "2.txt") + 5] = 'd';
    put(path, buffer_slice(&zip));
    check_text(NULL, folder, "a.zip/1.txt", "lamp\n");
    check_text(NULL, folder, "a.zip/3.txt", "lamp\n");
    assert_null(read_text(NULL, member, SIZE_MAX, &text));
    assert_text(slice_make(text.at, text.bytes), "damp\n");
    assert_int_equal(text.repaired, 1);
    free(text.at);
    buffer_done(&zip);
    free(path);
    free(member);
}

/* With bytes that are others there is an error, or what there is, and nothing worse. */
static void
test_spoiled(void **state)
{
    const char *folder = *state, *damage;
    struct support_chance chance = {20310608};
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        char *path = support_join(folder, forms[i].name);
        write_year(path, &forms[i]);
        struct buffer whole = support_read(path);
        for (int k = 0; k < 20; k++) {
            struct source_archives *archives = source_archives_new();
            struct names names = {.count = 0};
            for (int flips = 0; flips < 4; flips++)
                whole.at[support_below(&chance, (uint32_t)whole.len)] ^= (char)(1 << support_below(&chance, 8));
            put(path, buffer_slice(&whole));
            struct error *error = source_archive_list(archives, path, 1 << 20, take_name, &names, &damage);
            const char *name = names.all.at;
            for (size_t n = 0; n < names.count && n < 5; n++, name = strchr(name, '\n') + 1) {
                struct source_text text;
                struct buffer member = {0};
                buffer_printf(&member, "%s/%.*s", path, (int)strcspn(name, "\n"), name);
                struct error *lost = read_text(archives, member.at, 1 << 20, &text);
                if (lost == NULL)
                    free(text.at);
                error_free(lost);
                buffer_done(&member);
            }
            error_free(error);
            buffer_done(&names.all);
            source_archives_free(archives);
        }
        free(path);
        buffer_done(&whole);
    }
}

/* 64 MB of nothing in one member, and in the packing of a tar. */
static void
test_bombs(void **state)
{
    enum { BYTES = 64 << 20, FILES = 100001 };
    const char *folder = *state, *damage;
    struct source_text text;
    struct names names = {.count = 0};
    char *nothing = base_alloc_zero(BYTES, 1);
    memset(nothing, ' ', BYTES);
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        if (i != 1 && i != 2 && i != 6)
            continue; /* zip, 7z, tar.xz */
        struct source_archives *archives = source_archives_new();
        char *path = support_join(folder, forms[i].name);
        struct archive *archive = begin(path, &forms[i]);
        add(archive, "bomb.txt", slice_make(nothing, BYTES));
        end(archive);
        struct buffer member = {0};
        buffer_printf(&member, "%s/bomb.txt", path);
        check_error(read_text(archives, member.at, SIZE_MAX, &text), i == 2 ? "is larger than" : "200 times");
        buffer_done(&member);
        free(path);
        source_archives_free(archives);
    }
    free(nothing);
    /* more files than are taken */
    struct source_archives *archives = source_archives_new();
    char *path = support_join(folder, "many.tar");
    struct archive *archive = begin(path, &forms[0]);
    for (int i = 0; i < FILES; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.txt", i);
        add(archive, name, slice_of(""));
    }
    end(archive);
    check_error(source_archive_list(archives, path, SIZE_MAX, take_name, &names, &damage), "more than 100000 files");
    assert_int_equal(names.count, 0);
    source_archives_free(archives);
    free(path);
}

static void
test_refused(void **state)
{
    const char *folder = *state;
    struct source_text text;
    char *plain = support_join(folder, "a.txt"), *below = support_join(folder, "a.txt/b.txt");
    support_write_text(plain, "雨停了。\n");
    check_error(read_text(NULL, below, SIZE_MAX, &text), "is no archive");
    char *path = support_join(folder, "2031.zip"), *none = support_join(folder, "2031.zip/none.txt");
    char *large = support_join(folder, "2031.zip/lamps/20310102.txt"), *itself = support_join(folder, "2031.tar.gz");
    write_year(path, &forms[1]);
    check_error(read_text(NULL, none, SIZE_MAX, &text), "is not in the archive");
    check_error(read_text(NULL, large, 100, &text), "is larger than");
    check_error(read_text(NULL, path, SIZE_MAX, &text), "is no text but zip");
    write_year(itself, &forms[3]);
    check_error(read_text(NULL, itself, SIZE_MAX, &text), "is no text but tar");
    struct archive *archive = archive_write_new();
    archive_write_set_format_zip(archive);
    if (archive_write_set_options(archive, "zip:encryption=zipcrypt") == ARCHIVE_OK) {
        archive_write_set_passphrase(archive, "lamp");
        assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
        add(archive, "lamps/20310102.txt", slice_of("secret"));
        end(archive);
        check_error(read_text(NULL, large, SIZE_MAX, &text), "is encrypted");
    } else {
        archive_write_free(archive);
    }
    free(plain);
    free(below);
    free(path);
    free(none);
    free(large);
    free(itself);
}

/* ---- in a library */

static size_t
count_notices(struct library *library, const char *words)
{
    struct error *notice;
    bool lost;
    size_t count = 0;
    while ((notice = library_take_notice(library, &lost)) != NULL) {
        count += strstr(error_text(notice), words) != NULL;
        error_free(notice);
    }
    return count;
}

static struct library *
open_library(const char *folder, const char *name, struct error **error)
{
    struct library *library = library_new((struct library_limits){SIZE_MAX, 0});
    char *path = support_join(folder, name);
    *error = library_add(library, path);
    library_sort(library);
    free(path);
    return library;
}

/* An archive, one of a folder, a folder of one and a member. */
static void
test_library(void **state)
{
    const char *folder = *state;
    struct error *error;
    for (size_t i = 0; i < BASE_COUNT(forms); i++) {
        char *inside = support_join(folder, "in"), *path = support_join(folder, forms[i].name);
        write_year(path, &forms[i]);
        struct library *library = open_library(folder, forms[i].name, &error);
        assert_null(error);
        assert_int_equal(library_count(library), DAYS);
        assert_int_equal(count_notices(library, "1 file is left out"), 1);
        uint32_t id = library_at(library, 0);
        assert_int_equal(library_date(library, id), 20310213);
        const struct issue *issue = library_issue(library, id);
        assert_non_null(issue);
        assert_text(slice_make(issue->text, strlen("灯船第40日")), "灯船第40日");
        must(strstr(library_path(library, id), "2031") != NULL, "%s", library_path(library, id));
        library_free(library);
        free(inside);
        free(path);
    }
    struct library *library = open_library(folder, "", &error);
    assert_null(error);
    assert_int_equal(library_count(library), BASE_COUNT(forms) * DAYS);
    library_free(library);
    library = open_library(folder, "2031.tar.zst/lamps/", &error);
    assert_null(error);
    assert_int_equal(library_count(library), DAYS);
    library_free(library);
    library = open_library(folder, "2031.7z/lamps/20310102.txt", &error);
    assert_null(error);
    assert_int_equal(library_count(library), 1);
    assert_int_equal(library_date(library, library_at(library, 0)), 20310102);
    assert_string_equal(library_title(library, library_at(library, 0)), "lamps");
    library_free(library);
    library = open_library(folder, "2031.7z/lamp", &error);
    check_error(error, "is not in the archive");
    library_free(library);
}

/* What is wrong with one of a folder's archives is told, and the others are read. */
static void
test_broken_in_folder(void **state)
{
    const char *folder = *state;
    struct error *error;
    char *good = support_join(folder, "good.zip"), *bad = support_join(folder, "bad.zip");
    char *empty = support_join(folder, "empty.tar"), *nested = support_join(folder, "nested.zip");
    write_year(good, &forms[1]);
    struct buffer zip = support_read(good);
    put(bad, slice_make(zip.at, 20));
    struct archive *archive = begin(empty, &forms[0]);
    add(archive, "a.jpg", slice_of("\xFF\xD8\xFF"));
    end(archive);
    archive = begin(nested, &forms[1]);
    add(archive, "good.zip", buffer_slice(&zip));
    add(archive, "a.txt", slice_of("雨停了。\n"));
    end(archive);
    struct library *library = open_library(folder, "", &error);
    assert_null(error);
    assert_int_equal(library_count(library), DAYS + 1);
    assert_int_equal(count_notices(library, "bad.zip: is damaged"), 1);
    library_free(library);
    library = open_library(folder, "empty.tar", &error);
    check_error(error, "no issues in this archive");
    library_free(library);
    buffer_done(&zip);
    free(good);
    free(bad);
    free(empty);
    free(nested);
}

/* Another archive in the place of the first: what is new in it comes, what is gone goes. */
static void
test_watched(void **state)
{
    const char *folder = *state;
    struct library_news news;
    struct error *error;
    char *path = support_join(folder, "2031.zip"), *next = support_join(folder, "next.tmp");
    struct archive *archive = begin(path, &forms[1]);
    add(archive, "0607.txt", slice_of("灯船换了灯泡。\n"));
    add(archive, "0608.txt", slice_of("灯船又换了灯泡。\n"));
    end(archive);
    for (int whole_folder = 0; whole_folder < 2; whole_folder++) {
        struct library *library = open_library(folder, whole_folder ? "" : "2031.zip", &error);
        assert_null(error);
        assert_int_equal(library_count(library), 2);
        assert_in_range(library_watch(library, false), 0, INT32_MAX);
        assert_non_null(library_issue(library, library_at(library, 1)));
        archive = begin(next, &forms[1]);
        add(archive, "0607.txt", slice_of("灯船没有换灯泡。\n"));
        add(archive, "0609.txt", slice_of("灯船不换灯泡了。\n"));
        add(archive, "0610.txt", slice_of("灯船没有灯泡了。\n"));
        end(archive);
        assert_int_equal(rename(next, path), 0);
        assert_true(library_look(library, 0, true, &news));
        assert_int_equal(news.arrived, 2);
        assert_int_equal(news.gone, 1);
        assert_int_equal(news.changed, 1);
        assert_int_equal(library_count(library), 3);
        assert_int_equal(remove(path), 0);
        assert_true(library_look(library, 0, true, &news));
        assert_int_equal(news.gone, 3);
        library_free(library);
        archive = begin(path, &forms[1]);
        add(archive, "0607.txt", slice_of("灯船换了灯泡。\n"));
        add(archive, "0608.txt", slice_of("灯船又换了灯泡。\n"));
        end(archive);
    }
    free(path);
    free(next);
}

/* One issue more is that alone: of the others, of which the heads were read for their days, nothing is told. */
static void
test_one_more(void **state)
{
    const char *folder = *state;
    struct library_news news;
    struct error *error;
    char *path = support_join(folder, "lamps.zip"), *next = support_join(folder, "next.tmp");
    for (int more = 0; more < 2; more++) {
        struct archive *archive = begin(more ? next : path, &forms[1]);
        add(archive, "boat.txt", slice_of("渡口停了渡船。\n"));
        add(archive, "lamp.txt", slice_of("灯船换了灯泡。\n"));
        if (more)
            add(archive, "bridge.txt", slice_of("石桥修好了。\n"));
        end(archive);
    }
    struct library *library = open_library(folder, "lamps.zip", &error);
    assert_null(error);
    assert_in_range(library_watch(library, false), 0, INT32_MAX);
    assert_int_equal(rename(next, path), 0);
    assert_true(library_look(library, 0, true, &news));
    assert_int_equal(news.arrived, 1);
    assert_int_equal(news.changed, 0);
    assert_int_equal(news.gone, 0);
    library_free(library);
    free(path);
    free(next);
}

static void
test_endings(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        size_t bytes;
    } endings[] = {{"2031.zip", 4}, {"2031.tar.zst", 8}, {"a/2031.TGZ", 4}, {"2031.tar", 4}, {"2031.7z", 3},
                   {"2031.gz", 0},  {".zip", 0},         {"a/.zip", 0},     {"tar.gz", 0},   {"", 0}};
    for (size_t i = 0; i < BASE_COUNT(endings); i++)
        assert_int_equal(base_archive_ending(slice_of(endings[i].name)), endings[i].bytes);
}

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_forms),    test_in_folder(test_changed),
        test_in_folder(test_names),    test_in_folder(test_encoded_names),
        test_in_folder(test_damaged),  test_in_folder(test_spoiled),
        test_in_folder(test_bombs),    test_in_folder(test_refused),
        test_in_folder(test_library),  test_in_folder(test_broken_in_folder),
        test_in_folder(test_watched),  cmocka_unit_test(test_endings),
        test_in_folder(test_one_more), test_in_folder(test_threads),
    };
    return cmocka_run_group_tests_name("archives", tests, NULL, NULL);
}
