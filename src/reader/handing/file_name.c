/* Names of files: one that any file system takes, and what a person types for one. */
#include "reader/handing/handing.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { NAME_BYTES_MAX = 120 /* file systems take 255, some of them fewer when a program adds to them */ };

/* Bytes of WORDS that a name may have: no slash, nothing that shells, Windows or terminals have a use for, runs of these and of
   blanks one -. */
static void
add_words(struct buffer *out, struct slice words)
{
    size_t start = out->len;
    bool due = false;
    for (size_t at = 0; at < words.len;) {
        char32_t code;
        size_t bytes = text_decode(words.at + at, &code);
        struct text_cluster cluster = text_cluster_at(words, at);
        bool plain = text_show(code) == TEXT_SHOW_PLAIN && !text_is_space(code) &&
                     !(code < 0x80 && text_byte_among((char)code, "/\\:*?\"<>|$`'&;,()[]{}!#~%"));
        if (plain && out->len - start + cluster.bytes + 1 > NAME_BYTES_MAX)
            break;
        if (plain && due && out->len > start)
            buffer_add_byte(out, '-');
        if (plain)
            buffer_add(out, words.at + at, cluster.bytes);
        due = !plain;
        at += plain ? cluster.bytes : bytes;
    }
    while (out->len > start && text_byte_among(out->at[out->len - 1], ".-"))
        out->at[--out->len] = '\0';
}

/* Appends the name of WORDS, which are safe, of DATE (0: none): one that is not hidden, and no option of a program. */
static void
add_name(struct buffer *out, struct slice words, uint32_t date)
{
    struct buffer name = {0};
    add_words(&name, words);
    size_t front = strspn(name.len > 0 ? name.at : "", ".-");
    if (date != 0)
        issue_add_date(out, date);
    if (name.len > 0 && date != 0)
        buffer_add_byte(out, '-');
    buffer_add_text(out, name.len > front ? name.at + front : date != 0 ? "" : "kanbao");
    buffer_add_text(out, ".txt");
    buffer_done(&name);
}

void
file_name_add(struct buffer *out, const struct issue *issue, const struct issue_article *article, const char *paper)
{
    struct buffer words = {0};
    if (article != NULL)
        text_add_safe(&words, issue_article_title(issue, article));
    else
        text_add_bytes(&words, paper);
    add_name(out, buffer_slice(&words), issue->date);
    buffer_done(&words);
}

void
file_name_add_query(struct buffer *out, struct slice query)
{
    struct buffer words = {0};
    text_add_safe(&words, query);
    add_name(out, buffer_slice(&words), 0);
    buffer_done(&words);
}

void
file_name_read(struct buffer *path, struct slice typed, const char *name)
{
    typed = text_trim(typed);
    char *as_typed = base_strndup(typed.at, typed.len), *whole = base_expand_home(as_typed);
    buffer_add_text(path, whole);
    free(whole);
    free(as_typed);
    if (path->len == 0 || !base_is_folder(path->at))
        return;
    if (path->at[path->len - 1] != '/')
        buffer_add_byte(path, '/');
    buffer_add_text(path, name);
}
