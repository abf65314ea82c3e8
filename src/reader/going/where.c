/* Where one is, in words: what the top and the bottom line have no room for as well.
 */
#include "reader/going/going.h"

#include "kanbao/text.h"

static void
add_part(struct buffer *out, const char *part)
{
    if (*part == '\0')
        return;
    buffer_add_text(out, out->len > 0 ? "\u3000" : "");
    buffer_add_text(out, part);
}

/* Article 3/7, hit 2/5. */
static void
add_numbers(struct buffer *out, const struct reader *reader)
{
    struct buffer part = {0};
    struct reader_found found = reader_found(reader);
    struct reader_result_list results = reader_results(reader);
    bool in_results = reader->at.pane == PANE_RESULTS || results.opened;
    struct reader_edition edition = reader_edition(reader);
    buffer_printf(&part, _("issue %zu/%zu"), edition.number, edition.count);
    if (reader->at.pane != PANE_RESULTS && edition.count > 1)
        add_part(out, part.at);
    buffer_clear(&part);
    buffer_printf(&part, _("page %u/%u"), edition.page + 1, edition.pages);
    if (reader->at.pane != PANE_RESULTS && edition.pages > 1)
        add_part(out, part.at);
    buffer_clear(&part);
    if (reader_article(reader) != NULL && reader->at.pane != PANE_RESULTS)
        buffer_printf(&part, _("article %u/%zu"), reader->at.article + 1, reader->shown->article_count);
    add_part(out, part.len > 0 ? part.at : "");
    buffer_clear(&part);
    if (in_results && results.hit > 0)
        buffer_printf(&part, _("hit %zu/%zu"), results.hit, results.hits);
    else if (found.hit < found.count)
        buffer_printf(&part, _("hit %zu/%zu"), found.hit + 1, found.count);
    add_part(out, part.len > 0 ? part.at : "");
    buffer_done(&part);
}

/* Tags, as far as a third of the row has room for them. */
static void
add_tags(struct buffer *out, const struct reader *reader)
{
    const struct issue *issue = reader->shown;
    struct buffer tags = {0};
    for (size_t i = 0; issue != NULL && i < issue->tag_count; i++) {
        bool room = text_cells(buffer_slice(&tags)) + text_cells(slice_of(issue->tags[i])) < (size_t)reader->cols / 3;
        buffer_add_text(&tags, i > 0 ? " #" : "#");
        if (room)
            text_add_safe(&tags, slice_of(issue->tags[i]));
        else
            buffer_add_text(&tags, "…");
        if (!room)
            break;
    }
    add_part(out, tags.len > 0 ? tags.at : "");
    buffer_done(&tags);
}

/* The end of PATH that has room in CELLS. */
static void
add_path_end(struct buffer *out, struct slice path, size_t cells)
{
    bool cut = text_cells(path) > cells;
    while (cut && path.len > 0 && text_cells(path) + (size_t)text_ambiguous() > cells)
        path = slice_from(path, text_cluster_at(path, 0).bytes);
    buffer_add_text(out, cut ? "…" : "");
    buffer_add_slice(out, path);
}

/* The paper, its date, its tags, what it is written in, and the file with the line, that of the hit where one was gone to; of an account that may see no more without its folders. */
void
where_say(struct reader *reader)
{
    struct buffer words = {0}, path = {0}, date = {0};
    const char *file = library_path(reader->library, reader->at.issue), *slash = strrchr(file, '/');
    uint32_t line = line_read(reader);
    add_numbers(&words, reader);
    if (reader->at.pane != PANE_RESULTS && reader->at.issue != 0) {
        text_add_bytes(&path, reader->restricted && slash != NULL ? slash + 1 : file);
        if (line != ISSUE_NO_LINE)
            buffer_printf(&path, ":%u", issue_line_number(reader->shown, line) + 1);
        add_part(&words, library_title(reader->library, reader->at.issue));
        reader_add_date(&date, library_date(reader->library, reader->at.issue), false);
        add_part(&words, date.len > 0 ? date.at : "");
        add_tags(&words, reader);
        add_part(&words, reader->shown != NULL ? reader->shown->encoding : "");
        add_part(&words, " ");
        size_t taken = text_cells(buffer_slice(&words)) + 2, all = (size_t)reader->cols;
        words.at[--words.len] = '\0';
        add_path_end(&words, buffer_slice(&path), taken < all ? all - taken : 0);
    }
    reader_say(reader, "%s", words.len > 0 ? words.at : "");
    buffer_done(&words);
    buffer_done(&path);
    buffer_done(&date);
}
