/* Slices and growable buffers: the only two shapes in which bytes travel. */
#include "kanbao/base.h"

#include <stdlib.h>

size_t
slice_find_bytes(struct slice slice, const char *needle, size_t len)
{
    if (len == 0)
        return 0;
    /* by its last byte: so few first bytes begin all Chinese characters that memchr() would stop at each */
    for (size_t at = len - 1; at < slice.len; at++) {
        const char *last = memchr(slice.at + at, needle[len - 1], slice.len - at);
        if (last == NULL)
            break;
        at = (size_t)(last - slice.at);
        const char *found = last - (len - 1);
        if (found[0] == needle[0] && memcmp(found, needle, len) == 0)
            return at - (len - 1);
    }
    return SIZE_MAX;
}

void
buffer_done(struct buffer *buffer)
{
    free(buffer->at);
    *buffer = (struct buffer){0};
}

void
buffer_clear(struct buffer *buffer)
{
    buffer->len = 0;
    if (buffer->at != NULL)
        buffer->at[0] = '\0';
}

void
buffer_reserve(struct buffer *buffer, size_t more)
{
    if (more > SIZE_MAX - buffer->len - 1)
        base_out_of_memory();
    buffer->at = base_grow(buffer->at, &buffer->capacity, buffer->len + more + 1, 1);
}

void
buffer_add(struct buffer *buffer, const void *bytes, size_t len)
{
    buffer_reserve(buffer, len);
    if (len > 0)
        memcpy(buffer->at + buffer->len, bytes, len);
    buffer->len += len;
    buffer->at[buffer->len] = '\0';
}

void
buffer_add_text(struct buffer *buffer, const char *text)
{
    buffer_add(buffer, text, strlen(text));
}

void
buffer_add_slice(struct buffer *buffer, struct slice slice)
{
    buffer_add(buffer, slice.at, slice.len);
}

void
buffer_add_byte(struct buffer *buffer, char byte)
{
    buffer_add(buffer, &byte, 1);
}

void
buffer_vprintf(struct buffer *buffer, const char *format, va_list arguments)
{
    va_list again;
    va_copy(again, arguments);
    int len = vsnprintf(NULL, 0, format, arguments);
    if (len > 0) {
        buffer_reserve(buffer, (size_t)len);
        vsnprintf(buffer->at + buffer->len, (size_t)len + 1, format, again);
        buffer->len += (size_t)len;
    }
    va_end(again);
}

void
buffer_printf(struct buffer *buffer, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    buffer_vprintf(buffer, format, arguments);
    va_end(arguments);
}

char *
buffer_take(struct buffer *buffer)
{
    buffer_reserve(buffer, 0);
    buffer->at[buffer->len] = '\0';
    char *text = buffer->at;
    *buffer = (struct buffer){0};
    return text;
}
