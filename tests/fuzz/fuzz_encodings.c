/* Any bytes in any encoding: what comes out is UTF-8, the same with a decoder that has read before, and not much longer. */
#include "kanbao/source.h"

#include <stdlib.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool right)
{
    if (!right)
        abort();
}

/* A file, as nothing else is read; the caller's. */
static char *
write_bytes(const uint8_t *data, size_t size)
{
    char *path = base_strdup("/tmp/kanbao-fuzz-XXXXXX");
    int fd = mkstemp(path);
    must(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    close(fd);
    return path;
}

static void
check(struct source_name name, size_t size)
{
    struct source_text text = {0};
    bool cut;
    struct error *error = source_read(name, SIZE_MAX, SIZE_MAX, &text, &cut);
    must((error != NULL) == (text.at == NULL));
    if (error == NULL) {
        size_t bad, len = text_repair(&text.at, text.bytes, &bad);
        must(bad == 0 && (len == text.bytes || len + 3 == text.bytes)); /* a mark inside is one at the start now */
        must(text.bytes <= size * 4 + 8 && text.encoding != NULL);
    }
    error_free(error);
    free(text.at);
}

/* The first byte says which encoding is forced, or that none is. */
int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (size == 0)
        return 0;
    char *path = write_bytes(data + 1, size - 1);
    struct source_name name = {.path = path, .encoding = (enum encoding)(data[0] % ENCODINGS)};
    check(name, size);
    name.decoder = source_decoder_new();
    check(name, size);
    name.encoding = ENCODING_AUTO;
    check(name, size);
    source_decoder_free(name.decoder);
    unlink(path);
    free(path);
    return 0;
}
