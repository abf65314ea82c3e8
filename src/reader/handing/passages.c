/* An article in the order of reading, piece by piece: what is copied, saved, piped and printed. */
#include "reader/handing/handing.h"

#include "kanbao/text.h"

#include <stdlib.h>

struct walk {
    const struct options *options;
    size_t most;
    struct layout_shown shown;
    struct buffer text;
    passage_found *found;
    void *context;
};

/* SOURCE as the option `copy` says, safe; code always as the file has it. */
static void
set_text(struct walk *walk, struct slice source, enum issue_kind kind, bool headline)
{
    struct layout_spec style = reader_text_style(walk->options);
    style.headline = headline;
    if (source.len > walk->most)
        source.len = text_start(source, walk->most);
    if (walk->options->copy == COPIED_SHOWN && kind != ISSUE_KIND_CODE) {
        layout_show(&walk->shown, source, &style);
        source = walk->shown.text;
    }
    buffer_clear(&walk->text);
    text_add_safe_lines(&walk->text, source);
}

static void
walk_done(struct walk *walk)
{
    layout_shown_done(&walk->shown);
    buffer_done(&walk->text);
}

static bool
tell(struct walk *walk, enum passage_part part, enum issue_kind kind, struct slice source)
{
    set_text(walk, source, kind, part < PASSAGE_BYLINE);
    struct passage passage = {part, kind, buffer_slice(&walk->text)};
    return walk->found(walk->context, &passage);
}

static enum passage_part
part_of_role(uint8_t role)
{
    return role == ISSUE_KICKER ? PASSAGE_KICKER : role == ISSUE_DECK ? PASSAGE_DECK : PASSAGE_HEADLINE;
}

static bool
tell_head(struct walk *walk, const struct issue *issue, const struct issue_article *article, struct buffer *scratch)
{
    for (uint32_t i = 0; i < article->head_count; i++) {
        uint32_t line = article->head_lines[i];
        if (!tell(walk, part_of_role(issue->lines[line].role), ISSUE_KIND_BODY, issue_line_words(issue, line)))
            return false;
    }
    issue_add_byline(scratch, issue, article);
    return scratch->len == 0 || tell(walk, PASSAGE_BYLINE, ISSUE_KIND_BODY, buffer_slice(scratch));
}

void
passages_each(const struct options *options, const struct issue *issue, const struct issue_article *article,
              size_t most, passage_found *found, void *context)
{
    struct walk walk = {.options = options, .most = most, .found = found, .context = context};
    struct buffer scratch = {0};
    const struct passage head_end = {.part = PASSAGE_HEAD_END, .text = slice_of("")};
    bool more = tell_head(&walk, issue, article, &scratch) && found(context, &head_end);
    for (uint32_t i = 0; i < article->paragraph_count && more; i++) {
        const struct issue_paragraph *paragraph = &issue->paragraphs[article->first_paragraph + i];
        struct slice text = slice_from(issue_paragraph_text(issue, paragraph, &scratch), paragraph->lead_bytes);
        more = tell(&walk, PASSAGE_PARAGRAPH, (enum issue_kind)paragraph->kind, text);
    }
    walk_done(&walk);
    buffer_done(&scratch);
}

bool
handing_has_whole(struct reader *reader)
{
    if (reader->shown->preview)
        reader_say(reader, "%s", _("Still loading; try again."));
    return !reader->shown->preview;
}

void
passage_add_text(struct buffer *out, const struct options *options, struct slice source, bool headline)
{
    struct walk walk = {.options = options, .most = SIZE_MAX};
    set_text(&walk, source, ISSUE_KIND_BODY, headline);
    buffer_add_slice(out, buffer_slice(&walk.text));
    walk_done(&walk);
}

static bool
has_line(const struct issue *issue, const struct issue_paragraph *paragraph, uint32_t line)
{
    uint32_t own = paragraph->first_line;
    while (own != ISSUE_NO_LINE && own != line)
        own = issue_paragraph_next(issue, paragraph, own);
    return own == line;
}

const struct issue_paragraph *
paragraph_at_line(const struct issue *issue, const struct issue_article *article, uint32_t line)
{
    const struct issue_paragraph *first = &issue->paragraphs[article->first_paragraph], *below = NULL;
    for (uint32_t i = 0; i < article->paragraph_count; i++) {
        if (has_line(issue, &first[i], line))
            return &first[i];
        if (below == NULL && first[i].first_line > line)
            below = &first[i];
    }
    return below != NULL || article->paragraph_count == 0 ? below : &first[article->paragraph_count - 1];
}
