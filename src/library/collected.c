/* What the loader has finished becomes what is in memory, where nothing better has come meanwhile. */
#include "library/library.h"

#include <stdlib.h>

/* A whole issue, read from its file, in the place of a preview. Whoever read it knew no mends: where some were made of the preview
   meanwhile, whose lines are the first of the whole, that stays until the whole was recovered with them. */
static bool
take_read(struct library *library, uint32_t id, struct issue *issue)
{
    struct kept *kept = entry_keep(entry_of(library, id));
    bool remembers = kept_remember(library, kept, issue);
    if (!remembers && (kept->mends == NULL || mend_steps_count(kept->mends) == 0)) {
        kept_set_issue(library, id, issue);
        return true;
    }
    kept->text = kept_text_of(issue);
    issue_return_source(issue);
    issue_free(issue);
    kept_want(library, id);
    return false;
}

/* An issue of a text that was lent: false when that text or the mends are others by now, and the issue is of no use. */
static bool
take_recovered(struct library *library, const struct loaded *loaded)
{
    struct kept *kept = entry_of(library, loaded->id)->kept;
    bool whole = kept != NULL && kept->issue != NULL && !kept->issue->preview;
    unsigned version = kept != NULL && kept->mends != NULL ? kept->mends->version : 0;
    if (kept == NULL || version != loaded->mends_version ||
        issue_source(loaded->issue).at != (whole ? issue_source(kept->issue).at : kept->text.at))
        return false;
    loaded->issue->repaired = whole ? kept->issue->repaired : kept->text.repaired;
    loaded->issue->torn = whole ? kept->issue->torn : kept->text.torn;
    loaded->issue->drops = whole ? kept->issue->drops : kept->text.drops;
    if (!whole && kept_remember(library, kept, loaded->issue)) {
        kept_want(library, loaded->id);
        return false;
    }
    if (whole)
        issue_return_source(kept->issue);
    else
        kept->text = (struct source_text){0};
    kept_set_issue(library, loaded->id, loaded->issue);
    return true;
}

/* True: the entry's issue is another one now. */
static bool
take_issue(struct library *library, struct loaded *loaded)
{
    bool read = loaded->seen == NULL;
    bool changed = read ? take_read(library, loaded->id, loaded->issue) : take_recovered(library, loaded);
    if (read || changed)
        loaded->issue = NULL;
    return changed;
}

static void
give_back(struct library *library, const struct loaded *loaded)
{
    if (loaded->text.at != NULL)
        loader_give_back(library->loader, loaded->text.bytes);
}

static void
take_text(struct entry *entry, struct loaded *loaded)
{
    struct kept *kept = entry_keep(entry);
    kept->text = loaded->text;
    kept->ahead = true;
    loaded->text.at = NULL;
}

/* What an issue becomes another one by is taken out of LOADED; true when it does. */
static bool
take_loaded(struct library *library, struct loaded *loaded)
{
    struct entry *entry = entry_of(library, loaded->id);
    bool changed = false;
    if (!library_has(library, loaded->id)) {
        give_back(library, loaded);
        return false;
    }
    entry_learn(library, entry, loaded->title, loaded->date);
    const struct kept *kept = entry->kept;
    bool nothing = kept == NULL || (kept->issue == NULL && kept->text.at == NULL);
    bool waits = kept != NULL && kept->issue != NULL && kept->issue->preview && issue_source(kept->issue).len == 0;
    if (loaded->issue != NULL) {
        changed = take_issue(library, loaded);
    } else if (loaded->error != NULL && (nothing || waits) && (kept == NULL || kept->error == NULL)) {
        /* what is here already (standard input is no file) is worth more than the error */
        kept_lose_preview(library, loaded->id);
        kept_set_error(entry, loaded->error);
        loaded->error = NULL;
        changed = true;
    } else if (loaded->text.at != NULL && nothing) {
        take_text(entry, loaded);
    } else {
        give_back(library, loaded);
    }
    if (entry->kept != NULL)
        room_count(library, loaded->id);
    return changed;
}

bool
library_collect(struct library *library, uint32_t id)
{
    bool changed = false;
    if (library->loader == NULL)
        return false;
    for (struct loaded *loaded = loader_take(library->loader), *next; loaded != NULL; loaded = next) {
        next = (struct loaded *)loaded->item.next;
        changed |= take_loaded(library, loaded) && loaded->id == id;
        loaded_free(loaded);
    }
    return changed;
}
