/* Which line of a block of heads is the headline?
 *
 * A kicker above it or a deck below it may be as long and as large as it is. Where a page parts its paragraphs by blank
 * lines and two or three lines stand above a text without one between them, they are one printed block of heads: whatever
 * the judgement took for the headline, its words, lengths and marks say which it is. Blocks that are not set so keep the
 * order that they were judged in. Knows nothing of what stands in the text.
 */
#include "parser/judge/judge.h"

/* Of the lines: where fewer have a blank one above, paragraphs are not parted so. */
static const float blanks_min = .4F;

enum {
    BLOCK_LINES_MAX = 3,
    LABEL_POINTS_MAX = 5, /* 春灌, 公积金: names a column or a season */
    SHORT_POINTS_MAX = 8,
    COUPLE_POINTS_MIN = 6,
    LONG_POINTS_MIN = 20,
    HEAD_CELLS_MAX = 100,
    LATIN_LABEL_WORDS_MAX = 3,
    LATIN_LONG_WORDS_MIN = 10
};

static bool
ends_with_one(struct slice text, const char *const *ends, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (slice_ends(text, ends[i]))
            return true;
    return false;
}

/* 全市水利会议提出, 系列报道之四: what follows says what. */
static bool
points_on(const struct shape *shape)
{
    static const char *const ends[] = {"指出",     "强调",     "強調", "提出", "要求",     "表示",     "透露",  "宣布",
                                       "宣佈",     "呼吁",     "呼籲", "建议", "建議",     "认为",     "認為",  "时说",
                                       "系列报道", "系列報導", "专题", "專題", "特别报道", "連続企画", "에서",  "밝혀",
                                       "강조",     "지적",     "之一", "之二", "之三",     "之四",     "之五",  "之六",
                                       "之七",     "之八",     "之九", "之十", "（上）",   "（中）",   "（下）"};
    static const char *const series[] = {"系列", "連載", "连载", "シリーズ", "연재", "기획"};
    for (size_t i = 0; i < BASE_COUNT(series) && shape->quotes; i++)
        if (slice_has(shape->text, series[i]))
            return true;
    return shape->end == END_COLON || ends_with_one(shape->text, ends, BASE_COUNT(ends));
}

/* 座谈会召开: who met, and the headline says what of it. */
static bool
is_meeting(const struct shape *shape)
{
    static const char *const ends[] = {"召开", "召開", "举行", "舉行",   "开幕",   "開幕",
                                       "闭幕", "閉幕", "会议", "會議",   "座谈会", "座談會",
                                       "质询", "質詢", "開会", "发布会", "發布會", "記者會"};
    return ends_with_one(shape->text, ends, BASE_COUNT(ends));
}

/* 元宵将至, 開業百年, 열 돌: the occasion. */
static bool
is_occasion(const struct shape *shape)
{
    static const char *const ends[] = {"将至",   "將至",   "时节", "時節", "之际", "之際",   "来临",   "來臨",
                                       "到来",   "到來",   "前夕", "周年", "週年", "百年",   "进行时", "進行式",
                                       "を前に", "を控え", "주년", "돌",   "개막", "앞두고", "맞아",   "맞이"};
    return ends_with_one(shape->text, ends, BASE_COUNT(ends));
}

/* 本報評論, 特集: the name of a column. */
static bool
names_column(const struct shape *shape)
{
    static const char *const ends[] = {"评论", "評論", "社论", "社論",   "特集", "専題", "专访", "專訪", "特稿",
                                       "观察", "觀察", "调查", "調查",   "连载", "連載", "企画", "企劃", "话题",
                                       "話題", "说法", "時評", "时评",   "聚焦", "关注", "關注", "透视", "透視",
                                       "视点", "視點", "追踪", "追蹤",   "焦点", "焦點", "纪事", "紀事", "故事",
                                       "기획", "특집", "사설", "인터뷰", "연재", "칼럼", "카페", "산책", "현장"};
    return shape->points <= SHORT_POINTS_MAX && ends_with_one(shape->text, ends, BASE_COUNT(ends));
}

/* 枯河开闸记, 燕子回来了: a headline that its deck explains, however short; 在社会主义的中国: goes on in the next line. */
static bool
is_whole(const struct shape *shape)
{
    static const char *const ends[] = {"记", "記", "了", "吗", "嗎", "呢", "吧", "た", "る", "ます", "か", "다"};
    return shape->end == END_CALL || slice_starts(shape->text, "在") ||
           ends_with_one(shape->text, ends, BASE_COUNT(ends));
}

/* Two clauses of one weight, parted by a mark or a blank: 三年攻关不言弃 两代匠人接力干 */
static bool
is_couple(const struct shape *shape)
{
    return (shape->gap || shape->commas > 0) && shape->points >= COUPLE_POINTS_MIN;
}

static bool
is_latin_kicker(const struct shape *above, const struct shape *below, const struct shape *last)
{
    bool capitals = !text_has_ascii_small(above->text);
    if (capitals && !text_has_ascii_small(below->text))
        return false;
    if (capitals || (above->words <= LATIN_LABEL_WORDS_MAX && above->words < below->words))
        return above->digits == 0 && above->end == END_OPEN && above->words < LATIN_LONG_WORDS_MIN;
    return last != NULL && last->words >= LATIN_LONG_WORDS_MIN && above->words <= below->words + 1 &&
           last->words * 2 >= below->words * 3;
}

/* Is ABOVE the kicker of BELOW, by what is certain of either? */
static bool
names_occasion(const struct shape *above, const struct shape *below)
{
    bool hangul = text_is_hangul(text_first(above->text));
    if (names_column(above) || (is_occasion(above) && below->points * 3 >= above->points))
        return true;
    if (above->points >= below->points || (hangul && above->points > LABEL_POINTS_MAX))
        return false;
    return above->points <= LABEL_POINTS_MAX ||
           (above->points + is_couple(below) <= SHORT_POINTS_MAX && !is_whole(above));
}

/* Is it, as clauses of the one lead to the other? LAST, which may be NULL, is the third of the block. */
static bool
leads_to(const struct shape *above, const struct shape *below, const struct shape *last)
{
    if (points_on(above) || (is_meeting(above) && below->points * 3 >= above->points))
        return true;
    if (last != NULL && last->start == START_DASH)
        return false;
    if (is_couple(above) && !is_couple(below)) {
        bool much_longer = above->points >= LONG_POINTS_MIN && below->points * 2 <= above->points;
        if (much_longer || (!is_whole(above) && below->points * 10 >= above->points * 6))
            return true;
    }
    bool third = last != NULL && last->points >= below->points && !text_is_hangul(text_first(above->text));
    return third && !is_couple(below);
}

/* PRINTED: lines of one paragraph stand without blank ones too, and only certain words show it. */
static bool
is_kicker(const struct shape *above, const struct shape *below, const struct shape *last, bool printed)
{
    /* nor does an explanation head anything: ——记某某, 昔日如此；如今—— */
    if (below->start == START_DASH || below->end == END_DASH || below->bracketed || below->names)
        return false;
    if (!shape_is_cjk(above) && !text_is_hangul(text_first(above->text)))
        return is_latin_kicker(above, below, printed ? NULL : last);
    return names_occasion(above, below) || (!printed && leads_to(above, below, last));
}

/* Could it be one of such a block, whatever it was taken for? Of printed lines only the first. */
static bool
may_be_head(const struct norms *norms, const struct label *labels, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    switch (labels[i].role) {
    case ISSUE_HEADLINE:
    case ISSUE_KICKER:
    case ISSUE_DECK: return true;
    case ISSUE_BODY:
    case ISSUE_JOINED:
    case ISSUE_SUBHEAD: break;
    case ISSUE_BYLINE:
        if ((shape->points <= LABEL_POINTS_MAX && !names_column(shape)) || shape->bracketed)
            return false;
        break;
    default: return false;
    }
    bool printed = norms->wraps || shape->measure > 0;
    bool above = shape->after_blank && i + 1 < norms->count && labels[i + 1].role == ISSUE_HEADLINE;
    return (above || !printed) && norms_is_candidate(shape) && !shape->finished && !shape->names && !shape->caption &&
           !shape->open && shape->cells <= HEAD_CELLS_MAX;
}

/* May line I be one? What other rooms are sure of is none, nor is what has its own mark. */
static bool
may_be_set(const struct norms *norms, const struct label *labels, size_t i)
{
    const struct shape *shape = &norms->shapes[i];
    /* ——记某某 begins like an item, too */
    bool listed = shape->list && (shape->start != START_DASH || shape->after_blank);
    return shape->markdown == 0 && shape->block == BLOCK_NONE && !shape->furniture && shape->listed == LISTED_NONE &&
           !shape->byline && !shape->lead && !listed && !shape->meta && may_be_head(norms, labels, i);
}

/* Lines FIRST up to END, with a blank line above them: is there one below too, or a byline, so that nothing but heads is here? */
static bool
is_block(const struct norms *norms, const struct label *labels, size_t first, size_t end)
{
    size_t heads = 0;
    bool judged = true;
    for (size_t i = first; i < end; i++) {
        heads += labels[i].role == ISSUE_HEADLINE;
        judged = judged &&
                 (labels[i].role == ISSUE_HEADLINE || labels[i].role == ISSUE_DECK || labels[i].role == ISSUE_KICKER);
    }
    const struct shape *below = &norms->shapes[end];
    bool apart = below->after_blank || below->byline || below->names || below->lead;
    /* ——对话某某 above a dateline explains a headline, whatever that was taken for */
    bool explained = end - first == 2 && norms->shapes[first + 1].start == START_DASH &&
                     (below->lead || below->byline) && norms->shapes[first + 1].points >= COUPLE_POINTS_MIN;
    return end - first >= 2 && end - first <= BLOCK_LINES_MAX && (heads > 0 || explained) && (judged || apart);
}

/* One of the lines FIRST up to END is the headline. */
static void
settle(const struct norms *norms, struct label *labels, size_t first, size_t end)
{
    const struct shape *shapes = norms->shapes;
    float confidence = 0;
    for (size_t k = first; k < end; k++)
        confidence = labels[k].confidence > confidence ? labels[k].confidence : confidence;
    size_t head = first + is_kicker(&shapes[first], &shapes[first + 1], end - first > 2 ? &shapes[first + 2] : NULL,
                                    norms->wraps);
    for (size_t k = first; k < end; k++)
        labels[k] = (struct label){.role = k < head    ? ISSUE_KICKER
                                           : k == head ? ISSUE_HEADLINE
                                                       : ISSUE_DECK,
                                   .confidence = k == head ? confidence : 0};
}

void
heads_settle(const struct norms *norms, struct label *labels)
{
    size_t i = 0;
    if (!norms->wraps && norms->blanks < blanks_min)
        return;
    while (i < norms->count) {
        size_t end = i;
        while (end < norms->count && may_be_set(norms, labels, end) && (end == i || !norms->shapes[end].after_blank))
            end++;
        if (end < norms->count && norms->shapes[i].after_blank && is_block(norms, labels, i, end)) {
            settle(norms, labels, i, end);
            /* which was read as text where no head stood above it */
            if ((labels[end].role == ISSUE_BODY || labels[end].role == ISSUE_HEADLINE) && norms->shapes[end].byline &&
                end + 1 < norms->count)
                labels[end] = (struct label){.role = ISSUE_BYLINE};
        }
        i = end > i ? end : i + 1;
    }
}
