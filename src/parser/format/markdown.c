/* The marks of a Markdown heading. */
#include "parser/format/format.h"

uint8_t
markdown_level(struct slice text)
{
    size_t level = 0;
    while (level < text.len && text.at[level] == '#')
        level++;
    return level <= 6 && level + 1 < text.len && text.at[level] == ' ' ? (uint8_t)level : 0;
}

void
markdown_around(struct slice text, uint8_t *front_bytes, uint8_t *back_bytes)
{
    size_t front = markdown_level(text), end = text.len;
    while (front < text.len && text.at[front] == ' ' && front < UINT8_MAX)
        front++;
    while (end > front && text.at[end - 1] == '#')
        end--;
    bool closed = end < text.len && end > front && text.at[end - 1] == ' '; /* C# is a word */
    while (closed && end > front && text.at[end - 1] == ' ')
        end--;
    *front_bytes = (uint8_t)front;
    *back_bytes = closed && text.len - end <= UINT8_MAX ? (uint8_t)(text.len - end) : 0;
}
