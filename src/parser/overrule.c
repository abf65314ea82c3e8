/* What overrules the judgement of lines: words that are certain, markup, and what a reader said, in this order.
 */
#include "parser/overrule.h"

#include "parser/byline/byline.h"
#include "parser/story/story.h"

/* 下转第3版 and the like head nothing, whatever they look like. */
void
overrule_by_words(const struct shape *shapes, struct label *labels, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool head = labels[i].role != ISSUE_BODY && labels[i].role != ISSUE_JOINED && labels[i].role != ISSUE_FURNITURE;
        struct notice notice;
        /* the rest of a text from another page is nothing of what stands above it */
        if (i > 0 && labels[i].role == ISSUE_BODY && issue_role_is_text(labels[i - 1].role) &&
            text_among(text_first(shapes[i].text), U"(（【[") && notice_find(shapes[i].text, &notice) && notice.from &&
            !notice.to && notice.start == 0)
            labels[i].brief = true;
        if (head && notice_find(shapes[i].text, &notice) && notice.start == 0 && notice.end == shapes[i].text.len)
            labels[i] = (struct label){.role = ISSUE_BODY};
        /* 新华社记者某某摄 belongs to the picture above it */
        if (labels[i].role != ISSUE_BYLINE && labels[i].role != ISSUE_FURNITURE && shapes[i].text.len > 0 &&
            picture_credit(shapes[i].text).len == shapes[i].text.len)
            labels[i] = (struct label){.role = ISSUE_CAPTION};
        /* nor is what names nobody a byline, wherever it stands, or what text follows */
        bool names = shapes[i].byline || shapes[i].names;
        if (labels[i].role == ISSUE_BYLINE && (shapes[i].lead || (!names && !byline_may_be(shapes[i].text))))
            labels[i] = (struct label){.role = ISSUE_BODY};
    }
}

/* What markup says, over the judgement; but prose may be a byline, or of the page. */
void
overrule_by_markup(const struct markup *markup, const struct shape *shapes, struct label *labels, size_t count)
{
    for (size_t i = 0; i < count && markup->marks != NULL; i++) {
        const struct markup_mark *mark = &markup->marks[shapes[i].line];
        bool aside = labels[i].role == ISSUE_BYLINE || labels[i].role == ISSUE_FURNITURE;
        if (mark->role == ISSUE_BLANK || (mark->plain && aside))
            continue;
        labels[i] = (struct label){.role = mark->role, .brief = mark->brief, .confidence = 1.0F};
        if (mark->role == ISSUE_JOINED && i > 0)
            labels[i].join = mark->kept ? ISSUE_JOIN_LINE : shape_join(&shapes[i - 1], &shapes[i]);
    }
}

/* What the reader said, over the judgement. */
void
overrule_by_mends(const struct parser_source *source, const struct shape *shapes, struct label *labels, size_t count)
{
    for (size_t m = 0; m < source->mend_count; m++) {
        const struct parser_mend *mend = &source->mends[m];
        size_t low = 0, high = count;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (shapes[middle].line < mend->line)
                low = middle + 1;
            else
                high = middle;
        }
        if (low == count || shapes[low].line != mend->line || mend->role == ISSUE_BLANK)
            continue;
        bool joined = mend->role == ISSUE_JOINED && low > 0;
        labels[low] =
            (struct label){.role = mend->role, .brief = mend->brief && mend->role == ISSUE_BODY, .confidence = 1.0F};
        if (joined) {
            labels[low].join = shape_join(&shapes[low - 1], &shapes[low]);
            labels[low].seam = shapes[low].after_blank;
        }
    }
}
