/* What is written to standard output and standard error, and what is said when that fails. */
#include "main/parts.h"

#include "kanbao/text.h"

#include <errno.h>

void
output_complain(const char *path, const char *reason)
{
    struct buffer line = {0};
    buffer_add_text(&line, "kanbao: ");
    text_add_bytes(&line, path);
    if (reason != NULL) {
        buffer_add_text(&line, ": ");
        text_add_bytes(&line, reason);
    }
    buffer_add_byte(&line, '\n');
    fputs(line.at, stderr);
    buffer_done(&line);
}

bool
output_write(struct buffer *out)
{
    bool fine = (out->len == 0 || fwrite(out->at, 1, out->len, stdout) == out->len) && fflush(stdout) == 0;
    if (!fine)
        output_complain(_("standard output"), strerror(errno));
    buffer_clear(out);
    return fine;
}
