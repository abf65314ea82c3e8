/* The parser's own eyes and judgement, for the training program: nothing of them is written twice.
 *
 *   train-lines FILE...            the inputs of each line, as the model gets them: a line of text with their names,
 *                                  then for each file a line with its path and its number of lines, then for each line
 *                                  its number (32 bits, from 1) and its inputs (floats), in the machine's byte order
 *   train-lines --judge WEIGHTS FILE...
 *                                  what a model of that file makes of each line: PATH LINE ROLE CONFIDENCE
 *   train-lines --candidates WEIGHTS FILE...
 *                                  the lines that such a model takes for headlines, perhaps: PATH LINE INPUT..., with the
 *                                  inputs of the second network
 */
#include "parser/format/format.h"
#include "parser/judge/judge.h"
#include "parser/page/page.h"

#include <stdio.h>
#include <stdlib.h>

static char *
read_all(const char *path, size_t *bytes)
{
    FILE *file = fopen(path, "rb");
    if (file == NULL) {
        fprintf(stderr, "train-lines: %s: cannot be read\n", path);
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

static struct shape *
read_shapes(const char *path, struct issue *issue, size_t *count)
{
    *issue = (struct issue){0};
    issue->text = read_all(path, &issue->text_bytes);
    issue->text_bytes = text_repair(&issue->text, issue->text_bytes, NULL);
    issue->text_bytes = text_clean(&issue->text, issue->text_bytes, &issue->drops);
    plain_split(issue);
    return evidence_gather(issue, 0, (uint32_t)issue->line_count, count);
}

static void
print_names(void)
{
#define NAME(name) #name,
#define NO_NAME(name)
    static const char *const names[] = {FEATURES(NAME, NAME)}, *const far[] = {FEATURES(NO_NAME, NAME)};
    static const char *const near[] = {"", "-", "+"}, *const beyond[] = {"--", "++"};
#undef NO_NAME
#undef NAME
    for (size_t k = 0; k < BASE_COUNT(near); k++)
        for (size_t i = 0; i < FEATURE_COUNT; i++)
            printf("%s%s ", near[k], names[i]);
    for (size_t k = 0; k < BASE_COUNT(beyond); k++)
        for (size_t i = 0; i < FEATURE_FAR_COUNT; i++)
            printf("%s%s ", beyond[k], far[i]);
    printf("\n");
}

static void
print_inputs(const char *path)
{
    struct issue issue;
    size_t count;
    struct shape *shapes = read_shapes(path, &issue, &count);
    furniture_find(shapes, count);
    count = labeller_pick(shapes, count, shapes);
    struct seen seen;
    seen_measure(shapes, count, &seen);
    seen_done(&seen);
    struct norms norms;
    norms_init(&norms, shapes, count);
    float(*rows)[FEATURE_COUNT] = base_alloc_zero(count + 1, sizeof *rows);
    for (size_t i = 0; i < count; i++)
        features_measure(&norms, i, rows[i]);
    printf("%s %zu\n", path, count);
    for (size_t i = 0; i < count; i++) {
        const float *before[2] = {i >= 1 ? rows[i - 1] : NULL, i >= 2 ? rows[i - 2] : NULL};
        const float *after[2] = {i + 1 < count ? rows[i + 1] : NULL, i + 2 < count ? rows[i + 2] : NULL};
        float inputs[INPUT_COUNT];
        uint32_t line = shapes[i].line + 1;
        features_inputs(rows[i], before, after, inputs);
        fwrite(&line, sizeof line, 1, stdout);
        fwrite(inputs, sizeof inputs, 1, stdout);
    }
    free(rows);
    norms_done(&norms);
    free(shapes);
    free(issue.lines);
    free(issue.text);
}

/* The inputs of each candidate, and nothing changed. */
struct printed {
    const char *path;
    const struct shape *shapes;
    bool done; /* the first round is */
    size_t last;
};

static float
print_candidate(void *context, size_t i, const float *inputs, float now)
{
    struct printed *printed = context;
    printed->done = printed->done || i < printed->last;
    printed->last = i + 1;
    if (printed->done)
        return now;
    printf("%s %u", printed->path, printed->shapes[i].line + 1);
    for (size_t k = 0; k < SEGMENT_INPUTS; k++)
        printf(" %.4g", (double)inputs[k]);
    printf("\n");
    return now;
}

static void
print_segments(void *context, const struct norms *norms, const struct seen *seen, const float *first,
               float (*shares)[CLASS_COUNT])
{
    segments_each(norms, seen, first, shares, print_candidate, context);
}

static void
print_candidates(const struct model *model, const char *path)
{
    struct issue issue;
    size_t count;
    struct shape *shapes = read_shapes(path, &issue, &count);
    struct label *labels = base_alloc_zero(count + 1, sizeof *labels);
    struct printed printed = {.path = path, .shapes = shapes};
    labeller_run_with(model, shapes, count, labels, print_segments, &printed);
    free(labels);
    free(shapes);
    free(issue.lines);
    free(issue.text);
}

static void
print_roles(const struct model *model, const char *path)
{
    struct issue issue;
    size_t count;
    struct shape *shapes = read_shapes(path, &issue, &count);
    struct label *labels = base_alloc_zero(count + 1, sizeof *labels);
    labeller_run(model, shapes, count, labels);
    for (size_t i = 0; i < count; i++)
        printf("%s %u %s %.4f\n", path, shapes[i].line + 1, issue_role_name(labels[i].role),
               (double)labels[i].confidence);
    free(labels);
    free(shapes);
    free(issue.lines);
    free(issue.text);
}

int
main(int argc, char **argv)
{
    bool candidates = argc > 2 && strcmp(argv[1], "--candidates") == 0;
    if (candidates || (argc > 2 && strcmp(argv[1], "--judge") == 0)) {
        size_t bytes;
        struct model *model = (void *)read_all(argv[2], &bytes);
        if (bytes != sizeof *model) {
            fprintf(stderr, "train-lines: %s: %zu bytes instead of %zu\n", argv[2], bytes, sizeof *model);
            return 2;
        }
        for (int i = 3; i < argc; i++)
            (candidates ? print_candidates : print_roles)(model, argv[i]);
        free(model);
        return 0;
    }
    printf("%d %d %d %d ", INPUT_COUNT, HIDDEN_COUNT, CLASS_COUNT, CALIBRATION_COUNT);
    print_names();
    for (int i = 1; i < argc; i++)
        print_inputs(argv[i]);
    return 0;
}
