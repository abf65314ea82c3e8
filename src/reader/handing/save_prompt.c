/* Saving: the name of a file is asked for, the file put together, and the session asked to write it.
 *
 * No file is written over that the user has not seen the name of: the prompt then stays open and says so, and the same
 * name again means it. Between that and the writing the session makes sure once more.
 */
#include "reader/handing/handing.h"

#include <stdlib.h>
#include <sys/stat.h>

static void file_accepted(struct reader *reader);
static void file_typed(struct reader *reader);
static const struct reader_prompt_use article_use = {N_("save: "), file_typed, file_accepted, NULL, path_complete};
static const struct reader_prompt_use found_use = {N_("save found: "), file_typed, file_accepted, NULL, path_complete};
static const struct reader_prompt_use issue_use = {N_("save issue: "), file_typed, file_accepted, NULL, path_complete};

static const struct reader_prompt_use notes_use = {N_("save notes: "), file_typed, file_accepted, NULL, path_complete};

static const struct reader_prompt_use *const uses[] = {[HANDED_ARTICLE] = &article_use,
                                                       [HANDED_ISSUE] = &issue_use,
                                                       [HANDED_FOUND] = &found_use,
                                                       [HANDED_NOTES] = &notes_use};

static void
ask(struct reader *reader, struct slice name)
{
    struct buffer copy = {0}; /* it may be the prompt's own */
    buffer_add_slice(&copy, name);
    reader_open_prompt(reader, uses[reader->handing->what], &reader->histories[STORE_FILES], buffer_slice(&copy));
    buffer_done(&copy);
}

static const char *
paper_of(const struct reader *reader)
{
    return library_title(reader->library, reader->at.issue);
}

static void
add_name(struct buffer *out, const struct reader *reader)
{
    enum handed what = reader->handing->what;
    if (what == HANDED_NOTES)
        buffer_add_text(out, "notes.md");
    else if (what == HANDED_FOUND)
        file_name_add_query(out, reader_results(reader).query);
    else
        file_name_add(out, reader->shown, what == HANDED_ISSUE ? NULL : reader_article(reader), paper_of(reader));
}

/* Is there something of this name, which is to be asked for? */
static bool
is_taken(struct reader *reader, const char *path)
{
    struct buffer *named = &reader->handing->named;
    struct stat status;
    if (lstat(path, &status) != 0 || slice_equal(buffer_slice(named), slice_of(path)))
        return false;
    buffer_clear(named);
    buffer_add_text(named, path);
    return true;
}

/* What is read is never written. */
static bool
is_own(const struct reader *reader, const char *path)
{
    struct stat status, own;
    return reader->shown != NULL && stat(path, &status) == 0 && stat(reader->shown->path, &own) == 0 &&
           status.st_dev == own.st_dev && status.st_ino == own.st_ino;
}

static void
request(struct reader *reader, const char *path, enum file_format format)
{
    struct reader_errand *errand = &reader->errand;
    const struct options *options = &reader->options;
    buffer_clear(&errand->text);
    buffer_clear(&errand->words);
    buffer_add_text(&errand->words, path);
    errand->overwrites = slice_equal(buffer_slice(&reader->handing->named), slice_of(path));
    buffer_clear(&reader->handing->named);
    bool whole = true;
    if (reader->handing->what == HANDED_NOTES)
        notes_file_add(&errand->text, reader);
    else if (reader->handing->what == HANDED_FOUND)
        whole = found_articles_add(&errand->text, format, reader);
    else if (reader->handing->what == HANDED_ISSUE)
        file_add_issue(&errand->text, format, options, reader->shown, paper_of(reader));
    else
        file_add_article(&errand->text, format, options,
                         &(struct file_piece){reader->shown, reader_article(reader), paper_of(reader)});
    if (whole)
        reader->request = READER_SAVES;
}

/* TYPED is where it is to go; what is wrong with that is said at the prompt. */
static void
save(struct reader *reader, struct slice typed)
{
    struct buffer path = {0}, name = {0}, endings = {0};
    enum file_format format;
    add_name(&name, reader);
    file_name_read(&path, typed, name.at);
    if (path.len == 0) {
        reader_say(reader, "%s", _("Nothing is saved."));
    } else if (!file_format_of(path.at, &format)) {
        ask(reader, typed);
        file_add_endings(&endings);
        reader_set_note(reader, true, _("the endings are %s"), endings.at);
    } else if (reader->handing->what == HANDED_NOTES && format != FILE_MARKDOWN) {
        ask(reader, typed);
        reader_set_note(reader, true, "%s", _("notes are saved as .md"));
    } else if (is_own(reader, path.at)) {
        ask(reader, typed);
        reader_set_note(reader, true, "%s", _("that is the issue itself"));
    } else if (is_taken(reader, path.at)) {
        ask(reader, typed);
        reader_set_note(reader, true, "%s", _("is there; Enter again overwrites it"));
    } else {
        request(reader, path.at, format);
    }
    buffer_done(&endings);
    buffer_done(&name);
    buffer_done(&path);
}

static bool
can_save_found(struct reader *reader)
{
    size_t count = found_articles_count(reader);
    bool searching = reader_results(reader).progress.running;
    if (searching)
        reader_say(reader, "%s", _("Still searching; try again."));
    else if (count == 0)
        reader_say(reader, "%s", _("There is nothing to save."));
    else if (count > FOUND_ARTICLES_MAX)
        reader_say(reader, _("%zu articles are too many for a file; it takes %d."), count, FOUND_ARTICLES_MAX);
    return !searching && count > 0 && count <= FOUND_ARTICLES_MAX;
}

static bool
can_save(struct reader *reader)
{
    if (reader->handing->what == HANDED_FOUND)
        return can_save_found(reader);
    if (reader->handing->what == HANDED_NOTES) {
        if (notes_count(reader) == 0)
            reader_say(reader, "%s", _("No article is flagged or has a note."));
        return notes_count(reader) > 0;
    }
    if (reader->shown == NULL || reader_article(reader) == NULL) {
        reader_say(reader, "%s", _("There is nothing to save."));
        return false;
    }
    return handing_has_whole(reader);
}

static void
file_accepted(struct reader *reader)
{
    if (can_save(reader))
        save(reader, buffer_slice(&reader->prompt.line.text));
}

/* Another name is another question. */
static void
file_typed(struct reader *reader)
{
    buffer_clear(&reader->handing->named);
    reader_clear_note(reader);
}

void
save_as(struct reader *reader, enum handed what, struct slice name)
{
    struct buffer offered = {0};
    reader->handing->what = what;
    if (!can_save(reader))
        return;
    buffer_clear(&reader->handing->named);
    add_name(&offered, reader);
    if (name.len > 0)
        save(reader, name);
    else
        ask(reader, buffer_slice(&offered));
    buffer_done(&offered);
}
