/* What is new in an article that was read and has been issued again: a document of the changed paragraphs, where {+ +} is what was
 * added and [- -] what was removed, so that no colour is needed to tell them.
 *
 * The text that was read is what this session kept of it; else another file of that day may have it.
 */
#include "reader/finding/finding.h"

#include "kanbao/changes.h"
#include "kanbao/text.h"

#include <stdlib.h>

enum { FILES_MAX = 64 /* of the day, that are looked at */ };

struct reader_changes {
    struct version before, after;
    struct changes changes; /* from the one to the other */
    char *file;             /* that has the text which was read; NULL: none has, it was kept */
    bool nearly;            /* it has another one, but the nearest that there is */
    char *headline;
    struct search_hits marks; /* of the document */
};

struct reader_changes *
changes_new(void)
{
    return base_alloc_zero(1, sizeof(struct reader_changes));
}

static void
forget(struct reader_changes *shown)
{
    version_done(&shown->before);
    version_done(&shown->after);
    free(shown->file);
    free(shown->headline);
    shown->file = shown->headline = NULL;
    shown->nearly = false;
}

void
changes_free(struct reader_changes *shown)
{
    forget(shown);
    changes_done(&shown->changes);
    search_hits_done(&shown->marks);
    free(shown);
}

/* ---- the text that was read */

/* How well an article of ISSUE is the one whose text was BEFORE: 2 to the letter, 1 by its headline or beginning, KEY's, and most of
   its text. NOW: as it is in the issue that is shown. */
static int
likeness(const struct issue *issue, const struct issue_article *article, struct store_key key, uint64_t before,
         const struct store_text *now)
{
    struct store_key own = store_key_of(issue, article);
    struct store_text text = store_text_of(issue, article);
    bool half = (own.body != 0 && own.body == key.body) || (own.head != 0 && own.head == key.head);
    if (text.whole == 0 || text.whole == now->whole)
        return 0;
    return text.whole == before ? 2 : half && store_text_alike(&text, now);
}

/* The article in other files of the day of the one that is shown; false: none has it. */
static bool
find_in_files(struct reader *reader, uint64_t whole, struct reader_changes *shown)
{
    struct library *library = reader->library;
    struct store_key key = marks_key(reader, reader->at.article);
    struct store_text now = marks_text(reader, reader->at.article);
    int best = 0;
    for (size_t i = 0, files = 0; i < library_count(library) && files < FILES_MAX && best < 2 && key.date != 0; i++) {
        uint32_t id = library_at(library, i);
        if (library_date(library, id) != key.date || id == reader->at.issue)
            continue;
        const struct issue *issue = library_issue(library, id);
        files++;
        for (size_t k = 0; issue != NULL && k < issue->article_count; k++) {
            int like = likeness(issue, &issue->articles[k], key, whole, &now);
            if (like <= best)
                continue;
            best = like;
            version_done(&shown->before);
            free(shown->file);
            shown->before = version_of(issue, &issue->articles[k]);
            shown->file = base_strdup(library_path(library, id));
        }
    }
    shown->nearly = best == 1;
    return best > 0;
}

static bool
find_before(struct reader *reader, uint64_t whole, struct reader_changes *shown)
{
    const struct version *kept = versions_find(reader, whole);
    if (kept == NULL)
        return find_in_files(reader, whole, shown);
    shown->before = (struct version){.text = kept->text, .heads = kept->heads};
    buffer_add_slice(&shown->before.words, buffer_slice(&kept->words));
    return true;
}

/* ---- the document */

/* Paragraphs as they are put together. */
struct composer {
    struct issue *document;
    struct search_hits *marks; /* NULL: not wanted */
    struct buffer line;        /* the paragraph at hand */
    size_t line_marks;         /* marks before it: its own are of its bytes until it is there as a whole */
    size_t heads;              /* paragraphs of the head that are still to come */
    size_t unchanged;          /* paragraphs since the last one that is shown */
    bool changed;              /* something in the one at hand is */
    bool breaks;               /* it is there as a whole, but for what was removed at its end */
};

static void
add_unchanged(struct composer *composer)
{
    struct buffer words = {0};
    size_t count = composer->unchanged;
    if (count > 0) {
        buffer_printf(&words, ngettext("… %zu paragraph unchanged …", "… %zu paragraphs unchanged …", count), count);
        issue_document_add(composer->document, ISSUE_KIND_CAPTION, 0, buffer_slice(&words));
    }
    composer->unchanged = 0;
    buffer_done(&words);
}

static void
end_paragraph(struct composer *composer)
{
    struct search_hits *marks = composer->marks;
    bool head = composer->heads > 0;
    composer->breaks = false;
    if (composer->line.len == 0)
        return;
    composer->heads -= head;
    composer->unchanged += !composer->changed && !head;
    if (composer->changed) {
        add_unchanged(composer);
        for (size_t i = composer->line_marks; marks != NULL && i < marks->count; i++) {
            marks->at[i].start_byte += (uint32_t)composer->document->text_bytes;
            marks->at[i].end_byte += (uint32_t)composer->document->text_bytes;
        }
        issue_document_add(composer->document, head ? ISSUE_KIND_SUBHEAD : ISSUE_KIND_BODY, 0,
                           text_trim(buffer_slice(&composer->line)));
    }
    composer->line_marks = marks != NULL ? marks->count : 0;
    composer->changed = false;
    buffer_clear(&composer->line);
}

/* TEXT, without a line end, between the signs of CHANGE; blanks at its ends are outside of them. */
static void
add_piece(struct composer *composer, enum change change, struct slice text)
{
    /* no line ends beside them */
    static const char *const opening[] = {"", "[-\u2060", "{+\u2060"};
    static const char *const closing[] = {"", "\u2060-]", "\u2060+}"};
    struct buffer *line = &composer->line;
    struct search_hits *marks = composer->marks;
    struct slice words = text_trim(text);
    if (line->len > 0 && words.at > text.at)
        buffer_add_byte(line, ' ');
    if (words.len == 0)
        return;
    size_t start = line->len;
    buffer_add_text(line, opening[change]);
    text_add_safe(line, words);
    buffer_add_text(line, closing[change]);
    if (change != CHANGE_KEPT && marks != NULL) {
        marks->at = base_grow(marks->at, &marks->capacity, marks->count + 1, sizeof *marks->at);
        marks->at[marks->count++] = (struct search_hit){.start_byte = (uint32_t)start,
                                                        .end_byte = (uint32_t)line->len,
                                                        .word = change == CHANGE_ADDED ? READER_ADDED : READER_REMOVED};
    }
    if (words.at + words.len < text.at + text.len)
        buffer_add_byte(line, ' ');
    composer->changed |= change != CHANGE_KEPT;
}

static bool
ends_line(struct slice text)
{
    return text.len > 0 && text.at[text.len - 1] == '\n';
}

/* Its paragraphs; whether it ends the last one is left to the caller. */
static void
add_pieces(struct composer *composer, enum change change, struct slice text)
{
    text.len -= ends_line(text);
    for (size_t end = slice_find(text, "\n"); end != SIZE_MAX; end = slice_find(text, "\n")) {
        add_piece(composer, change, slice_make(text.at, end));
        end_paragraph(composer);
        text = slice_from(text, end + 1);
    }
    add_piece(composer, change, text);
}

/* What was removed at a paragraph's end stands there, though the end is before it now. */
static void
add_spans(struct composer *composer, const struct changes *changes)
{
    bool inside = false; /* what was removed was inside a paragraph */
    for (size_t i = 0; i < changes->count; i++) {
        const struct change_span *span = &changes->at[i];
        bool removed = span->change == CHANGE_REMOVED, broke = composer->breaks;
        bool added_next = i + 1 < changes->count && changes->at[i + 1].change == CHANGE_ADDED;
        struct slice text = removed ? span->before : span->after;
        if (removed ? !inside : broke)
            end_paragraph(composer);
        add_pieces(composer, span->change, text);
        composer->breaks = removed ? (broke && inside) || (ends_line(text) && !added_next) : ends_line(text);
        inside = span->change == CHANGE_KEPT && !ends_line(span->before);
    }
    end_paragraph(composer);
    add_unchanged(composer);
}

/* How much it is, in the signs that are used below. */
static void
add_counts(struct composer *composer, const struct changes *changes)
{
    struct buffer words = {0};
    size_t removed = changes->removed, added = changes->added;
    buffer_printf(&words, ngettext("%zu word removed", "%zu words removed", removed), removed);
    if (removed > 0)
        add_piece(composer, CHANGE_REMOVED, buffer_slice(&words));
    buffer_clear(&words);
    buffer_printf(&words, ngettext("%zu word added", "%zu words added", added), added);
    if (removed > 0 && added > 0)
        buffer_add_byte(&composer->line, ' ');
    if (added > 0)
        add_piece(composer, CHANGE_ADDED, buffer_slice(&words));
    if (removed == 0 && added == 0)
        issue_document_add(composer->document, ISSUE_KIND_BODY, 0, slice_of(_("No word of it is another.")));
    end_paragraph(composer);
    buffer_done(&words);
}

static void
add_source(struct issue *document, const struct reader_changes *shown)
{
    struct buffer words = {0}, file = {0};
    if (shown->file != NULL) {
        text_add_bytes(&file, shown->file);
        buffer_printf(&words,
                      shown->nearly ? _("What you read is no longer there; compared with %s.")
                                    : _("You read what %s has."),
                      file.at);
        issue_document_add(document, ISSUE_KIND_CAPTION, 0, buffer_slice(&words));
    }
    issue_document_add(document, ISSUE_KIND_CAPTION, 0,
                       slice_of(_("It counts as read now. = again: the same story on other days.")));
    buffer_done(&words);
    buffer_done(&file);
}

static struct issue *
compose(const struct reader_changes *shown, struct search_hits *marks)
{
    struct composer composer = {.document = issue_document_new(shown->headline), .marks = marks};
    if (marks != NULL)
        marks->count = 0;
    add_counts(&composer, &shown->changes);
    composer.heads = shown->after.heads;
    add_spans(&composer, &shown->changes);
    add_source(composer.document, shown);
    buffer_done(&composer.line);
    return composer.document;
}

static struct issue *
make_changes(const struct reader *reader, const void *context)
{
    (void)reader;
    return compose(context, NULL);
}

/* ---- showing it */

static void
open_changes(struct reader *reader)
{
    struct reader_changes *shown = reader->changes;
    const struct issue_article *article = reader_article(reader);
    struct slice title = issue_article_title(reader->shown, article);
    struct buffer headline = {0};
    text_add_safe(&headline,
                  slice_make(title.at, article->headline_line == ISSUE_NO_LINE ? text_fit(title, 80) : title.len));
    shown->headline = buffer_take(&headline);
    shown->after = version_of(reader->shown, article);
    changes_find(buffer_slice(&shown->before.words), buffer_slice(&shown->after.words), &shown->changes);
    issue_free(compose(shown, &shown->marks));
    reader_open_rows(reader, N_("What is new"), make_changes, NULL, shown);
    reader->document.changes = &shown->marks;
}

enum changes_found
changes_show(struct reader *reader)
{
    if (reader_article(reader) == NULL || reader->shown->preview)
        return CHANGES_NONE;
    uint64_t whole = versions_before(reader, marks_of(reader, reader->at.article));
    if (whole == 0)
        return CHANGES_NONE;
    forget(reader->changes);
    if (!find_before(reader, whole, reader->changes))
        return CHANGES_LOST;
    open_changes(reader);
    marks_set_read(reader, reader->at.article, true);
    return CHANGES_SHOWN;
}

bool
changes_are_shown(const struct reader *reader)
{
    return reader->at.pane == PANE_DOCUMENT && reader->document.changes != NULL;
}
