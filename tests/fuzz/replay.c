/*
 * Runs a fuzzer's entry point over files: what libFuzzer does with a corpus, without libFuzzer, so that every
 * input that was ever wrong is tried again by every compiler and by make check.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * usage: fuzz_NAME [PATH...]
 *
 * PATH is a file or a directory (read recursively). Without PATH: $KANBAO_SRCDIR/tests/fuzz/corpus/fuzz_NAME, if
 * there is one, and the sample issues in $KANBAO_SAMPLES. Running nothing at all is a failure.
 *
 * It knows nothing about kanbao: the fuzzer linked with it does.
 */
#include <dirent.h>
#include <errno.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
fail(const char *path)
{
    fprintf(stderr, "replay: %s: %s\n", path, strerror(errno));
    exit(2);
}

static char *
join(const char *folder, const char *name)
{
    size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (path == NULL)
        fail(folder);
    snprintf(path, size, "%s/%s", folder, name);
    return path;
}

static void
replay_file(const char *path, size_t size)
{
    /* Exactly the size, so that the sanitizers see a read past the end. */
    uint8_t *data = malloc(size > 0 ? size : 1);
    FILE *file = fopen(path, "rb");
    if (data == NULL || file == NULL)
        fail(path);
    if (fread(data, 1, size, file) != size)
        fail(path);
    fclose(file);
    LLVMFuzzerTestOneInput(data, size);
    free(data);
}

/* Returns how many files were run; 0 if PATH is not there. */
static size_t
replay(const char *path)
{
    struct stat status;
    if (stat(path, &status) != 0) {
        if (errno != ENOENT)
            fail(path);
        return 0;
    }
    if (!S_ISDIR(status.st_mode)) {
        replay_file(path, (size_t)status.st_size);
        return 1;
    }
    DIR *folder = opendir(path);
    if (folder == NULL)
        fail(path);
    size_t count = 0;
    for (struct dirent *entry; (entry = readdir(folder)) != NULL;) {
        if (entry->d_name[0] == '.')
            continue;
        char *inside = join(path, entry->d_name);
        count += replay(inside);
        free(inside);
    }
    closedir(folder);
    return count;
}

static size_t
replay_defaults(const char *program)
{
    size_t count = 0;
    const char *slash = strrchr(program, '/');
    const char *top = getenv("KANBAO_SRCDIR");
    if (top != NULL) {
        char *corpora = join(top, "tests/fuzz/corpus");
        char *corpus = join(corpora, slash != NULL ? slash + 1 : program);
        count += replay(corpus);
        free(corpus);
        free(corpora);
    }
    const char *samples = getenv("KANBAO_SAMPLES");
    if (samples != NULL)
        count += replay(samples);
    return count;
}

int
main(int argc, char **argv)
{
    size_t count = argc > 1 ? 0 : replay_defaults(argv[0]);
    for (int i = 1; i < argc; i++)
        count += replay(argv[i]);
    printf("%s: %zu inputs\n", argv[0], count);
    if (count == 0) {
        fprintf(stderr, "%s: nothing to replay: name files, or set KANBAO_SRCDIR and KANBAO_SAMPLES\n", argv[0]);
        return 2;
    }
    return 0;
}
