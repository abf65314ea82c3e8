/* Any text as a feed, an outline and messages: every line of the file has one of the issue's, none has a number that the file lacks, and
   all of it is set and written as JSON. */
#include "kanbao/parser.h"
#include "kanbao/text.h"

#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool right)
{
    if (!right)
        abort();
}

static void
check_issue(const struct issue *issue)
{
    size_t count = issue_file_lines(issue);
    unsigned char *numbers = base_alloc_zero(count + 1, 1);
    struct buffer out = {0};
    size_t shown = 0;
    for (uint32_t line = 0; line < issue->line_count; line++) {
        uint32_t number = issue_line_number(issue, line);
        must(number < count && (size_t)issue->lines[line].start_byte + issue->lines[line].bytes <= issue->text_bytes);
        numbers[number] = 1;
        shown += issue_line_source(issue, line).len;
    }
    must(shown <= issue_source(issue).len && shown + 2 * count >= issue_source(issue).len);
    for (size_t i = 0; i < count; i++)
        must(numbers[i] == 1);
    for (size_t i = 0; i < issue->link_count; i++)
        must(issue->links[i].line == ISSUE_NO_LINE || issue->links[i].line < issue->line_count);
    issue_add_json(&out, issue);
    must(out.len > 0 && !slice_has(buffer_slice(&out), "\033"));
    buffer_done(&out);
    free(numbers);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const paths[] = {"fuzz/a.rss", "fuzz/20310607.xml", "fuzz/a.mbox"};
    char *text = base_strndup((const char *)data, size);
    size_t repaired, bytes = text_repair(&text, size, &repaired);
    for (size_t i = 0; i < BASE_COUNT(paths); i++) {
        struct parser_source source = {.path = paths[i], .repaired = repaired};
        source.text = memcpy(base_alloc(bytes + 1), text, bytes);
        source.bytes = text_clean(&source.text, bytes, &source.drops);
        struct issue *issue = parser_recover(source);
        check_issue(issue);
        issue_free(issue);
    }
    free(text);
    return 0;
}
