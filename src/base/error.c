/* An error is one sentence, made where the place is known and shown as it is. */
#include "kanbao/base.h"

#include <stdlib.h>

struct error {
    char *text;
};

struct error *
error_new(const char *format, ...)
{
    struct buffer buffer = {0};
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(&buffer, format, arguments);
    va_end(arguments);
    struct error *error = base_alloc(sizeof *error);
    error->text = buffer_take(&buffer);
    return error;
}

const char *
error_text(const struct error *error)
{
    return error->text;
}

void
error_free(struct error *error)
{
    if (error == NULL)
        return;
    free(error->text);
    free(error);
}
