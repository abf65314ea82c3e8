/* Papers of government: lines that stand at fixed places around the title of a document.
 *
 *   青石镇人民政府            the office, above
 *   关于加强观测的通知        the title
 *   青政发〔2031〕12号        the number, above or below
 *   各村委会：                whom it is for
 *   ……
 *   青石镇人民政府            who signed it
 *   2031年5月4日              and when
 *
 * A title is certain only beside one of the others: newspapers write of notices, too.
 */
#include "parser/kinds/kinds.h"

enum {
    OFFICE_POINTS_MAX = 40,
    TITLE_POINTS_MAX = 90,
    NUMBER_POINTS_MAX = 36,
    SALUTATION_POINTS_MAX = 60,
    DAY_POINTS_MAX = 24,
    SIGNERS_MAX = 4,
    ABOVE_MAX = 3,
    ALONE_INDENT_MIN = 12,
    SIGNER_POINTS_MAX = 16,
    BELOW_MAX = 2
};

static bool
is_short(const struct shape *shape, uint32_t points)
{
    return shape->points <= points && shape->points > 1 && shape->stops == 0 && block_is_free(shape) && !shape->lead;
}

/* ---- what each line is by itself */

/* 青政发〔2031〕12号, 院臺經字第0950012345號, 公告第12号: *AFTER_TITLE: a bare 第12号, which is one only below a title. */
static bool
is_number(const struct shape *shape, bool *bare)
{
    static const char *const labels[] = {"發文日期", "發文字號", "发文日期", "发文字号", "文号：", "文號：", NULL};
    static const char *const ends[] = {"号", "號", "号）", "號）", NULL};
    static const char *const words[] = {"公告", "通告", "布告", "告示", "令",   "訓令", "条例",
                                        "條例", "规则", "規則", "字",   "法律", "発第", "发",
                                        "函",   "决定", "決定", "通知", "办",   "辦",   NULL};
    struct slice text = shape->text;
    *bare = false;
    if (!is_short(shape, NUMBER_POINTS_MAX) || shape->comma)
        return false;
    if (shape->colon)
        return words_begin(text, labels);
    if (!words_end(text, ends))
        return false;
    size_t open = slice_find(text, "〔"), next;
    static const char *const brackets[] = {"〔", "[", "［", "（", "(", "【"};
    for (size_t i = 0; open == SIZE_MAX && i < BASE_COUNT(brackets); i++)
        open = slice_find(text, brackets[i]);
    if (open != SIZE_MAX) {
        size_t at = text_start_after(text, open + 1);
        size_t digits = 0;
        while (text_digit(text_point(text, at, &next)) >= 0 && at < text.len) {
            at = next;
            digits++;
        }
        return digits == 4 || digits == 2 || digits == 3;
    }
    size_t ordinal = slice_find(text, "第");
    if (ordinal == SIZE_MAX)
        return false;
    struct slice number = slice_from(text, ordinal + strlen("第")), before = text_trim(slice_make(text.at, ordinal));
    char32_t first = text_first(number);
    bool digit = text_digit(first) >= 0 || text_is_space(first) || text_among(first, U"一二三四五六七八九十百〇");
    *bare = ordinal == 0 || slice_ends(before, "年"); /* 2031年第12号 */
    return digit && (*bare || words_end(before, words));
}

/* The name of an office or of its paper: 青石镇人民政府, 青石镇人民政府文件. */
static bool
is_office(const struct shape *shape)
{
    static const char *const ends[] = {
        "政府", "委员会",   "委員會", "办公室", "辦公室", "办公厅", "辦公廳", "局",   "厅",     "廳",   "部",
        "院",   "委",       "会",     "會",     "文件",   "中心",   "公司",   "署",   "处",     "處",   "站",
        "所",   "室",       "大队",   "支队",   "指挥部", "管理处", "税务局", "法院", "检察院", "学校", "學校",
        "大学", "大學",     "役所",   "役場",   "省",     "庁",     "協会",   "协会", "總會",   "总队", "村委会",
        "府",   "领导小组", "銀行",   "银行",   "课",     "課",     NULL};
    return is_short(shape, OFFICE_POINTS_MAX) && shape->han * 10 >= shape->points * 8 && shape->digits == 0 &&
           !shape->comma && !shape->colon && shape->end == END_OPEN && shape->points >= 3 &&
           words_end(shape->text, ends);
}

static bool
ends_document(struct slice text)
{
    static const char *const kinds[] = {
        "通知", "意见", "意見", "公告",   "通告", "决定", "決定", "批复", "批覆",     "函",       "报告",
        "報告", "办法", "辦法", "规定",   "規定", "方案", "请示", "命令", "通报",     "通報",     "细则",
        "細則", "规划", "規劃", "纪要",   "议案", "公示", "告示", "布告", "条例",     "條例",     "答复",
        "建议", "公报", "要點", "要点",   "指令", "计划", "說明", "说明", "について", "お知らせ", "表彰",
        "预案", "令",   "の件", "する件", "省令", "政令", "規程", "要綱", "要領",     NULL};
    static const char *const apart[] = {"公", "通", "告", "令", "知", "函", NULL};
    size_t bracket = text_last_bracket(text, U"(（", U")）", 12), at = 0, next; /* （试行） */
    /* 公　　告 */
    char32_t first = text_point(text, 0, &next);
    at = text_skip_blanks(text, next);
    if (at > next && at < text.len && text_is_han(first) && words_begin(text, apart) &&
        words_end(slice_from(text, at), apart) && text_points(slice_from(text, at)) == 1)
        return true;
    return words_end(bracket != SIZE_MAX && bracket > 0 ? slice_make(text.at, bracket) : text, kinds);
}

static bool
has_subject(struct slice text)
{
    static const char *const japanese[] = {"に関する", "の一部を改正する", "を定める", "を廃止する", NULL};
    return slice_has(text, "关于") || slice_has(text, "關於") || slice_has(text, "印发") || words_in(text, japanese) ||
           slice_ends(text, "について");
}

/* 关于加强渡口水位观测工作的通知; *BEGINS: only its beginning, the kind of document stands on the next line. */
static bool
is_title(const struct shape *shape, bool *begins)
{
    *begins = false;
    if (!is_short(shape, TITLE_POINTS_MAX) || !shape_is_cjk(shape) || shape->colon || shape->end == END_STOP ||
        !has_subject(shape->text))
        return false;
    *begins = !ends_document(shape->text);
    return !*begins || slice_starts(shape->text, "关于") || slice_starts(shape->text, "關於");
}

/* 青石镇人民政府公告, above its number. */
static bool
is_plain_title(const struct shape *shape)
{
    return is_short(shape, OFFICE_POINTS_MAX) && shape_is_cjk(shape) && shape->digits == 0 && !shape->colon &&
           !shape->comma && shape->end == END_OPEN && ends_document(shape->text) && !slice_ends(shape->text, "公报") &&
           !slice_ends(shape->text, "公報");
}

/* Whom a text is for: 各区、县：, 同胞们、朋友们：, Dear readers: */
static bool
is_salutation(const struct shape *shape)
{
    static const char *const begins[] = {"各",     "尊敬的", "亲爱的", "親愛的", "同志们", "同胞们", "朋友们",
                                         "女士们", "Dear ",  "敬爱的", "全体",   "全體",   NULL};
    static const char *const within[] = {
        "们、",   "們、",     "们：",   "們：",   "们:",    "先生：", "女士：", "先生:",  "女士:",     "同志：",
        "同志:",  "阁下：",   "閣下：", "单位：", "單位：", "单位:",  "机构：", "機關：", "机关：",    "各位：",
        "政府：", "委员会：", "部门：", "殿：",   "諸君：", "公司：", "局：",   "厅：",   "人民政府:", NULL};
    if (shape->end != END_COLON || !is_short(shape, SALUTATION_POINTS_MAX) || shape->digits > 0 || shape->commas > 1)
        return false;
    return words_begin(shape->text, begins) || (!shape->comma && words_in(shape->text, within));
}

/* 2031年5月4日, 二〇三一年五月四日, 中華民國120年5月4日, 令和十三年五月四日, May 4, 2031 */
bool
day_is_alone(const struct shape *shape)
{
    static const char *const eras[] = {"中華民國", "民國", "令和", "平成", "昭和",
                                       "大正",     "明治", "公元", "西元", NULL};
    static const char32_t numerals[] = U"〇○零Ｏ元一二三四五六七八九十廿年月日";
    struct slice text = shape->text;
    if (shape->points > DAY_POINTS_MAX || shape->points < 6 || !block_is_free(shape) || !slice_ends(text, "日"))
        return false;
    for (const char *const *era = eras; *era != NULL; era++)
        if (slice_starts(text, *era))
            text = slice_from(text, strlen(*era));
    if (!slice_has(text, "年") || !slice_has(text, "月"))
        return false;
    return words_are_numerals(text, numerals);
}

/* 縣長　田一麦, 青瀬町長　林 渡: who signs for an office. */
static bool
is_signer(const struct shape *shape)
{
    static const char *const titles[] = {"縣長", "市長", "町長", "村長", "區長", "鄉鎮長", "部長", "局長", "院長",
                                         "署長", "總統", "主席", "主任", "知事", "大臣",   "省长", "市长", "县长",
                                         "区长", "镇长", "村长", "部长", "局长", "院长",   "总理", "处长", "議長",
                                         "议长", "會長", "会长", "校長", "校长", "理事長", NULL};
    return is_short(shape, SIGNER_POINTS_MAX) && shape->end == END_OPEN && !shape->colon && !shape->comma &&
           shape->digits == 0 && (shape->gap || slice_has(shape->text, " ")) && words_in(shape->text, titles);
}

/* 抄送：各渡口。, 附件：…: below the text of a document. */
static bool
is_routing(const struct shape *shape)
{
    static const char *const begins[] = {"抄送：", "抄送:", "抄报：", "主送：", "主题词：", "正本：", "副本：",
                                         "报：",   "送：",  "附件：", "附件:",  "附：",     "報：",   NULL};
    return shape->points <= TITLE_POINTS_MAX && block_is_free(shape) && words_begin(shape->text, begins);
}

/* 某某办公室　2031年5月7日印发 */
static bool
is_printed(const struct shape *shape)
{
    static const char *const ends[] = {"日印发", "日印發", NULL};
    return is_short(shape, TITLE_POINTS_MAX) && words_end(shape->text, ends) && shape->digits > 0;
}

/* ---- where they stand */

/* Does WORD stand in TEXT? */
static bool
has_slice(struct slice text, struct slice word)
{
    for (size_t at = 0; word.len > 0 && at + word.len <= text.len; at++)
        if (memcmp(text.at + at, word.at, word.len) == 0)
            return true;
    return false;
}

/* 青石鎮公所公告：公告…, and the name of the office alone on the line below: who speaks stands in the title, too. */
static bool
is_spoken(const struct shape *shape, const struct shape *below)
{
    static const char *const spoken[] = {"公告", "令",   "函",   "通告", "布告", "告示", "公示", "訓令",
                                         "书函", "書函", "通知", "决定", "決定", "批复", "公布", NULL};
    struct slice text = shape->text;
    size_t colon = slice_find(text, "：");
    if (colon == SIZE_MAX)
        colon = slice_find(text, ":");
    if (colon == SIZE_MAX || shape->end == END_COLON || shape->lead || !is_short(below, OFFICE_POINTS_MAX) ||
        below->end != END_OPEN || below->colon)
        return false;
    struct slice speaker = slice_make(text.at, colon);
    return words_end(speaker, spoken) && speaker.len > below->text.len && has_slice(speaker, below->text);
}

/* The number and the day below a title, in either order: how many lines of those that begin at FIRST. */
static size_t
count_below(const struct shape *shapes, size_t count, size_t first, bool *numbered)
{
    size_t end = first;
    *numbered = false;
    for (bool bare; end < count && end - first < BELOW_MAX; end++) {
        bool number = is_number(&shapes[end], &bare);
        if (!number && !day_is_alone(&shapes[end]))
            break;
        *numbered |= number;
    }
    return *numbered ? end - first : 0;
}

/* The office, or its paper and the number, above the title at TITLE. Returns how many lines. */
static size_t
mark_above(struct shape *shapes, size_t title)
{
    size_t above = 0;
    for (bool bare; above < ABOVE_MAX && above < title; above++) {
        struct shape *shape = &shapes[title - 1 - above];
        if (!is_office(shape) && !is_number(shape, &bare))
            break;
        /* the office that signed the document before this one stands above its day, not here */
        block_set(shape, BLOCK_ABOVE, true);
    }
    return above;
}

static void
mark_document(struct shape *shapes, size_t count, size_t i)
{
    bool begins, numbered, other;
    if (!is_title(&shapes[i], &begins))
        return;
    size_t end = i + 1;
    if (begins && (end == count || shapes[end].after_blank || !is_short(&shapes[end], TITLE_POINTS_MAX) ||
                   !ends_document(shapes[end].text)))
        return;
    end += begins;
    size_t lines = count_below(shapes, count, end, &numbered);
    bool below = numbered || (end < count && is_salutation(&shapes[end]));
    bool above = i > 0 && (is_office(&shapes[i - 1]) || (is_number(&shapes[i - 1], &other) && !other));
    /* a title of a paper of one's own, after prose: then the office above it is a line, not an end */
    if (!below && !(above && (i < 2 || shapes[i - 1].after_blank || shapes[i - 2].finished)))
        return;
    for (size_t k = i; k < end; k++)
        block_set(&shapes[k], k == i ? BLOCK_TITLE : BLOCK_DECK, true);
    mark_above(shapes, i);
    for (size_t k = end; k < end + lines; k++)
        block_set(&shapes[k], BLOCK_CREDIT, true);
}

/* A title of one word, 公告, and its number below. */
static void
mark_numbered(struct shape *shapes, size_t count, size_t i)
{
    bool numbered;
    if (i + 1 == count || !is_plain_title(&shapes[i]))
        return;
    size_t lines = count_below(shapes, count, i + 1, &numbered);
    if (lines == 0)
        return;
    block_set(&shapes[i], BLOCK_TITLE, true);
    for (size_t k = 1; k <= lines; k++)
        block_set(&shapes[i + k], BLOCK_CREDIT, true);
    mark_above(shapes, i);
}

/* Can a document end above line I? */
static bool
ends_above(const struct shape *shapes, size_t i)
{
    const struct shape *above = &shapes[i - 1];
    return above->finished || above->block == BLOCK_LIST || above->block == BLOCK_TABLE || above->bracketed ||
           above->list || above->block == BLOCK_TEXT || shapes[i].indent_cells >= ALONE_INDENT_MIN;
}

/* The day at I ends a document: with it, who signed, above it or, in Japan, below. */
static void
mark_signed(struct shape *shapes, size_t count, size_t i)
{
    size_t first = i, end = i + 1;
    while (first > 0 && i - first < SIGNERS_MAX && (is_office(&shapes[first - 1]) || is_signer(&shapes[first - 1])))
        first--;
    bool person = first == i && i > 0 && shapes[i - 1].indent_cells >= ALONE_INDENT_MIN &&
                  is_short(&shapes[i - 1], DAY_POINTS_MAX) && shapes[i - 1].end == END_OPEN;
    first -= person;
    end += first == i && end < count && is_signer(&shapes[end]);
    if (end - first < 2 || first == 0)
        return;
    for (size_t k = first; ends_above(shapes, first) && k < end; k++)
        block_set(&shapes[k], BLOCK_CREDIT, true);
}

/* A number beside no title that is known: below a line that may be one, or above. */
static void
mark_number(struct shape *shapes, size_t count, size_t i)
{
    bool bare;
    if (!is_number(&shapes[i], &bare) || bare)
        return;
    bool below = i + 1 < count &&
                 (is_salutation(&shapes[i + 1]) || shapes[i + 1].finished || shapes[i + 1].points > TITLE_POINTS_MAX);
    bool after_head = i > 0 && !shapes[i - 1].finished && shapes[i - 1].points <= TITLE_POINTS_MAX;
    if (below && after_head)
        block_set(&shapes[i], BLOCK_CREDIT, true);
    else if (i + 1 < count && i > 0 && is_office(&shapes[i - 1]) && !shapes[i + 1].finished) {
        block_set(&shapes[i], BLOCK_ABOVE, true);
        block_set(&shapes[i - 1], BLOCK_ABOVE, true);
    }
}

void
official_mark(struct shape *shapes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (!block_is_free(&shapes[i]))
            continue;
        if (shapes[i].colon && i + 1 < count && is_spoken(&shapes[i], &shapes[i + 1])) {
            block_set(&shapes[i], BLOCK_TITLE, true);
            block_set(&shapes[i + 1], BLOCK_CREDIT, true);
        }
        if (shapes[i].points > TITLE_POINTS_MAX || shapes[i].block != BLOCK_NONE)
            continue;
        if (is_routing(&shapes[i]))
            block_set(&shapes[i], BLOCK_TEXT, true);
        else if (is_printed(&shapes[i]))
            block_set(&shapes[i], BLOCK_CREDIT, true);
        if (shapes[i].stops > 0 || shapes[i].block != BLOCK_NONE)
            continue;
        mark_document(shapes, count, i);
        if (shapes[i].block == BLOCK_NONE)
            mark_numbered(shapes, count, i);
    }
    for (size_t i = 0; i < count; i++) {
        if (shapes[i].points > SALUTATION_POINTS_MAX || shapes[i].stops > 0 || !block_is_free(&shapes[i]))
            continue;
        if (is_salutation(&shapes[i]))
            block_set(&shapes[i], BLOCK_TEXT, true);
        else if (day_is_alone(&shapes[i]))
            mark_signed(shapes, count, i);
        else if (i > 0 && is_signer(&shapes[i]) && ends_above(shapes, i) &&
                 (i + 1 == count || shapes[i + 1].block != BLOCK_NONE))
            block_set(&shapes[i], BLOCK_CREDIT, true);
        else
            mark_number(shapes, count, i);
    }
}
