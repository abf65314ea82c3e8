/* Prints the features of each line of the files named on its command line, for training: a line of text
   with the names first, then for each file its path and its lines as numbers. */
#include "parser/features.h"
#include "parser/parts.h"

#include <stdio.h>
#include <stdlib.h>

static char *
read_all(const char *path, size_t *bytes)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        perror(path);
        exit(2);
    }
    struct buffer text = {0};
    char chunk[65536];
    size_t got;
    while ((got = fread(chunk, 1, sizeof chunk, file)) > 0)
        buffer_add(&text, chunk, got);
    fclose(file);
    *bytes = text.len;
    return buffer_take(&text);
}

int
main(int argc, char **argv)
{
    static const char *const names[] = {
#define FEATURE(name) #name,
        FEATURES
#undef FEATURE
    };
    printf("%d", FEATURE_COUNT);
    for (int i = 0; i < FEATURE_COUNT; i++)
        printf(" %s", names[i]);
    printf("\n");
    for (int i = 1; i < argc; i++) {
        struct issue issue = {0};
        issue.text = read_all(argv[i], &issue.text_bytes);
        issue.text_bytes = text_repair(&issue.text, issue.text_bytes, NULL);
        lines_split(&issue);
        size_t count;
        struct shape *shapes = shapes_measure(&issue, &count);
        seen_measure(shapes, count);
        struct page page;
        page_init(&page, shapes, count);
        printf("%s %zu\n", argv[i], count);
        for (size_t k = 0; k < count; k++) {
            float out[FEATURE_COUNT];
            uint32_t line = shapes[k].line + 1;
            page_features(&page, k, out);
            fwrite(&line, sizeof line, 1, stdout);
            fwrite(out, sizeof out, 1, stdout);
        }
        page_done(&page);
        free(shapes);
        free(issue.lines);
        free(issue.text);
    }
    return 0;
}
