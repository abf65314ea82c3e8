/* What of a page stands above the text and below it: the day and the source that its own lines say, labels of buttons, and all that
 * follows 相关新闻 and the like.
 */
#include "parser/dates/dates.h"
#include "parser/html/html.h"

#include "kanbao/text.h"

#include <stdlib.h>

enum { SHORT_POINTS = 80, LABEL_POINTS_MAX = 24, BUTTON_POINTS_MAX = 10, TAIL_PERCENT = 40 };

bool
html_block_has_day(const struct html_page *page, const struct html_block *block)
{
    struct buffer scratch = {0};
    bool day = block->points <= SHORT_POINTS && date_find(html_block_text(page, block, &scratch), NULL, NULL) != 0;
    buffer_done(&scratch);
    return day;
}

bool
html_block_is_label(const struct html_page *page, const struct html_block *block)
{
    static const char *const words[] = {
        "相关",     "相關",         "推荐",      "推薦",     "热门",        "熱門",       "热点",       "延伸阅读",
        "評論",     "评论",         "関連",      "为您推荐", "热新闻",      "阅读下一篇", "猜你喜欢",   "精彩推荐",
        "扫一扫",   "扫码",         "扫描",      "网友评论", "全部评论",    "我要评论",   "观察员评论", "最新评论",
        "新闻排行", "排行榜",       "用户登录",  "最新文章", "最新新闻",    "正文已结束", "分享到",     "违法和不良",
        "举报电话", "主办：",       "版权声明",  "Related",  "Recommended", "More from",  "More on",    "Read more",
        "Comments", "Most popular", "Most read", "Trending"};
    struct buffer scratch = {0};
    struct slice text = text_trim(html_block_text(page, block, &scratch));
    bool says = false;
    for (size_t i = 0; i < BASE_COUNT(words) && block->points <= LABEL_POINTS_MAX; i++)
        says |= slice_starts(text, words[i]);
    buffer_done(&scratch);
    return says;
}

/* 版权所有, 上一篇: anywhere in a short piece, at the beginning of a sentence. */
static bool
ends_page(struct slice text, bool prose)
{
    static const char *const words[] = {"版权所有", "版權所有", "Copyright", "©",          "ICP备",    "上一篇",
                                        "下一篇",   "分享到",   "关闭窗口",  "關閉視窗",   "返回顶部", "打印本页",
                                        "相关新闻", "相关阅读", "延伸阅读",  "Share this", "Related"};
    for (size_t i = 0; i < BASE_COUNT(words); i++)
        if (prose ? slice_starts(text, words[i]) : slice_has(text, words[i]))
            return true;
    return false;
}

/* Is what stands above the first head not much beside the rest? */
static bool
is_little_above(const struct html_page *page)
{
    enum { PERCENT = 20 };
    uint64_t above = 0, all = 0;
    bool heads = false;
    for (size_t i = 0; i < page->block_count; i++) {
        const struct html_block *block = &page->blocks[i];
        heads |= block->level > 0 && !block->furniture;
        all += block->furniture ? 0 : block->points;
        above += block->furniture || heads ? 0 : block->points;
    }
    return heads && above * 100 < all * PERCENT;
}

/* Between the headline and the text: its day, of which the words that say it are read as such, buttons, and itself again. */
static void
settle_below_head(struct html_page *page)
{
    static const char *const buttons[] = {"字号", "关注", "分享", "举报", "打印", "收藏", "调整字体", "点赞", "字体"};
    struct buffer scratch = {0}, head = {0};
    bool below = false;
    for (size_t i = 0; i < page->block_count; i++) {
        struct html_block *block = &page->blocks[i];
        if (block->furniture || block->caption || html_block_is_in_data(page, block))
            continue;
        struct slice text = html_block_text(page, block, block->level > 0 ? &head : &scratch);
        bool again = below && block->level == 0 && slice_equal(text, buffer_slice(&head));
        below = (below || block->level > 0) && (again || !html_block_is_prose(page, block));
        if (!below || block->level > 0)
            continue;
        block->furniture = again || html_block_has_day(page, block);
        for (size_t k = 0; k < BASE_COUNT(buttons) && block->points < BUTTON_POINTS_MAX; k++)
            block->furniture |= slice_starts(text, buttons[k]);
    }
    buffer_done(&head);
    buffer_done(&scratch);
}

/* Of a page of one article: a label such as 相关新闻 ends it, where not much follows. */
static void
drop_tail(struct html_page *page)
{
    uint64_t all = 0, left = 0;
    for (size_t i = 0; i < page->block_count; i++)
        all += page->blocks[i].furniture ? 0 : page->blocks[i].points;
    size_t end = page->block_count;
    for (size_t i = page->block_count; i-- > 0 && left * 100 <= all * TAIL_PERCENT;) {
        const struct html_block *block = &page->blocks[i];
        left += block->furniture ? 0 : block->points;
        if (!block->furniture && left * 100 <= all * TAIL_PERCENT && html_block_is_label(page, block))
            end = i;
    }
    for (size_t i = end; i < page->block_count; i++)
        page->blocks[i].furniture = true;
}

/* Is it a button, a number, a day or an item, and no sentence? */
static bool
is_scrap(const struct html_page *page, const struct html_block *block, struct slice text)
{
    static const char *const ends[] = {".", "!", "?", "。", "！", "？", "…", "”", "」", "）", ")"};
    if (block->points > LABEL_POINTS_MAX || block->caption || block->pre > 0 || block->quote ||
        html_block_is_in_data(page, block))
        return false;
    for (size_t i = 0; i < BASE_COUNT(ends); i++)
        if (slice_ends(text, ends[i]))
            return false;
    return true;
}

/* Of a page of one article: what is below its last sentence and outside of the element that the text is in is the page's, where much of it
   is items and numbers: times of other articles, how many liked it. Not lines of a poem. */
static void
drop_scraps(struct html_page *page)
{
    enum { SCRAPS_LEAST = 5 };
    struct buffer scratch = {0};
    size_t end = page->block_count, scraps = 0, counted = 0;
    uint16_t lowest = UINT16_MAX;
    bool outside = false;
    for (size_t i = page->block_count; i-- > 0;) {
        const struct html_block *block = &page->blocks[i];
        if (block->furniture)
            continue;
        struct slice text = text_trim(html_block_text(page, block, &scratch));
        if (!is_scrap(page, block, text)) {
            outside = lowest + 2 <= block->nested;
            break;
        }
        bool number =
            text.len > 0 && (text_is_digit(text_first(text)) || text_is_digit((unsigned char)text.at[text.len - 1]));
        lowest = block->lowest < lowest ? block->lowest : lowest;
        scraps++;
        counted += block->item || number;
        end = i;
    }
    for (size_t i = end; i < page->block_count && outside && scraps >= SCRAPS_LEAST && counted * 5 >= scraps * 2; i++)
        page->blocks[i].furniture = true;
    buffer_done(&scratch);
}

void
html_ends_settle(struct html_page *page, bool one)
{
    struct buffer scratch = {0};
    bool little = is_little_above(page);
    if (one) {
        drop_tail(page);
        drop_scraps(page);
    }
    settle_below_head(page);
    for (size_t i = 0; i < page->block_count && (page->blocks[i].level == 0 || page->blocks[i].furniture); i++)
        page->blocks[i].furniture |=
            little || !html_block_is_prose(page, &page->blocks[i]) || html_block_is_in_data(page, &page->blocks[i]);
    for (size_t i = page->block_count; i-- > 0;) {
        struct html_block *block = &page->blocks[i];
        bool prose = html_block_is_prose(page, block);
        if (block->furniture)
            continue;
        block->furniture = block->level == 0 && ends_page(html_block_text(page, block, &scratch), prose);
        if (block->level > 0 || (prose && !block->furniture))
            break;
    }
    buffer_done(&scratch);
}
