/* source: archives, and each of their members by itself.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "archive_files.h"
#include "support.h"

#include "kanbao/source.h"

#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>

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
    for (size_t i = 0; i < ARCHIVE_FORMS; i++) {
        struct source_archives *archives = source_archives_new();
        char *path = support_join(folder, archive_forms[i].name);
        struct names names = {.count = 0};
        const char *damage;
        archive_write_year(path, &archive_forms[i]);
        assert_null(source_archive_list(archives, path, SIZE_MAX, take_name, &names, &damage));
        assert_null(damage);
        assert_int_equal(names.count, ARCHIVE_DAYS + 2);
        for (int k = 0; k < ARCHIVE_DAYS * 2; k++) {
            int day = 1 + (int)support_below(&chance, ARCHIVE_DAYS);
            buffer_clear(&name);
            buffer_printf(&name, "%s/lamps/2031%02d%02d.txt", archive_forms[i].name, day / 28 + 1, day % 28 + 1);
            archive_write_day(&text, day);
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
        int day = 1 + (int)support_below(&chance, ARCHIVE_DAYS);
        struct source_text text = {0};
        buffer_clear(&name);
        buffer_printf(&name, "%s/%s/lamps/2031%02d%02d.txt", reading->folder,
                      archive_forms[support_below(&chance, ARCHIVE_FORMS)].name, day / 28 + 1, day % 28 + 1);
        archive_write_day(&wanted, day);
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
    for (size_t i = 0; i < ARCHIVE_FORMS; i++) {
        char *path = support_join(*state, archive_forms[i].name);
        archive_write_year(path, &archive_forms[i]);
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
        struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_ZIP]);
        for (int before = 1; before < day; before++)
            archive_add(archive, before == 1 ? "0.txt" : "1.txt", slice_of("before"));
        archive_write_day(&text, day);
        archive_add(archive, "lamps.txt", buffer_slice(&text));
        archive_end(archive);
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
    struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_TAR_GZ]);
    archive_add(archive, "../../up.txt", slice_of("up"));
    archive_add(archive, "/root.txt", slice_of("root"));
    archive_add(archive, "./a/.//b.txt", slice_of("old"));
    archive_add_other(archive, "symbolic.txt", AE_IFLNK, "/etc/passwd");
    archive_add_other(archive, "hard.txt", AE_IFREG, "./a/.//b.txt");
    archive_add_other(archive, "to-nothing.txt", AE_IFREG, "nothing.txt");
    archive_add(archive, "..", slice_of("nothing"));
    archive_add(archive, "a/b.txt", slice_of("new"));
    archive_end(archive);
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
    support_write(path, zip.at, zip.len);
    assert_text(list(path, &names, &damage), "灯船日报/0607.txt\n灯船日报/0608.txt\n");
    buffer_done(&names.all);
    check_text(NULL, folder, "a.zip/灯船日报/0608.txt", "lamp\n");
    buffer_clear(&zip);
    write_zip(&zip, japanese, 1, "lamp\n", LAMP_CRC);
    support_write(path, zip.at, zip.len);
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
    for (size_t i = 0; i < ARCHIVE_FORMS; i++) {
        char *path = support_join(folder, archive_forms[i].name);
        archive_write_year(path, &archive_forms[i]);
        struct buffer whole = support_read(path);
        support_write(path, whole.at, whole.len / 2);
        if (strcmp(archive_forms[i].name, "2031.7z") == 0 || strstr(archive_forms[i].name, "z2") != NULL ||
            strstr(archive_forms[i].name, "z4") != NULL) {
            struct source_archives *archives = source_archives_new();
            check_error(source_archive_list(archives, path, SIZE_MAX, take_name, &names, &damage), "damaged");
            source_archives_free(archives); /* its directory is at its end; one block of bzip2 or lz4 has all */
        } else {
            list(path, &names, &damage);
            assert_in_range(names.count, ARCHIVE_DAYS / 4, ARCHIVE_DAYS - 1);
            must(damage != NULL && strstr(damage, "behind lamps/") != NULL, "%s", archive_forms[i].name);
            buffer_done(&names.all);
        }
        free(path);
        buffer_done(&whole);
    }
    struct buffer zip = {0};
    char *path = support_join(folder, "a.zip"), *member = support_join(folder, "a.zip/2.txt");
    write_zip(&zip, three, 3, "lamp\n", LAMP_CRC);
    zip.at[slice_find(buffer_slice(&zip), "2.txt") + 5] = 'd';
    support_write(path, zip.at, zip.len);
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
    for (size_t i = 0; i < ARCHIVE_FORMS; i++) {
        char *path = support_join(folder, archive_forms[i].name);
        archive_write_year(path, &archive_forms[i]);
        struct buffer whole = support_read(path);
        for (int k = 0; k < 20; k++) {
            struct source_archives *archives = source_archives_new();
            struct names names = {.count = 0};
            for (int flips = 0; flips < 4; flips++)
                whole.at[support_below(&chance, (uint32_t)whole.len)] ^= (char)(1 << support_below(&chance, 8));
            support_write(path, whole.at, whole.len);
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
    for (size_t i = 0; i < ARCHIVE_FORMS; i++) {
        if (i != ARCHIVE_ZIP && i != ARCHIVE_7ZIP && i != ARCHIVE_TAR_XZ)
            continue;
        struct source_archives *archives = source_archives_new();
        char *path = support_join(folder, archive_forms[i].name);
        struct archive *archive = archive_begin(path, &archive_forms[i]);
        archive_add(archive, "bomb.txt", slice_make(nothing, BYTES));
        archive_end(archive);
        struct buffer member = {0};
        buffer_printf(&member, "%s/bomb.txt", path);
        check_error(read_text(archives, member.at, SIZE_MAX, &text),
                    i == ARCHIVE_7ZIP ? "is larger than" : "200 times");
        buffer_done(&member);
        free(path);
        source_archives_free(archives);
    }
    free(nothing);
    /* more files than are taken */
    struct source_archives *archives = source_archives_new();
    char *path = support_join(folder, "many.tar");
    struct archive *archive = archive_begin(path, &archive_forms[ARCHIVE_TAR]);
    for (int i = 0; i < FILES; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.txt", i);
        archive_add(archive, name, slice_of(""));
    }
    archive_end(archive);
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
    archive_write_year(path, &archive_forms[ARCHIVE_ZIP]);
    check_error(read_text(NULL, none, SIZE_MAX, &text), "is not in the archive");
    check_error(read_text(NULL, large, 100, &text), "is larger than");
    check_error(read_text(NULL, path, SIZE_MAX, &text), "is no text but zip");
    archive_write_year(itself, &archive_forms[ARCHIVE_TAR_GZ]);
    check_error(read_text(NULL, itself, SIZE_MAX, &text), "is no text but tar");
    struct archive *archive = archive_write_new();
    archive_write_set_format_zip(archive);
    if (archive_write_set_options(archive, "zip:encryption=zipcrypt") == ARCHIVE_OK) {
        archive_write_set_passphrase(archive, "lamp");
        assert_int_equal(archive_write_open_filename(archive, path), ARCHIVE_OK);
        archive_add(archive, "lamps/20310102.txt", slice_of("secret"));
        archive_end(archive);
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

int
main(void)
{
    const struct CMUnitTest tests[] = {
        test_in_folder(test_forms),         test_in_folder(test_changed), test_in_folder(test_names),
        test_in_folder(test_encoded_names), test_in_folder(test_damaged), test_in_folder(test_spoiled),
        test_in_folder(test_bombs),         test_in_folder(test_refused), test_in_folder(test_threads),
    };
    return cmocka_run_group_tests_name("archives", tests, NULL, NULL);
}
