/* Any bytes as a saved page and as messages: what MIME wraps comes out as text that can be repaired and read, and is not many times as
   long as what it came in. */
#include "source/mime/mime.h"

#include "kanbao/parser.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool right)
{
    if (!right)
        abort();
}

static void
open_as(const char *path, const uint8_t *data, size_t size, struct source_decoder *decoder)
{
    struct buffer bytes = {0}, out = {0};
    struct mime_reading reading = {.decoder = decoder};
    size_t repaired;
    buffer_add(&bytes, data, size);
    enum mime_form form = mime_form_of(path, buffer_slice(&bytes));
    if (form != MIME_NONE)
        mime_open(form, &bytes, &reading);
    /* a byte is one character of three at most, and a message inside of others stands in each */
    must(bytes.len <= (size + 64) * 4 * MIME_DEPTH_MAX);
    size_t len = bytes.len;
    char *text = buffer_take(&bytes);
    len = text_repair(&text, len, &repaired);
    struct parser_source source = {.path = path, .text = text, .repaired = repaired};
    source.bytes = text_clean(&source.text, len, &source.drops);
    struct issue *issue = parser_recover(source);
    issue_add_json(&out, issue);
    must(out.len > 0);
    buffer_done(&out);
    issue_free(issue);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct source_decoder *decoder = source_decoder_new();
    open_as("fuzz/a.mhtml", data, size, decoder);
    open_as("fuzz/a.mbox", data, size, decoder);
    source_decoder_free(decoder);
    return 0;
}
