/* The test of character widths by eye: rows of ambiguous characters, and rows of dashes that are as long if the widths
 * are right, so that the bars at their ends stand under one another. A document, shown in the pane of documents.
 */
#include "reader/commands/commands.h"

#include "kanbao/text.h"

enum { RULER_CHARACTERS = 12, RULER_FEW = 5, RULER_CELLS = 2 * RULER_CHARACTERS + 1 };

static void
add_ruler(struct issue *test, const char *character, int count)
{
    struct buffer line = {0};
    for (int i = 0; i < count; i++)
        buffer_add_text(&line, character);
    size_t cells = text_cells(buffer_slice(&line));
    buffer_add_text(&line, "|");
    issue_document_add(test, ISSUE_KIND_TABLE, 0, buffer_slice(&line));
    buffer_clear(&line);
    for (size_t i = 0; i < cells; i++)
        buffer_add_byte(&line, '-');
    buffer_add_text(&line, "|");
    issue_document_add(test, ISSUE_KIND_TABLE, 0, buffer_slice(&line));
    buffer_done(&line);
}

struct issue *
width_test_new(const struct reader *reader, const void *context)
{
    (void)context;
    static const char *const characters[] = {"“", "—", "…", "·", "①"};
    struct issue *test = issue_document_new(_("Test of character widths"));
    struct buffer words = {0};
    /* a ruler that is parted proves nothing */
    bool narrow = reader->cols < RULER_CELLS + 4 || reader->options.measure < RULER_CELLS;
    issue_document_add(
        test, ISSUE_KIND_BODY, 0,
        slice_of(
            _("If each pair of bars ends in the same column, all is well. If not, press W again, which takes these "
              "characters for one or for two cells wide, and look again. The option “ambiguous” makes it "
              "last.")));
    buffer_printf(&words,
                  ngettext("Now they are taken for %d cell wide.", "Now they are taken for %d cells wide.",
                           (unsigned long)text_ambiguous()),
                  text_ambiguous());
    issue_document_add(test, ISSUE_KIND_BODY, 0, buffer_slice(&words));
    for (size_t i = 0; i < BASE_COUNT(characters); i++)
        add_ruler(test, characters[i], narrow ? RULER_FEW : RULER_CHARACTERS);
    buffer_done(&words);
    return test;
}
