/* What the reader keeps, as Markdown: flagged articles and notes, newest day first, each with where it is from. The articles
 * themselves are not read: what is remembered of them is enough.
 */
#include "reader/handing/handing.h"

size_t
notes_count(const struct reader *reader)
{
    size_t count;
    struct store_clipping *clippings = store_clippings(reader->store, &count);
    store_clippings_free(clippings, count);
    return count;
}

static void
add_note(struct buffer *out, const struct store_clipping *clipping)
{
    struct buffer from = {0};
    markdown_add_line(out, "## ", slice_of(clipping->headline), "");
    buffer_add_text(&from, clipping->title);
    if (clipping->key.date != 0) {
        buffer_add_text(&from, ", ");
        issue_add_date(&from, clipping->key.date);
    }
    buffer_printf(&from, ", %s:%u", clipping->path, clipping->line + 1);
    markdown_add_line(out, "*", buffer_slice(&from), "*");
    if (clipping->note[0] != '\0')
        markdown_add_line(out, "", slice_of(clipping->note), "");
    buffer_done(&from);
}

void
notes_file_add(struct buffer *out, const struct reader *reader)
{
    size_t count;
    struct store_clipping *clippings = store_clippings(reader->store, &count);
    markdown_add_line(out, "# ", slice_of(_("Notes and flagged articles")), "");
    for (size_t i = 0; i < count; i++)
        add_note(out, &clippings[i]);
    store_clippings_free(clippings, count);
}
