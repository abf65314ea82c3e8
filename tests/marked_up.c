/* Texts with markup, as they are read: their outlines, and what holds for every one.
 *
 * Copyright (C) 2026 the kanbao authors
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "marked_up.h"

#include "support.h"

#include "kanbao/layout.h"
#include "kanbao/parser.h"

#include <stdlib.h>

struct issue *
markup_issue(const char *path, const char *format, const char *text)
{
    struct issue *issue =
        parser_recover((struct parser_source){.path = path, .text = base_strdup(text), .bytes = strlen(text)});
    assert_null(issue->lacks);
    assert_string_equal(issue->format, format);
    return issue;
}

char *
markup_outline(const struct issue *issue)
{
    struct buffer out = {0}, scratch = {0};
    for (size_t i = 0; i < issue->article_count; i++) {
        const struct issue_article *article = &issue->articles[i];
        for (size_t k = 0; k < article->head_count; k++) {
            buffer_add_text(&out, k > 0 ? "/" : "");
            buffer_add_slice(&out, issue_line_words(issue, article->head_lines[k]));
        }
        for (uint32_t k = 0; k < article->paragraph_count; k++) {
            const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + k];
            buffer_add_text(&out, " [");
            if (paragraph->kind != ISSUE_KIND_BODY)
                buffer_printf(&out,
                              "%c:", paragraph->kind == ISSUE_KIND_CODE ? '`' : issue_kind_name(paragraph->kind)[0]);
            buffer_add_slice(&out, issue_paragraph_text(issue, paragraph, &scratch));
            buffer_add_byte(&out, ']');
        }
        buffer_add_byte(&out, '\n');
    }
    buffer_done(&scratch);
    return buffer_take(&out);
}

/* All lines say together what the file says, each byte once; and to each place there is one in what was read, and back. */
static void
check_source(const struct issue *issue)
{
    struct layout *layout = layout_new();
    size_t at = 0;
    for (uint32_t i = 0; i < issue->line_count; i++) {
        struct slice own = issue_line_source(issue, i);
        assert_ptr_equal(own.at, issue->source + at);
        uint32_t start = issue->lines[i].start_byte, before = 0;
        for (uint32_t byte = 0; byte <= own.len; byte++) {
            uint32_t text = layout_byte_of_place(layout, issue, NULL, (struct layout_place){i, byte}) - start;
            must(text >= before && text <= issue->lines[i].bytes, "line %u: %u to %u, not %u", i, byte, text, before);
            before = text;
        }
        for (uint32_t byte = before = 0; byte <= issue->lines[i].bytes; byte++) {
            struct layout_place place = layout_place_of_byte(layout, issue, NULL, start + byte);
            assert_true(place.item == i && place.byte >= before && place.byte <= own.len);
            before = place.byte;
        }
        at += own.len;
        bool ends = i + 1 == issue->line_count || issue_line_number(issue, i + 1) != issue_line_number(issue, i);
        struct slice rest = slice_make(issue->source + at, issue->source_bytes - at);
        at += ends && rest.len > 0 ? (slice_starts(rest, "\r\n") ? 2 : 1) : 0;
    }
    assert_int_equal(at, issue->source_bytes);
    layout_free(layout);
}

void
markup_check_lines(const struct issue *issue)
{
    uint32_t last = 0;
    for (uint32_t i = 0; i < issue->line_count; i++) {
        uint32_t number = issue_line_number(issue, i);
        assert_true(number == last || number == last + 1);
        assert_true(issue->lines[i].start_byte + issue->lines[i].bytes <= issue->text_bytes);
        last = number;
    }
    assert_true(issue->line_count == 0 || last + 1 == issue_file_lines(issue));
    check_source(issue);
}

void
markup_check(struct issue *issue, const char *text, const char *wanted)
{
    char *got = markup_outline(issue);
    markup_check_lines(issue);
    assert_string_equal(got, wanted);
    assert_int_equal(issue->source_bytes, strlen(text));
    assert_memory_equal(issue->source, text, strlen(text));
    free(got);
    issue_free(issue);
}

char *
markup_links(const struct issue *issue)
{
    struct buffer out = {0};
    for (size_t i = 0; i < issue->mark_count; i++) {
        const struct issue_mark *mark = &issue->marks[i];
        must(i == 0 || issue->marks[i - 1].start_byte <= mark->start_byte, "marks stand in the order of the text");
        if (mark->kind != ISSUE_MARK_LINK || mark->link == ISSUE_NO_LINK)
            continue;
        must(mark->link < issue->link_count && mark->start_byte < mark->end_byte && mark->end_byte <= issue->text_bytes,
             "a mark leads nowhere");
        buffer_add(&out, issue->text + mark->start_byte, mark->end_byte - mark->start_byte);
        buffer_printf(&out, " -> %s\n", issue->links[mark->link].address);
    }
    return buffer_take(&out);
}
